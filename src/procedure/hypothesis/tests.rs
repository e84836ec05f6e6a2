//! Every step from every standing, claims weighed against a plain count, tenures.

mod records;
mod side_by_side;

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::base::id::{CaseId, ClaimId, OrganId, OutcomeId, PersonId, TenureId, UmbrellaId};
use crate::base::period::{End, Period, Start};
use crate::base::text::{Code, Prose};
use crate::base::truth::Truth;
use crate::day;
use crate::decision::{Answer, Refusal, RefusalKind};
use crate::model::stage::Stage;
use crate::model::umbrella::{EffectiveDecision, Refutation, UmbrellaStage};
use crate::procedure::trials::{FACTS, World, at, id, sound, world};
use crate::provenance::{Balance, Fact, Grade, NotKnown, Stance, Standing, balance};
use crate::rulebook::keys;

const DAY: crate::base::day::Day = day!(2021, 3, 15);
const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn organ(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

fn decision() -> EffectiveDecision {
    EffectiveDecision::Outcome(id(OutcomeId::from_uuid, 5))
}

/// A step to which nothing is missing.
fn whole(standing: Standing, step: Step) -> StepFacts {
    StepFacts {
        umbrella: id(UmbrellaId::from_uuid, 1),
        standing,
        intended: Intended {
            step,
            by: Some(id(PersonId::from_uuid, 9)),
            signed: YES,
            looked_at: YES,
            decision: Some(decision()),
            overturned: YES,
            reasons: true,
            owed_to: BTreeSet::from([organ(1), organ(2)]),
        },
        near: NO,
        within_tenure: YES,
        origins: Range { least: 2, most: 2 },
        in_effect: YES,
        about_subject: YES,
        told: BTreeSet::from([organ(1), organ(2)]),
    }
}

fn ask(world: &World, facts: &StepFacts) -> Result<Step, Refusal> {
    let decision = may_step(facts, world.on(DAY))?;
    sound(decision.reasons());
    Ok(*decision.outcome())
}

fn stage(standing: Standing) -> UmbrellaStage {
    let by = id(PersonId::from_uuid, 9);
    let reasons = Prose::parse("查无实据").unwrap();
    match standing {
        Standing::Alleged => UmbrellaStage::Alleged,
        Standing::Checked => UmbrellaStage::Checked { by },
        Standing::Supported => UmbrellaStage::Supported { by },
        Standing::Established => UmbrellaStage::Established { by, decision: decision() },
        Standing::Refuted => {
            UmbrellaStage::Refuted(Refutation::new(by, reasons, Vec::new()).unwrap())
        }
        Standing::Withdrawn => UmbrellaStage::Withdrawn { by, reasons },
    }
}

/// Design §4: with nothing missing, the open steps are those of the noun; the steps named
/// as a cure lead there.
#[test]
fn the_steps_are_those_of_the_noun() {
    let national = world("national");
    for standing in Standing::ALL.iter().copied() {
        for step in Step::ALL {
            let open = stage(standing).may_become(&stage(step.leads_to()));
            let found = ask(&national, &whole(standing, step));
            assert_eq!(found.is_ok(), open, "{standing} {step}");
            let Err(refused) = found else { continue };
            assert_eq!(refused.unmet().len(), 1);
            let cures = refused.unmet()[0].remedy().cures();
            assert_eq!(refused.is_final(), cures.is_empty());
            let mut reached = standing;
            for cure in cures {
                let code = format!("{:?}", cure.act());
                let first = Step::ALL.into_iter().find(|s| code.contains(s.word().code()));
                let first = first.unwrap();
                assert!(ask(&national, &whole(reached, first)).is_ok(), "{reached} {first}");
                reached = first.leads_to();
            }
            if !cures.is_empty() {
                assert!(ask(&national, &whole(reached, step)).is_ok(), "{standing} {step}");
            }
        }
    }
}

/// Design §1: only what is alleged is entered; of any other standing the cures are the entry
/// and the steps that lead there, in their order.
#[test]
fn a_hypothesis_is_entered_as_alleged() {
    for standing in Standing::ALL.iter().copied() {
        let refused = match may_enter(standing) {
            Ok(decision) => {
                sound(decision.reasons());
                assert_eq!(standing, Standing::Alleged);
                continue;
            }
            Err(refused) => refused,
        };
        assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::NotPermitted, false));
        let cures = refused.unmet()[0].remedy().cures();
        let mut reached = Standing::Alleged;
        for cure in &cures[1..] {
            let code = format!("{:?}", cure.act());
            let step = Step::ALL.into_iter().find(|step| code.contains(step.word().code()));
            let next = step.unwrap().leads_to();
            assert!(stage(reached).may_become(&stage(next)), "{reached} {next}");
            reached = next;
        }
        assert_eq!(reached, standing);
    }
}

/// Each condition broken alone: its rule, its kind, whether it is final.
#[test]
fn each_condition_alone() {
    use RefusalKind::{Forbidden, NotEnoughKnown, NotPermitted};
    use Standing as S;

    type Change = fn(&mut StepFacts);
    #[rustfmt::skip]
    let rows: [(&str, RefusalKind, bool, S, Step, Change); 21] = [
        ("person", NotPermitted, false, S::Alleged, Step::Check, |f| f.intended.by = None),
        ("person", NotPermitted, false, S::Alleged, Step::Check, |f| f.intended.signed = NO),
        ("person", NotEnoughKnown, false, S::Alleged, Step::Check, |f| f.intended.signed = NEVER),
        ("near", Forbidden, false, S::Alleged, Step::Check, |f| f.near = YES),
        ("near", NotEnoughKnown, false, S::Alleged, Step::Check, |f| f.near = NEVER),
        ("looked-at", NotPermitted, false, S::Alleged, Step::Check, |f| f.intended.looked_at = NO),
        ("looked-at", NotEnoughKnown, false, S::Alleged, Step::Check, |f| f.intended.looked_at = NEVER),
        ("tenure", Forbidden, true, S::Checked, Step::Support, |f| f.within_tenure = NO),
        ("tenure", NotEnoughKnown, false, S::Checked, Step::Support, |f| f.within_tenure = NEVER),
        ("tenure", Forbidden, true, S::Supported, Step::Establish, |f| f.within_tenure = NO),
        ("origins", NotPermitted, false, S::Checked, Step::Support, |f| f.origins = Range { least: 1, most: 1 }),
        ("origins", NotEnoughKnown, false, S::Checked, Step::Support, |f| f.origins = Range { least: 1, most: 2 }),
        ("decision", NotPermitted, false, S::Supported, Step::Establish, |f| f.intended.decision = None),
        ("decision", NotPermitted, false, S::Supported, Step::Establish, |f| f.in_effect = NO),
        ("decision", NotEnoughKnown, false, S::Supported, Step::Establish, |f| f.in_effect = NEVER),
        ("decision", NotPermitted, false, S::Supported, Step::Establish, |f| f.about_subject = NO),
        ("reasons", NotPermitted, false, S::Checked, Step::Refute, |f| f.intended.reasons = false),
        ("reasons", NotPermitted, false, S::Checked, Step::Withdraw, |f| f.intended.reasons = false),
        ("corrections", NotPermitted, false, S::Checked, Step::Refute, |f| f.told = BTreeSet::from([organ(3)])),
        ("overturned", Forbidden, false, S::Established, Step::Refute, |f| f.intended.overturned = NO),
        ("overturned", NotEnoughKnown, false, S::Established, Step::Refute, |f| f.intended.overturned = NEVER),
    ];
    for (rule, kind, last, standing, step, change) in rows {
        let mut facts = whole(standing, step);
        assert!(ask(&world("national"), &facts).is_ok(), "{rule}");
        change(&mut facts);
        let refused = ask(&world("national"), &facts).unwrap_err();
        assert_eq!(refused.unmet().len(), 1, "{rule}: {refused}");
        let found = refused.unmet()[0].reason().rule().as_str();
        assert_eq!(found, format!("hypothesis/{rule}"));
        assert_eq!((refused.kind(), refused.is_final()), (kind, last), "{refused}");
    }
}

/// What a step does not need does not stand in its way.
#[test]
fn a_step_asks_for_its_own_and_no_more() {
    let national = world("national");
    let bare = |standing, step| {
        let facts = whole(standing, step);
        StepFacts {
            intended: Intended { by: facts.intended.by, signed: YES, ..Intended::bare(step) },
            within_tenure: NEVER,
            origins: Range::default(),
            in_effect: NEVER,
            about_subject: NEVER,
            told: BTreeSet::new(),
            ..facts
        }
    };
    let mut check = bare(Standing::Alleged, Step::Check);
    check.intended.looked_at = YES;
    assert!(ask(&national, &check).is_ok(), "one looks before one has evidence");
    let mut support = bare(Standing::Checked, Step::Support);
    (support.within_tenure, support.origins) = (YES, Range { least: 2, most: 9 });
    assert!(ask(&national, &support).is_ok());
    let mut establish = bare(Standing::Supported, Step::Establish);
    (establish.within_tenure, establish.in_effect, establish.about_subject) = (YES, YES, YES);
    establish.intended.decision = Some(EffectiveDecision::Judgment(id(CaseId::from_uuid, 1)));
    assert!(ask(&national, &establish).is_ok());
    let mut refute = bare(Standing::Checked, Step::Refute);
    refute.intended.reasons = true;
    assert!(ask(&national, &refute).is_ok(), "nobody was told");
}

/// Design §1: however many claims there are, nothing follows from them alone. All cures
/// applied the step succeeds, one left out it fails.
#[test]
fn no_count_of_claims_takes_the_place_of_a_decision() {
    let national = world("national");
    let crowd = Range { least: 10_000, most: 10_000 };
    for step in Step::ALL {
        for standing in Standing::ALL.iter().copied() {
            let mut facts = whole(standing, step);
            (facts.origins, facts.intended.by) = (crowd, None);
            let refused = ask(&national, &facts).unwrap_err();
            let rules: Vec<_> =
                refused.unmet().iter().map(|unmet| unmet.reason().rule().as_str()).collect();
            assert!(rules.contains(&"hypothesis/person"), "{standing} {step}");
        }
    }
    type Change = fn(&mut StepFacts);
    let cures: [(&str, Change); 5] = [
        ("by", |f| (f.intended.by, f.near) = (Some(id(PersonId::from_uuid, 9)), NO)),
        ("signed", |f| f.intended.signed = YES),
        ("within_tenure", |f| f.within_tenure = YES),
        ("origins", |f| f.origins = Range { least: 2, most: 2 }),
        ("check", |f| f.standing = Standing::Checked),
    ];
    let bare = StepFacts {
        intended: Intended::bare(Step::Support),
        near: NEVER,
        within_tenure: NEVER,
        origins: Range::default(),
        ..whole(Standing::Alleged, Step::Support)
    };
    for left_out in 0..=cures.len() {
        let mut facts = bare.clone();
        for (place, (_, cure)) in cures.iter().enumerate() {
            if place != left_out {
                cure(&mut facts);
            }
        }
        assert_eq!(ask(&national, &facts).is_ok(), left_out == cures.len(), "{left_out}");
    }
    let named: String = format!("{:?}", ask(&national, &bare).unwrap_err());
    for (cure, _) in cures {
        assert!(named.contains(&format!("\"{cure}\"")), "{cure} is named as a cure");
    }
}

/// The parameter at, before and after; over all ranges up to four.
#[test]
fn so_many_origins_are_needed() {
    for needed in [1_u32, 2, 3] {
        let changed = world("national").setting(keys::hypothesis::SUPPORTED_ORIGINS, needed);
        for least in 0..4_usize {
            for most in least..4 {
                let mut facts = whole(Standing::Checked, Step::Support);
                facts.origins = Range { least, most };
                let needed = usize::try_from(needed).unwrap();
                let kind = ask(&changed, &facts).err().map(|refused| refused.kind());
                let wanted = match (least >= needed, most < needed) {
                    (true, _) => None,
                    (_, true) => Some(RefusalKind::NotPermitted),
                    _ => Some(RefusalKind::NotEnoughKnown),
                };
                assert_eq!(kind, wanted, "{least} to {most} of {needed}");
            }
        }
    }
    let facts = whole(Standing::Checked, Step::Support);
    assert!(ask(&world("national"), &facts).is_ok(), "two are enough as published");
}

fn claim(n: u128) -> ClaimId {
    id(ClaimId::from_uuid, n)
}

fn said(n: u128, origin: &str, stance: Stance, bears: Fact<bool>) -> Said {
    let origin = Code::parse(origin).unwrap();
    Said { claim: claim(n), origin, stance, grade: Grade::UNJUDGED, bears }
}

fn facts(said: Vec<Said>) -> WeighFacts {
    WeighFacts { umbrella: id(UmbrellaId::from_uuid, 1), said }
}

fn range(least: usize, most: usize) -> Range {
    Range { least, most }
}

/// Three claims of two origins, over every side and whether each bears: the ranges are the
/// least and the most over all that may turn out, by the count of `provenance::balance`.
#[test]
fn a_weighing_holds_whatever_turns_out() {
    let stances = [Stance::For, Stance::Against];
    let mut seen = 0;
    for sides in 0..8_usize {
        for knowing in 0..27_usize {
            let side = |n: usize| stances[(sides >> n) & 1];
            let bears = |n: u32| FACTS[(knowing / 3_usize.pow(n)) % 3];
            let all = vec![
                said(1, "a", side(0), bears(0)),
                said(2, "a", side(1), bears(1)),
                said(3, "b", side(2), bears(2)),
            ];
            let worlds = turn_outs(&all);
            let count = |of: fn(&Balance) -> usize| {
                let counts: Vec<usize> = worlds.iter().map(|kept| of(&plain(kept))).collect();
                range(*counts.iter().min().unwrap(), *counts.iter().max().unwrap())
            };
            let found = weigh(&facts(all.clone()));
            sound(found.reasons());
            let weighing = found.outcome();
            assert_eq!(weighing.supporting, count(|b| b.supporting), "{all:?}");
            assert_eq!(weighing.opposing, count(|b| b.opposing), "{all:?}");
            assert_eq!(weighing.torn, count(|b| b.torn), "{all:?}");
            without_one(&all);
            seen += 1;
        }
    }
    assert_eq!(seen, 216);
}

/// The claims that bear, for each way in which what is not known may turn out.
fn turn_outs(all: &[Said]) -> Vec<Vec<Said>> {
    let mut worlds = vec![Vec::new()];
    for said in all {
        let mut more = Vec::new();
        for world in worlds {
            if said.bears != YES {
                more.push(world.clone());
            }
            if said.bears != NO {
                more.push(world.into_iter().chain([said.clone()]).collect());
            }
        }
        worlds = more;
    }
    worlds
}

/// The count of the storey below.
fn plain(said: &[Said]) -> Balance {
    use crate::base::text::Line;
    use crate::provenance::{Claim, Source, SourceKind};

    let claims: Vec<Claim> = said
        .iter()
        .map(|said| {
            let label = Line::parse("甲信").unwrap();
            let source = Source::new(label, SourceKind::Report, said.origin.clone());
            let text = Prose::parse("某事").unwrap();
            Claim::new(said.claim, source, text, said.stance, at("2021-03-01 09:00"))
        })
        .collect();
    balance(&claims)
}

/// What would be left without each claim, against weighing anew without it.
fn without_one(all: &[Said]) {
    let found = sensitivity(&facts(all.to_vec()));
    sound(found.reasons());
    let bearing: Vec<&Said> = all.iter().filter(|said| said.bears != NO).collect();
    assert_eq!(found.outcome().len(), bearing.len());
    for (without, said) in found.outcome().iter().zip(bearing) {
        assert_eq!((without.claim, without.stance), (said.claim, said.stance));
        let rest = all.iter().filter(|other| other.claim != said.claim).cloned().collect();
        let left = weigh(&facts(rest)).outcome().supporting;
        let footing = |n: usize| match n {
            0 => Footing::Nothing,
            1 => Footing::OneOrigin,
            _ => Footing::Several,
        };
        let wanted = (footing(left.least) == footing(left.most)).then(|| footing(left.least));
        assert_eq!(without.stands_on.clone().known(), wanted, "{all:?}");
    }
}

/// Design §4: one origin once, contradictions side by side, the order leaves no trace.
#[test]
fn claims_stand_side_by_side() {
    let all = vec![
        said(1, "letter", Stance::For, YES),
        said(2, "letter", Stance::For, YES),
        said(3, "file", Stance::For, YES),
        said(4, "talk", Stance::For, YES),
        said(5, "talk", Stance::Against, YES),
        said(6, "old", Stance::For, NO),
        said(7, "vague", Stance::For, NEVER),
    ];
    let found = weigh(&facts(all.clone()));
    let weighing = found.outcome();
    assert_eq!(weighing.to_string(), "2 to 3 for, 0 against, 1 both");
    assert_eq!((&weighing.outside, &weighing.time_not_known), (&vec![claim(6)], &vec![claim(7)]));
    let talk = OneOrigin { for_it: vec![claim(4)], against: vec![claim(5)] };
    assert_eq!(weighing.origins.len(), 4);
    assert_eq!(weighing.origins[2], talk);
    let turned: Vec<Said> = all.iter().rev().chain(&all).cloned().collect();
    assert_eq!(weigh(&facts(turned.clone())).outcome(), weighing, "twice counts once");
    assert_eq!(sensitivity(&facts(turned)), sensitivity(&facts(all)));
}

/// Design §5: without this claim it would stand on nothing, on one origin.
#[test]
fn what_hangs_on_one_claim() {
    let stands = |all: Vec<Said>| -> Vec<String> {
        let found = sensitivity(&facts(all));
        let show = |answer: &Answer<Footing>| {
            answer.clone().known().map_or("undetermined".to_owned(), |footing| footing.to_string())
        };
        found.outcome().iter().map(|without| show(&without.stands_on)).collect()
    };
    let letter = said(1, "letter", Stance::For, YES);
    let again = said(2, "letter", Stance::For, YES);
    let file = said(3, "file", Stance::For, YES);
    assert_eq!(stands(vec![letter.clone()]), ["stands on nothing"]);
    let both = stands(vec![letter.clone(), again.clone()]);
    assert_eq!(both, ["stands on one origin"; 2], "the same hand is still there");
    assert_eq!(stands(vec![letter.clone(), file.clone()]), ["stands on one origin"; 2]);
    let three = stands(vec![letter.clone(), again.clone(), file.clone()]);
    assert_eq!(
        three,
        ["stands on several origins", "stands on several origins", "stands on one origin"]
    );
    let against = said(4, "file", Stance::Against, YES);
    let torn = stands(vec![letter, file, against]);
    assert_eq!(torn, ["stands on nothing", "stands on one origin", "stands on several origins"]);
}

fn period(from: Option<(i32, u32, u32)>, until: Option<(i32, u32, u32)>) -> Period {
    let day = |(y, m, d): (i32, u32, u32)| crate::base::day::Day::of(y, m, d).unwrap();
    let start = from.map_or(Start::Unknown, |from| Start::On(day(from)));
    Period::new(start, until.map_or(End::Unknown, |until| End::Before(day(until)))).unwrap()
}

/// G03: the deputy chief procurator until 2018-05-01 stays the subject as a former one; the
/// successor does not become it. At, before and after the last day.
#[test]
fn post_and_tenure_apart() {
    let tenure = id(TenureId::from_uuid, 2);
    let person = id(PersonId::from_uuid, 1);
    let facts = AttachFacts {
        umbrella: id(UmbrellaId::from_uuid, 1),
        subject: crate::model::umbrella::Subject::Tenure { person, tenure },
        post: None,
        tenure: Some(period(Some((2016, 3, 1)), Some((2018, 5, 1)))),
        shielded: Some(period(Some((2017, 1, 1)), Some((2018, 1, 1)))),
    };
    let on = |facts: &AttachFacts, day| {
        let found = attachment(facts, day);
        sound(found.reasons());
        found.outcome().clone()
    };
    let capacity = |day| on(&facts, day).to_string();
    assert_eq!(capacity(day!(2016, 2, 29)), "not yet in the post");
    assert_eq!(capacity(day!(2016, 3, 1)), "serving");
    assert_eq!(capacity(day!(2018, 4, 30)), "serving");
    assert_eq!(capacity(day!(2018, 5, 1)), "former");
    let found = on(&facts, day!(2021, 1, 1));
    assert_eq!(found.within, Truth::Yes);
    assert!(found.concerns(tenure) && !found.concerns(id(TenureId::from_uuid, 3)));
    let after = AttachFacts { shielded: Some(period(Some((2018, 5, 1)), None)), ..facts };
    assert_eq!(on(&after, DAY).within, Truth::No);
    let vague = AttachFacts { tenure: Some(Period::UNKNOWN), shielded: None, ..facts };
    assert_eq!(on(&vague, DAY).within, Truth::Unknown);
    assert!(on(&vague, DAY).to_string().starts_with("undetermined, missing: on which days"));
    let organ = crate::model::umbrella::Subject::Organ { organ: organ(1) };
    let organ = AttachFacts { subject: organ, tenure: None, ..facts };
    assert_eq!(on(&organ, DAY).to_string(), "an organ");
    assert!(!on(&organ, DAY).concerns(tenure));
}

/// G04: a former township secretary who let a gang grow, from the dossier to the correction.
#[test]
fn a_township_secretary_from_the_first_letter_to_the_correction() {
    use crate::base::id::{EnvelopeId, PostId};
    use crate::model::draft::Draft;
    use crate::model::history::When;
    use crate::model::umbrella::{Correction, UmbrellaDraft};
    use crate::procedure::remedy::{ClearFacts, clearing};
    use crate::terms::umbrella::Manifestation;

    let umbrella = id(UmbrellaId::from_uuid, 1);
    let dossier = secretary("2021-02-01", json_null());
    assert_eq!(dossier.umbrella(umbrella).unwrap().manifestations(), [Manifestation::LetGrow]);
    let now = at("2021-03-15 09:00");
    let attached = AttachFacts::gather(&dossier, umbrella).unwrap();
    assert_eq!(attached.post, Some(id(PostId::from_uuid, 1)));
    assert_eq!(attachment(&attached, DAY).outcome().to_string(), "former");

    let in_office = period(Some((2017, 1, 1)), Some((2018, 1, 1)));
    let later = period(Some((2019, 1, 1)), Some((2019, 6, 1)));
    let about = BTreeMap::from([(claim(1), in_office), (claim(2), later)]);
    let weighed = WeighFacts::gather(&dossier, umbrella, &about, now).unwrap();
    let bears: Vec<Fact<bool>> = weighed.said.iter().map(|said| said.bears).collect();
    assert_eq!(bears, [YES, NO, NEVER], "the third claim says no time");
    assert_eq!(weigh(&weighed).outcome().to_string(), "1 for, 0 to 1 against, 0 both");
    let early = WeighFacts::gather(&dossier, umbrella, &about, at("2021-01-31 09:00")).unwrap();
    assert_eq!(early.said.len(), 2, "the third was seen on February 1");

    let kin = Intended { by: Some(id(PersonId::from_uuid, 2)), ..Intended::bare(Step::Support) };
    let step = StepFacts::gather(&dossier, &weighed, kin, now).unwrap();
    assert_eq!((step.standing, step.near, step.within_tenure), (Standing::Checked, YES, YES));
    assert_eq!(step.origins, range(1, 1));

    let refute = Intended {
        by: Some(id(PersonId::from_uuid, 3)),
        signed: YES,
        reasons: true,
        owed_to: BTreeSet::from([organ(2), organ(3)]),
        ..Intended::bare(Step::Refute)
    };
    let step = StepFacts::gather(&dossier, &weighed, refute.clone(), now).unwrap();
    assert_eq!(ask(&world("national"), &step), Ok(Step::Refute));
    let mut noun = dossier.umbrella(umbrella).unwrap().clone();
    let owed_to: Vec<OrganId> = refute.owed_to.into_iter().collect();
    let reasons = Prose::parse("查无实据").unwrap();
    let by = id(PersonId::from_uuid, 3);
    let refutation = Refutation::new(by, reasons, owed_to.clone()).unwrap();
    assert_eq!(noun.standing(), Standing::Checked, "asking has changed nothing");
    noun.advance(When::at_once(now), UmbrellaStage::Refuted(refutation)).unwrap();
    assert_eq!(noun.corrections_owed(), owed_to);
    let mut draft = UmbrellaDraft::from(noun);
    let envelope = id(EnvelopeId::from_uuid, 1);
    draft.corrections.push(Correction { to: organ(2), envelope, when: When::at_once(now) });
    let noun = draft.enter().unwrap();
    let cleared = ClearFacts {
        told: noun.told().iter().copied().collect(),
        corrected: noun.corrections().iter().map(|correction| correction.to).collect(),
        ..ClearFacts::default()
    };
    let found = clearing(&cleared, world("national").on(DAY));
    assert_eq!(found.outcome().owed_to, [organ(3)]);
}

/// Which decision establishes: one about the subject, that has begun and has not fallen.
#[test]
fn the_decision_is_looked_up() {
    let effects = |effective: &str, more, day: &str, n: u128| {
        let dossier = secretary(effective, more);
        let decision = Some(EffectiveDecision::Outcome(id(OutcomeId::from_uuid, n)));
        let intended = Intended { decision, ..Intended::bare(Step::Establish) };
        let weighed = facts(Vec::new());
        let step = StepFacts::gather(&dossier, &weighed, intended, at(day)).unwrap();
        (step.in_effect, step.about_subject)
    };
    assert_eq!(effects("2021-02-01", json_null(), "2021-01-31 23:59", 1), (NO, YES));
    assert_eq!(effects("2021-02-01", json_null(), "2021-02-01 00:00", 1), (YES, YES));
    let revoked = || {
        serde_json::json!({ "occurred_at": at("2021-03-01 09:00"),
        "recorded_at": at("2021-03-02 09:00") })
    };
    assert_eq!(effects("2021-02-01", revoked(), "2021-03-02 08:59", 1), (YES, YES));
    assert_eq!(effects("2021-02-01", revoked(), "2021-03-02 09:00", 1), (NO, YES));
    assert_eq!(effects("2021-02-01", json_null(), "2021-03-01 09:00", 2), (YES, NO), "another's");
    assert_eq!(effects("2021-02-01", json_null(), "2021-03-01 09:00", 3), (NO, YES), "a leader's");
    assert_eq!(effects("2021-02-01", json_null(), "2021-03-01 09:00", 7), (NEVER, NEVER));
}

fn json_null() -> serde_json::Value {
    serde_json::Value::Null
}

fn secretary(effective: &str, revoked: serde_json::Value) -> crate::model::dossier::Dossier {
    entered(secretary_draft(effective, revoked))
}

fn entered(draft: serde_json::Value) -> crate::model::dossier::Dossier {
    let draft: crate::model::dossier::DossierDraft = serde_json::from_value(draft).unwrap();
    draft.enter().unwrap()
}

fn secretary_draft(effective: &str, revoked: serde_json::Value) -> serde_json::Value {
    use serde_json::json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let organ = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": "甲机关", "kind": kind, "level": "county" });
    let claim = |n: u128, origin: &str, stance: &str, seen: &str| {
        json!({ "id": no("claim", n),
        "source": { "label": "甲信", "kind": "report", "origin": origin }, "text": "某事",
        "grade": "F6", "stance": stance, "first_seen": at(seen), "last_seen": at(seen) })
    };
    let mut outcome = json!({ "id": no("outcome", 1), "person": no("person", 1),
        "what": { "party": "warning" }, "by": no("organ", 2), "case": no("case", 1),
        "decided": when("2021-01-20 09:00"), "effective": effective });
    if !revoked.is_null() {
        outcome["revoked"] = revoked;
    }
    json!({
        "organs": [organ(1, "government"), organ(2, "discipline_supervision"),
            organ(3, "public_security")],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "党委书记" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" },
            { "id": no("person", 2), "name": "乙某",
                "kin": [{ "person": no("person", 1), "kinship": "sibling" }] },
            { "id": no("person", 3), "name": "丙某" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2016-03-01" }, "end": { "before": "2018-05-01" } } }],
        "gangs": [{ "id": no("gang", 1), "name": "乙团伙" }],
        "claims": [claim(1, "letter", "for", "2021-01-10 09:00"),
            claim(2, "file", "for", "2021-01-11 09:00"),
            claim(3, "talk", "against", "2021-02-01 09:00")],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 2),
            "filed_level": "county", "managing_level": "county", "subjects": [no("person", 1)],
            "stages": [stamped("2021-01-10 09:00", json!({ "discipline": "filed" }))] }],
        "outcomes": [outcome, { "id": no("outcome", 2), "person": no("person", 3),
            "what": { "party": "warning" }, "by": no("organ", 2), "case": no("case", 1),
            "decided": when("2021-01-20 09:00"), "effective": "2021-01-20" }],
        "accountabilities": [{ "id": no("outcome", 3),
            "held": { "leader": { "person": no("person", 1), "how": ["admonition"] } },
            "by": no("organ", 2), "decided": when("2021-01-20 09:00") }],
        "umbrellas": [{ "id": no("umbrella", 1),
            "subject": { "tenure": { "person": no("person", 1), "tenure": no("tenure", 1) } },
            "gang": no("gang", 1), "manifestations": ["let_grow"],
            "period": { "start": { "on": "2017-01-01" }, "end": { "before": "2018-01-01" } },
            "claims_for": [no("claim", 1), no("claim", 2)], "claims_against": [no("claim", 3)],
            "told": [no("organ", 2), no("organ", 3)],
            "stages": [stamped("2021-01-10 09:00", json!("alleged")),
                stamped("2021-01-25 09:00", json!({ "checked": { "by": no("person", 3) } }))] }],
    })
}
