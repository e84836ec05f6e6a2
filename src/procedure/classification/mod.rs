//! Classification: which tier a gang belongs to follows from its features, never from a name.
//!
//! **What one can do here.** Ask for the tier ([`classify`]), whether a gang may be put
//! down as of a kind ([`may_label`]), under which of the four kinds its case is followed
//! ([`kinds`]), where it stays below the usual numbers of a triad-type organization
//! ([`below_usual`]), and how many gangs of each tier a dossier has ([`tally`]).
//!
//! Words: 黑社会性质组织 triad-type organization · 恶势力犯罪集团 evil-force criminal group ·
//! 恶势力团伙 evil gang · 村霸 village bully (a label) · 拔高、降低 raise or lower a tier.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `classification/triad` | a triad-type organization has all its features together; an umbrella is one way to control, and not a condition | `classification/triad-features`: 4, national from 2011-05-01 | law 3.1 |
//! | `classification/evil-force` | an evil force has every one of its features | – | law 3.1 |
//! | `classification/members` | it has enough members | `classification/evil-members`: 3, national from 2019-04-09 | law 3.1 |
//! | `classification/repeated` | within the period, acts were repeated, and enough of the same members took part repeatedly | `classification/evil-window`: 24 months; `classification/evil-same-members`: 2; `classification/repeated`: 3 (a value of this crate), or read as 2; national from 2019-04-09 | law 3.1 |
//! | `classification/excluded` | what alone makes no evil force | `classification/excluded`: gain alone, disputes of families, neighbors, labor, lawful debts; national from 2019-04-09 | law 3.1 |
//! | `classification/group` | an evil force that is a criminal group too | `classification/group-members`: 3; `classification/group-crimes`: 3; national from 2019-04-09 | H15, law 3.1 |
//! | `classification/tier` | no tier is raised or lowered: a gang is called what its features make it | `classification/no-artificial-tier`: yes, national from 2019-04-09 | law 3.1 |
//! | `classification/label` | what people call a gang is a label and no tier | `screening/case-kinds`: the four, Chengguan | C14, N13 |
//! | `classification/usual` | usual numbers are a guide, and decide nothing | `classification/triad-members-guide`: 10; `classification/triad-time-guide`: 6 months; `classification/triad-assets-low`: 200,000 yuan; national from 2015-10-13, ended 2018-01-16 | law 3.1 |
//!
//! **What is on record wins over what is said.** Repeated acts and joint crimes are counted
//! from the acts of the gang, where there are any. A *yes* that somebody has entered and
//! that the acts on record do not show counts as contradicted.
//!
//! **Numbers.** A count is of what is known. Where a day has no number in force, none is
//! asked for, and the features decide.
//!
//! Not here: whether the gang has an umbrella; sentences; the case itself.
//!
//! # Examples
//!
//! Three of the four features of a triad-type organization, and nothing known of the fourth:
//!
//! ```
//! use unbrella::day;
//! use unbrella::base::id::{GangId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::procedure::classification::{self, GangFacts, TriadFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let yes = Fact::Known(true);
//! let mut facts = GangFacts::unknown(GangId::from_ledger(&salt, &LedgerNo::parse("甲团伙")?));
//! facts.triad = TriadFacts { organization: yes, economy: yes, conduct: yes, ..TriadFacts::default() };
//! let book = Rulebook::published();
//! let rules = book.on("henan", day!(2019, 6, 3))?;
//! let missing = classification::classify(&facts, rules);
//! assert_eq!(missing.outcome().what_is_missing()[0].fact().as_str(), "control");
//! facts.triad.control = yes;
//! assert_eq!(classification::classify(&facts, rules).outcome().to_string(), "triad-type organization");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue C14, H15, N13; law-context §3.1.

mod feature;
mod acts;
mod tier;
mod label;
mod usual;
mod figure;

pub use feature::{ActFacts, EvilFacts, GangFacts, GroupFacts, TriadFacts};
pub use figure::{Tally, tally};
pub use label::{Kinds, kinds, may_label};
pub use tier::{Classified, classify};
pub use usual::{BelowUsual, below_usual};

#[cfg(test)]
mod tests;
