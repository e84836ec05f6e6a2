//! The most lines that take nothing from each other, by trying.
//!
//! Every line has a few alternatives; an alternative takes some things, and no thing can be
//! taken twice. Which lines fit together best is a hard question in general, so the search
//! has a budget and says whether it came to its end.

/// The alternatives of one line, each with the things that it takes.
pub(crate) type Line = Vec<Vec<u32>>;

/// The places of lines that fit together, as many as were found, in rising order; and
/// whether no more can.
///
/// `enough` lines are known to be the most there can be. After `budget` tries the search stops.
pub(crate) fn pack(lines: &[Line], enough: usize, budget: u64) -> (Vec<usize>, bool) {
    let things = lines.iter().flatten().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut taken = vec![false; things];
    // For each line up to here: which alternative was tried last; its length leaves it out.
    let mut choice: Vec<usize> = Vec::new();
    let mut chosen = 0;
    let mut best: Vec<usize> = Vec::new();
    let mut tries = 0;
    loop {
        let open = lines.len() - choice.len();
        if chosen > best.len() {
            let kept = (0..choice.len()).filter(|line| choice[*line] < lines[*line].len());
            best = kept.collect();
        }
        if best.len() >= enough {
            return (best, true);
        }
        // Down to the next line if that can still help, else up to the last that has a choice.
        let mut next = if open > 0 && chosen + open > best.len() { Some(0) } else { None };
        let (line, from) = loop {
            if let Some(from) = next {
                break (choice.len(), from);
            }
            let Some(last) = choice.pop() else { return (best, true) };
            let line = choice.len();
            if let Some(alternative) = lines[line].get(last) {
                alternative.iter().for_each(|thing| taken[*thing as usize] = false);
                chosen -= 1;
                next = Some(last + 1);
            }
        };
        tries += 1;
        if tries > budget {
            return (best, false);
        }
        let fits = |alternative: &Vec<u32>| alternative.iter().all(|thing| !taken[*thing as usize]);
        let found = lines[line][from.min(lines[line].len())..].iter().position(fits);
        let at = found.map_or(lines[line].len(), |steps| from + steps);
        if let Some(alternative) = lines[line].get(at) {
            alternative.iter().for_each(|thing| taken[*thing as usize] = true);
            chosen += 1;
        }
        choice.push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::Numbers;

    /// Every choice of alternatives, one after another.
    fn plain(lines: &[Line]) -> usize {
        let mut open: Vec<(usize, Vec<u32>, usize)> = vec![(0, vec![], 0)];
        let mut most = 0;
        while let Some((line, taken, chosen)) = open.pop() {
            most = most.max(chosen);
            let Some(alternatives) = lines.get(line) else { continue };
            open.push((line + 1, taken.clone(), chosen));
            for alternative in alternatives {
                if alternative.iter().all(|thing| !taken.contains(thing)) {
                    open.push((line + 1, [&taken[..], alternative].concat(), chosen + 1));
                }
            }
        }
        most
    }

    #[test]
    fn no_choice_keeps_more_lines() {
        for seed in 0..500 {
            let mut numbers = Numbers(seed);
            let mut lines = Vec::new();
            for _ in 0..numbers.below(7) {
                let alternatives = (0..numbers.below(3)).map(|_| {
                    let mut things: Vec<u32> =
                        (0..numbers.below(4)).map(|_| numbers.below(8)).collect();
                    things.sort_unstable();
                    things.dedup();
                    things
                });
                lines.push(alternatives.collect());
            }
            let most = plain(&lines);
            let (chosen, whole) = pack(&lines, usize::MAX, u64::MAX);
            assert_eq!((chosen.len(), whole), (most, true), "{lines:?}");
            // What was chosen does fit.
            let kept: Vec<Line> = chosen.iter().map(|line| lines[*line].clone()).collect();
            assert_eq!(plain(&kept), most);
            assert_eq!(pack(&lines, most, u64::MAX).0.len(), most);
        }
    }

    #[test]
    fn a_search_without_a_budget_says_so() {
        let lines: Vec<Line> = vec![vec![vec![0]], vec![vec![0]], vec![vec![1]]];
        let (chosen, whole) = pack(&lines, usize::MAX, 1);
        assert_eq!((chosen, whole), (vec![0], false));
    }
}
