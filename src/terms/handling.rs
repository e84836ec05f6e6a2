//! 办理: dispositions, modes of handling, signatories, triggers.

closed_terms! {
    /// 线索处置方式: the four ways to dispose of a clue.
    pub enum Disposition: "线索处置方式", "disposition", ["Report and Accusation Rules 2020 art. 17"];
    TalkOrInquiry = "talk_or_inquiry", "谈话函询", "talk or inquiry";
    PreliminaryVerification = "preliminary_verification", "初步核实", "preliminary verification";
    HoldPending = "hold_pending", "暂存待查", "hold pending";
    Close = "close", "予以了结", "close";
}

closed_terms! {
    /// 办理方式: who handles a clue or case, and how.
    ///
    /// Raising changes who handles, never who has the authority to sanction.
    #[non_exhaustive]
    pub enum HandlingMode: "办理方式", "mode of handling", ["G24", "H12", "N14", "Z11", "Z16"];
    /// By the organ that manages the person.
    Ordinary = "ordinary", "常规办理", "ordinary handling", ["Z11"] reading;
    DirectInvestigation = "direct_investigation", "直查直办", "direct investigation",
        ["G24", "Z11", "Z16"];
    LevelRaised = "level_raised", "提级办理", "level-raised handling", ["N14", "Z11", "Z16", "Z17"];
    KeySupervised = "key_supervised", "重点督办", "key supervision", ["Z11", "Z17"];
    LevelRaisedVerification = "level_raised_verification", "提级核查", "level-raised verification",
        ["H12"];
    OffsiteVerification = "offsite_verification", "异地核查", "off-site verification", ["H12"];
    CrossHandling = "cross_handling", "交叉办案", "cross handling", ["N14"];
    Designated = "designated", "指定管辖", "designated jurisdiction", ["Supervision Law 2018 art. 17"];
}

closed_terms! {
    /// 领办方式: who among the leaders answers for a case.
    #[non_exhaustive]
    pub enum Command: "领办方式", "way of leading a case", ["G09", "H18", "N16"];
    MemberResponsible = "member_responsible", "班子成员包案",
        "a member of the leading team answers for the case",
        ["G09", "H18"];
    SecretaryLeads = "secretary_leads", "纪委书记牵头",
        "the secretary of the discipline commission leads", ["H18"];
    PrincipalCommands = "principal_commands", "主要负责同志直接指挥", "the principal leader commands",
        ["N16"];
}

closed_terms! {
    /// 签字人: the three layers that sign that no umbrella was found (签字背书).
    ///
    /// The source lists the three with 、; that they sign in this order is our reading.
    ///
    /// ```
    /// use unbrella::terms::handling::Signatory;
    ///
    /// let terms = Signatory::ALL.map(|signatory| signatory.term());
    /// assert_eq!(terms, ["跟进人员", "分管领导", "主要领导"]);
    /// ```
    pub enum Signatory: "签字人", "signatory", ["C12"] order "from the first to sign to the last";
    FollowUpOfficer = "follow_up_officer", "跟进人员", "follow-up officer";
    LeaderInCharge = "leader_in_charge", "分管领导", "leader in charge";
    PrincipalLeader = "principal_leader", "主要领导", "principal leader";
}

closed_terms! {
    /// 案件难度: whether a case resists being solved.
    #[non_exhaustive]
    pub enum CaseDifficulty: "案件难度", "difficulty of a case", ["G02", "G26"];
    Ordinary = "ordinary", "一般案件", "ordinary case" reading;
    Bone = "bone", "骨头案", "bone case", ["G26"];
    Nail = "nail", "钉子案", "nail case";
}

closed_terms! {
    /// 攻坚情形: what makes an umbrella case hard.
    #[non_exhaustive]
    pub enum DifficultyTrait: "攻坚情形", "trait of a hard case", ["C21"];
    GreatInfluence = "great_influence", "能量大", "great influence";
    DeepRoots = "deep_roots", "根基深", "deep roots";
    ComplexNetwork = "complex_network", "关系网复杂", "complex network";
}

open_terms! {
    /// 升级事由: what calls for more than ordinary handling.
    pub enum EscalationTrigger: "升级事由", "ground for escalation",
        ["G15", "G24", "G25", "G26", "H12", "H18", "N14", "N15", "N16", "Z16", "Z17"];
    GangRelated = "gang_related", "涉黑涉恶腐败和保护伞案件", "case of gang-related corruption or umbrella",
        ["G15"];
    CentralSupervision = "central_supervision", "中央督导组交办",
        "assigned by the central supervision group",
        ["G24", "H18", "Z17"];
    ComplexLocalTies = "complex_local_ties", "地方关系复杂", "complicated local relations", ["H12"];
    ResistanceToVerification = "resistance_to_verification", "核查阻力大", "resistance to verification",
        ["H12"];
    AcquaintanceSociety = "acquaintance_society", "熟人社会", "acquaintance society", ["N14"];
    MajorCase = "major_case", "重大案件", "major case", ["Z16"];
    WideScopeBadInfluence = "wide_scope_bad_influence", "涉及面广、影响恶劣", "wide scope and bad influence",
        ["N15"];
    MuchInterference = "much_interference", "干扰多、阻力大", "much interference and obstruction", ["N16"];
    BoneOrNail = "bone_or_nail", "骨头案、钉子案", "bone or nail case", ["G26"];
    NoResults = "no_results", "零线索、零处置", "unit without results", ["G25", "C17"];
}

closed_terms! {
    /// 提级评估结论: what came of the question whether a case goes up, where it stays.
    #[non_exhaustive]
    pub enum Raising: "提级评估结论", "outcome of the question of raising", ["Z11"];
    /// No ground calls for more than ordinary handling.
    NotCalledFor = "not_called_for", "不予提级", "stays, for no ground calls for raising" reading;
    /// It is handled by that organ, or under key supervision, already.
    StandsAlready = "stands_already", "已按此办理", "stays, for it stands there already" reading;
    /// Which grounds hold is not known.
    NotKnown = "not_known", "尚不明确", "not known" reading;
}

closed_terms! {
    /// 回避事由: why somebody may not handle a matter.
    pub enum RecusalGround: "回避事由", "ground for recusal", ["Supervision Law 2018 art. 58"];
    NearRelative = "near_relative", "近亲属", "near relative of the subject or reporter";
    Witness = "witness", "担任过本案的证人", "was a witness in the case";
    Interest = "interest", "有利害关系", "has an interest, or a near relative has";
    OtherFairness = "other_fairness", "可能影响公正处理的其他情形", "other circumstances affecting fairness";
}
