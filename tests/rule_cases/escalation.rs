//! The questions to `procedure::escalation`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::OrganId;
use unbrella::model::draft::Draft;
use unbrella::model::organ::OrganDraft;
use unbrella::model::organ::tree::OrganTree;
use unbrella::model::place::PlaceTree;
use unbrella::procedure::escalation::{self, EscalationFacts, LowerFacts, MoveFacts, Way, may_lower};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;
use unbrella::terms::office::{Level, OrganKind};

use crate::{Facts, Found, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "escalate" => decided(&escalation::decide(&list(facts), rules), ToString::to_string),
        "lower" => {
            let asked = LowerFacts {
                raised_on: facts.list("raised_on"),
                to: facts.read("to").unwrap(),
                now: list(facts),
            };
            either(may_lower(&asked, rules), |()| "may be handed down again".to_owned())
        }
        "move" => pass(facts, rules),
        other => panic!("no such question to escalation: {other}"),
    }
}

fn list(facts: &mut Facts) -> EscalationFacts {
    let home = facts.read("home").unwrap();
    let others = facts.flag("everything_else_no");
    let mut grounds: escalation::Grounds = facts.all(escalation::Grounds::CODES);
    if others {
        let mut all = serde_json::to_value(escalation::Grounds::none()).unwrap();
        for question in grounds.questions().iter().filter(|q| q.answer().known().is_some()) {
            all[question.code()] = serde_json::to_value(question.answer()).unwrap();
        }
        grounds = serde_json::from_value(all).unwrap();
    }
    EscalationFacts {
        home,
        handled_at: facts.read("handled_at").unwrap_or(home),
        managed_at: Fact::Known(facts.read("managed_at")),
        designated_below: facts.flag("designated_below"),
        grounds,
        local_ties: facts.fact("local_ties"),
    }
}

/// Two counties below a city below a province; of the city it may not be told what stands
/// above it.
fn pass(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let all = [
        ("甲省", Level::Province, None),
        ("乙市", Level::City, (!facts.flag("city_without_superior")).then_some(1)),
        ("丙县", Level::County, Some(2)),
        ("丁县", Level::County, Some(2)),
    ];
    let organ = |n: usize| id(OrganId::from_uuid, n as u128);
    let entered = all.iter().enumerate().map(|(n, (name, level, parent))| {
        let draft = OrganDraft {
            id: Some(organ(n + 1)),
            name: (*name).into(),
            kind: Some(OrganKind::DisciplineSupervision),
            level: Some(*level),
            parent: parent.map(organ),
            ..OrganDraft::default()
        };
        draft.enter().unwrap()
    });
    let tree = OrganTree::new(entered, PlaceTree::new(&[]).unwrap(), []).unwrap();
    let mut named = |field: &str| {
        let name: String = facts.read(field).unwrap();
        organ(1 + all.iter().position(|one| one.0 == name).unwrap())
    };
    let (from, to, ordered_by) = (named("from"), named("to"), named("ordered_by"));
    let way = match facts.read::<String>("way").unwrap().as_str() {
        "asked_from_below" => Way::AskedFromBelow,
        "ordered_from_above" => Way::OrderedFromAbove,
        "designated" => Way::Designated,
        "handed_down" => Way::HandedDown,
        other => panic!("no such way: {other}"),
    };
    let (has_ground, asked) = (facts.flag("has_ground"), facts.fact("asked"));
    let asked = MoveFacts { way, from, to, ordered_by, has_ground, asked };
    either(escalation::may_move(&asked, &tree, rules), |()| "may pass".to_owned())
}
