//! Who is what: what no list of ties says by itself.

use serde::{Deserialize, Serialize};

/// Which parties are officials, organs, gangs or something else than persons, and whose
/// members they are.
///
/// Whoever is not named is a person without an office, as far as is known.
///
/// # Examples
///
/// As a file, `roles.toml`:
///
/// ```
/// use unbrella::network::readers::Roles;
///
/// let roles: Roles = toml::from_str(r#"
///     officials = ["甲某"]
///     organs = ["乙局"]
///     gangs = ["丙团伙"]
///
///     [[official_where]]   # and everybody whose column bureaucrat says Y
///     column = "bureaucrat"
///     value = "Y"
///
///     [[gang_where]]       # each value of the column is a gang, whoever has it a member
///     column = "familia"
///     but_not = ["-77"]    # these values name no gang
/// "#)?;
/// assert!(roles.knows_officials());
/// assert_eq!(roles.gang_where[0].but_not, ["-77"]);
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Roles {
    /// Persons who hold or have held an office, by name.
    pub officials: Vec<String>,
    /// Persons who hold or have held an office, by what a list of parties says of them.
    pub official_where: Vec<ColumnIs>,
    /// Parties that are organs.
    pub organs: Vec<String>,
    /// Parties that are gangs.
    pub gangs: Vec<String>,
    /// Parties that are enterprises.
    pub enterprises: Vec<String>,
    /// Parties that are cases.
    pub cases: Vec<String>,
    /// Parties that are places.
    pub places: Vec<String>,
    /// Columns whose values are gangs.
    pub gang_where: Vec<GangColumn>,
}

/// Everybody who has this value in this column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnIs {
    /// A column of a list of parties.
    pub column: String,
    /// The value, compared as written.
    pub value: String,
}

/// Each value of this column is a gang, and whoever has it is a member.
///
/// The gang is called by the value; where something else has that name, `column=value`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GangColumn {
    /// A column of a list of parties.
    pub column: String,
    /// Values that name no gang, such as one that stands for *unknown*. An empty one never does.
    #[serde(default)]
    pub but_not: Vec<String>,
}

impl Roles {
    /// Whether anything is said about who holds an office.
    #[must_use]
    pub const fn knows_officials(&self) -> bool {
        !self.officials.is_empty() || !self.official_where.is_empty() || !self.organs.is_empty()
    }

    /// Whether anything is said about gangs.
    #[must_use]
    pub const fn knows_gangs(&self) -> bool {
        !self.gangs.is_empty() || !self.gang_where.is_empty()
    }
}
