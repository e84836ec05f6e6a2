//! The desk at which a command is decided: what is looked at, and what is written.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::AnyId;
use crate::base::text::{Code, Line};
use crate::casebook::basis::Basis;
use crate::casebook::book::{Casebook, Unfit};
use crate::casebook::command::Command;
use crate::casebook::editions::Editions;
use crate::casebook::event::{Event, What};
use crate::decision::{
    Answer, Decision, Missing, Obstacle, Reason, Refusal, RefusalKind, Remedy, Sentence, Unmet,
};
use crate::model::dossier::entry::{Entry, EntryDraft};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{Rulebook, RulesInForce};

/// What a decision needs beside the casebook: rules and working days.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// All packs.
    pub rulebook: &'a Rulebook,
    /// The pack of the organ that keeps the casebook.
    pub pack: &'a str,
    /// The days on which offices are open.
    pub calendar: &'a WorkCalendar,
    /// What the host calls the edition of its packs; see [`Basis`].
    pub edition: Option<&'a Line>,
    /// What the host has kept of earlier rules and calendars. With it, a change of either
    /// says which deadlines it moves; without it, that this was not counted.
    pub kept: Option<&'a Editions>,
}

impl<'a> Context<'a> {
    /// Rules and working days, where the host keeps one edition of its packs only.
    #[must_use]
    pub const fn new(rulebook: &'a Rulebook, pack: &'a str, calendar: &'a WorkCalendar) -> Self {
        Self { rulebook, pack, calendar, edition: None, kept: None }
    }

    /// The same, with the editions that the host has kept.
    #[must_use]
    pub const fn with_kept(mut self, kept: &'a Editions) -> Self {
        self.kept = Some(kept);
        self
    }

    /// By what is decided, as it stands in the journal.
    pub(super) fn basis(&self) -> Result<Basis, NotDone> {
        let pack = self.rulebook.pack(self.pack);
        let why = || format!("there is no rule pack {:?}", self.pack);
        let pack = pack.ok_or_else(|| NotDone::Rules { why: why() })?.code().clone();
        Ok(Basis::new(pack, self.edition.cloned(), self.calendar))
    }

    /// The rules in force at a moment.
    pub(crate) fn rules(&self, at: Moment) -> Result<RulesInForce<'a>, NotDone> {
        let rules = self.rulebook.on(self.pack, at.day());
        rules.map_err(|error| NotDone::Rules { why: error.to_string() })
    }
}

/// Why a command was not carried out. The casebook is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotDone {
    /// The rules do not let it be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What it says cannot be entered.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The same key stands for a command with another content.
    #[error("the key {key} stands for another command already")]
    KeyTaken {
        /// The key.
        key: Code,
    },
    /// It was recorded before the last entry of the journal.
    #[error("recorded at {recorded}, before the last entry, of {last}")]
    GoesBack {
        /// When it was recorded.
        recorded: Moment,
        /// When the last entry was.
        last: Moment,
    },
    /// What it is about has changed since its sender looked.
    #[error("decided upon entry {seen}, and since then {}", changes(.changed))]
    Stale {
        /// The last entry that the sender had seen.
        seen: u64,
        /// What has changed, and in which entry last.
        changed: Vec<(AnyId, u64)>,
    },
    /// There are no rules to decide by.
    #[error("{why}")]
    Rules {
        /// Why not.
        why: String,
    },
}

fn changes(changed: &[(AnyId, u64)]) -> String {
    let one = |(id, entry): &(AnyId, u64)| format!("{id} has changed in entry {entry}");
    changed.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Where events are written while a command is decided.
pub(super) struct Desk<'a> {
    pub(super) book: &'a Casebook,
    pub(super) command: &'a Command,
    pub(super) context: Context<'a>,
    pub(super) events: Vec<Event>,
}

impl<'a> Desk<'a> {
    /// The rules of the day on which the act took place.
    pub(super) fn rules(&self) -> Result<RulesInForce<'a>, NotDone> {
        self.context.rules(self.command.when().occurred_at())
    }

    /// Writes an event.
    pub(super) fn write(&mut self, what: What, mut reasons: Vec<Reason>) {
        let (at, moved) = (self.command.when().occurred_at(), self.book.moved(what.about()));
        reasons.extend(moved.iter().filter_map(|moved| moved.in_between(at)));
        let written = u64::try_from(self.events.len()).unwrap_or(u64::MAX);
        self.events.push(Event {
            number: self.book.next_number().saturating_add(written),
            key: self.command.key().clone(),
            by: self.command.by().clone(),
            organ: self.command.organ(),
            when: self.command.when(),
            what,
            reasons,
        });
    }

    /// Writes an event with the reasons of a decision.
    pub(super) fn write_decided<T>(&mut self, what: What, decision: Decision<T>) {
        let (_, reasons) = decision.into_parts();
        self.write(what, reasons);
    }

    /// Enters what was handed in as a form.
    pub(super) fn enter_draft(
        &mut self,
        draft: EntryDraft,
        reasons: Vec<Reason>,
    ) -> Result<Entry, NotDone> {
        let entry = draft.enter().map_err(Unfit::from)?;
        self.write(What::Entered(Box::new(entry.clone())), reasons);
        Ok(entry)
    }
}

/// Why a step that a person has taken is entered, or why it is not.
///
/// A procedure that says no with the facts known (禁止, 条件不具备) refuses the command: the
/// step should not have been taken, and whoever sends it learns every condition with its
/// cure. Where a procedure only does not know enough (情况不明), the step is entered all the
/// same, with the reasons that say what is missing. Casework is written down late and in
/// pieces; a record that was turned away is lost, and one that says what it lacks can be
/// completed. An answer that the rules alone give, such as a disposition, is no such step:
/// without the facts there is nothing that could be entered.
pub(super) fn taken<T>(asked: Result<Decision<T>, Refusal>) -> Result<Vec<Reason>, NotDone> {
    match asked {
        Ok(decision) => Ok(decision.into_parts().1),
        Err(refusal) if refusal.kind() == RefusalKind::NotEnoughKnown => {
            Ok(refusal.unmet().iter().map(|unmet| unmet.reason().clone()).collect())
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// What a rule says of a step that comes later, whether it would let it be or not.
pub(super) fn foreseen<T>(asked: Result<Decision<T>, Refusal>) -> Vec<Reason> {
    match asked {
        Ok(decision) => decision.into_parts().1,
        Err(refusal) => refusal.unmet().iter().map(|unmet| unmet.reason().clone()).collect(),
    }
}

/// What stands in no record, and was asked of nobody.
pub(super) const fn never<T>() -> Fact<T> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

/// What somebody wrote down, or that nobody did.
pub(super) fn fact<T>(told: Option<T>) -> Fact<T> {
    told.map_or(never(), Fact::Known)
}

/// A step that two rules are asked about, as [`taken`]; if both refuse it, the refusal lists
/// what either says.
pub(super) fn both_taken<T, U>(
    one: Result<Decision<T>, Refusal>,
    other: Result<Decision<U>, Refusal>,
) -> Result<Vec<Reason>, NotDone> {
    match (one, other) {
        (Err(one), Err(other)) => {
            taken::<T>(Err(other.unmet().iter().cloned().fold(one, Refusal::and)))
        }
        (one, other) => {
            let mut reasons = taken(one)?;
            reasons.extend(taken(other)?);
            Ok(reasons)
        }
    }
}

/// The reasons of an answer; of one that is undetermined also what is missing, each under
/// the rule and the citations of the first reason. See [`taken`].
pub(super) fn with_missing<T>(decision: &Decision<Answer<T>>) -> Vec<Reason> {
    beside(decision.reasons(), decision.outcome().what_is_missing())
}

/// Reasons, and what is missing, each under the rule and the citations of the first reason.
pub(super) fn beside(reasons: &[Reason], missing: &[Missing]) -> Vec<Reason> {
    let mut all = reasons.to_vec();
    if let Some(first) = reasons.first() {
        all.extend(missing.iter().filter_map(|missing| again(first, not_known(missing))));
    }
    all
}

/// Another sentence under the rule and the citations of a reason.
fn again(like: &Reason, because: Sentence) -> Option<Reason> {
    let mut citations = like.citations().iter().cloned();
    let reason = Reason::new(like.rule().clone(), because, citations.next()?);
    Some(citations.fold(reason, Reason::citing))
}

fn not_known(missing: &Missing) -> Sentence {
    let what = missing.what();
    let args = what.args().map(|(name, arg)| (name.to_owned(), arg.clone())).collect();
    let english = Line::parse(&format!("not known: {}", what.english_template()));
    let chinese = Line::parse(&format!("尚不明确：{}", what.chinese_template()));
    let (Ok(english), Ok(chinese)) = (english, chinese) else { return what.clone() };
    Sentence::new(english, chinese, args).unwrap_or_else(|_| what.clone())
}

/// A step that two rules decide: what both say, or everything that either finds missing.
pub(super) fn together<T>(
    one: Result<Vec<Reason>, Refusal>,
    other: Result<Decision<T>, Refusal>,
) -> Result<Decision<T>, Refusal> {
    match (one, other) {
        (Ok(reasons), Ok(decision)) => Ok(decision.and_all(reasons)),
        (Err(refused), Ok(_)) | (Ok(_), Err(refused)) => Err(refused),
        (Err(one), Err(other)) => Err(one.unmet().iter().cloned().fold(other, Refusal::and)),
    }
}

/// A person has decided otherwise than the rules do, with the facts known.
pub(super) fn otherwise<T>(step: Sentence, decided: &Decision<T>, remedy: &Remedy) -> NotDone {
    let unmet =
        |reason: &Reason| Unmet::new(Obstacle::NotPermitted, reason.clone(), remedy.clone());
    let mut reasons = decided.reasons().iter();
    match reasons.next() {
        Some(first) => {
            reasons.fold(Refusal::new(step, unmet(first)), |all, reason| all.and(unmet(reason)))
        }
        // A decision has a reason; without one the step is refused under the own rule.
        None => Refusal::new(step, unmet(&recorded())),
    }
    .into()
}

/// Why a change of rules or calendar stands in the journal.
pub(super) fn reckoned() -> Reason {
    let because = crate::sentence!(
        "whatever is due is reckoned by other rules or another calendar from here on",
        "自此按新的规则或者工作日历计算",
    );
    Reason::new(crate::rule_name!("casebook/other-rules"), because, OWN)
}

/// Why a record of a human decision is entered.
pub(super) fn recorded() -> Reason {
    let because = crate::sentence!(
        "a person decided it; the record is kept as it was made",
        "系人员决定事项，按原记录留存",
    );
    Reason::new(crate::rule_name!("casebook/recorded"), because, OWN)
}

pub(super) const OWN: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "casebook",
    "what is handed in is kept as it was handed in",
    Certainty::Reading,
);
