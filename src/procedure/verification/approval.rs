//! As what somebody approved, and whether that is enough.

use crate::base::day::Day;
use crate::base::id::{OrganId, PersonId};
use crate::decision::{Condition, RuleName, Sentence, Word};
use crate::model::dossier::Dossier;
use crate::model::organ::Organ;
use crate::procedure::condition::{find_out, supply};
use crate::procedure::fact::{by, chosen};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::InForce;
use crate::rulebook::choice::Approver;
use crate::terms::office::{LeaderRole, OrganKind};

/// Which posts somebody who approved held on that day, as far as they can approve.
///
/// None of them is an empty list; what is not known is not known.
pub type Held = Fact<Vec<Approver>>;

/// As what somebody may have approved: the posts held in the organ, or at the head of a
/// party committee of its level, on a day. Of somebody of whom no post is on record that is
/// not known.
pub(super) fn held_by(dossier: &Dossier, person: PersonId, organ: OrganId, day: Day) -> Held {
    if dossier.tenures_of(person).next().is_none() {
        return Fact::NotKnown(NotKnown::NeverAsked);
    }
    let leads = |role| holders::leads(dossier, person, organ, role, day);
    let level = dossier.organ(organ).map(Organ::level);
    let committee =
        |noun: &Organ| *noun.kind() == OrganKind::PartyCommittee && Some(noun.level()) == level;
    let head = LeaderRole::PrincipalLeader;
    let secretary = holders::leads_such(dossier, person, head, day, committee);
    let posts = [
        (Approver::DeputyLeader, leads(LeaderRole::LeaderInCharge)),
        (Approver::PrincipalLeader, leads(LeaderRole::PrincipalLeader)),
        (Approver::PartySecretary, secretary),
    ];
    let mut held = Vec::new();
    for (post, holds) in posts {
        match holds {
            Fact::Known(true) => held.push(post),
            Fact::Known(false) => {}
            Fact::NotKnown(why) => return Fact::NotKnown(why),
        }
    }
    Fact::Known(held)
}

pub(super) const WORK_RULES: Citation = Citation::literal(
    "监督执纪工作规则 Discipline Work Rules 2019",
    None,
    "art. 33; law 1.3",
    "plan and team, with approval",
    Certainty::Stated,
);

pub(super) fn handling_office() -> Word {
    Word::of(&crate::terms::office::Department::Handling)
}

pub(super) fn approved_by(approver: Approver) -> Sentence {
    crate::sentence!("approved by: {approver}", "已经{approver}批准", approver = chosen(approver))
}

/// An approval that only one post can give.
pub(super) fn approval(
    rule: RuleName,
    approved: Option<&Held>,
    needed: &InForce<'_, Approver>,
) -> Condition {
    let post = needed.value();
    let how = crate::sentence!("approve it", "予以批准");
    let remedy = supply("approved", how, chosen(post));
    match approved {
        Some(Fact::Known(held)) if held.contains(&post) => {
            Condition::met(by(rule, approved_by(post), needed))
        }
        Some(Fact::Known(_)) => {
            let because = crate::sentence!(
                "approved by somebody else; it takes: {approver}",
                "批准人不符，应由{approver}批准",
                approver = chosen(post),
            );
            Condition::unmet(by(rule, because, needed), remedy)
        }
        Some(Fact::NotKnown(why)) => {
            let because = crate::sentence!(
                "it is not known whether who approved was: {approver}",
                "批准人是否系{approver}尚不明确",
                approver = chosen(post),
            );
            let remedy = find_out("approver_post", handling_office());
            Condition::unknown(by(rule, because, needed), *why, remedy)
        }
        None => {
            let because = crate::sentence!(
                "not approved; it takes: {approver}",
                "未经批准，应由{approver}批准",
                approver = chosen(post),
            );
            Condition::unmet(by(rule, because, needed), remedy)
        }
    }
}
