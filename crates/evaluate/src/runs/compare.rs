//! Documents of two runs, paired by id as they come.

use std::collections::{HashMap, HashSet};

use rostra_document::Extraction;

use super::bare::Bare;
use super::change::{RunDiff, Side};
use super::document::{Pair, compare};
use super::fields::Options;

/// Two runs that are being compared.
///
/// Documents of both are handed in, in any order; where they come in turn, least is kept.
pub struct Comparison {
    options: Options,
    diff: RunDiff,
    /// Documents that one run has had and the other has not.
    before: HashMap<String, Bare>,
    after: HashMap<String, Bare>,
    /// Ids of documents that both have had.
    paired: HashSet<String>,
}

impl Comparison {
    /// Of the earlier run at the place `before` and the later one at `after`.
    #[must_use]
    pub fn new(before: &str, after: &str, options: Options) -> Self {
        let side = |place: &str| Side {
            place: place.to_owned(),
            ..Side::default()
        };
        Self {
            options,
            diff: RunDiff {
                before: side(before),
                after: side(after),
                ..RunDiff::default()
            },
            before: HashMap::new(),
            after: HashMap::new(),
            paired: HashSet::new(),
        }
    }

    /// Takes the next document of the earlier run. Of two with one id the first counts.
    pub fn before(&mut self, document: Extraction) {
        count(&mut self.diff.before, &document);
        let (id, bare) = (document.id.clone(), Bare::of(document));
        if self.paired.contains(&id) || self.before.contains_key(&id) {
            self.diff.documents.repeated += 1;
        } else if let Some(after) = self.after.remove(&id) {
            self.pair(id, &bare, &after);
        } else {
            self.before.insert(id, bare);
        }
    }

    /// Takes the next document of the later run. Of two with one id the first counts.
    pub fn after(&mut self, document: Extraction) {
        count(&mut self.diff.after, &document);
        let (id, bare) = (document.id.clone(), Bare::of(document));
        if self.paired.contains(&id) || self.after.contains_key(&id) {
            self.diff.documents.repeated += 1;
        } else if let Some(before) = self.before.remove(&id) {
            self.pair(id, &before, &bare);
        } else {
            self.after.insert(id, bare);
        }
    }

    fn pair(&mut self, id: String, before: &Bare, after: &Bare) {
        if [before, after]
            .iter()
            .any(|one| self.options.wants_language(&one.lang))
        {
            self.compare(&id, before, after);
        }
        self.paired.insert(id);
    }

    fn compare(&mut self, id: &str, before: &Bare, after: &Bare) {
        let same_text = before.is_of_text(after);
        if !same_text {
            self.diff.documents.other_text += 1;
            self.diff.other_text.push(id.to_owned());
        }
        if before.is_same(after) {
            self.diff.documents.same += 1;
            return;
        }
        let pair = Pair {
            id,
            same_text,
            options: &self.options,
        };
        let found = compare(&pair, &before.document(), &after.document());
        self.diff.confidences_moved += found.confidences_moved;
        match found.changes.is_empty() {
            true => self.diff.documents.same += 1,
            false => self.diff.documents.changed += 1,
        }
        self.diff.changes.extend(found.changes);
    }

    /// What the runs differ by, once all of both is in.
    #[must_use]
    pub fn finish(self) -> RunDiff {
        let mut diff = self.diff;
        let left = |documents: HashMap<String, Bare>| -> Vec<String> {
            let wanted = |one: &Bare| self.options.wants_language(&one.lang);
            let mut ids: Vec<String> = documents
                .into_iter()
                .filter(|(_, one)| wanted(one))
                .map(|(id, _)| id)
                .collect();
            ids.sort_unstable();
            ids
        };
        (diff.only_before, diff.only_after) = (left(self.before), left(self.after));
        diff.documents.only_before = diff.only_before.len() as u64;
        diff.documents.only_after = diff.only_after.len() as u64;
        diff.other_text.sort_unstable();
        // Those of a document stay in their order.
        diff.changes.sort_by(|a, b| a.document.cmp(&b.document));
        for change in &diff.changes {
            let of = diff.fields.entry(change.field).or_default();
            *of.entry(change.lang.clone()).or_default() += 1;
        }
        diff
    }
}

fn count(side: &mut Side, document: &Extraction) {
    side.documents += 1;
    if side.documents == 1 {
        side.extractor = Some(document.extractor.clone());
    }
}
