//! Storey 8: one `?` target for programs that use many parts of the crate.
//!
//! Every function returns the narrow error of its own file, which says more. Nothing
//! inside the crate returns [`Error`].
//!
//! | question | true when |
//! |---|---|
//! | [`Error::is_input`] | something is malformed: correct what was handed in |
//! | [`Error::is_outside`] | it is well formed, but the calendar, the rules or the time window loaded do not reach it: load more, or ask about another day |
//! | [`Error::is_procedure`] | the request makes sense and may not be done now: supply what is missing, or do not do it |
//!
//! Exactly one of the three is true for every error.
//!
//! # Examples
//!
//! ```
//! use unbrella::base::day::Day;
//! use unbrella::base::text::LedgerNo;
//! use unbrella::error::Error;
//!
//! fn read(number: &str, day: &str) -> Result<(LedgerNo, Day), Error> {
//!     Ok((LedgerNo::parse(number)?, Day::parse(day)?))
//! }
//!
//! let error = read("城关〔2019〕16号", "2019-4-26").unwrap_err();
//! assert!(error.is_input());
//! assert_eq!(error.to_string(), "a day is written as YYYY-MM-DD");
//! ```

/// What one has to do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Input,
    Outside,
    Procedure,
}

/// Writes the enum and its kinds from one table.
macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident($from:ty) is $kind:ident $(with $feature:literal)?;)+) => {
        /// Anything that this crate can refuse.
        #[derive(Clone, Debug, PartialEq, thiserror::Error)]
        #[non_exhaustive]
        pub enum Error {
            $(
                $(#[$doc])*
                $(#[cfg(feature = $feature)])?
                #[error(transparent)]
                $name(#[from] $from),
            )+
        }

        impl Error {
            const fn kind(&self) -> Kind {
                match self {
                    $($(#[cfg(feature = $feature)])? Self::$name(_) => Kind::$kind,)+
                }
            }
        }
    };
}

errors! {
    /// A text is empty, too long or holds what it may not hold.
    Text(crate::base::text::InvalidText) is Input;
    /// An id is not written as an id.
    Id(crate::base::id::InvalidId) is Input;
    /// A salt is too short to hide ledger numbers.
    Salt(crate::base::id::ShortSalt) is Input;
    /// A day cannot be read.
    Day(crate::base::day::InvalidDay) is Input;
    /// A moment cannot be read.
    Moment(crate::base::day::InvalidMoment) is Input;
    /// A sum of days or hours leaves the window that the crate works in.
    BeyondWindow(crate::base::day::BeyondWindow) is Outside;
    /// A period ends before it begins.
    Period(crate::base::period::ReversedPeriod) is Input;
    /// A work calendar contradicts itself.
    Calendar(crate::base::calendar::InvalidCalendar) is Input;
    /// The calendar does not hold that year.
    OutsideCalendar(crate::base::calendar::OutsideCalendar) is Outside;
    /// A time limit makes no sense.
    Limit(crate::base::deadline::InvalidLimit) is Input;
    /// A limit cannot be counted with this calendar.
    Count(crate::base::deadline::CannotCount) is Outside;
    /// A clock cannot stand still from a later to an earlier moment.
    Suspension(crate::base::deadline::ReversedSuspension) is Input;
    /// The clock may not be stopped or started.
    SuspensionRefused(crate::base::deadline::SuspensionRefused) is Procedure;
    /// The limit may not be extended.
    ExtensionRefused(crate::base::deadline::ExtensionRefused) is Procedure;
    /// A share is not between 0 and 1000.
    Permille(crate::base::permille::NotPermille) is Input;
    /// A rate has no base.
    Rate(crate::base::rate::NoBase) is Input;
    /// A percentage cannot be read.
    Percent(crate::base::rate::InvalidPercent) is Input;
    /// A code is not in its list.
    Code(crate::terms::InvalidCode) is Input;
    /// A grade is not written as a grade.
    Grade(crate::provenance::InvalidGrade) is Input;
    /// A fingerprint is not written as a fingerprint.
    Fingerprint(crate::provenance::InvalidFingerprint) is Input;
    /// A claim was last seen before it was first seen.
    Claim(crate::provenance::ReversedSight) is Input;
    /// A text is not a reporter token.
    ReporterRef(crate::secrecy::InvalidReporterRef) is Input;
    /// The record of a warrant contradicts itself.
    Warrant(crate::secrecy::InvalidWarrant) is Input;
    /// A warrant may not be used now.
    RefusedWarrant(crate::secrecy::RefusedWarrant) is Procedure;
    /// A warrant does not open this seal now.
    RefusedOpening(crate::secrecy::RefusedOpening) is Procedure;
    /// A seal is said to have been opened outside its warrant.
    OutsideWarrant(crate::secrecy::OutsideWarrant) is Input;
    /// A rule is not named `file/rule`.
    RuleName(crate::decision::InvalidRuleName) is Input;
    /// A sentence does not fit its arguments.
    Sentence(crate::decision::InvalidSentence) is Input;
    /// A rule pack in JSON cannot be read or written (feature `journal`).
    PackJson(crate::rulebook::json::PackJsonError) is Input with "journal";
    /// A requirement is empty or too deep.
    Requirement(crate::decision::InvalidRequirement) is Input;
    /// A stored refusal contradicts itself.
    InvalidRefusal(crate::decision::InvalidRefusal) is Input;
    /// A step may not be done.
    Refused(crate::decision::Refusal) is Procedure;
    /// The entries of a parameter do not make a history.
    History(crate::rulebook::InvalidHistory) is Input;
    /// A draft is not a rule pack.
    Pack(crate::rulebook::InvalidPack) is Input;
    /// Rule packs do not belong together.
    Rulebook(crate::rulebook::InvalidRulebook) is Input;
    /// No rule pack has this name.
    Place(crate::rulebook::UnknownPlace) is Input;
    /// A pack keeps no such reading.
    Reading(crate::rulebook::NoSuchReading) is Input;
    /// The rules are silent on that day.
    NotInForce(crate::rulebook::NotInForce) is Outside;
    /// A quantity cannot be read.
    Quantity(crate::report::figures::InvalidQuantity) is Input;
    /// A figure has problems.
    Figure(crate::report::figures::InvalidFigure) is Input;
    /// A table of figures contradicts itself.
    Table(crate::report::figures::InvalidTable) is Input;
    /// A sum names no figure, or one twice.
    Sum(crate::report::identities::InvalidSum) is Input;
    /// Nothing of a file can be told apart.
    Unreadable(crate::report::reading::Unreadable) is Input;
    /// Counts do not make a table with totals.
    SmallCells(crate::report::small_cells::NoTable) is Input;
    /// A file is no casework (feature `journal`).
    NoCasework(crate::report::casework::lines::NoCasework) is Input with "journal";
    /// Files of casework do not belong together (feature `journal`).
    NoReplay(crate::report::casework::replay::NoReplay) is Input with "journal";
}

impl Error {
    /// Whether something that was handed in is malformed.
    #[must_use]
    pub fn is_input(&self) -> bool {
        self.kind() == Kind::Input
    }

    /// Whether the request is sound, but reaches beyond the calendar, the rules or the
    /// window of days that were loaded.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.kind() == Kind::Outside
    }

    /// Whether the request is sound and may not be done now.
    #[must_use]
    pub fn is_procedure(&self) -> bool {
        self.kind() == Kind::Procedure
    }
}
