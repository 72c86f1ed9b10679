use std::collections::BTreeMap;

use rostra_document::{FailureKind, Provenance, Release, SourceError};

use super::{PageChange, Report, samples};

fn page(releases: &[Release], changes: Option<BTreeMap<String, Vec<PageChange>>>) -> String {
    let mut report = Report::new("A <run>", changes).unwrap();
    for release in releases {
        report.add(release).unwrap();
    }
    let way = Provenance::file("press/<broken>.pdf");
    report.fail(&SourceError::new(way, FailureKind::Rejected, "is <no> PDF"));
    let mut page = Vec::new();
    report.write(&mut page).unwrap();
    String::from_utf8(page).unwrap()
}

/// The JSON of the inert element `id`.
fn inert(page: &str, id: &str) -> serde_json::Value {
    let begin = format!("<script type=\"application/json\" id=\"{id}\">");
    let (_, rest) = page.split_once(&begin).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn a_page_holds_its_run() {
    let all = [samples::release(), samples::hostile()];
    let page = page(&all, None);
    assert_eq!(page, self::page(&all, None));
    assert!(page.contains("<title>A &lt;run&gt;</title>"));
    assert!(page.contains("press/&lt;broken&gt;.pdf") && page.contains("is &lt;no&gt; PDF"));
    let index = inert(&page, "index");
    let row = &index["releases"][0];
    assert_eq!((&row[1], &row[2]), (&"2024-05-14".into(), &"en-1".into()));
    assert_eq!(index["people"][0], "Wanjiru Kamotho|KEN");
    let text = inert(&page, "r0")["text"].as_str().unwrap().to_owned();
    assert!(text.contains(">Wanjiru Kamotho</mark>"), "{text}");
    assert!(!page.contains("picture-changes"));
}

/// Elements that run are the two that the policy names, and no attribute runs or styles.
#[test]
fn nothing_else_runs() {
    let change = BTreeMap::from([(samples::HOSTILE.to_owned(), vec![samples::hostile_change()])]);
    let page = page(
        &[samples::hostile(), samples::release(), samples::hostile()],
        Some(change),
    );
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("<script type=\"application/json\"").count(), 4);
    assert_eq!(page.matches("<script").count(), 5);
    assert_eq!(page.matches("</script").count(), 5);
    assert_eq!(page.matches("<!--").count(), 0);
    let live: String = page
        .split("<script type=\"application/json\"")
        .map(|part| part.split_once("</script>").map_or(part, |(_, rest)| rest))
        .collect();
    assert!(!live.contains(" style=") && !live.contains("<img"));
    assert!(live.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.contains("2 releases have"), "changes are told");
}

#[test]
fn an_empty_run_has_a_page() {
    let report = Report::new("", None).unwrap();
    let mut page = Vec::new();
    report.write(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("There is no release in this run."));
    assert!(page.contains("<h1>") && page.ends_with("</html>\n"));
}

#[test]
fn a_line_without_end_is_held_short() {
    let mut release = samples::release();
    let line = "x".repeat(10_000_000);
    release.extraction.title = Some(line.clone());
    release.extraction.publisher = Some(line.clone());
    release.extraction.text = Some(line);
    let page = page(&[release], None);
    assert!(page.len() < 1_000_000, "{}", page.len());
}
