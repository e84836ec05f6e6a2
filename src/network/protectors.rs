//! Who shields a gang, and whom an official shields: directly or through others.
//!
//! **Arguments**: a network through a view, a gang (or an official, an organ), and within how
//! many ties to look; [`WITHIN`] is usual. The kinds of ties are those of the view:
//! [`protection_kinds`] are the ones by which protection runs.
//! **Returns**: every official and organ (or every gang) so near. For each the strongest path
//! of at most so many ties, which runs from the protector to the protected, with its support
//! and its weakest tie; the parties it leads through; all ties directly between the two; and
//! the [`Lines`]: how many independent lines of evidence there are, and which.
//! **Order**: the path whose weakest tie has come furthest first; then the most support; then
//! by id. **Which path**: the one with the most support; of equals the fewest ties; of those
//! the one whose parties, read from the protector, come first by id.
//! **Complexity**: one search over the ties within reach, time **O(k t)** for *k* ties deep
//! and *t* ties there; then for each party found time **O(l t')** for *l* lines over the *t'*
//! ties near the two, found by meeting halfway.
//! **Reference**: R. Bellman, Quarterly of Applied Mathematics 16 (1958), for the paths;
//! K. Menger, Fundamenta Mathematicae 10 (1927), for the lines; A. Itai, Y. Perl,
//! Y. Shiloach, Networks 12 (1982), for lines of bounded length.
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - protectors, direct: 35 of 100 (guessing 0.0); 0.0 innocents of 1,000 (1.1)
//! - protectors, direct, alleged ties too: 50 of 100 (guessing 0.3); 3.2 innocents of 1,000 (4.9)
//! - protectors within 3 ties: 71 of 100 (guessing 0.4); 42.7 innocents of 1,000 (48.3)
//!
//! Where the network does not say who is an official, the answer is that it does not know,
//! and not "nobody" ([`Missing`]).
//!
//! **No lead is a finding.** A tie is what somebody has recorded; only an effective decision
//! makes it *established*, and every line says how far it has come. Near a gang stand its
//! victims, those who police it and those who are related to it; a path to them is a place
//! to look, and never a ground for a measure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::network::dot;
use crate::network::frozen::{ArcSlot, Slot};
use crate::network::kernel::apart::Apart;
use crate::network::kernel::layers::Layers;
use crate::network::kernel::packing::{Line, pack};
use crate::network::kernel::simple::{Simple, Walked};
use crate::network::kinds::{KindSet, Kinds};
use crate::network::line::TieLine;
use crate::network::paths::Path;
use crate::network::seen::{Seen, UnknownParty};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// Within how many ties protection is usually looked for: an official, a go-between, one of
/// the gang's own people, the gang.
pub const WITHIN: u32 = 3;

/// The kinds of ties by which somebody shields a gang directly.
pub const SHELTERING: [TieKind; 5] = [
    TieKind::Shelters,
    TieKind::StandsUpFor,
    TieKind::TipsOff,
    TieKind::HelpsEvade,
    TieKind::Supports,
];

/// The kinds of ties by which protection runs, the [sheltering](SHELTERING) ones first.
///
/// | kinds | why |
/// |---|---|
/// | the sheltering ones | they are the protection |
/// | is a member of, leads | the gang's own people are the doors to it |
/// | is allied with, has grown out of | protection holds for an ally, and outlives a new name |
/// | bribes, pays dividends to | what protection is paid with |
/// | owns, is a partner in business of, controls | shares in a gang's firms are the usual bond |
/// | spouse, parent, sibling, kin | shares and money go through the family |
/// | reports to, is or was secretary of | orders go down the line, and an aide speaks for somebody |
/// | interfered in, is a subject of the case | a hand held over a case of the gang |
///
/// Left out are kinds that nearly everybody has to somebody (friend, classmate, colleague,
/// contact, works for, comes from), ordinary business (pays, lends, has a contract from), and
/// the duties of an office (supervises, approves, handled the case): they would lead to
/// everyone who has done his work.
pub const PROTECTING: [TieKind; 22] = [
    TieKind::Shelters,
    TieKind::StandsUpFor,
    TieKind::TipsOff,
    TieKind::HelpsEvade,
    TieKind::Supports,
    TieKind::MemberOf,
    TieKind::Leads,
    TieKind::AlliedWith,
    TieKind::Succeeds,
    TieKind::Bribes,
    TieKind::PaysDividends,
    TieKind::Owns,
    TieKind::CoOwner,
    TieKind::Controls,
    TieKind::Spouse,
    TieKind::ParentOf,
    TieKind::Sibling,
    TieKind::Kin,
    TieKind::ReportsTo,
    TieKind::SecretaryOf,
    TieKind::InterferedIn,
    TieKind::SubjectOf,
];

/// The set of the [`SHELTERING`] kinds, the same in every network.
#[must_use]
pub fn sheltering_kinds() -> KindSet {
    listed(&SHELTERING)
}

/// The set of the [`PROTECTING`] kinds, the same in every network.
#[must_use]
pub fn protection_kinds() -> KindSet {
    listed(&PROTECTING)
}

fn listed(kinds: &[TieKind]) -> KindSet {
    let known = Kinds::default();
    KindSet::of(kinds.iter().filter_map(|kind| known.find(kind)))
}

/// Working space for these questions, used again and again.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    layers: Layers,
    apart: Apart,
    simple: Simple,
    path: Vec<u32>,
}

/// What the network says about protection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Shielding {
    /// It does not say who could stand at the other end: no answer is possible.
    Unknown(Missing),
    /// These, perhaps nobody.
    Found {
        /// Within how many ties they were looked for.
        within: u32,
        /// In the order that the [page](self) states.
        parties: Vec<Protector>,
    },
}

impl Shielding {
    /// Those found; nobody where the network does not say who could be.
    #[must_use]
    pub fn parties(&self) -> &[Protector] {
        match self {
            Self::Unknown(_) => &[],
            Self::Found { parties, .. } => parties,
        }
    }

    /// Whether the network says who could stand at the other end.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Found { .. })
    }

    /// All paths, direct ties and lines as one DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ties: Vec<TieLine> = self.parties().iter().flat_map(Protector::all_ties).collect();
        dot::graph(&ties, &[], name)
    }
}

/// Each party with its number, or why there is none.
impl fmt::Display for Shielding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(missing) => write!(f, "{missing}"),
            Self::Found { within, parties } => {
                let ties = if *within == 1 { "tie" } else { "ties" };
                match parties.len() {
                    0 => write!(f, "nobody within {within} {ties}")?,
                    found => write!(f, "{found} within {within} {ties}")?,
                }
                for (number, party) in (1_usize..).zip(parties) {
                    write!(f, "\n{number}. {party}")?;
                }
                Ok(())
            }
        }
    }
}

/// What a network does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Nobody is marked as an official, and there are no organs.
    Officials,
    /// There are no gangs.
    Gangs,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Officials => "the network does not say who is an official",
            Self::Gangs => "the network does not say who is a gang",
        })
    }
}

/// Somebody who may shield, or be shielded, and on what evidence.
// Invariant: the path has a tie and `party` stands at one of its ends; every direct tie and
// every line joins the same two; no two lines share a party between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Protector {
    party: PartyId,
    path: Path,
    direct: Vec<TieLine>,
    lines: Lines,
}

impl Protector {
    /// The official, the organ, or the gang.
    #[must_use]
    pub const fn party(&self) -> PartyId {
        self.party
    }

    /// The strongest path, from the protector to the protected.
    #[must_use]
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// The parties through which the path leads; none for a direct tie.
    #[must_use]
    pub fn through(&self) -> &[PartyId] {
        self.path.between()
    }

    /// How far the weakest tie of the path has come.
    #[must_use]
    pub fn standing(&self) -> Standing {
        // A protector's path has a tie.
        self.path.standing().unwrap_or(Standing::Alleged)
    }

    /// Every tie between the two that the view shows: the furthest standing first, then by
    /// kind. Empty if they are tied only through others.
    #[must_use]
    pub fn direct(&self) -> &[TieLine] {
        &self.direct
    }

    /// The independent lines of evidence.
    #[must_use]
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Path, direct ties and lines as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        dot::graph(&self.all_ties().collect::<Vec<_>>(), &[], name)
    }

    fn all_ties(&self) -> impl Iterator<Item = TieLine> + '_ {
        let lines = self.lines.paths.iter().flat_map(Path::ties);
        self.path.ties().iter().chain(&self.direct).chain(lines).cloned()
    }
}

/// The party with what its path comes to, then a line for each tie of the path and for each
/// other direct tie.
impl fmt::Display for Protector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { party, path, direct, lines } = self;
        write!(f, "{party} (weakest tie {}, support {})", self.standing(), path.support())?;
        match self.through() {
            [] => f.write_str(", directly")?,
            through => {
                let names: Vec<String> = through.iter().map(ToString::to_string).collect();
                write!(f, ", through {}", names.join(" and "))?;
            }
        }
        write!(f, ", {lines}")?;
        path.ties().iter().try_for_each(|tie| write!(f, "\n  {tie}"))?;
        let others = direct.iter().filter(|tie| !path.ties().contains(tie));
        others.into_iter().try_for_each(|tie| write!(f, "\n  also directly: {tie}"))
    }
}

/// Independent lines of evidence between two parties.
///
/// A line is a path within the ties asked for, or one direct tie. Lines are independent if
/// they share no party between the two ends and none needs a source of another: two claims
/// from one origin count once. So two direct ties that rest on one letter are one line, and
/// so are two ways round that only this letter tells of. A step between two parties may rest
/// on any tie there; a tie of which no claim is recorded rests on itself.
///
/// Whether more lines can be found is decided for up to four ties ([`WITHIN`] is three).
/// Longer lines, and origins that stand behind many, make it a hard question in general;
/// where the search was given up, the number is one that is reached *at least*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// The lines, direct ties first, then the shorter; from the protector to the protected.
    pub paths: Vec<Path>,
    /// Whether there may be more.
    pub at_least: bool,
}

impl Lines {
    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.paths.len()
    }
}

/// `2 independent lines of evidence`.
impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.count();
        let (least, many) =
            (if self.at_least { "at least " } else { "" }, if count == 1 { "" } else { "s" });
        write!(f, "{least}{count} independent line{many} of evidence")
    }
}

/// The officials and organs from which a path of at most `most` ties leads to a gang.
///
/// The path runs from the protector to the gang; a view with a direction is walked so.
///
/// # Errors
///
/// [`UnknownParty`].
///
/// # Examples
///
/// ```
/// # use unbrella::base::day::Moment;
/// # use unbrella::base::id::{GangId, PartyId, PersonId, TieId};
/// # use unbrella::base::period::Period;
/// # use unbrella::base::permille::Permille;
/// # use unbrella::model::draft::Draft;
/// # use unbrella::model::tie::{Tie, TieDraft, TieVersion};
/// use unbrella::network::edit::Network;
/// use unbrella::network::protectors::{Scratch, WITHIN, protection_kinds, protectors};
/// use unbrella::network::view::View;
/// # use unbrella::provenance::Standing;
/// # use unbrella::terms::tie::TieKind;
/// # use uuid::Uuid;
/// # fn tie(n: u128, from: PartyId, to: PartyId, kind: TieKind)
/// #     -> Result<Tie, Box<dyn std::error::Error>> {
/// #     let known = Moment::china(unbrella::day!(2019, 5, 1), 9, 0).ok_or("no such moment")?;
/// #     let version = TieVersion::new(known, Period::UNKNOWN, Standing::Checked,
/// #         Permille::new(800)?, Default::default());
/// #     let draft = TieDraft { id: Some(TieId::from_uuid(Uuid::from_u128(n))?), from: Some(from),
/// #         to: Some(to), kind: Some(kind), versions: vec![version], ..TieDraft::default() };
/// #     draft.enter().map_err(|_| "refused".into())
/// # }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let official: PartyId = PersonId::from_uuid(Uuid::from_u128(1))?.into();
/// # let brother: PartyId = PersonId::from_uuid(Uuid::from_u128(2))?.into();
/// # let gang: PartyId = GangId::from_uuid(Uuid::from_u128(3))?.into();
/// let mut network = Network::default();
/// for party in [official, brother, gang] {
///     network.add_party(party);
/// }
/// network.add_tie(tie(1, official, brother, TieKind::Sibling)?)?;
/// network.add_tie(tie(2, brother, gang, TieKind::Leads)?)?;
///
/// let view = View::new().kinds(protection_kinds());
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// let answer = protectors(&frozen.seen(view), gang, WITHIN, &mut Scratch::default())?;
/// assert_eq!(answer.to_string(), "the network does not say who is an official");
///
/// network.mark_official(official, true)?;
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// let answer = protectors(&frozen.seen(view), gang, WITHIN, &mut Scratch::default())?;
/// let found = &answer.parties()[0];
/// assert_eq!((found.party(), found.through()), (official, &[brother][..]));
/// assert_eq!((found.path().support().get(), found.lines().count()), (640, 1));
/// # Ok(())
/// # }
/// ```
pub fn protectors(
    seen: &Seen<'_>,
    gang: PartyId,
    most: u32,
    scratch: &mut Scratch,
) -> Result<Shielding, UnknownParty> {
    let Slot(start) = seen.slot(gang)?;
    if !seen.network().knows_officials() {
        return Ok(Shielding::Unknown(Missing::Officials));
    }
    let ways = seen.ways().turned();
    scratch.layers.find(&ways, start, most);
    let office = |slot: &u32| match seen.party(*slot) {
        Some(PartyId::Organ(_)) => true,
        _ => seen.network().is_official(Slot(*slot)),
    };
    let there = scratch.layers.reached().iter().copied();
    let found: Vec<u32> = there.filter(|slot| *slot != start && office(slot)).collect();
    let mut parties = Vec::new();
    for slot in found {
        scratch.layers.path_back(&ways, slot, &mut scratch.path);
        parties.extend(protector(seen, slot, [slot, start], most, scratch));
    }
    Ok(ordered(parties, most))
}

/// The gangs to which a path of at most `most` ties leads from a party.
///
/// The mirror of [`protectors`]: whoever is found there finds the gang here, over the same
/// path and the same lines.
///
/// # Errors
///
/// [`UnknownParty`].
pub fn protected(
    seen: &Seen<'_>,
    party: PartyId,
    most: u32,
    scratch: &mut Scratch,
) -> Result<Shielding, UnknownParty> {
    let Slot(start) = seen.slot(party)?;
    if !seen.network().knows_gangs() {
        return Ok(Shielding::Unknown(Missing::Gangs));
    }
    let ways = seen.ways();
    scratch.layers.find(&ways, start, most);
    let gang = |slot: &u32| matches!(seen.party(*slot), Some(PartyId::Gang(_)));
    let there = scratch.layers.reached().iter().copied();
    let found: Vec<u32> = there.filter(|slot| *slot != start && gang(slot)).collect();
    let mut parties = Vec::new();
    for slot in found {
        scratch.layers.path(&ways, slot, &mut scratch.path);
        parties.extend(protector(seen, slot, [start, slot], most, scratch));
    }
    Ok(ordered(parties, most))
}

/// The furthest weakest tie first, then the most support, then by id.
fn ordered(mut parties: Vec<Protector>, within: u32) -> Shielding {
    parties.sort_by_cached_key(|found| {
        let place = found.path.weakest().map(TieLine::place);
        (Reverse(place), Reverse(found.path.support()), found.party)
    });
    Shielding::Found { within, parties }
}

/// What is known of one party found, whose path the scratch holds.
fn protector(
    seen: &Seen<'_>,
    slot: u32,
    ends: [u32; 2],
    most: u32,
    scratch: &mut Scratch,
) -> Option<Protector> {
    let path = Path::over(seen, &scratch.path)?;
    let mut direct: Vec<(ArcSlot, TieLine)> = seen
        .ties_between(ends)
        .into_iter()
        .filter_map(|tie| Some((tie, seen.network().line(tie)?)))
        .collect();
    direct
        .sort_by(|(_, a), (_, b)| b.place().cmp(&a.place()).then(a.kind.code().cmp(b.kind.code())));
    let lines = Evidence { seen, ends, most }.lines(&direct, scratch);
    let direct = direct.into_iter().map(|(_, line)| line).collect();
    Some(Protector { party: seen.party(slot)?, path, direct, lines })
}

/// The lines of evidence between two parties.
struct Evidence<'a> {
    seen: &'a Seen<'a>,
    ends: [u32; 2],
    most: u32,
}

/// The most paths among which lines are chosen one by one.
const CANDIDATES: usize = 200;
/// After this many tries the choice is given up.
const TRIES: u64 = 20_000;
/// The most ways in which one line may choose its origins.
const CHOICES: usize = 64;

/// What two lines may not both take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Party(u32),
    Origin(u32),
}

/// A line that may be chosen.
#[derive(Clone, Debug)]
struct Candidate {
    path: Path,
    /// What it takes, in each way of choosing its origins.
    takes: Vec<Vec<Thing>>,
    /// Whether these are all the ways.
    whole: bool,
}

impl Evidence<'_> {
    fn lines(&self, direct: &[(ArcSlot, TieLine)], scratch: &mut Scratch) -> Lines {
        let ways = self.seen.ways();
        let counts = |(_, line): &&(ArcSlot, TieLine)| line.confidence.get() > 0;
        let direct = direct.iter().filter(counts).filter_map(|tie| self.direct(tie));
        let direct: Vec<Candidate> = direct.collect();
        let (found, most) = scratch.apart.find(&ways, self.ends, self.most, |c| c > 0);
        // Ties with one origin between them are no more lines than origins.
        let alone = choose(&direct, usize::MAX);
        let enough = alone.lines.len().saturating_add(most);
        let apart = self.with(&direct, &found);
        let chosen = choose(&apart, enough);
        if alone.sure && chosen.lines.len() >= enough {
            return taken(&apart, &chosen.lines, false);
        }
        // Others may fit together better: choose among all paths, where they are few.
        let Some(all) = self.all(scratch) else { return taken(&apart, &chosen.lines, true) };
        let all = self.with(&direct, &all);
        let better = choose(&all, enough);
        if better.lines.len() >= chosen.lines.len() {
            taken(&all, &better.lines, !better.sure)
        } else {
            taken(&apart, &chosen.lines, true)
        }
    }

    /// The direct lines, and one for each path.
    fn with(&self, direct: &[Candidate], paths: &[Vec<u32>]) -> Vec<Candidate> {
        let through = paths.iter().filter_map(|slots| self.through(slots));
        direct.iter().cloned().chain(through).collect()
    }

    /// All paths through others, the shortest first; `None` if they are many.
    fn all(&self, scratch: &mut Scratch) -> Option<Vec<Vec<u32>>> {
        let mut all: Vec<Vec<u32>> = Vec::new();
        let ways = self.seen.ways();
        let Scratch { simple, .. } = scratch;
        let walked = simple.each(
            &ways,
            self.ends,
            self.most,
            u64::MAX,
            |c| c > 0,
            |path| {
                if path.len() > 2 {
                    all.push(path.to_vec());
                }
                all.len() <= CANDIDATES
            },
        );
        (walked == Walked::All).then_some(all)
    }

    fn direct(&self, (tie, line): &(ArcSlot, TieLine)) -> Option<Candidate> {
        let [from, to] = self.ends;
        let parties = vec![self.seen.party(from)?, self.seen.party(to)?];
        let path = Path::new(parties, vec![line.clone()]).ok()?;
        let origins: BTreeSet<u32> = self.seen.network().origins_of(*tie).collect();
        let needs = BTreeSet::from_iter((!origins.is_empty()).then_some(origins));
        Some(Candidate::new(path, &[], &needs))
    }

    fn through(&self, slots: &[u32]) -> Option<Candidate> {
        let path = Path::over(self.seen, slots)?;
        let mut needs: BTreeSet<BTreeSet<u32>> = BTreeSet::new();
        if self.seen.network().knows_origins() {
            let origins = slots.windows(2).filter_map(|pair| match pair {
                [from, to] => self.origins([*from, *to]),
                _ => None,
            });
            needs.extend(origins);
        }
        let between = slots.get(1..slots.len().saturating_sub(1)).unwrap_or_default();
        Some(Candidate::new(path, between, &needs))
    }

    /// The origins on one of which a step rests; `None` if some tie there rests on itself.
    fn origins(&self, step: [u32; 2]) -> Option<BTreeSet<u32>> {
        let network = self.seen.network();
        let mut all = BTreeSet::new();
        for tie in self.seen.ties_between(step) {
            if network.tie(tie).is_some_and(|facts| facts.confidence.get() > 0) {
                let mut origins = network.origins_of(tie).peekable();
                origins.peek()?;
                all.extend(origins);
            }
        }
        Some(all)
    }
}

impl Candidate {
    /// A line over parties between, with the sets of origins from each of which it needs one.
    fn new(path: Path, between: &[u32], needs: &BTreeSet<BTreeSet<u32>>) -> Self {
        let mut choices: BTreeSet<BTreeSet<u32>> = BTreeSet::from([BTreeSet::new()]);
        let mut whole = true;
        for need in needs {
            let mut next = BTreeSet::new();
            for choice in &choices {
                // Who has taken one of them already needs no other.
                if choice.is_disjoint(need) {
                    let with = |origin: &u32| choice.iter().copied().chain([*origin]).collect();
                    next.extend(need.iter().map(with));
                } else {
                    next.insert(choice.clone());
                }
            }
            whole &= next.len() <= CHOICES;
            choices = next.into_iter().take(CHOICES).collect();
        }
        let parties = || between.iter().copied().map(Thing::Party);
        let take = |origins: BTreeSet<u32>| {
            parties().chain(origins.into_iter().map(Thing::Origin)).collect()
        };
        Self { path, takes: choices.into_iter().map(take).collect(), whole }
    }
}

/// Lines that fit together.
struct Chosen {
    /// Their places, in rising order.
    lines: Vec<usize>,
    /// Whether no more fit together.
    sure: bool,
}

fn choose(candidates: &[Candidate], enough: usize) -> Chosen {
    let things = candidates.iter().flat_map(|one| one.takes.iter().flatten().copied());
    let things: BTreeSet<Thing> = things.collect();
    let numbers: BTreeMap<Thing, u32> = things.into_iter().zip(0..).collect();
    let number =
        |take: &Vec<Thing>| take.iter().filter_map(|it| numbers.get(it).copied()).collect();
    let lines: Vec<Line> =
        candidates.iter().map(|one| one.takes.iter().map(number).collect()).collect();
    let (lines, sure) = pack(&lines, enough, TRIES);
    // With some choices left out, what was found is the most only if it is enough.
    let sure = sure && (lines.len() >= enough || candidates.iter().all(|one| one.whole));
    Chosen { lines, sure }
}

fn taken(candidates: &[Candidate], lines: &[usize], at_least: bool) -> Lines {
    let path = |at: &usize| candidates.get(*at).map(|one| one.path.clone());
    Lines { paths: lines.iter().filter_map(path).collect(), at_least }
}

/// A protector as it is written down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    party: PartyId,
    path: Path,
    direct: Vec<TieLine>,
    lines: Lines,
}

impl From<Protector> for Written {
    fn from(Protector { party, path, direct, lines }: Protector) -> Self {
        Self { party, path, direct, lines }
    }
}

impl TryFrom<Written> for Protector {
    type Error = NotAProtector;

    fn try_from(written: Written) -> Result<Self, NotAProtector> {
        let Written { party, path, direct, lines } = written;
        let (Some(first), Some(last)) = (path.parties().first(), path.parties().last()) else {
            return Err(NotAProtector::NoTie);
        };
        if path.ties().is_empty() {
            return Err(NotAProtector::NoTie);
        }
        if party != *first && party != *last {
            return Err(NotAProtector::Elsewhere { party });
        }
        if let Some(at) = direct.iter().position(|tie| tie.other(*first) != Some(*last)) {
            return Err(NotAProtector::Direct { at });
        }
        let mut between = BTreeSet::new();
        for (at, line) in lines.paths.iter().enumerate() {
            let ends = (line.parties().first(), line.parties().last());
            let apart = line.between().iter().all(|party| between.insert(*party));
            if ends != (Some(first), Some(last)) || !apart {
                return Err(NotAProtector::Line { at });
            }
        }
        Ok(Self { party, path, direct, lines })
    }
}

/// Why a protector is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAProtector {
    /// The path has no tie.
    #[error("a path without ties leads to nobody")]
    NoTie,
    /// The party stands at neither end of the path.
    #[error("{party} stands at neither end of the path")]
    Elsewhere {
        /// The party.
        party: PartyId,
    },
    /// A direct tie joins others.
    #[error("direct tie [{at}] does not join the ends of the path")]
    Direct {
        /// The tie's place, counted from 0.
        at: usize,
    },
    /// A line joins others, or shares a party between with a line before it.
    #[error("line [{at}] does not join the ends of the path, or shares a party with another")]
    Line {
        /// The line's place, counted from 0.
        at: usize,
    },
}

#[cfg(test)]
mod tests;
