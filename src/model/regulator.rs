//! Regulators of industries: what they did, and what was seen on the spot.

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, ClueId, OrganId, PlaceId, SupervisionId};
use crate::base::period::Period;
use crate::base::text::Prose;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::industry::{Industry, IndustryChaos, RegulatorAction, SpotCheck};

noun! {
    /// 行业整治: what a regulator did about its industry.
    ///
    /// # Source
    ///
    /// Catalogue G29, G30 (532 cases, fines, funds), H20 (sites, machines), C25.
    RegulatorReturn, RegulatorReturnDraft, RecordId, check fits;
    /// The regulator.
    regulator: id OrganId,
    /// The industry.
    industry: need Industry,
    /// What was wrong in it.
    chaos: set IndustryChaos,
    /// The place.
    place: id_opt PlaceId,
    /// The time that the counts are for.
    period: copy_opt Period,
    /// The clues that it passed on.
    clues: ids ClueId,
    /// What it did, as it was counted.
    counts: subs ActionCount,
}

/// So much of one action: a number of cases, sites or machines, or an amount in yuan.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionCount {
    /// What was done.
    pub action: RegulatorAction,
    /// How often, or how many yuan.
    pub count: u64,
    /// 余: whether there may be more.
    #[serde(default, skip_serializing_if = "crate::model::draft::is_default")]
    pub at_least: bool,
}

impl ActionCount {
    /// Whether the count is an amount in yuan.
    #[must_use]
    pub const fn is_yuan(&self) -> bool {
        matches!(self.action, RegulatorAction::Fine | RegulatorAction::FundsCleared)
    }
}

impl Refers for ActionCount {
    fn refer(&self, _: &mut dyn FnMut(&'static str, AnyId)) {}
}

fn fits(entry: &RegulatorReturn, desk: &mut Desk) {
    let mut seen = std::collections::BTreeMap::new();
    for (index, ActionCount { action, .. }) in entry.counts.iter().enumerate() {
        if let Some(first) = seen.insert(action, index) {
            desk.unfit_at("counts", index, format!("{action} stands already at [{first}]"));
        }
    }
}

noun! {
    /// 暗访: a visit or a call by which somebody looks for themselves.
    ///
    /// # Source
    ///
    /// Catalogue C25 (four teams, shops, calls, forums), N06.
    CovertVisit, CovertVisitDraft, RecordId;
    /// How it was looked at.
    check: need SpotCheck,
    /// The organ that sent somebody.
    by: id OrganId,
    /// The mission that it belongs to.
    mission: id_opt SupervisionId,
    /// The regulator whose industry was looked at.
    regulator: id_opt OrganId,
    /// The industry.
    industry: opt Industry,
    /// The place.
    place: id_opt PlaceId,
    /// When.
    when: copy When,
    /// How many shops were visited, or persons reached.
    reached: copy_opt u32,
    /// What was seen.
    seen: text_opt Prose,
    /// The clues that came of it.
    clues: ids ClueId,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn organ(n: u32) -> String {
        format!("organ-{n:032x}")
    }

    fn return_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "regulator": organ(2),
            "industry": "lending",
            "chaos": ["trap_loans"],
            "place": format!("place-{:032x}", 3),
            "period": { "start": { "on": "2020-01-01" }, "end": { "before": "2021-01-01" } },
            "clues": [format!("clue-{:032x}", 4)],
            "counts": [
                { "action": "case_investigated", "count": 532 },
                { "action": "fine", "count": 830_000, "at_least": true },
            ],
        })
    }

    fn visit_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 5),
            "check": "covert_shop_visit",
            "by": organ(6),
            "mission": format!("supervision-{:032x}", 7),
            "regulator": organ(2),
            "industry": "finance",
            "place": format!("place-{:032x}", 3),
            "when": at_json(9),
            "reached": 23,
            "seen": "无牌照放贷",
            "clues": [format!("clue-{:032x}", 4)],
        })
    }

    #[test]
    fn the_doors_are_one() {
        let entry = door::<RegulatorReturn>(&return_form());
        assert_eq!(
            named(&entry),
            [
                format!("regulator {}", organ(2)),
                format!("place place-{:032x}", 3),
                format!("clues clue-{:032x}", 4),
            ],
        );
        let yuan: Vec<bool> = entry.counts().iter().map(ActionCount::is_yuan).collect();
        assert_eq!(yuan, [false, true]);
        let visit = door::<CovertVisit>(&visit_form());
        assert_eq!(
            named(&visit),
            [
                format!("by {}", organ(6)),
                format!("mission supervision-{:032x}", 7),
                format!("regulator {}", organ(2)),
                format!("place place-{:032x}", 3),
                format!("clues clue-{:032x}", 4),
            ],
        );
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            RegulatorReturnDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; regulator: is missing; industry: is missing",
        );
        let mut bad = return_form();
        let fine = bad["counts"][1].clone();
        bad["counts"].as_array_mut().unwrap().push(fine);
        let draft: RegulatorReturnDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "counts[2]: fine stands already at [1]",);
        assert_eq!(
            CovertVisitDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; check: is missing; by: is missing; when: is missing",
        );
    }
}
