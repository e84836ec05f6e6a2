//! Coming forward: notices with a time limit, and those who answered them.

use crate::base::day::Day;
use crate::base::id::{CaseId, DocumentId, NoticeId, OrganId, PersonId, PlaceId};
use crate::base::text::Prose;
use crate::base::truth::Truth;
use crate::model::draft::{Desk, noun};
use crate::model::history::When;
use crate::terms::outcome::ComingForward;

noun! {
    /// 限期说明问题通告: a notice that asks those involved to come forward within a time limit.
    ///
    /// The source gives no limit in numbers, so the last day may be unknown.
    ///
    /// # Source
    ///
    /// Catalogue G31 (five places and others).
    SurrenderNotice, SurrenderNoticeDraft, NoticeId, check notice_fits;
    /// Those who issued it, together if there are several.
    issued_by: ids OrganId,
    /// When it was issued.
    issued: copy When,
    /// The last day on which somebody comes forward in time.
    last_day: copy_opt Day,
    /// The places in which it holds.
    places: ids PlaceId,
    /// Whom it is addressed to.
    applies_to: text_opt Prose,
    /// The notice.
    document: id_opt DocumentId,
}

fn notice_fits(notice: &SurrenderNotice, desk: &mut Desk) {
    if notice.issued_by.is_empty() {
        desk.unfit("issued_by", "nobody issued it");
    }
    if notice.places.is_empty() {
        desk.unfit("places", "it holds nowhere");
    }
    let issued = notice.issued.occurred_at().day();
    if let Some(last) = notice.last_day.filter(|last| *last < issued) {
        desk.unfit("last_day", format!("{last} comes before {issued}, when it was issued"));
    }
}

impl SurrenderNotice {
    /// Whether somebody who comes forward on a day does so in time: not before the notice
    /// was issued, and on its last day at the latest. Unknown if the last day is.
    #[must_use]
    pub fn is_in_time(&self, day: Day) -> Truth {
        if day < self.issued.occurred_at().day() {
            return Truth::No;
        }
        self.last_day.map(|last| day <= last).into()
    }
}

noun! {
    /// 主动投案、主动说明: a person comes forward.
    ///
    /// # Source
    ///
    /// Catalogue G31 (seven persons), H27 (66 persons).
    VoluntaryDisclosure, VoluntaryDisclosureDraft, RecordId;
    /// The person.
    person: id PersonId,
    /// How.
    way: copy ComingForward,
    /// When, by the calendar of the organ.
    when: copy When,
    /// The organ that the person came to.
    to: id OrganId,
    /// The notice that the person answered.
    notice: id_opt NoticeId,
    /// The case to which it belongs.
    case: id_opt CaseId,
    /// What the person said it was about.
    content: text_opt Prose,
}

impl VoluntaryDisclosure {
    /// Whether the person came forward in time for a notice; no for another notice than
    /// the one that was answered.
    #[must_use]
    pub fn is_in_time(&self, notice: &SurrenderNotice) -> Truth {
        if self.notice != Some(notice.id()) {
            return Truth::No;
        }
        notice.is_in_time(self.when.occurred_at().day())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::day;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn notice_form() -> Value {
        json!({
            "id": format!("notice-{:032x}", 1),
            "issued_by": [format!("organ-{:032x}", 2)],
            "issued": at_json(9),
            "last_day": "2019-05-31",
            "places": [format!("place-{:032x}", 3)],
            "applies_to": "党员干部和其他公职人员",
            "document": format!("document-{:032x}", 4),
        })
    }

    fn disclosure_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 5),
            "person": format!("person-{:032x}", 6),
            "way": "surrender",
            "when": at_json(10),
            "to": format!("organ-{:032x}", 2),
            "notice": format!("notice-{:032x}", 1),
            "case": format!("case-{:032x}", 7),
            "content": "收受某公司干股",
        })
    }

    #[test]
    fn the_doors_are_one() {
        let notice = door::<SurrenderNotice>(&notice_form());
        assert_eq!(
            named(&notice),
            [
                format!("issued_by organ-{:032x}", 2),
                format!("places place-{:032x}", 3),
                format!("document document-{:032x}", 4),
            ],
        );
        let disclosure = door::<VoluntaryDisclosure>(&disclosure_form());
        assert_eq!(
            named(&disclosure),
            [
                format!("person person-{:032x}", 6),
                format!("to organ-{:032x}", 2),
                format!("notice notice-{:032x}", 1),
                format!("case case-{:032x}", 7),
            ],
        );
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            SurrenderNoticeDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; issued: is missing",
        );
        let mut bad = notice_form();
        bad["issued_by"] = json!([]);
        bad["places"] = json!([]);
        bad["last_day"] = json!("2019-04-08");
        let draft: SurrenderNoticeDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "issued_by: nobody issued it; places: it holds nowhere; \
             last_day: 2019-04-08 comes before 2019-04-09, when it was issued",
        );
        assert_eq!(
            VoluntaryDisclosureDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; person: is missing; way: is missing; when: is missing; \
             to: is missing",
        );
    }

    #[test]
    fn the_last_day_is_in_time_and_an_unknown_one_answers_unknown() {
        let notice: SurrenderNotice = serde_json::from_value(notice_form()).unwrap();
        assert_eq!(notice.is_in_time(day!(2019, 4, 8)), Truth::No, "before it was issued");
        assert_eq!(notice.is_in_time(day!(2019, 4, 9)), Truth::Yes);
        assert_eq!(notice.is_in_time(day!(2019, 5, 31)), Truth::Yes);
        assert_eq!(notice.is_in_time(day!(2019, 6, 1)), Truth::No);
        let mut open = notice_form();
        open.as_object_mut().unwrap().remove("last_day");
        let open: SurrenderNotice = serde_json::from_value(open).unwrap();
        assert_eq!(open.is_in_time(day!(2019, 6, 1)), Truth::Unknown);

        let disclosure: VoluntaryDisclosure = serde_json::from_value(disclosure_form()).unwrap();
        assert_eq!(disclosure.is_in_time(&notice), Truth::Yes);
        let mut other = notice_form();
        other["id"] = json!(format!("notice-{:032x}", 8));
        let other: SurrenderNotice = serde_json::from_value(other).unwrap();
        assert_eq!(disclosure.is_in_time(&other), Truth::No, "another notice was answered");
    }
}
