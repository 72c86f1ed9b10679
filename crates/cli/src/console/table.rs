//! The main figures of a run as a table.

use std::collections::BTreeMap;

use indicatif::HumanCount;

use crate::tally::Tally;

/// Documents from which on a table is worth its lines.
const WORTH: u64 = 20;

/// Languages and formats that have a line of their own: the most frequent.
const LINES: usize = 12;

/// The table of a run; `None` where the line before says all.
pub(super) fn of(tally: &Tally) -> Option<String> {
    if tally.read + tally.kept + tally.failed < WORTH {
        return None;
    }
    let languages = tally.languages.iter();
    let languages = languages.map(|(name, s)| (name.as_str(), [s.documents, s.people, s.titles]));
    let formats = tally.formats.iter().map(|(name, fates)| {
        let name = if name.is_empty() { "unknown" } else { name };
        (name, [fates.read, fates.kept, fates.failed])
    });
    let mut lines = block(
        ["language", "documents", "people", "titles"],
        languages.collect(),
    );
    lines.extend(block(
        ["format", "read", "taken over", "failed"],
        formats.collect(),
    ));
    lines.extend(named("failures", &tally.failures));
    lines.extend(named("people by role", &tally.roles));
    lines.extend(times(tally));
    Some(lines.join("\n"))
}

/// Lines under a heading, the most frequent first.
fn block(heading: [&str; 4], mut rows: Vec<(&str, [u64; 3])>) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    rows.sort_by_key(|&(_, figures)| std::cmp::Reverse(figures.iter().sum::<u64>()));
    let rest = rows.split_off(rows.len().min(LINES));
    if !rest.is_empty() {
        let sum = |n: usize| rest.iter().map(|(_, figures)| figures[n]).sum();
        rows.push(("others", [sum(0), sum(1), sum(2)]));
    }
    let line = |name: &str, cells: [String; 3]| {
        let [a, b, c] = cells;
        format!("  {name:<10}{a:>12}{b:>12}{c:>12}")
    };
    let [name, a, b, c] = heading;
    let mut lines = vec![line(name, [a, b, c].map(str::to_owned))];
    let rows = rows.iter();
    lines
        .extend(rows.map(|(name, figures)| line(name, figures.map(|n| HumanCount(n).to_string()))));
    lines
}

/// Counts by name on one line.
fn named(heading: &str, counts: &BTreeMap<&'static str, u64>) -> Option<String> {
    let said = counts
        .iter()
        .map(|(name, &n)| format!("{} {name}", HumanCount(n)));
    let said = said.collect::<Vec<_>>().join(", ");
    (!said.is_empty()).then(|| format!("  {heading}: {said}"))
}

fn times(tally: &Tally) -> Option<String> {
    let (slowest, place) = tally.times.slowest().first()?;
    Some(format!(
        "  time a document: half within {}, 99 in 100 within {}, the longest {}: {place}",
        time(tally.times.within(0.5)?),
        time(tally.times.within(0.99)?),
        time(slowest.as_secs_f64())
    ))
}

fn time(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{:.1} ms", seconds * 1e3)
    } else {
        format!("{seconds:.1} s")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rostra_document::FailureKind;

    use super::of;
    use crate::tally::{Fates, Share, Tally};

    #[test]
    fn the_main_figures_stand_below_each_other() {
        let mut tally = Tally {
            read: 1200,
            ..Tally::default()
        };
        let share = Share {
            documents: 1200,
            people: 3400,
            titles: 5,
        };
        tally.languages.insert("en".into(), share);
        tally.formats.insert(
            "html".into(),
            Fates {
                read: 1200,
                kept: 7,
                failed: 0,
            },
        );
        tally.failed("", FailureKind::Rejected);
        tally.times.add(Duration::from_millis(1500), "a.html");
        assert_eq!(
            of(&tally).unwrap(),
            "  language     documents      people      titles\n  \
               en               1,200       3,400           5\n  \
               format            read  taken over      failed\n  \
               html             1,200           7           0\n  \
               unknown              0           0           1\n  \
               failures: 1 rejected\n  \
               time a document: half within 1.5 s, 99 in 100 within 1.5 s, the longest 1.5 s: a.html"
        );
        assert_eq!(of(&Tally::default()), None);
    }

    #[test]
    fn rare_languages_are_put_together() {
        let mut tally = Tally {
            read: 20,
            ..Tally::default()
        };
        for n in 0..14_u64 {
            let share = Share {
                documents: 100 - n,
                ..Share::default()
            };
            tally.languages.insert(format!("l{n}"), share);
        }
        let table = of(&tally).unwrap();
        let last = table.lines().nth(13).unwrap();
        assert_eq!(last, "  others             175           0           0");
    }
}
