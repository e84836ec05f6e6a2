//! The four forms, and how outcomes are counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::day::Day;
use crate::base::id::PersonId;
use crate::decision::{Answer, Decision, Reason, RuleName, Sentence, Undetermined, Word};
use crate::model::discipline::{Disposal, Outcome};
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, not_laid_down, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{NotInForce, RulesInForce, keys};
use crate::terms::office::{Rank, RankBand};
use crate::terms::outcome::{FourForms, PersonOutcome};

const COUNTED: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G07, C22, Z06",
    "handled, by rank and outcome; one person may have several outcomes",
    Certainty::Reading,
);

/// Which of the four forms one disposal is, or which rule would say so.
fn form_of(what: Disposal, rules: RulesInForce<'_>) -> Result<FourForms, NotInForce> {
    let light = |is_light: bool| if is_light { FourForms::Second } else { FourForms::Third };
    Ok(match what {
        Disposal::Soft(_) => FourForms::First,
        Disposal::Party(sanction) => {
            light(rules.get(keys::discipline::LIGHT_PARTY)?.value().contains(sanction.code()))
        }
        Disposal::Public(sanction) => {
            light(rules.get(keys::discipline::LIGHT_PUBLIC)?.value().contains(sanction.code()))
        }
        Disposal::Handling(handling) => {
            light(rules.get(keys::discipline::LIGHT_HANDLING)?.value().contains(handling.code()))
        }
        Disposal::TransferredForProsecution { .. } | Disposal::TransferredToJustice { .. } => {
            FourForms::Fourth
        }
    })
}

fn forms_reason(because: Sentence, rules: RulesInForce<'_>) -> Reason {
    let rule: RuleName = crate::rule_name!("discipline/form");
    match rules.get(keys::discipline::FOUR_FORMS) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(not) => silent(rule, &not),
    }
}

/// 四种形态: the form that the outcomes of one person come to: the heaviest of them; none
/// without an outcome.
///
/// Undetermined where no rule says which sanctions are light, unless another outcome is of
/// the fourth form.
pub fn form(
    outcomes: impl IntoIterator<Item = Disposal>,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Option<FourForms>>> {
    let mut heaviest = None;
    let mut open: Option<Undetermined> = None;
    for what in outcomes {
        match form_of(what, rules) {
            Ok(form) => heaviest = heaviest.max(Some(form)),
            Err(not) => {
                let missing = not_laid_down(&not);
                open = Some(match open {
                    None => Undetermined::new(missing),
                    Some(open) => open.and(missing),
                });
            }
        }
    }
    match (heaviest, open) {
        (Some(FourForms::Fourth), _) | (_, None) => {
            let because = match &heaviest {
                Some(form) => crate::sentence!(
                    "the heaviest of the outcomes is of the {form}",
                    "处理结果中最重的属{form}",
                    form = Word::of(form),
                ),
                None => crate::sentence!("there is no outcome", "尚无处理结果"),
            };
            Decision::new(Answer::Known(heaviest), forms_reason(because, rules))
        }
        (_, Some(open)) => {
            let because = crate::sentence!(
                "which outcomes are light is not laid down",
                "轻处分、轻处理的范围未作规定",
            );
            Decision::new(Answer::Undetermined(open), forms_reason(because, rules))
        }
    }
}

/// What was decided about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// The person.
    pub person: PersonId,
    /// The highest rank that the person held in what it was about.
    pub rank: Fact<Rank>,
    /// What was decided and has not been revoked.
    pub what: Vec<Disposal>,
}

impl Handled {
    /// The persons of the dossier about whom something was decided by a day and not
    /// revoked by then, by their ids.
    ///
    /// The rank is that of the post of the tenure that an outcome names; of somebody
    /// without such a post it is not known.
    #[must_use]
    pub fn gather(dossier: &Dossier, day: Day) -> Vec<Self> {
        let standing = |outcome: &&Outcome| {
            let revoked = outcome.revoked().is_some_and(|when| when.occurred_at().day() <= day);
            outcome.decided().occurred_at().day() <= day && !revoked
        };
        let mut persons: BTreeMap<PersonId, (Option<Rank>, Vec<Disposal>)> = BTreeMap::new();
        for outcome in dossier.outcomes().values().filter(standing) {
            let (rank, what) = persons.entry(outcome.person()).or_default();
            let tenure = outcome.tenure().and_then(|tenure| dossier.tenure(tenure));
            let post = tenure.and_then(|tenure| dossier.post(tenure.post()));
            *rank = (*rank).max(post.and_then(|post| post.rank()));
            what.push(*outcome.what());
        }
        let of = |(person, (rank, what))| Self { person, rank: recorded(rank), what };
        persons.into_iter().map(of).collect()
    }
}

/// How many persons were handled, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 处理处分: persons with an outcome that reports count.
    pub handled: usize,
    /// Those of them in each band of ranks, as far as the rank is known.
    pub by_band: BTreeMap<RankBand, usize>,
    /// Those of them whose rank is not known, or who stand outside the ladder.
    pub without_band: usize,
    /// Persons under each word; one person may stand under several.
    pub by_outcome: BTreeMap<PersonOutcome, usize>,
}

/// Counts persons by rank and by outcome.
///
/// A person counts once as handled, and once under each word. So the bands add up to the
/// handled, and the outcomes need not. A soft form is no outcome that reports count.
pub fn tally(persons: &[Handled]) -> Decision<Tally> {
    let mut tally = Tally::default();
    let one_more = |count: &mut usize| *count = count.saturating_add(1);
    let mut seen = BTreeSet::new();
    for handled in persons.iter().filter(|handled| seen.insert(handled.person)) {
        let words: BTreeSet<PersonOutcome> =
            handled.what.iter().filter_map(|what| what.counts_as()).collect();
        if words.is_empty() {
            continue;
        }
        one_more(&mut tally.handled);
        match handled.rank.known().and_then(Rank::band) {
            Some(band) => one_more(tally.by_band.entry(band).or_default()),
            None => one_more(&mut tally.without_band),
        }
        for word in words {
            one_more(tally.by_outcome.entry(word).or_default());
        }
    }
    let because = crate::sentence!(
        "{handled} persons were handled, {open} of them without a band of ranks",
        "处理处分{handled}人，其中{open}人职级不明或者不在职级序列",
        handled = tally.handled,
        open = tally.without_band,
    );
    Decision::new(tally, Reason::new(crate::rule_name!("discipline/counted"), because, COUNTED))
}
