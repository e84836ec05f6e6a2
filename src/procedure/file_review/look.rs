//! Looking through a file, row by row.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::AnyId;
use crate::base::text::{Code, LedgerNo, Line};
use crate::decision::{Cure, Reason, Sentence, Word};
use crate::procedure::file_review::file::{
    CaseFile, FileRow, ItemState, OnRecord, is_by_several, is_due, is_recorded,
};
use crate::procedure::file_review::finding::{FileCode, FileFinding, FindingKey};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::document::{FileAct, FileDefect, FileItem};

/// A rule of this crate that no document states.
const OWN: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "C23",
    "what is looked for is found by its row, and each act on record has one",
    Certainty::Reading,
);

/// Approval comes before the act: plans and measures are approved, then carried out.
const BEFORE: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "arts. 38-40, 42; law 1.3, 1.4",
    "plans and measures are approved, then carried out",
    Certainty::Reading,
);

/// Who puts a file right (C23: 督促相关调查组整改、补充完善).
fn team() -> Word {
    Word::literal("investigating_team", "相关调查组", "investigating team")
}

/// Who accepts an explanation.
fn reviewer() -> Word {
    Word::literal("reviewing_organ", "评查单位", "organ that reviews")
}

/// A number as a word of a sentence.
fn shown(no: &LedgerNo) -> Line {
    Line::parse(no.as_str()).unwrap_or(const { Line::literal("-") })
}

/// All findings on a file, sorted by row and code, each once.
pub(super) fn through(
    file: &CaseFile,
    on_record: &OnRecord,
    rules: RulesInForce<'_>,
) -> Vec<FileFinding> {
    let mut look = Look::new(file, on_record, rules);
    for row in &file.rows {
        look.items(row);
        look.officers(row);
        look.order(row);
        look.record(row);
    }
    look.same_rows();
    look.acts();
    look.found.into_values().collect()
}

struct Look<'a> {
    file: &'a CaseFile,
    rules: RulesInForce<'a>,
    /// The items that the place asks for.
    asked: Vec<(FileItem, Citation)>,
    /// The acts on record; none of another case.
    acts: BTreeMap<AnyId, &'a FileAct>,
    found: BTreeMap<FindingKey, FileFinding>,
}

impl<'a> Look<'a> {
    fn new(file: &'a CaseFile, on_record: &'a OnRecord, rules: RulesInForce<'a>) -> Self {
        let asked = rules.get(keys::file_review::ITEMS).map(|listed| {
            let items = listed.value().words::<FileItem>().unwrap_or_default();
            items.into_iter().map(|item| (item, listed.citation().clone())).collect()
        });
        let own = on_record.case == file.case;
        let acts = on_record.acts.iter().filter(|_| own);
        Self {
            file,
            rules,
            asked: asked.unwrap_or_default(),
            acts: acts.map(|act| (act.record, &act.act)).collect(),
            found: BTreeMap::new(),
        }
    }

    /// The item that the law asks for in the row of an act done on its day, and who says so.
    fn by_law(&self, row: &FileRow) -> Vec<(FileItem, Citation)> {
        let Some(day) = row.day else { return Vec::new() };
        let rules = self.rules.on(day);
        let recorded = rules.get(keys::discipline::RECORDED_THROUGHOUT).ok();
        let recorded = recorded.filter(|law| law.value() && is_recorded(&row.act));
        let several = rules.get(keys::discipline::INVESTIGATORS).ok();
        let several = several.filter(|_| is_by_several(&row.act));
        let recorded = recorded.map(|law| (FileItem::SynchronousRecording, law.citation().clone()));
        let several = several.map(|law| (FileItem::WrittenNotice, law.citation().clone()));
        recorded.into_iter().chain(several).collect()
    }

    fn items(&mut self, row: &FileRow) {
        let mut wanted: BTreeMap<FileItem, (bool, Vec<Citation>)> = BTreeMap::new();
        for (item, citation) in &self.asked {
            let due = is_due(item, &row.act);
            wanted.insert(item.clone(), (due, vec![citation.clone()]));
        }
        for (item, citation) in self.by_law(row) {
            let entry = wanted.entry(item).or_default();
            entry.0 = true;
            entry.1.push(citation);
        }
        for (item, (due, citations)) in wanted {
            match row.state(&item) {
                Some(Fact::Known(ItemState::Whole)) => {}
                Some(Fact::Known(ItemState::Incomplete)) => {
                    self.defect(row, item, FileDefect::Incomplete, citations);
                }
                Some(Fact::Known(ItemState::Missing)) if due => {
                    self.defect(row, item, FileDefect::Missing, citations);
                }
                Some(Fact::NotKnown(why)) if due => self.unseen(row, item, why, citations),
                None if due => self.unseen(row, item, NotKnown::NeverAsked, citations),
                _ => {}
            }
        }
        if row.day.is_none() && (is_recorded(&row.act) || is_by_several(&row.act)) {
            self.no_day(row);
        }
    }

    fn defect(&mut self, row: &FileRow, item: FileItem, defect: FileDefect, by: Vec<Citation>) {
        let code = FileCode::of(&item);
        let because = crate::sentence!(
            "row {row}, {act}: {item}: {defect}",
            "{row}号（{act}）{item}：{defect}",
            row = shown(&row.no),
            act = Word::of(&row.act),
            item = Word::of(&item),
            defect = Word::of(&defect),
        );
        let fix = if code.is_mendable() { put_in(row, &item) } else { explain(row) };
        let key = self.key(code, row).about(item).with(defect);
        self.tell(key, reason(code, because, by), fix, None);
    }

    fn unseen(&mut self, row: &FileRow, item: FileItem, why: NotKnown, by: Vec<Citation>) {
        let code = FileCode::NotLookedAt;
        let because = crate::sentence!(
            "row {row}, {act}: nobody can say how it stands with the {item}",
            "{row}号（{act}）{item}情况不明",
            row = shown(&row.no),
            act = Word::of(&row.act),
            item = Word::of(&item),
        );
        let fix = look_up(row, &item);
        let key = self.key(code, row).about(item);
        self.tell(key, reason(code, because, by), fix, Some(why));
    }

    fn no_day(&mut self, row: &FileRow) {
        let code = FileCode::NoDay;
        let because = crate::sentence!(
            "row {row}, {act}: the day is not given, and what the law asks for hangs on it",
            "{row}号（{act}）未注明日期，无法确定适用的法律规定",
            row = shown(&row.no),
            act = Word::of(&row.act),
        );
        let how = crate::sentence!(
            "write the day of the act into row {row}",
            "在{row}号注明行为日期",
            row = shown(&row.no),
        );
        let fix = Cure::fact(const { Code::literal("day") }, how, team());
        let key = self.key(code, row);
        self.tell(key, Reason::new(code.rule(), because, OWN), fix, Some(NotKnown::NeverAsked));
    }

    fn officers(&mut self, row: &FileRow) {
        let Some(day) = row.day else { return };
        let Ok(law) = self.rules.on(day).get(keys::discipline::INVESTIGATORS) else { return };
        if !is_by_several(&row.act) {
            return;
        }
        let (wanted, by) = (law.value(), vec![law.citation().clone()]);
        match row.officers {
            Fact::Known(found) if found >= wanted => {}
            Fact::Known(found) => {
                let code = FileCode::Officers;
                let because = crate::sentence!(
                    "row {row}, {act}: {found} of at least {wanted} investigators",
                    "{row}号（{act}）调查人员{found}人，应当不少于{wanted}人",
                    row = shown(&row.no),
                    act = Word::of(&row.act),
                    found = found,
                    wanted = wanted,
                );
                let key = self.key(code, row);
                self.tell(key, reason(code, because, by), explain(row), None);
            }
            Fact::NotKnown(why) => {
                let code = FileCode::NotLookedAt;
                let because = crate::sentence!(
                    "row {row}, {act}: how many investigators there were is not known",
                    "{row}号（{act}）调查人员人数不明",
                    row = shown(&row.no),
                    act = Word::of(&row.act),
                );
                let how = crate::sentence!(
                    "look up in row {row} how many investigators there were",
                    "查明{row}号的调查人员人数",
                    row = shown(&row.no),
                );
                let fix = Cure::fact(const { Code::literal("officers") }, how, reviewer());
                let key = self.key(code, row);
                self.tell(key, reason(code, because, by), fix, Some(why));
            }
        }
    }

    fn order(&mut self, row: &FileRow) {
        let (Some(day), Some(approved)) = (row.day, row.approved) else { return };
        if approved <= day {
            return;
        }
        let code = FileCode::ApprovedAfter;
        let because = crate::sentence!(
            "row {row}, {act}: done on {day}, approved on {approved}",
            "{row}号（{act}）{day}实施，{approved}才审批",
            row = shown(&row.no),
            act = Word::of(&row.act),
            day = day,
            approved = approved,
        );
        let key = self.key(code, row);
        self.tell(key, Reason::new(code.rule(), because, BEFORE), explain(row), None);
    }

    fn record(&mut self, row: &FileRow) {
        let Some(record) = row.record else { return };
        if self.acts.get(&record).is_some_and(|act| **act == row.act) {
            return;
        }
        let code = FileCode::NoRecord;
        let because = crate::sentence!(
            "row {row} names {record}, and the case has no such act on record: {act}",
            "{row}号所列{record}在本案中无相应记录：{act}",
            row = shown(&row.no),
            record = record,
            act = Word::of(&row.act),
        );
        let how = crate::sentence!(
            "name the right record in row {row}, or none",
            "更正{row}号所列记录",
            row = shown(&row.no),
        );
        let fix = Cure::fact(const { Code::literal("record") }, how, team());
        let key = FindingKey { record: Some(record), ..self.key(code, row) };
        self.tell(key, Reason::new(code.rule(), because, OWN), fix, None);
    }

    fn same_rows(&mut self) {
        let mut seen = BTreeSet::new();
        for row in &self.file.rows {
            if seen.insert(&row.no) {
                continue;
            }
            let code = FileCode::SameRow;
            let because = crate::sentence!(
                "more than one row has the number {row}",
                "{row}号重复",
                row = shown(&row.no),
            );
            let how = crate::sentence!("give each row a number of its own", "逐行另行编号");
            let fix = Cure::fact(const { Code::literal("no") }, how, team());
            let key = self.key(code, row);
            self.tell(key, Reason::new(code.rule(), because, OWN), fix, None);
        }
    }

    /// Acts on record that no row names. A row of another act does not count: it is told
    /// by itself.
    fn acts(&mut self) {
        let named: BTreeSet<(AnyId, &FileAct)> =
            self.file.rows.iter().filter_map(|row| Some((row.record?, &row.act))).collect();
        let open: Vec<(AnyId, &FileAct)> = self
            .acts
            .iter()
            .map(|(id, act)| (*id, *act))
            .filter(|act| !named.contains(act))
            .collect();
        for (record, act) in open {
            let code = FileCode::NoRow;
            let because = crate::sentence!(
                "{act} is on record as {record} and has no row",
                "{act}（{record}）未入卷",
                act = Word::of(act),
                record = record,
            );
            let how = crate::sentence!(
                "put the papers on it into the file, in a row that names {record}",
                "将{record}的材料入卷并编号",
                record = record,
            );
            let fix = Cure::fact(const { Code::literal("row") }, how, team());
            let key = FindingKey { record: Some(record), ..self.whole(code) };
            self.tell(key, Reason::new(code.rule(), because, OWN), fix, None);
        }
    }

    fn whole(&self, code: FileCode) -> FindingKey {
        let case = self.file.case;
        FindingKey { case, row: None, code, item: None, defect: None, record: None }
    }

    fn key(&self, code: FileCode, row: &FileRow) -> FindingKey {
        FindingKey { row: Some(row.no.clone()), ..self.whole(code) }
    }

    fn tell(&mut self, key: FindingKey, reason: Reason, fix: Cure, why: Option<NotKnown>) {
        let finding = FileFinding { key: key.clone(), reason, fix, why_not_known: why };
        // Rows of one number may be found wanting alike: the first by content is kept, so
        // that the order of the rows changes nothing.
        let smaller = |old: &FileFinding| finding.to_string() < old.to_string();
        if self.found.get(&key).is_none_or(smaller) {
            self.found.insert(key, finding);
        }
    }
}

impl FindingKey {
    fn about(self, item: FileItem) -> Self {
        Self { item: Some(item), ..self }
    }

    fn with(self, defect: FileDefect) -> Self {
        Self { defect: Some(defect), ..self }
    }
}

/// A reason that rests on all of several places.
fn reason(code: FileCode, because: Sentence, by: Vec<Citation>) -> Reason {
    let mut by = by.into_iter();
    let first = by.next().unwrap_or(OWN);
    by.fold(Reason::new(code.rule(), because, first), Reason::citing)
}

fn code_of(item: &FileItem) -> Code {
    Code::parse(item.code()).unwrap_or(const { Code::literal("item") })
}

fn put_in(row: &FileRow, item: &FileItem) -> Cure {
    let how = crate::sentence!(
        "put it into the file at row {row}, or complete it: {item}",
        "在{row}号补充、完善：{item}",
        row = shown(&row.no),
        item = Word::of(item),
    );
    Cure::fact(code_of(item), how, team())
}

fn look_up(row: &FileRow, item: &FileItem) -> Cure {
    let how = crate::sentence!(
        "look in row {row} for it: {item}",
        "在{row}号查看：{item}",
        row = shown(&row.no),
        item = Word::of(item),
    );
    Cure::fact(code_of(item), how, reviewer())
}

fn explain(row: &FileRow) -> Cure {
    let how = crate::sentence!(
        "explain row {row} in writing and have the finding accepted with that reason; it cannot \
         be made good",
        "就{row}号作出书面情况说明并经认可；该问题无法补正",
        row = shown(&row.no),
    );
    Cure::fact(const { Code::literal("accepted") }, how, reviewer())
}
