//! The journal of a post, in the lines of the [chain]: what an organ starts again from.
//!
//! One entry is one [`PostEvent`]. Each is bound to all before it, so that a line that is
//! changed, left out, doubled or moved is found, and named. A last line that was being written
//! when the organ stopped is dropped: nothing had left the house yet. Any other fault is an
//! error, since something is missing that others may know of.
//!
//! **A cut tail cannot be seen from inside:** the lines before it are whole. It shows by the
//! [head](Head) that others keep: [`Restarted::head`] is told to them, and [`missing`] sets
//! what they know against the journal. [`heads`](crate::exchange::heads) is how they keep it.
//!
//! ```text
//! {"number":1,"previous":"0000…","hash":"3aa8…","body":{"at":"2021-03-01T09:00:00+08:00","changes":[{"opened":{"organ":"organ-…"}}]}}
//! ```
//!
//! # Examples
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{OrganId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::casebook::journal::head::Head;
//! use unbrella::casebook::post::Post;
//! use unbrella::exchange::lines;
//!
//! let own = OrganId::from_ledger(&Salt::new(b"a secret of the host")?, &LedgerNo::parse("1")?);
//! let now = Moment::parse("2021-03-01T09:00:00+08:00")?;
//! let opened = lines::line(Head::START, &Post::open(own, now))?;
//! let mut journal = format!("{opened}\n").into_bytes();
//! let whole = journal.len();
//! journal.extend(br#"{"number":2,"prev"#);
//!
//! let started = lines::restart(&journal)?;
//! assert_eq!(started.post.own(), Some(own));
//! assert_eq!((started.head, started.whole), (opened.head(), whole));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Design §7, §8.1, §8.2; the chain is that of [`casebook::journal`](crate::casebook::journal).

use crate::casebook::journal::chain::{self, Broken, Link, NotAppended, OtherShape};
use crate::casebook::journal::head::{self, Head, HeadProblem};
use crate::casebook::post::{Post, PostEvent, PostMismatch};

/// A journal that cannot be started from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// A line that is not the entry which was written there.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// An entry that is no event of a post, or one of a kind that is not known here.
    #[error(transparent)]
    OtherShape(#[from] OtherShape),
    /// An event that does not fit those before it.
    #[error("entry {number}: {mismatch}")]
    Unfit {
        /// Its number, counted from 1.
        number: u64,
        /// Why.
        mismatch: PostMismatch,
    },
}

/// A post as its journal makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restarted {
    /// The post.
    pub post: Post,
    /// How far the journal goes: the next line comes after it, and others are told it.
    pub head: Head,
    /// How many bytes of the journal are whole lines. What follows was being written when
    /// the organ stopped; cut it off before the next line is written.
    pub whole: usize,
}

/// An event as the line that comes after a head. Its `Display` lacks the line break.
///
/// # Errors
///
/// [`NotAppended`] if the event is larger than a line may be, or the numbers are used up.
pub fn line(after: Head, event: &PostEvent) -> Result<Link, NotAppended> {
    Link::after(after, event)
}

/// Starts a post from its journal.
///
/// # Errors
///
/// [`LineError`] names the first line that is wrong.
pub fn restart(journal: &[u8]) -> Result<Restarted, LineError> {
    let mut started = Restarted { post: Post::default(), head: Head::START, whole: 0 };
    let mut links = chain::links(journal);
    while let Some(link) = whole(links.next())? {
        let number = link.number();
        let applied = started.post.apply(&link.read_body()?);
        applied.map_err(|mismatch| LineError::Unfit { number, mismatch })?;
        (started.head, started.whole) = (links.head(), links.bytes());
    }
    Ok(started)
}

/// The events of a journal, first to last; a line that is not whole is left out.
///
/// # Errors
///
/// [`LineError`] names the first line that is wrong.
pub fn events(journal: &[u8]) -> Result<Vec<PostEvent>, LineError> {
    let (mut links, mut events) = (chain::links(journal), Vec::new());
    while let Some(link) = whole(links.next())? {
        events.push(link.read_body()?);
    }
    Ok(events)
}

/// Which of the heads that others keep of this organ do not stand in its journal: every one.
/// Ask for them after each restart, before anything else is said.
#[must_use]
pub fn missing(journal: &[u8], known: &[Head]) -> Vec<HeadProblem> {
    let whole = chain::links(journal).map_while(Result::ok);
    head::missing(known, whole.map(|link| link.head()))
}

/// The next line, or nothing at the end and before a torn one.
fn whole(next: Option<Result<Link, Broken>>) -> Result<Option<Link>, Broken> {
    match next {
        Some(Err(Broken::Torn { .. })) | None => Ok(None),
        Some(link) => link.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::post::Change;
    use crate::casebook::post::trials::{Two, envelope};

    fn lines(events: &[PostEvent]) -> Vec<String> {
        let (mut head, mut lines) = (Head::START, Vec::new());
        for event in events {
            let link = line(head, event).unwrap();
            head = link.head();
            lines.push(format!("{link}\n"));
        }
        lines
    }

    /// Cut off at every byte: the post of the whole lines, never an error.
    #[test]
    fn a_torn_line_is_dropped() {
        let mut two = Two::new();
        two.offer();
        let (_, post, all) = &two.posts[0];
        let journal = lines(all).concat().into_bytes();
        assert_eq!(events(&journal).unwrap(), *all);
        assert_eq!(restart(&journal).unwrap().post, *post);
        let posts: Vec<Post> = (0..=all.len()).map(|n| Post::replay(&all[..n]).unwrap()).collect();
        for cut in 0..journal.len() {
            let started = restart(&journal[..cut]).unwrap();
            assert_eq!(started.post, posts[usize::try_from(started.head.number).unwrap()]);
            assert!(
                started.whole <= cut && journal[started.whole..cut].iter().all(|b| *b != b'\n')
            );
        }
    }

    /// Changed, left out, doubled, moved: all of it is found, at its place.
    #[test]
    fn a_journal_that_was_changed_is_an_error() {
        let mut two = Two::new();
        two.offer();
        let lines = lines(&two.posts[0].2);
        let place = |lines: &[String]| match restart(lines.concat().as_bytes()) {
            Err(LineError::Broken(Broken::Bad { number, .. })) => number,
            other => panic!("{other:?}"),
        };
        for (at, number) in (0..lines.len() - 1).zip(1..) {
            let mut missing = lines.clone();
            missing.remove(at);
            assert_eq!(place(&missing), number);
            let mut doubled = lines.clone();
            doubled.insert(at, lines[at].clone());
            assert_eq!(place(&doubled), number + 1);
            let mut moved = lines.clone();
            moved.swap(at, at + 1);
            assert_eq!(place(&moved), number);
            let mut changed = lines.clone();
            changed[at] = changed[at].replacen("2021", "2022", 1);
            assert_eq!(place(&changed), number, "another year");
        }
    }

    #[test]
    fn what_is_no_event_or_does_not_fit_is_named() {
        let two = Two::new();
        let nothing = PostEvent { at: two.now, changes: Vec::new() };
        assert!(restart(lines(&[nothing]).concat().as_bytes()).is_ok(), "nothing changes");
        let changes = vec![Change::Sent { envelope: envelope(1) }];
        let unfit = lines(&[PostEvent { at: two.now, changes }]).concat();
        let error = restart(unfit.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "entry 1: the ledger is opened once, by its first event");
        let later = Link::after(
            Head::START,
            &serde_json::json!({"at": two.now, "changes": [{"merged": {}}]}),
        );
        let later = format!("{}\n", later.unwrap());
        assert!(matches!(restart(later.as_bytes()), Err(LineError::OtherShape(_))), "a later kind");
        assert!(matches!(events(later.as_bytes()), Err(LineError::OtherShape(_))));
    }

    /// What is left after the tail was cut starts without an error. The head that another
    /// keeps shows it; also after the journal has grown again.
    #[test]
    fn a_cut_tail_shows_by_the_heads_that_others_keep() {
        let mut two = Two::new();
        two.offer();
        let all = &two.posts[0].2;
        let whole = lines(all);
        let known = restart(whole.concat().as_bytes()).unwrap().head;
        assert_eq!(missing(whole.concat().as_bytes(), &[known]), []);
        for cut in 0..whole.len() {
            let journal = whole[..cut].concat();
            let started = restart(journal.as_bytes()).unwrap();
            let last = started.head;
            assert_eq!(missing(journal.as_bytes(), &[known]), [HeadProblem::Cut { known, last }]);
            let mut grown = all[..cut].to_vec();
            let at = all.last().unwrap().at;
            grown.resize(all.len() + 1, PostEvent { at, changes: Vec::new() });
            let found = missing(lines(&grown).concat().as_bytes(), &[known]);
            assert!(matches!(found[..], [HeadProblem::Rewritten { .. }]), "{found:?}");
        }
    }
}
