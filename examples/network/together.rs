//! Who hangs together: parts, the thick of it, circles, communities.

use unbrella::base::id::PartyId;
use unbrella::network::clusters::{CommunitySearch, cliques, communities, components, cores};
use unbrella::network::limit::Limits;

use crate::asked::Asked;
use crate::table::{Set, count, indented, more, table, thousands};

/// Who hangs together: parts, the thick of it, circles, communities.
pub fn groups(asked: &Asked<'_>) -> String {
    let parts = components(&asked.seen).parts;
    let sizes: Vec<String> = parts.iter().map(|part| thousands(part.len())).take(8).collect();
    let further = if parts.len() > sizes.len() { ", …" } else { "" };
    let (parts, sizes) = (count(parts.len(), "part", "parts"), sizes.join(", "));
    let mut text = format!("  {parts} that no tie joins: {sizes}{further}\n");
    let cores = cores(&asked.seen);
    let most = cores.parties.first().map_or(0, |first| first.core);
    if most == 0 {
        return text;
    }
    let inner = cores.innermost();
    text += &format!(
        "  the thick of it: {}, each tied to {most} or more of the others: {}\n",
        count(inner.len(), "party", "parties"),
        asked.names.list(&inner, asked.arguments.top),
    );
    text += &circle(asked, most);
    text += &communities_of(asked);
    text
}

/// The largest sets in which everybody is tied to everybody: nobody is in one that is larger
/// than their core allows, so the search goes down from there.
fn circle(asked: &Asked<'_>, core: u32) -> String {
    let limits = Limits { most: 100, ..Limits::default() };
    let sizes = (3..=core.saturating_add(1)).rev();
    let mut found = sizes.map(|size| cliques(&asked.seen, size, limits));
    let Some(found) = found.find(|found| !found.cliques.is_empty()) else { return String::new() };
    let Some(first) = found.cliques.first() else { return String::new() };
    let others = found.cliques.len().saturating_sub(1);
    let others = if others == 0 { String::new() } else { format!(", and {others} as large") };
    let names = asked.names.list(first, asked.arguments.top);
    format!("  all tied to each other: {} parties{others}: {names}\n", first.len())
}

fn communities_of(asked: &Asked<'_>) -> String {
    let found = communities(&asked.seen, CommunitySearch::default());
    let groups: Vec<_> = found.communities.iter().filter(|group| group.len() > 1).collect();
    let (number, modularity) = (count(groups.len(), "community", "communities"), found.modularity);
    let mut text = format!("  {number} (modularity {modularity:.3}):\n");
    let shown = groups.len().min(asked.arguments.top);
    let rows = groups.iter().take(shown).map(|group| {
        let mut by_ties: Vec<PartyId> = (*group).clone();
        by_ties.sort_by_cached_key(|party| {
            (std::cmp::Reverse(asked.beside(*party)), asked.names.order(*party))
        });
        by_ties.truncate(3);
        let names: Vec<String> = by_ties.iter().map(|party| asked.names.of(*party)).collect();
        vec![thousands(group.len()), format!("around {}", names.join(", "))]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    text += &indented(&table(&[("", Set::Right), ("", Set::Left)], &rows));
    text + &more(shown, groups.len())
}
