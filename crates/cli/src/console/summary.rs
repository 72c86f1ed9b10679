//! The line at the end of a run.

use crate::ending::{Ended, Ending, Listed};

/// What the run came to.
pub(super) fn line(ending: &Ending<'_>) -> String {
    let (tally, seconds) = (ending.tally, ending.seconds);
    let mut line = format!(
        "{}, {} in {seconds:.1} s ({:.0} documents a second)",
        counted(tally.read, "document", "documents"),
        counted(tally.people, "person", "people"),
        tally.read as f64 / seconds.max(0.001),
    );
    if let Some(changes) = ending.changes {
        line += &format!(
            "; {} new, {} changed, {} unchanged",
            changes.new, changes.changed, changes.unchanged
        );
        if changes.removed > 0 {
            line += &format!(", {} removed", changes.removed);
        }
    } else if tally.kept > 0 {
        line += &format!("; {} taken over from the run before", tally.kept);
    }
    if tally.failed > 0 {
        line += &format!("; {} could not be read", tally.failed);
    }
    if let Some(listed) = &ending.listed {
        line += &said_of(listed);
    }
    if ending.skipped > 0 {
        line += &format!(
            "; {} of other kinds left alone",
            counted(ending.skipped, "file", "files")
        );
    }
    line
}

fn said_of(listed: &Listed) -> String {
    let path = listed.path.display();
    match (listed.before, listed.entries) {
        (None, 0) => format!("; {path} lists none"),
        (None, entries) => format!("; {path} lists {entries}"),
        (Some(before), 0) => format!("; of {before} to read again {path} lists none"),
        (Some(before), entries) => format!("; of {before} to read again {path} lists {entries}"),
    }
}

/// Why the run did not go on to its end, and what to do.
pub(super) fn stopped(ending: &Ending<'_>) -> Option<String> {
    let why = match ending.ended {
        Ended::Whole | Ended::ReaderLeft => return None,
        Ended::Interrupted => "stopped by Ctrl-C".to_owned(),
        Ended::OutputFailed => "stopped before the end".to_owned(),
        Ended::TooManyFailures(most) => format!(
            "stopped: {} could not be read, more than --max-errors {most}",
            counted(ending.tally.failed, "document", "documents")
        ),
    };
    Some(match ending.can_go_on {
        true => why + "; the same command goes on from there",
        false => why,
    })
}

fn counted(number: u64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use rostra_document::Changes;

    use super::{line, stopped};
    use crate::ending::{Ended, Ending, Listed};
    use crate::tally::Tally;

    fn ending<'a>(tally: &'a Tally, ended: Ended) -> Ending<'a> {
        Ending {
            tally,
            ended,
            status: 0,
            seconds: 2.0,
            bytes: 0,
            skipped: 0,
            changes: None,
            listed: None,
            can_go_on: true,
            errors: Vec::new(),
        }
    }

    #[test]
    fn says_what_there_is_to_say() {
        let tally = Tally {
            read: 100,
            kept: 1,
            failed: 2,
            people: 1,
            ..Tally::default()
        };
        let plain = ending(&tally, Ended::Whole);
        assert_eq!(
            line(&plain),
            "100 documents, 1 person in 2.0 s (50 documents a second); 1 taken over from the run before; 2 could not be read"
        );
        assert_eq!(stopped(&plain), None);
        let full = Ending {
            changes: Some(Changes {
                new: 3,
                changed: 2,
                unchanged: 1,
                removed: 4,
            }),
            listed: Some(Listed {
                path: "f.jsonl".into(),
                entries: 2,
                before: Some(5),
            }),
            skipped: 1,
            ..ending(&tally, Ended::TooManyFailures(1))
        };
        assert_eq!(
            line(&full),
            "100 documents, 1 person in 2.0 s (50 documents a second); 3 new, 2 changed, 1 unchanged, 4 removed; \
             2 could not be read; of 5 to read again f.jsonl lists 2; 1 file of other kinds left alone"
        );
        assert_eq!(
            stopped(&full).unwrap(),
            "stopped: 2 documents could not be read, more than --max-errors 1; the same command goes on from there"
        );
    }
}
