//! 关系: the ties of the relationship network, and kinship.

use crate::base::id::PartyId;

open_terms! {
    /// 关系类型: how one party is tied to another.
    ///
    /// A tie runs from one party to another; [`Self::is_mutual`] says where the direction
    /// means nothing. [`Self::fits`] says which parties a kind can tie together. Reporters
    /// are not tied to anything: no kind says who reported whom.
    ///
    /// ```
    /// use unbrella::terms::tie::TieKind;
    ///
    /// assert_eq!(TieKind::Shelters.term(), "庇护");
    /// assert!(TieKind::Kin.is_mutual() && !TieKind::Bribes.is_mutual());
    /// ```
    pub enum TieKind: "关系类型", "kind of tie", ["G04", "G06", "law-context §4.1"];
    MemberOf = "member_of", "参加", "is a member of", ["Criminal Law art. 294"];
    Leads = "leads", "组织、领导", "leads", ["Criminal Law art. 294"];
    PartOf = "part_of", "隶属", "is a part of" reading;
    Succeeds = "succeeds", "演变自", "has grown out of" reading;
    AlliedWith = "allied_with", "勾结", "is allied with" reading;
    RivalOf = "rival_of", "争斗", "is a rival of" reading;
    Shelters = "shelters", "庇护", "shelters", ["G04", "Anti-Organized Crime Law 2022 art. 50"];
    StandsUpFor = "stands_up_for", "站台撑腰", "stands up for", ["law-context §4.1"];
    TipsOff = "tips_off", "通风报信", "tips off", ["law-context §4.1"];
    HelpsEvade = "helps_evade", "帮助逃避查处", "helps to evade the law", ["law-context §4.1"];
    Supports = "supports", "提供帮助和经济支持", "gives help and economic support", ["G04"];
    Bribes = "bribes", "行贿", "bribes", ["Criminal Law arts. 385-389"];
    PaysDividends = "pays_dividends", "分红", "pays dividends to", ["law-context §4.1"];
    Owns = "owns", "持股", "owns or holds shares of", ["law-context §4.1"];
    CoOwner = "co_owner", "合伙", "is a partner in business of", ["law-context §4.1"];
    Controls = "controls", "实际控制", "controls" reading;
    WorksFor = "works_for", "任职", "works for" reading;
    Lends = "lends", "借贷", "lends money to" reading;
    Pays = "pays", "资金往来", "pays" reading;
    ContractsFrom = "contracts_from", "承揽工程", "has a contract from", ["G28"];
    Spouse = "spouse", "配偶", "is married to" reading;
    ParentOf = "parent_of", "父母", "is a parent of" reading;
    Sibling = "sibling", "兄弟姐妹", "is a sibling of" reading;
    Kin = "kin", "亲属", "is kin of", ["Supervision Law 2018 art. 58"];
    Friend = "friend", "密友", "is a close friend of" reading;
    Classmate = "classmate", "同学", "went to school with" reading;
    FellowVillager = "fellow_villager", "同乡", "comes from the same village as" reading;
    Comrade = "comrade", "战友", "served in the army with" reading;
    Colleague = "colleague", "同事", "works or worked with" reading;
    SecretaryOf = "secretary_of", "秘书", "is or was secretary of" reading;
    Promoted = "promoted", "提拔任用", "promoted" reading;
    ReportsTo = "reports_to", "受…领导", "reports to" reading;
    Supervises = "supervises", "监管", "supervises", ["G29", "C25"];
    Approves = "approves", "审批", "approved something for" reading;
    HandledCase = "handled_case", "承办案件", "handled the case", ["G21", "Discipline Work Rules 2019 art. 23"];
    SubjectOf = "subject_of", "涉案", "is a subject of the case" reading;
    InterferedIn = "interfered_in", "干预过问", "interfered in the case", ["Supervision Law 2018 art. 57"];
    LocatedIn = "located_in", "位于", "is located in" reading;
    NativeOf = "native_of", "籍贯", "comes from" reading;
    Dominates = "dominates", "称霸", "dominates", ["G28", "N13", "Criminal Law art. 294"];
    Contact = "contact", "联系", "is in contact with" reading;
}

/// Which parties a kind can tie together: one letter a kind of party, `*` for all.
const fn ends(kind: &TieKind) -> (&'static str, &'static str) {
    use TieKind as K;

    match kind {
        K::MemberOf | K::Leads => ("p", "g"),
        K::PartOf | K::Succeeds => ("oge", "oge"),
        K::AlliedWith | K::RivalOf => ("g", "g"),
        K::Shelters | K::StandsUpFor | K::TipsOff | K::HelpsEvade => ("po", "pge"),
        K::Supports => ("poge", "pge"),
        K::Bribes => ("pge", "po"),
        K::PaysDividends => ("ge", "poe"),
        K::Owns | K::Controls => ("poge", "e"),
        K::CoOwner => ("pe", "pe"),
        K::WorksFor => ("p", "oe"),
        K::Lends | K::Pays | K::Contact => ("poge", "poge"),
        K::ContractsFrom => ("pge", "oe"),
        K::Spouse | K::ParentOf | K::Sibling | K::Kin | K::Friend | K::Classmate => ("p", "p"),
        K::FellowVillager | K::Comrade | K::Colleague | K::SecretaryOf | K::Promoted => ("p", "p"),
        K::ReportsTo => ("po", "po"),
        K::Supervises => ("po", "oe"),
        K::Approves => ("po", "pge"),
        K::HandledCase | K::InterferedIn => ("po", "c"),
        K::SubjectOf => ("poge", "c"),
        K::LocatedIn => ("pogecl", "l"),
        K::NativeOf => ("p", "l"),
        K::Dominates => ("pg", "l"),
        K::Other(_) => ("*", "*"),
    }
}

const fn letter(party: PartyId) -> char {
    match party {
        PartyId::Person(_) => 'p',
        PartyId::Organ(_) => 'o',
        PartyId::Gang(_) => 'g',
        PartyId::Enterprise(_) => 'e',
        PartyId::Case(_) => 'c',
        PartyId::Place(_) => 'l',
    }
}

impl TieKind {
    /// Whether the tie means the same in both directions.
    ///
    /// No for a kind of the host: nothing is known of it.
    #[must_use]
    pub const fn is_mutual(&self) -> bool {
        matches!(
            self,
            Self::AlliedWith
                | Self::RivalOf
                | Self::CoOwner
                | Self::Spouse
                | Self::Sibling
                | Self::Kin
                | Self::Friend
                | Self::Classmate
                | Self::FellowVillager
                | Self::Comrade
                | Self::Colleague
                | Self::Contact
        )
    }

    /// Whether the kind can tie parties of these kinds, in this direction.
    ///
    /// A person can be a member of a gang, and not of a place. A kind of the host fits
    /// everywhere.
    #[must_use]
    pub fn fits(&self, from: PartyId, to: PartyId) -> bool {
        let (starts, ends) = ends(self);
        let allowed = |set: &str, party| set == "*" || set.contains(letter(party));
        allowed(starts, from) && allowed(ends, to)
    }
}

closed_terms! {
    /// 亲属关系: what one person is to another, as declared.
    ///
    /// The first four groups are near relatives (近亲属) in criminal procedure
    /// ([`Self::is_near`]); the wider circle matters for the posts that relatives may hold
    /// side by side.
    #[non_exhaustive]
    pub enum Kinship: "亲属关系", "kinship",
        ["Criminal Procedure Law 2018 art. 108", "Civil Servants Law 2018 art. 74"];
    Spouse = "spouse", "配偶", "spouse";
    Parent = "parent", "父母", "parent";
    Child = "child", "子女", "child";
    Sibling = "sibling", "兄弟姐妹", "sibling";
    Grandparent = "grandparent", "祖父母、外祖父母", "grandparent", ["Civil Servants Law 2018 art. 74"];
    Grandchild = "grandchild", "孙子女、外孙子女", "grandchild", ["Civil Servants Law 2018 art. 74"];
    Collateral = "collateral", "三代以内旁系血亲", "collateral within three generations",
        ["Civil Servants Law 2018 art. 74"];
    InLaw = "in_law", "近姻亲", "close relative by marriage", ["Civil Servants Law 2018 art. 74"];
    OtherKin = "other_kin", "其他亲属", "other kin" reading;
}

impl Kinship {
    /// Whether it makes two persons near relatives in criminal procedure: spouse, parent,
    /// child or sibling.
    #[must_use]
    pub const fn is_near(self) -> bool {
        matches!(self, Self::Spouse | Self::Parent | Self::Child | Self::Sibling)
    }

    /// The same tie, seen from the other person.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Grandparent => Self::Grandchild,
            Self::Grandchild => Self::Grandparent,
            same => same,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::id::{CaseId, EnterpriseId, GangId, OrganId, PersonId, PlaceId, Salt};
    use crate::base::text::LedgerNo;

    fn parties() -> [PartyId; 6] {
        let salt = Salt::new(b"sixteen bytes ok").unwrap();
        let no = LedgerNo::parse("1").unwrap();
        [
            PersonId::from_ledger(&salt, &no).into(),
            OrganId::from_ledger(&salt, &no).into(),
            GangId::from_ledger(&salt, &no).into(),
            EnterpriseId::from_ledger(&salt, &no).into(),
            CaseId::from_ledger(&salt, &no).into(),
            PlaceId::from_ledger(&salt, &no).into(),
        ]
    }

    /// A network has 64 kinds at most, of which 16 are the host's (design §6).
    #[test]
    fn ours_leave_room_for_sixteen_of_the_host() {
        assert!(TieKind::ALL.len() <= 48, "{}", TieKind::ALL.len());
    }

    #[test]
    fn every_kind_fits_somewhere_and_a_mutual_one_both_ways() {
        for kind in TieKind::ALL {
            let mut fitting = BTreeSet::new();
            for from in parties() {
                for to in parties() {
                    if kind.fits(from, to) {
                        fitting.insert((from, to));
                    }
                }
            }
            assert!(!fitting.is_empty() && fitting.len() < 36, "{kind}");
            if kind.is_mutual() {
                assert!(fitting.iter().all(|(a, b)| fitting.contains(&(*b, *a))), "{kind}");
            }
        }
    }

    #[test]
    fn a_host_may_tie_anything_and_ours_may_not() {
        let [person, organ, gang, _, case, place] = parties();
        assert!(TieKind::from_code("shares_a_phone").unwrap().fits(case, place));
        assert!(TieKind::Shelters.fits(organ, gang), "soft protection by an organ");
        assert!(!TieKind::Shelters.fits(gang, organ));
        assert!(TieKind::Bribes.fits(gang, person) && !TieKind::Bribes.fits(person, place));
    }

    #[test]
    fn kinship_seen_twice_from_the_other_side_is_itself() {
        for kinship in Kinship::ALL {
            assert_eq!(kinship.inverse().inverse(), kinship);
            assert_eq!(kinship.inverse().is_near(), kinship.is_near());
        }
        assert_eq!(Kinship::Parent.inverse(), Kinship::Child);
    }
}
