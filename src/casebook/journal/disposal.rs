//! Disposal: how a text is erased for good, and what is left as a record.
//!
//! 1. One person decides, another agrees: a [`DisposalRecord`]. It names commitments, and
//!    holds no text of its own.
//! 2. [`DisposalRecord::check`] looks at the facts of the moment: both had the authority,
//!    the texts are due to go, and no legal hold stands on any of them. It gives a
//!    [`Disposal`], which cannot be read from anywhere, copied or stored.
//! 3. [`Disposal::carry_out`] has the record journaled, and only then erases.
//!
//! If a program dies between the journal and the vault, the record stands and the text is
//! still there: whoever starts again reads the records and calls
//! [`DisposalRecord::repeat`], which does nothing where it is done.
//!
//! Copies that the host has made (backups, pages printed, messages sent) are not reached
//! from here.
//!
//! # Source
//!
//! The documents that this crate reads say nothing of erasure. That personal data goes once
//! its purpose is reached, unless a law has it kept, is the Personal Information Protection
//! Law 2021, art. 47 (from memory). That it takes two signatures, and that a legal hold stops
//! it, is our reading.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::PersonId;
use crate::base::list::Limited;
use crate::base::text::{Code, LedgerNo};
use crate::base::truth::Truth;
use crate::casebook::journal::vault::{Place, Vault};
use crate::provenance::Fingerprint;

/// The most texts that one record may name.
pub const MAX_TEXTS: usize = 10_000;

/// A disposal as it is written down, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Disposal", deny_unknown_fields)]
pub struct DisposalDraft {
    /// Under which number it was ordered.
    pub order: LedgerNo,
    /// On which ground, as a code of the host: `retention-over`, `court-order`.
    pub ground: Code,
    /// Who decided.
    pub decided_by: PersonId,
    /// Who agreed: another person.
    pub agreed_by: PersonId,
    /// When.
    pub at: Moment,
    /// The commitments of the texts that go.
    #[serde(deserialize_with = "Limited::<Fingerprint, MAX_TEXTS>::read")]
    pub texts: Vec<Fingerprint>,
}

/// The record of a disposal, to be journaled. It erases nothing by itself.
// Invariant: two persons; at least one text, none twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "DisposalDraft", into = "DisposalDraft")]
pub struct DisposalRecord(DisposalDraft);

impl DisposalRecord {
    /// What is written down.
    #[must_use]
    pub const fn details(&self) -> &DisposalDraft {
        &self.0
    }

    /// Turns the record into a disposal, given the vault and the facts of the moment.
    ///
    /// # Errors
    ///
    /// [`RefusedDisposal`] lists everything in the way. What is not known is in the way.
    pub fn check(&self, vault: &Vault, facts: &DisposalFacts) -> Result<Disposal, RefusedDisposal> {
        use DisposalProblem as P;

        let (first, second) = (self.0.decided_by, self.0.agreed_by);
        let mut problems = Vec::new();
        for (person, may) in [(first, facts.decider_may), (second, facts.agreer_may)] {
            problems.extend(may.is_no().then_some(P::NoAuthority { person }));
            problems.extend(may.is_unknown().then_some(P::AuthorityNotKnown { person }));
        }
        problems.extend(facts.due.is_no().then_some(P::NotDue));
        problems.extend(facts.due.is_unknown().then_some(P::DueNotKnown));
        for hold in facts.holds.iter().filter(|hold| hold.stands(self.0.at)) {
            let held = self.0.texts.iter().filter(|text| hold.on.covers(**text)).count();
            let order = hold.order.clone();
            problems.extend((held > 0).then_some(P::Held { order, texts: held }));
        }
        for commitment in &self.0.texts {
            let missing = vault.place(*commitment) == Place::Missing;
            problems.extend(missing.then_some(P::NotThere { commitment: *commitment }));
        }
        if problems.is_empty() {
            Ok(Disposal { record: self.clone() })
        } else {
            Err(RefusedDisposal { problems })
        }
    }

    /// Erases again what a journaled record has erased; for a vault that was restored, or a
    /// program that died in between. Gives the number of texts that were still there.
    pub fn repeat(&self, vault: &mut Vault) -> usize {
        let kept = |text: &&Fingerprint| matches!(vault.place(**text), Place::Kept(_));
        let still = self.0.texts.iter().filter(kept).count();
        for text in &self.0.texts {
            vault.erase(*text);
        }
        still
    }
}

impl TryFrom<DisposalDraft> for DisposalRecord {
    type Error = InvalidDisposal;

    fn try_from(mut draft: DisposalDraft) -> Result<Self, InvalidDisposal> {
        if draft.decided_by == draft.agreed_by {
            return Err(InvalidDisposal::SamePerson { person: draft.decided_by });
        }
        if draft.texts.is_empty() || draft.texts.len() > MAX_TEXTS {
            return Err(InvalidDisposal::Texts { found: draft.texts.len() });
        }
        let texts: BTreeSet<_> = draft.texts.iter().copied().collect();
        draft.texts = texts.into_iter().collect();
        Ok(Self(draft))
    }
}

impl From<DisposalRecord> for DisposalDraft {
    fn from(record: DisposalRecord) -> Self {
        record.0
    }
}

/// What has to be known when texts are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisposalFacts<'a> {
    /// Whether the one who decided had the authority.
    pub decider_may: Truth,
    /// Whether the one who agreed had the authority.
    pub agreer_may: Truth,
    /// Whether the texts are due to go: they were kept as long as they must be, or an order
    /// says so. What the rules of the place say, [`retention`](super::retention) tells.
    pub due: Truth,
    /// All legal holds that are known.
    pub holds: &'a [LegalHold],
}

/// A legal hold: what may not be erased as long as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalHold {
    /// Under which number it was ordered.
    pub order: LedgerNo,
    /// What it holds.
    pub on: Held,
    /// From when.
    pub from: Moment,
    /// The first moment at which it no longer stands; nothing as long as it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted: Option<Moment>,
}

impl LegalHold {
    /// Whether it stands at a moment.
    #[must_use]
    pub fn stands(&self, at: Moment) -> bool {
        self.from <= at && self.lifted.is_none_or(|lifted| at < lifted)
    }
}

/// What a legal hold holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Everything in the vault.
    Everything,
    /// These texts.
    Texts(BTreeSet<Fingerprint>),
}

impl Held {
    /// Whether a text is held.
    #[must_use]
    pub fn covers(&self, text: Fingerprint) -> bool {
        match self {
            Self::Everything => true,
            Self::Texts(texts) => texts.contains(&text),
        }
    }
}

/// Proof that a disposal was checked. Made only by [`DisposalRecord::check`].
///
/// ```compile_fail,E0277
/// fn needs<T: Clone>() {}
/// needs::<unbrella::casebook::journal::disposal::Disposal>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: serde::de::DeserializeOwned>() {}
/// needs::<unbrella::casebook::journal::disposal::Disposal>();
/// ```
/// ```compile_fail,E0451
/// # use unbrella::casebook::journal::disposal::{Disposal, DisposalRecord};
/// fn forge(record: DisposalRecord) -> Disposal {
///     Disposal { record }
/// }
/// ```
#[must_use = "nothing was erased"]
#[derive(Debug)]
pub struct Disposal {
    record: DisposalRecord,
}

impl Disposal {
    /// What will be journaled.
    #[must_use]
    pub const fn record(&self) -> &DisposalRecord {
        &self.record
    }

    /// Has the record kept, and then erases the texts.
    ///
    /// # Errors
    ///
    /// The error of the log; nothing was erased.
    pub fn carry_out<L: DisposalLog + ?Sized>(
        self,
        vault: &mut Vault,
        log: &mut L,
    ) -> Result<(), L::Error> {
        log.keep(&self.record)?;
        self.record.repeat(vault);
        Ok(())
    }
}

/// Keeps the records of disposals: the journal, in a program that has one.
pub trait DisposalLog {
    /// Why a record could not be kept.
    type Error;

    /// Keeps one record for good before it returns.
    ///
    /// # Errors
    ///
    /// If it was not kept; nothing is erased then.
    fn keep(&mut self, record: &DisposalRecord) -> Result<(), Self::Error>;
}

/// Why a draft is not the record of a disposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidDisposal {
    /// Nobody agrees to their own decision.
    #[error("{person} both decides and agrees")]
    SamePerson {
        /// Who stands in both places.
        person: PersonId,
    },
    /// No texts, or more than [`MAX_TEXTS`].
    #[error("{found} texts, where 1 to {max} are taken", max = MAX_TEXTS)]
    Texts {
        /// How many.
        found: usize,
    },
}

/// One thing in the way of a disposal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DisposalProblem {
    /// One of the two could not decide it.
    #[error("{person} has no authority to dispose of it")]
    NoAuthority {
        /// Who.
        person: PersonId,
    },
    /// Nobody knows whether one of the two could.
    #[error("it is not known whether {person} has the authority to dispose of it")]
    AuthorityNotKnown {
        /// Who.
        person: PersonId,
    },
    /// It has to be kept for longer.
    #[error("it is not due to go")]
    NotDue,
    /// Nobody knows whether it has to be kept for longer.
    #[error("it is not known whether it is due to go")]
    DueNotKnown,
    /// A legal hold stands on it.
    #[error("{texts} of the texts are held under {order}")]
    Held {
        /// The order of the hold.
        order: LedgerNo,
        /// How many of the texts.
        texts: usize,
    },
    /// A text is not in the vault and was not erased either.
    #[error("there is no text under {commitment}")]
    NotThere {
        /// The commitment.
        commitment: Fingerprint,
    },
}

/// Why texts may not be erased now.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedDisposal {
    problems: Vec<DisposalProblem>,
}

impl RefusedDisposal {
    /// Everything that is in the way.
    #[must_use]
    pub fn problems(&self) -> &[DisposalProblem] {
        &self.problems
    }
}

impl fmt::Display for RefusedDisposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let join = if at == 0 { "" } else { "; " };
            write!(f, "{join}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RefusedDisposal {}

#[cfg(test)]
mod tests;
