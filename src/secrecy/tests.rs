use super::*;
use crate::base::id::Salt;
use crate::base::text::LedgerNo;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2019-05-{text}:00+08:00")).unwrap()
}

fn reporter(seed: u8) -> ReporterRef {
    let uuid = uuid::Builder::from_random_bytes([seed; 16]).into_uuid();
    ReporterRef::from_uuid(uuid).unwrap()
}

fn person(number: &str) -> PersonId {
    PersonId::from_ledger(&Salt::new(&[7; 16]).unwrap(), &LedgerNo::parse(number).unwrap())
}

fn case(number: &str) -> CaseId {
    CaseId::from_ledger(&Salt::new(&[7; 16]).unwrap(), &LedgerNo::parse(number).unwrap())
}

fn draft() -> WarrantDraft {
    WarrantDraft {
        case: case("1"),
        reporter: reporter(1),
        applicant: person("applicant"),
        approver: person("approver"),
        purpose: Line::parse("protect a witness").unwrap(),
        from: at("06T09:00"),
        until: at("07T09:00"),
    }
}

fn record() -> WarrantRecord {
    WarrantRecord::try_from(draft()).unwrap()
}

fn facts(now: &str) -> WarrantFacts {
    WarrantFacts {
        now: at(now),
        asked_by: person("applicant"),
        case: case("1"),
        approver_may_approve: Truth::Yes,
        withdrawn: Truth::No,
    }
}

/// Keeps records, or fails on demand.
#[derive(Default)]
struct Journal {
    kept: Vec<OpeningRecord>,
    full: bool,
}

impl OpeningLog for Journal {
    type Error = &'static str;

    fn keep(&mut self, record: &OpeningRecord) -> Result<(), &'static str> {
        if self.full {
            return Err("the disk is full");
        }
        self.kept.push(record.clone());
        Ok(())
    }
}

#[test]
fn only_random_tokens_are_taken() {
    let uuid = |version: char| {
        let digits = format!("67e5504410b1{version}26f9247bb680e5fe0c8");
        Uuid::try_parse(&digits).unwrap()
    };
    for version in ['1', '2', '3', '5', '6', '7', '8', '0', 'f'] {
        assert_eq!(ReporterRef::from_uuid(uuid(version)), Err(InvalidReporterRef), "{version}");
    }
    assert!(ReporterRef::from_uuid(uuid('4')).is_ok());
    // Version 4 in another variant.
    let other = Uuid::try_parse("67e5504410b1426f1247bb680e5fe0c8").unwrap();
    assert!(ReporterRef::from_uuid(other).is_err());
    assert!(ReporterRef::from_uuid(Uuid::nil()).is_err());
    assert!(ReporterRef::from_uuid(Uuid::max()).is_err());
}

#[test]
fn a_token_has_one_spelling_and_round_trips() {
    let token = reporter(9);
    let json = serde_json::to_string(&token).unwrap();
    assert_eq!(json, "\"reporter-09090909090949098909090909090909\"");
    assert_eq!(serde_json::from_str::<ReporterRef>(&json).unwrap(), token);
    let text = json.trim_matches('"');
    for other in [
        text.to_uppercase(),
        text.replace("reporter-", ""),
        text.replace("reporter", "person"),
        format!(" {text}"),
        format!("{text}0"),
    ] {
        assert_eq!(ReporterRef::parse(&other), Err(InvalidReporterRef), "{other}");
    }
}

#[test]
fn whatever_is_read_for_a_token_is_not_repeated() {
    let expected = "invalid type: something else, expected a reporter token";
    for json in ["13800001111", "-13800001111", "1380000.1111", "true"] {
        let refused = serde_json::from_str::<ReporterRef>(json).unwrap_err().to_string();
        assert!(refused.starts_with(expected), "{refused}");
    }
    let refused = serde_json::from_str::<ReporterRef>("\"张三 13800001111\"").unwrap_err();
    assert!(refused.to_string().starts_with(&InvalidReporterRef.to_string()), "{refused}");
    for json in ["null", "[\"张三\"]", "{\"张三\":1}"] {
        let refused = serde_json::from_str::<ReporterRef>(json).unwrap_err().to_string();
        assert!(!refused.contains("张三"), "{refused}");
    }
}

#[test]
fn a_warrant_opens_the_seal_of_its_reporter_and_the_record_comes_first() {
    let sealed = Sealed::new(reporter(1), "甲某".to_owned());
    let warrant = record().check(&facts("06T10:00")).unwrap();
    let opening = sealed.open(&warrant, at("06T10:30")).unwrap();
    assert_eq!(opening.record().at(), at("06T10:30"));
    assert_eq!(opening.record().warrant(), &record());

    let mut journal = Journal::default();
    assert_eq!(opening.reveal(&mut journal), Ok(&"甲某".to_owned()));
    let again = sealed.open(&warrant, at("06T10:31")).unwrap();
    assert_eq!(again.reveal(&mut journal), Ok(&"甲某".to_owned()));
    let moments: Vec<_> = journal.kept.iter().map(OpeningRecord::at).collect();
    assert_eq!(moments, [at("06T10:30"), at("06T10:31")]);
}

#[test]
fn a_log_that_keeps_nothing_leaves_the_seal_closed() {
    let sealed = Sealed::new(reporter(1), "甲某".to_owned());
    let warrant = record().check(&facts("06T10:00")).unwrap();
    let mut journal = Journal { full: true, ..Journal::default() };
    let opening = sealed.open(&warrant, at("06T10:30")).unwrap();
    assert_eq!(opening.reveal(&mut journal), Err("the disk is full"));
    assert!(journal.kept.is_empty());
}

#[test]
fn a_draft_lists_everything_that_is_wrong() {
    let wrong = WarrantDraft { approver: person("applicant"), until: at("06T09:00"), ..draft() };
    let refused = WarrantRecord::try_from(wrong.clone()).unwrap_err();
    assert_eq!(refused.problems().len(), 2);
    assert_eq!(
        refused.to_string(),
        format!(
            "{} is both applicant and approver; a period from 2019-05-06 09:00:00 +08:00 \
             until 2019-05-06 09:00:00 +08:00 holds no moment",
            person("applicant"),
        ),
    );
    let json = serde_json::to_string(&wrong).unwrap();
    let read = serde_json::from_str::<WarrantRecord>(&json).unwrap_err().to_string();
    assert_eq!(read, refused.to_string());
}

#[test]
fn each_fact_that_is_wrong_or_not_known_refuses_alone() {
    use WarrantProblem as P;
    let good = facts("06T10:00");
    let rows = [
        (facts("06T08:59"), vec![P::NotYetValid]),
        (facts("06T09:00"), vec![]),
        (facts("07T08:59"), vec![]),
        (facts("07T09:00"), vec![P::Expired]),
        (WarrantFacts { asked_by: person("approver"), ..good }, vec![P::OtherApplicant]),
        (WarrantFacts { case: case("2"), ..good }, vec![P::OtherCase]),
        (WarrantFacts { approver_may_approve: Truth::No, ..good }, vec![P::NoAuthority]),
        (WarrantFacts { approver_may_approve: Truth::Unknown, ..good }, vec![P::AuthorityNotKnown]),
        (WarrantFacts { withdrawn: Truth::Yes, ..good }, vec![P::Withdrawn]),
        (WarrantFacts { withdrawn: Truth::Unknown, ..good }, vec![P::WithdrawalNotKnown]),
        (
            WarrantFacts { case: case("2"), withdrawn: Truth::Yes, ..facts("08T00:00") },
            vec![P::Expired, P::OtherCase, P::Withdrawn],
        ),
    ];
    for (facts, expected) in rows {
        let found = record().check(&facts).map_err(|refused| refused.problems().to_vec());
        assert_eq!(found.err().unwrap_or_default(), expected, "{facts:?}");
    }
}

#[test]
fn a_seal_refuses_the_wrong_warrant_and_the_wrong_moment() {
    use OpeningProblem as P;
    let warrant = record().check(&facts("06T10:00")).unwrap();
    let own = Sealed::new(reporter(1), 1);
    let other = Sealed::new(reporter(2), 2);
    let rows = [
        (&own, "06T10:00", vec![]),
        (&own, "07T08:59", vec![]),
        (&own, "07T09:00", vec![P::Expired]),
        (&own, "06T09:59", vec![P::BeforeTheCheck]),
        (&own, "06T08:00", vec![P::NotYetValid, P::BeforeTheCheck]),
        (&other, "06T10:00", vec![P::OtherReporter]),
        (&other, "09T00:00", vec![P::OtherReporter, P::Expired]),
    ];
    for (sealed, now, expected) in rows {
        let found = sealed.open(&warrant, at(now)).map_err(|refused| refused.problems().to_vec());
        assert_eq!(found.err().unwrap_or_default(), expected, "{now}");
    }
    assert_eq!(
        other.open(&warrant, at("09T00:00")).unwrap_err().to_string(),
        "the warrant is for another reporter; the warrant has expired",
    );
}

#[test]
fn records_round_trip_and_an_opening_outside_its_warrant_is_refused() {
    let sealed = Sealed::new(reporter(1), ());
    let warrant = record().check(&facts("06T10:00")).unwrap();
    let opening = sealed.open(&warrant, at("06T10:30")).unwrap();
    let json = serde_json::to_string(opening.record()).unwrap();
    assert_eq!(serde_json::from_str::<OpeningRecord>(&json).unwrap(), *opening.record());
    for (moment, good) in [
        ("2019-05-06T09:00:00+08:00", true),
        ("2019-05-06T08:59:59+08:00", false),
        ("2019-05-07T09:00:00+08:00", false),
    ] {
        let moved = json.replace("2019-05-06T10:30:00+08:00", moment);
        assert_ne!(moved, json);
        assert_eq!(serde_json::from_str::<OpeningRecord>(&moved).is_ok(), good, "{moment}");
    }
    let unknown = json.replacen("\"at\"", "\"note\":1,\"at\"", 1);
    assert!(serde_json::from_str::<OpeningRecord>(&unknown).is_err());
}
