//! How long sanctions work on, several together, and the circumstances around them.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use super::{NEVER, NO, ON, YES, to_court};
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::model::discipline::Disposal;
use crate::procedure::discipline::{
    Circumstances, Influence, combine, for_umbrella, period, weigh,
};
use crate::procedure::trials::{FACTS, calendar, rests_on_the_test, sound, world};
use crate::rulebook::{Codes, keys};
use crate::terms::outcome::{
    AggravatingGround, MitigatingGround, PartySanction, PublicSanction, SoftForm,
};

/// Law 1.6: how long each sanction works on; the day of effect is the first of a public one.
#[test]
fn how_long_a_sanction_works_on() {
    let national = world("national");
    let rules = national.on(ON);
    let effective = day!(2021, 5, 6);
    let of = |what, months| {
        let decision = period(what, effective, NonZeroU16::new(months), rules, &calendar());
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    let through = |year, month, day| Some(Influence::Through(Day::of(year, month, day).unwrap()));
    let rows = [
        (Disposal::Public(PublicSanction::Warning), through(2021, 11, 5)),
        (Disposal::Public(PublicSanction::Demerit), through(2022, 5, 5)),
        (Disposal::Public(PublicSanction::SeriousDemerit), through(2022, 11, 5)),
        (Disposal::Public(PublicSanction::Demotion), through(2023, 5, 5)),
        (Disposal::Public(PublicSanction::RemovalFromPost), through(2023, 5, 5)),
        (Disposal::Public(PublicSanction::Dismissal), Some(Influence::Lasting)),
        (Disposal::Party(PartySanction::Warning), through(2022, 5, 6)),
        (Disposal::Party(PartySanction::SeriousWarning), through(2022, 11, 6)),
        (Disposal::Party(PartySanction::RemovalFromPartyPost), through(2023, 5, 6)),
        (Disposal::Party(PartySanction::Expulsion), through(2026, 5, 6)),
        (Disposal::Soft(SoftForm::Criticism), Some(Influence::None)),
        (to_court(), Some(Influence::None)),
    ];
    for (what, wanted) in rows {
        assert_eq!(of(what, 0), wanted, "{what:?}");
    }
    let probation = Disposal::Party(PartySanction::Probation);
    assert_eq!(of(probation, 0), None, "its months are not set");
    assert_eq!(of(probation, 12), through(2024, 5, 6), "a year, and two after that");
    assert_eq!(of(probation, 24), through(2025, 5, 6));
    let set = world("national")
        .setting(keys::discipline::PUBLIC_SANCTIONS, Codes::literal(&["warning", "dismissal"]));
    let lasting = Disposal::Public(PublicSanction::Dismissal);
    let found = period(lasting, effective, None, set.on(ON), &calendar());
    assert!(rests_on_the_test(&found.reasons()[0]), "it has no length of its own to cite");
    let before = period(
        Disposal::Public(PublicSanction::Warning),
        day!(2020, 6, 30),
        None,
        rules,
        &calendar(),
    );
    assert_eq!(before.outcome().clone().known(), None, "the law was not in force");
    let longer = world("national").setting(keys::discipline::PERIOD_WARNING, TimeLimit::months(7));
    let found = period(
        Disposal::Public(PublicSanction::Warning),
        effective,
        None,
        longer.on(ON),
        &calendar(),
    );
    assert_eq!(found.outcome().clone().known(), through(2021, 12, 6));
}

/// Law 0, 1.6: against a plain second opinion, over every list of up to four.
#[test]
fn several_sanctions_together() {
    let national = world("national");
    let rules = national.on(ON);
    let months = |sanction: PublicSanction| match sanction {
        PublicSanction::Warning => 6,
        PublicSanction::Demerit => 12,
        PublicSanction::SeriousDemerit => 18,
        PublicSanction::Demotion | PublicSanction::RemovalFromPost => 24,
        PublicSanction::Dismissal => 0,
    };
    let mut lists: Vec<Vec<PublicSanction>> = vec![vec![]];
    for _ in 0..4 {
        let longer: Vec<Vec<PublicSanction>> = lists
            .iter()
            .flat_map(|list| {
                PublicSanction::ALL.map(|sanction| [list.as_slice(), &[sanction]].concat())
            })
            .collect();
        lists.extend(longer);
        lists.sort();
        lists.dedup();
    }
    for list in lists {
        let decision = combine(&list, rules);
        let found = decision.outcome().clone().known().unwrap();
        let Some(heaviest) = list.iter().copied().max() else {
            assert_eq!(found, None);
            continue;
        };
        let found = found.unwrap();
        let times = list.iter().filter(|one| **one == heaviest).count();
        assert_eq!((found.sanction, found.times), (heaviest, times), "{list:?}");
        let sum = u16::try_from(times).unwrap() * months(heaviest);
        let wanted =
            (heaviest < PublicSanction::Dismissal).then_some((months(heaviest), sum.min(48)));
        assert_eq!(found.months, wanted, "{list:?}");
    }
    let more = world("national").setting(keys::discipline::PERIOD_MOST, TimeLimit::months(60));
    let three = [PublicSanction::RemovalFromPost; 3];
    let found = combine(&three, more.on(ON)).outcome().clone().known().unwrap().unwrap();
    assert_eq!(found.months, Some((24, 60)));
    assert_eq!(combine(&three, national.on(day!(2020, 6, 30))).outcome().clone().known(), None);
}

/// Law 1.6: acting as an umbrella, serious or not.
#[test]
fn what_an_umbrella_is_sanctioned_with() {
    use PartySanction as P;
    use PublicSanction as S;

    let national = world("national");
    let ask = |serious, day| {
        let decision = for_umbrella(serious, national.on(day));
        sound(decision.reasons());
        decision.outcome().clone().known().map(|found| (found.party, found.public))
    };
    let plain = Some((vec![P::RemovalFromPartyPost, P::Probation], vec![S::RemovalFromPost]));
    let serious = Some((vec![P::Expulsion], vec![S::Dismissal]));
    for day in [day!(2020, 7, 1), day!(2024, 1, 1)] {
        assert_eq!(ask(NO, day), plain);
        assert_eq!(ask(YES, day), serious);
        assert_eq!(ask(NEVER, day), None);
    }
    assert_eq!(ask(YES, day!(2020, 6, 30)), None, "no list of public sanctions yet");
    let said = |serious| {
        let decision = for_umbrella(serious, national.on(ON));
        decision.reasons()[0].because().to_string()
    };
    assert_eq!(said(YES), "the circumstances are serious");
    assert_eq!(said(NO), "the circumstances are not serious");
    let one = Codes::literal(&["dismissal", "demotion"]);
    let other = world("national").setting(keys::discipline::UMBRELLA_PUBLIC, one);
    let found = for_umbrella(NO, other.on(ON)).outcome().clone().known().unwrap();
    assert_eq!(found.public, [S::Demotion]);
    let one = Codes::literal(&["probation", "expulsion"]);
    let other = world("national").setting(keys::discipline::UMBRELLA_PARTY, one);
    let found = for_umbrella(NO, other.on(ON)).outcome().clone().known().unwrap();
    assert_eq!(found.party, [P::Probation]);
}

/// Law 1.6: each circumstance alone, in each state of knowledge; never summed up.
#[test]
fn circumstances_are_cited_one_by_one() {
    let national = world("national");
    for ground in MitigatingGround::ALL {
        for known in FACTS {
            let facts = Circumstances {
                lighter: BTreeMap::from([(ground, known)]),
                ..Circumstances::default()
            };
            let decision = weigh(&facts, national.on(ON));
            sound(decision.reasons());
            let found = decision.outcome();
            let wanted = if known == YES { vec![ground] } else { vec![] };
            assert_eq!((&found.lighter, found.heavier.len()), (&wanted, 0), "{ground}");
            assert_eq!(found.open.len(), usize::from(known == NEVER));
        }
    }
    for ground in AggravatingGround::ALL {
        for known in FACTS {
            let facts = Circumstances {
                heavier: BTreeMap::from([(ground, known)]),
                ..Circumstances::default()
            };
            let found = weigh(&facts, national.on(ON)).outcome().clone();
            assert_eq!(found.open.len(), usize::from(known == NEVER));
            let wanted = if known == YES { vec![ground] } else { vec![] };
            assert_eq!((found.lighter.len(), &found.heavier), (0, &wanted), "{ground}");
        }
    }
    let all = Circumstances {
        lighter: MitigatingGround::ALL.into_iter().map(|ground| (ground, YES)).collect(),
        heavier: AggravatingGround::ALL.into_iter().map(|ground| (ground, YES)).collect(),
    };
    let decision = weigh(&all, national.on(ON));
    assert_eq!(decision.reasons().len(), 14, "each with its own reason");
    assert!(decision.reasons().iter().all(|reason| !reason.citations().is_empty()));
    let set =
        world("national").setting(keys::discipline::MITIGATING, Codes::literal(&["cooperation"]));
    let nothing = weigh(&Circumstances::default(), set.on(ON));
    assert!(rests_on_the_test(&nothing.reasons()[0]), "nothing of the list is known");
    let before = weigh(&all, national.on(day!(2020, 6, 30)));
    assert!(before.outcome().lighter.is_empty() && before.outcome().heavier.is_empty());
    let one = Codes::literal(&["cooperation"]);
    let fewer = world("national").setting(keys::discipline::MITIGATING, one);
    assert_eq!(weigh(&all, fewer.on(ON)).outcome().lighter, [MitigatingGround::Cooperation]);
    let one = Codes::literal(&["collusion"]);
    let fewer = world("national").setting(keys::discipline::AGGRAVATING, one);
    assert_eq!(weigh(&all, fewer.on(ON)).outcome().heavier, [AggravatingGround::Collusion]);
}
