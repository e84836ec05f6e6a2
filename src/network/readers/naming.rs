//! Who is what: every name gets its kind and its id, officials are marked, gangs named in
//! columns get their members.

use std::collections::BTreeSet;

use super::gathered::{Gathered, Place};
use super::labels::{Labels, PartyKind};
use super::problem::Trouble;
use super::roles::{GangColumn, Roles};
use crate::base::id::PartyId;
use crate::base::text::Line;

/// What the roles are called where something is wrong with them.
const ROLES: &str = "roles";

/// A person and the gang of which a column makes them a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) place: Place,
    pub(super) person: PartyId,
    pub(super) gang: PartyId,
}

/// The parties, and who is what.
#[derive(Debug, Default)]
pub(super) struct Naming {
    pub(super) labels: Labels,
    pub(super) officials: BTreeSet<PartyId>,
    pub(super) members: Vec<Member>,
    /// By number of name.
    kinds: Vec<PartyKind>,
    parties: Vec<Option<PartyId>>,
}

impl Naming {
    /// Names everybody.
    pub(super) fn of(gathered: &mut Gathered, roles: &Roles) -> Self {
        let kinds = vec![PartyKind::Person; gathered.names.list().len()];
        let mut naming = Self { kinds, ..Self::default() };
        naming.set_kinds(gathered, roles);
        for (name, kind) in gathered.names.list().iter().zip(&naming.kinds) {
            let party = kind.party(name);
            if let Some(party) = party {
                naming.labels.add(name, party);
            }
            naming.parties.push(party);
        }
        naming.name_gangs(gathered, roles);
        naming.mark_officials(gathered, roles);
        naming
    }

    /// The party with a number of name.
    pub(super) fn party(&self, number: usize) -> Option<PartyId> {
        self.parties.get(number).copied().flatten()
    }

    fn set_kinds(&mut self, gathered: &mut Gathered, roles: &Roles) {
        let lists = [
            ("organs", &roles.organs, PartyKind::Organ),
            ("gangs", &roles.gangs, PartyKind::Gang),
            ("enterprises", &roles.enterprises, PartyKind::Enterprise),
            ("cases", &roles.cases, PartyKind::Case),
            ("places", &roles.places, PartyKind::Place),
        ];
        for (list, names, kind) in lists {
            for (at, name) in names.iter().enumerate() {
                let place = format!("{list}[{at}]");
                let Some(number) = gathered.names.find(name) else {
                    gathered.problems.note(ROLES, None, Trouble::Nobody { place });
                    continue;
                };
                match self.kinds.get_mut(number) {
                    Some(known) if *known == PartyKind::Person => *known = kind,
                    Some(known) if *known != kind => {
                        let (first, second) = (known.word(), kind.word());
                        let trouble = Trouble::TwoKinds { place, first, second };
                        gathered.problems.note(ROLES, None, trouble);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Makes the gangs of columns, and their members members.
    fn name_gangs(&mut self, gathered: &mut Gathered, roles: &Roles) {
        for (at, named) in roles.gang_where.iter().enumerate() {
            let place = format!("gang_where[{at}]");
            let Some(mut values) = column(gathered, &place, &named.column) else { continue };
            values.retain(|(_, value)| !named.but_not.contains(value));
            if values.is_empty() {
                let column = named.column.clone();
                gathered.problems.note(ROLES, None, Trouble::NoValue { place, column });
            }
            for (person, value) in values {
                self.add_member(gathered, named, person, &value);
            }
        }
    }

    fn add_member(&mut self, gathered: &mut Gathered, named: &GangColumn, who: usize, gang: &str) {
        let Some(place) = gathered.listed.get(&who).copied() else { return };
        let Some(name) = gathered.line(place, named.column.clone(), gang) else { return };
        let (person, gang) = (self.party(who), self.gang(&named.column, &name));
        if let (Some(person), Some(gang)) = (person, gang) {
            self.members.push(Member { place, person, gang });
        }
    }

    /// The gang with a name; called `column=value` where something else has the name.
    fn gang(&mut self, column: &str, name: &Line) -> Option<PartyId> {
        let longer = Line::parse(&format!("{column}={}", name.as_str())).ok();
        for name in [Some(name), longer.as_ref()].into_iter().flatten() {
            let gang = PartyKind::Gang.party(name)?;
            if self.labels.find(name.as_str()) == Some(gang) || self.labels.add(name, gang) {
                return Some(gang);
            }
        }
        None
    }

    fn mark_officials(&mut self, gathered: &mut Gathered, roles: &Roles) {
        for (at, name) in roles.officials.iter().enumerate() {
            let place = format!("officials[{at}]");
            match gathered.names.find(name) {
                Some(number) => self.mark(gathered, &place, number),
                None => gathered.problems.note(ROLES, None, Trouble::Nobody { place }),
            }
        }
        for (at, named) in roles.official_where.iter().enumerate() {
            let place = format!("official_where[{at}]");
            let Some(mut values) = column(gathered, &place, &named.column) else { continue };
            values.retain(|(_, value)| *value == named.value.trim());
            if values.is_empty() {
                let trouble =
                    Trouble::NoValue { place: place.clone(), column: named.column.clone() };
                gathered.problems.note(ROLES, None, trouble);
            }
            values.iter().for_each(|(party, _)| self.mark(gathered, &place, *party));
        }
    }

    /// Marks a person as an official; nobody else can be one.
    fn mark(&mut self, gathered: &mut Gathered, place: &str, number: usize) {
        match self.kinds.get(number) {
            Some(PartyKind::Person) => self.officials.extend(self.party(number)),
            Some(kind) => {
                let (place, first, second) = (place.to_owned(), kind.word(), "official");
                let trouble = Trouble::TwoKinds { place, first, second };
                gathered.problems.note(ROLES, None, trouble);
            }
            None => {}
        }
    }
}

/// Everybody who has something in a column, with what; `None` and a problem if no list of
/// parties has the column.
fn column(gathered: &mut Gathered, place: &str, column: &str) -> Option<Vec<(usize, String)>> {
    if !gathered.columns.contains(column) {
        let (place, column) = (place.to_owned(), column.to_owned());
        gathered.problems.note(ROLES, None, Trouble::NoColumn { place, column });
        return None;
    }
    let values = gathered.values.range((column.to_owned(), 0)..);
    let values = values.take_while(|((name, _), _)| name == column);
    Some(values.map(|((_, party), value)| (*party, value.clone())).collect())
}
