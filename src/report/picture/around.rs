//! What a picture of a network shows: parties, ties, and how many steps each is away.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{PartyId, TieId};
use crate::network::line::TieLine;
use crate::network::seen::Seen;
use crate::provenance::Standing;

/// The parties and ties around some parties, ready to be drawn.
///
/// The picture keeps to the view that it was asked with: what the view does not show is not
/// drawn, and refuted or withdrawn ties never are. A party is drawn because a tie leads to
/// it, and for no other reason: its place in the picture says nothing about it.
///
/// # Examples
///
/// ```
/// use unbrella::base::id::{GangId, PersonId};
/// use unbrella::base::period::Period;
/// use unbrella::base::permille::Permille;
/// use unbrella::network::line::TieLine;
/// use unbrella::provenance::Standing;
/// use unbrella::report::picture::around::Around;
/// use unbrella::terms::tie::TieKind;
///
/// let official = PersonId::parse("person-00000000000000000000000000000001")?.into();
/// let gang = GangId::parse("gang-00000000000000000000000000000002")?.into();
/// let tie = TieLine {
///     from: official,
///     to: gang,
///     kind: TieKind::TipsOff,
///     standing: Standing::Checked,
///     confidence: Permille::new(600)?,
///     period: Period::UNKNOWN,
///     tie: None,
/// };
/// let around = Around::new("乙团伙", &[gang], vec![tie], &|party| {
///     Some(if party == gang { "乙团伙" } else { "甲某" }.to_owned())
/// });
/// let picture = around.picture();
/// assert!(picture.svg().contains("通风报信 tips off 600‰"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    pub(super) title: String,
    pub(super) center: Vec<PartyId>,
    pub(super) parties: BTreeMap<PartyId, Shown>,
    pub(super) ties: Vec<TieLine>,
    pub(super) left_out: usize,
}

/// A party in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) link: Option<String>,
    /// How many ties away from the center; nothing if no tie leads there.
    pub(super) steps: Option<usize>,
}

impl Around {
    /// The most parties in one picture; those further away are counted and left out.
    pub const MOST: usize = 300;

    /// The parties at the ends of some ties, seen from `center`.
    ///
    /// `name` gives what a party is called; where it says nothing the id is shown.
    #[must_use]
    pub fn new(
        title: &str,
        center: &[PartyId],
        ties: Vec<TieLine>,
        name: &dyn Fn(PartyId) -> Option<String>,
    ) -> Self {
        let drawn =
            |tie: &TieLine| !matches!(tie.standing, Standing::Refuted | Standing::Withdrawn);
        let mut ties: Vec<TieLine> = ties.into_iter().filter(drawn).collect();
        ties.sort_by(|a, b| order(a).cmp(&order(b)));
        ties.dedup();
        let steps = steps(center, &ties);
        let ends = ties.iter().flat_map(|tie| [tie.from, tie.to]);
        let mut all: Vec<PartyId> = ends.chain(center.iter().copied()).collect();
        all.sort_by_key(|party| (steps.get(party).copied().unwrap_or(usize::MAX), *party));
        all.dedup();
        let left_out = all.len().saturating_sub(Self::MOST);
        all.truncate(Self::MOST);
        let shown = |party: PartyId| {
            let name = name(party).unwrap_or_else(|| party.to_string());
            (party, Shown { name, link: None, steps: steps.get(&party).copied() })
        };
        let parties: BTreeMap<PartyId, Shown> = all.into_iter().map(shown).collect();
        ties.retain(|tie| parties.contains_key(&tie.from) && parties.contains_key(&tie.to));
        let mut center = center.to_vec();
        center.retain(|party| parties.contains_key(party));
        Self { title: title.to_owned(), center, parties, ties, left_out }
    }

    /// What a view of a network shows up to so many steps around some parties, with the
    /// ties between them.
    #[must_use]
    pub fn of(
        seen: &Seen<'_>,
        title: &str,
        center: &[PartyId],
        most_steps: usize,
        name: &dyn Fn(PartyId) -> Option<String>,
    ) -> Self {
        let mut found: BTreeSet<PartyId> = center.iter().copied().collect();
        let mut edge: Vec<PartyId> = found.iter().copied().collect();
        let mut ties = Vec::new();
        for step in 0..=most_steps {
            let at: Vec<TieLine> =
                edge.iter().flat_map(|party| seen.ties_at(*party).unwrap_or_default()).collect();
            edge.clear();
            for tie in at {
                if step < most_steps {
                    edge.extend([tie.from, tie.to].into_iter().filter(|end| found.insert(*end)));
                }
                ties.push(tie);
            }
            edge.sort();
            if edge.is_empty() {
                break;
            }
        }
        ties.retain(|tie| found.contains(&tie.from) && found.contains(&tie.to));
        Self::new(title, center, ties, name)
    }

    /// Lets parties lead to places of the page in which the picture stands.
    #[must_use]
    pub fn linked(mut self, link: &dyn Fn(PartyId) -> Option<String>) -> Self {
        for (party, shown) in &mut self.parties {
            shown.link = link(*party);
        }
        self
    }

    /// How many parties are drawn.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties.len()
    }

    /// The ties that are drawn.
    #[must_use]
    pub fn ties(&self) -> &[TieLine] {
        &self.ties
    }
}

/// The order in which ties are drawn: the furthest come first, so that they get a label first.
fn order(tie: &TieLine) -> (u8, PartyId, PartyId, &str, Option<TieId>) {
    (4_u8.saturating_sub(tie.place()), tie.from, tie.to, tie.kind.code(), tie.tie)
}

fn steps(center: &[PartyId], ties: &[TieLine]) -> BTreeMap<PartyId, usize> {
    let mut next: BTreeMap<PartyId, BTreeSet<PartyId>> = BTreeMap::new();
    for tie in ties {
        next.entry(tie.from).or_default().insert(tie.to);
        next.entry(tie.to).or_default().insert(tie.from);
    }
    let mut steps: BTreeMap<PartyId, usize> = center.iter().map(|party| (*party, 0)).collect();
    let mut edge: Vec<PartyId> = steps.keys().copied().collect();
    let mut away = 0_usize;
    while !edge.is_empty() {
        away = away.saturating_add(1);
        let mut further = Vec::new();
        for party in edge.iter().filter_map(|party| next.get(party)).flatten() {
            if !steps.contains_key(party) {
                steps.insert(*party, away);
                further.push(*party);
            }
        }
        edge = further;
    }
    steps
}
