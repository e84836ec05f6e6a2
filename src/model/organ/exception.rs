//! Posts that are managed elsewhere than usual, for a time.

use crate::base::id::{OrganId, PlaceId, PostId};
use crate::base::period::Period;
use crate::base::text::Line;
use crate::model::draft::{Desk, noun};
use crate::terms::office::{LeaderRole, Level, OrganKind};

noun! {
    /// 管理权限例外: posts managed at another level than their rank says, for a time.
    ///
    /// It covers every post for which *all* that is given holds. County party secretaries
    /// managed by the province (省管县委书记): `kind` party committee, `at` county, `leader`
    /// principal leader, `managed_at` province, `within` that province.
    ///
    /// # Source
    ///
    /// law-context §2, "exceptions to model" (mem-mid).
    ManagementException, ManagementExceptionDraft, RecordId, check covers_something;
    /// This post only.
    post: id_opt PostId,
    /// Posts of this organ.
    organ: id_opt OrganId,
    /// Posts of organs of this kind.
    kind: opt OrganKind,
    /// Posts of organs of this level.
    at: copy_opt Level,
    /// Posts with this part of a leader.
    leader: copy_opt LeaderRole,
    /// Posts of organs that answer for this place, or for one in it.
    within: id_opt PlaceId,
    /// The level that manages them.
    managed_at: copy Level,
    /// The days on which it holds.
    period: copy Period,
    /// The document that says so.
    basis: text_opt Line,
}

fn covers_something(exception: &ManagementException, desk: &mut Desk) {
    let named = exception.post.is_some()
        || exception.organ.is_some()
        || exception.kind.is_some()
        || exception.at.is_some()
        || exception.leader.is_some()
        || exception.within.is_some();
    if !named {
        desk.unfit("post", "an exception says which posts it covers, and this one says nothing");
    }
}
