//! Persons and their tenures.
//!
//! One human being has one [`PersonId`], whatever names and posts there are. An official
//! is a person with tenures: what somebody did "while deputy chief of X" hangs on the
//! [`Tenure`], not on the person and not on the post. Whether two entries are one human
//! being is decided by people; nothing here compares names of two persons.
//!
//! # Source
//!
//! Catalogue G03, G04, G07, C10; law-context §1.1 (kinds of supervised persons), §1.7
//! (near relatives).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, ClaimId, EntityId, PersonId, PostId, TenureId};
use crate::base::period::Period;
use crate::base::text::Line;
use crate::base::truth::Truth;
use crate::model::claims::ClaimIds;
use crate::model::draft::{Desk, Refers, noun};
use crate::provenance::Fact;
use crate::terms::office::SupervisedKind;
use crate::terms::tie::Kinship;

noun! {
    /// 人员: one human being.
    ///
    /// # Source
    ///
    /// Catalogue G03, C10; law-context §1.1, §1.7.
    Person, PersonDraft, PersonId, check person_fits;
    /// The name in use.
    name: text Line,
    /// Other names that sources give.
    aliases: subs Alias,
    /// The year of birth.
    birth_year: copy_opt u16,
    /// Relatives, as declared.
    kin: subs Kin,
    /// The kind of supervised person (监察对象), if any.
    supervised_as: copy_opt SupervisedKind,
    /// Whether the person is on public duty; left out if nobody has asked.
    public_employee: opt Fact<bool>,
}

fn person_fits(person: &Person, desk: &mut Desk) {
    let mut names = BTreeMap::new();
    for (index, alias) in person.aliases.iter().enumerate() {
        let key = alias.name.key();
        if key == person.name.key() {
            desk.unfit_at("aliases", index, "is the name itself");
        } else if let Some(first) = names.get(&key) {
            desk.unfit_at("aliases", index, format!("is the same name as [{first}]"));
        } else {
            names.insert(key, index);
        }
    }
    let years = Day::FIRST_YEAR..=Day::LAST_YEAR;
    if person.birth_year.is_some_and(|year| !years.contains(&year.into())) {
        let (first, last) = (years.start(), years.end());
        desk.unfit("birth_year", format!("is not a year from {first} to {last}"));
    }
    let mut declared = BTreeMap::new();
    for (index, kin) in person.kin.iter().enumerate() {
        if kin.person == person.id {
            desk.unfit_at("kin", index, "nobody is kin of oneself");
        }
        if let Some(first) = declared.get(&(kin.person, kin.kinship)) {
            desk.unfit_at("kin", index, format!("is declared already at [{first}]"));
        } else {
            declared.insert((kin.person, kin.kinship), index);
        }
    }
    let refused = person.public_employee.and_then(Fact::known) == Some(false);
    if refused && person.supervised_as.is_some() {
        desk.unfit("public_employee", "cannot be no for a kind of supervised person");
    }
}

impl Person {
    /// Whether the person is on public duty. Every kind of supervised person is.
    ///
    /// Says nothing about a day in the past; tenures do.
    #[must_use]
    pub fn is_public_employee(&self) -> Truth {
        if self.supervised_as.is_some() {
            return Truth::Yes;
        }
        self.public_employee.map_or(Truth::Unknown, Fact::truth)
    }
}

/// 别名、绰号: another name of a person, with the claims that give it.
///
/// # Examples
///
/// ```
/// use unbrella::base::text::Line;
/// use unbrella::model::claims::ClaimIds;
/// use unbrella::model::person::Alias;
///
/// let alias = Alias::new(Line::parse("甲老大")?, ClaimIds::default());
/// assert_eq!(alias.name().as_str(), "甲老大");
/// # Ok::<(), unbrella::base::text::InvalidText>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alias {
    name: Line,
    #[serde(default, skip_serializing_if = "ClaimIds::is_empty")]
    claims: ClaimIds,
}

impl Alias {
    /// Another name, and who says so.
    #[must_use]
    pub const fn new(name: Line, claims: ClaimIds) -> Self {
        Self { name, claims }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &Line {
        &self.name
    }

    /// Who says so.
    #[must_use]
    pub const fn claims(&self) -> &ClaimIds {
        &self.claims
    }
}

impl Refers for Alias {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        self.claims.refer(&mut |_, id| tell("aliases", id));
    }
}

/// 亲属: a relative, as declared.
///
/// `kinship` says what the other *is to* the person in whose entry it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kin {
    person: PersonId,
    kinship: Kinship,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    declared: Option<Day>,
    #[serde(default, skip_serializing_if = "ClaimIds::is_empty")]
    claims: ClaimIds,
}

impl Kin {
    /// A relative; `declared` is the day of the declaration, if there was one.
    #[must_use]
    pub const fn new(
        person: PersonId,
        kinship: Kinship,
        declared: Option<Day>,
        claims: ClaimIds,
    ) -> Self {
        Self { person, kinship, declared, claims }
    }

    /// The relative.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// What the relative is to the person.
    #[must_use]
    pub const fn kinship(&self) -> Kinship {
        self.kinship
    }

    /// The day on which it was declared.
    #[must_use]
    pub const fn declared(&self) -> Option<Day> {
        self.declared
    }

    /// Who says so.
    #[must_use]
    pub const fn claims(&self) -> &ClaimIds {
        &self.claims
    }
}

impl Refers for Kin {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("kin", self.person.any());
        self.claims.refer(&mut |_, id| tell("kin", id));
    }
}

noun! {
    /// 任职: the time during which one person held one post.
    ///
    /// A person may hold several posts at once. Two persons in one post at once is noted
    /// by [`shared_posts`] and not refused: handing over takes time, and dates are rough.
    ///
    /// # Source
    ///
    /// Catalogue G03, G04 (former posts); design §4 (an umbrella attaches to a tenure).
    Tenure, TenureDraft, TenureId;
    /// Who held it.
    person: id PersonId,
    /// The post.
    post: id PostId,
    /// The days on which it was held.
    period: copy Period,
    /// Who says so.
    claims: ids ClaimId,
}

impl Tenure {
    /// Whether the post was held on a day.
    #[must_use]
    pub fn held_on(&self, day: Day) -> Truth {
        self.period.contains(day)
    }
}

/// Two persons in one post at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedPost {
    /// The post.
    pub post: PostId,
    /// One tenure; the one with the smaller id.
    pub first: TenureId,
    /// The other.
    pub second: TenureId,
    /// Yes, or unknown where a period does not say.
    pub at_once: Truth,
}

/// The posts that two persons held at once, or may have held at once.
///
/// Each tenure is named with one other at most, one that surely overlaps before one that
/// may. In the order of the posts, then of the second tenure.
#[must_use]
pub fn shared_posts<'a>(tenures: impl IntoIterator<Item = &'a Tenure>) -> Vec<SharedPost> {
    let mut by_post = BTreeMap::<PostId, BTreeMap<TenureId, &Tenure>>::new();
    for tenure in tenures {
        by_post.entry(tenure.post).or_default().insert(tenure.id, tenure);
    }
    let mut shared = Vec::new();
    for (post, tenures) in by_post {
        for (second, tenure) in &tenures {
            let others = tenures.range(..second).filter(|(_, one)| one.person != tenure.person);
            let overlap = |one: &&Tenure| one.period.overlaps(&tenure.period);
            let mut unsure = None;
            let sure = others.map(|(id, one)| (*id, overlap(one))).find(|(id, at_once)| {
                if at_once.is_unknown() && unsure.is_none() {
                    unsure = Some((*id, *at_once));
                }
                at_once.is_yes()
            });
            if let Some((first, at_once)) = sure.or(unsure) {
                shared.push(SharedPost { post, first, second: *second, at_once });
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::Salt;
    use crate::base::period::{End, Start};
    use crate::base::text::LedgerNo;
    use crate::day;
    use crate::model::draft::Draft;
    use crate::provenance::NotKnown;

    fn salt() -> Salt {
        Salt::new(b"sixteen bytes ok").unwrap()
    }

    fn no(text: &str) -> LedgerNo {
        LedgerNo::parse(text).unwrap()
    }

    fn person(name: &str) -> PersonId {
        PersonId::from_ledger(&salt(), &no(name))
    }

    fn claims(names: &[&str]) -> ClaimIds {
        let ids = names.iter().map(|name| ClaimId::from_ledger(&salt(), &no(name)));
        ClaimIds::new(ids.collect()).unwrap()
    }

    fn alias(name: &str) -> Alias {
        Alias::new(Line::parse(name).unwrap(), claims(&["c1"]))
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            PersonDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; name: is missing",
        );
        let own = person("甲某");
        let sibling = Kin::new(own, Kinship::Sibling, None, claims(&[]));
        let draft = PersonDraft {
            id: Some(own),
            name: "甲某".into(),
            aliases: vec![alias("甲\u{200b}某"), alias("Ａ哥"), alias("a哥")],
            birth_year: Some(1899),
            kin: vec![sibling.clone(), sibling],
            supervised_as: Some(SupervisedKind::VillageManager),
            public_employee: Some(Fact::Known(false)),
            ..Default::default()
        };
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "aliases[0]: is the name itself; aliases[2]: is the same name as [1]; \
             birth_year: is not a year from 1900 to 2199; \
             kin[0]: nobody is kin of oneself; kin[1]: nobody is kin of oneself; \
             kin[1]: is declared already at [0]; \
             public_employee: cannot be no for a kind of supervised person",
        );
        assert_eq!(
            TenureDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; person: is missing; post: is missing; period: is missing",
        );
    }

    #[test]
    fn json_goes_through_the_same_door_and_references_are_told() {
        let (own, brother) = (person("甲某"), person("乙某"));
        let claim = claims(&["c1"]).list()[0];
        let text = format!(
            r#"{{"id":"{own}","name":"甲某","aliases":[{{"name":"甲老大","claims":["{claim}"]}}],"birth_year":1970,"kin":[{{"person":"{brother}","kinship":"sibling","declared":"2018-03-01"}}],"public_employee":{{"not_known":"never_asked"}},"own":{{"card":true}}}}"#,
        );
        let entered: Person = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&entered).unwrap(), text);
        let mut told = Vec::new();
        entered.refer(&mut |field, id| told.push((field, id)));
        assert_eq!(told, [("aliases", claim.any()), ("kin", brother.any())]);
        for (from, to, why) in [
            (brother.to_string(), own.to_string(), "kin[0]: nobody is kin of oneself"),
            ("sibling".into(), "twin".into(), "unknown kinship \"twin\""),
            ("declared".into(), "sworn".into(), "unknown field `sworn`"),
            ("never_asked".into(), "maybe".into(), "unknown variant `maybe`"),
            ("\"birth_year\":1970".into(), "\"birth_year\":-1".into(), "invalid value"),
            (format!("[\"{claim}\"]"), format!("[\"{claim}\",\"{claim}\"]"), "claim [1] stands"),
        ] {
            let refused = serde_json::from_str::<Person>(&text.replace(&from, &to)).unwrap_err();
            assert!(refused.to_string().contains(why), "{why}: {refused}");
        }
    }

    #[test]
    fn public_duty_is_yes_no_or_not_known() {
        let entered = |supervised_as, public_employee| {
            let (id, name) = (Some(person("甲某")), "甲某".into());
            PersonDraft { id, name, supervised_as, public_employee, ..Default::default() }
                .enter()
                .unwrap()
                .is_public_employee()
        };
        let never = Fact::NotKnown(NotKnown::NeverAsked);
        assert_eq!(entered(None, None), Truth::Unknown);
        assert_eq!(entered(None, Some(never)), Truth::Unknown);
        assert_eq!(entered(None, Some(Fact::Known(false))), Truth::No);
        assert_eq!(entered(Some(SupervisedKind::CivilServant), Some(never)), Truth::Yes);
    }

    fn tenure(id: u8, who: &str, post: &str, start: Start, end: End) -> Tenure {
        let uuid = uuid::Uuid::from_u128(u128::from(id));
        TenureDraft {
            id: Some(TenureId::from_uuid(uuid).unwrap()),
            person: Some(person(who)),
            post: Some(PostId::from_ledger(&salt(), &no(post))),
            period: Some(Period::new(start, end).unwrap()),
            claims: claims(&["c1", "c2"]).into(),
            ..Default::default()
        }
        .enter()
        .unwrap()
    }

    #[test]
    fn a_tenure_survives_a_round_trip_and_names_whom_it_joins() {
        let entered = tenure(1, "甲某", "副局长", Start::Unknown, End::Open);
        let text = serde_json::to_string(&entered).unwrap();
        assert_eq!(serde_json::from_str::<Tenure>(&text).unwrap(), entered);
        let mut told = Vec::new();
        entered.refer(&mut |field, _| told.push(field));
        assert_eq!(told, ["person", "post", "claims", "claims"]);
        assert_eq!(entered.held_on(day!(2019, 4, 9)), Truth::Unknown);
    }

    #[test]
    fn two_persons_in_one_post_at_once_are_noted() {
        let (spring, summer) = (day!(2018, 3, 1), day!(2018, 6, 1));
        let tenures = [
            tenure(1, "甲某", "局长", Start::On(spring), End::Before(summer)),
            // Takes over on the day the first one ends: no day is shared.
            tenure(2, "乙某", "局长", Start::On(summer), End::Open),
            // The same person twice is no sharing, another post neither.
            tenure(3, "甲某", "局长", Start::On(spring), End::Open),
            tenure(4, "丙某", "副局长", Start::On(spring), End::Open),
            // May have been before the first; surely overlaps the third.
            tenure(5, "丁某", "局长", Start::Unknown, End::Before(summer)),
            tenure(6, "戊某", "副局长", Start::Unknown, End::Before(spring)),
            tenure(7, "己某", "副局长", Start::Unknown, End::Unknown),
        ];
        let noted: Vec<(&str, Truth)> = shared_posts(tenures.iter().rev())
            .iter()
            .map(|shared| {
                let number = |id: TenureId| id.as_uuid().as_u128();
                let pair = match (number(shared.first), number(shared.second)) {
                    (2, 3) => "2 and 3",
                    (1, 5) => "1 and 5",
                    (4, 7) => "4 and 7",
                    other => panic!("{other:?}"),
                };
                (pair, shared.at_once)
            })
            .collect();
        let mut expected =
            vec![("2 and 3", Truth::Yes), ("1 and 5", Truth::Yes), ("4 and 7", Truth::Unknown)];
        if tenures[3].post() < tenures[0].post() {
            expected.rotate_right(1);
        }
        assert_eq!(noted, expected);
    }
}
