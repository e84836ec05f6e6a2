//! An answer with what was looked at to give it.

use serde::{Deserialize, Serialize};

use crate::base::text::Line;
use crate::base::truth::Truth;
use crate::provenance::{Fact, NotKnown};

/// Yes, no, or not known and why; and what was looked at.
///
/// *Not known* is an answer too: it says that the question was asked. Yes and no are
/// accepted only with something that was looked at.
///
/// # Examples
///
/// ```
/// use unbrella::base::text::Line;
/// use unbrella::model::answer::Answer;
///
/// let looked_at = vec![Line::parse("case file of the police, volume 2")?];
/// assert!(Answer::known(false, looked_at)?.truth().is_no());
/// assert!(Answer::known(false, vec![]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Catalogue C15 (each of the fifteen types is compared, 逐一甄别研判); the three values
/// are our reading.
// Invariant: a known answer comes with at least one thing looked at; at most MAX_SEEN of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "AnswerForm", into = "AnswerForm")]
pub struct Answer {
    answer: Fact<bool>,
    looked_at: Vec<Line>,
}

#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Answer", deny_unknown_fields)]
struct AnswerForm {
    answer: Fact<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    looked_at: Vec<Line>,
}

impl Answer {
    /// The most things that one answer may name as looked at.
    pub const MAX_SEEN: usize = 1_000;

    /// Yes or no.
    ///
    /// # Errors
    ///
    /// [`InvalidAnswer::NothingSeen`] if nothing was looked at,
    /// [`InvalidAnswer::TooMuchSeen`] above [`Self::MAX_SEEN`].
    pub fn known(yes: bool, looked_at: Vec<Line>) -> Result<Self, InvalidAnswer> {
        Self::new(Fact::Known(yes), looked_at)
    }

    /// The question was asked, and there is no answer.
    ///
    /// # Errors
    ///
    /// [`InvalidAnswer::TooMuchSeen`] above [`Self::MAX_SEEN`].
    pub fn not_known(why: NotKnown, looked_at: Vec<Line>) -> Result<Self, InvalidAnswer> {
        Self::new(Fact::NotKnown(why), looked_at)
    }

    fn new(answer: Fact<bool>, looked_at: Vec<Line>) -> Result<Self, InvalidAnswer> {
        if looked_at.len() > Self::MAX_SEEN {
            return Err(InvalidAnswer::TooMuchSeen { found: looked_at.len() });
        }
        if looked_at.is_empty() && answer.not_known().is_none() {
            return Err(InvalidAnswer::NothingSeen);
        }
        Ok(Self { answer, looked_at })
    }

    /// The answer, or why there is none.
    #[must_use]
    pub const fn fact(&self) -> Fact<bool> {
        self.answer
    }

    /// Yes, no or not known.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.answer.truth()
    }

    /// What was looked at, in the order in which it was written down.
    #[must_use]
    pub fn looked_at(&self) -> &[Line] {
        &self.looked_at
    }
}

impl TryFrom<AnswerForm> for Answer {
    type Error = InvalidAnswer;

    fn try_from(form: AnswerForm) -> Result<Self, InvalidAnswer> {
        Self::new(form.answer, form.looked_at)
    }
}

impl From<Answer> for AnswerForm {
    fn from(answer: Answer) -> Self {
        Self { answer: answer.answer, looked_at: answer.looked_at }
    }
}

/// Why something is not an [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidAnswer {
    /// Yes or no, out of nothing.
    #[error("yes or no needs at least one thing that was looked at")]
    NothingSeen,
    /// Too many things.
    #[error("{found} things looked at, at most {max} are allowed", max = Answer::MAX_SEEN)]
    TooMuchSeen {
        /// How many were given.
        found: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_need_something_seen_and_not_known_does_not() {
        let file = || vec![Line::parse("案卷第二册").unwrap()];
        for yes in [true, false] {
            assert_eq!(Answer::known(yes, vec![]), Err(InvalidAnswer::NothingSeen));
            assert_eq!(Answer::known(yes, file()).unwrap().truth(), Truth::from(yes));
        }
        let unknown = Answer::not_known(NotKnown::RecordsLost, vec![]).unwrap();
        assert_eq!((unknown.truth(), unknown.looked_at()), (Truth::Unknown, &[][..]));
        let many = vec![Line::parse("卷").unwrap(); 1_001];
        assert_eq!(
            Answer::known(true, many).unwrap_err().to_string(),
            "1001 things looked at, at most 1000 are allowed",
        );
    }

    #[test]
    fn json_goes_through_the_same_door() {
        for good in [
            r#"{"answer":{"known":true},"looked_at":["案卷"]}"#,
            r#"{"answer":{"not_known":"never_asked"}}"#,
        ] {
            let answer: Answer = serde_json::from_str(good).unwrap();
            assert_eq!(serde_json::to_string(&answer).unwrap(), good);
        }
        let refused = serde_json::from_str::<Answer>(r#"{"answer":{"known":true}}"#).unwrap_err();
        assert!(refused.to_string().starts_with("yes or no needs at least one thing"), "{refused}");
        let more = r#"{"answer":{"not_known":"never_asked"},"by":1}"#;
        assert!(serde_json::from_str::<Answer>(more).is_err());
    }
}
