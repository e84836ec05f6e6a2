//! 全国: laws, rules of the party, criminal procedure, and what none of them says.
//!
//! | file | holds |
//! |---|---|
//! | `criminal` | tiers of gangs, clocks of criminal procedure |
//! | `general` | catalogues, the commentary of 2024, and values that no document states |
//! | `law` | Supervision Law 2018 and 2024, its regulations, sanctions, reports, organized crime |
//! | `party` | work rules of 1994, 2017 and 2019, discipline, accountability |

mod criminal;
mod general;
mod law;
mod party;

use crate::rulebook::pack::RulePack;
use crate::rulebook::packs::row::rows;
use crate::terms::office::Level;

/// 全国 (the nation): every chain ends here.
///
/// # Source
///
/// Law context §§1.2–1.8, 3, 4, 5; seed 003; seed §8 for what no document states.
#[must_use]
pub fn national() -> RulePack {
    let mut all = law::rows();
    all.extend(party::rows());
    all.extend(criminal::rows());
    all.extend(general::rows());
    RulePack::literal(("national", "全国", "China"), Level::Central, None, rows(all))
}
