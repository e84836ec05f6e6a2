//! Typed patterns in time: a payment and then a dropped case, kin on a payroll.
//!
//! A [`PatternDraft`] names roles, the ties between them ([`Step`]), and what has to hold in
//! time ([`Rule`]); checked, it is a [`Pattern`]. Five are here already:
//! [`payment_then_dropped`], [`same_again`], [`kin_on_the_payroll`],
//! [`kin_on_a_members_payroll`], [`tenure_over`].
//!
//! **Arguments**: a network through a view; a pattern; how far to search.
//! **Returns**: every way to fill the roles and steps with shown ties, in the order of the ids
//! of the parties, as the search binds them; each with its ties. One tie is never taken for
//! two steps. Where an unknown day leaves a rule open, the match is kept and says what is
//! missing; where a rule certainly fails there is none. Each rule is judged on its own.
//! **Complexity**: exponential in the number of steps at worst; a step of the search is one
//! tie tried, and [`Limits`](crate::network::limit::Limits) bound the steps and the matches.
//! **Reference**: J. R. Ullmann, Journal of the ACM 23 (1976) (search with early pruning);
//! J. F. Allen, Communications of the ACM 26 (1983) (relations in time).
//!
//! A match is a place to look, never a finding: the same ties come about in honest ways.

mod draft;
mod found;
mod times;
mod search;
mod ready;
#[cfg(test)]
mod tests;

pub use draft::{
    InvalidPattern, MOST_PARTS, MOST_RULES, Pattern, PatternDraft, PatternProblem, Role, Rule,
    Step, Who,
};
pub use found::{Filled, FilledStep, Match, Matches, Missing, MissingDay};
pub use ready::{
    NoPattern, kin_on_a_members_payroll, kin_on_the_payroll, payment_then_dropped, same_again,
    tenure_over,
};
pub use search::find;
