//! Adjectives and nouns of nationality, which are places to us and which most sets leave unmarked.

use std::sync::LazyLock;

use compact_str::CompactString;
use rostra_lexicon::key::fold;
use rostra_tagger::tags::Kind;
use rustc_hash::FxHashSet;

use crate::labelled::Span;

/// Languages whose sets leave nationalities out, with the endings that their adjectives have.
const LANGUAGES: [(&str, &[&str]); 5] = [
    ("de", &["en", "em", "er", "es", "e"]),
    ("en", &[]),
    ("fr", &["nes", "ne", "es", "e", "s"]),
    ("pt", &["eses", "esas", "esa", "es", "os", "as", "o", "a"]),
    ("tr", &[]),
];
/// Letters that are left at least where an ending has been cut.
const STEM: usize = 4;

/// Language and stem of the lexicon's adjectives.
static ADJECTIVES: LazyLock<FxHashSet<(&'static str, CompactString)>> = LazyLock::new(|| {
    let table = include_str!("../../../../crates/lexicon/tables/country_forms.tsv");
    let mut adjectives = FxHashSet::default();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (form, languages, kind) = (fields.next(), fields.nth(1), fields.next());
        if let (Some(form), Some(languages), Some("adjective")) = (form, languages, kind) {
            let read = LANGUAGES
                .iter()
                .filter(|(lang, _)| languages.split(',').any(|l| l == *lang));
            adjectives.extend(read.map(|(lang, endings)| (*lang, stem(form, endings))));
        }
    }
    adjectives
});

fn stem(word: &str, endings: &[&str]) -> CompactString {
    let key = fold(word, false);
    let cut = endings.iter().find_map(|ending| key.strip_suffix(ending));
    let cut = cut.filter(|stem| stem.chars().count() >= STEM);
    cut.map_or_else(|| key.clone(), CompactString::from)
}

/// Adds the words of `text` that are nationalities in `lang` to `spans`, where no other span is.
pub fn mark(text: &str, lang: &str, spans: &mut Vec<Span>) {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let name = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let letters = name.chars().count();
        let free = spans
            .iter()
            .all(|span| span.end <= at || at + letters <= span.start);
        if letters > 0 && free && is_nationality(name, lang) {
            found.push(Span {
                start: at,
                end: at + letters,
                kind: Kind::Place,
            });
        }
        at += word.chars().count();
    }
    spans.extend(found);
    spans.sort_by_key(|span| span.start);
}

/// Whether `word` is a nationality in `lang`. Where languages write these with a capital, only then: to
/// `polish` is nothing of Poland.
fn is_nationality(word: &str, lang: &str) -> bool {
    let Some((lang, endings)) = LANGUAGES.iter().find(|(known, _)| *known == lang) else {
        return false;
    };
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let wanted = matches!(*lang, "en" | "tr");
    (capital || !wanted) && ADJECTIVES.contains(&(*lang, stem(word, endings)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nationalities_outside_names() {
        let text = "the French minister of French Guiana will polish it";
        let kind = Kind::Place;
        let mut spans = vec![Span {
            start: 23,
            end: 36,
            kind,
        }];
        mark(text, "en", &mut spans);
        assert_eq!(
            spans,
            [
                Span {
                    start: 4,
                    end: 10,
                    kind
                },
                Span {
                    start: 23,
                    end: 36,
                    kind
                }
            ]
        );
    }

    #[test]
    fn inflected_ones() {
        for (word, lang) in [
            ("brasileiras", "pt"),
            ("francesa", "pt"),
            ("deutschen", "de"),
            ("italiennes", "fr"),
        ] {
            assert!(is_nationality(word, lang), "{word}");
        }
        assert!(!is_nationality("casa", "pt"));
    }
}
