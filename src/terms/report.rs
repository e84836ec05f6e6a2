//! 举报与线索来源: channels of reporting, sources of clues, protection of reporters.

open_terms! {
    /// 举报渠道: the way by which a report comes in.
    pub enum Channel: "举报渠道", "channel", ["G11", "H08", "C07", "N07"];
    Letter = "letter", "信", "letter", ["G11"];
    Visit = "visit", "访", "visit", ["G11"];
    Internet = "internet", "网", "internet", ["G11"];
    Phone = "phone", "电", "phone", ["G11"];
    HotlineRoundTheClock = "hotline_round_the_clock", "24小时举报热线", "24-hour hotline", ["H08"];
    Mailbox = "mailbox", "举报信箱", "report mailbox", ["H08"];
    Email = "email", "电子邮箱", "e-mail", ["H08"];
    WeChat = "we_chat", "微信公众号", "WeChat public account", ["H08"];
    /// Set up in the streets and villages where the work is concentrated.
    ReflectionPoint = "reflection_point", "反映点", "reflection point", ["C07"];
    ReportBox = "report_box", "举报箱", "report box", ["C07"];
    /// Officers go out to the people.
    OutVisit = "out_visit", "下访", "visit to the people", ["C07"];
    /// Officers receive people at fixed times.
    Reception = "reception", "接访", "reception of visitors", ["C07"];
    CodeSupervision = "code_supervision", "码上监督", "code supervision", ["N07"];
    ScanCode = "scan_code", "扫码举报", "scan-code report", ["N07"];
}

impl Channel {
    /// 信、访、网、电: the four channels that Gansu runs as one (四位一体).
    pub const FOUR_IN_ONE: [Self; 4] = [Self::Letter, Self::Visit, Self::Internet, Self::Phone];
}

open_terms! {
    /// 线索来源: where a clue comes from.
    pub enum ClueSource: "线索来源", "source of a clue", ["H07", "N05", "N06", "N08", "N09"];
    MassReport = "mass_report", "群众举报", "report by the public", ["H07", "H13"];
    ClueSurvey = "clue_survey", "摸底排查", "clue survey", ["H07", "G12"];
    CentralSupervision = "central_supervision", "中央督导组转办", "central supervision group",
        ["G24", "H18", "Z17"];
    HigherOrgan = "higher_organ", "上级交办", "assigned from above",
        ["Report and Accusation Rules 2020 art. 16"];
    AntiGangOffice = "anti_gang_office", "扫黑办移送", "anti-gang office", ["Z12"];
    PublicSecurity = "public_security", "公安机关移送", "public security", ["G19", "Z13", "Z15"];
    Procuratorate = "procuratorate", "检察机关移送", "procuratorate", ["Supervision Law 2018 art. 34"];
    Court = "court", "法院移送", "court", ["Supervision Law 2018 art. 34"];
    JudicialOrgan = "judicial_organ", "司法机关移送", "judicial organ", ["N09"];
    AdministrativeEnforcement = "administrative_enforcement", "行政执法机关移送",
        "administrative enforcement organ", ["N09"];
    Inspection = "inspection", "巡视巡察移交", "inspection", ["N09"];
    Audit = "audit", "审计移交", "audit", ["N09"];
    FunctionalDepartment = "functional_department", "职能部门移送", "functional department", ["N08"];
    FieldResearch = "field_research", "一线调研", "field research", ["N05"];
    CovertVisit = "covert_visit", "暗访", "covert visit", ["N06", "C25"];
    BigData = "big_data", "大数据分析", "big-data analysis", ["N06"];
    /// Also from the re-examination of clues that were closed.
    Recheck = "recheck", "已结案件倒查", "recheck of concluded cases", ["G13", "G14", "Z11"];
    FoundInCase = "found_in_case", "案中发现", "found while handling a case", ["C09", "Z16"];
    SelfDisclosure = "self_disclosure", "主动说明问题", "self-disclosure", ["G31"];
}

closed_terms! {
    /// 署名: whether the reporter gave a true name and a way to be reached.
    pub enum Naming: "署名情况", "kind of naming", ["C18", "Report and Accusation Rules 2020"];
    RealName = "real_name", "实名举报", "real name";
    Anonymous = "anonymous", "匿名举报", "anonymous";
}

closed_terms! {
    /// 取交件方式: the two readings of 24小时取交件; which one holds is data of the rule pack.
    pub enum PickUpRule: "取交件方式", "pick-up rule", ["C04"];
    OnCall = "on_call", "24小时值守取交件", "on duty round the clock" reading;
    WithinHours = "within_hours", "24小时内取交件", "picked up within the hours" reading;
}

open_terms! {
    /// 保护措施: how reporters, witnesses and handlers are protected.
    pub enum ProtectionMeasure: "保护措施", "protection measure",
        ["H09", "Anti-Organized Crime Law 2022 art. 61"];
    Anonymity = "anonymity", "不公开个人信息", "personal data kept from the public";
    MaskedTestimony = "masked_testimony", "不暴露外貌、真实声音出庭作证", "masked testimony";
    NoContact = "no_contact", "禁止特定的人接触被保护人员", "no-contact order";
    Guarding = "guarding", "人身和住宅专门性保护", "guarding of person and home";
    NewIdentity = "new_identity", "变更身份", "new identity";
}

closed_terms! {
    /// 举报激励保护: what the system for reporters offers.
    #[non_exhaustive]
    pub enum ReporterCare: "举报激励与保护", "care for reporters", ["H09", "C18"];
    Reward = "reward", "有奖举报", "reward for reporting", ["H09"];
    WitnessProtection = "witness_protection", "证人保护", "witness protection", ["H09"];
    Reply = "reply", "答复", "reply", ["C18"];
    SatisfactionSurvey = "satisfaction_survey", "满意度", "satisfaction after the reply", ["C18"];
}
