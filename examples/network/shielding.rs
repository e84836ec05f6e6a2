//! Who shields whom: directly or through others, on what evidence.

use unbrella::base::id::PartyId;
use unbrella::network::kinds::KindSet;
use unbrella::network::line::TieLine;
use unbrella::network::protectors::{
    Missing, Protector, Scratch, Shielding, protected, protection_kinds, protectors,
};
use unbrella::network::seen::Seen;
use unbrella::network::sharing::sharing;
use unbrella::terms::tie::TieKind;

use crate::asked::{Asked, used};
use crate::table::{Set, count, indented, more, table};

pub const NO_OFFICIALS: &str = "  this network does not know who is an official, so it cannot say who shields whom:\n  \
     name them in roles.toml, or with --official COLUMN=VALUE\n";
pub const NO_GANGS: &str =
    "  this network does not know of any gang: name them in roles.toml, or with --gang COLUMN\n";

/// Who shields a gang.
pub fn protectors_of(asked: &Asked<'_>, name: &str) -> Result<String, String> {
    let gang = asked.names.find(name)?;
    let found = find(asked, gang, true)?;
    Ok(page(asked, &format!("WHO SHIELDS {name}"), gang, &found))
}

/// Whom somebody shields.
pub fn protected_by(asked: &Asked<'_>, name: &str) -> Result<String, String> {
    let party = asked.names.find(name)?;
    let found = find(asked, party, false)?;
    Ok(page(asked, &format!("SHIELDED BY {name}"), party, &found))
}

/// The same as DOT text.
pub fn picture(asked: &Asked<'_>, name: &str, of_gang: bool) -> Result<String, String> {
    Ok(find(asked, asked.names.find(name)?, of_gang)?.dot(&asked.names.label()))
}

/// Asks over the ties by which protection runs, unless layers were named.
fn find(asked: &Asked<'_>, party: PartyId, of_gang: bool) -> Result<Shielding, String> {
    let seen = seen(asked);
    let (most, mut scratch) = (asked.arguments.within, Scratch::default());
    let found = if of_gang {
        protectors(&seen, party, most, &mut scratch)
    } else {
        protected(&seen, party, most, &mut scratch)
    };
    found.map_err(|unknown| unknown.to_string())
}

/// The kinds by which protection runs, and the host's own: nobody knows what those mean.
pub fn seen<'a>(asked: &Asked<'a>) -> Seen<'a> {
    let network = asked.read().network();
    if !asked.arguments.layers.is_empty() {
        return network.seen(*asked.seen.view());
    }
    let hosts = used(asked.read()).into_iter().map(|(kind, _)| kind);
    let hosts = hosts.filter(|kind| matches!(kind, TieKind::Other(_)));
    let hosts = hosts.filter_map(|kind| network.kinds().find(&kind));
    let kinds = hosts.fold(protection_kinds(), KindSet::with);
    network.seen(asked.seen.view().kinds(kinds))
}

/// What the answer is about, said of all parties found.
fn page(asked: &Asked<'_>, title: &str, party: PartyId, found: &Shielding) -> String {
    let within = count(asked.arguments.within as usize, "tie", "ties");
    let looked = asked.looked_at_over("ties by which protection runs");
    let title = format!("{title}, at most {within} away\n  looked at: {looked}\n");
    let body = match found {
        Shielding::Unknown(Missing::Officials) => NO_OFFICIALS.to_owned(),
        Shielding::Unknown(Missing::Gangs) => NO_GANGS.to_owned(),
        Shielding::Found { parties, .. } if parties.is_empty() => nobody(),
        Shielding::Found { parties, .. } => {
            let shown = parties.iter().take(asked.arguments.top);
            let shown: String = (1..)
                .zip(shown)
                .map(|(number, one)| protector(asked, number, party, one))
                .collect();
            shown + &more(asked.arguments.top, parties.len())
        }
    };
    title + &body
}

fn nobody() -> String {
    "  nobody, as far as these ties show\n".to_owned()
}

/// One party with its strongest way, every other direct tie, and the independent lines.
fn protector(asked: &Asked<'_>, number: usize, other: PartyId, found: &Protector) -> String {
    let (name, said) = (asked.names.of(found.party()), asked.said(found.party()));
    let said = if said.is_empty() { said } else { format!(", {said}") };
    let how = through(asked, found);
    let (standing, support) = (found.standing(), found.path().support());
    let mut text =
        format!("  {number}. {name}{said}: {how}, weakest tie {standing}, support {support}\n");
    let mut ties: Vec<TieLine> = found.path().ties().to_vec();
    let others = found.direct().iter().filter(|tie| !found.path().ties().contains(tie));
    ties.extend(others.cloned());
    text += &indented(&indented(&asked.names.ties(&ties)));
    if found.lines().count() > 1 || found.lines().at_least {
        let ends = [found.party(), other];
        let lines = found.lines().paths.iter().map(|line| {
            let between = line.parties().iter().filter(|party| !ends.contains(party));
            let names: Vec<String> = between.map(|party| asked.names.of(*party)).collect();
            if names.is_empty() {
                "directly".to_owned()
            } else {
                format!("over {}", names.join(", "))
            }
        });
        let lines: Vec<String> = lines.collect();
        text += &format!("      {}: {}\n", found.lines(), lines.join("; "));
    }
    text
}

/// Directly, or over whom.
fn through(asked: &Asked<'_>, found: &Protector) -> String {
    let names: Vec<String> = found.through().iter().map(|party| asked.names.of(*party)).collect();
    if names.is_empty() { "directly".to_owned() } else { format!("through {}", names.join(", ")) }
}

/// Who shields each gang, one line each.
pub fn of_every_gang(asked: &Asked<'_>) -> Result<String, String> {
    if !asked.read().network().knows_officials() {
        return Ok(NO_OFFICIALS.to_owned());
    }
    if asked.gangs.is_empty() {
        return Ok(NO_GANGS.to_owned());
    }
    let within = count(asked.arguments.within as usize, "tie", "ties");
    let mut text = format!(
        "  officials and organs at most {within} from a gang, over ties by which protection runs\n"
    );
    let mut clear = Vec::new();
    for gang in &asked.gangs {
        let found = find(asked, *gang, true)?;
        if found.parties().is_empty() {
            clear.push(*gang);
        } else {
            text += &format!(
                "  {}\n{}",
                asked.names.of(*gang),
                indented(&summary(asked, found.parties()))
            );
        }
    }
    if !clear.is_empty() {
        text += &format!(
            "  nobody so near, as far as these ties show: {}\n",
            asked.names.list(&clear, 20)
        );
    }
    Ok(text)
}

/// One line for each party, with the standing of its weakest tie.
fn summary(asked: &Asked<'_>, parties: &[Protector]) -> String {
    let row = |found: &Protector| {
        let kind = |tie: &TieLine| format!("{} ({})", tie.kind.english(), tie.standing);
        let kinds: Vec<String> = found.direct().iter().map(kind).collect();
        let how = match (found.through(), kinds.as_slice()) {
            ([], kinds) => kinds.join(", "),
            (_, []) => through(asked, found),
            (_, kinds) => format!("{}; also {}", through(asked, found), kinds.join(", ")),
        };
        vec![
            asked.names.of(found.party()),
            found.standing().to_string(),
            found.path().support().to_string(),
            count(found.lines().count(), "line", "lines"),
            how,
            asked.said(found.party()),
        ]
    };
    let rows: Vec<Vec<String>> = parties.iter().take(asked.arguments.top).map(row).collect();
    let header = ["", "weakest tie", "support", "evidence", "", ""].map(|name| (name, Set::Left));
    table(&header, &rows) + &more(rows.len(), parties.len())
}

/// Which gangs share officials and organs.
pub fn shared(asked: &Asked<'_>) -> String {
    if !asked.read().network().knows_officials() {
        return NO_OFFICIALS.to_owned();
    }
    let found = sharing(&seen(asked), asked.arguments.top);
    let mut text = String::new();
    for pair in &found.pairs {
        let names = (asked.names.of(pair.first), asked.names.of(pair.second));
        text += &format!("  {} and {}\n", names.0, names.1);
        let ties: Vec<TieLine> =
            pair.protectors.iter().flat_map(|protector| protector.ties.clone()).collect();
        text += &indented(&asked.names.ties(&ties));
    }
    if found.pairs.is_empty() {
        text +=
            "  no two gangs are tied to the same official or organ, as far as these ties show\n";
    }
    let all = usize::try_from(found.found).unwrap_or(usize::MAX);
    text + &more(found.pairs.len(), all)
}

/// The same as DOT text.
pub fn shared_picture(asked: &Asked<'_>) -> String {
    sharing(&seen(asked), asked.arguments.top).dot(&asked.names.label())
}
