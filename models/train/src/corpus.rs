//! Sources of training data to [`Labelled`] texts.
//!
//! ```text
//! ner/open/*.jsonl.xz ──open_sets──┐
//! written/LANG.txt ──marked────────┤
//! templates/LANG.txt ──templates───┼──> Labelled
//! labels/*.jsonl + raw/ ──standoff─┘
//! ```
//!
//! The same sources give the same corpus, byte by byte.

pub mod draft;
pub mod error;
mod files;
pub mod marked;
mod names;
mod nationalities;
pub mod open_sets;
pub mod random;
pub mod standoff;
pub mod templates;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use error::CorpusError;

use crate::labelled::Labelled;
use names::Seen;
use standoff::Labels;
use templates::{Names, Wanted};

/// Where a corpus comes from.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The folder with `ner/open` and `raw`.
    pub data: PathBuf,
    /// The folder with `written`, `templates` and `labels`.
    pub models: PathBuf,
    /// Sets that are left out, by name.
    pub without: Vec<String>,
    /// Documents that are made of the templates of a language.
    pub templates: usize,
    /// Documents with names that stand nowhere else, a language.
    pub unseen: usize,
    /// What random numbers begin with.
    pub seed: u64,
}

/// What a corpus contains.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// By set and language.
    pub sets: BTreeMap<(String, String), Count>,
    /// What has been left out, and why.
    pub notes: Vec<String>,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// Documents or sentences.
    pub documents: usize,
    /// Of these, held out.
    pub held_out: usize,
    /// Words between spaces; in Chinese and Japanese characters.
    pub words: usize,
    /// By kind, in the order of [`Kind::ALL`](rostra_tagger::tags::Kind::ALL).
    pub spans: [usize; 5],
}

/// Takes the documents of a corpus one by one.
pub type Sink<'a> = dyn FnMut(&Labelled) -> Result<(), CorpusError> + 'a;

/// Makes a corpus and hands it to `sink`.
///
/// # Errors
///
/// A source is there and cannot be read, or the sink fails. Sources that are not there are noted.
pub fn build(sources: &Sources, sink: &mut Sink) -> Result<Contents, CorpusError> {
    let mut building = Building {
        sources,
        sink,
        seen: Seen::default(),
        contents: Contents::default(),
    };
    building.open_sets()?;
    building.labels()?;
    building.written()?;
    building.templates(Names::Training, sources.templates)?;
    building.templates(Names::Reserved, sources.unseen)?;
    // Last, since its names are checked against all the others.
    building.templates(Names::Unseen, sources.unseen)?;
    Ok(building.contents)
}

struct Building<'a, 'b> {
    sources: &'a Sources,
    sink: &'a mut Sink<'b>,
    seen: Seen,
    contents: Contents,
}

impl Building<'_, '_> {
    fn wants(&self, set: &str) -> bool {
        self.sources.without.iter().all(|name| name != set)
    }

    fn take(&mut self, labelled: Labelled) -> Result<(), CorpusError> {
        self.seen.add(&labelled);
        self.contents.add(&labelled);
        (self.sink)(&labelled)
    }

    fn open_sets(&mut self) -> Result<(), CorpusError> {
        let folder = self.sources.data.join("ner/open");
        let files = files::files_of(&folder, ".jsonl.xz")?;
        if files.is_empty() {
            self.contents
                .note(format!("no open sets in {}", folder.display()));
        }
        for (file, path) in files {
            let without = &self.sources.without;
            open_sets::read(&path, &file, without, &mut |labelled| self.take(labelled))?;
        }
        Ok(())
    }

    fn labels(&mut self) -> Result<(), CorpusError> {
        let mut labels = Labels::read(&self.sources.models.join("labels"))?;
        if labels.is_empty() || !self.wants("labels") {
            return Ok(());
        }
        let folder = self.sources.data.join("raw");
        for (_, path) in files::files_of(&folder, ".jsonl.xz")? {
            labels.apply(&path, &mut |labelled| self.take(labelled))?;
        }
        let missing = labels.missing();
        if !missing.is_empty() {
            self.contents.note(format!(
                "{} labelled texts are not in {}: {}",
                missing.len(),
                folder.display(),
                missing
                    .iter()
                    .take(5)
                    .copied()
                    .collect::<Vec<_>>()
                    .join(", ")
            ));
        }
        Ok(())
    }

    fn written(&mut self) -> Result<(), CorpusError> {
        if !self.wants("written") {
            return Ok(());
        }
        for (stem, path) in files::files_of(&self.sources.models.join("written"), ".txt")? {
            marked::read(&path, &stem, &mut |labelled| self.take(labelled))?;
        }
        Ok(())
    }

    fn templates(&mut self, names: Names, documents: usize) -> Result<(), CorpusError> {
        if !self.wants(names.set()) {
            return Ok(());
        }
        let wanted = Wanted {
            names,
            documents,
            seed: self.sources.seed,
        };
        // What is made must not count as seen while it is being made: a name may come twice.
        let seen = std::mem::take(&mut self.seen);
        for (stem, path) in files::files_of(&self.sources.models.join("templates"), ".txt")? {
            templates::make(&path, &stem, wanted, &seen, &mut |labelled| {
                self.take(labelled)
            })?;
        }
        self.seen.join(seen);
        Ok(())
    }
}

impl Contents {
    fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    fn add(&mut self, labelled: &Labelled) {
        let key = (labelled.set.clone(), labelled.lang.clone());
        let count = self.sets.entry(key).or_default();
        count.documents += 1;
        count.held_out += usize::from(labelled.held_out);
        count.words += match labelled.lang.as_str() {
            "zh" | "ja" => labelled.text.chars().filter(|c| !c.is_whitespace()).count(),
            _ => labelled.text.split_whitespace().count(),
        };
        for span in &labelled.spans {
            if let Some(number) = count.spans.get_mut(span.kind as usize) {
                *number += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxHashSet;
    use std::path::Path;

    fn corpus() -> (Vec<Labelled>, Contents) {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = Sources {
            data: here.join("../../../shared/data"),
            models: here.to_owned(),
            without: vec!["turkish_wiki_tr".to_owned()],
            templates: 50,
            unseen: 20,
            seed: 1,
        };
        let mut texts = Vec::new();
        let contents = build(&sources, &mut |labelled| {
            texts.push(labelled.clone());
            Ok(())
        });
        (texts, contents.unwrap())
    }

    #[test]
    fn spans_are_in_order_and_names_unique() {
        let (texts, contents) = corpus();
        for note in &contents.notes {
            eprintln!("some sources are not here: {note}");
        }
        let mut ids = FxHashSet::default();
        for text in &texts {
            assert!(ids.insert(&text.id), "{} comes twice", text.id);
            let letters: Vec<char> = text.text.chars().collect();
            let mut before = 0;
            for span in &text.spans {
                let cut = letters.get(span.start..span.end).unwrap_or_default();
                let edges =
                    [cut.first(), cut.last()].map(|c| c.is_some_and(|c| !c.is_whitespace()));
                assert!(
                    before <= span.start && edges == [true; 2],
                    "{span:?} in {}",
                    text.id
                );
                before = span.end;
            }
            assert_ne!(text.set, "turkish_wiki_tr");
        }
    }

    #[test]
    fn the_same_sources_give_the_same_corpus() {
        assert!(corpus().0 == corpus().0);
    }
}
