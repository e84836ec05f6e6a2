//! Double-entry reconciliation: two statements about the same letters, line by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::casebook::post::{PostIncident, Side};
use crate::procedure::delivery::{Holder, Leg, Taking, holder, waits_for};
use crate::provenance::Fingerprint;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

use super::statement::{CameLine, LetterLine, Statement, WrittenLine};

/// What two ledgers say of one letter, or of one transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 相符: both have it, with the same content, and the receipt that it waits for has come.
    Matched,
    /// 在途: the letter, or a receipt for it, is on its way, or waits to be taken up.
    InTransit,
    /// 对方缺失: the other confirmed it, or must have had it, and has it no longer.
    MissingThere,
    /// 本方缺失: the same the other way round.
    MissingHere,
    /// 内容不符: the same id stands for two contents.
    ContentDiffers,
    /// 账目矛盾: what the two say of custody, or of a receipt, cannot both be right.
    Contradicted,
    /// 欠反馈: custody moved, and the sender has not been told what came of it.
    FeedbackOwed,
}

impl Verdict {
    /// All of them, the harmless first.
    pub const ALL: [Self; 7] = [
        Self::Matched,
        Self::InTransit,
        Self::FeedbackOwed,
        Self::MissingThere,
        Self::MissingHere,
        Self::ContentDiffers,
        Self::Contradicted,
    ];

    /// Whether waiting may set it right. What does not is looked into.
    #[must_use]
    pub const fn may_settle(self) -> bool {
        matches!(self, Self::Matched | Self::InTransit | Self::FeedbackOwed)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Matched => "matched",
            Self::InTransit => "in transit",
            Self::MissingThere => "missing there",
            Self::MissingHere => "missing here",
            Self::ContentDiffers => "content differs",
            Self::Contradicted => "contradicted",
            Self::FeedbackOwed => "feedback owed",
        })
    }
}

/// What one of the two ledgers says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Evidence {
    /// The letter stands in the outbox, with this content, and was sent so often.
    Written {
        /// Whose ledger says so.
        at: OrganId,
        /// The content.
        content: Fingerprint,
        /// How often it was sent.
        times: u32,
    },
    /// The letter stands in the inbox, with this content.
    Came {
        /// Whose ledger says so.
        at: OrganId,
        /// The content.
        content: Fingerprint,
        /// Whether it was taken up; if not, it is held.
        taken_up: bool,
    },
    /// The letter does not stand there.
    NotThere {
        /// Whose ledger says so.
        at: OrganId,
    },
    /// The receipts that this ledger has for the letter, given or come.
    Receipts {
        /// Whose ledger says so.
        at: OrganId,
        /// Which.
        kinds: BTreeSet<ReceiptKind>,
    },
    /// An acceptance that was taken back before it was processed.
    Void {
        /// Whose ledger says so.
        at: OrganId,
    },
    /// An incident.
    Incident {
        /// Whose ledger says so.
        at: OrganId,
        /// What happened.
        incident: PostIncident,
    },
    /// How the transfer stands.
    Stands {
        /// Whose ledger says so.
        at: OrganId,
        /// How.
        side: Side,
        /// When custody moved.
        moved: Option<Moment>,
    },
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Written { at, content, times } => {
                write!(f, "{at} wrote {}, sent {times} times", short(content))
            }
            Self::Came { at, content, taken_up } => {
                let how = if *taken_up { "taken up" } else { "held" };
                write!(f, "{at} has {}, {how}", short(content))
            }
            Self::NotThere { at } => write!(f, "{at} does not have it"),
            Self::Receipts { at, kinds } if kinds.is_empty() => write!(f, "{at} has no receipt"),
            Self::Receipts { at, kinds } => {
                let kinds: Vec<&str> = kinds.iter().map(ReceiptKind::english).collect();
                write!(f, "{at} has the receipts {}", kinds.join(", "))
            }
            Self::Void { at } => write!(f, "{at} no longer says so"),
            Self::Incident { at, incident } => write!(f, "{at} noted: {incident}"),
            Self::Stands { at, side, moved: Some(moved) } => {
                write!(f, "{at} has it as {side} since {moved}")
            }
            Self::Stands { at, side, .. } => write!(f, "{at} has it as {side}"),
        }
    }
}

/// The first digits of a fingerprint, for people.
fn short(content: &Fingerprint) -> String {
    content.to_string().chars().take(12).collect()
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A letter.
    Letter(EnvelopeId, EnvelopeKind),
    /// A transfer as a whole.
    Transfer,
}

/// One line of a reconciliation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The transfer.
    pub transfer: TransferId,
    /// The clue.
    pub clue: ClueId,
    /// What it is about.
    pub subject: Subject,
    /// What the two ledgers come to.
    pub verdict: Verdict,
    /// What they say.
    pub evidence: Vec<Evidence>,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subject {
            Subject::Letter(envelope, kind) => write!(f, "{:<16}{kind} {envelope}", self.verdict)?,
            Subject::Transfer => write!(f, "{:<16}{}", self.verdict, self.transfer)?,
        }
        self.evidence.iter().try_for_each(|evidence| write!(f, "\n    {evidence}"))
    }
}

/// 对账: everything that two ledgers say of each other, by transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// The one that is called *here*.
    pub here: OrganId,
    /// The one that is called *there*.
    pub there: OrganId,
    /// Line by line.
    pub lines: Vec<Line>,
}

impl Reconciliation {
    /// How many lines there are of each verdict; those that do not occur are left out.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Verdict, usize> {
        let mut counts = BTreeMap::new();
        for line in &self.lines {
            let count: &mut usize = counts.entry(line.verdict).or_default();
            *count = count.saturating_add(1);
        }
        counts
    }

    /// Whether every letter and every transfer is matched.
    #[must_use]
    pub fn is_matched(&self) -> bool {
        self.lines.iter().all(|line| line.verdict == Verdict::Matched)
    }
}

/// Two statements that are not about each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("one statement is of {here} about {about}, the other of {there} about {back}")]
pub struct NotAPair {
    /// Whose the first is.
    pub here: OrganId,
    /// About whom.
    pub about: OrganId,
    /// Whose the second is.
    pub there: OrganId,
    /// About whom.
    pub back: OrganId,
}

/// Sets two statements against each other.
///
/// Each letter has one line, and so has each transfer whose two sides contradict each other
/// or for which feedback is owed.
///
/// # Errors
///
/// [`NotAPair`] if they are not about each other.
pub fn reconcile(here: &Statement, there: &Statement) -> Result<Reconciliation, NotAPair> {
    if here.own != there.peer || here.peer != there.own || here.own == there.own {
        let (about, back) = (here.peer, there.peer);
        return Err(NotAPair { here: here.own, about, there: there.own, back });
    }
    let mut lines = Vec::new();
    for (writer, reader, lost) in [
        (here, there, [Verdict::MissingThere, Verdict::MissingHere]),
        (there, here, [Verdict::MissingHere, Verdict::MissingThere]),
    ] {
        letters(&Way { writer, reader, lost }, &mut lines);
    }
    transfers(here, there, &mut lines);
    lines.sort_by_key(|line| (line.transfer, line.subject));
    Ok(Reconciliation { here: here.own, there: there.own, lines })
}

/// Letters in one direction.
struct Way<'a> {
    writer: &'a Statement,
    reader: &'a Statement,
    /// What it is called if the reader, and if the writer, has lost something.
    lost: [Verdict; 2],
}

fn letters(way: &Way<'_>, lines: &mut Vec<Line>) {
    let came: BTreeMap<EnvelopeId, &CameLine> =
        way.reader.came.iter().map(|line| (line.letter.envelope, line)).collect();
    let written: BTreeSet<EnvelopeId> =
        way.writer.written.iter().map(|line| line.letter.envelope).collect();
    for line in &way.writer.written {
        lines.push(way.letter(line, came.get(&line.letter.envelope).copied()));
    }
    for line in came.values().filter(|line| !written.contains(&line.letter.envelope)) {
        let [_, verdict] = way.lost;
        let evidence = vec![Evidence::NotThere { at: way.writer.own }, way.has(line)];
        lines.push(about(&line.letter, verdict, evidence));
    }
}

fn about(letter: &LetterLine, verdict: Verdict, evidence: Vec<Evidence>) -> Line {
    let subject = Subject::Letter(letter.envelope, letter.kind);
    Line { transfer: letter.transfer, clue: letter.clue, subject, verdict, evidence }
}

impl Way<'_> {
    fn has(&self, line: &CameLine) -> Evidence {
        let (content, taken_up) = (line.letter.content, line.taken_up);
        Evidence::Came { at: self.reader.own, content, taken_up }
    }

    fn letter(&self, line: &WrittenLine, came: Option<&CameLine>) -> Line {
        let (content, times) = (line.letter.content, line.times);
        let mut evidence = vec![Evidence::Written { at: self.writer.own, content, times }];
        let known: BTreeSet<ReceiptKind> = line.receipts.iter().map(|note| note.kind).collect();
        let verdict = match came {
            Some(came) if came.letter.content != content => {
                evidence.push(self.has(came));
                Verdict::ContentDiffers
            }
            Some(came) => {
                evidence.push(self.has(came));
                self.receipts(line, came, &known, &mut evidence)
            }
            None => self.not_there(line, &known, &mut evidence),
        };
        about(&line.letter, verdict, evidence)
    }

    /// A letter is matched once the receipt that it waits for has come. Other receipts are
    /// told once; one that was lost on the way is shown, and changes nothing.
    fn receipts(
        &self,
        line: &WrittenLine,
        came: &CameLine,
        known: &BTreeSet<ReceiptKind>,
        evidence: &mut Vec<Evidence>,
    ) -> Verdict {
        if *known == came.given && came.taken_up {
            return Verdict::Matched;
        }
        evidence.push(Evidence::Receipts { at: self.writer.own, kinds: known.clone() });
        evidence.push(Evidence::Receipts { at: self.reader.own, kinds: came.given.clone() });
        let waits = waits_for(line.letter.kind).is_some_and(|kind| !known.contains(&kind));
        match known.is_subset(&came.given) {
            false => Verdict::Contradicted,
            true if came.taken_up && (!waits || !line.still_says) => Verdict::Matched,
            true => Verdict::InTransit,
        }
    }

    fn not_there(
        &self,
        line: &WrittenLine,
        known: &BTreeSet<ReceiptKind>,
        evidence: &mut Vec<Evidence>,
    ) -> Verdict {
        evidence.push(Evidence::NotThere { at: self.reader.own });
        if let Some(incident) = refused(self.reader, line.letter.envelope) {
            evidence.push(Evidence::Incident { at: self.reader.own, incident });
            return Verdict::ContentDiffers;
        }
        if !known.is_empty() {
            evidence.push(Evidence::Receipts { at: self.writer.own, kinds: known.clone() });
            let [verdict, _] = self.lost;
            return verdict;
        }
        if !line.still_says {
            evidence.push(Evidence::Void { at: self.writer.own });
            return Verdict::Matched;
        }
        if let Some(incident) = unread(self.reader, line.letter.envelope) {
            evidence.push(Evidence::Incident { at: self.reader.own, incident });
        }
        Verdict::InTransit
    }
}

/// That a letter came in a form that is not known there. It is sent again until it is.
fn unread(reader: &Statement, envelope: EnvelopeId) -> Option<PostIncident> {
    let of = |incident: &&PostIncident| matches!(incident, PostIncident::LaterForm { envelope: named, .. } if *named == envelope);
    reader.incidents.iter().find(of).copied()
}

/// The incident for which a letter was not kept.
fn refused(reader: &Statement, envelope: EnvelopeId) -> Option<PostIncident> {
    let of = |incident: &&PostIncident| match incident {
        PostIncident::SameId { envelope: named, .. }
        | PostIncident::Misdirected { envelope: named, .. } => *named == envelope,
        _ => false,
    };
    reader.incidents.iter().find(of).copied()
}

fn transfers(here: &Statement, there: &Statement, lines: &mut Vec<Line>) {
    let ids: BTreeSet<TransferId> =
        here.transfers.iter().chain(&there.transfers).map(|line| line.transfer).collect();
    for transfer in ids {
        let both = [(here, here.transfer(transfer)), (there, there.transfer(transfer))];
        let found = || both.iter().filter_map(|(statement, line)| Some((statement.own, (*line)?)));
        let Some((_, one)) = found().next() else { continue };
        let mut legs = found().filter_map(|(_, line)| match line.side {
            Side::Sending(leg) => Some((leg, line)),
            Side::Taking(_) => None,
        });
        let mut takings = found().filter_map(|(_, line)| match line.side {
            Side::Taking(taking) => Some(taking),
            Side::Sending(_) => None,
        });
        let sent = legs.next();
        let leg = sent.map_or(Leg::Owed, |(leg, _)| leg);
        let taking = takings.next().unwrap_or(Taking::NotHere);
        let twice = legs.next().is_some() || takings.next().is_some();
        let contradicted = twice || *holder(leg, taking).outcome() == Holder::Contradicted;
        let owed = leg.is_released() && sent.is_some_and(|(_, line)| line.feedback.is_none());
        let verdict = match (contradicted, owed) {
            (true, _) => Verdict::Contradicted,
            (false, true) => Verdict::FeedbackOwed,
            (false, false) => continue,
        };
        let stands = |(at, line): (OrganId, &super::statement::TransferLine)| Evidence::Stands {
            at,
            side: line.side,
            moved: line.moved,
        };
        lines.push(Line {
            transfer,
            clue: one.clue,
            subject: Subject::Transfer,
            verdict,
            evidence: found().map(stands).collect(),
        });
    }
}

/// Where a clue may be that was handed over and for which no receipt has come. In all six it
/// is in the sender's custody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// 未发: it stands in the sender's outbox and was never sent.
    NotSent,
    /// 在途: it was sent and has not come; on its way, or lost and about to be sent again. Or it
    /// came in a form that the receiver cannot read yet, and noted.
    OnTheWay,
    /// 暂存: the receiver has it and cannot take it up yet; the receipt is on its way.
    Held,
    /// 已到: it stands in the receiver's ledger; the receipt is on its way, or lost and about
    /// to be given again.
    There,
    /// 拒收: the receiver noted an incident and kept nothing; no receipt will come.
    Refused,
    /// 已撤回: the sender has taken it back.
    TakenBack,
}

impl Situation {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NotSent, Self::OnTheWay, Self::Held, Self::There, Self::Refused, Self::TakenBack];
}

impl fmt::Display for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotSent => "not sent",
            Self::OnTheWay => "on the way",
            Self::Held => "held by the receiver",
            Self::There => "there, the receipt on its way",
            Self::Refused => "refused as an incident",
            Self::TakenBack => "taken back",
        })
    }
}

/// The situation of each hand-over of `here` to `there` for which no receipt has come.
#[must_use]
pub fn unreceipted(here: &Statement, there: &Statement) -> Vec<(LetterLine, Situation)> {
    let offers = here
        .written
        .iter()
        .filter(|line| line.letter.kind == EnvelopeKind::HandOver && line.receipts.is_empty());
    let situation = |line: &WrittenLine| {
        let came = there.came.iter().find(|came| came.letter == line.letter);
        let side = here.transfer(line.letter.transfer).map(|transfer| transfer.side);
        match came {
            _ if side == Some(Side::Sending(Leg::Withdrawn)) => Situation::TakenBack,
            Some(came) if came.taken_up => Situation::There,
            Some(_) => Situation::Held,
            None if refused(there, line.letter.envelope).is_some() => Situation::Refused,
            None if line.times == 0 => Situation::NotSent,
            None => Situation::OnTheWay,
        }
    };
    offers.map(|line| (line.letter, situation(line))).collect()
}
