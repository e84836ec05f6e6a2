//! The questions to `procedure::hypothesis`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClaimId, OrganId, OutcomeId, PersonId, TenureId, UmbrellaId};
use unbrella::base::period::Period;
use unbrella::base::text::Code;
use unbrella::model::umbrella::{EffectiveDecision, Subject};
use unbrella::procedure::hypothesis::{
    self, AttachFacts, Intended, Range, Said, Step, StepFacts, WeighFacts,
};
use unbrella::provenance::{Grade, Stance};
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, answered, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "may_enter" => {
            let entered = hypothesis::may_enter(facts.read("standing").unwrap());
            either(entered, |()| "may be entered".to_owned())
        }
        "may_step" => may_step(facts, rules),
        "weigh" => decided(&hypothesis::weigh(&claims(facts)), ToString::to_string),
        "sensitivity" => decided(&hypothesis::sensitivity(&claims(facts)), |found| {
            let show = |without: &hypothesis::Without| {
                answered(&without.stands_on, ToString::to_string)
            };
            joined(found.iter().map(show), "no claim bears on it")
        }),
        "attachment" => {
            let tenure: Option<Period> = facts.read("tenure");
            let (person, held) = (id(PersonId::from_uuid, 1), id(TenureId::from_uuid, 1));
            let list = AttachFacts {
                umbrella: id(UmbrellaId::from_uuid, 1),
                subject: match tenure {
                    Some(_) => Subject::Tenure { person, tenure: held },
                    None => Subject::Organ { organ: id(OrganId::from_uuid, 1) },
                },
                post: None,
                tenure,
                shielded: facts.read("shielded"),
            };
            let day = facts.read("day").unwrap();
            decided(&hypothesis::attachment(&list, day), |found| {
                format!("{found}; shielded within the tenure: {}", found.within)
            })
        }
        other => panic!("no such question to hypothesis: {other}"),
    }
}

fn may_step(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let step: String = facts.read("step").unwrap();
    let step = Step::ALL.into_iter().find(|known| known.word().code() == step).unwrap();
    let organs = |n: Option<u32>| -> BTreeSet<OrganId> {
        (1..=u128::from(n.unwrap_or(0))).map(|n| id(OrganId::from_uuid, n)).collect()
    };
    let decision = EffectiveDecision::Outcome(id(OutcomeId::from_uuid, 1));
    let list = StepFacts {
        umbrella: id(UmbrellaId::from_uuid, 1),
        standing: facts.read("standing").unwrap(),
        intended: Intended {
            step,
            by: facts.flag("a_person_decides").then(|| id(PersonId::from_uuid, 9)),
            signed: facts.fact("signed"),
            looked_at: facts.fact("looked_at"),
            decision: facts.flag("decision").then_some(decision),
            overturned: facts.fact("overturned"),
            reasons: facts.flag("reasons"),
            owed_to: organs(facts.read("owed_to")),
        },
        near: facts.fact("near"),
        within_tenure: facts.fact("within_tenure"),
        origins: Range {
            least: facts.read("origins").unwrap_or(0),
            most: facts.read("origins_at_most").or(facts.read("origins")).unwrap_or(0),
        },
        in_effect: facts.fact("in_effect"),
        about_subject: facts.fact("about_subject"),
        told: organs(facts.read("told")),
    };
    either(hypothesis::may_step(&list, rules), |step| format!("may {step}"))
}

/// Claims as `origin` of those that bear, one list a side; those of another time and of a
/// time that nobody has said stand apart.
fn claims(facts: &mut Facts) -> WeighFacts {
    let mut said = Vec::new();
    let lists = [
        ("for", Stance::For, Some(true)),
        ("against", Stance::Against, Some(true)),
        ("for_another_time", Stance::For, Some(false)),
        ("for_time_not_said", Stance::For, None),
    ];
    for (list, stance, bears) in lists {
        for origin in facts.list::<Code>(list) {
            let n = u128::try_from(said.len()).unwrap() + 1;
            let claim = id(ClaimId::from_uuid, n);
            let bears = crate::known(bears);
            said.push(Said { claim, origin, stance, grade: Grade::UNJUDGED, bears });
        }
    }
    WeighFacts { umbrella: id(UmbrellaId::from_uuid, 1), said }
}
