//! A decision that should not have been made, or not so, is taken back.

use crate::base::id::{CaseId, OrganId, OutcomeId, PersonId, RecordId};
use crate::base::text::Code;
use crate::decision::{Condition, Cure, Decision, Reason, Refusal, Remedy, Word};
use crate::model::accountability::HeldToAccount;
use crate::model::dossier::Dossier;
use crate::model::remedy::Against;
use crate::procedure::condition::{self, Says, demands, find_out, supply};
use crate::provenance::{Certainty, Citation, Fact};
use crate::terms::outcome::AppealResult;

/// The appeal upon which a decision is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UponAppeal {
    /// Whether it was against this decision, or against the case from which it comes.
    pub against: bool,
    /// What was decided on it; none before it was decided.
    pub result: Option<AppealResult>,
}

/// What taking back a decision looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevokeFacts {
    /// Whether it was taken back before.
    pub revoked: bool,
    /// Whether it is taken back by the organ that decided it, or by one above that organ.
    pub competent: Fact<bool>,
    /// Whether it is about the person who takes it back.
    pub own: bool,
    /// Upon which appeal; none if the organ has found of its own accord that it was wrong.
    pub upon: Option<UponAppeal>,
}

impl RevokeFacts {
    /// The facts of an outcome, or of an accountability, of the dossier that a person, or a
    /// service, takes back for an organ; nothing if it is not there. An appeal that is not
    /// there was against something else.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        outcome: OutcomeId,
        (person, organ): (Option<PersonId>, OrganId),
        appeal: Option<RecordId>,
    ) -> Option<Self> {
        let Decided { about, by, case, revoked } = Decided::of(dossier, outcome)?;
        let above = dossier.organ_tree().superiors(by).any(|above| above == organ);
        let upon = appeal.map(|appeal| UponAppeal {
            against: is_against(dossier, appeal, outcome, case),
            result: dossier.appeal(appeal).and_then(|appeal| appeal.result()),
        });
        let competent = Fact::Known(organ == by || above);
        let own = about.is_some() && about == person;
        Some(Self { revoked, competent, own, upon })
    }
}

/// What an outcome and an accountability have in common.
struct Decided {
    about: Option<PersonId>,
    by: OrganId,
    case: Option<CaseId>,
    revoked: bool,
}

impl Decided {
    fn of(dossier: &Dossier, outcome: OutcomeId) -> Option<Self> {
        if let Some(one) = dossier.outcome(outcome) {
            let (about, revoked) = (Some(one.person()), one.revoked().is_some());
            return Some(Self { about, by: one.by(), case: one.case(), revoked });
        }
        let one = dossier.accountability(outcome)?;
        let about = match one.held() {
            HeldToAccount::Leader { person, .. } => Some(*person),
            HeldToAccount::Organ { .. } => None,
        };
        Some(Self { about, by: one.by(), case: one.case(), revoked: one.revoked().is_some() })
    }
}

/// Whether an appeal, or the first one before it, is against a decision or its case.
fn is_against(
    dossier: &Dossier,
    appeal: RecordId,
    outcome: OutcomeId,
    case: Option<CaseId>,
) -> bool {
    let mut at = appeal;
    // An appeal against an appeal, and so on, ends: at each step one is left behind.
    for _ in 0..dossier.appeals().len() {
        match dossier.appeal(at).map(|appeal| *appeal.against()) {
            Some(Against::Appeal(before)) => at = before,
            Some(Against::Outcome(id)) => return id == outcome,
            Some(Against::Case(id)) => return Some(id) == case,
            Some(Against::Measure(_)) | None => return false,
        }
    }
    false
}

const TAKEN_BACK: Citation = Citation::literal(
    "公职人员政务处分法 Public Sanctions Law 2020",
    Some(crate::day!(2020, 6, 20)),
    "arts. 57, 58; law 1.5",
    "复审、复核机关应当撤销原政务处分决定",
    Certainty::Reading,
);

const PUT_RIGHT: Citation = Citation::literal(
    "中国共产党问责条例 Accountability Regulation 2019",
    None,
    "art. 21; law 1.6",
    "不应当问责、不精准问责情况的，应当及时予以纠正。必要时，上级党组织可以直接纠正",
    Certainty::Reading,
);

fn appeals_office() -> Word {
    Word::literal("appeals_office", "申诉复查部门", "office that handles the appeal")
}

/// 撤销: whether a decision about a person, or an accountability, may be taken back.
///
/// That a decision is taken back clears nobody by itself: who had heard of it is told apart
/// ([`clearing`](super::clearing())), and a publication is put right
/// ([`exposure::may_put_right`](crate::procedure::exposure::may_put_right)).
///
/// # Errors
///
/// A [`Refusal`] if it was taken back before, if another organ takes it back than the one
/// that decided or one above, if it is about the person who takes it back, or if the appeal that is named was against something else, is
/// not decided, or was decided the other way.
pub fn may_revoke(facts: &RevokeFacts) -> Result<Decision<()>, Refusal> {
    let mut conditions = vec![once(facts.revoked), competent(facts.competent), others(facts.own)];
    conditions.extend(facts.upon.map(upon));
    let step = crate::sentence!("take the decision back", "撤销决定");
    let silence = crate::sentence!("nothing stands in the way", "符合条件");
    let otherwise = Reason::new(crate::rule_name!("remedy/revoked-once"), silence, TAKEN_BACK);
    condition::decide(conditions, step, (), otherwise)
}

fn once(revoked: bool) -> Condition {
    let reason =
        |because| Reason::new(crate::rule_name!("remedy/revoked-once"), because, TAKEN_BACK);
    if revoked {
        let because = crate::sentence!("it was taken back before", "该决定已经撤销");
        let why = crate::sentence!("a decision is taken back once", "同一决定只撤销一次");
        return Condition::forbidden(reason(because), Remedy::none(why));
    }
    Condition::met(reason(crate::sentence!("it still stands", "该决定尚未撤销")))
}

fn competent(fact: Fact<bool>) -> Condition {
    let reason = |because| {
        let rule = crate::rule_name!("remedy/revoked-by");
        Reason::new(rule, because, PUT_RIGHT).citing(TAKEN_BACK)
    };
    let says = Says {
        yes: crate::sentence!(
            "the organ that decided takes it back, or one above it",
            "由作出决定的机关或者其上级机关撤销",
        ),
        no: crate::sentence!(
            "another organ decided, and this one does not stand above it",
            "既非作出决定的机关，也非其上级机关",
        ),
        open: crate::sentence!(
            "whether the organ stands above the one that decided is not known",
            "是否系作出决定机关的上级机关尚不明确",
        ),
    };
    let how = crate::sentence!(
        "let the organ that decided take it back, or one above it",
        "由作出决定的机关或者其上级机关撤销",
    );
    let cure = supply("organ", how, appeals_office());
    demands(fact, says, &reason, cure, find_out("organ", appeals_office()))
}

fn others(own: bool) -> Condition {
    let reason =
        |because| Reason::new(crate::rule_name!("remedy/revoked-own"), because, TAKEN_BACK);
    if own {
        let because = crate::sentence!(
            "it is about the person who takes it back",
            "该决定系对撤销人本人作出"
        );
        let why = crate::sentence!("somebody else decides", "应由他人决定");
        return Condition::forbidden(reason(because), Remedy::none(why));
    }
    Condition::met(reason(crate::sentence!("it is about somebody else", "并非对撤销人本人作出")))
}

/// What is taken back upon an appeal was asked for in it, and decided so.
fn upon(appeal: UponAppeal) -> Condition {
    let reason =
        |because| Reason::new(crate::rule_name!("remedy/revoked-upon"), because, TAKEN_BACK);
    let result = match appeal.result {
        _ if !appeal.against => {
            let because =
                crate::sentence!("the appeal is against something else", "该申请并非针对本决定");
            let how = crate::sentence!(
                "name the appeal against it, or none",
                "注明针对本决定的申请，或者不注明"
            );
            return Condition::unmet(reason(because), supply("appeal", how, appeals_office()));
        }
        None => {
            let because = crate::sentence!("the appeal is not decided yet", "该申请尚未作出决定");
            let how = crate::sentence!("decide the appeal first", "先行作出复审、复核决定");
            let code = const { Code::literal("decide_appeal") };
            let cure = Cure::command(code, how, appeals_office());
            return Condition::unmet(reason(because), Remedy::by(cure));
        }
        Some(result) => result,
    };
    let because = crate::sentence!(
        "the appeal was decided: {result}",
        "复审、复核结果：{result}",
        result = Word::of(&result),
    );
    if result == AppealResult::Upheld {
        let why = crate::sentence!("what was upheld stands", "维持的决定继续有效");
        return Condition::forbidden(reason(because), Remedy::none(why));
    }
    Condition::met(reason(because))
}
