//! Industries: which come first, what is wrong in them, what regulators did and who looked.
//!
//! **What one can do here.** Put industries in order ([`priority`]), ask which kinds of
//! chaos the return of a regulator passes over ([`chaos`]), which departments are still
//! owed to the place ([`departments`]), which member units have no duty of their own
//! ([`without_duty`]), what is amiss with spot checks ([`visits`]) and whom they
//! reached ([`reached`]), whether the parts of a
//! figure add up to it ([`adds_up`]), which cases were filed in key industries ([`filed`]),
//! and what a rectification in people's livelihood leaves out ([`focus`]).
//!
//! Words: 重点行业领域 key industry · 行业乱象 chaos in an industry · 行业主管部门 regulator · 暗访 covert
//! visit · 主力军 main force · 民生领域 field of livelihood · 监督重点 risk point.
//!
//! **An order is a place to look, and no finding.** It counts gangs and reports, names
//! nobody, and is a ground for no measure. A report that is planted raises an industry, so
//! the counts open to their lists, and people judge.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `industry/priority` | where gangs are rampant and the masses react strongly | `industry/priority`: both grounds, Gansu | G27 |
//! | `industry/chaos` | a regulator looks for the chaos that is named with its industry, or with the labels of gangs in it | – | G28, N13 |
//! | `industry/departments` | how many departments are urged and checked | `industry/regulators`: 11, Chengguan | C25 |
//! | `industry/plan-inspected` | each department is inspected against its plan | `industry/regulators` | C25 |
//! | `industry/duty` | every member unit has a duty of its own | – | H19 |
//! | `industry/covert` | nobody checks an industry covertly for its own regulator | – | C25 (reading) |
//! | `industry/adds-up` | parts add up to the whole, and what is left is shown | – | G29, G30, H20, C25 |
//! | `industry/filed` | cases in key industries are counted once each | – | C26, G29 |
//! | `industry/focus` | fields, kinds of misconduct and risk points of the livelihood of people | – (from 2024-05-27) | N01, N02, N11, N12 |
//!
//! # Examples
//!
//! Three industries in Gansu. Finance has more reports; transport has gangs *and* reports:
//!
//! ```
//! use std::collections::BTreeSet;
//!
//! use unbrella::base::id::{ClueId, GangId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::industry::{self, IndustryFacts};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::industry::Industry;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let no = |text: &str| LedgerNo::parse(text);
//! let gang = GangId::from_ledger(&salt, &no("1")?);
//! let report = |text: &str| no(text).map(|no| ClueId::from_ledger(&salt, &no));
//! let facts = |industry, gangs: &[GangId], complaints: &[ClueId]| IndustryFacts {
//!     industry,
//!     gangs: gangs.iter().copied().collect(),
//!     complaints: complaints.iter().copied().collect(),
//! };
//! let all = [
//!     facts(Industry::Finance, &[], &[report("2")?, report("3")?]),
//!     facts(Industry::Transport, &[gang], &[report("4")?]),
//!     facts(Industry::Education, &[], &[]),
//! ];
//! let book = Rulebook::published();
//! let found = industry::priority(&all, book.on("gansu", day!(2021, 5, 6))?);
//! let order = found.outcome().clone().known().ok_or("undetermined")?;
//! let names: Vec<String> = order.iter().map(ToString::to_string).collect();
//! assert_eq!(names, ["1. transport: 1 gangs, 1 reports", "2. finance: 0 gangs, 2 reports"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: what a regulator answers to a proposal
//! ([`proposal`](crate::procedure::proposal)), missions that visit units
//! ([`supervision`](crate::procedure::supervision)), what a gang is called
//! ([`classification`](crate::procedure::classification)).
//!
//! # Source
//!
//! Catalogue G27–G30, H19, H20, C25, C26, N01, N02, N11, N12.

mod figure;
mod regulator;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::id::{CaseId, ClueId, GangId, PersonId};
use crate::decision::{Answer, Chinese, Decision, Reason, Word};
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, not_laid_down, silent};
use crate::provenance::{Certainty, Citation};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::industry::{Industry, LivelihoodField, MisconductKind, RiskPoint};

pub use figure::{Amount, Residual, adds_up, sum};
pub use regulator::{
    ChaosGap, DepartmentFacts, DepartmentGap, ReturnFacts, Visit, VisitGap, chaos, departments,
    reached, visits, without_duty,
};

/// An industry, and what was seen in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndustryFacts {
    /// The industry.
    pub industry: Industry,
    /// 黑恶势力: the gangs on record as at work in it.
    pub gangs: BTreeSet<GangId>,
    /// 群众反映: the reports that touch it; one that repeats another is not counted again.
    pub complaints: BTreeSet<ClueId>,
}

impl IndustryFacts {
    /// Every industry of which the dossier holds a gang or a report, by code.
    ///
    /// A clue counts as a report of the masses if it came in by a channel, and repeats no
    /// other clue. Nothing here shows who reported.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        type Seen = (BTreeSet<GangId>, BTreeSet<ClueId>);
        let mut all: BTreeMap<Industry, Seen> = BTreeMap::new();
        for gang in dossier.gangs().values() {
            for industry in gang.industries() {
                all.entry(industry.clone()).or_default().0.insert(gang.id());
            }
        }
        let reported =
            |clue: &&crate::model::clue::Clue| clue.channel().is_some() && clue.repeats().is_none();
        for clue in dossier.clues().values().filter(reported) {
            for industry in clue.industries() {
                all.entry(industry.clone()).or_default().1.insert(clue.id());
            }
        }
        all.into_iter()
            .map(|(industry, (gangs, complaints))| Self { industry, gangs, complaints })
            .collect()
    }
}

/// An industry in its place, with what put it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The place, from 1; industries with the same counts share one.
    pub place: usize,
    /// The industry.
    pub industry: Industry,
    /// The gangs.
    pub gangs: BTreeSet<GangId>,
    /// The reports.
    pub complaints: BTreeSet<ClueId>,
}

/// `1. transport: 1 gangs, 1 reports`.
impl fmt::Display for Ranked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (gangs, reports) = (self.gangs.len(), self.complaints.len());
        write!(f, "{}. {}: {gangs} gangs, {reports} reports", self.place, self.industry)
    }
}

impl Chinese for Ranked {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (gangs, reports) = (self.gangs.len(), self.complaints.len());
        let (place, industry) = (self.place, self.industry.term());
        write!(f, "第{place}位：{industry}，黑恶势力{gangs}个，群众反映{reports}件")
    }
}

/// How an industry stands under the grounds of a place: how many grounds are there at all,
/// then how much of each, in the order of the pack.
fn weight(facts: &IndustryFacts, grounds: &[String]) -> (usize, Vec<usize>) {
    let count = |ground: &String| match ground.as_str() {
        "gang_activity" => facts.gangs.len(),
        "complaints" => facts.complaints.len(),
        _ => 0,
    };
    let counts: Vec<usize> = grounds.iter().map(count).collect();
    (counts.iter().filter(|count| **count > 0).count(), counts)
}

/// The industries in which there is most reason to look, in order.
///
/// An industry with both grounds comes before one with a single ground, whatever the
/// counts; then the counts decide, in the order in which the pack names the grounds. Equal
/// counts share a place, and stand by code. An industry without any ground is not listed.
/// An industry that is handed in twice is taken together.
///
/// Undetermined where no pack says what makes an industry a priority. The order says where
/// to look. It is a finding against nobody.
pub fn priority(
    industries: &[IndustryFacts],
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<Ranked>>> {
    let rule = || crate::rule_name!("industry/priority");
    let parameter = match rules.get(keys::industry::PRIORITY) {
        Ok(parameter) => parameter,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let grounds: Vec<String> = parameter.value().iter().map(str::to_owned).collect();
    let listed = ranked(&taken_together(industries), &grounds);
    let because = crate::sentence!(
        "{listed} of {all} industries have a ground to be looked at first; an order is a place to \
         look, and no finding",
        "{all}个行业领域中{listed}个具备优先情形；排序仅提示关注重点，不作为任何认定",
        listed = listed.len(),
        all = industries.len(),
    );
    let each = listed.iter().map(|one| {
        let because = crate::sentence!(
            "{industry}: {gangs} gangs on record, {reports} reports",
            "{industry}：在案黑恶势力{gangs}个，群众反映{reports}件",
            industry = Word::of(&one.industry),
            gangs = one.gangs.len(),
            reports = one.complaints.len(),
        );
        by(rule(), because, &parameter)
    });
    let each: Vec<Reason> = each.collect();
    Decision::new(Answer::Known(listed), by(rule(), because, &parameter)).and_all(each)
}

fn taken_together(industries: &[IndustryFacts]) -> Vec<IndustryFacts> {
    let mut all: BTreeMap<&Industry, IndustryFacts> = BTreeMap::new();
    for one in industries {
        let entry = all.entry(&one.industry).or_insert_with(|| IndustryFacts {
            industry: one.industry.clone(),
            gangs: BTreeSet::new(),
            complaints: BTreeSet::new(),
        });
        entry.gangs.extend(&one.gangs);
        entry.complaints.extend(&one.complaints);
    }
    all.into_values().collect()
}

fn ranked(industries: &[IndustryFacts], grounds: &[String]) -> Vec<Ranked> {
    let mut all: Vec<(&IndustryFacts, (usize, Vec<usize>))> =
        industries.iter().map(|one| (one, weight(one, grounds))).collect();
    all.retain(|(_, (grounds, _))| *grounds > 0);
    all.sort_by(|(one, a), (other, b)| {
        b.cmp(a).then_with(|| one.industry.code().cmp(other.industry.code()))
    });
    let mut listed: Vec<Ranked> = Vec::with_capacity(all.len());
    let mut before: Option<(usize, (usize, Vec<usize>))> = None;
    for (index, (one, weight)) in all.into_iter().enumerate() {
        let place = match &before {
            Some((place, same)) if *same == weight => *place,
            _ => index.saturating_add(1),
        };
        listed.push(Ranked {
            place,
            industry: one.industry.clone(),
            gangs: one.gangs.clone(),
            complaints: one.complaints.clone(),
        });
        before = Some((place, weight));
    }
    listed
}

/// Cases in key industries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The cases of each industry that was asked about; a case may stand under several.
    pub of: BTreeMap<Industry, BTreeSet<CaseId>>,
    /// All cases, each once.
    pub all: BTreeSet<CaseId>,
    /// Those whom they are about, each once.
    pub persons: BTreeSet<PersonId>,
    /// How often a case stands under a further industry: what the sum of the parts has too
    /// much.
    pub counted_again: usize,
}

const KEY_INDUSTRIES: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C26",
    "重点行业领域线索立案38件",
    Certainty::Reading,
);

/// 重点行业领域立案: the cases that were filed on clues of the industries.
///
/// A case is of an industry if a clue that it was filed on touches it. The total counts
/// each case once; how much the sum of the industries has too much is shown.
pub fn filed(dossier: &Dossier, industries: &BTreeSet<Industry>) -> Decision<Filed> {
    let mut of: BTreeMap<Industry, BTreeSet<CaseId>> =
        industries.iter().map(|industry| (industry.clone(), BTreeSet::new())).collect();
    let mut persons = BTreeSet::new();
    for case in dossier.cases().values() {
        let clues = case.from_clues().iter().filter_map(|clue| dossier.clue(*clue));
        let touched: BTreeSet<&Industry> = clues.flat_map(|clue| clue.industries()).collect();
        let mut counts = false;
        for (_, cases) in of.iter_mut().filter(|(industry, _)| touched.contains(industry)) {
            cases.insert(case.id());
            counts = true;
        }
        if counts {
            persons.extend(case.subjects().iter().filter_map(|subject| match subject {
                crate::base::id::PartyId::Person(person) => Some(*person),
                _ => None,
            }));
        }
    }
    let all: BTreeSet<CaseId> = of.values().flatten().copied().collect();
    let parts = of.values().map(BTreeSet::len).fold(0, usize::saturating_add);
    let counted_again = parts.saturating_sub(all.len());
    let because = crate::sentence!(
        "{all} cases; the industries have {parts} together, {again} of them under a further one",
        "立案{all}件；分行业合计{parts}件，其中重复计入{again}件",
        all = all.len(),
        parts = parts,
        again = counted_again,
    );
    let reason = Reason::new(crate::rule_name!("industry/filed"), because, KEY_INDUSTRIES);
    Decision::new(Filed { of, all, persons, counted_again }, reason)
}

/// What a special rectification in people's livelihood looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FocusFacts {
    /// The fields that it covers.
    pub fields: BTreeSet<LivelihoodField>,
    /// The kinds of misconduct that it looks for.
    pub misconduct: BTreeSet<MisconductKind>,
    /// Where it looks closely.
    pub risk_points: BTreeSet<RiskPoint>,
}

/// What it leaves out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FocusGap {
    /// A field.
    Field(LivelihoodField),
    /// A kind of misconduct.
    Misconduct(MisconductKind),
    /// A risk point.
    RiskPoint(RiskPoint),
}

impl fmt::Display for FocusGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => write!(f, "field left out: {field}"),
            Self::Misconduct(kind) => write!(f, "not looked for: {kind}"),
            Self::RiskPoint(point) => write!(f, "not looked at closely: {point}"),
        }
    }
}

impl Chinese for FocusGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => write!(f, "未覆盖领域：{}", field.term()),
            Self::Misconduct(kind) => write!(f, "未查问题：{}", kind.term()),
            Self::RiskPoint(point) => write!(f, "未盯紧：{}", point.term()),
        }
    }
}

/// The day of the commentary that names fields, misconduct and risk points.
const SAID: crate::base::day::Day = crate::day!(2024, 5, 27);

const COMMENTARY: Citation = Citation::literal(
    "坚决惩治群众身边腐败问题",
    Some(SAID),
    "N01, N02, N11, N12",
    "education, employment, medical care and other areas; key projects, major funds, important links",
    Certainty::Reading,
);

/// What a special rectification in people's livelihood leaves out of what the commentary
/// names. Nothing is asked before the day of the commentary.
///
/// A field that only another document names, such as poverty relief, is not asked for, and
/// may be covered.
pub fn focus(facts: &FocusFacts, rules: RulesInForce<'_>) -> Decision<Vec<FocusGap>> {
    let rule = crate::rule_name!("industry/focus");
    if rules.day() < SAID {
        let because = crate::sentence!("nothing was asked for yet", "当时尚无此项要求");
        return Decision::new(Vec::new(), Reason::new(rule, because, COMMENTARY));
    }
    let named = |field: &LivelihoodField| {
        field.rows().iter().any(|row| matches!(*row, "N01" | "N02"))
            && !facts.fields.contains(field)
    };
    let fields = LivelihoodField::ALL.into_iter().filter(named).map(FocusGap::Field);
    let misconduct = MisconductKind::ALL.into_iter().filter(|one| !facts.misconduct.contains(one));
    let points = RiskPoint::ALL.into_iter().filter(|one| !facts.risk_points.contains(one));
    let gaps: Vec<FocusGap> = fields
        .chain(misconduct.map(FocusGap::Misconduct))
        .chain(points.map(FocusGap::RiskPoint))
        .collect();
    let because = crate::sentence!(
        "{gaps} fields, kinds of misconduct and risk points are left out",
        "领域、问题类型、监督重点中遗漏{gaps}项",
        gaps = gaps.len(),
    );
    Decision::new(gaps, Reason::new(rule, because, COMMENTARY))
}

#[cfg(test)]
mod tests;
