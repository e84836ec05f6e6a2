//! Receipt: whether the receiver takes a clue, takes its part, or gives it back.

use std::fmt;

use crate::base::day::Day;
use crate::base::id::{OrganId, PartyId, TransferId};
use crate::base::truth::Truth;
use crate::decision::{Answer, Chinese, Decision, Reason, Word};
use crate::model::dossier::Dossier;
use crate::model::person::Person;
use crate::procedure::fact::{Question, facts, never_asked};
use crate::procedure::holders;
use crate::procedure::intake::Jurisdiction;
use crate::procedure::transfer::message::REGULATIONS;
use crate::provenance::{Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::message::ReturnGround;

facts! {
    /// What the receiver of a clue finds when it comes in.
    ReceiptFacts {
        /// 主送机关无误.
        addressed_to_us: "whether it is addressed to the organ", "是否以本机关为主送机关";
        /// 监察对象: persons under supervision.
        on_supervised_persons: "whether it is about persons under supervision", "是否涉及监察对象";
        /// 材料齐全.
        papers_complete: "whether the papers are complete", "材料是否齐全";
    }
}

impl ReceiptFacts {
    /// What an organ finds on a day of a transfer of the dossier; nothing if it is not there.
    ///
    /// What `found` does not know is filled in. It is addressed to the organ if it was sent
    /// to that organ; if it was sent to another one it is not, whatever was found. It is
    /// about persons under supervision if one of the subjects of the clue is on public
    /// duty, or holds a post on that day; if nobody is named, that is not known. Whether
    /// the papers are complete is for whoever has opened them.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        transfer: TransferId,
        (organ, day): (OrganId, Day),
        found: Self,
    ) -> Option<Self> {
        let transfer = dossier.transfer(transfer)?;
        let or = |found: Fact<bool>, own: Fact<bool>| match found {
            Fact::Known(_) => found,
            Fact::NotKnown(_) => own,
        };
        let here = Fact::Known(transfer.to() == organ);
        let supervised =
            dossier.clue(transfer.clue()).map_or(never_asked(), |clue| match clue.subjects() {
                [] => never_asked(),
                subjects => holders::any(subjects.iter().map(|one| supervised(dossier, *one, day))),
            });
        Some(Self {
            addressed_to_us: if here == Fact::Known(false) {
                here
            } else {
                or(found.addressed_to_us, here)
            },
            on_supervised_persons: or(found.on_supervised_persons, supervised),
            papers_complete: found.papers_complete,
        })
    }
}

/// 监察对象: whether a party is a person under supervision on a day.
///
/// No tenure on record is not a no: most posts are entered for leaders alone.
fn supervised(dossier: &Dossier, party: PartyId, day: Day) -> Fact<bool> {
    let PartyId::Person(person) = party else { return Fact::Known(false) };
    let duty = dossier.person(person).map_or(Truth::Unknown, Person::is_public_employee);
    let held = dossier.tenures_of(person).map(|tenure| tenure.held_on(day));
    holders::known(held.fold(duty, Truth::or))
}

/// 受理: what the receiver does with a clue that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taking {
    /// It takes the clue over, and custody with it.
    Accept,
    /// It keeps its part, and passes on the rest.
    AcceptInPart,
    /// It gives the clue back.
    Return(ReturnGround),
}

impl fmt::Display for Taking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accept => f.write_str("accept"),
            Self::AcceptInPart => f.write_str("keep the own part, pass on the rest"),
            Self::Return(ground) => write!(f, "give back: {ground}"),
        }
    }
}

impl Chinese for Taking {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accept => f.write_str("受理"),
            Self::AcceptInPart => f.write_str("部分受理，其余移送"),
            Self::Return(ground) => write!(f, "退回（{}）", crate::terms::Term::term(ground)),
        }
    }
}

/// One thing for which a clue is given back unless it holds.
struct Needed {
    question: Question,
    ground: ReturnGround,
    citation: Citation,
}

/// What must hold before a clue is accepted, in the order in which it is looked at.
fn needed(
    facts: &ReceiptFacts,
    jurisdiction: Fact<Jurisdiction>,
    rules: RulesInForce<'_>,
) -> Vec<Needed> {
    let ours = jurisdiction.map(|j| matches!(j, Jurisdiction::Own | Jurisdiction::InPart));
    let ours = Question::new(
        "jurisdiction",
        crate::sentence!("whether the matter belongs to the organ", "是否属本机关管辖"),
        ours,
    );
    let subjects_only = rules.get(keys::transfer::SUBJECTS_ONLY).ok().filter(|p| p.value());
    let mut needed = vec![Needed {
        question: ours,
        ground: ReturnGround::NoJurisdiction,
        citation: REGULATIONS,
    }];
    for question in facts.questions() {
        match question.code() {
            "addressed_to_us" => {
                let (ground, citation) = (ReturnGround::WrongAddress, REGULATIONS);
                needed.insert(0, Needed { question, ground, citation });
            }
            "on_supervised_persons" => {
                let ground = ReturnGround::NoJurisdiction;
                needed.extend(subjects_only.as_ref().map(|parameter| Needed {
                    question,
                    ground,
                    citation: parameter.citation().clone(),
                }));
            }
            _ => {
                let (ground, citation) = (ReturnGround::Incomplete, REGULATIONS);
                needed.push(Needed { question, ground, citation });
            }
        }
    }
    needed
}

/// Whether the receiver takes a clue, takes its part, or gives it back.
///
/// General rule: it accepts. Exceptions, the first that applies: a wrong address; what
/// belongs wholly to others; where the place asks for it, what is not about persons under
/// supervision; missing papers; what belongs to it only in part.
///
/// Undetermined while an exception may still apply that comes before those known to.
pub fn accept_or_return(
    facts: &ReceiptFacts,
    jurisdiction: Fact<Jurisdiction>,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Taking>> {
    let rule = || crate::rule_name!("transfer/accept");
    for Needed { question, ground, citation } in needed(facts, jurisdiction, rules) {
        if let Some(missing) = question.missing() {
            let because =
                crate::sentence!("the clue may still have to be given back", "尚不能排除退回事由",);
            return Decision::new(Answer::missing(missing), Reason::new(rule(), because, citation));
        }
        if question.answer() == Fact::Known(false) {
            let because = crate::sentence!(
                "ground for return: {ground}",
                "退回事由：{ground}",
                ground = Word::of(&ground),
            );
            let reason = Reason::new(rule(), because, citation);
            return Decision::new(Answer::Known(Taking::Return(ground)), reason);
        }
    }
    let (taking, because) = if jurisdiction == Fact::Known(Jurisdiction::InPart) {
        let because = crate::sentence!(
            "it belongs to the organ in part: the own part is kept, the rest passed on",
            "部分属本机关管辖：处置管辖部分，其余移送",
        );
        (Taking::AcceptInPart, because)
    } else {
        (Taking::Accept, crate::sentence!("it belongs to the organ", "属本机关管辖"))
    };
    Decision::new(Answer::Known(taking), Reason::new(rule(), because, REGULATIONS))
}
