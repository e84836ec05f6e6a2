//! The grounds for recusal of one person from one matter, each with what it rests on.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, ClueId, EntityId, OrganId, PartyId, PersonId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Decision, Missing, Reason, Refusal, Remedy, RuleName, Sentence,
    Undetermined, Word,
};
use crate::model::dossier::Dossier;
use crate::network::closeness::{Outcome, eligible};
use crate::network::frozen::FrozenNetwork;
use crate::network::kinds::KindSet;
use crate::network::reach::{Scratch, Way};
use crate::network::view::{Least, View};
use crate::procedure::condition::{self, find_out, said, supply};
use crate::procedure::fact::{facts, never_asked};
use crate::procedure::recusal::conflict::Unstated;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{Codes, InForce, RulesInForce, keys};
use crate::terms::handling::RecusalGround;
use crate::terms::tie::{Kinship, TieKind};

facts! {
    /// 回避声明: what a person was asked before handling a matter, beside what the dossier
    /// and the network know.
    Declared {
        /// 近亲属.
        near_relative: "whether the person is a near relative of a party", "是否系监察对象的近亲属";
        /// 证人.
        witness: "whether the person was a witness in the case", "是否担任过本案的证人";
        /// 利害关系.
        interest: "whether the person or a near relative has an interest in the matter", "本人或者其近亲属与办理的事项是否有利害关系";
        /// 其他情形.
        other_fairness: "whether other circumstances may affect fairness", "是否有可能影响公正处理的其他情形";
        /// 原办案人员.
        original_handler: "whether an appeal is against what the person handled", "是否系申诉、复审事项的原办案人员";
    }
}

impl Declared {
    /// Everything answered with *no*.
    #[must_use]
    pub const fn none() -> Self {
        const NO: Fact<bool> = Fact::Known(false);
        Self {
            near_relative: NO,
            witness: NO,
            interest: NO,
            other_fairness: NO,
            original_handler: NO,
        }
    }
}

/// What a person is to be recused from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A clue.
    Clue(ClueId),
    /// A case.
    Case(CaseId),
}

/// Those whom a matter is about, sorted; nothing if it is not in the dossier. The gang of a
/// case is one of them.
#[must_use]
pub fn parties(dossier: &Dossier, matter: Matter) -> Option<Vec<PartyId>> {
    let mut parties = match matter {
        Matter::Clue(id) => dossier.clue(id)?.subjects().to_vec(),
        Matter::Case(id) => {
            let case = dossier.case(id)?;
            let gang = case.gang().map(PartyId::Gang);
            case.subjects().iter().copied().chain(gang).collect()
        }
    };
    parties.sort_unstable();
    parties.dedup();
    Some(parties)
}

/// What recusal looks at: one person and one matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecusalFacts {
    /// The person.
    pub person: PersonId,
    /// Whether the person is one of the parties.
    pub party: Fact<bool>,
    /// The parties that are declared kin, and what each is to the person.
    pub kin: Vec<(PersonId, Kinship)>,
    /// The party organs in which the person holds a post, or may hold one.
    pub belongs: Vec<OrganId>,
    /// What the person was asked.
    pub declared: Declared,
    /// How near the network puts the person to the parties.
    pub network: Fact<Outcome>,
    /// Whether the person has disclosed a tie that the network only suspects, and who
    /// decides on recusal lets the person go on.
    pub disclosed: Fact<bool>,
    /// Whether there is a ground that may not be stated.
    pub unstated: Unstated,
}

impl RecusalFacts {
    /// The facts of a person and a matter of the dossier on a day; nothing if the matter is
    /// not there.
    ///
    /// Whether the person is a party is not known while no party is. `network` is what
    /// [`nearness`] gives. Nothing is disclosed, and no ground stays unstated, before
    /// somebody says so.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        matter: Matter,
        person: PersonId,
        declared: Declared,
        network: Fact<Outcome>,
        day: Day,
    ) -> Option<Self> {
        let parties = parties(dossier, matter)?;
        let party = if parties.is_empty() {
            never_asked()
        } else {
            Fact::Known(parties.contains(&PartyId::Person(person)))
        };
        Some(Self {
            person,
            party,
            kin: kin(dossier, person, &parties),
            belongs: belongs(dossier, person, &parties, day),
            declared,
            network,
            disclosed: never_asked(),
            unstated: Unstated::default(),
        })
    }
}

/// The parties that are declared kin of a person, in either of the two entries.
fn kin(dossier: &Dossier, person: PersonId, parties: &[PartyId]) -> Vec<(PersonId, Kinship)> {
    let declared = |of: PersonId, other: PersonId| {
        let kin = dossier.person(of).map(|noun| noun.kin()).unwrap_or_default();
        let to = kin.iter().filter(move |kin| kin.person() == other);
        to.map(|kin| kin.kinship()).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for party in parties {
        let PartyId::Person(party) = *party else { continue };
        found.extend(declared(person, party).into_iter().map(|kinship| (party, kinship)));
        let from_there = declared(party, person).into_iter().map(Kinship::inverse);
        found.extend(from_there.map(|kinship| (party, kinship)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn belongs(dossier: &Dossier, person: PersonId, parties: &[PartyId], day: Day) -> Vec<OrganId> {
    let held = dossier.tenures_of(person).filter(|tenure| !tenure.held_on(day).is_no());
    let organs = held.filter_map(|tenure| dossier.post(tenure.post()).map(|post| post.organ()));
    let mut organs: Vec<OrganId> =
        organs.filter(|organ| parties.contains(&PartyId::Organ(*organ))).collect();
    organs.sort_unstable();
    organs.dedup();
    organs
}

/// How far, and over which kinds of ties, the network is searched.
pub(super) struct Search<'a> {
    hops: InForce<'a, u32>,
    kinds: InForce<'a, &'a Codes>,
}

impl<'a> Search<'a> {
    /// Nothing where no pack says both.
    pub(super) fn of(rules: RulesInForce<'a>) -> Option<Self> {
        let hops = rules.get(keys::recusal::CLOSENESS_HOPS).ok()?;
        Some(Self { hops, kinds: rules.get(keys::recusal::CLOSENESS_KINDS).ok()? })
    }

    /// The ties that count, of every standing, as known at a moment; also those that have
    /// ended.
    pub(super) fn view(&self, network: &FrozenNetwork, known_at: Moment) -> View {
        let kinds = self.kinds.value().words::<TieKind>().unwrap_or_default();
        let kinds = KindSet::of(kinds.iter().filter_map(|kind| network.kinds().find(kind)));
        View::new().kinds(kinds).known_at(known_at).at_least(Least::Alleged)
    }
}

/// How near the network puts some persons to the parties of a matter, as known at a moment.
///
/// Ties that have ended count, and ties of every standing: a tie that is less than
/// supported excludes nobody, and asks for a disclosure. The way over it is for whoever
/// decides on recusal, and never for the person: it may rest on a report.
///
/// Not known for a person whom the network does not hold; and, unless the person is
/// excluded already, while it does not hold one of the parties, or no rule says how far to
/// search.
#[must_use]
pub fn nearness(
    network: &FrozenNetwork,
    persons: &[PersonId],
    parties: &[PartyId],
    known_at: Moment,
    rules: RulesInForce<'_>,
    scratch: &mut Scratch,
) -> BTreeMap<PersonId, Fact<Outcome>> {
    const UNKNOWN: Fact<Outcome> = Fact::NotKnown(NotKnown::NeverAsked);
    let Some(search) = Search::of(rules) else {
        return persons.iter().map(|person| (*person, UNKNOWN)).collect();
    };
    let seen = network.seen(search.view(network, known_at));
    let held: Vec<PartyId> =
        parties.iter().copied().filter(|party| seen.slot(*party).is_ok()).collect();
    let whole = !held.is_empty() && held.len() == parties.len();
    let mut one = |person: PersonId| {
        let order = eligible(&seen, &[person], &held, search.hops.value(), scratch);
        let outcome = order.ok().and_then(|order| order.candidates.into_iter().next());
        match outcome.map(|candidate| candidate.outcome) {
            Some(excluded @ Outcome::Excluded(_)) => Fact::Known(excluded),
            Some(other) if whole => Fact::Known(other),
            _ => UNKNOWN,
        }
    };
    persons.iter().map(|person| (*person, one(*person))).collect()
}

/// 回避事由: a ground, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The person is one of the parties.
    OwnMatter,
    /// A party is declared kin; what the party is to the person.
    Kin {
        /// The party.
        party: PersonId,
        /// What the party is to the person.
        kinship: Kinship,
    },
    /// The person holds a post, or may hold one, in an organ that is a party.
    Belongs {
        /// The organ.
        organ: OrganId,
    },
    /// Said when asked.
    Declared(RecusalGround),
    /// The appeal is against what the person handled.
    OriginalHandler,
    /// A way of ties that are all at least supported.
    Near(Way),
    /// It may not be stated.
    Unstated,
}

impl Ground {
    /// Which of the grounds of the law it is; nothing for one that may not be stated, and
    /// for the original handler of an appeal, who has a rule of its own.
    #[must_use]
    pub const fn kind(&self) -> Option<RecusalGround> {
        match self {
            Self::OwnMatter | Self::Belongs { .. } => Some(RecusalGround::Interest),
            Self::Kin { kinship, .. } => Some(kind_of(*kinship)),
            Self::Declared(ground) => Some(*ground),
            Self::Near(_) => Some(RecusalGround::OtherFairness),
            Self::OriginalHandler | Self::Unstated => None,
        }
    }
}

/// Near relatives are those of criminal procedure. The wider circle of the civil servants
/// has an interest; any other kin may affect fairness.
const fn kind_of(kinship: Kinship) -> RecusalGround {
    if kinship.is_near() {
        return RecusalGround::NearRelative;
    }
    match kinship {
        Kinship::OtherKin => RecusalGround::OtherFairness,
        _ => RecusalGround::Interest,
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnMatter => f.write_str("is a party"),
            Self::Kin { party, kinship } => write!(f, "{party} is declared kin: {kinship}"),
            Self::Belongs { organ } => write!(f, "holds a post in {organ}, which is a party"),
            Self::Declared(ground) => write!(f, "declared: {ground}"),
            Self::OriginalHandler => f.write_str("handled what the appeal is against"),
            Self::Near(way) => write!(f, "{way}"),
            Self::Unstated => f.write_str("a ground that may not be stated"),
        }
    }
}

impl Chinese for Ground {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnMatter => f.write_str("系当事人"),
            Self::Kin { party, kinship } => {
                write!(f, "当事人{party}系其亲属（{}）", kinship.term())
            }
            Self::Belongs { organ } => write!(f, "在当事单位{organ}任职"),
            Self::Declared(ground) => write!(f, "声明：{}", ground.term()),
            Self::OriginalHandler => f.write_str("系原办案人员"),
            Self::Near(way) => {
                write!(f, "与{}之间有{}步已查实的关系", way.party, way.ties.len())
            }
            Self::Unstated => f.write_str("依规不予说明的事由"),
        }
    }
}

/// 是否回避: what follows for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 无须回避: nothing stands in the way.
    Free,
    /// 先行说明: a tie has to be disclosed first.
    Discloses,
    /// 应当回避: the person takes no part.
    Recused,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Free => "free",
            Self::Discloses => "discloses first",
            Self::Recused => "recused",
        })
    }
}

impl Chinese for Verdict {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Free => "无须回避",
            Self::Discloses => "先行说明情况",
            Self::Recused => "应当回避",
        })
    }
}

/// What was found for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    /// The person.
    pub person: PersonId,
    /// The grounds. One that may not be stated stands here only where there is no other.
    pub grounds: Vec<Ground>,
    /// The way that has to be disclosed, if there is one and nobody has let the person go on.
    pub discloses: Option<Way>,
    /// What is not known and may still add a ground.
    pub open: Vec<Missing>,
}

/// The person and what follows, then a line for each ground.
impl fmt::Display for Recusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.person, self.verdict())?;
        self.grounds.iter().try_for_each(|ground| write!(f, "\n{ground}"))
    }
}

impl Chinese for Recusal {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.person, self.verdict().chinese())?;
        self.grounds.iter().try_for_each(|ground| write!(f, "\n{}", ground.chinese()))
    }
}

impl Recusal {
    /// What follows. Learning more never takes back an answer that is known.
    pub fn verdict(&self) -> Answer<Verdict> {
        if !self.grounds.is_empty() {
            return Answer::Known(Verdict::Recused);
        }
        let mut open = self.open.iter().cloned();
        match open.next() {
            Some(first) => {
                Answer::Undetermined(open.fold(Undetermined::new(first), Undetermined::and))
            }
            None if self.discloses.is_some() => Answer::Known(Verdict::Discloses),
            None => Answer::Known(Verdict::Free),
        }
    }

    /// Whether the person is recused, as a fact of another procedure, such as a signature.
    /// Not known while a disclosure is owed.
    #[must_use]
    pub fn recused(&self) -> Fact<bool> {
        match self.verdict() {
            Answer::Known(Verdict::Recused) => Fact::Known(true),
            Answer::Known(Verdict::Free) => Fact::Known(false),
            Answer::Known(Verdict::Discloses) => Fact::NotKnown(NotKnown::AwaitingAnswer),
            Answer::Undetermined(_) => never_asked(),
        }
    }
}

pub(super) const OPEN_LIST: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "art. 58; law 1.7",
    "应当自行回避",
    Certainty::Reading,
);

const CIVIL_SERVANTS: Citation = Citation::literal(
    "公务员法 Civil Servants Law 2018",
    Some(crate::day!(2018, 12, 29)),
    "arts. 74, 76",
    "kin beyond near relatives",
    Certainty::Reading,
);

/// What one check has come to.
enum CameTo {
    Nothing,
    Ground(Ground),
    Discloses(Way),
    Open(&'static str, Sentence, NotKnown),
}

/// One check with its reason.
struct Check {
    came_to: CameTo,
    reason: Reason,
}

/// Goes through everything that may recuse a person.
struct Table<'a> {
    facts: &'a RecusalFacts,
    rules: RulesInForce<'a>,
    checks: Vec<Check>,
}

impl<'a> Table<'a> {
    fn of(facts: &'a RecusalFacts, rules: RulesInForce<'a>) -> Vec<Check> {
        let mut table = Self { facts, rules, checks: Vec::new() };
        table.own_matter();
        RecusalGround::ALL.into_iter().for_each(|ground| table.listed(ground));
        table.original_handler();
        table.network();
        table.unstated();
        table.checks
    }

    fn note(&mut self, came_to: CameTo, reason: Reason) {
        self.checks.push(Check { came_to, reason });
    }

    /// A reason under the list of grounds; where no pack lists any, under the law.
    fn by_list(&self, rule: RuleName, because: Sentence) -> Reason {
        said(rule, because, keys::recusal::GROUNDS, self.rules, &OPEN_LIST)
    }

    fn own_matter(&mut self) {
        let rule = crate::rule_name!("recusal/own-matter");
        let person = self.facts.person;
        let (came_to, because) = match self.facts.party {
            Fact::Known(true) => (
                CameTo::Ground(Ground::OwnMatter),
                crate::sentence!("{person} is a party", "{person}系当事人", person = person),
            ),
            Fact::Known(false) => (
                CameTo::Nothing,
                crate::sentence!("{person} is no party", "{person}并非当事人", person = person),
            ),
            Fact::NotKnown(why) => (
                CameTo::Open(
                    "party",
                    crate::sentence!("whether the person is a party", "是否系当事人"),
                    why,
                ),
                crate::sentence!("nobody knows yet whom the matter is about", "当事人尚不明确"),
            ),
        };
        let reason = self.by_list(rule, because);
        self.note(came_to, reason);
    }

    /// One of the grounds that the law lists: what the dossier shows, and what was asked.
    fn listed(&mut self, ground: RecusalGround) {
        let list = self.rules.get(keys::recusal::GROUNDS);
        if list.is_ok_and(|list| !list.value().contains(ground.code())) {
            return;
        }
        self.kin(ground);
        if ground == RecusalGround::Interest {
            self.belongs();
        }
        let declared = &self.facts.declared;
        let asked = declared.questions().into_iter().find(|q| q.code() == ground.code());
        let Some(question) = asked else { return };
        let rule = crate::rule_name!("recusal/ground");
        let word = Word::of(&ground);
        let (came_to, because) = match question.answer() {
            Fact::Known(true) => (
                CameTo::Ground(Ground::Declared(ground)),
                crate::sentence!(
                    "a ground was declared: {ground}",
                    "存在回避事由：{ground}",
                    ground = word
                ),
            ),
            Fact::NotKnown(why) => (
                CameTo::Open(question.code(), question.what().clone(), why),
                crate::sentence!("not known: {ground}", "尚不明确：{ground}", ground = word),
            ),
            // What the dossier shows stands, whatever the person says.
            Fact::Known(false) => (
                CameTo::Nothing,
                crate::sentence!(
                    "no such ground: {ground}",
                    "无此回避事由：{ground}",
                    ground = word
                ),
            ),
        };
        let reason = self.by_list(rule, because);
        self.note(came_to, reason);
    }

    fn kin(&mut self, ground: RecusalGround) {
        let person = self.facts.person;
        for (party, kinship) in &self.facts.kin {
            if kind_of(*kinship) != ground {
                continue;
            }
            let because = crate::sentence!(
                "{party}, a party, is declared kin of {person}: {kinship}",
                "当事人{party}系{person}的亲属：{kinship}",
                party = *party,
                person = person,
                kinship = Word::of(kinship),
            );
            let reason = self.by_list(crate::rule_name!("recusal/kin"), because);
            let wider = (!kinship.is_near()).then_some(CIVIL_SERVANTS);
            let reason = wider.into_iter().fold(reason, Reason::citing);
            let found = Ground::Kin { party: *party, kinship: *kinship };
            self.note(CameTo::Ground(found), reason);
        }
    }

    fn belongs(&mut self) {
        for organ in &self.facts.belongs {
            let because = crate::sentence!(
                "{person} holds or may hold a post in {organ}, which is a party",
                "{person}在当事单位{organ}任职或者可能任职",
                person = self.facts.person,
                organ = *organ,
            );
            let reason = self.by_list(crate::rule_name!("recusal/own-organ"), because);
            self.note(CameTo::Ground(Ground::Belongs { organ: *organ }), reason);
        }
    }

    fn original_handler(&mut self) {
        let Ok(out) = self.rules.get(keys::remedy::ORIGINAL_HANDLERS_OUT) else { return };
        if !out.value() {
            return;
        }
        let (came_to, because) = match self.facts.declared.original_handler {
            Fact::Known(true) => (
                CameTo::Ground(Ground::OriginalHandler),
                crate::sentence!("the person handled what the appeal is against", "系原办案人员"),
            ),
            Fact::Known(false) => (
                CameTo::Nothing,
                crate::sentence!("the person is no original handler", "并非原办案人员"),
            ),
            Fact::NotKnown(why) => (
                CameTo::Open(
                    "original_handler",
                    crate::sentence!(
                        "whether an appeal is against what the person handled",
                        "是否系申诉、复审事项的原办案人员"
                    ),
                    why,
                ),
                crate::sentence!(
                    "whether the person is an original handler is not known",
                    "是否系原办案人员尚不明确"
                ),
            ),
        };
        let reason = Reason::new(
            crate::rule_name!("recusal/original-handler"),
            because,
            out.citation().clone(),
        );
        self.note(came_to, reason);
    }

    fn network(&mut self) {
        let Some(search) = Search::of(self.rules) else { return };
        let (rule, came_to, because) = match &self.facts.network {
            // Told already, as a matter of one's own.
            Fact::Known(Outcome::Excluded(way))
                if way.ties.is_empty() && self.facts.party == Fact::Known(true) =>
            {
                return;
            }
            Fact::Known(Outcome::Excluded(way)) => (
                crate::rule_name!("recusal/network"),
                CameTo::Ground(Ground::Near(way.clone())),
                apart(self.facts.person, way),
            ),
            Fact::Known(Outcome::Discloses(way)) => self.disclosure(way),
            Fact::Known(Outcome::Free) => (
                crate::rule_name!("recusal/network"),
                CameTo::Nothing,
                crate::sentence!(
                    "no party stands within {hops} ties",
                    "{hops}步以内无当事人",
                    hops = search.hops.value(),
                ),
            ),
            Fact::NotKnown(why) => (
                crate::rule_name!("recusal/network"),
                CameTo::Open(
                    "network",
                    crate::sentence!(
                        "how near the network puts the person to the parties",
                        "关系网络中与当事人的远近"
                    ),
                    *why,
                ),
                crate::sentence!("the network was not searched", "尚未核查关系网络"),
            ),
        };
        let reason = Reason::new(rule, because, search.hops.citation().clone());
        self.note(came_to, reason.citing(search.kinds.citation().clone()));
    }

    fn disclosure(&self, way: &Way) -> (RuleName, CameTo, Sentence) {
        let rule = crate::rule_name!("recusal/disclosure");
        if self.facts.disclosed == Fact::Known(true) {
            let because = crate::sentence!(
                "a suspected tie was disclosed, and the person may go on",
                "已说明有关情况，可以继续参与",
            );
            return (rule, CameTo::Nothing, because);
        }
        let because = crate::sentence!(
            "a way of {ties} ties leads to {party}, not all of them supported: it is disclosed first",
            "与{party}之间有{ties}步的关系线索，尚未查实，应当先行说明情况",
            ties = way.ties.len(),
            party = way.party.any(),
        );
        (rule, CameTo::Discloses(way.clone()), because)
    }

    /// Named only where nothing else recuses: no more is told than has to be.
    fn unstated(&mut self) {
        let other = self.checks.iter().any(|check| matches!(check.came_to, CameTo::Ground(_)));
        if other || !self.facts.unstated.recuses() {
            return;
        }
        let because = crate::sentence!(
            "there is a ground that may not be stated",
            "存在依规不予说明的回避事由"
        );
        let reason = self.by_list(crate::rule_name!("recusal/unstated"), because);
        self.note(CameTo::Ground(Ground::Unstated), reason);
    }
}

fn apart(person: PersonId, way: &Way) -> Sentence {
    crate::sentence!(
        "{person} stands {ties} ties from {party}, all of them at least supported",
        "{person}与{party}之间有{ties}步已查实的关系",
        person = person,
        ties = way.ties.len(),
        party = way.party.any(),
    )
}

/// 回避事由: everything that recuses a person, and what is not known of it.
///
/// The reasons are those of the grounds; without any, those of what is open, of a
/// disclosure that is owed, or of every check that found nothing.
pub fn grounds(facts: &RecusalFacts, rules: RulesInForce<'_>) -> Decision<Recusal> {
    let mut found =
        Recusal { person: facts.person, grounds: Vec::new(), discloses: None, open: Vec::new() };
    let mut reasons: [Vec<Reason>; 4] = Default::default();
    let [of_grounds, of_open, of_disclosures, of_nothing] = &mut reasons;
    for Check { came_to, reason } in Table::of(facts, rules) {
        match came_to {
            CameTo::Ground(ground) => {
                found.grounds.push(ground);
                of_grounds.push(reason);
            }
            CameTo::Open(code, what, why) => {
                found.open.push(Missing::new(Code::literal(code), what, why));
                of_open.push(reason);
            }
            CameTo::Discloses(way) => {
                found.discloses = Some(way);
                of_disclosures.push(reason);
            }
            CameTo::Nothing => of_nothing.push(reason),
        }
    }
    let mut told =
        reasons.into_iter().find(|list| !list.is_empty()).unwrap_or_default().into_iter();
    let silence = crate::sentence!("nothing stands in the way", "无须回避");
    let first = told.next().unwrap_or_else(|| {
        Reason::new(crate::rule_name!("recusal/own-matter"), silence, OPEN_LIST)
    });
    Decision::new(found, first).and_all(told)
}

/// In which way somebody takes part in a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 办理: handles it.
    Handle,
    /// 签字: signs in it.
    Sign,
    /// 查阅: sees its file.
    See,
}

impl Part {
    /// All ways, in order.
    pub const ALL: [Self; 3] = [Self::Handle, Self::Sign, Self::See];

    fn step(self) -> Sentence {
        match self {
            Self::Handle => crate::sentence!("handle the matter", "办理该事项"),
            Self::Sign => crate::sentence!("sign in the matter", "在该事项上签字"),
            Self::See => crate::sentence!("see the file of the matter", "查阅该事项的案卷材料"),
        }
    }
}

/// Whether a person may handle, sign or see a matter. One rule holds for all three.
///
/// # Errors
///
/// A [`Refusal`] with every ground, every fact that is not known, and a disclosure that is
/// owed. A ground is not cured: somebody else takes the person's place.
pub fn may_take_part(
    part: Part,
    facts: &RecusalFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let office = || Word::of(&crate::terms::office::Department::Handling);
    let condition = |Check { came_to, reason }: Check| match came_to {
        CameTo::Nothing => Condition::met(reason),
        CameTo::Ground(_) => {
            let why =
                crate::sentence!("somebody else takes the person's place", "应当另行指定人员");
            Condition::forbidden(reason, Remedy::none(why))
        }
        CameTo::Discloses(_) => {
            let how = crate::sentence!(
                "let the person disclose all relations to the parties, and let whoever decides on recusal say that they do not matter",
                "由本人说明与当事人的关系，并由有权决定回避的机关、人员认可",
            );
            Condition::unmet(reason, supply("disclosed", how, office()))
        }
        CameTo::Open(code, _, why) => Condition::unknown(reason, why, find_out(code, office())),
    };
    let conditions = Table::of(facts, rules).into_iter().map(condition).collect();
    let silence = crate::sentence!("nothing stands in the way", "无须回避");
    let otherwise = Reason::new(crate::rule_name!("recusal/own-matter"), silence, OPEN_LIST);
    condition::decide(conditions, part.step(), (), otherwise)
}
