//! What was asked for on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use unbrella::base::day::{Day, Moment};
use unbrella::base::permille::Permille;
use unbrella::network::readers::{ColumnIs, GangColumn};
use unbrella::network::view::Least;

pub const HELP: &str = "\
network: who matters in a network, and why

  network [FOLDER] [QUESTION] [VIEW] [READING] [--top N] [--dot]

FOLDER holds the lists: every edges*.csv (one tie a row, the rest of the name is
the layer), dated lists (source,target,type,day), attendance.csv (person,event)
with events.csv (event,date), lists of parties such as nodes.csv, and roles.toml.
Without a folder a small invented network is read.

QUESTION, one of them; without one a report on everything
  --protectors NAME   who shields this gang
  --protected NAME    whom this official or organ shields
  --path FROM TO      the strongest ways from one to the other
  --near NAME         who stands near, over which way
  --between           who stands between others, and whom their removal separates
  --break N           what is left when N are taken out, one by one or together
  --separate NAME     the fewest parties, or ties, that separate this gang from protection
  --first             where to look first; from the gangs on, if they are known
  --together          who hangs together: parts, the thick of it, communities
  --shared            which gangs share officials and organs
  --handlers A,B C,D  who of A, B … stands too near to the parties C, D … to handle a case
  --patterns          what happened in an order that is worth a look

VIEW, which ties count
  --within N          at most N ties away (3)
  --on DAY            only ties that ran on this day, such as 2015-06-30
  --certain           with --on: leave out ties of which that is not known
  --known DAY         only what was recorded when this day began; or a moment
  --least STANDING    alleged, checked (without it), supported or established
  --confidence N      at least N thousandths
  --layer NAME        only this kind of tie; may be given several times

HOW
  --by WHAT           with --break: degree, betweenness, core, influence or katz
  --members           with --separate: the gang with its members
  --drops LAYER       with --patterns: this kind of tie says that a case was dropped, and
  --days N            within so many days of a payment (90)
  --quiet FIRST END   with --patterns: tenures over the days from FIRST to before END

READING, who is what
  --roles FILE        instead of roles.toml in the folder
  --official COLUMN=VALUE  whoever has this value in a list of parties is an official
  --gang COLUMN       each value of the column is a gang, whoever has it a member
  --no-gang VALUE     this value of that column names no gang
  --standing STANDING of ties whose row states none (checked)
  --events            events stay parties; without it those who met are tied

  --top N             at most N lines a list (8)
  --show COLUMN       beside each name what a list of parties says in this column
  --dot               the answer as DOT text, for Graphviz
  --help              this

A name is written as in the files; an id as it is printed by the library works too.

Exit codes: 0 answered; 1 the files could not be read, what is wrong is listed by
file and line; 2 the question makes no sense: a flag or a name is not known.
";

/// The one thing that is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Question {
    #[default]
    Report,
    Protectors(String),
    Protected(String),
    Path(String, String),
    Near(String),
    Between,
    Break(usize),
    Separate(String),
    First,
    Together,
    Shared,
    Handlers(String, String),
    Patterns,
}

/// By what parties are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Degree,
    Betweenness,
    Core,
    Influence,
    Katz,
}

/// Everything that was asked for.
#[derive(Clone, Debug)]
pub struct Arguments {
    pub folder: Option<PathBuf>,
    pub question: Question,
    pub by: Option<By>,
    pub members: bool,
    pub drops: Option<String>,
    pub days: u32,
    pub quiet: Option<(Day, Day)>,
    pub within: u32,
    pub on: Option<Day>,
    pub certain: bool,
    pub known: Option<Moment>,
    pub least: Least,
    pub confidence: Permille,
    pub layers: Vec<String>,
    pub roles: Option<PathBuf>,
    pub officials: Vec<ColumnIs>,
    pub gangs: Vec<GangColumn>,
    pub no_gang: Vec<String>,
    pub standing: Least,
    pub events: bool,
    pub top: usize,
    pub show: Option<String>,
    pub dot: bool,
    pub help: bool,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            folder: None,
            question: Question::Report,
            by: None,
            members: false,
            drops: None,
            days: 90,
            quiet: None,
            within: 3,
            on: None,
            certain: false,
            known: None,
            least: Least::Checked,
            confidence: Permille::NONE,
            layers: Vec::new(),
            roles: None,
            officials: Vec::new(),
            gangs: Vec::new(),
            no_gang: Vec::new(),
            standing: Least::Checked,
            events: false,
            top: 8,
            show: None,
            dot: false,
            help: false,
        }
    }
}

/// The words of a command line, one after another.
struct Words<I>(I);

impl<I: Iterator<Item = OsString>> Words<I> {
    /// The next word, as what `flag` needs.
    fn raw(&mut self, flag: &str) -> Result<OsString, String> {
        self.0.next().ok_or_else(|| format!("{flag} needs something after it"))
    }

    fn text(&mut self, flag: &str) -> Result<String, String> {
        let word = self.raw(flag)?;
        let text = word.into_string().map_err(|word| format!("{flag} {word:?} is not UTF-8"))?;
        // A flag that follows a flag was forgotten, not meant as a name.
        if text.starts_with("--") {
            Err(format!("{flag} needs something before {text}"))
        } else {
            Ok(text)
        }
    }

    fn number(&mut self, flag: &str, least: u32, most: u32) -> Result<u32, String> {
        let text = self.text(flag)?;
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| format!("{flag} {text}: a whole number from {least} to {most}"))
    }

    fn standing(&mut self, flag: &str) -> Result<Least, String> {
        let all = [Least::Alleged, Least::Checked, Least::Supported, Least::Established];
        let text = self.text(flag)?;
        let named = all.into_iter().find(|least| least.standing().code() == text);
        named.ok_or_else(|| format!("{flag} {text}: alleged, checked, supported or established"))
    }

    fn by(&mut self, flag: &str) -> Result<By, String> {
        let text = self.text(flag)?;
        match text.as_str() {
            "degree" => Ok(By::Degree),
            "betweenness" => Ok(By::Betweenness),
            "core" => Ok(By::Core),
            "influence" => Ok(By::Influence),
            "katz" => Ok(By::Katz),
            _ => Err(format!("{flag} {text}: degree, betweenness, core, influence or katz")),
        }
    }

    fn day(&mut self, flag: &str) -> Result<Day, String> {
        let text = self.text(flag)?;
        Day::parse(&text).map_err(|problem| format!("{flag} {text}: {problem}"))
    }

    /// A moment, or the beginning of a day in China.
    fn moment(&mut self, flag: &str) -> Result<Moment, String> {
        let text = self.text(flag)?;
        let day = Day::parse(&text).ok().and_then(|day| Moment::china(day, 0, 0));
        let wrong = |problem| format!("{flag} {text}: neither a day nor a moment: {problem}");
        day.map_or_else(|| Moment::parse(&text).map_err(wrong), Ok)
    }
}

impl Arguments {
    /// Reads the words after the program's name.
    pub fn read(words: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut words = Words(words);
        while let Some(word) = words.0.next() {
            match word.to_str() {
                Some("--help" | "-h") => arguments.help = true,
                Some(flag) if flag.starts_with('-') => {
                    let known = arguments.question_flag(flag, &mut words)?
                        || arguments.view_flag(flag, &mut words)?
                        || arguments.reading_flag(flag, &mut words)?;
                    if !known {
                        return Err(format!("unknown flag {flag}{}", near_flags(flag)));
                    }
                }
                _ if arguments.folder.is_some() => {
                    return Err(format!("one folder at a time, and {word:?} is a second one"));
                }
                _ => arguments.folder = Some(word.into()),
            }
        }
        arguments.check()
    }

    fn check(mut self) -> Result<Self, String> {
        if self.certain && self.on.is_none() {
            return Err("--certain says what to do on a day: it needs --on DAY".to_owned());
        }
        if self.by.is_some() && !matches!(self.question, Question::Break(_)) {
            return Err("--by says whom to take out first: it needs --break N".to_owned());
        }
        if self.members && !matches!(self.question, Question::Separate(_)) {
            return Err("--members says who goes with a gang: it needs --separate NAME".to_owned());
        }
        if (self.drops.is_some() || self.quiet.is_some()) && self.question != Question::Patterns {
            return Err("--drops and --quiet say what to look for: they need --patterns".to_owned());
        }
        if !self.no_gang.is_empty() && self.gangs.is_empty() {
            return Err(
                "--no-gang says what a column does not mean: it needs --gang COLUMN".to_owned()
            );
        }
        for gang in &mut self.gangs {
            gang.but_not.clone_from(&self.no_gang);
        }
        Ok(self)
    }

    fn question_flag(
        &mut self,
        flag: &str,
        words: &mut Words<impl Iterator<Item = OsString>>,
    ) -> Result<bool, String> {
        let question = match flag {
            "--protectors" => Question::Protectors(words.text(flag)?),
            "--protected" => Question::Protected(words.text(flag)?),
            "--path" => Question::Path(words.text(flag)?, words.text(flag)?),
            "--near" => Question::Near(words.text(flag)?),
            "--between" => Question::Between,
            "--break" => Question::Break(words.number(flag, 1, 1_000_000)? as usize),
            "--separate" => Question::Separate(words.text(flag)?),
            "--first" => Question::First,
            "--together" => Question::Together,
            "--shared" => Question::Shared,
            "--handlers" => Question::Handlers(words.text(flag)?, words.text(flag)?),
            "--patterns" => Question::Patterns,
            _ => return Ok(false),
        };
        if self.question != Question::Report {
            return Err(format!("one question at a time, and {flag} is a second one"));
        }
        self.question = question;
        Ok(true)
    }

    fn view_flag(
        &mut self,
        flag: &str,
        words: &mut Words<impl Iterator<Item = OsString>>,
    ) -> Result<bool, String> {
        match flag {
            "--within" => self.within = words.number(flag, 1, 20)?,
            "--by" => self.by = Some(words.by(flag)?),
            "--members" => self.members = true,
            "--drops" => self.drops = Some(words.text(flag)?),
            "--days" => self.days = words.number(flag, 0, 36_500)?,
            "--quiet" => self.quiet = Some((words.day(flag)?, words.day(flag)?)),
            "--on" => self.on = Some(words.day(flag)?),
            "--certain" => self.certain = true,
            "--known" => self.known = Some(words.moment(flag)?),
            "--least" => self.least = words.standing(flag)?,
            "--confidence" => {
                let thousandths = u16::try_from(words.number(flag, 0, 1000)?).unwrap_or(1000);
                self.confidence = Permille::new(thousandths).unwrap_or(Permille::ALL);
            }
            "--layer" => self.layers.push(words.text(flag)?),
            "--top" => self.top = words.number(flag, 1, 1_000_000)? as usize,
            "--show" => self.show = Some(words.text(flag)?),
            "--dot" => self.dot = true,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn reading_flag(
        &mut self,
        flag: &str,
        words: &mut Words<impl Iterator<Item = OsString>>,
    ) -> Result<bool, String> {
        match flag {
            "--roles" => self.roles = Some(words.raw(flag)?.into()),
            "--official" => {
                let text = words.text(flag)?;
                let (column, value) = text
                    .split_once('=')
                    .ok_or_else(|| format!("{flag} {text}: is written COLUMN=VALUE"))?;
                let (column, value) = (column.to_owned(), value.to_owned());
                self.officials.push(ColumnIs { column, value });
            }
            "--gang" => {
                let (column, but_not) = (words.text(flag)?, Vec::new());
                self.gangs.push(GangColumn { column, but_not });
            }
            "--no-gang" => self.no_gang.push(words.text(flag)?),
            "--standing" => self.standing = words.standing(flag)?,
            "--events" => self.events = true,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Flags that begin alike.
fn near_flags(flag: &str) -> String {
    let words = HELP.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 3);
    let begins: String = flag.chars().take(4).collect();
    let mut near: Vec<&str> = words.filter(|word| word.starts_with(&begins)).collect();
    near.sort_unstable();
    near.dedup();
    if near.is_empty() { String::new() } else { format!("; near: {}", near.join(", ")) }
}
