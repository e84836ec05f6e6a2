//! The dossier: all nouns together, with every reference checked.
//!
//! | file | holds |
//! |---|---|
//! | [`problem`] | what can be wrong with a dossier |
//! | `check` | the two phases in which a draft is looked through (inside the crate) |
//! | [`claim`] | the form of a claim, which comes from storey 1 |
//! | `shelves` | what stands on which shelf, the draft of a dossier (inside the crate) |
//! | `clues_about` | which clues are about whom (inside the crate) |
//! | `attached` | which measures, signatures and so on belong to what (inside the crate) |
//! | `together` | what has to fit between two entries (inside the crate) |
//! | [`entry`] | one entry of any kind, and how a dossier grows by it |
//! | `testing` | small dossiers for tests (feature `testing`) |
//!
//! A dossier is entered as a whole or not at all:
//!
//! 1. each draft goes through its own door. A problem is told with its place, such as
//!    `persons[3]: name: is missing`;
//! 2. then what they say of each other is checked: ids that stand twice, references that
//!    lead nowhere or to the entry itself, circles, what stands under something lower,
//!    and what does not fit together, such as a tenure of another person.
//!
//! All problems of both phases are listed. A draft that is itself wrong still counts as
//! being there, so that one slip is told once.
//!
//! The order in which entries are handed in leaves no trace: a dossier lists each kind in
//! the order of the ids, and is written in that order.
//!
//! # Source
//!
//! Design §3 (references checked), §2.8–2.9.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub mod problem;
mod check;
pub mod claim;
mod shelves;
mod clues_about;
mod attached;
mod together;
pub mod entry;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

use attached::Attached;
use check::Examiner;
use clues_about::CluesAbout;
use problem::DossierProblems;
use shelves::*;

pub use problem::MAX_ENTRIES;
pub use shelves::DossierDraft;

/// All nouns together. Whatever one of them names is there.
///
/// Made by [`DossierDraft::enter`], or read from JSON through the same door. The empty
/// dossier is `DossierDraft::default().enter()`.
// Invariant: entered by `DossierDraft::enter`; `tree` has the organs, places and exceptions
// of the shelves, `about` their clues, `attached` what belongs to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    shelves: Shelves,
    tree: OrganTree,
    about: CluesAbout,
    attached: Attached,
}

/// The entries of one kind, written as a list.
struct Shelf<'a, I, T>(&'a BTreeMap<I, T>);

impl<I, T: Serialize> Serialize for Shelf<'_, I, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.values())
    }
}

impl<'de> Deserialize<'de> for Dossier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DossierDraft::deserialize(deserializer)?.enter().map_err(serde::de::Error::custom)
    }
}

impl Dossier {
    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The organs as a tree, with their places and the exceptions in management.
    #[must_use]
    pub const fn organ_tree(&self) -> &OrganTree {
        &self.tree
    }

    /// 整改台账: all problems and ledger entries side by side.
    #[must_use]
    pub fn rectification(&self) -> RectificationLedger<'_> {
        RectificationLedger::of(self.problems().values(), self.entries().values())
    }

    /// What is odd and yet possible: posts that two persons held at once.
    ///
    /// A post may be shared for a time, and a source may be wrong about a day. So this
    /// is told, and refuses nothing.
    #[must_use]
    pub fn shared_posts(&self) -> Vec<SharedPost> {
        shared_posts(self.tenures().values())
    }

    /// The clues about a party, or about nobody who is named, in the order of their ids.
    ///
    /// Logarithmic in the number of parties, then of clues for each that is given.
    pub fn clues_about(&self, party: Option<PartyId>) -> impl Iterator<Item = &Clue> {
        self.about.at(party).filter_map(|clue| self.clue(clue))
    }
}

/// What belongs to something, without looking through the whole shelf.
macro_rules! belonging {
    ($($name:ident, $what:literal: $noun:ident by $one:ident, $id:ident of $owner:ident;)+) => {
        impl Dossier {
            $(
                #[doc = concat!("The ", $what, ", in the order of their ids.")]
                ///
                /// Logarithmic in the size of the dossier, for each of them.
                pub fn $name(&self, of: $owner) -> impl Iterator<Item = &$noun> {
                    self.attached.to(of.any()).filter_map(|id: $id| self.$one(id))
                }
            )+
        }
    };
}

belonging! {
    tenures_of, "tenures of a person": Tenure by tenure, TenureId of PersonId;
    tenures_in, "tenures in a post": Tenure by tenure, TenureId of PostId;
    posts_of, "posts of an organ": Post by post, PostId of OrganId;
    memberships_of, "memberships in a gang": Membership by membership, RecordId of GangId;
    umbrellas_of, "hypotheses of who protects a gang": Umbrella by umbrella, UmbrellaId of GangId;
    ties_at, "ties of which a party is an end": Tie by tie, TieId of PartyId;
    memberships_at, "memberships of a person, or in a gang": Membership by membership, RecordId of PartyId;
    umbrellas_at, "hypotheses that an official or an organ protects, or of who protects a gang": Umbrella by umbrella, UmbrellaId of PartyId;
    judgments_of, "judgments of who a party is": IdentityJudgment by identity_judgment, RecordId of PartyId;
    transfers_of, "transfers of a clue": Transfer by transfer, TransferId of ClueId;
    verifications_of, "verifications of a clue": Verification by verification, VerificationId of ClueId;
    measures_of, "measures in a case": InvestigationMeasure by measure, MeasureId of CaseId;
    follow_ups_of, "follow-ups of a police case": FollowUp by follow_up, FollowUpId of CaseId;
    proposals_from, "proposals that come of a case": Proposal by proposal, ProposalId of CaseId;
    educations_by, "warning educations about a case": WarningEducation by education, RecordId of CaseId;
    institutions_from, "rules that were set up upon a case": InstitutionalOutput by institutional_output, RecordId of CaseId;
    batches_with, "batches that made a case public": ExposureBatch by exposure_batch, RecordId of CaseId;
    batches_naming, "batches that name a person": ExposureBatch by exposure_batch, RecordId of PersonId;
    batches_by, "batches that an organ made public": ExposureBatch by exposure_batch, RecordId of OrganId;
    entries_under, "ledger entries under another": LedgerEntry by entry, EntryId of EntryId;
    hearings_of, "hearings in a case": Hearing by hearing, RecordId of CaseId;
    meetings_of, "meetings that dealt with a case": Meeting by meeting, MeetingId of CaseId;
    documents_of, "documents that name a case": Document by document, DocumentId of CaseId;
    screenings_of, "screenings of a case": CaseScreening by case_screening, ScreeningId of CaseId;
    outcomes_of, "outcomes of a case": Outcome by outcome, OutcomeId of CaseId;
    outcomes_for, "outcomes for a person, of whatever case": Outcome by outcome, OutcomeId of PersonId;
    appeals_against, "appeals against an outcome": Appeal by appeal, RecordId of OutcomeId;
    sign_offs_of, "findings that a follow-up came to": SignOffRecord by sign_off, SignOffId of FollowUpId;
    signatures_of, "signatures of a sign-off": SignatureRecord by signature, SignatureId of SignOffId;
}

macro_rules! doors {
    ($($shelf:ident, $one:ident: $noun:ident, $draft:ident, $id:ident;)+) => {
        impl DossierDraft {
            /// Hands the dossier in.
            ///
            /// # Errors
            ///
            /// [`DossierProblems`] lists everything that is wrong with it. Nothing is entered.
            pub fn enter(self) -> Result<Dossier, DossierProblems> {
                let mut examiner = Examiner::new(self.len())?;
                $(let $shelf = examiner.enter(stringify!($shelf), self.$shelf);)+
                let shelves = Shelves { $($shelf),+ };
                examiner.follow();
                let Shelves { places, organs, management_exceptions, .. } = &shelves;
                let tree = examiner.tree(places, organs, management_exceptions);
                together::check(&shelves, &mut examiner);
                let about = CluesAbout::of(shelves.clues.values());
                let mut attached = Attached::default();
                $(
                    for (id, noun) in &shelves.$shelf {
                        attached.list(stringify!($shelf), id.any(), None, noun);
                    }
                )+
                examiner.close(tree).map(|tree| Dossier { shelves, tree, about, attached })
            }
        }

        impl Dossier {
            $(
                #[doc = concat!("Every [`", stringify!($noun), "`] by its id, in the order of the ids.")]
                #[must_use]
                pub const fn $shelf(&self) -> &BTreeMap<$id, $noun> {
                    &self.shelves.$shelf
                }

                #[doc = concat!("The [`", stringify!($noun), "`] with this id; logarithmic in their number.")]
                #[must_use]
                pub fn $one(&self, id: $id) -> Option<&$noun> {
                    self.shelves.$shelf.get(&id)
                }
            )+

            /// How many entries there are, of all kinds together.
            #[must_use]
            pub fn len(&self) -> usize {
                [$(self.shelves.$shelf.len()),+].into_iter().fold(0, usize::saturating_add)
            }

            /// Every entry in the order of the shelves, then of the ids: on which shelf it
            /// stands, and its id.
            #[must_use]
            pub fn ids(&self) -> Vec<(&'static str, AnyId)> {
                let mut ids = Vec::with_capacity(self.len());
                $(
                    let own = self.shelves.$shelf.keys().map(|id| id.any());
                    ids.extend(own.map(|id| (stringify!($shelf), id)));
                )+
                ids
            }

            /// Every reference: the entry, its field, and what the field names. In the order
            /// of the shelves, then of the ids, then of the fields.
            pub fn references(&self) -> Vec<(AnyId, &'static str, AnyId)> {
                let mut found = Vec::new();
                $(
                    for (id, entry) in &self.shelves.$shelf {
                        $crate::model::draft::Refers::refer(entry, &mut |field, named| {
                            found.push((id.any(), field, named));
                        });
                    }
                )+
                found
            }
        }

        impl From<Dossier> for DossierDraft {
            fn from(dossier: Dossier) -> Self {
                Self { $($shelf: dossier.shelves.$shelf.into_values().map(Into::into).collect(),)+ }
            }
        }

        impl Serialize for Dossier {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Shelves { $($shelf),+ } = &self.shelves;
                let filled = [$(!$shelf.is_empty()),+].into_iter().filter(|filled| *filled);
                let mut written = serializer.serialize_struct("Dossier", filled.count())?;
                $(
                    if $shelf.is_empty() {
                        written.skip_field(stringify!($shelf))?;
                    } else {
                        written.serialize_field(stringify!($shelf), &Shelf($shelf))?;
                    }
                )+
                written.end()
            }
        }
    };
}

every_shelf!(doors);

#[cfg(test)]
mod tests;
