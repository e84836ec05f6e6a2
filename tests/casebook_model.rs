//! The casebook beside a model of it: random commands, legal and illegal, are sent to both.
//!
//! The model below is a few lists and no code of the casebook. It knows the stages of
//! clues, cases, ledger entries and follow-ups, who may send what, and the rules of every
//! command: a key is done once, recorded times never go back, nobody decides upon what has
//! changed. Of each command it says beforehand what becomes of it, down to the kinds of
//! events. After each step:
//!
//! | invariant | here |
//! |---|---|
//! | the casebook does what the model says, and stands as the model says | [`Beside::send`] |
//! | a command that is refused, repeated or only proposed changes no byte of the snapshot | [`Beside::send`] |
//! | all events of a command or none | [`none_of_a_spoilt_entry`] |
//! | `replay(journal) == state`, at every prefix and from every snapshot (design §8.2) | [`every_way_back`] |
//! | a later entry changes no earlier view | [`every_way_back`] |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, missing_docs)]

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::Moment;
use unbrella::base::text::Line;
use unbrella::casebook::book::{Casebook, EventMismatch};
use unbrella::casebook::command::{Act, Command};
use unbrella::casebook::decide::{Context, Done, NotDone, handle, propose};
use unbrella::casebook::entry::Entry;
use unbrella::casebook::event::What;
use unbrella::casebook::snapshot::Snapshot;
use unbrella::casebook::testing::generated::{casework, lives};
use unbrella::casebook::time_machine::TimeMachine;
use unbrella::procedure::escalation::Grounds;
use unbrella::rulebook::Rulebook;

// What may be sent.

/// Who sends a command. The numbers of persons are those of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    Service,
    /// 1, 2 and 3 hold posts of the organ, 4 holds one of another organ only, 5 one of the
    /// organ above both; nobody knows of a post of the others, and clues and cases are about
    /// those from 10 on.
    Person(u8),
}

/// What is to be done. Small numbers, so that commands meet.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Deed {
    Persons(u8, u8),
    Correct {
        person: u8,
        signed_by: Option<u8>,
    },
    Register {
        clue: u8,
        about: u8,
        ours: bool,
        reporter: bool,
    },
    Withdraw(u8),
    /// Within jurisdiction, ruled out, conditions ready, specific, checkable.
    Dispose(u8, [bool; 5]),
    Close(u8, Option<bool>),
    Reply(u8),
    File {
        case: u8,
        about: u8,
    },
    Advance(u8, usize),
    /// Raise a case, or hand it down again, to an organ, by order of another.
    Move {
        up: bool,
        case: u8,
        ground: Ground,
        to: u8,
        order: u8,
    },
    Rectify {
        entry: u8,
        deadline: bool,
    },
    Progress(u8, usize),
    Follow {
        follow: u8,
        case: u8,
    },
    Followed {
        follow: u8,
        retrace: bool,
    },
    NothingFound {
        follow: u8,
        sign_off: u8,
    },
    Sign {
        sign_off: u8,
        layer: usize,
        by: u8,
    },
}

/// What is known of the grounds for raising a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    /// Of none is it known whether it holds.
    NotKnown,
    /// None holds.
    None,
    /// The central supervision group assigned it, and nothing else is to be said.
    Central,
}

/// A command in the words of this file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Request {
    key: u32,
    sender: Sender,
    recorded: i64,
    occurred: i64,
    seen: Option<u64>,
    deed: Deed,
}

/// One step of a run; what it refers to is counted back from where the run stands.
#[derive(Clone, Debug)]
struct Step {
    key: Key,
    sender: Sender,
    minutes: i64,
    late: i64,
    seen: Option<u64>,
    edition: bool,
    /// Whoever signs is the next one to sign: at random three layers are seldom met.
    in_turn: bool,
    deed: Deed,
}

#[derive(Clone, Copy, Debug)]
enum Key {
    Fresh,
    /// A command that was sent before, word for word.
    Again(usize),
    /// The key of a command that was sent before, with what the step says.
    Taken(usize),
}

const CRIMINAL: [&str; 7] =
    ["filed", "investigated", "transferred", "prosecuted", "accepted", "tried", "effective"];
const PROGRESS: [&str; 5] = ["in_progress", "reported", "sent_back", "verified", "struck_off"];
const LAYERS: [&str; 3] = ["follow_up_officer", "leader_in_charge", "principal_leader"];
const CONTENT: &str = "00000000000000000000000000000000000000000000000000000000000000aa";

fn id(prefix: &str, n: impl Into<u64>) -> String {
    format!("{prefix}-{:032x}", n.into())
}

fn moment(minute: i64) -> Moment {
    let at = 9 * 60 + minute;
    Moment::parse(&format!("2021-06-01T{:02}:{:02}:00+08:00", at / 60, at % 60)).unwrap()
}

impl Deed {
    fn act(&self) -> Value {
        let person = |n: u8| json!({"person": {"id": id("person", n), "name": format!("甲某{n}")}});
        match self {
            Self::Persons(one, other) => json!({"enter": [person(*one), person(*other)]}),
            Self::Correct { person, signed_by } => json!({"correct": {
                "entry": {"person": {"id": id("person", *person), "name": format!("乙某{person}")}},
                "reasons": "抄录有误", "signed_by": signed_by.iter().map(|n| id("person", *n)).collect::<Vec<_>>()}}),
            Self::Register { clue, about, ours, reporter } => {
                let mut form = json!({"id": id("clue", *clue), "source": "mass_report", "channel": "letter",
                    "problem_classes": ["acting_as_umbrella"], "subjects": [id("person", *about)],
                    "content": format!("反映第{clue}件事")});
                if *reporter {
                    form["naming"] = json!("real_name");
                    form["reporter"] = json!("reporter-00000016000040008000000000000016");
                }
                json!({"register": {"clue": form, "ledger_no": format!("丙纪信{clue}"),
                    "jurisdiction": if *ours { "own" } else { "other" }}})
            }
            Self::Withdraw(clue) => {
                json!({"withdraw": {"clue": id("clue", *clue), "reasons": "来信撤回"}})
            }
            Self::Dispose(clue, answers) => {
                let names = [
                    "within_jurisdiction",
                    "ruled_out",
                    "conditions_ready",
                    "specific",
                    "checkable",
                ];
                let facts = names
                    .iter()
                    .zip(answers)
                    .map(|(name, yes)| ((*name).to_owned(), json!({"known": yes})));
                json!({"dispose": {"clue": id("clue", *clue), "assessment": Value::Object(facts.collect()),
                    "studied_collectively": true}})
            }
            Self::Close(clue, settled) => {
                json!({"close": {"clue": id("clue", *clue), "reasons": "查无实据", "settled": settled}})
            }
            Self::Reply(clue) => json!({"reply": {"clue": id("clue", *clue), "satisfied": true}}),
            Self::File { case, about } => json!({"file": {"kind": "criminal", "case": {
                "id": id("case", *case), "ledger_no": format!("丙公立{case}"),
                "subjects": [id("person", *about)], "filed_level": "county"}}}),
            Self::Advance(case, to) => {
                json!({"advance": {"case": id("case", *case), "to": {"criminal": CRIMINAL[*to]}}})
            }
            Self::Move { up, case, ground, to, .. } => {
                let mut grounds = json!({});
                if *ground != Ground::NotKnown {
                    grounds = serde_json::to_value(Grounds::none()).unwrap();
                }
                if *ground == Ground::Central {
                    grounds["central_clue"] = json!({"known": true});
                }
                json!({if *up { "raise" } else { "lower" }: {"case": id("case", *case),
                    "grounds": grounds, "to": id("organ", *to), "reasons": "评估后提出"}})
            }
            Self::Rectify { entry, deadline } => {
                let mut form = json!({"id": id("entry", *entry), "kind": "item", "measure": "逐户摸排",
                    "unit": id("organ", 1_u8), "leader": id("person", 2_u8)});
                if *deadline {
                    form["deadline"] = json!("2021-12-31");
                }
                json!({"rectify": form})
            }
            Self::Progress(entry, step) => {
                let by = json!({"by": id("person", 1_u8)});
                let step = match PROGRESS[*step] {
                    "in_progress" => json!("in_progress"),
                    "reported" => json!({"reported": {"by": id("organ", 1_u8)}}),
                    "sent_back" => {
                        json!({"sent_back": {"by": id("person", 1_u8), "reasons": "不实"}})
                    }
                    name => Value::Object([(name.to_owned(), by)].into_iter().collect()),
                };
                json!({"progress": {"entry": id("entry", *entry), "step": step}})
            }
            Self::Follow { follow, case } => json!({"follow": {"id": id("follow_up", *follow),
                "police_case": id("case", *case), "organ": id("organ", 1_u8), "officers": [id("person", 1_u8)]}}),
            Self::Followed { follow, retrace } => {
                json!({"followed": {"follow_up": id("follow_up", *follow),
                "at": "investigation", "seen": "阅卷", "clue": null,
                "retrace": retrace.then_some("另有线索")}})
            }
            Self::NothingFound { follow, sign_off } => json!({"nothing_found": {
                "follow_up": id("follow_up", *follow), "at": "investigation", "sign_off": id("sign_off", *sign_off),
                "finding": "未发现保护伞", "content": CONTENT}}),
            // The ids fall from layer to layer: they say nothing about who signed first.
            Self::Sign { sign_off, layer, by } => json!({"sign": {
                "id": id("signature", *sign_off * 16 + (3 - *layer as u8) * 4 + by), "sign_off": id("sign_off", *sign_off),
                "by": id("person", *by), "role": LAYERS[*layer], "content": CONTENT, "opinion": "agrees"}}),
        }
    }
}

impl Request {
    /// For which organ it is sent.
    fn organ(&self) -> u8 {
        match self.deed {
            Deed::Move { order, .. } => order,
            _ => 1,
        }
    }

    fn command(&self) -> Command {
        let by = match self.sender {
            Sender::Service => json!({"service": "registry"}),
            Sender::Person(n) => json!({"person": id("person", n)}),
        };
        let mut form = json!({"key": format!("k{}", self.key), "by": by, "organ": id("organ", self.organ()),
            "occurred_at": moment(self.occurred), "recorded_at": moment(self.recorded), "act": self.deed.act()});
        if let Some(seen) = self.seen {
            form["seen"] = json!(seen);
        }
        serde_json::from_value(form).unwrap()
    }
}

// The model.

/// What the model says of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    /// Carried out before, in this entry.
    Before(u64),
    KeyTaken,
    GoesBack,
    Stale,
    No,
    /// Carried out, with events of these kinds.
    Yes(Vec<&'static str>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Clue {
    n: u8,
    about: u8,
    reporter: bool,
    stage: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Follow {
    n: u8,
    case: u8,
    stage: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct SignOff {
    n: u8,
    follow: u8,
    layers: usize,
    /// When the last layer signed.
    signed: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Case {
    n: u8,
    about: u8,
    stage: usize,
    /// The organ that handles it.
    organ: u8,
    /// Whether it was ever raised.
    raised: bool,
    /// When it last came to another organ.
    moved: i64,
}

/// All that the model remembers.
#[derive(Clone, Debug, Default)]
struct Model {
    carried: Vec<(Request, u64)>,
    events: u64,
    recorded: Option<i64>,
    occurred: Option<i64>,
    edition: Option<bool>,
    touched: Vec<(String, u64)>,
    persons: Vec<u8>,
    corrected: Vec<u8>,
    clues: Vec<Clue>,
    cases: Vec<Case>,
    entries: Vec<(u8, bool, &'static str)>,
    follows: Vec<Follow>,
    sign_offs: Vec<SignOff>,
    /// When the last step of a thing took place.
    stepped: Vec<(String, i64)>,
}

/// The stage that a clue comes to by what is known of it; nothing if it is to be passed on.
fn disposed(answers: [bool; 5]) -> Option<&'static str> {
    match answers {
        [false, ..] => None,
        [_, true, ..] => Some("marked for closing"),
        [_, _, false, ..] => Some("held"),
        [_, _, _, true, true] => Some("put to verification"),
        _ => Some("put to talk or inquiry"),
    }
}

fn may_advance(from: usize, to: usize) -> bool {
    // Straight on; tried without a record of acceptance; tried anew.
    to == from + 1
        || matches!(
            (CRIMINAL[from], CRIMINAL[to]),
            ("prosecuted", "tried") | ("tried" | "effective", "accepted")
        )
}

fn may_progress(from: &str, to: &str, deadline: bool) -> bool {
    match (from, to) {
        ("listed", "in_progress")
        | ("in_progress" | "reported" | "sent_back", "reported")
        | ("reported" | "verified", "sent_back")
        | ("reported", "verified") => true,
        ("verified", "struck_off") => deadline,
        _ => false,
    }
}

impl Model {
    fn clue(&self, n: u8) -> Option<&Clue> {
        self.clues.iter().find(|clue| clue.n == n)
    }

    fn case(&self, n: u8) -> Option<&Case> {
        self.cases.iter().find(|case| case.n == n)
    }

    fn follow(&self, n: u8) -> Option<&Follow> {
        self.follows.iter().find(|follow| follow.n == n)
    }

    fn sign_off(&self, n: u8) -> Option<&SignOff> {
        self.sign_offs.iter().find(|sign_off| sign_off.n == n)
    }

    fn open_for_signing(&self) -> Option<&SignOff> {
        let lies_open = |one: &&SignOff| {
            let follow = self.follow(one.follow);
            follow.is_some_and(|follow| follow.stage == "reported without a finding")
        };
        self.sign_offs.iter().rev().find(lies_open)
    }

    /// The one thing that a deed goes on from.
    fn goes_on_from(deed: &Deed) -> Option<String> {
        match *deed {
            Deed::Persons(..)
            | Deed::Register { .. }
            | Deed::File { .. }
            | Deed::Rectify { .. } => None,
            Deed::Correct { person, .. } => Some(id("person", person)),
            Deed::Withdraw(n) | Deed::Dispose(n, _) | Deed::Close(n, _) | Deed::Reply(n) => {
                Some(id("clue", n))
            }
            Deed::Advance(n, _) | Deed::Follow { case: n, .. } | Deed::Move { case: n, .. } => {
                Some(id("case", n))
            }
            Deed::Progress(n, _) => Some(id("entry", n)),
            Deed::Followed { follow: n, .. } | Deed::NothingFound { follow: n, .. } => {
                Some(id("follow_up", n))
            }
            Deed::Sign { sign_off: n, .. } => Some(id("sign_off", n)),
        }
    }

    /// Whom the clue or the case behind a deed is about.
    fn about(&self, deed: &Deed) -> Option<u8> {
        let case = |n: u8| self.case(n).map(|case| case.about);
        let follow = |n: u8| self.follow(n).and_then(|follow| case(follow.case));
        match *deed {
            Deed::Withdraw(n) | Deed::Dispose(n, _) | Deed::Close(n, _) | Deed::Reply(n) => {
                self.clue(n).map(|clue| clue.about)
            }
            Deed::Advance(n, _) | Deed::Follow { case: n, .. } | Deed::Move { case: n, .. } => {
                case(n)
            }
            Deed::Followed { follow: n, .. } | Deed::NothingFound { follow: n, .. } => follow(n),
            Deed::Sign { sign_off: n, .. } => {
                self.sign_off(n).and_then(|sign_off| follow(sign_off.follow))
            }
            _ => None,
        }
    }

    fn judge(&self, request: &Request, edition: bool) -> Verdict {
        if let Some((before, entry)) =
            self.carried.iter().find(|(before, _)| before.key == request.key)
        {
            return if before == request { Verdict::Before(*entry) } else { Verdict::KeyTaken };
        }
        if self.recorded.is_some_and(|last| request.recorded < last) {
            return Verdict::GoesBack;
        }
        let on = Self::goes_on_from(&request.deed);
        let touched = self.touched.iter().rev().find(|(touched, _)| Some(touched) == on.as_ref());
        if let (Some(seen), Some((_, entry))) = (request.seen, touched)
            && *entry > seen
        {
            return Verdict::Stale;
        }
        if !self.may_send(request) {
            return Verdict::No;
        }
        match self.kinds(&request.deed, request.sender) {
            None => Verdict::No,
            // No step took place before the step in front of it.
            Some(kinds) if self.goes_back(request, &kinds) => Verdict::No,
            Some(mut kinds) => {
                if self.edition.is_some_and(|before| before != edition) {
                    kinds.insert(0, "other_rules");
                }
                Verdict::Yes(kinds)
            }
        }
    }

    /// The things that come to another stage.
    fn stepping(&self, deed: &Deed, kinds: &[&str]) -> Vec<String> {
        let clue = |n: u8| kinds.contains(&"clue").then(|| id("clue", n)).into_iter().collect();
        match *deed {
            Deed::Persons(..) | Deed::Correct { .. } | Deed::Withdraw(_) | Deed::Move { .. } => {
                Vec::new()
            }
            Deed::Register { clue, .. } => vec![id("clue", clue)],
            Deed::Dispose(n, _) | Deed::Close(n, _) | Deed::Reply(n) => clue(n),
            Deed::File { case, .. } | Deed::Advance(case, _) => vec![id("case", case)],
            Deed::Rectify { entry, .. } | Deed::Progress(entry, _) => vec![id("entry", entry)],
            Deed::Follow { follow, .. } | Deed::Followed { follow, .. } => {
                vec![id("follow_up", follow)]
            }
            Deed::NothingFound { follow, sign_off } => {
                vec![id("follow_up", follow), id("sign_off", sign_off)]
            }
            Deed::Sign { sign_off, layer: 2, .. } => {
                let follow = self.sign_off(sign_off).map(|one| id("follow_up", one.follow));
                follow.into_iter().chain([id("sign_off", sign_off)]).collect()
            }
            Deed::Sign { .. } => Vec::new(),
        }
    }

    fn goes_back(&self, request: &Request, kinds: &[&str]) -> bool {
        let mut stepping = self.stepping(&request.deed, kinds);
        // Every layer signs after the last record of the follow-up, and after the layer before.
        if let Deed::Sign { sign_off, .. } = request.deed
            && let Some(one) = self.sign_off(sign_off)
        {
            stepping.push(id("follow_up", one.follow));
            if request.occurred < one.signed {
                return true;
            }
        }
        // Who handles a case has a history of its own.
        if let Deed::Move { case, .. } = request.deed
            && kinds == ["handling"]
        {
            return self.case(case).is_some_and(|case| request.occurred < case.moved);
        }
        let mut before = self.stepped.iter().filter(|(thing, _)| stepping.contains(thing));
        before.any(|(_, occurred)| request.occurred < *occurred)
    }

    /// A person does what burdens somebody; nobody of another organ, and nobody in their own
    /// matter.
    fn may_send(&self, request: &Request) -> bool {
        match request.sender {
            Sender::Service => !matches!(
                request.deed,
                Deed::Correct { .. }
                    | Deed::Close(..)
                    | Deed::File { .. }
                    | Deed::Move { .. }
                    | Deed::NothingFound { .. }
                    | Deed::Sign { .. }
            ),
            Sender::Person(n) => {
                let organ = match n {
                    1..=3 => Some(1),
                    4 => Some(2),
                    5 => Some(3),
                    _ => None,
                };
                organ.is_none_or(|organ| organ == request.organ())
                    && self.about(&request.deed) != Some(n)
            }
        }
    }

    /// The kinds of events that a deed brings about; nothing if it may not be done.
    fn kinds(&self, deed: &Deed, sender: Sender) -> Option<Vec<&'static str>> {
        let there = |person: u8| self.persons.contains(&person);
        let kinds: &[&str] = match *deed {
            Deed::Persons(one, other) => {
                (one != other && !there(one) && !there(other)).then_some(&["entered", "entered"])?
            }
            Deed::Correct { person, signed_by } => {
                let by_other = signed_by.is_some_and(|by| sender != Sender::Person(by));
                (there(person) && by_other).then_some(&["corrected"])?
            }
            Deed::Register { clue, about, ours, .. } => {
                (self.clue(clue).is_none() && there(about)).then_some(())?;
                if ours { &["entered", "clue"] } else { &["entered", "to_be_passed_on"] }
            }
            Deed::Withdraw(clue) => self.clue(clue).map(|_| &["withdrawn"])?,
            Deed::Dispose(clue, answers) => match (self.clue(clue)?.stage, disposed(answers)) {
                (_, None) => &["to_be_passed_on"],
                ("held", Some("held")) => return None,
                ("registered" | "put to talk or inquiry" | "held", Some(_)) => &["clue"],
                _ => return None,
            },
            Deed::Close(clue, settled) => match self.clue(clue)?.stage {
                "marked for closing" => &["clue"],
                "put to talk or inquiry" if settled != Some(false) => &["clue"],
                _ => return None,
            },
            Deed::Reply(clue) => match self.clue(clue)? {
                Clue { reporter: false, .. } => return None,
                Clue { stage: "closed", .. } => &["replied", "clue"],
                _ => &["replied"],
            },
            Deed::File { case, about } => {
                (self.case(case).is_none() && there(about)).then_some(&["entered"])?
            }
            Deed::Advance(case, to) => {
                may_advance(self.case(case)?.stage, to).then_some(&["case"])?
            }
            Deed::Move { up: true, case, ground, to, order } => {
                match (ground, self.case(case)?.organ == to) {
                    (Ground::NotKnown | Ground::None, _) | (_, true) => &["raising"],
                    // Organ 3 alone stands above the others, and gives the order itself.
                    (Ground::Central, false) => (to == 3 && order == 3).then_some(&["handling"])?,
                }
            }
            Deed::Move { up: false, case, ground, to, order } => {
                let Case { organ, raised, .. } = *self.case(case)?;
                let down = organ == 3 && to < 3 && order == 3;
                (raised && ground == Ground::None && down).then_some(&["handling"])?
            }
            Deed::Rectify { entry, .. } => {
                self.entries.iter().all(|one| one.0 != entry).then_some(&["entered"])?
            }
            Deed::Progress(entry, to) => {
                let (_, deadline, stage) = self.entries.iter().find(|one| one.0 == entry)?;
                may_progress(stage, PROGRESS[to], *deadline).then_some(&["rectification"])?
            }
            Deed::Follow { follow, case } => (self.follow(follow).is_none()
                && self.case(case).is_some())
            .then_some(&["entered"])?,
            Deed::Followed { follow, retrace } => match (self.follow(follow)?.stage, retrace) {
                ("signed off", false) => return None,
                ("signed off", true) | (_, false) => &["follow_up"],
                (_, true) => &["follow_up", "follow_up"],
            },
            Deed::NothingFound { follow, sign_off } => {
                let open = matches!(self.follow(follow)?.stage, "followed" | "retraced");
                (open && self.sign_off(sign_off).is_none()).then_some(&["follow_up", "entered"])?
            }
            Deed::Sign { sign_off, layer, by } => {
                let SignOff { follow, layers, .. } = *self.sign_off(sign_off)?;
                let open = self.follow(follow)?.stage == "reported without a finding";
                // The layers are held by persons 1, 2 and 3, and sign one after the other.
                (open && layers == layer && usize::from(by) == layer + 1).then_some(())?;
                match layer {
                    2 => &["entered", "signed", "sign_off", "follow_up"],
                    _ => &["entered", "signed"],
                }
            }
        };
        Some(kinds.to_vec())
    }

    /// Takes in what was carried out.
    fn take(&mut self, request: &Request, edition: bool, kinds: &[&'static str]) {
        let entry = self.carried.len() as u64 + 1;
        if kinds.first() == Some(&"other_rules") {
            self.touched.push((id("organ", request.organ()), entry));
        }
        let stepping = self.stepping(&request.deed, kinds).into_iter();
        self.stepped.extend(stepping.map(|thing| (thing, request.occurred)));
        self.carried.push((request.clone(), entry));
        self.events += kinds.len() as u64;
        self.recorded = self.recorded.max(Some(request.recorded));
        self.occurred = self.occurred.max(Some(request.occurred));
        self.edition = Some(edition);
        let mut touch = |prefix: &str, n: u8| self.touched.push((id(prefix, n), entry));
        match request.deed {
            Deed::Persons(one, other) => {
                touch("person", one);
                touch("person", other);
                self.persons.extend([one, other]);
            }
            Deed::Correct { person, .. } => {
                touch("person", person);
                self.corrected.push(person);
            }
            Deed::Register { clue, about, ours, reporter } => {
                touch("clue", clue);
                let stage = if ours { "registered" } else { "received" };
                self.clues.push(Clue { n: clue, about, reporter, stage });
            }
            Deed::Withdraw(clue) => touch("clue", clue),
            Deed::Dispose(clue, answers) => {
                touch("clue", clue);
                self.come(clue, disposed(answers));
            }
            Deed::Close(clue, _) => {
                touch("clue", clue);
                self.come(clue, Some("closed"));
            }
            Deed::Reply(clue) => {
                touch("clue", clue);
                self.come(clue, kinds.contains(&"clue").then_some("fed back"));
            }
            Deed::File { case, about } => {
                touch("case", case);
                // It is moved no earlier than it was filed.
                let moved = request.occurred;
                self.cases.push(Case { n: case, about, stage: 0, organ: 1, raised: false, moved });
            }
            Deed::Advance(case, to) => {
                touch("case", case);
                self.cases.iter_mut().filter(|one| one.n == case).for_each(|one| one.stage = to);
            }
            Deed::Move { case, to, .. } => {
                touch("case", case);
                if kinds.contains(&"handling") {
                    let all = self.cases.iter_mut().filter(|one| one.n == case);
                    all.for_each(|one| {
                        (one.organ, one.raised, one.moved) = (to, true, request.occurred);
                    });
                }
            }
            Deed::Rectify { entry, deadline } => {
                touch("entry", entry);
                self.entries.push((entry, deadline, "listed"));
            }
            Deed::Progress(entry, to) => {
                touch("entry", entry);
                let all = self.entries.iter_mut().filter(|one| one.0 == entry);
                all.for_each(|one| one.2 = PROGRESS[to]);
            }
            Deed::Follow { follow, case } => {
                touch("follow_up", follow);
                self.follows.push(Follow { n: follow, case, stage: "opened" });
            }
            Deed::Followed { follow, retrace } => {
                touch("follow_up", follow);
                self.follow_on(follow, if retrace { "retraced" } else { "followed" });
            }
            Deed::NothingFound { follow, sign_off } => {
                touch("follow_up", follow);
                touch("sign_off", sign_off);
                self.follow_on(follow, "reported without a finding");
                self.sign_offs.push(SignOff {
                    n: sign_off,
                    follow,
                    layers: 0,
                    signed: request.occurred,
                });
            }
            Deed::Sign { sign_off, layer, .. } => {
                touch("sign_off", sign_off);
                let follow = self.sign_off(sign_off).unwrap().follow;
                let all = self.sign_offs.iter_mut().filter(|one| one.n == sign_off);
                all.for_each(|one| (one.layers, one.signed) = (layer + 1, request.occurred));
                if layer == 2 {
                    self.touched.push((id("follow_up", follow), entry));
                    self.follow_on(follow, "signed off");
                }
            }
        }
    }

    fn come(&mut self, clue: u8, to: Option<&'static str>) {
        let Some(to) = to else { return };
        self.clues.iter_mut().filter(|one| one.n == clue).for_each(|one| one.stage = to);
    }

    fn follow_on(&mut self, follow: u8, to: &'static str) {
        self.follows.iter_mut().filter(|one| one.n == follow).for_each(|one| one.stage = to);
    }

    /// What the model knows, one line a thing.
    fn told(&self) -> BTreeSet<String> {
        let persons = self.persons.iter().map(|n| {
            let surname = if self.corrected.contains(n) { "乙" } else { "甲" };
            format!("{} {surname}某{n}", id("person", *n))
        });
        let clues = self.clues.iter().map(|one| format!("{} {}", id("clue", one.n), one.stage));
        let cases = self.cases.iter().map(|one| {
            let organ = id("organ", one.organ);
            format!("{} {} at {organ}", id("case", one.n), CRIMINAL[one.stage])
        });
        let entries = self.entries.iter().map(|one| format!("{} {}", id("entry", one.0), one.2));
        let follows =
            self.follows.iter().map(|one| format!("{} {}", id("follow_up", one.n), one.stage));
        let sign_offs = self
            .sign_offs
            .iter()
            .map(|one| format!("{} {} of 3", id("sign_off", one.n), one.layers));
        persons.chain(clues).chain(cases).chain(entries).chain(follows).chain(sign_offs).collect()
    }
}

/// The same of the casebook, without those of the setting.
fn told(book: &Casebook) -> BTreeSet<String> {
    let dossier = book.dossier();
    let persons = dossier.persons().values().map(|one| format!("{} {}", one.id(), one.name()));
    let clues = dossier.clues().values().map(|one| format!("{} {}", one.id(), one.stage()));
    let cases = dossier.cases().values().map(|one| {
        let stage = serde_json::to_value(one.stage()).unwrap();
        let organ = one.handler().organ;
        format!("{} {} at {organ}", one.id(), stage["criminal"].as_str().unwrap())
    });
    let entries = dossier.entries().values().map(|one| {
        let stage = serde_json::to_value(one.stage()).unwrap();
        let name = stage.as_str().map_or_else(
            || stage.as_object().unwrap().keys().next().unwrap().clone(),
            str::to_owned,
        );
        format!("{} {name}", one.id())
    });
    let follows = dossier.follow_ups().values().map(|one| format!("{} {}", one.id(), one.stage()));
    let sign_offs = dossier
        .sign_offs()
        .values()
        .map(|one| format!("{} {} of 3", one.id(), one.signatures().len()));
    let staff: BTreeSet<String> = (1_u8..=5).map(|n| id("person", n)).collect();
    let all = persons.chain(clues).chain(cases).chain(entries).chain(follows).chain(sign_offs);
    all.filter(|line| !staff.contains(line.split(' ').next().unwrap())).collect()
}

// Both beside each other.

struct Rules {
    rulebook: Rulebook,
    calendar: WorkCalendar,
    second: Line,
}

impl Rules {
    fn new() -> Self {
        let second = Line::parse("second edition").unwrap();
        Self { rulebook: Rulebook::published(), calendar: china(), second }
    }

    fn context(&self, edition: bool) -> Context<'_> {
        let mut context = Context::new(&self.rulebook, "chengguan", &self.calendar);
        context.edition = edition.then_some(&self.second);
        context
    }
}

fn bytes(book: &Casebook) -> String {
    serde_json::to_string(&Snapshot::of(book)).unwrap()
}

struct Beside<'a> {
    rules: &'a Rules,
    model: Model,
    book: Casebook,
    journal: Vec<Entry>,
    /// What was sent, whatever became of it.
    sent: Vec<Request>,
    /// The casebook after each entry.
    stood: Vec<Casebook>,
}

impl<'a> Beside<'a> {
    /// An organ with three posts, another organ and one above both, and who holds their posts.
    fn new(rules: &'a Rules) -> Self {
        let above = json!({"organ": {"id": id("organ", 3_u8), "name": "丙市机关",
            "kind": "discipline_supervision", "level": "city"}});
        let organ = |n: u8, kind: &str| {
            json!({"organ": {"id": id("organ", n), "name": "丙区机关",
            "kind": kind, "level": "county", "parent": id("organ", 3_u8)}})
        };
        let person = |n: u8| json!({"person": {"id": id("person", n), "name": format!("甲某{n}")}});
        let post = |n: u8, organ: u8, leader: Option<&str>| {
            let mut form =
                json!({"id": id("post", n), "organ": id("organ", organ), "title": "职务"});
            if let Some(leader) = leader {
                form["leader"] = json!(leader);
            }
            json!({"post": form})
        };
        let tenure = |n: u8| {
            json!({"tenure": {"id": id("tenure", n), "person": id("person", n), "post": id("post", n),
            "period": {"start": {"on": "2018-01-01"}, "end": "open"}}})
        };
        let mut setting =
            vec![above, organ(1, "discipline_supervision"), organ(2, "public_security")];
        setting.extend([1, 2, 3, 4, 5, 10].map(person));
        setting.extend([
            post(1, 1, None),
            post(2, 1, Some(LAYERS[1])),
            post(3, 1, Some(LAYERS[2])),
            post(4, 2, None),
            post(5, 3, None),
        ]);
        setting.extend((1..=5).map(tenure));
        let at = moment(0);
        let command: Command = serde_json::from_value(json!({"key": "setting", "by": {"service": "registry"},
            "organ": id("organ", 1_u8), "occurred_at": at, "recorded_at": at, "act": {"enter": setting}}))
        .unwrap();
        let mut book = Casebook::default();
        let Ok(Done::Now(entry)) = handle(&mut book, &command, &rules.context(false)) else {
            panic!("no setting")
        };
        let mut model = Model {
            recorded: Some(0),
            occurred: Some(0),
            edition: Some(false),
            ..Model::default()
        };
        model.events = entry.events.len() as u64;
        // The setting stands in the first entry, under a key that no request has.
        let deed = Deed::Persons(0, 0);
        let setting = Request {
            key: u32::MAX,
            sender: Sender::Service,
            recorded: 0,
            occurred: 0,
            seen: None,
            deed,
        };
        model.carried.push((setting, 1));
        model.persons.push(10);
        model.touched.push((id("person", 10_u8), 1));
        let stood = vec![Casebook::default(), book.clone()];
        Self { rules, model, book, journal: vec![*entry], sent: Vec::new(), stood }
    }

    fn request(&self, step: &Step) -> Request {
        let last = self.model.recorded.unwrap_or(0);
        let recorded = (last + step.minutes).max(0);
        let fresh = self.sent.len() as u32;
        let seen = step.seen.map(|back| self.book.entries().saturating_sub(back));
        let occurred = recorded - step.late;
        let mut deed = step.deed.clone();
        let mut sender = step.sender;
        // Whoever orders a move acts for the organ above: at random that is seldom met.
        if let Deed::Move { order, to, up, .. } = &mut deed
            && step.in_turn
        {
            (*order, sender) = (3, Sender::Person(5));
            *to = if *up { 3 } else { *to };
        }
        if let Deed::Sign { sign_off, layer, by } = &mut deed
            && let Some(open) = self.model.open_for_signing()
            && step.in_turn
        {
            *sign_off = open.n;
            *layer = open.layers.min(2);
            *by = *layer as u8 + 1;
        }
        let request = |key| Request { key, sender, recorded, occurred, seen, deed: deed.clone() };
        let earlier = |n: usize| self.sent.get(n.checked_rem(self.sent.len())?);
        match step.key {
            Key::Fresh => request(fresh),
            Key::Again(n) => earlier(n).cloned().unwrap_or_else(|| request(fresh)),
            Key::Taken(n) => request(earlier(n).map_or(fresh, |earlier| earlier.key)),
        }
    }

    /// Sends one request to both, and compares.
    fn send(&mut self, step: &Step) -> (Request, Verdict) {
        let request = self.request(step);
        let verdict = self.model.judge(&request, step.edition);
        let context = self.rules.context(step.edition);
        let command = request.command();
        let before = bytes(&self.book);
        let proposed = propose(&mut self.book, &command, &context);
        assert_eq!(bytes(&self.book), before, "proposed: {request:?}");
        let done = handle(&mut self.book, &command, &context);
        assert_eq!(done, proposed, "{request:?}");
        let told_of = || format!("{request:?}\nmodel: {verdict:?}\ncasebook: {done:?}");
        match (&verdict, &done) {
            (Verdict::Before(entry), Ok(Done::Before(found))) => {
                assert_eq!(entry, found, "{}", told_of())
            }
            (Verdict::KeyTaken, Err(NotDone::KeyTaken { .. }))
            | (Verdict::GoesBack, Err(NotDone::GoesBack { .. }))
            | (Verdict::Stale, Err(NotDone::Stale { .. }))
            | (Verdict::No, Err(NotDone::Refused(_) | NotDone::Unfit(_))) => {}
            (Verdict::Yes(kinds), Ok(Done::Now(entry))) => {
                let found: Vec<&str> = entry.events.iter().map(|event| event.what.kind()).collect();
                assert_eq!(&found, kinds, "{}", told_of());
                self.carried(&request, step.edition, kinds, entry);
            }
            _ => panic!("{}", told_of()),
        }
        if !matches!(verdict, Verdict::Yes(_)) {
            assert_eq!(bytes(&self.book), before, "{}", told_of());
        }
        assert_eq!(told(&self.book), self.model.told(), "{}", told_of());
        self.sent.push(request.clone());
        (request, verdict)
    }

    fn carried(&mut self, request: &Request, edition: bool, kinds: &[&'static str], entry: &Entry) {
        let (first, late) = (
            self.model.events + 1,
            self.model.occurred.is_some_and(|last| request.occurred < last),
        );
        assert_eq!(entry.number, self.journal.len() as u64 + 1);
        assert_eq!(entry.late, late, "{request:?}");
        assert_eq!(entry.command, request.command());
        let numbers: Vec<u64> = entry.events.iter().map(|event| event.number).collect();
        assert_eq!(numbers, (first..).take(kinds.len()).collect::<Vec<_>>());
        assert!(entry.events.iter().all(|event| !event.reasons.is_empty()), "{request:?}");
        none_of_a_spoilt_entry(self.stood.last().unwrap(), entry);
        self.model.take(request, edition, kinds);
        self.journal.push(entry.clone());
        self.stood.push(self.book.clone());
    }
}

/// All events of an entry or none: with its last event spoilt, nothing of it is taken in.
fn none_of_a_spoilt_entry(before: &Casebook, entry: &Entry) {
    let mut book = before.clone();
    let mut spoilt = entry.clone();
    let Some(last) = spoilt.events.last_mut() else { return };
    last.number += 1;
    assert!(matches!(book.take(&spoilt), Err(EventMismatch::Number { .. })));
    assert_eq!(bytes(&book), bytes(before), "{spoilt:?}");
    let mut twice = entry.clone();
    let mut last = twice.events.last().unwrap().clone();
    last.number += 1;
    let enters = last.what.kind() == "entered";
    twice.events.push(last);
    // What is entered twice does not fit the second time, and then not the first time either.
    if enters {
        assert!(matches!(book.take(&twice), Err(EventMismatch::Unfit { .. })));
        assert_eq!(bytes(&book), bytes(before), "{twice:?}");
    }
}

/// Replay of every prefix, every snapshot with the rest, and every moment of the journal.
fn every_way_back(journal: &[Entry], stood: &[Casebook]) {
    assert_eq!(stood.len(), journal.len() + 1);
    let last = bytes(stood.last().unwrap());
    let snapshots: Vec<Snapshot> = stood
        .iter()
        .map(|book| {
            let text = bytes(book);
            let again: Snapshot = serde_json::from_str(&text).unwrap();
            assert_eq!(serde_json::to_string(&again).unwrap(), text);
            again
        })
        .collect();
    for (n, book) in stood.iter().enumerate() {
        let replayed = Casebook::replay(&journal[..n]).unwrap();
        assert_eq!(bytes(&replayed), bytes(book), "replay of {n} entries");
        assert_eq!(
            bytes(&snapshots[n].clone().go_on(&journal[n..]).unwrap()),
            last,
            "snapshot {n} and the rest"
        );
        assert_eq!(
            bytes(&snapshots[n].clone().go_on(journal).unwrap()),
            last,
            "snapshot {n} and all"
        );
    }
    let plain = TimeMachine::new(journal);
    let quick = snapshots.iter().step_by(3).fold(plain.clone(), TimeMachine::with);
    // Each moment at which something was recorded, and the second before.
    let second = chrono::TimeDelta::seconds(1);
    let moments = journal.iter().map(|entry| entry.command.when().recorded_at());
    let moments = moments.flat_map(|at| {
        let before = Moment::from_datetime(at.datetime() - second).unwrap();
        [before, at]
    });
    for at in moments {
        let known =
            journal.iter().take_while(|entry| entry.command.when().recorded_at() <= at).count();
        assert_eq!(plain.known(at).len(), known, "{at}");
        for machine in [&plain, &quick] {
            assert_eq!(bytes(&machine.book(at).unwrap()), bytes(&stood[known]), "as of {at}");
        }
        assert_eq!(plain.basis(at), known.checked_sub(1).map(|last| &journal[last].basis));
    }
}

// What may be sent, at random.

fn ground() -> impl Strategy<Value = Ground> {
    prop_oneof![
        1 => Just(Ground::NotKnown),
        3 => Just(Ground::None),
        3 => Just(Ground::Central),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let subject = || 10_u8..13;
    let few = || 1_u8..4;
    let two = || 1_u8..3;
    let seldom = || proptest::bool::weighted(0.2);
    prop_oneof![
        3 => (subject(), subject()).prop_map(|(one, other)| Deed::Persons(one, other)),
        1 => (subject(), proptest::option::of(few()))
            .prop_map(|(person, signed_by)| Deed::Correct { person, signed_by }),
        4 => (few(), subject(), seldom(), any::<bool>()).prop_map(
            |(clue, about, theirs, reporter)| Deed::Register { clue, about, ours: !theirs, reporter },
        ),
        1 => few().prop_map(Deed::Withdraw),
        6 => (few(), seldom(), seldom(), any::<[bool; 3]>()).prop_map(
            |(clue, theirs, out, [ready, specific, checkable])| {
                Deed::Dispose(clue, [!theirs, out, ready, specific, checkable])
            },
        ),
        5 => (few(), proptest::option::of(any::<bool>())).prop_map(|(clue, settled)| Deed::Close(clue, settled)),
        2 => few().prop_map(Deed::Reply),
        3 => (two(), subject()).prop_map(|(case, about)| Deed::File { case, about }),
        3 => (two(), 0..CRIMINAL.len()).prop_map(|(case, to)| Deed::Advance(case, to)),
        4 => (any::<bool>(), two(), ground(), few(), few())
            .prop_map(|(up, case, ground, to, order)| Deed::Move { up, case, ground, to, order }),
        2 => (two(), any::<bool>()).prop_map(|(entry, none)| Deed::Rectify { entry, deadline: !none }),
        5 => (two(), 0..PROGRESS.len()).prop_map(|(entry, to)| Deed::Progress(entry, to)),
        3 => (two(), two()).prop_map(|(follow, case)| Deed::Follow { follow, case }),
        2 => (two(), any::<bool>()).prop_map(|(follow, retrace)| Deed::Followed { follow, retrace }),
        4 => (two(), few()).prop_map(|(follow, sign_off)| Deed::NothingFound { follow, sign_off }),
        9 => (few(), 0..LAYERS.len(), few())
            .prop_map(|(sign_off, layer, by)| Deed::Sign { sign_off, layer, by }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let key = prop_oneof![
        12 => Just(Key::Fresh),
        1 => any::<u16>().prop_map(|n| Key::Again(n.into())),
        1 => any::<u16>().prop_map(|n| Key::Taken(n.into())),
    ];
    let sender = prop_oneof![
        8 => (1_u8..4).prop_map(Sender::Person),
        1 => Just(Sender::Service),
        1 => Just(Sender::Person(4)),
        1 => Just(Sender::Person(5)),
        1 => (10_u8..13).prop_map(Sender::Person),
    ];
    let minutes = prop_oneof![12 => 0_i64..4, 1 => -3_i64..0];
    let late = prop_oneof![4 => Just(0_i64), 1 => 1_i64..9];
    let seen = prop_oneof![3 => Just(None), 1 => (0_u64..6).prop_map(Some)];
    let edition = prop_oneof![19 => Just(false), 1 => Just(true)];
    let in_turn = prop_oneof![1 => Just(false), 3 => Just(true)];
    (key, sender, minutes, late, seen, (edition, in_turn), deed()).prop_map(
        |(key, sender, minutes, late, seen, (edition, in_turn), deed)| Step {
            key,
            sender,
            minutes,
            late,
            seen,
            edition,
            in_turn,
            deed,
        },
    )
}

/// What most of the rest goes on from, so that random steps are not all in vain.
fn begun() -> Vec<Step> {
    let deeds = [
        Deed::Register { clue: 1, about: 10, ours: true, reporter: true },
        Deed::File { case: 1, about: 10 },
        Deed::Rectify { entry: 1, deadline: true },
        Deed::Follow { follow: 1, case: 1 },
        Deed::Followed { follow: 1, retrace: false },
    ];
    let step = |deed| Step {
        key: Key::Fresh,
        sender: Sender::Person(1),
        minutes: 1,
        late: 0,
        seen: None,
        edition: false,
        in_turn: false,
        deed,
    };
    deeds.into_iter().map(step).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_casebook_does_what_the_model_says(first in any::<bool>(), steps in vec(step(), 1..48)) {
        let rules = Rules::new();
        let mut both = Beside::new(&rules);
        let first = if first { begun() } else { Vec::new() };
        for step in first.iter().chain(&steps) {
            both.send(step);
        }
        every_way_back(&both.journal, &both.stood);
    }
}

/// The random runs are of use only if they come everywhere: each deed is done and refused,
/// and each verdict is given.
#[test]
fn the_random_runs_come_everywhere() {
    let rules = Rules::new();
    let mut runner = TestRunner::deterministic();
    let (mut done, mut refused, mut verdicts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let name = |told: String| told.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned();
    let mut kinds = BTreeSet::new();
    for _ in 0..12 {
        let steps = vec(step(), 100..101).new_tree(&mut runner).unwrap().current();
        let mut both = Beside::new(&rules);
        for step in begun().iter().chain(&steps) {
            let (request, verdict) = both.send(step);
            verdicts.insert(name(format!("{verdict:?}")));
            match verdict {
                Verdict::Yes(of) => {
                    done.insert(name(format!("{:?}", request.deed)));
                    kinds.extend(of);
                }
                _ => drop(refused.insert(name(format!("{:?}", request.deed)))),
            }
        }
    }
    let deeds: BTreeSet<&str> = [
        "Persons",
        "Correct",
        "Register",
        "Withdraw",
        "Dispose",
        "Close",
        "Reply",
        "File",
        "Advance",
        "Move",
        "Rectify",
        "Progress",
        "Follow",
        "Followed",
        "NothingFound",
        "Sign",
    ]
    .into();
    assert_eq!(done.iter().map(String::as_str).collect::<BTreeSet<_>>(), deeds, "done");
    assert_eq!(refused.iter().map(String::as_str).collect::<BTreeSet<_>>(), deeds, "refused");
    let all = ["Before", "GoesBack", "KeyTaken", "No", "Stale", "Yes"];
    assert_eq!(verdicts.iter().map(String::as_str).collect::<Vec<_>>(), all);
    let all = [
        "case",
        "clue",
        "corrected",
        "entered",
        "follow_up",
        "handling",
        "other_rules",
        "raising",
        "rectification",
        "replied",
        "sign_off",
        "signed",
        "to_be_passed_on",
        "withdrawn",
    ];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
}

/// The generator for hosts: all is accepted, every act and every event comes, and whatever
/// holds of the small commands above holds of all.
#[test]
fn generated_casework_is_all_accepted_and_comes_back_every_way() {
    let rules = Rules::new();
    let lives = lives().count() as u64;
    for (seed, matters) in [(1, lives), (7, lives + 6)] {
        let commands = casework(seed, matters);
        assert_eq!(commands, casework(seed, matters), "one seed, one casework");
        let (mut book, mut journal) = (Casebook::default(), Vec::new());
        let (mut stood, mut late) = (vec![book.clone()], 0);
        for (n, command) in commands.iter().enumerate() {
            let context = rules.context(n * 2 > commands.len());
            let done = handle(&mut book, command, &context);
            let Ok(Done::Now(entry)) = done else { panic!("seed {seed}: {command:?}\n{done:?}") };
            none_of_a_spoilt_entry(stood.last().unwrap(), &entry);
            late += usize::from(entry.late);
            journal.push(*entry);
            stood.push(book.clone());
        }
        assert!(late > 0, "seed {seed}: something is written down late");
        let acts: BTreeSet<&str> = commands.iter().map(|command| command.act().kind()).collect();
        // The rules of the place pay nobody for a report, and in 2021 no law protected reporters.
        let offered = |name: &&str| !["reward", "protect"].contains(name);
        let all = Act::KINDS.iter().map(|kind| kind.name).filter(offered);
        assert_eq!(acts, all.collect(), "seed {seed}");
        let events = journal.iter().flat_map(|entry| &entry.events);
        let events: BTreeSet<&str> = events.map(|event| event.what.kind()).collect();
        assert_eq!(events, What::KINDS.iter().map(|kind| kind.name).collect(), "seed {seed}");
        every_way_back(&journal, &stood);
    }
    assert_ne!(casework(1, lives), casework(2, lives));
}

/// As many matters as there are lives live each of them once, and no line is passed over.
#[test]
fn no_line_of_a_life_is_passed_over() {
    let lines = include_str!("../src/casebook/testing/lives.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).count();
    assert_eq!(casework(3, lives().count() as u64).len(), lines);
    assert_eq!(casework(3, 0).len(), 1, "the setting");
    let many = casework(9, 300);
    let keys: BTreeSet<&str> = many.iter().map(|command| command.key().as_str()).collect();
    assert_eq!(keys.len(), many.len());
    let rules = Rules::new();
    let mut book = Casebook::default();
    for command in &many {
        handle(&mut book, command, &rules.context(false)).unwrap();
    }
    assert_eq!(book.entries(), many.len() as u64);
}
