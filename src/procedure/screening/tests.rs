//! Gaps, one by one; a yes that clears nobody.

use super::*;
use crate::base::id::PartyId;
use crate::day;
use crate::procedure::trials::{FACTS, id, rests_on_the_test, sound, world};
use crate::terms::umbrella::{ProblemClass, UmbrellaKind};

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn clue(n: u128) -> ClueId {
    id(ClueId::from_uuid, n)
}

/// A case of Chengguan, all fifteen entries answered with no, all checks concluded.
fn facts() -> CaseScreeningFacts {
    CaseScreeningFacts {
        case: id(CaseId::from_uuid, 1),
        catalogue: code("fifteen"),
        answers: (1..=15_u16).map(|n| (code(&n.to_string()), Truth::No)).collect(),
        checks: vec![
            (ThreeChecks::GangCrime, None, Truth::Yes),
            (ThreeChecks::NetworkAndUmbrella, None, Truth::No),
            (ThreeChecks::Responsibility, Some(CheckedResponsibility::Main), Truth::No),
        ],
        corruption_inquiry: Fact::Known(true),
        clues: vec![],
    }
}

fn gaps(place: &'static str, facts: &CaseScreeningFacts) -> Answer<Vec<Gap>> {
    let world = world(place);
    let decision = case_screening(facts, world.on(day!(2021, 1, 15)));
    sound(decision.reasons());
    decision.outcome().clone()
}

/// C15: each of the fifteen entries, left out once.
#[test]
fn every_entry_left_out_is_named() {
    assert_eq!(gaps("chengguan", &facts()), Answer::Known(vec![]));
    for left_out in 1..=15_u16 {
        let mut facts = facts();
        facts.answers.retain(|(entry, _)| *entry != code(&left_out.to_string()));
        let gap = vec![Gap::EntryUnanswered(left_out)];
        assert_eq!(gaps("chengguan", &facts), Answer::Known(gap));
    }
    let mut unknown = facts();
    unknown.answers[6].1 = Truth::Unknown;
    assert_eq!(gaps("chengguan", &unknown), Answer::Known(vec![]), "not known is an answer");
    let mut doubled = facts();
    doubled.answers.retain(|(entry, _)| *entry != code("3"));
    doubled.answers.push((code("16"), Truth::No));
    doubled.answers.push((code("x"), Truth::No));
    assert_eq!(gaps("chengguan", &doubled), Answer::Known(vec![Gap::EntryUnanswered(3)]));
}

#[test]
fn whether_all_are_answered_and_which_catalogue_there_is_are_rules_of_the_place() {
    let mut few = facts();
    few.answers.truncate(2);
    let lax = world("chengguan").setting(keys::screening::ANSWER_EVERY_ENTRY, false);
    let decision = case_screening(&few, lax.on(day!(2021, 1, 15)));
    assert_eq!(decision.outcome(), &Answer::Known(vec![]));
    // The thirteen situations are Yunnan's; the fifteen types are not known there.
    assert!(gaps("zhaotong", &facts()).known().is_none());
    let thirteen = CaseScreeningFacts { catalogue: code("thirteen"), ..facts() };
    assert!(gaps("zhaotong", &thirteen).known().is_some());
    let other = CaseScreeningFacts { catalogue: code("fourteen"), ..facts() };
    assert_eq!(
        gaps("chengguan", &other).to_string_for_test(),
        "undetermined, missing: which catalogue the case was compared with (cannot be established)",
    );
}

/// C15, Z01, law 4: each catalogue by its name, where it is in force, with its own entries.
#[test]
fn each_catalogue_has_its_own_entries() {
    for (place, name, entries) in [
        ("chengguan", "fifteen", 15),
        ("zhaotong", "thirteen", 13),
        ("gansu", "seven", 7),
        ("gansu", "six", 6),
    ] {
        let asked = world(place).setting(keys::screening::ANSWER_EVERY_ENTRY, true);
        let none = CaseScreeningFacts { catalogue: code(name), answers: vec![], ..facts() };
        let decision = case_screening(&none, asked.on(day!(2022, 5, 1)));
        let gaps = decision.outcome().clone().known().unwrap();
        let open = gaps.iter().filter(|gap| matches!(gap, Gap::EntryUnanswered(_))).count();
        assert_eq!(open, entries, "{name}");
    }
}

/// H17: of the two alls a place may have one alone.
#[test]
fn one_of_the_two_alls_asks_for_nothing_of_the_other() {
    let answers = (1..=13_u16).map(|n| (code(&n.to_string()), Truth::No)).collect();
    let facts = CaseScreeningFacts {
        catalogue: code("thirteen"),
        answers,
        corruption_inquiry: Fact::Known(false),
        clues: vec![(clue(1), ClueEnd::Open)],
        ..facts()
    };
    for (part, gap) in [
        ("dig_corruption", Gap::NoCorruptionInquiry),
        ("investigate_to_end", Gap::ClueNotToTheEnd(clue(1))),
    ] {
        let one = crate::rulebook::Codes::literal(match part {
            "dig_corruption" => &["dig_corruption"],
            _ => &["investigate_to_end"],
        });
        let half = world("zhaotong").setting(keys::screening::TWO_ALLS, one);
        let found = case_screening(&facts, half.on(day!(2021, 1, 15)));
        assert_eq!(found.outcome(), &Answer::Known(vec![gap]));
    }
}

trait Shown {
    fn to_string_for_test(&self) -> String;
}

impl Shown for Answer<Vec<Gap>> {
    fn to_string_for_test(&self) -> String {
        match self {
            Self::Known(gaps) => {
                gaps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
            }
            Self::Undetermined(open) => open.to_string(),
        }
    }
}

/// Z01, Z02: each check without a conclusion.
#[test]
fn three_checks_where_the_place_has_them() {
    let thirteen = |checks: Vec<(ThreeChecks, Option<CheckedResponsibility>, Truth)>| {
        let answers = (1..=13_u16).map(|n| (code(&n.to_string()), Truth::No)).collect();
        CaseScreeningFacts { catalogue: code("thirteen"), answers, checks, ..facts() }
    };
    let none = gaps("zhaotong", &thirteen(vec![]));
    let all = ThreeChecks::ALL.map(Gap::CheckOpen).to_vec();
    assert_eq!(none, Answer::Known(all));
    for left_out in ThreeChecks::ALL {
        let checks = facts().checks.into_iter().filter(|(check, ..)| *check != left_out).collect();
        let gap = vec![Gap::CheckOpen(left_out)];
        assert_eq!(gaps("zhaotong", &thirteen(checks)), Answer::Known(gap));
    }
    let mut chengguan = facts();
    chengguan.checks.clear();
    assert_eq!(gaps("chengguan", &chengguan), Answer::Known(vec![]), "no such rule there");
}

/// H17, Z00: both alls; holding is no end, unless it is read so.
#[test]
fn two_alls() {
    let mut answers: Vec<(Code, Truth)> = Vec::new();
    answers.extend((1..=13_u16).map(|n| (code(&n.to_string()), Truth::No)));
    let facts = CaseScreeningFacts {
        catalogue: code("thirteen"),
        answers,
        corruption_inquiry: Fact::Known(false),
        clues: vec![(clue(1), ClueEnd::Open), (clue(2), ClueEnd::Held), (clue(3), ClueEnd::Ended)],
        ..facts()
    };
    let (dug, one, two) =
        (Gap::NoCorruptionInquiry, Gap::ClueNotToTheEnd(clue(1)), Gap::ClueNotToTheEnd(clue(2)));
    let strict = gaps("zhaotong", &facts);
    assert_eq!(strict, Answer::Known(vec![dug.clone(), one.clone(), two]));
    let lax = world("zhaotong").setting(keys::screening::HOLD_IS_FINAL, true);
    let decision = case_screening(&facts, lax.on(day!(2021, 1, 15)));
    assert_eq!(decision.outcome(), &Answer::Known(vec![dug, one]));
    let unknown = CaseScreeningFacts { corruption_inquiry: FACTS[2], clues: vec![], ..facts };
    assert_eq!(gaps("zhaotong", &unknown), Answer::Known(vec![Gap::NoCorruptionInquiry]));
}

/// C12: what keeps a case from being clean.
#[test]
fn a_clean_screening() {
    let world = world("chengguan");
    let ask =
        |facts: &CaseScreeningFacts| is_clean(facts, world.on(day!(2021, 1, 15))).outcome().clone();
    assert_eq!(ask(&facts()), Answer::Known(true));
    for answer in [Truth::Yes, Truth::Unknown] {
        for entry in 0..15 {
            let mut facts = facts();
            facts.answers[entry].1 = answer;
            assert_eq!(ask(&facts), Answer::Known(false), "{entry} {answer}");
        }
        for check in 1..3 {
            let mut facts = facts();
            facts.checks[check].2 = answer;
            assert_eq!(ask(&facts), Answer::Known(false), "{check} {answer}");
        }
    }
    let mut open = facts();
    open.answers.pop();
    assert_eq!(ask(&open), Answer::Known(false), "a gap");
    let mut under_way = facts();
    under_way.clues.push((clue(1), ClueEnd::Open));
    assert_eq!(ask(&under_way), Answer::Known(true));
}

/// C10: all 27 states of the three questions.
#[test]
fn a_member_is_asked_three_questions() {
    let world = world("chengguan");
    let rules = world.on(day!(2021, 1, 15));
    for a in FACTS {
        for b in FACTS {
            for c in FACTS {
                let answers =
                    ScreeningQuestion::ALL.iter().cloned().zip([a, b, c]).collect::<Vec<_>>();
                let facts = MemberFacts { person: id(PersonId::from_uuid, 1), answers };
                let decision = member(&facts, rules);
                let open = [a, b, c].iter().filter(|fact| fact.known().is_none()).count();
                assert_eq!(decision.outcome().what_is_missing().len(), open);
                if let Answer::Known(yes) = decision.outcome() {
                    let wanted = [a, b, c].iter().filter(|f| **f == Fact::Known(true)).count();
                    assert_eq!(yes.len(), wanted);
                }
            }
        }
    }
    let nothing_asked = MemberFacts { person: id(PersonId::from_uuid, 1), answers: vec![] };
    assert_eq!(member(&nothing_asked, rules).outcome().what_is_missing().len(), 3);
}

/// C10, law 0: what the screening found clears nobody; a rule on the post does.
#[test]
fn eligibility_is_a_question_apart() {
    let world = world("chengguan");
    let rules = world.on(day!(2021, 1, 15));
    let person = id(PersonId::from_uuid, 1);
    let ask = |excluded_by_rule| {
        let decision = eligible(&EligibilityFacts { person, excluded_by_rule }, rules);
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    assert_eq!(FACTS.map(ask), [Some(Eligibility::NotEligible), Some(Eligibility::Eligible), None]);
    let set = self::world("chengguan").setting(keys::eligibility::ONLY_INELIGIBLE_CLEARED, true);
    let facts = EligibilityFacts { person, excluded_by_rule: FACTS[0] };
    let found = eligible(&facts, set.on(day!(2021, 1, 15)));
    assert!(rests_on_the_test(&found.reasons()[0]), "it rests on the rule that clears nobody else");
}

/// C06: every set of classes with persons, organs, both, or nobody known.
#[test]
fn three_classes_and_whom_they_are_about() {
    let chengguan = world("chengguan");
    let person = PartyId::Person(id(PersonId::from_uuid, 1));
    let organ_id = id(crate::base::id::OrganId::from_uuid, 1);
    let organ = PartyId::Organ(organ_id);
    let ask = |classes: &[ProblemClass], subjects: &[PartyId]| {
        let facts = ClassFacts {
            clue: clue(1),
            classes: classes.iter().copied().collect(),
            subjects: subjects.iter().copied().collect(),
        };
        let decision = problem_classes(&facts, chengguan.on(day!(2020, 12, 31)));
        sound(decision.reasons());
        let before = problem_classes(&facts, chengguan.on(day!(2020, 12, 30)));
        assert!(before.outcome().is_empty(), "not yet known");
        decision.outcome().clone()
    };
    for class in ProblemClass::ALL {
        let third = class == ProblemClass::IneffectivePromotion;
        assert_eq!(ask(&[class], &[person]), []);
        assert_eq!(ask(&[class], &[]), []);
        let gaps = [ClassGap::NoPerson(class), ClassGap::OrganAsSubject(organ_id)];
        assert_eq!(ask(&[class], &[organ]), if third { &gaps[..0] } else { &gaps[..] });
        assert_eq!(ask(&[class], &[organ, person]), if third { &gaps[..0] } else { &gaps[1..] });
    }
    assert_eq!(ask(&ProblemClass::ALL, &[organ, person]), []);
    assert_eq!(ask(&[], &[organ]), [ClassGap::NotJudged]);
    let one = crate::rulebook::Codes::literal(&["acting_as_umbrella"]);
    let narrow = world("chengguan").setting(keys::screening::PROBLEM_CLASSES, one);
    let all = ClassFacts {
        clue: clue(1),
        classes: ProblemClass::ALL.into_iter().collect(),
        subjects: BTreeSet::from([person]),
    };
    let found = problem_classes(&all, narrow.on(day!(2021, 1, 15)));
    let others = [ProblemClass::GangRelatedCorruption, ProblemClass::IneffectivePromotion];
    assert_eq!(found.outcome(), &others.map(ClassGap::NotOfPlace));
}

/// Z03: each of the sixteen sets of kinds.
#[test]
fn four_kinds_of_umbrellas_are_looked_for() {
    let zhaotong = world("zhaotong");
    for bits in 0..16_u32 {
        let looked_for: BTreeSet<UmbrellaKind> =
            UmbrellaKind::ALL.into_iter().filter(|kind| bits & (1 << *kind as u32) != 0).collect();
        let open: Vec<UmbrellaKind> =
            UmbrellaKind::ALL.into_iter().filter(|kind| !looked_for.contains(kind)).collect();
        let facts = KindsFacts { case: id(CaseId::from_uuid, 1), looked_for };
        let decision = kinds_not_looked_for(&facts, zhaotong.on(day!(2019, 4, 24)));
        sound(decision.reasons());
        assert_eq!(decision.outcome(), &open);
        let before = kinds_not_looked_for(&facts, zhaotong.on(day!(2019, 4, 23)));
        assert!(before.outcome().is_empty());
        let one = crate::rulebook::Codes::literal(&["police"]);
        let narrow = world("zhaotong").setting(keys::screening::UMBRELLA_KINDS, one);
        let found = kinds_not_looked_for(&facts, narrow.on(day!(2019, 4, 24)));
        let police = facts.looked_for.contains(&UmbrellaKind::Police);
        assert_eq!(found.outcome().len(), usize::from(!police));
    }
}

/// Z05: every state of a finished case; a case that is not finished is not asked about.
#[test]
fn finished_cases_are_cleared_to_the_bottom() {
    use CheckedResponsibility as R;

    let zhaotong = world("zhaotong");
    let case = |n| id(CaseId::from_uuid, n);
    for bits in 0..32_u32 {
        let looked_at: BTreeSet<R> =
            R::ALL.into_iter().filter(|whose| bits & (1 << *whose as u32) != 0).collect();
        let (network_checked, broken_up) = (bits & 8 != 0, bits & 16 != 0);
        let mut gaps = Vec::new();
        if !network_checked {
            gaps.push(BottomGap::NotCleared);
        }
        let soft = [R::Main, R::Regulation].into_iter().filter(|one| !looked_at.contains(one));
        gaps.extend(soft.map(BottomGap::SoftProtection));
        let facts = BottomFacts { case: case(1), broken_up, network_checked, looked_at };
        let decision = clear_bottom([&facts], zhaotong.on(day!(2019, 4, 24)));
        sound(decision.reasons());
        let wanted = if broken_up && !gaps.is_empty() { vec![(case(1), gaps)] } else { Vec::new() };
        assert_eq!(decision.outcome(), &wanted, "{facts:?}");
        assert!(clear_bottom([&facts], zhaotong.on(day!(2019, 4, 23))).outcome().is_empty());
    }
    let bare = |n| BottomFacts {
        case: case(n),
        broken_up: true,
        network_checked: false,
        looked_at: BTreeSet::new(),
    };
    let (one, two) = (bare(2), bare(1));
    let found = clear_bottom([&one, &two, &one], zhaotong.on(day!(2019, 5, 6)));
    assert_eq!(
        found.outcome().iter().map(|(case, _)| *case).collect::<Vec<_>>(),
        [case(1), case(2)]
    );
    let lax = world("zhaotong").setting(keys::screening::CLEAR_BOTTOM, false);
    let found = clear_bottom([&one], lax.on(day!(2019, 5, 6)));
    assert_eq!(found.outcome()[0].1.len(), 2, "soft protection alone");
    let none = crate::rulebook::Codes::literal(&["supervision"]);
    let other = world("zhaotong").setting(keys::screening::SOFT_PROTECTION, none);
    let found = clear_bottom([&one], other.on(day!(2019, 5, 6)));
    let gaps = [BottomGap::NotCleared, BottomGap::SoftProtection(R::Supervision)];
    assert_eq!(found.outcome()[0].1, gaps);
}

fn hard() -> LetGoFacts {
    LetGoFacts {
        case: id(CaseId::from_uuid, 1),
        traits: BTreeSet::from([DifficultyTrait::DeepRoots]),
        screening: Some(facts()),
        clues: vec![(clue(1), ClueEnd::Ended)],
    }
}

/// C21: each thing left open keeps the case; all mended, it may go.
#[test]
fn a_hard_case_is_not_let_go_before_it_is_cleared_up() {
    let chengguan = world("chengguan");
    let ask = |facts: &LetGoFacts| may_let_go(facts, chengguan.on(day!(2020, 12, 31)));
    assert!(ask(&hard()).is_ok());
    let mut short = facts();
    short.answers.truncate(13);
    let open = LetGoFacts {
        screening: Some(short.clone()),
        clues: vec![(clue(1), ClueEnd::Open), (clue(2), ClueEnd::Held), (clue(3), ClueEnd::Ended)],
        ..hard()
    };
    for one in DifficultyTrait::ALL {
        let facts = LetGoFacts { traits: BTreeSet::from([one]), ..open.clone() };
        let refusal = ask(&facts).unwrap_err();
        assert_eq!(refusal.kind(), crate::decision::RefusalKind::NotPermitted);
        assert_eq!(refusal.unmet().len(), 4, "two entries, two clues: {refusal}");
        sound(&refusal.unmet().iter().map(|unmet| unmet.reason().clone()).collect::<Vec<_>>());
    }
    // Each cure left out once.
    let unscreened = LetGoFacts { screening: None, ..hard() };
    let half = LetGoFacts { screening: Some(short), ..hard() };
    let held = LetGoFacts { clues: vec![(clue(1), ClueEnd::Held)], ..hard() };
    let other = CaseScreeningFacts { catalogue: code("fourteen"), ..facts() };
    let other = LetGoFacts { screening: Some(other), ..hard() };
    for (facts, open) in [(unscreened, 1), (half, 2), (held, 1), (other, 1)] {
        assert_eq!(ask(&facts).unwrap_err().unmet().len(), open);
    }
    // Without a trait, elsewhere, and before the rule is known, nothing is asked.
    let plain = LetGoFacts { traits: BTreeSet::new(), ..open.clone() };
    assert!(ask(&plain).is_ok());
    assert!(may_let_go(&open, world("zhaotong").on(day!(2021, 1, 15))).is_ok());
    assert!(may_let_go(&open, chengguan.on(day!(2020, 12, 30))).is_ok());
    let one = crate::rulebook::Codes::literal(&["great_influence"]);
    let narrow = world("chengguan").setting(keys::screening::LET_GO_TRAITS, one);
    assert!(may_let_go(&open, narrow.on(day!(2021, 1, 15))).is_ok(), "deep roots are not named");
}

/// Z03, Z05, C06, C21: from the records of a case, its screening, its gang and its clue.
#[test]
fn the_reach_of_screening_comes_from_the_records() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let seen = json!({ "answer": { "known": false }, "looked_at": ["案卷"] });
    let check = |check: &str, whose: Value| {
        json!({ "check": check, "whose": whose, "found": seen,
        "conclusion": "未发现", "by": no("person", 1), "when": at_json(9) })
    };
    let case = |n: u128, gang: Value, stages: &[Value]| {
        json!({ "id": no("case", n), "ledger_no": format!("甲案{n}"),
        "filed_by": no("organ", 1), "filed_level": "county", "gang": gang, "from_clues": [no("clue", 1)],
        "difficulty_traits": ["deep_roots"], "stages": stages_json(stages) })
    };
    let (filed, investigated) =
        (json!({ "criminal": "filed" }), json!({ "criminal": "investigated" }));
    let mut of_discipline = case(4, json!(no("gang", 1)), &[json!({ "discipline": "filed" })]);
    of_discipline["managing_level"] = json!("county");
    let umbrella = |n: u128, gang: u128, kind: &str| {
        json!({ "id": no("umbrella", n), "gang": no("gang", gang), "kinds": [kind],
            "subject": { "organ": { "organ": no("organ", 1) } },
            "stages": stages_json(&[json!("alleged")]) })
    };
    let clue_of = |n: u128| {
        json!({ "id": no("clue", n), "received_by": no("organ", 1), "source": "audit",
            "problem_classes": ["acting_as_umbrella"], "subjects": [no("person", 1)],
            "content": "甲某为乙团伙通风报信。", "stages": stages_json(&[json!("received")]) })
    };
    let follow_up = |n: u128, case: u128, clue: u128| {
        json!({ "id": no("follow_up", n), "police_case": no("case", case), "organ": no("organ", 1),
            "stages": stages_json(&[json!("opened"),
                json!({ "followed": { "at": "investigation", "seen": "卷" } }),
                json!({ "clue_opened": { "clue": no("clue", clue) } })]) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "甲县公安局", "kind": "public_security", "level": "county" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "gangs": [{ "id": no("gang", 1), "name": "乙团伙" }, { "id": no("gang", 2), "name": "丙团伙" }],
        "umbrellas": [umbrella(1, 1, "negligent"), umbrella(2, 2, "incapable")],
        "clues": [clue_of(1), clue_of(2), clue_of(3)],
        "follow_ups": [follow_up(1, 1, 2), follow_up(2, 2, 3)],
        "cases": [
            case(1, json!(no("gang", 1)), &[filed.clone(), investigated.clone()]),
            case(2, json!(no("gang", 1)), std::slice::from_ref(&filed)),
            case(3, Value::Null, &[filed, investigated]),
            of_discipline,
        ],
        "case_screenings": [{ "id": no("screening", 1), "case": no("case", 1), "catalogue": "fifteen",
            "checks": [check("network_and_umbrella", Value::Null), check("responsibility", json!("main"))],
            "by": [no("person", 1)], "screened": at_json(10) },
            { "id": no("screening", 2), "case": no("case", 2), "catalogue": "fifteen",
            "checks": [check("network_and_umbrella", Value::Null)],
            "by": [no("person", 1)], "screened": at_json(10) }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let case = |n| id(CaseId::from_uuid, n);
    let all: BTreeSet<UmbrellaKind> = UmbrellaKind::ALL.into_iter().collect();
    assert_eq!(KindsFacts::gather(&dossier, case(1)).unwrap().looked_for, all);
    let who_act =
        BTreeSet::from([UmbrellaKind::Official, UmbrellaKind::Police, UmbrellaKind::Negligent]);
    let looked_for = KindsFacts::gather(&dossier, case(2)).unwrap().looked_for;
    assert_eq!(looked_for, who_act, "and what a hypothesis about this gang names");
    assert!(KindsFacts::gather(&dossier, case(3)).unwrap().looked_for.is_empty());
    assert!(KindsFacts::gather(&dossier, case(9)).is_none());
    let bottom = BottomFacts::gather(&dossier);
    let rows: Vec<_> = bottom.iter().map(|b| (b.case, b.broken_up, b.network_checked)).collect();
    assert_eq!(rows, [(case(1), true, true), (case(2), false, true)], "criminal, with a gang");
    assert_eq!(bottom[0].looked_at, BTreeSet::from([CheckedResponsibility::Main]));
    let class = ClassFacts::gather(&dossier, clue(1)).unwrap();
    assert_eq!(class.classes, BTreeSet::from([ProblemClass::ActingAsUmbrella]));
    assert_eq!(class.subjects.len(), 1);
    let go = LetGoFacts::gather(&dossier, case(1), Fact::Known(true)).unwrap();
    assert_eq!(go.traits, BTreeSet::from([DifficultyTrait::DeepRoots]));
    let open = [(clue(1), ClueEnd::Open), (clue(2), ClueEnd::Open)];
    assert_eq!(go.clues, open, "the clue that it was filed on, and one that its follow-up opened");
    assert_eq!(go.screening.unwrap().checks.len(), 2);
    assert!(LetGoFacts::gather(&dossier, case(3), Fact::Known(true)).unwrap().screening.is_none());
}
