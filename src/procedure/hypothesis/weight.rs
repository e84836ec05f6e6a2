//! For and against: claims weighed by origin, and what hangs on one of them.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::day::Moment;
use crate::base::id::{ClaimId, UmbrellaId};
use crate::base::period::Period;
use crate::base::text::Code;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason};
use crate::model::dossier::Dossier;
use crate::model::umbrella::{Subject, Umbrella};
use crate::procedure::holders::known;
use crate::provenance::{Certainty, Citation, Fact, Grade, NotKnown, Stance};

/// What one claim says of a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The claim.
    pub claim: ClaimId,
    /// Its origin; two claims of one origin count once.
    pub origin: Code,
    /// Whether it speaks for the hypothesis or against it.
    pub stance: Stance,
    /// How reliable and how credible; told, and never counted.
    pub grade: Grade,
    /// Whether it speaks of a time that lies within the tenure.
    pub bears: Fact<bool>,
}

/// What speaks for and against one hypothesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeighFacts {
    /// The hypothesis.
    pub umbrella: UmbrellaId,
    /// The claims, in any order.
    pub said: Vec<Said>,
}

impl WeighFacts {
    /// The claims of a hypothesis of the dossier that had been seen by a moment; nothing if
    /// it is not there.
    ///
    /// `about` says of which time each claim speaks; of one that is left out nobody has
    /// said it. The side is that on which the hypothesis lists the claim. An organ has no
    /// tenure: whatever is said of it bears.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        umbrella: UmbrellaId,
        about: &BTreeMap<ClaimId, Period>,
        at: Moment,
    ) -> Option<Self> {
        let noun = dossier.umbrella(umbrella)?;
        let tenure = tenure_of(dossier, noun);
        let sides = [(Stance::For, noun.claims_for()), (Stance::Against, noun.claims_against())];
        let one = |stance: Stance, id: &ClaimId| {
            let claim = dossier.claim(*id).filter(|claim| claim.first_seen() <= at)?;
            let bears = match tenure {
                None => Fact::Known(true),
                Some(tenure) => {
                    about.get(id).map_or(Fact::NotKnown(NotKnown::NeverAsked), |when| {
                        known(when.overlaps(&tenure))
                    })
                }
            };
            let origin = claim.source().origin().clone();
            Some(Said { claim: *id, origin, stance, grade: claim.grade(), bears })
        };
        let said = sides.iter().flat_map(|(stance, ids)| ids.iter().map(move |id| (*stance, id)));
        let mut said: Vec<Said> = said.filter_map(|(stance, id)| one(stance, id)).collect();
        said.sort_by_key(|said| said.claim);
        Some(Self { umbrella, said })
    }
}

/// The days of the tenure to which a hypothesis attaches; none for an organ. A tenure that
/// the dossier does not hold is one of which nothing is known.
pub(super) fn tenure_of(dossier: &Dossier, umbrella: &Umbrella) -> Option<Period> {
    match umbrella.subject() {
        Subject::Tenure { tenure, .. } => {
            Some(dossier.tenure(*tenure).map_or(Period::UNKNOWN, |tenure| tenure.period()))
        }
        Subject::Organ { .. } => None,
    }
}

/// A number that hangs on what is not known: at least so many, at most so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

impl Range {
    fn add(self, (sure, possible): (bool, bool)) -> Self {
        Self {
            least: self.least.saturating_add(usize::from(sure)),
            most: self.most.saturating_add(usize::from(possible)),
        }
    }

    fn less(self, (sure, possible): (bool, bool)) -> Self {
        Self {
            least: self.least.saturating_sub(usize::from(sure)),
            most: self.most.saturating_sub(usize::from(possible)),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.least == self.most {
            return write!(f, "{}", self.least);
        }
        write!(f, "{} to {}", self.least, self.most)
    }
}

/// What one origin says, side by side. Claims that do not bear are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrigin {
    /// Its claims for the hypothesis, sorted.
    pub for_it: Vec<ClaimId>,
    /// Its claims against it, sorted.
    pub against: Vec<ClaimId>,
}

/// What speaks for and against a hypothesis.
///
/// `Display`: `2 to 3 for, 1 against, 0 both`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// Origins that speak only for it.
    pub supporting: Range,
    /// Origins that speak only against it.
    pub opposing: Range,
    /// Origins that have said both, and count on neither side.
    pub torn: Range,
    /// What each origin says, in the order of its first claim. Which origin it is, is not
    /// told: of a report it is a hand.
    pub origins: Vec<OneOrigin>,
    /// Claims that speak of another time, and do not bear on it; sorted.
    pub outside: Vec<ClaimId>,
    /// Claims of which nobody has said what time they speak of; sorted.
    pub time_not_known: Vec<ClaimId>,
}

impl fmt::Display for Weighing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for, {} against, {} both", self.supporting, self.opposing, self.torn)
    }
}

/// How many claims of one origin stand where.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Claims for it that bear, and that may bear.
    for_it: [usize; 2],
    /// The same against it.
    against: [usize; 2],
}

impl Tally {
    fn side(&mut self, stance: Stance) -> &mut [usize; 2] {
        match stance {
            Stance::For => &mut self.for_it,
            Stance::Against => &mut self.against,
        }
    }

    fn count(&mut self, said: &Said, change: fn(usize, usize) -> usize) {
        let [sure, open] = self.side(said.stance);
        match said.bears {
            Fact::Known(true) => *sure = change(*sure, 1),
            Fact::NotKnown(_) => *open = change(*open, 1),
            Fact::Known(false) => {}
        }
    }

    /// Whether one side surely has a claim, and whether it may have one.
    const fn has([sure, open]: [usize; 2]) -> (bool, bool) {
        (sure > 0, sure > 0 || open > 0)
    }

    /// Whether it surely speaks on the first side only, and whether it may.
    const fn only(own: (bool, bool), other: (bool, bool)) -> (bool, bool) {
        (own.0 && !other.1, own.1 && !other.0)
    }

    const fn supports(&self) -> (bool, bool) {
        Self::only(Self::has(self.for_it), Self::has(self.against))
    }

    const fn opposes(&self) -> (bool, bool) {
        Self::only(Self::has(self.against), Self::has(self.for_it))
    }

    const fn is_torn(&self) -> (bool, bool) {
        let (own, other) = (Self::has(self.for_it), Self::has(self.against));
        (own.0 && other.0, own.1 && other.1)
    }
}

/// The tally of each origin, each claim counted once.
fn tallies(said: &[Said]) -> BTreeMap<&Code, Tally> {
    let mut origins: BTreeMap<&Code, Tally> = BTreeMap::new();
    for said in once_each(said) {
        origins.entry(&said.origin).or_default().count(said, usize::saturating_add);
    }
    origins
}

/// The claims in the order of their ids; one that is handed in twice stands once.
fn once_each(said: &[Said]) -> Vec<&Said> {
    let by_id: BTreeMap<ClaimId, &Said> =
        said.iter().rev().map(|said| (said.claim, said)).collect();
    by_id.into_values().collect()
}

const CLAIMS: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §4",
    "contradicting claims stand side by side; two reports from one origin count once",
    Certainty::Reading,
);

pub(super) const TENURE: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G03, G04",
    "原副检察长、原党委书记: an umbrella attaches to a tenure",
    Certainty::Reading,
);

/// The independent origins that speak for a hypothesis.
pub(super) fn supporting(facts: &WeighFacts) -> Range {
    let tallies = tallies(&facts.said);
    tallies.values().fold(Range::default(), |sum, tally| sum.add(tally.supports()))
}

/// What speaks for a hypothesis and what against it, side by side, each origin once.
///
/// A weighing is no step: whatever comes out of it, the standing is what a person decided.
pub fn weigh(facts: &WeighFacts) -> Decision<Weighing> {
    let tallies = tallies(&facts.said);
    let sum = |of: fn(&Tally) -> (bool, bool)| {
        tallies.values().fold(Range::default(), |sum, tally| sum.add(of(tally)))
    };
    let said = once_each(&facts.said);
    let ids = |wanted: &dyn Fn(&Said) -> bool| -> Vec<ClaimId> {
        said.iter().filter(|said| wanted(said)).map(|said| said.claim).collect()
    };
    let weighing = Weighing {
        supporting: sum(Tally::supports),
        opposing: sum(Tally::opposes),
        torn: sum(Tally::is_torn),
        origins: side_by_side(&said),
        outside: ids(&|said| said.bears == Fact::Known(false)),
        time_not_known: ids(&|said| said.bears.not_known().is_some()),
    };
    let because = crate::sentence!(
        "{for_least} to {for_most} origins speak for it, {against_least} to {against_most} \
         against it",
        "支持的独立来源{for_least}至{for_most}个，反对的{against_least}至{against_most}个",
        for_least = weighing.supporting.least,
        for_most = weighing.supporting.most,
        against_least = weighing.opposing.least,
        against_most = weighing.opposing.most,
    );
    let reason = Reason::new(crate::rule_name!("hypothesis/weight"), because, CLAIMS);
    let (outside, open) = (weighing.outside.len(), weighing.time_not_known.len());
    let decision = Decision::new(weighing, reason);
    if outside == 0 && open == 0 {
        return decision;
    }
    let because = crate::sentence!(
        "{outside} claims speak of a time outside the tenure; of {open} nobody has said the time",
        "{outside}条说法所述时间不在任职期间，{open}条未写明所述时间",
        outside = outside,
        open = open,
    );
    decision.and(Reason::new(crate::rule_name!("hypothesis/tenure"), because, TENURE))
}

fn side_by_side(said: &[&Said]) -> Vec<OneOrigin> {
    let mut origins: BTreeMap<&Code, (ClaimId, OneOrigin)> = BTreeMap::new();
    for said in said.iter().filter(|said| said.bears != Fact::Known(false)) {
        let (_, one) = origins.entry(&said.origin).or_insert((said.claim, OneOrigin::default()));
        match said.stance {
            Stance::For => one.for_it.push(said.claim),
            Stance::Against => one.against.push(said.claim),
        }
    }
    let mut origins: Vec<(ClaimId, OneOrigin)> = origins.into_values().collect();
    origins.sort_by_key(|(first, _)| *first);
    origins.into_iter().map(|(_, one)| one).collect()
}

/// On how much a hypothesis stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// 无来源支持: no origin speaks for it.
    Nothing,
    /// 孤证: one origin speaks for it.
    OneOrigin,
    /// 多个来源: several origins speak for it.
    Several,
}

impl Footing {
    const fn of(origins: usize) -> Self {
        match origins {
            0 => Self::Nothing,
            1 => Self::OneOrigin,
            _ => Self::Several,
        }
    }
}

impl fmt::Display for Footing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "stands on nothing",
            Self::OneOrigin => "stands on one origin",
            Self::Several => "stands on several origins",
        })
    }
}

impl Chinese for Footing {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "无来源支持",
            Self::OneOrigin => "仅有孤证",
            Self::Several => "有多个独立来源",
        })
    }
}

/// What would be left of a hypothesis without one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// The claim.
    pub claim: ClaimId,
    /// The side on which it speaks.
    pub stance: Stance,
    /// On what the hypothesis would stand.
    pub stands_on: Answer<Footing>,
}

/// What would be left without each of the claims that bear or may bear, one at a time, in
/// the order of their ids.
///
/// Without a claim *against* it, an origin that has said both may come to speak for it.
pub fn sensitivity(facts: &WeighFacts) -> Decision<Vec<Without>> {
    let tallies = tallies(&facts.said);
    let all = tallies.values().fold(Range::default(), |sum, tally| sum.add(tally.supports()));
    let said = once_each(&facts.said);
    let left = |said: &Said| {
        let mut tally = tallies.get(&said.origin).copied().unwrap_or_default();
        let before = tally.supports();
        tally.count(said, usize::saturating_sub);
        all.less(before).add(tally.supports())
    };
    let bearing = said.into_iter().filter(|said| said.bears != Fact::Known(false));
    let without: Vec<Without> = bearing
        .map(|said| Without {
            claim: said.claim,
            stance: said.stance,
            stands_on: footing(left(said)),
        })
        .collect();
    let count = |footing: Footing| {
        without.iter().filter(|without| without.stands_on == Answer::Known(footing)).count()
    };
    let because = crate::sentence!(
        "it would stand on nothing without one of {nothing} claims, on one origin without one \
         of {one}",
        "缺少其中{nothing}条说法之一即无来源支持，缺少其中{one}条之一即成孤证",
        nothing = count(Footing::Nothing),
        one = count(Footing::OneOrigin),
    );
    Decision::new(without, Reason::new(crate::rule_name!("hypothesis/one-claim"), because, CLAIMS))
}

fn footing(left: Range) -> Answer<Footing> {
    let (least, most) = (Footing::of(left.least), Footing::of(left.most));
    if least == most { Answer::Known(least) } else { Answer::missing(time_missing()) }
}

/// That nobody has said of what time a claim speaks.
fn time_missing() -> Missing {
    let what = crate::sentence!("of what time the claims speak", "各条说法所述的时间");
    Missing::new(const { Code::literal("about") }, what, NotKnown::NeverAsked)
}
