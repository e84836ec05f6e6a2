//! A1 to A24 of seed-rules §7.1, and the questions for any table.

use super::identity::{
    Among, Cover, FigureRef, Identity, Overlap, Relation, Scope, Shown, Statement, Sum, Wording,
};
use crate::base::text::{Code, Line};

const GANSU: &str = "Gansu";
const HENAN: &str = "Henan";
const CHENGGUAN: &str = "Chengguan";
const ZHAOTONG: &str = "Zhaotong";

/// Where a row asks: one place, or each place and period.
const EACH: &str = "";

/// Id, place, row of the documents, sentence in English and in Chinese.
type Head = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// The identities for the published figures: A1 to A24, and three
/// more that its rows invite: the rates of C18, the recheck of Z11.
///
/// An identity of several comparisons is split: A15a, A15b. The same list at each call.
#[must_use]
pub fn declared() -> Vec<Identity> {
    let mut all = [chengguan(), gansu(), henan(), zhaotong(), catalogues()].concat();
    all.sort_by_key(|identity| number(identity.id().as_str()));
    all
}

/// The identities that are asked of a table of one's own.
///
/// A1 to A24 where the names are there: those between figures of one place and period
/// are asked of each place and period, the others of the places that they name. Then
/// L1 to L8, which the further public figures of law-context §6.1 need, asked likewise.
#[must_use]
pub fn for_any_table() -> Vec<Identity> {
    let across = ["Z11", "A2", "A15a", "A15b", "A21a", "A21b", "A21c", "A21d", "A21e"];
    let moved = declared().into_iter().map(|identity| {
        if across.contains(&identity.id().as_str()) { identity } else { identity.everywhere() }
    });
    moved.chain(further()).collect()
}

/// Sorts A2 before A10: the letter, the number, the rest.
fn number(id: &str) -> (String, u32, String) {
    let (letter, rest) = id.split_at_checked(1).unwrap_or((id, ""));
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (letter.to_owned(), digits.parse().unwrap_or(u32::MAX), rest.to_owned())
}

/// What Chengguan's figures must satisfy.
fn chengguan() -> Vec<Identity> {
    vec![
        row(
            ("A1", CHENGGUAN, "C12", "Followed cases without a stated result (neither signed off nor retraced).",
             "未说明结果的跟进案件（既未签字背书、也未回溯核查）。"),
            rest(&["followed_evil_gang_cases", "followed_village_bully_cases"],
                 &["signed_off_cases", "retraced_cases"], Overlap::NotStated),
        ),
        row(
            ("A8", CHENGGUAN, "C22", "Cases filed, measured by clues verified and closed.",
             "立案件数与初核了结线索之比。"),
            percent(&["gang_cases_filed", "other_cases_filed"], &["clues_verified_closed"], 1),
        )
        .with_note(note("Clue and case need not be one to one: how many clues led to no case does not follow.",
                        "线索与案件未必一一对应，不能推出未立案的线索数。")),
        row(
            ("A9", CHENGGUAN, "C22", "Sanctions, organizational handling and transfers may hit the same persons.",
             "处分、组织处理、移送审查起诉可能是同一批人。"),
            Statement::DoNotAdd { terms: vec![
                sum(&["gang_persons_sanctioned", "other_persons_sanctioned"]),
                sum(&["gang_persons_organizational", "other_persons_organizational"]),
                sum(&["transferred_for_prosecution"]),
            ] },
        )
        .with_note(note("Persons transferred need not be among those sanctioned. That nobody stands in both kinds of problem is our reading.",
                        "移送的人未必在被处分的人之内。无人同属两类问题是我们的理解。")),
        row(
            ("A10", CHENGGUAN, "C18, C22", "Clues accepted and not closed after preliminary verification.",
             "已受理而未经初核了结的线索。"),
            Statement::Division {
                whole: sum(&["clues_accepted"]), parts: sum(&["clues_verified_closed"]),
                overlap: Overlap::Disjoint, cover: Cover::Open, among: Among::NotStated,
            },
        )
        .with_note(note("The completion rate is over clues accepted; others are settled by talk, hold or transfer.",
                        "办结率以受理数为基数；其余可经谈话函询、暂存或移送处置。")),
        row(
            ("A11", CHENGGUAN, "C17", "Units talked to for finding no clue.",
             "因“零线索”被约谈的单位。"),
            Statement::Total { of: sum(&["streets_talked_to", "departments_talked_to"]) },
        ),
        row(
            ("C18a", CHENGGUAN, "C18", "A whole number of the clues accepted gives the completion rate.",
             "办结率须由受理线索的整数件得出。"),
            Statement::PartOfBase { percent: figure("completion_rate"), of: sum(&["clues_accepted"]) },
        ),
        row(
            ("C18b", CHENGGUAN, "C18", "Bases that can give the satisfaction rate, whose base is not stated.",
             "可以得出满意率的基数（文中未说明）。"),
            Statement::PossibleBases { percent: figure("reply_satisfaction"), largest: figure("clues_accepted") },
        )
        .with_note(note("That there are no more replies than clues accepted is our reading.",
                        "答复不多于受理线索是我们的理解。")),
    ]
}

/// What Gansu's figures must satisfy.
fn gansu() -> Vec<Identity> {
    let among_handled = note(
        "That they are among the persons handled is our reading.",
        "属于处理处分人数之内是我们的理解。",
    );
    vec![
        row(
            (
                "A12",
                GANSU,
                "G07",
                "Persons of the two ranks are among the persons handled.",
                "两级干部在处理处分人数之内。",
            ),
            at_most(
                &["persons_handled_department_level", "persons_handled_county_level"],
                &["persons_handled"],
                Relation::Subset,
            ),
        ),
        row(
            (
                "A13",
                GANSU,
                "G07",
                "Persons transferred to justice are among the persons handled.",
                "移送司法机关人数在处理处分人数之内。",
            ),
            at_most(&["persons_transferred"], &["persons_handled"], Relation::Subset),
        )
        .with_note(among_handled.clone()),
        row(
            (
                "A14",
                GANSU,
                "G01, G07",
                "Persons handled to a case filed.",
                "平均每案处理处分人数。",
            ),
            Statement::Ratio {
                part: sum(&["persons_handled"]),
                of: sum(&["cases_filed"]),
                decimals: 2,
                shown: Shown::Quotient,
            },
        ),
        row(
            (
                "A15a",
                GANSU,
                "G29, G01",
                "Cases of the city are among those of the province.",
                "市的案件在全省之内。",
            ),
            at_most(&["cases_investigated@Lanzhou"], &["cases_filed"], Relation::RollUp),
        ),
        row(
            (
                "A15b",
                GANSU,
                "G29, G07",
                "Persons of the city are among those of the province.",
                "市的人数在全省之内。",
            ),
            at_most(&["persons_investigated@Lanzhou"], &["persons_handled"], Relation::RollUp),
        ),
        row(
            (
                "A16",
                GANSU,
                "G34",
                "Every letter that was sent was rectified.",
                "发出的“两书一函”全部整改到位。",
            ),
            Statement::Equal { left: sum(&["letters_sent"]), right: sum(&["letters_rectified"]) },
        ),
        row(
            (
                "A24",
                GANSU,
                "G05, G07",
                "Persons exposed are among the persons handled.",
                "通报曝光人数在处理处分人数之内。",
            ),
            at_most(&["persons_exposed"], &["persons_handled"], Relation::Subset),
        )
        .with_note(among_handled),
    ]
}

/// What Henan's figures must satisfy.
fn henan() -> Vec<Identity> {
    let scope = note(
        "Counts of two offices: cases carried over or joined can turn the order round. News, not an error.",
        "两家机关的口径：结转、并案可使次序颠倒。是情况，不是差错。",
    );
    let stage = |id, en, zh, later, earlier| {
        row((id, HENAN, "H16", en, zh), at_most(&[later], &[earlier], Relation::Stage))
    };
    let within = |id, en, zh, part, whole| {
        row((id, HENAN, "H27, H15", en, zh), at_most(&[part], &[whole], Relation::RollUp))
    };
    vec![
        row(
            ("A2", HENAN, "H26, H28", "Every problem is covered by an entry of the ledger.",
             "每个问题都有台账事项对应。"),
            Statement::Coverage { left: sum(&["problems"]),
                                  right: sum(&["rectification_tasks", "rectification_items"]) },
        )
        .with_note(note("One entry may cover several problems, and a task may hold items: the counts need not agree.",
                        "一项可对应多个问题，任务之下可含事项，数目不必相等。")),
        row(
            ("A17", HENAN, "H15", "Gangs of all tiers.", "各类黑恶组织合计。"),
            Statement::Total { of: sum(&["triad_type_orgs", "evil_groups_and_gangs"]) },
        ),
        row(
            ("A18", HENAN, "H29", "Satisfaction in the first half of the year.", "上半年满意度。"),
            Statement::Difference { from: figure("satisfaction"), minus: figure("satisfaction_rise") },
        ),
        stage("A19a", "Not more cases are accepted by courts than are prosecuted.",
              "法院受理案件不多于提起公诉案件。", "cases_accepted", "cases_prosecuted"),
        stage("A19b", "Not more persons are accepted by courts than are prosecuted.",
              "法院受理人数不多于提起公诉人数。", "persons_accepted", "persons_prosecuted")
        .with_note(scope),
        stage("A20a", "Not more cases are judged with effect than are accepted.",
              "生效判决案件不多于受理案件。", "cases_judged", "cases_accepted"),
        stage("A20b", "Not more persons are judged with effect than are accepted.",
              "生效判决人数不多于受理人数。", "persons_judged", "persons_accepted"),
        within("A21a", "Triad-type organizations of the month are among those of the year.",
               "督导期间的涉黑组织在全年之内。", "stationed_triad_type_orgs", "triad_type_orgs"),
        within("A21b", "Evil gangs of the month are among those of the year.",
               "督导期间的恶势力团伙在全年之内。", "stationed_evil_gangs", "evil_groups_and_gangs"),
        within("A21c", "Suspects of the month are among those of the year.",
               "督导期间的嫌疑人在全年之内。", "stationed_suspects_captured", "suspects_captured"),
        within("A21d", "Cases of the month are among those of the year.",
               "督导期间的案件在全年之内。", "stationed_cases_solved", "cases_solved"),
        within("A21e", "Assets of the month are among those of the year.",
               "督导期间的资产在全年之内。", "stationed_assets_seized", "assets_seized"),
        row(
            ("A22", HENAN, "H09", "Yuan paid to a person rewarded.", "平均每人奖金（元）。"),
            Statement::Ratio { part: sum(&["rewards_paid"]), of: sum(&["persons_rewarded"]),
                               decimals: 1, shown: Shown::Quotient },
        ),
    ]
}

/// What Zhaotong's figures must satisfy.
fn zhaotong() -> Vec<Identity> {
    vec![
        row(
            (
                "A3",
                ZHAOTONG,
                "Z17",
                "Clues from the central group are level-raised or under key supervision.",
                "中央督导组转办线索或提级办理、或重点督办。",
            ),
            Statement::Division {
                whole: sum(&["central_clues"]),
                parts: sum(&["central_clues_level_raised", "central_clues_key_supervised"]),
                overlap: Overlap::Disjoint,
                cover: Cover::Complete,
                among: Among::Stated,
            },
        ),
        row(
            (
                "A4",
                ZHAOTONG,
                "Z06",
                "Persons filed when the central group was stationed.",
                "督导组进驻时的立案人数。",
            ),
            Statement::Difference {
                from: figure("persons_filed"),
                minus: figure("persons_filed_increase"),
            },
        ),
        row(
            (
                "A5",
                ZHAOTONG,
                "Z06",
                "Persons filed without a stated outcome.",
                "未说明结果的立案人员。",
            ),
            rest(
                &["persons_filed"],
                &["persons_sanctioned", "persons_organizational", "persons_transferred"],
                Overlap::NotStated,
            ),
        ),
        row(
            (
                "A6",
                ZHAOTONG,
                "Z07",
                "Persons in liuzhi are among the persons newly filed.",
                "留置人员在新增立案人员之内。",
            ),
            at_most(&["persons_detained"], &["persons_filed_increase"], Relation::Subset),
        ),
        row(
            (
                "A7",
                ZHAOTONG,
                "Z11, Z17",
                "Cases of the own assessment and clues of the central group.",
                "自行评估的案件与中央督导组转办的线索。",
            ),
            Statement::DoNotAdd {
                terms: vec![
                    sum(&["cases_level_raised", "cases_key_supervised"]),
                    sum(&["central_clues_level_raised", "central_clues_key_supervised"]),
                ],
            },
        )
        .with_note(note(
            "Level-raising and key supervision occur in both, of different things.",
            "两处都有提级办理和重点督办，对象不同。",
        )),
        row(
            (
                "Z11",
                ZHAOTONG,
                "Z11",
                "Clues whose assessment was begun and that were not rechecked.",
                "启动评估而未复盘复查的线索。",
            ),
            Statement::Division {
                whole: sum(&["clues_assessed"]),
                parts: sum(&["closed_clues_rechecked"]),
                overlap: Overlap::Disjoint,
                cover: Cover::Open,
                among: Among::NotStated,
            },
        ),
    ]
}

/// Catalogues whose length is stated and whose text is not.
fn catalogues() -> Vec<Identity> {
    let gap = |id, place, source, en, zh, stated, named| {
        row((id, place, source, en, zh), rest(&[stated], &[named], Overlap::Disjoint))
    };
    vec![
        gap(
            "A23a",
            CHENGGUAN,
            "C14",
            "Kinds of key cases that the document does not name.",
            "“四类”案件中文中未写明的种类。",
            "key_case_kinds",
            "key_case_kinds_named",
        ),
        gap(
            "A23b",
            CHENGGUAN,
            "C15",
            "Types of umbrella whose names were not found in print.",
            "未见名称的“保护伞”类型。",
            "umbrella_types",
            "umbrella_types_named",
        ),
        gap(
            "A23c",
            ZHAOTONG,
            "Z01",
            "Situations of umbrella whose text was not found in print.",
            "未见文本的“保护伞”情形。",
            "umbrella_situations",
            "umbrella_situations_named",
        ),
    ]
}

/// What the further public figures of law-context §6.1 must satisfy.
fn further() -> Vec<Identity> {
    let complete = |whole, parts| Statement::Division {
        whole: sum(&[whole]),
        parts: sum(parts),
        overlap: Overlap::Disjoint,
        cover: Cover::Complete,
        among: Among::Stated,
    };
    let series = |id, name, en, zh| {
        row((id, EACH, SIX_ONE, en, zh), Statement::NeverFalls { figure: figure(name) }).with_note(
            note(
                "That both are counted from the same day on is our reading.",
                "两个时点自同一日起算是我们的理解。",
            ),
        )
    };
    vec![
        row(
            (
                "L1",
                EACH,
                SIX_ONE,
                "Sanctioned and organizational handling make up all handled.",
                "处分与组织处理合计即处理处分人数。",
            ),
            complete(
                "persons_handled",
                &["persons_handled_sanctioned", "persons_handled_organizational"],
            ),
        ),
        row(
            (
                "L2",
                EACH,
                SIX_ONE,
                "New gangs of three tiers make up all new gangs.",
                "三类新打掉的黑恶组织合计即总数。",
            ),
            complete(
                "new_gangs",
                &["new_triad_type_orgs", "new_evil_criminal_groups", "new_evil_gangs"],
            ),
        ),
        row(
            (
                "L3",
                EACH,
                SIX_ONE,
                "The stated share of triad-type organizations with an umbrella.",
                "查出“保护伞”的涉黑组织所占比例。",
            ),
            Statement::Share {
                part: sum(&["triad_type_orgs_with_umbrella"]),
                of: sum(&["triad_type_orgs"]),
                percent: figure("umbrella_share"),
            },
        ),
        row(
            (
                "L4",
                EACH,
                SIX_ONE,
                "A whole number of triad-type organizations gives the stated share.",
                "所述比例须由涉黑组织的整数个得出。",
            ),
            Statement::PartOfBase {
                percent: figure("umbrella_share"),
                of: sum(&["triad_type_orgs"]),
            },
        ),
        row(
            (
                "L5",
                EACH,
                SIX_ONE,
                "Clues handled are among the clues received.",
                "办结线索在受理线索之内。",
            ),
            at_most(&["clues_handled"], &["clues_received"], Relation::Subset),
        ),
        row(
            (
                "L6",
                EACH,
                SIX_ONE,
                "County level persons transferred are among all transferred.",
                "移送的县处级在移送总数之内。",
            ),
            at_most(
                &["persons_transferred_county_level"],
                &["persons_transferred"],
                Relation::Subset,
            ),
        ),
        series("L7a", "cases_filed", "Cases filed so far do not fall.", "累计立案件数不减少。"),
        series(
            "L7b",
            "persons_handled",
            "Persons handled so far do not fall.",
            "累计处理处分人数不减少。",
        ),
        series(
            "L7c",
            "persons_transferred",
            "Persons transferred so far do not fall.",
            "累计移送人数不减少。",
        ),
        series(
            "L8a",
            "persons_rewarded",
            "Persons rewarded so far do not fall.",
            "累计奖励人数不减少。",
        ),
        series("L8b", "rewards_paid", "Rewards paid so far do not fall.", "累计奖金不减少。"),
        series(
            "L8c",
            "evil_groups_and_gangs",
            "Gangs removed so far do not fall.",
            "累计打掉团伙数不减少。",
        ),
    ]
}

const SIX_ONE: &str = "law-context 6.1";

/// An identity from a row.
fn row((id, place, source, en, zh): Head, statement: Statement) -> Identity {
    let scope = match place {
        EACH => Scope::EachPlaceAndPeriod,
        place => Scope::Place(Line::literal(place)),
    };
    Identity::new(Line::literal(id), scope, Line::literal(source), note(en, zh), statement)
}

/// A sentence in both languages.
const fn note(en: &'static str, zh: &'static str) -> Wording {
    Wording { en: Line::literal(en), zh: Line::literal(zh) }
}

/// A figure by `name` or `name@Place`.
fn figure(text: &'static str) -> FigureRef {
    match text.split_once('@') {
        Some((name, place)) => {
            FigureRef { name: Code::literal(name), place: Some(Line::literal(place)) }
        }
        None => FigureRef { name: Code::literal(text), place: None },
    }
}

fn sum(names: &[&'static str]) -> Sum {
    Sum(names.iter().map(|name| figure(name)).collect())
}

fn at_most(part: &[&'static str], whole: &[&'static str], relation: Relation) -> Statement {
    Statement::AtMost { part: sum(part), whole: sum(whole), relation }
}

/// What is left of a whole when its parts are taken away.
fn rest(whole: &[&'static str], parts: &[&'static str], overlap: Overlap) -> Statement {
    let (whole, parts) = (sum(whole), sum(parts));
    Statement::Division { whole, parts, overlap, cover: Cover::Open, among: Among::Stated }
}

fn percent(part: &[&'static str], of: &[&'static str], decimals: u8) -> Statement {
    Statement::Ratio { part: sum(part), of: sum(of), decimals, shown: Shown::Percent }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::published::published;

    #[test]
    fn every_identity_of_the_catalogue_is_declared_once() {
        let all = declared();
        let ids: Vec<&str> = all.iter().map(|identity| identity.id().as_str()).collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(once.len(), ids.len());
        for row in 1..=24 {
            let row = format!("A{row}");
            let of_row = |id: &&str| id.trim_end_matches(|c: char| c.is_ascii_lowercase()) == row;
            assert!(ids.iter().any(of_row), "{row}");
        }
        let any = for_any_table();
        let ids: BTreeSet<&str> = any.iter().map(|identity| identity.id().as_str()).collect();
        assert_eq!(ids.len(), any.len());
        assert_eq!(any.len(), all.len() + further().len());
    }

    /// A misspelt name would never be found, and the audit would only say "missing".
    #[test]
    fn every_figure_that_is_named_exists() {
        let table = published();
        for identity in declared() {
            let Scope::Place(home) = identity.scope() else { panic!("{}", identity.id()) };
            for figure in identity.figures() {
                let place = figure.place().unwrap_or(home);
                let found = table.find(place.as_str(), figure.name().as_str()).count();
                assert_eq!(found, 1, "{figure} in {}", identity.id());
            }
        }
    }

    /// What is moved to each place and period may only speak of one place and one period.
    #[test]
    fn identities_across_periods_keep_their_place() {
        let table = published();
        for (named, free) in declared().iter().zip(for_any_table()) {
            let Scope::Place(home) = named.scope() else { panic!("{}", named.id()) };
            let home = home.as_str();
            let spans: BTreeSet<_> = named
                .figures()
                .iter()
                .flat_map(|f| table.find(f.place().map_or(home, Line::as_str), f.name().as_str()))
                .map(|f| (f.place(), f.period_text()))
                .collect();
            assert_eq!(free.id(), named.id());
            let together = spans.len() == 1;
            assert_eq!(*free.scope() == Scope::EachPlaceAndPeriod, together, "{}", named.id());
        }
    }

    #[test]
    fn literals_pass_the_door_and_json_gives_the_same_back() {
        for identity in declared().into_iter().chain(for_any_table()) {
            let json = serde_json::to_string(&identity).unwrap();
            assert_eq!(serde_json::from_str::<Identity>(&json).unwrap(), identity, "{json}");
        }
    }

    #[test]
    fn a_sum_has_one_to_sixty_four_figures() {
        assert!(serde_json::from_str::<Sum>("[]").is_err());
        let many = |count: usize| serde_json::to_string(&vec!["x"; count]).unwrap();
        assert!(serde_json::from_str::<Sum>(&many(64)).is_ok());
        assert!(serde_json::from_str::<Sum>(&many(65)).is_err());
        assert!(serde_json::from_str::<FigureRef>("\"a@\"").is_err());
    }
}
