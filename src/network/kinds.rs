//! Which kinds of ties a question looks at: at most 64 in one network.
//!
//! The first 48 places belong to the listed kinds of [`TieKind`], in the order of its
//! list; the last 16 to codes of the host, in the order in which they were first used.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::terms::Term;
use crate::terms::tie::TieKind;

/// The places kept for listed kinds.
const LISTED: u8 = 48;
/// The places kept for codes of the host.
const HOST: usize = 16;

/// A kind of tie as one network numbers it: 0 to 63.
///
/// Valid for the [`Kinds`] that gave it; never serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindSlot(u8);

impl KindSlot {
    /// The number, below 64.
    #[must_use]
    pub const fn index(self) -> u8 {
        self.0
    }

    /// The slot with a number; `None` from 64 on.
    pub(crate) const fn from_index(index: u8) -> Option<Self> {
        if index < 64 { Some(Self(index)) } else { None }
    }
}

/// The kinds of ties that one network knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    // Invariant: at most HOST kinds, none twice, none of them listed.
    host: Vec<TieKind>,
}

impl Kinds {
    /// The slot of a kind, making one for a new code of the host.
    ///
    /// # Errors
    ///
    /// [`TooManyKinds`] when all 16 places of the host are taken.
    pub fn slot(&mut self, kind: &TieKind) -> Result<KindSlot, TooManyKinds> {
        if let Some(slot) = self.find(kind) {
            return Ok(slot);
        }
        match kind {
            TieKind::Other(_) if self.host.len() < HOST => {
                self.host.push(kind.clone());
                self.find(kind).ok_or(TooManyKinds)
            }
            _ => Err(TooManyKinds),
        }
    }

    /// The slot of a kind, if the network knows it.
    #[must_use]
    pub fn find(&self, kind: &TieKind) -> Option<KindSlot> {
        let place = match kind {
            TieKind::Other(_) => {
                let at = self.host.iter().position(|known| known == kind)?;
                u8::try_from(at).ok()?.checked_add(LISTED)?
            }
            listed => u8::try_from(TieKind::ALL.iter().position(|known| known == listed)?).ok()?,
        };
        KindSlot::from_index(place)
    }

    /// The kind in a slot.
    #[must_use]
    pub fn kind(&self, slot: KindSlot) -> Option<TieKind> {
        match slot.0.checked_sub(LISTED) {
            None => TieKind::ALL.get(usize::from(slot.0)).cloned(),
            Some(at) => self.host.get(usize::from(at)).cloned(),
        }
    }
}

/// A network can hold 16 kinds of the host's own, and a seventeenth came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a network holds at most {HOST} kinds of ties of the host's own")]
pub struct TooManyKinds;

/// A set of kinds of one network.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KindSet(u64);

impl KindSet {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self(u64::MAX);

    /// The set with these kinds.
    pub fn of(slots: impl IntoIterator<Item = KindSlot>) -> Self {
        slots.into_iter().fold(Self::NONE, Self::with)
    }

    /// The set and one kind more.
    #[must_use]
    pub const fn with(self, slot: KindSlot) -> Self {
        Self(self.0 | 1 << slot.0)
    }

    /// Whether a kind is in the set.
    #[must_use]
    #[inline]
    pub const fn has(self, slot: KindSlot) -> bool {
        self.0 >> slot.0 & 1 == 1
    }

    /// One bit for each slot.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for KindSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::ALL {
            return f.write_str("KindSet(all)");
        }
        let slots = (0..64_u8).filter(|slot| self.0 >> slot & 1 == 1);
        f.debug_set().entries(slots).finish()
    }
}

/// The kinds that a question names, as codes: how a set is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindChoice {
    /// Every kind.
    All,
    /// These kinds.
    Only(Vec<TieKind>),
}

impl fmt::Display for KindChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("every kind of tie"),
            Self::Only(kinds) => {
                let codes: Vec<_> = kinds.iter().map(Term::code).collect();
                f.write_str(&codes.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_kinds_fit_and_every_slot_leads_back() {
        assert!(TieKind::ALL.len() <= usize::from(LISTED));
        let kinds = Kinds::default();
        for kind in TieKind::ALL {
            let slot = kinds.find(&kind).unwrap();
            assert_eq!(kinds.kind(slot), Some(kind));
        }
    }

    #[test]
    fn the_host_has_sixteen_places_and_the_seventeenth_is_refused() {
        let mut kinds = Kinds::default();
        let code = |n: usize| TieKind::from_code(&format!("host_{n}")).unwrap();
        for n in 0..16 {
            assert_eq!(kinds.slot(&code(n)).unwrap().index(), 48 + n as u8);
        }
        assert_eq!(kinds.slot(&code(3)).unwrap().index(), 51, "known ones keep their place");
        assert_eq!(
            kinds.slot(&code(16)).unwrap_err().to_string(),
            "a network holds at most 16 kinds of ties of the host's own",
        );
        assert_eq!(kinds.find(&code(16)), None);
    }
}
