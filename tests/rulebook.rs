//! Resolution through parents, other readings, and differences, against plain second opinions.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use unbrella::base::day::Day;
use unbrella::base::deadline::TimeLimit;
use unbrella::base::text::{Code, Line};
use unbrella::day;
use unbrella::provenance::{Certainty, Citation};
use unbrella::rulebook::choice::{Join, Transition};
use unbrella::rulebook::diff::{self, ChangeCode};
use unbrella::rulebook::{
    Dated, EntryDraft, InvalidHistory, Onset, PackDraft, Parameter, RulePack, Rulebook, Value,
    keys, packs,
};
use unbrella::terms::office::Level;
use unbrella::terms::report::PickUpRule;

fn citation(place: &str) -> Citation {
    Citation::new(Line::parse("Notice").unwrap(), Certainty::Stated).at(Line::parse(place).unwrap())
}

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn on(number: u32) -> Day {
    Day::of(2020, 1, number).unwrap()
}

/// An entry as the small worlds below write it: a day of January 2020, and a count or an end.
type Small = (u32, Option<u32>);

fn pack(name: &str, level: Level, parent: Option<&str>, history: &[Small]) -> RulePack {
    let place = Line::parse(name).unwrap();
    let mut draft = PackDraft::new(code(name), place.clone(), place, level);
    draft.parent = parent.map(code);
    let entries = history.iter().map(|(day, value)| EntryDraft {
        from: on(*day),
        onset: Onset::Stated,
        value: value.map(Value::Count),
        ended: value.is_none(),
        citation: citation("art. 1"),
        other_readings: Vec::new(),
    });
    if !history.is_empty() {
        draft.parameters = vec![(code(keys::verification::TEAM.name()), entries.collect())];
    }
    draft.enter().unwrap()
}

/// Histories that may be entered: days that increase, and an end only after a value.
fn histories() -> impl Strategy<Value = Vec<Small>> {
    prop::collection::btree_map(1..12_u32, prop::option::weighted(0.7, 1..9_u32), 0..4).prop_map(
        |entries: BTreeMap<u32, Option<u32>>| {
            let mut running = false;
            let mut kept = Vec::new();
            for (day, value) in entries {
                if value.is_some() || running {
                    kept.push((day, value));
                }
                running = value.is_some();
            }
            kept
        },
    )
}

/// The plain meaning: walk up; in each pack the last entry up to the day; the first value wins.
fn plain(chain: &[&[Small]], day: u32) -> Option<u32> {
    for history in chain {
        let mut last = None;
        for (from, value) in *history {
            if *from <= day {
                last = *value;
            }
        }
        if last.is_some() {
            return last;
        }
    }
    None
}

proptest! {
    #[test]
    fn the_nearest_pack_with_a_value_in_force_answers(
        nation in histories(), province in histories(), county in histories(),
    ) {
        let book = Rulebook::new(vec![
            pack("county", Level::County, Some("province"), &county),
            pack("nation", Level::Central, None, &nation),
            pack("province", Level::Province, Some("nation"), &province),
        ])
        .unwrap();
        let chain: [&[Small]; 3] = [&county, &province, &nation];
        for number in 1..=14 {
            let rules = book.on("county", on(number)).unwrap();
            let expected = plain(&chain, number);
            match rules.get(keys::verification::TEAM) {
                Ok(found) => {
                    prop_assert_eq!(Some(found.value()), expected);
                    // Nothing changes before the day that is given, and something is said on it.
                    let change = found.next_change();
                    for later in number..14 {
                        if change.is_none_or(|change| on(later) < change) {
                            prop_assert_eq!(plain(&chain, later), expected);
                        }
                    }
                }
                Err(silent) => {
                    prop_assert_eq!(expected, None);
                    prop_assert_eq!(silent.asked.len(), 3);
                    let first = (number..14).find(|later| plain(&chain, *later).is_some());
                    prop_assert_eq!(silent.first.map(|first| first.day), first.map(on));
                    let ended = (1..=number).any(|earlier| plain(&chain, earlier).is_some());
                    prop_assert_eq!(silent.ended.is_some(), ended);
                }
            }
        }
    }

    /// Swapping the two sides swaps added and removed, and nothing differs from itself.
    #[test]
    fn differences_are_symmetric(a in histories(), b in histories(), at in 1..14_u32) {
        let book = |history: &[Small]| {
            Rulebook::new(vec![pack("nation", Level::Central, None, history)]).unwrap()
        };
        let (one, two) = (book(&a), book(&b));
        let rules = |book: &Rulebook| book.on("nation", on(at)).unwrap().get(keys::verification::TEAM)
            .map(|found| found.value()).ok();
        let there = diff::between(one.on("nation", on(at)).unwrap(), two.on("nation", on(at)).unwrap());
        let back = diff::between(two.on("nation", on(at)).unwrap(), one.on("nation", on(at)).unwrap());
        let expected = match (rules(&one), rules(&two)) {
            (None, Some(_)) => Some(ChangeCode::Added),
            (Some(_), None) => Some(ChangeCode::Removed),
            (Some(x), Some(y)) if x != y => Some(ChangeCode::Value),
            _ => None,
        };
        if let Some(code) = expected {
            prop_assert_eq!(there[0].code(), code);
        } else {
            prop_assert!(there.iter().all(|change| change.code() == ChangeCode::Source));
        }
        prop_assert_eq!(there.len(), back.len());
        for (one, other) in there.iter().zip(&back) {
            prop_assert_eq!(one.before(), other.after());
            prop_assert_eq!(one.after(), other.before());
        }
        let (x, y) = (one.pack("nation").unwrap(), two.pack("nation").unwrap());
        prop_assert_eq!(diff::packs(x, x), vec![]);
        prop_assert_eq!(diff::packs(x, y).is_empty(), a == b);
    }
}

#[test]
fn silence_names_who_was_asked_and_what_comes() {
    let book = Rulebook::published();
    let sentence = |place: &str, key: &str, day: Day| {
        let rules = book.on(place, day).unwrap();
        rules.value(keys::find(key).unwrap()).unwrap_err().to_string()
    };
    assert_eq!(
        sentence("zhaotong", "transfer/notice", day!(2019, 4, 23)),
        "no value of `transfer/notice` in force on 2019-04-23 in zhaotong, yunnan, national; \
         the next is known in zhaotong from 2019-04-24, and may be older",
    );
    assert_eq!(
        sentence("national", "verification/limit", day!(2019, 1, 1)),
        "no value of `verification/limit` in force on 2019-01-01 in national; one ended in \
         national on 2019-01-01; none begins later",
    );
    assert_eq!(
        book.on("lanzhou", day!(2019, 1, 1)).unwrap_err().to_string(),
        "no such rule pack: known are chengguan, gansu, henan, national, wenzhou, xixiang, \
         yunnan, zhaotong, zhejiang, zhouzhi",
    );
}

#[test]
fn a_value_says_who_said_so() {
    let book = Rulebook::published();
    let rules = book.on("wenzhou", day!(2020, 1, 1)).unwrap();
    assert_eq!(rules.to_string(), "Wenzhou on 2020-01-01: wenzhou, zhejiang, national");
    let notice = rules.get(keys::transfer::NOTICE).unwrap();
    assert_eq!(notice.value(), TimeLimit::working_days(2));
    assert_eq!(
        notice.to_string(),
        "2 working days, first day not counted (Wenzhou, known from 2019-12-31; \
         浙江省纪检监察机关扫黑除恶打“伞”报道（中央纪委国家监委网站）, undated, law 6)",
    );
    let team = rules.get(keys::verification::TEAM).unwrap();
    assert_eq!((team.value(), team.pack().code().as_str()), (2, "national"));
    // One day before the rules of 2019 nobody had said so.
    assert!(rules.on(day!(2018, 12, 31)).get(keys::verification::TEAM).is_err());
}

/// Lists that add up over the levels: a district does not abolish the letters of the province.
#[test]
fn every_level_can_be_heard() {
    let book = Rulebook::published();
    let rules = book.on("chengguan", day!(2025, 7, 1)).unwrap();
    let heard: Vec<&str> = rules
        .every(keys::intake::CHANNELS)
        .iter()
        .map(|found| found.pack().code().as_str())
        .collect();
    assert_eq!(heard, ["chengguan", "gansu", "national"]);
    let nearest = rules.get(keys::intake::CHANNELS).unwrap();
    assert!(nearest.value().contains("report_box") && !nearest.value().contains("letter"));
}

#[test]
fn another_reading_can_be_followed() {
    let chengguan = packs::chengguan();
    let other = chengguan.following(keys::intake::PICK_UP, PickUpRule::WithinHours).unwrap();
    let book = Rulebook::published().with(other).unwrap();
    let rules = book.on("chengguan", day!(2020, 12, 31)).unwrap();
    let found = rules.get(keys::intake::PICK_UP).unwrap();
    assert_eq!(found.value(), PickUpRule::WithinHours);
    assert_eq!(found.other_readings().len(), 1, "the old one is kept");

    let refused = chengguan.following(keys::accountability::TALK_JOIN, Join::All).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "pack `chengguan` keeps no such reading of `accountability/talk-join`"
    );
    let silent = packs::yunnan();
    assert!(silent.following(keys::disposition::PENDING_AT_CHANGE, Transition::AsBegun).is_err());
}

#[test]
fn a_host_that_knows_the_day_can_say_so() {
    let dated = packs::gansu().beginning(day!(2019, 1, 1));
    let first =
        |key: &'static keys::KeyInfo| dated.parameter(key).unwrap().history()[0].from().to_string();
    assert_eq!(first(keys::escalation::EVALUATION_LEVELS.info()), "2019-01-01");
    // A stated day stays.
    assert_eq!(first(keys::supervision::STALLED_RESULTS.info()), "2019-02-01");
    assert_eq!(packs::gansu().beginning(day!(2030, 1, 1)), packs::gansu(), "never later");
    // Two entries of one key never fall on one day.
    for pack in packs::all() {
        let moved = pack.beginning(day!(1990, 1, 1));
        assert!(PackDraft::from(&moved).enter().is_ok(), "{}", moved.code());
    }
}

#[test]
fn two_values_for_one_day_are_a_question_for_a_reader() {
    let entry = |day, value: u32| Dated::new(day, value, citation("art. 1"));
    let same = Parameter::new(vec![
        entry(on(3), 1),
        entry(on(1), 2),
        entry(on(3), 3),
        entry(on(1), 4),
        entry(on(2), 5),
    ]);
    let refused = same.unwrap_err();
    assert_eq!(refused, InvalidHistory::SameDay { days: vec![on(1), on(3)] });
    assert_eq!(refused.to_string(), "more than one entry begins on 2020-01-01, 2020-01-03");
    assert_eq!(Parameter::<u32>::new(Vec::new()).unwrap_err(), InvalidHistory::Empty);
}

#[test]
fn differences_between_places_and_days_are_sentences() {
    let book = Rulebook::published();
    let day = day!(2020, 1, 1);
    let changes =
        diff::between(book.on("zhaotong", day).unwrap(), book.on("wenzhou", day).unwrap());
    let shown: Vec<String> = changes
        .iter()
        .filter(|change| change.key().name().starts_with("transfer/"))
        .map(|change| change.to_string().chars().take(60).collect())
        .collect();
    assert_eq!(
        shown,
        [
            "D003 changed transfer/notice: 5 calendar days, first day not",
            "D002 removed transfer/hand-over: 10 calendar days, first day",
            "D002 removed transfer/pairing: both duties in every case [zh",
            "D003 changed transfer/notice-starts: opening of the investig",
            "D002 removed transfer/hand-over-starts: opening of the inves",
            "D002 removed transfer/hand-over-organs: public security [zha",
            "D001 added transfer/consultation: nothing → yes [wenzhou kno",
            "D002 removed transfer/subjects-only: yes [zhaotong known fro",
            "D001 added transfer/lists: nothing → list of problems; list ",
            "D001 added transfer/progress-reports: nothing → daily [zheji",
        ]
    );

    // The day on which the amended Supervision Law came into force.
    let before = book.on("national", day!(2025, 5, 31)).unwrap();
    let longest: Vec<String> = diff::between(before, before.on(day!(2025, 6, 1)))
        .iter()
        .filter(|change| change.key().name() == "discipline/detention-longest")
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        longest,
        ["D003 changed discipline/detention-longest: 6 months, first day not counted, a closed \
          last day stays [national from 2018-03-20; 监察法 Supervision Law 2018, 2018-03-20, \
          art. 43; law 1.4 (our reading)] → 8 months, first day not counted, a closed last day \
          stays [national from 2025-06-01; 监察法 Supervision Law 2024, 2024-12-25, art. 48; \
          law 1.4 (our reading)]"],
    );
}

/// Every code of a difference, on packs made for it.
#[test]
fn every_code_of_a_difference_can_happen() {
    let draft = |parameters: Vec<(Code, Vec<EntryDraft>)>| {
        let place = Line::parse("甲").unwrap();
        let mut draft = PackDraft::new(code("a"), place.clone(), place, Level::Central);
        draft.parameters = parameters;
        draft.enter().unwrap()
    };
    let team = |count: u32, place: &str, readings: &[u32]| EntryDraft {
        from: on(1),
        onset: Onset::Stated,
        value: Some(Value::Count(count)),
        ended: false,
        citation: citation(place),
        other_readings: readings
            .iter()
            .map(|n| unbrella::rulebook::Reading {
                value: Value::Count(*n),
                citation: citation("art. 2"),
            })
            .collect(),
    };
    let with = |entry| draft(vec![(code("verification/team"), vec![entry])]);
    let base = with(team(2, "art. 1", &[]));
    let cases = [
        (draft(Vec::new()), base.clone(), "D001"),
        (base.clone(), draft(Vec::new()), "D002"),
        (base.clone(), with(team(3, "art. 1", &[])), "D003"),
        (base.clone(), with(team(2, "art. 9", &[])), "D004"),
        (base, with(team(2, "art. 1", &[4])), "D005"),
    ];
    let mut seen = Vec::new();
    for (before, after, expected) in cases {
        let changes = diff::packs(&before, &after);
        let codes: Vec<&str> = changes.iter().map(|change| change.code().code()).collect();
        assert_eq!(codes, [expected]);
        seen.push(expected);
    }
    assert_eq!(seen, ChangeCode::ALL.map(ChangeCode::code));
}
