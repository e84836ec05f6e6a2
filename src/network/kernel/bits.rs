//! One bit for each node: a million nodes fit into the processor's second cache.

/// A set of nodes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// An empty set for this many nodes.
    pub(crate) fn new(nodes: u32) -> Self {
        Self(vec![0; (nodes as usize).div_ceil(64)])
    }

    /// These nodes, of this many.
    pub(crate) fn of(nodes: u32, members: impl IntoIterator<Item = u32>) -> Self {
        let mut all = Self::new(nodes);
        members.into_iter().for_each(|node| all.add(node));
        all
    }

    /// Makes room for this many nodes; what was in the set stays.
    pub(crate) fn grow(&mut self, nodes: u32) {
        let words = (nodes as usize).div_ceil(64);
        if self.0.len() < words {
            self.0.resize(words, 0);
        }
    }

    /// Makes the set empty and just large enough for this many nodes.
    pub(crate) fn renew(&mut self, nodes: u32) {
        self.0.clear();
        self.0.resize((nodes as usize).div_ceil(64), 0);
    }

    /// Takes every node out, in rising order; what is left of a dropped iterator stays.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = u32> {
        (0_u32..).step_by(64).zip(&mut self.0).flat_map(|(first, word)| {
            let mut bits = std::mem::take(word);
            std::iter::from_fn(move || {
                let next = (bits != 0).then(|| first + bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
                next
            })
        })
    }

    #[inline]
    pub(crate) fn has(&self, node: u32) -> bool {
        self.0[node as usize / 64] >> (node % 64) & 1 == 1
    }

    #[inline]
    pub(crate) fn add(&mut self, node: u32) {
        self.0[node as usize / 64] |= 1 << (node % 64);
    }

    #[inline]
    pub(crate) fn remove(&mut self, node: u32) {
        self.0[node as usize / 64] &= !(1 << (node % 64));
    }

    /// Adds a node; whether it was new.
    #[inline]
    pub(crate) fn insert(&mut self, node: u32) -> bool {
        let word = &mut self.0[node as usize / 64];
        let bit = 1 << (node % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// The bits themselves, 64 nodes to a word, the first lowest.
    pub(crate) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.0
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }
}
