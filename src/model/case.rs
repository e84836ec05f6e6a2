//! Cases: discipline and criminal, linked; who handles them, and who has the authority.
//!
//! A discipline case:
//!
//! ```text
//!  filed ──▶ investigated ──▶ with the trial office ──▶ decided ──▶ concluded
//!                                   ▲     │
//!                                   │     ▼
//!                                  sent back
//!
//!  filed, investigated, with the trial office, sent back ──▶ dismissed
//! ```
//!
//! A criminal case:
//!
//! ```text
//!  filed ──▶ investigated ──▶ transferred ──▶ prosecuted ──▶ accepted ──▶ tried ──▶ effective
//!                                ▲  │                           ▲           │           │
//!                                │  ▼                           ╰───────────┴───────────╯
//!                              sent back                              (tried again)
//!
//!  filed, investigated, sent back ──▶ dismissed
//!  transferred, sent back         ──▶ not prosecuted
//!  prosecuted, accepted, tried    ──▶ prosecution withdrawn, trial terminated
//! ```
//!
//! | leap | why it is allowed |
//! |---|---|
//! | begins as *transferred* | a duty crime is investigated by a supervision organ, and no police ever filed it (Supervision Law 2018 arts. 45, 47; Criminal Procedure Law art. 170) |
//! | *prosecuted* to *tried* | a court that has tried a case has accepted it; acceptance is a figure of the courts (H16), and not always written down |
//! | *transferred* to *sent back* | supplementary investigation, at most twice; the count is a rule (art. 175) |
//! | *tried* or *effective* to *accepted* | sent back for a new trial (art. 236), tried again (art. 253) |
//!
//! Nothing else may be left out, and a case that has ended stays so. Private prosecution
//! is not here.
//!
//! **Two levels.** The *handling* level is that of the organ which does the work; it moves
//! with each [`HandlingChange`]. The *managing* level is that of the organ with authority
//! over the person, which decides on the sanction; nothing moves it.
//!
//! # Source
//!
//! Catalogue G15, G24, H16, N14, Z11, Z15–Z17, §6.3; law-context §1.1, §1.4, §3.3.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId, ClueId, EntityId, GangId, OrganId, PartyId};
use crate::base::text::{LedgerNo, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::terms::handling::{CaseDifficulty, DifficultyTrait, EscalationTrigger, HandlingMode};
use crate::terms::office::Level;
use crate::terms::stage::{CaseKind, CriminalEnd, CriminalStage, DisciplineStage};
use crate::terms::umbrella::IssueKind;

noun! {
    /// 案件: a case of a discipline organ, or a criminal case.
    ///
    /// Its first stage tells which of the two it is, and when it was filed.
    ///
    /// # Source
    ///
    /// Catalogue G01, C22, Z15; law-context §1.4, §3.3.
    Case, CaseDraft, CaseId, check fits;
    /// The number under which it stands in the ledger.
    ledger_no: text LedgerNo,
    /// What it is about.
    issues: set IssueKind,
    /// Cases that belong to it, such as the criminal case of the gang.
    linked: ids CaseId,
    /// The clues that it was filed on.
    from_clues: ids ClueId,
    /// Those whom it is about.
    subjects: ids PartyId,
    /// The gang, if there is one.
    gang: id_opt GangId,
    /// The organ that filed it.
    filed_by: id OrganId,
    /// The level of that organ.
    filed_level: copy Level,
    /// The level with authority over the persons; only a discipline case has one.
    managing_level: copy_opt Level,
    /// Whether it resists being solved; nothing while nobody has judged.
    difficulty: copy_opt CaseDifficulty,
    /// What makes it hard.
    difficulty_traits: set DifficultyTrait,
    /// How it passed from organ to organ, in order.
    changes: subs HandlingChange,
    /// How far it has come.
    stages: stages CaseStage,
}

/// The organ that handles a case, and its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Handler {
    /// The organ.
    pub organ: OrganId,
    /// Its level.
    pub level: Level,
}

/// A case passes to another organ, or under another mode of handling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandlingChange {
    /// How it is handled from now on.
    pub mode: HandlingMode,
    /// Who has handled it.
    pub from: Handler,
    /// Who handles it from now on.
    pub to: Handler,
    /// The organ that ordered it.
    pub ordered_by: OrganId,
    /// The grounds; none if it is handed down because a ground was refuted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<EscalationTrigger>,
    /// Why, in words.
    pub reasons: Prose,
    /// When it happened, and when that was written down.
    pub when: When,
}

impl HandlingChange {
    /// Whether the case goes up.
    #[must_use]
    pub fn raises(&self) -> bool {
        self.to.level > self.from.level
    }

    /// Whether the case goes down.
    #[must_use]
    pub fn lowers(&self) -> bool {
        self.to.level < self.from.level
    }
}

impl Refers for HandlingChange {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("changes.from", self.from.organ.any());
        tell("changes.to", self.to.organ.any());
        tell("changes.ordered_by", self.ordered_by.any());
    }
}

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseStage {
    /// A case of a discipline organ.
    Discipline(DisciplineStage),
    /// A criminal case.
    Criminal(CriminalStage),
    /// 退回补充侦查: a criminal case that the procuratorate has sent back.
    SentBack,
    /// A criminal case that has ended without an effective judgment.
    Ended(CriminalEnd),
}

impl CaseStage {
    /// Which of the two kinds of cases has such a stage.
    #[must_use]
    pub const fn kind(self) -> CaseKind {
        match self {
            Self::Discipline(_) => CaseKind::Discipline,
            Self::Criminal(_) | Self::SentBack | Self::Ended(_) => CaseKind::Criminal,
        }
    }
}

impl fmt::Display for CaseStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Discipline(stage) => match stage {
                DisciplineStage::Filed => "filed by a discipline organ",
                DisciplineStage::Investigated => "investigated by a discipline organ",
                DisciplineStage::InTrial => "handed to the trial office",
                DisciplineStage::SentBack => "sent back by the trial office",
                DisciplineStage::Decided => "decided",
                DisciplineStage::Concluded => "concluded",
                DisciplineStage::Dismissed => "dismissed by a discipline organ",
            },
            Self::Criminal(stage) => match stage {
                CriminalStage::Filed => "filed as a crime",
                CriminalStage::Investigated => "investigated as a crime",
                CriminalStage::Transferred => "transferred for prosecution",
                CriminalStage::Prosecuted => "prosecuted",
                CriminalStage::Accepted => "accepted by the court",
                CriminalStage::Tried => "tried",
                CriminalStage::Effective => "ended by an effective judgment",
            },
            Self::SentBack => "sent back by the procuratorate",
            Self::Ended(end) => match end {
                CriminalEnd::Dismissed => "dismissed by the investigating organ",
                CriminalEnd::NotProsecuted => "left unprosecuted",
                CriminalEnd::ProsecutionWithdrawn => "withdrawn from the court",
                CriminalEnd::Terminated => "terminated by the court",
            },
        })
    }
}

impl Stage for CaseStage {
    const WHAT: &'static str = "a case";

    fn term(&self) -> &'static str {
        match self {
            Self::Discipline(stage) => stage.term(),
            Self::Criminal(stage) => stage.term(),
            Self::SentBack => "退回补充侦查",
            Self::Ended(end) => end.term(),
        }
    }

    fn may_begin(&self) -> bool {
        matches!(
            self,
            Self::Discipline(DisciplineStage::Filed)
                | Self::Criminal(CriminalStage::Filed | CriminalStage::Transferred)
        )
    }

    fn may_become(&self, next: &Self) -> bool {
        match (*self, *next) {
            (Self::Discipline(from), Self::Discipline(to)) => discipline_goes(from, to),
            (Self::Criminal(from), Self::Criminal(to)) => criminal_goes(from, to),
            (Self::Criminal(CriminalStage::Transferred), Self::SentBack) => true,
            (Self::SentBack, Self::Criminal(CriminalStage::Transferred)) => true,
            (from, Self::Ended(end)) => criminal_ends(from, end),
            _ => false,
        }
    }
}

const fn discipline_goes(from: DisciplineStage, to: DisciplineStage) -> bool {
    use DisciplineStage as D;

    matches!(
        (from, to),
        (D::Filed, D::Investigated)
            | (D::Investigated | D::SentBack, D::InTrial)
            | (D::InTrial, D::SentBack | D::Decided)
            | (D::Decided, D::Concluded)
            | (D::Filed | D::Investigated | D::InTrial | D::SentBack, D::Dismissed)
    )
}

const fn criminal_goes(from: CriminalStage, to: CriminalStage) -> bool {
    use CriminalStage as C;

    matches!(
        (from, to),
        (C::Filed, C::Investigated)
            | (C::Investigated, C::Transferred)
            | (C::Transferred, C::Prosecuted)
            | (C::Prosecuted, C::Accepted | C::Tried)
            | (C::Accepted, C::Tried)
            | (C::Tried, C::Effective)
            // Sent back for a new trial; tried again.
            | (C::Tried | C::Effective, C::Accepted)
    )
}

const fn criminal_ends(from: CaseStage, end: CriminalEnd) -> bool {
    use CaseStage::{Criminal, SentBack};
    use CriminalStage as C;

    match end {
        CriminalEnd::Dismissed => {
            matches!(from, Criminal(C::Filed | C::Investigated) | SentBack)
        }
        CriminalEnd::NotProsecuted => matches!(from, Criminal(C::Transferred) | SentBack),
        CriminalEnd::ProsecutionWithdrawn | CriminalEnd::Terminated => {
            matches!(from, Criminal(C::Prosecuted | C::Accepted | C::Tried))
        }
    }
}

impl Refers for CaseStage {
    fn refer(&self, _: &mut dyn FnMut(&'static str, AnyId)) {}
}

impl Case {
    /// Discipline or criminal.
    #[must_use]
    pub fn kind(&self) -> CaseKind {
        self.stage().kind()
    }

    /// When it was filed, or, as a duty crime, transferred.
    #[must_use]
    pub fn filed(&self) -> When {
        self.stages.first().when
    }

    /// The organ that handles it now, and its level.
    #[must_use]
    pub fn handler(&self) -> Handler {
        let filed = Handler { organ: self.filed_by, level: self.filed_level };
        self.changes.last().map_or(filed, |change| change.to)
    }

    /// The level that handles it now.
    #[must_use]
    pub fn handling_level(&self) -> Level {
        self.handler().level
    }

    /// How it is handled now.
    #[must_use]
    pub fn mode(&self) -> HandlingMode {
        self.changes.last().map_or(HandlingMode::Ordinary, |change| change.mode)
    }
}

fn fits(case: &Case, desk: &mut Desk) {
    match (case.kind(), case.managing_level) {
        (CaseKind::Discipline, None) => {
            desk.unfit("managing_level", "is missing, and a discipline case has one");
        }
        (CaseKind::Criminal, Some(_)) => {
            desk.unfit("managing_level", "is given, and a criminal case has none");
        }
        _ => {}
    }
    if let Some(index) = case.linked.iter().position(|linked| *linked == case.id) {
        desk.unfit_at("linked", index, "is the case itself");
    }
    let mut handler = Handler { organ: case.filed_by, level: case.filed_level };
    let mut last = case.filed();
    for (index, change) in case.changes.iter().enumerate() {
        change_fits(change, (handler, case.filed_level), last, index, desk);
        (handler, last) = (change.to, change.when);
    }
}

fn change_fits(
    change: &HandlingChange,
    (now, home): (Handler, Level),
    last: When,
    index: usize,
    desk: &mut Desk,
) {
    let HandlingChange { mode, from, to, ordered_by, when, .. } = change;
    if *from != now {
        desk.unfit_at("changes", index, format!("{} does not handle the case", from.organ));
    }
    if from == to && *mode != HandlingMode::KeySupervised {
        desk.unfit_at("changes", index, format!("{mode} moves the case nowhere"));
    }
    let rises = matches!(mode, HandlingMode::LevelRaised | HandlingMode::LevelRaisedVerification);
    // Raised by more levels than are left, it comes down and is raised all the same.
    let still_raised = change.lowers() && to.level > home;
    if rises && !change.raises() && !still_raised {
        let (to, from) = (to.level, from.level);
        desk.unfit_at("changes", index, format!("{mode}, and {to} is not above {from}"));
    }
    if change.lowers() && *ordered_by == to.organ {
        desk.unfit_at("changes", index, "only another organ can hand a case down");
    }
    if when.occurred_at() < last.occurred_at() || when.recorded_at() < last.recorded_at() {
        desk.unfit_at("changes", index, "comes before what stands in front of it");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, at_json, door, every_way, id, named, stages_json, walk_all};

    fn organ(n: u128) -> OrganId {
        id(OrganId::from_uuid, n)
    }

    fn change(mode: &str, from: Value, to: Value, hour: u32) -> Value {
        let handler =
            |of: &Value| json!({ "organ": organ(of[0].as_u64().unwrap().into()), "level": of[1] });
        json!({
            "mode": mode,
            "from": handler(&from),
            "to": handler(&to),
            "ordered_by": organ(2),
            "grounds": ["much_interference"],
            "reasons": "干扰多",
            "when": at_json(hour),
        })
    }

    fn form() -> Value {
        json!({
            "id": format!("case-{:032x}", 1),
            "ledger_no": "甲纪立〔2019〕7号",
            "issues": ["umbrella"],
            "linked": [format!("case-{:032x}", 2)],
            "from_clues": [format!("clue-{:032x}", 3)],
            "subjects": [format!("person-{:032x}", 4)],
            "gang": format!("gang-{:032x}", 5),
            "filed_by": organ(1),
            "filed_level": "county",
            "managing_level": "county",
            "difficulty": "nail",
            "changes": [change("level_raised", json!([1, "county"]), json!([2, "city"]), 9)],
            "stages": stages_json(&[json!({ "discipline": "filed" })]),
        })
    }

    fn problems(form: Value) -> String {
        let draft: CaseDraft = serde_json::from_value(form).unwrap();
        draft.enter().unwrap_err().to_string()
    }

    /// Every stage of both kinds.
    fn all() -> Vec<CaseStage> {
        let discipline = DisciplineStage::ALL.iter().copied().map(CaseStage::Discipline);
        let criminal = CriminalStage::ALL.iter().copied().map(CaseStage::Criminal);
        let ended = CriminalEnd::ALL.iter().copied().map(CaseStage::Ended);
        discipline.chain(criminal).chain([CaseStage::SentBack]).chain(ended).collect()
    }

    /// law-context §1.4–1.5 and §3.3, row by row.
    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        assert_eq!(all().len(), 7 + 7 + 1 + 4);
        let dropped = "dismissed by a discipline organ";
        let out = ["withdrawn from the court", "terminated by the court"];
        walk_all(
            &all(),
            &[
                ("filed by a discipline organ", &["investigated by a discipline organ", dropped]),
                ("investigated by a discipline organ", &["handed to the trial office", dropped]),
                (
                    "handed to the trial office",
                    &["sent back by the trial office", "decided", dropped],
                ),
                ("sent back by the trial office", &["handed to the trial office", dropped]),
                ("decided", &["concluded"]),
                ("concluded", &[]),
                (dropped, &[]),
                (
                    "filed as a crime",
                    &["investigated as a crime", "dismissed by the investigating organ"],
                ),
                (
                    "investigated as a crime",
                    &["transferred for prosecution", "dismissed by the investigating organ"],
                ),
                (
                    "transferred for prosecution",
                    &["prosecuted", "sent back by the procuratorate", "left unprosecuted"],
                ),
                (
                    "sent back by the procuratorate",
                    &[
                        "transferred for prosecution",
                        "left unprosecuted",
                        "dismissed by the investigating organ",
                    ],
                ),
                ("prosecuted", &["accepted by the court", "tried", out[0], out[1]]),
                ("accepted by the court", &["tried", out[0], out[1]]),
                (
                    "tried",
                    &["ended by an effective judgment", "accepted by the court", out[0], out[1]],
                ),
                ("ended by an effective judgment", &["accepted by the court"]),
                ("dismissed by the investigating organ", &[]),
                ("left unprosecuted", &[]),
                (out[0], &[]),
                (out[1], &[]),
            ],
        );
        let filed = CaseStage::Criminal(CriminalStage::Filed);
        let refused = filed.after(CaseStage::Criminal(CriminalStage::Prosecuted)).unwrap_err();
        assert_eq!(refused.to_string(), "a case that is filed as a crime cannot be prosecuted");
    }

    #[test]
    fn only_a_duty_crime_begins_without_being_filed() {
        let begins: Vec<String> =
            all().iter().filter(|stage| stage.may_begin()).map(ToString::to_string).collect();
        assert_eq!(
            begins,
            ["filed by a discipline organ", "filed as a crime", "transferred for prosecution"],
        );
        // A discipline case never turns into a criminal one, nor the other way round.
        for from in all() {
            for to in all().into_iter().filter(|to| to.kind() != from.kind()) {
                assert!(!from.may_become(&to), "{from} → {to}");
            }
        }
    }

    #[test]
    fn the_door_is_one() {
        let case = door::<Case>(&form());
        assert_eq!((case.kind(), case.filed()), (CaseKind::Discipline, at(8)));
        assert_eq!(case.mode(), HandlingMode::LevelRaised);
        assert_eq!(
            named(&case),
            [
                format!("linked case-{:032x}", 2),
                format!("from_clues clue-{:032x}", 3),
                format!("subjects person-{:032x}", 4),
                format!("gang gang-{:032x}", 5),
                format!("filed_by {}", organ(1)),
                format!("changes.from {}", organ(1)),
                format!("changes.to {}", organ(2)),
                format!("changes.ordered_by {}", organ(2)),
            ],
        );
    }

    #[test]
    fn whatever_way_a_case_takes_it_is_read_again_as_it_was_written() {
        let discipline: Case = serde_json::from_value(form()).unwrap();
        // Filed and investigated and with the trial office: dismissed or onward; sent back once.
        assert_eq!(every_way(&discipline, &all(), 3, Case::advance), 1 + 2 + 2 + 3);
        let mut criminal = form();
        criminal["stages"] = stages_json(&[json!({ "criminal": "filed" })]);
        criminal.as_object_mut().unwrap().remove("managing_level");
        let criminal: Case = serde_json::from_value(criminal).unwrap();
        every_way(&criminal, &all(), 8, Case::advance);
    }

    #[test]
    fn raising_moves_the_handling_and_not_the_managing() {
        let case: Case = serde_json::from_value(form()).unwrap();
        assert_eq!((case.handling_level(), case.handler().organ), (Level::City, organ(2)));
        assert_eq!(case.managing_level(), Some(Level::County));
        assert_eq!(case.filed_level(), Level::County);
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            CaseDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; ledger_no: is missing; filed_by: is missing; \
             filed_level: is missing; stages: is missing",
        );
        let mut bad = form();
        bad["managing_level"] = Value::Null;
        bad["linked"] = json!([format!("case-{:032x}", 1)]);
        bad["changes"] = json!([
            change("level_raised", json!([1, "county"]), json!([3, "county"]), 9),
            change("cross_handling", json!([1, "county"]), json!([1, "county"]), 7),
        ]);
        assert_eq!(
            problems(bad),
            format!(
                "managing_level: is missing, and a discipline case has one; \
                 linked[0]: is the case itself; \
                 changes[0]: level-raised handling, and county is not above county; \
                 changes[1]: {} does not handle the case; \
                 changes[1]: cross handling moves the case nowhere; \
                 changes[1]: comes before what stands in front of it",
                organ(1)
            ),
        );
        let mut criminal = form();
        criminal["stages"] = stages_json(&[json!({ "criminal": "filed" })]);
        assert_eq!(problems(criminal), "managing_level: is given, and a criminal case has none");
    }

    #[test]
    fn a_case_is_handed_down_only_by_another_organ() {
        let mut down = form();
        let back = change("designated", json!([2, "city"]), json!([1, "county"]), 10);
        down["changes"].as_array_mut().unwrap().push(back);
        let case: Case = serde_json::from_value(down.clone()).unwrap();
        assert_eq!(case.handling_level(), Level::County);
        down["changes"][1]["ordered_by"] = json!(organ(1));
        assert_eq!(problems(down), "changes[1]: only another organ can hand a case down");
    }

    #[test]
    fn key_supervision_leaves_a_case_where_it_is() {
        let mut form = form();
        form["changes"] =
            json!([change("key_supervised", json!([1, "county"]), json!([1, "county"]), 9)]);
        let case: Case = serde_json::from_value(form).unwrap();
        assert_eq!(
            (case.handling_level(), case.mode()),
            (Level::County, HandlingMode::KeySupervised)
        );
    }
}
