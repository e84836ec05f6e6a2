//! 管理权限: the level that manages whoever holds a post.
//!
//! The managing level decides who may sanction an official, whoever investigates. The
//! first of these that applies on the day settles it:
//!
//! | | what | level | source |
//! |---|---|---|---|
//! | 1 | a dated exception covers the post | the exception's | law-context §2, mem-mid |
//! | 2 | a dispatched group (派驻) | that of the organ that sends it | §2, mem-high |
//! | 3 | an organ led along its own line (垂直管理) | for its leaders that of its superior, for others its own | §2, mem-mid |
//! | 4 | a deputy at bureau or division level in a city of deputy-province level | one lower than by rank | §2, mem-high; "deputies" is our reading of half a step |
//! | 5 | the rank | [`usual_level`] | §2, mem-high |
//!
//! Of several exceptions, the one that names the post wins over one that names the
//! organ, this over one that names a place (the smaller first), and all over the rest.
//!
//! What is not known matters only where it could change the level: an exception whose
//! end nobody has noted does no harm if the rank leads to the same level.

use std::fmt;

use crate::base::day::Day;
use crate::base::id::{OrganId, PlaceId, PostId, RecordId};
use crate::base::truth::Truth;
use crate::model::organ::exception::ManagementException;
use crate::model::organ::tree::OrganTree;
use crate::terms::office::{Level, OrganKind, Rank};

use super::tree::wins_before;
use super::{Organ, Post};

/// The level that usually manages a rank: the next one up (下管一级).
///
/// Village cadres and persons without a cadre post are managed at township level, our
/// reading where the source has "township / county".
///
/// # Source
///
/// law-context §2 (mem-high).
///
/// ```
/// use unbrella::model::organ::managing::usual_level;
/// use unbrella::terms::office::{Level, Rank};
///
/// assert_eq!(usual_level(Rank::SectionChief), Level::County);
/// assert_eq!(usual_level(Rank::DivisionDeputy), Level::City);
/// ```
#[must_use]
pub const fn usual_level(rank: Rank) -> Level {
    match rank {
        Rank::NonCadre | Rank::VillageLevel => Level::Township,
        Rank::SectionDeputy | Rank::SectionChief => Level::County,
        Rank::DivisionDeputy | Rank::DivisionChief => Level::City,
        Rank::BureauDeputy | Rank::BureauChief => Level::Province,
        Rank::MinisterDeputy | Rank::MinisterChief => Level::Central,
        Rank::NationalDeputy | Rank::NationalChief => Level::Central,
    }
}

/// The level that manages a rank where everything stands half a step higher.
///
/// A deputy there counts as the chief of the band below. Below the division and from the
/// minister up nothing changes: no level is left, and the center keeps its own.
const fn level_half_a_step_up(rank: Rank) -> Option<Level> {
    match rank {
        Rank::BureauDeputy => Some(usual_level(Rank::DivisionChief)),
        Rank::DivisionDeputy => Some(usual_level(Rank::SectionChief)),
        _ => None,
    }
}

/// The managing level of a post on a day, with the ground for it.
///
/// Not a handling level: that one belongs to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Managed {
    level: Level,
    ground: ManagingGround,
}

impl Managed {
    /// The level.
    #[must_use]
    pub const fn level(self) -> Level {
        self.level
    }

    /// What led to it.
    #[must_use]
    pub const fn ground(self) -> ManagingGround {
        self.ground
    }
}

/// `city level, by rank (chief at county and division level)`.
impl fmt::Display for Managed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} level, {}", self.level, self.ground)
    }
}

/// What led to a managing level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManagingGround {
    /// A dated exception.
    #[error("by exception {0}")]
    Exception(RecordId),
    /// The organ that sends the dispatched group.
    #[error("as dispatched by {0}")]
    Sender(OrganId),
    /// The organ that leads the line, or the organ itself for those who lead nobody.
    #[error("along its own line by {0}")]
    Line(OrganId),
    /// The city of deputy-province level, half a step higher.
    #[error("half a step up in {0}")]
    HalfStep(PlaceId),
    /// The rank of the post.
    #[error("by rank ({0})")]
    Rank(Rank),
}

/// One thing that would have to be known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManagingGap {
    /// The organ of the post is not in the tree.
    #[error("{0} is not in the tree")]
    Organ(OrganId),
    /// The rank of the post.
    #[error("the rank of {0}")]
    Rank(PostId),
    /// The organ that sends a dispatched group.
    #[error("the organ that sends {0}")]
    Sender(OrganId),
    /// The organ above one that is led along its own line.
    #[error("the superior of {0}")]
    Superior(OrganId),
    /// The territory of the organ.
    #[error("the territory of {0}")]
    Territory(OrganId),
    /// Whether an exception holds on the day.
    #[error("whether {0} holds on that day")]
    Exception(RecordId),
    /// Whether the organ is led along its own line on the day.
    #[error("whether {0} is led along its own line on that day")]
    Vertical(OrganId),
    /// Whether the place is a city of deputy-province level on the day.
    #[error("whether {0} is of deputy-province level on that day")]
    DeputyProvince(PlaceId),
    /// Two exceptions of equal weight give different levels.
    #[error("which of {0} and {1} holds: they give different levels")]
    Disagree(RecordId, RecordId),
}

/// The managing level cannot be told; this is what would have to be known.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelNotKnown(Vec<ManagingGap>);

impl LevelNotKnown {
    /// What would have to be known, in the order in which it was asked. Never empty.
    #[must_use]
    pub fn gaps(&self) -> &[ManagingGap] {
        &self.0
    }
}

impl fmt::Display for LevelNotKnown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the managing level is not known; missing: ")?;
        for (n, gap) in self.0.iter().enumerate() {
            write!(f, "{}{gap}", if n > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for LevelNotKnown {}

/// The level that manages whoever holds a post on a day; see the [module page](self).
///
/// # Errors
///
/// [`LevelNotKnown`] lists what would have to be known to tell.
///
/// # Source
///
/// law-context §1.1, §2; catalogue §6.3 (raising a case never moves this level).
pub fn managing_level(post: &Post, day: Day, tree: &OrganTree) -> Result<Managed, LevelNotKnown> {
    let Some(organ) = tree.organ(post.organ()) else {
        return Err(LevelNotKnown(vec![ManagingGap::Organ(post.organ())]));
    };
    let asked = Asked { post, organ, day, tree };
    let mut scale = Scale::default();
    let rules = [by_exception, by_sender, by_line, by_half_step, by_rank];
    for rule in rules {
        if rule(&asked, &mut scale) == Settled::Yes {
            break;
        }
    }
    scale.read()
}

struct Asked<'a> {
    post: &'a Post,
    organ: &'a Organ,
    day: Day,
    tree: &'a OrganTree,
}

/// Whether a rule leaves nothing to the rules after it.
#[derive(PartialEq, Eq)]
enum Settled {
    Yes,
    No,
}

/// The levels that are possible so far, and what is not known.
#[derive(Default)]
struct Scale {
    possible: Vec<Managed>,
    gaps: Vec<ManagingGap>,
    stuck: bool,
}

impl Scale {
    /// The rule applies if `holds`; if that is not known, `gap` is missing.
    fn weigh(&mut self, holds: Truth, managed: Managed, gap: ManagingGap) -> Settled {
        match holds {
            Truth::No => return Settled::No,
            Truth::Yes => {}
            Truth::Unknown => self.gaps.push(gap),
        }
        self.possible.push(managed);
        if holds.is_yes() { Settled::Yes } else { Settled::No }
    }

    /// Nothing can be told without this.
    fn stop(&mut self, gap: ManagingGap) -> Settled {
        self.gaps.push(gap);
        self.stuck = true;
        Settled::Yes
    }

    /// The level, if all that is possible leads to the same one.
    fn read(self) -> Result<Managed, LevelNotKnown> {
        let last = self.possible.last().copied();
        match last {
            Some(last)
                if !self.stuck && self.possible.iter().all(|one| one.level == last.level) =>
            {
                Ok(last)
            }
            _ => Err(LevelNotKnown(self.gaps)),
        }
    }
}

fn by_exception(asked: &Asked<'_>, scale: &mut Scale) -> Settled {
    let weight = |exception: &ManagementException| wins_before(exception, asked.tree.places());
    for equals in asked.tree.exceptions().chunk_by(|a, b| weight(a) == weight(b)) {
        let mut sure: Option<&ManagementException> = None;
        for exception in equals {
            let (holds, gap) = covers(exception, asked);
            let level = exception.managed_at();
            let ground = ManagingGround::Exception(exception.id());
            if scale.weigh(holds, Managed { level, ground }, gap) == Settled::Yes {
                match sure {
                    Some(other) if other.managed_at() != level => {
                        return scale.stop(ManagingGap::Disagree(other.id(), exception.id()));
                    }
                    _ => sure = Some(exception),
                }
            }
        }
        if sure.is_some() {
            return Settled::Yes;
        }
    }
    Settled::No
}

/// Whether an exception covers the post on the day, and what is missing if that is not known.
fn covers(exception: &ManagementException, asked: &Asked<'_>) -> (Truth, ManagingGap) {
    let (post, organ) = (asked.post, asked.organ);
    let agrees = exception.post().is_none_or(|named| named == post.id())
        && exception.organ().is_none_or(|named| named == organ.id())
        && exception.kind().is_none_or(|kind| kind == organ.kind())
        && exception.at().is_none_or(|level| level == organ.level())
        && exception.leader().is_none_or(|role| Some(role) == post.leader());
    let inside = exception.within().map_or(Truth::Yes, |place| inside(asked, place));
    let on_day = exception.period().contains(asked.day);
    let gap = if on_day.is_unknown() || !inside.is_unknown() {
        ManagingGap::Exception(exception.id())
    } else {
        ManagingGap::Territory(organ.id())
    };
    (Truth::from(agrees).and(inside).and(on_day), gap)
}

/// What is known of where an organ is at work.
enum Territory {
    /// It answers for this place.
    Own(PlaceId),
    /// It has none of its own and lies in that of its superior.
    Within(PlaceId),
    Unknown,
}

impl Asked<'_> {
    fn territory(&self) -> Territory {
        if let Some(own) = self.organ.place() {
            return Territory::Own(own);
        }
        let mut above = self.tree.superiors(self.organ.id());
        let nearest = above.find_map(|organ| self.tree.organ(organ)?.place());
        nearest.map_or(Territory::Unknown, Territory::Within)
    }
}

/// Whether the organ answers for the place or one in it.
fn inside(asked: &Asked<'_>, place: PlaceId) -> Truth {
    let places = asked.tree.places();
    match asked.territory() {
        Territory::Own(own) => places.lies_in(own, place).into(),
        Territory::Within(around) if places.lies_in(around, place) => Truth::Yes,
        Territory::Within(around) if !places.lies_in(place, around) => Truth::No,
        Territory::Within(_) | Territory::Unknown => Truth::Unknown,
    }
}

fn by_sender(asked: &Asked<'_>, scale: &mut Scale) -> Settled {
    let id = asked.organ.id();
    if *asked.organ.kind() != OrganKind::DispatchedGroup {
        return Settled::No;
    }
    let gap = ManagingGap::Sender(id);
    match asked.tree.superior(id).and_then(|sender| asked.tree.organ(sender)) {
        None => scale.stop(gap),
        Some(sender) => {
            let ground = ManagingGround::Sender(sender.id());
            scale.weigh(Truth::Yes, Managed { level: sender.level(), ground }, gap)
        }
    }
}

fn by_line(asked: &Asked<'_>, scale: &mut Scale) -> Settled {
    let organ = asked.organ;
    let holds = organ.vertical().map_or(Truth::No, |time| time.contains(asked.day));
    if holds.is_no() {
        return Settled::No;
    }
    let superior = asked.tree.superior(organ.id()).and_then(|above| asked.tree.organ(above));
    let manager = match (asked.post.leader(), superior) {
        (None, _) => organ,
        (Some(_), Some(superior)) => superior,
        // Nothing stands above the center: it manages itself.
        (Some(_), None) if organ.level() == Level::Central => organ,
        (Some(_), None) => {
            let gap = ManagingGap::Superior(organ.id());
            return scale.stop(gap);
        }
    };
    let managed = Managed { level: manager.level(), ground: ManagingGround::Line(manager.id()) };
    scale.weigh(holds, managed, ManagingGap::Vertical(organ.id()))
}

fn by_half_step(asked: &Asked<'_>, scale: &mut Scale) -> Settled {
    let (organ, places) = (asked.organ, asked.tree.places());
    let level = asked.post.rank().and_then(level_half_a_step_up);
    let (Some(level), true) = (level, organ.level() <= Level::City) else { return Settled::No };
    let territory = match asked.territory() {
        Territory::Own(own) => own,
        Territory::Within(around) if places.level(around) <= Some(Level::City) => around,
        // Any such city that is listed could be the one around it.
        _ if places.has_deputy_province() => {
            return scale.stop(ManagingGap::Territory(organ.id()));
        }
        _ => return Settled::No,
    };
    match places.deputy_province(territory, asked.day) {
        None => Settled::No,
        Some((place, holds)) => {
            let managed = Managed { level, ground: ManagingGround::HalfStep(place) };
            scale.weigh(holds, managed, ManagingGap::DeputyProvince(place))
        }
    }
}

fn by_rank(asked: &Asked<'_>, scale: &mut Scale) -> Settled {
    let gap = ManagingGap::Rank(asked.post.id());
    match asked.post.rank() {
        None => scale.stop(gap),
        Some(rank) => {
            let managed = Managed { level: usual_level(rank), ground: ManagingGround::Rank(rank) };
            scale.weigh(Truth::Yes, managed, gap)
        }
    }
}
