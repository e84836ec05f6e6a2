//! What is reported: a casebook and its journal, the rules in force, and the moment.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::OrganId;
use crate::casebook::book::Casebook;
use crate::casebook::event::Event;
use crate::report::radar::Watched;
use crate::rulebook::RulesInForce;

/// A casebook as a report looks at it, seen from one organ.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// What the casework is called.
    pub name: &'a str,
    /// What is said first, in English and in Chinese, such as that it is invented.
    pub notice: Option<(&'a str, &'a str)>,
    /// The casebook, as it stood at the moment of the report.
    pub book: &'a Casebook,
    /// Its journal, from which the reasons are taken; without it a report has none.
    pub events: &'a [Event],
    /// The place, by the name that its published figures have.
    pub place: &'a str,
    /// The organ whose work is reported.
    pub organ: OrganId,
    /// The rules in force.
    pub rules: RulesInForce<'a>,
    /// The days on which the rules count.
    pub calendar: &'a WorkCalendar,
    /// The moment of the report.
    pub now: Moment,
    /// Since when everything that units do is recorded here; silence before says nothing.
    pub watched: &'a Watched,
}
