//! 督导: measures, modes, aspects, teams and signals of supervision.

closed_terms! {
    /// 督导措施: the three measures that Gansu chooses by the problem.
    ///
    /// The translation says "special supervision" twice; the second and third term are readings.
    #[non_exhaustive]
    pub enum SupervisionMeasure: "督导措施", "measure of supervision", ["G22"];
    Research = "research", "调研督导", "supervision by research";
    SpecialInspection = "special_inspection", "专项督查", "special inspection" reading;
    SpecialUrging = "special_urging", "专题督办", "special urging" reading;
}

closed_terms! {
    /// 督导方式: how a supervision is carried out.
    #[non_exhaustive]
    pub enum SupervisionMode: "督导方式", "mode of supervision", ["G02", "G25", "H11", "C13", "Z11"];
    PointToPoint = "point_to_point", "点对点督导", "point-to-point", ["G02", "G23", "G26"];
    OneOnOne = "one_on_one", "一对一督导", "one-on-one", ["G25"];
    Itinerant = "itinerant", "巡回督导", "itinerant", ["H11"];
    /// Stays on the list until it is struck off.
    Listed = "listed", "挂账督办", "listed", ["C13"];
    Key = "key", "重点督办", "key supervision", ["Z11", "Z17"];
    Stationed = "stationed", "进驻督导", "stationed", ["H26", "H27", "Z06"];
}

closed_terms! {
    /// 督导内容: the six aspects that the central supervision group looked at.
    #[non_exhaustive]
    pub enum SupervisionAspect: "督导内容", "aspect of supervision", ["H26"];
    PoliticalPosition = "political_position", "政治站位", "political position";
    PunishmentByLaw = "punishment_by_law", "依法严惩", "punishment by law";
    ComprehensiveGovernance = "comprehensive_governance", "综合治理", "comprehensive governance";
    DeepDigging = "deep_digging", "深挖彻查", "deep digging";
    OrganizationBuilding = "organization_building", "组织建设", "organization building";
    Leadership = "leadership", "组织领导", "organizational leadership";
}

open_terms! {
    /// 督导力量: the groups and teams that supervise.
    pub enum SupervisionTeam: "督导力量", "kind of supervision team",
        ["G23", "G26", "H11", "H25", "H26", "C25"];
    CentralGroup = "central_group", "中央督导组", "central supervision group", ["G23", "H26", "Z04"];
    SpecialInspectionTeam = "special_inspection_team", "专项督查组", "special inspection team", ["G23"];
    SupervisionTeam = "supervision_team", "督导组", "supervision team", ["G26", "H11"];
    /// Led from the rank of 厅级 up.
    ResearchGroup = "research_group", "督导调研组", "supervision and research group", ["H25"];
    CovertVisitTeam = "covert_visit_team", "暗访组", "covert visit team", ["C25"];
    SpecialInspection = "special_inspection", "专项巡视",
        "special inspection by order of the party committee", ["G10"];
}

closed_terms! {
    /// 工作成效信号: what the figures of a unit show.
    ///
    /// A signal asks somebody to look; alone it grounds no accountability.
    #[non_exhaustive]
    pub enum ResultSignal: "工作成效信号", "signal from results", ["G25", "C17"];
    NoClue = "no_clue", "零线索", "no clue", ["C17"];
    NobodyHandled = "nobody_handled", "零查处", "nobody handled", ["G25"] reading;
    FirstResult = "first_result", "实现“零突破”", "first result", ["G25"];
}

closed_terms! {
    /// 提示信号: what asks somebody to look at a unit or a case; alone it grounds nothing.
    ///
    /// The last three mirror the first three: who finds too little is asked about, and so
    /// is who was found against and should not have been.
    pub enum AlarmKind: "提示信号", "kind of alarm", ["Mirrored alarms of this crate"];
    SilentUnit = "silent_unit", "零线索单位", "unit without a clue", ["C17"] reading;
    NobodyHandled = "nobody_handled", "零查处单位", "unit that handled nobody", ["G25"] reading;
    /// A triad case that is over, and no umbrella was found behind it.
    TriadWithoutUmbrella = "triad_without_umbrella", "涉黑大案未发现保护伞",
        "triad case without umbrella", ["Notice on seven kinds of cases 2019"] reading;
    Unsubstantiated = "unsubstantiated", "立案后撤销案件", "case filed and dismissed" reading;
    Overturned = "overturned", "处理决定被撤销、变更", "decision overturned on review" reading;
    Cleared = "cleared", "澄清正名", "person cleared" reading;
}
