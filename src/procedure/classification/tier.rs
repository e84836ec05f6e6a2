//! Which tier the features make.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason, RuleName, Undetermined, Word};
use crate::procedure::classification::acts::{seen, shown_by_acts};
use crate::procedure::classification::feature::{EvilFacts, GangFacts};
use crate::procedure::fact::{Question, by, named, not_laid_down, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::gang::{ExclusionGround, GangTier};

/// 认定: the tier of a gang, or that it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classified {
    /// 不构成恶势力: no evil force, and nothing heavier.
    NoTier,
    /// Of this tier.
    Tier(GangTier),
}

impl fmt::Display for Classified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTier => f.pad("no evil force"),
            Self::Tier(tier) => fmt::Display::fmt(tier, f),
        }
    }
}

impl Chinese for Classified {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoTier => "不构成恶势力",
            Self::Tier(tier) => tier.term(),
        })
    }
}

const FEATURES: Citation = Citation::literal(
    "反有组织犯罪法 Anti-Organized Crime Law 2022",
    Some(crate::day!(2021, 12, 24)),
    "art. 2; law 3.1",
    "经常纠集在一起，以暴力、威胁或者其他手段，在一定区域或者行业领域内多次实施违法犯罪活动",
    Certainty::Stated,
);

/// What was found about one group of features.
struct Part {
    truth: Truth,
    reasons: Vec<Reason>,
    open: Vec<Missing>,
}

impl Part {
    fn of(truth: Truth, reason: Reason, open: Vec<Missing>) -> Self {
        Self { truth, reasons: vec![reason], open }
    }

    fn and(mut self, other: Self) -> Self {
        self.truth = self.truth.and(other.truth);
        // What explains the answer comes first.
        if other.truth.is_no() {
            self.reasons.splice(0..0, other.reasons);
        } else {
            self.reasons.extend(other.reasons);
        }
        self.open.extend(other.open);
        self
    }
}

/// Which tier a gang belongs to, from what is known of its features.
///
/// A triad-type organization has so many of its four features together as the rules say;
/// then nothing else is asked. An evil force has every feature, enough members, and acts
/// repeated within the period, and is none of what the rules exclude; it is a criminal
/// group if it has those features too. Undetermined only if what is not known could
/// change the tier, with everything that could.
pub fn classify(facts: &GangFacts, rules: RulesInForce<'_>) -> Decision<Answer<Classified>> {
    let triad = triad(facts, rules);
    if triad.truth.is_yes() {
        return known(GangTier::TriadType, triad.reasons);
    }
    let evil = evil(facts, rules);
    let group = group(facts, rules);
    let settled = triad.truth.is_no();
    match (evil.truth, group.truth) {
        (Truth::No, _) if settled => {
            decision(Answer::Known(Classified::NoTier), [evil.reasons, triad.reasons])
        }
        (Truth::Yes, Truth::Yes) if settled => known(
            GangTier::EvilCriminalGroup,
            [group.reasons, evil.reasons, triad.reasons].concat(),
        ),
        (Truth::Yes, Truth::No) if settled => {
            known(GangTier::EvilGang, [evil.reasons, group.reasons, triad.reasons].concat())
        }
        _ => {
            let relevant = [
                (triad.truth.is_unknown(), triad.open),
                (evil.truth.is_unknown(), evil.open),
                (!evil.truth.is_no() && group.truth.is_unknown(), group.open),
            ];
            let open = relevant.into_iter().filter(|(asked, _)| *asked).flat_map(|(_, open)| open);
            undetermined(open, [triad.reasons, evil.reasons, group.reasons])
        }
    }
}

fn known(tier: GangTier, reasons: Vec<Reason>) -> Decision<Answer<Classified>> {
    decision(Answer::Known(Classified::Tier(tier)), [reasons])
}

fn undetermined<const N: usize>(
    open: impl Iterator<Item = Missing>,
    reasons: [Vec<Reason>; N],
) -> Decision<Answer<Classified>> {
    let mut seen = BTreeSet::new();
    let mut open = open.filter(|missing| seen.insert(missing.fact().clone()));
    let first = open.next().unwrap_or_else(|| {
        Missing::new(
            const { Code::literal("features") },
            crate::sentence!("the features of the gang", "该组织的特征"),
            NotKnown::NeverAsked,
        )
    });
    let open = open.fold(Undetermined::new(first), Undetermined::and);
    decision(Answer::Undetermined(open), reasons)
}

fn decision<const N: usize>(
    answer: Answer<Classified>,
    reasons: [Vec<Reason>; N],
) -> Decision<Answer<Classified>> {
    let mut reasons = reasons.into_iter().flatten();
    let first = reasons.next().unwrap_or_else(|| {
        let because = crate::sentence!("the features decide", "依特征认定");
        Reason::new(crate::rule_name!("classification/evil-force"), because, FEATURES)
    });
    Decision::new(answer, first).and_all(reasons)
}

/// At least so many of the questions are answered with *yes*.
fn at_least(need: usize, questions: &[Question]) -> Truth {
    let count = |wanted| questions.iter().filter(|q| q.answer().truth() == wanted).count();
    let (yes, open) = (count(Truth::Yes), count(Truth::Unknown));
    if yes >= need {
        Truth::Yes
    } else if yes.saturating_add(open) < need {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn counted(questions: &[Question]) -> (usize, usize) {
    let count = |wanted| questions.iter().filter(|q| q.answer().truth() == wanted).count();
    (count(Truth::Yes), count(Truth::Unknown))
}

fn triad(facts: &GangFacts, rules: RulesInForce<'_>) -> Part {
    let rule = crate::rule_name!("classification/triad");
    let questions = facts.triad.questions();
    let needed = match rules.get(keys::classification::TRIAD_FEATURES) {
        Ok(needed) => needed,
        Err(not) => {
            let missing = not_laid_down(&not);
            return Part::of(Truth::Unknown, silent(rule, &not), vec![missing]);
        }
    };
    let need = usize::try_from(needed.value()).unwrap_or(usize::MAX);
    let (yes, open) = counted(&questions);
    let because = crate::sentence!(
        "{yes} of the features of a triad-type organization are there, {open} are not known, {needed} are needed",
        "黑社会性质组织特征已查明{yes}项，尚不明确{open}项，须同时具备{needed}项",
        yes = yes,
        open = open,
        needed = needed.value(),
    );
    let missing = questions.iter().filter_map(Question::missing).collect();
    Part::of(at_least(need, &questions), by(rule, because, &needed), missing)
}

fn evil(facts: &GangFacts, rules: RulesInForce<'_>) -> Part {
    let shown = shown_by_acts(facts, rules);
    let entered = EvilFacts {
        often_gathered: seen(facts.evil.often_gathered, &shown),
        repeated_acts: seen(facts.evil.repeated_acts, &shown),
        ..facts.evil
    };
    let questions = entered.questions();
    let (yes, open) = counted(&questions);
    let because = crate::sentence!(
        "{yes} of the {all} features of an evil force are there, {open} are not known",
        "恶势力特征{all}项，已查明{yes}项，尚不明确{open}项",
        yes = yes,
        all = questions.len(),
        open = open,
    );
    let rule = crate::rule_name!("classification/evil-force");
    let missing = questions.iter().filter_map(Question::missing).collect();
    let features = Part::of(
        at_least(questions.len(), &questions),
        Reason::new(rule, because, FEATURES),
        missing,
    );
    let mut all = features.and(enough(
        facts.members,
        None,
        "members",
        crate::rule_name!("classification/members"),
        keys::classification::EVIL_MEMBERS,
        rules,
    ));
    all.reasons.extend(shown.reason);
    excluded(facts, rules).into_iter().fold(all, Part::and)
}

/// Enough of something that is counted; where nobody has counted, as the feature says.
fn enough(
    count: Fact<u32>,
    feature: Option<&Question>,
    code: &'static str,
    rule: RuleName,
    key: ParamKey<u32>,
    rules: RulesInForce<'_>,
) -> Part {
    let entered = feature.map_or(recorded(None), |question| question.answer());
    let needed = match rules.get(key) {
        Ok(needed) => needed,
        // No number is in force on the day, so none is asked for.
        Err(not) => {
            let truth = feature.map_or(Truth::Yes, |question| question.answer().truth());
            let open = feature.and_then(Question::missing).into_iter().collect();
            return Part::of(truth, silent(rule, &not), open);
        }
    };
    let what = named(key.info());
    match (count, entered) {
        (Fact::Known(count), _) => {
            let because = crate::sentence!(
                "{what}: {count} known, {needed} needed",
                "{what}：已知{count}，须达{needed}",
                what = what,
                count = count,
                needed = needed.value(),
            );
            let truth = Truth::from(count >= needed.value());
            Part::of(truth, by(rule, because, &needed), Vec::new())
        }
        (Fact::NotKnown(_), Fact::Known(enough)) => {
            let because = if enough {
                crate::sentence!("{what}: found to be reached", "{what}：据查明已达到", what = what)
            } else {
                crate::sentence!(
                    "{what}: found not to be reached",
                    "{what}：据查明未达到",
                    what = what,
                )
            };
            Part::of(Truth::from(enough), by(rule, because, &needed), Vec::new())
        }
        (Fact::NotKnown(why), Fact::NotKnown(_)) => {
            let because = crate::sentence!(
                "{what}: the number is not known",
                "{what}：数量不明",
                what = what.clone(),
            );
            let what = crate::sentence!("the number for: {what}", "数量：{what}", what = what);
            let missing = Missing::new(Code::literal(code), what, why);
            Part::of(Truth::Unknown, by(rule, because, &needed), vec![missing])
        }
    }
}

/// What alone makes no evil force. Each ground of the rules is asked for; that there is
/// oppression rules out gain alone.
fn excluded(facts: &GangFacts, rules: RulesInForce<'_>) -> Option<Part> {
    let grounds = rules.get(keys::classification::EXCLUDED).ok()?;
    let rule = || crate::rule_name!("classification/excluded");
    let because = crate::sentence!(
        "{many} things alone make no evil force",
        "{many}种情形不应认定为恶势力",
        many = grounds.value().iter().count(),
    );
    let mut all = Part::of(Truth::Yes, by(rule(), because, &grounds), Vec::new());
    for ground in grounds.value().words::<ExclusionGround>().unwrap_or_default() {
        let asked = facts.excluded.get(&ground).copied().unwrap_or(recorded(None));
        let oppresses = facts.evil.oppression == Fact::Known(true);
        let holds = match asked {
            Fact::NotKnown(_) if ground == ExclusionGround::ProfitOnly && oppresses => {
                Fact::Known(false)
            }
            asked => asked,
        };
        let word = Word::of(&ground);
        let part = match holds {
            Fact::Known(false) => continue,
            Fact::Known(true) => {
                let because = crate::sentence!(
                    "it is nothing but this, which makes no evil force: {ground}",
                    "系{ground}，不应认定为恶势力",
                    ground = word,
                );
                Part::of(Truth::No, by(rule(), because, &grounds), Vec::new())
            }
            Fact::NotKnown(why) => {
                let because = crate::sentence!(
                    "it is not known whether it is nothing but: {ground}",
                    "是否系{ground}尚不明确",
                    ground = word.clone(),
                );
                let what = crate::sentence!(
                    "whether it is nothing but: {ground}",
                    "是否系{ground}",
                    ground = word,
                );
                let code =
                    Code::parse(ground.code()).unwrap_or(const { Code::literal("excluded") });
                Part::of(
                    Truth::Unknown,
                    by(rule(), because, &grounds),
                    vec![Missing::new(code, what, why)],
                )
            }
        };
        all = all.and(part);
    }
    Some(all)
}

fn group(facts: &GangFacts, rules: RulesInForce<'_>) -> Part {
    let rule = || crate::rule_name!("classification/group");
    let counted_ones =
        |question: &Question| matches!(question.code(), "enough_members" | "joint_crimes");
    let (numbered, others): (Vec<Question>, Vec<Question>) =
        facts.group.questions().into_iter().partition(counted_ones);
    let (yes, open) = counted(&others);
    let because = crate::sentence!(
        "{yes} of the {all} further features of a criminal group are there, {open} are not known",
        "犯罪集团其他特征{all}项，已查明{yes}项，尚不明确{open}项",
        yes = yes,
        all = others.len(),
        open = open,
    );
    let missing = others.iter().filter_map(Question::missing).collect();
    let features =
        Part::of(at_least(others.len(), &others), Reason::new(rule(), because, FEATURES), missing);
    let members = enough(
        facts.members,
        numbered.iter().find(|question| question.code() == "enough_members"),
        "members",
        rule(),
        keys::classification::GROUP_MEMBERS,
        rules,
    );
    let crimes = enough(
        facts.joint_crimes,
        numbered.iter().find(|question| question.code() == "joint_crimes"),
        "joint_crimes",
        rule(),
        keys::classification::GROUP_CRIMES,
        rules,
    );
    features.and(members).and(crimes)
}
