//! Checks of parents and names.

use std::collections::BTreeMap;

use crate::base::text::Code;
use crate::rulebook::finding::{Finding, FindingCode as F};
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

pub(super) fn family(packs: &[RulePack]) -> Vec<Finding> {
    let mut by_name: BTreeMap<&Code, Vec<&RulePack>> = BTreeMap::new();
    for pack in packs {
        by_name.entry(pack.code()).or_default().push(pack);
    }
    let mut findings = Vec::new();
    for (code, same) in &by_name {
        if same.len() > 1 {
            let message = format!("{} packs have this name", same.len());
            findings.push(Finding::new(F::SameName, code, message));
        }
    }
    let named: BTreeMap<&Code, &RulePack> = packs.iter().map(|pack| (pack.code(), pack)).collect();
    for pack in named.values() {
        findings.extend(parent(pack, &named));
    }
    findings
}

fn parent(pack: &RulePack, named: &BTreeMap<&Code, &RulePack>) -> Option<Finding> {
    let found = |code, message| Some(Finding::new(code, pack.code(), message));
    let Some(parent) = pack.parent() else {
        return if pack.level() == Level::Central {
            None
        } else {
            let level = pack.level().english();
            found(F::NoNationalPack, format!("a pack on {level} level has no parent"))
        };
    };
    let Some(above) = named.get(parent) else {
        return found(F::ParentMissing, format!("`{parent}` is not among the packs"));
    };
    if leads_back(pack, named) {
        return found(F::ParentCircle, "its parents lead back to it".to_owned());
    }
    if above.level() <= pack.level() {
        let (own, level) = (pack.level().english(), above.level().english());
        let message = format!("`{parent}` on {level} level is not above {own} level");
        return found(F::ParentNotAbove, message);
    }
    None
}

/// Whether following the parents comes back to the pack. At most as many steps as packs.
fn leads_back(pack: &RulePack, named: &BTreeMap<&Code, &RulePack>) -> bool {
    let mut at = pack;
    for _ in 0..named.len() {
        match at.parent().and_then(|parent| named.get(parent)) {
            Some(above) if above.code() == pack.code() => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}
