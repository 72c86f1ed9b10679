//! The trained model: what is in the program, what takes its place, what is refused.

use std::fs;
use std::path::PathBuf;

use crate::workplace::{RELEASE, Ran, Workplace};

/// Files of weights, by group.
const GROUPS: [&str; 5] = ["latin", "cyrillic", "arabic", "han", "hangul"];

fn shipped() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models"))
}

/// A folder with a release and a copy of the program's own weights in `mine`.
fn with_copy() -> Workplace {
    let workplace = Workplace::new(&[("a.txt", RELEASE.as_bytes())]);
    for group in GROUPS {
        let name = format!("{group}.safetensors");
        let bytes = fs::read(shipped().join("press").join(&name)).unwrap();
        workplace.write(&format!("mine/{name}"), &bytes);
    }
    workplace
}

/// Changes the bytes of `mine/hangul.safetensors`, the smallest.
fn change(workplace: &Workplace, how: Change) {
    let path = workplace.path("mine/hangul.safetensors");
    let bytes = how(fs::read(&path).unwrap());
    fs::write(path, bytes).unwrap();
}

/// What may happen to a file.
type Change = fn(Vec<u8>) -> Vec<u8>;

fn models(workplace: &Workplace, args: &[&str]) -> Ran {
    let args: Vec<&str> = ["models"].iter().chain(args).copied().collect();
    Ran::from(workplace.command(&args).output().unwrap())
}

fn cut_off(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn other_version(mut bytes: Vec<u8>) -> Vec<u8> {
    let format = b"rostra-tagger.v";
    let at = bytes.windows(format.len()).position(|w| w == format);
    bytes[at.unwrap() + format.len()] = b'9';
    bytes
}

fn bad_header(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes[0] ^= 1;
    bytes
}

fn flipped_bit(mut bytes: Vec<u8>) -> Vec<u8> {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    bytes
}

#[test]
fn models_are_listed() {
    let workplace = with_copy();
    let embedded = models(&workplace, &["list"]);
    assert_eq!(embedded.status, 0, "{}", embedded.stderr);
    let lines: Vec<&str> = embedded.stdout.lines().collect();
    assert_eq!(lines.len(), 1 + GROUPS.len());
    for (group, line) in GROUPS.iter().zip(&lines[1..]) {
        assert!(line.starts_with("press ") && line.contains(group), "{line}");
        assert!(
            line.contains("rostra-tagger.v1") && line.contains("embedded"),
            "{line}"
        );
    }
    assert!(lines[2].ends_with("ru uk"), "{}", lines[2]);
    let folder = models(&workplace, &["list", "mine"]);
    assert!(folder.stdout.contains("mine") && !folder.stdout.contains("embedded"));
}

#[test]
fn whole_files_are_verified() {
    let workplace = with_copy();
    for args in [&["verify"][..], &["verify", "mine"]] {
        let ran = models(&workplace, args);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert_eq!(
            ran.stdout.lines().filter(|l| l.ends_with(": ok")).count(),
            5
        );
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let cases: [(Change, &str); 4] = [
        (cut_off, "hangul.safetensors: is cut off: "),
        (
            other_version,
            "are of format \"rostra-tagger.v9\"; this program reads",
        ),
        (bad_header, "hangul.safetensors: has another checksum: "),
        (flipped_bit, "hangul.safetensors: has another checksum: "),
    ];
    for (how, message) in cases {
        let workplace = with_copy();
        change(&workplace, how);
        let ran = models(&workplace, &["verify", "mine"]);
        ran.failed(1, message).failed(1, "hangul.safetensors");
        assert!(ran.stdout.contains("latin.safetensors: ok"));
    }
    let workplace = with_copy();
    fs::remove_file(workplace.path("mine/arabic.safetensors")).unwrap();
    models(&workplace, &["verify", "mine"]).failed(1, "arabic.safetensors: is missing");
}

#[test]
fn damaged_weights_stop_before_work() {
    let cases: [(Change, &str); 3] = [
        (cut_off, "is damaged or cut off"),
        (other_version, "are of format \"rostra-tagger.v9\""),
        (bad_header, "is damaged or cut off"),
    ];
    for (how, message) in cases {
        let workplace = with_copy();
        change(&workplace, how);
        let ran = workplace.extract(&["a.txt", "--model", "mine"]);
        ran.failed(2, message).failed(2, "hangul.safetensors");
        assert_eq!(ran.stdout, "");
    }
    let workplace = with_copy();
    fs::remove_file(workplace.path("mine/latin.safetensors")).unwrap();
    let ran = workplace.extract(&["a.txt", "--model", "mine"]);
    ran.failed(2, "latin.safetensors: cannot be read: ");
    assert_eq!(ran.stderr.matches("os error").count(), 1, "{}", ran.stderr);
}

#[test]
fn a_folder_is_held_to_its_manifest() {
    let workplace = with_copy();
    let manifest = fs::read(shipped().join("manifest.toml")).unwrap();
    workplace.write("mine/manifest.toml", &manifest);
    let ran = workplace.extract(&["a.txt", "--model", "mine"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    change(&workplace, flipped_bit);
    workplace
        .extract(&["a.txt", "--model", "mine"])
        .failed(2, "hangul.safetensors: has another checksum");
}

#[test]
fn a_folder_takes_the_place_of_the_programs_own() {
    let workplace = with_copy();
    workplace.write(
        "p.toml",
        b"recognizers = [{ type = \"grammar.v1\" }, { type = \"tagger.v1\", model = \"mine\" }]\n",
    );
    let own = workplace.extract(&["a.txt"]).documents().remove(0);
    let argument = workplace.extract(&["a.txt", "--model", "mine"]);
    let file = workplace.extract(&["a.txt", "--pipeline", "p.toml"]);
    assert_eq!(argument.stdout, file.stdout);
    let mine = argument.documents().remove(0);
    assert_eq!(mine["people"], own["people"]);
    let (own, mine) = (&own["extractor"]["model"], &mine["extractor"]["model"]);
    let digest = own.as_str().unwrap().strip_prefix("press ").unwrap();
    assert!(
        digest.starts_with("sha256:") && digest.len() == 19,
        "{digest}"
    );
    assert_eq!(mine.as_str().unwrap(), format!("mine {digest}"));
}

#[test]
fn the_grammar_runs_alone() {
    let workplace = with_copy();
    let ran = workplace.extract(&["a.txt", "--no-model"]);
    let document = &ran.documents()[0];
    assert_eq!(document["people"][0]["name"], "Sándor Pintér");
    assert!(document["extractor"]["model"].is_null());
    workplace
        .extract(&["a.txt", "--no-model", "--model", "mine"])
        .failed(2, "cannot be used with");
    workplace.write("p.toml", b"recognizers = [{ type = \"grammar.v1\" }]\n");
    workplace
        .extract(&["a.txt", "--pipeline", "p.toml", "--model", "mine"])
        .failed(2, "the pipeline has no `tagger.v1`");
}

#[test]
fn the_same_bytes_for_any_number_of_jobs() {
    let fixtures = shipped().join("../fixtures");
    let fixtures = fixtures.to_str().unwrap();
    let workplace = Workplace::new(&[]);
    let one = workplace.extract(&[fixtures, "--jobs", "1", "--quiet"]);
    assert_eq!(one.status, 0, "{}", one.stderr);
    assert!(one.each("id").len() > 10);
    for jobs in ["1", "2"] {
        let again = workplace.extract(&[fixtures, "--jobs", jobs, "--quiet"]);
        assert!(again.stdout == one.stdout, "other bytes with {jobs} jobs");
    }
}
