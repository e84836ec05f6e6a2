//! Packs that belong together, and the rules of one place on one day.

use std::collections::BTreeMap;
use std::fmt;
use std::iter;

use crate::base::day::Day;
use crate::base::text::Code;
use crate::provenance::Citation;
use crate::rulebook::finding::{self, Finding, Severity};
use crate::rulebook::keys::{KeyInfo, ParamKey};
use crate::rulebook::lint;
use crate::rulebook::pack::RulePack;
use crate::rulebook::packs;
use crate::rulebook::parameter::{Dated, Onset, Reading};
use crate::rulebook::value::{ParamType, Value};

/// A set of packs in which every parent is found.
///
/// # Examples
///
/// ```
/// use unbrella::base::deadline::TimeLimit;
/// use unbrella::day;
/// use unbrella::rulebook::{Rulebook, keys::transfer};
///
/// let book = Rulebook::published();
/// let on = day!(2019, 6, 1);
/// assert_eq!(book.on("zhaotong", on)?.get(transfer::HAND_OVER)?.value(), TimeLimit::days(10));
/// assert_eq!(book.on("zhouzhi", on)?.get(transfer::HAND_OVER)?.value(), TimeLimit::working_days(3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: each parent is in the book and stands on a higher level, so chains end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rulebook {
    packs: BTreeMap<Code, RulePack>,
}

impl Rulebook {
    /// Puts packs together, in any order.
    ///
    /// # Errors
    ///
    /// [`InvalidRulebook`] lists every parent that is missing, that runs in a circle or
    /// does not stand higher, every name that stands twice, and every chain that does
    /// not begin with a national pack.
    pub fn new(packs: Vec<RulePack>) -> Result<Self, InvalidRulebook> {
        let findings: Vec<Finding> = lint::family(&packs)
            .into_iter()
            .filter(|finding| finding.severity() == Severity::Error)
            .collect();
        if !findings.is_empty() {
            return Err(InvalidRulebook { findings });
        }
        Ok(Self { packs: packs.into_iter().map(|pack| (pack.code().clone(), pack)).collect() })
    }

    /// The packs that the crate publishes.
    #[must_use]
    pub fn published() -> Self {
        let packs = packs::all();
        Self { packs: packs.into_iter().map(|pack| (pack.code().clone(), pack)).collect() }
    }

    /// The book with a pack added, or put in the place of the one of the same name.
    ///
    /// # Errors
    ///
    /// [`InvalidRulebook`] as for [`Self::new`].
    pub fn with(mut self, pack: RulePack) -> Result<Self, InvalidRulebook> {
        self.packs.insert(pack.code().clone(), pack);
        Self::new(self.packs.into_values().collect())
    }

    /// The pack of this name.
    #[must_use]
    pub fn pack(&self, code: &str) -> Option<&RulePack> {
        self.packs().find(|pack| pack.code().as_str() == code)
    }

    /// All packs, by name.
    pub fn packs(&self) -> impl Iterator<Item = &RulePack> {
        self.packs.values()
    }

    /// The rules of a place on a day.
    ///
    /// # Errors
    ///
    /// [`UnknownPlace`] if no pack has this name.
    pub fn on(&self, place: &str, day: Day) -> Result<RulesInForce<'_>, UnknownPlace> {
        match self.pack(place) {
            Some(pack) => Ok(RulesInForce { book: self, pack, day }),
            None => Err(UnknownPlace { known: self.packs.keys().cloned().collect() }),
        }
    }
}

/// The rules of one place on one day: its pack, and those above it.
///
/// Asked for a key, the nearest pack with a value in force on the day answers; a pack
/// that is silent, or has ended its value, leaves the answer to its parent. Two words
/// and a reference; copied freely.
#[derive(Clone, Copy)]
pub struct RulesInForce<'a> {
    book: &'a Rulebook,
    pack: &'a RulePack,
    day: Day,
}

impl<'a> RulesInForce<'a> {
    /// The day.
    #[must_use]
    pub const fn day(&self) -> Day {
        self.day
    }

    /// The pack of the place.
    #[must_use]
    pub const fn pack(&self) -> &'a RulePack {
        self.pack
    }

    /// The rules of the same place on another day.
    #[must_use]
    pub const fn on(self, day: Day) -> Self {
        Self { day, ..self }
    }

    /// The packs that are asked, nearest first.
    pub fn chain(&self) -> impl Iterator<Item = &'a RulePack> {
        let book = self.book;
        iter::successors(Some(self.pack), move |pack| {
            pack.parent().and_then(|parent| book.packs.get(parent))
        })
    }

    /// The value in force for a key.
    ///
    /// # Errors
    ///
    /// [`NotInForce`] says which packs were asked, and when the first value begins.
    pub fn get<T: ParamType>(
        &self,
        key: ParamKey<T>,
    ) -> Result<InForce<'a, T::Read<'a>>, NotInForce> {
        let found = self.value(key.info())?;
        match T::read(found.value) {
            Some(value) => Ok(found.map(value)),
            // No pack holds a value of another kind; see the invariant of `RulePack`.
            None => Err(self.not_in_force(key.info())),
        }
    }

    /// The value in force for a key, whatever its type.
    ///
    /// # Errors
    ///
    /// [`NotInForce`], as for [`Self::get`].
    pub fn value(&self, key: &'static KeyInfo) -> Result<InForce<'a, &'a Value>, NotInForce> {
        self.values(key).next().ok_or_else(|| self.not_in_force(key))
    }

    /// Every value in force for a key, nearest first.
    ///
    /// For lists that add up over the levels, such as the channels for reports: a
    /// district adds report boxes and does not abolish the letters of the province.
    pub fn every<T: ParamType>(&self, key: ParamKey<T>) -> Vec<InForce<'a, T::Read<'a>>> {
        let read = |found: InForce<'a, &'a Value>| T::read(found.value).map(|v| found.map(v));
        self.values(key.info()).filter_map(read).collect()
    }

    fn values(&self, key: &'static KeyInfo) -> impl Iterator<Item = InForce<'a, &'a Value>> {
        let rules = *self;
        self.chain().filter_map(move |pack| {
            let entry = pack.parameter(key)?.on(rules.day)?;
            let value = entry.value()?;
            Some(InForce { value, key, entry, pack, rules })
        })
    }

    fn not_in_force(&self, key: &'static KeyInfo) -> NotInForce {
        let entries = || {
            self.chain().flat_map(|pack| {
                let history = pack.parameter(key).map(|parameter| parameter.history());
                history.unwrap_or_default().iter().map(move |entry| (pack, entry))
            })
        };
        let place = |(pack, entry): (&RulePack, &Dated<Value>)| Beginning {
            pack: pack.code().clone(),
            day: entry.from(),
            onset: entry.onset(),
        };
        let first = entries()
            .filter(|(_, entry)| entry.from() > self.day && entry.value().is_some())
            .min_by_key(|(_, entry)| entry.from());
        let ended = entries()
            .filter(|(_, entry)| entry.from() <= self.day && entry.value().is_none())
            .max_by_key(|(_, entry)| entry.from());
        NotInForce {
            key,
            day: self.day,
            asked: self.chain().map(|pack| pack.code().clone()).collect(),
            first: first.map(place),
            ended: ended.map(place),
        }
    }
}

impl fmt::Debug for RulesInForce<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RulesInForce({} on {})", self.pack.code(), self.day)
    }
}

/// `Zhaotong on 2019-04-26: zhaotong, yunnan, national`.
impl fmt::Display for RulesInForce<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chain: Vec<String> = self.chain().map(|pack| pack.code().to_string()).collect();
        write!(f, "{} on {}: {}", self.pack.english(), self.day, chain.join(", "))
    }
}

/// A value in force, and who said so.
#[derive(Clone, Copy)]
pub struct InForce<'a, V> {
    value: V,
    key: &'static KeyInfo,
    entry: &'a Dated<Value>,
    pack: &'a RulePack,
    rules: RulesInForce<'a>,
}

impl<'a, V> InForce<'a, V> {
    fn map<W>(&self, value: W) -> InForce<'a, W> {
        InForce { value, key: self.key, entry: self.entry, pack: self.pack, rules: self.rules }
    }

    /// The value.
    pub const fn value(&self) -> V
    where
        V: Copy,
    {
        self.value
    }

    /// What is declared about the key.
    #[must_use]
    pub const fn key(&self) -> &'static KeyInfo {
        self.key
    }

    /// Who said so.
    #[must_use]
    pub const fn citation(&self) -> &'a Citation {
        self.entry.citation()
    }

    /// The pack that said so.
    #[must_use]
    pub const fn pack(&self) -> &'a RulePack {
        self.pack
    }

    /// The first day in force.
    #[must_use]
    pub const fn from(&self) -> Day {
        self.entry.from()
    }

    /// How that day is known.
    #[must_use]
    pub const fn onset(&self) -> Onset {
        self.entry.onset()
    }

    /// What the same source could also mean.
    #[must_use]
    pub fn other_readings(&self) -> &'a [Reading<Value>] {
        self.entry.other_readings()
    }

    /// The next day on which this pack or a nearer one says something else about the
    /// key; `None` if none does.
    #[must_use]
    pub fn next_change(&self) -> Option<Day> {
        let asked = self.rules.chain();
        let mut past = false;
        asked
            .take_while(|pack| !std::mem::replace(&mut past, pack.code() == self.pack.code()))
            .filter_map(|pack| pack.parameter(self.key)?.until(self.rules.day))
            .min()
    }
}

impl<V: fmt::Debug> fmt::Debug for InForce<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InForce({:?}, {} {})", self.value, self.pack.code(), self.entry.from())
    }
}

/// `5 calendar days (Zhaotong, known from 2019-04-24; 昭通…, 2019-04-24, Z13)`.
impl<V> fmt::Display for InForce<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.entry.value().map(|value| self.key.show(value)).unwrap_or_default();
        write!(
            f,
            "{shown} ({}, {} {}; {})",
            self.pack.english(),
            self.entry.onset(),
            self.entry.from(),
            self.entry.citation()
        )
    }
}

/// Where and when an entry begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The pack that has the entry.
    pub pack: Code,
    /// Its first day.
    pub day: Day,
    /// How that day is known.
    pub onset: Onset,
}

/// No pack that was asked has a value in force on the day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct NotInForce {
    /// The key.
    pub key: &'static KeyInfo,
    /// The day asked for.
    pub day: Day,
    /// The packs that were asked, nearest first.
    pub asked: Vec<Code>,
    /// The first value that begins after the day.
    pub first: Option<Beginning>,
    /// The last value that ended on or before the day.
    pub ended: Option<Beginning>,
}

impl fmt::Display for NotInForce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked: Vec<&str> = self.asked.iter().map(Code::as_str).collect();
        write!(f, "no value of `{}` in force on {} in {}", self.key, self.day, asked.join(", "))?;
        if let Some(ended) = &self.ended {
            write!(f, "; one ended in {} on {}", ended.pack, ended.day)?;
        }
        match &self.first {
            Some(Beginning { pack, day, onset: Onset::Stated }) => {
                write!(f, "; the next begins in {pack} on {day}")
            }
            Some(Beginning { pack, day, onset: Onset::FirstKnown }) => {
                write!(f, "; the next is known in {pack} from {day}, and may be older")
            }
            None => f.write_str("; none begins later"),
        }
    }
}

/// No pack has the name that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such rule pack: known are {}", known.iter().map(Code::as_str).collect::<Vec<_>>().join(", "))]
pub struct UnknownPlace {
    /// The names that there are.
    pub known: Vec<Code>,
}

/// Why packs do not make a book: every problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", finding::list(findings))]
pub struct InvalidRulebook {
    /// At least one; all are errors.
    pub findings: Vec<Finding>,
}
