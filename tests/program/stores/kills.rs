//! Kill -9 at any moment, and on from there.

use std::time::{Duration, Instant};

use super::{Form, prepare, workplace};
use crate::workplace::Workplace;

/// How often each form is killed.
const KILLS: usize = 50;

/// Documents of a run.
const DOCUMENTS: usize = 1200;

/// A sequence of numbers that look like chance and are the same each time (xorshift; Marsaglia 2003).
struct Chance(u64);

impl Chance {
    /// From 0 to `below`.
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below.max(1)
    }
}

/// Lets a run into `place` go on for `moment`, then kills it; says whether it had ended before.
fn killed(workplace: &Workplace, place: &str, moment: Duration) -> bool {
    let mut run = workplace
        .command(&["extract", "batch.jsonl", "-q", "-o", place])
        .spawn()
        .unwrap();
    std::thread::sleep(moment);
    let ended = run.try_wait().unwrap();
    run.kill().unwrap(); // SIGKILL
    run.wait().unwrap();
    ended.is_some_and(|status| status.success())
}

fn survives(form: Form) {
    let workplace = workplace(DOCUMENTS);
    let Some(whole) = form.place("whole") else {
        eprintln!("skipped: no server for {form:?}");
        return;
    };
    prepare(&workplace, &whole);
    let begun = Instant::now();
    let ran = workplace.extract(&["batch.jsonl", "-o", &whole]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // Moments from the start of the program to its end, most of them early, so that runs are broken several times.
    let longest = begun.elapsed().as_micros() as u64;
    let expected = form.rows(&workplace, &whole);
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ form as u64);
    let (mut kills, mut outputs) = (0, 0);
    while kills < KILLS {
        outputs += 1;
        let place = form.place(&format!("out{outputs}")).unwrap();
        prepare(&workplace, &place);
        let mut ended = false;
        while !ended && kills < KILLS {
            let part = 1 + chance.next(4);
            let moment = Duration::from_micros(chance.next(longest / part));
            ended = killed(&workplace, &place, moment);
            kills += usize::from(!ended);
            if form.is_store() {
                is_part_of(&workplace, form, &place, &expected);
            }
        }
        let ran = workplace.extract(&["batch.jsonl", "-o", &place]);
        assert_eq!(ran.status, 0, "after {kills} kills: {}", ran.stderr);
        let rows = form.rows(&workplace, &place);
        assert!(rows == expected, "{form:?} differs after {kills} kills");
    }
    let left = std::fs::read_dir(workplace.path(".")).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let litter: Vec<String> = left
        .filter(|name| name.ends_with(".part") || name.ends_with(".tmp"))
        .collect();
    assert_eq!(litter, [""; 0], "{form:?}");
}

/// A store that was killed opens, and each row in it is one of a whole run.
fn is_part_of(workplace: &Workplace, form: Form, place: &str, expected: &[String]) {
    if form == Form::Sqlite && !workplace.path(place).exists() {
        return;
    }
    let there = std::panic::catch_unwind(|| form.rows(workplace, place));
    // Killed before the first migration was through, it has no tables yet.
    let Ok(rows) = there else {
        let again = workplace.extract(&["batch.jsonl", "-q", "-o", place]);
        assert_eq!(again.status, 0, "{}", again.stderr);
        return;
    };
    let known: std::collections::HashSet<&String> = expected.iter().collect();
    let strange = rows.iter().find(|row| !known.contains(row));
    assert_eq!(strange, None, "{form:?}");
}

#[test]
fn json_lines_survive_kills() {
    survives(Form::JsonLines);
}

#[test]
fn parquet_survives_kills() {
    survives(Form::Parquet);
}

#[test]
fn sqlite_survives_kills() {
    survives(Form::Sqlite);
}

#[test]
fn postgres_survives_kills() {
    survives(Form::Postgres);
}

#[test]
fn a_data_package_survives_kills() {
    survives(Form::Package);
}
