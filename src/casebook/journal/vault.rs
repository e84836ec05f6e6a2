//! The vault: names and free texts, beside the journal and never inside it.
//!
//! A journal is kept for ever and handed around. Names and texts of persons may have to go
//! one day, and a chain cannot lose a byte. So the journal holds a *commitment* in place of
//! each such text, and the text stands here, under its commitment, with a salt of its own:
//!
//! | where | what it holds | what a thief of it learns |
//! |---|---|---|
//! | journal | SHA-256 of a fixed word, the salt and the text | nothing of the text, not even its length, nor that two texts are equal |
//! | vault | salt and text, by commitment | everything: the host keeps it encrypted, with the rights of personal data |
//! | vault after an erasure | that something stood there | nothing |
//!
//! The host stores a vault as it stores a journal: all of it as JSON, or one row for each
//! [`KeptText`].
//!
//! A commitment binds: whoever changes a text in the vault is found out by
//! [`Vault::keep`] and by everything that reads a vault from outside.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::journal::vault::{KeptText, Place, Salt, Vault};
//!
//! let text = KeptText::new(Salt::from_bytes([7; 32]), "甲某");
//! let commitment = text.commitment();
//! let mut vault = Vault::default();
//! vault.keep(text)?;
//! assert!(matches!(vault.place(commitment), Place::Kept(text) if text.as_str() == "甲某"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::provenance::Fingerprint;

/// Begins what is hashed into a commitment.
const DOMAIN: &[u8] = b"unbrella.sealed-text.1\n";

/// 32 random bytes that hide one text.
///
/// `Debug` does not show them: with the salt, a commitment to a name can be guessed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Salt(Fingerprint);

impl Salt {
    /// Takes random bytes of the host.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Fingerprint::from_bytes(bytes))
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// One text with its salt. `Debug` shows neither.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptText {
    salt: Salt,
    text: String,
}

impl KeptText {
    /// A text under a salt that no other text has.
    #[must_use]
    pub fn new(salt: Salt, text: impl Into<String>) -> Self {
        Self { salt, text: text.into() }
    }

    /// What stands for it in the journal.
    #[must_use]
    pub fn commitment(&self) -> Fingerprint {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(self.salt.as_bytes());
        hash.update(self.text.as_bytes());
        Fingerprint::from_bytes(hash.finalize().into())
    }

    /// The salt.
    #[must_use]
    pub const fn salt(&self) -> Salt {
        self.salt
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for KeptText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptText(..)")
    }
}

/// What stands in a vault under a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// The text.
    Kept(&'a KeptText),
    /// Nothing any more: it was erased.
    Erased,
    /// Nothing: it never stood here, or was lost.
    Missing,
}

/// Texts by their commitments.
// Invariant: each text stands under its own commitment.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "BTreeMap<Fingerprint, Option<KeptText>>",
    into = "BTreeMap<Fingerprint, Option<KeptText>>"
)]
pub struct Vault {
    texts: BTreeMap<Fingerprint, Option<KeptText>>,
}

impl Vault {
    /// Keeps a text. One that is there already stays.
    ///
    /// # Errors
    ///
    /// [`ErasedBefore`] if this very text was erased: it does not come back by itself.
    pub fn keep(&mut self, text: KeptText) -> Result<Fingerprint, ErasedBefore> {
        let commitment = text.commitment();
        match self.texts.entry(commitment).or_insert_with(|| Some(text)) {
            Some(_) => Ok(commitment),
            None => Err(ErasedBefore { commitment }),
        }
    }

    /// What stands under a commitment.
    #[must_use]
    pub fn place(&self, commitment: Fingerprint) -> Place<'_> {
        match self.texts.get(&commitment) {
            Some(Some(text)) => Place::Kept(text),
            Some(None) => Place::Erased,
            None => Place::Missing,
        }
    }

    /// Everything that is kept, by commitment.
    pub fn texts(&self) -> impl Iterator<Item = (Fingerprint, &KeptText)> {
        self.texts.iter().filter_map(|(commitment, text)| Some((*commitment, text.as_ref()?)))
    }

    /// The commitments of everything that was erased.
    pub fn erased(&self) -> impl Iterator<Item = Fingerprint> {
        self.texts.iter().filter(|(_, text)| text.is_none()).map(|(commitment, _)| *commitment)
    }

    /// The commitments of all texts that contain these characters as they are: where a name
    /// stands, before it is erased.
    ///
    /// Other spellings of a name are other characters; a person looks for them too.
    #[must_use]
    pub fn holding(&self, part: &str) -> Vec<Fingerprint> {
        let holds = |(_, text): &(Fingerprint, &KeptText)| text.as_str().contains(part);
        self.texts().filter(holds).map(|(commitment, _)| commitment).collect()
    }

    /// Erases a text: what is left says only that something stood there.
    ///
    /// Inside the crate only: from outside, a text goes by a [disposal](super::disposal), or
    /// stands as erased in the store that a vault is read from.
    pub(crate) fn erase(&mut self, commitment: Fingerprint) {
        self.texts.insert(commitment, None);
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vault({} texts, {} erased)", self.texts().count(), self.erased().count())
    }
}

impl TryFrom<BTreeMap<Fingerprint, Option<KeptText>>> for Vault {
    type Error = ChangedText;

    fn try_from(texts: BTreeMap<Fingerprint, Option<KeptText>>) -> Result<Self, ChangedText> {
        for (commitment, text) in &texts {
            if text.as_ref().is_some_and(|text| text.commitment() != *commitment) {
                return Err(ChangedText { commitment: *commitment });
            }
        }
        Ok(Self { texts })
    }
}

impl From<Vault> for BTreeMap<Fingerprint, Option<KeptText>> {
    fn from(vault: Vault) -> Self {
        vault.texts
    }
}

/// A text that was erased is not taken in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text under {commitment} was erased")]
pub struct ErasedBefore {
    /// Its commitment.
    pub commitment: Fingerprint,
}

/// A text or its salt was changed: it does not fit its commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what stands under {commitment} does not fit it")]
pub struct ChangedText {
    /// The commitment.
    pub commitment: Fingerprint,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(salt: u8, text: &str) -> KeptText {
        KeptText::new(Salt::from_bytes([salt; 32]), text)
    }

    #[test]
    fn a_commitment_is_what_the_page_says() {
        let bytes = [DOMAIN, &[7; 32], "甲某".as_bytes()].concat();
        assert_eq!(text(7, "甲某").commitment(), Fingerprint::of(&bytes));
        assert_ne!(text(7, "甲某").commitment(), text(8, "甲某").commitment());
        assert_ne!(text(7, "甲某").commitment(), text(7, "乙某").commitment());
    }

    #[test]
    fn what_was_erased_does_not_come_back() {
        let mut vault = Vault::default();
        let one = vault.keep(text(1, "甲某的电话")).unwrap();
        let two = vault.keep(text(2, "乙某")).unwrap();
        assert_eq!(vault.keep(text(1, "甲某的电话")), Ok(one));
        assert_eq!(vault.holding("甲某"), [one]);
        assert_eq!(vault.place(one), Place::Kept(&text(1, "甲某的电话")));
        vault.erase(one);
        assert_eq!((vault.place(one), vault.holding("甲某")), (Place::Erased, vec![]));
        assert_eq!(vault.keep(text(1, "甲某的电话")), Err(ErasedBefore { commitment: one }));
        assert_eq!(vault.place(Fingerprint::of(b"")), Place::Missing);
        assert_eq!(vault.texts().map(|(c, _)| c).collect::<Vec<_>>(), [two]);
        assert_eq!(vault.erased().collect::<Vec<_>>(), [one]);
    }

    #[test]
    fn a_vault_survives_json_and_a_changed_one_is_refused() {
        let mut vault = Vault::default();
        let one = vault.keep(text(1, "甲某")).unwrap();
        vault.keep(text(2, "乙某")).unwrap();
        vault.erase(one);
        let written = serde_json::to_string(&vault).unwrap();
        assert_eq!(serde_json::from_str::<Vault>(&written).unwrap(), vault);
        assert!(!written.contains("甲某"));
        let changed = written.replace("乙某", "丙某");
        let refused = serde_json::from_str::<Vault>(&changed).unwrap_err().to_string();
        assert!(refused.contains("does not fit it") && !refused.contains('某'), "{refused}");
    }

    #[test]
    fn nothing_is_shown() {
        let mut vault = Vault::default();
        let text = text(0xab, "甲某");
        assert_eq!(format!("{text:?} {:?}", text.salt()), "KeptText(..) Salt(..)");
        vault.keep(text).unwrap();
        assert_eq!(format!("{vault:?}"), "Vault(1 texts, 0 erased)");
    }
}
