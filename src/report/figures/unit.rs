//! What a figure counts.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::{Code, InvalidText, read_str};

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident $code:literal $term:literal,)+) => {
        /// What a figure counts. An open list: unknown codes are kept.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Unit {
            $($(#[$doc])* $name,)+
            /// A unit that the crate has no word for.
            Other(Code),
        }

        impl Unit {
            /// Every unit that has a word of its own.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The unit with this code.
            ///
            /// # Errors
            ///
            /// [`InvalidText`] if it cannot be a code.
            pub fn parse(text: &str) -> Result<Self, InvalidText> {
                match text.trim() {
                    $($code => Ok(Self::$name),)+
                    other => Code::parse(other).map(Self::Other),
                }
            }

            /// The word for machines; also the English word, with `_` for a space.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$name => $code,)+
                    Self::Other(code) => code.as_str(),
                }
            }

            /// The Chinese measure word; the code itself where there is none.
            #[must_use]
            pub fn term(&self) -> &str {
                match self {
                    $(Self::$name => $term,)+
                    Self::Other(code) => code.as_str(),
                }
            }
        }
    };
}

units! {
    /// 件: a case.
    Case "case" "件",
    /// 人: a person.
    Person "person" "人",
    /// 人次: a person, counted at each occasion.
    PersonTime "person_time" "人次",
    /// 件, 条: a clue.
    Clue "clue" "件",
    /// 个单位: a unit of any kind.
    UnitOfState "unit" "个单位",
    /// 家部门: a department.
    Department "department" "家",
    /// 个地方: a place.
    Place "place" "个地方",
    /// 个市: a city.
    City "city" "个市",
    /// 个县: a county.
    County "county" "个县",
    /// 个行业: an industry.
    Industry "industry" "个行业",
    /// 家门店: a shop.
    Shop "shop" "家",
    /// 个: a gang of any tier.
    Gang "gang" "个",
    /// 个组: a team.
    Team "team" "个组",
    /// 个组: a group.
    Group "group" "个组",
    /// 批次: a batch.
    Batch "batch" "批次",
    /// 轮: a round.
    Round "round" "轮",
    /// 场次: an event.
    Event "event" "场次",
    /// 次: a meeting.
    Meeting "meeting" "次",
    /// 期: an issue of a series.
    Issue "issue" "期",
    /// 份: a copy.
    Copy "copy" "份",
    /// 个: a problem.
    Problem "problem" "个",
    /// 个方面: an aspect.
    Aspect "aspect" "个方面",
    /// 项任务: a task.
    Task "task" "项",
    /// 项: an item.
    Item "item" "项",
    /// 项措施: a measure.
    Measure "measure" "项",
    /// 种: a kind.
    Kind "kind" "种",
    /// 处: a site.
    Site "site" "处",
    /// 台: a machine.
    Machine "machine" "台",
    /// 个月: a month.
    Month "month" "个月",
    /// 元: a yuan.
    Yuan "yuan" "元",
    /// %: percent of a base that the document may have left out.
    Percent "percent" "%",
    /// 百分点: the difference of two percents.
    PercentagePoint "percentage_point" "百分点",
}

impl Unit {
    /// Whether half of one makes sense.
    #[must_use]
    pub const fn can_be_divided(&self) -> bool {
        matches!(self, Self::Yuan | Self::Percent | Self::PercentagePoint | Self::Other(_))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.code().replace('_', " "))
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "the code of a unit", 64, Self::parse)
    }
}
