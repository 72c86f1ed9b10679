//! Files that appear whole or not at all: written beside their place, then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

/// What names of unfinished files end with.
const ENDING: &str = ".part";

/// The unfinished file of `path`.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ENDING);
    path.with_file_name(name)
}

/// Where the file at `path` really lies: a link stays a link.
pub(crate) fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    let below = folder.map(|folder| folder.join(path.file_name().unwrap_or_default()));
    fs::canonicalize(path)
        .or(below)
        .unwrap_or_else(|_| path.to_owned())
}

/// Says no where no file can be written at `path`.
///
/// # Errors
/// Where it is a folder, or its folder is not there.
pub(crate) fn check(path: &Path) -> anyhow::Result<()> {
    let place = real(path);
    let wrong = if place.is_dir() || place.file_name().is_none() {
        Some(io::ErrorKind::IsADirectory)
    } else if !place.parent().is_some_and(Path::is_dir) {
        Some(io::ErrorKind::NotFound)
    } else {
        None
    };
    let checked = wrong.map_or(Ok(()), |kind| Err(io::Error::from(kind)));
    checked.with_context(|| format!("cannot write {}", path.display()))
}

/// Puts `bytes` into the file at `path`.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_with(path, |file| Ok(file.write_all(bytes)?))
}

/// Puts what `write` writes into the file at `path`, for what is too large to be held.
///
/// # Errors
/// Where it cannot be written; the file stays as it was.
pub(crate) fn write_with(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let place = real(path);
    let written = if fs::metadata(&place).is_ok_and(|data| !data.is_file()) {
        // A device or pipe cannot be replaced.
        File::create(&place)
            .map_err(anyhow::Error::from)
            .and_then(|file| filled(file, write).map(drop))
    } else {
        replace(&place, write)
    };
    written.with_context(|| format!("cannot write {}", path.display()))
}

fn replace(
    place: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let part = unfinished(place);
    let written = File::create(&part)
        .map_err(anyhow::Error::from)
        .and_then(|file| Ok(filled(file, write)?.sync_all()?));
    if written.is_err() {
        let _ = fs::remove_file(&part); // half a file is of no use to anybody
    }
    written?;
    Ok(rename(&part, place)?)
}

fn filled(
    file: File,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<File> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?)
}

/// Gives the unfinished file at `part` its name, in a way that lasts through a loss of power where the system can.
pub(crate) fn rename(part: &Path, place: &Path) -> io::Result<()> {
    fs::rename(part, place)?;
    if cfg!(unix)
        && let Some(folder) = place.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::{check, write, write_with};

    #[test]
    fn files_are_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.json");
        for text in ["one", "two"] {
            write(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let half = write_with(&path, |out| {
            out.write_all(b"three")?;
            anyhow::bail!("no more")
        });
        assert!(half.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(check(&path).is_ok());
        for wrong in [folder.path().to_owned(), folder.path().join("no/run.json")] {
            let error = check(&wrong).unwrap_err().to_string();
            assert!(error.starts_with("cannot write "), "{error}");
        }
    }
}
