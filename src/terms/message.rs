//! 往来文书: messages between organs, receipts, returns.

closed_terms! {
    /// 往来文书种类: what one message between two organs says.
    #[non_exhaustive]
    pub enum EnvelopeKind: "往来文书种类", "kind of message", ["G19", "C03", "Z13"];
    /// That there is an investigation; the clue itself does not come with it.
    Notice = "notice", "通报", "notice", ["Z13"];
    HandOver = "hand_over", "移交", "hand-over", ["Z13"];
    Receipt = "receipt", "回执", "receipt" reading;
    Acceptance = "acceptance", "受理", "acceptance" reading;
    Return = "return", "退回", "return", ["Supervision Law Regulations 2021 art. 171"];
    /// The receiver keeps its part and forwards the rest.
    PartialAcceptance = "partial_acceptance", "部分受理", "partial acceptance",
        ["Supervision Law Regulations 2021 art. 171"];
    ConsultationRequest = "consultation_request", "商请会商", "request for consultation" reading;
    ConsultationAnswer = "consultation_answer", "会商答复", "answer to a consultation" reading;
    Feedback = "feedback", "结果反馈", "feedback";
    Reminder = "reminder", "催办", "reminder" reading;
    Withdrawal = "withdrawal", "撤回", "withdrawal" reading;
    /// That an allegation which was passed on has been refuted.
    Correction = "correction", "更正", "correction" reading;
}

impl EnvelopeKind {
    /// Whether such a message answers another one, which it has to name.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Self::Receipt
                | Self::Acceptance
                | Self::Return
                | Self::PartialAcceptance
                | Self::ConsultationAnswer
                | Self::Feedback
                | Self::Withdrawal
                | Self::Correction
        )
    }
}

closed_terms! {
    /// 回执种类: what one receipt says, and no more than that.
    pub enum ReceiptKind: "回执种类", "kind of receipt", ["G19"];
    /// The receiver's machine holds it; no person has seen it.
    Delivered = "delivered", "送达", "delivered" reading;
    /// It stands in the receiver's ledger.
    Registered = "registered", "登记", "registered" reading;
    /// A person has read it.
    Opened = "opened", "拆阅", "opened" reading;
    /// The receiver takes the matter over, and custody with it.
    Accepted = "accepted", "受理", "accepted" reading;
}

open_terms! {
    /// 退回事由: why a transfer was sent back.
    pub enum ReturnGround: "退回事由", "ground for return", ["Supervision Law Regulations 2021 art. 171"];
    NoJurisdiction = "no_jurisdiction", "无管辖权", "no jurisdiction";
    WrongAddress = "wrong_address", "主送机关有误", "wrong address" reading;
    Incomplete = "incomplete", "材料不全", "papers are missing" reading;
}

closed_terms! {
    /// 移送结果: what came of a clue that was transferred; it is owed to the sender.
    #[non_exhaustive]
    pub enum TransferResult: "移送结果", "result of a transfer", ["G19", "C22"];
    Filed = "filed", "立案", "filed", ["C22"];
    ClosedSignedOff = "closed_signed_off", "签字背书了结", "closed with sign-off", ["C12"];
    Closed = "closed", "初核了结", "closed", ["C22"];
    Held = "held", "暂存待查", "held", ["Report and Accusation Rules 2020 art. 17"];
    Forwarded = "forwarded", "转送其他机关", "passed on to another organ" reading;
}
