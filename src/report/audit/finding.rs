//! What one identity gave, and all of them together.

use std::fmt;

use serde::Serialize;

use super::verdict::{Verdict, join};
use crate::base::text::{Code, Line};
use crate::report::figures::Quantity;
use crate::report::identities::Wording;

/// One step of a computation. Arithmetic reads the same in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Step {
    pub(super) fn both(text: String) -> Self {
        Self { zh: text.clone(), en: text }
    }
}

/// A figure that went into a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Used {
    pub(super) row: Line,
    pub(super) place: Line,
    pub(super) name: Code,
    pub(super) quantity: Quantity,
}

impl Used {
    /// Its row.
    #[must_use]
    pub const fn row(&self) -> &Line {
        &self.row
    }

    /// Its place.
    #[must_use]
    pub const fn place(&self) -> &Line {
        &self.place
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &Code {
        &self.name
    }

    /// How many.
    #[must_use]
    pub const fn quantity(&self) -> Quantity {
        self.quantity
    }
}

/// What one identity gave at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub(super) id: Line,
    pub(super) source: Line,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<Line>,
    pub(super) wording: Wording,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Wording>,
    pub(super) verdict: Verdict,
    pub(super) steps: Vec<Step>,
    pub(super) used: Vec<Used>,
}

impl Finding {
    /// The id of the identity.
    #[must_use]
    pub const fn id(&self) -> &Line {
        &self.id
    }

    /// Where the identity was taken from.
    #[must_use]
    pub const fn source(&self) -> &Line {
        &self.source
    }

    /// The place. `None` if no place has any of the figures.
    #[must_use]
    pub const fn place(&self) -> Option<&Line> {
        self.place.as_ref()
    }

    /// The period, where the identity was asked of one.
    #[must_use]
    pub const fn period(&self) -> Option<&Line> {
        self.period.as_ref()
    }

    /// What the identity says.
    #[must_use]
    pub const fn wording(&self) -> &Wording {
        &self.wording
    }

    /// What is our reading, or what does not follow.
    #[must_use]
    pub const fn note(&self) -> Option<&Wording> {
        self.note.as_ref()
    }

    /// What follows.
    #[must_use]
    pub const fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// How it was computed.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The figures that went in, in order, each once.
    #[must_use]
    pub fn used(&self) -> &[Used] {
        &self.used
    }
}

/// `A16: holds exactly (1,496 = 1,496)`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.verdict)?;
        if self.steps.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", join(self.steps.iter().map(|step| step.en.clone()), "; "))
    }
}

/// What a table of figures allows: one finding or more for each identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
#[serde(transparent)]
pub struct Audit {
    pub(super) findings: Vec<Finding>,
}

impl Audit {
    /// The findings, in the order of the identities, then of the places and periods.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings of an identity.
    pub fn of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.id.as_str() == id)
    }
}
