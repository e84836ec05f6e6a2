//! 保护伞: kinds of umbrellas, their conduct and forms.

closed_terms! {
    /// 保护伞种类: the four kinds that are looked for.
    #[non_exhaustive]
    pub enum UmbrellaKind: "保护伞种类", "kind of umbrella", ["Z03"];
    /// An official who stands up for a gang.
    Official = "official", "官伞", "official umbrella", ["Z03", "G04"];
    /// In police, procuratorate, court or judicial administration.
    Police = "police", "警伞", "police umbrella", ["Z03", "G03"];
    /// Sees an umbrella and cannot or does not strike it.
    Incapable = "incapable", "庸伞", "incapable umbrella";
    /// Does nothing.
    Negligent = "negligent", "懒伞", "negligent umbrella";
}

impl UmbrellaKind {
    /// Whether the kind shields by leaving things undone; the grouping is our reading.
    #[must_use]
    pub const fn is_omission(self) -> bool {
        matches!(self, Self::Incapable | Self::Negligent)
    }
}

closed_terms! {
    /// 涉有组织犯罪的违法犯罪行为: the six kinds of conduct of state staff that the law lists.
    ///
    /// The only complete official list; kinds and catalogue tags stand beside it.
    pub enum UmbrellaConduct: "涉有组织犯罪的违法犯罪行为", "conduct of state staff",
        ["Anti-Organized Crime Law 2022 art. 50"];
    TakePart = "take_part", "组织、领导、参加有组织犯罪活动", "organizes, leads or joins organized crime";
    Help = "help", "为有组织犯罪组织及其犯罪活动提供帮助", "helps the organization or its crimes";
    Shelter = "shelter", "包庇有组织犯罪组织、纵容有组织犯罪活动", "shelters the organization or condones its crimes";
    Dereliction = "dereliction", "在查办有组织犯罪案件工作中失职渎职",
        "derelict in handling cases of organized crime";
    Interfere = "interfere", "利用职权或者职务上的影响干预反有组织犯罪工作",
        "uses power or influence to interfere with the work against organized crime";
    OtherUnlawful = "other_unlawful", "其他涉有组织犯罪的违法犯罪行为",
        "other unlawful acts tied to organized crime";
}

closed_terms! {
    /// 保护形式: how a gang is protected.
    ///
    /// Soft protection (软保护) may come from an organ as well as from a person.
    #[non_exhaustive]
    pub enum ProtectionForm: "保护形式", "form of protection", ["Z05"];
    Hard = "hard", "硬保护", "hard protection" reading;
    Soft = "soft", "软保护", "soft protection";
}

open_terms! {
    /// 表现: what a protector did, in the words of the reports.
    ///
    /// The catalogues of fifteen types and thirteen situations are data of the rule
    /// packs, not words of this list.
    pub enum Manifestation: "保护表现", "manifestation", ["G04"];
    Help = "help", "提供帮助", "helped";
    EconomicSupport = "economic_support", "经济支持", "gave economic support";
    LetGrow = "let_grow", "坐大成势", "let the gang grow";
}

open_terms! {
    /// 利益: what a protector got.
    pub enum Benefit: "利益输送", "benefit",
        ["Fifteen types of umbrellas no. 1", "Criminal Law art. 385"];
    Shares = "shares", "入股", "shares", ["Fifteen types of umbrellas no. 1"];
    Dividends = "dividends", "分红", "dividends", ["Fifteen types of umbrellas no. 1"];
    Partnership = "partnership", "合伙", "partnership", ["Fifteen types of umbrellas no. 1"];
    Bribe = "bribe", "贿赂", "bribe", ["Criminal Law art. 385"];
}

closed_terms! {
    /// 三类问题: the three classes of problems that Chengguan looks into.
    #[non_exhaustive]
    pub enum ProblemClass: "三类问题", "class of problem", ["C06"];
    GangRelatedCorruption = "gang_related_corruption", "涉黑涉恶腐败", "gang-related corruption";
    ActingAsUmbrella = "acting_as_umbrella", "充当黑恶势力保护伞", "acting as an umbrella of gangs";
    IneffectivePromotion = "ineffective_promotion", "推动扫黑除恶专项斗争工作不力",
        "ineffective in promoting the campaign";
}

impl ProblemClass {
    /// Whether the subject may be an organ; the first two classes are about persons only.
    #[must_use]
    pub const fn may_be_organ(self) -> bool {
        matches!(self, Self::IneffectivePromotion)
    }
}

closed_terms! {
    /// 问题种类: what a case in the headline figure is about; counted together, and not the same.
    #[non_exhaustive]
    pub enum IssueKind: "问题种类", "kind of issue", ["G01"];
    GangRelatedCorruption = "gang_related_corruption", "涉黑涉恶腐败", "gang-related corruption";
    Umbrella = "umbrella", "保护伞", "umbrella";
}

open_terms! {
    /// 罪名: the offenses that umbrellas are tried for.
    pub enum Offense: "罪名", "offense", ["Criminal Law art. 294(3)", "Criminal Law art. 397"];
    ShelteringTriad = "sheltering_triad", "包庇、纵容黑社会性质组织罪",
        "sheltering or condoning a triad-type organization", ["Criminal Law art. 294(3)"];
    AbuseOfPower = "abuse_of_power", "滥用职权罪", "abuse of power", ["Criminal Law art. 397"];
    NeglectOfDuty = "neglect_of_duty", "玩忽职守罪", "neglect of duty", ["Criminal Law art. 397"];
    LeakingSecrets = "leaking_secrets", "泄露国家秘密罪", "leaking state secrets",
        ["Criminal Law art. 398"];
    BendingLaw = "bending_law", "徇私枉法罪", "bending the law for favor", ["Criminal Law art. 399"];
    UnlawfulRelease = "unlawful_release", "徇私舞弊减刑、假释、暂予监外执行罪",
        "unlawful reduction of sentence, parole or outside serving", ["Criminal Law art. 401"];
    NotTransferring = "not_transferring", "徇私舞弊不移交刑事案件罪", "not transferring a criminal case",
        ["Criminal Law art. 402"];
    HelpingEscape = "helping_escape", "帮助犯罪分子逃避处罚罪", "helping offenders escape punishment",
        ["Criminal Law art. 417"];
    TakingBribes = "taking_bribes", "受贿罪", "taking bribes", ["Criminal Law art. 385"];
    Retaliation = "retaliation", "报复陷害罪", "retaliation", ["Criminal Law art. 254"];
    ObstructingTestimony = "obstructing_testimony", "妨害作证罪", "obstructing testimony",
        ["Criminal Law art. 307"];
    DestroyingEvidence = "destroying_evidence", "帮助毁灭、伪造证据罪",
        "helping to destroy or forge evidence",
        ["Criminal Law art. 307"];
    Harboring = "harboring", "窝藏、包庇罪", "harboring", ["Criminal Law art. 310"];
}
