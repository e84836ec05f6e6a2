//! Closed lists of choices: readings that a source leaves open, and ways that places differ.
//!
//! Each list is the type of one or more keys in [`keys`](crate::rulebook::keys). What
//! a procedure does under each word is said there; here stands only what the word means.
//! The readings of 24小时取交件 and of 分别 are words of the field, in
//! [`PickUpRule`](crate::terms::report::PickUpRule) and
//! [`TransferReading`](crate::terms::coordination::TransferReading).

crate::rulebook::value::choices! {
    /// 起算: the event from which a limit runs.
    ClockStart {
        /// The clue was received.
        Receipt = "receipt", "receipt", "收到";
        /// The clue was picked up.
        PickUp = "pick_up", "pick-up", "取件";
        /// The clue was entered in the ledger.
        Registration = "registration", "registration", "登记";
        /// The police opened their investigation.
        InvestigationOpened = "investigation_opened", "opening of the investigation", "立案侦查";
        /// The clue was found.
        Found = "found", "discovery", "发现";
        /// The suspects were taken in one sweep.
        NetClosure = "net_closure", "closing of the net", "统一收网";
        /// The plan was approved.
        Approval = "approval", "approval", "批准";
    }

    /// 签字顺序 (C12): whether the order in which the signatories are listed binds.
    SigningOrder {
        /// Each layer signs after the one before it.
        InLayers = "in_layers", "layer after layer", "逐级签字";
        /// All must sign, in any order.
        AnyOrder = "any_order", "in any order", "不分先后";
    }

    /// How many of the listed grounds are needed.
    Join {
        /// One is enough.
        Any = "any", "any of them", "具备之一";
        /// All must be there.
        All = "all", "all of them", "同时具备";
    }

    /// 一律提高一级评查 (G15): which cases the rule covers.
    EvaluationScope {
        /// Concluded cases that are screened again.
        ScreeningOfConcluded = "screening_of_concluded", "screened concluded cases", "过筛的已结案件";
        /// Every case of gang-related corruption or umbrella.
        EveryCase = "every_case", "every case", "所有案件";
    }

    /// What happens to a raising when there is no level above.
    AtTheTop {
        /// The matter stays, and the answer says that there is no level above.
        StaysAndSaysSo = "stays_and_says_so", "stays, with a reason", "留在本级并说明";
    }

    /// Which rules a matter follows that was pending when an edition changed.
    Transition {
        /// Those under which it began.
        AsBegun = "as_begun", "the rules under which it began", "沿用旧规定";
        /// Those in force on the day of each step.
        AsOfEachStep = "as_of_each_step", "the rules of the day of each step", "适用新规定";
        /// Those of the time of the conduct, unless the new ones are milder.
        FormerUnlessMilder = "former_unless_milder", "the former rules, unless the new ones are milder", "从旧兼从轻";
    }

    /// 及时: how the part outside one's own jurisdiction is passed on.
    PartForwarding {
        /// Promptly, without a number of days.
        Promptly = "promptly", "promptly, no number stated", "及时";
        /// Within the limit for reports to a wrong organ.
        AsWrongOrgan = "as_wrong_organ", "within the limit for a wrong organ", "按不属于本机关管辖的时限";
    }

    /// Who sets a date that the source leaves to the case.
    SetBy {
        /// The notice itself names the day.
        Notice = "notice", "each notice", "由通告规定";
        /// Each entry of the ledger names the day.
        Entry = "entry", "each ledger entry", "由台账逐项规定";
    }

    /// 审批: who approves a step.
    Approver {
        /// The head of the office that handles the matter.
        OfficeHead = "office_head", "head of the handling office", "承办部门主要负责人";
        /// A deputy leader of the organ.
        DeputyLeader = "deputy_leader", "leader in charge", "分管领导";
        /// The principal leader of the organ.
        PrincipalLeader = "principal_leader", "principal leader of the organ", "纪检监察机关主要负责人";
        /// A special meeting that the principal leader chairs.
        SpecialMeeting = "special_meeting", "special meeting chaired by the principal leader", "专题会议";
        /// The leaders of the organ, collectively.
        CollectiveLeaders = "collective_leaders", "leaders of the organ collectively", "领导人员集体研究";
        /// The secretary of the party committee of the same level.
        PartySecretary = "party_secretary", "party secretary of the same level", "同级党委主要负责人";
        /// The organ one level up.
        NextHigherOrgan = "next_higher_organ", "organ one level up", "上一级机关";
        /// The organ of the province.
        ProvincialOrgan = "provincial_organ", "organ of the province", "省级机关";
        /// The national commission.
        NationalCommission = "national_commission", "national commission", "国家监察委员会";
    }

    /// Who leads when a person is suspected of a duty offense and another offense.
    MixedLead {
        /// The supervision organ, as a rule; the others assist.
        SupervisionOrgan = "supervision_organ", "supervision organ leads, others assist", "监察机关为主调查，其他机关协助";
    }

    /// Who removes a village or community cadre who is not eligible.
    RemovalBy {
        /// The body that is competent by law; the discipline organ proposes.
        CompetentBody = "competent_body", "the body competent by law, on proposal", "依法由有权机关清理";
    }

    /// 线索泄密的不放过 (Z10): what a leak leads to.
    LeakMeans {
        /// The leaker answers for it and the reporter is protected.
        Accountability = "accountability", "accountability and protection of the reporter", "追究泄密责任、保护举报人";
        /// The same, and the closed clue is reopened.
        AccountabilityAndReopening = "accountability_and_reopening", "accountability, protection and reopening", "追责、保护并重新核查";
    }
}
