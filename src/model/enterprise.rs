//! Enterprises: owned by gangs, by their members, or by officials' kin.

use crate::base::day::Day;
use crate::base::id::{PartyId, PlaceId};
use crate::base::text::Line;
use crate::model::draft::{Desk, noun};

noun! {
    /// 企业: an enterprise as a party of the relationship network.
    ///
    /// # Source
    ///
    /// Catalogue G28–G30 (industries in which gangs earn), law-context §4.1 (shares and dividends).
    Enterprise, EnterpriseDraft, EnterpriseId, check within_life;
    /// The registered name.
    name: text Line,
    /// Where it is registered.
    place: id_opt PlaceId,
    /// First day of its life.
    founded: copy_opt Day,
    /// The day on which it was struck off.
    dissolved: copy_opt Day,
    /// Those who own it, as far as known.
    owners: ids PartyId,
}

fn within_life(enterprise: &Enterprise, desk: &mut Desk) {
    if let (Some(founded), Some(dissolved)) = (enterprise.founded, enterprise.dissolved)
        && dissolved <= founded
    {
        desk.unfit("dissolved", format!("{dissolved} does not come after {founded}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{EnterpriseId, Salt};
    use crate::base::text::LedgerNo;
    use crate::model::draft::{Draft, Refers};

    #[test]
    fn a_draft_reports_all_its_problems() {
        let salt = Salt::new(b"sixteen bytes ok").unwrap();
        let id = EnterpriseId::from_ledger(&salt, &LedgerNo::parse("E1").unwrap());
        let draft = EnterpriseDraft {
            id: None,
            name: "  ".into(),
            owners: vec![id.into(), id.into()],
            ..EnterpriseDraft::default()
        };
        let problems = draft.enter().unwrap_err();
        assert_eq!(
            problems.to_string(),
            "id: is missing; name: is missing; owners[1]: stands already at [0]",
        );
    }

    #[test]
    fn json_goes_through_the_same_door() {
        let text = format!(
            r#"{{"id":"enterprise-{:032x}","name":"甲公司","founded":"2019-05-01","dissolved":"2019-05-01"}}"#,
            7
        );
        let refused = serde_json::from_str::<Enterprise>(&text).unwrap_err().to_string();
        assert!(
            refused.starts_with("dissolved: 2019-05-01 does not come after 2019-05-01"),
            "{refused}"
        );
        let text = text.replace(r#""2019-05-01"}"#, r#""2019-05-02"}"#);
        let entered = serde_json::from_str::<Enterprise>(&text).unwrap();
        assert_eq!(serde_json::to_string(&entered).unwrap(), text);
        let mut named = Vec::new();
        entered.refer(&mut |field, id| named.push((field, id)));
        assert_eq!(named, []);
    }
}
