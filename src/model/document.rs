//! Documents: plans, rules, letters, notices, reports.
//!
//! A document is named by what is made of it: the letter by a proposal, the problem list
//! by a meeting. Its text stays with the host; a fingerprint says which text was meant.

use crate::base::day::Day;
use crate::base::id::{CaseId, DocumentId, OrganId};
use crate::base::period::Period;
use crate::base::text::{LedgerNo, Line};
use crate::model::draft::{Desk, noun};
use crate::provenance::Fingerprint;
use crate::terms::document::DocumentKind;

noun! {
    /// 文书: a document.
    ///
    /// # Source
    ///
    /// Catalogue §6.7 (documents that the sources name), C03, C09, C24, Z10, Z12.
    Document, DocumentDraft, DocumentId, check fits;
    /// What kind of document it is.
    kind: need DocumentKind,
    /// Its title.
    title: text Line,
    /// 文号: the number under which it was issued.
    number: text_opt LedgerNo,
    /// Those who issued it, together if there are several.
    issued_by: ids OrganId,
    /// The day on which it was issued.
    issued: copy_opt Day,
    /// Those to whom it is addressed.
    to: ids OrganId,
    /// The cases that it comes from, such as the one in which irregular admissions were found.
    cases: ids CaseId,
    /// The time during which it is in force, for a rule or a plan.
    in_force: copy_opt Period,
    /// The earlier document that it replaces.
    replaces: id_opt DocumentId,
    /// Its content, word for word.
    content: copy_opt Fingerprint,
}

fn fits(document: &Document, desk: &mut Desk) {
    if document.replaces == Some(document.id) {
        desk.unfit("replaces", "a document cannot replace itself");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{door, named};

    fn form() -> Value {
        json!({
            "id": format!("document-{:032x}", 1),
            "kind": "coordination_rule",
            "title": "甲区协调联动制度",
            "number": "甲纪发〔2019〕3号",
            "issued_by": [format!("organ-{:032x}", 2), format!("organ-{:032x}", 3)],
            "issued": "2019-04-09",
            "to": [format!("organ-{:032x}", 4)],
            "cases": [format!("case-{:032x}", 5)],
            "in_force": { "start": { "on": "2019-05-01" }, "end": "open" },
            "replaces": format!("document-{:032x}", 6),
            "content": Fingerprint::from_bytes([7; 32]),
        })
    }

    #[test]
    fn the_door_is_one() {
        let document = door::<Document>(&form());
        assert_eq!(
            named(&document),
            [
                format!("issued_by organ-{:032x}", 2),
                format!("issued_by organ-{:032x}", 3),
                format!("to organ-{:032x}", 4),
                format!("cases case-{:032x}", 5),
                format!("replaces document-{:032x}", 6),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            DocumentDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; title: is missing",
        );
        let mut bad = form();
        bad["replaces"] = bad["id"].clone();
        let draft: DocumentDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "replaces: a document cannot replace itself",
        );
    }
}
