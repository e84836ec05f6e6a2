//! One organ: a journal on disk, a mail box, and a few things to do.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::Moment;
use unbrella::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use unbrella::base::text::Prose;
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::post::{Dealing, Letter, PassedOn, Post, PostEvent, ReceiptNote, Says};
use unbrella::exchange::lines;
use unbrella::exchange::wire::{self, Message, WireError};
use unbrella::procedure::delivery::{Leg, Taking};
use unbrella::provenance::Fingerprint;
use unbrella::rulebook::Rulebook;
use unbrella::terms::message::{ReturnGround, TransferResult};
use unbrella::terms::report::ClueSource;
use uuid::Uuid;

use crate::mailbox::{Anything, Mailbox};

/// How many clues the first organ hands over.
pub const CLUES: u128 = 9;

/// The names of the two organs, in their order.
pub const NAMES: [&str; 2] = ["police", "discipline"];

/// A second on the wall is half a day for the two: what is sent again after a day is sent
/// again after two seconds.
const FASTER: i64 = 43_200;

/// The organ with this number, 0 or 1.
///
/// # Errors
///
/// Never, for numbers as small as these.
pub fn organ_id(number: usize) -> Result<OrganId, Anything> {
    Ok(OrganId::from_uuid(Uuid::from_u128(1 + number as u128))?)
}

/// One organ while its process runs.
pub struct Organ {
    number: usize,
    post: Post,
    head: Head,
    journal: File,
    rulebook: Rulebook,
    calendar: WorkCalendar,
    began: u64,
    mail: Box<dyn Mailbox>,
}

/// Where the journal of an organ stands.
pub fn journal(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{}.journal", NAMES[number]))
}

/// Milliseconds on the wall.
///
/// # Errors
///
/// If the clock of the machine stands before 1970.
pub fn wall() -> Result<u64, Anything> {
    Ok(u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?)
}

impl Organ {
    /// Starts from the journal, if there is one. `kept` is the head that somebody else keeps of
    /// it, if anybody does.
    ///
    /// # Errors
    ///
    /// If the journal cannot be read, or has lost something.
    pub fn start(
        number: usize,
        folder: &Path,
        began: u64,
        kept: Option<Head>,
        mail: Box<dyn Mailbox>,
    ) -> Result<Self, Anything> {
        let path = journal(folder, number);
        let bytes = if path.exists() { fs::read(&path)? } else { Vec::new() };
        let started = lines::restart(&bytes)?;
        let kept: Vec<Head> = kept.into_iter().collect();
        if let Some(problem) = lines::missing(&bytes, &kept).first() {
            return Err(problem.to_string().into());
        }
        let journal = OpenOptions::new().create(true).append(true).open(&path)?;
        // What was being written when the process was killed.
        journal.set_len(u64::try_from(started.whole)?)?;
        let mut organ = Self {
            number,
            post: started.post,
            head: started.head,
            journal,
            rulebook: Rulebook::published(),
            calendar: china(),
            began,
            mail,
        };
        if organ.post.own().is_none() {
            let opened = Post::open(organ_id(number)?, organ.now()?);
            organ.commit(&opened)?;
        }
        Ok(organ)
    }

    fn now(&self) -> Result<Moment, Anything> {
        let start = Moment::parse("2021-03-01T09:00:00+08:00")?;
        let passed = i64::try_from(wall()?.saturating_sub(self.began))?;
        Ok(start.plus(chrono::TimeDelta::milliseconds(passed * FASTER))?)
    }

    /// Written down and on the disk, before anything follows from it.
    fn commit(&mut self, event: &PostEvent) -> Result<(), Anything> {
        let line = lines::line(self.head, event)?;
        let mut after = self.post.clone();
        after.apply(event)?;
        self.journal.write_all(format!("{line}\n").as_bytes())?;
        self.journal.sync_data()?;
        (self.post, self.head) = (after, line.head());
        Ok(())
    }

    /// Works until the process is killed.
    ///
    /// # Errors
    ///
    /// If the disk or the way fails, or the rules refuse a step.
    pub fn run(mut self) -> Result<(), Anything> {
        loop {
            while let Some(mail) = self.mail.next()? {
                self.arrives(&mail.bytes)?;
                self.mail.done(&mail)?;
            }
            self.looks_again()?;
            if let Some(event) = self.acts()? {
                self.commit(&event)?;
                self.tells(&self.post.receipts_in(&event))?;
            }
            self.sends()?;
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn arrives(&mut self, bytes: &[u8]) -> Result<(), Anything> {
        let now = self.now()?;
        let message = match wire::opened(bytes, organ_id(1 - self.number)?) {
            Ok(message) => message,
            // Its sender keeps it, and sends it again until this program has grown.
            Err(WireError::LaterForm { envelope, from, form }) => {
                let noted = self.post.unread(envelope, from, form, now);
                return noted.map_or(Ok(()), |event| self.commit(&event));
            }
            // Whatever it is, the organ goes on; it says so, and gives no receipt.
            Err(error) => {
                eprintln!("{}: {error}", NAMES[self.number]);
                return Ok(());
            }
        };
        match message {
            Message::Receipt(note) => {
                if let Some(event) = self.post.receipt_arrives(&note, now).event {
                    self.commit(&event)?;
                }
            }
            Message::Letter(letter) => {
                let rules = self.rulebook.on("zhaotong", now.day())?;
                let arrival = self.post.arrives(&letter, rules, &self.calendar, now);
                if let Some(event) = &arrival.event {
                    self.commit(event)?;
                }
                if arrival.found.outcome().is_delivered() {
                    self.tells(&self.post.receipts_for(letter.id))?;
                }
                self.looks_again()?;
            }
        }
        Ok(())
    }

    fn looks_again(&mut self) -> Result<(), Anything> {
        loop {
            let now = self.now()?;
            let rules = self.rulebook.on("zhaotong", now.day())?;
            let Some(event) = self.post.look_again(rules, &self.calendar, now) else {
                return Ok(());
            };
            self.commit(&event)?;
            self.tells(&self.post.receipts_in(&event))?;
        }
    }

    fn tells(&mut self, receipts: &[ReceiptNote]) -> Result<(), Anything> {
        for note in receipts {
            let id = format!("{}.{}", note.envelope, note.kind.code());
            let bytes = wire::bytes(&Message::Receipt(*note))?;
            self.mail.send(NAMES[1 - self.number], &id, &bytes)?;
        }
        Ok(())
    }

    fn sends(&mut self) -> Result<(), Anything> {
        let now = self.now()?;
        let rules = self.rulebook.on("zhaotong", now.day())?;
        let due = self.post.to_send(rules, &self.calendar, now).outcome().clone();
        if due.is_empty() {
            return Ok(());
        }
        let event = self.post.sent(&due, now)?;
        self.commit(&event)?;
        for envelope in due {
            let Some(out) = self.post.out().get(&envelope) else { continue };
            let bytes = wire::bytes(&Message::Letter(Box::new(out.letter.clone())))?;
            self.mail.send(NAMES[1 - self.number], &envelope.to_string(), &bytes)?;
        }
        Ok(())
    }

    /// The next thing to do, if there is one: the first organ receives and offers, the second
    /// answers and feeds back.
    fn acts(&self) -> Result<Option<PostEvent>, Anything> {
        if self.number == 0 { self.hands_over() } else { self.answers() }
    }

    fn hands_over(&self) -> Result<Option<PostEvent>, Anything> {
        let now = self.now()?;
        for n in 1..=CLUES {
            let clue = ClueId::from_uuid(Uuid::from_u128(n))?;
            let transfer = TransferId::from_uuid(Uuid::from_u128(n))?;
            let Some(keeping) = self.post.clues().get(&clue) else {
                return Ok(Some(self.post.receive(clue, now, now)?));
            };
            if self.post.dealings().contains_key(&transfer) {
                continue;
            }
            let passed = PassedOn {
                source: ClueSource::PublicSecurity,
                problem_classes: Default::default(),
                subjects: Default::default(),
                industries: Default::default(),
                content: Prose::parse("甲某为乙团伙通风报信。")?,
                received: keeping.received,
                lineage: keeping.lineage.clone(),
            };
            let says = Says::HandOver { clue: Box::new(passed) };
            return self.letter(transfer, clue, None, says, now).map(Some);
        }
        Ok(None)
    }

    fn answers(&self) -> Result<Option<PostEvent>, Anything> {
        let now = self.now()?;
        for (transfer, dealing) in self.post.dealings() {
            let Some(offer) = dealing.hand_over.map(|dated| dated.envelope) else { continue };
            let number = transfer.as_uuid().as_u128();
            let says = match (dealing.taking(), number % 3) {
                (Some(Taking::Offered), 0) => Says::Acceptance,
                (Some(Taking::Offered), 1) => {
                    let rest = ClueId::from_uuid(Uuid::from_u128(100 + number))?;
                    Says::PartialAcceptance { rest }
                }
                (Some(Taking::Offered), _) => Says::Return {
                    ground: ReturnGround::NoJurisdiction,
                    reasons: Prose::parse("不属本机关管辖")?,
                },
                (Some(Taking::Mine), _) if dealing.feedback.is_none() => {
                    Says::Feedback { result: TransferResult::Filed }
                }
                _ => continue,
            };
            return self.letter(*transfer, dealing.clue, Some(offer), says, now).map(Some);
        }
        Ok(None)
    }

    fn letter(
        &self,
        transfer: TransferId,
        clue: ClueId,
        in_reply_to: Option<EnvelopeId>,
        says: Says,
        now: Moment,
    ) -> Result<PostEvent, Anything> {
        // The number of the next event is used once: it stands on the disk with the letter.
        let id = (u128::from(self.head.number) << 8) | (1 + self.number as u128);
        let letter = wire::sealed(Letter {
            id: EnvelopeId::from_uuid(Uuid::from_u128(id))?,
            from: organ_id(self.number)?,
            to: organ_id(1 - self.number)?,
            transfer,
            clue,
            in_reply_to,
            written: now,
            answer_due: None,
            content: Fingerprint::from_bytes([0; 32]),
            says,
        })?;
        Ok(self.post.write(letter, now)?)
    }
}

/// Whether all is said: every clue answered, every result fed back, nothing on its way.
pub fn is_done(sender: &Post, receiver: &Post) -> bool {
    let ended = |dealing: &Dealing| match dealing.leg() {
        Some(Leg::CameBack) => true,
        Some(leg) => leg.is_released() && dealing.feedback.is_some(),
        None => false,
    };
    sender.dealings().len() as u128 == CLUES
        && sender.dealings().values().all(ended)
        && sender.unsettled().is_empty()
        && receiver.unsettled().is_empty()
}
