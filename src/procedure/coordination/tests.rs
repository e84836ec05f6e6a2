//! Leading groups, meetings and venues, row by row.

use super::*;
use crate::base::id::{CaseId, TaskForceId};
use crate::day;
use crate::procedure::trials::{World, id, rules_of, sound, world};
use crate::provenance::NotKnown;
use crate::rulebook::Codes;
use crate::terms::document::InstitutionArea;
use crate::terms::office::Level;

const ON: Day = day!(2019, 1, 15);

fn unit(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

fn member(n: u128, kind: OrganKind) -> Belongs {
    let part = Some(falls_to(&kind));
    Belongs { unit: unit(n), kind: Fact::Known(kind), part }
}

/// H03, H04: 35 units, 8 groups, of which the source names six tasks.
fn henan() -> GroupFacts {
    let mut members =
        vec![member(1, OrganKind::PartyCommittee), member(2, OrganKind::PoliticalLegal)];
    members.extend((3..=7).map(|n| member(n, OrganKind::PublicSecurity)));
    members.extend((8..=35).map(|n| member(n, OrganKind::IndustryRegulator)));
    let other = |code| WorkingGroupField::from_code(code).unwrap();
    let mut groups = WorkingGroupField::ALL.to_vec();
    groups.extend([other("seventh"), other("eighth")]);
    GroupFacts { chair: Fact::Known(OrganKind::PoliticalLegal), office: true, members, groups }
}

fn lacks(world: &World, facts: &GroupFacts) -> Vec<String> {
    let decision = group(facts, world.on(ON));
    sound(decision.reasons());
    decision.outcome().iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_group_lacks_nothing_and_each_gap_is_told() {
    let world = world("henan");
    assert_eq!(lacks(&world, &henan()), [""; 0]);
    let rules = group(&henan(), world.on(ON));
    assert_eq!(rules_of(&rules).len(), 6, "every rule of the place is told");
    let chair = GroupFacts { chair: Fact::Known(OrganKind::Government), ..henan() };
    assert_eq!(lacks(&world, &chair), ["another body in the chair"]);
    let unknown = GroupFacts { chair: Fact::NotKnown(NotKnown::NeverAsked), ..henan() };
    assert_eq!(lacks(&world, &unknown), ["another body in the chair"]);
    let office = GroupFacts { office: false, ..henan() };
    assert_eq!(lacks(&world, &office), ["no office"]);
    let told = |facts: &GroupFacts, rule: &str| {
        let decision = group(facts, world.on(ON));
        let of_rule = decision.reasons().iter().find(|reason| reason.rule().as_str() == rule);
        of_rule.unwrap().because().to_string()
    };
    let of_chair = "coordination/chair";
    assert_eq!(told(&henan(), of_chair), "the body in the chair is that of the place");
    assert!(told(&chair, of_chair).starts_with("the body in the chair is another"));
    assert_eq!(told(&henan(), "coordination/office"), "it has an office");
    assert_eq!(told(&office, "coordination/office"), "it has no office");
}

/// H03, H04: one fewer than the figure is told, one more is no fault.
#[test]
fn the_figures_of_the_place_at_before_and_after() {
    let world = world("henan");
    let with = |more: i32| {
        let mut facts = henan();
        match more {
            1 => facts.members.push(member(36, OrganKind::Audit)),
            -1 => drop(facts.members.pop()),
            _ => {}
        }
        facts
    };
    assert_eq!(lacks(&world, &with(0)), [""; 0]);
    assert_eq!(lacks(&world, &with(1)), [""; 0]);
    assert_eq!(lacks(&world, &with(-1)), ["34 of 35 member units"]);
    let mut seven = henan();
    seven.groups.pop();
    assert_eq!(lacks(&world, &seven), ["7 of 8 working groups"]);
    let fewer = World::setting(
        World::setting(world, keys::coordination::MEMBERS, 34),
        keys::coordination::GROUPS,
        7,
    );
    assert_eq!(lacks(&fewer, &with(-1)), [""; 0]);
    assert_eq!(lacks(&fewer, &seven), [""; 0]);
}

/// H04: each task left out once.
#[test]
fn every_task_has_a_group() {
    let world = world("henan");
    for left_out in WorkingGroupField::ALL {
        let mut facts = henan();
        facts.groups.retain(|task| *task != left_out);
        facts.groups.push(WorkingGroupField::from_code("another").unwrap());
        assert_eq!(lacks(&world, &facts), [format!("no working group: {left_out}")]);
    }
    let none = GroupFacts { groups: henan().groups, ..henan() };
    let one = World::setting(world, keys::coordination::TASKS, Codes::literal(&["publicity"]));
    assert_eq!(lacks(&one, &none), [""; 0]);
}

/// H05: over every kind of organ and every part.
#[test]
fn each_part_falls_to_somebody() {
    let world = world("henan");
    for kind in OrganKind::ALL {
        for part in Part::ALL {
            let mut facts = henan();
            facts.members.push(Belongs {
                unit: unit(40),
                kind: Fact::Known(kind.clone()),
                part: Some(part),
            });
            let right = falls_to(&kind) == part;
            assert_eq!(lacks(&world, &facts).is_empty(), right, "{kind} {part}");
            facts.members.last_mut().unwrap().kind = Fact::NotKnown(NotKnown::NeverAsked);
            assert_eq!(lacks(&world, &facts), [""; 0], "of an unknown kind nothing is said");
        }
    }
    for left_out in Part::ALL {
        let mut facts = henan();
        for member in &mut facts.members {
            member.part = member.part.filter(|part| *part != left_out);
        }
        assert_eq!(lacks(&world, &facts), [format!("nobody's part: {left_out}")]);
    }
    let two = World::setting(world, keys::coordination::PARTS, Codes::literal(&["lead"]));
    let mut facts = henan();
    facts.members.retain(|member| member.part == Some(Part::Lead));
    assert!(!lacks(&two, &facts).iter().any(|gap| gap.starts_with("nobody")));
}

#[test]
fn elsewhere_only_the_office_is_asked() {
    let bare = GroupFacts {
        chair: Fact::NotKnown(NotKnown::NeverAsked),
        office: true,
        members: Vec::new(),
        groups: Vec::new(),
    };
    assert_eq!(lacks(&world("gansu"), &bare), [""; 0]);
}

/// Z09: four kinds, each left out once.
#[test]
fn which_meetings_were_not_held() {
    let four =
        [MeetingKind::Special, MeetingKind::Promotion, MeetingKind::Briefing, MeetingKind::Report];
    let zhaotong = world("zhaotong");
    let on = day!(2019, 5, 6);
    let ask = |held: Vec<MeetingKind>, world: &World| {
        let decision = not_held(held, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(four.to_vec(), &zhaotong), []);
    for left_out in &four {
        let held = four.iter().filter(|kind| *kind != left_out).cloned().collect();
        assert_eq!(ask(held, &zhaotong), std::slice::from_ref(left_out));
    }
    assert_eq!(ask(vec![], &world("gansu")), [], "no rule asks");
    let one = Codes::literal(&["special"]);
    let other = world("zhaotong").setting(keys::coordination::MEETINGS, one);
    assert_eq!(ask(vec![], &other), [MeetingKind::Special]);
}

/// Z09: 列出问题清单，压实责任.
#[test]
fn a_meeting_leaves_a_list_and_somebody_answers() {
    let problem = |n| id(ProblemId::from_uuid, n);
    let zhaotong = world("zhaotong");
    let on = day!(2019, 5, 6);
    let facts = ListFacts {
        kind: MeetingKind::Special,
        list: Fact::Known(true),
        problems: vec![(problem(1), true)],
    };
    let ask = |facts: &ListFacts, world: &World| {
        let decision = problem_list(facts, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(&facts, &zhaotong), []);
    let open =
        ListFacts { problems: vec![(problem(1), true), (problem(2), false)], ..facts.clone() };
    assert_eq!(ask(&open, &zhaotong), [ListGap::Nobody(problem(2))]);
    for list in [Fact::Known(false), Fact::NotKnown(NotKnown::NeverAsked)] {
        let none = ListFacts { list, problems: vec![], ..facts.clone() };
        assert_eq!(ask(&none, &zhaotong), [ListGap::NoList]);
    }
    let forum = ListFacts { kind: MeetingKind::Forum, list: Fact::Known(false), ..open };
    assert_eq!(ask(&forum, &zhaotong), [], "not one of the four kinds");
    let none = ListFacts { list: Fact::Known(false), problems: vec![], ..facts };
    let lax = world("zhaotong").setting(keys::coordination::PROBLEM_LIST, false);
    assert_eq!(ask(&none, &lax), []);
    assert_eq!(ask(&none, &world("henan")), []);
}

/// C29: 24 units are talked to at the promotion meeting.
#[test]
fn where_the_collective_talk_is_held() {
    let held = day!(2019, 4, 9);
    let units: BTreeSet<OrganId> = (1..=24).map(unit).collect();
    let at = |kind: MeetingKind, day, units: &BTreeSet<OrganId>| TalkVenue {
        held,
        units: (1..=24).map(unit).collect(),
        meeting: Some((kind, day, units.clone())),
    };
    let chengguan = world("chengguan");
    let on = day!(2021, 1, 15);
    let ask = |facts: &TalkVenue, world: &World| {
        let decision = venue(facts, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(&at(MeetingKind::Promotion, held, &units), &chengguan), []);
    let nowhere = TalkVenue { held, units: units.clone(), meeting: None };
    assert_eq!(ask(&nowhere, &chengguan), [VenueGap::NoMeeting]);
    assert_eq!(ask(&nowhere, &world("gansu")), []);
    let fewer = (1..=23).map(unit).collect();
    let amiss = at(MeetingKind::Report, day!(2019, 4, 10), &fewer);
    assert_eq!(
        ask(&amiss, &chengguan),
        [VenueGap::OtherKind, VenueGap::OtherDay, VenueGap::Absent(unit(24))],
    );
    let other =
        world("chengguan").setting(keys::coordination::TALK_VENUE, Codes::literal(&["report"]));
    let report = at(MeetingKind::Report, held, &units);
    assert_eq!(ask(&report, &other), []);
}

/// From the dossier: parts, lists with their problems, the meeting of a talk.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": "甲委", "kind": kind, "level": "city" });
    let problem = |n: u128| json!({ "id": no("problem", n), "document": no("document", 1), "text": "深挖不够" });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "political_legal"), organ(2, "public_security"), organ(3, "street")],
        "leading_groups": [{ "id": no("leading_group", 1), "name": "领导小组", "level": "city",
            "chair": no("organ", 1), "members": [{ "unit": no("organ", 2), "part": "handle" }],
            "groups": [{ "field": "strike" }] }],
        "documents": [{ "id": no("document", 1), "kind": "problem_list", "title": "问题清单" }],
        "meetings": [{ "id": no("meeting", 1), "kind": "promotion", "held": at_json(9),
            "units": [no("organ", 3)], "documents": [no("document", 1)] }],
        "problems": [problem(1), problem(2)],
        "entries": [{ "id": no("entry", 1), "kind": "task", "covers": [no("problem", 1)],
            "unit": no("organ", 2), "stages": stages_json(&[json!("listed")]) },
            { "id": no("entry", 2), "kind": "task", "covers": [no("problem", 2)],
            "stages": stages_json(&[json!("listed")]) }],
        "talks": [{ "id": no("talk", 1), "kind": "collective", "by": no("organ", 1),
            "units": [no("organ", 2), no("organ", 3)], "held": at_json(10),
            "meeting": no("meeting", 1) }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let group = GroupFacts::gather(&dossier, id(LeadingGroupId::from_uuid, 1)).unwrap();
    assert_eq!(group.chair, Fact::Known(OrganKind::PoliticalLegal));
    assert_eq!(
        group.members,
        [Belongs {
            unit: unit(2),
            kind: Fact::Known(OrganKind::PublicSecurity),
            part: Some(Part::Handle),
        }]
    );
    assert_eq!((group.office, group.groups.len()), (false, 1));
    let list = ListFacts::gather(&dossier, id(MeetingId::from_uuid, 1)).unwrap();
    let problem = |n| id(ProblemId::from_uuid, n);
    assert_eq!(list.list, Fact::Known(true));
    assert_eq!(list.problems, [(problem(1), true), (problem(2), false)]);
    let talk = TalkVenue::gather(&dossier, id(TalkId::from_uuid, 1)).unwrap();
    let gaps = venue(&talk, world("chengguan").on(day!(2021, 1, 15)));
    assert_eq!(gaps.outcome(), &[VenueGap::Absent(unit(2))]);
}

/// C03, C05: each document and each area left out once.
#[test]
fn documents_and_areas_that_a_place_lays_down() {
    use DocumentKind::{CoordinationRule, SupervisionPlan};

    let chengguan = world("chengguan");
    let all = || SystemFacts {
        documents: BTreeSet::from([SupervisionPlan, CoordinationRule]),
        areas: InstitutionArea::ALL.iter().cloned().collect(),
    };
    let ask = |facts: &SystemFacts, day| {
        let decision = system(facts, chengguan.on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let since = day!(2020, 12, 31);
    assert_eq!(ask(&all(), since), []);
    for kind in [SupervisionPlan, CoordinationRule] {
        let mut facts = all();
        facts.documents.remove(&kind);
        assert_eq!(ask(&facts, since), [SystemGap::Document(kind)]);
    }
    for area in InstitutionArea::ALL {
        let mut facts = all();
        facts.areas.remove(&area);
        assert_eq!(ask(&facts, since), [SystemGap::Area(area.clone())]);
    }
    assert_eq!(ask(&SystemFacts::default(), since).len(), 6);
    assert_eq!(ask(&SystemFacts::default(), day!(2020, 12, 30)), []);
    let one = Codes::literal(&["work_plan"]);
    let other = world("chengguan").setting(keys::coordination::DOCUMENTS, one);
    let found = system(&all(), other.on(since));
    assert_eq!(found.outcome(), &[SystemGap::Document(DocumentKind::WorkPlan)]);
    let none = SystemFacts { areas: BTreeSet::new(), ..all() };
    let one = Codes::literal(&["leadership"]);
    let other = world("chengguan").setting(keys::coordination::AREAS, one);
    let found = system(&none, other.on(since));
    assert_eq!(found.outcome(), &[SystemGap::Area(InstitutionArea::Leadership)]);
}

/// G18: every set of levels.
#[test]
fn three_levels_have_a_hand_in_a_case() {
    let gansu = world("gansu");
    let case = id(CaseId::from_uuid, 1);
    for bits in 0..32_u32 {
        let levels: BTreeSet<Level> =
            Level::ALL.into_iter().filter(|level| bits & (1 << *level as u32) != 0).collect();
        let three = [Level::Province, Level::City, Level::County].into_iter();
        let open: Vec<Level> = three.filter(|level| !levels.contains(level)).collect();
        let facts = LinkFacts { case, levels };
        let decision = not_linked(&facts, gansu.on(day!(2021, 4, 22)));
        sound(decision.reasons());
        assert_eq!(decision.outcome(), &open, "{facts:?}");
        assert!(not_linked(&facts, gansu.on(day!(2021, 4, 21))).outcome().is_empty());
    }
    let facts = LinkFacts { case, levels: BTreeSet::new() };
    let one = Codes::literal(&["township"]);
    let other = world("gansu").setting(keys::coordination::LINKED_LEVELS, one);
    assert_eq!(not_linked(&facts, other.on(day!(2021, 5, 6))).outcome(), &[Level::Township]);
}

/// Z14: 11 task forces, 300 cadres, a leading group over all.
#[test]
fn task_forces_at_before_and_after_the_figures() {
    let zhaotong = world("zhaotong");
    let team = |n| id(TaskForceId::from_uuid, n);
    let forces = |leading: u128, teams: u128, under: u128, cadres: u128| ForceFacts {
        leading: (1..=leading).map(|n| team(1000 + n)).collect(),
        teams: (1..=teams).map(|n| (team(n), n <= under)).collect(),
        cadres: (1..=cadres).map(|n| id(crate::base::id::PersonId::from_uuid, n)).collect(),
    };
    let ask = |facts: &ForceFacts| {
        let decision = task_forces(facts, zhaotong.on(day!(2019, 4, 24)));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let teams = |has| ForceGap::Teams { has, wanted: 11 };
    let cadres = |has| ForceGap::Cadres { has, wanted: 300 };
    let rows = [
        (forces(1, 11, 11, 300), vec![]),
        (forces(2, 12, 12, 301), vec![]),
        (forces(1, 10, 10, 300), vec![teams(10)]),
        (forces(1, 11, 11, 299), vec![cadres(299)]),
        (forces(1, 11, 10, 300), vec![ForceGap::NotUnder(team(11))]),
        (forces(0, 11, 11, 300), vec![ForceGap::NoLeadingGroup]),
        (forces(0, 0, 0, 0), vec![ForceGap::NoLeadingGroup, teams(0), cadres(0)]),
    ];
    for (facts, wanted) in rows {
        assert_eq!(ask(&facts), wanted);
    }
    let before = task_forces(&forces(0, 0, 0, 0), zhaotong.on(day!(2019, 4, 23)));
    assert!(before.outcome().is_empty(), "not yet known");
    let ten = world("zhaotong").setting(keys::coordination::TASK_FORCES, 10);
    let found = task_forces(&forces(1, 10, 10, 300), ten.on(day!(2019, 4, 24)));
    assert!(found.outcome().is_empty());
    let fewer = world("zhaotong").setting(keys::coordination::CADRES, 299);
    let found = task_forces(&forces(1, 11, 11, 299), fewer.on(day!(2019, 4, 24)));
    assert!(found.outcome().is_empty());
}

/// C03, C05, G18, Z14: from documents, institutions, cases and teams.
#[test]
fn what_is_laid_down_and_who_works_together_come_from_the_records() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::stages_json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, level: &str, parent: Value| {
        json!({ "id": no("organ", n), "name": "甲纪委监委",
        "kind": "discipline_supervision", "level": level, "parent": parent })
    };
    let document = |n: u128, kind: &str, by: u128, issued: &str| {
        json!({ "id": no("document", n),
        "kind": kind, "title": "甲文", "issued_by": [no("organ", by)], "issued": issued })
    };
    let mut ended = document(3, "work_plan", 1, "2019-01-01");
    ended["in_force"] =
        json!({ "start": { "on": "2019-01-01" }, "end": { "before": "2019-04-10" } });
    let output = |n: u128, area: &str, adopted: Value| {
        json!({ "id": no("record", n), "title": "甲制度",
        "by": no("organ", 1), "areas": [area], "adopted": adopted })
    };
    let member = |n: u128, until: &str| {
        json!({ "person": no("person", n),
        "period": { "start": { "on": "2019-04-09" }, "end": { "before": until } } })
    };
    let team = |n: u128, kind: &str, organ: u128, under: Value, members: Vec<Value>| {
        json!({
        "id": no("task_force", n), "kind": kind, "name": "甲组", "organ": no("organ", organ), "under": under,
        "cases": [no("case", 1)], "members": members })
    };
    let group = || json!(no("task_force", 1));
    let person = |n: u128| json!({ "id": no("person", n), "name": "甲某" });
    let mut over = team(5, "task_force", 1, Value::Null, vec![]);
    over["period"] = json!({ "start": { "on": "2019-04-01" }, "end": { "before": "2019-04-20" } });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "city", json!(no("organ", 2))), organ(2, "province", Value::Null),
            organ(3, "county", json!(no("organ", 1)))],
        "persons": [person(1), person(2), person(3)],
        "documents": [document(1, "coordination_rule", 1, "2019-04-20"),
            document(2, "supervision_plan", 2, "2019-01-01"), ended],
        "institutional_outputs": [output(1, "leadership", json!("2019-04-20")),
            output(2, "coordination", Value::Null)],
        "cases": [{ "id": no("case", 1), "ledger_no": "甲案1", "filed_by": no("organ", 3),
            "filed_level": "county", "managing_level": "county", "stages": stages_json(&[json!({ "discipline": "filed" })]) }],
        "task_forces": [
            team(1, "leading_group", 1, Value::Null, vec![member(3, "2020-01-01")]),
            team(2, "task_force", 1, group(), vec![member(1, "2020-01-01"), member(2, "2019-04-20")]),
            team(3, "task_force", 3, group(), vec![member(1, "2020-01-01")]),
            team(4, "task_force", 2, Value::Null, vec![]),
            over,
        ],
        "missions": [{ "id": no("supervision", 1), "mode": "point_to_point", "by": no("organ", 2),
            "cases": [no("case", 1)] }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let city = id(OrganId::from_uuid, 1);
    let on = |day| SystemFacts::gather(&dossier, city, day);
    assert_eq!(on(day!(2019, 4, 9)).documents, BTreeSet::from([DocumentKind::WorkPlan]));
    assert_eq!(on(day!(2019, 4, 19)), SystemFacts::default());
    let facts = on(day!(2019, 4, 20));
    assert_eq!(facts.documents, BTreeSet::from([DocumentKind::CoordinationRule]));
    assert_eq!(facts.areas, BTreeSet::from([InstitutionArea::Leadership]));
    let linked = LinkFacts::gather(&dossier, id(CaseId::from_uuid, 1)).unwrap();
    let three = [Level::County, Level::City, Level::Province];
    assert_eq!(linked.levels, three.into_iter().collect());
    assert!(LinkFacts::gather(&dossier, id(CaseId::from_uuid, 9)).is_none());
    let forces = ForceFacts::gather(&dossier, city, day!(2019, 4, 20));
    let team = |n| id(TaskForceId::from_uuid, n);
    assert_eq!(forces.leading, BTreeSet::from([team(1)]));
    assert_eq!(forces.teams, [(team(2), true), (team(3), true)]);
    assert_eq!(forces.cadres.len(), 1, "one has left, one leads the others");
    let before = ForceFacts::gather(&dossier, city, day!(2019, 4, 19));
    assert_eq!((before.teams.len(), before.cadres.len()), (3, 2));
}

/// G18, Z14, Z09, C05: what belongs to another case, organ, meeting or time does not count.
#[test]
fn records_of_others_show_nothing_about_a_place() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, level: &str, parent: Value| {
        json!({ "id": no("organ", n), "name": "甲纪委监委", "kind": "discipline_supervision",
            "level": level, "parent": parent })
    };
    let case = |n: u128, changes: Value| {
        json!({ "id": no("case", n), "ledger_no": format!("甲案{n}"), "filed_by": no("organ", 3),
            "filed_level": "county", "managing_level": "county", "changes": changes,
            "stages": stages_json(&[json!({ "discipline": "filed" })]) })
    };
    let raised = json!([{ "mode": "level_raised", "ordered_by": no("organ", 2),
        "from": { "organ": no("organ", 3), "level": "county" },
        "to": { "organ": no("organ", 1), "level": "city" }, "when": at_json(9),
        "grounds": ["much_interference"], "reasons": "干扰多" }]);
    let team = |n: u128, kind: &str, organ: u128, under: Value, cases: Value| {
        json!({ "id": no("task_force", n), "kind": kind, "name": "甲组", "organ": no("organ", organ),
            "under": under, "cases": cases, "members": [{ "person": no("person", n),
                "period": { "start": "unknown", "end": "open" } }] })
    };
    let document = |n: u128, kind: &str, period: Value| {
        json!({ "id": no("document", n), "kind": kind, "title": "甲文", "issued": "2019-01-01",
            "issued_by": [no("organ", 1)], "in_force": period })
    };
    let problem = |n: u128, document: u128| json!({ "id": no("problem", n), "document": no("document", document), "text": "深挖不够" });
    let entry = |n: u128, who: Option<(&str, String)>| {
        let mut form = json!({ "id": no("entry", n), "kind": "task", "covers": [no("problem", n)],
            "stages": stages_json(&[json!("listed")]) });
        if let Some((who, id)) = who {
            form[who] = json!(id);
        }
        form
    };
    let unsure = json!({ "start": "unknown", "end": { "before": "2020-01-01" } });
    let people: Vec<Value> =
        (1..=4).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect();
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "city", json!(no("organ", 2))), organ(2, "province", json!(null)),
            organ(3, "county", json!(no("organ", 1)))],
        "persons": people,
        "cases": [case(1, raised), case(2, json!([])), case(3, json!([])), case(4, json!([]))],
        "missions": [{ "id": no("supervision", 1), "mode": "point_to_point",
            "by": no("organ", 1), "cases": [no("case", 2)] }],
        "task_forces": [
            team(1, "leading_group", 1, json!(null), json!([])),
            team(2, "leading_group", 2, json!(null), json!([])),
            team(3, "task_force", 2, json!(no("task_force", 2)), json!([no("case", 3)])),
            team(4, "task_force", 3, json!(no("task_force", 1)), json!([])),
        ],
        "documents": [document(1, "problem_list", json!(null)), document(2, "work_plan", unsure),
            document(3, "problem_list", json!(null))],
        "institutional_outputs": [{ "id": no("record", 1), "title": "甲制度", "by": no("organ", 2),
            "areas": ["leadership"], "adopted": "2019-01-01" }],
        "meetings": [{ "id": no("meeting", 1), "kind": "promotion", "held": at_json(9),
            "documents": [no("document", 1), no("document", 2)] },
            { "id": no("meeting", 2), "kind": "promotion", "held": at_json(9),
            "documents": [no("document", 2)] }],
        "problems": [problem(1, 1), problem(2, 1), problem(3, 1), problem(4, 1), problem(5, 2),
            problem(6, 3)],
        "entries": [entry(1, Some(("unit", no("organ", 1)))),
            entry(2, Some(("person", no("person", 1)))),
            entry(3, Some(("leader", no("person", 1)))), entry(4, None)],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let levels = |n| LinkFacts::gather(&dossier, id(CaseId::from_uuid, n)).unwrap().levels;
    let set = |levels: &[Level]| levels.iter().copied().collect::<BTreeSet<Level>>();
    assert_eq!(levels(1), set(&[Level::County, Level::City, Level::Province]), "by its change");
    assert_eq!(levels(2), set(&[Level::County, Level::City]), "by a mission");
    assert_eq!(levels(3), set(&[Level::County, Level::Province]), "by a task force");
    assert_eq!(levels(4), set(&[Level::County]));
    let city = id(OrganId::from_uuid, 1);
    let day = day!(2019, 4, 20);
    let forces = ForceFacts::gather(&dossier, city, day);
    let team = |n| id(TaskForceId::from_uuid, n);
    assert_eq!(forces.leading, BTreeSet::from([team(1)]));
    assert_eq!(forces.teams, [(team(4), true)], "under its own leading group");
    assert!(forces.cadres.is_empty(), "nobody knows since when");
    let system = SystemFacts::gather(&dossier, city, day);
    assert_eq!(
        system.documents,
        BTreeSet::from([DocumentKind::ProblemList]),
        "the plan may be over"
    );
    assert!(system.areas.is_empty(), "set up by another organ");
    let list = |n| ListFacts::gather(&dossier, id(MeetingId::from_uuid, n)).unwrap();
    let answered: Vec<bool> = list(1).problems.iter().map(|(_, answered)| *answered).collect();
    assert_eq!(answered, [true, true, true, false], "a unit, a person, a leader, nobody");
    assert_eq!(
        (list(2).list, list(2).problems.len()),
        (Fact::Known(false), 0),
        "a plan is no list"
    );
}
