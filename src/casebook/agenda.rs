//! 待办: everything that is due, by whom, and how much time is left.
//!
//! Nothing is decided here: each clock is that of its procedure, asked over the dossier.
//!
//! | what is due | asked of |
//! |---|---|
//! | a clue picked up, disposed of, an opinion; a named reporter told twice | [`intake`], [`disposition`] |
//! | the end of a verification | [`verification`] |
//! | notice, hand-over, registration, direction, feedback of a transfer | [`transfer`] |
//! | the end of a detention, and telling the family | [`discipline::detention`] |
//! | the decision on an appeal, the return of property, clearing a name | [`remedy`] |
//! | an entry of the rectification ledger, a listed matter, the reply to a proposal | their own last day |
//! | a later claim near a signed finding; a questioned finding | [`watch`](super::watch) |
//!
//! Where a change of rules or calendar has moved an end, the item says so; one that would
//! come earlier by it stays where it was ([`Until::Held`], [`moved`](super::moved)).
//!
//! A clock that nobody can name yet, since a fact is missing, is left out; what has no
//! number of days is told without one.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::deadline::DeadlineState;
use crate::base::id::{AnyId, EntityId, OrganId, PersonId};
use crate::casebook::book::Casebook;
use crate::casebook::moved::Moved;
use crate::casebook::watch::watched;
use crate::decision::{Answer, Decision, Reason, Word};
use crate::model::clue::Clue;
use crate::model::discipline::InvestigationMeasure;
use crate::model::dossier::Dossier;
use crate::model::follow_up::FollowUp;
use crate::model::rectification::LedgerProgress;
use crate::model::supervision::ListedProgress;
use crate::model::transfer::Transfer;
use crate::procedure::clock::Clock;
use crate::procedure::discipline;
use crate::procedure::discipline::{Detention, DetentionFacts, Notice};
use crate::procedure::disposition::{self, Assessment, DispositionFacts};
use crate::procedure::intake::{self, IntakeTimes, ReporterDue};
use crate::procedure::remedy::{self, AppealFacts, ClearFacts, Property};
use crate::procedure::transfer::{self, Duty, Standing, TransferFacts};
use crate::procedure::verification::{self, Limited, VerificationTimes};
use crate::rulebook::RulesInForce;

/// Until when something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Until {
    /// A clock of a procedure.
    Clock(Clock),
    /// The end that held before the rules or the calendar changed: by the present ones it would
    /// be earlier.
    Held {
        /// The clock as it is counted now.
        clock: Clock,
        /// The end that holds; the first moment too late.
        end: Moment,
        /// Whether it has gone by.
        past: bool,
    },
    /// The end of a day that was set for it.
    Day {
        /// The last day.
        last: Day,
        /// Whether it has gone by.
        past: bool,
    },
    /// No number of days is laid down; owed since then, if that is known.
    Promptly(Option<Moment>),
}

/// How pressing something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pressing {
    /// 逾期.
    Overdue,
    /// 预警: little time is left.
    Warning,
    /// 未到期.
    Running,
    /// 无具体时限: owed without a number of days.
    Promptly,
}

impl fmt::Display for Pressing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Overdue => "overdue",
            Self::Warning => "little time left",
            Self::Running => "running",
            Self::Promptly => "promptly",
        })
    }
}

/// One thing that is due and not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is to be done.
    pub what: Word,
    /// What it is about.
    pub about: AnyId,
    /// The organ that has to do it, where the dossier says which.
    pub organ: Option<OrganId>,
    /// The persons who have it in hand, sorted.
    pub persons: Vec<PersonId>,
    /// Until when.
    pub until: Until,
    /// By which rule.
    pub reason: Option<Reason>,
    /// How a change of rules or calendar has moved its end, if one has.
    pub moved: Option<Moved>,
}

impl Item {
    /// How pressing it is.
    #[must_use]
    pub const fn pressing(&self) -> Pressing {
        match &self.until {
            Until::Day { past: true, .. } => Pressing::Overdue,
            Until::Day { past: false, .. } => Pressing::Running,
            Until::Promptly(_) => Pressing::Promptly,
            Until::Held { past: true, .. } => Pressing::Overdue,
            // What is late by the present count is in time, with little of it left.
            Until::Held { clock, .. } if clock.is_late() => Pressing::Warning,
            Until::Clock(clock) | Until::Held { clock, .. } => match clock.state() {
                DeadlineState::Running { .. } | DeadlineState::Suspended { .. } => {
                    Pressing::Running
                }
                DeadlineState::Warning { .. } => Pressing::Warning,
                _ => Pressing::Overdue,
            },
        }
    }

    /// The clock as it is counted now; nothing if there is none.
    pub(crate) const fn clock(&self) -> Option<&Clock> {
        match &self.until {
            Until::Clock(clock) | Until::Held { clock, .. } => Some(clock),
            Until::Day { .. } | Until::Promptly(_) => None,
        }
    }

    /// The first moment too late, if it is one of a clock.
    pub(crate) fn until_moment(&self) -> Option<Moment> {
        match &self.until {
            Until::Clock(clock) => Some(clock.deadline().due()),
            Until::Held { end, .. } => Some(*end),
            Until::Day { .. } | Until::Promptly(_) => None,
        }
    }

    /// By which items are put in order: the earliest end first, what has none last.
    fn order(&self) -> (bool, Option<Day>, Option<Moment>, AnyId, &str) {
        let (day, moment) = match &self.until {
            Until::Clock(_) | Until::Held { .. } => {
                let due = self.until_moment();
                (due.map(|due| due.day()), due)
            }
            Until::Day { last, .. } => (Some(*last), None),
            Until::Promptly(since) => (None, *since),
        };
        (day.is_none(), day, moment, self.about, self.what.code())
    }
}

/// Whatever is due and not done at `now`: the earliest end first, then by what it is about.
///
/// Takes time linear in the dossier, and sorts what it finds. `rules` are those of the
/// organ that keeps the casebook on the day of `now`; a limit that began under earlier
/// rules is counted by those, as its procedure has it.
#[must_use]
pub fn agenda(
    book: &Casebook,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Vec<Item> {
    let mut desk = Desk { book, dossier: book.dossier(), rules, calendar, now, items: Vec::new() };
    desk.clues();
    desk.verifications();
    desk.transfers();
    desk.measures();
    desk.appeals();
    desk.corrections();
    desk.last_days();
    desk.findings();
    desk.items.sort_by(|one, other| one.order().cmp(&other.order()));
    desk.items
}

/// Where the agenda is put together.
struct Desk<'a> {
    book: &'a Casebook,
    dossier: &'a Dossier,
    rules: RulesInForce<'a>,
    calendar: &'a WorkCalendar,
    now: Moment,
    items: Vec<Item>,
}

/// Whose it is.
struct Whose {
    about: AnyId,
    organ: Option<OrganId>,
    persons: Vec<PersonId>,
}

impl Desk<'_> {
    /// Adds a clock that is not done.
    fn clock(&mut self, what: Word, whose: Whose, clock: Option<Clock>, reasons: Vec<Reason>) {
        let Some(clock) = clock.filter(Clock::is_open) else { return };
        let began = clock.deadline().start();
        let same = |one: &&Moved| one.what.code() == what.code() && one.since == began;
        let moved = self.book.moved(whose.about).iter().find(same).cloned();
        let due = clock.deadline().due();
        let held = moved.as_ref().and_then(|moved| Some((moved, moved.was?)));
        let Some((moved, end)) = held.filter(|(_, end)| due < *end) else {
            return self.add(what, whose, Until::Clock(clock), reasons, moved);
        };
        let (why, past) = (vec![moved.holds(end, due)], end <= self.now);
        let moved = Some(moved.clone());
        self.add(what, whose, Until::Held { clock, end, past }, why, moved);
    }

    fn add(
        &mut self,
        what: Word,
        whose: Whose,
        until: Until,
        reasons: Vec<Reason>,
        moved: Option<Moved>,
    ) {
        let Whose { about, organ, mut persons } = whose;
        persons.sort_unstable();
        let reason = reasons.into_iter().next();
        self.items.push(Item { what, about, organ, persons, until, reason, moved });
    }

    fn day(&mut self, what: Word, whose: Whose, last: Day) {
        let past = self.now.day() > last;
        self.add(what, whose, Until::Day { last, past }, Vec::new(), None);
    }

    fn clues(&mut self) {
        for clue in self.dossier.clues().values() {
            // A repeat has no clocks of its own; it goes with the report that it repeats.
            if clue.ledger_no().is_none() || clue.repeats().is_some() {
                continue;
            }
            self.clue(clue);
        }
    }

    fn clue(&mut self, clue: &Clue) {
        let (rules, calendar, now) = (self.rules, self.calendar, self.now);
        let whose = || Whose {
            about: clue.id().any(),
            organ: Some(clue.received_by()),
            persons: Vec::new(),
        };
        let times = IntakeTimes::of(clue);
        let (clock, reasons) = known(intake::disposal(&times, rules, calendar, now));
        self.clock(
            Word::literal("disposal", "线索处置", "first disposal"),
            whose(),
            clock,
            reasons,
        );
        let facts = DispositionFacts::of(clue, Assessment::default());
        let (clock, reasons) = known(disposition::limit(&facts, rules, calendar, now));
        let opinion = Word::literal("opinion", "处置意见", "disposition opinion");
        self.clock(opinion, whose(), clock, reasons);
        let told = Word::literal("acknowledgement", "告知受理情况", "telling of acceptance");
        let (clock, reasons) = owed(intake::acknowledgement(&times, rules, calendar, now));
        self.clock(told, whose(), clock, reasons);
        let reply = Word::literal("reply", "反馈处理结果", "telling the result");
        let (clock, reasons) = owed(intake::reply(&times, rules, calendar, now));
        self.clock(reply, whose(), clock, reasons);
    }

    fn verifications(&mut self) {
        for verification in self.dossier.verifications().values() {
            let Some(times) = VerificationTimes::gather(self.dossier, verification.id()) else {
                continue;
            };
            let decision = verification::limit(&times, self.rules, self.calendar, self.now);
            let (limited, reasons) = decision.into_parts();
            let clock = match limited.known() {
                Some(Limited::Until(clock)) => Some(clock),
                _ => None,
            };
            let whose = Whose {
                about: verification.id().any(),
                organ: Some(verification.organ()),
                persons: verification.team().to_vec(),
            };
            let what = Word::literal("verification", "初步核实", "end of the verification");
            self.clock(what, whose, clock, reasons);
        }
    }

    fn transfers(&mut self) {
        for transfer in self.dossier.transfers().values() {
            self.transfer(transfer);
        }
    }

    fn transfer(&mut self, transfer: &Transfer) {
        let facts = TransferFacts::of(transfer, self.dossier.organ(transfer.from()));
        let decision = transfer::owed(&facts, self.rules, self.calendar, self.now);
        let (owed, reasons) = decision.into_parts();
        for owed in owed {
            let name = owed.duty.to_string();
            let of_duty = |reason: &&Reason| reason.because().to_string().starts_with(&name);
            let own = reasons.iter().find(of_duty).cloned().into_iter().collect();
            let by_sender = matches!(owed.duty, Duty::Notice | Duty::HandOver);
            let organ = if by_sender { transfer.from() } else { transfer.to() };
            let whose =
                Whose { about: transfer.id().any(), organ: Some(organ), persons: Vec::new() };
            match owed.standing {
                Standing::Timed(clock) => self.clock(owed.duty.word(), whose, Some(clock), own),
                Standing::Untimed { since, done: None } => {
                    self.add(owed.duty.word(), whose, Until::Promptly(since), own, None);
                }
                _ => {}
            }
        }
    }

    fn measures(&mut self) {
        for measure in self.dossier.measures().values().filter(|m| m.ended().is_none()) {
            self.measure(measure);
            self.property(measure);
        }
    }

    /// Property that has nothing to do with its case goes back.
    fn property(&mut self, measure: &InvestigationMeasure) {
        let due = remedy::property_due(&Property::of(measure), self.rules, self.calendar, self.now);
        let (clock, reasons) = known(due);
        let whose =
            Whose { about: measure.id().any(), organ: Some(measure.organ()), persons: Vec::new() };
        let back = Word::literal("property", "返还财物", "return of property");
        self.clock(back, whose, clock, reasons);
    }

    fn measure(&mut self, measure: &InvestigationMeasure) {
        let (rules, calendar, now) = (self.rules, self.calendar, self.now);
        let Some(facts) = DetentionFacts::gather(self.dossier, measure.id()) else { return };
        let whose = || Whose {
            about: measure.id().any(),
            organ: Some(measure.organ()),
            persons: Vec::new(),
        };
        let decision = discipline::detention(&facts, rules, calendar, now);
        let (answer, reasons) = decision.into_parts();
        let clock = answer.known().map(|Detention { clock, .. }| clock);
        self.clock(
            Word::literal("detention", "留置期限", "end of the detention"),
            whose(),
            clock,
            reasons,
        );
        let (answer, reasons) = discipline::notice(&facts, rules, calendar, now).into_parts();
        let clock = match answer.known() {
            Some(Notice::Due(clock)) => Some(clock),
            _ => None,
        };
        let told = Word::literal("detention_notice", "通知家属", "telling unit and family");
        self.clock(told, whose(), clock, reasons);
    }

    fn appeals(&mut self) {
        for appeal in self.dossier.appeals().values() {
            let facts = AppealFacts::of(appeal);
            let decision = remedy::decision_due(&facts, self.rules, self.calendar, self.now);
            let (clock, reasons) = known(decision);
            let whose = Whose {
                about: appeal.id().any(),
                organ: None,
                persons: appeal.handlers().to_vec(),
            };
            self.clock(Word::of(&appeal.kind()), whose, clock, reasons);
        }
    }

    /// Whoever was told of a hypothesis hears that it was refuted. Which organ had told it
    /// stands in no record; how many are still to hear it is in the reason.
    fn corrections(&mut self) {
        for umbrella in self.dossier.umbrellas().values() {
            let facts = ClearFacts::gather(self.dossier, umbrella.id(), BTreeSet::new());
            let Some(facts) = facts.filter(|facts| !facts.told.is_subset(&facts.corrected)) else {
                continue;
            };
            let (_, reasons) = remedy::clearing(&facts, self.rules).into_parts();
            let since = umbrella.stages().last().when.occurred_at();
            let whose = Whose { about: umbrella.id().any(), organ: None, persons: Vec::new() };
            let what = Word::literal("clearing", "澄清正名", "clearing a name");
            self.add(what, whose, Until::Promptly(Some(since)), reasons, None);
        }
    }

    /// Signed findings near which something has come up; who looks at it is who followed the
    /// case. No claim changes anything by standing here.
    fn findings(&mut self) {
        let dossier = self.dossier;
        for watched in watched(dossier, self.rules) {
            let record = dossier.sign_off(watched.sign_off);
            let follow_up = record.and_then(|record| dossier.follow_up(record.follow_up()?));
            let whose = || Whose {
                about: watched.sign_off.any(),
                organ: follow_up.map(FollowUp::organ),
                persons: follow_up.map(|one| one.officers().to_vec()).unwrap_or_default(),
            };
            if let Some((_, when)) = watched.questioned {
                let settle =
                    Word::literal("settlement", "裁定存疑结论", "settling a questioned finding");
                let since = Until::Promptly(Some(when.recorded_at()));
                self.add(settle, whose(), since, Vec::new(), None);
            }
            for claim in watched.touching.into_iter().filter(|claim| claim.held.is_none()) {
                let look = Word::literal(
                    "later_claim",
                    "研判后来情况",
                    "looking at a later claim near a signed finding",
                );
                let since = Until::Promptly(Some(claim.seen));
                self.add(look, whose(), since, claim.reasons, None);
            }
        }
    }

    /// Last days that somebody has set.
    fn last_days(&mut self) {
        let dossier = self.dossier;
        for entry in dossier.entries().values() {
            let done = matches!(entry.stage(), LedgerProgress::StruckOff { .. });
            let Some(last) = entry.deadline().filter(|_| !done) else { continue };
            let persons = entry.person().into_iter().chain(entry.leader()).collect();
            let whose = Whose { about: entry.id().any(), organ: entry.unit(), persons };
            self.day(Word::literal("rectification", "整改", "rectification"), whose, last);
        }
        for listed in dossier.listed_supervisions().values() {
            let done = matches!(listed.stage(), ListedProgress::StruckOff { .. });
            let Some(last) = listed.due().filter(|_| !done) else { continue };
            let whose = Whose { about: listed.id().any(), organ: None, persons: Vec::new() };
            self.day(Word::literal("listed", "挂账督办", "listed supervision"), whose, last);
        }
        for proposal in dossier.proposals().values().filter(|proposal| proposal.owes_reply()) {
            let Some(last) = proposal.reply_due() else { continue };
            let organ = Some(proposal.addressee());
            let whose = Whose { about: proposal.id().any(), organ, persons: Vec::new() };
            self.day(
                Word::literal("proposal_reply", "建议回复", "reply to a proposal"),
                whose,
                last,
            );
        }
    }
}

fn known(decision: Decision<Answer<Clock>>) -> (Option<Clock>, Vec<Reason>) {
    let (answer, reasons) = decision.into_parts();
    (answer.known(), reasons)
}

fn owed(decision: Decision<Answer<ReporterDue>>) -> (Option<Clock>, Vec<Reason>) {
    let (answer, reasons) = decision.into_parts();
    match answer.known() {
        Some(ReporterDue::Owed(clock)) => (Some(clock), reasons),
        _ => (None, reasons),
    }
}
