use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::base::day::Moment;
use crate::base::id::{GangId, OrganId, PersonId, TieId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::model::dossier::Dossier;
use crate::network::edit::Network;
use crate::network::frozen::{Bulk, BulkTie, FrozenNetwork, TieOrigin};
use crate::network::kernel::negative_logarithm::weight;
use crate::network::kernel::worlds::{Numbers, all_graphs, random_graph};
use crate::network::trials::simple_paths;
use crate::network::view::{Direction, Least, View};

/// A network with the origins behind each of its ties, by the id of the tie.
struct World {
    network: FrozenNetwork,
    parties: Vec<PartyId>,
    origins: BTreeMap<TieId, Vec<u32>>,
}

fn uuid(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n) + 1)
}

impl World {
    /// Ties along the pairs of a graph, now and then two, both ways, of every standing. The
    /// first party is a gang; of the others some are gangs, organs and officials.
    fn of(pairs: &[(u32, u32)], parties: u32, seed: u64, with_origins: bool) -> Self {
        let mut numbers = Numbers(seed);
        let role = |n: u32| -> PartyId {
            match (n, n % 4) {
                (0, _) | (_, 3) => GangId::from_uuid(uuid(n)).unwrap().into(),
                (_, 2) => OrganId::from_uuid(uuid(n)).unwrap().into(),
                _ => PersonId::from_uuid(uuid(n)).unwrap().into(),
            }
        };
        let parties: Vec<PartyId> = (0..parties).map(role).collect();
        let officials: Vec<bool> = (0..parties.len()).map(|n| n % 3 == 1).collect();
        let kinds = Kinds::default();
        let (mut ties, mut tie_ids, mut origins) = (Vec::new(), Vec::new(), Vec::new());
        for &(a, b) in pairs {
            for _ in 0..1 + numbers.below(5) / 3 {
                let (from, to) = if numbers.below(2) == 0 { (a, b) } else { (b, a) };
                let standing = Standing::ALL[numbers.below(4) as usize];
                if with_origins {
                    let from = numbers.below(4);
                    let speaks = (0..numbers.below(3)).map(|n| (from + n) % 4);
                    let tie = ties.len() as u32;
                    origins.extend(speaks.map(|origin| TieOrigin { tie, origin }));
                }
                tie_ids.push(TieId::from_uuid(uuid(ties.len() as u32)).unwrap());
                ties.push(BulkTie {
                    from,
                    to,
                    kind: kinds.find(&PROTECTING[numbers.below(4) as usize]).unwrap(),
                    period: Period::UNKNOWN,
                    standing,
                    confidence: Permille::new([0, 400, 700, 700, 1000][numbers.below(5) as usize])
                        .unwrap(),
                    recorded: 0,
                    superseded: None,
                });
            }
        }
        let moments = [Moment::parse("2019-05-01T09:00:00+08:00").unwrap()];
        let (ties, tie_ids) = (&ties[..], &tie_ids[..]);
        let (parties_of, officials, moments) = (&parties[..], &officials[..], &moments);
        let bulk = Bulk { kinds, parties: parties_of, officials, ties, moments, tie_ids };
        let network = bulk.freeze_with(&origins).unwrap();
        let mut by_tie: BTreeMap<TieId, Vec<u32>> = BTreeMap::new();
        for TieOrigin { tie, origin } in origins {
            by_tie.entry(tie_ids[tie as usize]).or_default().push(origin);
        }
        Self { network, parties, origins: by_tie }
    }
}

/// What each step of a line may rest on: one set of origins for each step that rests on any.
type Needs = Vec<Vec<u32>>;

/// The most lines that fit together, each given as its parties between and its needs: every
/// set of lines with every choice of origins, one after another.
fn largest(lines: &[(Vec<PartyId>, Needs)]) -> usize {
    let mut open = vec![(0, Vec::new(), Vec::new(), 0)];
    let mut most = 0;
    while let Some((at, parties, origins, count)) = open.pop() {
        most = most.max(count);
        let Some((between, needs)) = lines.get(at) else { continue };
        open.push((at + 1, parties.clone(), origins.clone(), count));
        if between.iter().any(|party| parties.contains(party)) {
            continue;
        }
        let parties = [&parties[..], between].concat();
        let mut choices = vec![Vec::new()];
        for need in needs {
            let with = |choice: &Vec<u32>| -> Vec<Vec<u32>> {
                need.iter().map(|origin| [&choice[..], &[*origin]].concat()).collect()
            };
            choices = choices.iter().flat_map(with).collect();
        }
        for choice in choices {
            if choice.iter().all(|origin| !origins.contains(origin)) {
                open.push((at + 1, parties.clone(), [&origins[..], &choice].concat(), count + 1));
            }
        }
    }
    most
}

/// The ties over which a view lets a step pass, those without confidence left out.
fn step_lines(seen: &Seen<'_>, from: PartyId, to: PartyId) -> Vec<TieLine> {
    let walks = seen.view().walks();
    let leads = |tie: &TieLine| {
        let along = walks != Direction::Against && (tie.from, tie.to) == (from, to);
        let against = walks != Direction::Along && (tie.to, tie.from) == (from, to);
        (along || against) && tie.confidence > Permille::NONE
    };
    seen.shown().into_iter().filter(leads).collect()
}

impl World {
    /// What one tie rests on; nothing if it rests on itself.
    fn needs(&self, tie: &TieLine) -> Option<Vec<u32>> {
        self.origins.get(&tie.tie.unwrap()).cloned()
    }

    /// A line for `largest`. A line of one tie rests on that tie, a step of a longer one on
    /// any tie there.
    fn line(&self, seen: &Seen<'_>, path: &Path) -> (Vec<PartyId>, Needs) {
        if let [tie] = path.ties() {
            return (vec![], self.needs(tie).into_iter().collect());
        }
        let step = |pair: &[PartyId]| {
            let ties = step_lines(seen, pair[0], pair[1]);
            let needs: Option<Vec<_>> = ties.iter().map(|tie| self.needs(tie)).collect();
            needs.map(|needs| needs.concat())
        };
        (path.between().to_vec(), path.parties().windows(2).filter_map(step).collect())
    }

    /// Everything that is said of a protector and a gang, from the definitions.
    #[track_caller]
    fn check(&self, seen: &Seen<'_>, found: Option<&Protector>, ends: [PartyId; 2], most: u32) {
        let [from, to] = ends;
        let sum = |path: &Path| -> Option<u32> {
            path.ties().iter().map(|tie| weight(tie.confidence.get())).sum()
        };
        let mut paths = simple_paths(seen, from, to, most as usize);
        paths.retain(|path| sum(path).is_some());
        paths.sort_by_key(|path| (sum(path), path.ties().len(), path.parties().to_vec()));
        let case = format!("{ends:?} within {most}: {:#?}", seen.shown());
        assert_eq!(found.map(Protector::path), paths.first(), "{case}");
        let Some(found) = found else { return };

        let direct = step_lines(seen, from, to);
        let mut listed: Vec<_> = found.direct().iter().map(|tie| tie.tie).collect();
        listed.retain(|tie| direct.iter().any(|line| line.tie == *tie));
        listed.sort_unstable();
        let mut expected: Vec<_> = direct.iter().map(|line| line.tie).collect();
        expected.sort_unstable();
        assert_eq!(listed, expected, "{case}");

        let alone = |tie: TieLine| Path::new(vec![from, to], vec![tie]).unwrap();
        paths.retain(|path| path.ties().len() > 1);
        paths.extend(direct.into_iter().map(alone));
        let lines: Vec<_> = paths.iter().map(|path| self.line(seen, path)).collect();
        let Lines { paths: chosen, at_least } = found.lines();
        assert_eq!((chosen.len(), *at_least), (largest(&lines), false), "{case}");
        assert!(chosen.iter().all(|line| paths.contains(line)), "{case} {chosen:#?}");
        let kept: Vec<_> = chosen.iter().map(|path| self.line(seen, path)).collect();
        assert_eq!(largest(&kept), chosen.len(), "{case}: do not fit together");
    }

    fn check_all(&self, view: View, most: u32, scratch: &mut Scratch) {
        let seen = self.network.seen(view);
        let office = |party: PartyId| {
            let slot = self.network.slot(party).unwrap();
            matches!(party, PartyId::Organ(_)) || self.network.is_official(slot)
        };
        for &gang in &self.parties {
            let answer = protectors(&seen, gang, most, scratch).unwrap();
            let found = |party| answer.parties().iter().find(|one| one.party() == party);
            for &party in self.parties.iter().filter(|party| **party != gang) {
                if office(party) {
                    self.check(&seen, found(party), [party, gang], most);
                } else {
                    assert_eq!(found(party), None);
                }
            }
            let order = |one: &Protector| {
                let place = one.path().weakest().unwrap().place();
                (Reverse(place), Reverse(one.path().support()), one.party())
            };
            assert!(answer.parties().is_sorted_by_key(order));
        }
        for &party in &self.parties {
            let answer = protected(&seen, party, most, scratch).unwrap();
            let found = |gang| answer.parties().iter().find(|one| one.party() == gang);
            for &other in self.parties.iter().filter(|other| **other != party) {
                if matches!(other, PartyId::Gang(_)) {
                    self.check(&seen, found(other), [party, other], most);
                } else {
                    assert_eq!(found(other), None);
                }
            }
        }
    }
}

fn view(seed: u64) -> View {
    let walks = [Direction::Both, Direction::Both, Direction::Along, Direction::Against];
    View::new().at_least(Least::Alleged).direction(walks[(seed % 4) as usize])
}

#[test]
fn paths_ties_and_lines_are_those_of_the_definitions_in_all_graphs_of_five() {
    let mut scratch = Scratch::default();
    for (seed, csr) in all_graphs(5).enumerate() {
        let seed = seed as u64;
        let pairs: Vec<_> = (0..csr.nodes())
            .flat_map(|a| csr.row(a).iter().filter(move |b| a < **b).map(move |b| (a, *b)))
            .collect();
        let world = World::of(&pairs, csr.nodes(), seed, !seed.is_multiple_of(3));
        if world.network.knows_officials() {
            world.check_all(view(seed / 3), 1 + (seed % 4) as u32, &mut scratch);
        }
    }
}

#[test]
fn and_in_random_ones_where_lines_of_five_ties_stand_in_each_others_way() {
    let mut scratch = Scratch::default();
    for seed in 0..40 {
        let csr = random_graph(seed, 9);
        let parties = csr.nodes().max(3);
        let pairs: Vec<_> = (0..csr.nodes())
            .flat_map(|a| csr.row(a).iter().filter(move |b| a < **b).map(move |b| (a, *b)))
            .take(11)
            .collect();
        let world = World::of(&pairs, parties, seed, seed.is_multiple_of(2));
        world.check_all(view(seed / 2), 3 + (seed % 3) as u32, &mut scratch);
    }
}

/// Six officials in a row of common acquaintances of the gang: as many lines as acquaintances,
/// whatever else leads through them.
#[test]
fn a_crowd_between_gives_a_line_for_each_and_is_not_searched_one_by_one() {
    let crowd = 400;
    let mut pairs: Vec<(u32, u32)> = (2..crowd).flat_map(|n| [(0, n), (1, n)]).collect();
    pairs.extend((3..crowd).map(|n| (n - 1, n)));
    let people = (0..crowd).map(|n| PersonId::from_uuid(uuid(n)).unwrap().into());
    let parties: Vec<PartyId> = people.collect();
    let kinds = Kinds::default();
    let kind = kinds.find(&TieKind::Kin).unwrap();
    let tie = |(from, to): &(u32, u32)| BulkTie {
        from: *from,
        to: *to,
        kind,
        period: Period::UNKNOWN,
        standing: Standing::Checked,
        confidence: Permille::ALL,
        recorded: 0,
        superseded: None,
    };
    let ties: Vec<_> = pairs.iter().map(tie).collect();
    let mut officials = vec![false; crowd as usize];
    officials[1] = true;
    let moments = [Moment::parse("2019-05-01T09:00:00+08:00").unwrap()];
    let (parties, officials) = (&parties[..], &officials[..]);
    let bulk = Bulk { kinds, parties, officials, ties: &ties, moments: &moments, tie_ids: &[] };
    // One letter tells of the first two acquaintances; the paths are too many to try.
    let letter = [0, 1, 2, 3].map(|tie| TieOrigin { tie, origin: 7 });
    for (origins, lines, at_least) in [(&letter[..0], 398, false), (&letter[..], 397, true)] {
        let network = bulk.freeze_with(origins).unwrap();
        let seen = network.seen(View::new());
        let answer = protectors(&seen, parties[0], WITHIN, &mut Scratch::default()).unwrap();
        let found = answer.parties()[0].lines();
        assert_eq!((found.count(), found.at_least), (lines, at_least));
    }
}

#[test]
fn kinds_by_which_protection_runs_are_told_apart_and_none_stands_twice() {
    let set: BTreeSet<&str> = PROTECTING.iter().map(|kind| kind.code()).collect();
    assert_eq!(set.len(), PROTECTING.len());
    assert_eq!(PROTECTING[..SHELTERING.len()], SHELTERING);
    let kinds = Kinds::default();
    for kind in TieKind::ALL {
        let slot = kinds.find(&kind).unwrap();
        assert_eq!(protection_kinds().has(slot), PROTECTING.contains(&kind), "{kind}");
        assert_eq!(sheltering_kinds().has(slot), SHELTERING.contains(&kind), "{kind}");
    }
}

#[test]
fn a_network_that_names_no_official_does_not_say_nobody() {
    let person = |n: u32| PartyId::from(PersonId::from_uuid(uuid(n)).unwrap());
    let gang = PartyId::from(GangId::from_uuid(uuid(9)).unwrap());
    let mut network = Network::default();
    network.add_party(person(1));
    let mut scratch = Scratch::default();
    let mut ask = |network: &Network| {
        let frozen = network.freeze().unwrap();
        let seen = frozen.seen(View::new());
        let shields = protectors(&seen, person(1), 3, &mut scratch).unwrap();
        let shielded = protected(&seen, person(1), 3, &mut scratch).unwrap();
        assert_eq!(shields.parties().len() + shielded.parties().len(), 0);
        [shields.to_string(), shielded.to_string()]
    };
    let unknown =
        ["the network does not say who is an official", "the network does not say who is a gang"];
    assert_eq!(ask(&network), unknown);
    network.add_party(gang);
    assert_eq!(ask(&network), [unknown[0], "nobody within 3 ties"]);
    network.add_party(OrganId::from_uuid(uuid(2)).unwrap().into());
    assert_eq!(ask(&network)[0], "nobody within 3 ties");
    network.mark_official(person(1), true).unwrap();
    assert_eq!(ask(&network)[0], "nobody within 3 ties");

    let frozen = network.freeze().unwrap();
    let seen = frozen.seen(View::new());
    let refused = protectors(&seen, person(7), 3, &mut scratch).unwrap_err();
    assert_eq!(refused, UnknownParty { party: person(7) });
    assert_eq!(protected(&seen, person(7), 3, &mut scratch), Err(refused));
    let unknown = Shielding::Unknown(Missing::Officials);
    let text = serde_json::to_string(&unknown).unwrap();
    assert_eq!(text, r#"{"unknown":"officials"}"#);
    assert_eq!(serde_json::from_str::<Shielding>(&text).unwrap(), unknown);
    assert!(!unknown.is_known());
}

fn id(prefix: &str, n: u32) -> String {
    format!("{prefix}-{n:032x}")
}

/// A gang with an official who shelters it, alleged then checked; an organ that is said
/// to; a member; and a friend of the gang who holds no office. Of the three claims two come
/// from one letter.
fn dossier() -> serde_json::Value {
    let at = |day: u32| {
        let moment = format!("2019-05-{day:02}T09:00:00+08:00");
        json!({"occurred_at": moment, "recorded_at": moment})
    };
    let person = |n: u32| json!({"id": id("person", n), "name": format!("甲某{n}")});
    let claim = |n: u32, origin: &str, stance: &str| {
        json!({"id": id("claim", n), "text": "某事", "stance": stance,
            "source": {"label": "甲信", "kind": "report", "origin": origin},
            "first_seen": "2019-04-09T09:00:00+08:00"})
    };
    let tie = |n: u32, kind: &str, claims: &[u32]| {
        let claims: Vec<_> = claims.iter().map(|n| id("claim", *n)).collect();
        json!({"id": id("tie", n), "from": id("person", 1), "to": id("gang", 1), "kind": kind,
            "versions": [{"known_from": "2019-05-01T09:00:00+08:00", "standing": "checked",
                "confidence": 700, "period": {"start": "unknown", "end": "open"},
                "claims": claims}]})
    };
    json!({
        "organs": [{"id": id("organ", 1), "name": "乙局", "kind": "public_security", "level": "county"}],
        "posts": [{"id": id("post", 1), "organ": id("organ", 1), "title": "副局长"}],
        "persons": [person(1), person(2), person(3)],
        "tenures": [{"id": id("tenure", 1), "person": id("person", 1), "post": id("post", 1),
            "period": {"start": {"on": "2016-03-01"}, "end": "open"}}],
        "gangs": [{"id": id("gang", 1), "name": "某团伙", "kind": "evil_gang"}],
        "claims": [claim(1, "letter-1", "for"), claim(2, "letter-1", "for"),
            claim(3, "talk-2", "for"), claim(4, "talk-2", "against")],
        "memberships": [{"id": id("record", 1), "gang": id("gang", 1), "person": id("person", 2),
            "role": "leader", "standing": "checked", "period": {"start": "unknown", "end": "open"}}],
        "umbrellas": [
            {"id": id("umbrella", 1), "gang": id("gang", 1), "kinds": ["police"],
                "claims_for": [id("claim", 1)],
                "subject": {"tenure": {"person": id("person", 1), "tenure": id("tenure", 1)}},
                "stages": [{"when": at(2), "state": "alleged"},
                    {"when": at(9), "state": {"checked": {"by": id("person", 3)}}}]},
            {"id": id("umbrella", 2), "gang": id("gang", 1), "kinds": ["negligent"],
                "subject": {"organ": {"organ": id("organ", 1)}},
                "stages": [{"when": at(3), "state": "alleged"}]},
        ],
        "ties": [
            tie(1, "tips_off", &[2]), tie(2, "stands_up_for", &[3]), tie(3, "helps_evade", &[2, 3]),
            {"id": id("tie", 9), "from": id("person", 3), "to": id("gang", 1), "kind": "supports",
            "versions": [{"known_from": "2019-05-01T09:00:00+08:00", "standing": "supported",
                "confidence": 700, "period": {"start": "unknown", "end": "open"}}]}],
    })
}

#[test]
fn officials_and_organs_by_standing_as_known_at_the_time() {
    let dossier: Dossier = serde_json::from_value(dossier()).unwrap();
    let network = Network::of(&dossier).unwrap().freeze().unwrap();
    let gang = id("gang", 1).parse().unwrap();
    let sheltering = View::new().kinds(KindSet::of(Kinds::default().find(&TieKind::Shelters)));
    let found = |view: View| -> Vec<(String, Standing)> {
        let seen = network.seen(view);
        let answer = protectors(&seen, gang, 1, &mut Scratch::default()).unwrap();
        answer.parties().iter().map(|one| (one.party().to_string(), one.standing())).collect()
    };
    let (official, organ) = (id("person", 1), id("organ", 1));
    // The friend holds no office; the organ is only alleged.
    assert_eq!(found(sheltering), [(official.clone(), Standing::Checked)]);
    assert_eq!(
        found(sheltering.at_least(Least::Alleged)),
        [(official.clone(), Standing::Checked), (organ.clone(), Standing::Alleged)],
    );
    let early = sheltering.known_at(Moment::parse("2019-05-05T00:00:00+08:00").unwrap());
    assert_eq!(found(early), []);
    assert_eq!(
        found(early.at_least(Least::Alleged)),
        [(official, Standing::Alleged), (organ, Standing::Alleged)],
    );
}

#[test]
fn claims_of_one_origin_count_once_and_claims_against_not_at_all() {
    let lines = |leave_out: &[usize], second: &[u32]| {
        let mut draft = dossier();
        let claims: Vec<_> = second.iter().map(|n| id("claim", *n)).collect();
        draft["ties"][1]["versions"][0]["claims"] = json!(claims);
        let ties = draft["ties"].as_array_mut().unwrap();
        leave_out.iter().rev().for_each(|at| {
            ties.remove(*at);
        });
        let dossier: Dossier = serde_json::from_value(draft).unwrap();
        let frozen = Network::of(&dossier).unwrap().freeze().unwrap();
        assert!(frozen.memory().origins > 0);
        let seen = frozen.seen(View::new());
        let gang = id("gang", 1).parse().unwrap();
        let answer = protectors(&seen, gang, WITHIN, &mut Scratch::default()).unwrap();
        let found = answer.parties()[0].lines();
        assert!(!found.at_least);
        found.count()
    };
    // The umbrella and the first tie rest on one letter, the second on a talk, the third on
    // either: two origins, two lines.
    assert_eq!(lines(&[], &[3]), 2);
    assert_eq!(lines(&[1], &[3]), 2);
    assert_eq!(lines(&[1, 2], &[3]), 1);
    assert_eq!(lines(&[0, 1, 2], &[3]), 1);
    // Said and denied in one talk: no origin speaks for the second tie, which rests on itself.
    assert_eq!(lines(&[], &[3, 4]), 3);
    assert_eq!(lines(&[2], &[3, 4]), 2);
}

#[test]
fn an_answer_reads_as_text_survives_its_json_and_is_drawn() {
    let dossier: Dossier = serde_json::from_value(dossier()).unwrap();
    let network = Network::of(&dossier).unwrap().freeze().unwrap();
    let gang: PartyId = id("gang", 1).parse().unwrap();
    let kinds = KindSet::of(
        [TieKind::Shelters, TieKind::TipsOff].iter().filter_map(|kind| Kinds::default().find(kind)),
    );
    let seen = network.seen(View::new().kinds(kinds));
    let mut scratch = Scratch::default();
    let answer = protectors(&seen, gang, WITHIN, &mut scratch).unwrap();
    let (official, gang_id) = (id("person", 1), id("gang", 1));
    assert_eq!(
        answer.to_string(),
        format!(
            "1 within 3 ties\n1. {official} (weakest tie checked, support 1000‰), directly, \
             1 independent line of evidence\n  \
             {official} shelters {gang_id} (checked, 1000‰, from an unknown day, end unknown)\n  \
             also directly: {official} tips off {gang_id} (checked, 700‰, from an unknown day, still running)"
        ),
    );
    let mirror = protected(&seen, official.parse().unwrap(), WITHIN, &mut scratch).unwrap();
    assert_eq!(mirror.parties()[0].path(), answer.parties()[0].path());
    assert_eq!(mirror.parties()[0].party(), gang);
    assert!(answer.dot(&|_| None).contains("style=dashed"));
    assert_eq!(answer.dot(&|_| None), mirror.parties()[0].dot(&|_| None));

    let text = serde_json::to_value(&answer).unwrap();
    assert_eq!(serde_json::from_value::<Shielding>(text.clone()).unwrap(), answer);
    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut found = text["found"]["parties"][0].clone();
        change(&mut found);
        serde_json::from_value::<Protector>(found).unwrap_err().to_string()
    };
    assert_eq!(
        refused(&|found| found["party"] = json!(id("person", 5))),
        format!("{} stands at neither end of the path", id("person", 5)),
    );
    assert_eq!(
        refused(&|found| found["direct"][1]["from"] = json!(id("person", 5))),
        "direct tie [1] does not join the ends of the path",
    );
    assert_eq!(
        refused(&|found| {
            let line = &mut found["lines"]["paths"][0];
            line["parties"].as_array_mut().unwrap().swap(0, 1);
        }),
        "line [0] does not join the ends of the path, or shares a party with another",
    );
    assert_eq!(
        refused(&|found| {
            let alone = json!({"parties": [id("person", 1)], "ties": [], "support": 1000});
            found["path"] = alone;
        }),
        "a path without ties leads to nobody",
    );
}
