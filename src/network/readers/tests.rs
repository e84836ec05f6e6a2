//! The readers through their door: what is read, what is refused, and that the order of
//! files leaves no trace.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::base::day::Moment;
use crate::base::id::PartyId;
use crate::day;
use crate::network::kernel::worlds::Numbers;
use crate::network::view::{Least, View};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

fn received() -> Moment {
    Moment::parse("2019-05-01T09:00:00+08:00").unwrap()
}

fn reader() -> Reader {
    Reader::new(Roles::default(), received())
}

fn read(files: &[(&str, &str)]) -> Result<ReadNetwork, Unread> {
    read_by(reader(), files)
}

fn read_by(mut reader: Reader, files: &[(&str, &str)]) -> Result<ReadNetwork, Unread> {
    for (name, text) in files {
        reader.file(name, text.as_bytes());
    }
    reader.finish()
}

fn refusal(files: &[(&str, &str)]) -> String {
    read(files).unwrap_err().to_string()
}

/// Every tie that a view shows, by names.
fn lines(read: &ReadNetwork, view: View) -> Vec<String> {
    let name = |party: PartyId| read.labels().name(party).unwrap().as_str().to_owned();
    let shown = read.network().seen(view).shown();
    let line = |tie: &crate::network::line::TieLine| {
        let (from, to, kind) = (name(tie.from), name(tie.to), tie.kind.code());
        format!("{from} {kind} {to} {} {} {}", tie.standing, tie.confidence.get(), tie.period)
    };
    let mut lines: Vec<String> = shown.iter().map(line).collect();
    lines.sort();
    lines
}

const ALL: View = View::new().at_least(Least::Alleged);

#[test]
fn each_kind_of_file_is_read_as_what_it_is() {
    let files = [
        ("some/edges_kinship.csv", "source,target,relation\nA,B,aunt\n"),
        ("edges.csv", "x,y\nB,A\n"),
        ("calls.csv", "weight,to,type,from,day\n3,A,phone call,C,2015-06-30\n"),
        ("attendance.csv", "event,person\nE1,A\nE1,D\n"),
        ("events.csv", "event,date\nE1,2008-02-29\n"),
        ("actors.csv", "actor,town\nA,Linxia\nF,\n"),
        ("other.csv", "layer,lcc\nmeetings,0.5\n"),
    ];
    let read = read(&files).unwrap();
    assert_eq!(
        lines(&read, ALL),
        [
            "A attendance D checked 1000 2008-02-29 until 2008-03-01",
            "A kinship B checked 1000 from an unknown day, end unknown",
            "B edges A checked 1000 from an unknown day, end unknown",
            "C phone_call A checked 1000 2015-06-30 until 2015-07-01",
        ],
    );
    let names: BTreeSet<_> = read.labels().iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["A", "B", "C", "D", "F"]), "whoever has no ties stays");
    assert_eq!((read.unlisted(), read.look_alikes(), read.knows_officials()), (3, 0, false));
    let a = read.labels().find(" A ").unwrap();
    assert_eq!((read.value(a, "town"), read.value(a, "actor")), (Some("Linxia"), None));
    let told: Vec<String> = read.files().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "actors.csv: 2 rows",
            "attendance.csv: 2 rows",
            "calls.csv: 1 rows; columns not read: weight",
            "edges.csv: 1 rows",
            "events.csv: 1 rows",
            "other.csv: not read, it lists neither ties nor parties",
            "some/edges_kinship.csv: 1 rows; columns not read: relation",
        ],
    );
}

/// A layer in the name comes before a column; without one the column says it.
#[test]
fn a_type_is_read_where_the_name_says_no_layer() {
    let text = "source,target,type\nA,B,kin\n";
    let kind = |name: &str| {
        let found = read(&[(name, text)]).unwrap();
        (found.network().seen(ALL).shown()[0].kind.clone(), found.files()[0].kind())
    };
    assert_eq!(kind("edges.csv"), (TieKind::Kin, FileKind::TypedTies));
    assert_eq!(kind("ties.csv"), (TieKind::Kin, FileKind::TypedTies));
    let calls = TieKind::from_code("calls").unwrap();
    assert_eq!(kind("edges_calls.csv"), (calls, FileKind::Ties));
}

/// A column before the ends does not become one of them.
#[test]
fn ends_are_found_by_their_names_before_their_places() {
    let read = read(&[("edges_by_phase.csv", "phase,node_a,node_b,weight\n1,N4,N1,2\n")]).unwrap();
    assert_eq!(lines(&read, ALL).len(), 1);
    assert!(read.labels().find("1").is_none() && read.labels().find("N4").is_some());
    let ends = read.files()[0].ends().unwrap();
    assert_eq!((ends.0.as_str(), ends.1.as_str()), ("node_a", "node_b"));
}

#[test]
fn the_order_of_files_leaves_no_trace() {
    let mut files = vec![
        ("edges_b.csv", "source,target,weight\nA,B,1\nB,C,2\n"),
        ("edges_a.csv", "source,target\nC,A\nA,B\n"),
        ("calls.csv", "source,target,type,day,weight\nA,C,b,2015-01-01,3\nA,C,b,2015-01-01,4\n"),
        ("mails.csv", "source,target,type,day,weight\nA,C,b,2015-01-01,5\n"),
        ("nodes.csv", "node\nZ\nA\n"),
    ];
    let there = read_by(reader().weights("weight"), &files).unwrap();
    files.reverse();
    let back = read_by(reader().weights("weight"), &files).unwrap();
    for tie in there.network().seen(ALL).shown() {
        let tie = tie.tie.unwrap();
        assert_eq!(there.weight(tie), back.weight(tie), "equal ties keep their weights apart");
    }
    assert_eq!(format!("{:?}", there.network()), format!("{:?}", back.network()));
    assert_eq!(there.labels(), back.labels());
}

#[test]
fn further_columns_say_when_how_far_and_how_much() {
    let text = "source,target,since,until,standing,confidence,recorded\n\
                A,B,2015-01-01,2016-01-01,supported,700,2015-06-01\n\
                A,C,2015-01-01,open,,,\n\
                A,D,,2016-01-01,已认定,,2015-06-01T08:00:00+08:00\n\
                A,E,,,alleged,0,\n";
    let read = read(&[("edges.csv", text)]).unwrap();
    assert_eq!(
        lines(&read, ALL),
        [
            "A edges B supported 700 2015-01-01 until 2016-01-01",
            "A edges C checked 1000 2015-01-01, still running",
            "A edges D established 1000 from an unknown day until 2016-01-01",
            "A edges E alleged 0 from an unknown day, end unknown",
        ],
    );
    assert_eq!(lines(&read, View::new()).len(), 3, "alleged ones are shown on demand");
    let then = |text: &str| lines(&read, ALL.known_at(Moment::parse(text).unwrap())).len();
    assert_eq!(then("2015-05-31T23:59:59+08:00"), 0);
    assert_eq!(then("2015-06-01T00:00:00+08:00"), 1, "a day means its beginning");
    assert_eq!(then("2015-06-01T07:59:59+08:00"), 1);
    assert_eq!(then("2015-06-01T08:00:00+08:00"), 2);
    assert_eq!(lines(&read, ALL.valid_on(day!(2016, 1, 1))).len(), 2);
}

#[test]
fn rows_of_one_tie_are_its_versions() {
    let text = "source,target,tie,recorded,standing\n\
                A,B,t1,2016-01-01,supported\n\
                A,B,t1,2015-01-01,alleged\n\
                A,B,,2015-01-01,checked\n";
    let found = read(&[("edges.csv", text)]).unwrap();
    let on = |text: &str| lines(&found, ALL.known_at(Moment::parse(text).unwrap())).len();
    assert_eq!(on("2014-12-31T00:00:00+08:00"), 0);
    assert_eq!(on("2015-01-01T00:00:00+08:00"), 2);
    let late = lines(&found, ALL);
    assert!(late.len() == 2 && late.iter().any(|line| line.contains("supported")), "{late:?}");
    let shown = found.network().seen(ALL).shown();
    let ids: BTreeSet<_> = shown.iter().map(|tie| tie.tie.unwrap()).collect();
    assert_eq!(ids.len(), 2);
    let bad = "source,target,tie,recorded\nA,B,t,2015-01-01\nB,A,t,2016-01-01\nA,B,u,2015-01-01\nA,B,u,\n\
               A,B,u,2019-05-01T09:00:00+08:00\n";
    assert_eq!(
        refusal(&[("edges.csv", bad)]),
        "edges.csv, line 3: the tie of line 2 has other ends or another kind, and this is a version of it\n\
         edges.csv, line 6: the version of line 5 is known from the same moment",
    );
}

#[test]
fn repeats_and_ties_with_oneself_are_counted_and_weights_added_up() {
    let text = "source,target,weight\nA,B,2\nB,A,3\nA,B,4.5\nA,A,9\nC,C,\nA,C,\n";
    let read = read_by(reader().weights("weight"), &[("edges.csv", text)]).unwrap();
    let report = &read.files()[0];
    assert_eq!((report.rows(), report.self_ties(), report.repeated()), (6, &[5, 6][..], 1));
    let name = |party| read.labels().name(party).unwrap().to_string();
    let shown = read.network().seen(ALL).shown();
    let weights: BTreeMap<String, f64> = shown
        .iter()
        .map(|tie| (name(tie.from) + &name(tie.to), read.weight(tie.tie.unwrap()).unwrap()))
        .collect();
    assert_eq!(
        weights,
        BTreeMap::from([("AB".into(), 6.5), ("AC".into(), 1.0), ("BA".into(), 3.0)])
    );
    // Two messages of one day are two messages.
    let dated = "source,target,type,day\nA,B,mail,2015-01-01\nA,B,mail,2015-01-01\n";
    let read = self::read(&[("m.csv", dated)]).unwrap();
    assert_eq!((read.network().tie_count(), read.files()[0].repeated()), (2, 1));
}

#[test]
fn text_may_be_marked_quoted_and_odd() {
    let odd = "\u{feff}\r\nsource,target,note\r\n\"甲某, the \"\"elder\"\"\",乙\u{202e}某,x\r\n\r\n,,\r\n 丙某 ,乙\u{202e}某,\r\nＮ１,N1,\r\n";
    let read = read(&[("edges.csv", odd)]).unwrap();
    let names: BTreeSet<_> = read.labels().iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(
        names,
        BTreeSet::from(["甲某, the \"elder\"", "乙\u{202e}某", "丙某", "Ｎ１", "N1"]),
    );
    assert_eq!(read.look_alikes(), 1, "kept apart and counted");
    assert_eq!(read.network().tie_count(), 3);
}

#[test]
fn what_is_wrong_is_told_by_file_and_line_and_never_in_words_of_the_line() {
    let long = format!("a,b\n{},B\n", "n".repeat(801));
    let name = format!("a,b\n{},B\n", "n".repeat(201));
    let cases = [
        ("edges.csv", "", "edges.csv: the file is empty"),
        ("edges.csv", "\u{feff}\n \n", "edges.csv: the file is empty"),
        ("edges.csv", "s\0o\0", "edges.csv: the file is UTF-16: save it as UTF-8"),
        (
            "edges.csv",
            "a,b\rA,B\r",
            "edges.csv: lines end with a carriage return alone: save the file with line feeds",
        ),
        (
            "edges.csv",
            "\na\nB\n",
            "edges.csv, line 2: the header has 1 column, a list of ties has two or more, with commas between",
        ),
        ("edges.csv", "a,b,A\n", "edges.csv, line 1: the header names column A twice"),
        (
            "edges.csv",
            "a,b\nA\nA,B,C\n",
            "edges.csv, line 2: has 1 fields, the header 2\nedges.csv, line 3: has 3 fields, the header 2",
        ),
        ("edges.csv", "a,b\n\"A,B\nC,D\n", "edges.csv, line 2: a quote is not closed on its line"),
        ("edges.csv", "a,\"b\nA,B\n", "edges.csv, line 1: a quote is not closed on its line"),
        (
            "edges.csv",
            "a,b\nA, \n\u{200b},B\n",
            "edges.csv, line 2: column b: the name is empty\nedges.csv, line 3: column a: the name is empty",
        ),
        ("edges.csv", &long, "edges.csv, line 2: column 1: 801 bytes, at most 800 are allowed"),
        (
            "edges.csv",
            &name,
            "edges.csv, line 2: column a: the name has 201 characters, at most 200 are allowed",
        ),
        (
            "edges.csv",
            "a,b,day\nA,B,2015-02-29\n",
            "edges.csv, line 2: column day: there is no such day",
        ),
        (
            "edges.csv",
            "a,b,recorded\nA,B,yesterday\n",
            "edges.csv, line 2: column recorded: neither a day nor a moment: ",
        ),
        ("edges.csv", "a,b,since,until\nA,B,2015-02-02,2015-02-02\n", "edges.csv, line 2: "),
        (
            "edges.csv",
            "a,b,standing\nA,B,proven\n",
            "edges.csv, line 2: column standing: alleged, checked, supported, established, refuted or withdrawn",
        ),
        (
            "edges.csv",
            "a,b,confidence\nA,B,0.7\nA,B,1001\nA,B,-1\n",
            "edges.csv, line 2: column confidence: a whole number from 0 to 1000\nedges.csv, line 3: column confidence: a share of 1001 thousandths is above 1000\nedges.csv, line 4: column confidence: a whole number from 0 to 1000",
        ),
        ("edges_会见.csv", "a,b\nA,B\n", "edges_会见.csv: the layer: kind of tie: code contains"),
        (
            "edges_member_of.csv",
            "a,b\nA,B\n",
            "edges_member_of.csv, line 2: member_of does not lead from a party of kind person to one of kind person",
        ),
        (
            "m.csv",
            "source,target,type\nA,B,\n",
            "m.csv, line 2: the layer: kind of tie: code is empty",
        ),
        (
            "nodes.csv",
            "node,a\nA,\nB,\nA,\n",
            "nodes.csv, line 4: the party of line 2 stands here again",
        ),
        (
            "nodes.csv",
            "node,a\n,x\nA\n",
            "nodes.csv, line 2: column node: the name is empty\nnodes.csv, line 3: has 1 fields, the header 2",
        ),
        (
            "events.csv",
            "event,date\nE,2015-01-01\n",
            "all files: nothing here lists ties, parties or attendance",
        ),
        (
            "events.csv",
            "event,date\nE,2015-01-01\nF,\nE,2015-01-01\nG,soon\n",
            "events.csv, line 4: the event of line 2 stands here again\nevents.csv, line 5: column date: a day is written as YYYY-MM-DD",
        ),
        ("x.csv", "x,y\n1,2\n", "all files: nothing here lists ties, parties or attendance"),
        ("edges.csv", "a;b\nA;B\n", "edges.csv, line 1: the header has 1 column"),
        (
            "attendance.csv",
            "person,event\nA,\n,E\n",
            "attendance.csv, line 2: column event: the name is empty\nattendance.csv, line 3: column person: the name is empty",
        ),
    ];
    for (file, text, expected) in cases {
        let found = refusal(&[(file, text)]);
        assert!(
            found.starts_with(expected),
            "{file} {text:?}\nfound    {found}\nexpected {expected}"
        );
    }
    let mut reader = reader();
    reader.file("edges.csv", b"a,b\n\xff\xfe,B\nC,\xe7\x94\n");
    let found = reader.finish().unwrap_err().to_string();
    let line = |n| format!("edges.csv, line {n}: not UTF-8: save the file as UTF-8");
    assert_eq!(found, [line(2), line(3)].join("\n"));
}

#[test]
fn problems_are_capped_and_the_rest_is_counted() {
    let text = format!("a,b\n{}", "A,\n".repeat(150));
    let unread = read(&[("edges.csv", &text)]).unwrap_err();
    assert_eq!((unread.problems().len(), unread.further()), (MAX_PROBLEMS, 50));
    assert!(unread.to_string().ends_with("\nand 50 more"));
    let twice = [("edges.csv", "a,b\nA,B\n"), ("edges.csv", "a,b\nA,C\n")];
    assert_eq!(refusal(&twice), "edges.csv: a file of this name has been read already");
}

#[test]
fn a_seventeenth_layer_is_refused_where_it_comes_and_listed_kinds_take_no_place() {
    let file = |n: usize| format!("edges_layer{n}.csv");
    let mut reader = reader();
    for n in 0..16 {
        reader.file(&file(n), b"a,b\nA,B\n");
    }
    reader.file("edges_contact.csv", b"a,b\nA,B\n");
    reader.file("edges_联系.csv", b"a,b\nA,C\n");
    assert_eq!(reader.clone().finish().unwrap().network().tie_count(), 18);
    let contacts = reader.clone().finish().unwrap();
    let shown = contacts.network().seen(ALL).shown();
    assert_eq!(shown.iter().filter(|tie| tie.kind == TieKind::Contact).count(), 2);
    reader.file("zz.csv", b"source,target,type\nA,B,contact\nA,B,layer3\nA,B,mail\n");
    assert_eq!(
        reader.finish().unwrap_err().to_string(),
        "zz.csv, line 4: a network holds at most 16 kinds of ties of the host's own, and this would be one more",
    );
}

#[test]
fn a_weight_that_no_list_has_is_refused_and_one_that_some_have_is_read() {
    let files = [("edges_a.csv", "a,b,w\nA,B,x\nA,C,-1\nA,D,inf\n"), ("edges_b.csv", "a,b\nA,B\n")];
    let found = read_by(reader().weights("w"), &files).unwrap_err().to_string();
    let line = |n| format!("edges_a.csv, line {n}: column w: a number that is not negative");
    assert_eq!(found, [line(2), line(3), line(4)].join("\n"));
    let found = read_by(reader().weights("v"), &files).unwrap_err().to_string();
    assert_eq!(found, "all files: no list of ties has the column v");
}

/// Attendance by brute counting, in both readings.
#[test]
fn attendance_gives_each_two_a_tie_for_each_event_or_each_event_a_party() {
    for seed in 0..20 {
        let mut numbers = Numbers(seed);
        let mut pairs: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        let (mut there, mut text) = (BTreeSet::new(), String::from("person,event\n"));
        for _ in 0..25 {
            let (person, event) = (numbers.below(7), numbers.below(5));
            there.insert((event, person));
            text += &format!("P{person},E{event}\n");
        }
        for (event, a) in &there {
            for (other, b) in there.iter().filter(|(other, b)| other == event && a < b) {
                *pairs.entry((*a, *b)).or_default() += usize::from(other == event);
            }
        }
        let files = [("attendance.csv", text.as_str())];
        let found = read(&files).unwrap();
        let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
        for tie in found.network().seen(ALL).shown() {
            let name = |party| found.labels().name(party).unwrap().to_string();
            *counted.entry((name(tie.from), name(tie.to))).or_default() += 1;
        }
        let plain: BTreeMap<_, _> =
            pairs.iter().map(|((a, b), n)| ((format!("P{a}"), format!("P{b}")), *n)).collect();
        assert_eq!(counted, plain, "seed {seed}");
        assert_eq!(found.files()[0].repeated(), 25 - there.len());

        let found = read_by(reader().events(EventsAs::Parties), &files).unwrap();
        assert_eq!(found.network().tie_count(), there.len());
        let events: BTreeSet<u32> = there.iter().map(|(event, _)| *event).collect();
        let places = found.labels().iter().filter(|(party, _)| matches!(party, PartyId::Place(_)));
        assert_eq!(places.count(), events.len());
    }
    let clash = [("attendance.csv", "person,event\nA,B\nB,C\n")];
    let found = read_by(reader().events(EventsAs::Parties), &clash).unwrap_err().to_string();
    assert_eq!(found, "attendance.csv, line 2: the name of an event: person and place at once",);
    assert_eq!(read(&clash).unwrap().network().party_count(), 2);
}

#[test]
fn a_great_meeting_is_refused_before_it_fills_the_memory() {
    let mut text = String::from("person,event\n");
    for n in 0..3_000 {
        text += &format!("P{n},E\n");
    }
    let found = refusal(&[("attendance.csv", &text)]);
    assert!(found.ends_with(&format!("more than {MAX_TIES} ties")), "{found}");
}

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

fn roles() -> Roles {
    Roles {
        officials: names(&["甲某"]),
        organs: names(&["乙局"]),
        gangs: names(&["丙团伙"]),
        official_where: vec![ColumnIs { column: "office".into(), value: "Y".into() }],
        gang_where: vec![GangColumn { column: "family".into(), but_not: names(&["-77"]) }],
        ..Roles::default()
    }
}

const WHO: [(&str, &str); 3] = [
    ("edges_shelters.csv", "from,to\n甲某,丙团伙\n乙局,丙团伙\n"),
    ("edges_member_of.csv", "from,to\n戊某,丙团伙\n"),
    ("nodes.csv", "node,office,family\n甲某,,-77\n丁某,Y,\n戊某,N,Li\nLi,N, Li \n"),
];

#[test]
fn roles_say_who_is_an_official_an_organ_or_a_gang() {
    let read = read_by(Reader::new(roles(), received()), &WHO).unwrap();
    let find = |name: &str| read.labels().find(name).unwrap();
    let official =
        |name: &str| read.network().is_official(read.network().slot(find(name)).unwrap());
    assert!(official("甲某") && official("丁某") && !official("戊某") && !official("乙局"));
    assert!(
        matches!(find("乙局"), PartyId::Organ(_)) && matches!(find("丙团伙"), PartyId::Gang(_))
    );
    // Li is a person, so the gang of that name is called by its column too.
    assert!(matches!(find("Li"), PartyId::Person(_)));
    assert!(matches!(find("family=Li"), PartyId::Gang(_)));
    assert!(read.knows_officials() && read.labels().find("-77").is_none());
    let unknown = "from an unknown day, end unknown";
    assert_eq!(
        lines(&read, ALL),
        [
            format!("Li member_of family=Li checked 1000 {unknown}"),
            format!("乙局 shelters 丙团伙 checked 1000 {unknown}"),
            format!("戊某 member_of family=Li checked 1000 {unknown}"),
            format!("戊某 member_of 丙团伙 checked 1000 {unknown}"),
            format!("甲某 shelters 丙团伙 checked 1000 {unknown}"),
        ],
    );
}

#[test]
fn roles_that_fit_nobody_are_refused() {
    let mut roles = roles();
    roles.officials.push("王某".into());
    roles.officials.push("乙局".into());
    roles.gangs.push("乙局".into());
    roles.official_where.push(ColumnIs { column: "offices".into(), value: "Y".into() });
    roles.official_where.push(ColumnIs { column: "office".into(), value: "y".into() });
    roles.gang_where.push(GangColumn { column: "office".into(), but_not: names(&["Y", "N"]) });
    let found = read_by(Reader::new(roles, received()), &WHO).unwrap_err().to_string();
    assert_eq!(
        found,
        "roles: gangs[1]: organ and gang at once\n\
         roles: gang_where[1]: nobody has this value in column office\n\
         roles: officials[1] names nobody in the files\n\
         roles: officials[2]: organ and official at once\n\
         roles: official_where[1]: no list of parties has the column offices\n\
         roles: official_where[2]: nobody has this value in column office",
    );
}

#[test]
fn the_host_says_what_a_list_is_worth() {
    let files = [("edges.csv", "a,b,standing\nA,B,\nA,C,established\n")];
    let read = read_by(reader().standing(Standing::Alleged), &files).unwrap();
    assert_eq!(lines(&read, View::new()).len(), 1);
    let then = View::new().at_least(Least::Alleged).known_at(received());
    assert_eq!(lines(&read, then).len(), 2, "known from the moment at which it was received");
}

/// Pieces of files in every order: nothing panics, and what is read is never more than was there.
#[test]
fn nothing_that_comes_in_breaks_the_reader() {
    const PIECES: [&[u8]; 20] = [
        b"source,target",
        b"person,event",
        b"node",
        b"event,date",
        b",type,day",
        b"\n",
        b"\r\n",
        b"\"",
        b",",
        b"A",
        b"\xe7\x94\xb2",
        b"\xff",
        b"\xef\xbb\xbf",
        b"2015-01-01",
        b"9999-99-99",
        b"\0",
        b"\xe2\x80\xae",
        b",weight",
        b"1e400",
        b"tie",
    ];
    for seed in 0..3_000 {
        let mut numbers = Numbers(seed);
        let mut reader = reader();
        for name in ["edges.csv", "calls.csv", "nodes.csv"] {
            let mut text = Vec::new();
            for _ in 0..numbers.below(14) {
                text.extend_from_slice(PIECES[numbers.below(20) as usize]);
            }
            reader.file(name, &text);
        }
        if let Ok(read) = reader.finish() {
            assert!(read.network().party_count() == read.labels().len(), "seed {seed}");
            assert!(read.files().iter().map(FileReport::rows).sum::<usize>() < 40);
        }
    }
}
