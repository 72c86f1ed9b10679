//! Sentences and short releases made of patterns: every pattern many times, with other fillings each time.

mod fill;
mod noise;
mod patterns;

use std::path::Path;

use rostra_tagger::tags::Kind;

use super::draft::Draft;
use super::error::CorpusError;
use super::files;
use super::names::{Invented, Known, Seen};
use super::random::Random;
use crate::labelled::Labelled;
pub use fill::People;
use patterns::{Patterns, Piece};

/// Of a hundred documents, those that are of several patterns.
const SEVERAL: usize = 25;
/// Patterns of the longest document.
const LONGEST: usize = 6;

/// Of which names the persons of a set are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// The files' own and, of the lexica's, those that training may see.
    Training,
    /// The tenth of the lexica's names that training never sees.
    Reserved,
    /// Names that stand nowhere else.
    Unseen,
}

impl Names {
    /// The name of the set.
    #[must_use]
    pub fn set(self) -> &'static str {
        match self {
            Self::Training => "templates",
            Self::Reserved => "templates_reserved",
            Self::Unseen => "templates_unseen",
        }
    }
}

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The names in it.
    pub names: Names,
    /// How many documents.
    pub documents: usize,
    /// What the random numbers begin with.
    pub seed: u64,
}

/// Makes documents of the patterns in `path`, a file of the name `stem` without its ending. `seen` is what other sets of the corpus contain.
///
/// # Errors
///
/// The file cannot be read, or a line of it is wrong.
pub fn make(
    path: &Path,
    stem: &str,
    wanted: Wanted,
    seen: &Seen,
    each: &mut dyn FnMut(Labelled) -> Result<(), CorpusError>,
) -> Result<(), CorpusError> {
    let lang = files::language(stem);
    let patterns = patterns::read(path, lang)?;
    let set = wanted.names.set();
    let usable: Vec<&[Piece]> = patterns
        .patterns
        .iter()
        .map(Vec::as_slice)
        .filter(|pattern| wanted.names.fit(pattern))
        .collect();
    let mut random = Random::new(wanted.seed, &format!("{set}/{stem}"));
    let mut people: Box<dyn People> = match wanted.names {
        Names::Training => Box::new(Known::for_training(lang)),
        Names::Reserved => Box::new(Known::reserved(lang)),
        Names::Unseen => Box::new(Invented::new(lang, seen)),
    };
    for number in 0..wanted.documents {
        let mut draft = document(&usable, &patterns, people.as_mut(), &mut random);
        noise::add(&mut draft, lang, &mut random);
        let (text, spans) = draft.finish();
        each(Labelled {
            id: format!("{set}/{stem}/{number}"),
            lang: lang.to_owned(),
            set: set.to_owned(),
            text,
            spans,
            complete: Kind::ALL.to_vec(),
            held_out: wanted.names != Names::Training,
        })?;
    }
    Ok(())
}

/// A sentence, or now and then several.
fn document(
    usable: &[&[Piece]],
    patterns: &Patterns,
    people: &mut dyn People,
    random: &mut Random,
) -> Draft {
    let sentences = if random.chance(SEVERAL) {
        2 + random.below(LONGEST - 1)
    } else {
        1
    };
    let between = ["\n", "\n\n", " "];
    let between = random.letter(&between);
    let mut draft = Draft::default();
    for number in 0..sentences {
        let Some(pattern) = random.pick(usable) else {
            break;
        };
        if number > 0 {
            draft.push(between, None);
        }
        draft.append(&fill::fill(pattern, patterns, people, random));
    }
    draft
}

impl Names {
    /// Whether all persons of `pattern` stand in slots that these names can fill, and there are some.
    fn fit(self, pattern: &[Piece]) -> bool {
        let mut persons = 0;
        let fits = self == Self::Training || filled(pattern, &mut persons);
        fits && (persons > 0 || self == Self::Training)
    }
}

/// Whether names that we make fit all slots for persons, which are counted.
fn filled(pieces: &[Piece], persons: &mut usize) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Text(_) => true,
        Piece::Slot { kind, list } if *kind == Some(Kind::Person) => {
            *persons += 1;
            super::names::fills(list)
        }
        Piece::Slot { .. } => true,
        Piece::Mark(kind, _) => *kind != Kind::Person,
        Piece::Repeat { item, .. } => filled(item, persons),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATTERNS: &str = "@title\nmember of the board\n@person\nMaria Lopes\n@country\nTogo\n%%\n\
        {person}, {title} of {country}, spoke.\nPresent: << {title} {person} || ; >>.\n[[P Tom Lee]] left.\n";

    fn made(names: Names) -> Vec<Labelled> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("en.txt");
        std::fs::write(&path, PATTERNS).unwrap();
        let wanted = Wanted {
            names,
            documents: 300,
            seed: 1,
        };
        let mut documents = Vec::new();
        let take = &mut |labelled| {
            documents.push(labelled);
            Ok(())
        };
        make(&path, "en", wanted, &Seen::default(), take).unwrap();
        documents
    }

    fn cuts(document: &Labelled, kind: Kind) -> impl Iterator<Item = String> {
        let spans = document.spans.iter().filter(move |span| span.kind == kind);
        spans.map(|s| {
            document
                .text
                .chars()
                .skip(s.start)
                .take(s.end - s.start)
                .collect()
        })
    }

    #[test]
    fn spans_cut_out_the_fillings() {
        let plain = |text: &str| {
            text.to_lowercase()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        for document in made(Names::Training) {
            for title in cuts(&document, Kind::Title) {
                assert_eq!(plain(&title), "member of the board", "{document:?}");
            }
            for place in cuts(&document, Kind::Place) {
                assert_eq!(plain(&place), "togo", "{document:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_documents() {
        assert_eq!(made(Names::Training), made(Names::Training));
    }

    #[test]
    fn held_out_names_are_not_those_of_the_file() {
        for names in [Names::Reserved, Names::Unseen] {
            for document in made(names) {
                assert!(document.held_out);
                for person in cuts(&document, Kind::Person) {
                    let person = person.to_lowercase();
                    assert!(
                        person != "maria lopes" && person != "tom lee",
                        "{document:?}"
                    );
                }
            }
        }
    }
}
