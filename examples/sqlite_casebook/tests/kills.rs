//! The program is killed while it writes, run twice at once, and its journal cut.
//!
//! `KILLS=1000 cargo test -p sqlite_casebook --test kills` kills it a thousand times, and
//! `KILL_SEED` gives other moments. A kill is SIGKILL: the program is not asked.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use unbrella::casebook::journal::chain::{Broken, Link, links, verify};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::sealing::commitments;

/// How often a database is used before a new one is begun: a restart replays all of it.
const KILLS_EACH: usize = 50;

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// The sequence "splitmix64".
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}

/// A new place for a database.
fn place(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.sqlite"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path.to_str().unwrap().to_owned()
}

/// Enters three persons: three events that stand or fall together.
fn command(writer: &str, n: usize) -> String {
    let person = |k: usize| {
        let of = writer.bytes().map(usize::from).sum::<usize>();
        let id = format!("person-{:016x}{:016x}", of, 3 * n + k + 1);
        json!({"person": {"id": id, "name": format!("甲某{writer}{n}号{k}")}})
    };
    json!({
        "key": format!("{writer}-{n}"),
        "by": {"person": format!("person-{:032x}", 1)},
        "organ": format!("organ-{:032x}", 2),
        "occurred_at": "2021-06-01T09:00:00+08:00",
        "recorded_at": "2021-06-01T09:00:00+08:00",
        "act": {"enter": [person(0), person(1), person(2)]}
    })
    .to_string()
}

fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sqlite_casebook"));
    program.args(arguments);
    program
}

/// A program that serves a database.
struct Served {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Served {
    fn start(database: &str) -> Self {
        let mut child = program(&["serve", database, "chengguan"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        Self { child, input, output: BufReader::new(output) }
    }

    /// Sends commands for as long as somebody reads them.
    fn feed(&mut self, writer: &'static str, commands: std::ops::Range<usize>) {
        let mut input = self.input.take().unwrap();
        thread::spawn(move || {
            for n in commands {
                if writeln!(input, "{}", command(writer, n)).is_err() {
                    break;
                }
            }
        });
    }

    /// The next whole answer; nothing at the end, or for one that was cut.
    fn answer(&mut self) -> Option<Value> {
        let mut line = Vec::new();
        self.output.read_until(b'\n', &mut line).unwrap();
        line.ends_with(b"\n").then(|| serde_json::from_slice(&line).unwrap())
    }

    fn answers(&mut self) -> Vec<Value> {
        std::iter::from_fn(|| self.answer()).collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn exported(database: &str) -> Vec<u8> {
    let output = program(&["export", database]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

/// The entries, verified; each with its key.
fn entries(database: &str) -> Vec<(String, Link)> {
    links(&exported(database))
        .map(|link| {
            let link = link.unwrap();
            let body: Value = link.read_body().unwrap();
            // All of a command, or nothing: its three events, and three names in each of both.
            assert_eq!(body["events"].as_array().unwrap().len(), 3);
            assert_eq!(commitments(&body).len(), 6);
            (body["command"]["key"].as_str().unwrap().to_owned(), link)
        })
        .collect()
}

/// Whether an answer says that the command stands, and which.
fn acknowledged(answer: &Value) -> String {
    let key = answer.get("done").or_else(|| answer.get("before"));
    key.unwrap_or_else(|| panic!("{answer}")).as_str().unwrap().to_owned()
}

/// One life of the program: gives how many commands were acknowledged in it.
fn live_and_die(database: &str, begin: usize, dice: &mut Dice) -> usize {
    let mut served = Served::start(database);
    served.feed("a", begin..begin + 1_000);
    let mut count = 0;
    let mut hear = |answer: &Value| {
        match answer.get("ready") {
            // Every acknowledged command, and at most the one that was under way.
            Some(ready) => {
                let ready = usize::try_from(ready.as_u64().unwrap()).unwrap();
                assert!(ready == begin || ready == begin + 1, "{ready} of {begin}");
            }
            None => {
                assert_eq!(acknowledged(answer), format!("a-{}", begin + count));
                count += 1;
            }
        }
    };
    if dice.below(4) == 0 {
        // Any moment, the start of the program among them.
        thread::sleep(Duration::from_micros(dice.below(300_000)));
    } else {
        for _ in 0..dice.below(12) {
            hear(&served.answer().expect("it answers"));
        }
        thread::sleep(Duration::from_micros(dice.below(8_000)));
    }
    served.child.kill().unwrap();
    served.child.wait().unwrap();
    served.answers().iter().for_each(&mut hear);
    count
}

#[test]
fn every_acknowledged_command_survives_every_kill_and_none_is_half_there() {
    let kills = number("KILLS", 20);
    let mut dice = Dice(number("KILL_SEED", 7) as u64);
    let (mut done, mut silent) = (0, 0);
    while done < kills {
        let database = place("kills");
        let mut acknowledged = 0;
        for _ in 0..KILLS_EACH.min(kills - done) {
            let count = live_and_die(&database, acknowledged, &mut dice);
            acknowledged += count;
            silent += usize::from(count == 0);
            done += 1;
        }
        let stored = entries(&database);
        assert!([acknowledged, acknowledged + 1].contains(&stored.len()));
        for (n, (key, _)) in stored.iter().enumerate() {
            assert_eq!(*key, format!("a-{n}"), "each once, in the order sent");
        }
        let replay = program(&["replay", &database, "chengguan"]).output().unwrap();
        assert!(replay.status.success(), "snapshot and rest: {replay:?}");
        // Whoever got no answer sends it again; what comes back says that it stands.
        let mut served = Served::start(&database);
        served.feed("a", 0..stored.len() + 1);
        let answers = served.answers();
        assert_eq!(answers[0]["ready"], stored.len());
        let before = answers.iter().filter(|answer| answer.get("before").is_some()).count();
        assert_eq!((before, answers.len()), (stored.len(), stored.len() + 2));
    }
    println!("{kills} kills, {silent} of them before anything was acknowledged");
    assert!(silent < kills, "no life was long enough to do anything");
}

#[test]
fn two_writers_at_once_lose_and_interleave_nothing() {
    const EACH: usize = 30;
    let database = place("writers");
    drop(Served::start(&database).answer());
    let mut both = ["b", "c"].map(|writer| {
        let mut served = Served::start(&database);
        served.feed(writer, 0..EACH);
        served
    });
    let answers = both.each_mut().map(Served::answers);
    let stored = entries(&database);
    assert_eq!(stored.len(), 2 * EACH);
    for (writer, answers) in ["b", "c"].iter().zip(&answers) {
        assert_eq!(answers.len(), EACH + 1, "{answers:?}");
        for (n, answer) in answers[1..].iter().enumerate() {
            // What was acknowledged stands where the answer says.
            assert_eq!(answer["done"], format!("{writer}-{n}"));
            let (key, link) = &stored[answer["entry"].as_u64().unwrap() as usize - 1];
            assert_eq!(
                (json!(key), json!(link.hash())),
                (answer["done"].clone(), answer["hash"].clone())
            );
        }
        let own = stored.iter().filter(|(key, _)| key.starts_with(writer)).map(|(key, _)| key);
        assert!(own.enumerate().all(|(n, key)| *key == format!("{writer}-{n}")), "own order");
    }
}

#[test]
fn two_writers_with_the_same_commands_do_each_once() {
    const EACH: usize = 15;
    let database = place("same");
    let mut both = [(); 2].map(|()| Served::start(&database));
    for served in &mut both {
        served.feed("d", 0..EACH);
    }
    let answers = both.each_mut().map(Served::answers);
    let keys: Vec<String> = entries(&database).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, (0..EACH).map(|n| format!("d-{n}")).collect::<Vec<_>>());
    let done = |answer: &&Value| answer.get("done").is_some();
    let first: Vec<_> = answers.iter().flatten().filter(done).map(acknowledged).collect();
    assert_eq!(first.len(), EACH);
    assert_eq!(first.into_iter().collect::<BTreeSet<_>>().len(), EACH);
    assert!(answers.iter().all(|answers| answers.len() == EACH + 1), "{answers:?}");
}

#[test]
fn what_makes_no_sense_is_answered_and_not_stored() {
    let database = place("nonsense");
    let mut served = Served::start(&database);
    let mut input = served.input.take().unwrap();
    let other = command("e", 0).replace("甲某", "乙某");
    writeln!(input, "{}\n{{}}\n{other}\n{}", command("e", 0), command("e", 0)).unwrap();
    drop(input);
    let answers = served.answers();
    assert_eq!(answers[0]["ready"], 0);
    assert_eq!(answers[1]["done"], "e-0");
    assert_eq!(answers[2], json!({"bad_line": 2}));
    assert_eq!(answers[3]["refused"], "e-0");
    assert_eq!(answers[4], json!({"before": "e-0"}));
    assert_eq!(entries(&database).len(), 1);
}

#[test]
fn a_journal_cut_at_any_byte_is_whole_up_to_there_or_torn() {
    let database = place("cut");
    let mut served = Served::start(&database);
    served.feed("f", 0..3);
    assert_eq!(served.answers().len(), 4);
    let bytes = exported(&database);
    let heads: Vec<Head> = links(&bytes).map(|link| link.unwrap().head()).collect();
    assert_eq!(heads.len(), 3);
    for cut in 0..=bytes.len() {
        let lines = bytes[..cut].iter().filter(|byte| **byte == b'\n').count();
        let last = lines.checked_sub(1).map_or(Head::START, |last| heads[last]);
        match verify(&bytes[..cut]) {
            Ok(head) => assert!(head == last && (cut == 0 || bytes[cut - 1] == b'\n'), "{cut}"),
            Err(Broken::Torn { after, whole, torn }) => {
                assert_eq!((after, whole + torn), (last, cut));
                assert!(torn > 0, "{cut}");
            }
            Err(other) => panic!("cut at {cut}: {other}"),
        }
    }
    // No name in the journal; in the vault, each is found.
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(!text.contains("甲某"), "a name stands in the journal");
    let found = program(&["find", &database, "甲某f0号1"]).output().unwrap();
    let found = String::from_utf8(found.stdout).unwrap();
    assert_eq!(found.lines().count(), 2, "in the command and in its event");
    assert!(found.lines().all(|commitment| text.contains(commitment)));
    // As the program says it.
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cut.journal");
    std::fs::write(&file, &bytes[..bytes.len() - 9]).unwrap();
    let said = program(&["check", file.to_str().unwrap()]).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.starts_with("torn: cut it off after byte "), "{said}");
    std::fs::write(&file, text.replacen("enter", "exter", 1)).unwrap();
    let said = program(&["check", file.to_str().unwrap()]).output().unwrap();
    assert!(!said.status.success());
    let said = String::from_utf8(said.stderr).unwrap();
    assert_eq!(said, "entry 1, at byte 0: its content does not fit its hash\n");
}

#[test]
fn an_erased_name_is_in_no_byte_of_the_database_and_the_rest_goes_on() {
    let database = place("erased");
    let mut served = Served::start(&database);
    // Enough for a snapshot, which holds names too.
    served.feed("g", 0..20);
    assert_eq!(served.answers().len(), 21);
    let bytes = || -> Vec<u8> {
        let file = |end: &str| std::fs::read(format!("{database}{end}")).unwrap_or_default();
        ["", "-wal", "-shm"].map(file).concat()
    };
    let name = "甲某g2号1";
    let stands = |part: &str| bytes().windows(part.len()).any(|bytes| bytes == part.as_bytes());
    assert!(stands(name));
    let [one, two] = [1, 2].map(|n| format!("person-{n:032x}"));
    let mut erase =
        program(&["erase", &database, name, "销1", &one, &two, "2029-01-01T09:00:00+08:00"]);
    let said = erase.output().unwrap();
    assert_eq!(String::from_utf8(said.stdout).unwrap(), "2 texts erased\n");
    assert!(!stands(name), "the name stands in the database");
    assert!(stands("甲某g2号2"), "the others do not");
    // The chain verifies, the casebook is made again, and goes on.
    let mut served = Served::start(&database);
    served.feed("g", 20..21);
    let answers = served.answers();
    assert_eq!((&answers[0]["ready"], &answers[1]["entry"]), (&json!(21), &json!(22)));
    // One person alone erases nothing.
    let alone = ["erase", &database, "甲某", "销2", &one, &one, "2029-01-01T09:00:00+08:00"];
    let said = program(&alone).output().unwrap();
    assert!(!said.status.success());
    assert!(String::from_utf8(said.stderr).unwrap().contains("both decides and agrees"));
    assert!(stands("甲某g2号2"));
}
