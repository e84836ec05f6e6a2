//! What may happen to a limit that is running: the clock stands still, or is given more time.

use serde::{Deserialize, Serialize};

use super::limit::Length;
use crate::base::day::Moment;
use crate::base::text::Code;

/// 中止: a stretch during which the clock stands still.
///
/// It holds its first moment and not its last. Where days are counted, the day on which
/// it begins is not counted, and the day on which the clock runs again is; a stretch
/// within one day stops no day.
///
/// # Examples
///
/// ```
/// use unbrella::base::day::Moment;
/// use unbrella::base::deadline::Suspension;
///
/// let from = Moment::parse("2019-04-28T10:00:00+08:00")?;
/// let until = Moment::parse("2019-05-06T10:00:00+08:00")?;
/// assert!(Suspension::between(from, until).is_ok());
/// assert!(Suspension::between(until, from).is_err());
/// # Ok::<(), unbrella::base::day::InvalidMoment>(())
/// ```
// Invariant: from < until.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "SuspensionDraft", into = "SuspensionDraft")]
pub struct Suspension {
    from: Moment,
    until: Option<Moment>,
}

/// A suspension as it is read, unchecked.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Suspension", deny_unknown_fields)]
struct SuspensionDraft {
    from: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Moment>,
}

impl Suspension {
    /// The clock stood still from `from`, and ran again at `until`.
    ///
    /// # Errors
    ///
    /// [`ReversedSuspension`] unless `from` comes before `until`.
    pub fn between(from: Moment, until: Moment) -> Result<Self, ReversedSuspension> {
        if from < until {
            Ok(Self { from, until: Some(until) })
        } else {
            Err(ReversedSuspension { from, until })
        }
    }

    /// The clock stands still since `from`; nobody knows until when.
    #[must_use]
    pub const fn since(from: Moment) -> Self {
        Self { from, until: None }
    }

    /// When the clock stopped.
    #[must_use]
    pub const fn from(&self) -> Moment {
        self.from
    }

    /// When the clock ran again, if it has.
    #[must_use]
    pub const fn until(&self) -> Option<Moment> {
        self.until
    }

    /// Whether the clock stands still at `moment`.
    #[must_use]
    pub fn covers(&self, moment: Moment) -> bool {
        self.from <= moment && self.until.is_none_or(|until| moment < until)
    }

    /// Whether the two share a moment.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end = |a: &Self, b: &Self| b.until.is_none_or(|until| a.from < until);
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

impl TryFrom<SuspensionDraft> for Suspension {
    type Error = ReversedSuspension;

    fn try_from(draft: SuspensionDraft) -> Result<Self, Self::Error> {
        match draft.until {
            Some(until) => Self::between(draft.from, until),
            None => Ok(Self::since(draft.from)),
        }
    }
}

impl From<Suspension> for SuspensionDraft {
    fn from(suspension: Suspension) -> Self {
        Self { from: suspension.from, until: suspension.until }
    }
}

/// The clock would run again before, or when, it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a clock that stops at {from} cannot run again at {until}")]
pub struct ReversedSuspension {
    /// When it stops.
    pub from: Moment,
    /// When it was to run again.
    pub until: Moment,
}

/// 延长的条件: who may give more time, and how much.
///
/// A limit may be extended once. Where the source allows more steps, each step has a
/// limit of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// The most time that may be given, in the unit in which it must be given.
    pub at_most: Length,
    /// Who may give it, as a code of the rule pack, such as `next_higher_organ`.
    pub by: Code,
}

/// 延长: more time, given once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How much time is given.
    pub length: Length,
    /// By whom, as a code of the rule pack.
    pub by: Code,
    /// When it was given.
    pub granted: Moment,
}
