//! Exposure: batches of cases that are made public, and nobody in them who may not be named.
//!
//! **What one can do here.** Ask whether a batch may be made public ([`may_publish`]), how
//! many batches and persons an organ has made public ([`count`]), who was made public on
//! a decision that has been lifted since ([`overtaken`]), and whether a publication may be
//! put right for somebody ([`may_put_right`]).
//!
//! Words: 通报曝光 exposure · 批次 batch · 典型案例 typical case · 澄清正名 clearing a name.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `exposure/after-effect` | a case is made public only after a decision in it has effect | `exposure/only-after-effect`: yes, national (a value of this crate) | G05 |
//! | `exposure/person` | a person is named only on a decision about that person that has effect | the same | G05 (reading) |
//! | `exposure/not-named` | nobody is named who may not be | – | G05, law 5 (reading) |
//! | `exposure/number` | each organ counts its batches from 1, without a gap | – | G05 (reading) |
//! | `exposure/count` | batches and persons, each person once | – | G05 |
//! | `exposure/overtaken` | who was named on a decision that was lifted is cleared as publicly | `remedy/name-cleared`: yes, national from 2020-07-01 | law 5, design §8.12 (reading) |
//! | `exposure/put-right` | put right is what names somebody about whom no decision has effect (any more) | `remedy/name-cleared` | law 5 (reading) |
//! | `exposure/put-right-named` | for somebody who is named there | – | law 5 (reading) |
//! | `exposure/put-right-once` | once for each person | – | law 5 (reading) |
//!
//! **Who may not be named** is for people to say: somebody who reported or was a witness, a
//! victim, a minor. The answer holds yes or no, and never why.
//!
//! # Examples
//!
//! The decision has effect, and nobody has asked whether the person may be named:
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use unbrella::base::id::{CaseId, PersonId};
//! use unbrella::day;
//! use unbrella::procedure::exposure::{self, Named, PublishFacts};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//! use uuid::Uuid;
//!
//! let person = PersonId::from_uuid(Uuid::from_u128(1))?;
//! let named = Named {
//!     effective: Fact::Known(true),
//!     withheld: Fact::NotKnown(NotKnown::NeverAsked),
//! };
//! let facts = PublishFacts {
//!     number: 113,
//!     before: 112,
//!     cases: BTreeMap::from([(CaseId::from_uuid(Uuid::from_u128(2))?, Fact::Known(true))]),
//!     persons: BTreeMap::from([(person, named)]),
//! };
//! let book = Rulebook::published();
//! let refused = exposure::may_publish(&facts, book.on("gansu", day!(2021, 5, 6))?).unwrap_err();
//! assert_eq!(refused.unmet()[0].reason().rule().as_str(), "exposure/not-named");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: a case that is told to an audience
//! ([`proposal::may_tell`](crate::procedure::proposal::may_tell)), who is told that a name
//! was cleared ([`remedy::clearing`](crate::procedure::remedy::clearing())).
//!
//! # Source
//!
//! Catalogue G05; law-context §5.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{CaseId, OrganId, PersonId, RecordId};
use crate::base::text::Code;
use crate::decision::{Condition, Cure, Decision, Reason, Refusal, Remedy, Sentence, Word};
use crate::model::discipline::Outcome;
use crate::model::dossier::Dossier;
use crate::model::exposure::ExposureBatch;
use crate::procedure::condition::{self, Says, demands, find_out, said, supply};
use crate::procedure::fact::recorded;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};

/// A person who would be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Whether a decision about the person, in a case of the batch, has effect.
    pub effective: Fact<bool>,
    /// Whether the person may not be named, whatever for.
    pub withheld: Fact<bool>,
}

/// What making a batch public looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishFacts {
    /// Which of the batches of the organ it is.
    pub number: u32,
    /// How many of its batches are public already.
    pub before: u32,
    /// The cases, and whether a decision in each has effect.
    pub cases: BTreeMap<CaseId, Fact<bool>>,
    /// Those who are named or counted in it.
    pub persons: BTreeMap<PersonId, Named>,
}

impl PublishFacts {
    /// The facts of a batch, seen on a day: the batch may stand in the dossier or be about
    /// to.
    ///
    /// A decision has effect from its first day on, unless it was lifted. `withheld` says of
    /// whom it was asked whether they may not be named.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        batch: &ExposureBatch,
        withheld: &BTreeMap<PersonId, Fact<bool>>,
        day: Day,
    ) -> Self {
        let decided = |case: CaseId, person: Option<PersonId>| {
            let of_person = |one: &&Outcome| person.is_none_or(|person| one.person() == person);
            let mut outcomes = dossier.outcomes_of(case).filter(of_person);
            outcomes.any(|outcome| has_effect(outcome, day))
        };
        let others = dossier
            .batches_by(batch.by())
            .filter(|other| other.id() != batch.id() && other.number() < batch.number());
        let numbers: BTreeSet<u32> = others.map(|other| other.number().get()).collect();
        let cases = batch.cases().iter().map(|case| (*case, Fact::Known(decided(*case, None))));
        let named = |person: PersonId| Named {
            effective: Fact::Known(batch.cases().iter().any(|case| decided(*case, Some(person)))),
            withheld: withheld.get(&person).copied().unwrap_or_else(|| recorded(None)),
        };
        Self {
            number: batch.number().get(),
            before: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
            cases: cases.collect(),
            persons: batch.persons().iter().map(|person| (*person, named(*person))).collect(),
        }
    }
}

fn has_effect(outcome: &Outcome, day: Day) -> bool {
    let lifted = outcome.revoked().is_some_and(|when| when.occurred_at().day() <= day);
    !lifted && outcome.effective().is_some_and(|from| from <= day)
}

const BATCHES: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G05",
    "113 batches, 688 persons",
    Certainty::Reading,
);

const AFTER: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "G05",
    "a person is not exposed before the decision has effect",
    Certainty::Reading,
);

const NOT_NAMED: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "G05; law 5",
    "who has to be protected is not named",
    Certainty::Reading,
);

fn publisher() -> Word {
    Word::literal("publishing_organ", "通报机关", "organ that publishes")
}

/// Whether a batch may be made public.
///
/// # Errors
///
/// A [`Refusal`] of each case without a decision that has effect, of each person without
/// one, of each person who may not be named or of whom that is not known, of a batch
/// without cases, and of a number that is not the next one.
pub fn may_publish(facts: &PublishFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let key = keys::exposure::ONLY_AFTER_EFFECT;
    let asked = rules.get(key).map_or(true, |asked| asked.value());
    let mut conditions = vec![content(facts), number(facts)];
    if asked {
        conditions.extend(facts.cases.iter().map(|(case, fact)| of_case(*case, *fact, rules)));
        let persons = facts.persons.iter();
        conditions
            .extend(persons.map(|(person, named)| of_person(*person, named.effective, rules)));
    }
    conditions.extend(facts.persons.iter().map(|(person, named)| named_at_all(*person, named)));
    let step = crate::sentence!("make the batch public", "通报曝光");
    let silence = crate::sentence!("nothing more is asked", "无其他要求");
    let otherwise = Reason::new(crate::rule_name!("exposure/number"), silence, BATCHES);
    condition::decide(conditions, step, (), otherwise)
}

fn content(facts: &PublishFacts) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("exposure/number"), because, BATCHES);
    if facts.cases.is_empty() {
        let how = crate::sentence!("put a case into it", "列入案例");
        let because = crate::sentence!("there is no case in it", "未列入案例");
        return Condition::unmet(reason(because), supply("cases", how, publisher()));
    }
    let because =
        crate::sentence!("there are {n} cases in it", "列入{n}起案例", n = facts.cases.len());
    Condition::met(reason(because))
}

fn number(facts: &PublishFacts) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("exposure/number"), because, BATCHES);
    let next = facts.before.saturating_add(1);
    if facts.number == next {
        let because = crate::sentence!("it is batch {number}", "系第{number}批", number = next);
        return Condition::met(reason(because));
    }
    let because = crate::sentence!(
        "it is numbered {number}, and the next batch is {next}",
        "编为第{number}批，应为第{next}批",
        number = facts.number,
        next = next,
    );
    let how = crate::sentence!("give it the next number", "按顺序编号");
    Condition::unmet(reason(because), supply("number", how, publisher()))
}

fn effect(fact: Fact<bool>, says: Says, rule: &dyn Fn(Sentence) -> Reason) -> Condition {
    let how = crate::sentence!(
        "wait until the decision has effect, or leave it out",
        "待处理决定生效，或者不予列入"
    );
    demands(
        fact,
        says,
        rule,
        supply("effective", how, publisher()),
        find_out("effective", publisher()),
    )
}

fn of_case(case: CaseId, fact: Fact<bool>, rules: RulesInForce<'_>) -> Condition {
    let reason = |because| {
        let rule = crate::rule_name!("exposure/after-effect");
        said(rule, because, keys::exposure::ONLY_AFTER_EFFECT, rules, &AFTER)
    };
    let says = Says {
        yes: crate::sentence!(
            "a decision in {case} has effect",
            "{case}处理决定已生效",
            case = case
        ),
        no: crate::sentence!(
            "no decision in {case} has effect",
            "{case}处理决定尚未生效",
            case = case
        ),
        open: crate::sentence!(
            "whether a decision in {case} has effect is not known",
            "{case}处理决定是否生效尚不明确",
            case = case
        ),
    };
    effect(fact, says, &reason)
}

fn of_person(person: PersonId, fact: Fact<bool>, rules: RulesInForce<'_>) -> Condition {
    let reason = |because| {
        let rule = crate::rule_name!("exposure/person");
        said(rule, because, keys::exposure::ONLY_AFTER_EFFECT, rules, &AFTER)
    };
    let says = Says {
        yes: crate::sentence!(
            "a decision about {person} has effect",
            "对{person}的处理决定已生效",
            person = person
        ),
        no: crate::sentence!(
            "no decision about {person} has effect",
            "对{person}尚无生效的处理决定",
            person = person
        ),
        open: crate::sentence!(
            "whether a decision about {person} has effect is not known",
            "对{person}的处理决定是否生效尚不明确",
            person = person
        ),
    };
    effect(fact, says, &reason)
}

fn named_at_all(person: PersonId, named: &Named) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("exposure/not-named"), because, NOT_NAMED);
    let says = Says {
        yes: crate::sentence!("{person} may be named", "可以点名通报{person}", person = person),
        no: crate::sentence!("{person} may not be named", "不得点名通报{person}", person = person),
        open: crate::sentence!(
            "whether {person} may be named is not known",
            "可否点名通报{person}尚不明确",
            person = person
        ),
    };
    let why = crate::sentence!("the person is left out", "应当不予点名");
    let may = named.withheld.map(|withheld| !withheld);
    demands(may, says, &reason, Remedy::none(why), find_out("withheld", publisher()))
}

/// What an organ has made public by a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// 批次: how many batches.
    pub batches: usize,
    /// The persons in them, each once.
    pub persons: BTreeSet<PersonId>,
    /// The cases in them, each once.
    pub cases: BTreeSet<CaseId>,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { batches, persons, cases } = self;
        write!(f, "{batches} batches, {} cases, {} persons", cases.len(), persons.len())
    }
}

/// 通报曝光: how many batches, cases and persons organs of the dossier have made public by
/// the end of a day.
///
/// A person who stands in two batches counts once.
pub fn count(dossier: &Dossier, by: &[OrganId], day: Day) -> Decision<Count> {
    let mut count = Count::default();
    for batch in published(dossier, day).filter(|batch| by.contains(&batch.by())) {
        count.batches = count.batches.saturating_add(1);
        count.persons.extend(batch.persons().iter().copied());
        count.cases.extend(batch.cases().iter().copied());
    }
    let because = crate::sentence!(
        "{batches} batches with {persons} persons",
        "通报曝光{batches}批次{persons}人",
        batches = count.batches,
        persons = count.persons.len(),
    );
    Decision::new(count, Reason::new(crate::rule_name!("exposure/count"), because, BATCHES))
}

fn published(dossier: &Dossier, day: Day) -> impl Iterator<Item = &ExposureBatch> {
    let public = move |batch: &&ExposureBatch| batch.published().occurred_at().day() <= day;
    dossier.exposure_batches().values().filter(public)
}

const LIFTED: Citation = Citation::literal(
    "公职人员政务处分法 Public Sanctions Law 2020",
    Some(crate::day!(2020, 6, 20)),
    "art. 53; law 5",
    "who was named on a decision that was lifted is cleared as publicly",
    Certainty::Reading,
);

/// 澄清正名: those who were made public and about whom no decision of the batch has effect
/// any more, with the batch; sorted. Those for whom it was put right are left out.
///
/// Empty where a place clears no names. Somebody about whom there never was a decision is
/// listed as well: that exposure was wrong from the start.
pub fn overtaken(
    dossier: &Dossier,
    day: Day,
    rules: RulesInForce<'_>,
) -> Decision<Vec<(RecordId, PersonId)>> {
    let key = keys::remedy::NAME_CLEARED;
    let mut found = Vec::new();
    if rules.get(key).map_or(true, |asked| asked.value()) {
        for batch in published(dossier, day) {
            let stands = |person: PersonId| stands(dossier, batch, person, day);
            let put_right = |person: PersonId| {
                batch.put_right(person).is_some_and(|when| when.occurred_at().day() <= day)
            };
            let gone = batch.persons().iter().filter(|one| !stands(**one) && !put_right(**one));
            found.extend(gone.map(|person| (batch.id(), *person)));
        }
    }
    found.sort_unstable();
    let because = crate::sentence!(
        "{found} persons were made public without a decision that still has effect",
        "已通报曝光而处理决定不再有效的{found}人次",
        found = found.len(),
    );
    let rule = crate::rule_name!("exposure/overtaken");
    Decision::new(found, said(rule, because, key, rules, &LIFTED))
}

/// Whether a decision about a person, in a case of a batch, has effect.
fn stands(dossier: &Dossier, batch: &ExposureBatch, person: PersonId, day: Day) -> bool {
    let of_batch = |one: &&Outcome| one.case().is_some_and(|case| batch.cases().contains(&case));
    let mut outcomes = dossier.outcomes_for(person).filter(of_batch);
    outcomes.any(|outcome| has_effect(outcome, day))
}

/// What putting a publication right for a person looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutRightFacts {
    /// Whether the person is named in the batch.
    pub named: bool,
    /// Whether it was put right for the person before.
    pub put_right: bool,
    /// Whether a decision about the person, in a case of the batch, has effect.
    pub stands: Fact<bool>,
}

impl PutRightFacts {
    /// The facts of a batch of the dossier and a person, seen on a day; nothing if the batch
    /// is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, batch: RecordId, person: PersonId, day: Day) -> Option<Self> {
        let batch = dossier.exposure_batch(batch)?;
        Some(Self {
            named: batch.persons().contains(&person),
            put_right: batch.put_right(person).is_some(),
            stands: Fact::Known(stands(dossier, batch, person, day)),
        })
    }
}

/// 澄清正名: whether a publication may be put right for a person.
///
/// # Errors
///
/// A [`Refusal`] if the person is not named in it, if it was put right before, and while a
/// decision about the person has effect: what is so is not taken back in public.
pub fn may_put_right(
    facts: &PutRightFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let conditions =
        vec![named_there(facts.named), only_once(facts.put_right), gone(facts.stands, rules)];
    let step = crate::sentence!("put the publication right", "公开澄清");
    let silence = crate::sentence!("nothing more is asked", "无其他要求");
    let otherwise = Reason::new(crate::rule_name!("exposure/put-right"), silence, LIFTED);
    condition::decide(conditions, step, (), otherwise)
}

fn named_there(named: bool) -> Condition {
    let reason =
        |because| Reason::new(crate::rule_name!("exposure/put-right-named"), because, LIFTED);
    if named {
        return Condition::met(reason(crate::sentence!(
            "the person is named there",
            "该批通报点名此人"
        )));
    }
    let because = crate::sentence!("the person is not named there", "该批通报未点名此人");
    let why = crate::sentence!("a name is cleared where it was named", "应在原通报范围内澄清");
    Condition::forbidden(reason(because), Remedy::none(why))
}

fn only_once(put_right: bool) -> Condition {
    let reason =
        |because| Reason::new(crate::rule_name!("exposure/put-right-once"), because, LIFTED);
    if !put_right {
        return Condition::met(reason(crate::sentence!("it was not put right yet", "尚未澄清")));
    }
    let because = crate::sentence!("it was put right before", "已经澄清");
    let why = crate::sentence!("once is enough", "无须重复澄清");
    Condition::forbidden(reason(because), Remedy::none(why))
}

fn gone(stands: Fact<bool>, rules: RulesInForce<'_>) -> Condition {
    let reason = |because| {
        let rule = crate::rule_name!("exposure/put-right");
        said(rule, because, keys::remedy::NAME_CLEARED, rules, &LIFTED)
    };
    let says = Says {
        yes: crate::sentence!(
            "no decision about the person in its cases has effect",
            "对此人已无生效的处理决定",
        ),
        no: crate::sentence!(
            "a decision about the person in its cases has effect",
            "对此人的处理决定仍然有效",
        ),
        open: crate::sentence!(
            "whether a decision about the person has effect is not known",
            "对此人的处理决定是否有效尚不明确",
        ),
    };
    let how = crate::sentence!("take the decision back first", "先行撤销处理决定");
    let cure = Cure::command(const { Code::literal("revoke") }, how, publisher());
    let learn = find_out("stands", publisher());
    demands(stands.map(|stands| !stands), says, &reason, Remedy::by(cure), learn)
}

#[cfg(test)]
mod tests;
