use uuid::Uuid;

use super::*;
use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, EnterpriseId, GangId, OrganId, PartyId, PersonId};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::network::frozen::{Bulk, BulkTie, FrozenNetwork};
use crate::network::kernel::worlds::Numbers;
use crate::network::kinds::Kinds;
use crate::network::limit::{CutOff, Limits};
use crate::network::line::TieLine;
use crate::network::seen::Seen;
use crate::network::trials::{changing, day, host_kind, mixed, moment, random_view};
use crate::network::view::{Direction, Least, View};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

/// Every stretch of days that a period may stand for, within a small world; "open" runs
/// to the end of the world.
fn readings(period: &Period) -> Vec<(i64, i64)> {
    const WORLD: (i64, i64) = (-9, 16);
    let number = |other: Day| other.days_since(day(0));
    let firsts: Vec<i64> = match period.start() {
        Start::On(day) => vec![number(day)],
        Start::Unknown => (WORLD.0..WORLD.1).collect(),
    };
    let untils: Vec<i64> = match period.end() {
        End::Before(day) => vec![number(day)],
        End::Open => vec![WORLD.1],
        End::Unknown => (WORLD.0 + 1..=WORLD.1).collect(),
    };
    let pairs = firsts.iter().flat_map(|f| untils.iter().map(move |u| (*f, *u)));
    pairs.filter(|(f, u)| f < u).collect()
}

fn plain_truth(rule: &Rule, periods: &[Period]) -> Truth {
    let given = match rule {
        Rule::CoversPeriod { period, .. } => Some(*period),
        _ => None,
    };
    let both: Vec<Period> = periods.iter().copied().chain(given).collect();
    let mut answers = vec![];
    for (f, u) in readings(&both[0]) {
        for (g, v) in readings(&both[1]) {
            answers.push(match rule {
                Rule::Before { .. } => f < g,
                Rule::Within { days, .. } => f <= g && g - f <= i64::from(*days),
                Rule::Overlaps { .. } => f < v && g < u,
                _ => f <= g && v <= u,
            });
        }
    }
    match (answers.contains(&true), answers.contains(&false)) {
        (true, true) => Truth::Unknown,
        (yes, _) => yes.into(),
    }
}

#[test]
fn rules_in_time_agree_with_every_pair_of_readings() {
    let starts = (1..5).map(|n| Start::On(day(n))).chain([Start::Unknown]);
    let ends = || (1..6).map(|n| End::Before(day(n))).chain([End::Open, End::Unknown]);
    let all: Vec<Period> =
        starts.flat_map(|s| ends().filter_map(move |e| Period::new(s, e).ok())).collect();
    let (a, b) = (code("a"), code("b"));
    for one in &all {
        for other in &all {
            let (first, then) = (a.clone(), b.clone());
            let mut rules = vec![
                Rule::Before { first: first.clone(), then: then.clone() },
                Rule::Overlaps { one: first.clone(), other: then.clone() },
                Rule::Covers { whole: first.clone(), part: then.clone() },
            ];
            rules.extend((0..4).map(|days| Rule::Within {
                first: first.clone(),
                then: then.clone(),
                days,
            }));
            for rule in rules {
                let periods = [*one, *other];
                let truth = rule.holds(&periods);
                assert_eq!(truth, plain_truth(&rule, &periods), "{rule:?} {one} / {other}");
                let named = [(&a, *one), (&b, *other)];
                assert!(!truth.is_unknown() || !rule.missing(&named).is_empty());
            }
        }
    }
}

fn fits(network: &FrozenNetwork, who: Who, party: PartyId) -> bool {
    let official = network.is_official(network.slot(party).unwrap());
    match who {
        Who::Anyone => true,
        Who::Official => official,
        Who::Office => official || matches!(party, PartyId::Organ(_)),
        Who::Gang => matches!(party, PartyId::Gang(_)),
        Who::Party(wanted) => wanted == party,
        _ => matches!(party, PartyId::Person(_)),
    }
}

/// Every way to fill the roles, and every way to choose ties.
fn plain(seen: &Seen<'_>, parties: u32, draft: &PatternDraft) -> Vec<String> {
    let lines = seen.shown();
    let mut fillings: Vec<Vec<PartyId>> = vec![vec![]];
    for role in &draft.roles {
        let more = |filling: &Vec<PartyId>| {
            let all = (0..parties).map(mixed).filter(|p| fits(seen.network(), role.who, *p));
            all.map(|p| [filling.as_slice(), &[p]].concat()).collect::<Vec<_>>()
        };
        fillings = fillings.iter().flat_map(more).collect();
    }
    let mut found = vec![];
    for filling in fillings {
        let party =
            |name: &Code| filling[draft.roles.iter().position(|role| role.name == *name).unwrap()];
        let mut chosen: Vec<Vec<Vec<usize>>> = vec![vec![]];
        for step in &draft.steps {
            let (from, to) = (party(&step.from), party(&step.to));
            let fit = |line: &TieLine| {
                let along = line.from == from && line.to == to;
                let against = line.from == to && line.to == from;
                step.kinds.contains(&line.kind)
                    && line.standing.at_least(step.least.standing())
                    && match step.direction {
                        Direction::Along => along,
                        Direction::Against => against,
                        Direction::Both => along || against,
                    }
            };
            let some: Vec<usize> = (0..lines.len()).filter(|at| fit(&lines[*at])).collect();
            let ways: Vec<Vec<usize>> = match step.times {
                1 => some.iter().map(|at| vec![*at]).collect(),
                times if some.len() >= times as usize => vec![some],
                _ => vec![],
            };
            chosen = chosen
                .iter()
                .flat_map(|c| {
                    ways.iter().map(move |way| [c.as_slice(), std::slice::from_ref(way)].concat())
                })
                .collect();
        }
        for ties in chosen {
            let single: Vec<usize> = draft
                .steps
                .iter()
                .zip(&ties)
                .filter(|(step, _)| step.times == 1)
                .map(|(_, ties)| ties[0])
                .collect();
            if (1..single.len()).any(|at| single[..at].contains(&single[at])) {
                continue;
            }
            let mut truth = Truth::Yes;
            for rule in &draft.rules {
                let period = |name: &&Code| {
                    let at = draft.steps.iter().position(|step| step.name == **name).unwrap();
                    lines[ties[at][0]].period
                };
                let periods: Vec<Period> = rule.steps().iter().map(period).collect();
                truth = truth.and(match rule {
                    Rule::Differ { one, other } => Truth::from(party(one) != party(other)),
                    rule => plain_truth(rule, &periods),
                });
            }
            if !truth.is_no() {
                let ties: Vec<String> = ties
                    .iter()
                    .map(|ties| {
                        let mut ties: Vec<String> =
                            ties.iter().map(|at| format!("{:?}", lines[*at])).collect();
                        ties.sort();
                        ties.concat()
                    })
                    .collect();
                found.push(format!("{filling:?} {ties:?} {truth}"));
            }
        }
    }
    found.sort();
    found
}

fn random_pattern(numbers: &mut Numbers) -> Option<PatternDraft> {
    let names = ["a", "b", "c"].map(code);
    let steps = ["r", "s", "t"].map(code);
    let whos = [Who::Anyone, Who::Anyone, Who::Gang, Who::Office, Who::Official, Who::Person];
    let mut draft = PatternDraft::new(code("random"));
    let roles = 2 + numbers.below(2);
    for name in &names[..roles as usize] {
        let who = match numbers.below(8) {
            7 => Who::Party(mixed(numbers.below(6))),
            n => whos[n as usize % 6],
        };
        draft = draft.role(name.clone(), who);
    }
    let kinds = [TieKind::Shelters, TieKind::Pays, TieKind::Kin, TieKind::Contact, host_kind(0)];
    let count = 1 + numbers.below(3) as usize;
    for name in &steps[..count] {
        let mut of: Vec<TieKind> =
            kinds.iter().filter(|_| numbers.below(2) == 0).cloned().collect();
        of.push(TieKind::Contact);
        let ways = [Direction::Along, Direction::Against, Direction::Both];
        draft = draft.step(Step {
            name: name.clone(),
            from: names[numbers.below(roles) as usize].clone(),
            to: names[numbers.below(roles) as usize].clone(),
            kinds: of,
            direction: ways[numbers.below(3) as usize],
            least: [Least::Alleged, Least::Supported][numbers.below(2) as usize],
            times: 1 + numbers.below(5) / 4,
        });
    }
    for _ in 0..numbers.below(3) {
        let mut step = || steps[numbers.below(count as u32) as usize].clone();
        let (first, then) = (step(), step());
        let period = Period::new(Start::On(day(2)), End::Before(day(3))).unwrap();
        draft = draft.rule(match numbers.below(6) {
            0 => Rule::Before { first, then },
            1 => Rule::Within { first, then, days: numbers.below(4) },
            2 => Rule::Overlaps { one: first, other: then },
            3 => Rule::Covers { whole: first, part: then },
            4 => Rule::CoversPeriod { step: first, period },
            _ => Rule::Differ { one: names[0].clone(), other: names[roles as usize - 1].clone() },
        });
    }
    draft.clone().check().is_ok().then_some(draft)
}

#[test]
fn trying_everything_finds_the_same_matches() {
    let (mut asked, mut yes, mut maybe) = (0, 0, 0);
    for seed in 0..2_000 {
        let mut numbers = Numbers(seed);
        let Some(draft) = random_pattern(&mut numbers) else { continue };
        let network = changing(seed, 6, 45).freeze().unwrap();
        let view = random_view(&mut numbers, network.kinds());
        let seen = network.seen(view);
        let pattern = draft.clone().check().unwrap();
        let limits = Limits { most: usize::MAX, steps: u64::MAX };
        let found = find(&seen, &pattern, limits);
        assert_eq!(found.cut_off, None);
        let mut ours: Vec<String> = found
            .matches
            .iter()
            .map(|found| {
                let parties: Vec<PartyId> = found.roles.iter().map(|f| f.party).collect();
                let ties: Vec<String> = found
                    .steps
                    .iter()
                    .map(|step| {
                        let mut ties: Vec<String> =
                            step.ties.iter().map(|line| format!("{line:?}")).collect();
                        ties.sort();
                        ties.concat()
                    })
                    .collect();
                format!("{parties:?} {ties:?} {}", found.truth())
            })
            .collect();
        ours.sort();
        assert_eq!(ours, plain(&seen, 6, &draft), "seed {seed} {draft:?}");
        asked += 1;
        yes += found.matches.iter().filter(|m| m.truth().is_yes()).count();
        maybe += found.matches.iter().filter(|m| m.truth().is_unknown()).count();
        for most in [0, 1, 2] {
            let cut = find(&seen, &pattern, Limits { most, ..limits });
            let kept = most.min(found.matches.len());
            assert_eq!(cut.matches, found.matches[..kept]);
            let more = (kept < found.matches.len()).then_some(CutOff::Most(most));
            assert_eq!(cut.cut_off, more);
        }
    }
    assert!(asked > 250 && yes > 150 && maybe > 30, "{asked} {yes} {maybe}");
}

/// Official 0, kin 1, members 2 and 3; gang 4, enterprise 5, case 6, organ 7.
fn story(ties: &[(u32, TieKind, u32, Period)]) -> (Vec<PartyId>, FrozenNetwork) {
    let id = |n: u32| Uuid::from_u128(u128::from(n) + 1);
    let mut parties: Vec<PartyId> =
        (0..4).map(|n| PersonId::from_uuid(id(n)).unwrap().into()).collect();
    parties.push(GangId::from_uuid(id(4)).unwrap().into());
    parties.push(EnterpriseId::from_uuid(id(5)).unwrap().into());
    parties.push(CaseId::from_uuid(id(6)).unwrap().into());
    parties.push(OrganId::from_uuid(id(7)).unwrap().into());
    let mut kinds = Kinds::default();
    let ties: Vec<BulkTie> = ties
        .iter()
        .map(|(from, kind, to, period)| BulkTie {
            from: *from,
            to: *to,
            kind: kinds.slot(kind).unwrap(),
            period: *period,
            standing: Standing::Checked,
            confidence: Permille::ALL,
            recorded: 0,
            superseded: None,
        })
        .collect();
    let officials = [true, false, false, false, false, false, false, false];
    let moments: [Moment; 1] = [moment(0)];
    let (parties_, ties) = (&parties, &ties);
    let bulk = Bulk {
        kinds,
        parties: parties_,
        officials: &officials,
        ties,
        moments: &moments,
        tie_ids: &[],
    };
    let network = bulk.freeze().unwrap();
    (parties, network)
}

#[test]
fn the_four_patterns_tell_their_stories() {
    let dropped = host_kind(0);
    let on = |n: u32| Period::new(Start::On(day(n)), End::Before(day(n + 1))).unwrap();
    let story = |paid: Period, drop: Period| {
        story(&[
            (2, TieKind::MemberOf, 4, Period::UNKNOWN),
            (3, TieKind::Leads, 4, Period::UNKNOWN),
            (2, TieKind::Bribes, 0, paid),
            (0, dropped.clone(), 6, drop),
            (3, TieKind::SubjectOf, 6, Period::UNKNOWN),
            (1, TieKind::Sibling, 0, Period::UNKNOWN),
            (1, TieKind::WorksFor, 5, Period::UNKNOWN),
            (4, TieKind::Controls, 5, Period::UNKNOWN),
            (0, TieKind::WorksFor, 7, Period::since(day(2))),
            (0, TieKind::Shelters, 4, on(1)),
            (0, TieKind::TipsOff, 4, on(2)),
        ])
    };
    let limits = Limits::default();
    let ask = |network: &FrozenNetwork, pattern: &Pattern| {
        find(&network.seen(View::new()), pattern, limits).matches
    };
    let bribe = |days| payment_then_dropped(days, std::slice::from_ref(&dropped)).unwrap();
    let (_, network) = story(on(1), on(4));
    assert_eq!(ask(&network, &bribe(3)).len(), 1);
    assert_eq!(ask(&network, &bribe(2)).len(), 0);
    let (parties, network) = story(Period::UNKNOWN, on(4));
    let maybe = ask(&network, &bribe(2));
    assert_eq!(maybe[0].missing, [Missing { step: code("pays"), day: MissingDay::Start }]);
    assert!(maybe[0].to_string().starts_with("may match: missing the start of pays; gang "));
    let (_, network) = story(on(4), on(1));
    assert_eq!(ask(&network, &bribe(9)).len(), 0, "the case was dropped before");
    assert_eq!(ask(&network, &same_again(2).unwrap())[0].steps[0].ties.len(), 2);
    assert_eq!(ask(&network, &same_again(3).unwrap()).len(), 0);
    let kin = ask(&network, &kin_on_the_payroll().unwrap());
    assert_eq!((kin.len(), kin[0].roles[3].party), (1, parties[0]));
    assert!(kin[0].dot(&|_| None).contains("is a sibling of"));
    assert!(ask(&network, &kin_on_a_members_payroll().unwrap()).is_empty(), "the gang owns it");
    let quiet = |from| Period::new(Start::On(day(from)), End::Before(day(9))).unwrap();
    assert_eq!(ask(&network, &tenure_over(quiet(2)).unwrap()).len(), 1);
    assert_eq!(ask(&network, &tenure_over(quiet(1)).unwrap()).len(), 0);
    assert_eq!(
        tenure_over(Period::UNKNOWN).unwrap_err().to_string(),
        "the period given for \"tenure\" needs known ends, it is from an unknown day, end unknown",
    );
}

#[test]
fn what_is_no_pattern_is_refused_with_everything_that_is_wrong() {
    let draft = same_again(2).unwrap().draft().clone();
    let mut bad = draft.clone();
    bad.steps[0].times = 0;
    bad.steps.push(Step { to: code("nobody"), ..draft.steps[0].clone() });
    bad.rules.push(Rule::Before { first: code("shelters"), then: code("shelters") });
    bad.roles.push(Role { name: code("gang"), who: Who::Anyone });
    assert_eq!(
        bad.check().unwrap_err().to_string(),
        "\"gang\" names two of the roles; \"shelters\" names two of the steps; \
         step \"shelters\" needs two roles, one kind of tie and one time at least; \
         \"nobody\" is none of the roles; \
         step \"shelters\" stands for several ties, a rule in time needs a step with one; \
         step \"shelters\" stands for several ties, a rule in time needs a step with one; \
         a rule compares \"shelters\" with itself",
    );
    let apart = draft.clone().role(code("stranger"), Who::Anyone).check().unwrap_err();
    assert_eq!(apart.to_string(), "no steps lead from the other roles to \"stranger\"");
    let text = serde_json::to_string(&same_again(2).unwrap()).unwrap();
    assert_eq!(serde_json::from_str::<Pattern>(&text).unwrap(), same_again(2).unwrap());
    let refused = serde_json::from_str::<Pattern>(&text.replace("\"times\":2", "\"times\":0"));
    assert!(refused.unwrap_err().to_string().starts_with("step \"shelters\" needs"));
    assert!(serde_json::from_str::<Pattern>(&text.replace("kinds", "kind")).is_err());
}

#[test]
fn the_answer_is_stored_and_printed_and_a_long_search_says_that_it_was_stopped() {
    let network = changing(3, 20, 200).freeze().unwrap();
    let seen = network.seen(View::new());
    let pattern = same_again(1).unwrap();
    let found = find(&seen, &pattern, Limits { most: 1, ..Limits::default() });
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Matches>(&text).unwrap(), found);
    let printed = found.to_string();
    let head = "same_again: found 1, cut off at 1, there are more; a place to look, never a finding\nmatches: gang gang-";
    assert!(printed.starts_with(head), "{printed}");
    let stopped = find(&seen, &pattern, Limits { steps: 0, ..Limits::default() });
    assert_eq!((stopped.matches.len(), stopped.cut_off), (0, Some(CutOff::Steps(0))));
    let nobody = crate::network::trials::network_of(0, &[]);
    assert!(find(&nobody.seen(View::new()), &pattern, Limits::default()).matches.is_empty());
}
