//! From whom clues come in, and who is to be urged because nothing came.

use std::collections::BTreeSet;

use crate::base::id::OrganId;
use crate::base::period::Period;
use crate::decision::Decision;
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, silent};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::office::OrganKind;
use crate::terms::report::ClueSource;

/// The kinds of organs from which clues came in over a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboundFacts {
    /// The organ that received them.
    pub organ: OrganId,
    /// The kinds of organs that sent them.
    pub from: BTreeSet<OrganKind>,
}

impl InboundFacts {
    /// What the transfers and clues of the dossier show of an organ within a period.
    ///
    /// A clue whose source names a kind of organ counts as one of that kind, also without a
    /// record of its transfer. The day is that of the hand-over, or of the receipt.
    #[must_use]
    pub fn gather(dossier: &Dossier, organ: OrganId, period: Period) -> Self {
        let transfers = dossier.transfers().values().filter(|transfer| {
            let day = transfer.handed_over().map(|when| when.occurred_at().day());
            transfer.to() == organ && day.is_some_and(|day| period.contains(day).is_yes())
        });
        let senders = transfers
            .filter_map(|transfer| dossier.organ(transfer.from()))
            .map(|sender| sender.kind().clone());
        let clues = dossier.clues().values().filter(|clue| {
            let day = clue.received().occurred_at().day();
            clue.received_by() == organ && period.contains(day).is_yes()
        });
        let sources = clues.filter_map(|clue| sender(clue.source()));
        Self { organ, from: senders.chain(sources).collect() }
    }
}

/// The kind of organ that a source of clues names; none where it names several, or none.
const fn sender(source: &ClueSource) -> Option<OrganKind> {
    Some(match source {
        ClueSource::Inspection => OrganKind::InspectionBody,
        ClueSource::Audit => OrganKind::Audit,
        ClueSource::AdministrativeEnforcement => OrganKind::AdministrativeEnforcement,
        ClueSource::Court => OrganKind::Court,
        ClueSource::Procuratorate => OrganKind::Procuratorate,
        ClueSource::PublicSecurity => OrganKind::PublicSecurity,
        ClueSource::AntiGangOffice => OrganKind::AntiGangOffice,
        _ => return None,
    })
}

/// 督促移送: the kinds of organs of the place from which no clue came, in its order.
///
/// They are to be asked and urged. That nothing came may be the plain truth: it grounds
/// nothing against them. Empty where no rule names any.
pub fn to_be_urged(facts: &InboundFacts, rules: RulesInForce<'_>) -> Decision<Vec<OrganKind>> {
    let rule = crate::rule_name!("transfer/inbound");
    let parameter = match rules.get(keys::transfer::INBOUND) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<OrganKind>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<OrganKind> =
        wanted.into_iter().filter(|kind| !facts.from.contains(kind)).collect();
    let because = crate::sentence!(
        "clues came from {heard} of {all} kinds of organs",
        "{all}类机关中{heard}类已移送线索",
        heard = all.saturating_sub(open.len()),
        all = all,
    );
    Decision::new(open, by(rule, because, &parameter))
}
