//! Two organs as two processes: the police hand nine clues to the discipline commission,
//! which accepts, accepts in part, gives back and feeds back. In the middle the commission is
//! killed, and starts again from its journal. In the end both ledgers are set against each
//! other and printed side by side.
//!
//! ```text
//! cargo run -p two_organs -- --embedded               over a folder, without any server
//! nats-server -js -sd "$(mktemp -d)" &                one line for a server
//! cargo run -p two_organs -- --nats 127.0.0.1:4222    over NATS JetStream
//! ```
//!
//! ```text
//! clue  police            discipline        matched
//!    1  released in part  mine              yes
//!    2  came back         given back        yes
//!    3  released          mine              yes
//! ```
#![allow(clippy::print_stdout, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

mod mailbox;
mod nats;
mod organ;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use unbrella::casebook::post::Post;
use unbrella::exchange::{Reconciliation, Statement, lines, reconcile};

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
        ["organ", number, folder, way, began] => {
            let (number, folder) = (number.parse()?, Path::new(folder));
            let mail: Box<dyn Mailbox> = match way.split_once(' ') {
                None => Box::new(Folder::open(&folder.join("mail"), NAMES[number])?),
                Some((address, stream)) => Box::new(Stream::open(address, stream, NAMES[number])?),
            };
            Organ::start(number, folder, began.parse()?, mail)?.run()
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
    fn ledger(&self, number: usize) -> Result<(Post, u64), Anything> {
        let path = journal(&self.folder, number);
        let bytes = if path.exists() { fs::read(&path)? } else { Vec::new() };
        let started = lines::restart(&bytes)?;
        Ok((started.post, started.events))
    }
}

fn both(way: &str) -> Result<(), Anything> {
    let folder = env::temp_dir().join(format!("two_organs-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let running = [None, None];
    let mut both = Both { folder, way: way.to_owned(), began: wall()?, running };
    both.start(0)?;
    both.start(1)?;
    let until = Instant::now() + AT_MOST;
    let mut killed_after = None;
    let (sender, receiver, events) = loop {
        if Instant::now() > until {
            return Err("it did not come to an end in time".into());
        }
        if !both.is_running()? {
            return Err("one of the two has stopped by itself".into());
        }
        let ((sender, a), (receiver, b)) = (both.ledger(0)?, both.ledger(1)?);
        if killed_after.is_none() && receiver.dealings().len() >= 2 {
            both.kill(1)?;
            killed_after = Some(both.ledger(1)?.1);
            thread::sleep(Duration::from_millis(400));
            both.start(1)?;
        }
        if killed_after.is_some() && is_done(&sender, &receiver) {
            break (sender, receiver, [a, b]);
        }
        thread::sleep(Duration::from_millis(50));
    };
    let at = killed_after.unwrap_or_default();
    println!("the discipline commission was killed after {at} events, and started again\n");
    page(&sender, &receiver, events)
}

fn page(sender: &Post, receiver: &Post, events: [u64; 2]) -> Result<(), Anything> {
    let stated = |post: &Post, peer| {
        Statement::of(post, peer).ok_or_else(|| Anything::from("a ledger was not opened"))
    };
    let here = stated(sender, organ_id(1)?)?;
    let there = stated(receiver, organ_id(0)?)?;
    let found = reconcile(&here, &there)?;
    println!("clue  {:<18}{:<18}matched", NAMES[0], NAMES[1]);
    for line in &here.transfers {
        let other = there.transfer(line.transfer).map(|other| other.side.to_string());
        let matched = matched(&found, line.transfer);
        println!(
            "{:>4}  {:<18}{:<18}{}",
            line.clue.as_uuid().as_u128(),
            line.side.to_string(),
            other.unwrap_or_else(|| "not there".to_owned()),
            if matched { "yes" } else { "NO" },
        );
    }
    println!();
    for (own, post, statement, events) in
        [(NAMES[0], sender, &here, events[0]), (NAMES[1], receiver, &there, events[1])]
    {
        let sent: u32 = statement.written.iter().map(|line| line.times).sum();
        let kept = post.clues().values().filter(|keeping| keeping.here).count();
        println!(
            "{own:<12}{events:>4} events, {:>2} letters written, sent {sent} times, {:>2} came; \
             {kept} clues in custody",
            statement.written.len(),
            statement.came.len(),
        );
    }
    for (verdict, lines) in found.counts() {
        println!("{lines:>4} letters {verdict}");
    }
    if found.is_matched() { Ok(()) } else { Err("the ledgers do not match".into()) }
}

fn matched(found: &Reconciliation, transfer: unbrella::base::id::TransferId) -> bool {
    let mut of = found.lines.iter().filter(|line| line.transfer == transfer);
    of.all(|line| line.verdict == unbrella::exchange::Verdict::Matched)
}
