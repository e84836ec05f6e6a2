//! A published figure, and a table of them.
//!
//! A figure is kept as the document gives it: exact, or *at least* where the document
//! writes 余 or 多. Nothing is a float: 93.07 is 9307 hundredths, and 4,738,000,000 yuan
//! are all there.

mod quantity;
mod unit;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::day::{Day, InvalidDay};
use crate::base::period::{End, Period, ReversedPeriod, Start};
use crate::base::text::{Code, InvalidText, Line, read_str};

pub use self::quantity::{Bound, InvalidQuantity, Number, Quantity};
pub use self::unit::Unit;

/// A figure as it is written down, unchecked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Figure", deny_unknown_fields)]
pub struct FigureDraft {
    /// The row under which it is cited, such as `F52`.
    #[serde(deserialize_with = "short")]
    pub row: String,
    /// The place that it speaks of.
    #[serde(deserialize_with = "short")]
    pub place: String,
    /// The place in Chinese.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub place_term: String,
    /// The period in words, such as `to 24 Apr 2019`.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub period: String,
    /// The first day of the period, such as `2018-01-01`.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The first day after the period.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// The name by which identities find it, such as `cases_filed`.
    #[serde(deserialize_with = "short")]
    pub name: String,
    /// What it counts, in English. The name, if left out.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What it counts, in Chinese.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub label_term: String,
    /// The quantity, such as `1303` or `≥2300`.
    #[serde(deserialize_with = "short")]
    pub value: String,
    /// The code of the unit, such as `case`.
    #[serde(deserialize_with = "short")]
    pub unit: String,
    /// Where it was published.
    #[serde(default, deserialize_with = "short", skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Reads a field of a draft: no line of the crate has more bytes.
fn short<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    read_str(deserializer, "a short text", FigureDraft::MAX_BYTES, |text| {
        Ok::<_, InvalidText>(text.to_owned())
    })
}

/// One thing that is wrong with a draft of a figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FigureProblem {
    /// A text cannot be read.
    #[error("{field}: {error}")]
    Text {
        /// The field.
        field: &'static str,
        /// Why.
        error: InvalidText,
    },
    /// The quantity cannot be read.
    #[error("value: {0}")]
    Value(#[from] InvalidQuantity),
    /// Half a person.
    #[error("value: has decimals, but {unit} counts whole things")]
    NotWhole {
        /// The unit.
        unit: Unit,
    },
    /// A day cannot be read.
    #[error("{field}: {error}")]
    Day {
        /// The field.
        field: &'static str,
        /// Why.
        error: InvalidDay,
    },
    /// The period ends before it begins.
    #[error("period: {0}")]
    Period(#[from] ReversedPeriod),
}

/// All that is wrong with a draft of a figure. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidFigure {
    problems: Vec<FigureProblem>,
}

impl InvalidFigure {
    /// The problems, in the order of the fields.
    #[must_use]
    pub fn problems(&self) -> &[FigureProblem] {
        &self.problems
    }
}

impl fmt::Display for InvalidFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let between = if index == 0 { "" } else { "; " };
            write!(f, "{between}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidFigure {}

/// Reads the fields of a draft and keeps what is wrong with them.
#[derive(Default)]
struct Checking {
    problems: Vec<FigureProblem>,
}

impl Checking {
    fn line(&mut self, field: &'static str, text: &str) -> Option<Line> {
        Line::parse(text).map_err(|error| self.text(field, error)).ok()
    }

    fn optional(&mut self, field: &'static str, text: &str) -> Option<Line> {
        if text.trim().is_empty() { None } else { self.line(field, text) }
    }

    fn day(&mut self, field: &'static str, text: &str) -> Option<Day> {
        if text.trim().is_empty() {
            return None;
        }
        let day = Day::parse(text.trim());
        day.map_err(|error| self.problems.push(FigureProblem::Day { field, error })).ok()
    }

    fn text(&mut self, field: &'static str, error: InvalidText) {
        self.problems.push(FigureProblem::Text { field, error });
    }

    /// The period, if at least one end is a day.
    fn period(&mut self, from: &str, until: &str) -> Option<Period> {
        let start = self.day("from", from);
        let end = self.day("until", until);
        if start.is_none() && end.is_none() {
            return None;
        }
        let start = start.map_or(Start::Unknown, Start::On);
        let end = end.map_or(End::Unknown, End::Before);
        Period::new(start, end).map_err(|error| self.problems.push(error.into())).ok()
    }

    fn quantity(&mut self, value: &str, unit: Option<&Unit>) -> Option<Quantity> {
        let quantity = match Quantity::parse(value) {
            Ok(quantity) => quantity,
            Err(error) => {
                self.problems.push(error.into());
                return None;
            }
        };
        if let Some(unit) = unit
            && quantity.number().decimals() > 0
            && !unit.can_be_divided()
        {
            self.problems.push(FigureProblem::NotWhole { unit: unit.clone() });
        }
        Some(quantity)
    }
}

impl FigureDraft {
    /// The longest field that is read, in bytes.
    pub const MAX_BYTES: usize = Line::MAX_CHARS * 4;

    /// Turns the draft into a figure.
    ///
    /// # Errors
    ///
    /// [`InvalidFigure`] with all problems at once, in the order of the fields.
    pub fn check(&self) -> Result<Figure, InvalidFigure> {
        let mut checking = Checking::default();
        let row = checking.line("row", &self.row);
        let place = checking.line("place", &self.place);
        let place_term = checking.optional("place_term", &self.place_term);
        let period_text = checking.optional("period", &self.period);
        let period = checking.period(&self.from, &self.until);
        let name = Code::parse(&self.name).map_err(|error| checking.text("name", error)).ok();
        let label = checking.optional("label", &self.label);
        let label_term = checking.optional("label_term", &self.label_term);
        let unit = Unit::parse(&self.unit).map_err(|error| checking.text("unit", error)).ok();
        let quantity = checking.quantity(&self.value, unit.as_ref());
        let source = checking.optional("source", &self.source);
        match (row, place, name, quantity, unit) {
            (Some(row), Some(place), Some(name), Some(quantity), Some(unit))
                if checking.problems.is_empty() =>
            {
                let about = About { place_term, period_text, period, label, label_term, source };
                Ok(Figure { row, place, name, quantity, unit, about })
            }
            _ => Err(InvalidFigure { problems: checking.problems }),
        }
    }
}

/// What a figure may leave out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct About {
    pub(crate) place_term: Option<Line>,
    pub(crate) period_text: Option<Line>,
    pub(crate) period: Option<Period>,
    pub(crate) label: Option<Line>,
    pub(crate) label_term: Option<Line>,
    pub(crate) source: Option<Line>,
}

/// One published figure. A row with several values is several figures.
///
/// ```
/// use unbrella::report::figures::{Figure, FigureDraft};
///
/// let draft = FigureDraft {
///     row: "F52".to_owned(),
///     place: "Chengguan".to_owned(),
///     name: "clues_accepted".to_owned(),
///     value: "140".to_owned(),
///     unit: "clue".to_owned(),
///     ..FigureDraft::default()
/// };
/// let figure: Figure = draft.check()?;
/// assert_eq!(figure.quantity().to_string(), "140");
///
/// let half = FigureDraft { value: "140.5".to_owned(), ..draft };
/// let wrong = half.check().unwrap_err().to_string();
/// assert_eq!(wrong, "value: has decimals, but clue counts whole things");
/// # Ok::<(), unbrella::report::figures::InvalidFigure>(())
/// ```
// Invariant: decimals only where the unit can be divided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FigureDraft", into = "FigureDraft")]
pub struct Figure {
    row: Line,
    place: Line,
    name: Code,
    quantity: Quantity,
    unit: Unit,
    about: About,
}

impl Figure {
    /// A figure of the crate's own tables. A test reads each through the draft.
    pub(crate) fn literal(
        (row, place, name): (Line, Line, Code),
        quantity: Quantity,
        unit: Unit,
        about: About,
    ) -> Self {
        Self { row, place, name, quantity, unit, about }
    }

    /// The row under which it is cited.
    #[must_use]
    pub const fn row(&self) -> &Line {
        &self.row
    }

    /// The place that it speaks of.
    #[must_use]
    pub const fn place(&self) -> &Line {
        &self.place
    }

    /// The place in Chinese.
    #[must_use]
    pub const fn place_term(&self) -> Option<&Line> {
        self.about.place_term.as_ref()
    }

    /// The period in words. `None` if the document does not say.
    #[must_use]
    pub const fn period_text(&self) -> Option<&Line> {
        self.about.period_text.as_ref()
    }

    /// The period in days, where it can be dated.
    #[must_use]
    pub const fn period(&self) -> Option<Period> {
        self.about.period
    }

    /// The name by which identities find it.
    #[must_use]
    pub const fn name(&self) -> &Code {
        &self.name
    }

    /// What it counts, in English; the name, if there is nothing better.
    #[must_use]
    pub fn label(&self) -> &str {
        self.about.label.as_ref().map_or_else(|| self.name.as_str(), Line::as_str)
    }

    /// What it counts, in Chinese.
    #[must_use]
    pub const fn label_term(&self) -> Option<&Line> {
        self.about.label_term.as_ref()
    }

    /// How many.
    #[must_use]
    pub const fn quantity(&self) -> Quantity {
        self.quantity
    }

    /// Of what.
    #[must_use]
    pub const fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Where it was published.
    #[must_use]
    pub const fn source(&self) -> Option<&Line> {
        self.about.source.as_ref()
    }
}

impl TryFrom<FigureDraft> for Figure {
    type Error = InvalidFigure;

    fn try_from(draft: FigureDraft) -> Result<Self, Self::Error> {
        draft.check()
    }
}

impl From<Figure> for FigureDraft {
    fn from(figure: Figure) -> Self {
        let text = |line: Option<Line>| line.map_or_else(String::new, |l| l.as_str().to_owned());
        let (from, until) = figure.about.period.map_or_else(Default::default, ends);
        Self {
            row: figure.row.as_str().to_owned(),
            place: figure.place.as_str().to_owned(),
            place_term: text(figure.about.place_term),
            period: text(figure.about.period_text),
            from,
            until,
            name: figure.name.as_str().to_owned(),
            label: text(figure.about.label),
            label_term: text(figure.about.label_term),
            value: figure.quantity.plain(),
            unit: figure.unit.code().to_owned(),
            source: text(figure.about.source),
        }
    }
}

/// The two ends as a draft has them. A draft cannot say *still running*.
fn ends(period: Period) -> (String, String) {
    let from = match period.start() {
        Start::On(day) => day.to_string(),
        Start::Unknown => String::new(),
    };
    let until = match period.end() {
        End::Before(day) => day.to_string(),
        End::Open | End::Unknown => String::new(),
    };
    (from, until)
}

/// One thing that is wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableProblem {
    /// Two figures have the same row and name.
    #[error("figure {second} has the row and the name of figure {first}")]
    Repeated {
        /// Position of the first, counted from 1.
        first: usize,
        /// Position of the second.
        second: usize,
    },
    /// More figures than a table holds.
    #[error("{found} figures, at most {max} are allowed", max = FigureTable::MAX_FIGURES)]
    TooMany {
        /// How many there are.
        found: usize,
    },
}

/// All that is wrong with a table. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidTable {
    problems: Vec<TableProblem>,
}

impl InvalidTable {
    /// The problems, in the order of the figures.
    #[must_use]
    pub fn problems(&self) -> &[TableProblem] {
        &self.problems
    }
}

impl fmt::Display for InvalidTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let between = if index == 0 { "" } else { "; " };
            write!(f, "{between}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidTable {}

/// A table of figures, in the order in which they were given.
///
/// No two figures have the same row and name. Places are compared on their normal
/// form, so `城关区` and ` 城关区 ` are one place.
///
/// ```
/// use unbrella::report::published::published;
///
/// let table = published();
/// let clues = table.get("F52", "clues_accepted").unwrap();
/// assert_eq!(clues.quantity().to_string(), "140");
/// assert_eq!(table.find("Chengguan", "clues_accepted").count(), 1);
/// ```
// Invariant: (row, name) is unique; `at` lists, for a place and a name, the positions in order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FigureTable {
    figures: Vec<Figure>,
    at: BTreeMap<(String, Code), Vec<usize>>,
}

impl FigureTable {
    /// The most figures that a table holds.
    pub const MAX_FIGURES: usize = 100_000;

    /// Builds a table.
    ///
    /// # Errors
    ///
    /// [`InvalidTable`] with every repeated figure, or if there are too many.
    pub fn new(figures: Vec<Figure>) -> Result<Self, InvalidTable> {
        if figures.len() > Self::MAX_FIGURES {
            let problems = vec![TableProblem::TooMany { found: figures.len() }];
            return Err(InvalidTable { problems });
        }
        let mut seen: BTreeMap<(&Line, &Code), usize> = BTreeMap::new();
        let mut problems = Vec::new();
        for (index, figure) in figures.iter().enumerate() {
            let second = index.saturating_add(1);
            let first = *seen.entry((&figure.row, &figure.name)).or_insert(second);
            if first != second {
                problems.push(TableProblem::Repeated { first, second });
            }
        }
        if problems.is_empty() {
            Ok(Self::indexed(figures))
        } else {
            Err(InvalidTable { problems })
        }
    }

    /// Builds the index of figures that are known to be unique.
    pub(crate) fn indexed(figures: Vec<Figure>) -> Self {
        let mut at: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, figure) in figures.iter().enumerate() {
            at.entry((figure.place.key(), figure.name.clone())).or_default().push(index);
        }
        Self { figures, at }
    }

    /// The figures, in order.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The figure with this row and name.
    ///
    /// Looks at every figure.
    #[must_use]
    pub fn get(&self, row: &str, name: &str) -> Option<&Figure> {
        let alike = |figure: &&Figure| figure.row.as_str() == row && figure.name.as_str() == name;
        self.figures.iter().find(alike)
    }

    /// The figures of a place with this name, in order: one for each period, as a rule.
    pub fn find(&self, place: &str, name: &str) -> impl Iterator<Item = &Figure> {
        let key = Code::parse(name).ok().map(|name| (crate::base::text::normal_form(place), name));
        let positions = key.and_then(|key| self.at.get(&key)).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|index| self.figures.get(*index))
    }

    /// The places, in the order in which they first appear.
    #[must_use]
    pub fn places(&self) -> Vec<&Line> {
        let mut seen = std::collections::BTreeSet::new();
        self.figures.iter().map(|f| &f.place).filter(|place| seen.insert(place.key())).collect()
    }

    /// The table without one figure.
    #[must_use]
    pub fn without(&self, row: &str, name: &str) -> Self {
        let other = |figure: &&Figure| figure.row.as_str() != row || figure.name.as_str() != name;
        Self::indexed(self.figures.iter().filter(other).cloned().collect())
    }
}

impl Serialize for FigureTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.figures.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FigureTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Stops at the limit instead of filling the memory.
        struct Rows;

        impl<'de> Visitor<'de> for Rows {
            type Value = FigureTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of figures")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<FigureTable, A::Error> {
                let mut figures = Vec::new();
                while let Some(figure) = rows.next_element()? {
                    figures.push(figure);
                    if figures.len() > FigureTable::MAX_FIGURES {
                        let found = figures.len();
                        return Err(de::Error::custom(TableProblem::TooMany { found }));
                    }
                }
                FigureTable::new(figures).map_err(de::Error::custom)
            }
        }

        deserializer.deserialize_seq(Rows)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_that_are_read_and_numbers_that_are_not() {
        use InvalidQuantity as No;
        let read = |text| Quantity::parse(text).map(|quantity| quantity.plain());
        for (text, wanted) in [
            ("0", "0"),
            ("1303", "1303"),
            ("1,303", "1303"),
            ("4,738,000,000", "4738000000"),
            ("84.30", "84.30"),
            (" 7 ", "7"),
            ("≥2300", "≥2300"),
            (">= 2,300", "≥2300"),
            ("2300余", "≥2300"),
            ("400多", "≥400"),
            ("999999999999999", "999999999999999"),
        ] {
            assert_eq!(read(text), Ok(wanted.to_owned()), "{text}");
        }
        for (text, why) in [
            ("", No::Empty),
            ("≥", No::Empty),
            ("-5", No::Negative),
            ("−5", No::Negative),
            ("-0", No::Negative),
            ("01", No::LeadingZero),
            ("00.5", No::LeadingZero),
            ("1e400", No::Exponent),
            ("1E3", No::Exponent),
            ("13,03", No::Grouping),
            ("1,3030", No::Grouping),
            (",303", No::Grouping),
            ("1303,000", No::Grouping),
            ("84.3%", No::UnitInside),
            ("84.3％", No::UnitInside),
            ("47.38亿", No::Myriads),
            ("142.05万", No::Myriads),
            ("0.1234567", No::TooPrecise),
            ("1000000000000000", No::TooLarge),
            ("NaN", No::Spelling),
            ("inf", No::Spelling),
            ("+5", No::Spelling),
            ("1.", No::Spelling),
            (".5", No::Spelling),
            ("1.2.3", No::Spelling),
            ("1.2,3", No::Spelling),
            ("１２", No::Spelling),
            ("0x10", No::Spelling),
            ("≥2300余", No::Spelling),
            ("1 303", No::Spelling),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_draft_tells_all_its_problems() {
        let draft = FigureDraft {
            row: String::new(),
            place: "乙市".to_owned(),
            from: "2019-02-29".to_owned(),
            name: "Not A Code".to_owned(),
            value: "1e400".to_owned(),
            unit: "person".to_owned(),
            ..FigureDraft::default()
        };
        assert_eq!(
            draft.check().unwrap_err().to_string(),
            "row: line is empty; from: there is no such day; name: code contains 'N' at character 0; \
             value: a number is written without an exponent",
        );
        let reversed =
            FigureDraft { from: "2019-02-01".to_owned(), until: "2019-02-01".to_owned(), ..draft };
        let problems = reversed.check().unwrap_err();
        assert!(matches!(problems.problems()[1], FigureProblem::Period(_)), "{problems}");
    }

    #[test]
    fn a_table_names_every_repeated_figure() {
        let figure = |row: &str, name: &str| {
            Figure::try_from(FigureDraft {
                row: row.to_owned(),
                place: "乙市".to_owned(),
                name: name.to_owned(),
                value: "1".to_owned(),
                unit: "case".to_owned(),
                ..FigureDraft::default()
            })
            .unwrap()
        };
        let figures = vec![figure("1", "a"), figure("1", "b"), figure("1", "a"), figure("1", "a")];
        let wrong = FigureTable::new(figures.clone()).unwrap_err();
        assert_eq!(
            wrong.to_string(),
            "figure 3 has the row and the name of figure 1; \
             figure 4 has the row and the name of figure 1",
        );
        let json = serde_json::to_string(&figures).unwrap();
        assert!(serde_json::from_str::<FigureTable>(&json).is_err());
        let table = FigureTable::new(figures[..2].to_vec()).unwrap();
        assert_eq!(table.find(" 乙市 ", "b").count(), 1);
        assert_eq!(table.without("1", "b").figures().len(), 1);
    }

    #[test]
    fn codes_of_units_are_unique_and_unknown_ones_survive() {
        let codes: std::collections::BTreeSet<&str> = Unit::ALL.iter().map(Unit::code).collect();
        assert_eq!(codes.len(), Unit::ALL.len());
        for unit in Unit::ALL {
            assert_eq!(Unit::parse(unit.code()).as_ref(), Ok(unit));
            assert!(!unit.term().is_ascii() || *unit == Unit::Percent, "{unit}");
        }
        let unknown: Unit = serde_json::from_str("\"boat\"").unwrap();
        assert_eq!(unknown, Unit::Other(Code::parse("boat").unwrap()));
        assert_eq!(serde_json::to_string(&unknown).unwrap(), "\"boat\"");
    }

    #[test]
    fn the_published_table_survives_json() {
        let table = crate::report::published::published();
        let json = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<FigureTable>(&json).unwrap(), table);
        let unknown = json.replacen("\"row\"", "\"raw\"", 1);
        assert!(serde_json::from_str::<FigureTable>(&unknown).is_err());
    }

    proptest! {
        /// No float on the way: what is written is what was read, commas or not.
        #[test]
        fn a_number_comes_back_as_it_was(units in 0_u64..=999_999_999_999_999, decimals in 0_u8..=6) {
            let number = Number::literal(units, decimals);
            let quantity = Quantity::parse(&number.plain());
            let digits = number.plain().replace('.', "").len();
            if digits <= Number::MAX_DIGITS {
                prop_assert_eq!(quantity, Ok(Quantity::exact(number)));
                prop_assert_eq!(Quantity::parse(&number.to_string()), Ok(Quantity::exact(number)));
            }
            prop_assert_eq!(Number::from_millionths(number.millionths(), decimals), number);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            if let Ok(quantity) = Quantity::parse(&text) {
                prop_assert_eq!(Quantity::parse(&quantity.plain()), Ok(quantity));
            }
            let _ = Unit::parse(&text);
        }
    }
}
