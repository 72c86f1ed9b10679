//! What the user named to the files it stands for: files, folders, globs, standard input.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rostra_document::{FailureKind, Provenance, SourceError};

/// One thing to read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file that the user named.
    File(PathBuf),
    /// A file that a folder holds.
    Found(PathBuf),
}

enum Pending {
    Named(String),
    Found(PathBuf),
}

/// Yields inputs in the order named; a folder's in the order of their names, folder by folder, so
/// that no more than one listing a level is held.
pub(crate) struct Walk {
    pending: VecDeque<Pending>,
}

impl Walk {
    pub(crate) fn new(inputs: impl IntoIterator<Item = String>) -> Self {
        Self {
            pending: inputs.into_iter().map(Pending::Named).collect(),
        }
    }

    /// Over `files`, as though a folder held them.
    pub(crate) fn found(files: impl IntoIterator<Item = PathBuf>) -> Self {
        Self {
            pending: files.into_iter().map(Pending::Found).collect(),
        }
    }

    fn named(&mut self, name: &str) -> Option<Result<Input, SourceError>> {
        if name == "-" {
            return Some(Ok(Input::Stdin));
        }
        let path = PathBuf::from(name);
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => self.open_folder(&path).err().map(Err),
            Ok(_) => Some(Ok(Input::File(path))),
            Err(_) if name.contains(['*', '?', '[']) => self.open_glob(name).err().map(Err),
            Err(error) => Some(Err(failure(&path, error))),
        }
    }

    fn held(&mut self, path: PathBuf) -> Option<Result<Input, SourceError>> {
        match fs::symlink_metadata(&path) {
            Ok(data) if data.is_dir() => return self.open_folder(&path).err().map(Err),
            Ok(_) => {}
            Err(error) => return Some(Err(failure(&path, error))),
        }
        Some(Ok(Input::Found(path)))
    }

    /// Puts a folder's entries before all else that waits. Hidden ones are not looked at.
    fn open_folder(&mut self, folder: &Path) -> Result<(), SourceError> {
        let mut entries = fs::read_dir(folder)
            .and_then(|entries| {
                entries
                    .map(|e| e.map(|e| e.path()))
                    .collect::<io::Result<Vec<_>>>()
            })
            .map_err(|error| failure(folder, error))?;
        entries.retain(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        });
        entries.sort();
        for path in entries.into_iter().rev() {
            self.pending.push_front(Pending::Found(path));
        }
        Ok(())
    }

    /// Puts what a pattern matches before all else that waits.
    fn open_glob(&mut self, pattern: &str) -> Result<(), SourceError> {
        let reject = |reason: String| {
            SourceError::new(Provenance::file(pattern), FailureKind::Unreadable, reason)
        };
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..Default::default()
        };
        let paths = glob::glob_with(pattern, options)
            .map_err(|error| reject(format!("bad pattern: {error}")))?;
        let mut paths: Vec<String> = paths
            .flatten()
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        if paths.is_empty() {
            let cause = Some(io::ErrorKind::NotFound.into());
            return Err(SourceError {
                cause,
                ..reject("no file matches".to_owned())
            });
        }
        paths.sort();
        for path in paths.into_iter().rev() {
            self.pending.push_front(Pending::Named(path));
        }
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<Input, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = match self.pending.pop_front()? {
                Pending::Named(name) => self.named(&name),
                Pending::Found(path) => self.held(path),
            };
            if item.is_some() {
                return item;
            }
        }
    }
}

/// Why `path` could not be read.
pub(crate) fn failure(path: &Path, error: io::Error) -> SourceError {
    unreadable(Provenance::file(display(path)), error)
}

/// Why what `provenance` leads to could not be read.
pub(crate) fn unreadable(provenance: Provenance, error: io::Error) -> SourceError {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    SourceError {
        cause: Some(error),
        ..SourceError::new(provenance, FailureKind::Unreadable, reason)
    }
}

/// A path as outputs name it, with `/` on every system.
pub(crate) fn display(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Input, Walk};

    fn walked(root: &std::path::Path, inputs: &[&str]) -> Vec<String> {
        let inputs = inputs
            .iter()
            .map(|i| root.join(i).to_string_lossy().into_owned());
        Walk::new(inputs)
            .map(|item| match item {
                Ok(Input::File(path) | Input::Found(path)) => path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
                Ok(Input::Stdin) => "-".into(),
                Err(error) => format!("! {}", error.reason),
            })
            .collect()
    }

    #[test]
    fn folders_are_sorted_and_globs_expanded() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("d/sub")).unwrap();
        for name in [
            "d/b.txt",
            "d/a.jsonl",
            "d/a.json",
            "d/.hidden.txt",
            "d/sub/c.html",
            "z.log",
        ] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        let walk = |inputs| walked(root.path(), inputs);
        assert_eq!(
            walk(&["d"]),
            ["d/a.json", "d/a.jsonl", "d/b.txt", "d/sub/c.html"]
        );
        // What a folder holds is told from its bytes later; what the user names is read whatever it is called.
        assert_eq!(walk(&["z.log", "d/*.txt"]), ["z.log", "d/b.txt"]);
        assert_eq!(
            walk(&["no.txt", "d/*.md"]),
            ["! no such file or folder", "! no file matches"]
        );
    }
}
