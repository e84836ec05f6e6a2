//! The reports of the embedded casework as pages, and the picture of the readme.
//!
//! The picture is compared with the checked-in one byte for byte. After a wanted change
//! write it anew with `UNBRELLA_BLESS=1 cargo test --test report_pages`, and look at it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, missing_docs)]

mod browser;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::Moment;
use unbrella::base::id::{CaseId, OrganId, PartyId};
use unbrella::network::readers::{Reader, Roles};
use unbrella::network::view::{Least, View};
use unbrella::provenance::{Fact, NotKnown};
use unbrella::report::casework::lines::CaseworkFile;
use unbrella::report::casework::replay::Replay;
use unbrella::report::counted::breakdown::{By, Unit, breakdown};
use unbrella::report::html::casebook::{case, casebook, pictures};
use unbrella::report::html::reported::Reported;
use unbrella::report::ledgers::{Every, Return, returns};
use unbrella::report::picture::around::Around;
use unbrella::report::radar::{Compared, Radar, Sign, SignKind, Watched, radar};
use unbrella::rulebook::Rulebook;
use unbrella::terms::outcome::Measure;
use unbrella::terms::supervision::AlarmKind;

const WORLDS: [&[&str]; 5] = [
    &["chengguan", "chengguan-a"],
    &["chengguan", "chengguan-b"],
    &["chengguan", "chengguan-c"],
    &["zhaotong"],
    &["henan"],
];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

fn text(name: &str) -> String {
    fs::read_to_string(examples().join("casework_data").join(format!("{name}.jsonl"))).unwrap()
}

fn replay(names: &[&str], calendar: &WorkCalendar) -> Replay {
    let files: Vec<CaseworkFile> =
        names.iter().map(|name| CaseworkFile::read(text(name).as_bytes()).unwrap()).collect();
    let files: Vec<&CaseworkFile> = files.iter().collect();
    Replay::new(&files, Rulebook::published(), calendar).unwrap()
}

/// Nobody has said since when the units of the casework are watched.
static WATCHED: OnceLock<Watched> = OnceLock::new();

fn reported<'a>(replay: &'a Replay, calendar: &'a WorkCalendar) -> Reported<'a> {
    let header = replay.header();
    Reported {
        name: header.name.as_str(),
        notice: Some(("invented", "虚构")),
        book: replay.book(),
        events: replay.events(),
        place: header.place.as_str(),
        organ: header.organ,
        rules: replay.rulebook().on(header.pack.as_str(), header.as_of.day()).unwrap(),
        calendar,
        now: header.as_of,
        watched: WATCHED.get_or_init(Watched::default),
    }
}

/// The page and the pictures of a world, made once.
fn of(world: usize) -> &'static (String, Vec<String>) {
    static MADE: [OnceLock<(String, Vec<String>)>; WORLDS.len()] =
        [const { OnceLock::new() }; WORLDS.len()];
    MADE[world].get_or_init(|| made(WORLDS[world]))
}

fn made(names: &[&str]) -> (String, Vec<String>) {
    let calendar = china();
    let replay = replay(names, &calendar);
    let reported = reported(&replay, &calendar);
    let pictures = pictures(&reported).into_iter().map(|(_, picture)| picture.into_svg());
    (casebook(&reported), pictures.collect())
}

/// Tags with their attributes, and the texts between them.
fn tags(page: &str) -> Vec<String> {
    let style = page.split_once("<style>").unwrap();
    let rest = style.1.split_once("</style>").unwrap().1;
    let (body, script) = rest.split_once("<script>").unwrap();
    let end = script.split_once("</script>").unwrap().1;
    let all = format!("{}{body}{end}", style.0);
    all.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0.to_owned()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Every link leads to a place of the page, each place is there once, and nothing is loaded.
fn stands_alone(page: &str) {
    let tags = tags(page);
    let ids: Vec<&str> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
    let places: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), places.len(), "an id stands twice");
    let (mut links, mut open) = (0, Vec::new());
    for tag in &tags {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        for loads in ["link", "img", "iframe", "object", "embed", "base", "form", "image", "use"] {
            assert_ne!(name, loads, "<{tag}>");
        }
        assert!(attribute(tag, "src").is_none() && attribute(tag, "style").is_none(), "<{tag}>");
        if let Some(to) = attribute(tag, "href") {
            let place = to.strip_prefix('#').unwrap_or_else(|| panic!("{to} leads outside"));
            assert!(places.contains(place), "#{place} is not there");
            links += 1;
        }
        match (tag.starts_with('/'), tag.ends_with('/'), name) {
            (_, true, _) | (_, _, "meta" | "!DOCTYPE" | "br") => {}
            (true, ..) => assert_eq!(open.pop(), Some(name), "<{tag}>"),
            _ => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(links > 20, "{links} links");
    assert!(page.contains("Content-Security-Policy"));
}

#[test]
fn pages_stand_alone() {
    for world in 0..WORLDS.len() {
        let (page, pictures) = of(world);
        stands_alone(page);
        assert!(pictures.iter().all(|svg| !svg.contains("<script") && !svg.contains("href")));
    }
    assert_eq!(made(WORLDS[3]), *of(3), "not the same twice");
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).unwrap().0
}

/// From "14 signed" to the fourteen cases, and from each to who signed on what.
#[test]
fn fourteen_signed_lead_to_fourteen_cases_and_to_who_signed() {
    let (page, _) = of(0);
    let row = between(page, "<td>F50</td>", "</tr>");
    assert!(row.contains("<a href=\"#figure-signed_off_cases\">14</a>"), "{row}");
    let list = between(page, "<details id=\"figure-signed_off_cases\">", "</details>");
    let cases: BTreeSet<&str> =
        list.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(cases.len(), 14);
    for id in cases {
        let part = between(page, &format!("<section id=\"{id}\">"), "</section>");
        for layer in ["跟进人员", "分管领导", "主要领导"] {
            assert!(part.contains(&format!("<span lang=\"zh\">{layer}</span>")), "{id} {layer}");
        }
        assert!(part.contains("no umbrella found, at trial"), "{id}: on what");
        assert!(part.contains("stroke-width=\"2\""), "{id}: no diamond");
        assert!(part.contains("3 of 3 layers have signed"), "{id}: no reason");
    }
}

/// One case has no stated result, and it is shown by name; the worlds differ in how many.
#[test]
fn what_is_left_over_is_shown_by_name() {
    let mut left = BTreeMap::new();
    for (world, names) in WORLDS.iter().enumerate().take(3) {
        let (page, _) = of(world);
        let part = between(page, "<section id=\"split-0\">", "</section>");
        let list = between(part, "<details id=\"split-0-left\">", "</details>");
        let items = list.matches("<li><a href=\"#case-").count();
        let twice = part.split_once("split-0-twice").map_or(0, |(_, list)| {
            list.split_once("</details>").unwrap().0.matches("<li>").count()
        });
        assert_eq!(17 + twice, 14 + 2 + items, "{names:?}");
        assert!(!part.contains("strays"));
        left.insert(names[1], items);
    }
    let wanted = [("chengguan-a", 1), ("chengguan-b", 1), ("chengguan-c", 2)];
    assert_eq!(left, BTreeMap::from(wanted));
}

#[test]
fn a_rate_stands_with_its_base() {
    let (page, _) = of(0);
    assert!(page.contains("84.3 % (43 of 51)"), "{}", between(page, "reply_satisfaction", "</tr>"));
}

/// Whatever a command says of a reporter, and what clues say, is in no page and no picture.
#[test]
fn reporters_and_what_they_said_are_in_no_page() {
    fn gather(value: &Value, within: bool, secret: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    let here = within || name.contains("reporter");
                    if name == "content"
                        && fields.contains_key("source")
                        && let Some(text) = field.as_str()
                    {
                        secret.insert(text.to_owned());
                    }
                    gather(field, here, secret);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, within, secret)),
            Value::String(text) if within => {
                secret.insert(text.clone());
            }
            _ => {}
        }
    }
    let mut seen = 0;
    for (world, names) in WORLDS.iter().enumerate() {
        let mut secret = BTreeSet::new();
        for line in names.iter().map(|name| text(name)).collect::<String>().lines() {
            gather(&serde_json::from_str(line).unwrap(), false, &mut secret);
        }
        let (page, pictures) = of(world);
        for secret in secret.iter().filter(|secret| secret.chars().count() > 8) {
            seen += 1;
            assert!(!page.contains(secret.as_str()), "{names:?}: {secret}");
            assert!(!pictures.iter().any(|svg| svg.contains(secret.as_str())), "{secret}");
        }
        for word in ["real_name", "anonymous", "实名举报）", "reply to named reporter"] {
            assert!(!page.contains(word), "{names:?}: {word}");
        }
        for figure in ["named_reply_rate", "reply_satisfaction"] {
            if let Some((_, list)) = page.split_once(&format!("<details id=\"figure-{figure}\">")) {
                assert!(!list.split_once("</details>").unwrap().0.contains("href"), "{figure}");
            }
        }
    }
    assert!(seen > 100, "{seen} secrets were looked for");
}

#[test]
fn a_case_has_a_page_of_its_own() {
    let calendar = china();
    let replay = replay(WORLDS[3], &calendar);
    let reported = reported(&replay, &calendar);
    for id in replay.book().dossier().cases().keys().take(5) {
        let page = case(&reported, *id).unwrap();
        assert!(page.contains(&format!("<section id=\"{id}\">")));
        assert!(!page.contains("class=\"bad\""));
    }
    let unknown = CaseId::parse("case-00000000000000000000000000000001").unwrap();
    assert!(case(&reported, unknown).is_none());
}

/// The picture of the readme: around a gang of the invented network, alleged ties too.
#[test]
fn the_picture_of_the_readme() {
    let folder = examples().join("network/invented");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let roles: Roles = toml::from_str(&read("roles.toml")).unwrap();
    let mut reader = Reader::new(roles, Moment::parse("1900-01-01T00:00:00+08:00").unwrap());
    for name in ["edges.csv", "nodes.csv"] {
        reader.file(name, read(name).as_bytes());
    }
    let found = reader.finish().unwrap();
    let name = |party: PartyId| found.labels().name(party).map(ToString::to_string);
    let gang = found.labels().find("子团伙").unwrap();
    let seen = found.network().seen(View::new().at_least(Least::Alleged));
    let around =
        Around::of(&seen, "子团伙 and who stands around it 关系网（虚构）", &[gang], 2, &name);
    let svg = around.picture().into_svg();
    let path = examples().join("pictures/network.svg");
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &svg).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        svg == wanted,
        "the picture of the readme is another one now: see the head of this test"
    );
}

/// Stock + received + reopened − ended = stock, week by week and month by month; each clue
/// stands in a return, and one that is dropped from any of them shows.
#[test]
fn returns_add_up_and_a_clue_that_is_dropped_shows() {
    let calendar = china();
    for (world, clues) in [(0, 140), (3, 279)] {
        let replay = replay(WORLDS[world], &calendar);
        let (dossier, organ) = (replay.book().dossier(), replay.header().organ);
        for every in [Every::Week, Every::Month] {
            let all = returns(dossier, organ, every, replay.header().as_of.day());
            let received: usize = all.iter().map(|one| one.received.len()).sum();
            assert!(received >= clues, "{received} of {clues}");
            assert!(all.len() > 1);
            for pair in all.windows(2) {
                assert_eq!(pair[0].after, pair[1].before);
                assert_eq!(pair[0].until, pair[1].from);
            }
            for one in &all {
                assert_eq!(one.difference(), 0, "{one:?}");
                let sets = |one: &mut Return, which: usize, id| match which {
                    0 => one.before.remove(&id),
                    1 => one.received.remove(&id),
                    2 => one.ended.remove(&id),
                    _ => one.after.remove(&id),
                };
                for which in 0..4 {
                    for id in one.before.iter().chain(&one.received).chain(&one.ended) {
                        let mut less = one.clone();
                        if sets(&mut less, which, *id) {
                            assert_ne!(less.difference(), 0, "{id} dropped from {which}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_radar_grounds_nothing_and_sees_both_ways() {
    let calendar = china();
    for names in [WORLDS[0], WORLDS[3]] {
        let replay = replay(names, &calendar);
        let reported = reported(&replay, &calendar);
        let asked = (reported.rules, reported.calendar, reported.now);
        let look = |watched| {
            let watched = Watched::since(watched);
            radar(reported.book.dossier(), reported.organ, &watched, Compared::default(), asked)
        };
        let never = look(Fact::NotKnown(NotKnown::NeverAsked));
        let units = |found: &Radar| {
            let silent = |sign: &&Sign| sign.kind == SignKind::Alarm(AlarmKind::SilentUnit);
            found.signs.iter().filter(silent).count()
        };
        // Who is not watched from beginning to end is not called silent.
        assert_eq!(units(&never), 0);
        let watched = Moment::parse("2010-01-01T00:00:00+08:00").unwrap();
        let since = look(Fact::Known(watched));
        assert!(never.signs.iter().all(|sign| since.signs.contains(sign)));
        for sign in &since.signs {
            let file = format!("src/procedure/{}", sign.kind.may_start());
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            assert!(path.is_dir() || path.with_extension("rs").is_file(), "{sign:?}");
            let few = sign.kind == SignKind::FewForItsSector;
            let as_said =
                |(found, compared)| if few { found < compared } else { found >= compared };
            assert!(sign.measured.is_none_or(as_said), "{sign:?}");
        }
        let own = since.units.iter().find(|line| line.unit == reported.organ).unwrap();
        assert!(own.clues > 0 && !own.handled.is_empty());
        assert_eq!(own.clues_per_head().is_some(), !own.posts.is_empty());
    }
    let (page, _) = of(0);
    let part = between(page, "<section id=\"radar\">", "<section id=\"cases\">");
    assert!(part.contains("They ground no measure, no accountability and no suspicion."));
}

/// A small count of a way of reporting is held back, and no total gives it away.
#[test]
fn small_counts_of_channels_are_held_back() {
    for world in [0, 3] {
        let (page, _) = of(world);
        let Some((_, part)) = page.split_once("<section id=\"channels\">") else { panic!() };
        let part = part.split_once("</section>").unwrap().0;
        for cell in part.split("<td>").skip(1).map(|cell| cell.split("</td>").next().unwrap()) {
            assert!(!["1", "2", "3", "4"].contains(&cell), "world {world}: {cell}");
        }
    }
}

/// Cells add up to their whole, persons are counted once, and what is dropped shows.
#[test]
fn cells_add_up_and_what_is_dropped_shows() {
    let calendar = china();
    for (world, clues) in [(0, 140), (3, 0)] {
        let replay = replay(WORLDS[world], &calendar);
        let dossier = replay.book().dossier();
        let organs: BTreeSet<OrganId> = dossier.organs().keys().copied().collect();
        let own = BTreeSet::from([replay.header().organ]);
        if clues > 0 {
            let found = breakdown(dossier, &own, Unit::Clues, By::Month).unwrap();
            assert_eq!(found.whole.len(), clues);
            assert!(found.cells.len() > 3);
        }
        let mut seen = 0;
        for unit in Unit::ALL {
            let mut wholes = BTreeSet::new();
            for by in By::ALL {
                let Some(found) = breakdown(dossier, &organs, unit, by) else { continue };
                assert_eq!(found.difference(), 0, "{unit:?} {by:?}");
                wholes.insert(found.whole.clone());
                for item in found.whole.iter().take(40) {
                    let mut less = found.clone();
                    less.whole.remove(item);
                    assert_ne!(less.difference(), 0);
                    let mut less = found.clone();
                    let mut cells = less.cells.values_mut();
                    // From a cell, or from among those of which nothing is known.
                    let dropped = cells.any(|cell| cell.remove(item)) || less.none.remove(item);
                    assert!(dropped);
                    assert_ne!(less.difference(), 0);
                    seen += 1;
                }
            }
            assert_eq!(wholes.len(), 1, "{unit:?}: the whole is the same by whatever it is split");
        }
        assert!(seen > 100);
        let whole = |unit| breakdown(dossier, &organs, unit, By::Outcome).unwrap().whole.len();
        assert!(whole(Unit::Persons) < whole(Unit::PersonTimes), "somebody has two outcomes");
        assert!(breakdown(dossier, &organs, Unit::Clues, By::Rank).is_none());
    }
}

/// Each detention has its clock in the picture of its case.
#[test]
fn detentions_have_their_clocks_in_the_timelines() {
    let calendar = china();
    let replay = replay(WORLDS[3], &calendar);
    let detained: Vec<String> = replay
        .book()
        .dossier()
        .measures()
        .values()
        .filter(|measure| measure.kind() == Measure::Detention)
        .map(|measure| replay.book().dossier().person(measure.person().unwrap()).unwrap().name())
        .map(|name| format!("detention 留置期限 {name} "))
        .collect();
    assert!(detained.len() > 3);
    // What is told when one points at a line of a picture.
    let told: Vec<&str> =
        of(3).0.split("<title>").filter_map(|rest| rest.split('<').next()).collect();
    for clock in &detained {
        let times = detained.iter().filter(|other| *other == clock).count();
        assert_eq!(told.iter().filter(|l| l.contains(clock.as_str())).count(), times, "{clock}");
    }
}

/// Things on a page have names; ids stand in its links alone.
#[test]
fn no_list_shows_bare_ids() {
    for (world, names) in WORLDS.iter().enumerate() {
        let page = &of(world).0;
        let mut bare = page.split('>').filter_map(|piece| piece.split('<').next()).filter(|text| {
            text.split_once('-').is_some_and(|(kind, rest)| {
                kind.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                    && rest.len() == 32
                    && rest.chars().all(|c| c.is_ascii_hexdigit())
            })
        });
        assert_eq!(bare.next(), None, "{names:?}");
    }
}

/// On paper nothing can be opened: the lists behind figures are open while it is printed,
/// those that only say again what stands there are not.
#[test]
fn lists_are_open_on_paper_where_they_stand_first() {
    let Some(mut page) = browser::open("print", &of(0).0) else { return };
    let open = |which: &str| format!("document.querySelectorAll('details{which}[open]').length");
    let all = page.ask("document.querySelectorAll('details:not(.again)').length");
    assert_eq!(page.ask(&open("")), 0);
    page.ask("dispatchEvent(new Event('beforeprint'))");
    assert_eq!(page.ask(&open(":not(.again)")), all);
    assert_eq!(page.ask(&open(".again")), 0);
    page.ask("dispatchEvent(new Event('afterprint'))");
    assert_eq!(page.ask(&open("")), 0);
    page.stays_at_home();
}

/// A reviewer opens the report from disk, in a real browser, and clicks.
#[test]
fn a_reviewer_clicks_through_the_report() {
    let Some(mut page) = browser::open("report", &of(0).0) else { return };
    page.click("a[href=\"#figure-signed_off_cases\"]");
    assert_eq!(page.ask("document.getElementById('figure-signed_off_cases').open"), true);
    let cases = "document.querySelectorAll('#figure-signed_off_cases li a').length";
    assert_eq!(page.ask(cases), 14);
    page.click("#figure-signed_off_cases li a");
    assert_eq!(page.ask("location.hash.startsWith('#case-')"), true);
    // The heading of the case stands below the list of parts, and who signed below that.
    let below = "document.querySelector(location.hash).getBoundingClientRect().top >= \
                 document.querySelector('nav').getBoundingClientRect().bottom - 1";
    assert_eq!(page.ask(below), true);
    let signed = "[...document.querySelectorAll(location.hash + ' td:first-child')]\
                  .filter(cell => /跟进人员|分管领导|主要领导/.test(cell.innerText)).length";
    assert_eq!(page.ask(signed), 3);
    let here = page.ask("location.hash").as_str().unwrap().to_owned();
    page.click(&format!("{here} .why a"));
    assert_eq!(page.ask("document.querySelector(location.hash).tagName"), "TR");
    page.click("#clues th button");
    assert_eq!(page.ask("document.querySelector('#clues th').ariaSort"), "ascending");
    // Numbers in their order: 10 comes behind 9.
    let numbers = "[...document.querySelectorAll('#clues td:first-child')].slice(0, 11)\
                   .map(cell => cell.innerText.replace(/.*〕|号/g, '')).join(' ')";
    assert_eq!(page.ask(numbers), "1 2 3 4 5 6 7 8 9 10 11");
    page.click("#clues th button");
    assert_eq!(page.ask("document.querySelector('#clues th').ariaSort"), "descending");
    assert_ne!(page.ask(numbers), "1 2 3 4 5 6 7 8 9 10 11");
    page.click("#show");
    let chinese = "getComputedStyle(document.querySelector('h2 [lang=zh]')).display";
    assert_eq!(page.ask(chinese), "none");
    page.stays_at_home();
}

/// The room that texts take is estimated; in a real font they do not overlap either.
#[test]
fn no_labels_overlap_in_a_real_browser() {
    let svg = fs::read_to_string(examples().join("pictures/network.svg")).unwrap();
    let page = format!("<!DOCTYPE html><meta charset=\"utf-8\"><body>{svg}");
    let Some(mut page) = browser::open("network", &page) else { return };
    let overlaps = "(() => {
        const boxes = [...document.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
        const found = [];
        boxes.forEach(([a, r], i) => boxes.slice(i + 1).forEach(([b, s]) => {
            // The box of a font is higher than its letters.
            const room = 3;
            if (r.x < s.x + s.width && s.x < r.x + r.width
                && r.y + room < s.y + s.height - room && s.y + room < r.y + r.height - room)
                found.push(a + ' | ' + b);
        }));
        return boxes.length > 30 ? found.join('; ') : 'few texts';
    })()";
    assert_eq!(page.ask(overlaps), "");
    page.stays_at_home();
}
