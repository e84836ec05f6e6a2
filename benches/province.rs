//! A province as a network: made up, the same on every machine.
//!
//! Whole numbers only; every draw comes from one sequence, so that a seed and a size give
//! the same parties and ties everywhere. Nobody in it is anybody.
//!
//! | share | parties |
//! |---|---|
//! | 90 % | persons, the last fiftieth of them in families of four that know nobody else |
//! | 0.5 % | officials: a rank (their depth in a tree of six below each), one of 40 organs |
//! | 0.2 % | gangs |
//! | 4 % | companies |
//! | 3.8 % | cases |
//! | 1.5 % | places |
//!
//! | kind | ties for each 1,000 parties | from, to |
//! |---|---|---|
//! | reports to | 5 | an official, the one above |
//! | leads | 3 | a person, a gang |
//! | member of | 30 | a person, a gang: sizes of gangs follow a power law, half are from one block |
//! | shelters | 6 | an official, a gang: few officials shelter many |
//! | bribes | 20 | a person, a company or a gang, an official |
//! | kin | 600 | two persons of one block of 8 |
//! | co-owner | 120 | a person or a company, a company |
//! | handled case | 76 | an official, a case |
//! | located in | 380 | a person, a company or a case, a place |
//! | contact | the rest | two persons: 60 % of one block of 200, the others with one of the well known |
//!
//! Heavy tails: where a power law is meant, the place drawn is the square of an even draw,
//! so the first of *n* gets a share of 1/√n. Confidence is even over 1 to 1000 thousandths;
//! a tie begins on a day of 1995 to 2024, 45 of 100 still run.
//!
//! Parties are numbered through a keyed permutation and ties come in an order of their own,
//! so that neither kind nor neighborhood shows in the numbers.

/// How large a province is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 10 thousand parties, 30 thousand ties.
    S,
    /// 100 thousand parties, 600 thousand ties.
    M,
    /// 1 million parties, 6 million ties.
    L,
    /// 10 million parties, 60 million ties.
    Xl,
}

impl Size {
    /// The size with this letter.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::S, Self::M, Self::L, Self::Xl].into_iter().find(|size| size.name() == name)
    }

    /// Its letter.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
            Self::Xl => "XL",
        }
    }

    /// How many parties.
    #[must_use]
    pub const fn parties(self) -> u32 {
        match self {
            Self::S => 10_000,
            Self::M => 100_000,
            Self::L => 1_000_000,
            Self::Xl => 10_000_000,
        }
    }

    /// How many ties.
    #[must_use]
    pub const fn ties(self) -> u32 {
        match self {
            Self::S => 30_000,
            Self::M => 600_000,
            Self::L => 6_000_000,
            Self::Xl => 60_000_000,
        }
    }
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Holds no office.
    Person,
    /// Holds one.
    Official {
        /// 0 for the head, one more for each step down.
        rank: u8,
        /// One of 40.
        organ: u8,
    },
    /// A gang.
    Gang,
    /// A company.
    Company,
    /// A case.
    Case,
    /// A place.
    Place,
}

/// The kind of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A person belongs to a gang.
    MemberOf,
    /// A person leads a gang.
    Leads,
    /// An official shelters a gang.
    Shelters,
    /// Two persons are kin.
    Kin,
    /// Partners in business.
    CoOwner,
    /// Somebody bribes an official.
    Bribes,
    /// An official handled a case.
    HandledCase,
    /// An official reports to another.
    ReportsTo,
    /// Somebody or something is somewhere.
    LocatedIn,
    /// Two persons are in contact.
    Contact,
}

impl Kind {
    /// All ten.
    pub const ALL: [Self; 10] = [
        Self::MemberOf,
        Self::Leads,
        Self::Shelters,
        Self::Kin,
        Self::CoOwner,
        Self::Bribes,
        Self::HandledCase,
        Self::ReportsTo,
        Self::LocatedIn,
        Self::Contact,
    ];

    /// The kinds that lead from a gang to officials.
    pub const PROTECTION: [Self; 5] =
        [Self::MemberOf, Self::Leads, Self::Shelters, Self::Bribes, Self::ReportsTo];
}

/// A tie that still runs.
pub const OPEN: u16 = u16::MAX;
/// Days from 1995-01-01 to 2024-12-31.
pub const DAYS: u32 = 10_958;
/// 2015-06-30, in days since 1995-01-01.
pub const MIDSUMMER_2015: u16 = 7_485;
/// How many moments ties are recorded at.
pub const MOMENTS: u32 = 1_000;

/// One tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The party from which it runs.
    pub from: u32,
    /// The party to which it runs.
    pub to: u32,
    /// Thousandths, 1 to 1000.
    pub confidence: u16,
    /// Its first day, since 1995-01-01.
    pub since: u16,
    /// The day on which it ends, or [`OPEN`].
    pub until: u16,
    /// At which of [`MOMENTS`] it was recorded.
    pub recorded: u16,
    /// Its kind.
    pub kind: Kind,
    /// How far it has come: 0 alleged, 1 checked, 2 supported, 3 established.
    pub standing: u8,
}

impl Tie {
    /// Whether it was there on a day.
    #[must_use]
    pub const fn holds(&self, day: u16) -> bool {
        self.since <= day && day < self.until
    }
}

/// A made-up province.
#[derive(Clone, Debug)]
pub struct Province {
    /// What each party is, by its number.
    pub roles: Vec<Role>,
    /// The ties, in an order that says nothing.
    pub ties: Vec<Tie>,
}

impl Province {
    /// The province of a size.
    #[must_use]
    pub fn of(size: Size) -> Self {
        Self::new(size.parties(), size.ties(), 4)
    }

    /// A province with so many parties and ties.
    ///
    /// At least 1,000 parties, and twice as many ties as parties: below that there is no
    /// room for every kind.
    #[must_use]
    pub fn new(parties: u32, ties: u32, seed: u64) -> Self {
        let shares = Shares::of(parties.max(1_000));
        let ties = ties.max(2 * shares.parties());
        let mut maker = Maker::new(shares, ties, seed);
        maker.all();
        let Maker { names, shares, ties, .. } = maker;
        let mut roles = vec![Role::Person; shares.parties() as usize];
        for inner in shares.persons..shares.parties() {
            roles[names.of(inner) as usize] = shares.role(inner);
        }
        Self { roles, ties }
    }

    /// The parties of which something holds, in the order of their numbers.
    pub fn parties(&self, wanted: impl Fn(Role) -> bool) -> Vec<u32> {
        let numbered = (0_u32..).zip(&self.roles);
        numbered.filter(|(_, role)| wanted(**role)).map(|(party, _)| party).collect()
    }

    /// So many different parties drawn from a list, the same for every run.
    #[must_use]
    pub fn some(&self, list: &[u32], most: usize, seed: u64) -> Vec<u32> {
        let mut list = list.to_vec();
        let mut draw = Draw(seed);
        let most = most.min(list.len());
        for at in 0..most {
            let other = at + draw.below((list.len() - at) as u32) as usize;
            list.swap(at, other);
        }
        list.truncate(most);
        list
    }

    /// A number that every party and every tie goes into.
    #[must_use]
    pub fn checksum(&self) -> u64 {
        let mut sum = 0_u64;
        let mut add = |value: u64| sum = mixed(sum ^ value);
        for role in &self.roles {
            add(match role {
                Role::Person => 1,
                Role::Official { rank, organ } => {
                    2 | u64::from(*rank) << 8 | u64::from(*organ) << 16
                }
                Role::Gang => 3,
                Role::Company => 4,
                Role::Case => 5,
                Role::Place => 6,
            });
        }
        for tie in &self.ties {
            add(u64::from(tie.from) | u64::from(tie.to) << 32);
            add(u64::from(tie.confidence) | u64::from(tie.since) << 16);
            add(u64::from(tie.until) | u64::from(tie.recorded) << 16);
            add(tie.kind as u64 | u64::from(tie.standing) << 8);
        }
        sum
    }
}

/// How many there are of each, in the order in which they are numbered within.
#[derive(Clone, Copy, Debug)]
struct Shares {
    persons: u32,
    officials: u32,
    gangs: u32,
    companies: u32,
    cases: u32,
    places: u32,
}

impl Shares {
    fn of(parties: u32) -> Self {
        let share = |thousandths: u64| (parties as u64 * thousandths / 1_000) as u32;
        let (officials, gangs) = (share(5), share(2));
        let (companies, cases, places) = (share(40), share(38), share(15));
        let persons = parties - officials - gangs - companies - cases - places;
        Self { persons, officials, gangs, companies, cases, places }
    }

    const fn parties(&self) -> u32 {
        self.persons + self.officials + self.gangs + self.companies + self.cases + self.places
    }

    /// Persons who know others than their family, a whole number of blocks of 8.
    const fn open_persons(&self) -> u32 {
        (self.persons - self.persons / 50) / 8 * 8
    }

    const fn role(&self, inner: u32) -> Role {
        let mut at = inner;
        if at < self.persons {
            return Role::Person;
        }
        at -= self.persons;
        if at < self.officials {
            let mut rank = 0;
            let mut above = at;
            while above > 0 {
                above = (above - 1) / 6;
                rank += 1;
            }
            return Role::Official { rank, organ: (mixed(at as u64) % 40) as u8 };
        }
        at -= self.officials;
        if at < self.gangs {
            return Role::Gang;
        }
        at -= self.gangs;
        if at < self.companies {
            return Role::Company;
        }
        if at - self.companies < self.cases { Role::Case } else { Role::Place }
    }
}

/// Puts the ties together, one kind after another.
struct Maker {
    shares: Shares,
    names: Shuffle,
    order: Shuffle,
    draw: Draw,
    ties: Vec<Tie>,
    made: u32,
}

impl Maker {
    fn new(shares: Shares, ties: u32, seed: u64) -> Self {
        let nothing = Tie {
            from: 0,
            to: 0,
            confidence: 0,
            since: 0,
            until: 0,
            recorded: 0,
            kind: Kind::Contact,
            standing: 0,
        };
        Self {
            shares,
            names: Shuffle::new(shares.parties(), seed ^ 0x6e61_6d65),
            order: Shuffle::new(ties, seed ^ 0x7469_6573),
            draw: Draw(seed),
            ties: vec![nothing; ties as usize],
            made: 0,
        }
    }

    fn all(&mut self) {
        let each = self.shares.parties();
        let share = |thousandths: u64| (u64::from(each) * thousandths / 1_000) as u32;
        self.superiors();
        self.gangs(share(3), share(30));
        self.offices(share(6), share(20), share(76));
        self.families(share(600));
        self.business(share(120));
        self.places(share(380));
        self.contacts();
    }

    /// Officials report upward, six to each.
    fn superiors(&mut self) {
        for at in 1..self.shares.officials {
            let (from, to) = (self.official(at), self.official((at - 1) / 6));
            self.add(Kind::ReportsTo, from, to);
        }
    }

    fn gangs(&mut self, leaders: u32, members: u32) {
        let persons = self.shares.open_persons();
        for _ in 0..leaders {
            let (gang, person) = (self.draw.below(self.shares.gangs), self.draw.below(persons));
            let gang = self.gang(gang);
            self.add(Kind::Leads, person, gang);
        }
        for _ in 0..members {
            let at = self.draw.steep(self.shares.gangs);
            // Half of a gang comes from the block in which it is at home.
            let person = if self.draw.below(2) == 0 {
                let home = (mixed(u64::from(at)) % u64::from(persons / 200)) as u32;
                home * 200 + self.draw.below(200)
            } else {
                self.draw.below(persons)
            };
            let gang = self.gang(at);
            self.add(Kind::MemberOf, person, gang);
        }
    }

    fn offices(&mut self, sheltering: u32, bribes: u32, cases: u32) {
        let (gangs, companies) = (self.shares.gangs, self.shares.companies);
        let persons = self.shares.open_persons();
        for _ in 0..sheltering {
            let (official, gang) = (self.busy_official(), self.draw.below(gangs));
            let gang = self.gang(gang);
            self.add(Kind::Shelters, official, gang);
        }
        for _ in 0..bribes {
            let giver = match self.draw.below(10) {
                0 => {
                    let at = self.draw.below(gangs);
                    self.gang(at)
                }
                1..=3 => {
                    let at = self.draw.below(companies);
                    self.company(at)
                }
                _ => self.draw.below(persons),
            };
            let official = self.busy_official();
            self.add(Kind::Bribes, giver, official);
        }
        for _ in 0..cases {
            let official = self.busy_official();
            let case = self.draw.below(self.shares.cases);
            let case = self.case(case);
            self.add(Kind::HandledCase, official, case);
        }
    }

    /// Kin within blocks of 8, and families of four that know nobody else.
    fn families(&mut self, ties: u32) {
        let (open, persons) = (self.shares.open_persons(), self.shares.persons);
        let mut left = ties;
        let mut first = open;
        while first + 4 <= persons && left > 4 {
            for (a, b) in [(0, 1), (0, 2), (1, 3), (2, 3)] {
                self.add(Kind::Kin, first + a, first + b);
            }
            left -= 4;
            first += 4;
        }
        for _ in 0..left {
            let person = self.draw.below(open);
            let other = person / 8 * 8 + (person % 8 + 1 + self.draw.below(7)) % 8;
            self.add(Kind::Kin, person, other);
        }
    }

    fn business(&mut self, ties: u32) {
        let companies = self.shares.companies;
        for _ in 0..ties {
            let at = self.draw.steep(companies);
            let owner = if self.draw.below(5) == 0 {
                let other = (at + 1 + self.draw.below(companies - 1)) % companies;
                self.company(other)
            } else {
                self.draw.below(self.shares.open_persons())
            };
            let company = self.company(at);
            self.add(Kind::CoOwner, owner, company);
        }
    }

    fn places(&mut self, ties: u32) {
        for n in 0..ties {
            let (companies, cases) = (self.shares.companies, self.shares.cases);
            let what = if n < companies {
                self.company(n)
            } else if n < companies + cases {
                self.case(n - companies)
            } else {
                self.draw.below(self.shares.open_persons())
            };
            let place = self.draw.steep(self.shares.places);
            let place = self.place(place);
            self.add(Kind::LocatedIn, what, place);
        }
    }

    fn contacts(&mut self) {
        let persons = self.shares.open_persons();
        // One in twenty is well known, anywhere in the province.
        let known = persons / 20;
        while (self.made as usize) < self.ties.len() {
            let person = self.draw.below(persons);
            let other = if self.draw.below(10) < 6 {
                let block = person / 200 * 200;
                block + self.draw.below((persons - block).min(200))
            } else {
                self.draw.steep(known) * 20 + 7
            };
            if person != other {
                self.add(Kind::Contact, person, other);
            }
        }
    }

    const fn official(&self, at: u32) -> u32 {
        self.shares.persons + at
    }

    /// One of the officials; few are drawn often, wherever they stand in the tree.
    fn busy_official(&mut self) -> u32 {
        let officials = self.shares.officials;
        let at = self.draw.steep(officials);
        self.official((u64::from(at) * 7_919 % u64::from(officials)) as u32)
    }

    const fn gang(&self, at: u32) -> u32 {
        self.official(self.shares.officials) + at
    }

    const fn company(&self, at: u32) -> u32 {
        self.gang(self.shares.gangs) + at
    }

    const fn case(&self, at: u32) -> u32 {
        self.company(self.shares.companies) + at
    }

    const fn place(&self, at: u32) -> u32 {
        self.case(self.shares.cases) + at
    }

    fn add(&mut self, kind: Kind, from: u32, to: u32) {
        // The last kind but contacts may not take more than there is room for.
        if self.made as usize == self.ties.len() {
            return;
        }
        let since = self.draw.below(DAYS - 1);
        let until = if self.draw.below(100) < 45 {
            OPEN
        } else {
            (since + 1 + self.draw.below(DAYS - 1 - since)) as u16
        };
        let place = self.order.of(self.made) as usize;
        self.ties[place] = Tie {
            from: self.names.of(from),
            to: self.names.of(to),
            confidence: 1 + self.draw.below(1_000) as u16,
            since: since as u16,
            until,
            recorded: self.draw.below(MOMENTS) as u16,
            kind,
            standing: [0, 0, 1, 1, 1, 1, 1, 2, 2, 3][self.draw.below(10) as usize],
        };
        self.made += 1;
    }
}

/// SplitMix64's mixing of bits (Steele, Lea, Flood, OOPSLA 2014).
#[must_use]
pub const fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A sequence of draws.
#[derive(Clone, Debug)]
pub struct Draw(pub u64);

impl Draw {
    /// An even draw below a bound.
    pub const fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (((mixed(self.0) >> 32) * bound as u64) >> 32) as u32
    }

    /// A draw of which the first come up most: the square of an even one.
    const fn steep(&mut self, bound: u32) -> u32 {
        let even = self.below(u32::MAX) as u64;
        ((((even * even) >> 32) * bound as u64) >> 32) as u32
    }
}

/// A keyed permutation of the numbers below a bound: four rounds of Feistel, walked on
/// until the number is below the bound.
#[derive(Clone, Copy, Debug)]
pub struct Shuffle {
    bound: u32,
    half: u32,
    key: u64,
}

impl Shuffle {
    /// The permutation with a key.
    #[must_use]
    pub const fn new(bound: u32, key: u64) -> Self {
        let bits = u32::BITS - bound.saturating_sub(1).leading_zeros();
        Self { bound, half: bits.div_ceil(2), key }
    }

    /// Where a number below the bound goes.
    #[must_use]
    pub const fn of(&self, number: u32) -> u32 {
        let mask = (1_u64 << self.half) - 1;
        let mut at = number as u64;
        loop {
            let (mut left, mut right) = (at >> self.half, at & mask);
            let mut round = 0;
            while round < 4 {
                let turned = mixed(right ^ self.key ^ round << 56) & mask;
                (left, right) = (right, left ^ turned);
                round += 1;
            }
            at = left << self.half | right;
            if at < self.bound as u64 {
                return at as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures of the benches are figures of exactly these networks.
    #[test]
    fn the_province_is_the_same_everywhere() {
        assert_eq!(Province::of(Size::S).checksum(), 10_641_978_864_569_630_530);
        assert_eq!(Province::of(Size::M).checksum(), 1_559_135_474_115_835_780);
    }

    #[test]
    fn a_shuffle_gives_each_number_once() {
        for bound in [1, 2, 3, 5, 64, 1_000, 4_097] {
            let mut seen = vec![false; bound as usize];
            (0..bound).for_each(|n| seen[Shuffle::new(bound, 9).of(n) as usize] = true);
            assert!(seen.iter().all(|seen| *seen), "{bound}");
        }
    }

    #[test]
    fn it_has_the_shape_that_its_page_says() {
        let province = Province::of(Size::M);
        assert_eq!((province.roles.len(), province.ties.len()), (100_000, 600_000));
        let share = |wanted: fn(Role) -> bool| province.parties(wanted).len();
        assert_eq!(share(|role| role == Role::Person), 90_000);
        assert_eq!(share(|role| matches!(role, Role::Official { .. })), 500);
        assert_eq!(share(|role| role == Role::Gang), 200);
        assert_eq!(share(|role| role == Role::Company), 4_000);
        assert_eq!(share(|role| role == Role::Case), 3_800);
        assert_eq!(share(|role| role == Role::Place), 1_500);
        for kind in Kind::ALL {
            let found = province.ties.iter().filter(|tie| tie.kind == kind).count();
            let expected = match kind {
                Kind::MemberOf => 3_000..=3_000,
                Kind::Leads => 300..=300,
                Kind::Shelters => 600..=600,
                Kind::Kin => 60_000..=60_000,
                Kind::CoOwner => 12_000..=12_000,
                Kind::Bribes => 2_000..=2_000,
                Kind::HandledCase => 7_600..=7_600,
                Kind::ReportsTo => 499..=499,
                Kind::LocatedIn => 38_000..=38_000,
                Kind::Contact => 476_001..=476_001,
            };
            assert!(expected.contains(&found), "{kind:?}: {found}");
        }
        assert!(province.ties.iter().all(|tie| tie.from != tie.to && tie.since < tie.until));
        assert!(province.ties.iter().all(|tie| (1..=1_000).contains(&tie.confidence)));
        let open = province.ties.iter().filter(|tie| tie.until == OPEN).count();
        assert!((260_000..280_000).contains(&open), "{open}");
        let mut degree = vec![0_u32; province.roles.len()];
        for tie in &province.ties {
            degree[tie.from as usize] += 1;
            degree[tie.to as usize] += 1;
        }
        degree.sort_unstable();
        let quantile = |thousandths: usize| degree[thousandths * (degree.len() - 1) / 1_000];
        let found = [500, 900, 990, 1_000].map(quantile);
        assert_eq!(found, [10, 16, 59, 2_860]);
    }
}
