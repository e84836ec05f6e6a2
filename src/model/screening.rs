//! Screenings (过筛): of cases against a catalogue, and of members of the two committees.
//!
//! A screening keeps each question with its answer, *yes*, *no* or *not known*, and what
//! was looked at. A question without an answer was not asked; that is not the same as
//! *not known*. No screening concludes anything about a person: whether a member may keep
//! the post is judged apart, and a past warning removes nobody by itself.
//!
//! # Source
//!
//! Catalogue C10 (members; an open list of questions), C12, C15 (fifteen types), G14
//! (rounds), Z01, Z02 (three checks), Z05. That each entry is answered in three values is
//! our reading.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId, EntityId, PersonId, PlaceId};
use crate::base::text::{Code, Prose};
use crate::model::answer::Answer;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::office::TwoCommittees;
use crate::terms::screening::{CheckedResponsibility, ScreeningQuestion, ThreeChecks};

noun! {
    /// 案件过筛: one case compared with a catalogue, and put to the three checks.
    ///
    /// # Source
    ///
    /// Catalogue C15, Z01, Z02, G14.
    CaseScreening, CaseScreeningDraft, ScreeningId, check case_fits;
    /// The case.
    case: id CaseId,
    /// The catalogue, such as `fifteen`; which entries it has stands in the rule pack.
    catalogue: need Code,
    /// The round of screening, counted from 1.
    round: copy_opt u16,
    /// The answers, entry by entry.
    answers: list EntryAnswer,
    /// 一案三查: the conclusions of the three checks.
    checks: list CheckConclusion,
    /// Who screened.
    by: ids PersonId,
    /// When it was finished, and when that was written down.
    screened: copy When,
}

/// The answer to one entry of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EntryAnswer {
    /// The entry, such as `7`.
    pub entry: Code,
    /// Whether it was found in the case.
    pub answer: Answer,
}

/// What one of the three checks came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckConclusion {
    /// The check.
    pub check: ThreeChecks,
    /// Whose failing was looked at; only the third check asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<CheckedResponsibility>,
    /// Whether something was found.
    pub found: Answer,
    /// The conclusion in words.
    pub conclusion: Prose,
    /// Who concluded it.
    pub by: PersonId,
    /// When, and when that was written down.
    pub when: When,
}

impl CaseScreening {
    /// The entries that were not answered, in the order in which they are given.
    #[must_use]
    pub fn unanswered<'a>(&self, entries: impl IntoIterator<Item = &'a Code>) -> Vec<&'a Code> {
        let answered: BTreeSet<&Code> = self.answers.iter().map(|answer| &answer.entry).collect();
        entries.into_iter().filter(|entry| !answered.contains(entry)).collect()
    }

    /// The checks without a recorded conclusion, in their order.
    #[must_use]
    pub fn open_checks(&self) -> Vec<ThreeChecks> {
        let concluded = |check: &ThreeChecks| self.checks.iter().any(|done| done.check == *check);
        ThreeChecks::ALL.iter().copied().filter(|check| !concluded(check)).collect()
    }
}

fn case_fits(screening: &CaseScreening, desk: &mut Desk) {
    if screening.round == Some(0) {
        desk.unfit("round", "rounds are counted from 1");
    }
    once(desk, "answers", screening.answers.iter().map(|answer| &answer.entry));
    for (index, check) in screening.checks.iter().enumerate() {
        match (check.check, check.whose) {
            (ThreeChecks::Responsibility, None) => {
                desk.unfit_at("checks", index, "does not say whose responsibility was looked at");
            }
            (ThreeChecks::GangCrime | ThreeChecks::NetworkAndUmbrella, Some(_)) => {
                desk.unfit_at("checks", index, "says whose responsibility, and is not that check");
            }
            _ => {}
        }
    }
    once(desk, "checks", screening.checks.iter().map(|check| (check.check, check.whose)));
}

/// Notes whatever stands in a list a second time.
fn once<T: Ord>(desk: &mut Desk, field: &'static str, keys: impl Iterator<Item = T>) {
    let mut seen = BTreeMap::new();
    for (index, key) in keys.enumerate() {
        if let Some(first) = seen.get(&key) {
            desk.unfit_at(field, index, format!("was answered already at [{first}]"));
        } else {
            seen.insert(key, index);
        }
    }
}

noun! {
    /// 人员过筛: the members of the two committees of a place, one by one.
    ///
    /// # Source
    ///
    /// Catalogue C10, H22; Anti-Organized Crime Law 2022 art. 12.
    MemberScreening, MemberScreeningDraft, ScreeningId, check members_fit;
    /// The village or community.
    place: id PlaceId,
    /// The members that were screened.
    members: subs ScreenedMember,
    /// Who screened.
    by: ids PersonId,
    /// When it was finished, and when that was written down.
    screened: copy When,
}

/// One member and what was asked about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScreenedMember {
    /// The member.
    pub person: PersonId,
    /// The committee; none for the other members of a party branch, who are screened too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<TwoCommittees>,
    /// The answers; the three questions of the source, and those that a pack adds.
    pub answers: Vec<MemberAnswer>,
}

/// The answer to one question about a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberAnswer {
    /// The question.
    pub question: ScreeningQuestion,
    /// The answer.
    pub answer: Answer,
}

impl ScreenedMember {
    /// The most questions that are asked about one member.
    pub const MAX_QUESTIONS: usize = 64;

    /// The answer to a question, if it was asked.
    #[must_use]
    pub fn answer(&self, question: &ScreeningQuestion) -> Option<&Answer> {
        self.answers.iter().find(|given| given.question == *question).map(|given| &given.answer)
    }

    /// Those of the three questions of the source that were not asked.
    #[must_use]
    pub fn unanswered(&self) -> Vec<ScreeningQuestion> {
        let open = |question: &&ScreeningQuestion| self.answer(question).is_none();
        ScreeningQuestion::ALL.iter().filter(open).cloned().collect()
    }
}

impl Refers for ScreenedMember {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("members.person", self.person.any());
    }
}

fn members_fit(screening: &MemberScreening, desk: &mut Desk) {
    if screening.members.is_empty() {
        desk.unfit("members", "nobody was screened");
    }
    let mut seen = BTreeMap::new();
    for (index, member) in screening.members.iter().enumerate() {
        let key = (member.person, member.committee);
        if let Some(first) = seen.get(&key) {
            desk.unfit_at("members", index, format!("stands already at [{first}]"));
        } else {
            seen.insert(key, index);
        }
        let (found, max) = (member.answers.len(), ScreenedMember::MAX_QUESTIONS);
        if found > max {
            desk.unfit_at("members", index, format!("{found} answers, at most {max} are allowed"));
            continue;
        }
        let mut asked = BTreeSet::new();
        for MemberAnswer { question, .. } in &member.answers {
            if !asked.insert(question) {
                desk.unfit_at("members", index, format!("{} is answered twice", question.code()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, id, named};

    fn person(n: u128) -> PersonId {
        id(PersonId::from_uuid, n)
    }

    fn seen(answer: bool) -> Value {
        json!({ "answer": { "known": answer }, "looked_at": ["案卷第一册"] })
    }

    fn check(check: &str, whose: Option<&str>) -> Value {
        let mut conclusion = json!({
            "check": check,
            "found": seen(false),
            "conclusion": "未发现",
            "by": person(3),
            "when": at_json(9),
        });
        if let Some(whose) = whose {
            conclusion["whose"] = json!(whose);
        }
        conclusion
    }

    fn case_form() -> Value {
        json!({
            "id": format!("screening-{:032x}", 1),
            "case": format!("case-{:032x}", 2),
            "catalogue": "fifteen",
            "round": 2,
            "answers": [
                { "entry": "1", "answer": seen(true) },
                { "entry": "3", "answer": { "answer": { "not_known": "records_lost" } } },
            ],
            "checks": [check("gang_crime", None), check("responsibility", Some("main"))],
            "by": [person(3)],
            "screened": at_json(10),
        })
    }

    fn member(n: u128, answers: &[(&str, bool)]) -> Value {
        let answers: Vec<Value> = answers
            .iter()
            .map(|(question, answer)| json!({ "question": question, "answer": seen(*answer) }))
            .collect();
        json!({ "person": person(n), "committee": "party_organization", "answers": answers })
    }

    fn member_form() -> Value {
        let asked = [("criminal_record", false), ("violation", true), ("clan_ties", false)];
        json!({
            "id": format!("screening-{:032x}", 1),
            "place": format!("place-{:032x}", 2),
            "members": [member(4, &asked), member(5, &[])],
            "by": [person(3)],
            "screened": at_json(10),
        })
    }

    #[test]
    fn a_case_screening_tells_what_was_not_asked() {
        let screening = door::<CaseScreening>(&case_form());
        let entries: Vec<Code> = ["1", "2", "3", "4"].map(|e| Code::parse(e).unwrap()).to_vec();
        let open = screening.unanswered(&entries);
        assert_eq!(open, [&entries[1], &entries[3]], "not known is an answer");
        assert_eq!(screening.open_checks(), [ThreeChecks::NetworkAndUmbrella]);
        assert_eq!(
            named(&screening),
            [format!("case case-{:032x}", 2), format!("by {}", person(3))],
        );
    }

    #[test]
    fn a_draft_of_a_case_screening_reports_all_its_problems() {
        assert_eq!(
            CaseScreeningDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; case: is missing; catalogue: is missing; screened: is missing",
        );
        let mut bad = case_form();
        bad["round"] = json!(0);
        bad["answers"][1]["entry"] = json!("1");
        bad["checks"] = json!([
            check("gang_crime", Some("main")),
            check("responsibility", None),
            check("responsibility", Some("main")),
            check("responsibility", Some("main")),
        ]);
        let draft: CaseScreeningDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "round: rounds are counted from 1; answers[1]: was answered already at [0]; \
             checks[0]: says whose responsibility, and is not that check; \
             checks[1]: does not say whose responsibility was looked at; \
             checks[3]: was answered already at [2]",
        );
    }

    #[test]
    fn members_are_asked_three_questions_and_more() {
        let screening = door::<MemberScreening>(&member_form());
        let [first, second] = screening.members() else { panic!("two members") };
        assert_eq!(first.unanswered(), [ScreeningQuestion::GangRelated]);
        assert_eq!(second.unanswered(), ScreeningQuestion::ALL);
        let more = ScreeningQuestion::from_code("clan_ties").unwrap();
        assert!(first.answer(&more).unwrap().truth().is_no());
        assert_eq!(
            named(&screening),
            [
                format!("place place-{:032x}", 2),
                format!("members.person {}", person(4)),
                format!("members.person {}", person(5)),
                format!("by {}", person(3)),
            ],
        );
    }

    #[test]
    fn a_draft_of_a_member_screening_reports_all_its_problems() {
        assert_eq!(
            MemberScreeningDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; place: is missing; screened: is missing",
        );
        let mut bad = member_form();
        bad["members"] = json!([
            member(4, &[("violation", true), ("violation", false)]),
            member(4, &[("violation", true); 65]),
        ]);
        let draft: MemberScreeningDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "members[0]: violation is answered twice; members[1]: stands already at [0]; \
             members[1]: 65 answers, at most 64 are allowed",
        );
        let mut bad = member_form();
        bad["members"] = json!([]);
        let draft: MemberScreeningDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "members: nobody was screened");
    }
}
