//! What is due: the clocks of clues and transfers, asked of their procedures.
//!
//! Nothing is decided here. A clock that a procedure cannot name yet is left out.
//!
//! | clock | asked of |
//! |---|---|
//! | first disposal | [`procedure::intake`](crate::procedure::intake) |
//! | disposition opinion | [`procedure::disposition`](crate::procedure::disposition) |
//! | reply to a named reporter | [`procedure::intake`](crate::procedure::intake) |
//! | notice, hand-over and what else a transfer owes | [`procedure::transfer`](crate::procedure::transfer) |
//! | how long a detention may last, notice to unit and family | [`procedure::discipline`](crate::procedure::discipline) |

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, MeasureId};
use crate::decision::{Answer, Decision, Reason};
use crate::model::clue::Clue;
use crate::model::dossier::Dossier;
use crate::model::transfer::Transfer;
use crate::procedure::clock::Clock;
use crate::procedure::discipline::{DetentionFacts, Notice, detention, notice};
use crate::procedure::disposition::{self, Assessment, DispositionFacts};
use crate::procedure::intake::{self, IntakeTimes, ReporterDue};
use crate::procedure::transfer::{self, Duty, Standing, TransferFacts};
use crate::rulebook::RulesInForce;

/// For what a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueFor {
    /// 线索处置: the clue is disposed of for the first time.
    Disposal,
    /// 处置意见: an opinion on how to dispose of it.
    Opinion,
    /// 答复: the named reporter hears the result.
    Reply,
    /// 通报: the other organ is given notice.
    Notice,
    /// 移交: the clue is handed over.
    HandOver,
    /// 其他移送义务: whatever else a transfer owes.
    OtherDuty,
    /// 留置期限: a detention may last no longer.
    Detention,
    /// 通知单位和家属: unit and family are told of a detention.
    DetentionNotice,
}

impl DueFor {
    /// In a few words of both languages.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::Disposal => "first disposal 线索处置",
            Self::Opinion => "disposition opinion 处置意见",
            Self::Reply => "reply to named reporter 答复",
            Self::Notice => "notice 通报",
            Self::HandOver => "hand-over 移交",
            Self::OtherDuty => "other duty of a transfer 其他移送义务",
            Self::Detention => "detention 留置期限",
            Self::DetentionNotice => "notice of detention 留置通知",
        }
    }

    /// Whether that it runs at all tells that the reporter gave a name.
    #[must_use]
    pub const fn tells_of_a_reporter(self) -> bool {
        matches!(self, Self::Reply)
    }
}

/// One clock, for what it runs, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// For what.
    pub what: DueFor,
    /// The clue that it is about.
    pub clue: ClueId,
    /// The clock.
    pub clock: Clock,
    /// Why: the rule, what it found, and where it comes from.
    pub reasons: Vec<Reason>,
}

/// The clocks of a clue in the organ's own ledger.
#[must_use]
pub fn of_clue(
    clue: &Clue,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Vec<Due> {
    let mut all = Vec::new();
    let mut add = |what, clock: Option<Clock>, reasons| {
        all.extend(clock.map(|clock| Due { what, clue: clue.id(), clock, reasons }));
    };
    let times = IntakeTimes::of(clue);
    let (clock, reasons) = parts(intake::disposal(&times, rules, calendar, now));
    add(DueFor::Disposal, clock, reasons);
    let facts = DispositionFacts::of(clue, Assessment::default());
    let (clock, reasons) = parts(disposition::limit(&facts, rules, calendar, now));
    add(DueFor::Opinion, clock, reasons);
    let (answer, reasons) = intake::reply(&times, rules, calendar, now).into_parts();
    if let Answer::Known(ReporterDue::Owed(clock)) = answer {
        add(DueFor::Reply, Some(clock), reasons);
    }
    all
}

/// The clocks of a detention; none for another measure.
#[must_use]
pub fn of_detention(
    dossier: &Dossier,
    measure: MeasureId,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Vec<(DueFor, Clock, Vec<Reason>)> {
    let Some(facts) = DetentionFacts::gather(dossier, measure) else { return Vec::new() };
    let mut all = Vec::new();
    let (answer, reasons) = detention(&facts, rules, calendar, now).into_parts();
    if let Answer::Known(found) = answer {
        all.push((DueFor::Detention, found.clock, reasons));
    }
    let (answer, reasons) = notice(&facts, rules, calendar, now).into_parts();
    if let Answer::Known(Notice::Due(clock)) = answer {
        all.push((DueFor::DetentionNotice, clock, reasons));
    }
    all
}

fn parts(decision: Decision<Answer<Clock>>) -> (Option<Clock>, Vec<Reason>) {
    let (answer, reasons) = decision.into_parts();
    (answer.known(), reasons)
}

/// The clocks of a transfer.
#[must_use]
pub fn of_transfer(
    dossier: &Dossier,
    transfer: &Transfer,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Vec<Due> {
    let facts = TransferFacts::of(transfer, dossier.organ(transfer.from()));
    let (owed, reasons) = transfer::owed(&facts, rules, calendar, now).into_parts();
    let timed = owed.into_iter().filter_map(|owed| {
        let Standing::Timed(clock) = owed.standing else { return None };
        let what = match owed.duty {
            Duty::Notice => DueFor::Notice,
            Duty::HandOver => DueFor::HandOver,
            _ => DueFor::OtherDuty,
        };
        let name = owed.duty.to_string();
        let own = reasons.iter().find(|reason| reason.because().to_string().starts_with(&name));
        Some(Due {
            what,
            clue: transfer.clue(),
            clock,
            reasons: own.cloned().into_iter().collect(),
        })
    });
    timed.collect()
}
