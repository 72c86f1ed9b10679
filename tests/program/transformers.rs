//! A checkpoint of one's own in the chain: what it takes, what is refused, what the commands say of it.

use rostra_transformer::EngineKind;
use serde_json::Value;

use crate::support::checkpoint::{Folder, labels};
use crate::support::engines;
use crate::support::model::Family;
use crate::workplace::{RELEASE, Ran, Workplace};

/// A folder with a release and `p.toml`, which has `entry` as its second recogniser.
fn with_pipeline(entry: &str) -> Workplace {
    let file = format!("recognizers = [{{ type = \"grammar.v1\" }}, {entry}]\n");
    Workplace::new(&[("a.txt", RELEASE.as_bytes()), ("p.toml", file.as_bytes())])
}

fn extract(entry: &str) -> Ran {
    with_pipeline(entry).extract(&["a.txt", "--pipeline", "p.toml"])
}

fn models(args: &[&str]) -> Ran {
    let workplace = Workplace::new(&[]);
    let args: Vec<&str> = ["models"].iter().chain(args).copied().collect();
    Ran::from(workplace.command(&args).output().unwrap())
}

#[test]
fn every_engine_takes_part_and_says_the_same() {
    for family in [Family::Bert, Family::XlmRoberta] {
        let folder = Folder::new(family);
        let mut all = Vec::new();
        for kind in engines::at_hand() {
            let (engine, model) = (kind.name(), folder.root().display());
            let ran = extract(&format!(
                "{{ type = \"transformer.v1\", engine = \"{engine}\", model = '{model}', threads = 1 }}"
            ));
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            let mut document = ran.documents().remove(0);
            let name = document["extractor"]["model"].take();
            assert!(name.as_str().unwrap().contains(" sha256:"), "{name}");
            document["extractor"]["pipeline"].take();
            all.push(document);
        }
        assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{family:?}");
        assert!(all.iter().all(|document| document["people"].is_array()));
    }
}

#[test]
fn what_cannot_be_run_is_told_before_the_first_document() {
    let folder = Folder::new(Family::Bert);
    let model = folder.root().display().to_string();
    let bare = tempfile::tempdir().unwrap();
    let bare = bare.path().display().to_string();
    let cases = [
        ("".to_owned(), "p.toml:1:50: `transformer.v1` needs `model`"),
        (
            ", model = 'no-such-folder'".to_owned(),
            "no-such-folder: there is no folder of this name",
        ),
        (format!(", model = '{bare}'"), "there is no config.json"),
        (
            format!(", model = '{model}', engine = 'tensorflow'"),
            "no engine has this name; there is `rust-bert`",
        ),
        (
            format!(", model = '{model}', device = 'gpu'"),
            "no device has this name; there is `auto`",
        ),
        (
            format!(", model = '{model}', device = 'cuda:7'"),
            "there is no GPU 7",
        ),
        (
            format!(", model = '{model}', aggregate = 'last'"),
            "no aggregation has this name",
        ),
        (
            format!(", model = '{model}', batch = 0"),
            "must be 1 at least",
        ),
        (
            format!(", model = '{model}', window = 3"),
            "a window of 3 pieces has no room",
        ),
        (format!(", model = '{model}', windows = 3"), "p.toml:1:"),
        (
            format!(", model = '{model}', labels = {{ PER = 'human' }}"),
            "there is no kind `human`",
        ),
        (
            format!(", model = '{model}', labels = {{ HUM = 'person' }}"),
            "the checkpoint has no label `HUM`; it has `O`, `B-PER`",
        ),
        (
            format!(", model = '{model}', weights = 'none.safetensors'"),
            "there is no none.safetensors",
        ),
    ];
    for (keys, message) in cases {
        let ran = extract(&format!("{{ type = \"transformer.v1\"{keys} }}"));
        assert_eq!(ran.status, 2, "{keys}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{keys}: {}", ran.stderr);
        assert!(ran.stdout.is_empty(), "{keys}");
    }
    let ran = extract("{ type = \"grammar.v1\", engine = \"onnx\" }");
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr
            .contains("p.toml:1:73: `grammar.v1` has no `engine`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn no_model_leaves_it_out() {
    let workplace = with_pipeline("{ type = \"transformer.v1\", model = \"none\" }");
    let ran = workplace.extract(&["a.txt", "--pipeline", "p.toml", "--no-model"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.documents()[0]["extractor"]["model"].is_null());
}

#[test]
fn a_checkpoint_is_described() {
    let folder = Folder::new(Family::XlmRoberta);
    let model = folder.root().display().to_string();
    let ran = models(&["import", &model, "--engine", "candle"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for part in [
        "XLM-RoBERTa: 2 layers of 24, 3 heads",
        "model.safetensors, ",
        "model.onnx, ",
        "O, B-PER (person), I-PER (person), B-ORG (organisation), I-ORG (organisation)",
        "runs model.safetensors on cpu, about ",
        "{ type = \"transformer.v1\", engine = \"candle\", model = ",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
}

#[test]
fn the_entry_runs_what_was_imported() {
    let folder = Folder::new(Family::Bert);
    folder.configure(
        "id2label",
        labels(&["O", "B-HUM", "I-HUM", "B-a b", "I-a b"]),
    );
    std::fs::rename(
        folder.path("model.safetensors"),
        folder.path("my.safetensors"),
    )
    .unwrap();
    let model = folder.root().display().to_string();
    let options = [
        "--weights",
        "my.safetensors",
        "--device",
        "cpu",
        "--threads",
        "1",
    ];
    let ran = models(&[&["import", &model, "--engine", "candle"][..], &options].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let entry = ran
        .stdout
        .lines()
        .find_map(|line| line.strip_prefix("pipeline file"));
    let entry = entry.unwrap().trim();
    let end = r#"weights = "my.safetensors", device = "cpu", threads = 1, labels = { HUM = "?", "a b" = "?" } }"#;
    assert!(entry.ends_with(end), "{entry}");
    let ran = extract(&entry.replace('?', "person"));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn the_ending_of_weights_tells_which_engines_are_tried() {
    let folder = Folder::new(Family::Bert);
    let model = folder.root().display().to_string();
    let cases = [
        ("model.safetensors", vec!["rust-bert", "candle"]),
        ("model.onnx", vec!["onnx"]),
        ("rust_model.ot", vec!["rust-bert"]),
        ("none", vec!["rust-bert", "onnx", "candle"]),
    ];
    for (weights, engines) in cases {
        let ran = models(&["import", &model, "--weights", weights]);
        let tried = ["rust-bert ", "onnx ", "candle "].into_iter();
        let tried = tried.filter(|name| ran.stdout.lines().any(|line| line.starts_with(name)));
        assert_eq!(
            tried.map(str::trim).collect::<Vec<_>>(),
            engines,
            "{weights}: {}",
            ran.stdout
        );
    }
}

#[test]
fn sizes_are_told_without_safetensors_or_with_damaged_ones() {
    let folder = Folder::new(Family::Bert);
    let model = folder.root().display().to_string();
    folder.truncate("model.safetensors");
    let ran = models(&["import", &model, "--engine", "candle"]);
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    for part in ["no whole file of safetensors", ": no engine here runs it"] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert!(
        ran.stdout
            .contains("(by the size of model.onnx, at 32 bits each)"),
        "{}",
        ran.stdout
    );
    if engines::at_hand().contains(&EngineKind::Onnx) {
        let ran = models(&["import", &model]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("engine = \"onnx\""), "{}", ran.stdout);
    }
    std::fs::remove_file(folder.path("model.safetensors")).unwrap();
    std::fs::rename(folder.path("model.onnx"), folder.path("model.int8.onnx")).unwrap();
    let ran = models(&["import", &model, "--engine", "candle"]);
    let part = "(by the size of model.int8.onnx, at 8 bits each)";
    assert!(ran.stdout.contains(part), "{}", ran.stdout);
    assert!(!ran.stderr.contains("whole file"), "{}", ran.stderr);
}

#[test]
fn engines_are_timed() {
    let folder = Folder::new(Family::Bert);
    let model = folder.root().display().to_string();
    let args = [
        "bench",
        &model,
        "--engine",
        "candle",
        "--batch",
        "1,4",
        "--seconds",
        "0",
    ];
    let table = models(&args);
    assert_eq!(table.status, 0, "{}", table.stderr);
    assert!(
        table.stdout.contains("candle model.safetensors"),
        "{}",
        table.stdout
    );
    let rows = models(&[&args[..], &["--json"]].concat());
    let rows: Vec<Value> = rows.documents();
    assert_eq!(rows.len(), 2);
    for (row, batch) in rows.iter().zip([1, 4]) {
        assert_eq!(
            (&row["engine"], &row["batch"]),
            (&"candle".into(), &batch.into())
        );
        assert!(row["pieces_per_second"].as_f64().unwrap() > 0.0);
    }
    for wrong in [
        ["--batch", "0"],
        ["--batch", "1025"],
        ["--threads", "0"],
        ["--threads", "5000"],
    ] {
        let ran = models(&[&["bench", &model][..], &wrong].concat());
        assert_eq!(ran.status, 2, "{wrong:?}");
        assert!(ran.stderr.contains("1..=1024"), "{}", ran.stderr);
    }
    folder.truncate("model.safetensors");
    let ran = models(&args);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(
        ran.stderr.contains(": no engine here runs it"),
        "{}",
        ran.stderr
    );
}
