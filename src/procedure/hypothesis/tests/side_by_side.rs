//! In what order claims and origins stand, and what the reasons of a weighing say.

use serde_json::json;

use super::{NEVER, NO, YES, claim, entered, facts, json_null, said, secretary_draft};
use crate::base::id::UmbrellaId;
use crate::procedure::hypothesis::{Said, WeighFacts, sensitivity, weigh};
use crate::procedure::trials::{at, id, rules_of};
use crate::provenance::Stance;

/// Origins stand in the order of their first claims, however they are named; claims from the
/// records by id, on whichever side they are listed.
#[test]
fn in_the_order_of_the_first_claims() {
    let all = vec![
        said(1, "z", Stance::For, YES),
        said(2, "m", Stance::Against, YES),
        said(3, "a", Stance::For, YES),
        said(4, "z", Stance::Against, YES),
    ];
    let found = weigh(&facts(all));
    let firsts: Vec<_> = found
        .outcome()
        .origins
        .iter()
        .map(|one| [&one.for_it[..], &one.against[..]].concat())
        .collect();
    assert_eq!(firsts, [vec![claim(1), claim(4)], vec![claim(2)], vec![claim(3)]]);
    let mut draft = secretary_draft("2021-02-01", json_null());
    let no = |n: u128| format!("claim-{n:032x}");
    draft["umbrellas"][0]["claims_for"] = json!([no(3), no(2)]);
    draft["umbrellas"][0]["claims_against"] = json!([no(1)]);
    let none = std::collections::BTreeMap::new();
    let umbrella = id(UmbrellaId::from_uuid, 1);
    let gathered =
        WeighFacts::gather(&entered(draft), umbrella, &none, at("2021-03-15 09:00")).unwrap();
    let ids: Vec<_> = gathered.said.iter().map(|said| (said.claim, said.stance)).collect();
    let (one, two) = (Stance::Against, Stance::For);
    assert_eq!(ids, [(claim(1), one), (claim(2), two), (claim(3), two)]);
}

/// That claims are left out, or that their time is not known, is told where it is so.
#[test]
fn claims_that_do_not_bear_are_told() {
    let letter = || said(1, "letter", Stance::For, YES);
    let old = || said(2, "file", Stance::For, NO);
    let vague = || said(3, "talk", Stance::Against, NEVER);
    let tell = |all: Vec<Said>| {
        let found = weigh(&facts(all));
        let rules: Vec<String> = rules_of(&found).iter().map(ToString::to_string).collect();
        let last = found.reasons().last().unwrap().because().to_string();
        (rules.len(), last)
    };
    assert_eq!(tell(vec![letter()]), (1, "1 to 1 origins speak for it, 0 to 0 against it".into()));
    let rows = [
        (
            vec![letter(), old()],
            "1 claims speak of a time outside the tenure; of 0 nobody has said the time",
        ),
        (
            vec![letter(), vague()],
            "0 claims speak of a time outside the tenure; of 1 nobody has said the time",
        ),
        (
            vec![letter(), old(), vague()],
            "1 claims speak of a time outside the tenure; of 1 nobody has said the time",
        ),
    ];
    for (all, wanted) in rows {
        assert_eq!(tell(all), (2, wanted.to_owned()));
    }
    let found = sensitivity(&facts(vec![letter(), said(4, "file", Stance::For, YES)]));
    assert_eq!(
        found.reasons()[0].because().to_string(),
        "it would stand on nothing without one of 0 claims, on one origin without one of 2",
    );
    let found = sensitivity(&facts(vec![letter()]));
    assert_eq!(
        found.reasons()[0].because().to_string(),
        "it would stand on nothing without one of 1 claims, on one origin without one of 0",
    );
}
