//! The embedded casework: invented lines, made to fit published totals.
//!
//! Only totals were published; no line below ever happened. Names are plainly artificial
//! (甲某0001, 乙局01, 丙街道01). The lines carry facts and human decisions. What a rule
//! decides, such as a disposition, a level, whether a signature counts and what is late,
//! is left to the rules.
//!
//! # Which lines feed which figures
//!
//! | figures | fed by | decoys beside them |
//! |---|---|---|
//! | F48 | `screen_members`: a village a line, 20 members each | members of the branch alone; one person in both committees; a village of another district; a second round; a member with a question left out |
//! | F49 | `follow` of police cases, by the kind of the gang | a case that the city follows; a second follow-up of one case |
//! | F50 | `nothing_found` and `sign`; `followed` with a retrace | one person in two layers; a layer too early; a signature on an old finding; two of three signatures |
//! | F51 | a collective talk | a second talk with some of them; a talk by the city |
//! | F52 | `register` by the district | repeats; other organs' reports; the own head; registered after the day of the report; withdrawn (counts all the same) |
//! | F53 | ends of clues, `reply` | anonymous reporters; replies without a question |
//! | F54 | `rectify` | an entry without a deadline; an entry of another district |
//! | F55 | `verify`, then `file` or `close` | talks, direct closing; a verification that has not reported |
//! | F56–F58 | `file` and `conclude` | one person in two cases, in two outcomes, with two sanctions; a revoked sanction; a soft form; a case of the city |
//! | F59, F60 | regulators' returns, missions, visits | a second return; visits by the city; inspections against a plan |
//! | F61 | `register`…`conclude` of dispatched groups | a party sanction; a case outside the key industries; another district |
//! | F63–F66 | `file`, `conclude`, `measure` of the city and its counties | persons in two cases; an organ as subject; other problems; the province's case; a second measure |
//! | F67, F69 | working group of 9 April, `recheck` | a clue in two groups; a late clue; a clue rechecked twice, or not yet closed |
//! | F68, F71 | `raise`, key supervision | cases without a ground; a listed unit; a clue of the province |
//! | F70, F72 | task forces, missions | the leading group; a person in two teams; a place of another city |
//! | F41, F45 | problems and `rectify` of Henan | problems of the province's own inspection; entries of a city; an entry without a unit |
//!
//! # The worlds of Chengguan
//!
//! `chengguan` holds what they share; each of the three adds what the sources leave open:
//!
//! | | a | b | c |
//! |---|---|---|---|
//! | case 17 of the followed ones (A1) | in progress: two of three signatures | an umbrella clue was opened | an umbrella clue was opened |
//! | case 16 | retraced | retraced | in progress |
//! | signed and retraced | none | none | case 14 is both |
//! | named reporters who were asked (F53) | 51 | 70 | 83 |
//! | key industries (F61) and F57 | apart | two cases are both | apart |

pub(crate) mod writer;
mod chengguan;
mod henan;
mod zhaotong;

/// A file of casework: its name and its lines.
pub(crate) type File = (&'static str, String);

/// All embedded files, in order.
pub(crate) fn all() -> Vec<File> {
    let mut files = chengguan::files();
    files.push(("zhaotong", zhaotong::file()));
    files.push(("henan", henan::file()));
    files
}
