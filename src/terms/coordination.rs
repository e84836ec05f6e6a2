//! 协调联动: who does what together.

closed_terms! {
    /// 工作格局: the parts in the joint work.
    pub enum Part: "工作格局", "part in the joint work", ["H05"];
    Lead = "lead", "党委统一领导", "the party committee leads";
    Coordinate = "coordinate", "政法委组织协调", "the political-legal committee coordinates";
    Handle = "handle", "政法机关密切配合", "the political-legal organs work together";
    Participate = "participate", "成员单位和社会各界参与", "member units and society take part";
}

open_terms! {
    /// 专项工作组: the working groups of the Henan office; the source names the tasks of
    /// some of its eight groups.
    pub enum WorkingGroupField: "专项工作组任务", "task of a working group", ["H04"];
    Publicity = "publicity", "宣传发动", "publicity and mobilization";
    ClueVerification = "clue_verification", "线索核查", "clue verification";
    Strike = "strike", "依法打击", "strike by law";
    DigUmbrellas = "dig_umbrellas", "深挖保护伞", "deep digging of umbrellas";
    GrassrootsOrganizations = "grassroots_organizations", "基层组织建设",
        "building grassroots organizations";
    IndustryGovernance = "industry_governance", "重点行业治理", "governance of key industries";
}

closed_terms! {
    /// 联动方向: along which line organs work together.
    pub enum Linkage: "联动方向", "direction of linkage", ["G18", "G19"];
    /// 省市县三级联动: province, city and county act as one.
    Vertical = "vertical", "纵向一体", "vertical", ["G18"];
    Horizontal = "horizontal", "横向联动", "horizontal", ["G19"];
}

closed_terms! {
    /// 协作机制: what discipline organs and public security do together.
    #[non_exhaustive]
    pub enum Cooperation: "协作机制", "form of cooperation", ["G19", "G20"];
    TwoWayTransfer = "two_way_transfer", "线索双向移送", "two-way transfer of clues", ["G19", "C03"];
    CentralizedConsultation = "centralized_consultation", "集中会商", "centralized consultation",
        ["G19"];
    ResultFeedback = "result_feedback", "结果反馈", "result feedback", ["G19"];
    DualTaskForce = "dual_task_force", "双专班", "dual task force", ["G20"];
}

closed_terms! {
    /// 双专班组成: the two teams of a dual task force.
    pub enum DualTeam: "双专班组成", "team of a dual task force", ["G20"];
    Discipline = "discipline", "纪检监察专班", "discipline team";
    Police = "police", "公安专班", "police team";
}

closed_terms! {
    /// 移送事项: the two duties of public security towards the discipline organ.
    pub enum TransferDuty: "移送事项", "duty of transfer", ["Z13"];
    Notice = "notice", "通报", "notice";
    HandOver = "hand_over", "移交", "hand-over";
}

closed_terms! {
    /// 侦查案由: on what grounds public security investigates.
    pub enum PoliceInvestigation: "侦查案由", "kind of police investigation", ["Z13"];
    GangRelated = "gang_related", "涉黑涉恶", "gang-related";
    SuspectedCorruptionOrUmbrella = "suspected_corruption_or_umbrella", "涉嫌涉黑涉恶腐败和保护伞",
        "suspected gang-related corruption or umbrella";
}

closed_terms! {
    /// “分别”的读法: how 分别于5日内通报、10日内移交 is read; which one holds is data of the pack.
    pub enum TransferReading: "“分别”的读法", "reading of the transfer limits", ["Z13"];
    /// The default, and the stricter.
    BothDuties = "both_duties", "两项义务均适用", "both duties in every case" reading;
    ByKind = "by_kind", "按案由分别适用", "one duty for each kind of case" reading;
}

open_terms! {
    /// 专门力量: teams that are set up for a case or a task.
    pub enum TaskForceKind: "专门力量", "kind of task force", ["Z14", "G13", "H11", "H14"];
    LeadingGroup = "leading_group", "专案领导组", "leading group of task forces", ["Z14"];
    TaskForce = "task_force", "专案组", "task force", ["Z14", "H14"];
    WorkingGroup = "working_group", "专项工作组", "special working group", ["G13", "H04"];
    VerificationTeam = "verification_team", "线索核查专班", "clue verification team", ["H11"];
}

open_terms! {
    /// 专项行动: concentrated operations.
    pub enum OperationKind: "专项行动", "operation", ["H14"];
    Thunder = "thunder", "雷霆行动", "Operation Thunder";
    NetClosure = "net_closure", "集中收网", "concentrated net closure";
}
