//! The tier from its features: row by row, over all small worlds, and by each number.

mod words;

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::base::id::{GangId, PersonId};
use crate::base::text::Code;
use crate::day;
use crate::decision::{Answer, Decision, RefusalKind};
use crate::model::dossier::DossierDraft;
use crate::procedure::trials::{FACTS, World, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::keys;
use crate::terms::TermList;
use crate::terms::gang::{ExclusionGround, GangKind, GangTier, LocalBully};

const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);
const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const DAY: Day = day!(2019, 6, 3);

/// An evil gang of three that is no criminal group, with every question answered.
fn gang() -> GangFacts {
    let no_ground = ExclusionGround::all().into_iter().map(|ground| (ground, NO));
    GangFacts {
        triad: TriadFacts { organization: NO, economy: NO, conduct: YES, control: NO },
        evil: EvilFacts {
            often_gathered: YES,
            violence_or_threat: YES,
            area_or_trade: YES,
            repeated_acts: YES,
            oppression: YES,
            disorder: YES,
            bad_influence: YES,
        },
        group: GroupFacts {
            enough_members: NEVER,
            evident_ringleader: NO,
            steady_core: YES,
            joint_crimes: NEVER,
        },
        excluded: no_ground.collect(),
        members: Fact::Known(3),
        joint_crimes: Fact::Known(3),
        ..GangFacts::unknown(id(GangId::from_uuid, 1))
    }
}

fn group() -> GangFacts {
    GangFacts { group: GroupFacts { evident_ringleader: YES, ..gang().group }, ..gang() }
}

fn ask(world: &World, facts: &GangFacts) -> Decision<Answer<Classified>> {
    let decision = classify(facts, world.on(DAY));
    sound(decision.reasons());
    decision
}

fn found(world: &World, facts: &GangFacts) -> String {
    ask(world, facts).outcome().to_string()
}

fn missing(world: &World, facts: &GangFacts) -> Vec<String> {
    let decision = ask(world, facts);
    let missing = decision.outcome().what_is_missing();
    missing.iter().map(|missing| missing.fact().as_str().to_owned()).collect()
}

const TRIAD: &str = "triad-type organization";
const GROUP: &str = "evil-force criminal group";
const GANG: &str = "evil gang";
const NONE: &str = "no evil force";

/// Law 3.1: all 81 states of what is known of the four features.
#[test]
fn a_triad_has_all_four_features() {
    let henan = world("henan");
    let three = world("henan").setting(keys::classification::TRIAD_FEATURES, 3);
    let states = FACTS.iter().flat_map(|a| {
        FACTS.iter().flat_map(move |b| {
            FACTS.iter().flat_map(move |c| FACTS.iter().map(move |d| [*a, *b, *c, *d]))
        })
    });
    for state in states {
        let [organization, economy, conduct, control] = state;
        let facts =
            GangFacts { triad: TriadFacts { organization, economy, conduct, control }, ..gang() };
        let yes = state.iter().filter(|fact| **fact == YES).count();
        let open = state.iter().filter(|fact| fact.known().is_none()).count();
        for (world, need) in [(&henan, 4), (&three, 3)] {
            let answer = ask(world, &facts).outcome().clone();
            match answer.known() {
                Some(Classified::Tier(GangTier::TriadType)) => assert!(yes >= need, "{state:?}"),
                Some(other) => {
                    assert!(yes + open < need, "{state:?}");
                    assert_eq!(other, Classified::Tier(GangTier::EvilGang));
                }
                None => {
                    assert!(yes < need && yes + open >= need, "{state:?}");
                    assert_eq!(missing(world, &facts).len(), open, "{state:?}");
                }
            }
        }
    }
    // An umbrella is not asked for: the fourth feature is control, however it came about.
    assert_eq!(TriadFacts::CODES, ["organization", "economy", "conduct", "control"]);
}

/// Law 3.1: every feature of an evil force alone, as *no* and as not known.
#[test]
fn an_evil_force_has_every_feature() {
    let henan = world("henan");
    assert_eq!(found(&henan, &gang()), GANG);
    for code in EvilFacts::CODES {
        let with = |answer: Fact<bool>| {
            let mut evil = serde_json::to_value(gang().evil).unwrap();
            evil[*code] = serde_json::to_value(answer).unwrap();
            GangFacts { evil: serde_json::from_value(evil).unwrap(), ..gang() }
        };
        assert_eq!(found(&henan, &with(NO)), NONE, "{code}");
        assert_eq!(missing(&henan, &with(NEVER)), [*code], "{code}");
    }
    for ground in ExclusionGround::all() {
        let with = |answer: Fact<bool>| {
            let mut facts = gang();
            facts.excluded.insert(ground.clone(), answer);
            facts
        };
        let decision = ask(&henan, &with(YES));
        assert_eq!(decision.outcome().to_string(), NONE, "{ground}");
        assert_eq!(rules_of(&decision)[0], "classification/excluded");
        // Oppression rules out that it was gain alone; the disputes have to be asked about.
        let wanted: &[&str] =
            if ground == ExclusionGround::ProfitOnly { &[] } else { &[ground.code()] };
        assert_eq!(missing(&henan, &with(NEVER)), wanted);
        assert_eq!(found(&henan, &with(NEVER)) == GANG, wanted.is_empty(), "{ground}");
        let only = crate::rulebook::Codes::new(vec![Code::parse("profit_only").unwrap()]);
        let only = world("henan").setting(keys::classification::EXCLUDED, only);
        let wanted = if ground == ExclusionGround::ProfitOnly { NONE } else { GANG };
        assert_eq!(found(&only, &with(YES)), wanted, "the list is a parameter");
    }
}

/// Law 3.1: members, joint crimes; one below, at and above the number.
#[test]
fn numbers_at_their_limits() {
    let henan = world("henan");
    for (members, wanted) in [(0, NONE), (2, NONE), (3, GROUP), (4, GROUP)] {
        let facts = GangFacts { members: Fact::Known(members), ..group() };
        assert_eq!(found(&henan, &facts), wanted, "{members} members");
        let four = world("henan").setting(keys::classification::EVIL_MEMBERS, 4);
        assert_eq!(found(&four, &facts), if members < 4 { NONE } else { GROUP });
        let four = world("henan").setting(keys::classification::GROUP_MEMBERS, 4);
        let wanted = if members < 3 {
            NONE
        } else if members < 4 {
            GANG
        } else {
            GROUP
        };
        assert_eq!(found(&four, &facts), wanted, "{members}");
    }
    for (crimes, wanted) in [(0, GANG), (2, GANG), (3, GROUP), (4, GROUP)] {
        let facts = GangFacts { joint_crimes: Fact::Known(crimes), ..group() };
        assert_eq!(found(&henan, &facts), wanted, "{crimes} crimes");
        let two = world("henan").setting(keys::classification::GROUP_CRIMES, 2);
        assert_eq!(found(&two, &facts), if crimes < 2 { GANG } else { GROUP });
    }
    // A number that nobody has counted: the feature decides; neither known is missing.
    let uncounted = Fact::NotKnown(NotKnown::NeverAsked);
    for (joint_crimes, wanted) in [(YES, GROUP), (NO, GANG)] {
        let facts = GangFacts {
            joint_crimes: uncounted,
            group: GroupFacts { joint_crimes, ..group().group },
            ..group()
        };
        assert_eq!(found(&henan, &facts), wanted);
    }
    let open = GangFacts { joint_crimes: uncounted, ..group() };
    assert_eq!(missing(&henan, &open), ["joint_crimes"]);
    let open = GangFacts { members: uncounted, ..group() };
    assert_eq!(missing(&henan, &open), ["members"], "asked for once, for both tiers");
    // On a day before the opinion of 2019 no number is asked for.
    let early =
        classify(&GangFacts { members: Fact::Known(2), ..gang() }, henan.on(day!(2019, 4, 8)));
    assert_eq!(early.outcome().to_string(), GANG);
    let from =
        classify(&GangFacts { members: Fact::Known(2), ..gang() }, henan.on(day!(2019, 4, 9)));
    assert_eq!(from.outcome().to_string(), NONE);
}

fn act(on: Day, members: &[u128]) -> ActFacts {
    let members = members.iter().map(|n| id(PersonId::from_uuid, *n)).collect();
    ActFacts { on, members, crime: true }
}

/// Law 3.1: repeated within two years, with two of the same members in as many.
#[test]
fn acts_on_record_show_repetition() {
    let henan = world("henan");
    let twice = world("national").reading(keys::classification::REPEATED, 2);
    let entered = |answer, acts: &[ActFacts]| GangFacts {
        evil: EvilFacts { often_gathered: answer, repeated_acts: answer, ..gang().evil },
        acts: acts.to_vec(),
        ..gang()
    };
    let first = day!(2017, 3, 10);
    let three = |last| [act(first, &[1, 2]), act(day!(2018, 5, 1), &[1, 2, 3]), act(last, &[1, 2])];
    // The last day of two years from 2017-03-10 is 2019-03-10.
    for (last, wanted) in [(day!(2019, 3, 10), GANG), (day!(2019, 3, 11), "undetermined")] {
        for answer in [YES, NEVER] {
            let answer = found(&henan, &entered(answer, &three(last)));
            assert!(answer.starts_with(wanted), "{last}: {answer}");
        }
    }
    // What the acts show needs nobody to say so; what they do not show, a yes does not make up.
    assert_eq!(found(&henan, &entered(NO, &three(day!(2019, 3, 10)))), GANG);
    let late = entered(YES, &three(day!(2019, 3, 11)));
    assert_eq!(missing(&henan, &late), ["often_gathered", "repeated_acts"]);
    let why = ask(&henan, &late).outcome().what_is_missing()[0].why();
    assert_eq!(why, NotKnown::Contradicted);
    assert_eq!(found(&henan, &entered(NO, &three(day!(2019, 3, 11)))), NONE);
    // Two acts are enough in the other reading, and one of the same members never is.
    let two = [act(first, &[1, 2]), act(day!(2018, 5, 1), &[1, 2])];
    assert_eq!(found(&twice, &entered(NEVER, &two)), GANG);
    assert!(found(&henan, &entered(NEVER, &two)).starts_with("undetermined"));
    let one_same = [act(first, &[1, 2]), act(first, &[1, 3]), act(first, &[1, 4])];
    assert!(found(&henan, &entered(NEVER, &one_same)).starts_with("undetermined"));
    let one = world("henan").setting(keys::classification::EVIL_SAME_MEMBERS, 1);
    assert_eq!(found(&one, &entered(NEVER, &one_same)), GANG);
    let nobody = world("henan").setting(keys::classification::EVIL_SAME_MEMBERS, 0);
    assert_eq!(found(&nobody, &entered(NEVER, &one_same)), GANG);
    let once = found(&nobody, &entered(NEVER, &one_same[..1]));
    assert!(once.starts_with("undetermined"), "whoever took part, once is not often: {once}");
    let year = world("henan").setting(keys::classification::EVIL_WINDOW, TimeLimit::months(12));
    assert!(found(&year, &entered(NEVER, &three(day!(2019, 3, 10)))).starts_with("undetermined"));
}

/// Learning more never takes back an answer, and an undetermined one still has two ways.
#[test]
fn learning_more_never_takes_back_an_answer() {
    let henan = world("henan");
    let mut settled = 0;
    for control in FACTS {
        for (disorder, family) in FACTS.iter().flat_map(|a| FACTS.iter().map(move |b| (*a, *b))) {
            for ringleader in FACTS {
                let with = |control, disorder, family, ringleader| {
                    let mut facts = gang();
                    (facts.triad.organization, facts.triad.economy) = (YES, YES);
                    facts.triad.control = control;
                    facts.evil.disorder = disorder;
                    facts.excluded.insert(ExclusionGround::FamilyDispute, family);
                    facts.group.evident_ringleader = ringleader;
                    facts
                };
                let ways = |fact: Fact<bool>| match fact {
                    Fact::Known(_) => vec![fact],
                    Fact::NotKnown(_) => vec![YES, NO],
                };
                let mut all = BTreeSet::new();
                for control in ways(control) {
                    for disorder in ways(disorder) {
                        for family in ways(family) {
                            for ringleader in ways(ringleader) {
                                let facts = with(control, disorder, family, ringleader);
                                all.insert(found(&henan, &facts));
                            }
                        }
                    }
                }
                let answer = found(&henan, &with(control, disorder, family, ringleader));
                if all.len() == 1 {
                    assert!(all.contains(&answer), "{answer} of {all:?}");
                    settled += 1;
                } else {
                    assert!(answer.starts_with("undetermined"), "{answer} of {all:?}");
                }
            }
        }
    }
    assert!(settled > 30, "{settled}");
}

/// Law 3.1, N13: no raising, no lowering, in every pair of tiers; labels are free.
#[test]
fn no_tier_is_raised_or_lowered() {
    let henan = world("henan");
    let triad = GangFacts {
        triad: TriadFacts { organization: YES, economy: YES, conduct: YES, control: YES },
        ..gang()
    };
    let none = GangFacts { members: Fact::Known(2), ..gang() };
    let all = [(&triad, TRIAD), (&group(), GROUP), (&gang(), GANG), (&none, NONE)];
    for (facts, made) in all {
        for kind in GangKind::ALL {
            let answer = may_label(facts, kind, henan.on(DAY));
            if kind == GangKind::VillageBully {
                assert_eq!(rules_of(&answer.unwrap()), ["classification/label"]);
                continue;
            }
            if kind.tier().unwrap().to_string() == made {
                sound(answer.unwrap().reasons());
                continue;
            }
            let refusal = answer.unwrap_err();
            assert_eq!(refusal.kind(), RefusalKind::Forbidden, "{made} as {kind}");
            assert!(refusal.is_final(), "no fact cures it");
            let order = [NONE, GANG, GROUP, TRIAD];
            let place = |name: &str| order.iter().position(|tier| *tier == name);
            let raises = place(&kind.tier().unwrap().to_string()) > place(made);
            assert_eq!(refusal.to_string().contains("would raise"), raises, "{refusal}");
            assert_eq!(refusal.to_string().contains("would lower"), !raises, "{refusal}");
            let free = world("henan").setting(keys::classification::NO_ARTIFICIAL_TIER, false);
            assert!(may_label(facts, kind, free.on(DAY)).is_ok());
        }
    }
    // Every missing fact is a cure; with all of them it may be done, with one left out not.
    let open = GangFacts {
        triad: TriadFacts { organization: YES, economy: NEVER, conduct: YES, control: NEVER },
        ..gang()
    };
    let refusal = may_label(&open, GangKind::TriadType, henan.on(DAY)).unwrap_err();
    assert_eq!(refusal.kind(), RefusalKind::NotEnoughKnown);
    assert_eq!(refusal.unmet()[0].remedy().cures().len(), 2);
    for (economy, control, may) in [(YES, YES, true), (YES, NEVER, false), (NEVER, YES, false)] {
        let facts =
            GangFacts { triad: TriadFacts { economy, control, ..open.triad }, ..open.clone() };
        assert_eq!(may_label(&facts, GangKind::TriadType, henan.on(DAY)).is_ok(), may);
    }
    // Before the opinion no rule of the packs spoke of it.
    assert!(may_label(&none, GangKind::TriadType, henan.on(day!(2019, 4, 8))).is_ok());
}

/// C14: the four kinds that are followed; the label stands beside the tier.
#[test]
fn the_four_kinds() {
    let chengguan = world("chengguan");
    let ask = |world: &World, facts: &GangFacts| {
        let decision = kinds(facts, world.on(day!(2021, 1, 15)));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let bully = GangFacts { labels: BTreeSet::from([LocalBully::Village]), ..gang() };
    assert_eq!(ask(&chengguan, &bully).kinds, [GangKind::EvilGang, GangKind::VillageBully]);
    let decision = kinds(&bully, chengguan.on(day!(2021, 1, 15)));
    assert!(decision.reasons().len() > 1, "the list of the place, and what the tier rests on");
    assert_eq!(ask(&chengguan, &gang()).to_string(), GANG);
    // Street, mine, market and trade bullies are labels as well, and no kind of the four.
    for label in LocalBully::all().into_iter().filter(|label| *label != LocalBully::Village) {
        let facts = GangFacts { labels: BTreeSet::from([label]), ..gang() };
        assert_eq!(ask(&chengguan, &facts).kinds, [GangKind::EvilGang]);
    }
    // No tier at all: a village bully is followed still.
    let small = GangFacts { members: Fact::Known(1), ..bully.clone() };
    assert_eq!(ask(&chengguan, &small).kinds, [GangKind::VillageBully]);
    let open = GangFacts { members: Fact::NotKnown(NotKnown::NeverAsked), ..bully.clone() };
    let found = ask(&chengguan, &open);
    assert_eq!((found.kinds.as_slice(), found.open.len()), (&[GangKind::VillageBully][..], 1));
    let only = crate::rulebook::Codes::new(vec![Code::parse("evil_gang").unwrap()]);
    let only = world("chengguan").setting(keys::screening::CASE_KINDS, only);
    assert_eq!(ask(&only, &bully).kinds, [GangKind::EvilGang]);
    assert_eq!(ask(&world("henan"), &bully).kinds.len(), 2, "no list: all four");
}

/// Law 3.1: usual numbers until January 2018, on both sides, and never a condition.
#[test]
fn usual_numbers_decide_nothing() {
    let national = world("national");
    let with = |members, days, gains| GangFacts {
        members: Fact::Known(members),
        days: Fact::Known(days),
        gains_yuan: Fact::Known(gains),
        ..gang()
    };
    let ask = |facts: &GangFacts, day| {
        let decision = below_usual(facts, national.on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let day = day!(2018, 1, 15);
    assert_eq!(ask(&with(10, 181, 200_000), day), []);
    assert_eq!(ask(&with(9, 181, 200_000), day), [BelowUsual::Members]);
    assert_eq!(ask(&with(10, 180, 200_000), day), [BelowUsual::Time], "more than six months");
    assert_eq!(ask(&with(10, 181, 199_999), day), [BelowUsual::Gains]);
    assert_eq!(ask(&with(1, 1, 1), day).len(), 3);
    let decision = below_usual(&with(1, 1, 1), national.on(day));
    assert_eq!(decision.reasons().len(), 3, "each number with its own reason");
    assert_eq!(ask(&with(1, 1, 1), day!(2018, 1, 16)), [], "no number any more");
    assert_eq!(ask(&gang(), day), [BelowUsual::Members], "what is not known is not below");
    let triad = TriadFacts { organization: YES, economy: YES, conduct: YES, control: YES };
    let small = GangFacts { triad, ..with(1, 1, 1) };
    assert_eq!(classify(&small, national.on(day)).outcome().to_string(), TRIAD);
}

/// H15, N13: counted by features and not by labels; every figure opens to its list.
#[test]
fn gangs_by_tier() {
    let claim = format!("claim-{:032x}", 1);
    let feature = |group: &str, code: &str, holds: bool| json!({ "feature": { group: code }, "holds": { "known": holds }, "claims": [claim] });
    let triad = |holds: bool| {
        TriadFacts::CODES.iter().map(|code| feature("triad", code, holds)).collect::<Vec<_>>()
    };
    let evil = || {
        let mut all = triad(false);
        all.extend(EvilFacts::CODES.iter().map(|code| feature("evil_force", code, true)));
        all.extend(ExclusionGround::all().iter().map(|g| feature("exclusion", g.code(), false)));
        all.push(feature("criminal_group", "steady_core", true));
        all
    };
    let gangs = (1..=8_u32).map(|n| {
        let mut gang = json!({ "id": format!("gang-{n:032x}"), "name": format!("第{n}组织"), "members": 3 });
        // Labels that would say something else are not looked at.
        (gang["kind"], gang["labels"]) = (json!("triad_type"), json!(["village"]));
        gang["features"] = json!(match n {
            1 | 2 => triad(true),
            3 => triad(false).into_iter().chain([feature("evil_force", "disorder", false)]).collect(),
            4 => Vec::new(),
            _ => evil(),
        });
        if n >= 5 {
            let ringleader = feature("criminal_group", "evident_ringleader", n < 7);
            gang["features"].as_array_mut().unwrap().push(ringleader);
            let act = json!({ "on": "2018-05-01", "crime": true,
                "members": [format!("person-{:032x}", 1), format!("person-{:032x}", 2)] });
            gang["acts"] = json!(vec![act; if n == 6 { 2 } else { 3 }]);
        }
        if n == 8 {
            gang.as_object_mut().unwrap().remove("members");
        }
        gang
    });
    let membership = |n: u32, standing: &str| {
        json!({ "id": format!("record-{n:032x}"), "gang": format!("gang-{:032x}", 8),
            "person": format!("person-{n:032x}"), "period": { "start": "unknown", "end": "open" },
            "standing": standing, "claims": [claim] })
    };
    let seen = "2019-01-01T00:00:00+08:00";
    let draft: DossierDraft = serde_json::from_value(json!({
        "persons": (1..=3).map(|n| json!({ "id": format!("person-{n:032x}"), "name": format!("第{n}某") })).collect::<Vec<_>>(),
        "claims": [{ "id": claim, "source": { "label": "材料一", "kind": "report", "origin": "report-1" },
            "text": "甲某……", "grade": "F6", "stance": "for", "first_seen": seen, "last_seen": seen }],
        "gangs": gangs.collect::<Vec<_>>(),
        "memberships": [membership(1, "alleged"), membership(2, "supported"), membership(3, "refuted")],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let found = tally(&dossier, world("henan").on(DAY));
    let ids = |ns: &[u128]| ns.iter().map(|n| id(GangId::from_uuid, *n)).collect::<Vec<_>>();
    // Two acts on record show no repetition, though somebody entered that there was: open.
    assert_eq!(
        found,
        Tally {
            triads: ids(&[1, 2]),
            groups: ids(&[5]),
            gangs: ids(&[7]),
            no_tier: ids(&[3, 8]),
            undetermined: ids(&[4, 6]),
        },
        "the eighth has two members whose membership is held",
    );
    assert!(GangFacts::gather(&dossier, id(GangId::from_uuid, 9)).is_none());
}
