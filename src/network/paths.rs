//! Paths between two parties: the shortest, the strongest, the widest, the few best, all.
//!
//! **Arguments**: a network through a view, two parties; for lists how many ties a path may
//! have and how far the search may go ([`Limits`]). The [`Finder`] holds the working space.
//! **Returns**: [`Path`]s with their ties, *support* and weakest tie, or their number.
//! Support is the product of the confidences: a weight for comparing paths, no probability
//! that anything is so. A path is a place to look, never a finding.
//!
//! | question | which path comes first | ties of confidence 0 | complexity |
//! |---|---|---|---|
//! | [`shortest`](Finder::shortest) | the fewest ties; then the most support; then by id | count | **O(\|V\| + \|E\|)**, from both ends |
//! | [`strongest`](Finder::strongest) | the most support; then the fewest ties; then by id | do not | **O(\|E\| log \|V\|)**, from both ends |
//! | [`widest`](Finder::widest) | the largest least confidence; then the fewest ties; then by id | do not | **O(\|E\| log \|V\|)**, from both ends |
//! | [`best`](Finder::best) | as strongest, the first *k* | do not | *k n* searches for paths of *n* ties |
//! | [`simple`](Finder::simple) | all of them: the fewest ties first; then by id | count | a walk over the corridor for each tie of each path |
//! | [`how_many`](Finder::how_many) | their number by length | count | the last two ties of each path are not walked |
//!
//! *By id*: of two paths the one whose parties, read from the first, come first in the order
//! of their ids. *The most support* is decided by whole-number logarithms of the confidences
//! before anything is rounded, so that every machine gives the same path. Between two parties
//! a path takes the tie with the most confidence. Paths are simple: no party stands twice.
//! A view with a direction is walked in it, from the first party to the last.
//!
//! Searches cost what lies near the two parties; none calls itself, so a chain of a million
//! parties overflows nothing.
//!
//! **Reference**: E. W. Dijkstra, Numerische Mathematik 1 (1959); J. Y. Yen, Management
//! Science 17 (1971), and E. L. Lawler, ibid. 18 (1972); Peng, Zhang, Lin, Qin, Zhou, VLDB
//! 13 (2019), for all simple paths.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::base::permille::Permille;
use crate::network::dot;
use crate::network::frozen::Slot;
use crate::network::kernel::best_few::BestFew;
use crate::network::kernel::fewest::Fewest;
use crate::network::kernel::negative_logarithm::weight;
use crate::network::kernel::simple::{Simple, Walked};
use crate::network::kernel::strongest::Strongest;
use crate::network::kernel::widest::Widest;
use crate::network::line::TieLine;
use crate::network::seen::{Seen, UnknownParty};
use crate::provenance::Standing;

/// A path between two parties.
// Invariant: one party more than ties, no party twice, each tie joins the parties beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Path {
    parties: Vec<PartyId>,
    ties: Vec<TieLine>,
}

impl Path {
    /// A path over these parties and the ties between them.
    ///
    /// # Errors
    ///
    /// [`NotAPath`].
    pub fn new(parties: Vec<PartyId>, ties: Vec<TieLine>) -> Result<Self, NotAPath> {
        if ties.len().checked_add(1) != Some(parties.len()) {
            return Err(NotAPath::Length { parties: parties.len(), ties: ties.len() });
        }
        let mut sorted = parties.clone();
        sorted.sort_unstable();
        let twice = sorted.windows(2).find_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        });
        if let Some(party) = twice {
            return Err(NotAPath::Twice { party });
        }
        let joined = parties.windows(2).zip(&ties).position(|(pair, tie)| match pair {
            [a, b] => tie.other(*a) != Some(*b),
            _ => true,
        });
        match joined {
            Some(at) => Err(NotAPath::Apart { at }),
            None => Ok(Self { parties, ties }),
        }
    }

    /// The path over slots that a kernel gave.
    pub(crate) fn over(seen: &Seen<'_>, slots: &[u32]) -> Option<Self> {
        let parties = slots.iter().map(|slot| seen.party(*slot)).collect::<Option<Vec<_>>>()?;
        Self::new(parties, seen.lines_over(slots)).ok()
    }

    /// Its parties, from the first to the last. Never empty.
    #[must_use]
    pub fn parties(&self) -> &[PartyId] {
        &self.parties
    }

    /// Its ties, from the first party to the last; none from a party to itself.
    #[must_use]
    pub fn ties(&self) -> &[TieLine] {
        &self.ties
    }

    /// The parties between its ends.
    #[must_use]
    pub fn between(&self) -> &[PartyId] {
        let inner = self.parties.get(1..).and_then(|rest| rest.split_last());
        inner.map_or(&[], |(_, inner)| inner)
    }

    /// The product of the ties' confidences, rounded to a thousandth; all of it for no tie.
    ///
    /// A weight for comparing paths, not a probability. Read backward it is the same.
    #[must_use]
    pub fn support(&self) -> Permille {
        let mut confidences: Vec<u16> = self.ties.iter().map(|tie| tie.confidence.get()).collect();
        confidences.sort_unstable();
        // In 10^-15: exact for five ties, and in one order for more.
        let product = confidences.iter().fold(ONE, |product, confidence| {
            product.saturating_mul(u128::from(*confidence)).saturating_div(1000)
        });
        let rounded = product.saturating_add(ONE / 2000) / (ONE / 1000);
        u16::try_from(rounded).ok().and_then(|it| Permille::new(it).ok()).unwrap_or(Permille::ALL)
    }

    /// The tie that has come least far; of equals the one with the least confidence, then
    /// the first. `None` for a path without ties.
    #[must_use]
    pub fn weakest(&self) -> Option<&TieLine> {
        self.weakest_place().and_then(|at| self.ties.get(at))
    }

    /// The standing of the weakest tie; `None` for a path without ties.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.weakest().map(|tie| tie.standing)
    }

    fn weakest_place(&self) -> Option<usize> {
        let order = |(_, tie): &(usize, &TieLine)| (tie.place(), tie.confidence);
        self.ties.iter().enumerate().min_by_key(order).map(|(at, _)| at)
    }

    /// The path as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        dot::graph(&self.ties, &self.parties, name)
    }
}

/// One, in the unit in which products are taken.
const ONE: u128 = 1_000_000_000_000_000;

/// The support and the weakest standing, then a line for each tie.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "support {}", self.support())?;
        if let Some(weakest) = self.standing() {
            write!(f, ", weakest tie {weakest}")?;
        }
        self.ties.iter().try_for_each(|tie| write!(f, "\n  {tie}"))
    }
}

/// A path as it is written down: what follows from its ties stands beside them, and has to
/// agree when it is read.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    parties: Vec<PartyId>,
    ties: Vec<TieLine>,
    support: Permille,
    /// The place of the weakest tie, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weakest: Option<usize>,
}

impl From<Path> for Written {
    fn from(path: Path) -> Self {
        let (support, weakest) = (path.support(), path.weakest_place());
        Self { parties: path.parties, ties: path.ties, support, weakest }
    }
}

impl TryFrom<Written> for Path {
    type Error = NotAPath;

    fn try_from(written: Written) -> Result<Self, NotAPath> {
        let path = Self::new(written.parties, written.ties)?;
        if path.support() != written.support {
            let (found, expected) = (written.support, path.support());
            return Err(NotAPath::Support { found, expected });
        }
        if path.weakest_place() != written.weakest {
            return Err(NotAPath::Weakest { found: written.weakest });
        }
        Ok(path)
    }
}

/// Why parties and ties are no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAPath {
    /// There is not one party more than there are ties.
    #[error("{parties} parties and {ties} ties: a path has one party more than ties")]
    Length {
        /// How many parties.
        parties: usize,
        /// How many ties.
        ties: usize,
    },
    /// A party stands twice.
    #[error("{party} stands twice on the path")]
    Twice {
        /// The party.
        party: PartyId,
    },
    /// A tie does not join the parties beside it.
    #[error("tie [{at}] does not join the parties [{at}] and the next")]
    Apart {
        /// The tie's place, counted from 0.
        at: usize,
    },
    /// The support does not follow from the ties.
    #[error("support {found}, where the ties come to {expected}")]
    Support {
        /// What is written.
        found: Permille,
        /// What the ties come to.
        expected: Permille,
    },
    /// Another tie is the weakest, or there is none.
    #[error("the weakest tie is not {}", place(*found))]
    Weakest {
        /// The place that is written.
        found: Option<usize>,
    },
}

fn place(at: Option<usize>) -> String {
    at.map_or_else(|| "left out".to_owned(), |at| format!("[{at}]"))
}

/// How far a search may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The most paths that are listed.
    pub paths: usize,
    /// After this many looks at ties no further step is taken.
    pub looks: u64,
}

/// A thousand paths; a hundred million looks, which is some seconds.
impl Default for Limits {
    fn default() -> Self {
        Self { paths: 1000, looks: 100_000_000 }
    }
}

/// Whether a list holds everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// Everything there is.
    All,
    /// As many as were asked for; there are more, or may be.
    CutOffAt(usize),
    /// What was found before the search was given up; there may be more.
    GivenUpAfter {
        /// The looks at ties that were allowed.
        looks: u64,
    },
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("that is all"),
            Self::CutOffAt(paths) => write!(f, "cut off at {paths}: there may be more"),
            Self::GivenUpAfter { looks } => {
                write!(f, "given up after {looks} looks at ties: there may be more")
            }
        }
    }
}

/// Several paths between two parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paths {
    /// The paths, in the order that the question states.
    pub paths: Vec<Path>,
    /// Whether that is all.
    pub extent: Extent,
}

impl Paths {
    /// The paths as one DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ties: Vec<TieLine> = self.paths.iter().flat_map(|path| path.ties.clone()).collect();
        let parties: Vec<PartyId> =
            self.paths.iter().flat_map(|path| path.parties.clone()).collect();
        dot::graph(&ties, &parties, name)
    }
}

/// Each path with its number, then whether that is all.
impl fmt::Display for Paths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, path) in (1_usize..).zip(&self.paths) {
            writeln!(f, "{number}. {path}")?;
        }
        let paths = self.paths.len();
        write!(f, "{paths} path{}; {}", if paths == 1 { "" } else { "s" }, self.extent)
    }
}

/// How many paths there are of one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfLength {
    /// The ties of each.
    pub ties: u32,
    /// How many; never 0.
    pub paths: u64,
}

/// How many paths there are between two parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HowMany {
    /// By length, the shortest first; lengths without a path are left out.
    pub by_length: Vec<OfLength>,
    /// Whether that is all.
    pub extent: Extent,
}

impl HowMany {
    /// All together.
    #[must_use]
    pub fn paths(&self) -> u64 {
        self.by_length.iter().fold(0, |sum, one| sum.saturating_add(one.paths))
    }
}

/// `31 paths: 1 of 2 ties, 30 of 3 ties; that is all`.
impl fmt::Display for HowMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = |n: u64| if n == 1 { "" } else { "s" };
        let paths = self.paths();
        write!(f, "{paths} path{}", many(paths))?;
        for (at, OfLength { ties, paths }) in self.by_length.iter().enumerate() {
            let before = if at == 0 { ":" } else { "," };
            write!(f, "{before} {paths} of {ties} tie{}", many(u64::from(*ties)))?;
        }
        write!(f, "; {}", self.extent)
    }
}

/// Working space for all questions about paths, used again and again.
///
/// # Examples
///
/// ```
/// use unbrella::base::id::{GangId, PersonId, TieId};
/// use unbrella::base::permille::Permille;
/// # use unbrella::base::day::Moment;
/// # use unbrella::base::period::Period;
/// # use unbrella::model::draft::Draft;
/// # use unbrella::model::tie::{Tie, TieDraft, TieVersion};
/// use unbrella::network::edit::Network;
/// use unbrella::network::paths::{Finder, Limits};
/// use unbrella::network::view::View;
/// use unbrella::provenance::Standing;
/// use unbrella::terms::tie::TieKind;
/// use uuid::Uuid;
/// # fn tie(n: u128, from: unbrella::base::id::PartyId, to: unbrella::base::id::PartyId,
/// #     kind: TieKind, confidence: u16) -> Result<Tie, Box<dyn std::error::Error>> {
/// #     let known = Moment::china(unbrella::day!(2019, 5, 1), 9, 0).ok_or("no such moment")?;
/// #     let version = TieVersion::new(known, Period::UNKNOWN, Standing::Checked,
/// #         Permille::new(confidence)?, Default::default());
/// #     let draft = TieDraft { id: Some(TieId::from_uuid(Uuid::from_u128(n))?), from: Some(from),
/// #         to: Some(to), kind: Some(kind), versions: vec![version], ..TieDraft::default() };
/// #     draft.enter().map_err(|_| "refused".into())
/// # }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let official = PersonId::from_uuid(Uuid::from_u128(1))?.into();
/// let brother = PersonId::from_uuid(Uuid::from_u128(2))?.into();
/// let gang = GangId::from_uuid(Uuid::from_u128(3))?.into();
/// let mut network = Network::default();
/// for party in [official, brother, gang] {
///     network.add_party(party);
/// }
/// network.add_tie(tie(1, official, gang, TieKind::Shelters, 400)?)?;
/// network.add_tie(tie(2, official, brother, TieKind::Sibling, 1000)?)?;
/// network.add_tie(tie(3, brother, gang, TieKind::Leads, 900)?)?;
///
/// let network = network.freeze().map_err(|problems| problems[0].clone())?;
/// let seen = network.seen(View::new());
/// let mut finder = Finder::default();
/// let strongest = finder.strongest(&seen, official, gang)?.ok_or("there is a path")?;
/// assert_eq!((strongest.between(), strongest.support().get()), (&[brother][..], 900));
/// assert_eq!(finder.shortest(&seen, official, gang)?.ok_or("there is a path")?.ties().len(), 1);
/// let all = finder.simple(&seen, official, gang, 3, Limits::default())?;
/// assert_eq!(all.paths.len(), 2);
/// assert_eq!(
///     finder.how_many(&seen, official, gang, 3, Limits::default())?.to_string(),
///     "2 paths: 1 of 1 tie, 1 of 2 ties; that is all",
/// );
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Finder {
    fewest: Fewest,
    strongest: Strongest,
    widest: Widest,
    best: BestFew,
    simple: Simple,
    path: Vec<u32>,
    slots: Vec<Slot>,
}

impl Finder {
    /// The path with the fewest ties; of equals the one with the most support, then the first
    /// by id. `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn shortest(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
    ) -> Result<Option<Path>, UnknownParty> {
        let (a, b) = (seen.slot(from)?, seen.slot(to)?);
        // A tie without confidence costs more than any that has some.
        let toll = |confidence: u16| Some(weight(confidence).map_or(NOTHING, u64::from));
        self.fewest.path(&seen.ways(), a.0, b.0, &toll, &mut self.path);
        Ok(self.found(seen))
    }

    /// The path with the most support; of equals the one with the fewest ties, then the first
    /// by id. `None` if there is none.
    ///
    /// No path goes over a tie of confidence 0.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn strongest(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
    ) -> Result<Option<Path>, UnknownParty> {
        let (a, b) = (seen.slot(from)?, seen.slot(to)?);
        self.strongest.path(&seen.ways(), a.0, b.0, &mut self.path);
        Ok(self.found(seen))
    }

    /// The path whose least confidence is largest; of equals the one with the fewest ties,
    /// then the first by id. `None` if there is none.
    ///
    /// No path goes over a tie of confidence 0. Made for the question how good evidence can
    /// be along the whole way, where a product would punish a long one.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn widest(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
    ) -> Result<Option<Path>, UnknownParty> {
        let (a, b) = (seen.slot(from)?, seen.slot(to)?);
        let ways = seen.ways();
        self.path.clear();
        if let Some(width) = self.widest.width(&ways, a.0, b.0) {
            let toll = |confidence: u16| (confidence >= width).then_some(0);
            self.fewest.path(&ways, a.0, b.0, &toll, &mut self.path);
        }
        Ok(self.found(seen))
    }

    /// The first `limits.paths` paths by support, then fewest ties, then id.
    ///
    /// [`Extent::All`] says that there are no others. Where the search was given up, what is
    /// listed are still the best.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn best(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
        limits: Limits,
    ) -> Result<Paths, UnknownParty> {
        let ends = [seen.slot(from)?.0, seen.slot(to)?.0];
        let (found, whole) = self.best.paths(&seen.ways(), ends, limits.paths, limits.looks);
        let extent = match (whole, found.len() == limits.paths) {
            (_, true) => Extent::CutOffAt(limits.paths),
            (true, false) => Extent::All,
            (false, false) => Extent::GivenUpAfter { looks: limits.looks },
        };
        let paths = found.iter().filter_map(|path| Path::over(seen, path)).collect();
        Ok(Paths { paths, extent })
    }

    /// All paths of at most `most` ties, the shortest first, those of one length by id.
    ///
    /// Cut off at `limits.paths`, and says so. From a party to itself there is one path,
    /// without ties.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn simple(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
        most: u32,
        limits: Limits,
    ) -> Result<Paths, UnknownParty> {
        let ends = [seen.slot(from)?.0, seen.slot(to)?.0];
        let mut found: Vec<Vec<u32>> = Vec::new();
        let walked = self.simple.each(
            &seen.ways(),
            ends,
            most,
            limits.looks,
            |_| true,
            |path| {
                let room = found.len() < limits.paths;
                if room {
                    found.push(path.to_vec());
                }
                room
            },
        );
        let paths = found.iter().filter_map(|path| Path::over(seen, path)).collect();
        Ok(Paths { paths, extent: extent(walked, limits) })
    }

    /// Tells the slots of every path of at most `most` ties, in the order of
    /// [`simple`](Self::simple), without making a list.
    ///
    /// `tell` says whether to go on. [`Extent::CutOffAt`] gives how many paths were told if
    /// it said no; of `limits` only the looks count.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn each(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
        most: u32,
        limits: Limits,
        mut tell: impl FnMut(&[Slot]) -> bool,
    ) -> Result<Extent, UnknownParty> {
        let ends = [seen.slot(from)?.0, seen.slot(to)?.0];
        let (mut told, slots) = (0_usize, &mut self.slots);
        let walked = self.simple.each(
            &seen.ways(),
            ends,
            most,
            limits.looks,
            |_| true,
            |path| {
                slots.clear();
                slots.extend(path.iter().copied().map(Slot));
                told = told.saturating_add(1);
                tell(slots)
            },
        );
        Ok(extent(walked, Limits { paths: told, ..limits }))
    }

    /// How many paths there are of at most `most` ties, without listing them.
    ///
    /// Of `limits` only the looks count: where they run out, the last figure is a part.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] names the first of the two that the network does not hold.
    pub fn how_many(
        &mut self,
        seen: &Seen<'_>,
        from: PartyId,
        to: PartyId,
        most: u32,
        limits: Limits,
    ) -> Result<HowMany, UnknownParty> {
        let ends = [seen.slot(from)?.0, seen.slot(to)?.0];
        let (counts, walked) = self.simple.count(&seen.ways(), ends, most, limits.looks);
        let by_length = counts.into_iter().map(|(ties, paths)| OfLength { ties, paths }).collect();
        Ok(HowMany { by_length, extent: extent(walked, limits) })
    }

    fn found(&self, seen: &Seen<'_>) -> Option<Path> {
        if self.path.is_empty() { None } else { Path::over(seen, &self.path) }
    }
}

/// More than the logarithms of any path whose ties all have some confidence.
const NOTHING: u64 = 1 << 43;

const fn extent(walked: Walked, limits: Limits) -> Extent {
    match walked {
        Walked::All => Extent::All,
        Walked::Stopped => Extent::CutOffAt(limits.paths),
        Walked::OutOfLooks => Extent::GivenUpAfter { looks: limits.looks },
    }
}

#[cfg(test)]
mod tests;
