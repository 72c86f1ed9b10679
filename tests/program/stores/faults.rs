//! Outputs that cannot be written, and what is left of a run then.

use std::path::Path;
use std::process::Command;

use super::{FORMS, Form, prepare, workplace};
use crate::workplace::{Ran, Workplace};

/// Whether the tests run as the one user who may write everywhere.
fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// `rostra` with `args`, by a user who may not write everywhere.
fn unprivileged(workplace: &Workplace, args: &[&str]) -> Command {
    let command = workplace.command(args);
    if !is_root() {
        return command;
    }
    let mut other = Command::new("setpriv");
    other
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(command.get_program())
        .args(args)
        .current_dir(workplace.path("."))
        .stdin(std::process::Stdio::null());
    other
}

fn ran(command: &mut Command) -> Ran {
    Ran::from(command.output().unwrap())
}

/// Sets who may do what with a folder.
fn allow(folder: &Path, mode: &str) {
    let set = Command::new("chmod").arg(mode).arg(folder).status();
    assert!(set.unwrap().success());
}

/// Forms that lie in a folder.
fn files() -> impl Iterator<Item = Form> {
    FORMS.into_iter().filter(|form| *form != Form::Postgres)
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_not_ours_is_told_before_any_work() {
    let workplace = workplace(3);
    std::fs::create_dir_all(workplace.path("locked/out")).unwrap();
    for (folder, mode) in [(".", "755"), ("locked/out", "555"), ("locked", "555")] {
        allow(&workplace.path(folder), mode);
    }
    let program = workplace.command(&[]).get_program().to_owned();
    let reach = ran(&mut unprivileged(&workplace, &["--version"]));
    if reach.status != 0 {
        eprintln!("skipped: another user cannot run {}", program.display());
        return;
    }
    for form in files() {
        let place = form.place("locked/out").unwrap();
        let refused = ran(&mut unprivileged(
            &workplace,
            &["extract", "batch.jsonl", "-o", &place],
        ));
        refused.failed(2, &format!("cannot write {place}"));
        assert!(
            !refused.stderr.contains("people in"),
            "{form:?}: {}",
            refused.stderr
        );
    }
    assert_eq!(
        std::fs::read_dir(workplace.path("locked/out"))
            .unwrap()
            .count(),
        0
    );
    for folder in ["locked", "locked/out"] {
        allow(&workplace.path(folder), "755");
    }
}

/// A file system of its own size, unmounted when it is dropped.
#[cfg(target_os = "linux")]
struct Disk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(place: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(place).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "none"]);
        let mounted = mount.arg(place).output();
        let mounted = mounted.is_ok_and(|mounted| mounted.status.success());
        mounted.then(|| Self(place.to_owned()))
    }

    fn resize(&self, size: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,size={size}")]);
        assert!(mount.arg(&self.0).status().unwrap().success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_and_loses_nothing() {
    const DOCUMENTS: usize = 800;
    for form in files() {
        let workplace = workplace(DOCUMENTS);
        let whole = form.place("whole").unwrap();
        prepare(&workplace, &whole);
        assert_eq!(workplace.extract(&["batch.jsonl", "-o", &whole]).status, 0);
        let expected = form.rows(&workplace, &whole);
        let Some(disk) = Disk::mount(&workplace.path("disk"), "400k") else {
            eprintln!("skipped: no file system can be mounted here");
            return;
        };
        std::fs::create_dir_all(workplace.path("disk/out")).unwrap();
        let place = form.place("disk/out").unwrap();
        let refused = workplace.extract(&["batch.jsonl", "-o", &place]);
        refused.failed(2, &format!("cannot write {place}"));
        assert!(
            refused.stderr.to_lowercase().contains("full") || refused.stderr.contains("No space"),
            "{}",
            refused.stderr
        );
        disk.resize("64m");
        let ran = workplace.extract(&["batch.jsonl", "-o", &place]);
        assert_eq!(ran.status, 0, "{form:?}: {}", ran.stderr);
        assert!(form.rows(&workplace, &place) == expected, "{form:?}");
    }
}

#[test]
fn a_locked_database_is_waited_for() {
    let workplace = workplace(30);
    assert_eq!(
        workplace.extract(&["batch.jsonl", "-o", "out.db"]).status,
        0
    );
    let database = rusqlite::Connection::open(workplace.path("out.db")).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let run = workplace
        .command(&["extract", "batch.jsonl", "-o", "out.db", "--anew", "-q"])
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    database.execute_batch("COMMIT").unwrap();
    assert!(run.wait_with_output().unwrap().status.success());
}

#[test]
fn what_is_no_store_of_ours_is_left_as_it_is() {
    let workplace = workplace(3);
    workplace.write("text.db", b"not a database, but somebody's notes\n");
    let foreign = rusqlite::Connection::open(workplace.path("foreign.db")).unwrap();
    foreign
        .execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)")
        .unwrap();
    drop(foreign);
    for place in ["text.db", "foreign.db"] {
        let before = std::fs::read(workplace.path(place)).unwrap();
        let refused = workplace.extract(&["batch.jsonl", "-o", place]);
        refused.failed(2, &format!("cannot write {place}"));
        assert_eq!(
            std::fs::read(workplace.path(place)).unwrap(),
            before,
            "{place}"
        );
    }
}

/// Feeds `rows` to a run into `place`, does `meanwhile` between them and says how the run ended.
fn interrupted(
    workplace: &Workplace,
    place: &str,
    rows: [String; 2],
    meanwhile: impl FnOnce(),
) -> Ran {
    use std::io::Write;
    let mut command = workplace.command(&["extract", "-", "-o", place]);
    let mut run = command
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = run.stdin.take().unwrap();
    let [first, second] = rows;
    input.write_all(first.as_bytes()).unwrap();
    input.flush().unwrap();
    meanwhile();
    let _ = input.write_all(second.as_bytes()); // it may have given up
    drop(input);
    Ran::from(run.wait_with_output().unwrap())
}

/// Waits until a store holds so many `documents`, as a run that goes on writes them.
fn until(place: &str, documents: usize) {
    let begun = std::time::Instant::now();
    let holds = || {
        let mut client = postgres::Client::connect(place, postgres::NoTls).ok()?;
        let row = client
            .query_one("SELECT count(*) FROM documents", &[])
            .ok()?;
        usize::try_from(row.get::<_, i64>(0)).ok()
    };
    while holds() < Some(documents) {
        assert!(
            begun.elapsed().as_secs() < 60,
            "the documents do not arrive"
        );
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn a_server_that_goes_away_loses_nothing() {
    let Some(server) = crate::server::Server::start() else {
        return;
    };
    // Many enough that the first of them are read before the rest is there.
    const DOCUMENTS: usize = 600;
    let workplace = workplace(DOCUMENTS);
    let rows = || [super::batch(0..300), super::batch(300..DOCUMENTS)];
    let whole = server.database("whole");
    let all = workplace.extract(&["batch.jsonl", "-o", &whole]);
    assert_eq!(all.status, 0, "{}", all.stderr);
    let people = |place: &str| -> Vec<String> {
        let rows = Form::Postgres.rows(&workplace, place);
        rows.into_iter()
            .filter(|row| !row.starts_with("documents "))
            .collect()
    };
    let expected = people(&whole);
    // Away and back: the run goes on.
    let place = server.database("back");
    let ran = interrupted(&workplace, &place, rows(), || {
        until(&place, 100);
        server.kill();
        server.start_again();
    });
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(people(&place), expected);
    // Gone: the run says so, and the next one goes on where it stopped.
    let place = server.database("gone");
    let ran = interrupted(&workplace, &place, rows(), || {
        until(&place, 100);
        server.stop();
    });
    ran.failed(2, "cannot write postgres");
    server.start_again();
    assert!(people(&place).len() < expected.len());
    let ran = interrupted(&workplace, &place, rows(), || {});
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains(" 0 unchanged"), "{}", ran.stderr);
    assert_eq!(people(&place), expected);
}
