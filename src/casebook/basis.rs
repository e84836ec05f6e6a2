//! By what something was decided: which rules, and which working days.

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::text::{Code, Line};

/// By what it was decided: the rules and the working days of the day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The pack of the organ that keeps the casebook.
    pub pack: Code,
    /// What the host calls the edition of its rule packs, such as their fingerprint; nothing
    /// if it keeps one edition only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Line>,
    /// The version of the work calendar.
    pub calendar: Line,
}

impl Basis {
    /// The basis of a pack, an edition and a calendar.
    #[must_use]
    pub fn new(pack: Code, rules: Option<Line>, calendar: &WorkCalendar) -> Self {
        Self { pack, rules, calendar: calendar.version().clone() }
    }
}
