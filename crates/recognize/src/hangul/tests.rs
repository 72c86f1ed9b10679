use rostra_document::{
    Document, Label, Language, Mention, Metadata, Origin, Recognizer, Segment, SegmentKind,
    TextRange,
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
        identity: rostra_document::Identity::new("t", rostra_document::Provenance::file("t")),
        sha256: String::new(),
        language: Language::new("ko"),
        metadata: Metadata::default(),
        text: text.to_owned(),
        sections: Vec::new(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    GrammarRecognizer::new()
        .recognize(&document, &[segment], Vec::new())
        .unwrap()
}

#[test]
fn names_and_titles_are_found() {
    for (text, names, titles) in [
        ("조현우 외교부 장관은", vec!["조현우"], vec!["외교부 장관"]),
        ("외교부 장관 조현우가", vec!["조현우"], vec!["외교부 장관"]),
        ("조 장관은", vec!["조"], vec!["장관"]),
        ("이 장관은", vec![], vec!["장관"]),
        (
            "필립 골드먼 주한미국대사와",
            vec!["필립 골드먼"],
            vec!["주한미국대사"],
        ),
        ("이즈미 하지메 교수", vec!["이즈미 하지메"], vec!["교수"]),
        (
            "홍길동의원과 김영자 씨",
            vec!["홍길동", "김영자"],
            vec!["의원"],
        ),
        ("국방차관회의 결과", vec![], vec![]),
        ("관계부처 장관", vec![], vec!["장관"]),
    ] {
        let found = mentions(text);
        let of = |label: Label| -> Vec<&str> {
            let all = found.iter().filter(|m| m.label == label);
            all.map(|m| m.range.of(text)).collect()
        };
        assert_eq!(of(Label::Person), names, "{text}");
        assert_eq!(of(Label::Title), titles, "{text}");
    }
}
