//! Chengguan: clues, follow-ups with sign-offs, screening, talks, key industries.

use serde_json::{Value, json};
use unbrella::base::day::Day;
use unbrella::day;

use super::File;
use super::writer::*;

/// The first working day of the casework.
const BEGIN: Day = day!(2020, 2, 3);
/// The organ whose book it is.
const OWN: &str = "区纪委监委";
const COUNTY: &str = "甲区";

/// Clues that were registered, and how they went on.
const ACCEPTED: usize = 140;
const VERIFIED: usize = 99;
const FILED: usize = 20;
const TALKED: usize = 120;
/// The clue that came out of a police case, in two of the worlds.
const FOUND: usize = 85;

/// Reports by people who gave their names: 83 of them.
fn named(n: usize) -> bool {
    (22..=105).contains(&n) && n != FOUND
}

fn organ_id() -> String {
    id("organ", OWN)
}

fn header(name: &str, continues: Option<&str>) -> Value {
    form(json!({
        "casework": 1, "name": name, "continues": continues, "place": "Chengguan",
        "pack": "chengguan", "rules_from": "2020-01-01", "organ": organ_id(),
        "as_of": "2020-12-31T18:00:00+08:00",
    }))
}

/// What all worlds share, then what each adds.
pub(super) fn files() -> Vec<File> {
    let mut shared = Casework::new(header("chengguan", None), &organ_id());
    setting(&mut shared);
    villages(&mut shared);
    clues(&mut shared);
    own_cases(&mut shared);
    police_cases(&mut shared);
    (1..=15).for_each(|case| follow_up(&mut shared, case));
    dispatched(&mut shared, 1..=36);
    governance(&mut shared);
    shielding(&mut shared);
    decoys(&mut shared);
    let mut files = vec![("chengguan", shared.finish())];
    let names = ["chengguan-a", "chengguan-b", "chengguan-c"];
    for (name, world) in names.into_iter().zip(["a", "b", "c"]) {
        let mut own = Casework::new(header(name, Some("chengguan")), &organ_id());
        particular(&mut own, world);
        files.push((name, own.finish()));
    }
    files
}

fn staff(n: usize) -> String {
    format!("庚某{:02}", n % 6 + 1)
}

/// Who acts for the police, and who for the city. Of neither a post is entered.
const POLICE_DESK: &str = "庚某07";
const CITY_DESK: &str = "庚某08";

/// Who leads a group that is stationed at an office.
fn head(group: &str) -> String {
    let digits: String = group.chars().filter(char::is_ascii_digit).collect();
    format!("壬某1{digits}")
}

fn subject(n: usize) -> String {
    format!("甲某{n:04}")
}

fn setting(file: &mut Casework) {
    let mut places = vec![
        place("甲省", "甲省", Some("province"), None),
        place("甲市", "甲市", Some("city"), Some("甲省")),
        place(COUNTY, COUNTY, Some("county"), Some("甲市")),
        place("乙区", "乙区", Some("county"), Some("甲市")),
    ];
    let mut organs = vec![
        organ("省纪委监委", "甲省纪委监委", "discipline_supervision", "province", "甲省", None),
        organ(
            "市纪委监委",
            "甲市纪委监委",
            "discipline_supervision",
            "city",
            "甲市",
            Some("省纪委监委"),
        ),
        organ(OWN, "甲区纪委监委", "discipline_supervision", "county", COUNTY, Some("市纪委监委")),
        organ(
            "乙区纪委监委",
            "乙区纪委监委",
            "discipline_supervision",
            "county",
            "乙区",
            Some("市纪委监委"),
        ),
        organ("公安分局", "甲区公安分局", "public_security", "county", COUNTY, None),
        organ("检察院", "甲区检察院", "procuratorate", "county", COUNTY, None),
        organ("区委组织部", "甲区区委组织部", "organization_department", "county", COUNTY, None),
    ];
    for n in 1..=13 {
        let name = format!("丙街道{n:02}");
        places.push(place(&name, &name, Some("township"), Some(COUNTY)));
        organs.push(organ(&name, &name, "street", "township", &name, None));
    }
    for n in 1..=12 {
        let (office, group) = (format!("乙局{n:02}"), format!("驻乙局{n:02}纪检监察组"));
        organs.push(organ(&office, &office, "industry_regulator", "county", COUNTY, None));
        organs.push(organ(&group, &group, "dispatched_group", "county", COUNTY, Some(OWN)));
    }
    organs.push(organ("乙区乙局", "乙区乙局", "industry_regulator", "county", "乙区", None));
    file.act("setting/places", "registry", at(BEGIN, 0, 8, 0), json!({ "enter": places }));
    file.act("setting/organs", "registry", at(BEGIN, 0, 8, 1), json!({ "enter": organs }));
    let mut persons: Vec<Value> = (0..6).map(|n| person(&staff(n))).collect();
    persons
        .extend(["辛某01", "辛某02", "壬某01", "癸某01", "癸某02", "癸某03", "癸某04"].map(person));
    persons.extend([POLICE_DESK, CITY_DESK].map(person));
    let mut posts = Vec::new();
    posts.extend(holder(OWN, "副书记（分管）", Some("leader_in_charge"), "辛某01"));
    posts.extend(holder(OWN, "副主任（分管）", Some("leader_in_charge"), "辛某02"));
    posts.extend(holder(OWN, "书记、主任", Some("principal_leader"), "壬某01"));
    for n in 1..=4 {
        posts.extend(holder(OWN, "跟进人员", None, &format!("癸某{n:02}")));
    }
    for n in 1..=12 {
        let group = format!("驻乙局{n:02}纪检监察组");
        persons.push(person(&head(&group)));
        posts.extend(holder(&group, "组长", Some("principal_leader"), &head(&group)));
    }
    // The other district verifies a clue of its own, beside those that are counted.
    let other = "乙区纪委监委";
    persons.push(person(&head(other)));
    posts.extend(holder(other, "书记、主任", Some("principal_leader"), &head(other)));
    persons.extend(posts);
    persons.extend(verification_papers());
    file.act("setting/staff", "registry", at(BEGIN, 0, 8, 2), json!({ "enter": persons }));
    let subjects: Vec<Value> = (1..=190).map(|n| person(&subject(n))).collect();
    file.act("setting/subjects", "registry", at(BEGIN, 0, 8, 3), json!({ "enter": subjects }));
}

/// F48: 158 villages and communities with 20 members of the two committees each.
fn villages(file: &mut Casework) {
    for village in 1..=158 {
        let name = format!("丁村{village:03}");
        let first = (village - 1) * 20 + 1;
        let mut numbers: Vec<usize> = (first..first + 20).collect();
        if village % 10 == 0 {
            numbers.push(4000 + village);
        }
        if village == 12 {
            numbers.push(5000);
        }
        let mut entries = vec![place(&name, &name, None, Some(COUNTY))];
        entries.extend(numbers.iter().map(|n| person(&member(*n))));
        let days = i64::try_from(village / 3).unwrap();
        let when = at(BEGIN, 30 + days, 9, u32::try_from(village % 3 * 15).unwrap());
        file.act(
            format!("members.{village:03}/enter"),
            "registry",
            when,
            json!({ "enter": entries }),
        );
        let when = at(BEGIN, 31 + days, 15, u32::try_from(village % 3 * 15).unwrap());
        let screened = numbers.iter().map(|n| screened(*n)).collect();
        file.act(
            format!("members.{village:03}/screen"),
            &id("person", staff(village)),
            when,
            screening(&name, &name, screened, village, when),
        );
    }
}

fn member(n: usize) -> String {
    format!("丁某{n:04}")
}

fn screening(number: &str, place: &str, members: Vec<Value>, by: usize, when: At) -> Value {
    json!({ "screen_members": {
        "id": id("screening", number), "place": id("place", place), "members": members,
        "by": [id("person", staff(by))], "screened": when.when(),
    } })
}

/// Members above 4000 belong to the branch alone; 5000 was not asked everything.
fn screened(n: usize) -> Value {
    let committee = match n {
        4000..5000 => None,
        _ if n % 2 == 1 => Some("party_organization"),
        _ => Some("self_government"),
    };
    let answer = |question: &str, yes: bool| json!({ "question": question, "answer": { "answer": { "known": yes }, "looked_at": ["档案"] } });
    let mut answers = vec![
        answer("criminal_record", n % 500 == 7),
        answer("gang_related", n == 1777),
        answer("violation", n % 300 == 11),
    ];
    if n == 5000 {
        answers.pop();
    }
    form(json!({ "person": id("person", member(n)), "committee": committee, "answers": answers }))
}

fn clue(n: usize) -> String {
    format!("线索{n:03}")
}

/// When a clue came in.
fn came(n: usize) -> (i64, u32) {
    (i64::try_from(n * 9 / 5).unwrap(), u32::try_from(9 + n % 6).unwrap())
}

/// 登记 of one of the 140.
fn register(file: &mut Casework, n: usize, industries: &[&str], source: Option<&str>) {
    let (days, hour) = came(n);
    let named = named(n);
    let mass = named || (106..=TALKED).contains(&n);
    let source = source.unwrap_or(match n {
        _ if mass => "mass_report",
        1..=21 | FOUND => "clue_survey",
        _ => ["public_security", "anti_gang_office", "inspection", "audit", "big_data"][n % 5],
    });
    let channel = mass.then(|| ["letter", "visit", "internet", "phone", "report_box"][n % 5]);
    let naming = mass.then_some(if named { "real_name" } else { "anonymous" });
    let reporter = named.then(|| format!("reporter-{n:08x}00004000800000000000{n:04x}"));
    let mut draft = form(json!({
        "id": id("clue", clue(n)), "received_by": organ_id(), "source": source,
        "channel": channel, "naming": naming, "reporter": reporter,
        "subjects": [id("person", subject(n))],
        "content": format!("反映{}在乙局任职期间与乙团伙往来的问题（第{n}件）。", subject(n)),
        "problem_classes": [if n.is_multiple_of(3) { "acting_as_umbrella" } else { "gang_related_corruption" }],
    }));
    if !industries.is_empty() {
        draft["industries"] = json!(industries);
    }
    let mut when = at(BEGIN, days, hour, 5);
    if n == 52 {
        // Written down the next morning; the clocks run from when it came in.
        when = when.written(at(BEGIN, days + 1, 8, 30));
    }
    file.act(
        format!("clue.{n:03}/register"),
        "letters-office",
        when,
        json!({ "register": {
        "clue": draft, "ledger_no": format!("甲纪信〔2020〕{n}号"), "jurisdiction": "own",
    } }),
    );
}

fn clues(file: &mut Casework) {
    for n in 1..=ACCEPTED {
        let (days, hour) = came(n);
        if ![19, 20, FOUND].contains(&n) {
            register(file, n, &[], None);
        }
        let found = match n {
            1..=VERIFIED => TO_VERIFY,
            100..=TALKED => TO_TALK,
            _ => TO_CLOSE,
        };
        // Two are disposed of after the two hours.
        let mut when = if n == 30 || n == 77 {
            at(BEGIN, days, hour + 3, 10)
        } else {
            at(BEGIN, days, hour + 1, 15)
        };
        if n == 52 {
            when = when.written(at(BEGIN, days + 1, 8, 45));
        }
        file.act(
            format!("clue.{n:03}/dispose"),
            &id("person", staff(n)),
            when,
            dispose(&clue(n), found),
        );
        if n <= VERIFIED {
            let team = [staff(n), staff(n + 1)];
            let reported = at(BEGIN, days + 30, 16, 0);
            let draft = verification(
                &clue(n),
                OWN,
                [&team[0], &team[1]],
                ["辛某01", "壬某01"],
                at(BEGIN, days + 3, 9, 0),
                reported,
                if n <= FILED { "file_case" } else { "close" },
            );
            file.act(format!("clue.{n:03}/verify"), &id("person", staff(n)), reported, draft);
        }
        if n > FILED {
            let later = match n {
                1..=VERIFIED => 32,
                100..=TALKED => 25,
                _ => 2,
            };
            let reasons = match n {
                1..=VERIFIED => "经初步核实，反映问题不属实。",
                100..=TALKED => "经谈话函询，已作说明，予以采信。",
                _ => "反映问题失实，予以了结。",
            };
            let when = at(BEGIN, days + later, 17, 0);
            let talked = (100..=TALKED).contains(&n).then_some(true);
            file.act(
                format!("clue.{n:03}/close"),
                &id("person", "辛某01"),
                when,
                json!({ "close": form(json!({
                "clue": id("clue", clue(n)), "reasons": reasons, "settled": talked,
            })) }),
            );
        }
    }
}

/// Who was sanctioned, handled, transferred, in which of the own cases.
struct Verdict {
    case: String,
    person: usize,
    what: Value,
    revoked: bool,
}

fn party(step: usize) -> Value {
    json!({ "party": (["warning", "serious_warning", "removal_from_party_post", "expulsion"][step % 4]) })
}

fn handling(step: usize) -> Value {
    json!({ "handling": (["transfer", "removal", "ordered_resignation"][step % 3]) })
}

fn prosecution() -> Value {
    json!({ "transferred_for_prosecution": { "to": id("organ", "检察院") } })
}

/// F56 to F58, with persons who stand twice.
fn verdicts() -> Vec<Verdict> {
    let gang = |n: usize| format!("涉黑案{:02}", (n - 1) % 11 + 1);
    let other = |n: usize| format!("其他案{}", (n - 1) % 8 + 1);
    let mut all = Vec::new();
    let mut push = |case: String, person: usize, what: Value| {
        all.push(Verdict { case, person, what, revoked: false });
    };
    // 21 persons sanctioned; the first has two sanctions, the second stands in two cases.
    (1..=21).for_each(|n| push(gang(n), n, party(n)));
    push(gang(1), 1, json!({ "public": "dismissal" }));
    push(gang(5), 2, json!({ "public": "demerit" }));
    // 19 handled; the last of the sanctioned is one of them.
    (31..=48).for_each(|n| push(gang(n), n, handling(n)));
    push(gang(21), 21, handling(0));
    // A talk is no handling.
    push(gang(3), 49, json!({ "soft": "admonition" }));
    (51..=59).for_each(|n| push(other(n - 50), n, party(n)));
    (61..=64).for_each(|n| push(other(n - 60), n, handling(n)));
    // 13 transferred for prosecution, two of them without a sanction.
    for n in [1, 2, 3, 4, 5, 6, 7, 8, 12] {
        push(gang(n), n, prosecution());
    }
    push(gang(9), 71, prosecution());
    push(gang(10), 72, prosecution());
    push(other(1), 51, prosecution());
    push(other(2), 52, prosecution());
    all.push(Verdict { case: gang(4), person: 73, what: party(1), revoked: true });
    all
}

fn own_cases(file: &mut Casework) {
    let verdicts = verdicts();
    for n in 1..=19_usize {
        let (number, clues, issues) = match n {
            1 => ("涉黑案01".to_owned(), vec![1, 2], json!(["gang_related_corruption"])),
            2..=11 if n % 2 == 0 => (format!("涉黑案{n:02}"), vec![n + 1], json!(["umbrella"])),
            2..=11 => (format!("涉黑案{n:02}"), vec![n + 1], json!(["gang_related_corruption"])),
            _ => (format!("其他案{}", n - 11), vec![n + 1], Value::Null),
        };
        let of_case: Vec<&Verdict> = verdicts.iter().filter(|v| v.case == number).collect();
        let mut persons: Vec<usize> = clues.clone();
        persons.extend(of_case.iter().map(|verdict| verdict.person));
        persons.sort_unstable();
        persons.dedup();
        let (days, _) = came(*clues.last().unwrap());
        let filed = at(BEGIN, days + 33, 10, 0);
        file.act(format!("case.{n:02}/file"), &id("person", "壬某01"), filed, discipline(json!({
            "id": id("case", &number), "ledger_no": format!("甲纪立〔2020〕{n}号"), "issues": issues,
            "from_clues": clues.iter().map(|n| id("clue", clue(*n))).collect::<Vec<_>>(),
            "subjects": persons.iter().map(|n| id("person", subject(*n))).collect::<Vec<_>>(),
            "filed_level": "county", "managing_level": "county",
        })));
        let decided = at(BEGIN, days + 120, 10, 0);
        let outcomes: Vec<Value> = of_case
            .iter()
            .enumerate()
            .map(|(index, verdict)| {
                let number = format!("{number} 处理 {index}");
                let mut form =
                    outcome(&number, &subject(verdict.person), verdict.what.clone(), OWN, decided);
                form["case"] = json!(id("case", &verdict.case));
                if verdict.revoked {
                    form["revoked"] = at(BEGIN, days + 120, 11, 0).when();
                }
                form
            })
            .collect();
        let when = decided.written(at(BEGIN, days + 121, 9, 0));
        file.act(
            format!("case.{n:02}/conclude"),
            &id("person", "壬某01"),
            when,
            json!({ "conclude": {
            "case": id("case", &number), "outcomes": outcomes,
        } }),
        );
    }
}

fn gang(n: usize) -> String {
    if n == 17 { "丁村霸".to_owned() } else { format!("乙团伙{n:02}") }
}

fn police_case(n: usize) -> String {
    format!("甲公刑立〔2020〕{n}号")
}

fn followed_from(n: usize) -> i64 {
    10 + i64::try_from(n).unwrap() * 2
}

/// The police cases of 16 gangs and a village bully, and how far they came.
fn police_cases(file: &mut Casework) {
    let gangs: Vec<Value> = (1..=17)
        .map(|n| {
            json!({ "gang": {
        "id": id("gang", gang(n)), "name": gang(n), "place": id("place", COUNTY),
        "kind": if n == 17 { "village_bully" } else { "evil_gang" },
    } })
        })
        .collect();
    file.act("setting/gangs", "registry", at(BEGIN, 0, 8, 5), json!({ "enter": gangs }));
    for n in 1..=17 {
        let day = followed_from(n);
        let police = id("organ", "公安分局");
        let when = |plus, hour| at(BEGIN, day + plus, hour, 0);
        file.act_of(format!("police.{n:02}/file"), &id("person", POLICE_DESK), &police, when(0, 9), criminal(json!({
            "id": id("case", police_case(n)), "ledger_no": police_case(n), "gang": id("gang", gang(n)),
            "subjects": [id("gang", gang(n))], "filed_level": "county",
        })));
        for (plus, stage) in
            [(50, "investigated"), (55, "transferred"), (90, "prosecuted"), (95, "accepted")]
        {
            file.act_of(
                format!("police.{n:02}/{stage}"),
                "police-desk",
                &police,
                when(plus, 10),
                json!({
                    "advance": { "case": id("case", police_case(n)), "to": { "criminal": stage } }
                }),
            );
        }
    }
}

fn follow_key(n: usize, step: &str) -> String {
    format!("follow.{n:02}/{step}")
}

fn officer(n: usize) -> String {
    format!("癸某{:02}", n % 4 + 1)
}

fn follow(file: &mut Casework, n: usize) {
    let when = at(BEGIN, followed_from(n) + 2, 9, 30);
    let mut officers = vec![id("person", officer(n))];
    if n == 3 {
        // A leader in charge who follows the case as well.
        officers.push(id("person", "辛某01"));
    }
    file.act(follow_key(n, "follow"), &id("person", officer(n)), when, json!({ "follow": {
        "id": id("follow_up", n), "police_case": id("case", police_case(n)), "gang": id("gang", gang(n)),
        "organ": organ_id(), "officers": officers,
    } }));
}

fn look(
    file: &mut Casework,
    n: usize,
    plus: i64,
    stage: &str,
    clue: Option<String>,
    retrace: Option<&str>,
) {
    let when = at(BEGIN, followed_from(n) + plus, 11, 0);
    let seen = format!("查阅{}卷宗，逐一甄别。", police_case(n));
    let step = match (&clue, retrace) {
        (Some(_), _) => "clue",
        (None, Some(_)) => "retrace",
        (None, None) => stage,
    };
    file.act(follow_key(n, &format!("{step}.{plus}")), &id("person", officer(n)), when, json!({
        "followed": form(json!({
            "follow_up": id("follow_up", n), "at": stage, "seen": seen, "clue": clue, "retrace": retrace,
        })),
    }));
}

fn looks(file: &mut Casework, n: usize) {
    for (plus, stage) in [(12, "investigation"), (60, "review_for_prosecution"), (100, "trial")] {
        look(file, n, plus, stage, None, None);
    }
}

fn screen_case(file: &mut Casework, n: usize, plus: i64, round: u16, entries: usize) {
    let when = at(BEGIN, followed_from(n) + plus, 14, 0);
    let by = id("person", officer(n));
    let no = || json!({ "answer": { "known": false }, "looked_at": ["卷宗"] });
    let answers: Vec<Value> =
        (1..=entries).map(|entry| json!({ "entry": entry.to_string(), "answer": no() })).collect();
    let check = |check: &str, whose: Option<&str>| {
        form(json!({
            "check": check, "whose": whose, "found": no(), "conclusion": "未发现。", "by": by, "when": when.when(),
        }))
    };
    file.act(
        follow_key(n, &format!("screen.{round}")),
        &by,
        when,
        json!({ "screen_case": {
        "id": id("screening", format!("{n} {round}")), "case": id("case", police_case(n)),
        "catalogue": "fifteen", "round": round, "answers": answers, "by": [by],
        "checks": [
            check("gang_crime", None), check("network_and_umbrella", None),
            check("responsibility", Some("main")), check("responsibility", Some("supervision")),
        ],
        "screened": when.when(),
    } }),
    );
}

fn finding(n: usize, edition: usize) -> String {
    format!("{}未发现“保护伞”（第{edition}稿）。", police_case(n))
}

fn nothing_found(file: &mut Casework, n: usize, plus: i64, edition: usize) {
    let when = at(BEGIN, followed_from(n) + plus, 15, 0);
    let text = finding(n, edition);
    file.act(follow_key(n, &format!("nothing.{edition}")), &id("person", officer(n)), when, json!({ "nothing_found": {
        "follow_up": id("follow_up", n), "at": "trial", "sign_off": id("sign_off", format!("{n} {edition}")),
        "finding": text, "content": content(&text),
    } }));
}

/// A signature: (layer, who, how many days after the case was followed, on which edition).
fn sign(
    file: &mut Casework,
    n: usize,
    role: &str,
    person: &str,
    plus: i64,
    editions: (usize, usize),
) {
    let when = at(BEGIN, followed_from(n) + plus, 16, 0);
    let (signed, of) = editions;
    let key = follow_key(n, &format!("sign.{role}.{plus}"));
    file.act(
        key.clone(),
        &id("person", person),
        when,
        json!({ "sign": {
        "id": id("signature", key), "sign_off": id("sign_off", format!("{n} {of}")),
        "by": id("person", person), "role": role, "organ": organ_id(),
        "content": content(&finding(n, signed)), "opinion": "agrees", "signed": when.when(),
    } }),
    );
}

fn sign_all(file: &mut Casework, n: usize, edition: usize) {
    let layers = [
        ("follow_up_officer", officer(n), 126),
        ("leader_in_charge", "辛某01".to_owned(), 127),
        ("principal_leader", "壬某01".to_owned(), 128),
    ];
    for (role, person, plus) in layers {
        sign(file, n, role, &person, plus, (edition, edition));
    }
}

/// Cases 1 to 14 are signed off, case 15 is retraced.
fn follow_up(file: &mut Casework, n: usize) {
    follow(file, n);
    looks(file, n);
    screen_case(file, n, 110, 1, if n == 9 { 14 } else { 15 });
    match n {
        // One entry of the catalogue was left out; a second round answers it.
        9 => screen_case(file, n, 112, 2, 15),
        15 => {
            look(file, n, 120, "trial", None, Some("原核查对资金往来未查清，重新回溯核查。"));
            return;
        }
        _ => {}
    }
    nothing_found(file, n, 122, 1);
    match n {
        3 => {
            // Who followed signs, and tries to sign as leader in charge as well.
            sign(file, n, "follow_up_officer", "辛某01", 123, (1, 1));
            sign(file, n, "leader_in_charge", "辛某01", 124, (1, 1));
            sign(file, n, "leader_in_charge", "辛某02", 127, (1, 1));
            sign(file, n, "principal_leader", "壬某01", 128, (1, 1));
        }
        4 => {
            // An officer signs for the leader in charge, whose post is another's.
            sign(file, n, "follow_up_officer", &officer(n), 123, (1, 1));
            sign(file, n, "leader_in_charge", &officer(n + 1), 124, (1, 1));
            sign(file, n, "leader_in_charge", "辛某01", 127, (1, 1));
            sign(file, n, "principal_leader", "壬某01", 128, (1, 1));
        }
        5 => {
            // The principal leader signs before the leader in charge.
            sign(file, n, "follow_up_officer", &officer(n), 123, (1, 1));
            sign(file, n, "principal_leader", "壬某01", 124, (1, 1));
            sign(file, n, "leader_in_charge", "辛某01", 127, (1, 1));
            sign(file, n, "principal_leader", "壬某01", 128, (1, 1));
        }
        7 => {
            // Followed again: the first edition of the finding is old.
            look(file, n, 123, "trial", None, None);
            nothing_found(file, n, 124, 2);
            sign(file, n, "follow_up_officer", &officer(n), 125, (1, 2));
            sign_all(file, n, 2);
        }
        _ => sign_all(file, n, 1),
    }
}

/// F61: clues and cases of the groups in the departments.
fn dispatched(file: &mut Casework, numbers: std::ops::RangeInclusive<usize>) {
    let industries = [
        "public_security",
        "housing_construction",
        "finance",
        "transport",
        "culture_tourism",
        "natural_resources",
        "market_supervision",
        "education",
        "health",
        "water_resources",
        "lending",
    ];
    for n in numbers {
        let department = (n - 1) % 11 + 1;
        chain(
            file,
            n,
            &format!("驻乙局{department:02}纪检监察组"),
            Some(industries[department - 1]),
        );
    }
}

/// A clue of a group and the case that was filed on it.
fn chain(file: &mut Casework, n: usize, group: &str, industry: Option<&str>) {
    let organ = id("organ", group);
    let days = 20 + i64::try_from(n).unwrap() * 3;
    let number = format!("行业线索{n:02}");
    let key = |step: &str| format!("industry.{n:02}/{step}");
    let person = subject(100 + n);
    file.act_of(
        key("register"),
        "letters-office",
        &organ,
        at(BEGIN, days, 10, 0),
        json!({ "register": {
        "clue": form(json!({
            "id": id("clue", &number), "received_by": organ, "source": "functional_department",
            "subjects": [id("person", &person)], "industries": industry.map(|i| [i]),
            "content": format!("反映{person}在行业监管中的问题（行业第{n}件）。"),
        })),
        "ledger_no": format!("驻组〔2020〕{n}号"), "jurisdiction": "own",
    } }),
    );
    file.act_of(
        key("dispose"),
        &id("person", staff(n)),
        &organ,
        at(BEGIN, days, 11, 0),
        dispose(&number, TO_VERIFY),
    );
    let team = [staff(n), staff(n + 1)];
    let reported = at(BEGIN, days + 25, 16, 0);
    let draft = verification(
        &number,
        group,
        [&team[0], &team[1]],
        ["辛某01", &head(group)],
        at(BEGIN, days + 2, 9, 0),
        reported,
        "file_case",
    );
    file.act_of(key("verify"), &id("person", staff(n)), &organ, reported, draft);
    let case = format!("行业案{n:02}");
    file.act_of(
        key("file"),
        &id("person", head(group)),
        &organ,
        at(BEGIN, days + 28, 10, 0),
        discipline(json!({
            "id": id("case", &case), "ledger_no": format!("驻组立〔2020〕{n}号"),
            "from_clues": [id("clue", &number)], "subjects": [id("person", &person)],
            "filed_level": "county", "managing_level": "county",
        })),
    );
    let what = match n {
        1..=26 => json!({ "public": (["warning", "demerit", "demotion"][n % 3]) }),
        27 | 28 => handling(n),
        29 => party(0),
        _ => return,
    };
    let decided = at(BEGIN, days + 90, 10, 0);
    let mut form = outcome(&format!("{case} 处理"), &person, what, group, decided);
    form["case"] = json!(id("case", &case));
    file.act_of(
        key("conclude"),
        &id("person", head(group)),
        &organ,
        decided,
        json!({ "conclude": {
        "case": id("case", &case), "outcomes": [form],
    } }),
    );
}

/// F51, F54, F59, F60.
fn governance(file: &mut Casework) {
    let by = id("person", "壬某01");
    let streets: Vec<String> = (1..=12).map(|n| id("organ", format!("丙街道{n:02}"))).collect();
    let offices: Vec<String> = (1..=12).map(|n| id("organ", format!("乙局{n:02}"))).collect();
    let units = [streets.clone(), offices].concat();
    let when = at(BEGIN, 95, 10, 0);
    let talk = |number: &str, kind: &str, units: &[String], by: &str, when: At| {
        json!({ "talk": {
        "id": id("talk", number), "kind": kind, "by": id("organ", by), "units": units, "held": when.when(),
        "grounds": ["poor_understanding", "poor_arrangement", "zero_clues"],
    } })
    };
    file.act(
        "talks/collective",
        &by,
        when,
        json!({ "enter": [talk("集体约谈", "collective", &units, OWN, when)] }),
    );
    file.act("talks/reminder", &by, at(BEGIN, 96, 10, 0), json!({ "enter": [{ "reminder_notice": {
        "id": id("record", "提醒通知书"), "by": organ_id(), "to": units, "issued": at(BEGIN, 96, 10, 0).when(),
        "talk": id("talk", "集体约谈"), "grounds": ["zero_clues"],
    } }] }));
    // Three of the streets again, and one that only the city talked to.
    let again = at(BEGIN, 130, 10, 0);
    file.act(
        "decoy.talks/again",
        &by,
        again,
        json!({ "enter": [talk("再次约谈", "collective", &streets[..3], OWN, again)] }),
    );
    let others = [streets[0].clone(), id("organ", "丙街道13")];
    file.act(
        "decoy.talks/city",
        "registry",
        again,
        json!({ "enter": [talk("市级约谈", "collective", &others, "市纪委监委", again)] }),
    );
    rectification(file);
    industries(file);
}

fn rectification(file: &mut Casework) {
    for n in 1..=25_i64 {
        let street = if n == 25 {
            "乙区纪委监委".to_owned()
        } else {
            format!("丙街道{:02}", (n - 1) % 12 + 1)
        };
        let key =
            if n > 23 { format!("decoy.rectify/{n}") } else { format!("rectify.{n:02}/enter") };
        let deadline = (n != 24).then(|| BEGIN.plus_days(200 + n).unwrap());
        let organ = if n == 25 { id("organ", "乙区纪委监委") } else { organ_id() };
        let by = if n == 25 { CITY_DESK } else { "辛某01" };
        file.act_of(
            key,
            &id("person", by),
            &organ,
            at(BEGIN, 100 + n, 9, 0),
            json!({ "rectify": form(json!({
            "id": id("entry", format!("整改{n}")), "number": format!("整改{n}"), "kind": "item",
            "measure": format!("整改措施第{n}项：逐户摸排，限期报告。"),
            "unit": id("organ", street), "leader": id("person", "辛某01"), "deadline": deadline,
        })) }),
        );
        if n <= 23 && n % 2 == 0 {
            file.act(
                format!("rectify.{n:02}/begin"),
                &id("person", "辛某01"),
                at(BEGIN, 130 + n, 9, 0),
                json!({
                    "progress": { "entry": id("entry", format!("整改{n}")), "step": "in_progress" }
                }),
            );
        }
    }
}

fn industries(file: &mut Casework) {
    let day = |n: i64| at(BEGIN, 140 + n, 10, 0);
    let codes = [
        "public_security",
        "housing_construction",
        "finance",
        "transport",
        "culture_tourism",
        "natural_resources",
        "market_supervision",
        "education",
        "health",
        "water_resources",
        "lending",
    ];
    for (n, industry) in (1..).zip(codes) {
        let office = format!("乙局{n:02}");
        file.act(format!("regulator.{n:02}/return"), "registry", day(n), json!({ "enter": [{ "regulator_return": {
            "id": id("record", format!("整治 {office}")), "regulator": id("organ", office), "industry": industry,
            "counts": [{ "action": "case_investigated", "count": 3 + n }],
        } }] }));
    }
    for (key, number, office) in
        [("again", "整治 再报", "乙局01"), ("elsewhere", "整治 乙区", "乙区乙局")]
    {
        file.act(
            format!("decoy.regulator/{key}"),
            "registry",
            day(20),
            json!({ "enter": [{ "regulator_return": {
            "id": id("record", number), "regulator": id("organ", office), "industry": "transport",
        } }] }),
        );
    }
    for n in 1..=4 {
        file.act(format!("covert.{n}/team"), "registry", day(n), json!({ "send_mission": {
            "id": id("supervision", format!("暗访组{n}")), "title": format!("第{n}暗访组"), "mode": "itinerant",
            "measure": "special_inspection", "by": organ_id(), "team": "covert_visit_team", "team_number": n,
        } }));
    }
    let mut visit = |key: String, check: &str, by: &str, reached: Option<u32>, n: i64| {
        let mission = (by == OWN).then(|| id("supervision", format!("暗访组{}", n % 4 + 1)));
        file.act(
            key.clone(),
            "registry",
            day(10 + n),
            json!({ "enter": [{ "covert_visit": form(json!({
            "id": id("record", key), "check": check, "by": id("organ", by), "mission": mission,
            "when": day(10 + n).when(), "reached": reached,
        })) }] }),
        );
    };
    // 23 × 98 + 60 = 2,314 shops; 4 × 41 + 42 = 206 calls; 6 forums; 6 × 129 = 774.
    for n in 1..=24 {
        visit(
            format!("visit.{n:02}/shops"),
            "covert_shop_visit",
            OWN,
            Some(if n == 24 { 60 } else { 98 }),
            n,
        );
    }
    for n in 1..=5 {
        visit(format!("call.{n}/calls"), "random_call", OWN, Some(if n == 5 { 42 } else { 41 }), n);
    }
    for n in 1..=6 {
        visit(format!("forum.{n}/forum"), "forum", OWN, None, n);
        visit(format!("survey.{n}/survey"), "satisfaction_survey", OWN, Some(129), n);
    }
    visit("decoy.visit/city".to_owned(), "covert_shop_visit", "市纪委监委", Some(300), 2);
    visit("decoy.visit/plan".to_owned(), "plan_inspection", OWN, Some(11), 3);
}

/// Who is thought to shield which gang, on which claims, and how far that has come.
fn shielding(file: &mut Casework) {
    let claim = |n: u32,
                 kind: &str,
                 origin: &str,
                 stance: &str,
                 grade: &str,
                 text: &str,
                 seen: At| {
        json!({ "claim": {
        "id": id("claim", n), "source": { "label": format!("材料{n}"), "kind": kind, "origin": origin },
        "text": text, "grade": grade, "stance": stance, "first_seen": seen.moment(), "last_seen": seen.moment(),
    } })
    };
    let seen = at(BEGIN, 40, 10, 0);
    let claims = json!([
        claim(1, "report", "report-1", "for", "C3", "有人反映甲某0001为乙团伙01通风报信。", seen),
        claim(
            2,
            "case_file",
            "file-1",
            "for",
            "B2",
            "卷宗载明甲某0001与乙团伙01头目多次通话。",
            seen
        ),
        claim(3, "media", "report-1", "for", "F6", "网帖转述同一反映。", seen),
        claim(4, "report", "report-2", "for", "D4", "有人反映甲某0003庇护乙团伙02。", seen),
        claim(
            5,
            "official_record",
            "record-1",
            "against",
            "A1",
            "值班记录载明甲某0003当日不在岗。",
            seen
        ),
        claim(6, "statement", "statement-1", "for", "C3", "供述称丙街道02未予查处。", seen),
    ]);
    file.act("umbrella/claims", "registry", seen, json!({ "enter": claims }));
    let mut posts = Vec::new();
    for (office, person) in [("乙局01", "甲某0001"), ("乙局02", "甲某0003")] {
        posts.extend(holder(office, "科长", None, person));
    }
    file.act("umbrella/posts", "registry", at(BEGIN, 40, 10, 5), json!({ "enter": posts }));
    let tenure = |office: &str, person: &str| {
        json!({ "tenure": {
        "person": id("person", person), "tenure": id("tenure", format!("{office} 科长 {person}")),
    } })
    };
    let umbrellas = [
        (1, tenure("乙局01", "甲某0001"), "official", vec![1, 2, 3], vec![]),
        (2, tenure("乙局02", "甲某0003"), "negligent", vec![4], vec![5]),
        (3, json!({ "organ": { "organ": id("organ", "丙街道02") } }), "incapable", vec![6], vec![]),
    ];
    let claims = |numbers: Vec<u32>| numbers.iter().map(|n| id("claim", n)).collect::<Vec<_>>();
    for (n, subject, kind, pro, contra) in umbrellas {
        let when = at(BEGIN, 41, 9, n);
        file.act(format!("umbrella/{n}"), "registry", when, json!({ "enter": [{ "umbrella": {
            "id": id("umbrella", n), "subject": subject, "gang": id("gang", gang(usize::try_from(n).unwrap())), "kinds": [kind],
            "period": { "start": { "on": "2018-06-01" }, "end": { "before": "2019-09-01" } },
            "claims_for": claims(pro), "claims_against": claims(contra),
            "stages": [{ "when": when.when(), "state": "alleged" }],
        } }] }));
    }
    weighed(file);
    let version = |standing: &str, claim: u32| {
        json!([{
            "known_from": at(BEGIN, 90, 9, 30).moment(),
            "period": { "start": { "on": "2017-01-01" }, "end": { "before": "2020-01-01" } },
            "standing": standing, "confidence": 700, "claims": [id("claim", claim)],
        }])
    };
    let tie =
        |n: u32, from: (&str, &str), to: (&str, &str), kind: &str, standing: &str, claim: u32| {
            json!({ "tie": {
        "id": id("tie", n), "from": id(from.0, from.1), "to": id(to.0, to.1), "kind": kind,
        "versions": version(standing, claim),
    } })
        };
    let ties = json!([
        tie(4, ("person", "甲某0004"), ("gang", "乙团伙01"), "leads", "supported", 2),
        tie(5, ("person", "甲某0004"), ("person", "甲某0001"), "bribes", "supported", 2),
    ]);
    file.act("umbrella/ties", "registry", at(BEGIN, 90, 9, 40), json!({ "enter": ties }));
}

/// What somebody with the duty to do so has decided about those hypotheses.
fn weighed(file: &mut Casework) {
    let by = id("person", "壬某01");
    let mut weigh = |key: &str, n: u32, day: i64, to: Value, further: Value| {
        let mut weigh = json!({ "umbrella": id("umbrella", n), "to": to, "signed": true });
        for (name, value) in further.as_object().unwrap() {
            weigh[name] = value.clone();
        }
        file.act(key, &by, at(BEGIN, day, 9, 0), json!({ "weigh": weigh }));
    };
    let looked_at = json!({ "looked_at": true });
    weigh("umbrella/1/check", 1, 60, json!({ "checked": { "by": by } }), looked_at);
    let read = json!({ "start": { "on": "2018-06-01" }, "end": { "before": "2019-09-01" } });
    let about = json!({ id("claim", 1): read, id("claim", 2): read });
    let support = json!({ "supported": { "by": by } });
    weigh("umbrella/1/support", 1, 80, support, json!({ "about": about }));
    let reasons = "值班记录与通话记录均不支持该反映。";
    let refuted = json!({ "refuted": { "by": by, "reasons": reasons } });
    weigh("umbrella/2/refute", 2, 62, refuted, json!({}));
}

/// Lines that a careless count would take along.
fn decoys(file: &mut Casework) {
    members_again(file);
    // Reports that say what was said before.
    for (n, first) in (201..).zip([5, 33, 60, 101, 130, 88]) {
        repeat(file, n, first);
    }
    // Other organs' matters, and a report about the own head.
    let reports = [
        (211, "other", subject(181)),
        (212, "other", subject(182)),
        (213, "superior", subject(183)),
        (214, "own", "壬某01".to_owned()),
    ];
    for (n, jurisdiction, about) in reports {
        report(
            file,
            n,
            jurisdiction,
            &about,
            at(BEGIN, 150 + i64::try_from(n).unwrap() - 200, 10, 0),
        );
    }
    // Registered after the day of the report.
    for n in [221, 222] {
        report(
            file,
            n,
            "own",
            &subject(n - 40),
            at(BEGIN, 333 + i64::try_from(n).unwrap() - 220, 10, 0),
        );
    }
    // Taken back by whoever had reported; dealt with all the same.
    for n in [45, 88] {
        let (days, _) = came(n);
        file.act(
            format!("decoy.withdraw/{n}"),
            "letters-office",
            at(BEGIN, days + 5, 9, 0),
            json!({ "withdraw": {
            "clue": id("clue", clue(n)), "reasons": "举报人要求撤回。",
        } }),
        );
    }
    // Disposed of by one person alone, before it was studied by all.
    let (days, hour) = came(10);
    let mut alone = dispose(&clue(10), TO_CLOSE);
    alone["dispose"]["studied_collectively"] = json!(false);
    file.act("decoy.dispose/alone", &id("person", staff(1)), at(BEGIN, days, hour, 35), alone);
    // A reply to somebody who gave no name.
    file.act(
        "decoy.reply/110",
        "letters-office",
        at(BEGIN, 240, 9, 0),
        json!({ "reply": {
        "clue": id("clue", clue(110)), "satisfied": true,
    } }),
    );
    elsewhere(file);
}

fn members_again(file: &mut Casework) {
    let when = at(BEGIN, 100, 9, 0);
    let numbers = 121..=140;
    let members = numbers.map(screened).collect();
    file.act(
        "decoy.members/second-round",
        &id("person", staff(1)),
        when,
        screening("丁村007 第二轮", "丁村007", members, 1, when),
    );
    let mut both = screened(81);
    both["committee"] = json!("self_government");
    file.act(
        "decoy.members/both-committees",
        &id("person", staff(1)),
        when,
        screening("丁村005 补充", "丁村005", vec![both], 1, when),
    );
    let mut entries = vec![place("戊村", "戊村", None, Some("乙区"))];
    entries.extend((6001..=6020).map(|n| person(&member(n))));
    let other = id("organ", "乙区纪委监委");
    file.act_of(
        "decoy.members/elsewhere.enter",
        "registry",
        &other,
        at(BEGIN, 100, 8, 0),
        json!({ "enter": entries }),
    );
    let members = (6001..=6020).map(screened).collect();
    file.act_of(
        "decoy.members/elsewhere",
        &id("person", staff(1)),
        &other,
        when,
        screening("戊村", "戊村", members, 1, when),
    );
}

fn repeat(file: &mut Casework, n: usize, first: usize) {
    let (days, hour) = came(first);
    let when = at(BEGIN, days + 4, hour, 20);
    file.act(format!("decoy.repeat/{n}"), "letters-office", when, json!({ "register": {
        "clue": {
            "id": id("clue", clue(n)), "received_by": organ_id(), "source": "mass_report",
            "channel": "phone", "naming": "anonymous", "subjects": [id("person", subject(first))],
            "content": format!("反映{}在乙局任职期间与乙团伙往来的问题（第{first}件）。", subject(first)),
        },
        "ledger_no": format!("甲纪信〔2020〕{n}号"), "jurisdiction": "own",
    } }));
}

fn report(file: &mut Casework, n: usize, jurisdiction: &str, about: &str, when: At) {
    file.act(
        format!("decoy.report/{n}"),
        "letters-office",
        when,
        json!({ "register": {
        "clue": {
            "id": id("clue", clue(n)), "received_by": organ_id(), "source": "mass_report",
            "channel": "letter", "naming": "anonymous", "subjects": [id("person", about)],
            "content": format!("反映{about}的问题（第{n}件）。"),
        },
        "ledger_no": format!("甲纪信〔2020〕{n}号"), "jurisdiction": jurisdiction,
    } }),
    );
}

/// Cases of the city and of another district, and a department outside the key industries.
fn elsewhere(file: &mut Casework) {
    let city = id("organ", "市纪委监委");
    let when = at(BEGIN, 160, 10, 0);
    file.act_of("decoy.case/city", &id("person", CITY_DESK), &city, when, discipline(json!({
        "id": id("case", "市案1"), "ledger_no": "市纪立〔2020〕1号", "issues": ["umbrella"],
        "subjects": [id("person", subject(185))], "filed_level": "city", "managing_level": "city",
    })));
    let decided = at(BEGIN, 220, 10, 0);
    let mut form = outcome("市案1 处理", &subject(185), party(3), "市纪委监委", decided);
    form["case"] = json!(id("case", "市案1"));
    file.act_of(
        "decoy.conclude/city",
        &id("person", CITY_DESK),
        &city,
        decided,
        json!({ "conclude": {
        "case": id("case", "市案1"), "outcomes": [form],
    } }),
    );
    chain(file, 41, "驻乙局12纪检监察组", None);
    chain(file, 42, "乙区纪委监委", Some("transport"));
    // The city follows a case of its own; one officer opens a case of the district twice.
    let police = id("organ", "公安分局");
    file.act(
        "decoy.gang/triad",
        "registry",
        at(BEGIN, 9, 9, 0),
        json!({ "enter": [{ "gang": {
        "id": id("gang", "丙组织"), "name": "丙组织", "kind": "evil_gang",
    } }] }),
    );
    file.act_of("decoy.police/18", &id("person", POLICE_DESK), &police, at(BEGIN, 20, 9, 0), criminal(json!({
        "id": id("case", police_case(18)), "ledger_no": police_case(18), "gang": id("gang", "丙组织"),
        "subjects": [id("gang", "丙组织")], "filed_level": "county",
    })));
    let follow = |number: &str, case: usize, gang: &str, organ: &str| {
        json!({ "follow": {
        "id": id("follow_up", number), "police_case": id("case", police_case(case)), "gang": id("gang", gang),
        "organ": organ, "officers": [id("person", staff(2))],
    } })
    };
    file.act_of(
        "decoy.follow/city",
        "registry",
        &city,
        at(BEGIN, 30, 9, 0),
        follow("市级跟进", 18, "丙组织", &city),
    );
    file.act(
        "decoy.follow/again",
        &id("person", staff(2)),
        at(BEGIN, 60, 9, 0),
        follow("重复跟进", 6, &gang(6), &organ_id()),
    );
}

/// What one of the three worlds adds.
fn particular(file: &mut Casework, world: &str) {
    let apart = world != "b";
    for n in [19, 20] {
        register(file, n, if apart { &[] } else { &["transport"] }, None);
    }
    let found = world != "a";
    register(file, FOUND, &[], found.then_some("found_in_case"));
    if apart {
        dispatched(file, 37..=38);
    }
    follow_ups(file, world);
    let (asked, satisfied) = match world {
        "a" => (51, 43),
        "b" => (70, 59),
        _ => (83, 70),
    };
    for (index, n) in (1..=ACCEPTED).filter(|n| named(*n)).enumerate() {
        let (days, _) = came(n);
        let closed = if n <= VERIFIED { 32 } else { 25 };
        // One answer takes longer than it should.
        let wait = if n == 64 { 40 } else { 6 };
        let said = (index < asked).then_some(index < satisfied);
        file.act(
            format!("reply.{n:03}/reply"),
            "letters-office",
            at(BEGIN, days + closed + wait, 10, 0),
            json!({
                "reply": form(json!({ "clue": id("clue", clue(n)), "satisfied": said })),
            }),
        );
    }
}

fn follow_ups(file: &mut Casework, world: &str) {
    let retrace = Some("发现新的资金线索，重新回溯核查。");
    follow(file, 16);
    looks(file, 16);
    if world == "c" {
        look(file, 14, 140, "trial", None, retrace);
    } else {
        look(file, 16, 110, "trial", None, retrace);
    }
    follow(file, 17);
    looks(file, 17);
    if world == "a" {
        screen_case(file, 17, 110, 1, 15);
        nothing_found(file, 17, 122, 1);
        sign(file, 17, "follow_up_officer", &officer(17), 126, (1, 1));
        sign(file, 17, "leader_in_charge", "辛某01", 127, (1, 1));
    } else {
        look(file, 17, 110, "trial", Some(id("clue", clue(FOUND))), None);
    }
}
