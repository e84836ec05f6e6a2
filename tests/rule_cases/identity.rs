//! The questions to `procedure::identity`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Moment;
use unbrella::base::id::{OrganId, PartyId, PersonId, RecordId};
use unbrella::procedure::identity::{self, JudgeFacts, Judged, Judgments, PersonEntry};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::identity::IdentityVerdict;

use crate::{Facts, Found, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    _: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "groups" => {
            let known = known(facts);
            let asked: String = facts.read("entries").unwrap();
            let asked: BTreeSet<PartyId> = asked.chars().map(party).collect();
            decided(&identity::groups(&known, &asked), |groups| {
                let names = |group: &identity::Group| -> String {
                    group.members.iter().map(|member| letter(*member)).collect()
                };
                joined(groups.iter().map(names), "nobody")
            })
        }
        "between" => {
            let known = known(facts);
            let (one, other) = two(facts);
            decided(&identity::between(&known, one, other), ToString::to_string)
        }
        "contradictions" => decided(&identity::contradictions(&known(facts)), |found| {
            let names = |found: &identity::Contradiction| {
                let (one, other) = (letter(found.apart.one), letter(found.apart.other));
                format!("{one}{other} by {} links", found.chain.len())
            };
            joined(found.iter().map(names), "all fits together")
        }),
        "may_judge" => may_judge(facts),
        "candidates" => {
            let entry = |n: u128, facts: &mut Facts| PersonEntry {
                person: id(PersonId::from_uuid, n),
                names: facts.list(&format!("names_{n}")).into_iter().collect(),
                birth_year: facts.read(&format!("born_{n}")),
                kin: BTreeSet::new(),
                posts: Vec::new(),
            };
            let entries = [entry(1, facts), entry(2, facts)];
            decided(&identity::candidates(&entries, &known(facts)), |found| {
                joined(found.iter().map(|_| "a person looks at the two"), "nobody looks")
            })
        }
        other => panic!("no such question to identity: {other}"),
    }
}

/// Entries are letters; a capital one is an organ, and no person.
fn party(name: char) -> PartyId {
    let n = u128::from(u32::from(name.to_ascii_lowercase())) - 96;
    if name.is_ascii_uppercase() {
        id(OrganId::from_uuid, n).into()
    } else {
        id(PersonId::from_uuid, n).into()
    }
}

fn letter(party: PartyId) -> char {
    ('a'..='z').find(|name| self::party(*name) == party).unwrap()
}

/// `ab same`, one a minute, in the order in which they were written down.
fn known(facts: &mut Facts) -> Judgments {
    let judged: Vec<String> = facts.list("judged");
    let minute = |n: usize| {
        Moment::parse(&format!("2021-03-01T09:{n:02}:00+08:00")).unwrap()
    };
    let read = |(n, text): (usize, &String)| {
        let (pair, verdict) = text.split_once(' ').unwrap();
        let mut pair = pair.chars().map(party);
        Judged {
            id: id(RecordId::from_uuid, u128::try_from(n).unwrap() + 1),
            one: pair.next().unwrap(),
            other: pair.next().unwrap(),
            verdict: IdentityVerdict::from_code(verdict).unwrap(),
            recorded_at: minute(n),
        }
    };
    let until = facts.read("known_after").unwrap_or(59);
    Judgments::known_at(judged.iter().enumerate().map(read), minute(until))
}

fn two(facts: &mut Facts) -> (PartyId, PartyId) {
    let pair: String = facts.read("pair").unwrap();
    let mut pair = pair.chars().map(party);
    (pair.next().unwrap(), pair.next().unwrap())
}

fn may_judge(facts: &mut Facts) -> Found {
    let known = known(facts);
    let (one, other) = two(facts);
    let list = JudgeFacts {
        one,
        other,
        verdict: facts.read("verdict").unwrap(),
        by: facts.flag("a_person_judges").then(|| id(PersonId::from_uuid, 99)),
        signed: facts.fact("signed"),
        near: facts.fact("near"),
        ground: facts.flag("ground"),
        agree: facts.list("agree").into_iter().collect(),
        differ: facts.list("differ").into_iter().collect(),
        explained: facts.fact("explained"),
    };
    either(identity::may_judge(&list, &known), |verdict| format!("may be judged: {verdict}"))
}
