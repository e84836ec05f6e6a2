//! No answer shows how the parties were numbered: the order in which a host hands them
//! over, and the order that a network is numbered in anew, leave no trace.

use std::num::NonZeroU32;

use crate::base::id::PartyId;
use crate::base::permille::Permille;
use crate::network::brokers::{self, Precision};
use crate::network::clusters::{self, CommunitySearch};
use crate::network::disruption::{self, Aim, Pool, Renewal, Strategy};
use crate::network::frozen::{ArcSlot, Bulk, BulkTie, FrozenNetwork};
use crate::network::kernel::worlds::Numbers;
use crate::network::limit::Limits;
use crate::network::paths::{self, Finder};
use crate::network::seen::Seen;
use crate::network::separation::{self, Separating};
use crate::network::trials::{changing, random_view};
use crate::network::{closeness, patterns, protectors, ranking, reach, sharing};

/// The same content, its parties handed over in another order.
fn shuffled(network: &FrozenNetwork, numbers: &mut Numbers) -> FrozenNetwork {
    let parties = network.party_count() as u32;
    let slot = |at: u32| petgraph::visit::NodeIndexable::from_index(network, at as usize);
    let mut order: Vec<u32> = (0..parties).collect();
    for at in (1..parties).rev() {
        order.swap(at as usize, numbers.below(at + 1) as usize);
    }
    let list: Vec<PartyId> = order.iter().map(|at| network.party(slot(*at)).unwrap()).collect();
    let officials: Vec<bool> = order.iter().map(|at| network.is_official(slot(*at))).collect();
    let place = |party| list.iter().position(|known| *known == party).unwrap() as u32;
    let tie_slots = || (0..network.tie_count() as u32).map(ArcSlot);
    let facts: Vec<_> = tie_slots().map(|tie| network.tie(tie).unwrap()).collect();
    let moments: Vec<_> =
        facts.iter().flat_map(|tie| [Some(tie.recorded), tie.superseded]).flatten().collect();
    let moment = |at| moments.iter().position(|known| *known == at).unwrap() as u32;
    let ties: Vec<BulkTie> = facts
        .iter()
        .map(|tie| BulkTie {
            from: place(tie.from),
            to: place(tie.to),
            kind: tie.kind,
            period: tie.period,
            standing: tie.standing,
            confidence: tie.confidence,
            recorded: moment(tie.recorded),
            superseded: tie.superseded.map(moment),
        })
        .collect();
    let ids: Vec<_> = tie_slots().filter_map(|tie| network.tie_id(tie)).collect();
    let kinds = network.kinds().clone();
    Bulk {
        kinds,
        parties: &list,
        officials: &officials,
        ties: &ties,
        moments: &moments,
        tie_ids: &ids,
    }
    .freeze()
    .unwrap()
}

/// Everything that one may ask, in words.
fn answers(seen: &Seen<'_>, parties: &[PartyId]) -> Vec<String> {
    let mut all = vec![
        format!("{:?}", seen.shown()),
        format!("{:?}", brokers::betweenness(seen)),
        format!("{:?}", brokers::cuts(seen)),
        format!("{:?}", brokers::parts_without(seen, &parties[..1])),
        format!("{:?}", clusters::components(seen)),
        format!("{:?}", clusters::cores(seen)),
        format!("{:?}", clusters::cliques(seen, 2, Limits::default())),
        format!("{:?}", clusters::communities(seen, CommunitySearch::default())),
        format!("{:?}", ranking::rank(seen, &[])),
        format!("{:?}", ranking::rank(seen, &parties[..1])),
        format!("{:?}", ranking::established_umbrellas(seen)),
        format!("{:?}", ranking::known_gangs(seen)),
        format!("{:?}", sharing::overlaps(seen, 2)),
        format!("{:?}", sharing::sharing(seen, 2)),
    ];
    let precision = Precision::new(0.2, 0.2).unwrap();
    all.push(format!("{:?}", brokers::estimated(seen, precision, 7)));
    all.extend(removals(seen));
    for party in parties {
        all.extend(about(seen, *party, parties));
    }
    for pattern in [patterns::same_again(2).unwrap(), patterns::kin_on_a_members_payroll().unwrap()]
    {
        all.push(format!("{:?}", patterns::find(seen, &pattern, Limits::default())));
    }
    all
}

fn removals(seen: &Seen<'_>) -> Vec<String> {
    let attenuation = Permille::new(100).unwrap();
    let strategies = [
        Strategy::Degree,
        Strategy::Betweenness,
        Strategy::Core,
        Strategy::CollectiveInfluence { ties: 2 },
        Strategy::Katz { attenuation },
    ];
    let mut all = Vec::new();
    for strategy in strategies {
        for renewal in [Renewal::Once, Renewal::Every(NonZeroU32::MIN)] {
            let order = disruption::removal_order(seen, strategy, renewal, Pool::default(), 4);
            all.push(format!("{order:?}"));
        }
    }
    for aim in [Aim::LargestComponent, Aim::ConnectedPairs] {
        let best = disruption::best_removal(seen, 2, aim, Pool::default(), Limits::default());
        all.push(format!("{best:?}"));
    }
    all
}

/// What one may ask about a party.
fn about(seen: &Seen<'_>, party: PartyId, parties: &[PartyId]) -> Vec<String> {
    let mut scratch = reach::Scratch::default();
    let mut finder = Finder::default();
    let few = paths::Limits { paths: 3, ..paths::Limits::default() };
    let mut all = vec![
        format!("{:?}", seen.ties_at(party)),
        format!("{:?}", reach::within(seen, party, 3, &mut scratch)),
        format!("{:?}", reach::everywhere(seen, party, &mut scratch)),
        format!("{:?}", reach::around(seen, party, 2, &mut scratch, |_| true).unwrap().ways()),
    ];
    let mut space = protectors::Scratch::default();
    all.push(format!("{:?}", protectors::protectors(seen, party, 3, &mut space)));
    all.push(format!("{:?}", protectors::protected(seen, party, 3, &mut space)));
    if let PartyId::Person(person) = party {
        let near = closeness::closeness(seen, person, parties, 3, &mut scratch);
        all.push(format!("{near:?}"));
    }
    if let PartyId::Gang(_) = party {
        let mut space = separation::Scratch::default();
        let asked = Separating::default();
        all.push(format!("{:?}", separation::separating_parties(seen, party, asked, &mut space)));
        all.push(format!("{:?}", separation::separating_ties(seen, party, asked, &mut space)));
    }
    for other in parties {
        all.push(format!("{:?}", reach::path(seen, party, *other, &mut scratch)));
        all.push(format!("{:?}", finder.shortest(seen, party, *other)));
        all.push(format!("{:?}", finder.strongest(seen, party, *other)));
        all.push(format!("{:?}", finder.widest(seen, party, *other)));
        all.push(format!("{:?}", finder.best(seen, party, *other, few)));
        all.push(format!("{:?}", finder.simple(seen, party, *other, 3, few)));
        all.push(format!("{:?}", finder.how_many(seen, party, *other, 3, few)));
        all.push(format!("{:?}", brokers::parts_without_ties(seen, party, *other)));
        all.push(format!("{:?}", sharing::between(seen, party, *other)));
    }
    all
}

#[test]
fn no_answer_shows_how_the_parties_were_numbered() {
    for seed in 0..60 {
        let mut numbers = Numbers(seed);
        let count = 2 + numbers.below(14);
        let network = changing(seed, count, numbers.below(4 * count));
        let own = network.freeze().unwrap();
        let view = random_view(&mut numbers, own.kinds());
        let parties: Vec<PartyId> = network.parties().collect();
        let expected = answers(&own.seen(view), &parties);
        let other = shuffled(&own, &mut numbers);
        for (how, turned) in [
            ("handed over in another order", &other),
            ("numbered by nearness", &own.numbered_by_nearness()),
            ("both", &other.numbered_by_nearness()),
        ] {
            let found = answers(&turned.seen(view), &parties);
            for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
                let begins: String = expected.chars().take(150).collect();
                assert!(found == expected, "seed {seed}, answer {at}, {how}: {begins}");
            }
        }
    }
}
