//! Measures other than detention, the end of any, and what waits during an investigation.

use super::{NO, ON, YES, in_the_way};
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::discipline::{During, EndFacts, TakeFacts, may_do, may_end, may_take};
use crate::procedure::trials::{FACTS, at, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::Approver;
use crate::rulebook::{Codes, keys};
use crate::terms::office::Level;
use crate::terms::outcome::Measure;

const NOBODY: Fact<Level> = Fact::NotKnown(NotKnown::NeverAsked);

/// Law 1.4: each measure on the day before and on the day of the amended law.
#[test]
fn which_measure_the_law_of_the_day_has() {
    let national = world("national");
    for kind in Measure::ALL {
        let facts = TakeFacts { kind, approved_at: Fact::Known(Level::Province) };
        let new = matches!(
            kind,
            Measure::CompelledAppearance | Measure::OrderedWaiting | Measure::ProtectiveCustody
        );
        for (day, may) in [(day!(2025, 5, 31), !new), (day!(2025, 6, 1), true)] {
            match may_take(&facts, national.on(day)) {
                Ok(decision) => {
                    assert!(may, "{kind} {day}");
                    sound(decision.reasons());
                    let exit = kind == Measure::ExitBan;
                    let rule = if exit { "discipline/exit-ban" } else { "discipline/measure" };
                    assert_eq!(rules_of(&decision), [rule], "{kind}");
                }
                Err(refused) => {
                    assert!(!may && refused.is_final(), "{kind} {day}");
                    assert_eq!(in_the_way(&refused), ["discipline/measure"]);
                }
            }
        }
    }
}

/// Law 1.4: the level that approves an exit ban, at, below and above what a place lays down.
#[test]
fn who_approves_an_exit_ban() {
    let rows = [
        (Approver::ProvincialOrgan, Level::Province),
        (Approver::NationalCommission, Level::Central),
        (Approver::CollectiveLeaders, Level::Township),
    ];
    for (approver, least) in rows {
        let place = world("national").setting(keys::discipline::EXIT_BAN_BY, approver);
        for level in Level::ALL {
            let facts = TakeFacts { kind: Measure::ExitBan, approved_at: Fact::Known(level) };
            let found = may_take(&facts, place.on(ON));
            assert_eq!(found.is_ok(), level >= least, "{approver} {level}");
            if let Err(refused) = found {
                assert_eq!(refused.kind(), RefusalKind::Forbidden);
                assert!(!refused.is_final(), "an organ that may can still approve it");
            }
        }
    }
    let open = TakeFacts { kind: Measure::ExitBan, approved_at: NOBODY };
    let refused = may_take(&open, world("national").on(ON)).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotEnoughKnown);
    let county = TakeFacts { approved_at: Fact::Known(Level::County), ..open };
    assert!(may_take(&county, world("national").on(day!(2018, 3, 19))).is_ok(), "no law yet");
}

/// Law 1.4: a measure ends once, and not before it began: at, before and after.
#[test]
fn how_a_measure_ends() {
    let begun = at("2020-05-01 09:00");
    let ask = |ended: Option<&str>, ends: &str| {
        may_end(&EndFacts { begun, ended: ended.map(at), ends: at(ends) })
            .map(|decision| sound(decision.reasons()))
    };
    for (ends, may) in
        [("2020-05-01 08:59", false), ("2020-05-01 09:00", true), ("2020-05-01 09:01", true)]
    {
        let found = ask(None, ends);
        assert_eq!(found.is_ok(), may, "{ends}");
        if let Err(refused) = found {
            assert!(refused.kind() == RefusalKind::NotPermitted && !refused.is_final());
        }
    }
    let twice = ask(Some("2020-05-20 09:00"), "2020-05-21 09:00").unwrap_err();
    assert!(twice.kind() == RefusalKind::Forbidden && twice.is_final());
    assert_eq!(twice.unmet().len(), 1);
    let both = ask(Some("2020-05-20 09:00"), "2020-04-30 09:00").unwrap_err();
    assert_eq!(both.unmet().len(), 2, "both are told");
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
