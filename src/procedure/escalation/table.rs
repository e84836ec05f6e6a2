//! The table of triggers: how a matter is handled, and on which level.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decision::{Answer, Chinese, Decision, Missing, Reason, Undetermined, Word};
use crate::procedure::escalation::grounds::EscalationFacts;
use crate::procedure::escalation::moving::JURISDICTION;
use crate::procedure::fact::{by, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::{EvaluationScope, Join};
use crate::rulebook::{Codes, InForce, ParamKey, RulesInForce, keys};
use crate::terms::handling::{Command, HandlingMode};
use crate::terms::office::Level;
use crate::terms::supervision::SupervisionMode;

/// 办理决定: how a matter is handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// Every mode that follows from a ground, mild to strong; ordinary alone if none does.
    pub modes: Vec<HandlingMode>,
    /// The level that handles it.
    pub handle_at: Level,
    /// The level that evaluates it, if somebody else does.
    pub evaluate_at: Option<Level>,
    /// Who among the leaders answers for it.
    pub command: Option<Command>,
    /// How it is supervised, in the order of the list of modes.
    pub supervision: Vec<SupervisionMode>,
    /// Whether it is investigated thoroughly, for its scope and influence.
    pub thorough: bool,
    /// The level that decides the sanction, as it was.
    pub managed_at: Option<Level>,
    /// What is not known and may still add to this.
    pub open: Vec<Missing>,
}

impl Handling {
    /// The strongest mode.
    #[must_use]
    pub fn mode(&self) -> HandlingMode {
        self.modes.last().copied().unwrap_or(HandlingMode::Ordinary)
    }

    /// Whether it goes up from a level, stays, or is handed down.
    #[must_use]
    pub fn step_from(&self, handled_at: Level) -> Move {
        match self.handle_at.cmp(&handled_at) {
            std::cmp::Ordering::Greater => Move::Up,
            std::cmp::Ordering::Equal => Move::Stays,
            std::cmp::Ordering::Less => Move::Down,
        }
    }
}

/// Where a matter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// 提级: to an organ of a higher level.
    Up,
    /// It stays.
    Stays,
    /// 交下级办理: a ground fell away, and it is handed down again.
    Down,
}

impl fmt::Display for Handling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at {} level", self.mode(), self.handle_at)?;
        if let Some(level) = self.evaluate_at {
            write!(f, ", evaluated at {level} level")?;
        }
        if let Some(command) = self.command {
            write!(f, ", {command}")?;
        }
        self.supervision.iter().try_for_each(|mode| write!(f, ", {mode} supervision"))?;
        if self.thorough { f.write_str(", investigated thoroughly") } else { Ok(()) }
    }
}

impl Chinese for Handling {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}办理）", self.mode().term(), self.handle_at.term())?;
        if let Some(level) = self.evaluate_at {
            write!(f, "，由{}评查", level.term())?;
        }
        if let Some(command) = self.command {
            write!(f, "，{}", command.term())?;
        }
        self.supervision.iter().try_for_each(|mode| write!(f, "，{}", mode.term()))?;
        if self.thorough { f.write_str("，彻查") } else { Ok(()) }
    }
}

/// How strong a mode is; a higher number is stronger.
pub(super) const fn strength(mode: HandlingMode) -> u8 {
    match mode {
        HandlingMode::Ordinary => 0,
        HandlingMode::KeySupervised => 1,
        HandlingMode::OffsiteVerification => 2,
        HandlingMode::CrossHandling => 3,
        HandlingMode::Designated => 4,
        HandlingMode::LevelRaisedVerification => 5,
        HandlingMode::LevelRaised => 6,
        HandlingMode::DirectInvestigation => 7,
    }
}

/// Whether a mode puts the matter in the hands of the level above.
const fn raises(mode: HandlingMode) -> bool {
    matches!(
        mode,
        HandlingMode::LevelRaised
            | HandlingMode::LevelRaisedVerification
            | HandlingMode::DirectInvestigation
    )
}

const TRIGGERS: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "§6.3",
    "otherwise: ordinary handling at the managing level",
    Certainty::Reading,
);

const WIDE_SCOPE: Citation = Citation::literal(
    "坚决惩治群众身边腐败问题",
    Some(crate::day!(2024, 5, 27)),
    "N15",
    "涉及面广、影响恶劣",
    Certainty::Stated,
);
/// What the triggers come to, while they are gone through.
#[derive(Default)]
struct Found {
    modes: BTreeSet<(u8, HandlingMode)>,
    supervision: BTreeSet<SupervisionMode>,
    command: Option<Command>,
    evaluate: u32,
    thorough: bool,
    /// Whether any ground was found, so that it is a key case.
    key: bool,
    reasons: Vec<Reason>,
    open: Vec<Missing>,
}

impl Found {
    fn modes(&mut self, modes: impl IntoIterator<Item = HandlingMode>) {
        self.modes.extend(modes.into_iter().map(|mode| (strength(mode), mode)));
        self.key = true;
    }

    /// The stronger of two ways of leading a case.
    fn command(&mut self, command: Command) {
        let rank = |command: Command| match command {
            Command::MemberResponsible => 0,
            Command::SecretaryLeads => 1,
            Command::PrincipalCommands => 2,
        };
        self.command = Some(match self.command {
            Some(before) if rank(before) >= rank(command) => before,
            _ => command,
        });
        self.key = true;
    }
}

/// Goes through the whole table of triggers.
struct Table<'a> {
    facts: &'a EscalationFacts,
    rules: RulesInForce<'a>,
    found: Found,
}

impl<'a> Table<'a> {
    /// Whether a ground holds; what is not known is noted, if a rule asks for it.
    fn holds(&mut self, code: &str, asked: bool) -> bool {
        let questions = self.facts.grounds.questions();
        let Some(question) = questions.into_iter().find(|q| q.code() == code) else { return false };
        if asked {
            self.found.open.extend(question.missing());
        }
        asked && question.answer() == Fact::Known(true)
    }

    fn get<T: crate::rulebook::ParamType>(
        &self,
        key: ParamKey<T>,
    ) -> Option<InForce<'a, T::Read<'a>>> {
        self.rules.get(key).ok()
    }

    /// Of several modes that a place lists, the strongest for a major case, else the mildest.
    fn pick(&self, codes: &Codes) -> Option<HandlingMode> {
        let modes = codes.words::<HandlingMode>().unwrap_or_default();
        if self.facts.grounds.major == Fact::Known(true) {
            modes.into_iter().max_by_key(|mode| strength(*mode))
        } else {
            modes.into_iter().min_by_key(|mode| strength(*mode))
        }
    }

    fn evaluation(&mut self) {
        let Some(levels) = self.get(keys::escalation::EVALUATION_LEVELS) else { return };
        let Some(scope) = self.get(keys::escalation::EVALUATION_SCOPE) else { return };
        let every = scope.value() == EvaluationScope::EveryCase;
        let (gang, screened) =
            (self.holds("gang_related", true), every || self.holds("concluded_and_screened", true));
        if gang && screened {
            self.found.evaluate = levels.value();
            let because = crate::sentence!(
                "a case of gang-related corruption or umbrella is evaluated {levels} level up: {scope}",
                "涉黑涉恶腐败和“保护伞”案件提高{levels}级评查：{scope}",
                levels = levels.value(),
                scope = Word::literal(
                    scope.value().code(),
                    scope.value().term(),
                    scope_english(scope.value())
                ),
            );
            let reason = by(crate::rule_name!("escalation/evaluation"), because, &levels);
            self.found.reasons.push(reason.citing(scope.citation().clone()));
        }
    }

    fn central(&mut self) {
        let modes = self.get(keys::escalation::CENTRAL_CLUE);
        let major = self.facts.grounds.major == Fact::Known(true);
        let lead = if major {
            self.get(keys::escalation::CENTRAL_MAJOR_LEAD)
        } else {
            self.get(keys::escalation::CENTRAL_LEAD)
        };
        if !self.holds("central_clue", modes.is_some() || lead.is_some()) {
            return;
        }
        if let Some(modes) = modes
            && let Some(mode) = self.pick(modes.value())
        {
            let because = crate::sentence!(
                "the central supervision group assigned it: {mode}",
                "系中央督导组交办、转办：{mode}",
                mode = Word::of(&mode),
            );
            self.found.modes([mode]);
            let rule = crate::rule_name!("escalation/central-clue");
            self.found.reasons.push(by(rule, because, &modes));
        }
        if let Some(lead) = lead {
            let because = crate::sentence!(
                "the central supervision group assigned it: {lead}",
                "系中央督导组交办、转办：{lead}",
                lead = Word::of(&lead.value()),
            );
            self.found.command(lead.value());
            let rule = crate::rule_name!("escalation/central-lead");
            self.found.reasons.push(by(rule, because, &lead));
        }
    }

    /// Complicated local relations: found by those who work there, or counted in the network.
    fn local_ties(&mut self, asked: bool) -> bool {
        let threshold = self.get(keys::escalation::LOCAL_TIES);
        if let (Fact::Known(ties), Some(threshold)) = (self.facts.local_ties, threshold)
            && asked
            && ties >= threshold.value()
        {
            let because = crate::sentence!(
                "{ties} supported ties between handlers and subjects, {threshold} are enough",
                "办案人员与被核查人之间有{ties}条经查证的关系，达到{threshold}条",
                ties = ties,
                threshold = threshold.value(),
            );
            let rule = crate::rule_name!("escalation/local-ties");
            self.found.reasons.push(by(rule, because, &threshold));
            return true;
        }
        self.holds("complex_local_ties", asked)
    }

    fn off_site(&mut self) {
        let Some(grounds) = self.get(keys::verification::OFFSITE_GROUNDS) else { return };
        let Some(join) = self.get(keys::verification::OFFSITE_JOIN) else { return };
        let (ties_asked, resistance_asked) = (
            grounds.value().contains("complex_local_ties"),
            grounds.value().contains("resistance_to_verification"),
        );
        let ties = self.local_ties(ties_asked);
        let resistance = self.holds("resistance", resistance_asked);
        let enough = match join.value() {
            Join::Any => ties || resistance,
            Join::All => (ties || !ties_asked) && (resistance || !resistance_asked),
        };
        if !enough || !(ties_asked || resistance_asked) {
            return;
        }
        self.found
            .modes([HandlingMode::OffsiteVerification, HandlingMode::LevelRaisedVerification]);
        let because = crate::sentence!(
            "local relations or resistance call for off-site and level-raised verification",
            "地方关系复杂或者核查阻力大，实行异地核查、提级核查",
        );
        let reason = by(crate::rule_name!("escalation/off-site"), because, &grounds);
        self.found.reasons.push(reason.citing(join.citation().clone()));
    }

    fn acquaintances(&mut self) {
        let modes = self.get(keys::escalation::ACQUAINTANCES);
        if !self.holds("acquaintances", modes.is_some()) {
            return;
        }
        if let Some(modes) = modes
            && let Some(mode) = self.pick(modes.value())
        {
            let because = crate::sentence!(
                "handlers and subjects know each other: {mode}",
                "破解“熟人社会”难题：{mode}",
                mode = Word::of(&mode),
            );
            self.found.modes([mode]);
            let rule = crate::rule_name!("escalation/acquaintances");
            self.found.reasons.push(by(rule, because, &modes));
        }
    }

    fn major(&mut self) {
        let modes = self.get(keys::escalation::MAJOR_CASE);
        if !self.holds("major", modes.is_some()) {
            return;
        }
        if let Some(modes) = modes {
            self.found.modes(modes.value().words::<HandlingMode>().unwrap_or_default());
            let because = crate::sentence!(
                "a major case is level-raised and investigated directly",
                "重大案件实行提级办理、直查直办",
            );
            let rule = crate::rule_name!("escalation/major");
            self.found.reasons.push(by(rule, because, &modes));
        }
    }

    fn thorough(&mut self) {
        // No pack has a number for it; it is asked for from the day of the commentary on.
        let asked = WIDE_SCOPE.published().is_some_and(|day| self.rules.day() >= day);
        if !self.holds("wide_scope", asked) {
            return;
        }
        (self.found.thorough, self.found.key) = (true, true);
        let because = crate::sentence!(
            "its scope is wide and its influence bad: it is investigated thoroughly",
            "涉及面广、影响恶劣，彻查",
        );
        let rule = crate::rule_name!("escalation/thorough");
        self.found.reasons.push(Reason::new(rule, because, WIDE_SCOPE));
    }

    fn interference(&mut self) {
        let lead = self.get(keys::escalation::INTERFERENCE_LEAD);
        if !self.holds("much_interference", lead.is_some()) {
            return;
        }
        if let Some(lead) = lead {
            let because = crate::sentence!(
                "there is much interference: {lead}",
                "干扰多、阻力大：{lead}",
                lead = Word::of(&lead.value()),
            );
            self.found.command(lead.value());
            let rule = crate::rule_name!("escalation/interference");
            self.found.reasons.push(by(rule, because, &lead));
        }
    }

    fn supervision(&mut self) {
        let rows = [
            (
                "bone_or_nail",
                keys::supervision::HARD_CASE_MEASURES,
                crate::rule_name!("escalation/hard-case"),
                crate::sentence!("it is a bone or nail case", "属骨头案、钉子案"),
            ),
            (
                "unit_without_results",
                keys::supervision::STALLED_MEASURES,
                crate::rule_name!("escalation/no-results"),
                crate::sentence!("the unit has no results", "所在单位无成效"),
            ),
        ];
        for (code, key, rule, because) in rows {
            let modes = self.get(key);
            if !self.holds(code, modes.is_some()) {
                continue;
            }
            if let Some(modes) = modes {
                self.found.key = true;
                let words = modes.value().words::<SupervisionMode>().unwrap_or_default();
                self.found.supervision.extend(words);
                self.found.reasons.push(by(rule, because, &modes));
            }
        }
    }

    fn leader(&mut self) {
        let Some(rule) = self.get(keys::escalation::KEY_CASE_HAS_LEADER) else { return };
        if self.found.key && rule.value() && self.found.command.is_none() {
            self.found.command(Command::MemberResponsible);
            let because = crate::sentence!(
                "a key case has one responsible leader",
                "重点案件由班子成员包案",
            );
            let name = crate::rule_name!("escalation/leader");
            self.found.reasons.push(by(name, because, &rule));
        }
    }
}

const fn scope_english(scope: EvaluationScope) -> &'static str {
    match scope {
        EvaluationScope::ScreeningOfConcluded => "concluded cases that are screened again",
        EvaluationScope::EveryCase => "every case",
    }
}

/// How a clue or case is handled.
///
/// Goes through the whole table of triggers. Every ground that holds gives its reason;
/// all modes that follow are listed, and the strongest counts. The level is one above
/// *home* if any mode raises, never below the managing level, and never above the top.
///
/// Undetermined only if no ground is known to hold and one that is not known still could;
/// once one holds, what may be added is listed as open. Learning of a further ground
/// never lowers the level; refuting one may.
pub fn decide(facts: &EscalationFacts, rules: RulesInForce<'_>) -> Decision<Answer<Handling>> {
    let mut table = Table { facts, rules, found: Found::default() };
    table.central();
    table.major();
    table.off_site();
    table.acquaintances();
    table.evaluation();
    table.interference();
    table.thorough();
    table.supervision();
    table.leader();
    let found = table.found;
    let (level, mut reasons) = level(facts, &found, rules);
    let mut all = found.reasons;
    all.append(&mut reasons);
    if !found.key && found.evaluate == 0 && level == facts.home {
        let mut open = found.open.iter().cloned();
        if let Some(first) = open.next() {
            let because = crate::sentence!(
                "no ground is known to hold, and one may still",
                "尚无已查明的升级事由，但不能排除",
            );
            let open = open.fold(Undetermined::new(first), Undetermined::and);
            let reason = Reason::new(crate::rule_name!("escalation/ordinary"), because, TRIGGERS);
            return Decision::new(Answer::Undetermined(open), reason).and_all(all);
        }
    }
    let handling = Handling {
        modes: modes(&found.modes),
        handle_at: level,
        evaluate_at: Some(up(facts.handled_at, found.evaluate)).filter(|at| *at > facts.handled_at),
        command: found.command,
        supervision: found.supervision.into_iter().collect(),
        thorough: found.thorough,
        managed_at: facts.managed_at.known().flatten(),
        open: found.open,
    };
    let mut all = all.into_iter();
    match all.next() {
        Some(first) => Decision::new(Answer::Known(handling), first).and_all(all),
        None => {
            let because = crate::sentence!(
                "no ground calls for more than ordinary handling",
                "无升级事由，常规办理",
            );
            let reason = Reason::new(crate::rule_name!("escalation/ordinary"), because, TRIGGERS);
            Decision::new(Answer::Known(handling), reason)
        }
    }
}

fn modes(found: &BTreeSet<(u8, HandlingMode)>) -> Vec<HandlingMode> {
    if found.is_empty() {
        return vec![HandlingMode::Ordinary];
    }
    found.iter().map(|(_, mode)| *mode).collect()
}

/// So many levels up, at most the top.
fn up(level: Level, levels: u32) -> Level {
    (0..levels.min(8)).fold(level, |level, _| level.above().unwrap_or(level))
}

/// The level that handles it, and the reasons that bear on the level alone.
fn level(facts: &EscalationFacts, found: &Found, rules: RulesInForce<'_>) -> (Level, Vec<Reason>) {
    let mut reasons = Vec::new();
    let mut level = facts.home;
    if found.evaluate > 0 && facts.handled_at.above().is_none() {
        reasons.push(at_the_top(rules));
    }
    if found.modes.iter().any(|(_, mode)| raises(*mode)) {
        match facts.home.above() {
            Some(above) => level = above,
            None => reasons.push(at_the_top(rules)),
        }
    }
    if let Fact::Known(Some(managing)) = facts.managed_at
        && managing > level
        && !facts.designated_below
    {
        let because = crate::sentence!(
            "the persons are managed at {managing} level, and nobody is handled from below",
            "被核查人由{managing}管理，不得由下级办理",
            managing = Word::of(&managing),
        );
        let rule = crate::rule_name!("escalation/managing-level");
        reasons.push(match rules.get(keys::escalation::DOWNWARD_DESIGNATION) {
            Ok(parameter) => by(rule, because, &parameter),
            Err(_) => Reason::new(rule, because, JURISDICTION),
        });
        level = managing;
    }
    if level > facts.home
        && let (Fact::Known(Some(managing)), Ok(stays)) =
            (facts.managed_at, rules.get(keys::escalation::SANCTION_STAYS))
        && stays.value()
    {
        let because = crate::sentence!(
            "the organ at {managing} level still decides the sanction",
            "处分仍由{managing}机关按管理权限决定",
            managing = Word::of(&managing),
        );
        reasons.push(by(crate::rule_name!("escalation/sanction"), because, &stays));
    }
    (level, reasons)
}

fn at_the_top(rules: RulesInForce<'_>) -> Reason {
    let rule = crate::rule_name!("escalation/top");
    let because = crate::sentence!("there is no level above", "已无上一级，留在本级");
    match rules.get(keys::escalation::AT_THE_TOP) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(not) => silent(rule, &not),
    }
}
