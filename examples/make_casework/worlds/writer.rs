//! Writes lines of casework: ids, times, and the forms that come again and again.

use serde_json::{Map, Value, json};
use unbrella::base::day::{Day, Moment};
use unbrella::base::id::*;
use unbrella::base::text::LedgerNo;
use unbrella::casebook::command::Command;
use unbrella::provenance::Fingerprint;

/// The id of a kind for a number; the same on every machine.
pub(crate) fn id(kind: &str, number: impl ToString) -> String {
    let salt = Salt::new(b"casework made to fit").unwrap();
    let no = LedgerNo::parse(&number.to_string()).unwrap();
    macro_rules! kinds {
        ($($prefix:literal $id:ident),+ $(,)?) => {
            match kind {
                $($prefix => $id::from_ledger(&salt, &no).to_string(),)+
                _ => panic!("no kind {kind}"),
            }
        };
    }
    kinds! {
        "person" PersonId, "organ" OrganId, "gang" GangId, "place" PlaceId, "case" CaseId,
        "clue" ClueId, "umbrella" UmbrellaId, "claim" ClaimId, "document" DocumentId,
        "post" PostId, "tenure" TenureId, "tie" TieId, "transfer" TransferId,
        "envelope" EnvelopeId, "follow_up" FollowUpId, "screening" ScreeningId,
        "signature" SignatureId, "sign_off" SignOffId, "meeting" MeetingId,
        "task_force" TaskForceId, "problem" ProblemId, "entry" EntryId,
        "supervision" SupervisionId, "measure" MeasureId, "outcome" OutcomeId,
        "record" RecordId, "verification" VerificationId, "recheck" RecheckId, "talk" TalkId,
        "enterprise" EnterpriseId,
    }
}

/// The two times of a line.
#[derive(Clone, Copy)]
pub(crate) struct At {
    occurred: Moment,
    recorded: Moment,
}

/// A time in China, so many days after a day.
pub(crate) fn at(day: Day, plus: i64, hour: u32, minute: u32) -> At {
    let moment = Moment::china(day.plus_days(plus).unwrap(), hour, minute).unwrap();
    At { occurred: moment, recorded: moment }
}

impl At {
    /// The same, written down later.
    pub(crate) fn written(self, later: At) -> Self {
        Self { occurred: self.occurred, recorded: later.recorded }
    }

    /// As a noun has it.
    pub(crate) fn when(self) -> Value {
        json!({ "occurred_at": self.occurred, "recorded_at": self.recorded })
    }

    /// When it happened.
    pub(crate) fn moment(self) -> Value {
        json!(self.occurred)
    }

    /// The day on which it happened.
    pub(crate) fn day(self) -> Day {
        self.occurred.day()
    }
}

/// The fingerprint of a text.
pub(crate) fn content(text: &str) -> Value {
    json!(Fingerprint::of(text.as_bytes()))
}

/// An object without the fields that are null.
pub(crate) fn form(value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    Value::Object(fields.into_iter().filter(|(_, v)| !v.is_null()).collect::<Map<_, _>>())
}

/// A file of casework that is being written.
pub(crate) struct Casework {
    header: Value,
    organ: String,
    lines: Vec<(Moment, usize, String)>,
}

impl Casework {
    /// Begins a file; `organ` acts where nothing else is said.
    pub(crate) fn new(header: Value, organ: &str) -> Self {
        Self { header, organ: organ.to_owned(), lines: Vec::new() }
    }

    /// A line of the own organ.
    pub(crate) fn act(&mut self, key: impl ToString, by: &str, at: At, act: Value) {
        let organ = self.organ.clone();
        self.act_of(key, by, &organ, at, act);
    }

    /// A line of some organ. It goes through the door of commands, so that it is one.
    pub(crate) fn act_of(&mut self, key: impl ToString, by: &str, organ: &str, at: At, act: Value) {
        let key = key.to_string();
        let line = json!({
            "key": key,
            "by": if by.starts_with("person-") { json!({ "person": by }) } else { json!({ "service": by }) },
            "organ": organ,
            "occurred_at": at.occurred,
            "recorded_at": at.recorded,
            "act": act,
        });
        let command: Command = serde_json::from_value(line.clone())
            .unwrap_or_else(|error| panic!("{key}: {error}\n{line}"));
        let text = serde_json::to_string(&command).unwrap();
        self.lines.push((at.recorded, self.lines.len(), text));
    }

    /// The file: its header, then the lines in the order in which they were recorded.
    pub(crate) fn finish(mut self) -> String {
        self.lines.sort_by_key(|(recorded, order, _)| (*recorded, *order));
        let mut text = serde_json::to_string(&self.header).unwrap() + "\n";
        for (_, _, line) in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// 地区.
pub(crate) fn place(number: &str, name: &str, level: Option<&str>, parent: Option<&str>) -> Value {
    let parent = parent.map(|number| id("place", number));
    json!({ "place": form(json!({ "id": id("place", number), "name": name, "level": level, "parent": parent })) })
}

/// 机关.
pub(crate) fn organ(
    number: &str,
    name: &str,
    kind: &str,
    level: &str,
    place: &str,
    parent: Option<&str>,
) -> Value {
    let parent = parent.map(|number| id("organ", number));
    json!({ "organ": form(json!({
        "id": id("organ", number), "name": name, "kind": kind, "level": level,
        "place": id("place", place), "parent": parent,
    })) })
}

/// 人员.
pub(crate) fn person(number: &str) -> Value {
    json!({ "person": { "id": id("person", number), "name": number } })
}

/// A post of an organ, and the person who holds it since 2018.
pub(crate) fn holder(organ: &str, title: &str, leader: Option<&str>, person: &str) -> [Value; 2] {
    let post = id("post", format!("{organ} {title} {person}"));
    [
        json!({ "post": form(json!({ "id": post, "organ": id("organ", organ), "title": title, "leader": leader })) }),
        json!({ "tenure": {
            "id": id("tenure", format!("{organ} {title} {person}")), "person": id("person", person),
            "post": post, "period": { "start": { "on": "2018-01-01" }, "end": "open" },
        } }),
    ]
}

/// The record of a verification from its plan to its end. Of `by` the first approved the
/// plan, the second the report.
pub(crate) fn verification(
    number: &str,
    organ: &str,
    team: [&str; 2],
    by: [&str; 2],
    begun: At,
    reported: At,
    proposal: &str,
) -> Value {
    let (one, two) = (id("person", team[0]), id("person", team[1]));
    json!({ "verify": {
        "id": id("verification", number), "clue": id("clue", number), "organ": id("organ", organ),
        "mode": "ordinary", "team": [one, two],
        "stages": [
            { "when": begun.when(), "state": { "planned": { "plan": id("document", "核实方案") } } },
            { "when": begun.when(), "state": { "approved": { "by": id("person", by[0]) } } },
            { "when": begun.when(), "state": "begun" },
            { "when": reported.when(), "state": { "reported": {
                "report": id("document", "核实报告"), "content": content(number), "signed_by": [one, two],
                "proposal": proposal,
            } } },
            { "when": reported.when(), "state": { "concluded": { "by": id("person", by[1]) } } },
        ],
    } })
}

/// The two documents that all verifications of a file name.
pub(crate) fn verification_papers() -> [Value; 2] {
    [("核实方案", "work_plan"), ("核实报告", "supervision_report")].map(|(title, kind)| {
        json!({ "document": { "id": id("document", title), "kind": kind, "title": title } })
    })
}

/// What those who studied a clue found: [ours, ruled out, conditions ready, specific, checkable].
pub(crate) fn assessment(found: [bool; 5]) -> Value {
    let known = |yes: bool| json!({ "known": yes });
    json!({
        "within_jurisdiction": known(found[0]), "ruled_out": known(found[1]),
        "conditions_ready": known(found[2]), "specific": known(found[3]), "checkable": known(found[4]),
    })
}

/// Specific and checkable.
pub(crate) const TO_VERIFY: [bool; 5] = [true, false, true, true, true];
/// General signs only.
pub(crate) const TO_TALK: [bool; 5] = [true, false, true, false, true];
/// Untrue, or impossible to check.
pub(crate) const TO_CLOSE: [bool; 5] = [true, true, true, true, false];
/// The conditions are not there yet.
pub(crate) const TO_HOLD: [bool; 5] = [true, false, false, true, true];

/// A disposition that was studied collectively.
pub(crate) fn dispose(clue: &str, found: [bool; 5]) -> Value {
    json!({ "dispose": {
        "clue": id("clue", clue), "assessment": assessment(found), "studied_collectively": true,
    } })
}

/// An outcome for a person.
pub(crate) fn outcome(number: &str, person: &str, what: Value, by: &str, decided: At) -> Value {
    json!({
        "id": id("outcome", number), "person": id("person", person), "what": what,
        "by": id("organ", by), "decided": decided.when(), "effective": decided.day(),
    })
}

/// A discipline case is filed, for the organ that acts.
pub(crate) fn discipline(case: Value) -> Value {
    json!({ "file": { "case": form(case), "kind": "discipline" } })
}

/// A criminal case is filed.
pub(crate) fn criminal(case: Value) -> Value {
    json!({ "file": { "case": form(case), "kind": "criminal" } })
}
