//! Organs with their posts, for the tests of this storey and the next.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::base::text::Prose;
use crate::model::draft::Draft;
use crate::model::organ::OrganDraft;
use crate::model::organ::tree::OrganTree;
use crate::model::place::PlaceTree;
use crate::procedure::delivery::Receiving;
use crate::procedure::trials::{World, at, calendar, id, world};
use crate::provenance::Fingerprint;
use crate::terms::office::{Level, OrganKind};
use crate::terms::report::ClueSource;

use super::*;

pub(crate) fn organ(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

pub(crate) fn clue(n: u128) -> ClueId {
    id(ClueId::from_uuid, n)
}

pub(crate) fn envelope(n: u128) -> EnvelopeId {
    id(EnvelopeId::from_uuid, n)
}

pub(crate) fn transfer(n: u128) -> TransferId {
    id(TransferId::from_uuid, n)
}

pub(crate) fn words(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

pub(crate) fn passed(received: &str, lineage: &[u128]) -> Box<PassedOn> {
    Box::new(PassedOn {
        source: ClueSource::PublicSecurity,
        problem_classes: Default::default(),
        subjects: Default::default(),
        industries: Default::default(),
        content: words("甲某为乙团伙通风报信"),
        received: at(received),
        lineage: lineage.iter().map(|n| clue(*n)).collect(),
    })
}

/// Organs with their posts and a clock that they share.
pub(crate) struct Two {
    pub(crate) rules: World,
    pub(crate) calendar: WorkCalendar,
    pub(crate) posts: Vec<(OrganId, Post, Vec<PostEvent>)>,
    pub(crate) now: Moment,
    pub(crate) letters: u128,
}

impl Two {
    pub(crate) fn new() -> Self {
        let mut two = Self {
            rules: world("zhaotong"),
            calendar: calendar(),
            posts: Vec::new(),
            now: at("2021-03-01 09:00"),
            letters: 0,
        };
        for n in 1..=3 {
            two.posts.push((organ(n), Post::default(), Vec::new()));
            let opened = Post::open(organ(n), two.now);
            two.keep(n, opened);
        }
        let event = two.post(1).receive(clue(1), at("2021-01-05 09:00"), two.now).unwrap();
        two.keep(1, event);
        two
    }

    pub(crate) fn post(&self, n: u128) -> &Post {
        &self.posts[usize::try_from(n).unwrap() - 1].1
    }

    pub(crate) fn keep(&mut self, n: u128, event: PostEvent) {
        let (_, post, events) = &mut self.posts[usize::try_from(n).unwrap() - 1];
        post.apply(&event).unwrap();
        events.push(event);
    }

    pub(crate) fn letter(
        &mut self,
        from: u128,
        to: u128,
        reply: Option<EnvelopeId>,
        says: Says,
    ) -> Letter {
        self.letters += 1;
        Letter {
            id: envelope(self.letters),
            from: organ(from),
            to: organ(to),
            transfer: transfer(1),
            clue: clue(1),
            in_reply_to: reply,
            written: self.now,
            answer_due: None,
            content: Fingerprint::from_bytes([1; 32]),
            says,
        }
    }

    pub(crate) fn writes(&mut self, letter: &Letter) {
        let from = (1..=3).find(|n| organ(*n) == letter.from).unwrap();
        let event = self.post(from).write(letter.clone(), self.now).unwrap();
        self.keep(from, event);
    }

    pub(crate) fn arrives(&mut self, n: u128, letter: &Letter) -> Receiving {
        let rules = self.rules.on(self.now.day());
        let arrival = self.post(n).arrives(letter, rules, &self.calendar, self.now);
        if let Some(event) = arrival.event {
            self.keep(n, event);
        }
        while let Some(event) = {
            let rules = self.rules.on(self.now.day());
            self.post(n).look_again(rules, &self.calendar, self.now)
        } {
            self.keep(n, event);
        }
        arrival.found.outcome().clone()
    }

    /// The receipts of `n` for a letter arrive at `at`.
    pub(crate) fn receipts(&mut self, n: u128, letter: &Letter, at: u128) {
        for note in self.post(n).receipts_for(letter.id) {
            let arrival = self.post(at).receipt_arrives(&note, self.now);
            if let Some(event) = arrival.event {
                self.keep(at, event);
            }
        }
    }

    /// A letter goes over, and its receipts come back.
    pub(crate) fn over(&mut self, letter: &Letter) {
        let (from, to) = (1..=3).fold((0, 0), |(from, to), n| {
            (
                if organ(n) == letter.from { n } else { from },
                if organ(n) == letter.to { n } else { to },
            )
        });
        self.writes(letter);
        assert_eq!(self.arrives(to, letter), Receiving::New);
        self.receipts(to, letter, from);
    }

    pub(crate) fn here(&self, n: u128, of: u128) -> bool {
        self.post(n).clues().get(&clue(of)).is_some_and(|keeping| keeping.here)
    }

    pub(crate) fn offer(&mut self) -> Letter {
        let offer =
            self.letter(1, 2, None, Says::HandOver { clue: passed("2021-01-05 09:00", &[]) });
        self.over(&offer);
        offer
    }

    pub(crate) fn agenda(&self, n: u128, now: &str) -> Vec<Obligation> {
        let rules = self.rules.on(at(now).day());
        let organs = &tree();
        self.post(n).agenda(AgendaRules { rules, calendar: &self.calendar, organs }, at(now))
    }

    /// Whatever was written down makes the same posts again, at every prefix.
    pub(crate) fn replays(&self) {
        for (_, post, events) in &self.posts {
            let mut step = Post::default();
            for (n, event) in events.iter().enumerate() {
                step.apply(event).unwrap();
                assert_eq!(Post::replay(&events[..=n]).unwrap(), step);
                let text = serde_json::to_string(event).unwrap();
                assert_eq!(&serde_json::from_str::<PostEvent>(&text).unwrap(), event);
            }
            assert_eq!(&step, post);
        }
    }
}

/// A province over a city over three counties, by number: 9, 8, and 1 to 3.
pub(crate) fn tree() -> OrganTree {
    let one = |n: u128, level, parent: Option<u128>| {
        OrganDraft {
            id: Some(organ(n)),
            name: format!("{n}机关").as_str().into(),
            kind: Some(if n == 1 {
                OrganKind::PublicSecurity
            } else {
                OrganKind::DisciplineSupervision
            }),
            level: Some(level),
            parent: parent.map(organ),
            ..OrganDraft::default()
        }
        .enter()
        .unwrap()
    };
    let organs = [
        one(9, Level::Province, None),
        one(8, Level::City, Some(9)),
        one(1, Level::County, Some(8)),
        one(2, Level::County, Some(8)),
        one(3, Level::County, Some(9)),
    ];
    OrganTree::new(organs, PlaceTree::new(&[]).unwrap(), []).unwrap()
}
