//! 阶段: the stages of clues, cases, follow-ups and transfers.

closed_terms! {
    /// 刑事诉讼阶段: how far a criminal case has come.
    ///
    /// Each stage contains the ones before it. Counts by stage need not fall: courts may
    /// accept more persons than were prosecuted in the same year.
    pub enum CriminalStage: "刑事诉讼阶段", "stage of a criminal case",
        ["H16", "Criminal Procedure Law 2018 art. 112"] order "from first to last";
    Filed = "filed", "立案", "filed", ["Criminal Procedure Law 2018 art. 112"];
    Investigated = "investigated", "侦查终结", "investigated", ["Criminal Procedure Law 2018 art. 162"];
    Transferred = "transferred", "移送审查起诉", "transferred for review for prosecution",
        ["C22", "Criminal Procedure Law 2018 art. 162"];
    Prosecuted = "prosecuted", "提起公诉", "prosecuted", ["H16"];
    Accepted = "accepted", "法院受理", "accepted by the court", ["H16"];
    Tried = "tried", "一审判决", "tried", ["Criminal Procedure Law 2018 art. 208"];
    Effective = "effective", "生效判决", "effective judgment", ["H16"];
}

closed_terms! {
    /// 案件种类: the two kinds of cases; a discipline case and a criminal case may be linked.
    pub enum CaseKind: "案件种类", "kind of case", ["C22", "Z15", "Supervision Law 2018 art. 34"];
    Discipline = "discipline", "违纪违法案件", "discipline case";
    Criminal = "criminal", "刑事案件", "criminal case";
}

closed_terms! {
    /// 纪检监察案件环节: where a case of a discipline organ stands.
    #[non_exhaustive]
    pub enum DisciplineStage: "纪检监察案件环节", "stage of a discipline case",
        ["C22", "Discipline Work Rules 2019 ch. 6"];
    Filed = "filed", "立案", "filed", ["C22", "Supervision Law 2018 art. 39"];
    Investigated = "investigated", "审查调查终结", "investigated";
    InTrial = "in_trial", "移送审理", "with the trial office";
    SentBack = "sent_back", "退回补充审查调查", "sent back by the trial office";
    Decided = "decided", "处理决定", "decided";
    Concluded = "concluded", "结案", "concluded";
    Dismissed = "dismissed", "撤销案件", "dismissed", ["Supervision Law 2018 art. 45"];
}

closed_terms! {
    /// 刑事案件终止: how a criminal case ends without a judgment that takes effect.
    #[non_exhaustive]
    pub enum CriminalEnd: "刑事案件终止", "end of a criminal case", ["Criminal Procedure Law 2018 art. 16"];
    Dismissed = "dismissed", "撤销案件", "dismissed",
        ["Criminal Procedure Law 2018 art. 163"];
    NotProsecuted = "not_prosecuted", "不起诉", "not prosecuted",
        ["Criminal Procedure Law 2018 art. 177"];
    ProsecutionWithdrawn = "prosecution_withdrawn", "撤回起诉", "prosecution withdrawn" reading;
    Terminated = "terminated", "终止审理", "trial terminated",
        ["Criminal Procedure Law 2018 art. 16"];
}

closed_terms! {
    /// 跟进阶段: the three stages of a police case that the follow-up accompanies.
    pub enum FollowUpStage: "跟进阶段", "stage of follow-up", ["C11"] order "from first to last";
    Investigation = "investigation", "侦查", "investigation";
    ReviewForProsecution = "review_for_prosecution", "审查起诉", "review for prosecution";
    Trial = "trial", "审理", "trial";
}

closed_terms! {
    /// 跟进结果: how the follow-up of a police case ends.
    ///
    /// The source leaves one of its 17 cases without a stated result; a follow-up
    /// without a result has none of these.
    #[non_exhaustive]
    pub enum FollowUpOutcome: "跟进结果", "outcome of follow-up", ["C12"];
    /// Takes effect only when the three signatories have signed.
    NoUmbrellaFound = "no_umbrella_found", "未发现保护伞", "no umbrella found";
    Retraced = "retraced", "重新回溯核查", "retraced";
    UmbrellaClueOpened = "umbrella_clue_opened", "发现保护伞线索", "umbrella clue opened" reading;
}

closed_terms! {
    /// 线索环节: where a clue stands on its way.
    #[non_exhaustive]
    pub enum ClueStage: "线索环节", "stage of a clue",
        ["C08", "C12", "Discipline Work Rules 2019 art. 23"];
    Received = "received", "收到", "received";
    Registered = "registered", "登记入账", "registered";
    Disposed = "disposed", "处置", "disposed", ["C04"];
    TransferredOut = "transferred_out", "移送", "transferred out", ["G19", "Z12"];
    Verified = "verified", "核实", "verified", ["C22"];
    Filed = "filed", "立案", "filed", ["C22"];
    ClosedSignedOff = "closed_signed_off", "签字背书了结", "closed with sign-off", ["C12"];
    Closed = "closed", "了结", "closed", ["C22"];
    FedBack = "fed_back", "反馈", "result fed back", ["G19"];
    Archived = "archived", "归档", "archived" reading;
    Rechecked = "rechecked", "复盘复查", "under recheck", ["Z11"];
    Reopened = "reopened", "重新启动", "reopened", ["Z10"] reading;
}

closed_terms! {
    /// 移送环节: where a transfer between organs stands; it ends with feedback.
    #[non_exhaustive]
    pub enum TransferStage: "移送环节", "stage of a transfer", ["G19", "Z13"];
    Sent = "sent", "移送", "sent";
    Received = "received", "签收", "received" reading;
    Accepted = "accepted", "受理", "accepted" reading;
    Returned = "returned", "退回", "returned", ["Supervision Law Regulations 2021 art. 171"];
    FedBack = "fed_back", "结果反馈", "result fed back", ["G19"];
}

closed_terms! {
    /// 立案结果: what preliminary verification of a gang-related clue led to.
    #[non_exhaustive]
    pub enum FilingResult: "立案结果", "result of filing", ["C22"];
    FiledGangRelated = "filed_gang_related", "以涉黑涉恶问题立案", "filed as gang-related";
    FiledOther = "filed_other", "其他问题立案", "filed for another problem";
    NotFiled = "not_filed", "初核了结", "closed after verification without filing";
}

closed_terms! {
    /// 初核处理建议: what a verification team may propose.
    #[non_exhaustive]
    pub enum VerificationProposal: "初核处理建议", "proposal after verification",
        ["Discipline Work Rules 2019 art. 35"];
    FileCase = "file_case", "立案审查", "file the case";
    Close = "close", "予以了结", "close";
    ReminderTalk = "reminder_talk", "谈话提醒", "reminder talk";
    HoldPending = "hold_pending", "暂存待查", "hold pending";
    TransferToOrganization = "transfer_to_organization", "移送有关党组织处理",
        "transfer to another party organization";
}

closed_terms! {
    /// 工作贯通: the four kinds of work that are to run as one.
    pub enum WorkPhase: "工作环节", "phase of the work", ["N17", "G32"];
    Supervision = "supervision", "监督", "supervision";
    CaseHandling = "case_handling", "办案", "case handling";
    Rectification = "rectification", "整改", "rectification";
    /// The "second half of the article" (后半篇文章) after disposition.
    Governance = "governance", "治理", "governance";
}
