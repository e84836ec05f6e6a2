//! Storey 2: what the rules are, as data: every number dated, cited, and of a place.
//!
//! Who says five? `transfer/notice` is five days in Zhaotong since a report of 24 April
//! 2019 (row Z13), two working days in Wenzhou, and nothing that is known in the law.
//! So no procedure holds a number. It asks [`RulesInForce`] for a [key](keys), on a day,
//! in a place, and gets the value with its citation and the pack that said so.
//!
//! | file | holds |
//! |---|---|
//! | [`parameter`] | one value with its history and the other readings of its source |
//! | [`catalogue`] | the catalogues of 15, 13, 7 and 6 as data |
//! | [`value`] | the kinds of values |
//! | [`choice`] | closed lists of choices |
//! | [`keys`] | every key, declared once |
//! | [`draft`] | a pack as it is read, unchecked |
//! | [`finding`] | what may be wrong in packs, with stable codes |
//! | `check` | checks of one pack by itself |
//! | [`pack`] | what one place has laid down |
//! | [`lint`] | what is wrong, or worth a look, in packs |
//! | [`packs`] | the published packs, one file a place |
//! | [`book`] | packs that belong together; the rules of a place on a day |
//! | [`editions`] | which law applies on a day |
//! | [`diff`] | what differs between places, days, packs |
//! | [`table`] | the overview in [`guide::parameters`](crate::guide::parameters) |
//! | `json` | packs in JSON (feature `journal`) |
//!
//! # Examples
//!
//! ```
//! use unbrella::day;
//! use unbrella::rulebook::{Rulebook, keys};
//!
//! let book = Rulebook::published();
//! let rules = book.on("zhaotong", day!(2019, 4, 26))?;
//!
//! // Zhaotong says so itself …
//! let notice = rules.get(keys::transfer::NOTICE)?;
//! assert_eq!(notice.pack().code().as_str(), "zhaotong");
//! // … and leaves the detention clock to the law.
//! let detention = rules.get(keys::discipline::DETENTION)?;
//! assert_eq!(detention.pack().code().as_str(), "national");
//! // Nobody had said yet how long forwarding may take.
//! let silent = rules.get(keys::intake::FORWARD_WRONG_ORGAN).unwrap_err();
//! assert_eq!(
//!     silent.to_string(),
//!     "no value of `intake/forward-wrong-organ` in force on 2019-04-26 in zhaotong, yunnan, \
//!      national; the next begins in national on 2021-09-20",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod parameter;

pub mod catalogue;

pub mod value;

pub mod choice;

pub mod keys;

pub mod draft;

pub mod finding;

mod check;

pub mod pack;

pub mod lint;

pub mod packs;

pub mod book;

pub mod editions;

pub mod diff;

pub mod table;

#[cfg(feature = "journal")]
pub mod json;

pub use book::{
    Beginning, InForce, InvalidRulebook, NotInForce, Rulebook, RulesInForce, UnknownPlace,
};
pub use catalogue::{Catalogue, CatalogueEntry};
pub use draft::{EntryDraft, PackDraft};
pub use keys::{KeyInfo, ParamKey};
pub use pack::{InvalidPack, NoSuchReading, RulePack};
pub use parameter::{Dated, InvalidHistory, Onset, Parameter, Reading, Says};
pub use value::{Chain, Codes, ParamType, Value, ValueKind, Vocabulary, Word};
