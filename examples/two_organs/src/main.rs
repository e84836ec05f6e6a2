//! Two organs as two processes: the police hand nine clues to the discipline commission,
//! which accepts, accepts in part, gives back and feeds back. In the middle the commission is
//! killed, and starts again from its journal; that nothing is missing at its end shows by the
//! head that was kept of it. In the end both ledgers are set against each other and printed
//! side by side, and each receipt is checked by its fingerprint, without reading a clue.
//!
//! ```text
//! cargo run -p two_organs -- --embedded               over a folder, without any server
//! nats-server -js -sd "$(mktemp -d)" &                one line for a server
//! cargo run -p two_organs -- --nats 127.0.0.1:4222    over NATS JetStream
//! ```
//!
//! ```text
//!       the ledger of the police         the ledger of the discipline commission
//! clue  hand-over         told           hand-over   keeps               together
//!    1  released in part  filed          mine        clue 1, rest 101    matched
//!    2  came back         -              given back  -                   matched
//!    3  released          filed          mine        clue 3              matched
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

mod mailbox;
mod nats;
mod organ;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use unbrella::base::id::{ClueId, OrganId, TransferId};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::post::Post;
use unbrella::exchange::heads::{KeptHeads, Stated};
use unbrella::exchange::lines::{self, Restarted};
use unbrella::exchange::{Reconciliation, Statement, TransferLine, Verdict, reconcile};
use unbrella::procedure::delivery::ReceiptTaken;

use mailbox::{Anything, Folder, Mailbox, Stream};
use nats::Nats;
use organ::{NAMES, Organ, is_done, journal, organ_id, wall};

/// How long everything may take.
const AT_MOST: Duration = Duration::from_secs(90);

fn main() -> Result<(), Anything> {
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["--embedded"] => both("folder"),
        ["--nats", address] => {
            let stream = format!("two_organs_{}", std::process::id());
            let found = both(&format!("{address} {stream}"));
            Nats::connect(address, &stream)?.remove()?;
            found
        }
        ["organ", number, folder, way, began, kept] => {
            let kept: Option<Head> = serde_json::from_str(kept)?;
            let (number, folder) = (number.parse()?, Path::new(folder));
            let mail: Box<dyn Mailbox> = match way.split_once(' ') {
                None => Box::new(Folder::open(&folder.join("mail"), NAMES[number])?),
                Some((address, stream)) => Box::new(Stream::open(address, stream, NAMES[number])?),
            };
            Organ::start(number, folder, began.parse()?, kept, mail)?.run()
        }
        _ => Err("see the first lines of examples/two_organs/src/main.rs".into()),
    }
}

/// Two processes; they are killed when this goes out of scope, whatever happens.
struct Both {
    folder: PathBuf,
    way: String,
    began: u64,
    running: [Option<Child>; 2],
    /// What each was told of how far the journal of the other goes.
    kept: KeptHeads,
}

impl Drop for Both {
    fn drop(&mut self) {
        for number in 0..2 {
            // Nothing is left to tell it to.
            let _ended = self.kill(number);
        }
        let _removed = fs::remove_dir_all(&self.folder);
    }
}

impl Both {
    fn start(&mut self, number: usize) -> Result<(), Anything> {
        let child = Command::new(env::current_exe()?)
            .args(["organ", &number.to_string()])
            .arg(&self.folder)
            .args([&self.way, &self.began.to_string()])
            .arg(serde_json::to_string(&self.kept.of(organ_id(number)?))?)
            .spawn()?;
        self.running[number] = Some(child);
        Ok(())
    }

    fn kill(&mut self, number: usize) -> Result<(), Anything> {
        if let Some(mut child) = self.running[number].take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    fn is_running(&mut self) -> Result<bool, Anything> {
        for child in self.running.iter_mut().flatten() {
            if child.try_wait()?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What stands in a journal now. A line that is being written is not there yet.
    fn ledger(&self, number: usize) -> Result<Restarted, Anything> {
        let path = journal(&self.folder, number);
        let bytes = if path.exists() { fs::read(&path)? } else { Vec::new() };
        Ok(lines::restart(&bytes)?)
    }

    /// One organ states its letters to the other, which keeps how far its journal goes.
    fn states(&mut self, started: &Restarted, to: usize) -> Result<Stated, Anything> {
        let stated = Stated::of(started, organ_id(to)?).ok_or("a ledger was not opened")?;
        self.kept.keep(&stated)?;
        Ok(stated)
    }
}

fn both(way: &str) -> Result<(), Anything> {
    let folder = env::temp_dir().join(format!("two_organs-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let running = [None, None];
    let (way, kept) = (way.to_owned(), KeptHeads::default());
    let mut both = Both { folder, way, began: wall()?, running, kept };
    both.start(0)?;
    both.start(1)?;
    let until = Instant::now() + AT_MOST;
    let mut killed_after = None;
    let (sender, receiver, at) = loop {
        if Instant::now() > until {
            return Err("it did not come to an end in time".into());
        }
        if !both.is_running()? {
            return Err("one of the two has stopped by itself".into());
        }
        let (sender, receiver) = (both.ledger(0)?, both.ledger(1)?);
        if killed_after.is_none() && receiver.post.dealings().len() >= 2 {
            both.kill(1)?;
            let killed = both.ledger(1)?;
            both.states(&killed, 0)?;
            killed_after = Some(killed.head.number);
            thread::sleep(Duration::from_millis(400));
            both.start(1)?;
        }
        match killed_after.filter(|_| is_done(&sender.post, &receiver.post)) {
            Some(at) => break (sender, receiver, at),
            None => thread::sleep(Duration::from_millis(50)),
        }
    };
    println!(
        "The discipline commission was killed after {at} events, and started again from its journal.\n\
         Nothing was missing at its end: the head that the police kept of it stands there.\n"
    );
    let (here, there) = (both.states(&sender, 1)?, both.states(&receiver, 0)?);
    page([&sender, &receiver], &here.statement, &there.statement)
}

fn page(
    [sender, receiver]: [&Restarted; 2],
    here: &Statement,
    there: &Statement,
) -> Result<(), Anything> {
    let found = reconcile(here, there)?;
    println!("      {:<33}the ledger of the discipline commission", "the ledger of the police");
    println!("clue  {:<18}{:<15}{:<12}{:<20}together", "hand-over", "told", "hand-over", "keeps");
    for line in &here.transfers {
        let told = sender.post.dealings().get(&line.transfer).and_then(|dealing| dealing.feedback);
        let other = there.transfer(line.transfer).map(|other| other.side.to_string());
        println!(
            "{:>4}  {:<18}{:<15}{:<12}{:<20}{}",
            line.clue.as_uuid().as_u128(),
            line.side.to_string(),
            told.map_or("-".to_owned(), |(_, result)| result.to_string()),
            other.unwrap_or_else(|| "not there".to_owned()),
            kept(line, &receiver.post),
            together(&found, line.transfer),
        );
    }
    println!();
    let mut vouched = 0;
    for (name, started, own, peer) in
        [(NAMES[0], sender, here, there.own), (NAMES[1], receiver, there, here.own)]
    {
        let sent: u32 = own.written.iter().map(|line| line.times).sum();
        let kept = started.post.clues().values().filter(|keeping| keeping.here).count();
        println!(
            "{name:<12}{:>4} events, {:>2} letters written, sent {sent} times, {:>2} came; \
             {kept} clues in custody",
            started.head.number,
            own.written.len(),
            own.came.len(),
        );
        vouched += checked(own, peer)?;
    }
    println!("{vouched:>4} receipts checked by the fingerprints of their letters, without a clue");
    for (verdict, lines) in found.counts() {
        println!("{lines:>4} letters {verdict}");
    }
    if found.is_matched() { Ok(()) } else { Err("the ledgers do not match".into()) }
}

/// What of a clue is with the receiver: the clue, and the rest of a split.
fn kept(line: &TransferLine, receiver: &Post) -> String {
    let rest = receiver.dealings().get(&line.transfer).and_then(|dealing| dealing.rest);
    let here = |clue: &ClueId| receiver.clues().get(clue).is_some_and(|keeping| keeping.here);
    let clue = here(&line.clue).then(|| format!("clue {}", line.clue.as_uuid().as_u128()));
    let rest = rest.filter(here).map(|rest| format!("rest {}", rest.as_uuid().as_u128()));
    let all: Vec<String> = clue.into_iter().chain(rest).collect();
    if all.is_empty() { "-".to_owned() } else { all.join(", ") }
}

/// As a superior of both may do, who has the statement and no clue.
fn checked(statement: &Statement, reader: OrganId) -> Result<usize, Anything> {
    let mut checked = 0;
    for line in &statement.written {
        for note in &line.receipts {
            let ReceiptTaken::Recorded(_) = line.vouched_by(note, reader).outcome() else {
                return Err(format!("a receipt for {} does not fit it", note.envelope).into());
            };
            checked += 1;
        }
    }
    Ok(checked)
}

/// What the lines of a transfer come to: the worst of them.
fn together(found: &Reconciliation, transfer: TransferId) -> String {
    let of = found.lines.iter().filter(|line| line.transfer == transfer);
    let worst = of.map(|line| line.verdict).max();
    worst.unwrap_or(Verdict::Matched).to_string()
}
