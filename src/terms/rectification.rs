//! 整改: modes, ledgers and steps of rectification.

closed_terms! {
    /// 整改方式: how problems are put right.
    #[non_exhaustive]
    pub enum RectificationMode: "整改方式", "mode of rectification", ["H01", "H19", "H22", "N10"];
    WhileSupervised = "while_supervised", "边督边改", "rectified while supervised", ["H01"];
    Immediate = "immediate", "立行立改", "rectified at once", ["H01"];
    Special = "special", "专项整治", "special rectification", ["H19", "H20", "N02"];
    Concentrated = "concentrated", "集中整治", "concentrated rectification", ["H22", "N10"];
    SmallScope = "small_scope", "小切口整治", "small-scope rectification", ["N10"];
}

closed_terms! {
    /// 台账层次: what a rectification ledger relates to each other, many to many.
    ///
    /// 91 problems stand against 25 tasks and 64 items: they are no partition.
    pub enum LedgerPart: "台账层次", "part of a rectification ledger", ["H28"];
    Problem = "problem", "问题", "problem";
    Task = "task", "整改任务", "rectification task";
    Item = "item", "整改事项", "rectification item";
}

closed_terms! {
    /// 台账要素: what an entry names. Henan and Chengguan demand different ones.
    #[non_exhaustive]
    pub enum LedgerField: "台账要素", "field of a ledger entry", ["H28", "C19"];
    Measure = "measure", "整改措施", "measure";
    ResponsibleUnit = "responsible_unit", "责任单位", "responsible unit";
    ResponsiblePerson = "responsible_person", "责任人", "responsible person", ["H28"];
    ResponsibleLeader = "responsible_leader", "责任领导", "responsible leader", ["C19"];
    Deadline = "deadline", "整改时限", "deadline", ["C19"];
}

closed_terms! {
    /// 销号环节: how far an entry has come; a failed check sends it back to progress.
    #[non_exhaustive]
    pub enum LedgerStatus: "销号环节", "status of a ledger entry",
        ["H28", "C19"] order "from first to last";
    Listed = "listed", "列入台账", "listed";
    InProgress = "in_progress", "整改中", "in progress";
    Reported = "reported", "上报进展", "reported", ["C19"];
    Verified = "verified", "核验", "verified" reading;
    StruckOff = "struck_off", "销号", "struck off" reading;
}

closed_terms! {
    /// 问题办理步骤: what is done with each problem that was fed back.
    pub enum ProblemStep: "问题办理步骤", "step with a problem", ["H28"];
    SortOut = "sort_out", "梳理", "sorted out";
    BreakDown = "break_down", "分解", "broken down";
    MakeProject = "make_project", "立项", "made a project";
}

closed_terms! {
    /// 村级问题: what is wrong with a village.
    #[non_exhaustive]
    pub enum VillageCondition: "村级问题", "condition of a village", ["H22", "H23"];
    WeakAndSlack = "weak_and_slack", "软弱涣散", "weak and slack";
    ManyConflicts = "many_conflicts", "矛盾突出", "many conflicts", ["H22"];
    GangProblem = "gang_problem", "涉黑涉恶", "gang problem", ["H23"];
}

closed_terms! {
    /// 村级整顿措施: what is done about a weak village.
    #[non_exhaustive]
    pub enum WeakVillageMeasure: "村级整顿措施", "measure for a weak village", ["H23"];
    /// To every weak village.
    RectificationTeam = "rectification_team", "派驻整改工作队", "rectification team";
    /// To those with gang problems.
    CountyLeader = "county_leader", "县级领导干部一对一包联", "one-on-one contact by a county leading cadre";
}
