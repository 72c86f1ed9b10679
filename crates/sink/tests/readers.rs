//! Files as others read them: `scripts/checks` compares each value with the JSON of the same documents.
//!
//! `ROSTRA_PYTHON` names an interpreter that has the readers; else it is `python3`. Where there is none, or it has none of them, the
//! test says so and passes.
#![cfg(feature = "parquet")]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use rostra_document::{Ended, Extraction, Extractor};
use rostra_sink::{Settings, Target};
use serde_json::json;

/// The exit status of a check none of whose readers is installed.
const NONE_INSTALLED: i32 = 3;

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

/// Documents of every shape: with and without people, titles, places, text; in several scripts.
fn documents() -> Vec<Arc<Extraction>> {
    let at = [
        json!(null),
        json!({"byte_start": 3, "byte_end": 9}),
        json!({"page": 2, "line": 14}),
        json!({"element": "/html/body/p[3]"}),
        json!({"paragraph": 12}),
    ];
    let steps = [
        json!([]),
        json!([{"member": "a/b.zip"}, {"member": "ü.mbox"}, {"message": 3}, {"part": "body"}]),
        json!([{"row": 12}]),
        json!([{"entry": 1}, {"record": 4_000_000_000_u64}]),
    ];
    let names = [
        "Ana Lopes",
        "王毅",
        "د. أحمد",
        "Лавров\tС. В.",
        "\"Q, 🎤👩‍⚖️\" \\N",
        "岸田文雄\n",
        "null",
        " ",
    ];
    let document = |n: usize| {
        let place = |m: usize| at[(n + m) % at.len()].clone();
        let maybe = |m: usize, value: &str| ((n + m) % 3 != 0).then(|| value.to_owned());
        let title = |m: usize| {
            json!({"text": names[(n + m) % 8], "status": ["current", "then", "former", "acting", "elect"][m % 5], "office": maybe(m, "minister"),
                "organization": maybe(m + 1, "INTERPOL"), "start": n, "end": n + 5, "at": place(m), "confidence": 0.9})
        };
        let person = |m: usize| {
            json!({"name": names[(n + m) % 8], "name_latin": "x", "honorifics": (0..m % 3).map(|h| names[h]).collect::<Vec<_>>(),
                "name_parts": {"given": maybe(m, "Ana"), "middle": null, "family": maybe(m + 1, "Lopes"), "suffix": maybe(m + 2, "Jr.")},
                "titles": (0..m).map(title).collect::<Vec<_>>(), "country": maybe(m, "VNM"), "country_evidence": maybe(m, "stated"),
                "organization": maybe(m + 1, "ООН"), "role": ["keynote", "speaker", "chair", "participant", "mentioned"][m % 5],
                "mode": maybe(m, "video"), "confidence": f64::from(u32::try_from(n % 101).unwrap()) / 100.0,
                "mentions": (0..=m).map(|o| json!({"start": o, "end": o + 3, "at": place(o)})).collect::<Vec<_>>()})
        };
        let event = json!({"name": "Forum", "place": maybe(0, "Hà Nội"), "country": maybe(1, "VNM"), "start": maybe(2, "2024-05-02"), "end": null});
        let mut document = json!({
            "id": format!("d{n}"), "source": format!("d{n}.txt"), "sha256": "00", "content_hash": n.to_string(), "lang": "en",
            "title": maybe(0, names[n % 8]), "date": [json!("2024-05-02"), json!("2024"), json!(null)][n % 3], "publisher": maybe(1, "P"),
            "place": maybe(2, "Roma"), "url": maybe(0, "https://example.org/?a=b&c"),
            "provenance": {"path": "in", "steps": steps[n % 4], "format": "html", "metadata": if n % 2 == 0 { json!({}) } else {
                json!({"title": "og:title", "date": "row"}) }},
            "event": if n % 2 == 0 { json!(null) } else { event },
            "people": (0..n % 4).map(person).collect::<Vec<_>>(), "extractor": settings().extractor,
            "diagnostics": (0..n % 3).map(|d| json!({"severity": "note", "code": "html.cut", "message": names[d], "start": maybe(d, "").map(|_| d),
                "end": null})).collect::<Vec<_>>(),
            "text": names.join("\n").repeat(n % 5),
        });
        if n % 2 == 0 {
            document["carried"] = json!({"n": n, "tags": ["a", null, {"ü": 0.5}], "big": u64::MAX});
        }
        Arc::new(serde_json::from_value(document).unwrap())
    };
    (0..300).map(document).collect()
}

/// Runs a check of `scripts/checks`; none where there is no Python.
fn check(name: &str, arguments: &[&Path]) -> Option<Output> {
    let python = std::env::var_os("ROSTRA_PYTHON").unwrap_or_else(|| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../scripts/checks")
        .join(name);
    match Command::new(&python).arg(script).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("skipped: {}: {error}", python.display());
            None
        }
    }
}

#[test]
fn parquet_is_read_as_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let [parquet, lines] = ["out.parquet", "out.jsonl"].map(|name| folder.path().join(name));
    let documents = documents();
    write(&parquet, &documents);
    write(&lines, &documents);
    let Some(output) = check("read_parquet.py", &[&parquet, &lines]) else {
        return;
    };
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    match output.status.code() {
        Some(0) => eprintln!("{said}"),
        Some(NONE_INSTALLED) => eprintln!("skipped: no reader of Parquet is installed\n{said}"),
        _ => panic!("{said}"),
    }
}
