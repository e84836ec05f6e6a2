//! Henan: the rectification ledger, 91 problems against 25 tasks and 64 items.

use serde_json::{Value, json};
use unbrella::base::day::Day;
use unbrella::day;

use super::writer::*;

/// The day of the feedback.
const BEGIN: Day = day!(2018, 9, 28);
const OWN: &str = "省扫黑办";
const PROBLEMS: i64 = 91;
const TASKS: i64 = 25;
const ITEMS: i64 = 64;

const ASPECTS: [&str; 6] = [
    "political_position",
    "punishment_by_law",
    "comprehensive_governance",
    "deep_digging",
    "organization_building",
    "leadership",
];

pub(super) fn file() -> String {
    let header = json!({
        "casework": 1, "name": "henan", "place": "Henan", "pack": "henan", "rules_from": "2018-08-28",
        "organ": id("organ", OWN), "as_of": "2018-12-31T18:00:00+08:00",
    });
    let mut file = Casework::new(header, &id("organ", OWN));
    setting(&mut file);
    meetings(&mut file);
    problems(&mut file);
    ledger(&mut file);
    progress(&mut file);
    decoys(&mut file);
    file.finish()
}

fn setting(file: &mut Casework) {
    let places = vec![
        place("丙省", "丙省", Some("province"), None),
        place("丙市", "丙市", Some("city"), Some("丙省")),
    ];
    let mut organs = vec![
        organ("督导组", "中央督导组（乙组）", "central_supervision", "central", "丙省", None),
        organ(OWN, "丙省扫黑办", "anti_gang_office", "province", "丙省", None),
        organ("市扫黑办", "丙市扫黑办", "anti_gang_office", "city", "丙市", Some(OWN)),
        organ("丙市乙局", "丙市乙局", "industry_regulator", "city", "丙市", None),
    ];
    organs.extend((1..=12).map(|n| {
        let name = format!("乙厅{n:02}");
        organ(&name, &name, "industry_regulator", "province", "丙省", None)
    }));
    let persons: Vec<Value> = (1..=13).map(|n| person(&format!("己某{n:02}"))).collect();
    file.act("setting/places", "registry", at(BEGIN, 0, 8, 0), json!({ "enter": places }));
    file.act("setting/organs", "registry", at(BEGIN, 0, 8, 1), json!({ "enter": organs }));
    file.act("setting/staff", "registry", at(BEGIN, 0, 8, 2), json!({ "enter": persons }));
    let mission = |number: &str, by: &str, mode: &str, team: &str| {
        let aspects: &[&str] = if team == "central_group" { &ASPECTS } else { &[] };
        json!({ "send_mission": {
        "id": id("supervision", number), "title": number, "mode": mode, "by": id("organ", by), "team": team,
        "aspects": aspects,
        "period": { "start": { "on": "2018-08-28" }, "end": { "before": "2018-09-29" } },
    } })
    };
    file.act(
        "mission/central",
        "registry",
        at(BEGIN, 0, 8, 3),
        mission("中央督导", "督导组", "stationed", "central_group"),
    );
    file.act(
        "decoy.mission/own",
        "registry",
        at(BEGIN, 0, 8, 4),
        mission("省内督导", OWN, "itinerant", "supervision_team"),
    );
}

fn meetings(file: &mut Casework) {
    for (n, kind, by) in [
        (1, "docking", "督导组"),
        (2, "docking", "督导组"),
        (3, "docking", "督导组"),
        (4, "feedback", "督导组"),
        (5, "feedback", OWN),
    ] {
        let key = if n == 5 { "decoy.meeting/own".to_owned() } else { format!("meeting/{n}") };
        file.act(
            key,
            "registry",
            at(BEGIN, 0, 9, n),
            json!({ "enter": [{ "meeting": {
            "id": id("meeting", n), "kind": kind, "held": at(BEGIN, 0, 9, n).when(),
            "called_by": [id("organ", by)],
        } }] }),
        );
    }
}

fn problem(n: i64, found_by: &str) -> Value {
    let aspect = ASPECTS[usize::try_from(n).unwrap() % 6];
    json!({ "problem": {
        "id": id("problem", format!("{found_by} {n}")), "number": format!("问题{n}"),
        "found_by": id("supervision", found_by), "fed_back": at(BEGIN, 0, 10, 0).when(), "aspect": aspect,
        "text": format!("反馈问题第{n}项：某地某项工作推进不够。"),
    } })
}

fn problems(file: &mut Casework) {
    for n in 1..=PROBLEMS {
        let when = at(BEGIN, 1, 9 + u32::try_from(n / 60).unwrap(), u32::try_from(n % 60).unwrap());
        file.act(
            format!("problem.{n:02}/enter"),
            "registry",
            when,
            json!({ "enter": [problem(n, "中央督导")] }),
        );
    }
}

fn entry(file: &mut Casework, key: String, number: String, form_of: Value, when: At) {
    let mut draft = json!({ "id": id("entry", &number), "number": number });
    for (field, value) in form_of.as_object().unwrap() {
        draft[field] = value.clone();
    }
    file.act(key, &id("person", "己某13"), when, json!({ "rectify": form(draft) }));
}

fn covers(problems: &[i64]) -> Vec<String> {
    problems.iter().map(|n| id("problem", format!("中央督导 {n}"))).collect()
}

/// Many to many: every problem is covered, some by several entries.
fn ledger(file: &mut Casework) {
    let office = |n: i64| id("organ", format!("乙厅{:02}", n % 12 + 1));
    let keeper = |n: i64| id("person", format!("己某{:02}", n % 12 + 1));
    for n in 1..=TASKS {
        let mut problems = vec![ITEMS + n];
        if n >= 24 {
            problems.push(66 + n);
        }
        entry(
            file,
            format!("task.{n:02}/rectify"),
            format!("任务{n}"),
            json!({
                "kind": "task", "covers": covers(&problems), "unit": office(n), "person": keeper(n),
                "measure": format!("整改任务第{n}项的措施。"), "mode": if n % 2 == 0 { "immediate" } else { "while_supervised" },
            }),
            at(BEGIN, 10 + n, 9, 0),
        );
    }
    for n in 1..=ITEMS {
        let other = n * 3 % PROBLEMS + 1;
        let problems = if other == n { vec![n] } else { vec![n, other] };
        entry(
            file,
            format!("item.{n:02}/rectify"),
            format!("事项{n}"),
            json!({
                "kind": "item", "parent": (n <= 50).then(|| id("entry", format!("任务{}", (n - 1) % TASKS + 1))),
                "covers": covers(&problems), "unit": office(n), "person": keeper(n),
                "measure": format!("整改事项第{n}项的措施。"),
            }),
            at(BEGIN, 36, 9 + u32::try_from(n / 60).unwrap(), u32::try_from(n % 60).unwrap()),
        );
    }
}

/// The first steps of an entry: begun, reported, verified, struck off.
fn steps(file: &mut Casework, (kind, number): (&str, i64), count: usize, begun: i64, hour: u32) {
    let by = id("person", "己某13");
    let steps = [
        json!("in_progress"),
        json!({ "reported": { "by": id("organ", "乙厅01") } }),
        json!({ "verified": { "by": by } }),
        json!({ "struck_off": { "by": by } }),
    ];
    let name = if kind == "task" { "任务" } else { "事项" };
    for (step, plus) in steps.into_iter().zip([0, 10, 15, 20]).take(count) {
        file.act(
            format!("{kind}.{number:02}/progress.{plus}"),
            &by,
            at(BEGIN, begun + plus, hour, 0),
            json!({ "progress": { "entry": id("entry", format!("{name}{number}")), "step": step } }),
        );
    }
}

fn progress(file: &mut Casework) {
    let by = id("person", "己某13");
    for n in 1..=12 {
        let count = usize::try_from(n % 5).unwrap();
        // A task is struck off after its items, and these on the same day.
        if count == 4 {
            steps(file, ("item", n), count, 40 + n, 9);
            steps(file, ("item", n + TASKS), count, 40 + n, 9);
        }
        steps(file, ("task", n), count, 40 + n, 10);
    }
    // A check that was not passed.
    file.act(
        "task.13/progress.0",
        &by,
        at(BEGIN, 50, 10, 0),
        json!({
            "progress": { "entry": id("entry", "任务13"), "step": "in_progress" }
        }),
    );
    file.act("task.13/progress.1", &by, at(BEGIN, 55, 10, 0), json!({
        "progress": { "entry": id("entry", "任务13"), "step": { "reported": { "by": id("organ", "乙厅02") } } }
    }));
    file.act("task.13/progress.2", &by, at(BEGIN, 58, 10, 0), json!({
        "progress": { "entry": id("entry", "任务13"), "step": { "sent_back": { "by": by, "reasons": "佐证材料不足。" } } }
    }));
}

fn decoys(file: &mut Casework) {
    for n in 1..=4 {
        let when = at(BEGIN, 5, 9, u32::try_from(n).unwrap());
        file.act(
            format!("decoy.problem/{n}"),
            "registry",
            when,
            json!({ "enter": [problem(n, "省内督导")] }),
        );
    }
    // An entry without a unit, and one of the city's own ledger.
    entry(
        file,
        "decoy.rectify/no-unit".to_owned(),
        "任务26".to_owned(),
        json!({
            "kind": "task", "covers": covers(&[3]), "person": id("person", "己某01"), "measure": "措施。",
        }),
        at(BEGIN, 37, 9, 0),
    );
    let city = json!({ "rectify": {
        "id": id("entry", "市事项1"), "number": "市事项1", "kind": "item", "covers": covers(&[4]),
        "unit": id("organ", "丙市乙局"), "person": id("person", "己某02"), "measure": "措施。",
    } });
    file.act_of(
        "decoy.rectify/city",
        &id("person", "己某13"),
        &id("organ", "市扫黑办"),
        at(BEGIN, 37, 9, 5),
        city,
    );
}
