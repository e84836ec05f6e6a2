//! The questions to `procedure::verification`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{PersonId, VerificationId};
use unbrella::base::text::Code;
use unbrella::procedure::verification::{
    self, BeginFacts, ChiefFacts, Held, ReportFacts, VerificationTimes,
};
use unbrella::provenance::{Fact, NotKnown};
use unbrella::rulebook::choice::Approver;
use unbrella::rulebook::{Codes, Rulebook, RulesInForce, keys};
use unbrella::terms::handling::HandlingMode;

use crate::{Facts, Found, answered, decided, either, id, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "may_begin" => begin(facts, rules),
        "may_conclude" => conclude(facts, rules),
        "limit" => limit(facts, rules, calendar),
        other => panic!("no such question to verification: {other}"),
    }
}

fn persons(many: u128) -> Vec<PersonId> {
    (1..=many).map(|n| id(PersonId::from_uuid, n)).collect()
}

fn approved(facts: &mut Facts) -> Option<Held> {
    if facts.flag("approver_unknown") {
        return Some(Fact::NotKnown(NotKnown::NeverAsked));
    }
    Some(Fact::Known(facts.read::<Vec<Approver>>("approved")?))
}

fn begin(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = BeginFacts {
        verification: id(VerificationId::from_uuid, 1),
        planned: facts.flag("planned"),
        approved: approved(facts),
        lower_chief: facts.fact("lower_chief"),
        team: persons(facts.read::<u32>("team").unwrap_or(0).into()),
        near: persons(facts.read::<u32>("near").unwrap_or(0).into()),
        mode: facts.read("mode").unwrap_or(HandlingMode::Ordinary),
        elsewhere: facts.fact("elsewhere"),
        above: facts.fact("above"),
    };
    either(verification::may_begin(&list, rules), |()| "may begin".to_owned())
}

fn conclude(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let posts: Vec<String> = facts.list("chiefs");
    let signed: usize = facts.read("chiefs_signed").unwrap_or(0);
    let code = |post: &str| match post {
        "bureau" => Code::parse("police_bureau_chief").ok(),
        "detective" => Code::parse("detective_head").ok(),
        "station" => Code::parse("station_chief").ok(),
        _ => None,
    };
    let chiefs = posts.iter().zip(0_usize..).map(|(post, n)| ChiefFacts {
        person: id(PersonId::from_uuid, 11 + n as u128),
        post: code(post),
        signed: n < signed,
    });
    let list = ReportFacts {
        verification: id(VerificationId::from_uuid, 1),
        reported: facts.flag("reported"),
        team: persons(facts.read::<u32>("team").unwrap_or(0).into()),
        signed_by: persons(facts.read::<u32>("signed").unwrap_or(0).into()),
        chiefs: chiefs.collect(),
        proposal: facts.read("proposal"),
        approved: approved(facts),
    };
    let answer = |found: &Option<unbrella::terms::stage::VerificationProposal>| match found {
        Some(proposal) => format!("may be concluded: {proposal}"),
        None => "may be concluded: nothing proposed".to_owned(),
    };
    // The other reading that the pack of Henan keeps.
    if facts.read::<String>("reading").is_none() {
        return either(verification::may_conclude(&list, rules), answer);
    }
    let posts = ["police_bureau_chief", "detective_head", "station_chief"];
    let posts = Codes::new(posts.map(|post| Code::parse(post).unwrap()).to_vec());
    let book = Rulebook::published();
    let place = rules.pack().code().as_str();
    let pack = book.pack(place).unwrap().clone();
    let book = book.with(pack.following(keys::verification::CHIEF_POSTS, posts).unwrap()).unwrap();
    let rules = book.on(place, rules.day()).unwrap();
    either(verification::may_conclude(&list, rules), answer)
}

fn limit(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let times = VerificationTimes {
        verification: id(VerificationId::from_uuid, 1),
        received: known(facts.at("received_at")),
        approved: known(facts.at("approved_at")),
        extended: facts.at("extended_at"),
        reported: facts.at("reported_at"),
    };
    let now = facts.at("now").unwrap();
    let found = verification::limit(&times, rules, calendar, now);
    decided(&found, |answer| answered(answer, ToString::to_string))
}
