//! Escalation: who handles a matter, on which level, and who among the leaders commands.
//!
//! **What one can do here.** Ask how a clue or case is to be handled, from everything that
//! is known of it ([`decide`]); whether it may pass from one organ to another
//! ([`may_move`]); whether it goes down again once a ground was refuted ([`may_lower`]); and
//! who settles a dispute ([`settle`]).
//!
//! Words: 提级办理 level-raised handling · 直查直办 direct investigation · 重点督办 key
//! supervision · 交叉办案 cross handling · 异地核查 off-site verification · 提级核查 level-raised
//! verification · 指定管辖 designated jurisdiction · 包案 a leader answers for the case.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `escalation/evaluation` | a case of gang-related corruption or umbrella is evaluated one level up | `escalation/evaluation-levels`: 1; `escalation/evaluation-scope`: screened concluded cases, or read as every case; Gansu | G15 |
//! | `escalation/central-clue` | a clue of the central supervision group | `escalation/central-clue`: direct investigation, Gansu; level-raised, Zhejiang; level-raised or key-supervised, Zhaotong | G24, Z17, law 6 |
//! | `escalation/central-lead` | who leads what the central group assigned | `escalation/central-major-lead`: the secretary; `escalation/central-lead`: a member; Henan | H18 |
//! | `escalation/off-site` | complicated local relations, resistance: off-site and level-raised verification | `verification/offsite-grounds`: both; `verification/offsite-join`: any, or read as all; Henan · `escalation/local-ties`: 2 (a value of this crate) | H12 |
//! | `escalation/local-ties` | so many supported ties make local relations complicated | `escalation/local-ties`: 2, national (a value of this crate) | H12 |
//! | `escalation/acquaintances` | the acquaintance society of a county: cross handling or level-raising | `escalation/acquaintances`: both, national from 2024-05-27 | N14 |
//! | `escalation/major` | a major case found by digging: level-raised and investigated directly | `escalation/major-case`: both, Zhaotong | Z11, Z16 |
//! | `escalation/thorough` | wide scope and bad influence: investigated thoroughly | – | N15 |
//! | `escalation/interference` | much interference: the principal leader commands | `escalation/interference-lead`: that, national from 2024-05-27 | N16 |
//! | `escalation/hard-case` | a bone or nail case | `supervision/hard-case-measures`: point-to-point, Gansu; listed, Chengguan | G26, C13 |
//! | `escalation/no-results` | a unit without results | `supervision/stalled-measures`: one-on-one, Gansu | G25 |
//! | `escalation/leader` | every key case has one responsible leader | `escalation/key-case-has-leader`: yes, Gansu | G09 |
//! | `escalation/managing-level` | nobody is handled from below, except by a superior's designation | `escalation/downward-designation`: yes, national from 2018-03-20 | law 0, 1.1 |
//! | `escalation/ordinary` | otherwise: handled on the managing level | – | §6.3 (reading) |
//! | `escalation/top` | nothing goes above the top | `escalation/at-the-top`: stays and says so (a value of this crate) | G15 |
//! | `escalation/sanction` | the managing organ decides the sanction, whoever handled | `escalation/sanction-stays`: yes, national from 2020-07-01 | law 1.1 |
//! | `escalation/asked` | a lower organ asks, and its superior takes it | `escalation/raise-on-request`: yes, national from 2018-03-20 | law 1.1 |
//! | `escalation/ordered` | a superior takes it | `escalation/upper-may-take`: yes, national from 2018-03-20 | law 1.1 |
//! | `escalation/designated` | a common superior designates another organ | `escalation/downward-designation`: yes, national from 2018-03-20 | law 0, 1.1 |
//! | `escalation/handed-down` | a superior hands it down | `escalation/downward-designation` | law 0, 1.1 |
//! | `escalation/lowered` | once a ground on which it was raised was refuted, and no other keeps it up, it is handed down again | – | design §8 (reading) |
//! | `escalation/dispute` | a dispute goes to the lowest common superior | – | law 1.1 (art. 16(3)) |
//!
//! **Where a place lists several modes** without saying which (Z17: of nine central clues
//! three were level-raised and six key-supervised; N14), the strongest is taken for a
//! major case and the mildest for any other. That is our reading. Only Z16 lists two that
//! go together.
//!
//! **Strength**, mild to strong: ordinary, key supervision, cross or off-site handling and
//! designation, level-raised verification, level-raised handling, direct investigation.
//! All modes that follow are listed; the strongest is the one that counts.
//!
//! **Two levels.** Raising moves the handling. The managing level is taken from the facts
//! and given back as it was.
//!
//! # Examples
//!
//! A major case found by digging, in a county of Zhaotong; of the rest nothing is known:
//!
//! ```
//! use unbrella::day;
//! use unbrella::procedure::escalation::{self, EscalationFacts, Grounds};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::office::Level;
//!
//! let book = Rulebook::published();
//! let facts = EscalationFacts {
//!     home: Level::County,
//!     handled_at: Level::County,
//!     managed_at: Fact::Known(Some(Level::County)),
//!     designated_below: false,
//!     grounds: Grounds { major: Fact::Known(true), ..Grounds::default() },
//!     local_ties: Fact::NotKnown(NotKnown::NeverAsked),
//! };
//! let decision = escalation::decide(&facts, book.on("zhaotong", day!(2019, 5, 6))?);
//! assert_eq!(
//!     decision.to_string(),
//!     "direct investigation, at city level\n  escalation/major: a major case is level-raised \
//!      and investigated directly [昭通市严查涉黑涉恶腐败和“保护伞”, 2019-04-24, Z16]",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue §6.3: G09, G15, G24–G26, H12, H18, N14–N16, Z11, Z16, Z17; law-context §1.1.

mod grounds;
mod moving;
mod table;
mod lower;

pub use grounds::{EscalationFacts, Grounds};
pub use lower::{LowerFacts, may_lower};
pub use moving::{MoveFacts, Way, may_move, settle};
pub use table::{Handling, Move, decide};

#[cfg(test)]
mod tests;
