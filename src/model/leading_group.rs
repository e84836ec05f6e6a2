//! Leading groups: chair, member units, office, working groups.
//!
//! ```text
//!  领导小组  (chair: political-legal committee)
//!      ├── 成员单位  (member units, each with its part)
//!      └── 办公室  (扫黑办)
//!              └── 专项工作组  (working groups)
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, EntityId, OrganId, PersonId, PlaceId};
use crate::base::list::Limited;
use crate::base::period::Period;
use crate::base::text::Line;
use crate::model::draft::{Desk, MAX_LIST, Refers, noun};
use crate::terms::coordination::{Part, WorkingGroupField};
use crate::terms::office::Level;

noun! {
    /// 领导小组: a leading group.
    ///
    /// # Source
    ///
    /// Catalogue H03 (chair, 35 member units, office), H04 (working groups), H05 (parts), H19
    /// (duties), C19 (a leading group for rectification).
    LeadingGroup, LeadingGroupDraft, LeadingGroupId, check fits;
    /// What it is called.
    name: text Line,
    /// The level that it stands on.
    level: copy Level,
    /// The territory that it leads.
    place: id_opt PlaceId,
    /// The organ in the chair.
    chair: id OrganId,
    /// The persons in the chair, as far as they were written down.
    heads: ids PersonId,
    /// 成员单位: those who belong to it.
    members: subs MemberUnit,
    /// 办公室: its office.
    office: id_opt OrganId,
    /// 专项工作组: the working groups of the office.
    groups: subs WorkingGroup,
    /// The time during which it stands.
    period: copy_opt Period,
}

/// 成员单位: a unit that belongs to a leading group.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberUnit {
    /// The unit.
    pub unit: OrganId,
    /// Its part in the joint work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// What it is to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Line>,
}

impl Refers for MemberUnit {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("members.unit", self.unit.any());
    }
}

/// 专项工作组: a working group of the office.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkingGroup {
    /// What it works on.
    pub field: WorkingGroupField,
    /// The unit that leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub led_by: Option<OrganId>,
    /// The units that take part.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "Limited::<OrganId, MAX_LIST>::read"
    )]
    pub units: Vec<OrganId>,
}

impl Refers for WorkingGroup {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        if let Some(organ) = self.led_by {
            tell("groups.led_by", organ.any());
        }
        for unit in &self.units {
            tell("groups.units", unit.any());
        }
    }
}

fn fits(group: &LeadingGroup, desk: &mut Desk) {
    let mut seen = BTreeMap::new();
    for (index, member) in group.members.iter().enumerate() {
        if let Some(first) = seen.insert(member.unit, index) {
            desk.unfit_at("members", index, format!("{} stands already at [{first}]", member.unit));
        }
    }
    let mut seen = BTreeMap::new();
    for (index, working) in group.groups.iter().enumerate() {
        if let Some(first) = seen.insert(&working.field, index) {
            let field = &working.field;
            desk.unfit_at("groups", index, format!("{field} stands already at [{first}]"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{door, named};

    fn organ(n: u32) -> String {
        format!("organ-{n:032x}")
    }

    fn form() -> Value {
        json!({
            "id": format!("leading_group-{:032x}", 1),
            "name": "甲省扫黑除恶领导小组",
            "level": "province",
            "place": format!("place-{:032x}", 2),
            "chair": organ(3),
            "heads": [format!("person-{:032x}", 4)],
            "members": [
                { "unit": organ(5), "part": "handle", "duty": "依法打击" },
                { "unit": organ(6) },
            ],
            "office": organ(7),
            "groups": [
                { "field": "dig_umbrellas", "led_by": organ(8), "units": [organ(5), organ(6)] },
                { "field": "publicity" },
            ],
            "period": { "start": { "on": "2018-02-01" }, "end": "unknown" },
        })
    }

    #[test]
    fn the_door_is_one() {
        let group = door::<LeadingGroup>(&form());
        assert_eq!(
            named(&group),
            [
                format!("place place-{:032x}", 2),
                format!("chair {}", organ(3)),
                format!("heads person-{:032x}", 4),
                format!("members.unit {}", organ(5)),
                format!("members.unit {}", organ(6)),
                format!("office {}", organ(7)),
                format!("groups.led_by {}", organ(8)),
                format!("groups.units {}", organ(5)),
                format!("groups.units {}", organ(6)),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            LeadingGroupDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; name: is missing; level: is missing; chair: is missing",
        );
        let mut bad = form();
        bad["members"].as_array_mut().unwrap().push(json!({ "unit": organ(5) }));
        bad["groups"].as_array_mut().unwrap().push(json!({ "field": "publicity" }));
        let draft: LeadingGroupDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            format!(
                "members[2]: {} stands already at [0]; \
                 groups[2]: publicity and mobilization stands already at [1]",
                organ(5)
            ),
        );
    }
}
