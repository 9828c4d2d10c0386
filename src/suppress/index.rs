//! Which silences hold where, for one rule: asked for each finding of it, in a draft that may have a directive on each line.

/// From where to where a silence holds for a rule, as places at which a finding may begin, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub first: usize,
    pub last: usize,
    /// The number of the silence.
    pub silence: usize,
}

/// The stretches of a rule, by their first place. A tree over their last places finds those that reach a place without a look at
/// the others.
#[derive(Debug)]
pub struct Index {
    stretches: Vec<Stretch>,
    /// For each node of a binary tree whose leaves are the stretches: the largest last place, plus one, below it.
    reach: Vec<usize>,
    /// The same, of the stretches that were not yet told of. Zero where there is none.
    fresh: Vec<usize>,
    leaves: usize,
}

impl Index {
    pub fn new(mut stretches: Vec<Stretch>) -> Self {
        stretches.sort_by_key(|stretch| stretch.first);
        let leaves = stretches.len().next_power_of_two();
        let mut reach = vec![0; 2 * leaves];
        for (node, stretch) in reach[leaves..].iter_mut().zip(&stretches) {
            *node = stretch.last + 1;
        }
        for node in (1..leaves).rev() {
            reach[node] = reach[2 * node].max(reach[2 * node + 1]);
        }
        Index {
            fresh: reach.clone(),
            reach,
            stretches,
            leaves,
        }
    }

    /// Whether a stretch holds that begins before `until` and reaches `place`. Silences of which that is so for the first time are
    /// told to `note`.
    pub fn holds(&mut self, until: usize, place: usize, mut note: impl FnMut(usize)) -> bool {
        let begun = (self.stretches).partition_point(|stretch| stretch.first < until);
        if self.leftmost(&self.reach, begun, place).is_none() {
            return false;
        }
        while let Some(number) = self.leftmost(&self.fresh, begun, place) {
            note(self.stretches[number].silence);
            let mut node = self.leaves + number;
            self.fresh[node] = 0;
            while node > 1 {
                node /= 2;
                self.fresh[node] = self.fresh[2 * node].max(self.fresh[2 * node + 1]);
            }
        }
        true
    }

    /// The first of the stretches before `begun` that reaches a place.
    fn leftmost(&self, tree: &[usize], begun: usize, place: usize) -> Option<usize> {
        let mut node = 1;
        if tree[node] <= place {
            return None;
        }
        while node < self.leaves {
            node *= 2;
            if tree[node] <= place {
                node += 1;
            }
        }
        Some(node - self.leaves).filter(|number| *number < begun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a look at each stretch would say.
    fn each(stretches: &[Stretch], until: usize, place: usize) -> Vec<usize> {
        (stretches.iter())
            .filter(|stretch| stretch.first < until && stretch.last >= place)
            .map(|stretch| stretch.silence)
            .collect()
    }

    #[test]
    fn the_tree_says_what_a_look_at_each_says() {
        let mut state = 1_usize;
        let mut random = |end: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % end
        };
        for _ in 0..500 {
            let count = random(12);
            let stretches: Vec<Stretch> = (0..count)
                .map(|silence| {
                    let first = random(40);
                    Stretch {
                        first,
                        last: first + random(20),
                        silence,
                    }
                })
                .collect();
            let mut index = Index::new(stretches.clone());
            let mut told = Vec::new();
            for _ in 0..8 {
                let place = random(60);
                let until = place + 1 + random(3);
                let expected = each(&stretches, until, place);
                let mut now = Vec::new();
                let holds = index.holds(until, place, |silence| now.push(silence));
                assert_eq!(holds, !expected.is_empty());
                let mut news: Vec<usize> = (expected.into_iter())
                    .filter(|silence| !told.contains(silence))
                    .collect();
                news.sort_unstable();
                told.extend(&now);
                now.sort_unstable();
                assert_eq!(now, news);
            }
        }
    }

    #[test]
    fn an_index_of_nothing() {
        assert!(!Index::new(Vec::new()).holds(1, 0, |_| {}));
    }
}
