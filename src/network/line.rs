//! One tie as every answer prints and stores it, with its standing on the line.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{PartyId, TieId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::network::frozen::{ArcSlot, FrozenNetwork};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// One tie of an answer.
///
/// # Examples
///
/// Printed: `person-… bribes person-… (supported, 700‰, 2015-01-01, still running)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieLine {
    /// From whom the tie runs.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
    /// Its kind.
    pub kind: TieKind,
    /// How far it has come.
    pub standing: Standing,
    /// How much weight it is given.
    pub confidence: Permille,
    /// When it was there.
    pub period: Period,
    /// What the host calls it, if the network was built with names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<TieId>,
}

impl FrozenNetwork {
    /// A tie as it is printed; `None` for a slot of another network.
    #[must_use]
    pub fn line(&self, tie: ArcSlot) -> Option<TieLine> {
        let facts = self.tie(tie)?;
        Some(TieLine {
            from: facts.from,
            to: facts.to,
            kind: self.kinds().kind(facts.kind)?,
            standing: facts.standing,
            confidence: facts.confidence,
            period: facts.period,
            tie: self.tie_id(tie),
        })
    }
}

impl TieLine {
    /// How far it has come, for sorting: the further, the larger; refuted and withdrawn least.
    pub(crate) const fn place(&self) -> u8 {
        match self.standing {
            Standing::Established => 4,
            Standing::Supported => 3,
            Standing::Checked => 2,
            Standing::Alleged => 1,
            Standing::Refuted | Standing::Withdrawn => 0,
        }
    }

    /// The party at the other end; `None` if `party` stands at neither.
    #[must_use]
    pub fn other(&self, party: PartyId) -> Option<PartyId> {
        if self.from == party {
            Some(self.to)
        } else if self.to == party {
            Some(self.from)
        } else {
            None
        }
    }
}

impl fmt::Display for TieLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, kind, standing, confidence, period, .. } = self;
        write!(f, "{from} {} {to} ({standing}, {confidence}, {period})", kind.english())
    }
}
