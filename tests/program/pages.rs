//! `report`, and what `report` and `export` make of earlier runs.

use serde_json::Value;

use crate::workplace::{RELEASE, Ran, Workplace};

fn run(workplace: &Workplace, args: &[&str]) -> Ran {
    Ran::from(workplace.command(args).output().unwrap())
}

const SECOND: &str = "وزير الخارجية يستقبل نظيره\n\nاستقبل معالي وزير الخارجية السيد سالم الكعبي اليوم وزير خارجية اليونان نيكولاوس باباداكيس.\n";

fn place() -> Workplace {
    Workplace::new(&[
        ("press/a.txt", RELEASE.as_bytes()),
        ("press/ب.txt", SECOND.as_bytes()),
    ])
}

#[test]
fn a_page_is_the_same_for_any_number_of_jobs() {
    let place = place();
    let pages: Vec<String> = ["1", "3"]
        .iter()
        .map(|jobs| {
            let ran = run(&place, &["report", "press", "-j", jobs]);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            ran.stdout
        })
        .collect();
    assert_eq!(pages[0], pages[1]);
    assert!(pages[0].starts_with("<!DOCTYPE html>"));
    assert!(pages[0].contains("Sándor Pintér") && pages[0].contains("سالم الكعبي"));
}

#[test]
fn what_cannot_be_read_stands_on_the_page() {
    let place = place();
    place.write("press/c.pdf", b"%PDF-1.7 no more");
    let ran = run(&place, &["report", "press", "-o", "page.html"]);
    ran.failed(1, "press/c.pdf");
    assert!(place.read("page.html").contains("press/c.pdf"));
    // Where nothing could be done, an earlier page stays.
    place.write("page.html", b"earlier");
    run(&place, &["report", "none", "-o", "page.html"]).failed(2, "none");
    assert_eq!(place.read("page.html"), "earlier");
    run(&place, &["report", "press", "-o", "no/page.html"]).failed(2, "cannot write no/page.html");
}

#[test]
fn pages_and_tasks_are_made_of_earlier_runs() {
    let place = place();
    for run_file in ["run.jsonl", "run.json", "run.parquet", "run.db"] {
        assert_eq!(
            place
                .extract(&["press", "--with-text", "-q", "-o", run_file])
                .status,
            0
        );
        let ran = run(&place, &["report", run_file]);
        assert_eq!(ran.status, 0, "{run_file}: {}", ran.stderr);
        assert!(ran.stdout.contains("سالم الكعبي"), "{run_file}");
        let ran = run(&place, &["export", "--format", "spacy", run_file]);
        assert_eq!(ran.status, 0, "{run_file}: {}", ran.stderr);
        let documents: Vec<Value> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let texts: Vec<&str> = documents
            .iter()
            .filter_map(|document| document["text"].as_str())
            .collect();
        assert_eq!(texts, [RELEASE, SECOND], "{run_file}");
    }
    run(&place, &["report", "run.db", "press"])
        .failed(2, "run.db is what a run has written and press is not");
    place.extract(&["press", "-q", "-o", "bare.jsonl"]);
    let ran = run(&place, &["report", "bare.jsonl"]);
    ran.failed(
        1,
        "is held without its text: `rostra extract --with-text` keeps it",
    );
}

#[test]
fn a_page_shows_what_has_changed_since_an_earlier_run() {
    let place = place();
    place.extract(&["press", "--with-text", "-q", "-o", "run.jsonl"]);
    let earlier = place
        .read("run.jsonl")
        .replace("\"country\":\"HUN\"", "\"country\":\"AUT\"");
    place.write("earlier.jsonl", earlier.as_bytes());
    for input in ["press", "run.jsonl"] {
        let ran = run(&place, &["report", input, "--against", "earlier.jsonl"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("1 release has changed"), "{input}");
        assert!(
            ran.stdout.contains("people[Sándor Pintér].country"),
            "{input}"
        );
    }
    let ran = run(&place, &["report", "press", "--against", "run.jsonl"]);
    assert!(ran.stdout.contains("No release has changed."));
    run(&place, &["report", "press", "--against", "none.jsonl"]).failed(2, "none.jsonl");
}
