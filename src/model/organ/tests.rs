use proptest::prelude::*;

use super::exception::{ManagementException, ManagementExceptionDraft};
use super::managing::{LevelNotKnown, Managed, ManagingGap, ManagingGround, managing_level};
use super::tree::OrganTree;
use super::*;
use crate::base::id::{AnyId, EntityId, PostId, RecordId, Salt};
use crate::base::text::LedgerNo;
use crate::day;
use crate::model::draft::{Draft, Refers};
use crate::model::place::{Place, PlaceDraft, PlaceTree};

fn salt() -> Salt {
    Salt::new(b"sixteen bytes ok").unwrap()
}

fn no(text: &str) -> LedgerNo {
    LedgerNo::parse(text).unwrap()
}

fn organ_id(text: &str) -> OrganId {
    OrganId::from_ledger(&salt(), &no(text))
}

fn place_id(text: &str) -> PlaceId {
    PlaceId::from_ledger(&salt(), &no(text))
}

fn record_id(text: &str) -> RecordId {
    RecordId::from_ledger(&salt(), &no(text))
}

const TODAY: Day = day!(2019, 4, 9);

fn held(holds: Truth) -> Period {
    let (start, end) = match holds {
        Truth::Yes => (Start::On(day!(2018, 1, 1)), End::Open),
        Truth::No => (Start::On(day!(2018, 1, 1)), End::Before(TODAY)),
        Truth::Unknown => (Start::On(day!(2018, 1, 1)), End::Unknown),
    };
    Period::new(start, end).unwrap()
}

fn organ(name: &str, kind: OrganKind, level: Level, place: &str, parent: &str) -> OrganDraft {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    OrganDraft {
        id: Some(organ_id(name)),
        name: name.into(),
        kind: Some(kind),
        level: Some(level),
        place: given(place).map(|text| place_id(&text)),
        parent: given(parent).map(|text| organ_id(&text)),
        ..Default::default()
    }
}

fn place(name: &str, level: Option<Level>, parent: &str) -> PlaceDraft {
    let parent = (!parent.is_empty()).then(|| place_id(parent));
    PlaceDraft { id: Some(place_id(name)), name: name.into(), level, parent, ..Default::default() }
}

/// A province with two cities, the second of deputy-province level, and a county in each.
fn places() -> Vec<PlaceDraft> {
    let mut great = place("大市", Some(Level::City), "省");
    great.deputy_province = Some(held(Truth::Yes));
    vec![
        place("省", Some(Level::Province), ""),
        place("市", Some(Level::City), "省"),
        place("县", Some(Level::County), "市"),
        place("镇", Some(Level::Township), "县"),
        place("村", None, "镇"),
        great,
        place("大区", Some(Level::County), "大市"),
    ]
}

fn place_tree(drafts: Vec<PlaceDraft>) -> PlaceTree {
    let places: Vec<Place> = drafts.into_iter().map(|draft| draft.enter().unwrap()).collect();
    PlaceTree::new(&places).unwrap()
}

fn organs() -> Vec<OrganDraft> {
    use OrganKind as K;

    let mut tax = organ("县税务", K::AdministrativeEnforcement, Level::County, "县", "市税务");
    tax.vertical = Some(held(Truth::Yes));
    vec![
        organ("中央纪委", K::DisciplineSupervision, Level::Central, "", ""),
        organ("省纪委", K::DisciplineSupervision, Level::Province, "省", "中央纪委"),
        organ("市纪委", K::DisciplineSupervision, Level::City, "市", "省纪委"),
        organ("大市纪委", K::DisciplineSupervision, Level::City, "大市", "省纪委"),
        organ("县纪委", K::DisciplineSupervision, Level::County, "县", "市纪委"),
        organ("大区纪委", K::DisciplineSupervision, Level::County, "大区", "大市纪委"),
        organ("镇纪委", K::TownshipDiscipline, Level::Township, "镇", "县纪委"),
        organ("派驻组", K::DispatchedGroup, Level::City, "市", "省纪委"),
        organ("县委", K::PartyCommittee, Level::County, "县", ""),
        organ("县公安局", K::PublicSecurity, Level::County, "县", ""),
        organ("大区公安局", K::PublicSecurity, Level::County, "大区", ""),
        organ("市税务", K::AdministrativeEnforcement, Level::City, "市", ""),
        tax,
    ]
}

fn enter(drafts: Vec<OrganDraft>) -> Vec<Organ> {
    drafts.into_iter().map(|draft| draft.enter().unwrap()).collect()
}

fn tree(exceptions: Vec<ManagementExceptionDraft>) -> OrganTree {
    let exceptions = exceptions.into_iter().map(|draft| draft.enter().unwrap());
    OrganTree::new(enter(organs()), place_tree(places()), exceptions).unwrap()
}

fn exception(name: &str, managed_at: Level, holds: Truth) -> ManagementExceptionDraft {
    ManagementExceptionDraft {
        id: Some(record_id(name)),
        managed_at: Some(managed_at),
        period: Some(held(holds)),
        ..Default::default()
    }
}

/// 省管县委书记: the secretaries of county party committees are managed by the province.
fn secretaries(holds: Truth) -> ManagementExceptionDraft {
    ManagementExceptionDraft {
        kind: Some(OrganKind::PartyCommittee),
        at: Some(Level::County),
        leader: Some(LeaderRole::PrincipalLeader),
        within: Some(place_id("省")),
        ..exception("省管", Level::Province, holds)
    }
}

fn post(of: &str, rank: Option<Rank>, leader: Option<LeaderRole>) -> Post {
    let id = Some(PostId::from_ledger(&salt(), &no(of)));
    let (organ, title) = (Some(organ_id(of)), "某职".into());
    PostDraft { id, organ, title, rank, leader, ..Default::default() }.enter().unwrap()
}

#[test]
fn drafts_report_all_their_problems() {
    let id = organ_id("甲局");
    let departments = vec![Department::Trial, Department::Handling, Department::Trial];
    let draft = OrganDraft {
        id: Some(id),
        parent: Some(id),
        departments,
        since: Some(TODAY),
        dissolved: Some(TODAY),
        ..Default::default()
    };
    assert_eq!(
        draft.clone().enter().unwrap_err().to_string(),
        "name: is missing; kind: is missing; level: is missing; \
         departments[2]: stands already at [0]",
    );
    let whole = OrganDraft {
        name: "甲局".into(),
        kind: Some(OrganKind::Audit),
        level: Some(Level::City),
        departments: vec![],
        ..draft
    };
    assert_eq!(
        whole.enter().unwrap_err().to_string(),
        "parent: an organ cannot stand under itself; \
         dissolved: 2019-04-09 does not come after 2019-04-09",
    );
    assert_eq!(
        PostDraft::default().enter().unwrap_err().to_string(),
        "id: is missing; organ: is missing; title: is missing",
    );
    assert_eq!(
        exception("甲", Level::City, Truth::Yes).enter().unwrap_err().to_string(),
        "post: an exception says which posts it covers, and this one says nothing",
    );
}

#[test]
fn json_goes_through_the_same_door_and_references_are_told() {
    let id = organ_id("甲局");
    let text = format!(
        r#"{{"id":"{id}","name":"甲局","kind":"sand_bureau","system":"transport","level":"county","place":"{}","parent":"{}","departments":["trial","night_shift"],"since":"2001-01-01","own":{{"seat":"3"}}}}"#,
        place_id("县"),
        organ_id("乙局"),
    );
    let organ: Organ = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&organ).unwrap(), text, "unlisted kinds survive");
    assert_eq!(told(&organ), [place_id("县").any(), organ_id("乙局").any()]);
    let own_parent = text.replace(&organ_id("乙局").to_string(), &id.to_string());
    let refused = serde_json::from_str::<Organ>(&own_parent).unwrap_err().to_string();
    assert!(refused.contains("parent: an organ cannot stand under itself"), "{refused}");
    assert!(serde_json::from_str::<Organ>(&text.replace("since", "sinse")).is_err());

    let post = post("甲局", Some(Rank::BureauChief), None);
    let text = serde_json::to_string(&post).unwrap();
    assert_eq!(serde_json::from_str::<Post>(&text).unwrap(), post);
    assert_eq!(told(&post), [id.any()]);
    let exception = secretaries(Truth::Unknown).enter().unwrap();
    let text = serde_json::to_string(&exception).unwrap();
    assert_eq!(serde_json::from_str::<ManagementException>(&text).unwrap(), exception);
    assert_eq!(told(&exception), [place_id("省").any()]);
}

fn told(entered: &impl Refers) -> Vec<AnyId> {
    let mut told = Vec::new();
    entered.refer(&mut |_, id| told.push(id));
    told
}

#[test]
fn an_organ_stands_until_it_is_dissolved() {
    let mut draft = organ("甲局", OrganKind::Audit, Level::City, "", "");
    assert_eq!(draft.clone().enter().unwrap().stands_on(TODAY), Truth::Unknown);
    draft.dissolved = Some(TODAY);
    assert_eq!(draft.clone().enter().unwrap().stands_on(TODAY), Truth::No);
    draft.since = Some(day!(2019, 4, 8));
    let entered = draft.enter().unwrap();
    assert_eq!(entered.stands_on(day!(2019, 4, 7)), Truth::No);
    assert_eq!(entered.stands_on(day!(2019, 4, 8)), Truth::Yes);
}

/// Each row: two organs, and who decides where they dispute a case (Supervision Law art. 16(3)).
#[test]
fn a_common_superior_stands_above_both_and_is_neither() {
    let tree = tree(vec![]);
    for (a, b, decides) in [
        ("县纪委", "大区纪委", Some("省纪委")),
        ("市纪委", "派驻组", Some("省纪委")),
        ("镇纪委", "县纪委", Some("市纪委")),
        ("县纪委", "县纪委", Some("市纪委")),
        ("省纪委", "镇纪委", Some("中央纪委")),
        ("中央纪委", "镇纪委", None),
        ("县纪委", "县公安局", None),
    ] {
        let decides = decides.map(organ_id);
        assert_eq!(tree.common_superior(organ_id(a), organ_id(b)), decides, "{a} {b}");
        assert_eq!(tree.common_superior(organ_id(b), organ_id(a)), decides, "{b} {a}");
    }
}

#[test]
fn one_level_up_passes_by_superiors_of_the_same_level() {
    let mut drafts = organs();
    drafts.push(organ("分局", OrganKind::DisciplineSupervision, Level::City, "", "市纪委"));
    let tree = OrganTree::new(enter(drafts), place_tree(places()), []).unwrap();
    assert_eq!(tree.superior(organ_id("分局")), Some(organ_id("市纪委")));
    assert_eq!(tree.at_level_above(organ_id("分局")), Some(organ_id("省纪委")));
    assert_eq!(tree.at_level_above(organ_id("中央纪委")), None, "nothing above the top");
    assert_eq!(tree.superior_at(organ_id("镇纪委"), Level::Province), Some(organ_id("省纪委")));
    assert_eq!(tree.path(organ_id("市纪委")), ["中央纪委", "省纪委", "市纪委"].map(organ_id));
    let children: Vec<OrganId> = tree.children(organ_id("市纪委")).collect();
    assert_eq!(children.len(), 2);
    let police = tree.of_kind(&OrganKind::PublicSecurity, Level::County).count();
    assert_eq!((police, tree.in_territory(place_id("大市")).count()), (2, 3));
}

/// Each row: a place, a level, and the commission that answers for it.
#[test]
fn the_discipline_organ_of_a_territory() {
    let tree = tree(vec![]);
    for (place, level, organ) in [
        ("村", Level::Township, "镇纪委"),
        ("村", Level::County, "县纪委"),
        ("镇", Level::City, "市纪委"),
        ("市", Level::City, "市纪委"),
        ("大区", Level::Province, "省纪委"),
        ("大区", Level::Central, "中央纪委"),
    ] {
        let found = tree.discipline_organ_for(place_id(place), level, TODAY);
        assert_eq!(found, Ok(organ_id(organ)), "{place} {level}");
    }
    let none = tree.discipline_organ_for(place_id("市"), Level::County, TODAY).unwrap_err();
    assert_eq!(none.to_string(), "no discipline organ at county level answers for the place");
}

#[test]
fn two_discipline_organs_are_both_named_unless_one_is_gone() {
    let mut drafts = organs();
    drafts.push(organ("新县纪委", OrganKind::DisciplineSupervision, Level::County, "县", "市纪委"));
    let build = |drafts| OrganTree::new(enter(drafts), place_tree(places()), []).unwrap();
    let ask = |tree: &OrganTree, day| tree.discipline_organ_for(place_id("县"), Level::County, day);
    let mut both = [organ_id("县纪委"), organ_id("新县纪委")];
    both.sort();
    assert_eq!(
        ask(&build(drafts.clone()), TODAY).unwrap_err().to_string(),
        format!(
            "2 discipline organs at county level answer for the place: {}, {}",
            both[0], both[1]
        ),
    );
    drafts[4].dissolved = Some(TODAY);
    drafts.last_mut().unwrap().since = Some(TODAY);
    let tree = build(drafts);
    assert_eq!(ask(&tree, TODAY), Ok(organ_id("新县纪委")));
    assert_eq!(ask(&tree, day!(2019, 4, 8)), Ok(organ_id("县纪委")));
}

#[test]
fn a_tree_that_does_not_work_out_names_everything() {
    let mut drafts = organs();
    drafts[1].parent = Some(organ_id("县纪委"));
    drafts[8].parent = Some(organ_id("丢失"));
    drafts[9].place = Some(place_id("丢失"));
    let lost = ManagementExceptionDraft {
        organ: Some(organ_id("丢失")),
        within: Some(place_id("丢失")),
        ..exception("甲", Level::City, Truth::Yes)
    };
    let exceptions = [lost.clone(), lost].map(|draft| draft.enter().unwrap());
    let refused = OrganTree::new(enter(drafts), place_tree(places()), exceptions).unwrap_err();
    let (gone, nowhere) = (organ_id("丢失"), place_id("丢失"));
    let record = record_id("甲");
    let mut circle = ["省纪委", "县纪委", "市纪委"];
    let smallest = (0..3).min_by_key(|n| organ_id(circle[*n])).unwrap();
    circle.rotate_left(smallest);
    let [first, second, third] = [circle[0], circle[1], circle[2]].map(organ_id);
    assert_eq!(
        refused.to_string(),
        format!(
            "{} stands under {}, which is of a lower level; \
             {} stands under {gone}, which is not there; \
             a circle: {first} under {second} under {third} under {first}; \
             {} names {nowhere}, which is not there; \
             {record} names {gone}, which is not there; \
             {record} names {nowhere}, which is not there; \
             {record} stands twice; \
             {record} names {gone}, which is not there; \
             {record} names {nowhere}, which is not there",
            organ_id("省纪委"),
            organ_id("县纪委"),
            organ_id("县委"),
            organ_id("县公安局"),
        ),
    );
}

#[test]
fn a_chain_of_a_hundred_thousand_organs_does_no_harm() {
    const LONG: usize = 100_000;
    let name = |n: usize| format!("甲{n}");
    let chain = (0..LONG).map(|n| {
        let parent = n.checked_sub(1).map(name).unwrap_or_default();
        organ(&name(n), OrganKind::Audit, Level::City, "", &parent)
    });
    let tree = OrganTree::new(enter(chain.collect()), place_tree(vec![]), []).unwrap();
    let (top, bottom) = (organ_id(&name(0)), organ_id(&name(LONG - 1)));
    assert_eq!(tree.superiors(bottom).count(), LONG - 1);
    assert_eq!(tree.at_level_above(bottom), None);
    assert_eq!(tree.common_superior(bottom, organ_id(&name(1))), Some(top));
    let asked = post(&name(LONG - 1), Some(Rank::DivisionDeputy), None);
    assert_eq!(managing_level(&asked, TODAY, &tree).unwrap().level(), Level::City);
}

/// law-context §2: rank → managing level, by rank alone.
#[test]
fn by_rank_the_next_level_up_manages() {
    let tree = tree(vec![]);
    for (rank, level) in [
        (Rank::NonCadre, Level::Township),
        (Rank::VillageLevel, Level::Township),
        (Rank::SectionDeputy, Level::County),
        (Rank::SectionChief, Level::County),
        (Rank::DivisionDeputy, Level::City),
        (Rank::DivisionChief, Level::City),
        (Rank::BureauDeputy, Level::Province),
        (Rank::BureauChief, Level::Province),
        (Rank::MinisterDeputy, Level::Central),
        (Rank::MinisterChief, Level::Central),
        (Rank::NationalDeputy, Level::Central),
        (Rank::NationalChief, Level::Central),
    ] {
        let managed = managing_level(&post("县公安局", Some(rank), None), TODAY, &tree).unwrap();
        assert_eq!((managed.level(), managed.ground()), (level, ManagingGround::Rank(rank)));
    }
}

/// law-context §2, "exceptions to model", each with the ground that is told.
#[test]
fn the_exceptions_of_the_law_context() {
    let tree = tree(vec![secretaries(Truth::Yes)]);
    let ask = |of: &str, rank, leader| {
        managing_level(&post(of, Some(rank), leader), TODAY, &tree).unwrap().to_string()
    };
    let principal = Some(LeaderRole::PrincipalLeader);
    assert_eq!(
        ask("县委", Rank::DivisionChief, principal),
        format!("province level, by exception {}", record_id("省管")),
    );
    assert_eq!(
        ask("县委", Rank::DivisionDeputy, Some(LeaderRole::TeamMember)),
        "city level, by rank (deputy at county and division level)",
    );
    assert_eq!(
        ask("派驻组", Rank::DivisionChief, principal),
        format!("province level, as dispatched by {}", organ_id("省纪委")),
    );
    assert_eq!(
        ask("县税务", Rank::SectionChief, principal),
        format!("city level, along its own line by {}", organ_id("市税务")),
    );
    assert_eq!(
        ask("县税务", Rank::SectionDeputy, None),
        format!("county level, along its own line by {}", organ_id("县税务")),
    );
    assert_eq!(
        ask("大市纪委", Rank::BureauDeputy, principal),
        format!("city level, half a step up in {}", place_id("大市")),
    );
    assert_eq!(
        ask("大区公安局", Rank::DivisionDeputy, principal),
        format!("county level, half a step up in {}", place_id("大市")),
    );
    assert_eq!(
        ask("大区公安局", Rank::DivisionChief, principal),
        "city level, by rank (chief at county and division level)",
    );
}

#[test]
fn what_names_more_closely_wins_and_equals_that_differ_say_so() {
    let asked = post("县委", Some(Rank::SectionChief), Some(LeaderRole::PrincipalLeader));
    let city = ManagementExceptionDraft {
        within: Some(place_id("县")),
        ..exception("近", Level::City, Truth::Yes)
    };
    let organ = ManagementExceptionDraft {
        organ: Some(organ_id("县委")),
        ..exception("机关", Level::Township, Truth::Yes)
    };
    let named = ManagementExceptionDraft {
        post: Some(asked.id()),
        ..exception("职务", Level::Central, Truth::Yes)
    };
    let mut listed = vec![secretaries(Truth::Yes)];
    for (more, level) in [(city, Level::City), (organ, Level::Township), (named, Level::Central)] {
        listed.insert(0, more);
        let tree = tree(listed.clone());
        assert_eq!(managing_level(&asked, TODAY, &tree).unwrap().level(), level);
    }
    let other = ManagementExceptionDraft {
        post: Some(asked.id()),
        ..exception("另", Level::City, Truth::Yes)
    };
    listed.push(other);
    let mut two = [record_id("职务"), record_id("另")];
    two.sort();
    assert_eq!(
        managing_level(&asked, TODAY, &tree(listed)).unwrap_err().to_string(),
        format!(
            "the managing level is not known; missing: which of {} and {} holds: \
             they give different levels",
            two[0], two[1]
        ),
    );
}

#[test]
fn what_is_missing_is_said_and_only_where_it_matters() {
    let tree = tree(vec![secretaries(Truth::Unknown)]);
    let principal = Some(LeaderRole::PrincipalLeader);
    let missing = |of: &str, rank| {
        managing_level(&post(of, rank, principal), TODAY, &tree).unwrap_err().to_string()
    };
    assert_eq!(
        missing("县委", None),
        format!(
            "the managing level is not known; missing: whether {} holds on that day; the rank of {}",
            record_id("省管"),
            post("县委", None, None).id(),
        ),
    );
    assert_eq!(
        missing("丢失", Some(Rank::SectionChief)),
        format!(
            "the managing level is not known; missing: {} is not in the tree",
            organ_id("丢失")
        ),
    );
    let bureau = post("县委", Some(Rank::BureauDeputy), principal);
    let managed = managing_level(&bureau, TODAY, &tree).unwrap();
    assert_eq!(managed.level(), Level::Province, "the exception would lead there too");
}

#[test]
fn an_organ_without_territory_lies_in_that_of_its_superior() {
    let mut drafts = organs();
    drafts.push(organ("大区派出所", OrganKind::PublicSecurity, Level::Township, "", "大区公安局"));
    drafts.push(organ("县派出所", OrganKind::PublicSecurity, Level::Township, "", "县公安局"));
    drafts.push(organ("省直属", OrganKind::Audit, Level::City, "", "省纪委"));
    drafts.push(organ("省派出", OrganKind::Audit, Level::Province, "大市", "省纪委"));
    let near = ManagementExceptionDraft {
        within: Some(place_id("大市")),
        ..exception("大市内", Level::Township, Truth::Yes)
    };
    let build = |exceptions: Vec<ManagementExceptionDraft>| {
        let exceptions = exceptions.into_iter().map(|draft| draft.enter().unwrap());
        OrganTree::new(enter(drafts.clone()), place_tree(places()), exceptions).unwrap()
    };
    let level = |tree: &OrganTree, of: &str, rank| {
        managing_level(&post(of, Some(rank), None), TODAY, tree)
            .map(Managed::level)
            .map_err(|gap| gap.gaps().to_vec())
    };
    let unknown = Err(vec![ManagingGap::Territory(organ_id("省直属"))]);
    let plain = build(vec![]);
    assert_eq!(level(&plain, "大区派出所", Rank::DivisionDeputy), Ok(Level::County));
    assert_eq!(level(&plain, "县派出所", Rank::DivisionDeputy), Ok(Level::City));
    assert_eq!(level(&plain, "省直属", Rank::DivisionDeputy), unknown);
    assert_eq!(level(&plain, "省派出", Rank::BureauDeputy), Ok(Level::Province), "not the city's");
    assert_eq!(level(&plain, "省直属", Rank::DivisionChief), Ok(Level::City), "no half step");
    let near = build(vec![near]);
    assert_eq!(level(&near, "大区派出所", Rank::SectionChief), Ok(Level::Township));
    assert_eq!(level(&near, "县派出所", Rank::SectionChief), Ok(Level::County));
    assert_eq!(level(&near, "省直属", Rank::SectionChief), unknown);
}

#[test]
fn a_group_or_a_line_without_an_organ_above_it_says_what_is_missing() {
    let mut drafts = organs();
    drafts[7].parent = None;
    drafts[12].parent = None;
    let tree = OrganTree::new(enter(drafts), place_tree(places()), []).unwrap();
    let gaps = |of: &str| {
        let asked = post(of, Some(Rank::SectionChief), Some(LeaderRole::TeamMember));
        managing_level(&asked, TODAY, &tree).unwrap_err().gaps().to_vec()
    };
    assert_eq!(gaps("派驻组"), [ManagingGap::Sender(organ_id("派驻组"))]);
    assert_eq!(gaps("县税务"), [ManagingGap::Superior(organ_id("县税务"))]);
}

/// What may be unknown in a world: the three dated exceptions, the line, the city.
type Unknowns = [Truth; 5];

fn ask_world(holds: Unknowns, levels: [Level; 3], rank: Rank) -> Result<Level, LevelNotKnown> {
    let mut drafts = organs();
    drafts[10].vertical = Some(held(holds[3]));
    drafts[10].parent = Some(organ_id("省纪委"));
    let mut places = places();
    places[5].deputy_province = Some(held(holds[4]));
    let asked = post("大区公安局", Some(rank), Some(LeaderRole::PrincipalLeader));
    let exceptions = [
        ManagementExceptionDraft {
            post: Some(asked.id()), ..exception("一", levels[0], holds[0])
        },
        ManagementExceptionDraft {
            post: Some(asked.id()), ..exception("二", levels[1], holds[1])
        },
        ManagementExceptionDraft {
            within: Some(place_id("大市")),
            ..exception("三", levels[2], holds[2])
        },
    ];
    let exceptions = exceptions.map(|draft| draft.enter().unwrap());
    let tree = OrganTree::new(enter(drafts), place_tree(places), exceptions).unwrap();
    managing_level(&asked, TODAY, &tree).map(Managed::level)
}

/// Every way in which what is unknown may turn out.
fn readings(holds: Unknowns) -> Vec<Unknowns> {
    let mut readings = vec![holds];
    for n in 0..holds.len() {
        let fork = |reading: Unknowns| {
            let settled = match reading[n] {
                Truth::Unknown => vec![Truth::Yes, Truth::No],
                known => vec![known],
            };
            settled.into_iter().map(move |known| {
                let mut reading = reading;
                reading[n] = known;
                reading
            })
        };
        readings = readings.into_iter().flat_map(fork).collect();
    }
    readings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A level is told exactly when every reading of what is unknown leads to that level.
    #[test]
    fn a_level_is_told_exactly_when_all_readings_agree(
        holds in prop::array::uniform5(prop::sample::select(Truth::ALL.to_vec())),
        levels in prop::array::uniform3(prop::sample::select(vec![Level::County, Level::Province])),
        rank in prop::sample::select(vec![Rank::DivisionDeputy, Rank::BureauDeputy]),
    ) {
        let answers: Vec<_> =
            readings(holds).into_iter().map(|known| ask_world(known, levels, rank).ok()).collect();
        let agreed = answers[0].filter(|level| answers.iter().all(|other| *other == Some(*level)));
        let told = ask_world(holds, levels, rank);
        prop_assert_eq!(told.clone().ok(), agreed, "{:?} {:?} {}", holds, levels, rank);
        if let Err(why) = told {
            prop_assert!(!why.gaps().is_empty());
        }
    }
}
