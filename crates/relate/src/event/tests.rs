use rostra_document::{
    Date, Document, Event, Language, Metadata, Origin, Segment, SegmentKind, TextRange,
};

use crate::line;

/// A document of one line a segment: the first is the headline, a line without a full stop too.
fn event(lang: &str, date: &str, text: &str) -> Option<(Event, String)> {
    let pack = rostra_lexicon::pack(lang).expect("it has a pack");
    let mut at = 0;
    let mut segments = Vec::new();
    for (block, row) in text.split_inclusive('\n').enumerate() {
        let range = TextRange::new(at, at + row.trim_end().len());
        at += row.len();
        let prose = row.trim_end().ends_with(['.', '。']);
        segments.push(Segment {
            range,
            kind: if prose {
                SegmentKind::Sentence
            } else {
                SegmentKind::Heading
            },
            block,
            tokens: pack.tokenize(text, range),
        });
    }
    let document = Document {
        identity: rostra_document::Identity::new("t", rostra_document::Provenance::file("t")),
        sha256: String::new(),
        language: Language::new(lang),
        metadata: Metadata {
            date: (!date.is_empty()).then(|| Date::from(date)),
            ..Metadata::default()
        },
        text: text.into(),
        sections: Vec::new(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    let lines = line::lines(text, &segments, &[], pack);
    let event = super::find(&document, &lines)?;
    let place = event.place.map(|p| p.of(text)).unwrap_or_default();
    let shown = [
        event.name.of(text),
        place,
        event.country.as_deref().unwrap_or_default(),
        event.start.as_deref().unwrap_or_default(),
        event.end.as_deref().unwrap_or_default(),
    ]
    .join(" | ");
    Some((event, shown))
}

#[test]
fn the_gathering_is_named_with_its_place_and_days() {
    for (lang, date, text, shown) in [
        (
            "en",
            "",
            "Minister to attend lake forum\nThe minister will attend the Second Forum on Mountain Lakes in Vienna, Austria, from 3 to 5 May 2023.",
            "Second Forum on Mountain Lakes | Vienna | AUT | 2023-05-03 | 2023-05-05",
        ),
        (
            "en",
            "",
            "Opening ceremony of the Third World Rivers Congress\nCAIRO, 7 June 2021 -- The congress began.",
            "Third World Rivers Congress | CAIRO | EGY | 2021-06-07 | ",
        ),
        (
            "fr",
            "2024-02-23",
            "Ouverture du 12e Forum africain des rivières\nLa ministre a ouvert jeudi à Dakar le 12e Forum africain des rivières.",
            "12e Forum africain des rivières | Dakar | SEN | 2024-02-22 | ",
        ),
        (
            "es",
            "",
            "La ministra inaugura la IV Cumbre de Lagos\nLa IV Cumbre de Lagos se celebra en Montevideo del 3 al 5 de mayo de 2022.",
            "IV Cumbre de Lagos | Montevideo | URY | 2022-05-03 | 2022-05-05",
        ),
        (
            "ru",
            "",
            "Выступление на третьем Форуме рек\nАстана, 5 мая 2023 года\nУчастники третьего Форума рек обсудили воду.",
            "третьем Форуме рек | Астана | KAZ | 2023-05-05 | ",
        ),
        (
            "zh",
            "2024-05-13",
            "部长出席第三届亚洲河流论坛开幕式\n部长12日在北京出席第三届亚洲河流论坛开幕式并致辞。",
            "第三届亚洲河流论坛 | 北京 | CHN | 2024-05-12 | ",
        ),
        (
            "ar",
            "2015-07-31",
            "الوزير يشارك في المؤتمر الدولي للمياه\nشارك الوزير اليوم في المؤتمر الدولي للمياه في القاهرة.",
            "المؤتمر الدولي للمياه | القاهرة | EGY | 2015-07-31 | ",
        ),
    ] {
        let found = event(lang, date, text).map(|e| e.1);
        assert_eq!(found.as_deref(), Some(shown), "{lang}");
    }
}

#[test]
fn gatherings_without_a_name_give_none() {
    for (lang, text) in [
        (
            "en",
            "Readout of the call\nThe two ministers held talks in Oslo on 3 May 2023.",
        ),
        (
            "en",
            "Minister visits Oslo\nAt a press conference in Oslo the minister said it was good.",
        ),
        (
            "fr",
            "Entretien\nLe ministre a tenu une réunion à Paris le 3 mai 2023.",
        ),
        ("es", "Visita\nEl ministro sostuvo una reunión en Madrid."),
        ("ru", "Встреча\nВ Москве состоялась встреча министров."),
        ("zh", "部长会见大使\n部长12日在北京会见大使。"),
        ("ar", "استقبال\nاستقبل الوزير السفير في القاهرة."),
    ] {
        assert_eq!(event(lang, "2023-05-04", text), None, "{lang} {text}");
    }
}

#[test]
fn virtual_gatherings_have_no_place() {
    let text = "Remarks at the Virtual Third Forum on Rivers\nThe Virtual Third Forum on Rivers opened on 3 May 2023.";
    let found = event("en", "", text).map(|e| e.1);
    assert_eq!(
        found.as_deref(),
        Some("Virtual Third Forum on Rivers |  |  | 2023-05-03 | ")
    );
}
