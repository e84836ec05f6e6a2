//! Parties and ties as a reader of the files knows them: by name.

use unbrella::base::id::PartyId;
use unbrella::base::period::Period;
use unbrella::base::permille::Permille;
use unbrella::network::line::TieLine;
use unbrella::network::readers::ReadNetwork;

use crate::table::{Set, table};

/// The names of one network.
#[derive(Clone, Copy)]
pub struct Names<'a>(pub &'a ReadNetwork);

impl Names<'_> {
    /// What a party is called; what cannot be seen is shown.
    pub fn of(&self, party: PartyId) -> String {
        let name = self.0.labels().name(party);
        name.map_or_else(|| party.to_string(), ToString::to_string)
    }

    /// Several, with commas between; of a long list the first ones.
    pub fn list(&self, parties: &[PartyId], most: usize) -> String {
        let mut names: Vec<String> = parties.iter().map(|party| self.of(*party)).collect();
        names.sort_by_cached_key(|name| order(name));
        let more = names.len().saturating_sub(most);
        names.truncate(most);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        names.join(", ") + &more
    }

    /// The place of a party among others, by name.
    pub fn order(&self, party: PartyId) -> Order {
        order(&self.of(party))
    }

    /// The name as DOT text shows it.
    pub fn label(&self) -> impl Fn(PartyId) -> Option<String> {
        |party| Some(self.of(party))
    }

    /// The party that somebody named, by name or by id.
    pub fn find(&self, text: &str) -> Result<PartyId, String> {
        if let Some(party) = self.0.labels().find(text) {
            return Ok(party);
        }
        let by_id = PartyId::parse(text).ok();
        if let Some(party) = by_id.filter(|party| self.0.network().slot(*party).is_some()) {
            return Ok(party);
        }
        let near: Vec<String> =
            self.0.labels().near(text, 5).iter().map(ToString::to_string).collect();
        let near = match near.as_slice() {
            [] => String::new(),
            near => format!("; near: {}", near.join(", ")),
        };
        Err(format!("nobody is called {text}{near}"))
    }

    /// Ties as a table, each with its standing; confidence and period where somebody has
    /// stated them.
    pub fn ties(&self, ties: &[TieLine]) -> String {
        self.ties_after(&[], ties)
    }

    /// The same, with something in front of each.
    pub fn ties_after(&self, before: &[String], ties: &[TieLine]) -> String {
        let columns = if before.is_empty() { 6 } else { 7 };
        let header = vec![("", Set::Left); columns];
        let before = before.iter().map(|cell| vec![cell.clone()]).chain(std::iter::repeat(vec![]));
        let rows = before.zip(ties).map(|(before, tie)| [before, self.tie(tie)].concat());
        table(&header, &rows.collect::<Vec<_>>())
    }

    fn tie(&self, tie: &TieLine) -> Vec<String> {
        let TieLine { from, to, kind, standing, confidence, period, .. } = tie;
        let confidence = match *confidence {
            Permille::ALL => String::new(),
            stated => stated.to_string(),
        };
        let period = match *period {
            Period::UNKNOWN => String::new(),
            stated => stated.to_string(),
        };
        let (from, to) = (self.of(*from), self.of(*to));
        let kind = kind.english().replace('_', " ");
        vec![from, kind, to, standing.to_string(), confidence, period]
    }
}

/// A name in the order in which people look for it: N2 before N10.
pub type Order = (Vec<(String, u64)>, String);

fn order(name: &str) -> Order {
    let mut runs: Vec<(String, u64)> = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(digits);
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(end);
        runs.push((text.to_owned(), number.parse().unwrap_or(0)));
        rest = after;
    }
    (runs, name.to_owned())
}
