//! Institutional output: rules that came of a case, of a proposal, of a loophole.

use crate::base::day::Day;
use crate::base::id::{CaseId, DocumentId, OrganId, ProposalId};
use crate::base::text::Line;
use crate::model::draft::noun;
use crate::terms::document::{GovernanceMeasure, InstitutionArea};
use crate::terms::industry::Industry;

noun! {
    /// 建章立制: a rule or a system that was set up to close a loophole.
    ///
    /// # Source
    ///
    /// Catalogue G35 (three of Baiyin), H21 (guidance of the bank regulator), C05 (areas).
    InstitutionalOutput, InstitutionalOutputDraft, RecordId;
    /// What it is called.
    title: text Line,
    /// The organ that set it up.
    by: id OrganId,
    /// The industry that it puts in order.
    industry: opt Industry,
    /// The proposals that it answers.
    prompted_by: ids ProposalId,
    /// The cases that it comes from.
    cases: ids CaseId,
    /// The areas of the system that it builds.
    areas: set InstitutionArea,
    /// What it puts in order.
    governance: set GovernanceMeasure,
    /// The day on which it was adopted.
    adopted: copy_opt Day,
    /// The rule itself.
    document: id_opt DocumentId,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{door, named};

    #[test]
    fn the_door_is_one() {
        let output = door::<InstitutionalOutput>(&json!({
            "id": format!("record-{:032x}", 1),
            "title": "河湖管理和部门联合执法意见",
            "by": format!("organ-{:032x}", 2),
            "industry": "water_resources",
            "prompted_by": [format!("proposal-{:032x}", 3)],
            "cases": [format!("case-{:032x}", 4)],
            "areas": ["coordination"],
            "governance": ["daily_supervision"],
            "adopted": "2020-09-01",
            "document": format!("document-{:032x}", 5),
        }));
        assert_eq!(
            named(&output),
            [
                format!("by organ-{:032x}", 2),
                format!("prompted_by proposal-{:032x}", 3),
                format!("cases case-{:032x}", 4),
                format!("document document-{:032x}", 5),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        let draft = InstitutionalOutputDraft { title: "甲\n乙".into(), ..Default::default() };
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            r"id: is missing; title: line contains '\n' at character 1; by: is missing",
        );
    }
}
