//! Who is left at an organ to handle a matter, and what follows if nobody is.

use std::collections::BTreeMap;

use crate::base::day::Day;
use crate::base::id::{OrganId, PersonId};
use crate::decision::{Answer, Decision, Reason};
use crate::model::dossier::Dossier;
use crate::procedure::condition::said;
use crate::procedure::escalation::Grounds;
use crate::procedure::fact::never_asked;
use crate::procedure::recusal::ground::{OPEN_LIST, RecusalFacts, Verdict, grounds};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};

/// Those who hold a post in an organ on a day, sorted. A tenure whose days are not known
/// counts: whoever may be there may be asked.
#[must_use]
pub fn staff(dossier: &Dossier, organ: OrganId, day: Day) -> Vec<PersonId> {
    let tenures = dossier.posts_of(organ).flat_map(|post| dossier.tenures_in(post.id()));
    let held = tenures.filter(|tenure| !tenure.held_on(day).is_no());
    let mut persons: Vec<PersonId> = held.map(|tenure| tenure.person()).collect();
    persons.sort_unstable();
    persons.dedup();
    persons
}

/// Who of an organ comes into question; each list sorted, each person in one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Those in whose way nothing stands.
    pub free: Vec<PersonId>,
    /// Those who disclose something first.
    pub disclose: Vec<PersonId>,
    /// Those of whom not enough is known.
    pub open: Vec<PersonId>,
    /// Those who are recused.
    pub recused: Vec<PersonId>,
}

impl Left {
    /// Whether nobody is left. Not known while it hangs on somebody of whom not enough is
    /// known, or nobody was asked about.
    #[must_use]
    pub fn nobody(&self) -> Fact<bool> {
        if !self.free.is_empty() || !self.disclose.is_empty() {
            Fact::Known(false)
        } else if !self.open.is_empty() || self.recused.is_empty() {
            never_asked()
        } else {
            Fact::Known(true)
        }
    }

    /// The grounds for escalation with what follows from this: if nobody is left, handlers
    /// and subjects are acquaintances, and the matter is handled elsewhere or raised.
    ///
    /// That somebody is left says nothing about the rest of the ground, which stays as it is.
    #[must_use]
    pub fn escalate(&self, grounds: Grounds) -> Grounds {
        match self.nobody() {
            Fact::Known(true) => Grounds { acquaintances: Fact::Known(true), ..grounds },
            _ => grounds,
        }
    }
}

const ELSEWHERE: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "art. 17; law 1.1, 1.7",
    "a matter is designated to another organ, or the upper organ is asked to take it",
    Certainty::Reading,
);

/// Who is left of several persons for one matter.
///
/// A person named twice stands once, with the stricter of the two answers.
pub fn left(candidates: &[RecusalFacts], rules: RulesInForce<'_>) -> Decision<Left> {
    // From free to recused; what is not known stands before what recuses.
    let mut ranks: BTreeMap<PersonId, u8> = BTreeMap::new();
    for facts in candidates {
        let rank = match grounds(facts, rules).outcome().verdict() {
            Answer::Known(Verdict::Free) => 0,
            Answer::Known(Verdict::Discloses) => 1,
            Answer::Undetermined(_) => 2,
            Answer::Known(Verdict::Recused) => 3,
        };
        let known = ranks.entry(facts.person).or_default();
        *known = rank.max(*known);
    }
    let with = |wanted: u8| {
        let those = ranks.iter().filter(|(_, rank)| **rank == wanted);
        those.map(|(person, _)| *person).collect::<Vec<_>>()
    };
    let left = Left { free: with(0), disclose: with(1), open: with(2), recused: with(3) };
    let because = crate::sentence!(
        "of {all} persons {free} are free, {disclose} disclose something first, {recused} are recused",
        "{all}人中无须回避{free}人、先行说明{disclose}人、应当回避{recused}人",
        all = ranks.len(),
        free = left.free.len(),
        disclose = left.disclose.len(),
        recused = left.recused.len(),
    );
    let rule = crate::rule_name!("recusal/left");
    let count = said(rule, because, keys::recusal::GROUNDS, rules, &OPEN_LIST);
    if left.nobody() != Fact::Known(true) {
        return Decision::new(left, count);
    }
    Decision::new(left, nobody_left(rules)).and(count)
}

fn nobody_left(rules: RulesInForce<'_>) -> Reason {
    let because = crate::sentence!(
        "nobody is left: another organ handles it, or it is raised",
        "本机关无人可以办理，应当交叉办案或者提级办理",
    );
    let reason = Reason::new(crate::rule_name!("recusal/nobody-left"), because, ELSEWHERE);
    match rules.get(keys::escalation::ACQUAINTANCES) {
        Ok(modes) => reason.citing(modes.citation().clone()),
        Err(_) => reason,
    }
}
