use petgraph::visit::{EdgeRef, IntoEdgeReferences, IntoEdgesDirected, IntoNodeReferences};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::base::day::Day;
use crate::base::day::Moment;
use crate::base::id::PartyId;
use crate::base::id::PersonId;
use crate::base::period::Period;
use crate::base::period::{End, Start};
use crate::base::permille::Permille;
use crate::network::kernel::worlds::Numbers;
use crate::network::kinds::KindSet;
use crate::network::kinds::{KindSlot, Kinds};
use crate::network::view::{Doubt, Least, View};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

fn person(n: u32) -> PartyId {
    PersonId::from_uuid(Uuid::from_u128(u128::from(n) + 1)).unwrap().into()
}

fn day(n: u32) -> Day {
    Day::of(2019, 5, 1).unwrap().plus_days(i64::from(n)).unwrap()
}

fn moment(n: u32) -> Moment {
    Moment::china(day(n), 12, 0).unwrap()
}

/// A world of versions: few parties, few days, every standing, unknown ends, successors.
fn world(seed: u64, parties: u32, ties: u32) -> (Vec<PartyId>, Vec<BulkTie>, Vec<Moment>) {
    let mut numbers = Numbers(seed);
    let kinds = Kinds::default();
    let slots: Vec<_> = TieKind::ALL[..4].iter().map(|k| kinds.find(k).unwrap()).collect();
    let moments: Vec<_> = (0..6).map(moment).collect();
    let mut list = Vec::new();
    while parties > 1 && (list.len() as u32) < ties {
        let (from, to) = (numbers.below(parties), numbers.below(parties));
        if from == to {
            continue;
        }
        let start = match numbers.below(4) {
            0 => Start::Unknown,
            n => Start::On(day(n)),
        };
        let end = match numbers.below(5) {
            0 => End::Unknown,
            1 => End::Open,
            n => End::Before(day(n + 2)),
        };
        let recorded = numbers.below(6);
        let superseded = (recorded < 5 && numbers.below(4) == 0).then(|| recorded + 1);
        list.push(BulkTie {
            from,
            to,
            kind: slots[numbers.below(4) as usize],
            period: Period::new(start, end).unwrap(),
            standing: Standing::ALL[numbers.below(6) as usize],
            confidence: Permille::new(numbers.below(1001) as u16).unwrap(),
            recorded,
            superseded,
        });
    }
    ((0..parties).map(person).collect(), list, moments)
}

fn freeze(parties: &[PartyId], ties: &[BulkTie], moments: &[Moment]) -> FrozenNetwork {
    let bulk =
        Bulk { kinds: Kinds::default(), parties, officials: &[], ties, moments, tie_ids: &[] };
    bulk.freeze().unwrap()
}

/// What a view shows, read straight off its page.
fn shown(tie: &BulkTie, moments: &[Moment], view: &View) -> bool {
    let there = view.day().is_none_or(|day| {
        let there = tie.period.contains(day);
        there.is_yes() || there.is_unknown() && view.on_doubt() == Doubt::Show
    });
    let known = match view.moment() {
        None => tie.superseded.is_none(),
        Some(at) => {
            moments[tie.recorded as usize] <= at
                && tie.superseded.is_none_or(|later| moments[later as usize] > at)
        }
    };
    there
        && known
        && view.kind_set().has(tie.kind)
        && tie.standing.at_least(view.least().standing())
        && tie.confidence >= view.least_confidence()
}

fn views() -> Vec<View> {
    let kinds = Kinds::default();
    let some = KindSet::of(TieKind::ALL[1..3].iter().filter_map(|k| kinds.find(k)));
    let mut views = vec![View::new(), View::new().kinds(some), View::new().kinds(KindSet::NONE)];
    for least in [Least::Alleged, Least::Supported, Least::Established] {
        views.push(View::new().at_least(least));
    }
    for n in 0..8 {
        for doubt in [Doubt::Show, Doubt::LeaveOut] {
            views.push(View::new().at_least(Least::Alleged).valid_on(day(n)).doubt(doubt));
            views.push(
                View::new().valid_on(day(n)).doubt(doubt).known_at(moment(n % 6)).kinds(some),
            );
        }
        views.push(View::new().at_least(Least::Alleged).known_at(moment(n)));
        views.push(View::new().confidence(Permille::new(n as u16 * 140).unwrap()));
    }
    views
}

#[test]
fn a_view_shows_exactly_what_its_page_says_from_both_ends() {
    for seed in 0..60 {
        let (parties, ties, moments) = world(seed, 9, 60);
        let network = freeze(&parties, &ties, &moments);
        for view in views() {
            let sieve = network.sieve(&view);
            let mut expected: Vec<_> = ties
                .iter()
                .filter(|tie| shown(tie, &moments, &view))
                .map(|tie| (tie.from, tie.to, tie.kind))
                .collect();
            expected.sort_unstable();
            let kind = |tie: usize| KindSlot::from_index(network.ties.kind[tie]).unwrap();
            let mut along = vec![];
            let mut against = vec![];
            for node in 0..9 {
                for tie in network.along.span(node).filter(|tie| network.shows(&sieve, *tie)) {
                    along.push((node, network.along.targets()[tie], kind(tie)));
                }
                for place in network.against.span(node) {
                    if network.shows_against(&sieve, place) {
                        let tie = network.twin[place] as usize;
                        against.push((network.against.targets()[place], node, kind(tie)));
                    }
                }
            }
            along.sort_unstable();
            against.sort_unstable();
            assert_eq!(along, expected, "seed {seed}, {view:?}");
            assert_eq!(against, expected, "seed {seed}, {view:?}");
        }
    }
}

#[test]
fn every_tie_is_read_back_as_it_was_given() {
    for seed in 0..40 {
        let (parties, ties, moments) = world(seed, 7, 40);
        let network = freeze(&parties, &ties, &moments);
        let back: Vec<_> =
            (0..network.tie_count()).map(|n| network.tie(ArcSlot(n as u32)).unwrap()).collect();
        let mut given: Vec<_> = ties
            .iter()
            .map(|t| TieFacts {
                from: parties[t.from as usize],
                to: parties[t.to as usize],
                kind: t.kind,
                period: t.period,
                standing: t.standing,
                confidence: t.confidence,
                recorded: moments[t.recorded as usize],
                superseded: t.superseded.map(|at| moments[at as usize]),
            })
            .collect();
        assert_eq!(back.len(), given.len());
        for facts in back {
            let at = given.iter().position(|g| *g == facts).expect("given");
            given.swap_remove(at);
        }
    }
}

#[test]
fn the_order_of_the_input_leaves_no_trace() {
    for seed in 0..20 {
        let (parties, mut ties, moments) = world(seed, 8, 50);
        let first = freeze(&parties, &ties, &moments);
        ties.reverse();
        let second = freeze(&parties, &ties, &moments);
        assert_eq!(format!("{first:?}"), format!("{second:?}"));
    }
}

#[test]
fn a_projection_has_each_pair_once_with_its_strongest_tie() {
    for seed in 0..60 {
        let (parties, ties, moments) = world(seed, 9, 60);
        let network = freeze(&parties, &ties, &moments);
        for view in views() {
            let projection = network.project(&view);
            for a in 0..9_u32 {
                for b in 0..9_u32 {
                    let between = ties.iter().filter(|t| {
                        shown(t, &moments, &view) && [(a, b), (b, a)].contains(&(t.from, t.to))
                    });
                    let strongest = between.map(|t| t.confidence.get()).max();
                    let row = projection.rows().row(a);
                    let place =
                        row.binary_search(&b).ok().map(|at| projection.rows().span(a).start + at);
                    assert_eq!(place.map(|at| projection.confidences()[at]), strongest, "{a} {b}");
                    if let Some(at) = place {
                        let tie = network.tie(ArcSlot(projection.ties()[at])).unwrap();
                        assert_eq!(Some(tie.confidence.get()), strongest);
                    }
                }
            }
        }
    }
}

#[test]
fn problems_of_the_arrays_are_all_told() {
    let parties = [person(0), person(1)];
    let (_, mut ties, moments) = world(3, 2, 3);
    ties[0].to = 7;
    ties[1].to = ties[1].from;
    ties[2].recorded = 9;
    let bulk = Bulk {
        kinds: Kinds::default(),
        parties: &parties,
        officials: &[true],
        ties: &ties,
        moments: &moments,
        tie_ids: &[],
    };
    let told: Vec<_> = bulk.freeze().unwrap_err().iter().map(ToString::to_string).collect();
    let own = format!("tie 1 runs from party {} to itself", ties[1].from);
    assert_eq!(
        told,
        [
            "officials: 1 entries where 2 were expected",
            "tie 0 names party 7, there are 2",
            &own,
            "tie 2 names moment 9, there are 6",
        ],
    );
    let twice =
        Bulk { parties: &[person(1), person(0), person(1)], ties: &[], officials: &[], ..bulk };
    assert_eq!(twice.freeze().unwrap_err(), [BulkProblem::PartyTwice { party: person(1) }],);
}

/// Each fault alone, so that no other one hides that it is not looked for.
#[test]
fn one_fault_in_one_tie_is_enough() {
    let parties = [person(0), person(1)];
    let (_, sound, moments) = world(3, 2, 3);
    type Fault = fn(&mut BulkTie);
    let faults: [(Fault, &str); 5] = [
        (|tie| tie.from = 2, "tie 1 names party 2, there are 2"),
        (|tie| tie.to = u32::MAX, "tie 1 names party 4294967295, there are 2"),
        (|tie| (tie.from, tie.to) = (0, 0), "tie 1 runs from party 0 to itself"),
        (|tie| tie.recorded = 6, "tie 1 names moment 6, there are 6"),
        (|tie| tie.superseded = Some(6), "tie 1 names moment 6, there are 6"),
    ];
    for (fault, told) in faults {
        let mut ties = sound.clone();
        fault(&mut ties[1]);
        let (kinds, officials, tie_ids) = (Kinds::default(), &[][..], &[][..]);
        let bulk =
            Bulk { kinds, parties: &parties, officials, ties: &ties, moments: &moments, tie_ids };
        let problems = bulk.freeze().unwrap_err();
        assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [told]);
    }
}

#[test]
fn parties_are_found_whatever_their_order() {
    for order in [[0_u32, 1, 2, 3], [3, 1, 0, 2]] {
        let parties: Vec<_> = order.iter().map(|n| person(*n)).collect();
        let network = freeze(&parties, &[], &[]);
        for party in &parties {
            assert_eq!(network.party(network.slot(*party).unwrap()), Some(*party));
        }
        assert_eq!(network.slot(person(9)), None);
    }
}

#[test]
fn petgraph_walks_it_in_both_directions() {
    let (parties, ties, moments) = world(5, 40, 120);
    let network = freeze(&parties, &ties, &moments);
    let graph = petgraph::graph::DiGraph::<(), ()>::from_edges(ties.iter().map(|t| (t.from, t.to)));
    let mut ours: Vec<usize> =
        petgraph::algo::kosaraju_scc(&network).iter().map(Vec::len).collect();
    let mut theirs: Vec<usize> =
        petgraph::algo::kosaraju_scc(&graph).iter().map(Vec::len).collect();
    theirs.extend(std::iter::repeat_n(1, 40 - graph.node_count()));
    ours.sort_unstable();
    theirs.sort_unstable();
    assert_eq!(ours, theirs);
    for from in 0..graph.node_count() as u32 {
        let ours = petgraph::algo::dijkstra(&network, Slot(from), None, |_| 1_u32);
        let theirs = petgraph::algo::dijkstra(&graph, from.into(), None, |_| 1_u32);
        assert_eq!(ours.len(), theirs.len());
        for (slot, distance) in ours {
            assert_eq!(theirs[&petgraph::graph::NodeIndex::new(slot.0 as usize)], distance);
        }
    }
    assert_eq!((&network).node_references().len(), 40);
    assert_eq!((&network).edge_references().count(), 120);
    for edge in (&network).edge_references() {
        let back = (&network).edges_directed(edge.target(), petgraph::Direction::Incoming);
        assert!(back.into_iter().any(|e| e == edge));
    }
}

#[test]
fn petgraph_finds_the_same_cut_points_on_a_projection() {
    for seed in 0..40 {
        let (parties, ties, moments) = world(seed, 12, 14);
        let network = freeze(&parties, &ties, &moments);
        let projection = network.project(&View::new().at_least(Least::Alleged));
        let mut theirs: Vec<u32> =
            petgraph::algo::articulation_points::articulation_points(&projection)
                .into_iter()
                .map(|slot| slot.0)
                .collect();
        theirs.sort_unstable();
        let ours = crate::network::kernel::low_link::cuts(projection.rows()).points;
        assert_eq!(ours.into_iter().map(|point| point.node).collect::<Vec<_>>(), theirs);
    }
}

#[test]
fn a_tie_costs_at_most_32_bytes() {
    let (parties, mut ties, moments) = world(1, 1_000, 6_000);
    // A version that a later one has replaced costs 8 bytes more, in a table of its own.
    ties.iter_mut().for_each(|tie| tie.superseded = None);
    let memory = freeze(&parties, &ties, &moments).memory();
    let each = (memory.structure + memory.attributes) as f64 / 6_000.0;
    // Tables of days and moments weigh on a small network; they do not grow with it.
    assert!(each <= 32.0, "{each} bytes a tie, {memory:?}");
}

proptest! {
    #[test]
    fn nothing_in_the_arrays_panics(
        ends in proptest::collection::vec((any::<u32>(), 0_u32..5, any::<u32>(), any::<Option<u32>>()), 0..20),
        parties in 0_u32..5,
    ) {
        let kind = Kinds::default().find(&TieKind::ALL[0]).unwrap();
        let ties: Vec<_> = ends
            .iter()
            .map(|(from, to, recorded, superseded)| BulkTie {
                from: *from, to: *to, kind, period: Period::UNKNOWN, standing: Standing::Checked,
                confidence: Permille::ALL, recorded: *recorded, superseded: *superseded,
            })
            .collect();
        let parties: Vec<_> = (0..parties).map(person).collect();
        let bulk = Bulk { kinds: Kinds::default(), parties: &parties, officials: &[], ties: &ties, moments: &[], tie_ids: &[] };
        let sound = ties.is_empty();
        prop_assert_eq!(bulk.freeze().is_ok(), sound);
    }
}
