//! Where to look first: PageRank, plain or seeded.
//!
//! **Arguments**: a network through a view; the parties to start from, such as
//! [known gangs](known_gangs) or [established umbrellas](established_umbrellas), or none for
//! all alike. A pair of parties counts once, whatever the number, kind and direction of the
//! ties between them.
//! **Returns**: scores that sum to 1, highest first; parties of one score by id; how many
//! sweeps were made and by how much the last one still changed the scores.
//! **Complexity**: time **O(sweeps · (|V| + |E|))**, space **O(|V|)**.
//! **Feature `parallel`**: each sweep is shared out over the threads of the rayon pool from which
//! the question is asked; every number of threads gives the same answer bit for bit.
//! **Reference**: L. Page, S. Brin, R. Motwani, T. Winograd, The PageRank Citation Ranking
//! (1998); T. Haveliwala, Topic-Sensitive PageRank, WWW 2002 (seeds).
//!
//! A walker follows ties at random 85 times of 100 and otherwise starts again at a seed; a
//! score is the share of time spent at a party. From a party without ties the walker always
//! starts again, so that a seed without ties keeps what it is given and no score is lost.
//!
//! **When it stops**: after the first sweep that changes the scores by less than 1e-10 in
//! sum, or after 1,000 sweeps; [`Ranking::settled`] says which. Every sweep reads the scores of
//! the one before, each sum in a fixed order, so that every machine gives the same.
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - PageRank from the gangs: 0 of 100 (guessing 0.0); 42.3 innocents of 1,000 (42.3)
//!
//! A rank is a place to look and never a ground for a measure: it grows with the number of
//! ties that somebody happened to record.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::network::clusters::ties_within;
use crate::network::dot;
use crate::network::kernel::page_rank::{Sweeps, page_rank};
use crate::network::kinds::KindSet;
use crate::network::protectors::SHELTERING;
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::Least;

const RULES: Sweeps = Sweeps { damping: 0.85, change_below: 1e-10, most: 1_000 };

/// A party and its score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// The party.
    pub party: PartyId,
    /// Its share of all attention, rounded to twelve digits.
    pub score: f64,
}

/// Scores, and how they came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// The parties that were started from, by id; none for all alike.
    pub seeds: Vec<PartyId>,
    /// Every party, highest score first.
    pub parties: Vec<Ranked>,
    /// Sweeps made.
    pub sweeps: u32,
    /// The sum of all changes in the last sweep, rounded to twelve digits as the scores are.
    pub change: f64,
    /// Whether that is below 1e-10, at which the scores are taken as final.
    pub settled: bool,
}

/// Ranks every party, starting again from `seeds`, or from all alike if there are none.
///
/// Whoever has looked for seeds and found none has nothing to rank from: ask
/// [`is_empty`](slice::is_empty) first.
///
/// # Errors
///
/// [`UnknownParty`] names the first seed that the network does not hold.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::base::id::{GangId, PersonId};
/// use unbrella::network::edit::Network;
/// use unbrella::network::ranking::{known_gangs, rank};
/// use unbrella::network::view::View;
/// use uuid::Uuid;
///
/// let gang = GangId::from_uuid(Uuid::from_u128(1))?;
/// let mut network = Network::default();
/// network.add_party(PersonId::from_uuid(Uuid::from_u128(2))?.into());
/// network.add_party(gang.into());
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// let seen = frozen.seen(View::new());
/// let ranking = rank(&seen, &known_gangs(&seen))?;
/// assert_eq!(ranking.parties[0].party, gang.into(), "nobody is tied to it");
/// assert_eq!(ranking.parties[0].score, 1.0);
/// # Ok(())
/// # }
/// ```
pub fn rank(seen: &Seen<'_>, seeds: &[PartyId]) -> Result<Ranking, UnknownParty> {
    let mut slots = Vec::with_capacity(seeds.len());
    for seed in seeds {
        slots.push(seen.slot(*seed)?.0);
    }
    slots.sort_unstable();
    slots.dedup();
    let found = page_rank(seen.pairs().rows(), &slots, RULES);
    let parties = (0_u32..).zip(found.scores).filter_map(|(slot, score)| {
        seen.party(slot).map(|party| Ranked { party, score: rounded(score) })
    });
    let mut parties: Vec<Ranked> = parties.collect();
    parties.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.party.cmp(&b.party)));
    let seeds: BTreeSet<PartyId> = seeds.iter().copied().collect();
    Ok(Ranking {
        least: seen.view().least(),
        seeds: seeds.into_iter().collect(),
        parties,
        sweeps: found.sweeps,
        change: rounded(found.change),
        settled: found.change < RULES.change_below,
    })
}

/// To twelve digits: what is beyond them depends on the order in which sums were made.
fn rounded(value: f64) -> f64 {
    (value * 1e12).round() / 1e12
}

/// The gangs of the network, by id: seeds for whoever may stand behind them.
///
/// Every gang that is entered counts, whatever its own standing: a gang that nobody
/// stands by any more is to be taken out of the network, or out of this list.
#[must_use]
pub fn known_gangs(seen: &Seen<'_>) -> Vec<PartyId> {
    seen.network().gangs().into_iter().filter_map(|slot| seen.party(slot)).collect()
}

/// The officials and organs from which an established sheltering tie leads to a gang, by id:
/// seeds for whom else they may shield.
///
/// Looks at the ties that the view shows, of the kinds in [`SHELTERING`]. Established means
/// that an effective decision says so.
#[must_use]
pub fn established_umbrellas(seen: &Seen<'_>) -> Vec<PartyId> {
    let (network, view) = (seen.network(), seen.view());
    let kinds = SHELTERING.iter().filter_map(|kind| network.kinds().find(kind));
    let kinds = KindSet::of(kinds.filter(|kind| view.kind_set().has(*kind)));
    let sieve = network.sieve(&view.kinds(kinds).at_least(Least::Established));
    let offices = network.offices();
    let mut found = BTreeSet::new();
    for gang in network.gangs() {
        let ends = network.ends_against(&sieve, gang, |other| offices.has(other));
        found.extend(ends.filter_map(|end| seen.party(end.other)));
    }
    found.into_iter().collect()
}

impl Ranking {
    /// The first `most` parties with the ties between them as DOT text; `name` gives what a
    /// party is called.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(
        &self,
        seen: &Seen<'_>,
        most: usize,
        name: &dyn Fn(PartyId) -> Option<String>,
    ) -> Result<String, UnknownParty> {
        let first: Vec<PartyId> =
            self.parties.iter().take(most).map(|ranked| ranked.party).collect();
        Ok(dot::graph(&ties_within(seen, &first)?, &first, name))
    }
}

/// How the scores came about, then a line for each party.
impl fmt::Display for Ranking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seeds.as_slice() {
            [] => write!(f, "rank from all alike")?,
            [_] => write!(f, "rank from 1 seed")?,
            seeds => write!(f, "rank from {} seeds", seeds.len())?,
        }
        let (settled, least) = (if self.settled { "settled" } else { "not settled" }, self.least);
        write!(
            f,
            ", {settled} after {} sweep{}; a place to look, never a finding",
            self.sweeps,
            if self.sweeps == 1 { "" } else { "s" },
        )?;
        self.parties.iter().try_for_each(|Ranked { party, score }| {
            write!(f, "\n{score:.9}: {party} (ties at least {})", least.standing())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::Numbers;
    use crate::network::trials::{changing, network_of, party, random_view, trial};
    use crate::network::view::View;
    use crate::provenance::Standing;

    /// The same scores from a table of all pairs, by elimination: no sweeps.
    fn plain(seen: &Seen<'_>, parties: &[PartyId], seeds: &[PartyId]) -> Vec<f64> {
        let lines = seen.shown();
        let beside = |a: PartyId, b: PartyId| lines.iter().any(|line| line.other(a) == Some(b));
        let n = parties.len();
        let start = |party: &PartyId| match seeds {
            [] => 1.0 / n as f64,
            _ => f64::from(u8::from(seeds.contains(party))) / seeds.len() as f64,
        };
        // score = 0.15 start + 0.85 (what others hand over), row by row; the last column is
        // what stands alone.
        let mut table = vec![vec![0.0; n + 1]; n];
        for (from, giver) in parties.iter().enumerate() {
            let row: Vec<bool> = parties.iter().map(|taker| beside(*giver, *taker)).collect();
            let count = row.iter().filter(|tied| **tied).count();
            for (to, taker) in parties.iter().enumerate() {
                let share = match count {
                    0 => start(taker),
                    _ => f64::from(u8::from(row[to])) / count as f64,
                };
                table[to][from] = f64::from(u8::from(to == from)) - 0.85 * share;
            }
        }
        for (row, party) in table.iter_mut().zip(parties) {
            row[n] = 0.15 * start(party);
        }
        for at in 0..n {
            let largest =
                (at..n).max_by(|a, b| table[*a][at].abs().total_cmp(&table[*b][at].abs()));
            table.swap(at, largest.unwrap());
            let pivot = table[at].clone();
            for (other, row) in table.iter_mut().enumerate().filter(|(other, _)| *other != at) {
                let times = row[at] / pivot[at];
                assert!(times.is_finite(), "row {other}");
                row.iter_mut().zip(&pivot).for_each(|(value, by)| *value -= times * by);
            }
        }
        (0..n).map(|at| table[at][n] / table[at][at]).collect()
    }

    #[track_caller]
    fn check(seen: &Seen<'_>, parties: &[PartyId], seeds: &[PartyId]) {
        let found = rank(seen, seeds).unwrap();
        assert!(found.settled && found.change <= 1e-10, "rounded: {}", found.change);
        let expected = plain(seen, parties, seeds);
        assert_eq!(found.parties.len(), parties.len());
        for ranked in &found.parties {
            let at = parties.iter().position(|party| *party == ranked.party).unwrap();
            // 0.85 / 0.15 times the last change may still be missing.
            let off = (ranked.score - expected[at]).abs();
            assert!(off < 1e-9, "{}: {} against {}", ranked.party, ranked.score, expected[at]);
        }
        let order =
            |a: &Ranked, b: &Ranked| a.score > b.score || a.score == b.score && a.party < b.party;
        assert!(found.parties.is_sorted_by(order));
    }

    #[test]
    fn solving_the_equations_at_once_gives_the_same() {
        for seed in 0..40 {
            let parties = 1 + Numbers(seed).below(30);
            let network = trial(seed, parties, 2 * parties);
            let seen = network.seen(View::new());
            let all: Vec<PartyId> = (0..parties).map(party).collect();
            check(&seen, &all, &[]);
            check(&seen, &all, &all[..1]);
            check(&seen, &all, &all[all.len() / 2..]);
        }
        let network = network_of(60, &[]);
        check(&network.seen(View::new()), &(0..60).map(party).collect::<Vec<_>>(), &[party(7)]);
    }

    /// Every graph of four parties, from every single seed.
    #[test]
    fn all_small_networks() {
        let pairs: Vec<(u32, u32)> = (0..4).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        let all: Vec<PartyId> = (0..4).map(party).collect();
        for mask in 0..1_u32 << pairs.len() {
            let some = (0_u32..).zip(&pairs).filter(|(at, _)| mask >> at & 1 == 1);
            let network = network_of(4, &some.map(|(_, pair)| *pair).collect::<Vec<_>>());
            let seen = network.seen(View::new());
            check(&seen, &all, &[]);
            all.iter().for_each(|seed| check(&seen, &all, &[*seed]));
        }
    }

    #[test]
    fn a_star_has_its_middle_first_and_seeds_draw_the_rank_near() {
        let network = network_of(5, &[(0, 1), (0, 2), (0, 3), (3, 4)]);
        let seen = network.seen(View::new());
        let plain = rank(&seen, &[]).unwrap();
        assert_eq!(plain.parties[0].party, party(0));
        assert!((plain.parties.iter().map(|p| p.score).sum::<f64>() - 1.0).abs() < 1e-9);
        let seeded = rank(&seen, &[party(4), party(4)]).unwrap();
        assert_eq!(seeded, rank(&seen, &[party(4)]).unwrap(), "a seed counts once");
        let score =
            |of: &Ranking, n| of.parties.iter().find(|p| p.party == party(n)).unwrap().score;
        assert!(score(&seeded, 4) > score(&plain, 4) && score(&seeded, 1) < score(&plain, 1));
        let refused = rank(&seen, &[party(1), party(9), party(8)]).unwrap_err();
        assert_eq!(refused, UnknownParty { party: party(9) });
    }

    #[test]
    fn nobody_to_rank_and_a_seed_without_ties() {
        let nobody = network_of(0, &[]);
        let found = rank(&nobody.seen(View::new()), &[]).unwrap();
        assert!(found.parties.is_empty() && found.settled);
        let network = network_of(3, &[(0, 1)]);
        let found = rank(&network.seen(View::new()), &[party(2)]).unwrap();
        let scores: Vec<f64> = found.parties.iter().map(|p| p.score).collect();
        assert_eq!((found.parties[0].party, scores), (party(2), vec![1.0, 0.0, 0.0]));
    }

    #[test]
    fn seeds_are_gangs_and_whoever_shields_them_by_decision() {
        let (mut gangs, mut umbrellas) = (0, 0);
        for seed in 0..150 {
            let network = changing(seed, 25, 150).freeze().unwrap();
            let seen = network.seen(random_view(&mut Numbers(seed), network.kinds()));
            let office = |party: PartyId| {
                matches!(party, PartyId::Organ(_))
                    || network.is_official(network.slot(party).unwrap())
            };
            let lines = seen.shown();
            let expected: BTreeSet<PartyId> = lines
                .iter()
                .filter(|line| {
                    line.standing == Standing::Established
                        && SHELTERING.contains(&line.kind)
                        && matches!(line.to, PartyId::Gang(_))
                        && office(line.from)
                })
                .map(|line| line.from)
                .collect();
            let found = established_umbrellas(&seen);
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "seed {seed}");
            umbrellas += found.len();
            let known = known_gangs(&seen);
            assert!(known.is_sorted() && known.iter().all(|p| matches!(p, PartyId::Gang(_))));
            gangs += known.len();
        }
        assert!(gangs == 150 * 5 && umbrellas > 20, "{umbrellas}");
    }

    #[test]
    fn the_answer_is_stored_printed_and_drawn() {
        let network = network_of(3, &[(0, 1), (1, 2), (0, 1)]);
        let seen = network.seen(View::new());
        let found = rank(&seen, &[party(0)]).unwrap();
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Ranking>(&text).unwrap(), found);
        assert!(serde_json::from_str::<Ranking>(&text.replace("settled", "done")).is_err());
        let printed = found.to_string();
        let head = format!(
            "rank from 1 seed, settled after {} sweeps; a place to look, never a finding",
            found.sweeps
        );
        assert_eq!(printed.lines().next(), Some(head.as_str()));
        let line = format!(": {} (ties at least checked)", party(1));
        assert!(printed.lines().nth(1).is_some_and(|first| first.ends_with(&line)), "{printed}");
        let drawn = found.dot(&seen, 2, &|_| None).unwrap();
        assert_eq!(drawn.matches("->").count(), 1, "parallel ties of one content are one line");
        let other = network_of(1, &[]);
        assert!(found.dot(&other.seen(View::new()), 3, &|_| None).is_err());
    }
}
