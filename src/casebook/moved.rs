//! 期限变动: deadlines that other rules, or another calendar, count otherwise.
//!
//! A notice comes out that closes some days and opens others; a pack is put right; an organ
//! goes over to the rules of another place. From then on the same clocks end on other days.
//! The event `other_rules` lists each that does, with the end before and the end after.
//!
//! **A deadline never moves backwards.** Whoever was told a day may rely on it:
//!
//! | counted anew, it is due | until when it is due |
//! |---|---|
//! | later | as counted anew |
//! | earlier | as before: that day holds, and the agenda shows it |
//! | on no day: the new rules know none, or the new calendar cannot count it | left out of the agenda, as every clock that nobody can name |
//!
//! A day that holds does so for the clock that began when this one did. If the matter comes
//! to a stop or gets more time, and so ends later still, the later end counts; a clock that
//! begins anew is counted by the new rules alone. The procedures know nothing of all this:
//! they name the end as it is counted now. So an event that falls between the two ends gets
//! a reason more (`casebook/held-day`), which says that it is in time.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::moved::Moved;
//!
//! let moved: Moved = serde_json::from_str(r#"{
//!     "about":"clue-00000000000000000000000000000001",
//!     "what":{"code":"opinion","term":"处置意见","english":"disposition opinion"},
//!     "since":"2019-04-22T09:00:00+08:00",
//!     "was":"2019-05-06T00:00:00+08:00","now":"2019-05-01T00:00:00+08:00"}"#)?;
//! assert_eq!(moved.until(), moved.was, "it does not move backwards");
//! assert_eq!(
//!     moved.to_string(),
//!     "disposition opinion: was due before 2019-05-06 00:00:00 +08:00, counted anew before \
//!      2019-05-01 00:00:00 +08:00; the earlier end does not hold",
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Source
//!
//! Design §8.8. No document says what becomes of a limit that is running when holidays are
//! announced anew; that it is never cut short is our reading.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::AnyId;
use crate::decision::{Reason, Word};
use crate::provenance::{Certainty, Citation};

const OWN: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §8.8",
    "a deadline never moves backwards",
    Certainty::Reading,
);

/// A deadline that comes out otherwise. All ends are exclusive: the first moment too late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// What it is about.
    pub about: AnyId,
    /// What is due.
    pub what: Word,
    /// When the clock began.
    pub since: Moment,
    /// The end before the change; nothing if it could not be counted, or was not laid down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Moment>,
    /// The end as it is counted anew; nothing if it cannot be, or is not laid down any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Moment>,
}

impl Moved {
    /// Until when it is due from now on: never earlier than before. Nothing if it is counted
    /// no more.
    #[must_use]
    pub fn until(&self) -> Option<Moment> {
        self.now.map(|now| self.was.map_or(now, |was| was.max(now)))
    }

    /// The end before the change, if it holds since the new one is earlier.
    #[must_use]
    pub fn held(&self) -> Option<Moment> {
        self.was.filter(|was| self.now.is_some_and(|now| now < *was))
    }

    /// Why something done at a moment is in time though the new count says otherwise;
    /// nothing if the moment does not lie between the two ends.
    pub(crate) fn in_between(&self, at: Moment) -> Option<Reason> {
        let (held, now) = (self.held()?, self.now?);
        (now <= at && at < held).then(|| self.holds(held, now))
    }

    /// That the end before the change holds, and why.
    pub(crate) fn holds(&self, held: Moment, now: Moment) -> Reason {
        let because = crate::sentence!(
            "{what}, running since {since}: counted anew it was due before {now}; the end \
             before the change holds, {held}",
            "{what}（自{since}起算）：重新计算的期限为{now}前，早于变更前的期限，仍以变更前的{held}为准",
            what = self.what.clone(),
            since = self.since,
            now = now,
            held = held,
        );
        Reason::new(crate::rule_name!("casebook/held-day"), because, OWN)
    }
}

/// `opinion: was due before …, counted anew before …`.
impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.what)?;
        match self.was {
            Some(was) => write!(f, "was due before {was}, ")?,
            None => f.write_str("had no end, ")?,
        }
        match self.now {
            Some(now) => write!(f, "counted anew before {now}")?,
            None => f.write_str("counted anew it has none")?,
        }
        if self.held().is_some() {
            f.write_str("; the earlier end does not hold")?;
        }
        Ok(())
    }
}

/// What a change of rules or calendar moves, told as a reason of its event.
pub(crate) fn told(moved: &[Moved]) -> Reason {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let because = crate::sentence!(
        "{moved} deadline(s) come out otherwise; of {held} of them the end before the change \
         holds, since it is the later one",
        "{moved}项期限重新计算后有变化，其中{held}项早于变更前，仍以变更前的期限为准",
        moved = count(moved.len()),
        held = count(moved.iter().filter(|one| one.held().is_some()).count()),
    );
    Reason::new(crate::rule_name!("casebook/other-rules"), because, OWN)
}
