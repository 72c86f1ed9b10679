//! Files as others read them: `scripts/checks` compares each value with the JSON of the same documents.
//!
//! `ROSTRA_PYTHON`, else `python3`, is the interpreter. Where there is none, or it has none of the readers, the test says so and passes,
//! unless `ROSTRA_REQUIRE_PYTHON` is set, as it is where they were installed for this.
#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rostra_document::{Ended, Extraction, Extractor};
use rostra_sink::{Settings, Target};
use serde_json::{Value, json};

/// What a script ends with where none of its packages is there.
const MISSING: i32 = 77;

/// The readers that are installed where they are asked for.
const REQUIRED: [&str; 2] = ["duckdb", "pandas"];

fn settings() -> Settings {
    Settings {
        extractor: Extractor {
            name: "rostra".into(),
            version: "1".into(),
            pipeline: "sha256:0".into(),
            model: None,
        },
        with_text: true,
        anew: false,
        prune: None,
    }
}

fn write(place: &Path, documents: &[Arc<Extraction>]) {
    let target = Target::new(&place.to_string_lossy(), None).unwrap();
    let mut sink = target.open(&settings()).unwrap();
    for document in documents {
        sink.write(document).unwrap();
    }
    sink.finish(Ended::Whole).unwrap();
}

/// Texts that readers stumble over.
const WORDS: [&str; 8] = [
    "Ana Lopes",
    "王毅",
    "د. أحمد",
    "Лавров\tС. В.",
    "\"Q, 🎤👩‍⚖️\" \\N",
    "岸田文雄\n",
    "null",
    "NUL \0.",
];

/// One of `from`, in turn.
fn pick<T: Clone>(from: &[T], n: usize) -> T {
    from[n % from.len()].clone()
}

/// `value`, or null every third time.
fn maybe(n: usize, value: &str) -> Option<&str> {
    (!n.is_multiple_of(3)).then_some(value)
}

fn many(number: usize, make: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..number).map(make).collect()
}

fn place(n: usize) -> Value {
    let places = [
        json!(null),
        json!({"byte_start": 3, "byte_end": 9}),
        json!({"page": 2, "line": 14}),
        json!({"element": "/html/body/p[3]"}),
        json!({"paragraph": 12}),
    ];
    pick(&places, n)
}

fn steps(n: usize) -> Value {
    let steps = [
        json!([]),
        json!([{"member": "a/b.zip"}, {"member": "ü.mbox"}, {"message": 3}, {"part": "body"}]),
        json!([{"row": 12}]),
        json!([{"entry": 1}, {"record": 4_000_000_000_u64}]),
    ];
    pick(&steps, n)
}

fn title(n: usize) -> Value {
    let status = pick(&["current", "then", "former", "acting", "elect"], n);
    json!({"text": pick(&WORDS, n), "status": status, "office": maybe(n, "minister"), "organization": maybe(n + 1, "INTERPOL"),
        "start": n, "end": n + 5, "at": place(n), "confidence": 0.9})
}

fn person(n: usize) -> Value {
    let role = pick(
        &["keynote", "speaker", "chair", "participant", "mentioned"],
        n,
    );
    let mode = pick(&[json!(null), json!("video"), json!("written")], n);
    let confidence = pick(&[0.0, 0.07, 0.29, 0.57, 0.97, 1.0], n);
    json!({"name": pick(&WORDS, n), "name_latin": "x",
        "name_parts": {"given": maybe(n, "Ana"), "middle": null, "family": maybe(n + 1, "Lopes"), "suffix": maybe(n + 2, "Jr.")},
        "honorifics": many(n % 3, |h| json!(WORDS[h])), "titles": many(n % 4, |t| title(n + t)),
        "country": maybe(n, "VNM"), "country_evidence": maybe(n, "stated"), "organization": maybe(n + 1, "ООН"),
        "role": role, "mode": mode, "confidence": confidence,
        "mentions": many(1 + n % 3, |m| json!({"start": m, "end": m + 3, "at": place(n + m)}))})
}

/// Documents of every shape: with and without people, titles, places, text; in several scripts.
fn document(n: usize) -> Extraction {
    let date = pick(&[json!("2024-05-02"), json!("2024"), json!(null)], n);
    let metadata = pick(&[json!({}), json!({"title": "og:title", "date": "row"})], n);
    let forum = json!({"name": "Forum", "place": maybe(n, "Hà Nội"), "country": maybe(n + 1, "VNM"), "start": maybe(n, "2024-05"), "end": null});
    let event = pick(&[json!(null), forum], n);
    let note = |d: usize| json!({"severity": "note", "code": "html.cut", "message": WORDS[d], "start": maybe(n, "").map(|_| d), "end": null});
    let mut document = json!({
        "id": format!("d{n}"), "source": format!("d{n}.txt"), "sha256": "00", "content_hash": n.to_string(), "lang": "en",
        "title": maybe(n, WORDS[n % 8]), "date": date, "publisher": maybe(n + 1, "P"), "place": maybe(n + 2, "Roma"),
        "url": maybe(n, "https://example.org/?a=b&c"),
        "provenance": {"path": "in", "steps": steps(n), "format": "html", "metadata": metadata},
        "event": event, "people": many(n % 4, |m| person(n + m)), "extractor": settings().extractor,
        "diagnostics": many(n % 3, note), "text": WORDS.join("\n").repeat(n % 5),
    });
    if n.is_multiple_of(2) {
        document["carried"] = json!({"n": n, "tags": ["a", null, {"ü": 0.5}], "big": u64::MAX});
    }
    serde_json::from_value(document).unwrap()
}

/// What a script of `scripts/checks` said of `arguments`; none where it has nothing to run with.
fn check(script: &str, arguments: &[&Path]) -> Option<String> {
    let named = std::env::var_os("ROSTRA_PYTHON");
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/checks");
    let mut command = Command::new(named.unwrap_or_else(|| "python3".into()));
    let output = match command.arg(scripts.join(script)).args(arguments).output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("{script} is left out: no Python: {error}");
            return None;
        }
    };
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if output.status.code() == Some(MISSING) {
        eprintln!("{script} is left out: {said}");
        return None;
    }
    assert!(output.status.success(), "{script}: {said}");
    Some(said)
}

#[test]
fn parquet_is_read_as_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let [parquet, lines] = ["out.parquet", "out.jsonl"].map(|name| folder.path().join(name));
    let documents: Vec<_> = (0..300).map(document).map(Arc::new).collect();
    write(&parquet, &documents);
    write(&lines, &documents);
    let said = check("read_parquet.py", &[&parquet, &lines]);
    eprintln!("{}", said.as_deref().unwrap_or_default());
    if std::env::var_os("ROSTRA_REQUIRE_PYTHON").is_some() {
        let read = said.unwrap_or_default();
        let missing = |name: &&&str| !read.lines().any(|line| line.starts_with(**name));
        assert_eq!(REQUIRED.iter().find(missing), None, "{read}");
    }
}
