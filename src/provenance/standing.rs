//! How far a statement has come.

use std::cmp::Ordering;

code_list! {
    /// How far a statement about somebody has come.
    ///
    /// *Alleged* < *checked* < *supported* < *established*. *Refuted* and *withdrawn*
    /// stand outside this order: they are neither below nor above anything, so that a
    /// filter "at least alleged" never lets them through.
    ///
    /// Only a recorded human decision changes a standing, and *established* needs an
    /// effective decision of a court or an organ.
    ///
    /// ```
    /// use unbrella::provenance::Standing;
    ///
    /// assert!(Standing::Supported.at_least(Standing::Checked));
    /// assert!(!Standing::Refuted.at_least(Standing::Alleged));
    /// assert!(!(Standing::Refuted < Standing::Alleged));
    /// ```
    Standing {
        /// 反映: somebody has said so, and nothing has been looked at yet.
        Alleged = "alleged", "反映", "alleged";
        /// 已初核: somebody with the duty to do so has looked at it.
        Checked = "checked", "已初核", "checked";
        /// 有证据支持: evidence beyond the first report speaks for it.
        Supported = "supported", "有证据支持", "supported";
        /// 已认定: an effective decision says so.
        Established = "established", "已认定", "established";
        /// 已查否: looked at and found not to be so.
        Refuted = "refuted", "已查否", "refuted";
        /// 已撤回: taken back by whoever had said it.
        Withdrawn = "withdrawn", "已撤回", "withdrawn";
    }
}

impl Standing {
    /// Whether the statement has come as far as `other`.
    ///
    /// Refuted and withdrawn are at least themselves, and nothing else.
    #[must_use]
    pub fn at_least(&self, other: Self) -> bool {
        matches!(self.partial_cmp(&other), Some(Ordering::Greater | Ordering::Equal))
    }

    /// Whether the statement is still held: not refuted and not withdrawn.
    #[must_use]
    pub const fn is_held(self) -> bool {
        self.step().is_some()
    }

    /// Its place in the order, if it has one.
    const fn step(self) -> Option<u8> {
        match self {
            Self::Alleged => Some(0),
            Self::Checked => Some(1),
            Self::Supported => Some(2),
            Self::Established => Some(3),
            Self::Refuted | Self::Withdrawn => None,
        }
    }
}

impl PartialOrd for Standing {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.step(), other.step()) {
            (Some(own), Some(theirs)) => Some(own.cmp(&theirs)),
            _ => (self == other).then_some(Ordering::Equal),
        }
    }
}
