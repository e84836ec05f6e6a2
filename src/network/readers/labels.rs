//! What the files call the parties.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::base::id::{CaseId, EnterpriseId, GangId, OrganId, PartyId, PersonId, PlaceId};
use crate::base::text::{Line, normal_form};

/// Ids of parties that were read derive from their names in this namespace.
pub(super) const NAMESPACE: Uuid = Uuid::from_u128(0x756e_6272_656c_6c61_8000_6e65_7477_6f72);

/// The names of the parties of one network that was read.
///
/// One name names one party, and one party has one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    names: BTreeMap<PartyId, Line>,
    parties: BTreeMap<Line, PartyId>,
}

impl Labels {
    /// What a party is called.
    #[must_use]
    pub fn name(&self, party: PartyId) -> Option<&Line> {
        self.names.get(&party)
    }

    /// The party with a name, compared as written after white space at the ends is dropped.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<PartyId> {
        self.parties.get(&Line::parse(name).ok()?).copied()
    }

    /// All parties with their names, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PartyId, &Line)> {
        self.names.iter().map(|(party, name)| (*party, name))
    }

    /// The number of parties.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Names like one that is not there, the likest first: for telling somebody who has
    /// mistyped. Names that differ in what cannot be seen, in capitals or in width come
    /// first, then by the number of characters to change, at most a third of them.
    #[must_use]
    pub fn near(&self, name: &str, most: usize) -> Vec<&Line> {
        let wanted: Vec<char> = normal_form(name).chars().take(Line::MAX_CHARS).collect();
        let allowed = (wanted.len() / 3).max(1);
        let mut near: Vec<(usize, &Line)> = Vec::new();
        for known in self.parties.keys() {
            let key: Vec<char> = known.key().chars().collect();
            if key.len().abs_diff(wanted.len()) <= allowed {
                let changes = changes(&key, &wanted);
                if changes <= allowed {
                    near.push((changes, known));
                }
            }
        }
        near.sort();
        near.into_iter().take(most).map(|(_, known)| known).collect()
    }

    /// Names one party; `false` if the name or the party is taken.
    pub(super) fn add(&mut self, name: &Line, party: PartyId) -> bool {
        if self.parties.contains_key(name) || self.names.contains_key(&party) {
            return false;
        }
        self.names.insert(party, name.clone());
        self.parties.insert(name.clone(), party);
        true
    }
}

/// The fewest characters to put in, take out or replace (V. I. Levenshtein, 1965).
fn changes(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, x) in (1_usize..).zip(a) {
        let mut before = above;
        let mut corner = row.first().copied().unwrap_or(0);
        if let Some(first) = row.first_mut() {
            *first = above;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let replaced = corner.saturating_add(usize::from(x != y));
            corner = *cell;
            *cell = replaced.min(corner.min(before).saturating_add(1));
            before = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartyKind {
    Person,
    Organ,
    Gang,
    Enterprise,
    Case,
    Place,
}

impl PartyKind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Person => PersonId::PREFIX,
            Self::Organ => OrganId::PREFIX,
            Self::Gang => GangId::PREFIX,
            Self::Enterprise => EnterpriseId::PREFIX,
            Self::Case => CaseId::PREFIX,
            Self::Place => PlaceId::PREFIX,
        }
    }

    /// The id of a party of this kind with this name. A hash is never one of the two uuids
    /// that are refused, so there is one.
    pub(super) fn party(self, name: &Line) -> Option<PartyId> {
        let text = format!("{}:{}", self.word(), name.as_str());
        let uuid = Uuid::new_v5(&NAMESPACE, text.as_bytes());
        Some(match self {
            Self::Person => PersonId::from_uuid(uuid).ok()?.into(),
            Self::Organ => OrganId::from_uuid(uuid).ok()?.into(),
            Self::Gang => GangId::from_uuid(uuid).ok()?.into(),
            Self::Enterprise => EnterpriseId::from_uuid(uuid).ok()?.into(),
            Self::Case => CaseId::from_uuid(uuid).ok()?.into(),
            Self::Place => PlaceId::from_uuid(uuid).ok()?.into(),
        })
    }
}

/// Names, numbered in the order in which they were first read.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    list: Vec<Line>,
    numbers: BTreeMap<Line, usize>,
}

impl Names {
    pub(super) fn number(&mut self, name: Line) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = self.list.len();
        self.list.push(name.clone());
        self.numbers.insert(name, number);
        number
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.numbers.get(&Line::parse(name).ok()?).copied()
    }

    pub(super) fn get(&self, number: usize) -> Option<&Line> {
        self.list.get(number)
    }

    pub(super) fn list(&self) -> &[Line] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_names_come_first() {
        let mut labels = Labels::default();
        for name in ["甲某01", "甲某02", "乙局", "Ｎ１８", "N188", "M47"] {
            let name = Line::parse(name).unwrap();
            assert!(labels.add(&name, PartyKind::Person.party(&name).unwrap()));
        }
        let near = |name: &str| -> Vec<String> {
            labels.near(name, 9).iter().map(|line| line.as_str().to_owned()).collect()
        };
        assert_eq!(near("n18"), ["Ｎ１８", "N188"]);
        assert_eq!(near("甲某1"), ["甲某01"]);
        assert_eq!(near("丁"), Vec::<String>::new());
        assert_eq!(near("甲某00"), ["甲某01", "甲某02"]);
        assert_eq!(labels.near("甲某00", 1).len(), 1);
        assert!(near(&"N".repeat(100_000)).is_empty(), "a huge name is cut, not compared");
    }

    #[test]
    fn changes_are_counted_as_by_hand() {
        let count = |a: &str, b: &str| {
            changes(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        for (a, b, expected) in
            [("", "", 0), ("kitten", "sitting", 3), ("ab", "ba", 2), ("", "abc", 3), ("abc", "", 3)]
        {
            assert_eq!(count(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn an_id_follows_from_kind_and_name_alone() {
        let name = Line::parse("甲某").unwrap();
        let person = PartyKind::Person.party(&name).unwrap();
        assert_eq!(person, PartyKind::Person.party(&name).unwrap());
        assert_ne!(person.to_string(), PartyKind::Gang.party(&name).unwrap().to_string());
        // Written down, so that ids stored today are the ids of tomorrow.
        assert_eq!(person.to_string(), "person-4a5875dc3ed85baeb0784c2b076baffb");
    }
}
