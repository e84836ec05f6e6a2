//! Every rule that can refuse a step is asked by an act of the casebook, or stands here with
//! the reason why nobody's act asks it; every act asks a rule.
//!
//! What is looked at are the sources: the functions of `src/procedure` that answer with a
//! refusal or a decision, and who names them in `src/casebook`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{SourceFile, Spot, Token, library, mentions};
use unbrella::casebook::command::Act;

/// Who asks a rule.
enum Asks {
    /// These acts.
    Acts(&'static [&'static str]),
    /// Every command, at the one door through which all come.
    Door,
    /// What comes and goes by letter between organs.
    Letters,
    /// The rule named here, which asks it in turn.
    Rule(&'static str),
    /// Nobody's act: it is a question, for this reason.
    Question(&'static str),
}

use Asks::{Acts, Door, Letters, Question, Rule};

/// The rules by which a step may be refused.
const RULES: &[(&str, Asks)] = &[
    ("accountability::may_hold", Acts(&["hold"])),
    ("classification::may_label", Acts(&["label"])),
    ("delivery::may_answer", Letters),
    ("delivery::may_offer", Letters),
    ("delivery::may_receipt", Letters),
    ("delivery::may_withdraw", Letters),
    ("discipline::may_detain", Acts(&["measure"])),
    (
        "discipline::may_do",
        Question("a unit asks before it promotes or pensions off; no casebook holds that"),
    ),
    ("discipline::may_end", Acts(&["end_measure"])),
    ("discipline::may_extend", Acts(&["extend_measure"])),
    ("discipline::may_impose", Acts(&["conclude"])),
    ("discipline::may_take", Acts(&["measure"])),
    ("disclosure::may_issue", Acts(&["issue_notice"])),
    ("disposition::may_close", Acts(&["close"])),
    ("disposition::may_dispose", Acts(&["dispose"])),
    (
        "eligibility::may_clear",
        Question("the body that is competent by law removes; what it decides is an outcome"),
    ),
    (
        "eligibility::may_stand",
        Question("whoever holds the election asks; no casebook holds candidates"),
    ),
    ("escalation::may_lower", Acts(&["lower"])),
    ("escalation::may_move", Acts(&["raise", "lower"])),
    ("exposure::may_publish", Acts(&["publish"])),
    ("exposure::may_put_right", Acts(&["put_right"])),
    (
        "file_review::may_pass",
        Question("the papers stand with the host, and so does what a review of them has found"),
    ),
    ("follow_up::may_begin_joint_work", Acts(&["follow"])),
    ("follow_up::may_come_to", Acts(&["advance"])),
    ("follow_up::may_look", Acts(&["followed", "nothing_found"])),
    ("hypothesis::may_enter", Acts(&["enter"])),
    ("hypothesis::may_step", Acts(&["weigh"])),
    ("identity::may_judge", Acts(&["judge"])),
    ("intake::may_take_back", Acts(&["withdraw"])),
    ("intake::register", Acts(&["register"])),
    ("proposal::may_send", Acts(&["propose", "advance_proposal"])),
    ("proposal::may_tell", Acts(&["educate"])),
    ("recusal::may_ask", Acts(&["ask_recusal"])),
    ("recusal::may_decide", Acts(&["decide_recusal"])),
    ("recusal::may_take_part", Door),
    ("rectification::may_go_on", Acts(&["progress"])),
    ("rectification::may_strike_off", Acts(&["progress"])),
    ("remedy::may_ask", Acts(&["appeal"])),
    ("remedy::may_decide", Rule("remedy::may_decide_case")),
    ("remedy::may_decide_case", Acts(&["advance"])),
    ("remedy::may_handle", Acts(&["accept_appeal", "decide_appeal"])),
    ("remedy::may_revoke", Acts(&["revoke"])),
    ("remedy::not_heavier", Acts(&["conclude"])),
    ("reporter::may_hand_on", Acts(&["hand_over"])),
    (
        "reporter::may_learn",
        Question("a warrant opens an identity, outside of all acts; the vault records it first"),
    ),
    ("reporter::may_pay", Acts(&["reward"])),
    ("reporter::may_protect", Acts(&["protect"])),
    (
        "reporter::may_publish",
        Question("what is made public are cases; no act says anything about a reporter"),
    ),
    ("screening::may_let_go", Acts(&["advance"])),
    ("sign_off::may_question", Acts(&["question"])),
    ("sign_off::may_settle", Acts(&["settle"])),
    ("sign_off::may_sign", Acts(&["sign"])),
    ("supervision::may_inspect", Acts(&["inspect"])),
    ("supervision::may_send", Acts(&["send_mission"])),
    ("supervision::may_strike_off", Acts(&["advance_listed"])),
    ("transfer::may_owe", Acts(&["owe"])),
    ("transfer::may_send", Acts(&["notify", "hand_over", "receive", "feed_back"])),
    ("verification::may_begin", Acts(&["verify"])),
    ("verification::may_conclude", Acts(&["verify"])),
];

/// The acts that no rule of the table refuses, and the rule whose answer stands in their
/// reasons.
const TOLD: &[(&str, &str)] = &[
    ("clear", "remedy::clearing"),
    ("come_forward", "disclosure::in_time"),
    ("file", "discipline::approvals"),
    ("found_unrelated", "remedy::property_due"),
    ("list", "supervision::listing"),
    ("object", "reporter::after_reply"),
    ("recheck", "look_back::four_no_passes"),
    ("rectify", "rectification::complete"),
    ("reply", "intake::reply"),
    ("screen_case", "screening::case_screening"),
    ("screen_members", "screening::member"),
    ("tell_family", "discipline::notice"),
];

/// What is wrong is corrected by a rule of the casebook itself: it is asked of no procedure.
const OWN: [&str; 1] = ["correct"];

/// The functions of `src/procedure` that answer with a refusal or a decision.
fn refusing(files: &[SourceFile]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files.iter().filter(|file| file.path.starts_with("src/procedure/")) {
        let Some(folder) = file.module.get(1) else { continue };
        let spots: Vec<&Spot> = file.tokens.iter().filter(|spot| !spot.test).collect();
        for (at, spot) in spots.iter().enumerate() {
            let public = at > 0 && spots[at - 1].word() == Some("pub");
            if spot.word() != Some("fn") || !public {
                continue;
            }
            let head: Vec<&&Spot> = spots[at..].iter().take_while(|spot| !spot.is('{')).collect();
            let refuses = head.windows(3).any(|three| {
                three[0].word() == Some("Result")
                    && three[1].is('<')
                    && three[2].word() == Some("Decision")
            });
            if refuses {
                let Token::Word(name) = &spots[at + 1].token else { panic!("{}", file.path) };
                assert!(found.insert(format!("{folder}::{name}")), "{folder} has two {name}");
            }
        }
    }
    found
}

/// The files of the casebook that name a function of a procedure, tests left out.
fn named_in(files: &[SourceFile], rule: &str) -> BTreeSet<String> {
    let (folder, name) = rule.split_once("::").unwrap();
    // A file of the folder may be named in place of the folder.
    let parts = files.iter().filter(|file| file.module.get(1).is_some_and(|part| part == folder));
    let modules: BTreeSet<&str> =
        parts.filter_map(|f| f.module.last()).map(String::as_str).collect();
    let names = |file: &&SourceFile| {
        mentions(file).iter().any(|mention| match &mention.segments[..] {
            [.., module, last] => !mention.test && last == name && modules.contains(&**module),
            _ => false,
        })
    };
    let casebook = |file: &&SourceFile| {
        file.path.starts_with("src/casebook/") && !file.path.contains("/tests")
    };
    files.iter().filter(casebook).filter(names).map(|file| file.path.clone()).collect()
}

#[test]
fn every_rule_that_can_refuse_stands_in_the_table() {
    let listed: Vec<&str> = RULES.iter().map(|(rule, _)| *rule).collect();
    let found = refusing(&library());
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, found, "give the act that asks it, or the reason why it is a question");
}

#[test]
fn a_rule_is_asked_where_the_table_says_and_nowhere_else() {
    let files = library();
    for (rule, asks) in RULES {
        let named = named_in(&files, rule);
        let within = |folder: &str| named.iter().any(|path| path.starts_with(folder));
        match asks {
            Acts(acts) => {
                assert!(!acts.is_empty() && within("src/casebook/decide/"), "{rule}: {named:?}");
            }
            Door => assert!(named.contains("src/casebook/decide/door.rs"), "{rule}: {named:?}"),
            Letters => assert!(within("src/casebook/post/"), "{rule}: {named:?}"),
            Rule(other) => {
                assert!(RULES.iter().any(|(rule, _)| rule == other), "{rule} by {other}");
                assert!(!named_in(&files, other).is_empty(), "{rule} by {other}");
            }
            Question(why) => {
                assert!(!why.is_empty() && !within("src/casebook/decide/"), "{rule}: {named:?}");
            }
        }
    }
}

#[test]
fn every_act_asks_a_rule() {
    let mut asked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (rule, asks) in RULES {
        if let Acts(acts) = asks {
            acts.iter().for_each(|act| asked.entry(act).or_default().push(rule));
        }
    }
    let files = library();
    for (act, rule) in TOLD {
        assert!(!asked.contains_key(act), "{act} stands in the table: {:?}", asked[act]);
        assert!(!named_in(&files, rule).is_empty(), "{act}: nobody asks {rule}");
        asked.entry(act).or_default().push(rule);
    }
    OWN.iter().for_each(|act| assert!(asked.insert(act, Vec::new()).is_none(), "{act}"));
    let acts: BTreeSet<&str> = Act::KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(asked.into_keys().collect::<BTreeSet<_>>(), acts);
}
