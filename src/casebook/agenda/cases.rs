//! What is due in cases: decision and trial, the end of measures, property, appeals; and
//! until when the stage of a police case lasts.

use crate::base::id::EntityId;
use crate::casebook::agenda::desk::{Desk, Whose, known};
use crate::decision::Word;
use crate::model::case::Case;
use crate::model::discipline::InvestigationMeasure;
use crate::procedure::discipline::{self, Detention, DetentionFacts, Notice, TermFacts};
use crate::procedure::follow_up::police_case;
use crate::procedure::remedy::{self, AppealFacts, Property};

impl Desk<'_> {
    /// Of a discipline case it is the organ that handles it that owes the step. Whose the
    /// stage of a police case is stands in no record.
    pub(super) fn cases(&mut self) {
        let (dossier, rules, calendar, now) = (self.dossier, self.rules, self.calendar, self.now);
        for case in dossier.cases().values() {
            for facts in TermFacts::of_case(case, dossier.measures_of(case.id())) {
                self.term(&facts, of_case(case));
            }
            if let Some((what, due)) = police_case::running(case, rules, calendar, now) {
                let (clock, reasons) = known(due);
                self.clock(what, Whose { organ: None, ..of_case(case) }, clock, reasons);
            }
        }
    }

    fn term(&mut self, facts: &TermFacts, whose: Whose) {
        let due = discipline::term_due(facts, self.rules, self.calendar, self.now);
        let (clock, reasons) = known(due);
        self.clock(facts.term.word(), whose, clock, reasons);
    }

    /// A measure other than detention ends in time as well.
    fn measure(&mut self, measure: &InvestigationMeasure) {
        if let Some(facts) = TermFacts::of_measure(measure) {
            let (about, organ) = (measure.id().any(), Some(measure.organ()));
            self.term(&facts, Whose { about, organ, persons: Vec::new() });
        }
    }

    pub(super) fn measures(&mut self) {
        for measure in self.dossier.measures().values().filter(|m| m.ended().is_none()) {
            self.detention(measure);
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

    fn detention(&mut self, measure: &InvestigationMeasure) {
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

    pub(super) fn appeals(&mut self) {
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
}

fn of_case(case: &Case) -> Whose {
    let organ = Some(case.handler().organ);
    Whose { about: case.id().any(), organ, persons: Vec::new() }
}
