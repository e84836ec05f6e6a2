//! What the rules of this storey are tried on: packs as published, and packs changed.

use crate::base::calendar::{WorkCalendar, china};
use crate::base::day::{Day, Moment};
use crate::base::text::{Code, Line};
use crate::decision::{Chinese, Decision, Reason};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{
    EntryDraft, Onset, PackDraft, ParamKey, ParamType, RulePack, Rulebook, RulesInForce,
};

pub(crate) use crate::model::trials::id;

/// A set of packs, and the place that is asked.
pub(crate) struct World {
    book: Rulebook,
    place: &'static str,
}

/// The packs as published.
pub(crate) fn world(place: &'static str) -> World {
    World { book: Rulebook::published(), place }
}

impl World {
    fn pack(&self) -> RulePack {
        self.book.pack(self.place).unwrap().clone()
    }

    fn with(self, pack: RulePack) -> Self {
        Self { book: self.book.with(pack).unwrap(), place: self.place }
    }

    /// As if the practices of the place had been in force since a day.
    pub(crate) fn since(self, day: Day) -> Self {
        let pack = self.pack().beginning(day);
        self.with(pack)
    }

    /// The place follows another of the readings that its pack keeps.
    pub(crate) fn reading<T: ParamType>(self, key: ParamKey<T>, value: T) -> Self {
        let pack = self.pack().following(key, value).unwrap();
        self.with(pack)
    }

    /// The place has another value, from 2017 on.
    pub(crate) fn setting<T: ParamType>(self, key: ParamKey<T>, value: T) -> Self {
        let entry = EntryDraft {
            from: crate::day!(2017, 1, 1),
            onset: Onset::Stated,
            value: Some(value.into_value()),
            ended: false,
            citation: cited(),
            other_readings: Vec::new(),
        };
        self.entries(key, vec![entry])
    }

    /// The place has one value from 2017 on, and another from a day on.
    pub(crate) fn changing<T: ParamType>(
        self,
        key: ParamKey<T>,
        one: T,
        day: Day,
        other: T,
    ) -> Self {
        let entry = |from: Day, value: T| EntryDraft {
            from,
            onset: Onset::Stated,
            value: Some(value.into_value()),
            ended: false,
            citation: cited(),
            other_readings: Vec::new(),
        };
        self.entries(key, vec![entry(crate::day!(2017, 1, 1), one), entry(day, other)])
    }

    /// The place lays down nothing of its own on this.
    pub(crate) fn without<T: ParamType>(self, key: ParamKey<T>) -> Self {
        let mut draft = PackDraft::from(&self.pack());
        draft.parameters.retain(|(name, _)| name.as_str() != key.name());
        self.with(draft.enter().unwrap())
    }

    fn entries<T: ParamType>(self, key: ParamKey<T>, entries: Vec<EntryDraft>) -> Self {
        let mut draft = PackDraft::from(&self.pack());
        draft.parameters.retain(|(name, _)| name.as_str() != key.name());
        draft.parameters.push((Code::parse(key.name()).unwrap(), entries));
        self.with(draft.enter().unwrap())
    }

    /// The rules on a day.
    pub(crate) fn on(&self, day: Day) -> RulesInForce<'_> {
        self.book.on(self.place, day).unwrap()
    }
}

/// A citation of nothing, for values that a test sets.
fn cited() -> Citation {
    Citation::new(Line::parse("a test").unwrap(), Certainty::Open).at(Line::parse("row").unwrap())
}

/// Whether a reason rests on a value that a test set.
pub(crate) fn rests_on_the_test(reason: &Reason) -> bool {
    reason.citations().contains(&cited())
}

/// A moment in China, as in `at("2019-04-26 09:30")`.
pub(crate) fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    Moment::parse(&format!("{day}T{time}:00+08:00")).unwrap()
}

/// The calendar of China.
pub(crate) fn calendar() -> WorkCalendar {
    china()
}

/// Yes, no, never asked.
pub(crate) const FACTS: [Fact<bool>; 3] =
    [Fact::Known(true), Fact::Known(false), Fact::NotKnown(NotKnown::NeverAsked)];

/// The names of the rules behind a decision, in order.
pub(crate) fn rules_of<T>(decision: &Decision<T>) -> Vec<&str> {
    decision.reasons().iter().map(|reason| reason.rule().as_str()).collect()
}

/// Every reason reads in both languages and cites something.
#[track_caller]
pub(crate) fn sound(reasons: &[Reason]) {
    assert!(!reasons.is_empty());
    for reason in reasons {
        assert!(!reason.citations().is_empty(), "{reason}");
        assert!(!reason.to_string().contains(['{', '}']), "{reason}");
        assert!(!reason.chinese().contains(['{', '}']), "{}", reason.chinese());
    }
}
