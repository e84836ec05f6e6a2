//! What happened in an order that is worth a look: the ready-made patterns.

use unbrella::base::period::{End, Period, Start};
use unbrella::network::dot;
use unbrella::network::limit::Limits;
use unbrella::network::line::TieLine;
use unbrella::network::patterns::{
    Filled, Match, Matches, Pattern, find, kin_on_a_members_payroll, kin_on_the_payroll,
    payment_then_dropped, same_again, tenure_over,
};
use unbrella::terms::tie::TieKind;

use crate::asked::{Asked, used};
use crate::table::{count, indented, more};

/// Every pattern that can be asked, with its matches.
pub fn matches(asked: &Asked<'_>) -> Result<String, String> {
    let mut text = String::new();
    for (what, pattern) in patterns(asked)? {
        let Matches { matches, cut_off, .. } = find(&asked.seen, &pattern, Limits::default());
        let cut = cut_off.map_or_else(String::new, |cut| format!(", {cut}"));
        text += &format!("  {what}: {}{cut}\n", count(matches.len(), "match", "matches"));
        let shown = matches.iter().take(asked.arguments.top);
        text.extend(shown.map(|one| indented(&told(asked, one))));
        text += &more(asked.arguments.top.min(matches.len()), matches.len());
    }
    let Some((without, flag)) = unasked(asked) else { return Ok(text) };
    Ok(text + &format!("  not looked for: {without} ({flag})\n"))
}

/// The ties of all matches as DOT text.
pub fn picture(asked: &Asked<'_>) -> Result<String, String> {
    let mut ties: Vec<TieLine> = Vec::new();
    for (_, pattern) in patterns(asked)? {
        let found = find(&asked.seen, &pattern, Limits::default()).matches;
        ties.extend(found.into_iter().flat_map(|one| one.steps).flat_map(|step| step.ties));
    }
    Ok(dot::graph(&ties, &[], &asked.names.label()))
}

fn patterns(asked: &Asked<'_>) -> Result<Vec<(String, Pattern)>, String> {
    let arguments = asked.arguments;
    let mut all = vec![
        ("one official or organ shelters one gang twice or more".to_owned(), same_again(2)),
        ("kin of an official on the payroll of a gang".to_owned(), kin_on_the_payroll()),
        ("kin of an official on the payroll of a member".to_owned(), kin_on_a_members_payroll()),
    ];
    if let Some(layer) = &arguments.drops {
        let known: Vec<TieKind> = used(asked.read()).into_iter().map(|(kind, _)| kind).collect();
        let named = known.iter().find(|kind| kind.code() == layer || kind.term() == layer);
        let dropped = named.ok_or_else(|| format!("--drops: no layer is called {layer}"))?.clone();
        let days = arguments.days;
        let what = format!("a member pays, and within {days} days a case is dropped");
        all.push((what, payment_then_dropped(days, &[dropped])));
    }
    if let Some((first, end)) = arguments.quiet {
        let quiet = Period::new(Start::On(first), End::Before(end));
        let quiet = quiet.map_err(|problem| format!("--quiet: {problem}"))?;
        all.push((format!("in an organ all through {quiet}"), tenure_over(quiet)));
    }
    let pattern = |(what, made): (String, Result<Pattern, _>)| match made {
        Ok(pattern) => Ok((what, pattern)),
        Err(problem) => Err(format!("{what}: {problem}")),
    };
    all.into_iter().map(pattern).collect()
}

/// What was not looked for, and what it needs.
fn unasked(asked: &Asked<'_>) -> Option<(&'static str, &'static str)> {
    let drops = "payments before a case is dropped";
    let quiet = "tenures over a quiet period";
    match (asked.arguments.drops.is_none(), asked.arguments.quiet.is_none()) {
        (true, true) => Some((
            "payments before a case is dropped, tenures over a quiet period",
            "--drops, --quiet",
        )),
        (true, false) => Some((drops, "--drops")),
        (false, true) => Some((quiet, "--quiet")),
        (false, false) => None,
    }
}

/// Whether it matches, who fills each role, and the ties.
fn told(asked: &Asked<'_>, found: &Match) -> String {
    let role = |Filled { role, party }: &Filled| format!("{role} {}", asked.names.of(*party));
    let roles: Vec<String> = found.roles.iter().map(role).collect();
    let certain = if found.missing.is_empty() { "" } else { "may be, days are not known: " };
    let (mut steps, mut ties) = (Vec::new(), Vec::new());
    for step in &found.steps {
        for tie in &step.ties {
            steps.push(step.step.to_string());
            ties.push(tie.clone());
        }
    }
    let ties = indented(&indented(&asked.names.ties_after(&steps, &ties)));
    format!("  {certain}{}\n{ties}", roles.join(", "))
}
