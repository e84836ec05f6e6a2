//! Reads the crate's own source, for the tests that hold the house.
//!
//! Not a Rust parser: a lexer that knows comments, strings and lifetimes, and enough
//! grammar to find paths, `use` trees, module declarations and the names of items.

// Each test file uses a part of it; `pub` stands for "for the test files".
#![allow(dead_code, unreachable_pub, clippy::panic, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder that holds `Cargo.toml`.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the crate; panics if it cannot be read.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below `folder` whose name ends in `.ext`, as paths from the root, sorted.
pub fn files(folder: &str, ext: &str) -> Vec<String> {
    fn walk(dir: &Path, ext: &str, found: &mut Vec<String>) {
        let Ok(entries) = fs::read_dir(dir) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target") {
                    walk(&path, ext, found);
                }
            } else if path.extension().is_some_and(|found| found == ext) {
                let path = path.strip_prefix(root()).unwrap();
                let parts: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ext, &mut found);
    found.sort();
    found
}

/// One source file of the library.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// From the root, as `src/base/day.rs`.
    pub path: String,
    /// The module it holds, as `["base", "day"]`; empty for `lib.rs`.
    pub module: Vec<String>,
    pub tokens: Vec<Spot>,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), module: module_of(path), tokens: mark_tests(lex(text)) }
    }
}

/// All files below `src`.
pub fn library() -> Vec<SourceFile> {
    files("src", "rs").iter().map(|path| SourceFile::new(path, &read(path))).collect()
}

fn module_of(path: &str) -> Vec<String> {
    let inner = path.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
        parts.pop();
    }
    parts
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Word(String),
    /// The content of a string literal, escapes as written.
    Text(String),
    /// `::` is one sign, everything else is one character.
    Sign(&'static str),
    Other(char),
}

/// A token, its line, and whether it stands in code that only tests compile.
#[derive(Clone, Debug)]
pub struct Spot {
    pub token: Token,
    pub line: usize,
    pub test: bool,
}

impl Spot {
    pub fn is(&self, sign: char) -> bool {
        self.token == Token::Other(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.token {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is_join(&self) -> bool {
        self.token == Token::Sign("::")
    }
}

/// Splits source text into tokens; comments, numbers' suffixes and lifetimes are dropped.
pub fn lex(text: &str) -> Vec<Spot> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (mut i, mut line, mut spots) = (0, 1, Vec::new());
    while i < chars.len() {
        let start = i;
        let c = chars[i];
        let mut token = None;
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 || i >= chars.len() {
                    break;
                }
            }
        } else if let Some((hashes, open)) = raw_string(&chars, i) {
            let close: String = std::iter::once('"').chain((0..hashes).map(|_| '#')).collect();
            let close: Vec<char> = close.chars().collect();
            i = open;
            while i < chars.len() && !chars[i..].starts_with(&close) {
                i += 1;
            }
            token = Some(Token::Text(chars[open..i.min(chars.len())].iter().collect()));
            i += close.len();
        } else if c == '"' || (matches!(c, 'b' | 'c') && at(i + 1) == '"') {
            i += if c == '"' { 1 } else { 2 };
            let open = i;
            while i < chars.len() && at(i) != '"' {
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            token = Some(Token::Text(chars[open..i.min(chars.len())].iter().collect()));
            i += 1;
        } else if c == '\'' && at(i + 1) == '\\' {
            i += 3;
            while i < chars.len() && at(i) != '\'' {
                i += 1;
            }
            i += 1;
        } else if c == '\'' && at(i + 2) == '\'' {
            i += 3;
        } else if c == '\'' {
            i += 1;
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
        } else if c.is_alphabetic() || c == '_' {
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            token = Some(Token::Word(chars[start..i].iter().collect()));
        } else if c.is_ascii_digit() {
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
        } else if c == ':' && at(i + 1) == ':' {
            i += 2;
            token = Some(Token::Sign("::"));
        } else {
            i += 1;
            if !c.is_whitespace() {
                token = Some(Token::Other(c));
            }
        }
        if let Some(token) = token {
            spots.push(Spot { token, line, test: false });
        }
        line += chars[start..i.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    spots
}

/// If a raw string begins at `i`: the number of its hashes and where its content starts.
fn raw_string(chars: &[char], mut i: usize) -> Option<(usize, usize)> {
    if matches!(chars.get(i), Some('b' | 'c')) {
        i += 1;
    }
    if chars.get(i) != Some(&'r') {
        return None;
    }
    i += 1;
    let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
    (chars.get(i + hashes) == Some(&'"')).then_some((hashes, i + hashes + 1))
}

/// Marks the item behind each `#[cfg(test)]`.
fn mark_tests(mut spots: Vec<Spot>) -> Vec<Spot> {
    let starts: Vec<usize> = (0..spots.len()).filter(|i| is_cfg_test(&spots[*i..])).collect();
    for start in starts {
        let mut depth = 0_i32;
        // Behind the attribute itself, which is 7 tokens long.
        for spot in spots.iter_mut().skip(start + 7) {
            spot.test = true;
            match &spot.token {
                Token::Other('{' | '(' | '[') => depth += 1,
                Token::Other('}' | ')' | ']') => depth -= 1,
                _ => {}
            }
            let ends = spot.is(';') || spot.is('}');
            if ends && depth == 0 {
                break;
            }
        }
    }
    spots
}

fn is_cfg_test(spots: &[Spot]) -> bool {
    let wanted = ["#", "[", "cfg", "(", "test", ")", "]"];
    spots.len() >= wanted.len()
        && spots.iter().zip(wanted).all(|(spot, wanted)| match &spot.token {
            Token::Word(word) => word == wanted,
            Token::Other(sign) => wanted == sign.to_string(),
            _ => false,
        })
}

/// A path as written, with the module (file and inline) that it was written in.
#[derive(Clone, Debug)]
pub struct Mention {
    pub segments: Vec<String>,
    /// Ends in `*`.
    pub glob: bool,
    /// The name that a `use` gives it, if it stands in one.
    pub imported_as: Option<String>,
    pub within: Vec<String>,
    pub line: usize,
    pub test: bool,
    /// Begins with `$crate`: it takes effect where the macro is used.
    pub in_macro: bool,
}

/// All paths of at least two segments that stand in the file.
pub fn mentions(file: &SourceFile) -> Vec<Mention> {
    let spots = &file.tokens;
    let (mut found, mut inline, mut depth, mut i) = (Vec::new(), Vec::new(), 0_usize, 0);
    while i < spots.len() {
        let spot = &spots[i];
        if spot.is('{') {
            depth += 1;
        } else if spot.is('}') {
            depth = depth.saturating_sub(1);
            if inline.last().is_some_and(|(_, at)| *at == depth) {
                inline.pop();
            }
        } else if spot.word() == Some("mod")
            && spots.get(i + 2).is_some_and(|next| next.is('{'))
            && let Some(name) = spots[i + 1].word()
        {
            inline.push((name.to_owned(), depth));
            i += 1;
        }
        let joined = i > 0 && spots[i - 1].is_join();
        let leads = spots.get(i + 1).is_some_and(Spot::is_join);
        if spot.word().is_some() && !joined && leads {
            let mut within = file.module.clone();
            within.extend(inline.iter().map(|(name, _)| name.clone()));
            let in_use = i > 0 && spots[i - 1].word() == Some("use");
            let seed = Mention {
                segments: Vec::new(),
                glob: false,
                imported_as: None,
                within,
                line: spot.line,
                test: spot.test,
                in_macro: i > 0 && spots[i - 1].is('$'),
            };
            let next = tree(spots, i, &seed, in_use, &mut found);
            if in_use {
                i = next;
                continue;
            }
        }
        i += 1;
    }
    found
}

/// Reads one branch of a `use` tree, or a plain path; gives the place behind it.
fn tree(
    spots: &[Spot],
    mut i: usize,
    seed: &Mention,
    in_use: bool,
    found: &mut Vec<Mention>,
) -> usize {
    let mut branch = seed.clone();
    loop {
        match spots.get(i).map(|spot| &spot.token) {
            Some(Token::Word(word)) => {
                branch.segments.push(word.clone());
                i += 1;
                if spots.get(i).is_some_and(Spot::is_join) {
                    i += 1;
                    continue;
                }
                break;
            }
            Some(Token::Other('*')) if in_use => {
                branch.glob = true;
                i += 1;
                break;
            }
            Some(Token::Other('{')) if in_use => {
                i += 1;
                while i < spots.len() && !spots[i].is('}') {
                    i = tree(spots, i, &branch, in_use, found);
                    if spots.get(i).is_some_and(|spot| spot.is(',')) {
                        i += 1;
                    }
                }
                return i + 1;
            }
            _ => break,
        }
    }
    // `{self}` names the module in front of it.
    if branch.segments.len() > 1 && branch.segments.last().is_some_and(|last| last == "self") {
        branch.segments.pop();
    }
    if in_use {
        branch.imported_as = branch.segments.last().cloned();
        if spots.get(i).and_then(Spot::word) == Some("as") {
            branch.imported_as = spots.get(i + 1).and_then(Spot::word).map(str::to_owned);
            i += 2;
        }
    }
    found.push(branch);
    i.max(1)
}

/// A module that a file declares with `mod name;`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    pub name: String,
    /// `pub` without a restriction.
    pub public: bool,
    pub test: bool,
}

/// The modules that a file declares, in its order.
pub fn declared(file: &SourceFile) -> Vec<Declared> {
    let spots = &file.tokens;
    (0..spots.len().saturating_sub(2))
        .filter(|i| spots[*i].word() == Some("mod") && spots[i + 2].is(';'))
        .filter_map(|i| {
            Some(Declared {
                name: spots[i + 1].word()?.to_owned(),
                public: i > 0 && spots[i - 1].word() == Some("pub"),
                test: spots[i + 1].test,
            })
        })
        .collect()
}

/// The modules that a file holds inline, `mod name { … }`.
pub fn inline_modules(file: &SourceFile) -> Vec<String> {
    let spots = &file.tokens;
    (0..spots.len().saturating_sub(2))
        .filter(|i| spots[*i].word() == Some("mod") && spots[i + 2].is('{'))
        .filter_map(|i| Some(spots[i + 1].word()?.to_owned()))
        .collect()
}

/// An item that a file defines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    pub kind: String,
    pub name: String,
    /// `pub` without a restriction.
    pub public: bool,
    pub test: bool,
}

/// The structs, enums, traits, functions, constants, types and macros of a file, and the
/// nouns that `noun!` writes, of which the kind is `noun`.
pub fn items(file: &SourceFile) -> Vec<Item> {
    const KINDS: [&str; 8] =
        ["struct", "enum", "trait", "fn", "const", "static", "type", "macro_rules"];
    let spots = &file.tokens;
    let mut found = Vec::new();
    for i in 0..spots.len() {
        let follows = |n: usize, c: char| spots.get(i + n).is_some_and(|next| next.is(c));
        if spots[i].word() == Some("noun") && follows(1, '!') && follows(2, '{') {
            let name = spots.get(i + 3).and_then(Spot::word).map(str::to_owned);
            let (kind, test) = ("noun".to_owned(), spots[i].test);
            found.extend(name.map(|name| Item { kind, name, public: true, test }));
            continue;
        }
        let Some(kind) = spots[i].word().filter(|word| KINDS.contains(word)) else { continue };
        let bang = usize::from(spots.get(i + 1).is_some_and(|next| next.is('!')));
        let Some(name) = spots.get(i + 1 + bang).and_then(Spot::word) else { continue };
        if KINDS.contains(&name) {
            continue;
        }
        // Look back over `const`, `unsafe`, `async` to a `pub`.
        let mut before = i;
        while before > 0 && matches!(spots[before - 1].word(), Some("const" | "async" | "unsafe")) {
            before -= 1;
        }
        let public = before > 0 && spots[before - 1].word() == Some("pub");
        let (kind, name, test) = (kind.to_owned(), name.to_owned(), spots[i].test);
        found.push(Item { kind, name, public, test });
    }
    found
}

/// The functions of a file that carry `#[test]`, by hand or inside `proptest!`.
pub fn test_names(text: &str) -> BTreeSet<String> {
    let spots = lex(text);
    let mut found = BTreeSet::new();
    let mut armed = false;
    for i in 0..spots.len() {
        let attribute = i >= 2 && spots[i - 2].is('#') && spots[i - 1].is('[');
        if attribute && spots[i].word() == Some("test") {
            armed = true;
        }
        if armed && spots[i].word() == Some("fn") {
            armed = false;
            found.extend(spots.get(i + 1).and_then(Spot::word).map(str::to_owned));
        }
    }
    found
}

/// Module path → file, for every file given.
pub fn by_module(files: &[SourceFile]) -> BTreeMap<Vec<String>, &SourceFile> {
    files.iter().map(|file| (file.module.clone(), file)).collect()
}

/// The cells of the rows of all Markdown tables in `text`, without header and rule lines.
pub fn table_rows(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches("//!").trim()).collect();
    let is_rule = |line: &str| {
        line.starts_with('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    };
    let mut rows = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let header = lines.get(i + 1).is_some_and(|next| is_rule(next));
        if line.starts_with('|') && !is_rule(line) && !header {
            let inner = line.trim_matches('|');
            rows.push(inner.split(" | ").map(|cell| cell.trim().to_owned()).collect());
        }
    }
    rows
}

/// Everything in `text` that stands between single backticks.
pub fn backticked(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
