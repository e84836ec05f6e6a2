//! Networks read from tables: who is tied to whom, who is who, who was at which event.
//!
//! Texts go in; opening files is left to the host. A file says by its name and its header
//! what it is:
//!
//! | text | recognized by | read as |
//! |---|---|---|
//! | list of ties | a name that begins with `edges` | one tie a row; the layer is the rest of the name (`edges_kinship.csv`: `kinship`; `edges.csv`: `edges`) |
//! | dated list of ties | two columns of ends and a column `type`, and no layer in its name | one tie a row, of the kind in `type` |
//! | attendance | a column `person` and a column `event` | who was at what |
//! | events | the first column `event`, and `date` or `day` | the day of each event |
//! | list of parties | the first column `node`, `actor`, `person`, `party` or `name` | parties with what is said of them; whoever has no ties stays in |
//! | anything else | | not read, and said so |
//!
//! **Ends.** The columns `source` and `target`, or `from` and `to`, `node_a` and `node_b`,
//! `a` and `b`, `i` and `j`, wherever they stand; otherwise the first two. Ties keep their
//! direction; whether it means anything is for the question to say.
//!
//! **Layers** are kinds of ties. A code or a Chinese term of
//! [`TieKind`](crate::terms::tie::TieKind) means that kind (`shelters`, `庇护`), and has to
//! fit its parties; any other is a kind of the host, of which a network holds 16. Blanks
//! and capitals in a layer are written `_` and small.
//!
//! **Further columns of a list of ties**, all of them optional:
//!
//! | column | says | where it is missing or empty |
//! |---|---|---|
//! | `day` or `date` | the tie is of that day | |
//! | `since`, `until` | the first day, and the first day no longer; `open`: still running | not known |
//! | `standing` | `alleged`, `checked`, `supported`, `established`, `refuted`, `withdrawn` | what the [reader](Reader::standing) is told: checked |
//! | `confidence` | thousandths, 0 to 1000 | 1000: nobody has given another weight |
//! | `recorded` | the day or moment from which this was known | what the [reader](Reader::new) is told |
//! | `tie` | rows of one value are versions of one tie, each known from its `recorded` on | a tie of its own |
//! | a column that is [asked for](Reader::weights) | a weight, kept beside the network | 1 |
//!
//! **Repeated rows.** In a list without days a row that says what an earlier one said makes
//! no second tie; its weight is added to the first. The same two parties the other way
//! round are another tie. In a dated list every row is a tie: two messages of one day are
//! two messages. Repeats are counted, and so are rows that tie a party to itself, which
//! are left out.
//!
//! **Names.** White space at the ends is dropped; otherwise names are compared as written,
//! and names that only look alike are kept apart and counted. A name is turned into an id
//! by hashing (uuid version 5), so that every machine gives the same ids, and so that the
//! network holds no names: they stand in [`Labels`] beside it. An id hides nothing from
//! somebody who can guess the name.
//!
//! **Text.** UTF-8, with or without a byte order mark; `LF` and `CRLF` end a line; commas
//! between fields; no field holds a line break. Blank lines are skipped.
//!
//! **Limits**: 256 MiB a file, 800 bytes a field, 200 characters a name, two million ties
//! a network. Of what is wrong the first 100 are listed and the rest counted, by file and
//! line, never with a word of the line.

mod problem;
mod table;
mod roles;
mod labels;
mod recognize;
mod reading;
mod gathered;
mod ties;
mod parties;
mod attendance;
mod naming;
mod entries;
mod assemble;
mod reader;

pub use entries::EventsAs;
pub use labels::Labels;
pub use problem::{FileProblem, MAX_BYTES, MAX_FIELD, MAX_PROBLEMS, MAX_TIES, Trouble, Unread};
pub use reader::Reader;
pub use reading::{FileReport, ReadNetwork};
pub use recognize::FileKind;
pub use roles::{ColumnIs, GangColumn, Roles};

#[cfg(test)]
mod tests;
