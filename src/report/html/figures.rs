//! The parts about figures: each beside the published one, what is behind it, what is left
//! over, and what the identities say.

use crate::report::audit::audit;
use crate::report::counted::splits::{Split, splits};
use crate::report::counted::{Agreement, Counted, published_beside, table};
use crate::report::identities::declared;
use crate::report::picture::lettering::escaped;

use super::naming::Naming;
use super::sheet::{Row, Sheet, both};

/// Where the list behind a figure stands on the page.
fn place(one: &Counted) -> String {
    format!("figure-{}", one.figure().name())
}

fn called(one: &Counted) -> String {
    let figure = one.figure();
    both(figure.label(), &figure.label_term().map_or_else(String::new, ToString::to_string))
}

/// The number; a rate with its base.
fn number(one: &Counted) -> String {
    let quantity = one.figure().quantity();
    escaped(&match one.rate() {
        Some(rate) => format!("{quantity} % ({rate})"),
        None => quantity.to_string(),
    })
}

/// All figures, each leading to its list.
pub(super) fn write(sheet: &mut Sheet, naming: &Naming<'_>, figures: &[Counted]) {
    sheet.part("figures", "Figures", "数据");
    sheet.say(
        "Each number leads to the list behind it. A person is counted once in each figure, however often; cases, persons and clues are never added up. A rate stands with its base and is rounded half up.",
        "点击数字查看所依据的清单。同一人在同一指标中只计一次；案件、人员、线索不相加。比率注明基数，四舍五入。",
    );
    let row = |one: &Counted| -> Row {
        let figure = one.figure();
        let told = published_beside(figure);
        let (beside, verdict) = match &told {
            None => ("–".to_owned(), both("not published", "未公布")),
            Some(told) => {
                let source =
                    told.source().map_or_else(String::new, |source| format!(" [{source}]"));
                let verdict = match Agreement::of(figure, told) {
                    Agreement::Equal => both("as published", "相符"),
                    Agreement::AtLeast => both("within what was published", "相符"),
                    Agreement::Differs => {
                        format!("<span class=\"bad\">{}</span>", both("differs", "不符"))
                    }
                };
                (escaped(&format!("{}{source}", told.quantity())), verdict)
            }
        };
        let number = number(one);
        let cells = vec![
            escaped(&figure.row().to_string()),
            called(one),
            format!("<a href=\"#{}\">{number}</a>", place(one)),
            escaped(&figure.unit().to_string()),
            beside,
            verdict,
            escaped(one.how()),
        ];
        (String::new(), cells)
    };
    let rows: Vec<Row> = figures.iter().map(row).collect();
    let heads = [
        ("row", "行"),
        ("figure", "指标"),
        ("counted", "计数"),
        ("unit", "单位"),
        ("published", "公布数"),
        ("", "比对"),
        ("how it is counted", "口径"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
    left_over(sheet, naming, &splits(figures));
    behind(sheet, naming, figures);
    identities(sheet, figures);
}

/// What the parts of a whole leave over, with the items.
fn left_over(sheet: &mut Sheet, naming: &Naming<'_>, splits: &[Split]) {
    sheet.part("left-over", "What is left over", "余数");
    sheet.say(
        "A residual is news, and not by itself an error: nothing was stated of these. It is never forced to nothing.",
        "余数只说明尚无结果说明，本身并非差错，不作强行归零。",
    );
    for (index, split) in splits.iter().enumerate() {
        let id = format!("split-{index}");
        sheet.detail(&id, &both(split.name, split.term));
        let parts: Vec<String> =
            split.parts.iter().map(|(name, count)| format!("{count} {name}")).collect();
        let (whole, left) = (split.whole.len(), split.left.len());
        sheet.put(&format!("<p>{whole} = {}", escaped(&parts.join(" + "))));
        if !split.twice.is_empty() {
            let twice = split.twice.len();
            sheet.put(&format!(" − {twice} {}", both("in more than one part", "重复计入")));
        }
        let rest = both(split.rest, split.rest_term);
        sheet.put(&format!(" + <strong>{left} {rest}</strong></p>\n"));
        let lists = [
            ("left", both(split.rest, split.rest_term), &split.left),
            ("twice", both("in more than one part", "重复计入"), &split.twice),
            ("strays", both("in a part but not in the whole", "不在总数之内"), &split.strays),
        ];
        for (name, heading, items) in lists {
            if !items.is_empty() {
                let count = items.len();
                let heading = format!("{count} {heading}");
                sheet.list(&format!("{id}-{name}"), &heading, &naming.links(items));
            }
        }
        sheet.end();
    }
    if splits.is_empty() {
        sheet
            .say("No figure here is said to be the whole of others.", "本页指标之间没有总分关系。");
    }
    sheet.end();
}

fn behind(sheet: &mut Sheet, naming: &Naming<'_>, figures: &[Counted]) {
    sheet.part("behind", "Behind each figure", "清单");
    for one in figures {
        let heading = format!("{} {}", number(one), called(one));
        let items: Vec<String> = if one.tells_of_reporters() {
            vec![both(
                "This list would tell which reports were made under a true name; it is not shown.",
                "该清单会显示哪些举报为实名举报，不予显示。",
            )]
        } else {
            naming.links(one.behind())
        };
        sheet.list(&place(one), &heading, &items);
    }
    sheet.end();
}

/// What the identities say of the counted figures; what fails comes first.
fn identities(sheet: &mut Sheet, figures: &[Counted]) {
    sheet.part("identities", "Identities", "勾稽关系");
    let audit = audit(&table(figures), &declared());
    let mut rows: Vec<(bool, Row)> = Vec::new();
    for finding in audit.findings().iter().filter(|finding| !finding.used().is_empty()) {
        let fails = matches!(finding.verdict().code(), "fails" | "impossible");
        let verdict = both(&finding.verdict().to_string(), &finding.verdict().term());
        let verdict = if fails { format!("<span class=\"bad\">{verdict}</span>") } else { verdict };
        let used = finding.used().iter().map(|used| {
            let (name, row) = (used.name(), used.row());
            format!("<a href=\"#figure-{name}\">{}</a>", escaped(&row.to_string()))
        });
        let steps: Vec<String> =
            finding.steps().iter().map(|step| both(&step.en, &step.zh)).collect();
        let wording = finding.wording();
        let cells = vec![
            escaped(&finding.id().to_string()),
            both(&wording.en.to_string(), &wording.zh.to_string()),
            verdict,
            steps.join("<br>"),
            used.collect::<Vec<_>>().join(" "),
        ];
        rows.push((!fails, (String::new(), cells)));
    }
    rows.sort_by_key(|(holds, _)| *holds);
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let heads = [
        ("id", "编号"),
        ("identity", "关系"),
        ("verdict", "结论"),
        ("computed", "计算"),
        ("figures", "指标"),
    ];
    sheet.table(&heads, &rows);
    sheet.end();
}
