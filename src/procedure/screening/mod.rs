//! Screening: every gang case is put through three checks and a catalogue; every member
//! of a village or community committee is asked the same questions.
//!
//! **What one can do here.** Ask what is missing from the screening of a case
//! ([`case_screening`]), whether it is clean ([`is_clean`]), what a screening of a member
//! found ([`member`]), and, apart from that, whether the member may hold the post
//! ([`eligible`]). Ask whether a clue is put into the right class of problems
//! ([`problem_classes`]), which kinds of umbrellas nobody looked for
//! ([`kinds_not_looked_for`]), which finished gang cases are not cleared to the bottom
//! ([`clear_bottom`]), and whether an umbrella case that resists may be let go
//! ([`may_let_go`]).
//!
//! Words: 过筛 screening · 一案三查 three checks of each case · 两个一律 the two alls ·
//! 逐一甄别研判 compared one by one · 任职资格 eligibility · 3类问题 three classes of problems ·
//! 全面清底 cleared to the bottom · 软保护 soft protection · 案件不查透不放手 not let go before it is
//! cleared up.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `screening/entries` | every entry of the catalogue is answered yes, no or not known, with what was looked at | `screening/fifteen`: 15 entries, Chengguan; `screening/thirteen`: 13 slots, Yunnan; `screening/seven`, `screening/six`: national; `screening/answer-every-entry`: yes, Chengguan | C15, Z01, law 4 |
//! | `screening/three-checks` | gang crime, network and umbrella, responsibility: each has a conclusion | `screening/three-checks`: the three, Zhaotong | Z01, Z02, law 6 |
//! | `screening/dig-corruption` | behind every gang case the corruption is dug for | `screening/two-alls`: both, Henan, Zhaotong | H17, Z00 |
//! | `screening/to-the-end` | every clue on a network or an umbrella is followed to the end; holding is no end | `screening/two-alls`; `screening/hold-is-final`: no, or read as yes; national (a value of this crate) | H17 |
//! | `screening/problem-class` | a clue belongs to a class of the place; the first two are about persons, the third about organs too | `screening/problem-classes`: three, Chengguan | C06 |
//! | `screening/umbrella-kinds` | those who act are looked for, and those who leave things undone | `screening/umbrella-kinds`: four, Zhaotong | Z03 |
//! | `screening/clear-bottom` | what stands behind a finished gang case is looked for in every one | `screening/clear-bottom`: yes, Zhaotong | Z05 |
//! | `screening/soft-protection` | soft protection by party committee, government and regulators is looked for | `screening/soft-protection`: main and regulatory responsibility, Zhaotong | Z05 |
//! | `screening/let-go` | an umbrella case with such a trait is not let go before it is cleared up | `screening/let-go-traits`: great influence, deep roots, complex network, Chengguan | C21 |
//! | `screening/member` | each member is asked every question; an answer clears nobody from office | `eligibility/questions`: three, Chengguan | C10 |
//! | `screening/eligible` | only who is not eligible is cleared, by the body that is competent | `eligibility/only-ineligible-cleared`: yes; `eligibility/removed-by`: competent body; Chengguan | C10, law 0 |
//!
//! An entry that is *not known* is answered, and is no gap; it keeps a case from being
//! clean. Soft protection is asked of organs as of persons: the third check names whose
//! responsibility was looked at.
//!
//! Not here: rounds of screening of concluded cases (`look_back`), case files (`file_review`).
//!
//! # Examples
//!
//! ```
//! use unbrella::base::id::{PersonId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::screening::{self, MemberFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::screening::ScreeningQuestion;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let facts = MemberFacts {
//!     person: PersonId::from_ledger(&salt, &LedgerNo::parse("甲某")?),
//!     answers: vec![
//!         (ScreeningQuestion::CriminalRecord, Fact::Known(false)),
//!         (ScreeningQuestion::Violation, Fact::Known(true)),
//!     ],
//! };
//! let book = Rulebook::published();
//! let found = screening::member(&facts, book.on("chengguan", day!(2021, 1, 15))?);
//! let missing = found.outcome().what_is_missing();
//! assert_eq!(missing.len(), 1, "nobody asked about gangs");
//! assert_eq!(missing[0].fact().as_str(), "gang_related");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue H17, C06, C10, C15, C21, Z00–Z03, Z05; law-context §3.4, §4.

mod scope;

pub use scope::{
    BottomFacts, BottomGap, ClassFacts, ClassGap, KindsFacts, clear_bottom, kinds_not_looked_for,
    problem_classes,
};

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{CaseId, ClueId, PersonId, ScreeningId};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{
    Answer, Chinese, Condition, Decision, Missing, Reason, Refusal, Remedy, RuleName, Sentence,
    Undetermined, Word,
};
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::model::follow_up::FollowUpProgress;
use crate::model::screening::{CaseScreening, ScreenedMember};
use crate::procedure::condition::{self, supply};
use crate::procedure::fact::{by, silent};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{Catalogue, InForce, ParamKey, ParamType, RulesInForce, keys};
use crate::terms::handling::{DifficultyTrait, Disposition};
use crate::terms::screening::{
    CheckedResponsibility, Eligibility, ScreeningQuestion, ThreeChecks, TwoAlls,
};

/// What the screening of a case looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseScreeningFacts {
    /// The case.
    pub case: CaseId,
    /// The catalogue that it was compared with: `fifteen`, `thirteen`, `seven` or `six`.
    pub catalogue: Code,
    /// The entries that were answered, with their answers.
    pub answers: Vec<(Code, Truth)>,
    /// The checks that have a conclusion, with whose responsibility the third looked at,
    /// and what they found.
    pub checks: Vec<(ThreeChecks, Option<CheckedResponsibility>, Truth)>,
    /// Whether somebody has dug for corruption behind the case.
    pub corruption_inquiry: Fact<bool>,
    /// The clues on networks and umbrellas that came from the case, and how far each has come.
    pub clues: Vec<(ClueId, ClueEnd)>,
}

/// How far a clue has been followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClueEnd {
    /// Somebody is at work on it, or nobody has begun.
    Open,
    /// 暂存待查: it is held.
    Held,
    /// It was filed, closed or passed on.
    Ended,
}

impl ClueEnd {
    /// How far a clue has been followed.
    #[must_use]
    pub fn of(clue: &Clue) -> Self {
        match clue.stage() {
            ClueStage::Disposed { disposition: Disposition::HoldPending } => Self::Held,
            ClueStage::Filed { .. }
            | ClueStage::Closed { .. }
            | ClueStage::ClosedSignedOff { .. }
            | ClueStage::LeftClosed
            | ClueStage::TransferredOut { .. }
            | ClueStage::FedBack
            | ClueStage::Archived => Self::Ended,
            ClueStage::Received
            | ClueStage::Registered { .. }
            | ClueStage::Disposed { .. }
            | ClueStage::GivenBack { .. }
            | ClueStage::Verified { .. }
            | ClueStage::Rechecked { .. }
            | ClueStage::Reopened => Self::Open,
        }
    }
}

impl CaseScreeningFacts {
    /// The facts of a screening, and of the clues that came from its case.
    #[must_use]
    pub fn of<'a>(
        screening: &CaseScreening,
        corruption_inquiry: Fact<bool>,
        clues: impl IntoIterator<Item = &'a Clue>,
    ) -> Self {
        let answers = screening.answers().iter();
        let checks = screening.checks().iter();
        let clues = clues.into_iter().map(|clue| (clue.id(), ClueEnd::of(clue)));
        Self {
            case: screening.case(),
            catalogue: screening.catalogue().clone(),
            answers: answers.map(|a| (a.entry.clone(), a.answer.truth())).collect(),
            checks: checks.map(|c| (c.check, c.whose, c.found.truth())).collect(),
            corruption_inquiry,
            clues: clues.collect::<BTreeSet<_>>().into_iter().collect(),
        }
    }
}

impl CaseScreeningFacts {
    /// The facts of a screening of the dossier; nothing if it is not there.
    ///
    /// The clues are those on which the case was filed, and those that a follow-up of it
    /// opened.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        screening: ScreeningId,
        corruption_inquiry: Fact<bool>,
    ) -> Option<Self> {
        let screening = dossier.case_screening(screening)?;
        Some(Self::beside(dossier, screening, corruption_inquiry))
    }

    /// The facts of a screening that is to be entered, beside what the dossier holds.
    #[must_use]
    pub fn beside(
        dossier: &Dossier,
        screening: &CaseScreening,
        corruption_inquiry: Fact<bool>,
    ) -> Self {
        let clues = clues_of(dossier, screening.case());
        Self::of(screening, corruption_inquiry, clues)
    }
}

/// The clues on which a case was filed, and those that a follow-up of it opened.
fn clues_of(dossier: &Dossier, case: CaseId) -> impl Iterator<Item = &Clue> {
    let opened = dossier.follow_ups_of(case).flat_map(|follow_up| {
        follow_up.stages().iter().filter_map(|entry| match &entry.state {
            FollowUpProgress::ClueOpened { clue } => Some(*clue),
            _ => None,
        })
    });
    let filed_on = dossier.case(case).map(|case| case.from_clues()).unwrap_or_default();
    filed_on.iter().copied().chain(opened).filter_map(|clue| dossier.clue(clue))
}

/// 遗漏: what is missing from the screening of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Gap {
    /// An entry of the catalogue that nobody answered, by its number.
    EntryUnanswered(u16),
    /// A check without a conclusion.
    CheckOpen(ThreeChecks),
    /// Nobody has dug for the corruption behind the case, or it is not known.
    NoCorruptionInquiry,
    /// A clue that was not followed to the end.
    ClueNotToTheEnd(ClueId),
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EntryUnanswered(number) => write!(f, "entry {number} was not answered"),
            Self::CheckOpen(check) => write!(f, "no conclusion on {check}"),
            Self::NoCorruptionInquiry => f.write_str("nobody dug for the corruption behind it"),
            Self::ClueNotToTheEnd(clue) => write!(f, "{clue} was not followed to the end"),
        }
    }
}

impl Chinese for Gap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EntryUnanswered(number) => write!(f, "第{number}项未甄别"),
            Self::CheckOpen(check) => write!(f, "“{}”无结论", check.term()),
            Self::NoCorruptionInquiry => f.write_str("未深挖背后腐败"),
            Self::ClueNotToTheEnd(clue) => write!(f, "{clue}未一查到底"),
        }
    }
}

/// The parameter of a catalogue, by its name.
fn catalogue_key(name: &str) -> Option<ParamKey<Catalogue>> {
    Some(match name {
        "fifteen" => keys::screening::FIFTEEN,
        "thirteen" => keys::screening::THIRTEEN,
        "seven" => keys::screening::SEVEN,
        "six" => keys::screening::SIX,
        _ => return None,
    })
}

/// What is missing from the screening of a case; empty if nothing is.
///
/// In the order: entries by number, checks in their order, the corruption behind, clues
/// by id. Undetermined if the place knows no such catalogue. Entries may stay open where
/// no rule asks for all of them; a check is asked for where the place has the three.
pub fn case_screening(
    facts: &CaseScreeningFacts,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<Gap>>> {
    let rule = || crate::rule_name!("screening/entries");
    let Some(key) = catalogue_key(facts.catalogue.as_str()) else {
        return unknown_catalogue(rule());
    };
    let catalogue = match rules.get(key) {
        Ok(catalogue) => catalogue,
        Err(not) => {
            let missing = crate::procedure::fact::not_laid_down(&not);
            return Decision::new(Answer::missing(missing), silent(rule(), &not));
        }
    };
    let (mut gaps, first) = entries(facts, &catalogue, rules);
    let parts = [checks(facts, rules), dug(facts, rules), to_the_end(facts, rules)];
    let mut reasons = Vec::new();
    for (found, reason) in parts.into_iter().flatten() {
        gaps.extend(found);
        reasons.push(reason);
    }
    Decision::new(Answer::Known(gaps), first).and_all(reasons)
}

const CATALOGUES: Citation = Citation::literal(
    "no document: the catalogues of this crate",
    None,
    "C15, Z01; law 4",
    "fifteen, thirteen, seven, six",
    Certainty::Open,
);

fn unknown_catalogue(rule: RuleName) -> Decision<Answer<Vec<Gap>>> {
    let missing = Missing::new(
        const { Code::literal("catalogue") },
        crate::sentence!("which catalogue the case was compared with", "对照的类型目录"),
        NotKnown::CannotBeEstablished,
    );
    let because = crate::sentence!("there is no catalogue of that name", "无此名称的类型目录");
    Decision::new(Answer::missing(missing), Reason::new(rule, because, CATALOGUES))
}

fn number(entry: &Code) -> Option<u16> {
    entry.as_str().parse().ok()
}

fn entries(
    facts: &CaseScreeningFacts,
    catalogue: &InForce<'_, &Catalogue>,
    rules: RulesInForce<'_>,
) -> (Vec<Gap>, Reason) {
    let rule = crate::rule_name!("screening/entries");
    let answered: BTreeSet<u16> =
        facts.answers.iter().filter_map(|(entry, _)| number(entry)).collect();
    let all = catalogue.value().entries();
    let open: Vec<u16> =
        all.iter().map(|entry| entry.number()).filter(|n| !answered.contains(n)).collect();
    let because = crate::sentence!(
        "{answered} of {all} entries are answered",
        "{all}项中已甄别{answered}项",
        answered = all.len().saturating_sub(open.len()),
        all = all.len(),
    );
    let mut reason = by(rule, because, catalogue);
    let every = rules.get(keys::screening::ANSWER_EVERY_ENTRY);
    let asked = every.as_ref().is_ok_and(|every| every.value());
    if let (true, Ok(every)) = (asked, &every) {
        reason = reason.citing(every.citation().clone());
    }
    let gaps =
        if asked { open.into_iter().map(Gap::EntryUnanswered).collect() } else { Vec::new() };
    (gaps, reason)
}

type Part = Option<(Vec<Gap>, Reason)>;

fn checks(facts: &CaseScreeningFacts, rules: RulesInForce<'_>) -> Part {
    let parameter = rules.get(keys::screening::THREE_CHECKS).ok()?;
    let wanted = parameter.value().words::<ThreeChecks>().unwrap_or_default();
    let concluded = |check: &ThreeChecks| facts.checks.iter().any(|(done, ..)| done == check);
    let open: Vec<ThreeChecks> = wanted.iter().copied().filter(|c| !concluded(c)).collect();
    let because = crate::sentence!(
        "{done} of {all} checks have a conclusion",
        "{all}查中已有{done}查作出结论",
        done = wanted.len().saturating_sub(open.len()),
        all = wanted.len(),
    );
    let reason = by(crate::rule_name!("screening/three-checks"), because, &parameter);
    Some((open.into_iter().map(Gap::CheckOpen).collect(), reason))
}

fn two_alls<'a>(
    part: TwoAlls,
    rules: RulesInForce<'a>,
) -> Option<InForce<'a, <crate::rulebook::Codes as ParamType>::Read<'a>>> {
    rules.get(keys::screening::TWO_ALLS).ok().filter(|both| both.value().contains(part.code()))
}

fn dug(facts: &CaseScreeningFacts, rules: RulesInForce<'_>) -> Part {
    let parameter = two_alls(TwoAlls::DigCorruption, rules)?;
    let truth = facts.corruption_inquiry.truth();
    let because = crate::sentence!(
        "whether somebody dug for the corruption behind the case: {truth}",
        "是否深挖案件背后的腐败：{truth}",
        truth = truth,
    );
    let reason = by(crate::rule_name!("screening/dig-corruption"), because, &parameter);
    let gap = (!truth.is_yes()).then_some(Gap::NoCorruptionInquiry);
    Some((gap.into_iter().collect(), reason))
}

fn to_the_end(facts: &CaseScreeningFacts, rules: RulesInForce<'_>) -> Part {
    let parameter = two_alls(TwoAlls::InvestigateToEnd, rules)?;
    let hold = rules.get(keys::screening::HOLD_IS_FINAL);
    let hold_is_final = hold.as_ref().is_ok_and(|hold| hold.value());
    let ended = |end: ClueEnd| end == ClueEnd::Ended || (end == ClueEnd::Held && hold_is_final);
    let open: Vec<ClueId> =
        facts.clues.iter().filter(|(_, end)| !ended(*end)).map(|(clue, _)| *clue).collect();
    let because = crate::sentence!(
        "{open} of {all} clues on networks and umbrellas were not followed to the end",
        "{all}条关系网、保护伞线索中{open}条未一查到底",
        open = open.len(),
        all = facts.clues.len(),
    );
    let mut reason = by(crate::rule_name!("screening/to-the-end"), because, &parameter);
    if let Ok(hold) = hold {
        reason = reason.citing(hold.citation().clone());
    }
    Some((open.into_iter().map(Gap::ClueNotToTheEnd).collect(), reason))
}

/// Whether a case was screened without a gap in entries and checks, and nothing in them
/// is *yes* or *not known*.
///
/// The fact that concluding a follow-up asks for. Clues that are under
/// way do not count here: an opened clue is a conclusion of its own.
pub fn is_clean(facts: &CaseScreeningFacts, rules: RulesInForce<'_>) -> Decision<Answer<bool>> {
    let of_clues = |gap: &Gap| matches!(gap, Gap::ClueNotToTheEnd(_) | Gap::NoCorruptionInquiry);
    let all_no = facts.answers.iter().all(|(_, answer)| answer.is_no())
        && facts.checks.iter().all(|(check, _, found)| {
            // The first check finds the gang's crimes; the other two must find nothing.
            *check == ThreeChecks::GangCrime || found.is_no()
        });
    case_screening(facts, rules)
        .map(|answer| answer.map(|gaps| all_no && gaps.iter().all(of_clues)))
}

/// What letting go of an umbrella case looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetGoFacts {
    /// The case.
    pub case: CaseId,
    /// What makes it hard.
    pub traits: BTreeSet<DifficultyTrait>,
    /// Its latest screening; none if it was not screened.
    pub screening: Option<CaseScreeningFacts>,
    /// The clues that came from it, and how far each has come.
    pub clues: Vec<(ClueId, ClueEnd)>,
}

impl LetGoFacts {
    /// The facts of a case of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, corruption_inquiry: Fact<bool>) -> Option<Self> {
        let noun = dossier.case(case)?;
        let screenings = dossier.screenings_of(case);
        let latest = screenings.max_by_key(|screening| (screening.screened(), screening.id()));
        let clues: BTreeSet<_> =
            clues_of(dossier, case).map(|clue| (clue.id(), ClueEnd::of(clue))).collect();
        Some(Self {
            case,
            traits: noun.difficulty_traits().iter().copied().collect(),
            screening: latest.and_then(|latest| {
                CaseScreeningFacts::gather(dossier, latest.id(), corruption_inquiry)
            }),
            clues: clues.into_iter().collect(),
        })
    }
}

/// 案件不查透不放手: whether an umbrella case may be let go.
///
/// A case without a trait that the place names may be let go like any other. One with such
/// a trait is cleared up first: screened without a gap, and every clue at its end; holding
/// a clue is no end here.
///
/// # Errors
///
/// A [`Refusal`] if the case was not screened, for each gap of its screening, and for each
/// clue that is not at its end.
pub fn may_let_go(facts: &LetGoFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("screening/let-go");
    let parameter = match rules.get(keys::screening::LET_GO_TRAITS) {
        Ok(parameter) => parameter,
        Err(not) => return Ok(Decision::new((), silent(rule(), &not))),
    };
    let named = parameter.value().words::<DifficultyTrait>().unwrap_or_default();
    let hard: Vec<DifficultyTrait> =
        named.into_iter().filter(|one| facts.traits.contains(one)).collect();
    let because = crate::sentence!(
        "the case has {count} traits for which it must be cleared up first",
        "案件具有{count}项不查透不放手的情形",
        count = hard.len(),
    );
    let first = Condition::met(by(rule(), because, &parameter));
    let mut conditions = vec![first];
    if !hard.is_empty() {
        let unmet = |because, remedy| Condition::unmet(by(rule(), because, &parameter), remedy);
        conditions.extend(screened_whole(facts, rules, &unmet));
        conditions.extend(at_their_ends(facts, &unmet));
    }
    let step = crate::sentence!("let the case go", "案件办结收手");
    let otherwise = by(rule(), crate::sentence!("nothing more is asked", "无其他要求"), &parameter);
    condition::decide(conditions, step, (), otherwise)
}

fn handling_office() -> Word {
    Word::of(&crate::terms::office::Department::Handling)
}

/// What is missing from the screening of the case. Clues are looked at apart.
fn screened_whole(
    facts: &LetGoFacts,
    rules: RulesInForce<'_>,
    unmet: &dyn Fn(Sentence, Remedy) -> Condition,
) -> Vec<Condition> {
    let Some(screening) = &facts.screening else {
        let because = crate::sentence!("the case was not screened", "案件尚未过筛");
        let how = crate::sentence!("screen the case", "对案件过筛");
        return vec![unmet(because, supply("screening", how, handling_office()))];
    };
    let gaps = match case_screening(screening, rules).outcome() {
        Answer::Known(gaps) => gaps.clone(),
        Answer::Undetermined(_) => {
            let because = crate::sentence!(
                "the case was not compared with a catalogue of the place",
                "案件未对照本地类型目录甄别",
            );
            let how = crate::sentence!("screen it by a catalogue of the place", "对照本地目录过筛");
            return vec![unmet(because, supply("catalogue", how, handling_office()))];
        }
    };
    let open = gaps.into_iter().filter_map(|gap| match gap {
        Gap::ClueNotToTheEnd(_) => None,
        Gap::EntryUnanswered(number) => Some(crate::sentence!(
            "entry {number} was not answered",
            "第{number}项未甄别",
            number = u32::from(number),
        )),
        Gap::CheckOpen(check) => Some(crate::sentence!(
            "no conclusion on {check}",
            "“{check}”无结论",
            check = Word::of(&check),
        )),
        Gap::NoCorruptionInquiry => {
            Some(crate::sentence!("nobody dug for the corruption behind it", "未深挖背后腐败"))
        }
    });
    let how = || crate::sentence!("close the gap of the screening", "补齐过筛遗漏");
    open.map(|because| unmet(because, supply("screening", how(), handling_office()))).collect()
}

fn at_their_ends(
    facts: &LetGoFacts,
    unmet: &dyn Fn(Sentence, Remedy) -> Condition,
) -> Vec<Condition> {
    let open = facts.clues.iter().filter(|(_, end)| *end != ClueEnd::Ended);
    let one = |(clue, _): &(ClueId, ClueEnd)| {
        let because = crate::sentence!(
            "{clue} was not followed to the end",
            "{clue}未一查到底",
            clue = *clue
        );
        let how = crate::sentence!("follow it to the end", "一查到底");
        unmet(because, supply("clues", how, handling_office()))
    };
    open.map(one).collect()
}

/// What the screening of one member found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberFacts {
    /// The member.
    pub person: PersonId,
    /// The questions that were asked, with their answers.
    pub answers: Vec<(ScreeningQuestion, Fact<bool>)>,
}

impl MemberFacts {
    /// The facts of a screened member.
    #[must_use]
    pub fn of(member: &ScreenedMember) -> Self {
        let answers = member.answers.iter();
        Self {
            person: member.person,
            answers: answers.map(|a| (a.question.clone(), a.answer.fact())).collect(),
        }
    }

    fn answer(&self, question: &ScreeningQuestion) -> Fact<bool> {
        let given = self.answers.iter().find(|(asked, _)| asked == question);
        given.map_or(Fact::NotKnown(NotKnown::NeverAsked), |(_, answer)| *answer)
    }
}

/// The questions to which the answer about a member is *yes*, in the order of the pack.
///
/// Undetermined while a question is not asked or not answered. A *yes* clears nobody from
/// office; that is asked apart, with [`eligible`].
pub fn member(
    facts: &MemberFacts,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<ScreeningQuestion>>> {
    let rule = || crate::rule_name!("screening/member");
    let parameter = match rules.get(keys::eligibility::QUESTIONS) {
        Ok(parameter) => parameter,
        Err(not) => {
            let missing = crate::procedure::fact::not_laid_down(&not);
            return Decision::new(Answer::missing(missing), silent(rule(), &not));
        }
    };
    let questions = parameter.value().words::<ScreeningQuestion>().unwrap_or_default();
    let mut open: Option<Undetermined> = None;
    let mut yes = Vec::new();
    for question in questions {
        match facts.answer(&question) {
            Fact::Known(true) => yes.push(question),
            Fact::Known(false) => {}
            Fact::NotKnown(why) => {
                let missing = asked(&question, why);
                open = Some(match open {
                    None => Undetermined::new(missing),
                    Some(open) => open.and(missing),
                });
            }
        }
    }
    let because = crate::sentence!(
        "{yes} questions are answered with yes; no answer alone clears anybody from office",
        "肯定项{yes}个；仅凭过筛结果不得清理任何人",
        yes = yes.len(),
    );
    let answer = open.map_or(Answer::Known(yes), Answer::Undetermined);
    Decision::new(answer, by(rule(), because, &parameter))
}

fn asked(question: &ScreeningQuestion, why: NotKnown) -> Missing {
    let code = Code::parse(crate::terms::Term::code(question));
    Missing::new(
        code.unwrap_or(const { Code::literal("question") }),
        crate::sentence!(
            "whether the member {question}",
            "{question}",
            question = Word::of(question),
        ),
        why,
    )
}

/// What judging eligibility looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EligibilityFacts {
    /// The member.
    pub person: PersonId,
    /// 不符合任职资格: whether a rule on who may hold the post excludes the member, as the
    /// body that is competent has judged.
    pub excluded_by_rule: Fact<bool>,
}

/// 任职资格: whether a member may hold the post.
///
/// A past warning, or any other *yes* of the screening, removes nobody by itself: what
/// counts is whether a rule on the post excludes the member. The discipline organ
/// proposes; the body that is competent by law removes.
pub fn eligible(
    facts: &EligibilityFacts,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Eligibility>> {
    let rule = || crate::rule_name!("screening/eligible");
    let told = |because: Sentence| {
        let first = match rules.get(keys::eligibility::ONLY_INELIGIBLE_CLEARED) {
            Ok(parameter) => by(rule(), because, &parameter),
            Err(not) => silent(rule(), &not),
        };
        match rules.get(keys::eligibility::REMOVED_BY) {
            Ok(removed_by) => first.citing(removed_by.citation().clone()),
            Err(_) => first,
        }
    };
    match facts.excluded_by_rule {
        Fact::Known(true) => {
            let because = crate::sentence!(
                "a rule on the post excludes the member; removal is proposed to the competent body",
                "不符合任职资格，建议由有权机关依法清理",
            );
            Decision::new(Answer::Known(Eligibility::NotEligible), told(because))
        }
        Fact::Known(false) => {
            let because = crate::sentence!(
                "no rule on the post excludes the member",
                "无不符合任职资格的情形",
            );
            Decision::new(Answer::Known(Eligibility::Eligible), told(because))
        }
        Fact::NotKnown(why) => {
            let missing = Missing::new(
                const { Code::literal("excluded_by_rule") },
                crate::sentence!(
                    "whether a rule on the post excludes the member",
                    "是否存在不符合任职资格的情形",
                ),
                why,
            );
            let because = crate::sentence!(
                "the competent body has not judged whether the member is eligible",
                "有权机关尚未认定任职资格",
            );
            Decision::new(Answer::missing(missing), told(because))
        }
    }
}

#[cfg(test)]
mod tests;
