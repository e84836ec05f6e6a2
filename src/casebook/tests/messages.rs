//! Messages about a transfer, and measures: what goes with a step, and what is refused.

use super::procedures::{envelope, outcome, receive, when, world};
use super::*;

fn owe(n: u32, from: u32, to: u32) -> Value {
    json!({"owe": {"id": id("transfer", n), "clue": id("clue", 1), "from": id("organ", from),
        "to": id("organ", to), "source": "public_security", "investigated_as": "gang_related",
        "opened": when()}})
}

fn accepted() -> Value {
    receive(None, &json!({"jurisdiction": "own", "found": {"papers_complete": {"known": true}}}))
}

fn feedback(n: u32) -> Value {
    let mut message = envelope(n, "feedback", 1, 2);
    message["in_reply_to"] = json!(id("envelope", 1));
    json!({"feed_back": {"envelope": message, "result": "closed"}})
}

/// Law 1.2: what is owed, and until when, is told; a clue is in one hand at a time.
#[test]
fn a_transfer_is_owed_by_whoever_has_the_clue() {
    let mut world = world(&[(1, "public_security")]);
    world.pack = "zhaotong";
    let both = "entered among the transfers\n  \
             transfer/holder: no other organ has taken the clue over\n  \
             transfer/holder: the clue is not on its way\n  \
             transfer/notice: notice: 5 calendar days from opening of the investigation, 2021-06-01 08:00:00 +08:00, so before 2021-06-07 00:00:00 +08:00\n  \
             transfer/pairing: both duties run in every such investigation\n  \
             transfer/hand-over: hand-over: 10 calendar days from opening of the investigation, 2021-06-01 08:00:00 +08:00, so before 2021-06-12 00:00:00 +08:00";
    assert_eq!(outcome(&mut world, owe(1, 2, 1)), both);
    assert_eq!(
        outcome(&mut world, owe(2, 2, 3)),
        "not permitted: owe the transfer of the clue\n  \
             1. unmet: transfer/holder: the clue is on its way already: transfer-00000000000000000000000000000001 [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: have it given back first (by: case supervision office)"
    );
    world.done(json!({"hand_over": envelope(1, "hand_over", 2, 1)}));
    world.done(accepted());
    assert_eq!(
        outcome(&mut world, owe(2, 2, 3)),
        "forbidden: owe the transfer of the clue\n  \
             1. forbidden: transfer/holder: organ-00000000000000000000000000000001 has taken the clue over [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             no cure: whoever has it hands it on\n  \
             nothing can make this step possible"
    );
    assert_eq!(
        outcome(&mut world, owe(2, 1, 3)),
        "entered among the transfers\n  \
             transfer/holder: no other organ has taken the clue over\n  \
             transfer/holder: the clue is not on its way\n  \
             transfer/notice: only public security gives notice of its investigation; the sender is: discipline and supervision commission\n  \
             transfer/bound: no rule binds such an organ to hand over: discipline and supervision commission"
    );
}

/// G19: each message at its turn, of its kind, the right way, about the clue.
#[test]
fn a_message_goes_with_its_step_or_is_refused() {
    let changed = |kind: &str, change: fn(&mut Value)| {
        let mut message = envelope(1, kind, 2, 1);
        change(&mut message);
        json!({kind: message})
    };
    let notify = |n: u32| json!({"notify": envelope(n, "notice", 2, 1)});
    let hand_over = || json!({"hand_over": envelope(1, "hand_over", 2, 1)});
    let answered = |change: fn(&mut Value)| {
        let mut act = accepted();
        change(&mut act["receive"]["envelope"]);
        act
    };
    let rows: Vec<(&str, &str, Vec<Value>, Value, &str)> = vec![
        (
            "notice",
            "zhaotong",
            vec![],
            notify(3),
            "notice was given\n  \
             transfer/notice: notice: 5 calendar days from opening of the investigation, 2021-06-01 08:00:00 +08:00, so before 2021-06-07 00:00:00 +08:00\n  \
             transfer/pairing: both duties run in every such investigation",
        ),
        (
            "a second notice",
            "zhaotong",
            vec![notify(3)],
            notify(4),
            "forbidden: send the notice\n  \
             1. forbidden: transfer/turn: notice was given already, and its day stands [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             no cure: what is new is told in the hand-over\n  \
             nothing can make this step possible",
        ),
        (
            "hand-over",
            "zhaotong",
            vec![],
            hand_over(),
            "a clue came further: transferred out\n  \
             transfer/hand-over: hand-over: 10 calendar days from opening of the investigation, 2021-06-01 08:00:00 +08:00, so before 2021-06-12 00:00:00 +08:00\n  \
             transfer/pairing: both duties run in every such investigation",
        ),
        (
            "another clue, back to front",
            "zhaotong",
            vec![],
            changed("hand_over", |m| {
                m["clue"] = json!(id("clue", 2));
                m["from"] = json!(id("organ", 1));
                m["to"] = json!(id("organ", 2));
            }),
            "not permitted: send the hand-over\n  \
             1. unmet: transfer/parties: it goes from organ-00000000000000000000000000000001 to organ-00000000000000000000000000000002; it must go from organ-00000000000000000000000000000002 to organ-00000000000000000000000000000001 [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             cure: send it between the organs of the transfer (by: case supervision office)\n  \
             2. unmet: transfer/subject: it is about another clue [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             cure: name the clue of the transfer (by: case supervision office)",
        ),
        (
            "an answer sooner than the place asks for",
            "zhouzhi",
            vec![],
            changed("hand_over", |m| m["answer_due"] = json!("2021-06-01T18:00:00+08:00")),
            "not permitted: send the hand-over\n  \
             1. unmet: transfer/answer-due: it asks for an answer before 2021-06-01 18:00:00 +08:00; by the rules it is due before 2021-06-03 00:00:00 +08:00 [周至县：建立双向移送制度 助力打“伞”破“网”, 2019-03-19, law 6]\n     \
             cure: ask for it by the day that the rules give (by: case supervision office)",
        ),
        (
            "an answer as the place asks for",
            "zhouzhi",
            vec![],
            changed("hand_over", |m| m["answer_due"] = json!("2021-06-03T00:00:00+08:00")),
            "a clue came further: transferred out\n  \
             transfer/hand-over: hand-over: the clock runs from discovery, and nothing is recorded of it\n  \
             transfer/hand-over: not known: when it happened: discovery",
        ),
        (
            "handed over twice",
            "zhaotong",
            vec![hand_over()],
            json!({"hand_over": envelope(5, "hand_over", 2, 1)}),
            "forbidden: send the hand-over\n  \
             1. forbidden: transfer/turn: it was handed over already [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             no cure: what came back goes out again as a new transfer\n  \
             nothing can make this step possible",
        ),
        (
            "accepted before it was handed over",
            "zhaotong",
            vec![],
            accepted(),
            "not permitted: send the acceptance\n  \
             1. unmet: transfer/turn: it was not handed over [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             cure: hand the clue over first (by: case supervision office)",
        ),
        (
            "accepted by a message of another kind",
            "zhaotong",
            vec![hand_over()],
            answered(|m| m["kind"] = json!("return")),
            "not permitted: send the acceptance\n  \
             1. unmet: transfer/message: the message is of the kind: return; the step takes: acceptance [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             cure: send a message of that kind (by: case supervision office)",
        ),
        (
            "accepted in answer to something else",
            "zhaotong",
            vec![notify(3), hand_over()],
            answered(|m| m["in_reply_to"] = json!(id("envelope", 3))),
            "not permitted: send the acceptance\n  \
             1. unmet: transfer/answers: it does not answer the hand-over [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             cure: name the hand-over as what it answers (by: case supervision office)",
        ),
        (
            "answered twice",
            "zhaotong",
            vec![hand_over(), accepted()],
            receive_again(),
            "forbidden: send the acceptance\n  \
             1. forbidden: transfer/turn: it was answered already, or taken back [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             no cure: an answer is given once\n  \
             nothing can make this step possible",
        ),
        (
            "fed back before it was accepted",
            "zhaotong",
            vec![hand_over()],
            feedback(3),
            "not permitted: send the feedback\n  \
             1. unmet: transfer/feedback: the clue is not accepted, and no result is owed [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             cure: accept the clue first (by: case supervision office)",
        ),
        (
            "fed back",
            "zhaotong",
            vec![hand_over(), accepted()],
            feedback(3),
            "a clue came further: fed back\n  \
             transfer/feedback: the clue was accepted, and its result is owed\n  \
             transfer/message: the message is of the kind: feedback\n  \
             transfer/parties: it goes from the receiver of the clue to its sender\n  \
             transfer/subject: it is about the clue of the transfer\n  \
             transfer/answers: it answers the hand-over",
        ),
        (
            "fed back twice",
            "zhaotong",
            vec![hand_over(), accepted(), feedback(3)],
            feedback(4),
            "forbidden: send the feedback\n  \
             1. forbidden: transfer/feedback: the clue came back, was withdrawn, or its result was fed back: none is owed [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G19 (our reading)]\n     \
             no cure: nobody is owed a result\n  \
             nothing can make this step possible",
        ),
    ];
    for (name, pack, before, act, wanted) in rows {
        let mut world = world(&[(1, "public_security"), (2, "public_security")]);
        world.pack = pack;
        world.done(owe(1, 2, 1));
        before.into_iter().for_each(|act| world.done(act));
        assert_eq!(outcome(&mut world, act), wanted, "{name}");
    }
}

fn receive_again() -> Value {
    let mut act = accepted();
    act["receive"]["envelope"]["id"] = json!(id("envelope", 6));
    act
}

fn measure(kind: &str, by: Option<u32>) -> Value {
    let mut measure = json!({"id": id("measure", 1), "kind": kind, "case": id("case", 2),
        "person": id("person", 4), "organ": id("organ", 1), "begun": when()});
    if let Some(by) = by {
        measure["approved_by"] = json!(id("organ", by));
        measure["approved"] = when();
    }
    json!({"measure": measure})
}

fn with_case() -> World {
    let mut world = world(&[]);
    world.done(json!({"enter": [{"organ": {"id": id("organ", 5), "name": "戊省纪委",
        "kind": "discipline_supervision", "level": "province"}}]}));
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}}));
    world
}

/// Law 1.4: measures that the law of the day has, approved by whom it says.
#[test]
fn a_measure_is_entered_unless_the_law_of_the_day_forbids_it() {
    let rows = [
        (
            "search",
            measure("search", None),
            "entered among the measures\n  \
             discipline/measure: search: the rules name no organ outside that approves it",
        ),
        (
            "no such measure in 2021",
            measure("ordered_waiting", None),
            "forbidden: take the measure: ordered to await investigation\n  \
             1. forbidden: discipline/measure: ordered to await investigation: the law of the day does not have it [监察法 Supervision Law 2018, 2018-03-20, arts. 18-30; law 1.4 (our reading)]\n     \
             no cure: it was no measure on that day\n  \
             nothing can make this step possible",
        ),
        (
            "approved by a province",
            measure("exit_ban", Some(5)),
            "entered among the measures\n  \
             discipline/exit-ban: an organ of the level that it takes has approved it",
        ),
        (
            "approved by a city",
            measure("exit_ban", Some(3)),
            "forbidden: take the measure: exit ban\n  \
             1. forbidden: discipline/exit-ban: an organ of a lower level than it takes has approved it [监察法 Supervision Law 2018, 2018-03-20, art. 30; law 1.4]\n     \
             cure: have an organ of the province approve it (by: discipline and supervision commission)",
        ),
        (
            "approved by nobody",
            measure("exit_ban", None),
            "entered among the measures\n  \
             discipline/exit-ban: whether an organ of the level that it takes has approved it is not known",
        ),
    ];
    for (name, act, wanted) in rows {
        let mut world = with_case();
        assert_eq!(outcome(&mut world, act), wanted, "{name}");
    }
}

/// Law 1.4: an end is recorded once, with how it stood against the clock.
#[test]
fn a_measure_ends_once_and_its_clock_is_told() {
    let end = || json!({"end_measure": {"measure": id("measure", 1)}});
    let mut world = with_case();
    assert_eq!(outcome(&mut world, end()), format!("{} is not there", id("measure", 1)));
    world.done(measure("search", None));
    assert_eq!(
        outcome(&mut world, end()),
        "a measure ended\n  \
             discipline/ended: it had not ended yet\n  \
             discipline/ended: it had begun"
    );
    assert_eq!(
        outcome(&mut world, end()),
        "forbidden: end the measure\n  \
             1. forbidden: discipline/ended: it ended on 2021-06-01 09:09:00 +08:00 already, and that day stands [监察法 Supervision Law 2018, 2018-03-20, arts. 18-30; law 1.4 (our reading)]\n     \
             no cure: a measure taken anew is another one\n  \
             nothing can make this step possible"
    );

    let mut world = with_case();
    world.done(json!({"enter": [{"organ": {"id": id("organ", 6), "name": "己县纪委",
        "kind": "discipline_supervision", "level": "county", "parent": id("organ", 3)}}]}));
    let mut detention = measure("detention", Some(3));
    detention["measure"]["organ"] = json!(id("organ", 6));
    detention["measure"]["grounds"] = json!(["complex"]);
    world.done(detention);
    let late = world.changed(end(), |form| {
        for field in ["occurred_at", "recorded_at"] {
            form[field] = json!("2021-09-03T09:00:00+08:00");
        }
    });
    assert_eq!(
        told(&mut world, &late),
        "discipline/ended: it had not ended yet\n\
             discipline/ended: it had begun\n\
             discipline/detention: begun on 2021-06-01 08:00:00 +08:00; 3 months from 2021-06-01 08:00:00 +08:00, so it must end before 2021-09-02 00:00:00 +08:00"
    );
}

fn told(world: &mut World, command: &Command) -> String {
    let Ok(Done::Now(entry)) = world.send(command) else { panic!("refused") };
    let reasons = entry.events.last().unwrap().reasons.iter();
    reasons.map(|r| format!("{}: {}", r.rule(), r.because())).collect::<Vec<_>>().join("\n")
}
