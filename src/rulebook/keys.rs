//! Every parameter that a rule pack may set, declared in one place.
//!
//! A key is named `file/parameter` after the procedure that uses it, so that a number
//! in a printed reason leads to its rule and back. Its type is the type of its value:
//!
//! ```
//! use unbrella::base::deadline::TimeLimit;
//! use unbrella::day;
//! use unbrella::rulebook::{Rulebook, keys};
//!
//! let book = Rulebook::published();
//! let rules = book.on("zhaotong", day!(2019, 4, 26))?;
//! let notice = rules.get(keys::transfer::NOTICE)?;
//! assert_eq!(notice.value(), TimeLimit::days(5));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`ALL`] lists them in the order of the procedures. A pack that sets any other key is
//! refused (finding `R001`). What each key is worth in the published packs stands in
//! [`guide::parameters`](crate::guide::parameters).

use std::fmt;
use std::marker::PhantomData;

use crate::base::deadline::TimeLimit;
use crate::base::permille::Permille;
use crate::rulebook::catalogue::Catalogue;
use crate::rulebook::choice::{
    Approver, AtTheTop, ClockStart, EvaluationScope, Join, LeakMeans, MixedLead, PartForwarding,
    RemovalBy, SetBy, SigningOrder, Transition,
};
use crate::rulebook::value::{Chain, Codes, ParamType, Value, ValueKind, Vocabulary, Word};
use crate::terms::{self, TermList};

/// How a local value may differ from a national one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// A local value may be lower, not higher: limits that bind an organ.
    AtMost,
    /// A local value may be higher, not lower: teams, safeguards, limits that serve a person.
    /// A list may be longer, and must keep every word.
    AtLeast,
    /// The law fixes it.
    Exactly,
    /// The two are not compared.
    Free,
}

/// What is declared about a parameter, whatever its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyInfo {
    name: &'static str,
    english: &'static str,
    term: &'static str,
    kind: ValueKind,
    unit: &'static str,
    bound: Bound,
    vocabulary: Vocabulary,
}

impl KeyInfo {
    /// The name, such as `transfer/notice`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The procedure that uses it: the part before the stroke.
    #[must_use]
    pub fn file(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(file, _)| file)
    }

    /// What it is, in English.
    #[must_use]
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// What it is, in Chinese.
    #[must_use]
    pub const fn term(&self) -> &'static str {
        self.term
    }

    /// Which kind of value it takes.
    #[must_use]
    pub const fn kind(&self) -> ValueKind {
        self.kind
    }

    /// What a count counts, such as `persons`; empty for other kinds.
    #[must_use]
    pub const fn unit(&self) -> &'static str {
        self.unit
    }

    /// How a local value may differ from the national one.
    #[must_use]
    pub const fn bound(&self) -> Bound {
        self.bound
    }

    /// The words that the value may name.
    #[must_use]
    pub const fn vocabulary(&self) -> Vocabulary {
        self.vocabulary
    }

    /// The unit of a count: of 1, its first word without the `s`.
    fn counted(&self, count: u32) -> String {
        let (first, rest) = self.unit.split_once(' ').unwrap_or((self.unit, ""));
        let first = if count == 1 { first.strip_suffix('s').unwrap_or(first) } else { first };
        format!("{first} {rest}").trim_end().to_owned()
    }

    /// A value for people, with its unit, and words in place of codes.
    #[must_use]
    pub fn show(&self, value: &Value) -> String {
        let words = |separator: &str| {
            let shown = value.codes().iter().map(|code| {
                self.vocabulary
                    .word(code.as_str())
                    .map_or_else(|| code.to_string(), |word| word.english.to_owned())
            });
            shown.collect::<Vec<_>>().join(separator)
        };
        match value {
            Value::Count(count) => {
                format!("{count} {}", self.counted(*count)).trim_end().to_owned()
            }
            Value::Choice(_) => words(""),
            Value::Codes(_) => words("; "),
            Value::Chain(_) => words(" → "),
            Value::Limit(_) | Value::Share(_) | Value::Flag(_) | Value::Catalogue(_) => {
                value.to_string()
            }
        }
    }
}

impl fmt::Display for KeyInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// The key of a parameter whose values have the type `T`.
pub struct ParamKey<T> {
    info: &'static KeyInfo,
    value: PhantomData<fn() -> T>,
}

impl<T: ParamType> ParamKey<T> {
    const fn new(info: &'static KeyInfo) -> Self {
        Self { info, value: PhantomData }
    }

    /// What is declared about it.
    #[must_use]
    pub const fn info(&self) -> &'static KeyInfo {
        self.info
    }

    /// Its name, such as `transfer/notice`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.info.name
    }
}

// Written out: a derive would ask the same of `T`.
impl<T> Clone for ParamKey<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ParamKey<T> {}

impl<T> fmt::Debug for ParamKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParamKey({})", self.info.name)
    }
}

impl<T> fmt::Display for ParamKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.info, f)
    }
}

/// What is declared about the key of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static KeyInfo> {
    ALL.iter().flat_map(|(_, keys)| keys.iter()).copied().find(|key| key.name == name)
}

/// Every key, in the order of [`ALL`].
pub fn all() -> impl Iterator<Item = &'static KeyInfo> {
    ALL.iter().flat_map(|(_, keys)| keys.iter()).copied()
}

macro_rules! unit {
    () => {
        ""
    };
    ($unit:literal) => {
        $unit
    };
}

macro_rules! vocabulary {
    ($type:ty;) => {
        <$type as ParamType>::VOCABULARY
    };
    ($type:ty; terms [$file:ident :: $list:ident]) => {
        Vocabulary::Terms(const { &<terms::$file::$list as TermList>::LIST })
    };
    ($type:ty; $openness:ident [$(($code:literal, $english:literal, $term:literal)),+ $(,)?]) => {
        Vocabulary::Words {
            words: &[$(Word::new($code, $english, $term)),+],
            open: vocabulary!(@ $openness),
        }
    };
    (@ open) => { true };
    (@ of) => { false };
}

macro_rules! keys {
    ($(
        $(#[$module_doc:meta])*
        $file:ident {$(
            $key:ident: $type:ty = $name:literal $(in $unit:literal)?, $bound:ident,
                $english:literal, $term:literal
                $(, $words:ident $list:tt)?;
        )+}
    )+) => {
        $(
            $(#[$module_doc])*
            pub mod $file {
                #[allow(clippy::wildcard_imports, reason = "the table needs every name")]
                use crate::rulebook::keys::*;

                $(
                    #[doc = concat!($term, ": ", $english, ".")]
                    pub const $key: ParamKey<$type> = ParamKey::new(const { &KeyInfo {
                        name: concat!(stringify!($file), "/", $name),
                        english: $english,
                        term: $term,
                        kind: <$type as ParamType>::KIND,
                        unit: unit!($($unit)?),
                        bound: Bound::$bound,
                        vocabulary: vocabulary!($type; $($words $list)?),
                    } });
                )+
            }
        )+

        /// Every key, by the procedure that uses it.
        pub const ALL: &[(&str, &[&KeyInfo])] = &[
            $((stringify!($file), &[$($file::$key.info()),+])),+
        ];
    };
}

keys! {
    /// Receiving: channels, pick-up, registration, forwarding.
    intake {
        CHANNELS: Codes = "channels", Free, "channels through which reports come in", "举报渠道", terms [report::Channel];
        SOURCES: Codes = "sources", Free, "where clues are looked for", "线索来源", terms [report::ClueSource];
        DEPARTMENTS: Codes = "departments", Free, "departments with which clues are exchanged", "沟通联系的职能部门", terms [industry::Industry];
        PICK_UP: terms::report::PickUpRule = "pick-up", Free, "what the twenty-four hours of pick-up are", "24小时取交件的含义";
        PICK_UP_LIMIT: TimeLimit = "pick-up-limit", AtMost, "limit for pick-up, where there is one", "取交件时限";
        DISPOSAL: TimeLimit = "disposal", AtMost, "first disposal of a clue", "线索处置时限";
        DISPOSAL_STARTS: ClockStart = "disposal-starts", Free, "when the disposal clock starts", "线索处置起算";
        DESIGNATED_KEEPER: bool = "designated-keeper", AtLeast, "a named person keeps the ledger", "指定专人管理台账";
        LEDGER_REPORTS: Codes = "ledger-reports", AtLeast, "how often ledger data are reported", "台账报送周期", terms [document::DataRhythm];
        CLOSED_LOOP: bool = "closed-loop", AtLeast, "what is settled is fed back, and the loop is closed", "闭环管理";
        EVERY_REPORT_ACCEPTED: bool = "every-report-accepted", Exactly, "every report is accepted and handled", "对报案举报应当接受并处理";
        FORWARD_WRONG_ORGAN: TimeLimit = "forward-wrong-organ", AtMost,
            "forwarding a report that belongs to another organ", "不属于本机关管辖的移送时限";
        FORWARD_PART: PartForwarding = "forward-part", Free,
            "when the part outside one's jurisdiction is passed on", "部分管辖的移送";
        FORWARD_SUPERIOR: TimeLimit = "forward-superior", AtMost,
            "sending up a report that belongs to a superior organ", "属于上级受理的移送时限";
        OWN_LEADER_STRAIGHT_UP: bool = "own-leader-straight-up", Exactly,
            "a report against the organ's own principal leader goes straight up", "反映本机关主要负责人的直接上送";
        ACCEPT_FROM_SUPERIOR: TimeLimit = "accept-from-superior", AtMost,
            "registering a report that a superior organ sent down", "下级登记受理时限";
        RESULTS_RETURNED: Codes = "results-returned", Free,
            "how often results go back to the letters office", "办理结果反馈周期", terms [document::DataRhythm];
        TRAIL_SIGNED: bool = "trail-signed", Exactly, "each handler signs at each step", "线索全程登记、逐环节签名";
    }

    /// Disposing of a clue.
    disposition {
        KINDS: Codes = "kinds", Exactly, "the four dispositions", "线索处置方式", terms [handling::Disposition];
        OPINION: TimeLimit = "opinion", AtMost, "disposition opinion after receipt of the clue", "提出处置意见时限";
        COLLECTIVE: bool = "collective", Exactly, "dispositions are studied collectively", "集体研究";
        PENDING_AT_CHANGE: Transition = "pending-at-change", Free,
            "rules for a clue pending when an edition changed", "新旧规则衔接";
        PEERS_REPORTED_UP: bool = "peers-reported-up", Exactly,
            "clues on peers and chiefs of subordinate areas are reported to the superior", "同级及下级一把手线索报上级";
        APPROVAL_FIRST: TimeLimit = "approval-first", AtMost, "approval by the leader in charge", "分管领导审批时限";
        APPROVAL_SECOND: TimeLimit = "approval-second", AtMost, "approval at the second level", "监察局局长审批时限";
        APPROVAL_THIRD: TimeLimit = "approval-third", AtMost, "approval by the secretary", "纪委书记审批时限";
        TALK: TimeLimit = "talk", AtMost, "talk after its plan was approved", "谈话时限";
        INQUIRY_REPLY: TimeLimit = "inquiry-reply", AtMost, "reply to a letter of inquiry", "函询回复时限";
        INQUIRY_REPORT: TimeLimit = "inquiry-report", AtMost, "report after the talk or the reply", "谈话函询报告时限";
        INQUIRY_LOWER_CHIEF: Approver = "inquiry-lower-chief", Exactly,
            "who approves an inquiry of a chief of the next lower level", "函询下一级一把手的批准人";
        COVERAGE: Permille = "coverage", AtLeast, "share of clues that must have a disposition", "应查尽查比例";
    }

    /// Verifying a clue.
    verification {
        LIMIT: TimeLimit = "limit", AtMost, "preliminary verification", "初步核实时限";
        EXTENSION: TimeLimit = "extension", AtMost, "extension of preliminary verification", "初步核实延长";
        LIMIT_STARTS: ClockStart = "limit-starts", Free, "when the clock of preliminary verification starts", "初步核实起算";
        TEAM: u32 = "team" in "persons", AtLeast, "smallest verification team", "核查组人数";
        WHOLE_TEAM_SIGNS: bool = "whole-team-signs", AtLeast, "the whole team signs the report", "核查组全体签名";
        LOWER_CHIEF: Approver = "lower-chief", Exactly,
            "who approves verification of a chief of the next lower level", "核实下一级一把手的批准人";
        REPORT_APPROVED_BY: Approver = "report-approved-by", Exactly, "who approves the report", "初核报告的批准人";
        OUTCOMES: Codes = "outcomes", Free, "what a verification report may propose", "初核处理建议", terms [stage::VerificationProposal];
        CHIEFS: u32 = "chiefs" in "chiefs", AtLeast, "chiefs who answer for a verification", "三长负责制人数";
        CHIEF_POSTS: Codes = "chief-posts", Free, "the posts of the three chiefs", "三长的职务",
            open [("chief_1", "first chief (post not named)", "一长（未具名）"),
                ("chief_2", "second chief (post not named)", "二长（未具名）"),
                ("chief_3", "third chief (post not named)", "三长（未具名）"),
                ("police_bureau_chief", "chief of the police bureau", "公安局长"),
                ("detective_head", "head of criminal investigation", "刑侦大队长"),
                ("station_chief", "chief of the police station", "派出所长")];
        CHIEFS_SIGN: bool = "chiefs-sign", AtLeast, "all chiefs sign before closing", "三长签字";
        OFFSITE_GROUNDS: Codes = "offsite-grounds", Free, "grounds for off-site or level-raised verification", "异地、提级核查事由",
            terms [handling::EscalationTrigger];
        OFFSITE_JOIN: Join = "offsite-join", Free, "how many of these grounds are needed", "异地、提级核查事由的组合";
    }

    /// Which tier a gang belongs to.
    classification {
        TRIAD_FEATURES: u32 = "triad-features" in "features", Exactly, "features that a triad-type organization has together", "黑社会性质组织特征数";
        TRIAD_MEMBERS_GUIDE: u32 = "triad-members-guide" in "members", Free, "usual least membership of a triad-type organization", "黑社会性质组织人数参考";
        TRIAD_TIME_GUIDE: TimeLimit = "triad-time-guide", Free, "usual least existence of a triad-type organization", "黑社会性质组织存续参考";
        TRIAD_ASSETS_LOW: u32 = "triad-assets-low" in "yuan", Free, "lower end of the usual economic strength", "黑社会性质组织经济实力参考下限";
        TRIAD_ASSETS_HIGH: u32 = "triad-assets-high" in "yuan", Free, "upper end of the usual economic strength", "黑社会性质组织经济实力参考上限";
        EVIL_MEMBERS: u32 = "evil-members" in "members", Exactly, "least membership of an evil force", "恶势力人数";
        EVIL_WINDOW: TimeLimit = "evil-window", Exactly, "period within which acts must be repeated", "恶势力多次作案期间";
        REPEATED: u32 = "repeated" in "acts", Free, "acts that are repeated acts", "“多次”的次数";
        EVIL_SAME_MEMBERS: u32 = "evil-same-members" in "members", Exactly, "members who must have acted more than once", "两名以上相对固定成员";
        GROUP_MEMBERS: u32 = "group-members" in "members", Exactly, "least membership of a criminal group", "犯罪集团人数";
        GROUP_CRIMES: u32 = "group-crimes" in "crimes", Exactly, "least joint crimes of an evil-force criminal group", "恶势力犯罪集团犯罪次数";
        EXCLUDED: Codes = "excluded", AtLeast, "what alone does not make an evil force", "不应认定为恶势力的情形",
            terms [gang::ExclusionGround];
        NO_ARTIFICIAL_TIER: bool = "no-artificial-tier", Exactly, "no raising or lowering of a tier", "不得人为拔高或者降低";
    }

    /// Screening cases against catalogues.
    screening {
        FIFTEEN: Catalogue = "fifteen", Free, "the fifteen types of umbrellas", "“保护伞”15种类型";
        THIRTEEN: Catalogue = "thirteen", Free, "the thirteen situations of Yunnan", "云南十三种情形";
        SEVEN: Catalogue = "seven", Free, "the seven kinds of cases of 2019", "七类案件";
        SIX: Catalogue = "six", Exactly, "the six kinds of conduct of the law", "六类违法犯罪行为";
        ANSWER_EVERY_ENTRY: bool = "answer-every-entry", AtLeast, "every entry is answered yes, no or not known", "逐项甄别研判";
        CASE_KINDS: Codes = "case-kinds", Free, "the four kinds of cases that are screened", "四类黑恶势力",
            terms [gang::GangKind];
        THREE_CHECKS: Codes = "three-checks", AtLeast, "the three checks of each case", "一案三查", terms [screening::ThreeChecks];
        TWO_ALLS: Codes = "two-alls", AtLeast, "what is done in all cases without exception", "两个一律", terms [screening::TwoAlls];
        HOLD_IS_FINAL: bool = "hold-is-final", Free, "whether holding a clue satisfies the two alls", "暂存是否视为办结";
        PROBLEM_CLASSES: Codes = "problem-classes", Free, "classes of problems looked into", "3类问题",
            terms [umbrella::ProblemClass];
        UMBRELLA_KINDS: Codes = "umbrella-kinds", Free, "kinds of umbrellas looked for", "官伞警伞庸伞懒伞",
            terms [umbrella::UmbrellaKind];
        LET_GO_TRAITS: Codes = "let-go-traits", Free, "traits of an umbrella case that is not let go before it is cleared up",
            "案件不查透不放手的情形", terms [handling::DifficultyTrait];
        CLEAR_BOTTOM: bool = "clear-bottom", AtLeast, "every finished gang case is cleared to the bottom", "对已打掉的黑恶案件全面清底";
        SOFT_PROTECTION: Codes = "soft-protection", Free, "whose responsibility is looked at for soft protection", "“软保护”问题的主体",
            terms [screening::CheckedResponsibility];
    }

    /// Following police cases, and the clocks of criminal procedure.
    follow_up {
        STAGES: Codes = "stages", AtLeast, "stages at which a case is followed", "跟进阶段", terms [stage::FollowUpStage];
        SIGN_EACH_STAGE: bool = "sign-each-stage", Free, "whether a sign-off is needed at each stage", "每一阶段是否均需签字背书";
        RETRACE_UNLESS_SIGNED: bool = "retrace-unless-signed", Free, "a followed case is retraced unless it is signed off", "未签字背书的回溯核查";
        MEETING_COLLECTIVE: bool = "meeting-collective", AtLeast, "progress is assessed collectively, case by case", "逐案听取、集体研究";
        DUAL_TEAMS_FIRST: bool = "dual-teams-first", AtLeast, "both teams exist before joint work starts", "双专班先行组建";
        SYNCHRONIZED: Codes = "synchronized", Free, "what is done in step with the police", "同步内容", terms [screening::Synchrony];
        SYNCHRONIZED_GAP: TimeLimit = "synchronized-gap", AtMost, "gap that still counts as in step", "同步立案的间隔";
        ASSET_STOP: TimeLimit = "asset-stop", AtMost, "emergency stop of payments", "紧急止付时限";
        CUSTODY: TimeLimit = "custody", AtMost, "investigative custody after arrest", "侦查羁押期限";
        CUSTODY_FIRST: TimeLimit = "custody-first", AtMost, "first extension of custody", "侦查羁押第一次延长";
        CUSTODY_SECOND: TimeLimit = "custody-second", AtMost, "second extension of custody", "侦查羁押第二次延长";
        CUSTODY_THIRD: TimeLimit = "custody-third", AtMost, "third extension of custody", "侦查羁押第三次延长";
        ARREST_REQUEST: TimeLimit = "arrest-request", AtMost, "request for arrest after detention", "提请批准逮捕";
        ARREST_REQUEST_LONGER: TimeLimit = "arrest-request-longer", AtMost, "extension of that request", "提请批准逮捕延长";
        ARREST_REQUEST_GANGS: TimeLimit = "arrest-request-gangs", AtMost, "request for arrest, roving, repeated or gang crimes", "流窜、多次、结伙作案提请批捕";
        ARREST_DECISION: TimeLimit = "arrest-decision", AtMost, "decision on the request for arrest", "审查批准逮捕";
        PROSECUTION: TimeLimit = "prosecution", AtMost, "review for prosecution", "审查起诉期限";
        PROSECUTION_LONGER: TimeLimit = "prosecution-longer", AtMost, "extension of the review", "审查起诉延长";
        SUPPLEMENT: TimeLimit = "supplement", AtMost, "one supplementary investigation", "补充侦查期限";
        SUPPLEMENTS: u32 = "supplements" in "times", AtMost, "supplementary investigations", "补充侦查次数";
        SUPERVISED_ARREST: TimeLimit = "supervised-arrest", AtMost, "decision on arrest after detention in custody of a supervision organ", "监察案件先行拘留后决定逮捕";
        SUPERVISED_ARREST_LONGER: TimeLimit = "supervised-arrest-longer", AtMost, "extension of that decision", "监察案件决定逮捕延长";
        FIRST_INSTANCE: TimeLimit = "first-instance", AtMost, "first instance, as a rule", "一审审限";
        FIRST_INSTANCE_LATEST: TimeLimit = "first-instance-latest", AtMost, "first instance, at the latest", "一审最迟审限";
        FIRST_INSTANCE_LONGER: TimeLimit = "first-instance-longer", AtMost, "extension of the first instance", "一审延长";
        APPEAL: TimeLimit = "appeal", AtLeast, "appeal against a judgment", "上诉期限";
    }

    /// Signing that no umbrella was found.
    sign_off {
        LAYERS: Chain = "layers", AtLeast, "who signs that no umbrella was found", "签字背书人员", terms [handling::Signatory];
        ORDER: SigningOrder = "order", Free, "whether the order of the signatures binds", "签字顺序";
        DISTINCT: bool = "distinct", AtLeast, "one person signs one layer", "签字人各不相同";
        AFTER_LAST_RECORD: bool = "after-last-record", AtLeast, "all sign after the last record of follow-up", "签字在最后一次跟进之后";
        ORGANS: Codes = "organs", AtLeast, "organs whose people sign", "签字机关", terms [office::OrganKind];
        SIGNED_NEGATIVE: bool = "signed-negative", AtLeast, "a negative result needs a signed report", "查否背书";
        RESPONSIBLE_FOR_LIFE: bool = "responsible-for-life", Exactly, "responsibility for the quality of a case never expires", "案件质量终身负责";
        SIGNERS_RESPONSIBLE: bool = "signers-responsible", AtLeast, "who signed answers if the finding proves wrong", "签字人负责";
        SCOPE_HOPS: u32 = "scope-hops" in "hops", Free, "how far from its parties a finding reaches", "签字结论的范围";
    }

    /// The steps of an umbrella hypothesis.
    hypothesis {
        SUPPORTED_ORIGINS: u32 = "supported-origins" in "origins", AtLeast, "independent origins that speak for a hypothesis before anybody may call it supported", "认为有证据支持所需的独立来源数";
    }

    /// Who handles, on which level.
    escalation {
        EVALUATION_LEVELS: u32 = "evaluation-levels" in "levels", AtLeast, "levels by which evaluation is raised", "提高评查级数";
        EVALUATION_SCOPE: EvaluationScope = "evaluation-scope", Free, "which cases are evaluated one level up", "提级评查范围";
        AT_THE_TOP: AtTheTop = "at-the-top", Free, "what raising means at the top", "最高层级的提级";
        CENTRAL_CLUE: Codes = "central-clue", Free, "how clues of the central supervision group are handled", "中央督导组转办线索办理方式",
            terms [handling::HandlingMode];
        CENTRAL_MAJOR_LEAD: terms::handling::Command = "central-major-lead", Free, "who leads a major case that was assigned", "交办大案领办";
        CENTRAL_LEAD: terms::handling::Command = "central-lead", Free, "who leads another case that was assigned", "交办案件领办";
        ASSESSMENT: Codes = "assessment", Free, "what an assessment of clues may decide", "全面评估后的办理方式",
            terms [handling::HandlingMode];
        MAJOR_CASE: Codes = "major-case", Free, "how a major case found by digging is handled", "重大案件办理方式",
            terms [handling::HandlingMode];
        ACQUAINTANCES: Codes = "acquaintances", Free, "answer to the acquaintance society of a county", "破解熟人社会",
            terms [handling::HandlingMode];
        INTERFERENCE_LEAD: terms::handling::Command = "interference-lead", Free, "who commands where there is much interference", "干扰多、阻力大案件的指挥";
        KEY_CASE_HAS_LEADER: bool = "key-case-has-leader", AtLeast, "every key case has one responsible leader", "领导班子成员包案";
        LOCAL_TIES: u32 = "local-ties" in "ties", Free, "supported ties that make local relations complicated", "地方关系复杂的认定";
        UPPER_MAY_TAKE: bool = "upper-may-take", Exactly, "an upper organ may take a matter of an organ below", "上级可以办理下级管辖事项";
        DOWNWARD_DESIGNATION: bool = "downward-designation", Exactly, "a superior may designate a lower organ", "上级可以指定下级管辖";
        RAISE_ON_REQUEST: bool = "raise-on-request", Exactly, "a lower organ may ask to be relieved of a major matter", "报请提级";
        SANCTION_STAYS: bool = "sanction-stays", Exactly, "the managing organ decides the sanction after a raised or designated investigation", "按管理权限作出处分决定";
    }

    /// Who may handle, sign and see.
    recusal {
        GROUNDS: Codes = "grounds", AtLeast, "grounds for recusal", "回避事由", terms [handling::RecusalGround];
        WHO_MAY_ASK: Codes = "who-may-ask", AtLeast, "who may ask for recusal", "申请回避的人",
            of [("handler", "the handler", "办案人员"), ("subject", "the subject", "监察对象"), ("reporter", "the reporter", "检举人"),
                ("others_concerned", "others concerned", "其他有关人员")];
        LEADER_DECIDED_BY: Approver = "leader-decided-by", Exactly, "who decides on recusal of the organ's leader", "主要负责人回避的决定";
        OTHERS_DECIDED_BY: Approver = "others-decided-by", Exactly, "who decides on recusal of others", "其他人员回避的决定";
        ALSO_COVERS: Codes = "also-covers", AtLeast, "what else recusal covers", "回避的其他对象",
            open [("borrowed_staff", "borrowed staff", "借调人员"), ("guards", "guards", "看护人员"), ("venues", "venues", "审查场所")];
        INTERFERENCE_REGISTERED: bool = "interference-registered", Exactly, "asking about a case or pleading for somebody is registered", "打听案情、说情干预登记备案";
        CLOSENESS_HOPS: u32 = "closeness-hops" in "hops", Free, "how far the network is searched for closeness", "关系核查的步数";
        CLOSENESS_KINDS: Codes = "closeness-kinds", Free, "kinds of ties that make somebody close", "关系核查的关系类型", terms [tie::TieKind];
    }

    /// Two-way transfer of clues.
    transfer {
        NOTICE: TimeLimit = "notice", AtMost, "police notice to the discipline organ", "通报时限";
        HAND_OVER: TimeLimit = "hand-over", AtMost, "hand-over of an umbrella clue to the discipline organ", "移交时限";
        PAIRING: terms::coordination::TransferReading = "pairing", Free, "what the words “respectively” pair", "“分别”的含义";
        NOTICE_STARTS: ClockStart = "notice-starts", Free, "when the notice clock starts", "通报起算";
        HAND_OVER_STARTS: ClockStart = "hand-over-starts", Free, "when the hand-over clock starts", "移交起算";
        RECEIVED_REGISTERED: TimeLimit = "received-registered", AtMost, "registering a received clue and proposing where it goes", "收到线索登记、研判、提出分流意见";
        DIRECTION_FED_BACK: TimeLimit = "direction-fed-back", AtMost, "telling the sender where the clue went", "反馈流向时限";
        COLLECTION: Codes = "collection", Free, "how often clues are collected within an organ", "线索收集周期", terms [document::DataRhythm];
        HAND_OVER_ORGANS: Codes = "hand-over-organs", Free, "organs that the hand-over limit binds", "受移交时限约束的机关", terms [office::OrganKind];
        BOUND_ORGANS: Codes = "bound-organs", AtLeast, "organs that must transfer clues on officials", "负有移送义务的机关", terms [office::OrganKind];
        PROMPTLY: bool = "promptly", Exactly, "clues are transferred promptly; the law states no number", "及时移送";
        MIXED_LEAD: MixedLead = "mixed-lead", Exactly, "who leads when two kinds of offenses meet", "互涉案件的主调查";
        CLOSED_BY_FEEDBACK: bool = "closed-by-feedback", AtLeast, "a transfer is closed only by feedback", "结果反馈后办结";
        CONSULTATION: bool = "consultation", Free, "organs consult together", "集中会商";
        INBOUND: Codes = "inbound", Free, "from whom clues come in", "移送来源", terms [office::OrganKind];
        SUBJECTS_ONLY: bool = "subjects-only", Free, "the anti-gang office transfers only reports on supervised persons", "仅移送涉及纪检监察对象的信访举报件";
        FORMS: Codes = "forms", Free, "forms that go with a transfer", "移送文书",
            open [("two_way_register", "two-way transfer register", "涉黑涉恶问题线索双向移送登记表")];
        LISTS: Codes = "lists", Free, "lists by which transferred clues are kept", "三张清单",
            open [("problems", "list of problems", "问题清单"), ("offices", "list of handling offices", "承办部门清单"),
                ("persons", "list of responsible persons", "责任人清单")];
        PROGRESS_REPORTS: Codes = "progress-reports", Free, "how often progress is reported", "办理情况报告周期",
            of [("daily", "daily", "每日"), ("weekly", "weekly", "每周"), ("monthly", "monthly", "每月")];
        WRITTEN_REPLY: bool = "written-reply", Exactly, "an industry regulator answers in writing", "行业主管部门书面反馈";
    }

    /// Messages on their way.
    delivery {
        RESEND_AFTER: TimeLimit = "resend-after", AtMost, "sending a message again for which the receipt has not come", "未收到回执的再次发送间隔";
        RECEIPT_WITHIN: TimeLimit = "receipt-within", AtMost, "waiting for a receipt before the common superior is told", "未收到回执报告共同上级前的期限";
        CLOCK_AHEAD: TimeLimit = "clock-ahead", AtMost, "holding a message whose clock is ahead", "来文时间超前的暂存期限";
        UNTIMED_WITHIN: TimeLimit = "untimed-within", AtMost, "an open duty without a number before the common superior is told", "未规定时限的义务报告共同上级前的期限";
    }

    /// Looking again at what was closed.
    look_back {
        NO_PASSES: Codes = "no-passes", AtLeast, "the four no-passes", "四个不放过", terms [screening::NoPass];
        LEAK_MEANS: LeakMeans = "leak-means", Free, "what a leaked clue leads to", "线索泄密的后果";
        FAILURE_REOPENS: bool = "failure-reopens", Free, "any other failure reopens a closed clue", "不到位的重新核查";
        CLOSED_CLUES_RESCREENED: bool = "closed-clues-rescreened", AtLeast, "every closed clue is gone through again", "对已结线索逐条再梳理、再排查";
        ROUNDS: u32 = "rounds" in "rounds", AtLeast, "rounds of screening of concluded cases", "案件过筛轮数";
        SWEEP_PHASES: Codes = "sweep-phases", Free, "phases of a sweep of clues", "大起底、大排查、大核查", terms [screening::SweepPart];
        FINDING_STEPS: Codes = "finding-steps", Free, "what follows when a case shows irregularities elsewhere", "案中发现问题的处理步骤", terms [screening::FindingStep];
    }

    /// Supervision of units and cases.
    supervision {
        CENTRAL_STAY: TimeLimit = "central-stay", Free, "stay of a central supervision group", "中央督导组驻点时间";
        ASPECTS: Codes = "aspects", Free, "aspects that the central group looks at", "督导内容", terms [supervision::SupervisionAspect];
        MEASURES: Codes = "measures", Free, "measures of supervision", "督导措施", terms [supervision::SupervisionMeasure];
        STALLED_RESULTS: u32 = "stalled-results" in "persons handled", Free, "results at or below which a unit is stalled", "“零突破”前的处理人数";
        STALLED_PERIOD: TimeLimit = "stalled-period", Free, "period over which these results are counted", "工作滞后统计期间";
        STALLED_MEASURES: Codes = "stalled-measures", Free, "what a stalled unit gets", "工作滞后单位的督导", terms [supervision::SupervisionMode];
        HARD_CASE_MEASURES: Codes = "hard-case-measures", Free, "what a bone or nail case gets", "骨头案、钉子案的督导", terms [supervision::SupervisionMode];
        TEAM_LEADER_RANK: Codes = "team-leader-rank", AtLeast, "rank of the head of a supervision group", "督导组组长职级",
            terms [office::RankBand];
        AFTER_FEEDBACK: Codes = "after-feedback", Free, "how units are visited that the central group criticized", "反馈意见后的督查方式",
            terms [supervision::SupervisionMode];
        INSPECTION_DECIDED_BY: Codes = "inspection-decided-by", Free, "who decides on a special inspection", "专项巡视的决定机关", terms [office::OrganKind];
        INSPECTION_LOOKS_AT: Codes = "inspection-looks-at", AtLeast, "whose responsibility a special inspection looks at", "专项巡视的内容",
            terms [screening::CheckedResponsibility];
        ALARMS: Codes = "alarms", AtLeast, "what raises an alarm", "提示信号", terms [supervision::AlarmKind];
    }

    /// The leading group and its meetings.
    coordination {
        CHAIR: Codes = "chair", Free, "who leads the leading group", "领导小组牵头单位", terms [office::OrganKind];
        MEMBERS: u32 = "members" in "units", Free, "member units of the leading group", "成员单位数";
        GROUPS: u32 = "groups" in "groups", Free, "working groups of the office", "工作组数";
        TASKS: Codes = "tasks", Free, "tasks of the office", "重点任务", terms [coordination::WorkingGroupField];
        PARTS: Codes = "parts", AtLeast, "parts in the joint work", "工作格局", terms [coordination::Part];
        MEETINGS: Codes = "meetings", Free, "kinds of meetings", "会议种类", terms [meeting::MeetingKind];
        PROBLEM_LIST: bool = "problem-list", AtLeast, "such a meeting leaves a list of problems, and somebody answers for each", "列出问题清单、压实责任";
        DOCUMENTS: Codes = "documents", Free, "documents that the place issues", "工作制度文件", terms [document::DocumentKind];
        AREAS: Codes = "areas", Free, "areas for which the place lays something down", "制度机制的方面", terms [document::InstitutionArea];
        LINKED_LEVELS: Codes = "linked-levels", Free, "levels that work on a case together", "三级联动", terms [office::Level];
        TASK_FORCES: u32 = "task-forces" in "teams", Free, "task forces under their leading group", "专案组数";
        CADRES: u32 = "cadres" in "persons", Free, "cadres brought together in task forces", "专案力量";
        TALK_VENUE: Codes = "talk-venue", Free, "the meeting at which a collective talk is held", "集体约谈所在会议", terms [meeting::MeetingKind];
    }

    /// Holding leaders and units to account.
    accountability {
        TALK_GROUNDS: Codes = "talk-grounds", Free, "grounds for a collective talk", "集体约谈事由", terms [outcome::TalkGround];
        TALK_JOIN: Join = "talk-join", Free, "how many of these grounds are needed", "集体约谈事由的组合";
        TALK_PERIOD: TimeLimit = "talk-period", Free, "period over which clues are counted", "“零线索”统计期间";
        TALK_MEASURES: Codes = "talk-measures", Free, "what follows", "约谈措施",
            of [("collective_talk", "collective talk", "集体约谈"), ("reminder_notice", "reminder notice", "提醒通知书")];
        GROUNDS: Codes = "grounds", Free, "grounds for accountability", "问责情形", terms [outcome::AccountabilityGround];
        FOUR_PERSONALLY: Codes = "four-personally", AtLeast, "four things that the principal leader does in person", "四个亲自", terms [outcome::PersonalDuty];
        FOUR_LEAST: u32 = "four-least" in "records", AtLeast, "least records of each of the four in a period", "四个亲自最少记录";
        FOUR_PERIOD: TimeLimit = "four-period", AtMost, "period over which the four are counted", "四个亲自考核期间";
        ORGAN_FORMS: Codes = "organ-forms", Free, "forms of accountability for organs", "对党组织的问责方式", terms [outcome::OrganAccountability];
        LEADER_FORMS: Codes = "leader-forms", Free, "forms of accountability for leaders", "对党的领导干部的问责方式", terms [outcome::LeaderAccountability];
        SERIOUS_FOR_LIFE: bool = "serious-for-life", Exactly, "accountability for serious consequences never expires", "终身问责";
        LEADERS_OF_GUILTY: bool = "leaders-of-guilty", Exactly, "leaders answer where a handler is guilty", "一案双查";
    }

    /// Ledgers of problems, tasks and items.
    rectification {
        FIELDS: Codes = "fields", AtLeast, "fields that an entry must have", "台账必备内容", terms [rectification::LedgerField];
        DEADLINE_SET_BY: SetBy = "deadline-set-by", Free, "who sets the deadline of an entry", "整改时限的确定";
        IMMEDIATE: bool = "immediate", Free, "an entry may be closed before the final report", "边督边改、立行立改";
        EVERY_PROBLEM_COVERED: bool = "every-problem-covered", AtLeast, "every problem is covered by an entry", "问题全覆盖";
        FAILED_CHECK_REOPENS: bool = "failed-check-reopens", AtLeast, "an entry whose check fails is in progress again", "核验不合格退回整改";
        PUT_RIGHT: Permille = "put-right", Free, "share of the problems fed back that must be put right", "督改比例";
        SMALL_SCOPE: u32 = "small-scope" in "problems", Free, "problems that an entry of small scope covers at most", "小切口整治的范围";
        SPECIAL_ACTION: TimeLimit = "special-action", Free, "special action against illegal sand mining", "河道采砂专项整治";
    }

    /// Proposals to other units.
    proposal {
        KINDS: Codes = "kinds", Free, "the two letters and one notice", "两书一函", terms [document::ProposalKind];
        QUALITIES: Codes = "qualities", AtLeast, "what a proposal must be", "建议的要求", terms [document::ProposalQuality];
        EVERY_CASE_ANALYZED: bool = "every-case-analyzed", AtLeast, "each case is analyzed", "逐案剖析";
    }

    /// Filing, measures, detention, sanctions.
    discipline {
        FILING_APPROVAL: Chain = "filing-approval", AtLeast, "who approves filing", "立案审批",
            of [("principal_leader", "principal leader of the organ", "纪检监察机关主要负责人"),
                ("party_committee_leader", "principal leader of the party committee", "同级党委主要负责人")];
        PLAN_APPROVED_BY: Approver = "plan-approved-by", Exactly, "who approves the investigation plan", "审查调查方案的批准";
        TEAM_APPROVED_BY: Approver = "team-approved-by", Exactly, "who approves team, talk plan, important inquiries, seizure", "组建审查组、重要查询的批准";
        INQUIRY_APPROVED_BY: Approver = "inquiry-approved-by", Exactly, "who approves ordinary inquiries", "一般信息查询的批准";
        INVESTIGATORS: u32 = "investigators" in "persons", AtLeast, "investigators who act together", "调查人员人数";
        RECORDED_THROUGHOUT: bool = "recorded-throughout", Exactly, "interrogation, search and seizure are recorded throughout", "全程录音录像";
        DECISION: TimeLimit = "decision", AtMost, "decision after filing, person not detained", "立案后作出处理决定";
        DECISION_AFTER_RELEASE: TimeLimit = "decision-after-release", AtMost, "decision after release from detention", "解除留置后作出处理决定";
        DECISION_LONGER: TimeLimit = "decision-longer", AtMost, "extension of the decision", "处理决定延长";
        REVIEW: TimeLimit = "review", AtMost, "party review of a filed case", "审查时限";
        REVIEW_LONGER: TimeLimit = "review-longer", AtMost, "extension of the party review", "审查时限延长";
        REVIEW_PENDING_AT_CHANGE: Transition = "review-pending-at-change", Free, "rules for a review pending when an edition changed", "审查时限新旧衔接";
        FROZEN_DURING: Codes = "frozen-during", Exactly, "what a person under investigation may not do or be given", "调查期间不得",
            of [("exit", "leave the country", "出境"), ("resign", "resign", "辞去公职"), ("promote", "promotion", "晋升"),
                ("transfer", "exchange or transfer", "交流"), ("award", "award", "奖励"), ("sanction", "sanction by the unit", "处分"),
                ("retire", "retirement", "办理退休")];
        DETENTION: TimeLimit = "detention", AtMost, "detention", "留置期限";
        DETENTION_LONGER: TimeLimit = "detention-longer", AtMost, "extension of detention", "留置延长";
        DETENTION_LONGER_APPROVED_BY: Approver = "detention-longer-approved-by", Exactly, "who approves an extension, province and below", "省级以下延长留置的批准";
        DETENTION_CHANGE_ANSWERED: TimeLimit = "detention-change-answered", AtMost, "answering a request to change custody or detention", "申请变更管护、留置措施的决定";
        DETENTION_EXTENSIONS: u32 = "detention-extensions" in "times", AtMost, "extensions of detention", "留置延长次数";
        DETENTION_GRAVE: TimeLimit = "detention-grave", AtMost, "further extension where ten years or more are possible", "可能判处十年以上的再延长";
        DETENTION_GRAVE_APPROVED_BY: Approver = "detention-grave-approved-by", Exactly, "who approves that further extension", "再延长的批准";
        DETENTION_RECOUNTS: u32 = "detention-recounts" in "times", AtMost, "recounts on a newly found different serious offense", "重新计算留置期限次数";
        DETENTION_LONGEST: TimeLimit = "detention-longest", AtMost, "longest detention without a recount", "留置最长期限";
        DETENTION_EXTREME: TimeLimit = "detention-extreme", AtMost, "longest detention with a recount", "重新计算后留置最长期限";
        DETENTION_DECIDED_BY: Approver = "detention-decided-by", Exactly, "who decides on detention", "留置的决定";
        DETENTION_APPROVED_BY: Approver = "detention-approved-by", Exactly, "who approves detention, prefecture and below", "设区的市级以下留置的批准";
        DETENTION_FILED_WITH: Approver = "detention-filed-with", Exactly, "with whom a province files a detention", "省级留置的备案";
        DETENTION_NOTICE: TimeLimit = "detention-notice", AtMost, "notice to unit and family", "留置通知";
        DETENTION_GROUNDS: Codes = "detention-grounds", Exactly, "grounds, one of which detention needs", "留置情形", terms [outcome::DetentionGround];
        DETENTION_PENDING_AT_CHANGE: Transition = "detention-pending-at-change", Free, "rules for a detention begun before an edition changed", "留置新旧衔接";
        CREDIT_CONTROL: u32 = "credit-control" in "days of public surveillance", Exactly, "credit of a day of detention against public surveillance", "留置一日折抵管制";
        CREDIT_PRISON: u32 = "credit-prison" in "days of detention or imprisonment", Exactly, "credit of a day of detention against imprisonment", "留置一日折抵拘役、有期徒刑";
        COMPELLED: TimeLimit = "compelled", AtMost, "compelled attendance", "强制到案";
        COMPELLED_LONGER: TimeLimit = "compelled-longer", AtMost, "compelled attendance where custody or detention is needed", "需要管护、留置的强制到案";
        WAITING: TimeLimit = "waiting", AtMost, "ordered to wait for investigation", "责令候查";
        PROTECTIVE: TimeLimit = "protective", AtMost, "protective custody", "管护";
        PROTECTIVE_LONGER: TimeLimit = "protective-longer", AtMost, "extension of protective custody", "管护延长";
        PROTECTIVE_SENT: TimeLimit = "protective-sent", AtMost, "bringing a person in protective custody to the place of detention", "管护人员送留置场所";
        CONFINEMENT: TimeLimit = "confinement", AtMost, "confinement of a supervision officer", "禁闭期限";
        NEW_MEASURES_APPROVED_BY: Approver = "new-measures-approved-by", Exactly, "who approves compelled attendance, waiting, protective custody", "强制到案、责令候查、管护的批准";
        TECHNICAL: TimeLimit = "technical", AtMost, "technical investigation", "技术调查措施";
        TECHNICAL_LONGER: TimeLimit = "technical-longer", AtMost, "each renewal of technical investigation", "技术调查措施延长";
        EXIT_BAN_BY: Approver = "exit-ban-by", Exactly, "who approves an exit ban", "限制出境的批准";
        TRIAL: TimeLimit = "trial", AtMost, "trial of a case within the organ", "审理时限";
        TRIAL_TEAM: u32 = "trial-team" in "persons", AtLeast, "smallest trial team", "审理组人数";
        TRIAL_COLLECTIVE: bool = "trial-collective", Exactly, "a case is deliberated collectively before the decision", "集体审议";
        DEFENCE_HEARD: bool = "defence-heard", Exactly, "the person is heard before the decision", "听取陈述和申辩";
        DEFENCE_NOT_HELD_AGAINST: bool = "defence-not-held-against", Exactly, "no heavier sanction because of a defence", "不得因申辩加重处分";
        ANNOUNCED: TimeLimit = "announced", AtMost, "announcing a party sanction", "宣布党纪处分";
        POST_CHANGED: TimeLimit = "post-changed", AtMost, "change of post and pay after a sanction", "办理职务工资变更";
        POST_CHANGED_LATEST: TimeLimit = "post-changed-latest", AtMost, "the same in special cases", "特殊情况办理变更";
        PARTY_SANCTIONS: Codes = "party-sanctions", Exactly, "party sanctions, light to heavy", "党纪处分", terms [outcome::PartySanction];
        PUBLIC_SANCTIONS: Codes = "public-sanctions", Exactly, "public sanctions, light to heavy", "政务处分", terms [outcome::PublicSanction];
        VILLAGE_SANCTIONS: Codes = "village-sanctions", Exactly, "public sanctions that village managers can get", "村干部政务处分种类", terms [outcome::PublicSanction];
        PERIOD_WARNING: TimeLimit = "period-warning", Exactly, "period of a public warning", "警告期间";
        PERIOD_DEMERIT: TimeLimit = "period-demerit", Exactly, "period of a demerit", "记过期间";
        PERIOD_MAJOR_DEMERIT: TimeLimit = "period-major-demerit", Exactly, "period of a major demerit", "记大过期间";
        PERIOD_DEMOTION: TimeLimit = "period-demotion", Exactly, "period of a demotion", "降级期间";
        PERIOD_REMOVAL: TimeLimit = "period-removal", Exactly, "period of a removal from post", "撤职期间";
        PERIOD_MOST: TimeLimit = "period-most", Exactly, "longest period of several sanctions of one kind", "合并执行期间上限";
        PARTY_WARNING: TimeLimit = "party-warning", Exactly, "influence of a party warning", "党内警告影响期";
        PARTY_SERIOUS_WARNING: TimeLimit = "party-serious-warning", Exactly, "influence of a serious warning", "党内严重警告影响期";
        PARTY_REMOVAL: TimeLimit = "party-removal", Exactly, "influence of removal from party posts", "撤销党内职务影响期";
        PARTY_PROBATION_LEAST: TimeLimit = "party-probation-least", Exactly, "shortest probation within the party", "留党察看最短期间";
        PARTY_PROBATION_MOST: TimeLimit = "party-probation-most", Exactly, "longest probation within the party", "留党察看最长期间";
        PARTY_AFTER_PROBATION: TimeLimit = "party-after-probation", Exactly, "influence after rights are restored", "恢复党员权利后影响期";
        PARTY_READMISSION: TimeLimit = "party-readmission", Exactly, "no readmission after expulsion", "开除党籍后不得重新入党";
        UMBRELLA_PARTY: Codes = "umbrella-party", Exactly, "party sanctions for acting as an umbrella", "充当保护伞的党纪处分", terms [outcome::PartySanction];
        UMBRELLA_PUBLIC: Codes = "umbrella-public", Exactly, "public sanctions for acting as an umbrella", "充当保护伞的政务处分", terms [outcome::PublicSanction];
        SANCTION_PENDING_AT_CHANGE: Transition = "sanction-pending-at-change", Free, "law for a case pending when the sanctions law came into force", "政务处分法施行前后的衔接";
        MITIGATING: Codes = "mitigating", Exactly, "mitigating circumstances", "从轻减轻情节", terms [outcome::MitigatingGround];
        AGGRAVATING: Codes = "aggravating", Exactly, "aggravating circumstances", "从重情节", terms [outcome::AggravatingGround];
        FOUR_FORMS: Codes = "four-forms", Exactly, "the four forms, light to heavy", "四种形态", terms [outcome::FourForms];
        LIGHT_PARTY: Codes = "light-party", Free, "party sanctions of the second form", "党纪轻处分", terms [outcome::PartySanction];
        LIGHT_PUBLIC: Codes = "light-public", Free, "public sanctions of the second form", "政务轻处分", terms [outcome::PublicSanction];
        LIGHT_HANDLING: Codes = "light-handling", Free, "organizational handling of the second form", "组织调整", terms [outcome::OrganizationalHandling];
        ORGANIZATIONAL: Codes = "organizational", Free, "organizational handling", "组织处理", terms [outcome::OrganizationalHandling];
        NO_DOUBLE_SANCTION: bool = "no-double-sanction", Exactly, "one act is not sanctioned by organ and unit both", "不得重复处分";
        DISPOSALS: Codes = "disposals", Exactly, "how a supervision organ may dispose of a case", "监察处置方式", terms [outcome::SupervisionDisposal];
    }

    /// Remedies of the person.
    remedy {
        REVIEW_ASKED: TimeLimit = "review-asked", AtLeast, "asking for review", "申请复审";
        REVIEW_DECIDED: TimeLimit = "review-decided", AtMost, "deciding on review", "复审决定";
        REREVIEW_ASKED: TimeLimit = "rereview-asked", AtLeast, "asking for re-review", "申请复核";
        REREVIEW_DECIDED: TimeLimit = "rereview-decided", AtMost, "deciding on re-review", "复核决定";
        SUSPENDS: bool = "suspends", Exactly, "whether asking suspends the decision", "复审、复核期间是否停止执行";
        NO_HEAVIER: bool = "no-heavier", Exactly, "no heavier sanction because a review was asked for", "不因提出复审、复核而加重";
        COMPLAINT_DECIDED: TimeLimit = "complaint-decided", AtMost, "deciding on a complaint about procedure", "申诉处理决定";
        COMPLAINT_REVIEW_ASKED: TimeLimit = "complaint-review-asked", AtLeast, "asking for review of that decision", "申诉申请复查";
        COMPLAINT_REVIEW_DECIDED: TimeLimit = "complaint-review-decided", AtMost, "deciding on that review", "申诉复查决定";
        PARTY_APPEAL: TimeLimit = "party-appeal", AtMost, "deciding on a party appeal", "党员申诉复议复查";
        ORIGINAL_HANDLERS_OUT: bool = "original-handlers-out", Exactly, "original handlers take no part in an appeal", "原办案人员不参与";
        PROPERTY_RETURNED: TimeLimit = "property-returned", AtMost, "returning property unrelated to the case", "返还与案件无关财物";
        NAME_CLEARED: bool = "name-cleared", Exactly, "a person wrongly reported is cleared", "澄清正名";
    }

    /// Who may sit on village and community committees.
    eligibility {
        QUESTIONS: Codes = "questions", AtLeast, "questions asked of every member", "过筛内容", terms [screening::ScreeningQuestion];
        ONLY_INELIGIBLE_CLEARED: bool = "only-ineligible-cleared", Free, "only who is not eligible is cleared; a past warning removes nobody", "对不符合任职资格的清理";
        REMOVED_BY: RemovalBy = "removed-by", Exactly, "who removes", "清理的主体";
        WEAK_VILLAGE_TEAM: bool = "weak-village-team", Free, "every newly found weak village gets a rectification team", "软弱涣散村派驻工作组";
        GANG_VILLAGE_LEADER: bool = "gang-village-leader", Free, "a village tied to gangs gets a county leader of its own", "涉黑涉恶村县级领导一对一包联";
        CANDIDATES_SCREENED: bool = "candidates-screened", Exactly, "candidates are screened by law", "候选人资格审查";
    }

    /// Completeness of a case file.
    file_review {
        ITEMS: Codes = "items", AtLeast, "what a case file is checked for", "案卷评查内容", terms [document::FileItem];
        CASE_BY_CASE: bool = "case-by-case", AtLeast, "files are reviewed case by case", "逐案评查";
    }

    /// Reporters.
    reporter {
        NEEDED_FOR_NAMED: Codes = "needed-for-named", Exactly, "what makes a report a named one", "实名举报的条件",
            of [("name", "true name of a person or unit", "真实姓名或者单位名称"), ("contact", "contact details", "联系方式")];
        NAMED_FIRST: bool = "named-first", Exactly, "named reports are handled first", "实名举报优先办理";
        ACCEPTANCE: TimeLimit = "acceptance", AtMost, "telling a named reporter of acceptance", "告知受理情况";
        RESULT: TimeLimit = "result", AtMost, "telling a named reporter the result", "反馈处理结果";
        REPEATS_NOT_TOLD: bool = "repeats-not-told", Free, "a repeated report is not told of acceptance again", "重复举报不再告知";
        NEVER_TO_SUBJECT: bool = "never-to-subject", Exactly, "material and identity never go to the reported", "严禁将举报材料转给被举报人";
        CONSENT_TO_PUBLISH: bool = "consent-to-publish", Exactly, "publicity needs the reporter's consent", "公开须征得同意";
        CARE: Codes = "care", Free, "what the system for reporters offers", "举报激励与保护", terms [report::ReporterCare];
        PROTECTION: Codes = "protection", AtLeast, "how reporters and witnesses are protected", "保护措施", terms [report::ProtectionMeasure];
    }

    /// Coming forward.
    disclosure {
        LIMIT_SET_BY: SetBy = "limit-set-by", Free, "who sets the day until which one may come forward", "限期的确定";
        MITIGATES: bool = "mitigates", Exactly, "coming forward mitigates", "主动交代从轻减轻";
    }

    /// How long texts are kept, from the end of their matter.
    retention {
        FOR_EVER: Codes = "for-ever", AtLeast, "texts that are kept for ever", "永久保存的材料",
            of [("decision", "records of decisions", "决定、签字及责任记录"),
                ("clue", "texts about a clue", "线索材料"),
                ("case_file", "texts of a case file", "案件材料"),
                ("name", "names of persons", "人员姓名"),
                ("reporter", "identities of reporters", "举报人身份信息"),
                ("reading", "records of reading", "查阅记录")];
        CLUE: TimeLimit = "clue", Free, "how long texts about a clue are kept", "线索材料保存期限";
        CASE_FILE: TimeLimit = "case-file", Free, "how long texts of a case file are kept", "案件材料保存期限";
        NAME: TimeLimit = "name", Free, "how long names of persons are kept", "人员姓名保存期限";
        REPORTER: TimeLimit = "reporter", Free, "how long identities of reporters are kept", "举报人身份信息保存期限";
        READING: TimeLimit = "reading", Free, "how long records of who asked about whom are kept", "查阅记录保存期限";
    }

    /// Publishing cases.
    exposure {
        ONLY_AFTER_EFFECT: bool = "only-after-effect", AtLeast, "a case is published only after the decision has effect", "生效后通报曝光";
    }

    /// Industries.
    industry {
        PRIORITY: Codes = "priority", Free, "what makes an industry a priority", "行业领域的确定",
            of [("gang_activity", "gang forces are rampant", "黑恶势力猖獗"), ("complaints", "the masses react strongly", "群众反映强烈")];
        REGULATORS: u32 = "regulators" in "departments", Free, "departments that are urged and checked", "重点行业主管部门数";
    }
}
