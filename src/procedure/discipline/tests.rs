//! Forms, sanctions, approvals, detention by edition, circumstances: a file a story.

use std::num::NonZeroU16;

use crate::base::day::Day;
use crate::base::id::OrganId;
use crate::day;
use crate::decision::Refusal;
use crate::model::discipline::Disposal;
use crate::procedure::discipline::{ImposeFacts, may_impose};
use crate::procedure::remedy::HearingFacts;
use crate::procedure::trials::{World, at, id, rules_of, sound};
use crate::provenance::{Fact, NotKnown};
use crate::terms::office::Level;
use crate::terms::outcome::{OrganizationalHandling, PartySanction, PublicSanction, SoftForm};

mod approving;
mod clocks;
mod forms;
mod imposing;
mod longer;
mod measures;
mod records;
mod sanctions;

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);
const ON: Day = day!(2021, 5, 6);

fn to_court() -> Disposal {
    Disposal::TransferredForProsecution { to: id(OrganId::from_uuid, 9) }
}

/// Everything that may be decided about a person.
fn everything() -> Vec<Disposal> {
    let soft = SoftForm::ALL.into_iter().map(Disposal::Soft);
    let party = PartySanction::ALL.into_iter().map(Disposal::Party);
    let public = PublicSanction::ALL.into_iter().map(Disposal::Public);
    let handling = OrganizationalHandling::ALL.into_iter().map(Disposal::Handling);
    let to = id(OrganId::from_uuid, 9);
    let rest = [to_court(), Disposal::TransferredToJustice { to }];
    soft.chain(party).chain(public).chain(handling).chain(rest).collect()
}

fn in_the_way(refused: &Refusal) -> Vec<&str> {
    refused.unmet().iter().map(|unmet| unmet.reason().rule().as_str()).collect()
}

fn imposing(what: Disposal) -> ImposeFacts {
    ImposeFacts {
        what,
        probation_months: NonZeroU16::new(12),
        party_member: YES,
        village_manager: NO,
        retired: NO,
        managed_at: Fact::Known(Level::County),
        decided_at: Fact::Known(Level::County),
        deliberated: YES,
        unit_sanctioned: NO,
        hearing: Some(HearingFacts {
            told: Some(at("2021-05-01 09:00")),
            heard: Some(at("2021-05-02 09:00")),
            raised: NO,
            checked: None,
            founded: NEVER,
            adopted: NEVER,
            decided: at("2021-05-06 09:00"),
        }),
    }
}

fn impose(world: &World, facts: &ImposeFacts, day: Day) -> Result<Vec<String>, Refusal> {
    may_impose(facts, world.on(day)).map(|decision| {
        sound(decision.reasons());
        rules_of(&decision).into_iter().map(str::to_owned).collect()
    })
}
