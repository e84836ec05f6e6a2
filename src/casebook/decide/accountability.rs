//! 问责: an organ or a leader is held to account.

use std::collections::BTreeMap;

use super::desk::{Desk, NotDone, fact, taken, with_missing};
use crate::casebook::book::Unfit;
use crate::casebook::command::Inquiry;
use crate::decision::Refusal;
use crate::model::accountability::{Accountability, AccountabilityDraft, HeldToAccount};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::procedure::accountability::{HoldFacts, may_hold, still_answers};
use crate::provenance::Fact;
use crate::terms::outcome::AccountabilityGround;

/// Whether a leader who has moved on still answers is in the reasons.
pub(super) fn hold(
    desk: &mut Desk<'_>,
    draft: &AccountabilityDraft,
    inquiry: &Inquiry,
) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let rules = desk.context.rules(noun.decided().occurred_at())?;
    let facts = HoldFacts {
        held: noun.held().clone(),
        grounds: grounds(&noun, inquiry),
        alarms: inquiry.alarms.clone(),
        in_charge: fact(inquiry.in_charge),
    };
    let mut why = match may_hold(&facts, rules) {
        Err(refusal) if lacks_ground(&refusal) => return Err(refusal.into()),
        asked => taken(asked)?,
    };
    if matches!(noun.held(), HeldToAccount::Leader { .. }) {
        let (moved_on, serious) = (fact(inquiry.moved_on), fact(inquiry.serious));
        why.extend(with_missing(&still_answers(moved_on, serious, rules)));
    }
    desk.enter_draft(EntryDraft::Accountability(Box::new(draft.clone())), why)?;
    Ok(())
}

/// The grounds that the decision names, each as far as the inquiry has established it; of a
/// decision that names none, all that were looked into.
fn grounds(noun: &Accountability, inquiry: &Inquiry) -> BTreeMap<AccountabilityGround, Fact<bool>> {
    let named = noun.grounds().iter().copied();
    let named = named.map(|ground| (ground, fact(inquiry.established.get(&ground).copied())));
    let looked = inquiry.established.iter().map(|(ground, found)| (*ground, Fact::Known(*found)));
    if noun.grounds().is_empty() { looked.collect() } else { named.collect() }
}

/// Nobody is held to account while the ground is not known: unlike other steps, this one
/// needs an inquiry that has established it (design §8.12).
fn lacks_ground(refusal: &Refusal) -> bool {
    let rules = ["accountability/ground", "accountability/alarm-alone"];
    refusal.unmet().iter().any(|unmet| rules.contains(&unmet.reason().rule().as_str()))
}
