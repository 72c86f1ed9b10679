//! Where output goes, whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use rostra_document::SinkError;
use tempfile::{Builder, NamedTempFile};

/// How people read the place of standard output in a message.
const STDOUT: &str = "standard output";

/// An open output. A file appears under its name only when [`Destination::commit`] has written
/// everything; dropped earlier, it leaves nothing behind.
pub struct Destination {
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
    /// Standard output.
    #[must_use]
    pub fn stdout() -> Self {
        Self {
            place: STDOUT.to_owned(),
            target: Target::Stdout(BufWriter::new(io::stdout())),
        }
    }

    /// The file at `path`, written beside it until it is whole.
    ///
    /// # Errors
    /// Where no file can be made there.
    pub fn file(path: &Path) -> Result<Self, SinkError> {
        let place = path.display().to_string();
        let target = open(path).map_err(|cause| SinkError::Io {
            place: place.clone(),
            cause,
        })?;
        Ok(Self { place, target })
    }

    /// Where it leads, for messages.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The unfinished file that stands in for the output, if there is one: a program that ends
    /// without dropping this destination removes it.
    #[must_use]
    pub fn partial(&self) -> Option<&Path> {
        match &self.target {
            Target::File(out, _) => Some(out.get_ref().path()),
            Target::Stdout(_) | Target::Direct(_) => None,
        }
    }

    /// Makes the output final: flushed, on disk, under its name.
    ///
    /// # Errors
    /// Where the last bytes or the name cannot be written.
    pub fn commit(self) -> Result<(), SinkError> {
        let place = self.place;
        self.target
            .commit()
            .map_err(|cause| SinkError::Io { place, cause })
    }
}

fn open(path: &Path) -> io::Result<Target> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()); // a link stays a link
    match fs::metadata(&path) {
        Ok(data) if data.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(data) if !data.is_file() => {
            let file = File::options().write(true).open(&path)?;
            Ok(Target::Direct(BufWriter::new(file)))
        }
        _ => {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            let mut builder = Builder::new();
            builder.prefix(".rostra-").suffix(".part");
            readable_by_umask(&mut builder);
            let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
            Ok(Target::File(BufWriter::new(file), path))
        }
    }
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
                file.persist(path).map_err(|error| error.error)?;
                Ok(())
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

    use super::Destination;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        fs::write(&path, "old").unwrap();

        let mut dropped = Destination::file(&path).unwrap();
        dropped.write_all(b"half").unwrap();
        drop(dropped);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");

        let mut kept = Destination::file(&path).unwrap();
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
            let error = Destination::file(&path).err().unwrap().to_string();
            assert!(error.starts_with("cannot write "), "{error}");
        }
    }
}
