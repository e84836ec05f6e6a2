//! What was judged by a moment, who is taken as one, and why.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use crate::base::day::Moment;
use crate::base::id::{EntityId, PartyId, RecordId};
use crate::decision::{Chinese, Decision, Reason, RuleName, Sentence};
use crate::model::dossier::Dossier;
use crate::model::identity::IdentityJudgment;
use crate::provenance::{Certainty, Citation};
use crate::terms::identity::IdentityVerdict;

/// One judgment between two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The judgment.
    pub id: RecordId,
    /// One party.
    pub one: PartyId,
    /// The other.
    pub other: PartyId,
    /// What was judged.
    pub verdict: IdentityVerdict,
    /// When it was written down; nobody knew of it before.
    pub recorded_at: Moment,
}

impl Judged {
    /// What a record says.
    #[must_use]
    pub fn of(record: &IdentityJudgment) -> Self {
        Self {
            id: record.id(),
            one: record.one(),
            other: record.other(),
            verdict: record.verdict(),
            recorded_at: record.when().recorded_at(),
        }
    }
}

/// The judgments that count, as known at a moment: of two parties the latest, by when it was
/// written down and then by id.
///
/// A judgment between a party and itself, or between parties of two kinds, says nothing and
/// is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgments {
    latest: BTreeMap<(PartyId, PartyId), Judged>,
    same: BTreeMap<PartyId, BTreeMap<PartyId, RecordId>>,
}

impl Judgments {
    /// What was known at a moment, from judgments in any order.
    #[must_use]
    pub fn known_at(judged: impl IntoIterator<Item = Judged>, at: Moment) -> Self {
        let mut latest: BTreeMap<(PartyId, PartyId), Judged> = BTreeMap::new();
        for judged in judged.into_iter().filter(|judged| judged.recorded_at <= at) {
            let pair = pair(judged.one, judged.other);
            if !are_two(judged.one, judged.other) {
                continue;
            }
            let last = latest.entry(pair).or_insert(judged);
            if (last.recorded_at, last.id) < (judged.recorded_at, judged.id) {
                *last = judged;
            }
        }
        let mut same: BTreeMap<PartyId, BTreeMap<PartyId, RecordId>> = BTreeMap::new();
        let merging = latest.iter().filter(|(_, judged)| judged.verdict == IdentityVerdict::Same);
        for ((one, other), judged) in merging {
            same.entry(*one).or_default().insert(*other, judged.id);
            same.entry(*other).or_default().insert(*one, judged.id);
        }
        Self { latest, same }
    }

    /// The judgments of a dossier as known at a moment.
    #[must_use]
    pub fn gather(dossier: &Dossier, at: Moment) -> Self {
        Self::known_at(dossier.identity_judgments().values().map(Judged::of), at)
    }

    /// The judgments of a dossier as known at a moment that have to do with some parties: about
    /// them, and about whoever such a judgment leads to.
    #[must_use]
    pub fn near(dossier: &Dossier, parties: &[PartyId], at: Moment) -> Self {
        let mut waiting = parties.to_vec();
        let mut seen: BTreeSet<PartyId> = parties.iter().copied().collect();
        let mut found = BTreeMap::new();
        while let Some(party) = waiting.pop() {
            for judgment in dossier.judgments_of(party) {
                found.insert(judgment.id(), Judged::of(judgment));
                let both = [judgment.one(), judgment.other()];
                waiting.extend(both.into_iter().filter(|party| seen.insert(*party)));
            }
        }
        Self::known_at(found.into_values(), at)
    }

    /// The judgment that counts between two parties.
    #[must_use]
    pub fn latest(&self, one: PartyId, other: PartyId) -> Option<Judged> {
        self.latest.get(&pair(one, other)).copied()
    }

    /// The pairs that are judged different or unsure, in order.
    pub(super) fn apart(&self) -> impl Iterator<Item = Judged> {
        let kept = self.latest.values();
        kept.copied().filter(|judged| judged.verdict.keeps_apart())
    }

    /// The parties judged the same as one, with the judgments.
    pub(super) fn neighbors(&self, party: PartyId) -> impl Iterator<Item = (PartyId, RecordId)> {
        self.same.get(&party).into_iter().flatten().map(|(other, id)| (*other, *id))
    }

    /// Everybody who is reached over *same* from a party, with the link over which; the
    /// nearest first, then by id. A pair that is left out is not walked.
    pub(super) fn reached(
        &self,
        from: PartyId,
        without: Option<(PartyId, PartyId)>,
    ) -> BTreeMap<PartyId, Option<Link>> {
        let mut seen: BTreeMap<PartyId, Option<Link>> = BTreeMap::from([(from, None)]);
        let mut waiting = VecDeque::from([from]);
        while let Some(here) = waiting.pop_front() {
            for (next, judgment) in self.neighbors(here) {
                let skip = without == Some(pair(here, next));
                if !skip && !seen.contains_key(&next) {
                    seen.insert(next, Some(Link { from: here, to: next, judgment }));
                    waiting.push_back(next);
                }
            }
        }
        seen
    }
}

/// Two parties in the order of their ids.
pub(super) fn pair(one: PartyId, other: PartyId) -> (PartyId, PartyId) {
    (one.min(other), one.max(other))
}

/// Whether there are two parties, of one kind.
pub(super) fn are_two(one: PartyId, other: PartyId) -> bool {
    one != other && one.any().prefix() == other.any().prefix()
}

/// One judgment of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// One party.
    pub from: PartyId,
    /// The next.
    pub to: PartyId,
    /// The judgment that they are the same.
    pub judgment: RecordId,
}

/// The chain that leads to a party, from whom the walk began; nothing if it was not reached.
pub(super) fn chain_to(
    reached: &BTreeMap<PartyId, Option<Link>>,
    to: PartyId,
) -> Option<Vec<Link>> {
    let mut chain = Vec::new();
    let mut here = to;
    // Each link leads one step nearer to the beginning, so the number of parties is enough.
    for _ in 0..reached.len() {
        match reached.get(&here)? {
            None => break,
            Some(link) => {
                chain.push(*link);
                here = link.from;
            }
        }
    }
    chain.reverse();
    Some(chain)
}

const IDENTITY: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §7, §8.12",
    "same, different or unsure; reversible; unsure never merges",
    Certainty::Reading,
);

pub(super) fn identity(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, IDENTITY)
}

/// Parties that are taken as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The one that stands for all: the smallest id of everybody in the group, whether or
    /// not it was asked about.
    pub representative: PartyId,
    /// Those that were asked about, sorted.
    pub members: Vec<PartyId>,
}

/// For each party of a judgment *same*: the smallest id among those it is joined with.
fn heads(known: &Judgments) -> BTreeMap<PartyId, PartyId> {
    let mut heads = BTreeMap::new();
    for party in known.same.keys() {
        if heads.contains_key(party) {
            continue;
        }
        // The keys come in order, so the first of a group is its smallest.
        heads.extend(known.reached(*party, None).into_keys().map(|joined| (joined, *party)));
    }
    heads
}

/// The groups in which two are judged apart, by their smallest ids.
fn torn(known: &Judgments, heads: &BTreeMap<PartyId, PartyId>) -> BTreeSet<PartyId> {
    let joined = |judged: &Judged| match (heads.get(&judged.one), heads.get(&judged.other)) {
        (Some(one), Some(other)) if one == other => Some(*one),
        _ => None,
    };
    known.apart().filter_map(|judged| joined(&judged)).collect()
}

/// Which of some parties are taken as one. Each stands in exactly one group; the groups are
/// in the order of their first members.
///
/// A group in which two are judged different or unsure is not merged at all.
pub fn groups(known: &Judgments, parties: &BTreeSet<PartyId>) -> Decision<Vec<Group>> {
    let heads = heads(known);
    let torn = torn(known, &heads);
    let mut groups: BTreeMap<PartyId, Vec<PartyId>> = BTreeMap::new();
    let mut withheld = BTreeSet::new();
    for party in parties {
        let head = heads.get(party).copied().unwrap_or(*party);
        let kept_apart = torn.contains(&head);
        if kept_apart {
            withheld.insert(head);
        }
        groups.entry(if kept_apart { *party } else { head }).or_default().push(*party);
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(representative, members)| Group { representative, members })
        .collect();
    groups.sort_by_key(|group| group.members.first().copied());
    let because = crate::sentence!(
        "{parties} entries are taken as {groups} parties",
        "{parties}条登记视为{groups}个主体",
        parties = parties.len(),
        groups = groups.len(),
    );
    let decision = Decision::new(groups, identity(crate::rule_name!("identity/group"), because));
    if withheld.is_empty() {
        return decision;
    }
    let because = crate::sentence!(
        "{withheld} groups are not merged, since two of each are judged apart",
        "有{withheld}组内存在不同一或者存疑的判断，未予合并",
        withheld = withheld.len(),
    );
    decision.and(identity(crate::rule_name!("identity/apart"), because))
}

/// How two parties stand to each other, as people have judged.
///
/// `Display`: `the same, by 2 judgments`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// 同一登记: it is one entry.
    OneEntry,
    /// 同一: by the shortest chain of judgments; of equally short ones that with the
    /// smaller ids.
    Same(Vec<Link>),
    /// 不同一: by this judgment.
    Different(RecordId),
    /// 存疑: by this judgment; they are not taken as one.
    Unsure(RecordId),
    /// 判断矛盾: a chain joins them, and two of those whom it joins are judged apart. They
    /// are not taken as one.
    Contradicted(Vec<Link>),
    /// 未作判断: nothing joins them.
    NotJudged,
}

impl Sameness {
    /// Whether the two are taken as one.
    #[must_use]
    pub const fn is_one(&self) -> bool {
        matches!(self, Self::OneEntry | Self::Same(_))
    }
}

impl fmt::Display for Sameness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneEntry => f.write_str("one entry"),
            Self::Same(chain) => write!(f, "the same, by {} judgments", chain.len()),
            Self::Different(_) => f.write_str("different"),
            Self::Unsure(_) => f.write_str("unsure"),
            Self::Contradicted(chain) => {
                write!(f, "contradicted, though joined by {} judgments", chain.len())
            }
            Self::NotJudged => f.write_str("not judged"),
        }
    }
}

impl Chinese for Sameness {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneEntry => f.write_str("同一登记"),
            Self::Same(chain) => write!(f, "经{}项判断为同一", chain.len()),
            Self::Different(_) => f.write_str("不同一"),
            Self::Unsure(_) => f.write_str("存疑"),
            Self::Contradicted(chain) => write!(f, "虽有{}项判断相连，但判断矛盾", chain.len()),
            Self::NotJudged => f.write_str("未作判断"),
        }
    }
}

/// How two parties stand to each other, and why.
pub fn between(known: &Judgments, one: PartyId, other: PartyId) -> Decision<Sameness> {
    if one == other {
        let because = crate::sentence!("it is one entry", "系同一条登记");
        let rule = crate::rule_name!("identity/two");
        return Decision::new(Sameness::OneEntry, identity(rule, because));
    }
    if let Some(last) = known.latest(one, other).filter(|last| last.verdict.keeps_apart()) {
        let because = crate::sentence!(
            "the latest judgment between the two counts: {judgment}",
            "以二者之间最近一次判断为准：{judgment}",
            judgment = last.id,
        );
        let sameness = match last.verdict {
            IdentityVerdict::Different => Sameness::Different(last.id),
            _ => Sameness::Unsure(last.id),
        };
        return Decision::new(sameness, identity(crate::rule_name!("identity/latest"), because));
    }
    let reached = known.reached(one, None);
    let Some(chain) = chain_to(&reached, other) else {
        let because = crate::sentence!("no chain of judgments joins the two", "无判断将二者相连");
        return Decision::new(
            Sameness::NotJudged,
            identity(crate::rule_name!("identity/chain"), because),
        );
    };
    let joins =
        |judged: &Judged| reached.contains_key(&judged.one) && reached.contains_key(&judged.other);
    if let Some(against) = known.apart().find(joins) {
        let because = crate::sentence!(
            "{one} and {other}, whom the chain joins too, are judged apart in {judgment}",
            "该链同时连接的{one}与{other}经{judgment}判断为不同一或者存疑",
            one = against.one,
            other = against.other,
            judgment = against.id,
        );
        let rule = crate::rule_name!("identity/apart");
        return Decision::new(Sameness::Contradicted(chain), identity(rule, because));
    }
    let links = chain.iter().map(linked);
    let because = crate::sentence!(
        "a chain of {n} judgments joins the two",
        "二者经{n}项判断相连",
        n = chain.len(),
    );
    let first = identity(crate::rule_name!("identity/group"), because);
    let links: Vec<Reason> = links.collect();
    Decision::new(Sameness::Same(chain), first).and_all(links)
}

/// One link of a chain, as a reason.
pub(super) fn linked(link: &Link) -> Reason {
    let because = crate::sentence!(
        "{from} and {to} are judged the same in {judgment}",
        "{from}与{to}经{judgment}判断为同一",
        from = link.from,
        to = link.to,
        judgment = link.judgment,
    );
    identity(crate::rule_name!("identity/chain"), because)
}

/// Two parties that are judged apart, and are joined by a chain nevertheless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The judgment that keeps them apart.
    pub apart: Judged,
    /// The shortest chain that joins them.
    pub chain: Vec<Link>,
}

/// Where what was judged does not fit together, in the order of the pairs: somebody has to
/// put it right.
pub fn contradictions(known: &Judgments) -> Decision<Vec<Contradiction>> {
    let heads = heads(known);
    let joined = |judged: &Judged| match (heads.get(&judged.one), heads.get(&judged.other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    let found = known.apart().filter(joined).filter_map(|apart| {
        let chain = chain_to(&known.reached(apart.one, None), apart.other)?;
        Some(Contradiction { apart, chain })
    });
    let found: Vec<Contradiction> = found.collect();
    let because = crate::sentence!(
        "{found} pairs are judged apart and joined by a chain",
        "有{found}对主体被判断为不同一或者存疑，却经其他判断相连",
        found = found.len(),
    );
    Decision::new(found, identity(crate::rule_name!("identity/apart"), because))
}
