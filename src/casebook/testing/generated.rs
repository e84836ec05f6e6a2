//! Casework from a seed: any number of matters, side by side, all of it accepted.
//!
//! A matter lives one of the lives that stand in `lives.txt`: a report that is verified and
//! filed, a finding that is signed, questioned and settled, a clue that goes to another organ
//! and comes back, and so on. The first matters live each life once, so that as many matters
//! as there are [lives] bring about every act but two, a reward and a protection, which these
//! rules do not offer; the rest is drawn. Up to six matters
//! are open at a time, their commands come in turns, and one in eight is written down late.
//!
//! The same seed gives the same commands on every machine. They are made for an empty
//! casebook, kept by the rules of `chengguan` with the calendar of China, and are sent in
//! their order. Names are plainly invented.
//!
//! # Examples
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::casebook::book::Casebook;
//! use unbrella::casebook::decide::{Context, handle};
//! use unbrella::casebook::testing::generated::{casework, lives};
//! use unbrella::rulebook::Rulebook;
//!
//! let (rulebook, calendar) = (Rulebook::published(), china());
//! let context = Context::new(&rulebook, "chengguan", &calendar);
//! let mut book = Casebook::default();
//! for command in casework(7, lives().count() as u64) {
//!     handle(&mut book, &command, &context)?;
//! }
//! assert!(book.dossier().clues().len() >= 10);
//! # Ok::<(), unbrella::casebook::decide::NotDone>(())
//! ```

use crate::base::day::{Day, Moment};
use crate::casebook::command::Command;
use crate::day;

/// The lives of matters: a name behind `#`, then a command a line, who sends it first.
///
/// | in a line | stands for |
/// |---|---|
/// | `<clue>`, `<clue.2>` | an id of the matter's own |
/// | `<person:3>` | an id of the setting |
/// | `<subject>` | whom the matter is about |
/// | `<n>`, `<content>`, `<reporter>` | number, fingerprint and reporter of the matter |
/// | `<at>`, `<day>`, `<when>`, `<when.3>` | when it happens; when its third line did |
/// | `<yes>` | true or false, drawn |
const LIVES: &str = include_str!("lives.txt");

/// When the first command comes.
const BEGIN: Day = day!(2021, 6, 1);
/// After so many minutes the clock stands still: the published calendars end.
const LAST_MINUTE: u64 = 5 * 365 * 24 * 60;
/// How many matters are open at a time.
const OPEN: usize = 6;

/// The lives that a matter can live, in words.
pub fn lives() -> impl Iterator<Item = &'static str> {
    blocks().skip(1).map(|(name, _)| name)
}

/// The commands of so many matters, after those of the setting.
#[must_use]
pub fn casework(seed: u64, matters: u64) -> Vec<Command> {
    let mut maker = Maker { dice: seed, minute: 0, open: Vec::new(), commands: Vec::new() };
    let mut blocks = blocks();
    if let Some((_, lines)) = blocks.next() {
        maker.one(&mut Matter::new(0, lines));
    }
    maker.all(matters, &blocks.map(|(_, lines)| lines).collect::<Vec<_>>());
    maker.commands
}

/// The setting, then each life: its name and its lines.
fn blocks() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIVES.split("\n\n").filter_map(|block| block.strip_prefix("# ")?.split_once('\n'))
}

/// A matter that has come some way.
struct Matter {
    n: u64,
    rest: std::str::Lines<'static>,
    /// The first minute at which anything more happens in it.
    next: u64,
    /// When each of its commands happened and was written down.
    past: Vec<(Moment, Moment)>,
}

impl Matter {
    fn new(n: u64, lines: &'static str) -> Self {
        Self { n, rest: lines.lines(), next: 0, past: Vec::new() }
    }
}

struct Maker {
    dice: u64,
    minute: u64,
    open: Vec<Matter>,
    commands: Vec<Command>,
}

impl Maker {
    /// The next number of the sequence "splitmix64".
    fn roll(&mut self) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.dice;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(self.roll().checked_rem(end).unwrap_or(0)).unwrap_or(0)
    }

    fn all(&mut self, matters: u64, lives: &[&'static str]) {
        let mut first: Vec<&'static str> = lives.to_vec();
        let mut begun = 0;
        while begun < matters || !self.open.is_empty() {
            if begun < matters && self.open.len() < OPEN {
                begun = begun.saturating_add(1);
                let from = if first.is_empty() { lives } else { &first };
                let drawn = self.below(from.len());
                let Some(life) = from.get(drawn).copied() else { return };
                first.retain(|other| *other != life);
                self.open.push(Matter::new(begun, life));
            }
            let turn = self.below(self.open.len());
            let mut matter = self.open.swap_remove(turn);
            if self.one(&mut matter) {
                self.open.push(matter);
            }
        }
    }

    /// The next command of a matter; whether there was one.
    fn one(&mut self, matter: &mut Matter) -> bool {
        let Some(line) = matter.rest.next() else { return false };
        let pause = u64::try_from(self.below(20)).unwrap_or(0).saturating_add(1);
        self.minute = self.minute.saturating_add(pause).min(LAST_MINUTE);
        let late = if self.below(8) == 0 { self.below(180) } else { 0 };
        let late = u64::try_from(late).unwrap_or(0);
        // In a matter each thing happens after the last one was written down.
        let occurred = self.minute.saturating_sub(late).max(matter.next).min(self.minute);
        matter.next = self.minute.saturating_add(1);
        if let (Some(occurred), Some(recorded)) = (moment(occurred), moment(self.minute)) {
            matter.past.push((occurred, recorded));
            // That no line is passed over is held by a test.
            let command = self.command(matter, line);
            self.commands.extend(command);
        }
        true
    }

    fn command(&mut self, matter: &Matter, line: &str) -> Option<Command> {
        let (who, act) = line.split_once(' ')?;
        let (n, part, sender) = (matter.n, matter.past.len(), sender(who)?);
        // The two moments stand in it like the fields of any object that says when.
        let times = when(matter.past.last()?);
        let times = times.strip_prefix('{')?.strip_suffix('}')?;
        let text = format!("{{\"key\":\"{n}.{part}\",{sender},{times},\"act\":{act}}}");
        serde_json::from_str(&self.filled(matter, &text)?).ok()
    }

    /// The text, with every `<…>` replaced.
    fn filled(&mut self, matter: &Matter, text: &str) -> Option<String> {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once('<') {
            let (name, tail) = after.split_once('>')?;
            out.push_str(before);
            out.push_str(&self.word(matter, name)?);
            rest = tail;
        }
        out.push_str(rest);
        Some(out)
    }

    fn word(&mut self, matter: &Matter, name: &str) -> Option<String> {
        let n = matter.n;
        let (occurred, _) = matter.past.last()?;
        if let Some((kind, shared)) = name.split_once(':') {
            return Some(id(kind, shared.parse().ok()?));
        }
        let (kind, part) = name.split_once('.').unwrap_or((name, "1"));
        let part: u64 = part.parse().ok()?;
        let own = n.saturating_mul(16).saturating_add(0x100).saturating_add(part);
        Some(match (kind, name) {
            ("n", _) => n.to_string(),
            ("at", _) => format!("\"{}\"", occurred.datetime().to_rfc3339()),
            ("day", _) => occurred.day().to_string(),
            ("when", "when") => when(matter.past.last()?),
            ("when", _) => when(matter.past.get(usize::try_from(part).ok()?.checked_sub(1)?)?),
            ("yes", _) => (self.below(2) == 1).to_string(),
            ("subject", _) => id("person", n.checked_rem(16)?.saturating_add(16)),
            ("reporter", _) => format!("reporter-{n:08x}000040008000{n:012x}"),
            ("content", _) => format!("{own:064x}"),
            _ => id(kind, own),
        })
    }
}

fn id(kind: &str, n: u64) -> String {
    format!("{kind}-{n:032x}")
}

fn when((occurred, recorded): &(Moment, Moment)) -> String {
    let [occurred, recorded] = [occurred, recorded].map(|at| at.datetime().to_rfc3339());
    format!("{{\"occurred_at\":\"{occurred}\",\"recorded_at\":\"{recorded}\"}}")
}

/// The moment so many minutes after nine o'clock of the first day.
fn moment(minute: u64) -> Option<Moment> {
    let minute = minute.checked_add(9 * 60)?;
    let day = BEGIN.plus_days(i64::try_from(minute.checked_div(24 * 60)?).ok()?).ok()?;
    let (hour, minute) = (minute.checked_div(60)?.checked_rem(24)?, minute.checked_rem(60)?);
    Moment::china(day, u32::try_from(hour).ok()?, u32::try_from(minute).ok()?)
}

/// Who sends, for which organ, in which post.
fn sender(who: &str) -> Option<&'static str> {
    Some(match who {
        "registry" => r#""by":{"service":"registry"},"organ":"<organ:1>""#,
        "police" => r#""by":{"service":"police-desk"},"organ":"<organ:2>""#,
        "police_leader" => r#""by":{"person":"<person:5>"},"organ":"<organ:2>""#,
        "officer" => r#""by":{"person":"<person:1>"},"organ":"<organ:1>""#,
        "leader" => r#""by":{"person":"<person:2>"},"organ":"<organ:1>","post":"<post:2>""#,
        "head" => r#""by":{"person":"<person:3>"},"organ":"<organ:1>","post":"<post:3>""#,
        "second" => r#""by":{"person":"<person:7>"},"organ":"<organ:1>""#,
        "city" => r#""by":{"person":"<person:6>"},"organ":"<organ:3>""#,
        _ => return None,
    })
}
