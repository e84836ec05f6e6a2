//! The days on which offices are open.
//!
//! Monday to Friday are open, Saturday and Sunday closed, unless a calendar says
//! otherwise: a *holiday* (放假) closes days, and in exchange weekend days may be
//! worked (调休, *make-up working days*). Both are announced for one year at a time.
//! So a calendar has a name, a version, a source and the years that it covers, and
//! outside these years there is no answer but [`OutsideCalendar`]. Nothing is guessed.
//!
//! A calendar is data. It is given to every count as an argument, and can be read
//! from JSON. [`china`] is the one for the years 2018 to 2026.
//!
//! ```
//! use unbrella::base::calendar::{DayKind, china};
//! use unbrella::day;
//!
//! let calendar = china();
//! assert!(calendar.is_open(day!(2019, 4, 28))?); // a Sunday that was worked
//! assert!(!calendar.is_open(day!(2019, 5, 3))?); // a Friday that was not
//! assert_eq!(calendar.kind(day!(2019, 5, 3))?.to_string(), "closed: 劳动节 Labor Day");
//! assert_eq!(calendar.open_days_in(2019), Some(250));
//! assert!(calendar.is_open(day!(2017, 12, 29)).is_err());
//! # Ok::<(), unbrella::base::calendar::OutsideCalendar>(())
//! ```

mod work;
mod china;

pub use china::china;
pub use work::{
    Arrangement, CalendarDraft, CalendarProblem, DayKind, InvalidCalendar, OutsideCalendar,
    WorkCalendar,
};

#[cfg(test)]
mod tests;
