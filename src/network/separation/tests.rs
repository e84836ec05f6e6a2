use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::base::day::{Day, Moment};
use crate::base::id::GangId;
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::network::frozen::{Bulk, BulkTie, FrozenNetwork};
use crate::network::kernel::worlds::Numbers;
use crate::network::kinds::Kinds;
use crate::network::trials::{changing, mixed, network_of, party, random_view};
use crate::network::view::View;

/// The gang of the small worlds, which has number 0.
fn gang() -> PartyId {
    GangId::from_uuid(Uuid::from_u128(1)).unwrap().into()
}

fn one(n: u32) -> PartyId {
    if n == 0 { gang() } else { party(n) }
}

/// A gang with number 0, persons, some of them officials; whoever has an odd number and a
/// tie to the gang is its member.
fn world(parties: u32, ties: &[(u32, u32)], official: impl Fn(u32) -> bool) -> FrozenNetwork {
    let kinds = Kinds::default();
    let [member, contact] = [TieKind::MemberOf, TieKind::Contact].map(|k| kinds.find(&k).unwrap());
    let names: Vec<PartyId> = (0..parties).map(one).collect();
    let officials: Vec<bool> = (0..parties).map(official).collect();
    let tie = |(a, b): &(u32, u32)| {
        let joins = *b == 0 && a % 2 == 1;
        BulkTie {
            from: *a,
            to: *b,
            kind: if joins { member } else { contact },
            period: Period::UNKNOWN,
            standing: Standing::Checked,
            confidence: Permille::ALL,
            recorded: 0,
            superseded: None,
        }
    };
    let ties: Vec<BulkTie> = ties.iter().map(tie).collect();
    let moment = Moment::china(Day::of(2019, 5, 1).unwrap(), 9, 0).unwrap();
    let (parties, officials) = (&names[..], &officials[..]);
    Bulk { kinds, parties, officials, ties: &ties, moments: &[moment], tie_ids: &[] }
        .freeze()
        .unwrap()
}

/// Who stands where, by id, from the lines that the view shows.
struct Plain {
    beside: BTreeMap<PartyId, BTreeSet<PartyId>>,
    near: BTreeSet<PartyId>,
    far: BTreeSet<PartyId>,
    inside: BTreeSet<PartyId>,
}

impl Plain {
    fn of(seen: &Seen<'_>, all: &[PartyId], gang: PartyId, members: bool) -> Self {
        let mut beside: BTreeMap<_, BTreeSet<_>> =
            all.iter().map(|party| (*party, BTreeSet::new())).collect();
        let mut near = BTreeSet::from([gang]);
        for line in seen.shown() {
            beside.get_mut(&line.from).unwrap().insert(line.to);
            beside.get_mut(&line.to).unwrap().insert(line.from);
            let joins = matches!(line.kind, TieKind::MemberOf | TieKind::Leads);
            if members && joins && line.to == gang {
                near.insert(line.from);
            }
        }
        let office = |party: &PartyId| {
            matches!(party, PartyId::Organ(_))
                || seen.network().is_official(seen.slot(*party).unwrap())
        };
        let far: BTreeSet<PartyId> =
            all.iter().copied().filter(|party| *party != gang && office(party)).collect();
        let inside: BTreeSet<PartyId> = near.intersection(&far).copied().collect();
        let without = |set: &BTreeSet<PartyId>| set.difference(&inside).copied().collect();
        Self { near: without(&near), far: without(&far), inside, beside }
    }

    /// Whether no way is left without these, direct pairs passed over where asked.
    fn apart(&self, gone: &[PartyId], cut: &[(PartyId, PartyId)], direct: bool) -> bool {
        let mut met: BTreeSet<PartyId> = self.near.clone();
        let mut open: Vec<PartyId> = self.near.iter().copied().collect();
        while let Some(at) = open.pop() {
            for &next in &self.beside[&at] {
                let shut = gone.contains(&next)
                    || self.inside.contains(&next)
                    || cut.contains(&sorted((at, next)));
                if shut || met.contains(&next) {
                    continue;
                }
                if self.far.contains(&next) {
                    if direct || !self.near.contains(&at) {
                        return false;
                    }
                    continue;
                }
                met.insert(next);
                open.push(next);
            }
        }
        true
    }

    /// The pairs that join the two sides without anybody between, the near one first.
    fn direct(&self) -> BTreeSet<(PartyId, PartyId)> {
        let pairs = self.near.iter().flat_map(|a| self.beside[a].iter().map(move |b| (*a, *b)));
        pairs.filter(|(_, b)| self.far.contains(b)).collect()
    }

    /// The size of the smallest set of third parties that ends all but direct ways.
    fn fewest_parties(&self) -> usize {
        let third: Vec<PartyId> = self
            .beside
            .keys()
            .copied()
            .filter(|one| !self.near.contains(one) && !self.far.contains(one))
            .filter(|one| !self.inside.contains(one))
            .collect();
        let sets = (0..1_u32 << third.len()).filter(|mask| {
            let gone = (0..third.len()).filter(|at| mask >> at & 1 == 1).map(|at| third[at]);
            self.apart(&gone.collect::<Vec<_>>(), &[], false)
        });
        sets.map(|mask| mask.count_ones() as usize).min().unwrap()
    }

    fn fewest_pairs(&self) -> usize {
        let pairs: Vec<_> = self
            .beside
            .iter()
            .flat_map(|(a, row)| row.iter().map(move |b| (*a, *b)))
            .filter(|(a, b)| a < b)
            .collect();
        let sets = (0..1_u32 << pairs.len()).filter(|mask| {
            let cut = (0..pairs.len()).filter(|at| mask >> at & 1 == 1).map(|at| pairs[at]);
            self.apart(&[], &cut.collect::<Vec<_>>(), true)
        });
        sets.map(|mask| mask.count_ones() as usize).min().unwrap()
    }

    /// Every way of the certificate is there, from one side to the other, and touches
    /// neither between.
    #[track_caller]
    fn check_ways(&self, seen: &Seen<'_>, found: &Separation) {
        let shown = seen.shown();
        for way in found.ways() {
            assert!(way.ties().iter().all(|tie| shown.contains(tie)), "{way}");
            let [first, .., last] = way.parties() else {
                assert!(self.inside.contains(&way.parties()[0]));
                continue;
            };
            assert!(self.far.contains(first) && self.near.contains(last), "{way}");
            let side = |one: &PartyId| self.far.contains(one) || self.near.contains(one);
            assert!(!way.between().iter().any(side), "{way}");
        }
        let order =
            |a: &Path, b: &Path| (a.ties().len(), a.parties()) < (b.ties().len(), b.parties());
        assert!(found.ways().is_sorted_by(order));
        // Read back, everything that makes the ways a proof is looked at again.
        let text = serde_json::to_string(found).unwrap();
        assert_eq!(&serde_json::from_str::<Separation>(&text).unwrap(), found);
    }

    #[track_caller]
    fn check_parties(&self, seen: &Seen<'_>, found: &Separation) {
        self.check_ways(seen, found);
        let Set::Parties(set) = found.set() else { panic!("{found}") };
        let direct: BTreeSet<_> = found.direct().iter().map(|pair| pair.ends).collect();
        assert_eq!(direct, self.direct(), "{found}");
        let lines = found.direct().iter().flat_map(|pair| &pair.ties).count();
        let joins = |line: &&TieLine| {
            let (there, back) = ((line.from, line.to), (line.to, line.from));
            direct.contains(&there) || direct.contains(&back)
        };
        assert_eq!(lines, seen.shown().iter().filter(joins).count(), "{found}");
        assert!(self.inside.iter().eq(found.inside()), "{found}");
        assert!(self.apart(set, &[], false), "{found}");
        assert_eq!(found.separates(), self.inside.is_empty() && self.apart(set, &[], true));
        assert_eq!(found.was_separate(), self.inside.is_empty() && self.apart(&[], &[], true));
        let side = |one: &PartyId| self.near.contains(one) || self.far.contains(one);
        assert!(!set.iter().any(side) && set.is_sorted(), "{found}");
    }

    #[track_caller]
    fn check_ties(&self, seen: &Seen<'_>, found: &Separation) {
        self.check_ways(seen, found);
        let Set::Ties(set) = found.set() else { panic!("{found}") };
        assert!(found.direct().is_empty() && self.inside.iter().eq(found.inside()), "{found}");
        let cut: Vec<_> = set.iter().map(|pair| sorted(pair.ends)).collect();
        assert!(self.apart(&[], &cut, true), "{found}");
        assert_eq!(found.separates(), self.inside.is_empty());
        for Pair { ends, ties } in set {
            let of: Vec<TieLine> = seen
                .shown()
                .into_iter()
                .filter(|line| sorted((line.from, line.to)) == sorted(*ends))
                .collect();
            assert!(ties.len() == of.len() && of.iter().all(|line| ties.contains(line)), "{found}");
            assert!(ties.is_sorted_by(|a, b| a.place() >= b.place()), "{found}");
        }
    }
}

fn asked(members: bool) -> Separating {
    Separating { members, ..Separating::default() }
}

/// Every graph of up to five parties with one gang, and everybody else an official or not.
#[test]
fn no_smaller_set_separates_in_any_small_world() {
    let (mut scratch, mut sizes) = (Scratch::default(), BTreeMap::new());
    for parties in 2..=5 {
        let pairs: Vec<(u32, u32)> =
            (0..parties).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        for mask in 0..1_u32 << pairs.len() {
            let some = (0_u32..).zip(&pairs).filter(|(at, _)| mask >> at & 1 == 1);
            let ties: Vec<(u32, u32)> = some.map(|(_, pair)| *pair).collect();
            for offices in 1..1_u32 << (parties - 1) {
                // Of five every ninth is enough: most differ by names only.
                if parties == 5 && (mask + offices) % 9 != 0 {
                    continue;
                }
                let network = world(parties, &ties, |n| n > 0 && offices >> (n - 1) & 1 == 1);
                let seen = network.seen(View::new());
                let all: Vec<PartyId> = (0..parties).map(one).collect();
                for members in [false, true] {
                    let plain = Plain::of(&seen, &all, gang(), members);
                    let answer = separating_parties(&seen, gang(), asked(members), &mut scratch);
                    let answer = answer.unwrap();
                    let found = answer.found().unwrap();
                    plain.check_parties(&seen, found);
                    assert_eq!(found.set().len(), plain.fewest_parties(), "{found}");
                    *sizes.entry((found.set().len(), found.separates())).or_insert(0) += 1;
                    let answer = separating_ties(&seen, gang(), asked(members), &mut scratch);
                    let answer = answer.unwrap();
                    let found = answer.found().unwrap();
                    plain.check_ties(&seen, found);
                    if parties < 5 {
                        assert_eq!(found.set().len(), plain.fewest_pairs(), "{found}");
                    }
                }
            }
        }
    }
    // Sets of no, one, two and three parties were met, with and without something direct.
    let met = |size, whole| sizes.get(&(size, whole)).copied().unwrap_or(0);
    assert!(met(2, true) > 50 && met(2, false) > 50 && met(3, true) > 0, "{sizes:?}");
}

#[test]
fn random_networks_with_every_kind_of_tie_and_view() {
    let (mut scratch, mut found_some) = (Scratch::default(), 0);
    for seed in 0..100 {
        let mut numbers = Numbers(seed);
        let network = changing(seed, 12, 40).freeze().unwrap();
        let seen = network.seen(random_view(&mut numbers, network.kinds()));
        let all: Vec<PartyId> = (0..12).map(mixed).collect();
        for gang in [mixed(0), mixed(5)] {
            for members in [false, true] {
                let plain = Plain::of(&seen, &all, gang, members);
                let asked = asked(members);
                let answer = separating_parties(&seen, gang, asked, &mut scratch).unwrap();
                let found = answer.found().unwrap();
                plain.check_parties(&seen, found);
                assert_eq!(found.set().len(), plain.fewest_parties(), "seed {seed}: {found}");
                found_some += usize::from(!found.set().is_empty());
                let answer = separating_ties(&seen, gang, asked, &mut scratch).unwrap();
                plain.check_ties(&seen, answer.found().unwrap());
            }
        }
    }
    assert!(found_some > 50, "{found_some}");
}

/// A gang, two go-betweens to an aide, an official behind the aide and one beside a member.
fn small() -> FrozenNetwork {
    let ties = [(2, 0), (4, 0), (2, 6), (4, 6), (6, 8), (7, 0), (7, 9)];
    world(10, &ties, |n| n >= 8)
}

#[test]
fn the_set_nearest_the_gang_is_told_with_its_ways() {
    let network = small();
    let seen = network.seen(View::new());
    let mut scratch = Scratch::default();
    let answer = separating_parties(&seen, gang(), asked(false), &mut scratch).unwrap();
    let found = answer.found().unwrap();
    assert_eq!(found.set(), &Set::Parties(vec![one(6), one(7)]));
    assert_eq!((found.gang(), found.members().len(), found.cut_off()), (gang(), 0, None));
    let text = found.to_string();
    let lines: Vec<&str> = text.lines().collect();
    let head = format!(
        "{}, over ties at least checked: without 2 parties no way leads to any official or \
         organ; a place to look, never a ground for a measure",
        gang()
    );
    assert_eq!(lines[0], head);
    assert_eq!(lines[1], format!("  {} (on way 2, weakest tie checked)", one(6)));
    assert_eq!(lines[2], format!("  {} (on way 1, weakest tie checked)", one(7)));
    assert_eq!(lines[3], "way 1: support 1000‰, weakest tie checked");
    assert!(lines[4].contains(&one(9).to_string()) && lines[4].contains("(checked, 1000‰"));
    assert_eq!(answer.to_string(), text);
    assert!(found.dot(&|_| None).contains("octagon"));
    // The member stands on the gang's side: his official is beside it now.
    let answer = separating_parties(&seen, gang(), asked(true), &mut scratch).unwrap();
    let found = answer.found().unwrap();
    assert_eq!(found.members(), [one(7)]);
    assert_eq!(found.set(), &Set::Parties(vec![one(6)]));
    assert_eq!(found.direct()[0].ends, (one(7), one(9)));
    assert!(!found.separates());
    let text = found.to_string();
    let head = format!(
        "{} and 1 member, over ties at least checked: nothing of the kind separates; without 1 \
         party no other way is left",
        gang()
    );
    assert!(text.starts_with(&head), "{text}");
    assert!(text.contains(&format!("\ndirectly: {}", found.direct()[0].ties[0])), "{text}");
    // A tie to the official can be cut.
    let answer = separating_ties(&seen, gang(), asked(true), &mut scratch).unwrap();
    let found = answer.found().unwrap();
    let Set::Ties(pairs) = found.set() else { panic!("{found}") };
    let ends: Vec<_> = pairs.iter().map(|pair| pair.ends).collect();
    assert_eq!(ends, [(one(6), one(8)), (one(7), one(9))]);
    assert!(found.separates());
    assert!(found.to_string().contains(": without 2 pairs no way leads to"), "{found}");
    assert!(found.to_string().contains(&format!("\n  {}", pairs[1].ties[0])), "{found}");
    assert_eq!(found.dot(&|_| None).matches("->").count(), 4, "{found}");
}

#[test]
fn a_member_who_is_an_official_cannot_be_separated() {
    let network = world(6, &[(1, 0), (2, 0), (2, 4), (1, 3)], |n| n == 1 || n == 4);
    let seen = network.seen(View::new());
    let mut scratch = Scratch::default();
    for ties in [false, true] {
        let ask = if ties { separating_ties } else { separating_parties };
        let answer = ask(&seen, gang(), asked(true), &mut scratch).unwrap();
        let found = answer.found().unwrap();
        assert_eq!((found.inside(), found.members()), (&[one(1)][..], &[][..]));
        assert_eq!((found.set().len(), found.ways().len()), (1, 2));
        assert!(!found.separates());
        let said = format!("\ninside: {} is of the gang's own people (ties at least", one(1));
        assert!(found.to_string().contains(&said), "{found}");
    }
    // Without the members it is an official directly beside the gang.
    let answer = separating_parties(&seen, gang(), asked(false), &mut scratch).unwrap();
    let found = answer.found().unwrap();
    assert_eq!(found.direct()[0].ends, (gang(), one(1)));
    assert_eq!(found.direct()[0].ties[0].kind, TieKind::MemberOf);
}

#[test]
fn what_is_not_known_and_what_needs_no_set() {
    let mut scratch = Scratch::default();
    let plain = network_of(3, &[(0, 1), (1, 2)]);
    let seen = plain.seen(View::new());
    let stranger = UnknownParty { party: party(9) };
    for ask in [separating_parties, separating_ties] {
        let answer = ask(&seen, party(0), asked(true), &mut scratch).unwrap();
        assert_eq!(answer, Separable::Unknown(Missing::Officials));
        assert_eq!(answer.to_string(), "the network does not say who is an official");
        assert_eq!(serde_json::to_string(&answer).unwrap(), r#"{"unknown":"officials"}"#);
        assert_eq!(answer.found(), None);
        assert_eq!(ask(&seen, party(9), asked(false), &mut scratch), Err(stranger));
    }
    let apart = world(4, &[(1, 0), (3, 2)], |n| n == 2);
    let seen = apart.seen(View::new());
    for ask in [separating_parties, separating_ties] {
        let answer = ask(&seen, gang(), asked(true), &mut scratch).unwrap();
        let found = answer.found().unwrap();
        assert!(found.was_separate() && found.ways().is_empty());
        let said = "and 1 member, over ties at least checked: no way leads to any official or \
                    organ; a place to look";
        assert!(found.to_string().contains(said), "{found}");
    }
    // An official asked about: separated from the others, not from himself.
    let two = world(4, &[(3, 2), (2, 1)], |n| n == 1 || n == 3);
    let seen = two.seen(View::new());
    let answer = separating_parties(&seen, one(3), asked(false), &mut scratch).unwrap();
    assert_eq!(answer.found().unwrap().set(), &Set::Parties(vec![one(2)]));
}

#[test]
fn after_so_many_ways_no_set_is_claimed() {
    let network = small();
    let seen = network.seen(View::new());
    let mut scratch = Scratch::default();
    for ask in [separating_parties, separating_ties] {
        for most in 0..=2 {
            let asked = Separating { members: false, most };
            let answer = ask(&seen, gang(), asked, &mut scratch).unwrap();
            let found = answer.found().unwrap();
            assert_eq!(found.cut_off(), Some(CutOff::Most(most as usize)));
            assert_eq!((found.ways().len(), found.set().len()), (most as usize, 0));
            assert!(!found.separates() && !found.was_separate());
            let said = format!(": at least {most} ");
            assert!(found.to_string().contains(&said), "{found}");
            let text = serde_json::to_string(found).unwrap();
            assert_eq!(&serde_json::from_str::<Separation>(&text).unwrap(), found);
        }
        let answer = ask(&seen, gang(), Separating { members: false, most: 3 }, &mut scratch);
        assert!(answer.unwrap().found().unwrap().separates());
    }
}

#[test]
fn an_answer_whose_ways_prove_nothing_is_not_read() {
    let network = small();
    let seen = network.seen(View::new());
    let mut scratch = Scratch::default();
    let answer = separating_parties(&seen, gang(), asked(false), &mut scratch).unwrap();
    let parties = answer.found().unwrap().clone();
    let answer = separating_ties(&seen, gang(), asked(false), &mut scratch).unwrap();
    let ties = answer.found().unwrap().clone();
    let read = |found: &Separation| {
        let text = serde_json::to_string(found).unwrap();
        serde_json::from_str::<Separation>(&text).map_err(|error| error.to_string())
    };
    for good in [&parties, &ties] {
        assert_eq!(read(good).as_ref(), Ok(good));
        let fewer = Separation { ways: good.ways[1..].to_vec(), ..good.clone() };
        let said = "1 ways prove nothing about a set that needs 2";
        assert!(read(&fewer).unwrap_err().starts_with(said));
        let twice = vec![good.ways[0].clone(), good.ways[0].clone()];
        let said = "way [1] shares a party between, or a pair, with one before it";
        assert!(read(&Separation { ways: twice, ..good.clone() }).unwrap_err().starts_with(said));
        let other = Separation { gang: one(5), ..good.clone() };
        let said = "way [0] does not end at the gang or one of its members";
        assert!(read(&other).unwrap_err().starts_with(said));
        let claimed = Separation { cut_off: Some(CutOff::Most(2)), ..good.clone() };
        let said = "a search that was cut off claims no set";
        assert!(read(&claimed).unwrap_err().starts_with(said));
    }
    let said = "member [1] of the set breaks no way of its own";
    for set in [vec![one(6), one(3)], vec![one(6), one(6)]] {
        let set = Set::Parties(set);
        let found = read(&Separation { set, ..parties.clone() });
        assert!(found.as_ref().is_err_and(|error| error.starts_with(said)), "{found:?}");
    }
    let Set::Ties(pairs) = &ties.set else { panic!("{ties}") };
    let set = Set::Ties(vec![pairs[0].clone(), pairs[0].clone()]);
    assert!(read(&Separation { set, ..ties.clone() }).unwrap_err().starts_with(said));
    let text = serde_json::to_string(&parties).unwrap().replace("inside", "outside");
    assert!(serde_json::from_str::<Separation>(&text).is_err());
}
