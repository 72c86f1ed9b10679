//! Files as the tools read them that they are for: `scripts/checks/exchange.py` compares the words.
//!
//! `ROSTRA_PYTHON`, else `python3`, is the interpreter. Where there is none, or it has neither tool, the test says so and passes, unless
//! `ROSTRA_REQUIRE_PYTHON` is set, as it is where they were installed for this.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails there

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rostra_annotate::{AnnotatedPerson, Decision, Fixture, Fixtures};
use rostra_exchange::label_studio::{self, task};
use rostra_exchange::tokens::lines;
use rostra_exchange::{Exporter, Format, Source};
use serde_json::{Value, json};

/// What a script ends with where none of its packages is there.
const MISSING: i32 = 77;

/// The tools that are installed where they are asked for.
const REQUIRED: [&str; 2] = ["label-studio", "spacy"];

fn fixtures() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let fixtures = Fixtures::open(folder).unwrap();
    let names = fixtures.paths().into_iter().map(|(name, _)| name);
    let loaded = names.filter_map(|name| fixtures.load(&name).unwrap());
    loaded.map(Source::fixture).collect()
}

/// Texts that tools stumble over, with somebody in each.
fn hard() -> Vec<Source> {
    let texts = [
        (
            "emoji",
            "🎤👩‍⚖️ Judge Ana Lopes 🇰🇪 of 🇰🇪Kenya\u{fe0f} spoke.",
            "Ana Lopes",
            "Judge",
        ),
        (
            "arabic",
            "قال وزير الخارجية \u{200f}أَحْمَد بن سَلْمَان\u{200f} 🎤 اليوم.",
            "أَحْمَد بن سَلْمَان",
            "وزير الخارجية",
        ),
        ("chinese", "国务院总理李强17日出席。", "李强", "总理"),
        (
            "marks",
            "Le Pre\u{301}sident Rene\u{301} Noe\u{308}l parla.",
            "Rene\u{301} Noe\u{308}l",
            "Pre\u{301}sident",
        ),
        (
            "hyphens",
            "The Vice-Chair  Jean-Luc O'Brien\u{a0}-- and “Co.”",
            "Jean-Luc O'Brien",
            "Vice-Chair",
        ),
        (
            "lines",
            "Ana\nLopes,\n\n\t  Minister\nof Health\n",
            "Ana\nLopes",
            "Minister\nof Health",
        ),
        (
            "xml",
            "A<b>&amp; \"Q\" C \\n|D' spoke\u{85}to\u{1f}E.",
            "C \\n|D'",
            "\"Q\"",
        ),
        ("glued", "x🎤Ana🎤y", "Ana", "x🎤"),
    ];
    let mut sources: Vec<Source> = texts
        .map(|(id, text, name, title)| one(id, text, name, title))
        .into();
    sources.push(source(
        json!({"id": "nobody", "lang": "en", "people": []}),
        "Nobody spoke.",
    ));
    sources.push(source(
        json!({"id": "blank", "lang": "xx", "people": []}),
        " \n",
    ));
    sources.push(source(
        json!({"id": "empty", "lang": "xx", "people": []}),
        "",
    ));
    let mut reviewed = one("reviewed", "🎤 Ana spoke.\r\nAna left.", "Ana", "🎤");
    reviewed.document.review = Some(Default::default());
    reviewed.document.people[0].review = Some(Decision::Added);
    sources.push(reviewed);
    sources
}

fn one(id: &str, text: &str, name: &str, title: &str) -> Source {
    let place = |words: &str| {
        let start = text.split(words).next().unwrap().chars().count();
        json!({"start": start, "end": start + words.chars().count()})
    };
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut held = place(title);
    held["text"] = json!(line(title));
    let person = json!({"name": line(name), "titles": [held], "mentions": [place(name)], "honorifics": ["Hon. elsewhere"],
        "country": "KEN", "country_evidence": "inferred", "organization": "UNESCO", "role": "speaker", "mode": "video"});
    source(
        json!({"id": id, "lang": "en", "people": [person], "given": {"title": "T", "date": "2024-05-02"}}),
        text,
    )
}

fn source(document: Value, text: &str) -> Source {
    Source::fixture(Fixture {
        document: serde_json::from_value(document).unwrap(),
        text: text.to_owned(),
        version: rostra_annotate::Version::new(),
    })
}

fn write(folder: &Path, name: &str, format: Format, sources: &[Source]) {
    let mut exporter = Exporter::new(format, Vec::new());
    for source in sources {
        exporter.write(source, &lines(&source.text)).unwrap();
    }
    fs::write(folder.join(name), exporter.finish().unwrap()).unwrap();
}

/// What the script said; none where it has nothing to run with.
fn check(folder: &Path) -> Option<String> {
    let named = std::env::var_os("ROSTRA_PYTHON");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/checks/exchange.py");
    let mut command = Command::new(named.unwrap_or_else(|| "python3".into()));
    let output = match command.arg(script).arg(folder).output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("exchange.py is left out: no Python: {error}");
            return None;
        }
    };
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if output.status.code() == Some(MISSING) {
        eprintln!("exchange.py is left out: {said}");
        return None;
    }
    assert!(output.status.success(), "{said}");
    Some(said)
}

#[test]
fn tools_read_the_words_that_were_marked() {
    let folder = tempfile::tempdir().unwrap();
    let mut sources = fixtures();
    assert!(sources.len() > 50, "{} fixtures", sources.len());
    sources.extend(hard());
    fs::write(folder.path().join("config.xml"), label_studio::config()).unwrap();
    write(folder.path(), "tasks.json", Format::LabelStudio, &sources);
    write(folder.path(), "out.conll", Format::Conll, &sources);
    write(folder.path(), "out.jsonl", Format::Spacy, &sources);
    let said = check(folder.path());
    eprintln!("{}", said.as_deref().unwrap_or_default());
    if std::env::var_os("ROSTRA_REQUIRE_PYTHON").is_some() {
        let read = said.unwrap_or_default();
        let missing = |name: &&&str| !read.lines().any(|line| line.starts_with(**name));
        assert_eq!(REQUIRED.iter().find(missing), None, "{read}");
    }
}

/// Every document, exported and imported again, is what it was, with all that nobody judges.
#[test]
fn fixtures_come_back_whole() {
    for source in fixtures().into_iter().chain(hard()) {
        let mut task = task(&source);
        if task.get("annotations").is_none() {
            task["annotations"] = json!([{"result": task["predictions"][0]["result"].take()}]);
        }
        let read = label_studio::import::read(&task, None).unwrap();
        assert_eq!(read.text, source.text);
        assert_eq!(read.notes, Vec::<String>::new(), "{}", source.document.id);
        let undecided = |people: &[AnnotatedPerson]| -> Vec<AnnotatedPerson> {
            let people = people.iter().cloned();
            people
                .map(|person| AnnotatedPerson {
                    review: None,
                    ..person
                })
                .collect()
        };
        assert_eq!(
            undecided(&read.document.people),
            undecided(&source.document.people)
        );
        assert_eq!(read.document.rest, source.document.rest);
        assert_eq!(read.document.given, source.document.given);
        let decisions = read.document.people.iter().map(|person| person.review);
        let wanted = [Some(Decision::Accepted), Some(Decision::Added)];
        assert!(
            decisions.into_iter().all(|one| wanted.contains(&one)),
            "{}",
            source.document.id
        );
    }
}

/// A round trip through the files of fixtures.
#[test]
fn what_comes_back_is_saved_as_a_fixture() {
    let folder = tempfile::tempdir().unwrap();
    let [source] = [hard().remove(0)];
    let mut task = task(&source);
    task["annotations"] = json!([{"result": task["predictions"][0]["result"].take()}]);
    let read = label_studio::import::read(&task, None).unwrap();
    let place: PathBuf = folder.path().join("gold");
    let saved = Fixtures::open(&place).unwrap();
    let id = &read.document.id;
    saved
        .save(
            id,
            &read.document,
            &read.text,
            &rostra_annotate::Version::new(),
        )
        .unwrap();
    let again = Fixtures::open(&place).unwrap().load(id).unwrap().unwrap();
    assert_eq!(again.document, read.document);
    assert_eq!(again.text, source.text);
}
