//! What is known of a matter that might be handled otherwise: the grounds, and where it stands.

use crate::base::id::CaseId;
use crate::model::case::CaseStage;
use crate::model::clue::Clue;
use crate::model::dossier::Dossier;
use crate::procedure::fact::facts;
use crate::provenance::Fact;
use crate::terms::handling::{CaseDifficulty, EscalationTrigger, HandlingMode};
use crate::terms::office::Level;
use crate::terms::report::ClueSource;
use crate::terms::stage::DisciplineStage;

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
        let from_central = |clue: &Clue| *clue.source() == ClueSource::CentralSupervision;
        let central = clues.any(from_central);
        // Of a case without clues nobody has said from whom it came.
        let told = !case.from_clues().is_empty();
        let concluded = DisciplineStage::Concluded;
        let concluded = *case.stage() == CaseStage::Discipline(concluded);
        let grounds = Grounds {
            central_clue: or(grounds.central_clue, told.then_some(central)),
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
