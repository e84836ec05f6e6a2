//! Whether a detention may be made longer: as its clock would count it, and while it lasts.

use super::{NEVER, NO, YES, in_the_way};
use crate::base::deadline::TimeLimit;
use crate::decision::RefusalKind;
use crate::procedure::discipline::{DetentionFacts, Longer, may_extend};
use crate::procedure::trials::{World, at, calendar, rests_on_the_test, rules_of, sound, world};
use crate::provenance::Fact;
use crate::rulebook::keys;
use crate::terms::office::Level;
use crate::terms::outcome::DetentionExtension;

/// Detained on July 1, 2019, with an extension that was granted before, or none.
fn detained(before: Option<&str>, ended: Option<&str>) -> DetentionFacts {
    DetentionFacts {
        level: Level::Province,
        begun: at("2019-07-01 10:00"),
        longer: before.map(|granted| more(granted, YES)).into_iter().collect(),
        notified: None,
        hinders: false,
        ended: ended.map(at),
    }
}

fn more(granted: &str, approved: Fact<bool>) -> Longer {
    Longer { kind: DetentionExtension::Ordinary, granted: at(granted), approved }
}

/// What is in the way, of what kind, and whether it stays; nothing if it may be done.
fn ask(world: &World, facts: &DetentionFacts, more: Longer) -> Option<(RefusalKind, bool, usize)> {
    match may_extend(facts, more, world.on(more.granted.day()), &calendar()) {
        Ok(decision) => {
            sound(decision.reasons());
            assert_eq!(rules_of(&decision)[..2], ["discipline/extended"; 2]);
            let counted = rules_of(&decision).contains(&"discipline/detention-longer");
            assert!(counted, "the reasons of the clock come with it");
            None
        }
        Err(refused) => {
            assert!(in_the_way(&refused).iter().all(|rule| *rule == "discipline/extended"));
            Some((refused.kind(), refused.is_final(), refused.unmet().len()))
        }
    }
}

/// Law 1.4: once, by the organ above, before the time has run out, and not after the end.
#[test]
fn a_detention_is_made_longer_while_it_lasts_and_as_it_counts() {
    let national = world("national");
    let forbidden = Some((RefusalKind::Forbidden, true, 1));
    let rows = [
        (detained(None, None), more("2019-09-20 10:00", YES), None),
        (detained(None, None), more("2019-10-01 23:59", YES), None),
        (detained(None, None), more("2019-10-02 00:00", YES), forbidden),
        (detained(None, None), more("2019-09-20 10:00", NO), forbidden),
        (
            detained(None, None),
            more("2019-09-20 10:00", NEVER),
            Some((RefusalKind::NotEnoughKnown, false, 1)),
        ),
        // Used up by the one before.
        (detained(Some("2019-09-20 10:00"), None), more("2019-11-20 10:00", YES), forbidden),
        // Ended a minute later, at that very moment, and before.
        (detained(None, Some("2019-09-20 10:01")), more("2019-09-20 10:00", YES), None),
        (detained(None, Some("2019-09-20 10:00")), more("2019-09-20 10:00", YES), forbidden),
        (detained(None, Some("2019-09-19 10:00")), more("2019-09-20 10:00", YES), forbidden),
    ];
    for (row, (facts, more, wanted)) in rows.into_iter().enumerate() {
        assert_eq!(ask(&national, &facts, more), wanted, "row {row}");
    }
}

/// Its reasons rest on how long a detention lasts, by the rules of its first day.
#[test]
fn it_rests_on_how_long_a_detention_lasts() {
    let set = world("national").setting(keys::discipline::DETENTION, TimeLimit::months(3));
    let late = more("2019-10-02 00:00", YES);
    let refused = may_extend(&detained(None, None), late, set.on(late.granted.day()), &calendar())
        .unwrap_err();
    assert!(rests_on_the_test(refused.unmet()[0].reason()));
    assert_eq!(
        refused.unmet()[0].reason().because().to_string(),
        "extended once does not count: granted after the time had run out",
    );
    let ended = detained(None, Some("2019-09-19 10:00"));
    let early = more("2019-09-20 10:00", YES);
    let refused = may_extend(&ended, early, set.on(early.granted.day()), &calendar()).unwrap_err();
    assert!(rests_on_the_test(refused.unmet()[0].reason()));
}
