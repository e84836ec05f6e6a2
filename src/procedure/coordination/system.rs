//! What a place has laid down: the documents that it issued, and the areas of its system.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::OrganId;
use crate::decision::{Chinese, Decision, Reason};
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, silent};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::document::{DocumentKind, InstitutionArea};

/// What an organ had laid down by a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemFacts {
    /// The kinds of documents that it had issued, and that were still in force.
    pub documents: BTreeSet<DocumentKind>,
    /// The areas for which it had set up a rule or a system.
    pub areas: BTreeSet<InstitutionArea>,
}

impl SystemFacts {
    /// What the documents and institutions of the dossier show of an organ on a day.
    ///
    /// Without a day of issue or adoption, and with a time in force that is not known, a
    /// document does not count.
    #[must_use]
    pub fn gather(dossier: &Dossier, organ: OrganId, day: Day) -> Self {
        let issued = dossier.documents().values().filter(|document| {
            let by_then = document.issued().is_some_and(|issued| issued <= day);
            let stands = document.in_force().is_none_or(|period| period.contains(day).is_yes());
            document.issued_by().contains(&organ) && by_then && stands
        });
        let adopted = dossier.institutional_outputs().values().filter(|output| {
            output.by() == organ && output.adopted().is_some_and(|adopted| adopted <= day)
        });
        Self {
            documents: issued.map(|document| document.kind().clone()).collect(),
            areas: adopted.flat_map(|output| output.areas().iter().cloned()).collect(),
        }
    }
}

/// What a place has not laid down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SystemGap {
    /// No document of this kind.
    Document(DocumentKind),
    /// No rule and no system for this area.
    Area(InstitutionArea),
}

impl fmt::Display for SystemGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(kind) => write!(f, "no document: {kind}"),
            Self::Area(area) => write!(f, "nothing laid down: {area}"),
        }
    }
}

impl Chinese for SystemGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(kind) => write!(f, "未制定：{}", kind.term()),
            Self::Area(area) => write!(f, "未建立机制：{}", area.term()),
        }
    }
}

/// 建章立制: what a place of this kind lays down and this one has not: documents, then areas,
/// each in the order of the pack.
///
/// Empty where no rule asks for either.
pub fn system(facts: &SystemFacts, rules: RulesInForce<'_>) -> Decision<Vec<SystemGap>> {
    let (mut gaps, first) = documents(facts, rules);
    let (more, second) = areas(facts, rules);
    gaps.extend(more);
    Decision::new(gaps, first).and(second)
}

fn documents(facts: &SystemFacts, rules: RulesInForce<'_>) -> (Vec<SystemGap>, Reason) {
    let rule = crate::rule_name!("coordination/documents");
    let parameter = match rules.get(keys::coordination::DOCUMENTS) {
        Ok(parameter) => parameter,
        Err(not) => return (Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<DocumentKind>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<SystemGap> = wanted
        .into_iter()
        .filter(|kind| !facts.documents.contains(kind))
        .map(SystemGap::Document)
        .collect();
    let because = crate::sentence!(
        "{done} of {all} documents are issued",
        "{all}项文件已制定{done}项",
        done = all.saturating_sub(open.len()),
        all = all,
    );
    (open, by(rule, because, &parameter))
}

fn areas(facts: &SystemFacts, rules: RulesInForce<'_>) -> (Vec<SystemGap>, Reason) {
    let rule = crate::rule_name!("coordination/areas");
    let parameter = match rules.get(keys::coordination::AREAS) {
        Ok(parameter) => parameter,
        Err(not) => return (Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<InstitutionArea>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<SystemGap> = wanted
        .into_iter()
        .filter(|area| !facts.areas.contains(area))
        .map(SystemGap::Area)
        .collect();
    let because = crate::sentence!(
        "{done} of {all} areas of the system are built",
        "{all}方面机制已建立{done}方面",
        done = all.saturating_sub(open.len()),
        all = all,
    );
    (open, by(rule, because, &parameter))
}
