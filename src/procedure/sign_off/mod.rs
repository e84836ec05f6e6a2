//! Sign-off: layer after layer signs that no umbrella was found, and answers for it.
//!
//! **What one can do here.** Ask whether somebody may sign now ([`may_sign`]), how far a
//! sign-off has come ([`completed`]), which layers an organ cannot fill ([`vacant`]), and
//! who answers for a case ([`responsible`]).
//!
//! Words: 签字背书 sign-off · 跟进人员 follow-up officer · 分管领导 leader in charge · 主要领导
//! principal leader · 终身负责 responsible for life.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `sign-off/negative` | only a finding that there is nothing is signed off | – | C12, §6.5 |
//! | `sign-off/layer` | who signs, in which layers | `sign_off/layers`: follow-up officer, leader in charge, principal leader; Chengguan | C12 |
//! | `sign-off/order` | layer after layer | `sign_off/order`: in layers, or read as any order; Chengguan | C12, §6.5 (reading) |
//! | `sign-off/distinct` | one person signs one layer | `sign_off/distinct`: yes, or read as no; Chengguan | §6.5 (reading) |
//! | `sign-off/authority` | the signer holds the post of the layer, or a delegation in force, and is not recused | – | law 1.7, design §8.4 |
//! | `sign-off/delegation` | a delegation is within the power of who gave it, not passed on, and in force | – | design §7 |
//! | `sign-off/recused` | nobody signs who is recused | – | law 1.7 |
//! | `sign-off/open` | the finding lies open for signing | – | design §7 |
//! | `sign-off/organ` | people of which organs sign | `sign_off/organs`: discipline organ, or read with police, procuratorate, court; Chengguan | C11 (open) |
//! | `sign-off/content` | what is signed is what lies open | – | design §7 |
//! | `sign-off/after-record` | all sign after the last record of follow-up | `sign_off/after-last-record`: yes, Chengguan | C12 (reading) |
//! | `sign-off/in-full` | only a finding that stands signed in full is questioned | – | design §7 |
//! | `sign-off/later` | a claim questions it that was seen after the last layer signed | – | C12, design §7 (reading) |
//! | `sign-off/scope` | the claim lies near the parties of the case | `sign_off/scope-hops`: 1 hop; national | C12 (open) |
//! | `sign-off/questioned` | only a questioned finding is settled | – | design §7 |
//! | `sign-off/another` | who signed does not settle whether it stands | – | design §8.4 (reading) |
//! | `sign-off/responsible` | whoever followed or signed answers for it, for life | `sign_off/responsible-for-life`: yes, Gansu; `sign_off/signers-responsible`: yes, Chengguan | G21 |
//!
//! **Stale, questioned, reopened.** Before the last layer signs, another content makes the
//! signatures on the old one *stale*: they count no more. Afterwards no signature becomes
//! void. The finding can be *questioned* by a later claim, and reopened ([`doubt`]);
//! whoever signed stays responsible for having signed.
//!
//! No value of this file is a proof that can be read from a file. A
//! [`Permission`] is given by [`may_sign`] alone.
//!
//! # Examples
//!
//! Nobody can fill the layer of the leader in charge; that is told before it is needed:
//!
//! ```
//! use std::collections::{BTreeMap, BTreeSet};
//!
//! use unbrella::base::id::{PersonId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::sign_off;
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::handling::Signatory;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let person = |text: &str| LedgerNo::parse(text).map(|no| PersonId::from_ledger(&salt, &no));
//! let (one, two) = (person("甲某")?, person("乙某")?);
//! let holders = BTreeMap::from([
//!     (Signatory::FollowUpOfficer, BTreeSet::from([one])),
//!     (Signatory::LeaderInCharge, BTreeSet::from([one])),
//!     (Signatory::PrincipalLeader, BTreeSet::from([two])),
//! ]);
//! let book = Rulebook::published();
//! let vacant = sign_off::vacant(&holders, book.on("chengguan", day!(2021, 1, 15))?);
//! assert_eq!(vacant.outcome(), &[Signatory::LeaderInCharge], "nobody signs two layers");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G21, C11, C12, §6.5; law-context §1.7, §1.8, §6.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub mod doubt;

use crate::base::day::Moment;
use crate::base::id::{PersonId, SignOffId, SignatureId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Sentence,
    Word,
};
use crate::model::dossier::Dossier;
use crate::model::follow_up::{FollowUp, FollowUpProgress};
use crate::model::sign_off::{Opinion, SignOffRecord, SignOffStage, SignatureRecord};
use crate::procedure::condition::{Says, demands, find_out};
use crate::procedure::fact::{by, not_laid_down, recorded, silent};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact, Fingerprint};
use crate::rulebook::choice::SigningOrder;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::handling::Signatory;
use crate::terms::office::{LeaderRole, OrganKind};

/// A signature that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// When.
    pub at: Moment,
    /// The record.
    pub id: SignatureId,
    /// Who signed.
    pub by: PersonId,
    /// In which layer.
    pub role: Signatory,
    /// What was signed.
    pub content: Fingerprint,
    /// Whether the signer agreed.
    pub opinion: Opinion,
}

impl Given {
    /// A signature from its record.
    #[must_use]
    pub fn of(record: &SignatureRecord) -> Self {
        Self {
            at: record.signed().occurred_at(),
            id: record.id(),
            by: record.by(),
            role: record.role(),
            content: record.content(),
            opinion: record.opinion(),
        }
    }
}

/// What signing looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignFacts {
    /// The sign-off.
    pub sign_off: SignOffId,
    /// Whether the finding is that there is nothing.
    pub negative: Fact<bool>,
    /// Whether the finding lies open for signing.
    pub open: bool,
    /// The content that lies open.
    pub current: Fingerprint,
    /// The signatures that were given so far.
    pub given: Vec<Given>,
    /// When the last record of follow-up was made.
    pub last_record: Option<Moment>,
    /// Who is to sign.
    pub signer: PersonId,
    /// In which layer.
    pub role: Signatory,
    /// What is to be signed.
    pub content: Fingerprint,
    /// When.
    pub at: Moment,
    /// The kind of organ that the signer signs for.
    pub organ: Fact<OrganKind>,
    /// Whether the signer holds the post that signs in this layer.
    pub holds_post: Fact<bool>,
    /// The delegation under which the signer signs, if any.
    pub delegation: Option<Delegated>,
    /// Whether the signer is recused from the case.
    pub recused: Fact<bool>,
}

/// A delegation, as the rule looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delegated {
    /// Whether whoever delegated holds the post that signs in this layer.
    pub by_holder: Fact<bool>,
    /// Whether whoever delegated acted under a delegation too.
    pub chained: bool,
    /// From when.
    pub from: Moment,
    /// From this moment on it is over.
    pub until: Moment,
}

impl SignFacts {
    /// The facts of a signature that is to be given, from the dossier; nothing if its
    /// sign-off is not there.
    ///
    /// The follow-up officer signs as one who follows the case, the leaders by their
    /// tenures in the organ on the day. Recused is whoever is a subject of the case or
    /// declared kin of one; for other grounds put
    /// [`Recusal::recused`](crate::procedure::recusal::Recusal::recused) in its place.
    #[must_use]
    pub fn gather(dossier: &Dossier, signature: &SignatureRecord) -> Option<Self> {
        let record = dossier.sign_off(signature.sign_off())?;
        let follow_up = record.follow_up().and_then(|id| dossier.follow_up(id));
        let so_far = SignOffFacts::gather(dossier, record.id())?;
        let holds = |person| holds_post(dossier, follow_up, signature, person);
        let subjects = dossier.case(record.case()).map(|case| case.subjects());
        let found_nothing =
            follow_up.map(|noun| matches!(noun.stage(), FollowUpProgress::NothingFound { .. }));
        let organ = dossier.organ(signature.organ()).map(|organ| organ.kind().clone());
        let near = subjects.map(|of| holders::near(dossier, signature.by(), of));
        Some(Self {
            sign_off: record.id(),
            negative: recorded(found_nothing),
            open: matches!(record.stage(), SignOffStage::LaidOpen { .. }),
            current: so_far.current.unwrap_or_else(|| signature.content()),
            given: so_far.given,
            last_record: so_far.last_record,
            signer: signature.by(),
            role: signature.role(),
            content: signature.content(),
            at: signature.signed().occurred_at(),
            organ: recorded(organ),
            holds_post: holds(signature.by()),
            delegation: signature.delegation().map(|delegation| Delegated {
                by_holder: holds(delegation.by),
                chained: false,
                from: delegation.granted.occurred_at(),
                until: delegation.until,
            }),
            recused: recorded(near),
        })
    }
}

/// Whether somebody held the post that signs in the layer of a signature, on its day.
fn holds_post(
    dossier: &Dossier,
    follow_up: Option<&FollowUp>,
    signature: &SignatureRecord,
    person: PersonId,
) -> Fact<bool> {
    let role = match signature.role() {
        Signatory::FollowUpOfficer => {
            return recorded(follow_up.map(|noun| noun.officers().contains(&person)));
        }
        Signatory::LeaderInCharge => LeaderRole::LeaderInCharge,
        Signatory::PrincipalLeader => LeaderRole::PrincipalLeader,
    };
    let day = signature.signed().occurred_at().day();
    holders::leads(dossier, person, signature.organ(), role, day)
}

/// Leave to sign once, in one layer, on one content.
///
/// Only [`may_sign`] gives it; it can be read from no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    sign_off: SignOffId,
    signer: PersonId,
    role: Signatory,
    content: Fingerprint,
}

impl Permission {
    /// The sign-off.
    #[must_use]
    pub const fn sign_off(&self) -> SignOffId {
        self.sign_off
    }

    /// Who may sign.
    #[must_use]
    pub const fn signer(&self) -> PersonId {
        self.signer
    }

    /// In which layer.
    #[must_use]
    pub const fn role(&self) -> Signatory {
        self.role
    }

    /// What may be signed.
    #[must_use]
    pub const fn content(&self) -> Fingerprint {
        self.content
    }
}

const SIGNING: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "§6.5; C12",
    "only a finding that no umbrella was found is signed, by those who may, on what lies open",
    Certainty::Reading,
);

fn own(rule: crate::decision::RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, SIGNING)
}

/// Whether somebody may sign now, in this layer, on this content.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: the finding is not negative, or
/// does not lie open, or has another content; no layer of this name is laid down; a layer
/// before it has not signed; the layer has signed; the person signed another layer; the
/// person has no authority to sign, is recused, or signs before the last record of
/// follow-up.
pub fn may_sign(
    facts: &SignFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<Permission>, Refusal> {
    let mut requirement = layer(facts, rules)
        .and(negative(facts))
        .and(lies_open(facts))
        .and(current(facts))
        .and(authority(facts))
        .and(not_recused(facts));
    let further = [
        in_order(facts, rules),
        distinct(facts, rules),
        of_organ(facts, rules),
        after_record(facts, rules),
    ];
    for condition in further.into_iter().flatten() {
        requirement = requirement.and(condition);
    }
    let SignFacts { sign_off, signer, role, content, .. } = *facts;
    let step = crate::sentence!("sign as {role}", "以{role}身份签字", role = Word::of(&role));
    requirement.decide(step, Permission { sign_off, signer, role, content })
}

/// The signatures that count: in agreement, on the content that lies open.
fn counting(given: &[Given], current: Fingerprint) -> impl Iterator<Item = &Given> {
    given.iter().filter(move |g| g.content == current && g.opinion == Opinion::Agrees)
}

/// The layers that sign, in their order; none where nothing is laid down.
#[must_use]
pub fn layers(rules: RulesInForce<'_>) -> Vec<Signatory> {
    let layers = rules.get(keys::sign_off::LAYERS);
    layers.map_or_else(|_| Vec::new(), |l| l.value().words::<Signatory>().unwrap_or_default())
}

fn cure(command: &'static str, how: Sentence, by: Word) -> Remedy {
    Remedy::by(Cure::command(Code::literal(command), how, by))
}

fn handling_office() -> Word {
    Word::of(&crate::terms::office::Department::Handling)
}

fn layer(facts: &SignFacts, rules: RulesInForce<'_>) -> Requirement {
    let rule = || crate::rule_name!("sign-off/layer");
    let parameter = match rules.get(keys::sign_off::LAYERS) {
        Ok(parameter) => parameter,
        Err(not) => {
            let missing = not_laid_down(&not);
            let remedy =
                find_out("sign_off_layers", Word::literal("rule_pack", "规则包", "rule pack"));
            return Condition::unknown(silent(rule(), &not), missing.why(), remedy).into();
        }
    };
    if !layers(rules).contains(&facts.role) {
        let because = crate::sentence!(
            "{role} is no layer of the place",
            "本地签字层级不含{role}",
            role = Word::of(&facts.role),
        );
        let why = crate::sentence!("another layer signs", "应由规定的层级签字");
        return Condition::forbidden(by(rule(), because, &parameter), Remedy::none(why)).into();
    }
    let signed = counting(&facts.given, facts.current).any(|given| given.role == facts.role);
    if signed {
        let because = crate::sentence!(
            "{role} has signed this content already",
            "{role}已就该内容签字",
            role = Word::of(&facts.role),
        );
        let why = crate::sentence!("a layer signs once", "每一层级签字一次");
        return Condition::forbidden(by(rule(), because, &parameter), Remedy::none(why)).into();
    }
    let because = crate::sentence!(
        "{role} signs in this layer",
        "由{role}在本层级签字",
        role = Word::of(&facts.role),
    );
    Condition::met(by(rule(), because, &parameter)).into()
}

fn negative(facts: &SignFacts) -> Condition {
    let rule = || crate::rule_name!("sign-off/negative");
    match facts.negative {
        Fact::Known(true) => {
            Condition::met(own(rule(), crate::sentence!("no umbrella was found", "未发现保护伞")))
        }
        Fact::Known(false) => Condition::forbidden(
            own(rule(), crate::sentence!("something was found", "已发现问题线索")),
            Remedy::none(crate::sentence!(
                "what was found is followed, not signed off",
                "已发现的线索应当核查，不得签字背书",
            )),
        ),
        Fact::NotKnown(why) => Condition::unknown(
            own(
                rule(),
                crate::sentence!(
                    "it is not known whether anything was found",
                    "是否发现保护伞尚不明确",
                ),
            ),
            why,
            find_out("negative", Word::of(&Signatory::FollowUpOfficer)),
        ),
    }
}

fn lies_open(facts: &SignFacts) -> Condition {
    let rule = crate::rule_name!("sign-off/open");
    if facts.open {
        let because = crate::sentence!("the finding lies open for signing", "结论已提交签字");
        return Condition::met(own(rule, because));
    }
    let because =
        crate::sentence!("the finding does not lie open for signing", "结论未处于待签字状态");
    let how = crate::sentence!("lay the finding open", "提交结论签字");
    let remedy = cure("lay_open", how, Word::of(&Signatory::FollowUpOfficer));
    Condition::unmet(own(rule, because), remedy)
}

fn current(facts: &SignFacts) -> Condition {
    let rule = crate::rule_name!("sign-off/content");
    if facts.content == facts.current {
        let because =
            crate::sentence!("what is signed is what lies open", "签字内容与待签内容一致");
        return Condition::met(own(rule, because));
    }
    let because =
        crate::sentence!("what is to be signed is not what lies open", "签字内容与待签内容不一致",);
    let how = crate::sentence!("read and sign what lies open", "阅签现行内容");
    let remedy =
        Remedy::by(Cure::fact(const { Code::literal("content") }, how, Word::of(&facts.role)));
    Condition::unmet(own(rule, because), remedy)
}

fn authority(facts: &SignFacts) -> Requirement {
    let rule = || crate::rule_name!("sign-off/authority");
    let role = || Word::of(&facts.role);
    let post = match facts.holds_post {
        Fact::Known(true) => Condition::met(own(
            rule(),
            crate::sentence!(
                "the signer holds the post of {role}",
                "签字人系{role}",
                role = role()
            ),
        )),
        Fact::Known(false) => Condition::forbidden(
            own(
                rule(),
                crate::sentence!(
                    "the signer does not hold the post of {role}",
                    "签字人并非{role}",
                    role = role(),
                ),
            ),
            Remedy::none(crate::sentence!("whoever holds the post signs", "应由任职者本人签字")),
        ),
        Fact::NotKnown(why) => Condition::unknown(
            own(
                rule(),
                crate::sentence!(
                    "it is not known whether the signer holds the post of {role}",
                    "签字人是否系{role}尚不明确",
                    role = role(),
                ),
            ),
            why,
            find_out("holds_post", handling_office()),
        ),
    };
    match &facts.delegation {
        Some(delegation) => Requirement::from(post).or(delegated(delegation, facts)),
        None => post.into(),
    }
}

fn delegated(delegation: &Delegated, facts: &SignFacts) -> Requirement {
    let reason = |because| own(crate::rule_name!("sign-off/delegation"), because);
    let says = Says {
        yes: crate::sentence!("whoever delegated holds the post", "授权人系任职者"),
        no: crate::sentence!("whoever delegated does not hold the post", "授权人并非任职者"),
        open: crate::sentence!(
            "it is not known whether whoever delegated holds the post",
            "授权人是否系任职者尚不明确",
        ),
    };
    let why = crate::sentence!("nobody delegates what they do not have", "无权者不得授权");
    let learn = find_out("delegated_by_holder", handling_office());
    let holder = demands(delegation.by_holder, says, &reason, Remedy::none(why), learn);
    let unchained = if delegation.chained {
        let because = crate::sentence!("the delegation was passed on", "系转授权");
        let why = crate::sentence!("a delegation is not passed on", "不得转授权");
        Condition::forbidden(reason(because), Remedy::none(why))
    } else {
        let because = crate::sentence!("the delegation was not passed on", "非转授权");
        Condition::met(reason(because))
    };
    let in_force = if delegation.from <= facts.at && facts.at < delegation.until {
        Condition::met(reason(crate::sentence!("the delegation is in force", "授权在有效期内")))
    } else {
        let because = crate::sentence!("the delegation is not in force", "授权不在有效期内");
        let anew = crate::sentence!("delegate anew", "重新授权");
        Condition::unmet(reason(because), cure("delegate", anew, Word::of(&facts.role)))
    };
    Requirement::from(holder).and(unchained).and(in_force)
}

fn not_recused(facts: &SignFacts) -> Condition {
    let rule = || crate::rule_name!("sign-off/recused");
    match facts.recused {
        Fact::Known(false) => Condition::met(own(
            rule(),
            crate::sentence!("the signer is not recused", "签字人无须回避"),
        )),
        Fact::Known(true) => Condition::forbidden(
            own(rule(), crate::sentence!("the signer is recused", "签字人应当回避")),
            Remedy::none(crate::sentence!("another person signs this layer", "应由他人签字")),
        ),
        Fact::NotKnown(why) => Condition::unknown(
            own(
                rule(),
                crate::sentence!(
                    "it is not known whether the signer is recused",
                    "签字人是否应当回避尚不明确",
                ),
            ),
            why,
            find_out("recused", handling_office()),
        ),
    }
}

/// Every layer before this one has signed, and not later: a signature that is entered with
/// an earlier time would stand there and never count.
fn in_order(facts: &SignFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let parameter = rules.get(keys::sign_off::ORDER).ok()?;
    if parameter.value() != SigningOrder::InLayers {
        return None;
    }
    let rule = || crate::rule_name!("sign-off/order");
    let layers = layers(rules);
    let before = layers.iter().take_while(|layer| **layer != facts.role);
    let mut requirement: Option<Requirement> = None;
    for layer in before {
        let name = || Word::of(layer);
        let given: Vec<&Given> =
            counting(&facts.given, facts.current).filter(|given| given.role == *layer).collect();
        let condition = if given.iter().any(|given| given.at <= facts.at) {
            let because = crate::sentence!("{layer} has signed", "{layer}已签字", layer = name());
            Condition::met(by(rule(), because, &parameter))
        } else if let Some(later) = given.first() {
            let because = crate::sentence!(
                "{layer} has signed only on {at}",
                "{layer}于{at}方才签字",
                layer = name(),
                at = later.at,
            );
            let how = crate::sentence!("sign after the layer before", "在前一层级之后签字");
            let remedy = cure("sign", how, Word::of(&facts.role));
            Condition::unmet(by(rule(), because, &parameter), remedy)
        } else {
            let because =
                crate::sentence!("{layer} has not signed", "{layer}尚未签字", layer = name());
            let how = crate::sentence!("sign in the layer before", "先行签字");
            Condition::unmet(by(rule(), because, &parameter), cure("sign", how, name()))
        };
        requirement = Some(match requirement {
            None => condition.into(),
            Some(before) => before.and(condition),
        });
    }
    requirement
}

/// Nobody signs two layers.
fn distinct(facts: &SignFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let parameter = rules.get(keys::sign_off::DISTINCT).ok().filter(|p| p.value())?;
    let rule = crate::rule_name!("sign-off/distinct");
    let other = counting(&facts.given, facts.current)
        .find(|given| given.by == facts.signer && given.role != facts.role);
    Some(Requirement::from(match other {
        None => {
            let because =
                crate::sentence!("the signer has signed no other layer", "签字人未在其他层级签字",);
            Condition::met(by(rule, because, &parameter))
        }
        Some(given) => {
            let because = crate::sentence!(
                "the signer has signed already as {role}",
                "签字人已以{role}身份签字",
                role = Word::of(&given.role),
            );
            let why = crate::sentence!("another person signs this layer", "应由他人签字");
            Condition::forbidden(by(rule, because, &parameter), Remedy::none(why))
        }
    }))
}

fn of_organ(facts: &SignFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let parameter = rules.get(keys::sign_off::ORGANS).ok()?;
    let rule = crate::rule_name!("sign-off/organ");
    Some(Requirement::from(match &facts.organ {
        Fact::Known(kind) if parameter.value().contains(kind.code()) => {
            let because = crate::sentence!(
                "people of such an organ sign: {kind}",
                "此类机关人员可以签字：{kind}",
                kind = Word::of(kind),
            );
            Condition::met(by(rule, because, &parameter))
        }
        Fact::Known(kind) => {
            let because = crate::sentence!(
                "people of such an organ do not sign here: {kind}",
                "本地此类机关人员不签字：{kind}",
                kind = Word::of(kind),
            );
            let why =
                crate::sentence!("somebody of the organs named signs", "应由规定机关的人员签字");
            Condition::forbidden(by(rule, because, &parameter), Remedy::none(why))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "it is not known for what kind of organ the signer signs",
                "签字人所代表的机关类别尚不明确",
            );
            let remedy = find_out("organ", handling_office());
            Condition::unknown(by(rule, because, &parameter), *why, remedy)
        }
    }))
}

fn after_record(facts: &SignFacts, rules: RulesInForce<'_>) -> Option<Requirement> {
    let parameter = rules.get(keys::sign_off::AFTER_LAST_RECORD).ok().filter(|p| p.value())?;
    let last = facts.last_record?;
    let rule = crate::rule_name!("sign-off/after-record");
    Some(Requirement::from(if facts.at >= last {
        let because = crate::sentence!(
            "signed on or after the last record of follow-up, {last}",
            "签字不早于最后一次跟进记录（{last}）",
            last = last,
        );
        Condition::met(by(rule, because, &parameter))
    } else {
        let because = crate::sentence!(
            "the last record of follow-up is later: {last}",
            "最后一次跟进记录在后（{last}）",
            last = last,
        );
        let how = crate::sentence!("sign after the last record", "在最后一次跟进之后签字");
        Condition::unmet(by(rule, because, &parameter), cure("sign", how, Word::of(&facts.role)))
    }))
}

/// How far a sign-off has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The layers that have not signed the content that lies open, in their order.
    pub missing: Vec<Signatory>,
    /// Signatures that count no more, since the content changed before completion.
    pub stale: Vec<SignatureId>,
    /// Signatures that break a rule, by time: a layer before its turn, a person a second
    /// time. They do not count.
    pub irregular: Vec<SignatureId>,
    /// Whether every layer has signed, as the rules ask.
    pub complete: bool,
    /// Whether a later claim questions it, or it was reopened.
    pub questioned: bool,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.questioned {
            "questioned"
        } else if self.complete {
            "signed in all layers"
        } else {
            "not signed in all layers"
        })?;
        self.missing.iter().try_for_each(|layer| write!(f, "; {layer} has not signed"))
    }
}

impl Chinese for Progress {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.questioned {
            "受到质疑"
        } else if self.complete {
            "已逐级签字"
        } else {
            "尚未完成签字"
        })?;
        self.missing.iter().try_for_each(|layer| write!(f, "；{}尚未签字", layer.term()))
    }
}

/// What the state of a sign-off looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOffFacts {
    /// The sign-off.
    pub sign_off: SignOffId,
    /// The content that lies open, or was last signed in full.
    pub current: Option<Fingerprint>,
    /// Whether a claim questions it, or it was reopened.
    pub questioned: bool,
    /// The signatures that were given.
    pub given: Vec<Given>,
    /// When the last record of follow-up was made.
    pub last_record: Option<Moment>,
}

impl SignOffFacts {
    /// The facts of a sign-off and its signatures.
    #[must_use]
    pub fn of<'a>(
        sign_off: &SignOffRecord,
        signatures: impl IntoIterator<Item = &'a SignatureRecord>,
        follow_up: Option<&FollowUp>,
    ) -> Self {
        let own = |record: &&SignatureRecord| record.sign_off() == sign_off.id();
        let mut given: Vec<Given> = signatures.into_iter().filter(own).map(Given::of).collect();
        given.sort_unstable();
        given.dedup();
        Self {
            sign_off: sign_off.id(),
            current: sign_off.content(),
            questioned: matches!(
                sign_off.stage(),
                SignOffStage::Questioned { .. } | SignOffStage::Reopened { .. }
            ),
            given,
            last_record: follow_up.and_then(last_record),
        }
    }
}

impl SignOffFacts {
    /// The facts of a sign-off of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, sign_off: SignOffId) -> Option<Self> {
        let record = dossier.sign_off(sign_off)?;
        let follow_up = record.follow_up().and_then(|id| dossier.follow_up(id));
        Some(Self::of(record, dossier.signatures_of(sign_off), follow_up))
    }
}

/// When a police case was last looked at.
#[must_use]
pub fn last_record(follow_up: &FollowUp) -> Option<Moment> {
    use crate::model::follow_up::FollowUpProgress as P;

    let looked = |state: &P| {
        matches!(state, P::Followed { .. } | P::NothingFound { .. } | P::Retraced { .. })
    };
    let entries = follow_up.stages().iter();
    entries.filter(|entry| looked(&entry.state)).map(|entry| entry.when.occurred_at()).max()
}

/// How far a sign-off has come, judged from the signatures alone.
///
/// A signature counts if it agrees, is on the content that lies open, comes in its turn,
/// after the last record, and from somebody who signed no other layer. What the pack does
/// not ask for is not asked here. Undetermined where no layers are laid down.
pub fn completed(facts: &SignOffFacts, rules: RulesInForce<'_>) -> Decision<Answer<Progress>> {
    let rule = || crate::rule_name!("sign-off/layer");
    let parameter = match rules.get(keys::sign_off::LAYERS) {
        Ok(parameter) => parameter,
        Err(not) => {
            let missing = not_laid_down(&not);
            return Decision::new(Answer::missing(missing), silent(rule(), &not));
        }
    };
    let layers = layers(rules);
    let mut given = facts.given.clone();
    // Those of one moment in the order of the layers.
    let layer = |given: &Given| layers.iter().position(|layer| *layer == given.role);
    given.sort_unstable_by_key(|given| (given.at, layer(given), *given));
    let (mut stale, mut irregular) = (Vec::new(), Vec::new());
    let mut by_layer: BTreeMap<Signatory, PersonId> = BTreeMap::new();
    for signature in given.iter().filter(|given| given.opinion == Opinion::Agrees) {
        if Some(signature.content) != facts.current {
            stale.push(signature.id);
        } else if regular(signature, &by_layer, &layers, facts, rules) {
            by_layer.insert(signature.role, signature.by);
        } else {
            irregular.push(signature.id);
        }
    }
    let missing: Vec<Signatory> =
        layers.iter().copied().filter(|layer| !by_layer.contains_key(layer)).collect();
    let because = crate::sentence!(
        "{done} of {all} layers have signed what lies open",
        "{all}个层级中{done}个已就现行内容签字",
        done = layers.len().saturating_sub(missing.len()),
        all = layers.len(),
    );
    let complete = missing.is_empty() && !layers.is_empty();
    let (questioned, reason) = (facts.questioned, by(rule(), because, &parameter));
    let progress = Progress { missing, stale, irregular, complete, questioned };
    Decision::new(Answer::Known(progress), reason)
}

fn regular(
    signature: &Given,
    by_layer: &BTreeMap<Signatory, PersonId>,
    layers: &[Signatory],
    facts: &SignOffFacts,
    rules: RulesInForce<'_>,
) -> bool {
    let ordered =
        rules.get(keys::sign_off::ORDER).is_ok_and(|o| o.value() == SigningOrder::InLayers);
    let distinct = rules.get(keys::sign_off::DISTINCT).is_ok_and(|d| d.value());
    let after = rules.get(keys::sign_off::AFTER_LAST_RECORD).is_ok_and(|a| a.value());
    let mut before = layers.iter().take_while(|layer| **layer != signature.role);
    layers.contains(&signature.role)
        && !by_layer.contains_key(&signature.role)
        && (!ordered || before.all(|layer| by_layer.contains_key(layer)))
        && (!distinct || by_layer.values().all(|person| *person != signature.by))
        && (!after || facts.last_record.is_none_or(|last| signature.at >= last))
}

/// The layers that nobody of an organ can fill, in their order.
///
/// `holders` says who holds the post of a layer and is not recused. A layer also counts as
/// vacant if everybody who could fill it is needed for another: nobody signs twice.
pub fn vacant(
    holders: &BTreeMap<Signatory, BTreeSet<PersonId>>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<Signatory>> {
    let rule = || crate::rule_name!("sign-off/layer");
    let parameter = match rules.get(keys::sign_off::LAYERS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule(), &not)),
    };
    let layers = layers(rules);
    let distinct = rules.get(keys::sign_off::DISTINCT).is_ok_and(|d| d.value());
    let vacant = if distinct { unmatched(&layers, holders) } else { without(&layers, holders) };
    let because = crate::sentence!(
        "{vacant} of {all} layers cannot be filled",
        "{all}个层级中{vacant}个无人可签",
        vacant = vacant.len(),
        all = layers.len(),
    );
    Decision::new(vacant, by(rule(), because, &parameter))
}

fn without(
    layers: &[Signatory],
    holders: &BTreeMap<Signatory, BTreeSet<PersonId>>,
) -> Vec<Signatory> {
    let empty = |layer: &&Signatory| holders.get(*layer).is_none_or(BTreeSet::is_empty);
    layers.iter().filter(empty).copied().collect()
}

/// Layers left over when as many as possible are filled by different persons.
fn unmatched(
    layers: &[Signatory],
    holders: &BTreeMap<Signatory, BTreeSet<PersonId>>,
) -> Vec<Signatory> {
    // At most three layers: every way of filling them is gone through, and the first in
    // the order of layers and ids that leaves the fewest is kept.
    let mut ways: Vec<(Vec<Signatory>, BTreeSet<PersonId>)> = vec![(Vec::new(), BTreeSet::new())];
    for layer in layers {
        let mut next = Vec::new();
        for (open, used) in &ways {
            for person in holders.get(layer).into_iter().flatten().take(4) {
                if !used.contains(person) {
                    let mut used = used.clone();
                    used.insert(*person);
                    next.push((open.clone(), used));
                }
            }
            let mut open = open.clone();
            open.push(*layer);
            next.push((open, used.clone()));
        }
        ways = next;
    }
    ways.into_iter().map(|(open, _)| open).min_by_key(Vec::len).unwrap_or_default()
}

/// 终身负责: somebody who answers for a case, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Responsible {
    /// Who.
    pub person: PersonId,
    /// As what: the layer signed, or nothing for one who followed the case.
    pub signed_as: Option<Signatory>,
}

/// Who answers for the quality of a case, for ever: those who followed it, and those who
/// signed, also if their signature went stale or the finding was reopened.
///
/// Sorted by person. Responsibility never ends: the day of the question changes nothing
/// once a rule has laid it down.
pub fn responsible(
    follow_up: &FollowUp,
    given: &[Given],
    rules: RulesInForce<'_>,
) -> Decision<Vec<Responsible>> {
    let rule = || crate::rule_name!("sign-off/responsible");
    let mut all: BTreeSet<Responsible> = follow_up
        .officers()
        .iter()
        .map(|person| Responsible { person: *person, signed_as: None })
        .collect();
    let signers = rules.get(keys::sign_off::SIGNERS_RESPONSIBLE);
    let agreed = given.iter().filter(|given| given.opinion == Opinion::Agrees);
    all.extend(agreed.map(|g| Responsible { person: g.by, signed_as: Some(g.role) }));
    let because = crate::sentence!(
        "{all} persons followed or signed, and answer for it for life",
        "跟进、签字的{all}人终身负责",
        all = all.iter().map(|one| one.person).collect::<BTreeSet<_>>().len(),
    );
    let life = rules.get(keys::sign_off::RESPONSIBLE_FOR_LIFE);
    let reason = match (&life, &signers) {
        (Ok(life), Ok(signers)) => by(rule(), because, life).citing(signers.citation().clone()),
        (Ok(life), Err(_)) => by(rule(), because, life),
        (Err(_), Ok(signers)) => by(rule(), because, signers),
        (Err(not), Err(_)) => silent(rule(), not),
    };
    Decision::new(all.into_iter().collect(), reason)
}

#[cfg(test)]
mod tests;
