//! Questions about somebody: for a matter, no further than it leads, and recorded first.

use super::*;
use crate::base::day::Moment;
use crate::base::id::{AnyId, PartyId};
use crate::base::text::Line;
use crate::casebook::ask::{
    Asked, Inquiry, NotAnswered, Purpose, ReadLog, ReadRecord, Room, Topic, ask,
};

/// Keeps records, or is full.
struct Journal {
    kept: Vec<ReadRecord>,
    full: bool,
}

impl Journal {
    const fn new() -> Self {
        Self { kept: Vec::new(), full: false }
    }

    /// The one record that was kept.
    #[track_caller]
    fn only(self) -> ReadRecord {
        <[ReadRecord; 1]>::try_from(self.kept).unwrap().into_iter().next().unwrap()
    }
}

impl ReadLog for Journal {
    type Error = &'static str;

    fn keep(&mut self, record: &ReadRecord) -> Result<(), &'static str> {
        if self.full {
            return Err("disk full");
        }
        self.kept.push(record.clone());
        Ok(())
    }
}

fn any(prefix: &str, n: u32) -> AnyId {
    AnyId::parse(&id(prefix, n)).unwrap()
}

/// Clue 1 about person 4, who is tied to 11, who is tied to 12, who is tied to 13; 14 is
/// tied to person 4 by a report that nobody has looked at. Gang 1 is tied to 12.
fn tied_world() -> World {
    let mut world = World::new();
    let tie = |n: u32, from: String, to: String, standing: &str| {
        json!({"tie": {"id": id("tie", n), "kind": "friend", "from": from, "to": to,
            "versions": [{"standing": standing, "confidence": 900,
                "period": {"start": {"on": "2018-01-01"}, "end": "open"},
                "known_from": "2021-05-01T09:00:00+08:00"}]}})
    };
    let person = |n: u32| json!({"person": {"id": id("person", n), "name": format!("乙某{n}")}});
    world.done(json!({"enter": [
        person(11), person(12), person(13), person(14),
        tie(1, id("person", 4), id("person", 11), "supported"),
        tie(2, id("person", 11), id("person", 12), "checked"),
        tie(3, id("person", 12), id("person", 13), "established"),
        tie(4, id("person", 4), id("person", 14), "alleged"),
        {"membership": {"id": id("record", 5), "gang": id("gang", 1), "person": id("person", 12),
            "period": {"start": "unknown", "end": "unknown"}, "standing": "checked"}},
    ]}));
    world.register(1, "反映某人充当保护伞");
    world.register(2, "反映另一件事");
    world
}

fn put_to_verification(world: &mut World, n: u32) {
    world.done(json!({"dispose": {"clue": id("clue", n), "studied_collectively": true,
        "assessment": {"within_jurisdiction": {"known": true}, "ruled_out": {"known": false},
            "conditions_ready": {"known": true}, "specific": {"known": true},
            "checkable": {"known": true}}}}));
}

const LATER: &str = "2021-06-10T09:00:00+08:00";

fn purpose(matter: AnyId) -> Purpose {
    Purpose {
        by: id("person", 1).parse().unwrap(),
        organ: id("organ", 1).parse().unwrap(),
        post: None,
        at: Moment::parse(LATER).unwrap(),
        matter,
        authority: Line::parse("丙纪审〔2021〕1号").unwrap(),
        ties: 9,
    }
}

fn room(world: &World) -> Room<'_> {
    let context = Context::new(&world.rulebook, "chengguan", &world.calendar);
    Room { book: &world.book, entries: &world.journal, context }
}

fn inquiry(world: &World, matter: AnyId) -> Inquiry<'_> {
    ask(room(world), purpose(matter)).unwrap()
}

fn rule(refused: NotAnswered) -> String {
    let NotAnswered::NotDone(NotDone::Refused(refusal)) = refused else { panic!("{refused}") };
    refusal.unmet().first().unwrap().reason().rule().to_string()
}

fn person(n: u32) -> crate::base::id::PersonId {
    id("person", n).parse().unwrap()
}

#[test]
fn an_answer_is_shown_only_after_its_record_was_kept() {
    let world = tied_world();
    let asked = inquiry(&world, any("clue", 1)).clue(id("clue", 1).parse().unwrap()).unwrap();
    assert_eq!(format!("{asked:?}"), "Asked(..)");
    let mut full = Journal { full: true, ..Journal::new() };
    assert_eq!(asked.reveal(&mut full).unwrap_err(), "disk full");

    let asked = inquiry(&world, any("clue", 1)).clue(id("clue", 1).parse().unwrap()).unwrap();
    let mut journal = Journal::new();
    let clue = asked.reveal(&mut journal).unwrap();
    assert_eq!(clue.id().to_string(), id("clue", 1));
    let told = journal.only();
    assert_eq!(told.purpose(), &purpose(any("clue", 1)));
    assert_eq!(told.topic(), Topic::Clue(clue.id()));
    assert_eq!(told.entry(), world.book.entries());
    assert_eq!(told.looked_at().iter().copied().collect::<Vec<_>>(), [any("clue", 1)]);
    let written = serde_json::to_string(&told).unwrap();
    assert_eq!(serde_json::from_str::<ReadRecord>(&written).unwrap(), told);
    assert!(!written.contains("反映"), "a record repeats nothing of what was read");
}

/// What follows belongs to no clue of another matter, and to no case that came of none.
#[test]
fn only_what_belongs_to_the_matter_is_answered() {
    let mut world = tied_world();
    lay_open(&mut world);
    let clue = |n: u32| id("clue", n).parse().unwrap();
    assert_eq!(rule(inquiry(&world, any("clue", 1)).clue(clue(2)).unwrap_err()), "casebook/scope");
    let case = id("case", 1).parse().unwrap();
    assert_eq!(rule(inquiry(&world, any("clue", 1)).case(case).unwrap_err()), "casebook/scope");
    assert!(inquiry(&world, any("case", 1)).case(case).is_ok());
    let finding = any("sign_off", 1);
    assert!(inquiry(&world, any("case", 1)).responsibility(finding).is_ok());
    let other = inquiry(&world, any("clue", 1)).responsibility(finding).unwrap_err();
    let told = format!("{finding} is no part of {}, nor within 0 ties of whom", any("clue", 1));
    assert!(other.to_string().contains(&told), "{other}");
    assert_eq!(rule(other), "casebook/scope");
    let nothing = ask(room(&world), purpose(any("clue", 9))).unwrap_err();
    assert_eq!(nothing.to_string(), format!("{} is not there", any("clue", 9)));
    let neither = ask(room(&world), purpose(any("gang", 1))).unwrap_err();
    assert_eq!(neither.to_string(), "a question is asked for a clue or a case");
}

/// The table of the page: how far each stage leads.
#[test]
fn a_matter_leads_as_far_as_its_stage() {
    let files = |world: &World, matter: AnyId, ties: u32| -> Vec<u32> {
        let asked = ask(room(world), Purpose { ties, ..purpose(matter) }).unwrap();
        let told = |n: &u32| {
            let answer = asked.file(person(*n)).unwrap().reveal(&mut Journal::new());
            answer.unwrap().is_ok()
        };
        [4, 11, 12, 13, 14].into_iter().filter(told).collect()
    };
    let mut world = tied_world();
    assert_eq!(files(&world, any("clue", 1), 9), [4], "registered: whom it names");
    put_to_verification(&mut world, 1);
    assert_eq!(files(&world, any("clue", 1), 9), [4, 11], "under verification: direct ties");
    assert_eq!(files(&world, any("clue", 1), 0), [4], "no further than was asked for");
    assert_eq!(files(&world, any("clue", 2), 9), [4], "the other clue stays where it is");
    // The case is about the gang: 12 is one tie away, 11 and 13 are two.
    assert_eq!(files(&world, any("case", 1), 9), [11, 12, 13]);
    assert_eq!(files(&world, any("case", 1), 1), [12]);
}

#[test]
fn a_network_is_told_around_a_party_of_the_matter_only() {
    let mut world = tied_world();
    put_to_verification(&mut world, 1);
    let asked = inquiry(&world, any("clue", 1));
    let around = asked.network(person(4).into()).unwrap();
    let mut journal = Journal::new();
    let ways = around.reveal(&mut journal).unwrap();
    let record = journal.only();
    let met: Vec<AnyId> = record.looked_at().iter().copied().collect();
    assert_eq!(met, [any("person", 4), any("person", 11)]);
    assert_eq!(record.within(), 1);
    let near: Vec<PartyId> = ways.iter().map(|way| way.party).collect();
    assert_eq!(near, [PartyId::Person(person(11))], "14 is only alleged, 12 is too far");
    assert_eq!(ways.first().unwrap().ties.len(), 1);
    assert_eq!(rule(asked.network(person(11).into()).unwrap_err()), "casebook/scope");
}

#[test]
fn nobody_asks_in_a_matter_of_their_own_or_out_of_post_or_back_in_time() {
    let mut world = tied_world();
    world.done(json!({"enter": [{"person": {"id": id("person", 9), "name": "甲某9",
        "kin": [{"person": id("person", 4), "kinship": "spouse"}]}}]}));
    for near in [4, 9] {
        let by = Purpose { by: person(near), ..purpose(any("clue", 1)) };
        let refused = rule(ask(room(&world), by).unwrap_err());
        assert!(refused.starts_with("recusal/"), "person {near}: {refused}");
    }
    let elsewhere = Purpose {
        by: person(2),
        organ: id("organ", 2).parse().unwrap(),
        ..purpose(any("clue", 1))
    };
    assert_eq!(rule(ask(room(&world), elsewhere).unwrap_err()), "casebook/post");
    let no_post = Purpose { post: id("post", 77).parse().ok(), ..purpose(any("clue", 1)) };
    let missing = ask(room(&world), no_post).unwrap_err();
    assert_eq!(missing.to_string(), format!("{} is not there", any("post", 77)));
    let early = Moment::parse("2021-06-01T00:00:00+08:00").unwrap();
    let early = ask(room(&world), Purpose { at: early, ..purpose(any("clue", 1)) }).unwrap_err();
    assert!(matches!(early, NotAnswered::NotDone(NotDone::GoesBack { .. })), "{early}");
}

#[test]
fn the_file_of_an_official_holds_what_is_kept_and_names_it_in_the_record() {
    let mut world = tied_world();
    world.done(json!({"enter": [
        {"post": {"id": id("post", 4), "organ": id("organ", 2), "title": "副职"}},
        {"tenure": {"id": id("tenure", 4), "person": id("person", 4), "post": id("post", 4),
            "period": {"start": {"on": "2015-01-01"}, "end": "open"}}},
        {"umbrella": {"id": id("umbrella", 1), "gang": id("gang", 1),
            "subject": {"tenure": {"person": id("person", 4), "tenure": id("tenure", 4)}},
            "period": {"start": {"on": "2018-01-01"}, "end": {"before": "2019-01-02"}},
            "stages": [{"when": {"occurred_at": "2021-05-03T09:00:00+08:00", "recorded_at": "2021-05-03T09:00:00+08:00"}, "state": "alleged"}]}},
    ]}));
    let asked: Asked<_> = inquiry(&world, any("clue", 1)).file(person(4)).unwrap();
    let mut journal = Journal::new();
    let file = asked.reveal(&mut journal).unwrap().unwrap();
    let looked_at: Vec<AnyId> = journal.only().looked_at().iter().copied().collect();
    let expected: std::collections::BTreeSet<AnyId> =
        [any("person", 4), any("tenure", 4), any("umbrella", 1)].into();
    assert_eq!(looked_at, expected.into_iter().collect::<Vec<_>>());
    assert_eq!((file.tenures.len(), file.umbrellas.len()), (1, 1));
    assert_eq!((file.measures.len(), file.outcomes.len()), (0, 0));
}

#[test]
fn agenda_and_responsibility_are_those_of_the_matter() {
    let world = tied_world();
    let asked = inquiry(&world, any("clue", 1));
    let items = asked.agenda().reveal(&mut Journal::new()).unwrap();
    assert!(!items.is_empty() && items.iter().all(|item| item.about == any("clue", 1)));
    let all = asked.responsibility(any("clue", 1)).unwrap().reveal(&mut Journal::new()).unwrap();
    let matter = any("clue", 1);
    let plain = crate::casebook::responsibility::responsible;
    assert_eq!(all, plain(world.book.dossier(), &world.journal, matter));
    assert_eq!(all.len(), 1, "whoever registered it");
}

/// Whoever is refused has asked all the same, and leaves a record of it.
#[test]
fn a_file_that_is_not_told_of_leaves_a_record_first() {
    let world = tied_world();
    let asked = |n: u32| inquiry(&world, any("clue", 1)).file(person(n)).unwrap();
    for n in [11, 77] {
        assert_eq!(format!("{:?}", asked(n)), "Asked(..)");
        let mut full = Journal { full: true, ..Journal::new() };
        assert_eq!(
            asked(n).reveal(&mut full).unwrap_err(),
            "disk full",
            "nothing without a record"
        );
        let mut journal = Journal::new();
        let refused = asked(n).reveal(&mut journal).unwrap().unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "not permitted: answer about {0}\n  1. unmet: casebook/scope: {0} is no part of {1}, nor within 0 ties of whom that is about [no document: a rule of this crate, undated, ask (our reading)]\n     cure: ask for the matter to which it belongs (by: handling office)",
                id("person", n),
                id("clue", 1),
            ),
        );
        let told = journal.only();
        assert_eq!((told.topic(), told.looked_at().len()), (Topic::File(person(n)), 0));
    }
}

/// The writer of the journal is such a log, and what it keeps is read again.
#[cfg(feature = "journal")]
#[test]
fn a_question_stands_in_the_journal() {
    use crate::casebook::journal::chain::{Link, links};
    use crate::casebook::journal::entries::{Record, read};
    use crate::casebook::journal::head::Head;
    use crate::casebook::journal::vault::Vault;
    use crate::casebook::journal::writer::Writer;

    let world = tied_world();
    let mut stored = String::new();
    let mut journal = Writer::after(Head::START, |link: &Link| {
        stored.push_str(&format!("{link}\n"));
        Ok::<(), &str>(())
    });
    let asked = || inquiry(&world, any("clue", 1)).file(person(4)).unwrap();
    let mut beside = Journal::new();
    assert!(asked().reveal(&mut beside).is_ok() && asked().reveal(&mut journal).is_ok());
    let record = beside.only();
    let link = links(stored.as_bytes()).next().unwrap().unwrap();
    let found = read(&link, &Vault::default()).unwrap().record;
    assert_eq!(found, Record::Reading(Box::new(record)));
    assert!(!stored.contains("甲某4"), "{stored}");
}
