//! The agenda of cases, measures, findings and plans: each stands there as long as it is
//! owed, and with whom.

mod owed;

use super::procedures::{outcome_of, world};
use super::*;
use crate::base::day::Moment;
use crate::casebook::agenda::{Item, Until, agenda};

/// What comes of an act on a later day.
#[track_caller]
fn on(world: &mut World, day: &str, act: Value) -> String {
    let command = world.changed(act, |form| {
        let at = json!(format!("{day}T10:00:00+08:00"));
        (form["occurred_at"], form["recorded_at"]) = (at.clone(), at);
    });
    outcome_of(world, &command)
}

fn at_ten(day: &str) -> Value {
    let at = format!("{day}T10:00:00+08:00");
    json!({"occurred_at": at, "recorded_at": at})
}

fn items(world: &World, day: &str) -> Vec<Item> {
    let now = Moment::parse(&format!("{day}T12:00:00+08:00")).unwrap();
    let rules = world.rulebook.on(world.pack, now.day()).unwrap();
    agenda(&world.book, rules, &world.calendar, now)
}

/// What is due of one matter: what, by whom, until when or since when.
pub(super) fn due_of(world: &World, about: &str, day: &str) -> Vec<String> {
    let line = |item: &Item| {
        let until = match &item.until {
            Until::Clock(clock) => format!("before {}", clock.deadline().due()),
            Until::Day { last, .. } => format!("by {last}"),
            Until::Promptly(since) => format!("since {}", since.unwrap().day()),
            Until::Held { .. } => "held".to_owned(),
        };
        let organ = item.organ.map_or("nobody named".to_owned(), |organ| organ.to_string());
        format!("{} ({organ}) {until}, {}", item.what, item.pressing())
    };
    let all = items(world, day);
    all.iter().filter(|item| item.about.to_string() == about).map(line).collect()
}

fn line(what: &str, organ: u32, until: &str) -> String {
    format!("{what} ({}) {until}", id("organ", organ))
}

/// C11, C24: the police case is looked at in each stage that it has reached.
#[test]
fn a_stage_that_nobody_has_looked_at_is_owed_by_those_who_follow() {
    let mut world = World::new();
    let due = |world: &World| due_of(world, &id("follow_up", 1), "2021-07-02");
    let look = line("looking at the police case", 1, "since 2021-06-01, promptly");
    assert_eq!(due(&world), [look]);
    let look = items(&world, "2021-07-02").remove(0);
    assert_eq!(look.persons, [id("person", 1).parse().unwrap()]);
    let why = look.reason.unwrap();
    assert_eq!(why.rule().as_str(), "follow-up/stages");
    assert_eq!(why.because().to_string(), "1 stages of the police case were not followed yet");
    let followed =
        |at: &str| json!({"followed": {"follow_up": id("follow_up", 1), "at": at, "seen": "阅卷"}});
    world.done(followed("investigation"));
    assert_eq!(due(&world), [""; 0]);
    // It goes to the procuratorate, which has a month of its own: not the organ's to keep.
    for (day, stage) in [("2021-06-20", "investigated"), ("2021-07-01", "transferred")] {
        let to = json!({"advance": {"case": id("case", 1), "to": {"criminal": stage}}});
        on(&mut world, day, to);
    }
    assert_eq!(due(&world), [line("looking at the police case", 1, "since 2021-07-01, promptly")]);
    assert_eq!(
        due_of(&world, &id("case", 1), "2021-07-02"),
        ["review for prosecution (nobody named) before 2021-08-02 00:00:00 +08:00, running"]
    );
    on(&mut world, "2021-07-05", followed("review_for_prosecution"));
    assert_eq!(due(&world), [""; 0]);
}

/// Of several stages that nobody has looked at, the first has waited longest.
#[test]
fn the_first_of_several_stages_says_since_when() {
    let mut world = World::new();
    for (day, stage) in [("2021-06-20", "investigated"), ("2021-07-01", "transferred")] {
        let to = json!({"advance": {"case": id("case", 1), "to": {"criminal": stage}}});
        on(&mut world, day, to);
    }
    assert_eq!(
        due_of(&world, &id("follow_up", 1), "2021-07-02"),
        [line("looking at the police case", 1, "since 2021-06-01, promptly")]
    );
}

/// A finding waits since it was laid open, and is looked at again since it was sent back.
#[test]
fn a_finding_waits_since_the_last_thing_that_happened_to_it() {
    let mut world = World::new();
    let followed = json!({"followed": {"follow_up": id("follow_up", 1), "at": "investigation", "seen": "阅卷"}});
    let nothing = |n: u32| {
        json!({"nothing_found": {"follow_up": id("follow_up", 1), "at": "investigation",
            "sign_off": id("sign_off", n), "finding": "未发现保护伞", "content": CONTENT}})
    };
    on(&mut world, "2021-06-01", followed.clone());
    on(&mut world, "2021-06-02", nothing(1));
    let due = |world: &World, what: &str, n: u32| due_of(world, &id(what, n), "2021-06-20");
    let signing = |day: &str| line("signing the finding", 1, &format!("since {day}, promptly"));
    assert_eq!(due(&world, "sign_off", 1), [signing("2021-06-02")]);
    let mut back = sign(2, 1, "follow_up_officer", CONTENT);
    back["sign"]["opinion"] = json!("sends_back");
    back["sign"]["reasons"] = json!("未查经济往来");
    on(&mut world, "2021-06-04", back);
    let again = |day: &str| line("looking at it all again", 1, &format!("since {day}, promptly"));
    assert_eq!(due(&world, "follow_up", 1), [again("2021-06-04")]);
    // Looked at since, and not reported on yet.
    on(&mut world, "2021-06-07", followed);
    assert_eq!(due(&world, "follow_up", 1), [again("2021-06-07")]);
}

/// C12: signed by three layers; whoever sends it back has it looked at again.
#[test]
fn a_finding_that_lies_open_waits_for_its_signatures() {
    let mut world = World::new();
    lay_open(&mut world);
    let sign_off = id("sign_off", 1);
    let signing = |world: &World| {
        let all = items(world, "2021-06-02");
        let item = all.iter().find(|item| item.about.to_string() == sign_off)?;
        let because = item.reason.as_ref()?.because().to_string();
        Some(format!("{}, {}: {because}", item.what, item.pressing()))
    };
    let waits = |n: u32| {
        format!("signing the finding, promptly: {n} of 3 layers have signed what lies open")
    };
    assert_eq!(signing(&world), Some(waits(0)));
    world.done(sign(2, 1, "follow_up_officer", CONTENT));
    assert_eq!(signing(&world), Some(waits(1)));
    let mut back = world;
    let mut act = sign(3, 2, "leader_in_charge", CONTENT);
    act["sign"]["opinion"] = json!("sends_back");
    act["sign"]["reasons"] = json!("未查经济往来");
    back.done(act);
    assert_eq!(signing(&back), None);
    assert_eq!(
        due_of(&back, &id("follow_up", 1), "2021-06-02"),
        [line("looking at it all again", 1, "since 2021-06-01, promptly")]
    );
    assert_eq!(signing(&signed_off()), None);
    assert_eq!(due_of(&signed_off(), &id("follow_up", 1), "2021-06-02"), [""; 0]);
}

/// A finding against which something is held is settled first, and then looked at again.
#[test]
fn a_questioned_finding_is_not_looked_at_again_before_it_is_settled() {
    let mut world = signed_off();
    world.done(json!({"enter": [
        {"claim": {"id": id("claim", 1), "text": "另有人通风报信", "stance": "for",
            "source": {"label": "举报", "kind": "report", "origin": "b"}, "grade": "F6",
            "first_seen": "2021-06-01T09:50:00+08:00", "last_seen": "2021-06-01T09:50:00+08:00"}},
        {"membership": {"id": id("record", 1), "gang": id("gang", 1), "person": id("person", 4),
            "period": {"start": "unknown", "end": "unknown"}, "standing": "alleged",
            "claims": [id("claim", 1)]}},
    ]}));
    let question = json!({"question": {"sign_off": id("sign_off", 1), "claim": id("claim", 1)}});
    on(&mut world, "2021-06-03", question);
    let settle = line("settling a questioned finding", 1, "since 2021-06-03, promptly");
    assert_eq!(due_of(&world, &id("sign_off", 1), "2021-06-04"), [settle]);
    assert_eq!(due_of(&world, &id("follow_up", 1), "2021-06-04"), [""; 0]);
}

/// Law 1.4, 1.5: decision within twelve months of filing, or of the release; trial within one.
#[test]
fn a_case_is_decided_and_tried_in_time() {
    let mut world = world(&[]);
    let file = |n: u32| {
        json!({"file": {"kind": "discipline", "case": {"id": id("case", n),
            "ledger_no": format!("丙纪立{n}"), "subjects": [id("person", 4)],
            "filed_level": "county", "managing_level": "county"}}})
    };
    let advance =
        |n: u32, to: &str| json!({"advance": {"case": id("case", n), "to": {"discipline": to}}});
    let due = |world: &World, n: u32| due_of(world, &id("case", n), "2021-12-03");
    on(&mut world, "2021-09-01", file(2));
    assert_eq!(due(&world, 2), [""; 0], "no limit was laid down yet");
    on(&mut world, "2021-10-08", file(3));
    let decision = line("decision", 1, "before 2022-10-09 00:00:00 +08:00, running");
    assert_eq!(due(&world, 3), [decision.as_str()]);
    on(&mut world, "2021-11-01", advance(3, "investigated"));
    on(&mut world, "2021-12-01", advance(3, "in_trial"));
    let trial = line("trial", 1, "before 2022-01-02 00:00:00 +08:00, running");
    assert_eq!(due(&world, 3), [trial.as_str(), decision.as_str()]);
    on(&mut world, "2021-12-02", advance(3, "sent_back"));
    assert_eq!(due(&world, 3), [decision.as_str()]);
    on(&mut world, "2021-12-02", advance(3, "in_trial"));
    let decided = on(&mut world, "2021-12-03", advance(3, "decided"));
    assert!(decided.starts_with("a case came further: decided"), "{decided}");
    assert_eq!(due(&world, 3), [""; 0]);
}

/// While somebody is detained the time for the decision does not run; from the release on
/// it does.
#[test]
fn of_somebody_who_was_detained_the_decision_runs_from_the_release() {
    let mut world = world(&[]);
    let file = json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}});
    on(&mut world, "2021-10-08", file);
    let measure = json!({"measure": {"id": id("measure", 1), "case": id("case", 2),
        "kind": "detention", "person": id("person", 4), "organ": id("organ", 1),
        "decided": at_ten("2021-10-09"), "approved_by": id("organ", 3),
        "approved": at_ten("2021-10-09"), "grounds": ["complex"], "begun": at_ten("2021-10-09")}});
    let taken = on(&mut world, "2021-10-09", measure);
    assert!(taken.starts_with("entered"), "{taken}");
    assert_eq!(due_of(&world, &id("case", 2), "2021-11-02"), [""; 0]);
    on(&mut world, "2021-11-01", json!({"end_measure": {"measure": id("measure", 1)}}));
    let decision = line("decision", 1, "before 2022-11-02 00:00:00 +08:00, running");
    assert_eq!(due_of(&world, &id("case", 2), "2021-11-02"), [decision]);
}

/// Supervision Law 2024: waiting lasts twelve months, custody seven days and may last three more.
#[test]
fn another_measure_than_detention_ends_in_time() {
    let mut world = world(&[]);
    let file = json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}});
    on(&mut world, "2025-07-01", file);
    for (n, kind) in [(1, "ordered_waiting"), (2, "protective_custody"), (3, "search")] {
        let measure = json!({"measure": {"id": id("measure", n), "case": id("case", 2),
            "kind": kind, "person": id("person", 4), "organ": id("organ", 1),
            "begun": at_ten("2025-07-02")}});
        let taken = on(&mut world, "2025-07-02", measure);
        assert!(taken.starts_with("entered"), "{taken}");
    }
    let due = |world: &World, n: u32| due_of(world, &id("measure", n), "2025-07-03");
    assert_eq!(
        due(&world, 1),
        [line("ordered waiting", 1, "before 2026-07-03 00:00:00 +08:00, running")]
    );
    assert_eq!(
        due(&world, 2),
        [line("protective custody", 1, "before 2025-07-10 00:00:00 +08:00, running")]
    );
    assert_eq!(due(&world, 3), [""; 0]);
    let longer = json!({"extend_measure": {"measure": id("measure", 2), "kind": "ordinary",
        "approved_by": id("organ", 1)}});
    on(&mut world, "2025-07-04", longer);
    assert_eq!(
        due(&world, 2),
        [line("protective custody", 1, "before 2025-07-13 00:00:00 +08:00, running")]
    );
    on(&mut world, "2025-07-05", json!({"end_measure": {"measure": id("measure", 2)}}));
    assert_eq!(due(&world, 2), [""; 0]);
}

/// An item says all of it in a line, in both languages.
#[test]
fn an_item_is_a_line() {
    use crate::decision::Chinese;

    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    world.done(json!({"rectify": {"id": id("entry", 1), "kind": "item", "measure": "逐户摸排",
        "unit": id("organ", 1), "leader": id("person", 2), "deadline": "2021-06-30"}}));
    let (clue, entry, follow_up) = (id("clue", 1), id("entry", 1), id("follow_up", 1));
    let all = items(&world, "2021-06-01");
    let english: Vec<String> = all.iter().map(ToString::to_string).collect();
    let first = all[0].due().unwrap();
    assert_eq!(
        english,
        [
            format!("first disposal of {clue}: overdue, before {first}"),
            format!("rectification of {entry}: running, by 2021-06-30"),
            format!("disposition opinion of {clue}: running, before 2021-07-02 00:00:00 +08:00"),
            format!("looking at the police case of {follow_up}: promptly, since 2021-06-01"),
        ]
    );
    assert_eq!(
        all[1..].iter().map(Chinese::chinese).collect::<Vec<_>>(),
        [
            format!("整改（{entry}）：未到期，期限至2021年6月30日"),
            format!("处置意见（{clue}）：未到期，应于{}前办结", all[2].due().unwrap().chinese()),
            format!("跟进核查（{follow_up}）：无具体时限，自2021年6月1日起"),
        ]
    );
}

/// G08: a timetable; what nobody is named for is owed by the organ whose plan it is.
#[test]
fn milestones_are_due_until_they_are_there() {
    let mut world = World::new();
    world.done(json!({"enter": [{"work_plan": {"id": id("record", 1), "title": "专项整治路线图",
        "by": id("organ", 1), "milestones": [
            {"deliverable": "动员部署", "due": "2021-05-31", "done": at_ten("2021-05-30")},
            {"deliverable": "摸排线索", "due": "2021-06-30"},
            {"deliverable": "集中攻坚", "due": "2021-09-30", "unit": id("organ", 2)}]}}]}));
    assert_eq!(
        due_of(&world, &id("record", 1), "2021-07-01"),
        [
            line("milestone of a plan", 1, "by 2021-06-30, overdue"),
            line("milestone of a plan", 2, "by 2021-09-30, running"),
        ]
    );
}
