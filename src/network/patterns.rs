//! Typed patterns in time: a payment and then a dropped case, kin on a payroll.
//!
//! A [`PatternDraft`] names roles, the ties between them ([`Step`]), and what has to hold in
//! time ([`Rule`]); checked, it is a [`Pattern`]. Four are here already:
//! [`payment_then_dropped`], [`same_again`], [`kin_on_the_payroll`],
//! [`kin_on_a_members_payroll`], [`tenure_over`].
//!
//! **Arguments**: a network through a view; a pattern; how far to search.
//! **Returns**: every way to fill the roles and steps with shown ties, in the order of the ids
//! of the parties, as the search binds them; each with its ties. One tie is never taken for
//! two steps. Where an unknown day leaves a rule open, the match is kept and says what is
//! missing; where a rule certainly fails there is none. Each rule is judged on its own.
//! **Complexity**: exponential in the number of steps at worst; a step of the search is one
//! tie tried, and [`Limits`] bound the steps and the matches.
//! **Reference**: J. R. Ullmann, Journal of the ACM 23 (1976) (search with early pruning);
//! J. F. Allen, Communications of the ACM 26 (1983) (relations in time).
//!
//! A match is a place to look, never a finding: the same ties come about in honest ways.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::PartyId;
use crate::base::list::Limited;
use crate::base::period::{End, Period, Start};
use crate::base::text::{Code, InvalidText};
use crate::base::truth::Truth;
use crate::network::dot;
use crate::network::frozen::{ArcSlot, End as TieEnd, Offices, Sieve, Slot};
use crate::network::kinds::KindSet;
use crate::network::limit::{CutOff, Limits};
use crate::network::line::TieLine;
use crate::network::protectors::SHELTERING;
use crate::network::seen::Seen;
use crate::network::view::{Direction, Least};
use crate::terms::tie::TieKind;

/// The most roles, and the most steps, of one pattern.
pub const MOST_PARTS: usize = 16;
/// The most rules of one pattern.
pub const MOST_RULES: usize = 32;

/// Who can fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Any party.
    Anyone,
    /// A person.
    Person,
    /// A party known to have held an office.
    Official,
    /// An official or an organ.
    Office,
    /// An organ.
    Organ,
    /// A gang.
    Gang,
    /// An enterprise.
    Enterprise,
    /// A case.
    Case,
    /// This party.
    Party(PartyId),
}

/// A place in a pattern that a party fills. Two roles may be filled by one party, unless a
/// step joins them or a rule says that they [differ](Rule::Differ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// What the role is called in the pattern.
    pub name: Code,
    /// Who can fill it.
    pub who: Who,
}

/// A tie, or several, between two roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What the step is called in the pattern.
    pub name: Code,
    /// One role.
    pub from: Code,
    /// The other.
    pub to: Code,
    /// One of these kinds; none is refused.
    #[serde(deserialize_with = "Limited::<TieKind, 64>::read")]
    pub kinds: Vec<TieKind>,
    /// Along: the tie runs from the first role to the second.
    pub direction: Direction,
    /// How far each tie has come at least; the view may ask for more.
    pub least: Least,
    /// How many such ties there have to be between the same two parties, 1 or more.
    pub times: u32,
}

/// What has to hold between steps or roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// The first begins on an earlier day than the second.
    Before {
        /// The first step.
        first: Code,
        /// The second.
        then: Code,
    },
    /// The second begins on the day on which the first begins, or at most so many days later.
    Within {
        /// The first step.
        first: Code,
        /// The second.
        then: Code,
        /// The most days from the one to the other; 0 is the same day.
        days: u32,
    },
    /// The two share a day.
    Overlaps {
        /// One step.
        one: Code,
        /// The other.
        other: Code,
    },
    /// Every day of the second belongs to the first.
    Covers {
        /// The longer.
        whole: Code,
        /// The shorter.
        part: Code,
    },
    /// Every day of a given period belongs to the step.
    CoversPeriod {
        /// The step.
        step: Code,
        /// The period; its ends are known.
        period: Period,
    },
    /// Two roles are filled by two parties.
    Differ {
        /// One role.
        one: Code,
        /// The other.
        other: Code,
    },
}

/// A pattern before it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternDraft {
    /// What the pattern is called.
    pub name: Code,
    /// Its roles.
    #[serde(deserialize_with = "Limited::<Role, MOST_PARTS>::read")]
    pub roles: Vec<Role>,
    /// The ties between them.
    #[serde(deserialize_with = "Limited::<Step, MOST_PARTS>::read")]
    pub steps: Vec<Step>,
    /// What has to hold.
    #[serde(default, deserialize_with = "Limited::<Rule, MOST_RULES>::read")]
    pub rules: Vec<Rule>,
}

impl PatternDraft {
    /// A pattern without parts.
    #[must_use]
    pub const fn new(name: Code) -> Self {
        Self { name, roles: Vec::new(), steps: Vec::new(), rules: Vec::new() }
    }

    /// Adds a role.
    #[must_use]
    pub fn role(mut self, name: Code, who: Who) -> Self {
        self.roles.push(Role { name, who });
        self
    }

    /// Adds a step.
    #[must_use]
    pub fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Adds a rule.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Checks the pattern.
    ///
    /// # Errors
    ///
    /// [`InvalidPattern`] with everything that is wrong.
    ///
    /// # Examples
    ///
    /// ```
    /// use unbrella::base::text::Code;
    /// use unbrella::network::patterns::{PatternDraft, Step, Who};
    /// use unbrella::network::view::{Direction, Least};
    /// use unbrella::terms::tie::TieKind;
    ///
    /// let code = |text| Code::parse(text);
    /// let bribed = Step {
    ///     name: code("bribes")?,
    ///     from: code("gang")?,
    ///     to: code("official")?,
    ///     kinds: vec![TieKind::Bribes],
    ///     direction: Direction::Along,
    ///     least: Least::Alleged,
    ///     times: 2,
    /// };
    /// let pattern = PatternDraft::new(code("bribed_twice")?)
    ///     .role(code("gang")?, Who::Gang)
    ///     .role(code("official")?, Who::Official)
    ///     .step(bribed)
    ///     .check()?;
    /// assert_eq!(pattern.draft().steps.len(), 1);
    /// assert!(PatternDraft::new(code("empty")?).check().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(self) -> Result<Pattern, InvalidPattern> {
        Pattern::try_from(self)
    }
}

/// A pattern that makes sense.
// Invariant: names are unique and known where they are used; `order` lists every step once,
// each with a role that is bound before it; the first step begins at `first`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PatternDraft", into = "PatternDraft")]
pub struct Pattern {
    draft: PatternDraft,
    first: usize,
    order: Vec<Planned>,
}

/// A step in the order of the search, its roles by number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Planned {
    step: usize,
    from: usize,
    to: usize,
    /// Rules that can be judged once this step is filled.
    ready: Vec<usize>,
}

impl Pattern {
    /// The pattern as it is written down.
    #[must_use]
    pub const fn draft(&self) -> &PatternDraft {
        &self.draft
    }
}

impl From<Pattern> for PatternDraft {
    fn from(pattern: Pattern) -> Self {
        pattern.draft
    }
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternProblem {
    /// No steps.
    #[error("a pattern has one step at least")]
    NoSteps,
    /// More than a pattern can have.
    #[error("{found} {what}, at most {max} are allowed")]
    TooMany {
        /// Roles, steps or rules.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        max: usize,
    },
    /// A name stands twice.
    #[error("\"{name}\" names two of the {what}")]
    Twice {
        /// Roles or steps.
        what: &'static str,
        /// The name.
        name: Code,
    },
    /// A name that nothing has.
    #[error("\"{name}\" is none of the {what}")]
    Unknown {
        /// Roles or steps.
        what: &'static str,
        /// The name.
        name: Code,
    },
    /// A step between a role and itself, without kinds, or with no times.
    #[error("step \"{name}\" needs two roles, one kind of tie and one time at least")]
    EmptyStep {
        /// The step.
        name: Code,
    },
    /// Steps do not lead to a role.
    #[error("no steps lead from the other roles to \"{name}\"")]
    Apart {
        /// The role.
        name: Code,
    },
    /// A rule about the time of a step that stands for several ties.
    #[error("step \"{name}\" stands for several ties, a rule in time needs a step with one")]
    Several {
        /// The step.
        name: Code,
    },
    /// A rule that compares a step or a role with itself.
    #[error("a rule compares \"{name}\" with itself")]
    WithItself {
        /// The step or role.
        name: Code,
    },
    /// A given period with an end that nobody knows.
    #[error("the period given for \"{name}\" needs known ends, it is {period}")]
    VaguePeriod {
        /// The step.
        name: Code,
        /// The period.
        period: Period,
    },
}

/// Everything that is wrong with a pattern. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct InvalidPattern {
    /// The problems.
    pub problems: Vec<PatternProblem>,
}

impl Rule {
    /// The steps that it compares.
    fn steps(&self) -> Vec<&Code> {
        match self {
            Self::Before { first, then } | Self::Within { first, then, .. } => vec![first, then],
            Self::Overlaps { one, other } => vec![one, other],
            Self::Covers { whole, part } => vec![whole, part],
            Self::CoversPeriod { step, .. } => vec![step],
            Self::Differ { .. } => vec![],
        }
    }

    /// The roles that it compares.
    fn roles(&self) -> Vec<&Code> {
        match self {
            Self::Differ { one, other } => vec![one, other],
            _ => vec![],
        }
    }
}

impl TryFrom<PatternDraft> for Pattern {
    type Error = InvalidPattern;

    fn try_from(draft: PatternDraft) -> Result<Self, InvalidPattern> {
        let problems = problems(&draft);
        if !problems.is_empty() {
            return Err(InvalidPattern { problems });
        }
        let first = beginning(&draft);
        plan(&draft, first)
            .map(|order| Self { first, order, draft })
            .map_err(|problems| InvalidPattern { problems })
    }
}

fn problems(draft: &PatternDraft) -> Vec<PatternProblem> {
    let mut found = Vec::new();
    let roles: Vec<&Code> = draft.roles.iter().map(|role| &role.name).collect();
    let steps: Vec<&Code> = draft.steps.iter().map(|step| &step.name).collect();
    if steps.is_empty() {
        found.push(PatternProblem::NoSteps);
    }
    let sizes = [("roles", roles.len(), MOST_PARTS), ("steps", steps.len(), MOST_PARTS)];
    for (what, size, max) in sizes.into_iter().chain([("rules", draft.rules.len(), MOST_RULES)]) {
        if size > max {
            found.push(PatternProblem::TooMany { what, found: size, max });
        }
    }
    for (what, names) in [("roles", &roles), ("steps", &steps)] {
        let twice = names
            .iter()
            .enumerate()
            .filter(|(at, name)| names.iter().take(*at).any(|n| n == *name));
        found.extend(twice.map(|(_, name)| PatternProblem::Twice { what, name: (*name).clone() }));
    }
    let unknown = |what, names: &[&Code], name: &Code| {
        (!names.contains(&name)).then(|| PatternProblem::Unknown { what, name: name.clone() })
    };
    for step in &draft.steps {
        found
            .extend([&step.from, &step.to].into_iter().filter_map(|n| unknown("roles", &roles, n)));
        if step.from == step.to || step.kinds.is_empty() || step.times == 0 {
            found.push(PatternProblem::EmptyStep { name: step.name.clone() });
        }
    }
    for rule in &draft.rules {
        found.extend(rule.steps().into_iter().filter_map(|n| unknown("steps", &steps, n)));
        found.extend(rule.roles().into_iter().filter_map(|n| unknown("roles", &roles, n)));
        found.extend(rule_problems(draft, rule));
    }
    found
}

fn rule_problems(draft: &PatternDraft, rule: &Rule) -> Vec<PatternProblem> {
    let mut found = Vec::new();
    for name in rule.steps() {
        if draft.steps.iter().any(|step| step.name == *name && step.times > 1) {
            found.push(PatternProblem::Several { name: name.clone() });
        }
    }
    for names in [rule.steps(), rule.roles()] {
        if let [one, other] = names.as_slice()
            && one == other
        {
            found.push(PatternProblem::WithItself { name: (*one).clone() });
        }
    }
    if let Rule::CoversPeriod { step, period } = rule
        && (period.start() == Start::Unknown || period.end() == End::Unknown)
    {
        found.push(PatternProblem::VaguePeriod { name: step.clone(), period: *period });
    }
    found
}

/// The role that fewest parties can fill, as far as its restriction tells.
fn beginning(draft: &PatternDraft) -> usize {
    let many = |role: &Role| match role.who {
        Who::Party(_) => 0,
        Who::Gang => 1,
        Who::Organ => 2,
        Who::Official | Who::Office => 3,
        Who::Enterprise | Who::Case => 4,
        Who::Person | Who::Anyone => 5,
    };
    let first = draft.roles.iter().enumerate().min_by_key(|(at, role)| (many(role), *at));
    first.map_or(0, |(at, _)| at)
}

/// The steps in an order in which each has a role that is bound before.
fn plan(draft: &PatternDraft, first: usize) -> Result<Vec<Planned>, Vec<PatternProblem>> {
    let role = |name: &Code| draft.roles.iter().position(|role| role.name == *name);
    let ends = |step: &Step| role(&step.from).zip(role(&step.to));
    let mut bound = vec![first];
    let mut order: Vec<Planned> = Vec::new();
    loop {
        let open =
            draft.steps.iter().enumerate().filter(|(at, _)| order.iter().all(|p| p.step != *at));
        let next = open.filter_map(|(step, s)| ends(s).map(|(from, to)| (step, from, to)));
        let next = next.filter(|(_, from, to)| bound.contains(from) || bound.contains(to));
        // A step between two bound roles first: it only sifts.
        let sifts =
            |(_, from, to): &(usize, usize, usize)| !(bound.contains(from) && bound.contains(to));
        let Some((step, from, to)) = next.min_by_key(sifts) else { break };
        bound.extend([from, to]);
        order.push(Planned { step, from, to, ready: Vec::new() });
    }
    let apart = draft.roles.iter().enumerate().filter(|(at, _)| !bound.contains(at));
    let apart: Vec<_> =
        apart.map(|(_, role)| PatternProblem::Apart { name: role.name.clone() }).collect();
    if !apart.is_empty() {
        return Err(apart);
    }
    for (number, rule) in draft.rules.iter().enumerate() {
        let filled = |name: &Code| {
            order.iter().position(|p| draft.steps.get(p.step).is_some_and(|s| s.name == *name))
        };
        let tied = |name: &Code| {
            let at = role(name)?;
            order.iter().position(|p| p.from == at || p.to == at)
        };
        let steps = rule.steps().into_iter().filter_map(filled);
        let last = steps.chain(rule.roles().into_iter().filter_map(tied)).max();
        if let Some(planned) = last.and_then(|at| order.get_mut(at)) {
            planned.ready.push(number);
        }
    }
    Ok(order)
}

/// A role with the party that fills it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// The role.
    pub role: Code,
    /// The party.
    pub party: PartyId,
}

/// A step with its ties: one, or all between the two parties if it asks for several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledStep {
    /// The step.
    pub step: Code,
    /// Its ties.
    pub ties: Vec<TieLine>,
}

/// Which day of a tie is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingDay {
    /// Its first day.
    Start,
    /// The day on which it ends.
    End,
}

/// A day that would decide whether a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// The step whose tie it is.
    pub step: Code,
    /// Which day.
    pub day: MissingDay,
}

/// A pattern found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// Who fills each role, in the order of the pattern.
    pub roles: Vec<Filled>,
    /// The ties of each step, in the order of the pattern.
    pub steps: Vec<FilledStep>,
    /// Days that are not known and would decide; none if the pattern certainly matches.
    pub missing: Vec<Missing>,
}

impl Match {
    /// Whether it matches: yes, or not known while a day is missing. Never no.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        if self.missing.is_empty() { Truth::Yes } else { Truth::Unknown }
    }

    /// The ties and parties as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ties: Vec<TieLine> = self.steps.iter().flat_map(|step| step.ties.clone()).collect();
        let parties: Vec<PartyId> = self.roles.iter().map(|filled| filled.party).collect();
        dot::graph(&ties, &parties, name)
    }
}

/// `matches`, or `may match: missing …`, then the roles, then each tie with its standing.
impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.missing.is_empty() {
            f.write_str("matches:")?;
        } else {
            f.write_str("may match: missing")?;
            for (at, Missing { step, day }) in self.missing.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let day = if *day == MissingDay::Start { "start" } else { "end" };
                write!(f, "{comma} the {day} of {step}")?;
            }
            f.write_str(";")?;
        }
        self.roles.iter().try_for_each(|Filled { role, party }| write!(f, " {role} {party}"))?;
        for FilledStep { step, ties } in &self.steps {
            ties.iter().try_for_each(|tie| write!(f, "\n  {step}: {tie}"))?;
        }
        Ok(())
    }
}

/// Where a pattern was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matches {
    /// The pattern.
    pub pattern: Code,
    /// The matches.
    pub matches: Vec<Match>,
    /// Why these may not be all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<CutOff>,
}

impl fmt::Display for Matches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: found {}", self.pattern, self.matches.len())?;
        if let Some(cut_off) = &self.cut_off {
            write!(f, ", {cut_off}")?;
        }
        f.write_str("; a place to look, never a finding")?;
        self.matches.iter().try_for_each(|found| write!(f, "\n{found}"))
    }
}

/// Looks for a pattern.
#[must_use]
pub fn find(seen: &Seen<'_>, pattern: &Pattern, limits: Limits) -> Matches {
    let network = seen.network();
    let sieves = pattern.draft.steps.iter().map(|step| {
        let kinds = step.kinds.iter().filter_map(|kind| network.kinds().find(kind));
        let kinds = KindSet::of(kinds.filter(|kind| seen.view().kind_set().has(*kind)));
        let least = step.least.max(seen.view().least());
        network.sieve(&seen.view().kinds(kinds).at_least(least))
    });
    let mut search = Search {
        seen,
        pattern,
        offices: network.offices(),
        sieves: sieves.collect(),
        roles: vec![None; pattern.draft.roles.len()],
        ties: vec![Vec::new(); pattern.draft.steps.len()],
        limits,
        steps: 0,
        found: Vec::new(),
        cut_off: None,
    };
    search.run();
    let Search { found, cut_off, .. } = search;
    Matches { pattern: pattern.draft.name.clone(), matches: found, cut_off }
}

/// A search on its way.
struct Search<'a> {
    seen: &'a Seen<'a>,
    pattern: &'a Pattern,
    offices: Offices<'a>,
    /// One for each step.
    sieves: Vec<Sieve>,
    /// The slot in each role.
    roles: Vec<Option<u32>>,
    /// The ties of each step.
    ties: Vec<Vec<ArcSlot>>,
    limits: Limits,
    steps: u64,
    found: Vec<Match>,
    cut_off: Option<CutOff>,
}

/// A party with the ties to it that fill a step.
type Choice = (u32, Vec<ArcSlot>);

impl Search<'_> {
    fn run(&mut self) {
        let first = self.pattern.first;
        let who = self.pattern.draft.roles.get(first).map(|role| role.who);
        let network = self.seen.network();
        let slots: Vec<u32> = match who {
            Some(Who::Party(party)) => network.slot(party).map(|slot| slot.0).into_iter().collect(),
            Some(Who::Gang) => network.gangs(),
            _ => network.slots_of_kind(|_| std::cmp::Ordering::Equal).collect(),
        };
        for slot in slots {
            if self.cut_off.is_some() {
                break;
            }
            if self.fits(first, slot) {
                self.fill(first, Some(slot));
                self.go(0);
            }
        }
    }

    fn fill(&mut self, role: usize, slot: Option<u32>) {
        if let Some(place) = self.roles.get_mut(role) {
            *place = slot;
        }
    }

    fn role(&self, role: usize) -> Option<u32> {
        self.roles.get(role).copied().flatten()
    }

    /// Fills the step at a place in the order, and those after it. As deep as there are steps.
    fn go(&mut self, depth: usize) {
        let Some(planned) = self.pattern.order.get(depth) else {
            self.tell();
            return;
        };
        let (from, to) = (self.role(planned.from), self.role(planned.to));
        // One of the two is bound: the order was made so.
        let open = match (from, to) {
            (Some(_), None) => Some(planned.to),
            (None, Some(_)) => Some(planned.from),
            _ => None,
        };
        for (slot, ties) in self.choices(planned, from, to) {
            if self.cut_off.is_some() {
                break;
            }
            if self.steps >= self.limits.steps {
                self.cut_off = Some(CutOff::Steps(self.limits.steps));
                break;
            }
            self.steps = self.steps.saturating_add(1);
            if let Some(open) = open {
                self.fill(open, Some(slot));
            }
            if let Some(place) = self.ties.get_mut(planned.step) {
                *place = ties;
            }
            if planned.ready.iter().all(|rule| !self.judged(*rule).0.is_no()) {
                self.go(depth.saturating_add(1));
            }
        }
        if let Some(open) = open {
            self.fill(open, None);
        }
        if let Some(place) = self.ties.get_mut(planned.step) {
            place.clear();
        }
    }

    /// The ways to fill a step, by the id of the party at the open end, then by tie.
    fn choices(&self, planned: &Planned, from: Option<u32>, to: Option<u32>) -> Vec<Choice> {
        let draft = &self.pattern.draft;
        let (Some(step), Some(sieve)) =
            (draft.steps.get(planned.step), self.sieves.get(planned.step))
        else {
            return Vec::new();
        };
        let (here, there, turned) = match (from, to) {
            (Some(from), to) => (from, to, false),
            (None, Some(to)) => (to, None, true),
            (None, None) => return Vec::new(),
        };
        let role = if turned { planned.from } else { planned.to };
        let wanted = |slot: u32| match there {
            Some(there) => slot == there,
            None => self.fits(role, slot),
        };
        let network = self.seen.network();
        let mut ends: Vec<(Option<PartyId>, u32, ArcSlot)> = Vec::new();
        let mut add = |end: TieEnd| {
            ends.push((self.seen.party(end.other), end.other, end.tie));
        };
        let along = step.direction != if turned { Direction::Along } else { Direction::Against };
        let against = step.direction != if turned { Direction::Against } else { Direction::Along };
        if along {
            network.ends_along(sieve, here, wanted).for_each(&mut add);
        }
        if against {
            network.ends_against(sieve, here, wanted).for_each(&mut add);
        }
        ends.retain(|(_, _, tie)| step.times > 1 || !self.taken(*tie));
        ends.sort_unstable();
        let times = usize::try_from(step.times).unwrap_or(usize::MAX);
        let same = ends.chunk_by(|a, b| a.1 == b.1).filter(|same| same.len() >= times);
        let grouped = |same: &[(Option<PartyId>, u32, ArcSlot)]| -> Vec<Choice> {
            match (same, times) {
                (same, 1) => same.iter().map(|(_, slot, tie)| (*slot, vec![*tie])).collect(),
                ([(_, slot, _), ..], _) => vec![(*slot, same.iter().map(|end| end.2).collect())],
                ([], _) => Vec::new(),
            }
        };
        same.flat_map(grouped).collect()
    }

    /// Whether a tie fills another step that asks for one alone.
    fn taken(&self, tie: ArcSlot) -> bool {
        let steps = self.pattern.draft.steps.iter().zip(&self.ties);
        steps.filter(|(step, _)| step.times == 1).any(|(_, ties)| ties.contains(&tie))
    }

    fn fits(&self, role: usize, slot: u32) -> bool {
        let Some(role) = self.pattern.draft.roles.get(role) else { return false };
        let Some(party) = self.seen.party(slot) else { return false };
        match role.who {
            Who::Anyone => true,
            Who::Person => matches!(party, PartyId::Person(_)),
            Who::Official => self.seen.network().is_official(Slot(slot)),
            Who::Office => self.offices.has(slot),
            Who::Organ => matches!(party, PartyId::Organ(_)),
            Who::Gang => matches!(party, PartyId::Gang(_)),
            Who::Enterprise => matches!(party, PartyId::Enterprise(_)),
            Who::Case => matches!(party, PartyId::Case(_)),
            Who::Party(wanted) => party == wanted,
        }
    }

    /// The period of the one tie of a step.
    fn period(&self, name: &Code) -> Option<Period> {
        let at = self.pattern.draft.steps.iter().position(|step| step.name == *name)?;
        let tie = self.ties.get(at)?.first()?;
        self.seen.network().tie(*tie).map(|facts| facts.period)
    }

    /// How a rule comes out, and what is missing.
    fn judged(&self, rule: usize) -> (Truth, Vec<Missing>) {
        let Some(rule) = self.pattern.draft.rules.get(rule) else {
            return (Truth::Yes, Vec::new());
        };
        if let Rule::Differ { one, other } = rule {
            let slot = |name: &Code| {
                let at = self.pattern.draft.roles.iter().position(|role| role.name == *name)?;
                self.role(at)
            };
            return (Truth::from(slot(one) != slot(other)), Vec::new());
        }
        let periods = rule.steps().into_iter().map(|name| self.period(name).map(|p| (name, p)));
        let Some(periods) = periods.collect::<Option<Vec<_>>>() else {
            return (Truth::Yes, Vec::new());
        };
        let truth = rule.holds(&periods.iter().map(|(_, period)| *period).collect::<Vec<_>>());
        let missing = if truth.is_unknown() { rule.missing(&periods) } else { Vec::new() };
        (truth, missing)
    }

    /// Keeps what was found.
    fn tell(&mut self) {
        if self.found.len() >= self.limits.most {
            self.cut_off = Some(CutOff::Most(self.limits.most));
            return;
        }
        let draft = &self.pattern.draft;
        let mut missing: Vec<Missing> = Vec::new();
        for rule in 0..draft.rules.len() {
            for one in self.judged(rule).1 {
                if !missing.contains(&one) {
                    missing.push(one);
                }
            }
        }
        let roles = draft.roles.iter().zip(&self.roles).filter_map(|(role, slot)| {
            Some(Filled { role: role.name.clone(), party: self.seen.party((*slot)?)? })
        });
        let network = self.seen.network();
        let steps = draft.steps.iter().zip(&self.ties).map(|(step, ties)| FilledStep {
            step: step.name.clone(),
            ties: ties.iter().filter_map(|tie| network.line(*tie)).collect(),
        });
        let found = Match { roles: roles.collect(), steps: steps.collect(), missing };
        self.found.push(found);
    }
}

/// The days on which something may be, first and last; the ends of the numbers mean
/// that nothing bounds it.
type Bounds = (i64, i64);

/// The first day of the count.
const ORIGIN: Day = crate::day!(1900, 1, 1);

/// When a period may begin.
fn begins(period: &Period) -> Bounds {
    match (period.start(), period.end()) {
        (Start::On(day), _) => (day.days_since(ORIGIN), day.days_since(ORIGIN)),
        (Start::Unknown, End::Before(day)) => (i64::MIN, day.days_since(ORIGIN).saturating_sub(1)),
        (Start::Unknown, _) => (i64::MIN, i64::MAX),
    }
}

/// The days that may be the first after a period.
fn stops(period: &Period) -> Bounds {
    match (period.end(), period.start()) {
        (End::Before(day), _) => (day.days_since(ORIGIN), day.days_since(ORIGIN)),
        (End::Open, _) => (i64::MAX, i64::MAX),
        (End::Unknown, Start::On(day)) => (day.days_since(ORIGIN).saturating_add(1), i64::MAX),
        (End::Unknown, Start::Unknown) => (i64::MIN, i64::MAX),
    }
}

/// Whether the one is at most so many days after the other.
fn at_most(one: Bounds, other: Bounds, days: i64) -> Truth {
    let later = |bound: i64| match bound {
        i64::MIN | i64::MAX => bound,
        known => known.saturating_add(days),
    };
    if one.1 <= later(other.0) {
        Truth::Yes
    } else if one.0 > later(other.1) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn covers(whole: &Period, part: &Period) -> Truth {
    at_most(begins(whole), begins(part), 0).and(at_most(stops(part), stops(whole), 0))
}

impl Rule {
    /// Whether it holds for the periods of its steps.
    fn holds(&self, periods: &[Period]) -> Truth {
        match (self, periods) {
            (Self::Before { .. }, [first, then]) => at_most(begins(first), begins(then), -1),
            (Self::Within { days, .. }, [first, then]) => {
                let after = at_most(begins(first), begins(then), 0);
                after.and(at_most(begins(then), begins(first), i64::from(*days)))
            }
            (Self::Overlaps { .. }, [one, other]) => one.overlaps(other),
            (Self::Covers { .. }, [whole, part]) => covers(whole, part),
            (Self::CoversPeriod { period, .. }, [whole]) => covers(whole, period),
            _ => Truth::Yes,
        }
    }

    /// The unknown days that it looks at.
    fn missing(&self, periods: &[(&Code, Period)]) -> Vec<Missing> {
        let starts = matches!(self, Self::Before { .. } | Self::Within { .. });
        let mut missing = Vec::new();
        for (step, period) in periods {
            let mut add = |day| missing.push(Missing { step: (*step).clone(), day });
            if period.start() == Start::Unknown {
                add(MissingDay::Start);
            }
            if !starts && period.end() == End::Unknown {
                add(MissingDay::End);
            }
        }
        missing
    }
}

/// A step with the usual settings: along the tie, once, as far as the view shows.
fn tied(name: &str, from: &str, to: &str, kinds: &[TieKind]) -> Result<Step, InvalidText> {
    Ok(Step {
        name: Code::parse(name)?,
        from: Code::parse(from)?,
        to: Code::parse(to)?,
        kinds: kinds.to_vec(),
        direction: Direction::Along,
        least: Least::Alleged,
        times: 1,
    })
}

/// Why a pattern of this file cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoPattern {
    /// What was given makes no pattern.
    #[error(transparent)]
    Invalid(#[from] InvalidPattern),
    /// A name is no code.
    #[error(transparent)]
    Name(#[from] InvalidText),
}

/// A member of a gang pays an official or organ, who within `days` drops a case against a
/// member of the same gang: payer and accused may be one person.
///
/// No listed kind says that a case was dropped: `dropped` names the kinds that do, such as
/// a code of the host; its first day counts.
///
/// # Errors
///
/// [`NoPattern`] if `dropped` is empty.
pub fn payment_then_dropped(days: u32, dropped: &[TieKind]) -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let member = [TieKind::MemberOf, TieKind::Leads];
    let draft = PatternDraft::new(code("payment_then_dropped")?)
        .role(code("gang")?, Who::Gang)
        .role(code("payer")?, Who::Person)
        .role(code("office")?, Who::Office)
        .role(code("case")?, Who::Case)
        .role(code("accused")?, Who::Person)
        .step(tied("payer_of", "payer", "gang", &member)?)
        .step(tied("pays", "payer", "office", &[TieKind::Pays, TieKind::Bribes])?)
        .step(tied("drops", "office", "case", dropped)?)
        .step(tied("against", "accused", "case", &[TieKind::SubjectOf])?)
        .step(tied("accused_of", "accused", "gang", &member)?)
        .rule(Rule::Within { first: code("pays")?, then: code("drops")?, days });
    Ok(draft.check()?)
}

/// One official or organ shelters one gang at least `times` times.
///
/// # Errors
///
/// [`NoPattern`] if `times` is 0.
pub fn same_again(times: u32) -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let draft = PatternDraft::new(code("same_again")?)
        .role(code("gang")?, Who::Gang)
        .role(code("office")?, Who::Office)
        .step(Step { times, ..tied("shelters", "office", "gang", &SHELTERING)? });
    Ok(draft.check()?)
}

/// Kin of an official work for an enterprise that a gang owns or controls.
///
/// # Errors
///
/// None that can come about: the pattern is fixed.
pub fn kin_on_the_payroll() -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let kin = [TieKind::Spouse, TieKind::ParentOf, TieKind::Sibling, TieKind::Kin];
    let kin = tied("kin_of", "official", "kin", &kin)?;
    let draft = PatternDraft::new(code("kin_on_the_payroll")?)
        .role(code("gang")?, Who::Gang)
        .role(code("enterprise")?, Who::Enterprise)
        .role(code("kin")?, Who::Person)
        .role(code("official")?, Who::Official)
        .step(tied("owns", "gang", "enterprise", &[TieKind::Owns, TieKind::Controls])?)
        .step(tied("works_for", "kin", "enterprise", &[TieKind::WorksFor])?)
        .step(Step { direction: Direction::Both, ..kin });
    Ok(draft.check()?)
}

/// Kin of an official work for an enterprise that a member or leader of a gang owns or
/// controls: closer to life than an enterprise in the name of the gang, and a weaker lead.
///
/// # Errors
///
/// None that can come about: the pattern is fixed.
pub fn kin_on_a_members_payroll() -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let kin = [TieKind::Spouse, TieKind::ParentOf, TieKind::Sibling, TieKind::Kin];
    let kin = tied("kin_of", "official", "kin", &kin)?;
    let owns = [TieKind::Owns, TieKind::Controls];
    let draft = PatternDraft::new(code("kin_on_a_members_payroll")?)
        .role(code("gang")?, Who::Gang)
        .role(code("member")?, Who::Person)
        .role(code("enterprise")?, Who::Enterprise)
        .role(code("kin")?, Who::Person)
        .role(code("official")?, Who::Official)
        .step(tied("member_of", "member", "gang", &[TieKind::MemberOf, TieKind::Leads])?)
        .step(tied("owns", "member", "enterprise", &owns)?)
        .step(tied("works_for", "kin", "enterprise", &[TieKind::WorksFor])?)
        .step(Step { direction: Direction::Both, ..kin });
    Ok(draft.check()?)
}

/// An official's tenure covers a period in which all was quiet: works for, or reports to, an
/// organ on every day of it.
///
/// # Errors
///
/// [`NoPattern`] if an end of the period is not known.
pub fn tenure_over(quiet: Period) -> Result<Pattern, NoPattern> {
    let code = Code::parse;
    let draft = PatternDraft::new(code("tenure_over")?)
        .role(code("organ")?, Who::Organ)
        .role(code("official")?, Who::Official)
        .step(tied("tenure", "official", "organ", &[TieKind::WorksFor, TieKind::ReportsTo])?)
        .rule(Rule::CoversPeriod { step: code("tenure")?, period: quiet });
    Ok(draft.check()?)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::day::Moment;
    use crate::base::id::{CaseId, EnterpriseId, GangId, OrganId, PersonId};
    use crate::base::permille::Permille;
    use crate::network::frozen::{Bulk, BulkTie, FrozenNetwork};
    use crate::network::kernel::worlds::Numbers;
    use crate::network::kinds::Kinds;
    use crate::network::trials::{changing, day, host_kind, mixed, moment, random_view};
    use crate::network::view::View;
    use crate::provenance::Standing;

    fn code(text: &str) -> Code {
        Code::parse(text).unwrap()
    }

    /// Every stretch of days that a period may stand for, within a small world; "open" runs
    /// to the end of the world.
    fn readings(period: &Period) -> Vec<(i64, i64)> {
        const WORLD: (i64, i64) = (-9, 16);
        let number = |other: Day| other.days_since(day(0));
        let firsts: Vec<i64> = match period.start() {
            Start::On(day) => vec![number(day)],
            Start::Unknown => (WORLD.0..WORLD.1).collect(),
        };
        let untils: Vec<i64> = match period.end() {
            End::Before(day) => vec![number(day)],
            End::Open => vec![WORLD.1],
            End::Unknown => (WORLD.0 + 1..=WORLD.1).collect(),
        };
        let pairs = firsts.iter().flat_map(|f| untils.iter().map(move |u| (*f, *u)));
        pairs.filter(|(f, u)| f < u).collect()
    }

    fn plain_truth(rule: &Rule, periods: &[Period]) -> Truth {
        let given = match rule {
            Rule::CoversPeriod { period, .. } => Some(*period),
            _ => None,
        };
        let both: Vec<Period> = periods.iter().copied().chain(given).collect();
        let mut answers = vec![];
        for (f, u) in readings(&both[0]) {
            for (g, v) in readings(&both[1]) {
                answers.push(match rule {
                    Rule::Before { .. } => f < g,
                    Rule::Within { days, .. } => f <= g && g - f <= i64::from(*days),
                    Rule::Overlaps { .. } => f < v && g < u,
                    _ => f <= g && v <= u,
                });
            }
        }
        match (answers.contains(&true), answers.contains(&false)) {
            (true, true) => Truth::Unknown,
            (yes, _) => yes.into(),
        }
    }

    #[test]
    fn rules_in_time_agree_with_every_pair_of_readings() {
        let starts = (1..5).map(|n| Start::On(day(n))).chain([Start::Unknown]);
        let ends = || (1..6).map(|n| End::Before(day(n))).chain([End::Open, End::Unknown]);
        let all: Vec<Period> =
            starts.flat_map(|s| ends().filter_map(move |e| Period::new(s, e).ok())).collect();
        let (a, b) = (code("a"), code("b"));
        for one in &all {
            for other in &all {
                let (first, then) = (a.clone(), b.clone());
                let mut rules = vec![
                    Rule::Before { first: first.clone(), then: then.clone() },
                    Rule::Overlaps { one: first.clone(), other: then.clone() },
                    Rule::Covers { whole: first.clone(), part: then.clone() },
                ];
                rules.extend((0..4).map(|days| Rule::Within {
                    first: first.clone(),
                    then: then.clone(),
                    days,
                }));
                for rule in rules {
                    let periods = [*one, *other];
                    let truth = rule.holds(&periods);
                    assert_eq!(truth, plain_truth(&rule, &periods), "{rule:?} {one} / {other}");
                    let named = [(&a, *one), (&b, *other)];
                    assert!(!truth.is_unknown() || !rule.missing(&named).is_empty());
                }
            }
        }
    }

    fn fits(network: &FrozenNetwork, who: Who, party: PartyId) -> bool {
        let official = network.is_official(network.slot(party).unwrap());
        match who {
            Who::Anyone => true,
            Who::Official => official,
            Who::Office => official || matches!(party, PartyId::Organ(_)),
            Who::Gang => matches!(party, PartyId::Gang(_)),
            Who::Party(wanted) => wanted == party,
            _ => matches!(party, PartyId::Person(_)),
        }
    }

    /// Every way to fill the roles, and every way to choose ties.
    fn plain(seen: &Seen<'_>, parties: u32, draft: &PatternDraft) -> Vec<String> {
        let lines = seen.shown();
        let mut fillings: Vec<Vec<PartyId>> = vec![vec![]];
        for role in &draft.roles {
            let more = |filling: &Vec<PartyId>| {
                let all = (0..parties).map(mixed).filter(|p| fits(seen.network(), role.who, *p));
                all.map(|p| [filling.as_slice(), &[p]].concat()).collect::<Vec<_>>()
            };
            fillings = fillings.iter().flat_map(more).collect();
        }
        let mut found = vec![];
        for filling in fillings {
            let party = |name: &Code| {
                filling[draft.roles.iter().position(|role| role.name == *name).unwrap()]
            };
            let mut chosen: Vec<Vec<Vec<usize>>> = vec![vec![]];
            for step in &draft.steps {
                let (from, to) = (party(&step.from), party(&step.to));
                let fit = |line: &TieLine| {
                    let along = line.from == from && line.to == to;
                    let against = line.from == to && line.to == from;
                    step.kinds.contains(&line.kind)
                        && line.standing.at_least(step.least.standing())
                        && match step.direction {
                            Direction::Along => along,
                            Direction::Against => against,
                            Direction::Both => along || against,
                        }
                };
                let some: Vec<usize> = (0..lines.len()).filter(|at| fit(&lines[*at])).collect();
                let ways: Vec<Vec<usize>> = match step.times {
                    1 => some.iter().map(|at| vec![*at]).collect(),
                    times if some.len() >= times as usize => vec![some],
                    _ => vec![],
                };
                chosen = chosen
                    .iter()
                    .flat_map(|c| {
                        ways.iter()
                            .map(move |way| [c.as_slice(), std::slice::from_ref(way)].concat())
                    })
                    .collect();
            }
            for ties in chosen {
                let single: Vec<usize> = draft
                    .steps
                    .iter()
                    .zip(&ties)
                    .filter(|(step, _)| step.times == 1)
                    .map(|(_, ties)| ties[0])
                    .collect();
                if (1..single.len()).any(|at| single[..at].contains(&single[at])) {
                    continue;
                }
                let mut truth = Truth::Yes;
                for rule in &draft.rules {
                    let period = |name: &&Code| {
                        let at = draft.steps.iter().position(|step| step.name == **name).unwrap();
                        lines[ties[at][0]].period
                    };
                    let periods: Vec<Period> = rule.steps().iter().map(period).collect();
                    truth = truth.and(match rule {
                        Rule::Differ { one, other } => Truth::from(party(one) != party(other)),
                        rule => plain_truth(rule, &periods),
                    });
                }
                if !truth.is_no() {
                    let ties: Vec<String> = ties
                        .iter()
                        .map(|ties| {
                            let mut ties: Vec<String> =
                                ties.iter().map(|at| format!("{:?}", lines[*at])).collect();
                            ties.sort();
                            ties.concat()
                        })
                        .collect();
                    found.push(format!("{filling:?} {ties:?} {truth}"));
                }
            }
        }
        found.sort();
        found
    }

    fn random_pattern(numbers: &mut Numbers) -> Option<PatternDraft> {
        let names = ["a", "b", "c"].map(code);
        let steps = ["r", "s", "t"].map(code);
        let whos = [Who::Anyone, Who::Anyone, Who::Gang, Who::Office, Who::Official, Who::Person];
        let mut draft = PatternDraft::new(code("random"));
        let roles = 2 + numbers.below(2);
        for name in &names[..roles as usize] {
            let who = match numbers.below(8) {
                7 => Who::Party(mixed(numbers.below(6))),
                n => whos[n as usize % 6],
            };
            draft = draft.role(name.clone(), who);
        }
        let kinds =
            [TieKind::Shelters, TieKind::Pays, TieKind::Kin, TieKind::Contact, host_kind(0)];
        let count = 1 + numbers.below(3) as usize;
        for name in &steps[..count] {
            let mut of: Vec<TieKind> =
                kinds.iter().filter(|_| numbers.below(2) == 0).cloned().collect();
            of.push(TieKind::Contact);
            let ways = [Direction::Along, Direction::Against, Direction::Both];
            draft = draft.step(Step {
                name: name.clone(),
                from: names[numbers.below(roles) as usize].clone(),
                to: names[numbers.below(roles) as usize].clone(),
                kinds: of,
                direction: ways[numbers.below(3) as usize],
                least: [Least::Alleged, Least::Supported][numbers.below(2) as usize],
                times: 1 + numbers.below(5) / 4,
            });
        }
        for _ in 0..numbers.below(3) {
            let mut step = || steps[numbers.below(count as u32) as usize].clone();
            let (first, then) = (step(), step());
            let period = Period::new(Start::On(day(2)), End::Before(day(3))).unwrap();
            draft = draft.rule(match numbers.below(6) {
                0 => Rule::Before { first, then },
                1 => Rule::Within { first, then, days: numbers.below(4) },
                2 => Rule::Overlaps { one: first, other: then },
                3 => Rule::Covers { whole: first, part: then },
                4 => Rule::CoversPeriod { step: first, period },
                _ => {
                    Rule::Differ { one: names[0].clone(), other: names[roles as usize - 1].clone() }
                }
            });
        }
        draft.clone().check().is_ok().then_some(draft)
    }

    #[test]
    fn trying_everything_finds_the_same_matches() {
        let (mut asked, mut yes, mut maybe) = (0, 0, 0);
        for seed in 0..2_000 {
            let mut numbers = Numbers(seed);
            let Some(draft) = random_pattern(&mut numbers) else { continue };
            let network = changing(seed, 6, 45).freeze().unwrap();
            let view = random_view(&mut numbers, network.kinds());
            let seen = network.seen(view);
            let pattern = draft.clone().check().unwrap();
            let limits = Limits { most: usize::MAX, steps: u64::MAX };
            let found = find(&seen, &pattern, limits);
            assert_eq!(found.cut_off, None);
            let mut ours: Vec<String> = found
                .matches
                .iter()
                .map(|found| {
                    let parties: Vec<PartyId> = found.roles.iter().map(|f| f.party).collect();
                    let ties: Vec<String> = found
                        .steps
                        .iter()
                        .map(|step| {
                            let mut ties: Vec<String> =
                                step.ties.iter().map(|line| format!("{line:?}")).collect();
                            ties.sort();
                            ties.concat()
                        })
                        .collect();
                    format!("{parties:?} {ties:?} {}", found.truth())
                })
                .collect();
            ours.sort();
            assert_eq!(ours, plain(&seen, 6, &draft), "seed {seed} {draft:?}");
            asked += 1;
            yes += found.matches.iter().filter(|m| m.truth().is_yes()).count();
            maybe += found.matches.iter().filter(|m| m.truth().is_unknown()).count();
            for most in [0, 1, 2] {
                let cut = find(&seen, &pattern, Limits { most, ..limits });
                let kept = most.min(found.matches.len());
                assert_eq!(cut.matches, found.matches[..kept]);
                let more = (kept < found.matches.len()).then_some(CutOff::Most(most));
                assert_eq!(cut.cut_off, more);
            }
        }
        assert!(asked > 250 && yes > 150 && maybe > 30, "{asked} {yes} {maybe}");
    }

    /// Official 0, kin 1, members 2 and 3; gang 4, enterprise 5, case 6, organ 7.
    fn story(ties: &[(u32, TieKind, u32, Period)]) -> (Vec<PartyId>, FrozenNetwork) {
        let id = |n: u32| Uuid::from_u128(u128::from(n) + 1);
        let mut parties: Vec<PartyId> =
            (0..4).map(|n| PersonId::from_uuid(id(n)).unwrap().into()).collect();
        parties.push(GangId::from_uuid(id(4)).unwrap().into());
        parties.push(EnterpriseId::from_uuid(id(5)).unwrap().into());
        parties.push(CaseId::from_uuid(id(6)).unwrap().into());
        parties.push(OrganId::from_uuid(id(7)).unwrap().into());
        let mut kinds = Kinds::default();
        let ties: Vec<BulkTie> = ties
            .iter()
            .map(|(from, kind, to, period)| BulkTie {
                from: *from,
                to: *to,
                kind: kinds.slot(kind).unwrap(),
                period: *period,
                standing: Standing::Checked,
                confidence: Permille::ALL,
                recorded: 0,
                superseded: None,
            })
            .collect();
        let officials = [true, false, false, false, false, false, false, false];
        let moments: [Moment; 1] = [moment(0)];
        let (parties_, ties) = (&parties, &ties);
        let bulk = Bulk {
            kinds,
            parties: parties_,
            officials: &officials,
            ties,
            moments: &moments,
            tie_ids: &[],
        };
        let network = bulk.freeze().unwrap();
        (parties, network)
    }

    #[test]
    fn the_four_patterns_tell_their_stories() {
        let dropped = host_kind(0);
        let on = |n: u32| Period::new(Start::On(day(n)), End::Before(day(n + 1))).unwrap();
        let story = |paid: Period, drop: Period| {
            story(&[
                (2, TieKind::MemberOf, 4, Period::UNKNOWN),
                (3, TieKind::Leads, 4, Period::UNKNOWN),
                (2, TieKind::Bribes, 0, paid),
                (0, dropped.clone(), 6, drop),
                (3, TieKind::SubjectOf, 6, Period::UNKNOWN),
                (1, TieKind::Sibling, 0, Period::UNKNOWN),
                (1, TieKind::WorksFor, 5, Period::UNKNOWN),
                (4, TieKind::Controls, 5, Period::UNKNOWN),
                (0, TieKind::WorksFor, 7, Period::since(day(2))),
                (0, TieKind::Shelters, 4, on(1)),
                (0, TieKind::TipsOff, 4, on(2)),
            ])
        };
        let limits = Limits::default();
        let ask = |network: &FrozenNetwork, pattern: &Pattern| {
            find(&network.seen(View::new()), pattern, limits).matches
        };
        let bribe = |days| payment_then_dropped(days, std::slice::from_ref(&dropped)).unwrap();
        let (_, network) = story(on(1), on(4));
        assert_eq!(ask(&network, &bribe(3)).len(), 1);
        assert_eq!(ask(&network, &bribe(2)).len(), 0);
        let (parties, network) = story(Period::UNKNOWN, on(4));
        let maybe = ask(&network, &bribe(2));
        assert_eq!(maybe[0].missing, [Missing { step: code("pays"), day: MissingDay::Start }]);
        assert!(maybe[0].to_string().starts_with("may match: missing the start of pays; gang "));
        let (_, network) = story(on(4), on(1));
        assert_eq!(ask(&network, &bribe(9)).len(), 0, "the case was dropped before");
        assert_eq!(ask(&network, &same_again(2).unwrap())[0].steps[0].ties.len(), 2);
        assert_eq!(ask(&network, &same_again(3).unwrap()).len(), 0);
        let kin = ask(&network, &kin_on_the_payroll().unwrap());
        assert_eq!((kin.len(), kin[0].roles[3].party), (1, parties[0]));
        assert!(kin[0].dot(&|_| None).contains("is a sibling of"));
        assert!(ask(&network, &kin_on_a_members_payroll().unwrap()).is_empty(), "the gang owns it");
        let quiet = |from| Period::new(Start::On(day(from)), End::Before(day(9))).unwrap();
        assert_eq!(ask(&network, &tenure_over(quiet(2)).unwrap()).len(), 1);
        assert_eq!(ask(&network, &tenure_over(quiet(1)).unwrap()).len(), 0);
        assert_eq!(
            tenure_over(Period::UNKNOWN).unwrap_err().to_string(),
            "the period given for \"tenure\" needs known ends, it is from an unknown day, end unknown",
        );
    }

    #[test]
    fn what_is_no_pattern_is_refused_with_everything_that_is_wrong() {
        let draft = same_again(2).unwrap().draft().clone();
        let mut bad = draft.clone();
        bad.steps[0].times = 0;
        bad.steps.push(Step { to: code("nobody"), ..draft.steps[0].clone() });
        bad.rules.push(Rule::Before { first: code("shelters"), then: code("shelters") });
        bad.roles.push(Role { name: code("gang"), who: Who::Anyone });
        assert_eq!(
            bad.check().unwrap_err().to_string(),
            "\"gang\" names two of the roles; \"shelters\" names two of the steps; \
             step \"shelters\" needs two roles, one kind of tie and one time at least; \
             \"nobody\" is none of the roles; \
             step \"shelters\" stands for several ties, a rule in time needs a step with one; \
             step \"shelters\" stands for several ties, a rule in time needs a step with one; \
             a rule compares \"shelters\" with itself",
        );
        let apart = draft.clone().role(code("stranger"), Who::Anyone).check().unwrap_err();
        assert_eq!(apart.to_string(), "no steps lead from the other roles to \"stranger\"");
        let text = serde_json::to_string(&same_again(2).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Pattern>(&text).unwrap(), same_again(2).unwrap());
        let refused = serde_json::from_str::<Pattern>(&text.replace("\"times\":2", "\"times\":0"));
        assert!(refused.unwrap_err().to_string().starts_with("step \"shelters\" needs"));
        assert!(serde_json::from_str::<Pattern>(&text.replace("kinds", "kind")).is_err());
    }

    #[test]
    fn the_answer_is_stored_and_printed_and_a_long_search_says_that_it_was_stopped() {
        let network = changing(3, 20, 200).freeze().unwrap();
        let seen = network.seen(View::new());
        let pattern = same_again(1).unwrap();
        let found = find(&seen, &pattern, Limits { most: 1, ..Limits::default() });
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Matches>(&text).unwrap(), found);
        let printed = found.to_string();
        let head = "same_again: found 1, cut off at 1, there are more; a place to look, never a finding\nmatches: gang gang-";
        assert!(printed.starts_with(head), "{printed}");
        let stopped = find(&seen, &pattern, Limits { steps: 0, ..Limits::default() });
        assert_eq!((stopped.matches.len(), stopped.cut_off), (0, Some(CutOff::Steps(0))));
        let nobody = crate::network::trials::network_of(0, &[]);
        assert!(find(&nobody.seen(View::new()), &pattern, Limits::default()).matches.is_empty());
    }
}
