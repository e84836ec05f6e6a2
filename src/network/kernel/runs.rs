//! Work cut into runs: done by one thread or shared out, the same to the last bit.
//!
//! A sum of rounded numbers depends on the order in which they are added. So runs are cut
//! without asking how many threads there are; each is summed up on its own, from 0, and the
//! sums are added in the order of the runs. With the feature `parallel` the runs go to the
//! threads of the rayon pool from which the question is asked, unless there is one run only
//! or one thread. Then a few sums for each thread wait to be added: space grows with the
//! number of threads, not with that of the runs.

use std::ops::AddAssign;

/// Adds up what each run gives, one number for each of `length` places.
///
/// `work` adds a run to a sum, with working space that other runs used before.
pub(crate) fn sum<S, R, T>(
    runs: &[R],
    length: usize,
    work: impl Fn(&mut S, &R, &mut [T]) + Sync,
) -> Vec<T>
where
    S: Default + Send,
    R: Sync,
    T: Copy + Default + AddAssign + Send,
{
    #[cfg(feature = "parallel")]
    if runs.len() > 1 && rayon::current_num_threads() > 1 {
        return by_many::sum(runs, length, work);
    }
    by_one::sum(runs, length, work)
}

/// Works through two arrays of one length in blocks of a fixed length; what each block gave,
/// in their order. `work` is told where its block begins.
pub(crate) fn blocks<T: Send>(
    arrays: [&mut [f64]; 2],
    block: usize,
    work: impl Fn(usize, [&mut [f64]; 2]) -> T + Sync,
) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if arrays[0].len() > block && rayon::current_num_threads() > 1 {
        return by_many::blocks(arrays, block, work);
    }
    by_one::blocks(arrays, block, work)
}

fn add<T: Copy + AddAssign>(sum: &mut [T], run: &[T]) {
    sum.iter_mut().zip(run).for_each(|(sum, run)| *sum += *run);
}

/// One run after the other.
mod by_one {
    use super::{AddAssign, add};

    pub(crate) fn sum<S: Default, R, T: Copy + Default + AddAssign>(
        runs: &[R],
        length: usize,
        work: impl Fn(&mut S, &R, &mut [T]),
    ) -> Vec<T> {
        let (mut sum, mut own) = (vec![T::default(); length], vec![T::default(); length]);
        let mut space = S::default();
        for run in runs {
            own.fill(T::default());
            work(&mut space, run, &mut own);
            add(&mut sum, &own);
        }
        sum
    }

    pub(crate) fn blocks<T>(
        [a, b]: [&mut [f64]; 2],
        block: usize,
        work: impl Fn(usize, [&mut [f64]; 2]) -> T,
    ) -> Vec<T> {
        let pairs = a.chunks_mut(block).zip(b.chunks_mut(block)).enumerate();
        pairs.map(|(at, (a, b))| work(at * block, [a, b])).collect()
    }
}

/// Shared out over the threads of a pool.
#[cfg(feature = "parallel")]
mod by_many {
    use std::sync::{Mutex, PoisonError};

    use rayon::prelude::*;

    use super::{AddAssign, add};

    /// So many sums for each thread may wait to be added.
    const WAITING: usize = 4;

    pub(crate) fn sum<S, R, T>(
        runs: &[R],
        length: usize,
        work: impl Fn(&mut S, &R, &mut [T]) + Sync,
    ) -> Vec<T>
    where
        S: Default + Send,
        R: Sync,
        T: Copy + Default + AddAssign + Send,
    {
        // As many as there are threads at most: each takes one that is free.
        let spaces: Mutex<Vec<S>> = Mutex::default();
        let free = || spaces.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sum = vec![T::default(); length];
        for together in runs.chunks(WAITING * rayon::current_num_threads()) {
            let own = together.par_iter().with_max_len(1).map(|run| {
                let mut space = free().pop().unwrap_or_default();
                let mut own = vec![T::default(); length];
                work(&mut space, run, &mut own);
                free().push(space);
                own
            });
            let own: Vec<Vec<T>> = own.collect();
            own.iter().for_each(|own| add(&mut sum, own));
        }
        sum
    }

    pub(crate) fn blocks<T: Send>(
        [a, b]: [&mut [f64]; 2],
        block: usize,
        work: impl Fn(usize, [&mut [f64]; 2]) -> T + Sync,
    ) -> Vec<T> {
        let pairs = a.par_chunks_mut(block).zip(b.par_chunks_mut(block)).enumerate();
        pairs.map(|(at, (a, b))| work(at * block, [a, b])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::Numbers;

    /// Numbers whose sum depends on the order in which they are added.
    fn uneven(seed: u64) -> f64 {
        let mut numbers = Numbers(seed);
        f64::from(numbers.below(1 << 30)) / f64::from(1 + numbers.below(1 << 20))
    }

    #[test]
    fn any_number_of_threads_gives_every_bit_of_one_run_after_the_other() {
        let runs: Vec<u64> = (0..101).collect();
        let work = |space: &mut u64, run: &u64, sum: &mut [f64]| {
            // Space that was used before must not show.
            *space += run;
            for (at, place) in (0_u64..).zip(sum) {
                for number in 0..=run % 7 {
                    *place += uneven(run * 1_000 + at * 10 + number);
                }
            }
        };
        let expected = by_one::sum(&runs, 30, work);
        let backward = by_one::sum(&runs.iter().copied().rev().collect::<Vec<_>>(), 30, work);
        assert_ne!(backward, expected, "the order shows in the last bits");
        let block = |first: usize, [a, b]: [&mut [f64]; 2]| {
            for (at, (a, b)) in (first as u64..).zip(a.iter_mut().zip(b)) {
                *a += uneven(at);
                *b -= *a;
            }
            a.iter().sum::<f64>()
        };
        let mut plain = [vec![1.0; 1_000], vec![2.0; 1_000]];
        let [a, b] = &mut plain;
        let sums = by_one::blocks([a, b], 64, block);
        assert_eq!(sums.len(), 16);
        #[cfg(feature = "parallel")]
        for threads in [1, 2, 3, 7] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                assert_eq!(by_many::sum(&runs, 30, work), expected, "{threads}");
                let mut shared = [vec![1.0; 1_000], vec![2.0; 1_000]];
                let [a, b] = &mut shared;
                assert_eq!(by_many::blocks([a, b], 64, block), sums, "{threads}");
                assert_eq!(shared, plain, "{threads}");
            });
        }
    }
}
