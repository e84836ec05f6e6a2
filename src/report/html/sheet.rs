//! A page: parts, tables that sort, links; style, script and policy in its head.

use crate::report::picture::lettering::escaped;
use crate::report::picture::svg::Picture;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// What the page may do: use this style and this script, and load nothing. A test holds the
/// sums beside the files.
pub(super) const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    style-src 'sha256-FQNPCiIOl8TXJBAVBDzEEGJZB7QIOvqjc63YjNZ52iw='; \
    script-src 'sha256-JAe9yGvZxdT5Bw7F6YejOukKPmzz0tQmmWNRPNNi6ig='";

/// A page that is being written. Cells and lines that are handed in are HTML already.
#[derive(Default)]
pub(super) struct Sheet {
    body: String,
    parts: Vec<(String, &'static str, &'static str)>,
}

/// The same in both languages, side by side.
pub(super) fn both(english: &str, chinese: &str) -> String {
    format!(
        "<span lang=\"en\">{}</span> <span lang=\"zh\">{}</span>",
        escaped(english),
        escaped(chinese)
    )
}

/// A row of a table, and the name of its place if something leads there.
pub(super) type Row = (String, Vec<String>);

impl Sheet {
    /// Begins a part that stands in the list of parts.
    pub(super) fn part(&mut self, id: &str, english: &'static str, chinese: &'static str) {
        self.parts.push((id.to_owned(), english, chinese));
        self.put(&format!("<section id=\"{id}\">\n<h2>{}</h2>\n", both(english, chinese)));
    }

    /// Begins a smaller part that something leads to.
    pub(super) fn detail(&mut self, id: &str, heading: &str) {
        self.put(&format!("<section id=\"{id}\">\n<h3>{heading}</h3>\n"));
    }

    pub(super) fn end(&mut self) {
        self.put("</section>\n");
    }

    pub(super) fn put(&mut self, html: &str) {
        self.body.push_str(html);
    }

    /// A paragraph in both languages.
    pub(super) fn say(&mut self, english: &str, chinese: &str) {
        self.put(&format!("<p>{}</p>\n", both(english, chinese)));
    }

    /// A table whose columns sort; says so if there are no rows.
    pub(super) fn table(&mut self, heads: &[(&str, &str)], rows: &[Row]) {
        if rows.is_empty() {
            self.say("None.", "无。");
            return;
        }
        self.put("<div class=\"scroll\"><table>\n<thead><tr>");
        for (english, chinese) in heads {
            let head = both(english, chinese);
            self.put(&format!("<th scope=\"col\"><button type=\"button\">{head}</button></th>"));
        }
        self.put("</tr></thead>\n<tbody>\n");
        for (id, cells) in rows {
            if id.is_empty() {
                self.put("<tr>");
            } else {
                self.put(&format!("<tr id=\"{id}\">"));
            }
            for cell in cells {
                self.put("<td>");
                self.put(cell);
                self.put("</td>");
            }
            self.put("</tr>\n");
        }
        self.put("</tbody></table></div>\n");
    }

    /// A list that opens when something leads to it, and on paper.
    pub(super) fn list(&mut self, id: &str, heading: &str, items: &[String]) {
        self.put(&format!("<details id=\"{id}\"><summary>{heading}</summary>\n"));
        self.items(items);
    }

    /// A list of things that are listed elsewhere too: on paper it stays as it is.
    pub(super) fn list_again(&mut self, id: &str, heading: &str, items: &[String]) {
        self.put(&format!("<details class=\"again\" id=\"{id}\"><summary>{heading}</summary>\n"));
        self.items(items);
    }

    fn items(&mut self, items: &[String]) {
        self.put("<ol class=\"many\">\n");
        for item in items {
            self.put(&format!("<li>{item}</li>\n"));
        }
        self.put("</ol></details>\n");
    }

    pub(super) fn picture(&mut self, picture: &Picture) {
        // What is higher than a page on its side is printed over several.
        let (wide, high) = picture.size();
        self.put(if high > wide * 0.7 { "<figure class=\"tall\">\n" } else { "<figure>\n" });
        self.put(picture.svg());
        self.put("</figure>\n");
    }

    /// The page. `head` is HTML that stands above everything else.
    pub(super) fn finish(self, title: &str, head: &str) -> String {
        let mut out = String::with_capacity(self.body.len().saturating_add(16_000));
        let title = escaped(title);
        out.push_str("<!DOCTYPE html>\n<html lang=\"en\" data-show=\"both\">\n<head>\n");
        out.push_str("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" ");
        out.push_str(&format!("content=\"{POLICY}\">\n"));
        out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
        out.push_str(&format!("<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"));
        out.push_str(&format!("<header>\n<h1>{title}</h1>\n{head}</header>\n<nav><div>\n"));
        for (id, english, chinese) in &self.parts {
            out.push_str(&format!("<a href=\"#{id}\">{}</a>\n", both(english, chinese)));
        }
        out.push_str("<button type=\"button\" id=\"show\">中文 + English</button>\n</div></nav>\n");
        out.push_str("<main>\n");
        out.push_str(&self.body);
        out.push_str("</main>\n<footer>\n");
        out.push_str(&both(
            "A lead is never a finding. A rank, a path or a place in a picture is a place to look and no ground for a measure. Reporters appear nowhere in this page.",
            "线索不等于结论。排序、路径和图中位置只提示查看方向，不得作为采取措施的依据。本页不含举报人信息。",
        ));
        out.push_str(&format!("\n</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"));
        out
    }
}
