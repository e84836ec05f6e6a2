//! Decisions per second, and what each allocates, of the questions that a host asks most;
//! see `../README.md`.
//!
//! The yardstick is `is_authorized` of the policy engine Cedar, asked the same question as
//! the sign-off: who may sign what now. Cedar answers whether, and which policy said so;
//! ours answers with every reason in two languages, cited, and on a refusal with every
//! unmet condition and what would cure it. So this says what reasons cost, not which
//! program is better.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::str::FromStr as _;

use cedar_policy::{
    Authorizer, Context, Decision as Verdict, Entities, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use cpu_time::ProcessTime;
use unbrella::base::calendar::china;
use unbrella::base::day::Moment;
use unbrella::base::id::{ClueId, PersonId, SignOffId, SignatureId, TransferId};
use unbrella::day;
use unbrella::model::sign_off::Opinion;
use unbrella::network::closeness::Outcome;
use unbrella::procedure::escalation::{self, EscalationFacts, Grounds};
use unbrella::procedure::intake::{self, IntakeTimes};
use unbrella::procedure::recusal::{self, Declared, Part, RecusalFacts, Unstated};
use unbrella::procedure::sign_off::{self, Given, SignFacts};
use unbrella::procedure::transfer::{self, TransferFacts};
use unbrella::provenance::{Fact, Fingerprint, NotKnown};
use unbrella::rulebook::Rulebook;
use unbrella::terms::handling::Signatory;
use unbrella::terms::office::{Level, OrganKind};
use uuid::Uuid;

const ROUNDS: usize = 5;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("{}+08:00", text.replace(' ', "T"))).unwrap()
}

fn id<T, E: std::fmt::Debug>(make: fn(Uuid) -> Result<T, E>, n: u128) -> T {
    make(Uuid::from_u128(n)).unwrap()
}

const fn never<T>() -> Fact<T> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

fn main() {
    println!("| decision | a second | µs each | allocations each | bytes each |");
    println!("|---|---:|---:|---:|---:|");
    let book = Rulebook::published();
    clocks(&book);
    persons(&book);
    cedar();
}

/// The clocks: of a transfer, and of a report that came in.
fn clocks(book: &Rulebook) {
    let calendar = china();
    let now = at("2019-05-06 00:00:00");
    let rules = book.on("zhaotong", now.day()).unwrap();
    let facts = transferred();
    row("transfer: what is owed, two clocks", || transfer::owed(&facts, rules, &calendar, now));
    let rules = book.on("chengguan", day!(2021, 3, 5)).unwrap();
    let times = IntakeTimes::received(at("2021-03-05 22:30:00"));
    let now = at("2021-03-06 01:00:00");
    row("intake: the two hours of a disposal", || intake::disposal(&times, rules, &calendar, now));
}

/// Opened on a Friday morning; notice given a day too late.
fn transferred() -> TransferFacts {
    TransferFacts {
        transfer: id(TransferId::from_uuid, 1),
        clue: id(ClueId::from_uuid, 1),
        sender: Fact::Known(OrganKind::PublicSecurity),
        investigated_as: never(),
        opened: Fact::Known(at("2019-04-26 09:30:00")),
        found: never(),
        net_closed: never(),
        noticed: Some(at("2019-05-02 10:00:00")),
        handed_over: None,
        registered: None,
        direction_told: None,
        accepted: None,
        ended_without: None,
        concluded: None,
        fed_back: None,
    }
}

/// Who handles, who signs, who keeps away.
fn persons(book: &Rulebook) {
    let rules = book.on("zhaotong", day!(2019, 5, 6)).unwrap();
    let facts = EscalationFacts {
        home: Level::County,
        handled_at: Level::County,
        managed_at: Fact::Known(Some(Level::County)),
        designated_below: false,
        grounds: Grounds { major: Fact::Known(true), ..Grounds::default() },
        local_ties: never(),
    };
    row("escalation: all triggers", || escalation::decide(&facts, rules));
    let rules = book.on("chengguan", day!(2021, 1, 15)).unwrap();
    let facts = signing();
    assert!(sign_off::may_sign(&facts, rules).is_ok());
    row("sign-off: may sign", || sign_off::may_sign(&facts, rules));
    let recused = SignFacts { recused: Fact::Known(true), given: vec![], ..signing() };
    assert!(sign_off::may_sign(&recused, rules).is_err());
    row("sign-off: may not, two conditions unmet", || sign_off::may_sign(&recused, rules));
    let rules = book.on("national", day!(2024, 6, 3)).unwrap();
    let facts = RecusalFacts {
        person: id(PersonId::from_uuid, 1),
        party: Fact::Known(false),
        kin: vec![],
        belongs: vec![],
        declared: Declared::none(),
        network: Fact::Known(Outcome::Free),
        disclosed: never(),
        unstated: Unstated::default(),
    };
    assert!(recusal::may_take_part(Part::Handle, &facts, rules).is_ok());
    row("recusal, the network not asked: may handle", || {
        recusal::may_take_part(Part::Handle, &facts, rules)
    });
}

/// The leader in charge signs after the follow-up officer.
fn signing() -> SignFacts {
    let content = Fingerprint::from_bytes([1; 32]);
    SignFacts {
        sign_off: id(SignOffId::from_uuid, 1),
        negative: Fact::Known(true),
        open: true,
        current: content,
        given: vec![Given {
            at: at("2021-01-15 10:00:00"),
            id: id(SignatureId::from_uuid, 1),
            by: id(PersonId::from_uuid, 1),
            role: Signatory::FollowUpOfficer,
            content,
            opinion: Opinion::Agrees,
        }],
        last_record: Some(at("2021-01-15 09:00:00")),
        signer: id(PersonId::from_uuid, 2),
        role: Signatory::LeaderInCharge,
        content,
        at: at("2021-01-15 12:00:00"),
        organ: Fact::Known(OrganKind::DisciplineSupervision),
        holds_post: Fact::Known(true),
        delegation: None,
        recused: Fact::Known(false),
    }
}

/// The conditions of the sign-off, as a policy.
const POLICY: &str = r#"permit(principal, action == Action::"sign", resource) when {
    context.negative && context.open && context.content == context.current
    && context.layer == context.next_layer && !context.signed_another
    && context.holds_post && !context.recused
    && context.organ == "discipline_supervision" && context.at >= context.last_record
};"#;

/// The yardstick: the policy and the entities stand ready, the facts come as a request.
fn cedar() {
    let policies = PolicySet::from_str(POLICY).unwrap();
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    for (what, recused) in [("may sign", false), ("may not", true)] {
        let wanted = if recused { Verdict::Deny } else { Verdict::Allow };
        let whole = || authorizer.is_authorized(&request(recused), &policies, &entities);
        assert_eq!(whole().decision(), wanted);
        let ready = request(recused);
        row(&format!("Cedar: {what}, the request ready"), || {
            authorizer.is_authorized(&ready, &policies, &entities)
        });
        row(&format!("Cedar: {what}, the request made of facts"), whole);
    }
}

fn request(recused: bool) -> Request {
    let text = |value: &str| RestrictedExpression::new_string(value.to_owned());
    let (yes, long) = (RestrictedExpression::new_bool, RestrictedExpression::new_long);
    let content = "01".repeat(32);
    let facts = [
        ("negative", yes(true)),
        ("open", yes(true)),
        ("content", text(&content)),
        ("current", text(&content)),
        ("layer", text("leader_in_charge")),
        ("next_layer", text("leader_in_charge")),
        ("signed_another", yes(false)),
        ("holds_post", yes(true)),
        ("recused", yes(recused)),
        ("organ", text("discipline_supervision")),
        ("at", long(1_610_683_200)),
        ("last_record", long(1_610_672_400)),
    ];
    let facts = facts.map(|(name, value)| (name.to_owned(), value));
    let uid = |text: &str| EntityUid::from_str(text).unwrap();
    let context = Context::from_pairs(facts).unwrap();
    let (who, what) = (uid(r#"Person::"2""#), uid(r#"SignOff::"1""#));
    Request::new(who, uid(r#"Action::"sign""#), what, context, None).unwrap()
}

/// Asks for about a fifth of a second, five times; prints the middle and what one allocates.
fn row<A>(name: &str, ask: impl Fn() -> A) {
    let counted = allocation_counter::measure(|| drop(black_box(ask())));
    let mut each: Vec<f64> = (0..ROUNDS).map(|_| timed(&ask)).collect();
    each.sort_unstable_by(f64::total_cmp);
    let micros = each[ROUNDS / 2] * 1e6;
    let (count, bytes) = (counted.count_total, counted.bytes_total);
    println!("| {name} | {:.0} | {micros:.2} | {count} | {bytes} |", 1e6 / micros);
}

fn timed<A>(ask: &impl Fn() -> A) -> f64 {
    let (begin, mut asked) = (ProcessTime::now(), 0_u32);
    while begin.elapsed().as_secs_f64() < 0.2 {
        for _ in 0..100 {
            drop(black_box(ask()));
        }
        asked += 100;
    }
    begin.elapsed().as_secs_f64() / f64::from(asked)
}
