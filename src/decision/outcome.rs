//! An outcome with at least one reason.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::chinese::Chinese;
use super::list::AtLeastOne;
use super::reason::Reason;

/// What was decided, and why.
///
/// `Display` gives the outcome on one line and each reason on a line below it;
/// [`Chinese::chinese`] gives the same in Chinese.
///
/// ```compile_fail,E0451
/// // There is no decision without a reason.
/// let _ = unbrella::decision::Decision { outcome: true, reasons: todo!() };
/// ```
///
/// ```compile_fail
/// #![deny(unused_must_use)]
/// fn decide() -> unbrella::decision::Decision<bool> { unimplemented!() }
/// decide();
/// ```
// Invariant: at least one reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use = "a decision that nobody reads was not made"]
pub struct Decision<T> {
    outcome: T,
    reasons: AtLeastOne<Reason>,
}

impl<T> Decision<T> {
    /// A decision that rests on `reason`.
    pub fn new(outcome: T, reason: Reason) -> Self {
        Self { outcome, reasons: AtLeastOne::new(reason) }
    }

    /// Adds a further reason, less important than those before it.
    pub fn and(mut self, reason: Reason) -> Self {
        self.reasons.push(reason);
        self
    }

    /// Adds further reasons, less important than those before them.
    pub fn and_all(mut self, reasons: impl IntoIterator<Item = Reason>) -> Self {
        self.reasons.extend(reasons);
        self
    }

    /// What was decided.
    #[must_use]
    pub const fn outcome(&self) -> &T {
        &self.outcome
    }

    /// Why, most important first. Never empty.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        self.reasons.as_slice()
    }

    /// The same reasons for another form of the outcome.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Decision<U> {
        Decision { outcome: change(self.outcome), reasons: self.reasons }
    }

    /// Decides further from the outcome; the new reasons come first.
    pub fn then<U>(self, decide: impl FnOnce(T) -> Decision<U>) -> Decision<U> {
        let (outcome, reasons) = self.into_parts();
        decide(outcome).and_all(reasons)
    }

    /// The outcome and its reasons, most important first.
    #[must_use]
    pub fn into_parts(self) -> (T, Vec<Reason>) {
        (self.outcome, self.reasons.into_vec())
    }

    /// A decision from reasons in a list; `None` if there are none.
    pub(crate) fn from_reasons(outcome: T, reasons: Vec<Reason>) -> Option<Self> {
        Some(Self { outcome, reasons: AtLeastOne::from_vec(reasons)? })
    }
}

impl<T: fmt::Display> fmt::Display for Decision<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.outcome)?;
        self.reasons().iter().try_for_each(|reason| write!(f, "\n  {reason}"))
    }
}

impl<T: Chinese> Chinese for Decision<T> {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.outcome.fmt_chinese(f)?;
        self.reasons().iter().try_for_each(|reason| write!(f, "\n  {}", reason.chinese()))
    }
}
