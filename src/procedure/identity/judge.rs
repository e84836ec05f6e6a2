//! Whether a judgment of identity may be made.

use std::collections::BTreeSet;

use crate::base::day::Moment;
use crate::base::id::{PartyId, PersonId};
use crate::base::text::Code;
use crate::decision::{Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Word};
use crate::model::dossier::Dossier;
use crate::model::identity::IdentityJudgment;
use crate::procedure::condition::{Says, demands, find_out, needs, supply};
use crate::procedure::holders::near;
use crate::procedure::identity::known::{
    Judged, Judgments, Link, are_two, chain_to, identity, linked, pair,
};
use crate::provenance::{Fact, NotKnown};
use crate::terms::identity::{ComparedFact, IdentityVerdict};

/// What a judgment of identity looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeFacts {
    /// One party.
    pub one: PartyId,
    /// The other.
    pub other: PartyId,
    /// What is to be judged.
    pub verdict: IdentityVerdict,
    /// Who judges; none if it is nobody, such as a program.
    pub by: Option<PersonId>,
    /// Whether that person has signed it.
    pub signed: Fact<bool>,
    /// Whether that person is one of the two, or near to one.
    pub near: Fact<bool>,
    /// Whether the ground is stated.
    pub ground: bool,
    /// What was compared and agrees.
    pub agree: BTreeSet<ComparedFact>,
    /// What was compared and does not agree.
    pub differ: BTreeSet<ComparedFact>,
    /// Whether it is explained why that does not agree.
    pub explained: Fact<bool>,
}

impl JudgeFacts {
    /// The facts of a judgment as it is drafted. Whether it is signed, and whether what does
    /// not agree is explained, a person says.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        drafted: &IdentityJudgment,
        signed: Fact<bool>,
        explained: Fact<bool>,
    ) -> Self {
        let (one, other) = (drafted.one(), drafted.other());
        Self {
            one,
            other,
            verdict: drafted.verdict(),
            by: Some(drafted.by()),
            signed,
            near: Fact::Known(near(dossier, drafted.by(), &[one, other])),
            ground: true,
            agree: drafted.agree().iter().copied().collect(),
            differ: drafted.differ().iter().copied().collect(),
            explained,
        }
    }

    /// A judgment of which nothing is known yet.
    #[must_use]
    pub const fn bare(one: PartyId, other: PartyId, verdict: IdentityVerdict) -> Self {
        const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
        Self {
            one,
            other,
            verdict,
            by: None,
            signed: NEVER,
            near: NEVER,
            ground: false,
            agree: BTreeSet::new(),
            differ: BTreeSet::new(),
            explained: NEVER,
        }
    }

    /// The judgment as one that counts, if it is recorded at a moment under an id.
    #[must_use]
    pub const fn recorded(&self, id: crate::base::id::RecordId, recorded_at: Moment) -> Judged {
        Judged { id, one: self.one, other: self.other, verdict: self.verdict, recorded_at }
    }
}

fn judge() -> Word {
    Word::literal("judge", "判断人", "person who judges")
}

/// Whether a judgment may be made, given what was known before.
///
/// A later judgment between the same two may always take the place of an earlier one; what
/// others have judged stands in its way.
///
/// # Errors
///
/// A [`Refusal`] with everything that is missing, and with every chain of judgments that the
/// judgment would contradict: *same* may not join two who are judged apart, and *different*
/// or *unsure* may not stand beside a chain that joins the two.
pub fn may_judge(
    facts: &JudgeFacts,
    known: &Judgments,
) -> Result<Decision<IdentityVerdict>, Refusal> {
    let mut requirement = Requirement::from(two(facts));
    for condition in person(facts).into_iter().chain([ground(facts)]) {
        requirement = requirement.and(condition);
    }
    if facts.verdict == IdentityVerdict::Same {
        requirement = requirement.and(more_than_name(facts)).and(differ(facts));
    }
    if are_two(facts.one, facts.other) {
        let others = match facts.verdict {
            IdentityVerdict::Same => would_join(facts, known),
            IdentityVerdict::Different | IdentityVerdict::Unsure => still_joined(facts, known),
            IdentityVerdict::TakenBack => vec![was_judged(facts, known).into()],
        };
        requirement = others.into_iter().fold(requirement, Requirement::and);
    }
    let step =
        crate::sentence!("judge: {verdict}", "判断：{verdict}", verdict = Word::of(&facts.verdict));
    requirement.decide(step, facts.verdict)
}

fn two(facts: &JudgeFacts) -> Condition {
    let rule = crate::rule_name!("identity/two");
    if are_two(facts.one, facts.other) {
        let because = crate::sentence!("there are two parties of one kind", "系同类的两个主体");
        return Condition::met(identity(rule, because));
    }
    let because = crate::sentence!("they are not two parties of one kind", "并非同类的两个主体");
    let why = crate::sentence!(
        "an entry is itself, and a person is no organ",
        "同一登记无须判断，不同种类的主体不能同一"
    );
    Condition::forbidden(identity(rule, because), Remedy::none(why))
}

fn person(facts: &JudgeFacts) -> Vec<Condition> {
    let reason = |because| identity(crate::rule_name!("identity/person"), because);
    if facts.by.is_none() {
        let because = crate::sentence!("nobody has judged it", "尚无人作出判断");
        let how = crate::sentence!("have a person judge and sign", "由有关人员判断并签字");
        let cure = |fact: Code| Cure::fact(fact, how.clone(), judge());
        let remedy = Remedy::by_all(
            cure(const { Code::literal("by") }),
            [cure(const { Code::literal("signed") })],
        );
        return vec![Condition::unmet(reason(because), remedy)];
    }
    let signed = Says {
        yes: crate::sentence!("a person judges and has signed", "已由有关人员判断并签字"),
        no: crate::sentence!("the judgment is not signed", "判断尚未签字"),
        open: crate::sentence!("whether it is signed is not known", "是否签字尚不明确"),
    };
    let how = crate::sentence!("have it signed", "补办签字");
    let apart = |because| identity(crate::rule_name!("identity/near"), because);
    let says = Says {
        yes: crate::sentence!("who judges is not near to either", "判断人与二者均无利害关系"),
        no: crate::sentence!("who judges is near to one of them", "判断人与其中之一有利害关系"),
        open: crate::sentence!(
            "whether who judges is near to one of them is not known",
            "判断人与二者有无利害关系尚不明确"
        ),
    };
    let another = crate::sentence!("have another person judge", "另行指定判断人");
    vec![
        needs(facts.signed, signed, &reason, supply("signed", how, judge())),
        demands(
            facts.near.map(|near| !near),
            says,
            &apart,
            supply("by", another, judge()),
            find_out("near", judge()),
        ),
    ]
}

/// That there is a judgment which can be taken back.
fn was_judged(facts: &JudgeFacts, known: &Judgments) -> Condition {
    let rule = crate::rule_name!("identity/take-back");
    let last = known.latest(facts.one, facts.other);
    match last.filter(|last| last.verdict != IdentityVerdict::TakenBack) {
        Some(last) => {
            let because =
                crate::sentence!("{judgment} is taken back", "撤回{judgment}", judgment = last.id);
            Condition::met(identity(rule, because))
        }
        None => {
            let because = crate::sentence!("nothing is judged between the two", "二者之间无判断");
            let why = crate::sentence!("there is nothing to take back", "无可撤回");
            Condition::forbidden(identity(rule, because), Remedy::none(why))
        }
    }
}

fn ground(facts: &JudgeFacts) -> Condition {
    let rule = crate::rule_name!("identity/ground");
    if facts.ground {
        let because = crate::sentence!("the ground is stated", "已写明依据");
        return Condition::met(identity(rule, because));
    }
    let because = crate::sentence!("no ground is stated", "未写明依据");
    let how = crate::sentence!("state the ground", "写明依据");
    Condition::unmet(identity(rule, because), supply("ground", how, judge()))
}

fn more_than_name(facts: &JudgeFacts) -> Condition {
    let rule = crate::rule_name!("identity/more-than-name");
    let more = facts.agree.iter().filter(|fact| **fact != ComparedFact::Name).count();
    if more > 0 {
        let because = crate::sentence!(
            "{more} things beside the name agree",
            "除姓名外另有{more}项一致",
            more = more,
        );
        return Condition::met(identity(rule, because));
    }
    let because = crate::sentence!(
        "nothing beside the name agrees, and names are shared by strangers",
        "除姓名外无一致事项，不能排除重名"
    );
    let how = crate::sentence!("compare something beside the name", "比对姓名以外的事项");
    Condition::unmet(identity(rule, because), supply("agree", how, judge()))
}

/// That what does not agree is explained; nothing is asked if all agrees.
fn differ(facts: &JudgeFacts) -> Condition {
    let reason = |because| identity(crate::rule_name!("identity/differ"), because);
    if facts.differ.is_empty() {
        return Condition::met(reason(crate::sentence!(
            "nothing that was compared disagrees",
            "比对事项无不一致"
        )));
    }
    let n = facts.differ.len();
    let says = Says {
        yes: crate::sentence!(
            "it is explained why {n} things do not agree",
            "{n}项不一致已说明原因",
            n = n
        ),
        no: crate::sentence!(
            "{n} things do not agree, and nobody says why",
            "{n}项不一致未说明原因",
            n = n
        ),
        open: crate::sentence!(
            "whether it is explained why {n} things do not agree is not known",
            "{n}项不一致是否已说明原因尚不明确",
            n = n
        ),
    };
    let how = crate::sentence!("explain why they do not agree", "说明不一致的原因");
    needs(facts.explained, says, &reason, supply("explained", how, judge()))
}

/// For each pair that *same* would join although it is judged apart: that its judgment, or
/// one on the chain to it, is taken back.
fn would_join(facts: &JudgeFacts, known: &Judgments) -> Vec<Requirement> {
    let own = pair(facts.one, facts.other);
    let near_one = known.reached(facts.one, None);
    if near_one.contains_key(&facts.other) {
        return Vec::new();
    }
    let near_other = known.reached(facts.other, None);
    let mut groups = Vec::new();
    for apart in known.apart().filter(|apart| pair(apart.one, apart.other) != own) {
        let ends = [(apart.one, apart.other), (apart.other, apart.one)];
        let crossing = ends
            .into_iter()
            .find(|(from, to)| near_one.contains_key(from) && near_other.contains_key(to));
        let Some((from, to)) = crossing else { continue };
        let mut group = Requirement::from(kept_apart(&apart));
        let halves = [(&near_one, facts.one, from), (&near_other, facts.other, to)];
        for (reached, start, end) in halves {
            for link in chain_to(reached, end).unwrap_or_default() {
                group = group.or(link_in_the_way(known, &link, start, end));
            }
        }
        groups.push(group);
    }
    groups
}

/// That two are judged apart, which keeps them from being joined.
fn kept_apart(apart: &Judged) -> Condition {
    let because = crate::sentence!(
        "{one} and {other} are judged {verdict} in {judgment}, and would be joined",
        "{one}与{other}经{judgment}判断为{verdict}，将因此相连",
        one = apart.one,
        other = apart.other,
        verdict = Word::of(&apart.verdict),
        judgment = apart.id,
    );
    let reason = identity(crate::rule_name!("identity/apart"), because);
    in_the_way(apart.verdict, reason, take_back(apart.one, apart.other))
}

/// A link of a chain that leads to two who are judged apart. Taking it back is enough
/// unless another way leads around it.
fn link_in_the_way(known: &Judgments, link: &Link, start: PartyId, end: PartyId) -> Condition {
    let around = known.reached(start, Some(pair(link.from, link.to))).contains_key(&end);
    let remedy = if around {
        let why = crate::sentence!("another chain joins them as well", "另有其他判断将其相连");
        Remedy::none(why)
    } else {
        take_back(link.from, link.to)
    };
    Condition::forbidden(linked(link), remedy)
}

/// *Unsure* leaves open, so what it stands in the way of is not permitted yet; *different*
/// forbids it.
fn in_the_way(verdict: IdentityVerdict, reason: Reason, remedy: Remedy) -> Condition {
    match verdict {
        IdentityVerdict::Unsure => Condition::unmet(reason, remedy),
        _ => Condition::forbidden(reason, remedy),
    }
}

fn take_back(one: PartyId, other: PartyId) -> Remedy {
    let how = crate::sentence!(
        "take back the judgment between {one} and {other}",
        "撤回{one}与{other}之间的判断",
        one = one,
        other = other,
    );
    Remedy::by(Cure::command(const { Code::literal("take_back") }, how, judge()))
}

/// What still joins two who are to be judged apart: the links of the shortest chain, one of
/// which has to be taken back; where other chains lead around each of them, all the links
/// at one end.
fn still_joined(facts: &JudgeFacts, known: &Judgments) -> Vec<Requirement> {
    let own = Some(pair(facts.one, facts.other));
    let reached = known.reached(facts.one, own);
    let Some(chain) = chain_to(&reached, facts.other) else { return Vec::new() };
    let mut group: Option<Requirement> = None;
    let mut curable = false;
    for link in &chain {
        let cut = pair(link.from, link.to);
        let rest = without(known, facts, &BTreeSet::from([cut]));
        let remedy = if rest.contains(&facts.other) {
            Remedy::none(crate::sentence!(
                "another chain joins them as well",
                "另有其他判断将其相连"
            ))
        } else {
            curable = true;
            take_back(link.from, link.to)
        };
        let condition = Condition::forbidden(linked(link), remedy);
        group = Some(match group {
            Some(group) => group.or(condition),
            None => Requirement::from(condition),
        });
    }
    let Some(group) = group else { return Vec::new() };
    if curable {
        return vec![group];
    }
    vec![all_at_the_end(facts, known).unwrap_or(group)]
}

/// Every link by which the other party is still joined; all of them have to be taken back.
fn all_at_the_end(facts: &JudgeFacts, known: &Judgments) -> Option<Requirement> {
    let own = pair(facts.one, facts.other);
    let ends: BTreeSet<(PartyId, PartyId)> =
        known.neighbors(facts.other).map(|(next, _)| pair(facts.other, next)).collect();
    let beyond = without(known, facts, &ends);
    let mut cut: Option<Requirement> = None;
    for (next, judgment) in known.neighbors(facts.other) {
        if pair(facts.other, next) == own || !beyond.contains(&next) {
            continue;
        }
        let link = Link { from: next, to: facts.other, judgment };
        let condition = Condition::forbidden(linked(&link), take_back(link.from, link.to));
        cut = Some(match cut {
            Some(cut) => cut.and(condition),
            None => Requirement::from(condition),
        });
    }
    cut
}

/// Everybody who is reached from the one party over *same*, over no pair that is cut and not
/// over the pair that is judged.
fn without(
    known: &Judgments,
    facts: &JudgeFacts,
    cut: &BTreeSet<(PartyId, PartyId)>,
) -> BTreeSet<PartyId> {
    let own = pair(facts.one, facts.other);
    let mut seen = BTreeSet::from([facts.one]);
    let mut waiting = vec![facts.one];
    while let Some(here) = waiting.pop() {
        for (next, _) in known.neighbors(here) {
            let step = pair(here, next);
            if step != own && !cut.contains(&step) && seen.insert(next) {
                waiting.push(next);
            }
        }
    }
    seen
}
