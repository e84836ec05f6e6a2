//! Storey 1: where a statement comes from, and how far it is believed.
//!
//! | file | holds |
//! |---|---|
//! | [`citation`] | a place in a published document, and how certain it is that the document says so |
//! | [`fingerprint`] | 32 bytes that stand for a content |
//! | [`source`] | who or what says something about a case, and what counts as one origin |
//! | [`grade`] | how reliable the source is, how credible the information |
//! | [`standing`] | how far a statement has come: alleged, checked, supported, established |
//! | [`claim`] | one source saying one thing |
//! | [`unknown`] | why something is not known |
//!
//! A [`Citation`] says where a *rule* comes from. A [`Source`] says where a *fact of a
//! case* comes from. The two never mix: no rule rests on a report, and no fact on a law.
//!
//! Reporters are not sources by name. A report enters as a source of the kind
//! [`SourceKind::Report`] whose origin is a number that the host deals out; who is
//! behind it stands sealed elsewhere, see `secrecy`.

/// A closed code list of the crate's own: codes for machines, the original term, and English for people.
macro_rules! code_list {
    (
        $(#[$doc:meta])* $name:ident {
            $($(#[$case_doc:meta])* $case:ident = $code:literal, $term:literal, $english:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$case_doc])* #[serde(rename = $code)] $case,)+
        }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The code, as it is written and read.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$case => $code,)+
                }
            }

            /// The Chinese term.
            #[must_use]
            pub const fn term(self) -> &'static str {
                match self {
                    $(Self::$case => $term,)+
                }
            }

            /// The English words.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self {
                    $(Self::$case => $english,)+
                }
            }
        }

        // No row: these lists are the crate's own, not the catalogue's.
        impl $crate::terms::Term for $name {
            fn code(&self) -> &str {
                Self::code(*self)
            }

            fn term(&self) -> &str {
                Self::term(*self)
            }

            fn english(&self) -> &str {
                Self::english(*self)
            }

            fn rows(&self) -> &'static [&'static str] {
                &[]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.english())
            }
        }
    };
}

pub(crate) use code_list;

pub mod citation;
pub mod fingerprint;
pub mod source;
pub mod grade;
pub mod standing;
pub mod claim;
pub mod unknown;

pub use citation::{Certainty, Citation, DefaultUse};
pub use claim::{Balance, Claim, ReversedSight, Stance, balance, independent_origins};
pub use fingerprint::{Fingerprint, InvalidFingerprint};
pub use grade::{Credibility, Grade, InvalidGrade, Reliability};
pub use source::{Source, SourceKind};
pub use standing::Standing;
pub use unknown::{Fact, NotKnown};

#[cfg(test)]
mod tests;
