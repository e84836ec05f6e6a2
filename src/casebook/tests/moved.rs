//! Another calendar, other rules: which deadlines move, and that none moves backwards.

use std::collections::BTreeMap;

use super::procedures::{envelope, when, world};
use super::*;
use crate::base::calendar::{Arrangement, CalendarDraft};
use crate::base::day::{Day, Moment};
use crate::base::id::AnyId;
use crate::base::text::Line;
use crate::casebook::agenda::{Item, Pressing, Until, agenda};
use crate::casebook::audit::{Verdict, audit};
use crate::casebook::decide::propose;
use crate::casebook::editions::{Editions, Lost};
use crate::casebook::event::What;
use crate::casebook::moved::Moved;
use crate::casebook::recount::{Counting, recount};
use crate::casebook::snapshot::Snapshot;
use crate::day;
use crate::rulebook::draft::PackDraft;

/// The days of China, with some days of June 2021 closed as well.
fn closing(version: &str, off: &[Day], years: (i32, i32)) -> WorkCalendar {
    let mut draft = CalendarDraft::from(china());
    draft.version = Line::parse(version).unwrap();
    (draft.first_year, draft.last_year) = years;
    draft.arrangements.retain(|one| {
        let within = |day: &Day| (years.0..=years.1).contains(&day.year());
        one.off.iter().chain(&one.worked).all(within)
    });
    if !off.is_empty() {
        let (name, off) = (Line::parse("高温假").unwrap(), off.to_vec());
        draft.arrangements.push(Arrangement { name, off, worked: Vec::new() });
    }
    WorkCalendar::new(draft).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// The published packs, where Zhaotong hands over within three working days.
fn places() -> Rulebook {
    fn counted(value: &mut Value) {
        match value {
            Value::Object(members) if members.get("calendar_days") == Some(&json!(10)) => {
                *value = json!({"working_days": 3});
            }
            Value::Object(members) => members.values_mut().for_each(counted),
            Value::Array(list) => list.iter_mut().for_each(counted),
            _ => {}
        }
    }
    let packs = Rulebook::published().packs().cloned().collect::<Vec<_>>();
    let changed = packs.into_iter().map(|pack| {
        if pack.code().as_str() != "zhaotong" {
            return pack;
        }
        let mut draft = serde_json::to_value(PackDraft::from(pack)).unwrap();
        counted(&mut draft);
        serde_json::from_value::<PackDraft>(draft).unwrap().enter().unwrap()
    });
    Rulebook::new(changed.collect()).unwrap()
}

/// A hand-over is owed within three working days from June 1.
fn owed() -> Value {
    json!({"owe": {"id": id("transfer", 1), "clue": id("clue", 1), "from": id("organ", 2),
        "to": id("organ", 1), "source": "public_security", "investigated_as": "gang_related",
        "opened": when()}})
}

/// Public security owes a hand-over, by the rules of Zhaotong and by this calendar.
fn owing(calendar: &WorkCalendar) -> World {
    let mut world = world(&[(1, "public_security")]);
    world.rulebook = places();
    (world.book, world.journal) = rebuilt(&world, calendar);
    world.pack = "zhaotong";
    world.calendar = calendar.clone();
    world.done(owed());
    world
}

/// The same journal, as if it had been kept by another calendar and pack from the beginning.
fn rebuilt(world: &World, calendar: &WorkCalendar) -> (Casebook, Vec<Entry>) {
    let context = Context::new(&world.rulebook, "zhaotong", calendar);
    let (mut book, mut journal) = (Casebook::default(), Vec::new());
    for entry in &world.journal {
        match handle(&mut book, &entry.command, &context) {
            Ok(Done::Now(entry)) => journal.push(*entry),
            other => panic!("{other:?}"),
        }
    }
    (book, journal)
}

/// Carries a command out by another calendar, with what was kept.
#[track_caller]
fn by(world: &mut World, calendar: &WorkCalendar, kept: &Editions, act: Value) -> Entry {
    let command = world.command(act);
    let context = Context::new(&world.rulebook, world.pack, calendar).with_kept(kept);
    let before = world.book.clone();
    let proposed = propose(&mut world.book, &command, &context);
    assert_eq!(world.book, before, "what is proposed changes nothing");
    let done = handle(&mut world.book, &command, &context);
    assert_eq!(done, proposed);
    let Ok(Done::Now(entry)) = done else { panic!("{command:?}\n{done:?}") };
    world.journal.push((*entry).clone());
    *entry
}

fn handed_over(world: &World, calendar: &WorkCalendar, now: &str) -> Option<Item> {
    let now = moment(now);
    let rules = world.rulebook.on(world.pack, now.day()).unwrap();
    let items = agenda(&world.book, rules, calendar, now);
    items.into_iter().find(|item| item.what.code() == "hand_over")
}

fn told(entry: &Entry) -> Vec<String> {
    let one = |event: &super::super::event::Event| {
        let reasons = event.reasons.iter().map(|r| format!("\n  {}: {}", r.rule(), r.because()));
        format!("{}{}", event.what.name(), reasons.collect::<String>())
    };
    entry.events.iter().map(one).collect()
}

fn listed(entry: &Entry) -> Option<Vec<Moved>> {
    match &entry.events.first()?.what {
        What::OtherRules { moved, .. } => moved.clone(),
        _ => None,
    }
}

const YEARS: (i32, i32) = (2018, 2026);

/// June 3 and 4 were to be days off, and are worked after all.
#[test]
fn a_deadline_that_would_come_earlier_stays_where_it_was() {
    let before = closing("before", &[day!(2021, 6, 3), day!(2021, 6, 4)], YEARS);
    let kept = Editions::default().rules(None, places()).calendar(before.clone());
    let mut world = owing(&before);
    let first = handed_over(&world, &before, "2021-06-02T09:00:00+08:00").unwrap();
    assert!(matches!(&first.until, Until::Clock(clock)
        if clock.deadline().due() == moment("2021-06-09T00:00:00+08:00")));
    assert_eq!(first.moved, None);

    let entry = by(&mut world, &china(), &kept, json!({"enter": []}));
    assert_eq!(
        told(&entry),
        ["other rules or another calendar from here on: 1 deadline moves\n  \
          casebook/other-rules: whatever is due is reckoned by other rules or another calendar from here on\n  \
          casebook/other-rules: 1 deadline(s) come out otherwise; of 1 of them the end before the change holds, since it is the later one"],
    );
    let moved = listed(&entry).unwrap();
    assert_eq!(
        moved.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "hand-over: was due before 2021-06-09 00:00:00 +08:00, counted anew before 2021-06-05 00:00:00 +08:00; \
          the earlier end does not hold"
        ],
    );
    assert_eq!(moved[0].about.to_string(), id("transfer", 1));
    assert_eq!(moved[0].since, moment("2021-06-01T08:00:00+08:00"));

    // The agenda shows the end that holds.
    for (now, pressing) in [
        ("2021-06-04T09:00:00+08:00", Pressing::Running),
        ("2021-06-05T00:00:00+08:00", Pressing::Warning),
        ("2021-06-08T23:59:59+08:00", Pressing::Warning),
        ("2021-06-09T00:00:00+08:00", Pressing::Overdue),
    ] {
        let item = handed_over(&world, &china(), now).unwrap();
        assert_eq!(item.pressing(), pressing, "{now}");
        assert!(matches!(item.until, Until::Held { end, .. } if Some(end) == moved[0].was));
        assert_eq!(item.moved.as_ref(), Some(&moved[0]));
        assert_eq!(
            item.reason.unwrap().because().to_string(),
            "hand-over, running since 2021-06-01 08:00:00 +08:00: counted anew it was due before \
             2021-06-05 00:00:00 +08:00; the end before the change holds, 2021-06-09 00:00:00 +08:00",
        );
    }

    // Done between the two ends: the procedure counts anew, and the journal says what holds.
    world.minute = 60 * 6;
    let act = json!({"hand_over": envelope(1, "hand_over", 2, 1)});
    let entry = by(&mut world, &china(), &kept, act);
    let last = told(&entry).into_iter().find(|event| event.starts_with("a transfer")).unwrap();
    assert!(
        last.ends_with(
            "\n  casebook/held-day: hand-over, running since 2021-06-01 08:00:00 +08:00: counted anew it was due \
             before 2021-06-05 00:00:00 +08:00; the end before the change holds, 2021-06-09 00:00:00 +08:00"
        ),
        "{last}"
    );
    assert_eq!(handed_over(&world, &china(), "2021-06-08T00:00:00+08:00"), None);
}

/// Told in time or not, the sentence stands only between the two ends.
#[test]
fn only_what_is_done_between_the_two_ends_says_which_holds() {
    let before = closing("before", &[day!(2021, 6, 3), day!(2021, 6, 4)], YEARS);
    let kept = Editions::default().rules(None, places()).calendar(before.clone());
    for (day, says) in [(3, false), (4, true), (7, true), (8, false)] {
        let mut world = owing(&before);
        by(&mut world, &china(), &kept, json!({"enter": []}));
        // 15 hours are put back, so that the day begins at its first moment.
        world.minute = 60 * (day + 1);
        let mut act = world.command(json!({"hand_over": envelope(1, "hand_over", 2, 1)}));
        let mut form = serde_json::to_value(&act).unwrap();
        for field in ["occurred_at", "recorded_at"] {
            form[field] = json!(format!("2021-06-{:02}T00:00:00+08:00", day + 1));
        }
        act = serde_json::from_value(form).unwrap();
        let context = Context::new(&world.rulebook, "zhaotong", &world.calendar);
        let china = china();
        let context = Context { calendar: &china, ..context };
        let Ok(Done::Now(entry)) = handle(&mut world.book, &act, &context) else { panic!() };
        let held = told(&entry).iter().any(|event| event.contains("casebook/held-day"));
        assert_eq!(held, says, "at the beginning of June {}", day + 1);
    }
}

/// A later end counts at once; the item says how it came.
#[test]
fn a_deadline_that_comes_later_is_counted_anew() {
    let after = closing("after", &[day!(2021, 6, 3)], YEARS);
    let kept = Editions::default().rules(None, places()).calendar(china());
    let mut world = owing(&china());
    let entry = by(&mut world, &after, &kept, json!({"enter": []}));
    assert_eq!(
        listed(&entry).unwrap()[0].to_string(),
        "hand-over: was due before 2021-06-05 00:00:00 +08:00, counted anew before 2021-06-08 00:00:00 +08:00",
    );
    let item = handed_over(&world, &after, "2021-06-07T09:00:00+08:00").unwrap();
    assert!(matches!(&item.until, Until::Clock(clock)
        if clock.deadline().due() == moment("2021-06-08T00:00:00+08:00")));
    assert_eq!(item.moved, listed(&entry).unwrap().first().cloned());
    // Another calendar that counts the same moves nothing.
    let same = closing("same", &[day!(2021, 6, 3), day!(2021, 8, 3)], YEARS);
    let entry = by(&mut world, &same, &kept.calendar(after), json!({"enter": []}));
    assert_eq!(listed(&entry), Some(Vec::new()));
    assert_eq!(
        entry.events[0].what.name(),
        "other rules or another calendar from here on: no deadline moves"
    );
}

/// A pack is left for another: what one of the two does not know is listed without an end.
#[test]
fn the_rules_of_another_place_move_what_they_count_otherwise() {
    let mut world = owing(&china());
    let kept = Editions::default().rules(None, places()).calendar(china());
    let at = moment("2021-06-02T09:00:00+08:00");
    let calendar = china();
    let counting = |pack: &str| {
        let rules = world.rulebook.on(pack, at.day()).unwrap();
        Counting { rules, calendar: &calendar }
    };
    let foretold = recount(&world.book, counting("zhaotong"), counting("chengguan"), at);
    let lines: Vec<String> = foretold.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "first disposal: had no end, counted anew before 2021-06-01 11:05:00 +08:00",
            "hand-over: was due before 2021-06-05 00:00:00 +08:00, counted anew it has none",
            "notice: was due before 2021-06-07 00:00:00 +08:00, counted anew it has none",
        ]
    );
    world.minute = 60;
    world.pack = "chengguan";
    let entry = by(&mut world, &calendar, &kept, json!({"enter": []}));
    assert_eq!(listed(&entry), Some(foretold), "the same list, and stands in the journal");
    assert_eq!(
        handed_over(&world, &calendar, "2021-06-02T09:00:00+08:00").map(|i| i.moved),
        Some(None)
    );
    // Back again: the end from before is still known.
    world.pack = "zhaotong";
    let entry = by(&mut world, &calendar, &kept, json!({"enter": []}));
    assert!(
        listed(&entry)
            .unwrap()
            .iter()
            .any(|one| one.was.is_none() && one.now == Some(moment("2021-06-05T00:00:00+08:00")))
    );
    audited(&world, &kept);
}

#[track_caller]
fn audited(world: &World, kept: &Editions) {
    let found = audit(&world.journal, kept).unwrap();
    assert!(found.is_clean(), "{}", found.other[0].verdict);
    let replayed = Casebook::replay(&world.journal).unwrap();
    assert_eq!(replayed, world.book);
    let text = serde_json::to_string(&Snapshot::of(&replayed)).unwrap();
    let again: Snapshot = serde_json::from_str(&text).unwrap();
    assert_eq!(again.go_on(&[]).unwrap(), world.book);
    let text = serde_json::to_string(&world.journal).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Entry>>(&text).unwrap(), world.journal);
}

/// An audit decides upon the editions that were at hand then, and names the one that is lost.
#[test]
fn an_audit_of_a_change_needs_the_edition_before_if_it_was_at_hand() {
    let before = closing("before", &[day!(2021, 6, 3)], YEARS);
    let rules = Editions::default().rules(None, places());
    let both = rules.clone().calendar(before.clone()).calendar(china());
    let only_new = rules.calendar(china());

    let mut world = owing(&before);
    by(&mut world, &china(), &both, json!({"enter": []}));
    audited(&world, &both);
    let last = |editions: &Editions| {
        let found = audit(&world.journal, editions).unwrap();
        found.other.last().map(|one| (one.entry, one.verdict.clone()))
    };
    let lost = Verdict::Lost(Lost::Calendar(Line::parse("before").unwrap()));
    assert_eq!(last(&only_new), Some((world.book.entries(), lost)));

    // Nothing was at hand: the journal says so, and an audit that has everything agrees.
    let mut world = owing(&before);
    let entry = by(&mut world, &china(), &only_new, json!({"enter": []}));
    assert_eq!(listed(&entry), None);
    assert_eq!(
        told(&entry),
        ["other rules or another calendar from here on: which deadlines move was not counted\n  \
          casebook/other-rules: whatever is due is reckoned by other rules or another calendar from here on"],
    );
    audited(&world, &both);
    // A list that was changed afterward is found.
    let mut world = owing(&before);
    by(&mut world, &china(), &both, json!({"enter": []}));
    if let Some(What::OtherRules { moved: Some(moved), .. }) =
        world.journal.last_mut().map(|entry| &mut entry.events[0].what)
    {
        moved.clear();
    }
    let found = audit(&world.journal, &both).unwrap();
    assert_eq!(found.other.len(), 1);
    let told = found.other[0].verdict.to_string();
    assert!(told.starts_with("differs because the journal has other rules or another calendar from here on: no deadline moves"), "{told}");
    assert!(
        told.contains(
            "decided again it is other rules or another calendar from here on: 1 deadline moves"
        ),
        "{told}"
    );
}

/// Whatever follows a list that does not fit, nothing of it is taken in.
#[test]
fn a_list_about_something_that_is_not_there_does_not_fit() {
    let before = closing("before", &[day!(2021, 6, 3)], YEARS);
    let kept = Editions::default().rules(None, places()).calendar(before.clone());
    let mut world = owing(&before);
    let then = world.book.clone();
    let entry = by(
        &mut world,
        &china(),
        &kept,
        json!({"enter": [{"person": {"id": id("person", 9), "name": "甲某9"}}]}),
    );
    assert_eq!(entry.events.len(), 2);
    for (break_it, why) in
        [(0, "transfer-00000000000000000000000000000009 is not there"), (1, "event")]
    {
        let mut broken = entry.clone();
        match (&mut broken.events[break_it].what, break_it) {
            (What::OtherRules { moved: Some(moved), .. }, 0) => {
                moved[0].about = AnyId::parse(&id("transfer", 9)).unwrap();
            }
            _ => broken.events[1].number += 1,
        }
        let mut book = then.clone();
        let refused = book.take(&broken).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
        assert_eq!(book, then, "all or nothing");
    }
}

/// Design §8.8, in every small world: a hand-over, and two changes between nine calendars,
/// one of which cannot count it. The oracle is one line: the latest end that was ever counted.
#[test]
fn no_sequence_of_calendars_moves_a_deadline_backwards() {
    let days = [day!(2021, 6, 2), day!(2021, 6, 3), day!(2021, 6, 4)];
    let closed = |mask: usize| -> Vec<Day> {
        (0..3).filter(|bit| mask >> bit & 1 == 1).map(|bit| days[bit]).collect()
    };
    let mut calendars: Vec<WorkCalendar> =
        (0..8).map(|mask| closing(&format!("c{mask}"), &closed(mask), YEARS)).collect();
    calendars.push(closing("short", &[], (2018, 2020)));
    // By hand: the third open day after June 1; 12 to 14 are off anyway, and not reached.
    let counted = |at: usize| -> Option<Day> {
        let open = |n: u8| {
            !matches!(n, 5 | 6 | 12..=14)
                && !closed(at).iter().any(|day| day.to_string() == format!("2021-06-{n:02}"))
        };
        (at < 8)
            .then(|| (2..30).filter(|n| open(*n)).nth(2))
            .flatten()
            .map(|n| Day::parse(&format!("2021-06-{:02}", n + 1)).unwrap())
    };
    let kept = calendars
        .iter()
        .cloned()
        .fold(Editions::default().rules(None, places()), Editions::calendar);
    let now = "2021-06-02T00:30:00+08:00";
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for first in 0..8 {
        let mut start = owing(&calendars[first]);
        start.minute = 0;
        let begun = (start.book.clone(), start.journal.clone());
        for second in 0..9 {
            for third in 0..9 {
                (start.book, start.journal) = begun.clone();
                (start.minute, start.keys) = (30, 100);
                let (mut last, mut end, mut latest) = (first, counted(first), counted(first));
                for next in [second, third] {
                    let entry = by(&mut start, &calendars[next], &kept, json!({"enter": []}));
                    let (old, new) = (counted(last), counted(next));
                    match (next == last, old == new) {
                        (true, _) => assert_eq!(entry.events.len(), 0),
                        (false, true) => assert_eq!(listed(&entry), Some(vec![])),
                        (false, false) => {
                            let moved = listed(&entry).unwrap();
                            assert_eq!(moved.len(), 1);
                            let day = |at: Option<Moment>| at.map(|at| at.day());
                            assert_eq!((day(moved[0].was), day(moved[0].now)), (end, new));
                        }
                    }
                    latest = latest.max(new);
                    end = new.and(latest);
                    let item = handed_over(&start, &calendars[next], now);
                    let shown = item.as_ref().map(|item| match &item.until {
                        Until::Clock(clock) => clock.deadline().due().day(),
                        Until::Held { end, clock, .. } => {
                            assert!(clock.deadline().due() < *end);
                            end.day()
                        }
                        other => panic!("{other:?}"),
                    });
                    assert_eq!(shown, end, "{first} {second} {third}");
                    *seen
                        .entry(match (new, end) {
                            (None, _) => "not counted",
                            (new, end) if new < end => "held",
                            _ => "as counted",
                        })
                        .or_default() += 1;
                    last = next;
                }
            }
        }
        audited(&start, &kept);
    }
    assert!(seen.len() == 3 && seen.values().all(|many| *many > 50), "{seen:?}");
}
