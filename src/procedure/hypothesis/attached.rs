//! To which tenure a hypothesis attaches: post and tenure apart.

use std::fmt;

use crate::base::day::Day;
use crate::base::id::{PostId, TenureId, UmbrellaId};
use crate::base::period::{End, Period};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason};
use crate::model::dossier::Dossier;
use crate::model::umbrella::Subject;
use crate::procedure::hypothesis::weight::TENURE;
use crate::provenance::NotKnown;

/// To what a hypothesis attaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttachFacts {
    /// The hypothesis.
    pub umbrella: UmbrellaId,
    /// Who is thought to shield the gang.
    pub subject: Subject,
    /// The post of the tenure.
    pub post: Option<PostId>,
    /// The days on which it was held; none for an organ.
    pub tenure: Option<Period>,
    /// When the gang was shielded, as far as known.
    pub shielded: Option<Period>,
}

impl AttachFacts {
    /// The facts of a hypothesis of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, umbrella: UmbrellaId) -> Option<Self> {
        let noun = dossier.umbrella(umbrella)?;
        let tenure = match noun.subject() {
            Subject::Tenure { tenure, .. } => dossier.tenure(*tenure),
            Subject::Organ { .. } => None,
        };
        let of_person = matches!(noun.subject(), Subject::Tenure { .. });
        let period = tenure.map_or(Period::UNKNOWN, |tenure| tenure.period());
        Some(Self {
            umbrella,
            subject: *noun.subject(),
            post: tenure.map(|tenure| tenure.post()),
            tenure: of_person.then_some(period),
            shielded: noun.period(),
        })
    }
}

/// In which capacity a subject stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// 在任: the post is held.
    Serving,
    /// 原任: the post was held before.
    Former,
    /// 尚未任职: the post was not held yet.
    NotYet,
    /// 单位: the subject is an organ.
    Organ,
}

impl fmt::Display for Capacity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Serving => "serving",
            Self::Former => "former",
            Self::NotYet => "not yet in the post",
            Self::Organ => "an organ",
        })
    }
}

impl Chinese for Capacity {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Serving => "在任",
            Self::Former => "原任",
            Self::NotYet => "尚未任职",
            Self::Organ => "单位",
        })
    }
}

/// To what a hypothesis attaches, as of a day.
///
/// `Display`: `former`, or what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The tenure; none for an organ.
    pub tenure: Option<TenureId>,
    /// Its post.
    pub post: Option<PostId>,
    /// In which capacity the subject stands on the day.
    pub capacity: Answer<Capacity>,
    /// Whether the gang was shielded at a time that lies within the tenure.
    pub within: Truth,
}

impl Attachment {
    /// Whether the hypothesis says anything about a tenure: of this one alone. Not about
    /// another holder of the same post, and not about another post of the same person.
    #[must_use]
    pub fn concerns(&self, tenure: TenureId) -> bool {
        self.tenure == Some(tenure)
    }
}

impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.capacity {
            Answer::Known(capacity) => fmt::Display::fmt(capacity, f),
            Answer::Undetermined(open) => fmt::Display::fmt(open, f),
        }
    }
}

/// To which tenure a hypothesis attaches, and in which capacity the subject stands on a day.
///
/// Who has left the post stays the subject, as its *former* holder; who came after does not
/// become one.
pub fn attachment(facts: &AttachFacts, day: Day) -> Decision<Attachment> {
    let tenure = match facts.subject {
        Subject::Tenure { tenure, .. } => Some(tenure),
        Subject::Organ { .. } => None,
    };
    let capacity = match facts.tenure {
        Some(period) => capacity(period, day),
        None => Answer::Known(Capacity::Organ),
    };
    let within = match (facts.tenure, facts.shielded) {
        (None, _) => Truth::Yes,
        (Some(tenure), Some(shielded)) => shielded.overlaps(&tenure),
        (Some(_), None) => Truth::Unknown,
    };
    let because = crate::sentence!(
        "it attaches to one tenure, and is no word about who holds the post on {day}; shielded \
         within the tenure: {within}",
        "仅针对该任职，不涉及{day}在该职位上的其他人；充当保护伞在任职期间：{within}",
        day = day,
        within = within,
    );
    let reason = Reason::new(crate::rule_name!("hypothesis/attached"), because, TENURE);
    Decision::new(Attachment { tenure, post: facts.post, capacity, within }, reason)
}

fn capacity(tenure: Period, day: Day) -> Answer<Capacity> {
    let over = matches!(tenure.end(), End::Before(until) if until <= day);
    match tenure.contains(day) {
        Truth::Yes => Answer::Known(Capacity::Serving),
        Truth::No if over => Answer::Known(Capacity::Former),
        Truth::No => Answer::Known(Capacity::NotYet),
        Truth::Unknown => Answer::missing(Missing::new(
            const { Code::literal("tenure") },
            crate::sentence!("on which days the post was held", "任职的起止日期"),
            NotKnown::NeverAsked,
        )),
    }
}
