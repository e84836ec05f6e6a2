//! Each code by its two examples, items against acts, the day of the law, the baseline.

mod rows;

use serde::Deserialize;

use super::*;
use crate::base::day::Day;
use crate::base::id::PersonId;
use crate::base::text::{Code, LedgerNo, Prose};
use crate::day;
use crate::decision::{Act, Chinese, RefusalKind};
use crate::procedure::trials::{World, id, sound, world};
use crate::provenance::Fact;
use crate::rulebook::Codes;
use crate::terms::document::{FileAct, FileDefect, FileItem};

/// An example as it stands on the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    place: String,
    day: Day,
    #[serde(default)]
    asked: Vec<Code>,
    #[serde(default)]
    on_record: Vec<ActOnRecord>,
    file: CaseFile,
}

impl Example {
    fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap()
    }

    fn world(&self) -> World {
        assert_eq!(self.place, "chengguan");
        let world = world("chengguan");
        if self.asked.is_empty() {
            return world;
        }
        world.setting(keys::file_review::ITEMS, Codes::new(self.asked.clone()))
    }

    fn review(&self, baseline: &Baseline) -> Reviewed {
        let on_record = OnRecord { case: self.file.case, acts: self.on_record.clone() };
        let world = self.world();
        let decision = review(&self.file, &on_record, baseline, world.on(self.day));
        sound(decision.reasons());
        for finding in decision.outcome().findings() {
            sound(std::slice::from_ref(finding.reason()));
            assert!(!finding.fix().chinese().contains(['{', '}']));
            assert_eq!(finding.reason().rule(), &finding.code().rule());
            let question = finding.weight() == FileWeight::Question;
            assert_eq!(finding.why_not_known().is_some(), question, "{finding}");
        }
        decision.outcome().clone()
    }

    fn lines(&self) -> Vec<String> {
        self.review(&Baseline::default()).findings().iter().map(ToString::to_string).collect()
    }
}

fn codes(reviewed: &Reviewed) -> Vec<FileCode> {
    reviewed.findings().iter().map(FileFinding::code).collect()
}

#[test]
fn every_code_has_a_bad_example_that_gives_it_alone_and_a_good_one_that_gives_nothing() {
    for code in FileCode::ALL {
        let bad = Example::read(code.bad_example()).review(&Baseline::default());
        assert_eq!(codes(&bad), [*code], "{code}");
        let good = Example::read(code.good_example()).review(&Baseline::default());
        assert_eq!(codes(&good), [], "{code}");
        assert_eq!(is_complete(&good).outcome(), &Answer::Known(true), "{code}");
        assert!(may_pass(&good).is_ok() && may_pass(&bad).is_err(), "{code}");
    }
}

#[test]
fn codes_are_unique_and_in_order_and_stand_on_the_page() {
    let page = include_str!("mod.rs");
    let all: Vec<&str> = FileCode::ALL.iter().map(|code| code.code()).collect();
    let mut sorted = all.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(all, sorted);
    for code in FileCode::ALL {
        let row = format!("//! | {code} | {} | ", code.weight());
        assert!(page.contains(&row), "{row}");
    }
}

/// One file with something of everything, and the checked-in list of its findings.
const WHOLE: &str = include_str!("examples/whole.json");
const EXPECTED: &str = include_str!("examples/whole.txt");

#[test]
fn the_findings_of_one_whole_file_are_the_checked_in_list() {
    let whole = Example::read(WHOLE);
    let found = whole.lines();
    assert_eq!(found, EXPECTED.lines().collect::<Vec<_>>());
    let reviewed = whole.review(&Baseline::default());
    let seen: BTreeSet<FileCode> = codes(&reviewed).into_iter().collect();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), FileCode::ALL, "each code once at least");
}

/// However rows, items and acts are sorted, the list is the same, and a baseline matches.
#[test]
fn the_order_of_the_rows_changes_nothing() {
    let whole = Example::read(WHOLE);
    let found = whole.lines();
    let baseline = accept_all(&whole.review(&Baseline::default()), day!(2021, 3, 1));
    for turn in 0..whole.file.rows.len() {
        let mut other = Example::read(WHOLE);
        other.file.rows.rotate_left(turn);
        other.on_record.reverse();
        for row in &mut other.file.rows {
            row.items.reverse();
        }
        assert_eq!(other.lines(), found, "{turn}");
        let silent = other.review(&baseline);
        assert_eq!(silent.findings(), [], "{turn}");
        assert_eq!(silent.stale(), [], "{turn}");
    }
}

fn accepted(key: &FindingKey, on: Day) -> Accepted {
    let why = Prose::parse("经核实无法补正，已作书面说明").unwrap();
    Accepted { key: key.clone(), why, by: id(PersonId::from_uuid, 9), on }
}

fn accept_all(reviewed: &Reviewed, on: Day) -> Baseline {
    Baseline::new(reviewed.findings().iter().map(|one| accepted(one.key(), on))).unwrap()
}

const ACTS: [FileAct; 18] = FileAct::ALL;

fn row(act: FileAct, day: Day) -> FileRow {
    let whole =
        |item: &FileItem| SeenItem { item: item.clone(), state: Fact::Known(ItemState::Whole) };
    FileRow {
        no: LedgerNo::parse("1-1").unwrap(),
        act,
        record: None,
        day: Some(day),
        approved: None,
        officers: Fact::Known(2),
        items: FileItem::ALL.iter().map(whole).collect(),
    }
}

fn put(row: &mut FileRow, item: &FileItem, state: Option<Fact<ItemState>>) {
    row.items.retain(|seen| seen.item != *item);
    row.items.extend(state.map(|state| SeenItem { item: item.clone(), state }));
}

fn found(world: &World, row: FileRow, on: Day) -> Vec<FileFinding> {
    let file = CaseFile { case: id(CaseId::from_uuid, 1), rows: vec![row] };
    let on_record = OnRecord { case: file.case, acts: vec![] };
    review(&file, &on_record, &Baseline::default(), world.on(on)).outcome().findings().to_vec()
}

const STATES: [Option<Fact<ItemState>>; 5] = [
    Some(Fact::Known(ItemState::Whole)),
    Some(Fact::Known(ItemState::Incomplete)),
    Some(Fact::Known(ItemState::Missing)),
    Some(Fact::NotKnown(NotKnown::RecordsLost)),
    None,
];

/// C23: every act against every item in every state, with the five items of the place.
#[test]
fn every_item_of_every_act_in_every_state() {
    use FileAct as A;

    let chengguan = world("chengguan");
    let on = day!(2021, 3, 1);
    let wanted = |act: &FileAct, item: &FileItem| match item {
        FileItem::RightsNotice => [A::Talk, A::Interrogation, A::Inquiry].contains(act),
        FileItem::TalkSafetyPledge => *act == A::Talk,
        FileItem::SynchronousRecording => [A::Interrogation, A::Search, A::Seizure].contains(act),
        FileItem::WrittenNotice => {
            let mut several = vec![A::Interrogation, A::Inquiry, A::Detention, A::Search];
            several.extend([A::Retrieval, A::Seizure, A::Examination]);
            several.extend([A::CompelledAppearance, A::OrderedWaiting, A::ProtectiveCustody]);
            several.contains(act)
        }
        _ => true,
    };
    for act in ACTS {
        for item in FileItem::ALL {
            let due = wanted(&act, &item);
            // The place does not ask for the written notice: the law does, where it is due.
            let listed = item != FileItem::WrittenNotice;
            for state in STATES {
                let mut row = row(act.clone(), day!(2020, 5, 6));
                put(&mut row, &item, state);
                let codes: Vec<(FileCode, Option<FileDefect>)> = found(&chengguan, row, on)
                    .iter()
                    .map(|one| (one.code(), one.key().defect))
                    .collect();
                let expected = match state {
                    Some(Fact::Known(ItemState::Incomplete)) if due || listed => {
                        vec![(FileCode::of(&item), Some(FileDefect::Incomplete))]
                    }
                    Some(Fact::Known(ItemState::Missing)) if due => {
                        vec![(FileCode::of(&item), Some(FileDefect::Missing))]
                    }
                    Some(Fact::NotKnown(_)) | None if due => vec![(FileCode::NotLookedAt, None)],
                    _ => vec![],
                };
                assert_eq!(codes, expected, "{act} {item} {state:?}");
            }
        }
    }
}

/// C23: the list is that of the place; elsewhere the law alone speaks.
#[test]
fn what_is_looked_for_is_a_rule_of_the_place() {
    let bare = |act: FileAct| FileRow { items: vec![], ..row(act, day!(2020, 5, 6)) };
    let on = day!(2021, 3, 1);
    let codes = |world: &World, act: FileAct| -> Vec<String> {
        let items = found(world, bare(act), on);
        items.iter().filter_map(|one| Some(one.key().item.as_ref()?.code().to_owned())).collect()
    };
    let (chengguan, henan) = (world("chengguan"), world("henan"));
    assert_eq!(codes(&chengguan, FileAct::Talk).len(), 4);
    assert!(codes(&henan, FileAct::Talk).is_empty());
    assert_eq!(codes(&henan, FileAct::Search), ["synchronous_recording", "written_notice"]);
    let one = world("chengguan")
        .setting(keys::file_review::ITEMS, Codes::literal(&["talk_safety_pledge"]));
    assert_eq!(codes(&one, FileAct::Talk), ["talk_safety_pledge"]);
    let early = world("chengguan");
    assert!(found(&early, bare(FileAct::Talk), day!(2020, 12, 30)).is_empty());
    assert_eq!(found(&early, bare(FileAct::Talk), day!(2020, 12, 31)).len(), 4);
}

/// Law 1.4: from March 20, 2018; the edition of 2025 is cited from June 1, 2025 on.
#[test]
fn what_the_law_asked_is_asked_of_the_day_of_the_act() {
    let bare = |act: FileAct, day: Day, officers: u32| FileRow {
        items: vec![],
        officers: Fact::Known(officers),
        ..row(act, day)
    };
    let henan = world("henan");
    let on = day!(2025, 7, 1);
    let codes = |row: FileRow| -> Vec<FileCode> {
        found(&henan, row, on).iter().map(FileFinding::code).collect()
    };
    let both = [FileCode::NotLookedAt, FileCode::NotLookedAt];
    assert!(codes(bare(FileAct::Search, day!(2018, 3, 19), 1)).is_empty());
    let first = codes(bare(FileAct::Search, day!(2018, 3, 20), 1));
    assert_eq!(first, [&both[..], &[FileCode::Officers]].concat());
    assert_eq!(codes(bare(FileAct::Search, day!(2018, 3, 20), 2)), both);
    assert_eq!(codes(bare(FileAct::Search, day!(2018, 3, 20), 3)), both);
    for (day, article) in [(day!(2025, 5, 31), "art. 41"), (day!(2025, 6, 1), "art. 44")] {
        let findings = found(&henan, bare(FileAct::Detention, day, 1), on);
        let officers = findings.iter().find(|one| one.code() == FileCode::Officers).unwrap();
        assert!(officers.to_string().contains(article), "{officers}");
    }
    let three = world("henan").setting(keys::discipline::INVESTIGATORS, 3);
    let short = found(&three, row(FileAct::Detention, day!(2020, 5, 6)), on);
    assert_eq!(short.iter().map(FileFinding::code).collect::<Vec<_>>(), [FileCode::Officers]);
    let lax = world("henan").setting(keys::discipline::RECORDED_THROUGHOUT, false);
    let left = found(&lax, bare(FileAct::Search, day!(2020, 5, 6), 2), on);
    let items: Vec<_> = left.iter().map(|one| one.key().item.clone()).collect();
    assert_eq!(items, [Some(FileItem::WrittenNotice)]);
    let unknown =
        FileRow { officers: Fact::NotKnown(NotKnown::NeverAsked), ..row(FileAct::Search, on) };
    let asked = found(&henan, unknown, on);
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].code(), &asked[0].key().item), (FileCode::NotLookedAt, &None));
}

/// The day before, the day itself, the day after.
#[test]
fn approval_comes_before_the_act() {
    let chengguan = world("chengguan");
    let done = day!(2020, 5, 6);
    let days = [(day!(2020, 5, 5), 0), (done, 0), (day!(2020, 5, 7), 1)];
    for (approved, findings) in days {
        let row = FileRow { approved: Some(approved), ..row(FileAct::Filing, done) };
        assert_eq!(found(&chengguan, row, day!(2021, 3, 1)).len(), findings, "{approved}");
    }
}

/// Of several findings on one item the worst counts, in whatever order they stand.
#[test]
fn an_item_that_is_listed_twice_is_as_bad_as_its_worst() {
    let chengguan = world("chengguan");
    let item = FileItem::LeaderSignature;
    for one in STATES.into_iter().flatten() {
        for two in STATES.into_iter().flatten() {
            let mut row = row(FileAct::Filing, day!(2020, 5, 6));
            put(&mut row, &item, Some(one));
            row.items.push(SeenItem { item: item.clone(), state: two });
            let rank = |state| STATES.iter().position(|s| *s == Some(state)).unwrap();
            let order = [0, 2, 3, 1];
            let worse = if order[rank(one)] >= order[rank(two)] { one } else { two };
            let key = found(&chengguan, row, day!(2021, 3, 1));
            let expected = match worse {
                Fact::Known(ItemState::Whole) => vec![],
                Fact::Known(state) => vec![(FileCode::LeaderSignature, state.defect())],
                Fact::NotKnown(_) => vec![(FileCode::NotLookedAt, None)],
            };
            let codes: Vec<_> = key.iter().map(|f| (f.code(), f.key().defect)).collect();
            assert_eq!(codes, expected, "{one:?} {two:?}");
        }
    }
}

/// C23: put right and completed. Every cure is applied, and then each is left out once.
#[test]
fn all_cures_make_the_file_pass_and_all_but_one_do_not() {
    let whole = Example::read(WHOLE);
    let before = whole.review(&Baseline::default());
    let refused = may_pass(&before).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotPermitted);
    assert!(!refused.is_final());
    assert_eq!(refused.unmet().len(), before.findings().len());
    let (mended, left) = cured(&before, None);
    assert_eq!(left, 0, "every finding was cured: {mended:?}");
    for left_out in 0..before.findings().len() {
        let (still, left) = cured(&before, Some(left_out));
        assert!(left > 0, "{left_out}");
        assert!(may_pass(&still).is_err(), "{left_out}: {}", before.findings()[left_out]);
    }
}

/// The review after all cures but one: what the fix of a finding says is done to the file,
/// or an entry is put into the baseline.
fn cured(before: &Reviewed, left_out: Option<usize>) -> (Reviewed, usize) {
    let mut example = Example::read(WHOLE);
    let mut baseline = Vec::new();
    for (place, finding) in before.findings().iter().enumerate() {
        if Some(place) != left_out {
            apply(&mut example, &mut baseline, finding);
        }
    }
    let after = example.review(&Baseline::new(baseline).unwrap());
    let left = after.findings().len();
    assert_eq!(may_pass(&after).is_ok(), left == 0);
    (after, left)
}

fn apply(example: &mut Example, baseline: &mut Vec<Accepted>, finding: &FileFinding) {
    let Act::Fact(fix) = finding.fix().act() else { panic!("{finding}") };
    let key = finding.key();
    let of_row = example.file.rows.iter_mut().filter(|row| Some(&row.no) == key.row.as_ref());
    match fix.as_str() {
        "accepted" => baseline.push(accepted(key, day!(2021, 3, 1))),
        "day" => of_row.for_each(|row| row.day = Some(day!(2020, 5, 8))),
        "officers" => of_row.for_each(|row| row.officers = Fact::Known(2)),
        "record" => of_row.filter(|row| row.record == key.record).for_each(|row| row.record = None),
        // The first keeps its number, so that the other findings on it are found again.
        "no" => of_row.skip(1).for_each(|row| {
            row.no = LedgerNo::parse("9-9").unwrap();
            let items = row.items.iter_mut();
            items.for_each(|seen| seen.state = Fact::Known(ItemState::Whole));
            row.officers = Fact::Known(2);
        }),
        "row" => {
            let record = key.record.unwrap();
            let act = example.on_record.iter().find(|act| act.record == record).unwrap();
            let new = FileRow { record: Some(record), ..row(act.act.clone(), day!(2020, 5, 9)) };
            let new = FileRow { no: LedgerNo::parse("9-1").unwrap(), ..new };
            let mut new = new;
            put(
                &mut new,
                &FileItem::from_code("transcript").unwrap(),
                Some(Fact::Known(ItemState::Whole)),
            );
            example.file.rows.push(new);
        }
        _ => {
            let item = key.item.clone().unwrap();
            of_row.for_each(|row| put(row, &item, Some(Fact::Known(ItemState::Whole))));
        }
    }
}

/// A fault settles it; questions alone leave it open; looking never takes an answer back.
#[test]
fn complete_incomplete_and_undetermined() {
    let chengguan = world("chengguan");
    let on = day!(2021, 3, 1);
    let ask = |states: [Option<Fact<ItemState>>; 2]| {
        let mut row = row(FileAct::Filing, day!(2020, 5, 6));
        put(&mut row, &FileItem::ApprovalForms, states[0]);
        put(&mut row, &FileItem::LeaderSignature, states[1]);
        let file = CaseFile { case: id(CaseId::from_uuid, 1), rows: vec![row] };
        let on_record = OnRecord { case: file.case, acts: vec![] };
        let reviewed = review(&file, &on_record, &Baseline::default(), chengguan.on(on));
        let decision = is_complete(reviewed.outcome());
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let known = [ItemState::Whole, ItemState::Incomplete, ItemState::Missing];
    for one in STATES {
        for two in STATES {
            let found = ask([one, two]);
            let bad = |state| {
                matches!(state, Some(Fact::Known(ItemState::Incomplete | ItemState::Missing)))
            };
            let whole = |state| state == Some(Fact::Known(ItemState::Whole));
            let expected = match (bad(one) || bad(two), whole(one) && whole(two)) {
                (true, _) => Some(false),
                (false, true) => Some(true),
                (false, false) => None,
            };
            assert_eq!(found.clone().known(), expected, "{one:?} {two:?}");
            if let (Some(answer), true) = (found.known(), !matches!(two, Some(Fact::Known(_)))) {
                for learned in known {
                    let later = ask([one, Some(Fact::Known(learned))]);
                    assert_eq!(later.known(), Some(answer), "{one:?} {learned:?}");
                }
            }
        }
    }
    let open = ask([None, STATES[3]]);
    let missing: Vec<String> = open.what_is_missing().iter().map(ToString::to_string).collect();
    assert_eq!(missing.len(), 2);
    assert!(missing[1].contains("records lost"), "{}", missing[1]);
}

/// At, before and after the day of acceptance; another defect; another case; a stale entry.
#[test]
fn a_baseline_accepts_exactly_what_it_names() {
    let bad = Example::read(FileCode::Recording.bad_example());
    let before = bad.review(&Baseline::default());
    let key = before.findings()[0].key();
    for (on, silent) in [(day!(2021, 2, 28), true), (bad.day, true), (day!(2021, 3, 2), false)] {
        let after = bad.review(&Baseline::new([accepted(key, on)]).unwrap());
        assert_eq!(after.findings().is_empty(), silent, "{on}");
        assert_eq!(after.accepted().len(), usize::from(silent), "{on}");
        assert_eq!(after.stale(), [], "{on}");
    }
    let worse = FindingKey { defect: Some(FileDefect::Missing), ..key.clone() };
    let after = bad.review(&Baseline::new([accepted(&worse, bad.day)]).unwrap());
    assert_eq!((after.findings().len(), after.stale().len()), (1, 1), "not the defect accepted");
    let elsewhere = FindingKey { case: id(CaseId::from_uuid, 7), ..key.clone() };
    let after = bad.review(&Baseline::new([accepted(&elsewhere, bad.day)]).unwrap());
    assert_eq!((after.findings().len(), after.stale().len()), (1, 0), "of another file");
    let good = Example::read(FileCode::Recording.good_example());
    let baseline = Baseline::new([accepted(key, bad.day)]).unwrap();
    let after = good.review(&baseline);
    let stale: Vec<&FindingKey> = after.stale().iter().map(|entry| &entry.key).collect();
    assert_eq!(stale, [key]);
    assert!(may_pass(&after).is_ok(), "what is stale is told and stops nothing");
    let twice = Baseline::new([accepted(key, bad.day), accepted(key, day!(2021, 1, 1))]);
    assert_eq!(
        twice.unwrap_err().to_string(),
        "accepted twice: F005 row 1-2, audio and video record of the whole act, incomplete",
    );
}

/// C23: case by case.
#[test]
fn files_that_nobody_has_reviewed() {
    let case = |n| id(CaseId::from_uuid, n);
    let scope = BTreeSet::from([case(3), case(1), case(2)]);
    let done = BTreeSet::from([case(2), case(9)]);
    let ask = |world: &World| {
        let decision = unreviewed(&scope, &done, world.on(day!(2021, 3, 1)));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(&world("chengguan")), [case(1), case(3)]);
    assert!(ask(&world("henan")).is_empty());
    let lax = world("chengguan").setting(keys::file_review::CASE_BY_CASE, false);
    assert!(ask(&lax).is_empty());
}

/// From the dossier: filing, verification, measure, hearing, decision; of this case only.
#[test]
fn acts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;
    use crate::procedure::trials::at;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let case = |n: u128, gang: Option<String>| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county", "subjects": [no("person", 1)],
            "from_clues": [no("clue", n)], "gang": gang,
            "stages": [stamped("2021-01-10 09:00", json!({ "discipline": "filed" }))] })
    };
    let measure = |n: u128, case: u128, kind: &str| {
        json!({ "id": no("measure", n), "kind": kind, "case": no("case", case),
            "organ": no("organ", 1), "begun": when("2021-01-12 09:00") })
    };
    let persons = [1, 2, 3].map(|n| json!({ "id": no("person", n), "name": "甲某" }));
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "甲委", "kind": "discipline_supervision",
            "level": "county" }],
        "persons": persons,
        "documents": [{ "id": no("document", 1), "kind": "work_plan", "title": "核查方案" }],
        "gangs": [{ "id": no("gang", 1), "name": "乙团伙" }],
        "clues": (1..=2).map(|n| json!({ "id": no("clue", n), "received_by": no("organ", 1),
            "source": "audit", "content": "甲某为乙团伙通风报信。", "subjects": [no("person", 1)],
            "stages": [stamped("2021-01-01 09:00", json!("received"))] })).collect::<Vec<_>>(),
        "cases": [case(1, Some(no("gang", 1))), case(2, None)],
        "verifications": (1..=2).map(|n| json!({ "id": no("verification", n), "clue": no("clue", n),
            "organ": no("organ", 1), "mode": "ordinary", "team": [no("person", 2), no("person", 3)],
            "stages": [stamped("2021-01-02 09:00", json!({ "planned": { "plan": no("document", 1) } }))] })).collect::<Vec<_>>(),
        "measures": [measure(1, 1, "search"), measure(2, 2, "seizure")],
        "hearings": (1..=2).map(|n| json!({ "id": no("record", n), "case": no("case", n),
            "person": no("person", 1), "organ": no("organ", 1), "told": when("2021-03-01 09:00") })).collect::<Vec<_>>(),
        "outcomes": (1..=2).map(|n| json!({ "id": no("outcome", n), "person": no("person", 1),
            "what": { "public": "demerit" }, "case": no("case", n), "by": no("organ", 1),
            "decided": when("2021-03-15 09:00") })).collect::<Vec<_>>(),
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let found = OnRecord::gather(&dossier, id(CaseId::from_uuid, 1)).unwrap();
    let acts: Vec<String> =
        found.acts.iter().map(|act| format!("{} {}", act.record, act.act.code())).collect();
    let wanted = [
        ("case", "filing"),
        ("measure", "search"),
        ("outcome", "decision"),
        ("record", "hearing"),
        ("verification", "verification"),
    ];
    assert_eq!(acts, wanted.map(|(kind, act)| format!("{} {act}", no(kind, 1))));
    let empty = CaseFile { case: found.case, rows: vec![] };
    let world = world("chengguan");
    let decision = review(&empty, &found, &Baseline::default(), world.on(day!(2021, 4, 1)));
    assert_eq!(codes(decision.outcome()), [FileCode::NoRow; 5]);
    let other = OnRecord { case: id(CaseId::from_uuid, 2), ..found };
    let decision = review(&empty, &other, &Baseline::default(), world.on(day!(2021, 4, 1)));
    assert_eq!(codes(decision.outcome()), [], "records of another case are left out");
    assert!(OnRecord::gather(&dossier, id(CaseId::from_uuid, 8)).is_none());
    assert_eq!(gang_cases(&dossier), BTreeSet::from([empty.case]));
}

/// Each measure has an act of the same code, and each act one of three kinds of rules.
#[test]
fn measures_are_acts() {
    use crate::terms::outcome::Measure;

    for measure in Measure::ALL {
        assert_eq!(act_of(measure).code(), measure.code());
    }
    let recorded: Vec<FileAct> = ACTS.into_iter().filter(is_recorded).collect();
    assert_eq!(recorded, [FileAct::Interrogation, FileAct::Search, FileAct::Seizure]);
}
