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

use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::deadline::{Deadline, Extension, ExtensionRule};
use crate::base::id::{ClueId, OrganId, PartyId, PersonId, SupervisionId, VerificationId};
use crate::base::period::Period;
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, RuleName,
    Sentence, Word,
};
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::model::organ::Organ;
use crate::model::verification::{Verification, VerificationStage};
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::fact::{by, chosen, recorded, silent};
use crate::procedure::holders;
use crate::procedure::intake::start_word;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::{Approver, ClockStart};
use crate::rulebook::{Codes, InForce, ParamKey, ParamType, RulesInForce, keys};
use crate::terms::coordination::TaskForceKind;
use crate::terms::handling::HandlingMode;
use crate::terms::office::{LeaderRole, OrganKind};
use crate::terms::report::ClueSource;
use crate::terms::stage::VerificationProposal;
use crate::terms::supervision::SupervisionTeam;

/// Which posts somebody who approved held on that day, as far as they can approve.
///
/// None of them is an empty list; what is not known is not known.
pub type Held = Fact<Vec<Approver>>;

/// What beginning a verification looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeginFacts {
    /// The verification.
    pub verification: VerificationId,
    /// Whether there is a plan.
    pub planned: bool,
    /// As what the plan was approved; none if nobody has approved it.
    pub approved: Option<Held>,
    /// Whether a subject is the principal leader of the party committee one level down.
    pub lower_chief: Fact<bool>,
    /// Those who are to verify.
    pub team: Vec<PersonId>,
    /// Those of them who are a subject of the clue, or declared kin of one.
    pub near: Vec<PersonId>,
    /// How it is verified.
    pub mode: HandlingMode,
    /// Whether the verifying organ answers for another place than the one to which the
    /// clue belongs.
    pub elsewhere: Fact<bool>,
    /// Whether the verifying organ stands above the organ to which the clue belongs.
    pub above: Fact<bool>,
}

impl BeginFacts {
    /// The facts of a verification that is to begin, from the dossier; nothing if its clue
    /// is not there.
    ///
    /// A clue belongs to the organ that received it. Another place is one that neither
    /// holds the place of that organ nor lies in it. Leaders are looked up on the day of
    /// the approval; whether a subject leads the party committee of the level below, on
    /// the day on which the plan was made. Party committees are told apart by their level
    /// alone.
    #[must_use]
    pub fn gather(dossier: &Dossier, verification: &Verification) -> Option<Self> {
        let clue = dossier.clue(verification.clue())?;
        let stages = verification.stages();
        let day = stages.first().when.occurred_at().day();
        let team = verification.team();
        let near = |person: &&PersonId| holders::near(dossier, **person, clue.subjects());
        let approval = stages.iter().rev().find_map(|entry| match entry.state {
            VerificationStage::Approved { by } => Some((by, entry.when.occurred_at().day())),
            _ => None,
        });
        let (organ, home) = (verification.organ(), clue.received_by());
        Some(Self {
            verification: verification.id(),
            planned: stages
                .iter()
                .any(|entry| matches!(entry.state, VerificationStage::Planned { .. })),
            approved: approval.map(|(person, day)| held_by(dossier, person, organ, day)),
            lower_chief: lower_chief(dossier, clue, organ, day),
            team: team.to_vec(),
            near: team.iter().filter(near).copied().collect(),
            mode: verification.mode(),
            elsewhere: elsewhere(dossier, organ, home),
            above: above(dossier, organ, home),
        })
    }
}

/// As what somebody may have approved: the posts held in the organ, or at the head of a
/// party committee of its level, on a day.
fn held_by(dossier: &Dossier, person: PersonId, organ: OrganId, day: Day) -> Held {
    let leads = |organ, role| holders::leads(dossier, person, organ, role, day);
    let level = dossier.organ(organ).map(Organ::level);
    let committees = dossier
        .organs()
        .values()
        .filter(|noun| *noun.kind() == OrganKind::PartyCommittee && Some(noun.level()) == level);
    let secretary =
        holders::any(committees.map(|noun| leads(noun.id(), LeaderRole::PrincipalLeader)));
    let posts = [
        (Approver::DeputyLeader, leads(organ, LeaderRole::LeaderInCharge)),
        (Approver::PrincipalLeader, leads(organ, LeaderRole::PrincipalLeader)),
        (Approver::PartySecretary, secretary),
    ];
    let mut held = Vec::new();
    for (post, holds) in posts {
        match holds {
            Fact::Known(true) => held.push(post),
            Fact::Known(false) => {}
            Fact::NotKnown(why) => return Fact::NotKnown(why),
        }
    }
    Fact::Known(held)
}

fn lower_chief(dossier: &Dossier, clue: &Clue, organ: OrganId, day: Day) -> Fact<bool> {
    let Some(organ) = dossier.organ(organ) else { return recorded(None) };
    let Some(below) = organ.level().below() else { return Fact::Known(false) };
    let committees: Vec<OrganId> = dossier
        .organs()
        .values()
        .filter(|noun| *noun.kind() == OrganKind::PartyCommittee && noun.level() == below)
        .map(Organ::id)
        .collect();
    let heads = |party: &PartyId| {
        holders::any(committees.iter().map(|of| holders::heads(dossier, *party, *of, day)))
    };
    holders::any(clue.subjects().iter().map(heads))
}

fn elsewhere(dossier: &Dossier, organ: OrganId, home: OrganId) -> Fact<bool> {
    if organ == home {
        return Fact::Known(false);
    }
    let place = |organ| dossier.organ(organ).and_then(Organ::place);
    let (Some(own), Some(theirs)) = (place(organ), place(home)) else { return recorded(None) };
    let above = |place| {
        std::iter::successors(Some(place), |place| dossier.place(*place)?.parent()).take(64)
    };
    let within = |one, other| above(one).any(|place| place == other);
    Fact::Known(!within(own, theirs) && !within(theirs, own))
}

fn above(dossier: &Dossier, organ: OrganId, home: OrganId) -> Fact<bool> {
    let known = [organ, home].iter().all(|id| dossier.organ(*id).is_some());
    let stands = || dossier.organ_tree().superiors(home).any(|upper| upper == organ);
    recorded(known.then(stands))
}

const WORK_RULES: Citation = Citation::literal(
    "监督执纪工作规则 Discipline Work Rules 2019",
    None,
    "art. 33; law 1.3",
    "plan and team, with approval",
    Certainty::Stated,
);

const ON_THE_SPOT: Citation = Citation::literal(
    "河南省扫黑除恶专项斗争综述",
    None,
    "H12",
    "verified off-site, upgraded verification",
    Certainty::Reading,
);

/// A reason that rests on a parameter, or on another citation where no pack says anything.
fn told<T: ParamType>(
    rule: RuleName,
    because: Sentence,
    key: ParamKey<T>,
    rules: RulesInForce<'_>,
    otherwise: Citation,
) -> Reason {
    match rules.get(key) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(_) => Reason::new(rule, because, otherwise),
    }
}

/// Something that somebody has to do, and that then is on record as this fact.
fn act(fact: &'static str, how: Sentence, by: Word) -> Remedy {
    Remedy::by(Cure::fact(Code::literal(fact), how, by))
}

fn find_out(code: &'static str, by: Word) -> Remedy {
    let how = crate::sentence!("find it out and write it down", "查明并记录");
    Remedy::by(Cure::fact(Code::literal(code), how, by))
}

fn handling_office() -> Word {
    Word::of(&crate::terms::office::Department::Handling)
}

/// Whether a verification may begin.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: no plan; not approved, or not by
/// whom the rules name; too few in the team; one of the team too near to a subject; an
/// organ that does not stand where an off-site or level-raised verification needs it.
pub fn may_begin(facts: &BeginFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut requirement = Requirement::from(plan(facts))
        .and(plan_approved(facts, rules))
        .and(nobody_near(facts, rules));
    for further in [enough(facts, rules), stands(facts, rules)].into_iter().flatten() {
        requirement = requirement.and(further);
    }
    requirement.decide(crate::sentence!("begin the verification", "开展初步核实"), ())
}

fn plan(facts: &BeginFacts) -> Condition {
    let rule = crate::rule_name!("verification/plan");
    if facts.planned {
        let because = crate::sentence!("there is a plan", "已拟定工作方案");
        return Condition::met(Reason::new(rule, because, WORK_RULES));
    }
    let because = crate::sentence!("there is no plan", "未拟定工作方案");
    let how = crate::sentence!("draw up a plan", "拟定工作方案");
    let remedy = act("planned", how, handling_office());
    Condition::unmet(Reason::new(rule, because, WORK_RULES), remedy)
}

fn plan_approved(facts: &BeginFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("verification/approved");
    let needed = rules.get(keys::verification::LOWER_CHIEF).ok();
    let Some(needed) = needed.filter(|_| facts.lower_chief != Fact::Known(false)) else {
        return approval_of_any(rule, facts.approved.as_ref());
    };
    match (facts.lower_chief, facts.approved.as_ref()) {
        // Whoever approves for a chief of the level below approves for anybody.
        (_, Some(Fact::Known(held))) if held.contains(&needed.value()) => {
            Condition::met(by(rule, approved_by(needed.value()), &needed))
        }
        (Fact::Known(true), approved) => approval(rule, approved, &needed),
        (_, None) => approval_of_any(rule, None),
        (Fact::NotKnown(why), Some(_)) => {
            let because = crate::sentence!(
                "it is not known whether a subject is the principal leader of the party committee one level down",
                "被核查人是否系下一级党委主要负责人尚不明确",
            );
            let remedy = find_out("lower_chief", handling_office());
            Condition::unknown(by(rule, because, &needed), why, remedy)
        }
        (Fact::Known(false), approved) => approval_of_any(rule, approved),
    }
}

/// Where no rule says who approves, an approval on record is enough.
fn approval_of_any(rule: RuleName, approved: Option<&Held>) -> Condition {
    if approved.is_some() {
        let because = crate::sentence!("the plan is approved", "工作方案已经批准");
        return Condition::met(Reason::new(rule, because, WORK_RULES));
    }
    let because = crate::sentence!("the plan is not approved", "工作方案未经批准");
    let how = crate::sentence!("have the plan approved", "履行报批程序");
    let remedy = act("approved", how, Word::of(&LeaderRole::LeaderInCharge));
    Condition::unmet(Reason::new(rule, because, WORK_RULES), remedy)
}

fn approved_by(approver: Approver) -> Sentence {
    crate::sentence!("approved by: {approver}", "已经{approver}批准", approver = chosen(approver))
}

/// An approval that only one post can give.
fn approval(rule: RuleName, approved: Option<&Held>, needed: &InForce<'_, Approver>) -> Condition {
    let post = needed.value();
    let how = crate::sentence!("approve it", "予以批准");
    let remedy = act("approved", how, chosen(post));
    match approved {
        Some(Fact::Known(held)) if held.contains(&post) => {
            Condition::met(by(rule, approved_by(post), needed))
        }
        Some(Fact::Known(_)) => {
            let because = crate::sentence!(
                "approved by somebody else; it takes: {approver}",
                "批准人不符，应由{approver}批准",
                approver = chosen(post),
            );
            Condition::unmet(by(rule, because, needed), remedy)
        }
        Some(Fact::NotKnown(why)) => {
            let because = crate::sentence!(
                "it is not known whether who approved was: {approver}",
                "批准人是否系{approver}尚不明确",
                approver = chosen(post),
            );
            let remedy = find_out("approver_post", handling_office());
            Condition::unknown(by(rule, because, needed), *why, remedy)
        }
        None => {
            let because = crate::sentence!(
                "not approved; it takes: {approver}",
                "未经批准，应由{approver}批准",
                approver = chosen(post),
            );
            Condition::unmet(by(rule, because, needed), remedy)
        }
    }
}

fn enough(facts: &BeginFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let least = rules.get(keys::verification::TEAM).ok()?;
    let rule = crate::rule_name!("verification/team");
    let many = u32::try_from(facts.team.len()).unwrap_or(u32::MAX);
    let because = crate::sentence!(
        "{many} in the team, at least {least} are needed",
        "核查组{many}人，不得少于{least}人",
        many = many,
        least = least.value(),
    );
    let reason = by(rule, because, &least);
    Some(Requirement::from(if many >= least.value() {
        Condition::met(reason)
    } else {
        let how = crate::sentence!("add members to the team", "补足核查组成员");
        Condition::unmet(reason, act("team", how, handling_office()))
    }))
}

fn nobody_near(facts: &BeginFacts, rules: RulesInForce<'_>) -> Requirement {
    let reason = |because| {
        let rule = crate::rule_name!("verification/recused");
        told(rule, because, keys::recusal::GROUNDS, rules, WORK_RULES)
    };
    let mut near = facts.near.iter().map(|person| {
        let because = crate::sentence!(
            "{person} is a subject of the clue or a near relative of one",
            "{person}系被核查人或者其近亲属",
            person = *person,
        );
        let how = crate::sentence!("put another person into the team", "另行指定核查人员");
        let remedy = act("team", how, handling_office());
        Requirement::from(Condition::forbidden(reason(because), remedy))
    });
    let Some(first) = near.next() else {
        let because = crate::sentence!(
            "none of the team is a subject or declared kin of one",
            "核查组成员均非被核查人或者其近亲属",
        );
        return Condition::met(reason(because)).into();
    };
    near.fold(first, Requirement::and)
}

/// Off-site and level-raised verification need an organ that stands where they say.
fn stands(facts: &BeginFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let place = |rule, fact, code, yes, no, open| {
        let reason =
            |because| told(rule, because, keys::escalation::UPPER_MAY_TAKE, rules, ON_THE_SPOT);
        let superior = Word::literal("superior_organ", "上级机关", "superior organ");
        match fact {
            Fact::Known(true) => Condition::met(reason(yes)),
            Fact::Known(false) => {
                let how =
                    crate::sentence!("put it into the hands of another organ", "另行指定核查机关");
                Condition::unmet(reason(no), act("organ", how, superior))
            }
            Fact::NotKnown(why) => Condition::unknown(reason(open), why, find_out(code, superior)),
        }
    };
    let condition = match facts.mode {
        HandlingMode::OffsiteVerification => place(
            crate::rule_name!("verification/off-site"),
            facts.elsewhere,
            "elsewhere",
            crate::sentence!("an organ of another place verifies", "由异地机关核查"),
            crate::sentence!(
                "off-site verification, and the organ is one of the same place",
                "异地核查，但核查机关系本地机关",
            ),
            crate::sentence!(
                "it is not known whether the organ is one of another place",
                "核查机关是否系异地机关尚不明确",
            ),
        ),
        HandlingMode::LevelRaisedVerification => place(
            crate::rule_name!("verification/level-raised"),
            facts.above,
            "above",
            crate::sentence!("a superior organ verifies", "由上级机关核查"),
            crate::sentence!(
                "level-raised verification, and the organ is no superior",
                "提级核查，但核查机关并非上级机关",
            ),
            crate::sentence!(
                "it is not known whether the organ is a superior",
                "核查机关是否系上级机关尚不明确",
            ),
        ),
        _ => return None,
    };
    Some(condition.into())
}

/// One of the chiefs who answer for a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChiefFacts {
    /// Who it is.
    pub person: PersonId,
    /// The post, as a code of the rules; none if they do not list it.
    pub post: Option<Code>,
    /// Whether the chief has signed the report.
    pub signed: bool,
}

/// What concluding a verification looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFacts {
    /// The verification.
    pub verification: VerificationId,
    /// Whether there is a report that was not sent back.
    pub reported: bool,
    /// The team.
    pub team: Vec<PersonId>,
    /// Those of the team who signed the report.
    pub signed_by: Vec<PersonId>,
    /// The chiefs who are named.
    pub chiefs: Vec<ChiefFacts>,
    /// What the report proposes.
    pub proposal: Option<VerificationProposal>,
    /// As what the report was approved; none if nobody has approved it.
    pub approved: Option<Held>,
}

impl ReportFacts {
    /// The facts of a verification of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, verification: VerificationId) -> Option<Self> {
        Some(Self::of(dossier, dossier.verification(verification)?))
    }

    /// The facts of a verification, beside what the dossier holds.
    ///
    /// A post is one of the rules' if it reads like its code, its Chinese term or its
    /// English words.
    #[must_use]
    pub fn of(dossier: &Dossier, verification: &Verification) -> Self {
        let (signed_by, chiefs_signed, proposal) = match verification.report() {
            Some(VerificationStage::Reported { signed_by, chiefs_signed, proposal, .. }) => {
                (signed_by.clone(), chiefs_signed.as_slice(), *proposal)
            }
            _ => (Vec::new(), &[][..], None),
        };
        let chiefs = verification.chiefs().iter().map(|chief| ChiefFacts {
            person: chief.person,
            post: post_of(&chief.post.key()),
            signed: chiefs_signed.contains(&chief.person),
        });
        let last = verification.stages().last();
        let approved = match last.state {
            VerificationStage::Concluded { by } => {
                let day = last.when.occurred_at().day();
                Some(held_by(dossier, by, verification.organ(), day))
            }
            _ => None,
        };
        Self {
            verification: verification.id(),
            reported: verification.report().is_some(),
            team: verification.team().to_vec(),
            signed_by,
            chiefs: chiefs.collect(),
            proposal,
            approved,
        }
    }
}

/// The post of a chief that a text names.
fn post_of(key: &str) -> Option<Code> {
    let words = keys::verification::CHIEF_POSTS.info().vocabulary().words();
    let named = words.iter().find(|word| {
        let line = |text: &str| crate::base::text::Line::parse(text).map(|line| line.key());
        [word.code, word.term, word.english]
            .into_iter()
            .any(|text| line(text).as_deref() == Ok(key))
    })?;
    Some(Code::literal(named.code))
}

/// Whether a verification may be concluded, and with which proposal.
///
/// The answer is what the report proposes; that a case is filed or the clue closed is the
/// next step, and somebody else's.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: no report; somebody of the team has
/// not signed it; too few chiefs, the wrong posts, or a chief has not signed; no proposal,
/// or one that the rules do not list; not approved by whom the rules name.
pub fn may_conclude(
    facts: &ReportFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<Option<VerificationProposal>>, Refusal> {
    let mut requirement = Requirement::from(reported(facts));
    let further = [
        whole_team(facts, rules),
        chiefs_named(facts, rules),
        chiefs_signed(facts, rules),
        proposal(facts, rules),
        report_approved(facts, rules),
    ];
    for condition in further.into_iter().flatten() {
        requirement = requirement.and(condition);
    }
    let step = crate::sentence!("conclude the verification", "办结初步核实");
    requirement.decide(step, facts.proposal)
}

fn reported(facts: &ReportFacts) -> Condition {
    let rule = crate::rule_name!("verification/reported");
    if facts.reported {
        let because = crate::sentence!("the team has reported", "核查组已提交情况报告");
        return Condition::met(Reason::new(rule, because, WORK_RULES));
    }
    let because = crate::sentence!("there is no report", "尚无初核情况报告");
    let how = crate::sentence!("write the report", "撰写初核情况报告");
    let team = Word::literal("verification_team", "核查组", "verification team");
    Condition::unmet(Reason::new(rule, because, WORK_RULES), act("reported", how, team))
}

fn whole_team(facts: &ReportFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let all = rules.get(keys::verification::WHOLE_TEAM_SIGNS).ok().filter(|all| all.value())?;
    let rule = || crate::rule_name!("verification/whole-team");
    let open = facts.team.iter().filter(|person| !facts.signed_by.contains(person));
    let mut open = open.map(|person| {
        let because = crate::sentence!(
            "{person} has not signed the report",
            "{person}未在报告上签名",
            person = *person
        );
        let how = crate::sentence!("sign the report", "在报告上签名");
        let team = Word::literal("verification_team", "核查组", "verification team");
        let remedy = act("signed_by", how, team);
        Requirement::from(Condition::unmet(by(rule(), because, &all), remedy))
    });
    let Some(first) = open.next() else {
        let because = crate::sentence!("the whole team has signed", "核查组全体成员已签名");
        return Some(Condition::met(by(rule(), because, &all)).into());
    };
    Some(open.fold(first, Requirement::and))
}

/// The posts that the rules name; none where they leave them open.
fn named_posts(rules: RulesInForce<'_>) -> Vec<Code> {
    let posts = rules.get(keys::verification::CHIEF_POSTS);
    let posts = posts.map_or_else(|_| Vec::new(), |posts| Codes::as_slice(posts.value()).to_vec());
    // The first three words of the list stand for posts that the source does not name.
    let unnamed = |code: &Code| code.as_str().starts_with("chief_");
    if posts.iter().any(unnamed) { Vec::new() } else { posts }
}

fn chiefs_named(facts: &ReportFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let many = rules.get(keys::verification::CHIEFS).ok()?;
    let rule = || crate::rule_name!("verification/chiefs");
    let chiefs = Word::literal("chiefs", "“三长”", "the chiefs");
    let how = || crate::sentence!("name the chief who answers for it", "明确责任“长”");
    let named = u32::try_from(facts.chiefs.len()).unwrap_or(u32::MAX);
    let because = crate::sentence!(
        "{named} chiefs answer for it, {many} are needed",
        "明确“长”{named}名，应为{many}名",
        named = named,
        many = many.value(),
    );
    let reason = by(rule(), because, &many);
    let mut requirement = Requirement::from(if named >= many.value() {
        Condition::met(reason)
    } else {
        Condition::unmet(reason, act("chiefs", how(), chiefs.clone()))
    });
    let vocabulary = keys::verification::CHIEF_POSTS.info().vocabulary();
    for post in named_posts(rules) {
        if facts.chiefs.iter().any(|chief| chief.post.as_ref() == Some(&post)) {
            continue;
        }
        let word = vocabulary.word(post.as_str());
        let word = word.map(|word| Word::literal(word.code, word.term, word.english));
        let because = crate::sentence!(
            "nobody is named as: {post}",
            "未明确{post}",
            post = word.unwrap_or(const { Word::literal("post", "该职务", "this post") }),
        );
        let reason = told(rule(), because, keys::verification::CHIEF_POSTS, rules, WORK_RULES);
        let condition = Condition::unmet(reason, act("chiefs", how(), chiefs.clone()));
        requirement = requirement.and(condition);
    }
    Some(requirement)
}

fn chiefs_signed(facts: &ReportFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let sign = rules.get(keys::verification::CHIEFS_SIGN).ok().filter(|sign| sign.value())?;
    let rule = || crate::rule_name!("verification/chiefs-sign");
    let mut open = facts.chiefs.iter().filter(|chief| !chief.signed).map(|chief| {
        let because = crate::sentence!(
            "{person}, one of the chiefs, has not signed",
            "“三长”之一{person}未签字",
            person = chief.person,
        );
        let how = crate::sentence!("sign as one of the chiefs", "以责任“长”身份签字");
        let remedy = act("chiefs_signed", how, Word::literal("chiefs", "“三长”", "the chiefs"));
        Requirement::from(Condition::unmet(by(rule(), because, &sign), remedy))
    });
    let Some(first) = open.next() else {
        let because =
            crate::sentence!("every chief who is named has signed", "已明确的“三长”均已签字");
        return Some(Condition::met(by(rule(), because, &sign)).into());
    };
    Some(open.fold(first, Requirement::and))
}

fn proposal(facts: &ReportFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let listed = rules.get(keys::verification::OUTCOMES).ok()?;
    let rule = crate::rule_name!("verification/proposal");
    let how = crate::sentence!("propose one of the ways that the rules list", "提出规定的处理建议");
    let team = Word::literal("verification_team", "核查组", "verification team");
    let remedy = act("proposal", how, team);
    Some(Requirement::from(match facts.proposal {
        Some(proposal) if listed.value().contains(crate::terms::Term::code(&proposal)) => {
            let because = crate::sentence!(
                "the report proposes: {proposal}",
                "报告建议：{proposal}",
                proposal = Word::of(&proposal),
            );
            Condition::met(by(rule, because, &listed))
        }
        Some(proposal) => {
            let because = crate::sentence!(
                "the rules do not list what the report proposes: {proposal}",
                "规定未列明报告所提建议：{proposal}",
                proposal = Word::of(&proposal),
            );
            Condition::unmet(by(rule, because, &listed), remedy)
        }
        None => {
            let because = crate::sentence!("the report proposes nothing", "报告未提出处理建议");
            Condition::unmet(by(rule, because, &listed), remedy)
        }
    }))
}

fn report_approved(facts: &ReportFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let needed = rules.get(keys::verification::REPORT_APPROVED_BY).ok()?;
    let rule = crate::rule_name!("verification/report-approved");
    Some(approval(rule, facts.approved.as_ref(), &needed).into())
}

/// What the limit of a verification looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerificationTimes {
    /// The verification.
    pub verification: VerificationId,
    /// When the clue was received.
    pub received: Fact<Moment>,
    /// When the plan was approved.
    pub approved: Fact<Moment>,
    /// When more time was given.
    pub extended: Option<Moment>,
    /// When the team reported first.
    pub reported: Option<Moment>,
}

impl VerificationTimes {
    /// The times of a verification of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, verification: VerificationId) -> Option<Self> {
        let verification = dossier.verification(verification)?;
        let clue = dossier.clue(verification.clue());
        let first = |wanted: fn(&VerificationStage) -> bool| {
            verification.stages().first_time(wanted).map(|when| when.occurred_at())
        };
        Some(Self {
            verification: verification.id(),
            received: recorded(clue.map(|clue| clue.received().occurred_at())),
            approved: recorded(first(|stage| matches!(stage, VerificationStage::Approved { .. }))),
            extended: verification.extended().map(|when| when.occurred_at()),
            reported: first(|stage| matches!(stage, VerificationStage::Reported { .. })),
        })
    }
}

/// 核实时限: whether there is a limit, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limited {
    /// The rules that applied set none any more.
    NoLimit,
    /// Until then.
    Until(Clock),
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLimit => f.write_str("no limit"),
            Self::Until(clock) => clock.fmt(f),
        }
    }
}

impl Chinese for Limited {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLimit => f.write_str("无时限规定"),
            Self::Until(clock) => clock.fmt_chinese(f),
        }
    }
}

/// Until when a verification lasts, and how that stands at `now`.
///
/// Counted from the approval of the plan, or from receipt where the place reads it so; it
/// is met by the first report. An extension counts once, if it was given before the end
/// and the rules of the first day know one. Where the rules once had a limit and have none
/// on the first day, there is no limit.
pub fn limit(
    times: &VerificationTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Limited>> {
    let starts = rules.get(keys::verification::LIMIT_STARTS);
    let starts = starts.map_or(ClockStart::Approval, |starts| starts.value());
    let start = match starts {
        ClockStart::Receipt => times.received,
        ClockStart::Approval => times.approved,
        _ => recorded(None),
    };
    let limit = Limit {
        rule: crate::rule_name!("verification/limit"),
        key: keys::verification::LIMIT,
        what: Word::literal("verification", "初步核实", "preliminary verification"),
        event: start_word(starts),
    };
    if let Fact::Known(start) = start
        && let Err(not) = rules.on(start.day()).get(limit.key)
        && not.ended.is_some()
    {
        let reason = silent(limit.rule, &not);
        return Decision::new(Answer::Known(Limited::NoLimit), reason);
    }
    let decision = clock::due(&limit, start, rules, calendar);
    let first = decision.reasons().first().cloned();
    let deadline = match decision.outcome() {
        Answer::Known(deadline) => deadline.clone(),
        Answer::Undetermined(open) => {
            let open = open.clone();
            return decision.map(|_| Answer::Undetermined(open));
        }
    };
    let (deadline, more) = extended(deadline, times, &limit, rules, calendar);
    let clock = Clock::new(deadline, times.reported, now);
    let because = clock::standing(limit.what.clone(), &clock, now);
    let answer = Answer::Known(Limited::Until(clock));
    match first {
        Some(first) => {
            let reason = clock::again(&limit.rule, because, &first);
            decision.then(|_| Decision::new(answer, reason)).and_all(more)
        }
        None => decision.map(|_| answer).and_all(more),
    }
}

/// The deadline with the extension that was given, and what came of it.
fn extended(
    deadline: Deadline,
    times: &VerificationTimes,
    limit: &Limit,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> (Deadline, Option<Reason>) {
    let Some(granted) = times.extended else { return (deadline, None) };
    let longer = match rules.on(deadline.start().day()).get(keys::verification::EXTENSION) {
        Ok(longer) => longer,
        Err(not) => return (deadline, Some(silent(limit.rule.clone(), &not))),
    };
    let (length, by_whom) = (longer.value().length(), const { Code::literal("approval") });
    let extension = Extension { length, by: by_whom.clone(), granted };
    let rule = ExtensionRule { at_most: length, by: by_whom };
    match deadline.extend(extension, &rule, calendar) {
        Ok(later) => {
            let because = crate::sentence!(
                "{length} more were given on {granted}",
                "已于{granted}批准延长{length}",
                length = length,
                granted = granted,
            );
            (later, Some(by(limit.rule.clone(), because, &longer)))
        }
        Err(_) => {
            let because = crate::sentence!(
                "the extension of {granted} does not count: it was not given while the limit ran",
                "{granted}的延长不发生效力：并非在期限内批准",
                granted = granted,
            );
            (deadline, Some(by(limit.rule.clone(), because, &longer)))
        }
    }
}

/// 核查力量: the persons and teams with which an organ verifies clues on a day.
///
/// Each figure is the length of its list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strength {
    /// Members of its clue verification teams, each once, by id.
    pub verifiers: Vec<PersonId>,
    /// Its touring supervision teams.
    pub touring: Vec<SupervisionId>,
    /// Persons of whom it is not known whether they belonged to a team on that day.
    pub unsure_verifiers: Vec<PersonId>,
    /// Teams of which it is not known whether they toured on that day.
    pub unsure_touring: Vec<SupervisionId>,
}

/// With what strength an organ verifies clues on a day.
///
/// # Source
///
/// H11: 30 persons in the verification team of a province, 6 touring supervision teams.
#[must_use]
pub fn strength(dossier: &Dossier, organ: OrganId, day: Day) -> Strength {
    let mut strength = Strength::default();
    let teams = dossier.task_forces().values();
    for team in teams
        .filter(|team| team.organ() == organ && *team.kind() == TaskForceKind::VerificationTeam)
    {
        for person in team.persons() {
            match team.has_member_on(person, day) {
                Truth::Yes => strength.verifiers.push(person),
                Truth::Unknown => strength.unsure_verifiers.push(person),
                Truth::No => {}
            }
        }
    }
    let missions = dossier.missions().values();
    for mission in missions.filter(|mission| {
        mission.by() == organ && mission.team() == Some(&SupervisionTeam::SupervisionTeam)
    }) {
        match mission.period().map_or(Truth::Unknown, |period| period.contains(day)) {
            Truth::Yes => strength.touring.push(mission.id()),
            Truth::Unknown => strength.unsure_touring.push(mission.id()),
            Truth::No => {}
        }
    }
    let Strength { verifiers, unsure_verifiers, .. } = &mut strength;
    verifiers.sort_unstable();
    verifiers.dedup();
    unsure_verifiers.sort_unstable();
    unsure_verifiers.dedup();
    unsure_verifiers.retain(|person| verifiers.binary_search(person).is_err());
    strength
}

/// 核查办结: clues that were settled after a verification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// A case was filed.
    pub filed: Vec<ClueId>,
    /// They were closed, with or without a sign-off.
    pub closed: Vec<ClueId>,
}

impl Settled {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.filed.len().saturating_add(self.closed.len())
    }
}

/// The clues from a source that were settled after a verification within a period.
///
/// The day is the one on which the clue was filed or closed for the first time after its
/// first verification. A clue that repeats another is counted with the other.
///
/// # Source
///
/// H13: 25,806 clues from the public verified and settled in a year; C22: 99 closed after
/// preliminary verification.
#[must_use]
pub fn settled(dossier: &Dossier, source: &ClueSource, period: Period) -> Settled {
    let mut settled = Settled::default();
    let clues = dossier.clues().values();
    for clue in clues.filter(|clue| clue.source() == source && clue.repeats().is_none()) {
        let stages = clue.stages().iter();
        let mut after =
            stages.skip_while(|entry| !matches!(entry.state, ClueStage::Verified { .. }));
        let end = after.find(|entry| {
            matches!(
                entry.state,
                ClueStage::Filed { .. }
                    | ClueStage::Closed { .. }
                    | ClueStage::ClosedSignedOff { .. }
            )
        });
        let within = |day| period.contains(day).is_yes();
        match end.filter(|end| within(end.when.occurred_at().day())) {
            Some(end) if matches!(end.state, ClueStage::Filed { .. }) => {
                settled.filed.push(clue.id());
            }
            Some(_) => settled.closed.push(clue.id()),
            None => {}
        }
    }
    settled
}

#[cfg(test)]
mod tests;
