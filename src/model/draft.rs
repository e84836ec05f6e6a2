//! How a noun is entered: a draft that may be wrong, and the list of all that is wrong.
//!
//! Every noun of this storey comes twice. Its *draft* has public fields, texts as
//! they were typed and gaps where nothing was said. Its *entered* form has private
//! fields and only getters, and is made by [`enter`](Draft::enter) alone. JSON is read into
//! the draft and entered too, so that there is one door.
//!
//! A clerk who fills in a form wants the whole list of what is wrong, not its first
//! line: `enter` gives back every problem, in the order of the fields.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::id::AnyId;
use crate::base::text::{InvalidText, read_str};
use crate::model::history::History;
use crate::model::stage::{RefusedAdvance, Stage, walk};

/// A text as it was typed, unchecked apart from its length.
// Invariant: at most RawText::MAX_BYTES bytes when it comes from a file.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawText(String);

impl RawText {
    /// The longest text that is taken from a file, in bytes.
    pub const MAX_BYTES: usize = 80_000;

    /// The text as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RawText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for RawText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for RawText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", crate::base::text::Escaped(&self.0).to_string())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RawText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "a text as it was typed",
            "type": "string", "maxLength": Self::MAX_BYTES
        })
    }
}

impl Serialize for RawText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RawText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let take = |text: &str| Ok::<_, InvalidText>(Self::from(text));
        read_str(deserializer, "a text", Self::MAX_BYTES, take)
    }
}

/// One thing that is wrong with a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}{}: {kind}", place(*index))]
pub struct DraftProblem {
    /// The field of the draft.
    pub field: &'static str,
    /// The place in a list, counted from 0.
    pub index: Option<usize>,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

fn place(index: Option<usize>) -> String {
    index.map_or_else(String::new, |index| format!("[{index}]"))
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// Nothing was given.
    #[error("is missing")]
    Missing,
    /// The text cannot be accepted.
    #[error(transparent)]
    Text(#[from] InvalidText),
    /// More entries than a list may hold.
    #[error("{found} entries, at most {max} are allowed")]
    TooMany {
        /// How many were given.
        found: usize,
        /// How many may be given.
        max: usize,
    },
    /// The same entry stands twice.
    #[error("stands already at [{first}]")]
    Twice {
        /// Where it stands first, counted from 0.
        first: usize,
    },
    /// The fields do not fit together.
    #[error("{why}")]
    Unfit {
        /// In one clause, without personal content.
        why: String,
    },
}

/// Everything that is wrong with a draft.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftProblems(Vec<DraftProblem>);

impl DraftProblems {
    /// The problems, in the order of the fields. Never empty.
    #[must_use]
    pub fn list(&self) -> &[DraftProblem] {
        &self.0
    }
}

impl fmt::Display for DraftProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for DraftProblems {}

/// Collects what is wrong while a draft is entered.
#[derive(Debug, Default)]
pub struct Desk(Vec<DraftProblem>);

impl Desk {
    /// Notes that the fields do not fit together.
    pub fn unfit(&mut self, field: &'static str, why: impl Into<String>) {
        self.note(field, None, ProblemKind::Unfit { why: why.into() });
    }

    /// Notes that an entry of a list does not fit.
    pub fn unfit_at(&mut self, field: &'static str, index: usize, why: impl Into<String>) {
        self.note(field, Some(index), ProblemKind::Unfit { why: why.into() });
    }

    pub(crate) fn note(&mut self, field: &'static str, index: Option<usize>, kind: ProblemKind) {
        self.0.push(DraftProblem { field, index, kind });
    }

    /// A text that has to be there.
    pub(crate) fn text<T>(
        &mut self,
        field: &'static str,
        raw: &RawText,
        parse: fn(&str) -> Result<T, InvalidText>,
    ) -> Option<T> {
        if raw.as_str().trim().is_empty() {
            self.note(field, None, ProblemKind::Missing);
            return None;
        }
        parse(raw.as_str()).map_err(|error| self.note(field, None, error.into())).ok()
    }

    /// A value that has to be there.
    pub(crate) fn needed<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.note(field, None, ProblemKind::Missing);
        }
        value
    }

    /// A list within its limit.
    pub(crate) fn list<T>(&mut self, field: &'static str, list: &[T]) {
        let found = list.len();
        if found > MAX_LIST {
            self.note(field, None, ProblemKind::TooMany { found, max: MAX_LIST });
        }
    }

    /// A list in which nothing may stand twice.
    pub(crate) fn set<T: Ord>(&mut self, field: &'static str, list: &[T]) {
        self.list(field, list);
        let mut seen = std::collections::BTreeMap::new();
        for (index, entry) in list.iter().enumerate() {
            if let Some(&first) = seen.get(entry) {
                self.note(field, Some(index), ProblemKind::Twice { first });
            } else {
                seen.insert(entry, index);
            }
        }
    }

    /// Whether no list is too long.
    pub(crate) fn within_limits(&self) -> bool {
        !self.0.iter().any(|problem| matches!(problem.kind, ProblemKind::TooMany { .. }))
    }

    /// A history of stages, walked from its first.
    pub(crate) fn stages<S: Stage + 'static>(
        &mut self,
        field: &'static str,
        history: Option<History<S>>,
    ) -> Option<History<S>> {
        let history = self.needed(field, history)?;
        let found = history.iter().count();
        if found > MAX_LIST {
            self.note(field, None, ProblemKind::TooMany { found, max: MAX_LIST });
        } else if let Err((index, why)) = walk(&history) {
            self.unfit_at(field, index, why);
        }
        Some(history)
    }

    /// The value, unless something was noted.
    pub(crate) fn close<T>(self, value: Option<T>) -> Result<T, DraftProblems> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(DraftProblems(self.0)),
        }
    }
}

/// Why a noun does not take a step. It is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAdvanced<S: Stage + 'static> {
    /// The step does not fit the stages before it.
    #[error(transparent)]
    Step(#[from] RefusedAdvance<S>),
    /// The step does not fit the other fields.
    #[error(transparent)]
    Unfit(#[from] DraftProblems),
}

/// The longest list that one field may hold.
pub const MAX_LIST: usize = 10_000;

/// A form that can be handed in.
pub trait Draft {
    /// What it becomes.
    type Entered;

    /// Hands the form in.
    ///
    /// # Errors
    ///
    /// [`DraftProblems`] lists everything that is wrong, in the order of the fields.
    fn enter(self) -> Result<Self::Entered, DraftProblems>;
}

/// Something that names other entities.
pub trait Refers {
    /// Calls `tell` with each field and id that it names, in the order of the fields.
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId));
}

/// Whether a field of a draft need not be written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares a noun: its draft, its entered form, getters, the door for JSON, its references.
///
/// | kind of field | in the draft | entered | getter |
/// |---|---|---|---|
/// | `text T` | `RawText` | `T` | `&T` |
/// | `text_opt T` | `Option<RawText>` | `Option<T>` | `Option<&T>` |
/// | `copy T` | `Option<T>` | `T` | `T` |
/// | `copy_opt T` | `Option<T>` | `Option<T>` | `Option<T>` |
/// | `id T`, `id_opt T` | as `copy`, `copy_opt` | and are references | |
/// | `need T` | `Option<T>` | `T` | `&T` |
/// | `opt T` | `Option<T>` | `Option<T>` | `Option<&T>` |
/// | `flag bool` | `bool` | `bool` | `bool` |
/// | `list T` | `Vec<T>` | `Vec<T>` | `&[T]` |
/// | `set T` | `Vec<T>`, nothing twice | `Vec<T>` | `&[T]` |
/// | `ids T` | as `set`, and are references | | `&[T]` |
/// | `subs T` | `Vec<T>` of parts that name others | `Vec<T>` | `&[T]` |
/// | `sub T`, `sub_opt T` | as `need`, `opt`; a part that names others | | |
/// | `stages T` | `Option<History<T>>`, walked | `History<T>` | `&History<T>`, `stage()`, `advance()` |
///
/// `check path` names a `fn(&Entered, &mut Desk)` that looks at the fields together.
macro_rules! noun {
    (
        $(#[$doc:meta])*
        $name:ident, $draft:ident, $idty:ident $(, check $check:path)?;
        $( $(#[$fdoc:meta])* $field:ident: $kind:ident $ty:ty ),* $(,)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            id: $crate::base::id::$idty,
            $( $field: $crate::model::draft::noun!(@entered $kind $ty), )*
            own: $crate::model::own::OwnFields,
        }

        #[doc = concat!("The form from which a [`", stringify!($name), "`] is entered.")]
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        pub struct $draft {
            /// The id, given by the host.
            #[serde(skip_serializing_if = "crate::model::draft::is_default")]
            pub id: Option<$crate::base::id::$idty>,
            $(
                $(#[$fdoc])*
                #[serde(skip_serializing_if = "crate::model::draft::is_default")]
                pub $field: $crate::model::draft::noun!(@draft $kind $ty),
            )*
            /// The host's own fields; kept, never looked at.
            #[serde(skip_serializing_if = "crate::model::draft::is_default")]
            pub own: $crate::model::own::OwnFields,
        }

        impl $crate::model::draft::Draft for $draft {
            type Entered = $name;

            fn enter(self) -> Result<$name, $crate::model::draft::DraftProblems> {
                let mut desk = $crate::model::draft::Desk::default();
                let id = desk.needed("id", self.id);
                $( $crate::model::draft::noun!(@take $kind desk self $field $ty); )*
                let own = self.own;
                // Every field that is `None` here has been noted.
                let entered = (|| {
                    Some($name { id: id?, $( $field: $field?, )* own })
                })();
                // What is too long is refused before its entries are compared.
                if let Some(entered) = entered.as_ref().filter(|_| desk.within_limits()) {
                    entered.look(&mut desk);
                }
                desk.close(entered)
            }
        }

        impl $name {
            /// Looks at the fields together.
            #[allow(unused_variables, reason = "not every noun has such a check")]
            fn look(&self, desk: &mut $crate::model::draft::Desk) {
                $( $check(self, desk); )?
            }

            /// The id.
            #[must_use]
            pub const fn id(&self) -> $crate::base::id::$idty {
                self.id
            }

            $( $crate::model::draft::noun!(@getter [$(#[$fdoc])*] $kind $field $ty); )*

            /// The host's own fields.
            #[must_use]
            pub const fn own(&self) -> &$crate::model::own::OwnFields {
                &self.own
            }
        }

        impl From<$name> for $draft {
            fn from(entered: $name) -> Self {
                Self {
                    id: Some(entered.id),
                    $( $field: $crate::model::draft::noun!(@back $kind entered $field), )*
                    own: entered.own,
                }
            }
        }

        impl $crate::model::draft::Refers for $name {
            fn refer(
                &self,
                #[allow(unused_variables, reason = "a noun may name nobody")]
                tell: &mut dyn FnMut(&'static str, $crate::base::id::AnyId),
            ) {
                $( $crate::model::draft::noun!(@refer $kind self $field tell); )*
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            /// As its draft, with what has to be there.
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut schema = <$draft as schemars::JsonSchema>::json_schema(generator);
                let needed = [
                    Some("id"),
                    $( $crate::model::draft::noun!(@needed $kind $field), )*
                ];
                let needed: Vec<&str> = needed.into_iter().flatten().collect();
                schema.insert("required".to_owned(), needed.into());
                schema
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$draft::from(self.clone()), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let draft = <$draft as serde::Deserialize>::deserialize(deserializer)?;
                $crate::model::draft::Draft::enter(draft).map_err(serde::de::Error::custom)
            }
        }
    };

    (@needed text $field:ident) => { Some(stringify!($field)) };
    (@needed copy $field:ident) => { Some(stringify!($field)) };
    (@needed id $field:ident) => { Some(stringify!($field)) };
    (@needed need $field:ident) => { Some(stringify!($field)) };
    (@needed sub $field:ident) => { Some(stringify!($field)) };
    (@needed stages $field:ident) => { Some(stringify!($field)) };
    (@needed $other:ident $field:ident) => { None };

    (@draft text $ty:ty) => { $crate::model::draft::RawText };
    (@draft text_opt $ty:ty) => { Option<$crate::model::draft::RawText> };
    (@draft copy $ty:ty) => { Option<$ty> };
    (@draft copy_opt $ty:ty) => { Option<$ty> };
    (@draft id $ty:ty) => { Option<$ty> };
    (@draft id_opt $ty:ty) => { Option<$ty> };
    (@draft need $ty:ty) => { Option<$ty> };
    (@draft sub $ty:ty) => { Option<$ty> };
    (@draft sub_opt $ty:ty) => { Option<$ty> };
    (@draft stages $ty:ty) => { Option<$crate::model::history::History<$ty>> };
    (@draft opt $ty:ty) => { Option<$ty> };
    (@draft flag $ty:ty) => { bool };
    (@draft $list:ident $ty:ty) => { Vec<$ty> };

    (@entered text $ty:ty) => { $ty };
    (@entered text_opt $ty:ty) => { Option<$ty> };
    (@entered copy $ty:ty) => { $ty };
    (@entered copy_opt $ty:ty) => { Option<$ty> };
    (@entered id $ty:ty) => { $ty };
    (@entered id_opt $ty:ty) => { Option<$ty> };
    (@entered need $ty:ty) => { $ty };
    (@entered sub $ty:ty) => { $ty };
    (@entered sub_opt $ty:ty) => { Option<$ty> };
    (@entered stages $ty:ty) => { $crate::model::history::History<$ty> };
    (@entered opt $ty:ty) => { Option<$ty> };
    (@entered flag $ty:ty) => { bool };
    (@entered $list:ident $ty:ty) => { Vec<$ty> };

    (@take text $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = $desk.text(stringify!($field), &$me.$field, <$ty>::parse);
    };
    (@take text_opt $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = match &$me.$field {
            Some(raw) => $desk.text(stringify!($field), raw, <$ty>::parse).map(Some),
            None => Some(None),
        };
    };
    (@take copy $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = $desk.needed(stringify!($field), $me.$field);
    };
    (@take id $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = $desk.needed(stringify!($field), $me.$field);
    };
    (@take need $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = $desk.needed(stringify!($field), $me.$field);
    };
    (@take sub $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = $desk.needed(stringify!($field), $me.$field);
    };
    (@take stages $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = $desk.stages(stringify!($field), $me.$field);
    };
    (@take set $desk:ident $me:ident $field:ident $ty:ty) => {
        $desk.set(stringify!($field), &$me.$field);
        let $field = Some($me.$field);
    };
    (@take ids $desk:ident $me:ident $field:ident $ty:ty) => {
        $desk.set(stringify!($field), &$me.$field);
        let $field = Some($me.$field);
    };
    (@take list $desk:ident $me:ident $field:ident $ty:ty) => {
        $desk.list(stringify!($field), &$me.$field);
        let $field = Some($me.$field);
    };
    (@take subs $desk:ident $me:ident $field:ident $ty:ty) => {
        $desk.list(stringify!($field), &$me.$field);
        let $field = Some($me.$field);
    };
    (@take $other:ident $desk:ident $me:ident $field:ident $ty:ty) => {
        let $field = Some($me.$field);
    };

    (@getter [$(#[$fdoc:meta])*] text $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> &$ty { &self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] need $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> &$ty { &self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] sub $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> &$ty { &self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] sub_opt $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> Option<&$ty> { self.$field.as_ref() }
    };
    (@getter [$(#[$fdoc:meta])*] stages $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> &$crate::model::history::History<$ty> { &self.$field }

        /// The stage that it is in.
        #[must_use]
        pub fn stage(&self) -> &$ty { self.$field.current() }

        /// Takes a step. What was entered is checked again with it.
        ///
        /// # Errors
        ///
        /// [`NotAdvanced`](crate::model::draft::NotAdvanced), and nothing has changed.
        pub fn advance(
            &mut self,
            when: $crate::model::history::When,
            next: $ty,
        ) -> Result<(), $crate::model::draft::NotAdvanced<$ty>> {
            let mut later = self.$field.clone();
            later.advance(when, next)?;
            let before = std::mem::replace(&mut self.$field, later);
            let mut desk = $crate::model::draft::Desk::default();
            self.look(&mut desk);
            desk.close(Some(())).map_err(|problems| {
                self.$field = before;
                problems.into()
            })
        }
    };
    (@getter [$(#[$fdoc:meta])*] text_opt $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> Option<&$ty> { self.$field.as_ref() }
    };
    (@getter [$(#[$fdoc:meta])*] opt $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> Option<&$ty> { self.$field.as_ref() }
    };
    (@getter [$(#[$fdoc:meta])*] copy $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> $ty { self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] id $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> $ty { self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] copy_opt $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> Option<$ty> { self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] id_opt $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> Option<$ty> { self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] flag $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub const fn $field(&self) -> bool { self.$field }
    };
    (@getter [$(#[$fdoc:meta])*] $list:ident $field:ident $ty:ty) => {
        $(#[$fdoc])*
        #[must_use]
        pub fn $field(&self) -> &[$ty] { &self.$field }
    };

    (@back text $from:ident $field:ident) => { $from.$field.as_str().into() };
    (@back text_opt $from:ident $field:ident) => { $from.$field.map(|text| text.as_str().into()) };
    (@back copy $from:ident $field:ident) => { Some($from.$field) };
    (@back id $from:ident $field:ident) => { Some($from.$field) };
    (@back need $from:ident $field:ident) => { Some($from.$field) };
    (@back sub $from:ident $field:ident) => { Some($from.$field) };
    (@back stages $from:ident $field:ident) => { Some($from.$field) };
    (@back $other:ident $from:ident $field:ident) => { $from.$field };

    (@refer id $me:ident $field:ident $tell:ident) => {
        $tell(stringify!($field), $crate::base::id::EntityId::any($me.$field));
    };
    (@refer id_opt $me:ident $field:ident $tell:ident) => {
        if let Some(id) = $me.$field { $tell(stringify!($field), $crate::base::id::EntityId::any(id)); }
    };
    (@refer ids $me:ident $field:ident $tell:ident) => {
        for id in &$me.$field { $tell(stringify!($field), $crate::base::id::EntityId::any(*id)); }
    };
    (@refer subs $me:ident $field:ident $tell:ident) => {
        for part in &$me.$field {
            $crate::model::draft::Refers::refer(part, &mut *$tell);
        }
    };
    (@refer sub $me:ident $field:ident $tell:ident) => {
        $crate::model::draft::Refers::refer(&$me.$field, &mut *$tell);
    };
    (@refer sub_opt $me:ident $field:ident $tell:ident) => {
        if let Some(part) = &$me.$field { $crate::model::draft::Refers::refer(part, &mut *$tell); }
    };
    (@refer stages $me:ident $field:ident $tell:ident) => {
        for entry in $me.$field.iter() {
            $crate::model::draft::Refers::refer(&entry.state, &mut *$tell);
        }
    };
    (@refer $other:ident $me:ident $field:ident $tell:ident) => {};
}

pub(crate) use noun;
