//! 行业领域: industries, their chaos, misconduct, inspection on the spot.

open_terms! {
    /// 行业领域: industries and fields that the sources name.
    pub enum Industry: "行业领域", "industry", ["G28", "G29", "G30", "H20", "H21", "C25"];
    Transport = "transport", "交通运输", "transport", ["G28", "G29", "G30"];
    CultureTourism = "culture_tourism", "文化旅游", "culture and tourism", ["G28", "G29"];
    Construction = "construction", "工程建设", "construction", ["G28"];
    HousingConstruction = "housing_construction", "住建", "housing and construction", ["C25"];
    NaturalResources = "natural_resources", "自然资源", "natural resources", ["G28"];
    MarketSupervision = "market_supervision", "市场监管", "market supervision", ["G28"];
    MarketCirculation = "market_circulation", "市场流通", "market circulation", ["G29"];
    Township = "township", "乡镇", "township", ["G28"];
    RuralGovernance = "rural_governance", "乡村治理", "rural governance", ["G29"];
    /// The translation says "social security".
    PublicOrder = "public_order", "社会治安", "public order", ["G29"] reading;
    Lending = "lending", "金融放贷", "financial lending", ["G29"];
    Finance = "finance", "金融", "finance", ["G30", "C25"];
    Banking = "banking", "银行业", "banking", ["H21"];
    Education = "education", "教育", "education", ["G30"];
    Health = "health", "医疗卫生", "health", ["G30"];
    HumanResources = "human_resources", "人力资源和社会保障", "human resources and social security",
        ["N08"];
    Agriculture = "agriculture", "农业农村", "agriculture", ["N08"];
    WaterResources = "water_resources", "水利", "water resources", ["H20"];
    PublicSecurity = "public_security", "公安", "public security", ["C25"];
}

open_terms! {
    /// 行业乱象: what is wrong in an industry.
    pub enum IndustryChaos: "行业乱象", "chaos in an industry", ["G28", "G30", "H20", "H21"];
    Monopoly = "monopoly", "垄断经营", "monopoly operation", ["G28"];
    Vice = "vice", "黄赌", "vice and gambling", ["G28"];
    CoercedProjects = "coerced_projects", "强揽工程", "projects taken by force", ["G28"];
    MineBully = "mine_bully", "矿霸", "mine bully", ["G28"];
    MarketBully = "market_bully", "市霸、行霸", "market and trade bully", ["G28"];
    VillageBully = "village_bully", "村霸", "village bully", ["G28"];
    TrapLoans = "trap_loans", "套路贷", "trap loans", ["G30"];
    TelecomFraud = "telecom_fraud", "电信诈骗", "telecom fraud", ["G30"];
    Counterfeiting = "counterfeiting", "制假售假", "counterfeiting", ["G30"];
    UnlicensedLogging = "unlicensed_logging", "无证采伐", "unlicensed logging", ["G30"];
    MedicalChaos = "medical_chaos", "医疗乱象", "medical chaos", ["G30"];
    IllegalSandMining = "illegal_sand_mining", "非法采砂", "illegal sand mining", ["H20"];
    CampusLoans = "campus_loans", "校园贷", "campus loans", ["H21"];
    ViolentCarSeizure = "violent_car_seizure", "非法暴力收车", "violent seizure of cars", ["H21"];
    IllegalFundRaising = "illegal_fund_raising", "非法集资", "illegal fund-raising", ["G35"];
}

impl IndustryChaos {
    /// The industry that the Gansu report names it with; nothing for the others.
    ///
    /// ```
    /// use unbrella::terms::industry::{Industry, IndustryChaos};
    ///
    /// assert_eq!(IndustryChaos::Monopoly.named_with(), Some(Industry::Transport));
    /// assert_eq!(IndustryChaos::TrapLoans.named_with(), None);
    /// ```
    #[must_use]
    pub const fn named_with(&self) -> Option<Industry> {
        match self {
            Self::Monopoly => Some(Industry::Transport),
            Self::Vice => Some(Industry::CultureTourism),
            Self::CoercedProjects => Some(Industry::Construction),
            Self::MineBully => Some(Industry::NaturalResources),
            Self::MarketBully => Some(Industry::MarketSupervision),
            Self::VillageBully => Some(Industry::Township),
            _ => None,
        }
    }
}

open_terms! {
    /// 群众身边的腐败: misconduct around the people.
    ///
    /// The list is garbled by translation, so every word of it is a reading.
    pub enum MisconductKind: "群众身边的不正之风和腐败问题", "kind of misconduct", ["N11"];
    Embezzlement = "embezzlement", "贪污侵占", "corruption and embezzlement" reading;
    Misappropriation = "misappropriation", "截留挪用", "withholding and misappropriation" reading;
    FalseClaims = "false_claims", "虚报冒领", "false reports and claims" reading;
    Favoritism = "favoritism", "优亲厚友", "favoritism" reading;
}

open_terms! {
    /// 民生领域: fields of people's livelihood; the source goes on with "and other areas".
    pub enum LivelihoodField: "民生领域", "field of livelihood", ["N01", "N02"];
    Education = "education", "教育", "education", ["N01"];
    Employment = "employment", "就业", "employment", ["N01"];
    MedicalCare = "medical_care", "医疗", "medical care", ["N01"];
    RuralRevitalization = "rural_revitalization", "乡村振兴", "rural revitalization", ["N02"];
    /// The field with which Chengguan joined its collection of clues.
    PovertyRelief = "poverty_relief", "扶贫", "poverty relief", ["C07"];
}

open_terms! {
    /// 职能部门: departments with which suspicious information is exchanged.
    pub enum FunctionalDepartment: "职能部门", "functional department", ["N08"];
    Education = "education", "教育部门", "education";
    HumanResources = "human_resources", "人力资源和社会保障部门", "human resources and social security";
    Health = "health", "卫生健康部门", "health";
    /// The translation says "finance", which may also stand for 金融.
    Finance = "finance", "财政部门", "finance" reading;
    Agriculture = "agriculture", "农业农村部门", "agriculture and rural affairs";
}

closed_terms! {
    /// 监督重点: where supervision looks closely.
    #[non_exhaustive]
    pub enum RiskPoint: "监督重点", "risk point", ["N12"];
    KeyProject = "key_project", "重点项目", "key project";
    MajorFund = "major_fund", "重大资金", "major fund";
    ImportantLink = "important_link", "重要环节", "important link";
}

open_terms! {
    /// 检查方式: how the state of an industry is looked at on the spot.
    pub enum SpotCheck: "检查方式", "spot check", ["C25"];
    CovertShopVisit = "covert_shop_visit", "暗访门店", "covert visit to shops";
    RandomCall = "random_call", "电话随机暗访", "random phone call";
    Forum = "forum", "服务对象座谈会", "forum with clients";
    SatisfactionSurvey = "satisfaction_survey", "群众满意度测评", "survey of satisfaction";
    PlanInspection = "plan_inspection", "对照整治方案监督检查", "inspection against the rectification plan";
}

open_terms! {
    /// 监管行动: what a regulator did, as reports count it.
    pub enum RegulatorAction: "监管行动", "action of a regulator", ["G30", "H20"];
    CaseInvestigated = "case_investigated", "查处违法违规案件", "case investigated", ["G30", "H20"];
    Fine = "fine", "罚款", "fine", ["G30"];
    /// Garbled in the source ("unreasonable fund").
    FundsCleared = "funds_cleared", "清退不合理资金", "unreasonable funds cleared", ["G30"] reading;
    SiteBanned = "site_banned", "取缔非法采砂点", "illegal site banned", ["H20"];
    EquipmentDestroyed = "equipment_destroyed", "拆解采砂机具", "equipment destroyed", ["H20"];
}
