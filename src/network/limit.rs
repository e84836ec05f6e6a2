//! How far a search may go, and what an answer says that was cut off.
//!
//! Some questions have more answers than anybody can read, or take longer than anybody
//! waits. They are asked with limits, and an answer that is not whole says so.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far a search may go.
///
/// # Examples
///
/// ```
/// use unbrella::network::limit::Limits;
///
/// let limits = Limits { most: 20, ..Limits::default() };
/// assert_eq!(limits.steps, 10_000_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The most answers that are kept.
    pub most: usize,
    /// The most steps that are made; what a step is stands with each question.
    pub steps: u64,
}

/// 1,000 answers, ten million steps.
impl Default for Limits {
    fn default() -> Self {
        Self { most: 1_000, steps: 10_000_000 }
    }
}

/// Why an answer is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutOff {
    /// This many were kept, and there are more.
    Most(usize),
    /// This many steps were made; there may be more.
    Steps(u64),
}

/// `cut off at 20, there are more`.
impl fmt::Display for CutOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Most(most) => write!(f, "cut off at {most}, there are more"),
            Self::Steps(steps) => write!(f, "stopped after {steps} steps, there may be more"),
        }
    }
}
