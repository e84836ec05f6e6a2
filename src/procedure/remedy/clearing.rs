//! Property goes back, and a name is cleared before all who had heard it.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{MeasureId, OrganId, RecordId, UmbrellaId};
use crate::decision::{Answer, Chinese, Decision, Word};
use crate::model::discipline::InvestigationMeasure;
use crate::model::dossier::Dossier;
use crate::model::exposure::ExposureBatch;
use crate::model::umbrella::{Refutation, Subject};
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::condition::said;
use crate::procedure::fact::recorded;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};

/// Property that was sealed, seized or frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// 查明与案件无关: when it was found to have nothing to do with the case.
    pub found_unrelated: Fact<Moment>,
    /// When it was given back, or set free.
    pub returned: Option<Moment>,
}

impl Property {
    /// The facts of a measure against property.
    #[must_use]
    pub fn of(measure: &InvestigationMeasure) -> Self {
        Self {
            found_unrelated: recorded(measure.found_unrelated().map(|when| when.occurred_at())),
            returned: measure.ended().map(|when| when.occurred_at()),
        }
    }

    /// The facts of a measure of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, measure: MeasureId) -> Option<Self> {
        dossier.measure(measure).map(Self::of)
    }
}

/// Until when unrelated property goes back, and how that stands at `now`.
///
/// Undetermined while nothing says that it is unrelated.
pub fn property_due(
    facts: &Property,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let limit = Limit {
        rule: crate::rule_name!("remedy/property"),
        key: keys::remedy::PROPERTY_RETURNED,
        what: Word::literal("property", "返还财物", "return of property"),
        event: Word::literal(
            "found_unrelated",
            "查明与案件无关",
            "finding that it has nothing to do with the case",
        ),
    };
    clock::run(&limit, facts.found_unrelated, facts.returned, now, rules, calendar)
}

/// Who has heard of something about a person that turned out not to be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClearFacts {
    /// The organs that were told.
    pub told: BTreeSet<OrganId>,
    /// Those of them that were told that it was not so, and when.
    pub corrected: BTreeSet<OrganId>,
    /// The batches of published cases in which the person stands.
    pub published: BTreeSet<RecordId>,
    /// Those of them that were corrected.
    pub published_corrected: BTreeSet<RecordId>,
}

impl ClearFacts {
    /// The facts of a refuted hypothesis of the dossier; nothing if it is not there, or
    /// was not refuted.
    ///
    /// Told are the organs that its record names and those that its refutation names; an
    /// organ counts as corrected once a correction was given. Published are the batches
    /// that name the person; corrected are those that were put right for that person, and
    /// those that the host names besides.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        umbrella: UmbrellaId,
        published_corrected: BTreeSet<RecordId>,
    ) -> Option<Self> {
        let umbrella = dossier.umbrella(umbrella)?;
        let owed = umbrella.refutation().map(Refutation::owed_to)?;
        let person = match umbrella.subject() {
            Subject::Tenure { person, .. } => Some(*person),
            Subject::Organ { .. } => None,
        };
        let named = person.into_iter().flat_map(|person| dossier.batches_naming(person));
        let named: Vec<&ExposureBatch> = named.collect();
        let right = |batch: &&&ExposureBatch| {
            person.is_some_and(|person| batch.put_right(person).is_some())
        };
        let put_right = named.iter().filter(right).map(|batch| batch.id());
        Some(Self {
            told: umbrella.told().iter().chain(owed).copied().collect(),
            corrected: umbrella.corrections().iter().map(|correction| correction.to).collect(),
            published_corrected: published_corrected.into_iter().chain(put_right).collect(),
            published: named.iter().map(|batch| batch.id()).collect(),
        })
    }
}

/// 澄清正名: how far a name is cleared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// The organs that are still owed a correction, sorted.
    pub owed_to: Vec<OrganId>,
    /// The publications that are still owed one, sorted.
    pub published: Vec<RecordId>,
}

impl Clearing {
    /// Whether all who had heard have heard that it was not so.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.owed_to.is_empty() && self.published.is_empty()
    }
}

impl fmt::Display for Clearing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_complete() {
            return f.write_str("cleared before all");
        }
        let (organs, batches) = (self.owed_to.len(), self.published.len());
        write!(f, "corrections owed: {organs} organs, {batches} publications")
    }
}

impl Chinese for Clearing {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_complete() {
            return f.write_str("已全部澄清");
        }
        let (organs, batches) = (self.owed_to.len(), self.published.len());
        write!(f, "尚欠更正：{organs}个机关、{batches}批通报")
    }
}

const CLEARING: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §4",
    "a reasoned refutation produces corrections to every recipient",
    Certainty::Reading,
);

/// Who is still owed a correction. Each organ that was told, and each publication, is owed
/// one; nothing else makes up for it.
pub fn clearing(facts: &ClearFacts, rules: RulesInForce<'_>) -> Decision<Clearing> {
    let owed_to: Vec<OrganId> = facts.told.difference(&facts.corrected).copied().collect();
    let published: Vec<RecordId> =
        facts.published.difference(&facts.published_corrected).copied().collect();
    let because = crate::sentence!(
        "{organs} of {told} organs and {batches} of {published} publications are owed a correction",
        "{told}个获知机关中{organs}个、{published}批通报中{batches}批尚欠更正",
        organs = owed_to.len(),
        told = facts.told.len(),
        batches = published.len(),
        published = facts.published.len(),
    );
    let rule = crate::rule_name!("remedy/cleared");
    let reason = said(rule, because, keys::remedy::NAME_CLEARED, rules, &CLEARING);
    Decision::new(Clearing { owed_to, published }, reason)
}
