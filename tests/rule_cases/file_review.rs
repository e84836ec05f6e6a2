//! The questions to `procedure::file_review`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Day;
use unbrella::base::id::{CaseId, PersonId};
use unbrella::base::text::{LedgerNo, Prose};
use unbrella::procedure::file_review::{
    self, Accepted, ActOnRecord, Baseline, CaseFile, FileRow, ItemState, OnRecord, Reviewed,
    SeenItem,
};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;
use unbrella::terms::document::{FileAct, FileItem};

use crate::{Facts, Found, answered, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "review" => {
            let (file, on_record) = file(facts);
            let baseline = baseline(facts, &file, &on_record, rules);
            let decision = file_review::review(&file, &on_record, &baseline, rules);
            let mut found = decided(&decision, shown);
            let findings = decision.outcome().findings().iter();
            found.rules.extend(findings.map(|one| one.reason().rule().to_string()));
            found
        }
        "is_complete" => decided(&file_review::is_complete(&reviewed(facts, rules)), |answer| {
            answered(answer, |complete| {
                if *complete { "complete" } else { "not complete" }.to_owned()
            })
        }),
        "may_pass" => {
            either(file_review::may_pass(&reviewed(facts, rules)), |()| "may pass".to_owned())
        }
        "unreviewed" => {
            let cases = |n: u32| -> BTreeSet<CaseId> {
                (1..=n).map(|n| id(CaseId::from_uuid, n.into())).collect()
            };
            let scope = cases(facts.read("files").unwrap_or(0));
            let done = cases(facts.read("reviewed").unwrap_or(0));
            decided(&file_review::unreviewed(&scope, &done, rules), |open| match open.len() {
                0 => "none is owed".to_owned(),
                open => format!("{open} still to review"),
            })
        }
        other => panic!("no such question to file_review: {other}"),
    }
}

fn shown(reviewed: &Reviewed) -> String {
    let findings = joined(reviewed.findings().iter().map(|one| one.key().to_string()), "nothing");
    match (reviewed.accepted().len(), reviewed.stale().len()) {
        (0, 0) => findings,
        (accepted, stale) => format!("{findings} ({accepted} accepted, {stale} stale)"),
    }
}

fn reviewed(facts: &mut Facts, rules: RulesInForce<'_>) -> Reviewed {
    let (file, on_record) = file(facts);
    let baseline = baseline(facts, &file, &on_record, rules);
    file_review::review(&file, &on_record, &baseline, rules).outcome().clone()
}

/// One row, or two of one number. `whole`, `incomplete`, `missing` list items; `record`: it
/// names the record of an act; `on_record`: what that act is.
fn file(facts: &mut Facts) -> (CaseFile, OnRecord) {
    let case = id(CaseId::from_uuid, 1);
    let record = id(PersonId::from_uuid, 1);
    let record = unbrella::base::id::EntityId::any(record);
    let states = [
        ("whole", ItemState::Whole),
        ("incomplete", ItemState::Incomplete),
        ("missing", ItemState::Missing),
    ];
    let mut items = Vec::new();
    for (name, state) in states {
        let listed: Vec<FileItem> = facts.list(name);
        items.extend(listed.into_iter().map(|item| SeenItem { item, state: Fact::Known(state) }));
    }
    let act: FileAct = facts.read("act").unwrap();
    let row = FileRow {
        no: LedgerNo::parse("1-1").unwrap(),
        act: act.clone(),
        record: facts.flag("names_the_record").then_some(record),
        day: facts.read("day"),
        approved: facts.read("approved"),
        officers: facts.fact("officers"),
        items,
    };
    let on_record: Option<FileAct> = facts.read("on_record");
    let acts = on_record.into_iter().map(|act| ActOnRecord { record, act }).collect();
    let twice = if facts.flag("twice") { 2 } else { 1 };
    (CaseFile { case, rows: vec![row; twice] }, OnRecord { case, acts })
}

/// `accepted_on`: everything that is found is accepted on that day; `stale`: and something
/// that is not found.
fn baseline(
    facts: &mut Facts,
    file: &CaseFile,
    on_record: &OnRecord,
    rules: RulesInForce<'_>,
) -> Baseline {
    let on: Option<Day> = facts.read("accepted_on");
    let stale = facts.flag("stale");
    let Some(on) = on else { return Baseline::default() };
    let found = file_review::review(file, on_record, &Baseline::default(), rules);
    let mut keys: Vec<_> =
        found.outcome().findings().iter().map(|one| one.key().clone()).collect();
    if let (true, Some(first)) = (stale, keys.first_mut()) {
        first.row = Some(LedgerNo::parse("9-9").unwrap());
    }
    let why = Prose::parse("已作书面说明").unwrap();
    let by = id(PersonId::from_uuid, 2);
    Baseline::new(keys.into_iter().map(|key| Accepted { key, why: why.clone(), by, on })).unwrap()
}
