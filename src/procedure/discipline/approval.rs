//! Who approves what: the matrix of steps, ranks and levels, and who may be detained.

use std::fmt;

use crate::base::id::MeasureId;
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, RuleName,
    Sentence, Word,
};
use crate::model::discipline::InvestigationMeasure;
use crate::model::dossier::Dossier;
use crate::model::organ::managing::usual_level;
use crate::procedure::condition::{self, Says, demands, find_out, needs, supply};
use crate::procedure::fact::{by, not_laid_down, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::Approver;
use crate::rulebook::{NotInForce, ParamKey, RulesInForce, keys};
use crate::terms::office::{Level, OrganKind, Rank};
use crate::terms::outcome::{DetentionGround, Measure};

/// 审批事项: a step that somebody has to approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 谈话函询: a talk with, or a letter of inquiry to, the subject.
    TalkOrInquiry,
    /// 初步核实: preliminary verification.
    Verification,
    /// 初核报告: the report of the verification.
    VerificationReport,
    /// 立案: filing.
    Filing,
    /// 审查调查方案: the plan of the investigation.
    Plan,
    /// 组建审查组、谈话方案、重要查询、查封扣押: team, talk plan, important inquiries, seizure.
    Team,
    /// 一般信息查询: ordinary inquiries.
    OrdinaryInquiry,
    /// 留置: detention.
    Detention,
    /// 延长留置: its extension.
    DetentionLonger,
    /// 再延长留置: its further extension where ten years or more are possible.
    DetentionGrave,
    /// 限制出境: an exit ban.
    ExitBan,
    /// 强制到案、责令候查、管护: compelled attendance, ordered waiting, protective custody.
    NewMeasures,
}

impl Step {
    /// All of them, in the order of a case.
    pub const ALL: [Self; 12] = [
        Self::TalkOrInquiry,
        Self::Verification,
        Self::VerificationReport,
        Self::Filing,
        Self::Plan,
        Self::Team,
        Self::OrdinaryInquiry,
        Self::Detention,
        Self::DetentionLonger,
        Self::DetentionGrave,
        Self::ExitBan,
        Self::NewMeasures,
    ];

    /// The step in words.
    #[must_use]
    pub const fn word(self) -> Word {
        let (code, term, english) = match self {
            Self::TalkOrInquiry => ("talk_or_inquiry", "谈话函询", "talk or inquiry"),
            Self::Verification => ("verification", "初步核实", "preliminary verification"),
            Self::VerificationReport => {
                ("verification_report", "初核报告", "report of the verification")
            }
            Self::Filing => ("filing", "立案", "filing"),
            Self::Plan => ("plan", "审查调查方案", "plan of the investigation"),
            Self::Team => (
                "team",
                "组建审查组、重要查询、查封扣押",
                "team, talk plan, important inquiries, seizure",
            ),
            Self::OrdinaryInquiry => ("ordinary_inquiry", "一般信息查询", "ordinary inquiries"),
            Self::Detention => ("detention", "留置", "detention"),
            Self::DetentionLonger => ("detention_longer", "延长留置", "extension of detention"),
            Self::DetentionGrave => {
                ("detention_grave", "再延长留置", "further extension of detention")
            }
            Self::ExitBan => ("exit_ban", "限制出境", "exit ban"),
            Self::NewMeasures => (
                "new_measures",
                "强制到案、责令候查、管护",
                "compelled attendance, waiting, protective custody",
            ),
        };
        Word::literal(code, term, english)
    }
}

/// In which way somebody takes part in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 决定: decides.
    Decides,
    /// 批准: approves what was decided or asked for.
    Approves,
    /// 备案: is told, and files it.
    FilesIt,
}

/// One who takes part, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Approval {
    /// Who.
    pub by: Who,
    /// How.
    pub part: Part,
}

/// 审批人: who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Somebody that a pack names.
    Named(Approver),
    /// 同级党委主要负责人: the principal leader of the party committee of the same level.
    PartyCommitteeLeader,
}

impl Who {
    fn word(self) -> Word {
        match self {
            Self::PartyCommitteeLeader => Word::literal(
                "party_committee_leader",
                "同级党委主要负责人",
                "principal leader of the party committee",
            ),
            Self::Named(approver) => {
                let english = match approver {
                    Approver::OfficeHead => "head of the handling office",
                    Approver::DeputyLeader => "leader in charge",
                    Approver::PrincipalLeader => "principal leader of the organ",
                    Approver::SpecialMeeting => "special meeting chaired by the principal leader",
                    Approver::CollectiveLeaders => "leaders of the organ collectively",
                    Approver::PartySecretary => "party secretary of the same level",
                    Approver::NextHigherOrgan => "organ one level up",
                    Approver::ProvincialOrgan => "organ of the province",
                    Approver::NationalCommission => "national commission",
                };
                Word::literal(approver.code(), approver.term(), english)
            }
        }
    }
}

impl fmt::Display for Approval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.part {
            Part::Decides => "decides",
            Part::Approves => "approves",
            Part::FilesIt => "files it",
        };
        write!(f, "{} {how}", self.by.word())
    }
}

impl Chinese for Approval {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.part {
            Part::Decides => "决定",
            Part::Approves => "批准",
            Part::FilesIt => "备案",
        };
        write!(f, "{}{how}", self.by.word().term())
    }
}

/// What the matrix looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepFacts {
    /// The step.
    pub step: Step,
    /// The level of the organ that takes it.
    pub level: Level,
    /// 下一级党委主要负责人: whether the subject is the principal leader of the party committee
    /// one level down.
    pub chief_below: Fact<bool>,
}

fn one(by: Approver, part: Part) -> Vec<Approval> {
    vec![Approval { by: Who::Named(by), part }]
}

/// Who decides, approves, and files a step, in that order.
///
/// Undetermined where nothing is laid down: the rules say 按程序报批 (approved by the usual
/// procedure) of a talk with, or a verification of, anybody but a chief of the next lower
/// level, and name nobody.
///
/// | step | township to city | province | central |
/// |---|---|---|---|
/// | detention | leaders decide, the organ above approves | leaders decide, the national commission files it | leaders decide |
/// | its extension | the organ above approves | the organ above approves | leaders decide |
/// | its further extension | the national commission approves | the same | the same |
///
/// The other steps do not depend on the level.
pub fn approvals(facts: &StepFacts, rules: RulesInForce<'_>) -> Decision<Answer<Vec<Approval>>> {
    let rule = || crate::rule_name!("discipline/approval");
    let got = match facts.step {
        Step::TalkOrInquiry => {
            return of_chief(facts, keys::disposition::INQUIRY_LOWER_CHIEF, rules);
        }
        Step::Verification => return of_chief(facts, keys::verification::LOWER_CHIEF, rules),
        Step::VerificationReport => single(keys::verification::REPORT_APPROVED_BY, rules),
        Step::Filing => filing(rules),
        Step::Plan => single(keys::discipline::PLAN_APPROVED_BY, rules),
        Step::Team => single(keys::discipline::TEAM_APPROVED_BY, rules),
        Step::OrdinaryInquiry => single(keys::discipline::INQUIRY_APPROVED_BY, rules),
        Step::Detention => detention(facts.level, rules),
        Step::DetentionLonger => longer(facts.level, rules),
        Step::DetentionGrave => single(keys::discipline::DETENTION_GRAVE_APPROVED_BY, rules),
        Step::ExitBan => single(keys::discipline::EXIT_BAN_BY, rules),
        Step::NewMeasures => single(keys::discipline::NEW_MEASURES_APPROVED_BY, rules),
    };
    match got {
        Ok((approvals, citations)) => {
            let because = crate::sentence!(
                "{step}: {parts} take part in the decision",
                "{step}须经{parts}个环节审批",
                step = facts.step.word(),
                parts = approvals.len(),
            );
            let mut citations = citations.into_iter();
            match citations.next() {
                Some(first) => {
                    let reason = Reason::new(rule(), because, first);
                    let reason = citations.fold(reason, Reason::citing);
                    Decision::new(Answer::Known(approvals), reason)
                }
                None => {
                    Decision::new(Answer::Known(approvals), Reason::new(rule(), because, USUAL))
                }
            }
        }
        Err(not) => Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not)),
    }
}

type Found = Result<(Vec<Approval>, Vec<Citation>), NotInForce>;

fn single(key: ParamKey<Approver>, rules: RulesInForce<'_>) -> Found {
    let parameter = rules.get(key)?;
    Ok((one(parameter.value(), Part::Approves), vec![parameter.citation().clone()]))
}

fn filing(rules: RulesInForce<'_>) -> Found {
    let chain = rules.get(keys::discipline::FILING_APPROVAL)?;
    let who = |code: &Code| match code.as_str() {
        "party_committee_leader" => Who::PartyCommitteeLeader,
        _ => Who::Named(Approver::PrincipalLeader),
    };
    let all = chain.value().roles().iter().map(who);
    let all = all.map(|by| Approval { by, part: Part::Approves }).collect();
    Ok((all, vec![chain.citation().clone()]))
}

fn detention(level: Level, rules: RulesInForce<'_>) -> Found {
    let decided = rules.get(keys::discipline::DETENTION_DECIDED_BY)?;
    let mut all = one(decided.value(), Part::Decides);
    let mut citations = vec![decided.citation().clone()];
    if level <= Level::City {
        let approved = rules.get(keys::discipline::DETENTION_APPROVED_BY)?;
        all.extend(one(approved.value(), Part::Approves));
        citations.push(approved.citation().clone());
    } else if level == Level::Province {
        let filed = rules.get(keys::discipline::DETENTION_FILED_WITH)?;
        all.extend(one(filed.value(), Part::FilesIt));
        citations.push(filed.citation().clone());
    }
    Ok((all, citations))
}

fn longer(level: Level, rules: RulesInForce<'_>) -> Found {
    if level == Level::Central {
        let decided = rules.get(keys::discipline::DETENTION_DECIDED_BY)?;
        return Ok((one(decided.value(), Part::Decides), vec![decided.citation().clone()]));
    }
    single(keys::discipline::DETENTION_LONGER_APPROVED_BY, rules)
}

const USUAL: Citation = Citation::literal(
    "监督执纪工作规则 Discipline Work Rules 2019",
    None,
    "arts. 27, 33; law 1.3",
    "按程序报批",
    Certainty::Reading,
);

/// A step that has an approver of its own for chiefs of the next lower level.
fn of_chief(
    facts: &StepFacts,
    key: ParamKey<Approver>,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<Approval>>> {
    let rule = || crate::rule_name!("discipline/approval");
    let parameter = match rules.get(key) {
        Ok(parameter) => parameter,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let missing = match facts.chief_below {
        Fact::Known(true) => {
            let because = crate::sentence!(
                "{step} of the chief of the next lower level",
                "对下一级党委主要负责人{step}",
                step = facts.step.word(),
            );
            let all = one(parameter.value(), Part::Approves);
            return Decision::new(Answer::Known(all), by(rule(), because, &parameter));
        }
        Fact::Known(false) => {
            let what =
                crate::sentence!("who approves it by the usual procedure", "按程序报批的批准人");
            Missing::new(
                const { Code::literal("usual_procedure") },
                what,
                crate::provenance::NotKnown::NeverAsked,
            )
            .supplied_by(Word::literal("rule_pack", "规则包", "rule pack"))
        }
        Fact::NotKnown(why) => {
            let what = crate::sentence!(
                "whether the subject is a chief of the next lower level",
                "是否系下一级党委主要负责人",
            );
            Missing::new(const { Code::literal("chief_below") }, what, why)
        }
    };
    let because = crate::sentence!(
        "of others than chiefs of the next lower level, the rules say only that it is approved by the usual procedure",
        "对其他人员，规则仅规定按程序报批",
    );
    Decision::new(Answer::missing(missing), Reason::new(rule(), because, USUAL))
}

/// Whether an organ of a level may take a step against somebody of a rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Competence {
    /// 按管理权限: the level manages such persons.
    Own,
    /// 提级: an upper organ may handle a matter of an organ below.
    FromAbove,
    /// 须经指定: nobody is handled from below, except under a superior's designation.
    NeedsDesignation,
}

impl fmt::Display for Competence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Own => "own competence",
            Self::FromAbove => "from above",
            Self::NeedsDesignation => "only by designation of a superior",
        })
    }
}

impl Chinese for Competence {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Own => "按管理权限",
            Self::FromAbove => "上级提级",
            Self::NeedsDesignation => "须经上级指定",
        })
    }
}

/// Whether an organ of a level may act against somebody of a rank, by management authority.
///
/// The usual level of the rank counts; exceptions stand with the post, see
/// [`managing_level`](crate::model::organ::managing::managing_level).
pub fn competence(rank: Rank, level: Level, rules: RulesInForce<'_>) -> Decision<Competence> {
    let managing = usual_level(rank);
    let found = match level.cmp(&managing) {
        std::cmp::Ordering::Equal => Competence::Own,
        std::cmp::Ordering::Greater => Competence::FromAbove,
        std::cmp::Ordering::Less => Competence::NeedsDesignation,
    };
    let because = crate::sentence!(
        "a {rank} is managed at {managing} level; the organ stands at {level} level",
        "{rank}由{managing}管理，办理机关为{level}",
        rank = Word::of(&rank),
        managing = Word::of(&managing),
        level = Word::of(&level),
    );
    let rule = crate::rule_name!("discipline/competent");
    let reason = condition::said(rule, because, keys::escalation::UPPER_MAY_TAKE, rules, &MANAGED);
    Decision::new(found, reason)
}

const MANAGED: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "art. 16; law 1.1, 2",
    "各级监察机关按照管理权限管辖",
    Certainty::Stated,
);

/// What detaining somebody looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetainFacts {
    /// The level of the organ that detains.
    pub level: Level,
    /// 涉嫌严重职务违法或者职务犯罪: whether a serious duty violation or crime is suspected.
    pub serious: Fact<bool>,
    /// 已掌握部分事实及证据: whether part of the facts and evidence is in hand.
    pub part_known: Fact<bool>,
    /// The circumstances that are known, of which one is needed.
    pub grounds: Vec<DetentionGround>,
    /// Whether the leaders have decided it collectively.
    pub decided_collectively: Fact<bool>,
    /// Whether the organ that must approve has approved; not asked where none must.
    pub approved: Fact<bool>,
}

impl DetainFacts {
    /// The facts of a detention of the dossier; nothing if it is none, or its organ is not
    /// there.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        measure: MeasureId,
        serious: Fact<bool>,
        part_known: Fact<bool>,
    ) -> Option<Self> {
        Self::of(dossier, dossier.measure(measure)?, serious, part_known)
    }

    /// The facts of a detention, beside what the dossier holds; nothing if it is none, or
    /// its organ is not there.
    ///
    /// Decided collectively is what a meeting decided as a body; approved is what the
    /// organ one level up has approved, as far as it is known which one that is. How
    /// serious it is, and what is in hand, is for people to say.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        measure: &InvestigationMeasure,
        serious: Fact<bool>,
        part_known: Fact<bool>,
    ) -> Option<Self> {
        if measure.kind() != Measure::Detention {
            return None;
        }
        let organ = dossier.organ(measure.organ())?;
        let meeting = measure.decided_at().and_then(|meeting| dossier.meeting(meeting));
        let superior = dossier.organ_tree().at_level_above(measure.organ());
        let approved = measure.approved_by().zip(superior);
        let approved =
            approved.map(|(by, superior)| by == superior && measure.approved().is_some());
        Some(Self {
            level: organ.level(),
            serious,
            part_known,
            grounds: measure.grounds().to_vec(),
            decided_collectively: recorded(meeting.map(|meeting| meeting.collective())),
            approved: recorded(approved),
        })
    }
}

const DETENTION: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "art. 22; law 1.4",
    "涉嫌贪污贿赂、失职渎职等严重职务违法或者职务犯罪，监察机关已经掌握其部分违法犯罪事实及证据",
    Certainty::Stated,
);

fn leaders() -> Word {
    Word::literal("organ_leaders", "监察机关领导人员", "leaders of the organ")
}

/// Whether somebody may be detained.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: a serious offense is suspected and
/// part of the facts is in hand; one of the circumstances is there; the leaders decided it
/// collectively; up to the city the organ above has approved.
pub fn may_detain(facts: &DetainFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut conditions = suspected(facts);
    conditions.push(grounds(facts, rules));
    conditions.push(collective(facts, rules));
    conditions.extend(approved(facts, rules));
    let step = crate::sentence!("detain", "采取留置措施");
    let otherwise = Reason::new(
        crate::rule_name!("discipline/detention-facts"),
        crate::sentence!("nothing stands in the way", "符合条件"),
        DETENTION,
    );
    condition::decide(conditions, step, (), otherwise)
}

fn suspected(facts: &DetainFacts) -> Vec<Condition> {
    let reason = |because: Sentence| {
        Reason::new(crate::rule_name!("discipline/detention-facts"), because, DETENTION)
    };
    let serious = Says {
        yes: crate::sentence!(
            "a serious duty offense is suspected",
            "涉嫌严重职务违法或者职务犯罪"
        ),
        no: crate::sentence!(
            "no serious duty offense is suspected",
            "不属严重职务违法或者职务犯罪"
        ),
        open: crate::sentence!("how serious it is is not known", "是否严重尚不明确"),
    };
    let part = Says {
        yes: crate::sentence!("part of the facts and evidence is in hand", "已掌握部分事实及证据"),
        no: crate::sentence!(
            "no part of the facts and evidence is in hand",
            "尚未掌握部分事实及证据"
        ),
        open: crate::sentence!("what is in hand is not known", "已掌握的事实及证据不明"),
    };
    let investigators = || Word::literal("investigators", "调查组", "investigators");
    let why = crate::sentence!("for less nobody is detained", "不得对轻微情形采取留置");
    vec![
        demands(
            facts.serious,
            serious,
            &reason,
            Remedy::none(why),
            find_out("serious", investigators()),
        ),
        needs(
            facts.part_known,
            part,
            &reason,
            supply(
                "part_known",
                crate::sentence!("establish part of the facts first", "先行查明部分事实及证据"),
                investigators(),
            ),
        ),
    ]
}

fn grounds(facts: &DetainFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = || crate::rule_name!("discipline/detention-grounds");
    let listed = match rules.get(keys::discipline::DETENTION_GROUNDS) {
        Ok(listed) => listed,
        Err(not) => return unknown_rule(rule(), &not),
    };
    let known = facts.grounds.iter().find(|ground| listed.value().contains(ground.code()));
    match known {
        Some(ground) => {
            let because = crate::sentence!(
                "one of the circumstances is there: {ground}",
                "具有下列情形之一：{ground}",
                ground = Word::of(ground),
            );
            Condition::met(by(rule(), because, &listed))
        }
        None => {
            let because = crate::sentence!("none of the circumstances is there", "不具有法定情形");
            let how = crate::sentence!("name the circumstance, if there is one", "列明法定情形");
            Condition::forbidden(by(rule(), because, &listed), supply("grounds", how, leaders()))
        }
    }
}

fn unknown_rule(rule: RuleName, not: &NotInForce) -> Condition {
    let pack = Word::literal("rule_pack", "规则包", "rule pack");
    Condition::unknown(
        silent(rule, not),
        not_laid_down(not).why(),
        find_out("detention_rules", pack),
    )
}

fn collective(facts: &DetainFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = || crate::rule_name!("discipline/detention-decided");
    let parameter = match rules.get(keys::discipline::DETENTION_DECIDED_BY) {
        Ok(parameter) => parameter,
        Err(not) => return unknown_rule(rule(), &not),
    };
    let reason = |because| by(rule(), because, &parameter);
    let says = Says {
        yes: crate::sentence!("the leaders have decided it collectively", "经领导人员集体研究决定"),
        no: crate::sentence!(
            "the leaders have not decided it collectively",
            "未经领导人员集体研究决定"
        ),
        open: crate::sentence!(
            "whether the leaders have decided it collectively is not known",
            "是否经集体研究决定尚不明确",
        ),
    };
    let how =
        crate::sentence!("have the leaders decide it collectively", "提请领导人员集体研究决定");
    let cure = Cure::command(const { Code::literal("decide_collectively") }, how, leaders());
    demands(
        facts.decided_collectively,
        says,
        &reason,
        Remedy::by(cure),
        find_out("decided_collectively", leaders()),
    )
}

fn approved(facts: &DetainFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    if facts.level > Level::City {
        return None;
    }
    let rule = || crate::rule_name!("discipline/detention-approved");
    let parameter = match rules.get(keys::discipline::DETENTION_APPROVED_BY) {
        Ok(parameter) => parameter,
        Err(not) => return Some(unknown_rule(rule(), &not)),
    };
    let reason = |because| by(rule(), because, &parameter);
    let says = Says {
        yes: crate::sentence!("the organ one level up has approved it", "已报上一级监察机关批准"),
        no: crate::sentence!(
            "the organ one level up has not approved it",
            "未报上一级监察机关批准"
        ),
        open: crate::sentence!(
            "whether the organ one level up has approved it is not known",
            "是否已报上一级监察机关批准尚不明确",
        ),
    };
    let upper = || Word::of(&OrganKind::DisciplineSupervision);
    let how = crate::sentence!("have the organ one level up approve it", "报上一级监察机关批准");
    let cure = Cure::command(const { Code::literal("approve_detention") }, how, upper());
    Some(demands(facts.approved, says, &reason, Remedy::by(cure), find_out("approved", upper())))
}
