//! Files that appear whole or not at all: written beside their place, then renamed.

use std::fs::{self, File};
use std::io::{self, Write};
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
    let place = real(path);
    let written = if fs::metadata(&place).is_ok_and(|data| !data.is_file()) {
        fs::write(&place, bytes) // a device or pipe cannot be replaced
    } else {
        replace(&place, bytes)
    };
    written.with_context(|| format!("cannot write {}", path.display()))
}

fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = unfinished(place);
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    rename(&part, place)
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

    use super::{check, write};

    #[test]
    fn files_are_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.json");
        for text in ["one", "two"] {
            write(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(check(&path).is_ok());
        for wrong in [folder.path().to_owned(), folder.path().join("no/run.json")] {
            let error = check(&wrong).unwrap_err().to_string();
            assert!(error.starts_with("cannot write "), "{error}");
        }
    }
}
