//! 机关与职务: levels, ranks, organs, departments, posts.

closed_terms! {
    /// 层级: the level that an organ stands on.
    ///
    /// ```
    /// use unbrella::terms::office::Level;
    ///
    /// assert!(Level::Township < Level::Central);
    /// assert_eq!(Level::County.above(), Some(Level::City));
    /// assert_eq!(Level::Central.above(), None);
    /// ```
    pub enum Level: "层级", "level", ["G18", "Supervision Law 2018 art. 7"] order "from low to high";
    Township = "township", "乡级", "township", ["G04", "C19"];
    /// Counties, districts of cities, and cities of that level.
    County = "county", "县级", "county";
    /// Cities with districts, prefectures.
    City = "city", "市级", "city";
    Province = "province", "省级", "province";
    Central = "central", "中央", "central", ["G23", "Supervision Law 2018 art. 7"];
}

impl Level {
    /// The level above; none above the center.
    #[must_use]
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Township => Some(Self::County),
            Self::County => Some(Self::City),
            Self::City => Some(Self::Province),
            Self::Province => Some(Self::Central),
            Self::Central => None,
        }
    }

    /// The level below; none below the township.
    #[must_use]
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Township => None,
            Self::County => Some(Self::Township),
            Self::City => Some(Self::County),
            Self::Province => Some(Self::City),
            Self::Central => Some(Self::Province),
        }
    }
}

closed_terms! {
    /// 领导职务层次: the ladder of leading posts, ten steps, and the two groups outside it.
    ///
    /// Village cadres and persons who are no cadres stand on no step ([`Self::step`]);
    /// they sort below all steps.
    ///
    /// ```
    /// use unbrella::terms::office::{Rank, RankBand};
    ///
    /// assert_eq!(Rank::BureauDeputy.step(), Some(5));
    /// assert_eq!(Rank::BureauDeputy.band(), Some(RankBand::Bureau));
    /// assert_eq!(Rank::VillageLevel.step(), None);
    /// ```
    pub enum Rank: "领导职务层次", "rank of a leading post",
        ["Civil Servants Law 2018 art. 18"] order "from low to high";
    /// Members and employees without a cadre post.
    NonCadre = "non_cadre", "非干部", "no cadre", ["C27"] reading;
    /// Members of village and community committees.
    VillageLevel = "village_level", "村级", "village cadre", ["C09", "C10"] reading;
    SectionDeputy = "section_deputy", "乡科级副职", "deputy at township and section level";
    SectionChief = "section_chief", "乡科级正职", "chief at township and section level";
    DivisionDeputy = "division_deputy", "县处级副职", "deputy at county and division level";
    DivisionChief = "division_chief", "县处级正职", "chief at county and division level";
    BureauDeputy = "bureau_deputy", "厅局级副职", "deputy at department and bureau level";
    BureauChief = "bureau_chief", "厅局级正职", "chief at department and bureau level";
    MinisterDeputy = "minister_deputy", "省部级副职", "deputy at province and ministry level";
    MinisterChief = "minister_chief", "省部级正职", "chief at province and ministry level";
    NationalDeputy = "national_deputy", "国家级副职", "deputy at national level";
    NationalChief = "national_chief", "国家级正职", "chief at national level";
}

impl Rank {
    /// The step on the ladder, 1 (乡科级副职) to 10 (国家级正职); none outside it.
    #[must_use]
    pub const fn step(self) -> Option<u8> {
        Some(match self {
            Self::NonCadre | Self::VillageLevel => return None,
            Self::SectionDeputy => 1,
            Self::SectionChief => 2,
            Self::DivisionDeputy => 3,
            Self::DivisionChief => 4,
            Self::BureauDeputy => 5,
            Self::BureauChief => 6,
            Self::MinisterDeputy => 7,
            Self::MinisterChief => 8,
            Self::NationalDeputy => 9,
            Self::NationalChief => 10,
        })
    }

    /// The band of two steps; none outside the ladder.
    #[must_use]
    pub const fn band(self) -> Option<RankBand> {
        Some(match self {
            Self::NonCadre | Self::VillageLevel => return None,
            Self::SectionDeputy | Self::SectionChief => RankBand::Section,
            Self::DivisionDeputy | Self::DivisionChief => RankBand::Division,
            Self::BureauDeputy | Self::BureauChief => RankBand::Bureau,
            Self::MinisterDeputy | Self::MinisterChief => RankBand::Minister,
            Self::NationalDeputy | Self::NationalChief => RankBand::National,
        })
    }
}

closed_terms! {
    /// 级别: a chief and a deputy step taken together, as reports count them.
    pub enum RankBand: "级别", "rank band",
        ["G07", "H25", "Civil Servants Law 2018 art. 18"] order "from low to high";
    Section = "section", "乡科级", "township and section level", ["Civil Servants Law 2018 art. 18"];
    Division = "division", "县处级", "county and division level", ["G07"];
    Bureau = "bureau", "厅局级", "department and bureau level", ["G07", "H25"];
    Minister = "minister", "省部级", "province and ministry level",
        ["Civil Servants Law 2018 art. 18"];
    National = "national", "国家级", "national level", ["Civil Servants Law 2018 art. 18"];
}

closed_terms! {
    /// 职级: the ladder of grades below bureau level, beside the ladder of posts.
    pub enum Grade: "职级", "grade", ["Civil Servants Law 2018 art. 19"] order "from low to high";
    ClerkSecond = "clerk_second", "二级科员", "second-grade clerk";
    ClerkFirst = "clerk_first", "一级科员", "first-grade clerk";
    PrincipalClerkFourth = "principal_clerk_fourth", "四级主任科员", "fourth-grade principal clerk";
    PrincipalClerkThird = "principal_clerk_third", "三级主任科员", "third-grade principal clerk";
    PrincipalClerkSecond = "principal_clerk_second", "二级主任科员", "second-grade principal clerk";
    PrincipalClerkFirst = "principal_clerk_first", "一级主任科员", "first-grade principal clerk";
    ConsultantFourth = "consultant_fourth", "四级调研员", "fourth-grade consultant";
    ConsultantThird = "consultant_third", "三级调研员", "third-grade consultant";
    ConsultantSecond = "consultant_second", "二级调研员", "second-grade consultant";
    ConsultantFirst = "consultant_first", "一级调研员", "first-grade consultant";
    CounselSecond = "counsel_second", "二级巡视员", "second-grade counsel";
    CounselFirst = "counsel_first", "一级巡视员", "first-grade counsel";
}

open_terms! {
    /// 机关类别: what kind of body an organ is.
    pub enum OrganKind: "机关类别", "organ kind",
        ["G18", "H03", "C11", "Anti-Organized Crime Law 2022 art. 51"];
    DisciplineSupervision = "discipline_supervision", "纪委监委",
        "discipline and supervision commission",
        ["C03", "Supervision Law 2018 art. 7"];
    TownshipDiscipline = "township_discipline", "乡镇纪委", "township discipline commission",
        ["Supervision Law 2018 art. 7"];
    StreetDiscipline = "street_discipline", "街道纪工委", "street discipline working committee", ["C19"];
    DepartmentDiscipline = "department_discipline", "部门单位纪检监察组织",
        "discipline organization of a department", ["C19"];
    DispatchedGroup = "dispatched_group", "派驻机构", "dispatched discipline group",
        ["Supervision Law 2018 art. 12"];
    PartyCommittee = "party_committee", "党委", "party committee", ["G10", "Z02"];
    Government = "government", "政府", "government", ["H02", "Z02"];
    PoliticalLegal = "political_legal", "政法委", "political-legal committee", ["H03", "H05"];
    OrganizationDepartment = "organization_department", "组织部", "organization department", ["C09"];
    LeadingGroup = "leading_group", "扫黑除恶领导小组", "leading group against gangs", ["H03"];
    AntiGangOffice = "anti_gang_office", "扫黑办", "anti-gang office", ["H03", "Z12"];
    PublicSecurity = "public_security", "公安机关", "public security", ["G19", "C11", "Z13"];
    Procuratorate = "procuratorate", "检察机关", "procuratorate", ["G03", "C11", "H16"];
    Court = "court", "法院", "court", ["C11", "H16"];
    JudicialAdministration = "judicial_administration", "司法行政机关", "judicial administration",
        ["Anti-Organized Crime Law 2022 art. 51"];
    CentralSupervision = "central_supervision", "中央扫黑除恶督导组", "central supervision group",
        ["G23", "H26", "Z04"];
    InspectionBody = "inspection_body", "巡视巡察机构", "inspection body", ["G10", "N09"];
    Audit = "audit", "审计机关", "audit organ", ["N09"];
    AdministrativeEnforcement = "administrative_enforcement", "行政执法机关",
        "administrative enforcement organ", ["N09"];
    IndustryRegulator = "industry_regulator", "行业主管部门", "industry regulator", ["G29", "C25"];
    Street = "street", "街道", "street office", ["C17"];
    VillageCommittee = "village_committee", "村“两委”", "village committees", ["H22", "C10"];
    CommunityCommittee = "community_committee", "社区“两委”", "community committees", ["C10"];
}

open_terms! {
    /// 内设部门: the part of an organ that does a kind of work.
    ///
    /// Receiving, supervising, handling, trying and appeal lie in different hands.
    pub enum Department: "内设部门", "department", ["G17", "Discipline Work Rules 2019"];
    PartyStyleSupervision = "party_style_supervision", "党风政风监督室",
        "party and political style supervision office", ["G17"];
    LettersAndReports = "letters_and_reports", "信访举报部门", "letters and reports office",
        ["Supervision Law Regulations 2021 art. 172"];
    CaseSupervision = "case_supervision", "案件监督管理部门", "case supervision office",
        ["Supervision Law Regulations 2021 art. 172", "Discipline Work Rules 2019 art. 23"];
    Handling = "handling", "承办部门", "handling office", ["Discipline Work Rules 2019 art. 23"];
    Trial = "trial", "案件审理部门", "trial office", ["Discipline Work Rules 2019 art. 55"];
    GeneralOffice = "general_office", "办公厅（室）", "general office",
        ["Discipline Work Rules 2019 art. 28"];
}

open_terms! {
    /// 涉案部门: the part of public service that a person works in.
    ///
    /// The source ends its list with 等部门 ("and other departments").
    pub enum System: "涉案部门", "part of public service", ["Z07"];
    LandResources = "land_resources", "国土", "land resources";
    PoliticalLegal = "political_legal", "政法", "political-legal";
    Transport = "transport", "交通运输", "transport";
    InvestmentPromotion = "investment_promotion", "招商", "investment promotion";
    RailwayConstruction = "railway_construction", "铁建办", "railway construction office";
    TownshipPartyGovernment = "township_party_government", "乡镇党委政府",
        "township party committee and government";
}

closed_terms! {
    /// 领导职责: the part that a leader has in an organ.
    #[non_exhaustive]
    pub enum LeaderRole: "领导职责", "role of a leader", ["G09", "H18", "C12", "C19"];
    PrincipalLeader = "principal_leader", "主要领导", "principal leader", ["C12", "Z08", "N16"];
    LeaderInCharge = "leader_in_charge", "分管领导", "leader in charge", ["C12"];
    /// Named in ledgers, for one measure of rectification.
    ResponsibleLeader = "responsible_leader", "责任领导", "responsible leader", ["C19"];
    TeamMember = "team_member", "班子成员", "member of the leading team", ["G09", "H18"];
    DisciplineSecretary = "discipline_secretary", "纪委书记", "secretary of the discipline commission",
        ["H18"];
}

open_terms! {
    /// 职务: posts that the sources name; a record keeps the full title beside it.
    pub enum Post: "职务", "post", ["G03", "G04", "C09", "C10", "H23"];
    DeputyChiefProcurator = "deputy_chief_procurator", "副检察长", "deputy chief procurator", ["G03"];
    TownshipPartySecretary = "township_party_secretary", "乡镇党委书记", "township party secretary",
        ["G04"];
    VillagePartySecretary = "village_party_secretary", "村党支部书记", "village party secretary", ["C09"];
    TwoCommitteesMember = "two_committees_member", "村、社区“两委”班子成员",
        "member of village or community committees", ["C10"];
    PartyBranchMember = "party_branch_member", "党支部成员", "member of a party branch", ["C10"];
    CountyLeadingCadre = "county_leading_cadre", "县级领导干部", "county-level leading cadre", ["H23"];
    StaffMember = "staff_member", "在编在岗干部职工", "staff in post", ["C27"];
}

closed_terms! {
    /// 任职状态: whether a person holds the post that is spoken of.
    #[non_exhaustive]
    pub enum TenureStatus: "任职状态", "tenure status", ["G03", "Public Sanctions Law 2020 art. 27"];
    Serving = "serving", "在任", "serving", ["G03"] reading;
    Former = "former", "原任", "former", ["G03", "C09"];
    Retired = "retired", "退休", "retired", ["Public Sanctions Law 2020 art. 27"];
}

closed_terms! {
    /// 监察对象: the six kinds of persons under supervision.
    pub enum SupervisedKind: "监察对象", "kind of supervised person", ["Supervision Law 2018 art. 15"];
    CivilServant = "civil_servant", "公务员及参照公务员法管理的人员", "civil servant";
    /// In bodies that manage public affairs under law or by commission.
    AuthorizedOrganization = "authorized_organization", "受权、受托管理公共事务的组织中从事公务的人员",
        "person on public duty in an authorized organization";
    StateEnterpriseManager = "state_enterprise_manager", "国有企业管理人员",
        "manager of a state enterprise";
    PublicInstitutionManager = "public_institution_manager", "公办单位中从事管理的人员",
        "manager in a public institution";
    VillageManager = "village_manager", "基层群众性自治组织中从事管理的人员",
        "manager in a village or community committee";
    OtherPublicDuty = "other_public_duty", "其他依法履行公职的人员", "other person on public duty";
}

closed_terms! {
    /// 村“两委”: the two committees of a village or community.
    pub enum TwoCommittees: "两委", "village committee", ["H22", "C10"];
    PartyOrganization = "party_organization", "党组织", "party organization";
    SelfGovernment = "self_government", "村（居）民委员会", "villagers' or residents' committee" reading;
}
