//! What was found: who fills each role, over which ties, and which days would decide.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::network::dot;
use crate::network::limit::CutOff;
use crate::network::line::TieLine;

/// A role with the party that fills it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// The role.
    pub role: Code,
    /// The party.
    pub party: PartyId,
}

/// A step with its ties: one, or all between the two parties if it asks for several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledStep {
    /// The step.
    pub step: Code,
    /// Its ties.
    pub ties: Vec<TieLine>,
}

/// Which day of a tie is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingDay {
    /// Its first day.
    Start,
    /// The day on which it ends.
    End,
}

/// A day that would decide whether a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// The step whose tie it is.
    pub step: Code,
    /// Which day.
    pub day: MissingDay,
}

/// A pattern found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// Who fills each role, in the order of the pattern.
    pub roles: Vec<Filled>,
    /// The ties of each step, in the order of the pattern.
    pub steps: Vec<FilledStep>,
    /// Days that are not known and would decide; none if the pattern certainly matches.
    pub missing: Vec<Missing>,
}

impl Match {
    /// Whether it matches: yes, or not known while a day is missing. Never no.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        if self.missing.is_empty() { Truth::Yes } else { Truth::Unknown }
    }

    /// The ties and parties as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ties: Vec<TieLine> = self.steps.iter().flat_map(|step| step.ties.clone()).collect();
        let parties: Vec<PartyId> = self.roles.iter().map(|filled| filled.party).collect();
        dot::graph(&ties, &parties, name)
    }
}

/// `matches`, or `may match: missing …`, then the roles, then each tie with its standing.
impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.missing.is_empty() {
            f.write_str("matches:")?;
        } else {
            f.write_str("may match: missing")?;
            for (at, Missing { step, day }) in self.missing.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let day = if *day == MissingDay::Start { "start" } else { "end" };
                write!(f, "{comma} the {day} of {step}")?;
            }
            f.write_str(";")?;
        }
        self.roles.iter().try_for_each(|Filled { role, party }| write!(f, " {role} {party}"))?;
        for FilledStep { step, ties } in &self.steps {
            ties.iter().try_for_each(|tie| write!(f, "\n  {step}: {tie}"))?;
        }
        Ok(())
    }
}

/// Where a pattern was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matches {
    /// The pattern.
    pub pattern: Code,
    /// The matches.
    pub matches: Vec<Match>,
    /// Why these may not be all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<CutOff>,
}

impl fmt::Display for Matches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: found {}", self.pattern, self.matches.len())?;
        if let Some(cut_off) = &self.cut_off {
            write!(f, ", {cut_off}")?;
        }
        f.write_str("; a place to look, never a finding")?;
        self.matches.iter().try_for_each(|found| write!(f, "\n{found}"))
    }
}
