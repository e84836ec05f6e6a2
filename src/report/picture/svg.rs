//! A small writer of SVG: shapes, lines and texts at stated places, escaped.
//!
//! A picture is text that is the same, byte for byte, for the same input. It loads
//! nothing, runs nothing, and has a title and a description for those who cannot see it.
//! The boxes of its texts are kept beside it, so that a test can ask whether any two
//! overlap.

use std::fmt::Write;

use super::lettering::{escaped, plain, width};

/// A finished picture.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Picture {
    svg: String,
    labels: Vec<LabelBox>,
    size: (f64, f64),
}

impl Picture {
    /// The picture as SVG, for a file or inside a page.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The picture alone.
    #[must_use]
    pub fn into_svg(self) -> String {
        self.svg
    }

    /// How wide and how high it is, in its own units; one of them is one CSS pixel where the
    /// picture is not made larger or smaller.
    #[must_use]
    pub const fn size(&self) -> (f64, f64) {
        self.size
    }

    /// Where its texts stand, in the order in which they were written.
    #[must_use]
    pub fn labels(&self) -> &[LabelBox] {
        &self.labels
    }
}

/// A text of a picture and the box that it takes, in units of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelBox {
    /// What is written.
    pub text: String,
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl LabelBox {
    /// Whether two texts would be written over each other.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text before it is written: where, how large, how.
#[derive(Clone, Copy)]
pub(super) struct Lettered<'a> {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) anchor: Anchor,
    pub(super) text: &'a str,
    /// Further attributes, such as a weight.
    pub(super) with: &'a str,
}

impl Lettered<'_> {
    /// The box that it takes: a little above the line of writing and below it.
    pub(super) fn label(&self) -> LabelBox {
        let wide = width(self.text, self.size);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - wide / 2.0,
            Anchor::End => self.x - wide,
        };
        LabelBox {
            text: self.text.to_owned(),
            left,
            top: self.y - self.size * 0.9,
            right: left + wide,
            bottom: self.y + self.size * 0.25,
        }
    }
}

/// Writes a picture from back to front.
pub(super) struct Writer {
    body: String,
    labels: Vec<LabelBox>,
}

/// The ink of texts and lines.
pub(super) const INK: &str = "#1b1b1b";
/// The ink of what stands back.
pub(super) const GRAY: &str = "#5c5c5c";
/// The ink of axes and lanes.
pub(super) const FAINT: &str = "#c9c9c9";

impl Writer {
    pub(super) const fn new() -> Self {
        Self { body: String::new(), labels: Vec::new() }
    }

    /// One element without content. Attributes are the crate's own words and numbers.
    pub(super) fn shape(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.open(tag, attributes);
        self.body.truncate(self.body.len().saturating_sub(1));
        self.body.push_str("/>\n");
    }

    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.body.push('<');
        self.body.push_str(tag);
        for (name, value) in attributes {
            self.body.push(' ');
            self.body.push_str(name);
            self.body.push_str("=\"");
            self.body.push_str(value);
            self.body.push('"');
        }
        self.body.push('>');
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.body.push_str("</");
        self.body.push_str(tag);
        self.body.push_str(">\n");
    }

    /// Begins a part that tells more when it is pointed at, and leads somewhere if it is to.
    pub(super) fn part(&mut self, told: &str, link: Option<&str>) {
        match link {
            Some(link) => self.open("a", &[("href", &format!("#{}", escaped(link)))]),
            None => self.open("g", &[]),
        }
        self.told(told);
    }

    pub(super) fn end_part(&mut self, link: Option<&str>) {
        self.close(if link.is_some() { "a" } else { "g" });
    }

    /// What is shown when the part is pointed at.
    fn told(&mut self, told: &str) {
        self.body.push_str("<title>");
        self.body.push_str(&escaped(told));
        self.body.push_str("</title>\n");
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: &str, with: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let path = format!("M{} {}L{} {}", at(x1), at(y1), at(x2), at(y2));
        self.path(&path, "none", ink, with);
    }

    /// A path; `with` holds further attributes.
    pub(super) fn path(&mut self, path: &str, fill: &str, ink: &str, with: &str) {
        let _ = writeln!(
            self.body,
            "<path d=\"{path}\" fill=\"{fill}\" stroke=\"{ink}\"{}{with}/>",
            if with.is_empty() { "" } else { " " }
        );
    }

    pub(super) fn rect(&mut self, edges: (f64, f64, f64, f64), fill: &str, ink: &str, with: &str) {
        let (left, top, wide, high) = edges;
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"{ink}\"{}{with}/>",
            at(left),
            at(top),
            at(wide),
            at(high),
            if with.is_empty() { "" } else { " " }
        );
    }

    /// A text. What it shows is kept as a label.
    pub(super) fn text(&mut self, lettered: Lettered<'_>) {
        let text = plain(lettered.text);
        let lettered = Lettered { text: &text, ..lettered };
        self.labels.push(lettered.label());
        let anchor = match lettered.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{}{}>{}</text>",
            at(lettered.x),
            at(lettered.y),
            at(lettered.size),
            if lettered.with.is_empty() { "" } else { " " },
            lettered.with,
            escaped(&text)
        );
    }

    /// The picture: its size, what it is called, and what it shows in words.
    pub(super) fn finish(self, size: (f64, f64), title: &str, told: &str) -> Picture {
        let (wide, high) = (at(size.0), at(size.1));
        let mut svg = String::with_capacity(self.body.len().saturating_add(800));
        let _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" \
             width=\"{wide}\" height=\"{high}\" role=\"img\" fill=\"{INK}\" \
             font-family=\"'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', Arial, sans-serif\">"
        );
        let _ = writeln!(svg, "<title>{}</title>\n<desc>{}</desc>", escaped(title), escaped(told));
        let _ = writeln!(svg, "<rect width=\"{wide}\" height=\"{high}\" fill=\"#ffffff\"/>");
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        Picture { svg, labels: self.labels, size }
    }
}

/// A place with at most one decimal.
pub(super) fn at(place: f64) -> String {
    let text = format!("{place:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// A count as a place.
pub(super) fn many(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_short_and_never_a_negative_nothing() {
        assert_eq!([12.0, 0.25, -0.04, 3.96].map(at), ["12", "0.2", "0", "4"]);
    }

    #[test]
    fn a_hostile_text_stays_a_text() {
        let mut writer = Writer::new();
        let text = "</text><script>alert('1')</script>\u{0}\u{202e}\n";
        let lettered = Lettered { x: 1.0, y: 2.0, size: 12.0, anchor: Anchor::End, text, with: "" };
        writer.part(text, Some("\" onload=\"x"));
        writer.text(lettered);
        writer.end_part(Some(""));
        let picture = writer.finish((10.0, 10.0), text, text);
        assert!(!picture.svg().contains("<script"), "{}", picture.svg());
        assert!(!picture.svg().contains("\" onload"), "{}", picture.svg());
        assert_eq!(picture.svg().matches("<text").count(), 1);
        assert!(picture.svg().contains(r"\u{202e}"));
    }
}
