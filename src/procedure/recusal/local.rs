//! How many ties the network knows between those who handle a matter and those whom it is
//! about: what makes local relations complicated.

use std::collections::BTreeSet;

use crate::base::day::Moment;
use crate::base::id::{PartyId, PersonId};
use crate::network::frozen::FrozenNetwork;
use crate::network::view::Least;
use crate::procedure::recusal::ground::Search;
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::RulesInForce;

/// 地方关系: the supported ties between some handlers and the parties of a matter, as known
/// at a moment; for
/// [`EscalationFacts::local_ties`](crate::procedure::escalation::EscalationFacts::local_ties).
///
/// Each tie counts once, over one step, of the kinds that count for recusal, also one that
/// has ended. A handler who is a party is no tie. Weaker ties do not count: a planted report
/// on every handler would otherwise take the matter away from the place.
///
/// Not known while the network does not hold one of the persons or parties, or there are
/// none, or no rule says which kinds count.
///
/// # Complexity
///
/// In proportion to the ties of the handlers.
///
/// # Source
///
/// Catalogue H12, N14; the number is `escalation/local-ties`.
#[must_use]
pub fn local_ties(
    network: &FrozenNetwork,
    handlers: &[PersonId],
    parties: &[PartyId],
    known_at: Moment,
    rules: RulesInForce<'_>,
) -> Fact<u32> {
    const UNKNOWN: Fact<u32> = Fact::NotKnown(NotKnown::NeverAsked);
    let Some(search) = Search::of(rules) else { return UNKNOWN };
    let seen = network.seen(search.view(network, known_at).at_least(Least::Supported));
    if handlers.is_empty() || parties.is_empty() {
        return UNKNOWN;
    }
    let parties: BTreeSet<PartyId> = parties.iter().copied().collect();
    if parties.iter().any(|party| seen.slot(*party).is_err()) {
        return UNKNOWN;
    }
    let handlers: BTreeSet<PersonId> = handlers.iter().copied().collect();
    let mut found = 0_u32;
    for handler in handlers {
        let own = PartyId::Person(handler);
        let Ok(ties) = seen.ties_at(own) else { return UNKNOWN };
        let other = |from, to| if from == own { to } else { from };
        let there = ties.iter().filter(|tie| parties.contains(&other(tie.from, tie.to)));
        let count = if parties.contains(&own) { 0 } else { there.count() };
        found = found.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
    }
    Fact::Known(found)
}
