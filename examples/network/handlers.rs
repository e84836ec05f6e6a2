//! Who may handle a case: how near each handler stands to its parties.

use unbrella::base::id::{PartyId, PersonId};
use unbrella::network::closeness::{Candidate, Eligibility, Outcome, eligible};
use unbrella::network::reach::{Scratch, Way};

use crate::asked::Asked;
use crate::table::{count, indented};

/// The handlers in the order in which they come into question, each with the way that says why.
pub fn left(asked: &Asked<'_>, handlers: &str, parties: &str) -> Result<String, String> {
    let found = found(asked, handlers, parties)?;
    let mut body = format!(
        "  ways of at most {} count; one whose ties are all at least supported excludes, another\n  \
         has to be disclosed\n",
        count(found.within as usize, "tie", "ties"),
    );
    body.extend(found.candidates.iter().map(|one| candidate(asked, one)));
    if found.nobody_is_left() {
        body += "  nobody is left: somebody else has to handle it\n";
    }
    Ok(asked.titled(&format!("WHO OF {handlers} MAY HANDLE {parties}"), &body))
}

/// The ways as DOT text.
pub fn picture(asked: &Asked<'_>, handlers: &str, parties: &str) -> Result<String, String> {
    Ok(found(asked, handlers, parties)?.dot(&asked.names.label()))
}

fn found(asked: &Asked<'_>, handlers: &str, parties: &str) -> Result<Eligibility, String> {
    let handlers = names(asked, handlers)?.into_iter().map(|party| person(asked, party));
    let handlers = handlers.collect::<Result<Vec<_>, _>>()?;
    let parties = names(asked, parties)?;
    let (within, mut scratch) = (asked.arguments.within, Scratch::default());
    let found = eligible(&asked.seen, &handlers, &parties, within, &mut scratch);
    found.map_err(|unknown| unknown.to_string())
}

fn names(asked: &Asked<'_>, list: &str) -> Result<Vec<PartyId>, String> {
    list.split(',').map(|name| asked.names.find(name)).collect()
}

fn person(asked: &Asked<'_>, party: PartyId) -> Result<PersonId, String> {
    match party {
        PartyId::Person(person) => Ok(person),
        other => Err(format!("{} is no person: only persons handle a case", asked.names.of(other))),
    }
}

fn candidate(asked: &Asked<'_>, Candidate { handler, outcome }: &Candidate) -> String {
    let name = asked.names.of((*handler).into());
    match outcome {
        Outcome::Free => format!("  {name} is free\n"),
        Outcome::Excluded(way) if way.ties.is_empty() => {
            format!("  {name} is excluded: a party to it\n")
        }
        Outcome::Excluded(way) => format!("  {name} is excluded{}", over(asked, way)),
        Outcome::Discloses(way) => format!("  {name} has to disclose{}", over(asked, way)),
    }
}

/// How far the nearest party is, and over which ties.
fn over(asked: &Asked<'_>, way: &Way) -> String {
    let far = count(way.ties.len(), "tie", "ties");
    let ties = indented(&indented(&asked.names.ties(&way.ties)));
    format!(": {far} from {}\n{ties}", asked.names.of(way.party))
}
