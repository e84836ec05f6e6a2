//! Journals that are whole, cut, changed, put together anew; and bytes that are none.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// Bodies of many shapes: a sign without digits and a half escape at some cut, a lone number.
fn bodies() -> Vec<Value> {
    vec![
        json!({"clue": "clue-1", "text": "甲某\n\"说\" \u{1f600}\u{1}", "list": [-1, 20, null]}),
        json!(12),
        json!(-34),
        json!("乙"),
        json!([[], {}, {"b": {"c": [true, false]}}]),
    ]
}

fn journal(bodies: &[Value]) -> Vec<Link> {
    let mut head = Head::START;
    let next = |body| {
        let link = Link::after(head, body).unwrap();
        head = link.head();
        link
    };
    bodies.iter().map(next).collect()
}

fn file(links: &[Link]) -> Vec<u8> {
    links.iter().flat_map(|link| format!("{link}\n").into_bytes()).collect()
}

/// Each entry's first byte, and the length of the file.
fn starts(links: &[Link]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for link in links {
        at += link.to_string().len() + 1;
        starts.push(at);
    }
    starts
}

#[test]
fn what_was_written_is_read() {
    let links = journal(&bodies());
    let bytes = file(&links);
    let read: Vec<Link> = super::links(&bytes).map(Result::unwrap).collect();
    assert_eq!(read, links);
    assert_eq!(verify(&bytes), Ok(links[4].head()));
    assert_eq!(verify(b""), Ok(Head::START));
    for (link, body) in read.iter().zip(bodies()) {
        assert_eq!(link.read_body::<Value>().unwrap(), body);
    }
    // From a head that is trusted, only the rest is read.
    let from = starts(&links)[2];
    let rest: Vec<_> = links_after(links[1].head(), &bytes[from..]).map(Result::unwrap).collect();
    assert_eq!(rest, links[2..]);
}

/// Written down once: another implementation can be checked against it.
#[test]
fn a_line_is_what_the_page_says() {
    let link = Link::after(Head::START, &json!({"b": 1, "a": "甲"})).unwrap();
    let mut hashed = b"unbrella.journal.1\n".to_vec();
    hashed.extend([0, 0, 0, 0, 0, 0, 0, 1]);
    hashed.extend([0; 32]);
    hashed.extend("{\"a\":\"甲\",\"b\":1}".as_bytes());
    let (zeros, hash) = ("0".repeat(64), Fingerprint::of(&hashed));
    let line =
        format!(r#"{{"number":1,"previous":"{zeros}","hash":"{hash}","body":{{"a":"甲","b":1}}}}"#);
    assert_eq!(link.to_string(), line);
    assert_eq!(format!("{link:?}"), format!("Link(1 {hash}, 17 bytes)"));
    // Computed by another implementation of SHA-256.
    let known = "3aa85ba7ea613d667883cf12e3c04548bed1c57faad4335795fb95449f1d13dd";
    assert_eq!(hash.to_string(), known);
    let value: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["body"]["a"], "甲");
}

#[test]
fn a_journal_cut_at_any_byte_is_whole_up_to_there_or_torn() {
    let links = journal(&bodies());
    let bytes = file(&links);
    let starts = starts(&links);
    for cut in 0..=bytes.len() {
        let whole = starts.iter().filter(|start| **start <= cut).count() - 1;
        let after = if whole == 0 { Head::START } else { links[whole - 1].head() };
        let torn = cut - starts[whole];
        let expected = match torn {
            0 => Ok(after),
            _ => Err(Broken::Torn { after, whole: starts[whole], torn }),
        };
        assert_eq!(verify(&bytes[..cut]), expected, "cut at {cut}");
        let read: Vec<_> = super::links(&bytes[..cut]).filter_map(Result::ok).collect();
        assert_eq!(read, links[..whole], "cut at {cut}");
    }
}

/// A last line without its end that no cut could have left is bad, and not torn: what was
/// changed is not taken for what was lost.
#[test]
fn a_tail_that_no_cut_leaves_is_bad() {
    let links = journal(&bodies());
    let whole = file(&links[..1]);
    let second = links[1].to_string();
    let (number, rest) = second.split_once("\"hash\":\"").unwrap();
    let (before, hash) = (format!("{number}\"hash\":\""), rest.split('"').next().unwrap());
    let first = |many: usize| hash.chars().take(many).collect::<String>();
    let with_body = |body: &str| format!("{before}{hash}\",\"body\":{body}");
    let tails = [
        (before.clone(), true),
        (format!("{before}{}", first(63)), true),
        (format!("{before}{}g", first(62)), false),
        (format!("{before}G"), false),
        (format!("{before}{}g", first(63)), false),
        (format!("{before}g{}", first(63)), false),
        (format!("{before}{hash}\",\"bo"), true),
        (format!("{before}{hash}\",\"bu"), false),
        (with_body(""), true),
        (with_body(" "), false),
        (with_body("{\"a\":[1,-"), true),
        (with_body("{\"a\" -"), false),
        (with_body("{\"a\""), true),
        (with_body("{]"), false),
        (with_body("{\"a\":1}"), true),
        (with_body("{\"a\":1}x"), false),
    ];
    for (tail, torn) in tails {
        let bytes = [&whole[..], tail.as_bytes()].concat();
        match verify(&bytes) {
            Err(Broken::Torn { after, whole: end, torn: rest }) => {
                assert!(torn, "{tail}");
                assert_eq!((after, end, rest), (links[0].head(), whole.len(), tail.len()));
            }
            Err(Broken::Bad { number: 2, at, .. }) => {
                assert!(!torn, "{tail}");
                assert_eq!(at, whole.len());
            }
            other => panic!("{tail}: {other:?}"),
        }
        // Whatever is broken ends the reading: it is told once.
        let read: Vec<bool> = super::links(&bytes).take(5).map(|link| link.is_ok()).collect();
        assert_eq!(read, [true, false], "{tail}");
    }
    let mut bad = file(&links);
    bad[whole.len() + 3] = b'x';
    let read: Vec<bool> = super::links(&bad).take(9).map(|link| link.is_ok()).collect();
    assert_eq!(read, [true, false], "nothing after a bad line is read");
}

#[test]
fn every_changed_byte_is_found_and_its_entry_named() {
    let links = journal(&bodies());
    let bytes = file(&links);
    let starts = starts(&links);
    for at in 0..bytes.len() {
        let entry = starts.iter().filter(|start| **start <= at).count();
        let flips = (0..8).map(|bit| bytes[at] ^ (1 << bit));
        for byte in flips.chain([b'\n', b' ', b'0', b'}', 0]).filter(|byte| *byte != bytes[at]) {
            let mut changed = bytes.clone();
            changed[at] = byte;
            match verify(&changed) {
                Err(Broken::Bad { number, at: begin, .. }) => {
                    assert_eq!((number, begin), (entry as u64, starts[entry - 1]), "byte {at}");
                }
                other => panic!("byte {at} changed to {byte}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_byte_more_or_less_is_found() {
    let links = journal(&bodies());
    let bytes = file(&links);
    for at in 0..bytes.len() {
        let mut less = bytes.clone();
        less.remove(at);
        assert!(verify(&less).is_err(), "without byte {at}");
        for byte in *b" \n0}\"" {
            let mut more = bytes.clone();
            more.insert(at, byte);
            assert!(verify(&more).is_err(), "{byte} before byte {at}");
        }
    }
    assert!(
        verify(&[bytes, vec![0; 512]].concat()).is_err_and(|b| matches!(b, Broken::Bad { .. }))
    );
}

#[track_caller]
fn check(links: &[Link], number: u64, fault: Fault) {
    match verify(&file(links)) {
        Err(Broken::Bad { number: n, fault: f, .. }) => assert_eq!((n, f), (number, fault)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_bad_entry_is_named_and_what_is_wrong() {
    let links = journal(&bodies());
    let without = |n: usize| [&links[..n], &links[n + 1..]].concat();
    check(&without(0), 1, Fault::Number { found: 2 });
    check(&without(2), 3, Fault::Number { found: 4 });
    let twice = [&links[..2], &links[1..]].concat();
    check(&twice, 3, Fault::Number { found: 2 });
    let mut swapped = links.clone();
    swapped.swap(1, 2);
    check(&swapped, 2, Fault::Number { found: 3 });

    // Another content with the old hash; then with a hash of its own.
    let mut changed = links.clone();
    changed[2].body = "\"丙\"".into();
    check(&changed, 3, Fault::Hash);
    changed[2] = Link::after(links[1].head(), "丙").unwrap();
    check(&changed, 4, Fault::Previous);
    // The whole tail written anew verifies by itself: only a head from outside shows it.
    changed[3] = Link::after(changed[2].head(), "丙").unwrap();
    assert_eq!(verify(&file(&changed[..4])), Ok(changed[3].head()));
    let known = [links[3].head()];
    let ours = changed[..4].iter().map(Link::head);
    assert_eq!(crate::casebook::journal::head::missing(&known, ours).len(), 1);

    // A hash that fits a body that is not canonical.
    for (body, why) in [
        ("{\"b\":1, \"a\":2}", NotCanonical::OtherSpelling),
        ("{\"a\":1,\"a\":1}", NotCanonical::OtherSpelling),
        ("1.5", NotCanonical::Fraction),
        ("{", NotCanonical::NoJson),
    ] {
        let (number, previous) = (1, Head::START.hash);
        let hash = hash(number, previous, body);
        check(&[Link { number, previous, hash, body: body.into() }], 1, Fault::Body(why));
    }
}

#[test]
fn fields_that_are_not_known_stay_where_they_are() {
    #[derive(serde::Deserialize)]
    struct Known {
        a: u8,
    }
    let link = Link::after(Head::START, &json!({"a": 1, "new": {"later": [1, "x"]}})).unwrap();
    let line = link.to_string();
    let read = Link::read(line.as_bytes(), Head::START).unwrap();
    assert_eq!(read.read_body::<Known>().unwrap().a, 1);
    assert_eq!(read.to_string(), line);
    assert_eq!(read.body(), r#"{"a":1,"new":{"later":[1,"x"]}}"#);
}

#[test]
fn sentences() {
    let link = Link::after(Head::START, &json!({"name": "甲某"})).unwrap();
    let other = link.read_body::<u8>().unwrap_err();
    assert_eq!(other.to_string(), "entry 1: the body is of another shape, at character 0");
    let bytes = file(std::slice::from_ref(&link));
    let torn = verify(&bytes[..20]).unwrap_err();
    assert_eq!(torn.to_string(), "20 bytes of an entry that was cut off, after entry 0 and byte 0");
    let bad = verify(b"{}\n").unwrap_err();
    assert_eq!(bad.to_string(), "entry 1, at byte 0: it is not written as an entry");
    let full = Link::after(Head { number: u64::MAX, ..Head::START }, "x").unwrap_err();
    assert_eq!(full.to_string(), "the journal is full");
    let fraction = Link::after(Head::START, &1.5).unwrap_err();
    assert_eq!(
        fraction.to_string(),
        "the body cannot be journaled: it holds a number that is not whole, or beyond 64 bits"
    );
}

#[test]
fn long_lines_are_refused_before_they_are_read() {
    let line = vec![b'x'; MAX_LINE + 1];
    assert_eq!(Link::read(&line, Head::START), Err(Fault::TooLong));
    assert_eq!(Link::read(&line[1..], Head::START), Err(Fault::NotALine));
    let longest = "x".repeat(canonical::MAX_BYTES - 2);
    let link = Link::after(Head::START, &longest).unwrap();
    assert_eq!(Link::read(link.to_string().as_bytes(), Head::START), Ok(link));
}

/// Bodies of any shape, without fractions.
fn any_body() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_journal_is_read_as_written_and_every_cut_is_told(
        bodies in prop::collection::vec(any_body(), 0..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let links = journal(&bodies);
        let bytes = file(&links);
        let head = links.last().map_or(Head::START, Link::head);
        prop_assert_eq!(verify(&bytes), Ok(head));
        let cut = cut.index(bytes.len() + 1);
        let whole = starts(&links).contains(&cut);
        let torn = matches!(verify(&bytes[..cut]), Err(Broken::Torn { .. }));
        prop_assert_eq!(verify(&bytes[..cut]).is_ok(), whole);
        prop_assert_eq!(torn, !whole);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = verify(&bytes);
        let line = format!("{{\"number\":1,\"previous\":\"{}\",\"hash\":\"", Head::START.hash);
        let _ = verify(&[line.as_bytes(), &bytes].concat());
    }
}

/// The seeds of the fuzz target: what each is, and that the target reads the whole ones.
#[test]
fn the_corpus_of_the_fuzz_target() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/journal");
    if !folder.is_dir() {
        return println!("SKIPPED: no fuzz targets here (a package without them)");
    }
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let numbers = ["three", "small"].map(|name| verify(&read(name)).unwrap().number);
    assert_eq!(numbers, [3, 3]);
    assert!(matches!(verify(&read("torn")), Err(Broken::Torn { .. })));
    let swapped = verify(&read("swapped")).unwrap_err();
    assert!(matches!(swapped, Broken::Bad { number: 2, fault: Fault::Number { found: 3 }, .. }));
    for entry in std::fs::read_dir(&folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for cut in (0..=bytes.len()).step_by(1 + bytes.len() / 300) {
            let whole: usize = links(&bytes[..cut])
                .map_while(Result::ok)
                .map(|link| link.to_string().len() + 1)
                .sum();
            assert!(whole <= cut);
            if verify(&bytes[..cut]).is_ok() {
                assert_eq!(whole, cut);
            }
        }
    }
}
