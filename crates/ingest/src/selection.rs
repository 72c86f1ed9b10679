//! Some documents of a file, and what lies between them.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;

use rostra_document::{Bookmark, FailureKind, Provenance, SourceError, Step};

/// A document of an earlier run to be found again, or a container whose documents are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The way to it. Its format is of no account: what has been mended may have another.
    pub provenance: Provenance,
    /// The id that it had. Where its container broke off there, all that this holds from here on is wanted.
    pub bookmark: Bookmark,
}

/// What is wanted of one file, and what of that was come across.
pub(crate) struct Selection {
    wanted: Vec<Wanted>,
    /// Numbers of what is wanted, by the steps to it; all below these is wanted, too.
    exact: HashMap<Vec<Step>, Vec<usize>>,
    /// Rows and the like from which on all is wanted: the steps to their container, the first of them, its number in `wanted`.
    onwards: Vec<(Vec<Step>, Step, usize)>,
    /// Containers on the way.
    above: HashSet<Vec<Step>>,
    met: Vec<bool>,
    named: Vec<bool>,
    /// What was in the way.
    obstacles: Vec<SourceError>,
}

impl Selection {
    pub(crate) fn new(wanted: Vec<Wanted>) -> Self {
        let mut selection = Self {
            exact: HashMap::new(),
            onwards: Vec::new(),
            above: HashSet::new(),
            met: vec![false; wanted.len()],
            named: vec![false; wanted.len()],
            obstacles: Vec::new(),
            wanted: Vec::new(),
        };
        for (n, wanted) in wanted.iter().enumerate() {
            selection.add(n, wanted);
        }
        selection.wanted = wanted;
        selection
    }

    fn add(&mut self, n: usize, wanted: &Wanted) {
        let steps = &wanted.provenance.steps;
        let mut scope = steps.as_slice();
        if let Some((container, first)) = wanted.bookmark.lost_from.and_then(|at| cut(steps, at)) {
            // Members of archives have no order that would outlive a mended archive: all of it is read again.
            scope = container;
            if number(first).is_some() {
                self.onwards.push((container.to_vec(), first.clone(), n));
                self.above.extend(prefixes(steps).map(<[Step]>::to_vec));
                return;
            }
        }
        self.exact.entry(scope.to_vec()).or_default().push(n);
        self.above.extend(prefixes(scope).map(<[Step]>::to_vec));
    }

    /// Numbers of what is wanted that `steps` lead to or into.
    fn covering(&self, steps: &[Step]) -> impl Iterator<Item = usize> {
        let exact = prefixes(steps).chain([steps]);
        let exact = exact.filter_map(|prefix| self.exact.get(prefix)).flatten();
        let onwards = self.onwards.iter().filter(|(container, first, _)| {
            let next = steps
                .strip_prefix(container.as_slice())
                .and_then(<[Step]>::first);
            next.is_some_and(|next| is_from(next, first))
        });
        exact.copied().chain(onwards.map(|&(.., n)| n))
    }

    /// Whether what `steps` lead to is wanted, or holds what is. What is wanted has been met then.
    pub(crate) fn leads(&mut self, steps: &[Step]) -> bool {
        let covering: Vec<usize> = self.covering(steps).collect();
        for &n in &covering {
            self.met[n] = true;
        }
        !covering.is_empty() || self.above.contains(steps)
    }

    /// Whether what `steps` lead to is wanted itself.
    pub(crate) fn wants(&self, steps: &[Step]) -> bool {
        self.covering(steps).next().is_some()
    }

    /// The id that the document at `steps` had, the first time that one is there.
    pub(crate) fn id(&mut self, steps: &[Step]) -> Option<String> {
        let n = self.covering(steps).find(|&n| {
            let wanted = self.wanted.get(n);
            let here = wanted.filter(|wanted| wanted.provenance.steps == steps);
            here.is_some_and(|wanted| wanted.bookmark.id.is_some())
                && self.named.get(n) == Some(&false)
        })?;
        self.named[n] = true;
        self.wanted
            .get(n)
            .and_then(|wanted| wanted.bookmark.id.clone())
    }

    /// What becomes of an error: it is told where it is one of what is wanted, kept in mind where it bars the way, else nobody's.
    pub(crate) fn judge(&mut self, error: SourceError) -> Option<SourceError> {
        let steps = &error.provenance.steps;
        if self.wants(steps) {
            self.leads(steps); // an error is an answer
            return Some(error);
        }
        if self.above.contains(steps) || error.bookmark.lost_from.is_some() {
            self.obstacles.push(error);
        }
        None
    }

    /// Why each of what is wanted and was not come across was not.
    pub(crate) fn unmet(self) -> Vec<SourceError> {
        let unmet = self.wanted.iter().zip(&self.met);
        let unmet = unmet.filter(|&(_, &met)| !met);
        unmet.map(|(wanted, _)| self.why(wanted)).collect()
    }

    fn why(&self, wanted: &Wanted) -> SourceError {
        let obstacle = self.obstacles.iter().find(|error| {
            let steps = &error.provenance.steps;
            let lost = error.bookmark.lost_from.and_then(|at| cut(steps, at));
            let barred = lost.map_or(steps.as_slice(), |(container, _)| container);
            wanted.provenance.steps.starts_with(barred)
        });
        let (kind, reason, cause) = match obstacle {
            Some(error) => {
                let kind = error.cause.as_ref().map(std::io::Error::kind);
                (error.kind, format!("cannot be reached: {error}"), kind)
            }
            None => (
                FailureKind::Unreadable,
                "is not there any more".to_owned(),
                Some(ErrorKind::NotFound),
            ),
        };
        SourceError {
            cause: cause.map(Into::into),
            bookmark: Box::new(wanted.bookmark.clone()),
            ..SourceError::new(wanted.provenance.clone(), kind, reason)
        }
    }
}

/// The steps to a container, and the one after.
fn cut(steps: &[Step], at: usize) -> Option<(&[Step], &Step)> {
    Some((steps.get(..at)?, steps.get(at)?))
}

/// All that `steps` begin with but themselves.
fn prefixes(steps: &[Step]) -> impl Iterator<Item = &[Step]> {
    (0..steps.len()).filter_map(|n| steps.get(..n))
}

/// What a step counts, if it does.
fn number(step: &Step) -> Option<u64> {
    match step {
        Step::Row(n) | Step::Message(n) | Step::Entry(n) | Step::Record(n) => Some(*n),
        Step::Member(_) | Step::Part(_) => None,
    }
}

/// Whether `step` is `first` or comes after it.
fn is_from(step: &Step, first: &Step) -> bool {
    std::mem::discriminant(step) == std::mem::discriminant(first) && number(step) >= number(first)
}

#[cfg(test)]
mod tests {
    use rostra_document::{Bookmark, FailureKind, Provenance, SourceError, Step};

    use super::{Selection, Wanted};

    fn wanted(steps: &[Step], lost_from: Option<usize>) -> Wanted {
        Wanted {
            provenance: Provenance {
                steps: steps.to_vec(),
                ..Provenance::file("f")
            },
            bookmark: Bookmark {
                id: Some("a-2".into()),
                lost_from,
                ..Bookmark::default()
            },
        }
    }

    fn member(name: &str) -> Step {
        Step::Member(name.into())
    }

    #[test]
    fn takes_what_is_wanted_and_all_in_it() {
        let (a, b) = (member("a.zip"), member("b.txt"));
        let row = |n| [member("r.jsonl"), Step::Row(n)];
        let mut selection = Selection::new(vec![
            wanted(std::slice::from_ref(&a), None),
            wanted(&row(3), None),
            wanted(&row(7), Some(1)),
        ]);
        for (steps, leads, wants) in [
            (&[][..], true, false),
            (std::slice::from_ref(&a), true, true),
            (&[a.clone(), b.clone()], true, true),
            (&[b], false, false),
            (&[member("r.jsonl")], true, false),
            (&row(2), false, false),
            (&row(3), true, true),
            (&row(4), false, false),
            (&row(9), true, true),
            (&[member("r.jsonl"), Step::Entry(9)], false, false),
        ] {
            assert_eq!(
                (selection.leads(steps), selection.wants(steps)),
                (leads, wants),
                "{steps:?}"
            );
        }
        assert_eq!(selection.id(&row(3)), Some("a-2".into()));
        assert_eq!(selection.id(&row(3)), None);
        assert_eq!(selection.id(&row(9)), None);
        assert!(selection.unmet().is_empty());
    }

    #[test]
    fn a_broken_archive_is_wanted_whole() {
        let mut selection = Selection::new(vec![wanted(&[member("m"), Step::Row(2)], Some(0))]);
        assert!(selection.leads(&[]) && selection.wants(&[member("a")]));
        assert!(selection.unmet().is_empty());
    }

    #[test]
    fn what_was_not_come_across_says_why() {
        let error = |steps: &[Step], lost_from| SourceError {
            bookmark: Box::new(Bookmark {
                lost_from,
                ..Bookmark::default()
            }),
            ..SourceError::new(
                wanted(steps, None).provenance,
                FailureKind::Rejected,
                "is damaged",
            )
        };
        let row = |n| [member("r.jsonl"), Step::Row(n)];
        for (found, told, why) in [
            (vec![], 0, "f!r.jsonl:3: is not there any more"),
            (
                vec![error(&row(2), None)],
                0,
                "f!r.jsonl:3: is not there any more",
            ),
            (
                vec![error(&row(2), Some(1))],
                0,
                "f!r.jsonl:3: cannot be reached: f!r.jsonl:2: is damaged",
            ),
            (
                vec![error(&[], None)],
                0,
                "f!r.jsonl:3: cannot be reached: f: is damaged",
            ),
            (vec![error(&row(3), None)], 1, ""),
        ] {
            let mut selection = Selection::new(vec![wanted(&row(3), None)]);
            let judged = found.into_iter().filter_map(|e| selection.judge(e));
            assert_eq!(judged.count(), told);
            let unmet = selection.unmet();
            let said: Vec<String> = unmet.iter().map(ToString::to_string).collect();
            assert_eq!(said.concat(), why);
            assert!(
                unmet
                    .iter()
                    .all(|e| e.bookmark.id.as_deref() == Some("a-2"))
            );
        }
    }
}
