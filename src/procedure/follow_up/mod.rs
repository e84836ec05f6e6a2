//! Follow-up: a discipline organ accompanies a police case and looks for umbrellas.
//!
//! **What one can do here.** Ask what a follow-up has come to ([`conclude`]), how far its
//! police case is ([`reached`], since when: [`came_to`]), whether the discipline case keeps
//! step with it ([`synchronized`]), and whether joint work may begin
//! ([`may_begin_joint_work`]).
//!
//! Words: 跟进 follow-up · 回溯核查 retrace · 签字背书 sign-off · 双专班 dual task force ·
//! 同步立案 filed together.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `follow-up/umbrella` | an umbrella clue was opened | – | C12, C15 |
//! | `follow-up/stages` | followed through investigation, review for prosecution and trial | `follow_up/stages`: the three, Chengguan | C11, C24 |
//! | `follow-up/screened` | *nothing found* stands only if the case was screened without a gap | `screening/answer-every-entry`: yes, Chengguan | C12, C15 |
//! | `follow-up/sign-off` | *nothing found* takes effect when it is signed in all layers | `sign_off/layers`, Chengguan; `sign_off/signed-negative`: yes, Zhejiang; `follow_up/sign-each-stage`: no, or read as yes, Chengguan | C11, C12, law 6 |
//! | `follow-up/retrace` | a followed case without a finding that nobody will sign is retraced | `follow_up/retrace-unless-signed`: yes, Chengguan | C12 (reading) |
//! | `follow-up/synchronized` | filed in step with the police case | `follow_up/synchronized-gap`: 10 days, Zhaotong (a value of this crate) | Z15 |
//! | `follow-up/reached` | a police case is looked at in a stage that it has reached | `follow_up/stages` | C11 (reading) |
//! | `follow-up/step` | a step of criminal procedure is for the organ that takes it | – | law 3.3 (reading) |
//! | `follow-up/sent-back` | how often a police case is sent back for more evidence | `follow_up/supplements`: 2, national from 2018-10-26 | law 3.3 (art. 175) |
//! | `follow-up/clock` | until when review, supplementary investigation and trial last | `follow_up/prosecution`: 1 month; `follow_up/supplement`: 1 month; `follow_up/first-instance`: 2 months; national from 2018-10-26 | law 3.3 |
//! | `follow-up/dual-teams` | both teams exist before joint work starts | `follow_up/dual-teams-first`: yes, Gansu | G20 |
//!
//! Of the 17 followed cases of Chengguan 14 were signed off and 2 retraced: at least one
//! has no stated result. *In progress* is a conclusion here, so that none is forced.
//!
//! Not here: who signs ([`sign_off`](crate::procedure::sign_off)), operations, the clocks of
//! custody and arrest. The steps of the police case itself stand at [`police_case`].
//!
//! # Examples
//!
//! Only one of the two teams exists:
//!
//! ```
//! use unbrella::day;
//! use unbrella::procedure::follow_up::{self, DualTeams};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! let teams = DualTeams { discipline_team: Fact::Known(true), ..DualTeams::default() };
//! let book = Rulebook::published();
//! let rules = book.on("gansu", day!(2021, 5, 6))?;
//! let refusal = follow_up::may_begin_joint_work(&teams, rules).unwrap_err();
//! assert_eq!(refusal.unmet().len(), 1, "whether the police team exists is not known");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G20, C11, C12, C13, C24, H14, Z14, Z15; §6.6; check A1.

pub mod police_case;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::Deadline;
use crate::base::id::{CaseId, ClueId, FollowUpId};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement, Word,
};
use crate::model::case::{Case, CaseStage};
use crate::model::dossier::Dossier;
use crate::model::follow_up::{FollowUp, FollowUpProgress};
use crate::model::sign_off::{SignOffRecord, SignOffStage};
use crate::procedure::condition::said;
use crate::procedure::fact::{by, facts, recorded, silent};
use crate::procedure::screening::{self, CaseScreeningFacts};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::stage::{CriminalStage, FollowUpOutcome, FollowUpStage};

/// What concluding a follow-up looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpFacts {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The stages of the police case in which it was looked at, in their order.
    pub followed: Vec<FollowUpStage>,
    /// The stage that the police case has reached; later stages cannot be asked for.
    pub reached: Fact<FollowUpStage>,
    /// The umbrella clue that was opened, if one was.
    pub clue: Option<ClueId>,
    /// Whether whoever follows has reported that nothing was found, since it was last
    /// retraced.
    pub nothing_found: bool,
    /// Whether it was retraced and not reported on since.
    pub retracing: bool,
    /// The stages of the police case for which the finding is signed in all layers.
    pub signed: Vec<FollowUpStage>,
    /// Whether the finding was sent back by somebody who was to sign, and not laid open again.
    pub sent_back: bool,
    /// Whether a claim has questioned the signed finding, or it was reopened.
    pub questioned: bool,
    /// Whether the case was screened without a gap and without a *yes*.
    pub screened_clean: Fact<bool>,
}

impl FollowUpFacts {
    /// The facts of a follow-up and the sign-offs of its case.
    ///
    /// Whether the screening is without a gap comes from [`screening::is_clean`]; what stage
    /// the police case has reached, from its case.
    #[must_use]
    pub fn of<'a>(
        follow_up: &FollowUp,
        sign_offs: impl IntoIterator<Item = &'a SignOffRecord>,
        reached: Fact<FollowUpStage>,
        screened_clean: Fact<bool>,
    ) -> Self {
        let mut facts = Self {
            follow_up: follow_up.id(),
            followed: follow_up.followed(),
            reached,
            clue: None,
            nothing_found: false,
            retracing: false,
            signed: Vec::new(),
            sent_back: false,
            questioned: false,
            screened_clean,
        };
        for entry in follow_up.stages().iter() {
            match &entry.state {
                FollowUpProgress::ClueOpened { clue } => facts.clue = Some(*clue),
                FollowUpProgress::Retraced { .. } => {
                    (facts.nothing_found, facts.retracing) = (false, true);
                }
                FollowUpProgress::NothingFound { .. } => {
                    (facts.nothing_found, facts.retracing) = (true, false);
                }
                FollowUpProgress::Opened
                | FollowUpProgress::Followed { .. }
                | FollowUpProgress::SignedOff { .. } => {}
            }
        }
        let own = |sign_off: &&SignOffRecord| sign_off.follow_up() == Some(follow_up.id());
        for sign_off in sign_offs.into_iter().filter(own) {
            match sign_off.stage() {
                SignOffStage::SignedInFull { .. } | SignOffStage::Upheld { .. } => {
                    facts.signed.push(sign_off.stage_of_case());
                }
                SignOffStage::SentBack { .. } => facts.sent_back = true,
                SignOffStage::Questioned { .. } | SignOffStage::Reopened { .. } => {
                    facts.questioned = true;
                }
                SignOffStage::LaidOpen { .. } => {}
            }
        }
        facts.signed.sort_unstable();
        facts.signed.dedup();
        facts
    }
}

impl FollowUpFacts {
    /// The facts of a follow-up of the dossier; nothing if it is not there.
    ///
    /// The screening is the latest one of the police case, judged by the rules; without
    /// one, whether it is clean was never asked.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        follow_up: FollowUpId,
        rules: RulesInForce<'_>,
    ) -> Option<Self> {
        let follow_up = dossier.follow_up(follow_up)?;
        let case = follow_up.police_case();
        let latest = dossier
            .screenings_of(case)
            .max_by_key(|screening| (screening.screened(), screening.id()));
        let clean = latest.map(|latest| {
            let facts = CaseScreeningFacts::of(latest, Fact::NotKnown(NotKnown::NeverAsked), []);
            screening::is_clean(&facts, rules).outcome().clone().known()
        });
        let fact =
            |known: Option<bool>| known.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known);
        let sign_offs = dossier.sign_offs_of(follow_up.id());
        Some(Self::of(follow_up, sign_offs, reached(dossier, case), fact(clean.flatten())))
    }
}

/// The stage of following that a police case of the dossier has reached.
#[must_use]
pub fn reached(dossier: &Dossier, case: CaseId) -> Fact<FollowUpStage> {
    let stages = dossier.case(case).map(|case| case.stages());
    let stages = stages.into_iter().flat_map(|stages| stages.iter());
    recorded(stages.filter_map(|entry| stage_of(entry.state)).max())
}

/// When a police case first came to a stage of following, or beyond it.
#[must_use]
pub fn came_to(case: &Case, stage: FollowUpStage) -> Option<Moment> {
    let there = |one: &CaseStage| stage_of(*one).is_some_and(|one| one >= stage);
    case.stages().first_time(there).map(|when| when.occurred_at())
}

/// The stage of following that a stage of the police case belongs to.
const fn stage_of(stage: CaseStage) -> Option<FollowUpStage> {
    Some(match stage {
        CaseStage::Criminal(CriminalStage::Filed | CriminalStage::Investigated) => {
            FollowUpStage::Investigation
        }
        CaseStage::Criminal(CriminalStage::Transferred) | CaseStage::SentBack => {
            FollowUpStage::ReviewForProsecution
        }
        CaseStage::Criminal(
            CriminalStage::Prosecuted
            | CriminalStage::Accepted
            | CriminalStage::Tried
            | CriminalStage::Effective,
        ) => FollowUpStage::Trial,
        CaseStage::Ended(_) | CaseStage::Discipline(_) => return None,
    })
}

/// 跟进结论: what a follow-up has come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conclusion {
    /// 发现保护伞线索: an umbrella clue was opened.
    UmbrellaClueOpened(ClueId),
    /// 未发现保护伞，已签字背书: nothing was found, and all have signed.
    NoUmbrellaFound,
    /// 未发现保护伞，待签字背书: nothing was found, and it is to be signed.
    SignOffNeeded {
        /// For these stages of the police case, in their order.
        stages: Vec<FollowUpStage>,
    },
    /// 重新回溯核查: everything is looked at again from the beginning.
    Retrace,
    /// 跟进中: the following goes on.
    InProgress {
        /// The stages that were not followed yet, in their order.
        open: Vec<FollowUpStage>,
    },
}

impl Conclusion {
    /// The outcome in the words of the source; none while it is open.
    #[must_use]
    pub const fn outcome(&self) -> Option<FollowUpOutcome> {
        match self {
            Self::UmbrellaClueOpened(_) => Some(FollowUpOutcome::UmbrellaClueOpened),
            Self::NoUmbrellaFound => Some(FollowUpOutcome::NoUmbrellaFound),
            Self::Retrace => Some(FollowUpOutcome::Retraced),
            Self::SignOffNeeded { .. } | Self::InProgress { .. } => None,
        }
    }
}

impl fmt::Display for Conclusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UmbrellaClueOpened(clue) => write!(f, "umbrella clue {clue} opened"),
            Self::NoUmbrellaFound => f.write_str("no umbrella found, signed in all layers"),
            Self::SignOffNeeded { .. } => f.write_str("no umbrella found, to be signed"),
            Self::Retrace => f.write_str("to be retraced"),
            Self::InProgress { .. } => f.write_str("in progress"),
        }
    }
}

impl Chinese for Conclusion {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UmbrellaClueOpened(clue) => write!(f, "发现保护伞线索（{clue}）"),
            Self::NoUmbrellaFound => f.write_str("未发现保护伞，已签字背书"),
            Self::SignOffNeeded { .. } => f.write_str("未发现保护伞，待签字背书"),
            Self::Retrace => f.write_str("重新回溯核查"),
            Self::InProgress { .. } => f.write_str("跟进中"),
        }
    }
}

const CHENGGUAN: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C12",
    "逐一过筛跟进核查",
    Certainty::Reading,
);

/// What a follow-up has come to.
///
/// The first that applies:
///
/// 1. an umbrella clue was opened;
/// 2. the signed finding was questioned, or whoever was to sign sent it back: retrace;
/// 3. nothing was reported yet, or stages that the police case has reached were not
///    followed: in progress;
/// 4. nothing was found, but the screening has a gap or a *yes*: retrace (undetermined
///    while nobody knows);
/// 5. nothing was found, and not all have signed: the sign-off is needed;
/// 6. nothing was found, and all have signed.
///
/// Where no layers are laid down and no rule asks for a signed report, 5 asks for nothing.
pub fn conclude(facts: &FollowUpFacts, rules: RulesInForce<'_>) -> Decision<Answer<Conclusion>> {
    if let Some(clue) = facts.clue {
        let because = crate::sentence!(
            "an umbrella clue was opened: {clue}",
            "已发现保护伞线索：{clue}",
            clue = clue,
        );
        let rule = crate::rule_name!("follow-up/umbrella");
        let reason = said(rule, because, keys::screening::TWO_ALLS, rules, &CHENGGUAN);
        return Decision::new(Answer::Known(Conclusion::UmbrellaClueOpened(clue)), reason);
    }
    if facts.questioned || facts.sent_back {
        return retrace(facts, rules);
    }
    let open = open_stages(facts, rules);
    if facts.retracing || !facts.nothing_found || !open.is_empty() {
        return in_progress(facts, open, rules);
    }
    match facts.screened_clean {
        Fact::Known(true) => signing(facts, rules),
        Fact::Known(false) => retrace(facts, rules),
        Fact::NotKnown(why) => {
            let missing = Missing::new(
                const { Code::literal("screened_clean") },
                crate::sentence!(
                    "whether the case was screened without a gap",
                    "是否已逐项过筛且无遗漏",
                ),
                why,
            );
            let because = crate::sentence!(
                "nothing was found, and it is not known whether the case was screened without a gap",
                "报告未发现保护伞，但是否逐项过筛尚不明确",
            );
            let rule = crate::rule_name!("follow-up/screened");
            let reason =
                said(rule, because, keys::screening::ANSWER_EVERY_ENTRY, rules, &CHENGGUAN);
            Decision::new(Answer::missing(missing), reason)
        }
    }
}

/// The stages of the pack that the police case has reached and nobody has followed.
fn open_stages(facts: &FollowUpFacts, rules: RulesInForce<'_>) -> Vec<FollowUpStage> {
    let wanted = match rules.get(keys::follow_up::STAGES) {
        Ok(stages) => stages.value().words::<FollowUpStage>().unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let reached = |stage: &FollowUpStage| facts.reached.known().is_none_or(|last| *stage <= last);
    wanted.into_iter().filter(reached).filter(|stage| !facts.followed.contains(stage)).collect()
}

fn in_progress(
    facts: &FollowUpFacts,
    open: Vec<FollowUpStage>,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Conclusion>> {
    let because = if facts.retracing {
        crate::sentence!("it is being retraced", "正在重新回溯核查")
    } else if open.is_empty() {
        crate::sentence!("whoever follows has not reported yet", "跟进人员尚未报告结果")
    } else {
        crate::sentence!(
            "{open} stages of the police case were not followed yet",
            "尚有{open}个阶段未跟进",
            open = open.len(),
        )
    };
    let rule = crate::rule_name!("follow-up/stages");
    let reason = said(rule, because, keys::follow_up::STAGES, rules, &CHENGGUAN);
    let conclusion =
        if facts.retracing { Conclusion::Retrace } else { Conclusion::InProgress { open } };
    Decision::new(Answer::Known(conclusion), reason)
}

fn retrace(facts: &FollowUpFacts, rules: RulesInForce<'_>) -> Decision<Answer<Conclusion>> {
    let because = if facts.questioned {
        crate::sentence!("the signed finding was questioned", "已签字背书的结论受到质疑")
    } else if facts.sent_back {
        crate::sentence!("a signatory sent the finding back", "签字人退回了结论")
    } else {
        crate::sentence!(
            "nothing was found, though the screening has a gap or a yes",
            "报告未发现保护伞，但过筛有遗漏或者有肯定项",
        )
    };
    let rule = crate::rule_name!("follow-up/retrace");
    let parameter = match rules.get(keys::follow_up::RETRACE_UNLESS_SIGNED) {
        Ok(parameter) => parameter,
        Err(not) => {
            let open = Conclusion::InProgress { open: Vec::new() };
            let reason = Reason::new(rule.clone(), because, CHENGGUAN);
            return Decision::new(Answer::Known(open), reason).and(silent(rule, &not));
        }
    };
    let conclusion = if parameter.value() {
        Conclusion::Retrace
    } else {
        Conclusion::InProgress { open: Vec::new() }
    };
    Decision::new(Answer::Known(conclusion), by(rule, because, &parameter))
}

/// For which stages the finding must be signed; empty if no rule asks for a signature.
fn to_sign(facts: &FollowUpFacts, rules: RulesInForce<'_>) -> Vec<FollowUpStage> {
    let laid_down = rules.get(keys::sign_off::LAYERS).is_ok();
    let negative = rules.get(keys::sign_off::SIGNED_NEGATIVE).is_ok_and(|signed| signed.value());
    if !laid_down && !negative {
        return Vec::new();
    }
    let each = rules.get(keys::follow_up::SIGN_EACH_STAGE).is_ok_and(|each| each.value());
    let last = facts.followed.last().copied();
    if each {
        facts.followed.iter().copied().filter(|stage| !facts.signed.contains(stage)).collect()
    } else if facts.signed.is_empty() {
        vec![last.unwrap_or(FollowUpStage::Investigation)]
    } else {
        Vec::new()
    }
}

fn signing(facts: &FollowUpFacts, rules: RulesInForce<'_>) -> Decision<Answer<Conclusion>> {
    let rule = || crate::rule_name!("follow-up/sign-off");
    let stages = to_sign(facts, rules);
    let reason = |because| {
        if rules.get(keys::sign_off::LAYERS).is_ok() {
            said(rule(), because, keys::sign_off::LAYERS, rules, &CHENGGUAN)
        } else {
            said(rule(), because, keys::sign_off::SIGNED_NEGATIVE, rules, &CHENGGUAN)
        }
    };
    if stages.is_empty() {
        let because = if facts.signed.is_empty() {
            crate::sentence!(
                "nothing was found, and no rule of the place asks for a signature",
                "未发现保护伞，本地无签字背书的规定",
            )
        } else {
            crate::sentence!(
                "nothing was found, and it is signed in all layers",
                "未发现保护伞，并已逐级签字背书",
            )
        };
        return Decision::new(Answer::Known(Conclusion::NoUmbrellaFound), reason(because));
    }
    let because = crate::sentence!(
        "nothing was found, and it is not signed in all layers",
        "未发现保护伞，尚未完成签字背书",
    );
    Decision::new(Answer::Known(Conclusion::SignOffNeeded { stages }), reason(because))
}

/// 同步立案: whether the discipline case was filed in step with the police case.
///
/// The gap is counted from the earlier of the two. Not yet filed and still within the gap
/// is undetermined; beyond it, the answer is no.
pub fn synchronized(
    police: Moment,
    discipline: Option<Moment>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<bool>> {
    let rule = || crate::rule_name!("follow-up/synchronized");
    let (first, second) = match discipline {
        Some(filed) => (police.min(filed), Some(police.max(filed))),
        None => (police, None),
    };
    let gap = match rules.on(first.day()).get(keys::follow_up::SYNCHRONIZED_GAP) {
        Ok(gap) => gap,
        Err(not) => {
            let missing = crate::procedure::fact::not_laid_down(&not);
            return Decision::new(Answer::missing(missing), silent(rule(), &not));
        }
    };
    let Ok(deadline) = Deadline::new(first, gap.value(), calendar) else {
        let because =
            crate::sentence!("the work calendar cannot count the gap", "工作日历无法计算间隔",);
        let missing = Missing::new(
            const { Code::literal("work_calendar") },
            crate::sentence!("a work calendar that covers these days", "涵盖上述日期的工作日历"),
            NotKnown::NotYetDue,
        );
        return Decision::new(Answer::missing(missing), by(rule(), because, &gap));
    };
    let because = crate::sentence!(
        "in step means filed within {gap}, so before {due}",
        "同步立案指{gap}内，即{due}前",
        gap = gap.value().length(),
        due = deadline.due(),
    );
    let reason = by(rule(), because, &gap);
    match second {
        Some(second) => Decision::new(Answer::Known(second < deadline.due()), reason),
        None if now >= deadline.due() => Decision::new(Answer::Known(false), reason),
        None => {
            let missing = Missing::new(
                const { Code::literal("discipline_case_filed") },
                crate::sentence!("whether a discipline case will be filed", "纪检监察机关是否立案"),
                NotKnown::NotYetDue,
            );
            Decision::new(Answer::missing(missing), reason)
        }
    }
}

facts! {
    /// 双专班: the two teams of a dual task force.
    DualTeams {
        /// 纪检监察专班.
        discipline_team: "whether the discipline team exists", "纪检监察专班是否已组建";
        /// 公安专班.
        police_team: "whether the police team exists", "公安专班是否已组建";
    }
}

impl DualTeams {
    /// The teams of a case of the dossier. A dual task force on record has both; without one,
    /// nobody has asked.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Self {
        let both = dossier.dual_task_forces().values().any(|dual| dual.case() == case);
        let exists = recorded(both.then_some(true));
        Self { discipline_team: exists, police_team: exists }
    }
}

/// Whether joint work may begin: where the place asks for it, both teams exist first.
///
/// # Errors
///
/// A [`Refusal`] for each team that does not exist, or of which that is not known.
pub fn may_begin_joint_work(
    teams: &DualTeams,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("follow-up/dual-teams");
    let parameter = match rules.get(keys::follow_up::DUAL_TEAMS_FIRST) {
        Ok(parameter) => parameter,
        Err(not) => return Ok(Decision::new((), silent(rule(), &not))),
    };
    if !parameter.value() {
        let because = crate::sentence!("the teams need not exist first", "无须先行组建双专班");
        return Ok(Decision::new((), by(rule(), because, &parameter)));
    }
    let mut requirement: Option<Requirement> = None;
    for question in teams.questions() {
        let reason = by(rule(), question.what().clone(), &parameter);
        let how = crate::sentence!("set the team up", "组建专班");
        let cure = Cure::fact(Code::literal(question.code()), how, set_up_by());
        let condition = match (question.answer().truth(), question.answer().not_known()) {
            (Truth::Yes, _) => Condition::met(reason),
            (_, Some(why)) => Condition::unknown(reason, why, Remedy::by(cure)),
            _ => Condition::unmet(reason, Remedy::by(cure)),
        };
        requirement = Some(match requirement {
            None => condition.into(),
            Some(before) => before.and(condition),
        });
    }
    let step = crate::sentence!("begin joint work", "开展联合办案");
    match requirement {
        Some(requirement) => requirement.decide(step, ()),
        None => {
            let because = crate::sentence!("there is no team to ask about", "无须核对专班");
            Ok(Decision::new((), by(rule(), because, &parameter)))
        }
    }
}

fn set_up_by() -> Word {
    Word::literal("both_organs", "纪检监察机关、公安机关", "discipline organ and public security")
}

#[cfg(test)]
mod tests;
