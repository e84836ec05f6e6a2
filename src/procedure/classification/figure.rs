//! How many gangs of each tier a dossier has.

use crate::base::id::GangId;
use crate::decision::Answer;
use crate::model::dossier::Dossier;
use crate::procedure::classification::feature::GangFacts;
use crate::procedure::classification::tier::{Classified, classify};
use crate::rulebook::RulesInForce;
use crate::terms::gang::GangTier;

/// The gangs of a dossier by tier. Each figure is the length of its list, in the order of ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 黑社会性质组织.
    pub triads: Vec<GangId>,
    /// 恶势力犯罪集团.
    pub groups: Vec<GangId>,
    /// 恶势力团伙.
    pub gangs: Vec<GangId>,
    /// No evil force.
    pub no_tier: Vec<GangId>,
    /// The tier is undetermined.
    pub undetermined: Vec<GangId>,
}

/// How many gangs of each tier a dossier has, by their features and not by their labels.
///
/// # Source
///
/// H15: 93 triad-type organizations; 558 evil-force criminal groups and gangs together.
#[must_use]
pub fn tally(dossier: &Dossier, rules: RulesInForce<'_>) -> Tally {
    let mut tally = Tally::default();
    for gang in dossier.gangs().keys() {
        let Some(facts) = GangFacts::gather(dossier, *gang) else { continue };
        let list = match classify(&facts, rules).outcome() {
            Answer::Known(Classified::Tier(GangTier::TriadType)) => &mut tally.triads,
            Answer::Known(Classified::Tier(GangTier::EvilCriminalGroup)) => &mut tally.groups,
            Answer::Known(Classified::Tier(GangTier::EvilGang)) => &mut tally.gangs,
            Answer::Known(Classified::NoTier) => &mut tally.no_tier,
            Answer::Undetermined(_) => &mut tally.undetermined,
        };
        list.push(*gang);
    }
    tally
}
