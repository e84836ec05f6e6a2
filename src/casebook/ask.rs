//! 查询: asking about somebody, for a purpose, and leaving a record of it.
//!
//! Whoever looks something up about a person says for which matter, by which authority and
//! how far. The answer comes only after the record of the question was kept: an [`Asked`]
//! shows nothing before [`Asked::reveal`] has handed its [`ReadRecord`] to a [`ReadLog`].
//!
//! # What one can do here
//!
//! | question | asked by |
//! |---|---|
//! | What is written about this clue, this case? | [`Inquiry::clue`], [`Inquiry::case`] |
//! | What is kept about this official? | [`Inquiry::file`] |
//! | Who stands around this party? | [`Inquiry::network`] |
//! | Who had a hand in this, and who signed? | [`Inquiry::responsibility`] |
//! | What is due in this matter, and by whom? | [`Inquiry::agenda`] |
//!
//! # Who may ask, and about what
//!
//! | rule | in words |
//! |---|---|
//! | `casebook/post` | in a post of the organ, held on the day |
//! | `recusal/…` | nobody sees a matter of their own, or of a declared near relative |
//! | `casebook/scope` | only about what belongs to the matter, and whom it leads to |
//!
//! How far a matter leads depends on its stage, whatever the purpose asks for:
//!
//! | stage of the matter | ties from its parties |
//! |---|---|
//! | a clue that was not put to verification | none: whom it names |
//! | a clue under verification or after it | `sign_off/scope-hops` |
//! | a case | `recusal/closeness-hops` |
//!
//! Ties count from *checked* on, as known when it is asked: what is only alleged opens
//! nobody's file.
//!
//! # Not here
//!
//! The functions that are asked ([`agenda`](super::agenda),
//! [`responsible`], the questions of
//! [`network`](crate::network)) know no purpose, and keep no record: a host that shows their
//! answers to people asks through this page. Who reported is asked under a
//! [warrant](crate::secrecy), and never here.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::ask::{Purpose, ReadLog, ReadRecord, Room, ask};
//! # use unbrella::base::id::ClueId;
//! # fn show(room: Room<'_>, purpose: Purpose, clue: ClueId) -> Result<(), Box<dyn std::error::Error>> {
//! struct Journal(Vec<ReadRecord>);
//! impl ReadLog for Journal {
//!     type Error = std::convert::Infallible;
//!     fn keep(&mut self, record: &ReadRecord) -> Result<(), Self::Error> {
//!         self.0.push(record.clone()); // and flushed to the disk, in a program that lasts
//!         Ok(())
//!     }
//! }
//!
//! let mut journal = Journal(Vec::new());
//! let clue = ask(room, purpose)?.clue(clue)?.reveal(&mut journal)?;
//! println!("{}", clue.stage());
//! assert_eq!(journal.0.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! # Source
//!
//! Design §7. The documents ask for secrecy of case-handling and for files that only those
//! see who handle them (Supervision Law 2018 art. 18; N14) and name no form of a question.
//! How far a matter leads is our reading: no number is laid down, and those of two like
//! questions are taken.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{AnyId, CaseId, ClueId, EntityId, OrganId, PartyId, PersonId, PostId};
use crate::base::text::{Code, Line};
use crate::casebook::agenda::{Item, agenda};
use crate::casebook::book::{Casebook, Unfit};
use crate::casebook::decide::door::{Place, in_post};
use crate::casebook::decide::{Context, NotDone};
use crate::casebook::entry::Entry;
use crate::casebook::responsibility::{Responsible, belonging, responsible};
use crate::decision::{Cure, Obstacle, Reason, Refusal, Remedy, Unmet, Word};
use crate::model::case::Case;
use crate::model::clue::{Clue, ClueStage};
use crate::model::discipline::{InvestigationMeasure, Outcome};
use crate::model::dossier::Dossier;
use crate::model::history::Stamped;
use crate::model::person::{Person, Tenure};
use crate::model::umbrella::{Subject, Umbrella};
use crate::network::edit::{Network, TieRefused};
use crate::network::frozen::{BulkProblem, FrozenNetwork};
use crate::network::reach::{self, Scratch, Way};
use crate::network::view::View;
use crate::procedure::recusal::{self, Declared, Matter, Part, RecusalFacts};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::handling::Disposition;

/// 查询事由: who asks, when, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Who asks. A program that shows something to a person asks in the name of that person.
    pub by: PersonId,
    /// For which organ.
    pub organ: OrganId,
    /// In which post, if that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// When.
    pub at: Moment,
    /// The clue or the case for which it is asked.
    pub matter: AnyId,
    /// By which authority: an order, a number of an approval, an article. Never a name.
    pub authority: Line,
    /// How many ties from the parties of the matter are asked for at most.
    pub ties: u32,
}

/// What was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Topic {
    /// A clue.
    Clue(ClueId),
    /// A case.
    Case(CaseId),
    /// What is kept about a person.
    File(PersonId),
    /// Who stands around a party.
    Network(PartyId),
    /// Who had a hand in something.
    Responsibility(AnyId),
    /// What is due in the matter.
    Agenda,
}

/// 查询记录: the record of one question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Reading", deny_unknown_fields)]
pub struct ReadRecord {
    purpose: Purpose,
    topic: Topic,
    within: u32,
    entry: u64,
    looked_at: BTreeSet<AnyId>,
}

impl ReadRecord {
    /// Who asked, when, and what for.
    #[must_use]
    pub const fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// What was asked about.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        self.topic
    }

    /// How many ties from the parties of the matter were allowed.
    #[must_use]
    pub const fn within(&self) -> u32 {
        self.within
    }

    /// The last entry of the journal that was in the casebook.
    #[must_use]
    pub const fn entry(&self) -> u64 {
        self.entry
    }

    /// What the answer was drawn from.
    #[must_use]
    pub const fn looked_at(&self) -> &BTreeSet<AnyId> {
        &self.looked_at
    }
}

/// Keeps the records of questions: the journal, in a program that has one.
pub trait ReadLog {
    /// Why a record could not be kept.
    type Error;

    /// Keeps one record for good before it returns.
    ///
    /// # Errors
    ///
    /// If it was not kept; the answer then stays closed.
    fn keep(&mut self, record: &ReadRecord) -> Result<(), Self::Error>;
}

/// An answer that is not shown before its record is kept.
///
/// It can be kept, moved and handed on, and nothing else. Its record stays closed too: what
/// was looked at tells much of the answer.
///
/// ```compile_fail,E0616
/// # use unbrella::casebook::ask::Asked;
/// fn take<T>(asked: Asked<T>) -> T {
///     asked.answer // private
/// }
/// ```
/// ```compile_fail,E0616
/// # use unbrella::casebook::ask::{Asked, ReadRecord};
/// fn take<T>(asked: Asked<T>) -> ReadRecord {
///     asked.record // private
/// }
/// ```
/// ```compile_fail,E0277
/// # use unbrella::casebook::ask::Asked;
/// fn needs<T: Clone>() {}
/// needs::<Asked<u32>>();
/// ```
#[must_use = "nothing was revealed"]
pub struct Asked<T> {
    answer: T,
    record: ReadRecord,
}

impl<T> Asked<T> {
    /// Has the record kept, and then gives the answer.
    ///
    /// # Errors
    ///
    /// The error of the log; the answer is gone with it.
    pub fn reveal<L: ReadLog + ?Sized>(self, log: &mut L) -> Result<T, L::Error> {
        log.keep(&self.record)?;
        Ok(self.answer)
    }
}

impl<T> fmt::Debug for Asked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked(..)")
    }
}

/// What is asked: a casebook, the entries that made it, and the rules of the day.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// The casebook.
    pub book: &'a Casebook,
    /// The entries of its journal; those that are not there, nobody is named from.
    pub entries: &'a [Entry],
    /// Rules and working days.
    pub context: Context<'a>,
}

/// A purpose that was let in.
#[derive(Debug)]
pub struct Inquiry<'a> {
    room: Room<'a>,
    purpose: Purpose,
    rules: RulesInForce<'a>,
    parties: Vec<PartyId>,
    within: u32,
}

/// 干部档案: what is kept about a person who holds, or held, a post.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficialFile<'a> {
    /// The person.
    pub person: &'a Person,
    /// The posts held, in the order of their ids.
    pub tenures: Vec<&'a Tenure>,
    /// Hypotheses that the person is an umbrella. A hypothesis is no finding: each has its
    /// standing.
    pub umbrellas: Vec<&'a Umbrella>,
    /// Measures taken.
    pub measures: Vec<&'a InvestigationMeasure>,
    /// What was decided.
    pub outcomes: Vec<&'a Outcome>,
}

/// The file of an official, or why nothing is told of that person.
pub type FileOrNot<'a> = Result<OfficialFile<'a>, NotAnswered>;

/// Lets a purpose in.
///
/// # Errors
///
/// [`NotAnswered`]: who asks may not, the matter is not there, or the moment lies before the
/// last entry.
pub fn ask(room: Room<'_>, purpose: Purpose) -> Result<Inquiry<'_>, NotAnswered> {
    let (recorded, dossier) = (purpose.at, room.book.dossier());
    if let Some(last) = room.book.last_recorded().filter(|last| recorded < *last) {
        return Err(NotDone::GoesBack { recorded, last }.into());
    }
    let matter = matter(purpose.matter)?;
    let missing = || NotDone::from(Unfit::Missing { id: purpose.matter });
    let parties = recusal::parties(dossier, matter).ok_or_else(missing)?;
    let day = purpose.at.day();
    if let Some(post) = purpose.post {
        dossier.post(post).ok_or(Unfit::missing(post)).map_err(NotDone::from)?;
    }
    in_post(dossier, purpose.by, Place { organ: purpose.organ, post: purpose.post, day })?;
    let rules = room.context.rules(purpose.at)?;
    let unasked = Fact::NotKnown(NotKnown::NeverAsked);
    let facts =
        RecusalFacts::gather(dossier, matter, purpose.by, Declared::default(), unasked, day);
    if let Some(facts) = facts
        && recusal::grounds(&facts, rules).outcome().recused() == Fact::Known(true)
    {
        // A ground that is known is always refused.
        let _ = recusal::may_take_part(Part::See, &facts, rules).map_err(NotDone::from)?;
    }
    let within = leads(dossier, matter, rules).min(purpose.ties);
    Ok(Inquiry { room, purpose, rules, parties, within })
}

fn matter(id: AnyId) -> Result<Matter, NotDone> {
    let clue = ClueId::try_from(id).map(Matter::Clue);
    let matter = clue.or_else(|_| CaseId::try_from(id).map(Matter::Case));
    let why = || "a question is asked for a clue or a case".to_owned();
    matter.map_err(|_| Unfit::Step { why: why() }.into())
}

/// How many ties from its parties a matter leads at its stage. What the rules do not say is
/// no leave to go further.
fn leads(dossier: &Dossier, matter: Matter, rules: RulesInForce<'_>) -> u32 {
    let number = |key| rules.get(key).map_or(0, |found| found.value());
    match matter {
        Matter::Case(_) => number(keys::recusal::CLOSENESS_HOPS),
        Matter::Clue(clue) => {
            let stages = dossier.clue(clue).map(Clue::stages);
            let looked_into = stages.is_some_and(|stages| stages.iter().any(put_to_verification));
            if looked_into { number(keys::sign_off::SCOPE_HOPS) } else { 0 }
        }
    }
}

/// Whether somebody has found a clue worth looking into.
fn put_to_verification(stage: &Stamped<ClueStage>) -> bool {
    let disposition = Disposition::PreliminaryVerification;
    match &stage.state {
        ClueStage::Verified { .. } | ClueStage::Filed { .. } => true,
        ClueStage::Disposed { disposition: found } => *found == disposition,
        _ => false,
    }
}

impl<'a> Inquiry<'a> {
    /// Whom the matter is about.
    #[must_use]
    pub fn parties(&self) -> &[PartyId] {
        &self.parties
    }

    /// How many ties from them may be looked at.
    #[must_use]
    pub const fn within(&self) -> u32 {
        self.within
    }

    /// Asks about a clue of the matter.
    ///
    /// # Errors
    ///
    /// [`NotAnswered`].
    pub fn clue(&self, clue: ClueId) -> Result<Asked<&'a Clue>, NotAnswered> {
        self.belongs(clue.any())?;
        let found = self.dossier().clue(clue).ok_or(Unfit::missing(clue));
        let found = found.map_err(NotDone::from)?;
        Ok(self.asked(Topic::Clue(clue), found, [clue.any()]))
    }

    /// Asks about a case of the matter.
    ///
    /// # Errors
    ///
    /// [`NotAnswered`].
    pub fn case(&self, case: CaseId) -> Result<Asked<&'a Case>, NotAnswered> {
        self.belongs(case.any())?;
        let found = self.dossier().case(case).ok_or(Unfit::missing(case));
        let found = found.map_err(NotDone::from)?;
        Ok(self.asked(Topic::Case(case), found, [case.any()]))
    }

    /// Asks what is kept about a person to whom the matter leads.
    ///
    /// Whether it leads there is told with the answer only, once the record is kept: whoever
    /// asks for one person after another learns nothing that does not stand in the journal.
    /// The record of a question that was refused has looked at nothing.
    ///
    /// Takes time linear in the dossier.
    ///
    /// # Errors
    ///
    /// [`NotAnswered`] if the network cannot be asked; that nobody is told of the person is
    /// the answer.
    pub fn file(&self, id: PersonId) -> Result<Asked<FileOrNot<'a>>, NotAnswered> {
        if !self.leads_to(id.into())? {
            let refused = Err(self.out_of_scope(id.any()));
            return Ok(self.asked(Topic::File(id), refused, []));
        }
        let dossier = self.dossier();
        let Some(person) = dossier.person(id) else {
            let missing = NotDone::from(Unfit::missing(id));
            return Ok(self.asked(Topic::File(id), Err(missing.into()), []));
        };
        let hypothesis = |one: &&Umbrella| match one.subject() {
            Subject::Tenure { person, .. } => *person == id,
            _ => false,
        };
        let file = OfficialFile {
            person,
            tenures: dossier.tenures_of(id).collect(),
            umbrellas: dossier.umbrellas().values().filter(hypothesis).collect(),
            measures: dossier.measures().values().filter(|one| one.person() == Some(id)).collect(),
            outcomes: dossier.outcomes().values().filter(|one| one.person() == id).collect(),
        };
        let looked_at: Vec<AnyId> = [id.any()]
            .into_iter()
            .chain(file.tenures.iter().map(|one| one.id().any()))
            .chain(file.umbrellas.iter().map(|one| one.id().any()))
            .chain(file.measures.iter().map(|one| one.id().any()))
            .chain(file.outcomes.iter().map(|one| one.id().any()))
            .collect();
        Ok(self.asked(Topic::File(id), Ok(file), looked_at))
    }

    /// Asks who stands around a party of the matter, as far as the matter leads: a shortest
    /// way to each, with the standing of its ties.
    ///
    /// Takes time linear in the dossier, whose network it makes.
    ///
    /// # Errors
    ///
    /// [`NotAnswered`].
    pub fn network(&self, party: PartyId) -> Result<Asked<Vec<Way>>, NotAnswered> {
        if !self.parties.contains(&party) {
            return Err(self.out_of_scope(party.any()));
        }
        let (network, mut scratch) = (self.frozen()?, Scratch::default());
        let seen = network.seen(self.view());
        let around = reach::around(&seen, party, self.within, &mut scratch, |_| true);
        let missing = |_| NotDone::from(Unfit::Missing { id: party.any() });
        let ways = around.map_err(missing)?.ways();
        let met: Vec<AnyId> =
            ways.iter().map(|way| way.party).chain([party]).map(EntityId::any).collect();
        Ok(self.asked(Topic::Network(party), ways, met))
    }

    /// Asks who had a hand in something that belongs to the matter, and who signed it.
    ///
    /// # Errors
    ///
    /// [`NotAnswered`].
    pub fn responsibility(&self, id: AnyId) -> Result<Asked<Vec<Responsible>>, NotAnswered> {
        self.belongs(id)?;
        let dossier = self.dossier();
        let answer = responsible(dossier, self.room.entries, id);
        Ok(self.asked(Topic::Responsibility(id), answer, belonging(dossier, id)))
    }

    /// Asks what is due in the matter.
    #[must_use = "nothing was revealed"]
    pub fn agenda(&self) -> Asked<Vec<Item>> {
        let matter = belonging(self.dossier(), self.purpose.matter);
        let (book, calendar) = (self.room.book, self.room.context.calendar);
        let mut items = agenda(book, self.rules, calendar, self.purpose.at);
        items.retain(|item| matter.contains(&item.about));
        self.asked(Topic::Agenda, items, matter)
    }

    const fn dossier(&self) -> &'a Dossier {
        self.room.book.dossier()
    }

    fn asked<T>(
        &self,
        topic: Topic,
        answer: T,
        looked_at: impl IntoIterator<Item = AnyId>,
    ) -> Asked<T> {
        let record = ReadRecord {
            purpose: self.purpose.clone(),
            topic,
            within: self.within,
            entry: self.room.book.entries(),
            looked_at: looked_at.into_iter().collect(),
        };
        Asked { answer, record }
    }

    fn frozen(&self) -> Result<FrozenNetwork, NotAnswered> {
        let network = Network::of(self.dossier());
        let network = network.map_err(|refused| NotAnswered::Ties { refused })?;
        network.freeze().map_err(|problems| NotAnswered::TooLarge { problems })
    }

    /// Ties as known when it is asked, from *checked* on.
    const fn view(&self) -> View {
        View::new().known_at(self.purpose.at)
    }

    /// The matter itself, or what belongs to it.
    fn belongs(&self, id: AnyId) -> Result<(), NotAnswered> {
        let ours = belonging(self.dossier(), self.purpose.matter).contains(&id);
        if ours { Ok(()) } else { Err(self.out_of_scope(id)) }
    }

    /// Whether it is a party of the matter, or one to whom it leads.
    fn leads_to(&self, party: PartyId) -> Result<bool, NotAnswered> {
        if self.parties.contains(&party) {
            return Ok(true);
        }
        if self.within > 0 {
            let (network, mut scratch) = (self.frozen()?, Scratch::default());
            let seen = network.seen(self.view());
            for one in &self.parties {
                let near = reach::within(&seen, *one, self.within, &mut scratch);
                // A party of the matter that is not in the network leads nowhere.
                if near.is_ok_and(|near| near.iter().any(|near| near.party == party)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn out_of_scope(&self, about: AnyId) -> NotAnswered {
        let because = crate::sentence!(
            "{about} is no part of {matter}, nor within {ties} ties of whom that is about",
            "{about}不属于{matter}，且不在其当事人{ties}步以内",
            about = about,
            matter = self.purpose.matter,
            ties = self.within,
        );
        let reason = Reason::new(crate::rule_name!("casebook/scope"), because, OWN);
        let how = crate::sentence!(
            "ask for the matter to which it belongs",
            "以其所属的线索或者案件提出查询",
        );
        let word = Word::of(&crate::terms::office::Department::Handling);
        let remedy = Remedy::by(Cure::fact(Code::literal("matter"), how, word));
        let step = crate::sentence!("answer about {about}", "答复关于{about}的查询", about = about);
        let refusal = Refusal::new(step, Unmet::new(Obstacle::NotPermitted, reason, remedy));
        NotDone::from(refusal).into()
    }
}

const OWN: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "ask",
    "what is asked about somebody is asked for a matter, and no further than it leads",
    Certainty::Reading,
);

/// Why a question was not answered. Nothing was looked at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAnswered {
    /// It may not be asked, or what it is about is not there.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// The network is too large to be asked.
    #[error("the network of the dossier is too large to be asked")]
    TooLarge {
        /// What does not fit.
        problems: Vec<BulkProblem>,
    },
    /// Some ties of the dossier cannot stand in a network.
    #[error("{} of the ties cannot stand in a network", refused.len())]
    Ties {
        /// Each of them, and why.
        refused: Vec<TieRefused>,
    },
}
