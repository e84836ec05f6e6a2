//! The answer to what was asked, as a page or as DOT text.

use unbrella::network::dot;

use crate::arguments::Question;
use crate::asked::Asked;
use crate::{
    between, breaking, handlers, patterned, report, separating, shielding, together, ways,
};

/// The answer to what was asked.
pub fn answer(asked: &Asked<'_>) -> Result<String, String> {
    if asked.arguments.dot {
        return picture(asked);
    }
    match &asked.arguments.question {
        Question::Report => report::page(asked),
        Question::Protectors(name) => shielding::protectors_of(asked, name),
        Question::Protected(name) => shielding::protected_by(asked, name),
        Question::Path(from, to) => ways::path(asked, from, to),
        Question::Near(name) => ways::near(asked, name),
        Question::Between => {
            let body = between::brokers(asked)? + &between::bridges(asked);
            Ok(asked.titled("WHO STANDS BETWEEN OTHERS", &body))
        }
        Question::Break(most) => {
            Ok(asked.titled("WHAT IS LEFT WITHOUT THEM", &breaking::removals(asked, *most)?))
        }
        Question::Separate(gang) => separating::of_gang(asked, gang),
        Question::First => Ok(asked.titled("WHERE TO LOOK FIRST", &between::first(asked)?)),
        Question::Together => Ok(asked.titled("WHO HANGS TOGETHER", &together::groups(asked))),
        Question::Shared => {
            Ok(asked.titled("GANGS THAT SHARE PROTECTORS", &shielding::shared(asked)))
        }
        Question::Handlers(who, what) => handlers::left(asked, who, what),
        Question::Patterns => Ok(asked.titled("WHAT IS WORTH A LOOK", &patterned::matches(asked)?)),
    }
}

/// The answer as DOT text.
fn picture(asked: &Asked<'_>) -> Result<String, String> {
    let name = asked.names.label();
    match &asked.arguments.question {
        Question::Protectors(gang) => shielding::picture(asked, gang, true),
        Question::Protected(party) => shielding::picture(asked, party, false),
        Question::Path(from, to) => ways::path_picture(asked, from, to),
        Question::Near(party) => ways::near_picture(asked, party),
        Question::Between => Ok(between::picture(asked)),
        Question::Break(most) => breaking::picture(asked, *most),
        Question::Separate(gang) => separating::picture(asked, gang),
        Question::Shared => Ok(shielding::shared_picture(asked)),
        Question::Handlers(who, what) => handlers::picture(asked, who, what),
        Question::Patterns => patterned::picture(asked),
        Question::Report | Question::First | Question::Together => {
            let parties: Vec<_> = asked.read().labels().iter().map(|(party, _)| party).collect();
            Ok(dot::graph(&asked.seen.shown(), &parties, &name))
        }
    }
}
