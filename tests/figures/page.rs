//! A page of figures: its sections, and the tables `figure | value` in them.

use std::collections::BTreeMap;

/// A section of a page.
pub(crate) struct Section {
    pub(crate) heading: String,
    /// Rows of the table `figure | value`, if there is one.
    pub(crate) figures: Vec<(String, String)>,
    /// Everything under the heading.
    pub(crate) text: String,
}

/// The sections of a page, by their headings.
pub(crate) fn sections(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in page.lines() {
        if line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim().to_owned();
            sections.push(Section { heading, figures: Vec::new(), text: String::new() });
        } else if let Some(section) = sections.last_mut() {
            section.text += line;
            section.text.push('\n');
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let row = line.starts_with("| ") && cells.len() == 2;
            if row && cells[0] != "figure" {
                section.figures.push((cells[0].to_owned(), cells[1].to_owned()));
            }
        }
    }
    // A table of files is no table of figures.
    for section in &mut sections {
        if !section.text.contains("| figure | value |") {
            section.figures.clear();
        }
    }
    sections
}

/// The section whose heading begins like this.
pub(crate) fn section<'a>(sections: &'a [Section], heading: &str) -> &'a Section {
    let found = sections.iter().find(|section| section.heading.starts_with(heading));
    found.unwrap_or_else(|| panic!("no section {heading}"))
}

/// What stands between two texts, the first time.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before:?}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} after {before:?}")).0
}

/// Whole numbers, with whatever stands between them.
pub(crate) fn numbers(text: &str) -> Vec<usize> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    digits.map(|digits| digits.parse().unwrap()).collect()
}

/// `N18 0.3732, N47 0.2198`: names may hold blanks, and no commas.
pub(crate) fn named(text: &str) -> Vec<(String, f64)> {
    let one = |part: &str| {
        let (name, value) = part.trim().rsplit_once(' ').unwrap();
        (name.to_owned(), value.parse().unwrap())
    };
    text.split(", ").map(one).collect()
}

/// `N18: 24 / 67 / 86; N47: …`.
pub(crate) fn numbers_by_name(text: &str) -> BTreeMap<String, Vec<usize>> {
    let one = |part: &str| {
        let (name, values) = part.trim().rsplit_once(": ").unwrap();
        (name.to_owned(), numbers(values))
    };
    text.split("; ").map(one).collect()
}

/// `[['N1', 54], …]` and `{'a': 1}` as JSON.
pub(crate) fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(&text.replace('\'', "\""))
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `[['N1', 54], ['N12', 20]]`.
pub(crate) fn ranked(text: &str) -> Vec<(String, f64)> {
    let list = json(text);
    let one = |entry: &serde_json::Value| {
        (entry[0].as_str().unwrap().to_owned(), entry[1].as_f64().unwrap())
    };
    list.as_array().unwrap().iter().map(one).collect()
}

/// Whether a number is the one that is stated with so many digits after the point.
pub(crate) fn agrees(found: f64, stated: f64, digits: i32) -> bool {
    (found - stated).abs() <= 0.5 * 10_f64.powi(-digits) + 1e-9
}

/// Compares the first of a list, highest first, with those that are stated.
pub(crate) fn compare_top(
    what: &str,
    found: &BTreeMap<String, f64>,
    stated: &[(String, f64)],
    digits: i32,
) {
    let mut sorted: Vec<f64> = found.values().copied().collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    for (at, (name, value)) in stated.iter().enumerate() {
        let own = found[name];
        assert!(agrees(own, *value, digits), "{what}: {name} has {own}, stated is {value}");
        assert!(agrees(sorted[at], *value, digits), "{what}: place {at} has {}", sorted[at]);
    }
}
