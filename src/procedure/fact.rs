//! What the rules of this storey share: facts that may not be known, and what is cited
//! where no pack says anything.
//!
//! A list of facts is a struct with a public field for each question, of the type
//! [`Fact<bool>`](crate::provenance::Fact): yes, no, or why nobody knows. A field that is
//! left out when it is read was *never asked*.

use crate::base::text::{Code, Line};
use crate::decision::{Missing, Reason, RuleName, Sentence, Word};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::choice::Approver;
use crate::rulebook::{InForce, KeyInfo, NotInForce};

/// One question of a list of facts, with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    code: &'static str,
    what: Sentence,
    answer: Fact<bool>,
}

impl Question {
    /// A question.
    pub(super) const fn new(code: &'static str, what: Sentence, answer: Fact<bool>) -> Self {
        Self { code, what, answer }
    }

    /// The name of the field, and the code of the fact where it is missing.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What is asked, as in "whether the organ has jurisdiction".
    #[must_use]
    pub const fn what(&self) -> &Sentence {
        &self.what
    }

    /// The answer.
    #[must_use]
    pub const fn answer(&self) -> Fact<bool> {
        self.answer
    }

    /// What is missing; nothing if there is an answer.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        let why = self.answer.not_known()?;
        Some(Missing::new(Code::literal(self.code), self.what.clone(), why))
    }
}

/// The answer to a question that nobody has asked.
pub(super) const fn never_asked() -> Fact<bool> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

/// A fact from what a record holds; what it does not hold was never asked.
pub(super) fn recorded<T>(value: Option<T>) -> Fact<T> {
    value.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known)
}

/// Declares lists of facts.
macro_rules! facts {
    ($(
        $(#[$doc:meta])*
        $name:ident {$(
            $(#[$field_doc:meta])*
            $field:ident: $english:literal, $chinese:literal;
        )+}
    )+) => {$(
        $(#[$doc])*
        ///
        /// What is not given was never asked.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {$(
            $(#[$field_doc])*
            pub $field: crate::provenance::Fact<bool>,
        )+}

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: crate::procedure::fact::never_asked(),)+ }
            }
        }

        impl $name {
            /// The questions with their answers, in order.
            #[must_use]
            pub fn questions(&self) -> Vec<crate::procedure::fact::Question> {
                vec![$(crate::procedure::fact::Question::new(
                    stringify!($field),
                    crate::sentence!($english, $chinese),
                    self.$field,
                ),)+]
            }

            /// The codes of all questions, in order.
            pub const CODES: &[&str] = &[$(stringify!($field)),+];
        }
    )+};
}
pub(super) use facts;

/// A parameter as a word of a sentence.
pub(super) const fn named(key: &KeyInfo) -> Word {
    Word::literal(key.name(), key.term(), key.english())
}

/// Who approves, as a word of a sentence.
pub(super) fn chosen(approver: Approver) -> Word {
    let english = Line::parse(&approver.to_string()).unwrap_or(const { Line::literal("-") });
    Word::new(Code::literal(approver.code()), Line::literal(approver.term()), english)
}

/// A reason that rests on a parameter.
pub(super) fn by<V>(rule: RuleName, because: Sentence, parameter: &InForce<'_, V>) -> Reason {
    Reason::new(rule, because, parameter.citation().clone())
}

/// A reason that rests on the silence of all packs of a place.
pub(super) fn silent(rule: RuleName, not: &NotInForce) -> Reason {
    let because = crate::sentence!(
        "nothing is laid down here on {day} for: {key}",
        "本地{day}尚无此项规定：{key}",
        day = not.day,
        key = named(not.key),
    );
    let none =
        Citation::new(Line::literal("no document: no pack of the place says"), Certainty::Open);
    Reason::new(rule, because, none.at(Line::literal(not.key.name())))
}

/// What is missing where no pack of a place lays down a parameter.
pub(super) fn not_laid_down(not: &NotInForce) -> Missing {
    let what = crate::sentence!(
        "a rule of the place for: {key}",
        "本地关于“{key}”的规定",
        key = named(not.key)
    );
    Missing::new(Code::literal(not.key.name()), what, NotKnown::NeverAsked)
        .supplied_by(Word::literal("rule_pack", "规则包", "rule pack"))
}
