//! 同一性: whether two entries are one, and what was compared.

closed_terms! {
    /// 同一性判断: what a person judged of two parties.
    pub enum IdentityVerdict: "同一性判断", "judgment of identity", ["design §7"];
    Same = "same", "同一", "the same" reading;
    Different = "different", "不同一", "different" reading;
    /// Looked at, and left open. It never merges anything.
    Unsure = "unsure", "存疑", "unsure" reading;
    /// The earlier judgment between the two is taken back: as if it had never been made.
    TakenBack = "taken_back", "撤回判断", "taken back" reading;
}

impl IdentityVerdict {
    /// Whether it keeps the two apart.
    #[must_use]
    pub const fn keeps_apart(self) -> bool {
        matches!(self, Self::Different | Self::Unsure)
    }
}

closed_terms! {
    /// 比对事项: what two entries are compared by. Never an identity-card number.
    #[non_exhaustive]
    pub enum ComparedFact: "比对事项", "compared fact", ["design §7"];
    /// Alone it is never enough: names are shared by strangers.
    Name = "name", "姓名", "name" reading;
    BirthYear = "birth_year", "出生年份", "year of birth" reading;
    Relative = "relative", "亲属", "relative" reading;
    Post = "post", "任职", "post" reading;
    /// Something else, which the ground names.
    Other = "other", "其他", "something else" reading;
}
