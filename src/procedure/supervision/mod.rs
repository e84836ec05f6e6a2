//! Supervision: who is looked at, how, and what asks for a look.
//!
//! **What one can do here.** Ask what is wrong with a mission before it is sent
//! ([`may_send`]), which units the central group criticized and nobody visited since
//! ([`unattended`]), whether a unit is stalled ([`results`]) and has broken through
//! ([`first_result`]), which alarms there are ([`alarms`]), how a bone or nail case is to
//! be supervised ([`hard_case`]), how a listed matter stands and may be struck off
//! ([`listing`], [`may_strike_off`]), what a progress meeting left out
//! ([`progress_meeting`]), how the milestones of a plan stand ([`milestones`]), and whether a
//! special inspection may be carried out ([`may_inspect`]).
//!
//! Words: 点对点督导 point-to-point · 一对一督导 one-on-one · 骨头案、钉子案 bone and nail cases ·
//! 挂账督办 listed · 销号 struck off · 零突破 first result · 零线索 no clue · 时间表 timetable ·
//! 专项巡视 special inspection.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `supervision/measure` | a mission is one of the measures of the place | `supervision/measures`: the three, Gansu (the third is open) | G22 |
//! | `supervision/leader-rank` | a supervision and research group is led from a rank up | `supervision/team-leader-rank`: department and bureau level, Henan from 2018-07-01 | H25 |
//! | `supervision/led` | a one-on-one mission is led by a member of the leading team | – | G25 |
//! | `supervision/target` | point-to-point names a case, a clue or a unit; one-on-one names one unit | – | G02, G23, G25, G26 |
//! | `supervision/aspects` | a central group looks at all aspects | `supervision/aspects`: the six, Henan from 2018-08-28 | H26 |
//! | `supervision/stay` | a central group stays no longer than its term | `supervision/central-stay`: 1 month, Henan from 2018-08-28 | H26 |
//! | `supervision/inspection-decided` | a party committee decides on a special inspection | `supervision/inspection-decided-by`: party committee, Gansu from 2020-05-01 | G10 |
//! | `supervision/inspection-units` | it names its units | – | G10 (reading) |
//! | `supervision/inspection-looks-at` | it looks at main and at supervision responsibility | `supervision/inspection-looks-at`: both, Gansu from 2020-05-01 | G10 |
//! | `supervision/after-feedback` | a unit that the central group criticized is visited afterwards | `supervision/after-feedback`: point-to-point, Gansu | G23 |
//! | `supervision/stalled` | a unit that handled nobody in a whole period is stalled | `supervision/stalled-results`: 0; `supervision/stalled-measures`: one-on-one; Gansu from 2019-02-01 · `supervision/stalled-period`: 12 months, Gansu (a value of this crate) | G25 |
//! | `supervision/first-result` | a unit that had handled nobody has handled somebody since | – | G25 |
//! | `supervision/hard-case` | a bone or nail case is supervised in the way of the place | `supervision/hard-case-measures`: point-to-point, Gansu from 2020-06-01; listed, Chengguan | G02, G26, C13 |
//! | `supervision/listed` | a matter stays on the list until it is struck off | – | C13 |
//! | `supervision/strike-off` | it is struck off when it is settled and progress was reported | – | C13 (reading) |
//! | `supervision/progress-meeting` | cases are heard one by one, studied collectively, and given a direction | `follow_up/meeting-collective`: yes, Chengguan | C13 |
//! | `supervision/milestone` | a milestone is there by the end of its day | – | G08 |
//! | `supervision/alarm` | what raises an alarm | `supervision/alarms`: six, national (a value of this crate) · `accountability/talk-period`: 3 months, Chengguan (a value of this crate) | C17, G25, law 4.3, design §8.12 |
//!
//! **An alarm asks somebody to look, and grounds nothing.** That a unit found no clue, or
//! that a triad case has no umbrella, may be the plain truth. So each alarm has a mirror: a
//! case that was filed and dismissed, a decision that was overturned, a person who was
//! cleared ask to be looked at in the same way. What an alarm leads to is for
//! [`accountability`](crate::procedure::accountability), which refuses to act on alarms alone.
//!
//! # Examples
//!
//! A city that has handled nobody for a year, in Gansu:
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{OrganId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::procedure::supervision::{self, UnitFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let facts = UnitFacts {
//!     unit: OrganId::from_ledger(&salt, &LedgerNo::parse("乙市纪委监委")?),
//!     watched_since: Fact::Known(Moment::parse("2018-01-15T00:00:00+08:00")?),
//!     clues: Vec::new(),
//!     handled: Vec::new(),
//! };
//! let book = Rulebook::published();
//! let now = Moment::parse("2021-05-06T09:00:00+08:00")?;
//! let found = supervision::results(&facts, book.on("gansu", now.day())?, &china(), now);
//! assert_eq!(found.outcome().to_string(), "stalled: nobody handled; one-on-one supervision");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: who handles a hard case ([`escalation`](crate::procedure::escalation)), the
//! ledger of problems ([`rectification`](crate::procedure::rectification)), the talk with a
//! unit ([`accountability`](crate::procedure::accountability)).
//!
//! # Source
//!
//! Catalogue G02, G08, G10, G22, G23, G25, G26, C13, H25, H26; law-context §4.3; design §8.12.

mod inspection;
mod mission;
mod unit;
mod alarm;
mod listed;

pub use alarm::{Alarm, CaseSigns, alarms};
pub use inspection::{InspectionFacts, may_inspect};
pub use listed::{
    HardCase, ListedFacts, Listing, MeetingGap, Milestone, MilestoneState, Milestones,
    ProgressMeeting, hard_case, listing, may_strike_off, milestones, progress_meeting,
};
pub use mission::{FedBack, MissionFacts, may_send, unattended};
pub use unit::{UnitFacts, UnitState, first_result, results};

#[cfg(test)]
mod tests;
