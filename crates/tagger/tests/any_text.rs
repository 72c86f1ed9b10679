//! Whatever the text and whatever was found before: mentions lie in the text and in order, and probabilities are
//! probabilities.

use std::path::Path;

use proptest::prelude::*;
use rostra_document::{Detail, Document, Label, Mention, Recognizer, Segmenter, TextRange};
use rostra_segment::SentenceSegmenter;
use rostra_tagger::groups::Group;
use rostra_tagger::lattice::Lattice;
use rostra_tagger::{Buffers, Models, TaggerRecognizer};

const LANGUAGES: [&str; 9] = ["en", "tr", "vi", "ru", "ar", "zh", "ja", "ko", "und"];

const LABELS: [Label; 7] = [
    Label::Person,
    Label::Title,
    Label::Honorific,
    Label::Country,
    Label::Organisation,
    Label::Event,
    Label::Cue,
];

/// Words that the model and the packs know, between wild characters.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "The Prime Minister of Norway, ",
        "Ms. Aşkın Öztürk ",
        "Chủ tịch nước ",
        "Министр обороны Иван Петров",
        "وزير الخارجية سامح شكري",
        "外交部长王毅",
        "岸田文雄首相は",
        "김민수 장관은 ",
        ". ",
        "\n\n",
        "• ",
        "\u{301}",
        "\u{202e}",
        "👩‍👩‍👧",
        "İ",
        "ﷺ",
        "٣",
    ]);
    let piece = prop_oneof![3 => known.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Ranges by where they begin and end in a text, with what they are said to be.
type Found = Vec<(prop::sample::Index, prop::sample::Index, Label, f32)>;

fn found() -> impl Strategy<Value = Found> {
    let index = any::<prop::sample::Index>;
    let label = prop::sample::select(LABELS.to_vec());
    prop::collection::vec((index(), index(), label, 0.0_f32..=1.0), 0..8)
}

/// Mentions of `found` in `text`, sorted by start as those of the grammar are.
fn mentions(text: &str, found: Found) -> Vec<Mention> {
    let mut borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    borders.push(text.len());
    let border = |at: prop::sample::Index| borders[at.index(borders.len())];
    let mut mentions: Vec<Mention> = found
        .into_iter()
        .map(|(one, other, label, score)| {
            let (one, other) = (border(one), border(other));
            Mention {
                range: TextRange::new(one.min(other), one.max(other)),
                label,
                score,
                source: "any",
                model: None,
                detail: Detail::None,
            }
        })
        .filter(|mention| mention.range.start < mention.range.end)
        .collect();
    mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    mentions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn mentions_lie_in_the_text_and_in_order(
        text in text(),
        found in found(),
        language in prop::sample::select(LANGUAGES.to_vec()),
    ) {
        let document = Document::of_text("t", language, text.as_str());
        let segments = SentenceSegmenter::new().segment(&document);
        let found = mentions(&document.text, found);
        let mentions = TaggerRecognizer::new().recognize(&document, &segments, found).expect("it is read");
        prop_assert!(mentions.is_sorted_by_key(|m| m.range.start));
        for mention in mentions {
            let cut = document.text.get(mention.range.start..mention.range.end);
            prop_assert!(cut.is_some_and(|cut| !cut.is_empty()), "{:?}", mention);
            prop_assert!((0.0..=1.0).contains(&mention.score), "{:?}", mention);
            prop_assert!(mention.model.is_none_or(|m| (0.0..=1.0).contains(&m)), "{:?}", mention);
        }
    }

    #[test]
    fn marginals_are_probabilities(
        text in text(),
        found in found(),
        language in prop::sample::select(LANGUAGES.to_vec()),
    ) {
        let document = Document::of_text("t", language, text.as_str());
        let Some(pack) = rostra_lexicon::pack(language) else { return Ok(()) };
        let group = Group::of_script(&pack.source.writing.script).unwrap();
        let model = Models::embedded().of(group).unwrap();
        let found = mentions(&document.text, found);
        let (mut buffers, mut scores) = (Buffers::default(), Vec::new());
        let mut lattice = Lattice::default();
        for segment in SentenceSegmenter::new().segment(&document) {
            let text = (pack, document.text.as_str());
            model.scores(text, &segment, Some(&found), &mut buffers, &mut scores);
            lattice.sum(&scores, model.transitions(), &[]);
            for at in 0..scores.len() {
                let marginals = lattice.marginals(at);
                prop_assert!(marginals.iter().all(|m| (0.0..=1.001).contains(m)), "{:?}", marginals);
                let sum: f32 = marginals.iter().sum();
                prop_assert!((sum - 1.0).abs() < 1e-2, "{}", sum);
            }
        }
    }
}

#[test]
fn a_folder_without_files_is_refused_by_name() {
    let error = Models::read(Path::new("nowhere")).unwrap_err().to_string();
    assert!(error.contains("nowhere"), "{error}");
    assert!(
        error.contains("latin.safetensors: cannot be read"),
        "{error}"
    );
}
