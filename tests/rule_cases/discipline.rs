//! The questions to `procedure::discipline`.

use std::num::NonZeroU16;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::{Day, Moment};
use unbrella::base::id::{OrganId, PersonId};
use unbrella::model::discipline::Disposal;
use unbrella::procedure::discipline::{
    self, Circumstances, DetainFacts, DetentionFacts, During, Handled, ImposeFacts, Longer, Step,
    StepFacts, Term, TermFacts,
};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;
use unbrella::terms::outcome::{AggravatingGround, DetentionExtension, MitigatingGround};

use crate::{Facts, Found, answered, decided, either, id, joined, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "form" => {
            let list = disposals(facts);
            decided(&discipline::form(list, rules), |answer| {
                answered(answer, |form| joined(form, "no outcome"))
            })
        }
        "tally" => tally(facts),
        "may_impose" => may_impose(facts, rules),
        "period" => {
            let what = one(facts);
            let effective: Day = facts.read("effective").unwrap();
            let months = facts.read::<u16>("probation_months").and_then(NonZeroU16::new);
            let found = discipline::period(what, effective, months, rules, calendar);
            decided(&found, |answer| answered(answer, ToString::to_string))
        }
        "combine" => {
            let list: Vec<_> = facts.list("sanctions");
            decided(&discipline::combine(&list, rules), |answer| {
                answered(answer, |combined| joined(combined, "none"))
            })
        }
        "for_umbrella" => {
            let serious = facts.fact("serious");
            decided(&discipline::for_umbrella(serious, rules), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "weigh" => weigh(facts, rules),
        "approvals" => approvals(facts, rules),
        "competence" => {
            let (rank, level) = (facts.read("rank").unwrap(), facts.read("level").unwrap());
            decided(&discipline::competence(rank, level, rules), ToString::to_string)
        }
        "may_detain" => may_detain(facts, rules),
        "detention" => {
            let (list, now) = (detained(facts), facts.at("now").unwrap());
            decided(&discipline::detention(&list, rules, calendar, now), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "notice" => {
            let (list, now) = (detained(facts), facts.at("now").unwrap());
            decided(&discipline::notice(&list, rules, calendar, now), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "credit" => {
            let days = facts.read("days").unwrap();
            decided(&discipline::credit(days, rules), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "term_due" => term_due(facts, rules, calendar),
        "may_do" => may_do(facts, rules),
        "may_take" => {
            let (kind, approved_at) = (facts.read("kind").unwrap(), facts.fact("approved_at"));
            let list = discipline::TakeFacts { kind, approved_at };
            either(discipline::may_take(&list, rules), |()| "may be taken".to_owned())
        }
        "may_end" => {
            let (begun, ends) = (facts.at("begun").unwrap(), facts.at("ends").unwrap());
            let list = discipline::EndFacts { begun, ended: facts.at("ended"), ends };
            either(discipline::may_end(&list), |()| "may be ended".to_owned())
        }
        // The last extension is the one that is asked about.
        "may_extend" => {
            let mut list = detained(facts);
            let more = list.longer.pop().unwrap();
            let found = discipline::may_extend(&list, more, rules, calendar);
            either(found, |()| "may be made longer".to_owned())
        }
        other => panic!("no such question to discipline: {other}"),
    }
}

/// `party/warning`, `public/demerit`, `handling/removal`, `soft/criticism`, `prosecution`.
fn disposal(text: &str) -> Disposal {
    let to = id(OrganId::from_uuid, 9);
    match text.split_once('/') {
        Some(("party", code)) => Disposal::Party(code.parse().unwrap()),
        Some(("public", code)) => Disposal::Public(code.parse().unwrap()),
        Some(("handling", code)) => Disposal::Handling(code.parse().unwrap()),
        Some(("soft", code)) => Disposal::Soft(code.parse().unwrap()),
        _ if text == "prosecution" => Disposal::TransferredForProsecution { to },
        _ => panic!("no such outcome: {text}"),
    }
}

fn disposals(facts: &mut Facts) -> Vec<Disposal> {
    let texts: Vec<String> = facts.list("outcomes");
    texts.iter().map(|text| disposal(text)).collect()
}

fn one(facts: &mut Facts) -> Disposal {
    disposal(&facts.read::<String>("what").unwrap())
}

/// Two persons: the outcomes and the rank of each.
fn tally(facts: &mut Facts) -> Found {
    let mut person = |n: u128, outcomes: &str, rank: &str| {
        let texts: Vec<String> = facts.list(outcomes);
        Handled {
            person: id(PersonId::from_uuid, n),
            rank: facts.fact(rank),
            what: texts.iter().map(|text| disposal(text)).collect(),
        }
    };
    let persons = [
        person(1, "first_outcomes", "first_rank"),
        person(2, "second_outcomes", "second_rank"),
    ];
    decided(&discipline::tally(&persons), |tally| {
        let bands = tally.by_band.iter().map(|(band, n)| format!("{band}: {n}"));
        let words = tally.by_outcome.iter().map(|(word, n)| format!("{word}: {n}"));
        joined([format!("handled: {}", tally.handled)].into_iter().chain(bands).chain(words), "")
    })
}

fn may_impose(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = ImposeFacts {
        what: one(facts),
        probation_months: facts.read::<u16>("probation_months").and_then(NonZeroU16::new),
        party_member: facts.fact("party_member"),
        village_manager: facts.fact("village_manager"),
        retired: facts.fact("retired"),
        managed_at: facts.fact("managed_at"),
        decided_at: facts.fact("decided_at"),
        deliberated: facts.fact("deliberated"),
        unit_sanctioned: facts.fact("unit_sanctioned"),
        hearing: Some(super::remedy::hearing(facts)),
    };
    either(discipline::may_impose(&list, rules), |()| "may be imposed".to_owned())
}

fn weigh(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let lighter: Vec<MitigatingGround> = facts.list("lighter");
    let heavier: Vec<AggravatingGround> = facts.list("heavier");
    let refuted: Vec<MitigatingGround> = facts.list("not_lighter");
    let mut list = Circumstances::default();
    list.lighter.extend(lighter.into_iter().map(|ground| (ground, Fact::Known(true))));
    list.lighter.extend(refuted.into_iter().map(|ground| (ground, Fact::Known(false))));
    list.heavier.extend(heavier.into_iter().map(|ground| (ground, Fact::Known(true))));
    decided(&discipline::weigh(&list, rules), ToString::to_string)
}

fn approvals(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let step: String = facts.read("step").unwrap();
    let list = StepFacts {
        step: Step::ALL.into_iter().find(|one| one.word().code() == step).unwrap(),
        level: facts.read("level").unwrap(),
        chief_below: facts.fact("chief_below"),
    };
    decided(&discipline::approvals(&list, rules), |answer| {
        answered(answer, |all| joined(all, "nobody"))
    })
}

fn may_detain(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = DetainFacts {
        level: facts.read("level").unwrap(),
        serious: facts.fact("serious"),
        part_known: facts.fact("part_known"),
        grounds: facts.list("grounds"),
        decided_collectively: facts.fact("decided_collectively"),
        approved: facts.fact("approved"),
    };
    either(discipline::may_detain(&list, rules), |()| "may be detained".to_owned())
}

/// Extensions in the order of the law: ordinary, for a heavy sentence, counted anew; each
/// approved by the right organ unless it is said to be wrong.
fn detained(facts: &mut Facts) -> DetentionFacts {
    let mut wrong: Vec<DetentionExtension> = facts.list("other_organ");
    let mut longer: Vec<Longer> = Vec::new();
    for kind in DetentionExtension::ALL {
        for granted in facts.ats(kind.code()) {
            let approved = Fact::Known(!wrong.contains(&kind));
            wrong.retain(|one| *one != kind);
            longer.push(Longer { kind, granted, approved });
        }
    }
    longer.sort_by_key(|longer| longer.granted);
    let begun: Moment = facts.at("begun").unwrap();
    DetentionFacts {
        level: facts.read("level").unwrap_or(unbrella::terms::office::Level::City),
        begun,
        longer,
        notified: facts.at("notified"),
        hinders: facts.flag("hinders"),
        ended: facts.at("ended"),
    }
}

fn term_due(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let term: String = facts.read("term").unwrap();
    let list = TermFacts {
        term: match term.as_str() {
            "decision" => Term::Decision,
            "decision_after_release" => Term::DecisionAfterRelease,
            "review" => Term::Review,
            "trial" => Term::Trial,
            "announced" => Term::Announced,
            "post_changed" => Term::PostChanged,
            "compelled" => Term::Compelled,
            "waiting" => Term::Waiting,
            "protective" => Term::Protective,
            "technical" => Term::Technical,
            other => panic!("no such term: {other}"),
        },
        start: known(facts.at("start")),
        extended: facts.read("extended").unwrap_or(0),
        done: facts.at("done"),
    };
    let now = facts.at("now").unwrap();
    decided(&discipline::term_due(&list, rules, calendar, now), |answer| {
        answered(answer, ToString::to_string)
    })
}

fn may_do(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let what: String = facts.read("what").unwrap();
    let what = During::ALL.into_iter().find(|one| one.word().code() == what).unwrap();
    let under = facts.fact("under_investigation");
    either(discipline::may_do(what, under, rules), |()| "may be done".to_owned())
}
