//! 黑恶势力: tiers of gangs, their features and activities.

closed_terms! {
    /// 四类黑恶势力: the four kinds of gang cases that are followed.
    ///
    /// The source names 恶势力团伙 and 村霸; the other two are the standard usage, our
    /// reading. 村霸 is a label and no legal tier ([`Self::tier`]): such a gang is
    /// classified by its features.
    ///
    /// ```
    /// use unbrella::terms::gang::{GangKind, GangTier};
    ///
    /// assert_eq!(GangKind::TriadType.tier(), Some(GangTier::TriadType));
    /// assert_eq!(GangKind::VillageBully.tier(), None);
    /// ```
    #[non_exhaustive]
    pub enum GangKind: "四类黑恶势力", "kind of gang", ["C12", "C13", "C14"];
    TriadType = "triad_type", "黑社会性质组织", "triad-type organization", ["C14", "H15"] reading;
    EvilCriminalGroup = "evil_criminal_group", "恶势力犯罪集团", "evil-force criminal group",
        ["C14", "H15"] reading;
    EvilGang = "evil_gang", "恶势力团伙", "evil gang", ["C12", "H15"];
    VillageBully = "village_bully", "村霸", "village bully", ["C12", "N13"];
}

impl GangKind {
    /// The legal tier; none for a label.
    #[must_use]
    pub const fn tier(self) -> Option<GangTier> {
        match self {
            Self::TriadType => Some(GangTier::TriadType),
            Self::EvilCriminalGroup => Some(GangTier::EvilCriminalGroup),
            Self::EvilGang => Some(GangTier::EvilGang),
            Self::VillageBully => None,
        }
    }
}

closed_terms! {
    /// 黑恶势力层级: the legal tiers.
    ///
    /// Law forbids to raise or lower a tier artificially (人为拔高或者降低).
    pub enum GangTier: "黑恶势力层级", "tier of a gang", ["H15"] order "from light to heavy";
    EvilGang = "evil_gang", "恶势力团伙", "evil gang", ["H15", "C12"];
    EvilCriminalGroup = "evil_criminal_group", "恶势力犯罪集团", "evil-force criminal group";
    TriadType = "triad_type", "黑社会性质组织", "triad-type organization",
        ["H15", "Criminal Law art. 294"];
}

open_terms! {
    /// 霸: what people call those who lord it over a place or trade; labels, not tiers.
    pub enum LocalBully: "霸", "local bully", ["G28", "N13"];
    Village = "village", "村霸", "village bully";
    Street = "street", "街霸", "street bully", ["N13"];
    Mine = "mine", "矿霸", "mine bully";
    Market = "market", "市霸", "market bully", ["G28"];
    Trade = "trade", "行霸", "trade bully", ["G28"];
}

closed_terms! {
    /// 黑社会性质组织特征: the four features that a triad-type organization has together.
    pub enum TriadFeature: "黑社会性质组织特征", "feature of a triad-type organization",
        ["Criminal Law art. 294(5)"];
    /// Stable, many members, clear leaders, fixed core.
    Organization = "organization", "组织特征", "organization";
    /// Gains, and the strength to pay for what it does.
    Economy = "economy", "经济特征", "economy";
    /// Organized and repeated violence, threats or other means; oppresses people.
    Conduct = "conduct", "行为特征", "conduct";
    /// Dominates an area or trade, by crimes or under the shelter of state staff.
    Control = "control", "危害性特征", "control";
}

closed_terms! {
    /// 恶势力特征: what makes an evil-force organization.
    pub enum EvilForceFeature: "恶势力特征", "feature of an evil-force organization",
        ["Anti-Organized Crime Law 2022 art. 2"];
    OftenGathered = "often_gathered", "经常纠集在一起", "often gathered";
    ViolenceOrThreat = "violence_or_threat", "以暴力、威胁或者其他手段", "violence, threat or other means";
    AreaOrTrade = "area_or_trade", "在一定区域或者行业领域内", "in an area or trade";
    RepeatedActs = "repeated_acts", "多次实施违法犯罪活动", "repeated unlawful acts";
    Oppression = "oppression", "为非作恶，欺压群众", "oppresses people";
    Disorder = "disorder", "扰乱社会秩序、经济秩序", "disrupts public or economic order";
    BadInfluence = "bad_influence", "造成较为恶劣的社会影响", "bad social influence";
    NotYetTriad = "not_yet_triad", "尚未形成黑社会性质组织", "not yet a triad-type organization";
}

closed_terms! {
    /// 犯罪集团特征: what an evil-force criminal group has beside the features of an evil force.
    pub enum CriminalGroupFeature: "犯罪集团特征", "feature of a criminal group",
        ["Criminal Law art. 26", "Opinion on Evil-Force Cases 2019"];
    EnoughMembers = "enough_members", "三人以上", "enough members";
    EvidentRingleader = "evident_ringleader", "有明显的首要分子", "evident ringleader";
    SteadyCore = "steady_core", "重要成员较为固定", "steady important members";
    JointCrimes = "joint_crimes", "多次共同实施犯罪", "repeated joint crimes";
}

open_terms! {
    /// 不应认定情形: what alone does not make an evil force.
    pub enum ExclusionGround: "不应认定为恶势力的情形", "ground for exclusion",
        ["Opinion on Evil-Force Cases 2019"];
    /// Vice, drugs, theft, robbery, fraud for gain, without oppressing people.
    ProfitOnly = "profit_only", "单纯牟取不法经济利益", "unlawful profit alone";
    FamilyDispute = "family_dispute", "家庭纠纷", "family dispute";
    NeighborDispute = "neighbor_dispute", "邻里纠纷", "dispute among neighbors";
    LaborDispute = "labor_dispute", "劳动纠纷", "labor dispute";
    LawfulDebtDispute = "lawful_debt_dispute", "合法债务纠纷", "dispute over a lawful debt";
}

closed_terms! {
    /// 重点打击对象: the twelve kinds of gang activity that the campaign is aimed at, in short.
    #[non_exhaustive]
    pub enum GangActivity: "重点打击对象", "kind of gang activity", ["Campaign targets, twelve kinds"];
    PoliticalSecurity = "political_security", "威胁政治安全", "threatens political security";
    GrassrootsPower = "grassroots_power", "把持基层政权、操纵破坏选举", "seizes grassroots power or elections";
    ClanPower = "clan_power", "利用宗族势力横行乡里", "lords it over villages by clan power";
    LandAndDemolition = "land_and_demolition", "在征地、拆迁中煽动闹事",
        "stirs up trouble over land and demolition";
    ProjectsAndResources = "projects_and_resources", "强揽工程、滥开滥采",
        "coerces in construction, transport, mining, fishery";
    MarketTyranny = "market_tyranny", "欺行霸市、强买强卖", "tyrannizes markets";
    Vice = "vice", "操纵经营黄赌毒", "runs vice, gambling, drugs";
    UsuryAndCollection = "usury_and_collection", "非法放贷、暴力讨债", "usury and violent collection";
    UndergroundPolice = "underground_police", "插手民间纠纷",
        "meddles in private disputes as underground police";
    OnlineHarassment = "online_harassment", "网络水军滋扰", "harasses online";
    ForeignMafia = "foreign_mafia", "境外黑社会渗透", "foreign mafia";
    Umbrella = "umbrella", "保护伞", "umbrella";
}

closed_terms! {
    /// 成员地位: the place of a member in a gang.
    pub enum MemberRole: "成员地位", "role in a gang", ["Criminal Law art. 294"];
    Organizer = "organizer", "组织者", "organizer";
    Leader = "leader", "领导者", "leader";
    CoreMember = "core_member", "骨干成员", "core member";
    ActiveParticipant = "active_participant", "积极参加者", "active participant";
    OtherParticipant = "other_participant", "其他参加者", "other participant";
}
