//! Deals ties into rows, one block of parties after the other.
//!
//! Dealt straight to its row, each tie would touch memory far from that of the tie before.
//! So ties are dealt twice. First to *blocks* of parties, so few that one can write to all
//! of them side by side; then each block is dealt into its rows while it lies in the
//! cache, and written to the arrays of the network from front to back.
//!
//! What is dealt is one number of 128 bits for each tie. Its bits stand in the order by
//! which a row is sorted, so that comparing ties is comparing numbers.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: every party number was checked below the number of parties, and every \
              place comes from counting the very entries that are dealt"
)]

use std::cmp::Ordering;
use std::ops::Range;

use super::attributes::{Attributes, Packed};
use super::bulk_tie::BulkTie;
use super::tables::{DayTable, MomentTable};
use crate::network::kernel::csr::Csr;

/// A block holds two to this many parties: with six ties each it fits a cache of 512 KiB
/// together with the rows that it is dealt into.
pub(super) const BLOCK: u32 = 11;

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
    const fn local(&self, party: u32) -> u32 {
        party & ((1 << self.shift) - 1)
    }

    /// The number of parties in a block.
    fn parties(&self, block: usize) -> usize {
        (self.nodes - (block << self.shift)).min(1 << self.shift)
    }
}

/// Where the entries of each block begin, and the end of the last.
fn begins(counts: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    let mut begins = Vec::with_capacity(counts.len() + 1);
    begins.push(0);
    begins.extend(counts.iter().map(|count| {
        sum += count;
        sum
    }));
    begins
}

/// A tie on its way into a row.
pub(super) trait Parcel: Copy {
    /// What stands in the room before a parcel is dealt there.
    const EMPTY: Self;

    /// Whether the tie's place in the input is kept.
    const PLACED: bool;

    fn new(content: Content, at: u32) -> Self;

    fn content(&self) -> Content;

    /// The tie's place in the input, if that was kept.
    fn at(&self) -> u32;

    /// The room of the parcels, for those of the way back.
    fn room(parcels: Vec<Self>) -> Vec<u128>;
}

/// A parcel that has forgotten its place in the input: enough where ties have no names, no
/// origins and no later versions, so that two of one content cannot be told apart.
impl Parcel for u128 {
    const EMPTY: Self = 0;
    const PLACED: bool = false;

    #[inline]
    fn new(content: Content, _: u32) -> Self {
        content.0
    }

    #[inline]
    fn content(&self) -> Content {
        Content(*self)
    }

    fn at(&self) -> u32 {
        0
    }

    fn room(parcels: Vec<Self>) -> Vec<u128> {
        parcels
    }
}

/// The content in two halves, the higher first, and the place in the input.
pub(super) type Placed = [u64; 3];

impl Parcel for Placed {
    const EMPTY: Self = [0; 3];
    const PLACED: bool = true;

    #[inline]
    fn new(content: Content, at: u32) -> Self {
        [(content.0 >> 64) as u64, content.0 as u64, u64::from(at)]
    }

    #[inline]
    fn content(&self) -> Content {
        Content(u128::from(self[0]) << 64 | u128::from(self[1]))
    }

    #[inline]
    fn at(&self) -> u32 {
        self[2] as u32
    }

    fn room(parcels: Vec<Self>) -> Vec<u128> {
        vec![0; parcels.len()]
    }
}

/// What a tie is, in the order in which rows along are sorted: from the highest bit on its
/// kind (6), target (32), start (16), end (16), recorded (32), confidence and standing (13);
/// then, outside the order, whether a later version came (1), and its party's number within
/// the block (12).
///
/// Parallel ties stand in the order of their content, so that the order of the input leaves
/// no trace. Whether a later version came is no part of it: a tie would stand elsewhere once
/// one does, and an earlier view would name another of two alike.
#[derive(Clone, Copy)]
pub(super) struct Content(u128);

impl Content {
    #[inline]
    const fn local(self) -> usize {
        self.0 as usize % MOST_LOCAL
    }

    const fn packed(self) -> Packed {
        Packed::from_bits((self.0 >> 13) as u16 & Packed::CONTENT | (self.0 as u16 & 1 << 12) << 1)
    }

    const fn recorded(self) -> u32 {
        (self.0 >> 26) as u32
    }

    const fn until(self) -> u16 {
        (self.0 >> 58) as u16
    }

    const fn since(self) -> u16 {
        (self.0 >> 74) as u16
    }

    const fn target(self) -> u32 {
        (self.0 >> 90) as u32
    }

    const fn kind(self) -> u8 {
        (self.0 >> 122) as u8
    }

    #[inline]
    fn cmp(self, other: Self) -> Ordering {
        (self.0 >> 13).cmp(&(other.0 >> 13))
    }
}

/// A value moved up to where its lowest bit stands in a parcel.
#[inline]
fn from_bit(lowest: u32, value: impl Into<u128>) -> u128 {
    value.into() << lowest
}

/// Ties to be dealt: sound, and counted by blocks.
pub(super) struct Dealer<'a> {
    pub(super) ties: &'a [BulkTie],
    pub(super) days: &'a DayTable,
    pub(super) moments: &'a MomentTable,
    pub(super) blocks: &'a Blocks,
}

/// The rows along, and what was met on the way.
pub(super) struct Along {
    pub(super) rows: Csr,
    pub(super) ties: Attributes,
    /// For each place the tie that came there; empty if the parcels forgot.
    pub(super) order: Vec<u32>,
    /// Room for as many parcels as there are ties.
    room: Vec<u128>,
}

impl Dealer<'_> {
    /// Deals the ties into the rows of their first parties and sorts each row.
    ///
    /// `alike` orders two places in the input whose ties have one content. Dates and moments
    /// are left to the caller.
    pub(super) fn along<P: Parcel>(&self, alike: impl Fn(u32, u32) -> Ordering) -> Along {
        let begins = begins(&self.blocks.starting);
        let parcels: Vec<P> = self.dealt(&begins);
        let mut out = Rows::<P>::new(self.blocks.nodes, self.ties.len());
        for (block, bounds) in begins.windows(2).enumerate() {
            let parcels = &parcels[bounds[0] as usize..bounds[1] as usize];
            out.take(parcels, bounds[0], self.blocks.parties(block), &alike);
            if P::PLACED {
                self.note_places(&mut out, bounds[0]);
            }
        }
        let Rows { offsets, targets, ties, order, .. } = out;
        let rows = Csr::from_rows(offsets, targets).unwrap_or_default();
        Along { rows, ties, order, room: P::room(parcels) }
    }

    /// All parcels, block behind block.
    fn dealt<P: Parcel>(&self, begins: &[u32]) -> Vec<P> {
        let mut next = begins.to_vec();
        let mut parcels = vec![P::EMPTY; self.ties.len()];
        for (at, tie) in (0..).zip(self.ties) {
            let place = &mut next[(tie.from >> self.blocks.shift) as usize];
            parcels[*place as usize] = P::new(self.content(tie), at);
            *place += 1;
        }
        parcels
    }

    #[inline]
    fn content(&self, tie: &BulkTie) -> Content {
        let packed = Packed::new(tie.confidence, tie.standing, tie.superseded.is_some());
        Content(
            from_bit(122, tie.kind.index())
                | from_bit(90, tie.to)
                | from_bit(74, self.days.start(tie.period.start()))
                | from_bit(58, self.days.end(tie.period.end()))
                | from_bit(26, self.moments.place(tie.recorded))
                | from_bit(13, packed.content())
                | from_bit(12, packed.is_superseded())
                | from_bit(0, self.blocks.local(tie.from)),
        )
    }

    /// Writes down where the ties of a block came from, and when later versions came.
    fn note_places<P: Parcel>(&self, out: &mut Rows<P>, begin: u32) {
        for (place, parcel) in (begin..).zip(&out.sorted) {
            out.order.push(parcel.at());
            if let Some(moment) = self.ties[parcel.at() as usize].superseded {
                out.ties.superseded.push((place, self.moments.place(moment)));
            }
        }
    }
}

/// The arrays along, as far as they are written.
struct Rows<P> {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    ties: Attributes,
    order: Vec<u32>,
    /// The block at hand, in the order of its rows.
    sorted: Vec<P>,
    /// By party of the block: first how many ties, then where its row begins and ends.
    ends: Vec<u32>,
}

impl<P: Parcel> Rows<P> {
    fn new(nodes: usize, ties: usize) -> Self {
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
        Self {
            offsets,
            targets: Vec::with_capacity(ties),
            ties: attributes,
            order: Vec::with_capacity(if P::PLACED { ties } else { 0 }),
            sorted: Vec::new(),
            ends: vec![0; MOST_LOCAL],
        }
    }

    /// Takes in a block: its parcels, where they begin, the number of its parties.
    fn take(
        &mut self,
        parcels: &[P],
        begin: u32,
        parties: usize,
        alike: impl Fn(u32, u32) -> Ordering,
    ) {
        count_rows(parcels.iter().map(|parcel| parcel.content().local()), &mut self.ends);
        self.sorted.clear();
        self.sorted.resize(parcels.len(), P::EMPTY);
        for parcel in parcels {
            let place = &mut self.ends[parcel.content().local()];
            self.sorted[*place as usize] = *parcel;
            *place += 1;
        }
        let mut start = 0;
        for end in &self.ends[..parties] {
            let row = &mut self.sorted[start..*end as usize];
            row.sort_unstable_by(|a, b| {
                a.content().cmp(b.content()).then_with(|| alike(a.at(), b.at()))
            });
            start = *end as usize;
        }
        self.offsets.extend(self.ends[..parties].iter().map(|end| begin + end));
        self.write();
    }

    fn write(&mut self) {
        let contents = || self.sorted.iter().map(P::content);
        self.targets.extend(contents().map(Content::target));
        self.ties.kind.extend(contents().map(Content::kind));
        self.ties.packed.extend(contents().map(Content::packed));
        self.ties.since.extend(contents().map(Content::since));
        self.ties.until.extend(contents().map(Content::until));
        self.ties.recorded.extend(contents().map(Content::recorded));
    }
}

/// Counts entries by party of the block; gives where each row begins.
fn count_rows(locals: impl Iterator<Item = usize>, begins: &mut [u32]) {
    begins.fill(0);
    for local in locals {
        begins[local] += 1;
    }
    let mut sum = 0;
    for begin in begins {
        sum += std::mem::replace(begin, sum);
    }
}

/// A tie on its way back: from the highest bit on its kind (6), its number (32), source
/// (32), start (16), end (16), all of what is packed (14), and the number of its second
/// party within the block (12).
#[derive(Clone, Copy)]
struct Back(u128);

impl Back {
    #[inline]
    const fn local(self) -> usize {
        self.0 as usize % MOST_LOCAL
    }

    const fn packed(self) -> Packed {
        Packed::from_bits((self.0 >> 12) as u16 & 0x3fff)
    }

    const fn until(self) -> u16 {
        (self.0 >> 26) as u16
    }

    const fn since(self) -> u16 {
        (self.0 >> 42) as u16
    }

    const fn source(self) -> u32 {
        (self.0 >> 58) as u32
    }

    const fn tie(self) -> u32 {
        (self.0 >> 90) as u32
    }

    const fn kind(self) -> u8 {
        (self.0 >> 122) as u8
    }
}

/// The rows against: sorted by kind and number of the tie, which rises with the source.
pub(super) struct Against {
    pub(super) rows: Csr,
    /// For each place the tie's place along.
    pub(super) twin: Vec<u32>,
}

/// Deals finished rows into the rows against.
pub(super) fn against(along: &mut Along, blocks: &Blocks) -> Against {
    let begins = begins(&blocks.ending);
    let mut room = std::mem::take(&mut along.room);
    deal_back(along, blocks, &begins, &mut room);
    let ties = room.len();
    let attributes = &mut along.ties;
    attributes.kind_against = vec![0; ties];
    attributes.packed_against = vec![Packed::EMPTY; ties];
    attributes.since_against = vec![0; ties];
    attributes.until_against = vec![0; ties];
    let (mut sources, mut twin) = (vec![0; ties], vec![0; ties]);
    let mut offsets = Vec::with_capacity(blocks.nodes + 1);
    offsets.push(0);
    let (mut ends, mut by_kind) = (vec![0; MOST_LOCAL], Vec::new());
    for (block, bounds) in begins.windows(2).enumerate() {
        let entries: Range<usize> = bounds[0] as usize..bounds[1] as usize;
        let entries = &room[entries];
        sort_by_kind(entries, &mut by_kind);
        count_rows(entries.iter().map(|entry| Back(*entry).local()), &mut ends);
        for entry in &by_kind {
            let back = Back(*entry);
            let place = &mut ends[back.local()];
            let to = (bounds[0] + *place) as usize;
            *place += 1;
            sources[to] = back.source();
            twin[to] = back.tie();
            attributes.kind_against[to] = back.kind();
            attributes.packed_against[to] = back.packed();
            attributes.since_against[to] = back.since();
            attributes.until_against[to] = back.until();
        }
        offsets.extend(ends[..blocks.parties(block)].iter().map(|end| bounds[0] + end));
    }
    Against { rows: Csr::from_rows(offsets, sources).unwrap_or_default(), twin }
}

/// Deals the ties of all rows to the blocks of their second parties, in rising order.
fn deal_back(along: &Along, blocks: &Blocks, begins: &[u32], room: &mut [u128]) {
    let mut next = begins.to_vec();
    let ties = &along.ties;
    for source in 0..along.rows.nodes() {
        for tie in along.rows.span(source) {
            let target = along.rows.targets()[tie];
            let place = &mut next[(target >> blocks.shift) as usize];
            room[*place as usize] = from_bit(122, ties.kind[tie])
                | from_bit(90, tie as u32)
                | from_bit(58, source)
                | from_bit(42, ties.since[tie])
                | from_bit(26, ties.until[tie])
                | from_bit(12, ties.packed[tie].bits())
                | from_bit(0, blocks.local(target));
            *place += 1;
        }
    }
}

/// Sorts a block by kind; what is of one kind keeps its order.
fn sort_by_kind(entries: &[u128], by_kind: &mut Vec<u128>) {
    let mut next = [0_u32; 64];
    count_rows(entries.iter().map(|entry| Back(*entry).kind() as usize), &mut next);
    by_kind.clear();
    by_kind.resize(entries.len(), 0);
    for entry in entries {
        let place = &mut next[Back(*entry).kind() as usize];
        by_kind[*place as usize] = *entry;
        *place += 1;
    }
}
