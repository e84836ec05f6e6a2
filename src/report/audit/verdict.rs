//! Verdicts, and the gaps that stand in the way of one.

use std::fmt;

use serde::Serialize;

use crate::base::rate::{Percent, Rate};
use crate::base::text::Line;
use crate::report::figures::{Number, Quantity, Unit};
use crate::report::identities::FigureRef;

/// What follows from the figures for one identity.
///
/// Written, not read: an audit is made anew from its table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// 完全相符: both sides are the same number.
    HoldsExactly,
    /// 成立: one is not more than the other.
    Holds {
        /// The smaller as a share of the larger, where both are exact.
        share: Option<Percent>,
        /// The counts behind the share.
        base: Option<Rate>,
    },
    /// 不成立: by so much.
    Fails {
        /// The difference.
        by: Quantity,
    },
    /// 界限: what no document states lies between these.
    Bounds {
        /// At least so many.
        low: Number,
        /// At most so many; `None` if nothing limits it.
        high: Option<Number>,
        /// Of how many, where that is exact.
        of: Option<Number>,
    },
    /// 推算: what no document states, computed.
    Derived {
        /// The result.
        value: Quantity,
        /// Whether it was rounded, half up.
        rounded: bool,
        /// Whether it is a number of percent.
        percent: bool,
    },
    /// 可能基数: the bases that can give a stated percentage, with the smallest part.
    Bases {
        /// The bases, the smallest first.
        bases: Vec<Rate>,
        /// The largest that was looked at.
        up_to: u64,
    },
    /// 不可能: no whole number gives the stated percentage.
    Impossible {
        /// The percentage.
        percent: Percent,
        /// The base, or the largest base that was looked at.
        of: u64,
    },
    /// 多对多: the two counts differ by so much, and need not agree.
    ManyToMany {
        /// The difference; 0 does not prove that all is covered.
        apart: Quantity,
    },
    /// 不可相加: the figures may count the same things, or count different ones.
    DoNotAdd {
        /// How many things there are at least, if all count one kind.
        low: Option<Number>,
        /// How many at most.
        high: Option<Number>,
    },
    /// 未定: a figure that is only the least leaves it open.
    LeftOpen,
    /// 无法判断: something is missing.
    Undetermined {
        /// What, in the order in which it was noticed. Never empty.
        because: Vec<Gap>,
    },
}

impl Verdict {
    /// The word for machines, as in JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HoldsExactly => "holds_exactly",
            Self::Holds { .. } => "holds",
            Self::Fails { .. } => "fails",
            Self::Bounds { .. } => "bounds",
            Self::Derived { .. } => "derived",
            Self::Bases { .. } => "bases",
            Self::Impossible { .. } => "impossible",
            Self::ManyToMany { .. } => "many_to_many",
            Self::DoNotAdd { .. } => "do_not_add",
            Self::LeftOpen => "left_open",
            Self::Undetermined { .. } => "undetermined",
        }
    }

    /// The verdict in Chinese.
    #[must_use]
    pub fn term(&self) -> String {
        match self {
            Self::HoldsExactly => "完全相符".to_owned(),
            Self::Holds { share: Some(share), .. } => format!("成立，占 {share}"),
            Self::Holds { share: None, .. } => "成立".to_owned(),
            Self::Fails { by } => format!("不成立，差 {by}"),
            Self::Bounds { low, high, of } => bounds(*low, *high, *of, [" 至 ", "至少 ", "，共 "]),
            Self::Derived { value, percent, .. } => {
                format!("推算为 {value}{}", if *percent { " %" } else { "" })
            }
            Self::Bases { bases, up_to } => {
                format!("{} 以内有 {} 个可能基数", Number::whole(*up_to), bases.len())
            }
            Self::Impossible { percent, of } => {
                format!("不可能：{} 以内无整数得出 {percent}", Number::whole(*of))
            }
            Self::ManyToMany { apart } => format!("相差 {apart}，不必相等"),
            Self::DoNotAdd { low: Some(low), high } => {
                format!("不可相加，共 {}", bounds(*low, *high, None, [" 至 ", "至少 ", ""]))
            }
            Self::DoNotAdd { low: None, .. } => "不可相加".to_owned(),
            Self::LeftOpen => "未定：有的数字只是下限".to_owned(),
            Self::Undetermined { because } => gaps(because, "缺少 ", "、", "；", Gap::term),
        }
    }
}

/// Gaps in a row: what is missing once, then the others.
fn gaps(
    because: &[Gap],
    missing: &str,
    comma: &str,
    between: &str,
    say: fn(&Gap) -> String,
) -> String {
    let (names, others): (Vec<_>, Vec<_>) = because.iter().partition(|gap| gap.missing().is_some());
    let names = join(names.iter().filter_map(|gap| gap.missing()).map(ToString::to_string), comma);
    let first = (!names.is_empty()).then(|| format!("{missing}{names}"));
    join(first.into_iter().chain(others.into_iter().map(say)), between)
}

/// Bounds, in the words of either language: between, at least, of.
fn bounds(low: Number, high: Option<Number>, of: Option<Number>, words: [&str; 3]) -> String {
    let [to, least, of_word] = words;
    let range = match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}{to}{high}"),
        None => format!("{least}{low}"),
    };
    of.map_or_else(|| range.clone(), |of| format!("{range}{of_word}{of}"))
}

pub(super) fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HoldsExactly => f.write_str("holds exactly"),
            Self::Holds { share: Some(share), .. } => write!(f, "holds: {share}"),
            Self::Holds { share: None, .. } => f.write_str("holds"),
            Self::Fails { by } => write!(f, "fails by {by}"),
            Self::Bounds { low, high, of } => {
                f.write_str(&bounds(*low, *high, *of, [" to ", "at least ", " of "]))
            }
            Self::Derived { value, percent, .. } => {
                write!(f, "{value}{}", if *percent { " %" } else { "" })
            }
            Self::Bases { bases, up_to } => {
                let word = if bases.len() == 1 { "base" } else { "bases" };
                write!(f, "{} possible {word} up to {}", bases.len(), Number::whole(*up_to))
            }
            Self::Impossible { percent, of } => {
                write!(f, "cannot be: nothing in {} gives {percent}", Number::whole(*of))
            }
            Self::ManyToMany { apart } => write!(f, "counts differ by {apart}, as they may"),
            Self::DoNotAdd { low: Some(low), high } => {
                let all = bounds(*low, *high, None, [" to ", "at least ", ""]);
                write!(f, "not to be added up: {all} in all")
            }
            Self::DoNotAdd { low: None, .. } => f.write_str("not to be added up"),
            Self::LeftOpen => f.write_str("left open: a figure is only the least"),
            Self::Undetermined { because } => {
                f.write_str(&gaps(because, "missing: ", ", ", "; ", Gap::to_string))
            }
        }
    }
}

/// Why an identity cannot be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Gap {
    /// The figure is not in the table.
    Missing {
        /// The figure.
        figure: FigureRef,
    },
    /// The figure is there several times, and not alike.
    Several {
        /// The figure.
        figure: FigureRef,
        /// Its rows.
        rows: Vec<Line>,
    },
    /// The figures count different things.
    Units {
        /// The units, each once.
        units: Vec<Unit>,
    },
    /// The figure must be a number of percent, and is not.
    NotPercent {
        /// The figure.
        figure: FigureRef,
    },
    /// The base of a rate is 0.
    NoBase,
    /// The largest base is not a whole number, or larger than are listed.
    TooManyBases {
        /// The largest that is listed.
        most: u64,
    },
    /// Fewer than two dates.
    NoSeries {
        /// The figure.
        figure: FigureRef,
    },
    /// The periods begin on different days.
    OtherStarts {
        /// The figure.
        figure: FigureRef,
    },
}

impl Gap {
    /// The figure, if it is missing.
    #[must_use]
    pub const fn missing(&self) -> Option<&FigureRef> {
        match self {
            Self::Missing { figure } => Some(figure),
            _ => None,
        }
    }

    /// The gap in Chinese.
    #[must_use]
    pub fn term(&self) -> String {
        match self {
            Self::Missing { figure } => format!("缺少 {figure}"),
            Self::Several { figure, .. } => format!("{figure} 有几个不同的数"),
            Self::Units { .. } => "单位不同".to_owned(),
            Self::NotPercent { figure } => format!("{figure} 不是百分比"),
            Self::NoBase => "基数为 0".to_owned(),
            Self::TooManyBases { most } => format!("基数超过 {most}，不列举"),
            Self::NoSeries { figure } => format!("{figure} 不足两个时点"),
            Self::OtherStarts { figure } => format!("{figure} 起算日不同"),
        }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { figure } => write!(f, "{figure} is missing"),
            Self::Several { figure, rows } => {
                let rows = join(rows.iter().map(ToString::to_string), ", ");
                write!(f, "{figure} is given differently in rows {rows}")
            }
            Self::Units { units } => {
                let units = join(units.iter().map(ToString::to_string), ", ");
                write!(f, "the units differ: {units}")
            }
            Self::NotPercent { figure } => write!(f, "{figure} is not a number of percent"),
            Self::NoBase => f.write_str("the base is 0"),
            Self::TooManyBases { most } => {
                write!(f, "the largest base is not a whole number up to {most}")
            }
            Self::NoSeries { figure } => write!(f, "{figure} has fewer than two dates"),
            Self::OtherStarts { figure } => {
                write!(f, "the periods of {figure} begin on different days")
            }
        }
    }
}
