//! The questions to `procedure::sign_off`.

use serde::Deserialize;
use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{PersonId, SignOffId, SignatureId};
use unbrella::model::sign_off::Opinion;
use unbrella::procedure::sign_off::doubt::{self, QuestionFacts, SettleFacts};
use unbrella::procedure::sign_off::{self, Given, SignFacts};
use unbrella::provenance::Fingerprint;
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "may_sign" => may_sign(facts, rules),
        "may_question" => may_question(facts, rules),
        "may_settle" => may_settle(facts),
        other => panic!("no such question to sign_off: {other}"),
    }
}

fn may_sign(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Signed {
        by: u32,
        role: unbrella::terms::handling::Signatory,
    }

    let content = Fingerprint::from_bytes([1; 32]);
    let other = Fingerprint::from_bytes([2; 32]);
    let now = facts.at("at").unwrap();
    let signed: Vec<Signed> = facts.list("signed");
    let given = signed.into_iter().zip(1..).map(|(signed, n)| Given {
        at: now,
        id: id(SignatureId::from_uuid, n),
        by: id(PersonId::from_uuid, signed.by.into()),
        role: signed.role,
        content,
        opinion: Opinion::Agrees,
    });
    let list = SignFacts {
        sign_off: id(SignOffId::from_uuid, 1),
        negative: facts.fact("negative"),
        open: !facts.flag("not_laid_open"),
        current: content,
        given: given.collect(),
        last_record: facts.at("last_record"),
        signer: id(PersonId::from_uuid, facts.read::<u32>("signer").unwrap_or(9).into()),
        role: facts.read("role").unwrap(),
        content: if facts.flag("other_content") { other } else { content },
        at: now,
        organ: facts.fact("organ"),
        holds_post: facts.fact("holds_post"),
        delegation: None,
        recused: facts.fact("recused"),
    };
    either(sign_off::may_sign(&list, rules), |permission| {
        format!("may sign as {}", permission.role())
    })
}

fn may_question(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = QuestionFacts {
        signed: facts.at("signed"),
        seen: facts.at("seen").unwrap(),
        distance: facts.read("distance"),
    };
    either(doubt::may_question(&list, rules), |()| "may question the finding".to_owned())
}

fn may_settle(facts: &mut Facts) -> Found {
    let person = |n: u32| id(PersonId::from_uuid, n.into());
    let list = SettleFacts {
        questioned: facts.flag("questioned"),
        settler: person(facts.read("settler").unwrap()),
        signers: facts.list("signers").into_iter().map(person).collect(),
    };
    either(doubt::may_settle(&list), |()| "may settle whether it stands".to_owned())
}
