//! 终身负责: who had a hand in a matter, ever, on what content and under which delegation.
//!
//! Two things are asked together: whom the nouns around the matter name, such as a team or
//! those who signed, and who sent each command. Nothing ends: an entry counts years later,
//! and when a finding was reopened too.
//!
//! # Source
//!
//! Catalogue G21 (responsible for life), C12 (who signs).

use std::collections::BTreeSet;

use crate::base::day::Moment;
use crate::base::id::{
    AnyId, ClaimId, EntityId, OrganId, PersonId, PostId, SignOffId, SignatureId,
};
use crate::casebook::command::Actor;
use crate::casebook::entry::Entry;
use crate::model::dossier::Dossier;
use crate::model::draft::Refers;
use crate::model::history::When;
use crate::model::sign_off::{Delegation, Opinion};
use crate::procedure::sign_off::doubt;
use crate::provenance::Fingerprint;
use crate::terms::handling::Signatory;

/// What somebody did in a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Deed {
    /// 经办: sent the command of this entry, which brought this about.
    Sent {
        /// The entry of the journal.
        entry: u64,
        /// What happened, one line an event.
        what: Vec<String>,
    },
    /// 具名: is named by something that belongs to the matter.
    Named {
        /// By what.
        by: AnyId,
        /// As what: the field, such as `team` or `officers`.
        field: &'static str,
    },
    /// 签字: signed.
    Signed {
        /// The signature.
        signature: SignatureId,
        /// In which layer.
        role: Signatory,
        /// What the signer said.
        opinion: Opinion,
        /// The content that was signed.
        content: Fingerprint,
        /// Under which delegation, if any.
        delegation: Option<Delegation>,
    },
}

/// One deed of one actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsible {
    /// Who.
    pub who: Actor,
    /// For which organ, as far as that is told.
    pub organ: Option<OrganId>,
    /// In which post, if the command said so.
    pub post: Option<PostId>,
    /// When, as far as that is told.
    pub when: Option<When>,
    /// What.
    pub deed: Deed,
}

/// The fields in which a noun names who works on a matter, and not whom it is about.
const WORKERS: [&str; 15] = [
    "team",
    "officers",
    "by",
    "approved_by",
    "stages.by",
    "stages.signed_by",
    "stages.chiefs_signed",
    "chiefs.person",
    "handlers",
    "leader",
    "members",
    "chair",
    "heads",
    "changes.ordered_by",
    "delegation.by",
];

/// The shelves whose entries are work on a matter, and not the persons or places in it.
const WORK: [&str; 17] = [
    "cases",
    "clues",
    "verifications",
    "follow_ups",
    "sign_offs",
    "signatures",
    "transfers",
    "envelopes",
    "rechecks",
    "case_screenings",
    "measures",
    "outcomes",
    "appeals",
    "hearings",
    "proposals",
    "listed_supervisions",
    "accountabilities",
];

/// Everything that belongs to a matter: the thing itself, what led to it, and whatever work
/// names one of these. Sorted. Takes time linear in the dossier for each step outward.
#[must_use]
pub fn belonging(dossier: &Dossier, matter: AnyId) -> BTreeSet<AnyId> {
    let work = |id: &AnyId| dossier.entry_of(*id).is_some_and(|n| WORK.contains(&n.shelf()));
    let references: Vec<(AnyId, AnyId)> = dossier
        .references()
        .into_iter()
        .filter(|(from, _, to)| work(from) && work(to))
        .map(|(from, _, to)| (from, to))
        .collect();
    let mut found = BTreeSet::from([matter]);
    let case = matter.try_into().ok().and_then(|id| dossier.case(id));
    found.extend(case.into_iter().flat_map(|case| case.from_clues()).map(|clue| clue.any()));
    let signature = matter.try_into().ok().and_then(|id| dossier.signature(id));
    found.extend(signature.map(|signature| signature.sign_off().any()));
    loop {
        let more: Vec<AnyId> = references
            .iter()
            .filter(|(from, to)| found.contains(to) && !found.contains(from))
            .map(|(from, _)| *from)
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// Who had a hand in a matter: a case, a clue, a finding, a signature, anything else.
///
/// In the order of the journal; then whom the nouns name, in the order of their ids; then
/// the signatures.
#[must_use]
pub fn responsible(dossier: &Dossier, entries: &[Entry], matter: AnyId) -> Vec<Responsible> {
    let matters = belonging(dossier, matter);
    let mut all: Vec<Responsible> = entries.iter().filter_map(|e| sent(e, &matters)).collect();
    for id in &matters {
        named(dossier, *id, &mut all);
    }
    let ours = dossier.signatures().values().filter(|s| matters.contains(&s.id().any()));
    all.extend(ours.map(|signature| Responsible {
        who: Actor::Person(signature.by()),
        organ: Some(signature.organ()),
        post: None,
        when: Some(signature.signed()),
        deed: Deed::Signed {
            signature: signature.id(),
            role: signature.role(),
            opinion: signature.opinion(),
            content: signature.content(),
            delegation: signature.delegation().copied(),
        },
    }));
    all
}

fn sent(entry: &Entry, matters: &BTreeSet<AnyId>) -> Option<Responsible> {
    let ours = entry.events.iter().filter(|event| matters.contains(&event.what.about()));
    let what: Vec<String> = ours.map(|event| event.what.name()).collect();
    if what.is_empty() {
        return None;
    }
    let command = &entry.command;
    Some(Responsible {
        who: command.by().clone(),
        organ: Some(command.organ()),
        post: command.post(),
        when: Some(command.when()),
        deed: Deed::Sent { entry: entry.number, what },
    })
}

fn named(dossier: &Dossier, id: AnyId, all: &mut Vec<Responsible>) {
    let Some(noun) = dossier.entry_of(id) else { return };
    if noun.shelf() == "signatures" {
        return;
    }
    let mut found: Vec<(PersonId, &'static str)> = Vec::new();
    noun.refer(&mut |field, names| {
        if let Ok(person) = PersonId::try_from(names)
            && WORKERS.contains(&field)
        {
            found.push((person, field));
        }
    });
    found.sort_unstable();
    found.dedup();
    all.extend(found.into_iter().map(|(person, field)| Responsible {
        who: Actor::Person(person),
        organ: None,
        post: None,
        when: None,
        deed: Deed::Named { by: id, field },
    }));
}

/// What a signatory of a finding could have known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knowable {
    /// The signature.
    pub signature: SignatureId,
    /// Who signed.
    pub by: PersonId,
    /// When the signature was written down.
    pub signed: Moment,
    /// The claims about the parties of the case that had been seen by then, sorted.
    pub known: Vec<ClaimId>,
    /// Those that were seen later.
    pub later: Vec<ClaimId>,
}

/// What each signatory of a sign-off could have known, in the order of the signatures.
///
/// Claims count that lie at most `hops` ties from the parties of the case, as
/// [`doubt::distances`] counts; [`keys::sign_off::SCOPE_HOPS`](crate::rulebook::keys::sign_off::SCOPE_HOPS)
/// says how many. Nothing if there is no such sign-off.
#[must_use]
pub fn knowable(dossier: &Dossier, sign_off: SignOffId, hops: u32) -> Option<Vec<Knowable>> {
    let record = dossier.sign_off(sign_off)?;
    let near = doubt::distances(dossier, record.case(), Some(hops));
    let claims: Vec<ClaimId> = near.into_keys().collect();
    let seen = |claim: &ClaimId| dossier.claim(*claim).map(|claim| claim.first_seen());
    let one = |id: &SignatureId| {
        let signature = dossier.signature(*id)?;
        let signed = signature.signed().recorded_at();
        let (known, later) =
            claims.iter().copied().partition(|id| seen(id).is_some_and(|seen| seen <= signed));
        Some(Knowable { signature: *id, by: signature.by(), signed, known, later })
    };
    Some(record.signatures().iter().filter_map(one).collect())
}
