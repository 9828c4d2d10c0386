//! Where the literals stand that patterns need. They may stand anywhere, so that the automaton is run over every byte.

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::noncontiguous;
use aho_corasick::{Anchored, BuildError, MatchKind, dfa};

use super::matcher::{Workload, quickly_built};
use super::table::Tables;

/// An automaton over the first letters of hints. Its patterns are the tables' anchors of these.
#[derive(Debug)]
pub(super) enum HintSearch {
    /// Quickly built.
    Sparse(noncontiguous::NFA),
    /// Quickly run.
    Dense(dfa::DFA),
}

impl HintSearch {
    /// # Errors
    /// When there are more hints than an automaton can hold.
    pub(super) fn new(tables: &Tables, workload: Workload) -> Result<Self, BuildError> {
        let anchors = tables.hint_anchors.iter().map(|row| tables.str(row.text));
        Ok(match workload {
            Workload::Small => HintSearch::Sparse(quickly_built(anchors)?),
            Workload::Large => HintSearch::Dense(
                dfa::DFA::builder()
                    .match_kind(MatchKind::Standard)
                    .prefilter(false)
                    .build(anchors)?,
            ),
        })
    }

    pub(super) fn memory_usage(&self) -> usize {
        match self {
            HintSearch::Sparse(automaton) => automaton.memory_usage(),
            HintSearch::Dense(automaton) => automaton.memory_usage(),
        }
    }

    /// Calls `found` with the number of each anchor that stands in a folded text, and with where it begins.
    pub(super) fn each(&self, text: &str, found: impl FnMut(usize, usize)) {
        match self {
            HintSearch::Sparse(automaton) => each(automaton, text, found),
            HintSearch::Dense(automaton) => each(automaton, text, found),
        }
    }
}

fn each(automaton: &impl Automaton, text: &str, mut found: impl FnMut(usize, usize)) {
    let Ok(mut state) = automaton.start_state(Anchored::No) else {
        return;
    };
    for (at, b) in text.bytes().enumerate() {
        state = automaton.next_state(Anchored::No, state, b);
        if automaton.is_special(state) && automaton.is_match(state) {
            for number in 0..automaton.match_len(state) {
                let pattern = automaton.match_pattern(state, number);
                let length = automaton.pattern_len(pattern);
                found(pattern.as_usize(), at + 1 - length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_automata_find_the_same_anchors() {
        let tables = crate::lexicon::built_in();
        let found = |workload, text: &str| {
            let search = HintSearch::new(tables, workload).unwrap();
            let mut found = Vec::new();
            search.each(text, |number, at| {
                let anchor = tables.str(tables.hint_anchors[number].text);
                assert!(text[at..].starts_with(anchor), "{anchor:?} at {at}");
                found.push((at, anchor.to_owned()));
            });
            found
        };
        for text in [
            "costs: tbd [your name] xx %",
            "viral — naïve, 5x more likely",
        ] {
            let dense = found(Workload::Large, text);
            assert_eq!(dense, found(Workload::Small, text), "{text}");
            assert!(!dense.is_empty(), "{text}");
        }
    }
}
