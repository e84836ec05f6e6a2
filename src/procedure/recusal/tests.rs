//! Who may not handle, sign or see a matter, row by row; who is left; what is never told.

mod reasons;
mod records;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, ClueId, GangId, OrganId, PartyId, PersonId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::base::text::{Code, Line};
use crate::base::truth::Truth;
use crate::day;
use crate::decision::{Answer, Refusal, RefusalKind};
use crate::model::dossier::{Dossier, DossierDraft};
use crate::network::closeness::Outcome;
use crate::network::edit::Network;
use crate::network::line::TieLine;
use crate::network::reach::{Scratch, Way};
use crate::procedure::escalation::{self, EscalationFacts, Grounds};
use crate::procedure::trials::{FACTS, World, at, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown, Standing};
use crate::rulebook::choice::Approver;
use crate::rulebook::{Codes, keys};
use crate::secrecy::{
    OpeningLog, OpeningRecord, ReporterRef, Sealed, Warrant, WarrantDraft, WarrantFacts,
    WarrantRecord,
};
use crate::terms::handling::{HandlingMode, RecusalGround};
use crate::terms::office::Level;
use crate::terms::tie::{Kinship, TieKind};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);
const DAY: Day = day!(2024, 6, 3);

fn person(n: u128) -> PersonId {
    id(PersonId::from_uuid, n)
}

/// Nothing stands in the way.
fn free(n: u128) -> RecusalFacts {
    RecusalFacts {
        person: person(n),
        party: NO,
        kin: Vec::new(),
        belongs: Vec::new(),
        declared: Declared::none(),
        network: Fact::Known(Outcome::Free),
        disclosed: NEVER,
        unstated: Unstated::default(),
    }
}

/// A way of one tie from the first to the ninth person.
fn way(standing: Standing) -> Way {
    let line = TieLine {
        from: person(1).into(),
        to: person(9).into(),
        kind: TieKind::Friend,
        standing,
        confidence: Permille::ALL,
        period: Period::UNKNOWN,
        tie: None,
    };
    Way { party: person(9).into(), ties: vec![line] }
}

fn verdict(world: &World, facts: &RecusalFacts, day: Day) -> Option<Verdict> {
    let decision = grounds(facts, world.on(day));
    sound(decision.reasons());
    decision.outcome().verdict().known()
}

fn part(world: &World, facts: &RecusalFacts) -> Result<(), Refusal> {
    let asked = Part::ALL.map(|part| {
        may_take_part(part, facts, world.on(DAY)).map(|decision| sound(decision.reasons()))
    });
    let [handle, sign, see] = asked;
    assert_eq!((handle.is_ok(), handle.is_ok()), (sign.is_ok(), see.is_ok()), "one rule for all");
    handle
}

/// Law 1.7, design §8.4, §8.8: each ground alone, and the rule that says so.
#[test]
fn each_ground_alone() {
    use Verdict::{Discloses, Free, Recused};

    let declared = |set: fn(&mut Declared)| {
        let mut declared = Declared::none();
        set(&mut declared);
        RecusalFacts { declared, ..free(1) }
    };
    let organ = id(OrganId::from_uuid, 1);
    let excluded = Outcome::Excluded(way(Standing::Supported));
    let suspected = Outcome::Discloses(way(Standing::Checked));
    let own = Outcome::Excluded(Way { party: person(1).into(), ties: Vec::new() });
    type Row = (&'static str, &'static str, Verdict, RecusalFacts);
    #[rustfmt::skip]
    let rows: [Row; 13] = [
        ("law 1.7", "recusal/own-matter", Recused, RecusalFacts { party: YES, ..free(1) }),
        ("law 1.7", "recusal/ground", Recused, declared(|d| d.near_relative = YES)),
        ("law 1.7", "recusal/ground", Recused, declared(|d| d.witness = YES)),
        ("law 1.7", "recusal/ground", Recused, declared(|d| d.interest = YES)),
        ("law 1.7", "recusal/ground", Recused, declared(|d| d.other_fairness = YES)),
        ("law 1.5", "recusal/original-handler", Recused, declared(|d| d.original_handler = YES)),
        ("law 1.7", "recusal/kin", Recused, RecusalFacts { kin: vec![(person(9), Kinship::Sibling)], ..free(1) }),
        ("law 1.7", "recusal/own-organ", Recused, RecusalFacts { belongs: vec![organ], ..free(1) }),
        ("§8.8", "recusal/network", Recused, RecusalFacts { network: Fact::Known(excluded), ..free(1) }),
        ("§8.8", "recusal/network", Recused, RecusalFacts { network: Fact::Known(own), ..free(1) }),
        ("§8.8", "recusal/disclosure", Discloses, RecusalFacts { network: Fact::Known(suspected), ..free(1) }),
        ("§8.6", "recusal/unstated", Recused, RecusalFacts { unstated: Unstated::said(), ..free(1) }),
        ("law 1.7", "recusal/own-matter", Free, free(1)),
    ];
    let national = world("national");
    for (row, rule, wanted, facts) in rows {
        assert_eq!(verdict(&national, &facts, DAY), Some(wanted), "{row} {rule}");
        let found = grounds(&facts, national.on(DAY));
        assert_eq!(rules_of(&found)[0], rule, "{row}");
        assert_eq!(found.outcome().grounds.len(), usize::from(wanted == Recused), "{row} {rule}");
        match part(&national, &facts) {
            Ok(()) => assert_eq!(wanted, Free, "{row} {rule}"),
            Err(refused) => {
                let [unmet] = refused.unmet() else { panic!("{row}: {refused}") };
                assert_eq!(unmet.reason().rule().as_str(), rule, "{row}");
                assert_eq!(refused.is_final(), wanted == Recused, "{row} {rule}");
                let kind = if wanted == Recused {
                    RefusalKind::Forbidden
                } else {
                    RefusalKind::NotPermitted
                };
                assert_eq!(refused.kind(), kind, "{row} {rule}");
            }
        }
    }
}

fn declared(list: [Fact<bool>; 5]) -> Declared {
    let [near_relative, witness, interest, other_fairness, original_handler] = list;
    Declared { near_relative, witness, interest, other_fairness, original_handler }
}

/// Over everything that can be known of six questions: one yes recuses, six times no frees,
/// and learning more never takes back an answer.
#[test]
fn learning_more_never_takes_back_an_answer() {
    let national = world("national");
    let mut counts = [0; 3];
    for n in 0..3_usize.pow(6) {
        let digit = |place: u32| n / 3_usize.pow(place) % 3;
        let facts = |changed: Option<(u32, Fact<bool>)>| {
            let fact = |place: u32| match changed {
                Some((at, fact)) if at == place => fact,
                _ => FACTS[digit(place)],
            };
            let declared = declared([fact(0), fact(1), fact(2), fact(3), fact(4)]);
            RecusalFacts { declared, party: fact(5), ..free(1) }
        };
        let all: Vec<Fact<bool>> = (0..6).map(|place| FACTS[digit(place)]).collect();
        let wanted = match (all.contains(&YES), all.contains(&NEVER)) {
            (true, _) => Some(Verdict::Recused),
            (false, false) => Some(Verdict::Free),
            (false, true) => None,
        };
        let found = verdict(&national, &facts(None), DAY);
        assert_eq!(found, wanted, "{all:?}");
        counts[usize::from(wanted.is_some()) + usize::from(wanted == Some(Verdict::Free))] += 1;
        let open = (0..6).filter(|place| FACTS[digit(*place)] == NEVER && found.is_some());
        for place in open {
            for learned in [YES, NO] {
                assert_eq!(verdict(&national, &facts(Some((place, learned))), DAY), found);
            }
        }
    }
    assert_eq!(counts, [63, 665, 1]);
    let unsearched = RecusalFacts { network: Fact::NotKnown(NotKnown::NeverAsked), ..free(1) };
    let decision = grounds(&unsearched, national.on(DAY));
    assert_eq!(decision.outcome().verdict().what_is_missing()[0].fact().as_str(), "network");
    assert_eq!(decision.outcome().recused(), NEVER);
}

/// Law 1.7: who is near, who has an interest, who only may be unfair; over all kinships.
#[test]
fn kin_of_every_degree() {
    use RecusalGround::{Interest, NearRelative, OtherFairness};

    let near = [Kinship::Spouse, Kinship::Parent, Kinship::Child, Kinship::Sibling];
    for kinship in Kinship::ALL {
        let ground = Ground::Kin { party: person(9), kinship };
        let wanted = match kinship {
            near_one if near.contains(&near_one) => NearRelative,
            Kinship::OtherKin => OtherFairness,
            _ => Interest,
        };
        assert_eq!(ground.kind(), Some(wanted), "{kinship}");
        let facts = RecusalFacts { kin: vec![(person(9), kinship)], ..free(1) };
        assert_eq!(verdict(&world("national"), &facts, DAY), Some(Verdict::Recused), "{kinship}");
        let found = grounds(&facts, world("national").on(DAY));
        assert_eq!(found.outcome().grounds, [ground]);
        assert_eq!(found.reasons()[0].citations().len() == 1, wanted == NearRelative);
        let only = world("national").setting(keys::recusal::GROUNDS, Codes::literal(&["witness"]));
        assert_eq!(verdict(&only, &facts, DAY), Some(Verdict::Free), "the list is shorter there");
    }
}

/// What the parameters say is what holds.
#[test]
fn other_parameters_give_other_answers() {
    let national = || world("national");
    let witness = RecusalFacts { declared: declared([NO, YES, NO, NO, NO]), ..free(1) };
    let fewer = Codes::literal(&["near_relative", "interest", "other_fairness"]);
    let fewer = national().setting(keys::recusal::GROUNDS, fewer);
    assert_eq!(verdict(&fewer, &witness, DAY), Some(Verdict::Free));
    let handler = RecusalFacts { declared: declared([NO, NO, NO, NO, YES]), ..free(1) };
    let lax = national().setting(keys::remedy::ORIGINAL_HANDLERS_OUT, false);
    assert_eq!(verdict(&lax, &handler, DAY), Some(Verdict::Free));
    assert_eq!(verdict(&national(), &handler, day!(2018, 12, 31)), Some(Verdict::Free));
    assert_eq!(verdict(&national(), &handler, day!(2019, 1, 1)), Some(Verdict::Recused));
    // Before the law was there, its grounds are read into the silence.
    assert_eq!(verdict(&national(), &witness, day!(2018, 3, 19)), Some(Verdict::Recused));
    let decision = grounds(&witness, national().on(day!(2018, 3, 19)));
    let certainty = decision.reasons()[0].citations()[0].certainty();
    assert_eq!(certainty, crate::provenance::Certainty::Reading);
}

/// Everything is open: applying all cures but one still fails, all of them succeed.
#[test]
fn cures_of_what_is_not_known_and_of_a_disclosure() {
    let national = world("national");
    let bare = RecusalFacts {
        party: NEVER,
        declared: Declared::default(),
        network: Fact::Known(Outcome::Discloses(way(Standing::Alleged))),
        ..free(1)
    };
    type Change = fn(&mut RecusalFacts);
    let cures: [(&str, Change); 7] = [
        ("party", |facts| facts.party = NO),
        ("near_relative", |facts| facts.declared.near_relative = NO),
        ("witness", |facts| facts.declared.witness = NO),
        ("interest", |facts| facts.declared.interest = NO),
        ("other_fairness", |facts| facts.declared.other_fairness = NO),
        ("original_handler", |facts| facts.declared.original_handler = NO),
        ("disclosed", |facts| facts.disclosed = YES),
    ];
    let refused = part(&national, &bare).unwrap_err();
    let named: Vec<String> = refused
        .unmet()
        .iter()
        .map(|unmet| match unmet.remedy().cures()[0].act() {
            crate::decision::Act::Fact(code) => code.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(named, cures.map(|(code, _)| code));
    for left_out in 0..=cures.len() {
        let mut facts = bare.clone();
        let applied = cures.iter().enumerate().filter(|(place, _)| *place != left_out);
        applied.for_each(|(_, (_, cure))| cure(&mut facts));
        assert_eq!(part(&national, &facts).is_ok(), left_out == cures.len(), "{left_out}");
    }
    let unsearched = RecusalFacts { network: Fact::NotKnown(NotKnown::NeverAsked), ..free(1) };
    let refused = part(&national, &unsearched).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::NotEnoughKnown, false));
    assert!(part(&national, &free(1)).is_ok());
    let said_no = RecusalFacts { disclosed: NO, ..bare };
    assert!(part(&national, &said_no).is_err(), "disclosed, and it matters");
}

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

fn tie(n: u128, from: u128, to: u128, kind: &str, standing: &str) -> Value {
    json!({
        "id": no("tie", n), "from": no("person", from), "to": no("person", to), "kind": kind,
        "versions": [{ "known_from": at("2019-01-01 09:00"),
            "period": { "start": "unknown", "end": "unknown" },
            "standing": standing, "confidence": 900 }],
    })
}

/// Nine persons, a gang, three organs and a case about the ninth person and the third organ.
fn dossier(ties: &[Value], kin: &Value) -> Dossier {
    entered(draft(ties, kin))
}

fn entered(draft: Value) -> Dossier {
    let draft: DossierDraft = serde_json::from_value(draft).unwrap();
    draft.enter().unwrap()
}

fn draft(ties: &[Value], kin: &Value) -> Value {
    let when =
        json!({ "occurred_at": at("2019-04-09 09:00"), "recorded_at": at("2019-04-09 09:00") });
    let people = (1..=9_u128).map(|n| {
        let kin = if n == 9 { kin.clone() } else { json!([]) };
        json!({ "id": no("person", n), "name": format!("甲{n}"), "kin": kin })
    });
    let organ = |n: u128, level: &str, parent: Option<u128>| {
        let parent = parent.map(|n| no("organ", n));
        json!({ "id": no("organ", n), "name": format!("乙{n}"), "kind": "discipline_supervision",
            "level": level, "parent": parent })
    };
    let post = |n: u128, organ: u128, leader: Value| json!({ "id": no("post", n), "organ": no("organ", organ), "title": "书记", "leader": leader });
    let tenure = |n: u128, person: u128, post: u128, start: Value| json!({ "id": no("tenure", n), "person": no("person", person), "post": no("post", post), "period": { "start": start, "end": "open" } });
    let since = || json!({ "on": "2018-01-01" });
    json!({
        "persons": people.collect::<Vec<_>>(),
        "gangs": [{ "id": no("gang", 1), "name": "丙团伙" }],
        "organs": [organ(1, "county", Some(2)), organ(2, "city", None), organ(3, "county", None)],
        "posts": [post(1, 1, json!("principal_leader")), post(2, 2, json!("principal_leader")),
            post(3, 3, json!(null)), post(4, 1, json!(null))],
        "tenures": [tenure(1, 1, 1, since()), tenure(2, 2, 2, since()), tenure(3, 3, 3, since()),
            tenure(4, 4, 4, json!("unknown")), tenure(5, 5, 4, json!({ "on": "2024-06-04" }))],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county", "gang": no("gang", 1),
            "subjects": [no("person", 9), no("organ", 3)],
            "stages": [{ "when": when, "state": { "discipline": "filed" } }] }],
        "clues": [{ "id": no("clue", 1), "received_by": no("organ", 1), "source": "audit",
            "content": "举报", "stages": [{ "when": when, "state": "received" }] }],
        "ties": ties,
    })
}

fn near(world: &World, ties: &[Value], known_at: &str) -> Fact<Outcome> {
    let dossier = dossier(ties, &json!([]));
    let network = Network::of(&dossier).unwrap().freeze().unwrap();
    let parties = [person(9).into()];
    let rules = world.on(DAY);
    let mut scratch = Scratch::default();
    nearness(&network, &[person(1)], &parties, at(known_at), rules, &mut scratch)
        .remove(&person(1))
        .unwrap()
}

/// Design §8.8, N14: at, below and above the limit of hops, by standing, kind and moment.
#[test]
fn the_network_excludes_over_supported_ties_and_asks_over_weaker_ones() {
    let chain = |kind: &str, standings: &[&str]| -> Vec<Value> {
        let ends = (1..).zip(standings);
        let last = standings.len() as u128;
        let to = |n: u128| if n == last { 9 } else { n + 1 };
        ends.map(|(n, standing)| tie(n, n, to(n), kind, standing)).collect()
    };
    let national = world("national");
    let shape = |outcome: Fact<Outcome>| match outcome {
        Fact::Known(Outcome::Free) => "free",
        Fact::Known(Outcome::Discloses(_)) => "discloses",
        Fact::Known(Outcome::Excluded(_)) => "excluded",
        Fact::NotKnown(_) => "not known",
    };
    type Row<'a> = (&'a str, &'a str, &'a [&'a str]);
    let rows: [Row<'_>; 12] = [
        ("excluded", "friend", &["supported"]),
        ("excluded", "friend", &["established", "supported"]),
        ("free", "friend", &["supported", "supported", "supported"]),
        ("discloses", "friend", &["checked"]),
        ("discloses", "friend", &["alleged"]),
        ("discloses", "friend", &["supported", "alleged"]),
        ("free", "friend", &["refuted"]),
        ("free", "friend", &["withdrawn"]),
        ("free", "colleague", &["established"]),
        ("free", "reports_to", &["established"]),
        ("excluded", "bribes", &["supported"]),
        ("excluded", "parent_of", &["supported", "supported"]),
    ];
    for (wanted, kind, standings) in rows {
        let found = near(&national, &chain(kind, standings), "2024-06-03 09:00");
        assert_eq!(shape(found), wanted, "{kind} {standings:?}");
    }
    let two = chain("friend", &["supported", "supported"]);
    assert_eq!(shape(near(&national, &two, "2019-01-01 09:00")), "excluded");
    assert_eq!(shape(near(&national, &two, "2019-01-01 08:59")), "free", "not known then");
    let one_hop = world("national").setting(keys::recusal::CLOSENESS_HOPS, 1);
    assert_eq!(shape(near(&one_hop, &two, "2024-06-03 09:00")), "free");
    let three_hops = world("national").setting(keys::recusal::CLOSENESS_HOPS, 3);
    let three = chain("friend", &["supported"; 3]);
    assert_eq!(shape(near(&three_hops, &three, "2024-06-03 09:00")), "excluded");
    let kinds = Codes::literal(&["colleague"]);
    let offices = world("national").setting(keys::recusal::CLOSENESS_KINDS, kinds);
    let at_work = chain("colleague", &["supported"]);
    assert_eq!(shape(near(&offices, &at_work, "2024-06-03 09:00")), "excluded");
    assert_eq!(shape(near(&offices, &two, "2024-06-03 09:00")), "free");
}

/// H12: two supported ties between handlers and subjects are enough (a value of this crate),
/// and send the matter elsewhere; what is only reported, of another kind or not known yet
/// does not count.
#[test]
fn supported_ties_between_handlers_and_parties_make_local_relations_complicated() {
    let world = world("henan");
    let handlers = [person(1), person(2)];
    let parties = [person(9).into(), PartyId::from(person(8))];
    let count = |ties: &[Value], handlers: &[PersonId], parties: &[PartyId], moment: &str| {
        let network = Network::of(&dossier(ties, &json!([]))).unwrap().freeze().unwrap();
        local_ties(&network, handlers, parties, at(moment), world.on(DAY))
    };
    let one = tie(1, 1, 9, "contact", "supported");
    let back = tie(2, 8, 2, "kin", "established");
    let (now, before) = ("2024-06-03 09:00", "2018-12-31 09:00");
    for (ties, handlers, parties, moment, wanted) in [
        (vec![one.clone(), back.clone()], &handlers[..], &parties[..], now, Some(2)),
        (vec![one.clone()], &handlers[..], &parties[..], now, Some(1)),
        // A person named twice is one.
        (vec![one.clone()], &[person(1), person(1)][..], &parties[..], now, Some(1)),
        (
            vec![tie(1, 1, 9, "contact", "checked"), back.clone()],
            &handlers[..],
            &parties[..],
            now,
            Some(1),
        ),
        (vec![tie(1, 1, 9, "contact", "alleged")], &handlers[..], &parties[..], now, Some(0)),
        // Two steps away, or between two parties, or between two handlers.
        (
            vec![tie(1, 1, 5, "contact", "supported"), tie(2, 5, 9, "contact", "supported")],
            &handlers[..],
            &parties[..],
            now,
            Some(0),
        ),
        (vec![tie(1, 8, 9, "contact", "supported")], &handlers[..], &parties[..], now, Some(0)),
        (vec![tie(1, 1, 2, "contact", "supported")], &handlers[..], &parties[..], now, Some(0)),
        (vec![tie(1, 9, 8, "kin", "supported")], &[person(9)][..], &parties[..], now, Some(0)),
        (vec![one.clone()], &handlers[..], &parties[..], before, Some(0)),
        (vec![one.clone()], &[][..], &parties[..], now, None),
        (vec![one.clone()], &handlers[..], &[][..], now, None),
        (vec![one.clone()], &[person(77)][..], &parties[..], now, None),
        (vec![one.clone()], &handlers[..], &[person(77).into()][..], now, None),
        // One party of several is missing.
        (vec![one.clone()], &handlers[..], &[person(9).into(), person(77).into()][..], now, None),
    ] {
        let found = count(&ties, handlers, parties, moment);
        assert_eq!(
            found,
            wanted.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
            "{ties:?}"
        );
    }
    // What it is for: in Henan the verification goes elsewhere or up.
    let case = CaseId::parse(&no("case", 1)).unwrap();
    let of = |ties: &[Value]| {
        let local = count(ties, &handlers, &parties, now);
        let facts =
            EscalationFacts::gather(&dossier(ties, &json!([])), case, Grounds::default(), local);
        escalation::decide(&facts.unwrap(), world.on(DAY))
            .reasons()
            .iter()
            .filter(|reason| reason.rule().as_str() == "escalation/local-ties")
            .count()
    };
    assert_eq!((of(std::slice::from_ref(&one)), of(&[one, back])), (0, 1));
}

/// A party or a person whom the network does not hold leaves the answer open, unless a way
/// to another party excludes already.
#[test]
fn who_is_not_in_the_network_is_not_known_to_be_far() {
    let ties = [tie(1, 1, 9, "friend", "supported"), tie(2, 2, 9, "friend", "alleged")];
    let network = Network::of(&dossier(&ties, &json!([]))).unwrap().freeze().unwrap();
    let stranger = id(GangId::from_uuid, 77).into();
    let national = world("national");
    let mut scratch = Scratch::default();
    let persons = [person(1), person(2), person(3), person(88)];
    let mut ask = |parties: &[PartyId], day: Day| {
        let now = at("2024-06-03 09:00");
        let found = nearness(&network, &persons, parties, now, national.on(day), &mut scratch);
        let kept = found.into_values().map(|outcome| match outcome {
            Fact::Known(Outcome::Free) => 'f',
            Fact::Known(Outcome::Discloses(_)) => 'd',
            Fact::Known(Outcome::Excluded(_)) => 'e',
            Fact::NotKnown(_) => '?',
        });
        kept.collect::<String>()
    };
    assert_eq!(ask(&[person(9).into()], DAY), "edf?");
    assert_eq!(ask(&[person(9).into(), stranger], DAY), "e???");
    assert_eq!(ask(&[stranger], DAY), "????");
    assert_eq!(ask(&[], DAY), "????", "nobody is known to be a party");
    assert_eq!(ask(&[person(9).into()], day!(2017, 12, 31)), "????", "no rule says how far");
}

/// From the dossier: parties, kin in either entry, an organ among the parties, the staff.
#[test]
fn facts_come_from_the_records() {
    let kin = json!([{ "person": no("person", 1), "kinship": "child", "declared": "2018-01-01" }]);
    let dossier = dossier(&[], &kin);
    let case = Matter::Case(id(CaseId::from_uuid, 1));
    let all = parties(&dossier, case).unwrap();
    assert_eq!(all.len(), 3, "a person, an organ, and the gang");
    let gather = |n| {
        let network = Fact::Known(Outcome::Free);
        RecusalFacts::gather(&dossier, case, person(n), Declared::none(), network, DAY).unwrap()
    };
    assert_eq!(gather(1).kin, [(person(9), Kinship::Parent)], "read from the other side");
    assert_eq!(gather(2), free(2));
    assert_eq!(gather(3).belongs, [id(OrganId::from_uuid, 3)]);
    assert_eq!(gather(9).party, YES);
    let clue = Matter::Clue(id(ClueId::from_uuid, 1));
    let network = Fact::Known(Outcome::Free);
    let open = RecusalFacts::gather(&dossier, clue, person(2), Declared::none(), network, DAY);
    assert_eq!(open.unwrap().party, NEVER, "nobody knows whom the clue is about");
    let gone = Matter::Clue(id(ClueId::from_uuid, 2));
    assert_eq!(parties(&dossier, gone), None);
    let first = id(OrganId::from_uuid, 1);
    assert_eq!(staff(&dossier, first, DAY), [person(1), person(4)]);
    assert_eq!(staff(&dossier, first, day!(2024, 6, 4)), [person(1), person(4), person(5)]);

    let decides = |who, by| DecideFacts::gather(&dossier, first, person(who), person(by), DAY);
    let found = decides(1, 2);
    assert_eq!((found.leader, found.own), (YES, false));
    assert_eq!((found.by_leader, found.from_above), (NO, YES));
    let found = decides(4, 1);
    assert_eq!((found.leader, found.by_leader, found.from_above), (NO, YES, NO));
    assert!(decides(1, 1).own);
}

struct Journal(Vec<OpeningRecord>);

impl OpeningLog for Journal {
    type Error = &'static str;

    fn keep(&mut self, record: &OpeningRecord) -> Result<(), &'static str> {
        if self.0.len() > 8 {
            return Err("full");
        }
        self.0.push(record.clone());
        Ok(())
    }
}

fn reporter() -> ReporterRef {
    ReporterRef::parse("reporter-67e5504410b1426f9247bb680e5fe0c8").unwrap()
}

fn warrant(case: CaseId) -> Warrant {
    let draft = WarrantDraft {
        case,
        reporter: reporter(),
        applicant: person(7),
        approver: person(8),
        purpose: Line::parse("conflicts of those put forward").unwrap(),
        from: at("2019-05-06 09:00"),
        until: at("2019-05-07 09:00"),
    };
    let facts = WarrantFacts {
        now: draft.from,
        asked_by: draft.applicant,
        case,
        approver_may_approve: Truth::Yes,
        withdrawn: Truth::No,
    };
    WarrantRecord::try_from(draft).unwrap().check(&facts).unwrap()
}

/// Design §8.6: the ninth person has reported; the first is a child, the second nothing.
#[test]
fn a_conflict_with_the_reporter_is_a_ground_that_may_not_be_stated() {
    let kin = json!([{ "person": no("person", 1), "kinship": "child", "declared": "2018-01-01" }]);
    let dossier = dossier(&[], &kin);
    let case = id(CaseId::from_uuid, 1);
    let sealed = Sealed::new(reporter(), person(9));
    let warrant = warrant(case);
    let mut journal = Journal(Vec::new());
    let mut test = |n: u128, case: CaseId, now: &str| {
        let tested = Tested { dossier: &dossier, case, handler: person(n), now: at(now) };
        with_reporter(tested, &sealed, &warrant, &mut journal)
    };
    let now = "2019-05-06 10:00";
    let (child, stranger) = (test(1, case, now).unwrap(), test(2, case, now).unwrap());
    let own = test(9, case, now).unwrap();
    assert_eq!((child, own), (Unstated::said(), Unstated::said()));
    assert_eq!(stranger, Unstated::default(), "tested and free reads like not tested");

    let other = id(CaseId::from_uuid, 2);
    assert_eq!(test(1, other, now), Err(NotTested::OtherCase));
    assert_eq!(test(7, case, now), Err(NotTested::OwnConflict));
    assert_eq!(test(8, case, now), Err(NotTested::OwnConflict));
    for late in ["2019-05-06 08:59", "2019-05-07 09:00"] {
        assert!(matches!(test(1, case, late), Err(NotTested::Sealed(_))), "{late}");
    }
    for _ in 0..6 {
        assert!(test(1, case, "2019-05-07 08:59").is_ok());
    }
    assert_eq!(test(1, case, now), Err(NotTested::NotRecorded("full")), "no record, no answer");
    assert_eq!(journal.0.len(), 9, "each look is kept, each refused one is not");
}

/// Design §8.6: nothing tells whether somebody was tested, nor what came of it, before it
/// recuses; and then nothing tells why.
#[test]
fn nothing_tells_where_an_unstated_ground_comes_from() {
    let national = world("national");
    let conflict = RecusalFacts { unstated: Unstated::said(), ..free(1) };
    assert_eq!(format!("{:?}", free(1)), format!("{conflict:?}"), "to the last letter");
    assert_eq!(format!("{:?}", Unstated::said()), "Unstated(..)");
    let rules = national.on(DAY);
    let found = grounds(&conflict, rules);
    let refused = may_take_part(Part::Handle, &conflict, rules).unwrap_err();
    assert_eq!(found.outcome().grounds, [Ground::Unstated]);
    assert_eq!(found.outcome().grounds[0].to_string(), "a ground that may not be stated");
    assert_eq!(found.outcome().grounds[0].kind(), None);
    let refused_json = serde_json::to_string(&refused).unwrap();
    for shown in [format!("{found:?} {found}"), format!("{refused:?} {refused}"), refused_json] {
        let low = shown.to_lowercase();
        for word in ["reporter", "whistle", "检举", "举报", "warrant"] {
            assert!(!low.contains(word), "{word} in {shown}");
        }
    }
    // With another ground beside it, nothing is added: not a word, not a count.
    for (own, party) in [(YES, YES), (NO, NO)] {
        let stated = RecusalFacts {
            party,
            declared: Declared { witness: YES, interest: own, ..Declared::none() },
            ..free(1)
        };
        let both = RecusalFacts { unstated: Unstated::said(), ..stated.clone() };
        assert_eq!(grounds(&stated, rules), grounds(&both, rules));
        let refused = |facts| may_take_part(Part::See, facts, rules).unwrap_err();
        assert_eq!(refused(&stated), refused(&both));
    }
    assert_eq!(Unstated::default().or(Unstated::said()), Unstated::said());
    assert_eq!(Unstated::default().or(Unstated::default()), Unstated::default());
}

/// N14: if nobody is left, the matter is handled elsewhere or raised.
#[test]
fn who_is_left_and_what_follows_if_nobody_is() {
    let recused = |n| RecusalFacts { party: YES, ..free(n) };
    let open = |n| RecusalFacts { party: NEVER, ..free(n) };
    let discloses = |n| {
        let network = Fact::Known(Outcome::Discloses(way(Standing::Alleged)));
        RecusalFacts { network, ..free(n) }
    };
    let national = world("national");
    let ask = |list: &[RecusalFacts]| {
        let decision = left(list, national.on(DAY));
        sound(decision.reasons());
        let gone = rules_of(&decision)[0] == "recusal/nobody-left";
        assert_eq!(gone, decision.outcome().nobody() == YES);
        decision.outcome().clone()
    };
    let all = ask(&[recused(4), open(3), discloses(2), free(1), recused(1)]);
    let persons = |list: &[u128]| list.iter().copied().map(person).collect::<Vec<_>>();
    assert_eq!((all.free.clone(), all.disclose.clone()), (persons(&[]), persons(&[2])));
    assert_eq!((all.open.clone(), all.recused.clone()), (persons(&[3]), persons(&[1, 4])));
    let rows: [(&[RecusalFacts], Fact<bool>); 6] = [
        (&[recused(1), recused(2)], YES),
        (&[recused(1), free(2)], NO),
        (&[recused(1), discloses(2)], NO),
        (&[recused(1), open(2)], NEVER),
        (&[free(1), open(2)], NO),
        (&[], NEVER),
    ];
    for (list, nobody) in rows {
        assert_eq!(ask(list).nobody(), nobody, "{list:?}");
    }
    let judged = Grounds { acquaintances: YES, ..Grounds::none() };
    assert_eq!(ask(&[free(1)]).escalate(judged), judged, "people may judge otherwise");

    let raised = |day: Day, major: Fact<bool>| {
        let gone = left(&[recused(1)], national.on(day));
        let grounds = gone.outcome().escalate(Grounds { major, ..Grounds::none() });
        let facts = EscalationFacts {
            home: Level::County,
            handled_at: Level::County,
            managed_at: Fact::Known(Some(Level::County)),
            designated_below: false,
            grounds,
            local_ties: Fact::Known(0),
        };
        escalation::decide(&facts, national.on(day)).outcome().clone().known().unwrap().mode()
    };
    assert_eq!(raised(day!(2024, 5, 27), NO), HandlingMode::CrossHandling);
    assert_eq!(raised(day!(2024, 5, 27), YES), HandlingMode::LevelRaised);
    assert_eq!(raised(day!(2024, 5, 26), NO), HandlingMode::Ordinary, "the rule was not there");
}

/// Law 1.7: from March 20, 2018; over everybody who may ask.
#[test]
fn who_may_ask() {
    let national = world("national");
    let short = Codes::literal(&["handler"]);
    let short = world("national").setting(keys::recusal::WHO_MAY_ASK, short);
    for asker in Asker::ALL {
        let may = |world: &World, day| match may_ask(asker, world.on(day)) {
            Ok(decision) => {
                sound(decision.reasons());
                assert_eq!(rules_of(&decision), ["recusal/who-may-ask"]);
                true
            }
            Err(refused) => {
                assert!(refused.is_final());
                false
            }
        };
        assert_eq!(may(&national, day!(2018, 3, 20)), asker != Asker::Outsider, "{asker:?}");
        assert_eq!(may(&national, day!(2025, 6, 1)), asker != Asker::Outsider, "{asker:?}");
        assert!(!may(&national, day!(2018, 3, 19)), "no law yet");
        assert_eq!(may(&short, DAY), asker == Asker::Handler, "{asker:?}");
    }
}

/// Law 1.7: the organ above decides for the leader, the leader for others, from July 1, 2020.
#[test]
fn who_decides_on_a_recusal() {
    let national = world("national");
    let who = |world: &World, leader, day| {
        let decision = decided_by(leader, world.on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let first = day!(2020, 7, 1);
    assert_eq!(who(&national, YES, first), Answer::Known(Approver::NextHigherOrgan));
    assert_eq!(who(&national, NO, first), Answer::Known(Approver::PrincipalLeader));
    let open = who(&national, NEVER, first);
    assert_eq!(open.what_is_missing()[0].fact().as_str(), "leader");
    let before = who(&national, NO, day!(2020, 6, 30));
    assert_eq!(before.what_is_missing()[0].fact().as_str(), "recusal/others-decided-by");
    let other = world("national").setting(keys::recusal::OTHERS_DECIDED_BY, Approver::OfficeHead);
    assert_eq!(who(&other, NO, first), Answer::Known(Approver::OfficeHead));

    let mut allowed = 0;
    for leader in FACTS {
        for by_leader in FACTS {
            for from_above in FACTS {
                for own in [false, true] {
                    let facts = DecideFacts { leader, own, by_leader, from_above };
                    let found = may_decide(&facts, national.on(first));
                    let right =
                        (leader == YES && from_above == YES) || (leader == NO && by_leader == YES);
                    assert_eq!(found.is_ok(), right && !own, "{facts:?}");
                    if let Err(refused) = &found {
                        assert_eq!(refused.is_final(), own, "{facts:?}");
                    }
                    allowed += usize::from(found.is_ok());
                }
            }
        }
    }
    assert_eq!(allowed, 6);
}

/// Each cure is applied, and the decision may be made.
#[test]
fn cures_of_who_decides() {
    let national = world("national");
    let first = day!(2020, 7, 1);
    let open = DecideFacts { leader: NEVER, own: false, by_leader: NEVER, from_above: NO };
    let codes = |facts: &DecideFacts, world: &World, day| -> Vec<String> {
        let refused = may_decide(facts, world.on(day)).unwrap_err();
        let cures = refused.unmet().iter().flat_map(|unmet| unmet.remedy().cures());
        let code = |act: &crate::decision::Act| match act {
            crate::decision::Act::Fact(code) => code.to_string(),
            other => panic!("{other:?}"),
        };
        cures.map(|cure| code(cure.act())).collect()
    };
    assert_eq!(codes(&open, &national, first), ["leader"]);
    let known = DecideFacts { leader: NO, ..open };
    assert_eq!(codes(&known, &national, first), ["by_leader"]);
    let right = DecideFacts { by_leader: YES, ..known };
    assert!(may_decide(&right, national.on(first)).is_ok());
    let above = DecideFacts { leader: YES, ..open };
    assert_eq!(codes(&above, &national, first), ["from_above"]);
    assert!(may_decide(&DecideFacts { from_above: YES, ..above }, national.on(first)).is_ok());
    let before = day!(2020, 6, 30);
    assert_eq!(codes(&right, &national, before), ["recusal/others-decided-by"]);
    let approver = Approver::PrincipalLeader;
    let laid_down = world("national").setting(keys::recusal::OTHERS_DECIDED_BY, approver);
    assert!(may_decide(&right, laid_down.on(before)).is_ok());
    let elsewhere =
        world("national").setting(keys::recusal::OTHERS_DECIDED_BY, Approver::OfficeHead);
    assert_eq!(codes(&right, &elsewhere, first), ["decider"]);
}

/// Law 1.7: borrowed staff, guards and venues, from January 1, 2019.
#[test]
fn what_else_is_covered() {
    let national = world("national");
    let covered = |what: &str, day| {
        let decision = also_covers(&Code::parse(what).unwrap(), national.on(day));
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    for what in ["borrowed_staff", "guards", "venues"] {
        assert_eq!(covered(what, day!(2019, 1, 1)), Some(true), "{what}");
        assert_eq!(covered(what, day!(2018, 12, 31)), None, "{what}: nothing is laid down");
    }
    assert_eq!(covered("drivers", day!(2019, 1, 1)), Some(false));
    let more = Codes::literal(&["borrowed_staff", "guards", "venues", "drivers"]);
    let more = world("national").setting(keys::recusal::ALSO_COVERS, more);
    let drivers = also_covers(&Code::parse("drivers").unwrap(), more.on(DAY));
    assert_eq!(drivers.outcome(), &Answer::Known(true));
}

/// Law 1.7 (reading): a request stops nothing before it is decided.
#[test]
fn a_request_alone_stops_no_work() {
    use RequestState as S;

    let asked: Moment = at("2024-06-03 09:00");
    let stands = |decided: Option<(Moment, bool)>, now: &str| {
        let decision = request(&Request { asked, decided }, at(now));
        sound(decision.reasons());
        *decision.outcome()
    };
    assert_eq!(stands(None, "2024-06-03 08:59"), S::NotAsked);
    assert_eq!(stands(None, "2024-06-03 09:00"), S::Pending);
    assert_eq!(stands(None, "2034-06-03 09:00"), S::Pending);
    for (recused, wanted) in [(true, S::Recused), (false, S::Rejected)] {
        let decided = Some((at("2024-06-10 09:00"), recused));
        assert_eq!(stands(decided, "2024-06-10 08:59"), S::Pending);
        assert_eq!(stands(decided, "2024-06-10 09:00"), wanted);
    }
    let stopped: BTreeSet<S> = [S::NotAsked, S::Pending, S::Recused, S::Rejected]
        .into_iter()
        .filter(|state| !state.works_on())
        .collect();
    assert_eq!(stopped, BTreeSet::from([S::Recused]));
}

/// Law 1.7: over everything that can be known of the report and the entry.
#[test]
fn interference_is_reported_and_registered() {
    use Registration as R;

    let national = world("national");
    let stands = |world: &World, facts: &InterferenceFacts, day| {
        let decision = interference(facts, world.on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    for reported in FACTS {
        for registered in FACTS {
            let facts = InterferenceFacts { reported, registered };
            let wanted = match (reported, registered) {
                (_, YES) => Some(R::Registered),
                (NO, NO) => Some(R::ReportOwed),
                (YES, NO) => Some(R::EntryOwed),
                _ => None,
            };
            for day in [day!(2018, 3, 20), day!(2025, 6, 1)] {
                let found = stands(&national, &facts, day);
                assert_eq!(found.clone().known(), wanted, "{facts:?}");
                assert_eq!(found.what_is_missing().is_empty(), wanted.is_some());
            }
            let before = stands(&national, &facts, day!(2018, 3, 19));
            assert_eq!(before, Answer::Known(R::NotAsked), "no law yet");
            let lax = world("national").setting(keys::recusal::INTERFERENCE_REGISTERED, false);
            assert_eq!(stands(&lax, &facts, DAY), Answer::Known(R::NotAsked));
        }
    }
}
