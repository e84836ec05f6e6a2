//! Runs the program `casework` as a user would, and reads what it prints.
//!
//! The whole output is compared with a checked-in text. After a wanted change write it
//! anew with `UNBRELLA_BLESS=1 cargo test --test casework`, and read the difference.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use unbrella::report::page::columns;

const FURTHER: &str = "examples/data/law-context-figures.csv";

/// The built program, beside the test that is running. Built here, with the library as the
/// tests have it, so that it is not compiled a second time.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let this = std::env::current_exe().unwrap();
        let profile = this.parent().and_then(Path::parent).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--workspace", "--all-features"]);
        // An example needs what tests need, so that the library is the one of the tests.
        cargo.args(["--bin", "casework", "--example", "five_days"]);
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo.arg("--target-dir").arg(profile.parent().unwrap());
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        assert!(cargo.status().unwrap().success(), "the example does not build");
        profile.join(format!("casework{}", std::env::consts::EXE_SUFFIX))
    })
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

/// What it prints on success.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A file of this test, with this content.
fn file(name: &str, content: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn compare(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    for (line, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(found, wanted, "{name}, line {}", line + 1);
    }
    assert_eq!(found.lines().count(), wanted.lines().count(), "{name}");
}

/// The embedded casework, the figures counted from it, and then the audit.
#[test]
fn the_embedded_casework() {
    let text = printed(&[]);
    compare("embedded.txt", &text);
    assert!(text.ends_with(&printed(&["--figures"])), "the audit stands at the end");
    assert!(!text.contains("DIFFERS"));
    for line in [
        "WORKED THROUGH: CASEWORK THAT IS MADE TO FIT  虚构办案记录，仅总数与公布数一致",
        "      sign-off/distinct: the signer has signed already as follow-up officer",
        "      escalation/major: a major case is level-raised and investigated directly",
        "  乙团伙01                    甲某0001: supported 有证据支持 官伞",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}");
    }
}

/// The reports are written beside what is printed, which stays the same.
#[test]
fn reports_are_written_into_a_folder() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    let _ = fs::remove_dir_all(&folder);
    let text = printed(&["--out", folder.to_str().unwrap()]);
    assert_eq!(text, printed(&[]));
    for path in [
        "report.html",
        "chengguan-a/report.html",
        "chengguan-a/network-1.svg",
        "chengguan-a/clues.svg",
        "zhaotong/transfers.svg",
        "henan/report.html",
        "stages/clue.mmd",
        "stages/transfer.dot",
    ] {
        let found = fs::metadata(folder.join(path)).unwrap();
        assert!(found.len() > 200, "{path}: {} bytes", found.len());
    }
    assert_eq!(run(&["--out"]).status.code(), Some(64));
    assert_eq!(run(&["--figures", "--out", "x"]).status.code(), Some(64));
    let file = file("no-folder", b"");
    assert_eq!(run(&["--out", &file]).status.code(), Some(3));
}

#[test]
fn the_published_figures() {
    let text = printed(&["--figures"]);
    compare("casework.txt", &text);
    // The bounds and differences that the documents leave to the reader.
    for line in [
        " A1    1 to 3 of 17                                                F49 F50 [C12]",
        " A5    46 to 66 of 87                                              F63 F65 [Z06]",
        "       84.3 % can come from these bases: 51 70 83 89 102 108 115 121 127 134 140",
        "       25 + 64 = 89; 91 − 89 = 2",
        "       4,403 > 4,147; 4,403 − 4,147 = 256",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}");
    }
}

/// Law-context §6.1: exact sums, the national share, points of a series.
#[test]
fn the_further_public_figures() {
    let text = printed(&["--figures", FURTHER]);
    compare("law-context.txt", &text);
    for step in [
        "775 + 646 = 1,421",
        "11 + 45 + 71 = 127",
        "2,869 / 3,584 ≈ 80.1 %; stated: 80.1 %",
        "98.19 % is 163 of 166",
        "178 ≤ 271",
        "460 ≤ 558",
    ] {
        assert!(text.lines().any(|line| line.trim() == step), "{step}");
    }
}

/// One digit changed in the further figures is found out.
#[test]
fn a_changed_digit_is_found_out() {
    let good = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FURTHER)).unwrap();
    for (from, to, told) in [
        (",646,", ",647,", "775 + 647 = 1,422; 1,422 − 1,421 = 1"),
        (",71,", ",17,", "11 + 45 + 17 = 73; 127 − 73 = 54"),
        (",80.1,", ",81.0,", "2,869 / 3,584 ≈ 80.1 %; stated: 81.0 %"),
        (",178,", ",1780,", "1,780 > 271"),
        (",98.19,", ",98.91,", "cannot be: nothing in 166 gives 98.91 %"),
    ] {
        assert_eq!(good.matches(from).count(), 1, "{from}");
        let path = file("changed.csv", good.replace(from, to).as_bytes());
        let text = printed(&["--figures", &path]);
        assert!(text.contains(told), "{told}\n{text}");
    }
}

#[test]
fn no_line_is_wider_than_eighty_columns_and_two_runs_give_the_same_bytes() {
    for arguments in [&[][..], &["--figures"], &["--figures", FURTHER], &["--help"]] {
        let text = printed(arguments);
        assert_eq!(text, printed(arguments));
        for line in text.lines() {
            assert!(columns(line) <= 80, "{line}");
            assert_eq!(line, line.trim_end(), "white space at the end");
        }
    }
}

/// Every verdict, step and row of the JSON form stands in the text, and in its order.
#[test]
fn json_says_what_the_text_says() {
    for arguments in [&[][..], &["--figures"], &["--figures", FURTHER]] {
        let text = printed(arguments).split_whitespace().collect::<Vec<_>>().join(" ");
        let json = printed(&[arguments, &["--json"]].concat());
        assert_eq!(json, printed(&[&["--json"], arguments].concat()));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert!(text.contains(&format!("{} figures", json["figures"])));
        let mut kinds = std::collections::BTreeMap::<&str, u64>::new();
        for finding in json["findings"].as_array().unwrap() {
            *kinds.entry(finding["verdict"]["kind"].as_str().unwrap()).or_default() += 1;
            for step in finding["steps"].as_array().unwrap() {
                assert!(text.contains(step["en"].as_str().unwrap()), "{step}");
            }
            if !finding["steps"].as_array().unwrap().is_empty() {
                for used in finding["used"].as_array().unwrap() {
                    assert!(text.contains(used["row"].as_str().unwrap()));
                }
                assert!(text.contains(finding["wording"]["en"].as_str().unwrap()));
            }
        }
        for tally in json["tally"].as_array().unwrap() {
            let count = tally["findings"].as_u64().unwrap();
            assert_eq!(kinds.remove(tally["verdict"].as_str().unwrap()), Some(count));
            let ids: Vec<&str> =
                tally["ids"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            assert!(text.contains(&format!("{count} {}", ids.join(" "))), "{ids:?}");
        }
        assert!(kinds.is_empty(), "{kinds:?}");
        assert_eq!(json["bad_lines"], serde_json::json!([]));
    }
}

#[test]
fn bad_lines_are_listed_and_the_exit_code_tells() {
    let path = file(
        "bad.csv",
        "row,place,name,value,unit\nR1,乙市,letters_sent,4,copy\nR2,乙市,letters_rectified,many,copy\n\
         R3,乙市,letters_rectified,4,copy\n"
            .as_bytes(),
    );
    let output = run(&["--figures", &path]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("LINES THAT COULD NOT BE READ  未能读取的行：1\n  line 3: value: "),
        "{text}"
    );
    assert!(text.contains("4 = 4"), "the rest goes on: {text}");
    let json = run(&["--figures", &path, "--json"]);
    assert_eq!(json.status.code(), Some(2));
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["bad_lines"][0]["line"], 3);
}

#[test]
fn a_json_file_brings_its_own_identities() {
    let text = r#"{
        "figures": [
            {"row": "R1", "place": "乙市", "name": "kept", "value": 3, "unit": "case"},
            {"row": "R2", "place": "乙市", "name": "given", "value": 5, "unit": "case"}
        ],
        "identities": [{
            "id": "own", "scope": {"place": "乙市"}, "source": "R1, R2",
            "wording": {"en": "All that was given is kept.", "zh": "所给皆存。"},
            "statement": {"equal": {"left": ["kept"], "right": ["given"]}}
        }]
    }"#;
    // By its ending, and by its first character.
    for name in ["own.json", "own.figures"] {
        let found = printed(&["--figures", &file(name, text.as_bytes())]);
        assert!(found.contains(" own   fails by 2"), "{found}");
        assert!(found.contains("5 − 3 = 2"), "{found}");
    }
}

#[test]
fn what_cannot_be_read_and_what_cannot_be_asked() {
    let told = |arguments: &[&str], code: i32| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    let empty = file("empty.csv", b"");
    assert_eq!(told(&["--figures", &empty], 3), format!("{empty}: the file is empty\n"));
    assert!(told(&["--figures", "no/such/file"], 3).starts_with("no/such/file: "));
    let cut = file("cut.json", b"[{");
    assert_eq!(
        told(&["--figures", &cut], 3),
        format!("{cut}: line 1: the JSON ends before it is complete\n"),
    );
    assert_eq!(told(&["--figure"], 64), "unknown argument \"--figure\"; see --help\n");
    assert_eq!(told(&["--figures", "a", "b"], 64), "--figures takes one file; see --help\n");
    assert_eq!(told(&["a", "--figures"], 64), "--figures takes one file; see --help\n");
    assert_eq!(
        told(&["--figures", "a", "--figures", "b"], 64),
        "--figures is given twice; see --help\n",
    );
    let help = printed(&["--help"]);
    for word in ["--figures FILE", "--json", "Exit codes: 0", "2 ", "3 ", "64 "] {
        assert!(help.contains(word), "{word}");
    }
}

const DATA: &str = "examples/casework_data";

/// Casework of one's own: the embedded files, named on the command line.
#[test]
fn casework_of_ones_own() {
    let (shared, one) = (format!("{DATA}/chengguan.jsonl"), format!("{DATA}/chengguan-b.jsonl"));
    let text = printed(&[&shared, &one]);
    assert!(text.starts_with("CASEWORK chengguan-b  办案记录  甲区纪委监委 on "), "{text}");
    assert!(text.contains("  F52 受理问题线索            140 counted, 140 published [C18]"));
    assert_eq!(text, printed(&[&one, &shared]), "the order of the files says nothing");
    let json: serde_json::Value =
        serde_json::from_str(&printed(&["--json", &shared, &one])).unwrap();
    assert_eq!(json["casework"][0]["differing"], 0);
    let dot = json["casework"][0]["dot"].as_str().unwrap();
    assert!(dot.starts_with("digraph network {") && dot.contains("shelters (supported"), "{dot}");
    for section in json["casework"][0]["sections"].as_array().unwrap() {
        assert!(text.contains(section["title"].as_str().unwrap()));
        for item in section["items"].as_array().unwrap() {
            assert!(text.contains(item["about"].as_str().unwrap()), "{item}");
        }
    }
}

/// Bad lines by file and number; half a file; an empty one; one of another kind.
#[test]
fn casework_that_cannot_be_read() {
    let told = |arguments: &[&str], code: i32| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        String::from_utf8(if code == 2 { output.stdout } else { output.stderr }).unwrap()
    };
    let henan =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DATA).join("henan.jsonl"))
            .unwrap();
    let first_half: String = henan.chars().take(henan.chars().count() / 2).collect();
    let half = file("half.jsonl", first_half.as_bytes());
    let text = told(&[&half], 2);
    let line = first_half.lines().count();
    assert!(text.contains("LINES THAT COULD NOT BE READ  未能读取的行：1\n"), "{text}");
    let why = format!("line {line}: ends before it is complete; the file may have been cut off");
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(&why), "{why}\n{text}");
    assert!(text.contains("CASEWORK henan"), "the rest goes on");

    let bad = henan.replacen("\"kind\":\"task\"", "\"kind\":\"deed\"", 1);
    let text = told(&[&file("bad-line.jsonl", bad.as_bytes())], 2);
    assert!(text.contains("unknown variant `deed`, expected `task` or `item`"), "{text}");

    let empty = file("empty.jsonl", b"\n\n");
    assert_eq!(told(&[&empty], 3), format!("{empty}: the file is empty\n"));
    let other = file("other.jsonl", b"row,place,name,value,unit\n");
    let text = told(&[&other], 3);
    assert!(
        text.starts_with(&format!("{other}: line 1 is not the header of a casework: ")),
        "{text}"
    );
    let form = file("form.jsonl", henan.replacen("\"casework\":1", "\"casework\":2", 1).as_bytes());
    assert!(told(&[&form], 3).contains("only form 1 is read"));
    let pack = file(
        "pack.jsonl",
        henan.replacen("\"pack\":\"henan\"", "\"pack\":\"nowhere\"", 1).as_bytes(),
    );
    assert_eq!(told(&[&pack], 3), format!("{pack}: there is no rule pack nowhere\n"));
    let alone = format!("{DATA}/chengguan-a.jsonl");
    let why = "chengguan-a continues chengguan, which is not there";
    assert_eq!(told(&[&alone], 3), format!("{alone}: {why}\n"));
    assert!(told(&["no/such/file"], 3).starts_with("no/such/file: "));
}

/// Whoever reads only the first line is not answered with an error.
#[test]
fn a_closed_pipe_is_quiet() {
    use std::io::Read;

    // A table large enough that the pipe cannot hold the page.
    let mut table = "row,place,name,value,unit\n".to_owned();
    for place in 0..2_000 {
        table.push_str(&format!("R{place},P{place},letters_sent,1,copy\n"));
        table.push_str(&format!("R{place},P{place},letters_rectified,1,copy\n"));
    }
    let path = file("many.csv", table.as_bytes());
    let mut child = Command::new(program())
        .args(["--figures", &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0_u8; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

/// A journal is kept, gone on with, checked, and decided again; the page stays the same.
#[test]
fn a_journal_of_casework_is_kept_and_resumed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("journals");
    let _ = fs::remove_dir_all(&folder);
    let shown = folder.to_str().unwrap();
    let page = |arguments: &[&str]| {
        let mut all = vec!["examples/casework_data/henan.jsonl"];
        all.extend(arguments);
        let text = printed(&all);
        let (before, after) = text.split_once("CASEWORK").unwrap();
        (before.to_owned(), after.to_owned())
    };
    let (none, without) = page(&[]);
    assert!(!none.contains("JOURNALS"), "{none}");
    let (told, first) = page(&["--journal", shown]);
    assert_eq!(first, without, "a journal changes nothing that is told");
    assert!(told.contains("238 entries, 238 of them new"), "{told}");
    assert!(told.contains("decided again: 238 the same, 0 otherwise"), "{told}");
    let journal = folder.join("henan.journal");
    let bytes = fs::read(&journal).unwrap();

    let (told, second) = page(&["--journal", shown]);
    assert_eq!(second, without);
    assert!(told.contains("238 entries, 0 of them new"), "{told}");
    assert_eq!(fs::read(&journal).unwrap(), bytes, "nothing is written twice");

    // The run before died while it wrote: the torn line is taken off, and written anew.
    fs::write(&journal, &bytes[..bytes.len() - 40]).unwrap();
    let (told, third) = page(&["--journal", shown]);
    assert_eq!(third, without);
    assert!(told.contains("238 entries, 1 of them new"), "{told}");
    assert!(told.contains("bytes was torn, and is not counted"), "{told}");
    assert_eq!(fs::read(&journal).unwrap(), bytes);

    // An earlier moment is answered alike from lines and from the journal, and writes nothing.
    let then = "2018-10-20T00:00:00+08:00";
    let (_, by_lines) = page(&["--as-of", then]);
    let (_, by_journal) = page(&["--as-of", then, "--journal", shown]);
    assert_eq!(by_lines, by_journal);
    assert_ne!(by_lines, without);
    assert!(by_lines.contains("on 2018-10-20 00:00:00"), "{by_lines}");
    assert_eq!(fs::read(&journal).unwrap(), bytes);

    // One letter changed somewhere in the middle: the first bad entry is named.
    let mut changed = bytes.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    let bad = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    fs::write(&journal, &changed).unwrap();
    let output = run(&["examples/casework_data/henan.jsonl", "--journal", shown]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(&format!("entry {bad}")), "{told}");
    assert_eq!(fs::read(&journal).unwrap(), changed, "a broken journal is left as it is");

    // The journal of other lines is told apart.
    fs::write(&journal, &bytes).unwrap();
    let own = fs::read_to_string("examples/casework_data/henan.jsonl").unwrap();
    let shorter: Vec<&str> = own.lines().take(100).collect();
    let shorter = file("shorter.jsonl", shorter.join("\n").as_bytes());
    let output = run(&[&shorter, "--journal", shown]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("entry 100 of the journal belongs to no line"), "{told}");
}
