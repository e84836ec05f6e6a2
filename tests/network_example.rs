//! Runs the example `network` as a user would, and reads what it prints.
//!
//! What is printed for the invented network is compared with checked-in texts. After a
//! wanted change write them anew with `UNBRELLA_BLESS=1 cargo test --test network_example`,
//! and read the difference.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// The built example, beside the test that is running. Built here, since `cargo test --test
/// network_example` alone does not build examples.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let this = std::env::current_exe().unwrap();
        let profile = this.parent().and_then(Path::parent).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--workspace", "--all-features", "--example", "network"]);
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo.arg("--target-dir").arg(profile.parent().unwrap());
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        assert!(cargo.status().unwrap().success(), "the example does not build");
        profile.join("examples").join(format!("network{}", std::env::consts::EXE_SUFFIX))
    })
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

/// What it prints on success.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?} {output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What it says when it refuses, with this exit code.
fn refused(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?} {output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn compare(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    for (line, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(found, wanted, "{name}, line {}", line.saturating_add(1));
    }
    assert_eq!(found.lines().count(), wanted.lines().count(), "{name}");
}

/// A folder of this test with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    for (file, text) in files {
        fs::write(path.join(file), text).unwrap();
    }
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_report_on_the_invented_network() {
    compare("network.txt", &printed(&[]));
}

/// Each question as it is asked on the command line, and its answer.
#[test]
fn the_questions_to_the_invented_network() {
    let mut text = String::new();
    for question in [
        "--protectors 子团伙",
        "--protectors 子团伙 --within 3 --on 2015-06-30 --known 2016-01-01",
        "--protectors 丑团伙 --within 1 --least alleged",
        "--protectors 寅团伙 --least supported",
        "--protected 甲某02 --within 2",
        "--path 甲某06 寅团伙",
        "--near 甲某02 --within 2 --top 20",
        "--between --layer contact --layer works_for",
        "--break 4",
        "--break 3 --by katz --least supported",
        "--separate 子团伙",
        "--separate 寅团伙 --members",
        "--first --top 3",
        "--together",
        "--shared",
        "--handlers 甲某03,甲某05,甲某02,甲某06 子团伙,己某02",
        "--handlers 甲某02 子团伙 --within 1",
        "--patterns",
        "--patterns --drops interfered_in --days 60 --quiet 2014-01-01 2015-01-01 --least alleged",
        "--protectors 子团伙 --within 1 --dot",
    ] {
        let words: Vec<&str> = question.split(' ').collect();
        text += &format!("$ network {question}\n{}\n", printed(&words));
    }
    compare("network_questions.txt", &text);
}

/// The readme shows a question and what is printed.
#[test]
fn the_readme_shows_what_is_printed() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let question = "--example network -- --protectors ";
    let line = readme.lines().find(|line| line.contains(question)).unwrap();
    let words: Vec<&str> = line.split_once(" -- ").unwrap().1.split(' ').collect();
    let after = readme.split_once(line).unwrap().1;
    let shown = after.split_once("```text\n").unwrap().1.split_once("```").unwrap().0;
    assert_eq!(shown, printed(&words));
}

#[test]
fn every_flag_of_the_help_is_known() {
    let help = printed(&["--help"]);
    assert_eq!(help, printed(&["-h"]));
    let flags = help.lines().filter_map(|line| line.strip_prefix("  --"));
    let flags: Vec<&str> = flags.filter_map(|line| line.split(' ').next()).collect();
    assert!(flags.len() >= 20, "{flags:?}");
    for flag in flags.iter().filter(|flag| **flag != "help") {
        let flag = format!("--{flag}");
        let output = run(&[&flag]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("unknown flag"), "{flag}: {said}");
    }
}

#[test]
fn what_is_not_known_is_refused_with_what_is_near() {
    for (arguments, said) in [
        (
            &["--protector", "子团伙"][..],
            "unknown flag --protector; near: --protected, --protectors",
        ),
        (&["--zzz"], "unknown flag --zzz (--help"),
        (&["--near", "丁某1"], "nobody is called 丁某1; near: 丁某01"),
        (&["--near"], "--near needs something after it"),
        (&["--near", "--dot"], "--near needs something before --dot"),
        (&["--path", "甲某01", "王某"], "nobody is called 王某\n"),
        (&["--layer", "calls"], "no layer is called calls; there are: "),
        (&["--show", "age"], "no list of parties has the column age; there are: what"),
        (
            &["--near", "甲某01", "--between"],
            "one question at a time, and --between is a second one",
        ),
        (&["a", "b"], "one folder at a time, and \"b\" is a second one"),
        (&["--on", "2015-6-30"], "--on 2015-6-30: a day is written as YYYY-MM-DD"),
        (&["--known", "soon"], "--known soon: neither a day nor a moment: "),
        (&["--within", "0"], "--within 0: a whole number from 1 to 20"),
        (&["--confidence", "1001"], "--confidence 1001: a whole number from 0 to 1000"),
        (&["--least", "refuted"], "--least refuted: alleged, checked, supported or established"),
        (&["--certain"], "--certain says what to do on a day: it needs --on DAY"),
        (&["--by", "degree"], "--by says whom to take out first: it needs --break N"),
        (&["--break", "2", "--by", "size"], "--by size: degree, betweenness, core, influence or"),
        (&["--drops", "x"], "--drops and --quiet say what to look for: they need --patterns"),
        (&["--patterns", "--drops", "x"], "--drops: no layer is called x"),
        (&["--handlers", "子团伙", "丑团伙"], "子团伙 is no person: only persons handle a case"),
        (&["--members"], "--members says who goes with a gang: it needs --separate NAME"),
        (&["--separate", "丁某1"], "nobody is called 丁某1; near: 丁某01"),
        (&["--official", "office"], "--official office: is written COLUMN=VALUE"),
        (&["--no-gang", "x"], "--no-gang says what a column does not mean"),
    ] {
        let found = refused(arguments, 2);
        assert!(found.starts_with(said), "{arguments:?}\nfound    {found}\nexpected {said}");
    }
}

#[test]
fn what_cannot_be_read_is_listed_by_file_and_line() {
    let bad = folder(
        "bad",
        &[
            ("edges_calls.csv", "source,target\nA\nA,\n"),
            ("nodes.csv", "node\nA\nA\n"),
            ("roles.toml", "officials = ['B']\n"),
            ("notes.txt", "not read"),
        ],
    );
    assert_eq!(
        refused(&[&bad], 1),
        "edges_calls.csv, line 2: has 1 fields, the header 2\n\
         edges_calls.csv, line 3: column target: the name is empty\n\
         nodes.csv, line 3: the party of line 2 stands here again\n\
         roles: officials[0] names nobody in the files\n",
    );
    let odd = folder("odd", &[("edges.csv", "a,b\nA,B\n"), ("roles.toml", "\nofficial = 1\n")]);
    let said = refused(&[&odd], 1);
    assert!(said.contains("roles.toml, line 2: unknown field `official`"), "{said}");
    let empty = folder("empty", &[]);
    assert!(refused(&[&empty], 1).ends_with(": no .csv files here\n"));
    assert!(refused(&["no-such-folder"], 1).starts_with("no-such-folder: "));
    assert!(refused(&["--roles", "no-such-file"], 1).starts_with("no-such-file: "));
}

#[test]
fn without_officials_nobody_is_said_to_shield() {
    let plain =
        folder("plain", &[("edges.csv", "a,b\nA,B\nB,C\n"), ("nodes.csv", "node,gang\nC,G\n")]);
    let said = printed(&[&plain, "--gang", "gang", "--protectors", "G"]);
    assert!(said.contains("does not know who is an official"), "{said}");
    let report = printed(&[&plain]);
    assert!(report.contains("does not know who is an official"), "{report}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child =
        Command::new(program()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
}

/// Every folder of the collection is read and reported on; see `real_networks`.
#[test]
fn real_folders_are_reported_on() {
    let Some(all) = std::env::var_os("UNBRELLA_NETWORKS") else { return };
    let mut seen = 0;
    for entry in fs::read_dir(&all).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let report = printed(&[path.to_str().unwrap()]);
            assert!(report.starts_with("NETWORK  "), "{report}");
            seen += 1;
        }
    }
    assert_eq!(seen, 5);
}
