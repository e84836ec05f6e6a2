//! What a pattern is: roles, steps and rules, written down and checked.

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::base::list::Limited;
use crate::base::period::{End, Period, Start};
use crate::base::text::Code;
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
    pub(super) draft: PatternDraft,
    pub(super) first: usize,
    pub(super) order: Vec<Planned>,
}

/// A step in the order of the search, its roles by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) step: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Rules that can be judged once this step is filled.
    pub(super) ready: Vec<usize>,
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
    pub(super) fn steps(&self) -> Vec<&Code> {
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
