//! Review, re-review, complaints: until when, to whom, decided by when and by whom.

use std::collections::BTreeSet;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{Deadline, TimeLimit};
use crate::base::id::{CaseId, OrganId, PersonId, RecordId};
use crate::decision::{
    Answer, Condition, Decision, Reason, Refusal, Remedy, RuleName, Sentence, Word,
};
use crate::model::dossier::Dossier;
use crate::model::remedy::{Against, Appeal};
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::condition::{self, Says, demands, find_out};
use crate::procedure::fact::{by, not_laid_down, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::outcome::AppealKind;

/// Which organ is asked, as seen from the one that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AskedOrgan {
    /// 原机关: the organ that decided.
    Same,
    /// 上一级机关: the organ one level up.
    NextHigher,
    /// Any other.
    Other,
}

/// What asking for a review looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskFacts {
    /// What is asked for.
    pub kind: AppealKind,
    /// Whether whoever asks is the person concerned, or for a complaint a near relative.
    pub concerned: Fact<bool>,
    /// When whoever asks received the decision that is asked against.
    pub received: Fact<Moment>,
    /// For a second step: whether the first was decided.
    pub first_decided: Fact<bool>,
    /// Which organ is asked.
    pub to: Fact<AskedOrgan>,
    /// When it is asked for.
    pub asked: Moment,
}

impl AskFacts {
    /// The facts of an appeal of the dossier; nothing if it is not there.
    ///
    /// Concerned is whoever the outcome or the measure is about, or whoever asked before.
    /// Whether somebody is a near relative, or is touched by what was done in a case, is
    /// for people to say.
    #[must_use]
    pub fn gather(dossier: &Dossier, appeal: RecordId) -> Option<Self> {
        dossier.appeal(appeal).map(|appeal| Self::of(dossier, appeal))
    }

    /// The same of an appeal that stands in the dossier or is about to.
    #[must_use]
    pub fn of(dossier: &Dossier, appeal: &Appeal) -> Self {
        let subject = subject(dossier, appeal.against());
        let concerned = subject.filter(|person| *person == appeal.by()).map(|_| true);
        let first_decided = match appeal.against() {
            Against::Appeal(first) => dossier.appeal(*first).map(|first| first.decided().is_some()),
            _ => None,
        };
        Self {
            kind: appeal.kind(),
            concerned: recorded(concerned),
            received: recorded(appeal.received().map(|when| when.occurred_at())),
            first_decided: recorded(first_decided),
            to: recorded(
                organ(dossier, appeal.against()).map(|by| asked_organ(dossier, by, appeal)),
            ),
            asked: appeal.asked().occurred_at(),
        }
    }
}

/// Whom the thing that is asked against is about.
fn subject(dossier: &Dossier, against: &Against) -> Option<PersonId> {
    match against {
        Against::Outcome(id) => dossier.outcome(*id).map(|outcome| outcome.person()),
        Against::Measure(id) => dossier.measure(*id).and_then(|measure| measure.person()),
        Against::Appeal(id) => dossier.appeal(*id).map(Appeal::by),
        Against::Case(_) => None,
    }
}

/// The organ whose decision or act is asked against.
fn organ(dossier: &Dossier, against: &Against) -> Option<OrganId> {
    match against {
        Against::Outcome(id) => dossier.outcome(*id).map(|outcome| outcome.by()),
        Against::Measure(id) => dossier.measure(*id).map(|measure| measure.organ()),
        Against::Case(id) => dossier.case(*id).map(|case| case.handler().organ),
        Against::Appeal(id) => dossier.appeal(*id).map(Appeal::to),
    }
}

fn asked_organ(dossier: &Dossier, by: OrganId, appeal: &Appeal) -> AskedOrgan {
    if appeal.to() == by {
        AskedOrgan::Same
    } else if dossier.organ_tree().at_level_above(by) == Some(appeal.to()) {
        AskedOrgan::NextHigher
    } else {
        AskedOrgan::Other
    }
}

const REVIEW: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "arts. 49, 60; law 1.5",
    "向作出决定的监察机关申请复审……向上一级监察机关申请复核",
    Certainty::Stated,
);

fn law(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, REVIEW)
}

fn person() -> Word {
    Word::literal("person_concerned", "本人", "person concerned")
}

const fn is_second(kind: AppealKind) -> bool {
    matches!(kind, AppealKind::Rereview | AppealKind::ComplaintReview)
}

/// Whether a review may be asked for.
///
/// A complaint and a party appeal have no limit that is laid down here.
///
/// # Errors
///
/// A [`Refusal`] if somebody else asks, the time is over, the step before is not decided,
/// or another organ must be asked; also if any of this is not known.
pub fn may_ask(
    facts: &AskFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Result<Decision<()>, Refusal> {
    let mut conditions = vec![concerned(facts)];
    conditions.extend(in_time(facts, rules, calendar));
    conditions.extend(one_after_another(facts));
    conditions.extend(to_whom(facts));
    let step = crate::sentence!("ask for: {kind}", "申请{kind}", kind = Word::of(&facts.kind));
    let otherwise = law(
        crate::rule_name!("remedy/concerned"),
        crate::sentence!("nothing stands in the way", "符合条件"),
    );
    condition::decide(conditions, step, (), otherwise)
}

fn concerned(facts: &AskFacts) -> Condition {
    let reason = |because| law(crate::rule_name!("remedy/concerned"), because);
    let says = Says {
        yes: crate::sentence!("the person concerned asks", "由本人提出"),
        no: crate::sentence!("somebody else asks", "非本人提出"),
        open: crate::sentence!(
            "whether the person concerned asks is not known",
            "是否由本人提出尚不明确"
        ),
    };
    let why = crate::sentence!("the person concerned asks", "应由本人提出");
    demands(facts.concerned, says, &reason, Remedy::none(why), find_out("concerned", person()))
}

fn in_time(
    facts: &AskFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Option<Condition> {
    let key = match facts.kind {
        AppealKind::Review => keys::remedy::REVIEW_ASKED,
        AppealKind::Rereview => keys::remedy::REREVIEW_ASKED,
        AppealKind::ComplaintReview => keys::remedy::COMPLAINT_REVIEW_ASKED,
        AppealKind::Complaint | AppealKind::PartyAppeal => return None,
    };
    let rule = crate::rule_name!("remedy/in-time");
    let learn = |fact| find_out(fact, person());
    let received = match facts.received {
        Fact::Known(received) => received,
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "when the decision was received is not known",
                "收到决定的时间不明"
            );
            return Some(Condition::unknown(law(rule, because), why, learn("received")));
        }
    };
    let limit = match rules.on(received.day()).get(key) {
        Ok(limit) => limit,
        Err(not) => {
            let pack = Word::literal("rule_pack", "规则包", "rule pack");
            let learn = find_out("limit", pack);
            return Some(Condition::unknown(silent(rule, &not), not_laid_down(&not).why(), learn));
        }
    };
    let Ok(deadline) = Deadline::new(received, limit.value(), calendar) else {
        let because =
            crate::sentence!("the work calendar cannot count the limit", "工作日历无法计算期限");
        let learn =
            find_out("work_calendar", Word::literal("calendar", "工作日历", "work calendar"));
        return Some(Condition::unknown(by(rule, because, &limit), NotKnown::NotYetDue, learn));
    };
    let because = crate::sentence!(
        "received on {received}; one may ask within {limit}, so before {due}; asked on {asked}",
        "{received}收到，应于{limit}内即{due}前提出，{asked}提出",
        received = received,
        limit = limit.value().length(),
        due = deadline.due(),
        asked = facts.asked,
    );
    let reason = by(rule, because, &limit);
    if facts.asked < deadline.due() {
        return Some(Condition::met(reason));
    }
    let why = crate::sentence!("the time is over", "已逾申请期限");
    Some(Condition::unmet(reason, Remedy::none(why)))
}

fn one_after_another(facts: &AskFacts) -> Option<Condition> {
    if !is_second(facts.kind) {
        return None;
    }
    let reason = |because| law(crate::rule_name!("remedy/one-after-another"), because);
    let says = Says {
        yes: crate::sentence!("the step before is decided", "前一程序已作出决定"),
        no: crate::sentence!("the step before is not decided", "前一程序尚未作出决定"),
        open: crate::sentence!(
            "whether the step before is decided is not known",
            "前一程序是否已作出决定尚不明确"
        ),
    };
    let how = crate::sentence!("wait for that decision", "待前一程序作出决定");
    let organ = Word::literal("deciding_organ", "作出决定的机关", "organ that decides");
    let wait = condition::supply("first_decided", how, organ);
    Some(condition::needs(facts.first_decided, says, &reason, wait))
}

fn to_whom(facts: &AskFacts) -> Option<Condition> {
    let wanted = match facts.kind {
        AppealKind::Review | AppealKind::Complaint => AskedOrgan::Same,
        AppealKind::Rereview | AppealKind::ComplaintReview => AskedOrgan::NextHigher,
        AppealKind::PartyAppeal => return None,
    };
    let reason = |because| law(crate::rule_name!("remedy/to-whom"), because);
    let says = Says {
        yes: crate::sentence!("the right organ is asked", "受理机关正确"),
        no: match wanted {
            AskedOrgan::NextHigher => {
                crate::sentence!("the organ one level up is to be asked", "应向上一级机关提出")
            }
            _ => {
                crate::sentence!("the organ that decided is to be asked", "应向作出决定的机关提出")
            }
        },
        open: crate::sentence!("which organ is asked is not known", "受理机关不明"),
    };
    let how = crate::sentence!("ask the right organ", "向有权机关提出");
    let right = facts.to.map(|to| to == wanted);
    Some(condition::needs(right, says, &reason, condition::supply("to", how, person())))
}

/// What the limit for deciding an appeal looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppealFacts {
    /// What was asked for.
    pub kind: AppealKind,
    /// When the organ received it.
    pub asked: Fact<Moment>,
    /// When it was accepted.
    pub accepted: Fact<Moment>,
    /// When it was decided.
    pub decided: Option<Moment>,
}

impl AppealFacts {
    /// The facts of an appeal.
    #[must_use]
    pub fn of(appeal: &Appeal) -> Self {
        Self {
            kind: appeal.kind(),
            asked: Fact::Known(appeal.asked().occurred_at()),
            accepted: recorded(appeal.accepted().map(|when| when.occurred_at())),
            decided: appeal.decided().map(|when| when.occurred_at()),
        }
    }

    /// The facts of an appeal of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, appeal: RecordId) -> Option<Self> {
        dossier.appeal(appeal).map(Self::of)
    }
}

fn limit(kind: AppealKind) -> (RuleName, ParamKey<TimeLimit>) {
    match kind {
        AppealKind::Review => (crate::rule_name!("remedy/review"), keys::remedy::REVIEW_DECIDED),
        AppealKind::Rereview => {
            (crate::rule_name!("remedy/rereview"), keys::remedy::REREVIEW_DECIDED)
        }
        AppealKind::Complaint => {
            (crate::rule_name!("remedy/complaint"), keys::remedy::COMPLAINT_DECIDED)
        }
        AppealKind::ComplaintReview => {
            (crate::rule_name!("remedy/complaint-review"), keys::remedy::COMPLAINT_REVIEW_DECIDED)
        }
        AppealKind::PartyAppeal => {
            (crate::rule_name!("remedy/party-appeal"), keys::remedy::PARTY_APPEAL)
        }
    }
}

/// Until when an appeal is decided, and how that stands at `now`.
///
/// A complaint and a party appeal count from acceptance, the others from the day on which
/// the organ received them.
pub fn decision_due(
    facts: &AppealFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let (rule, key) = limit(facts.kind);
    let from_acceptance = matches!(facts.kind, AppealKind::Complaint | AppealKind::PartyAppeal);
    let (start, event) = if from_acceptance {
        (facts.accepted, Word::literal("accepted", "受理", "acceptance"))
    } else {
        (facts.asked, Word::literal("asked", "收到申请", "receipt of the application"))
    };
    let limit = Limit { rule, key, what: Word::of(&facts.kind), event };
    clock::run(&limit, start, facts.decided, now, rules, calendar)
}

/// Whether the decision that is asked against waits until the appeal is decided.
///
/// Undetermined where no rule says.
pub fn suspended(rules: RulesInForce<'_>) -> Decision<Answer<bool>> {
    let rule = crate::rule_name!("remedy/suspends");
    match rules.get(keys::remedy::SUSPENDS) {
        Ok(parameter) => {
            let because = if parameter.value() {
                crate::sentence!("the decision waits meanwhile", "复审、复核期间停止执行")
            } else {
                crate::sentence!(
                    "the decision is carried out meanwhile",
                    "复审、复核期间不停止执行"
                )
            };
            Decision::new(Answer::Known(parameter.value()), by(rule, because, &parameter))
        }
        Err(not) => Decision::new(Answer::missing(not_laid_down(&not)), silent(rule, &not)),
    }
}

/// Who handled the matter that an appeal is against, as far as it is on record, sorted:
/// members of the teams of its case, leaders who answered for it, handlers of the appeal
/// before. Empty if the appeal is not there.
#[must_use]
pub fn handled_before(dossier: &Dossier, appeal: RecordId) -> Vec<PersonId> {
    let Some(appeal) = dossier.appeal(appeal) else { return Vec::new() };
    let mut persons = BTreeSet::new();
    // An appeal against an appeal, and so on, ends: at each step one is left behind.
    let mut against = *appeal.against();
    for _ in 0..dossier.appeals().len() {
        let Against::Appeal(before) = against else { break };
        let Some(before) = dossier.appeal(before) else { break };
        persons.extend(before.handlers().iter().copied());
        against = *before.against();
    }
    let case: Option<CaseId> = match against {
        Against::Case(case) => Some(case),
        Against::Outcome(id) => dossier.outcome(id).and_then(|outcome| outcome.case()),
        Against::Measure(id) => dossier.measure(id).map(|measure| measure.case()),
        Against::Appeal(_) => None,
    };
    if let Some(case) = case {
        let teams = dossier.task_forces().values().filter(|team| team.cases().contains(&case));
        persons.extend(teams.flat_map(|team| team.persons()));
        let leads = dossier.case_leads().values().filter(|lead| lead.case() == case);
        persons.extend(leads.map(|lead| lead.person()));
    }
    persons.into_iter().collect()
}

/// Whether somebody may handle an appeal.
///
/// # Errors
///
/// A [`Refusal`] of whoever handled the matter before, or of whom that is not known.
pub fn may_handle(
    handled_before: Fact<bool>,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("remedy/original-handlers");
    let parameter = match rules.get(keys::remedy::ORIGINAL_HANDLERS_OUT) {
        Ok(parameter) => parameter,
        Err(not) => return Ok(Decision::new((), silent(rule(), &not))),
    };
    if !parameter.value() {
        let because =
            crate::sentence!("original handlers may handle it here", "本地不要求原办案人员回避");
        return Ok(Decision::new((), by(rule(), because, &parameter)));
    }
    let reason = |because| by(rule(), because, &parameter);
    let says = Says {
        yes: crate::sentence!("the person did not handle the matter before", "未参与原案办理"),
        no: crate::sentence!("the person handled the matter before", "系原办案人员"),
        open: crate::sentence!(
            "whether the person handled the matter before is not known",
            "是否系原办案人员尚不明确",
        ),
    };
    let office =
        || Word::literal("appeals_office", "申诉复查部门", "office that handles the appeal");
    let why = crate::sentence!("somebody else handles it", "应由其他人员办理");
    let fresh = handled_before.map(|before| !before);
    let condition =
        demands(fresh, says, &reason, Remedy::none(why), find_out("handled_before", office()));
    let otherwise = reason(crate::sentence!("nothing stands in the way", "符合条件"));
    condition::decide(
        vec![condition],
        crate::sentence!("handle the appeal", "办理复审、复核、申诉"),
        (),
        otherwise,
    )
}
