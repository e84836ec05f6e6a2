//! Why something is not known.

use serde::{Deserialize, Serialize};

use crate::base::truth::Truth;

code_list! {
    /// A reason for not knowing something.
    ///
    /// That a question does not apply is knowledge, and has no code here.
    ///
    /// # Source
    ///
    /// After two code lists in use: *unspecified reason* of the Beneficial Ownership
    /// Data Standard, and *data absent reason* of HL7 FHIR.
    NotKnown {
        /// 尚未了解: nobody has asked yet.
        NeverAsked = "never_asked", "尚未了解", "never asked";
        /// 已问询，未答复: asked, and no answer has come yet.
        AwaitingAnswer = "awaiting_answer", "已问询，未答复", "asked, no answer yet";
        /// 已问询，本人不知: asked, and whoever was asked does not know.
        AskedUnknown = "asked_unknown", "已问询，对方不知", "asked, the answer is not known there";
        /// 拒绝提供: asked, and the answer was refused or held back.
        Withheld = "withheld", "拒绝提供", "refused or held back";
        /// 资料灭失: there were records, and they are lost.
        RecordsLost = "records_lost", "资料灭失", "records lost";
        /// 说法不一: sources contradict each other.
        Contradicted = "contradicted", "说法不一", "sources contradict each other";
        /// 无法查明: everything was tried, it cannot be established.
        CannotBeEstablished = "cannot_be_established", "无法查明", "cannot be established";
        /// 尚未到时: it is not due yet.
        NotYetDue = "not_yet_due", "尚未到时", "not due yet";
        /// 依规隐去: it is known, and may not be shown here.
        Redacted = "redacted", "依规隐去", "may not be shown here";
    }
}

impl NotKnown {
    /// Whether asking (again) may bring an answer.
    ///
    /// No for what is lost, cannot be established, or may not be shown.
    #[must_use]
    pub const fn may_still_be_learned(self) -> bool {
        match self {
            Self::NeverAsked
            | Self::AwaitingAnswer
            | Self::AskedUnknown
            | Self::Withheld
            | Self::Contradicted
            | Self::NotYetDue => true,
            Self::RecordsLost | Self::CannotBeEstablished | Self::Redacted => false,
        }
    }
}

/// A value, or the reason for not knowing it.
///
/// # Examples
///
/// ```
/// use unbrella::base::truth::Truth;
/// use unbrella::provenance::{Fact, NotKnown};
///
/// let interference: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
/// assert_eq!(interference.truth(), Truth::Unknown);
/// assert_eq!(Fact::Known(true).truth(), Truth::Yes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fact<T> {
    /// It is known.
    Known(T),
    /// It is not known, for this reason.
    NotKnown(NotKnown),
}

impl<T> Fact<T> {
    /// The value, if it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::NotKnown(_) => None,
        }
    }

    /// Borrows the value.
    pub const fn as_ref(&self) -> Fact<&T> {
        match self {
            Self::Known(value) => Fact::Known(value),
            Self::NotKnown(why) => Fact::NotKnown(*why),
        }
    }

    /// Why it is not known.
    pub const fn not_known(&self) -> Option<NotKnown> {
        match self {
            Self::Known(_) => None,
            Self::NotKnown(why) => Some(*why),
        }
    }

    /// Changes the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Self::Known(value) => Fact::Known(change(value)),
            Self::NotKnown(why) => Fact::NotKnown(why),
        }
    }
}

impl Fact<bool> {
    /// The three-valued answer, without the reason.
    #[must_use]
    pub fn truth(self) -> Truth {
        self.known().into()
    }
}
