//! What is due of clues: disposal, telling the reporter, verification, transfer.

use crate::base::id::EntityId;
use crate::casebook::agenda::desk::{Desk, Whose, known};
use crate::decision::{Answer, Decision, Reason, Word};
use crate::model::clue::Clue;
use crate::model::transfer::Transfer;
use crate::procedure::clock::Clock;
use crate::procedure::disposition::{self, Assessment, DispositionFacts};
use crate::procedure::intake::{self, IntakeTimes, ReporterDue};
use crate::procedure::transfer::{self, Duty, Standing, TransferFacts};
use crate::procedure::verification::{self, Limited, VerificationTimes};

impl Desk<'_> {
    pub(super) fn clues(&mut self) {
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

    pub(super) fn verifications(&mut self) {
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

    pub(super) fn transfers(&mut self) {
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
                    self.promptly(owed.duty.word(), whose, since, own);
                }
                _ => {}
            }
        }
    }
}

fn owed(decision: Decision<Answer<ReporterDue>>) -> (Option<Clock>, Vec<Reason>) {
    let (answer, reasons) = decision.into_parts();
    match answer.known() {
        Some(ReporterDue::Owed(clock)) => (Some(clock), reasons),
        _ => (None, reasons),
    }
}
