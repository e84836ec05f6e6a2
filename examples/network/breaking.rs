//! What is left when parties are taken out, and whose removal leaves least.

use unbrella::base::permille::Permille;
use unbrella::network::disruption::{
    Aim, CannotRemove, Disruption, Pool, Rank, Ranked, Remaining, Removal, Renewal, Strategy,
    Together, best_removal, removal_order,
};
use unbrella::network::limit::{CutOff, Limits};

use crate::arguments::By;
use crate::asked::Asked;
use crate::table::{Set, count, table, thousands};

/// In a larger network shortest ways are not looked for anew after each removal.
const ANEW: usize = 1_000;
/// The most parties that are taken out together.
const TOGETHER: usize = 3;
/// The most equally good sets that are told.
const SETS: usize = 3;

const CAVEAT: &str = "  a drawing of recorded ties falls apart so, not a group of people: a place to look, never a\n  \
     ground for a measure\n";

/// The first `most` removals and their curve, and the best few together.
pub fn removals(asked: &Asked<'_>, most: usize) -> Result<String, String> {
    let found = order(asked, most)?;
    let mut text = CAVEAT.to_owned();
    if let Some(Ranked { strategy, .. }) = found.ranked {
        text += &format!(
            "  taken out one after another, always whoever then stands highest by {strategy}\n"
        );
    }
    text += &format!(
        "  at first {} of {} in the largest part, {} of parties connected\n",
        thousands(found.before.largest as usize),
        count(asked.seen.network().party_count(), "party", "parties"),
        pairs(found.before),
    );
    text += &curve(asked, &found);
    if found.removals.iter().any(|one| one.rank.is_some_and(|rank| rank.level)) {
        text += "  =: others stood as high, and the order of ids decided\n";
    }
    for number in 1..=most.min(TOGETHER) {
        text += &best(asked, number)?;
    }
    Ok(text)
}

/// The first removals as DOT text.
pub fn picture(asked: &Asked<'_>, most: usize) -> Result<String, String> {
    let drawn = order(asked, most)?.dot(&asked.seen, most, &asked.names.label());
    drawn.map_err(|unknown| unknown.to_string())
}

fn order(asked: &Asked<'_>, most: usize) -> Result<Disruption, String> {
    let small = asked.seen.network().party_count() <= ANEW;
    let strategy = match asked.arguments.by {
        Some(By::Degree) => Strategy::Degree,
        Some(By::Betweenness) => Strategy::Betweenness,
        Some(By::Core) => Strategy::Core,
        Some(By::Influence) => Strategy::CollectiveInfluence { ties: 1 },
        Some(By::Katz) => return katz(asked, most),
        None if small => Strategy::Betweenness,
        None => Strategy::Degree,
    };
    by(asked, strategy, most).map_err(|problem| problem.to_string())
}

fn by(asked: &Asked<'_>, strategy: Strategy, most: usize) -> Result<Disruption, CannotRemove> {
    removal_order(&asked.seen, strategy, Renewal::default(), Pool::default(), most)
}

/// By Katz's status, a tie counting for a tenth, or for less where that does not settle.
fn katz(asked: &Asked<'_>, most: usize) -> Result<Disruption, String> {
    let mut refused = String::new();
    for thousandths in [100, 10, 1] {
        let attenuation = Permille::new(thousandths).map_err(|problem| problem.to_string())?;
        match by(asked, Strategy::Katz { attenuation }, most) {
            Ok(found) => return Ok(found),
            Err(problem) => refused = problem.to_string(),
        }
    }
    Err(refused)
}

/// A line for each removal.
fn curve(asked: &Asked<'_>, found: &Disruption) -> String {
    let row = |(number, Removal { party, rank, left }): (usize, &Removal)| {
        vec![
            format!("{number}."),
            asked.names.of(*party),
            rank.map_or_else(String::new, |rank| value(found.ranked, rank)),
            thousands(left.largest as usize),
            format!("{} ({})", thousands(sized(left.pairs)), share(*left, found.before)),
            asked.said(*party),
        ]
    };
    let rows: Vec<Vec<String>> = (1..).zip(&found.removals).map(row).collect();
    let header = [
        ("", Set::Right),
        ("taken out", Set::Left),
        ("value", Set::Right),
        ("largest part", Set::Right),
        ("pairs connected", Set::Right),
        ("", Set::Left),
    ];
    table(&header, &rows)
}

/// What somebody was chosen by, and whether others stood level.
fn value(ranked: Option<Ranked>, Rank { value, level }: Rank) -> String {
    let digits = match ranked.map(|ranked| ranked.strategy) {
        Some(Strategy::Betweenness) => 1,
        Some(Strategy::Katz { .. }) => 2,
        _ => 0,
    };
    format!("{value:.digits$}{}", if level { " =" } else { "  " })
}

fn share(left: Remaining, before: Remaining) -> String {
    format!("{:.0} %", 100.0 * left.pairs as f64 / before.pairs.max(1) as f64)
}

fn pairs(left: Remaining) -> String {
    count(sized(left.pairs), "pair", "pairs")
}

fn sized(large: u64) -> usize {
    usize::try_from(large).unwrap_or(usize::MAX)
}

/// Whose removal together leaves the fewest pairs connected.
fn best(asked: &Asked<'_>, number: usize) -> Result<String, String> {
    let limits = Limits { most: SETS, ..Limits::default() };
    let found = best_removal(&asked.seen, number, Aim::ConnectedPairs, Pool::default(), limits);
    let found = found.map_err(|problem| problem.to_string())?;
    let names = |set: &Together| asked.names.list(&set.parties, number);
    let sets: Vec<String> = found.sets.iter().map(names).collect();
    let Some(first) = found.sets.first().filter(|set| !set.parties.is_empty()) else {
        return Ok(String::new());
    };
    let more = sized(found.equal).saturating_sub(sets.len());
    let more = if more == 0 { String::new() } else { format!(", or {} more", thousands(more)) };
    let tried = match found.cut_off {
        Some(CutOff::Steps(_)) => "the best met, not every choice was tried",
        Some(CutOff::Most(_)) | None => "every choice was tried",
    };
    let (left, size) = (pairs(first.left), thousands(first.left.largest as usize));
    let share = share(first.left, found.before);
    Ok(format!(
        "  best {number} together: {}{more}: {left} ({share}), largest part {size}; {tried}\n",
        sets.join(", or "),
    ))
}
