//! Each code has an example that fails with it and with nothing else; the published
//! packs give the findings of the checked-in list and no others.

use std::collections::BTreeMap;

use super::*;
use crate::rulebook::json;
use crate::rulebook::packs as published;

/// Findings of packs in JSON: of the drafts, and of what may be entered.
fn findings(text: &str) -> Vec<Finding> {
    let drafts = json::read_drafts(text).unwrap();
    let own: Vec<Finding> = drafts.iter().flat_map(draft).collect();
    let entered: Vec<RulePack> =
        drafts.into_iter().filter_map(|draft| draft.enter().ok()).collect();
    let mut findings = own;
    findings.extend(family(&entered));
    findings.extend(compare(&entered));
    findings
}

#[test]
fn every_code_has_an_example_that_gives_it_alone() {
    for code in FindingCode::ALL {
        let found = findings(code.failing_example());
        assert!(!found.is_empty(), "{code} gives nothing");
        for finding in &found {
            assert_eq!(finding.code(), *code, "{code} also gives: {finding}");
            assert_eq!(finding.severity(), code.severity());
        }
    }
}

#[test]
fn the_clean_example_gives_nothing() {
    assert_eq!(findings(CLEAN_EXAMPLE), []);
}

#[test]
fn an_error_keeps_a_pack_or_a_book_out_and_nothing_else_does() {
    for code in FindingCode::ALL {
        let drafts = json::read_drafts(code.failing_example()).unwrap();
        let packs: Result<Vec<RulePack>, _> = drafts.into_iter().map(PackDraft::enter).collect();
        let refused = match packs {
            Ok(packs) => crate::rulebook::Rulebook::new(packs).is_err(),
            Err(_) => true,
        };
        assert_eq!(refused, code.severity() == Severity::Error, "{code}");
    }
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = FindingCode::ALL.iter().map(|code| code.code()).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

#[test]
fn a_finding_says_where_and_what() {
    let shown = |code: FindingCode| {
        findings(code.failing_example()).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(FindingCode::SameDay),
        ["R003 error, national transfer/notice 2020-01-01: more than one entry begins on this day"],
    );
    assert_eq!(
        shown(FindingCode::UnknownWord),
        ["R007 error, national sign_off/layers 2020-01-01: `driver` is not one of \
          follow_up_officer, leader_in_charge, principal_leader"],
    );
    assert_eq!(
        shown(FindingCode::LooserThanLaw),
        ["R030 warning, a transfer/notice 2020-01-01: 7 working days, first day not counted \
          against 5 working days, first day not counted"],
    );
    assert_eq!(
        shown(FindingCode::ParentMissing),
        ["R020 error, a: `nowhere` is not among the packs"]
    );
}

#[test]
fn all_problems_of_a_draft_are_listed_at_once() {
    let text = r#"{"form":"unbrella.rule-pack.1","code":"a","place":"甲","english":"A",
        "level":"county","parameters":{
          "no/such":[],
          "transfer/notice":[
            {"from":"2020-01-01","onset":"stated","ended":true,
             "citation":{"document":"D","place":"1","certainty":"stated"}},
            {"from":"2021-01-01","onset":"stated","value":{"count":3},
             "citation":{"document":"D","place":"1","certainty":"memory_low"}}],
          "sign_off/layers":[{"from":"2020-01-01","onset":"stated",
             "value":{"chain":["driver","driver"]},
             "citation":{"document":"D","place":"1","certainty":"stated"}}]}}"#;
    let refused = json::read_pack(text).unwrap_err().to_string();
    for code in ["R001", "R002", "R004", "R006", "R007", "R011", "R012"] {
        assert!(refused.contains(code), "{code} is missing in: {refused}");
    }
}

/// A local value that differs, on each day on which the law changes.
#[test]
fn values_are_compared_on_every_day_of_change() {
    let xixiang: Vec<String> = compare(&published::all())
        .iter()
        .filter(|finding| finding.pack().as_str() == "xixiang")
        .filter(|finding| {
            finding.key().is_some_and(|key| key.as_str() == "disposition/inquiry-report")
        })
        .map(|finding| format!("{} {}", finding.code(), finding.day().unwrap()))
        .collect();
    // No national value in 2018; from 2019 on one month, which 30 days cannot be held against.
    assert_eq!(xixiang, ["R033 2018-02-28", "R032 2019-01-01"]);
}

/// Every finding on the published packs, with the reason why it stays.
const EXPECTED: &str = include_str!("published.txt");

#[test]
fn the_published_packs_give_the_expected_findings_and_no_others() {
    let found: Vec<String> = packs(&published::all()).iter().map(ToString::to_string).collect();
    let mut expected: Vec<(&str, &str)> = Vec::new();
    for line in EXPECTED.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (finding, reason) = line.split_once(" ⇒ ").expect("a finding and its reason");
        assert!(reason.len() > 10, "no reason is given for {finding}");
        expected.push((finding, reason));
    }
    let listed: Vec<&str> = expected.iter().map(|(finding, _)| *finding).collect();
    assert_eq!(found, listed);
    assert!(packs(&published::all()).iter().all(|f| f.severity() != Severity::Error));
}

/// The comparison, against a plain second opinion on small values.
#[test]
fn looser_means_more_time_or_fewer_safeguards() {
    use crate::rulebook::keys::{self, KeyInfo};

    let pack = |code: &str, level: &str, parent: &str, key: &KeyInfo, value: &str| {
        let text = format!(
            r#"{{"form":"unbrella.rule-pack.1","code":"{code}","place":"甲","english":"A",
            "level":"{level}"{parent},"parameters":{{"{key}":[{{"from":"2020-01-01",
            "onset":"stated","value":{value},
            "citation":{{"document":"D","place":"1","certainty":"stated"}}}}]}}}}"#
        );
        json::read_pack(&text).unwrap()
    };
    let codes = |key: &'static KeyInfo, local: &str, national: &str| {
        let packs = [
            pack("national", "central", "", key, national),
            pack("a", "county", r#","parent":"national""#, key, local),
        ];
        compare(&packs).iter().map(|f| f.code().code()).collect::<Vec<_>>()
    };
    let team = keys::verification::TEAM.info();
    let times = keys::discipline::DETENTION_EXTENSIONS.info();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for local in 0..4_u32 {
        for national in 0..4_u32 {
            let (l, n) = (format!(r#"{{"count":{local}}}"#), format!(r#"{{"count":{national}}}"#));
            let at_least = codes(team, &l, &n);
            assert_eq!(at_least.contains(&"R030"), local < national, "team {local}/{national}");
            let at_most = codes(times, &l, &n);
            assert_eq!(at_most.contains(&"R030"), local > national, "times {local}/{national}");
            *seen.entry("count").or_default() += 1;
        }
    }
    let grounds = keys::recusal::GROUNDS.info();
    let two = r#"{"codes":["near_relative","witness"]}"#;
    let three = r#"{"codes":["near_relative","witness","interest"]}"#;
    assert_eq!(codes(grounds, two, three), ["R030"], "a ground is missing");
    assert_eq!(codes(grounds, three, two), [""; 0], "a ground more is no finding");
    let limit = |rest: &str| format!(r#"{{"limit":{{"length":{{"working_days":{rest}}}}}"#);
    let notice = keys::transfer::NOTICE.info();
    let plain = limit(r#"5},"count_from":"next_day","last_day":"stays""#);
    let moving = limit(r#"5},"count_from":"next_day","last_day":"moves""#);
    let shorter_moving = limit(r#"4},"count_from":"next_day","last_day":"moves""#);
    assert_eq!(codes(notice, &moving, &plain), ["R030"], "a last day that moves gives more time");
    assert_eq!(codes(notice, &plain, &moving), [""; 0]);
    assert_eq!(codes(notice, &shorter_moving, &plain), ["R032"], "shorter, and yet it moves");
}
