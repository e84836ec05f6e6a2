//! Work plans: what is due when, by whom, and what is done.

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, DocumentId, EntityId, OrganId};
use crate::base::text::Line;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;

noun! {
    /// 时间表、路线图: a work plan with its milestones.
    ///
    /// # Source
    ///
    /// Catalogue G08, H03, H28.
    WorkPlan, WorkPlanDraft, RecordId, check fits;
    /// What it is called.
    title: text Line,
    /// The organ whose plan it is.
    by: id OrganId,
    /// The plan itself.
    document: id_opt DocumentId,
    /// What has to be there, and when.
    milestones: subs Milestone,
}

/// Something that has to be there by a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What has to be there.
    pub deliverable: Line,
    /// The last day.
    pub due: Day,
    /// Who has to see to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<OrganId>,
    /// When it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<When>,
}

impl Refers for Milestone {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        if let Some(unit) = self.unit {
            tell("milestones.unit", unit.any());
        }
    }
}

impl WorkPlan {
    /// The milestones that were not there by the end of a day and were due on it or
    /// before, in the order of the plan.
    pub fn overdue(&self, day: Day) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(move |milestone| {
            let there = milestone.done.is_some_and(|done| done.occurred_at().day() <= day);
            milestone.due <= day && !there
        })
    }
}

fn fits(plan: &WorkPlan, desk: &mut Desk) {
    if plan.milestones.is_empty() {
        desk.unfit("milestones", "a plan needs at least one");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::day;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "title": "甲区工作方案",
            "by": format!("organ-{:032x}", 2),
            "document": format!("document-{:032x}", 3),
            "milestones": [
                { "deliverable": "台账", "due": "2019-04-08", "unit": format!("organ-{:032x}", 4), "done": at_json(9) },
                { "deliverable": "报告", "due": "2019-04-10" },
            ],
        })
    }

    #[test]
    fn the_door_is_one() {
        let plan = door::<WorkPlan>(&form());
        assert_eq!(
            named(&plan),
            [
                format!("by organ-{:032x}", 2),
                format!("document document-{:032x}", 3),
                format!("milestones.unit organ-{:032x}", 4),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            WorkPlanDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; title: is missing; by: is missing",
        );
        let mut bad = form();
        bad["milestones"] = json!([]);
        let draft: WorkPlanDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "milestones: a plan needs at least one",);
    }

    /// The first was done on April 9, a day late; the second is due on April 10.
    #[test]
    fn what_is_not_there_at_the_end_of_its_last_day_is_overdue() {
        let plan: WorkPlan = serde_json::from_value(form()).unwrap();
        let overdue = |day| {
            let late = plan.overdue(day).map(|late| late.deliverable.as_str());
            late.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(overdue(day!(2019, 4, 7)), "");
        assert_eq!(overdue(day!(2019, 4, 8)), "台账");
        assert_eq!(overdue(day!(2019, 4, 9)), "");
        assert_eq!(overdue(day!(2019, 4, 10)), "报告");
    }
}
