//! Which of two ends of a deadline holds, and what must not pass for want of knowing.

use super::procedures::{outcome, when};
use super::*;
use crate::base::day::Moment;
use crate::base::id::AnyId;
use crate::casebook::moved::Moved;
use crate::decision::Word;

/// Design §8.8: a deadline never moves backwards; what is counted no more has no end.
#[test]
fn the_later_of_two_ends_holds() {
    let at = |day: u32| Moment::parse(&format!("2021-06-{day:02}T00:00:00+08:00")).unwrap();
    let rows = [
        (Some(10), Some(12), Some(12), None),
        (Some(12), Some(10), Some(12), Some(12)),
        (Some(10), Some(10), Some(10), None),
        (None, Some(12), Some(12), None),
        (Some(10), None, None, None),
        (None, None, None, None),
    ];
    for (was, now, until, held) in rows {
        let moved = Moved {
            about: AnyId::parse(&id("clue", 1)).unwrap(),
            what: Word::literal("opinion", "处置意见", "disposition opinion"),
            since: at(1),
            was: was.map(at),
            now: now.map(at),
        };
        assert_eq!(moved.until(), until.map(at), "{was:?} {now:?}");
        assert_eq!(moved.held(), held.map(at), "{was:?} {now:?}");
        assert_eq!(moved.to_string().ends_with("does not hold"), held.is_some(), "{moved}");
    }
}

/// Design §8.12: while the ground is not known, nobody is held to account; that something else
/// is not known either makes it no better.
#[test]
fn nobody_answers_for_what_is_not_known() {
    let mut world = procedures::world(&[]);
    let held = json!({"leader": {"person": id("person", 2), "how": ["admonition"]}});
    let act = json!({"hold": {"accountability": {"id": id("outcome", 9), "held": held,
        "by": id("organ", 3), "decided": when(), "grounds": ["inaction"]}, "inquiry": {}}});
    let found = outcome(&mut world, act);
    assert!(found.starts_with("not enough known: hold to account\n"), "{found}");
    assert!(found.contains("accountability/ground") && found.contains("accountability/in-charge"));
    assert!(world.book.dossier().accountabilities().is_empty());
}

/// What an act names has to be there: the measure, and the organ that approved.
#[test]
fn a_measure_and_who_approved_it_are_there() {
    let mut world = procedures::world(&[]);
    let tell = json!({"tell_family": {"measure": id("measure", 7)}});
    let longer = json!({"extend_measure": {"measure": id("measure", 7), "kind": "ordinary",
        "approved_by": id("organ", 3)}});
    for act in [tell, longer] {
        let found = outcome(&mut world, act);
        assert!(found.contains(&id("measure", 7)) && found.contains("not there"), "{found}");
    }
    let mut world = measures::detained();
    let act = json!({"extend_measure": {"measure": id("measure", 1), "kind": "ordinary",
        "approved_by": id("organ", 77)}});
    let found = outcome(&mut world, act);
    assert!(found.contains(&id("organ", 77)) && found.contains("not there"), "{found}");
    let measure = world.book.dossier().measure(id("measure", 1).parse().unwrap()).unwrap();
    assert!(measure.extensions().is_empty());
}
