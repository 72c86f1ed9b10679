//! Language packs of the user's own, for a whole process.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::config::{ConfigError, hexadecimal};

/// What was chosen, once something was: the digest of a folder, or the program's own.
static CHOSEN: Mutex<Option<Option<String>>> = Mutex::new(None);

/// Takes the packs of `folder`, or the program's own, for the rest of the process; returns the folder's digest. Stages look packs up by
/// language alone, so a second choice would change what the first has made.
///
/// # Errors
/// Where a pack does not hold, or another choice was made before.
pub(crate) fn choose(folder: Option<&Path>) -> Result<Option<String>, ConfigError> {
    let wanted = folder.map(digest_of).transpose()?;
    let mut chosen = CHOSEN.lock().unwrap_or_else(PoisonError::into_inner);
    match (&*chosen, folder) {
        (Some(chosen), _) if *chosen == wanted => return Ok(wanted),
        (Some(_), _) => {
            let reason = "the language packs of a process are chosen once, and others were before";
            return Err(ConfigError::Setting(reason.to_owned()));
        }
        (None, Some(folder)) => rostra_lexicon::use_packs(folder)?,
        (None, None) => {}
    }
    *chosen = Some(wanted.clone());
    Ok(wanted)
}

fn digest_of(folder: &Path) -> Result<String, ConfigError> {
    digest(folder).map_err(|cause| ConfigError::Unreadable {
        file: folder.display().to_string(),
        cause,
    })
}

/// Digest of the packs of a folder: of their names and all that stands in them.
fn digest(folder: &Path) -> std::io::Result<String> {
    let mut packs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            packs.push(path);
        }
    }
    packs.sort();
    let mut digest = Sha256::new();
    for path in packs {
        let bytes = fs::read(&path)?;
        digest.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    }
    Ok(hexadecimal(&digest.finalize()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::choose;

    #[test]
    fn what_is_chosen_stays() {
        assert_eq!(choose(None).unwrap(), None);
        assert_eq!(choose(None).unwrap(), None);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("en.toml"), "").unwrap();
        let error = choose(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("chosen once"), "{error}");
    }
}
