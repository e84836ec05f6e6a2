//! Who stands between others, and where to look first.

use unbrella::network::brokers::{Broker, CutPoint, Precision, betweenness, cuts, estimated};
use unbrella::network::dot;
use unbrella::network::ranking::{Ranked, rank};

use crate::asked::Asked;
use crate::table::{Set, more, table, thousands};

/// In a larger network betweenness is estimated.
const EXACT: usize = 5_000;

/// Betweenness of everybody, and how good it is if it is not exact.
fn between(asked: &Asked<'_>) -> Result<(Vec<Broker>, &'static str), String> {
    if asked.seen.network().party_count() <= EXACT {
        return Ok((betweenness(&asked.seen), ""));
    }
    let precision = Precision::new(0.01, 0.05).map_err(|bad| bad.to_string())?;
    let found = estimated(&asked.seen, precision, 0).map_err(|bad| bad.to_string())?;
    Ok((found.brokers, ", estimated within 1 % of all pairs"))
}

/// Who stands between how many, and whom their removal cuts off.
pub fn brokers(asked: &Asked<'_>) -> Result<String, String> {
    let (brokers, estimated) = between(asked)?;
    let others = brokers.len().saturating_sub(1);
    let pairs = others.saturating_mul(others.saturating_sub(1)) / 2;
    let cuts = cuts(&asked.seen);
    let among = brokers.iter().filter(|broker| broker.betweenness > 0.0).count();
    let row = |broker: &Broker| {
        let share = 100.0 * broker.betweenness / pairs.max(1) as f64;
        let point = cuts.points.iter().find(|point| point.party == broker.party);
        vec![
            asked.names.of(broker.party),
            format!("{share:.1} %"),
            thousands(asked.beside(broker.party)),
            point.map_or_else(String::new, cut_off),
            asked.said(broker.party),
        ]
    };
    let rows: Vec<Vec<String>> =
        brokers.iter().take(among.min(asked.arguments.top)).map(row).collect();
    let header = [
        ("", Set::Left),
        ("between", Set::Right),
        ("tied to", Set::Right),
        ("cuts off", Set::Left),
        ("", Set::Left),
    ];
    let explained =
        "  between: the share of pairs of others whose shortest ways lead over the party";
    let cut = "  cuts off: how many parties its removal would part from the rest";
    Ok(format!(
        "{explained}{estimated}\n{cut}\n{}{}",
        table(&header, &rows),
        more(rows.len(), among)
    ))
}

/// The parts that fall away from the largest.
fn cut_off(point: &CutPoint) -> String {
    let parts: Vec<String> = point.parts.iter().skip(1).map(|part| part.to_string()).collect();
    let sum: u32 = point.parts.iter().skip(1).sum();
    match parts.as_slice() {
        [one] => one.clone(),
        [..] if point.parts.iter().skip(1).all(|part| *part == 1) => format!("{sum}, each alone"),
        [..] if parts.len() <= 6 => format!("{sum}: {}", parts.join(" + ")),
        [..] => format!("{sum} in {} parts", parts.len()),
    }
}

/// Pairs whose ties alone hold two parts together, those that hold most first.
pub fn bridges(asked: &Asked<'_>) -> String {
    let mut bridges = cuts(&asked.seen).bridges;
    bridges.sort_by_cached_key(|bridge| {
        let (a, b) = bridge.ends;
        (
            std::cmp::Reverse(bridge.sides.0.min(bridge.sides.1)),
            asked.names.order(a),
            asked.names.order(b),
        )
    });
    let shown = bridges.len().min(asked.arguments.top);
    let mut text =
        format!("\n  ties that alone hold two parts together: {}\n", thousands(bridges.len()));
    let ties: Vec<_> = bridges.iter().take(shown).map(|bridge| bridge.tie.clone()).collect();
    let sides = bridges.iter().take(shown).map(|bridge| bridge.sides.0.min(bridge.sides.1));
    let sides: Vec<String> = sides.map(|side| format!("cuts off {side}:")).collect();
    text += &asked.names.ties_after(&sides, &ties);
    text + &more(shown, bridges.len())
}

/// Cut points and bridges as DOT text.
pub fn picture(asked: &Asked<'_>) -> String {
    let cuts = cuts(&asked.seen);
    let ties: Vec<_> = cuts.bridges.iter().map(|bridge| bridge.tie.clone()).collect();
    let points: Vec<_> = cuts.points.iter().map(|point| point.party).collect();
    dot::graph(&ties, &points, &asked.names.label())
}

/// Where to look first: from the gangs on, if they are known.
pub fn first(asked: &Asked<'_>) -> Result<String, String> {
    let ranking = rank(&asked.seen, &asked.gangs).map_err(|unknown| unknown.to_string())?;
    let others = ranking.parties.iter().filter(|one| !asked.gangs.contains(&one.party));
    let others: Vec<_> = others.filter(|one| one.score > 0.0).collect();
    let row = |one: &&Ranked| {
        vec![
            asked.names.of(one.party),
            format!("{:.1} %", 100.0 * one.score),
            thousands(asked.beside(one.party)),
            asked.said(one.party),
        ]
    };
    let rows: Vec<Vec<String>> = others.iter().take(asked.arguments.top).map(row).collect();
    let header =
        [("", Set::Left), ("attention", Set::Right), ("tied to", Set::Right), ("", Set::Left)];
    let how = if asked.gangs.is_empty() {
        "attention: handed on over ties, from everybody alike, until it settles (PageRank)"
            .to_owned()
    } else {
        format!(
            "attention: handed on over ties, starting from {} (PageRank)",
            asked.names.list(&asked.gangs, 6)
        )
    };
    Ok(format!("  {how}\n{}{}", table(&header, &rows), more(rows.len(), others.len())))
}
