//! The report of a casebook and the report of a case, each one file of HTML.
//!
//! | part of the report of a casebook | leads to |
//! |---|---|
//! | figures, what is left over, lists, identities | cases, clues |
//! | every list against every other | cases, clues |
//! | figures in cells, and place by place | cases, clues |
//! | clues: a funnel, the ledger | cases |
//! | police cases followed, who signed | cases |
//! | what was late, and why | clues, sources |
//! | umbrellas and the networks around gangs | |
//! | transfers, organ beside organ | |
//! | ledgers, returns; ways by which clues came in | |
//! | what asks for a look | cases, clues |
//! | each case: time, signatures, journal with reasons | cases, sources |
//! | sources | |

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{AnyId, CaseId, EntityId, GangId, PartyId, TransferId};
use crate::model::clue::{Clue, ClueStage};
use crate::model::follow_up::FollowUp;
use crate::model::stage::Stage;
use crate::model::umbrella::{Subject, Umbrella};
use crate::network::edit::Network;
use crate::network::view::View;
use crate::provenance::balance;
use crate::report::cross_check::Tables;
use crate::report::due::{self, Due};
use crate::report::picture::around::Around;
use crate::report::picture::funnel::{Funnel, Step};
use crate::report::picture::lettering::escaped;
use crate::report::picture::svg::Picture;
use crate::terms::handling::Disposition;

use super::naming::Naming;
use super::reported::Reported;
use super::sheet::{Row, Sheet, both};
use super::sources::Sources;
use super::{case, figures, looking};

/// The report of a casebook, as one file of HTML.
#[must_use]
pub fn casebook(reported: &Reported<'_>) -> String {
    let dossier = reported.book.dossier();
    let clues = own_clues(reported);
    let mut on_page: BTreeSet<AnyId> = dossier.cases().keys().map(|id| id.any()).collect();
    on_page.extend(clues.iter().map(|clue| clue.id().any()));
    let naming = Naming { dossier, on_page };
    let mut sheet = Sheet::default();
    let mut sources = Sources::default();
    let (book, organ, today) = (reported.book, reported.organ, reported.now.day());
    let tables = Tables::gather(book, reported.place, organ, reported.rules, today);
    figures::write(&mut sheet, &naming, &tables.figures);
    looking::cross_checks(&mut sheet, &naming, &tables);
    looking::breakdowns(&mut sheet, &naming, &tables);
    write_clues(&mut sheet, &naming, &clues);
    write_follow_ups(&mut sheet, reported, &naming);
    write_late(&mut sheet, reported, &naming, &mut sources, &clues);
    write_umbrellas(&mut sheet, &naming);
    write_networks(&mut sheet, reported, &naming);
    write_transfers(&mut sheet, reported, &naming);
    looking::ledgers(&mut sheet, &naming, &tables);
    looking::channels(&mut sheet, &clues);
    looking::signs(&mut sheet, reported, &naming, &mut sources);
    sheet.part("cases", "Cases", "案件");
    for case in dossier.cases().values() {
        case::write(&mut sheet, reported, &naming, &mut sources, case);
    }
    sheet.end();
    write_sources(&mut sheet, &sources);
    let organ = naming.organ(reported.organ);
    sheet.finish(&format!("{} {organ} {}", reported.name, reported.place), &head(reported))
}

/// The report of one case, as one file of HTML; nothing if the casebook has no such case.
#[must_use]
pub fn case(reported: &Reported<'_>, id: CaseId) -> Option<String> {
    let dossier = reported.book.dossier();
    let case = dossier.case(id)?;
    let naming = Naming { dossier, on_page: BTreeSet::from([id.any()]) };
    let mut sheet = Sheet::default();
    let mut sources = Sources::default();
    sheet.part("case", "The case", "案件");
    case::write(&mut sheet, reported, &naming, &mut sources, case);
    sheet.end();
    write_sources(&mut sheet, &sources);
    Some(sheet.finish(&case.ledger_no().to_string(), &head(reported)))
}

/// A page that leads to the reports of several casebooks, each in a folder of its own:
/// `folder/report.html`. A folder is named with letters, digits and `-_` alone.
#[must_use]
pub fn index(notice: Option<(&str, &str)>, folders: &[(String, String)]) -> String {
    let mut sheet = Sheet::default();
    sheet.part("reports", "Reports", "报告");
    sheet.put("<ul>\n");
    let safe = |folder: &String| {
        folder.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    for (folder, name) in folders.iter().filter(|(folder, _)| safe(folder)) {
        let name = escaped(name);
        sheet.put(&format!("<li><a href=\"{folder}/report.html\">{name}</a></li>\n"));
    }
    sheet.put("</ul>\n");
    sheet.end();
    let notice = notice.map(|(english, chinese)| both(english, chinese));
    let head = notice.map_or_else(String::new, |both| format!("<p class=\"note\">{both}</p>\n"));
    sheet.finish("Casework 办案报告", &head)
}

/// The pictures of the report of a casebook, for files of their own: the funnel of clues,
/// the networks around gangs, the lanes of transfers. The names hold no name of anybody.
#[must_use]
pub fn pictures(reported: &Reported<'_>) -> Vec<(String, Picture)> {
    let dossier = reported.book.dossier();
    let naming = Naming { dossier, on_page: BTreeSet::new() };
    let mut found = vec![("clues".to_owned(), funnel(&naming, &own_clues(reported)).picture())];
    for (index, (_, around)) in networks(reported, &naming).into_iter().enumerate() {
        found.push((format!("network-{}", index.saturating_add(1)), around.picture()));
    }
    if let Some(lanes) = lanes(reported, &naming) {
        found.push(("transfers".to_owned(), lanes));
    }
    found
}

/// What stands above the parts: the moment, the rules, what the page is not.
fn head(reported: &Reported<'_>) -> String {
    let mut head = String::new();
    if let Some((english, chinese)) = reported.notice {
        head.push_str(&format!("<p class=\"note\">{}</p>\n", both(english, chinese)));
    }
    let (now, rules) = (reported.now.to_string(), reported.rules.to_string());
    head.push_str(&format!(
        "<p>{} {} · {} {}</p>\n",
        both("as of", "截至"),
        escaped(&now),
        both("rules", "依据规则"),
        escaped(&rules)
    ));
    head.push_str(&format!(
        "<p class=\"note\">{}</p>\n",
        both(
            "A lead is never a finding: each tie and each umbrella stands here with its standing, and only a recorded, signed decision changes anybody's. Places to look are no grounds for a measure.",
            "线索不等于结论：每条关系、每把“伞”均注明其认定状态，只有经签字的决定才能改变。提示不得作为采取措施的依据。"
        )
    ));
    head
}

/// The clues that the own organ registered, in the order in which they came in.
fn own_clues<'a>(reported: &Reported<'a>) -> Vec<&'a Clue> {
    let clues = reported.book.dossier().clues().values();
    let mut clues: Vec<&Clue> = clues.filter(|clue| clue.received_by() == reported.organ).collect();
    clues.sort_by_key(|clue| (clue.received(), clue.id()));
    clues
}

fn write_clues(sheet: &mut Sheet, naming: &Naming<'_>, clues: &[&Clue]) {
    sheet.part("clues", "Clues", "问题线索");
    sheet.picture(&funnel(naming, clues).picture());
    let row = |clue: &&Clue| -> Row {
        let filed = clue.stages().iter().find_map(|entry| match &entry.state {
            ClueStage::Filed { case } => Some(naming.link(*case)),
            _ => None,
        });
        let cells = vec![
            escaped(&naming.clue(clue.id())),
            case::moment(clue.received().occurred_at()),
            escaped(&became(clue)),
            both(&clue.stage().to_string(), clue.stage().term()),
            filed.unwrap_or_default(),
        ];
        (clue.id().any().to_string(), cells)
    };
    let rows: Vec<Row> = clues.iter().map(row).collect();
    let heads = [
        ("number", "编号"),
        ("received", "收到"),
        ("disposition", "处置方式"),
        ("stage", "进展"),
        ("case", "案件"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
}

/// What became of a clue at its disposition.
fn became(clue: &Clue) -> String {
    if clue.repeats().is_some() {
        return "repeat, counted there 重复举报".to_owned();
    }
    if clue.ledger_no().is_none() {
        return "to be passed on 应移送".to_owned();
    }
    match clue.disposition() {
        Some(Disposition::TalkOrInquiry) => "talk or inquiry 谈话函询",
        Some(Disposition::PreliminaryVerification) => "verification 初步核实",
        Some(Disposition::HoldPending) => "held 暂存待查",
        Some(Disposition::Close) => "closed 予以了结",
        None if matches!(clue.stage(), ClueStage::TransferredOut { .. }) => "transferred out 移送",
        None => "not disposed of yet 尚未处置",
    }
    .to_owned()
}

/// How a clue ended that was verified and led to no case.
fn ended(clue: &Clue) -> String {
    let closed = clue.stages().iter().rev().find_map(|entry| match &entry.state {
        ClueStage::ClosedSignedOff { .. } => Some("closed with sign-off 签字背书了结"),
        ClueStage::Closed { .. } => Some("closed 了结"),
        ClueStage::TransferredOut { .. } => Some("transferred out 移送"),
        _ => None,
    });
    closed.map_or_else(|| format!("{} 在办：{}", clue.stage(), clue.stage().term()), str::to_owned)
}

/// Those that went on, and the others.
fn split<'a>(from: &[&'a Clue], goes_on: &dyn Fn(&Clue) -> bool) -> (Vec<&'a Clue>, Vec<&'a Clue>) {
    from.iter().copied().partition(|clue| goes_on(clue))
}

/// Received, accepted, verified, filed; beside each step what became of the others.
fn funnel(naming: &Naming<'_>, clues: &[&Clue]) -> Funnel {
    let counts = |chosen: &[&Clue], told: &dyn Fn(&Clue) -> String| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for clue in chosen {
            let count = counts.entry(told(clue)).or_default();
            *count = count.saturating_add(1);
        }
        counts.into_iter().collect::<Vec<_>>()
    };
    let reached = |clue: &Clue, wanted: fn(&ClueStage) -> bool| {
        clue.stages().iter().any(|entry| wanted(&entry.state))
    };
    let (accepted, others) =
        split(clues, &|clue| clue.ledger_no().is_some() && clue.repeats().is_none());
    let step = |label: &str, count, others| Step {
        label: label.to_owned(),
        count,
        others,
        link: (!naming.on_page.is_empty()).then(|| "clues".to_owned()),
    };
    let (verified, not) =
        split(&accepted, &|clue| reached(clue, |s| matches!(s, ClueStage::Verified { .. })));
    let (filed, closed) =
        split(&verified, &|clue| reached(clue, |s| matches!(s, ClueStage::Filed { .. })));
    Funnel {
        title: "Clues: how many came how far 问题线索办理".to_owned(),
        steps: vec![
            step("received 收到", clues.len(), counts(&others, &became)),
            step("accepted 受理", accepted.len(), counts(&not, &became)),
            step("verified 初步核实", verified.len(), counts(&closed, &ended)),
            step("filed 立案", filed.len(), Vec::new()),
        ],
    }
}

fn write_follow_ups(sheet: &mut Sheet, reported: &Reported<'_>, naming: &Naming<'_>) {
    sheet.part("follow-ups", "Police cases followed", "跟进与签字背书");
    let own = naming.dossier.follow_ups().values();
    let own = own.filter(|follow_up| follow_up.organ() == reported.organ);
    let row = |follow_up: &FollowUp| -> Row {
        let records = naming.dossier.sign_offs().values();
        let ids = records
            .filter(|record| record.follow_up() == Some(follow_up.id()))
            .flat_map(|record| record.signatures().iter());
        let signed: Vec<String> = ids
            .filter_map(|id| naming.dossier.signature(*id))
            .map(|s| format!("{} {}", s.role().term(), naming.person(s.by())))
            .collect();
        let officers: Vec<String> =
            follow_up.officers().iter().map(|person| naming.person(*person)).collect();
        let cells = vec![
            naming.link(follow_up.police_case()),
            escaped(&follow_up.gang().map_or_else(String::new, |gang| naming.gang(gang))),
            escaped(&officers.join("、")),
            both(&follow_up.stage().to_string(), follow_up.stage().term()),
            escaped(&signed.join(", ")),
        ];
        (String::new(), cells)
    };
    let rows: Vec<Row> = own.map(row).collect();
    let heads = [
        ("police case", "公安案件"),
        ("gang", "黑恶组织"),
        ("followed by", "跟进人员"),
        ("stage", "进展"),
        ("signed by", "签字"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
}

/// What was done late or is overdue. Clocks for named reporters are only counted.
fn write_late(
    sheet: &mut Sheet,
    reported: &Reported<'_>,
    naming: &Naming<'_>,
    sources: &mut Sources,
    clues: &[&Clue],
) {
    sheet.part("late", "Late or overdue", "逾期");
    let (rules, calendar, now) = (reported.rules, reported.calendar, reported.now);
    let counted = clues.iter().filter(|c| c.ledger_no().is_some() && c.repeats().is_none());
    let mut dues: Vec<Due> =
        counted.flat_map(|clue| due::of_clue(clue, rules, calendar, now)).collect();
    for transfer in naming.dossier.transfers().values() {
        dues.extend(due::of_transfer(naming.dossier, transfer, rules, calendar, now));
    }
    let (all, late): (usize, Vec<&Due>) =
        (dues.len(), dues.iter().filter(|due| due.clock.is_late()).collect());
    let (hidden, shown): (Vec<&Due>, Vec<&Due>) =
        late.into_iter().partition(|due| due.what.tells_of_a_reporter());
    sheet.say(
        &format!("{} of {all} clocks were kept late or are overdue; {} of these run for reporters who gave a name, and are only counted.", shown.len().saturating_add(hidden.len()), hidden.len()),
        &format!("{all}项时限中{}项逾期；其中{}项为答复实名举报人，仅计数，不列明。", shown.len().saturating_add(hidden.len()), hidden.len()),
    );
    let rows: Vec<Row> = shown
        .into_iter()
        .map(|due| {
            let cells = vec![
                naming.link(due.clue),
                escaped(due.what.told()),
                escaped(&due.clock.state().to_string()),
                escaped(&due.clock.deadline().due().to_string()),
                sources.reasons(due.reasons.first()),
            ];
            (String::new(), cells)
        })
        .collect();
    let heads = [
        ("clue", "线索"),
        ("clock", "时限"),
        ("how it stands", "状态"),
        ("due before", "应于何时前"),
        ("why", "依据"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
}

fn write_umbrellas(sheet: &mut Sheet, naming: &Naming<'_>) {
    sheet.part("umbrellas", "Umbrellas", "保护伞");
    let row = |one: &Umbrella| -> Row {
        let subject = match one.subject() {
            Subject::Tenure { person, .. } => naming.person(*person),
            Subject::Organ { organ } => naming.organ(*organ),
        };
        let claims = |ids: &[crate::base::id::ClaimId]| -> Vec<_> {
            ids.iter().filter_map(|id| naming.dossier.claim(*id)).cloned().collect()
        };
        let (pro, contra) = (claims(one.claims_for()), claims(one.claims_against()));
        let kinds: Vec<String> =
            one.kinds().iter().map(|kind| format!("{} {}", kind.english(), kind.term())).collect();
        let standing = one.standing();
        let cells = vec![
            escaped(&naming.gang(one.gang())),
            escaped(&subject),
            escaped(&kinds.join(", ")),
            both(&standing.to_string(), standing.term()),
            escaped(&balance(pro.iter().chain(&contra)).to_string()),
        ];
        (String::new(), cells)
    };
    let rows: Vec<Row> = naming.dossier.umbrellas().values().map(row).collect();
    let heads = [
        ("gang", "黑恶组织"),
        ("subject", "对象"),
        ("kinds", "类型"),
        ("standing", "认定状态"),
        ("independent origins", "独立来源"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
}

/// The networks around gangs that somebody is tied to, as known at the moment of the
/// report; only alleged ties are left out.
fn networks(reported: &Reported<'_>, naming: &Naming<'_>) -> Vec<(GangId, Around)> {
    const STEPS: usize = 2;
    let network = Network::of(naming.dossier).ok().and_then(|network| network.freeze().ok());
    let Some(network) = network else { return Vec::new() };
    let seen = network.seen(View::new().known_at(reported.now));
    let name = |party| Some(naming.party(party));
    let around = |gang: &GangId| {
        let title = format!("{} — network 关系网", naming.gang(*gang));
        let around = Around::of(&seen, &title, &[PartyId::from(*gang)], STEPS, &name);
        let link = |party: PartyId| naming.anchor(party.any());
        (!around.ties().is_empty()).then(|| (*gang, around.linked(&link)))
    };
    naming.dossier.gangs().keys().filter_map(around).collect()
}

fn write_networks(sheet: &mut Sheet, reported: &Reported<'_>, naming: &Naming<'_>) {
    sheet.part("networks", "Networks around gangs", "关系网");
    let networks = networks(reported, naming);
    if networks.is_empty() {
        sheet.say(
            "Nobody is tied to a gang beyond what is only alleged.",
            "除仅有反映外，未见与黑恶组织的联系。",
        );
    }
    for (_, around) in networks {
        sheet.picture(&around.picture());
        let row = |tie: &crate::network::line::TieLine| -> Row {
            let cells = vec![
                escaped(&naming.party(tie.from)),
                both(tie.kind.english(), tie.kind.term()),
                escaped(&naming.party(tie.to)),
                both(&tie.standing.to_string(), tie.standing.term()),
                escaped(&tie.confidence.to_string()),
                escaped(&tie.period.to_string()),
            ];
            (String::new(), cells)
        };
        let rows: Vec<Row> = around.ties().iter().map(row).collect();
        let heads = [
            ("from", "由"),
            ("tie", "关系"),
            ("to", "至"),
            ("standing", "认定状态"),
            ("weight", "证据权重"),
            ("period", "期间"),
        ];
        sheet.table(&heads, &rows);
    }
    sheet.end();
}

/// All transfers, organ beside organ.
fn lanes(reported: &Reported<'_>, naming: &Naming<'_>) -> Option<Picture> {
    let all: Vec<TransferId> = naming.dossier.transfers().keys().copied().collect();
    let lanes = case::lanes(reported, naming, "Transfers 移送", &all);
    (!lanes.steps.is_empty()).then(|| lanes.picture())
}

fn write_transfers(sheet: &mut Sheet, reported: &Reported<'_>, naming: &Naming<'_>) {
    sheet.part("transfers", "Transfers", "移送");
    match lanes(reported, naming) {
        Some(picture) => sheet.picture(&picture),
        None => sheet.say("None.", "无。"),
    }
    sheet.end();
}

fn write_sources(sheet: &mut Sheet, sources: &Sources) {
    sheet.part("sources", "Sources", "来源");
    let heads = [
        ("no.", "序号"),
        ("document", "文件"),
        ("published", "公布"),
        ("place", "出处"),
        ("words", "原文"),
        ("certainty", "把握"),
    ];
    sheet.table(&heads, &sources.rows());
    sheet.end();
}
