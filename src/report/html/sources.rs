//! The citations of a page: each stands once, at the end, and every reason leads there.

use std::collections::BTreeMap;

use crate::decision::Chinese;
use crate::decision::Reason;
use crate::provenance::Citation;
use crate::report::picture::lettering::escaped;

/// The citations so far, in the order in which they were first named.
#[derive(Default)]
pub(super) struct Sources {
    places: BTreeMap<String, usize>,
    cited: Vec<Citation>,
}

impl Sources {
    /// A link to a citation, with the place in its document as the text.
    fn link(&mut self, citation: &Citation) -> String {
        let next = self.cited.len().saturating_add(1);
        let place = *self.places.entry(citation.to_string()).or_insert(next);
        if place == next {
            self.cited.push(citation.clone());
        }
        let text = citation.place().map_or_else(|| place.to_string(), ToString::to_string);
        format!("<a href=\"#source-{place}\">[{}]</a>", escaped(&text))
    }

    /// A reason: the rule, what it found in both languages, and where it comes from.
    pub(super) fn reason(&mut self, reason: &Reason) -> String {
        let links: Vec<String> =
            reason.citations().iter().map(|citation| self.link(citation)).collect();
        format!(
            "<span class=\"why\"><code>{}</code> <span lang=\"en\">{}</span> <span lang=\"zh\">{}</span> {}</span>",
            escaped(reason.rule().as_str()),
            escaped(&reason.because().to_string()),
            escaped(&reason.because().chinese()),
            links.join(" ")
        )
    }

    pub(super) fn reasons<'a>(&mut self, reasons: impl IntoIterator<Item = &'a Reason>) -> String {
        reasons.into_iter().map(|reason| self.reason(reason)).collect()
    }

    /// The rows of the table of sources.
    pub(super) fn rows(&self) -> Vec<(String, Vec<String>)> {
        let row = |(index, citation): (usize, &Citation)| {
            let place = index.saturating_add(1);
            let or_dash = |text: Option<String>| escaped(&text.unwrap_or_else(|| "–".to_owned()));
            let cells = vec![
                place.to_string(),
                escaped(&citation.document().to_string()),
                or_dash(citation.published().map(|day| day.to_string())),
                or_dash(citation.place().map(ToString::to_string)),
                or_dash(citation.wording().map(ToString::to_string)),
                escaped(&citation.certainty().to_string()),
            ];
            (format!("source-{place}"), cells)
        };
        self.cited.iter().enumerate().map(row).collect()
    }
}
