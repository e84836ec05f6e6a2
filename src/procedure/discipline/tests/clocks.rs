//! Clocks of detention by edition, of the other measures and of the steps of a case.

use super::{NEVER, NO, ON, YES};
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::procedure::discipline::{
    Detention, DetentionFacts, Longer, NotLonger, Notice, Term, TermFacts, credit, detention,
    notice, term_due,
};
use crate::procedure::trials::{World, at, calendar, rests_on_the_test, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::Transition;
use crate::rulebook::keys;
use crate::terms::office::Level;
use crate::terms::outcome::DetentionExtension;

fn detained(begun: &str, longer: &[(DetentionExtension, &str)]) -> DetentionFacts {
    DetentionFacts {
        level: Level::Province,
        begun: at(begun),
        longer: longer
            .iter()
            .map(|(kind, granted)| Longer { kind: *kind, granted: at(granted), approved: YES })
            .collect(),
        notified: None,
        hinders: false,
        ended: None,
    }
}

fn count(world: &World, facts: &DetentionFacts, now: &str) -> Option<Detention> {
    let now = at(now);
    let decision = detention(facts, world.on(now.day()), &calendar(), now);
    sound(decision.reasons());
    decision.outcome().clone().known()
}

fn due(world: &World, facts: &DetentionFacts, now: &str) -> String {
    day_of(&count(world, facts, now).unwrap())
}

/// The day at whose start it is due.
fn day_of(detention: &Detention) -> String {
    detention.clock.deadline().due().day().to_string()
}

/// Law 1.4: three months, at, before and after; a holiday does not move it.
#[test]
fn a_detention_lasts_three_months() {
    let national = world("national");
    let facts = detained("2019-07-01 10:00", &[]);
    // October 1 is a holiday, and the last day all the same.
    assert!(!count(&national, &facts, "2019-10-01 23:59").unwrap().clock.is_late());
    assert!(count(&national, &facts, "2019-10-02 00:00").unwrap().clock.is_late());
    let first = TimeLimit::months(3).counting_first_day();
    let stricter = world("national").reading(keys::discipline::DETENTION, first);
    assert!(count(&stricter, &facts, "2019-10-01 00:00").unwrap().clock.is_late());
    let shorter = world("national").setting(keys::discipline::DETENTION, TimeLimit::months(2));
    assert_eq!(due(&shorter, &facts, "2019-07-02 10:00"), "2019-09-02");
    let ended = DetentionFacts { ended: Some(at("2019-09-30 10:00")), ..facts };
    assert!(!count(&national, &ended, "2019-12-01 00:00").unwrap().clock.is_open());
    let old = detained("2018-03-19 10:00", &[]);
    assert_eq!(count(&national, &old, "2018-04-01 10:00"), None, "before the law");
}

/// Law 1.4: one extension under both editions; the others only under the amended law.
#[test]
fn extensions_by_edition() {
    use DetentionExtension as E;

    let national = world("national");
    let longer = |year: &str, more: &[(E, &str)]| {
        let mut all = vec![(E::Ordinary, format!("{year}-09-20 10:00"))];
        all.extend(more.iter().map(|(kind, when)| (*kind, format!("{year}-{when}"))));
        let refs: Vec<(E, &str)> = all.iter().map(|(kind, when)| (*kind, when.as_str())).collect();
        detained(&format!("{year}-07-01 10:00"), &refs)
    };
    for year in ["2019", "2025"] {
        let facts = longer(year, &[]);
        let now = format!("{year}-12-01 10:00");
        let next = year.parse::<u32>().unwrap() + 1;
        assert_eq!(due(&national, &facts, &now), format!("{next}-01-02"), "six months");
        let twice = longer(year, &[(E::Ordinary, "11-20 10:00")]);
        let found = count(&national, &twice, &now).unwrap();
        assert_eq!(found.refused, [(E::Ordinary, NotLonger::UsedUp)]);
        assert_eq!(due(&national, &twice, &now), format!("{next}-01-02"));
    }
    let old = longer("2019", &[(E::HeavySentence, "11-20 10:00"), (E::Recount, "11-21 10:00")]);
    let found = count(&national, &old, "2019-12-01 10:00").unwrap();
    let none = [(E::HeavySentence, NotLonger::NoRule), (E::Recount, NotLonger::NoRule)];
    assert_eq!((found.refused, found.left), (none.to_vec(), vec![]));
    let grave = longer("2025", &[(E::HeavySentence, "11-20 10:00")]);
    assert_eq!(due(&national, &grave, "2025-12-01 10:00"), "2026-03-02", "eight months");
    let found = count(&national, &grave, "2025-12-01 10:00").unwrap();
    assert_eq!((found.used.len(), found.left), (2, vec![E::Recount]));
    let early = detained("2025-07-01 10:00", &[(E::HeavySentence, "2025-09-20 10:00")]);
    let found = count(&national, &early, "2025-09-21 10:00").unwrap();
    assert_eq!(found.refused, [(E::HeavySentence, NotLonger::OutOfTurn)]);
}

/// Law 1.4: granted in time, by the right organ.
#[test]
fn an_extension_in_time_and_by_the_right_organ() {
    use DetentionExtension as E;

    let national = world("national");
    let ask = |granted: &str, approved: Fact<bool>| {
        let mut facts = detained("2019-07-01 10:00", &[(E::Ordinary, granted)]);
        facts.longer[0].approved = approved;
        count(&national, &facts, "2019-10-05 10:00")
    };
    assert!(ask("2019-10-01 23:59", YES).unwrap().refused.is_empty());
    let late = ask("2019-10-02 00:00", YES).unwrap();
    assert_eq!(late.refused, [(E::Ordinary, NotLonger::TooLate)]);
    assert!(late.clock.is_late(), "what comes too late heals nothing");
    let other = ask("2019-09-20 10:00", NO).unwrap();
    assert_eq!(other.refused, [(E::Ordinary, NotLonger::OtherOrgan)]);
    assert_eq!(ask("2019-09-20 10:00", NEVER), None, "it hangs on who approved");
    let later = detained("2019-07-01 10:00", &[(E::Ordinary, "2019-09-20 10:00")]);
    assert_eq!(due(&national, &later, "2019-09-19 10:00"), "2019-10-02", "not granted yet");
}

/// Law 1.4: counted anew once, from a province up; sixteen months, or read as fourteen.
#[test]
fn counted_anew_once() {
    use DetentionExtension as E;

    let national = world("national");
    let all = [
        (E::Ordinary, "2025-09-20 10:00"),
        (E::HeavySentence, "2025-12-20 10:00"),
        (E::Recount, "2026-03-01 10:00"),
        (E::Ordinary, "2026-05-20 10:00"),
        (E::HeavySentence, "2026-08-20 10:00"),
        (E::Recount, "2026-10-20 10:00"),
    ];
    let facts = detained("2025-07-01 10:00", &all);
    let found = count(&national, &facts, "2026-10-21 10:00").unwrap();
    assert_eq!(found.refused, [(E::Recount, NotLonger::UsedUp)]);
    assert_eq!(day_of(&found), "2026-11-02", "eight and eight");
    let fourteen =
        world("national").reading(keys::discipline::DETENTION_EXTREME, TimeLimit::months(14));
    let found = count(&fourteen, &facts, "2026-10-21 10:00").unwrap();
    let second = [(E::HeavySentence, NotLonger::UsedUp), (E::Recount, NotLonger::TooLate)];
    assert_eq!(found.refused, second);
    assert_eq!(day_of(&found), "2026-09-02", "eight and six");
    for level in Level::ALL {
        let recount = detained("2025-07-01 10:00", &[(E::Recount, "2025-08-01 10:00")]);
        let found =
            count(&national, &DetentionFacts { level, ..recount }, "2025-08-02 10:00").unwrap();
        let may = level >= Level::Province;
        assert_eq!(found.refused.is_empty(), may, "{level}");
        let due = if may { "2025-11-02" } else { "2025-10-02" };
        assert_eq!(day_of(&found), due, "{level}");
    }
    let shorter = world("national").setting(keys::discipline::DETENTION, TimeLimit::months(2));
    let recount = detained("2025-07-01 10:00", &[(E::Recount, "2025-08-01 10:00")]);
    let found = count(&shorter, &recount, "2025-08-02 10:00").unwrap();
    assert_eq!(day_of(&found), "2025-10-02", "counted anew by the same length");
    let twice = world("national").setting(keys::discipline::DETENTION_RECOUNTS, 2);
    let found = count(&twice, &facts, "2026-10-21 10:00").unwrap();
    assert!(found.refused.is_empty());
}

/// Law 0: a detention begun before the amended law came into force, in both readings.
#[test]
fn a_detention_across_the_change() {
    use DetentionExtension as E;

    let facts = detained(
        "2025-03-10 10:00",
        &[(E::Ordinary, "2025-06-05 10:00"), (E::HeavySentence, "2025-09-01 10:00")],
    );
    let as_begun = world("national");
    let found = count(&as_begun, &facts, "2025-09-02 10:00").unwrap();
    assert_eq!(found.refused, [(E::HeavySentence, NotLonger::NoRule)]);
    assert_eq!(due(&as_begun, &facts, "2025-09-02 10:00"), "2025-09-11");
    let each_step = world("national")
        .reading(keys::discipline::DETENTION_PENDING_AT_CHANGE, Transition::AsOfEachStep);
    assert_eq!(due(&each_step, &facts, "2025-09-02 10:00"), "2025-11-11");
    let more = world("national").setting(keys::discipline::DETENTION_EXTENSIONS, 2);
    let twice = detained(
        "2019-07-01 10:00",
        &[(E::Ordinary, "2019-09-20 10:00"), (E::Ordinary, "2019-12-20 10:00")],
    );
    assert_eq!(due(&more, &twice, "2019-12-21 10:00"), "2020-04-02");
    let shorter =
        world("national").setting(keys::discipline::DETENTION_LONGER, TimeLimit::months(1));
    let once = detained("2019-07-01 10:00", &[(E::Ordinary, "2019-09-20 10:00")]);
    assert_eq!(due(&shorter, &once, "2019-12-21 10:00"), "2019-11-02");
    let grave = world("national").setting(keys::discipline::DETENTION_GRAVE, TimeLimit::months(1));
    assert_eq!(due(&grave, &facts, "2025-09-02 10:00"), "2025-10-11");
}

/// Law 1.4: 24 hours by the clock, unless it hinders.
#[test]
fn unit_and_family_are_told() {
    let national = world("national");
    let stands = |facts: &DetentionFacts, now: &str| {
        let now = at(now);
        let decision = notice(facts, national.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        decision.outcome().clone().known().unwrap()
    };
    let late = |notice: Notice| match notice {
        Notice::Due(clock) => Some(clock.is_late()),
        Notice::Hinders => None,
    };
    let facts = detained("2019-07-01 10:00", &[]);
    assert_eq!(late(stands(&facts, "2019-07-02 09:59")), Some(false));
    assert_eq!(late(stands(&facts, "2019-07-02 10:00")), Some(true));
    let hinders = DetentionFacts { hinders: true, ..facts.clone() };
    assert_eq!(late(stands(&hinders, "2019-07-05 10:00")), None);
    let told = DetentionFacts { notified: Some(at("2019-07-02 09:00")), ..facts.clone() };
    assert_eq!(late(stands(&told, "2019-07-05 10:00")), Some(false));
    let both = DetentionFacts { hinders: true, ..told };
    assert_eq!(late(stands(&both, "2019-07-05 10:00")), Some(false), "told all the same");
    let longer =
        world("national").setting(keys::discipline::DETENTION_NOTICE, TimeLimit::hours(48));
    let now = at("2019-07-02 10:00");
    let hindered = notice(&hinders, longer.on(now.day()), &calendar(), now);
    assert!(rests_on_the_test(&hindered.reasons()[0]));
    let found = notice(&facts, longer.on(now.day()), &calendar(), now);
    assert_eq!(found.outcome().clone().known().and_then(late), Some(false));
}

/// Law 1.4: a day counts for two of surveillance, and one of imprisonment.
#[test]
fn what_detention_is_credited_against() {
    let national = world("national");
    let ask = |days, world: &World, day| {
        let found = credit(days, world.on(day)).outcome().clone().known();
        found.map(|credit| (credit.surveillance, credit.imprisonment))
    };
    for day in [day!(2018, 3, 20), day!(2025, 6, 1)] {
        assert_eq!(ask(0, &national, day), Some((0, 0)));
        assert_eq!(ask(92, &national, day), Some((184, 92)));
        assert_eq!(ask(u32::MAX, &national, day), Some((8_589_934_590, 4_294_967_295)));
    }
    assert_eq!(ask(1, &national, day!(2018, 3, 19)), None);
    let other = world("national").setting(keys::discipline::CREDIT_CONTROL, 3);
    assert_eq!(ask(2, &other, ON), Some((6, 2)));
    let other = world("national").setting(keys::discipline::CREDIT_PRISON, 3);
    assert_eq!(ask(2, &other, ON), Some((4, 6)));
}

/// Law 1.4, 1.5: each term with and without more time: the last moment in time, and the
/// first that is too late.
#[test]
fn other_terms() {
    use Term as T;

    let national = world("national");
    let rows = [
        (T::Decision, 0, "2021-10-08 10:00", "2022-10-09 00:00"),
        (T::Decision, 1, "2021-10-08 10:00", "2023-04-09 00:00"),
        (T::Decision, 2, "2021-10-08 10:00", "2023-04-09 00:00"),
        (T::DecisionAfterRelease, 0, "2021-10-08 10:00", "2022-10-09 00:00"),
        (T::Review, 0, "2018-03-01 10:00", "2018-05-31 00:00"),
        (T::Review, 1, "2018-03-01 10:00", "2018-08-29 00:00"),
        (T::Trial, 0, "2019-05-10 10:00", "2019-06-11 00:00"),
        (T::Announced, 0, "2019-05-10 10:00", "2019-06-11 00:00"),
        (T::PostChanged, 0, "2021-05-10 10:00", "2021-06-11 00:00"),
        (T::PostChanged, 1, "2021-05-10 10:00", "2021-11-11 00:00"),
        (T::Compelled, 0, "2025-07-01 10:00", "2025-07-01 22:00"),
        (T::Compelled, 1, "2025-07-01 10:00", "2025-07-02 10:00"),
        (T::Waiting, 0, "2025-07-01 10:00", "2026-07-02 00:00"),
        (T::Protective, 0, "2025-07-01 10:00", "2025-07-09 00:00"),
        (T::Protective, 1, "2025-07-01 10:00", "2025-07-12 00:00"),
        (T::Technical, 0, "2019-07-01 10:00", "2019-10-02 00:00"),
        (T::Technical, 2, "2019-07-01 10:00", "2020-04-02 00:00"),
    ];
    for (term, extended, start, wanted) in rows {
        let facts = TermFacts { term, start: Fact::Known(at(start)), extended, done: None };
        let now = at(start);
        let decision = term_due(&facts, national.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        let found = decision.outcome().clone().known().unwrap_or_else(|| panic!("{term:?}"));
        assert_eq!(found.deadline().due(), at(wanted), "{term:?} {extended}");
    }
    for term in Term::ALL {
        let facts = TermFacts {
            term,
            start: Fact::NotKnown(NotKnown::NeverAsked),
            extended: 1,
            done: None,
        };
        let now = at("2025-07-01 10:00");
        let decision = term_due(&facts, national.on(now.day()), &calendar(), now);
        assert_eq!(decision.outcome().clone().known(), None, "{term:?} without a start");
    }
    let late = TermFacts {
        term: T::Trial,
        start: Fact::Known(at("2019-05-10 10:00")),
        extended: 0,
        done: Some(at("2019-06-11 00:00")),
    };
    let shorter = world("national").setting(keys::discipline::TRIAL, TimeLimit::months(2));
    let now = at("2019-07-01 10:00");
    let stands = |world: &World| {
        let found = term_due(&late, world.on(now.day()), &calendar(), now);
        found.outcome().clone().known().unwrap().is_late()
    };
    assert!(stands(&national) && !stands(&shorter));
    let gone = TermFacts { term: T::Review, start: Fact::Known(at("2019-01-01 10:00")), ..late };
    let found = term_due(&gone, national.on(now.day()), &calendar(), now);
    assert_eq!(found.outcome().clone().known(), None, "ended with the rules of 2019");
}

/// Law 1.4: what could still be granted, to the last moment of the time, and not afterwards.
#[test]
fn what_can_still_be_granted() {
    use DetentionExtension as E;

    let national = world("national");
    let facts = detained("2025-07-01 10:00", &[]);
    let left = |facts: &DetentionFacts, now: &str| count(&national, facts, now).unwrap().left;
    let open = [E::Ordinary, E::Recount];
    assert_eq!(left(&facts, "2025-10-01 23:59"), open);
    assert_eq!(left(&facts, "2025-10-02 00:00"), [], "the time has run out");
    let ended = DetentionFacts { ended: Some(at("2025-09-01 10:00")), ..facts };
    assert_eq!(left(&ended, "2025-09-01 09:59"), open, "it has not ended yet");
    assert_eq!(left(&ended, "2025-09-01 10:00"), []);
    assert_eq!(left(&ended, "2025-09-01 10:01"), []);
}

/// Law 1.4, 1.5: an extension is cited where it was given, and nowhere else.
#[test]
fn a_longer_limit_is_cited_once_it_is_longer() {
    let national = world("national");
    for (term, extended, citations) in [
        (Term::Decision, 0, 1),
        (Term::Decision, 1, 2),
        (Term::Technical, 2, 2),
        (Term::Trial, 1, 1),
        (Term::PostChanged, 1, 1),
    ] {
        let start = at("2021-10-08 10:00");
        let facts = TermFacts { term, start: Fact::Known(start), extended, done: None };
        let decision = term_due(&facts, national.on(start.day()), &calendar(), start);
        let most = decision.reasons().iter().map(|reason| reason.citations().len()).max();
        assert_eq!(most, Some(citations), "{term:?} {extended}");
    }
}
