//! What is left over: figures that say what became of others, item by item.
//!
//! Published totals only bound how many cases have no stated result: of 17 followed cases
//! 14 were signed off and 2 retraced, and nobody said whether any was both. With the
//! casework behind the figures the question has an answer: which case is in neither, and
//! which is in both. A residual is news, and not an error; an item of a part that is not in
//! the whole is one.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::AnyId;

use super::Counted;

/// A whole, the figures that say what became of it, and what they leave over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// What the whole is.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub term: &'static str,
    /// What is said of the items in no part.
    pub rest: &'static str,
    /// The same in Chinese.
    pub rest_term: &'static str,
    /// The items of the whole, each once.
    pub whole: Vec<AnyId>,
    /// The names of the parts, and how many items of each.
    pub parts: Vec<(String, usize)>,
    /// Items in more than one part: the parts must not be added up.
    pub twice: Vec<AnyId>,
    /// Items in no part: nothing was stated of them.
    pub left: Vec<AnyId>,
    /// Items of a part that are not in the whole: one of the two was counted wrongly.
    pub strays: Vec<AnyId>,
}

/// A whole and its parts by the names of their figures; names of the whole and of the rest
/// in English and Chinese.
struct Declared {
    name: (&'static str, &'static str),
    whole: &'static [&'static str],
    parts: &'static [&'static str],
    rest: (&'static str, &'static str),
}

const DECLARED: [Declared; 5] = [
    Declared {
        name: ("police cases followed", "跟进的公安案件"),
        whole: &["followed_evil_gang_cases", "followed_village_bully_cases"],
        parts: &["signed_off_cases", "retraced_cases"],
        rest: ("without a stated result", "未说明结果"),
    },
    Declared {
        name: ("clues from the central group", "中央督导组转办线索"),
        whole: &["central_clues"],
        parts: &["central_clues_level_raised", "central_clues_key_supervised"],
        rest: ("handled otherwise", "其他方式办理"),
    },
    Declared {
        name: ("persons filed on", "立案人数"),
        whole: &["persons_filed"],
        parts: &["persons_sanctioned", "persons_organizational", "persons_transferred"],
        rest: ("without a stated outcome", "未说明处理结果"),
    },
    Declared {
        name: ("persons filed on since the group was stationed", "督导组进驻后立案人数"),
        whole: &["persons_filed"],
        parts: &["persons_filed_increase"],
        rest: ("filed on before", "此前立案"),
    },
    Declared {
        name: ("clues accepted", "受理线索"),
        whole: &["clues_accepted"],
        parts: &["clues_verified_closed"],
        rest: ("ended or handled without verification", "未经初核办理"),
    },
];

/// Every declared split of which the whole and all parts were counted.
#[must_use]
pub fn splits(counted: &[Counted]) -> Vec<Split> {
    let find = |name: &&str| counted.iter().find(|one| one.figure().name().as_str() == *name);
    let split = |declared: &Declared| {
        let whole: Vec<&Counted> = declared.whole.iter().map(find).collect::<Option<_>>()?;
        let parts: Vec<&Counted> = declared.parts.iter().map(find).collect::<Option<_>>()?;
        Some(of(declared, &whole, &parts))
    };
    DECLARED.iter().filter_map(split).collect()
}

fn of(declared: &Declared, whole: &[&Counted], parts: &[&Counted]) -> Split {
    let all: BTreeSet<AnyId> = whole.iter().flat_map(|one| one.behind()).copied().collect();
    let mut times: BTreeMap<AnyId, usize> = BTreeMap::new();
    for item in parts.iter().flat_map(|part| part.behind()) {
        let count = times.entry(*item).or_default();
        *count = count.saturating_add(1);
    }
    let told = |part: &&Counted| {
        let figure = part.figure();
        let term = figure.label_term().map_or_else(String::new, |term| format!(" {term}"));
        (format!("{}{term}", figure.label()), part.behind().len())
    };
    let of_times = |wanted: &dyn Fn(AnyId, usize) -> bool| {
        times.iter().filter(|(id, count)| wanted(**id, **count)).map(|(id, _)| *id).collect()
    };
    Split {
        name: declared.name.0,
        term: declared.name.1,
        rest: declared.rest.0,
        rest_term: declared.rest.1,
        parts: parts.iter().map(told).collect(),
        twice: of_times(&|_, count| count > 1),
        left: all.iter().copied().filter(|id| !times.contains_key(id)).collect(),
        strays: of_times(&|id, _| !all.contains(&id)),
        whole: all.into_iter().collect(),
    }
}
