//! Ctrl-C.

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::workplace::{RELEASE, Ran, Workplace};

fn files(workplace: &Workplace) -> Vec<String> {
    let entries = fs::read_dir(workplace.path(".")).unwrap();
    let mut files: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    files
}

fn interrupt(child: &Child) {
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
}

/// Runs the program on standard input, into which `rows` go before Ctrl-C is pressed, which ends what is piped in as well.
fn interrupted(workplace: &Workplace, rows: &[u8]) -> Output {
    let mut command = workplace.command(&["extract", "-", "-o", "out.jsonl", "--no-model"]);
    let pipes = command.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(rows).unwrap();
    // The unfinished file shows that the program is at work.
    while !workplace.path("out.jsonl.part").exists() {
        std::thread::yield_now();
    }
    interrupt(&child);
    // The signal is taken note of by another thread, which must have had its turn before the pipe ends.
    std::thread::sleep(Duration::from_millis(500));
    child.wait_with_output().unwrap() // closes the pipe
}

#[test]
fn an_interrupted_run_leaves_the_old_output_and_what_it_has_read() {
    let workplace = Workplace::new(&[("out.jsonl", b"old")]);
    let rows = b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
    let ran = Ran::from(interrupted(&workplace, rows));
    ran.failed(
        130,
        "stopped by Ctrl-C; the same command goes on from there",
    )
    .failed(130, ", 0 people in ");
    assert_eq!(files(&workplace), ["out.jsonl", "out.jsonl.part"]);
    assert_eq!(workplace.read("out.jsonl"), "old");

    workplace.write("rows.jsonl", rows);
    let whole = fs::File::open(workplace.path("rows.jsonl")).unwrap();
    let mut command = workplace.command(&["extract", "-", "-o", "out.jsonl", "--no-model"]);
    let ran = Ran::from(command.stdin(whole).output().unwrap());
    ran.failed(0, "taken over from the run before");
    assert_eq!(files(&workplace), ["out.jsonl", "rows.jsonl"]);
    assert_eq!(workplace.read("out.jsonl").lines().count(), 2);
}

#[test]
fn an_interrupted_run_that_has_read_nothing_leaves_nothing() {
    let workplace = Workplace::new(&[("out.jsonl", b"old")]);
    let ran = interrupted(&workplace, b"");
    assert_eq!(ran.status.code(), Some(130));
    assert_eq!(files(&workplace), ["out.jsonl"]);
    assert_eq!(workplace.read("out.jsonl"), "old");
}

#[test]
fn the_same_command_goes_on_where_ctrl_c_stopped_it() {
    let row = |n: usize| serde_json::json!({"id": n.to_string(), "text": RELEASE}).to_string();
    let rows: Vec<String> = (0..600).map(row).collect();
    let rows = rows.join("\n") + "\nno row\n";
    let workplace = Workplace::new(&[("rows.jsonl", rows.as_bytes())]);
    let args = [
        "rows.jsonl",
        "-o",
        "out.jsonl",
        "--no-model",
        "--quarantine",
        "failed.jsonl",
    ];
    let mut command = workplace.command(&["extract"]);
    let child = command.args(args).stderr(Stdio::piped()).spawn().unwrap();
    // Lines go to the disk by the dozen.
    while fs::metadata(workplace.path("out.jsonl.part")).map_or(0, |data| data.len()) == 0 {
        std::thread::yield_now();
    }
    interrupt(&child);
    let ran = Ran::from(child.wait_with_output().unwrap());
    ran.failed(
        130,
        "stopped by Ctrl-C; the same command goes on from there",
    );
    assert!(!workplace.path("out.jsonl").exists() && !workplace.path("failed.jsonl").exists());

    let ran = workplace.extract(&args);
    ran.failed(1, "taken over from the run before; 1 could not be read");
    let again = workplace.read("out.jsonl");
    assert_eq!(again.lines().count(), 600);
    assert_eq!(workplace.read("failed.jsonl").lines().count(), 1);
    fs::remove_file(workplace.path("out.jsonl")).unwrap();
    workplace.extract(&args).failed(1, "600 documents");
    assert_eq!(workplace.read("out.jsonl"), again);
}
