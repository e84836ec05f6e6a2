//! The two macros that make a list of words.

/// Gives the rows of a word: its own, or else those of its list.
macro_rules! rows {
    ($list:tt) => {
        &$list
    };
    ($list:tt $own:tt) => {
        &$own
    };
}

/// The last paragraph of a list's page: where its words come from.
macro_rules! source {
    ([$first:literal $(, $more:literal)*]) => {
        concat!("\n\n# Source\n\n", $first $(, ", ", $more)*, ".")
    };
}

/// Whether a word or its place in the list is a reading.
macro_rules! reading {
    () => {
        false
    };
    (reading) => {
        true
    };
}

/// What is said about the order of a list.
macro_rules! order {
    () => {
        None
    };
    ($order:literal) => {
        Some($order)
    };
}

/// What `Ord` means, as the closing sentence of a list's page.
macro_rules! order_doc {
    () => {
        "\n\nThe order of the variants means nothing; it only keeps output stable."
    };
    ($order:literal) => {
        concat!("\n\nOrdered ", $order, ".")
    };
}

/// What both kinds of lists have in common.
macro_rules! term_list {
    (
        $name:ident, $open:literal, $chinese:literal, $english:literal, $order:expr, $list_rows:tt,
        [$(($variant:ident, $code:literal, $term:literal, $word:literal, $rows:expr, $reading:expr)),+]
    ) => {
        impl $name {
            /// Every word that is listed.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];
        }

        impl $crate::terms::TermList for $name {
            const LIST: $crate::terms::List = $crate::terms::List::new(
                module_path!(),
                stringify!($name),
                ($chinese, $english),
                $open,
                $order,
                &$list_rows,
                &[$($crate::terms::Entry::new($code, $term, $word, $rows, $reading)),+],
            );

            fn all() -> Vec<Self> {
                Self::ALL.to_vec()
            }

            fn from_code(code: &str) -> Result<Self, $crate::terms::InvalidCode> {
                Self::from_code(code)
            }
        }

        impl $crate::terms::Term for $name {
            fn code(&self) -> &str {
                Self::code(self)
            }

            fn term(&self) -> &str {
                Self::term(self)
            }

            fn english(&self) -> &str {
                Self::english(self)
            }

            fn rows(&self) -> &'static [&'static str] {
                Self::rows(self)
            }
        }

        /// The English rendering.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.english())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::terms::InvalidCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::from_code(code)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <Self as $crate::terms::TermList>::LIST.schema()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::base::text::read_str(
                    deserializer,
                    concat!("code (", $english, ")"),
                    $crate::base::text::Code::MAX_CHARS,
                    Self::from_code,
                )
            }
        }
    };
}

/// Makes a closed list.
///
/// ```text
/// closed_terms! {
///     /// 中文: what the list is.
///     pub enum Name: "中文", "english", ["G01"] order "from … to …";
///     Variant = "variant", "词", "word";            // rows of the list
///     Second = "second", "词二", "word two", ["G02"] reading;
/// }
/// ```
macro_rules! closed_terms {
    (
        $(#[$doc:meta])+
        pub enum $name:ident: $chinese:literal, $english:literal, $list_rows:tt $(order $order:literal)?;
        $(
            $(#[$more:meta])*
            $variant:ident = $code:literal, $term:literal, $word:literal
            $(, $rows:tt)? $($reading:ident)?;
        )+
    ) => {
        $(#[$doc])+
        #[doc = order_doc!($($order)?)]
        #[doc = source!($list_rows)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!($term, ": ", $word, ".")]
                $(#[$more])*
                $variant,
            )+
        }

        impl $name {
            /// The word for machines.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The Chinese term.
            #[must_use]
            pub const fn term(&self) -> &'static str {
                match self {
                    $(Self::$variant => $term,)+
                }
            }

            /// The English rendering.
            #[must_use]
            pub const fn english(&self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The catalogue rows and articles that the word comes from.
            #[must_use]
            pub const fn rows(&self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => rows!($list_rows $($rows)?),)+
                }
            }

            /// The word with this code.
            ///
            /// # Errors
            ///
            /// [`InvalidCode`](crate::terms::InvalidCode) if there is none; it lists what is allowed.
            pub fn from_code(code: &str) -> Result<Self, $crate::terms::InvalidCode> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::terms::InvalidCode::unknown::<Self>(code)),
                }
            }
        }

        term_list! {
            $name, false, $chinese, $english, order!($($order)?), $list_rows,
            [$(($variant, $code, $term, $word, rows!($list_rows $($rows)?), reading!($($reading)?))),+]
        }
    };
}

/// Makes an open list: as [`closed_terms!`], with a variant `Other` for codes that are not listed.
macro_rules! open_terms {
    (
        $(#[$doc:meta])+
        pub enum $name:ident: $chinese:literal, $english:literal, $list_rows:tt $(order $order:literal)?;
        $(
            $(#[$more:meta])*
            $variant:ident = $code:literal, $term:literal, $word:literal
            $(, $rows:tt)? $($reading:ident)?;
        )+
    ) => {
        $(#[$doc])+
        ///
        /// An open list: a code that is not listed is kept as [`Self::Other`].
        #[doc = order_doc!($($order)?)]
        #[doc = source!($list_rows)]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!($term, ": ", $word, ".")]
                $(#[$more])*
                $variant,
            )+
            /// A word that is not listed; it has a code, and no renderings.
            Other($crate::terms::Unlisted<$name>),
        }

        impl $name {
            /// The word for machines.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Other(unlisted) => unlisted.as_str(),
                }
            }

            /// The Chinese term; the code of a word that is not listed.
            #[must_use]
            pub fn term(&self) -> &str {
                match self {
                    $(Self::$variant => $term,)+
                    Self::Other(unlisted) => unlisted.as_str(),
                }
            }

            /// The English rendering; the code of a word that is not listed.
            #[must_use]
            pub fn english(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(unlisted) => unlisted.as_str(),
                }
            }

            /// The catalogue rows and articles that the word comes from; none if it is not listed.
            #[must_use]
            pub const fn rows(&self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => rows!($list_rows $($rows)?),)+
                    Self::Other(_) => &[],
                }
            }

            /// Whether the word is one of [`Self::ALL`].
            #[must_use]
            pub const fn is_listed(&self) -> bool {
                !matches!(self, Self::Other(_))
            }

            /// The word with this code; [`Self::Other`] if it is not listed.
            ///
            /// # Errors
            ///
            /// [`InvalidCode`](crate::terms::InvalidCode) if the text cannot be a code at all.
            pub fn from_code(code: &str) -> Result<Self, $crate::terms::InvalidCode> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => $crate::terms::Unlisted::read(code).map(Self::Other),
                }
            }
        }

        term_list! {
            $name, true, $chinese, $english, order!($($order)?), $list_rows,
            [$(($variant, $code, $term, $word, rows!($list_rows $($rows)?), reading!($($reading)?))),+]
        }
    };
}
