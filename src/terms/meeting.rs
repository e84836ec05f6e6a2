//! 会议: kinds of meetings.

open_terms! {
    /// 会议种类: the meetings that the sources name.
    pub enum MeetingKind: "会议种类", "kind of meeting", ["Z09", "H02", "H26", "C13", "C29"];
    Special = "special", "专题会", "special meeting", ["Z09"];
    Promotion = "promotion", "推进会", "promotion meeting", ["Z09", "C13", "C29", "H00"];
    Briefing = "briefing", "碰头会", "briefing", ["Z09"];
    Report = "report", "汇报会", "report meeting", ["Z09"];
    StandingCommittee = "standing_committee", "常委会会议", "standing committee", ["H02", "H28"];
    GovernmentExecutive = "government_executive", "政府常务会议", "government executive meeting", ["H02"];
    Docking = "docking", "对接会", "docking meeting", ["H26"];
    Feedback = "feedback", "情况反馈会", "feedback meeting", ["H26"];
    Consultation = "consultation", "会商", "consultation", ["G19", "H14", "C15"];
    Forum = "forum", "座谈会", "forum", ["C25"];
}
