//! Titles and names in spaced scripts, by table: language, text, titles (pieces joined by ` ... `)
//! with their state, names.

use rostra_document::{Detail, Label, Segment, SegmentKind, TextRange};
use rostra_lexicon::pack;

use crate::scan::Scan;

/// A title's text and state.
type Found<'a> = (&'a str, Option<&'a str>);

const CASES: &[(&str, &str, &[Found], &[&str])] = &[
    (
        "tr",
        "Anadolum CEO'su Levent Aksoy ve NATO'nun Genel Sekreteri Jens Berg katıldı.",
        &[("Anadolum CEO", None), ("NATO'nun Genel Sekreteri", None)],
        &["Levent Aksoy", "Jens Berg"],
    ),
    (
        "tr",
        "Yüksek Seçim Kurulu (YSK) Başkanı Ali Deniz Aksoy",
        &[("Yüksek Seçim Kurulu ... Başkanı", None)],
        &["Ali Deniz Aksoy"],
    ),
    (
        "de",
        "Nach dem Auftritt von Barbara Serow sprach Karl Huber",
        &[],
        &["Barbara Serow", "Karl Huber"],
    ),
    (
        "tr",
        "ABD'nin Suriye Özel Temsilcisi James Berg konuştu.",
        &[("Suriye Özel Temsilcisi", Some("USA"))],
        &["James Berg"],
    ),
    (
        "ru",
        "Глава Nordwind Пауль Серов и министр финансов John Berg",
        &[("Глава Nordwind", None), ("министр финансов", None)],
        &["Пауль Серов", "John Berg"],
    ),
    (
        "ru",
        "Министр обороны России на форуме Сергей Серов заявил.",
        &[("Министр обороны", Some("RUS"))],
        &["Сергей Серов"],
    ),
    (
        "de",
        "Es kamen in Bern Regierungsrätin Anna Huber und Polens Präsident Piotr Nowak.",
        &[("Regierungsrätin", None), ("Präsident", Some("POL"))],
        &["Anna Huber", "Piotr Nowak"],
    ),
    (
        "ar",
        "وزير الداخلية بمملكة البحرين",
        &[("وزير الداخلية", Some("BHR"))],
        &[],
    ),
    (
        "ar",
        "وزير الدفاع في القاهرة",
        &[("وزير الدفاع", None)],
        &[],
    ),
    (
        "ar",
        "السفير ماجد سالم سفير مصر لدى باريس",
        &[("السفير", None), ("سفير ... لدى باريس", Some("EGY"))],
        &["ماجد سالم"],
    ),
    (
        "ar",
        "رئيس الجمهورية الفرنسية",
        &[("رئيس", Some("FRA"))],
        &[],
    ),
    (
        "ar",
        "خادم الحرمين الشريفين الملك ماجد السادس",
        &[("خادم الحرمين الشريفين", Some("SAU"))],
        &["ماجد السادس"],
    ),
    (
        "ar",
        "مستشار سمو وزير الداخلية الدكتور مساعد بن سالم اليمني",
        &[("مستشار سمو وزير الداخلية", None)],
        &["مساعد بن سالم اليمني"],
    ),
    (
        "ar",
        "ولي العهد لدى مغادرته المطار",
        &[("ولي العهد", None)],
        &[],
    ),
    (
        "ar",
        "مدير عام مطار الملك فهد الدولي زياد بن سالم",
        &[("مدير عام مطار الملك فهد الدولي", Some("SAU"))],
        &["زياد بن سالم"],
    ),
    (
        "ar",
        "المدير الطبي للعيادات التخصصية الدكتور زياد خليل القاضي",
        &[("المدير الطبي للعيادات التخصصية", None)],
        &["زياد خليل القاضي"],
    ),
    (
        "ar",
        "أمين منطقة عسير زياد بن سالم القاضي",
        &[("أمين منطقة عسير", Some("SAU"))],
        &["زياد بن سالم القاضي"],
    ),
    (
        "ar",
        "محافظ خلوصة ماجد بن سالم آل الشيخ",
        &[("محافظ خلوصة", None)],
        &["ماجد بن سالم آل الشيخ"],
    ),
    (
        "ar",
        "وزيرا العمل والعدل يناقشان",
        &[("وزيرا العمل والعدل", None)],
        &[],
    ),
    (
        "tr",
        "Büyükelçi Deniz Akarsu",
        &[("Büyükelçi", None)],
        &["Deniz Akarsu"],
    ),
    (
        "tr",
        "Bilim, Sanayi ve Teknoloji Bakanı Ayşe Demir",
        &[("Bilim, Sanayi ve Teknoloji Bakanı", None)],
        &["Ayşe Demir"],
    ),
    (
        "tr",
        "12. Cumhurbaşkanı Mehmet Demir",
        &[("12. Cumhurbaşkanı", None)],
        &["Mehmet Demir"],
    ),
    (
        "vi",
        "Tổng thống Peru Maria Lopez",
        &[("Tổng thống", Some("PER"))],
        &["Maria Lopez"],
    ),
    (
        "vi",
        "Chánh án Tòa án Tối cao Carlos Lopez",
        &[("Chánh án Tòa án Tối cao", None)],
        &["Carlos Lopez"],
    ),
    (
        "id",
        "Presiden Prancis Jean Dupont",
        &[("Presiden", Some("FRA"))],
        &["Jean Dupont"],
    ),
    (
        "ru",
        "Министр связи Российской Федерации СЕРОВ Игорь Панкратович",
        &[("Министр связи", Some("RUS"))],
        &["СЕРОВ Игорь Панкратович"],
    ),
    (
        "ru",
        "встреча с председателем областной думы Александром Серовым",
        &[("председателем областной думы", None)],
        &["Александром Серовым"],
    ),
    (
        "ru",
        "глава Лесогорского городского поселения Игорь Панин",
        &[("глава Лесогорского городского поселения", None)],
        &["Игорь Панин"],
    ),
    (
        "ru",
        "генеральный директор «Звёздного пути» Игорь Панин",
        &[("генеральный директор «Звёздного пути»", None)],
        &["Игорь Панин"],
    ),
    (
        "ru",
        "Министра связи Российской Федерации И.П.Серова",
        &[("Министра связи", Some("RUS"))],
        &["И.П.Серова"],
    ),
    (
        "ru",
        "Лица: Серов Игорь Панкратович Панин Олег Ильич",
        &[],
        &["Серов Игорь Панкратович", "Панин Олег Ильич"],
    ),
    (
        "de",
        "die Nahost-Korrespondentin Anna Berger",
        &[("Nahost-Korrespondentin", None)],
        &["Anna Berger"],
    ),
];

#[test]
fn titles_and_names_are_found() {
    for (tag, text, titles, names) in CASES {
        let pack = pack(tag).expect("it has a pack");
        let range = TextRange::new(0, text.len());
        let segment = Segment {
            range,
            kind: SegmentKind::Sentence,
            block: 0,
            tokens: pack.tokenize(text, range),
        };
        let annotations = pack.annotate(&segment.tokens);
        let scan = Scan::new(&segment, pack, &annotations);
        let mentions = super::spaced(&scan);
        let found: Vec<(String, Option<&str>)> = mentions
            .iter()
            .filter_map(|m| match &m.detail {
                Detail::Title(title) => Some((
                    title
                        .pieces
                        .iter()
                        .map(|p| p.of(text))
                        .collect::<Vec<_>>()
                        .join(" ... "),
                    title.country.as_ref().map(|c| c.code.as_str()),
                )),
                _ => None,
            })
            .collect();
        let found: Vec<Found> = found.iter().map(|(t, c)| (t.as_str(), *c)).collect();
        assert_eq!(found, *titles, "{text}");
        let people: Vec<&str> = mentions
            .iter()
            .filter(|m| m.label == Label::Person)
            .map(|m| m.range.of(text))
            .collect();
        assert_eq!(people, *names, "{text}");
    }
}
