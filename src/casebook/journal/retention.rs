//! 保存期限: how long a text has to be kept, and from when on it is due to go.
//!
//! A [disposal](super::disposal) asks whether its texts are due. This says so, from the rules
//! of the place: what kind of text it is, when its matter ended, and what the pack lays down.
//!
//! | kind | in words | parameter | value in the shipped packs | source row |
//! |---|---|---|---|---|
//! | `decision` | who decided, signed or answers, and why | `retention/for-ever` | kept for ever; national | law 1.8, G21 (reading) |
//! | `clue` | what a report or a clue says | `retention/clue` | none | – |
//! | `case_file` | what stands in the file of a case | `retention/case-file` | none | – |
//! | `name` | names of persons | `retention/name` | none | – |
//! | `reporter` | identities of reporters | `retention/reporter` | none | – |
//! | `reading` | who asked about whom, and why | `retention/reading` | none | – |
//!
//! **No period is invented.** The documents that this crate reads name none. As long as the
//! pack of a place is silent, the answer is that it is not known, with the name of what is
//! missing, and what is not known is in the way of a disposal. A host whose archive rules
//! (档案保管期限) name a period sets it in a pack of its own, with its source.
//!
//! | rule | in words |
//! |---|---|
//! | `casebook/kept-for-ever` | whoever decided answers for life, so what shows it is never due to go |
//! | `casebook/matter-open` | while a matter goes on, its texts stay |
//! | `casebook/retention` | a period runs from the end of the last matter, by the rules of that day |
//!
//! # Examples
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::base::truth::Truth;
//! use unbrella::casebook::journal::retention::{RetentionFacts, TextKind, due, retention};
//! use unbrella::day;
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! let now = Moment::parse("2031-06-01T09:00:00+08:00")?;
//! let ended = Fact::Known(Some(Moment::parse("2021-06-01T09:00:00+08:00")?));
//! let (rulebook, calendar) = (Rulebook::published(), china());
//! let rules = rulebook.on("chengguan", now.day())?;
//! let ask = |kind| retention(&RetentionFacts { kind, ended }, rules, &calendar, now);
//!
//! let decision = ask(TextKind::Decision);
//! assert_eq!(due([&decision]), Truth::No, "kept for ever");
//! let clue = ask(TextKind::Clue);
//! assert_eq!(due([&clue]), Truth::Unknown);
//! assert_eq!(
//!     clue.outcome().what_is_missing()[0].what().to_string(),
//!     "the retention period of texts about a clue, from the end of their matter",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Responsibility for life (终身负责): catalogue G21, law-context §1.8. That what shows it
//! is kept as long, and that a period runs from the end of the last matter, is our reading.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::deadline::{Deadline, TimeLimit};
use crate::base::text::{Code, Line};
use crate::base::truth::Truth;
use crate::decision::{Answer, Decision, Missing, Reason, RuleName, Sentence, Word};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{NotInForce, ParamKey, RulesInForce, keys};

const OWN: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §7",
    "a text goes when its period is over, and not while its matter goes on",
    Certainty::Reading,
);

/// What a text is, for how long it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TextKind {
    /// 决定、签字材料: who decided, signed or answers for something, and why.
    Decision,
    /// 线索材料: what a report or a clue says.
    Clue,
    /// 案件材料: what stands in the file of a case.
    CaseFile,
    /// 姓名: names of persons.
    Name,
    /// 举报人信息: identities of reporters.
    Reporter,
    /// 查阅记录: who asked about whom, and why.
    Reading,
}

impl TextKind {
    /// All kinds, in the order in which they are declared.
    pub const ALL: [Self; 6] =
        [Self::Decision, Self::Clue, Self::CaseFile, Self::Name, Self::Reporter, Self::Reading];

    /// The kind as a word, with the code that packs have for it.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Decision => {
                Word::literal("decision", "决定、签字及责任记录", "records of decisions")
            }
            Self::Clue => Word::literal("clue", "线索材料", "texts about a clue"),
            Self::CaseFile => Word::literal("case_file", "案件材料", "texts of a case file"),
            Self::Name => Word::literal("name", "人员姓名", "names of persons"),
            Self::Reporter => {
                Word::literal("reporter", "举报人身份信息", "identities of reporters")
            }
            Self::Reading => Word::literal("reading", "查阅记录", "records of reading"),
        }
    }

    /// Where packs say how long; records of decisions have no period.
    const fn period(self) -> Option<ParamKey<TimeLimit>> {
        match self {
            Self::Decision => None,
            Self::Clue => Some(keys::retention::CLUE),
            Self::CaseFile => Some(keys::retention::CASE_FILE),
            Self::Name => Some(keys::retention::NAME),
            Self::Reporter => Some(keys::retention::REPORTER),
            Self::Reading => Some(keys::retention::READING),
        }
    }
}

impl fmt::Display for TextKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.word(), f)
    }
}

/// What has to be known of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionFacts {
    /// What it is.
    pub kind: TextKind,
    /// When the last matter that it belongs to ended; known to be nothing while one goes on.
    pub ended: Fact<Option<Moment>>,
}

/// How long a text is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetentionState {
    /// 永久: for ever.
    ForEver,
    /// 未结: its matter goes on.
    Open,
    /// 保存期内: up to the end of this day.
    Until(Day),
    /// 期满: it has been due to go since the beginning of this day.
    DueSince(Day),
}

impl RetentionState {
    /// Whether it is due to go.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        matches!(self, Self::DueSince(_))
    }
}

impl fmt::Display for RetentionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForEver => f.write_str("kept for ever"),
            Self::Open => f.write_str("kept while its matter goes on"),
            Self::Until(day) => write!(f, "kept until the end of {day}"),
            Self::DueSince(day) => write!(f, "due to go since {day}"),
        }
    }
}

/// How long a text is kept, at `now`.
///
/// `rules` are those of the day of `now`: what is to be kept for ever by them stays, whatever
/// an earlier rule said. The period is that of the day on which the matter ended.
pub fn retention(
    facts: &RetentionFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<RetentionState>> {
    let kind = facts.kind.word();
    if let Ok(kept) = rules.get(keys::retention::FOR_EVER)
        && kept.value().iter().any(|code| code == kind.code())
    {
        let because = crate::sentence!("{kind} are kept for ever", "{kind}永久保存", kind = kind);
        let reason = Reason::new(
            crate::rule_name!("casebook/kept-for-ever"),
            because,
            kept.citation().clone(),
        );
        return Decision::new(Answer::Known(RetentionState::ForEver), reason);
    }
    let ended = match facts.ended {
        Fact::Known(Some(ended)) => ended,
        Fact::Known(None) => {
            let because =
                crate::sentence!("{kind}: the matter goes on", "{kind}：事项尚未办结", kind = kind);
            let reason = Reason::new(crate::rule_name!("casebook/matter-open"), because, OWN);
            return Decision::new(Answer::Known(RetentionState::Open), reason);
        }
        Fact::NotKnown(why) => return no_end(kind, why),
    };
    match facts.kind.period().map(|key| rules.on(ended.day()).get(key)) {
        Some(Ok(period)) => {
            let (length, citation) = (period.value(), period.citation().clone());
            counted(kind, ended, (length, citation), calendar, now)
        }
        Some(Err(not)) => silent(kind, &not),
        None => match rules.get(keys::retention::FOR_EVER) {
            Err(not) => silent(kind, &not),
            // The list is there and does not name it, so that its period is missing.
            Ok(_) => no_period(kind, now.day(), Line::literal(keys::retention::FOR_EVER.name())),
        },
    }
}

const fn rule() -> RuleName {
    crate::rule_name!("casebook/retention")
}

fn counted(
    kind: Word,
    ended: Moment,
    (period, citation): (TimeLimit, Citation),
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<RetentionState>> {
    let Ok(deadline) = Deadline::new(ended, period, calendar) else {
        let because = crate::sentence!(
            "{kind}: {period} from {ended}, which the work calendar cannot count",
            "{kind}：自{ended}起保存{period}，工作日历无法计算",
            kind = kind,
            period = period.length(),
            ended = ended,
        );
        let what =
            crate::sentence!("a work calendar that covers these days", "涵盖上述日期的工作日历");
        let code = const { Code::literal("work_calendar") };
        let missing = Missing::new(code, what, NotKnown::NotYetDue);
        return Decision::new(Answer::missing(missing), Reason::new(rule(), because, citation));
    };
    let (due, length) = (deadline.due(), period.length());
    let because = crate::sentence!(
        "{kind}: kept for {length} from the end of the matter, {ended}, so until {due}",
        "{kind}：自事项办结（{ended}）起保存{length}，至{due}止",
        kind = kind,
        length = length,
        ended = ended,
        due = due,
    );
    let state = if now < due {
        RetentionState::Until(deadline.last_day())
    } else {
        RetentionState::DueSince(due.day())
    };
    Decision::new(Answer::Known(state), Reason::new(rule(), because, citation))
}

fn no_end(kind: Word, why: NotKnown) -> Decision<Answer<RetentionState>> {
    let what = crate::sentence!("when the last matter of the text ended", "所涉事项的办结时间");
    let missing = Missing::new(const { Code::literal("matter_ended") }, what, why);
    let because = crate::sentence!(
        "{kind}: the period runs from the end of the matter, and nothing is recorded of it",
        "{kind}：保存期限自事项办结起算，尚无记录",
        kind = kind,
    );
    Decision::new(Answer::missing(missing), Reason::new(rule(), because, OWN))
}

fn silent(kind: Word, not: &NotInForce) -> Decision<Answer<RetentionState>> {
    no_period(kind, not.day, Line::literal(not.key.name()))
}

fn no_period(kind: Word, day: Day, key: Line) -> Decision<Answer<RetentionState>> {
    let because = crate::sentence!(
        "no retention period is laid down here on {day} for: {kind}",
        "本地{day}尚无保存期限的规定：{kind}",
        day = day,
        kind = kind.clone(),
    );
    let none =
        Citation::new(Line::literal("no document: no pack of the place says"), Certainty::Open);
    let what: Sentence = crate::sentence!(
        "the retention period of {kind}, from the end of their matter",
        "{kind}自事项办结起的保存期限",
        kind = kind,
    );
    let code = Code::parse(key.as_str()).unwrap_or(const { Code::literal("retention") });
    let missing = Missing::new(code, what, NotKnown::NeverAsked).supplied_by(Word::literal(
        "rule_pack",
        "规则包",
        "rule pack",
    ));
    Decision::new(Answer::missing(missing), Reason::new(rule(), because, none.at(key)))
}

/// Whether all of these texts are due to go, for
/// [`DisposalFacts::due`](super::disposal::DisposalFacts::due): no if one has to be kept,
/// else not known if one is open, and so for no text at all.
#[must_use]
pub fn due<'a>(texts: impl IntoIterator<Item = &'a Decision<Answer<RetentionState>>>) -> Truth {
    let one = |decision: &Decision<Answer<RetentionState>>| match decision.outcome() {
        Answer::Known(state) if state.is_due() => Truth::Yes,
        Answer::Known(_) => Truth::No,
        Answer::Undetermined(_) => Truth::Unknown,
    };
    texts.into_iter().map(one).reduce(Truth::and).unwrap_or(Truth::Unknown)
}

#[cfg(test)]
mod tests;
