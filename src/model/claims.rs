//! Which claims stand behind something, and how many origins they come from.

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, ClaimId, EntityId};
use crate::model::draft::{MAX_LIST, Refers};
use crate::provenance::{Balance, Claim, balance};

/// The claims behind one statement, none twice.
///
/// # Examples
///
/// ```
/// # use unbrella::base::id::{ClaimId, Salt};
/// # use unbrella::base::text::LedgerNo;
/// use unbrella::model::claims::ClaimIds;
///
/// # let salt = Salt::new(b"a secret of the host")?;
/// # let claim = ClaimId::from_ledger(&salt, &LedgerNo::parse("1")?);
/// assert_eq!(ClaimIds::new(vec![claim])?.list(), [claim]);
/// assert_eq!(
///     ClaimIds::new(vec![claim, claim]).unwrap_err().to_string(),
///     "claim [1] stands already at [0]",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: none twice, at most MAX_LIST.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Vec<ClaimId>", into = "Vec<ClaimId>")]
pub struct ClaimIds(Vec<ClaimId>);

impl ClaimIds {
    /// Takes a list of claims; the order is kept.
    ///
    /// # Errors
    ///
    /// [`InvalidClaims`] if one stands twice, or there are more than [`MAX_LIST`].
    pub fn new(claims: Vec<ClaimId>) -> Result<Self, InvalidClaims> {
        let found = claims.len();
        if found > MAX_LIST {
            return Err(InvalidClaims::TooMany { found });
        }
        let mut placed: Vec<_> = claims.iter().enumerate().map(|(n, id)| (*id, n)).collect();
        placed.sort_unstable();
        let doubles = placed.windows(2).filter_map(|pair| match pair {
            [(first, at), (second, index)] if first == second => Some((*index, *at)),
            _ => None,
        });
        match doubles.min() {
            Some((index, first)) => Err(InvalidClaims::Twice { index, first }),
            None => Ok(Self(claims)),
        }
    }

    /// The claims, in the order in which they were given.
    #[must_use]
    pub fn list(&self) -> &[ClaimId] {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many independent origins speak for and against; two claims of one origin count once.
    ///
    /// Claims that `find` does not know are listed and not counted.
    pub fn weigh<'a>(&self, find: impl Fn(ClaimId) -> Option<&'a Claim>) -> Weight {
        let found: Vec<&Claim> = self.0.iter().filter_map(|id| find(*id)).collect();
        let missing = self.0.iter().filter(|id| find(**id).is_none()).copied().collect();
        Weight { balance: balance(found), missing }
    }
}

impl TryFrom<Vec<ClaimId>> for ClaimIds {
    type Error = InvalidClaims;

    fn try_from(claims: Vec<ClaimId>) -> Result<Self, InvalidClaims> {
        Self::new(claims)
    }
}

impl From<ClaimIds> for Vec<ClaimId> {
    fn from(claims: ClaimIds) -> Self {
        claims.0
    }
}

impl Refers for ClaimIds {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        for claim in &self.0 {
            tell("claims", claim.any());
        }
    }
}

/// What stands behind a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The independent origins on each side.
    pub balance: Balance,
    /// Claims that are named and not to be found.
    pub missing: Vec<ClaimId>,
}

/// Why a list of claims was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidClaims {
    /// A claim stands twice.
    #[error("claim [{index}] stands already at [{first}]")]
    Twice {
        /// Where it stands again, counted from 0.
        index: usize,
        /// Where it stands first.
        first: usize,
    },
    /// The list is too long.
    #[error("{found} claims, at most {max} are allowed", max = MAX_LIST)]
    TooMany {
        /// How many were given.
        found: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::day::Moment;
    use crate::base::id::Salt;
    use crate::base::text::{Code, LedgerNo, Line, Prose};
    use crate::day;
    use crate::provenance::{Source, SourceKind, Stance};

    fn claim(name: &str, origin: &str, stance: Stance) -> Claim {
        let salt = Salt::new(b"sixteen bytes ok").unwrap();
        let id = ClaimId::from_ledger(&salt, &LedgerNo::parse(name).unwrap());
        let label = Line::parse("甲信").unwrap();
        let source = Source::new(label, SourceKind::Report, Code::parse(origin).unwrap());
        let seen = Moment::china(day!(2019, 4, 9), 9, 0).unwrap();
        Claim::new(id, source, Prose::parse("某事").unwrap(), stance, seen)
    }

    #[test]
    fn two_claims_of_one_origin_count_once() {
        let claims = [
            claim("1", "letter-1", Stance::For),
            claim("2", "letter-1", Stance::For),
            claim("3", "file-9", Stance::For),
            claim("4", "talk-2", Stance::Against),
        ];
        let lost = claim("5", "letter-7", Stance::For).id();
        let ids = claims.iter().map(Claim::id).chain([lost]).collect();
        let weight = ClaimIds::new(ids).unwrap().weigh(|id| claims.iter().find(|c| c.id() == id));
        assert_eq!(weight.balance.to_string(), "2 for, 1 against, 0 both");
        assert_eq!(weight.missing, [lost]);
    }

    #[test]
    fn the_first_double_is_named_and_long_lists_are_refused() {
        let [a, b] = ["1", "2"].map(|name| claim(name, "x", Stance::For).id());
        let twice = ClaimIds::new(vec![a, b, b, a, a]).unwrap_err();
        assert_eq!(twice, InvalidClaims::Twice { index: 2, first: 1 });
        let text = serde_json::to_string(&[a, b, a]).unwrap();
        let refused = serde_json::from_str::<ClaimIds>(&text).unwrap_err().to_string();
        assert!(refused.starts_with("claim [2] stands already at [0]"), "{refused}");
        let many = ClaimIds::new(vec![a; MAX_LIST + 1]).unwrap_err();
        assert_eq!(many.to_string(), "10001 claims, at most 10000 are allowed");
    }
}
