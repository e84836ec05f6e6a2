//! Whether a verification may be concluded: the report, who signed it, who approved it.

use crate::base::id::{PersonId, VerificationId};
use crate::base::text::{Code, Line};
use crate::decision::{Condition, Decision, Reason, Refusal, Requirement, Word};
use crate::model::dossier::Dossier;
use crate::model::verification::{Verification, VerificationStage};
use crate::procedure::condition::{said, supply};
use crate::procedure::fact::by;
use crate::procedure::verification::approval::{Held, WORK_RULES, approval, held_by};
use crate::rulebook::{Codes, RulesInForce, keys};
use crate::terms::Term;
use crate::terms::stage::VerificationProposal;

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
        let line = |text: &str| Line::parse(text).map(|line| line.key());
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
    Condition::unmet(Reason::new(rule, because, WORK_RULES), supply("reported", how, team))
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
        let remedy = supply("signed_by", how, team);
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
        Condition::unmet(reason, supply("chiefs", how(), chiefs.clone()))
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
        let reason = said(rule(), because, keys::verification::CHIEF_POSTS, rules, &WORK_RULES);
        let condition = Condition::unmet(reason, supply("chiefs", how(), chiefs.clone()));
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
        let remedy = supply("chiefs_signed", how, Word::literal("chiefs", "“三长”", "the chiefs"));
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
    let remedy = supply("proposal", how, team);
    Some(Requirement::from(match facts.proposal {
        Some(proposal) if listed.value().contains(Term::code(&proposal)) => {
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
