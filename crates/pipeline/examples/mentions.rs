//! Prints the mentions that the recogniser finds in a text: `mentions LANG < TEXT`.

use std::io::Read;

use rostra_document::{Document, Language, Metadata, Origin, Recognizer, Segmenter};

fn main() {
    let language = std::env::args().nth(1).unwrap_or_else(|| "en".into());
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .expect("standard input is UTF-8");
    let document = Document {
        identity: rostra_document::Identity::new("text", rostra_document::Provenance::file("-")),
        sha256: String::new(),
        language: Language::new(&language),
        metadata: Metadata::default(),
        text,
        sections: Vec::new(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    let segments = rostra_segment::SentenceSegmenter::new().segment(&document);
    let mentions = rostra_recognize::GrammarRecognizer::new()
        .recognize(&document, &segments, Vec::new())
        .expect("the grammar reads every text");
    for segment in &segments {
        println!("{:?} {}", segment.kind, segment.range.of(&document.text));
        for m in mentions.iter().filter(|m| segment.range.contains(m.range)) {
            println!(
                "    {:?} {:.2} {} [{}] {:?}",
                m.label,
                m.score,
                m.source,
                m.range.of(&document.text),
                m.detail
            );
        }
    }
}
