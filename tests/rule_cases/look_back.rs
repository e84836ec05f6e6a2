//! The questions to `procedure::look_back`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{CaseId, ClueId};
use unbrella::procedure::look_back::{self, FindingFacts, SweptFacts};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::screening::FindingStep;

use crate::{Facts, Found, decided, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "four_no_passes" => {
            let list = facts.all(look_back::RecheckFacts::CODES);
            decided(&look_back::four_no_passes(&list, rules), ToString::to_string)
        }
        "sweep" => {
            let list = SweptFacts {
                clue: id(ClueId::from_uuid, 1),
                parts: facts.list("parts").into_iter().collect(),
            };
            decided(&look_back::sweep([&list], rules), |open| {
                joined(open.iter().flat_map(|(_, lacks)| lacks), "nothing is lacking")
            })
        }
        "finding_steps" => {
            let steps = FindingStep::ALL.into_iter();
            let list = FindingFacts {
                case: id(CaseId::from_uuid, 1),
                steps: steps.map(|step| (step, facts.fact(step.code()))).collect(),
            };
            decided(&look_back::finding_steps(&list, rules), |open| joined(open, "all are taken"))
        }
        other => panic!("no such question to look_back: {other}"),
    }
}


