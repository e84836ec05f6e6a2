//! Smallest sets of conditions that are enough together.
//!
//! A literal is a number: twice the condition, plus one if it is wanted not to hold. A
//! product is a rising list of literals that must all be so; a sum is a list of products
//! of which one is enough, none part of another.

use super::refusal::is_part;

/// Literals that must all be so, rising.
pub(super) type Product = Vec<usize>;
/// Products of which one is enough.
pub(super) type Sum = Vec<Product>;

/// Computes sums, within limits on their length and on the work.
pub(super) struct Search {
    most: usize,
    work_left: usize,
    complete: bool,
}

impl Search {
    /// `most` products to a sum, and `work` steps in all.
    pub(super) const fn new(most: usize, work: usize) -> Self {
        Self { most, work_left: work, complete: true }
    }

    /// Whether nothing was left out so far.
    pub(super) const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Takes so many steps, if there are as many left.
    fn work(&mut self, steps: usize) -> bool {
        match self.work_left.checked_sub(steps) {
            Some(left) => {
                self.work_left = left;
                true
            }
            None => {
                self.complete = false;
                false
            }
        }
    }

    /// Adds a product, unless a part of it is there; removes those that it is a part of.
    pub(super) fn add(&mut self, sum: &mut Sum, product: Product) {
        let lengths = sum.iter().fold(product.len(), |all, own| all.saturating_add(own.len()));
        if !self.work(lengths.saturating_add(1)) {
            return;
        }
        if sum.iter().any(|own| is_part(own, &product)) {
            return;
        }
        sum.retain(|own| !is_part(&product, own));
        if sum.len() < self.most {
            sum.push(product);
        } else {
            self.complete = false;
        }
    }

    /// One of both.
    fn either(&mut self, mut one: Sum, two: Sum) -> Sum {
        if one.is_empty() {
            return two;
        }
        two.into_iter().for_each(|product| self.add(&mut one, product));
        one
    }

    /// Both of them.
    fn both(&mut self, mut one: Sum, two: &Sum) -> Sum {
        if let ([product], [more]) = (one.as_mut_slice(), two.as_slice()) {
            if !self.work(more.len().saturating_add(1)) {
                return Sum::new();
            }
            // The usual case: all the new conditions come behind the old ones.
            let condition = |literal: &usize| literal / 2;
            if more.is_empty() || product.last().map(condition) < more.first().map(condition) {
                product.extend(more);
                return one;
            }
        }
        let mut sum = Sum::new();
        for left in &one {
            for right in two {
                if let Some(product) = join(left, right) {
                    self.add(&mut sum, product);
                }
            }
        }
        sum
    }

    /// At least `need` of the members, in their order.
    pub(super) fn at_least(&mut self, need: usize, members: Vec<Sum>) -> Sum {
        // so_far[n]: n of the members seen so far are enough. Counts that leave too many
        // for the rest are not followed.
        let mut so_far = vec![Sum::new(); need.saturating_add(1)];
        if let Some(none) = so_far.first_mut() {
            none.push(Product::new());
        }
        let spare = members.len().saturating_sub(need);
        for (at, member) in members.into_iter().enumerate() {
            let (low, high) = (at.saturating_sub(spare), at.min(need.saturating_sub(1)));
            for count in (low..=high).rev() {
                let taken = if at >= spare && count == low {
                    // This count is never asked for again: it must be taken from here.
                    so_far.get_mut(count).map(std::mem::take)
                } else {
                    so_far.get(count).cloned()
                };
                let with = self.both(taken.unwrap_or_default(), &member);
                if let Some(slot) = so_far.get_mut(count.saturating_add(1)) {
                    let without = std::mem::take(slot);
                    *slot = self.either(without, with);
                }
            }
        }
        so_far.pop().unwrap_or_default()
    }
}

/// All literals of both, rising; `None` if one wants what the other does not.
fn join(one: &Product, two: &Product) -> Option<Product> {
    let mut all = Product::with_capacity(one.len().saturating_add(two.len()));
    all.extend(one);
    all.extend(two);
    all.sort_unstable();
    all.dedup();
    let contradicts = all.windows(2).any(|pair| match pair {
        [low, high] => low % 2 == 0 && low ^ 1 == *high,
        _ => false,
    });
    if contradicts { None } else { Some(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search() -> Search {
        Search::new(64, 100_000)
    }

    fn singles(literals: &[usize]) -> Vec<Sum> {
        literals.iter().map(|literal| vec![vec![*literal]]).collect()
    }

    #[test]
    fn thresholds_choose_every_set_of_that_size() {
        let members = [0, 2, 4, 6, 8];
        for need in 1..=members.len() {
            let mut sum = search().at_least(need, singles(&members));
            sum.sort();
            let mut expected: Sum = (0_u32..32)
                .filter(|set| usize::try_from(set.count_ones()).unwrap() == need)
                .map(|set| (0..5).filter(|at| set >> at & 1 == 1).map(|at| members[at]).collect())
                .collect();
            expected.sort();
            assert_eq!(sum, expected, "{need} of 5");
        }
    }

    #[test]
    fn what_is_met_costs_nothing_and_what_contradicts_is_dropped() {
        let met = vec![Product::new()];
        assert_eq!(search().at_least(1, vec![vec![vec![0]], met.clone()]), met);
        assert_eq!(search().at_least(2, vec![vec![vec![0]], met]), [[0]]);
        assert_eq!(search().at_least(2, singles(&[0, 1])), Sum::new());
        assert_eq!(search().at_least(2, singles(&[1, 2])), [[1, 2]]);
        assert_eq!(search().at_least(2, singles(&[4, 4])), [[4]]);
        assert_eq!(search().at_least(1, singles(&[2, 2])), [[2]]);
    }

    #[test]
    fn limits_are_told() {
        let mut few = Search::new(2, 100_000);
        assert_eq!(few.at_least(1, singles(&[0, 2, 4])).len(), 2);
        assert!(!few.is_complete());
        let mut short = Search::new(64, 10);
        assert!(short.at_least(8, singles(&(0..16).map(|n| n * 2).collect::<Vec<_>>())).is_empty());
        assert!(!short.is_complete());
        let mut enough = search();
        assert_eq!(enough.at_least(2, singles(&[0, 2, 4])).len(), 3);
        assert!(enough.is_complete());
    }
}
