use proptest::prelude::*;

use super::*;
use crate::report::audit::audit;
use crate::report::figures::FigureDraft;
use crate::report::identities::declared;
use crate::report::published::published;

const HEADER: &str = "row,place,name,value,unit\n";

fn csv(text: &str) -> Reading {
    from_csv(text.as_bytes()).unwrap()
}

fn json(text: &str) -> Reading {
    from_json(text.as_bytes()).unwrap()
}

fn bad(reading: &Reading) -> Vec<String> {
    reading.bad_lines().iter().map(ToString::to_string).collect()
}

fn rows(reading: &Reading) -> Vec<&str> {
    reading.table().figures().iter().map(|figure| figure.row().as_str()).collect()
}

/// The published table, written as CSV.
fn published_csv() -> String {
    let mut text =
        "row,place,place_term,period,from,until,name,label,label_term,value,unit,source\n"
            .to_owned();
    for figure in published().figures() {
        let draft = FigureDraft::from(figure.clone());
        let fields = [
            draft.row,
            draft.place,
            draft.place_term,
            draft.period,
            draft.from,
            draft.until,
            draft.name,
            draft.label,
            draft.label_term,
            draft.value,
            draft.unit,
            draft.source,
        ];
        text.push_str(&fields.map(|field| format!("\"{field}\"")).join(","));
        text.push('\n');
    }
    text
}

/// Both forms give the same table as the one inside, and so the same audit.
#[test]
fn the_published_table_is_read_back_from_both_forms() {
    let from_csv = csv(&published_csv());
    assert_eq!(*from_csv.table(), published());
    assert!(from_csv.bad_lines().is_empty());
    let text = serde_json::to_string_pretty(&published()).unwrap();
    assert_eq!(*json(&text).table(), published());
    let with_identities = serde_json::json!({"identities": declared(), "figures": published()});
    let reading = json(&with_identities.to_string());
    assert_eq!(reading.identities(), declared());
    assert_eq!(audit(reading.table(), reading.identities()), audit(&published(), &declared()));
}

#[test]
fn bad_lines_of_csv_are_told_and_the_rest_goes_on() {
    let long = "x".repeat(801);
    let lines = [
        "R1,乙市,a,1,case",
        "R2,乙市,b,NaN,case",
        "R3,乙市,c,2",
        "R4,乙市,d,3,case,more",
        "R5,乙市,\"e,4,case",
        "R6,乙市,f,\"1,303\",case",
        "R1,乙市,a,1,case",
        "",
        ",,,,",
        "R7,,G,01,Big Unit",
        &format!("R8,{long},h,1,case"),
        "R9,\u{202e}乙市,i,≥7,case",
        "RA,乙市\r,j,1,case\rRB,乙市,k,1,case",
        "RC\"x,\"乙市,l,1,case",
        "\"RD\"\"\",乙市,m,1,case",
    ];
    let reading = csv(&(HEADER.to_owned() + &lines.join("\r\n")));
    assert_eq!(rows(&reading), ["R1", "R6", "R9", "RD\""]);
    assert_eq!(
        bad(&reading),
        [
            "line 3: value: a number is written as 1303, 1,303 or 84.3, or as ≥2300 or 2300余 if \
             it is the least",
            "line 4: has 4 fields, the header 5",
            "line 5: has 6 fields, the header 5",
            "line 6: a quote is not closed on its line",
            "line 8: has the row and the name of line 2",
            "line 11: place: line is empty; name: code contains 'G' at character 0; unit: code \
             contains 'B' at character 0; value: a number does not begin with 0",
            "line 12: place: 801 bytes, at most 800 are allowed",
            "line 14: has 9 fields, the header 5",
            "line 15: a quote is not closed on its line",
        ],
    );
    // What hides is shown escaped.
    assert_eq!(reading.table().figures()[2].place().to_string(), r"\u{202e}乙市");
}

#[test]
fn files_of_which_nothing_can_be_read() {
    let refused = |bytes: &[u8]| from_csv(bytes).unwrap_err().to_string();
    assert_eq!(refused(b""), "the file is empty");
    assert_eq!(refused(b"\xef\xbb\xbf \r\n"), "the file is empty");
    let utf16: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&utf16), "the file is UTF-16: save it as UTF-8");
    assert_eq!(refused(b"\xff\xfer\0o\0"), "the file is UTF-16: save it as UTF-8");
    // 乙 in GB 18030.
    assert_eq!(refused(b"\xd2\xd2,place\n"), "line 1 is not UTF-8: save the file as UTF-8");
    assert_eq!(
        refused(b"row,place,secret,row,name\n1,2,3,4,5\n"),
        "the header: column 3 has a name that is not known; column 4 repeats row; column value is \
         missing; column unit is missing",
    );
    assert_eq!(refused(b"row,\"place\n"), "the header: a quote is not closed on its line");
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(refused(&large), "the file has 16777217 bytes, at most 16777216 are allowed",);
    let many = HEADER.to_owned() + &"R,p,a,1,case\n".repeat(100_001);
    assert_eq!(refused(many.as_bytes()), "the file has more than 100000 lines");
    let just = HEADER.to_owned() + &"R,p,a,1,case\n".repeat(100_000);
    assert_eq!(csv(&just).bad_lines().len(), 99_999);
}

/// A byte order mark and both line ends are no reason to refuse; a bad byte spoils one line.
#[test]
fn what_spreadsheets_write() {
    let reading = csv("\u{feff}row,place,name,value,unit\r\nR1,乙市,a,1,case\r\n");
    assert_eq!(rows(&reading), ["R1"]);
    let mut bytes = (HEADER.to_owned() + "R1,乙市,a,1,case\nR2,").into_bytes();
    bytes.extend_from_slice(b"\xd2\xd2,b,1,case\nR3,x,c,1,case");
    let reading = from_csv(&bytes).unwrap();
    assert_eq!(rows(&reading), ["R1", "R3"]);
    assert_eq!(bad(&reading), ["line 3: place: not UTF-8"]);
}

#[test]
fn bad_entries_of_json_are_told_and_the_rest_goes_on() {
    let text = r#"[
        {"row": "R1", "place": "乙市", "name": "a", "value": 84.30, "unit": "percent"},
        {"row": "R2", "place": "乙市", "name": "b", "value": 1e400, "unit": "case"},
        {"row": "R3", "place": "乙市", "name": "c", "value": -0, "unit": "case"},
        {"row": "R4", "place": "乙市", "name": "d", "value": [[[1]]], "unit": "case"},
        {"row": "R5", "row": "R5", "place": "乙市", "name": "e", "value": 1, "unit": "case"},
        {"row": "R6", "place": "乙市", "name": "f", "value": 1, "unit": "case", "甲某": 1},
        ["R7"], 8, null,
        {"row": "R1", "place": "乙市",
         "name": "a", "value": 9007199254740993, "unit": "yuan"},
        {"row": "\ud800", "place": "乙市", "name": "g", "value": "1", "unit": "case"},
        {"row": "R9", "place": "乙市", "name": "h", "value": 999999999999999, "unit": "yuan",
         "label": null}
    ]"#;
    let reading = json(text);
    assert_eq!(rows(&reading), ["R1", "R9"]);
    let values: Vec<String> =
        reading.table().figures().iter().map(|f| f.quantity().plain()).collect();
    assert_eq!(values, ["84.30", "999999999999999"]);
    assert_eq!(
        bad(&reading),
        [
            "line 3: value: a number is written without an exponent",
            "line 4: value: a published quantity is not negative",
            "line 5: value: a text or a number is expected",
            "line 6: row: stands twice",
            "line 7: field 6 has a name that is not known",
            "line 8: not an object with fields",
            "line 8: not an object with fields",
            "line 8: not an object with fields",
            "line 9: value: more than 15 digits",
            "line 11: row: not a text",
        ],
    );
}

#[test]
fn json_that_breaks_off() {
    let first = r#"[{"row": "R1", "place": "乙市", "name": "a", "value": 1, "unit": "case"}"#;
    let cut = json(&format!("{first},\n{{\"row\": \"R2\", \"pla"));
    assert_eq!(rows(&cut), ["R1"]);
    assert_eq!(bad(&cut), ["line 2: the JSON ends before it is complete; the rest is not read"],);
    let after = json(&format!("{first}]\n\n甲某"));
    assert_eq!(
        (rows(&after), bad(&after)),
        (vec!["R1"], vec!["line 3: not JSON; the rest is not read".to_owned()])
    );
    let zero = json(&format!("{first},\n{{\"value\": 01}}]"));
    assert_eq!(bad(&zero), ["line 2: not JSON; the rest is not read"]);
    for (text, wanted) in [
        ("[", "line 1: the JSON ends before it is complete"),
        ("甲某", "line 1: not JSON"),
        (
            "\n12",
            "line 2: a list of figures is expected, or an object with the keys figures and \
             identities",
        ),
        (
            "{\"figures\": 5}",
            "line 1: a list of figures is expected, or an object with the keys figures and \
             identities",
        ),
        ("{\"甲某\": []}", "line 1: a key that is neither figures nor identities"),
        ("{\"figures\": [],\n\"figures\": []}", "line 2: a key stands twice"),
    ] {
        assert_eq!(from_json(text.as_bytes()).unwrap_err().to_string(), wanted, "{text}");
    }
    assert_eq!(from_json(b"[\n\"\xd2\"]").unwrap_err(), Unreadable::NotUtf8 { line: 2 });
    // An empty list is a table without figures.
    assert!(json("[]").table().figures().is_empty());
}

/// Depth, width and number: none of it overflows a stack or is kept beyond its limit.
#[test]
fn json_that_is_meant_to_hurt() {
    let deep = format!("[{}1{}]", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(bad(&json(&deep)), ["line 1: not an object with fields"]);
    let wide = format!("[{{{}\"z\": 1}}]", "\"x\": 1, ".repeat(100_000));
    assert_eq!(json(&wide).bad_lines()[0].reasons().len(), 13);
    let many = format!("[{}1]", "1,".repeat(100_000));
    assert_eq!(
        from_json(many.as_bytes()).unwrap_err().to_string(),
        "the file has more than 100000 figures",
    );
    let many = format!("{{\"identities\": [{}1]}}", "1,".repeat(10_000));
    assert_eq!(
        from_json(many.as_bytes()).unwrap_err().to_string(),
        "the file has more than 10000 identities",
    );
    let long = format!(r#"[{{"row": "{}"}}]"#, "x".repeat(1_000_000));
    assert!(bad(&json(&long))[0].starts_with("line 1: row: 1000002 bytes, at most 800"));
}

#[test]
fn bad_identities_are_told_without_their_words() {
    let good = serde_json::to_string(&declared()[0]).unwrap();
    let text = format!(
        "{{\"identities\": [\n{good},\n{good},\n{{\"id\": \"甲某\"}},\n\
         {{\"id\": \"x\", \"statement\":\n {{\"甲某\": 1}}}}]}}"
    );
    let reading = json(&text);
    assert_eq!(reading.identities().len(), 1);
    assert_eq!(
        bad(&reading),
        [
            "line 3: has the id of line 2",
            "line 4: an identity that is not understood, near line 4",
            "line 5: an identity that is not understood, near line 6",
        ],
    );
}

/// A line that is fine.
fn good_line(number: usize) -> String {
    format!("G{number},乙市,good,{number},case")
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = from_csv(&bytes);
        let _ = from_json(&bytes);
        let mut with_header = HEADER.as_bytes().to_vec();
        with_header.extend_from_slice(&bytes);
        prop_assert!(from_csv(&with_header).is_ok());
    }

    /// Second opinion: what a reader of whole files makes of a line that it understands.
    #[test]
    fn a_line_has_the_fields_that_the_csv_crate_sees(line in "[a\",乙 ]{0,12}") {
        let text = format!("{HEADER}{line}\n{}\n", good_line(1));
        let mut whole = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = whole.records().map(Result::unwrap).collect();
        let told = bad(&csv(&text)).concat();
        if line.chars().all(|c| " ,".contains(c)) {
            prop_assert_eq!(told, "");
        } else if records.len() == 2 && records[0].len() != 5 {
            prop_assert_eq!(told, format!("line 2: has {} fields, the header 5", records[0].len()));
        } else if records.len() == 1 {
            prop_assert_eq!(told, "line 2: a quote is not closed on its line");
        }
    }

    /// Whatever stands between them, good lines are read, in their order.
    #[test]
    fn no_good_line_is_lost(
        rubbish in prop::collection::vec("[^\n]{0,20}|\"+[a-z,]{0,8}|(R,p,n,[0-9\"]{1,3},case)", 1..20),
    ) {
        let mut text = HEADER.to_owned();
        for (number, line) in rubbish.iter().enumerate() {
            text.push_str(&format!("{line}\n{}\n", good_line(number)));
        }
        let reading = csv(&text);
        let found: Vec<String> =
            rows(&reading).into_iter().filter(|row| row.starts_with('G')).map(String::from).collect();
        let wanted: Vec<String> = (0..rubbish.len()).map(|number| format!("G{number}")).collect();
        prop_assert_eq!(&found, &wanted);
        // Each line is read, blank, or told: none is passed over in silence.
        let blank = rubbish.iter().filter(|line| line.bytes().all(|b| b.is_ascii_whitespace() || b == b','));
        let told = reading.bad_lines().len();
        prop_assert_eq!(rows(&reading).len() + told + blank.count(), 2 * rubbish.len());
    }

    /// Cut anywhere, the figures before the cut are read, and what follows is told.
    #[test]
    fn cut_json_keeps_what_came_before(cut in 0_usize..10_000) {
        let text = serde_json::to_string(&published()).unwrap();
        let cut = text.floor_char_boundary(cut.min(text.len() - 1));
        let (before, _) = text.split_at(cut);
        let whole = before.matches("},{").count();
        match from_json(before.as_bytes()) {
            Ok(reading) => {
                let found = reading.table().figures().len();
                prop_assert!(found == whole || found == whole + 1, "{} {}", found, whole);
                prop_assert_eq!(reading.bad_lines().len(), 1);
            }
            Err(_) => prop_assert_eq!(whole, 0),
        }
    }

    /// What is refused is refused without a word of it.
    #[test]
    fn reasons_never_quote(name in "甲某[0-9]{6}") {
        let text = format!("{HEADER}{name},{name},{name},{name},{name}\n{name}\n\"{name}\n");
        let entry = format!(r#"{{"row": "{name}", "{name}": "{name}", "value": "{name}", "unit": "{name}"}}"#);
        let list = format!("{{\"figures\": [{entry}, \"{name}\"], \"identities\": [{entry}]}}");
        let digits = name.trim_start_matches("甲某");
        for reading in [csv(&text), json(&list)] {
            prop_assert!(!reading.bad_lines().is_empty());
            for told in bad(&reading) {
                prop_assert!(!told.contains(digits), "{}", told);
            }
        }
    }
}
