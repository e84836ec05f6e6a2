//! Coordination: the leading group, its office and working groups, and what meetings leave.
//!
//! **What one can do here.** Ask what a leading group lacks ([`group`]), which kinds of
//! meetings were not held ([`not_held`]), what a meeting left open ([`problem_list`]), and
//! whether a collective talk was held where it is to be held ([`venue`]). Ask what a place
//! has not laid down ([`system()`]), which levels have no hand in a case ([`not_linked`]),
//! and what its task forces lack ([`task_forces`]).
//!
//! Words: 领导小组 leading group · 成员单位 member unit · 扫黑办 anti-gang office · 专项工作组
//! working group · 工作格局 parts in the joint work · 问题清单 list of problems · 推进会 promotion
//! meeting · 协调联动制度 rule of coordination · 三级联动 three levels linked · 专案组 task force.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `coordination/chair` | who is in the chair | `coordination/chair`: political-legal committee, Henan | H03 |
//! | `coordination/office` | the leading group has an office | – | H03 |
//! | `coordination/members` | how many units belong to it | `coordination/members`: 35, Henan | H03 |
//! | `coordination/groups` | how many working groups the office has | `coordination/groups`: 8, Henan | H04 |
//! | `coordination/tasks` | each task that is named has a working group | `coordination/tasks`: six, Henan (the source names tasks, not groups) | H04 |
//! | `coordination/parts` | each part in the joint work is taken, and by whom it falls to | `coordination/parts`: four, Henan | H05 |
//! | `coordination/kinds` | which meetings are held | `coordination/meetings`: four, Zhaotong | Z09 |
//! | `coordination/problem-list` | such a meeting leaves a list of problems, and somebody answers for each | `coordination/problem-list`: yes, Zhaotong | Z09 |
//! | `coordination/documents` | the plan and the rule of coordination, by which clues are transferred both ways, are issued | `coordination/documents`: two, Chengguan | C03 |
//! | `coordination/areas` | something is laid down for each area of the system | `coordination/areas`: leadership, daily supervision, coordination, standardized disposal, Chengguan | C05 |
//! | `coordination/linked` | the three levels have a hand in such a case | `coordination/linked-levels`: province, city, county, Gansu | G18 |
//! | `coordination/task-forces` | task forces stand under a leading group | `coordination/task-forces`: 11, Zhaotong | Z14 |
//! | `coordination/cadres` | how many cadres they bring together | `coordination/cadres`: 300, Zhaotong | Z14 |
//! | `coordination/venue` | the collective talk is held at a meeting of this kind, with those who are talked to | `coordination/talk-venue`: promotion meeting, Chengguan | C29 |
//!
//! The figures of a place (35 units, 8 groups) say what a group of that place has. More is
//! no fault; fewer is told.
//!
//! # Examples
//!
//! A special meeting in Zhaotong that left a list, and nobody answers for one of its problems:
//!
//! ```
//! use unbrella::base::id::{ProblemId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::coordination::{self, ListFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::meeting::MeetingKind;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let problem = |text: &str| LedgerNo::parse(text).map(|no| ProblemId::from_ledger(&salt, &no));
//! let facts = ListFacts {
//!     kind: MeetingKind::Special,
//!     list: Fact::Known(true),
//!     problems: vec![(problem("1")?, true), (problem("2")?, false)],
//! };
//! let book = Rulebook::published();
//! let open = coordination::problem_list(&facts, book.on("zhaotong", day!(2019, 5, 6))?);
//! assert_eq!(open.outcome().len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: consultation between organs over one case
//! ([`model::consultation`](crate::model::consultation)), the talk itself
//! ([`accountability`](crate::procedure::accountability)), progress meetings over cases
//! ([`supervision`](crate::procedure::supervision)).
//!
//! # Source
//!
//! Catalogue G18, H03, H04, H05, C03, C05, C29, Z09, Z14.

mod forces;
mod system;

pub use forces::{ForceFacts, ForceGap, LinkFacts, not_linked, task_forces};
pub use system::{SystemFacts, SystemGap, system};

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{LeadingGroupId, MeetingId, OrganId, ProblemId, TalkId};
use crate::decision::{Chinese, Decision, Reason, Word};
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{InForce, ParamKey, ParamType, RulesInForce, keys};
use crate::terms::coordination::{Part, WorkingGroupField};
use crate::terms::document::DocumentKind;
use crate::terms::meeting::MeetingKind;
use crate::terms::office::OrganKind;

/// A unit that belongs to a leading group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The unit.
    pub unit: OrganId,
    /// What kind of body it is.
    pub kind: Fact<OrganKind>,
    /// Its part in the joint work; none while none is laid down for it.
    pub part: Option<Part>,
}

/// What a leading group has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFacts {
    /// What kind of body is in the chair.
    pub chair: Fact<OrganKind>,
    /// Whether it has an office.
    pub office: bool,
    /// The units that belong to it.
    pub members: Vec<Belongs>,
    /// What its working groups work on, one entry a group.
    pub groups: Vec<WorkingGroupField>,
}

impl GroupFacts {
    /// The facts of a leading group of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, group: LeadingGroupId) -> Option<Self> {
        let group = dossier.leading_group(group)?;
        let kind = |organ| recorded(dossier.organ(organ).map(|organ| organ.kind().clone()));
        let members = group.members().iter().map(|member| Belongs {
            unit: member.unit,
            kind: kind(member.unit),
            part: member.part,
        });
        Some(Self {
            chair: kind(group.chair()),
            office: group.office().is_some(),
            members: members.collect(),
            groups: group.groups().iter().map(|working| working.field.clone()).collect(),
        })
    }
}

/// To whom a part in the joint work falls (H05).
///
/// The party committee leads, the political-legal committee coordinates, the
/// political-legal organs handle, everybody else takes part.
#[must_use]
pub const fn falls_to(kind: &OrganKind) -> Part {
    match kind {
        OrganKind::PartyCommittee => Part::Lead,
        OrganKind::PoliticalLegal => Part::Coordinate,
        OrganKind::PublicSecurity
        | OrganKind::Procuratorate
        | OrganKind::Court
        | OrganKind::JudicialAdministration => Part::Handle,
        _ => Part::Participate,
    }
}

/// What a leading group lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupGap {
    /// Another body is in the chair, or nobody knows which.
    Chair,
    /// 办公室: it has no office.
    Office,
    /// 成员单位: fewer units than the place has.
    Members {
        /// How many there are.
        has: usize,
        /// How many the place has.
        wanted: u32,
    },
    /// 专项工作组: fewer working groups than the place has.
    Groups {
        /// How many there are.
        has: usize,
        /// How many the place has.
        wanted: u32,
    },
    /// A task on which no working group works.
    Task(WorkingGroupField),
    /// A part in the joint work that no unit has.
    PartOpen(Part),
    /// A unit with a part that falls to others.
    PartOfOthers {
        /// The unit.
        unit: OrganId,
        /// The part that it has.
        has: Part,
    },
}

impl fmt::Display for GroupGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chair => f.write_str("another body in the chair"),
            Self::Office => f.write_str("no office"),
            Self::Members { has, wanted } => write!(f, "{has} of {wanted} member units"),
            Self::Groups { has, wanted } => write!(f, "{has} of {wanted} working groups"),
            Self::Task(task) => write!(f, "no working group: {task}"),
            Self::PartOpen(part) => write!(f, "nobody's part: {part}"),
            Self::PartOfOthers { unit, has } => write!(f, "{unit} has the part of others: {has}"),
        }
    }
}

impl Chinese for GroupGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chair => f.write_str("牵头单位不符"),
            Self::Office => f.write_str("未设办公室"),
            Self::Members { has, wanted } => write!(f, "成员单位{has}家，应有{wanted}家"),
            Self::Groups { has, wanted } => write!(f, "工作组{has}个，应有{wanted}个"),
            Self::Task(task) => write!(f, "无工作组承担：{}", task.term()),
            Self::PartOpen(part) => write!(f, "无单位承担：{}", part.term()),
            Self::PartOfOthers { unit, has } => write!(f, "{unit}承担了他人职责：{}", has.term()),
        }
    }
}

const HENAN: Citation = Citation::literal(
    "河南省扫黑除恶专项斗争综述",
    None,
    "H03",
    "the provincial office of the leading group",
    Certainty::Stated,
);

/// Goes through what the place lays down of a leading group.
struct Look<'a> {
    facts: &'a GroupFacts,
    rules: RulesInForce<'a>,
    gaps: Vec<GroupGap>,
    reasons: Vec<Reason>,
}

impl<'a> Look<'a> {
    fn get<T: ParamType>(&self, key: ParamKey<T>) -> Option<InForce<'a, T::Read<'a>>> {
        self.rules.get(key).ok()
    }

    fn chair(&mut self) {
        let Some(parameter) = self.get(keys::coordination::CHAIR) else { return };
        let right = match &self.facts.chair {
            Fact::Known(kind) => parameter.value().contains(kind.code()),
            Fact::NotKnown(_) => false,
        };
        self.gaps.extend((!right).then_some(GroupGap::Chair));
        let because = if right {
            crate::sentence!("the body in the chair is that of the place", "牵头单位符合规定")
        } else {
            crate::sentence!(
                "the body in the chair is another than that of the place, or not known",
                "牵头单位与规定不符或者不明",
            )
        };
        self.reasons.push(by(crate::rule_name!("coordination/chair"), because, &parameter));
    }

    fn office(&mut self) {
        self.gaps.extend((!self.facts.office).then_some(GroupGap::Office));
        let because = if self.facts.office {
            crate::sentence!("it has an office", "已设办公室")
        } else {
            crate::sentence!("it has no office", "未设办公室")
        };
        self.reasons.push(Reason::new(crate::rule_name!("coordination/office"), because, HENAN));
    }

    fn numbers(&mut self) {
        if let Some(parameter) = self.get(keys::coordination::MEMBERS) {
            let (has, wanted) = (self.facts.members.len(), parameter.value());
            self.gaps.extend(fewer(has, wanted).then_some(GroupGap::Members { has, wanted }));
            let rule = crate::rule_name!("coordination/members");
            self.reasons.push(by(rule, counted(has, wanted), &parameter));
        }
        if let Some(parameter) = self.get(keys::coordination::GROUPS) {
            let (has, wanted) = (self.facts.groups.len(), parameter.value());
            self.gaps.extend(fewer(has, wanted).then_some(GroupGap::Groups { has, wanted }));
            let rule = crate::rule_name!("coordination/groups");
            self.reasons.push(by(rule, counted(has, wanted), &parameter));
        }
    }

    fn tasks(&mut self) {
        let Some(parameter) = self.get(keys::coordination::TASKS) else { return };
        let wanted = parameter.value().words::<WorkingGroupField>().unwrap_or_default();
        let all = wanted.len();
        let open: Vec<WorkingGroupField> =
            wanted.into_iter().filter(|task| !self.facts.groups.contains(task)).collect();
        let because = crate::sentence!(
            "{done} of {all} tasks have a working group",
            "{all}项任务中{done}项已有工作组承担",
            done = all.saturating_sub(open.len()),
            all = all,
        );
        self.gaps.extend(open.into_iter().map(GroupGap::Task));
        self.reasons.push(by(crate::rule_name!("coordination/tasks"), because, &parameter));
    }

    fn parts(&mut self) {
        let Some(parameter) = self.get(keys::coordination::PARTS) else { return };
        let wanted = parameter.value().words::<Part>().unwrap_or_default();
        let taken: BTreeSet<Part> =
            self.facts.members.iter().filter_map(|member| member.part).collect();
        let open = wanted.iter().copied().filter(|part| !taken.contains(part));
        let mut gaps: Vec<GroupGap> = open.map(GroupGap::PartOpen).collect();
        for member in &self.facts.members {
            if let (Fact::Known(kind), Some(has)) = (&member.kind, member.part)
                && has != falls_to(kind)
            {
                gaps.push(GroupGap::PartOfOthers { unit: member.unit, has });
            }
        }
        let because = crate::sentence!(
            "{taken} of {all} parts in the joint work are taken; {wrong} things are amiss",
            "{all}项职责中{taken}项已有承担单位，{wrong}处不符",
            taken = taken.len(),
            all = wanted.len(),
            wrong = gaps.len(),
        );
        self.gaps.append(&mut gaps);
        self.reasons.push(by(crate::rule_name!("coordination/parts"), because, &parameter));
    }
}

fn fewer(has: usize, wanted: u32) -> bool {
    u32::try_from(has).is_ok_and(|has| has < wanted)
}

fn counted(has: usize, wanted: u32) -> crate::decision::Sentence {
    crate::sentence!("{has} of {wanted}", "应有{wanted}，现有{has}", has = has, wanted = wanted)
}

/// What a leading group lacks, in the order of the rules on the page.
///
/// What the place does not lay down is not asked. A unit whose kind is not known is not
/// said to have the part of others.
pub fn group(facts: &GroupFacts, rules: RulesInForce<'_>) -> Decision<Vec<GroupGap>> {
    let mut look = Look { facts, rules, gaps: Vec::new(), reasons: Vec::new() };
    look.chair();
    look.office();
    look.numbers();
    look.tasks();
    look.parts();
    let Look { gaps, reasons, .. } = look;
    let mut reasons = reasons.into_iter();
    let first = reasons.next().unwrap_or_else(|| {
        let because = crate::sentence!("nothing else is asked of it here", "本地无其他要求");
        Reason::new(crate::rule_name!("coordination/office"), because, HENAN)
    });
    Decision::new(gaps, first).and_all(reasons)
}

/// The kinds of meetings of the place of which none was held, in its order.
///
/// Hand in the meetings of the time that is asked about; the source states no period.
pub fn not_held(
    held: impl IntoIterator<Item = MeetingKind>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<MeetingKind>> {
    let rule = crate::rule_name!("coordination/kinds");
    let parameter = match rules.get(keys::coordination::MEETINGS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let held: BTreeSet<MeetingKind> = held.into_iter().collect();
    let wanted = parameter.value().words::<MeetingKind>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<MeetingKind> = wanted.into_iter().filter(|kind| !held.contains(kind)).collect();
    let because = crate::sentence!(
        "{held} of {all} kinds of meetings were held",
        "{all}种会议中已召开{held}种",
        held = all.saturating_sub(open.len()),
        all = all,
    );
    Decision::new(open, by(rule, because, &parameter))
}

/// A meeting that looks at what falls short, and what it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFacts {
    /// What kind of meeting it was.
    pub kind: MeetingKind,
    /// Whether it left a list of problems.
    pub list: Fact<bool>,
    /// The problems on the list, and whether somebody answers for each.
    pub problems: Vec<(ProblemId, bool)>,
}

impl ListFacts {
    /// The facts of a meeting of the dossier; nothing if it is not there.
    ///
    /// Somebody answers for a problem if an entry of the ledger covers it and names a
    /// unit, a person or a leader.
    #[must_use]
    pub fn gather(dossier: &Dossier, meeting: MeetingId) -> Option<Self> {
        let meeting = dossier.meeting(meeting)?;
        let is_list = |id: &crate::base::id::DocumentId| {
            dossier.document(*id).is_some_and(|d| *d.kind() == DocumentKind::ProblemList)
        };
        let lists: Vec<_> = meeting.documents().iter().copied().filter(is_list).collect();
        let on_list = dossier
            .problems()
            .values()
            .filter(|problem| problem.document().is_some_and(|document| lists.contains(&document)));
        let answered = |problem: ProblemId| {
            dossier.entries().values().any(|entry| {
                let named =
                    entry.unit().is_some() || entry.person().is_some() || entry.leader().is_some();
                named && entry.covers().contains(&problem)
            })
        };
        Some(Self {
            kind: meeting.kind().clone(),
            list: Fact::Known(!lists.is_empty()),
            problems: on_list.map(|problem| (problem.id(), answered(problem.id()))).collect(),
        })
    }
}

/// What a meeting left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListGap {
    /// It left no list of problems, or nobody knows that it did.
    NoList,
    /// 责任未压实: nobody answers for a problem on the list.
    Nobody(ProblemId),
}

impl fmt::Display for ListGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoList => f.write_str("no list of problems"),
            Self::Nobody(problem) => write!(f, "nobody answers for {problem}"),
        }
    }
}

impl Chinese for ListGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoList => f.write_str("未列出问题清单"),
            Self::Nobody(problem) => write!(f, "{problem}未明确责任"),
        }
    }
}

/// What a meeting left open. Empty for other kinds than those of the place, and where no
/// rule asks for a list.
pub fn problem_list(facts: &ListFacts, rules: RulesInForce<'_>) -> Decision<Vec<ListGap>> {
    let rule = || crate::rule_name!("coordination/problem-list");
    let parameter = match rules.get(keys::coordination::PROBLEM_LIST) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule(), &not)),
    };
    let asked = rules.get(keys::coordination::MEETINGS);
    let asked = asked.is_ok_and(|kinds| kinds.value().contains(facts.kind.code()));
    if !asked || !parameter.value() {
        let because = crate::sentence!(
            "no list is asked of such a meeting: {kind}",
            "此类会议不要求列出问题清单：{kind}",
            kind = Word::of(&facts.kind),
        );
        return Decision::new(Vec::new(), by(rule(), because, &parameter));
    }
    let mut gaps: Vec<ListGap> =
        (facts.list != Fact::Known(true)).then_some(ListGap::NoList).into_iter().collect();
    let open = facts.problems.iter().filter(|(_, answered)| !answered);
    gaps.extend(open.map(|(problem, _)| ListGap::Nobody(*problem)));
    let because = crate::sentence!(
        "{problems} problems are on the list; {gaps} things are open",
        "清单列{problems}个问题，{gaps}项待落实",
        problems = facts.problems.len(),
        gaps = gaps.len(),
    );
    Decision::new(gaps, by(rule(), because, &parameter))
}

/// Where a collective talk was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkVenue {
    /// The day of the talk.
    pub held: Day,
    /// The units that were talked to.
    pub units: BTreeSet<OrganId>,
    /// The kind of the meeting, its day, and the units that took part; none if the talk
    /// names no meeting.
    pub meeting: Option<(MeetingKind, Day, BTreeSet<OrganId>)>,
}

impl TalkVenue {
    /// The facts of a talk of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, talk: TalkId) -> Option<Self> {
        let talk = dossier.talk(talk)?;
        let meeting = talk.meeting().and_then(|meeting| dossier.meeting(meeting));
        Some(Self {
            held: talk.held().occurred_at().day(),
            units: talk.units().iter().copied().collect(),
            meeting: meeting.map(|meeting| {
                let units = meeting.units().iter().copied().collect();
                (meeting.kind().clone(), meeting.held().occurred_at().day(), units)
            }),
        })
    }
}

/// What is amiss with where a collective talk was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VenueGap {
    /// At no meeting.
    NoMeeting,
    /// At a meeting of another kind.
    OtherKind,
    /// On another day than the meeting.
    OtherDay,
    /// A unit that was talked to did not take part in the meeting.
    Absent(OrganId),
}

impl fmt::Display for VenueGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMeeting => f.write_str("held at no meeting"),
            Self::OtherKind => f.write_str("held at a meeting of another kind"),
            Self::OtherDay => f.write_str("held on another day than the meeting"),
            Self::Absent(unit) => write!(f, "{unit} was not at the meeting"),
        }
    }
}

impl Chinese for VenueGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMeeting => f.write_str("未在会上约谈"),
            Self::OtherKind => f.write_str("会议种类不符"),
            Self::OtherDay => f.write_str("约谈日与会议日不符"),
            Self::Absent(unit) => write!(f, "{unit}未参会"),
        }
    }
}

/// What is amiss with where a collective talk was held. Empty where no rule asks.
pub fn venue(facts: &TalkVenue, rules: RulesInForce<'_>) -> Decision<Vec<VenueGap>> {
    let rule = crate::rule_name!("coordination/venue");
    let parameter = match rules.get(keys::coordination::TALK_VENUE) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let mut gaps = Vec::new();
    match &facts.meeting {
        None => gaps.push(VenueGap::NoMeeting),
        Some((kind, day, present)) => {
            let other = !parameter.value().contains(kind.code());
            gaps.extend(other.then_some(VenueGap::OtherKind));
            gaps.extend((*day != facts.held).then_some(VenueGap::OtherDay));
            gaps.extend(facts.units.difference(present).copied().map(VenueGap::Absent));
        }
    }
    let because = crate::sentence!(
        "{units} units were talked to; {gaps} things are amiss with the meeting",
        "约谈{units}个单位，会议方面{gaps}处不符",
        units = facts.units.len(),
        gaps = gaps.len(),
    );
    Decision::new(gaps, by(rule, because, &parameter))
}

#[cfg(test)]
mod tests;
