//! The audit as a page.
//!
//! `Display` writes text of at most [`Page::COLUMNS`] columns, in which a Chinese character
//! takes two; `Serialize` writes the same content for programs. Both come from the same
//! findings, and neither computes anything.
//!
//! **Fields of the JSON form.** `origin` is `published` or `file`. `figures` counts the
//! figures, `identities` those that were asked. `tally` has for each kind of verdict the
//! number of findings and the ids. `findings` is the [`Audit`]: for each its `id`, `source`,
//! `place`, `period`, `wording` and `note` (`en`, `zh`), `verdict` (with its `kind`),
//! `steps` (`en`, `zh`) and `used` (`row`, `place`, `name`, `quantity`). `unused_rows` are
//! the rows that no identity uses, `bad_lines` the lines that could not be read. Numbers
//! with decimals and quantities are strings, so that no reader rounds them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use crate::base::text::Line;
use crate::report::audit::{Audit, Finding, Verdict};
use crate::report::figures::FigureTable;
use crate::report::reading::BadLine;

/// Where the figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The table of the source documents.
    Published,
    /// A file.
    File,
}

/// The ids that have one kind of verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    verdict: &'static str,
    findings: usize,
    ids: Vec<Line>,
}

impl Tally {
    /// The kind of verdict, as [`Verdict::code`] has it.
    #[must_use]
    pub const fn verdict(&self) -> &'static str {
        self.verdict
    }

    /// How many findings have it. An identity can be asked at several places.
    #[must_use]
    pub const fn findings(&self) -> usize {
        self.findings
    }

    /// The ids, in the order of the audit, each once.
    #[must_use]
    pub fn ids(&self) -> &[Line] {
        &self.ids
    }
}

/// The kinds of verdict in the order of the page, in English and in Chinese.
const KINDS: [(&str, &str, &str); 11] = [
    ("holds_exactly", "hold exactly", "完全相符"),
    ("holds", "hold as inequality or rate", "成立"),
    ("fails", "fail", "不成立"),
    ("impossible", "cannot be", "不可能"),
    ("many_to_many", "counts differ, and may", "多对多"),
    ("bounds", "bounds for what is not stated", "界限"),
    ("bases", "possible bases", "可能基数"),
    ("derived", "derived", "推算"),
    ("do_not_add", "not to be added up", "不可相加"),
    ("left_open", "left open", "未定"),
    ("undetermined", "not determined", "无法判断"),
];

/// What the figures allow, ready to be shown.
///
/// # Examples
///
/// ```
/// use unbrella::report::audit::audit;
/// use unbrella::report::page::{Origin, Page};
/// use unbrella::report::{identities::declared, published::published};
///
/// let table = published();
/// let audit = audit(&table, &declared());
/// let page = Page::new(Origin::Published, &table, audit, Vec::new()).to_string();
/// assert!(page.starts_with("WHAT THE FIGURES ALLOW"));
/// assert!(page.contains("14 + 2 = 16; 17 − 16 = 1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct Page {
    origin: Origin,
    figures: usize,
    identities: usize,
    tally: Vec<Tally>,
    findings: Audit,
    unused_rows: Vec<Line>,
    bad_lines: Vec<BadLine>,
    #[serde(skip)]
    places: Vec<(Line, Option<Line>)>,
}

impl Page {
    /// The widest line, in columns.
    pub const COLUMNS: usize = 80;

    /// A page of an audit, with the table that was audited and the lines that were not read.
    pub fn new(origin: Origin, table: &FigureTable, audit: Audit, bad_lines: Vec<BadLine>) -> Self {
        let ids: BTreeSet<&Line> = audit.findings().iter().map(Finding::id).collect();
        Self {
            origin,
            figures: table.figures().len(),
            identities: ids.len(),
            tally: tally(&audit),
            unused_rows: unused_rows(table, &audit),
            places: places(table),
            findings: audit,
            bad_lines,
        }
    }

    /// The audit behind the page.
    pub const fn audit(&self) -> &Audit {
        &self.findings
    }

    /// The ids for each kind of verdict that occurs, in the order of the page.
    #[must_use]
    pub fn tally(&self) -> &[Tally] {
        &self.tally
    }

    /// The rows of which no figure went into any finding.
    #[must_use]
    pub fn unused_rows(&self) -> &[Line] {
        &self.unused_rows
    }

    /// The lines of a file that could not be read.
    #[must_use]
    pub fn bad_lines(&self) -> &[BadLine] {
        &self.bad_lines
    }
}

fn tally(audit: &Audit) -> Vec<Tally> {
    let of = |kind: &'static str| {
        let found = audit.findings().iter().filter(|finding| finding.verdict().code() == kind);
        let mut tally = Tally { verdict: kind, findings: 0, ids: Vec::new() };
        for finding in found {
            tally.findings = tally.findings.saturating_add(1);
            if tally.ids.last() != Some(finding.id()) {
                tally.ids.push(finding.id().clone());
            }
        }
        tally
    };
    KINDS.iter().map(|(kind, _, _)| of(kind)).filter(|tally| tally.findings > 0).collect()
}

fn unused_rows(table: &FigureTable, audit: &Audit) -> Vec<Line> {
    let used: BTreeSet<&Line> =
        audit.findings().iter().flat_map(Finding::used).map(|used| used.row()).collect();
    let mut seen = BTreeSet::new();
    let rows = table.figures().iter().map(|figure| figure.row());
    rows.filter(|row| !used.contains(row) && seen.insert(*row)).cloned().collect()
}

/// The places in order of appearance, each with its Chinese name if any figure has it.
fn places(table: &FigureTable) -> Vec<(Line, Option<Line>)> {
    let mut terms: BTreeMap<String, &Line> = BTreeMap::new();
    for figure in table.figures() {
        if let Some(term) = figure.place_term() {
            terms.entry(figure.place().key()).or_insert(term);
        }
    }
    let named = |place: &Line| (place.clone(), terms.get(&place.key()).map(|term| (*term).clone()));
    table.places().into_iter().map(named).collect()
}

/// How many columns a text takes on a terminal: two for each wide character.
///
/// ```
/// use unbrella::report::page::columns;
///
/// assert_eq!(columns("A1 保护伞"), 9);
/// ```
#[must_use]
pub fn columns(text: &str) -> usize {
    text.chars().map(width).fold(0, usize::saturating_add)
}

/// Wide are the blocks that Unicode calls so (East Asian Width W and F), in broad strokes.
const fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The lines of a text that begins at a column and ends within the page.
#[cfg(feature = "journal")]
pub(crate) fn wrapped(text: &str, indent: usize) -> Vec<String> {
    wrap(text, Page::COLUMNS.saturating_sub(indent))
}

/// Breaks a text into lines of at most `room` columns: at spaces, and between wide
/// characters where no closing mark would begin a line. A longer word is cut.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in pieces(text) {
        let glued = line.trim_end();
        if !line.is_empty() && columns(&line).saturating_add(columns(word.trim_end())) > room {
            lines.push(glued.to_owned());
            line.clear();
        }
        for c in word.chars() {
            if columns(&line).saturating_add(width(c)) > room && !c.is_whitespace() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// The pieces between which a line may be broken.
fn pieces(text: &str) -> Vec<String> {
    let closes = |c: char| "，。；：、）”’》？！".contains(c);
    let opens = |c: char| "（“‘《".contains(c);
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let wide = (width(c) == 2 || width(before) == 2) && !c.is_whitespace();
        let after_space = before.is_whitespace() && !c.is_whitespace();
        let breaks = after_space || (wide && !closes(c) && !opens(before));
        match pieces.last_mut() {
            Some(piece) if !breaks => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = c;
    }
    pieces
}

/// Where the text of a finding begins.
const INDENT: usize = 7;

impl Page {
    fn write_head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "WHAT THE FIGURES ALLOW  数字说明什么、不说明什么")?;
        writeln!(f)?;
        let from = match self.origin {
            Origin::Published => "as the source documents published them",
            Origin::File => "as the file gives them",
        };
        let (figures, identities) = (self.figures, self.identities);
        let lines = [
            format!(
                "{figures} figures, {from}, asked by {identities} identities. Every number below \
                 was read from the rows named beside it (in brackets: where the identity comes from), or \
                 computed from them in the line where it stands."
            ),
            "≥ marks what is only the least, ≈ what was rounded, half up. Offices count \
             different things: a difference is news, and not by itself an error."
                .to_owned(),
        ];
        for line in lines {
            write_wrapped(f, 0, &line)?;
        }
        writeln!(f)
    }

    fn write_tally(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for tally in &self.tally {
            let kind = KINDS.iter().find(|(kind, _, _)| *kind == tally.verdict);
            let (_, english, term) = kind.unwrap_or(&("", "", ""));
            let label = format!("{english} {term}");
            let count = tally.findings;
            let left = format!("  {label}{}{count:>5}  ", padding(&label, 40));
            let shown = shown_ids(&tally.ids);
            let room = Self::COLUMNS.saturating_sub(columns(&left));
            for (index, line) in wrap(&shown, room).iter().enumerate() {
                let blank = " ".repeat(columns(&left));
                writeln!(f, "{}{line}", if index == 0 { &left } else { &blank })?;
            }
        }
        Ok(())
    }

    /// What a reader would not have guessed, in one line each.
    fn write_striking(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let striking = self.findings.findings().iter().filter(|finding| strikes(finding));
        for (index, finding) in striking.enumerate() {
            if index == 0 {
                writeln!(f, "\nWHAT STANDS OUT  值得注意")?;
            }
            let said = finding.wording().en.to_string();
            let mut text = format!("{}: {}", said.trim_end_matches('.'), finding.verdict());
            if let Some(step) = finding.steps().first().filter(|_| differs(finding)) {
                text.push_str(&format!(" ({})", step.en));
            }
            write_labeled(f, &finding.id().to_string(), &text)?;
        }
        Ok(())
    }

    fn write_places(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut by_place: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
        for finding in self.findings.findings() {
            let key = finding.place().map_or_else(String::new, Line::key);
            by_place.entry(key).or_default().push(finding);
        }
        for (place, term) in &self.places {
            if let Some(findings) = by_place.remove(&place.key()) {
                let heading = heading(place, term.as_ref());
                write_place(f, &heading, &findings)?;
            }
        }
        let nowhere: Vec<&Finding> = by_place.into_values().flatten().collect();
        if !nowhere.is_empty() {
            writeln!(f)?;
            let ids: Vec<Line> = nowhere.iter().map(|finding| finding.id().clone()).collect();
            let text = format!("The table has no figure for: {}", shown_ids(&ids));
            write_wrapped(f, 0, &text)?;
        }
        Ok(())
    }

    fn write_foot(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.unused_rows.is_empty() {
            writeln!(f)?;
            let rows = shown_ids(&self.unused_rows);
            write_wrapped(f, 0, &format!("Rows that no identity uses: {rows}"))?;
        }
        if !self.bad_lines.is_empty() {
            writeln!(f)?;
            let count = self.bad_lines.len();
            writeln!(f, "LINES THAT COULD NOT BE READ  未能读取的行：{count}")?;
            for bad in &self.bad_lines {
                write_wrapped(f, 2, &bad.to_string())?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_head(f)?;
        self.write_tally(f)?;
        self.write_striking(f)?;
        self.write_places(f)?;
        self.write_foot(f)
    }
}

/// `GANSU 甘肃省`.
fn heading(place: &Line, term: Option<&Line>) -> String {
    let place = place.to_string().to_uppercase();
    term.map_or_else(|| place.clone(), |term| format!("{place}  {term}"))
}

/// Ids with spaces between.
fn shown_ids(ids: &[Line]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Spaces that fill a text up to a column; at least one.
fn padding(text: &str, to: usize) -> String {
    " ".repeat(to.saturating_sub(columns(text)).max(1))
}

fn write_wrapped(f: &mut fmt::Formatter<'_>, indent: usize, text: &str) -> fmt::Result {
    let room = Page::COLUMNS.saturating_sub(indent);
    for line in wrap(text, room) {
        writeln!(f, "{}{line}", " ".repeat(indent))?;
    }
    Ok(())
}

/// Whether a finding is more than a confirmation or a sum.
fn strikes(finding: &Finding) -> bool {
    match finding.verdict() {
        Verdict::Fails { .. }
        | Verdict::Impossible { .. }
        | Verdict::ManyToMany { .. }
        | Verdict::Bases { .. }
        | Verdict::LeftOpen => true,
        Verdict::Bounds { low, high, .. } => *high != Some(*low),
        _ => false,
    }
}

/// Whether two numbers differ.
const fn differs(finding: &Finding) -> bool {
    matches!(finding.verdict(), Verdict::Fails { .. } | Verdict::ManyToMany { .. })
}

/// A text beside a label; the label on a line of its own if it is too long.
fn write_labeled(f: &mut fmt::Formatter<'_>, label: &str, text: &str) -> fmt::Result {
    let first = format!(" {label}{}", padding(label, INDENT.saturating_sub(1)));
    if columns(&first) > INDENT {
        write_wrapped(f, 1, label)?;
        return write_wrapped(f, INDENT, text);
    }
    for (index, line) in wrap(text, Page::COLUMNS.saturating_sub(INDENT)).iter().enumerate() {
        let left = if index == 0 { first.as_str() } else { &" ".repeat(INDENT) };
        writeln!(f, "{left}{line}")?;
    }
    Ok(())
}

/// A place with its findings; those that miss figures come last, in short.
fn write_place(f: &mut fmt::Formatter<'_>, heading: &str, findings: &[&Finding]) -> fmt::Result {
    writeln!(f)?;
    write_wrapped(f, 0, heading)?;
    let (short, full): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| only_misses(finding));
    for finding in full {
        write_finding(f, finding)?;
    }
    if !short.is_empty() {
        writeln!(f, "\n  Not asked, as these figures are missing:")?;
    }
    for finding in short {
        let period = finding.period().map_or_else(String::new, |period| format!(" ({period})"));
        let verdict = finding.verdict().to_string();
        let verdict = verdict.strip_prefix("missing: ").unwrap_or(&verdict);
        write_wrapped(f, 2, &format!("{}{period}: {verdict}", finding.id()))?;
    }
    Ok(())
}

/// Whether figures are missing.
fn only_misses(finding: &Finding) -> bool {
    let Verdict::Undetermined { because } = finding.verdict() else { return false };
    because.iter().any(|gap| gap.missing().is_some())
}

/// Id, verdict and rows on the first line; then what is said, and how it was computed.
fn write_finding(f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
    writeln!(f)?;
    write_first_line(f, finding)?;
    let wording = finding.wording();
    write_wrapped(f, INDENT, &wording.en.to_string())?;
    let said = wording.zh.to_string();
    let said = said.trim_end_matches(['。', '？', '.', '?']);
    write_wrapped(f, INDENT, &format!("{said}：{}。", finding.verdict().term()))?;
    for step in finding.steps() {
        write_wrapped(f, INDENT, &step.en)?;
        if step.zh != step.en {
            write_wrapped(f, INDENT, &step.zh)?;
        }
    }
    if let Some(note) = finding.note() {
        write_wrapped(f, INDENT, &note.en.to_string())?;
        write_wrapped(f, INDENT, &note.zh.to_string())?;
    }
    Ok(())
}

/// `A1     1 to 3 of 17          F49 F50, C12`; the rows on a line of their own if they do
/// not fit.
fn write_first_line(f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
    let id = finding.id().to_string();
    let first = format!(" {id}{}", padding(&id, INDENT.saturating_sub(1)));
    let verdict = finding.verdict().to_string();
    let cited = cited(finding);
    let taken = columns(&first).saturating_add(columns(&verdict));
    let free = Page::COLUMNS.saturating_sub(taken).saturating_sub(columns(&cited));
    if free >= 2 {
        return writeln!(f, "{first}{verdict}{}{cited}", " ".repeat(free));
    }
    write_labeled(f, &id, &verdict)?;
    write_wrapped(f, INDENT, &cited)
}

/// The rows that went in, each once; the period; the row of the document.
fn cited(finding: &Finding) -> String {
    let mut rows: Vec<Line> = Vec::new();
    for used in finding.used() {
        if !rows.contains(used.row()) {
            rows.push(used.row().clone());
        }
    }
    let mut parts = vec![shown_ids(&rows)];
    parts.extend(finding.period().map(|period| format!("({period})")));
    parts.push(format!("[{}]", finding.source()));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::audit::audit;
    use crate::report::figures::FigureDraft;
    use crate::report::identities::{declared, for_any_table};
    use crate::report::published::published;

    /// A Chinese character takes two columns, its marks too; an accent takes none.
    #[test]
    fn columns_of_text() {
        assert_eq!(columns("保护伞，“伞”"), 4 * 2 + 2 + 2);
        assert_eq!(columns("e\u{301} ≥ −"), 5);
        assert_eq!(columns("ＡＢ 한 ｶ"), 4 + 1 + 2 + 1 + 1);
    }

    #[test]
    fn lines_are_broken_where_one_would() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("14 + 2 = 16; 17 − 16 = 1", 14), ["14 + 2 = 16;", "17 − 16 = 1"]);
        // No line begins with a comma or a closing mark.
        assert_eq!(wrap("线索，（案件）", 6), ["线索，", "（案", "件）"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert!(wrap("", 5).is_empty());
    }

    #[test]
    fn the_text_has_all_findings_and_the_tally_counts_them() {
        let (table, audit) = (published(), audit(&published(), &declared()));
        let page = Page::new(Origin::Published, &table, audit.clone(), Vec::new());
        let count: usize = page.tally().iter().map(Tally::findings).sum();
        assert_eq!(count, audit.findings().len());
        let text = page.to_string();
        for finding in audit.findings() {
            assert!(text.contains(&format!("\n {} ", finding.id())), "{}", finding.id());
        }
        let kinds: BTreeSet<&str> = KINDS.iter().map(|(kind, _, _)| *kind).collect();
        assert!(audit.findings().iter().all(|finding| kinds.contains(finding.verdict().code())));
    }

    /// Names from a file may be as long, as wide and as sly as they like.
    fn hostile(place: &str, period: &str, row: &str) -> String {
        let draft = |name: &str| FigureDraft {
            row: row.to_owned(),
            place: place.to_owned(),
            period: period.to_owned(),
            name: name.to_owned(),
            value: "≥999999999".to_owned(),
            unit: "copy".to_owned(),
            ..FigureDraft::default()
        };
        let figures = ["letters_sent", "letters_rectified"].map(|name| draft(name).check());
        let figures = figures.into_iter().collect::<Result<Vec<_>, _>>();
        let table =
            figures.map_or_else(|_| FigureTable::default(), |f| FigureTable::new(f).unwrap());
        let audit = audit(&table, &for_any_table());
        Page::new(Origin::File, &table, audit, Vec::new()).to_string()
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page(
            place in ".{1,120}|[乙市]{1,120}", period in ".{0,90}", row in "[^ ]{1,120}",
        ) {
            for line in hostile(&place, &period, &row).lines() {
                prop_assert!(columns(line) <= Page::COLUMNS, "{}", line);
                prop_assert!(!line.chars().any(crate::base::text::is_hidden), "{:?}", line);
            }
        }

        #[test]
        fn wrapping_keeps_every_character(text in "[a-z ，。（）甲乙≥−]{0,80}", room in 2_usize..40) {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let lines = wrap(&text, room);
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            prop_assert!(lines.iter().all(|line| columns(line) <= room && !line.is_empty()));
        }
    }
}
