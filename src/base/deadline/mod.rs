//! How hours, days, working days and months are counted.
//!
//! This page answers *how are five days counted?* **Who says five**, since when and on
//! what authority, is not here: that is a dated, cited parameter of a rule pack, in
//! `rulebook`. What is due by it is in `procedure`.
//!
//! # How five days are counted
//!
//! Police open an investigation on Friday, 2019-04-26, at 09:30, and must give notice
//! within five days. Nothing about the count is implied by the number: it is settled by
//! four choices, which a [`TimeLimit`] states.
//!
//! | choice | values | below |
//! |---|---|---|
//! | unit | hours, calendar days, working days, months ([`Length`]) | calendar days |
//! | begins | at the moment, on the next day, on the same day ([`CountFrom`]) | on the next day |
//! | a closed last day | stays, or moves to the next open day ([`LastDay`]) | moves |
//! | no such day in the last month | its last day, or the first of the next ([`MonthEnd`]) | months only |
//!
//! [`Deadline::explain`] shows the count:
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::base::deadline::{Deadline, TimeLimit};
//!
//! let opened = Moment::parse("2019-04-26T09:30:00+08:00")?;
//! let limit = TimeLimit::days(5).moving_last_day();
//! let notice = Deadline::new(opened, limit, &china())?;
//! assert_eq!(
//!     notice.explain(&china())?.to_string(),
//!     "\
//! 5 calendar days, first day not counted, a closed last day moves
//! from 2019-04-26 09:30:00 +08:00, by 中国 China, version 2025-11-04
//! 2019-04-26 Fri  first day, not counted
//! 2019-04-27 Sat  day 1
//! 2019-04-28 Sun  day 2
//! 2019-04-29 Mon  day 3
//! 2019-04-30 Tue  day 4
//! 2019-05-01 Wed  day 5, closed (劳动节 Labor Day): the last day moves
//! 2019-05-02 Thu  passed over, closed (劳动节 Labor Day)
//! 2019-05-03 Fri  passed over, closed (劳动节 Labor Day)
//! 2019-05-04 Sat  passed over, closed (劳动节 Labor Day)
//! 2019-05-05 Sun  open: the last day
//! due before 2019-05-06 00:00:00 +08:00"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Sunday, May 5, was a make-up working day, so the last day moved there and no further.
//! Five *working* days from the same Friday end a day later, on May 6. Had the last day
//! stayed, it would have been May 1.
//!
//! # What else is settled here
//!
//! - **The due moment is exclusive.** It is the first moment that is too late: for days
//!   the start of the day after the last one, for `n` hours exactly `n` hours after the
//!   start. At 23:59:59 on the last day a step is in time.
//! - **Whose day.** Days are those of the offset in which the start was written.
//! - **Months** run to the day of the same number. From January 31, one month ends on
//!   February 28 or 29, or on March 1, as [`MonthEnd`] says. If the first day counts, the
//!   period ends on the day before; a missing day then means the end of February.
//! - **Suspension** ([`Suspension`]): where days are counted, the day on which the clock
//!   stops is not counted, and the day on which it runs again is. In a count of months
//!   every suspended day adds one day. While the end is not known, nothing falls overdue.
//! - **Extension** ([`Extension`]), once, before the limit ran out, by whom and for at most
//!   as long as an [`ExtensionRule`] says. It begins where the limit ends, after a last
//!   day that moved.
//! - **How it stands** ([`DeadlineState`]): done in time, done late, running, due soon,
//!   standing still, overdue.
//!
//! # What always holds
//!
//! A later start, more time, more closed days, a suspension or an extension never makes
//! the due moment earlier; the tests show it for all starts in 40 years. It is compared
//! for one offset and one calendar. One exception follows from months being of different
//! lengths: where an extension in *months* meets a suspension, and the limit is in hours or
//! working days or its last day moves, a later start or one more holiday can end some days
//! earlier. No source that the crate follows has such a limit.
//!
//! # Source
//!
//! The counts are those that Chinese law knows; which of them a limit follows is stated by
//! the pack that has the limit.
//!
//! | rule | where it stands | how sure |
//! |---|---|---|
//! | the first day is not counted; hours run from the moment that the law or the parties set | Civil Code 民法典 art. 201 | read in reprints |
//! | months end on the day of the same number, or on the last of the month | 民法典 art. 202 | read in reprints |
//! | a last day on a statutory day off (法定休假日) moves to the day after; it ends at 24:00, or at the close of business | 民法典 art. 203 | read in reprints; weekends among these days: our reading; close of business is not modeled |
//! | other laws may count otherwise | 民法典 art. 204 | read in reprints |
//! | first hour and first day not counted; a last day on a holiday moves, **but never for a person in custody** | Criminal Procedure Law 刑事诉讼法 (2018) art. 105 | read in reprints |
//! | detention (留置) does not move | by analogy with art. 105 | our reading; the Supervision Law (2018) says nothing of counting in the articles read |
//! | hours begin at the moment itself, not at the next full hour | 民法典 art. 201 against 刑事诉讼法 art. 105 | our reading: the stricter |
//! | which days a suspension takes; that an extension begins after a moved last day | – | our reading |
//!
//! The Civil Code is in force since 2021-01-01; the same rules of counting
//! stood in the General Provisions (民法总则) before it (from memory).

mod limit;
mod change;
mod count;
mod explain;
mod due;

pub use change::{Extension, ExtensionRule, ReversedSuspension, Suspension};
pub use count::{CannotCount, Edition};
pub use due::{
    Deadline, DeadlineState, ExtensionProblem, ExtensionRefused, SuspensionProblem,
    SuspensionRefused,
};
pub use explain::{Closed, DayCount, Explanation, Step};
pub use limit::{CountFrom, InvalidLimit, LastDay, Length, LimitProblem, MonthEnd, TimeLimit};

#[cfg(test)]
mod tests;
