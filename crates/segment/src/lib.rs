//! Documents to segments: paragraphs, sentences, list items and their tokens.
//!
//! Line breaks are read first ([`blocks`]): where a paragraph was wrapped by hand they are white
//! space, in a list they end an item. Sentences follow UAX #29 ([`sentences`]) with what
//! abbreviations and initials cut apart put together again. [`furniture`] leaves out what a web
//! page's hover cards repeat.

mod blocks;
mod furniture;
mod sentences;

use rostra_document::{Document, Segment, SegmentKind, Segmenter, TextRange};
use rostra_lexicon::Pack;
use rostra_lexicon::tokens::{TokenRules, tokenize};

use blocks::{Block, Shape};

/// Tokens that a segment has at most: longer ones are cut, so that no input makes the grammars slow.
const MAX_TOKENS: usize = 1500;

/// The default segmenter, `icu.v1`.
#[derive(Clone, Copy, Debug, Default)]
pub struct SentenceSegmenter;

impl SentenceSegmenter {
    /// The segmenter; it has nothing to set.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Segmenter for SentenceSegmenter {
    fn segment(&self, document: &Document) -> Vec<Segment> {
        let pack = rostra_lexicon::pack(document.language.as_str());
        let text = &document.text;
        let mut segments = Vec::new();
        for (number, block) in blocks::blocks(text).iter().enumerate() {
            for (range, kind) in pieces(text, block, pack) {
                push(text, range, kind, number, pack, &mut segments);
            }
        }
        segments
    }
}

/// Ranges of a block that are read as one.
fn pieces(text: &str, block: &Block, pack: Option<&Pack>) -> Vec<(TextRange, SegmentKind)> {
    match block.shape {
        Shape::Heading => vec![(block.range, SegmentKind::Heading)],
        Shape::Item => sentences::sentences(text, block.range, pack)
            .into_iter()
            .map(|range| (range, SegmentKind::Item))
            .collect(),
        Shape::Prose => sentences::sentences(text, block.range, pack)
            .into_iter()
            .map(|range| (range, SegmentKind::Sentence))
            .collect(),
    }
}

fn push(
    text: &str,
    range: TextRange,
    kind: SegmentKind,
    block: usize,
    pack: Option<&Pack>,
    segments: &mut Vec<Segment>,
) {
    let tokens = match pack {
        Some(pack) => pack.tokenize(text, range),
        None => tokenize(text, range, &TokenRules::default()),
    };
    let mut tokens = furniture::without_hover_cards(tokens);
    if let Some(at) = pack.and_then(|pack| pack.footer(&tokens)) {
        tokens.truncate(at);
    }
    for tokens in tokens.chunks(MAX_TOKENS) {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let range = TextRange::new(first.range.start, last.range.end);
            segments.push(Segment {
                range,
                kind,
                block,
                tokens: tokens.to_vec(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SentenceSegmenter;
    use rostra_document::{Document, Language, Metadata, Origin, Segmenter};

    fn cut(language: &str, text: &str) -> Vec<String> {
        let document = Document {
            identity: rostra_document::Identity::new("t", rostra_document::Provenance::file("t")),
            sha256: String::new(),
            language: Language::new(language),
            metadata: Metadata::default(),
            text: text.into(),
            sections: Vec::new(),
            origin: Origin::default(),
            diagnostics: Vec::new(),
        };
        let segments = SentenceSegmenter::new().segment(&document);
        segments
            .iter()
            .map(|s| s.range.of(text).to_owned())
            .collect()
    }

    #[test]
    fn initials_and_honorifics_do_not_end_sentences() {
        let text = "H.E. John F. Smith of the U.S. Senate spoke. He left.";
        assert_eq!(
            cut("en", text),
            ["H.E. John F. Smith of the U.S. Senate spoke.", "He left."]
        );
        assert_eq!(cut("zh", "他说。她听。"), ["他说。", "她听。"]);
    }

    #[test]
    fn wrapped_lines_are_one_and_list_lines_are_not() {
        let wrapped = "The President of the Republic met with\nthe ambassador of Chile in the\npalace on Monday.";
        assert_eq!(cut("en", wrapped).len(), 1);
        let list =
            "Present were:\n\n- Ana Silva, Minister of Health\n- Rui Costa, Mayor of Porto\n";
        assert_eq!(cut("en", list).len(), 3);
        let inline = "- President Ana Silva, Chile - Prime Minister Rui Costa, Peru - Chancellor Max Roth, Austria";
        assert_eq!(cut("en", inline).len(), 3);
    }
}
