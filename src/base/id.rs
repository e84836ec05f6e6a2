//! One id type for each entity.
//!
//! An id is a uuid with the kind of thing in front, as `clue-3f0e…` (32 hexadecimal
//! digits, lower case). This one spelling is used in text, in JSON and in messages,
//! and no other is read, since fingerprints and duplicates depend on it. The nil and
//! the largest uuid are refused.
//!
//! Hosts wrap ids of their own with `from_uuid`, or derive them from ledger numbers
//! with a [`Salt`] that they keep: the same number and salt give the same id on every
//! machine, and without the salt nobody can compute which number an id came from.
//! Never derive an id from an identity-card number: there are few enough of those to
//! try them all.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::base::text::{LedgerNo, read_str};

/// A secret of the host that goes into every derived id.
///
/// Neither shown nor serialized. At least 16 bytes.
#[derive(Clone)]
pub struct Salt(Uuid);

impl Salt {
    /// The fewest bytes that are accepted.
    pub const MIN_BYTES: usize = 16;

    /// Takes the host's secret.
    ///
    /// # Errors
    ///
    /// [`ShortSalt`] below [`Salt::MIN_BYTES`].
    pub fn new(secret: &[u8]) -> Result<Self, ShortSalt> {
        if secret.len() < Self::MIN_BYTES {
            return Err(ShortSalt { bytes: secret.len() });
        }
        Ok(Self(Uuid::new_v5(&Uuid::NAMESPACE_URL, secret)))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// A secret too short to hide ledger numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a salt of {bytes} bytes is too short, at least {min} are needed", min = Salt::MIN_BYTES)]
pub struct ShortSalt {
    /// Its length.
    pub bytes: usize,
}

/// Why a text or a uuid is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidId {
    /// Not the kind of thing, a hyphen and 32 lower-case hexadecimal digits.
    #[error("an id is written as {prefix}- and 32 hexadecimal digits")]
    Spelling {
        /// The kind of thing that was expected.
        prefix: &'static str,
    },
    /// All bits 0 or all bits 1: these stand for "none".
    #[error("the nil and the largest uuid do not name a {prefix}")]
    Reserved {
        /// The kind of thing that was expected.
        prefix: &'static str,
    },
}

/// Reads the part behind the prefix.
fn read_simple(text: &str, prefix: &'static str) -> Result<Uuid, InvalidId> {
    let spelling = InvalidId::Spelling { prefix };
    let digits = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
    let digits = digits.ok_or(spelling)?;
    let canonical = digits.len() == 32
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
    if !canonical {
        return Err(spelling);
    }
    let uuid = Uuid::try_parse(digits).map_err(|_| spelling)?;
    usable(uuid, prefix)
}

/// Refuses the two uuids that stand for "none".
const fn usable(uuid: Uuid, prefix: &'static str) -> Result<Uuid, InvalidId> {
    if uuid.is_nil() || uuid.is_max() { Err(InvalidId::Reserved { prefix }) } else { Ok(uuid) }
}

/// What all ids have in common.
pub trait EntityId: Copy + Ord + fmt::Display {
    /// The same id, with its kind as a value instead of a type.
    fn any(self) -> AnyId;
}

/// Every kind of thing that has an id.
const KINDS: [&str; 33] = [
    PersonId::PREFIX,
    OrganId::PREFIX,
    GangId::PREFIX,
    EnterpriseId::PREFIX,
    PlaceId::PREFIX,
    CaseId::PREFIX,
    ClueId::PREFIX,
    UmbrellaId::PREFIX,
    ClaimId::PREFIX,
    DocumentId::PREFIX,
    PostId::PREFIX,
    TenureId::PREFIX,
    TieId::PREFIX,
    TransferId::PREFIX,
    EnvelopeId::PREFIX,
    FollowUpId::PREFIX,
    VerificationId::PREFIX,
    RecheckId::PREFIX,
    ScreeningId::PREFIX,
    SignatureId::PREFIX,
    SignOffId::PREFIX,
    MeetingId::PREFIX,
    TaskForceId::PREFIX,
    LeadingGroupId::PREFIX,
    ProposalId::PREFIX,
    TalkId::PREFIX,
    NoticeId::PREFIX,
    ProblemId::PREFIX,
    EntryId::PREFIX,
    SupervisionId::PREFIX,
    MeasureId::PREFIX,
    OutcomeId::PREFIX,
    RecordId::PREFIX,
];

/// The id of an entity of any kind, as needed where references are checked.
///
/// Orders by kind, alphabetically, then by id. Written like the id that it came from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId {
    prefix: &'static str,
    uuid: Uuid,
}

impl AnyId {
    /// In front of every id, and none itself.
    pub(crate) const FIRST: Self = Self { prefix: "", uuid: Uuid::nil() };

    /// Reads the id of anything that has one.
    ///
    /// # Errors
    ///
    /// [`InvalidId`].
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        let (kind, _) = text.split_once('-').unwrap_or((text, ""));
        let prefix = KINDS.into_iter().find(|known| *known == kind);
        let prefix = prefix.ok_or(InvalidId::Spelling { prefix: "the kind of a thing" })?;
        Ok(Self { prefix, uuid: read_simple(text, prefix)? })
    }

    /// The kind of thing that is named, such as `clue`.
    #[must_use]
    pub const fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// The id without its kind.
    #[must_use]
    pub const fn as_uuid(&self) -> &Uuid {
        &self.uuid
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.prefix, self.uuid.simple())
    }
}

impl fmt::Debug for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How ids of some kinds are written.
#[cfg(feature = "schema")]
fn written(prefixes: &[&str]) -> schemars::Schema {
    let pattern = format!("^({})-[0-9a-f]{{32}}$", prefixes.join("|"));
    schemars::json_schema!({ "type": "string", "pattern": pattern })
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AnyId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AnyId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        written(&KINDS)
    }
}

impl Serialize for AnyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "an id", 64, Self::parse)
    }
}

macro_rules! entity_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        // Invariant: neither nil nor the largest uuid.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// What stands in front of the hyphen when the id is written.
            pub const PREFIX: &'static str = $prefix;

            /// Wraps an id that another system has assigned.
            ///
            /// # Errors
            ///
            /// [`InvalidId::Reserved`] for the nil and the largest uuid.
            pub const fn from_uuid(uuid: Uuid) -> Result<Self, InvalidId> {
                match usable(uuid, $prefix) {
                    Ok(uuid) => Ok(Self(uuid)),
                    Err(error) => Err(error),
                }
            }

            /// Derives the id from a ledger number and the host's salt.
            #[must_use]
            pub fn from_ledger(salt: &Salt, number: &LedgerNo) -> Self {
                let name = format!(concat!($prefix, ":{}"), number.as_str());
                Self(Uuid::new_v5(&salt.0, name.as_bytes()))
            }

            /// Reads the one accepted spelling.
            ///
            /// # Errors
            ///
            /// [`InvalidId`].
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                read_simple(text, $prefix).map(Self)
            }

            /// The id without its type.
            #[must_use]
            pub const fn as_uuid(&self) -> &Uuid {
                &self.0
            }
        }

        impl EntityId for $name {
            fn any(self) -> AnyId {
                AnyId { prefix: $prefix, uuid: self.0 }
            }
        }

        impl TryFrom<AnyId> for $name {
            type Error = InvalidId;

            /// The id with its type again, if it is of this kind.
            fn try_from(id: AnyId) -> Result<Self, InvalidId> {
                if id.prefix == $prefix {
                    Ok(Self(id.uuid))
                } else {
                    Err(InvalidId::Spelling { prefix: $prefix })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "-{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                written(&[$prefix])
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_str(deserializer, concat!("the id of a ", $prefix), 64, Self::parse)
            }
        }
    };
}

entity_id!(
    /// Identifies one human being. An official is a person with tenures.
    PersonId, "person"
);
entity_id!(
    /// Identifies an organ or another unit of the state or the party.
    OrganId, "organ"
);
entity_id!(
    /// Identifies a gang.
    GangId, "gang"
);
entity_id!(
    /// Identifies an enterprise.
    EnterpriseId, "enterprise"
);
entity_id!(
    /// Identifies a place.
    PlaceId, "place"
);
entity_id!(
    /// Identifies a case.
    CaseId, "case"
);
entity_id!(
    /// Identifies a clue.
    ClueId, "clue"
);
entity_id!(
    /// Identifies an umbrella hypothesis: an official or an organ that may shield a gang.
    UmbrellaId, "umbrella"
);
entity_id!(
    /// Identifies a claim: one source saying one thing.
    ClaimId, "claim"
);
entity_id!(
    /// Identifies a document.
    DocumentId, "document"
);
entity_id!(
    /// Identifies a post in an organ, whoever holds it.
    PostId, "post"
);
entity_id!(
    /// Identifies the time during which one person held one post.
    TenureId, "tenure"
);
entity_id!(
    /// Identifies a tie between two parties.
    TieId, "tie"
);
entity_id!(
    /// Identifies the transfer of a clue between two organs.
    TransferId, "transfer"
);
entity_id!(
    /// Identifies a message between two organs.
    EnvelopeId, "envelope"
);
entity_id!(
    /// Identifies the following of one police case.
    FollowUpId, "follow_up"
);
entity_id!(
    /// Identifies the verification of a clue.
    VerificationId, "verification"
);
entity_id!(
    /// Identifies a recheck of a clue that was closed.
    RecheckId, "recheck"
);
entity_id!(
    /// Identifies a screening of a case or of a person.
    ScreeningId, "screening"
);
entity_id!(
    /// Identifies one signature.
    SignatureId, "signature"
);
entity_id!(
    /// Identifies the sign-off of one negative finding.
    SignOffId, "sign_off"
);
entity_id!(
    /// Identifies a meeting.
    MeetingId, "meeting"
);
entity_id!(
    /// Identifies a task force.
    TaskForceId, "task_force"
);
entity_id!(
    /// Identifies a leading group.
    LeadingGroupId, "leading_group"
);
entity_id!(
    /// Identifies a proposal or a risk letter.
    ProposalId, "proposal"
);
entity_id!(
    /// Identifies a talk with units or persons.
    TalkId, "talk"
);
entity_id!(
    /// Identifies a notice that asks people to come forward.
    NoticeId, "notice"
);
entity_id!(
    /// Identifies a problem that somebody was told to put right.
    ProblemId, "problem"
);
entity_id!(
    /// Identifies an entry of a rectification ledger.
    EntryId, "entry"
);
entity_id!(
    /// Identifies a supervision: a mission with its team, a special inspection, a listed matter.
    SupervisionId, "supervision"
);
entity_id!(
    /// Identifies a measure taken against a person or an asset.
    MeasureId, "measure"
);
entity_id!(
    /// Identifies what a case meant for one person: a sanction, a handling, a transfer.
    OutcomeId, "outcome"
);
entity_id!(
    /// Identifies a record of another kind, such as a talk, a notice or a visit.
    RecordId, "record"
);

/// A party of the relationship network.
///
/// Orders by kind, in the order below, then by id. Written like the id inside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PartyId {
    /// A human being.
    Person(PersonId),
    /// An organ.
    Organ(OrganId),
    /// A gang.
    Gang(GangId),
    /// An enterprise.
    Enterprise(EnterpriseId),
    /// A case.
    Case(CaseId),
    /// A place.
    Place(PlaceId),
}

impl PartyId {
    /// Reads the id of a party of any kind.
    ///
    /// # Errors
    ///
    /// [`InvalidId`].
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        let (prefix, _) = text.split_once('-').unwrap_or((text, ""));
        match prefix {
            PersonId::PREFIX => PersonId::parse(text).map(Self::Person),
            OrganId::PREFIX => OrganId::parse(text).map(Self::Organ),
            GangId::PREFIX => GangId::parse(text).map(Self::Gang),
            EnterpriseId::PREFIX => EnterpriseId::parse(text).map(Self::Enterprise),
            CaseId::PREFIX => CaseId::parse(text).map(Self::Case),
            PlaceId::PREFIX => PlaceId::parse(text).map(Self::Place),
            _ => Err(InvalidId::Spelling {
                prefix: "person, organ, gang, enterprise, case or place",
            }),
        }
    }
}

impl EntityId for PartyId {
    fn any(self) -> AnyId {
        match self {
            Self::Person(id) => id.any(),
            Self::Organ(id) => id.any(),
            Self::Gang(id) => id.any(),
            Self::Enterprise(id) => id.any(),
            Self::Case(id) => id.any(),
            Self::Place(id) => id.any(),
        }
    }
}

impl fmt::Display for PartyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => fmt::Display::fmt(id, f),
            Self::Organ(id) => fmt::Display::fmt(id, f),
            Self::Gang(id) => fmt::Display::fmt(id, f),
            Self::Enterprise(id) => fmt::Display::fmt(id, f),
            Self::Case(id) => fmt::Display::fmt(id, f),
            Self::Place(id) => fmt::Display::fmt(id, f),
        }
    }
}

impl fmt::Debug for PartyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PartyId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Self::parse(text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PartyId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartyId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        written(&[
            PersonId::PREFIX,
            OrganId::PREFIX,
            GangId::PREFIX,
            EnterpriseId::PREFIX,
            CaseId::PREFIX,
            PlaceId::PREFIX,
        ])
    }
}

impl Serialize for PartyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "the id of a party", 64, Self::parse)
    }
}

macro_rules! party_from {
    ($($id:ident => $kind:ident),+ $(,)?) => {$(
        impl From<$id> for PartyId {
            fn from(id: $id) -> Self {
                Self::$kind(id)
            }
        }
    )+};
}

party_from!(PersonId => Person, OrganId => Organ, GangId => Gang, EnterpriseId => Enterprise,
    CaseId => Case, PlaceId => Place);

#[cfg(test)]
mod tests {
    use super::*;

    fn salt() -> Salt {
        Salt::new(b"a secret of the host").unwrap()
    }

    fn number(text: &str) -> LedgerNo {
        LedgerNo::parse(text).unwrap()
    }

    #[test]
    fn only_the_one_spelling_is_read() {
        let id = ClueId::from_ledger(&salt(), &number("城关〔2019〕16号"));
        let text = id.to_string();
        assert_eq!(ClueId::parse(&text), Ok(id));
        let digits = text.strip_prefix("clue-").unwrap();
        let dashed = Uuid::try_parse(digits).unwrap().hyphenated().to_string();
        for other in [
            digits.to_owned(),
            format!("clue-{dashed}"),
            format!("clue-{}", digits.to_uppercase()),
            format!("clue-{{{digits}}}"),
            format!("case-{digits}"),
            format!(" clue-{digits}"),
            format!("clue-urn:uuid:{dashed}"),
        ] {
            assert!(ClueId::parse(&other).is_err(), "{other}");
        }
    }

    #[test]
    fn nil_and_largest_are_refused_at_every_door() {
        for uuid in [Uuid::nil(), Uuid::max()] {
            let text = format!("clue-{}", uuid.simple());
            assert_eq!(ClueId::from_uuid(uuid), Err(InvalidId::Reserved { prefix: "clue" }));
            assert_eq!(ClueId::parse(&text), Err(InvalidId::Reserved { prefix: "clue" }));
            assert!(serde_json::from_str::<ClueId>(&format!("\"{text}\"")).is_err());
        }
    }

    #[test]
    fn kind_number_and_salt_all_matter() {
        let other = Salt::new(b"another secret of it").unwrap();
        let clue = ClueId::from_ledger(&salt(), &number("1"));
        assert_eq!(clue, ClueId::from_ledger(&salt(), &number(" 1 ")));
        assert_ne!(clue, ClueId::from_ledger(&salt(), &number("2")));
        assert_ne!(clue, ClueId::from_ledger(&other, &number("1")));
        assert_ne!(clue.as_uuid(), CaseId::from_ledger(&salt(), &number("1")).as_uuid());
    }

    #[test]
    fn a_short_salt_is_refused_and_a_salt_is_never_shown() {
        assert_eq!(
            Salt::new(b"short").unwrap_err().to_string(),
            "a salt of 5 bytes is too short, at least 16 are needed",
        );
        assert_eq!(format!("{:?}", salt()), "Salt(..)");
    }

    #[test]
    fn a_party_is_read_by_its_prefix() {
        let person = PersonId::from_ledger(&salt(), &number("P1"));
        let party = PartyId::from(person);
        assert_eq!(PartyId::parse(&person.to_string()), Ok(party));
        assert_eq!(serde_json::to_string(&party).unwrap(), format!("\"{person}\""));
        let clue = ClueId::from_ledger(&salt(), &number("P1"));
        assert!(PartyId::parse(&clue.to_string()).is_err(), "a clue is no party");
    }

    #[test]
    fn an_id_of_any_kind_reads_back_as_itself() {
        let uuid = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"one");
        for kind in KINDS {
            let text = format!("{kind}-{}", uuid.simple());
            let id = AnyId::parse(&text).unwrap();
            assert_eq!((id.prefix(), id.as_uuid(), id.to_string()), (kind, &uuid, text.clone()));
            assert_eq!(serde_json::from_str::<AnyId>(&format!("\"{text}\"")).unwrap(), id);
        }
        let mut sorted = KINDS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), KINDS.len());
        let declared = include_str!("id.rs").lines().filter(|line| {
            line.starts_with("    ") && line.contains("Id, \"") && line.ends_with('"')
        });
        assert_eq!(declared.count(), KINDS.len(), "a kind of id is not listed");
        let transfer = TransferId::from_ledger(&salt(), &number("1"));
        assert_eq!(AnyId::parse(&transfer.to_string()), Ok(transfer.any()));
        for text in
            ["", "-", "clue", "clue-", "reporter-3f0e", "salt-00000000000000000000000000000001"]
        {
            assert!(AnyId::parse(text).is_err(), "{text}");
        }
        let nil = format!("clue-{}", Uuid::nil().simple());
        assert_eq!(AnyId::parse(&nil), Err(InvalidId::Reserved { prefix: "clue" }));
    }
}
