//! The questions to `procedure::recusal`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{OrganId, PersonId};
use unbrella::base::period::Period;
use unbrella::base::permille::Permille;
use unbrella::base::text::Code;
use unbrella::network::closeness::Outcome;
use unbrella::network::line::TieLine;
use unbrella::network::reach::Way;
use unbrella::procedure::recusal::{
    self, Asker, Declared, DecideFacts, InterferenceFacts, Part, RecusalFacts, Request, Unstated,
};
use unbrella::provenance::{Fact, NotKnown, Standing};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::tie::{Kinship, TieKind};

use crate::{Facts, Found, answered, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "may_take_part" => {
            let part = match facts.read::<String>("part").as_deref() {
                None | Some("handle") => Part::Handle,
                Some("sign") => Part::Sign,
                Some("see") => Part::See,
                Some(other) => panic!("{other}"),
            };
            let list = person(facts, 1);
            either(recusal::may_take_part(part, &list, rules), |()| "may take part".to_owned())
        }
        "left" => left(facts, rules),
        "may_ask" => {
            let asker: String = facts.read("asker").unwrap();
            let asker = Asker::ALL.into_iter().find(|one| one.code() == asker).unwrap();
            either(recusal::may_ask(asker, rules), |()| "may ask".to_owned())
        }
        "decided_by" => {
            let found = recusal::decided_by(facts.fact("leader"), rules);
            decided(&found, |answer| answered(answer, ToString::to_string))
        }
        "may_decide" => {
            let list = DecideFacts {
                leader: facts.fact("leader"),
                own: facts.flag("own"),
                by_leader: facts.fact("by_leader"),
                from_above: facts.fact("from_above"),
            };
            either(recusal::may_decide(&list, rules), |()| "may decide".to_owned())
        }
        "also_covers" => {
            let what = Code::parse(&facts.read::<String>("what").unwrap()).unwrap();
            decided(&recusal::also_covers(&what, rules), |answer| {
                answered(answer, |yes| if *yes { "covered" } else { "not covered" }.to_owned())
            })
        }
        "request" => {
            let decided_at = facts.at("decided");
            let list = Request {
                asked: facts.at("asked").unwrap(),
                decided: decided_at.map(|at| (at, facts.flag("recused"))),
            };
            decided(&recusal::request(&list, facts.at("now").unwrap()), ToString::to_string)
        }
        "interference" => {
            let list: InterferenceFacts = facts.all(InterferenceFacts::CODES);
            let found = recusal::interference(&list, rules);
            decided(&found, |answer| answered(answer, ToString::to_string))
        }
        other => panic!("no such question to recusal: {other}"),
    }
}

/// `asked = true` answers every question that is not given with no.
fn person(facts: &mut Facts, n: u128) -> RecusalFacts {
    let asked = facts.flag("asked");
    let no = |fact: Fact<bool>| match fact {
        Fact::NotKnown(_) if asked => Fact::Known(false),
        _ => fact,
    };
    let declared: Declared = facts.all(Declared::CODES);
    let kin: Option<Kinship> = facts.read("kin");
    RecusalFacts {
        person: id(PersonId::from_uuid, n),
        party: no(facts.fact("party")),
        kin: kin.map(|kinship| (id(PersonId::from_uuid, 9), kinship)).into_iter().collect(),
        belongs: facts.flag("own_organ").then(|| id(OrganId::from_uuid, 1)).into_iter().collect(),
        declared: Declared {
            near_relative: no(declared.near_relative),
            witness: no(declared.witness),
            interest: no(declared.interest),
            other_fairness: no(declared.other_fairness),
            original_handler: no(declared.original_handler),
        },
        network: network(facts, asked),
        disclosed: facts.fact("disclosed"),
        unstated: if facts.flag("unstated") { Unstated::said() } else { Unstated::default() },
    }
}

/// The standing of the one tie that leads to a party, or `far`.
fn network(facts: &mut Facts, asked: bool) -> Fact<Outcome> {
    let Some(standing) = facts.read::<String>("network") else {
        let never = Fact::NotKnown(NotKnown::NeverAsked);
        return if asked { Fact::Known(Outcome::Free) } else { never };
    };
    let way = |standing| {
        let line = TieLine {
            from: id(PersonId::from_uuid, 1).into(),
            to: id(PersonId::from_uuid, 9).into(),
            kind: TieKind::Friend,
            standing,
            confidence: Permille::ALL,
            period: Period::UNKNOWN,
            tie: None,
        };
        Way { party: id(PersonId::from_uuid, 9).into(), ties: vec![line] }
    };
    Fact::Known(match standing.as_str() {
        "far" => Outcome::Free,
        "alleged" => Outcome::Discloses(way(Standing::Alleged)),
        "checked" => Outcome::Discloses(way(Standing::Checked)),
        "supported" => Outcome::Excluded(way(Standing::Supported)),
        "established" => Outcome::Excluded(way(Standing::Established)),
        other => panic!("{other}"),
    })
}

/// So many persons are recused, of so many nobody knows, and so many are free.
fn left(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut count = |name: &str| u128::from(facts.read::<u32>(name).unwrap_or(0));
    let (recused, open, free) = (count("recused"), count("open"), count("free"));
    let of = |n: u128, party: Fact<bool>| RecusalFacts {
        person: id(PersonId::from_uuid, n),
        party,
        kin: Vec::new(),
        belongs: Vec::new(),
        declared: Declared::none(),
        network: Fact::Known(Outcome::Free),
        disclosed: Fact::NotKnown(NotKnown::NeverAsked),
        unstated: Unstated::default(),
    };
    let out = (1..=recused).map(|n| of(n, Fact::Known(true)));
    let unclear = (1..=open).map(|n| of(100 + n, Fact::NotKnown(NotKnown::NeverAsked)));
    let others = (1..=free).map(|n| of(200 + n, Fact::Known(false)));
    let all: Vec<RecusalFacts> = out.chain(unclear).chain(others).collect();
    decided(&recusal::left(&all, rules), |left| {
        match left.nobody() {
            Fact::Known(true) => "nobody is left",
            Fact::Known(false) => "somebody is left",
            Fact::NotKnown(_) => "not known who is left",
        }
        .to_owned()
    })
}
