//! By which ways reports come in, and where clues come from.

use std::collections::BTreeSet;

use crate::base::id::OrganId;
use crate::base::period::Period;
use crate::decision::{Decision, RuleName};
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, named, silent};
use crate::rulebook::{Codes, ParamKey, RulesInForce, keys};
use crate::terms::TermList;
use crate::terms::industry::Industry;
use crate::terms::report::{Channel, ClueSource};

/// What came in at an organ over a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InflowFacts {
    /// The ways by which reports came in.
    pub channels: BTreeSet<Channel>,
    /// Where clues came from.
    pub sources: BTreeSet<ClueSource>,
    /// The fields of the functional departments from which clues came.
    pub departments: BTreeSet<Industry>,
}

impl InflowFacts {
    /// What the clues of the dossier show that the organ received within the period.
    ///
    /// A clue counts only if its day certainly belongs to the period. The field of a
    /// department is the industry that its clue touches.
    #[must_use]
    pub fn gather(dossier: &Dossier, organ: OrganId, period: Period) -> Self {
        let mut facts = Self::default();
        let clues = dossier.clues().values().filter(|clue| {
            let day = clue.received().occurred_at().day();
            clue.received_by() == organ && period.contains(day).is_yes()
        });
        for clue in clues {
            facts.channels.extend(clue.channel().cloned());
            facts.sources.insert(clue.source().clone());
            if *clue.source() == ClueSource::FunctionalDepartment {
                facts.departments.extend(clue.industries().iter().cloned());
            }
        }
        facts
    }
}

/// 举报渠道: the ways of the place, and of the places above it, by which nothing came in.
///
/// Each once, those of the nearest place first. A silent way is no fault: it asks whether
/// it is open, and whether people know of it. A report that comes another way is accepted
/// all the same.
pub fn silent_channels(facts: &InflowFacts, rules: RulesInForce<'_>) -> Decision<Vec<Channel>> {
    let rule = crate::rule_name!("intake/channels");
    silent_of(keys::intake::CHANNELS, &rule, &facts.channels, rules)
}

/// 线索来源: the sources of the place, and of the places above it, from which nothing came.
pub fn silent_sources(facts: &InflowFacts, rules: RulesInForce<'_>) -> Decision<Vec<ClueSource>> {
    let rule = crate::rule_name!("intake/sources");
    silent_of(keys::intake::SOURCES, &rule, &facts.sources, rules)
}

/// 职能部门: the fields whose departments are to be asked, and from which nothing came.
pub fn silent_departments(facts: &InflowFacts, rules: RulesInForce<'_>) -> Decision<Vec<Industry>> {
    let rule = crate::rule_name!("intake/departments");
    silent_of(keys::intake::DEPARTMENTS, &rule, &facts.departments, rules)
}

/// The words of a list that adds up over the levels and that were not used.
fn silent_of<T: TermList + Ord>(
    key: ParamKey<Codes>,
    rule: &RuleName,
    used: &BTreeSet<T>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<T>> {
    let (mut open, mut reasons) = (Vec::new(), Vec::new());
    for parameter in rules.every(key) {
        let words = parameter.value().words::<T>().unwrap_or_default();
        let all = words.len();
        let unused: Vec<T> = words.into_iter().filter(|word| !used.contains(word)).collect();
        let because = crate::sentence!(
            "{used} of {all} brought something in: {key}",
            "{key}：{all}项中{used}项有线索",
            used = all.saturating_sub(unused.len()),
            all = all,
            key = named(key.info()),
        );
        reasons.push(by(rule.clone(), because, &parameter));
        for word in unused {
            if !open.contains(&word) {
                open.push(word);
            }
        }
    }
    let mut reasons = reasons.into_iter();
    match (reasons.next(), rules.get(key)) {
        (Some(first), _) => Decision::new(open, first).and_all(reasons),
        (None, Err(not)) => Decision::new(open, silent(rule.clone(), &not)),
        (None, Ok(parameter)) => {
            let because = crate::sentence!("nothing is listed", "未列明");
            Decision::new(open, by(rule.clone(), because, &parameter))
        }
    }
}
