//! The part about one case: its time with clocks and signatures, who signed on what, how
//! it passed from organ to organ, and why.

use crate::base::id::{CaseId, EntityId, SignOffId, TransferId};
use crate::casebook::command::Actor;
use crate::casebook::event::{Event, What};
use crate::model::case::Case;
use crate::model::dossier::Dossier;
use crate::model::sign_off::{Opinion, SignOffRecord, SignatureRecord};
use crate::model::stage::Stage;
use crate::model::transfer::Transfer;
use crate::procedure::clock::Clock;
use crate::report::due::{self, DueFor};
use crate::report::picture::lanes::Lanes;
use crate::report::picture::lettering::escaped;
use crate::report::picture::timeline::Timeline;

use super::naming::Naming;
use super::reported::Reported;
use super::sheet::{Row, Sheet, both};
use super::sources::Sources;

/// The part of the page about a case.
pub(super) fn write(
    sheet: &mut Sheet,
    reported: &Reported<'_>,
    naming: &Naming<'_>,
    sources: &mut Sources,
    case: &Case,
) {
    let heading = format!("{} {}", case.ledger_no(), case.kind());
    sheet.detail(&case.id().any().to_string(), &both(&heading, case.kind().term()));
    sheet.put(&facts(naming, case));
    let timeline = timeline(reported, naming, case.id());
    // One entry alone is told by the journal below.
    if timeline.entries.len() > 1 {
        sheet.picture(&timeline.picture());
    }
    signatures(sheet, reported, naming, case.id());
    let transfers = transfers_of(naming.dossier, case.id());
    if !transfers.is_empty() {
        sheet.picture(&lanes(reported, naming, "移送 transfers of the case", &transfers).picture());
    }
    journal(sheet, reported, naming, sources, case.id());
    sheet.end();
}

fn facts(naming: &Naming<'_>, case: &Case) -> String {
    let mut facts = vec![
        format!(
            "{} {}",
            both("stage", "阶段"),
            both(&case.stage().to_string(), case.stage().term())
        ),
        format!("{} {}", both("filed by", "立案机关"), naming.link(case.filed_by())),
        format!(
            "{} {}",
            both("handled at level", "办理层级"),
            both(case.handling_level().english(), case.handling_level().term())
        ),
    ];
    if let Some(gang) = case.gang() {
        facts.push(format!("{} {}", both("gang", "黑恶组织"), naming.link(gang)));
    }
    let clues: Vec<String> = case.from_clues().iter().map(|clue| naming.link(*clue)).collect();
    if !clues.is_empty() {
        facts.push(format!("{} {}", both("from clues", "线索"), clues.join("、")));
    }
    let linked: Vec<String> = case.linked().iter().map(|case| naming.link(*case)).collect();
    if !linked.is_empty() {
        facts.push(format!("{} {}", both("linked cases", "关联案件"), linked.join("、")));
    }
    format!("<p>{}</p>\n", facts.join(" · "))
}

/// The timeline of a case with the clocks of its clues, transfers and detentions. Clocks that
/// run for a named reporter are left out.
pub(super) fn timeline(reported: &Reported<'_>, naming: &Naming<'_>, case: CaseId) -> Timeline {
    let (rules, calendar, now) = (reported.rules, reported.calendar, reported.now);
    let dossier = naming.dossier;
    let mut clocks: Vec<(String, Clock)> = Vec::new();
    let from = dossier.case(case).map(|case| case.from_clues()).unwrap_or_default();
    for clue in from.iter().filter_map(|clue| dossier.clue(*clue)) {
        for due in due::of_clue(clue, rules, calendar, now) {
            if !due.what.tells_of_a_reporter() {
                clocks.push((due.what.told().to_owned(), due.clock));
            }
        }
    }
    for transfer in transfers_of(dossier, case).iter().filter_map(|id| dossier.transfer(*id)) {
        for due in due::of_transfer(dossier, transfer, rules, calendar, now) {
            clocks.push((due.what.told().to_owned(), due.clock));
        }
    }
    let measures = dossier.measures().values().filter(|measure| measure.case() == case);
    for measure in measures.filter(|measure| measure.begun().recorded_at() <= now) {
        let whom = measure.person().map_or_else(String::new, |id| naming.person(id));
        for (what, clock, _) in due::of_detention(dossier, measure.id(), rules, calendar, now) {
            clocks.push((format!("{} {whom}", what.told()).trim_end().to_owned(), clock));
        }
    }
    Timeline::of(dossier, case, &clocks, now, &|person| naming.person(person))
}

fn transfers_of(dossier: &Dossier, case: CaseId) -> Vec<TransferId> {
    let of_case = |transfer: &&Transfer| transfer.police_case() == Some(case);
    dossier.transfers().values().filter(of_case).map(Transfer::id).collect()
}

/// The lanes of some transfers, with what their clocks say.
pub(super) fn lanes(
    reported: &Reported<'_>,
    naming: &Naming<'_>,
    title: &str,
    transfers: &[TransferId],
) -> Lanes {
    let (rules, calendar, now) = (reported.rules, reported.calendar, reported.now);
    let note = |transfer: &Transfer, of_notice: bool| {
        let mut dues = due::of_transfer(naming.dossier, transfer, rules, calendar, now);
        dues.retain(|due| (due.what == DueFor::Notice) == of_notice);
        let told = dues.iter().map(|due| format!("{}: {}", due.what.told(), due.clock.state()));
        told.collect::<Vec<_>>().join("; ")
    };
    Lanes::of(naming.dossier, title, transfers, now, &|organ| naming.organ(organ), &note)
}

/// The sign-offs of the follow-ups of a case.
fn records(dossier: &Dossier, case: CaseId) -> Vec<&SignOffRecord> {
    let records = dossier.sign_offs().values();
    records.filter(|record| record.case() == case).collect()
}

/// Who signed on what: layer, person, day, the words by their fingerprint.
fn signatures(sheet: &mut Sheet, reported: &Reported<'_>, naming: &Naming<'_>, case: CaseId) {
    let mut rows: Vec<Row> = Vec::new();
    for record in records(naming.dossier, case) {
        let given = record.signatures().iter().filter_map(|id| naming.dossier.signature(*id));
        for signature in given.filter(|s| s.signed().recorded_at() <= reported.now) {
            rows.push((String::new(), signed(naming, record, signature)));
        }
    }
    if rows.is_empty() {
        return;
    }
    let heads = [
        ("layer", "签字环节"),
        ("who", "签字人"),
        ("signed", "签字时间"),
        ("recorded", "录入时间"),
        ("opinion", "意见"),
        ("on what", "签字内容"),
        ("the sign-off", "背书状态"),
    ];
    sheet.table(&heads, &rows);
}

fn signed(naming: &Naming<'_>, record: &SignOffRecord, signature: &SignatureRecord) -> Vec<String> {
    let opinion = match signature.opinion() {
        Opinion::Agrees => both("agrees", "同意"),
        Opinion::SendsBack => both("sends back", "退回"),
        Opinion::Dissents => both("dissents", "保留意见"),
    };
    let print = signature.content().to_string();
    let print = print.get(..16).unwrap_or(&print);
    let stands = if record.is_stale(signature) {
        both("an earlier text", "非现稿")
    } else {
        both("the text that lies open or was signed in full", "现稿")
    };
    let stage = record.stage_of_case();
    vec![
        both(signature.role().english(), signature.role().term()),
        escaped(&naming.person(signature.by())),
        moment(signature.signed().occurred_at()),
        moment(signature.signed().recorded_at()),
        opinion,
        format!(
            "{} <code>{}</code> {stands}",
            both(
                &format!("no umbrella found, at {}", stage.english()),
                &format!("{}阶段未发现保护伞", stage.term())
            ),
            escaped(print)
        ),
        both(&record.stage().to_string(), record.stage().term()),
    ]
}

pub(super) fn moment(moment: crate::base::day::Moment) -> String {
    let text = moment.to_string();
    escaped(text.get(..16).unwrap_or(&text))
}

/// What the journal says of a case, with the reasons and their sources.
fn journal(
    sheet: &mut Sheet,
    reported: &Reported<'_>,
    naming: &Naming<'_>,
    sources: &mut Sources,
    case: CaseId,
) {
    let dossier = naming.dossier;
    let offs: Vec<SignOffId> = records(dossier, case).iter().map(|record| record.id()).collect();
    let mut rows: Vec<Row> = Vec::new();
    for event in reported.events.iter().filter(|e| e.when.recorded_at() <= reported.now) {
        let Some(what) = told(dossier, event, case, &offs) else { continue };
        let who = match &event.by {
            Actor::Person(person) => escaped(&naming.person(*person)),
            Actor::Service(service) => escaped(service.as_str()),
        };
        let why = sources.reasons(&event.reasons);
        let cells =
            vec![event.number.to_string(), moment(event.when.occurred_at()), who, what, why];
        rows.push((String::new(), cells));
    }
    if rows.is_empty() {
        return;
    }
    let heads =
        [("no.", "序号"), ("when", "时间"), ("by", "经办"), ("what", "事项"), ("why", "依据")];
    sheet.table(&heads, &rows);
}

/// What an event did to a case, in both languages; nothing if it is about something else.
fn told(dossier: &Dossier, event: &Event, case: CaseId, offs: &[SignOffId]) -> Option<String> {
    Some(match &event.what {
        What::Case { case: id, stage } if *id == case => both(&stage.to_string(), stage.term()),
        What::Handling { case: id, change } if *id == case => {
            both(&change.mode.to_string(), change.mode.term())
        }
        What::Raising { case: id, outcome } if *id == case => {
            format!("raising: {outcome} {}", outcome.term())
        }
        What::FollowUp { follow_up, stage } => {
            let found = dossier.follow_up(*follow_up)?;
            let (english, chinese) = (format!("follow-up {stage}"), stage.term());
            (found.police_case() == case).then(|| both(&english, &format!("跟进：{chinese}")))?
        }
        What::SignOff { sign_off, stage } if offs.contains(sign_off) => {
            both(&format!("sign-off {stage}"), &format!("签字背书：{}", stage.term()))
        }
        What::Signed { sign_off, signature } if offs.contains(sign_off) => {
            let role = dossier.signature(*signature).map(|signature| signature.role());
            let (english, chinese) = role.map_or(("", ""), |role| (role.english(), role.term()));
            both(&format!("signed as {english}"), &format!("签字：{chinese}"))
        }
        What::Entered(entry) if entry.id() == case.any() => both("entered", "录入"),
        _ => return None,
    })
}
