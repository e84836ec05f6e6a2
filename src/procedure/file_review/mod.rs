//! File review: a linter for case files, with codes that stay the same.
//!
//! **What one can do here.** Look a file through ([`review`]), ask whether it is complete
//! ([`is_complete`]) and whether it may pass ([`may_pass`]), and which files of a scope
//! nobody has reviewed ([`unreviewed`]).
//!
//! Words: 案卷评查 file review · 权利义务告知书 notice of rights and duties · 谈话安全承诺书 talk
//! safety pledge · 程序审批手续 approval forms · 领导签字 signature of a leader · 同步录音录像 audio
//! and video record of the whole act · 督促整改、补充完善 urged to put right and complete.
//!
//! A file is a list of rows, one an act. A **finding** has a code, a weight, the number of
//! its row, the row of the catalogue or the article that says so, and what is done about it
//! by whom. Codes stand at [`FileCode`], each with a bad and a good example:
//!
//! | code | weight | what was found |
//! |---|---|---|
//! | F001 | fault | no whole notice of rights and duties at a talk, an interrogation, a questioning |
//! | F002 | flaw | no whole talk safety pledge at a talk |
//! | F003 | fault | no whole approval forms |
//! | F004 | fault | no whole signature of a leader |
//! | F005 | fault | no record of the whole act at an interrogation, a search, a seizure |
//! | F006 | flaw | no further item that the place asks for |
//! | F007 | question | something was not looked at |
//! | F008 | question | the day is not given on which the law hangs |
//! | F010 | fault | fewer investigators than the law asks for |
//! | F011 | fault | no written notice of a measure |
//! | F012 | fault | approved on a later day than done |
//! | F013 | flaw | two rows of one number |
//! | F014 | fault | an act on record has no row |
//! | F015 | flaw | a row names a record that is not there |
//!
//! A [`Baseline`] holds findings that somebody has accepted, each with a reason. They stay
//! silent and are counted. A finding is known again by its case, row, code, item and
//! defect, not by its place in a list or by its words. An entry that matches nothing any
//! more is told. What was accepted as incomplete is not accepted as missing.
//!
//! What a place looks for is asked of the day of the review; what the law asked of an act,
//! of the day of the act.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `file-review/rights-notice` | who is talked to, interrogated or questioned is told of rights and duties | `file_review/items`: five, Chengguan | C23 |
//! | `file-review/safety-pledge` | a talk has a safety pledge | `file_review/items` | C23 |
//! | `file-review/approval-forms` | every act is approved, on forms | `file_review/items` | C23 |
//! | `file-review/leader-signature` | a leader has signed | `file_review/items` | C23 |
//! | `file-review/recording` | interrogation, search and seizure are recorded throughout | `discipline/recorded-throughout`: yes, national from 2018-03-20; `file_review/items` | C23, law 1.4 |
//! | `file-review/further-item` | the list is open: a place may look for more | `file_review/items` | C23 |
//! | `file-review/not-looked-at` | what is due was looked at | `file_review/items`; `discipline/investigators` | C23 (reading) |
//! | `file-review/no-day` | the day of a measure is given | – | C23 (reading) |
//! | `file-review/officers` | a measure is carried out by several | `discipline/investigators`: 2, national from 2018-03-20 | law 1.4 |
//! | `file-review/written-notice` | a measure has a written notice | `discipline/investigators`, whose article says so | law 1.4 |
//! | `file-review/approved-after` | approval comes before the act | – | law 1.3, 1.4 (reading) |
//! | `file-review/same-row` | each row has a number of its own | – | C23 (reading) |
//! | `file-review/no-row` | each act on record has a row | – | C23 (reading) |
//! | `file-review/no-record` | a row names a record of its own act | – | C23 (reading) |
//! | `file-review/items` | what the place looks for | `file_review/items` | C23 |
//! | `file-review/baseline` | what was accepted stays silent, what matches nothing is told | – | C23 (reading) |
//! | `file-review/complete` | a file is complete if no fault and no flaw is open | – | C23 (reading) |
//! | `file-review/case-by-case` | files are reviewed case by case | `file_review/case-by-case`: yes, Chengguan | C23 |
//!
//! # Examples
//!
//! A talk in Chengguan without a safety pledge:
//!
//! ```
//! use unbrella::procedure::file_review::{self, Baseline, CaseFile, OnRecord};
//! use unbrella::rulebook::Rulebook;
//!
//! let file: CaseFile = serde_json::from_str(
//!     r#"{"case":"case-00000000000000000000000000000001","rows":[{"no":"1-1","act":"talk",
//!         "items":[{"item":"rights_notice","state":{"known":"whole"}},
//!                  {"item":"talk_safety_pledge","state":{"known":"missing"}},
//!                  {"item":"approval_forms","state":{"known":"whole"}},
//!                  {"item":"leader_signature","state":{"known":"whole"}}]}]}"#,
//! )?;
//! let on_record = OnRecord { case: file.case, acts: vec![] };
//! let book = Rulebook::published();
//! let rules = book.on("chengguan", unbrella::day!(2021, 3, 1))?;
//! let found = file_review::review(&file, &on_record, &Baseline::default(), rules);
//! let [pledge] = found.outcome().findings() else { panic!("one finding") };
//! assert_eq!(
//!     pledge.to_string(),
//!     "F002 flaw, file-review/safety-pledge: row 1-1, talk: talk safety pledge: missing \
//!      [城关区铁腕“惩腐打伞”显成效, undated, C23]; fix: put it into the file at row 1-1, or \
//!      complete it: talk safety pledge (by: investigating team)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A finding is about a file and about nobody: what follows for whoever kept it is asked of
//! [`accountability`](crate::procedure::accountability).
//!
//! Not here: whether a measure lasts too long ([`discipline`](crate::procedure::discipline)),
//! whether the person was heard ([`remedy`](crate::procedure::remedy)), the signing of a
//! verification report ([`verification`](crate::procedure::verification)), the comparison of
//! a case with a catalogue ([`screening`](crate::procedure::screening)).
//!
//! # Source
//!
//! Catalogue C23; law-context §1.3, §1.4: Supervision Law 2018 art. 41, 2024 art. 44.

mod file;
mod finding;
mod baseline;
mod look;

use std::collections::BTreeSet;

use crate::base::id::CaseId;
use crate::decision::{
    Answer, Condition, Decision, Missing, Reason, Refusal, Remedy, Sentence, Undetermined,
};
use crate::model::dossier::Dossier;
use crate::procedure::condition;
use crate::procedure::fact::{by, silent};
use crate::provenance::{Certainty, Citation, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::document::FileWeight;

pub use baseline::{Accepted, AcceptedTwice, Baseline};
pub use file::{
    ActOnRecord, CaseFile, FileRow, ItemState, OnRecord, SeenItem, act_of, is_by_several,
    is_recorded,
};
pub use finding::{FileCode, FileFinding, FindingKey};

/// What a review found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    case: CaseId,
    findings: Vec<FileFinding>,
    accepted: Vec<(FileFinding, Accepted)>,
    stale: Vec<Accepted>,
}

impl Reviewed {
    /// The case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// The findings that are open, by row and code.
    #[must_use]
    pub fn findings(&self) -> &[FileFinding] {
        &self.findings
    }

    /// The findings that the baseline accepts, each with its entry.
    #[must_use]
    pub fn accepted(&self) -> &[(FileFinding, Accepted)] {
        &self.accepted
    }

    /// The entries of the baseline for this case that match nothing any more.
    #[must_use]
    pub fn stale(&self) -> &[Accepted] {
        &self.stale
    }
}

const REVIEW: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C23",
    "逐案评查，督促整改、补充完善",
    Certainty::Reading,
);

/// Looks a file through: what is wrong with it, what of that is accepted, and which entries
/// of the baseline match nothing.
///
/// What is on record of another case than the file's is left out. An entry of the baseline
/// counts from the day on which it was accepted; one that is dated later neither silences
/// a finding nor is told as stale.
pub fn review(
    file: &CaseFile,
    on_record: &OnRecord,
    baseline: &Baseline,
    rules: RulesInForce<'_>,
) -> Decision<Reviewed> {
    let today = rules.day();
    let all = look::through(file, on_record, rules);
    let matched: BTreeSet<FindingKey> = all.iter().map(|finding| finding.key().clone()).collect();
    let own = |entry: &&Accepted| entry.key.case == file.case && entry.on <= today;
    let stale = baseline.entries().filter(own).filter(|entry| !matched.contains(&entry.key));
    let mut reviewed = Reviewed {
        case: file.case,
        findings: Vec::new(),
        accepted: Vec::new(),
        stale: stale.cloned().collect(),
    };
    for finding in all {
        match baseline.accepts(finding.key(), today) {
            Some(entry) => reviewed.accepted.push((finding, entry.clone())),
            None => reviewed.findings.push(finding),
        }
    }
    let first = looked_for(file, &reviewed, rules);
    let second = silenced(&reviewed);
    Decision::new(reviewed, first).and_all(second)
}

fn looked_for(file: &CaseFile, reviewed: &Reviewed, rules: RulesInForce<'_>) -> Reason {
    let rule = crate::rule_name!("file-review/items");
    match rules.get(keys::file_review::ITEMS) {
        Ok(items) => {
            let because = crate::sentence!(
                "{rows} rows were looked through for {items} items; {open} findings are open",
                "评查{rows}行、{items}项内容，发现未整改问题{open}个",
                rows = file.rows.len(),
                items = items.value().as_slice().len(),
                open = reviewed.findings.len(),
            );
            by(rule, because, &items)
        }
        Err(not) => silent(rule, &not),
    }
}

fn silenced(reviewed: &Reviewed) -> Option<Reason> {
    let (accepted, stale) = (reviewed.accepted.len(), reviewed.stale.len());
    if accepted == 0 && stale == 0 {
        return None;
    }
    let because = crate::sentence!(
        "{accepted} findings are accepted; {stale} entries of the baseline match nothing",
        "已认可问题{accepted}个；基线中{stale}条不再对应任何问题",
        accepted = accepted,
        stale = stale,
    );
    Some(Reason::new(crate::rule_name!("file-review/baseline"), because, REVIEW))
}

/// Whether a file is complete: no fault and no flaw is open.
///
/// One of them settles it. With open questions alone it is undetermined, and says what is
/// to be looked at.
pub fn is_complete(reviewed: &Reviewed) -> Decision<Answer<bool>> {
    let wrong = reviewed.findings.iter().filter(|one| one.weight() != FileWeight::Question);
    let (wrong, all) = (wrong.count(), reviewed.findings.len());
    let because = crate::sentence!(
        "{wrong} faults and flaws, {questions} questions are open",
        "未整改问题{wrong}个，待查事项{questions}个",
        wrong = wrong,
        questions = all.saturating_sub(wrong),
    );
    let reason = Reason::new(crate::rule_name!("file-review/complete"), because, REVIEW);
    let answer = match open_questions(reviewed) {
        _ if wrong > 0 => Answer::Known(false),
        Some(open) => Answer::Undetermined(open),
        None => Answer::Known(true),
    };
    Decision::new(answer, reason)
}

fn open_questions(reviewed: &Reviewed) -> Option<Undetermined> {
    let mut questions = reviewed.findings.iter().filter(|one| one.weight() == FileWeight::Question);
    let missing = |one: &FileFinding| {
        let code = match one.fix().act() {
            crate::decision::Act::Command(code) | crate::decision::Act::Fact(code) => code,
        };
        let why = one.why_not_known().unwrap_or(NotKnown::NeverAsked);
        Missing::new(code.clone(), one.reason().because().clone(), why)
            .supplied_by(one.fix().by().clone())
    };
    let first = Undetermined::new(missing(questions.next()?));
    Some(questions.map(missing).fold(first, Undetermined::and))
}

/// Whether a file may pass the review.
///
/// # Errors
///
/// A [`Refusal`] with every open finding and what is done about it. What cannot be made
/// good is explained in writing and accepted.
pub fn may_pass(reviewed: &Reviewed) -> Result<Decision<()>, Refusal> {
    let condition = |one: &FileFinding| {
        let (reason, remedy) = (one.reason().clone(), Remedy::by(one.fix().clone()));
        match one.why_not_known() {
            Some(why) => Condition::unknown(reason, why, remedy),
            None => Condition::unmet(reason, remedy),
        }
    };
    let conditions = reviewed.findings.iter().map(condition).collect();
    let step: Sentence = crate::sentence!("let the file pass the review", "案卷通过评查");
    let because = crate::sentence!("no finding is open", "无未整改问题");
    let otherwise = Reason::new(crate::rule_name!("file-review/complete"), because, REVIEW);
    condition::decide(conditions, step, (), otherwise)
}

/// The cases of the dossier that are about a gang; their files are reviewed.
#[must_use]
pub fn gang_cases(dossier: &Dossier) -> BTreeSet<CaseId> {
    dossier.cases().values().filter(|case| case.gang().is_some()).map(|case| case.id()).collect()
}

/// 逐案评查: the cases of a scope whose files nobody has reviewed, sorted.
///
/// Empty where no rule asks for a review case by case.
pub fn unreviewed(
    scope: &BTreeSet<CaseId>,
    reviewed: &BTreeSet<CaseId>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<CaseId>> {
    let rule = crate::rule_name!("file-review/case-by-case");
    let parameter = match rules.get(keys::file_review::CASE_BY_CASE) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let open: Vec<CaseId> =
        if parameter.value() { scope.difference(reviewed).copied().collect() } else { Vec::new() };
    let because = crate::sentence!(
        "{open} of {all} files still have to be reviewed",
        "{all}份案卷中{open}份尚待评查",
        open = open.len(),
        all = scope.len(),
    );
    Decision::new(open, by(rule, because, &parameter))
}

#[cfg(test)]
mod tests;
