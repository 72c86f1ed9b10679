//! Texts in several scripts: the same ranges from every engine, each of whole words.

use rostra_document::TextRange;
use rostra_transformer::{
    Aggregate, Classifier, LabelledRange, Sentence, Settings, TokenClassifier,
};

use crate::support::checkpoint::Folder;
use crate::support::engines;
use crate::support::model::Family;

const TEXTS: [(&str, &str); 8] = [
    (
        "Latin",
        "The minister met Anna Müller. El señor Núñez met the president of Peru in Paris.",
    ),
    (
        "combining marks",
        "El sen\u{303}or Jose\u{301} A\u{301}lvarez met the minister. Mu\u{308}ller was there.",
    ),
    (
        "Cyrillic",
        "Министр Иван Петров встретил президента. Президент Серов был в Москве.",
    ),
    (
        "Arabic",
        "وزير الخارجية محمد علي. وزير المالية يوسف حسن في بغداد.",
    ),
    ("Han", "外交部长王毅会见部长。部长在北京会见外交部长。"),
    (
        "emoji",
        "🎉 The president 🎉🎉 met Zoe\u{301} 👩\u{200d}🚀 and Ana. 🎉",
    ),
    (
        "mixed",
        "Minister Иванов met وزير محمد and 王毅 in Paris, and el señor O’Neil.",
    ),
    ("odd", "\u{a0}  A\u{200b}B\t—\r\n…  x.  \u{feff}. "),
];

/// A short window, so that texts are cut and put together again.
fn settings(aggregate: Aggregate) -> Settings {
    Settings {
        window: 20,
        overlap: 6,
        batch: 3,
        aggregate,
        ..Settings::default()
    }
}

#[test]
fn ranges_are_the_same_on_every_engine() {
    for family in [Family::Bert, Family::XlmRoberta] {
        let folder = Folder::new(family);
        let checkpoint = folder.open();
        for aggregate in [Aggregate::First, Aggregate::Average, Aggregate::Max] {
            let classifiers: Vec<Classifier> = engines::at_hand()
                .into_iter()
                .map(|kind| {
                    let engine = engines::open(kind, &checkpoint);
                    Classifier::new(&checkpoint, engine, settings(aggregate)).unwrap()
                })
                .collect();
            let mut spans = 0;
            for (name, text) in TEXTS {
                let sentences = sentences(text);
                let mut found = classifiers
                    .iter()
                    .map(|classifier| classifier.classify(text, &sentences).unwrap());
                let Some(first) = found.next() else {
                    return; // a build without engines
                };
                check_words(&first, &sentences, name);
                spans += first.len();
                for other in found {
                    check_same(&first, &other, name);
                }
            }
            assert!(spans > 15, "{family:?} finds {spans} spans in all texts");
        }
    }
}

fn check_same(one: &[LabelledRange], other: &[LabelledRange], name: &str) {
    let ranges = |found: &[LabelledRange]| -> Vec<_> {
        found.iter().map(|span| (span.range, span.kind)).collect()
    };
    assert_eq!(ranges(one), ranges(other), "{name}");
    for (a, b) in one.iter().zip(other) {
        assert!((a.score - b.score).abs() < 1e-4, "{name}: {a:?}, {b:?}");
    }
}

/// A span begins where a word begins, ends where one ends, and is in one sentence.
fn check_words(found: &[LabelledRange], sentences: &[Sentence], name: &str) {
    for span in found {
        let home = sentences
            .iter()
            .find(|s| s.range.start <= span.range.start && span.range.end <= s.range.end);
        let words = &home.unwrap_or_else(|| panic!("{name}: {span:?}")).words;
        assert!(
            words.iter().any(|word| word.start == span.range.start),
            "{name}: {span:?}"
        );
        assert!(
            words.iter().any(|word| word.end == span.range.end),
            "{name}: {span:?}"
        );
        assert!((0.0..=1.0).contains(&span.score), "{name}: {span:?}");
    }
}

/// Sentences end with a full stop; words are runs between spaces, and Han characters one by one.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut start = 0;
    let mut sentences = Vec::new();
    for part in text.split_inclusive(['.', '。']) {
        let range = TextRange::new(start, start + part.len());
        start = range.end;
        let words = words(part, range.start);
        sentences.push(Sentence { range, words });
    }
    sentences
}

fn words(part: &str, shift: usize) -> Vec<TextRange> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '.' | '。' | ',');
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut words: Vec<TextRange> = Vec::new();
    let mut open = false;
    for (at, c) in part.char_indices() {
        let (start, end) = (shift + at, shift + at + c.len_utf8());
        match words
            .last_mut()
            .filter(|_| open && !is_han(c) && !is_mark(c))
        {
            Some(word) => word.end = end,
            None if is_mark(c) => open = false,
            None => {
                words.push(TextRange::new(start, end));
                open = !is_han(c);
            }
        }
    }
    words
}
