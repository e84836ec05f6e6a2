//! A conflict with the reporter: tested under a warrant, and never told apart from any
//! other ground that may not be stated.

use std::fmt;

use crate::base::day::Moment;
use crate::base::id::{CaseId, PartyId, PersonId};
use crate::model::dossier::Dossier;
use crate::procedure::holders;
use crate::secrecy::{OpeningLog, RefusedOpening, Sealed, Warrant};

/// 不予说明的回避事由: whether there is a ground that may not be stated.
///
/// Where no test was made it reads like a test that found nothing: whoever sees the facts
/// learns neither that there is a reporter nor that anybody asked.
///
/// `Debug`: always `Unstated(..)`. There is no `Display`, and it is never serialized.
///
/// ```compile_fail,E0277
/// fn needs<T: serde::Serialize>() {}
/// needs::<unbrella::procedure::recusal::Unstated>();
/// ```
/// ```compile_fail,E0277
/// fn needs<T: std::fmt::Display>() {}
/// needs::<unbrella::procedure::recusal::Unstated>();
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Unstated(bool);

impl Unstated {
    /// Somebody with the power to decide says that there is such a ground, and not which.
    ///
    /// For grounds of every kind, so that a reader cannot tell where one comes from.
    #[must_use]
    pub const fn said() -> Self {
        Self(true)
    }

    /// A ground from either of two sources.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 || other.0)
    }

    /// Whether it recuses.
    pub(super) const fn recuses(self) -> bool {
        self.0
    }
}

impl fmt::Debug for Unstated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unstated(..)")
    }
}

/// Whom a test is about.
#[derive(Clone, Copy, Debug)]
pub struct Tested<'a> {
    /// What is known of persons and their relatives.
    pub dossier: &'a Dossier,
    /// The case that the person is to handle.
    pub case: CaseId,
    /// The person.
    pub handler: PersonId,
    /// When the seal is opened.
    pub now: Moment,
}

/// Why nothing was tested. Says nothing about the reporter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotTested<E> {
    /// The warrant is for another case.
    #[error("the warrant is for another case")]
    OtherCase,
    /// The handler applied for the warrant or approved it, and would learn about a reporter
    /// from what comes of it.
    #[error("nobody tests a conflict of their own")]
    OwnConflict,
    /// The seal stays closed.
    #[error("{0}")]
    Sealed(RefusedOpening),
    /// The log did not keep the record of the opening.
    #[error("the opening was not recorded")]
    NotRecorded(E),
}

/// Tests whether a handler is the reporter of a matter, or has declared kinship with the
/// reporter, or the reporter with the handler.
///
/// The seal is opened under the warrant, and the log keeps that it was. What comes of it
/// goes into [`RecusalFacts::unstated`](crate::procedure::recusal::RecusalFacts::unstated)
/// and shows there only as a ground that may not be stated.
///
/// Whoever could test many persons would find the reporter among their relatives. So a
/// warrant is used for those who are put forward for the case, and for nobody else: the
/// crate cannot see who was put forward, and the log shows how often the seal was opened.
///
/// # Errors
///
/// [`NotTested`]: the warrant is for another case or from the handler, the seal stays
/// closed, or the log keeps nothing.
pub fn with_reporter<L: OpeningLog + ?Sized>(
    tested: Tested<'_>,
    reporter: &Sealed<PersonId>,
    warrant: &Warrant,
    log: &mut L,
) -> Result<Unstated, NotTested<L::Error>> {
    let details = warrant.record().details();
    if details.case != tested.case {
        return Err(NotTested::OtherCase);
    }
    if [details.applicant, details.approver].contains(&tested.handler) {
        return Err(NotTested::OwnConflict);
    }
    let opening = reporter.open(warrant, tested.now).map_err(NotTested::Sealed)?;
    let reporter = *opening.reveal(log).map_err(NotTested::NotRecorded)?;
    Ok(Unstated(holders::near(tested.dossier, tested.handler, &[PartyId::Person(reporter)])))
}
