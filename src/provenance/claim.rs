//! One source saying one thing.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::ClaimId;
use crate::base::text::{Code, Prose};

use super::grade::Grade;
use super::source::Source;

code_list! {
    /// Whether a claim speaks for a statement or against it.
    Stance {
        /// 支持: it speaks for the statement.
        For = "for", "支持", "for";
        /// 反对: it speaks against the statement.
        Against = "against", "反对", "against";
    }
}

/// One source saying one thing about one statement.
///
/// The text stands as it was given. Claims that contradict each other are kept side by
/// side; none replaces another.
///
/// # Examples
///
/// ```
/// # use unbrella::base::day::Moment;
/// # use unbrella::base::id::{ClaimId, Salt};
/// # use unbrella::base::text::{Code, Line, LedgerNo, Prose};
/// use unbrella::provenance::{Claim, Grade, Source, SourceKind, Stance};
///
/// # let id = ClaimId::from_ledger(&Salt::new(&[7; 16])?, &LedgerNo::parse("1")?);
/// let source =
///     Source::new(Line::parse("letter 12")?, SourceKind::Report, Code::parse("report-12")?);
/// let seen = Moment::parse("2019-04-26T09:30:00+08:00")?;
/// let claim = Claim::new(id, source, Prose::parse("甲某…")?, Stance::For, seen)
///     .graded(Grade::parse("F3")?);
/// let again = Moment::parse("2019-05-02T11:00:00+08:00")?;
/// let claim = claim.seen_at(again);
/// assert_eq!((claim.first_seen(), claim.last_seen()), (seen, again));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: first_seen <= last_seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "ClaimDraft", into = "ClaimDraft")]
pub struct Claim {
    id: ClaimId,
    source: Source,
    text: Prose,
    grade: Grade,
    stance: Stance,
    first_seen: Moment,
    last_seen: Moment,
}

/// A claim as it is read, unchecked.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Claim", deny_unknown_fields)]
struct ClaimDraft {
    id: ClaimId,
    source: Source,
    text: Prose,
    grade: Grade,
    stance: Stance,
    first_seen: Moment,
    last_seen: Moment,
}

impl Claim {
    /// A claim that was seen once and that nobody has graded yet.
    #[must_use]
    pub const fn new(
        id: ClaimId,
        source: Source,
        text: Prose,
        stance: Stance,
        seen: Moment,
    ) -> Self {
        let grade = Grade::UNJUDGED;
        Self { id, source, text, grade, stance, first_seen: seen, last_seen: seen }
    }

    /// The same claim with a grade.
    #[must_use]
    pub fn graded(mut self, grade: Grade) -> Self {
        self.grade = grade;
        self
    }

    /// The same claim, seen (also) at this moment: it widens the stretch between first
    /// and last seen, and never narrows it.
    #[must_use]
    pub fn seen_at(mut self, moment: Moment) -> Self {
        self.first_seen = self.first_seen.min(moment);
        self.last_seen = self.last_seen.max(moment);
        self
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> ClaimId {
        self.id
    }

    /// Who or what says it.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// What is said, as it was given.
    #[must_use]
    pub const fn text(&self) -> &Prose {
        &self.text
    }

    /// How reliable and how credible.
    #[must_use]
    pub const fn grade(&self) -> Grade {
        self.grade
    }

    /// For or against.
    #[must_use]
    pub const fn stance(&self) -> Stance {
        self.stance
    }

    /// When it was first seen.
    #[must_use]
    pub const fn first_seen(&self) -> Moment {
        self.first_seen
    }

    /// When it was last seen; never before it was first seen.
    #[must_use]
    pub const fn last_seen(&self) -> Moment {
        self.last_seen
    }
}

impl TryFrom<ClaimDraft> for Claim {
    type Error = ReversedSight;

    fn try_from(draft: ClaimDraft) -> Result<Self, ReversedSight> {
        let ClaimDraft { id, source, text, grade, stance, first_seen, last_seen } = draft;
        if last_seen < first_seen {
            return Err(ReversedSight { first: first_seen, last: last_seen });
        }
        Ok(Self { id, source, text, grade, stance, first_seen, last_seen })
    }
}

impl From<Claim> for ClaimDraft {
    fn from(claim: Claim) -> Self {
        let Claim { id, source, text, grade, stance, first_seen, last_seen } = claim;
        Self { id, source, text, grade, stance, first_seen, last_seen }
    }
}

/// A claim last seen before it was first seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("last seen {last} is before first seen {first}")]
pub struct ReversedSight {
    /// When it is said to have been seen first.
    pub first: Moment,
    /// When it is said to have been seen last.
    pub last: Moment,
}

/// How many independent origins stand on each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Balance {
    /// Origins that speak only for the statement.
    pub supporting: usize,
    /// Origins that speak only against it.
    pub opposing: usize,
    /// Origins that have said both.
    pub torn: usize,
}

impl fmt::Display for Balance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for, {} against, {} both", self.supporting, self.opposing, self.torn)
    }
}

/// Counts the independent origins on each side. Two claims of one origin count once.
///
/// The claims are taken to be about one statement. An origin that has said both is
/// counted under `torn` and on neither side.
#[must_use]
pub fn balance<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Balance {
    let mut sides: BTreeMap<&Code, (bool, bool)> = BTreeMap::new();
    for claim in claims {
        let (supporting, opposing) = sides.entry(claim.source.origin()).or_default();
        match claim.stance {
            Stance::For => *supporting = true,
            Stance::Against => *opposing = true,
        }
    }
    let count = |wanted| sides.values().filter(|side| **side == wanted).count();
    Balance {
        supporting: count((true, false)),
        opposing: count((false, true)),
        torn: count((true, true)),
    }
}

/// How many independent origins stand behind some claims, whatever they say.
///
/// Two claims of one origin count once.
#[must_use]
pub fn independent_origins(claims: &[Claim]) -> usize {
    let Balance { supporting, opposing, torn } = balance(claims);
    supporting.saturating_add(opposing).saturating_add(torn)
}
