//! Answers as DOT text, for Graphviz and its readers.
//!
//! Everything stands in a fixed order, so that equal answers give equal text. What a tie
//! has come to is told by its line, never by color alone: dotted is alleged, dashed is
//! checked, a plain line is supported, a thick one is established. Parties are told apart
//! by shape: persons are ellipses, organs houses, gangs octagons, enterprises boxes, cases
//! notes, places plain text.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::base::id::PartyId;
use crate::network::line::TieLine;
use crate::provenance::Standing;

/// The ties, and the parties at their ends, as one directed graph.
///
/// `also` adds parties that no tie names. `name` gives what a party is called; where it
/// says nothing the id is shown.
#[must_use]
pub fn graph(
    ties: &[TieLine],
    also: &[PartyId],
    name: &dyn Fn(PartyId) -> Option<String>,
) -> String {
    let ends = ties.iter().flat_map(|tie| [tie.from, tie.to]);
    let parties: BTreeSet<PartyId> = ends.chain(also.iter().copied()).collect();
    let mut out = String::from("digraph network {\n");
    for party in parties {
        let label = name(party).unwrap_or_else(|| party.to_string());
        // Writing into a string cannot fail.
        let _ =
            writeln!(out, "  \"{party}\" [label=\"{}\", shape={}];", escaped(&label), shape(party));
    }
    let lines: BTreeSet<String> = ties.iter().map(edge).collect();
    out.extend(lines);
    out.push_str("}\n");
    out
}

fn edge(tie: &TieLine) -> String {
    let TieLine { from, to, kind, standing, confidence, .. } = tie;
    let (label, style) = (escaped(kind.english()), style(*standing));
    format!(
        "  \"{from}\" -> \"{to}\" [label=\"{label} ({standing}, {confidence})\", style={style}];\n"
    )
}

const fn shape(party: PartyId) -> &'static str {
    match party {
        PartyId::Person(_) => "ellipse",
        PartyId::Organ(_) => "house",
        PartyId::Gang(_) => "octagon",
        PartyId::Enterprise(_) => "box",
        PartyId::Case(_) => "note",
        PartyId::Place(_) => "plaintext",
    }
}

const fn style(standing: Standing) -> &'static str {
    match standing {
        Standing::Alleged => "dotted",
        Standing::Checked => "dashed",
        Standing::Supported => "solid",
        Standing::Established => "bold",
        Standing::Refuted | Standing::Withdrawn => "invis",
    }
}

/// A text inside double quotes: quotes and backslashes escaped, what cannot be seen shown.
fn escaped(text: &str) -> String {
    let shown = crate::base::text::Escaped(text).to_string();
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::id::{GangId, PersonId};
    use crate::base::period::Period;
    use crate::base::permille::Permille;
    use crate::terms::tie::TieKind;

    #[test]
    fn a_graph_reads_the_same_whatever_the_order_and_nothing_breaks_out_of_a_label() {
        let official = PersonId::from_uuid(Uuid::from_u128(1)).unwrap().into();
        let gang = GangId::from_uuid(Uuid::from_u128(2)).unwrap().into();
        let tie = |kind: TieKind, standing| TieLine {
            from: official,
            to: gang,
            kind,
            standing,
            confidence: Permille::new(700).unwrap(),
            period: Period::UNKNOWN,
            tie: None,
        };
        let ties =
            [tie(TieKind::Shelters, Standing::Supported), tie(TieKind::TipsOff, Standing::Alleged)];
        let turned = [ties[1].clone(), ties[0].clone(), ties[0].clone()];
        let name = |party| (party == gang).then(|| "甲\"]; evil\\\u{202e}".to_owned());
        let text = graph(&ties, &[], &name);
        assert_eq!(text, graph(&turned, &[official], &name));
        assert_eq!(
            text,
            "digraph network {\n  \
             \"person-00000000000000000000000000000001\" [label=\"person-00000000000000000000000000000001\", shape=ellipse];\n  \
             \"gang-00000000000000000000000000000002\" [label=\"甲\\\"]; evil\\\\\\\\u{202e}\", shape=octagon];\n  \
             \"person-00000000000000000000000000000001\" -> \"gang-00000000000000000000000000000002\" [label=\"shelters (supported, 700‰)\", style=solid];\n  \
             \"person-00000000000000000000000000000001\" -> \"gang-00000000000000000000000000000002\" [label=\"tips off (alleged, 700‰)\", style=dotted];\n}\n"
        );
    }
}
