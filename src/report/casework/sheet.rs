//! A report as sections of short entries: one content for readers and for programs.

use std::fmt;

use serde::Serialize;

use crate::report::page::{columns, wrapped};

/// One thing that is told, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Item {
    /// What it is about, in a few words.
    pub about: String,
    /// What is told of it.
    pub told: String,
    /// Why, line by line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

impl Item {
    pub(super) fn new(about: impl Into<String>, told: impl Into<String>) -> Self {
        Self { about: about.into(), told: told.into(), why: Vec::new() }
    }

    pub(super) fn because(mut self, why: impl IntoIterator<Item = String>) -> Self {
        self.why.extend(why);
        self
    }
}

/// Entries that answer one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its name, for programs.
    pub name: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The heading in Chinese.
    pub term: &'static str,
    /// What is told.
    pub items: Vec<Item>,
    /// How many more there are than are told.
    pub more: usize,
}

impl Section {
    /// The most entries of a section that lists single matters.
    const MOST: usize = 14;

    pub(super) fn all(
        name: &'static str,
        (title, term): (&'static str, &'static str),
        items: Vec<Item>,
    ) -> Self {
        Self { name, title, term, items, more: 0 }
    }

    /// The first entries; the rest is only counted.
    pub(super) fn some(
        name: &'static str,
        title: (&'static str, &'static str),
        items: Vec<Item>,
    ) -> Self {
        let more = items.len().saturating_sub(Self::MOST);
        let items = items.into_iter().take(Self::MOST).collect();
        Self { more, ..Self::all(name, title, items) }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  {}", self.title, self.term)?;
        for item in &self.items {
            write_item(f, item)?;
        }
        if self.items.is_empty() {
            writeln!(f, "  none 无")?;
        }
        if self.more > 0 {
            writeln!(f, "  and {} more 另有{}项", self.more, self.more)?;
        }
        Ok(())
    }
}

/// Where what is told begins.
const TOLD: usize = 30;

fn write_item(f: &mut fmt::Formatter<'_>, item: &Item) -> fmt::Result {
    let about = columns(&item.about);
    let fits = about.saturating_add(4) <= TOLD;
    if fits {
        let gap = " ".repeat(TOLD.saturating_sub(about).saturating_sub(2));
        write!(f, "  {}{gap}", item.about)?;
    } else {
        for line in wrapped(&item.about, 2) {
            writeln!(f, "  {line}")?;
        }
        f.write_str(&" ".repeat(TOLD))?;
    }
    let told = wrapped(&item.told, TOLD);
    for (index, line) in told.iter().enumerate() {
        let indent = if index == 0 { 0 } else { TOLD };
        writeln!(f, "{}{line}", " ".repeat(indent))?;
    }
    if told.is_empty() {
        writeln!(f)?;
    }
    for line in item.why.iter().flat_map(|why| wrapped(why, 6)) {
        writeln!(f, "      {line}")?;
    }
    Ok(())
}
