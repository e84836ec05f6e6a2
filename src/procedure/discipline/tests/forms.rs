//! The four forms, and how persons and outcomes are counted.

use std::collections::BTreeMap;

use super::{everything, to_court};
use crate::base::id::PersonId;
use crate::day;
use crate::decision::Answer;
use crate::model::discipline::Disposal;
use crate::procedure::discipline::{Handled, form, tally};
use crate::procedure::trials::{id, rests_on_the_test, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{Codes, keys};
use crate::terms::office::{Rank, RankBand};
use crate::terms::outcome::{
    FourForms, OrganizationalHandling, PartySanction, PersonOutcome, PublicSanction, SoftForm,
};

/// Law 1.6: every disposal alone, and the heavier of any two.
#[test]
fn the_four_forms() {
    let national = world("national");
    let rules = national.on(day!(2021, 5, 6));
    let of = |what: &[Disposal]| {
        let decision = form(what.iter().copied(), rules);
        sound(decision.reasons());
        decision.outcome().clone().known().unwrap()
    };
    let wanted = |what: Disposal| match what {
        Disposal::Soft(_) => FourForms::First,
        Disposal::Party(sanction) if sanction <= PartySanction::SeriousWarning => FourForms::Second,
        Disposal::Public(sanction) if sanction <= PublicSanction::Demotion => FourForms::Second,
        Disposal::Handling(OrganizationalHandling::Downgrading) => FourForms::Third,
        Disposal::Handling(_) => FourForms::Second,
        Disposal::Party(_) | Disposal::Public(_) => FourForms::Third,
        _ => FourForms::Fourth,
    };
    for one in everything() {
        assert_eq!(of(&[one]), Some(wanted(one)), "{one:?}");
        for other in everything() {
            assert_eq!(
                of(&[one, other]),
                Some(wanted(one).max(wanted(other))),
                "{one:?} {other:?}"
            );
        }
    }
    assert_eq!(of(&[]), None);
    let heavy = Codes::literal(&["warning", "demerit", "serious_demerit"]);
    let other = world("national").reading(keys::discipline::LIGHT_PUBLIC, heavy);
    let demotion = [Disposal::Public(PublicSanction::Demotion)];
    let found = form(demotion, other.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &Answer::Known(Some(FourForms::Third)), "read as heavy");
    let early = form(demotion, national.on(day!(2017, 1, 7)));
    assert_eq!(early.outcome().clone().known(), None);
    let both = form([demotion[0], to_court()], national.on(day!(2017, 1, 7)));
    assert_eq!(both.outcome(), &Answer::Known(Some(FourForms::Fourth)), "it matters no more");
    let removal = Disposal::Handling(OrganizationalHandling::Removal);
    let two = form([demotion[0], removal], national.on(day!(2017, 1, 7)));
    let Answer::Undetermined(open) = two.outcome() else { panic!("{two:?}") };
    assert_eq!(open.missing().len(), 2, "each list that is not laid down");
    let all = Codes::literal(&["first", "second", "third", "fourth"]);
    let set = world("national").setting(keys::discipline::FOUR_FORMS, all);
    assert!(rests_on_the_test(&form(demotion, set.on(day!(2021, 5, 6))).reasons()[0]));
    let one = Codes::literal(&["warning"]);
    let stricter = world("national").setting(keys::discipline::LIGHT_PARTY, one);
    let serious = [Disposal::Party(PartySanction::SeriousWarning)];
    let found = form(serious, stricter.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &Answer::Known(Some(FourForms::Third)));
    let one = Codes::literal(&["suspension"]);
    let stricter = world("national").setting(keys::discipline::LIGHT_HANDLING, one);
    let removal = [Disposal::Handling(OrganizationalHandling::Removal)];
    let found = form(removal, stricter.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &Answer::Known(Some(FourForms::Third)));
}

/// G07, C22, Z06: each person once under each word; bands add up, outcomes need not.
#[test]
fn persons_by_rank_and_outcome() {
    let person = |n, rank: Option<Rank>, what: &[Disposal]| Handled {
        person: id(PersonId::from_uuid, n),
        rank: rank.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
        what: what.to_vec(),
    };
    let warned = Disposal::Party(PartySanction::Warning);
    let demerit = Disposal::Public(PublicSanction::Demerit);
    let removed = Disposal::Handling(OrganizationalHandling::Removal);
    let soft = Disposal::Soft(SoftForm::Admonition);
    let persons = [
        person(1, Some(Rank::BureauDeputy), &[warned, demerit, to_court()]),
        person(2, Some(Rank::DivisionChief), &[removed, warned]),
        person(3, Some(Rank::VillageLevel), &[demerit]),
        person(4, None, &[removed]),
        person(5, Some(Rank::DivisionChief), &[soft]),
        person(1, Some(Rank::BureauDeputy), &[warned]),
    ];
    let decision = tally(&persons);
    sound(decision.reasons());
    let found = decision.outcome();
    assert_eq!(found.handled, 4, "a soft form is not counted, and nobody twice");
    let bands = BTreeMap::from([(RankBand::Bureau, 1), (RankBand::Division, 1)]);
    assert_eq!((&found.by_band, found.without_band), (&bands, 2));
    assert_eq!(found.by_band.values().sum::<usize>() + found.without_band, found.handled);
    let outcomes = BTreeMap::from([
        (PersonOutcome::Sanctioned, 3),
        (PersonOutcome::OrganizationalHandling, 2),
        (PersonOutcome::TransferredForProsecution, 1),
    ]);
    assert_eq!(found.by_outcome, outcomes);
    assert!(found.by_outcome.values().all(|count| *count <= found.handled));
}
