//! Tiers of gangs, and the clocks of criminal procedure.

use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::keys::{classification, follow_up};
use crate::rulebook::packs::row::{Row, codes, end, known, set};
use crate::rulebook::packs::sources::{
    COURT_MINUTES_2015, CRIMINAL_LAW, CRIMINAL_PROCEDURE as CP, EVIL_OPINION, GANG_OPINION_2018,
    ORGANIZED_CRIME_LAW, own,
};

/// The Criminal Procedure Law as amended.
const PROCEDURE: Day = day!(2018, 10, 26);

/// The opinion on evil-force cases.
const OPINION: Day = day!(2019, 4, 9);

pub(super) fn rows() -> Vec<Row> {
    let mut all = triads();
    all.extend(evil_forces());
    all.extend(custody_and_arrest());
    all.extend(prosecution_and_trial());
    all
}

fn triads() -> Vec<Row> {
    let notes = day!(2015, 10, 13);
    let opinion = day!(2018, 1, 16);
    let guide = |wording| COURT_MINUTES_2015.memory_mid("law 3.1", wording);
    let no_more = || GANG_OPINION_2018.memory_mid("law 3.1", "later not fixed");
    vec![
        known(
            classification::TRIAD_FEATURES,
            day!(2011, 5, 1),
            4,
            CRIMINAL_LAW.says("art. 294(5); law 3.1", ""),
        ),
        known(classification::TRIAD_MEMBERS_GUIDE, notes, 10, guide("usually 10 members or more")),
        end(classification::TRIAD_MEMBERS_GUIDE, opinion, no_more()),
        known(
            classification::TRIAD_TIME_GUIDE,
            notes,
            TimeLimit::months(6),
            guide("usually more than 6 months"),
        ),
        end(classification::TRIAD_TIME_GUIDE, opinion, no_more()),
        known(
            classification::TRIAD_ASSETS_LOW,
            notes,
            200_000,
            guide("200,000 to 500,000 yuan as a guide"),
        ),
        end(classification::TRIAD_ASSETS_LOW, opinion, no_more()),
        known(
            classification::TRIAD_ASSETS_HIGH,
            notes,
            500_000,
            guide("200,000 to 500,000 yuan as a guide"),
        ),
        end(classification::TRIAD_ASSETS_HIGH, opinion, no_more()),
    ]
}

fn evil_forces() -> Vec<Row> {
    let opinion = || EVIL_OPINION.memory("law 3.1", "");
    vec![
        known(classification::EVIL_MEMBERS, OPINION, 3, opinion()),
        known(classification::EVIL_WINDOW, OPINION, TimeLimit::months(24), opinion()),
        known(
            classification::REPEATED,
            OPINION,
            3,
            own("law 3.1", "no number is stated; three in the usage of criminal law, the stricter"),
        )
        .or_read(2, EVIL_OPINION.memory("law 3.1", "more than once")),
        known(classification::EVIL_SAME_MEMBERS, OPINION, 2, opinion()),
        known(classification::GROUP_MEMBERS, OPINION, 3, EVIL_OPINION.says("art. 11; law 3.1", "")),
        known(classification::GROUP_CRIMES, OPINION, 3, opinion()),
        known(
            classification::EXCLUDED,
            OPINION,
            codes(&[
                "profit_only",
                "family_dispute",
                "neighbor_dispute",
                "labor_dispute",
                "lawful_debt_dispute",
            ]),
            EVIL_OPINION.says("law 3.1", ""),
        ),
        known(
            classification::NO_ARTIFICIAL_TIER,
            OPINION,
            true,
            EVIL_OPINION.says("law 3.1", "坚决防止人为拔高或者降低认定标准"),
        ),
    ]
}

fn custody_and_arrest() -> Vec<Row> {
    let (from, days, months) = (PROCEDURE, TimeLimit::days, TimeLimit::months);
    vec![
        set(
            follow_up::ASSET_STOP,
            day!(2022, 5, 1),
            TimeLimit::hours(48),
            ORGANIZED_CRIME_LAW.says("art. 27; law 3.4", ""),
        ),
        set(follow_up::CUSTODY, from, months(2), CP.says("art. 156; law 3.3", "不得超过二个月")),
        set(follow_up::CUSTODY_FIRST, from, months(1), CP.says("art. 156; law 3.3", "延长一个月")),
        set(follow_up::CUSTODY_SECOND, from, months(2), CP.says("art. 158; law 3.3", "延长二个月")),
        set(
            follow_up::CUSTODY_THIRD,
            from,
            months(2),
            CP.says("art. 159; law 3.3", "再延长二个月"),
        ),
        set(
            follow_up::ARREST_REQUEST,
            from,
            days(3),
            CP.says("art. 91; law 3.3", "拘留后的三日以内"),
        ),
        set(
            follow_up::ARREST_REQUEST_LONGER,
            from,
            days(4),
            CP.says("art. 91; law 3.3", "延长一日至四日"),
        ),
        set(
            follow_up::ARREST_REQUEST_GANGS,
            from,
            days(30),
            CP.says("art. 91; law 3.3", "流窜作案、多次作案、结伙作案……延长至三十日"),
        ),
        set(follow_up::ARREST_DECISION, from, days(7), CP.says("art. 91; law 3.3", "七日以内")),
        set(
            follow_up::SUPERVISED_ARREST,
            from,
            days(10),
            CP.says("art. 170; law 3.3", "拘留后的十日以内作出"),
        ),
        set(
            follow_up::SUPERVISED_ARREST_LONGER,
            from,
            days(4),
            CP.says("art. 170; law 3.3", "延长一日至四日"),
        ),
    ]
}

fn prosecution_and_trial() -> Vec<Row> {
    let (from, days, months) = (PROCEDURE, TimeLimit::days, TimeLimit::months);
    vec![
        set(follow_up::PROSECUTION, from, months(1), CP.says("art. 172; law 3.3", "一个月以内")),
        set(
            follow_up::PROSECUTION_LONGER,
            from,
            days(15),
            CP.says("art. 172; law 3.3", "延长十五日"),
        ),
        set(
            follow_up::SUPPLEMENT,
            from,
            months(1),
            CP.says("art. 175; law 3.3", "一个月以内补充侦查完毕"),
        ),
        set(follow_up::SUPPLEMENTS, from, 2, CP.says("art. 175; law 3.3", "以二次为限")),
        set(
            follow_up::FIRST_INSTANCE,
            from,
            months(2),
            CP.says("art. 208; law 3.3", "二个月以内宣判"),
        ),
        set(
            follow_up::FIRST_INSTANCE_LATEST,
            from,
            months(3),
            CP.says("art. 208; law 3.3", "至迟不得超过三个月"),
        ),
        set(
            follow_up::FIRST_INSTANCE_LONGER,
            from,
            months(3),
            CP.says("art. 208; law 3.3", "可以延长三个月"),
        ),
        set(
            follow_up::APPEAL,
            from,
            days(10).moving_last_day(),
            CP.says("art. 230; law 3.3", "期限为十日……从接到判决书、裁定书的第二日起算"),
        ),
    ]
}
