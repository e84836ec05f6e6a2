//! Entries of persons that somebody should look at, since facts agree.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{PersonId, PostId};
use crate::base::period::Period;
use crate::base::truth::Truth;
use crate::decision::Decision;
use crate::model::dossier::Dossier;
use crate::model::person::Person;
use crate::procedure::identity::known::{Judgments, Sameness, between, identity};
use crate::terms::identity::ComparedFact;
use crate::terms::tie::Kinship;

/// What is compared of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonEntry {
    /// The entry.
    pub person: PersonId,
    /// The name and the other names, as they are compared
    /// ([`Line::key`](crate::base::text::Line::key)).
    pub names: BTreeSet<String>,
    /// The year of birth.
    pub birth_year: Option<u16>,
    /// The declared relatives, and what they are to the person.
    pub kin: BTreeSet<(PersonId, Kinship)>,
    /// The posts that were held, and on which days.
    pub posts: Vec<(PostId, Period)>,
}

impl PersonEntry {
    /// What a dossier holds of each person, in the order of their ids.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        let mut posts: BTreeMap<PersonId, Vec<(PostId, Period)>> = BTreeMap::new();
        for tenure in dossier.tenures().values() {
            posts.entry(tenure.person()).or_default().push((tenure.post(), tenure.period()));
        }
        let mut one = |person: &Person| {
            let aliases = person.aliases().iter().map(|alias| alias.name().key().to_string());
            Self {
                person: person.id(),
                names: aliases.chain([person.name().key().to_string()]).collect(),
                birth_year: person.birth_year(),
                kin: person.kin().iter().map(|kin| (kin.person(), kin.kinship())).collect(),
                posts: posts.remove(&person.id()).unwrap_or_default(),
            }
        };
        dossier.persons().values().map(&mut one).collect()
    }
}

/// What agrees between two entries, what does not, and what nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What agrees.
    pub agree: BTreeSet<ComparedFact>,
    /// What does not.
    pub differ: BTreeSet<ComparedFact>,
    /// What one of the entries does not say.
    pub open: BTreeSet<ComparedFact>,
}

/// Compares two entries.
///
/// | compared | agrees | does not | open |
/// |---|---|---|---|
/// | name | they share a name or an alias | they share none | – |
/// | year of birth | both say the same | they say two | one says none |
/// | relative | the same relative, of the same kinship | one is declared kin of the other | otherwise |
/// | post | the same post at the same time | – | otherwise |
#[must_use]
pub fn compare(one: &PersonEntry, other: &PersonEntry) -> Comparison {
    let kin_of = |a: &PersonEntry, b: &PersonEntry| a.kin.iter().any(|(kin, _)| *kin == b.person);
    let held =
        |a: &(PostId, Period), b: &(PostId, Period)| a.0 == b.0 && a.1.overlaps(&b.1).is_yes();
    let at_once = one.posts.iter().any(|a| other.posts.iter().any(|b| held(a, b)));
    let rows = [
        (ComparedFact::Name, Truth::from(!one.names.is_disjoint(&other.names))),
        (
            ComparedFact::BirthYear,
            match (one.birth_year, other.birth_year) {
                (Some(one), Some(other)) => Truth::from(one == other),
                _ => Truth::Unknown,
            },
        ),
        (
            ComparedFact::Relative,
            if kin_of(one, other) || kin_of(other, one) {
                Truth::No
            } else if one.kin.is_disjoint(&other.kin) {
                Truth::Unknown
            } else {
                Truth::Yes
            },
        ),
        (ComparedFact::Post, if at_once { Truth::Yes } else { Truth::Unknown }),
    ];
    let mut comparison = Comparison::default();
    for (fact, agrees) in rows {
        match agrees {
            Truth::Yes => comparison.agree.insert(fact),
            Truth::No => comparison.differ.insert(fact),
            Truth::Unknown => comparison.open.insert(fact),
        };
    }
    comparison
}

/// Two entries for a person to look at. It is no judgment, and merges nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry with the smaller id.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// What was compared.
    pub compared: Comparison,
}

/// What two entries of one name have to share to be compared at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    BirthYear(u16),
    Relative(PersonId, Kinship),
    Post(PostId),
}

/// Which entries a person should look at: those that share a name and something else, of
/// which nothing disagrees, and between which nothing joins or parts them yet. In the order of
/// their ids.
///
/// The same name alone never makes a candidate.
pub fn candidates(entries: &[PersonEntry], known: &Judgments) -> Decision<Vec<Candidate>> {
    let by_id: BTreeMap<PersonId, &PersonEntry> =
        entries.iter().map(|entry| (entry.person, entry)).collect();
    let mut alike: BTreeMap<(&str, Shared), Vec<&PersonEntry>> = BTreeMap::new();
    for entry in by_id.values() {
        let year = entry.birth_year.map(Shared::BirthYear);
        let kin = entry.kin.iter().map(|(kin, kinship)| Shared::Relative(*kin, *kinship));
        let posts = entry.posts.iter().map(|(post, _)| Shared::Post(*post));
        let shared: BTreeSet<Shared> = year.into_iter().chain(kin).chain(posts).collect();
        for name in &entry.names {
            for one in &shared {
                alike.entry((name, *one)).or_default().push(entry);
            }
        }
    }
    let mut found: BTreeMap<(PersonId, PersonId), Candidate> = BTreeMap::new();
    for bucket in alike.into_values() {
        for (at, one) in bucket.iter().enumerate() {
            for other in bucket.iter().skip(at.saturating_add(1)) {
                found.extend(look(one, other, known).map(|c| ((c.one, c.other), c)));
            }
        }
    }
    let found: Vec<Candidate> = found.into_values().collect();
    let because = crate::sentence!(
        "{pairs} pairs of entries share a name and something else, for a person to look at",
        "有{pairs}对登记除姓名外另有一致事项，供人工核对",
        pairs = found.len(),
    );
    Decision::new(found, identity(crate::rule_name!("identity/candidate"), because))
}

fn look(one: &PersonEntry, other: &PersonEntry, known: &Judgments) -> Option<Candidate> {
    let compared = compare(one, other);
    // A name they share already: whoever shares none is not looked at.
    let beside = compared.agree.iter().any(|fact| *fact != ComparedFact::Name);
    if !beside || !compared.differ.is_empty() {
        return None;
    }
    let sameness = between(known, one.person.into(), other.person.into());
    let open = *sameness.outcome() == Sameness::NotJudged;
    open.then_some(Candidate { one: one.person, other: other.person, compared })
}
