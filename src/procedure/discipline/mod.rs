//! Discipline: forms, sanctions, approvals, measures and their clocks.
//!
//! **What one can do here.** Ask which of the four forms outcomes come to ([`form`]) and
//! how persons are counted ([`tally`]); whether something may be imposed on a person
//! ([`may_impose`]), how long it works on ([`period`]), several of them together
//! ([`combine`]), and what acting as an umbrella may be sanctioned with
//! ([`for_umbrella`]); what speaks for lighter and heavier ([`weigh`]); who approves a step
//! ([`approvals`]) and whether an organ is competent ([`competence`]); whether somebody may
//! be detained ([`may_detain`]), until when ([`detention`]), whether that may be made longer
//! ([`may_extend`]), who must be told ([`notice`]), what is credited ([`credit`]); whether another measure may be taken
//! ([`may_take`]), and any be ended ([`may_end`]); until when other measures and steps of a
//! case run ([`term_due`]); and what somebody under investigation may not do ([`may_do`]).
//!
//! Words: 四种形态 four forms · 党纪处分 party sanction · 政务处分 public sanction · 组织处理
//! organizational handling · 处分期 period · 留置 detention · 从轻、从重 lighter, heavier · 按程序
//! 报批 approved by the usual procedure.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `discipline/form` | criticism; light sanction or adjustment; heavy sanction; crime | `discipline/four-forms`; `discipline/light-party`: two; `discipline/light-handling`: four; `discipline/light-public`: to demotion, or read as to serious demerit; national from 2017-01-08 | law 1.6 |
//! | `discipline/counted` | persons by rank and outcome; each once under each word | – | G07, C22, Z06 |
//! | `discipline/listed` | what may be imposed | `discipline/party-sanctions`: five, from 2018-10-01; `discipline/public-sanctions`: six, from 2020-07-01; `discipline/organizational`: five, from 2021-03-19; national | law 1.6 |
//! | `discipline/member` | a party sanction is for members | – | law 1.6 |
//! | `discipline/retired` | who has retired gets no public sanction | – | law 1.6 (art. 27) |
//! | `discipline/village` | village managers get the three light ones | `discipline/village-sanctions`: three, national from 2020-07-01 | law 1.6 (art. 22) |
//! | `discipline/managing` | the managing organ decides, whoever handled | `escalation/sanction-stays`: yes, national from 2020-07-01 | law 1.1 (art. 51) |
//! | `discipline/deliberated` | the case is deliberated collectively | `discipline/trial-collective`: yes, national from 2019-01-01 | law 1.5 |
//! | `discipline/double` | one act is not sanctioned by organ and unit both | `discipline/no-double-sanction`: yes, national from 2020-07-01 | law 1.6 (art. 16) |
//! | `discipline/probation` | how long a probation is | `discipline/party-probation-least`: 12 months; `discipline/party-probation-most`: 24 months; national | law 1.6 |
//! | `discipline/period` | how long a sanction works on | `discipline/period-warning`: 6, `discipline/period-demerit`: 12, `discipline/period-major-demerit`: 18, `discipline/period-demotion` and `discipline/period-removal`: 24 months; `discipline/party-warning`: 12, `discipline/party-serious-warning`: 18, `discipline/party-removal`: 24, `discipline/party-after-probation`: 24, `discipline/party-readmission`: 60 months; national | law 1.6 (art. 8) |
//! | `discipline/combination` | of several kinds the heaviest; of one kind up to the sum | `discipline/period-most`: 48 months, national from 2020-07-01 | law 0, 1.6 (art. 15) |
//! | `discipline/umbrella` | what acting as an umbrella is sanctioned with | `discipline/umbrella-party`: three; `discipline/umbrella-public`: two; national | law 1.6 |
//! | `discipline/mitigating` | what may make it lighter | `discipline/mitigating`: seven, national from 2020-07-01 | law 1.6 (art. 11) |
//! | `discipline/aggravating` | what must make it heavier | `discipline/aggravating`: seven, national from 2020-07-01 | law 1.6 (art. 13) |
//! | `discipline/approval` | who decides, approves, files a step | `discipline/filing-approval`, `discipline/plan-approved-by`, `discipline/team-approved-by`, `discipline/inquiry-approved-by`, `discipline/detention-decided-by`, `discipline/detention-approved-by`, `discipline/detention-filed-with`, `discipline/detention-longer-approved-by`, `discipline/detention-grave-approved-by`, `discipline/exit-ban-by`, `discipline/new-measures-approved-by`, `disposition/inquiry-lower-chief`, `verification/lower-chief`, `verification/report-approved-by`; national | law 1.3, 1.4 |
//! | `discipline/competent` | nobody is handled from below, except by designation | `escalation/upper-may-take`: yes, national from 2018-03-20 | law 0, 1.1, 2 |
//! | `discipline/detention-facts` | a serious offense is suspected, and part of the facts in hand | – | law 1.4 (art. 22) |
//! | `discipline/detention-grounds` | one of the circumstances is there | `discipline/detention-grounds`: four, national from 2018-03-20 | law 1.4 |
//! | `discipline/detention-decided` | the leaders decide it collectively | `discipline/detention-decided-by`, national from 2018-03-20 | law 1.4 |
//! | `discipline/detention-approved` | up to the city the organ above approves | `discipline/detention-approved-by`, national from 2018-03-20 | law 1.4 |
//! | `discipline/detention` | how long it may last | `discipline/detention`: 3 months, or read with the first day counted; national from 2018-03-20; `discipline/detention-pending-at-change`: as begun, or read as of each step (a value of this crate) | Z07, law 1.4 |
//! | `discipline/detention-longer` | extended once | `discipline/detention-longer`: 3 months; `discipline/detention-extensions`: 1; national from 2018-03-20 | law 1.4 |
//! | `discipline/detention-grave` | extended again for a heavy sentence | `discipline/detention-grave`: 2 months, national from 2025-06-01 | law 1.4 |
//! | `discipline/detention-recount` | counted anew once, by a province or above | `discipline/detention-recounts`: 1; `discipline/detention-extreme`: 16 months, or read as 14; national from 2025-06-01 | law 1.4 |
//! | `discipline/detention-notice` | unit and family are told | `discipline/detention-notice`: 24 hours, national from 2018-03-20 | law 1.4 |
//! | `discipline/credit` | what a day of detention counts for | `discipline/credit-control`: 2; `discipline/credit-prison`: 1; national from 2018-03-20 | law 1.4 |
//! | `discipline/term` | until when other measures and steps run | `discipline/decision`: 12 months, `discipline/decision-longer`: 6, from 2021-09-20; `discipline/review`: 90 days and 90, from 2017-01-08 to 2018-12-31; `discipline/trial`: 1 month; `discipline/announced`: 1 month; `discipline/post-changed`: 1 month, at the latest 6; `discipline/compelled`: 12 hours, or 24; `discipline/waiting`: 12 months; `discipline/protective`: 7 days and 3; `discipline/technical`: 3 months, renewed by 3; national | law 1.4, 1.5 |
//! | `discipline/measure` | only a measure that the law of the day has is taken | `discipline/new-measures-approved-by`: principal leader, national from 2025-06-01 | law 1.4 |
//! | `discipline/exit-ban` | an organ of the province or above approves an exit ban | `discipline/exit-ban-by`: organ of the province, national from 2018-03-20 | law 1.4 (art. 30) |
//! | `discipline/extended` | what is granted counts, and the detention still lasts | those of its clock | law 1.4 (reading) |
//! | `discipline/ended` | a measure ends once, and after it began | – | law 1.4 (reading) |
//! | `discipline/frozen` | what is not done during an investigation | `discipline/frozen-during`: seven, national from 2020-07-01 | law 1.4 (art. 52) |
//!
//! **The person is heard first.** A sanction asks for the hearing of
//! [`remedy`](crate::procedure::remedy), and its refusal names that rule.
//!
//! **Circumstances are listed, not summed up.** Each that is known stands with its article.
//! A defence is never one of them.
//!
//! # Examples
//!
//! Detained in July 2025, extended once; the further extension is still possible:
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::procedure::discipline::{self, DetentionFacts, Longer};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::office::Level;
//! use unbrella::terms::outcome::DetentionExtension;
//!
//! let at = |text: &str| Moment::parse(text);
//! let facts = DetentionFacts {
//!     level: Level::City,
//!     begun: at("2025-07-01T10:00:00+08:00")?,
//!     longer: vec![Longer {
//!         kind: DetentionExtension::Ordinary,
//!         granted: at("2025-09-28T10:00:00+08:00")?,
//!         approved: Fact::Known(true),
//!     }],
//!     notified: None,
//!     hinders: false,
//!     ended: None,
//! };
//! let book = Rulebook::published();
//! let now = at("2025-12-01T10:00:00+08:00")?;
//! let found = discipline::detention(&facts, book.on("national", now.day())?, &china(), now);
//! let detention = found.outcome().clone().known().ok_or("undetermined")?;
//! assert_eq!(detention.clock.deadline().due().to_string(), "2026-01-02 00:00:00 +08:00");
//! assert_eq!(detention.left, [DetentionExtension::HeavySentence]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: what follows from a criminal conviction (Public Sanctions Law 2020 art. 14), the
//! clocks of criminal procedure, reviews ([`remedy`](crate::procedure::remedy)).
//!
//! # Source
//!
//! Catalogue G07, C22, Z06, Z07; law-context §0, §1.1, §1.3–1.6.

mod form;
mod weighing;
mod approval;
mod sanction;
mod detention;
mod longer;
mod term;
mod frozen;
mod measure;

pub use approval::{
    Approval, Competence, DetainFacts, Part, Step, StepFacts, Who, approvals, competence,
    may_detain,
};
pub use detention::{
    Credit, Detention, DetentionFacts, Longer, NotLonger, Notice, credit, detention, longer, notice,
};
pub use form::{Handled, Tally, form, tally};
pub use frozen::{During, may_do};
pub use longer::may_extend;
pub use measure::{EndFacts, TakeFacts, may_end, may_take};
pub use sanction::{
    Combined, ForUmbrella, ImposeFacts, Influence, combine, for_umbrella, may_impose, period,
};
pub use term::{Term, TermFacts, term_due};
pub use weighing::{Circumstances, Weighing, weigh};

#[cfg(test)]
mod tests;
