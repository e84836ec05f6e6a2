//! 过筛: checks that every case, closed clue or committee member goes through.

closed_terms! {
    /// 一案三查: the three checks of every gang case.
    ///
    /// The source of the row names two; the third is taken from the wider practice.
    pub enum ThreeChecks: "一案三查", "check of every case", ["Z01", "Z02"];
    GangCrime = "gang_crime", "查黑恶犯罪", "gang crime" reading;
    NetworkAndUmbrella = "network_and_umbrella", "查关系网、保护伞", "network and umbrella";
    Responsibility = "responsibility", "查责任落实不到位",
        "responsibility of party committees, governments, departments";
}

closed_terms! {
    /// 两个一律: what is done in all gang cases, without exception.
    pub enum TwoAlls: "两个一律", "part of the two alls", ["H17", "Z00"];
    DigCorruption = "dig_corruption", "一律深挖背后腐败", "dig out the corruption behind every gang case";
    InvestigateToEnd = "investigate_to_end", "一律一查到底",
        "investigate every network and umbrella to the end";
}

closed_terms! {
    /// 四个不放过: what keeps a closed clue from staying closed.
    ///
    /// A rule of responsibility: a leak means accountability and protection of the
    /// reporter, not only reopening.
    pub enum NoPass: "四个不放过", "no-pass", ["Z10"];
    SurveyInsufficient = "survey_insufficient", "线索摸排不到位", "clue survey insufficient";
    ScreeningInsufficient = "screening_insufficient", "排查不到位", "screening insufficient";
    ClueLeaked = "clue_leaked", "线索泄密", "clue leaked";
    UmbrellaNotDug = "umbrella_not_dug", "保护伞深挖处理不到位", "umbrella not dug out";
}

open_terms! {
    /// 过筛内容: what is asked about every committee member.
    ///
    /// The source goes on with 等问题, so packs may ask more. An answer clears nobody
    /// from office: eligibility is judged apart ([`Eligibility`]).
    pub enum ScreeningQuestion: "过筛内容", "screening question", ["C10"];
    CriminalRecord = "criminal_record", "是否受过刑事处罚", "has a criminal record";
    GangRelated = "gang_related", "是否涉黑涉恶", "is involved with gangs";
    Violation = "violation", "是否违纪违法", "has violated discipline or law";
}

closed_terms! {
    /// 任职资格: whether a member may hold the post; only those who may not are cleared.
    pub enum Eligibility: "任职资格", "eligibility", ["C10"];
    Eligible = "eligible", "符合任职资格", "eligible";
    NotEligible = "not_eligible", "不符合任职资格", "not eligible";
}

closed_terms! {
    /// 线索大起底: the parts of a full sweep of clues; the three are not said to be phases.
    pub enum SweepPart: "线索清理", "part of a clue sweep", ["G12"];
    Unearth = "unearth", "大起底", "unearthing" reading;
    Screen = "screen", "大排查", "screening" reading;
    Verify = "verify", "大核查", "verification" reading;
}

closed_terms! {
    /// 案中发现问题的处理步骤: what follows when a case shows irregularities elsewhere.
    pub enum FindingStep: "案中发现问题的处理步骤", "step after a finding in a case",
        ["C09"] order "from first to last";
    ReportToCommittee = "report_to_committee", "向党委提交整改报告", "report to the party committee";
    UrgeDepartment = "urge_department", "督促职能部门", "urge the department in charge";
    LookBack = "look_back", "开展“回头看”", "look back over the whole field";
}

open_terms! {
    /// 复查方式: how what was concluded is looked at again.
    pub enum RecheckKind: "复查方式", "kind of recheck", ["G13", "G14", "C09", "Z05", "Z10", "Z11"];
    CrossCheckConcluded = "cross_check_concluded", "倒查已结案件", "cross-check of concluded cases",
        ["G13"];
    CaseScreening = "case_screening", "案件过筛", "case screening", ["G14", "C12", "C23"];
    LookBack = "look_back", "回头看", "look back", ["C09"];
    ClearBottom = "clear_bottom", "全面清底", "full clearing of the bottom", ["Z05"];
    SortAgain = "sort_again", "再梳理", "sort again", ["Z10"];
    ScreenAgain = "screen_again", "再排查", "screen again", ["Z10"];
    DeepReview = "deep_review", "复盘复查", "deep review", ["Z11"];
    Retrace = "retrace", "回溯核查", "retrace", ["C12"];
}

closed_terms! {
    /// 同步办案: how the discipline case keeps pace with the police case.
    pub enum Synchrony: "同步办案", "synchrony", ["Z15"];
    FiledTogether = "filed_together", "同步立案", "filed together";
    InvestigatedTogether = "investigated_together", "同步调查", "investigated together";
    SameDirection = "same_direction", "同向发力", "force in the same direction";
}

closed_terms! {
    /// 责任: whose failing the third check looks at.
    pub enum CheckedResponsibility: "责任落实", "checked responsibility", ["Z02", "G10"];
    /// Of party committees and governments.
    Main = "main", "主体责任", "main responsibility";
    /// Of discipline organs.
    Supervision = "supervision", "监督责任", "supervision responsibility", ["G10"];
    /// Of departments, over their trades.
    Regulation = "regulation", "监管责任", "regulatory responsibility", ["Z02", "G29"];
}
