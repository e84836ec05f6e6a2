//! Proofs: that one entry stands in a journal, and that a journal has only grown, shown to
//! somebody who never sees the other entries.
//!
//! A [`Head`] shows a rewritten journal to whoever holds the whole of
//! it. The organ above holds no foreign journals. It keeps a [`Root`], forty bytes too,
//! and can ask for
//!
//! | proof | shows | length at a million entries |
//! |---|---|---|
//! | [`Tree::prove_entry`] | this entry stands in the journal of that root, in this place | 20 hashes |
//! | [`Tree::prove_growth`] | the journal of the old root is the beginning of that of the new one | at most 21 hashes |
//!
//! The tree is the one of RFC 6962. Its leaves are the 32 bytes of the hash of each
//! [`Link`](super::chain::Link), so that a tree is rebuilt from a journal without its
//! bodies, and a proof about a hash is a proof about number, content and all before.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::journal::chain::Link;
//! use unbrella::casebook::journal::head::Head;
//! use unbrella::casebook::journal::proof::Tree;
//!
//! let first = Link::after(Head::START, "one")?;
//! let second = Link::after(first.head(), "two")?;
//! let mut tree = Tree::default();
//! tree.push(first.hash())?;
//! let old = tree.root();
//! tree.push(second.hash())?;
//! let root = tree.root();
//!
//! root.check_entry(second.head(), &tree.prove_entry(2).ok_or("no entry 2")?)?;
//! root.check_growth(old, &tree.prove_growth(old.entries).ok_or("longer than the journal")?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! RFC 6962 (Certificate Transparency), section 2.1. Computed by the crate `ct-merkle`;
//! the tests compute everything again from the text of the RFC.

use std::fmt;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::list::Limited;
use crate::casebook::journal::head::Head;
use crate::provenance::Fingerprint;

/// The most entries that a tree may have.
// Far below where the arithmetic of trees ends, and far above any journal.
pub const MAX_ENTRIES: u64 = 1 << 40;

/// The most hashes in a proof: two for each level of the largest tree.
const MAX_STEPS: usize = 80;

/// The tree over the entries of one journal; about 100 bytes an entry.
#[derive(Clone, Default)]
pub struct Tree(MemoryBackedTree<Sha256, [u8; 32]>);

impl Tree {
    /// Adds the next entry by its hash.
    ///
    /// # Errors
    ///
    /// [`FullTree`] beyond [`MAX_ENTRIES`].
    pub fn push(&mut self, entry: Fingerprint) -> Result<(), FullTree> {
        if self.0.len() >= MAX_ENTRIES {
            return Err(FullTree);
        }
        self.0.push(*entry.as_bytes());
        Ok(())
    }

    /// The root over all entries.
    #[must_use]
    pub fn root(&self) -> Root {
        let root = self.0.root();
        Root { entries: self.0.len(), hash: fingerprint(root.as_bytes()) }
    }

    /// The proof that an entry stands in the journal; nothing if there is none of this number.
    #[must_use]
    pub fn prove_entry(&self, number: u64) -> Option<Proof> {
        let index = number.checked_sub(1).filter(|index| *index < self.0.len())?;
        let proof = self.0.prove_inclusion(usize::try_from(index).ok()?);
        Some(Proof::from_bytes(proof.as_bytes()))
    }

    /// The proof that the first `entries` entries have not changed since; nothing if the
    /// journal has fewer.
    #[must_use]
    pub fn prove_growth(&self, entries: u64) -> Option<Proof> {
        let added = self.0.len().checked_sub(entries)?;
        if entries == 0 {
            return Some(Proof::default());
        }
        let proof = self.0.prove_consistency(usize::try_from(added).ok()?);
        Some(Proof::from_bytes(proof.as_bytes()))
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tree({})", self.root())
    }
}

impl FromIterator<Fingerprint> for Tree {
    /// The tree over these entries; what is beyond [`MAX_ENTRIES`] is left out.
    fn from_iter<I: IntoIterator<Item = Fingerprint>>(entries: I) -> Self {
        let mut tree = Self::default();
        entries.into_iter().try_for_each(|entry| tree.push(entry)).ok();
        tree
    }
}

/// What stands for all entries of a journal: their number, and the hash over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// How many entries.
    pub entries: u64,
    /// The hash at the top of the tree.
    pub hash: Fingerprint,
}

impl Root {
    /// Whether an entry stands in the journal of this root, in its place.
    ///
    /// `entry` is the [`head`](super::chain::Link::head) of a link that was read whole.
    ///
    /// # Errors
    ///
    /// [`Unproven`].
    pub fn check_entry(&self, entry: Head, proof: &Proof) -> Result<(), Unproven> {
        let index = entry.number.checked_sub(1).ok_or(Unproven)?;
        let path = InclusionProof::try_from_bytes(proof.bytes()).map_err(|_| Unproven)?;
        self.counted()?.verify_inclusion(entry.hash.as_bytes(), index, &path).map_err(|_| Unproven)
    }

    /// Whether the journal of `old` is the beginning of the journal of this root.
    ///
    /// # Errors
    ///
    /// [`Unproven`].
    pub fn check_growth(&self, old: Self, proof: &Proof) -> Result<(), Unproven> {
        if old.entries == 0 {
            // The RFC has no proof from nothing: every journal begins there.
            let begins = old == Tree::default().root() && proof.0.is_empty();
            return if begins { self.counted().map(|_| ()) } else { Err(Unproven) };
        }
        let path = ConsistencyProof::try_from_bytes(proof.bytes()).map_err(|_| Unproven)?;
        self.counted()?.verify_consistency(&old.counted()?, &path).map_err(|_| Unproven)
    }

    /// The root, unless it claims more entries than a tree may have.
    fn counted(&self) -> Result<RootHash<Sha256>, Unproven> {
        if self.entries > MAX_ENTRIES {
            return Err(Unproven);
        }
        Ok(RootHash::new((*self.hash.as_bytes()).into(), self.entries))
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.entries, self.hash)
    }
}

/// A proof: the hashes that lead from an entry, or an old root, to a root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Proof(
    #[serde(deserialize_with = "Limited::<Fingerprint, MAX_STEPS>::read")] Vec<Fingerprint>,
);

impl Proof {
    /// The hashes, in the order of RFC 6962.
    #[must_use]
    pub fn hashes(&self) -> &[Fingerprint] {
        &self.0
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.chunks_exact(Sha256::output_size()).map(fingerprint).collect())
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|hash| *hash.as_bytes()).collect()
    }
}

/// 32 bytes; every caller has that many.
fn fingerprint(bytes: &[u8]) -> Fingerprint {
    Fingerprint::from_bytes(bytes.try_into().unwrap_or_default())
}

/// The tree has [`MAX_ENTRIES`] entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tree has at most {max} entries", max = MAX_ENTRIES)]
pub struct FullTree;

/// The proof does not show what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not lead to this root")]
pub struct Unproven;

#[cfg(test)]
mod tests;
