//! `cargo run --release -p casework`
//!
//! What does casework come to, and do published figures add up? Without arguments it works
//! through the embedded casework: clues, cases, sign-offs, umbrellas, a rectification
//! ledger; prints what an engineer and a reviewer want to see; sets the figures counted
//! from it beside the published ones (F01 to F72); and audits those.
//!
//! The embedded casework is *made to fit*: only totals were published, the lines are
//! invented, and the names are artificial.
//!
//! Prints, among others:
//!
//! ```text
//!   F52 受理问题线索            140 counted, 140 published [C18], clue: as published 相符
//!       clues in the organ's ledger, repeats left out: 140 behind it
//!
//!  A1     1 to 3 of 17                                              F49 F50 [C12]
//!        Followed cases are signed off, retraced, or neither.
//!        跟进案件或签字背书、或回溯核查、或两者皆无：1 至 3，共 17。
//!        16 + 1 = 17; 14 + 2 = 16; 17 − 16 = 1
//!        not said to be disjoint: together 14 to 16, so 1 to 3 left of 17
//! ```

#![allow(clippy::print_stderr)]

mod journal;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use journal::{Journaled, Shelf};
use serde::Serialize;
use unbrella::base::calendar::china;
use unbrella::base::day::Moment;
use unbrella::report::audit::audit;
use unbrella::report::casework::lines::{self, CaseworkFile};
use unbrella::report::casework::page::CaseworkPage;
use unbrella::report::casework::replay::Replay;
use unbrella::report::html::casebook;
use unbrella::report::html::reported::Reported;
use unbrella::report::identities::{declared, for_any_table};
use unbrella::report::page::{Origin, Page};
use unbrella::report::picture::flow;
use unbrella::report::published::published;
use unbrella::report::radar::Watched;
use unbrella::report::reading::{self, Reading, Unreadable, from_csv, from_json};
use unbrella::rulebook::Rulebook;

const HELP: &str = "\
casework: what does casework come to, and what do published figures allow?

  casework                  works through the embedded casework, then audits the
                            figures of the source documents
  casework FILE...          works through casework of your own (JSON lines)
  casework --figures        audits the figures of the source documents alone
  casework --figures FILE   audits a table of your own, CSV or JSON
  casework --json           writes the same as JSON
  casework --out DIR        also writes DIR/report.html; for each casework a
                            report of one file and its pictures (SVG); stages of
                            clues, cases and transfers (Mermaid, DOT)
  casework --journal DIR    keeps a journal of each casework in DIR: goes on
                            behind what is there, after checking the chain, and
                            decides every entry of it again
  casework --as-of MOMENT   everything as it stood then, by what had been
                            recorded by then, such as 2020-09-01T00:00:00+08:00
  casework --help           shows this

A file of casework begins with a header line; each further line is one command.
A file whose header says that it continues another is worked through with that
one, which has to be named as well.

A table whose name ends in .json, or whose text begins with [ or {, is JSON; any
other is CSV with the columns row, place, name, value, unit and, if you like,
place_term, period, from, until, label, label_term, source.

Exit codes: 0 all was read (an identity that fails is news, not an error, and so
is a refused command), 2 some lines could not be read and are listed, 3 a file
could not be read, 64 the arguments are wrong.
";

/// Some lines were not read.
const BAD_LINES: u8 = 2;
/// The file was not read.
const UNREADABLE: u8 = 3;
/// The arguments are wrong.
const USAGE: u8 = 64;

/// The casework that is built in: made to fit the published totals.
const EMBEDDED: [(&str, &[u8]); 6] = [
    ("chengguan.jsonl", include_bytes!("../../casework_data/chengguan.jsonl")),
    ("chengguan-a.jsonl", include_bytes!("../../casework_data/chengguan-a.jsonl")),
    ("chengguan-b.jsonl", include_bytes!("../../casework_data/chengguan-b.jsonl")),
    ("chengguan-c.jsonl", include_bytes!("../../casework_data/chengguan-c.jsonl")),
    ("zhaotong.jsonl", include_bytes!("../../casework_data/zhaotong.jsonl")),
    ("henan.jsonl", include_bytes!("../../casework_data/henan.jsonl")),
];

const MADE_TO_FIT: &str = "\
WORKED THROUGH: CASEWORK THAT IS MADE TO FIT  虚构办案记录，仅总数与公布数一致

Only totals were published. The casework below is invented, so that its totals
are the published ones: no line of it ever happened, and the names are
artificial (甲某, 乙局, 丙街道). It shows what the library does, and proves
nothing about the places. The lines carry facts; dispositions, levels, what a
signature is worth and what is late all follow from the rules.
";

/// The same, at the head of each page.
const INVENTED: (&str, &str) = (
    "Invented casework, made to fit published totals: no line of it ever happened, and the names are artificial.",
    "虚构办案记录，仅总数与公布数一致；内容从未发生，名称均为化名。",
);

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}; see --help");
            return ExitCode::from(USAGE);
        }
    };
    if arguments.help {
        return write(HELP, ExitCode::SUCCESS);
    }
    match arguments.run() {
        Ok(shown) => {
            let code = if shown.all_read() { 0 } else { BAD_LINES };
            let text = if arguments.json { shown.json() } else { shown.text() };
            write(&text, ExitCode::from(code))
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// What was asked for.
#[derive(Default)]
struct Arguments {
    figures: Option<Option<PathBuf>>,
    files: Vec<PathBuf>,
    out: Option<PathBuf>,
    journal: Option<PathBuf>,
    as_of: Option<Moment>,
    json: bool,
    help: bool,
}

impl Arguments {
    fn read(words: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut words = words;
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--json") => arguments.json = true,
                Some("--out") if arguments.out.is_some() => {
                    return Err("--out is given twice".to_owned());
                }
                Some("--out") => {
                    let folder = words.next().ok_or("--out takes a folder")?;
                    arguments.out = Some(folder.into());
                }
                Some("--journal") if arguments.journal.is_some() => {
                    return Err("--journal is given twice".to_owned());
                }
                Some("--journal") => {
                    let folder = words.next().ok_or("--journal takes a folder")?;
                    arguments.journal = Some(folder.into());
                }
                Some("--as-of") => {
                    let word = words.next().ok_or("--as-of takes a moment")?;
                    let moment = Moment::parse(&word.to_string_lossy());
                    let moment = moment.map_err(|error| format!("--as-of {word:?}: {error}"))?;
                    arguments.as_of = Some(moment);
                }
                Some("--help" | "-h") => arguments.help = true,
                Some("--figures") if arguments.figures.is_some() => {
                    return Err("--figures is given twice".to_owned());
                }
                Some("--figures") => arguments.figures = Some(None),
                Some(flag) if flag.starts_with('-') => {
                    return Err(format!("unknown argument {word:?}"));
                }
                _ => match &mut arguments.figures {
                    Some(file) if file.is_none() => *file = Some(word.into()),
                    Some(_) => return Err("--figures takes one file".to_owned()),
                    None => arguments.files.push(word.into()),
                },
            }
        }
        if arguments.figures.is_some() && !arguments.files.is_empty() {
            return Err("--figures takes one file".to_owned());
        }
        let other = [
            ("--out writes casework", arguments.out.is_some()),
            ("--journal keeps casework", arguments.journal.is_some()),
            ("--as-of asks about casework", arguments.as_of.is_some()),
        ];
        if let Some((what, _)) = other.iter().find(|(_, given)| *given)
            && arguments.figures.is_some()
        {
            return Err(format!("{what}, not --figures"));
        }
        Ok(arguments)
    }

    fn run(&self) -> Result<Shown, String> {
        if let Some(figures) = &self.figures {
            let page = figures.as_deref().map_or_else(|| Ok(page_of_documents()), page_of_file)?;
            return Ok(Shown { embedded: false, page: Some(page), ..Shown::default() });
        }
        let mut files = Vec::new();
        if self.files.is_empty() {
            for (name, bytes) in EMBEDDED {
                files.push((name.to_owned(), read_casework(name, bytes)?));
            }
        }
        for path in &self.files {
            let shown = path.display().to_string();
            let bytes =
                read_file(path, lines::MAX_BYTES).map_err(|error| format!("{shown}: {error}"))?;
            files.push((shown.clone(), read_casework(&shown, &bytes)?));
        }
        let embedded = self.files.is_empty();
        let page = embedded.then(page_of_documents);
        let bad_lines = bad_lines(&files);
        let mut shelf = Shelf::new(self.journal.clone(), self.as_of);
        let replays = replays(&files, &mut shelf)?;
        if let Some(folder) = &self.out {
            write_report(folder, &replays, embedded)?;
        }
        let journals = shelf.into_told();
        Ok(Shown { embedded, bad_lines, journals, casework: work(&replays)?, page })
    }
}

fn read_casework(shown: &str, bytes: &[u8]) -> Result<CaseworkFile, String> {
    CaseworkFile::read(bytes).map_err(|error| format!("{shown}: {error}"))
}

fn bad_lines(files: &[(String, CaseworkFile)]) -> Vec<String> {
    let told = |(name, file): &(String, CaseworkFile)| {
        file.bad_lines().iter().map(|bad| format!("{name}, {bad}")).collect::<Vec<_>>()
    };
    files.iter().flat_map(told).collect()
}

/// Works through every file that no other continues, with those that it continues.
fn replays(
    files: &[(String, CaseworkFile)],
    shelf: &mut Shelf,
) -> Result<Vec<(Option<String>, Replay)>, String> {
    let calendar = china();
    let mut found = Vec::new();
    for (name, file) in files {
        let own = file.header();
        if files.iter().any(|(_, other)| other.header().continues.as_ref() == Some(&own.name)) {
            continue;
        }
        let first = own.continues.as_ref().map(ToString::to_string);
        let before = files.iter().filter(|(_, file)| Some(file.header().name.to_string()) == first);
        let parts: Vec<&CaseworkFile> = before.map(|(_, file)| file).chain([file]).collect();
        let replay = shelf
            .replay(&parts, Rulebook::published(), &calendar)
            .map_err(|error| format!("{name}: {error}"))?;
        found.push((first, replay));
    }
    Ok(found)
}

/// The page of each casework. Of a second file that continues the same one, only what is
/// different is told.
fn work(replays: &[(Option<String>, Replay)]) -> Result<Vec<CaseworkPage>, String> {
    let calendar = china();
    let mut pages: Vec<(&Option<String>, CaseworkPage)> = Vec::new();
    for (first, replay) in replays {
        let page = CaseworkPage::new(replay, &calendar).map_err(|error| error.to_string())?;
        pages.push((first, page));
    }
    let full: Vec<CaseworkPage> = pages.iter().map(|(_, page)| page.clone()).collect();
    let unlike = |(index, (first, page)): (usize, (&Option<String>, CaseworkPage))| {
        let mut sisters = pages.iter().zip(&full).take(index);
        let sister = sisters.find(|((other, _), _)| first.is_some() && *other == first);
        sister.map_or(page.clone(), |(_, sister)| page.unlike(sister))
    };
    Ok(pages.clone().into_iter().enumerate().map(unlike).collect())
}

/// Writes the reports: one folder for each casework, and a page that leads to them.
fn write_report(
    folder: &Path,
    replays: &[(Option<String>, Replay)],
    embedded: bool,
) -> Result<(), String> {
    let (calendar, watched) = (china(), Watched::default());
    let mut listed = Vec::new();
    for (_, replay) in replays {
        let header = replay.header();
        let rules = replay.rulebook().on(header.pack.as_str(), header.as_of.day());
        let reported = Reported {
            name: header.name.as_str(),
            notice: embedded.then_some(INVENTED),
            book: replay.book(),
            events: replay.events(),
            place: header.place.as_str(),
            organ: header.organ,
            rules: rules.map_err(|error| error.to_string())?,
            calendar: &calendar,
            now: header.as_of,
            watched: &watched,
        };
        let name = folder_name(reported.name);
        let own = folder.join(&name);
        put(&own, "report.html", &casebook::casebook(&reported))?;
        for (picture, drawn) in casebook::pictures(&reported) {
            put(&own, &format!("{picture}.svg"), drawn.svg())?;
        }
        listed.push((name, format!("{} {}", header.name, header.place)));
    }
    let stages = folder.join("stages");
    for (name, flow) in [
        ("clue", flow::clue()),
        ("case", flow::case()),
        ("transfer", flow::transfer()),
        ("follow-up", flow::follow_up()),
        ("sign-off", flow::sign_off()),
    ] {
        put(&stages, &format!("{name}.mmd"), &flow.mermaid())?;
        put(&stages, &format!("{name}.dot"), &flow.dot())?;
    }
    put(folder, "report.html", &casebook::index(embedded.then_some(INVENTED), &listed))
}

/// A name as a folder: no dots, no slashes.
fn folder_name(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    name.chars().map(safe).collect()
}

fn put(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = folder.join(name);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// What is shown.
#[derive(Default)]
struct Shown {
    embedded: bool,
    bad_lines: Vec<String>,
    journals: Vec<Journaled>,
    casework: Vec<CaseworkPage>,
    page: Option<Page>,
}

/// The same for programs.
#[derive(Serialize)]
struct ShownAsJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    made_to_fit: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    casework: &'a [CaseworkPage],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    bad_commands: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    journals: &'a [Journaled],
    #[serde(flatten)]
    page: Option<&'a Page>,
}

impl Shown {
    fn all_read(&self) -> bool {
        self.bad_lines.is_empty()
            && self.page.as_ref().is_none_or(|page| page.bad_lines().is_empty())
    }

    fn text(&self) -> String {
        let mut parts = Vec::new();
        if self.embedded {
            parts.push(MADE_TO_FIT.to_owned());
        }
        if !self.bad_lines.is_empty() {
            let lines: Vec<String> =
                self.bad_lines.iter().map(|line| format!("  {line}\n")).collect();
            parts.push(format!(
                "LINES THAT COULD NOT BE READ  未能读取的行：{}\n{}",
                lines.len(),
                lines.concat()
            ));
        }
        if !self.journals.is_empty() {
            let told: Vec<String> = self.journals.iter().map(ToString::to_string).collect();
            parts.push(format!("JOURNALS  台账\n{}", told.concat()));
        }
        parts.extend(self.casework.iter().map(ToString::to_string));
        parts.extend(self.page.as_ref().map(ToString::to_string));
        parts.join(&format!("\n{}\n\n", "-".repeat(78)))
    }

    fn json(&self) -> String {
        let (casework, bad_commands) = (&self.casework[..], &self.bad_lines[..]);
        let made_to_fit =
            self.embedded.then_some("only totals were published; the casework is invented");
        let shown = ShownAsJson {
            made_to_fit,
            casework,
            bad_commands,
            journals: &self.journals,
            page: self.page.as_ref(),
        };
        serde_json::to_string_pretty(&shown)
            .map_or_else(|error| error.to_string(), |text| text + "\n")
    }
}

fn page_of_documents() -> Page {
    let table = published();
    let audit = audit(&table, &declared());
    Page::new(Origin::Published, &table, audit, Vec::new())
}

fn page_of_file(path: &Path) -> Result<Page, String> {
    let shown = path.display();
    let bytes = read_file(path, reading::MAX_BYTES).map_err(|error| format!("{shown}: {error}"))?;
    let reading = read_table(path, &bytes).map_err(|error| format!("{shown}: {error}"))?;
    let mut identities = for_any_table();
    identities.extend_from_slice(reading.identities());
    let audit = audit(reading.table(), &identities);
    Ok(Page::new(Origin::File, reading.table(), audit, reading.bad_lines().to_vec()))
}

/// Reads one byte more than is allowed, so that the reader can refuse it.
fn read_file(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_table(path: &Path, bytes: &[u8]) -> Result<Reading, Unreadable> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let json = path.extension().is_some_and(|end| end == "json")
        || text.starts_with(b"[")
        || text.starts_with(b"{");
    if json { from_json(bytes) } else { from_csv(bytes) }
}

/// Writes all at once. Whoever closes the pipe early has seen enough.
fn write(text: &str, code: ExitCode) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
