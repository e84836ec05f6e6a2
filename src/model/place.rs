//! Places: where organs rule, gangs rule too, and clues come from.
//!
//! A place is a territory (地区) under an administration. Places lie in places; where
//! an organ *sits* is not asked, only which territory it answers for.

use crate::base::day::Day;
use crate::base::id::PlaceId;
use crate::base::period::Period;
use crate::base::text::Line;
use crate::base::truth::Truth;
use crate::model::draft::noun;
use crate::model::forest::{Forest, ForestProblems};
use crate::terms::office::Level;

noun! {
    /// 地区: a territory under an administration, or a village or community.
    ///
    /// # Source
    ///
    /// Catalogue G10, G18, Z16 (provinces, cities and prefectures, counties), C10 (villages and
    /// communities); law-context §2 (cities of deputy-province level).
    Place, PlaceDraft, PlaceId;
    /// What it is called.
    name: text Line,
    /// The level of its administration; left out for a village or community, which has none.
    level: copy_opt Level,
    /// The place that it lies in.
    parent: id_opt PlaceId,
    /// The time during which it is a city of deputy-province level (副省级城市), if it ever is.
    deputy_province: copy_opt Period,
}

/// Places in places.
///
/// # Examples
///
/// ```
/// # use unbrella::base::id::{PlaceId, Salt};
/// # use unbrella::base::text::LedgerNo;
/// use unbrella::model::draft::Draft;
/// use unbrella::model::place::{PlaceDraft, PlaceTree};
/// use unbrella::terms::office::Level;
///
/// # let salt = Salt::new(b"a secret of the host")?;
/// # let id = |text: &str| LedgerNo::parse(text).map(|no| PlaceId::from_ledger(&salt, &no));
/// let (city, county) = (id("city")?, id("county")?);
/// let place = |id, name: &str, level, parent| {
///     PlaceDraft { id: Some(id), name: name.into(), level: Some(level), parent, ..Default::default() }
///         .enter()
/// };
/// let places = PlaceTree::new(&[
///     place(city, "甲市", Level::City, None)?,
///     place(county, "乙县", Level::County, Some(city))?,
/// ])?;
/// assert_eq!(places.at_level(county, Level::City), Some(city));
/// assert_eq!(places.at_level(city, Level::Province), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: `standing` has the places of the forest, in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceTree {
    forest: Forest<PlaceId>,
    standing: Vec<(PlaceId, Option<Level>, Option<Period>)>,
}

impl PlaceTree {
    /// Builds the tree.
    ///
    /// # Errors
    ///
    /// [`ForestProblems`] names every place that stands twice, lies in a place that is
    /// not there or of a lower level, or lies in itself by way of others. A village is
    /// lower than every level.
    pub fn new<'a>(
        places: impl IntoIterator<Item = &'a Place>,
    ) -> Result<Self, ForestProblems<PlaceId>> {
        let places: Vec<&Place> = places.into_iter().collect();
        let entries = places.iter().map(|place| (place.id, place.parent, place.level));
        let forest = Forest::with_levels(entries)?;
        let mut standing: Vec<_> =
            places.iter().map(|place| (place.id, place.level, place.deputy_province)).collect();
        standing.sort_by_key(|(id, _, _)| *id);
        Ok(Self { forest, standing })
    }

    /// Which place lies in which.
    #[must_use]
    pub const fn forest(&self) -> &Forest<PlaceId> {
        &self.forest
    }

    fn find(&self, place: PlaceId) -> Option<&(PlaceId, Option<Level>, Option<Period>)> {
        let found = self.standing.binary_search_by_key(&place, |(id, _, _)| *id).ok()?;
        self.standing.get(found)
    }

    /// The level of its administration; none for a village, or a place that is not there.
    #[must_use]
    pub fn level(&self, place: PlaceId) -> Option<Level> {
        self.find(place).and_then(|(_, level, _)| *level)
    }

    /// The place itself and all that it lies in, the smallest first.
    pub fn around(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> {
        let own = self.forest.contains(place).then_some(place);
        own.into_iter().chain(self.forest.all_above(place))
    }

    /// The place itself, or the one that it lies in, of a level; none if there is none.
    #[must_use]
    pub fn at_level(&self, place: PlaceId, level: Level) -> Option<PlaceId> {
        self.around(place).find(|around| self.level(*around) == Some(level))
    }

    /// Whether `inner` is `outer` or lies in it.
    #[must_use]
    pub fn lies_in(&self, inner: PlaceId, outer: PlaceId) -> bool {
        self.around(inner).any(|around| around == outer)
    }

    /// The place around it, or itself, that may be a city of deputy-province level on a
    /// day, and whether it is.
    ///
    /// None if no place around it ever was one.
    #[must_use]
    pub fn deputy_province(&self, place: PlaceId, day: Day) -> Option<(PlaceId, Truth)> {
        let listed = self.around(place).filter_map(|around| self.find(around));
        let answers = listed.filter_map(|(id, _, time)| time.map(|time| (*id, time.contains(day))));
        answers.min_by_key(|(_, answer)| match answer {
            Truth::Yes => 0,
            Truth::Unknown => 1,
            Truth::No => 2,
        })
    }

    /// Whether any place is listed that ever is a city of deputy-province level.
    #[must_use]
    pub fn has_deputy_province(&self) -> bool {
        self.standing.iter().any(|(_, _, time)| time.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::Salt;
    use crate::base::period::{End, Start};
    use crate::base::text::LedgerNo;
    use crate::day;
    use crate::model::draft::{Draft, Refers};

    fn id(text: &str) -> PlaceId {
        let salt = Salt::new(b"sixteen bytes ok").unwrap();
        PlaceId::from_ledger(&salt, &LedgerNo::parse(text).unwrap())
    }

    fn place(name: &str, level: Option<Level>, parent: Option<&str>) -> Place {
        let parent = parent.map(id);
        PlaceDraft { id: Some(id(name)), name: name.into(), level, parent, ..Default::default() }
            .enter()
            .unwrap()
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        let problems = PlaceDraft { name: "甲\n县".into(), ..Default::default() }.enter();
        assert_eq!(
            problems.unwrap_err().to_string(),
            r"id: is missing; name: line contains '\n' at character 1",
        );
    }

    #[test]
    fn json_goes_through_the_same_door_and_own_fields_survive() {
        let text = format!(
            r#"{{"id":"{}","name":"甲市","level":"city","parent":"{}","deputy_province":{{"start":"unknown","end":"open"}},"own":{{"map/sheet":12}}}}"#,
            id("甲市"),
            id("乙省"),
        );
        let place: Place = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&place).unwrap(), text);
        let mut told = Vec::new();
        place.refer(&mut |field, id| told.push(format!("{field} {id}")));
        assert_eq!(told, [format!("parent {}", id("乙省"))]);
        for (from, to, why) in [
            (r#""name":"甲市""#, r#""name":"""#, "name: is missing"),
            (r#""level":"city""#, r#""level":"kingdom""#, "unknown level \"kingdom\""),
            (r#""name""#, r#""nom""#, "unknown field `nom`"),
        ] {
            let refused = serde_json::from_str::<Place>(&text.replace(from, to)).unwrap_err();
            assert!(refused.to_string().contains(why), "{refused}");
        }
    }

    #[test]
    fn a_village_is_lower_than_a_township_and_the_city_is_found_from_it() {
        let places = [
            place("乙省", Some(Level::Province), None),
            place("甲市", Some(Level::City), Some("乙省")),
            place("丙县", Some(Level::County), Some("甲市")),
            place("丁村", None, Some("丙县")),
        ];
        let tree = PlaceTree::new(&places).unwrap();
        assert_eq!(tree.at_level(id("丁村"), Level::City), Some(id("甲市")));
        assert_eq!(tree.at_level(id("丁村"), Level::Township), None, "none is listed");
        assert!(tree.lies_in(id("丁村"), id("乙省")) && tree.lies_in(id("乙省"), id("乙省")));
        assert!(!tree.lies_in(id("乙省"), id("丁村")));

        let upside = [place("甲村", None, None), place("乙县", Some(Level::County), Some("甲村"))];
        assert_eq!(
            PlaceTree::new(&upside).unwrap_err().to_string(),
            format!("{} stands under {}, which is of a lower level", id("乙县"), id("甲村")),
        );
    }

    #[test]
    fn a_city_is_of_deputy_province_level_for_a_time() {
        let mut city = place("甲市", Some(Level::City), None);
        let since = Period::new(Start::On(day!(1994, 5, 1)), End::Unknown).unwrap();
        city.deputy_province = Some(since);
        let tree = PlaceTree::new(&[city, place("乙县", Some(Level::County), Some("甲市"))]);
        let tree = tree.unwrap();
        let asked = |day| tree.deputy_province(id("乙县"), day);
        assert_eq!(asked(day!(1994, 4, 30)), Some((id("甲市"), Truth::No)));
        assert_eq!(asked(day!(1994, 5, 1)), Some((id("甲市"), Truth::Yes)));
        assert_eq!(asked(day!(2019, 4, 9)), Some((id("甲市"), Truth::Unknown)));
        assert_eq!(tree.deputy_province(id("丙县"), day!(2019, 4, 9)), None);
    }
}
