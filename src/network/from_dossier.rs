//! The network of a dossier: its ties, and what its other nouns say about ties.
//!
//! | noun | tie | standing and knowledge |
//! |---|---|---|
//! | tie | as recorded | its own versions |
//! | membership | is a member of, or leads | its own standing; known from the first day of time |
//! | umbrella | shelters, from the official or organ to the gang | a version for each stage |
//!
//! Claims stand behind ties; of each its origin is noted, so that two claims of one origin
//! count once. Reporters are never parties: a clue says nothing here. A person who has held a post is
//! marked as an official. A tie of another noun has the weight 1000: nobody has given it
//! another one.

use uuid::Uuid;

use crate::base::day::Moment;
use crate::base::id::{EntityId, PartyId, TieId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::model::claims::ClaimIds;
use crate::model::dossier::Dossier;
use crate::model::draft::Draft;
use crate::model::gang::Membership;
use crate::model::tie::{Tie, TieDraft, TieVersion};
use crate::model::umbrella::{Subject, Umbrella};
use crate::network::edit::{Network, TieRefused};
use crate::terms::gang::MemberRole;
use crate::terms::tie::TieKind;

impl Network {
    /// The network that a dossier describes.
    ///
    /// # Errors
    ///
    /// Every [`TieRefused`], such as a circle of superiors, with the ties in the order of
    /// their ids; what is refused is left out of no other answer.
    pub fn of(dossier: &Dossier) -> Result<Self, Vec<TieRefused>> {
        let mut network = Self::default();
        let mut add = |party: PartyId| {
            network.add_party(party);
        };
        dossier.persons().keys().for_each(|id| add((*id).into()));
        dossier.organs().keys().for_each(|id| add((*id).into()));
        dossier.gangs().keys().for_each(|id| add((*id).into()));
        dossier.enterprises().keys().for_each(|id| add((*id).into()));
        dossier.cases().keys().for_each(|id| add((*id).into()));
        dossier.places().keys().for_each(|id| add((*id).into()));
        for tenure in dossier.tenures().values() {
            // Every person of the dossier was added above.
            let _ = network.mark_official(tenure.person().into(), true);
        }
        dossier.claims().values().for_each(|claim| network.note_claim(claim));
        let ties = dossier.ties().values().cloned();
        let members = dossier.memberships().values().filter_map(membership);
        let umbrellas = dossier.umbrellas().values().filter_map(umbrella);
        let mut refused = Vec::new();
        for tie in ties.chain(members).chain(umbrellas) {
            refused.extend(network.add_tie(tie).err());
        }
        if refused.is_empty() { Ok(network) } else { Err(refused) }
    }
}

/// The tie that a membership means.
fn membership(membership: &Membership) -> Option<Tie> {
    let kind = match membership.role() {
        Some(MemberRole::Organizer | MemberRole::Leader) => TieKind::Leads,
        _ => TieKind::MemberOf,
    };
    let version = TieVersion::new(
        beginning()?,
        membership.period(),
        membership.standing(),
        Permille::ALL,
        ClaimIds::new(membership.claims().to_vec()).unwrap_or_default(),
    );
    tie(membership.id(), membership.person().into(), membership.gang().into(), kind, vec![version])
}

/// The tie that an umbrella means, with a version for each of its stages.
fn umbrella(umbrella: &Umbrella) -> Option<Tie> {
    let from = match umbrella.subject() {
        Subject::Tenure { person, .. } => PartyId::Person(*person),
        Subject::Organ { organ } => PartyId::Organ(*organ),
    };
    let period = umbrella.period().unwrap_or(Period::UNKNOWN);
    let mut versions: Vec<TieVersion> = Vec::new();
    for stage in umbrella.stages().iter() {
        let known = stage.when.recorded_at();
        // Of stages recorded at one moment the last is what was known.
        if versions.last().is_some_and(|last| last.known_from() == known) {
            versions.pop();
        }
        let claims = ClaimIds::new(umbrella.claims_for().to_vec()).unwrap_or_default();
        let standing = stage.state.standing();
        versions.push(TieVersion::new(known, period, standing, Permille::ALL, claims));
    }
    tie(umbrella.id(), from, umbrella.gang().into(), TieKind::Shelters, versions)
}

fn tie(
    id: impl EntityId,
    from: PartyId,
    to: PartyId,
    kind: TieKind,
    versions: Vec<TieVersion>,
) -> Option<Tie> {
    let draft = TieDraft {
        // Derived, so that two nouns with one number in their ids give two ties.
        id: TieId::from_uuid(Uuid::new_v5(&Uuid::NAMESPACE_OID, id.to_string().as_bytes())).ok(),
        from: Some(from),
        to: Some(to),
        kind: Some(kind),
        versions,
        ..TieDraft::default()
    };
    draft.enter().ok()
}

/// A record without a time of its own is known from the beginning.
fn beginning() -> Option<Moment> {
    Moment::china(crate::day!(1900, 1, 1), 0, 0)
}
