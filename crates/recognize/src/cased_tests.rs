//! The grammar for spaced scripts, by table: names and titles of one segment.

use rostra_document::{
    Document, Label, Language, Metadata, Origin, Recognizer, Segment, SegmentKind, TextRange,
};

use crate::GrammarRecognizer;

/// Names and titles of `text`, read as one sentence, in order.
fn people(language: &str, text: &str) -> Vec<String> {
    let pack = rostra_lexicon::pack(language).expect("it has a pack");
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
        language: Language::new(language),
        metadata: Metadata::default(),
        text: text.into(),
        sections: Vec::new(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    GrammarRecognizer::new()
        .recognize(&document, &[segment], Vec::new())
        .unwrap()
        .iter()
        .filter(|m| matches!(m.label, Label::Person | Label::Title))
        .map(|m| m.range.of(text).to_owned())
        .collect()
}

#[test]
fn titles_end_where_names_begin() {
    for (language, text, expected) in [
        (
            "ru",
            "Министр связи Российской Федерации СЕРОВ Игорь Панкратович",
            vec![
                "Министр связи Российской Федерации",
                "СЕРОВ Игорь Панкратович",
            ],
        ),
        (
            "ru",
            "встреча с председателем областной думы Александром Серовым",
            vec!["председателем областной думы", "Александром Серовым"],
        ),
        (
            "ru",
            "глава Лесогорского городского поселения Игорь Панин",
            vec!["глава Лесогорского городского поселения", "Игорь Панин"],
        ),
        (
            "ru",
            "генеральный директор «Звёздного пути» Игорь Панин",
            vec!["генеральный директор «Звёздного пути»", "Игорь Панин"],
        ),
        (
            "ru",
            "Министра связи Российской Федерации И.П.Серова",
            vec!["Министра связи Российской Федерации", "И.П.Серова"],
        ),
        (
            "de",
            "Die Nahost-Korrespondentin Anna Berger",
            vec!["Nahost-Korrespondentin", "Anna Berger"],
        ),
        (
            "id",
            "Menteri Luar Negeri Bagus Santoro",
            vec!["Menteri Luar Negeri", "Bagus Santoro"],
        ),
        (
            "vi",
            "Bí thư Tỉnh ủy Trịnh Đức Chính",
            vec!["Bí thư Tỉnh ủy", "Trịnh Đức Chính"],
        ),
        (
            "en",
            "a member of President Fenwick's council",
            vec!["member", "President", "Fenwick"],
        ),
        (
            "pt",
            "O ministro Carlos Alves dos Santos",
            vec!["ministro", "Carlos Alves dos Santos"],
        ),
        (
            "it",
            "Il sindaco Marco Verdi",
            vec!["sindaco", "Marco Verdi"],
        ),
        (
            "es",
            "El informe de la Secretaría de Salud y de la secretaria Ana Soto",
            vec!["secretaria", "Ana Soto"],
        ),
        (
            "pt",
            "A secretária Ana Prado, da Secretaria de Saúde",
            vec!["secretária", "Ana Prado"],
        ),
        (
            "es",
            "El embajador José De La Gasca y el ministro Luis de la Cruz",
            vec![
                "embajador",
                "José De La Gasca",
                "ministro",
                "Luis de la Cruz",
            ],
        ),
        (
            "pt",
            "O presidente da Fundação Rui Lopes, Carlos Prado, falou",
            vec!["presidente da Fundação Rui Lopes", "Carlos Prado"],
        ),
        (
            "pt",
            "Luís Prado, repórter do jornal The Observer",
            vec!["Luís Prado", "repórter do jornal The Observer"],
        ),
    ] {
        assert_eq!(people(language, text), expected, "{text}");
    }
}
