//! Bad usage and bad configuration stop before any work, with exit status 2.

use std::path::Path;

use crate::workplace::{RELEASE, Workplace};

#[test]
fn pipeline_files_are_checked_key_by_key() {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    for (file, message) in [
        (
            "[segment]\ntype = \"icu.v1\"\nlenght = 3\n",
            "p.toml:3:1: unknown field `lenght`",
        ),
        (
            "[segment]\ntype = \"icu.v2\"\n",
            "p.toml:2:8: no segmenter has this name",
        ),
        ("[limits]\nrow_bytes = -1\n", "p.toml:2:13: "),
        (
            "[relate]\ntype = \"apposition.v1\"\nhome_country = \"France\"\n",
            "p.toml:3:16: ",
        ),
    ] {
        workplace.write("p.toml", file.as_bytes());
        let ran = workplace.extract(&["a.txt", "--pipeline", "p.toml"]);
        assert_eq!(ran.failed(2, message).stdout, "");
    }
    workplace
        .extract(&["a.txt", "--pipeline", "none.toml"])
        .failed(2, "none.toml: cannot be read");
}

#[test]
fn the_shipped_pipeline_is_the_default() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pipelines/default.toml");
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    let named = workplace.extract(&["a.txt", "--pipeline", shipped.to_str().unwrap()]);
    let default = workplace.extract(&["a.txt"]);
    assert_eq!(named.stdout, default.stdout);

    let other = workplace
        .extract(&["a.txt", "--home-country", "HUN"])
        .documents();
    assert_ne!(
        other[0]["extractor"]["pipeline"],
        default.documents()[0]["extractor"]["pipeline"]
    );
}

#[test]
fn wrong_arguments() {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    for (args, message) in [
        (["--lang", "tlh"], "unknown language"),
        (["--jobs", "0"], "--jobs"),
        (["--format", "xml"], "--format"),
        (
            ["--home-country", "Hungary"],
            "\"Hungary\" is no ISO 3166-1 alpha-3 code",
        ),
        (["--input-format", "exe"], "--input-format"),
        (["--limit", "pages"], "is not written NAME=VALUE"),
        (
            ["--limit", "page=3"],
            "there is no limit `page`; there are document_bytes,",
        ),
        (["--column", "words=Body"], "words is none of text, id,"),
    ] {
        let ran = workplace.extract(&["a.txt", args[0], args[1]]);
        assert_eq!(ran.failed(2, message).stdout, "");
    }
}
