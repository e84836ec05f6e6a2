//! Sections about cases: raised, followed and signed, shielded; rechecks, ledger, screening.

use std::collections::BTreeMap;

use crate::base::id::{CaseId, ClueId, PartyId};
use crate::casebook::decide::NotDone;
use crate::casebook::event::{Event, What};
use crate::decision::{Answer, Chinese};
use crate::model::clue::ClueStage;
use crate::model::follow_up::{FollowUp, FollowUpProgress};
use crate::model::sign_off::{SignOffRecord, SignOffStage};
use crate::model::umbrella::{Subject, Umbrella};
use crate::network::dot::graph;
use crate::network::edit::Network;
use crate::network::protectors::{Scratch, protectors, sheltering_kinds};
use crate::network::view::{Direction, View as Seeing};
use crate::procedure::follow_up::{Conclusion, FollowUpFacts, conclude};
use crate::procedure::rectification::{EntryFacts, complete, coverage};
use crate::procedure::screening::{self, MemberFacts};
use crate::procedure::sign_off::{SignOffFacts, completed};
use crate::provenance::balance;
use crate::report::casework::replay::Fate;
use crate::terms::Term;
use crate::terms::screening::ScreeningQuestion;

use super::sheet::{Item, Section};
use super::view::{View, shown, told};

/// The lines that were not carried out, and why.
pub(super) fn undone(view: &View<'_>) -> Section {
    let items = view.replay.worked().iter().filter_map(|worked| {
        let about = format!("{} line {}", worked.file, worked.line);
        let key = worked.command.key();
        match &worked.fate {
            Fate::Done(_) | Fate::Repeated => None,
            Fate::Later => {
                Some(Item::new(about, format!("{key}: recorded after the report 报告后录入")))
            }
            Fate::NotDone(NotDone::Refused(refusal)) => {
                let why = refusal.unmet().iter().flat_map(|unmet| told(unmet.reason()));
                Some(Item::new(about, format!("{key}: refused 不予办理")).because(why))
            }
            Fate::NotDone(other) => Some(
                Item::new(about, format!("{key}: does not fit 不能录入"))
                    .because([other.to_string()]),
            ),
        }
    });
    Section::some("undone", ("Lines not carried out", "未办理的记录"), items.collect())
}

/// Which cases went up a level, or under key supervision, and for which reasons.
pub(super) fn raised(view: &View<'_>) -> Section {
    let events = view.events(|what| match what {
        What::Handling { case, .. } => Some(*case),
        _ => None,
    });
    let mut items: Vec<Item> = Vec::new();
    for (case, events) in events {
        items.extend(events.into_iter().filter_map(|event| change(view, case, event)));
    }
    items.sort();
    Section::some("raised", ("Cases handled otherwise, and why", "提级、督办及事由"), items)
}

fn change(view: &View<'_>, case: CaseId, event: &Event) -> Option<Item> {
    let What::Handling { change, .. } = &event.what else { return None };
    let (from, to) = (change.from.level, change.to.level);
    let step =
        if change.raises() { format!("{from} → {to}") } else { format!("stays at {from} level") };
    let managing = view.dossier.case(case).and_then(|case| case.managing_level());
    let managing =
        managing.map_or_else(String::new, |level| format!("; sanction decided at {level} level"));
    let told_of = format!("{step}, {} {}{managing}", change.mode, change.mode.term());
    Some(Item::new(view.case(case), told_of).because(event.reasons.iter().flat_map(told)))
}

/// How the follow-ups stand, and who signed what.
pub(super) fn follow_ups(view: &View<'_>) -> Section {
    let own = view.dossier.follow_ups().values().filter(|follow_up| follow_up.organ() == view.own);
    let mut items: Vec<Item> = own.map(|follow_up| follow_up_item(view, follow_up)).collect();
    items.sort_by_key(|item| (item.about.chars().count(), item.clone()));
    Section::all("follow_ups", ("Police cases followed; who signed what", "跟进与签字背书"), items)
}

fn follow_up_item(view: &View<'_>, follow_up: &FollowUp) -> Item {
    let signed =
        view.dossier.sign_offs().values().filter(|s| s.follow_up() == Some(follow_up.id()));
    let mut why: Vec<String> = signed.filter_map(|record| signatures(view, record)).collect();
    for entry in follow_up.stages().iter() {
        match &entry.state {
            FollowUpProgress::Retraced { reasons } => {
                why.push(format!(
                    "{} retraced 回溯核查: {reasons}",
                    shown(entry.when.occurred_at())
                ));
            }
            FollowUpProgress::ClueOpened { clue } => {
                why.push(format!(
                    "{} umbrella clue 保护伞线索: {}",
                    shown(entry.when.occurred_at()),
                    view.clue(*clue)
                ));
            }
            _ => {}
        }
    }
    let gang = follow_up.gang().map_or_else(String::new, |gang| format!(" ({})", view.gang(gang)));
    let told = format!("{}{gang}", concluded(view, follow_up));
    Item::new(view.case(follow_up.police_case()), told).because(why)
}

/// What the following has come to by the rules; the clue that was opened has a line of its own.
fn concluded(view: &View<'_>, follow_up: &FollowUp) -> String {
    let facts = FollowUpFacts::gather(view.dossier, follow_up.id(), view.rules);
    let conclusion = facts.map(|facts| conclude(&facts, view.rules).into_parts().0);
    match conclusion {
        Some(Answer::Known(Conclusion::UmbrellaClueOpened(_))) => {
            "umbrella clue opened 发现保护伞线索".to_owned()
        }
        Some(Answer::Known(conclusion)) => format!("{conclusion} {}", conclusion.chinese()),
        Some(Answer::Undetermined(open)) => format!("{open}（{}）", open.chinese()),
        None => follow_up.stage().to_string(),
    }
}

/// Who signed in which layer; nothing for an edition that nobody signed.
fn signatures(view: &View<'_>, record: &SignOffRecord) -> Option<String> {
    let signed: Vec<String> = record
        .signatures()
        .iter()
        .filter_map(|id| view.dossier.signature(*id))
        .map(|signature| {
            let when = shown(signature.signed().occurred_at());
            format!("{} {} {when}", signature.role().term(), view.person(signature.by()))
        })
        .collect();
    if signed.is_empty() {
        return None;
    }
    let follow_up = record.follow_up().and_then(|id| view.dossier.follow_up(id));
    let facts = SignOffFacts::of(record, view.dossier.signatures().values(), follow_up);
    let state = match (record.stage(), completed(&facts, view.rules).into_parts().0.known()) {
        (SignOffStage::SignedInFull { .. }, _) => "signed in full 已逐级签字".to_owned(),
        (_, Some(progress)) => format!("{progress}（{}）", progress.chinese()),
        (stage, None) => stage.to_string(),
    };
    Some(format!("{}; {state}", signed.join(", ")))
}

/// Which gangs have which umbrellas, on which evidence.
pub(super) fn umbrellas(view: &View<'_>) -> Section {
    let mut items: Vec<Item> =
        view.dossier.umbrellas().values().map(|one| umbrella(view, one)).collect();
    items.sort();
    Section::all("umbrellas", ("Gangs and umbrellas, with standing", "黑恶势力与保护伞"), items)
}

fn umbrella(view: &View<'_>, one: &Umbrella) -> Item {
    let subject = match one.subject() {
        Subject::Tenure { person, .. } => view.person(*person),
        Subject::Organ { organ } => view.organ(*organ),
    };
    let kinds: Vec<&str> = one.kinds().iter().map(Term::term).collect();
    let standing = one.standing();
    let told_of = format!("{subject}: {standing} {} {}", standing.term(), kinds.join("、"));
    let claims = |ids: &[crate::base::id::ClaimId]| -> Vec<crate::provenance::Claim> {
        ids.iter().filter_map(|id| view.dossier.claim(*id)).cloned().collect()
    };
    let (pro, contra) = (claims(one.claims_for()), claims(one.claims_against()));
    let weight = balance(pro.iter().chain(&contra));
    let mut why = vec![format!("independent origins 独立来源: {weight}")];
    why.extend(pro.iter().map(|claim| {
        format!("for 支持: {} [{}, {}]", claim.text(), claim.source(), claim.grade())
    }));
    why.extend(contra.iter().map(|claim| {
        format!("against 反对: {} [{}, {}]", claim.text(), claim.source(), claim.grade())
    }));
    Item::new(view.gang(one.gang()), told_of).because(why)
}

/// Who shields a gang directly, in the network as known on the day of the report; only
/// alleged ties are left out.
pub(super) fn shielding(view: &View<'_>) -> (Section, String) {
    let title =
        ("Direct protectors in the network, at least checked", "直接庇护关系（至少已初核）");
    let frozen = Network::of(view.dossier).ok().and_then(|network| network.freeze().ok());
    let Some(frozen) = frozen else {
        return (Section::all("protectors", title, Vec::new()), String::new());
    };
    let known = Seeing::new().known_at(view.now);
    let seen = frozen.seen(known);
    let directly = frozen.seen(known.kinds(sheltering_kinds()).direction(Direction::Along));
    let (mut items, mut ties, mut scratch) = (Vec::new(), Vec::new(), Scratch::default());
    for gang in view.dossier.gangs().keys() {
        let party = PartyId::from(*gang);
        let Ok(answer) = protectors(&directly, party, 1, &mut scratch) else { continue };
        for found in answer.parties() {
            let lines = found.direct().iter().map(|tie| {
                let standing = format!("{} {}", tie.standing, tie.standing.term());
                format!("{} {}, {standing}", tie.kind, tie.kind.term())
            });
            let lines: Vec<String> = lines.collect();
            let about = view.gang(*gang);
            items.push(Item::new(
                about,
                format!("{}: {}", view.party(found.party()), lines.join("; ")),
            ));
            ties.extend(seen.ties_at(party).unwrap_or_default());
        }
    }
    items.sort();
    ties.sort_by_key(|tie| (tie.from, tie.to, tie.tie));
    ties.dedup();
    let dot = if ties.is_empty() {
        String::new()
    } else {
        graph(&ties, &[], &|party| Some(view.party(party)))
    };
    (Section::all("protectors", title, items), dot)
}

/// What the rechecks of closed clues came to; each that was opened again, with reasons.
pub(super) fn rechecks(view: &View<'_>) -> Section {
    let events = view.events(|what| match what {
        What::Clue { clue, stage: ClueStage::LeftClosed | ClueStage::Reopened } => Some(*clue),
        _ => None,
    });
    let (mut closed, mut items) = (0_usize, Vec::new());
    for (clue, events) in &events {
        for event in events {
            match &event.what {
                What::Clue { stage: ClueStage::Reopened, .. } => {
                    items.push(reopened(view, *clue, event))
                }
                _ => closed = closed.saturating_add(1),
            }
        }
    }
    items.sort();
    if !events.is_empty() {
        items.insert(0, Item::new("left closed 维持了结", closed.to_string()));
    }
    Section::some("rechecks", ("Closed clues rechecked", "复盘复查"), items)
}

fn reopened(view: &View<'_>, clue: ClueId, event: &Event) -> Item {
    let why = event.reasons.iter().flat_map(told);
    Item::new(view.clue(clue), "reopened 重新启动").because(why)
}

/// The ledger: what is missing, what is covered, how far it has come.
pub(super) fn ledger(view: &View<'_>) -> Section {
    let facts = EntryFacts::gather(view.dossier);
    let mut items = Vec::new();
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for (entry, facts) in view.dossier.entries().values().zip(&facts) {
        let count = counts.entry(entry.status()).or_default();
        *count = count.saturating_add(1);
        let decision = complete(facts, view.rules);
        if !decision.outcome().is_empty() {
            let lacks: Vec<String> = decision
                .outcome()
                .iter()
                .map(|field| format!("{field} {}", field.term()))
                .collect();
            let number = entry.number().map_or_else(|| entry.id().to_string(), ToString::to_string);
            let item = Item::new(number, format!("lacks 缺少: {}", lacks.join(", ")));
            items.push(item.because(decision.reasons().iter().flat_map(told)));
        }
    }
    for (status, count) in counts {
        items.push(Item::new(format!("{status} {}", status.term()), count.to_string()));
    }
    if !view.dossier.problems().is_empty() {
        let covered = coverage(view.dossier.problems().keys().copied(), &facts, view.rules);
        let several = covered.outcome().by_problem.values().filter(|count| **count > 1).count();
        let open = covered.outcome().uncovered.len();
        let told_of =
            format!("{open} not covered 未覆盖, {several} covered more than once 多条覆盖");
        items.push(
            Item::new("problems 问题", told_of).because(covered.reasons().iter().flat_map(told)),
        );
    }
    Section::some("ledger", ("Rectification ledger", "整改台账"), items)
}

/// Members with a yes, by question; members of whom not every question is answered.
pub(super) fn members(view: &View<'_>) -> Section {
    let mut yes: BTreeMap<ScreeningQuestion, std::collections::BTreeSet<String>> = BTreeMap::new();
    let mut open = Vec::new();
    for screening in view.dossier.member_screenings().values() {
        for member in screening.members() {
            let found = screening::member(&MemberFacts::of(member), view.rules);
            match found.outcome() {
                Answer::Known(questions) => {
                    for question in questions {
                        let persons = yes.entry(question.clone()).or_default();
                        persons.insert(view.person(member.person));
                    }
                }
                Answer::Undetermined(missing) => {
                    let told_of = format!("{missing}（{}）", missing.chinese());
                    open.push(Item::new(view.person(member.person), told_of));
                }
            }
        }
    }
    let mut items: Vec<Item> = yes
        .into_iter()
        .map(|(question, persons)| {
            let told_of = format!(
                "{}: {} persons 人 (no judgment on the post 不等于不合格)",
                question.term(),
                persons.len()
            );
            Item::new(format!("yes 是: {}", question.code()), told_of)
        })
        .collect();
    items.extend(open);
    Section::some("members", ("Members screened", "“两委”成员过筛"), items)
}
