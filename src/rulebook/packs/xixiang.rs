//! 西乡县 (Hanzhong, Shaanxi): limits within the organ.

use super::row::{known, rows};
use super::sources::XIXIANG_NOTICE as NOTICE;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::choice::Approver;
use crate::rulebook::keys::{disposition, verification};
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

/// The notice has no day; it names the head of the supervision bureau (监察局局长), an
/// office that ended when supervision commissions were set up, by February 2018.
const BY_FEBRUARY_2018: Day = day!(2018, 2, 28);

/// 西乡县 (Xixiang county).
///
/// # Source
///
/// Law context §6, row Xixiang.
#[must_use]
pub fn xixiang() -> RulePack {
    let since = BY_FEBRUARY_2018;
    let all = vec![
        known(
            disposition::APPROVAL_FIRST,
            since,
            TimeLimit::working_days(1),
            NOTICE.says("law 6", "分管案件领导在1个工作日内审批"),
        ),
        known(
            disposition::APPROVAL_SECOND,
            since,
            TimeLimit::working_days(2),
            NOTICE.says("law 6", "监察局局长在2个工作日内审批"),
        ),
        known(
            disposition::APPROVAL_THIRD,
            since,
            TimeLimit::working_days(3),
            NOTICE.says("law 6", "县纪委书记在3个工作日内审批"),
        ),
        known(
            disposition::TALK,
            since,
            TimeLimit::working_days(5),
            NOTICE.says("law 6", "在批准之日起5个工作日内"),
        ),
        known(
            disposition::INQUIRY_REPORT,
            since,
            TimeLimit::days(30),
            NOTICE.says("law 6", "谈话结束或者收到函询回复后30（日）内办结"),
        ),
        known(
            verification::LIMIT,
            since,
            TimeLimit::working_days(15),
            NOTICE.says("law 6", "初步核实一般为15个工作日"),
        ),
        known(
            verification::LOWER_CHIEF,
            since,
            Approver::PartySecretary,
            NOTICE.says("law 6", "被核查人为下一级党委（党组）主要负责人的，应当报县委书记批准"),
        ),
    ];
    RulePack::literal(("xixiang", "西乡县", "Xixiang"), Level::County, Some("national"), rows(all))
}
