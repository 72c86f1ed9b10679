//! Folders that fill while they are watched.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::workplace::{RELEASE, Workplace};

/// A program that watches `in` and writes to `press.db`.
struct Watch(Child);

impl Watch {
    fn start(workplace: &Workplace, more: &[&str]) -> Self {
        let args: Vec<&str> = ["watch", "in", "-o", "press.db", "--settle", "0.2"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        let child = workplace.command(&args).stderr(Stdio::piped()).spawn();
        let mut watch = Self(child.unwrap());
        // Once it says so nothing that comes is missed.
        let said = watch.0.stderr.as_mut().unwrap();
        let mut lines = BufReader::new(said).lines();
        assert!(lines.any(|line| line.unwrap() == "watching in"));
        watch
    }

    /// Asks it to end, and says how it did.
    fn stop(mut self) -> i32 {
        let id = self.0.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        self.0.wait().unwrap().code().unwrap()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ids and hashes of the documents in the store.
fn held(workplace: &Workplace) -> Vec<(String, String)> {
    let Ok(database) = rusqlite::Connection::open(workplace.path("press.db")) else {
        return Vec::new();
    };
    let select = database.prepare("SELECT id, content_hash FROM documents ORDER BY id");
    let Ok(mut select) = select else {
        return Vec::new();
    };
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

/// Waits until the store holds documents of these ids.
fn until(workplace: &Workplace, ids: &[&str]) -> Vec<(String, String)> {
    let begun = Instant::now();
    loop {
        let held = held(workplace);
        if held
            .iter()
            .map(|(id, _)| id.as_str())
            .eq(ids.iter().copied())
        {
            return held;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "{held:?}, not {ids:?}"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn watched(more: &[&str]) {
    let workplace = Workplace::new(&[("in/a.txt", RELEASE.as_bytes())]);
    let watch = Watch::start(&workplace, more);
    let first = until(&workplace, &["a"]);
    // New, in a new folder, hidden, nothing that is read.
    workplace.write("in/b.txt", RELEASE.as_bytes());
    workplace.write("in/deep/er/c.txt", RELEASE.as_bytes());
    workplace.write("in/.hidden.txt", RELEASE.as_bytes());
    workplace.write("in/picture.png", b"\x89PNG\r\n\x1a\n");
    until(&workplace, &["a", "b", "c"]);
    // Changed, and put there by renaming.
    workplace.write("in/a.txt", (RELEASE.to_owned() + RELEASE).as_bytes());
    workplace.write("in/.d.txt.half", RELEASE.as_bytes());
    fs::rename(workplace.path("in/.d.txt.half"), workplace.path("in/d.txt")).unwrap();
    until(&workplace, &["a", "b", "c", "d"]);
    let begun = Instant::now();
    while held(&workplace)[0] == first[0] {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "a change was missed"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(watch.stop(), 0);
    // What comes while nobody watches is read at the next start, and nothing twice.
    workplace.write("in/e.txt", RELEASE.as_bytes());
    let watch = Watch::start(&workplace, &["--report", "run.json"]);
    until(&workplace, &["a", "b", "c", "d", "e"]);
    assert_eq!(watch.stop(), 0);
    let report: serde_json::Value = serde_json::from_str(&workplace.read("run.json")).unwrap();
    assert_eq!(report["documents"]["read"], 1);
    assert_eq!(report["documents"]["kept"], 4);
}

#[test]
fn what_comes_into_a_folder_is_read() {
    watched(&[]);
}

#[test]
fn folders_can_be_looked_at_instead() {
    watched(&["--poll", "0.1"]);
}

#[test]
fn files_and_outputs_of_one_run_are_refused() {
    let workplace = Workplace::new(&[("in/a.txt", RELEASE.as_bytes())]);
    for (args, said) in [
        (
            &["watch", "in/a.txt", "-o", "press.db"][..],
            "in/a.txt is no folder",
        ),
        (
            &["watch", "in", "-o", "out.csv"],
            "out.csv is a file of one run",
        ),
        (&["watch", "in", "--settle", "0"], "is a number of seconds"),
    ] {
        let output = workplace.command(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(stderr.contains(said), "{stderr}");
    }
    assert!(!workplace.path("press.db").exists());
}
