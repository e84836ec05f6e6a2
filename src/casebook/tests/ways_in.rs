//! No shelf of the dossier is without a way in, and no stage of what has stages.
//!
//! What is looked at are the invented casework of `tests/histories/commands.jsonl` and one
//! generated casework in which each life is lived: what their commands enter, and which
//! stages they reach.

use std::collections::BTreeSet;

use super::*;
use crate::casebook::decide::given::GIVEN;
use crate::casebook::event::What;
use crate::casebook::testing::generated::{casework, lives};
use crate::model::case::CaseStage;
use crate::model::clue::ClueStage;
use crate::model::dossier::DossierDraft;
use crate::model::proposal::ProposalProgress;
use crate::model::rectification::LedgerProgress;
use crate::model::supervision::ListedProgress;
use crate::model::transfer::TransferStage;
use crate::model::umbrella::UmbrellaStage;
use crate::model::verification::VerificationStage;
use crate::terms::stage::{CriminalEnd, CriminalStage, DisciplineStage};

/// The names of all variants, and of the variant of one value. A variant that is new does
/// not compile before it stands here.
macro_rules! stages {
    ($name:ident, $of:ident: $($variant:ident)+) => {
        fn $name(stage: &$of) -> String {
            match stage {
                $($of::$variant { .. } => concat!(stringify!($name), " ", stringify!($variant)).to_owned(),)+
            }
        }

        mod $name {
            pub(super) const ALL: &[&str] = &[$(concat!(stringify!($name), " ", stringify!($variant))),+];
        }
    };
}

stages!(clue, ClueStage: Received Registered Disposed TransferredOut GivenBack Verified Filed
    ClosedSignedOff Closed FedBack Archived Rechecked LeftClosed Reopened);
stages!(umbrella, UmbrellaStage: Alleged Checked Supported Established Refuted Withdrawn);
stages!(transfer, TransferStage: Owed Sent Received Accepted AcceptedInPart Returned Concluded
    FedBack Withdrawn);
stages!(follow_up, FollowUpProgress: Opened Followed NothingFound SignedOff Retraced ClueOpened);
stages!(sign_off, SignOffStage: LaidOpen SentBack SignedInFull Questioned Upheld Reopened);
stages!(verification, VerificationStage: Planned Approved Begun Reported Concluded);
stages!(entry, LedgerProgress: Listed InProgress Reported SentBack Verified StruckOff);
stages!(listed, ListedProgress: Listed Urged Reported StruckOff);
stages!(proposal, ProposalProgress: Drafted Sent Replied Rectified FoundWanting Checked);

fn case(stage: &CaseStage) -> String {
    match stage {
        CaseStage::Discipline(stage) => format!("discipline {stage}"),
        CaseStage::Criminal(stage) => format!("criminal {stage}"),
        CaseStage::SentBack => "criminal sent back".to_owned(),
        CaseStage::Ended(end) => format!("ended {end}"),
    }
}

fn every_stage() -> BTreeSet<String> {
    let named = [
        clue::ALL,
        umbrella::ALL,
        transfer::ALL,
        follow_up::ALL,
        sign_off::ALL,
        verification::ALL,
        entry::ALL,
        listed::ALL,
        proposal::ALL,
    ];
    let mut all: BTreeSet<String> = named.concat().into_iter().map(str::to_owned).collect();
    all.extend(DisciplineStage::ALL.map(|stage| case(&CaseStage::Discipline(stage))));
    all.extend(CriminalStage::ALL.map(|stage| case(&CaseStage::Criminal(stage))));
    all.extend(CriminalEnd::ALL.map(|end| case(&CaseStage::Ended(end))));
    all.insert(case(&CaseStage::SentBack));
    all
}

/// The stages that everything in a casebook has ever been in.
fn reached(book: &Casebook) -> BTreeSet<String> {
    let dossier = book.dossier();
    let mut all = BTreeSet::new();
    macro_rules! of {
        ($($shelf:ident by $name:ident;)+) => {
            $(for noun in dossier.$shelf().values() {
                all.extend(noun.stages().iter().map(|entry| $name(&entry.state)));
            })+
        };
    }
    of!(clues by clue; umbrellas by umbrella; transfers by transfer; follow_ups by follow_up;
        sign_offs by sign_off; verifications by verification; entries by entry;
        listed_supervisions by listed; proposals by proposal; cases by case;);
    all
}

/// Both caseworks, with the shelves on which their acts have entered something.
fn kept() -> (BTreeSet<&'static str>, BTreeSet<String>) {
    let written = include_str!("../../../tests/histories/commands.jsonl").lines();
    let written: Vec<Command> = written.map(|line| serde_json::from_str(line).unwrap()).collect();
    // More matters than lives, so that what is drawn in a life falls both ways.
    let generated = casework(1, 3 * lives().count() as u64);
    let (rulebook, calendar) = (Rulebook::published(), china());
    let (mut shelves, mut stages) = (BTreeSet::new(), BTreeSet::new());
    for commands in [written, generated] {
        let mut book = Casebook::default();
        for command in commands {
            let act = command.act().kind();
            // What these acts come to is laid down by other places only.
            let pack = match act {
                "reward" | "protect" => "henan",
                "recheck" => "zhaotong",
                _ => "chengguan",
            };
            let context = Context::new(&rulebook, pack, &calendar);
            let done = match handle(&mut book, &command, &context) {
                Ok(Done::Now(done)) => done,
                other => panic!("{}: {other:?}", command.key()),
            };
            let entered = done.events.iter().filter_map(|event| match &event.what {
                What::Entered(entry) if act != "enter" => Some(entry.shelf()),
                _ => None,
            });
            shelves.extend(entered);
        }
        stages.extend(reached(&book));
    }
    (shelves, stages)
}

#[test]
fn every_shelf_has_a_way_in_and_one_only() {
    let (by_acts, _) = kept();
    // A hypothesis is entered as given in its first stage, and goes on by an act.
    let given: BTreeSet<&str> = GIVEN.iter().copied().collect();
    let both: Vec<&&str> = by_acts.intersection(&given).collect();
    assert_eq!(both, [&""; 0]);
    let ways: BTreeSet<&str> = by_acts.union(&given).copied().collect();
    assert_eq!(ways, DossierDraft::SHELVES.iter().copied().collect());
}

/// Stages into which no act leads, and why.
const NO_WAY_IN: [(&str, &str); 4] = [
    ("clue Archived", "the file is put away; no procedure says when or by whom"),
    ("clue ClosedSignedOff", "what is signed is a finding on a police case, not the end of a clue"),
    ("transfer Received", "an acceptance implies the receipt, which the procedure never asks for"),
    (
        "transfer Withdrawn",
        "a letter that is taken back stays with its sender: no act of a casebook",
    ),
];

#[test]
fn every_stage_is_reached_by_an_act_or_stands_here_with_the_reason() {
    let (_, reached) = kept();
    let every = every_stage();
    let missing: BTreeSet<&str> = every.difference(&reached).map(String::as_str).collect();
    assert_eq!(missing, NO_WAY_IN.into_iter().map(|(stage, _)| stage).collect());
}
