//! Deals ties into rows, one block of parties after the other.
//!
//! Dealt straight to its row, each tie would touch memory far from that of the tie before.
//! So ties are dealt twice. First to *blocks* of parties, so few that one can write to all
//! of them side by side; then each block is dealt into its rows while it lies in the
//! cache, and written to the arrays of the network from front to back.
//!
//! What is dealt is a parcel of 128 bits for each tie. Its bits stand in the order by which
//! a row is sorted, so that comparing ties is comparing numbers.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: every party number was checked below the number of parties, and every \
              place comes from counting the very entries that are dealt"
)]

use std::cmp::Ordering;

use super::attributes::{Attributes, Packed};
use crate::network::kernel::csr::Csr;

/// A block holds two to this many parties: with six ties each it takes 384 KiB, and the rows
/// that it is dealt into as much again. Blocks of half and of a quarter are about as fast.
pub(super) const BLOCK: u32 = 12;

/// A block never holds more parties: their numbers within it have twelve bits in a parcel.
const MOST_LOCAL: usize = 1 << 12;

/// The blocks of parties, with how many ties start and end in each.
#[derive(Debug)]
pub(super) struct Blocks {
    nodes: usize,
    /// The number of bits that a party's number within its block has.
    shift: u32,
    starting: Vec<u32>,
    ending: Vec<u32>,
}

impl Blocks {
    /// No ties so far. A block holds 2^`shift` parties, at most 4,096.
    pub(super) fn new(nodes: usize, shift: u32) -> Self {
        let shift = shift.min(MOST_LOCAL.trailing_zeros());
        let blocks = nodes.div_ceil(1 << shift);
        Self { nodes, shift, starting: vec![0; blocks], ending: vec![0; blocks] }
    }

    /// Counts a tie. Both parties are there, and ties fit a `u32`.
    #[inline]
    pub(super) fn count(&mut self, from: u32, to: u32) {
        self.starting[(from >> self.shift) as usize] += 1;
        self.ending[(to >> self.shift) as usize] += 1;
    }

    /// A party's number within its block.
    #[inline]
    const fn local(&self, party: u32) -> u64 {
        (party & ((1 << self.shift) - 1)) as u64
    }

    /// The number of parties in a block.
    fn parties(&self, block: usize) -> usize {
        (self.nodes - (block << self.shift)).min(1 << self.shift)
    }
}

/// Where the entries of each block begin, and the end of the last.
fn begins(counts: &[u32]) -> Vec<u32> {
    let mut begins = Vec::with_capacity(counts.len() + 1);
    begins.push(0);
    let mut sum = 0;
    begins.extend(counts.iter().map(|count| {
        sum += count;
        sum
    }));
    begins
}

/// A tie to be dealt, with all values as the network holds them.
#[derive(Clone, Copy)]
pub(super) struct Loose {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) kind: u8,
    pub(super) since: u16,
    pub(super) until: u16,
    pub(super) recorded: u32,
    pub(super) packed: Packed,
}

/// The words of a parcel that has forgotten its place in the input: enough where ties have
/// no names, no origins and no later versions, so that two of one content are one as good
/// as the other.
pub(super) const FORGETS: usize = 2;
/// The words of a parcel that keeps its place in the input.
pub(super) const KEEPS: usize = 3;

/// A tie on its way into its row, in words; the third is its place in the input.
///
/// The first two are what the tie is, in the order in which rows along are sorted: from the
/// highest bit on its kind (6), target (32), start (16), end (16), recorded (32), standing
/// and confidence (13); then, outside the order, whether a later version came (1), and its
/// party's number within the block (12).
///
/// Parallel ties stand in the order of their content, so that the order of the input leaves
/// no trace. Whether a later version came is no part of it: a tie would stand elsewhere once
/// one does, and an earlier view would name another of two alike.
#[derive(Clone, Copy)]
struct Parcel<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Parcel<WORDS> {
    #[inline]
    fn new(tie: &Loose, local: u64, at: u32) -> Self {
        let until = u64::from(tie.until);
        let high = u64::from(tie.kind) << 58
            | u64::from(tie.to) << 26
            | u64::from(tie.since) << 10
            | until >> 6;
        let low = until << 58
            | u64::from(tie.recorded) << 26
            | u64::from(tie.packed.content()) << 13
            | u64::from(tie.packed.is_superseded()) << 12
            | local;
        let mut words = [0; WORDS];
        for (word, value) in words.iter_mut().zip([high, low, u64::from(at)]) {
            *word = value;
        }
        Self(words)
    }

    const fn kind(self) -> u8 {
        (self.0[0] >> 58) as u8
    }

    const fn target(self) -> u32 {
        (self.0[0] >> 26) as u32
    }

    const fn since(self) -> u16 {
        (self.0[0] >> 10) as u16
    }

    const fn until(self) -> u16 {
        (self.0[0] << 6 | self.0[1] >> 58) as u16
    }

    const fn recorded(self) -> u32 {
        (self.0[1] >> 26) as u32
    }

    const fn packed(self) -> Packed {
        let (content, superseded) = (self.0[1] >> 13, self.0[1] >> 12 & 1);
        Packed::from_content(content as u16, superseded == 1)
    }

    #[inline]
    const fn local(self) -> usize {
        self.0[1] as usize % MOST_LOCAL
    }

    /// The place in the input, if it was kept.
    #[inline]
    const fn at(self) -> u32 {
        self.0[WORDS - 1] as u32
    }

    /// The order of two ties of one row, by content.
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        let low = |parcel: &Self| parcel.0[1] >> 13;
        self.0[0].cmp(&other.0[0]).then_with(|| low(self).cmp(&low(other)))
    }
}

/// The rows in both directions, and the attributes without tables and later versions.
pub(super) struct Dealt {
    pub(super) along: Csr,
    pub(super) against: Csr,
    /// For each place against the tie's place along.
    pub(super) twin: Vec<u32>,
    pub(super) ties: Attributes,
    /// For each place along the tie that came there; empty if the parcels forgot.
    pub(super) order: Vec<u32>,
}

/// Deals ties into rows.
///
/// `ties` are as many as were counted in `blocks`, at most as many as a `u32` can number.
/// `alike` orders two places in the input whose ties have one content; it is not asked if
/// the parcels forget.
///
/// # Complexity
///
/// Time **O(|V| + |E| log d)** with *d* the longest row; space beside the result **O(|E|)**.
pub(super) fn rows<const WORDS: usize>(
    ties: impl ExactSizeIterator<Item = Loose>,
    blocks: &Blocks,
    alike: impl Fn(u32, u32) -> Ordering,
) -> Dealt {
    let mut along = along::<WORDS>(ties, blocks, alike);
    let (against, twin) = against(&mut along, blocks);
    let Along { rows: along, ties, order, .. } = along;
    Dealt { along, against, twin, ties, order }
}

/// The rows along.
struct Along {
    rows: Csr,
    ties: Attributes,
    order: Vec<u32>,
    /// Room for as many parcels as there are ties.
    room: Vec<u64>,
}

/// Deals ties into the rows of their first parties and sorts each row.
fn along<const WORDS: usize>(
    ties: impl ExactSizeIterator<Item = Loose>,
    blocks: &Blocks,
    alike: impl Fn(u32, u32) -> Ordering,
) -> Along {
    let begins = begins(&blocks.starting);
    let count = ties.len();
    let mut room = vec![0; count * WORDS];
    let parcels = room.as_chunks_mut::<WORDS>().0;
    deal(ties, blocks, begins.clone(), parcels);
    let mut out = Rows::with_room_for::<WORDS>(blocks.nodes, count);
    let (mut ends, mut sorted) = (vec![0; MOST_LOCAL], Vec::new());
    for (block, bounds) in begins.windows(2).enumerate() {
        let parcels = &parcels[bounds[0] as usize..bounds[1] as usize];
        let ends = &mut ends[..blocks.parties(block)];
        deal_block(parcels, ends, &mut sorted);
        sort_rows(ends, &mut sorted, &alike);
        out.offsets.extend(ends.iter().map(|end| bounds[0] + end));
        out.write(&sorted);
    }
    let Rows { offsets, targets, ties, order } = out;
    Along { rows: Csr::from_rows(offsets, targets).unwrap_or_default(), ties, order, room }
}

/// Deals ties to their blocks.
fn deal<const WORDS: usize>(
    ties: impl Iterator<Item = Loose>,
    blocks: &Blocks,
    mut next: Vec<u32>,
    parcels: &mut [[u64; WORDS]],
) {
    for (at, tie) in (0..).zip(ties) {
        let place = &mut next[(tie.from >> blocks.shift) as usize];
        parcels[*place as usize] = Parcel::<WORDS>::new(&tie, blocks.local(tie.from), at).0;
        *place += 1;
    }
}

/// Deals a block into its rows, and gives their ends.
fn deal_block<const WORDS: usize>(
    parcels: &[[u64; WORDS]],
    ends: &mut [u32],
    rows: &mut Vec<Parcel<WORDS>>,
) {
    let parcels = || parcels.iter().map(|words| Parcel(*words));
    begin_rows(parcels().map(Parcel::local), ends);
    rows.clear();
    rows.resize(parcels().len(), Parcel([0; WORDS]));
    for parcel in parcels() {
        let place = &mut ends[parcel.local()];
        rows[*place as usize] = parcel;
        *place += 1;
    }
}

/// Counts entries by row; gives where each row begins.
fn begin_rows(rows: impl Iterator<Item = usize>, begins: &mut [u32]) {
    begins.fill(0);
    for row in rows {
        begins[row] += 1;
    }
    let mut sum = 0;
    for begin in begins {
        sum += std::mem::replace(begin, sum);
    }
}

fn sort_rows<const WORDS: usize>(
    ends: &[u32],
    rows: &mut [Parcel<WORDS>],
    alike: impl Fn(u32, u32) -> Ordering,
) {
    let mut start = 0;
    for end in ends {
        let row = &mut rows[start..*end as usize];
        row.sort_unstable_by(|a, b| match a.cmp(b) {
            Ordering::Equal if WORDS == KEEPS => alike(a.at(), b.at()),
            order => order,
        });
        start = *end as usize;
    }
}

/// The arrays along, as far as they are written.
struct Rows {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    ties: Attributes,
    order: Vec<u32>,
}

impl Rows {
    fn with_room_for<const WORDS: usize>(nodes: usize, ties: usize) -> Self {
        let mut offsets = Vec::with_capacity(nodes + 1);
        offsets.push(0);
        let attributes = Attributes {
            kind: Vec::with_capacity(ties),
            packed: Vec::with_capacity(ties),
            since: Vec::with_capacity(ties),
            until: Vec::with_capacity(ties),
            recorded: Vec::with_capacity(ties),
            ..Attributes::default()
        };
        let order = Vec::with_capacity(if WORDS == KEEPS { ties } else { 0 });
        Self { offsets, targets: Vec::with_capacity(ties), ties: attributes, order }
    }

    fn write<const WORDS: usize>(&mut self, sorted: &[Parcel<WORDS>]) {
        let parcels = || sorted.iter().copied();
        self.targets.extend(parcels().map(Parcel::target));
        self.ties.kind.extend(parcels().map(Parcel::kind));
        self.ties.packed.extend(parcels().map(Parcel::packed));
        self.ties.since.extend(parcels().map(Parcel::since));
        self.ties.until.extend(parcels().map(Parcel::until));
        self.ties.recorded.extend(parcels().map(Parcel::recorded));
        if WORDS == KEEPS {
            self.order.extend(parcels().map(Parcel::at));
        }
    }
}

/// A tie on its way back, in two words: its number (32) and source (32); its kind (6), start
/// (16), end (16), all of what is packed (14), and the number of its second party within the
/// block (12).
#[derive(Clone, Copy)]
struct Back([u64; 2]);

impl Back {
    #[inline]
    fn new(along: &Along, tie: usize, source: u32, local: u64) -> Self {
        let ties = &along.ties;
        let low = u64::from(ties.kind[tie]) << 58
            | u64::from(ties.since[tie]) << 42
            | u64::from(ties.until[tie]) << 26
            | u64::from(ties.packed[tie].bits()) << 12
            | local;
        Self([(tie as u64) << 32 | u64::from(source), low])
    }

    const fn tie(self) -> u32 {
        (self.0[0] >> 32) as u32
    }

    const fn source(self) -> u32 {
        self.0[0] as u32
    }

    const fn kind(self) -> u8 {
        (self.0[1] >> 58) as u8
    }

    const fn since(self) -> u16 {
        (self.0[1] >> 42) as u16
    }

    const fn until(self) -> u16 {
        (self.0[1] >> 26) as u16
    }

    const fn packed(self) -> Packed {
        Packed::from_bits((self.0[1] >> 12) as u16)
    }

    #[inline]
    const fn local(self) -> usize {
        self.0[1] as usize % MOST_LOCAL
    }
}

/// Deals finished rows into the rows against, sorted by kind and number of the tie, which
/// rises with the source. Fills in the attributes against; gives the rows, and for each
/// place there the tie's place along.
fn against(along: &mut Along, blocks: &Blocks) -> (Csr, Vec<u32>) {
    let begins = begins(&blocks.ending);
    let room = deal_back(along, blocks, begins.clone());
    let backs = room.as_chunks::<2>().0;
    let ties = &mut along.ties;
    let count = along.rows.arcs();
    ties.kind_against = vec![0; count];
    ties.packed_against = vec![Packed::EMPTY; count];
    ties.since_against = vec![0; count];
    ties.until_against = vec![0; count];
    let (mut sources, mut twin) = (vec![0; count], vec![0; count]);
    let mut offsets = Vec::with_capacity(blocks.nodes + 1);
    offsets.push(0);
    let (mut ends, mut by_kind) = (vec![0; MOST_LOCAL], Vec::new());
    for (block, bounds) in begins.windows(2).enumerate() {
        sort_by_kind(&backs[bounds[0] as usize..bounds[1] as usize], &mut by_kind);
        let ends = &mut ends[..blocks.parties(block)];
        begin_rows(by_kind.iter().map(|back: &Back| back.local()), ends);
        for back in &by_kind {
            let end = &mut ends[back.local()];
            let place = (bounds[0] + *end) as usize;
            *end += 1;
            (sources[place], twin[place]) = (back.source(), back.tie());
            (ties.kind_against[place], ties.packed_against[place]) = (back.kind(), back.packed());
            (ties.since_against[place], ties.until_against[place]) = (back.since(), back.until());
        }
        offsets.extend(ends.iter().map(|end| bounds[0] + end));
    }
    (Csr::from_rows(offsets, sources).unwrap_or_default(), twin)
}

/// Deals the ties of all rows to the blocks of their second parties, in rising order, into
/// the room of the parcels along.
fn deal_back(along: &mut Along, blocks: &Blocks, mut next: Vec<u32>) -> Vec<u64> {
    let mut room = std::mem::take(&mut along.room);
    let backs = room.as_chunks_mut::<2>().0;
    for source in 0..along.rows.nodes() {
        for tie in along.rows.span(source) {
            let target = along.rows.targets()[tie];
            let place = &mut next[(target >> blocks.shift) as usize];
            backs[*place as usize] = Back::new(along, tie, source, blocks.local(target)).0;
            *place += 1;
        }
    }
    room
}

/// Sorts a block by kind; what is of one kind keeps its order.
fn sort_by_kind(backs: &[[u64; 2]], by_kind: &mut Vec<Back>) {
    let backs = || backs.iter().map(|words| Back(*words));
    let mut next = [0_u32; 64];
    begin_rows(backs().map(|back| usize::from(back.kind())), &mut next);
    by_kind.clear();
    by_kind.resize(backs().len(), Back([0; 2]));
    for back in backs() {
        let place = &mut next[usize::from(back.kind())];
        by_kind[*place as usize] = back;
        *place += 1;
    }
}
