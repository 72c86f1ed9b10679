//! Where output goes, whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use rostra_document::SinkError;
use tempfile::{Builder, NamedTempFile};

use super::{Place, failed};

/// How people read the place of standard output in a message.
const STDOUT: &str = "standard output";

/// An open output. A file appears under its name only when [`Destination::commit`] has written
/// everything; dropped earlier, it leaves nothing behind.
pub(crate) struct Destination {
    place: String,
    target: Target,
}

enum Target {
    Stdout(BufWriter<Stdout>),
    /// A device or pipe, which cannot be replaced.
    Direct(BufWriter<File>),
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Destination {
    /// Standard output, or the file at a path, written beside it until it is whole.
    ///
    /// # Errors
    /// Where no file can be made there.
    pub(crate) fn open(place: &Place) -> Result<Self, SinkError> {
        let Place::File(path) = place else {
            return Ok(Self {
                place: STDOUT.to_owned(),
                target: Target::Stdout(BufWriter::new(io::stdout())),
            });
        };
        let target = open(path).map_err(|cause| failed(path, cause))?;
        Ok(Self {
            place: path.display().to_string(),
            target,
        })
    }

    /// Where it leads, for messages.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// An error of writing there.
    pub(crate) fn failed(&self, cause: io::Error) -> SinkError {
        SinkError::Io {
            place: self.place.clone(),
            cause,
        }
    }

    /// Makes the output final: flushed, on disk, under its name.
    ///
    /// # Errors
    /// Where the last bytes or the name cannot be written.
    pub(crate) fn commit(self) -> Result<(), SinkError> {
        let place = self.place;
        self.target
            .commit()
            .map_err(|cause| SinkError::Io { place, cause })
    }
}

/// Where the file at `path` really lies: a link stays a link.
pub(super) fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The folder of `path`.
pub(super) fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Makes the names in a folder last through a loss of power; not every system can.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder(path))?.sync_all()?;
    }
    Ok(())
}

/// How the names of unfinished files begin and end.
const UNFINISHED: &str = ".rostra-";
const UNFINISHED_END: &str = ".tmp";

/// Letters between, which differ.
const RANDOM: usize = 6;

fn open(path: &Path) -> io::Result<Target> {
    let path = real(path);
    match fs::metadata(&path) {
        Ok(data) if data.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(data) if !data.is_file() => {
            let file = File::options().write(true).open(&path)?;
            Ok(Target::Direct(BufWriter::new(file)))
        }
        _ => {
            let mut builder = Builder::new();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let prefix = format!("{UNFINISHED}{name}-");
            builder.prefix(&prefix).suffix(UNFINISHED_END);
            builder.rand_bytes(RANDOM);
            readable_by_umask(&mut builder);
            let file = builder.tempfile_in(folder(&path))?;
            Ok(Target::File(BufWriter::new(file), path))
        }
    }
}

/// Removes what a killed program left of its attempts to write `path`. Whoever calls it must be alone in writing there.
pub(super) fn sweep(path: &Path) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!("{UNFINISHED}{name}-");
    for entry in fs::read_dir(folder(path))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let random = name
            .strip_prefix(&prefix)
            .and_then(|rest| rest.strip_suffix(UNFINISHED_END));
        if random.is_some_and(|random| random.len() == RANDOM) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Temporary files are private; an output is as open as any other new file.
#[cfg(unix)]
fn readable_by_umask(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_umask(_: &mut Builder<'_, '_>) {}

impl Target {
    fn commit(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Direct(mut out) => out.flush(),
            Self::File(out, path) => {
                let file = out.into_inner().map_err(|error| error.into_error())?;
                file.as_file().sync_all()?;
                file.persist(&path).map_err(|error| error.error)?;
                sync_folder(&path)
            }
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Stdout(out) => out.write(bytes),
            Target::Direct(out) => out.write(bytes),
            Target::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.flush(),
            Target::Direct(out) => out.flush(),
            Target::File(out, _) => out.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::{Destination, sweep};
    use crate::file::Place;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        fs::write(&path, "old").unwrap();

        let mut dropped = Destination::open(&Place::File(path.clone())).unwrap();
        dropped.write_all(b"half").unwrap();
        drop(dropped);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");

        let mut kept = Destination::open(&Place::File(path.clone())).unwrap();
        kept.write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        kept.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_impossible_place_is_told_before_any_work() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            folder.path().to_owned(),
            folder.path().join("no/such/out.csv"),
        ] {
            let error = Destination::open(&Place::File(path.clone()))
                .err()
                .unwrap()
                .to_string();
            assert!(error.starts_with("cannot write "), "{error}");
        }
    }

    #[test]
    fn leavings_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            ".rostra-out.csv-a1b2c3.tmp",
            ".rostra-out.csv-2-a1b2c3.tmp",
            "out.csv",
        ] {
            fs::write(folder.path().join(name), "half").unwrap();
        }
        sweep(&folder.path().join("out.csv")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
