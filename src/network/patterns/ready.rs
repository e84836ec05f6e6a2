//! Patterns that are ready to be asked.

use super::draft::{InvalidPattern, Pattern, PatternDraft, Rule, Step, Who};
use crate::base::period::Period;
use crate::base::text::{Code, InvalidText};
use crate::network::protectors::SHELTERING;
use crate::network::view::{Direction, Least};
use crate::terms::tie::TieKind;

/// A step with the usual settings: along the tie, once, as far as the view shows.
fn tied(name: &str, from: &str, to: &str, kinds: &[TieKind]) -> Result<Step, InvalidText> {
    Ok(Step {
        name: Code::parse(name)?,
        from: Code::parse(from)?,
        to: Code::parse(to)?,
        kinds: kinds.to_vec(),
        direction: Direction::Along,
        least: Least::Alleged,
        times: 1,
    })
}

/// Why a pattern of this file cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoPattern {
    /// What was given makes no pattern.
    #[error(transparent)]
    Invalid(#[from] InvalidPattern),
    /// A name is no code.
    #[error(transparent)]
    Name(#[from] InvalidText),
}

/// A member of a gang pays an official or organ, who within `days` drops a case against a
/// member of the same gang: payer and accused may be one person.
///
/// No listed kind says that a case was dropped: `dropped` names the kinds that do, such as
/// a code of the host; its first day counts.
///
/// # Errors
///
/// [`NoPattern`] if `dropped` is empty.
pub fn payment_then_dropped(days: u32, dropped: &[TieKind]) -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let member = [TieKind::MemberOf, TieKind::Leads];
    let draft = PatternDraft::new(code("payment_then_dropped")?)
        .role(code("gang")?, Who::Gang)
        .role(code("payer")?, Who::Person)
        .role(code("office")?, Who::Office)
        .role(code("case")?, Who::Case)
        .role(code("accused")?, Who::Person)
        .step(tied("payer_of", "payer", "gang", &member)?)
        .step(tied("pays", "payer", "office", &[TieKind::Pays, TieKind::Bribes])?)
        .step(tied("drops", "office", "case", dropped)?)
        .step(tied("against", "accused", "case", &[TieKind::SubjectOf])?)
        .step(tied("accused_of", "accused", "gang", &member)?)
        .rule(Rule::Within { first: code("pays")?, then: code("drops")?, days });
    Ok(draft.check()?)
}

/// One official or organ shelters one gang at least `times` times.
///
/// # Errors
///
/// [`NoPattern`] if `times` is 0.
pub fn same_again(times: u32) -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let draft = PatternDraft::new(code("same_again")?)
        .role(code("gang")?, Who::Gang)
        .role(code("office")?, Who::Office)
        .step(Step { times, ..tied("shelters", "office", "gang", &SHELTERING)? });
    Ok(draft.check()?)
}

/// Kin of an official work for an enterprise that a gang owns or controls.
///
/// # Errors
///
/// None that can come about: the pattern is fixed.
pub fn kin_on_the_payroll() -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let kin = [TieKind::Spouse, TieKind::ParentOf, TieKind::Sibling, TieKind::Kin];
    let kin = tied("kin_of", "official", "kin", &kin)?;
    let draft = PatternDraft::new(code("kin_on_the_payroll")?)
        .role(code("gang")?, Who::Gang)
        .role(code("enterprise")?, Who::Enterprise)
        .role(code("kin")?, Who::Person)
        .role(code("official")?, Who::Official)
        .step(tied("owns", "gang", "enterprise", &[TieKind::Owns, TieKind::Controls])?)
        .step(tied("works_for", "kin", "enterprise", &[TieKind::WorksFor])?)
        .step(Step { direction: Direction::Both, ..kin });
    Ok(draft.check()?)
}

/// Kin of an official work for an enterprise that a member or leader of a gang owns or
/// controls: closer to life than an enterprise in the name of the gang, and a weaker lead.
///
/// # Errors
///
/// None that can come about: the pattern is fixed.
pub fn kin_on_a_members_payroll() -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let kin = [TieKind::Spouse, TieKind::ParentOf, TieKind::Sibling, TieKind::Kin];
    let kin = tied("kin_of", "official", "kin", &kin)?;
    let owns = [TieKind::Owns, TieKind::Controls];
    let draft = PatternDraft::new(code("kin_on_a_members_payroll")?)
        .role(code("gang")?, Who::Gang)
        .role(code("member")?, Who::Person)
        .role(code("enterprise")?, Who::Enterprise)
        .role(code("kin")?, Who::Person)
        .role(code("official")?, Who::Official)
        .step(tied("member_of", "member", "gang", &[TieKind::MemberOf, TieKind::Leads])?)
        .step(tied("owns", "member", "enterprise", &owns)?)
        .step(tied("works_for", "kin", "enterprise", &[TieKind::WorksFor])?)
        .step(Step { direction: Direction::Both, ..kin });
    Ok(draft.check()?)
}

/// An official's tenure covers a period in which all was quiet: works for, or reports to, an
/// organ on every day of it.
///
/// # Errors
///
/// [`NoPattern`] if an end of the period is not known.
pub fn tenure_over(quiet: Period) -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let draft = PatternDraft::new(code("tenure_over")?)
        .role(code("organ")?, Who::Organ)
        .role(code("official")?, Who::Official)
        .step(tied("tenure", "official", "organ", &[TieKind::WorksFor, TieKind::ReportsTo])?)
        .rule(Rule::CoversPeriod { step: code("tenure")?, period: quiet });
    Ok(draft.check()?)
}
