//! The figures of the source documents, F01 to F72.
//!
//! Each row of the catalogue (seed-rules §7, with the corrections of its section 0) is
//! here with all its values; a row with several values is several figures. Three more
//! rows say how long a catalogue is said to be and how much of it was found in print.
//!
//! Periods are given in days where the document does: *to 24 Apr 2019* ends before
//! 2019-04-25. "In the past three years" has no first day, and so no days here.

use crate::base::day::Day;
use crate::base::period::{End, Period, Start};
use crate::base::text::{Code, Line};
use crate::day;
use crate::report::figures::{About, Figure, FigureTable, Number, Quantity, Unit};

/// A place: its name in English and in Chinese.
type PlaceName = (&'static str, &'static str);

/// A period: in words, its first day, the first day after it.
type Span = (&'static str, Option<Day>, Option<Day>);

/// Row of the catalogue, name, what it counts in English and in Chinese, quantity, unit,
/// row of the document.
type Row = (&'static str, &'static str, &'static str, &'static str, Quantity, Unit, &'static str);

const GANSU: PlaceName = ("Gansu", "甘肃省");
const LANZHOU: PlaceName = ("Lanzhou", "兰州市");
const JIUQUAN: PlaceName = ("Jiuquan", "酒泉市");
const HENAN: PlaceName = ("Henan", "河南省");
const CHENGGUAN: PlaceName = ("Chengguan", "兰州市城关区");
const ZHAOTONG: PlaceName = ("Zhaotong", "昭通市");

/// The document does not say.
const UNSTATED: Span = ("", None, None);
const THREE_YEARS: Span = ("3 years", None, None);
const IN_2018: Span = ("2018", Some(day!(2018, 1, 1)), Some(day!(2019, 1, 1)));
const IN_2019: Span = ("2019", Some(day!(2019, 1, 1)), Some(day!(2020, 1, 1)));
const IN_2020: Span = ("2020", Some(day!(2020, 1, 1)), Some(day!(2021, 1, 1)));
const FEB_APR_2019: Span = ("Feb, Apr 2019", None, None);
const MAY_2020: Span = ("May 2020", Some(day!(2020, 5, 1)), Some(day!(2020, 6, 1)));
const JUN_2020: Span = ("Jun 2020", Some(day!(2020, 6, 1)), Some(day!(2020, 7, 1)));
const TO_FEB_2019: Span = ("to Feb 2019", None, Some(day!(2019, 3, 1)));
const JUL_2018: Span = ("Jul 2018", Some(day!(2018, 7, 1)), Some(day!(2018, 8, 1)));
const STATIONED: Span = ("28 Aug to 28 Sep 2018", Some(day!(2018, 8, 28)), Some(day!(2018, 9, 29)));
const H2_2018: Span = ("H2 2018", Some(day!(2018, 7, 1)), Some(day!(2019, 1, 1)));
const ON_9_APR: Span = ("9 Apr 2019", Some(day!(2019, 4, 9)), Some(day!(2019, 4, 10)));
const TO_24_APR: Span = ("to 24 Apr 2019", None, Some(day!(2019, 4, 25)));

/// Exactly so many.
const fn n(number: u64) -> Quantity {
    Quantity::exact(Number::whole(number))
}

/// 余, 多: so many or more.
const fn more(number: u64) -> Quantity {
    Quantity::at_least(Number::whole(number))
}

/// Hundredths or tenths of a percent: `dec(843, 1)` is 84.3.
const fn dec(units: u64, decimals: u8) -> Quantity {
    Quantity::exact(Number::literal(units, decimals))
}

#[rustfmt::skip]
const ROWS: &[(PlaceName, Span, &[Row])] = &[
    (GANSU, THREE_YEARS, &[
        ("F01", "cases_filed", "cases filed", "立案查处案件", n(1_303), Unit::Case, "G01"),
        ("F02", "persons_handled", "persons handled", "处理处分人数", n(4_146), Unit::Person, "G07"),
        ("F03", "persons_handled_department_level", "of them at department level", "其中厅局级", n(3), Unit::Person, "G07"),
        ("F04", "persons_handled_county_level", "of them at county level", "其中县处级", n(229), Unit::Person, "G07"),
        ("F05", "persons_transferred", "persons transferred to justice", "移送司法机关人数", n(155), Unit::Person, "G07"),
        ("F06", "exposure_batches", "exposure batches", "通报曝光批次", n(113), Unit::Batch, "G05"),
        ("F07", "persons_exposed", "persons exposed", "通报曝光人数", n(688), Unit::Person, "G05"),
    ]),
    (GANSU, MAY_2020, &[
        ("F08", "inspected_cities", "cities and prefectures inspected", "专项巡视市州", n(14), Unit::UnitOfState, "G10"),
        ("F08", "inspected_new_areas", "new areas inspected", "专项巡视新区", n(1), Unit::UnitOfState, "G10"),
    ]),
    (GANSU, IN_2020, &[
        ("F09", "problems_corrected", "problems corrected under supervision", "督改问题", n(332), Unit::Problem, "G10"),
    ]),
    (GANSU, UNSTATED, &[
        ("F10", "screening_rounds", "rounds of case screening", "案件过筛轮次", n(2), Unit::Round, "G14"),
    ]),
    (GANSU, IN_2019, &[
        ("F11", "special_inspection_teams", "special inspection teams", "专项督查组", n(15), Unit::Team, "G23"),
    ]),
    (GANSU, FEB_APR_2019, &[
        ("F12", "one_on_one_rounds", "rounds of one-on-one supervision", "一对一督导轮次", n(2), Unit::Round, "G25"),
    ]),
    (GANSU, IN_2019, &[
        ("F13", "zero_breakthrough_units", "city organs with a first case", "实现零突破的市州纪委", n(5), Unit::UnitOfState, "G25"),
    ]),
    (GANSU, JUN_2020, &[
        ("F14", "point_to_point_teams", "point-to-point supervision teams", "点对点督导组", n(4), Unit::Team, "G26"),
        ("F14", "point_to_point_cases", "key cases supervised", "督导重点案件", n(6), Unit::Case, "G26"),
        ("F14", "point_to_point_places", "places of these cases", "重点案件所在地", n(5), Unit::Place, "G26"),
    ]),
    (GANSU, UNSTATED, &[
        ("F15", "surrender_notice_places", "places with a time-limited notice", "发布限期说明问题通告的地方", more(5), Unit::Place, "G31"),
        ("F16", "voluntary_surrenders", "persons who came forward", "主动投案人数", n(7), Unit::Person, "G31"),
        ("F17", "letters_sent", "two letters one notice, sent", "发出“两书一函”", n(1_496), Unit::Copy, "G34"),
        ("F17", "letters_rectified", "two letters one notice, rectified", "整改到位“两书一函”", n(1_496), Unit::Copy, "G34"),
    ]),
    (LANZHOU, UNSTATED, &[
        ("F18", "cases_investigated", "cases investigated", "查处案件", n(103), Unit::Case, "G29"),
        ("F18", "persons_investigated", "persons investigated", "查处人数", n(156), Unit::Person, "G29"),
        ("F19", "regulator_problems_solved", "problems found and solved by regulators", "行业主管部门发现解决问题", more(400), Unit::Problem, "G29"),
    ]),
    (JIUQUAN, UNSTATED, &[
        ("F20", "key_industries", "key industries", "重点行业", n(10), Unit::Industry, "G30"),
        ("F21", "violation_cases", "violation cases", "违法违规案件", n(532), Unit::Case, "G30"),
        ("F22", "fines", "fines", "罚款", n(830_000), Unit::Yuan, "G30"),
        ("F23", "funds_cleared", "unreasonable funds cleared", "清退不合理资金", n(34_220_000), Unit::Yuan, "G30"),
    ]),
    (HENAN, TO_FEB_2019, &[
        ("F24", "persons_rewarded", "persons rewarded", "奖励举报人数", n(271), Unit::Person, "H09"),
        ("F24", "rewards_paid", "rewards paid", "发放奖金", n(1_420_500), Unit::Yuan, "H09"),
    ]),
    (HENAN, IN_2018, &[
        ("F25", "reports_heard", "reports heard by the provincial leadership", "省委省政府听取汇报", n(8), Unit::Meeting, "H02"),
        ("F26", "leading_group_units", "member units of the leading group", "领导小组成员单位", n(35), Unit::UnitOfState, "H03"),
        ("F27", "working_groups", "working groups", "专项工作组", n(8), Unit::Group, "H04"),
        ("F28", "verification_team", "persons of the verification team", "线索核查专班人数", n(30), Unit::Person, "H11"),
        ("F28", "touring_supervision_teams", "touring supervision teams", "巡回督导组", n(6), Unit::Team, "H11"),
        ("F29", "clues_verified_closed", "clues verified and closed", "核查办结线索", n(25_806), Unit::Clue, "H13"),
        ("F30", "triad_type_orgs", "triad-type organizations", "黑社会性质组织", n(93), Unit::Gang, "H15"),
        ("F31", "evil_groups_and_gangs", "evil criminal groups and evil gangs", "恶势力犯罪集团和恶势力团伙", n(558), Unit::Gang, "H15"),
        ("F32", "suspects_captured", "suspects captured", "抓获犯罪嫌疑人", n(26_620), Unit::Person, "H15"),
        ("F33", "cases_solved", "cases solved", "破获案件", n(24_314), Unit::Case, "H15"),
        ("F34", "assets_seized", "assets seized", "查封扣押冻结资产", n(4_738_000_000), Unit::Yuan, "H15"),
        ("F35", "cases_prosecuted", "cases prosecuted", "提起公诉案件", n(570), Unit::Case, "H16"),
        ("F35", "persons_prosecuted", "persons prosecuted", "提起公诉人数", n(4_147), Unit::Person, "H16"),
        ("F36", "cases_accepted", "cases accepted by courts", "法院受理案件", n(446), Unit::Case, "H16"),
        ("F36", "persons_accepted", "persons accepted by courts", "法院受理人数", n(4_403), Unit::Person, "H16"),
        ("F37", "cases_judged", "cases with an effective judgment", "生效判决案件", n(106), Unit::Case, "H16"),
        ("F37", "persons_judged", "persons with an effective judgment", "生效判决人数", n(1_536), Unit::Person, "H16"),
    ]),
    (HENAN, JUL_2018, &[
        ("F38", "provincial_supervision_groups", "provincial supervision groups", "省督导调研组", n(18), Unit::Group, "H25"),
    ]),
    (HENAN, STATIONED, &[
        ("F39", "cities_visited", "cities visited", "走访省辖市", n(18), Unit::City, "H26"),
        ("F39", "counties_visited", "counties visited", "走访县市区", n(57), Unit::County, "H26"),
        ("F40", "docking_meetings", "docking meetings", "对接会", n(3), Unit::Meeting, "H26"),
        ("F40", "feedback_meetings", "feedback meetings", "反馈会", n(1), Unit::Meeting, "H26"),
        ("F41", "aspects", "aspects of the feedback", "反馈方面", n(6), Unit::Aspect, "H26"),
        ("F41", "problems", "problems handed over", "移交具体整改问题", n(91), Unit::Problem, "H26"),
        ("F42", "stationed_triad_type_orgs", "triad-type organizations, group stationed", "督导期间打掉涉黑组织", n(7), Unit::Gang, "H27"),
        ("F42", "stationed_evil_gangs", "evil gangs, group stationed", "督导期间打掉恶势力团伙", n(72), Unit::Gang, "H27"),
        ("F42", "stationed_suspects_captured", "suspects captured, group stationed", "督导期间抓获犯罪嫌疑人", n(646), Unit::Person, "H27"),
        ("F42", "stationed_cases_solved", "cases solved, group stationed", "督导期间破获案件", n(670), Unit::Case, "H27"),
        ("F43", "stationed_assets_seized", "assets seized, group stationed", "督导期间查封扣押冻结资产", n(1_051_000_000), Unit::Yuan, "H27"),
        ("F44", "stationed_surrenders", "persons surrendered, group stationed", "督导期间投案自首人数", n(66), Unit::Person, "H27"),
    ]),
    (HENAN, IN_2018, &[
        ("F45", "rectification_tasks", "rectification tasks in the ledger", "台账整改任务", n(25), Unit::Task, "H28"),
        ("F45", "rectification_items", "rectification items in the ledger", "台账整改事项", n(64), Unit::Item, "H28"),
    ]),
    (HENAN, H2_2018, &[
        ("F46", "satisfaction", "satisfaction with the results", "群众满意度", dec(9_307, 2), Unit::Percent, "H29"),
        ("F46", "satisfaction_rise", "rise on the first half of the year", "比上半年提高", dec(402, 2), Unit::PercentagePoint, "H29"),
    ]),
    (HENAN, IN_2018, &[
        ("F47", "sand_sites", "illegal sand sites banned", "取缔非法采砂场", n(686), Unit::Site, "H20"),
        ("F47", "sand_machines", "sand machines destroyed", "销毁采砂机具", n(2_030), Unit::Machine, "H20"),
        ("F47", "sand_cases", "sand cases", "涉砂案件", n(196), Unit::Case, "H20"),
        ("F47", "sand_months", "months of the sand action", "采砂整治行动时长", n(4), Unit::Month, "H20"),
    ]),
    (CHENGGUAN, UNSTATED, &[
        ("F48", "committee_members_screened", "committee members screened", "过筛“两委”成员", n(3_160), Unit::Person, "C10"),
        ("F49", "followed_evil_gang_cases", "evil-gang cases followed", "跟进恶势力团伙案", n(16), Unit::Case, "C12"),
        ("F49", "followed_village_bully_cases", "village-bully cases followed", "跟进“村霸”案", n(1), Unit::Case, "C12"),
        ("F50", "signed_off_cases", "cases signed off", "签字背书案件", n(14), Unit::Case, "C12"),
        ("F50", "retraced_cases", "cases retraced", "回溯核查案件", n(2), Unit::Case, "C12"),
        ("F51", "streets_talked_to", "streets talked to", "约谈街道", n(12), Unit::UnitOfState, "C17"),
        ("F51", "departments_talked_to", "departments talked to", "约谈部门单位", n(12), Unit::UnitOfState, "C17"),
        ("F52", "clues_accepted", "clues accepted", "受理问题线索", n(140), Unit::Clue, "C18"),
        ("F53", "completion_rate", "completion of clue verification", "线索核查办结率", n(100), Unit::Percent, "C18"),
        ("F53", "named_reply_rate", "replies to named reporters", "实名举报人答复率", n(100), Unit::Percent, "C18"),
        ("F53", "reply_satisfaction", "satisfaction after the reply", "答复后满意率", dec(843, 1), Unit::Percent, "C18"),
        ("F54", "rectification_measures", "rectification measures", "整改措施", n(23), Unit::Measure, "C19"),
        ("F55", "clues_verified_closed", "clues verified and closed", "初核了结线索", n(99), Unit::Clue, "C22"),
        ("F56", "gang_cases_filed", "cases filed, gang-related", "以涉黑涉恶问题立案", n(11), Unit::Case, "C22"),
        ("F56", "gang_persons_sanctioned", "persons sanctioned, gang-related", "涉黑涉恶问题处分", n(21), Unit::Person, "C22"),
        ("F56", "gang_persons_organizational", "organizational handling, gang-related", "涉黑涉恶问题组织处理", n(19), Unit::Person, "C22"),
        ("F57", "other_cases_filed", "cases filed, other problems", "其他问题立案", n(8), Unit::Case, "C22"),
        ("F57", "other_persons_sanctioned", "persons sanctioned, other problems", "其他问题处分", n(9), Unit::Person, "C22"),
        ("F57", "other_persons_organizational", "organizational handling, other problems", "其他问题组织处理", n(4), Unit::Person, "C22"),
        ("F58", "transferred_for_prosecution", "persons transferred for prosecution", "移送审查起诉", n(13), Unit::Person, "C22"),
        ("F59", "key_departments", "departments of key industries", "重点行业主管部门", n(11), Unit::Department, "C25"),
        ("F60", "covert_teams", "covert visit teams", "暗访组", n(4), Unit::Team, "C25"),
        ("F60", "shops_visited", "shops visited", "暗访门店", more(2_300), Unit::Shop, "C25"),
        ("F60", "persons_phoned", "persons phoned", "电话随机暗访", more(200), Unit::Person, "C25"),
        ("F60", "forums", "forums held", "召开座谈会", n(6), Unit::Event, "C25"),
        ("F60", "evaluators", "satisfaction evaluators", "满意度测评", n(774), Unit::PersonTime, "C25"),
        ("F61", "industry_cases_filed", "cases filed in key industries", "重点行业领域立案", n(38), Unit::Case, "C26"),
        ("F61", "industry_persons_sanctioned", "persons sanctioned in key industries", "重点行业领域政务处分", n(26), Unit::Person, "C26"),
        ("F61", "industry_persons_organizational", "organizational handling in key industries", "重点行业领域组织处理", n(2), Unit::Person, "C26"),
        ("F62", "test_takers", "test takers", "参加测试人数", more(12_200), Unit::Person, "C27"),
        ("F62", "handbooks", "handbooks handed out", "发放手册", n(3_000), Unit::Copy, "C27"),
        ("F62", "public_notices", "notices handed out", "发放通告", n(1_400), Unit::Copy, "C27"),
        ("F62", "quiz_issues", "issues of the quiz", "应知应会期数", n(12), Unit::Issue, "C27"),
    ]),
    (ZHAOTONG, TO_24_APR, &[
        ("F63", "persons_filed", "persons filed", "立案人数", n(87), Unit::Person, "Z06"),
        ("F64", "persons_filed_increase", "increase since the group was stationed", "比督导组进驻时多立", n(11), Unit::Person, "Z06"),
        ("F65", "persons_sanctioned", "persons sanctioned", "党纪政务处分", n(21), Unit::Person, "Z06"),
        ("F65", "persons_organizational", "organizational handling and accountability", "组织处理、问责处理", n(17), Unit::Person, "Z06"),
        ("F65", "persons_transferred", "persons transferred to justice", "移送司法机关", n(3), Unit::Person, "Z06"),
        ("F66", "persons_detained", "persons in liuzhi", "留置人数", n(5), Unit::Person, "Z07"),
    ]),
    (ZHAOTONG, ON_9_APR, &[
        ("F67", "clues_assessed", "clues whose assessment was begun", "启动全面评估线索", n(279), Unit::Clue, "Z11"),
    ]),
    (ZHAOTONG, TO_24_APR, &[
        ("F68", "cases_level_raised", "cases level-raised", "提级办理案件", n(5), Unit::Case, "Z11"),
        ("F68", "cases_key_supervised", "cases under key supervision", "重点督办案件", n(2), Unit::Case, "Z11"),
        ("F69", "closed_clues_rechecked", "closed clues rechecked", "复盘复查已结线索", n(44), Unit::Clue, "Z11"),
        ("F70", "task_forces", "task forces", "专案组", n(11), Unit::Team, "Z14"),
        ("F70", "cadres", "cadres brought together", "整合纪检监察干部", more(300), Unit::Person, "Z14"),
        ("F71", "central_clues", "clues from the central group", "中央督导组转办线索", n(9), Unit::Clue, "Z17"),
        ("F71", "central_clues_level_raised", "of them level-raised", "其中提级办理", n(3), Unit::Clue, "Z17"),
        ("F71", "central_clues_key_supervised", "of them under key supervision", "其中重点督办", n(6), Unit::Clue, "Z17"),
    ]),
    (ZHAOTONG, UNSTATED, &[
        ("F72", "counties", "counties, cities, districts", "县（市、区）", n(11), Unit::UnitOfState, "Z16"),
    ]),
    // How long a catalogue is said to be, and how much of it was found in print.
    (CHENGGUAN, UNSTATED, &[
        ("C14", "key_case_kinds", "kinds of key cases, stated", "“四类”案件种类", n(4), Unit::Kind, "C14"),
        ("C14", "key_case_kinds_named", "kinds of key cases, named", "文中写明的种类", n(2), Unit::Kind, "C14"),
        ("C15", "umbrella_types", "types of umbrella, stated", "“保护伞”类型", n(15), Unit::Kind, "C15"),
        ("C15", "umbrella_types_named", "types of umbrella, names found", "已见名称的类型", n(9), Unit::Kind, "law-context 4.1"),
    ]),
    (ZHAOTONG, UNSTATED, &[
        ("Z01", "umbrella_situations", "situations of umbrella, stated", "“保护伞”情形", n(13), Unit::Kind, "Z01"),
        ("Z01", "umbrella_situations_named", "situations of umbrella, texts found", "已见文本的情形", n(0), Unit::Kind, "law-context 4.2"),
    ]),
];

/// The figures of the source documents, in the order of their rows.
///
/// The same table at each call. Rows F01 to F72 are seed-rules §7; C14, C15 and Z01
/// state the length of a catalogue.
#[must_use]
pub fn published() -> FigureTable {
    let figures = ROWS
        .iter()
        .flat_map(|(place, span, rows)| rows.iter().map(move |row| figure(*place, *span, row)));
    FigureTable::indexed(figures.collect())
}

/// One figure from one row.
fn figure(place: PlaceName, span: Span, row: &Row) -> Figure {
    let (number, name, label, label_term, quantity, unit, source) = row;
    let (text, from, until) = span;
    let about = About {
        place_term: Some(Line::literal(place.1)),
        period_text: (!text.is_empty()).then(|| Line::literal(text)),
        period: days(from, until),
        label: Some(Line::literal(label)),
        label_term: Some(Line::literal(label_term)),
        source: Some(Line::literal(source)),
    };
    let key = (Line::literal(number), Line::literal(place.0), Code::literal(name));
    Figure::literal(key, *quantity, unit.clone(), about)
}

/// The period, if at least one end is a day.
fn days(from: Option<Day>, until: Option<Day>) -> Option<Period> {
    let start = from.map_or(Start::Unknown, Start::On);
    let end = until.map_or(End::Unknown, End::Before);
    (from.is_some() || until.is_some()).then(|| Period::new(start, end).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::figures::FigureDraft;

    #[test]
    fn every_row_of_the_catalogue_is_there() {
        let table = published();
        let found: BTreeSet<String> =
            table.figures().iter().map(|figure| figure.row().to_string()).collect();
        let mut wanted: BTreeSet<String> = (1..=72).map(|row| format!("F{row:02}")).collect();
        wanted.extend(["C14", "C15", "Z01"].map(String::from));
        assert_eq!(found, wanted);
    }

    /// A literal that the door would refuse, or would read as something else, stands out.
    #[test]
    fn every_literal_passes_the_door() {
        for figure in published().figures() {
            let draft = FigureDraft::from(figure.clone());
            assert_eq!(draft.check().as_ref(), Ok(figure), "{draft:?}");
            assert!(figure.label_term().is_some() && figure.source().is_some());
        }
        let again = FigureTable::new(published().figures().to_vec()).unwrap();
        assert_eq!(again, published());
    }

    /// Identities find a figure by place and name alone.
    #[test]
    fn place_and_name_are_enough() {
        let table = published();
        for figure in table.figures() {
            let (place, name) = (figure.place().as_str(), figure.name().as_str());
            assert_eq!(table.find(place, name).count(), 1, "{name}@{place}");
        }
    }

    #[test]
    fn spot_rows() {
        let table = published();
        for (row, name, value, unit) in [
            ("F02", "persons_handled", "4,146", "person"),
            ("F08", "inspected_new_areas", "1", "unit"),
            ("F14", "point_to_point_places", "5", "place"),
            ("F15", "surrender_notice_places", "≥5", "place"), // section 0: and others
            ("F24", "rewards_paid", "1,420,500", "yuan"),
            ("F34", "assets_seized", "4,738,000,000", "yuan"),
            ("F35", "persons_prosecuted", "4,147", "person"),
            ("F46", "satisfaction", "93.07", "percent"),
            ("F46", "satisfaction_rise", "4.02", "percentage point"),
            ("F53", "reply_satisfaction", "84.3", "percent"),
            ("F59", "key_departments", "11", "department"), // section 0: 主管部门
            ("F60", "shops_visited", "≥2,300", "shop"),
            ("F60", "forums", "6", "event"), // section 0: 场(次)
            ("F60", "evaluators", "774", "person time"), // section 0: 人(次)
            ("F62", "test_takers", "≥12,200", "person"),
            ("F70", "cadres", "≥300", "person"),
        ] {
            let figure = table.get(row, name).unwrap();
            assert_eq!(figure.quantity().to_string(), value, "{row} {name}");
            assert_eq!(figure.unit().to_string(), unit, "{row} {name}");
        }
    }

    /// Section 0: the assessment began on 9 April; 5, 2 and 44 are as of 24 April.
    #[test]
    fn zhaotong_dates() {
        let table = published();
        let until = |row, name| table.get(row, name).unwrap().period().unwrap().end();
        assert_eq!(until("F67", "clues_assessed"), End::Before(day!(2019, 4, 10)));
        for (row, name) in [("F68", "cases_level_raised"), ("F69", "closed_clues_rechecked")] {
            assert_eq!(until(row, name), End::Before(day!(2019, 4, 25)));
        }
    }
}
