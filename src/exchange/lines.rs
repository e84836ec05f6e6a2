//! The journal of a post as lines of JSON: what an organ starts again from.
//!
//! One line is one [`PostEvent`] with its number. A line without its line break was being
//! written when the organ stopped: nothing had left the house yet, and it is dropped. Any
//! other fault is an error, since something is missing that others may know of.
//!
//! ```text
//! {"n":1,"at":"2021-03-01T09:00:00+08:00","changes":[{"opened":{"organ":"organ-…"}}]}
//! ```

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::casebook::post::{Change, Post, PostEvent, PostMismatch};

/// A line as it is written.
#[derive(Serialize)]
struct LineOf<'a> {
    n: u64,
    at: Moment,
    changes: &'a [Change],
}

/// A line as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    n: u64,
    at: Moment,
    changes: Vec<Change>,
}

/// A journal that cannot be started from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// A line that is no event, or of another number.
    #[error("line {line} is not the event of that number")]
    Unreadable {
        /// Its number, counted from 1.
        line: u64,
    },
    /// An event that does not fit those before it.
    #[error("line {line}: {mismatch}")]
    Unfit {
        /// Its number, counted from 1.
        line: u64,
        /// Why.
        mismatch: PostMismatch,
    },
}

/// A post as its journal makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restarted {
    /// The post.
    pub post: Post,
    /// How many events it has.
    pub events: u64,
    /// How many bytes of the journal are whole lines. What follows was being written when
    /// the organ stopped; cut it off before the next line is written.
    pub whole: usize,
}

/// An event as a line, its line break included. Numbers are counted from 1.
///
/// # Errors
///
/// [`LineError::Unreadable`] if the event has no form in JSON, which none lacks.
pub fn line(n: u64, event: &PostEvent) -> Result<Vec<u8>, LineError> {
    let of = LineOf { n, at: event.at, changes: &event.changes };
    let mut bytes = serde_json::to_vec(&of).map_err(|_| LineError::Unreadable { line: n })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Starts a post from its journal.
///
/// # Errors
///
/// [`LineError`] names the first line that is wrong.
///
/// # Examples
///
/// ```
/// use unbrella::exchange::lines;
///
/// let opened = br#"{"n":1,"at":"2021-03-01T09:00:00+08:00","changes":[{"opened":{"organ":"organ-00000000000000000000000000000001"}}]}"#;
/// let mut journal = opened.to_vec();
/// journal.push(b'\n');
/// journal.extend(br#"{"n":2,"at":"2021-03"#);
/// let started = lines::restart(&journal)?;
/// assert!(started.post.own().is_some());
/// assert_eq!((started.events, started.whole), (1, opened.len() + 1));
/// # Ok::<(), unbrella::exchange::lines::LineError>(())
/// ```
pub fn restart(journal: &[u8]) -> Result<Restarted, LineError> {
    let mut started = Restarted::default();
    for bytes in whole_lines(journal) {
        let number = started.events.saturating_add(1);
        let event = read(number, bytes)?;
        let applied = started.post.apply(&event);
        applied.map_err(|mismatch| LineError::Unfit { line: number, mismatch })?;
        started.events = number;
        started.whole = started.whole.saturating_add(bytes.len());
    }
    Ok(started)
}

/// The events of a journal, first to last; a line that is not whole is left out.
///
/// # Errors
///
/// [`LineError::Unreadable`] names the first line that is wrong.
pub fn events(journal: &[u8]) -> Result<Vec<PostEvent>, LineError> {
    (1..).zip(whole_lines(journal)).map(|(number, bytes)| read(number, bytes)).collect()
}

fn whole_lines(journal: &[u8]) -> impl Iterator<Item = &[u8]> {
    journal.split_inclusive(|byte| *byte == b'\n').take_while(|line| line.ends_with(b"\n"))
}

fn read(number: u64, bytes: &[u8]) -> Result<PostEvent, LineError> {
    let read: Result<Line, _> = serde_json::from_slice(bytes);
    let line = read.ok().filter(|line| line.n == number);
    let line = line.ok_or(LineError::Unreadable { line: number })?;
    Ok(PostEvent { at: line.at, changes: line.changes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::post::trials::Two;

    fn journal(events: &[PostEvent]) -> Vec<u8> {
        (1..).zip(events).flat_map(|(number, event)| line(number, event).unwrap()).collect()
    }

    /// Cut off at every byte: the post of the whole lines, never an error.
    #[test]
    fn a_torn_line_is_dropped() {
        let mut two = Two::new();
        two.offer();
        let (_, post, all) = &two.posts[0];
        let journal = journal(all);
        assert_eq!(events(&journal).unwrap(), *all);
        assert_eq!(restart(&journal).unwrap().post, *post);
        for cut in 0..journal.len() {
            let started = restart(&journal[..cut]).unwrap();
            let kept = usize::try_from(started.events).unwrap();
            assert_eq!(started.post, Post::replay(&all[..kept]).unwrap());
            assert!(
                started.whole <= cut && journal[started.whole..cut].iter().all(|b| *b != b'\n')
            );
        }
    }

    #[test]
    fn a_line_that_is_missing_changed_or_doubled_is_an_error() {
        let mut two = Two::new();
        two.offer();
        let lines: Vec<Vec<u8>> =
            (1..).zip(&two.posts[0].2).map(|(n, event)| line(n, event).unwrap()).collect();
        for at in 0..lines.len() - 1 {
            let mut missing = lines.clone();
            missing.remove(at);
            assert!(matches!(restart(&missing.concat()), Err(LineError::Unreadable { .. })));
            let mut doubled = lines.clone();
            doubled.insert(at, lines[at].clone());
            assert!(restart(&doubled.concat()).is_err());
            let mut spoilt = lines.clone();
            spoilt[at].insert(0, b'x');
            assert!(restart(&spoilt.concat()).is_err());
        }
        let unfit = line(1, &PostEvent { at: two.now, changes: vec![] }).unwrap();
        assert!(restart(&unfit).is_ok(), "nothing changes");
        let change = vec![Change::Sent { envelope: crate::casebook::post::trials::envelope(1) }];
        let unfit = line(1, &PostEvent { at: two.now, changes: change }).unwrap();
        assert_eq!(
            restart(&unfit).unwrap_err().to_string(),
            "line 1: the ledger is opened once, by its first event",
        );
    }
}
