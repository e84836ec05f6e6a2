//! Which edition of a law or of party rules applies on a day.
//!
//! The parameters carry their own days; this list answers the question one step above:
//! under which texts was a thing done?
//!
//! | field | editions |
//! |---|---|
//! | case inspection | 1994, until 2019 |
//! | discipline work | trial 2017, 2019 |
//! | supervision law | 2018, 2024 (in force 2025) |
//! | reports, sanctions, regulations | 2020, 2020, 2021 |
//! | accountability, party discipline | 2019; 2018, 2023 (in force 2024) |
//! | organized crime | 2021 (in force 2022) |
//! | criminal procedure | 2018 |
//!
//! What a matter follows that was pending on a day of change is not said by the sources;
//! it is a parameter (`disposition/pending-at-change` and others).

use std::fmt;

use crate::base::day::Day;
use crate::day;
use crate::provenance::Certainty;

/// What an edition regulates. Of each field at most one edition applies on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// 案件检查.
    CaseInspection,
    /// 监督执纪.
    DisciplineWork,
    /// 监察法.
    SupervisionLaw,
    /// 监察法实施条例.
    SupervisionRegulations,
    /// 检举控告.
    Reports,
    /// 政务处分.
    PublicSanctions,
    /// 党纪处分.
    PartyDiscipline,
    /// 问责.
    Accountability,
    /// 反有组织犯罪.
    OrganizedCrime,
    /// 刑事诉讼.
    CriminalProcedure,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 10] = [
        Self::CaseInspection,
        Self::DisciplineWork,
        Self::SupervisionLaw,
        Self::SupervisionRegulations,
        Self::Reports,
        Self::PublicSanctions,
        Self::PartyDiscipline,
        Self::Accountability,
        Self::OrganizedCrime,
        Self::CriminalProcedure,
    ];
}

/// One edition of a law or of party rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    code: &'static str,
    field: Field,
    term: &'static str,
    english: &'static str,
    from: Day,
    until: Option<Day>,
    certainty: Certainty,
}

impl Edition {
    /// A word for machines, such as `work-rules-2019`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What it regulates.
    #[must_use]
    pub const fn field(&self) -> Field {
        self.field
    }

    /// Its title in Chinese.
    #[must_use]
    pub const fn term(&self) -> &'static str {
        self.term
    }

    /// Its title in English, with the year.
    #[must_use]
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// The first day in force.
    #[must_use]
    pub const fn from(&self) -> Day {
        self.from
    }

    /// The first day on which it is not in force any more; `None` while it is the last
    /// one known here.
    #[must_use]
    pub const fn until(&self) -> Option<Day> {
        self.until
    }

    /// How certain the days are.
    #[must_use]
    pub const fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// Whether it applies on `day`.
    #[must_use]
    pub fn applies_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.english)
    }
}

/// Every edition, by field and then by day.
pub const ALL: &[Edition] = &[
    Edition {
        code: "case-rules-1994",
        field: Field::CaseInspection,
        term: "纪律检查机关案件检查工作条例",
        english: "Case Inspection Rules 1994",
        from: day!(1994, 3, 25),
        until: Some(day!(2019, 1, 1)),
        certainty: Certainty::MemoryMid,
    },
    Edition {
        code: "work-rules-2017",
        field: Field::DisciplineWork,
        term: "监督执纪工作规则（试行）",
        english: "Discipline Work Rules, trial 2017",
        from: day!(2017, 1, 8),
        until: Some(day!(2019, 1, 1)),
        certainty: Certainty::MemoryHigh,
    },
    Edition {
        code: "work-rules-2019",
        field: Field::DisciplineWork,
        term: "监督执纪工作规则",
        english: "Discipline Work Rules 2019",
        from: day!(2019, 1, 1),
        until: None,
        certainty: Certainty::Stated,
    },
    Edition {
        code: "supervision-law-2018",
        field: Field::SupervisionLaw,
        term: "监察法",
        english: "Supervision Law 2018",
        from: day!(2018, 3, 20),
        until: Some(day!(2025, 6, 1)),
        certainty: Certainty::Stated,
    },
    Edition {
        code: "supervision-law-2024",
        field: Field::SupervisionLaw,
        term: "监察法（2024年修正）",
        english: "Supervision Law 2024",
        from: day!(2025, 6, 1),
        until: None,
        certainty: Certainty::MemoryHigh,
    },
    Edition {
        code: "supervision-regulations-2021",
        field: Field::SupervisionRegulations,
        term: "监察法实施条例",
        english: "Supervision Law Regulations 2021",
        from: day!(2021, 9, 20),
        until: None,
        certainty: Certainty::Stated,
    },
    Edition {
        code: "report-rules-2020",
        field: Field::Reports,
        term: "纪检监察机关处理检举控告工作规则",
        english: "Report and Accusation Rules 2020",
        from: day!(2020, 1, 21),
        until: None,
        certainty: Certainty::Stated,
    },
    Edition {
        code: "sanctions-law-2020",
        field: Field::PublicSanctions,
        term: "公职人员政务处分法",
        english: "Public Sanctions Law 2020",
        from: day!(2020, 7, 1),
        until: None,
        certainty: Certainty::Stated,
    },
    Edition {
        code: "discipline-2018",
        field: Field::PartyDiscipline,
        term: "中国共产党纪律处分条例（2018）",
        english: "Discipline Regulations 2018",
        from: day!(2018, 10, 1),
        until: Some(day!(2024, 1, 1)),
        certainty: Certainty::MemoryHigh,
    },
    Edition {
        code: "discipline-2023",
        field: Field::PartyDiscipline,
        term: "中国共产党纪律处分条例（2023）",
        english: "Discipline Regulations 2023",
        from: day!(2024, 1, 1),
        until: None,
        certainty: Certainty::MemoryHigh,
    },
    Edition {
        code: "accountability-2019",
        field: Field::Accountability,
        term: "中国共产党问责条例",
        english: "Accountability Regulations 2019",
        from: day!(2019, 9, 1),
        until: None,
        certainty: Certainty::MemoryHigh,
    },
    Edition {
        code: "organized-crime-law-2021",
        field: Field::OrganizedCrime,
        term: "反有组织犯罪法",
        english: "Anti-Organized Crime Law 2022",
        from: day!(2022, 5, 1),
        until: None,
        certainty: Certainty::Stated,
    },
    Edition {
        code: "criminal-procedure-2018",
        field: Field::CriminalProcedure,
        term: "刑事诉讼法（2018年修正）",
        english: "Criminal Procedure Law 2018",
        from: day!(2018, 10, 26),
        until: None,
        certainty: Certainty::Stated,
    },
];

/// The edition that applies in a field on a day; `None` before the first one known here.
///
/// # Examples
///
/// ```
/// use unbrella::day;
/// use unbrella::rulebook::editions::{self, Field};
///
/// let code = |day| editions::of(Field::DisciplineWork, day).map(|edition| edition.code());
/// assert_eq!(code(day!(2018, 11, 1)), Some("work-rules-2017"));
/// assert_eq!(code(day!(2019, 4, 1)), Some("work-rules-2019"));
/// assert_eq!(code(day!(2016, 1, 1)), None);
/// ```
#[must_use]
pub fn of(field: Field, day: Day) -> Option<&'static Edition> {
    ALL.iter().find(|edition| edition.field == field && edition.applies_on(day))
}

/// Every edition that applies on a day, in the order of [`ALL`].
pub fn on(day: Day) -> impl Iterator<Item = &'static Edition> {
    ALL.iter().filter(move |edition| edition.applies_on(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What applies on the days that the sources span, and at each day of change.
    #[test]
    fn the_same_question_on_different_days() {
        let codes = |day| on(day).map(Edition::code).collect::<Vec<_>>();
        let before_2018 = ["case-rules-1994", "work-rules-2017"];
        assert_eq!(codes(day!(2018, 3, 19)), before_2018);
        assert_eq!(
            codes(day!(2018, 11, 15)),
            [
                "case-rules-1994",
                "work-rules-2017",
                "supervision-law-2018",
                "discipline-2018",
                "criminal-procedure-2018",
            ],
            "the results of 2018 in seed 001",
        );
        assert_eq!(
            codes(day!(2019, 4, 24)),
            [
                "work-rules-2019",
                "supervision-law-2018",
                "discipline-2018",
                "criminal-procedure-2018",
            ],
            "seed 004",
        );
        let august_2020 = [
            "work-rules-2019",
            "supervision-law-2018",
            "report-rules-2020",
            "sanctions-law-2020",
            "discipline-2018",
            "accountability-2019",
            "criminal-procedure-2018",
        ];
        assert_eq!(codes(day!(2020, 8, 1)), august_2020, "the last part of seeds 000, 002");
        let june_2022 = codes(day!(2022, 6, 1));
        assert!(june_2022.contains(&"organized-crime-law-2021"));
        assert!(june_2022.contains(&"supervision-regulations-2021"));
        let july_2025 = codes(day!(2025, 7, 1));
        assert!(july_2025.contains(&"supervision-law-2024"));
        assert!(!july_2025.contains(&"supervision-law-2018"));
        assert!(july_2025.contains(&"discipline-2023"));
    }

    #[test]
    fn each_change_happens_on_its_day() {
        for edition in ALL {
            let day_before = edition.from.plus_days(-1).unwrap();
            let now = of(edition.field, edition.from).map(Edition::code);
            assert_eq!(now, Some(edition.code));
            assert_ne!(of(edition.field, day_before).map(Edition::code), now);
            if let Some(until) = edition.until {
                assert!(edition.from < until, "{edition}");
                assert!(edition.applies_on(until.plus_days(-1).unwrap()));
                assert!(!edition.applies_on(until));
            }
        }
    }

    #[test]
    fn editions_of_a_field_do_not_overlap_and_codes_are_unique() {
        for (i, a) in ALL.iter().enumerate() {
            for b in &ALL[i + 1..] {
                assert_ne!(a.code, b.code);
                let apart = a.field != b.field || a.until.is_some_and(|until| until <= b.from);
                assert!(apart, "{a} and {b}");
            }
        }
        for field in Field::ALL {
            assert!(ALL.iter().any(|edition| edition.field == field), "{field:?}");
        }
    }
}
