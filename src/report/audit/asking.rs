//! One identity, asked at one place: the verdict, and how it was computed.

use std::collections::BTreeSet;

use super::finding::{Finding, Step, Used};
use super::index::{Index, Slice};
use super::rates::{parts_of, percent_of, quotient, rate, whole};
use super::verdict::{Gap, Verdict, join};
use crate::base::period::{End, Start};
use crate::base::rate::Percent;
use crate::report::figures::{Figure, Number, Quantity, Unit};
use crate::report::identities::{
    Among, Cover, FigureRef, Identity, Overlap, Relation, Scope, Shown, Statement, Sum,
};
use crate::report::range::Range;

/// What one identity gives, wherever it is asked.
pub(super) fn findings(index: &Index<'_>, identity: &Identity) -> Vec<Finding> {
    let figures = identity.figures();
    let elsewhere = figures.iter().all(|figure| figure.place().is_some());
    let slices = match (identity.scope(), figures.first().and_then(|figure| figure.place())) {
        (Scope::Place(place), _) => vec![Slice { place, period: None }],
        // Every figure names its place: there is nothing to be asked of each.
        (Scope::EachPlaceAndPeriod, Some(place)) if elsewhere => {
            vec![Slice { place, period: None }]
        }
        (Scope::EachPlaceAndPeriod, _) => index.asked(identity),
    };
    if slices.is_empty() {
        let missing = |figure: &&FigureRef| Gap::Missing { figure: (*figure).clone() };
        let because = figures.iter().map(missing).collect();
        return vec![blank(identity, Verdict::Undetermined { because })];
    }
    slices.into_iter().map(|slice| finding(index, slice, identity)).collect()
}

/// A finding without a place.
fn blank(identity: &Identity, verdict: Verdict) -> Finding {
    Finding {
        id: identity.id().clone(),
        source: identity.source().clone(),
        place: None,
        period: None,
        wording: identity.wording().clone(),
        note: identity.note().cloned(),
        verdict,
        steps: Vec::new(),
        used: Vec::new(),
    }
}

/// What one identity gives at one place.
fn finding(index: &Index<'_>, slice: Slice<'_>, identity: &Identity) -> Finding {
    let mut asking = Asking { index, slice, used: Vec::new(), gaps: Vec::new(), steps: Vec::new() };
    let verdict = asking.statement(identity.statement());
    let verdict = if asking.gaps.is_empty() {
        verdict.unwrap_or(Verdict::LeftOpen)
    } else {
        asking.steps.clear();
        Verdict::Undetermined { because: asking.gaps }
    };
    Finding {
        place: Some(slice.place.clone()),
        period: slice.period.and_then(|(words, _)| words.cloned()),
        steps: asking.steps,
        used: asking.used.iter().map(|figure| used(figure)).collect(),
        ..blank(identity, verdict)
    }
}

fn used(figure: &Figure) -> Used {
    let (row, place) = (figure.row().clone(), figure.place().clone());
    Used { row, place, name: figure.name().clone(), quantity: figure.quantity() }
}

/// The figures of one sum, added up.
struct Added {
    terms: Vec<Range>,
    total: Range,
    unit: Option<Unit>,
}

impl Added {
    /// `16 + 1 = 17`, if there is anything to add.
    fn shown(&self) -> Option<String> {
        let terms = join(self.terms.iter().map(ToString::to_string), " + ");
        (self.terms.len() > 1).then(|| format!("{terms} = {}", self.total))
    }
}

/// An identity being asked at one place.
struct Asking<'i, 'a> {
    index: &'i Index<'a>,
    slice: Slice<'i>,
    used: Vec<&'a Figure>,
    gaps: Vec<Gap>,
    steps: Vec<Step>,
}

impl<'a> Asking<'_, 'a> {
    /// The verdict; `None` if a figure that is only the least leaves it open. Where there
    /// are gaps the verdict does not count.
    fn statement(&mut self, statement: &Statement) -> Option<Verdict> {
        match statement {
            Statement::Division { whole, parts, overlap, cover, among } => {
                let (whole, parts) = (self.sum(whole), self.sum(parts));
                self.same_units(&[&whole, &parts]);
                self.division(&whole, &parts, *overlap, (*cover, *among))
            }
            Statement::AtMost { part, whole, relation } => self.at_most(part, whole, *relation),
            Statement::Equal { left, right } => self.equal(left, right),
            Statement::Total { of } => {
                let of = self.sum(of);
                self.same_units(&[&of]);
                self.say(of.shown().into_iter().collect());
                derived(of.total.quantity()?, false)
            }
            Statement::Difference { from, minus } => self.difference(from, minus),
            Statement::Ratio { part, of, decimals, shown } => {
                self.ratio(part, of, *decimals, *shown)
            }
            Statement::Share { part, of, percent } => self.share(part, of, percent),
            Statement::PartOfBase { percent, of } => self.part_of_base(percent, of),
            Statement::PossibleBases { percent, largest } => self.bases(percent, largest),
            Statement::Coverage { left, right } => self.coverage(left, right),
            Statement::DoNotAdd { terms } => self.do_not_add(terms),
            Statement::NeverFalls { figure } => self.never_falls(figure),
        }
    }

    fn say(&mut self, parts: Vec<String>) {
        let text = parts.join("; ");
        if !text.is_empty() {
            self.steps.push(Step::both(text));
        }
    }

    fn say_in(&mut self, en: String, zh: String) {
        self.steps.push(Step { en, zh });
    }

    /// The one figure that is meant. Several that agree count as one.
    fn figure(&mut self, figure: &FigureRef) -> Option<&'a Figure> {
        let found = self.index.find(self.slice, figure);
        let same = |a: &Figure, b: &Figure| a.quantity() == b.quantity() && a.unit() == b.unit();
        let Some(first) = found.first().copied() else {
            self.gaps.push(Gap::Missing { figure: figure.clone() });
            return None;
        };
        for figure in &found {
            if !self.used.iter().any(|used| std::ptr::eq(*used, *figure)) {
                self.used.push(figure);
            }
        }
        if found.iter().any(|other| !same(first, other)) {
            let rows = found.iter().map(|figure| figure.row().clone()).collect();
            self.gaps.push(Gap::Several { figure: figure.clone(), rows });
            return None;
        }
        Some(first)
    }

    fn sum(&mut self, sum: &Sum) -> Added {
        let figures: Vec<&Figure> =
            sum.figures().iter().filter_map(|figure| self.figure(figure)).collect();
        let terms: Vec<Range> = figures.iter().map(|figure| Range::of(figure.quantity())).collect();
        let units: BTreeSet<&Unit> = figures.iter().map(|figure| figure.unit()).collect();
        let unit = units.first().filter(|_| units.len() == 1).map(|unit| (*unit).clone());
        Added { total: Range::sum(&terms), terms, unit }
    }

    /// Notes a gap unless all figures have one unit.
    fn same_units(&mut self, sums: &[&Added]) {
        let first = sums.first().and_then(|sum| sum.unit.as_ref());
        if self.gaps.is_empty()
            && !sums.iter().all(|sum| first.is_some() && sum.unit.as_ref() == first)
        {
            self.units_differ();
        }
    }

    fn units_differ(&mut self) {
        let units: BTreeSet<&Unit> = self.used.iter().map(|figure| figure.unit()).collect();
        self.gaps.push(Gap::Units { units: units.into_iter().cloned().collect() });
    }

    fn division(
        &mut self,
        whole: &Added,
        parts: &Added,
        overlap: Overlap,
        (cover, among): (Cover, Among),
    ) -> Option<Verdict> {
        let disjoint = overlap == Overlap::Disjoint;
        let union = Range::union(&parts.terms, disjoint);
        self.say(
            [whole.shown(), parts.shown()]
                .into_iter()
                .flatten()
                .chain(difference(whole.total, parts.total))
                .collect(),
        );
        if among == Among::Stated
            && let Some(by) = union.excess_over(whole.total)
        {
            return Some(Verdict::Fails { by });
        }
        let rest = whole.total.less(union);
        if cover == Cover::Complete {
            return complete(whole.total, union, disjoint);
        }
        let rest = if among == Among::Stated {
            self.explain_overlap(whole.total, union, rest);
            rest
        } else {
            self.explain_among(whole.total, rest);
            Range::between(rest.low, whole.total.high, rest.decimals())
        };
        Some(bounded(rest, whole.total))
    }

    /// Spells out the bounds of what is left over when the parts may overlap.
    fn explain_overlap(&mut self, whole: Range, union: Range, rest: Range) {
        if union.exact().is_some() || rest.exact().is_some() {
            return;
        }
        let union = match whole.high {
            Some(high) => Range::between(
                union.low,
                Some(union.high.map_or(high, |u| u.min(high))),
                union.decimals(),
            ),
            None => union,
        };
        self.say_in(
            format!("not said to be disjoint: together {union}, so {rest} left of {whole}"),
            format!("未说明互不重叠：合计 {}，余 {}，共 {whole}", union.term(), rest.term()),
        );
    }

    /// Spells out that the parts may not belong to the whole.
    fn explain_among(&mut self, whole: Range, rest: Range) {
        self.say_in(
            format!("{rest} if they are among the {whole}, up to {whole} if they are not"),
            format!("若在 {whole} 之内则余 {}，若不在则至多 {whole}", rest.term()),
        );
    }

    fn at_most(&mut self, part: &Sum, whole: &Sum, relation: Relation) -> Option<Verdict> {
        let (part, whole) = (self.sum(part), self.sum(whole));
        self.same_units(&[&part, &whole]);
        let mut says: Vec<String> = [part.shown(), whole.shown()].into_iter().flatten().collect();
        let (small, large) = (part.total, whole.total);
        let verdict = if let Some(by) = small.excess_over(large) {
            says.push(format!("{small} > {large}"));
            says.extend(difference(small, large));
            Some(Verdict::Fails { by })
        } else if small.at_most(large) {
            says.push(format!("{small} ≤ {large}"));
            // A stage counts its own time and office: its share would claim too much.
            let share = percent_of(small, large, 1).filter(|_| relation != Relation::Stage);
            says.extend(share.map(|(share, is)| format!("{small} / {large} {is} {share}")));
            let share = share.map(|(share, _)| share);
            Some(Verdict::Holds { share, base: rate(small, large) })
        } else {
            says.push(format!("{small} ? {large}"));
            None
        };
        self.say(says);
        verdict
    }

    fn equal(&mut self, left: &Sum, right: &Sum) -> Option<Verdict> {
        let (left, right) = (self.sum(left), self.sum(right));
        self.same_units(&[&left, &right]);
        let mut says: Vec<String> = [left.shown(), right.shown()].into_iter().flatten().collect();
        let (a, b) = (left.total, right.total);
        let same = a.exact().is_some() && a.exact() == b.exact();
        says.push(format!("{a} {} {b}", if same { "=" } else { "≠" }));
        let by = a.excess_over(b).or_else(|| b.excess_over(a));
        if by.is_none() && !same {
            says.pop();
        }
        says.extend(if same { None } else { difference(a, b) });
        self.say(says);
        if same { Some(Verdict::HoldsExactly) } else { by.map(|by| Verdict::Fails { by }) }
    }

    fn difference(&mut self, from: &FigureRef, minus: &FigureRef) -> Option<Verdict> {
        let (from, minus) = (self.figure(from), self.figure(minus));
        let (from, minus) = (from?, minus?);
        let points = (from.unit(), minus.unit()) == (&Unit::Percent, &Unit::PercentagePoint);
        if from.unit() != minus.unit() && !points {
            self.units_differ();
        }
        let (a, b) = (Range::of(from.quantity()), Range::of(minus.quantity()));
        if let Some(by) = b.excess_over(a) {
            self.say(vec![format!("{b} > {a}")]);
            return Some(Verdict::Fails { by });
        }
        self.say(vec![format!("{a} − {b} = {}", a.less(b))]);
        match a.less(b).quantity() {
            Some(value) => derived(value, points),
            None => Some(bounded(a.less(b), a)),
        }
    }

    fn ratio(&mut self, part: &Sum, of: &Sum, decimals: u8, shown: Shown) -> Option<Verdict> {
        let (part, of) = (self.sum(part), self.sum(of));
        self.same_units(&[&part]);
        self.same_units(&[&of]);
        let mut says: Vec<String> = [part.shown(), of.shown()].into_iter().flatten().collect();
        if self.gaps.is_empty() && of.total.high == Some(0) {
            self.gaps.push(Gap::NoBase);
        }
        let (a, b) = (part.total.exact()?, of.total.exact()?);
        let percent = shown == Shown::Percent;
        let times = if percent { a.checked_mul(100)? } else { a };
        let decimals = decimals.min(Number::MAX_DECIMALS);
        let (number, rounded) = quotient(times, b, decimals)?;
        let sign = if percent { " %" } else { "" };
        let is = if rounded { "≈" } else { "=" };
        says.push(format!("{} / {} {is} {number}{sign}", part.total, of.total));
        self.say(says);
        Some(Verdict::Derived { value: Quantity::exact(number), rounded, percent })
    }

    /// A stated percentage, digits and all.
    fn percent(&mut self, figure: &FigureRef) -> Option<Percent> {
        let found = self.figure(figure)?;
        let percent = match (found.unit(), found.quantity().as_exact()) {
            (Unit::Percent, Some(number)) => Percent::parse(&number.plain()).ok(),
            (Unit::Percent, None) => return None,
            _ => None,
        };
        if percent.is_none() {
            self.gaps.push(Gap::NotPercent { figure: figure.clone() });
        }
        percent
    }

    fn share(&mut self, part: &Sum, of: &Sum, percent: &FigureRef) -> Option<Verdict> {
        let (part, of) = (self.sum(part), self.sum(of));
        self.same_units(&[&part, &of]);
        let stated = self.percent(percent);
        if self.gaps.is_empty() && of.total.high == Some(0) {
            self.gaps.push(Gap::NoBase);
        }
        let stated = stated?;
        let (found, is) = percent_of(part.total, of.total, stated.decimals())?;
        let text = format!("{} / {} {is} {found}", part.total, of.total);
        self.say_in(format!("{text}; stated: {stated}"), format!("{text}；公布：{stated}"));
        if found == stated {
            let base = rate(part.total, of.total);
            return Some(Verdict::Holds { share: Some(found), base });
        }
        let apart = Number::literal(found.units().abs_diff(stated.units()), stated.decimals());
        Some(Verdict::Fails { by: Quantity::exact(apart) })
    }

    fn part_of_base(&mut self, percent: &FigureRef, of: &Sum) -> Option<Verdict> {
        let (stated, of) = (self.percent(percent), self.sum(of));
        let base = self.base(of.total)?;
        let Some((first, last)) = parts_of(stated?, base) else {
            return Some(Verdict::Impossible { percent: stated?, of: base });
        };
        let base = Number::whole(base);
        let parts = Range::between(whole(first), Some(whole(last)), 0);
        self.say_in(
            format!("{} is {parts} of {base}", stated?),
            format!("{} 即 {base} 中的 {}", stated?, parts.term()),
        );
        Some(bounded(parts, Range::of(Quantity::exact(base))))
    }

    /// The base as a whole number that can be listed.
    fn base(&mut self, range: Range) -> Option<u64> {
        if !self.gaps.is_empty() {
            return None;
        }
        let number = Number::from_millionths(range.exact()?, 0);
        let base = number.as_whole().filter(|base| (1..=Self::MOST_BASES).contains(base));
        match base.filter(|base| whole(*base) == range.low) {
            Some(base) => Some(base),
            None => {
                self.gaps.push(Gap::TooManyBases { most: Self::MOST_BASES });
                None
            }
        }
    }

    /// The largest base that is looked at.
    const MOST_BASES: u64 = 10_000;

    fn bases(&mut self, percent: &FigureRef, largest: &FigureRef) -> Option<Verdict> {
        let stated = self.percent(percent);
        let largest = self.figure(largest)?;
        let up_to = self.base(Range::of(largest.quantity()))?;
        let bases = stated?.possible_bases(up_to);
        if bases.is_empty() {
            return Some(Verdict::Impossible { percent: stated?, of: up_to });
        }
        let list = join(bases.iter().take(40).map(|rate| rate.of().to_string()), " ");
        let more = if bases.len() > 40 { " …" } else { "" };
        self.say_in(
            format!("{} can come from these bases: {list}{more}", stated?),
            format!("{} 可由下列基数得出：{list}{more}", stated?),
        );
        Some(Verdict::Bases { bases, up_to })
    }

    fn coverage(&mut self, left: &Sum, right: &Sum) -> Option<Verdict> {
        let (left, right) = (self.sum(left), self.sum(right));
        let (a, b) = (left.total, right.total);
        let shown = [left.shown(), right.shown()].into_iter().flatten();
        self.say(shown.chain(difference(a, b)).collect());
        let apart = match (a.exact(), b.exact()) {
            (Some(a), Some(b)) if a == b => Some(Quantity::exact(Number::whole(0))),
            _ => a.excess_over(b).or_else(|| b.excess_over(a)),
        };
        apart.map(|apart| Verdict::ManyToMany { apart })
    }

    fn do_not_add(&mut self, terms: &[Sum]) -> Option<Verdict> {
        let sums: Vec<Added> = terms.iter().map(|term| self.sum(term)).collect();
        self.say(sums.iter().filter_map(Added::shown).collect());
        let first = sums.first().and_then(|sum| sum.unit.as_ref());
        if !sums.iter().all(|sum| first.is_some() && sum.unit.as_ref() == first) {
            let units: BTreeSet<&Unit> = self.used.iter().map(|figure| figure.unit()).collect();
            let terms = join(units.iter().map(|unit| unit.term().to_owned()), "、");
            let units = join(units.iter().map(ToString::to_string), ", ");
            self.say_in(
                format!("they count different things: {units}"),
                format!("对象不同：{terms}"),
            );
            return Some(Verdict::DoNotAdd { low: None, high: None });
        }
        let totals: Vec<Range> = sums.iter().map(|sum| sum.total).collect();
        let (sum, union) = (Range::sum(&totals), Range::union(&totals, false));
        let terms = join(totals.iter().map(ToString::to_string), " + ");
        self.say_in(
            format!(
                "overlaps are not stated: {union} in all, and {terms} = {sum} only if there is none"
            ),
            format!("未说明重叠：共 {}，仅在互不重叠时 {terms} = {sum}", union.term()),
        );
        Some(Verdict::DoNotAdd { low: Some(union.low_number()), high: union.high_number() })
    }

    fn never_falls(&mut self, figure: &FigureRef) -> Option<Verdict> {
        let mut points: Vec<(&Figure, _, Option<Start>)> = Vec::new();
        for found in self.index.find(self.slice, figure) {
            let period = found.period();
            if let Some(End::Before(end)) = period.map(|period| period.end()) {
                points.push((found, end, period.map(|period| period.start())));
                self.used.push(found);
            }
        }
        points.sort_by_key(|(_, end, _)| *end);
        self.series_gaps(figure, &points);
        let mut verdict = Some(Verdict::Holds { share: None, base: None });
        let mut says = Vec::new();
        for (earlier, later) in points.iter().zip(points.iter().skip(1)) {
            let (a, b) = (Range::of(earlier.0.quantity()), Range::of(later.0.quantity()));
            if let Some(by) = a.excess_over(b) {
                says.push(format!("{a} > {b}"));
                verdict = Some(Verdict::Fails { by });
            } else if a.at_most(b) {
                says.push(format!("{a} ≤ {b}"));
            } else if !matches!(verdict, Some(Verdict::Fails { .. })) {
                verdict = None;
            }
        }
        self.say(says);
        verdict
    }

    fn series_gaps<T>(&mut self, figure: &FigureRef, points: &[(&Figure, T, Option<Start>)]) {
        let known = |start: &Option<Start>| match start {
            Some(Start::On(day)) => Some(*day),
            _ => None,
        };
        let starts: BTreeSet<_> = points.iter().filter_map(|(_, _, start)| known(start)).collect();
        let units: BTreeSet<&Unit> = points.iter().map(|(figure, _, _)| figure.unit()).collect();
        if points.len() < 2 {
            self.gaps.push(Gap::NoSeries { figure: figure.clone() });
        } else if starts.len() > 1 {
            self.gaps.push(Gap::OtherStarts { figure: figure.clone() });
        } else if units.len() > 1 {
            self.units_differ();
        }
    }
}

/// `17 − 16 = 1`, the larger first; nothing unless both are exact and differ.
fn difference(a: Range, b: Range) -> Option<String> {
    let (high, low) = if a.low >= b.low { (a, b) } else { (b, a) };
    let apart = (high.exact()?, low.exact()?);
    (apart.0 != apart.1).then(|| format!("{high} − {low} = {}", high.less(low)))
}

/// Parts that are all of the whole.
fn complete(whole: Range, union: Range, disjoint: bool) -> Option<Verdict> {
    if let Some(by) = whole.excess_over(union) {
        return Some(Verdict::Fails { by });
    }
    match (whole.exact(), union.high) {
        (Some(whole), Some(most)) if disjoint && union.low == most && whole == most => {
            Some(Verdict::HoldsExactly)
        }
        (Some(_), Some(_)) if !disjoint => Some(Verdict::Holds { share: None, base: None }),
        _ => None,
    }
}

fn bounded(rest: Range, whole: Range) -> Verdict {
    let of = whole.exact().map(|_| whole.low_number());
    Verdict::Bounds { low: rest.low_number(), high: rest.high_number(), of }
}

fn derived(value: Quantity, percent: bool) -> Option<Verdict> {
    Some(Verdict::Derived { value, rounded: false, percent })
}
