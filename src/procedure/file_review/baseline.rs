//! 基线: findings that are known and accepted, each with its reason and who accepted it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::PersonId;
use crate::base::list::Limited;
use crate::base::text::Prose;
use crate::procedure::file_review::file::MAX_ROWS;
use crate::procedure::file_review::finding::FindingKey;

/// One finding that is accepted as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The finding.
    pub key: FindingKey,
    /// 情况说明: why it cannot be put right, or need not be.
    pub why: Prose,
    /// Who accepted it.
    pub by: PersonId,
    /// The day on which it was accepted.
    pub on: Day,
}

/// The findings that are accepted; they stay silent, and are counted.
///
/// Entries stand in the order of their keys, so that two baselines of the same entries are
/// equal however they were written. One baseline may serve the files of several cases.
///
/// ```
/// use unbrella::procedure::file_review::Baseline;
///
/// let entry = r#"{"key":{"case":"case-00000000000000000000000000000001","row":"1-2",
///     "code":"F005","item":"synchronous_recording","defect":"missing"},
///     "why":"设备故障","by":"person-00000000000000000000000000000002","on":"2021-03-01"}"#;
/// let baseline: Baseline = serde_json::from_str(&format!("[{entry}]"))?;
/// assert_eq!(baseline.entries().count(), 1);
/// let twice = serde_json::from_str::<Baseline>(&format!("[{entry},{entry}]"));
/// assert!(twice.unwrap_err().to_string().contains("accepted twice"));
/// # Ok::<(), serde_json::Error>(())
/// ```
// Invariant: each entry stands under its own key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BaselineForm", into = "BaselineForm")]
pub struct Baseline(BTreeMap<FindingKey, Accepted>);

#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
struct BaselineForm(
    #[serde(deserialize_with = "Limited::<Accepted, MAX_ROWS>::read")] Vec<Accepted>,
);

impl Baseline {
    /// The entries, in any order.
    ///
    /// # Errors
    ///
    /// [`AcceptedTwice`] if a finding stands there twice.
    pub fn new(entries: impl IntoIterator<Item = Accepted>) -> Result<Self, AcceptedTwice> {
        let mut all = BTreeMap::new();
        for entry in entries {
            if let Some(before) = all.insert(entry.key.clone(), entry) {
                return Err(AcceptedTwice(Box::new(before.key)));
            }
        }
        Ok(Self(all))
    }

    /// The entries, in the order of their keys.
    pub fn entries(&self) -> impl Iterator<Item = &Accepted> {
        self.0.values()
    }

    /// The entry that accepts a finding by a day.
    pub(super) fn accepts(&self, key: &FindingKey, by: Day) -> Option<&Accepted> {
        self.0.get(key).filter(|entry| entry.on <= by)
    }
}

impl TryFrom<BaselineForm> for Baseline {
    type Error = AcceptedTwice;

    fn try_from(form: BaselineForm) -> Result<Self, Self::Error> {
        Self::new(form.0)
    }
}

impl From<Baseline> for BaselineForm {
    fn from(baseline: Baseline) -> Self {
        Self(baseline.0.into_values().collect())
    }
}

/// A baseline names one finding twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("accepted twice: {0}")]
pub struct AcceptedTwice(pub Box<FindingKey>);
