//! Files that a broken run can go on with.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rostra_document::{Changes, Ended, Extraction, Identity, Memory, Recall, Sink, SinkError};

use super::destination::{real, sweep, sync_folder};
use super::journal::{Index, Journal, find};
use super::{Make, Place, failed, json_lines};
use crate::settings::Settings;

/// A file, written from a journal once all is read. Until then what lay in its place stays.
pub(super) struct Journaled {
    path: PathBuf,
    make: Make,
    /// None once it is finished.
    journal: Option<Journal>,
    earlier: Arc<Index>,
}

impl Journaled {
    pub(super) fn open(path: &Path, make: Make, settings: &Settings) -> Result<Self, SinkError> {
        let path = real(path);
        let fail = |cause| failed(&path, cause);
        let (journal, earlier) = Journal::open(&path, settings).map_err(fail)?;
        let _ = sweep(&path); // it only tidies up
        Ok(Self {
            make,
            journal: Some(journal),
            earlier: Arc::new(earlier),
            path,
        })
    }

    fn complete(&self, mut journal: Journal) -> Result<(), SinkError> {
        let fail = |cause| failed(&self.path, cause);
        // The journal of a run in one piece is the output itself.
        if std::ptr::fn_addr_eq(self.make, json_lines as Make) && journal.is_in_order() {
            journal.rename(&self.path).map_err(fail)?;
            return sync_folder(&self.path).map_err(fail);
        }
        let mut writer = (self.make)(&Place::File(self.path.clone()))?;
        for line in journal.lines().map_err(fail)? {
            let line = line.map_err(fail)?;
            let extraction: Extraction =
                serde_json::from_slice(&line).map_err(|error| fail(error.into()))?;
            writer.document(&extraction)?;
        }
        writer.end()?;
        journal.remove().map_err(fail)
    }

    /// Leaves what can be gone on with.
    fn put_aside(&self, mut journal: Journal) -> Result<(), SinkError> {
        let fail = |cause| failed(&self.path, cause);
        match journal.kept() {
            Some(_) => journal.sync().map_err(fail),
            None => journal.remove().map_err(fail),
        }
    }
}

impl Sink for Journaled {
    fn memory(&mut self) -> Result<Option<Box<dyn Memory>>, SinkError> {
        let any = !self.earlier.is_empty();
        Ok(any.then(|| Box::new(Lines(Arc::clone(&self.earlier))) as Box<dyn Memory>))
    }

    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        let Some(journal) = &mut self.journal else {
            return Ok(());
        };
        let written = journal.write(extraction);
        written.map_err(|cause| failed(&self.path, cause))
    }

    fn keep(&mut self, identity: &Identity) -> Result<(), SinkError> {
        let Some(journal) = &mut self.journal else {
            return Ok(());
        };
        let Some(line) = find(&self.earlier, identity) else {
            return Err(SinkError::Refused {
                place: self.path.display().to_string(),
                reason: format!("{} was kept and is not there", identity.id),
            });
        };
        journal.take(line);
        Ok(())
    }

    fn finish(&mut self, ended: Ended) -> Result<Option<Changes>, SinkError> {
        if let Some(journal) = self.journal.take() {
            match ended {
                Ended::Whole => self.complete(journal)?,
                Ended::Broken => self.put_aside(journal)?,
            }
        }
        Ok(None)
    }
}

impl Drop for Journaled {
    /// An output that was opened and not written leaves nothing.
    fn drop(&mut self) {
        if let Some(journal) = self.journal.take()
            && journal.kept().is_none()
        {
            let _ = journal.remove();
        }
    }
}

/// What stands in the journal of a broken run.
struct Lines(Arc<Index>);

impl Memory for Lines {
    fn recall(&mut self, identities: &[&Identity]) -> Result<Vec<Recall>, SinkError> {
        let recall = |identity: &&Identity| match find(&self.0, identity) {
            Some(_) => Recall::Same,
            None => Recall::Unknown,
        };
        Ok(identities.iter().map(recall).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use rostra_document::{Ended, Extraction, Identity, Recall, Sink};

    use super::Journaled;
    use crate::file::{Make, csv, json_lines};
    use crate::settings::Settings;
    use crate::testing::{extraction, settings};

    fn identity(extraction: &Extraction) -> Identity {
        Identity {
            id: extraction.id.clone(),
            content_hash: extraction.content_hash.clone(),
            provenance: extraction.provenance.provenance.clone(),
            ..Identity::default()
        }
    }

    /// Writes `documents` to `path`, passing over what is known, and says how many were.
    fn run(
        path: &Path,
        make: Make,
        documents: &[Extraction],
        ended: Option<Ended>,
        settings: &Settings,
    ) -> usize {
        let mut sink = Journaled::open(path, make, settings).unwrap();
        let mut memory = sink.memory().unwrap();
        let mut known = 0;
        for document in documents {
            let identity = identity(document);
            let recalled = memory.as_mut().map(|m| m.recall(&[&identity]).unwrap());
            if recalled == Some(vec![Recall::Same]) {
                known += 1;
                sink.keep(&identity).unwrap();
            } else {
                sink.write(&Arc::new(document.clone())).unwrap();
            }
        }
        match ended {
            Some(ended) => drop(sink.finish(ended).unwrap()),
            None => std::mem::forget(sink), // as a killed program does
        }
        known
    }

    fn documents(numbers: impl IntoIterator<Item = usize>) -> Vec<Extraction> {
        numbers
            .into_iter()
            .map(|n| extraction(&format!("d{n}"), &n.to_string()))
            .collect()
    }

    fn forms() -> Vec<Make> {
        vec![
            json_lines as Make,
            csv,
            #[cfg(feature = "parquet")]
            crate::file::parquet,
        ]
    }

    #[test]
    fn a_broken_run_is_gone_on_with() {
        for make in forms() {
            let folder = tempfile::tempdir().unwrap();
            let (whole, out) = (folder.path().join("whole"), folder.path().join("out"));
            let all = documents(0..9);
            run(&whole, make, &all, Some(Ended::Whole), &settings());
            fs::write(&out, "old").unwrap();
            assert_eq!(
                run(&out, make, &all[..4], Some(Ended::Broken), &settings()),
                0
            );
            assert_eq!(fs::read(&out).unwrap(), b"old");
            assert_eq!(
                run(&out, make, &all[..6], Some(Ended::Broken), &settings()),
                4
            );
            assert_eq!(run(&out, make, &all, Some(Ended::Whole), &settings()), 6);
            assert_eq!(fs::read(&out).unwrap(), fs::read(&whole).unwrap());
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }

    #[test]
    fn order_is_that_of_the_last_run() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let settings = settings();
        run(
            &out,
            json_lines,
            &documents([0, 1, 2, 3, 4]),
            Some(Ended::Broken),
            &settings,
        );
        let last = documents([7, 3, 0, 8, 1, 2]);
        assert_eq!(
            run(&out, json_lines, &last, Some(Ended::Whole), &settings),
            4
        );
        let lines = fs::read_to_string(&out).unwrap();
        let read: Vec<Extraction> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(read, last);
    }

    #[test]
    fn half_lines_other_content_and_other_extractors_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let journal = folder.path().join("out.part");
        run(
            &out,
            json_lines,
            &documents(0..4),
            Some(Ended::Broken),
            &settings(),
        );
        let whole = fs::read(&journal).unwrap();
        fs::write(&journal, &whole[..whole.len() - 5]).unwrap();
        let mut changed = documents(0..4);
        changed[1] = extraction("d1", "changed");
        assert_eq!(
            run(&out, json_lines, &changed, Some(Ended::Broken), &settings()),
            2
        );
        let mut newer = settings();
        newer.extractor.version = "9".into();
        assert_eq!(
            run(&out, json_lines, &changed, Some(Ended::Broken), &newer),
            0
        );
        let anew = Settings {
            anew: true,
            ..settings()
        };
        assert_eq!(
            run(&out, json_lines, &changed, Some(Ended::Whole), &anew),
            0
        );
        assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 4);
    }

    #[test]
    fn damaged_lines_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let (out, journal) = (folder.path().join("out"), folder.path().join("out.part"));
        let all = documents(0..4);
        run(&out, csv, &all, Some(Ended::Broken), &settings());
        let damaged = fs::read_to_string(&journal).unwrap();
        fs::write(
            &journal,
            damaged.replacen("\"role\":\"speaker\"", "\"role\":\"x\"", 1),
        )
        .unwrap();
        assert_eq!(run(&out, csv, &all, Some(Ended::Whole), &settings()), 3);
        assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 1 + 4 * 4);
    }

    #[test]
    fn what_others_call_so_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (out, journal) = (folder.path().join("out"), folder.path().join("out.part"));
        fs::write(&journal, "half a download").unwrap();
        assert!(Journaled::open(&out, csv, &settings()).is_err());
        assert_eq!(fs::read_to_string(&journal).unwrap(), "half a download");
        fs::remove_file(&journal).unwrap();
        #[cfg(unix)]
        {
            let elsewhere = folder.path().join("elsewhere");
            fs::write(&elsewhere, "mine").unwrap();
            std::os::unix::fs::symlink(&elsewhere, &journal).unwrap();
            assert!(Journaled::open(&out, csv, &settings()).is_err());
            assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
        }
    }

    #[test]
    fn one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out.csv");
        let first = Journaled::open(&out, csv, &settings()).unwrap();
        let error = Journaled::open(&out, csv, &settings()).err().unwrap();
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause, "another run is writing it");
        drop(first);
        assert!(Journaled::open(&out, csv, &settings()).is_ok());
    }
}
