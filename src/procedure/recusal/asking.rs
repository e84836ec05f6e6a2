//! Who may ask for recusal and who decides on it, whom else it covers, and the pleading for
//! somebody that has to be registered.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::{Day, Moment};
use crate::base::id::{OrganId, PersonId};
use crate::base::text::{Code, Line};
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Sentence,
    Undetermined, Word,
};
use crate::model::dossier::Dossier;
use crate::procedure::condition::{self, Says, demands, find_out, supply};
use crate::procedure::fact::{by, chosen, facts, not_laid_down, silent};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::choice::Approver;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::office::LeaderRole;

/// 申请回避的人: who asks for recusal. Says nothing about which person it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// 办案人员: the handler.
    Handler,
    /// 监察对象: a person whom the matter is about.
    Subject,
    /// 检举人: whoever reported.
    Reporter,
    /// 其他有关人员: somebody else whom it concerns.
    OthersConcerned,
    /// Somebody whom it does not concern.
    Outsider,
}

impl Asker {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Handler, Self::Subject, Self::Reporter, Self::OthersConcerned, Self::Outsider];

    /// The code in the rulebook; an outsider stands on no list.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::Subject => "subject",
            Self::Reporter => "reporter",
            Self::OthersConcerned => "others_concerned",
            Self::Outsider => "outsider",
        }
    }

    const fn word(self) -> Word {
        match self {
            Self::Handler => Word::literal("handler", "办案人员", "the handler"),
            Self::Subject => Word::literal("subject", "监察对象", "the subject"),
            Self::Reporter => Word::literal("reporter", "检举人", "the reporter"),
            Self::OthersConcerned => {
                Word::literal("others_concerned", "其他有关人员", "somebody else concerned")
            }
            Self::Outsider => Word::literal("outsider", "无关人员", "an outsider"),
        }
    }
}

/// Whether somebody may ask for the recusal of a handler.
///
/// # Errors
///
/// A [`Refusal`] of somebody whom the place does not list, or where nothing is laid down.
pub fn may_ask(asker: Asker, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("recusal/who-may-ask");
    let step = crate::sentence!("ask for recusal", "申请回避");
    let condition = match rules.get(keys::recusal::WHO_MAY_ASK) {
        Ok(listed) => {
            let reason = |because| by(rule(), because, &listed);
            if listed.value().contains(asker.code()) {
                Condition::met(reason(crate::sentence!(
                    "{asker} may ask for recusal",
                    "{asker}有权要求回避",
                    asker = asker.word(),
                )))
            } else {
                let because = crate::sentence!(
                    "{asker} may not ask for recusal",
                    "{asker}无权要求回避",
                    asker = asker.word(),
                );
                let why = crate::sentence!(
                    "the organ looks for grounds of its own accord",
                    "由机关依职权审查回避事由"
                );
                Condition::forbidden(reason(because), Remedy::none(why))
            }
        }
        Err(not) => {
            let why = crate::sentence!(
                "no rule of the place and the day gives a right to ask",
                "本地当日无申请回避的规定"
            );
            Condition::forbidden(silent(rule(), &not), Remedy::none(why))
        }
    };
    let otherwise = condition.reason().clone();
    condition::decide(vec![condition], step, (), otherwise)
}

/// Who decides on the recusal of somebody.
///
/// `leader` says whether it is the principal leader of the organ. Undetermined while that
/// is not known, or where nothing is laid down.
pub fn decided_by(leader: Fact<bool>, rules: RulesInForce<'_>) -> Decision<Answer<Approver>> {
    let rule = || crate::rule_name!("recusal/decided-by");
    let key = match leader {
        Fact::Known(true) => keys::recusal::LEADER_DECIDED_BY,
        _ => keys::recusal::OTHERS_DECIDED_BY,
    };
    let decides = match rules.get(key) {
        Ok(decides) => decides,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    if let Fact::NotKnown(why) = leader {
        let because = crate::sentence!(
            "whether it is the principal leader of the organ is not known",
            "是否系本机关主要负责人尚不明确",
        );
        let what = crate::sentence!(
            "whether the person is the principal leader of the organ",
            "是否系本机关主要负责人"
        );
        let missing = Missing::new(Code::literal("leader"), what, why);
        return Decision::new(Answer::missing(missing), by(rule(), because, &decides));
    }
    let because = crate::sentence!(
        "the recusal is decided by the {approver}",
        "回避由{approver}决定",
        approver = chosen(decides.value()),
    );
    Decision::new(Answer::Known(decides.value()), by(rule(), because, &decides))
}

/// What deciding on a recusal looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecideFacts {
    /// Whether the decision is about the principal leader of the organ.
    pub leader: Fact<bool>,
    /// Whether whoever decides is the person whom it is about.
    pub own: bool,
    /// Whether whoever decides is the principal leader of the organ.
    pub by_leader: Fact<bool>,
    /// Whether whoever decides leads the organ above.
    pub from_above: Fact<bool>,
}

impl DecideFacts {
    /// The facts of a decision on the recusal of `person`, made by `decider`, in an organ
    /// of the dossier on a day.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        organ: OrganId,
        person: PersonId,
        decider: PersonId,
        day: Day,
    ) -> Self {
        let leads = |who, of| holders::leads(dossier, who, of, LeaderRole::PrincipalLeader, day);
        let above = dossier.organ_tree().superior(organ);
        Self {
            leader: leads(person, organ),
            own: person == decider,
            by_leader: leads(decider, organ),
            from_above: above.map_or(Fact::Known(false), |above| leads(decider, above)),
        }
    }
}

/// Whether a recusal may be decided in this way.
///
/// Of the leaders of the upper organ the principal one decides for it: that is our reading.
///
/// # Errors
///
/// A [`Refusal`] if somebody else decides, if it is the person concerned, if it is not
/// known who decides, or if no rule says who does.
pub fn may_decide(facts: &DecideFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let own = if facts.own {
        let because =
            crate::sentence!("nobody decides on a recusal of their own", "不得决定本人的回避");
        let why = crate::sentence!("somebody else decides", "应由他人决定");
        Condition::forbidden(own_reason(because), Remedy::none(why))
    } else {
        Condition::met(own_reason(not_own()))
    };
    let step = crate::sentence!("decide on the recusal", "决定回避");
    condition::decide(vec![right_one(facts, rules), own], step, (), own_reason(not_own()))
}

/// Whether the one decides who has to.
fn right_one(facts: &DecideFacts, rules: RulesInForce<'_>) -> Condition {
    let office = || Word::of(&crate::terms::office::Department::Handling);
    let (answer, reasons) = decided_by(facts.leader, rules).into_parts();
    let reason = reasons.into_iter().next().unwrap_or_else(|| own_reason(not_own()));
    let approver = match answer {
        Answer::Known(approver) => approver,
        Answer::Undetermined(open) => return nobody_known(reason, open.missing().first()),
    };
    let (holds, code) = match approver {
        Approver::NextHigherOrgan => (facts.from_above, "from_above"),
        Approver::PrincipalLeader => (facts.by_leader, "by_leader"),
        _ => (Fact::Known(false), "decider"),
    };
    let says = Says {
        yes: reason.because().clone(),
        no: crate::sentence!(
            "somebody else decides: {approver}",
            "应由{approver}决定",
            approver = chosen(approver),
        ),
        open: crate::sentence!(
            "whether the right one decides is not known: {approver}",
            "决定人是否为{approver}尚不明确",
            approver = chosen(approver),
        ),
    };
    let told = |because| {
        let citation = reason.citations().first().cloned().unwrap_or(DECIDING);
        Reason::new(reason.rule().clone(), because, citation)
    };
    let how = crate::sentence!("put it before who decides", "报请有权决定的机关、人员");
    demands(holds, says, &told, supply(code, how, office()), find_out(code, office()))
}

/// What is missing to tell who decides: a fact, or a rule of the place.
fn nobody_known(reason: Reason, missing: Option<&Missing>) -> Condition {
    let office = Word::of(&crate::terms::office::Department::Handling);
    let (why, code) = missing.map_or((NotKnown::NeverAsked, None), |missing| {
        (missing.why(), Some(missing.fact().clone()))
    });
    let leader = const { Code::literal("leader") };
    let remedy = match code {
        Some(code) if code != leader => {
            let how = crate::sentence!("lay down who decides", "规定由谁决定");
            let packs = Word::literal("rule_pack", "规则包", "rule pack");
            Remedy::by(Cure::fact(code, how, packs))
        }
        _ => find_out("leader", office),
    };
    Condition::unknown(reason, why, remedy)
}

fn not_own() -> Sentence {
    crate::sentence!("it is not about whoever decides", "并非决定人本人的回避")
}

const DECIDING: Citation = Citation::literal(
    "公职人员政务处分法 Public Sanctions Law 2020",
    Some(crate::day!(2020, 6, 20)),
    "art. 48; law 1.7",
    "the leader's own recusal is decided above",
    Certainty::Reading,
);

fn own_reason(because: Sentence) -> Reason {
    Reason::new(crate::rule_name!("recusal/not-on-oneself"), because, DECIDING)
}

/// Whether recusal covers something or somebody beside the handlers, by its code in the
/// rulebook (`borrowed_staff`, `guards`, `venues`, or a code of the place).
///
/// Undetermined where nothing is laid down.
pub fn also_covers(what: &Code, rules: RulesInForce<'_>) -> Decision<Answer<bool>> {
    let rule = || crate::rule_name!("recusal/also-covers");
    let listed = match rules.get(keys::recusal::ALSO_COVERS) {
        Ok(listed) => listed,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let covered = listed.value().contains(what.as_str());
    let word = Line::parse(what.as_str()).unwrap_or(const { Line::literal("-") });
    let because = if covered {
        crate::sentence!("recusal covers {what}", "回避适用于{what}", what = word)
    } else {
        crate::sentence!("recusal does not cover {what}", "回避不适用于{what}", what = word)
    };
    Decision::new(Answer::Known(covered), by(rule(), because, &listed))
}

/// A request that somebody be recused, and what was decided on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// When it was made.
    pub asked: Moment,
    /// When it was decided, and whether the person is recused.
    pub decided: Option<(Moment, bool)>,
}

/// 回避申请: how a request for recusal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// 未提出: it was not made.
    NotAsked,
    /// 待决定: it waits for a decision, and the work goes on.
    Pending,
    /// 决定回避: the person takes no part from the decision on.
    Recused,
    /// 驳回: the person goes on.
    Rejected,
}

impl RequestState {
    /// Whether the person may go on working, as far as the request is concerned.
    #[must_use]
    pub const fn works_on(self) -> bool {
        !matches!(self, Self::Recused)
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotAsked => "not asked for",
            Self::Pending => "pending, the work goes on",
            Self::Recused => "recused",
            Self::Rejected => "rejected",
        })
    }
}

impl Chinese for RequestState {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAsked => "未提出申请",
            Self::Pending => "待决定，不停止工作",
            Self::Recused => "决定回避",
            Self::Rejected => "驳回申请",
        })
    }
}

const GOES_ON: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "law 1.7",
    "no source says that a request stops the work; a ground that is known does",
    Certainty::Reading,
);

/// How a request for recusal stands at `now`.
///
/// A request alone stops no work: otherwise whoever asks again and again would stop it for
/// good. A ground that is known stops the person at once, request or not
/// ([`may_take_part`](crate::procedure::recusal::may_take_part)).
pub fn request(request: &Request, now: Moment) -> Decision<RequestState> {
    let told = |state, because| {
        Decision::new(state, Reason::new(crate::rule_name!("recusal/request"), because, GOES_ON))
    };
    if request.asked > now {
        return told(RequestState::NotAsked, crate::sentence!("nobody has asked", "尚未提出申请"));
    }
    match request.decided.filter(|(at, _)| *at <= now) {
        Some((at, true)) => told(
            RequestState::Recused,
            crate::sentence!("it was decided on {at}: recused", "{at}决定回避", at = at),
        ),
        Some((at, false)) => told(
            RequestState::Rejected,
            crate::sentence!("it was decided on {at}: not recused", "{at}驳回回避申请", at = at),
        ),
        None => told(
            RequestState::Pending,
            crate::sentence!(
                "asked for on {at}, and not decided: the work goes on meanwhile",
                "{at}提出申请，尚未决定，不停止工作",
                at = request.asked,
            ),
        ),
    }
}

facts! {
    /// 干预过问: what was done after somebody asked about a case, pleaded for somebody, or
    /// met a party without approval.
    InterferenceFacts {
        /// 及时报告.
        reported: "whether whoever knew of it has reported it", "知情人员是否已及时报告";
        /// 登记备案.
        registered: "whether it is registered", "是否已登记备案";
    }
}

/// 登记备案: how the registration of an interference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Registration {
    /// 无要求: no rule asks for it.
    NotAsked,
    /// 未报告: nobody has reported it.
    ReportOwed,
    /// 未登记: it was reported, and is not registered.
    EntryOwed,
    /// 已登记备案: reported and registered.
    Registered,
}

impl fmt::Display for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotAsked => "not asked for",
            Self::ReportOwed => "to be reported",
            Self::EntryOwed => "to be registered",
            Self::Registered => "registered",
        })
    }
}

impl Chinese for Registration {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAsked => "无此要求",
            Self::ReportOwed => "应当及时报告",
            Self::EntryOwed => "应当登记备案",
            Self::Registered => "已登记备案",
        })
    }
}

/// 打听案情、过问案件、说情干预: whether an interference is reported and registered.
///
/// It is reported first; what is registered was reported. Undetermined while the answer
/// hangs on something that is not known.
pub fn interference(
    facts: &InterferenceFacts,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Registration>> {
    let rule = || crate::rule_name!("recusal/interference");
    let asked = match rules.get(keys::recusal::INTERFERENCE_REGISTERED) {
        Ok(asked) => asked,
        Err(not) => {
            return Decision::new(Answer::Known(Registration::NotAsked), silent(rule(), &not));
        }
    };
    let told = |answer, because| Decision::new(answer, by(rule(), because, &asked));
    let known = |state, because| told(Answer::Known(state), because);
    if !asked.value() {
        let because = crate::sentence!("nothing is registered here", "本地不要求登记备案");
        return known(Registration::NotAsked, because);
    }
    match (facts.reported, facts.registered) {
        (_, Fact::Known(true)) => {
            known(Registration::Registered, crate::sentence!("it is registered", "已登记备案"))
        }
        (Fact::Known(false), Fact::Known(false)) => {
            known(Registration::ReportOwed, crate::sentence!("nobody has reported it", "尚未报告"))
        }
        (Fact::Known(true), Fact::Known(false)) => known(
            Registration::EntryOwed,
            crate::sentence!("it was reported and is not registered", "已报告，尚未登记备案"),
        ),
        _ => {
            let because = crate::sentence!(
                "whether it was reported and registered is not known",
                "是否已报告、登记备案尚不明确"
            );
            let mut open = facts.questions().into_iter().filter_map(|q| q.missing());
            let Some(first) = open.next() else {
                return known(Registration::ReportOwed, because);
            };
            let open = open.fold(Undetermined::new(first), Undetermined::and);
            told(Answer::Undetermined(open), because)
        }
    }
}
