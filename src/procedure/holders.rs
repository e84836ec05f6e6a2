//! Who holds which post, and who is kin of whom, as the dossier has it.
//!
//! A period of a tenure may not say on which day it began or ended. Then the answer is
//! not known, and never a guess: whether somebody may sign hangs on it.

use crate::base::day::Day;
use crate::base::id::{OrganId, PartyId, PersonId};
use crate::base::truth::Truth;
use crate::model::dossier::Dossier;
use crate::model::organ::Organ;
use crate::provenance::{Fact, NotKnown};
use crate::terms::office::LeaderRole;

/// Whether somebody held the post of a leader of an organ on a day.
///
/// No tenure on record is a no; a tenure whose days are not known is not known.
pub(super) fn leads(
    dossier: &Dossier,
    person: PersonId,
    organ: OrganId,
    role: LeaderRole,
    day: Day,
) -> Fact<bool> {
    leads_such(dossier, person, role, day, |noun| noun.id() == organ)
}

/// Whether somebody held the post of a leader of an organ of some kind on a day; as [`leads`].
pub(super) fn leads_such(
    dossier: &Dossier,
    person: PersonId,
    role: LeaderRole,
    day: Day,
    such: impl Fn(&Organ) -> bool,
) -> Fact<bool> {
    let held = dossier.tenures_of(person).filter(|tenure| {
        let post = dossier.post(tenure.post()).filter(|post| post.leader() == Some(role));
        post.and_then(|post| dossier.organ(post.organ())).is_some_and(&such)
    });
    known(held.map(|tenure| tenure.held_on(day)).fold(Truth::No, Truth::or))
}

/// Whether a party is the principal leader of an organ on a day; no organ or gang is.
pub(super) fn heads(dossier: &Dossier, party: PartyId, organ: OrganId, day: Day) -> Fact<bool> {
    match party {
        PartyId::Person(person) => leads(dossier, person, organ, LeaderRole::PrincipalLeader, day),
        _ => Fact::Known(false),
    }
}

/// Whether somebody is one of the parties, or has declared kinship with one, or one with
/// them. Further grounds for recusal are not looked for here.
pub(super) fn near(dossier: &Dossier, person: PersonId, parties: &[PartyId]) -> bool {
    let declared = |one: PersonId, other: PersonId| {
        let noun = dossier.person(one);
        noun.is_some_and(|noun| noun.kin().iter().any(|kin| kin.person() == other))
    };
    parties.iter().any(|party| match party {
        PartyId::Person(other) => {
            *other == person || declared(person, *other) || declared(*other, person)
        }
        _ => false,
    })
}

/// A truth as a fact; what is not known was never asked.
pub(super) const fn known(truth: Truth) -> Fact<bool> {
    match truth {
        Truth::Yes => Fact::Known(true),
        Truth::No => Fact::Known(false),
        Truth::Unknown => Fact::NotKnown(NotKnown::NeverAsked),
    }
}

/// One of several facts: yes if any is, no if all are.
pub(super) fn any(facts: impl IntoIterator<Item = Fact<bool>>) -> Fact<bool> {
    known(facts.into_iter().map(Fact::truth).fold(Truth::No, Truth::or))
}
