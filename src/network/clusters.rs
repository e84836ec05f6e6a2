//! Which parties hang together, and how densely.
//!
//! | question | answer | time |
//! |---|---|---|
//! | [`components`] | the parts that no shown tie joins to each other | **O(\|V\| + \|E\|)** |
//! | [`cores`] | how deep each party sits in the thick of its part | **O(\|V\| + \|E\|)** |
//! | [`cliques`] | sets in which everybody stands beside everybody | exponential at worst |
//! | [`communities`] | parts tied more closely within than chance would tie them | **O(\|V\| + \|E\|)** a round, as measured |
//!
//! **Arguments**: a network through a view; a pair of parties counts once, whatever the
//! number, kind and direction of the ties between them.
//! **Returns**: groups of parties, the largest first, members in the order of their ids.
//! **Complexity**: above; space **O(\|V\| + \|E\|)** beside the answer.
//! **Reference**: M. Sutton, T. Ben-Nun, A. Barak, IPDPS 2018 (components); V. Batagelj,
//! M. Zaveršnik, arXiv cs/0310049 (cores); C. Bron, J. Kerbosch, Communications of the ACM
//! 16 (1973), with the pivot of E. Tomita, A. Tanaka, H. Takahashi (2006) and the order of
//! D. Eppstein, M. Löffler, D. Strash (2010) (cliques); V. A. Traag, L. Waltman, N. J. van
//! Eck, Scientific Reports 9 (2019) 5233 (communities); M. E. J. Newman, M. Girvan, Physical
//! Review E 69 (2004) (modularity).
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - in a gang's community: 7 of 100 (guessing 1.2); 54.3 innocents of 1,000 (57.7)
//!
//! A group is a place to look and never a finding: families, villages and offices hang
//! together too. Who is recorded more is tied more.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::network::dot;
use crate::network::kernel::{cliques, components, cores, leiden};
use crate::network::limit::{CutOff, Limits};
use crate::network::line::TieLine;
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::Least;

/// The parts of a network that no shown tie joins to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Components {
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// The parts, the largest first; parts of one size by their smallest id.
    pub parts: Vec<Vec<PartyId>>,
}

/// The parts that hang together. A party without ties is a part of its own.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::base::id::{PartyId, PersonId};
/// use unbrella::network::clusters::components;
/// use unbrella::network::edit::Network;
/// use unbrella::network::view::View;
/// use uuid::Uuid;
///
/// let mut network = Network::default();
/// for n in 1..=2 {
///     network.add_party(PersonId::from_uuid(Uuid::from_u128(n))?.into());
/// }
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// assert_eq!(components(&frozen.seen(View::new())).parts.len(), 2);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn components(seen: &Seen<'_>) -> Components {
    let roots = components::components(seen.pairs().rows());
    Components { least: seen.view().least(), parts: gathered(seen, &roots) }
}

/// How many parties each part has, the largest first: [`components`] without the names.
#[must_use]
pub fn component_sizes(seen: &Seen<'_>) -> Vec<u32> {
    let mut sizes = vec![0_u32; seen.network().party_count()];
    for root in components::components(seen.pairs().rows()) {
        if let Some(size) = sizes.get_mut(root as usize) {
            *size = size.saturating_add(1);
        }
    }
    sizes.retain(|size| *size > 0);
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes
}

/// A party and its core number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Core {
    /// The party.
    pub party: PartyId,
    /// Its core number: it belongs to a part in which everybody stands beside at least this
    /// many others of the part, and to none with one more.
    pub core: u32,
}

/// The core number of every party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cores {
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// Every party, the highest core number first, then by id.
    pub parties: Vec<Core>,
}

/// The core number of every party.
#[must_use]
pub fn cores(seen: &Seen<'_>) -> Cores {
    let numbers = cores::peel(seen.pairs().rows()).core;
    let named = (0_u32..).zip(numbers);
    let mut parties: Vec<Core> =
        named.filter_map(|(slot, core)| Some(Core { party: seen.party(slot)?, core })).collect();
    parties.sort_unstable_by(|a, b| b.core.cmp(&a.core).then(a.party.cmp(&b.party)));
    Cores { least: seen.view().least(), parties }
}

impl Cores {
    /// The parties with the highest core number, by id.
    #[must_use]
    pub fn innermost(&self) -> Vec<PartyId> {
        let most = self.parties.first().map(|first| first.core);
        let inner = self.parties.iter().take_while(|core| Some(core.core) == most);
        inner.map(|core| core.party).collect()
    }
}

/// Sets in which everybody stands beside everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cliques {
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// The least number of members that was asked for.
    pub members: u32,
    /// The sets, the largest first, then by the ids of their members.
    pub cliques: Vec<Vec<PartyId>>,
    /// Why these may not be all; which ones are listed then depends on how the network was
    /// built, and larger ones may be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<CutOff>,
}

/// The sets of at least `members` parties in which everybody stands beside everybody, and to
/// which nobody can be added.
///
/// A step is a set tried on the way. Where ties are few beside parties, as in all networks of
/// people, the steps are a few for each party; no more than that can be promised.
#[must_use]
pub fn cliques(seen: &Seen<'_>, members: u32, limits: Limits) -> Cliques {
    let search = cliques::Search { least: members, most: limits.most, steps: limits.steps };
    let found = cliques::cliques(seen.pairs().rows(), search);
    let begins = std::iter::once(0).chain(found.ends.iter().copied());
    let of = |(from, to): (usize, &usize)| -> Option<Vec<PartyId>> {
        let slots = found.members.get(from..*to)?.iter();
        let mut members: Vec<PartyId> = slots.filter_map(|slot| seen.party(*slot)).collect();
        members.sort_unstable();
        Some(members)
    };
    let mut cliques: Vec<_> = begins.zip(&found.ends).filter_map(of).collect();
    largest_first(&mut cliques);
    let cut_off = match found.ended {
        cliques::Ended::Whole => None,
        cliques::Ended::Most => Some(CutOff::Most(limits.most)),
        cliques::Ended::Steps => Some(CutOff::Steps(limits.steps)),
    };
    Cliques { least: seen.view().least(), members, cliques, cut_off }
}

/// How communities are searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommunitySearch {
    /// How strongly size is held against a community, in thousandths: 1000 is plain
    /// modularity, more gives smaller communities, 0 the components.
    pub resolution: u32,
    /// Where the order of visits begins. The same seed on a network of the same content
    /// gives the same communities; another seed may give others that are about as good.
    pub seed: u64,
    /// The most times that the whole network is gone through. Most is gained by the second.
    pub rounds: u32,
}

/// Plain modularity, seed 0, at most ten rounds.
impl Default for CommunitySearch {
    fn default() -> Self {
        Self { resolution: 1000, seed: 0, rounds: 10 }
    }
}

/// Parts that are tied more closely within than chance would tie them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Communities {
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// What was asked for.
    pub search: CommunitySearch,
    /// The share of pairs within communities, less the share that chance would put there
    /// times the resolution; between -1 and 1, rounded to nine digits.
    pub modularity: f64,
    /// Times the whole network was gone through.
    pub rounds: u32,
    /// Whether the last round changed nothing any more.
    pub settled: bool,
    /// The communities, the largest first, then by the ids of their members. Each hangs
    /// together; a party without ties is one of its own.
    pub communities: Vec<Vec<PartyId>>,
}

/// The communities of a network, by the Leiden method.
///
/// Every pair counts once, whatever confidence its ties have. A community with few ties is
/// easily lost in a large network: modularity does not see groups that are small beside the
/// whole (S. Fortunato, M. Barthélemy, PNAS 104, 2007); a higher resolution shows them.
#[must_use]
pub fn communities(seen: &Seen<'_>, search: CommunitySearch) -> Communities {
    let rows = seen.pairs_by_id();
    let CommunitySearch { resolution, seed, rounds } = search;
    let found = leiden::communities(rows, leiden::Search { resolution, seed, rounds });
    Communities {
        least: seen.view().least(),
        search,
        modularity: rounded(leiden::modularity(rows, &found.of, resolution)),
        rounds: found.rounds,
        settled: found.settled,
        communities: gathered(seen, &seen.by_slot(found.of)),
    }
}

/// The modularity of any division into groups, at a resolution in thousandths, rounded to
/// nine digits; 0 for a network without ties.
///
/// Parties that no group names stand alone.
///
/// # Errors
///
/// [`NotADivision`] if a group names a party that the network does not hold, or one that
/// another name in the groups names already.
pub fn modularity(
    seen: &Seen<'_>,
    groups: &[Vec<PartyId>],
    resolution: u32,
) -> Result<f64, NotADivision> {
    let count = seen.network().party_count();
    let mut of: Vec<Option<u32>> = vec![None; count];
    for group in groups {
        // A group is named by its first member's slot, which no other group can have.
        let Some(first) = group.first() else { continue };
        let name = seen.slot(*first)?.0;
        for &party in group {
            let place = of.get_mut(seen.slot(party)?.0 as usize);
            if place.is_some_and(|place| place.replace(name).is_some()) {
                return Err(NotADivision::Twice { party });
            }
        }
    }
    let of: Vec<u32> = (0_u32..).zip(of).map(|(slot, name)| name.unwrap_or(slot)).collect();
    Ok(rounded(leiden::modularity(seen.pairs().rows(), &of, resolution)))
}

/// Groups that do not divide a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotADivision {
    /// A group names a stranger.
    #[error(transparent)]
    Unknown(#[from] UnknownParty),
    /// A party is named twice.
    #[error("{party} is named twice, a division names each party once")]
    Twice {
        /// The party.
        party: PartyId,
    },
}

/// The shown ties between parties of one group, by the order of the parties given.
///
/// # Errors
///
/// [`UnknownParty`].
pub fn ties_within(seen: &Seen<'_>, group: &[PartyId]) -> Result<Vec<TieLine>, UnknownParty> {
    let mut members = group.to_vec();
    members.sort_unstable();
    let mut ties = Vec::new();
    for party in group {
        let inner = |tie: &TieLine| tie.from == *party && members.binary_search(&tie.to).is_ok();
        ties.extend(seen.ties_at(*party)?.into_iter().filter(inner));
    }
    Ok(ties)
}

impl Components {
    /// The parts with the ties within them as DOT text; `name` gives what a party is called.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(&self, seen: &Seen<'_>, name: Name<'_>) -> Result<String, UnknownParty> {
        drawn(seen, &self.parts, name)
    }
}

impl Cores {
    /// The [innermost](Self::innermost) parties with the ties between them as DOT text.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(&self, seen: &Seen<'_>, name: Name<'_>) -> Result<String, UnknownParty> {
        drawn(seen, &[self.innermost()], name)
    }
}

impl Cliques {
    /// The sets with the ties within them as DOT text.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(&self, seen: &Seen<'_>, name: Name<'_>) -> Result<String, UnknownParty> {
        drawn(seen, &self.cliques, name)
    }
}

impl Communities {
    /// The communities with the ties within them as DOT text.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(&self, seen: &Seen<'_>, name: Name<'_>) -> Result<String, UnknownParty> {
        drawn(seen, &self.communities, name)
    }
}

/// What a party is called, where somebody says so.
type Name<'a> = &'a dyn Fn(PartyId) -> Option<String>;

fn drawn(seen: &Seen<'_>, groups: &[Vec<PartyId>], name: Name<'_>) -> Result<String, UnknownParty> {
    let mut ties = Vec::new();
    for group in groups {
        ties.extend(ties_within(seen, group)?);
    }
    Ok(dot::graph(&ties, &groups.concat(), name))
}

impl fmt::Display for Components {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.parts.len();
        write!(f, "{count} part{}; {A_PLACE_TO_LOOK}", plural(count))?;
        write_groups(f, &self.parts, self.least)
    }
}

impl fmt::Display for Cores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.parties.len();
        let parties = if count == 1 { "party" } else { "parties" };
        write!(f, "{count} {parties}; {A_PLACE_TO_LOOK}")?;
        let least = self.least.standing();
        self.parties.iter().try_for_each(|Core { party, core }| {
            write!(f, "\ncore {core}: {party} (ties at least {least})")
        })
    }
}

impl fmt::Display for Cliques {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.cliques.len();
        write!(f, "{count} clique{} of {} or more", plural(count), self.members)?;
        if let Some(cut_off) = &self.cut_off {
            write!(f, ", {cut_off}")?;
        }
        write!(f, "; {A_PLACE_TO_LOOK}")?;
        write_groups(f, &self.cliques, self.least)
    }
}

impl fmt::Display for Communities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.communities.len();
        let them = if count == 1 { "community" } else { "communities" };
        write!(f, "{count} {them}, modularity {:.4}", self.modularity)?;
        if self.search.resolution != CommunitySearch::default().resolution {
            write!(f, " at resolution {}‰", self.search.resolution)?;
        }
        if !self.settled {
            write!(f, ", not settled after {} round{}", self.rounds, plural(self.rounds as usize))?;
        }
        write!(f, "; {A_PLACE_TO_LOOK}")?;
        write_groups(f, &self.communities, self.least)
    }
}

const A_PLACE_TO_LOOK: &str = "a place to look, never a finding";

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn write_groups(f: &mut fmt::Formatter<'_>, groups: &[Vec<PartyId>], least: Least) -> fmt::Result {
    for group in groups {
        match group.as_slice() {
            [alone] => write!(f, "\nalone: {alone}")?,
            members => {
                write!(f, "\n{} parties, ties at least {}:", members.len(), least.standing())?;
                members.iter().try_for_each(|member| write!(f, " {member}"))?;
            }
        }
    }
    Ok(())
}

fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

/// The parties group by group; `of` gives each slot the number of its group, below the number
/// of slots.
fn gathered(seen: &Seen<'_>, of: &[u32]) -> Vec<Vec<PartyId>> {
    let mut groups: Vec<Vec<PartyId>> = vec![Vec::new(); of.len()];
    for (slot, own) in (0_u32..).zip(of) {
        if let Some(group) = groups.get_mut(*own as usize) {
            group.extend(seen.party(slot));
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    largest_first(&mut groups);
    groups
}

fn largest_first(groups: &mut [Vec<PartyId>]) {
    groups.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::trials::{network_of, party, trial};
    use crate::network::view::View;

    fn of(members: &[u32]) -> Vec<PartyId> {
        members.iter().map(|n| party(*n)).collect()
    }

    /// The pairs that a view shows, from its lines.
    fn beside(seen: &Seen<'_>, a: PartyId, b: PartyId) -> bool {
        seen.shown().iter().any(|line| line.other(a) == Some(b))
    }

    #[test]
    fn a_triangle_a_pair_and_a_party_alone() {
        let network = network_of(6, &[(4, 5), (0, 1), (1, 2), (2, 0), (1, 0)]);
        let seen = network.seen(View::new());
        let parts = [of(&[0, 1, 2]), of(&[4, 5]), of(&[3])];
        assert_eq!(components(&seen).parts, parts);
        assert_eq!(component_sizes(&seen), [3, 2, 1]);
        let found = cores(&seen);
        let numbers: Vec<u32> = found.parties.iter().map(|core| core.core).collect();
        assert_eq!(numbers, [2, 2, 2, 1, 1, 0]);
        assert_eq!(found.innermost(), of(&[0, 1, 2]));
        assert_eq!(cliques(&seen, 1, Limits::default()).cliques, parts);
        assert_eq!(cliques(&seen, 3, Limits::default()).cliques, parts[..1]);
        assert_eq!(communities(&seen, CommunitySearch::default()).communities, parts);
    }

    #[test]
    fn a_network_of_nobody_has_no_groups() {
        let network = network_of(0, &[]);
        let seen = network.seen(View::new());
        assert!(components(&seen).parts.is_empty() && component_sizes(&seen).is_empty());
        assert!(cores(&seen).innermost().is_empty());
        assert!(cliques(&seen, 0, Limits::default()).cliques.is_empty());
        let found = communities(&seen, CommunitySearch::default());
        assert!(found.communities.is_empty() && found.settled);
        assert_eq!(found.modularity, 0.0);
    }

    /// Zachary's club, Journal of Anthropological Research 33 (1977), as the pairs above each
    /// member. Its best division has modularity 0.419790 (U. Brandes and others, On Modularity
    /// Clustering, IEEE Transactions on Knowledge and Data Engineering 20, 2008).
    #[test]
    fn the_karate_club_is_divided_as_well_as_can_be() {
        let rows: [&[u32]; 33] = [
            &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
            &[2, 3, 7, 13, 17, 19, 21, 30],
            &[3, 7, 8, 9, 13, 27, 28, 32],
            &[7, 12, 13],
            &[6, 10],
            &[6, 10, 16],
            &[16],
            &[],
            &[30, 32, 33],
            &[33],
            &[],
            &[],
            &[],
            &[33],
            &[32, 33],
            &[32, 33],
            &[],
            &[],
            &[32, 33],
            &[33],
            &[32, 33],
            &[],
            &[32, 33],
            &[25, 27, 29, 32, 33],
            &[25, 27, 31],
            &[31],
            &[29, 33],
            &[33],
            &[31, 33],
            &[32, 33],
            &[32, 33],
            &[32, 33],
            &[33],
        ];
        let pairs: Vec<(u32, u32)> =
            (0_u32..).zip(rows).flat_map(|(a, row)| row.iter().map(move |b| (a, *b))).collect();
        assert_eq!(pairs.len(), 78);
        let network = network_of(34, &pairs);
        let seen = network.seen(View::new());
        let best =
            (0..10).map(|seed| communities(&seen, CommunitySearch { seed, ..Default::default() }));
        let best = best.max_by(|a, b| a.modularity.total_cmp(&b.modularity)).unwrap();
        assert!((best.modularity - 0.419_790).abs() < 5e-7, "{}", best.modularity);
        assert_eq!(best.communities.len(), 4);
        assert_eq!(modularity(&seen, &best.communities, 1000).unwrap(), best.modularity);
        // The two sides of the split, with member 8 on the side of member 33 (Girvan and Newman, PNAS 99, 2002).
        let side = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21];
        let other: Vec<u32> = (0..34).filter(|n| !side.contains(n)).collect();
        let split = modularity(&seen, &[of(&side), of(&other)], 1000).unwrap();
        assert!((split - 0.371_466).abs() < 5e-7, "{split}");
        assert_eq!(cliques(&seen, 5, Limits::default()).cliques.len(), 2);
    }

    #[test]
    fn groups_agree_with_their_definitions_over_the_lines_of_a_view() {
        for seed in 0..30 {
            let network = trial(seed, 9, 14);
            let view = View::new().confidence(crate::base::permille::Permille::new(500).unwrap());
            for view in [View::new(), view] {
                let seen = network.seen(view);
                for clique in cliques(&seen, 2, Limits::default()).cliques {
                    for (at, a) in clique.iter().enumerate() {
                        assert!(clique[at + 1..].iter().all(|b| beside(&seen, *a, *b)));
                    }
                    let joins = |n| clique.iter().all(|member| beside(&seen, party(n), *member));
                    assert!(!(0..9).any(|n| !clique.contains(&party(n)) && joins(n)));
                }
                let parts = components(&seen);
                let whole = communities(
                    &seen,
                    CommunitySearch { resolution: 0, seed, ..CommunitySearch::default() },
                );
                assert_eq!(whole.communities, parts.parts);
                let found = communities(&seen, CommunitySearch { seed, ..Default::default() });
                let again = modularity(&seen, &found.communities, 1000).unwrap();
                assert_eq!(found.modularity, again, "seed {seed}");
                for other in [&parts.parts, &vec![]] {
                    assert!(modularity(&seen, other, 1000).unwrap() <= found.modularity);
                }
            }
        }
    }

    #[test]
    fn what_is_no_division_is_refused_by_name() {
        let network = network_of(3, &[(0, 1)]);
        let seen = network.seen(View::new());
        let refused = |groups: &[Vec<PartyId>]| modularity(&seen, groups, 1000).unwrap_err();
        let twice = "is named twice, a division names each party once";
        assert_eq!(
            refused(&[of(&[0, 1]), of(&[2, 1])]).to_string(),
            format!("{} {twice}", party(1))
        );
        assert_eq!(refused(&[of(&[0, 0])]), NotADivision::Twice { party: party(0) });
        assert_eq!(refused(&[of(&[7])]).to_string(), format!("{} is not in the network", party(7)));
        assert_eq!(modularity(&seen, &[vec![], of(&[1, 0])], 1000), Ok(0.0));
    }

    #[test]
    fn answers_are_stored_printed_and_drawn() {
        let network = network_of(4, &[(0, 1), (1, 2), (2, 0)]);
        let seen = network.seen(View::new().at_least(Least::Alleged));
        let limits = Limits { most: 1, ..Limits::default() };
        let found = cliques(&seen, 1, limits);
        assert_eq!(found.cut_off, Some(CutOff::Most(1)));
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Cliques>(&text).unwrap(), found);
        assert!(text.ends_with(r#""cut_off":{"most":1}}"#), "{text}");
        assert!(serde_json::from_str::<Cliques>(&text.replace("members", "size")).is_err());
        assert!(found.to_string().starts_with(
            "1 clique of 1 or more, cut off at 1, there are more; a place to look, never a finding\n"
        ));
        let stopped = cliques(&seen, 1, Limits { steps: 0, ..limits });
        assert_eq!(stopped.cut_off, Some(CutOff::Steps(0)));
        let [a, b, c, d] = [0, 1, 2, 3].map(party);
        let found = communities(&seen, CommunitySearch { rounds: 0, ..Default::default() });
        assert!(!found.settled && found.communities.len() == 4);
        assert_eq!(
            found.to_string().lines().next().unwrap(),
            "4 communities, modularity -0.3333, not settled after 0 rounds; \
             a place to look, never a finding",
        );
        let found = communities(&seen, CommunitySearch::default());
        assert_eq!(
            found.to_string(),
            format!(
                "2 communities, modularity 0.0000; a place to look, never a finding\n\
                 3 parties, ties at least alleged: {a} {b} {c}\nalone: {d}"
            ),
        );
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Communities>(&text).unwrap(), found);
        let inner = cores(&seen).dot(&seen, &|_| None).unwrap();
        assert_eq!(inner.matches("->").count(), 3);
        assert!(!inner.contains(&d.to_string()));
        let whole = components(&seen).dot(&seen, &|_| None).unwrap();
        assert!(whole.contains(&d.to_string()));
        assert_eq!(found.dot(&seen, &|_| None).unwrap(), whole);
        let smaller = network_of(1, &[]);
        assert!(found.dot(&smaller.seen(View::new()), &|_| None).is_err());
        let first = cores(&seen).to_string();
        assert!(first.contains(&format!("\ncore 2: {a} (ties at least alleged)")), "{first}");
    }
}
