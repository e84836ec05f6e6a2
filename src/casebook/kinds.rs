//! The kinds of acts and events, by the names under which they are written.
//!
//! The lists are complete: each stands beside a `match` without a rest, so that a new
//! variant or field does not compile before it has its line here. One written example of
//! each is kept in `tests/golden/acts` and `tests/golden/events`, and a test fails when one
//! is missing.
//!
//! ```
//! use unbrella::casebook::event::What;
//!
//! let withdrawn = What::KINDS.iter().find(|kind| kind.name == "withdrawn");
//! assert_eq!(withdrawn.map(|kind| kind.fields), Some(&["clue", "because"][..]));
//! ```

use crate::casebook::command::Act;
use crate::casebook::event::What;

/// A kind of act or event, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The name under which its content stands.
    pub name: &'static str,
    /// The fields of its content, all of them; none if the content is a form of its own, or
    /// a list of such.
    pub fields: &'static [&'static str],
}

/// The kind of this name.
#[cfg(feature = "journal")]
pub(crate) fn named(kinds: &[Kind], name: &str) -> Option<Kind> {
    kinds.iter().copied().find(|kind| kind.name == name)
}

macro_rules! kinds {
    ($of:ident, $what:literal:
        $($name:literal = $variant:ident $(($one:tt))? $({ $($field:ident)+ })?;)+
    ) => {
        impl $of {
            #[doc = concat!("Every kind of ", $what, ".")]
            pub const KINDS: &'static [Kind] =
                &[$(Kind { name: $name, fields: &[$($(stringify!($field)),+)?] }),+];

            /// The name under which it is written.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant $(($one))? $({ $($field: _),+ })? => $name,)+
                }
            }
        }
    };
}

kinds! { What, "event":
    "entered" = Entered(_);
    "clue" = Clue { clue stage };
    "withdrawn" = Withdrawn { clue because };
    "to_be_passed_on" = ToBePassedOn { clue };
    "verification" = Verification(_);
    "case" = Case { case stage };
    "handling" = Handling { case change };
    "raising" = Raising { case outcome };
    "notice" = Notice { transfer notice };
    "transfer" = Transfer { transfer stage };
    "follow_up" = FollowUp { follow_up stage };
    "sign_off" = SignOff { sign_off stage };
    "signed" = Signed { sign_off signature };
    "measure_extended" = MeasureExtended { measure extension };
    "family_told" = FamilyTold { measure because };
    "found_unrelated" = FoundUnrelated { measure };
    "measure_ended" = MeasureEnded { measure };
    "replied" = Replied { clue satisfied };
    "objected" = Objected { clue after };
    "rectification" = Rectification { entry stage };
    "umbrella" = Umbrella { umbrella stage };
    "cleared" = Cleared { umbrella correction };
    "appeal_accepted" = AppealAccepted { appeal handlers };
    "appeal_decided" = AppealDecided { appeal result document };
    "revoked" = Revoked { outcome because appeal };
    "recusal_asked" = RecusalAsked { request matter person asker because };
    "recusal_decided" = RecusalDecided { request recused because };
    "labeled" = Labeled { gang kind };
    "put_right" = PutRight { batch correction };
    "proposal" = Proposal { proposal stage };
    "listed" = Listed { listed stage };
    "corrected" = Corrected { entry because signed_by };
    "other_rules" = OtherRules { organ was now moved };
}

kinds! { Act, "act":
    "enter" = Enter(_);
    "register" = Register { clue ledger_no jurisdiction };
    "withdraw" = Withdraw { clue reasons };
    "dispose" = Dispose { clue assessment studied_collectively };
    "verify" = Verify(_);
    "close" = Close { clue reasons settled };
    "owe" = Owe(_);
    "notify" = Notify(_);
    "hand_over" = HandOver(_);
    "receive" = Receive { envelope give_back found jurisdiction rest };
    "feed_back" = FeedBack { envelope result };
    "file" = File { case kind };
    "advance" = Advance { case to };
    "measure" = Measure(_);
    "extend_measure" = ExtendMeasure { measure kind approved_by };
    "tell_family" = TellFamily { measure reasons };
    "found_unrelated" = FoundUnrelated { measure };
    "end_measure" = EndMeasure { measure };
    "label" = Label { gang kind };
    "follow" = Follow(_);
    "followed" = Followed { follow_up at seen clue retrace };
    "nothing_found" = NothingFound { follow_up at sign_off finding content };
    "screen_case" = ScreenCase(_);
    "screen_members" = ScreenMembers(_);
    "raise" = Raise { case grounds to reasons asked };
    "lower" = Lower { case grounds to reasons };
    "sign" = Sign(_);
    "recheck" = Recheck(_);
    "conclude" = Conclude { case outcomes };
    "reply" = Reply { clue satisfied };
    "object" = Object { clue after };
    "rectify" = Rectify(_);
    "progress" = Progress { entry step };
    "appeal" = Appeal(_);
    "accept_appeal" = AcceptAppeal { appeal handlers };
    "decide_appeal" = DecideAppeal { appeal result document };
    "revoke" = Revoke { outcome reasons appeal };
    "ask_recusal" = AskRecusal { request matter person asker reasons };
    "decide_recusal" = DecideRecusal { request recused reasons };
    "publish" = Publish { batch withheld };
    "put_right" = PutRight { batch person document };
    "issue_notice" = IssueNotice(_);
    "come_forward" = ComeForward(_);
    "propose" = Propose(_);
    "advance_proposal" = AdvanceProposal { proposal to written };
    "educate" = Educate(_);
    "list" = List(_);
    "advance_listed" = AdvanceListed { listed to settled };
    "send_mission" = SendMission(_);
    "inspect" = Inspect(_);
    "hold" = Hold { accountability inquiry };
    "reward" = Reward { reward names_nobody };
    "protect" = Protect(_);
    "correct" = Correct { entry reasons signed_by };
    "weigh" = Weigh { umbrella to signed looked_at about overturned };
    "clear" = Clear { umbrella envelope };
    "judge" = Judge { judgment signed explained };
    "question" = Question { sign_off claim };
    "settle" = Settle { sign_off stands by reasons order };
}
