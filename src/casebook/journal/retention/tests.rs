//! How long texts are kept: every kind, before, on and after the last day, and what is missing.

use uuid::Uuid;

use super::*;
use crate::base::calendar::china;
use crate::base::id::PersonId;
use crate::base::text::LedgerNo;
use crate::casebook::journal::disposal::{DisposalDraft, DisposalFacts, DisposalRecord};
use crate::casebook::journal::vault::{KeptText, Salt, Vault};
use crate::decision::Chinese;
use crate::procedure::trials::{World, at, world};
use crate::rulebook::{Codes, Vocabulary};

fn ended(text: &str) -> Fact<Option<Moment>> {
    Fact::Known(Some(at(text)))
}

fn ask(
    world: &World,
    kind: TextKind,
    ended: Fact<Option<Moment>>,
    now: &str,
) -> Decision<Answer<RetentionState>> {
    let now = at(now);
    retention(&RetentionFacts { kind, ended }, world.on(now.day()), &china(), now)
}

fn told(decision: &Decision<Answer<RetentionState>>) -> String {
    let answer = match decision.outcome() {
        Answer::Known(state) => state.to_string(),
        Answer::Undetermined(open) => {
            let missing = open.missing().iter().map(|missing| missing.what().to_string());
            format!("missing {}", missing.collect::<Vec<_>>().join(", "))
        }
    };
    let reasons = decision.reasons().iter().map(|r| format!("\n  {}: {}", r.rule(), r.because()));
    format!("{answer}{}", reasons.collect::<String>())
}

/// No period is invented: what no pack says is missing, by name.
#[test]
fn the_shipped_packs_name_no_period_but_for_ever() {
    let place = world("chengguan");
    let over = ended("2019-06-01 10:00");
    assert_eq!(
        told(&ask(&place, TextKind::Decision, over, "2099-06-01 10:00")),
        "kept for ever\n  casebook/kept-for-ever: records of decisions are kept for ever",
    );
    for (kind, words, chinese) in [
        (TextKind::Clue, "texts about a clue", "线索材料"),
        (TextKind::CaseFile, "texts of a case file", "案件材料"),
        (TextKind::Name, "names of persons", "人员姓名"),
        (TextKind::Reporter, "identities of reporters", "举报人身份信息"),
        (TextKind::Reading, "records of reading", "查阅记录"),
    ] {
        let decision = ask(&place, kind, over, "2099-06-01 10:00");
        assert_eq!(
            told(&decision),
            format!(
                "missing the retention period of {words}, from the end of their matter\n  \
                 casebook/retention: no retention period is laid down here on 2019-06-01 for: {words}"
            ),
        );
        let reason = decision.reasons()[0].because().chinese().to_string();
        assert_eq!(reason, format!("本地2019年6月1日尚无保存期限的规定：{chinese}"));
    }
    // Before the rules of 2019 nobody had said that anything is kept for ever.
    let before = ask(&place, TextKind::Decision, ended("2018-03-01 10:00"), "2018-06-01 10:00");
    assert_eq!(
        told(&before),
        "missing the retention period of records of decisions, from the end of their matter\n  \
         casebook/retention: no retention period is laid down here on 2018-06-01 for: records of decisions",
    );
}

#[test]
fn a_text_is_due_once_its_period_is_over_and_not_a_moment_before() {
    let place = world("chengguan").setting(keys::retention::CLUE, TimeLimit::months(120));
    let over = ended("2021-06-01 10:00");
    let reason = "\n  casebook/retention: texts about a clue: kept for 120 months from the end of the matter, \
                  2021-06-01 10:00:00 +08:00, so until 2031-06-02 00:00:00 +08:00";
    for (now, state) in [
        ("2021-06-01 10:00", "kept until the end of 2031-06-01"),
        ("2031-06-01 23:59", "kept until the end of 2031-06-01"),
        ("2031-06-02 00:00", "due to go since 2031-06-02"),
        ("2040-01-01 00:00", "due to go since 2031-06-02"),
    ] {
        let decision = ask(&place, TextKind::Clue, over, now);
        assert_eq!(told(&decision), format!("{state}{reason}"), "{now}");
        assert_eq!(due([&decision]) == Truth::Yes, now > "2031-06-02", "{now}");
    }
    assert_eq!(
        told(&ask(&place, TextKind::Clue, Fact::Known(None), "2040-01-01 00:00")),
        "kept while its matter goes on\n  casebook/matter-open: texts about a clue: the matter goes on",
    );
    assert_eq!(
        told(&ask(
            &place,
            TextKind::Clue,
            Fact::NotKnown(NotKnown::NeverAsked),
            "2040-01-01 00:00"
        )),
        "missing when the last matter of the text ended\n  casebook/retention: texts about a clue: the period \
         runs from the end of the matter, and nothing is recorded of it",
    );
}

/// The period is that of the day on which the matter ended; what is kept for ever, that of
/// the day of asking.
#[test]
fn a_later_rule_changes_no_period_that_runs_and_keeps_what_is_still_there() {
    let changed = crate::day!(2022, 1, 1);
    let (ten, thirty) = (TimeLimit::months(120), TimeLimit::months(360));
    let place = world("chengguan").changing(keys::retention::CLUE, ten, changed, thirty);
    for (end, until) in [("2021-12-31 10:00", "2031-12-31"), ("2022-01-01 10:00", "2052-01-01")] {
        let decision = ask(&place, TextKind::Clue, ended(end), "2023-01-01 00:00");
        assert!(told(&decision).starts_with(&format!("kept until the end of {until}\n")));
    }
    let all = Codes::literal(&["decision", "clue"]);
    let place = place.setting(keys::retention::FOR_EVER, all);
    let decision = ask(&place, TextKind::Clue, ended("2021-12-31 10:00"), "2090-01-01 00:00");
    assert_eq!(decision.outcome(), &Answer::Known(RetentionState::ForEver));
}

/// What has no period of its own hangs on the list of what is kept for ever: where the list is
/// not laid down, or does not name it, the list is what is missing.
#[test]
fn what_has_no_period_hangs_on_the_list() {
    let over = ended("2019-06-01 10:00");
    let short = world("chengguan").setting(keys::retention::FOR_EVER, Codes::literal(&["clue"]));
    for (place, now) in [(&short, "2021-06-01 10:00"), (&world("chengguan"), "1990-01-01 10:00")] {
        let decision = ask(place, TextKind::Decision, over, now);
        let [missing] = decision.outcome().what_is_missing() else { panic!("{decision:?}") };
        assert_eq!(missing.fact().as_str(), keys::retention::FOR_EVER.name());
        assert!(decision.reasons()[0].to_string().contains("retention/for-ever"));
    }
}

#[test]
fn a_period_that_the_calendar_cannot_count_is_not_known() {
    let limit = TimeLimit::months(120).moving_last_day();
    let place = world("chengguan").setting(keys::retention::NAME, limit);
    assert_eq!(
        told(&ask(&place, TextKind::Name, ended("2021-06-01 10:00"), "2040-01-01 00:00")),
        "missing a work calendar that covers these days\n  casebook/retention: names of persons: 120 months from \
         2021-06-01 10:00:00 +08:00, which the work calendar cannot count",
    );
}

/// Every list of up to three texts: one that has to stay keeps all; one that is not known
/// leaves it open; none at all says nothing.
#[test]
fn texts_go_together_only_if_all_are_due() {
    let place = world("chengguan").setting(keys::retention::CLUE, TimeLimit::months(120));
    let asked = [("2031-06-02 00:00", Truth::Yes), ("2031-06-01 00:00", Truth::No)];
    let mut one: Vec<(Decision<Answer<RetentionState>>, Truth)> = asked
        .map(|(now, truth)| (ask(&place, TextKind::Clue, ended("2021-06-01 10:00"), now), truth))
        .into();
    one.push((
        ask(&place, TextKind::Name, Fact::Known(Some(at("2021-06-01 10:00"))), "2031-06-02 00:00"),
        Truth::Unknown,
    ));
    one.push((
        ask(&place, TextKind::Decision, ended("2021-06-01 10:00"), "2031-06-02 00:00"),
        Truth::No,
    ));
    one.push((ask(&place, TextKind::Clue, Fact::Known(None), "2031-06-02 00:00"), Truth::No));
    assert_eq!(due([]), Truth::Unknown);
    for (a, first) in &one {
        assert_eq!(due([a]), *first);
        for (b, second) in &one {
            for (c, third) in &one {
                let all = [*first, *second, *third];
                let wanted = if all.contains(&Truth::No) {
                    Truth::No
                } else if all.contains(&Truth::Unknown) {
                    Truth::Unknown
                } else {
                    Truth::Yes
                };
                assert_eq!(due([a, b, c]), wanted);
            }
        }
    }
}

#[test]
fn a_disposal_asks_what_the_rules_say() {
    let place = world("chengguan").setting(keys::retention::CLUE, TimeLimit::months(120));
    let mut vault = Vault::default();
    let text = vault.keep(KeptText::new(Salt::from_bytes([1; 32]), "反映甲某充当保护伞")).unwrap();
    let person = |n: u128| PersonId::from_uuid(Uuid::from_u128(n)).unwrap();
    let check = |kind: TextKind, now: &str| {
        let record = DisposalRecord::try_from(DisposalDraft {
            order: LedgerNo::parse("销1").unwrap(),
            ground: Code::parse("retention-over").unwrap(),
            decided_by: person(1),
            agreed_by: person(2),
            at: at(now),
            texts: vec![text],
        });
        let due = due([&ask(&place, kind, ended("2021-06-01 10:00"), now)]);
        let (decider_may, agreer_may) = (Truth::Yes, Truth::Yes);
        let facts = DisposalFacts { decider_may, agreer_may, due, holds: &[] };
        let checked = record.unwrap().check(&vault, &facts);
        checked.map_or_else(|refused| refused.to_string(), |_| "may go".to_owned())
    };
    assert_eq!(check(TextKind::Clue, "2031-06-02 00:00"), "may go");
    assert_eq!(check(TextKind::Clue, "2031-06-01 00:00"), "it is not due to go");
    assert_eq!(check(TextKind::Decision, "2031-06-02 00:00"), "it is not due to go");
    assert_eq!(
        check(TextKind::Name, "2031-06-02 00:00"),
        "it is not known whether it is due to go"
    );
}

/// What a pack can name is what there is, word for word.
#[test]
fn the_kinds_are_the_words_of_the_packs() {
    let Vocabulary::Words { words, open: false } = keys::retention::FOR_EVER.info().vocabulary()
    else {
        panic!("a closed list");
    };
    let listed: Vec<_> = words.iter().map(|word| (word.code, word.english, word.term)).collect();
    let kinds = TextKind::ALL.map(TextKind::word);
    let kinds: Vec<_> =
        kinds.iter().map(|word| (word.code(), word.english(), word.term())).collect();
    assert_eq!(listed, kinds);
    for kind in TextKind::ALL {
        assert_eq!(kind.period().is_none(), kind == TextKind::Decision);
        assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{:?}", kind.word().code()));
        assert_eq!(kind.to_string(), kind.word().english());
    }
}
