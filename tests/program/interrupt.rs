//! Ctrl-C.

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};

use crate::workplace::Workplace;

fn files(workplace: &Workplace) -> Vec<String> {
    let entries = fs::read_dir(workplace.path(".")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
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

#[test]
fn an_interrupted_run_leaves_no_half_output() {
    let workplace = Workplace::new(&[("out.jsonl", b"old")]);
    let mut command = workplace.command(&["extract", "-", "-o", "out.jsonl", "-q"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    child
        .stdin
        .as_mut()
        .unwrap()
        .write_all(b"{\"text\": \"One.\"}\n")
        .unwrap();
    // The unfinished file shows that the program is at work, waiting for the next row.
    while files(&workplace).len() < 2 {
        std::thread::yield_now();
    }
    interrupt(&child);
    while child.try_wait().unwrap().is_none() {
        interrupt(&child);
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(files(&workplace), ["out.jsonl"]);
    assert_eq!(workplace.read("out.jsonl"), "old");
}
