//! What a gang is put down as, and under which kinds its case is followed.

use std::fmt;

use crate::decision::{
    Answer, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement, Sentence,
    Word,
};
use crate::procedure::classification::feature::GangFacts;
use crate::procedure::classification::tier::{Classified, classify};
use crate::procedure::fact::{by, silent};
use crate::provenance::{Certainty, Citation, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::TermList;
use crate::terms::gang::{GangKind, GangTier, LocalBully};
use crate::terms::office::OrganKind;

pub(super) const LABEL: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "C14; N13; law 3.1",
    "“village bully” is a label, not a legal tier: classify by features",
    Certainty::Reading,
);

/// 不得人为拔高或者降低: whether a gang may be put down as of a kind.
///
/// A kind that is a label and no tier may always be put down; it says nothing about the
/// tier. Any other must be the tier that the features make.
///
/// # Errors
///
/// A [`Refusal`]: *forbidden* for a tier above or below the one that the features make,
/// with no cure, since the tier follows from them; *not enough known* while the tier is
/// undetermined, with every fact that could settle it.
pub fn may_label(
    facts: &GangFacts,
    kind: GangKind,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let step = crate::sentence!(
        "put the gang down as: {kind}",
        "将该组织认定为{kind}",
        kind = Word::of(&kind),
    );
    let Some(tier) = kind.tier() else {
        let because = crate::sentence!(
            "this is a label and no tier: {kind}",
            "{kind}系俗称，并非法定层级",
            kind = Word::of(&kind),
        );
        let rule = crate::rule_name!("classification/label");
        return Ok(Decision::new((), Reason::new(rule, because, LABEL)));
    };
    let rule = crate::rule_name!("classification/tier");
    let binding = match rules.get(keys::classification::NO_ARTIFICIAL_TIER) {
        Ok(binding) => binding,
        Err(not) => return Ok(Decision::new((), silent(rule, &not))),
    };
    if !binding.value() {
        let because = crate::sentence!("the rules do not bind the tier", "规定未作限制");
        return Ok(Decision::new((), by(rule, because, &binding)));
    }
    let (answer, reasons) = classify(facts, rules).into_parts();
    let reason = |because| by(rule.clone(), because, &binding);
    let condition = match answer {
        Answer::Known(made) if made == Classified::Tier(tier) => {
            let because = crate::sentence!("this is what its features make it", "与查明的特征相符");
            Condition::met(reason(because))
        }
        Answer::Known(made) => other_tier(tier, made, &reason),
        Answer::Undetermined(open) => {
            let because = crate::sentence!(
                "what its features make it is not known yet",
                "依查明的特征尚不能认定层级",
            );
            let cure = |missing: &Missing| {
                let police = Word::of(&OrganKind::PublicSecurity);
                Cure::fact(missing.fact().clone(), missing.what().clone(), police)
            };
            let why = open.missing().first().map_or(NotKnown::NeverAsked, Missing::why);
            let mut cures = open.missing().iter().map(cure);
            let remedy = match cures.next() {
                Some(first) => Remedy::by_all(first, cures),
                None => Remedy::none(crate::sentence!("nothing is missing", "无缺项")),
            };
            Condition::unknown(reason(because), why, remedy)
        }
    };
    let decided = Requirement::from(condition).decide(step, ())?;
    Ok(decided.and_all(reasons))
}

fn other_tier(tier: GangTier, made: Classified, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let (wanted, made_word) = (Word::of(&tier), classified_word(made));
    let because = if Classified::Tier(tier) > made {
        crate::sentence!(
            "{wanted} would raise the tier; the features make it: {made}",
            "认定为{wanted}系人为拔高；依特征应为：{made}",
            wanted = wanted,
            made = made_word,
        )
    } else {
        crate::sentence!(
            "{wanted} would lower the tier; the features make it: {made}",
            "认定为{wanted}系人为降低；依特征应为：{made}",
            wanted = wanted,
            made = made_word,
        )
    };
    let why = crate::sentence!(
        "the tier follows from the features; only other evidence of them changes it",
        "层级依特征认定，非有新的证据不得变更",
    );
    Condition::forbidden(reason(because), Remedy::none(why))
}

fn classified_word(made: Classified) -> Word {
    match made {
        Classified::NoTier => Word::literal("no_tier", "不构成恶势力", "no evil force"),
        Classified::Tier(tier) => Word::of(&tier),
    }
}

/// 四类: the kinds under which a case is screened and followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// The kinds, in the order of their list. A label stands beside a tier.
    pub kinds: Vec<GangKind>,
    /// What is not known and may still add a kind.
    pub open: Vec<Missing>,
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, more)) = self.kinds.split_first() else {
            return f.write_str(if self.open.is_empty() { "none" } else { "none so far" });
        };
        fmt::Display::fmt(first, f)?;
        more.iter().try_for_each(|kind| write!(f, ", {kind}"))
    }
}

/// Under which of the four kinds a gang's case is screened and followed.
///
/// Its tier, and *village bully* where people call it so; of both only what the place
/// screens. Where no list is in force, all four.
pub fn kinds(facts: &GangFacts, rules: RulesInForce<'_>) -> Decision<Kinds> {
    let rule = || crate::rule_name!("classification/label");
    let (answer, reasons) = classify(facts, rules).into_parts();
    let (followed, first) = match rules.get(keys::screening::CASE_KINDS) {
        Ok(listed) => {
            let because = crate::sentence!(
                "{many} kinds of cases are screened here",
                "本地对{many}类案件过筛",
                many = listed.value().iter().count(),
            );
            let kinds = listed.value().words::<GangKind>().unwrap_or_default();
            (kinds, by(rule(), because, &listed))
        }
        Err(not) => (GangKind::all(), silent(rule(), &not)),
    };
    let tier = match &answer {
        Answer::Known(Classified::Tier(tier)) => Some(*tier),
        Answer::Known(Classified::NoTier) | Answer::Undetermined(_) => None,
    };
    let named = |kind: &GangKind| match kind.tier() {
        Some(of) => tier == Some(of),
        None => facts.labels.contains(&LocalBully::Village),
    };
    let kinds = Kinds {
        kinds: followed.into_iter().filter(named).collect(),
        open: answer.what_is_missing().to_vec(),
    };
    Decision::new(kinds, first).and_all(reasons)
}
