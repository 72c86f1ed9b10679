//! The one-way flow of data, as imports: stages meet in `document` and in `pipeline` only.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What each crate may import of the workspace.
const ALLOWED: &[(&str, &[&str])] = &[
    ("document", &[]),
    ("lexicon", &["document"]),
    ("ingest", &["document", "lexicon"]),
    ("segment", &["document", "lexicon"]),
    ("recognize", &["document", "lexicon"]),
    ("arbiter", &["document", "lexicon"]),
    ("tagger", &["document", "lexicon", "arbiter"]),
    ("transformer", &["document", "lexicon", "arbiter"]),
    ("relate", &["document", "lexicon"]),
    ("normalize", &["document", "lexicon"]),
    ("sink", &["document", "lexicon"]),
    (
        "pipeline",
        &[
            "document",
            "lexicon",
            "ingest",
            "segment",
            "recognize",
            "tagger",
            "transformer",
            "relate",
            "normalize",
            "sink",
        ],
    ),
    ("batch", &["document", "ingest", "pipeline", "sink"]),
    (
        "python",
        &["batch", "document", "ingest", "pipeline", "sink"],
    ),
    ("train", &["document", "lexicon", "pipeline", "tagger"]),
    ("annotate", &["document", "lexicon"]),
    ("exchange", &["document", "lexicon", "annotate"]),
    ("page", &["document", "lexicon"]),
    ("review", &["document", "lexicon", "annotate", "page"]),
    ("evaluate", &["document", "lexicon", "pipeline", "ingest"]),
    (
        "cli",
        &[
            "document",
            "lexicon",
            "ingest",
            "tagger",
            "transformer",
            "sink",
            "pipeline",
            "evaluate",
            "annotate",
            "exchange",
            "page",
            "review",
        ],
    ),
];

/// Workspace crates that each workspace crate imports, without the prefix `rostra-`.
fn imports() -> BTreeMap<String, Vec<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    let short = |name: &str| name.strip_prefix("rostra-").map(str::to_owned);
    let packages = metadata.workspace_packages();
    let imports = packages.iter().filter_map(|package| {
        let used = package
            .dependencies
            .iter()
            .filter(|d| d.kind != DependencyKind::Development);
        Some((
            short(&package.name)?,
            used.filter_map(|d| short(&d.name)).collect(),
        ))
    });
    imports.collect()
}

#[test]
fn no_stage_imports_another() {
    let imports = imports();
    for (name, used) in &imports {
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(known, _)| known == name)
            .unwrap_or_else(|| {
                panic!("say in tests/program/architecture.rs what {name} may import")
            });
        for import in used {
            assert!(
                allowed.contains(&import.as_str()),
                "{name} may not import {import}"
            );
        }
    }
    assert_eq!(imports.len(), ALLOWED.len(), "a crate of the list is gone");
}
