//! 台账: ledgers, and the returns that are made from the ledger of clues.
//!
//! A ledger is a list with one line for each matter, in the order in which the matters came
//! in; nothing is decided here. The ledgers of rectification, of listed supervision, of
//! proposals with their replies, of exposure batches, of remedies and of cleared names are
//! read from the dossier as they stand. Each line says its steps with their days, what it is
//! about, and on what it rests: letters, replies, decisions, corrections.
//!
//! **Returns.** The ledger of clues is reported each week and each month (C08). A return
//! says how many clues there were at the beginning, how many came in, how many ended, and
//! how many there are now: stock + received − ended = stock. [`Return::difference`] is what
//! this leaves over, and the items of a return name every clue of it, so that one that was
//! dropped or told twice shows.
//!
//! Weeks begin on Monday. Days are those of the clock at which something happened.
//!
//! # Source
//!
//! Catalogue C08 (weekly and monthly returns), C19, C13, G34, G05; law-context §1.5
//! (remedies), §5 (clearing a name).

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{AnyId, ClueId, EntityId, OrganId};
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::model::history::{History, Stamped, When};
use crate::model::proposal::ProposalProgress;
use crate::model::remedy::Against;
use crate::model::supervision::Matter;
use crate::model::umbrella::{Subject, Umbrella, UmbrellaStage};
use crate::procedure::remedy::ClearFacts;

/// How often a return is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// 周报: each week, from Monday on.
    Week,
    /// 月报: each month.
    Month,
}

impl Every {
    /// The first day of the period in which a day lies.
    fn first(self, day: Day) -> Option<Day> {
        match self {
            Self::Week => {
                let since = i64::from(day.weekday().num_days_from_monday());
                day.plus_days(since.checked_neg()?).ok()
            }
            Self::Month => {
                let text = day.to_string();
                Day::parse(&format!("{}-01", text.get(..7)?)).ok()
            }
        }
    }

    fn next(self, first: Day) -> Option<Day> {
        match self {
            Self::Week => first.plus_days(7).ok(),
            Self::Month => first.plus_months(1).ok(),
        }
    }
}

/// The return of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The first day.
    pub from: Day,
    /// The first day that does not belong to it any more.
    pub until: Day,
    /// Clues that were there when it began and had not ended.
    pub before: BTreeSet<ClueId>,
    /// Clues that came in.
    pub received: BTreeSet<ClueId>,
    /// Clues that were disposed of for the first time.
    pub disposed: BTreeSet<ClueId>,
    /// Clues that ended: a case was filed on them, they were closed, or whoever took them over
    /// has told what came of them.
    pub ended: BTreeSet<ClueId>,
    /// Clues that had ended before and were taken up again.
    pub reopened: BTreeSet<ClueId>,
    /// Clues that are there when it is over and have not ended.
    pub after: BTreeSet<ClueId>,
}

impl Return {
    /// What stock + received + reopened − ended leaves over against the stock at the end; 0
    /// if it adds up.
    #[must_use]
    pub fn difference(&self) -> i64 {
        let count = |set: &BTreeSet<ClueId>| i64::try_from(set.len()).unwrap_or(i64::MAX);
        let came = count(&self.before)
            .saturating_add(count(&self.received))
            .saturating_add(count(&self.reopened));
        came.saturating_sub(count(&self.ended)).saturating_sub(count(&self.after))
    }
}

/// The returns of an organ from its first clue to a day, without gaps, at most a thousand.
///
/// Only clues in its ledger count, and a repeat counts where it was first reported.
#[must_use]
pub fn returns(dossier: &Dossier, organ: OrganId, every: Every, until: Day) -> Vec<Return> {
    const MOST: usize = 1000;
    let own = |clue: &&Clue| {
        clue.received_by() == organ && clue.ledger_no().is_some() && clue.repeats().is_none()
    };
    let clues: Vec<&Clue> = dossier.clues().values().filter(own).collect();
    let first = clues.iter().map(|clue| clue.received().occurred_at().day()).min();
    let mut from = first.and_then(|first| every.first(first));
    let mut found = Vec::new();
    while let Some(day) = from.filter(|day| *day <= until && found.len() < MOST) {
        let Some(next) = every.next(day) else { break };
        found.push(of_period(&clues, day, next));
        from = Some(next);
    }
    found
}

fn of_period(clues: &[&Clue], from: Day, until: Day) -> Return {
    let within = |day: Day| from <= day && day < until;
    let any = |clue: &Clue, wanted: fn(&ClueStage) -> bool| {
        let mut stages = clue.stages().iter();
        stages.any(|entry| wanted(&entry.state) && within(entry.when.occurred_at().day()))
    };
    let those = |chosen: &dyn Fn(&Clue) -> bool| -> BTreeSet<ClueId> {
        clues.iter().filter(|clue| chosen(clue)).map(|clue| clue.id()).collect()
    };
    let reopens = |clue: &Clue| {
        any(clue, |stage| matches!(stage, ClueStage::Reopened))
            && !is_open(clue, from)
            && clue.received().occurred_at().day() < from
    };
    Return {
        from,
        until,
        before: those(&|clue| is_open(clue, from)),
        received: those(&|clue| within(clue.received().occurred_at().day())),
        disposed: those(&|clue| {
            clue.disposed().is_some_and(|when| within(when.occurred_at().day()))
        }),
        // What was fed back after it had ended does not end once more.
        ended: those(&|clue| {
            let had =
                is_open(clue, from) || within(clue.received().occurred_at().day()) || reopens(clue);
            had && any(clue, ends) && !is_open(clue, until)
        }),
        reopened: those(&reopens),
        after: those(&|clue| is_open(clue, until)),
    }
}

/// Whether a clue was there when a day began, and had not ended.
fn is_open(clue: &Clue, day: Day) -> bool {
    let mut open = false;
    for entry in clue.stages().iter().filter(|entry| entry.when.occurred_at().day() < day) {
        if ends(&entry.state) {
            open = false;
        } else if matches!(entry.state, ClueStage::Received | ClueStage::Reopened) {
            open = true;
        }
    }
    open
}

const fn ends(stage: &ClueStage) -> bool {
    matches!(
        stage,
        ClueStage::Filed { .. }
            | ClueStage::Closed { .. }
            | ClueStage::ClosedSignedOff { .. }
            | ClueStage::FedBack
    )
}

/// Which ledger a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LedgerKind {
    /// 整改台账: tasks and items of rectification.
    Rectification,
    /// 挂牌督办: listed supervision.
    ListedSupervision,
    /// 两书一函: proposals and the replies to them.
    Proposals,
    /// 通报曝光: batches of published cases.
    Exposure,
    /// 复审复核申诉: what persons asked for against what was decided about them.
    Remedies,
    /// 澄清正名: who was refuted to be an umbrella, and who of those told has heard so.
    Cleared,
}

impl LedgerKind {
    /// All ledgers, in the order of a report.
    pub const ALL: [Self; 6] = [
        Self::Rectification,
        Self::ListedSupervision,
        Self::Proposals,
        Self::Exposure,
        Self::Remedies,
        Self::Cleared,
    ];

    /// In English and in Chinese.
    #[must_use]
    pub const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Rectification => ("rectification", "整改台账"),
            Self::ListedSupervision => ("listed supervision", "挂牌督办"),
            Self::Proposals => ("proposals and replies", "两书一函"),
            Self::Exposure => ("exposure batches", "通报曝光"),
            Self::Remedies => ("remedies", "复审复核申诉"),
            Self::Cleared => ("cleared names", "澄清正名"),
        }
    }
}

/// One line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// The entry.
    pub entry: AnyId,
    /// Its number, or what it is.
    pub what: String,
    /// Whose turn it is, if that is known.
    pub unit: Option<OrganId>,
    /// By when.
    pub due: Option<Day>,
    /// How it stands.
    pub state: String,
    /// What happened, and when, in this order.
    pub steps: Vec<(String, Day)>,
    /// What it is about: cases, clues, units, persons.
    pub about: Vec<AnyId>,
    /// What it rests on: letters, replies, decisions, messages, the batches that were published.
    pub rests_on: Vec<AnyId>,
}

impl LedgerLine {
    /// Whether the day by when it had to be done is over, and it is not said to be done.
    /// A day is over when the next one begins.
    #[must_use]
    pub fn day_is_over(&self, today: Day, done: &[&str]) -> bool {
        self.due.is_some_and(|due| due < today) && !done.contains(&self.state.as_str())
    }
}

/// The lines of a ledger, in the order of the ids of their entries.
#[must_use]
pub fn lines(dossier: &Dossier, kind: LedgerKind) -> Vec<LedgerLine> {
    match kind {
        LedgerKind::Rectification => rectification(dossier),
        LedgerKind::ListedSupervision => listed(dossier),
        LedgerKind::Proposals => proposals(dossier),
        LedgerKind::Exposure => exposure(dossier),
        LedgerKind::Remedies => remedies(dossier),
        LedgerKind::Cleared => cleared(dossier),
    }
}

/// The stages of something, each with its day.
fn steps<T: fmt::Display>(stages: &History<T>) -> Vec<(String, Day)> {
    let step = |entry: &Stamped<T>| (entry.state.to_string(), entry.when.occurred_at().day());
    stages.iter().map(step).collect()
}

/// What happened at all, with its day.
fn happened(steps: &[(&str, Option<When>)]) -> Vec<(String, Day)> {
    let day = |when: &Option<When>| when.map(|when| when.occurred_at().day());
    steps.iter().filter_map(|(what, when)| Some(((*what).to_owned(), day(when)?))).collect()
}

fn rectification(dossier: &Dossier) -> Vec<LedgerLine> {
    let line = |entry: &crate::model::rectification::LedgerEntry| LedgerLine {
        entry: entry.id().any(),
        what: entry.number().map_or_else(|| entry.id().to_string(), ToString::to_string),
        unit: entry.unit(),
        due: entry.deadline(),
        state: entry.status().to_string(),
        steps: steps(entry.stages()),
        about: entry.covers().iter().map(|problem| problem.any()).collect(),
        rests_on: entry.parent().map(EntityId::any).into_iter().collect(),
    };
    dossier.entries().values().map(line).collect()
}

fn listed(dossier: &Dossier) -> Vec<LedgerLine> {
    let line = |listed: &crate::model::supervision::ListedSupervision| LedgerLine {
        entry: listed.id().any(),
        what: format!("{} {}", listed.mode(), listed.mode().term()),
        unit: Some(listed.on()),
        due: listed.due(),
        state: listed.stage().to_string(),
        steps: steps(listed.stages()),
        about: vec![match *listed.matter() {
            Matter::Case(id) => id.any(),
            Matter::Clue(id) => id.any(),
            Matter::Unit(id) => id.any(),
        }],
        rests_on: vec![listed.by().any()],
    };
    dossier.listed_supervisions().values().map(line).collect()
}

fn proposals(dossier: &Dossier) -> Vec<LedgerLine> {
    let line = |proposal: &crate::model::proposal::Proposal| LedgerLine {
        entry: proposal.id().any(),
        what: match proposal.number() {
            Some(number) => format!("{} {number}", proposal.kind().term()),
            None => format!("{} {}", proposal.kind(), proposal.kind().term()),
        },
        unit: Some(proposal.addressee()),
        due: proposal.reply_due(),
        state: proposal.stage().to_string(),
        steps: steps(proposal.stages()),
        about: proposal.from_cases().iter().map(|case| case.any()).collect(),
        rests_on: letters(proposal),
    };
    dossier.proposals().values().map(line).collect()
}

/// The letter of a proposal and the replies to it, in the order in which they came.
fn letters(proposal: &crate::model::proposal::Proposal) -> Vec<AnyId> {
    let document = |entry: &Stamped<ProposalProgress>| match &entry.state {
        ProposalProgress::Sent { letter } => letter.map(EntityId::any),
        ProposalProgress::Replied { reply } => reply.map(EntityId::any),
        _ => None,
    };
    proposal.stages().iter().filter_map(document).collect()
}

fn exposure(dossier: &Dossier) -> Vec<LedgerLine> {
    let line = |batch: &crate::model::exposure::ExposureBatch| LedgerLine {
        entry: batch.id().any(),
        what: format!("batch 第{}批", batch.number()),
        unit: Some(batch.by()),
        due: None,
        state: format!("published {}", batch.published().occurred_at().day()),
        steps: happened(&[("published", Some(batch.published()))]),
        about: batch.cases().iter().map(|case| case.any()).collect(),
        rests_on: batch.document().map(EntityId::any).into_iter().collect(),
    };
    dossier.exposure_batches().values().map(line).collect()
}

fn remedies(dossier: &Dossier) -> Vec<LedgerLine> {
    let line = |appeal: &crate::model::remedy::Appeal| LedgerLine {
        entry: appeal.id().any(),
        what: format!("{} {}", appeal.kind(), appeal.kind().term()),
        unit: Some(appeal.to()),
        due: None,
        state: match (appeal.decided(), appeal.result(), appeal.accepted()) {
            (Some(_), Some(result), _) => format!("decided: {result}"),
            (Some(_), None, _) => "decided".to_owned(),
            (None, _, Some(_)) => "accepted".to_owned(),
            (None, _, None) => "asked".to_owned(),
        },
        steps: happened(&[
            ("asked", Some(appeal.asked())),
            ("accepted", appeal.accepted()),
            ("decided", appeal.decided()),
        ]),
        about: vec![appeal.by().any(), against(*appeal.against())],
        rests_on: appeal.document().map(EntityId::any).into_iter().collect(),
    };
    dossier.appeals().values().map(line).collect()
}

fn against(against: Against) -> AnyId {
    match against {
        Against::Outcome(id) => id.any(),
        Against::Measure(id) => id.any(),
        Against::Case(id) => id.any(),
        Against::Appeal(id) => id.any(),
    }
}

/// Refuted hypotheses, with who is still owed a correction. Which published batches were
/// corrected no noun says: each that names the person stands among what the line rests on.
fn cleared(dossier: &Dossier) -> Vec<LedgerLine> {
    let line = |umbrella: &Umbrella| {
        let facts = ClearFacts::gather(dossier, umbrella.id(), BTreeSet::new())?;
        let owed = facts.told.difference(&facts.corrected).count();
        let (told, batches) = (facts.told.len(), facts.published.len());
        let refuted = umbrella
            .stages()
            .iter()
            .filter(|entry| matches!(entry.state, UmbrellaStage::Refuted(_)));
        let refuted = refuted.map(|entry| ("refuted 查否".to_owned(), entry.when));
        let given = umbrella.corrections().iter();
        let given = given.map(|one| ("correction given 更正".to_owned(), one.when));
        let days = refuted.chain(given).map(|(what, when)| (what, when.occurred_at().day()));
        let subject = match *umbrella.subject() {
            Subject::Tenure { person, .. } => person.any(),
            Subject::Organ { organ } => organ.any(),
        };
        let messages = umbrella.corrections().iter().map(|one| one.envelope.any());
        let mut state = format!("{owed} of {told} organs are owed a correction");
        if batches > 0 {
            state.push_str(&format!(", named in {batches} published batches"));
        }
        Some(LedgerLine {
            entry: umbrella.id().any(),
            what: "umbrella refuted 查否".to_owned(),
            unit: None,
            due: None,
            state,
            steps: days.collect(),
            about: vec![subject, umbrella.gang().any()],
            rests_on: messages.chain(facts.published.iter().map(|id| id.any())).collect(),
        })
    };
    dossier.umbrellas().values().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::day::Moment;
    use crate::base::id::{EnvelopeId, PersonId};
    use crate::base::text::Prose;
    use crate::model::dossier::testing::small;
    use crate::model::envelope::EnvelopeDraft;
    use crate::model::umbrella::{Correction, Refutation};
    use crate::provenance::Fingerprint;
    use crate::terms::message::EnvelopeKind;

    /// A hypothesis is refuted that two organs had been told of.
    #[test]
    fn a_cleared_name_says_who_has_not_heard() {
        let mut draft = small(3);
        let at = |day: u8| {
            let day = Day::parse(&format!("2030-01-0{day}")).unwrap();
            When::at_once(Moment::china(day, 9, 0).unwrap())
        };
        let organs: Vec<OrganId> = draft.organs.iter().take(2).filter_map(|one| one.id).collect();
        let person = draft.persons[0].id.unwrap();
        assert!(lines(&draft.clone().enter().unwrap(), LedgerKind::Cleared).is_empty());
        let umbrella = &mut draft.umbrellas[0];
        let refuted = |by: PersonId| {
            let owed = organs.clone();
            UmbrellaStage::Refuted(
                Refutation::new(by, Prose::parse("查否").unwrap(), owed).unwrap(),
            )
        };
        umbrella.stages.as_mut().unwrap().push(at(1), refuted(person)).unwrap();
        let gang = umbrella.gang.unwrap().any();
        let mut told_later = draft.clone();
        let dossier = draft.enter().unwrap();
        let line = lines(&dossier, LedgerKind::Cleared).remove(0);
        assert_eq!(line.state, "2 of 2 organs are owed a correction");
        assert_eq!(line.steps, [("refuted 查否".to_owned(), at(1).occurred_at().day())]);
        assert!(line.about.contains(&gang) && line.rests_on.is_empty());

        // One of the two is told: the line says when, by which message, and who is left.
        let message = |n: u128, kind, day| EnvelopeDraft {
            id: EnvelopeId::from_uuid(Uuid::from_u128(n)).ok(),
            kind: Some(kind),
            from: Some(organs[0]),
            to: Some(organs[1]),
            content: Some(Fingerprint::from_bytes([7; 32])),
            written: Some(at(day)),
            ..EnvelopeDraft::default()
        };
        let told = message(0xe1, EnvelopeKind::Notice, 1);
        let mut corrected = message(0xe2, EnvelopeKind::Correction, 2);
        corrected.in_reply_to = told.id;
        let envelope = corrected.id.unwrap();
        told_later.envelopes.extend([told, corrected]);
        let correction = Correction { to: organs[1], envelope, when: at(2) };
        told_later.umbrellas[0].corrections.push(correction);
        let line = lines(&told_later.enter().unwrap(), LedgerKind::Cleared).remove(0);
        assert_eq!(line.state, "1 of 2 organs are owed a correction");
        assert_eq!(line.steps[1], ("correction given 更正".to_owned(), at(2).occurred_at().day()));
        assert_eq!(line.rests_on, [envelope.any()]);
    }
}
