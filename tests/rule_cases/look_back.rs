//! The questions to `procedure::look_back`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::procedure::look_back;
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, decided};

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
        other => panic!("no such question to look_back: {other}"),
    }
}


