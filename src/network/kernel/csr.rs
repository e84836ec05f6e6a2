//! Compact rows: who stands beside whom, as two arrays.

/// The neighbors of every node, row behind row.
// Invariant: offsets has one entry more than there are nodes, starts with 0, never goes
// down and ends with targets.len(); every target is smaller than the number of nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Csr {
    offsets: Vec<u32>,
    targets: Vec<u32>,
}

impl Csr {
    /// Takes finished rows; `None` unless the invariant holds.
    pub(crate) fn from_rows(offsets: Vec<u32>, targets: Vec<u32>) -> Option<Self> {
        let nodes = u32::try_from(offsets.len().checked_sub(1)?).ok()?;
        let ends = u32::try_from(targets.len()).ok()?;
        let whole = offsets.first() == Some(&0)
            && offsets.last() == Some(&ends)
            && offsets.is_sorted()
            && targets.iter().all(|target| *target < nodes);
        whole.then_some(Self { offsets, targets })
    }

    /// The undirected simple graph of some pairs: both directions, nothing twice, no loops.
    ///
    /// Rows are sorted. Pairs that name a node outside `0..nodes` are left out.
    #[cfg(test)]
    pub(crate) fn undirected(nodes: u32, pairs: &[(u32, u32)]) -> Self {
        let mut rows = vec![std::collections::BTreeSet::new(); nodes as usize];
        for &(a, b) in pairs.iter().filter(|(a, b)| a != b && *a < nodes && *b < nodes) {
            rows[a as usize].insert(b);
            rows[b as usize].insert(a);
        }
        let mut offsets = vec![0];
        let mut targets = Vec::new();
        for row in rows {
            targets.extend(row);
            offsets.push(targets.len() as u32);
        }
        Self::from_rows(offsets, targets).unwrap()
    }

    /// The same nodes with only the arcs of which both ends are open.
    pub(crate) fn among(&self, open: impl Fn(u32) -> bool) -> Self {
        let mut offsets = vec![0];
        let mut targets = Vec::with_capacity(self.targets.len());
        for node in 0..self.nodes() {
            if open(node) {
                targets.extend(self.row(node).iter().copied().filter(|beside| open(*beside)));
            }
            offsets.push(targets.len() as u32);
        }
        Self { offsets, targets }
    }

    /// The same graph, each node numbered by its `rank`; every row rises.
    ///
    /// `rank` holds every number below the number of nodes once.
    pub(crate) fn renumbered(&self, rank: &[u32]) -> Self {
        let mut old = vec![0; rank.len()];
        for (node, place) in (0..).zip(rank) {
            old[*place as usize] = node;
        }
        let mut offsets = Vec::with_capacity(self.offsets.len());
        offsets.push(0);
        let mut targets = Vec::with_capacity(self.targets.len());
        for node in old {
            let from = targets.len();
            targets.extend(self.row(node).iter().map(|beside| rank[*beside as usize]));
            targets[from..].sort_unstable();
            offsets.push(targets.len() as u32);
        }
        Self { offsets, targets }
    }

    /// The number of nodes.
    pub(crate) fn nodes(&self) -> u32 {
        (self.offsets.len() - 1) as u32
    }

    /// The number of entries in all rows.
    pub(crate) fn arcs(&self) -> usize {
        self.targets.len()
    }

    /// Where a node's row lies in the array of targets.
    #[inline]
    pub(crate) fn span(&self, node: u32) -> std::ops::Range<usize> {
        self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize
    }

    /// The neighbors of a node.
    #[inline]
    pub(crate) fn row(&self, node: u32) -> &[u32] {
        &self.targets[self.span(node)]
    }

    /// The number of neighbors of a node.
    #[inline]
    pub(crate) fn degree(&self, node: u32) -> u32 {
        self.offsets[node as usize + 1] - self.offsets[node as usize]
    }

    /// Where each row begins, and the end of the last.
    pub(crate) fn offsets(&self) -> &[u32] {
        &self.offsets
    }

    /// All targets, row behind row.
    pub(crate) fn targets(&self) -> &[u32] {
        &self.targets
    }

    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.offsets.len() + self.targets.len())
    }
}
