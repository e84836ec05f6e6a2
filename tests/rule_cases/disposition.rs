//! The questions to `procedure::disposition`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::ClueId;
use unbrella::procedure::disposition::{self, CloseFacts, DispositionFacts, Verified};
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, decided, either, id, offset};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    if what == "may_close" {
        return may_close(facts, rules);
    }
    let list = DispositionFacts {
        clue: id(ClueId::from_uuid, 1),
        received: facts.at("received").unwrap_or(rules.day().start(offset()).unwrap()),
        disposed: facts.at("disposed"),
        assessment: facts.all(disposition::Assessment::CODES),
        studied_collectively: facts.fact("studied_collectively"),
    };
    match what {
        "dispose" => decided(&disposition::dispose(&list, rules), ToString::to_string),
        "may_dispose" => either(disposition::may_dispose(&list, rules), ToString::to_string),
        "limit" => {
            let now = facts.at("now").unwrap();
            decided(&disposition::limit(&list, rules, calendar, now), ToString::to_string)
        }
        other => panic!("no such question to disposition: {other}"),
    }
}

fn may_close(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let verified = facts.flag("verified");
    let (approved, proposal) = (facts.flag("approved"), facts.fact("proposal"));
    let list = CloseFacts {
        clue: id(ClueId::from_uuid, 1),
        disposition: facts.fact("disposition").known(),
        settled: facts.fact("settled"),
        verified: verified.then_some(Verified { approved, proposal }),
    };
    either(disposition::may_close(&list, rules), |()| "may be closed".to_owned())
}
