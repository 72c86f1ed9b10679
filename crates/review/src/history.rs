//! The way back: what a fixture held before each edit of this run.

use std::collections::{BTreeMap, VecDeque};

use rostra_annotate::{AnnotatedDocument, Version};

/// Edits of one release that can be undone.
const DEEPEST: usize = 100;
/// Releases whose edits can be undone; of more, those edited longest ago cannot.
const MOST: usize = 200;

/// What was there before an edit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// The fixture's document; none where there was no fixture.
    pub(crate) before: Option<AnnotatedDocument>,
    /// Its text, where it was another than the release's.
    pub(crate) text: Option<String>,
    /// Whether the text lay there, with a document beside it or not.
    pub(crate) had_text: bool,
    /// The state of the files that the edit has made.
    pub(crate) made: Version,
    /// What the edit did, for people.
    pub(crate) what: String,
}

/// Steps by the number of the release.
#[derive(Default)]
pub(crate) struct History {
    steps: BTreeMap<usize, VecDeque<Step>>,
    /// Numbers, that edited last at the end.
    recent: VecDeque<usize>,
}

impl History {
    pub(crate) fn push(&mut self, number: usize, step: Step) {
        self.recent.retain(|other| *other != number);
        self.recent.push_back(number);
        if self.recent.len() > MOST
            && let Some(oldest) = self.recent.pop_front()
        {
            self.steps.remove(&oldest);
        }
        let steps = self.steps.entry(number).or_default();
        steps.push_back(step);
        if steps.len() > DEEPEST {
            steps.pop_front();
        }
    }

    /// The last edit, if the files still are as it made them.
    pub(crate) fn last(&self, number: usize, now: &Version) -> Option<&Step> {
        let last = self.steps.get(&number)?.back()?;
        (last.made == *now).then_some(last)
    }

    /// Whether the release's text lay in the folder before this run, as far as is known.
    pub(crate) fn had_text(&self, number: usize) -> bool {
        let first = self.steps.get(&number).and_then(VecDeque::front);
        first.is_none_or(|step| step.had_text)
    }

    /// Forgets the last edit, which has been undone: the files are in the state `now`, as the edit before it had made them.
    pub(crate) fn undone(&mut self, number: usize, now: &Version) {
        let Some(steps) = self.steps.get_mut(&number) else {
            return;
        };
        steps.pop_back();
        if let Some(last) = steps.back_mut() {
            last.made = now.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(made: &str) -> Step {
        Step {
            before: None,
            text: None,
            had_text: false,
            made: Version::of(made),
            what: String::new(),
        }
    }

    #[test]
    fn steps_are_taken_back_one_by_one_while_nobody_else_saves() {
        let mut history = History::default();
        history.push(1, step("a"));
        history.push(1, step("b"));
        let last = |history: &History, now: &str| {
            let step = history.last(1, &Version::of(now));
            step.map(|step| step.made.as_str().to_owned())
        };
        assert_eq!(last(&history, "b").as_deref(), Some("b"));
        assert_eq!(last(&history, "somebody else's"), None);
        history.undone(1, &Version::of("a, written anew"));
        assert!(last(&history, "a, written anew").is_some());
        history.undone(1, &Version::new());
        assert_eq!(last(&history, "new"), None);
    }

    #[test]
    fn memory_is_bounded() {
        let mut history = History::default();
        for number in 0..=MOST {
            for _ in 0..=DEEPEST {
                history.push(number, step("a"));
            }
        }
        assert!(history.last(0, &Version::of("a")).is_none());
        assert_eq!(history.steps.len(), MOST);
        assert_eq!(history.steps.get(&1).map(VecDeque::len), Some(DEEPEST));
    }
}
