//! The report: who matters and why, in a few short sections.

use unbrella::base::id::PartyId;
use unbrella::network::readers::FileKind;
use unbrella::network::view::{Least, View};
use unbrella::provenance::Standing;

use crate::asked::{Asked, used};
use crate::table::{count, thousands};
use crate::{between, breaking, separating, shielding, together};

const INVENTED: &str = "\
INVENTED: every name and every tie below is made up. Give a folder to read your own.

";

const CAVEAT: &str = "\
HOW TO READ THIS
  All of this says where to look, and nothing about guilt. Whoever works in a busy
  office stands between many; whoever was watched more is tied more. A tie is what
  somebody has recorded, and has come only as far as its line says.
";

/// How many are taken out in the report.
const REMOVALS: usize = 5;

/// The most kinds of tie that are counted on the page.
const MOST_KINDS: usize = 10;

/// The whole page.
pub fn page(asked: &Asked<'_>) -> Result<String, String> {
    let mut text = String::new();
    if asked.arguments.folder.is_none() {
        text += INVENTED;
    }
    text += &network(asked);
    text += &section("WHO STANDS BETWEEN OTHERS", &between::brokers(asked)?);
    text += &section("WHAT IS LEFT WITHOUT THEM", &breaking::removals(asked, REMOVALS)?);
    text += &section("WHERE TO LOOK FIRST", &between::first(asked)?);
    text += &section("WHO HANGS TOGETHER", &together::groups(asked));
    text += &section("WHO SHIELDS WHOM", &shielding::of_every_gang(asked)?);
    if asked.read().network().knows_officials() && !asked.gangs.is_empty() {
        let body = separating::of_every_gang(asked)?;
        text += &section("WHAT SEPARATES A GANG FROM PROTECTION", &body);
    }
    if asked.gangs.len() > 1 && asked.read().network().knows_officials() {
        text += &section("GANGS THAT SHARE PROTECTORS", &shielding::shared(asked));
    }
    text.push('\n');
    text += CAVEAT;
    Ok(text)
}

fn section(title: &str, body: &str) -> String {
    format!("\n{title}\n{body}")
}

/// What was read, and how much of it is looked at.
fn network(asked: &Asked<'_>) -> String {
    let read = asked.read();
    let folder = asked.arguments.folder.as_ref();
    let name = folder.map_or_else(|| "invented".to_owned(), |folder| folder.display().to_string());
    let mut text = format!("NETWORK  {name}\n  {}\n", parties(asked));
    let kinds = used(read);
    let more = kinds.len().saturating_sub(MOST_KINDS);
    let kinds = kinds.iter().take(MOST_KINDS);
    let mut kinds: Vec<String> = kinds
        .map(|(kind, n)| format!("{} {}", kind.code().replace('_', " "), thousands(*n)))
        .collect();
    if more > 0 {
        kinds.push(format!("{more} further kinds"));
    }
    let shown = asked.seen.shown();
    let all = read.network().seen(View::new().at_least(Least::Alleged)).shown().len();
    text += &format!("  {}: {}\n", count(all, "tie", "ties"), kinds.join(", "));
    text += &format!("  looked at: {}\n", asked.looked_at());
    text += &format!(
        "  that shows {} between {} of parties{}\n",
        count(shown.len(), "tie", "ties"),
        count(asked.seen.pairs().pairs(), "pair", "pairs"),
        standings(&shown.iter().map(|tie| tie.standing).collect::<Vec<_>>()),
    );
    for file in read.files() {
        let plain = file.kind() != FileKind::NotRead
            && file.self_ties().is_empty()
            && file.repeated() == 0
            && file.columns_left().is_empty();
        if !plain {
            text += &format!("  {file}\n");
        }
    }
    text
}

/// How far the shown ties have come.
fn standings(shown: &[Standing]) -> String {
    let count = |standing: &Standing| shown.iter().filter(|one| *one == standing).count();
    let counted = Standing::ALL.iter().map(|standing| (standing, count(standing)));
    let parts: Vec<String> = counted
        .filter(|(_, count)| *count > 0)
        .map(|(standing, count)| format!("{} {standing}", thousands(count)))
        .collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

/// The parties by what they are.
fn parties(asked: &Asked<'_>) -> String {
    let all: Vec<PartyId> = asked.read().labels().iter().map(|(party, _)| party).collect();
    let of = |what: &str| all.iter().filter(|party| asked.what(**party) == what).count();
    let words = [
        ("organ", "organs"),
        ("gang", "gangs"),
        ("enterprise", "enterprises"),
        ("case", "cases"),
        ("place", "places"),
        ("event", "events"),
    ];
    let persons = all.iter().filter(|party| matches!(party, PartyId::Person(_))).count();
    let mut parts = vec![count(persons, "person", "persons")];
    let officials = of("official");
    if officials > 0 {
        parts.push(format!("{} of them with an office", thousands(officials)));
    }
    let counted = words.into_iter().filter(|(one, _)| of(one) > 0);
    parts.extend(counted.map(|(one, more)| count(of(one), one, more)));
    format!("{}: {}", count(all.len(), "party", "parties"), parts.join(", "))
}
