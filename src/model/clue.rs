//! Clues: what was reported or found, where it stands in the ledger, and what came of it.
//!
//! ```text
//!  received ──▶ registered ──▶ disposed ──▶ verified ──▶ filed
//!                                 │            ├───────▶ closed with sign-off
//!                                 ╰────────────┴───────▶ closed
//!
//!  filed, closed (either way) ──▶ fed back ──▶ archived
//!
//!  received, registered, disposed, verified ──▶ transferred out ──▶ fed back
//!                                                      ╰──▶ given back ──▶ disposed
//!
//!  closed (either way), fed back, archived ──▶ rechecked ──▶ left closed ──▶ fed back
//!                                                   ╰──▶ reopened ──▶ disposed
//! ```
//!
//! | step | what opens it |
//! |---|---|
//! | *received* to *transferred out* | a report about the organ's own head goes straight up and into no ledger; wrong address |
//! | *disposed* to *disposed* | a talk that did not settle it, a held clue that is taken up; never the same disposition of a held clue |
//! | *disposed* to *verified* | preliminary verification alone |
//! | *disposed* to *closed* | talk or inquiry that settled it, or 予以了结 |
//! | *verified* to *disposed* | held, as the verification team may propose |
//! | *filed* or *closed* to *fed back* | always: to the reporter who gave a name, to the sender, or to the letters office |
//! | *closed* to *rechecked* | any time after it was closed, also from the archive (四个不放过) |
//!
//! A clue that was filed is looked at again through its case, or once it is fed back or
//! archived.
//!
//! # Who reported
//!
//! A clue may hold a [`ReporterRef`], which says nothing and shows nothing. It never goes
//! into an envelope. Reports from one hand are linked by [`Clue::repeats`], not by names.
//!
//! # Source
//!
//! Catalogue G11–G16, H07, H08, C04–C08, C22, Z10, Z11, §6.2, §6.6; law-context §1.2, §1.3.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{
    AnyId, CaseId, ClaimId, ClueId, EntityId, OrganId, PartyId, RecheckId, SignOffId, TransferId,
    VerificationId,
};
use crate::base::text::{LedgerNo, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::secrecy::ReporterRef;
use crate::terms::handling::Disposition;
use crate::terms::industry::Industry;
use crate::terms::report::{Channel, ClueSource, Naming};
use crate::terms::stage::ClueStage as Word;
use crate::terms::umbrella::ProblemClass;

noun! {
    /// 问题线索: a clue.
    ///
    /// When it was received is the time of its first stage; its number in the ledger comes
    /// with the stage *registered*.
    ///
    /// # Examples
    ///
    /// ```
    /// use unbrella::base::day::Moment;
    /// use unbrella::base::id::{ClueId, OrganId, Salt};
    /// use unbrella::base::text::LedgerNo;
    /// use unbrella::model::clue::{ClueDraft, ClueStage};
    /// use unbrella::model::draft::Draft;
    /// use unbrella::model::history::{History, When};
    /// use unbrella::terms::report::ClueSource;
    ///
    /// # let salt = Salt::new(&[7; 16])?;
    /// let number = LedgerNo::parse("甲纪信〔2019〕16号")?;
    /// let at = |hour| Moment::china(unbrella::day!(2019, 4, 9), hour, 0).map(When::at_once);
    /// let received = at(9).ok_or("no such time")?;
    /// let draft = ClueDraft {
    ///     id: Some(ClueId::from_ledger(&salt, &number)),
    ///     received_by: Some(OrganId::from_ledger(&salt, &LedgerNo::parse("乙局")?)),
    ///     source: Some(ClueSource::PublicSecurity),
    ///     content: "甲某为乙团伙通风报信。".into(),
    ///     stages: Some(History::new(received, ClueStage::Received)),
    ///     ..ClueDraft::default()
    /// };
    /// let mut clue = draft.enter()?;
    ///
    /// let early = clue.advance(at(10).ok_or("no such time")?, ClueStage::Archived);
    /// assert_eq!(
    ///     early.map_err(|refused| refused.to_string()),
    ///     Err("a clue that is received cannot be archived".to_owned()),
    /// );
    /// clue.advance(at(10).ok_or("no such time")?, ClueStage::Registered { ledger_no: number })?;
    /// assert_eq!(clue.received(), received);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Source
    ///
    /// Catalogue §6.1, §6.2; C04–C08.
    Clue, ClueDraft, ClueId, check fits;
    /// The organ that received it.
    received_by: id OrganId,
    /// Where it comes from.
    source: need ClueSource,
    /// The way by which it came in, if it was reported.
    channel: opt Channel,
    /// Whether it was reported under a true name; nothing if it was not reported.
    naming: copy_opt Naming,
    /// The token of whoever reported it.
    reporter: copy_opt ReporterRef,
    /// 三类问题: the classes that it touches, as far as judged.
    problem_classes: set ProblemClass,
    /// Those whom it is about, as far as known.
    subjects: ids PartyId,
    /// The industries that it touches.
    industries: set Industry,
    /// What it says, as it was given.
    content: text Prose,
    /// The claims that were taken from it.
    claims: ids ClaimId,
    /// The organ that assigned it (交办), such as the central supervision group.
    assigned_by: id_opt OrganId,
    /// An earlier clue that says the same; it is counted there, not here.
    repeats: id_opt ClueId,
    /// The clue of which this is the part that was passed on.
    part_of: id_opt ClueId,
    /// How far it has come.
    stages: stages ClueStage,
}

/// How far a clue has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClueStage {
    /// 收到: it has come in.
    Received,
    /// 登记入账: it stands in the ledger.
    Registered {
        /// Under this number.
        ledger_no: LedgerNo,
    },
    /// 处置: it was disposed of in one of the four ways.
    Disposed {
        /// Which way.
        disposition: Disposition,
    },
    /// 移送: it goes to another organ. Who has custody is told by the transfer.
    TransferredOut {
        /// The other organ.
        to: OrganId,
        /// The transfer.
        transfer: TransferId,
    },
    /// 退回: the other organ has given it back. Its clocks run on.
    GivenBack {
        /// The transfer that was returned.
        transfer: TransferId,
    },
    /// 核实: its verification has ended.
    Verified {
        /// The verification.
        verification: VerificationId,
    },
    /// 立案: a case was filed on it.
    Filed {
        /// The case.
        case: CaseId,
    },
    /// 签字背书了结: closed, and signed that there was nothing.
    ClosedSignedOff {
        /// The record of the sign-off.
        sign_off: SignOffId,
    },
    /// 了结: closed without a sign-off.
    Closed {
        /// Why.
        reasons: Prose,
    },
    /// 反馈: whoever is owed the result has it.
    FedBack,
    /// 归档: it is in the archive.
    Archived,
    /// 复盘复查: it is looked at again.
    Rechecked {
        /// The recheck.
        recheck: RecheckId,
    },
    /// It stays closed after the recheck.
    LeftClosed,
    /// 重新启动: it is open again.
    Reopened,
}

impl ClueStage {
    /// The word for the stage; *given back* counts as registered, *left closed* as closed.
    #[must_use]
    pub const fn word(&self) -> Word {
        match self {
            Self::Received => Word::Received,
            Self::Registered { .. } | Self::GivenBack { .. } => Word::Registered,
            Self::Disposed { .. } => Word::Disposed,
            Self::TransferredOut { .. } => Word::TransferredOut,
            Self::Verified { .. } => Word::Verified,
            Self::Filed { .. } => Word::Filed,
            Self::ClosedSignedOff { .. } => Word::ClosedSignedOff,
            Self::Closed { .. } | Self::LeftClosed => Word::Closed,
            Self::FedBack => Word::FedBack,
            Self::Archived => Word::Archived,
            Self::Rechecked { .. } => Word::Rechecked,
            Self::Reopened => Word::Reopened,
        }
    }
}

impl fmt::Display for ClueStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Received => "received",
            Self::Registered { .. } => "registered",
            Self::Disposed { disposition } => match disposition {
                Disposition::TalkOrInquiry => "put to talk or inquiry",
                Disposition::PreliminaryVerification => "put to verification",
                Disposition::HoldPending => "held",
                Disposition::Close => "marked for closing",
            },
            Self::TransferredOut { .. } => "transferred out",
            Self::GivenBack { .. } => "given back",
            Self::Verified { .. } => "verified",
            Self::Filed { .. } => "filed",
            Self::ClosedSignedOff { .. } => "closed with sign-off",
            Self::Closed { .. } => "closed",
            Self::FedBack => "fed back",
            Self::Archived => "archived",
            Self::Rechecked { .. } => "rechecked",
            Self::LeftClosed => "left closed",
            Self::Reopened => "reopened",
        })
    }
}

impl Stage for ClueStage {
    const WHAT: &'static str = "a clue";

    fn term(&self) -> &'static str {
        match self {
            Self::Received => "收到",
            Self::Registered { .. } => "登记入账",
            Self::Disposed { disposition } => disposition.term(),
            Self::TransferredOut { .. } => "移送",
            Self::GivenBack { .. } => "退回",
            Self::Verified { .. } => "核实",
            Self::Filed { .. } => "立案",
            Self::ClosedSignedOff { .. } => "签字背书了结",
            Self::Closed { .. } => "了结",
            Self::FedBack => "反馈",
            Self::Archived => "归档",
            Self::Rechecked { .. } => "复盘复查",
            Self::LeftClosed => "维持了结",
            Self::Reopened => "重新启动",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Received)
    }

    fn may_become(&self, next: &Self) -> bool {
        use ClueStage as S;

        match (self, next) {
            (S::Received | S::GivenBack { .. }, S::Registered { .. }) => true,
            (S::Received, S::TransferredOut { .. }) => true,
            (
                S::Registered { .. } | S::GivenBack { .. } | S::Reopened | S::Verified { .. },
                S::TransferredOut { .. },
            ) => true,
            (S::Registered { .. } | S::GivenBack { .. } | S::Reopened, S::Disposed { .. }) => true,
            (S::Disposed { disposition }, next) => after_disposition(*disposition, next),
            (S::Verified { .. }, next) => after_verification(next),
            (S::TransferredOut { .. }, S::GivenBack { .. } | S::FedBack) => true,
            (S::Filed { .. }, S::FedBack) | (S::FedBack, S::Archived) => true,
            (
                S::Closed { .. } | S::ClosedSignedOff { .. } | S::LeftClosed,
                S::FedBack | S::Rechecked { .. },
            ) => true,
            (S::FedBack | S::Archived, S::Rechecked { .. }) => true,
            (S::Rechecked { .. }, S::LeftClosed | S::Reopened) => true,
            _ => false,
        }
    }
}

/// What may come after one of the four dispositions.
const fn after_disposition(disposition: Disposition, next: &ClueStage) -> bool {
    use ClueStage as S;
    use Disposition as D;

    match (disposition, next) {
        (D::TalkOrInquiry, S::Closed { .. }) | (D::Close, S::Closed { .. }) => true,
        (D::PreliminaryVerification, S::Verified { .. }) => true,
        // A talk may be followed by a second one; a held clue is taken up.
        (D::TalkOrInquiry, S::Disposed { .. }) => true,
        (D::HoldPending, S::Disposed { disposition }) => !matches!(disposition, D::HoldPending),
        (
            D::TalkOrInquiry | D::PreliminaryVerification | D::HoldPending,
            S::TransferredOut { .. },
        ) => true,
        _ => false,
    }
}

/// What a verification may lead to.
const fn after_verification(next: &ClueStage) -> bool {
    use ClueStage as S;

    matches!(
        next,
        S::Filed { .. }
            | S::ClosedSignedOff { .. }
            | S::Closed { .. }
            | S::Disposed { disposition: Disposition::HoldPending }
    )
}

impl Refers for ClueStage {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::TransferredOut { to, transfer } => {
                tell("stages.to", to.any());
                tell("stages.transfer", transfer.any());
            }
            Self::GivenBack { transfer } => tell("stages.transfer", transfer.any()),
            Self::Verified { verification } => tell("stages.verification", verification.any()),
            Self::Filed { case } => tell("stages.case", case.any()),
            Self::ClosedSignedOff { sign_off } => tell("stages.sign_off", sign_off.any()),
            Self::Rechecked { recheck } => tell("stages.recheck", recheck.any()),
            Self::Received
            | Self::Registered { .. }
            | Self::Disposed { .. }
            | Self::Closed { .. }
            | Self::FedBack
            | Self::Archived
            | Self::LeftClosed
            | Self::Reopened => {}
        }
    }
}

impl Clue {
    /// When it was received, and when that was written down.
    #[must_use]
    pub fn received(&self) -> When {
        self.stages.first().when
    }

    /// Its number in the ledger; none before it is registered.
    #[must_use]
    pub fn ledger_no(&self) -> Option<&LedgerNo> {
        self.stages.iter().find_map(|entry| match &entry.state {
            ClueStage::Registered { ledger_no } => Some(ledger_no),
            _ => None,
        })
    }

    /// When it was first disposed of, in any of the four ways, or transferred out.
    #[must_use]
    pub fn disposed(&self) -> Option<When> {
        self.stages.first_time(|stage| {
            matches!(stage, ClueStage::Disposed { .. } | ClueStage::TransferredOut { .. })
        })
    }

    /// The disposition that stands now: the latest since it was last reopened.
    #[must_use]
    pub fn disposition(&self) -> Option<Disposition> {
        let latest = self.stages.iter().rev().map(|entry| &entry.state);
        latest.take_while(|stage| !matches!(stage, ClueStage::Reopened)).find_map(|stage| {
            match stage {
                ClueStage::Disposed { disposition } => Some(*disposition),
                _ => None,
            }
        })
    }

    /// The form of its content in which two clues are compared.
    #[must_use]
    pub fn content_key(&self) -> String {
        self.content.key()
    }
}

fn fits(clue: &Clue, desk: &mut Desk) {
    if clue.channel.is_none() && clue.source == ClueSource::MassReport {
        desk.unfit("channel", "is missing, though it was reported");
    }
    if clue.naming.is_some() && clue.channel.is_none() {
        desk.unfit("naming", "is given, though it came by no channel of reporting");
    }
    if clue.repeats == Some(clue.id) {
        desk.unfit("repeats", "is the clue itself");
    }
    if clue.part_of == Some(clue.id) {
        desk.unfit("part_of", "is the clue itself");
    }
    stages_fit(clue, desk);
}

/// What two stages that do not stand side by side must not say.
fn stages_fit(clue: &Clue, desk: &mut Desk) {
    let mut registered = false;
    let mut transfers = BTreeSet::new();
    let mut out = None;
    for (index, entry) in clue.stages.iter().enumerate() {
        match &entry.state {
            ClueStage::Registered { .. } if std::mem::replace(&mut registered, true) => {
                desk.unfit_at("stages", index, "the clue was registered before");
            }
            ClueStage::Disposed { .. } if !registered => {
                desk.unfit_at("stages", index, "the clue was never registered");
            }
            ClueStage::TransferredOut { transfer, .. } => {
                out = Some(*transfer);
                if !transfers.insert(*transfer) {
                    desk.unfit_at("stages", index, format!("{transfer} was used before"));
                }
            }
            ClueStage::GivenBack { transfer } if out != Some(*transfer) => {
                desk.unfit_at("stages", index, format!("it did not go out with {transfer}"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, door, every_way, id, named, stages_json, walk_all};

    const TOKEN: &str = "reporter-67e5504410b1426f9247bb680e5fe0c8";

    fn transfer(n: u128) -> TransferId {
        id(TransferId::from_uuid, n)
    }

    fn number() -> LedgerNo {
        LedgerNo::parse("甲纪信〔2019〕16号").unwrap()
    }

    fn disposed(disposition: Disposition) -> ClueStage {
        ClueStage::Disposed { disposition }
    }

    fn closed() -> ClueStage {
        ClueStage::Closed { reasons: Prose::parse("反映不实").unwrap() }
    }

    /// One example of each stage, and of each disposition.
    fn all() -> Vec<ClueStage> {
        let to = id(OrganId::from_uuid, 8);
        let dispositions = Disposition::ALL.iter().map(|disposition| disposed(*disposition));
        let others = [
            ClueStage::Received,
            ClueStage::Registered { ledger_no: number() },
            ClueStage::TransferredOut { to, transfer: transfer(1) },
            ClueStage::GivenBack { transfer: transfer(1) },
            ClueStage::Verified { verification: id(VerificationId::from_uuid, 1) },
            ClueStage::Filed { case: id(CaseId::from_uuid, 1) },
            ClueStage::ClosedSignedOff { sign_off: id(SignOffId::from_uuid, 1) },
            closed(),
            ClueStage::FedBack,
            ClueStage::Archived,
            ClueStage::Rechecked { recheck: id(RecheckId::from_uuid, 1) },
            ClueStage::LeftClosed,
            ClueStage::Reopened,
        ];
        others.into_iter().chain(dispositions).collect()
    }

    fn form() -> Value {
        json!({
            "id": format!("clue-{:032x}", 1),
            "received_by": format!("organ-{:032x}", 2),
            "source": "mass_report",
            "channel": "letter",
            "naming": "real_name",
            "reporter": TOKEN,
            "problem_classes": ["acting_as_umbrella"],
            "subjects": [format!("person-{:032x}", 3), format!("organ-{:032x}", 4)],
            "industries": ["transport"],
            "content": "甲某为乙团伙通风报信。\n已三年。",
            "claims": [format!("claim-{:032x}", 5)],
            "assigned_by": format!("organ-{:032x}", 6),
            "repeats": format!("clue-{:032x}", 7),
            "part_of": format!("clue-{:032x}", 8),
            "stages": stages_json(&[
                json!("received"),
                json!({ "registered": { "ledger_no": number() } }),
            ]),
        })
    }

    fn clue() -> Clue {
        serde_json::from_value(form()).unwrap()
    }

    fn problems(form: Value) -> String {
        let draft: ClueDraft = serde_json::from_value(form).unwrap();
        draft.enter().unwrap_err().to_string()
    }

    /// Design §4 and catalogue §6.6, with the table of the module page.
    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let out = "transferred out";
        let four = ["put to talk or inquiry", "put to verification", "held", "marked for closing"];
        let [talk, verify, held, close] = four;
        walk_all(
            &all(),
            &[
                ("received", &["registered", out]),
                ("registered", &[talk, verify, held, close, out]),
                (talk, &[talk, verify, held, close, "closed", out]),
                (verify, &["verified", out]),
                (held, &[talk, verify, close, out]),
                (close, &["closed"]),
                (out, &["given back", "fed back"]),
                ("given back", &["registered", talk, verify, held, close, out]),
                ("verified", &["filed", "closed with sign-off", "closed", held, out]),
                ("filed", &["fed back"]),
                ("closed with sign-off", &["fed back", "rechecked"]),
                ("closed", &["fed back", "rechecked"]),
                ("fed back", &["archived", "rechecked"]),
                ("archived", &["rechecked"]),
                ("rechecked", &["left closed", "reopened"]),
                ("left closed", &["fed back", "rechecked"]),
                ("reopened", &[talk, verify, held, close, out]),
            ],
        );
        let filed = ClueStage::Filed { case: id(CaseId::from_uuid, 1) };
        let refused = closed().after(filed).unwrap_err();
        assert_eq!(refused.to_string(), "a clue that is closed cannot be filed");
    }

    #[test]
    fn whatever_way_a_clue_takes_it_is_read_again_as_it_was_written() {
        // From registered: five ways on, and so forth; a transfer is used once.
        assert_eq!(every_way(&clue(), &all(), 1, Clue::advance), 1 + 5);
        every_way(&clue(), &all(), 4, Clue::advance);
    }

    #[test]
    fn a_closed_clue_is_rechecked_and_reopened_and_keeps_its_past() {
        let mut clue = clue();
        let way = [
            disposed(Disposition::TalkOrInquiry),
            closed(),
            ClueStage::FedBack,
            ClueStage::Archived,
            ClueStage::Rechecked { recheck: id(RecheckId::from_uuid, 1) },
            ClueStage::Reopened,
        ];
        for (hour, stage) in (10..).zip(way) {
            clue.advance(at(hour), stage).unwrap();
        }
        assert_eq!(clue.disposition(), None, "a reopened clue waits for a new one");
        clue.advance(at(20), disposed(Disposition::PreliminaryVerification)).unwrap();
        assert_eq!(clue.disposition(), Some(Disposition::PreliminaryVerification));
        assert_eq!(clue.disposed(), Some(at(10)), "the first one stays the first");
        assert_eq!((clue.received(), clue.ledger_no()), (at(8), Some(&number())));
    }

    #[test]
    fn a_clue_that_is_given_back_is_registered_once_and_by_its_own_transfer() {
        let to = id(OrganId::from_uuid, 8);
        let mut clue = clue();
        clue.advance(at(10), ClueStage::TransferredOut { to, transfer: transfer(1) }).unwrap();
        let before = clue.clone();
        let refused = clue.advance(at(11), ClueStage::GivenBack { transfer: transfer(2) });
        assert_eq!(
            refused.unwrap_err().to_string(),
            format!("stages[3]: it did not go out with {}", transfer(2)),
        );
        assert_eq!(clue, before);
        clue.advance(at(11), ClueStage::GivenBack { transfer: transfer(1) }).unwrap();
        let again = clue.advance(at(12), ClueStage::Registered { ledger_no: number() });
        assert_eq!(again.unwrap_err().to_string(), "stages[4]: the clue was registered before");
        let again = clue.advance(at(12), ClueStage::TransferredOut { to, transfer: transfer(1) });
        assert_eq!(
            again.unwrap_err().to_string(),
            format!("stages[4]: {} was used before", transfer(1)),
        );
    }

    #[test]
    fn nothing_is_disposed_of_that_is_in_no_ledger() {
        let mut form = form();
        form["stages"] = stages_json(&[json!("received")]);
        let mut clue: Clue = serde_json::from_value(form).unwrap();
        let to = id(OrganId::from_uuid, 8);
        clue.advance(at(9), ClueStage::TransferredOut { to, transfer: transfer(1) }).unwrap();
        clue.advance(at(10), ClueStage::GivenBack { transfer: transfer(1) }).unwrap();
        let refused = clue.advance(at(11), disposed(Disposition::Close)).unwrap_err();
        assert_eq!(refused.to_string(), "stages[3]: the clue was never registered");
    }

    #[test]
    fn the_door_is_one() {
        let clue = door::<Clue>(&form());
        assert_eq!(clue.content_key(), "甲某为乙团伙通风报信。 已三年。");
        assert_eq!(
            named(&clue),
            [
                format!("received_by organ-{:032x}", 2),
                format!("subjects person-{:032x}", 3),
                format!("subjects organ-{:032x}", 4),
                format!("claims claim-{:032x}", 5),
                format!("assigned_by organ-{:032x}", 6),
                format!("repeats clue-{:032x}", 7),
                format!("part_of clue-{:032x}", 8),
            ],
            "whoever reported is not among those who are named",
        );
        assert_eq!(
            clue.stages().iter().map(|entry| entry.state.word().term()).collect::<Vec<_>>(),
            ["收到", "登记入账"],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            ClueDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; received_by: is missing; source: is missing; content: is missing; \
             stages: is missing",
        );
        let mut bad = form();
        bad.as_object_mut().unwrap().remove("channel");
        bad["repeats"] = bad["id"].clone();
        bad["part_of"] = bad["id"].clone();
        bad["subjects"] = json!([bad["subjects"][0], bad["subjects"][0]]);
        assert_eq!(
            problems(bad),
            "subjects[1]: stands already at [0]; channel: is missing, though it was reported; \
             naming: is given, though it came by no channel of reporting; \
             repeats: is the clue itself; part_of: is the clue itself",
        );
        let mut bad = form();
        bad["stages"] = stages_json(&[json!("fed_back")]);
        assert_eq!(problems(bad), "stages[0]: a clue does not begin as fed back");
    }

    #[test]
    fn whoever_reported_is_shown_nowhere() {
        let secret = TOKEN.trim_start_matches("reporter-");
        let mut clue = clue();
        let mut shown = vec![
            format!("{clue:?}"),
            format!("{clue:#?}"),
            format!("{:?}", ClueDraft::from(clue.clone())),
            clue.advance(at(9), ClueStage::Archived).unwrap_err().to_string(),
            named(&clue).join(" "),
        ];
        let mut bad = form();
        bad["reporter"] = json!(format!("{TOKEN}0"));
        shown.push(serde_json::from_value::<Clue>(bad).unwrap_err().to_string());
        let mut bad = form();
        bad["repeats"] = bad["id"].clone();
        shown.push(serde_json::from_value::<Clue>(bad).unwrap_err().to_string());
        for text in shown {
            assert!(!text.contains(secret), "a token is shown");
        }
    }
}
