//! Findings on a case file: what is wrong, where, who says so, and what is done about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId};
use crate::base::text::LedgerNo;
use crate::decision::{Chinese, Cure, Reason, RuleName};
use crate::provenance::NotKnown;
use crate::terms::document::{FileDefect, FileItem, FileWeight};

macro_rules! file_codes {
    ($(
        $(#[$doc:meta])*
        $name:ident = $code:literal, $weight:ident, $rule:expr, $bad:literal, $good:literal;
    )+) => {
        /// Which kind of finding: stable codes, never used again for something else.
        ///
        /// Each shows a file that gives exactly this finding, and one that does not; a test
        /// runs both. An example names the place and the day whose rules are asked, the
        /// file, and where it matters what is on record or which items the place asks for.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[non_exhaustive]
        pub enum FileCode {$(
            $(#[$doc])*
            ///
            /// Bad:
            ///
            /// ```json
            #[doc = include_str!($bad)]
            /// ```
            ///
            /// Good:
            ///
            /// ```json
            #[doc = include_str!($good)]
            /// ```
            #[serde(rename = $code)]
            $name,
        )+}

        impl FileCode {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code, such as `F001`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// How much it weighs.
            #[must_use]
            pub const fn weight(self) -> FileWeight {
                match self { $(Self::$name => FileWeight::$weight),+ }
            }

            /// The rule behind it.
            #[must_use]
            pub fn rule(self) -> RuleName {
                match self { $(Self::$name => $rule),+ }
            }

            /// In JSON: a file that gives exactly this finding.
            #[must_use]
            pub const fn bad_example(self) -> &'static str {
                match self { $(Self::$name => include_str!($bad)),+ }
            }

            /// In JSON: a file that does not.
            #[must_use]
            pub const fn good_example(self) -> &'static str {
                match self { $(Self::$name => include_str!($good)),+ }
            }
        }
    };
}

file_codes! {
    /// 权利义务告知书: the notice of rights and duties is missing or incomplete.
    RightsNotice = "F001", Fault, crate::rule_name!("file-review/rights-notice"),
        "examples/f001-bad.json", "examples/f001-good.json";
    /// 谈话安全承诺书: the talk safety pledge is missing or incomplete.
    SafetyPledge = "F002", Flaw, crate::rule_name!("file-review/safety-pledge"),
        "examples/f002-bad.json", "examples/f002-good.json";
    /// 程序审批手续: an approval form is missing or incomplete.
    ApprovalForms = "F003", Fault, crate::rule_name!("file-review/approval-forms"),
        "examples/f003-bad.json", "examples/f003-good.json";
    /// 领导签字: the signature of a leader is missing or incomplete.
    LeaderSignature = "F004", Fault, crate::rule_name!("file-review/leader-signature"),
        "examples/f004-bad.json", "examples/f004-good.json";
    /// 同步录音录像: the audio and video record is missing, or not of the whole act.
    Recording = "F005", Fault, crate::rule_name!("file-review/recording"),
        "examples/f005-bad.json", "examples/f005-good.json";
    /// 等问题: a further item that the place asks for is missing or incomplete.
    FurtherItem = "F006", Flaw, crate::rule_name!("file-review/further-item"),
        "examples/f006-bad.json", "examples/f006-good.json";
    /// Nobody looked for an item that is due, or it is not known how it stands.
    NotLookedAt = "F007", Question, crate::rule_name!("file-review/not-looked-at"),
        "examples/f007-bad.json", "examples/f007-good.json";
    /// The day of an act is not known on which the law may have asked for more.
    NoDay = "F008", Question, crate::rule_name!("file-review/no-day"),
        "examples/f008-bad.json", "examples/f008-good.json";
    /// 二人以上: fewer investigators carried out the act than the law asks for.
    Officers = "F010", Fault, crate::rule_name!("file-review/officers"),
        "examples/f010-bad.json", "examples/f010-good.json";
    /// 书面通知: the written notice of a measure is missing or incomplete.
    WrittenNotice = "F011", Fault, crate::rule_name!("file-review/written-notice"),
        "examples/f011-bad.json", "examples/f011-good.json";
    /// 先办后批: the act was approved on a later day than it was done.
    ApprovedAfter = "F012", Fault, crate::rule_name!("file-review/approved-after"),
        "examples/f012-bad.json", "examples/f012-good.json";
    /// Two rows have one number, so that nobody can say which is meant.
    SameRow = "F013", Flaw, crate::rule_name!("file-review/same-row"),
        "examples/f013-bad.json", "examples/f013-good.json";
    /// An act is on record and has no row in the file.
    NoRow = "F014", Fault, crate::rule_name!("file-review/no-row"),
        "examples/f014-bad.json", "examples/f014-good.json";
    /// A row names a record that the case does not have, or one of another act.
    NoRecord = "F015", Flaw, crate::rule_name!("file-review/no-record"),
        "examples/f015-bad.json", "examples/f015-good.json";
}

impl FileCode {
    /// The code of an item that is missing or incomplete.
    pub(super) const fn of(item: &FileItem) -> Self {
        match item {
            FileItem::RightsNotice => Self::RightsNotice,
            FileItem::TalkSafetyPledge => Self::SafetyPledge,
            FileItem::ApprovalForms => Self::ApprovalForms,
            FileItem::LeaderSignature => Self::LeaderSignature,
            FileItem::SynchronousRecording => Self::Recording,
            FileItem::WrittenNotice => Self::WrittenNotice,
            FileItem::Other(_) => Self::FurtherItem,
        }
    }

    /// Whether the file itself can be put right. What was not recorded, not done by two or
    /// not approved in time cannot be made good; it is explained, and the explanation accepted.
    #[must_use]
    pub const fn is_mendable(self) -> bool {
        !matches!(self, Self::Recording | Self::Officers | Self::ApprovedAfter)
    }
}

impl fmt::Display for FileCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Which finding: by this a baseline knows it again, whatever its wording and place in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingKey {
    /// The case.
    pub case: CaseId,
    /// The row; none if it is about the file as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<LedgerNo>,
    /// The code.
    pub code: FileCode,
    /// The item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<FileItem>,
    /// What is wrong with the item. What was accepted as incomplete is not accepted as missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defect: Option<FileDefect>,
    /// The record that has no row, or that is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AnyId>,
}

/// `F005 row 1-2, audio and video record of the whole act, missing`.
impl fmt::Display for FindingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(row) = &self.row {
            write!(f, " row {row}")?;
        }
        if let Some(item) = &self.item {
            write!(f, ", {item}")?;
        }
        if let Some(defect) = &self.defect {
            write!(f, ", {defect}")?;
        }
        if let Some(record) = &self.record {
            write!(f, ", {record}")?;
        }
        Ok(())
    }
}

/// One finding: which, why, and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFinding {
    pub(super) key: FindingKey,
    pub(super) reason: Reason,
    pub(super) fix: Cure,
    pub(super) why_not_known: Option<NotKnown>,
}

impl FileFinding {
    /// Which finding it is.
    #[must_use]
    pub const fn key(&self) -> &FindingKey {
        &self.key
    }

    /// Its code.
    #[must_use]
    pub const fn code(&self) -> FileCode {
        self.key.code
    }

    /// How much it weighs.
    #[must_use]
    pub const fn weight(&self) -> FileWeight {
        self.key.code.weight()
    }

    /// What was found, in a sentence, with the row or article that says so.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// What is done about it, and by whom.
    #[must_use]
    pub const fn fix(&self) -> &Cure {
        &self.fix
    }

    /// Why it is not known, for a question.
    #[must_use]
    pub const fn why_not_known(&self) -> Option<NotKnown> {
        self.why_not_known
    }
}

/// `F001 fault, file-review/rights-notice: … [C23]; fix: …`.
impl fmt::Display for FileFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}; fix: {}", self.code(), self.weight(), self.reason, self.fix)
    }
}

impl Chinese for FileFinding {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, weight) = (self.code(), self.weight().term());
        write!(f, "{code}（{weight}）{}；{}", self.reason.chinese(), self.fix.chinese())
    }
}
