//! Intake: a report comes in, is picked up, registered or sent on, and acknowledged.
//!
//! **What one can do here.** Ask whether a clue goes into the ledger ([`register`]), and
//! until when it must be picked up, first disposed of, acknowledged and answered. Ask by
//! which ways nothing came in and from which sources and departments
//! ([`silent_channels`], [`silent_sources`], [`silent_departments`]), and what is amiss
//! with the keeping of the ledger ([`ledger()`]).
//!
//! Words: 受理 to take in · 登记入账 to register · 取交件 pick-up · 重复举报 repeated report ·
//! 实名举报 report under a true name · 举报渠道 ways by which reports come in · 摸底排查 clue
//! survey · 专门台账 ledger of clues · 闭环管理 closed loop.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `intake/accepted` | every report is accepted and handled | `intake/every-report-accepted`: yes, national from 2018-03-20 | law 1.2 (Supervision Law art. 35) |
//! | `intake/own-head` | a report about the organ's own head goes straight up, into no ledger and not copied | `intake/own-leader-straight-up`: yes, national from 2020-01-21 | law 0, 1.2 |
//! | `intake/repeat` | a report that says the same of the same subjects is linked to the first, and counted there | – | C18, §6.1 (our reading) |
//! | `intake/jurisdiction` | of another organ: forwarded; in part: own part kept, the rest forwarded; of a superior: sent up | `intake/forward-wrong-organ`: 5 working days, national from 2021-09-20; `intake/forward-superior`: 5 working days, national from 2020-01-21; `intake/forward-part`: promptly, national from 2021-09-20 (or read as the wrong organ) | law 0, 1.2 |
//! | `intake/pick-up` | within the limit, or by a person on call round the clock | `intake/pick-up`: on call, or read as within hours; `intake/pick-up-limit`: 24 hours; Chengguan | C04 |
//! | `intake/disposal` | first disposal within hours | `intake/disposal`: 2 hours; `intake/disposal-starts`: receipt, or read as pick-up or registration; Chengguan | C04 |
//! | `intake/from-above` | what a superior sent down is registered in time | `intake/accept-from-superior`: 5 working days, national from 2020-01-21 | law 1.2 |
//! | `intake/acknowledgement` | a named reporter is told of acceptance, once | `reporter/acceptance`: 15 working days; `reporter/repeats-not-told`: yes; national from 2020-01-21 | N05–N08, law 5 |
//! | `intake/channels` | each way of the place, and of the places above it, is asked whether it is open | `intake/channels`: letter, visit, internet, phone, Gansu; hotline, mailbox, e-mail, WeChat account, Henan; reflection point, box, visits down, reception, Chengguan; two by code, national from 2024-05-27 | G11, H08, C07, N07 |
//! | `intake/sources` | clues are looked for, and not only waited for | `intake/sources`: clue survey, Henan; field research, covert visits, big data, departments, national from 2024-05-27 | H07, N05, N06 |
//! | `intake/departments` | clues are exchanged with these departments | `intake/departments`: five, national from 2024-05-27 | N08 |
//! | `intake/keeper` | a named person keeps the ledger | `intake/designated-keeper`: yes, Chengguan | C08 |
//! | `intake/ledger-data` | its data are reported in each rhythm | `intake/ledger-reports`: weekly, monthly, Chengguan | C08 |
//! | `intake/closed-loop` | what is settled is fed back | `intake/closed-loop`: yes, Chengguan | C08 (reading) |
//! | `intake/taken-back` | what nobody reported is not taken back; a report that is taken back is dealt with all the same | – | law 1.2 (reading) |
//! | `intake/reply` | a named reporter is told the result | `reporter/result`: 15 working days, national from 2020-01-21 | C18, law 5 |
//!
//! A clue that the organ found by itself, in the field, by survey, on a covert visit, in
//! data or in another case, has no reporter who could be told.
//!
//! Not here: who may learn who reported (`secrecy`), and the satisfaction of reporters
//! (report figures). No function of this file sees a name.
//!
//! # Examples
//!
//! Two hours after half past ten in the evening:
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::day;
//! use unbrella::procedure::intake::{self, IntakeTimes};
//! use unbrella::rulebook::Rulebook;
//!
//! let book = Rulebook::published();
//! let rules = book.on("chengguan", day!(2021, 3, 5))?;
//! let times = IntakeTimes::received(Moment::parse("2021-03-05T22:30:00+08:00")?);
//! let now = Moment::parse("2021-03-06T01:00:00+08:00")?;
//! let disposal = intake::disposal(&times, rules, &china(), now);
//! assert_eq!(
//!     disposal.outcome().to_string(),
//!     "due before 2021-03-06 00:30:00 +08:00, overdue by 30 min",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G11, H07, H08, C04, C07, C08, N05–N08; law-context §1.2, §5.

mod ledger;
mod sources;
pub mod taken_back;

pub use ledger::{LedgerFacts, LedgerGap, ledger};
pub use sources::{InflowFacts, silent_channels, silent_departments, silent_sources};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::Deadline;
use crate::base::id::{ClueId, PartyId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Word,
};
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::fact::{by, never_asked, recorded, silent};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::{ClockStart, PartForwarding};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::report::{ClueSource, Naming, PickUpRule};
use crate::terms::stage::ClueStage as StageWord;

/// 管辖: to whom a matter belongs, seen from the organ that received it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Jurisdiction {
    /// 属本机关管辖: to this organ.
    Own,
    /// 部分属本机关管辖: in part to this organ, the rest to another.
    InPart,
    /// 属上级机关受理: to a superior organ.
    Superior,
    /// 属其他机关: to another organ, which may be no supervision organ at all.
    Other,
}

impl Jurisdiction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Own, Self::InPart, Self::Superior, Self::Other];
}

/// What registering looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFacts {
    /// The clue.
    pub clue: ClueId,
    /// When it was received.
    pub received: Moment,
    /// Where it stands; only what was received, or given back, can be registered.
    pub stage: StageWord,
    /// What it says, in the form in which two clues are compared.
    pub content_key: String,
    /// Those whom it is about, sorted.
    pub subjects: Vec<PartyId>,
    /// The other clues of the organ that share its first subject, or name nobody either.
    pub earlier: Vec<Earlier>,
    /// To whom the matter belongs, as the letters office has judged.
    pub jurisdiction: Fact<Jurisdiction>,
    /// Whether it is about the principal leader of the organ that received it.
    pub about_own_head: Fact<bool>,
}

impl RegisterFacts {
    /// The facts of a clue of the dossier; nothing if it is not there.
    ///
    /// Whether it is about the organ's own head comes from its subjects and their tenures
    /// on the day of receipt; if nobody is named as a subject, that is not known. To whom
    /// the matter belongs is for the letters office to judge.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        clue: ClueId,
        jurisdiction: Fact<Jurisdiction>,
    ) -> Option<Self> {
        dossier.clue(clue).map(|clue| Self::of(dossier, clue, jurisdiction))
    }

    /// The facts of a clue that is to be entered, beside what the dossier holds.
    #[must_use]
    pub fn of(dossier: &Dossier, clue: &Clue, jurisdiction: Fact<Jurisdiction>) -> Self {
        let day = clue.received().occurred_at().day();
        let heads = |party: &PartyId| holders::heads(dossier, *party, clue.received_by(), day);
        // A repeat is about the same subjects, and so about the first of them.
        let alike = dossier.clues_about(clue.subjects().first().copied());
        let same =
            |other: &&Clue| other.id() != clue.id() && other.received_by() == clue.received_by();
        Self {
            clue: clue.id(),
            received: clue.received().occurred_at(),
            stage: clue.stage().word(),
            content_key: clue.content_key(),
            subjects: sorted(clue.subjects()),
            earlier: alike.filter(same).map(Earlier::of).collect(),
            jurisdiction,
            about_own_head: if clue.subjects().is_empty() {
                never_asked()
            } else {
                holders::any(clue.subjects().iter().map(heads))
            },
        }
    }
}

/// A clue that came in earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The clue, or the one that it repeats.
    pub counted_as: ClueId,
    /// When it was received.
    pub received: Moment,
    /// What it says, in the form in which two clues are compared.
    pub content_key: String,
    /// Those whom it is about, sorted.
    pub subjects: Vec<PartyId>,
}

impl Earlier {
    /// A clue as an earlier one.
    #[must_use]
    pub fn of(clue: &Clue) -> Self {
        Self {
            counted_as: clue.repeats().unwrap_or_else(|| clue.id()),
            received: clue.received().occurred_at(),
            content_key: clue.content_key(),
            subjects: sorted(clue.subjects()),
        }
    }
}

/// 登记结果: what becomes of a report that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Registration {
    /// 登记: it goes into the ledger.
    New,
    /// 重复举报: it is linked to an earlier clue, and counted there.
    RepeatOf(ClueId),
    /// 部分移送: it goes into the ledger with the part that is ours; the rest is passed on.
    InPart {
        /// Until when the rest is passed on; undetermined where no number is laid down.
        forward: Answer<Deadline>,
    },
    /// 移送有权机关: it belongs to another organ.
    NotOurs {
        /// Until when it is passed on.
        forward: Answer<Deadline>,
    },
    /// 报送上级: it belongs to a superior organ.
    ToSuperior {
        /// Until when it is sent up.
        forward: Answer<Deadline>,
    },
    /// 直接上送: it is about our own head, goes straight up, and into no ledger.
    StraightUp,
}

impl Registration {
    /// Whether it goes into the ledger of the organ that received it.
    #[must_use]
    pub const fn enters_ledger(&self) -> bool {
        matches!(self, Self::New | Self::RepeatOf(_) | Self::InPart { .. })
    }
}

impl fmt::Display for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("goes into the ledger"),
            Self::RepeatOf(first) => write!(f, "repeats {first} and is counted there"),
            Self::InPart { .. } => f.write_str("own part into the ledger, the rest is passed on"),
            Self::NotOurs { .. } => f.write_str("is passed on to the organ that it belongs to"),
            Self::ToSuperior { .. } => f.write_str("is sent up to the organ that it belongs to"),
            Self::StraightUp => f.write_str("goes straight to the superior organ"),
        }
    }
}

impl Chinese for Registration {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("登记入账"),
            Self::RepeatOf(first) => write!(f, "系{first}的重复举报，并入原件统计"),
            Self::InPart { .. } => f.write_str("属本机关管辖部分登记入账，其余移送"),
            Self::NotOurs { .. } => f.write_str("移送有管辖权的机关"),
            Self::ToSuperior { .. } => f.write_str("报送上级机关"),
            Self::StraightUp => f.write_str("直接上送上级机关，不登记、不复制"),
        }
    }
}

fn sorted(subjects: &[PartyId]) -> Vec<PartyId> {
    let mut subjects = subjects.to_vec();
    subjects.sort_unstable();
    subjects
}

/// What the table above says of C18 and of §6.1.
const REPEATS: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "§6.1; law 5",
    "repeated reports are told apart from new ones",
    Certainty::Reading,
);

fn accepted(rules: RulesInForce<'_>, because: crate::decision::Sentence) -> Reason {
    let rule = crate::rule_name!("intake/accepted");
    match rules.get(keys::intake::EVERY_REPORT_ACCEPTED) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(not) => silent(rule, &not),
    }
}

fn letters_office() -> Word {
    Word::of(&crate::terms::office::Department::LettersAndReports)
}

/// What becomes of a report that came in.
///
/// General rule: it goes into the ledger. Exceptions, the first that applies:
///
/// 1. about the organ's own head: straight up, whatever else is known;
/// 2. of another organ, or of a superior: passed on;
/// 3. in part of another organ: own part into the ledger;
/// 4. the same content of the same subjects as an earlier clue: linked to it.
///
/// # Errors
///
/// A [`Refusal`] if the clue was registered already, which cannot be cured; or if it is
/// not known whether it is about the organ's own head (where a rule asks for that) or to
/// whom it belongs.
pub fn register(
    facts: &RegisterFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Result<Decision<Registration>, Refusal> {
    let requirement = Requirement::from(unregistered(facts, rules))
        .and(own_head_known(facts, rules))
        .and(jurisdiction_known(facts, rules));
    let step = crate::sentence!("register the clue", "登记线索");
    Ok(requirement.decide(step, ())?.then(|()| registered(facts, rules, calendar)))
}

fn straight_up(facts: &RegisterFacts, rules: RulesInForce<'_>) -> Option<Reason> {
    let parameter = rules.get(keys::intake::OWN_LEADER_STRAIGHT_UP).ok()?;
    (parameter.value() && facts.about_own_head == Fact::Known(true)).then(|| {
        let because = crate::sentence!(
            "it is about the principal leader of the organ that received it",
            "反映的是受理机关的主要负责人",
        );
        by(crate::rule_name!("intake/own-head"), because, &parameter)
    })
}

fn registered(
    facts: &RegisterFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Registration> {
    if let Some(reason) = straight_up(facts, rules) {
        return Decision::new(Registration::StraightUp, reason);
    }
    match facts.jurisdiction.known() {
        Some(Jurisdiction::Other) => {
            forward(facts, keys::intake::FORWARD_WRONG_ORGAN, rules, calendar)
                .map(|forward| Registration::NotOurs { forward })
        }
        Some(Jurisdiction::Superior) => {
            forward(facts, keys::intake::FORWARD_SUPERIOR, rules, calendar)
                .map(|forward| Registration::ToSuperior { forward })
        }
        Some(Jurisdiction::InPart) => {
            in_part(facts, rules, calendar).map(|forward| Registration::InPart { forward })
        }
        Some(Jurisdiction::Own) | None => match repeat_of(facts) {
            Some(first) => {
                let because = crate::sentence!(
                    "it says the same of the same subjects as {first}",
                    "与{first}反映的对象、内容相同",
                    first = first,
                );
                let reason = Reason::new(crate::rule_name!("intake/repeat"), because, REPEATS);
                Decision::new(Registration::RepeatOf(first), reason)
            }
            None => {
                let because = crate::sentence!(
                    "it belongs to the organ and was not reported before",
                    "属本机关管辖，且非重复举报",
                );
                Decision::new(Registration::New, accepted(rules, because))
            }
        },
    }
}

/// The earliest clue that says the same of the same subjects.
fn repeat_of(facts: &RegisterFacts) -> Option<ClueId> {
    let same = facts.earlier.iter().filter(|earlier| {
        earlier.counted_as != facts.clue
            && earlier.received <= facts.received
            && earlier.content_key == facts.content_key
            && earlier.subjects == facts.subjects
    });
    same.min_by_key(|earlier| (earlier.received, earlier.counted_as)).map(|e| e.counted_as)
}

fn forward(
    facts: &RegisterFacts,
    key: crate::rulebook::ParamKey<crate::base::deadline::TimeLimit>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    let limit = Limit {
        rule: crate::rule_name!("intake/jurisdiction"),
        key,
        what: Word::literal("forwarding", "移送", "passing on to the organ it belongs to"),
        event: start_word(ClockStart::Receipt),
    };
    clock::due(&limit, Fact::Known(facts.received), rules, calendar)
}

fn in_part(
    facts: &RegisterFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    let day = rules.on(facts.received.day());
    match day.get(keys::intake::FORWARD_PART) {
        Ok(how) if how.value() == PartForwarding::AsWrongOrgan => {
            forward(facts, keys::intake::FORWARD_WRONG_ORGAN, rules, calendar)
        }
        Ok(how) => {
            let because = crate::sentence!(
                "the part that belongs to another organ is passed on promptly; no number is laid down",
                "属其他机关管辖的部分应当及时移送，未规定具体时限",
            );
            let missing = crate::decision::Missing::new(
                const { Code::literal("forward_by") },
                crate::sentence!("a number of days for passing on a part", "部分移送的具体时限"),
                crate::provenance::NotKnown::NeverAsked,
            );
            let reason = by(crate::rule_name!("intake/jurisdiction"), because, &how);
            Decision::new(Answer::missing(missing), reason)
        }
        Err(_) => forward(facts, keys::intake::FORWARD_WRONG_ORGAN, rules, calendar),
    }
}

fn unregistered(facts: &RegisterFacts, rules: RulesInForce<'_>) -> Condition {
    let stage = Word::of(&facts.stage);
    if facts.stage == StageWord::Received {
        let because =
            crate::sentence!("the clue is {stage}", "线索处于“{stage}”环节", stage = stage);
        return Condition::met(accepted(rules, because));
    }
    let because = crate::sentence!(
        "the clue has gone on already: it is {stage}",
        "线索已进入“{stage}”环节",
        stage = stage,
    );
    Condition::forbidden(
        accepted(rules, because),
        Remedy::none(crate::sentence!("a clue is registered once", "线索只登记一次")),
    )
}

fn own_head_known(facts: &RegisterFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("intake/own-head");
    let parameter = match rules.get(keys::intake::OWN_LEADER_STRAIGHT_UP) {
        Ok(parameter) if parameter.value() => parameter,
        Ok(parameter) => {
            let because = crate::sentence!(
                "reports about the organ's own head are registered here",
                "本地反映本机关主要负责人的举报照常登记",
            );
            return Condition::met(by(rule, because, &parameter));
        }
        Err(not) => return Condition::met(silent(rule, &not)),
    };
    match facts.about_own_head {
        Fact::Known(own) => {
            let because = crate::sentence!(
                "whether it is about the organ's own head: {own}",
                "是否反映本机关主要负责人：{own}",
                own = crate::base::truth::Truth::from(own),
            );
            Condition::met(by(rule, because, &parameter))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "it is not known whether it is about the organ's own head",
                "是否反映本机关主要负责人尚不明确",
            );
            Condition::unknown(by(rule, because, &parameter), why, learn("about_own_head"))
        }
    }
}

fn jurisdiction_known(facts: &RegisterFacts, rules: RulesInForce<'_>) -> Requirement {
    let because = |known: bool| {
        if known {
            crate::sentence!("it is known to whom the matter belongs", "管辖归属已明确")
        } else {
            crate::sentence!("it is not known to whom the matter belongs", "管辖归属尚不明确")
        }
    };
    let settled = Requirement::from(match facts.jurisdiction {
        Fact::Known(_) => Condition::met(accepted(rules, because(true))),
        Fact::NotKnown(why) => {
            Condition::unknown(accepted(rules, because(false)), why, learn("jurisdiction"))
        }
    });
    match straight_up(facts, rules) {
        Some(reason) => settled.or(Condition::met(reason)),
        None => settled,
    }
}

fn learn(fact: &'static str) -> Remedy {
    let how = crate::sentence!("find it out and write it down", "查明并记录");
    Remedy::by(Cure::fact(Code::literal(fact), how, letters_office()))
}

/// The times that the clocks of intake look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntakeTimes {
    /// When the clue was received.
    pub received: Moment,
    /// When it was picked up.
    pub picked_up: Option<Moment>,
    /// When it was registered.
    pub registered: Option<Moment>,
    /// When it was first disposed of, or transferred out.
    pub disposed: Option<Moment>,
    /// When the reporter was told of acceptance.
    pub acknowledged: Option<Moment>,
    /// When it was closed or filed.
    pub settled: Option<Moment>,
    /// When the reporter was told the result.
    pub replied: Option<Moment>,
    /// Whether the reporter gave a name and a way to be reached.
    pub named: Fact<bool>,
    /// Whether it repeats an earlier clue.
    pub repeats: bool,
}

impl IntakeTimes {
    /// Those that a clue holds; pick-up and the telling of acceptance are kept elsewhere.
    #[must_use]
    pub fn of(clue: &Clue) -> Self {
        let first = |wanted: fn(&ClueStage) -> bool| {
            clue.stages().first_time(wanted).map(|when| when.occurred_at())
        };
        Self {
            received: clue.received().occurred_at(),
            picked_up: None,
            registered: first(|stage| matches!(stage, ClueStage::Registered { .. })),
            disposed: clue.disposed().map(|when| when.occurred_at()),
            acknowledged: None,
            settled: first(|stage| {
                matches!(
                    stage,
                    ClueStage::Filed { .. }
                        | ClueStage::Closed { .. }
                        | ClueStage::ClosedSignedOff { .. }
                )
            }),
            replied: first(|stage| matches!(stage, ClueStage::FedBack)),
            named: match clue.naming() {
                None if found_by_itself(clue.source()) => Fact::Known(false),
                naming => recorded(naming.map(|naming| naming == Naming::RealName)),
            },
            repeats: clue.repeats().is_some(),
        }
    }

    /// A clue of which nothing is known but when it was received.
    #[must_use]
    pub const fn received(received: Moment) -> Self {
        Self {
            received,
            picked_up: None,
            registered: None,
            disposed: None,
            acknowledged: None,
            settled: None,
            replied: None,
            named: never_asked(),
            repeats: false,
        }
    }
}

/// Whether the organ found a clue by itself, so that there is no reporter.
const fn found_by_itself(source: &ClueSource) -> bool {
    matches!(
        source,
        ClueSource::ClueSurvey
            | ClueSource::FieldResearch
            | ClueSource::CovertVisit
            | ClueSource::BigData
            | ClueSource::Recheck
            | ClueSource::FoundInCase
    )
}

/// 起算: the event from which a clock runs, as a word.
pub(super) fn start_word(start: ClockStart) -> Word {
    match start {
        ClockStart::Receipt => Word::literal("received", "收到", "receipt"),
        ClockStart::PickUp => Word::literal("picked_up", "取件", "pick-up"),
        ClockStart::Registration => Word::literal("registered", "登记", "registration"),
        ClockStart::InvestigationOpened => {
            Word::literal("investigation_opened", "立案侦查", "opening of the investigation")
        }
        ClockStart::Found => Word::literal("found", "发现", "discovery"),
        ClockStart::NetClosure => Word::literal("net_closed", "统一收网", "closing of the net"),
        ClockStart::Approval => Word::literal("approved", "批准", "approval"),
    }
}

/// 取交件: how a report is picked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickUp {
    /// 24小时值守: somebody is on call round the clock; nothing runs out.
    OnCall,
    /// Within a limit.
    Before(Deadline),
}

/// How a report is to be picked up, and until when.
///
/// Undetermined where the place says nothing.
pub fn pick_up_due(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<PickUp>> {
    let rule = crate::rule_name!("intake/pick-up");
    let how = match rules.on(times.received.day()).get(keys::intake::PICK_UP) {
        Ok(how) => how,
        Err(not) => {
            let missing = crate::procedure::fact::not_laid_down(&not);
            return Decision::new(Answer::missing(missing), silent(rule, &not));
        }
    };
    let because = crate::sentence!("pick-up: {how}", "取交件：{how}", how = Word::of(&how.value()));
    let reason = by(rule.clone(), because, &how);
    match how.value() {
        PickUpRule::OnCall => Decision::new(Answer::Known(PickUp::OnCall), reason),
        PickUpRule::WithinHours => {
            let limit = Limit {
                rule,
                key: keys::intake::PICK_UP_LIMIT,
                what: Word::literal("pick_up", "取交件", "pick-up"),
                event: start_word(ClockStart::Receipt),
            };
            clock::due(&limit, Fact::Known(times.received), rules, calendar)
                .map(|answer| answer.map(PickUp::Before))
                .and(reason)
        }
    }
}

fn disposal_limit(start: ClockStart) -> Limit {
    Limit {
        rule: crate::rule_name!("intake/disposal"),
        key: keys::intake::DISPOSAL,
        what: Word::literal("first_disposal", "线索处置", "first disposal"),
        event: start_word(start),
    }
}

/// From what the disposal clock runs, and the moment of it.
fn disposal_start(times: &IntakeTimes, rules: RulesInForce<'_>) -> (ClockStart, Fact<Moment>) {
    let starts = rules.on(times.received.day()).get(keys::intake::DISPOSAL_STARTS);
    let start = starts.map_or(ClockStart::Receipt, |starts| starts.value());
    let moment = match start {
        ClockStart::PickUp => recorded(times.picked_up),
        ClockStart::Registration => recorded(times.registered),
        _ => Fact::Known(times.received),
    };
    (start, moment)
}

/// Until when a clue is first disposed of.
///
/// The clock runs from receipt, unless the place says from pick-up or from registration.
pub fn disposal_due(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    let (start, moment) = disposal_start(times, rules);
    clock::due(&disposal_limit(start), moment, rules, calendar)
}

/// How the first disposal stands at `now`: in time, late, running or overdue.
pub fn disposal(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let (start, moment) = disposal_start(times, rules);
    clock::run(&disposal_limit(start), moment, times.disposed, now, rules, calendar)
}

/// How the registering of a report that a superior organ sent down stands at `now`.
pub fn from_above(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let limit = Limit {
        rule: crate::rule_name!("intake/from-above"),
        key: keys::intake::ACCEPT_FROM_SUPERIOR,
        what: Word::literal("registration_from_above", "登记受理", "registration"),
        event: start_word(ClockStart::Receipt),
    };
    let start = Fact::Known(times.received);
    clock::run(&limit, start, times.registered, now, rules, calendar)
}

/// Whether a reporter is owed something, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReporterDue {
    /// Nothing is owed: the report is anonymous, or repeats one that was acknowledged.
    NotOwed,
    /// It is owed, and this is how the limit stands.
    Owed(Clock),
}

/// Whether a named reporter is to be told of acceptance, and how that stands at `now`.
pub fn acknowledgement(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<ReporterDue>> {
    let limit = Limit {
        rule: crate::rule_name!("intake/acknowledgement"),
        key: keys::reporter::ACCEPTANCE,
        what: Word::literal(
            "acknowledgement",
            "告知受理情况",
            "telling the reporter of acceptance",
        ),
        event: start_word(ClockStart::Receipt),
    };
    let day = rules.on(times.received.day());
    if let (true, Ok(again)) = (times.repeats, day.get(keys::reporter::REPEATS_NOT_TOLD))
        && again.value()
    {
        let because = crate::sentence!(
            "a repeated report is not acknowledged again",
            "重复举报的，不再告知受理情况",
        );
        let reason = by(limit.rule.clone(), because, &again);
        return Decision::new(Answer::Known(ReporterDue::NotOwed), reason);
    }
    let start = Fact::Known(times.received);
    named_only(times, &limit, start, times.acknowledged, rules, calendar, now)
}

/// Whether a named reporter is to be told the result, and how that stands at `now`.
///
/// The clock runs from the closing or the filing of the clue.
pub fn reply(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<ReporterDue>> {
    let limit = Limit {
        rule: crate::rule_name!("intake/reply"),
        key: keys::reporter::RESULT,
        what: Word::literal("reply", "反馈处理结果", "telling the reporter the result"),
        event: Word::literal("settled", "办结", "settlement of the clue"),
    };
    let start = match times.settled {
        Some(settled) => Fact::Known(settled),
        None => Fact::NotKnown(crate::provenance::NotKnown::NotYetDue),
    };
    named_only(times, &limit, start, times.replied, rules, calendar, now)
}

/// Until when a named reporter is told of acceptance.
pub fn acknowledgement_due(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Option<Deadline>>> {
    acknowledgement(times, rules, calendar, times.received).map(deadline_only)
}

/// Until when a named reporter is told the result.
pub fn reply_due(
    times: &IntakeTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Option<Deadline>>> {
    reply(times, rules, calendar, times.settled.unwrap_or(times.received)).map(deadline_only)
}

fn deadline_only(answer: Answer<ReporterDue>) -> Answer<Option<Deadline>> {
    answer.map(|due| match due {
        ReporterDue::NotOwed => None,
        ReporterDue::Owed(clock) => Some(clock.deadline().clone()),
    })
}

fn named_only(
    times: &IntakeTimes,
    limit: &Limit,
    start: Fact<Moment>,
    done: Option<Moment>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<ReporterDue>> {
    match times.named {
        Fact::Known(true) => clock::run(limit, start, done, now, rules, calendar)
            .map(|answer| answer.map(ReporterDue::Owed)),
        Fact::Known(false) => {
            let because = crate::sentence!(
                "only a reporter who gave a name and can be reached is told",
                "仅向实名举报人告知、反馈",
            );
            let day = rules.on(times.received.day());
            let reason = match day.get(keys::reporter::NEEDED_FOR_NAMED) {
                Ok(parameter) => by(limit.rule.clone(), because, &parameter),
                Err(not) => silent(limit.rule.clone(), &not),
            };
            Decision::new(Answer::Known(ReporterDue::NotOwed), reason)
        }
        Fact::NotKnown(why) => {
            let missing = crate::decision::Missing::new(
                const { Code::literal("named") },
                crate::sentence!("whether the reporter gave a name", "是否实名举报"),
                why,
            );
            let because = crate::sentence!(
                "it is not known whether the reporter gave a name",
                "是否实名举报尚不明确",
            );
            let reason = match rules.on(times.received.day()).value(limit.key.info()) {
                Ok(parameter) => by(limit.rule.clone(), because, &parameter),
                Err(not) => silent(limit.rule.clone(), &not),
            };
            Decision::new(Answer::missing(missing), reason)
        }
    }
}

#[cfg(test)]
mod tests;
