//! Who may sign, condition by condition; every order of signing against a plain reading.

mod questioned;

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{World, at, id, rests_on_the_test, sound, world};
use crate::provenance::NotKnown;

const DAY: crate::base::day::Day = day!(2021, 1, 15);
const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);

fn person(n: u128) -> PersonId {
    id(PersonId::from_uuid, n)
}

fn content(n: u8) -> Fingerprint {
    Fingerprint::from_bytes([n; 32])
}

fn given(n: u128, by: u128, role: Signatory) -> Given {
    Given {
        at: at(&format!("2021-01-15 {:02}:00", 9 + n)),
        id: id(SignatureId::from_uuid, n),
        by: person(by),
        role,
        content: content(1),
        opinion: Opinion::Agrees,
    }
}

/// The leader in charge is to sign, after the follow-up officer has.
fn facts() -> SignFacts {
    SignFacts {
        sign_off: id(SignOffId::from_uuid, 1),
        negative: Fact::Known(true),
        open: true,
        current: content(1),
        given: vec![given(1, 1, Signatory::FollowUpOfficer)],
        last_record: Some(at("2021-01-15 09:00")),
        signer: person(2),
        role: Signatory::LeaderInCharge,
        content: content(1),
        at: at("2021-01-15 12:00"),
        organ: Fact::Known(OrganKind::DisciplineSupervision),
        holds_post: Fact::Known(true),
        delegation: None,
        recused: Fact::Known(false),
    }
}

fn ask(world: &World, facts: &SignFacts) -> Result<Permission, Refusal> {
    let decision = may_sign(facts, world.on(DAY))?;
    sound(decision.reasons());
    Ok(*decision.outcome())
}

#[test]
fn a_permission_names_what_it_is_for() {
    let found = ask(&world("chengguan"), &facts()).unwrap();
    assert_eq!(found.signer(), person(2));
    assert_eq!(found.role(), Signatory::LeaderInCharge);
    assert_eq!((found.content(), found.sign_off()), (content(1), facts().sign_off));
}

/// §6.5, design §8.4: each condition broken alone; its rule, its kind, whether it is final.
#[test]
fn each_condition_alone() {
    use RefusalKind::{Forbidden, NotEnoughKnown, NotPermitted};

    let two_layers = vec![given(1, 2, Signatory::FollowUpOfficer)];
    let done =
        vec![given(1, 1, Signatory::FollowUpOfficer), given(2, 3, Signatory::LeaderInCharge)];
    let disagreed =
        Given { opinion: Opinion::SendsBack, ..given(1, 1, Signatory::FollowUpOfficer) };
    let stale = Given { content: content(9), ..given(1, 1, Signatory::FollowUpOfficer) };
    #[rustfmt::skip]
    let rows = [
        ("sign-off/negative", Forbidden, true, SignFacts { negative: Fact::Known(false), ..facts() }),
        ("sign-off/negative", NotEnoughKnown, false, SignFacts { negative: NEVER, ..facts() }),
        ("sign-off/open", NotPermitted, false, SignFacts { open: false, ..facts() }),
        ("sign-off/content", NotPermitted, false, SignFacts { content: content(2), ..facts() }),
        ("sign-off/layer", Forbidden, true, SignFacts { given: done, ..facts() }),
        ("sign-off/order", NotPermitted, false, SignFacts { given: vec![], ..facts() }),
        ("sign-off/order", NotPermitted, false, SignFacts { given: vec![disagreed], ..facts() }),
        ("sign-off/order", NotPermitted, false, SignFacts { given: vec![stale], ..facts() }),
        ("sign-off/order", NotPermitted, false, SignFacts { given: vec![given(4, 1, Signatory::FollowUpOfficer)], ..facts() }),
        ("sign-off/distinct", Forbidden, true, SignFacts { given: two_layers, ..facts() }),
        ("sign-off/authority", Forbidden, true, SignFacts { holds_post: Fact::Known(false), ..facts() }),
        ("sign-off/authority", NotEnoughKnown, false, SignFacts { holds_post: NEVER, ..facts() }),
        ("sign-off/recused", Forbidden, true, SignFacts { recused: Fact::Known(true), ..facts() }),
        ("sign-off/recused", NotEnoughKnown, false, SignFacts { recused: NEVER, ..facts() }),
        ("sign-off/organ", Forbidden, true, SignFacts { organ: Fact::Known(OrganKind::Court), ..facts() }),
        ("sign-off/organ", NotEnoughKnown, false, SignFacts { organ: Fact::NotKnown(NotKnown::NeverAsked), ..facts() }),
        ("sign-off/after-record", NotPermitted, false, SignFacts { last_record: Some(at("2021-01-15 12:01")), ..facts() }),
    ];
    for (rule, kind, last, facts) in rows {
        let refused = ask(&world("chengguan"), &facts).unwrap_err();
        assert_eq!(refused.unmet().len(), 1, "{rule}: {refused}");
        assert_eq!(refused.unmet()[0].reason().rule().as_str(), rule);
        assert_eq!((refused.kind(), refused.is_final()), (kind, last), "{refused}");
    }
    let twice =
        vec![given(1, 1, Signatory::FollowUpOfficer), given(2, 2, Signatory::LeaderInCharge)];
    let refused = ask(&world("chengguan"), &SignFacts { given: twice, ..facts() }).unwrap_err();
    assert_eq!(refused.unmet().len(), 1, "who signed this layer has signed no other: {refused}");
    let at_the_record = SignFacts { last_record: Some(facts().at), ..facts() };
    assert!(ask(&world("chengguan"), &at_the_record).is_ok(), "not before is enough");
}

#[test]
fn a_refusal_lists_everything_and_reads_as_sentences() {
    let facts = SignFacts { open: false, recused: Fact::Known(true), given: vec![], ..facts() };
    let refused = ask(&world("chengguan"), &facts).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "forbidden: sign as leader in charge\n  \
         1. unmet: sign-off/open: the finding does not lie open for signing \
         [no document: a rule of this crate, undated, §6.5; C12 (our reading)]\n     \
         cure: lay the finding open (by: follow-up officer)\n  \
         2. forbidden: sign-off/recused: the signer is recused \
         [no document: a rule of this crate, undated, §6.5; C12 (our reading)]\n     \
         no cure: another person signs this layer\n  \
         3. unmet: sign-off/order: follow-up officer has not signed \
         [城关区铁腕“惩腐打伞”显成效, undated, C12 (our reading)]\n     \
         cure: sign in the layer before (by: follow-up officer)\n  \
         nothing can make this step possible",
    );
}

/// The readings that the report leaves open.
#[test]
fn what_the_place_asks_for() {
    let any_order = world("chengguan").reading(keys::sign_off::ORDER, SigningOrder::AnyOrder);
    let first = SignFacts { given: vec![], ..facts() };
    assert!(ask(&any_order, &first).is_ok());
    let one_hand = world("chengguan").reading(keys::sign_off::DISTINCT, false);
    let same = SignFacts { given: vec![given(1, 2, Signatory::FollowUpOfficer)], ..facts() };
    assert!(ask(&one_hand, &same).is_ok());
    let early = SignFacts { last_record: Some(at("2021-01-16 00:00")), ..facts() };
    let lax = world("chengguan").setting(keys::sign_off::AFTER_LAST_RECORD, false);
    assert!(ask(&lax, &early).is_ok());
    let organs = ["discipline_supervision", "public_security", "procuratorate", "court"];
    let organs = organs.map(|code| Code::parse(code).unwrap()).to_vec();
    let joint =
        world("chengguan").reading(keys::sign_off::ORGANS, crate::rulebook::Codes::new(organs));
    let court = SignFacts { organ: Fact::Known(OrganKind::Court), ..facts() };
    assert!(ask(&joint, &court).is_ok());
    let elsewhere = ask(&world("henan"), &facts()).unwrap_err();
    assert_eq!(elsewhere.kind(), RefusalKind::NotEnoughKnown, "no layers are laid down there");
}

/// A delegation takes the place of the post: from its first moment to before its last.
#[test]
fn delegation_within_power_with_an_end_and_not_chained() {
    let good = Delegated {
        by_holder: Fact::Known(true),
        chained: false,
        from: at("2021-01-15 12:00"),
        until: at("2021-01-15 12:01"),
    };
    let ask = |delegation| {
        let facts =
            SignFacts { holds_post: Fact::Known(false), delegation: Some(delegation), ..facts() };
        ask(&world("chengguan"), &facts)
    };
    assert!(ask(good).is_ok());
    let rows = [
        (RefusalKind::NotPermitted, Delegated { until: at("2021-01-15 12:00"), ..good }),
        (RefusalKind::NotPermitted, Delegated { from: at("2021-01-15 12:01"), ..good }),
        (RefusalKind::Forbidden, Delegated { chained: true, ..good }),
        (RefusalKind::Forbidden, Delegated { by_holder: Fact::Known(false), ..good }),
        // Learning it is the mildest way.
        (RefusalKind::NotEnoughKnown, Delegated { by_holder: NEVER, ..good }),
    ];
    for (kind, delegation) in rows {
        assert_eq!(ask(delegation).unwrap_err().kind(), kind, "{delegation:?}");
    }
}

fn state(given: &[Given]) -> SignOffFacts {
    SignOffFacts {
        sign_off: id(SignOffId::from_uuid, 1),
        current: Some(content(1)),
        questioned: false,
        given: given.to_vec(),
        last_record: Some(at("2021-01-15 09:00")),
    }
}

fn progress(world: &World, facts: &SignOffFacts) -> Progress {
    let decision = completed(facts, world.on(DAY));
    sound(decision.reasons());
    decision.outcome().clone().known().unwrap()
}

/// Every list of up to four signatures, by three persons in three layers: complete exactly
/// if each layer, in order, has a signature of a person of its own.
#[test]
fn every_order_of_signing_agrees_with_a_plain_reading() {
    let chengguan = world("chengguan");
    let (mut complete, mut seen) = (0, 0);
    let mut lists = vec![Vec::new()];
    for n in 1..=4_u128 {
        let longer: Vec<Vec<Given>> = lists
            .iter()
            .filter(|list: &&Vec<Given>| list.len() + 1 == usize::try_from(n).unwrap())
            .flat_map(|list| {
                (1..=3).flat_map(move |by| {
                    Signatory::ALL.map(|role| {
                        let mut list = list.clone();
                        list.push(given(n, by, role));
                        list
                    })
                })
            })
            .collect();
        lists.extend(longer);
    }
    for list in lists {
        // The next layer takes the first signature in it from a hand that is still free.
        let mut hands: Vec<PersonId> = Vec::new();
        for signature in &list {
            let next = Signatory::ALL.get(hands.len());
            if next == Some(&signature.role) && !hands.contains(&signature.by) {
                hands.push(signature.by);
            }
        }
        let found = progress(&chengguan, &state(&list));
        assert_eq!(found.complete, hands.len() == 3, "{list:?}");
        assert_eq!(found.missing, Signatory::ALL[hands.len()..], "{list:?}");
        assert_eq!(found.irregular.len(), list.len() - hands.len(), "{list:?}");
        let mut shuffled = list.clone();
        shuffled.reverse();
        assert_eq!(
            progress(&chengguan, &state(&shuffled)),
            found,
            "the order of a list is nothing"
        );
        seen += 1;
        complete += usize::from(found.complete);
    }
    assert_eq!(seen, 1 + 9 + 81 + 729 + 6561);
    assert!(complete > 0);
}

/// Entered late, a signature can bear an earlier time than that of the layer before; of one
/// moment, the ids of two signatures say nothing about who signed first.
#[test]
fn a_signature_that_was_let_in_counts() {
    let chengguan = world("chengguan");
    let moment = facts().at;
    for ids in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
        let mut signed: Vec<Given> = Vec::new();
        for (role, (by, n)) in Signatory::ALL.into_iter().zip((1..).zip(ids)) {
            let next = Given { at: moment, ..given(n, by, role) };
            let asked = SignFacts { given: signed.clone(), signer: person(by), role, ..facts() };
            assert!(ask(&chengguan, &asked).is_ok(), "{ids:?}");
            signed.push(next);
        }
        assert!(progress(&chengguan, &state(&signed)).complete, "{ids:?}");
    }
    let later = SignFacts { given: vec![given(4, 1, Signatory::FollowUpOfficer)], ..facts() };
    let refused = ask(&chengguan, &later).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "not permitted: sign as leader in charge\n  \
         1. unmet: sign-off/order: follow-up officer has signed only on 2021-01-15 13:00:00 +08:00 \
         [城关区铁腕“惩腐打伞”显成效, undated, C12 (our reading)]\n     \
         cure: sign after the layer before (by: leader in charge)",
    );
    let after = SignFacts { at: at("2021-01-15 13:00"), ..later };
    assert!(ask(&chengguan, &after).is_ok(), "the cure, applied");
}

#[test]
fn stale_questioned_and_without_layers() {
    let all = [
        given(1, 1, Signatory::FollowUpOfficer),
        given(2, 2, Signatory::LeaderInCharge),
        given(3, 3, Signatory::PrincipalLeader),
    ];
    let chengguan = world("chengguan");
    assert!(progress(&chengguan, &state(&all)).complete);
    let changed = SignOffFacts { current: Some(content(2)), ..state(&all) };
    let found = progress(&chengguan, &changed);
    assert_eq!((found.complete, found.stale.len(), found.missing.len()), (false, 3, 3));
    let questioned = SignOffFacts { questioned: true, ..state(&all) };
    let found = progress(&chengguan, &questioned);
    assert!(found.complete && found.questioned, "no signature becomes void");
    assert_eq!(found.to_string(), "questioned");
    let early = SignOffFacts { last_record: Some(at("2021-01-15 10:30")), ..state(&all) };
    assert_eq!(progress(&chengguan, &early).missing, Signatory::ALL, "nobody's turn has come");
    let mut sent_back = all;
    sent_back[1].opinion = Opinion::SendsBack;
    let found = progress(&chengguan, &state(&sent_back));
    assert_eq!(found.missing, [Signatory::LeaderInCharge, Signatory::PrincipalLeader]);
    assert!(completed(&state(&all), world("henan").on(DAY)).outcome().clone().known().is_none());
    let two = crate::rulebook::Chain::new(vec![
        Code::parse("follow_up_officer").unwrap(),
        Code::parse("principal_leader").unwrap(),
    ]);
    let two = world("chengguan").setting(keys::sign_off::LAYERS, two);
    let short = [all[0], all[2]];
    assert!(progress(&two, &state(&short)).complete);
    assert!(!progress(&chengguan, &state(&short)).complete);
}

/// Every layer before the own one is asked for, each by itself.
#[test]
fn each_layer_before_is_asked_for() {
    let chengguan = world("chengguan");
    let last = |given: Vec<Given>| {
        let role = Signatory::PrincipalLeader;
        ask(&chengguan, &SignFacts { given, role, signer: person(3), ..facts() })
    };
    let waiting = |given: Vec<Given>| -> Vec<String> {
        let refused = last(given).unwrap_err();
        refused.unmet().iter().map(|unmet| unmet.reason().because().to_string()).collect()
    };
    let first = given(1, 1, Signatory::FollowUpOfficer);
    let second = given(2, 2, Signatory::LeaderInCharge);
    assert!(last(vec![first, second]).is_ok());
    assert_eq!(waiting(vec![first]), ["leader in charge has not signed"]);
    assert_eq!(waiting(vec![second]), ["follow-up officer has not signed"]);
    let two = crate::rulebook::Chain::new(vec![
        Code::parse("follow_up_officer").unwrap(),
        Code::parse("principal_leader").unwrap(),
    ]);
    let two = world("chengguan").setting(keys::sign_off::LAYERS, two);
    let refused = ask(&two, &facts()).unwrap_err();
    let listed: Vec<String> =
        refused.unmet().iter().map(|u| u.reason().because().to_string()).collect();
    assert!(listed.contains(&"leader in charge is no layer of the place".to_owned()), "{refused}");
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
    let third = given(3, 3, Signatory::PrincipalLeader);
    let late = Given { at: at("2021-01-15 14:00"), ..second };
    let found = progress(&two, &state(&[first, third, late]));
    assert!(found.complete);
    assert_eq!(found.irregular, [late.id], "no layer of the place");
}

/// What a place does not ask for, does not make a signature void.
#[test]
fn what_the_place_asks_of_signatures() {
    let [first, second, third] = [
        given(1, 1, Signatory::FollowUpOfficer),
        given(2, 2, Signatory::LeaderInCharge),
        given(3, 3, Signatory::PrincipalLeader),
    ];
    let complete = |world: &World, given: [Given; 3]| progress(world, &state(&given)).complete;
    let chengguan = || world("chengguan");
    let turned = [Given { at: third.at, ..first }, second, Given { at: first.at, ..third }];
    assert!(!complete(&chengguan(), turned));
    let any_order = chengguan().reading(keys::sign_off::ORDER, SigningOrder::AnyOrder);
    assert!(complete(&any_order, turned));
    let same = [first, Given { by: first.by, ..second }, third];
    assert!(!complete(&chengguan(), same));
    assert!(complete(&chengguan().reading(keys::sign_off::DISTINCT, false), same));
    let early = [Given { at: at("2021-01-15 08:59"), ..first }, second, third];
    assert!(!complete(&chengguan(), early));
    assert!(complete(&chengguan().setting(keys::sign_off::AFTER_LAST_RECORD, false), early));
    let with_it = [Given { at: at("2021-01-15 09:00"), ..first }, second, third];
    assert!(complete(&chengguan(), with_it), "at the moment of the last record");
}

/// A chain that the organ cannot fill is told before it is used.
#[test]
fn layers_that_nobody_can_fill() {
    let holders = |of: [&[u128]; 3]| {
        let persons = of.map(|persons| persons.iter().map(|n| person(*n)).collect());
        Signatory::ALL.into_iter().zip(persons).collect::<BTreeMap<_, BTreeSet<_>>>()
    };
    let chengguan = world("chengguan");
    let ask = |of| vacant(&holders(of), chengguan.on(DAY)).outcome().clone();
    assert!(ask([&[1], &[2], &[3]]).is_empty());
    assert!(ask([&[1, 2], &[1], &[3]]).is_empty(), "the first can be filled by another");
    assert_eq!(ask([&[1], &[], &[3]]), [Signatory::LeaderInCharge]);
    assert_eq!(ask([&[1], &[1], &[3]]).len(), 1, "one person is not two");
    assert_eq!(ask([&[1], &[1], &[1]]).len(), 2);
    let lax = world("chengguan").reading(keys::sign_off::DISTINCT, false);
    assert!(vacant(&holders([&[1], &[1], &[1]]), lax.on(DAY)).outcome().is_empty());
    let all = ["follow_up_officer", "leader_in_charge", "principal_leader"];
    let all = all.map(|code| Code::parse(code).unwrap()).to_vec();
    let set = world("chengguan").setting(keys::sign_off::LAYERS, crate::rulebook::Chain::new(all));
    let told = vacant(&holders([&[1], &[2], &[3]]), set.on(DAY));
    assert!(rests_on_the_test(&told.reasons()[0]));
}

/// G21: for ever, also after the finding fell.
#[test]
fn who_answers_for_a_case() {
    use crate::base::id::{CaseId, FollowUpId, OrganId};
    use crate::model::draft::Draft;
    use crate::model::follow_up::{FollowUpDraft, FollowUpProgress};
    use crate::model::history::{History, When};

    let follow_up = FollowUpDraft {
        id: Some(id(FollowUpId::from_uuid, 1)),
        police_case: Some(id(CaseId::from_uuid, 2)),
        organ: Some(id(OrganId::from_uuid, 3)),
        officers: vec![person(1), person(5)],
        stages: Some(History::new(When::at_once(at("2021-01-15 08:00")), FollowUpProgress::Opened)),
        ..FollowUpDraft::default()
    }
    .enter()
    .unwrap();
    let mut dissent = given(3, 4, Signatory::PrincipalLeader);
    dissent.opinion = Opinion::Dissents;
    let signatures = [
        given(1, 1, Signatory::FollowUpOfficer),
        Given { content: content(9), ..given(2, 2, Signatory::LeaderInCharge) },
        dissent,
    ];
    let gansu = world("chengguan");
    for day in [DAY, day!(2021, 4, 22), day!(2080, 1, 1)] {
        let found = responsible(&follow_up, &signatures, gansu.on(day));
        sound(found.reasons());
        let all: Vec<(PersonId, Option<Signatory>)> =
            found.outcome().iter().map(|one| (one.person, one.signed_as)).collect();
        assert_eq!(
            all,
            [
                (person(1), None),
                (person(1), Some(Signatory::FollowUpOfficer)),
                (person(2), Some(Signatory::LeaderInCharge)),
                (person(5), None),
            ],
            "{day}",
        );
    }
    for key in [keys::sign_off::SIGNERS_RESPONSIBLE, keys::sign_off::RESPONSIBLE_FOR_LIFE] {
        let set = world("chengguan").setting(key, true);
        let found = responsible(&follow_up, &signatures, set.on(DAY));
        assert!(rests_on_the_test(&found.reasons()[0]), "{key:?}");
    }
}

/// The signatures of one sign-off, once each and in one order, whatever they came in.
#[test]
fn the_facts_of_a_sign_off_are_those_of_its_own_signatures() {
    use serde_json::{Value, json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |hour| {
        let moment = at(&format!("2021-01-15 {hour:02}:00"));
        json!({ "occurred_at": moment, "recorded_at": moment })
    };
    let signature = |n: u128, sign_off: u128, hour: u32| -> SignatureRecord {
        serde_json::from_value(json!({
            "id": no("signature", n), "sign_off": no("sign_off", sign_off), "by": no("person", n),
            "role": "leader_in_charge", "organ": no("organ", 1), "content": content(1),
            "opinion": "agrees", "signed": when(hour),
            "delegation": { "by": no("person", 9), "granted": when(8),
                "document": no("document", 1), "until": at("2021-02-01 00:00") },
        }))
        .unwrap()
    };
    let sign_off = |stages: &[Value]| -> SignOffRecord {
        let stages: Vec<Value> = (11..)
            .zip(stages)
            .map(|(hour, state)| json!({ "when": when(hour), "state": state }))
            .collect();
        serde_json::from_value(json!({
            "id": no("sign_off", 1), "case": no("case", 1), "stage_of_case": "investigation",
            "layers": ["leader_in_charge"], "stages": stages,
        }))
        .unwrap()
    };
    let laid_open = json!({ "laid_open": { "content": content(1) } });
    let open = sign_off(&[laid_open]);
    let [first, second, other] = [signature(1, 1, 12), signature(2, 1, 13), signature(3, 2, 12)];
    let facts = SignOffFacts::of(&open, [&second, &other, &first, &second], None);
    let given: Vec<SignatureId> = facts.given.iter().map(|given| given.id).collect();
    assert_eq!(given, [first.id(), second.id()]);
    assert!(!facts.questioned);
    assert_eq!((facts.current, facts.last_record), (Some(content(1)), None));
}

/// Only looking at a case is a record of it.
#[test]
fn opening_a_follow_up_is_no_record_of_it() {
    use crate::base::id::{CaseId, FollowUpId, OrganId};
    use crate::model::draft::Draft;
    use crate::model::follow_up::{FollowUpDraft, FollowUpProgress};
    use crate::model::history::{History, When};

    let draft = FollowUpDraft {
        id: Some(id(FollowUpId::from_uuid, 1)),
        police_case: Some(id(CaseId::from_uuid, 2)),
        organ: Some(id(OrganId::from_uuid, 3)),
        officers: vec![person(1)],
        stages: Some(History::new(When::at_once(at("2021-01-15 08:00")), FollowUpProgress::Opened)),
        ..FollowUpDraft::default()
    };
    assert_eq!(last_record(&draft.enter().unwrap()), None);
}

/// Gathered from a dossier: posts on the day, kin of a subject, what lies open.
#[test]
fn facts_come_from_the_dossier() {
    use crate::model::dossier::{Dossier, DossierDraft};
    use serde_json::json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |hour| {
        let moment = at(&format!("2021-01-15 {hour:02}:00"));
        json!({ "occurred_at": moment, "recorded_at": moment })
    };
    let stage = |hour, state| json!({ "when": when(hour), "state": state });
    let content = content(1);
    let read = |tenure: serde_json::Value, kin: serde_json::Value| -> Dossier {
        let draft: DossierDraft = serde_json::from_value(json!({
            "organs": [{ "id": no("organ", 1), "name": "甲县纪委监委",
                "kind": "discipline_supervision", "level": "county" }],
            "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "副书记",
                "leader": "leader_in_charge" }],
            "persons": [
                { "id": no("person", 1), "name": "甲某", "kin": kin },
                { "id": no("person", 2), "name": "乙某" },
                { "id": no("person", 3), "name": "丙某" },
            ],
            "tenures": [{ "id": no("tenure", 1), "person": no("person", 1),
                "post": no("post", 1), "period": tenure }],
            "cases": [{ "id": no("case", 1), "ledger_no": "甲1", "filed_by": no("organ", 1),
                "filed_level": "county", "subjects": [no("person", 2)],
                "stages": [stage(8, json!({ "criminal": "filed" }))] }],
            "follow_ups": [{ "id": no("follow_up", 1), "police_case": no("case", 1),
                "organ": no("organ", 1), "officers": [no("person", 3)],
                "stages": [
                    stage(8, json!("opened")),
                    stage(9, json!({ "followed": { "at": "investigation", "seen": "阅卷" } })),
                    stage(10, json!({ "nothing_found": { "at": "investigation", "content": content } })),
                ] }],
            "sign_offs": [{ "id": no("sign_off", 1), "case": no("case", 1),
                "follow_up": no("follow_up", 1), "stage_of_case": "investigation",
                "layers": ["follow_up_officer", "leader_in_charge"],
                "stages": [stage(11, json!({ "laid_open": { "content": content } }))] }],
        }))
        .unwrap();
        draft.enter().unwrap()
    };
    let signature = |by: u128, role: &str| -> SignatureRecord {
        serde_json::from_value(json!({
            "id": no("signature", 1), "sign_off": no("sign_off", 1), "by": no("person", by),
            "role": role, "organ": no("organ", 1), "content": content, "opinion": "agrees",
            "signed": when(12),
        }))
        .unwrap()
    };
    let ask = |dossier: &Dossier, by, role: &str| {
        SignFacts::gather(dossier, &signature(by, role)).unwrap()
    };
    let held = json!({ "start": { "on": "2020-01-01" }, "end": "open" });
    let dossier = read(held.clone(), json!([]));
    let leader = ask(&dossier, 1, "leader_in_charge");
    assert_eq!(leader.holds_post, Fact::Known(true));
    assert_eq!(leader.recused, Fact::Known(false));
    assert_eq!((leader.negative, leader.open), (Fact::Known(true), true));
    assert_eq!(leader.last_record, Some(at("2021-01-15 10:00")));
    assert_eq!(ask(&dossier, 1, "principal_leader").holds_post, Fact::Known(false));
    assert_eq!(ask(&dossier, 3, "follow_up_officer").holds_post, Fact::Known(true));
    assert_eq!(ask(&dossier, 2, "follow_up_officer").recused, Fact::Known(true), "a subject");

    let mut delegated = serde_json::to_value(signature(3, "leader_in_charge")).unwrap();
    delegated["delegation"] = json!({ "by": no("person", 1), "granted": when(9),
                "document": no("document", 1), "until": at("2021-02-01 00:00") });
    let delegated: SignatureRecord = serde_json::from_value(delegated).unwrap();
    assert_eq!(
        SignFacts::gather(&dossier, &delegated).unwrap().delegation,
        Some(Delegated {
            by_holder: Fact::Known(true),
            chained: false,
            from: at("2021-01-15 09:00"),
            until: at("2021-02-01 00:00"),
        }),
    );

    let unknown_start = json!({ "start": "unknown", "end": "open" });
    let open = ask(&read(unknown_start, json!([])), 1, "leader_in_charge");
    assert_eq!(open.holds_post, NEVER, "nobody knows since when");
    let later = json!({ "start": { "on": "2021-01-16" }, "end": "open" });
    let early = ask(&read(later, json!([])), 1, "leader_in_charge");
    assert_eq!(early.holds_post, Fact::Known(false), "the day before the tenure");
    let kin =
        json!([{ "person": no("person", 2), "kinship": "sibling", "declared": "2020-01-01" }]);
    let related = ask(&read(held, kin), 1, "leader_in_charge");
    assert_eq!(related.recused, Fact::Known(true));
}

/// How far each claim lies, against a plain reading: every party's distance by trying all
/// links until nothing changes, and of each claim the nearest end of what rests on it.
#[test]
fn claims_lie_as_far_as_a_plain_reading_says() {
    use crate::base::id::{ClaimId, PartyId};
    use crate::model::draft::Refers;
    use crate::model::umbrella::Subject;

    let mut told = 0;
    for seed in 0..24 {
        let dossier = crate::model::dossier::testing::small(seed).enter().unwrap();
        let mut links: Vec<([PartyId; 2], Vec<ClaimId>)> = Vec::new();
        let mut link = |ends: [PartyId; 2], noun: &dyn Refers| {
            let mut claims = Vec::new();
            noun.refer(&mut |_, names| claims.extend(ClaimId::try_from(names).ok()));
            links.push((ends, claims));
        };
        dossier.ties().values().for_each(|tie| link([tie.from(), tie.to()], tie));
        for member in dossier.memberships().values() {
            link([member.gang().into(), member.person().into()], member);
        }
        for umbrella in dossier.umbrellas().values() {
            let protector = match umbrella.subject() {
                Subject::Tenure { person, .. } => PartyId::from(*person),
                Subject::Organ { organ } => PartyId::from(*organ),
            };
            link([umbrella.gang().into(), protector], umbrella);
        }
        for case in dossier.cases().values() {
            let parties = case.subjects().iter().copied().chain(case.gang().map(PartyId::from));
            let mut far: BTreeMap<PartyId, u32> = parties.map(|party| (party, 0)).collect();
            for _ in 0..links.len() {
                for ([a, b], _) in &links {
                    for (from, to) in [(a, b), (b, a)] {
                        if let Some(next) = far.get(from).map(|distance| distance + 1) {
                            far.entry(*to)
                                .and_modify(|known| *known = next.min(*known))
                                .or_insert(next);
                        }
                    }
                }
            }
            let mut wanted: BTreeMap<ClaimId, u32> = BTreeMap::new();
            for (ends, claims) in &links {
                let Some(near) = ends.iter().filter_map(|end| far.get(end)).min() else { continue };
                for claim in claims {
                    let known = wanted.entry(*claim).or_insert(near + 1);
                    *known = (near + 1).min(*known);
                }
            }
            told += wanted.values().filter(|distance| **distance > 1).count();
            assert_eq!(doubt::distances(&dossier, case.id(), None), wanted, "seed {seed}");
            for most in 0..4 {
                let mut near = wanted.clone();
                near.retain(|_, distance| *distance <= most);
                assert_eq!(
                    doubt::distances(&dossier, case.id(), Some(most)),
                    near,
                    "{seed}, {most}"
                );
            }
        }
    }
    assert!(told > 0, "some claims lie further than one tie");
}
