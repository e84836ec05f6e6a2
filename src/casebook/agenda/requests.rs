//! What somebody asked for and nobody has answered: a recusal, and what a reporter has brought
//! up after an answer.

use crate::base::id::EntityId;
use crate::casebook::agenda::desk::{Desk, Whose};
use crate::decision::Word;
use crate::procedure::reporter;

impl Desk<'_> {
    /// A request for recusal that nobody has decided; the work goes on meanwhile.
    pub(super) fn recusals(&mut self) {
        let book = self.book;
        let open = book.recusals().iter().filter(|(_, asked)| asked.decided.is_none());
        for (request, asked) in open {
            let organ = Some(asked.organ);
            let whose = Whose { about: request.any(), organ, persons: Vec::new() };
            let what = Word::literal("recusal", "决定是否回避", "decision on a recusal");
            self.promptly(what, whose, Some(asked.asked.occurred_at()), Vec::new());
        }
    }

    /// An objection that is not explained, new evidence that is not checked. Since when tells
    /// what came in first.
    pub(super) fn objections(&mut self) {
        let book = self.book;
        for (clue, all) in book.objections() {
            let (Some(first), Some(last)) = (all.first(), all.last()) else { continue };
            let (after, reasons) = reporter::after_reply(&last.after).into_parts();
            // What nobody knows to be done is looked at as well.
            if after.owed.is_empty() && after.open.is_empty() {
                continue;
            }
            let organ = self.dossier.clue(*clue).map(|clue| clue.received_by());
            let whose = Whose { about: clue.any(), organ, persons: Vec::new() };
            let what = Word::literal("objection", "处理异议", "dealing with an objection");
            self.promptly(what, whose, Some(first.when.occurred_at()), reasons);
        }
    }
}
