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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::id::{CaseId, EntityId};
    use crate::report::published::published;

    fn item(n: u8) -> AnyId {
        CaseId::from_uuid(Uuid::from_u128(u128::from(n) + 1)).unwrap().any()
    }

    fn counted(name: &str, behind: Vec<AnyId>) -> Counted {
        let published = published();
        let figure = published.find("Chengguan", name).next().unwrap().clone();
        Counted { figure, how: "", rate: None, behind }
    }

    /// The split of the followed cases; `of_whole`, `signed`, `retraced` say what is in which.
    fn split(of_whole: &[u8], signed: &[u8], retraced: &[u8]) -> Split {
        let those = |items: &[u8]| items.iter().copied().map(item).collect::<Vec<_>>();
        let figures = [
            counted("followed_evil_gang_cases", those(of_whole)),
            counted("followed_village_bully_cases", Vec::new()),
            counted("signed_off_cases", those(signed)),
            counted("retraced_cases", those(retraced)),
        ];
        splits(&figures).remove(0)
    }

    /// Five cases, each signed, retraced, both or neither: in every world an item that is
    /// dropped or counted in the wrong place changes what is left, twice or astray.
    #[test]
    fn an_item_dropped_or_misplaced_is_always_noticed() {
        let all: Vec<u8> = (0..5).collect();
        for world in 0..4_usize.pow(5) {
            let place = |n: u8| world / 4_usize.pow(n.into()) % 4;
            let signed: Vec<u8> = all.iter().copied().filter(|n| place(*n) & 1 == 1).collect();
            let retraced: Vec<u8> = all.iter().copied().filter(|n| place(*n) & 2 == 2).collect();
            let sound = split(&all, &signed, &retraced);
            let told: usize = sound.parts.iter().map(|(_, count)| count).sum();
            assert_eq!(sound.whole.len() + sound.twice.len(), told + sound.left.len());
            assert!(sound.strays.is_empty());
            for n in &all {
                let without =
                    |list: &[u8]| list.iter().copied().filter(|m| m != n).collect::<Vec<_>>();
                let dropped = split(&without(&all), &signed, &retraced);
                let in_a_part = signed.contains(n) || retraced.contains(n);
                assert_eq!(dropped.strays == [item(*n)], in_a_part);
                assert_ne!(dropped, sound);
                if signed.contains(n) {
                    let dropped = split(&all, &without(&signed), &retraced);
                    assert_ne!(
                        (dropped.left, dropped.twice),
                        (sound.left.clone(), sound.twice.clone())
                    );
                }
            }
            let stray = split(&all, &[&signed[..], &[9]].concat(), &retraced);
            assert_eq!(stray.strays, [item(9)]);
        }
    }

    #[test]
    fn a_split_without_all_its_figures_is_none() {
        assert!(splits(&[counted("signed_off_cases", Vec::new())]).is_empty());
    }
}
