//! 文书: kinds of documents, proposals, what a case file must hold.

open_terms! {
    /// 文书种类: the documents that the sources name.
    pub enum DocumentKind: "文书种类", "kind of document", ["C03", "G33", "H28", "Z12"];
    WorkPlan = "work_plan", "工作方案", "work plan", ["H03"];
    SupervisionPlan = "supervision_plan", "强化监督执纪问责工作实施方案",
        "plan for stronger supervision, discipline and accountability", ["C03"];
    UmbrellaPlan = "umbrella_plan", "打伞破网工作实施方案",
        "plan for striking umbrellas and breaking networks", ["C24"];
    RectificationPlan = "rectification_plan", "整改工作方案", "rectification plan", ["H28"];
    Timetable = "timetable", "时间表", "timetable", ["G08"];
    RoadMap = "road_map", "路线图", "road map", ["G08"];
    Ledger = "ledger", "台账", "ledger", ["C08", "H28"];
    ProblemList = "problem_list", "问题清单", "problem list", ["Z09", "H28"];
    FeedbackOpinion = "feedback_opinion", "反馈意见", "feedback opinion", ["H28", "Z04"];
    SupervisionReport = "supervision_report", "督导报告", "supervision report", ["H28"];
    CoordinationRule = "coordination_rule", "协调联动制度", "rule of coordination and two-way transfer",
        ["C03"];
    ClueSurveyRule = "clue_survey_rule", "线索摸排工作责任制规定", "rule of responsibility for clue surveys",
        ["Z10"];
    ReportHandlingRule = "report_handling_rule", "信访举报件办理办法（暂行）",
        "provisional rule on handling reports", ["Z12"];
    PartyAdmissionReport = "party_admission_report", "违规入党问题整改报告",
        "report on irregular party admission", ["C09"];
    ReminderNotice = "reminder_notice", "提醒通知书", "reminder notice", ["C17"];
    DisciplineProposal = "discipline_proposal", "纪律检查建议书", "discipline inspection proposal",
        ["G33"];
    SupervisionProposal = "supervision_proposal", "监察建议书", "supervision proposal", ["G33"];
    IntegrityRiskLetter = "integrity_risk_letter", "廉政风险提示函", "integrity risk letter", ["G33"];
    ExposureNotice = "exposure_notice", "通报曝光", "exposure notice", ["G05"];
    ComeForwardNotice = "come_forward_notice", "限期说明问题通告", "notice to explain within a time limit",
        ["G31"];
    ReportingNotice = "reporting_notice", "受理举报通告", "notice on accepting reports", ["C27"];
    Handbook = "handbook", "应知应会手册", "handbook", ["C27"];
    RightsNotice = "rights_notice", "权利义务告知书", "notice of rights and duties", ["C23"];
    TalkSafetyPledge = "talk_safety_pledge", "谈话安全承诺书", "talk safety pledge", ["C23"];
    SmallPowerList = "small_power_list", "小微权力清单", "list of small powers", ["N18"];
    SignOffSheet = "sign_off_sheet", "签字背书", "sign-off sheet", ["C11", "C12"];
    CodeOfConduct = "code_of_conduct", "行为规范一百条", "hundred rules of conduct", ["H21"] reading;
    Prohibitions = "prohibitions", "三十个严禁", "thirty prohibitions", ["H21"] reading;
}

closed_terms! {
    /// 两书一函: the two proposals and one letter.
    pub enum ProposalKind: "两书一函", "kind of proposal", ["G33"];
    DisciplineProposal = "discipline_proposal", "纪律检查建议书", "discipline inspection proposal";
    SupervisionProposal = "supervision_proposal", "监察建议书", "supervision proposal";
    IntegrityRiskLetter = "integrity_risk_letter", "廉政风险提示函", "integrity risk letter";
}

closed_terms! {
    /// 建议办理环节: how far a proposal has come.
    #[non_exhaustive]
    pub enum ProposalStage: "建议办理环节", "stage of a proposal",
        ["G33", "G34"] order "from first to last";
    Drafted = "drafted", "起草", "drafted" reading;
    Sent = "sent", "发出", "sent";
    Replied = "replied", "回复", "replied" reading;
    Rectified = "rectified", "整改", "rectified";
    Checked = "checked", "回访核查", "checked" reading;
}

open_terms! {
    /// 健全机制: what a proposal asks the addressee to put in order.
    pub enum GovernanceMeasure: "健全机制", "governance measure", ["G33"];
    MarketAccess = "market_access", "市场准入", "market access";
    StandardManagement = "standard_management", "规范管理", "standardized management";
    DynamicMonitoring = "dynamic_monitoring", "动态监测", "dynamic monitoring";
    DailySupervision = "daily_supervision", "日常监管", "daily supervision";
}

closed_terms! {
    /// 建议质量: what a proposal must be.
    #[non_exhaustive]
    pub enum ProposalQuality: "建议质量", "quality of a proposal", ["N19"];
    Targeted = "targeted", "针对性", "targeted";
    Feasible = "feasible", "可行性", "feasible";
}

closed_terms! {
    /// 综合效果: what one case is to bring about.
    pub enum CaseEffect: "综合效果", "effect of a case", ["N19"];
    Punish = "punish", "查处一案", "one case punished";
    Warn = "warn", "警示一片", "an area warned";
    Govern = "govern", "治理一域", "a field governed";
}

open_terms! {
    /// 案卷内容: what a case file is looked through for; the source goes on with 等问题.
    pub enum FileItem: "案卷内容", "item of a case file", ["C23"];
    RightsNotice = "rights_notice", "权利义务告知书", "notice of rights and duties";
    TalkSafetyPledge = "talk_safety_pledge", "谈话安全承诺书", "talk safety pledge";
    ApprovalForms = "approval_forms", "程序审批手续", "approval forms";
    LeaderSignature = "leader_signature", "领导签字", "signature of a leader";
    SynchronousRecording = "synchronous_recording", "同步录音录像",
        "audio and video record of the whole act",
        ["C23", "Supervision Law 2018 art. 41"];
    WrittenNotice = "written_notice", "书面通知", "written notice",
        ["Supervision Law 2018 art. 41"];
}

open_terms! {
    /// 案卷行为: what was done in a case and has a row in its file.
    pub enum FileAct: "案卷行为", "act in a case file",
        ["C23", "Supervision Law 2018 art. 41"];
    Filing = "filing", "立案", "filing of the case", ["Supervision Law 2018 art. 39"];
    Verification = "verification", "初步核实", "preliminary verification",
        ["Supervision Law 2018 art. 38"];
    Talk = "talk", "谈话", "talk", ["C23"];
    Interrogation = "interrogation", "讯问", "interrogation";
    Inquiry = "inquiry", "询问", "questioning of a witness";
    Detention = "detention", "留置", "detention";
    Search = "search", "搜查", "search";
    Retrieval = "retrieval", "调取", "retrieval of evidence";
    Seizure = "seizure", "查封、扣押", "sealing and seizure";
    Examination = "examination", "勘验检查", "examination on the spot";
    Freezing = "freezing", "冻结", "freezing", ["Supervision Law 2018 art. 23"];
    TechnicalInvestigation = "technical_investigation", "技术调查", "technical investigation",
        ["Supervision Law 2018 art. 28"];
    ExitBan = "exit_ban", "限制出境", "exit ban", ["Supervision Law 2018 art. 30"];
    CompelledAppearance = "compelled_appearance", "强制到案", "compelled appearance",
        ["Supervision Law 2024 art. 46"];
    OrderedWaiting = "ordered_waiting", "责令候查", "ordered to await investigation",
        ["Supervision Law 2024 art. 46"];
    ProtectiveCustody = "protective_custody", "管护", "protective custody",
        ["Supervision Law 2024 art. 46"];
    Hearing = "hearing", "听取陈述和申辩", "hearing of the person",
        ["Public Sanctions Law 2020 art. 43"];
    Decision = "decision", "处理决定", "decision about a person",
        ["Public Sanctions Law 2020 art. 45"];
}

closed_terms! {
    /// 评查问题程度: how much a finding on a case file weighs.
    ///
    /// The source does not grade its five defects; the three grades are our reading.
    #[non_exhaustive]
    pub enum FileWeight: "评查问题程度", "weight of a finding on a case file",
        ["C23"] order "from light to heavy";
    /// Something that somebody has to look at.
    Question = "question", "待查", "question" reading;
    /// The file is put right.
    Flaw = "flaw", "瑕疵", "flaw" reading;
    /// A safeguard of the person, or a condition of the act, is not shown.
    Fault = "fault", "缺陷", "fault" reading;
}

closed_terms! {
    /// 案卷缺陷: what is wrong with an item of a case file.
    #[non_exhaustive]
    pub enum FileDefect: "案卷缺陷", "defect of a case file", ["C23"];
    Missing = "missing", "缺少", "missing";
    Incomplete = "incomplete", "不完善", "incomplete";
}

open_terms! {
    /// 制度机制: the areas in which Chengguan builds its system; the source goes on with 等方面.
    pub enum InstitutionArea: "制度机制", "area of the system", ["C05"];
    Leadership = "leadership", "组织领导", "organization and leadership";
    DailySupervision = "daily_supervision", "日常监督", "daily supervision";
    Coordination = "coordination", "协同联动", "coordination";
    StandardDisposal = "standard_disposal", "规范处置", "standardized disposal";
}

closed_terms! {
    /// 报送周期: how often the data of a ledger are reported.
    #[non_exhaustive]
    pub enum DataRhythm: "报送周期", "rhythm of reporting",
        ["C08", "Report and Accusation Rules 2020 art. 18"] order "from often to seldom";
    Weekly = "weekly", "每周", "weekly", ["C08"];
    Monthly = "monthly", "每月", "monthly", ["C08"];
    Quarterly = "quarterly", "每季度", "quarterly", ["Report and Accusation Rules 2020 art. 18"];
}
