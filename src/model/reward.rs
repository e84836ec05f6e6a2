//! Rewards and protection for those who report. Nobody is named here.
//!
//! A record holds the opaque token of a reporter and nothing else about the person. Who is
//! behind the token stands sealed with the host ([`secrecy`](crate::secrecy)).

use std::num::NonZeroU64;

use crate::base::id::{CaseId, ClueId, OrganId};
use crate::base::period::Period;
use crate::base::text::Line;
use crate::model::draft::{Desk, noun};
use crate::model::history::When;
use crate::secrecy::ReporterRef;
use crate::terms::report::ProtectionMeasure;

noun! {
    /// 举报奖励: a reward that was paid to a reporter.
    ///
    /// # Source
    ///
    /// Catalogue H09 (271 persons, 1,420,500 yuan).
    Reward, RewardDraft, RecordId;
    /// The reporter, as a token.
    reporter: copy ReporterRef,
    /// The clue that it is paid for.
    clue: id_opt ClueId,
    /// The organ that pays it.
    by: id OrganId,
    /// How much, in yuan.
    yuan: copy NonZeroU64,
    /// When it was paid.
    paid: copy When,
    /// The fund that it comes from.
    fund: text_opt Line,
}

noun! {
    /// 证人保护: the protection of a reporter or a witness.
    ///
    /// # Source
    ///
    /// Catalogue H09; Anti-Organized Crime Law 2022 art. 61.
    Protection, ProtectionDraft, RecordId, check protects;
    /// The reporter or the witness, as a token.
    reporter: copy ReporterRef,
    /// The case in which the person is protected.
    case: id_opt CaseId,
    /// The organ that protects.
    by: id OrganId,
    /// How.
    measures: set ProtectionMeasure,
    /// From when until when.
    period: copy Period,
}

fn protects(protection: &Protection, desk: &mut Desk) {
    if protection.measures.is_empty() {
        desk.unfit("measures", "nothing is done");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    const TOKEN: &str = "reporter-67e5504410b1426f9247bb680e5fe0c8";

    fn reward_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "reporter": TOKEN,
            "clue": format!("clue-{:032x}", 2),
            "by": format!("organ-{:032x}", 3),
            "yuan": 5_000,
            "paid": at_json(9),
            "fund": "举报奖励资金",
        })
    }

    fn protection_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 4),
            "reporter": TOKEN,
            "case": format!("case-{:032x}", 5),
            "by": format!("organ-{:032x}", 3),
            "measures": ["anonymity", "night_watch"],
            "period": { "start": { "on": "2019-04-09" }, "end": "open" },
        })
    }

    #[test]
    fn the_doors_are_one_and_tell_no_reporter() {
        let reward = door::<Reward>(&reward_form());
        assert_eq!(
            named(&reward),
            [format!("clue clue-{:032x}", 2), format!("by organ-{:032x}", 3)],
        );
        let protection = door::<Protection>(&protection_form());
        assert_eq!(
            named(&protection),
            [format!("case case-{:032x}", 5), format!("by organ-{:032x}", 3)],
        );
        for shown in [format!("{reward:?}"), format!("{protection:?}")] {
            assert!(!shown.contains("67e55044"), "{shown}");
        }
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            RewardDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; reporter: is missing; by: is missing; yuan: is missing; \
             paid: is missing",
        );
        assert_eq!(
            ProtectionDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; reporter: is missing; by: is missing; period: is missing",
        );
        let mut bad = protection_form();
        bad["measures"] = json!([]);
        let draft: ProtectionDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "measures: nothing is done");
        let mut nothing = reward_form();
        nothing["yuan"] = json!(0);
        assert!(serde_json::from_value::<Reward>(nothing).is_err(), "nothing was paid");
    }
}
