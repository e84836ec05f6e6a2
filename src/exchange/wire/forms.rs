//! The forms in which the data of letters were written, and what is done with each.
//!
//! | a letter of | what comes of it |
//! |---|---|
//! | the present form | it is read |
//! | an earlier form | its data are lifted, step by step, and read; its fingerprint is that of its own form |
//! | a later form | an error that names it ([`LaterForm`](super::WireError::LaterForm)); nothing is guessed |
//!
//! **A letter keeps its form.** It is sealed once, and may wait in an outbox while the program
//! around it is replaced. So each earlier form stands here with the way to write it, and a
//! letter is sent again in the bytes of the first time: its fingerprint tells which form it is
//! of.
//!
//! **A letter of a later form is not lost.** Who cannot read it gives no receipt, keeps nothing,
//! and notes it once ([`unread`](crate::casebook::post::Post::unread)). It stays in the outbox,
//! and in the custody, of its sender, who sends it again each day until it is understood; after
//! the limit for receipts it goes to the common superior like any other.
//!
//! A receipt has no data, and one form.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::casebook::post::Letter;

/// The form in which letters are written here.
pub const FORM: u32 = 1;

/// An earlier form of the data of letters.
pub(super) struct Earlier {
    /// Data of this form, in the next one; nothing if they are not of this form.
    pub(super) lift: fn(Value) -> Option<Value>,
    /// The data of a letter as this form writes them, byte for byte.
    pub(super) write: fn(&Letter) -> Option<Box<RawValue>>,
}

/// All of them, the first one first. No form has changed yet.
pub(super) const EARLIER: &[Earlier] = &[];

const MARK: &str = ".v";

/// The form after so many earlier ones.
pub(super) fn present(earlier: &[Earlier]) -> u32 {
    u32::try_from(earlier.len()).unwrap_or(u32::MAX).saturating_add(1)
}

/// An earlier form by its number.
pub(super) fn of(earlier: &[Earlier], form: u32) -> Option<&Earlier> {
    earlier.get(usize::try_from(form.checked_sub(1)?).ok()?)
}

/// Data of a form, in the present one.
pub(super) fn lifted(earlier: &[Earlier], form: u32, data: Value) -> Option<Value> {
    let before = usize::try_from(form.checked_sub(1)?).ok()?;
    earlier.iter().skip(before).try_fold(data, |data, step| (step.lift)(data))
}

/// What stands behind a code in the type of a message.
pub(super) fn mark(form: u32) -> String {
    format!("{MARK}{form}")
}

/// The code and the form that the type of a message says behind its prefix.
pub(super) fn split(text: &str) -> Option<(&str, u32)> {
    let (code, digits) = text.rsplit_once(MARK)?;
    let form: u32 = digits.parse().ok()?;
    (form > 0 && form.to_string() == digits).then_some((code, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_form_comes_after_all_earlier_ones() {
        assert_eq!(present(EARLIER), FORM);
        assert!(of(EARLIER, FORM).is_none() && of(EARLIER, 0).is_none());
    }

    #[test]
    fn a_form_has_one_spelling() {
        assert_eq!(split("hand_over.v12"), Some(("hand_over", 12)));
        for bad in ["hand_over", "hand_over.v", "hand_over.v01", "hand_over.v0", "x.v+1", "x.v-1"] {
            assert_eq!(split(bad), None, "{bad}");
        }
        assert_eq!(split("x.v99999999999"), None);
        assert_eq!(split(&format!("acceptance{}", mark(FORM))), Some(("acceptance", FORM)));
    }
}
