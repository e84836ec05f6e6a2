//! The parameters that one place has laid down: a [`RulePack`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::text::{Code, Line};
use crate::rulebook::check;
use crate::rulebook::draft::{EntryDraft, PackDraft};
use crate::rulebook::finding::{self, Finding, Severity};
use crate::rulebook::keys::{self, KeyInfo, ParamKey};
use crate::rulebook::parameter::{Dated, Onset, Parameter, Says};
use crate::rulebook::value::{ParamType, Value};
use crate::terms::office::Level;

impl PackDraft {
    /// Turns the draft into a pack.
    ///
    /// # Errors
    ///
    /// [`InvalidPack`] with every finding of [`lint::draft`](crate::rulebook::lint::draft) that is an error, in
    /// order of the keys. Whether the parent exists is asked by
    /// [`Rulebook::new`](crate::rulebook::Rulebook::new).
    pub fn enter(self) -> Result<RulePack, InvalidPack> {
        let findings: Vec<Finding> = check::draft(&self)
            .into_iter()
            .filter(|finding| finding.severity() == Severity::Error)
            .collect();
        if !findings.is_empty() {
            return Err(InvalidPack { findings });
        }
        let mut parameters = BTreeMap::new();
        for (name, entries) in self.parameters {
            let history = entries.into_iter().filter_map(EntryDraft::into_dated).collect();
            if let (Some(key), Ok(parameter)) = (keys::find(name.as_str()), Parameter::new(history))
            {
                parameters.insert(key.name(), parameter);
            }
        }
        Ok(RulePack {
            code: self.code,
            place: self.place,
            english: self.english,
            level: self.level,
            parent: self.parent,
            parameters,
        })
    }
}

impl EntryDraft {
    /// The entry; `None` if it says nothing, or two things.
    fn into_dated(self) -> Option<Dated<Value>> {
        let says = match (self.value, self.ended) {
            (Some(value), false) => Says::Value { value, other_readings: self.other_readings },
            (None, true) => Says::Ended,
            _ => return None,
        };
        Some(Dated { from: self.from, onset: self.onset, says, citation: self.citation })
    }
}

impl From<&Dated<Value>> for EntryDraft {
    fn from(dated: &Dated<Value>) -> Self {
        Self {
            from: dated.from,
            onset: dated.onset,
            value: dated.value().cloned(),
            ended: dated.value().is_none(),
            citation: dated.citation.clone(),
            other_readings: dated.other_readings().to_vec(),
        }
    }
}

/// 规则包: the parameters that one place has laid down, each with its history.
///
/// A pack may be silent on any key; then its parent is asked. See
/// [`RulesInForce`](crate::rulebook::RulesInForce).
///
/// # Examples
///
/// ```
/// use unbrella::rulebook::{keys, packs};
///
/// let zhaotong = packs::zhaotong();
/// assert_eq!(zhaotong.place().as_str(), "昭通市");
/// assert_eq!(zhaotong.parent().map(|code| code.as_str()), Some("yunnan"));
/// assert!(zhaotong.parameter(keys::transfer::NOTICE.info()).is_some());
/// assert!(zhaotong.parameter(keys::discipline::DETENTION.info()).is_none());
/// ```
// Invariant: `lint::draft` has no error. Every key is declared, every value of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "PackDraft", into = "PackDraft")]
pub struct RulePack {
    code: Code,
    place: Line,
    english: Line,
    level: Level,
    parent: Option<Code>,
    parameters: BTreeMap<&'static str, Parameter<Value>>,
}

impl RulePack {
    /// Takes a pack of the crate's own tables. A test enters each as a draft.
    pub(crate) fn literal(
        (code, place, english): (&'static str, &'static str, &'static str),
        level: Level,
        parent: Option<&'static str>,
        rows: Vec<(&'static KeyInfo, Dated<Value>)>,
    ) -> Self {
        let mut histories: BTreeMap<&'static str, Vec<Dated<Value>>> = BTreeMap::new();
        for (key, dated) in rows {
            histories.entry(key.name()).or_default().push(dated);
        }
        Self {
            code: Code::literal(code),
            place: Line::literal(place),
            english: Line::literal(english),
            level,
            parent: parent.map(Code::literal),
            parameters: histories
                .into_iter()
                .map(|(name, history)| (name, Parameter::literal(history)))
                .collect(),
        }
    }

    /// The name of the pack, such as `zhaotong`.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// The place, such as 昭通市.
    #[must_use]
    pub const fn place(&self) -> &Line {
        &self.place
    }

    /// The place in English.
    #[must_use]
    pub const fn english(&self) -> &Line {
        &self.english
    }

    /// The level of the place.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The pack that is asked where this one is silent.
    #[must_use]
    pub const fn parent(&self) -> Option<&Code> {
        self.parent.as_ref()
    }

    /// What this pack itself says about a key, on any day.
    #[must_use]
    pub fn parameter(&self, key: &KeyInfo) -> Option<&Parameter<Value>> {
        self.parameters.get(key.name())
    }

    /// Every parameter that the pack sets, in the order of [`keys::ALL`].
    pub fn parameters(&self) -> impl Iterator<Item = (&'static KeyInfo, &Parameter<Value>)> {
        keys::all().filter_map(|key| self.parameter(key).map(|parameter| (key, parameter)))
    }

    /// A pack that follows another of the readings kept beside a value.
    ///
    /// Wherever `reading` stands among the other readings, it changes places with the
    /// value; nothing is lost, and following the old value again gives the old pack.
    ///
    /// # Errors
    ///
    /// [`NoSuchReading`] if no entry keeps that reading.
    ///
    /// # Examples
    ///
    /// ```
    /// use unbrella::rulebook::{keys, packs};
    /// use unbrella::terms::coordination::TransferReading;
    ///
    /// let strict = packs::zhaotong();
    /// let other = strict.following(keys::transfer::PAIRING, TransferReading::ByKind)?;
    /// assert_ne!(strict, other);
    /// assert_eq!(other.following(keys::transfer::PAIRING, TransferReading::BothDuties)?, strict);
    /// # Ok::<(), unbrella::rulebook::NoSuchReading>(())
    /// ```
    pub fn following<T: ParamType>(
        &self,
        key: ParamKey<T>,
        reading: T,
    ) -> Result<Self, NoSuchReading> {
        let wanted = reading.into_value();
        let mut history = self.parameter(key.info()).map(|parameter| parameter.history().to_vec());
        let mut followed = false;
        for dated in history.iter_mut().flatten() {
            followed |= dated.follow(&wanted);
        }
        match history {
            Some(history) if followed => {
                let mut pack = self.clone();
                pack.parameters.insert(key.name(), Parameter::literal(history));
                Ok(pack)
            }
            _ => Err(NoSuchReading { pack: self.code.clone(), key: key.info() }),
        }
    }

    /// The pack as a host knows it that can date what the source could not.
    ///
    /// Entries of which only the first known day is known, and that day is after `day`,
    /// begin on `day`; they stay marked as first known. Entries with a stated day stay.
    /// Where an earlier entry of the same key begins on or after `day`, nothing moves.
    ///
    /// # Examples
    ///
    /// ```
    /// use unbrella::day;
    /// use unbrella::rulebook::{keys, packs};
    ///
    /// let dated = packs::chengguan().beginning(day!(2019, 6, 1));
    /// let disposal = dated.parameter(keys::intake::DISPOSAL.info()).unwrap();
    /// assert!(disposal.on(day!(2019, 6, 1)).is_some());
    /// assert!(disposal.on(day!(2019, 5, 31)).is_none());
    /// ```
    #[must_use]
    pub fn beginning(mut self, day: Day) -> Self {
        for parameter in self.parameters.values_mut() {
            let mut history = parameter.history().to_vec();
            let mut before: Option<Day> = None;
            for entry in &mut history {
                let free = before.is_none_or(|before| before < day);
                if entry.onset == Onset::FirstKnown && entry.from > day && free {
                    entry.from = day;
                }
                before = Some(entry.from);
            }
            *parameter = Parameter::literal(history);
        }
        self
    }
}

impl Dated<Value> {
    /// Lets the value and an equal reading change places; false if there is none.
    fn follow(&mut self, wanted: &Value) -> bool {
        let Says::Value { value, other_readings } = &mut self.says else {
            return false;
        };
        match other_readings.iter_mut().find(|reading| reading.value == *wanted) {
            Some(reading) => {
                std::mem::swap(value, &mut reading.value);
                std::mem::swap(&mut self.citation, &mut reading.citation);
                true
            }
            None => false,
        }
    }
}

impl TryFrom<PackDraft> for RulePack {
    type Error = InvalidPack;

    fn try_from(draft: PackDraft) -> Result<Self, InvalidPack> {
        draft.enter()
    }
}

impl From<RulePack> for PackDraft {
    fn from(pack: RulePack) -> Self {
        Self::from(&pack)
    }
}

impl From<&RulePack> for PackDraft {
    fn from(pack: &RulePack) -> Self {
        let parameters = pack
            .parameters
            .iter()
            .map(|(name, parameter)| {
                let entries = parameter.history().iter().map(EntryDraft::from).collect();
                (Code::literal(name), entries)
            })
            .collect();
        let (place, english) = (pack.place.clone(), pack.english.clone());
        let mut draft = Self::new(pack.code.clone(), place, english, pack.level);
        draft.parent.clone_from(&pack.parent);
        draft.parameters = parameters;
        draft
    }
}

/// Why a draft is not a pack: every problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", finding::list(findings))]
pub struct InvalidPack {
    /// At least one; all are errors.
    pub findings: Vec<Finding>,
}

/// No entry of a parameter keeps the reading that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("pack `{pack}` keeps no such reading of `{key}`")]
pub struct NoSuchReading {
    /// The pack that was asked.
    pub pack: Code,
    /// The key.
    pub key: &'static KeyInfo,
}
