//! What is owed around the letters, by whom to whom, and who is told when it is late.

use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::decision::Reason;
use crate::model::organ::tree::OrganTree;
use crate::procedure::clock::Clock;
use crate::procedure::delivery::{Leg, Open, Taking, told, waits_for};
use crate::procedure::transfer::{Duty, Standing, TransferFacts, owed};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::RulesInForce;
use crate::terms::message::ReceiptKind;

use super::state::{Dealing, Out, Post, Side};

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owing {
    /// A duty of the transfer: notice, hand-over, registration, direction, feedback.
    Duty(Duty),
    /// 回执: the receipt that a letter waits for. For an acceptance, that it was processed.
    Receipt(EnvelopeId),
    /// 受理或者退回: an answer to an offer.
    Answer(EnvelopeId),
    /// 暂存: a letter that is held; what it answers has not come, or its clock is ahead.
    Held(EnvelopeId),
}

impl fmt::Display for Owing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duty(duty) => duty.fmt(f),
            Self::Receipt(_) => f.pad("receipt"),
            Self::Answer(_) => f.pad("answer"),
            Self::Held(_) => f.pad("what a held letter waits for"),
        }
    }
}

/// 未了义务: something that is owed and has not been done.
///
/// It stands on both agendas: on that of whoever owes it, and of whoever it is owed to, each
/// from its own ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Obligation {
    /// The transfer.
    pub transfer: TransferId,
    /// The clue.
    pub clue: ClueId,
    /// What is owed.
    pub what: Owing,
    /// By whom.
    pub by: OrganId,
    /// To whom.
    pub to: OrganId,
    /// How it stands.
    pub standing: Standing,
    /// Whether it is overdue: by its own limit, or, where it has none, by the limit after
    /// which it is told.
    pub overdue: bool,
    /// The organ above both that is to be told; only of what is overdue.
    pub goes_to: Option<OrganId>,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl fmt::Display for Obligation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} owed", self.what)?;
        match &self.standing {
            Standing::Timed(clock) => write!(f, ", {clock}")?,
            Standing::Untimed { since: Some(since), .. } => write!(f, " since {since}")?,
            _ => {}
        }
        if self.overdue { f.write_str(", overdue") } else { Ok(()) }
    }
}

/// The rules by which an agenda is read.
#[derive(Clone, Copy, Debug)]
pub struct AgendaRules<'a> {
    /// The rules in force.
    pub rules: RulesInForce<'a>,
    /// The work calendar.
    pub calendar: &'a WorkCalendar,
    /// Who stands above whom.
    pub organs: &'a OrganTree,
}

impl Post {
    /// Everything that is open around the letters of this organ, by transfer, then in the
    /// order in which it falls due in a transfer.
    #[must_use]
    pub fn agenda(&self, by: AgendaRules<'_>, now: Moment) -> Vec<Obligation> {
        let Some(own) = self.own() else { return Vec::new() };
        let mut found = Vec::new();
        for (transfer, dealing) in self.dealings() {
            let desk = Desk { post: self, own, transfer: *transfer, dealing, by, now };
            desk.duties(&mut found);
            desk.answer(&mut found);
        }
        for out in self.unsettled().iter().filter_map(|id| self.out().get(id)) {
            self.unreceipted(out, own, by, now, &mut found);
        }
        for came in self.held().iter().filter_map(|id| self.seen().get(id)) {
            let letter = &came.letter;
            let what = Owing::Held(letter.id);
            let (transfer, clue) = (letter.transfer, letter.clue);
            let open = Around { transfer, clue, what, by: letter.from, to: own };
            found.push(open.told(Open::Held, came.came, by, now));
        }
        found.sort_by_key(|obligation| (obligation.transfer, obligation.what));
        found
    }

    fn unreceipted(
        &self,
        out: &Out,
        own: OrganId,
        by: AgendaRules<'_>,
        now: Moment,
        found: &mut Vec<Obligation>,
    ) {
        let letter = &out.letter;
        if waits_for(letter.kind()).is_none() || !self.still_says(letter) {
            return;
        }
        let what = Owing::Receipt(letter.id);
        let (transfer, clue) = (letter.transfer, letter.clue);
        let open = Around { transfer, clue, what, by: letter.to, to: own };
        found.push(open.told(Open::Receipt, out.queued, by, now));
    }
}

/// Whom and what an obligation is about.
struct Around {
    transfer: TransferId,
    clue: ClueId,
    what: Owing,
    by: OrganId,
    to: OrganId,
}

impl Around {
    /// As something that has no limit of its own but the one after which it is told.
    fn told(self, open: Open, since: Moment, by: AgendaRules<'_>, now: Moment) -> Obligation {
        let found = told(open, since, None, by.rules, by.calendar, now);
        let clock = found.outcome().clone().known();
        let overdue = clock.as_ref().is_some_and(Clock::is_late);
        let standing =
            clock.map_or(Standing::Untimed { since: Some(since), done: None }, Standing::Timed);
        let (_, reasons) = found.into_parts();
        self.stands(standing, overdue, reasons, by)
    }

    fn stands(
        self,
        standing: Standing,
        overdue: bool,
        reasons: Vec<Reason>,
        by: AgendaRules<'_>,
    ) -> Obligation {
        let above = by.organs.common_superior(self.by, self.to).filter(|_| overdue);
        Obligation {
            transfer: self.transfer,
            clue: self.clue,
            what: self.what,
            by: self.by,
            to: self.to,
            standing,
            overdue,
            goes_to: above,
            reasons,
        }
    }
}

/// One transfer, looked at now.
struct Desk<'a> {
    post: &'a Post,
    own: OrganId,
    transfer: TransferId,
    dealing: &'a Dealing,
    by: AgendaRules<'a>,
    now: Moment,
}

impl Desk<'_> {
    fn around(&self, what: Owing, by_sender: bool) -> Around {
        let (transfer, clue, peer) = (self.transfer, self.dealing.clue, self.dealing.peer);
        let own_owes = matches!(self.dealing.side, Side::Sending(_)) == by_sender;
        let (by, to) = if own_owes { (self.own, peer) } else { (peer, self.own) };
        Around { transfer, clue, what, by, to }
    }

    fn duties(&self, found: &mut Vec<Obligation>) {
        let facts = self.facts();
        let (all, reasons) = owed(&facts, self.by.rules, self.by.calendar, self.now).into_parts();
        for one in all.into_iter().filter(|one| one.standing.is_open()) {
            let done = match one.duty {
                Duty::Notice => facts.noticed,
                Duty::HandOver => facts.handed_over,
                _ => None,
            };
            // Whether it was owed may be open; that it was done is not.
            if done.is_some() {
                continue;
            }
            let by_sender = matches!(one.duty, Duty::Notice | Duty::HandOver);
            let around = self.around(Owing::Duty(one.duty), by_sender);
            match one.standing {
                Standing::Untimed { since: Some(since), .. } => {
                    let mut open = around.told(Open::Untimed, since, self.by, self.now);
                    open.reasons.extend(reasons.iter().cloned());
                    found.push(open);
                }
                standing => {
                    let overdue = standing.is_late();
                    found.push(around.stands(standing, overdue, reasons.clone(), self.by));
                }
            }
        }
    }

    /// An offer that was not answered.
    fn answer(&self, found: &mut Vec<Obligation>) {
        let open = matches!(
            self.dealing.side,
            Side::Sending(Leg::Offered) | Side::Taking(Taking::Offered)
        );
        let Some(offer) = self.dealing.hand_over.filter(|_| open) else { return };
        let around = self.around(Owing::Answer(offer.envelope), false);
        found.push(around.told(Open::Untimed, offer.at, self.by, self.now));
    }

    /// What the rules of transfer look at, as far as this organ knows it.
    fn facts(&self) -> TransferFacts {
        let dealing = self.dealing;
        let known = |moment: Option<Moment>| match moment {
            Some(moment) => Fact::Known(moment),
            None => Fact::NotKnown(NotKnown::NeverAsked),
        };
        let never = Fact::NotKnown(NotKnown::NeverAsked);
        let ground = &dealing.ground;
        let sender = match dealing.side {
            Side::Sending(_) => self.own,
            Side::Taking(_) => dealing.peer,
        };
        let listed = self.by.organs.organ(sender).map(|organ| organ.kind().clone());
        let offer = dealing.hand_over.map(|dated| dated.envelope);
        TransferFacts {
            transfer: self.transfer,
            clue: dealing.clue,
            sender: ground
                .sender
                .clone()
                .or(listed)
                .map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
            investigated_as: ground
                .investigated_as
                .map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
            opened: known(ground.opened),
            found: known(ground.found),
            net_closed: never,
            noticed: dealing.notice.map(|dated| dated.at),
            handed_over: dealing.hand_over.map(|dated| dated.at),
            registered: offer.and_then(|offer| self.registered(offer)),
            direction_told: None,
            accepted: dealing.moved,
            ended_without: dealing.ended,
            concluded: None,
            fed_back: dealing.feedback.map(|(dated, _)| dated.at),
        }
    }

    /// When the hand-over stood in the receiver's ledger, as far as this organ knows.
    fn registered(&self, offer: EnvelopeId) -> Option<Moment> {
        let kind = ReceiptKind::Registered;
        match self.dealing.side {
            Side::Sending(_) => {
                self.post.out().get(&offer)?.receipts.get(&kind).map(|(_, came)| *came)
            }
            Side::Taking(_) => self.post.seen().get(&offer)?.given.get(&kind).copied(),
        }
    }
}
