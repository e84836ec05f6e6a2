//! Rows without a day, rows that name a record, entries of the baseline, and what is counted.

use super::{Example, accepted, codes, found, row};
use crate::base::id::{CaseId, EntityId, MeasureId};
use crate::day;
use crate::procedure::file_review::{
    ActOnRecord, Baseline, CaseFile, FileCode, FileRow, OnRecord, Reviewed, is_complete, review,
};
use crate::procedure::trials::{id, rests_on_the_test, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{Codes, keys};
use crate::terms::document::FileAct;

/// Law 1.4: a day is asked for where the law asks for something on that day, and nowhere else.
#[test]
fn a_row_without_a_day() {
    let chengguan = world("chengguan");
    let asked = |act: FileAct| {
        let row = FileRow { day: None, ..row(act, day!(2020, 5, 6)) };
        let findings = found(&chengguan, row, day!(2021, 3, 1));
        findings.iter().map(|one| one.code()).collect::<Vec<_>>()
    };
    assert_eq!(asked(FileAct::Search), [FileCode::NoDay], "recorded, and by several");
    assert_eq!(asked(FileAct::Detention), [FileCode::NoDay], "by several");
    assert_eq!(asked(FileAct::Filing), [], "the law asks for nothing");
    assert_eq!(asked(FileAct::Talk), []);
}

/// A row counts for a record of its own act only: one that names another act's is told, and
/// the act on record still has no row.
#[test]
fn a_row_names_a_record_of_its_own_act() {
    let case: CaseId = id(CaseId::from_uuid, 1);
    let record = id(MeasureId::from_uuid, 1).any();
    let look = |act: FileAct, on_record: FileAct| -> Vec<FileCode> {
        let row = FileRow { record: Some(record), ..row(act, day!(2020, 5, 6)) };
        let file = CaseFile { case, rows: vec![row] };
        let acts = OnRecord { case, acts: vec![ActOnRecord { record, act: on_record }] };
        let world = world("chengguan");
        codes(review(&file, &acts, &Baseline::default(), world.on(day!(2021, 3, 1))).outcome())
    };
    assert_eq!(look(FileAct::Search, FileAct::Search), []);
    let wrong = look(FileAct::Search, FileAct::Seizure);
    assert_eq!(wrong, [FileCode::NoRow, FileCode::NoRecord]);
}

/// What is accepted only later is neither silent nor stale; how many are is told.
#[test]
fn what_the_baseline_silences_is_told() {
    let bad = Example::read(FileCode::Recording.bad_example());
    let good = Example::read(FileCode::Recording.good_example());
    let key = bad.review(&Baseline::default()).findings()[0].key().clone();
    let look = |example: &Example, baseline: &Baseline| {
        let on_record = OnRecord { case: example.file.case, acts: example.on_record.clone() };
        let world = example.world();
        let decision = review(&example.file, &on_record, baseline, world.on(example.day));
        let told = decision.reasons().iter().map(|reason| reason.because().to_string());
        let told: Vec<String> = told.skip(1).collect();
        (decision.outcome().stale().len(), told)
    };
    let (today, later) = (bad.day, bad.day.plus_days(1).unwrap());
    let on = |day| Baseline::new([accepted(&key, day)]).unwrap();
    let said = |accepted: usize, stale: usize| {
        vec![format!(
            "{accepted} findings are accepted; {stale} entries of the baseline match nothing"
        )]
    };
    assert_eq!(look(&bad, &Baseline::default()), (0, vec![]));
    assert_eq!(look(&bad, &on(today)), (0, said(1, 0)));
    assert_eq!(look(&good, &on(good.day)), (1, said(0, 1)));
    assert_eq!(look(&good, &on(later)), (0, vec![]), "not accepted yet");
}

/// Faults and flaws on one side, questions on the other; the list that was looked through.
#[test]
fn what_is_open_is_counted() {
    let on = day!(2021, 3, 1);
    let items = Codes::literal(&["leader_signature", "approval_forms"]);
    let world = world("chengguan").setting(keys::file_review::ITEMS, items);
    let look = |row: FileRow| -> (Reviewed, String) {
        let file = CaseFile { case: id(CaseId::from_uuid, 1), rows: vec![row] };
        let on_record = OnRecord { case: file.case, acts: vec![] };
        let decision = review(&file, &on_record, &Baseline::default(), world.on(on));
        assert!(rests_on_the_test(&decision.reasons()[0]));
        let said = decision.reasons()[0].because().to_string();
        (decision.into_parts().0, said)
    };
    let bare = FileRow {
        items: vec![],
        officers: Fact::Known(1),
        ..row(FileAct::Detention, day!(2020, 5, 6))
    };
    let (reviewed, said) = look(bare);
    assert_eq!(said, "1 rows were looked through for 2 items; 4 findings are open");
    let counted = |reviewed: &Reviewed| is_complete(reviewed).reasons()[0].because().to_string();
    assert_eq!(counted(&reviewed), "1 faults and flaws, 3 questions are open");
    let unknown = FileRow {
        officers: Fact::NotKnown(NotKnown::NeverAsked),
        ..row(FileAct::Detention, day!(2020, 5, 6))
    };
    assert_eq!(counted(&look(unknown).0), "0 faults and flaws, 1 questions are open");
}
