//! The parts about ledgers and returns, what asks for a look, and counts that are held back.

use std::collections::BTreeMap;

use crate::base::id::{AnyId, EntityId, PlaceId};
use crate::model::clue::Clue;
use crate::report::counted::breakdown::{Breakdown, Unit};
use crate::report::counted::roll_up::{RollUp, RollUps};
use crate::report::cross_check::{Tables, Warning, audit};
use crate::report::ledgers::{LedgerKind, LedgerLine, Return, lines};
use crate::report::picture::lettering::escaped;
use crate::report::radar::{Compared, Radar, SectorLine, Sign, UnitLine, radar};
use crate::report::small_cells::{Shielded, shield};
use crate::terms::handling::Disposition;

use super::naming::Naming;
use super::reported::Reported;
use super::sheet::{Row, Sheet, both};
use super::sources::Sources;

/// Clues, cases, persons, person-times and events in cells and places, each leading to its list.
pub(super) fn breakdowns(sheet: &mut Sheet, naming: &Naming<'_>, tables: &Tables) {
    sheet.part("breakdowns", "Figures in cells", "分项数据");
    sheet.say(
        "Clues, cases, persons, person-times and events are counted apart and never added up. What belongs to several cells stands in each of them, and once in the whole.",
        "线索、案件、人数、人次、场次分别统计，不相加；同属多项的在各项中分别列出，在总数中只计一次。",
    );
    for (index, unit) in Unit::ALL.into_iter().enumerate() {
        let (english, chinese) = unit.told();
        sheet.put(&format!("<h3>{}</h3>\n", both(english, chinese)));
        let of_unit = tables.cells.iter().filter(|one| one.unit == unit);
        for found in of_unit.filter(|one| !one.cells.is_empty()) {
            in_cells(sheet, naming, found);
        }
        for region in tables.regions.iter().filter(|one| one.unit == unit) {
            in_places(sheet, naming, region, index);
        }
    }
    sheet.end();
}

/// Each place with its own, with what is below it, and with the whole that opens to its list.
fn in_places(sheet: &mut Sheet, naming: &Naming<'_>, region: &RollUps, index: usize) {
    if region.places.is_empty() {
        return;
    }
    let (english, chinese) = ("rolled up by place", "按地区汇总");
    sheet.put(&format!("<p>{}", both(english, chinese)));
    if !region.nowhere.is_empty() {
        let told = both("of organs without a known place", "机关所在地区未说明");
        sheet.put(&format!(" · {} {told}", region.nowhere.len()));
    }
    sheet.put("</p>\n");
    let forest = naming.dossier.organ_tree().places().forest();
    let mut lines: Vec<(Vec<PlaceId>, &RollUp)> =
        region.places.values().map(|line| (forest.path(line.place), line)).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    for (row, (path, line)) in lines.into_iter().enumerate() {
        let steps = path.len().saturating_sub(1);
        let mut parts = vec![format!("{} {}", line.own.len(), both("own", "本级"))];
        let below = line
            .below
            .iter()
            .map(|(place, items)| format!("{} {}", items.len(), escaped(&naming.any(place.any()))));
        parts.extend(below);
        let mut heading = format!(
            "{}{} {} = {}",
            "· ".repeat(steps),
            escaped(&naming.any(line.place.any())),
            line.whole.len(),
            parts.join(" + ")
        );
        let further = line.several.values().map(|times| times.saturating_sub(1));
        let further = further.fold(0, usize::saturating_add);
        if further > 0 {
            heading.push_str(&format!(" − {further} {}", both("in several", "重复计入")));
        }
        if line.difference() != 0 {
            let left = both("left over", "差额");
            heading.push_str(&format!(" <span class=\"bad\">{} {left}</span>", line.difference()));
        }
        let items: Vec<AnyId> = line.whole.iter().copied().collect();
        sheet.list_again(&format!("place-{index}-{row}"), &heading, &naming.links(&items));
    }
}

/// What the checks of all lists against each other say.
pub(super) fn cross_checks(sheet: &mut Sheet, naming: &Naming<'_>, tables: &Tables) {
    sheet.part("cross-checks", "Lists against each other", "清单核对");
    sheet.say(
        "Every list of this page is compared with every other, item by item. What does not hold is listed with its items; it asks a person to look, and corrects nothing.",
        "本页各清单逐项相互核对；不符之处列明所涉事项，仅供有关人员查看，不作调整。",
    );
    let row = |warning: &Warning| -> Row {
        let (english, chinese) = warning.check.told();
        let cells = vec![
            both(&warning.what, &warning.term),
            format!("<span class=\"bad\">{}</span>", both(english, chinese)),
            warning.residual.to_string(),
            naming.links(&warning.items).join("、"),
        ];
        (String::new(), cells)
    };
    let rows: Vec<Row> = audit(tables, None).iter().map(row).collect();
    let heads = [("what", "对象"), ("does not hold", "不符"), ("by", "差额"), ("items", "事项")];
    sheet.table(&heads, &rows);
    sheet.end();
}

fn in_cells(sheet: &mut Sheet, naming: &Naming<'_>, found: &Breakdown) {
    let (english, chinese) = found.by.told();
    let several = found.several.len();
    sheet.put(&format!("<p>{}: {}", both(english, chinese), found.whole.len()));
    if several > 0 {
        sheet.put(&format!(" · {several} {}", both("in several cells", "同属多项")));
    }
    if !found.none.is_empty() {
        sheet.put(&format!(" · {} {}", found.none.len(), both("not known", "未说明")));
    }
    sheet.put("</p>\n");
    for (index, (name, items)) in found.cells.iter().enumerate() {
        let id = format!("cell-{:?}-{:?}-{index}", found.unit, found.by).to_lowercase();
        let items: Vec<AnyId> = items.iter().copied().collect();
        let heading = format!("{} {}", items.len(), escaped(name));
        sheet.list_again(&id, &heading, &naming.links(&items));
    }
}

/// The monthly and weekly returns, then each ledger that has a line.
pub(super) fn ledgers(sheet: &mut Sheet, naming: &Naming<'_>, tables: &Tables) {
    sheet.part("ledgers", "Ledgers and returns", "台账与报表");
    sheet.say(
        "Stock + received + reopened − ended = stock: what this leaves over stands in the last column and is never corrected.",
        "期初在办 + 收到 + 重新启动 − 办结 = 期末在办；差额列于末栏，不作调整。",
    );
    for (id, all, english, chinese) in [
        ("returns-monthly", &tables.monthly, "Monthly returns of clues", "线索月报"),
        ("returns-weekly", &tables.weekly, "Weekly returns of clues", "线索周报"),
    ] {
        let rows: Vec<Row> = all.iter().map(of_return).collect();
        sheet.detail(id, &both(english, chinese));
        let heads = [
            ("from", "自"),
            ("until", "至（不含）"),
            ("stock", "期初在办"),
            ("received", "收到"),
            ("reopened", "重新启动"),
            ("disposed of", "处置"),
            ("ended", "办结"),
            ("stock", "期末在办"),
            ("left over", "差额"),
        ];
        sheet.table(&heads, &rows);
        sheet.end();
    }
    for kind in LedgerKind::ALL {
        let all = lines(naming.dossier, kind);
        if all.is_empty() {
            continue;
        }
        let (english, chinese) = kind.told();
        sheet.detail(&format!("ledger-{}", english.replace(' ', "-")), &both(english, chinese));
        let rows: Vec<Row> = all.iter().map(|line| of_line(naming, line)).collect();
        let heads = [
            ("entry", "编号"),
            ("unit", "责任单位"),
            ("due", "期限"),
            ("state", "状态"),
            ("steps", "经过"),
            ("about", "事项"),
            ("rests on", "依据"),
        ];
        sheet.table(&heads, &rows);
        sheet.end();
    }
    sheet.end();
}

fn of_return(one: &Return) -> Row {
    let counts = [
        one.before.len(),
        one.received.len(),
        one.reopened.len(),
        one.disposed.len(),
        one.ended.len(),
        one.after.len(),
    ];
    let mut cells = vec![one.from.to_string(), one.until.to_string()];
    cells.extend(counts.iter().map(ToString::to_string));
    let difference = one.difference();
    cells.push(match difference {
        0 => "0".to_owned(),
        other => format!("<span class=\"bad\">{other}</span>"),
    });
    (String::new(), cells)
}

fn of_line(naming: &Naming<'_>, line: &LedgerLine) -> Row {
    let links =
        |ids: &[AnyId]| ids.iter().map(|id| naming.link_any(*id)).collect::<Vec<_>>().join("、");
    let steps: Vec<String> =
        line.steps.iter().map(|(what, day)| escaped(&format!("{day} {what}"))).collect();
    let cells = vec![
        escaped(&line.what),
        line.unit.map_or_else(String::new, |unit| naming.link(unit)),
        line.due.map_or_else(|| "–".to_owned(), |due| due.to_string()),
        escaped(&line.state),
        steps.join("<br>"),
        links(&line.about),
        links(&line.rests_on),
    ];
    (String::new(), cells)
}

/// What asks for a look, and the units beside each other.
pub(super) fn signs(
    sheet: &mut Sheet,
    reported: &Reported<'_>,
    naming: &Naming<'_>,
    sources: &mut Sources,
) {
    sheet.part("radar", "What asks for a look", "提示");
    sheet.put(&format!(
        "<p class=\"note\">{}</p>\n",
        both(
            "These signs ask a person to look. They ground no measure, no accountability and no suspicion. Signs that speak for a unit's zeal stand beside signs that speak against its care.",
            "以下仅提示有关人员查看，不作为采取措施、追究责任或者怀疑的依据；查处成效与查否、撤销、澄清情况并列。"
        )
    ));
    let asked = (reported.rules, reported.calendar, reported.now);
    let found: Radar =
        radar(naming.dossier, reported.organ, reported.watched, Compared::default(), asked);
    let rows: Vec<Row> = found.signs.iter().map(|sign| of_sign(naming, sign)).collect();
    let heads = [
        ("sign", "提示"),
        ("about", "对象"),
        ("measured", "实测"),
        ("compared with", "比较"),
        ("a person may start", "可启动程序"),
    ];
    sheet.table(&heads, &rows);
    sheet.put(&sources.reasons(&found.reasons));
    let did =
        |line: &&UnitLine| line.clues > 0 || !line.handled.is_empty() || !line.posts.is_empty();
    let rows: Vec<Row> = found.units.iter().filter(did).map(|line| of_unit(naming, line)).collect();
    let heads = [
        ("unit", "单位"),
        ("sector", "类别"),
        ("posts", "在职人数"),
        ("clues", "线索"),
        ("per head", "人均"),
        ("persons handled", "处理人数"),
        ("per head", "人均"),
        ("dismissed", "撤案"),
        ("overturned", "撤销变更"),
        ("cleared", "澄清"),
    ];
    sheet.table(&heads, &rows);
    sectors(sheet, &found);
    sheet.end();
}

/// The units of each sector beside each other.
fn sectors(sheet: &mut Sheet, found: &Radar) {
    sheet.say(
        "Units of one kind and level are compared within the same year, per thousand heads, and only if they were watched for all of it and at least five can be compared.",
        "同类同级单位按同一年度内每千人比较；仅比较全年均在记录范围内的单位，可比单位不足五个的不作比较。",
    );
    let told = |median: Option<u64>| median.map_or_else(|| "–".to_owned(), |one| one.to_string());
    let row = |line: &SectorLine| -> Row {
        let (kind, level) = (&line.sector.kind, line.sector.level);
        let cells = vec![
            both(kind.english(), kind.term()),
            both(level.english(), level.term()),
            line.units.len().to_string(),
            line.clues.len().to_string(),
            told(line.median_clues),
            told(line.median_handled),
        ];
        (String::new(), cells)
    };
    let rows: Vec<Row> = found.sectors.iter().map(row).collect();
    let heads = [
        ("sector", "类别"),
        ("level", "层级"),
        ("units", "单位"),
        ("can be compared", "可比单位"),
        ("median of clues", "线索中位数"),
        ("median of persons handled", "处理人数中位数"),
    ];
    sheet.table(&heads, &rows);
}

fn of_sign(naming: &Naming<'_>, sign: &Sign) -> Row {
    let (measured, compared) = sign
        .measured
        .map_or_else(|| ("–".to_owned(), "–".to_owned()), |(a, b)| (a.to_string(), b.to_string()));
    let cells = vec![
        both(sign.kind.english(), sign.kind.term()),
        naming.link_any(sign.about),
        measured,
        compared,
        format!("<code>{}</code>", sign.kind.may_start()),
    ];
    (String::new(), cells)
}

fn of_unit(naming: &Naming<'_>, line: &UnitLine) -> Row {
    let per_head = |rate: Option<crate::base::rate::Rate>| {
        rate.map_or_else(|| "–".to_owned(), |rate| rate.to_string())
    };
    let cells = vec![
        naming.link(line.unit),
        both(line.sector.kind.english(), line.sector.kind.term()),
        line.posts.len().to_string(),
        line.clues.to_string(),
        per_head(line.clues_per_head()),
        line.handled.len().to_string(),
        per_head(line.handled_per_head()),
        line.dismissed.len().to_string(),
        line.overturned.len().to_string(),
        line.cleared.len().to_string(),
    ];
    (String::new(), cells)
}

/// Counts below this could tell who reported.
const LEAST: u32 = 5;

/// By which ways clues came in and what became of them; small counts are held back.
pub(super) fn channels(sheet: &mut Sheet, clues: &[&Clue]) {
    sheet.part("channels", "Ways by which clues came in", "举报渠道");
    sheet.say(
        "Counts from 1 to 4 could tell who reported. They are held back (·), with as many others as it takes that none follows from the totals.",
        "1至4的数字可能暴露举报人，予以隐去（·），并隐去若干其他数字，使其无法由合计推算。",
    );
    let accepted = clues.iter().filter(|c| c.ledger_no().is_some() && c.repeats().is_none());
    let mut counts: BTreeMap<String, [u32; 4]> = BTreeMap::new();
    for clue in accepted {
        let Some(channel) = clue.channel() else { continue };
        let row = counts.entry(format!("{} {}", channel.english(), channel.term())).or_default();
        let place = match clue.disposition() {
            Some(Disposition::PreliminaryVerification) => 0,
            Some(Disposition::TalkOrInquiry) => 1,
            Some(Disposition::Close) => 2,
            Some(Disposition::HoldPending) | None => 3,
        };
        if let Some(count) = row.get_mut(place) {
            *count = count.saturating_add(1);
        }
    }
    let table: Vec<Vec<u32>> = counts.values().map(|row| row.to_vec()).collect();
    let Ok(shown) = shield(&table, LEAST) else {
        sheet.say("None.", "无。");
        sheet.end();
        return;
    };
    let rows = of_shielded(&counts.into_keys().collect::<Vec<_>>(), &shown);
    let heads = [
        ("way", "渠道"),
        ("verification", "初步核实"),
        ("talk or inquiry", "谈话函询"),
        ("closed", "予以了结"),
        ("other", "其他"),
        ("total", "合计"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
}

fn of_shielded(names: &[String], shown: &Shielded) -> Vec<Row> {
    let told = |count: Option<u64>| count.map_or_else(|| "·".to_owned(), |count| count.to_string());
    let (_, columns) = shown.size();
    let mut rows: Vec<Row> = Vec::new();
    for (row, name) in names.iter().enumerate() {
        let mut cells = vec![escaped(name)];
        cells.extend((0..columns).map(|column| told(shown.cell(row, column))));
        cells.push(told(shown.row_total(row)));
        rows.push((String::new(), cells));
    }
    let mut totals = vec![both("total", "合计")];
    totals.extend((0..columns).map(|column| told(shown.column_total(column))));
    totals.push(told(shown.total()));
    rows.push((String::new(), totals));
    rows
}
