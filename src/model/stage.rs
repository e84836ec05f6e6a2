//! Stages: where something stands, and what may come next.
//!
//! A stage is an enum with the data of each stage in it. A *step* is named by the
//! stage that it leads to: to end an investigation is to ask whether
//! [`Investigated`](crate::terms::stage::CriminalStage::Investigated) may come after the stage that it is in.
//! Each machine answers with a `match` whose last arm refuses, so that a new stage is
//! closed to every step until somebody opens one.
//!
//! The stages of one thing are a [`History`], each with its two times. A history that
//! is read from outside is walked from its first stage; it cannot contain a step that
//! would have been refused.

use std::fmt;

use crate::base::day::Moment;
use crate::model::history::{History, InvalidHistory, Stamped, When};

/// One of the stages that something goes through.
///
/// `Display` gives a participle that fits both behind "that is" and behind "cannot be".
pub trait Stage: Clone + fmt::Debug + fmt::Display + PartialEq {
    /// What goes through the stages, with its article, such as "a clue".
    const WHAT: &'static str;

    /// The word of the field for it. What tells one of its stages from another of the same
    /// word, such as filing by a discipline organ and by the police, stands in `Display`.
    fn term(&self) -> &'static str;

    /// Whether a history may begin here.
    fn may_begin(&self) -> bool;

    /// Whether the step from here to `next` is open.
    fn may_become(&self, next: &Self) -> bool;

    /// The stage after a step, which is `next`.
    ///
    /// # Errors
    ///
    /// [`RefusedStep`] gives both stages back, unchanged.
    fn after(self, next: Self) -> Result<Self, RefusedStep<Self>> {
        if self.may_become(&next) { Ok(next) } else { Err(RefusedStep::new(self, next)) }
    }
}

/// A step that does not fit the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedStep<S>(Box<(S, S)>);

impl<S: Stage> RefusedStep<S> {
    fn new(stage: S, next: S) -> Self {
        Self(Box::new((stage, next)))
    }

    /// Where it still stands.
    #[must_use]
    pub const fn stage(&self) -> &S {
        &self.0.0
    }

    /// What was attempted.
    #[must_use]
    pub const fn next(&self) -> &S {
        &self.0.1
    }
}

impl<S: Stage> fmt::Display for RefusedStep<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} that is {} cannot be {}", S::WHAT, self.stage(), self.next())
    }
}

impl<S: Stage> std::error::Error for RefusedStep<S> {}

/// Why a step is not added to a history. The history is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusedAdvance<S: Stage + 'static> {
    /// The step does not fit the stage.
    #[error(transparent)]
    Step(#[from] RefusedStep<S>),
    /// It was recorded before the last step was.
    #[error(transparent)]
    History(#[from] InvalidHistory),
    /// It occurred before the last step did.
    #[error("occurred at {given}, before the step in front of it at {last}")]
    OccursEarly {
        /// When the last step occurred.
        last: Moment,
        /// When this one did.
        given: Moment,
    },
}

/// Steps are taken in the order in which they occur and are written down. Both times
/// are those of the organ that keeps the history; what another organ says about its
/// own clock is content, not a time of ours.
impl<S: Stage> History<S> {
    /// Takes a step.
    ///
    /// # Errors
    ///
    /// [`RefusedAdvance`], and nothing has changed.
    pub fn advance(&mut self, when: When, next: S) -> Result<(), RefusedAdvance<S>> {
        let last = self.last();
        if !last.state.may_become(&next) {
            return Err(RefusedStep::new(last.state.clone(), next).into());
        }
        let (last, given) = (last.when.occurred_at(), when.occurred_at());
        if given < last {
            return Err(RefusedAdvance::OccursEarly { last, given });
        }
        Ok(self.push(when, next)?)
    }

    /// When the first stage that answers `wanted` began, if there is one.
    pub fn first_time(&self, wanted: impl Fn(&S) -> bool) -> Option<When> {
        self.iter().find(|entry| wanted(&entry.state)).map(|entry| entry.when)
    }
}

/// Takes the steps of a history one by one; gives back the first that is refused.
pub(crate) fn walk<S: Stage + 'static>(history: &History<S>) -> Result<(), (usize, String)> {
    let mut walked: Option<History<S>> = None;
    for (index, Stamped { when, state }) in history.iter().enumerate() {
        match &mut walked {
            Some(walked) => walked
                .advance(*when, state.clone())
                .map_err(|refused| (index, refused.to_string()))?,
            None if state.may_begin() => walked = Some(History::new(*when, state.clone())),
            None => return Err((index, format!("{} does not begin as {state}", S::WHAT))),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;
    use crate::model::trials::at;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Light {
        Green,
        Red,
    }

    impl fmt::Display for Light {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(if *self == Self::Red { "red" } else { "green" })
        }
    }

    impl Stage for Light {
        const WHAT: &'static str = "a light";

        fn term(&self) -> &'static str {
            if *self == Self::Red { "红灯" } else { "绿灯" }
        }

        fn may_begin(&self) -> bool {
            *self == Self::Green
        }

        fn may_become(&self, next: &Self) -> bool {
            matches!((self, next), (Self::Green, Self::Red))
        }
    }

    #[test]
    fn a_refused_step_changes_nothing_and_says_all() {
        let mut history = History::new(at(9), Light::Green);
        history.advance(at(10), Light::Red).unwrap();
        let before = history.clone();
        let refused = history.advance(at(11), Light::Green).unwrap_err();
        assert_eq!(refused.to_string(), "a light that is red cannot be green");
        assert_eq!(history, before);
        assert_eq!(history.first_time(|light| *light == Light::Red), Some(at(10)));
    }

    #[test]
    fn steps_occur_and_are_written_down_in_order() {
        let day = day!(2019, 4, 9);
        let noon = |hour| Moment::china(day, hour, 0).unwrap();
        let mut history = History::new(When::new(noon(9), noon(12)).unwrap(), Light::Green);
        let early = When::new(noon(8), noon(12)).unwrap();
        assert_eq!(
            history.advance(early, Light::Red).unwrap_err().to_string(),
            "occurred at 2019-04-09 08:00:00 +08:00, before the step in front of it at \
             2019-04-09 09:00:00 +08:00",
        );
        let unrecorded = When::new(noon(10), noon(11)).unwrap();
        assert_eq!(
            history.advance(unrecorded, Light::Red).unwrap_err().to_string(),
            "recorded at 2019-04-09 11:00:00 +08:00, after an entry recorded at \
             2019-04-09 12:00:00 +08:00",
        );
        assert_eq!(history.iter().count(), 1);
    }

    #[test]
    fn a_history_from_outside_is_walked() {
        let walked = |states: &[Light]| {
            let mut history = History::new(at(9), states[0]);
            for state in &states[1..] {
                history.push(at(9), *state).unwrap();
            }
            walk(&history)
        };
        assert_eq!(walked(&[Light::Green, Light::Red]), Ok(()));
        assert_eq!(walked(&[Light::Red]), Err((0, "a light does not begin as red".to_owned())),);
        assert_eq!(
            walked(&[Light::Green, Light::Green, Light::Green]),
            Err((1, "a light that is green cannot be green".to_owned())),
        );
    }
}
