//! The documents that the published packs rest on.
//!
//! Chinese words between quotation marks are those of the document, or for seeds 000, 001
//! and 003 those of the translation that was read. A reading gives its reason in the same
//! place. Where the text of a law was not at hand there is a place and no quotation. The
//! Supervision Law (both editions) and the Public Sanctions Law were read in full.
//!
//! Places name the row of the catalogue (`Z13`) or the article, and the section of the
//! note on the law (`law 1.4`). Who published what, and how far it was read, stands in
//! [`guide::sources`](crate::guide::sources).

use crate::base::day::Day;
use crate::day;
use crate::provenance::{Certainty, Citation};
use crate::rulebook::draft::OWN_VALUE;

/// A document of the crate's tables.
pub(super) struct Document {
    title: &'static str,
    published: Option<Day>,
}

impl Document {
    const fn new(title: &'static str, published: Option<Day>) -> Self {
        Self { title, published }
    }

    const fn cite(
        &self,
        place: &'static str,
        wording: &'static str,
        certainty: Certainty,
    ) -> Citation {
        Citation::literal(self.title, self.published, place, wording, certainty)
    }

    /// The document says so.
    pub(super) const fn says(&self, place: &'static str, wording: &'static str) -> Citation {
        self.cite(place, wording, Certainty::Stated)
    }

    /// It is our reading of the document.
    pub(super) const fn reading(&self, place: &'static str, wording: &'static str) -> Citation {
        self.cite(place, wording, Certainty::Reading)
    }

    /// The document is open to more than one reading.
    pub(super) const fn open(&self, place: &'static str, wording: &'static str) -> Citation {
        self.cite(place, wording, Certainty::Open)
    }

    /// Not looked up, sure of the substance.
    pub(super) const fn memory(&self, place: &'static str, wording: &'static str) -> Citation {
        self.cite(place, wording, Certainty::MemoryHigh)
    }

    /// Not looked up, the detail uncertain.
    pub(super) const fn memory_mid(&self, place: &'static str, wording: &'static str) -> Citation {
        self.cite(place, wording, Certainty::MemoryMid)
    }

    /// Not looked up, a hint only. Never for a value that is followed.
    pub(super) const fn memory_low(&self, place: &'static str, wording: &'static str) -> Citation {
        self.cite(place, wording, Certainty::MemoryLow)
    }
}

/// A value that no document states, with the row that asks for it and the reason.
pub(super) const fn own(place: &'static str, why: &'static str) -> Citation {
    Citation::literal(OWN_VALUE, None, place, why, Certainty::Open)
}

/// The report on Zhejiang has no day; it speaks of February of this year and of the central group's
/// stay in Zhejiang, both 2019.
pub(super) const BY_END_OF_2019: Day = day!(2019, 12, 31);

pub(super) const GANSU_REPORT: Document =
    Document::new("甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件", Some(day!(2021, 4, 22)));
pub(super) const HENAN_REPORT: Document = Document::new("河南省扫黑除恶专项斗争综述", None);
pub(super) const CHENGGUAN_REPORT: Document = Document::new("城关区铁腕“惩腐打伞”显成效", None);
pub(super) const ZHAOTONG_REPORT: Document =
    Document::new("昭通市严查涉黑涉恶腐败和“保护伞”", Some(day!(2019, 4, 24)));
pub(super) const COMMENTARY: Document =
    Document::new("坚决惩治群众身边腐败问题", Some(day!(2024, 5, 27)));
pub(super) const ZHOUZHI_NOTICE: Document =
    Document::new("周至县：建立双向移送制度 助力打“伞”破“网”", Some(day!(2019, 3, 19)));
pub(super) const ZHEJIANG_REPORT: Document =
    Document::new("浙江省纪检监察机关扫黑除恶打“伞”报道（中央纪委国家监委网站）", None);
pub(super) const XIXIANG_NOTICE: Document =
    Document::new("西乡县纪委：委局机关各室（部）问题线索处置办法", None);
pub(super) const FIFTEEN_PAGE: Document =
    Document::new("黑恶势力“保护伞”的十五大类型", Some(day!(2018, 11, 21)));
pub(super) const SEVEN_NOTICE: Document =
    Document::new("国家监委、两高、公安部、司法部：惩治公职人员涉黑涉恶违法犯罪分工配合通知", None);

pub(super) const CASE_RULES_1994: Document =
    Document::new("纪律检查机关案件检查工作条例 Case Inspection Rules 1994", None);
pub(super) const WORK_RULES_TRIAL: Document =
    Document::new("监督执纪工作规则（试行） Discipline Work Rules, trial 2017", None);
pub(super) const WORK_RULES: Document =
    Document::new("监督执纪工作规则 Discipline Work Rules 2019", None);
pub(super) const SUPERVISION_LAW: Document =
    Document::new("监察法 Supervision Law 2018", Some(day!(2018, 3, 20)));
pub(super) const SUPERVISION_LAW_2024: Document =
    Document::new("监察法 Supervision Law 2024", Some(day!(2024, 12, 25)));
pub(super) const REGULATIONS: Document =
    Document::new("监察法实施条例 Supervision Law Regulations 2021", Some(day!(2021, 9, 20)));
pub(super) const REPORT_RULES: Document =
    Document::new("处理检举控告工作规则 Report and Accusation Rules 2020", Some(day!(2020, 1, 21)));
pub(super) const SANCTIONS_LAW: Document =
    Document::new("公职人员政务处分法 Public Sanctions Law 2020", Some(day!(2020, 6, 20)));
pub(super) const ORGANIZED_CRIME_LAW: Document =
    Document::new("反有组织犯罪法 Anti-Organized Crime Law 2022", Some(day!(2021, 12, 24)));
pub(super) const CRIMINAL_LAW: Document = Document::new("刑法 Criminal Law", None);
pub(super) const CRIMINAL_PROCEDURE: Document =
    Document::new("刑事诉讼法 Criminal Procedure Law 2018", Some(day!(2018, 10, 26)));
pub(super) const DISCIPLINE_2018: Document =
    Document::new("中国共产党纪律处分条例 Discipline Regulations 2018", None);
pub(super) const DISCIPLINE_2023: Document =
    Document::new("中国共产党纪律处分条例 Discipline Regulations 2023", None);
pub(super) const ACCOUNTABILITY: Document =
    Document::new("中国共产党问责条例 Accountability Regulations 2019", None);
pub(super) const ORGANIZATIONAL_2021: Document =
    Document::new("组织处理规定 Organizational Handling Regulations 2021", None);
pub(super) const COURT_MINUTES_2015: Document =
    Document::new("审理黑社会性质组织犯罪案件工作座谈会纪要 Court Meeting Notes 2015", None);
pub(super) const GANG_OPINION_2018: Document =
    Document::new("办理黑恶势力犯罪案件若干问题的指导意见 Guiding Opinion 2018", None);
pub(super) const EVIL_OPINION: Document =
    Document::new("办理恶势力刑事案件若干问题的意见 Opinion on Evil-Force Cases 2019", None);
pub(super) const FOUR_FORMS_PAGE: Document = Document::new("监督执纪“四种形态”", None);
