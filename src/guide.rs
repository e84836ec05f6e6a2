//! Documentation only: how the crate is laid out, why, and what it must not be used for.
//!
//! | page | answers |
//! |---|---|
//! | [`architecture`] | which file answers which question |
//! | [`questions`] | why the crate is built the way it is |
//! | [`integration`] | how a program keeps a casebook in a database of its own |
//! | [`glossary`] | every word of the field: Chinese, English, code, source |
//! | [`sources`] | which documents and laws it is made of, and how certain each statement is |
//! | [`parameters`] | every parameter of the rules: its value in each place, since when, who says so |
//! | [`coverage`] | where each of the 133 rows of the catalogue stands |
//! | [`invariants`] | what always holds, and which tests hold it |
//! | [`limits`] | what the crate must not be used for |

#[doc = include_str!("guide/architecture.md")]
pub mod architecture {}

#[doc = include_str!("guide/questions.md")]
pub mod questions {}

#[doc = include_str!("guide/integration.md")]
pub mod integration {}

#[doc = include_str!("guide/glossary.md")]
pub mod glossary {}

#[doc = include_str!("guide/sources.md")]
pub mod sources {}

#[doc = include_str!("guide/parameters.md")]
pub mod parameters {}

#[doc = include_str!("guide/coverage.md")]
pub mod coverage {}

#[doc = include_str!("guide/invariants.md")]
pub mod invariants {}

#[doc = include_str!("guide/limits.md")]
pub mod limits {}
