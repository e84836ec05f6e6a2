//! No reporter is named anywhere: a marker is planted as an identity, everything public
//! that may hold it is rendered, and the marker is looked for in many encodings.
//!
//! A storey that adds a public type which can stand near a reporter adds its renderings to
//! [`rendered`].
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use std::collections::BTreeMap;
use std::fmt::{Debug, Display, Write};

use serde::Serialize;
use unbrella::base::day::Moment;
use unbrella::base::id::{
    CaseId, ClaimId, ClueId, NoticeId, OrganId, PersonId, PlaceId, RecordId, Salt,
};
use unbrella::base::text::{Code, LedgerNo, Line, Prose};
use unbrella::base::truth::Truth;
use unbrella::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement, Word,
};
use unbrella::model::clue::{Clue, ClueDraft, ClueStage};
use unbrella::model::dossier::{Dossier, DossierDraft};
use unbrella::model::draft::{Draft, Refers};
use unbrella::model::history::{History, When};
use unbrella::procedure::disclosure::{self, MitigationFacts, NoticeFacts};
use unbrella::procedure::exposure::{self, PublishFacts};
use unbrella::procedure::recusal::{
    Declared, Part, RecusalFacts, Tested, Unstated, grounds, may_take_part, with_reporter,
};
use unbrella::procedure::reporter::{self, Counted, LearnFacts, Need, RewardFacts};
use unbrella::provenance::{
    Certainty, Citation, Claim, Fact, NotKnown, Source, SourceKind, Stance, balance,
};
use unbrella::rulebook::Rulebook;
use unbrella::secrecy::{
    Opening, OpeningLog, OpeningRecord, ReporterRef, Sealed, Warrant, WarrantDraft, WarrantFacts,
    WarrantRecord,
};
use unbrella::terms::report::{Channel, ClueSource, Naming};
use unbrella::{rule_name, sentence};

/// One way in which something was shown.
#[derive(Debug, PartialEq, Eq)]
struct Rendering {
    what: String,
    bytes: Vec<u8>,
    /// Whether it is a stored form, where the token has its place. The identity never has.
    stored: bool,
}

/// Collects renderings.
#[derive(Default)]
struct Page(Vec<Rendering>);

impl Page {
    fn text(&mut self, what: &str, text: impl Into<String>) {
        let bytes = text.into().into_bytes();
        self.0.push(Rendering { what: what.to_owned(), bytes, stored: false });
    }

    fn debug(&mut self, what: &str, value: &impl Debug) {
        self.text(&format!("{what} {{:?}}"), format!("{value:?}"));
        self.text(&format!("{what} {{:#?}}"), format!("{value:#?}"));
    }

    fn show(&mut self, what: &str, value: &(impl Debug + Display)) {
        self.debug(what, value);
        self.text(&format!("{what} {{}}"), value.to_string());
    }

    /// A refusal in both languages and as it is stored.
    fn refusal(&mut self, what: &str, refusal: &Refusal) {
        self.show(what, refusal);
        self.text(&format!("{what} in Chinese"), refusal.chinese());
        self.json(what, refusal, false);
    }

    /// A decision, with each of its reasons in both languages and as it is stored.
    fn decision<T: Debug>(&mut self, what: &str, decision: &Decision<T>) {
        self.debug(what, decision);
        for reason in decision.reasons() {
            self.show(what, reason);
            self.text(&format!("{what} in Chinese"), reason.chinese());
            self.json(what, reason, false);
        }
    }

    /// A stored form; `token` says whether the token has its place in it.
    fn json(&mut self, what: &str, value: &impl Serialize, token: bool) {
        let bytes = serde_json::to_vec(value).unwrap();
        self.0.push(Rendering { what: format!("{what} as JSON"), bytes, stored: token });
    }
}

fn salt() -> Salt {
    Salt::new(&[7; 16]).unwrap()
}

fn number(text: &str) -> LedgerNo {
    LedgerNo::parse(text).unwrap()
}

fn person(text: &str) -> PersonId {
    PersonId::from_ledger(&salt(), &number(text))
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A reporter and the papers around one.
struct World {
    sealed: Sealed<String>,
    other: Sealed<String>,
    draft: WarrantDraft,
    facts: WarrantFacts,
}

impl World {
    fn new(identity: &str, token: ReporterRef) -> Self {
        let other = ReporterRef::parse("reporter-ffffffffffff4fffbfffffffffffffff").unwrap();
        let case = CaseId::from_ledger(&salt(), &number("1"));
        let draft = WarrantDraft {
            case,
            reporter: token,
            applicant: person("1"),
            approver: person("2"),
            purpose: Line::parse("pay the reward").unwrap(),
            from: moment("2019-05-06T09:00:00+08:00"),
            until: moment("2019-05-07T09:00:00+08:00"),
        };
        let facts = WarrantFacts {
            now: draft.from,
            asked_by: draft.applicant,
            case,
            approver_may_approve: Truth::Yes,
            withdrawn: Truth::No,
        };
        let sealed = Sealed::new(token, identity.to_owned());
        Self { sealed, other: Sealed::new(other, identity.to_owned()), draft, facts }
    }

    fn record(&self) -> WarrantRecord {
        WarrantRecord::try_from(self.draft.clone()).unwrap()
    }

    fn warrant(&self) -> Warrant {
        self.record().check(&self.facts).unwrap()
    }
}

/// Everything that may stand near a reporter, rendered in every way that it can be.
fn rendered(world: &World, identity: &str) -> Vec<Rendering> {
    let mut page = Page::default();
    secrecy(&mut page, world, identity);
    provenance(&mut page);
    decision(&mut page, world);
    clues(&mut page, world, identity);
    recusal(&mut page, world);
    reporters(&mut page, world);
    made_public(&mut page, world);
    page.0
}

struct Full;

impl OpeningLog for Full {
    type Error = std::io::Error;

    fn keep(&mut self, _: &OpeningRecord) -> Result<(), std::io::Error> {
        Err(std::io::Error::other("the disk is full"))
    }
}

fn secrecy(page: &mut Page, world: &World, identity: &str) {
    let token = world.sealed.reporter();
    page.debug("token", &token);
    page.json("token", &token, true);
    page.debug("sealed", &world.sealed);
    page.debug("list of sealed", &[Some(&world.sealed), None]);
    page.debug("draft", &world.draft);
    page.json("draft", &world.draft, true);
    page.debug("record", &world.record());
    page.json("record", &world.record(), true);
    page.debug("facts", &world.facts);
    page.debug("warrant", &world.warrant());

    let now = world.facts.now;
    let open = || world.sealed.open(&world.warrant(), now).unwrap();
    page.debug("opening", &open());
    page.debug("record of opening", open().record());
    page.json("record of opening", open().record(), true);
    page.show("error of the log", &open().reveal(&mut Full).unwrap_err());
    secrecy_errors(page, world, identity);
}

fn secrecy_errors(page: &mut Page, world: &World, identity: &str) {
    let token = world.sealed.reporter();
    page.show("refused token", &ReporterRef::parse(identity).unwrap_err());
    let same = WarrantDraft { approver: world.draft.applicant, ..world.draft.clone() };
    page.show("refused draft", &WarrantRecord::try_from(same).unwrap_err());
    let facts = WarrantFacts { asked_by: world.draft.approver, ..world.facts };
    page.show("refused warrant", &world.record().check(&facts).unwrap_err());
    let refused = world.other.open(&world.warrant(), world.facts.now).unwrap_err();
    page.show("refused opening", &refused);
    page.json("problems of an opening", &refused.problems(), false);
    let opening = world.sealed.open(&world.warrant(), world.facts.now).unwrap();
    let mut json = serde_json::to_value(opening.record()).unwrap();
    json["at"] = "2020-01-01T00:00:00+08:00".into();
    let outside = serde_json::from_value::<OpeningRecord>(json.clone()).unwrap_err();
    page.show("record outside its warrant", &outside);
    // What is wrong in a stored form is named without what was found there.
    let digits = token.as_uuid().as_u128() as u64;
    for wrong in [identity.into(), digits.into(), vec![identity].into(), ().into()] {
        json["warrant"]["reporter"] = wrong;
        let refused = serde_json::from_value::<OpeningRecord>(json.clone()).unwrap_err();
        page.show("record with something else for a token", &refused);
    }
}

fn provenance(page: &mut Page) {
    // A report enters as a source by a number that the host deals out.
    let source = Source::new(
        Line::parse("report 12").unwrap(),
        SourceKind::Report,
        Code::parse("report-12").unwrap(),
    );
    page.show("source", &source);
    page.json("source", &source, false);
    let id = ClaimId::from_ledger(&salt(), &number("1"));
    let text = Prose::parse("甲某 took money from 乙某").unwrap();
    let claim = Claim::new(id, source, text, Stance::For, moment("2019-05-06T09:00:00+08:00"));
    page.debug("claim", &claim);
    page.json("claim", &claim, false);
    page.show("balance", &balance([&claim]));
    let fact: Fact<Line> = Fact::NotKnown(NotKnown::Redacted);
    page.debug("fact", &fact);
    page.json("fact", &fact, false);
}

fn decision(page: &mut Page, world: &World) {
    let reason = Reason::new(
        rule_name!("recusal/reporter"),
        sentence!("there is a ground that may not be stated", "存在不便说明的事由"),
        Citation::new(Line::parse("Supervision Law 2018").unwrap(), Certainty::Stated),
    );
    let office = Word::new(
        Code::parse("case_supervision").unwrap(),
        Line::parse("案件监督管理部门").unwrap(),
        Line::parse("case supervision office").unwrap(),
    );
    let cure = Cure::command(
        Code::parse("assign_handler").unwrap(),
        sentence!(
            "assign another handler to {case}",
            "{case}另行指定承办人",
            case = world.draft.case
        ),
        office,
    );
    let bar = Condition::bar(reason.clone(), Remedy::by(cure));
    let requirement = Requirement::from(bar).not();
    page.show("requirement", &requirement);
    page.json("requirement", &requirement, false);
    let refusal = requirement.decide(sentence!("handle the clue", "办理线索"), ()).unwrap_err();
    page.show("refusal", &refusal);
    page.text("refusal in Chinese", refusal.chinese());
    page.json("refusal", &refusal, false);
    let decision = Decision::new(Truth::No, reason);
    page.show("decision", &decision);
    page.text("decision in Chinese", decision.chinese());
    page.json("decision", &decision, false);
    let missing = Missing::new(
        Code::parse("reporter_related").unwrap(),
        sentence!("whether a ground exists that may not be stated", "是否存在不便说明的事由"),
        NotKnown::Redacted,
    );
    let answer: Answer<Truth> = Answer::missing(missing);
    page.show("answer", &answer);
    page.text("answer in Chinese", answer.chinese());
    page.json("answer", &answer, false);
}

fn clues(page: &mut Page, world: &World, identity: &str) {
    let received = When::at_once(world.facts.now);
    let draft = ClueDraft {
        id: Some(ClueId::from_ledger(&salt(), &number("1"))),
        received_by: Some(OrganId::from_ledger(&salt(), &number("1"))),
        source: Some(ClueSource::MassReport),
        channel: Some(Channel::Letter),
        naming: Some(Naming::RealName),
        reporter: Some(world.sealed.reporter()),
        content: "甲某 took money from 乙某".into(),
        stages: Some(History::new(received, ClueStage::Received)),
        ..ClueDraft::default()
    };
    page.debug("draft of a clue", &draft);
    page.json("draft of a clue", &draft, true);
    let mut clue = draft.clone().enter().unwrap();
    page.debug("clue", &clue);
    page.json("clue", &clue, true);
    page.text("key of a clue", clue.content_key());
    let mut named = Vec::new();
    clue.refer(&mut |field, id| named.push((field, id)));
    page.debug("references of a clue", &named);
    page.show("refused step", &clue.advance(received, ClueStage::Archived).unwrap_err());
    let itself = ClueDraft { repeats: draft.id, ..draft.clone() };
    page.show("refused clue", &itself.enter().unwrap_err());
    let mut json = serde_json::to_value(&clue).unwrap();
    for wrong in [identity.into(), vec![identity].into(), 7.into()] {
        json["reporter"] = wrong;
        let refused = serde_json::from_value::<Clue>(json.clone()).unwrap_err();
        page.show("clue with something else for a token", &refused);
    }
}

/// A handler in conflict with the reporter, and every way in which a test is refused.
fn recusal(page: &mut Page, world: &World) {
    let now = world.facts.now;
    let sealed = Sealed::new(world.sealed.reporter(), person("5"));
    let other = Sealed::new(world.other.reporter(), person("5"));
    let dossier = DossierDraft::default().enter().unwrap();
    let tested =
        |number: &str, case| Tested { dossier: &dossier, case, handler: person(number), now };
    let case = world.draft.case;
    let elsewhere = CaseId::from_ledger(&salt(), &number("9"));
    let test = |sealed, tested| with_reporter(tested, sealed, &world.warrant(), &mut Full);
    page.show("test for another case", &test(&sealed, tested("5", elsewhere)).unwrap_err());
    page.show("test of oneself", &test(&sealed, tested("1", case)).unwrap_err());
    page.show("test that stays sealed", &test(&other, tested("5", case)).unwrap_err());
    page.show("test that is not recorded", &test(&sealed, tested("5", case)).unwrap_err());
    page.debug("unstated ground", &Unstated::said());
    let facts = RecusalFacts {
        person: person("5"),
        party: Fact::Known(false),
        kin: Vec::new(),
        belongs: Vec::new(),
        declared: Declared::none(),
        network: Fact::NotKnown(NotKnown::NeverAsked),
        disclosed: Fact::Known(false),
        unstated: Unstated::said(),
    };
    page.debug("facts of a handler", &facts);
    let book = Rulebook::published();
    let rules = book.on("national", unbrella::day!(2019, 5, 6)).unwrap();
    page.show("grounds", &grounds(&facts, rules));
    let refused = may_take_part(Part::Handle, &facts, rules).unwrap_err();
    page.refusal("refused part", &refused);
}

/// A clue whose reporter was paid: what is gathered of both, and what is decided on it.
fn reporters(page: &mut Page, world: &World) {
    let when = When::at_once(world.facts.now);
    let clue = ClueId::from_ledger(&salt(), &number("1"));
    let organ = OrganId::from_ledger(&salt(), &number("1"));
    let reward = RecordId::from_ledger(&salt(), &number("1"));
    let draft = ClueDraft {
        id: Some(clue),
        received_by: Some(organ),
        source: Some(ClueSource::MassReport),
        channel: Some(Channel::Letter),
        naming: Some(Naming::RealName),
        reporter: Some(world.sealed.reporter()),
        content: "甲某 took money from 乙某".into(),
        stages: Some(History::new(when, ClueStage::Received)),
        ..ClueDraft::default()
    };
    let dossier: DossierDraft = serde_json::from_value(serde_json::json!({
        "organs": [{ "id": organ, "name": "甲区纪委监委", "kind": "discipline_supervision",
            "level": "county" }],
        "clues": [draft],
        "rewards": [{ "id": reward, "reporter": world.sealed.reporter(), "clue": clue,
            "by": organ, "yuan": 5000, "paid": when }],
    }))
    .unwrap();
    page.debug("draft of a dossier", &dossier);
    let dossier = dossier.enter().unwrap();
    let book = Rulebook::published();
    let rules = book.on("national", unbrella::day!(2022, 6, 1)).unwrap();
    let counted = Counted::gather(&dossier, clue, Fact::Known(true)).unwrap();
    page.debug("clue of a reporter", &counted);
    page.debug("rates", &reporter::rates(&[counted], rules));
    let paid = RewardFacts::gather(&dossier, clue, Fact::Known(false)).unwrap();
    assert_eq!(paid.paid_before, Fact::Known(true), "the reward was found by its token");
    page.debug("facts of a reward", &paid);
    page.refusal("refused reward", &reporter::may_pay(&paid, rules).unwrap_err());
    let facts = LearnFacts {
        need: Need::Other,
        in_charge: Fact::Known(false),
        recused: Fact::Known(true),
        approver_differs: false,
        approver_leads: Fact::NotKnown(NotKnown::Redacted),
    };
    page.debug("facts of who would learn", &facts);
    page.refusal("refused learning", &reporter::may_learn(&facts).unwrap_err());
    let refused = reporter::may_publish(Fact::Known(false), rules).unwrap_err();
    page.refusal("refused publication", &refused);
}

/// A case that a reporter started, a notice to come forward, and a batch that is made
/// public. The reporter came forward as well, and may not be named in the batch.
fn case_made_public(world: &World) -> Dossier {
    let when = When::at_once(world.facts.now);
    let reporter = person("5");
    let no = |text: &str| RecordId::from_ledger(&salt(), &number(text));
    let organ = OrganId::from_ledger(&salt(), &number("1"));
    let notice = NoticeId::from_ledger(&salt(), &number("1"));
    let case = world.draft.case;
    let clue = ClueDraft {
        id: Some(ClueId::from_ledger(&salt(), &number("1"))),
        received_by: Some(organ),
        source: Some(ClueSource::MassReport),
        channel: Some(Channel::Letter),
        naming: Some(Naming::RealName),
        reporter: Some(world.sealed.reporter()),
        content: "甲某 took money from 乙某".into(),
        stages: Some(History::new(when, ClueStage::Received)),
        ..ClueDraft::default()
    };
    let came = |id: &str, who: &str| {
        serde_json::json!({ "id": no(id), "person": person(who), "notice": notice,
            "way": "explanation", "when": when, "to": organ })
    };
    let draft: DossierDraft = serde_json::from_value(serde_json::json!({
        "organs": [{ "id": organ, "name": "甲区纪委监委", "kind": "discipline_supervision",
            "level": "county" }],
        "persons": [{ "id": reporter, "name": "丙某" }, { "id": person("6"), "name": "丁某" }],
        "clues": [clue],
        "cases": [{ "id": case, "ledger_no": "1", "filed_by": organ, "filed_level": "county",
            "managing_level": "county", "subjects": [person("6")],
            "stages": [{ "when": when, "state": { "discipline": "filed" } }] }],
        "surrender_notices": [{ "id": notice, "issued_by": [organ], "issued": when,
            "places": [PlaceId::from_ledger(&salt(), &number("1"))] }],
        "places": [{ "id": PlaceId::from_ledger(&salt(), &number("1")), "name": "甲区",
            "level": "county" }],
        "disclosures": [came("2", "5"), came("3", "6")],
        "exposure_batches": [{ "id": no("4"), "by": organ, "number": 2, "published": when,
            "cases": [case], "persons": [reporter, person("6")] }],
    }))
    .unwrap();
    draft.enter().unwrap()
}

/// What is gathered and answered of those who came forward and those who are made public.
fn made_public(page: &mut Page, world: &World) {
    let dossier = case_made_public(world);
    let day = unbrella::day!(2021, 5, 6);
    let book = Rulebook::published();
    let rules = book.on("gansu", day).unwrap();
    let notice = dossier.surrender_notices().values().next().unwrap();
    let of_notice = NoticeFacts::gather(&dossier, notice.id()).unwrap();
    page.debug("facts of a notice", &of_notice);
    page.refusal("refused notice", &disclosure::may_issue(&of_notice, rules).unwrap_err());
    page.decision("open notice", &disclosure::open(&of_notice, world.facts.now));
    page.decision("in time", &disclosure::in_time(&of_notice, world.facts.now));
    let came = disclosure::came(&dossier, notice.id(), world.facts.now).unwrap();
    assert_eq!(came.outcome().all(), 2, "the reporter came forward as well");
    page.decision("who came forward", &came);
    for accord in [Fact::Known(true), Fact::Known(false), Fact::NotKnown(NotKnown::Redacted)] {
        let facts = MitigationFacts { own_conduct: Fact::Known(true), own_accord: accord };
        page.debug("facts of a mitigation", &facts);
        page.decision("mitigation", &disclosure::mitigates(&facts, rules));
    }

    let batch = dossier.exposure_batches().values().next().unwrap();
    let withheld = BTreeMap::from([(person("5"), Fact::Known(true))]);
    let facts = PublishFacts::gather(&dossier, batch, &withheld, day);
    page.debug("facts of a batch", &facts);
    let refused = exposure::may_publish(&facts, rules).unwrap_err();
    assert_eq!(refused.unmet().len(), 6, "the number, the case, and each person for two rules");
    page.refusal("refused batch", &refused);
    let effective = PublishFacts { number: 1, ..facts };
    let named = |named: &mut exposure::Named| named.effective = Fact::Known(true);
    let mut allowed = effective.clone();
    allowed.cases.values_mut().for_each(|effect| *effect = Fact::Known(true));
    allowed.persons.values_mut().for_each(named);
    page.refusal(
        "batch that names a reporter",
        &exposure::may_publish(&allowed, rules).unwrap_err(),
    );
    allowed.persons.values_mut().for_each(|named| named.withheld = Fact::Known(false));
    page.decision("batch", &exposure::may_publish(&allowed, rules).unwrap());
    page.decision("batches", &exposure::count(&dossier, &[batch.by()], day));
    page.decision("batches overtaken", &exposure::overtaken(&dossier, day, rules));
}

/// Why somebody is not named in a batch stands nowhere: a reporter and a minor look alike.
#[test]
fn what_is_made_public_does_not_show_who_reported() {
    let mut dice = Dice(15);
    let world = World::new("甲某", dice.token());
    let dossier = case_made_public(&world);
    let batch = dossier.exposure_batches().values().next().unwrap();
    let day = unbrella::day!(2021, 5, 6);
    let book = Rulebook::published();
    let rules = book.on("gansu", day).unwrap();
    let shown = |withheld: &str| {
        let withheld = BTreeMap::from([(person(withheld), Fact::Known(true))]);
        let mut facts = PublishFacts::gather(&dossier, batch, &withheld, day);
        facts.persons.retain(|_, named| named.withheld.known() == Some(true));
        let refused = exposure::may_publish(&facts, rules).unwrap_err();
        let text = format!("{facts:?} {refused} {} {refused:?}", refused.chinese());
        facts.persons.keys().fold(text, |text, who| text.replace(&who.to_string(), "who"))
    };
    let text = shown("5");
    assert!(text.contains("who may not be named"), "{text}");
    let uuids = |text: &str, who: &str| text.replace(&format!("{:?}", person(who)), "who");
    assert_eq!(uuids(&text, "5"), uuids(&shown("6"), "6"));
}

/// The marker in every encoding in which it could slip out.
fn needles(marker: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let text = String::from_utf8_lossy(marker).into_owned();
    let each = |write: &dyn Fn(&mut String, u8)| {
        let mut out = String::new();
        marker.iter().for_each(|byte| write(&mut out, *byte));
        out.into_bytes()
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let unit = |write: &dyn Fn(&mut String, u16)| {
        let mut out = String::new();
        units.iter().for_each(|unit| write(&mut out, *unit));
        out.into_bytes()
    };
    let mut found = vec![
        ("UTF-8", marker.to_vec()),
        ("reversed", text.chars().rev().collect::<String>().into_bytes()),
        ("bytes reversed", marker.iter().rev().copied().collect()),
        ("hex", each(&|out, byte| write!(out, "{byte:02x}").unwrap())),
        ("capital hex", each(&|out, byte| write!(out, "{byte:02X}").unwrap())),
        ("percent", each(&|out, byte| write!(out, "%{byte:02x}").unwrap())),
        ("capital percent", each(&|out, byte| write!(out, "%{byte:02X}").unwrap())),
        ("list of numbers", each(&|out, byte| write!(out, "{byte}, ").unwrap())),
        ("close list of numbers", each(&|out, byte| write!(out, "{byte},").unwrap())),
        ("UTF-16 LE", units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("UTF-16 BE", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
        ("JSON escapes", unit(&|out, unit| write!(out, "\\u{unit:04x}").unwrap())),
        ("capital JSON escapes", unit(&|out, unit| write!(out, "\\u{unit:04X}").unwrap())),
        ("Rust escapes", text.escape_unicode().to_string().into_bytes()),
        ("numeric entities", unit(&|out, unit| write!(out, "&#{unit};").unwrap())),
    ];
    // A list of numbers ends without the sign that joins them.
    for (_, needle) in found.iter_mut().filter(|(name, _)| name.contains("list")) {
        while matches!(needle.last(), Some(b',' | b' ')) {
            needle.pop();
        }
    }
    for shift in 0..3 {
        found.push(("base64", base64(marker, shift, b"+/")));
        found.push(("base64 for addresses", base64(marker, shift, b"-_")));
    }
    found
}

/// The part of a base64 text that depends on the marker alone, when `shift` bytes stand
/// before it.
fn base64(marker: &[u8], shift: usize, last: &[u8; 2]) -> Vec<u8> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(last);
    let bytes: Vec<u8> = std::iter::repeat_n(0, shift).chain(marker.iter().copied()).collect();
    let bit = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    let whole = bytes.len() * 8 / 6;
    let first = (shift * 8).div_ceil(6);
    (first..whole)
        .map(|digit| (0..6).fold(0, |value, at| value << 1 | bit(digit * 6 + at)))
        .map(|value| alphabet[usize::from(value)])
        .collect()
}

/// Whether some bytes stand in others.
fn stands_in(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(last) = bytes.len().checked_sub(needle.len()) else { return false };
    (0..=last).any(|at| bytes[at] == needle[0] && &bytes[at..at + needle.len()] == needle)
}

/// The encodings in which a marker stands in some bytes.
fn traces(bytes: &[u8], needles: &[(&'static str, Vec<u8>)]) -> Vec<&'static str> {
    let found = needles.iter().filter(|(_, needle)| stands_in(bytes, needle));
    found.map(|(name, _)| *name).collect()
}

/// The forms of a token that could slip out.
fn token_needles(token: ReporterRef) -> Vec<(&'static str, Vec<u8>)> {
    let uuid = token.as_uuid();
    let forms: [Vec<u8>; 4] = [
        uuid.as_bytes().to_vec(),
        uuid.hyphenated().to_string().into_bytes(),
        uuid.as_u128().to_string().into_bytes(),
        (uuid.as_u128() as u64).to_string().into_bytes(),
    ];
    forms.iter().flat_map(|form| needles(form)).collect()
}

/// Repeatable numbers without any pattern that matters here.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A name and a number, as a vault would hold them; `length` characters and more.
    fn identity(&mut self, length: usize) -> String {
        let name: String = (0..length)
            .filter_map(|_| char::from_u32(0x4e00 + (self.next() % 0x5000) as u32))
            .collect();
        format!("{name} 1{:010}", self.next() % 10_000_000_000)
    }

    fn token(&mut self) -> ReporterRef {
        let bytes = (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes();
        let uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
        ReporterRef::from_uuid(uuid).unwrap()
    }
}

#[test]
fn the_search_finds_a_planted_marker_in_every_encoding() {
    let mut dice = Dice(11);
    for length in 2..8 {
        let marker = dice.identity(length).into_bytes();
        let needles = needles(&marker);
        for (name, needle) in &needles {
            let planted = [b"{\"key\":\"", needle.as_slice(), b"\"}"].concat();
            assert!(traces(&planted, &needles).contains(name), "{name}");
        }
        let other = dice.identity(length);
        assert!(traces(other.as_bytes(), &needles).is_empty());
    }
}

#[test]
fn base64_is_found_wherever_it_is_cut() {
    // RFC 4648, section 10, and two bytes that need the last two signs.
    assert_eq!(base64(b"foobar", 0, b"+/"), b"Zm9vYmFy");
    assert_eq!(base64(&[0xfb, 0xff], 0, b"+/"), b"+/");
    assert_eq!(base64(&[0xfb, 0xff], 0, b"-_"), b"-_");
    // "xfoobar" is eGZvb2Jhcg==: what depends on foobar alone stands in it.
    let cut = base64(b"foobar", 1, b"+/");
    assert!(b"eGZvb2Jhcg==".windows(cut.len()).any(|window| window == cut), "{cut:?}");
    assert!(cut.len() >= 7);
}

#[test]
fn the_search_would_see_a_leak_of_a_real_value() {
    let mut dice = Dice(12);
    let (identity, token) = (dice.identity(3), dice.token());
    let leaks: [String; 5] = [
        format!("{:?}", Some(&identity)),
        format!("{:?}", identity.as_bytes()),
        serde_json::to_string(&[&identity]).unwrap(),
        serde_json::to_string(identity.as_bytes()).unwrap(),
        format!("unknown reporter `{identity}`"),
    ];
    for leak in leaks {
        assert!(!traces(leak.as_bytes(), &needles(identity.as_bytes())).is_empty(), "{leak}");
    }
    let shown = [format!("{:?}", token.as_uuid()), serde_json::to_string(&token).unwrap()];
    for leak in shown {
        assert!(!traces(leak.as_bytes(), &token_needles(token)).is_empty(), "{leak}");
    }
}

#[test]
fn no_rendering_names_a_reporter_and_only_stored_forms_hold_the_token() {
    let mut dice = Dice(13);
    for round in 0..40 {
        let (identity, token) = (dice.identity(2 + round % 5), dice.token());
        let (names, tokens) = (needles(identity.as_bytes()), token_needles(token));
        for Rendering { what, bytes, stored } in rendered(&World::new(&identity, token), &identity)
        {
            let shown = String::from_utf8_lossy(&bytes);
            assert!(traces(&bytes, &names).is_empty(), "{what}: {shown}");
            assert_eq!(!traces(&bytes, &tokens).is_empty(), stored, "{what}: {shown}");
        }
    }
}

#[test]
fn renderings_do_not_depend_on_the_identity_nor_their_length_on_the_token() {
    let mut dice = Dice(14);
    let token = dice.token();
    let of = |identity: &str, token| rendered(&World::new(identity, token), identity);
    let one = of("甲某", token);
    assert!(one.len() > 50, "{} renderings", one.len());
    for length in [1, 2, 20, 2000] {
        assert_eq!(of(&dice.identity(length), token), one);
    }
    let lengths = |page: &[Rendering]| {
        page.iter().map(|r| (r.what.clone(), r.bytes.len())).collect::<Vec<_>>()
    };
    for _ in 0..20 {
        assert_eq!(lengths(&of("甲某", dice.token())), lengths(&one));
    }
}

/// Fails to compile if the type has one of the traits: with it, `_` could be two things.
macro_rules! lacks {
    ($type:ty: $($bad:path),+ $(,)?) => {
        const _: fn() = || {
            trait HasNone<A> {
                fn item() {}
            }
            impl<T: ?Sized> HasNone<()> for T {}
            $({
                #[allow(dead_code)]
                struct Has;
                impl<T: ?Sized + $bad> HasNone<Has> for T {}
            })+
            let _ = <$type as HasNone<_>>::item;
        };
    };
}

// The compile-fail doctests say the same; here a stable compiler holds it for the right reason.
lacks!(Sealed<String>: Clone, Serialize, serde::de::DeserializeOwned, std::hash::Hash, PartialEq);
lacks!(Sealed<String>: PartialOrd, AsRef<String>, std::borrow::Borrow<String>, std::ops::Deref);
lacks!(Sealed<String>: Display, Default, Into<String>, IntoIterator);
lacks!(Warrant: Clone, Serialize, serde::de::DeserializeOwned, Default, From<WarrantRecord>);
lacks!(Warrant: From<WarrantDraft>, TryFrom<WarrantRecord, Error = std::convert::Infallible>);
lacks!(Opening<'static, String>: Clone, Serialize, AsRef<String>, std::ops::Deref, Display);
lacks!(OpeningRecord: Default, From<WarrantRecord>);
lacks!(ReporterRef: Display, PartialOrd, Ord, Default, std::ops::Deref);
