//! Signed findings are watched: what comes near them is told, and nothing changes by it.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::base::day::Moment;
use crate::base::id::ClaimId;
use crate::casebook::agenda::{Item, Until, agenda};
use crate::casebook::decide::propose;
use crate::casebook::watch::{Watched, watched};
use crate::rulebook::draft::PackDraft;

const EARLY: &str = "2021-05-01T09:00:00+08:00";
const LATE: &str = "2021-06-01T23:00:00+08:00";

fn claim(n: u32, seen: &str) -> Value {
    json!({"claim": {"id": id("claim", n), "text": "反映某人充当保护伞", "stance": "for",
        "source": {"label": "举报", "kind": "report", "origin": "a"},
        "grade": "F6", "first_seen": seen, "last_seen": seen}})
}

/// Early claims 11 to 13, late claims 21 to 23 and 30; a finding that was signed in full.
fn signed() -> World {
    let mut world = World::new();
    world.done(json!({"enter": [
        {"person": {"id": id("person", 8), "name": "甲某8"}},
        {"person": {"id": id("person", 9), "name": "甲某9"}},
        {"document": {"id": id("document", 1), "kind": "work_plan", "title": "批示"}},
        claim(11, EARLY), claim(12, EARLY), claim(13, EARLY),
        claim(21, LATE), claim(22, LATE), claim(23, LATE), claim(30, LATE),
    ]}));
    lay_open(&mut world);
    for (n, person, role) in
        [(2, 1, "follow_up_officer"), (5, 2, "leader_in_charge"), (6, 3, "principal_leader")]
    {
        world.done(sign(n, person, role, CONTENT));
    }
    world
}

/// The gang, a member, a relative of the member, a relative of the relative: each step may
/// be missing, rest on nothing, on an early claim or on a late one.
fn step(place: u32, rests_on: u32) -> Option<Value> {
    let claims: Vec<String> = match rests_on {
        0 => return None,
        1 => Vec::new(),
        _ => vec![id("claim", 10 * (rests_on - 1) + place)],
    };
    let unknown = json!({"start": "unknown", "end": "unknown"});
    let tie = |from: u32, to: u32| {
        json!({"tie": {"id": id("tie", 40 + place), "from": id("person", from), "to": id("person", to),
            "kind": "kin", "versions": [{"known_from": LATE, "standing": "alleged", "confidence": 0,
                "period": unknown, "claims": claims}]}})
    };
    Some(match place {
        1 => json!({"membership": {"id": id("record", 41), "gang": id("gang", 1),
            "person": id("person", 4), "period": unknown, "standing": "alleged", "claims": claims}}),
        2 => tie(8, 4),
        _ => tie(8, 9),
    })
}

/// The published packs, with another reach of findings, or none.
fn reaching(hops: Option<u32>) -> Rulebook {
    let packs = Rulebook::published().packs().cloned().collect::<Vec<_>>();
    let changed = packs.into_iter().map(|pack| {
        let mut draft = PackDraft::from(pack);
        let is_hops = |name: &str| name == "sign_off/scope-hops";
        match hops {
            None => draft.parameters.retain(|(name, _)| !is_hops(name.as_str())),
            Some(hops) => {
                for (name, history) in &mut draft.parameters {
                    if is_hops(name.as_str()) {
                        let text = serde_json::to_string(history).unwrap();
                        let text = text.replace("{\"count\":1}", &format!("{{\"count\":{hops}}}"));
                        *history = serde_json::from_str(&text).unwrap();
                    }
                }
            }
        }
        draft.enter().unwrap()
    });
    Rulebook::new(changed.collect()).unwrap()
}

fn number(claim: ClaimId) -> u32 {
    let text = claim.to_string();
    let all = [11, 12, 13, 21, 22, 23, 30];
    all.into_iter().find(|n| text == id("claim", *n)).unwrap()
}

fn watching(world: &World) -> Vec<Watched> {
    let at = world.book.last_recorded().unwrap();
    watched(world.book.dossier(), world.rulebook.on(world.pack, at.day()).unwrap())
}

/// The claims that the list has.
fn listed(world: &World) -> BTreeSet<u32> {
    let all = watching(world);
    all.iter().flat_map(|one| &one.touching).map(|one| number(one.claim)).collect()
}

/// The claims of which a question would be accepted: tried, one by one.
fn accepted(world: &mut World) -> BTreeSet<u32> {
    let (keys, minute) = (world.keys, world.minute);
    let mut found = BTreeSet::new();
    for n in [11, 12, 13, 21, 22, 23, 30] {
        let command = world.command(question(n));
        (world.keys, world.minute) = (keys, minute);
        let context = Context::new(&world.rulebook, world.pack, &world.calendar);
        if propose(&mut world.book, &command, &context).is_ok() {
            found.insert(n);
        }
    }
    found
}

fn question(n: u32) -> Value {
    json!({"question": {"sign_off": id("sign_off", 1), "claim": id("claim", n)}})
}

fn settle(stands: bool) -> Value {
    json!({"settle": {"sign_off": id("sign_off", 1), "stands": stands, "by": id("person", 9),
        "reasons": "经核查", "order": id("document", 1)}})
}

/// Invariant 5, the other way round: what is watched is what would reopen. In every small
/// world, by three reaches, and at every stage that the finding comes to.
#[test]
fn a_claim_is_watched_exactly_if_it_may_be_held_against_the_finding() {
    let mut world = signed();
    let begun = (world.book.clone(), world.journal.clone(), world.keys, world.minute);
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for hops in [Some(1), Some(2), None] {
        world.rulebook = reaching(hops);
        for which in 0..64_u32 {
            (world.book, world.journal) = (begun.0.clone(), begun.1.clone());
            (world.keys, world.minute) = (begun.2, begun.3);
            let rests = [which % 4, which / 4 % 4, which / 16];
            let steps: Vec<Value> =
                (1..=3).zip(rests).filter_map(|(place, on)| step(place, on)).collect();
            world.done(json!({"enter": steps}));
            // By hand: the late claims up to the first missing step, and no further than the
            // reach; without one, all that came late.
            let near = rests.iter().take_while(|on| **on > 0).count();
            let wanted: BTreeSet<u32> = match hops {
                None => [21, 22, 23, 30].into(),
                Some(hops) => (0..near.min(hops as usize))
                    .filter(|place| rests[*place] == 3)
                    .map(|place| 21 + place as u32)
                    .collect(),
            };
            assert_eq!(listed(&world), wanted, "{hops:?} {rests:?}");
            assert_eq!(accepted(&mut world), wanted, "{hops:?} {rests:?}");
            *sizes.entry(wanted.len()).or_default() += 1;
            let Some(first) = wanted.first().copied() else { continue };
            world.done(question(first));
            assert!(listed(&world).is_empty() && accepted(&mut world).is_empty(), "questioned");
            world.done(settle(true));
            assert_eq!((listed(&world), accepted(&mut world)), (wanted.clone(), wanted.clone()));
            let all = watching(&world);
            let held = all[0].touching.iter().filter(|one| one.held.is_some());
            assert_eq!(held.map(|one| number(one.claim)).collect::<Vec<_>>(), [first]);
            world.done(question(first));
            world.done(settle(false));
            assert!(watching(&world).is_empty() && accepted(&mut world).is_empty(), "reopened");
        }
    }
    assert_eq!(sizes.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 4], "{sizes:?}");
}

fn due(world: &World) -> Vec<Item> {
    let now = Moment::parse("2021-06-02T09:00:00+08:00").unwrap();
    let rules = world.rulebook.on(world.pack, now.day()).unwrap();
    let mut items = agenda(&world.book, rules, &world.calendar, now);
    items.retain(|item| item.about.to_string() == id("sign_off", 1));
    items
}

#[test]
fn the_agenda_tells_what_came_near_a_signed_finding_and_changes_nothing() {
    let mut world = World::new();
    lay_open(&mut world);
    assert!(watching(&world).is_empty(), "it lies open: nothing was signed");
    let mut world = signed();
    let told = |world: &World| -> Vec<String> {
        due(world).iter().map(|item| item.what.english().to_owned()).collect()
    };
    assert_eq!(watching(&world)[0].touching, [], "nothing has come near");
    assert_eq!(told(&world), Vec::<String>::new());
    world.rulebook = reaching(Some(2));
    world.done(json!({"enter": [step(1, 3), step(2, 3)]}));
    let items = due(&world);
    let looks = "looking at a later claim near a signed finding";
    assert_eq!(told(&world), [looks, looks]);
    for (item, n) in items.iter().zip([21, 22]) {
        assert_eq!(item.organ, id("organ", 1).parse().ok());
        assert_eq!(item.persons, [id("person", 1).parse().unwrap()], "who followed the case");
        assert_eq!(item.until, Until::Promptly(Moment::parse(LATE).ok()));
        assert_eq!(
            item.reason.as_ref().unwrap().because().to_string(),
            format!(
                "{}, first seen on 2021-06-01 23:00:00 +08:00, lies near the finding {}, signed in full on \
                 2021-06-01 09:09:00 +08:00; a person says whether it speaks against it",
                id("claim", n),
                id("sign_off", 1)
            ),
        );
    }
    let all = watching(&world);
    assert_eq!(all[0].signed.to_string(), "2021-06-01 09:09:00 +08:00");
    assert_eq!((all[0].case.to_string(), all[0].questioned), (id("case", 1), None));
    let far: Vec<Option<u32>> = all[0].touching.iter().map(|one| one.distance).collect();
    assert_eq!(far, [Some(1), Some(2)]);
    let rules: Vec<String> =
        all[0].touching[1].reasons.iter().map(|reason| reason.rule().to_string()).collect();
    assert_eq!(rules, ["casebook/watched", "sign-off/in-full", "sign-off/later", "sign-off/scope"]);
    // One is held against it: somebody else settles it, and the other one waits.
    world.done(question(22));
    assert_eq!(told(&world), ["settling a questioned finding"]);
    let questioned = watching(&world)[0].questioned.unwrap();
    assert_eq!(
        (number(questioned.0), questioned.1.recorded_at()),
        (22, world.book.last_recorded().unwrap())
    );
    world.done(settle(true));
    assert_eq!(told(&world), [looks], "what was looked at is not asked again");
    assert!(
        due(&world)[0].reason.as_ref().unwrap().because().to_string().contains(&id("claim", 21))
    );
    // The clue that a claim may be is no finding: nobody's standing has changed.
    assert!(world.book.dossier().umbrellas().is_empty());
}
