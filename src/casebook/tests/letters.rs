//! What a case gives rise to: a proposal from its draft to the look afterwards, and telling
//! the case to those who are near to it.

use super::procedures::{outcome, outcome_of, when};
use super::remedies::decided;
use super::*;
use crate::casebook::agenda::agenda;
use crate::model::proposal::Proposal;

/// Case 2 with a decision that has effect; a regulator, a letter, a case without a decision.
fn world() -> World {
    let mut world = decided();
    world.done(json!({"enter": [
        {"organ": {"id": id("organ", 5), "name": "丙区交通局", "kind": "industry_regulator", "level": "county"}},
        {"document": {"id": id("document", 3), "kind": "supervision_report", "title": "回复函"}},
    ]}));
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 3),
        "ledger_no": "丙纪立3", "subjects": [id("organ", 5)], "filed_level": "county",
        "managing_level": "county"}}}));
    world
}

fn form(n: u32) -> Value {
    json!({"id": id("proposal", n), "kind": "supervision_proposal", "from": id("organ", 1),
        "addressee": id("organ", 5), "from_cases": [id("case", 2)],
        "problems": ["日常监管不到位。"], "governance": ["daily_supervision"],
        "reply_due": "2021-06-30"})
}

fn step(n: u32, to: Value) -> Value {
    json!({"advance_proposal": {"proposal": id("proposal", n), "to": to}})
}

fn replied(n: u32, written: Option<bool>) -> Value {
    let mut act = step(n, json!({"replied": {}}));
    if let Some(written) = written {
        act["advance_proposal"]["written"] = json!(written);
    }
    act
}

fn proposal(world: &World) -> &Proposal {
    world.book.dossier().proposal(id("proposal", 1).parse().unwrap()).unwrap()
}

/// What comes of an act on a day after everything else.
fn on(world: &mut World, day: &str, act: Value) -> String {
    let command = world.changed(act, |form| {
        let at = json!(format!("{day}T10:{:02}:00+08:00", form["key"].as_str().unwrap().len()));
        form["occurred_at"] = at.clone();
        form["recorded_at"] = at;
    });
    outcome_of(world, &command)
}

/// G33: it comes of a case, names problems, says what is to be put in order, and is sent once.
#[test]
fn a_proposal_is_drafted_as_it_stands_and_sent_only_whole() {
    let mut world = world();
    let mut bare = form(1);
    for field in ["from_cases", "problems", "governance"] {
        bare[field] = json!([]);
    }
    // Whatever stages the form gives, it begins as a draft.
    bare["stages"] =
        json!([{"when": when(), "state": "drafted"}, {"when": when(), "state": {"sent": {}}}]);
    assert_eq!(
        outcome(&mut world, json!({"propose": bare})),
        "entered among the proposals\n  \
         proposal/content: it comes of no case\n  \
         proposal/content: it names no problem\n  \
         proposal/content: it does not say what is to be put in order",
    );
    assert_eq!(proposal(&world).stages().iter().count(), 1);
    assert_eq!(
        outcome(&mut world, step(1, json!({"sent": {}}))),
        "not permitted: send the proposal\n  \
         1. unmet: proposal/content: it comes of no case [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G32, G33, G34 (our reading)]\n     \
         cure: name the case that it comes of (by: organ that proposes)\n  \
         2. unmet: proposal/content: it names no problem [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G32, G33, G34 (our reading)]\n     \
         cure: name what the case has shown (by: organ that proposes)\n  \
         3. unmet: proposal/content: it does not say what is to be put in order [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G32, G33, G34 (our reading)]\n     \
         cure: say what is to be put in order (by: organ that proposes)",
    );
    world.done(json!({"correct": {"entry": {"proposal": form(1)}, "reasons": "补正",
        "signed_by": [id("person", 2)]}}));
    assert_eq!(proposal(&world).stages().iter().count(), 1, "a correction keeps the stages");
    let by_service = world.changed(step(1, json!({"sent": {}})), |form| {
        form["by"] = json!({"service": "registry"});
    });
    assert_eq!(
        outcome_of(&mut world, &by_service).lines().next(),
        Some("not permitted: carry it out")
    );
    assert_eq!(
        outcome(&mut world, step(1, json!({"sent": {}}))),
        "a proposal came further: sent\n  \
         proposal/kind: such letters are sent: supervision proposal\n  \
         proposal/content: it comes of a case\n  \
         proposal/content: it names problems\n  \
         proposal/content: it says what is to be put in order\n  \
         proposal/once: it was not sent before",
    );
    assert_eq!(
        outcome(&mut world, step(1, json!({"sent": {}}))),
        "forbidden: send the proposal\n  \
         1. forbidden: proposal/once: it was sent already [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G32, G33, G34 (our reading)]\n     \
         no cure: a new proposal is drafted\n  \
         nothing can make this step possible",
    );
}

/// G33, G34: each step tells how the reply stands, and what no institution covers.
#[test]
fn a_proposal_goes_from_reply_to_reply_until_somebody_has_looked() {
    let mut world = world();
    world.done(json!({"propose": form(1)}));
    let early = outcome(&mut world, replied(1, None));
    assert_eq!(early, "a proposal that is drafted cannot be replied");
    world.done(step(1, json!({"sent": {"letter": id("document", 3)}})));
    let found = outcome(&mut world, step(1, json!({"replied": {"reply": id("document", 3)}})));
    assert_eq!(
        found,
        "a proposal came further: replied\n  \
         proposal/reply: the addressee replied on 2021-06-01 09:12:00 +08:00",
    );
    let wanting = json!({"found_wanting": {"by": id("person", 2), "reasons": "只有文件。"}});
    assert_eq!(
        outcome(&mut world, step(1, wanting)),
        "a proposal came further: found wanting\n  \
         proposal/reply: what came was found wanting, and another reply is owed",
    );
    let early = outcome(&mut world, step(1, json!("rectified")));
    assert_eq!(early, "a proposal that is found wanting cannot be rectified");
    world.done(step(1, json!({"replied": {"reply": id("document", 3)}})));
    assert_eq!(
        outcome(&mut world, step(1, json!("rectified"))),
        "a proposal came further: rectified\n  \
         proposal/reply: on 2021-06-01 09:16:00 +08:00 it was said to be done\n  \
         proposal/institution: 1 of 1 things are not put in order by an institution",
    );
    world.done(json!({"enter": [{"institutional_output": {"id": id("record", 7),
        "title": "日常监管办法", "by": id("organ", 5), "prompted_by": [id("proposal", 1)], "governance": ["daily_supervision"]}}]}));
    let checked = step(1, json!({"checked": {"by": id("person", 2)}}));
    // The case behind it is about person 4, who has no part in any step.
    let own =
        world.changed(checked.clone(), |form| form["by"] = json!({"person": id("person", 4)}));
    assert!(outcome_of(&mut world, &own).contains("recusal/own-matter"));
    assert_eq!(
        outcome(&mut world, checked),
        "a proposal came further: checked\n  \
         proposal/reply: it was looked at on 2021-06-01 09:19:00 +08:00, and is done\n  \
         proposal/institution: 0 of 1 things are not put in order by an institution",
    );
    assert!(proposal(&world).is_rectified());
}

/// Law 3.4: from 2022-05-01 on an industry regulator answers in writing, or not at all.
#[test]
fn a_reply_of_a_regulator_that_is_not_in_writing_is_none() {
    let mut world = world();
    for n in 1..=3 {
        let mut form = form(n);
        form["reply_due"] = json!("2022-06-30");
        world.done(json!({"propose": form}));
        world.done(step(n, json!({"sent": {}})));
    }
    assert_eq!(
        on(&mut world, "2022-06-01", replied(1, Some(false))),
        "not permitted: take the reply\n  \
         1. unmet: proposal/written: an industry regulator answers in writing, and this reply is not [反有组织犯罪法 Anti-Organized Crime Law 2022, 2021-12-24, arts. 13-14; law 3.4]\n     \
         cure: have the addressee reply in writing (by: addressee)",
    );
    assert!(proposal(&world).owes_reply());
    assert!(
        on(&mut world, "2022-06-02", replied(1, Some(true)))
            .starts_with("a proposal came further: replied")
    );
    assert_eq!(
        on(&mut world, "2022-06-03", replied(2, None)),
        "a proposal came further: replied\n  \
         proposal/written: whether the reply had to be in writing, and is, is not known\n  \
         proposal/written: not known: whether the reply is in writing",
    );
    // A reply that is on record as a document is in writing, whatever else is said.
    let mut document = step(3, json!({"replied": {"reply": id("document", 3)}}));
    document["advance_proposal"]["written"] = json!(false);
    assert!(on(&mut world, "2022-06-04", document).starts_with("a proposal came further: replied"));
}

/// The last day that the letter sets stands in the agenda as long as a reply is owed.
#[test]
fn the_agenda_tells_who_owes_a_reply() {
    let due = |world: &World, now: &str| -> Vec<String> {
        let now = crate::base::day::Moment::parse(now).unwrap();
        let rules = world.rulebook.on(world.pack, now.day()).unwrap();
        let all = agenda(&world.book, rules, &world.calendar, now);
        let ours = all.iter().filter(|item| item.about.to_string() == id("proposal", 1));
        ours.map(|item| {
            format!("{}: {} by {:?}", item.what, item.pressing(), item.organ.map(|o| o.to_string()))
        })
        .collect()
    };
    let mut world = world();
    world.done(json!({"propose": form(1)}));
    assert_eq!(due(&world, "2021-06-30T10:00:00+08:00"), [""; 0], "a draft owes nothing");
    world.done(step(1, json!({"sent": {}})));
    let owes =
        |how: &str| vec![format!("reply to a proposal: {how} by {:?}", Some(id("organ", 5)))];
    assert_eq!(due(&world, "2021-06-30T10:00:00+08:00"), owes("running"));
    assert_eq!(due(&world, "2021-07-01T00:00:00+08:00"), owes("overdue"));
    world.done(replied(1, None));
    assert_eq!(due(&world, "2021-07-01T00:00:00+08:00"), [""; 0]);
}

/// G05, N20: a case is told after its decision has effect, to those who are near to it.
#[test]
fn a_case_is_told_once_it_is_decided_to_those_who_are_near() {
    let mut world = world();
    let tell = |n: u32, cases: &[u32], audience: u32| {
        let cases: Vec<String> = cases.iter().map(|n| id("case", *n)).collect();
        json!({"educate": {"id": id("record", n), "form": "warning_education", "by": id("organ", 1),
            "held": {"occurred_at": "2021-06-01T10:00:00+08:00", "recorded_at": "2021-06-01T10:00:00+08:00"},
            "cases": cases, "audience": [id("organ", audience)]}})
    };
    assert_eq!(
        outcome(&mut world, tell(1, &[2, 3], 2)),
        "forbidden: tell the case to this audience\n  \
         1. not known (never asked): proposal/near: whether the case is near to the audience is not known [坚决惩治群众身边腐败问题, 2024-05-27, N20]\n     \
         cure: choose a case or an audience that are near (by: organizer)\n  \
         2. forbidden: proposal/after-effect: the decision has no effect yet [no document: a value of this crate, undated, G05 (open to more than one reading)]\n     \
         cure: wait until the decision has effect (by: organizer)\n  \
         3. unmet: proposal/near: the case is not near to the audience [坚决惩治群众身边腐败问题, 2024-05-27, N20]\n     \
         cure: choose a case or an audience that are near (by: organizer)",
    );
    // Person 4 held no post that is on record: whether the audience is near is not known.
    assert_eq!(
        outcome(&mut world, tell(1, &[2], 2)),
        "entered among the educations\n  \
         proposal/near: whether the case is near to the audience is not known",
    );
    world.done(json!({"enter": [
        {"post": {"id": id("post", 9), "organ": id("organ", 2), "title": "民警"}},
        {"tenure": {"id": id("tenure", 9), "person": id("person", 4), "post": id("post", 9),
            "period": {"start": {"on": "2018-01-01"}, "end": "open"}}},
    ]}));
    assert_eq!(
        outcome(&mut world, tell(2, &[2], 5)),
        "not permitted: tell the case to this audience\n  \
         1. unmet: proposal/near: the case is not near to the audience [坚决惩治群众身边腐败问题, 2024-05-27, N20]\n     \
         cure: choose a case or an audience that are near (by: organizer)",
    );
    assert_eq!(
        outcome(&mut world, tell(2, &[2], 2)),
        "entered among the educations\n  \
         proposal/after-effect: the decision has effect\n  \
         proposal/near: the case is near to the audience",
    );
    assert_eq!(
        outcome(&mut world, tell(3, &[], 2)),
        "entered among the educations\n  \
         casebook/recorded: a person decided it; the record is kept as it was made",
    );
}
