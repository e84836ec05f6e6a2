//! Zhaotong: a stock of clues assessed, cases raised, closed clues rechecked, transfers.

use serde_json::{Value, json};
use unbrella::base::day::Day;
use unbrella::day;

use super::writer::*;

const BEGIN: Day = day!(2019, 1, 2);
const OWN: &str = "市纪委监委";
const CITY: &str = "乙市";
/// Days after the beginning: 1 April, 9 April, 24 April 2019.
const STATIONED: i64 = 89;
const ASSESSED: i64 = 97;
const CLOSED: usize = 44;
const STOCK: usize = 279;
const CENTRAL: std::ops::RangeInclusive<usize> = 271..=279;

pub(super) fn file() -> String {
    let header = json!({
        "casework": 1, "name": "zhaotong", "place": "Zhaotong", "pack": "zhaotong",
        "rules_from": "2019-01-01", "organ": id("organ", OWN), "as_of": "2019-04-24T18:00:00+08:00",
    });
    let mut file = Casework::new(header, &id("organ", OWN));
    setting(&mut file);
    stock(&mut file);
    old_cases(&mut file);
    new_cases(&mut file);
    rechecks(&mut file);
    outcomes(&mut file);
    measures(&mut file);
    transfers(&mut file);
    task_forces(&mut file);
    missions(&mut file);
    decoys(&mut file);
    file.finish()
}

fn own() -> String {
    id("organ", OWN)
}

fn county(n: usize) -> String {
    format!("丙县{:02}", (n - 1) % 11 + 1)
}

fn county_organ(n: usize) -> String {
    format!("{}纪委监委", county(n))
}

/// Who leads a discipline organ; of the province's no post is entered.
fn head(organ: &str) -> String {
    let county = (1..=11).find(|n| county_organ(*n) == organ);
    let other = if organ == OWN { "壬某01" } else { "庚某07" };
    county.map_or_else(|| other.to_owned(), |n| format!("壬某1{n:02}"))
}

fn staff(n: usize) -> String {
    format!("庚某{:02}", n % 6 + 1)
}

fn days(n: usize) -> i64 {
    i64::try_from(n).unwrap()
}

fn setting(file: &mut Casework) {
    let mut places = vec![
        place("乙省", "乙省", Some("province"), None),
        place(CITY, CITY, Some("city"), Some("乙省")),
        place("丁市", "丁市", Some("city"), Some("乙省")),
        place("丁县", "丁县", Some("county"), Some("丁市")),
    ];
    let mut organs = vec![
        organ("督导组", "中央督导组（甲组）", "central_supervision", "central", "乙省", None),
        organ("省纪委监委", "乙省纪委监委", "discipline_supervision", "province", "乙省", None),
        organ(OWN, "乙市纪委监委", "discipline_supervision", "city", CITY, Some("省纪委监委")),
        organ("市公安局", "乙市公安局", "public_security", "city", CITY, None),
        organ("市检察院", "乙市检察院", "procuratorate", "city", CITY, None),
    ];
    for n in 1..=11 {
        places.push(place(&county(n), &county(n), Some("county"), Some(CITY)));
        organs.push(organ(
            &county_organ(n),
            &county_organ(n),
            "discipline_supervision",
            "county",
            &county(n),
            Some(OWN),
        ));
    }
    file.act("setting/places", "registry", at(BEGIN, 0, 8, 0), json!({ "enter": places }));
    file.act("setting/organs", "registry", at(BEGIN, 0, 8, 1), json!({ "enter": organs }));
    let mut persons: Vec<Value> = (0..6).map(|n| person(&staff(n))).collect();
    persons.extend(["辛某01", "壬某01", "庚某07"].map(person));
    persons.extend(holder(OWN, "副书记（分管）", Some("leader_in_charge"), "辛某01"));
    persons.extend(holder(OWN, "书记、主任", Some("principal_leader"), "壬某01"));
    for n in 1..=11 {
        let organ = county_organ(n);
        persons.push(person(&head(&organ)));
        persons.extend(holder(&organ, "书记、主任", Some("principal_leader"), &head(&organ)));
    }
    persons.extend(verification_papers());
    file.act("setting/staff", "registry", at(BEGIN, 0, 8, 2), json!({ "enter": persons }));
    let subjects: Vec<Value> = (1..=STOCK + 22).map(|n| person(&subject(n))).collect();
    file.act("setting/subjects", "registry", at(BEGIN, 0, 8, 3), json!({ "enter": subjects }));
}

fn subject(n: usize) -> String {
    format!("甲某{n:04}")
}

fn clue(n: usize) -> String {
    format!("线索{n:03}")
}

fn came(n: usize) -> i64 {
    days(n * 95 / STOCK)
}

fn register(file: &mut Casework, key: String, n: usize, organ: &str, source: &str, when: At) {
    let central = source == "central_supervision";
    file.act_of(key, "letters-office", &id("organ", organ), when, json!({ "register": {
        "clue": form(json!({
            "id": id("clue", clue(n)), "received_by": id("organ", organ), "source": source,
            "subjects": [id("person", subject(n))], "assigned_by": central.then(|| id("organ", "督导组")),
            "content": format!("反映{}为乙团伙提供便利的问题（第{n}件）。", subject(n)),
        })),
        "ledger_no": format!("乙纪信〔2019〕{n}号"), "jurisdiction": "own",
    } }));
}

/// F67: 279 clues that had come in by 9 April, and what was done with them.
fn stock(file: &mut Casework) {
    for n in 1..=STOCK {
        let source = if CENTRAL.contains(&n) {
            "central_supervision"
        } else {
            ["clue_survey", "anti_gang_office", "public_security", "inspection", "recheck"][n % 5]
        };
        let received = at(BEGIN, came(n), 10, u32::try_from(n % 60).unwrap());
        register(file, format!("clue.{n:03}/register"), n, OWN, source, received);
        let found = match n {
            1..=CLOSED => TO_CLOSE,
            _ if CENTRAL.contains(&n) => TO_VERIFY,
            _ if n % 7 == 0 => TO_HOLD,
            _ if n % 3 == 0 => TO_TALK,
            _ => TO_VERIFY,
        };
        let wait = match n {
            // Not disposed of: the earlier ones are overdue by now.
            212..=223 | 250..=270 => continue,
            // Disposed of after more than a month.
            200..=211 => 40,
            _ if CENTRAL.contains(&n) => 1,
            _ => 10,
        };
        let when = at(BEGIN, came(n) + wait, 11, u32::try_from(n % 60).unwrap());
        file.act(
            format!("clue.{n:03}/dispose"),
            &id("person", staff(n)),
            when,
            dispose(&clue(n), found),
        );
        if n <= CLOSED {
            let when = at(BEGIN, came(n) + 20, 16, u32::try_from(n % 60).unwrap());
            file.act(
                format!("clue.{n:03}/close"),
                &id("person", "辛某01"),
                when,
                json!({ "close": {
                "clue": id("clue", clue(n)), "reasons": "反映问题失实，予以了结。",
            } }),
            );
        }
    }
    let mut listed: Vec<String> = (1..=STOCK).map(|n| id("clue", clue(n))).collect();
    listed.extend([clue(291), clue(292)].map(|number| id("clue", number)));
    working_group(file, "assessment/begin", "线索评估组", listed, ASSESSED);
}

fn working_group(file: &mut Casework, key: &str, name: &str, clues: Vec<String>, day: i64) {
    file.act(key, &id("person", "壬某01"), at(BEGIN, day, 9, 0), json!({ "enter": [{ "task_force": {
        "id": id("task_force", name), "kind": "working_group", "name": name, "organ": own(), "clues": clues,
        "period": { "start": { "on": BEGIN.plus_days(day).unwrap() }, "end": "open" },
    } }] }));
}

/// 挂账督办, 重点督办: a human decision.
fn listed(file: &mut Casework, key: String, matter: Value, mode: &str, by: &str, when: At) {
    file.act(
        key.clone(),
        &id("person", "壬某01"),
        when,
        json!({ "list": {
        "id": id("supervision", key), "matter": matter, "mode": mode, "by": by,
        "on": id("organ", county_organ(1)),
    } }),
    );
}

struct Filing<'a> {
    key: String,
    number: String,
    organ: &'a str,
    level: &'a str,
    issues: Value,
    clues: Vec<String>,
    subjects: Vec<String>,
}

fn file_case(file: &mut Casework, filing: Filing<'_>, when: At) {
    let organ = id("organ", filing.organ);
    file.act_of(
        filing.key,
        &id("person", head(filing.organ)),
        &organ,
        when,
        discipline(json!({
            "id": id("case", &filing.number), "ledger_no": filing.number, "issues": filing.issues,
            "from_clues": filing.clues, "subjects": filing.subjects,
            "filed_level": filing.level, "managing_level": filing.level,
        })),
    );
}

fn issue(n: usize) -> Value {
    if n.is_multiple_of(2) { json!(["umbrella"]) } else { json!(["gang_related_corruption"]) }
}

fn suspect(n: usize) -> String {
    format!("丙某{n:03}")
}

fn suspect_id(n: usize) -> String {
    id("person", suspect(n))
}

/// 38 cases against two persons each, filed before the group was stationed.
fn old_cases(file: &mut Casework) {
    let suspects: Vec<Value> = (1..=95).map(|n| person(&suspect(n))).collect();
    file.act("setting/suspects", "registry", at(BEGIN, 0, 8, 4), json!({ "enter": suspects }));
    for n in 1..=38 {
        let (organ, level) =
            if n <= 8 { (OWN.to_owned(), "city") } else { (county_organ(n), "county") };
        let mut when = at(BEGIN, days(n) * 2 + 8, 9, 30);
        if n == 38 {
            // Filed before the group came, written down after.
            when = when.written(at(BEGIN, STATIONED + 2, 9, 0));
        }
        file_case(
            file,
            Filing {
                key: format!("old.{n:02}/file"),
                number: format!("乙纪立〔2019〕{n}号"),
                organ: &organ,
                level,
                issues: issue(n),
                clues: Vec::new(),
                subjects: vec![suspect_id(2 * n - 1), suspect_id(2 * n)],
            },
            when,
        );
    }
}

/// A case that was filed since the group was stationed.
struct New {
    persons: usize,
    clues: &'static [usize],
    /// What was found that speaks for more than ordinary handling.
    grounds: &'static [&'static str],
}

/// Nine cases against eleven persons, five of them on the nine clues of the central group.
///
/// Of what the central group assigned, the rules raise a major case and supervise another.
const NEW: [New; 9] = [
    New { persons: 1, clues: &[271], grounds: &["central_clue", "major"] },
    New { persons: 1, clues: &[272], grounds: &["central_clue", "major"] },
    New { persons: 1, clues: &[273], grounds: &["central_clue", "major"] },
    New { persons: 2, clues: &[], grounds: &["gang_related", "major"] },
    New { persons: 2, clues: &[], grounds: &["gang_related", "major"] },
    New { persons: 1, clues: &[274, 275, 276], grounds: &["central_clue"] },
    New { persons: 1, clues: &[277, 278, 279], grounds: &["central_clue"] },
    New { persons: 1, clues: &[], grounds: &["much_interference"] },
    New { persons: 1, clues: &[], grounds: &[] },
];

fn new_cases(file: &mut Casework) {
    let mut next = 77;
    for (n, new) in (1..).zip(NEW) {
        for clue_no in new.clues {
            let number = clue(*clue_no);
            let team = [staff(n), staff(n + 1)];
            let minute = u32::try_from(clue_no % 60).unwrap();
            let reported = at(BEGIN, ASSESSED + days(n), 15, minute);
            let draft = verification(
                &number,
                OWN,
                [&team[0], &team[1]],
                ["辛某01", "壬某01"],
                at(BEGIN, ASSESSED, 9, 0),
                reported,
                "file_case",
            );
            file.act(format!("new.{n}/verify.{clue_no}"), &id("person", staff(n)), reported, draft);
        }
        let organ = county_organ(n);
        file_case(
            file,
            Filing {
                key: format!("new.{n}/file"),
                number: new_case(n),
                organ: &organ,
                level: "county",
                issues: issue(n),
                clues: new.clues.iter().map(|n| id("clue", clue(*n))).collect(),
                subjects: (next..next + new.persons).map(suspect_id).collect(),
            },
            at(BEGIN, ASSESSED + days(n), 16, 0),
        );
        next += new.persons;
        if new.grounds.is_empty() {
            continue;
        }
        let grounds: Value = new
            .grounds
            .iter()
            .map(|ground| ((*ground).to_owned(), json!({ "known": true })))
            .collect();
        // Much interference raises nothing here and now.
        let key = if n == 8 { "decoy.raise/8".to_owned() } else { format!("new.{n}/raise") };
        file.act(
            key,
            &id("person", "壬某01"),
            at(BEGIN, ASSESSED + days(n) + 1, 9, 0),
            json!({ "raise": {
            "case": id("case", new_case(n)), "grounds": grounds, "to": own(),
            "reasons": "市纪委监委评估后提出。",
        } }),
        );
    }
}

fn new_case(n: usize) -> String {
    format!("乙纪立〔2019〕新{n}号")
}

/// F69: the 44 closed clues, looked at again.
fn rechecks(file: &mut Casework) {
    for n in 1..=CLOSED {
        let failing = match n {
            7 => Some("screening_insufficient"),
            23 => Some("umbrella_not_dug"),
            31 => Some("clue_leaked"),
            _ => None,
        };
        recheck(
            file,
            format!("recheck.{n:02}/recheck"),
            n,
            failing,
            at(BEGIN, ASSESSED + 2 + days(n) / 4, 10, u32::try_from(n).unwrap()),
        );
    }
    // Looked at twice; and one that is not closed.
    recheck(file, "decoy.recheck/again".to_owned(), 5, None, at(BEGIN, ASSESSED + 14, 10, 0));
    recheck(file, "decoy.recheck/open".to_owned(), 62, None, at(BEGIN, ASSESSED + 14, 11, 0));
}

fn recheck(file: &mut Casework, key: String, n: usize, failing: Option<&str>, when: At) {
    let questions =
        ["survey_insufficient", "screening_insufficient", "clue_leaked", "umbrella_not_dug"];
    let answers: Vec<Value> = questions.iter().map(|question| json!({
        "question": question,
        "answer": { "answer": { "known": failing == Some(question) }, "looked_at": ["原卷"] },
    })).collect();
    file.act(key.clone(), &id("person", staff(n)), when, json!({ "recheck": {
        "id": id("recheck", key), "clue": id("clue", clue(n)), "kind": "deep_review", "answers": answers,
        "by": [id("person", staff(n)), id("person", staff(n + 1))], "rechecked": when.when(),
    } }));
}

/// F65: 21 sanctioned, 17 handled, 3 transferred; some persons more than once.
fn outcomes(file: &mut Casework) {
    let party = |n: usize| json!({ "party": (["warning", "serious_warning", "expulsion"][n % 3]) });
    let handled = |n: usize| json!({ "handling": (["transfer", "removal"][n % 2]) });
    let mut of_case = vec![Vec::new(); 39];
    let mut push = |person: usize, what: Value| of_case[person.div_ceil(2)].push((person, what));
    (1..=21).for_each(|n| push(n, party(n)));
    push(3, json!({ "public": "dismissal" }));
    (21..=37).for_each(|n| push(n, handled(n)));
    push(41, json!({ "soft": "reminder_talk" }));
    for n in [1, 2, 40] {
        push(n, json!({ "transferred_to_justice": { "to": id("organ", "市检察院") } }));
    }
    for (n, found) in of_case.into_iter().enumerate().filter(|(_, found)| !found.is_empty()) {
        let number = format!("乙纪立〔2019〕{n}号");
        let organ = if n <= 8 { OWN.to_owned() } else { county_organ(n) };
        let decided = at(BEGIN, 70 + days(n), 10, 0);
        let forms: Vec<Value> = found
            .into_iter()
            .enumerate()
            .map(|(index, (person, what))| {
                let mut form = outcome(
                    &format!("{number} 处理 {index}"),
                    &suspect(person),
                    what,
                    &organ,
                    decided,
                );
                form["case"] = json!(id("case", &number));
                form
            })
            .collect();
        file.act_of(
            format!("old.{n:02}/conclude"),
            &id("person", head(&organ)),
            &id("organ", &organ),
            decided,
            json!({
                "conclude": { "case": id("case", &number), "outcomes": forms }
            }),
        );
    }
}

/// F66: five persons detained; the first was searched too, and detained anew.
fn measures(file: &mut Casework) {
    let kinds = [
        (1, "detention", 77, 1),
        (2, "detention", 78, 2),
        (3, "detention", 79, 3),
        (4, "detention", 80, 4),
        (5, "detention", 81, 4),
        (6, "search", 82, 5),
    ];
    for (n, kind, person, case) in kinds {
        let key = if kind == "detention" {
            format!("measure.{n}/begin")
        } else {
            format!("decoy.measure/{kind}")
        };
        measure(file, key, kind, person, case, ASSESSED + 6 + n);
    }
    file.act(
        "decoy.measure/end",
        &id("person", "壬某01"),
        at(BEGIN, ASSESSED + 13, 9, 0),
        json!({
            "end_measure": { "measure": id("measure", "measure.1/begin") }
        }),
    );
    measure(file, "decoy.measure/anew".to_owned(), "detention", 77, 1, ASSESSED + 14);
}

fn measure(file: &mut Casework, key: String, kind: &str, person: usize, case: usize, day: i64) {
    let detains = kind == "detention";
    let (decided, begun) = (at(BEGIN, day, 9, 0), at(BEGIN, day, 15, 0));
    file.act(key.clone(), &id("person", "壬某01"), begun, json!({ "measure": form(json!({
        "id": id("measure", key), "kind": kind, "case": id("case", new_case(case)), "person": suspect_id(person),
        "organ": own(), "decided": decided.when(), "approved_by": id("organ", "省纪委监委"),
        "approved": decided.when(), "grounds": detains.then(|| json!(["complex"])), "begun": begun.when(),
    })) }));
}

/// Police investigations: what is owed, and when it was done.
fn transfers(file: &mut Casework) {
    // (opened, notice after, hand-over after, investigated as, then)
    let all = [
        (60, Some(3), Some(8), "gang_related", "result"),
        (62, Some(7), Some(9), "gang_related", "accepted"),
        (64, Some(4), Some(14), "gang_related", "accepted"),
        (95, None, None, "gang_related", "nothing"),
        (109, None, None, "gang_related", "nothing"),
        (70, Some(5), Some(10), "gang_related", "accepted"),
        (75, Some(2), Some(6), "gang_related", "returned"),
        (80, None, Some(6), "suspected_corruption_or_umbrella", "accepted"),
    ];
    for (n, (opened, notice, handed, kind, then)) in (1..).zip(all) {
        let police = id("organ", "市公安局");
        let number = 293 + n;
        let start = at(BEGIN, opened, 9, 0);
        register(
            file,
            format!("transfer.{n}/register"),
            number,
            "市公安局",
            "found_in_case",
            start,
        );
        let transfer = id("transfer", n);
        file.act_of(
            format!("transfer.{n}/owe"),
            "police-desk",
            &police,
            at(BEGIN, opened, 10, 0),
            json!({ "owe": {
            "id": transfer, "clue": id("clue", clue(number)), "from": police, "to": own(),
            "source": "public_security", "investigated_as": kind, "opened": start.when(),
        } }),
        );
        let envelope = |step: &str, from: &str, to: &str, reply: Option<String>, when: At| {
            form(json!({
                "id": id("envelope", format!("{n} {step}")), "kind": step, "from": from, "to": to,
                "transfer": transfer, "clue": id("clue", clue(number)), "in_reply_to": reply,
                "content": content(&format!("{n} {step}")), "written": when.when(),
            }))
        };
        if let Some(after) = notice {
            let when = at(BEGIN, opened + after, 10, 0);
            file.act_of(
                format!("transfer.{n}/notify"),
                "police-desk",
                &police,
                when,
                json!({
                    "notify": envelope("notice", &police, &own(), None, when)
                }),
            );
        }
        let Some(after) = handed else { continue };
        let when = at(BEGIN, opened + after, 11, 0);
        file.act_of(
            format!("transfer.{n}/hand-over"),
            "police-desk",
            &police,
            when,
            json!({
                "hand_over": envelope("hand_over", &police, &own(), None, when)
            }),
        );
        let sent = id("envelope", format!("{n} hand_over"));
        let when = at(BEGIN, opened + after + 1, 10, 0);
        let returned = then == "returned";
        let answer = envelope(
            if returned { "return" } else { "acceptance" },
            &own(),
            &police,
            Some(sent.clone()),
            when,
        );
        let mut received = json!({
            "envelope": answer,
            "give_back": if returned { json!(["no_jurisdiction", "反映对象不属监察对象。"]) } else { Value::Null },
            "found": { "papers_complete": { "known": true } },
        });
        if !returned {
            received["jurisdiction"] = json!("own");
        }
        file.act(
            format!("transfer.{n}/receive"),
            &id("person", staff(n)),
            when,
            json!({ "receive": received }),
        );
        if then == "result" {
            let when = at(BEGIN, opened + after + 20, 10, 0);
            file.act(format!("transfer.{n}/feed-back"), &id("person", staff(n)), when, json!({ "feed_back": {
                "envelope": envelope("feedback", &own(), &police, Some(sent), when), "result": "closed",
            } }));
        }
    }
}

/// F70: eleven task forces with 28 cadres each, two of whom stand in two.
fn task_forces(file: &mut Casework) {
    let cadre = |n: usize| format!("己某{n:03}");
    let persons: Vec<Value> = (1..=316).map(|n| person(&cadre(n))).collect();
    file.act("task-force/persons", "registry", at(BEGIN, 90, 8, 0), json!({ "enter": persons }));
    let period = json!({ "start": { "on": BEGIN.plus_days(90).unwrap() }, "end": "open" });
    let member = |n: usize| json!({ "person": id("person", cadre(n)), "period": period });
    let leaders: Vec<Value> = (307..=316).map(member).collect();
    file.act("task-force/leading", "registry", at(BEGIN, 90, 9, 0), json!({ "enter": [{ "task_force": {
        "id": id("task_force", "专案领导组"), "kind": "leading_group", "name": "专案领导组", "organ": own(),
        "members": leaders,
    } }] }));
    for n in 1..=11 {
        let first = (n - 1) * 28 + 1;
        // The last two of the last team are the first two of the first.
        let members: Vec<Value> =
            (first..first + 28).map(|n| member(if n > 306 { n - 306 } else { n })).collect();
        let name = format!("第{n:02}专案组");
        file.act(format!("task-force/{n:02}"), "registry", at(BEGIN, 90, 10, u32::try_from(n).unwrap()), json!({
            "enter": [{ "task_force": {
                "id": id("task_force", &name), "kind": "task_force", "name": name, "organ": own(),
                "under": id("task_force", "专案领导组"), "members": members,
            } }]
        }));
    }
}

/// The central group is stationed; the city supervises its counties (F72).
fn missions(file: &mut Casework) {
    let mission = |number: &str, mode: &str, by: &str, places: Vec<String>, day: i64| {
        json!({ "send_mission": {
        "id": id("supervision", number), "title": number, "mode": mode, "by": id("organ", by), "places": places,
        "period": { "start": { "on": BEGIN.plus_days(day).unwrap() }, "end": "open" },
    } })
    };
    let mut stationed = mission("中央督导组进驻", "stationed", "督导组", Vec::new(), STATIONED);
    stationed["send_mission"]["team"] = json!("central_group");
    stationed["send_mission"]["team_number"] = json!(20);
    file.act("mission/stationed", "registry", at(BEGIN, STATIONED, 8, 0), stationed);
    for (n, counties) in [(1, 1..=5), (2, 4..=8), (3, 8..=11)] {
        let mut places: Vec<String> = counties.map(|n| id("place", county(n))).collect();
        if n == 3 {
            places.push(id("place", "丁县"));
        }
        let sent = mission(&format!("市督导{n}"), "itinerant", OWN, places, 100 + n);
        file.act(format!("mission/{n}"), "registry", at(BEGIN, 100 + n, 8, 0), sent);
    }
}

fn decoys(file: &mut Casework) {
    // A clue of a county, and a repeat of clue 3: listed by the working group all the same.
    register(
        file,
        "assessment/county-clue".to_owned(),
        291,
        &county_organ(2),
        "clue_survey",
        at(BEGIN, 80, 10, 0),
    );
    file.act(
        "assessment/repeat",
        "letters-office",
        at(BEGIN, 81, 10, 0),
        json!({ "register": {
        "clue": {
            "id": id("clue", clue(292)), "received_by": own(), "source": "inspection",
            "subjects": [id("person", subject(3))],
            "content": format!("反映{}为乙团伙提供便利的问题（第3件）。", subject(3)),
        },
        "ledger_no": "乙纪信〔2019〕292号", "jurisdiction": "own",
    } }),
    );
    // Came in after 9 April; a second group looks at it and at some that were assessed.
    register(
        file,
        "decoy.clue/late".to_owned(),
        293,
        OWN,
        "big_data",
        at(BEGIN, ASSESSED + 3, 10, 0),
    );
    let some: Vec<String> = [293, 100, 101, 102].map(|n| id("clue", clue(n))).to_vec();
    working_group(file, "decoy.assessment/second", "二次评估组", some, ASSESSED + 6);
    // Persons who were counted already; other problems; an organ; the province.
    let filing = |key: &str, number: &str, issues: Value, subjects: Vec<String>| Filing {
        key: format!("decoy.file/{key}"),
        number: number.to_owned(),
        organ: OWN,
        level: "city",
        issues,
        clues: Vec::new(),
        subjects,
    };
    file_case(
        file,
        filing("same-persons", "乙纪立〔2019〕又1号", issue(1), vec![suspect_id(5), suspect_id(6)]),
        at(BEGIN, ASSESSED + 2, 9, 0),
    );
    file_case(
        file,
        filing("other-problem", "乙纪立〔2019〕又2号", Value::Null, vec![suspect_id(90)]),
        at(BEGIN, 50, 9, 0),
    );
    file_case(
        file,
        filing("organ", "乙纪立〔2019〕又3号", issue(2), vec![id("organ", "市公安局")]),
        at(BEGIN, 51, 9, 0),
    );
    let province = Filing {
        organ: "省纪委监委",
        level: "province",
        ..filing("province", "省纪立〔2019〕1号", issue(1), vec![suspect_id(91)])
    };
    file_case(file, province, at(BEGIN, ASSESSED + 1, 9, 0));
    // A unit on the list, a clue under ordinary listing.
    let when = at(BEGIN, ASSESSED + 2, 14, 0);
    listed(
        file,
        "decoy.key/unit".to_owned(),
        json!({ "unit": id("organ", county_organ(3)) }),
        "key",
        &own(),
        when,
    );
    listed(
        file,
        "decoy.key/listed".to_owned(),
        json!({ "clue": id("clue", clue(272)) }),
        "listed",
        &own(),
        when,
    );
}
