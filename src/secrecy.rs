//! Storey 1: who reported stays sealed.
//!
//! Three things are kept apart:
//!
//! | what | where it may be | what a thief of it learns |
//! |---|---|---|
//! | [`ReporterRef`], a random token | in events, records and messages | that two reports came from one hand, never whose |
//! | [`WarrantRecord`], [`OpeningRecord`] | in the journal | who asked about which case, who approved, why and when; never about whom |
//! | the identity itself | in the host's vault only; in memory as [`Sealed`] | everything: the host keeps it encrypted, the key elsewhere |
//! | the memory of a running program | nowhere else | whatever is sealed or opened there: nothing is wiped |
//!
//! Nothing here shows a token or an identity: not `Debug`, not `Display`, not an error,
//! not a length. A token is written only where a value that holds it is serialized.
//!
//! # How a seal is opened
//!
//! 1. Somebody applies, somebody else approves: a [`WarrantRecord`].
//! 2. [`WarrantRecord::check`] turns the record and the facts of the moment into a
//!    [`Warrant`]. A warrant cannot be read from anywhere, copied or stored.
//! 3. [`Sealed::open`] takes the warrant and gives an [`Opening`]. It names the record of
//!    what is about to happen, and shows nothing yet.
//! 4. [`Opening::reveal`] hands that record to a log. Only when the log has kept it does
//!    the value appear.
//!
//! The crate cannot see whether a log really keeps a record. Whoever implements
//! [`OpeningLog`] answers for that; there should be one in a program.
//!
//! # Examples
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{CaseId, PersonId, Salt};
//! use unbrella::base::text::{LedgerNo, Line};
//! use unbrella::base::truth::Truth;
//! use unbrella::secrecy::*;
//!
//! struct Journal(Vec<OpeningRecord>);
//! impl OpeningLog for Journal {
//!     type Error = std::convert::Infallible;
//!     fn keep(&mut self, record: &OpeningRecord) -> Result<(), Self::Error> {
//!         self.0.push(record.clone());
//!         Ok(())
//!     }
//! }
//!
//! # let salt = Salt::new(&[7; 16])?;
//! # let person = |n: &str| LedgerNo::parse(n).map(|n| PersonId::from_ledger(&salt, &n));
//! # let (applicant, approver) = (person("1")?, person("2")?);
//! # let case = CaseId::from_ledger(&salt, &LedgerNo::parse("3")?);
//! # let reporter = ReporterRef::parse("reporter-67e5504410b1426f9247bb680e5fe0c8")?;
//! let sealed = Sealed::new(reporter, String::from("甲某"));
//! let now = Moment::parse("2019-05-06T09:00:00+08:00")?;
//! let record = WarrantRecord::try_from(WarrantDraft {
//!     case,
//!     reporter,
//!     applicant,
//!     approver,
//!     purpose: Line::parse("pay the reward")?,
//!     from: Moment::parse("2019-05-06T00:00:00+08:00")?,
//!     until: Moment::parse("2019-05-07T00:00:00+08:00")?,
//! })?;
//! let facts = WarrantFacts {
//!     now,
//!     asked_by: applicant,
//!     case,
//!     approver_may_approve: Truth::Yes,
//!     withdrawn: Truth::No,
//! };
//! let warrant = record.check(&facts)?;
//!
//! let mut journal = Journal(Vec::new());
//! let name = sealed.open(&warrant, now)?.reveal(&mut journal)?;
//! assert_eq!(name, "甲某");
//! assert_eq!(journal.0.len(), 1);
//! assert_eq!(format!("{sealed:?} {reporter:?}"), "Sealed(..) ReporterRef(..)");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Identity and content of a report are strictly secret, and never reach the person or the
//! organ reported (rules on handling reports and complaints, art. 47; Supervision Law 2018,
//! arts. 64 and 65). Rewards and witness protection without exposure: Henan, H09. A leak
//! means accountability: Zhaotong, Z10.
//!
//! The form of the warrant (two persons, a period, a purpose, one reporter) is our
//! reading: the sources ask for secrecy and name no form.

use std::fmt;

use serde::de::{Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::{Uuid, Variant};

use crate::base::day::Moment;
use crate::base::id::{CaseId, PersonId};
use crate::base::text::Line;
use crate::base::truth::Truth;

/// A token for a reporter, dealt out by the host. It says "the same hand", never whose.
///
/// Written as `reporter-` and 32 lower-case hexadecimal digits, wherever a value that
/// holds it is serialized; never shown otherwise. All tokens have the same length.
///
/// The token is a *random* uuid (version 4). One that is computed from a name, a moment or
/// a counter (versions 1, 3, 5, 6, 7) is refused: whoever has a list of names could
/// compute it again.
///
/// ```compile_fail,E0277
/// fn show(reporter: unbrella::secrecy::ReporterRef) -> String {
///     format!("{reporter}") // there is no `Display`
/// }
/// ```
///
/// ```compile_fail,E0277
/// // Tokens have no order: a list sorted by them would say something about them.
/// fn sort(reporters: &mut Vec<unbrella::secrecy::ReporterRef>) {
///     reporters.sort();
/// }
/// ```
// Invariant: version 4, RFC variant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReporterRef(Uuid);

impl ReporterRef {
    /// How every token begins.
    const PREFIX: &'static str = "reporter-";

    /// Wraps a random uuid.
    ///
    /// # Errors
    ///
    /// [`InvalidReporterRef`] for a uuid of another version.
    pub const fn from_uuid(uuid: Uuid) -> Result<Self, InvalidReporterRef> {
        if uuid.get_version_num() == 4 && matches!(uuid.get_variant(), Variant::RFC4122) {
            Ok(Self(uuid))
        } else {
            Err(InvalidReporterRef)
        }
    }

    /// Reads the one accepted spelling.
    ///
    /// # Errors
    ///
    /// [`InvalidReporterRef`], which repeats nothing of the text.
    pub fn parse(text: &str) -> Result<Self, InvalidReporterRef> {
        let digits = text.strip_prefix(Self::PREFIX).ok_or(InvalidReporterRef)?;
        let canonical = digits.len() == 32
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
        if !canonical {
            return Err(InvalidReporterRef);
        }
        Self::from_uuid(Uuid::try_parse(digits).map_err(|_| InvalidReporterRef)?)
    }

    /// The token as the host dealt it out, to find the identity in its vault.
    #[must_use]
    pub const fn as_uuid(&self) -> &Uuid {
        &self.0
    }
}

impl fmt::Debug for ReporterRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReporterRef(..)")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ReporterRef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReporterRef".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "the token of a reporter; the identity stands in the vault alone",
            "type": "string", "pattern": format!("^{}[0-9a-f]{{32}}$", Self::PREFIX)
        })
    }
}

impl Serialize for ReporterRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", Self::PREFIX, self.0.simple()))
    }
}

/// Refuses without repeating: serde's own messages quote numbers and texts of a wrong type.
impl<'de> Deserialize<'de> for ReporterRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        /// The message for every value that is not a token.
        fn refuse<T, E: serde::de::Error>() -> Result<T, E> {
            Err(E::invalid_type(Unexpected::Other("something else"), &Reader))
        }

        impl Visitor<'_> for Reader {
            type Value = ReporterRef;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a reporter token")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ReporterRef, E> {
                ReporterRef::parse(text).map_err(E::custom)
            }

            fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<ReporterRef, E> {
                refuse()
            }

            fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<ReporterRef, E> {
                refuse()
            }

            fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<ReporterRef, E> {
                refuse()
            }

            fn visit_i128<E: serde::de::Error>(self, _: i128) -> Result<ReporterRef, E> {
                refuse()
            }

            fn visit_u128<E: serde::de::Error>(self, _: u128) -> Result<ReporterRef, E> {
                refuse()
            }

            fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<ReporterRef, E> {
                refuse()
            }

            fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<ReporterRef, E> {
                refuse()
            }
        }

        // Asked for a text, a reader of JSON quotes whatever else it finds there; asked for
        // anything, it hands it over.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Reader)
        } else {
            deserializer.deserialize_str(Reader)
        }
    }
}

/// A text or a uuid that is not a reporter token. Says nothing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reporter token is written as reporter- and 32 hexadecimal digits of a random uuid")]
pub struct InvalidReporterRef;

/// A value about one reporter, readable only under a [`Warrant`] for that reporter.
///
/// It can be kept, moved and handed on, and nothing else: it cannot be copied, compared,
/// hashed, shown, serialized or read from anywhere.
///
/// Each of these is refused by the compiler:
///
/// ```compile_fail,E0277
/// fn needs<T: Clone>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: serde::Serialize>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: serde::de::DeserializeOwned>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: std::hash::Hash>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: PartialEq>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: PartialOrd>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: AsRef<String>>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: std::borrow::Borrow<String>>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: std::ops::Deref>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: std::fmt::Display>() {}
/// needs::<unbrella::secrecy::Sealed<String>>();
/// ```
/// ```compile_fail,E0616
/// fn read(sealed: unbrella::secrecy::Sealed<String>) -> String {
///     sealed.value // private
/// }
/// ```
/// ```compile_fail,E0061
/// # use unbrella::base::day::Moment;
/// fn read(sealed: unbrella::secrecy::Sealed<String>, now: Moment) {
///     let _ = sealed.open(now); // no warrant
/// }
/// ```
pub struct Sealed<T> {
    reporter: ReporterRef,
    value: T,
}

impl<T> Sealed<T> {
    /// Seals a value about a reporter.
    pub const fn new(reporter: ReporterRef, value: T) -> Self {
        Self { reporter, value }
    }

    /// The token of the reporter that it is about.
    pub const fn reporter(&self) -> ReporterRef {
        self.reporter
    }

    /// The first step to the value: checks the warrant against this seal and this moment.
    ///
    /// # Errors
    ///
    /// [`RefusedOpening`] lists everything in the way: a warrant for another reporter, one
    /// that has run out or not begun, or a moment before the warrant was checked.
    pub fn open(&self, warrant: &Warrant, now: Moment) -> Result<Opening<'_, T>, RefusedOpening> {
        let record = &warrant.record.0;
        let problems: Vec<_> = [
            (record.reporter != self.reporter, OpeningProblem::OtherReporter),
            (now < record.from, OpeningProblem::NotYetValid),
            (now >= record.until, OpeningProblem::Expired),
            (now < warrant.checked_at, OpeningProblem::BeforeTheCheck),
        ]
        .into_iter()
        .filter_map(|(broken, problem)| broken.then_some(problem))
        .collect();
        if problems.is_empty() {
            let record = OpeningRecord(OpeningDraft { warrant: warrant.record.clone(), at: now });
            Ok(Opening { value: &self.value, record })
        } else {
            Err(RefusedOpening { problems })
        }
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(..)")
    }
}

/// The permission to open one seal, on paper. It permits nothing by itself.
///
/// Made from a [`WarrantDraft`], in a program and from JSON alike.
// Invariant: applicant and approver are two persons; from < until.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "WarrantDraft", into = "WarrantDraft")]
pub struct WarrantRecord(WarrantDraft);

/// A warrant as it is written down, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Warrant", deny_unknown_fields)]
pub struct WarrantDraft {
    /// The case for which the identity is needed.
    pub case: CaseId,
    /// The one reporter that it is about.
    pub reporter: ReporterRef,
    /// Who asked for it, and may use it.
    pub applicant: PersonId,
    /// Who approved it: another person.
    pub approver: PersonId,
    /// What the identity is needed for. Never the identity.
    pub purpose: Line,
    /// From when it may be used.
    pub from: Moment,
    /// The first moment at which it may no longer be used.
    pub until: Moment,
}

impl WarrantRecord {
    /// What is written down.
    #[must_use]
    pub const fn details(&self) -> &WarrantDraft {
        &self.0
    }

    /// Turns the record into a warrant, given the facts of the moment.
    ///
    /// # Errors
    ///
    /// [`RefusedWarrant`] lists everything in the way. What is not known is in the way.
    pub fn check(&self, facts: &WarrantFacts) -> Result<Warrant, RefusedWarrant> {
        let record = &self.0;
        let problems: Vec<_> = [
            (facts.now < record.from, WarrantProblem::NotYetValid),
            (facts.now >= record.until, WarrantProblem::Expired),
            (facts.asked_by != record.applicant, WarrantProblem::OtherApplicant),
            (facts.case != record.case, WarrantProblem::OtherCase),
            (facts.approver_may_approve.is_no(), WarrantProblem::NoAuthority),
            (facts.approver_may_approve.is_unknown(), WarrantProblem::AuthorityNotKnown),
            (facts.withdrawn.is_yes(), WarrantProblem::Withdrawn),
            (facts.withdrawn.is_unknown(), WarrantProblem::WithdrawalNotKnown),
        ]
        .into_iter()
        .filter_map(|(broken, problem)| broken.then_some(problem))
        .collect();
        if problems.is_empty() {
            Ok(Warrant { record: self.clone(), checked_at: facts.now })
        } else {
            Err(RefusedWarrant { problems })
        }
    }
}

impl TryFrom<WarrantDraft> for WarrantRecord {
    type Error = InvalidWarrant;

    fn try_from(draft: WarrantDraft) -> Result<Self, InvalidWarrant> {
        let mut problems = Vec::new();
        if draft.applicant == draft.approver {
            problems.push(WarrantFault::SamePerson { person: draft.applicant });
        }
        if draft.until <= draft.from {
            problems.push(WarrantFault::Period { from: draft.from, until: draft.until });
        }
        if problems.is_empty() { Ok(Self(draft)) } else { Err(InvalidWarrant { problems }) }
    }
}

impl From<WarrantRecord> for WarrantDraft {
    fn from(record: WarrantRecord) -> Self {
        record.0
    }
}

/// What has to be known when a warrant is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WarrantFacts {
    /// The moment.
    pub now: Moment,
    /// Who asks.
    pub asked_by: PersonId,
    /// The case in which the identity is needed.
    pub case: CaseId,
    /// Whether the approver had the authority to approve it.
    pub approver_may_approve: Truth,
    /// Whether it has been withdrawn.
    pub withdrawn: Truth,
}

/// Proof that a warrant was checked. Made only by [`WarrantRecord::check`].
///
/// ```compile_fail,E0277
/// fn needs<T: Clone>() {}
/// needs::<unbrella::secrecy::Warrant>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: serde::Serialize>() {}
/// needs::<unbrella::secrecy::Warrant>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: serde::de::DeserializeOwned>() {}
/// needs::<unbrella::secrecy::Warrant>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: Default>() {}
/// needs::<unbrella::secrecy::Warrant>();
/// ```
/// ```compile_fail,E0451
/// # use unbrella::{base::day::Moment, secrecy::{Warrant, WarrantRecord}};
/// fn forge(record: WarrantRecord, checked_at: Moment) -> Warrant {
///     Warrant { record, checked_at }
/// }
/// ```
/// ```compile_fail,E0277
/// # use unbrella::secrecy::{Warrant, WarrantRecord};
/// fn forge(record: WarrantRecord) -> Warrant {
///     record.into() // only `check` makes one
/// }
/// ```
pub struct Warrant {
    record: WarrantRecord,
    checked_at: Moment,
}

impl Warrant {
    /// The record that it was made from.
    #[must_use]
    pub const fn record(&self) -> &WarrantRecord {
        &self.record
    }
}

impl fmt::Debug for Warrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Warrant(..)")
    }
}

/// A seal that is about to be opened. The value is not to be seen yet.
///
/// ```compile_fail,E0616
/// fn peek<'a>(opening: unbrella::secrecy::Opening<'a, String>) -> &'a String {
///     opening.value // private: only `reveal` shows it
/// }
/// ```
/// ```compile_fail,E0277
/// fn needs<T: Clone>() {}
/// needs::<unbrella::secrecy::Opening<'static, String>>();
/// ```
/// ```compile_fail,E0382
/// # use unbrella::secrecy::{Opening, OpeningLog};
/// // Every look is recorded: one opening reveals once.
/// fn twice<L: OpeningLog>(opening: Opening<'_, String>, log: &mut L) {
///     let _ = opening.reveal(log);
///     let _ = opening.reveal(log);
/// }
/// ```
#[must_use = "nothing was revealed"]
pub struct Opening<'a, T> {
    value: &'a T,
    record: OpeningRecord,
}

impl<'a, T> Opening<'a, T> {
    /// What will be recorded.
    #[must_use]
    pub const fn record(&self) -> &OpeningRecord {
        &self.record
    }

    /// Has the record kept, and then shows the value.
    ///
    /// # Errors
    ///
    /// The error of the log; the value stays sealed.
    pub fn reveal<L: OpeningLog + ?Sized>(self, log: &mut L) -> Result<&'a T, L::Error> {
        log.keep(&self.record)?;
        Ok(self.value)
    }
}

impl<T> fmt::Debug for Opening<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening(..)")
    }
}

/// Keeps the records of openings: the journal, in a program that has one.
pub trait OpeningLog {
    /// Why a record could not be kept.
    type Error;

    /// Keeps one record for good before it returns.
    ///
    /// # Errors
    ///
    /// If it was not kept; the seal then stays closed.
    fn keep(&mut self, record: &OpeningRecord) -> Result<(), Self::Error>;
}

/// The record that a seal was opened: under which warrant, and when.
// Invariant: opened within the period of the warrant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "OpeningDraft", into = "OpeningDraft")]
pub struct OpeningRecord(OpeningDraft);

/// A record of an opening as it is read, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Opening", deny_unknown_fields)]
struct OpeningDraft {
    warrant: WarrantRecord,
    at: Moment,
}

impl OpeningRecord {
    /// The warrant.
    #[must_use]
    pub const fn warrant(&self) -> &WarrantRecord {
        &self.0.warrant
    }

    /// When it was opened.
    #[must_use]
    pub const fn at(&self) -> Moment {
        self.0.at
    }
}

impl TryFrom<OpeningDraft> for OpeningRecord {
    type Error = OutsideWarrant;

    fn try_from(draft: OpeningDraft) -> Result<Self, OutsideWarrant> {
        let WarrantDraft { from, until, .. } = draft.warrant.0;
        if from <= draft.at && draft.at < until {
            Ok(Self(draft))
        } else {
            Err(OutsideWarrant { at: draft.at, from, until })
        }
    }
}

impl From<OpeningRecord> for OpeningDraft {
    fn from(record: OpeningRecord) -> Self {
        record.0
    }
}

/// A record of an opening at a moment at which its warrant was not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("opened {at}, under a warrant that is valid from {from} and before {until}")]
pub struct OutsideWarrant {
    /// When it is said to have been opened.
    pub at: Moment,
    /// From when the warrant is valid.
    pub from: Moment,
    /// The first moment at which it is no longer valid.
    pub until: Moment,
}

/// One thing that is wrong with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WarrantFault {
    /// Nobody approves their own application.
    #[error("{person} is both applicant and approver")]
    SamePerson {
        /// Who stands in both places.
        person: PersonId,
    },
    /// The period ends before it begins, or holds no moment.
    #[error("a period from {from} until {until} holds no moment")]
    Period {
        /// The beginning given.
        from: Moment,
        /// The end given.
        until: Moment,
    },
}

/// One reason why a warrant may not be used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WarrantProblem {
    /// Its period has not begun.
    #[error("the warrant is not valid yet")]
    NotYetValid,
    /// Its period is over.
    #[error("the warrant has expired")]
    Expired,
    /// Somebody else applied for it.
    #[error("the warrant was given to somebody else")]
    OtherApplicant,
    /// It is for another case.
    #[error("the warrant is for another case")]
    OtherCase,
    /// The approver could not approve it.
    #[error("the approver has no authority to approve it")]
    NoAuthority,
    /// Nobody knows whether the approver could.
    #[error("it is not known whether the approver has the authority")]
    AuthorityNotKnown,
    /// It was withdrawn.
    #[error("the warrant was withdrawn")]
    Withdrawn,
    /// Nobody knows whether it was withdrawn.
    #[error("it is not known whether the warrant was withdrawn")]
    WithdrawalNotKnown,
}

/// One reason why a warrant does not open a seal now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OpeningProblem {
    /// The seal is about another reporter.
    #[error("the warrant is for another reporter")]
    OtherReporter,
    /// Its period has not begun.
    #[error("the warrant is not valid yet")]
    NotYetValid,
    /// Its period is over.
    #[error("the warrant has expired")]
    Expired,
    /// The moment lies before the one at which the warrant was checked.
    #[error("the moment lies before the check of the warrant")]
    BeforeTheCheck,
}

macro_rules! problem_list {
    ($(#[$doc:meta])* $name:ident of $problem:ident) => {
        $(#[$doc])*
        // Invariant: not empty.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            problems: Vec<$problem>,
        }

        impl $name {
            /// Everything that is in the way.
            #[must_use]
            pub fn problems(&self) -> &[$problem] {
                &self.problems
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for (at, problem) in self.problems.iter().enumerate() {
                    let join = if at == 0 { "" } else { "; " };
                    write!(f, "{join}{problem}")?;
                }
                Ok(())
            }
        }

        impl std::error::Error for $name {}
    };
}

problem_list!(
    /// Why a draft is not the record of a warrant.
    InvalidWarrant of WarrantFault
);
problem_list!(
    /// Why a warrant may not be used now.
    RefusedWarrant of WarrantProblem
);
problem_list!(
    /// Why a warrant does not open a seal now.
    RefusedOpening of OpeningProblem
);

#[cfg(test)]
mod tests;
