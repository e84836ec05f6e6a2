//! What things are called on a page, and where their links lead.

use std::collections::BTreeSet;

use crate::base::id::{
    AnyId, CaseId, ClueId, EnterpriseId, EntityId, EntryId, GangId, MeetingId, OrganId, OutcomeId,
    PartyId, PersonId, PlaceId, ProblemId, RecordId, SupervisionId, TalkId, TaskForceId,
};
use crate::base::text::Prose;
use crate::model::dossier::Dossier;
use crate::report::picture::lettering::{escaped, fitted};

/// The beginning of a text, for a line of a list.
fn short(text: &Prose) -> String {
    fitted(&text.to_string(), 12.0, 300.0)
}

/// The names of a dossier, and the things that have a place on the page.
pub(super) struct Naming<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) on_page: BTreeSet<AnyId>,
}

impl Naming<'_> {
    pub(super) fn person(&self, id: PersonId) -> String {
        self.dossier.person(id).map_or_else(|| id.to_string(), |person| person.name().to_string())
    }

    pub(super) fn organ(&self, id: OrganId) -> String {
        self.dossier.organ(id).map_or_else(|| id.to_string(), |organ| organ.name().to_string())
    }

    pub(super) fn gang(&self, id: GangId) -> String {
        self.dossier.gang(id).map_or_else(|| id.to_string(), |gang| gang.name().to_string())
    }

    fn enterprise(&self, id: EnterpriseId) -> String {
        self.dossier.enterprise(id).map_or_else(|| id.to_string(), |one| one.name().to_string())
    }

    fn place(&self, id: PlaceId) -> String {
        self.dossier.place(id).map_or_else(|| id.to_string(), |place| place.name().to_string())
    }

    pub(super) fn case(&self, id: CaseId) -> String {
        self.dossier.case(id).map_or_else(|| id.to_string(), |case| case.ledger_no().to_string())
    }

    pub(super) fn clue(&self, id: ClueId) -> String {
        match self.dossier.clue(id).map(|clue| clue.ledger_no()) {
            Some(Some(number)) => number.to_string(),
            Some(None) => "not in the ledger 未登记".to_owned(),
            None => id.to_string(),
        }
    }

    pub(super) fn party(&self, party: PartyId) -> String {
        match party {
            PartyId::Person(id) => self.person(id),
            PartyId::Organ(id) => self.organ(id),
            PartyId::Gang(id) => self.gang(id),
            PartyId::Enterprise(id) => self.enterprise(id),
            PartyId::Case(id) => self.case(id),
            PartyId::Place(id) => self.place(id),
        }
    }

    /// What anything is called; its id if it has no name.
    pub(super) fn any(&self, id: AnyId) -> String {
        let text = id.to_string();
        if let Ok(party) = text.parse::<PartyId>() {
            return self.party(party);
        }
        if let Ok(clue) = ClueId::parse(&text) {
            return self.clue(clue);
        }
        self.event(&text).or_else(|| self.record(&text)).unwrap_or(text)
    }

    /// What a record says in short: an outcome, a line of the ledger, a problem, a team.
    fn record(&self, id: &str) -> Option<String> {
        if let Ok(id) = OutcomeId::parse(id) {
            let outcome = self.dossier.outcome(id)?;
            let (person, what) = (self.person(outcome.person()), outcome.what());
            Some(format!("{person} {} {}", what.english(), what.term()))
        } else if let Ok(id) = EntryId::parse(id) {
            let entry = self.dossier.entry(id)?;
            let (part, number) = (entry.kind().part(), entry.number().map(ToString::to_string));
            let told = number.or_else(|| entry.measure().map(short));
            Some(format!("{} {} {}", part.english(), part.term(), told.unwrap_or_default()))
        } else if let Ok(id) = ProblemId::parse(id) {
            let problem = self.dossier.problem(id)?;
            let number = problem.number().map(ToString::to_string);
            Some(number.unwrap_or_else(|| short(problem.text())))
        } else {
            let team = self.dossier.task_force(TaskForceId::parse(id).ok()?)?;
            Some(team.name().to_string())
        }
    }

    /// What an event was, and when.
    fn event(&self, id: &str) -> Option<String> {
        let (english, term, when) = if let Ok(id) = MeetingId::parse(id) {
            let meeting = self.dossier.meeting(id)?;
            (meeting.kind().english(), meeting.kind().term(), meeting.held())
        } else if let Ok(id) = TalkId::parse(id) {
            let talk = self.dossier.talk(id)?;
            (talk.kind().english(), talk.kind().term(), talk.held())
        } else if let Ok(id) = RecordId::parse(id) {
            match (self.dossier.covert_visit(id), self.dossier.exposure_batch(id)) {
                (Some(visit), _) => (visit.check().english(), visit.check().term(), visit.when()),
                (None, Some(batch)) => ("published batch", "通报曝光", batch.published()),
                (None, None) => return None,
            }
        } else if let Ok(id) = SupervisionId::parse(id) {
            let mission = self.dossier.mission(id)?;
            return Some(format!("{} {}", mission.mode().term(), mission.mode().english()));
        } else {
            return None;
        };
        Some(format!("{term} {english} {}", when.occurred_at().day()))
    }

    /// The name, as a link if the thing has a place on the page.
    pub(super) fn link(&self, id: impl EntityId) -> String {
        self.link_any(id.any())
    }

    pub(super) fn link_any(&self, id: AnyId) -> String {
        let name = escaped(&self.any(id));
        if self.on_page.contains(&id) { format!("<a href=\"#{id}\">{name}</a>") } else { name }
    }

    /// The names of many things as links, in the order in which people count them: shorter
    /// numbers first.
    pub(super) fn links(&self, ids: &[AnyId]) -> Vec<String> {
        let mut named: Vec<(usize, String, AnyId)> = ids
            .iter()
            .map(|id| (self.any(*id), *id))
            .map(|(name, id)| (name.chars().count(), name, id))
            .collect();
        named.sort();
        named.into_iter().map(|(_, _, id)| self.link_any(id)).collect()
    }

    /// The place to which a picture may lead.
    pub(super) fn anchor(&self, id: AnyId) -> Option<String> {
        self.on_page.contains(&id).then(|| id.to_string())
    }
}
