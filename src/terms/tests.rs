use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;

/// What every list's type must hold.
trait Tested: TermList + Clone + Debug + Display + Ord + Serialize + DeserializeOwned {}

impl<T: TermList + Clone + Debug + Display + Ord + Serialize + DeserializeOwned> Tested for T {}

/// Calls a generic check for the type of every list.
macro_rules! for_every_list {
    ($check:ident) => {
        every_list!(call_each[$check()])
    };
    ($check:ident, $argument:expr) => {
        every_list!(call_each[$check($argument)])
    };
}

macro_rules! call_each {
    ([$check:ident $arguments:tt] $($file:ident :: $name:ident),+ $(,)?) => {
        $($check::<$file::$name> $arguments;)+
    };
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn is_snake_case(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !code.ends_with('_')
        && !code.contains("__")
}

/// `HoldPending` → `hold_pending`, `Hotline24h` → `hotline24h`.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[test]
fn words_are_filled_in_and_unique_within_their_list() {
    for list in glossary() {
        let mut seen: [BTreeSet<&str>; 3] = Default::default();
        assert!(list.term().contains(is_han) && !list.english().is_empty(), "{}", list.name());
        for entry in list.entries() {
            let place = format!("{} {}", list.name(), entry.code());
            assert!(is_snake_case(entry.code()), "{place}");
            assert!(entry.code().len() <= crate::base::text::Code::MAX_CHARS, "{place}");
            assert!(entry.term().contains(is_han), "{place}");
            assert!(entry.english().is_ascii() && !entry.english().is_empty(), "{place}");
            assert_eq!(entry.english(), entry.english().trim_end_matches('.').trim(), "{place}");
            for (words, word) in seen.iter_mut().zip([entry.code(), entry.term(), entry.english()])
            {
                assert!(words.insert(word), "{place}: {word} stands twice");
            }
        }
    }
}

/// The catalogue's rows, by letter: how many there are.
const ROWS: [(char, u8, u8); 5] =
    [('G', 1, 35), ('H', 0, 30), ('C', 1, 29), ('N', 1, 20), ('Z', 0, 17)];

#[test]
fn every_word_names_a_row_of_the_catalogue_or_a_document() {
    let is_row = |place: &str| {
        let mut chars = place.chars();
        let letter = chars.next();
        let number = chars.as_str();
        number.len() == 2
            && number.parse::<u8>().is_ok_and(|n| {
                ROWS.iter().any(|(c, from, to)| Some(*c) == letter && (*from..=*to).contains(&n))
            })
    };
    // What is no row is the name of a document, so it holds a space.
    for list in glossary() {
        let places = list.entries().iter().flat_map(|entry| entry.rows()).chain(list.rows());
        for place in places {
            assert!(is_row(place) || place.contains(' '), "{}: {place}", list.name());
        }
        assert!(list.entries().iter().all(|entry| !entry.rows().is_empty()), "{}", list.name());
    }
}

#[test]
fn lists_have_different_names_and_stand_by_file() {
    let mut names = BTreeSet::new();
    let mut files: Vec<&str> = Vec::new();
    for list in glossary() {
        assert!(names.insert(list.name()), "{} stands twice", list.name());
        if files.last() != Some(&list.file()) {
            assert!(!files.contains(&list.file()), "{} is torn apart", list.file());
            files.push(list.file());
        }
    }
}

/// A list that is written in a file and left out of the glossary is found here.
#[test]
fn every_list_of_every_file_is_in_the_glossary() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/terms");
    let mut written: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let names = text.lines().filter(|line| line.starts_with("    pub enum ")).map(|line| {
            line.trim_start_matches("    pub enum ").split(':').next().unwrap().to_owned()
        });
        let names: Vec<String> = names.collect();
        if !names.is_empty() && stem != "macros" {
            written.insert(stem, names);
        }
    }
    let mut listed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for list in glossary() {
        listed.entry(list.file().to_owned()).or_default().push(list.name().to_owned());
    }
    assert_eq!(written, listed);
}

fn codes_are_the_names_of_the_variants<T: Tested>() {
    for word in T::all() {
        assert_eq!(word.code(), snake_case(&format!("{word:?}")), "{}", T::LIST.name());
    }
}

#[test]
fn codes_follow_names() {
    for_every_list!(codes_are_the_names_of_the_variants);
}

fn every_word_survives_a_round_trip<T: Tested>() {
    let entries = T::LIST.entries();
    assert_eq!(T::all().len(), entries.len());
    for (word, entry) in T::all().into_iter().zip(entries) {
        let said = [word.code(), word.term(), word.english()];
        assert_eq!(said, [entry.code(), entry.term(), entry.english()]);
        assert_eq!(word.rows(), entry.rows());
        assert_eq!(word.to_string(), entry.english());
        assert_eq!(format!("{word:>90}").len(), 90.max(entry.english().len()), "padded");
        let json = serde_json::to_string(&word).unwrap();
        assert_eq!(json, format!("\"{}\"", entry.code()));
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), word);
        assert_eq!(T::from_code(entry.code()).as_ref(), Ok(&word));
    }
}

#[test]
fn words_survive_round_trips() {
    for_every_list!(every_word_survives_a_round_trip);
}

#[test]
fn words_serve_as_keys_of_maps() {
    let counts = BTreeMap::from([(office::Level::City, 14), (office::Level::County, 57)]);
    let json = serde_json::to_string(&counts).unwrap();
    assert_eq!(json, r#"{"county":57,"city":14}"#, "in the order of levels");
    let back: BTreeMap<office::Level, u32> = serde_json::from_str(&json).unwrap();
    assert_eq!(back, counts);
}

fn declared_order_is_the_order<T: Tested>() {
    assert!(T::all().is_sorted(), "{}", T::LIST.name());
}

#[test]
fn order_is_as_declared() {
    for_every_list!(declared_order_is_the_order);
    assert!(office::Level::Township < office::Level::County);
    assert!(office::Rank::VillageLevel < office::Rank::SectionDeputy);
    assert!(gang::GangTier::EvilGang < gang::GangTier::EvilCriminalGroup);
    assert!(gang::GangTier::EvilCriminalGroup < gang::GangTier::TriadType);
}

#[test]
fn a_closed_list_says_what_it_allows() {
    let refused = office::Level::from_code("moon").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "unknown level \"moon\": allowed are township, county, city, province, central"
    );
    let read = serde_json::from_str::<handling::Disposition>("\"forget\"").unwrap_err();
    assert_eq!(
        read.to_string(),
        "unknown disposition \"forget\": allowed are talk_or_inquiry, preliminary_verification, \
         hold_pending, close at line 1 column 8"
    );
}

#[test]
fn what_cannot_be_a_code_is_refused_without_repeating_it() {
    let cases = [
        ("", "level: code is empty"),
        ("甲某", "level: code contains '甲' at character 0"),
        ("County", "level: code contains 'C' at character 0"),
        (" county", "level: code contains ' ' at character 0"),
        ("county\n", "level: code contains '\\n' at character 6"),
        ("cou\u{202e}nty", "level: code contains '\\u{202e}' at character 3"),
    ];
    for (code, sentence) in cases {
        assert_eq!(office::Level::from_code(code).unwrap_err().to_string(), sentence);
    }
    for code in [" village", "village ", "村霸", "", "a b"] {
        assert!(gang::LocalBully::from_code(code).is_err(), "{code:?}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let read = serde_json::from_str::<office::Level>("5").unwrap_err().to_string();
    assert_eq!(read, "invalid type: integer `5`, expected code (level) at line 1 column 1");
    for json in ["null", "[]", "{}", "true", "[\"county\"]", "{\"county\":null}"] {
        assert!(serde_json::from_str::<office::Level>(json).is_err(), "{json}");
        assert!(serde_json::from_str::<gang::LocalBully>(json).is_err(), "{json}");
    }
}

#[test]
fn long_codes_are_refused_by_their_length() {
    let json = format!("\"{}\"", "a".repeat(65));
    let closed = serde_json::from_str::<office::Level>(&json).unwrap_err().to_string();
    let open = serde_json::from_str::<gang::LocalBully>(&json).unwrap_err().to_string();
    assert!(closed.starts_with("65 bytes where at most 64 are allowed for code (level)"));
    assert!(open.starts_with("65 bytes where at most 64 are allowed for code (local bully)"));
    assert!(gang::LocalBully::from_code(&"a".repeat(65)).is_err());
    assert!(gang::LocalBully::from_code(&"a".repeat(64)).is_ok());
}

/// Reads a code into an open list and writes it back.
fn open_lists_keep<T: Tested>(code: &str) {
    let json = format!("\"{code}\"");
    if T::LIST.is_open() {
        let word: T = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&word).unwrap(), json);
        assert_eq!(word.code(), code);
        let known = T::LIST.entries().iter().any(|entry| entry.code() == code);
        assert_eq!(T::all().contains(&word), known, "{}: {code}", T::LIST.name());
        if !known {
            assert_eq!([word.term(), word.english()], [code, code]);
            assert!(word.rows().is_empty());
            assert!(T::all().iter().all(|listed| *listed < word), "unlisted words come last");
        }
    } else {
        let known = T::LIST.entries().iter().any(|entry| entry.code() == code);
        assert_eq!(serde_json::from_str::<T>(&json).is_ok(), known);
    }
}

/// A listed code never hides in `Other`, and an unlisted one is never lost.
#[test]
fn each_list_reads_the_codes_of_all_lists() {
    for list in glossary() {
        for entry in list.entries() {
            for_every_list!(open_lists_keep, entry.code());
        }
    }
}

proptest! {
    #[test]
    fn any_code_survives_in_open_lists(code in "[a-z0-9_./-]{1,64}") {
        for_every_list!(open_lists_keep, &code);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}") {
        let json = serde_json::to_string(&text).unwrap();
        let read = serde_json::from_str::<gang::LocalBully>(&json);
        prop_assert_eq!(read.is_ok(), gang::LocalBully::from_code(&text).is_ok());
        if let Ok(word) = read {
            prop_assert_eq!(word.code(), text);
        }
    }
}

#[test]
fn steps_of_levels_are_inverse() {
    for (place, level) in office::Level::ALL.into_iter().enumerate() {
        assert_eq!(level.above(), office::Level::ALL.get(place + 1).copied());
        assert_eq!(level.below(), place.checked_sub(1).map(|below| office::Level::ALL[below]));
    }
}

#[test]
fn ladder_of_posts_has_ten_steps_in_five_bands() {
    let steps: Vec<u8> = office::Rank::ALL.into_iter().filter_map(office::Rank::step).collect();
    assert_eq!(steps, (1..=10).collect::<Vec<_>>());
    for rank in office::Rank::ALL {
        let Some(band) = rank.band() else {
            assert!(rank.step().is_none());
            continue;
        };
        assert!(rank.term().starts_with(band.term()), "{} in {}", rank.term(), band.term());
    }
}

/// C14: four kinds; the source names two of them, the other two are a reading.
#[test]
fn c14_four_kinds_of_gang_cases() {
    let entries = gang::GangKind::LIST.entries();
    let stated = |stated: bool| {
        let those = entries.iter().filter(move |entry| entry.is_reading() != stated);
        those.map(Entry::term).collect::<Vec<_>>()
    };
    assert_eq!(stated(true), ["恶势力团伙", "村霸"]);
    assert_eq!(stated(false), ["黑社会性质组织", "恶势力犯罪集团"]);
}

/// A label is no tier, and every tier is one of the kinds.
#[test]
fn tiers_are_the_kinds_without_the_label() {
    let tiers: BTreeSet<_> =
        gang::GangKind::ALL.into_iter().filter_map(gang::GangKind::tier).collect();
    assert_eq!(tiers, BTreeSet::from(gang::GangTier::ALL));
    for kind in gang::GangKind::ALL {
        if let Some(tier) = kind.tier() {
            assert_eq!([tier.code(), tier.term()], [kind.code(), kind.term()]);
        }
    }
}

/// The terms of a list that come from a row or article, in order.
fn words(list: &str, place: &str) -> Vec<&'static str> {
    let list = glossary().iter().find(|known| known.name() == list);
    let entries = list.map_or(&[][..], |list| list.entries());
    entries.iter().filter(|entry| entry.rows().contains(&place)).map(Entry::term).collect()
}

/// G06: what the campaign is aimed at.
#[test]
fn g06_targets_of_the_campaign() {
    assert_eq!(words("TargetKind", "G06"), ["涉黑涉恶", "腐败", "保护伞", "关系网"]);
    assert_eq!(words("CampaignPeriod", "G06"), ["专项斗争"]);
}

/// H30: the lines of work of 2019, and the three ways to act early.
#[test]
fn h30_lines_of_work() {
    assert_eq!(words("WorkLine", "H30"), ["打黑", "除恶", "打伞", "治乱"]);
    assert_eq!(words("EarlyAction", "H30"), ["打早打小", "防早防小", "治早治小"]);
}

/// G11: letter, visit, internet and phone are one channel; H08, C07 and N07 add theirs.
#[test]
fn g11_four_channels_in_one() {
    let four: String = report::Channel::FOUR_IN_ONE.iter().map(report::Channel::term).collect();
    assert_eq!(four, "信访网电");
    assert_eq!(words("Channel", "G11").concat(), four);
}

/// The words that the rows state, as they state them and in their order.
#[rustfmt::skip]
const STATED: &[(&str, &str, &[&str])] = &[
    ("G01", "IssueKind", &["涉黑涉恶腐败", "保护伞"]),
    ("G02", "CaseDifficulty", &["一般案件", "钉子案"]),
    ("G07", "RankBand", &["县处级", "厅局级"]),
    ("G08", "DocumentKind", &["时间表", "路线图"]),
    ("G10", "CheckedResponsibility", &["主体责任", "监督责任"]),
    ("C09", "FindingStep", &["向党委提交整改报告", "督促职能部门", "开展“回头看”"]),
    ("G12", "SweepPart", &["大起底", "大排查", "大核查"]),
    ("G17", "Department", &["党风政风监督室"]),
    ("G18", "Linkage", &["纵向一体"]),
    ("G19", "Cooperation", &["线索双向移送", "集中会商", "结果反馈"]),
    ("G20", "Cooperation", &["双专班"]),
    ("G22", "SupervisionMeasure", &["调研督导", "专项督查", "专题督办"]),
    ("G28", "LocalBully", &["村霸", "矿霸", "市霸", "行霸"]),
    ("G30", "IndustryChaos", &["套路贷", "电信诈骗", "制假售假", "无证采伐", "医疗乱象"]),
    ("G31", "ComingForward", &["主动投案", "向组织说明问题"]),
    ("G33", "ProposalKind", &["纪律检查建议书", "监察建议书", "廉政风险提示函"]),
    ("G33", "GovernanceMeasure", &["市场准入", "规范管理", "动态监测", "日常监管"]),
    ("H01", "RectificationMode", &["边督边改", "立行立改"]),
    ("H04", "WorkingGroupField",
        &["宣传发动", "线索核查", "依法打击", "深挖保护伞", "基层组织建设", "重点行业治理"]),
    ("H05", "Part",
        &["党委统一领导", "政法委组织协调", "政法机关密切配合", "成员单位和社会各界参与"]),
    ("H08", "Channel", &["24小时举报热线", "举报信箱", "电子邮箱", "微信公众号"]),
    ("H12", "HandlingMode", &["提级核查", "异地核查"]),
    ("H15", "GangTier", &["恶势力团伙", "恶势力犯罪集团", "黑社会性质组织"]),
    ("H16", "CriminalStage", &["提起公诉", "法院受理", "生效判决"]),
    ("H17", "TwoAlls", &["一律深挖背后腐败", "一律一查到底"]),
    ("H23", "WeakVillageMeasure", &["派驻整改工作队", "县级领导干部一对一包联"]),
    ("H26", "SupervisionAspect",
        &["政治站位", "依法严惩", "综合治理", "深挖彻查", "组织建设", "组织领导"]),
    ("H28", "LedgerField", &["整改措施", "责任单位", "责任人"]),
    ("H28", "ProblemStep", &["梳理", "分解", "立项"]),
    ("C05", "InstitutionArea", &["组织领导", "日常监督", "协同联动", "规范处置"]),
    ("C06", "ProblemClass",
        &["涉黑涉恶腐败", "充当黑恶势力保护伞", "推动扫黑除恶专项斗争工作不力"]),
    ("C07", "Channel", &["反映点", "举报箱", "下访", "接访"]),
    ("C08", "DataRhythm", &["每周", "每月"]),
    ("C10", "ScreeningQuestion", &["是否受过刑事处罚", "是否涉黑涉恶", "是否违纪违法"]),
    ("C10", "Eligibility", &["符合任职资格", "不符合任职资格"]),
    ("C11", "FollowUpStage", &["侦查", "审查起诉", "审理"]),
    ("C12", "Signatory", &["跟进人员", "分管领导", "主要领导"]),
    ("C16", "FailureAttitude", &["不愿打", "不敢打", "不真打"]),
    ("C16", "AccountabilityGround", &["不担当", "不作为", "责任落实不力"]),
    ("C17", "TalkGround", &["思想认识不到位", "安排部署不到位", "问题排摸零线索"]),
    ("C19", "LedgerField", &["整改措施", "责任单位", "责任领导", "整改时限"]),
    ("C21", "DifficultyTrait", &["能量大", "根基深", "关系网复杂"]),
    ("C22", "FilingResult", &["以涉黑涉恶问题立案", "其他问题立案", "初核了结"]),
    ("C22", "PersonOutcome", &["党纪政务处分", "组织处理", "移送审查起诉"]),
    ("C23", "FileItem",
        &["权利义务告知书", "谈话安全承诺书", "程序审批手续", "领导签字", "同步录音录像"]),
    ("C28", "FiveWorks", &["整改落实", "办案攻坚", "案卷过筛", "行业整治", "宣传教育"]),
    ("N03", "CampaignPeriod", &["常态化"]),
    ("N05", "ClueSource", &["一线调研"]),
    ("N06", "ClueSource", &["暗访", "大数据分析"]),
    ("N07", "Channel", &["码上监督", "扫码举报"]),
    ("N09", "ClueSource",
        &["司法机关移送", "行政执法机关移送", "巡视巡察移交", "审计移交"]),
    ("N11", "MisconductKind", &["贪污侵占", "截留挪用", "虚报冒领", "优亲厚友"]),
    ("N12", "RiskPoint", &["重点项目", "重大资金", "重要环节"]),
    ("N13", "LocalBully", &["村霸", "街霸", "矿霸"]),
    ("N17", "WorkPhase", &["监督", "办案", "整改", "治理"]),
    ("N18", "DocumentKind", &["小微权力清单"]),
    ("N19", "CaseEffect", &["查处一案", "警示一片", "治理一域"]),
    ("Z02", "ThreeChecks", &["查黑恶犯罪", "查关系网、保护伞", "查责任落实不到位"]),
    ("Z03", "UmbrellaKind", &["官伞", "警伞", "庸伞", "懒伞"]),
    ("Z05", "ProtectionForm", &["硬保护", "软保护"]),
    ("Z06", "PersonOutcome", &["党纪政务处分", "组织处理", "问责处理", "移送司法机关"]),
    ("Z07", "System", &["国土", "政法", "交通运输", "招商", "铁建办", "乡镇党委政府"]),
    ("Z08", "PersonalDuty",
        &["重要工作亲自安排部署", "重要案件亲自批示督办", "重大问题亲自牵头研究", "重点环节亲自过问协调"]),
    ("Z09", "MeetingKind", &["专题会", "推进会", "碰头会", "汇报会"]),
    ("Z10", "NoPass", &["线索摸排不到位", "排查不到位", "线索泄密", "保护伞深挖处理不到位"]),
    ("Z11", "HandlingMode", &["常规办理", "直查直办", "提级办理", "重点督办"]),
    ("Z13", "TransferDuty", &["通报", "移交"]),
    ("Z14", "TaskForceKind", &["专案领导组", "专案组"]),
    ("Z15", "Synchrony", &["同步立案", "同步调查", "同向发力"]),
    ("Anti-Organized Crime Law 2022 art. 50", "UmbrellaConduct", &[
        "组织、领导、参加有组织犯罪活动", "为有组织犯罪组织及其犯罪活动提供帮助",
        "包庇有组织犯罪组织、纵容有组织犯罪活动", "在查办有组织犯罪案件工作中失职渎职",
        "利用职权或者职务上的影响干预反有组织犯罪工作", "其他涉有组织犯罪的违法犯罪行为",
    ]),
    ("Report and Accusation Rules 2020 art. 17", "Disposition",
        &["谈话函询", "初步核实", "暂存待查", "予以了结"]),
    ("Criminal Law art. 294(5)", "TriadFeature",
        &["组织特征", "经济特征", "行为特征", "危害性特征"]),
    ("Party Discipline Regulation 2018", "PartySanction",
        &["警告", "严重警告", "撤销党内职务", "留党察看", "开除党籍"]),
    ("Public Sanctions Law 2020 art. 7", "PublicSanction",
        &["警告", "记过", "记大过", "降级", "撤职", "开除"]),
    ("Public Sanctions Law 2020 art. 12", "SoftForm", &["谈话提醒", "批评教育", "责令检查", "诫勉"]),
    ("Civil Servants Law 2018 art. 19", "Grade", &[
        "二级科员", "一级科员", "四级主任科员", "三级主任科员", "二级主任科员", "一级主任科员",
        "四级调研员", "三级调研员", "二级调研员", "一级调研员", "二级巡视员", "一级巡视员",
    ]),
    ("Four forms of supervision and discipline", "FourForms",
        &["第一种形态", "第二种形态", "第三种形态", "第四种形态"]),
    ("Accountability Regulation 2019", "OrganAccountability", &["检查", "通报", "改组"]),
    ("Accountability Regulation 2019", "LeaderAccountability",
        &["通报", "诫勉", "组织调整或者组织处理", "纪律处分"]),
];

#[test]
fn rows_have_their_words() {
    for (row, list, terms) in STATED {
        assert_eq!(words(list, row), *terms, "{row} in {list}");
    }
}

/// Section 0 of the catalogue and the sources: lists that end in "and others" are open.
#[test]
fn what_the_source_leaves_open_is_open() {
    let open = ["ScreeningQuestion", "FileItem", "System", "WorkingGroupField", "MisconductKind"];
    let closed =
        ["Disposition", "UmbrellaConduct", "NoPass", "TwoAlls", "Signatory", "PartySanction"];
    for list in glossary() {
        assert!(!open.contains(&list.name()) || list.is_open(), "{}", list.name());
        assert!(!closed.contains(&list.name()) || !list.is_open(), "{}", list.name());
    }
}

/// What the catalogue marks as our reading or as garbled says so in the list.
#[test]
fn readings_are_marked() {
    let marked = |name: &str| {
        let list = glossary().iter().find(|list| list.name() == name).unwrap();
        let readings = list.entries().iter().filter(|entry| entry.is_reading());
        readings.map(Entry::code).collect::<Vec<_>>()
    };
    assert_eq!(marked("MisconductKind").len(), 4, "N11 is garbled");
    assert_eq!(marked("PickUpRule").len(), 2, "C04 is open between two readings");
    assert_eq!(marked("TransferReading").len(), 2, "Z13 likewise");
    assert_eq!(marked("FiveWorks").len(), 5, "C28 is read from the order of the text");
    assert_eq!(marked("SupervisionMeasure"), ["special_inspection", "special_urging"], "G22");
    assert_eq!(marked("ThreeChecks"), ["gang_crime"], "Z02 names the other two");
    assert_eq!(marked("SweepPart").len(), 3, "G12");
    assert_eq!(marked("UmbrellaConduct"), [""; 0], "art. 50 is stated in full");
}

/// Lists whose order means something; the words stand in [`STATED`] or in a test of their own.
#[test]
fn ordered_lists_say_how() {
    let ordered: Vec<_> =
        glossary().iter().filter_map(|list| Some((list.name(), list.order()?))).collect();
    assert_eq!(
        ordered,
        [
            ("Level", "from low to high"),
            ("Rank", "from low to high"),
            ("RankBand", "from low to high"),
            ("Grade", "from low to high"),
            ("GangTier", "from light to heavy"),
            ("Signatory", "from the first to sign to the last"),
            ("CriminalStage", "from first to last"),
            ("FollowUpStage", "from first to last"),
            ("FindingStep", "from first to last"),
            ("PartySanction", "from light to heavy"),
            ("PublicSanction", "from light to heavy"),
            ("FourForms", "from light to heavy"),
            ("OrganAccountability", "from light to heavy"),
            ("LeaderAccountability", "from light to heavy"),
            ("ProposalStage", "from first to last"),
            ("FileWeight", "from light to heavy"),
            ("DataRhythm", "from often to seldom"),
            ("LedgerStatus", "from first to last"),
            ("CampaignPeriod", "from first to last"),
        ]
    );
}

#[test]
fn criminal_stages_follow_each_other() {
    use stage::CriminalStage::{
        Accepted, Effective, Filed, Investigated, Prosecuted, Transferred, Tried,
    };

    let way = [Filed, Investigated, Transferred, Prosecuted, Accepted, Tried, Effective];
    assert!(way.is_sorted_by(|a, b| a < b));
    assert_eq!(way, stage::CriminalStage::ALL);
}

/// Only the third class of problems can have an organ as its subject (C06).
#[test]
fn c06_organs_are_subjects_of_ineffective_promotion_only() {
    let organs = umbrella::ProblemClass::ALL.map(umbrella::ProblemClass::may_be_organ);
    assert_eq!(organs, [false, false, true]);
}

/// Z03: 庸伞 and 懒伞 shield by leaving things undone; the grouping is a reading.
#[test]
fn z03_two_kinds_are_omissions() {
    let omissions = umbrella::UmbrellaKind::ALL.map(umbrella::UmbrellaKind::is_omission);
    assert_eq!(omissions, [false, false, true, true]);
}

/// G28: each industry of the Gansu report is named with one kind of chaos.
#[test]
fn g28_industries_and_their_chaos() {
    let pairs: Vec<_> = industry::IndustryChaos::ALL
        .iter()
        .filter_map(|chaos| Some((chaos.named_with()?.term().to_owned(), chaos.term())))
        .collect();
    let stated: Vec<_> = words("IndustryChaos", "G28");
    assert_eq!(pairs.iter().map(|(_, chaos)| *chaos).collect::<Vec<_>>(), stated);
    let industries: Vec<_> = pairs.iter().map(|(industry, _)| industry.as_str()).collect();
    assert_eq!(industries, ["交通运输", "文化旅游", "工程建设", "自然资源", "市场监管", "乡镇"]);
    assert_eq!(words("Industry", "G28"), industries);
}

/// The table on the page of this folder names every file, in the order of the modules.
#[test]
fn page_lists_the_files_in_order() {
    let page = include_str!("mod.rs");
    let between = |from: &str, to: char| -> Vec<&str> {
        let cut = |line: &'static str| line.strip_prefix(from)?.split(to).next();
        page.lines().filter_map(cut).collect()
    };
    assert_eq!(between("//! | [`", '`'), between("pub mod ", ';'));
}
