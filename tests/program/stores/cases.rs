//! What a run makes of an output that earlier runs have written.

use super::{FORMS, Form, batch, prepare, workplace};
use crate::workplace::{Ran, Workplace};

/// Documents of the first run.
const DOCUMENTS: usize = 40;

/// Runs `extract` over `batch.jsonl` into `place`.
fn run(workplace: &Workplace, place: &str, more: &[&str]) -> Ran {
    prepare(workplace, place);
    let args: Vec<&str> = ["batch.jsonl", "-o", place]
        .iter()
        .chain(more)
        .copied()
        .collect();
    let ran = workplace.extract(&args);
    assert_eq!(ran.status, 0, "{place}: {}", ran.stderr);
    ran
}

/// Rows that a first run over `batch` leaves.
fn fresh(form: Form, batch: &str) -> Vec<String> {
    let workplace = Workplace::new(&[("batch.jsonl", batch.as_bytes())]);
    let place = form.place("fresh").unwrap();
    run(&workplace, &place, &[]);
    form.rows(&workplace, &place)
}

/// A batch, what a run over it says of a store that holds the first one, and what the output holds afterwards.
struct Case {
    what: &'static str,
    batch: String,
    more: &'static [&'static str],
    said: &'static str,
    /// The batch of which a first run leaves the same in a store.
    store_holds: String,
}

fn changed() -> String {
    batch(0..DOCUMENTS).replace("We agreed on 7 points", "We parted")
}

fn cases() -> Vec<Case> {
    let all = || batch(0..DOCUMENTS);
    let case = |what, batch, more, said, store_holds| Case {
        what,
        batch,
        more,
        said,
        store_holds,
    };
    vec![
        case(
            "the same again",
            all(),
            &[],
            "; 0 new, 0 changed, 40 unchanged",
            all(),
        ),
        case(
            "one changed",
            changed(),
            &[],
            "; 0 new, 1 changed, 39 unchanged",
            changed(),
        ),
        case(
            "more",
            batch(0..45),
            &[],
            "; 5 new, 0 changed, 40 unchanged",
            batch(0..45),
        ),
        case(
            "fewer",
            batch(5..DOCUMENTS),
            &[],
            "; 0 new, 0 changed, 35 unchanged",
            all(),
        ),
        case(
            "other metadata",
            all().replace("mi.example/7\"", "mi.example/seven\""),
            &[],
            "; 0 new, 1 changed, 39 unchanged",
            all().replace("mi.example/7\"", "mi.example/seven\""),
        ),
        case(
            "anew",
            all(),
            &["--anew"],
            "; 0 new, 40 changed, 0 unchanged",
            all(),
        ),
    ]
}

#[test]
fn an_output_holds_what_it_should_whatever_came_before() {
    for form in FORMS {
        for case in cases() {
            let workplace = workplace(DOCUMENTS);
            let Some(place) = form.place("out") else {
                eprintln!("skipped: no server for {form:?}");
                break;
            };
            let first = run(&workplace, &place, &[]);
            if form.is_store() {
                let said = "; 40 new, 0 changed, 0 unchanged";
                assert!(first.stderr.contains(said), "{form:?}: {}", first.stderr);
            }
            workplace.write("batch.jsonl", case.batch.as_bytes());
            let second = run(&workplace, &place, case.more);
            let holds = match form.is_store() {
                true => {
                    assert!(
                        second.stderr.contains(case.said),
                        "{form:?}, {}: {}",
                        case.what,
                        second.stderr
                    );
                    &case.store_holds
                }
                false => &case.batch,
            };
            assert_eq!(
                form.rows(&workplace, &place),
                fresh(form, holds),
                "{form:?}, {}",
                case.what
            );
        }
    }
}

#[test]
fn what_is_gone_is_pruned_on_demand() {
    for form in FORMS.into_iter().filter(|form| form.is_store()) {
        let Some(place) = form.place("out") else {
            eprintln!("skipped: no server for {form:?}");
            continue;
        };
        let workplace = workplace(DOCUMENTS);
        workplace.write("other.jsonl", batch(100..103).as_bytes());
        run(&workplace, &place, &["other.jsonl"]);
        // A row that cannot be read may be one that is there: nothing of its file is taken out.
        let broken = batch(5..DOCUMENTS) + "{\n";
        workplace.write("batch.jsonl", broken.as_bytes());
        let ran = workplace.extract(&["batch.jsonl", "-o", &place, "--prune"]);
        ran.failed(1, "35 unchanged");
        assert!(!ran.stderr.contains("removed"), "{}", ran.stderr);
        workplace.write("batch.jsonl", batch(5..DOCUMENTS).as_bytes());
        let ran = run(&workplace, &place, &["--prune"]);
        assert!(
            ran.stderr.contains("35 unchanged, 5 removed"),
            "{}",
            ran.stderr
        );
        // What this run's inputs never held stays. Where rows stand in their files is another matter.
        let holds = batch((5..DOCUMENTS).chain(100..103));
        let said = |rows: Vec<String>| -> Vec<String> {
            let others = rows
                .into_iter()
                .filter(|row| !row.starts_with("documents "));
            others.collect()
        };
        let rows = form.rows(&workplace, &place);
        assert_eq!(said(rows), said(fresh(form, &holds)), "{form:?}");
    }
}

#[test]
fn another_file_of_the_same_name_is_no_change() {
    for form in FORMS.into_iter().filter(|form| form.is_store()) {
        let Some(place) = form.place("out") else {
            eprintln!("skipped: no server for {form:?}");
            continue;
        };
        let release = |n| super::release(n).into_bytes();
        let workplace = Workplace::new(&[("may/a.txt", &release(1)), ("june/a.txt", &release(2))]);
        assert_eq!(workplace.extract(&["may", "-o", &place]).status, 0);
        workplace.extract(&["june", "-o", &place]).failed(
            1,
            "june/a.txt: its id a is that of may/a.txt; `--id path` and `--id content` make others",
        );
        assert_eq!(
            workplace
                .extract(&["june", "-o", &place, "--id", "path"])
                .status,
            0
        );
        // Moved and not changed it is the same document, elsewhere.
        workplace.write("moved/a.txt", &release(1));
        let ran = workplace.extract(&["moved", "-o", &place]);
        assert!(
            ran.stderr.contains("; 0 new, 1 changed, 0 unchanged"),
            "{}",
            ran.stderr
        );
        let documents = form.rows(&workplace, &place);
        let documents = documents.iter().filter(|row| row.starts_with("documents "));
        assert_eq!(documents.count(), 2);
    }
}

#[test]
fn several_outputs_at_once_hold_what_each_would_alone() {
    let workplace = workplace(DOCUMENTS);
    let forms: Vec<(Form, String)> = FORMS
        .into_iter()
        .filter_map(|form| Some((form, form.place("all")?)))
        .collect();
    for (_, place) in &forms {
        prepare(&workplace, place);
    }
    let outputs = forms.iter().flat_map(|(_, place)| ["-o", place.as_str()]);
    let args: Vec<&str> = ["batch.jsonl"].into_iter().chain(outputs).collect();
    let ran = workplace.extract(&args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for (form, place) in &forms {
        assert_eq!(
            form.rows(&workplace, place),
            fresh(*form, &batch(0..DOCUMENTS)),
            "{form:?}"
        );
    }
    // A pipeline file says the same.
    let listed: Vec<String> = forms
        .iter()
        .map(|(form, _)| form.place("listed").unwrap())
        .map(|place| {
            prepare(&workplace, &place);
            format!("[[outputs]]\nto = {place:?}\n")
        })
        .collect();
    workplace.write("pipeline.toml", listed.concat().as_bytes());
    let ran = workplace.extract(&["batch.jsonl", "--pipeline", "pipeline.toml"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert_eq!(workplace.read("listed.csv"), workplace.read("all.csv"));
}

#[test]
fn two_runs_at_once_leave_whole_documents() {
    for form in FORMS.into_iter().filter(|form| form.is_store()) {
        let Some(place) = form.place("out") else {
            eprintln!("skipped: no server for {form:?}");
            continue;
        };
        let workplace = workplace(400);
        workplace.write("second.jsonl", batch(200..600).as_bytes());
        let mut runs: Vec<_> = ["batch.jsonl", "second.jsonl"]
            .iter()
            .map(|input| {
                let mut command = workplace.command(&["extract", input, "-q", "-o", &place]);
                command.spawn().unwrap()
            })
            .collect();
        for run in &mut runs {
            assert!(run.wait().unwrap().success(), "{form:?}");
        }
        // Which run wrote a document that both read is left open, and with it only the name of the file.
        let named = |rows: Vec<String>| -> Vec<String> {
            let rows = rows
                .into_iter()
                .map(|row| row.replace("second.jsonl", "batch.jsonl"));
            let rows = rows.filter(|row| !row.starts_with("documents "));
            rows.collect()
        };
        assert_eq!(
            named(form.rows(&workplace, &place)),
            named(fresh(form, &batch(0..600))),
            "{form:?}"
        );
    }
}

#[test]
fn stores_and_files_say_the_same() {
    let workplace = workplace(DOCUMENTS);
    let ran = workplace.extract(&["batch.jsonl"]);
    let expected: usize = ran
        .documents()
        .iter()
        .flat_map(|document| document["people"].as_array().unwrap())
        .map(|person| person["titles"].as_array().unwrap().len())
        .sum();
    assert!(
        expected >= 2 * DOCUMENTS,
        "the texts say less than they should"
    );
    for form in FORMS.into_iter().filter(|form| form.is_store()) {
        let Some(place) = form.place("out") else {
            eprintln!("skipped: no server for {form:?}");
            continue;
        };
        run(&workplace, &place, &["--with-text"]);
        let rows = form.rows(&workplace, &place);
        let of = |table: &str| rows.iter().filter(|row| row.starts_with(table)).count();
        assert_eq!(
            (of("documents "), of("titles ")),
            (DOCUMENTS, expected),
            "{form:?}"
        );
        assert!(
            rows.iter().any(|row| row.contains("agreed on 7 points 🤝")),
            "{form:?}"
        );
    }
}

#[test]
fn what_comes_through_a_pipe_is_not_taken_for_what_came_before() {
    let piped = |workplace: &Workplace, n: usize, more: &[&str]| {
        let args: Vec<&str> = ["extract", "-", "-o", "out.db"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        let mut command = workplace.command(&args);
        let input = std::fs::File::open(workplace.path(&format!("{n}.txt"))).unwrap();
        Ran::from(command.stdin(input).output().unwrap())
    };
    let releases: Vec<Vec<u8>> = (0..2).map(|n| super::release(n).into_bytes()).collect();
    let workplace = Workplace::new(&[("0.txt", &releases[0]), ("1.txt", &releases[1])]);
    assert_eq!(piped(&workplace, 0, &[]).status, 0);
    piped(&workplace, 1, &[]).failed(1, "its id stdin is that of stdin");
    for _ in 0..2 {
        assert_eq!(piped(&workplace, 1, &["--id", "content"]).status, 0);
    }
    let documents = Form::Sqlite.rows(&workplace, "out.db");
    let documents = documents.iter().filter(|row| row.starts_with("documents "));
    assert_eq!(documents.count(), 2);
}
