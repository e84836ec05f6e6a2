//! Decisions, refusals and what is missing: read from JSON through the same door as made.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::decision::{Answer, Chinese, Decision, Reason, Refusal, RuleName, Sentence};
use unbrella_fuzz::round_trip;

fuzz_target!(|bytes: &[u8]| {
    round_trip::<RuleName>(bytes);
    if let Some(sentence) = round_trip::<Sentence>(bytes) {
        assert!(!sentence.to_string().is_empty());
        assert!(!sentence.chinese().is_empty());
    }
    if let Some(reason) = round_trip::<Reason>(bytes) {
        assert!(!reason.citations().is_empty());
    }
    if let Some(decision) = round_trip::<Decision<u8>>(bytes) {
        assert!(!decision.reasons().is_empty());
    }
    if let Some(refusal) = round_trip::<Refusal>(bytes) {
        assert!(!refusal.unmet().is_empty());
        let _ = (refusal.kind(), refusal.to_string(), refusal.chinese(), refusal.is_final());
    }
    round_trip::<Answer<u8>>(bytes);
});
