//! Bytes from another organ: refused, or a message with one spelling that a post takes in once.
//! Bytes of a post's journal: an error, or a post that starts again from what is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::base::calendar::china;
use unbrella::base::day::Moment;
use unbrella::casebook::post::{Letter, Post, PostEvent};
use unbrella::exchange::heads::{KeptHeads, Stated};
use unbrella::exchange::lines;
use unbrella::exchange::statement::Statement;
use unbrella::exchange::wire::{self, Message, WireError};
use unbrella::rulebook::Rulebook;
use unbrella_fuzz::round_trip;

fuzz_target!(|bytes: &[u8]| {
    match wire::read(bytes) {
        Ok(message) => {
            assert_eq!(wire::bytes(&message).as_deref(), Ok(bytes), "one spelling");
            assert_eq!(wire::opened(bytes, message.from()).as_ref(), Ok(&message));
            let other = wire::opened(bytes, message.to());
            assert!(
                message.from() == message.to()
                    || matches!(other, Err(WireError::OtherSource { .. }))
            );
            if let Message::Letter(letter) = message {
                arrives_twice(&letter);
            }
        }
        Err(WireError::LaterForm { from, form, .. }) => {
            assert!(form > wire::forms::FORM);
            assert!(matches!(wire::opened(bytes, from), Err(WireError::LaterForm { .. })));
        }
        Err(_) => {}
    }
    if let Ok(started) = lines::restart(bytes) {
        assert_eq!(lines::restart(&bytes[..started.whole]).as_ref(), Ok(&started));
        let events = lines::events(bytes).expect("they were read");
        assert_eq!(Post::replay(&events).as_ref(), Ok(&started.post));
        assert!(lines::missing(bytes, &[started.head]).is_empty());
    }
    round_trip::<PostEvent>(bytes);
    round_trip::<Statement>(bytes);
    round_trip::<Stated>(bytes);
    round_trip::<KeptHeads>(bytes);
});

/// Taken in once, whatever it says; the second time nothing is written down.
fn arrives_twice(letter: &Letter) {
    let now = Moment::parse("2021-03-01T09:00:00+08:00").expect("a moment");
    let (book, calendar) = (Rulebook::published(), china());
    let rules = book.on("zhaotong", now.day()).expect("a day of the pack");
    let mut post = Post::default();
    post.apply(&Post::open(letter.to, now)).expect("a new post");
    let first = post.arrives(letter, rules, &calendar, now);
    if let Some(event) = first.event {
        post.apply(&event).expect("what is written down fits");
        assert_eq!(post.arrives(letter, rules, &calendar, now).event, None);
    }
}
