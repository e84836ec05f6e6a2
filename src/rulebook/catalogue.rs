//! Numbered catalogues of what an umbrella does: data, with counts that are checked.
//!
//! | catalogue | entries | text |
//! |---|---|---|
//! | [`six`] | 6 | the law (art. 50); complete and official |
//! | [`seven`] | 7 | entry 1 found, 2–7 not looked up |
//! | [`fifteen`] | 15 | entries 1–7 found, 8 and 9 by name only, 10–15 unverified |
//! | [`thirteen`] | 13 | none found: thirteen slots that wait for their text |
//!
//! An entry whose text was not found is a slot: it keeps its number so that counts and
//! answers fit, and has no name that could be mistaken for the document's. Who holds the
//! document fills the slots in a pack of their own.
//!
//! Each entry with a text says which of the six kinds of conduct of the law it falls
//! under, where our reading finds one. That mapping is ours; the law has none.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::list::Limited;
use crate::base::text::Line;
use crate::terms::umbrella::UmbrellaConduct;

/// One entry of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    number: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    english: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Line>,
    text_unverified: bool,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "Limited::<UmbrellaConduct, 6>::read"
    )]
    conduct: Vec<UmbrellaConduct>,
}

impl CatalogueEntry {
    /// An entry whose text was found.
    #[must_use]
    pub const fn new(number: u16, name: Line, english: Line, text: Line) -> Self {
        Self {
            number,
            name: Some(name),
            english: Some(english),
            text: Some(text),
            text_unverified: false,
            conduct: Vec::new(),
        }
    }

    /// A slot for an entry whose text was not found.
    #[must_use]
    pub const fn slot(number: u16) -> Self {
        Self {
            number,
            name: None,
            english: None,
            text: None,
            text_unverified: true,
            conduct: Vec::new(),
        }
    }

    /// Marks the text as not verified against the document.
    #[must_use]
    pub fn unverified(mut self) -> Self {
        self.text_unverified = true;
        self
    }

    /// Adds the kinds of conduct of the law that the entry falls under.
    #[must_use]
    pub fn under(mut self, conduct: Vec<UmbrellaConduct>) -> Self {
        self.conduct = conduct;
        self
    }

    /// The number in the catalogue, counted from 1.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// The name in the document; `None` for a slot.
    #[must_use]
    pub const fn name(&self) -> Option<&Line> {
        self.name.as_ref()
    }

    /// The name in English; `None` for a slot.
    #[must_use]
    pub const fn english(&self) -> Option<&Line> {
        self.english.as_ref()
    }

    /// What the entry covers; `None` for a slot or where only the name was found.
    #[must_use]
    pub const fn text(&self) -> Option<&Line> {
        self.text.as_ref()
    }

    /// Whether the text was not verified against the document.
    #[must_use]
    pub const fn text_unverified(&self) -> bool {
        self.text_unverified
    }

    /// Under which kinds of conduct of the law it falls, by our reading; empty if that
    /// cannot be said.
    #[must_use]
    pub fn conduct(&self) -> &[UmbrellaConduct] {
        &self.conduct
    }
}

/// A numbered catalogue, with the number of entries that its document states.
///
/// # Examples
///
/// ```
/// use unbrella::rulebook::catalogue;
///
/// let fifteen = catalogue::fifteen();
/// assert_eq!(fifteen.stated(), 15);
/// assert_eq!(fifteen.entries().len(), 15);
/// assert_eq!(fifteen.entry(1).and_then(|one| one.name()).map(|name| name.as_str()), Some("出资分红型"));
/// assert_eq!(fifteen.entry(12).and_then(|slot| slot.name()), None);
/// ```
// What may be wrong in a catalogue that was read (count, numbering) is a finding of
// `lint`; no `RulePack` holds such a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    stated: u16,
    #[serde(deserialize_with = "Limited::<CatalogueEntry, { Catalogue::MAX }>::read")]
    entries: Vec<CatalogueEntry>,
}

impl Catalogue {
    /// The most entries that a catalogue may have.
    pub const MAX: usize = 200;

    /// A catalogue; `stated` is the number of entries that its document states.
    #[must_use]
    pub const fn new(stated: u16, entries: Vec<CatalogueEntry>) -> Self {
        Self { stated, entries }
    }

    /// How many entries the document states.
    #[must_use]
    pub const fn stated(&self) -> u16 {
        self.stated
    }

    /// The entries, in order of their numbers.
    #[must_use]
    pub fn entries(&self) -> &[CatalogueEntry] {
        &self.entries
    }

    /// The entry with this number.
    #[must_use]
    pub fn entry(&self, number: u16) -> Option<&CatalogueEntry> {
        self.entries.iter().find(|entry| entry.number == number)
    }

    /// How many entries have a text that was not verified.
    #[must_use]
    pub fn unverified(&self) -> usize {
        self.entries.iter().filter(|entry| entry.text_unverified).count()
    }

    /// Whether there are as many entries as the document states.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.entries.len() == usize::from(self.stated)
    }

    /// Whether the entries are numbered 1, 2, 3 and so on.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.entries.iter().zip(1_u16..).all(|(entry, number)| entry.number == number)
    }
}

/// `15 entries, 8 with a text that is not verified`.
impl fmt::Display for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} entries", self.entries.len())?;
        match self.unverified() {
            0 => Ok(()),
            open => write!(f, ", {open} with a text that is not verified"),
        }
    }
}

fn entry(
    number: u16,
    name: &'static str,
    english: &'static str,
    text: &'static str,
    conduct: &[UmbrellaConduct],
) -> CatalogueEntry {
    CatalogueEntry::new(number, Line::literal(name), Line::literal(english), Line::literal(text))
        .under(conduct.to_vec())
}

/// 反有组织犯罪法第五十条 (law 3.4): the six kinds of conduct of state staff.
///
/// The only complete and official list; the words are those of
/// [`UmbrellaConduct`].
#[must_use]
pub fn six() -> Catalogue {
    let entries = UmbrellaConduct::ALL.iter().zip(1_u16..).map(|(conduct, number)| {
        entry(number, conduct.term(), conduct.english(), conduct.term(), &[*conduct])
    });
    Catalogue::new(6, entries.collect())
}

/// 七类案件 (law 4.3): the notice of five organs of October 2019.
///
/// The text of kind 1 was found; 2–7 are from memory, sure of the substance.
#[must_use]
pub fn seven() -> Catalogue {
    use UmbrellaConduct as C;

    let memory = |number, name, english, text, conduct: &[C]| {
        entry(number, name, english, text, conduct).unverified()
    };
    Catalogue::new(
        7,
        vec![
            entry(
                1,
                "组织、领导、参加黑恶势力",
                "organizes, leads or joins",
                "公职人员直接组织、领导、参加黑恶势力犯罪活动的案件",
                &[C::TakePart],
            ),
            memory(
                2,
                "包庇、纵容、支持",
                "shelters, condones, supports",
                "公职人员包庇、纵容、支持黑恶势力犯罪及其他严重刑事犯罪的案件",
                &[C::Shelter, C::Help],
            ),
            memory(
                3,
                "收受贿赂、滥用职权给予利益",
                "takes bribes or abuses power for members",
                "收受贿赂、滥用职权，帮助黑恶势力人员获取公职、荣誉、国有和集体财产、项目、贷款的案件",
                &[C::Help],
            ),
            memory(
                4,
                "查禁、监管失职渎职",
                "derelict in banning or supervising",
                "负有查禁、监管职责的人员滥用职权、玩忽职守帮助逃避处罚的案件",
                &[C::Dereliction, C::Help],
            ),
            memory(
                5,
                "司法工作人员徇私枉法",
                "judicial staff bend the law",
                "司法工作人员徇私枉法、私放在押人员，徇私舞弊减刑、假释、暂予监外执行的案件",
                &[C::Dereliction, C::Shelter],
            ),
            memory(
                6,
                "阻碍专项斗争、泄密、通风报信",
                "obstructs, leaks, tips off",
                "在扫黑除恶专项斗争中阻碍工作、泄露秘密、通风报信的案件",
                &[C::Interfere, C::Dereliction],
            ),
            memory(
                7,
                "打击报复办案人员",
                "retaliates against handlers",
                "利用职权打击报复办案人员的案件",
                &[C::Interfere],
            ),
        ],
    )
}

/// “保护伞”15种类型 (C15, law 4.1): as a local anti-gang office published them.
///
/// The list of Chengguan is probably the same; it states only the number. Entries 1–7
/// were found, 8 and 9 by name, 10–15 are slots.
#[must_use]
pub fn fifteen() -> Catalogue {
    let mut entries = found_types();
    entries.extend(named_types());
    entries.extend((10..=15).map(CatalogueEntry::slot));
    Catalogue::new(15, entries)
}

fn found_types() -> Vec<CatalogueEntry> {
    use UmbrellaConduct as C;

    vec![
        entry(
            1,
            "出资分红型",
            "shares and dividends",
            "在黑恶势力设立的公司、企业入股分红、合伙经营，或与黑恶势力犯罪分子相互勾结、共同犯罪的",
            &[C::TakePart],
        ),
        entry(
            2,
            "纵容包庇型",
            "condones and shelters",
            "利用职务便利，为黑恶势力提供犯罪时间、条件，纵容、包庇犯罪的",
            &[C::Shelter],
        ),
        entry(
            3,
            "阻挠查处型",
            "obstructs investigation",
            "通风报信，隐匿、毁灭、伪造证据，阻止作证，帮助逃匿，阻挠、拖延、干扰查处的",
            &[C::Interfere, C::Shelter],
        ),
        entry(
            4,
            "站台撑腰型",
            "stands up for the gang",
            "为黑恶势力排除异己、谋取利益撑腰出头而违规立案、越权执法、违法办案的",
            &[C::Help],
        ),
        entry(
            5,
            "打击报复型",
            "retaliates against reporters",
            "对涉黑涉恶犯罪举报人打击报复的",
            &[C::Interfere],
        ),
        entry(
            6,
            "有案不查型",
            "does not investigate",
            "有警不接、有案不立、立而不侦、有证不取、该捕不捕、该诉不诉，随意变更强制措施、撤销案件的",
            &[C::Dereliction],
        ),
        entry(
            7,
            "通风报信型",
            "tips off",
            "在办案中跑风漏气、泄露案情，或向黑恶势力犯罪分子通风报信，帮助其逃避处罚的",
            &[C::Shelter, C::Dereliction],
        ),
    ]
}

/// Types of which only the name was found; the place of 9 in the list is uncertain.
fn named_types() -> Vec<CatalogueEntry> {
    let named = |number, name, english| CatalogueEntry {
        name: Some(Line::literal(name)),
        english: Some(Line::literal(english)),
        ..CatalogueEntry::slot(number)
    };
    vec![named(8, "开脱罪责型", "exculpates"), named(9, "压案不查型", "suppresses clues or cases")]
}

/// 云南十三种情形 (Z01, law 4.2): stated only as a number; the text was not found.
#[must_use]
pub fn thirteen() -> Catalogue {
    Catalogue::new(13, (1..=13).map(CatalogueEntry::slot).collect())
}
