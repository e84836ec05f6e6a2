//! Ways: from one to another, and to everybody near.

use unbrella::base::id::PartyId;
use unbrella::network::dot;
use unbrella::network::line::TieLine;
use unbrella::network::paths::{Finder, Limits, Paths};
use unbrella::network::reach::{Scratch, Way, around};

use crate::asked::Asked;
use crate::table::{Set, count, indented, more, table};

/// The strongest ways from one to another.
pub fn path(asked: &Asked<'_>, from: &str, to: &str) -> Result<String, String> {
    let found = best(asked, from, to)?;
    let title = format!("FROM {from} TO {to}");
    if found.paths.is_empty() {
        return Ok(asked.titled(&title, "  no way leads there\n"));
    }
    let mut body = String::new();
    for (number, path) in (1..).zip(&found.paths) {
        let weakest = path
            .standing()
            .map_or_else(String::new, |standing| format!(", weakest tie {standing}"));
        body += &format!("  {number}. support {}{weakest}\n", path.support());
        body += &indented(&indented(&asked.names.ties(path.ties())));
    }
    body += &format!("  {}\n", found.extent);
    Ok(asked.titled(&title, &body))
}

/// As many ways as fit into a list, the strongest first.
fn best(asked: &Asked<'_>, from: &str, to: &str) -> Result<Paths, String> {
    let (a, b) = (asked.names.find(from)?, asked.names.find(to)?);
    // Three ways are read, eight are not.
    let limits = Limits { paths: asked.arguments.top.min(3), ..Limits::default() };
    Finder::default().best(&asked.seen, a, b, limits).map_err(|unknown| unknown.to_string())
}

/// The same as DOT text.
pub fn path_picture(asked: &Asked<'_>, from: &str, to: &str) -> Result<String, String> {
    Ok(best(asked, from, to)?.dot(&asked.names.label()))
}

/// Who stands near, over which way.
pub fn near(asked: &Asked<'_>, name: &str) -> Result<String, String> {
    let (party, ways) = ways_from(asked, name)?;
    let row = |way: &Way| {
        vec![
            way.ties.len().to_string(),
            asked.names.of(way.party),
            asked.said(way.party),
            way.least_standing().map_or_else(String::new, |least| least.to_string()),
            over(asked, party, way),
        ]
    };
    let rows: Vec<Vec<String>> = ways.iter().take(asked.arguments.top).map(row).collect();
    let header = [
        ("ties", Set::Right),
        ("", Set::Left),
        ("", Set::Left),
        ("weakest tie", Set::Left),
        ("over", Set::Left),
    ];
    let (most, count) = (asked.arguments.within, count(ways.len(), "party", "parties"));
    let title = format!("NEAR {name}: {count} at most {most} ties away");
    Ok(asked.titled(&title, &(table(&header, &rows) + &more(rows.len(), ways.len()))))
}

/// The shortest ways to everybody near: nearest first, then by name.
fn ways_from(asked: &Asked<'_>, name: &str) -> Result<(PartyId, Vec<Way>), String> {
    let party = asked.names.find(name)?;
    let mut scratch = Scratch::default();
    let around = around(&asked.seen, party, asked.arguments.within, &mut scratch, |_| true);
    let mut ways = around.map_err(|unknown| unknown.to_string())?.ways();
    ways.sort_by_cached_key(|way| (way.ties.len(), asked.names.order(way.party)));
    Ok((party, ways))
}

/// The parties between the ends of a way.
fn over(asked: &Asked<'_>, from: PartyId, way: &Way) -> String {
    let mut at = from;
    let mut names = Vec::new();
    for tie in &way.ties {
        at = tie.other(at).unwrap_or(at);
        names.push(asked.names.of(at));
    }
    names.pop();
    names.join(", ")
}

/// The same as DOT text.
pub fn near_picture(asked: &Asked<'_>, name: &str) -> Result<String, String> {
    let (party, ways) = ways_from(asked, name)?;
    let ties: Vec<TieLine> = ways.into_iter().flat_map(|way| way.ties).collect();
    Ok(dot::graph(&ties, &[party], &asked.names.label()))
}
