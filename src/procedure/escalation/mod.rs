//! Escalation: who handles a matter, on which level, and who among the leaders commands.
//!
//! **What one can do here.** Ask how a clue or case is to be handled, from everything that
//! is known of it ([`decide`]); whether it may pass from one organ to another
//! ([`may_move`]); whether it goes down again once a ground was refuted ([`lower::may_lower`]); and
//! who settles a dispute ([`settle`]).
//!
//! Words: 提级办理 level-raised handling · 直查直办 direct investigation · 重点督办 key
//! supervision · 交叉办案 cross handling · 异地核查 off-site verification · 提级核查 level-raised
//! verification · 指定管辖 designated jurisdiction · 包案 a leader answers for the case.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `escalation/evaluation` | a case of gang-related corruption or umbrella is evaluated one level up | `escalation/evaluation-levels`: 1; `escalation/evaluation-scope`: screened concluded cases, or read as every case; Gansu | G15 |
//! | `escalation/central-clue` | a clue of the central supervision group | `escalation/central-clue`: direct investigation, Gansu; level-raised, Zhejiang; level-raised or key-supervised, Zhaotong | G24, Z17, law 6 |
//! | `escalation/central-lead` | who leads what the central group assigned | `escalation/central-major-lead`: the secretary; `escalation/central-lead`: a member; Henan | H18 |
//! | `escalation/off-site` | complicated local relations, resistance: off-site and level-raised verification | `verification/offsite-grounds`: both; `verification/offsite-join`: any, or read as all; Henan · `escalation/local-ties`: 2 (a value of this crate) | H12 |
//! | `escalation/local-ties` | so many supported ties make local relations complicated | `escalation/local-ties`: 2, national (a value of this crate) | H12 |
//! | `escalation/acquaintances` | the acquaintance society of a county: cross handling or level-raising | `escalation/acquaintances`: both, national from 2024-05-27 | N14 |
//! | `escalation/major` | a major case found by digging: level-raised and investigated directly | `escalation/major-case`: both, Zhaotong | Z11, Z16 |
//! | `escalation/thorough` | wide scope and bad influence: investigated thoroughly | – | N15 |
//! | `escalation/interference` | much interference: the principal leader commands | `escalation/interference-lead`: that, national from 2024-05-27 | N16 |
//! | `escalation/hard-case` | a bone or nail case | `supervision/hard-case-measures`: point-to-point, Gansu; listed, Chengguan | G26, C13 |
//! | `escalation/no-results` | a unit without results | `supervision/stalled-measures`: one-on-one, Gansu | G25 |
//! | `escalation/leader` | every key case has one responsible leader | `escalation/key-case-has-leader`: yes, Gansu | G09 |
//! | `escalation/managing-level` | nobody is handled from below, except by a superior's designation | `escalation/downward-designation`: yes, national from 2018-03-20 | law 0, 1.1 |
//! | `escalation/ordinary` | otherwise: handled on the managing level | – | §6.3 (reading) |
//! | `escalation/top` | nothing goes above the top | `escalation/at-the-top`: stays and says so (a value of this crate) | G15 |
//! | `escalation/sanction` | the managing organ decides the sanction, whoever handled | `escalation/sanction-stays`: yes, national from 2020-07-01 | law 1.1 |
//! | `escalation/asked` | a lower organ asks, and its superior takes it | `escalation/raise-on-request`: yes, national from 2018-03-20 | law 1.1 |
//! | `escalation/ordered` | a superior takes it | `escalation/upper-may-take`: yes, national from 2018-03-20 | law 1.1 |
//! | `escalation/designated` | a common superior designates another organ | `escalation/downward-designation`: yes, national from 2018-03-20 | law 0, 1.1 |
//! | `escalation/handed-down` | a superior hands it down | `escalation/downward-designation` | law 0, 1.1 |
//! | `escalation/lowered` | once a ground on which it was raised was refuted, and no other keeps it up, it is handed down again | – | design §8 (reading) |
//! | `escalation/dispute` | a dispute goes to the lowest common superior | – | law 1.1 (art. 16(3)) |
//!
//! **Where a place lists several modes** without saying which (Z17: of nine central clues
//! three were level-raised and six key-supervised; N14), the strongest is taken for a
//! major case and the mildest for any other. That is our reading. Only Z16 lists two that
//! go together.
//!
//! **Strength**, mild to strong: ordinary, key supervision, cross or off-site handling and
//! designation, level-raised verification, level-raised handling, direct investigation.
//! All modes that follow are listed; the strongest is the one that counts.
//!
//! **Two levels.** Raising moves the handling. The managing level is taken from the facts
//! and given back as it was.
//!
//! # Examples
//!
//! A major case found by digging, in a county of Zhaotong; of the rest nothing is known:
//!
//! ```
//! use unbrella::day;
//! use unbrella::procedure::escalation::{self, EscalationFacts, Grounds};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::office::Level;
//!
//! let book = Rulebook::published();
//! let facts = EscalationFacts {
//!     home: Level::County,
//!     handled_at: Level::County,
//!     managed_at: Fact::Known(Some(Level::County)),
//!     designated_below: false,
//!     grounds: Grounds { major: Fact::Known(true), ..Grounds::default() },
//!     local_ties: Fact::NotKnown(NotKnown::NeverAsked),
//! };
//! let decision = escalation::decide(&facts, book.on("zhaotong", day!(2019, 5, 6))?);
//! assert_eq!(
//!     decision.to_string(),
//!     "direct investigation, at city level\n  escalation/major: a major case is level-raised \
//!      and investigated directly [昭通市严查涉黑涉恶腐败和“保护伞”, 2019-04-24, Z16]",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue §6.3: G09, G15, G24–G26, H12, H18, N14–N16, Z11, Z16, Z17; law-context §1.1.

pub mod lower;

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{CaseId, OrganId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement,
    RuleName, Sentence, Undetermined, Word,
};
use crate::model::dossier::Dossier;
use crate::model::organ::tree::OrganTree;
use crate::procedure::condition::supply;
use crate::procedure::fact::{by, facts, silent};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::choice::{EvaluationScope, Join};
use crate::rulebook::{Codes, InForce, ParamKey, RulesInForce, keys};
use crate::terms::handling::{CaseDifficulty, Command, EscalationTrigger, HandlingMode};
use crate::terms::office::Level;
use crate::terms::report::ClueSource;
use crate::terms::stage::DisciplineStage;
use crate::terms::supervision::SupervisionMode;

facts! {
    /// 升级事由: what is known of the grounds for more than ordinary handling.
    Grounds {
        /// 涉黑涉恶腐败和“保护伞”案件.
        gang_related: "whether it is a case of gang-related corruption or umbrella", "是否属涉黑涉恶腐败和“保护伞”案件";
        /// 过筛的已结案件.
        concluded_and_screened: "whether it is concluded and screened again", "是否属过筛的已结案件";
        /// 中央督导组交办.
        central_clue: "whether the central supervision group assigned it", "是否系中央督导组交办、转办";
        /// 地方关系复杂.
        complex_local_ties: "whether local relations are complicated", "地方关系是否复杂";
        /// 核查阻力大.
        resistance: "whether verification meets with resistance", "核查阻力是否较大";
        /// 熟人社会.
        acquaintances: "whether handlers and subjects are acquaintances", "办案人员与被核查人是否处于熟人社会";
        /// 重大案件.
        major: "whether it is a major case", "是否属重大案件";
        /// 涉及面广、影响恶劣.
        wide_scope: "whether its scope is wide and its influence bad", "是否涉及面广、影响恶劣";
        /// 干扰多、阻力大.
        much_interference: "whether there is much interference and obstruction", "是否干扰多、阻力大";
        /// 骨头案、钉子案.
        bone_or_nail: "whether it is a bone or nail case", "是否属骨头案、钉子案";
        /// 零线索、零处置.
        unit_without_results: "whether the unit has no results", "所在单位是否无成效";
    }
}

impl Grounds {
    /// All grounds answered with *no*: for building facts of which all is known.
    #[must_use]
    pub const fn none() -> Self {
        const NO: Fact<bool> = Fact::Known(false);
        Self {
            gang_related: NO,
            concluded_and_screened: NO,
            central_clue: NO,
            complex_local_ties: NO,
            resistance: NO,
            acquaintances: NO,
            major: NO,
            wide_scope: NO,
            much_interference: NO,
            bone_or_nail: NO,
            unit_without_results: NO,
        }
    }

    /// The grounds that have a word of their own, with what is known of each.
    #[must_use]
    pub const fn by_trigger(&self) -> [(EscalationTrigger, Fact<bool>); 10] {
        use EscalationTrigger as T;

        [
            (T::GangRelated, self.gang_related),
            (T::CentralSupervision, self.central_clue),
            (T::ComplexLocalTies, self.complex_local_ties),
            (T::ResistanceToVerification, self.resistance),
            (T::AcquaintanceSociety, self.acquaintances),
            (T::MajorCase, self.major),
            (T::WideScopeBadInfluence, self.wide_scope),
            (T::MuchInterference, self.much_interference),
            (T::BoneOrNail, self.bone_or_nail),
            (T::NoResults, self.unit_without_results),
        ]
    }
}

/// What escalation looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscalationFacts {
    /// The level of the organ to which it belongs, at which it was received or filed.
    pub home: Level,
    /// The level that handles it now.
    pub handled_at: Level,
    /// The level with authority over the persons; none for an organ or a criminal case.
    pub managed_at: Fact<Option<Level>>,
    /// Whether a superior has designated an organ below the managing level.
    pub designated_below: bool,
    /// What is known of the grounds.
    pub grounds: Grounds,
    /// How many supported ties there are between handlers and subjects, from the network.
    pub local_ties: Fact<u32>,
}

impl EscalationFacts {
    /// The facts of a case of the dossier; nothing if it is not there.
    ///
    /// What the case itself says is filled in where `grounds` does not know it: whether a
    /// clue came from the central group, whether it is a bone or nail case, what issues it
    /// is about, whether it is concluded. Everything else is for people to judge; ties
    /// are for the network.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        case: CaseId,
        grounds: Grounds,
        local_ties: Fact<u32>,
    ) -> Option<Self> {
        let case = dossier.case(case)?;
        let or = |asked: Fact<bool>, own: Option<bool>| match (asked, own) {
            (Fact::NotKnown(_), Some(own)) => Fact::Known(own),
            _ => asked,
        };
        let mut clues = case.from_clues().iter().filter_map(|clue| dossier.clue(*clue));
        let central = clues.any(|clue| *clue.source() == ClueSource::CentralSupervision);
        let concluded = DisciplineStage::Concluded;
        let concluded = *case.stage() == crate::model::case::CaseStage::Discipline(concluded);
        let grounds = Grounds {
            central_clue: or(grounds.central_clue, Some(central)),
            bone_or_nail: or(
                grounds.bone_or_nail,
                case.difficulty().map(|difficulty| difficulty != CaseDifficulty::Ordinary),
            ),
            gang_related: or(grounds.gang_related, (!case.issues().is_empty()).then_some(true)),
            concluded_and_screened: or(
                grounds.concluded_and_screened,
                (!concluded).then_some(false),
            ),
            ..grounds
        };
        let last = case.changes().last();
        Some(Self {
            home: case.filed_level(),
            handled_at: case.handling_level(),
            // Every discipline case has one, and no criminal case.
            managed_at: Fact::Known(case.managing_level()),
            designated_below: last.is_some_and(|change| change.mode == HandlingMode::Designated),
            grounds,
            local_ties,
        })
    }
}

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
const fn strength(mode: HandlingMode) -> u8 {
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

const JURISDICTION: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "arts. 16, 17; law 0, 1.1",
    "上级监察机关可以办理下一级监察机关管辖范围内的监察事项",
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

/// 移交方式: in which of the four ways a matter passes from one organ to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 报请提级: asked for from below, and granted.
    AskedFromBelow,
    /// 上级决定提级: ordered from above.
    OrderedFromAbove,
    /// 指定管辖: a common superior designates an organ of any place.
    Designated,
    /// 交下级办理: a superior hands it down.
    HandedDown,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::AskedFromBelow, Self::OrderedFromAbove, Self::Designated, Self::HandedDown];
}

/// What passing a matter to another organ looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveFacts {
    /// Which way.
    pub way: Way,
    /// The organ that handles it now.
    pub from: OrganId,
    /// The organ that is to handle it.
    pub to: OrganId,
    /// The organ that orders it.
    pub ordered_by: OrganId,
    /// Whether there is a ground for more than ordinary handling, as [`decide`] found.
    pub has_ground: bool,
    /// 报请: whether the organ below has asked for it.
    pub asked: Fact<bool>,
}

/// Whether one organ stands above another, as far as the tree of organs tells.
#[derive(Clone, Copy)]
enum Above {
    Yes,
    No,
    /// Nobody has said what stands above this organ.
    NotTold(OrganId),
}

impl Above {
    const fn known(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// The way up from an organ that has no superior in the tree is at its end only on the
    /// highest level. Elsewhere nobody has said what stands above it, and it could be any
    /// organ of no lower level, other than those whose own way up leads there.
    fn of(tree: &OrganTree, lower: OrganId, upper: OrganId) -> Self {
        let end = |organ| tree.superiors(organ).last().unwrap_or(organ);
        if tree.superiors(lower).any(|organ| organ == upper) {
            return Self::Yes;
        }
        let last = end(lower);
        let (Some(top), Some(asked)) = (tree.organ(last), tree.organ(upper)) else {
            return Self::NotTold(last);
        };
        let ended = top.level().above().is_none();
        if ended || asked.level() < top.level() || end(upper) == last {
            return Self::No;
        }
        Self::NotTold(last)
    }

    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::Yes) => self,
            (Self::Yes, _) | (_, Self::No) => other,
            (Self::NotTold(_), Self::NotTold(_)) => self,
        }
    }
}

/// Whether a matter may pass to another organ in this way.
///
/// | way | who is to handle it | who orders it | what else |
/// |---|---|---|---|
/// | asked from below | an organ above | that organ, or one above it | the organ below asked; a ground |
/// | ordered from above | an organ above | that organ, or one above it | a ground |
/// | designated | any other organ | an organ above both | – |
/// | handed down | an organ below | the organ that has it, or one above | – |
///
/// What stands above an organ is not known where the tree does not say it, unless the organ
/// is of the highest level.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met.
pub fn may_move(
    facts: &MoveFacts,
    tree: &OrganTree,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let (key, rule) = laid_down(facts.way);
    let reason = |because: Sentence| match rules.get(key) {
        Ok(parameter) => by(rule.clone(), because, &parameter),
        Err(_) => Reason::new(rule.clone(), because, JURISDICTION),
    };
    // The organ itself, or one above it.
    let over = |organ: OrganId| {
        let itself = organ == facts.ordered_by;
        if itself { Above::Yes } else { Above::of(tree, organ, facts.ordered_by) }
    };
    let (place, orders) = match facts.way {
        Way::AskedFromBelow | Way::OrderedFromAbove => {
            (Above::of(tree, facts.from, facts.to), over(facts.to))
        }
        Way::Designated => {
            (Above::known(facts.from != facts.to), over(facts.from).and(over(facts.to)))
        }
        Way::HandedDown => (Above::of(tree, facts.to, facts.from), over(facts.from)),
    };
    let mut requirement = Requirement::from(placed(place, &reason)).and(ordered(orders, &reason));
    if matches!(facts.way, Way::AskedFromBelow | Way::OrderedFromAbove) {
        requirement = requirement.and(grounded(facts.has_ground, &reason));
    }
    if facts.way == Way::AskedFromBelow {
        requirement = requirement.and(asked(facts.asked, &reason));
    }
    requirement.decide(crate::sentence!("pass the matter to another organ", "变更办理机关"), ())
}

/// The parameter on which a way rests, and the rule.
fn laid_down(way: Way) -> (ParamKey<bool>, RuleName) {
    use keys::escalation::{DOWNWARD_DESIGNATION, RAISE_ON_REQUEST, UPPER_MAY_TAKE};

    match way {
        Way::AskedFromBelow => (RAISE_ON_REQUEST, crate::rule_name!("escalation/asked")),
        Way::OrderedFromAbove => (UPPER_MAY_TAKE, crate::rule_name!("escalation/ordered")),
        Way::Designated => (DOWNWARD_DESIGNATION, crate::rule_name!("escalation/designated")),
        Way::HandedDown => (DOWNWARD_DESIGNATION, crate::rule_name!("escalation/handed-down")),
    }
}

fn superior() -> Word {
    Word::literal("superior_organ", "上级机关", "superior organ")
}

/// What nobody has said is entered with the organ.
fn parent() -> Remedy {
    let how = crate::sentence!("enter which organ stands above it", "补录其上级机关");
    supply("parent", how, superior())
}

fn placed(holds: Above, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    match holds {
        Above::Yes => {
            let because =
                crate::sentence!("the organ stands where it must", "接办机关的层级关系符合规定");
            Condition::met(reason(because))
        }
        Above::No => {
            let because = crate::sentence!(
                "the organ that is to handle it does not stand where it must for this way",
                "接办机关的层级关系不符合该种方式",
            );
            let why =
                crate::sentence!("another organ or another way is needed", "须另选机关或者方式");
            Condition::unmet(reason(because), Remedy::none(why))
        }
        Above::NotTold(organ) => {
            let because = crate::sentence!(
                "where the organ that is to handle it stands is not known: the organ above {organ} is missing",
                "接办机关的层级关系尚不明确：缺少{organ}的上级机关",
                organ = organ,
            );
            Condition::unknown(reason(because), NotKnown::NeverAsked, parent())
        }
    }
}

fn ordered(holds: Above, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    match holds {
        Above::Yes => {
            let because =
                crate::sentence!("an organ with authority over it orders it", "由有权机关决定");
            Condition::met(reason(because))
        }
        Above::No => {
            let because = crate::sentence!(
                "the organ that orders it has no authority over the organs concerned",
                "决定机关对有关机关无管理权限",
            );
            let how = crate::sentence!(
                "order it as the superior of the organs concerned",
                "由有关机关的上级机关决定"
            );
            let cure = Cure::command(const { Code::literal("raise") }, how, superior());
            Condition::forbidden(reason(because), Remedy::by(cure))
        }
        Above::NotTold(organ) => {
            let because = crate::sentence!(
                "whether the organ that orders it has authority is not known: the organ above {organ} is missing",
                "决定机关有无管理权限尚不明确：缺少{organ}的上级机关",
                organ = organ,
            );
            Condition::unknown(reason(because), NotKnown::NeverAsked, parent())
        }
    }
}

fn grounded(holds: bool, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    if holds {
        let because = crate::sentence!("there is a ground for it", "有提级事由");
        return Condition::met(reason(because));
    }
    let because = crate::sentence!("no ground for it is known", "尚无提级事由");
    let how = crate::sentence!("establish a ground", "查明提级事由");
    let cure = Cure::fact(const { Code::literal("grounds") }, how, superior());
    Condition::unmet(reason(because), Remedy::by(cure))
}

fn asked(holds: Fact<bool>, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let below = Word::literal("lower_organ", "下级机关", "organ below");
    let how = crate::sentence!("ask the superior to take it", "报请上级机关管辖");
    let cure = Cure::fact(const { Code::literal("asked") }, how, below);
    match holds {
        Fact::Known(true) => {
            let because = crate::sentence!("the organ below has asked for it", "下级机关已报请");
            Condition::met(reason(because))
        }
        Fact::Known(false) => {
            let because =
                crate::sentence!("the organ below has not asked for it", "下级机关未报请");
            Condition::unmet(reason(because), Remedy::by(cure))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "whether the organ below has asked is not known",
                "下级机关是否报请尚不明确"
            );
            Condition::unknown(reason(because), why, Remedy::by(cure))
        }
    }
}

/// 管辖争议: who settles a dispute between two organs: their lowest common superior.
///
/// Undetermined if the tree knows none.
pub fn settle(tree: &OrganTree, one: OrganId, two: OrganId) -> Decision<Answer<OrganId>> {
    let rule: RuleName = crate::rule_name!("escalation/dispute");
    match tree.common_superior(one, two) {
        Some(superior) => {
            let because = crate::sentence!(
                "a dispute goes to the lowest common superior: {superior}",
                "管辖有争议的，由共同的上级确定：{superior}",
                superior = superior,
            );
            Decision::new(Answer::Known(superior), Reason::new(rule, because, JURISDICTION))
        }
        None => {
            let missing = Missing::new(
                const { Code::literal("common_superior") },
                crate::sentence!("the common superior of the two organs", "两机关的共同上级"),
                NotKnown::NeverAsked,
            );
            let because = crate::sentence!(
                "the tree of organs has no common superior",
                "机关树中无共同上级",
            );
            Decision::new(Answer::missing(missing), Reason::new(rule, because, JURISDICTION))
        }
    }
}

#[cfg(test)]
mod tests;
