//! Storey 3: the nouns and their records.
//!
//! | file | holds | source |
//! |---|---|---|
//! | [`own`] | a host's own fields, kept beside ours | design §4 |
//! | [`history`] | the two times of what happens, successive states | design §4 |
//! | [`stage`] | where something stands, and what may come next | design §4 |
//! | [`draft`] | how a noun is entered, and all that can be wrong with it | design §2.8 |
//! | [`answer`] | yes, no or not known, and what was looked at | C15 |
//! | [`forest`] | who stands under whom, without circles | design §4 |
//! | [`claims`] | which claims stand behind something | design §4 |
//! | [`place`] | territories in territories | G10, G18, Z16, C10 |
//! | [`organ`] | organs, posts, the tree, who manages whom | G17, G18, law-context §1.1, §2 |
//! | [`person`] | persons, tenures | G03, G04, C10, law-context §1.1, §1.7 |
//! | [`gang`] | gangs, their features, members | H15, C12–C14, law-context §3.1 |
//! | [`tie`] | ties between parties, in versions | G04, G06, design §6 |
//! | [`identity`] | judgments whether two entries are one party | design §7 |
//! | [`enterprise`] | enterprises | G28–G30 |
//! | [`clue`] | clues, from the report to the archive and back | G11–G16, C04–C08, C22, Z10 |
//! | [`case`] | discipline and criminal cases, who handles them | G01, G15, C22, H16, Z11, Z15–Z17 |
//! | [`umbrella`] | hypotheses that an official or an organ shields a gang | G03, G04, Z03, Z05 |
//! | [`follow_up`] | police cases that a discipline organ follows | C11, C12, C24 |
//! | [`verification`] | verifications of clues, the three chiefs | H10, H12 |
//! | [`screening`] | cases and members of committees put through questions | C10, C15, G14, Z01, Z02 |
//! | [`transfer`] | clues on their way between organs, the two duties | G19, C03, Z12, Z13 |
//! | [`envelope`] | messages between organs, what receipts mean | G19, Z13 |
//! | [`sign_off`] | signatures and sign-offs, as records | C11, C12, G21 |
//! | [`look_back`] | rechecks of closed clues | Z10, Z11 |
//! | [`document`] | plans, rules, letters, notices, reports | C03, C09, C24, Z10, Z12 |
//! | [`meeting`] | meetings, their cases and directions | C13, C29, H26, H28, Z09 |
//! | [`consultation`] | organs that sit together over a hard case | G19, H14, C15 |
//! | [`task_force`] | task forces, dual task forces, leaders of cases | G09, G20, H11, H18, Z14 |
//! | [`leading_group`] | leading groups, member units, offices, working groups | H03–H05, H19, C19 |
//! | [`operation`] | concentrated operations | H14 |
//! | [`supervision`] | missions, special inspections, listed matters | G02, G10, G22–G26, C13, H25, H26 |
//! | [`rectification`] | problems, the entries that cover them, the ledger | H01, H28, C19, N10 |
//! | [`discipline`] | measures and their clocks, what was decided about a person | G07, C22, Z06, Z07 |
//! | [`remedy`] | hearings before a decision, reviews and complaints after it | law-context §1.5 |
//! | [`accountability`] | talks, reminders, duties in person, who is held to account | C16, C17, Z08 |
//! | [`exposure`] | batches of published cases | G05 |
//! | [`disclosure`] | notices with a time limit, persons who come forward | G31, H27 |
//! | [`reward`] | rewards and protection, by token | H09 |
//! | [`proposal`] | two letters one notice, and what became of them | G33, G34, N19 |
//! | [`institution`] | rules that were set up to close a loophole | G35, H21 |
//! | [`education`] | warning education | N20 |
//! | [`work_plan`] | work plans and their milestones | G08 |
//! | [`regulator`] | what regulators did, covert visits | G29, G30, H20, C25 |
//! | [`dossier`] | all nouns together, every reference checked | design §3 |
//!
//! A file imports from files above its own line in this table, never from below.

pub mod own;
pub mod history;
pub mod stage;
pub mod draft;
pub mod answer;
pub mod forest;
pub mod claims;
pub mod place;
pub mod organ;
pub mod person;
pub mod gang;
pub mod tie;
pub mod identity;
pub mod enterprise;
pub mod clue;
pub mod case;
pub mod umbrella;
pub mod follow_up;
pub mod verification;
pub mod screening;
pub mod transfer;
pub mod envelope;
pub mod sign_off;
pub mod look_back;
pub mod document;
pub mod meeting;
pub mod consultation;
pub mod task_force;
pub mod leading_group;
pub mod operation;
pub mod supervision;
pub mod rectification;
pub mod discipline;
pub mod remedy;
pub mod accountability;
pub mod exposure;
pub mod disclosure;
pub mod reward;
pub mod proposal;
pub mod institution;
pub mod education;
pub mod work_plan;
pub mod regulator;
pub mod dossier;

#[cfg(test)]
pub(crate) mod trials;
