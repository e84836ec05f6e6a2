//! What the published packs say, row by row, and that they say it in due form.

use super::*;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::base::text::{Code, Line};
use crate::day;
use crate::provenance::Citation;
use crate::rulebook::catalogue::{self, Catalogue};
use crate::rulebook::draft::{EntryDraft, OWN_VALUE, PackDraft};
use crate::rulebook::value::Value;
use crate::rulebook::{KeyInfo, Rulebook, keys};

/// The value in force, as people see it; `–` if there is none.
fn shown(place: &str, key: &'static KeyInfo, day: Day) -> String {
    let book = Rulebook::published();
    let rules = book.on(place, day).unwrap();
    rules.value(key).map_or_else(|_| "–".to_owned(), |found| key.show(found.value()))
}

/// The length of a limit, without the way it is counted.
fn length(place: &str, key: &str, day: &str) -> String {
    let key = keys::find(key).unwrap();
    let shown = shown(place, key, Day::parse(day).unwrap());
    shown.split(',').next().unwrap().to_owned()
}

/// Place, key, day: the length in force. The last column is the row that says so.
const LENGTHS: &[(&str, &str, &str, &str, &str)] = &[
    // Z13, at its day and the day before; Yunnan says nothing.
    ("zhaotong", "transfer/notice", "2019-04-23", "–", "Z13"),
    ("zhaotong", "transfer/notice", "2019-04-24", "5 calendar days", "Z13"),
    ("zhaotong", "transfer/hand-over", "2019-04-24", "10 calendar days", "Z13"),
    ("yunnan", "transfer/hand-over", "2019-04-24", "–", "Z13"),
    // The other places.
    ("zhouzhi", "transfer/hand-over", "2019-03-18", "–", "law 6"),
    ("zhouzhi", "transfer/hand-over", "2019-03-19", "3 working days", "law 6"),
    ("zhouzhi", "transfer/received-registered", "2019-03-19", "1 working day", "law 6"),
    ("zhouzhi", "transfer/direction-fed-back", "2019-03-19", "1 calendar day", "law 6"),
    ("wenzhou", "transfer/notice", "2020-01-01", "2 working days", "law 6"),
    ("xixiang", "disposition/approval-first", "2018-02-28", "1 working day", "law 6"),
    ("xixiang", "disposition/approval-second", "2018-02-28", "2 working days", "law 6"),
    ("xixiang", "disposition/approval-third", "2018-02-28", "3 working days", "law 6"),
    ("xixiang", "disposition/talk", "2018-02-28", "5 working days", "law 6"),
    ("xixiang", "verification/limit", "2018-02-28", "15 working days", "law 6"),
    // C04.
    ("chengguan", "intake/disposal", "2020-12-30", "–", "C04"),
    ("chengguan", "intake/disposal", "2020-12-31", "2 hours", "C04"),
    ("chengguan", "intake/pick-up-limit", "2020-12-31", "24 hours", "C04"),
    // H20, H26.
    ("henan", "rectification/special-action", "2018-12-31", "4 months", "H20"),
    ("henan", "supervision/central-stay", "2018-08-27", "–", "H26"),
    ("henan", "supervision/central-stay", "2018-08-28", "1 month", "H26"),
    // Disposition opinion: nothing, trial rules, rules of 2019.
    ("national", "disposition/opinion", "2017-01-07", "–", "law 1.3"),
    ("national", "disposition/opinion", "2017-01-08", "30 calendar days", "law 1.3"),
    ("national", "disposition/opinion", "2018-12-31", "30 calendar days", "law 1.3"),
    ("national", "disposition/opinion", "2019-01-01", "1 month", "law 1.3"),
    ("chengguan", "disposition/opinion", "2020-12-31", "1 month", "law 1.3"),
    ("national", "disposition/inquiry-reply", "2018-12-31", "–", "law 1.3"),
    ("national", "disposition/inquiry-reply", "2019-01-01", "15 working days", "law 1.3"),
    ("national", "disposition/inquiry-report", "2019-01-01", "1 month", "law 1.3"),
    // Verification: two months until the rules of 2019 named no limit.
    ("national", "verification/limit", "2018-12-31", "2 months", "law 1.3"),
    ("national", "verification/limit", "2019-01-01", "–", "law 1.3"),
    ("national", "verification/extension", "2018-12-31", "1 month", "law 1.3"),
    ("xixiang", "verification/limit", "2019-06-01", "15 working days", "law 6"),
    // Party review.
    ("national", "discipline/review", "2017-01-07", "3 months", "law 1.4"),
    ("national", "discipline/review", "2017-01-08", "90 calendar days", "law 1.4"),
    ("national", "discipline/review-longer", "2018-12-31", "90 calendar days", "law 1.4"),
    ("national", "discipline/review", "2019-01-01", "–", "law 1.4"),
    // Reports: law 0 on the days.
    ("national", "intake/forward-superior", "2020-01-20", "–", "law 0"),
    ("national", "intake/forward-superior", "2020-01-21", "5 working days", "law 0"),
    ("national", "intake/accept-from-superior", "2020-01-21", "5 working days", "law 1.2"),
    ("national", "intake/forward-wrong-organ", "2021-09-19", "–", "law 0"),
    ("national", "intake/forward-wrong-organ", "2021-09-20", "5 working days", "law 0"),
    ("national", "reporter/acceptance", "2020-01-20", "–", "law 5"),
    ("national", "reporter/acceptance", "2020-01-21", "15 working days", "law 5"),
    ("national", "reporter/result", "2020-01-21", "15 working days", "law 5"),
    // Detention, 2018 and 2025.
    ("national", "discipline/detention", "2018-03-19", "–", "law 1.4"),
    ("national", "discipline/detention", "2018-03-20", "3 months", "law 1.4"),
    ("national", "discipline/detention-longer", "2018-03-20", "3 months", "law 1.4"),
    ("national", "discipline/detention-longest", "2025-05-31", "6 months", "law 1.4"),
    ("national", "discipline/detention-longest", "2025-06-01", "8 months", "law 1.4"),
    ("national", "discipline/detention-grave", "2025-05-31", "–", "law 1.4"),
    ("national", "discipline/detention-grave", "2025-06-01", "2 months", "law 1.4"),
    ("national", "discipline/detention-extreme", "2025-06-01", "16 months", "law 1.4"),
    ("national", "discipline/detention-notice", "2018-03-20", "24 hours", "law 1.4"),
    ("national", "discipline/compelled", "2025-05-31", "–", "law 1.4"),
    ("national", "discipline/compelled", "2025-06-01", "12 hours", "law 1.4"),
    ("national", "discipline/compelled-longer", "2025-06-01", "24 hours", "law 1.4"),
    ("national", "discipline/waiting", "2025-06-01", "12 months", "law 1.4"),
    ("national", "discipline/protective", "2025-06-01", "7 calendar days", "law 1.4"),
    ("national", "discipline/protective-longer", "2025-06-01", "3 calendar days", "law 1.4"),
    ("national", "discipline/technical", "2018-03-20", "3 months", "law 1.4"),
    ("national", "remedy/property-returned", "2018-03-20", "3 calendar days", "law 1.4"),
    ("national", "discipline/decision", "2021-09-20", "12 months", "law 1.4"),
    ("national", "discipline/decision-longer", "2021-09-20", "6 months", "law 1.4"),
    // Trial, remedies.
    ("national", "discipline/trial", "2019-01-01", "1 month", "law 1.5"),
    ("national", "discipline/announced", "2019-01-01", "1 month", "law 1.5"),
    ("national", "discipline/post-changed", "2020-06-30", "–", "law 1.5"),
    ("national", "discipline/post-changed", "2020-07-01", "1 month", "law 1.5"),
    ("national", "discipline/post-changed-latest", "2020-07-01", "6 months", "law 1.5"),
    ("national", "remedy/review-asked", "2018-03-20", "1 month", "law 1.5"),
    ("national", "remedy/review-decided", "2018-03-20", "1 month", "law 1.5"),
    ("national", "remedy/rereview-asked", "2018-03-20", "1 month", "law 1.5"),
    ("national", "remedy/rereview-decided", "2018-03-20", "2 months", "law 1.5"),
    ("national", "remedy/complaint-decided", "2018-03-20", "1 month", "law 1.5"),
    ("national", "remedy/complaint-review-decided", "2018-03-20", "2 months", "law 1.5"),
    ("national", "remedy/party-appeal", "2019-01-01", "3 months", "law 1.5"),
    // Sanctions.
    ("national", "discipline/period-warning", "2020-07-01", "6 months", "law 1.6"),
    ("national", "discipline/period-demerit", "2020-07-01", "12 months", "law 1.6"),
    ("national", "discipline/period-major-demerit", "2020-07-01", "18 months", "law 1.6"),
    ("national", "discipline/period-demotion", "2020-07-01", "24 months", "law 1.6"),
    ("national", "discipline/period-removal", "2020-07-01", "24 months", "law 1.6"),
    ("national", "discipline/period-most", "2020-07-01", "48 months", "law 0"),
    ("national", "discipline/party-warning", "2018-10-01", "12 months", "law 1.6"),
    ("national", "discipline/party-serious-warning", "2018-10-01", "18 months", "law 1.6"),
    ("national", "discipline/party-removal", "2018-10-01", "24 months", "law 1.6"),
    ("national", "discipline/party-probation-least", "2018-10-01", "12 months", "law 1.6"),
    ("national", "discipline/party-probation-most", "2018-10-01", "24 months", "law 1.6"),
    ("national", "discipline/party-after-probation", "2018-10-01", "24 months", "law 1.6"),
    ("national", "discipline/party-readmission", "2018-10-01", "60 months", "law 1.6"),
    // Tiers and criminal procedure.
    ("national", "classification/triad-time-guide", "2018-01-15", "6 months", "law 3.1"),
    ("national", "classification/triad-time-guide", "2018-01-16", "–", "law 3.1"),
    ("national", "classification/evil-window", "2019-04-09", "24 months", "law 3.1"),
    ("national", "follow_up/custody", "2018-10-25", "–", "law 3.3"),
    ("national", "follow_up/custody", "2018-10-26", "2 months", "law 3.3"),
    ("national", "follow_up/custody-first", "2018-10-26", "1 month", "law 3.3"),
    ("national", "follow_up/custody-second", "2018-10-26", "2 months", "law 3.3"),
    ("national", "follow_up/custody-third", "2018-10-26", "2 months", "law 3.3"),
    ("national", "follow_up/arrest-request", "2018-10-26", "3 calendar days", "law 3.3"),
    ("national", "follow_up/arrest-request-longer", "2018-10-26", "4 calendar days", "law 3.3"),
    ("national", "follow_up/arrest-request-gangs", "2018-10-26", "30 calendar days", "law 3.3"),
    ("national", "follow_up/arrest-decision", "2018-10-26", "7 calendar days", "law 3.3"),
    ("national", "follow_up/prosecution", "2018-10-26", "1 month", "law 3.3"),
    ("national", "follow_up/prosecution-longer", "2018-10-26", "15 calendar days", "law 3.3"),
    ("national", "follow_up/supplement", "2018-10-26", "1 month", "law 3.3"),
    ("national", "follow_up/supervised-arrest", "2018-10-26", "10 calendar days", "law 3.3"),
    ("national", "follow_up/first-instance", "2018-10-26", "2 months", "law 3.3"),
    ("national", "follow_up/first-instance-latest", "2018-10-26", "3 months", "law 3.3"),
    ("national", "follow_up/first-instance-longer", "2018-10-26", "3 months", "law 3.3"),
    ("national", "follow_up/appeal", "2018-10-26", "10 calendar days", "law 3.3"),
    ("national", "follow_up/asset-stop", "2022-04-30", "–", "law 3.4"),
    ("national", "follow_up/asset-stop", "2022-05-01", "48 hours", "law 3.4"),
];

#[test]
fn every_length_is_the_one_of_its_row() {
    for (place, key, day, expected, row) in LENGTHS {
        assert_eq!(length(place, key, day), *expected, "{place} {key} on {day}, {row}");
    }
}

/// Place, key, day: the value in force, of other kinds.
const OTHERS: &[(&str, &str, &str, &str, &str)] = &[
    ("chengguan", "intake/pick-up", "2020-12-31", "on duty round the clock", "C04"),
    ("chengguan", "intake/ledger-reports", "2020-12-31", "weekly; monthly", "C08"),
    (
        "chengguan",
        "sign_off/layers",
        "2020-12-31",
        "follow-up officer → leader in charge → principal leader",
        "C12",
    ),
    ("chengguan", "sign_off/order", "2020-12-31", "layer after layer", "C12"),
    ("chengguan", "accountability/talk-join", "2020-12-31", "all of them", "C17"),
    ("chengguan", "industry/regulators", "2020-12-31", "11 departments", "C25"),
    ("gansu", "escalation/evaluation-levels", "2021-04-21", "–", "G15"),
    ("gansu", "escalation/evaluation-levels", "2021-04-22", "1 level", "G15"),
    ("gansu", "disposition/coverage", "2021-04-22", "1000‰", "G16"),
    ("gansu", "look_back/rounds", "2021-04-22", "2 rounds", "G14"),
    ("gansu", "supervision/stalled-results", "2019-01-31", "–", "G25"),
    ("gansu", "supervision/stalled-results", "2019-02-01", "0 persons handled", "G25"),
    ("henan", "verification/chiefs", "2018-12-31", "3 chiefs", "H10"),
    ("henan", "coordination/members", "2018-12-31", "35 units", "H03"),
    ("henan", "coordination/groups", "2018-12-31", "8 groups", "H04"),
    (
        "zhaotong",
        "escalation/major-case",
        "2019-04-24",
        "level-raised handling; direct investigation",
        "Z16",
    ),
    ("zhaotong", "accountability/four-least", "2019-04-24", "1 record", "Z08"),
    ("national", "discipline/detention-extensions", "2018-03-20", "1 time", "law 1.4"),
    ("national", "discipline/detention-recounts", "2025-05-31", "–", "law 1.4"),
    ("national", "discipline/detention-recounts", "2025-06-01", "1 time", "law 1.4"),
    (
        "national",
        "discipline/credit-control",
        "2018-03-20",
        "2 days of public surveillance",
        "law 1.4",
    ),
    ("national", "discipline/investigators", "2018-03-20", "2 persons", "law 1.4"),
    ("national", "discipline/trial-team", "2019-01-01", "2 persons", "law 1.5"),
    ("national", "verification/team", "2019-01-01", "2 persons", "law 1.3"),
    ("national", "follow_up/supplements", "2018-10-26", "2 times", "law 3.3"),
    ("national", "classification/triad-features", "2019-01-01", "4 features", "law 3.1"),
    ("national", "classification/triad-members-guide", "2018-01-15", "10 members", "law 3.1"),
    ("national", "classification/triad-assets-low", "2018-01-15", "200000 yuan", "law 3.1"),
    ("national", "classification/triad-assets-high", "2018-01-15", "500000 yuan", "law 3.1"),
    ("national", "classification/evil-members", "2019-04-09", "3 members", "law 3.1"),
    ("national", "classification/group-crimes", "2019-04-09", "3 crimes", "law 3.1"),
    ("national", "remedy/suspends", "2018-03-20", "no", "law 1.5"),
    ("national", "intake/forward-part", "2021-09-20", "promptly, no number stated", "law 0"),
    ("national", "intake/results-returned", "2020-01-21", "quarterly", "law 1.2"),
];

#[test]
fn every_other_value_is_the_one_of_its_row() {
    for (place, key, day, expected, row) in OTHERS {
        let key = keys::find(key).unwrap();
        let got = shown(place, key, Day::parse(day).unwrap());
        assert_eq!(got, *expected, "{place} {key} on {day}, {row}");
    }
}

/// The readings that the corrections of the catalogue leave open: kept, and not followed.
#[test]
fn open_readings_are_kept_beside_the_one_that_is_followed() {
    let cases = [
        ("chengguan", "intake/pick-up", "on_call", &["within_hours"][..], "C04"),
        ("chengguan", "intake/disposal-starts", "receipt", &["pick_up", "registration"], "C04"),
        ("zhaotong", "transfer/pairing", "both_duties", &["by_kind"], "Z13"),
        ("chengguan", "sign_off/order", "in_layers", &["any_order"], "C12"),
        ("chengguan", "accountability/talk-join", "all", &["any"], "C17"),
        ("gansu", "escalation/evaluation-scope", "screening_of_concluded", &["every_case"], "G15"),
        (
            "zhaotong",
            "look_back/leak-means",
            "accountability",
            &["accountability_and_reopening"],
            "Z10",
        ),
        ("national", "intake/forward-part", "promptly", &["as_wrong_organ"], "law 0"),
        ("national", "disposition/pending-at-change", "as_of_each_step", &["as_begun"], "law 0"),
        (
            "national",
            "discipline/detention-pending-at-change",
            "as_begun",
            &["as_of_each_step"],
            "law 0",
        ),
        (
            "chengguan",
            "sign_off/organs",
            "discipline_supervision",
            &["discipline_supervision, public_security, procuratorate, court"],
            "C11",
        ),
    ];
    let book = Rulebook::published();
    for (place, key, followed, others, row) in cases {
        let rules = book.on(place, day!(2025, 7, 1)).unwrap();
        let found = rules.value(keys::find(key).unwrap()).unwrap();
        assert_eq!(found.value().to_string(), followed, "{key}, {row}");
        let kept: Vec<String> =
            found.other_readings().iter().map(|reading| reading.value.to_string()).collect();
        assert_eq!(kept, others, "{key}, {row}");
    }
    // Natural or working days of Z13.
    for (key, days) in [("transfer/notice", 5), ("transfer/hand-over", 10)] {
        let rules = book.on("zhaotong", day!(2019, 4, 24)).unwrap();
        let found = rules.value(keys::find(key).unwrap()).unwrap();
        assert_eq!(*found.value(), Value::Limit(TimeLimit::days(days)));
        let kept: Vec<&Value> =
            found.other_readings().iter().map(|reading| &reading.value).collect();
        assert_eq!(kept, [&Value::Limit(TimeLimit::working_days(days))]);
    }
}

#[test]
fn every_pack_enters_through_the_door() {
    for pack in all() {
        let entered = PackDraft::from(&pack).enter();
        assert_eq!(entered.as_ref(), Ok(&pack), "{}", pack.code());
    }
    assert!(Rulebook::new(all()).is_ok());
    assert_eq!(Rulebook::new(all()).unwrap(), Rulebook::published());
}

#[test]
fn every_literal_would_be_read() {
    let line = |text: &Line| assert_eq!(Line::parse(text.as_str()).as_ref(), Ok(text));
    let code = |code: &Code| assert_eq!(Code::parse(code.as_str()).as_ref(), Ok(code));
    let citation = |citation: &Citation| {
        line(citation.document());
        citation.place().into_iter().chain(citation.wording()).for_each(line);
    };
    let catalogue = |catalogue: &Catalogue| {
        for entry in catalogue.entries() {
            [entry.name(), entry.english(), entry.text()].into_iter().flatten().for_each(line);
        }
    };
    let value = |value: &Value| match value {
        Value::Catalogue(own) => catalogue(own),
        other => other.codes().iter().for_each(code),
    };
    for pack in all() {
        line(pack.place());
        line(pack.english());
        code(pack.code());
        for (key, parameter) in pack.parameters() {
            assert_eq!(Code::parse(key.name()).unwrap().as_str(), key.name());
            for entry in parameter.history().iter().map(EntryDraft::from) {
                citation(&entry.citation);
                entry.value.iter().for_each(value);
                for reading in &entry.other_readings {
                    citation(&reading.citation);
                    value(&reading.value);
                }
            }
        }
    }
}

/// A slip in a code of an open list would not be an error: it must be a listed word.
#[test]
fn published_codes_are_listed_words() {
    for pack in all() {
        for (key, parameter) in pack.parameters() {
            for entry in parameter.history() {
                let others = entry.other_readings().iter().map(|reading| &reading.value);
                for code in entry.value().into_iter().chain(others).flat_map(Value::codes) {
                    let word = key.vocabulary().word(code.as_str());
                    assert!(word.is_some(), "{} {key}: {code}", pack.code());
                }
            }
        }
    }
}

/// Of how long texts are kept no published document that was read says anything. A host has
/// archive rules of its own.
const LEFT_TO_HOSTS: [&str; 5] = [
    "retention/clue",
    "retention/case-file",
    "retention/name",
    "retention/reporter",
    "retention/reading",
];

#[test]
fn every_key_has_a_value_in_some_pack() {
    let packs = all();
    for key in keys::all() {
        if LEFT_TO_HOSTS.contains(&key.name()) {
            assert!(packs.iter().all(|pack| pack.parameter(key).is_none()), "{key}");
            continue;
        }
        let set = packs.iter().any(|pack| {
            let entries = pack.parameter(key).map(|p| p.history()).unwrap_or_default();
            entries.iter().any(|entry| entry.value().is_some())
        });
        assert!(set, "no pack sets `{key}`");
    }
}

/// Certain words of the corrections: no default rests on a hint, own values say so.
#[test]
fn each_entry_has_a_place_and_own_values_a_reason() {
    for pack in all() {
        for (key, parameter) in pack.parameters() {
            for entry in parameter.history() {
                let citation = entry.citation();
                assert!(citation.place().is_some(), "{} {key}", pack.code());
                if citation.document().as_str() == OWN_VALUE {
                    assert!(citation.wording().is_some(), "{} {key}", pack.code());
                }
            }
        }
    }
}

#[test]
fn catalogues_have_the_stated_number_of_entries() {
    let cases = [
        (catalogue::fifteen(), 15, 8),
        (catalogue::thirteen(), 13, 13),
        (catalogue::seven(), 7, 6),
        (catalogue::six(), 6, 0),
    ];
    for (catalogue, entries, unverified) in cases {
        assert_eq!(catalogue.stated(), entries);
        assert!(catalogue.is_complete() && catalogue.is_numbered(), "{entries}");
        assert_eq!(catalogue.unverified(), unverified, "{entries}");
    }
}

/// Law 4.1, 4.2: "do not name as fixed".
#[test]
fn slots_have_no_name_and_named_entries_fall_under_the_law() {
    for number in 10..=15 {
        let fifteen = catalogue::fifteen();
        let slot = fifteen.entry(number).unwrap();
        assert!(slot.name().is_none() && slot.text().is_none() && slot.conduct().is_empty());
    }
    for entry in catalogue::thirteen().entries() {
        assert!(entry.name().is_none() && entry.text_unverified());
    }
    for catalogue in [catalogue::fifteen(), catalogue::seven(), catalogue::six()] {
        for entry in catalogue.entries().iter().filter(|entry| entry.text().is_some()) {
            assert!(!entry.conduct().is_empty(), "{:?}", entry.name());
        }
    }
}

/// The packs of the table on the module page, their parents and their first days.
#[test]
fn the_page_lists_the_packs() {
    let page = include_str!("mod.rs");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .map(|line| line.split(['|', '`', ']']).map(str::trim).filter(|s| !s.is_empty()).collect())
        .collect();
    let packs = all();
    assert_eq!(rows.len(), packs.len());
    for (row, pack) in rows.iter().zip(&packs) {
        assert_eq!(row[0], pack.code().as_str());
        assert_eq!(row[1], pack.place().as_str());
        assert_eq!(row[2], pack.parent().map_or("–", Code::as_str), "{}", pack.code());
        if let Some(day) = row[3].strip_prefix("known from ") {
            let day = Day::parse(day).unwrap();
            let entries = || pack.parameters().flat_map(|(_, p)| p.history());
            assert!(entries().any(|entry| entry.from() == day), "{}", pack.code());
            let unsure = entries().filter(|e| e.onset() == crate::rulebook::Onset::FirstKnown);
            for entry in unsure {
                assert_eq!(entry.from(), day, "{}", pack.code());
            }
        }
    }
}
