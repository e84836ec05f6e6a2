//! Judgments of identity: whether two entries are one party.
//!
//! Two entries that may be one human being are never melted together. A person judges that
//! they are the same, different, or that it stays open, and says on what ground; the two
//! entries stay as they were. A later judgment between the same two stands beside the
//! earlier one and is the one that counts from then on, so that taking a merge back gives
//! back exactly what was there.
//!
//! # Source
//!
//! Design §7, §8.12. No document speaks of it; the form is our reading.

use crate::base::id::{ClaimId, EntityId, PartyId, PersonId};
use crate::base::text::Prose;
use crate::model::draft::{Desk, noun};
use crate::model::history::When;
use crate::terms::identity::{ComparedFact, IdentityVerdict};

noun! {
    /// 同一性判断: what one person judged of two parties.
    ///
    /// # Source
    ///
    /// Design §7.
    IdentityJudgment, IdentityJudgmentDraft, RecordId, check fits;
    /// One party.
    one: id PartyId,
    /// The other; of the same kind.
    other: id PartyId,
    /// What was judged.
    verdict: copy IdentityVerdict,
    /// Who judged it.
    by: id PersonId,
    /// On what ground. It holds no identity-card number.
    ground: text Prose,
    /// What was compared and agrees.
    agree: set ComparedFact,
    /// What was compared and does not agree.
    differ: set ComparedFact,
    /// The claims that were looked at.
    claims: ids ClaimId,
    /// When it was judged, and when that was written down.
    when: copy When,
}

/// How many characters an identity-card number has: 17 digits and a last one that may be X.
const CARD: usize = 18;

fn fits(judgment: &IdentityJudgment, desk: &mut Desk) {
    if judgment.one == judgment.other {
        desk.unfit("other", "is the party itself");
    } else if judgment.one.any().prefix() != judgment.other.any().prefix() {
        desk.unfit("other", "is a party of another kind");
    }
    if names_a_card(judgment.ground.as_str()) {
        desk.unfit("ground", "holds what looks like an identity-card number");
    }
    for (index, fact) in judgment.differ.iter().enumerate() {
        if judgment.agree.contains(fact) {
            desk.unfit_at("differ", index, "stands among what agrees too");
        }
    }
}

/// Whether a text holds a run of characters such as an identity-card number has, with or
/// without gaps between its groups.
fn names_a_card(text: &str) -> bool {
    let mut run = 0_usize;
    for c in text.chars() {
        if is_digit(c) {
            run = run.saturating_add(1);
        } else if matches!(c, 'x' | 'X' | 'Ｘ' | 'ｘ') {
            if run >= CARD.saturating_sub(1) {
                return true;
            }
            run = 0;
        } else if !matches!(c, ' ' | '\u{3000}') {
            run = 0;
        }
        if run >= CARD {
            return true;
        }
    }
    false
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}')
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "one": format!("person-{:032x}", 2),
            "other": format!("person-{:032x}", 3),
            "verdict": "same",
            "by": format!("person-{:032x}", 4),
            "ground": "姓名、任职一致",
            "agree": ["name", "post"],
            "claims": [format!("claim-{:032x}", 5)],
            "when": at_json(9),
        })
    }

    fn problems(form: Value) -> String {
        let draft: IdentityJudgmentDraft = serde_json::from_value(form).unwrap();
        draft.enter().map_or_else(|problems| problems.to_string(), |_| "none".to_owned())
    }

    #[test]
    fn the_door_is_one() {
        assert_eq!(
            named(&door::<IdentityJudgment>(&form())),
            [
                format!("one person-{:032x}", 2),
                format!("other person-{:032x}", 3),
                format!("by person-{:032x}", 4),
                format!("claims claim-{:032x}", 5),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            IdentityJudgmentDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; one: is missing; other: is missing; verdict: is missing; \
             by: is missing; ground: is missing; when: is missing",
        );
        let mut bad = form();
        bad["other"] = bad["one"].clone();
        bad["differ"] = json!(["birth_year", "post"]);
        assert_eq!(
            problems(bad),
            "other: is the party itself; differ[1]: stands among what agrees too",
        );
        let mut bad = form();
        bad["other"] = json!(format!("organ-{:032x}", 2));
        assert_eq!(problems(bad), "other: is a party of another kind");
    }

    #[test]
    fn no_ground_holds_an_identity_card_number() {
        const REFUSED: &str = "ground: holds what looks like an identity-card number";
        let rows = [
            ("同号00000019000101000X", REFUSED),
            ("号码000000190001010000", REFUSED),
            ("000000 19000101 0000", REFUSED),
            ("０００００0190001010000", REFUSED),
            ("0000001900010100x", "none"),
            ("00000019000101000", "none"),
            ("000000190和01010000", "none"),
            ("两次任职：2016-03-01 2018-05-01 2019-01-01", "none"),
        ];
        for (ground, wanted) in rows {
            let mut form = form();
            form["ground"] = json!(ground);
            assert_eq!(problems(form), wanted, "{ground}");
        }
    }
}
