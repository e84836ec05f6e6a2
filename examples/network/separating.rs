//! What separates a gang from all protection: the fewest parties, the fewest ties.

use unbrella::base::id::PartyId;
use unbrella::network::line::TieLine;
use unbrella::network::paths::Path;
use unbrella::network::separation::{
    Pair, Scratch, Separable, Separating, Separation, Set as Cut, separating_parties,
    separating_ties,
};

use crate::asked::Asked;
use crate::shielding::{NO_GANGS, NO_OFFICIALS, seen};
use crate::table::{Set, count, indented, more, table};

const CAVEAT: &str = "  on whom the recorded ties depend, often people who know nothing of it: a place to look,\n  \
     never a ground for a measure\n";

/// Both kinds of set for one gang, with the ways that prove that no smaller one does it.
pub fn of_gang(asked: &Asked<'_>, name: &str) -> Result<String, String> {
    let gang = asked.names.find(name)?;
    let looked = asked.looked_at_over("ties by which protection runs");
    let title =
        format!("WHAT SEPARATES {name} FROM ALL OFFICIALS AND ORGANS\n  looked at: {looked}\n");
    let [parties, ties] = both(asked, gang)?;
    let (Some(parties), Some(ties)) = (parties.found(), ties.found()) else {
        return Ok(title + NO_OFFICIALS);
    };
    let mut text = title + CAVEAT;
    if !parties.members().is_empty() {
        let members = asked.names.list(parties.members(), asked.arguments.top);
        text += &format!("  on the gang's side: {members}\n");
    }
    if parties.was_separate() {
        return Ok(text + "  nothing is needed: no way leads to any of them\n");
    }
    text += &format!("  by taking out parties: {}\n", said(parties, "party", "parties"));
    text += &members(asked, parties);
    text += &beyond(asked, parties);
    text += &ways(asked, parties);
    text += &format!("  by cutting ties: {}\n", said(ties, "pair", "pairs"));
    if let Cut::Ties(pairs) = ties.set() {
        text += &indented(&asked.names.ties(&all_ties(pairs)));
    }
    Ok(text + &ways(asked, ties))
}

/// The same as DOT text: the ways, and whom they lead through.
pub fn picture(asked: &Asked<'_>, name: &str) -> Result<String, String> {
    let [parties, _] = both(asked, asked.names.find(name)?)?;
    let found = parties.found().ok_or_else(|| NO_OFFICIALS.trim().to_owned())?;
    Ok(found.dot(&asked.names.label()))
}

/// The fewest parties for each gang, in a few lines.
pub fn of_every_gang(asked: &Asked<'_>) -> Result<String, String> {
    if !asked.read().network().knows_officials() {
        return Ok(NO_OFFICIALS.to_owned());
    }
    if asked.gangs.is_empty() {
        return Ok(NO_GANGS.to_owned());
    }
    let mut text =
        "  from every official and organ, over ties by which protection runs\n".to_owned();
    text += CAVEAT;
    for gang in &asked.gangs {
        let [parties, ties] = both(asked, *gang)?;
        let (Some(parties), Some(ties)) = (parties.found(), ties.found()) else { continue };
        let name = asked.names.of(*gang);
        if parties.was_separate() {
            text += &format!("  {name}: nothing is needed, no way leads to any of them\n");
            continue;
        }
        text += &format!("  {name}: {}\n", said(parties, "party", "parties"));
        text += &indented(&(members(asked, parties) + &beyond(asked, parties)));
        text += &format!("    by cutting ties: {}\n", said(ties, "pair", "pairs"));
    }
    Ok(text)
}

fn both(asked: &Asked<'_>, gang: PartyId) -> Result<[Separable; 2], String> {
    let (seen, mut scratch) = (seen(asked), Scratch::default());
    let how = Separating { members: asked.arguments.members, ..Separating::default() };
    let parties = separating_parties(&seen, gang, how, &mut scratch);
    let ties = separating_ties(&seen, gang, how, &mut scratch);
    let unknown = |unknown: unbrella::network::seen::UnknownParty| unknown.to_string();
    Ok([parties.map_err(unknown)?, ties.map_err(unknown)?])
}

/// How many have to go, or why that is not enough.
fn said(found: &Separation, one: &str, many: &str) -> String {
    let set = count(found.set().len(), one, many);
    if found.cut_off().is_some() {
        return format!("at least {} would have to go", count(found.ways().len(), one, many));
    }
    if found.separates() {
        return format!("without {set} no way is left");
    }
    let beside = ["pair joins the two sides directly", "pairs join the two sides directly"];
    let inside = ["member is an official", "members are officials"];
    let stand = [(found.direct().len(), beside), (found.inside().len(), inside)];
    let stand = stand.into_iter().filter(|(number, _)| *number > 0);
    let stand: Vec<String> = stand.map(|(number, [one, more])| count(number, one, more)).collect();
    let stand = stand.join(" and ");
    match found.set().len() {
        0 => format!("no {one} to take out helps, {stand}"),
        _ => format!("{stand}; without {set} no other way is left"),
    }
}

/// The parties to take out, each with the way that it breaks.
fn members(asked: &Asked<'_>, found: &Separation) -> String {
    let Cut::Parties(parties) = found.set() else { return String::new() };
    let row = |party: &PartyId| {
        let on = (1_usize..).zip(found.ways()).find(|(_, way)| way.between().contains(party));
        let on = on.map_or_else(String::new, |(number, way)| {
            let weakest = way.standing().map_or_else(String::new, |it| it.to_string());
            format!("on way {number}, weakest tie {weakest}")
        });
        vec![asked.names.of(*party), on, asked.said(*party)]
    };
    let rows: Vec<Vec<String>> = parties.iter().map(row).collect();
    indented(&table(&[("", Set::Left); 3], &rows))
}

/// What no third party separates: direct ties, and members who are officials.
fn beyond(asked: &Asked<'_>, found: &Separation) -> String {
    let mut text = indented(&asked.names.ties(&all_ties(found.direct())));
    for party in found.inside() {
        let (name, least) = (asked.names.of(*party), asked.arguments.least.standing());
        text += &format!("    {name}: a member and an official, over ties at least {least}\n");
    }
    text
}

fn all_ties(pairs: &[Pair]) -> Vec<TieLine> {
    pairs.iter().flat_map(|pair| pair.ties.clone()).collect()
}

/// The certificate: ways that have nothing in common.
fn ways(asked: &Asked<'_>, found: &Separation) -> String {
    let (share, top) = match found.set() {
        Cut::Parties(_) => ("nobody between", asked.arguments.top),
        Cut::Ties(_) => ("no tie", asked.arguments.top),
    };
    let all = found.ways().len();
    let mut text =
        format!("    these {} share {share}, each has to be broken:\n", count(all, "way", "ways"));
    if all == 1 {
        "    this way has to be broken:\n".clone_into(&mut text);
    }
    let row = |(number, way): (usize, &Path)| {
        let names: Vec<String> = way.parties().iter().map(|one| asked.names.of(*one)).collect();
        let weakest = way.standing().map_or_else(String::new, |it| format!("weakest tie {it}"));
        vec![format!("{number}."), weakest, names.join(" – ")]
    };
    let rows: Vec<Vec<String>> = (1..).zip(found.ways()).take(top).map(row).collect();
    let header = [("", Set::Right), ("", Set::Left), ("", Set::Left)];
    text += &indented(&indented(&table(&header, &rows)));
    text + &indented(&more(rows.len(), all))
}
