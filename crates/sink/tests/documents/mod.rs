//! Documents that are hard to write down.

use rostra_document::{Extraction, Extractor};
use serde_json::{Value, json};

/// What the documents are made by.
pub fn extractor() -> Extractor {
    Extractor {
        name: "rostra".into(),
        version: "1".into(),
        pipeline: "sha256:0".into(),
        model: None,
    }
}

/// A person who speaks.
pub fn person(name: &str, country: Option<&str>, titles: Value) -> Value {
    json!({"name": name, "name_latin": name, "honorifics": [], "titles": titles, "country": country,
        "name_parts": {"given": null, "middle": null, "family": name, "suffix": null},
        "country_evidence": country.map(|_| "stated"), "organization": null, "role": "speaker", "mode": null,
        "confidence": 0.97, "mentions": [{"start": 3, "end": 9, "at": {"byte_start": 3, "byte_end": 11}}]})
}

/// A title of whose office nothing is known.
pub fn title(text: &str, status: &str, organization: Option<&str>) -> Value {
    json!({"text": text, "status": status, "office": null, "organization": organization,
        "start": 20, "end": 29, "at": {"page": 1, "line": 2}, "confidence": 0.9})
}

/// A document of these people.
pub fn document(id: &str, lang: &str, people: Vec<Value>) -> Extraction {
    serde_json::from_value(json!({
        "id": id, "source": format!("{id}.txt"), "sha256": "00", "content_hash": "01", "lang": lang,
        "title": null, "date": null, "publisher": null, "event": null, "people": people,
        "provenance": {"path": format!("{id}.txt"), "steps": [], "format": "text", "metadata": {}},
        "extractor": extractor(), "diagnostics": [],
    }))
    .unwrap()
}

/// Documents with all that an output may stumble over.
pub fn documents() -> Vec<Extraction> {
    vec![
        plain(),
        nasty(),
        scripts(),
        document("empty", "und", vec![]),
    ]
}

fn plain() -> Extraction {
    let mut chair = person("Ana Lopes", Some("PRT"), json!([]));
    chair["role"] = json!("chair");
    let mut keynote = person(
        "Nguyễn Văn Hùng",
        Some("VNM"),
        json!([title("Minister of Justice", "current", None)]),
    );
    keynote["name_latin"] = json!("Nguyen Van Hung");
    keynote["name_parts"] =
        json!({"given": "Hùng", "middle": "Văn", "family": "Nguyễn", "suffix": "Jr."});
    keynote["honorifics"] = json!(["H.E.", "Dr."]);
    keynote["titles"][0]["office"] = json!("minister.justice");
    keynote["role"] = json!("keynote");
    keynote["mode"] = json!("video");
    let mut plain = document("plain", "en", vec![keynote, chair]);
    plain.title = Some("Forum opens".into());
    plain.date = Some("2024-05-02".into());
    plain.publisher = Some("Ministry of Justice".into());
    plain.place = Some("Washington, D.C.".into());
    plain.url = Some("https://example.org".into());
    plain.event =
        serde_json::from_value(json!({"name": "Forum", "place": "Hà Nội", "country": "VNM",
        "start": "2024-05-02", "end": "2024-05-03"}))
        .unwrap();
    plain
        .provenance
        .metadata
        .insert("title".into(), json!("row"));
    plain.carried =
        serde_json::from_value(json!({"n": 1, "tags": ["a", null], "note": "x\ny, \"z\""}))
            .unwrap();
    plain
}

/// What spreadsheets, cleaners and guessers of types fall for.
fn nasty() -> Extraction {
    let statuses = ["current", "then", "former", "acting", "elect"];
    let titles: Vec<Value> = statuses
        .iter()
        .map(|status| {
            title(
                "Chair, \"acting\"\nof the board",
                status,
                Some("=SUM(A1); Inc."),
            )
        })
        .collect();
    let mut people = vec![person("=cmd|' /C calc'!A0", Some("USA"), json!(titles))];
    for name in [
        "+1 (555) 0100",
        "-",
        "@a",
        "NA",
        "null",
        "None",
        "007",
        "1e5",
        "true",
        "\"Quoted\"",
        "'",
        "O'Neil \"Tip\"",
        "a\tb",
        " padded ",
        "two\nlines",
        "carriage\r\nreturn",
        "🎤 Speaker 👩‍⚖️",
        "Le\u{301}a",
        "zero\u{200b}width",
        "\u{202b}rtl",
        ";",
        "a,b;c",
        "NaN",
    ] {
        people.push(person(
            name,
            Some("XKX"),
            json!([title(name, "then", None)]),
        ));
    }
    people.push(person(
        &"long ".repeat(300),
        None,
        json!([title(&"post ".repeat(300), "current", None)]),
    ));
    for role in ["participant", "mentioned"] {
        let mut other = person(role, None, json!([]));
        other["role"] = json!(role);
        other["organization"] = json!("Bank \"Europa\"");
        other["mode"] = json!("written");
        people.push(other);
    }
    let mut nasty = document("nasty", "zz", people);
    nasty.title = Some("A, \"B\"\r\n;C\u{0}".into());
    nasty.date = Some("2024-05".into());
    nasty.publisher = Some(String::new());
    nasty.url = Some("http://user:secret@example.org/".into());
    nasty.event = serde_json::from_value(
        json!({"name": "\"Day\"", "place": "Paris; France", "country": "ZZZ",
        "start": "2024-05-02", "end": null}),
    )
    .unwrap();
    nasty.diagnostics = serde_json::from_value(json!([
        {"severity": "note", "code": "id.repeated", "message": "", "start": null, "end": null},
        {"severity": "warning", "code": "date.unread", "message": "a, \"b\"", "start": 0, "end": 4},
    ]))
    .unwrap();
    nasty
}

fn scripts() -> Extraction {
    let of = |name: &str, latin: &str, country: &str, post: &str| {
        let mut person = person(name, Some(country), json!([title(post, "current", None)]));
        person["name_latin"] = json!(latin);
        person["country_evidence"] = json!("inferred");
        person
    };
    let mut scripts = document(
        "скрипты 文字",
        "zh",
        vec![
            of("王小洪", "Wang Xiaohong", "CHN", "公安部部长"),
            of("岸田文雄", "Kishida Fumio", "JPN", "内閣総理大臣"),
            of("محمد بن سلمان", "Muhammad bin Salman", "SAU", "ولي العهد"),
            of("Сергій Коваль", "Serhii Koval", "UKR", "Міністр юстиції"),
            of(
                "Ελένη Παπαδοπούλου",
                "Eleni Papadopoulou",
                "GRC",
                "Υπουργός",
            ),
            of("김철수", "Gim Cheolsu", "KOR", "장관"),
            of("สมชาย", "Somchai", "THA", "รัฐมนตรี"),
        ],
    );
    scripts.title = Some("新闻稿：论坛开幕".into());
    scripts.date = Some("2024".into());
    scripts.url = Some("https://правда.рф/новости?id=1".into());
    scripts
}
