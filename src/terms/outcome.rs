//! 处理结果: measures, sanctions, organizational handling, accountability.

closed_terms! {
    /// 党纪处分: party sanctions.
    pub enum PartySanction: "党纪处分", "party sanction",
        ["C22", "Z06", "Party Discipline Regulation 2018"]
        order "from light to heavy";
    Warning = "warning", "警告", "warning";
    SeriousWarning = "serious_warning", "严重警告", "serious warning";
    RemovalFromPartyPost = "removal_from_party_post", "撤销党内职务", "removal from party post";
    Probation = "probation", "留党察看", "probation within the party";
    Expulsion = "expulsion", "开除党籍", "expulsion from the party";
}

closed_terms! {
    /// 政务处分: public sanctions.
    pub enum PublicSanction: "政务处分", "public sanction",
        ["C22", "C26", "Public Sanctions Law 2020 art. 7"]
        order "from light to heavy";
    Warning = "warning", "警告", "warning";
    Demerit = "demerit", "记过", "demerit";
    SeriousDemerit = "serious_demerit", "记大过", "serious demerit";
    Demotion = "demotion", "降级", "demotion";
    RemovalFromPost = "removal_from_post", "撤职", "removal from post";
    Dismissal = "dismissal", "开除", "dismissal";
}

closed_terms! {
    /// 组织处理: organizational handling; may stand beside a sanction.
    #[non_exhaustive]
    pub enum OrganizationalHandling: "组织处理", "organizational handling",
        ["C22", "Z06", "Organizational Handling Regulation 2021"];
    Suspension = "suspension", "停职检查", "suspension for examination";
    Transfer = "transfer", "调整职务", "transfer to another post";
    OrderedResignation = "ordered_resignation", "责令辞职", "ordered resignation";
    Removal = "removal", "免职", "removal";
    Downgrading = "downgrading", "降职", "downgrading";
}

closed_terms! {
    /// 四种形态: the four forms, from everyday criticism to criminal responsibility.
    pub enum FourForms: "四种形态", "form of the four",
        ["Four forms of supervision and discipline"]
        order "from light to heavy";
    First = "first", "第一种形态", "first form: criticism and reminder";
    Second = "second", "第二种形态", "second form: light sanction, organizational adjustment";
    Third = "third", "第三种形态", "third form: heavy sanction, heavy change of post";
    Fourth = "fourth", "第四种形态", "fourth form: criminal responsibility";
}

closed_terms! {
    /// 轻处理方式: what is done where no sanction is needed.
    pub enum SoftForm: "谈话提醒等方式", "soft form",
        ["Public Sanctions Law 2020 art. 12", "Supervision Law 2018 art. 45"];
    ReminderTalk = "reminder_talk", "谈话提醒", "reminder talk";
    Criticism = "criticism", "批评教育", "criticism and education";
    OrderedExamination = "ordered_examination", "责令检查", "ordered self-examination";
    Admonition = "admonition", "诫勉", "admonition";
}

closed_terms! {
    /// 监察处置: what a supervision organ may do after an investigation.
    pub enum SupervisionDisposal: "监察处置", "disposal by a supervision organ",
        ["Supervision Law 2018 art. 45"];
    SoftForm = "soft_form", "谈话提醒、批评教育、责令检查、诫勉", "soft form";
    Sanction = "sanction", "政务处分决定", "public sanction";
    Accountability = "accountability", "问责决定或建议", "accountability";
    TransferToProcuratorate = "transfer_to_procuratorate", "移送检察机关",
        "transfer to the procuratorate";
    SupervisionProposal = "supervision_proposal", "监察建议", "supervision proposal";
    Dismissal = "dismissal", "撤销案件", "dismissal of the case";
}

open_terms! {
    /// 处理结果: the outcomes that reports count; one person may have several.
    pub enum PersonOutcome: "处理结果", "outcome for a person", ["G07", "C22", "Z06"];
    Handled = "handled", "处理处分", "handled", ["G07"];
    Sanctioned = "sanctioned", "党纪政务处分", "sanctioned", ["C22", "Z06"];
    OrganizationalHandling = "organizational_handling", "组织处理", "organizational handling",
        ["C22", "Z06"];
    Accountability = "accountability", "问责处理", "held accountable", ["Z06"];
    TransferredForProsecution = "transferred_for_prosecution", "移送审查起诉",
        "transferred for prosecution", ["C22"];
    TransferredToJustice = "transferred_to_justice", "移送司法机关", "transferred to justice",
        ["G07", "Z06"];
}

closed_terms! {
    /// 对党组织的问责: accountability of organs.
    pub enum OrganAccountability: "对党组织的问责", "accountability of an organ",
        ["Accountability Regulation 2019"]
        order "from light to heavy";
    Examination = "examination", "检查", "self-examination";
    CircularNotice = "circular_notice", "通报", "circulated criticism";
    Reorganization = "reorganization", "改组", "reorganization";
}

closed_terms! {
    /// 对领导干部的问责: accountability of leaders; several may be combined.
    pub enum LeaderAccountability: "对领导干部的问责", "accountability of a leader",
        ["Accountability Regulation 2019"]
        order "from light to heavy";
    CircularNotice = "circular_notice", "通报", "circulated criticism";
    Admonition = "admonition", "诫勉", "admonition";
    Adjustment = "adjustment", "组织调整或者组织处理", "organizational adjustment or handling";
    Sanction = "sanction", "纪律处分", "discipline sanction";
}

closed_terms! {
    /// 畏难态度: the attitudes that accountability is meant to break.
    #[non_exhaustive]
    pub enum FailureAttitude: "不愿打、不敢打、不真打", "failing attitude", ["C16"];
    Unwilling = "unwilling", "不愿打", "unwilling to strike";
    Afraid = "afraid", "不敢打", "afraid to strike";
    NotReally = "not_really", "不真打", "does not really strike";
}

closed_terms! {
    /// 问责事由: for what units and persons are held to account.
    #[non_exhaustive]
    pub enum AccountabilityGround: "问责事由", "ground for accountability", ["C16"];
    NoResponsibility = "no_responsibility", "不担当", "takes no responsibility";
    Inaction = "inaction", "不作为", "inaction";
    PoorImplementation = "poor_implementation", "责任落实不力", "responsibility poorly carried out";
}

closed_terms! {
    /// 约谈事由: for what units were called to a collective talk.
    ///
    /// Whether one or all are needed, and over which period, is not stated: parameters.
    #[non_exhaustive]
    pub enum TalkGround: "约谈事由", "ground for a talk", ["C17"];
    PoorUnderstanding = "poor_understanding", "思想认识不到位", "understanding falls short";
    PoorArrangement = "poor_arrangement", "安排部署不到位", "arrangements fall short";
    ZeroClues = "zero_clues", "问题排摸零线索", "survey brought no clue";
}

closed_terms! {
    /// 约谈方式: how units or persons are talked to.
    #[non_exhaustive]
    pub enum TalkKind: "约谈方式", "kind of talk", ["C17", "H03"];
    Collective = "collective", "集体约谈", "collective talk", ["C17"];
    /// Garbled in the source ("five-level" talks).
    FiveLevel = "five_level", "“五级”约谈", "five-level talk", ["H03"] reading;
}

closed_terms! {
    /// 四个亲自: what the principal leaders of a place do in person.
    pub enum PersonalDuty: "四个亲自", "duty in person", ["Z08"];
    Deploy = "deploy", "重要工作亲自安排部署", "arranges important work in person";
    Instruct = "instruct", "重要案件亲自批示督办", "instructs and urges important cases in person";
    LeadStudy = "lead_study", "重大问题亲自牵头研究", "leads the study of major problems in person";
    Coordinate = "coordinate", "重点环节亲自过问协调", "coordinates key links in person";
}

closed_terms! {
    /// 调查措施: the measures of a supervision organ.
    #[non_exhaustive]
    pub enum Measure: "调查措施", "measure", ["Z07", "Supervision Law 2018 art. 22"];
    Detention = "detention", "留置", "detention", ["Z07", "Supervision Law 2018 art. 22"];
    Interrogation = "interrogation", "讯问", "interrogation", ["Supervision Law 2018 art. 41"];
    Search = "search", "搜查", "search", ["Supervision Law 2018 art. 41"];
    Seizure = "seizure", "查封、扣押", "sealing and seizure", ["Supervision Law 2018 art. 25"];
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
}

closed_terms! {
    /// 留置条件: the circumstances of which one must be there before detention.
    pub enum DetentionGround: "留置条件", "ground for detention", ["Supervision Law 2018 art. 22"];
    Complex = "complex", "案情重大、复杂", "major and complex case";
    FlightOrSuicide = "flight_or_suicide", "可能逃跑、自杀", "may flee or take own life";
    Collusion = "collusion", "可能串供或者伪造、隐匿、毁灭证据", "may collude, or forge, hide or destroy evidence";
    OtherObstruction = "other_obstruction", "可能有其他妨碍调查行为", "other obstruction possible";
}

closed_terms! {
    /// 留置期限延长: how the time of a detention is made longer.
    pub enum DetentionExtension: "留置期限延长", "extension of detention",
        ["Supervision Law 2018 art. 43", "Supervision Law 2024 art. 48"];
    Ordinary = "ordinary", "延长一次", "extended once";
    /// If a sentence of ten years or more is possible.
    HeavySentence = "heavy_sentence", "再延长二个月", "extended again for a heavy sentence",
        ["Supervision Law 2024 art. 48"];
    /// If another serious offense of a different kind is found.
    Recount = "recount", "重新计算一次", "counted anew", ["Supervision Law 2024 art. 48"];
}

closed_terms! {
    /// 从轻或者减轻情形: what speaks for a lighter sanction.
    pub enum MitigatingGround: "从轻或者减轻情形", "mitigating ground",
        ["Public Sanctions Law 2020 art. 11"];
    VoluntaryDisclosure = "voluntary_disclosure", "主动交代", "voluntary disclosure",
        ["G31", "Public Sanctions Law 2020 art. 11"];
    Cooperation = "cooperation", "配合调查", "cooperation";
    ReportingOthers = "reporting_others", "检举他人查证属实", "reported others, found true";
    DamageAverted = "damage_averted", "有效避免、挽回损失", "damage averted or made good";
    MinorPart = "minor_part", "起次要或者辅助作用", "minor or secondary part";
    Restitution = "restitution", "主动上交或者退赔", "restitution";
    OtherByLaw = "other_by_law", "法定其他从轻情节", "other ground by law";
}

closed_terms! {
    /// 从重情形: what speaks for a heavier sanction.
    pub enum AggravatingGround: "从重情形", "aggravating ground", ["Public Sanctions Law 2020 art. 13"];
    Repeated = "repeated", "处分期内再次故意违法", "again during the period of a sanction";
    BlockingReports = "blocking_reports", "阻止他人检举、提供证据", "blocks reports or evidence";
    Collusion = "collusion", "串供或者伪造、隐匿、毁灭证据", "colludes, or forges, hides or destroys evidence";
    ShelteringAccomplices = "sheltering_accomplices", "包庇同案人员", "shelters accomplices";
    Coercing = "coercing", "胁迫、唆使他人违法", "coerces or incites others";
    RefusingRestitution = "refusing_restitution", "拒不上交或者退赔", "refuses restitution";
    OtherByLaw = "other_by_law", "法定其他从重情节", "other ground by law";
}

closed_terms! {
    /// 复审、复核、申诉: what a person may ask for against a decision, or how it came about.
    pub enum AppealKind: "复审、复核、申诉", "kind of appeal",
        ["Supervision Law 2018 art. 49", "Supervision Law 2018 art. 60"];
    Review = "review", "复审", "review", ["Supervision Law 2018 art. 49"];
    Rereview = "rereview", "复核", "re-review", ["Supervision Law 2018 art. 49"];
    Complaint = "complaint", "申诉", "complaint about procedure", ["Supervision Law 2018 art. 60"];
    ComplaintReview = "complaint_review", "复查", "review of a complaint",
        ["Supervision Law 2018 art. 60"];
    PartyAppeal = "party_appeal", "党员申诉", "appeal of a party member",
        ["Discipline Work Rules 2019"];
}

closed_terms! {
    /// 复审、复核结果: what was decided on an appeal.
    #[non_exhaustive]
    pub enum AppealResult: "复审、复核结果", "result of an appeal", ["Public Sanctions Law 2020 art. 57"];
    Upheld = "upheld", "维持", "upheld";
    Changed = "changed", "变更", "changed";
    Revoked = "revoked", "撤销", "revoked";
}

closed_terms! {
    /// 主动说明: how a person comes forward after a notice with a time limit.
    #[non_exhaustive]
    pub enum ComingForward: "主动说明", "way of coming forward", ["G31"];
    Surrender = "surrender", "主动投案", "voluntary surrender", ["G31", "H27"];
    Explanation = "explanation", "向组织说明问题", "explains the problems to the organization";
}
