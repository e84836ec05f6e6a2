//! Forms, sanctions, approvals, detention by edition, circumstances, row by row.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use super::*;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::base::id::{OrganId, PersonId};
use crate::day;
use crate::decision::{Answer, Refusal, RefusalKind};
use crate::model::discipline::Disposal;
use crate::model::organ::managing::usual_level;
use crate::procedure::remedy::HearingFacts;
use crate::procedure::trials::{FACTS, World, at, calendar, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::{Approver, Transition};
use crate::rulebook::{Codes, keys};
use crate::terms::office::{Level, Rank, RankBand};
use crate::terms::outcome::{
    AggravatingGround, DetentionExtension, DetentionGround, FourForms, MitigatingGround,
    OrganizationalHandling, PartySanction, PersonOutcome, PublicSanction, SoftForm,
};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn to_court() -> Disposal {
    Disposal::TransferredForProsecution { to: id(OrganId::from_uuid, 9) }
}

/// Everything that may be decided about a person.
fn everything() -> Vec<Disposal> {
    let soft = SoftForm::ALL.into_iter().map(Disposal::Soft);
    let party = PartySanction::ALL.into_iter().map(Disposal::Party);
    let public = PublicSanction::ALL.into_iter().map(Disposal::Public);
    let handling = OrganizationalHandling::ALL.into_iter().map(Disposal::Handling);
    let to = id(OrganId::from_uuid, 9);
    let rest = [to_court(), Disposal::TransferredToJustice { to }];
    soft.chain(party).chain(public).chain(handling).chain(rest).collect()
}

fn in_the_way(refused: &Refusal) -> Vec<&str> {
    refused.unmet().iter().map(|unmet| unmet.reason().rule().as_str()).collect()
}

/// Law 1.6: every disposal alone, and the heavier of any two.
#[test]
fn the_four_forms() {
    let national = world("national");
    let rules = national.on(day!(2021, 5, 6));
    let of = |what: &[Disposal]| {
        let decision = form(what.iter().copied(), rules);
        sound(decision.reasons());
        decision.outcome().clone().known().unwrap()
    };
    let wanted = |what: Disposal| match what {
        Disposal::Soft(_) => FourForms::First,
        Disposal::Party(sanction) if sanction <= PartySanction::SeriousWarning => FourForms::Second,
        Disposal::Public(sanction) if sanction <= PublicSanction::Demotion => FourForms::Second,
        Disposal::Handling(OrganizationalHandling::Downgrading) => FourForms::Third,
        Disposal::Handling(_) => FourForms::Second,
        Disposal::Party(_) | Disposal::Public(_) => FourForms::Third,
        _ => FourForms::Fourth,
    };
    for one in everything() {
        assert_eq!(of(&[one]), Some(wanted(one)), "{one:?}");
        for other in everything() {
            assert_eq!(
                of(&[one, other]),
                Some(wanted(one).max(wanted(other))),
                "{one:?} {other:?}"
            );
        }
    }
    assert_eq!(of(&[]), None);
    let heavy = Codes::literal(&["warning", "demerit", "serious_demerit"]);
    let other = world("national").reading(keys::discipline::LIGHT_PUBLIC, heavy);
    let demotion = [Disposal::Public(PublicSanction::Demotion)];
    let found = form(demotion, other.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &Answer::Known(Some(FourForms::Third)), "read as heavy");
    let early = form(demotion, national.on(day!(2017, 1, 7)));
    assert_eq!(early.outcome().clone().known(), None);
    let both = form([demotion[0], to_court()], national.on(day!(2017, 1, 7)));
    assert_eq!(both.outcome(), &Answer::Known(Some(FourForms::Fourth)), "it matters no more");
    let one = Codes::literal(&["warning"]);
    let stricter = world("national").setting(keys::discipline::LIGHT_PARTY, one);
    let serious = [Disposal::Party(PartySanction::SeriousWarning)];
    let found = form(serious, stricter.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &Answer::Known(Some(FourForms::Third)));
    let one = Codes::literal(&["suspension"]);
    let stricter = world("national").setting(keys::discipline::LIGHT_HANDLING, one);
    let removal = [Disposal::Handling(OrganizationalHandling::Removal)];
    let found = form(removal, stricter.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &Answer::Known(Some(FourForms::Third)));
}

/// G07, C22, Z06: each person once under each word; bands add up, outcomes need not.
#[test]
fn persons_by_rank_and_outcome() {
    let person = |n, rank: Option<Rank>, what: &[Disposal]| Handled {
        person: id(PersonId::from_uuid, n),
        rank: rank.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
        what: what.to_vec(),
    };
    let warned = Disposal::Party(PartySanction::Warning);
    let demerit = Disposal::Public(PublicSanction::Demerit);
    let removed = Disposal::Handling(OrganizationalHandling::Removal);
    let soft = Disposal::Soft(SoftForm::Admonition);
    let persons = [
        person(1, Some(Rank::BureauDeputy), &[warned, demerit, to_court()]),
        person(2, Some(Rank::DivisionChief), &[removed, warned]),
        person(3, Some(Rank::VillageLevel), &[demerit]),
        person(4, None, &[removed]),
        person(5, Some(Rank::DivisionChief), &[soft]),
        person(1, Some(Rank::BureauDeputy), &[warned]),
    ];
    let decision = tally(&persons);
    sound(decision.reasons());
    let found = decision.outcome();
    assert_eq!(found.handled, 4, "a soft form is not counted, and nobody twice");
    let bands = BTreeMap::from([(RankBand::Bureau, 1), (RankBand::Division, 1)]);
    assert_eq!((&found.by_band, found.without_band), (&bands, 2));
    assert_eq!(found.by_band.values().sum::<usize>() + found.without_band, found.handled);
    let outcomes = BTreeMap::from([
        (PersonOutcome::Sanctioned, 3),
        (PersonOutcome::OrganizationalHandling, 2),
        (PersonOutcome::TransferredForProsecution, 1),
    ]);
    assert_eq!(found.by_outcome, outcomes);
    assert!(found.by_outcome.values().all(|count| *count <= found.handled));
}

fn imposing(what: Disposal) -> ImposeFacts {
    ImposeFacts {
        what,
        probation_months: NonZeroU16::new(12),
        party_member: YES,
        village_manager: NO,
        retired: NO,
        managed_at: Fact::Known(Level::County),
        decided_at: Fact::Known(Level::County),
        deliberated: YES,
        unit_sanctioned: NO,
        hearing: Some(HearingFacts {
            told: Some(at("2021-05-01 09:00")),
            heard: Some(at("2021-05-02 09:00")),
            raised: NO,
            checked: None,
            founded: NEVER,
            adopted: NEVER,
            decided: at("2021-05-06 09:00"),
        }),
    }
}

const ON: Day = day!(2021, 5, 6);

fn impose(world: &World, facts: &ImposeFacts, day: Day) -> Result<Vec<String>, Refusal> {
    may_impose(facts, world.on(day)).map(|decision| {
        sound(decision.reasons());
        rules_of(&decision).into_iter().map(str::to_owned).collect()
    })
}

/// Law 1.6: what is laid down, and since when.
#[test]
fn lists_of_sanctions_by_edition() {
    let national = world("national");
    for what in everything() {
        assert!(impose(&national, &imposing(what), ON).is_ok(), "{what:?}");
    }
    let first =
        |what, day| impose(&national, &imposing(what), day).err().map(|refused| refused.kind());
    let open = Some(RefusalKind::NotEnoughKnown);
    let party = Disposal::Party(PartySanction::Warning);
    assert_eq!((first(party, day!(2018, 9, 30)), first(party, day!(2018, 10, 1))), (open, None));
    let public = Disposal::Public(PublicSanction::Warning);
    assert_eq!((first(public, day!(2020, 6, 30)), first(public, day!(2020, 7, 1))), (open, None));
    let handling = Disposal::Handling(OrganizationalHandling::Removal);
    let days = (day!(2021, 3, 18), day!(2021, 3, 19));
    assert_eq!((first(handling, days.0), first(handling, days.1)), (open, None));
    for (key, what) in [
        (keys::discipline::PARTY_SANCTIONS, party),
        (keys::discipline::PUBLIC_SANCTIONS, public),
        (keys::discipline::ORGANIZATIONAL, handling),
    ] {
        let none = Codes::literal(&[match what {
            Disposal::Handling(_) => "transfer",
            Disposal::Party(_) => "expulsion",
            _ => "dismissal",
        }]);
        let other = world("national").setting(key, none);
        assert!(impose(&other, &imposing(what), ON).unwrap_err().is_final(), "{what:?}");
    }
}

/// One fact at a time: which sanction it stands in the way of, and in which rule's name.
#[test]
fn each_condition_alone() {
    type Change = fn(&mut ImposeFacts);
    type Stops = fn(Disposal) -> bool;
    let rows: [(&str, Change, Stops); 7] = [
        ("discipline/member", |f| f.party_member = NO, |w| matches!(w, Disposal::Party(_))),
        ("discipline/retired", |f| f.retired = YES, |w| matches!(w, Disposal::Public(_))),
        (
            "discipline/village",
            |f| f.village_manager = YES,
            |w| matches!(w, Disposal::Public(s) if s > PublicSanction::SeriousDemerit),
        ),
        (
            "discipline/managing",
            |f| f.decided_at = Fact::Known(Level::City),
            |w| matches!(w, Disposal::Party(_) | Disposal::Public(_) | Disposal::Handling(_)),
        ),
        (
            "discipline/deliberated",
            |f| f.deliberated = NO,
            |w| matches!(w, Disposal::Party(_) | Disposal::Public(_)),
        ),
        ("discipline/double", |f| f.unit_sanctioned = YES, |w| matches!(w, Disposal::Public(_))),
        (
            "remedy/heard",
            |f| f.hearing.as_mut().unwrap().heard = None,
            |w| matches!(w, Disposal::Party(_) | Disposal::Public(_)),
        ),
    ];
    let national = world("national");
    for (rule, change, stands_in_the_way) in rows {
        for what in everything() {
            let mut facts = imposing(what);
            change(&mut facts);
            match impose(&national, &facts, ON) {
                Ok(_) => assert!(!stands_in_the_way(what), "{rule} {what:?}"),
                Err(refused) => {
                    assert!(stands_in_the_way(what), "{rule} {what:?}");
                    assert_eq!(in_the_way(&refused), [rule], "{what:?}");
                }
            }
        }
    }
}

/// What is not known is never taken for granted.
#[test]
fn unknown_facts_are_asked_for() {
    let national = world("national");
    let changes: [fn(&mut ImposeFacts); 6] = [
        |f| f.retired = NEVER,
        |f| f.village_manager = NEVER,
        |f| f.managed_at = Fact::NotKnown(NotKnown::NeverAsked),
        |f| f.deliberated = NEVER,
        |f| f.unit_sanctioned = NEVER,
        |f| f.hearing.as_mut().unwrap().raised = NEVER,
    ];
    for change in changes {
        let mut facts = imposing(Disposal::Public(PublicSanction::RemovalFromPost));
        change(&mut facts);
        let refused = impose(&national, &facts, ON).unwrap_err();
        assert_eq!((refused.kind(), refused.unmet().len()), (RefusalKind::NotEnoughKnown, 1));
    }
    let light = ImposeFacts {
        village_manager: NEVER,
        ..imposing(Disposal::Public(PublicSanction::SeriousDemerit))
    };
    assert!(impose(&national, &light, ON).is_ok(), "a village manager can get it too");
}

/// Rules that a place could set otherwise change the answer.
#[test]
fn each_rule_of_imposing_counts() {
    let heavy = Disposal::Public(PublicSanction::RemovalFromPost);
    let with = |change: fn(&mut ImposeFacts)| {
        let mut facts = imposing(heavy);
        change(&mut facts);
        facts
    };
    let all = Codes::literal(&["warning", "removal_from_post"]);
    let world_of = || world("national");
    let rows = [
        (
            world_of().setting(keys::discipline::VILLAGE_SANCTIONS, all),
            with(|f| f.village_manager = YES),
        ),
        (
            world_of().setting(keys::escalation::SANCTION_STAYS, false),
            with(|f| f.decided_at = Fact::Known(Level::City)),
        ),
        (
            world_of().setting(keys::discipline::TRIAL_COLLECTIVE, false),
            with(|f| f.deliberated = NO),
        ),
        (
            world_of().setting(keys::discipline::NO_DOUBLE_SANCTION, false),
            with(|f| f.unit_sanctioned = YES),
        ),
        (
            world_of().setting(keys::discipline::DEFENCE_HEARD, false),
            with(|f| f.hearing.as_mut().unwrap().heard = None),
        ),
    ];
    for (lax, facts) in rows {
        assert!(impose(&world("national"), &facts, ON).is_err(), "{facts:?}");
        assert!(impose(&lax, &facts, ON).is_ok(), "{facts:?}");
    }
}

/// 留党察看: 12 to 24 months, at, before and after.
#[test]
fn how_long_a_probation_is() {
    let national = world("national");
    let what = Disposal::Party(PartySanction::Probation);
    for (months, may) in [(0, false), (11, false), (12, true), (24, true), (25, false)] {
        let facts = ImposeFacts { probation_months: NonZeroU16::new(months), ..imposing(what) };
        assert_eq!(impose(&national, &facts, ON).is_ok(), may, "{months}");
    }
    let longer =
        world("national").setting(keys::discipline::PARTY_PROBATION_MOST, TimeLimit::months(25));
    let facts = ImposeFacts { probation_months: NonZeroU16::new(25), ..imposing(what) };
    assert!(impose(&longer, &facts, ON).is_ok());
    let shorter =
        world("national").setting(keys::discipline::PARTY_PROBATION_LEAST, TimeLimit::months(11));
    let facts = ImposeFacts { probation_months: NonZeroU16::new(11), ..imposing(what) };
    assert!(impose(&shorter, &facts, ON).is_ok());
}

/// Law 1.6: how long each sanction works on; the day of effect is the first of a public one.
#[test]
fn how_long_a_sanction_works_on() {
    let national = world("national");
    let rules = national.on(ON);
    let effective = day!(2021, 5, 6);
    let of = |what, months| {
        let decision = period(what, effective, NonZeroU16::new(months), rules, &calendar());
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    let through = |year, month, day| Some(Influence::Through(Day::of(year, month, day).unwrap()));
    let rows = [
        (Disposal::Public(PublicSanction::Warning), through(2021, 11, 5)),
        (Disposal::Public(PublicSanction::Demerit), through(2022, 5, 5)),
        (Disposal::Public(PublicSanction::SeriousDemerit), through(2022, 11, 5)),
        (Disposal::Public(PublicSanction::Demotion), through(2023, 5, 5)),
        (Disposal::Public(PublicSanction::RemovalFromPost), through(2023, 5, 5)),
        (Disposal::Public(PublicSanction::Dismissal), Some(Influence::Lasting)),
        (Disposal::Party(PartySanction::Warning), through(2022, 5, 6)),
        (Disposal::Party(PartySanction::SeriousWarning), through(2022, 11, 6)),
        (Disposal::Party(PartySanction::RemovalFromPartyPost), through(2023, 5, 6)),
        (Disposal::Party(PartySanction::Expulsion), through(2026, 5, 6)),
        (Disposal::Soft(SoftForm::Criticism), Some(Influence::None)),
        (to_court(), Some(Influence::None)),
    ];
    for (what, wanted) in rows {
        assert_eq!(of(what, 0), wanted, "{what:?}");
    }
    let probation = Disposal::Party(PartySanction::Probation);
    assert_eq!(of(probation, 0), None, "its months are not set");
    assert_eq!(of(probation, 12), through(2024, 5, 6), "a year, and two after that");
    assert_eq!(of(probation, 24), through(2025, 5, 6));
    let before = period(
        Disposal::Public(PublicSanction::Warning),
        day!(2020, 6, 30),
        None,
        rules,
        &calendar(),
    );
    assert_eq!(before.outcome().clone().known(), None, "the law was not in force");
    let longer = world("national").setting(keys::discipline::PERIOD_WARNING, TimeLimit::months(7));
    let found = period(
        Disposal::Public(PublicSanction::Warning),
        effective,
        None,
        longer.on(ON),
        &calendar(),
    );
    assert_eq!(found.outcome().clone().known(), through(2021, 12, 6));
}

/// Law 0, 1.6: against a plain second opinion, over every list of up to four.
#[test]
fn several_sanctions_together() {
    let national = world("national");
    let rules = national.on(ON);
    let months = |sanction: PublicSanction| match sanction {
        PublicSanction::Warning => 6,
        PublicSanction::Demerit => 12,
        PublicSanction::SeriousDemerit => 18,
        PublicSanction::Demotion | PublicSanction::RemovalFromPost => 24,
        PublicSanction::Dismissal => 0,
    };
    let mut lists: Vec<Vec<PublicSanction>> = vec![vec![]];
    for _ in 0..4 {
        let longer: Vec<Vec<PublicSanction>> = lists
            .iter()
            .flat_map(|list| {
                PublicSanction::ALL.map(|sanction| [list.as_slice(), &[sanction]].concat())
            })
            .collect();
        lists.extend(longer);
        lists.sort();
        lists.dedup();
    }
    for list in lists {
        let decision = combine(&list, rules);
        let found = decision.outcome().clone().known().unwrap();
        let Some(heaviest) = list.iter().copied().max() else {
            assert_eq!(found, None);
            continue;
        };
        let found = found.unwrap();
        let times = list.iter().filter(|one| **one == heaviest).count();
        assert_eq!((found.sanction, found.times), (heaviest, times), "{list:?}");
        let sum = u16::try_from(times).unwrap() * months(heaviest);
        let wanted =
            (heaviest < PublicSanction::Dismissal).then_some((months(heaviest), sum.min(48)));
        assert_eq!(found.months, wanted, "{list:?}");
    }
    let more = world("national").setting(keys::discipline::PERIOD_MOST, TimeLimit::months(60));
    let three = [PublicSanction::RemovalFromPost; 3];
    let found = combine(&three, more.on(ON)).outcome().clone().known().unwrap().unwrap();
    assert_eq!(found.months, Some((24, 60)));
    assert_eq!(combine(&three, national.on(day!(2020, 6, 30))).outcome().clone().known(), None);
}

/// Law 1.6: acting as an umbrella, serious or not.
#[test]
fn what_an_umbrella_is_sanctioned_with() {
    use PartySanction as P;
    use PublicSanction as S;

    let national = world("national");
    let ask = |serious, day| {
        let decision = for_umbrella(serious, national.on(day));
        sound(decision.reasons());
        decision.outcome().clone().known().map(|found| (found.party, found.public))
    };
    let plain = Some((vec![P::RemovalFromPartyPost, P::Probation], vec![S::RemovalFromPost]));
    let serious = Some((vec![P::Expulsion], vec![S::Dismissal]));
    for day in [day!(2020, 7, 1), day!(2024, 1, 1)] {
        assert_eq!(ask(NO, day), plain);
        assert_eq!(ask(YES, day), serious);
        assert_eq!(ask(NEVER, day), None);
    }
    assert_eq!(ask(YES, day!(2020, 6, 30)), None, "no list of public sanctions yet");
    let one = Codes::literal(&["demotion", "dismissal"]);
    let other = world("national").setting(keys::discipline::UMBRELLA_PUBLIC, one);
    let found = for_umbrella(NO, other.on(ON)).outcome().clone().known().unwrap();
    assert_eq!(found.public, [S::Demotion]);
    let one = Codes::literal(&["probation", "expulsion"]);
    let other = world("national").setting(keys::discipline::UMBRELLA_PARTY, one);
    let found = for_umbrella(NO, other.on(ON)).outcome().clone().known().unwrap();
    assert_eq!(found.party, [P::Probation]);
}

/// Law 1.6: each circumstance alone, in each state of knowledge; never summed up.
#[test]
fn circumstances_are_cited_one_by_one() {
    let national = world("national");
    for ground in MitigatingGround::ALL {
        for known in FACTS {
            let facts = Circumstances {
                lighter: BTreeMap::from([(ground, known)]),
                ..Circumstances::default()
            };
            let decision = weigh(&facts, national.on(ON));
            sound(decision.reasons());
            let found = decision.outcome();
            let wanted = if known == YES { vec![ground] } else { vec![] };
            assert_eq!((&found.lighter, found.heavier.len()), (&wanted, 0), "{ground}");
            assert_eq!(found.open.len(), usize::from(known == NEVER));
        }
    }
    for ground in AggravatingGround::ALL {
        for known in FACTS {
            let facts = Circumstances {
                heavier: BTreeMap::from([(ground, known)]),
                ..Circumstances::default()
            };
            let found = weigh(&facts, national.on(ON)).outcome().clone();
            let wanted = if known == YES { vec![ground] } else { vec![] };
            assert_eq!((found.lighter.len(), &found.heavier), (0, &wanted), "{ground}");
        }
    }
    let all = Circumstances {
        lighter: MitigatingGround::ALL.into_iter().map(|ground| (ground, YES)).collect(),
        heavier: AggravatingGround::ALL.into_iter().map(|ground| (ground, YES)).collect(),
    };
    let decision = weigh(&all, national.on(ON));
    assert_eq!(decision.reasons().len(), 14, "each with its own reason");
    assert!(decision.reasons().iter().all(|reason| !reason.citations().is_empty()));
    let before = weigh(&all, national.on(day!(2020, 6, 30)));
    assert!(before.outcome().lighter.is_empty() && before.outcome().heavier.is_empty());
    let one = Codes::literal(&["cooperation"]);
    let fewer = world("national").setting(keys::discipline::MITIGATING, one);
    assert_eq!(weigh(&all, fewer.on(ON)).outcome().lighter, [MitigatingGround::Cooperation]);
    let one = Codes::literal(&["collusion"]);
    let fewer = world("national").setting(keys::discipline::AGGRAVATING, one);
    assert_eq!(weigh(&all, fewer.on(ON)).outcome().heavier, [AggravatingGround::Collusion]);
}

fn who(approvals: &[Approval]) -> Vec<String> {
    approvals.iter().map(ToString::to_string).collect()
}

/// The whole matrix: every step, every level, a chief of the next lower level or not.
#[test]
fn the_matrix_of_steps_and_levels() {
    let national = world("national");
    let rules = national.on(day!(2025, 7, 1));
    for step in Step::ALL {
        for level in Level::ALL {
            for chief_below in FACTS {
                let decision = approvals(&StepFacts { step, level, chief_below }, rules);
                sound(decision.reasons());
                assert_eq!(rules_of(&decision), ["discipline/approval"]);
                let found = decision.outcome().clone().known().map(|all| who(&all));
                let one = |text: &str| Some(vec![text.to_owned()]);
                let wanted = match (step, level) {
                    (Step::TalkOrInquiry, _) if chief_below == YES => {
                        one("principal leader of the organ approves")
                    }
                    (Step::Verification, _) if chief_below == YES => {
                        one("party secretary of the same level approves")
                    }
                    (Step::TalkOrInquiry | Step::Verification, _) => None,
                    (Step::VerificationReport | Step::NewMeasures, _) => {
                        one("principal leader of the organ approves")
                    }
                    (Step::Filing, _) => Some(vec![
                        "principal leader of the organ approves".to_owned(),
                        "principal leader of the party committee approves".to_owned(),
                    ]),
                    (Step::Plan, _) => {
                        one("special meeting chaired by the principal leader approves")
                    }
                    (Step::Team, _) => one("leader in charge approves"),
                    (Step::OrdinaryInquiry, _) => one("head of the handling office approves"),
                    (Step::Detention, Level::Central) => {
                        one("leaders of the organ collectively decides")
                    }
                    (Step::Detention, Level::Province) => Some(vec![
                        "leaders of the organ collectively decides".to_owned(),
                        "national commission files it".to_owned(),
                    ]),
                    (Step::Detention, _) => Some(vec![
                        "leaders of the organ collectively decides".to_owned(),
                        "organ one level up approves".to_owned(),
                    ]),
                    (Step::DetentionLonger, Level::Central) => {
                        one("leaders of the organ collectively decides")
                    }
                    (Step::DetentionLonger, _) => one("organ one level up approves"),
                    (Step::DetentionGrave, _) => one("national commission approves"),
                    (Step::ExitBan, _) => one("organ of the province approves"),
                };
                assert_eq!(found, wanted, "{step:?} {level} {chief_below:?}");
            }
        }
    }
}

/// The editions: what is asked for before and after, and what changes with its parameter.
#[test]
fn the_matrix_by_edition() {
    let national = world("national");
    let known = |step, day| {
        let facts = StepFacts { step, level: Level::County, chief_below: YES };
        approvals(&facts, national.on(day)).outcome().clone().known().is_some()
    };
    let rows = [
        (Step::Plan, day!(2018, 12, 31), day!(2019, 1, 1)),
        (Step::Filing, day!(2018, 12, 31), day!(2019, 1, 1)),
        (Step::Detention, day!(2018, 3, 19), day!(2018, 3, 20)),
        (Step::DetentionGrave, day!(2025, 5, 31), day!(2025, 6, 1)),
        (Step::NewMeasures, day!(2025, 5, 31), day!(2025, 6, 1)),
    ];
    for (step, before, after) in rows {
        assert!(!known(step, before) && known(step, after), "{step:?}");
    }
    for (step, key) in [
        (Step::Plan, keys::discipline::PLAN_APPROVED_BY),
        (Step::Team, keys::discipline::TEAM_APPROVED_BY),
        (Step::OrdinaryInquiry, keys::discipline::INQUIRY_APPROVED_BY),
        (Step::DetentionLonger, keys::discipline::DETENTION_LONGER_APPROVED_BY),
        (Step::DetentionGrave, keys::discipline::DETENTION_GRAVE_APPROVED_BY),
        (Step::ExitBan, keys::discipline::EXIT_BAN_BY),
        (Step::NewMeasures, keys::discipline::NEW_MEASURES_APPROVED_BY),
        (Step::VerificationReport, keys::verification::REPORT_APPROVED_BY),
        (Step::TalkOrInquiry, keys::disposition::INQUIRY_LOWER_CHIEF),
        (Step::Verification, keys::verification::LOWER_CHIEF),
    ] {
        let other = world("national").setting(key, Approver::CollectiveLeaders);
        let facts = StepFacts { step, level: Level::County, chief_below: YES };
        let found =
            approvals(&facts, other.on(day!(2025, 7, 1))).outcome().clone().known().unwrap();
        assert_eq!(who(&found), ["leaders of the organ collectively approves"], "{step:?}");
    }
}

/// Law 1.1, 2: every rank on every level.
#[test]
fn nobody_is_handled_from_below() {
    let national = world("national");
    for rank in Rank::ALL {
        for level in Level::ALL {
            let decision = competence(rank, level, national.on(ON));
            sound(decision.reasons());
            let wanted = match level.cmp(&usual_level(rank)) {
                std::cmp::Ordering::Less => Competence::NeedsDesignation,
                std::cmp::Ordering::Equal => Competence::Own,
                std::cmp::Ordering::Greater => Competence::FromAbove,
            };
            assert_eq!(*decision.outcome(), wanted, "{rank} {level}");
        }
    }
    let county = *competence(Rank::SectionChief, Level::County, national.on(ON)).outcome();
    assert_eq!(county, Competence::Own);
}

/// Law 1.4: each condition alone, on each level.
#[test]
fn whoever_may_be_detained() {
    let national = world("national");
    let whole = |level| DetainFacts {
        level,
        serious: YES,
        part_known: YES,
        grounds: vec![DetentionGround::Collusion],
        decided_collectively: YES,
        approved: YES,
    };
    let ask = |facts: &DetainFacts, day| {
        may_detain(facts, national.on(day)).map(|found| sound(found.reasons()))
    };
    for level in Level::ALL {
        assert!(ask(&whole(level), day!(2018, 3, 20)).is_ok(), "{level}");
        assert!(ask(&whole(level), day!(2025, 6, 1)).is_ok(), "{level}");
        for ground in DetentionGround::ALL {
            assert!(ask(&DetainFacts { grounds: vec![ground], ..whole(level) }, ON).is_ok());
        }
        let bare = DetainFacts { grounds: vec![], ..whole(level) };
        assert_eq!(in_the_way(&ask(&bare, ON).unwrap_err()), ["discipline/detention-grounds"]);
        for fact in [NO, NEVER] {
            let serious = DetainFacts { serious: fact, ..whole(level) };
            assert_eq!(in_the_way(&ask(&serious, ON).unwrap_err()), ["discipline/detention-facts"]);
            let part = DetainFacts { part_known: fact, ..whole(level) };
            assert_eq!(in_the_way(&ask(&part, ON).unwrap_err()), ["discipline/detention-facts"]);
            let alone = DetainFacts { decided_collectively: fact, ..whole(level) };
            let refused = ask(&alone, ON).unwrap_err();
            assert_eq!(in_the_way(&refused), ["discipline/detention-decided"]);
            assert!(!refused.is_final());
            let unasked = DetainFacts { approved: fact, ..whole(level) };
            let found = ask(&unasked, ON);
            assert_eq!(found.is_ok(), level > Level::City, "{level}");
        }
    }
    let one = Codes::literal(&["complex"]);
    let fewer = world("national").setting(keys::discipline::DETENTION_GROUNDS, one);
    assert!(may_detain(&whole(Level::City), fewer.on(ON)).is_err());
    let before = ask(&whole(Level::City), day!(2018, 3, 19)).unwrap_err();
    assert_eq!(before.kind(), RefusalKind::NotEnoughKnown);
}

fn detained(begun: &str, longer: &[(DetentionExtension, &str)]) -> DetentionFacts {
    DetentionFacts {
        level: Level::Province,
        begun: at(begun),
        longer: longer
            .iter()
            .map(|(kind, granted)| Longer { kind: *kind, granted: at(granted), approved: YES })
            .collect(),
        notified: None,
        hinders: false,
        ended: None,
    }
}

fn count(world: &World, facts: &DetentionFacts, now: &str) -> Option<Detention> {
    let now = at(now);
    let decision = detention(facts, world.on(now.day()), &calendar(), now);
    sound(decision.reasons());
    decision.outcome().clone().known()
}

fn due(world: &World, facts: &DetentionFacts, now: &str) -> String {
    day_of(&count(world, facts, now).unwrap())
}

/// The day at whose start it is due.
fn day_of(detention: &Detention) -> String {
    detention.clock.deadline().due().day().to_string()
}

/// Law 1.4: three months, at, before and after; a holiday does not move it.
#[test]
fn a_detention_lasts_three_months() {
    let national = world("national");
    let facts = detained("2019-07-01 10:00", &[]);
    // October 1 is a holiday, and the last day all the same.
    assert!(!count(&national, &facts, "2019-10-01 23:59").unwrap().clock.is_late());
    assert!(count(&national, &facts, "2019-10-02 00:00").unwrap().clock.is_late());
    let first = TimeLimit::months(3).counting_first_day();
    let stricter = world("national").reading(keys::discipline::DETENTION, first);
    assert!(count(&stricter, &facts, "2019-10-01 00:00").unwrap().clock.is_late());
    let shorter = world("national").setting(keys::discipline::DETENTION, TimeLimit::months(2));
    assert_eq!(due(&shorter, &facts, "2019-07-02 10:00"), "2019-09-02");
    let ended = DetentionFacts { ended: Some(at("2019-09-30 10:00")), ..facts };
    assert!(!count(&national, &ended, "2019-12-01 00:00").unwrap().clock.is_open());
    let old = detained("2018-03-19 10:00", &[]);
    assert_eq!(count(&national, &old, "2018-04-01 10:00"), None, "before the law");
}

/// Law 1.4: one extension under both editions; the others only under the amended law.
#[test]
fn extensions_by_edition() {
    use DetentionExtension as E;

    let national = world("national");
    let longer = |year: &str, more: &[(E, &str)]| {
        let mut all = vec![(E::Ordinary, format!("{year}-09-20 10:00"))];
        all.extend(more.iter().map(|(kind, when)| (*kind, format!("{year}-{when}"))));
        let refs: Vec<(E, &str)> = all.iter().map(|(kind, when)| (*kind, when.as_str())).collect();
        detained(&format!("{year}-07-01 10:00"), &refs)
    };
    for year in ["2019", "2025"] {
        let facts = longer(year, &[]);
        let now = format!("{year}-12-01 10:00");
        let next = year.parse::<u32>().unwrap() + 1;
        assert_eq!(due(&national, &facts, &now), format!("{next}-01-02"), "six months");
        let twice = longer(year, &[(E::Ordinary, "11-20 10:00")]);
        let found = count(&national, &twice, &now).unwrap();
        assert_eq!(found.refused, [(E::Ordinary, NotLonger::UsedUp)]);
        assert_eq!(due(&national, &twice, &now), format!("{next}-01-02"));
    }
    let old = longer("2019", &[(E::HeavySentence, "11-20 10:00"), (E::Recount, "11-21 10:00")]);
    let found = count(&national, &old, "2019-12-01 10:00").unwrap();
    let none = [(E::HeavySentence, NotLonger::NoRule), (E::Recount, NotLonger::NoRule)];
    assert_eq!((found.refused, found.left), (none.to_vec(), vec![]));
    let grave = longer("2025", &[(E::HeavySentence, "11-20 10:00")]);
    assert_eq!(due(&national, &grave, "2025-12-01 10:00"), "2026-03-02", "eight months");
    let found = count(&national, &grave, "2025-12-01 10:00").unwrap();
    assert_eq!((found.used.len(), found.left), (2, vec![E::Recount]));
    let early = detained("2025-07-01 10:00", &[(E::HeavySentence, "2025-09-20 10:00")]);
    let found = count(&national, &early, "2025-09-21 10:00").unwrap();
    assert_eq!(found.refused, [(E::HeavySentence, NotLonger::OutOfTurn)]);
}

/// Law 1.4: granted in time, by the right organ.
#[test]
fn an_extension_in_time_and_by_the_right_organ() {
    use DetentionExtension as E;

    let national = world("national");
    let ask = |granted: &str, approved: Fact<bool>| {
        let mut facts = detained("2019-07-01 10:00", &[(E::Ordinary, granted)]);
        facts.longer[0].approved = approved;
        count(&national, &facts, "2019-10-05 10:00")
    };
    assert!(ask("2019-10-01 23:59", YES).unwrap().refused.is_empty());
    let late = ask("2019-10-02 00:00", YES).unwrap();
    assert_eq!(late.refused, [(E::Ordinary, NotLonger::TooLate)]);
    assert!(late.clock.is_late(), "what comes too late heals nothing");
    let other = ask("2019-09-20 10:00", NO).unwrap();
    assert_eq!(other.refused, [(E::Ordinary, NotLonger::OtherOrgan)]);
    assert_eq!(ask("2019-09-20 10:00", NEVER), None, "it hangs on who approved");
    let later = detained("2019-07-01 10:00", &[(E::Ordinary, "2019-09-20 10:00")]);
    assert_eq!(due(&national, &later, "2019-09-19 10:00"), "2019-10-02", "not granted yet");
}

/// Law 1.4: counted anew once, from a province up; sixteen months, or read as fourteen.
#[test]
fn counted_anew_once() {
    use DetentionExtension as E;

    let national = world("national");
    let all = [
        (E::Ordinary, "2025-09-20 10:00"),
        (E::HeavySentence, "2025-12-20 10:00"),
        (E::Recount, "2026-03-01 10:00"),
        (E::Ordinary, "2026-05-20 10:00"),
        (E::HeavySentence, "2026-08-20 10:00"),
        (E::Recount, "2026-10-20 10:00"),
    ];
    let facts = detained("2025-07-01 10:00", &all);
    let found = count(&national, &facts, "2026-10-21 10:00").unwrap();
    assert_eq!(found.refused, [(E::Recount, NotLonger::UsedUp)]);
    assert_eq!(day_of(&found), "2026-11-02", "eight and eight");
    let fourteen =
        world("national").reading(keys::discipline::DETENTION_EXTREME, TimeLimit::months(14));
    let found = count(&fourteen, &facts, "2026-10-21 10:00").unwrap();
    let second = [(E::HeavySentence, NotLonger::UsedUp), (E::Recount, NotLonger::TooLate)];
    assert_eq!(found.refused, second);
    assert_eq!(day_of(&found), "2026-09-02", "eight and six");
    for level in Level::ALL {
        let recount = detained("2025-07-01 10:00", &[(E::Recount, "2025-08-01 10:00")]);
        let found =
            count(&national, &DetentionFacts { level, ..recount }, "2025-08-02 10:00").unwrap();
        let may = level >= Level::Province;
        assert_eq!(found.refused.is_empty(), may, "{level}");
        let due = if may { "2025-11-02" } else { "2025-10-02" };
        assert_eq!(day_of(&found), due, "{level}");
    }
    let twice = world("national").setting(keys::discipline::DETENTION_RECOUNTS, 2);
    let found = count(&twice, &facts, "2026-10-21 10:00").unwrap();
    assert!(found.refused.is_empty());
}

/// Law 0: a detention begun before the amended law came into force, in both readings.
#[test]
fn a_detention_across_the_change() {
    use DetentionExtension as E;

    let facts = detained(
        "2025-03-10 10:00",
        &[(E::Ordinary, "2025-06-05 10:00"), (E::HeavySentence, "2025-09-01 10:00")],
    );
    let as_begun = world("national");
    let found = count(&as_begun, &facts, "2025-09-02 10:00").unwrap();
    assert_eq!(found.refused, [(E::HeavySentence, NotLonger::NoRule)]);
    assert_eq!(due(&as_begun, &facts, "2025-09-02 10:00"), "2025-09-11");
    let each_step = world("national")
        .reading(keys::discipline::DETENTION_PENDING_AT_CHANGE, Transition::AsOfEachStep);
    assert_eq!(due(&each_step, &facts, "2025-09-02 10:00"), "2025-11-11");
    let more = world("national").setting(keys::discipline::DETENTION_EXTENSIONS, 2);
    let twice = detained(
        "2019-07-01 10:00",
        &[(E::Ordinary, "2019-09-20 10:00"), (E::Ordinary, "2019-12-20 10:00")],
    );
    assert_eq!(due(&more, &twice, "2019-12-21 10:00"), "2020-04-02");
    let shorter =
        world("national").setting(keys::discipline::DETENTION_LONGER, TimeLimit::months(1));
    let once = detained("2019-07-01 10:00", &[(E::Ordinary, "2019-09-20 10:00")]);
    assert_eq!(due(&shorter, &once, "2019-12-21 10:00"), "2019-11-02");
    let grave = world("national").setting(keys::discipline::DETENTION_GRAVE, TimeLimit::months(1));
    assert_eq!(due(&grave, &facts, "2025-09-02 10:00"), "2025-10-11");
}

/// Law 1.4: 24 hours by the clock, unless it hinders.
#[test]
fn unit_and_family_are_told() {
    let national = world("national");
    let stands = |facts: &DetentionFacts, now: &str| {
        let now = at(now);
        let decision = notice(facts, national.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        decision.outcome().clone().known().unwrap()
    };
    let late = |notice: Notice| match notice {
        Notice::Due(clock) => Some(clock.is_late()),
        Notice::Hinders => None,
    };
    let facts = detained("2019-07-01 10:00", &[]);
    assert_eq!(late(stands(&facts, "2019-07-02 09:59")), Some(false));
    assert_eq!(late(stands(&facts, "2019-07-02 10:00")), Some(true));
    let hinders = DetentionFacts { hinders: true, ..facts.clone() };
    assert_eq!(late(stands(&hinders, "2019-07-05 10:00")), None);
    let told = DetentionFacts { notified: Some(at("2019-07-02 09:00")), ..facts.clone() };
    assert_eq!(late(stands(&told, "2019-07-05 10:00")), Some(false));
    let longer =
        world("national").setting(keys::discipline::DETENTION_NOTICE, TimeLimit::hours(48));
    let now = at("2019-07-02 10:00");
    let found = notice(&facts, longer.on(now.day()), &calendar(), now);
    assert_eq!(found.outcome().clone().known().and_then(late), Some(false));
}

/// Law 1.4: a day counts for two of surveillance, and one of imprisonment.
#[test]
fn what_detention_is_credited_against() {
    let national = world("national");
    let ask = |days, world: &World, day| {
        let found = credit(days, world.on(day)).outcome().clone().known();
        found.map(|credit| (credit.surveillance, credit.imprisonment))
    };
    for day in [day!(2018, 3, 20), day!(2025, 6, 1)] {
        assert_eq!(ask(0, &national, day), Some((0, 0)));
        assert_eq!(ask(92, &national, day), Some((184, 92)));
        assert_eq!(ask(u32::MAX, &national, day), Some((8_589_934_590, 4_294_967_295)));
    }
    assert_eq!(ask(1, &national, day!(2018, 3, 19)), None);
    let other = world("national").setting(keys::discipline::CREDIT_CONTROL, 3);
    assert_eq!(ask(2, &other, ON), Some((6, 2)));
    let other = world("national").setting(keys::discipline::CREDIT_PRISON, 3);
    assert_eq!(ask(2, &other, ON), Some((4, 6)));
}

/// Law 1.4, 1.5: each term with and without more time: the last moment in time, and the
/// first that is too late.
#[test]
fn other_terms() {
    use Term as T;

    let national = world("national");
    let rows = [
        (T::Decision, 0, "2021-10-08 10:00", "2022-10-09 00:00"),
        (T::Decision, 1, "2021-10-08 10:00", "2023-04-09 00:00"),
        (T::Decision, 2, "2021-10-08 10:00", "2023-04-09 00:00"),
        (T::DecisionAfterRelease, 0, "2021-10-08 10:00", "2022-10-09 00:00"),
        (T::Review, 0, "2018-03-01 10:00", "2018-05-31 00:00"),
        (T::Review, 1, "2018-03-01 10:00", "2018-08-29 00:00"),
        (T::Trial, 0, "2019-05-10 10:00", "2019-06-11 00:00"),
        (T::Announced, 0, "2019-05-10 10:00", "2019-06-11 00:00"),
        (T::PostChanged, 0, "2021-05-10 10:00", "2021-06-11 00:00"),
        (T::PostChanged, 1, "2021-05-10 10:00", "2021-11-11 00:00"),
        (T::Compelled, 0, "2025-07-01 10:00", "2025-07-01 22:00"),
        (T::Compelled, 1, "2025-07-01 10:00", "2025-07-02 10:00"),
        (T::Waiting, 0, "2025-07-01 10:00", "2026-07-02 00:00"),
        (T::Protective, 0, "2025-07-01 10:00", "2025-07-09 00:00"),
        (T::Protective, 1, "2025-07-01 10:00", "2025-07-12 00:00"),
        (T::Technical, 0, "2019-07-01 10:00", "2019-10-02 00:00"),
        (T::Technical, 2, "2019-07-01 10:00", "2020-04-02 00:00"),
    ];
    for (term, extended, start, wanted) in rows {
        let facts = TermFacts { term, start: Fact::Known(at(start)), extended, done: None };
        let now = at(start);
        let decision = term_due(&facts, national.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        let found = decision.outcome().clone().known().unwrap_or_else(|| panic!("{term:?}"));
        assert_eq!(found.deadline().due(), at(wanted), "{term:?} {extended}");
    }
    for term in Term::ALL {
        let facts = TermFacts {
            term,
            start: Fact::NotKnown(NotKnown::NeverAsked),
            extended: 1,
            done: None,
        };
        let now = at("2025-07-01 10:00");
        let decision = term_due(&facts, national.on(now.day()), &calendar(), now);
        assert_eq!(decision.outcome().clone().known(), None, "{term:?} without a start");
    }
    let late = TermFacts {
        term: T::Trial,
        start: Fact::Known(at("2019-05-10 10:00")),
        extended: 0,
        done: Some(at("2019-06-11 00:00")),
    };
    let shorter = world("national").setting(keys::discipline::TRIAL, TimeLimit::months(2));
    let now = at("2019-07-01 10:00");
    let stands = |world: &World| {
        let found = term_due(&late, world.on(now.day()), &calendar(), now);
        found.outcome().clone().known().unwrap().is_late()
    };
    assert!(stands(&national) && !stands(&shorter));
    let gone = TermFacts { term: T::Review, start: Fact::Known(at("2019-01-01 10:00")), ..late };
    let found = term_due(&gone, national.on(now.day()), &calendar(), now);
    assert_eq!(found.outcome().clone().known(), None, "ended with the rules of 2019");
}

/// Art. 52: each thing, for each answer, before and after the law.
#[test]
fn what_waits_during_an_investigation() {
    let national = world("national");
    for what in During::ALL {
        for under in FACTS {
            let found = may_do(what, under, national.on(day!(2020, 7, 1)));
            assert_eq!(found.is_ok(), under == NO, "{what}");
            assert!(may_do(what, under, national.on(day!(2020, 6, 30))).is_ok(), "{what}");
        }
        let others: Vec<&'static str> =
            ["exit", "resign", "promote", "transfer", "award", "sanction", "retire"]
                .into_iter()
                .filter(|code| *code != what.word().code())
                .collect();
        let fewer =
            world("national").setting(keys::discipline::FROZEN_DURING, Codes::literal(&others));
        assert!(may_do(what, YES, fewer.on(ON)).is_ok(), "{what}");
    }
}

/// From the dossier: who approved, who decided, what was counted.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::base::id::{MeasureId, OutcomeId, RecordId};
    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let organ = |n: u128, level: &str, parent: Option<u128>| {
        json!({ "id": no("organ", n), "name": "甲委", "kind": "discipline_supervision",
            "level": level, "parent": parent.map(|parent| no("organ", parent)) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "central", None), organ(2, "province", Some(1)), organ(3, "city", Some(2))],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 3), "title": "处长",
            "rank": "division_chief" }],
        "persons": [{ "id": no("person", 1), "name": "甲某", "supervised_as": "civil_servant" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": "open" } }],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 3),
            "filed_level": "city", "managing_level": "city", "subjects": [no("person", 1)],
            "stages": [stamped("2021-01-10 09:00", json!({ "discipline": "filed" }))] }],
        "meetings": [
            { "id": no("meeting", 1), "kind": "special", "held": when("2021-01-11 09:00"),
                "collective": true, "cases": [] },
            { "id": no("meeting", 2), "kind": "special", "held": when("2021-05-05 09:00"),
                "collective": true, "cases": [no("case", 1)] }],
        "measures": [{ "id": no("measure", 1), "kind": "detention", "case": no("case", 1),
            "person": no("person", 1), "organ": no("organ", 3), "decided_at": no("meeting", 1),
            "approved_by": no("organ", 2), "approved": when("2021-01-12 08:00"),
            "grounds": ["complex"], "begun": when("2021-01-12 09:00"),
            "not_notified": "有碍调查",
            "extensions": [
                { "kind": "ordinary", "approved_by": no("organ", 2), "when": when("2021-04-01 09:00") },
                { "kind": "heavy_sentence", "approved_by": no("organ", 2), "when": when("2021-04-02 09:00") }] }],
        "hearings": [{ "id": no("record", 1), "case": no("case", 1), "person": no("person", 1),
            "organ": no("organ", 3), "told": when("2021-05-01 09:00"),
            "heard": when("2021-05-02 09:00") }],
        "outcomes": [
            { "id": no("outcome", 1), "person": no("person", 1), "tenure": no("tenure", 1),
                "what": { "public": "demerit" }, "case": no("case", 1), "by": no("organ", 3),
                "decided": when("2021-05-06 09:00"), "mitigating": ["cooperation"] },
            { "id": no("outcome", 2), "person": no("person", 1), "what": { "public": "warning" },
                "case": no("case", 1), "by": no("organ", 2), "decided": when("2021-05-05 09:00"),
                "revoked": when("2021-06-01 09:00") }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let measure = id(MeasureId::from_uuid, 1);
    let facts = DetentionFacts::gather(&dossier, measure).unwrap();
    assert_eq!(facts.longer.iter().map(|longer| longer.approved).collect::<Vec<_>>(), [YES, NO]);
    assert!(facts.hinders && facts.level == Level::City);
    let detain = DetainFacts::gather(&dossier, measure, YES, YES).unwrap();
    assert_eq!((detain.approved, detain.decided_collectively), (YES, YES));
    assert!(may_detain(&detain, world("national").on(day!(2021, 1, 12))).is_ok());
    let gather = |hearing| {
        ImposeFacts::gather(&dossier, id(OutcomeId::from_uuid, 1), hearing, YES, NO).unwrap()
    };
    let heard = gather(Some(id(RecordId::from_uuid, 1)));
    assert_eq!(
        (heard.deliberated, heard.unit_sanctioned),
        (YES, YES),
        "another organ's stood then"
    );
    let national = world("national");
    assert_eq!(in_the_way(&impose(&national, &heard, ON).unwrap_err()), ["discipline/double"]);
    let nobody_knows = ImposeFacts { unit_sanctioned: NO, ..gather(None) };
    let refused = impose(&national, &nobody_knows, ON).unwrap_err();
    assert_eq!(in_the_way(&refused), ["remedy/heard"]);
    assert_eq!(refused.kind(), RefusalKind::NotEnoughKnown);
    let unheard = Some(HearingFacts::unheard(at("2021-05-06 09:00")));
    let refused = impose(&national, &ImposeFacts { hearing: unheard, ..nobody_knows }, ON);
    let refused = refused.unwrap_err();
    assert_eq!(in_the_way(&refused), ["remedy/told", "remedy/heard"]);
    let persons = Handled::gather(&dossier, day!(2021, 5, 31));
    assert_eq!((persons.len(), persons[0].what.len()), (1, 2));
    assert_eq!(persons[0].rank, Fact::Known(Rank::DivisionChief));
    assert_eq!(Handled::gather(&dossier, day!(2021, 6, 1))[0].what.len(), 1, "revoked by then");
    let outcome = dossier.outcome(id(OutcomeId::from_uuid, 1)).unwrap();
    assert_eq!(Circumstances::of(outcome).lighter.len(), 1);
}
