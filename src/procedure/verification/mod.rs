//! Verification: a team looks into a clue, reports, and chiefs answer for the report.
//!
//! **What one can do here.** Ask whether a verification may begin ([`may_begin`]), whether
//! it may be concluded ([`may_conclude`]), until when it lasts ([`limit`]), with what
//! strength an organ verifies ([`strength`]), and which clues were settled after a
//! verification ([`settled`]).
//!
//! Words: 初步核实 preliminary verification · 核查组 verification team · 三长负责制 three-chief
//! responsibility · 异地核查 off-site verification · 提级核查 level-raised verification · 巡回督导 touring
//! supervision.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `verification/plan` | there is a plan | – | law 1.3 |
//! | `verification/approved` | the plan is approved; for the principal leader of the next lower party committee by the party secretary of the same level | `verification/lower-chief`: party secretary, national from 2019-01-01, Xixiang | law 1.3, 6 |
//! | `verification/team` | the team has enough members | `verification/team`: 2, national from 2019-01-01 | law 1.3 |
//! | `verification/recused` | nobody verifies the matter of a near relative, or their own | `recusal/grounds`, national from 2018-03-20 | law 1.7 |
//! | `verification/off-site` | an off-site verification is done by an organ of another place | – | H12 |
//! | `verification/level-raised` | a level-raised verification is done by an organ above the one to which the clue belongs | `escalation/upper-may-take`: yes, national from 2018-03-20 | H12, law 1.1 |
//! | `verification/reported` | the team has reported | – | law 1.3 |
//! | `verification/whole-team` | the whole team signs the report | `verification/whole-team-signs`: yes, national | law 1.3 |
//! | `verification/chiefs` | so many chiefs answer for it, in these posts | `verification/chiefs`: 3; `verification/chief-posts`: not named, or read as police bureau chief, detective head, station chief; Henan | H10 |
//! | `verification/chiefs-sign` | all of them sign before the clue is closed | `verification/chiefs-sign`: yes, Henan | H10 (reading) |
//! | `verification/proposal` | the report proposes one of the ways that the rules list | `verification/outcomes`: five, national from 2019-01-01 | law 1.3 |
//! | `verification/report-approved` | the principal leader approves the report | `verification/report-approved-by`: that, national from 2018-03-20 | law 1.3 |
//! | `verification/limit` | in time, where there is a limit | `verification/limit`: 2 months until 2018-12-31, then none, national; 15 working days, Xixiang · `verification/extension`: 1 month until 2018-12-31, national · `verification/limit-starts`: approval of the plan, or read as receipt (values of this crate) | law 1.3, 6 |
//!
//! **The three chiefs.** The report of Henan does not say who they are. As published, any
//! three posts will do; a host that follows the other reading gets the three posts of the
//! police.
//!
//! Not here: whether a clue is verified off-site or one level up
//! ([`escalation`](crate::procedure::escalation)), whether it is put to verification at all
//! ([`disposition`](crate::procedure::disposition)), grounds for recusal beside kinship
//! ([`recusal`](crate::procedure::recusal)).
//!
//! # Examples
//!
//! One of the team has not signed, and the principal leader has not approved:
//!
//! ```
//! use unbrella::base::id::{PersonId, Salt, VerificationId};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::verification::{self, ReportFacts};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::stage::VerificationProposal;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let no = LedgerNo::parse("甲纪核〔2019〕2号")?;
//! # let person = |text: &str| LedgerNo::parse(text).map(|no| PersonId::from_ledger(&salt, &no));
//! let (one, two) = (person("甲某")?, person("乙某")?);
//! let facts = ReportFacts {
//!     verification: VerificationId::from_ledger(&salt, &no),
//!     reported: true,
//!     team: vec![one, two],
//!     signed_by: vec![one],
//!     chiefs: Vec::new(),
//!     proposal: Some(VerificationProposal::Close),
//!     approved: None,
//! };
//! let book = Rulebook::published();
//! let refusal = verification::may_conclude(&facts, book.on("gansu", day!(2019, 6, 3))?).unwrap_err();
//! let rules: Vec<&str> = refusal.unmet().iter().map(|u| u.reason().rule().as_str()).collect();
//! assert_eq!(rules, ["verification/whole-team", "verification/report-approved"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue H10, H11, H12, H13; law-context §1.1, §1.3, §1.7, §6.

mod approval;
mod begin;
mod report;
mod duration;
mod figure;

pub use approval::Held;
pub use begin::{BeginFacts, may_begin};
pub use duration::{Limited, VerificationTimes, limit};
pub use figure::{Settled, Strength, settled, strength};
pub use report::{ChiefFacts, ReportFacts, may_conclude};

#[cfg(test)]
mod tests;
