//! The editions of rules and calendars that a host has kept.
//!
//! A journal names by what each entry was decided; here that is found again. The
//! [audit](super::audit) decides old entries by it, and a change of rules or calendar says
//! with it which deadlines it [moves](super::moved).

use std::collections::BTreeMap;

use crate::base::calendar::WorkCalendar;
use crate::base::text::{Code, Line};
use crate::casebook::basis::Basis;
use crate::rulebook::Rulebook;

/// The editions of rules and calendars that a host has kept.
///
/// # Examples
///
/// ```
/// use unbrella::base::calendar::china;
/// use unbrella::casebook::audit::audit;
/// use unbrella::casebook::editions::Editions;
/// use unbrella::rulebook::Rulebook;
///
/// let editions = Editions::default().rules(None, Rulebook::published()).calendar(china());
/// assert!(audit(&[], &editions)?.is_clean());
/// # Ok::<(), unbrella::casebook::book::EventMismatch>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Editions {
    rules: BTreeMap<Option<Line>, Rulebook>,
    calendars: BTreeMap<Line, WorkCalendar>,
}

/// What a basis names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) pack: &'a str,
    pub(crate) calendar: &'a WorkCalendar,
}

impl Editions {
    /// With an edition of the rule packs, under the name that the host gave it; nothing is
    /// the name of the only one.
    #[must_use]
    pub fn rules(mut self, edition: Option<Line>, rulebook: Rulebook) -> Self {
        self.rules.insert(edition, rulebook);
        self
    }

    /// With a version of the work calendar.
    #[must_use]
    pub fn calendar(mut self, calendar: WorkCalendar) -> Self {
        self.calendars.insert(calendar.version().clone(), calendar);
        self
    }

    /// What a basis names, if all of it was kept.
    pub(crate) fn find(&self, basis: &Basis) -> Result<Kept<'_>, Lost> {
        let rulebook = self.rules.get(&basis.rules);
        let rulebook = rulebook.ok_or_else(|| Lost::Rules(basis.rules.clone()))?;
        let pack = rulebook.pack(basis.pack.as_str());
        let pack = pack.ok_or_else(|| Lost::Pack(basis.pack.clone()))?.code().as_str();
        let calendar = self.calendars.get(&basis.calendar);
        let calendar = calendar.ok_or_else(|| Lost::Calendar(basis.calendar.clone()))?;
        Ok(Kept { rulebook, pack, calendar })
    }
}

/// By what an entry was decided is not there any more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Lost {
    /// The edition of the packs.
    #[error("the edition of the rule packs is not there: {}", edition(.0.as_ref()))]
    Rules(Option<Line>),
    /// The pack.
    #[error("the rule pack {0} is not there")]
    Pack(Code),
    /// The calendar.
    #[error("the work calendar of version {0} is not there")]
    Calendar(Line),
}

fn edition(name: Option<&Line>) -> &str {
    name.map_or("the one without a name", Line::as_str)
}
