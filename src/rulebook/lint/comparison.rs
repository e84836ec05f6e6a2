//! Local values against national ones.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::base::day::Day;
use crate::base::deadline::{CountFrom, LastDay, MonthEnd, TimeLimit};
use crate::base::text::Code;
use crate::rulebook::finding::{Finding, FindingCode as F};
use crate::rulebook::keys::{Bound, KeyInfo};
use crate::rulebook::pack::RulePack;
use crate::rulebook::parameter::Parameter;
use crate::rulebook::value::Value;
use crate::terms::office::Level;

pub(super) fn compare(packs: &[RulePack]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pack in packs.iter().filter(|pack| pack.level() != Level::Central) {
        let Some(national) = national(pack, packs) else {
            continue;
        };
        for (key, local) in pack.parameters().filter(|(key, _)| key.bound() != Bound::Free) {
            findings.extend(one_key(pack, key, local, national.parameter(key)));
        }
    }
    findings
}

/// The national pack above a pack. At most as many steps as packs.
fn national<'a>(pack: &'a RulePack, packs: &'a [RulePack]) -> Option<&'a RulePack> {
    let mut at = pack;
    for _ in packs {
        let parent = at.parent()?;
        at = packs.iter().find(|pack| pack.code() == parent)?;
        if at.level() == Level::Central {
            return Some(at);
        }
    }
    None
}

fn one_key(
    pack: &RulePack,
    key: &'static KeyInfo,
    local: &Parameter<Value>,
    national: Option<&Parameter<Value>>,
) -> Vec<Finding> {
    let both = std::iter::once(local).chain(national);
    let days: BTreeSet<Day> =
        both.flat_map(|parameter| parameter.history()).map(|entry| entry.from()).collect();
    let mut findings = Vec::new();
    let mut nothing_said = false;
    for day in days {
        let Some(own) = local.on(day).and_then(|entry| entry.value()) else {
            continue;
        };
        let law = national.and_then(|parameter| parameter.on(day)?.value());
        let (code, message) = match law {
            Some(law) => match verdict(key.bound(), own, law) {
                Some(code) => (code, format!("{} against {}", key.show(own), key.show(law))),
                None => continue,
            },
            None if nothing_said || !is_measured(own) => continue,
            None => {
                nothing_said = true;
                (F::NothingToCompare, format!("{}; no national value", key.show(own)))
            }
        };
        let name = Code::literal(key.name());
        findings.push(Finding::new(code, pack.code(), message).at(&name).on(day));
    }
    findings
}

/// Whether a value is a length, a number or a share: only there is a missing national
/// value worth a note.
const fn is_measured(value: &Value) -> bool {
    matches!(value, Value::Limit(_) | Value::Count(_) | Value::Share(_))
}

/// What is to be said of a local value beside a national one; nothing if all is well.
fn verdict(bound: Bound, local: &Value, national: &Value) -> Option<F> {
    if bound == Bound::Exactly {
        return (local != national).then_some(F::FixedByLaw);
    }
    let orders = match (local, national) {
        (Value::Limit(local), Value::Limit(national)) => return limits(bound, local, national),
        (Value::Count(local), Value::Count(national)) => local.cmp(national),
        (Value::Share(local), Value::Share(national)) => local.cmp(national),
        (Value::Flag(local), Value::Flag(national)) => local.cmp(national),
        (Value::Codes(_), Value::Codes(_)) | (Value::Chain(_), Value::Chain(_)) => {
            words(local, national)
        }
        _ => return (local != national).then_some(F::NotComparable),
    };
    (orders == looser(bound)).then_some(F::LooserThanLaw)
}

/// Which way of differing is the looser one.
const fn looser(bound: Bound) -> Ordering {
    match bound {
        Bound::AtMost => Ordering::Greater,
        Bound::AtLeast | Bound::Exactly | Bound::Free => Ordering::Less,
    }
}

/// A list that lacks a national word is less; a longer one is not.
fn words(local: &Value, national: &Value) -> Ordering {
    let kept = national.codes().iter().all(|code| local.codes().contains(code));
    match (kept, local.codes().len() > national.codes().len()) {
        (false, _) => Ordering::Less,
        (true, true) => Ordering::Greater,
        (true, false) => Ordering::Equal,
    }
}

/// Limits compare only in one unit, and only if length and way of counting do not pull
/// in opposite directions.
fn limits(bound: Bound, local: &TimeLimit, national: &TimeLimit) -> Option<F> {
    let Some(length) = local.length().partial_cmp(&national.length()) else {
        return Some(F::NotComparable);
    };
    let orders = [
        length,
        start(local).cmp(&start(national)),
        last_day(local).cmp(&last_day(national)),
        month_end(local).cmp(&month_end(national)),
    ];
    let is_looser = orders.contains(&looser(bound));
    let is_stricter = orders.contains(&looser(bound).reverse());
    match (is_looser, is_stricter) {
        (true, true) => Some(F::NotComparable),
        (true, false) => Some(F::LooserThanLaw),
        (false, _) => None,
    }
}

/// A later start gives more time.
fn start(limit: &TimeLimit) -> u8 {
    match limit.count_from() {
        CountFrom::Moment | CountFrom::SameDay => 0,
        CountFrom::NextDay => 1,
    }
}

/// A last day that moves gives more time.
fn last_day(limit: &TimeLimit) -> u8 {
    match limit.last_day() {
        LastDay::Stays => 0,
        LastDay::Moves => 1,
    }
}

/// Running into the next month gives more time.
fn month_end(limit: &TimeLimit) -> u8 {
    match limit.month_end() {
        Some(MonthEnd::NextMonth) => 1,
        Some(MonthEnd::LastDay) | None => 0,
    }
}
