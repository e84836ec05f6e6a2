//! Pictures of all sizes and with hostile names: nothing overlaps, breaks out or moves.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::around::Around;
use super::flow::{self, Flow};
use super::funnel::{self, Funnel};
use super::lanes::{self, Lanes};
use super::svg::{LabelBox, Picture};
use super::timeline::{Entry, Mark, Timeline};
use crate::base::day::Moment;
use crate::base::id::{CaseId, EnterpriseId, GangId, OrganId, PartyId, PersonId, PlaceId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::network::line::TieLine;
use crate::provenance::Standing;
use crate::rulebook::Rulebook;
use crate::terms::tie::TieKind;

/// Names that try everything: markup, quotes, controls, direction, length, nothing to see.
const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><a href='javascript:x'>",
    "甲\u{202e}某\u{0}\u{7}",
    "&amp;&#60;",
    "שלום עולם مرحبا",
    "]]><!--",
    "\u{feff}\u{200b}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}",
    "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸",
];

const KINDS: [TieKind; 9] = [
    TieKind::Shelters,
    TieKind::TipsOff,
    TieKind::HelpsEvade,
    TieKind::Bribes,
    TieKind::Kin,
    TieKind::MemberOf,
    TieKind::Owns,
    TieKind::Contact,
    TieKind::SecretaryOf,
];

fn party(n: usize) -> PartyId {
    let id = Uuid::from_u128(u128::try_from(n).unwrap() + 1);
    match n % 11 {
        0 => GangId::from_uuid(id).unwrap().into(),
        1 | 2 => OrganId::from_uuid(id).unwrap().into(),
        3 => EnterpriseId::from_uuid(id).unwrap().into(),
        4 => CaseId::from_uuid(id).unwrap().into(),
        5 => PlaceId::from_uuid(id).unwrap().into(),
        _ => PersonId::from_uuid(id).unwrap().into(),
    }
}

fn tie(from: usize, to: usize, n: usize) -> TieLine {
    let standings =
        [Standing::Alleged, Standing::Checked, Standing::Supported, Standing::Established];
    TieLine {
        from: party(from),
        to: party(to),
        kind: KINDS[n % KINDS.len()].clone(),
        standing: standings[n % 4],
        confidence: Permille::new(u16::try_from(n * 37 % 1001).unwrap()).unwrap(),
        period: Period::UNKNOWN,
        tie: None,
    }
}

/// A gang with many arms: about a third of all are tied to it, the others to those.
fn world(parties: usize) -> Vec<TieLine> {
    let near = (parties / 3).max(2);
    let mut ties: Vec<TieLine> = (1..near).map(|n| tie(n, 0, n)).collect();
    ties.extend((near..parties).map(|n| tie(n, 1 + n * 7 % (near - 1), n + 1)));
    ties.extend((1..near / 2).map(|n| tie(n, n + 1, n * 3)));
    ties
}

/// The picture of so many parties.
pub(super) fn sample(parties: usize) -> Around {
    Around::new("乙团伙001 and those around it 关系网", &[party(0)], world(parties), &name)
}

fn name(party: PartyId) -> Option<String> {
    let id = party.to_string();
    let tail: String = id.chars().skip(id.chars().count() - 3).collect();
    Some(match party {
        PartyId::Person(_) => format!("甲某{tail}"),
        PartyId::Organ(_) => format!("某区公安局第{tail}大队"),
        PartyId::Gang(_) => format!("乙团伙{tail}"),
        PartyId::Enterprise(_) => format!("Artificial Trading Company {tail}"),
        PartyId::Case(_) => format!("甲公刑立〔2020〕{tail}号"),
        PartyId::Place(_) => "丙街道".to_owned(),
    })
}

fn no_label_covers_another(picture: &Picture) {
    let labels = picture.labels();
    for (index, one) in labels.iter().enumerate() {
        for other in &labels[index + 1..] {
            assert!(!one.overlaps(other), "{one:?} and {other:?}");
        }
    }
    let (wide, high) = picture.size();
    for label in labels {
        let inside =
            label.left >= 0.0 && label.top >= 0.0 && label.right <= wide && label.bottom <= high;
        assert!(inside, "{label:?} leaves {wide} by {high}");
    }
}

/// Tags open and close, in their order, and there is none that loads or runs anything.
fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(
            ["svg", "g", "a", "title", "desc", "rect", "path", "circle", "text"].contains(&name),
            "<{tag}>"
        );
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        // Attribute names alone: every second piece between quotes is a value.
        let names: Vec<&str> = tag.split('"').step_by(2).collect();
        assert!(!names.iter().any(|name| name.starts_with(" on")), "<{tag}>");
        let mut values = tag.split('"').collect::<Vec<_>>().into_iter();
        while let (Some(name), Some(value)) = (values.next(), values.next()) {
            assert!(!name.contains("href=") || value.starts_with('#'), "<{tag}>");
            assert!(!name.contains("src="), "<{tag}>");
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!svg.chars().any(|c| crate::base::text::is_hidden(c) && c != '\n'));
}

#[test]
fn networks_of_all_sizes_can_be_read() {
    for parties in [1, 2, 5, 20, 50, 120, 200, 300] {
        let around = Around::new("乙团伙", &[party(0)], world(parties), &name);
        let picture = around.picture();
        no_label_covers_another(&picture);
        well_formed(picture.svg());
        let shown: BTreeSet<&str> = picture.labels().iter().map(|label| &*label.text).collect();
        assert!(shown.contains("乙团伙001"), "{parties}");
        let (wide, high) = picture.size();
        // A page is as wide as that, and is turned down, not sideways.
        let most = 400.0 + 40.0 * f64::from(u32::try_from(parties).unwrap());
        assert!(wide < 1800.0 && high < most, "{parties} parties: {wide} by {high}");
        let told = around.ties().iter().filter(|tie| {
            let text = format!("{} {} {}", tie.kind.term(), tie.kind.english(), tie.confidence);
            shown.contains(text.as_str())
        });
        assert_eq!(told.count(), around.ties().len(), "{parties}");
    }
}

#[test]
fn a_network_too_large_says_what_it_leaves_out() {
    let around = Around::new("乙团伙", &[party(0)], world(500), &name);
    assert_eq!(around.parties(), Around::MOST);
    let picture = around.picture();
    assert!(picture.labels().iter().any(|label| label.text.contains("200 parties further away")));
    // The nearest are kept.
    assert!(around.ties().iter().any(|tie| tie.from == party(165)));
    no_label_covers_another(&picture);
}

/// So many ties that labels would make the picture endless: it says that it has none.
#[test]
fn a_dense_network_is_drawn_without_labels() {
    let ties: Vec<TieLine> = (0..45).flat_map(|a| (0..a).map(move |b| tie(a, b, a * b))).collect();
    assert_eq!(ties.len(), 990);
    let picture = Around::new("乙团伙", &[party(0)], ties, &name).picture();
    assert!(
        picture
            .labels()
            .iter()
            .any(|label| label.text.ends_with("too many for labels 未标注: 990"))
    );
    no_label_covers_another(&picture);
    let (wide, high) = picture.size();
    assert!(wide < 1700.0 && high < 9000.0, "{wide} by {high}");
}

#[test]
fn the_order_of_ties_changes_nothing_and_refuted_ones_are_not_drawn() {
    let mut ties = world(60);
    let first = Around::new("t", &[party(0)], ties.clone(), &name).picture();
    ties.reverse();
    ties.push(ties[3].clone());
    ties.push(TieLine { standing: Standing::Refuted, ..tie(0, 77, 5) });
    ties.push(TieLine { standing: Standing::Withdrawn, ..tie(0, 78, 6) });
    assert_eq!(first, Around::new("t", &[party(0)], ties, &name).picture());
}

/// The tip of an arrow touches the box of the party to whom it is done, from outside.
#[test]
fn arrows_end_at_those_to_whom_it_is_done() {
    for (from, to) in [(1, 0), (0, 1)] {
        let one = TieLine { kind: TieKind::TipsOff, ..tie(from, to, 1) };
        let svg = Around::new("t", &[party(0)], vec![one], &name).picture().into_svg();
        let numbers = |path: &str| -> Vec<f64> {
            let path = path.replace(['M', 'L', 'Z'], " ");
            path.split_whitespace().map(|number| number.parse().unwrap()).collect()
        };
        let paths: Vec<&str> =
            svg.split("<path d=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let tip = paths.iter().find(|path| path.matches('L').count() == 2 && path.ends_with('Z'));
        let tip = numbers(tip.unwrap());
        // The center stands to the left of the other, so arrows to it come from the right.
        assert_eq!(tip[2] > tip[0], to == 0, "{tip:?}");
        assert_eq!(tip[0] < 200.0, to == 0, "{tip:?}");
    }
    let mutual = TieLine { kind: TieKind::Kin, ..tie(1, 0, 1) };
    let svg = Around::new("t", &[party(0)], vec![mutual], &name).picture().into_svg();
    assert!(!svg.contains("fill=\"#3d3d3d\""), "{svg}");
}

/// Each standing has a line of its own, and each kind of party a shape of its own, in ink.
#[test]
fn no_sign_is_carried_by_color_alone() {
    let lines = |standing| {
        let ties = vec![TieLine { standing, ..tie(1, 0, 7) }];
        let svg = Around::new("t", &[party(0)], ties, &name).picture().into_svg();
        let way = svg.lines().find(|line| line.contains("C") && line.contains("<path")).unwrap();
        way.split_once("stroke-width").unwrap().1.to_owned()
    };
    let all: BTreeSet<String> =
        [Standing::Alleged, Standing::Checked, Standing::Supported, Standing::Established]
            .map(lines)
            .into();
    assert_eq!(all.len(), 4, "{all:?}");
    let shapes: BTreeSet<String> = [0, 1, 3, 4, 5, 6]
        .map(|n| {
            let svg = Around::new("t", &[party(n)], Vec::new(), &name).picture().into_svg();
            let part = svg.split_once("<g>").unwrap().1.split_once("<text").unwrap().0.to_owned();
            let strip = |c: char| c.is_ascii_digit() || c == '.';
            let bare: String = part.split_once("</title>").unwrap().1.replace(strip, "");
            // Without its color.
            let colorless = |piece: &str| {
                piece.split_once('"').map_or_else(|| piece.to_owned(), |(_, rest)| rest.to_owned())
            };
            bare.split("fill=\"#").map(colorless).collect()
        })
        .into();
    assert_eq!(shapes.len(), 6, "{shapes:#?}");
}

fn moment(minutes: i64) -> Moment {
    let start = Moment::china(crate::day!(2019, 4, 9), 8, 0).unwrap();
    start.plus(chrono::TimeDelta::minutes(minutes)).unwrap()
}

fn timeline(entries: &[(i64, u8, String)]) -> Timeline {
    let entry = |(at, kind, text): &(i64, u8, String)| {
        let mark = match kind % 4 {
            0 => Mark::Step,
            1 => Mark::Signature,
            2 => Mark::Clock { due: moment(at + 600), done: Some(moment(at + 900)) },
            _ => Mark::Clock { due: moment(at + 600), done: None },
        };
        Entry { at: moment(*at), mark, label: text.clone(), note: text.clone() }
    };
    Timeline {
        title: "甲公刑立〔2019〕1号".to_owned(),
        entries: entries.iter().map(entry).collect(),
        now: moment(5000),
    }
}

#[test]
fn hostile_names_stay_names() {
    let hostile = |n: usize| HOSTILE[n % HOSTILE.len()].to_owned();
    let around = Around::new(HOSTILE[0], &[party(0)], world(40), &|party| {
        Some(hostile(party.to_string().bytes().map(usize::from).sum()))
    });
    let around = around.linked(&|_| Some(HOSTILE[1].to_owned()));
    let entries: Vec<(i64, u8, String)> =
        (0..9_u8).map(|n| (i64::from(n) * 300, n, hostile(n.into()))).collect();
    let steps = |n: usize| funnel::Step {
        label: hostile(n),
        count: 100 - n,
        others: vec![(hostile(n), n)],
        link: Some(hostile(1)),
    };
    let funnel = Funnel { title: hostile(0), steps: (0..9).map(steps).collect() };
    let step = |n: usize| lanes::Step {
        at: Some(moment(i64::try_from(n).unwrap())),
        from: n % 3,
        to: n % 2,
        back: n.is_multiple_of(4),
        label: hostile(n),
        note: hostile(n + 1),
    };
    let lanes = Lanes {
        title: hostile(2),
        lanes: (0..3).map(hostile).collect(),
        steps: (0..9).map(step).collect(),
    };
    for picture in
        [around.picture(), timeline(&entries).picture(), funnel.picture(), lanes.picture()]
    {
        well_formed(picture.svg());
        no_label_covers_another(&picture);
    }
}

/// A clock that was kept has no strokes; one that was not has them.
#[test]
fn a_late_clock_is_told_by_strokes() {
    let strokes = |done| {
        let mark = Mark::Clock { due: moment(6000), done: Some(moment(done)) };
        let entry = Entry { at: moment(0), mark, label: "通报".to_owned(), note: String::new() };
        let timeline = Timeline { title: "t".to_owned(), entries: vec![entry], now: moment(9000) };
        let svg = timeline.picture().into_svg();
        svg.matches("stroke-width=\"0.8\"").count() - 6
    };
    assert_eq!(strokes(3000), 0);
    assert!(strokes(9000) > 5);
}

#[test]
fn a_funnel_shows_what_nobody_has_explained() {
    let step = |label: &str, count, others: &[(&str, usize)]| funnel::Step {
        label: label.to_owned(),
        count,
        others: others.iter().map(|(what, n)| ((*what).to_owned(), *n)).collect(),
        link: None,
    };
    let funnel = Funnel {
        title: "线索".to_owned(),
        steps: vec![
            step("followed", 17, &[]),
            step("concluded", 16, &[("retraced", 2)]),
            step("signed", 14, &[]),
        ],
    };
    let picture = funnel.picture();
    let texts: Vec<&str> = picture.labels().iter().map(|label| &*label.text).collect();
    assert!(texts.contains(&"↳ 1 not stated 未说明"), "{texts:?}");
    assert!(texts.contains(&"↳ 2 retraced"), "{texts:?}");
    assert!(texts.contains(&"14 (82.4 % of 17)"), "{texts:?}");
    assert_eq!(funnel.steps[1].residual(15), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_network_is_drawn_without_overlaps(
        pairs in prop::collection::vec((0_usize..60, 0_usize..60, any::<usize>()), 0..120),
        center in prop::collection::vec(0_usize..60, 0..4),
    ) {
        let ties = pairs.iter().filter(|(a, b, _)| a != b).map(|(a, b, n)| tie(*a, *b, n % 1000));
        let center: Vec<PartyId> = center.into_iter().map(party).collect();
        let picture = Around::new("图", &center, ties.collect(), &name).picture();
        no_label_covers_another(&picture);
        well_formed(picture.svg());
    }

    #[test]
    fn any_timeline_is_drawn_without_overlaps(
        entries in prop::collection::vec((0_i64..3_000_000, any::<u8>(), ".{0,60}"), 0..30),
        same in any::<bool>(),
    ) {
        let entries: Vec<_> =
            entries.into_iter().map(|(at, n, text)| (if same { 7 } else { at }, n, text)).collect();
        let picture = timeline(&entries).picture();
        no_label_covers_another(&picture);
        well_formed(picture.svg());
    }
}

/// Whoever reads the diagram reads the table: each step there is, and no other.
#[test]
fn diagrams_say_what_the_tables_say() {
    let flows: [(&str, Flow, usize); 7] = [
        ("clue", flow::clue(), 17),
        ("case", flow::case(), 19),
        ("transfer", flow::transfer(), 9),
        ("follow_up", flow::follow_up(), 6),
        ("sign_off", flow::sign_off(), 6),
        ("ledger", flow::ledger(), 6),
        ("umbrella", flow::umbrella(), 6),
    ];
    for (name, flow, stages) in flows {
        assert_eq!(flow.stages.len(), stages, "{name}");
        let different: BTreeSet<&String> = flow.stages.iter().collect();
        assert_eq!(different.len(), stages, "{name}: two stages of one name");
        assert!(!flow.begins.is_empty(), "{name}");
        let text = flow.mermaid();
        for (from, to) in &flow.steps {
            assert!(text.contains(&format!("    s{from} --> s{to}\n")), "{name}");
        }
        let arrows = text.lines().filter(|l| l.contains("-->") && !l.contains("[*]")).count();
        assert_eq!(arrows, flow.steps.len(), "{name}");
        assert_eq!(flow.dot().matches(" -> ").count(), flow.steps.len(), "{name}");
        // Every stage can be reached.
        let mut reached: BTreeSet<usize> = flow.begins.iter().copied().collect();
        for _ in 0..stages {
            let next: Vec<usize> = flow
                .steps
                .iter()
                .filter(|(from, _)| reached.contains(from))
                .map(|(_, to)| *to)
                .collect();
            reached.extend(next);
        }
        assert_eq!(reached.len(), stages, "{name}: {:?} {reached:?}", flow.stages);
    }
    assert!(flow::clue().allows("registered", "put to verification"));
    assert!(!flow::sign_off().allows("laid open for signing", "reopened"));
}

#[test]
fn the_layers_of_signing_are_those_of_the_rules() {
    let rulebook = Rulebook::published();
    let rules = rulebook.on("chengguan", crate::day!(2020, 12, 31)).unwrap();
    let text = flow::signing(rules).mermaid();
    let order: Vec<&str> = ["待签", "跟进人员", "分管领导", "主要领导", "已逐级签字"].into();
    let places: Vec<usize> = order.iter().map(|word| text.find(word).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert_eq!(text.matches("-->").count(), 6);
}

#[test]
fn boxes_that_touch_do_not_overlap() {
    let boxed = |left, right| LabelBox { text: String::new(), left, top: 0.0, right, bottom: 1.0 };
    assert!(!boxed(0.0, 1.0).overlaps(&boxed(1.0, 2.0)));
    assert!(boxed(0.0, 1.1).overlaps(&boxed(1.0, 2.0)));
}

/// Writes the pictures of this file into a folder, to look at them.
#[test]
#[ignore = "writes files"]
fn look() {
    let folder = std::env::var("UNBRELLA_LOOK").unwrap();
    for parties in [5, 50, 200] {
        let picture = sample(parties).picture();
        std::fs::write(format!("{folder}/network-{parties}.svg"), picture.svg()).unwrap();
    }
    let labels = ["filed 立案", "跟进人员 甲某", "notice 通报", "hand-over 移交"];
    let entries: Vec<(i64, u8, String)> = (0..14_u8)
        .map(|n| (i64::from(n) * 9000, n, labels[usize::from(n) % 4].to_owned()))
        .collect();
    let mut timeline = timeline(&entries);
    timeline.now = moment(100_000);
    std::fs::write(format!("{folder}/timeline.svg"), timeline.picture().svg()).unwrap();
    let step = |n: usize, label: &str, back: bool| lanes::Step {
        at: Some(moment(i64::try_from(n).unwrap() * 700)),
        from: n % 3,
        to: n * 2 % 3,
        back,
        label: label.to_owned(),
        note: "notice 通报: due before 2019-05-06, done in time".to_owned(),
    };
    let lanes = Lanes {
        title: "移送 transfers".to_owned(),
        lanes: vec!["某市公安局".to_owned(), "某市纪委监委".to_owned(), "某市扫黑办".to_owned()],
        steps: vec![
            step(0, "owed 应移送", false),
            step(1, "sent 移送 甲公〔2019〕1号", false),
            step(2, "returned 退回 甲公〔2019〕1号", true),
            step(4, "accepted 受理", false),
        ],
    };
    std::fs::write(format!("{folder}/lanes.svg"), lanes.picture().svg()).unwrap();
    let step = |label: &str, count, others: &[(&str, usize)]| funnel::Step {
        label: label.to_owned(),
        count,
        others: others.iter().map(|(what, n)| ((*what).to_owned(), *n)).collect(),
        link: None,
    };
    let funnel = Funnel {
        title: "线索漏斗 clues".to_owned(),
        steps: vec![
            step("received 收到", 150, &[("repeats 重复", 6), ("passed on 移送", 4)]),
            step(
                "registered 登记",
                140,
                &[("talk or inquiry 谈话函询", 21), ("closed 予以了结", 20)],
            ),
            step("verified 初核", 99, &[("closed 了结", 70)]),
            step("filed 立案", 19, &[]),
        ],
    };
    std::fs::write(format!("{folder}/funnel.svg"), funnel.picture().svg()).unwrap();
}
