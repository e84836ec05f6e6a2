//! What a question may see: a filter over ties.
//!
//! | part | rule |
//! |---|---|
//! | valid on a day | the tie's period holds that day; without a day, every period counts |
//! | known at a moment | the version that was what we knew then; without a moment, the latest |
//! | kinds | one of these |
//! | standing | at least this one, in the order alleged < checked < supported < established |
//! | confidence | at least this many thousandths |
//! | direction | along the tie, against it, or both |
//!
//! **Time.** A period holds its first day and not the day on which it ends. A version is
//! known from the moment at which it was recorded until the moment at which the next
//! version of the same tie was: at that instant the new one counts. So a view picks at
//! most one version of a tie.
//!
//! **Unknown ends.** A tie whose start or end nobody knows *may* have been there. A view
//! shows it unless it is told to show only what is [certain](Doubt::LeaveOut).
//!
//! **Standing.** The default leaves out what is only alleged: a report that nobody has
//! looked at ties nobody to anything. Asking for alleged ties is explicit. Refuted and
//! withdrawn ties are shown by no view.

use serde::{Deserialize, Serialize};

use crate::base::day::{Day, Moment};
use crate::base::permille::Permille;
use crate::network::kinds::KindSet;
use crate::provenance::Standing;

/// In which direction a question walks along ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the one who does to the one to whom it is done.
    Along,
    /// The other way.
    Against,
    /// Either way.
    #[default]
    Both,
}

/// What to do with a tie that may or may not have been there on the day asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Show it: a lead may be worth following.
    #[default]
    Show,
    /// Leave it out: only what was certainly there counts.
    LeaveOut,
}

/// The lowest standing that a view shows.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Least {
    /// Everything that is held, reports that nobody has looked at included.
    Alleged,
    /// What somebody with the duty to do so has looked at.
    #[default]
    Checked,
    /// What evidence beyond the first report speaks for.
    Supported,
    /// What an effective decision says.
    Established,
}

impl Least {
    /// The standing.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::Alleged => Standing::Alleged,
            Self::Checked => Standing::Checked,
            Self::Supported => Standing::Supported,
            Self::Established => Standing::Established,
        }
    }
}

/// A filter over ties; see the [page](self).
///
/// # Examples
///
/// ```
/// use unbrella::day;
/// use unbrella::network::view::{Least, View};
///
/// let view = View::new().valid_on(day!(2015, 6, 30)).at_least(Least::Supported);
/// assert_eq!(view.least(), Least::Supported);
/// assert_eq!(View::default().least(), Least::Checked);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    valid_on: Option<Day>,
    doubt: Doubt,
    known_at: Option<Moment>,
    kinds: KindSet,
    least: Least,
    confidence: Permille,
    direction: Direction,
}

impl Default for View {
    fn default() -> Self {
        Self::new()
    }
}

impl View {
    /// Every kind of tie, at any time, as known now, at least checked, in both directions.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            valid_on: None,
            doubt: Doubt::Show,
            known_at: None,
            kinds: KindSet::ALL,
            least: Least::Checked,
            confidence: Permille::NONE,
            direction: Direction::Both,
        }
    }

    /// Only ties whose period holds this day.
    #[must_use]
    pub const fn valid_on(mut self, day: Day) -> Self {
        self.valid_on = Some(day);
        self
    }

    /// What to do with ties whose period is not fully known.
    #[must_use]
    pub const fn doubt(mut self, doubt: Doubt) -> Self {
        self.doubt = doubt;
        self
    }

    /// Only what had been recorded by this moment.
    #[must_use]
    pub const fn known_at(mut self, moment: Moment) -> Self {
        self.known_at = Some(moment);
        self
    }

    /// Only these kinds.
    #[must_use]
    pub const fn kinds(mut self, kinds: KindSet) -> Self {
        self.kinds = kinds;
        self
    }

    /// Only ties of at least this standing.
    #[must_use]
    pub const fn at_least(mut self, least: Least) -> Self {
        self.least = least;
        self
    }

    /// Only ties with at least this confidence.
    #[must_use]
    pub const fn confidence(mut self, confidence: Permille) -> Self {
        self.confidence = confidence;
        self
    }

    /// In which direction ties are walked.
    #[must_use]
    pub const fn direction(mut self, direction: Direction) -> Self {
        self.direction = direction;
        self
    }

    /// The day asked for.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        self.valid_on
    }

    /// The moment of knowledge asked for.
    #[must_use]
    pub const fn moment(&self) -> Option<Moment> {
        self.known_at
    }

    /// The kinds that are shown.
    #[must_use]
    pub const fn kind_set(&self) -> KindSet {
        self.kinds
    }

    /// The lowest standing that is shown.
    #[must_use]
    pub const fn least(&self) -> Least {
        self.least
    }

    /// The least confidence that is shown.
    #[must_use]
    pub const fn least_confidence(&self) -> Permille {
        self.confidence
    }

    /// The direction in which ties are walked.
    #[must_use]
    pub const fn walks(&self) -> Direction {
        self.direction
    }

    /// What is done with ties whose period is not fully known.
    #[must_use]
    pub const fn on_doubt(&self) -> Doubt {
        self.doubt
    }
}
