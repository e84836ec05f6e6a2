use proptest::prelude::*;

use super::*;
use crate::base::day::Moment;
use crate::base::deadline::Length;
use crate::base::id::{ClueId, EntityId, PersonId, Salt};
use crate::base::permille::Permille;
use crate::base::rate::{Percent, Rate};
use crate::base::text::{Code, LedgerNo, Line};
use crate::base::truth::Truth;
use crate::provenance::{Certainty, Citation, NotKnown};
use crate::terms::handling::Signatory;
use crate::{day, rule_name, sentence};

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn citation() -> Citation {
    Citation::literal("Report", Some(day!(2019, 4, 24)), "Z13", "", Certainty::Stated)
}

/// A reason about condition number `n`.
fn reason(n: usize) -> Reason {
    Reason::new(
        rule_name!("test/condition"),
        sentence!("condition {n}", "条件{n}", n = n),
        citation(),
    )
}

fn cure(n: usize) -> Cure {
    Cure::command(
        Code::parse(&format!("cure_{n}")).unwrap(),
        sentence!("cure {n}", "补正{n}", n = n),
        Word::of(&Signatory::LeaderInCharge),
    )
}

fn step() -> Sentence {
    sentence!("close the case", "结案")
}

fn round_trip<T>(value: &T) -> String
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
    json
}

fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
    serde_json::from_str::<T>(json).expect_err(json).to_string()
}

mod sentences {
    use super::*;

    #[test]
    fn every_kind_of_argument_reads_in_both_languages_and_round_trips() {
        let salt = Salt::new(&[7; 16]).unwrap();
        let clue = ClueId::from_ledger(&salt, &LedgerNo::parse("1").unwrap());
        let moment = |text| Moment::parse(text).unwrap();
        let rows: Vec<(Arg, String, String)> = [
            (Arg::from(day!(2019, 4, 6)), "2019-04-06", "2019年4月6日"),
            (
                moment("2019-04-26T09:05:00+08:00").into(),
                "2019-04-26 09:05:00 +08:00",
                "2019年4月26日9时05分",
            ),
            (
                moment("2019-04-26T09:05:07+00:00").into(),
                "2019-04-26 09:05:07 +00:00",
                "2019年4月26日9时05分07秒（+00:00）",
            ),
            (Length::Hours(2).into(), "2 hours", "2小时"),
            (Length::CalendarDays(5).into(), "5 calendar days", "5日"),
            (Length::WorkingDays(1).into(), "1 working day", "1个工作日"),
            (Length::Months(3).into(), "3 months", "3个月"),
            (17_u64.into(), "17", "17"),
            (17_u32.into(), "17", "17"),
            (Permille::new(500).unwrap().into(), "500‰", "500‰"),
            (Percent::new(843, 1).unwrap().into(), "84.3 %", "84.3 %"),
            (Rate::new(118, 140).unwrap().into(), "118 of 140", "140分之118"),
            (Truth::Unknown.into(), "not known", "不明"),
            (Word::of(&Signatory::LeaderInCharge).into(), "leader in charge", "分管领导"),
            (line("甲\u{202e}某").into(), r"甲\u{202e}某", r"甲\u{202e}某"),
        ]
        .into_iter()
        .map(|(arg, english, chinese)| (arg, english.to_owned(), chinese.to_owned()))
        .chain([(Arg::from(clue), clue.to_string(), clue.to_string())])
        .collect();
        for (arg, english, chinese) in rows {
            assert_eq!(arg.to_string(), english);
            assert_eq!(arg.chinese(), chinese);
            round_trip(&arg);
            let sentence = sentence!("({it})", "（{it}）", it = arg);
            assert_eq!(sentence.to_string(), format!("({english})"));
            assert_eq!(sentence.chinese(), format!("（{chinese}）"));
            round_trip(&sentence);
        }
    }

    #[test]
    fn the_stored_form_is_this_one() {
        let sentence = sentence!(
            "{left} of {limit} are left",
            "{limit}中尚余{left}日",
            left = 2_u64,
            limit = Length::WorkingDays(5),
        );
        assert_eq!(
            round_trip(&sentence),
            r#"{"en":"{left} of {limit} are left","zh":"{limit}中尚余{left}日","args":{"left":{"count":2},"limit":{"length":{"working_days":5}}}}"#,
        );
        assert_eq!(round_trip(&step()), r#"{"en":"close the case","zh":"结案"}"#);
    }

    #[test]
    fn arguments_are_never_read_as_templates() {
        let sentence = sentence!("{a} and {b}", "{b}和{a}", a = line("{b}"), b = line("{a}"));
        assert_eq!(sentence.to_string(), "{b} and {a}");
        assert_eq!(sentence.chinese(), "{a}和{b}");
    }

    #[test]
    fn a_template_may_repeat_an_argument_and_the_order_of_arguments_is_no_matter() {
        let one = sentence!("{a}{b}{a}", "{b}{a}", a = 1_u64, b = 2_u64);
        let two = sentence!("{a}{b}{a}", "{b}{a}", b = 2_u64, a = 1_u64);
        assert_eq!(one, two);
        assert_eq!(one.to_string(), "121");
        assert_eq!(one.arg("b"), Some(&Arg::Count(2)));
        assert_eq!(one.arg("c"), None);
        assert_eq!(one.args().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn each_fault_is_found_in_each_template() {
        use TemplateFault as F;
        let fault = |english, chinese| Template::of(english, chinese, ["day"]).err();
        let good = "on {day}";
        assert_eq!(fault(good, "{day}"), None);
        for (bad, expected) in [
            ("", F::Ends),
            (" {day}", F::Ends),
            ("{day} ", F::Ends),
            ("{day}\u{3000}", F::Ends),
            ("{day}.", F::FullStop),
            ("{day}。", F::FullStop),
            ("{day}\n{day}", F::Character),
            ("{day}\u{2028}{day}", F::Character),
            ("{day}\u{85}{day}", F::Character),
            ("{day}\u{7f}{day}", F::Character),
            ("{day", F::NotGiven),
            ("day}", F::NotGiven),
            ("{da}y", F::NotGiven),
            ("{days}", F::NotGiven),
            ("{{day}}", F::NotGiven),
            ("{}", F::NotGiven),
            ("{day} {night}", F::NotGiven),
            ("day", F::NotUsed),
        ] {
            assert_eq!(fault(bad, good), Some(expected), "{bad:?} in English");
            assert_eq!(fault(good, bad), Some(expected), "{bad:?} in Chinese");
        }
        let long =
            |chars: usize| -> &'static str { format!("{{day}}{}", "日".repeat(chars)).leak() };
        assert_eq!(fault(long(195), good), None);
        assert_eq!(fault(good, long(196)), Some(F::TooLong));
    }

    #[test]
    fn names_of_arguments_are_short_lower_case_and_distinct() {
        use TemplateFault as F;
        let fault = |name: &'static str| {
            let template: &'static str = format!("{{{name}}}").leak();
            Template::of(template, template, [name]).err()
        };
        assert_eq!(fault("a_1"), None);
        assert_eq!(fault("a234567890123456789012345678901_"), None);
        for name in ["", "1a", "_a", "A", "a-b", "名", "a2345678901234567890123456789012_"] {
            assert_eq!(fault(name), Some(F::Name), "{name}");
        }
        assert_eq!(Template::of("{a}", "{a}", ["a", "a"]).err(), Some(F::Twice));
        let many = ["a"; 17];
        assert_eq!(Template::of("{a}", "{a}", many).err(), Some(F::TooMany));
    }

    #[test]
    fn a_fault_reads_alike_while_compiling_and_later() {
        assert_eq!(TemplateFault::Twice.to_string(), TemplateFault::Twice.message());
    }

    #[test]
    fn all_that_is_wrong_with_a_sentence_is_listed() {
        let args = vec![("day".to_owned(), Arg::Count(1)), ("Day".to_owned(), Arg::Count(2))];
        let wrong = Sentence::new(line("on {night}"), line("{day}。"), args).unwrap_err();
        assert_eq!(
            wrong.to_string(),
            "English template: a template names an argument that is not given, or has a stray \
             brace; Chinese template: a template ends with a full stop; arguments: an argument \
             is not used by both templates",
        );
        assert_eq!(wrong.faults().len(), 3);
    }

    #[test]
    fn hostile_sentences_are_refused() {
        let with = |args: &str| format!(r#"{{"en":"{{a}}","zh":"{{a}}","args":{{{args}}}}}"#);
        assert!(serde_json::from_str::<Sentence>(&with(r#""a":{"count":1}"#)).is_ok());
        for (json, message) in [
            (with(""), "not given"),
            (with(r#""a":{"count":1},"b":{"count":1}"#), "not used"),
            (with(r#""a":{"count":1},"a":{"count":2}"#), "two arguments have one name"),
            (with(r#""A":{"count":1}"#), "the name of an argument"),
            (with(r#""a":{"count":-1}"#), "invalid value"),
            (with(r#""a":{"float":1}"#), "unknown variant"),
            (with(r#""a":{"count":1,"day":"2019-04-26"}"#), ""),
            (with(r#""a":{"length":{"working_days":0}}"#), ""),
            (with(&format!(r#""{}":{{"count":1}}"#, "a".repeat(33))), "at most 32"),
            (r#"{"en":"a","zh":"a","args":{},"fr":"a"}"#.to_owned(), "unknown field"),
            (r#"{"en":"a","zh":"a","args":[]}"#.to_owned(), "arguments by name"),
            (r#"{"en":"a"}"#.to_owned(), "missing field"),
        ] {
            let found = refused::<Sentence>(&json);
            assert!(found.contains(message), "{json}: {found}");
        }
        let many: Vec<_> = (0..17).map(|n| format!(r#""a{n}":{{"count":1}}"#)).collect();
        assert!(refused::<Sentence>(&with(&many.join(","))).contains("more than 16"));
    }

    proptest! {
        /// The check of templates, told once more with ordinary string functions.
        #[test]
        fn the_check_agrees_with_a_plain_one(
            english in "[ab{}.]{0,8}",
            chinese in "[ab{}。]{0,8}",
            names in proptest::sample::subsequence(vec!["a", "b", "ab"], 0..=3),
        ) {
            let uses = |text: &str, name: &str| text.contains(&format!("{{{name}}}"));
            let clean = |text: &str| {
                let bare = names.iter().fold(text.to_owned(), |rest, name| {
                    rest.replace(&format!("{{{name}}}"), "\u{1}")
                });
                !text.is_empty() && !bare.contains(['{', '}']) && !text.ends_with(['.', '。'])
            };
            let good = clean(&english)
                && clean(&chinese)
                && names.iter().all(|name| uses(&english, name) && uses(&chinese, name));
            let parse = |text: &str| Line::parse(text);
            prop_assume!(parse(&english).is_ok() && parse(&chinese).is_ok());
            let args = names.iter().map(|name| ((*name).to_owned(), Arg::Count(1))).collect();
            let made = Sentence::new(line(&english), line(&chinese), args);
            prop_assert_eq!(made.is_ok(), good, "{} {} {:?}", english, chinese, names);
        }
    }
}

mod reasons {
    use super::*;

    #[test]
    fn rule_names_have_one_form() {
        for text in ["transfer/notice-late", "a/b", "sign-off/layer-2", "file-review/c23"] {
            let name = RuleName::parse(text).unwrap();
            assert_eq!(format!("{}/{}", name.file(), name.rule()), text);
            assert_eq!(round_trip(&name), format!("\"{text}\""));
        }
        let long = format!("a/{}", "b".repeat(62));
        assert!(RuleName::parse(&long).is_ok());
        for text in [
            "",
            "/",
            "a",
            "a/",
            "/b",
            "a/b/c",
            "a//b",
            "A/b",
            "a/B",
            "a_b/c",
            "a/b_c",
            "-a/b",
            "a-/b",
            "a/-b",
            "a/b-",
            "a--b/c",
            "1a/b",
            "a/1b",
            "a/b ",
            "名/b",
            "a/b.",
            &format!("{long}b"),
        ] {
            assert_eq!(RuleName::parse(text), Err(InvalidRuleName), "{text}");
            assert!(RuleLiteral::of(text.to_owned().leak()).is_none(), "{text}");
        }
        assert_eq!(rule_name!("a/b"), RuleName::parse("a/b").unwrap());
    }

    #[test]
    fn a_decision_reads_as_a_paragraph_in_both_languages() {
        let law =
            Citation::literal("监察法", Some(day!(2018, 3, 20)), "art. 34", "", Certainty::Stated);
        let open =
            Citation::literal("Chengguan practice report", None, "C12", "", Certainty::Reading);
        let late = Reason::new(
            rule_name!("transfer/notice-late"),
            sentence!(
                "notice was due before {due}, {count} days ago",
                "应于{due}前通报，已逾期{count}日",
                due = day!(2019, 5, 6),
                count = 2_u64,
            ),
            citation(),
        )
        .citing(law);
        let signed = Reason::new(
            rule_name!("sign-off/order"),
            sentence!("the order is ours", "顺序系本库理解"),
            open,
        );
        let decision = Decision::new(Truth::No, late).and(signed);
        assert_eq!(
            decision.to_string(),
            "no\n  \
             transfer/notice-late: notice was due before 2019-05-06, 2 days ago \
             [Report, 2019-04-24, Z13; 监察法, 2018-03-20, art. 34]\n  \
             sign-off/order: the order is ours \
             [Chengguan practice report, undated, C12 (our reading)]",
        );
        assert_eq!(
            decision.chinese(),
            "否\n  \
             transfer/notice-late：应于2019年5月6日前通报，已逾期2日\
             〔《Report》，2019-04-24，Z13；《监察法》，2018-03-20，art. 34〕\n  \
             sign-off/order：顺序系本库理解\
             〔《Chengguan practice report》，未注明日期，C12（本库理解）〕",
        );
        round_trip(&decision);
    }

    #[test]
    fn a_decision_keeps_its_reasons_and_their_order() {
        let decision = Decision::new(1, reason(0)).and(reason(1)).map(|n| n + 1);
        assert_eq!((decision.outcome(), decision.reasons()), (&2, &[reason(0), reason(1)][..]));
        let further = decision.then(|n| Decision::new(n * 10, reason(2)));
        assert_eq!(further.into_parts(), (20, vec![reason(2), reason(0), reason(1)]));
    }

    #[test]
    fn a_decision_without_reason_and_a_reason_without_citation_are_refused() {
        let empty = refused::<Decision<bool>>(r#"{"outcome":true,"reasons":[]}"#);
        assert!(empty.starts_with("the list is empty, at least one is needed"), "{empty}");
        refused::<Decision<bool>>(r#"{"outcome":true}"#);
        let json = serde_json::to_value(reason(1)).unwrap();
        for (field, value) in [
            ("citations", serde_json::json!([])),
            ("rule", "Transfer".into()),
            ("because", "text".into()),
            ("note", 1.into()),
        ] {
            let mut json = json.clone();
            json[field] = value;
            assert!(serde_json::from_value::<Reason>(json).is_err(), "{field}");
        }
    }
}

mod answers {
    use super::*;

    fn missing(fact: &str) -> Missing {
        Missing::new(
            Code::parse(fact).unwrap(),
            sentence!("what {it} is", "{it}为何", it = line(fact)),
            NotKnown::AwaitingAnswer,
        )
    }

    #[test]
    fn what_is_missing_on_either_side_is_listed_once() {
        let both = Answer::<u64>::missing(missing("a")).zip(Answer::<u64>::Undetermined(
            Undetermined::new(missing("b")).and(missing("a")).and(missing("b")),
        ));
        assert_eq!(both.what_is_missing(), [missing("a"), missing("b")]);
        let one = Answer::Known(1).zip(Answer::<u64>::missing(missing("b")));
        assert_eq!(one.what_is_missing(), [missing("b")]);
        let other = Answer::<u64>::missing(missing("a")).zip(Answer::Known(1));
        assert_eq!(other.what_is_missing(), [missing("a")]);
        assert_eq!(Answer::Known(1).zip(Answer::Known(2)).known(), Some((1, 2)));
    }

    #[test]
    fn an_answer_reads_in_both_languages() {
        let by = Word::of(&Signatory::LeaderInCharge);
        let open = Undetermined::new(missing("a").supplied_by(by)).and(missing("b"));
        let answer: Answer<u64> = Answer::Undetermined(open);
        assert_eq!(
            answer.to_string(),
            "undetermined, missing: what a is (asked, no answer yet, from: leader in charge); \
             what b is (asked, no answer yet)",
        );
        assert_eq!(
            answer.chinese(),
            "尚不能确定，缺少：a为何（已问询，未答复，由分管领导提供）；b为何（已问询，未答复）",
        );
        assert_eq!(
            (Answer::Known(3).to_string(), Answer::Known(3_u64).chinese()),
            ("3".into(), "3".into())
        );
        round_trip(&answer);
        assert_eq!(round_trip(&Answer::Known(3)), r#"{"known":3}"#);
        refused::<Answer<u64>>(r#"{"undetermined":[]}"#);
        refused::<Answer<u64>>(r#"{"known":3,"undetermined":[]}"#);
    }

    #[test]
    fn what_is_not_known_is_never_asked_further() {
        let answer: Answer<u64> = Answer::missing(missing("a"));
        let further = answer.clone().and_then(|_| -> Answer<u64> { panic!("asked") });
        assert_eq!(further, answer.map(|n| n + 1));
        assert_eq!(Answer::Known(1).and_then(|n| Answer::Known(n + 1)).known(), Some(2));
    }
}

/// A requirement once more, as a plain recursive tree over numbered conditions.
#[derive(Clone, Debug)]
enum Plain {
    Condition(usize),
    AtLeast(usize, Vec<Plain>),
    Not(Box<Plain>),
}

/// How one numbered condition is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    truth: Truth,
    forbidden: bool,
    curable: bool,
}

impl Plain {
    fn truth(&self, states: &[State]) -> Truth {
        match self {
            Self::Condition(n) => states[*n].truth,
            Self::Not(member) => member.truth(states).not(),
            Self::AtLeast(need, members) => {
                let count = |t| members.iter().filter(|m| m.truth(states) == t).count();
                if count(Truth::Yes) >= *need {
                    Truth::Yes
                } else if count(Truth::Yes) + count(Truth::Unknown) >= *need {
                    Truth::Unknown
                } else {
                    Truth::No
                }
            }
        }
    }

    fn build(&self, states: &[State]) -> Requirement {
        match self {
            Self::Condition(n) => condition(*n, states[*n]).into(),
            Self::Not(member) => member.build(states).not(),
            Self::AtLeast(need, members) => {
                Requirement::at_least(*need, members.iter().map(|m| m.build(states))).unwrap()
            }
        }
    }

    /// The senses in which a condition is wanted: to hold, not to hold.
    fn wanted(&self, negated: bool, found: &mut Vec<(usize, bool)>) {
        match self {
            Self::Condition(n) => found.push((*n, negated)),
            Self::Not(member) => member.wanted(!negated, found),
            Self::AtLeast(_, members) => members.iter().for_each(|m| m.wanted(negated, found)),
        }
    }

    /// Whether no condition is wanted both ways.
    fn is_simple(&self) -> bool {
        let mut found = Vec::new();
        self.wanted(false, &mut found);
        !found.iter().any(|(n, negated)| found.contains(&(*n, !negated)))
    }
}

fn condition(n: usize, state: State) -> Condition {
    let remedy = || {
        if state.curable {
            Remedy::by(cure(n))
        } else {
            Remedy::none(sentence!("it is too late", "为时已晚"))
        }
    };
    match (state.truth, state.forbidden) {
        (Truth::Unknown, _) => Condition::unknown(reason(n), NotKnown::NeverAsked, remedy()),
        (Truth::No, false) => Condition::unmet(reason(n), remedy()),
        (Truth::No, true) => Condition::forbidden(reason(n), remedy()),
        (Truth::Yes, true) => Condition::bar(reason(n), remedy()),
        (Truth::Yes, false) => Condition::met(reason(n)),
    }
}

/// The number of the condition that stands in the way.
fn number(unmet: &Unmet) -> usize {
    match unmet.reason().because().arg("n") {
        Some(Arg::Count(n)) => usize::try_from(*n).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// What the cures of a way do: each condition takes the truth that is wanted of it.
fn cured(states: &[State], way: &[(usize, bool)]) -> Vec<State> {
    let mut states = states.to_vec();
    for (n, negated) in way {
        states[*n].truth = Truth::from(!negated);
    }
    states
}

/// A way as condition and sense; the sense is told by the obstacle and the state.
fn flips(way: &[&Unmet], states: &[State], tree: &Plain) -> Vec<Vec<(usize, bool)>> {
    let mut wanted = Vec::new();
    tree.wanted(false, &mut wanted);
    let mut choices = vec![Vec::new()];
    for unmet in way {
        let n = number(unmet);
        // An unknown condition may be wanted either way; try those that the tree wants.
        let senses: Vec<bool> = match states[n].truth {
            Truth::Yes => vec![true],
            Truth::No => vec![false],
            Truth::Unknown => {
                [false, true].into_iter().filter(|s| wanted.contains(&(n, *s))).collect()
            }
        };
        choices = choices
            .into_iter()
            .flat_map(|so_far: Vec<(usize, bool)>| {
                senses.iter().map(move |s| [so_far.as_slice(), &[(n, *s)]].concat())
            })
            .collect();
    }
    choices
}

fn state() -> impl Strategy<Value = State> {
    (0..3_usize, any::<bool>(), proptest::bool::weighted(0.8)).prop_map(
        |(truth, forbidden, curable)| State { truth: Truth::ALL[truth], forbidden, curable },
    )
}

fn plain() -> impl Strategy<Value = Plain> {
    let leaf = (0..6_usize).prop_map(Plain::Condition);
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            3 => (proptest::collection::vec(inner.clone(), 1..4), 0..4_usize).prop_map(
                |(members, need)| Plain::AtLeast(need % members.len() + 1, members)
            ),
            1 => inner.prop_map(|member| Plain::Not(Box::new(member))),
        ]
    })
}

fn states() -> impl Strategy<Value = Vec<State>> {
    proptest::collection::vec(state(), 6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn trees_evaluate_as_the_plain_ones(tree in plain(), states in states()) {
        let requirement = tree.build(&states);
        prop_assert_eq!(requirement.truth(), tree.truth(&states));
        prop_assert_eq!(requirement.unmet().is_empty(), requirement.truth() == Truth::Yes);
        prop_assert_eq!(requirement.decide(step(), ()).is_ok(), requirement.truth() == Truth::Yes);
        round_trip(&requirement);
    }

    /// Invariant 9: all cures of a way make the step succeed; with one left out it fails.
    #[test]
    fn every_way_is_enough_and_no_part_of_it_is(tree in plain(), states in states()) {
        let Err(refusal) = tree.build(&states).decide(step(), ()) else { return Ok(()) };
        prop_assert!(refusal.lists_all_ways());
        for way in refusal.ways() {
            // What is not known may be wanted to hold in one part of the tree and not to hold
            // in another: the way means one of the two, and for that one nothing is to spare.
            let enough: Vec<_> = flips(&way, &states, &tree)
                .into_iter()
                .filter(|flips| tree.truth(&cured(&states, flips)) == Truth::Yes)
                .collect();
            prop_assert!(!enough.is_empty(), "{}", refusal);
            let nothing_to_spare = |flips: &Vec<(usize, bool)>| {
                (0..flips.len()).all(|left_out| {
                    let mut part = flips.clone();
                    part.remove(left_out);
                    tree.truth(&cured(&states, &part)) != Truth::Yes
                })
            };
            prop_assert!(enough.iter().any(nothing_to_spare), "{}", refusal);
        }
        round_trip(&refusal);
    }

    /// No way out is missed: of all changes of conditions that make the step succeed, the
    /// smallest are exactly the ways.
    #[test]
    fn the_ways_are_all_the_smallest_changes(tree in plain(), states in states()) {
        let Err(refusal) = tree.build(&states).decide(step(), ()) else { return Ok(()) };
        let open = |n: usize| match states[n] {
            // Nothing is named that would undo what holds and is no bar.
            State { truth: Truth::Yes, forbidden: false, .. } => false,
            State { curable, .. } => curable,
        };
        let mut enough: Vec<Vec<(usize, bool)>> = Vec::new();
        // Each condition stays, becomes true, or becomes false.
        for code in 0..3_usize.pow(6) {
            let change: Vec<(usize, bool)> = (0..6)
                .filter_map(|n| match code / 3_usize.pow(n) % 3 {
                    0 => None,
                    to => Some((usize::try_from(n).unwrap(), to == 2)),
                })
                .filter(|(n, negated)| states[*n].truth != Truth::from(!negated))
                .collect();
            if tree.truth(&cured(&states, &change)) == Truth::Yes {
                enough.push(change);
            }
        }
        // A change of an unknown condition to *yes* is no part of a change of it to *no*:
        // nobody chooses what is found out.
        let smallest = |set: &Vec<(usize, bool)>| {
            !enough.iter().any(|o| o.len() < set.len() && o.iter().all(|n| set.contains(n)))
        };
        let mut expected: Vec<Vec<usize>> = enough
            .iter()
            .filter(|set| smallest(set) && set.iter().all(|(n, _)| open(*n)))
            .map(|set| set.iter().map(|(n, _)| *n).collect())
            .collect();
        let mut found: Vec<Vec<usize>> = refusal.ways().map(|way| {
            let mut numbers: Vec<usize> = way.into_iter().map(number).collect();
            numbers.sort_unstable();
            numbers
        }).collect();
        for list in [&mut expected, &mut found] {
            list.sort();
            list.dedup();
        }
        prop_assert_eq!(found, expected, "{}", refusal);
    }

    #[test]
    fn in_a_simple_tree_curing_all_that_is_listed_is_enough(tree in plain(), states in states()) {
        prop_assume!(tree.is_simple());
        let requirement = tree.build(&states);
        let mut wanted = Vec::new();
        tree.wanted(false, &mut wanted);
        let all: Vec<(usize, bool)> = requirement
            .unmet()
            .iter()
            .map(|unmet| *wanted.iter().find(|(n, _)| *n == number(unmet)).unwrap())
            .collect();
        prop_assert_eq!(tree.truth(&cured(&states, &all)), Truth::Yes);
        if let Err(refusal) = requirement.decide(step(), ()) {
            let unknown = refusal.kind() == RefusalKind::NotEnoughKnown;
            prop_assert_eq!(unknown, requirement.truth() == Truth::Unknown, "{}", refusal);
        }
    }

    #[test]
    fn a_plain_list_of_conditions_has_one_way_and_the_hardest_kind(states in states()) {
        let tree = Plain::AtLeast(6, (0..6).map(Plain::Condition).collect());
        let Err(refusal) = tree.build(&states).decide(step(), ()) else { return Ok(()) };
        let unmet: Vec<usize> = (0..6).filter(|n| states[*n].truth != Truth::Yes).collect();
        let listed: Vec<usize> = refusal.unmet().iter().map(number).collect();
        prop_assert_eq!(&listed, &unmet);
        let no = |n: &&usize| states[**n].truth == Truth::No;
        let kind = if unmet.iter().filter(no).any(|n| states[*n].forbidden) {
            RefusalKind::Forbidden
        } else if unmet.iter().any(|n| states[*n].truth == Truth::No) {
            RefusalKind::NotPermitted
        } else {
            RefusalKind::NotEnoughKnown
        };
        prop_assert_eq!(refusal.kind(), kind);
        prop_assert_eq!(refusal.is_final(), unmet.iter().any(|n| !states[*n].curable));
        prop_assert_eq!(refusal.ways().count(), usize::from(!refusal.is_final()));
    }
}

mod trees {
    use super::*;

    const YES: State = State { truth: Truth::Yes, forbidden: false, curable: true };
    const NO: State = State { truth: Truth::No, ..YES };
    const UNKNOWN: State = State { truth: Truth::Unknown, ..YES };
    const BARRED: State = State { truth: Truth::No, forbidden: true, curable: true };

    fn leaf(n: usize, state: State) -> Requirement {
        condition(n, state).into()
    }

    #[test]
    fn the_outline_shows_each_part_with_its_own_answer() {
        let tree = leaf(0, YES)
            .and(leaf(1, NO).or(leaf(2, UNKNOWN)))
            .and(leaf(3, State { forbidden: true, ..YES }).not())
            .and(Requirement::at_least(2, [leaf(4, YES), leaf(5, YES), leaf(6, NO)]).unwrap());
        assert_eq!(
            tree.to_string(),
            "no: all of 4\n  \
             yes: test/condition: condition 0 [Report, 2019-04-24, Z13]\n  \
             not known: any of 2\n    \
             no: test/condition: condition 1 [Report, 2019-04-24, Z13]\n    \
             not known: test/condition: condition 2 [Report, 2019-04-24, Z13]\n  \
             no: not\n    \
             yes: test/condition: condition 3 [Report, 2019-04-24, Z13]\n  \
             yes: at least 2 of 3\n    \
             yes: test/condition: condition 4 [Report, 2019-04-24, Z13]\n    \
             yes: test/condition: condition 5 [Report, 2019-04-24, Z13]\n    \
             no: test/condition: condition 6 [Report, 2019-04-24, Z13]",
        );
        assert!(tree.chinese().starts_with("否：4项全部\n  是：test/condition：条件0〔《Report》"));
        assert!(tree.chinese().contains("\n  否：非\n"), "{}", tree.chinese());
        assert!(tree.chinese().contains("\n  是：3项中至少2项\n"), "{}", tree.chinese());
        assert!(tree.chinese().contains("\n  不明：2项之一\n"), "{}", tree.chinese());
        assert_eq!(tree.conditions().count(), 7);
    }

    #[test]
    fn a_permitted_step_names_the_conditions_that_carry_it() {
        let tree = leaf(0, YES).and(leaf(1, NO)).or(leaf(2, YES)).and(leaf(3, NO).not());
        let decision = tree.decide(step(), "closed").unwrap();
        assert_eq!(decision.reasons(), [reason(2), reason(3)]);
        assert_eq!(decision.outcome(), &"closed");
    }

    #[test]
    fn a_refusal_reads_as_a_page_in_both_languages() {
        let lost = State { curable: false, ..UNKNOWN };
        let tree = leaf(0, NO).and(leaf(1, BARRED).or(leaf(2, UNKNOWN)).or(leaf(3, lost)));
        let refusal = tree.decide(step(), ()).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "not permitted: close the case\n  \
             1. unmet: test/condition: condition 0 [Report, 2019-04-24, Z13]\n     \
             cure: cure 0 (by: leader in charge)\n  \
             2. forbidden: test/condition: condition 1 [Report, 2019-04-24, Z13]\n     \
             cure: cure 1 (by: leader in charge)\n  \
             3. not known (never asked): test/condition: condition 2 [Report, 2019-04-24, Z13]\n     \
             cure: cure 2 (by: leader in charge)\n  \
             4. not known (never asked): test/condition: condition 3 [Report, 2019-04-24, Z13]\n     \
             no cure: it is too late\n  \
             one of these is enough: 1 and 2; 1 and 3",
        );
        assert_eq!(
            refusal.chinese(),
            "条件不具备：结案\n  \
             1．未满足：test/condition：条件0〔《Report》，2019-04-24，Z13〕\n     \
             补正办法：补正0（由分管领导办理）\n  \
             2．禁止：test/condition：条件1〔《Report》，2019-04-24，Z13〕\n     \
             补正办法：补正1（由分管领导办理）\n  \
             3．不明（尚未了解）：test/condition：条件2〔《Report》，2019-04-24，Z13〕\n     \
             补正办法：补正2（由分管领导办理）\n  \
             4．不明（尚未了解）：test/condition：条件3〔《Report》，2019-04-24，Z13〕\n     \
             无法补正：为时已晚\n  \
             满足其一即可：1和2；1和3",
        );
        let whole = leaf(0, NO).and(leaf(1, State { curable: false, ..BARRED }));
        let refusal = whole.decide(step(), ()).unwrap_err();
        assert_eq!(refusal.kind(), RefusalKind::Forbidden);
        assert!(refusal.to_string().ends_with("\n  nothing can make this step possible"));
        assert!(refusal.chinese().ends_with("\n  此事项无法办理"));
    }

    #[test]
    fn what_holds_under_not_and_is_no_bar_cannot_be_undone() {
        let refusal = leaf(0, YES).not().decide(step(), ()).unwrap_err();
        assert_eq!(refusal.kind(), RefusalKind::NotPermitted);
        assert_eq!(
            refusal.unmet()[0].remedy().why_none().unwrap().to_string(),
            "the rule names nothing that would undo it",
        );
        assert!(refusal.is_final());
    }

    #[test]
    fn what_contradicts_itself_can_never_be_met() {
        let refusal = leaf(0, UNKNOWN).and(leaf(0, UNKNOWN).not()).decide(step(), ()).unwrap_err();
        assert!(refusal.is_final(), "{refusal}");
        assert_eq!(refusal.ways().count(), 0);
        assert_eq!(refusal.kind(), RefusalKind::NotEnoughKnown);
    }

    #[test]
    fn groups_are_joined_and_double_negation_vanishes() {
        let chain = leaf(0, YES).and(leaf(1, YES)).and(leaf(2, YES));
        let at_once = Requirement::at_least(3, [leaf(0, YES), leaf(1, YES), leaf(2, YES)]).unwrap();
        assert_eq!(chain, at_once);
        let either = leaf(0, YES).or(leaf(1, YES)).or(leaf(2, YES));
        assert_eq!(
            either,
            Requirement::at_least(1, [leaf(0, YES), leaf(1, YES), leaf(2, YES)]).unwrap(),
        );
        assert_eq!(chain.clone().not().not(), chain);
        let mixed = either.clone().and(chain.clone());
        assert!(mixed.to_string().starts_with("yes: all of 2"), "{mixed}");
        assert_eq!(
            Requirement::at_least(0, [chain]),
            Err(InvalidRequirement::Count { need: 0, of: 1 }),
        );
        assert_eq!(
            Requirement::at_least(1, []).unwrap_err().to_string(),
            "at least 1 of 0 members is not between 1 and all of them",
        );
    }

    #[test]
    fn more_alternatives_than_are_listed_are_told() {
        let either =
            |from: usize| (from + 1..from + 5).fold(leaf(from, NO), |tree, n| tree.or(leaf(n, NO)));
        // 125 ways: three choices among five.
        let refusal = either(0).and(either(10)).and(either(20)).decide(step(), ()).unwrap_err();
        assert_eq!(refusal.unmet().len(), 15);
        assert_eq!(refusal.ways().count(), Refusal::MOST_WAYS);
        assert!(!refusal.lists_all_ways() && !refusal.is_final());
        assert!(refusal.to_string().ends_with("\n  there may be further ways"));
        assert!(refusal.chinese().ends_with("\n  可能另有途径"));
        assert_eq!(refusal.kind(), RefusalKind::NotPermitted);
        round_trip(&refusal);
    }

    /// Runs in a thread with a stack that no recursion over the tree would survive.
    fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
        std::thread::Builder::new().stack_size(256 * 1024).spawn(test).unwrap().join().unwrap();
    }

    #[test]
    fn no_depth_overflows_a_stack() {
        on_a_small_stack(|| {
            let mut deep = leaf(0, NO);
            for n in 0..5_000 {
                let other = leaf(n % 3 + 1, if n % 2 == 0 { YES } else { UNKNOWN });
                deep = if n % 2 == 0 { deep.and(other).not() } else { deep.or(other).not() };
            }
            assert_eq!(deep.clone(), deep);
            let _ = deep.truth();
            let _ = deep.to_string().len();
            let _ = deep.decide(step(), ()).map_err(|refusal| refusal.to_string().len());
            let json = serde_json::to_string(&deep).unwrap();
            assert_eq!(serde_json::from_str::<Requirement>(&json).unwrap(), deep);
        });
    }

    #[test]
    fn a_wide_tree_is_refused_in_reasonable_time() {
        let wide = Requirement::at_least(10_000, (0..10_000).map(|n| leaf(n, NO))).unwrap();
        let refusal = wide.decide(step(), ()).unwrap_err();
        assert_eq!(refusal.unmet().len(), 10_000);
        assert_eq!(refusal.ways().map(|way| way.len()).collect::<Vec<_>>(), [10_000]);
        // Half of many: more ways than can be counted.
        let half = Requirement::at_least(500, (0..1_000).map(|n| leaf(n, NO))).unwrap();
        let refusal = half.decide(step(), ()).unwrap_err();
        assert!(!refusal.lists_all_ways());
        assert_eq!(refusal.unmet().len(), 1_000);
    }

    #[test]
    fn hostile_trees_are_refused() {
        let node = serde_json::to_string(&leaf(0, NO)).unwrap();
        let node = node.trim_matches(['[', ']']);
        assert!(serde_json::from_str::<Requirement>(&format!("[{node},\"not\"]")).is_ok());
        let group =
            |need: usize, of: usize| format!(r#"{{"at_least":{{"need":{need},"of":{of}}}}}"#);
        let huge = usize::MAX;
        for (json, message) in [
            ("[]".to_owned(), "the list holds 0 trees, exactly 1 is needed"),
            (format!("[{node},{node}]"), "the list holds 2 trees, exactly 1 is needed"),
            ("[\"not\"]".to_owned(), "element 0 joins more members than stand before it"),
            (format!("[{node},{}]", group(0, 1)), "at least 0 of 1 members"),
            (format!("[{node},{}]", group(2, 1)), "at least 2 of 1 members"),
            (format!("[{node},{}]", group(1, 2)), "element 1 joins more members"),
            (format!("[{node},{}]", group(huge, huge)), "element 1 joins more members"),
            (group(1, 1), ""),
            ("\"not\"".to_owned(), "a list of at most 100000 items"),
            (format!("[{node},\"nor\"]"), "unknown variant"),
        ] {
            let found = refused::<Requirement>(&json);
            assert!(found.contains(message), "{json}: {found}");
        }
        let nots = format!("[{node}{}]", ",\"not\"".repeat(100_000));
        assert!(refused::<Requirement>(&nots).contains("more than 100000 items"));
        on_a_small_stack(|| {
            let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
            refused::<Requirement>(&deep);
            refused::<Refusal>(&deep);
            refused::<Sentence>(&deep);
        });
    }
}

mod refusals {
    use super::*;

    fn unmet(n: usize, obstacle: Obstacle) -> Unmet {
        Unmet::new(obstacle, reason(n), Remedy::by_all(cure(n), [cure(n + 1)]))
    }

    fn refusal() -> Refusal {
        let unknown = Obstacle::NotKnown(NotKnown::Contradicted);
        Refusal::new(step(), unmet(0, unknown))
            .and(unmet(1, Obstacle::NotPermitted))
            .and(unmet(2, Obstacle::Forbidden))
    }

    #[test]
    fn the_kind_is_the_hardest_of_what_is_needed() {
        let unknown = Refusal::new(step(), unmet(0, Obstacle::NotKnown(NotKnown::RecordsLost)));
        assert_eq!(unknown.kind(), RefusalKind::NotEnoughKnown);
        let unmet = unknown.and(unmet(1, Obstacle::NotPermitted));
        assert_eq!(unmet.kind(), RefusalKind::NotPermitted);
        assert_eq!(refusal().kind(), RefusalKind::Forbidden);
        assert_eq!(refusal().ways().map(|way| way.len()).collect::<Vec<_>>(), [3]);
        assert_eq!(refusal().step(), &step());
        let error: Box<dyn std::error::Error + Send + Sync> = Box::new(refusal());
        assert!(error.to_string().starts_with("forbidden: close the case\n  1. not known"));
    }

    #[test]
    fn the_kinds_are_ordered_from_mild_to_hard() {
        assert!(RefusalKind::ALL.is_sorted());
        let terms: Vec<_> = RefusalKind::ALL.iter().map(|kind| kind.term()).collect();
        assert_eq!(terms, ["情况不明", "条件不具备", "禁止"]);
    }

    #[test]
    fn a_refusal_that_does_not_hold_together_is_refused_with_all_problems() {
        let good = serde_json::to_value(refusal()).unwrap();
        round_trip(&refusal());
        let read = |changes: &[(&str, serde_json::Value)]| {
            let mut json = good.clone();
            for (field, value) in changes {
                json[*field] = value.clone();
            }
            serde_json::from_value::<Refusal>(json).map_err(|error| error.to_string())
        };
        use serde_json::json;
        assert!(read(&[("ways", json!([[0, 2], [1, 2]]))]).is_ok());
        for (changes, message) in [
            (vec![("unmet", json!([]))], "the list is empty, at least one is needed"),
            (
                vec![("kind", json!("not_permitted"))],
                "the kind not permitted does not follow from the conditions",
            ),
            (
                vec![("ways", json!([[2], [2, 1], [0, 3], [], [2, 2]]))],
                "way 1 is empty, does not rise, or names a condition that is not listed; \
                 way 2 is empty, does not rise, or names a condition that is not listed; \
                 way 3 is empty, does not rise, or names a condition that is not listed; \
                 way 4 is empty, does not rise, or names a condition that is not listed; \
                 way 0 is part of way 1; way 0 is part of way 4; way 3 is part of way 0; way 3 is part of way 1; \
                 way 3 is part of way 2; way 3 is part of way 4; \
                 the kind forbidden does not follow from the conditions",
            ),
            (vec![("ways", json!([[0, 2], [2]]))], "way 1 is part of way 0"),
            (
                vec![("ways", json!([[0]])), ("all_ways", json!(false)), ("kind", json!("odd"))],
                "unknown variant `odd`, expected one of `not_enough_known`, `not_permitted`, \
                 `forbidden`",
            ),
            (vec![("ways", json!(vec![[0]; 65]))], "more than 64 items in a list"),
            (vec![("note", json!(1))], "unknown field `note`, expected one of"),
        ] {
            let found = read(&changes).unwrap_err();
            assert!(found.starts_with(message), "{found}");
        }
        // A list that is cut short cannot prove its kind, but no condition may be invented.
        let cut = |kind: &str| read(&[("all_ways", json!(false)), ("kind", json!(kind))]).is_ok();
        assert!(cut("forbidden") && cut("not_enough_known"));
    }

    #[test]
    fn a_remedy_is_never_an_empty_list() {
        assert_eq!(
            round_trip(&Remedy::none(sentence!("it is too late", "为时已晚"))),
            r#"{"none":{"en":"it is too late","zh":"为时已晚"}}"#,
        );
        assert!(refused::<Remedy>(r#"{"cures":[]}"#).starts_with("the list is empty"));
        let person = Remedy::by(Cure::fact(
            Code::parse("kinship").unwrap(),
            sentence!("declare kinship", "申报亲属关系"),
            Word::of(&Signatory::FollowUpOfficer),
        ));
        assert!(person.is_curable());
        assert!(matches!(person.cures()[0].act(), Act::Fact(code) if code.as_str() == "kinship"));
    }
}

#[test]
fn ids_of_every_kind_go_into_sentences() {
    let salt = Salt::new(&[7; 16]).unwrap();
    let person = PersonId::from_ledger(&salt, &LedgerNo::parse("1").unwrap());
    assert_eq!(Arg::from(person), Arg::Id(person.any()));
}
