use std::collections::BTreeSet;

use proptest::prelude::*;

use super::rates::parts_of;
use super::*;
use crate::base::rate::Percent;
use crate::base::text::Code;
use crate::report::figures::{Bound, Figure, FigureDraft, Number, Unit};
use crate::report::identities::{FigureRef, declared, for_any_table};
use crate::report::published::published;

fn draft(row: &str, name: &str, value: &str, unit: &str) -> FigureDraft {
    FigureDraft {
        row: row.to_owned(),
        place: "乙市".to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        unit: unit.to_owned(),
        ..FigureDraft::default()
    }
}

fn table(drafts: &[FigureDraft]) -> FigureTable {
    FigureTable::new(drafts.iter().map(|draft| draft.check().unwrap()).collect()).unwrap()
}

/// Figures `a`, `b`, `c` … with these values.
fn letters(values: &[&str], unit: &str) -> FigureTable {
    let drafts: Vec<_> = values
        .iter()
        .zip('a'..)
        .map(|(value, name)| draft("R1", &name.to_string(), value, unit))
        .collect();
    table(&drafts)
}

fn identity(statement: &str) -> Identity {
    let json = format!(
        r#"{{"id": "own", "scope": {{"place": "乙市"}}, "source": "R1",
             "wording": {{"en": "Said.", "zh": "所述。"}}, "statement": {statement}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

/// The verdict and the steps of one statement.
fn ask(table: &FigureTable, statement: &str) -> String {
    let audit = audit(table, &[identity(statement)]);
    audit.findings()[0].to_string()
}

/// Seed-rules §7.1, as corrected by section 0, whole sentences.
#[test]
fn the_published_figures() {
    let audit = audit(&published(), &declared());
    let found: Vec<String> = audit.findings().iter().map(ToString::to_string).collect();
    let wanted = [
        "A1: 1 to 3 of 17 (16 + 1 = 17; 14 + 2 = 16; 17 − 16 = 1; not said to be disjoint: \
         together 14 to 16, so 1 to 3 left of 17)",
        "A2: counts differ by 2, as they may (25 + 64 = 89; 91 − 89 = 2)",
        "A3: holds exactly (3 + 6 = 9)",
        "A4: 76 (87 − 11 = 76)",
        "A5: 46 to 66 of 87 (21 + 17 + 3 = 41; 87 − 41 = 46; not said to be disjoint: together \
         21 to 41, so 46 to 66 left of 87)",
        "A6: holds: 45.5 % (5 ≤ 11; 5 / 11 ≈ 45.5 %)",
        "A7: not to be added up (5 + 2 = 7; 3 + 6 = 9; they count different things: case, clue)",
        "A8: 19.2 % (11 + 8 = 19; 19 / 99 ≈ 19.2 %)",
        "A9: not to be added up: 30 to 66 in all (21 + 9 = 30; 19 + 4 = 23; overlaps are not \
         stated: 30 to 66 in all, and 30 + 23 + 13 = 66 only if there is none)",
        "A10: 41 to 140 of 140 (140 − 99 = 41; 41 if they are among the 140, up to 140 if they \
         are not)",
        "A11: 24 (12 + 12 = 24)",
        "A12: holds: 5.6 % (3 + 229 = 232; 232 ≤ 4,146; 232 / 4,146 ≈ 5.6 %)",
        "A13: holds: 3.7 % (155 ≤ 4,146; 155 / 4,146 ≈ 3.7 %)",
        "A14: 3.18 (4,146 / 1,303 ≈ 3.18)",
        "A15a: holds: 7.9 % (103 ≤ 1,303; 103 / 1,303 ≈ 7.9 %)",
        "A15b: holds: 3.8 % (156 ≤ 4,146; 156 / 4,146 ≈ 3.8 %)",
        "A16: holds exactly (1,496 = 1,496)",
        "A17: 651 (93 + 558 = 651)",
        "A18: 89.05 % (93.07 − 4.02 = 89.05)",
        "A19a: holds (446 ≤ 570)",
        "A19b: fails by 256 (4,403 > 4,147; 4,403 − 4,147 = 256)",
        "A20a: holds (106 ≤ 446)",
        "A20b: holds (1,536 ≤ 4,403)",
        "A21a: holds: 7.5 % (7 ≤ 93; 7 / 93 ≈ 7.5 %)",
        "A21b: holds: 12.9 % (72 ≤ 558; 72 / 558 ≈ 12.9 %)",
        "A21c: holds: 2.4 % (646 ≤ 26,620; 646 / 26,620 ≈ 2.4 %)",
        "A21d: holds: 2.8 % (670 ≤ 24,314; 670 / 24,314 ≈ 2.8 %)",
        "A21e: holds: 22.2 % (1,051,000,000 ≤ 4,738,000,000; 1,051,000,000 / 4,738,000,000 ≈ \
         22.2 %)",
        "A22: 5,241.7 (1,420,500 / 271 ≈ 5,241.7)",
        "A23a: 2 of 4 (4 − 2 = 2)",
        "A23b: 6 of 15 (15 − 9 = 6)",
        "A23c: 13 of 13 (13 − 0 = 13)",
        "A24: holds: 16.6 % (688 ≤ 4,146; 688 / 4,146 ≈ 16.6 %)",
        "C18a: 140 of 140 (100 % is 140 of 140)",
        "C18b: 11 possible bases up to 140 (84.3 % can come from these bases: 51 70 83 89 102 \
         108 115 121 127 134 140)",
        "Z11: 235 to 279 of 279 (279 − 44 = 235; 235 if they are among the 279, up to 279 if \
         they are not)",
    ];
    assert_eq!(found, wanted);
}

/// Exhaustive over the table: a figure that is not there is missed by those that need it,
/// and by no other.
#[test]
fn dropping_a_figure_undetermines_exactly_the_identities_that_use_it() {
    let (all, identities) = (published(), declared());
    let before = audit(&all, &identities);
    for figure in all.figures() {
        let (row, name) = (figure.row().as_str(), figure.name().as_str());
        let after = audit(&all.without(row, name), &identities);
        for (old, new) in before.findings().iter().zip(after.findings()) {
            let uses = old
                .used()
                .iter()
                .any(|used| used.row() == figure.row() && used.name() == figure.name());
            if uses {
                let Verdict::Undetermined { because } = new.verdict() else { panic!("{new}") };
                let missing: Vec<&Code> =
                    because.iter().filter_map(Gap::missing).map(FigureRef::name).collect();
                assert_eq!(missing, [figure.name()], "{new}");
                assert!(new.steps().is_empty(), "{new}");
            } else {
                assert_eq!(old, new, "without {row} {name}");
            }
        }
    }
}

/// Exhaustive likewise: one more of anything is seen by those that use it, and no other.
#[test]
fn changing_a_figure_changes_exactly_the_findings_that_use_it() {
    let (all, identities) = (published(), declared());
    let before = audit(&all, &identities);
    for (index, figure) in all.figures().iter().enumerate() {
        let mut figures = all.figures().to_vec();
        let mut changed = FigureDraft::from(figure.clone());
        let number = figure.quantity().number();
        let more = Number::from_millionths(number.millionths() + 50_000_000, number.decimals());
        changed.value = more.plain();
        figures[index] = changed.check().unwrap();
        let after = audit(&FigureTable::new(figures).unwrap(), &identities);
        for (old, new) in before.findings().iter().zip(after.findings()) {
            let uses = old
                .used()
                .iter()
                .any(|used| used.row() == figure.row() && used.name() == figure.name());
            assert_eq!(old.steps() != new.steps() || old.verdict() != new.verdict(), uses, "{new}");
        }
    }
}

/// The statements that are turned round by one changed number.
#[test]
fn one_number_turns_a_verdict() {
    let division = |overlap, cover, among| {
        format!(
            r#"{{"division": {{"whole": ["a"], "parts": ["b", "c"], "overlap": "{overlap}",
                "cover": "{cover}", "among": "{among}"}}}}"#
        )
    };
    let complete = division("disjoint", "complete", "stated");
    let open = division("not_stated", "open", "stated");
    let vague = division("not_stated", "complete", "stated");
    for (values, statement, wanted) in [
        (["9", "3", "6"], &complete, "own: holds exactly (3 + 6 = 9)"),
        (["9", "3", "5"], &complete, "own: fails by 1 (3 + 5 = 8; 9 − 8 = 1)"),
        (["9", "3", "7"], &complete, "own: fails by 1 (3 + 7 = 10; 10 − 9 = 1)"),
        (["≥9", "3", "7"], &complete, "own: left open: a figure is only the least (3 + 7 = 10)"),
        (["≥11", "3", "7"], &complete, "own: fails by ≥1 (3 + 7 = 10)"),
        (["9", "3", "≥7"], &complete, "own: fails by ≥1 (3 + ≥7 = ≥10)"),
        (["9", "4", "6"], &vague, "own: holds (4 + 6 = 10; 10 − 9 = 1)"),
        (["9", "4", "4"], &vague, "own: fails by ≥1 (4 + 4 = 8; 9 − 8 = 1)"),
        (["9", "10", "1"], &open, "own: fails by ≥1 (10 + 1 = 11; 11 − 9 = 2)"),
        (
            ["9", "≥4", "3"],
            &open,
            "own: 0 to 5 of 9 (≥4 + 3 = ≥7; not said to be disjoint: together 4 to 9, so 0 to 5 \
             left of 9)",
        ),
    ] {
        assert_eq!(ask(&letters(&values, "case"), statement), wanted, "{values:?}");
    }
}

#[test]
fn differences_ratios_and_shares() {
    let two = |one: &str, other: &str, statement: &str| {
        ask(
            &table(&[draft("R1", "a", one, "person"), draft("R1", "b", other, "person")]),
            statement,
        )
    };
    let minus = r#"{"difference": {"from": "a", "minus": "b"}}"#;
    assert_eq!(two("87", "11", minus), "own: 76 (87 − 11 = 76)");
    assert_eq!(two("11", "87", minus), "own: fails by 76 (87 > 11)");
    assert_eq!(two("≥87", "11", minus), "own: ≥76 (≥87 − 11 = ≥76)");
    assert_eq!(two("87", "≥11", minus), "own: 0 to 76 of 87 (87 − ≥11 = 0 to 76)");
    let ratio = r#"{"ratio": {"part": ["a"], "of": ["b"], "decimals": 2, "shown": "quotient"}}"#;
    assert_eq!(two("1", "8", ratio), "own: 0.13 (1 / 8 ≈ 0.13)"); // 0.125: half up
    assert_eq!(two("1", "4", ratio), "own: 0.25 (1 / 4 = 0.25)");
    assert_eq!(two("1", "0", ratio), "own: the base is 0");
    assert_eq!(two("≥1", "4", ratio), "own: left open: a figure is only the least");
    let at_most = r#"{"at_most": {"part": ["a"], "whole": ["b"], "relation": "subset"}}"#;
    assert_eq!(two("0", "0", at_most), "own: holds (0 ≤ 0)");
    assert_eq!(two("≥4", "9", at_most), "own: left open: a figure is only the least (≥4 ? 9)");
    assert_eq!(two("≥10", "9", at_most), "own: fails by ≥1 (≥10 > 9)");
    assert_eq!(two("9", "≥9", at_most), "own: holds (9 ≤ ≥9)");
    let equal = r#"{"equal": {"left": ["a"], "right": ["b"]}}"#;
    assert_eq!(two("3", "5", equal), "own: fails by 2 (3 ≠ 5; 5 − 3 = 2)");
    assert_eq!(two("≥3", "5", equal), "own: left open: a figure is only the least");
    assert_eq!(two("≥6", "5", equal), "own: fails by ≥1 (≥6 ≠ 5)");
}

/// Law-context §6.1: 2,869 of 3,584 is published as 80.1 %; 163 of 166 as 98.19 %.
#[test]
fn stated_rates() {
    let rates = |percent: &str, unit: &str| {
        table(&[
            draft("R1", "a", "2869", "gang"),
            draft("R1", "b", "3584", "gang"),
            draft("R1", "p", percent, unit),
            draft("R1", "c", "166", "gang"),
        ])
    };
    let share = r#"{"share": {"part": ["a"], "of": ["b"], "percent": "p"}}"#;
    assert_eq!(
        ask(&rates("80.1", "percent"), share),
        "own: holds: 80.1 % (2,869 / 3,584 ≈ 80.1 %; stated: 80.1 %)",
    );
    assert_eq!(
        ask(&rates("80.5", "percent"), share),
        "own: fails by 0.4 (2,869 / 3,584 ≈ 80.1 %; stated: 80.5 %)",
    );
    assert_eq!(ask(&rates("80", "gang"), share), "own: p is not a number of percent");
    let part = r#"{"part_of_base": {"percent": "p", "of": ["c"]}}"#;
    assert_eq!(ask(&rates("98.19", "percent"), part), "own: 163 of 166 (98.19 % is 163 of 166)");
    assert_eq!(
        ask(&rates("98.20", "percent"), part),
        "own: cannot be: nothing in 166 gives 98.20 %",
    );
    let bases = r#"{"possible_bases": {"percent": "p", "largest": "c"}}"#;
    assert_eq!(
        ask(&rates("99.99", "percent"), bases),
        "own: cannot be: nothing in 166 gives 99.99 %",
    );
    let too_large = table(&[draft("R1", "p", "5", "percent"), draft("R1", "c", "10001", "gang")]);
    assert_eq!(ask(&too_large, bases), "own: the largest base is not a whole number up to 10000",);
}

/// A figure that stands twice, alike, is one figure; a different one undetermines.
#[test]
fn figures_that_stand_twice() {
    let total = r#"{"total": {"of": ["a", "b"]}}"#;
    let mut drafts = vec![
        draft("R1", "a", "1", "case"),
        draft("R2", "a", "1", "case"),
        draft("R3", "b", "2", "case"),
    ];
    assert_eq!(ask(&table(&drafts), total), "own: 3 (1 + 2 = 3)");
    drafts[1].value = "2".to_owned();
    assert_eq!(ask(&table(&drafts), total), "own: a is given differently in rows R1, R2");
    drafts.remove(1);
    drafts[1].unit = "person".to_owned();
    assert_eq!(ask(&table(&drafts), total), "own: the units differ: case, person");
    drafts.clear();
    assert_eq!(ask(&table(&drafts), total), "own: missing: a, b");
}

/// Figures of two years are never mixed, and each year is asked for itself.
#[test]
fn each_place_and_period_is_asked_for_itself() {
    let year = |row: &str, name: &str, value: &str, period: &str| FigureDraft {
        period: period.to_owned(),
        ..draft(row, name, value, "copy")
    };
    let table = table(&[
        year("R1", "letters_sent", "5", "2018"),
        year("R2", "letters_sent", "7", "2019"),
        year("R3", "letters_rectified", "5", "2018"),
        year("R4", "letters_rectified", "6", "２０１９"), // the same year, spelt otherwise
    ]);
    let audit = audit(&table, &for_any_table());
    let found: Vec<String> = audit.of("A16").map(ToString::to_string).collect();
    assert_eq!(found, ["A16: holds exactly (5 = 5)", "A16: fails by 1 (7 ≠ 6; 7 − 6 = 1)"]);
    let periods: Vec<_> = audit.of("A16").map(|f| f.period().unwrap().as_str()).collect();
    assert_eq!(periods, ["2018", "2019"]);
    // What nobody asked about is said once.
    let a3: Vec<_> = audit.of("A3").collect();
    assert_eq!((a3.len(), a3[0].place()), (1, None));
}

/// Names that carry their place need no place to be asked at.
#[test]
fn figures_of_two_places() {
    let own = identity(r#"{"equal": {"left": ["a@乙市"], "right": ["a@丙市"]}}"#).everywhere();
    let there = FigureDraft { place: "丙市".to_owned(), ..draft("R2", "a", "2", "case") };
    let audit = audit(&table(&[draft("R1", "a", "1", "case"), there]), &[own]);
    let found: Vec<String> = audit.findings().iter().map(ToString::to_string).collect();
    assert_eq!(found, ["own: fails by 1 (1 ≠ 2; 2 − 1 = 1)"]);
}

#[test]
fn a_running_total_that_falls() {
    let point = |row: &str, value: &str, from: &str, until: &str| FigureDraft {
        from: from.to_owned(),
        until: until.to_owned(),
        ..draft(row, "persons_rewarded", value, "person")
    };
    let l8a = |drafts: &[FigureDraft]| {
        let audit = audit(&table(drafts), &for_any_table());
        audit.of("L8a").map(ToString::to_string).collect::<Vec<_>>()
    };
    // Given in no order; compared by date.
    let late = point("R1", "271", "", "2019-03-01");
    let early = point("R2", "178", "", "2018-10-01");
    assert_eq!(l8a(&[late.clone(), early.clone()]), ["L8a: holds (178 ≤ 271)"]);
    let fallen = FigureDraft { value: "300".to_owned(), ..early };
    assert_eq!(l8a(&[late.clone(), fallen]), ["L8a: fails by 29 (300 > 271)"]);
    let other = point("R2", "178", "2018-01-01", "2018-10-01");
    let since = point("R1", "271", "2018-06-01", "2019-03-01");
    assert_eq!(
        l8a(&[since, other]),
        ["L8a: the periods of persons_rewarded begin on different days"],
    );
    assert_eq!(l8a(&[late]), ["L8a: missing: persons_rewarded"]);
}

/// The tag in JSON is the code, and every verdict has words in both languages.
#[test]
fn verdicts_are_written_with_their_code() {
    let audit = audit(&published(), &declared());
    for finding in audit.findings() {
        let json = serde_json::to_value(finding.verdict()).unwrap();
        assert_eq!(json["kind"], finding.verdict().code());
        assert!(!finding.verdict().term().is_empty());
    }
    let a1 = serde_json::to_value(audit.of("A1").next().unwrap()).unwrap();
    assert_eq!(
        a1["verdict"],
        serde_json::json!({"kind": "bounds", "low": "1", "high": "3", "of": "17"}),
    );
    assert_eq!(
        a1["used"][0],
        serde_json::json!({"row": "F49", "place": "Chengguan", "name": "followed_evil_gang_cases",
            "quantity": "16"}),
    );
}

/// 20,000 places with a period each are asked in time that does not grow with their square.
#[test]
fn many_places_and_periods() {
    let one = |index: u32| FigureDraft {
        place: format!("P{index}"),
        period: format!("{index}"),
        ..draft(&format!("R{index}"), "letters_sent", "1", "copy")
    };
    let drafts: Vec<_> = (0..20_000).map(one).collect();
    let audit = audit(&table(&drafts), &for_any_table());
    assert_eq!(audit.of("A16").count(), 20_000);
}

/// What a statement says of exact numbers, in the plainest words.
fn plainly(statement: &str, a: u64, b: u64) -> bool {
    if statement.contains("at_most") { a <= b } else { a == b }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// With a figure that is only the least, a verdict must hold for all that it can be.
    #[test]
    fn at_least_is_three_valued(
        a in 0_u64..6, b in 0_u64..6, more_a in any::<bool>(), more_b in any::<bool>(), which in 0..2,
    ) {
        let statement = [
            r#"{"at_most": {"part": ["a"], "whole": ["b"], "relation": "roll_up"}}"#,
            r#"{"equal": {"left": ["a"], "right": ["b"]}}"#,
        ][usize::try_from(which).unwrap()];
        let value = |number: u64, more: bool| format!("{}{number}", if more { "≥" } else { "" });
        let table = letters(&[&value(a, more_a), &value(b, more_b)], "case");
        let audit = audit(&table, &[identity(statement)]);
        let can = |number: u64, more: bool| number..=if more { number + 12 } else { number };
        let answers: BTreeSet<bool> = can(a, more_a)
            .flat_map(|a| can(b, more_b).map(move |b| plainly(statement, a, b)))
            .collect();
        let verdict = audit.findings()[0].verdict();
        match verdict {
            Verdict::Holds { .. } | Verdict::HoldsExactly => prop_assert_eq!(answers, [true].into()),
            Verdict::Fails { by } => {
                prop_assert_eq!(answers, [false].into());
                prop_assert_eq!(by.bound() == Bound::AtLeast, more_a || more_b);
            }
            Verdict::LeftOpen => prop_assert_eq!(answers.len(), 2),
            other => prop_assert!(false, "{}", other),
        }
    }

    /// Counting everything in smaller units changes no verdict but its numbers.
    #[test]
    fn scaling_every_count_scales_the_audit(times in 2_u64..50) {
        let scaled: Vec<Figure> = published().figures().iter().map(|figure| {
            let mut draft = FigureDraft::from(figure.clone());
            if !matches!(figure.unit(), Unit::Percent | Unit::PercentagePoint) {
                let number = figure.quantity().number().as_whole().unwrap() * times;
                let mark = if figure.quantity().bound() == Bound::AtLeast { "≥" } else { "" };
                draft.value = format!("{mark}{number}");
            }
            draft.check().unwrap()
        }).collect();
        let (before, after) = (
            audit(&published(), &declared()),
            audit(&FigureTable::new(scaled).unwrap(), &declared()),
        );
        let larger = |number: &Number| Number::from_millionths(
            number.millionths() * i128::from(times), number.decimals(),
        );
        for (old, new) in before.findings().iter().zip(after.findings()) {
            match (old.verdict(), new.verdict()) {
                (Verdict::Bounds { low, high, of }, Verdict::Bounds { low: l, high: h, of: o }) => {
                    // A rounded rate of a larger base leaves more room.
                    if old.id().as_str() != "C18a" {
                        prop_assert_eq!((larger(low), high.as_ref().map(larger)), (*l, *h));
                    }
                    prop_assert_eq!(of.as_ref().map(larger), *o);
                }
                (Verdict::Holds { share: old, .. }, Verdict::Holds { share: new, .. }) => {
                    prop_assert_eq!(old, new);
                }
                (Verdict::Fails { by: old }, Verdict::Fails { by: new }) => {
                    prop_assert_eq!(larger(&old.number()), new.number());
                }
                (old, new) => prop_assert_eq!(old.code(), new.code()),
            }
        }
    }

    /// Second opinion: every part of the base is tried.
    #[test]
    fn the_parts_of_a_base_are_those_that_a_plain_search_finds(
        units in 0_u64..1_200, decimals in 0_u8..2, base in 1_u64..400,
    ) {
        let percent = Percent::new(units, decimals).unwrap();
        let fitting: Vec<u64> =
            (0..=base * 13).filter(|part| percent.can_come_from(*part, base)).collect();
        let ends = fitting.first().copied().zip(fitting.last().copied());
        prop_assert_eq!(parts_of(percent, base), ends);
    }
}
