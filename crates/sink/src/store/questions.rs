//! The questions of docs/databases.md, documents to ask, and the answers, for the tests of each database.

use rostra_document::Extraction;
use serde_json::{Value, json};

use crate::testing::extractor;

/// The documentation of databases.
pub(crate) const DOCUMENTATION: &str = include_str!("../../../../docs/databases.md");

/// A question.
pub(crate) struct Question {
    /// Its heading.
    pub(crate) heading: &'static str,
    /// The query, which each database takes as it is.
    pub(crate) sql: &'static str,
    /// What it gives over [`documents`]: cells as text, null as `-`, joined by ` | `.
    pub(crate) answer: &'static [&'static str],
}

/// All questions, in their order.
pub(crate) fn questions() -> Vec<Question> {
    let (_, section) = DOCUMENTATION
        .split_once("\n## Ten questions\n")
        .expect("a section of them");
    let headings = section.split("\n### ").skip(1);
    let asked = headings.map(|asked| {
        let (heading, rest) = asked.split_once('\n').expect("more than a heading");
        let (_, fenced) = rest.split_once("```sql\n").expect("a query");
        (heading, fenced.split_once("```").expect("its end").0)
    });
    let asked: Vec<_> = asked.collect();
    assert_eq!(asked.len(), ANSWERS.len());
    let answered = asked.into_iter().zip(ANSWERS);
    let questions = answered.map(|((heading, sql), answer)| Question {
        heading,
        sql,
        answer,
    });
    questions.collect()
}

const ANSWERS: [&[&str]; 10] = [
    &[
        "2022-03-10 | Somsavat Vongsa | Minister of Foreign Affairs | - | keynote",
        "2022-11-20 | Khamla Phommachanh | Deputy Prime Minister; Minister of Finance | - | speaker",
    ],
    &["2022 | 2", "2023 | 1"],
    &[
        "Khamla Phommachanh | LAO | deputy_head_of_government; minister.finance | head_of_government | 2023-02-01 | f",
    ],
    &[
        "LAO | 2022-03 | Somsavat Vongsa | 1",
        "LAO | 2022-07 | Somsavat Vongsa | 2",
        "LAO | 2022-11 | Bounmy Sisoulith | 1",
        "LAO | 2022-11 | Khamla Phommachanh | 1",
        "LAO | 2023-02 | Khamla Phommachanh | 1",
        "LAO | 2023-02 | Somsavat Vongsa | 1",
        "LAO | 2023-05 | Somsavat Vongsa | 1",
        "VNM | 2022-03 | Tran Minh Duc | 1",
        "VNM | 2022-07 | Le Van Nam | 1",
        "VNM | 2022-07 | Tran Minh Duc | 1",
        "VNM | 2023-02 | Tran Minh Duc | 1",
        "VNM | 2023-05 | Tran Minh Duc | 1",
    ],
    &[
        "acting | 2022-11-20 | Khamla Phommachanh | LAO | Minister of Finance | minister.finance",
        "former | 2022-11-20 | Bounmy Sisoulith | LAO | Minister of Finance | minister.finance",
    ],
    &[
        "2022-03-10 | Mekong Forum | Vientiane | Tran Minh Duc | Socialist Republic of Vietnam | Bộ trưởng Ngoại giao",
    ],
    &[
        "g | g.txt | pdf.pictures | two pages",
        "g | g.txt | pdf.page_cut | \"too\" long",
    ],
    &["Mekong River Commission | Ivan Petrov | 2 | 2022-03-10 | 2023-02"],
    &[
        "Hà Nội | Vietnam | 2023-02-01 | Joint Commission | - | -",
        "Vientiane | Laos | 2022-03-10 | Mekong Forum | ສົມສະຫວັດ ວົງສາ | Somsavat Vongsa",
    ],
    &[
        "a.txt | 19 | 32 | Trần Minh Đức",
        "b.txt | 10 | 23 | -",
        "f.txt | 4 | 17 | -",
        "f.txt | 90 | 93 | -",
        "h.txt | 0 | 13 | -",
    ],
];

/// Documents about which something is to be asked.
pub(crate) fn documents() -> Vec<Extraction> {
    let with_text = document(
        "a",
        json!({"date": "2022-03-10", "text": "🌏 ສົມສະຫວັດ ວົງສາ, Trần Minh Đức, Иван Петров",
        "event": event("Mekong Forum", "Vientiane", "LAO", "2022-03-10"),
        "people": [
            somsavat("keynote", Value::Null),
            tran("speaker", json!("video"), &[(19, 32)]),
            petrov(),
        ]}),
    );
    let deputy = title("Thứ trưởng", "current", "deputy_minister");
    let finance = |status| title("Minister of Finance", status, "minister.finance");
    let second = title(
        "Deputy Prime Minister",
        "current",
        "deputy_head_of_government",
    );
    let first = title("Prime Minister", "current", "head_of_government");
    let khamla = |role, titles| {
        let titles = Value::Array(titles);
        person(("ຄຳຫຼ້າ ພົມມະຈັນ", "Khamla Phommachanh"), "LAO", role, titles)
    };
    vec![
        with_text,
        document(
            "b",
            json!({"date": "2022-07-05", "people": [
                tran("participant", Value::Null, &[(10, 23)]),
                somsavat("participant", Value::Null),
            ]}),
        ),
        document(
            "c",
            json!({"date": "2022-07-09", "people": [
                somsavat("participant", Value::Null),
                person(("Lê Văn Nam", "Le Van Nam"), "VNM", "participant", json!([deputy])),
            ]}),
        ),
        document(
            "d",
            json!({"date": "2022-11-20", "people": [
                khamla("speaker", vec![second, finance("acting")]),
                person(("Bounmy Sisoulith", "Bounmy Sisoulith"), "LAO", "mentioned", json!([finance("former")])),
            ]}),
        ),
        document("e", json!({"date": "2023-02", "people": [petrov()]})),
        document(
            "f",
            json!({"date": "2023-02-01",
            "event": event("Joint Commission", "Hà Nội", "VNM", "2023-02-01"),
            "people": [
                tran("chair", Value::Null, &[(4, 17), (90, 93)]),
                khamla("participant", vec![first]),
                somsavat("participant", Value::Null),
            ]}),
        ),
        document(
            "g",
            json!({"diagnostics": [
                diagnostic("pdf.pictures", "two pages"),
                diagnostic("language.mixed", "two languages"),
                diagnostic("pdf.page_cut", "\"too\" long"),
            ]}),
        ),
        // A letter is no meeting.
        document(
            "h",
            json!({"date": "2023-05-05", "people": [
                tran("participant", Value::Null, &[(0, 13)]),
                somsavat("speaker", json!("written")),
            ]}),
        ),
    ]
}

/// The document `id`, with `fields` beside those that all have.
fn document(id: &str, fields: Value) -> Extraction {
    let source = format!("{id}.txt");
    let mut document = json!({"id": id, "source": source, "sha256": "00", "content_hash": id, "lang": "en",
        "title": null, "date": null, "publisher": null, "event": null, "people": [], "diagnostics": [],
        "provenance": {"path": source, "steps": [], "format": "text", "metadata": {}},
        "extractor": extractor()});
    let all = document.as_object_mut().expect("it is one");
    all.extend(fields.as_object().expect("fields").clone());
    serde_json::from_value(document).expect("it has every field")
}

fn event(name: &str, place: &str, country: &str, start: &str) -> Value {
    json!({"name": name, "place": place, "country": country, "start": start, "end": null})
}

fn diagnostic(code: &str, message: &str) -> Value {
    json!({"severity": "warning", "code": code, "message": message, "start": null, "end": null})
}

fn title(text: &str, status: &str, office: &str) -> Value {
    json!({"text": text, "status": status, "office": office, "organization": null,
        "start": 0, "end": 9, "at": null, "confidence": 0.9})
}

fn person(name: (&str, &str), country: &str, role: &str, titles: Value) -> Value {
    json!({"name": name.0, "name_latin": name.1, "honorifics": ["H.E.", "Dr."], "titles": titles,
        "country": country, "country_evidence": "stated", "organization": null,
        "role": role, "mode": null, "confidence": 0.75, "mentions": []})
}

fn somsavat(role: &str, mode: Value) -> Value {
    let held = title(
        "Minister of Foreign Affairs",
        "current",
        "minister.foreign_affairs",
    );
    let name = ("ສົມສະຫວັດ ວົງສາ", "Somsavat Vongsa");
    let mut somsavat = person(name, "LAO", role, json!([held]));
    somsavat["mode"] = mode;
    somsavat
}

fn tran(role: &str, mode: Value, named: &[(usize, usize)]) -> Value {
    let held = title(
        "Bộ trưởng Ngoại giao",
        "current",
        "minister.foreign_affairs",
    );
    let named = named.iter();
    let named = named.map(|(start, end)| json!({"start": start, "end": end, "at": null}));
    let name = ("Trần Minh Đức", "Tran Minh Duc");
    let mut tran = person(name, "VNM", role, json!([held]));
    tran["mode"] = mode;
    tran["mentions"] = named.collect();
    tran
}

/// Of no country.
fn petrov() -> Value {
    let name = ("Иван Петров", "Ivan Petrov");
    let mut petrov = person(name, "", "speaker", json!([]));
    petrov["country"] = Value::Null;
    petrov["country_evidence"] = Value::Null;
    petrov["organization"] = json!("Mekong River Commission");
    petrov
}
