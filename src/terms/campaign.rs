//! 专项斗争: periods, targets and lines of the campaign.

closed_terms! {
    /// 斗争阶段: the special campaign, and what came after it.
    ///
    /// The same rules apply after the campaign; dates are data of the rule packs.
    #[non_exhaustive]
    pub enum CampaignPeriod: "斗争阶段", "period of the campaign",
        ["N03", "G06"] order "from first to last";
    SpecialCampaign = "special_campaign", "专项斗争", "special campaign", ["G06"];
    Normalized = "normalized", "常态化", "normalized", ["N03"];
}

closed_terms! {
    /// 打击重点: what the campaign is aimed at.
    ///
    /// 关系网 is a network of persons, not one relation.
    #[non_exhaustive]
    pub enum TargetKind: "打击重点", "target of the campaign", ["G06"];
    GangOrganization = "gang_organization", "涉黑涉恶", "gangs and evil forces";
    Corruption = "corruption", "腐败", "corruption";
    Umbrella = "umbrella", "保护伞", "umbrella";
    RelationshipNetwork = "relationship_network", "关系网", "relationship network";
}

closed_terms! {
    /// 工作主线: the four lines that Henan runs together in 2019.
    pub enum WorkLine: "工作主线", "line of work", ["H30"];
    FightGangs = "fight_gangs", "打黑", "fight gangs";
    RemoveEvil = "remove_evil", "除恶", "remove evil";
    StrikeUmbrellas = "strike_umbrellas", "打伞", "strike umbrellas";
    GovernChaos = "govern_chaos", "治乱", "govern chaos";
}

closed_terms! {
    /// 抓早抓小: the three ways to act early that Henan aims at.
    pub enum EarlyAction: "抓早抓小", "early action", ["H30"];
    StrikeEarly = "strike_early", "打早打小", "strike early and small";
    PreventEarly = "prevent_early", "防早防小", "prevent early and small";
    TreatEarly = "treat_early", "治早治小", "treat early and small";
}

closed_terms! {
    /// 五项工作: the five works of Chengguan's 135 method, read from the order of its text.
    pub enum FiveWorks: "五项工作", "work of the five", ["C01", "C28"];
    Rectification = "rectification", "整改落实", "rectification", ["C19", "C28"] reading;
    CaseHandling = "case_handling", "办案攻坚", "case handling", ["C21", "C22", "C28"] reading;
    FileScreening = "file_screening", "案卷过筛", "screening of case files",
        ["C23", "C24", "C28"] reading;
    IndustryRectification = "industry_rectification", "行业整治", "industry rectification",
        ["C25", "C26", "C28"] reading;
    Publicity = "publicity", "宣传教育", "publicity", ["C27", "C28"] reading;
}

open_terms! {
    /// 教育方式: how people are warned and taught.
    pub enum EducationForm: "教育方式", "form of education", ["N20"];
    WarningEducation = "warning_education", "警示教育", "warning education", ["N20"];
    IntegrityCulture = "integrity_culture", "廉洁文化", "culture of integrity", ["N20"];
}
