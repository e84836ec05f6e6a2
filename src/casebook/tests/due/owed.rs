//! What stands on the agenda of verifications, reporters, appeals and lists.

use super::*;
use crate::base::day::Moment;
use crate::casebook::agenda::{Item, agenda};

fn when(text: &str) -> Value {
    let at = format!("{text}:00+08:00");
    json!({"occurred_at": at, "recorded_at": at})
}

fn stages(states: &[(&str, Value)]) -> Value {
    states.iter().map(|(text, state)| json!({"when": when(text), "state": state})).collect()
}

const EARLY: &str = "2021-03-01T09:00";

/// A clue from a named reporter, with what came after it was registered.
fn clue(n: u32, more: &[(&str, Value)]) -> Value {
    let mut states = vec![
        (EARLY, json!("received")),
        (EARLY, json!({"registered": {"ledger_no": format!("甲{n}")}})),
    ];
    states.extend_from_slice(more);
    json!({"id": id("clue", n), "received_by": id("organ", 1), "source": "mass_report",
        "channel": "letter", "naming": "real_name", "subjects": [id("person", 4)],
        "reporter": "reporter-67e5504410b1426f9247bb680e5fe0c8", "content": "举报",
        "stages": stages(&states)})
}

fn listed(n: u32, off: bool) -> Value {
    let mut states = vec![(EARLY, json!("listed")), (EARLY, json!({"reported": {}}))];
    if off {
        let by = json!({"by": id("person", 1), "reasons": "已查清。"});
        states.push((EARLY, json!({"struck_off": by})));
    }
    json!({"id": id("supervision", n), "matter": {"clue": id("clue", 1)}, "mode": "listed",
        "by": id("organ", 1), "on": id("organ", 2), "due": "2021-06-01", "stages": stages(&states)})
}

fn entry(n: u32, off: bool) -> Value {
    let mut states = vec![
        (EARLY, json!("listed")),
        (EARLY, json!("in_progress")),
        (EARLY, json!({"reported": {"by": id("organ", 1)}})),
        (EARLY, json!({"verified": {"by": id("person", 1)}})),
    ];
    if off {
        states.push((EARLY, json!({"struck_off": {"by": id("person", 1)}})));
    }
    json!({"id": id("entry", n), "kind": "item", "measure": "逐户摸排", "unit": id("organ", 1),
        "person": id("person", 3), "leader": id("person", 2), "deadline": "2021-06-30",
        "stages": stages(&states)})
}

fn appeal(n: u32, decided: bool) -> Value {
    let mut form = json!({"id": id("record", n), "kind": "review",
        "against": {"outcome": id("outcome", 1)}, "by": id("person", 4), "to": id("organ", 1),
        "received": when(EARLY), "asked": when(EARLY), "accepted": when(EARLY),
        "handlers": [id("person", 3), id("person", 2)]});
    if decided {
        (form["decided"], form["result"]) = (when("2021-03-05T09:00"), json!("upheld"));
    }
    form
}

fn book() -> Casebook {
    let closed = [
        ("2021-03-02T09:00", json!({"disposed": {"disposition": "close"}})),
        ("2021-03-05T09:00", json!({"closed": {"reasons": "查否"}})),
    ];
    let organ = |n: u32| json!({"id": id("organ", n), "name": format!("{n}机关"), "kind": "discipline_supervision", "level": "county"});
    let planned = json!({"planned": {"plan": id("document", 1)}});
    let approved = json!({"approved": {"by": id("person", 1)}});
    let mut form = serde_json::to_value(Casebook::default()).unwrap();
    form["dossier"] = json!({
        "organs": [organ(1), organ(2)],
        "persons": (1..=4).map(|n| json!({"id": id("person", n), "name": "甲某"})).collect::<Vec<_>>(),
        "documents": [{"id": id("document", 1), "kind": "work_plan", "title": "核查方案"}],
        "clues": [clue(1, &[]), clue(2, &closed)],
        "cases": [{"id": id("case", 1), "ledger_no": "1", "filed_by": id("organ", 1),
            "filed_level": "county", "managing_level": "county", "subjects": [id("person", 4)],
            "stages": stages(&[(EARLY, json!({"discipline": "filed"}))])}],
        "outcomes": [{"id": id("outcome", 1), "person": id("person", 4),
            "what": {"public": "demerit"}, "case": id("case", 1), "by": id("organ", 1),
            "decided": when(EARLY)}],
        "verifications": [{"id": id("verification", 1), "clue": id("clue", 1), "organ": id("organ", 1),
            "mode": "ordinary", "team": [id("person", 3), id("person", 2)],
            "stages": stages(&[(EARLY, planned), ("2021-03-02T09:00", approved)])}],
        "appeals": [appeal(1, false), appeal(2, true)],
        "listed_supervisions": [listed(1, false), listed(2, true)],
        "entries": [entry(1, false), entry(2, true)],
    });
    serde_json::from_value(form).unwrap()
}

/// What is due, of what, by whom, and for whom it is to be done, in the order of ids.
fn told(item: &Item) -> (String, String, String) {
    let persons = item.persons.iter().map(ToString::to_string);
    let persons = persons.map(|person| person.replace(&"0".repeat(31), ""));
    (item.what.english().to_owned(), item.about.to_string(), persons.collect::<Vec<_>>().join(" "))
}

/// Each duty stands on the agenda with its number of persons; what is done does not.
#[test]
fn what_is_owed_stands_on_the_agenda_and_what_is_done_does_not() {
    let (book, rulebook, calendar) = (book(), Rulebook::published(), china());
    let now = Moment::parse("2021-03-10T09:00:00+08:00").unwrap();
    let items = agenda(&book, rulebook.on("xixiang", now.day()).unwrap(), &calendar, now);
    let all: Vec<_> = items.iter().map(told).collect();
    let both = "person-2 person-3";
    let wanted = [
        ("end of the verification", id("verification", 1), both),
        ("telling of acceptance", id("clue", 1), ""),
        ("telling of acceptance", id("clue", 2), ""),
        ("telling the result", id("clue", 2), ""),
        ("review", id("record", 1), both),
        ("listed supervision", id("supervision", 1), ""),
        ("rectification", id("entry", 1), both),
    ];
    for (what, about, persons) in wanted {
        let one = (what.to_owned(), about, persons.to_owned());
        assert!(all.contains(&one), "{one:?} is missing in {all:#?}");
    }
    for done in [id("record", 2), id("supervision", 2), id("entry", 2)] {
        assert!(all.iter().all(|(_, about, _)| *about != done), "{done}");
    }
    let result = all.iter().filter(|(what, ..)| what == "telling the result").count();
    assert_eq!(result, 1, "the first clue is not settled");
}
