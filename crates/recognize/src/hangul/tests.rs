use rostra_document::{
    Document, Language, Mention, Metadata, Origin, Recognizer, Segment, SegmentKind, TextRange,
};

use crate::GrammarRecognizer;

fn mentions(text: &str) -> Vec<Mention> {
    let pack = rostra_lexicon::pack("ko").expect("it has a pack");
    let range = TextRange::new(0, text.len());
    let segment = Segment {
        range,
        kind: SegmentKind::Sentence,
        block: 0,
        tokens: pack.tokenize(text, range),
    };
    let document = Document {
        id: "t".to_owned(),
        source: "t".to_owned(),
        sha256: String::new(),
        language: Language::new("ko"),
        metadata: Metadata::default(),
        text: text.to_owned(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    GrammarRecognizer::new().recognize(&document, &[segment])
}
