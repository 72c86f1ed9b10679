//! Reading the files of sources, line by line.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use super::error::CorpusError;

/// Hands the lines of the xz file `path` to `each` while it is being unpacked, with their numbers from 1 on.
///
/// # Errors
///
/// The file cannot be read, is damaged or no UTF-8, or `each` has found something wrong.
pub fn xz_lines(
    path: &Path,
    each: &mut dyn FnMut(usize, &str) -> Result<(), CorpusError>,
) -> Result<(), CorpusError> {
    let file = File::open(path).map_err(|source| CorpusError::read(path, source))?;
    let mut lines = Lines {
        path,
        rest: Vec::new(),
        number: 0,
        each,
        error: None,
    };
    let unpacked = lzma_rs::xz_decompress(&mut BufReader::new(file), &mut lines);
    let last = std::mem::take(&mut lines.rest);
    if unpacked.is_ok() && !last.is_empty() {
        lines.line(&last);
    }
    match (lines.error, unpacked) {
        (Some(error), _) => Err(error),
        (None, Err(source)) => Err(CorpusError::Unpack {
            path: path.to_owned(),
            source,
        }),
        (None, Ok(())) => Ok(()),
    }
}

/// Cuts what is written to it into lines.
struct Lines<'a> {
    path: &'a Path,
    rest: Vec<u8>,
    number: usize,
    each: &'a mut dyn FnMut(usize, &str) -> Result<(), CorpusError>,
    error: Option<CorpusError>,
}

impl Lines<'_> {
    fn line(&mut self, bytes: &[u8]) {
        self.number += 1;
        let done = match std::str::from_utf8(bytes) {
            Ok(line) => (self.each)(self.number, line),
            Err(error) => Err(CorpusError::line(self.path, self.number, error.to_string())),
        };
        self.error = done.err();
    }
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.rest.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.rest.pop();
                let line = std::mem::take(&mut self.rest);
                self.line(&line);
                if self.error.is_some() {
                    return Err(io::Error::other("a line is wrong"));
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text of `path`.
///
/// # Errors
///
/// It cannot be read, or is no UTF-8.
pub fn text(path: &Path) -> Result<String, CorpusError> {
    fs::read_to_string(path).map_err(|source| CorpusError::read(path, source))
}

/// The files of `folder` whose names end with `ending`, with what stands before it, by name. None where
/// there is no such folder.
///
/// # Errors
///
/// The folder cannot be read.
pub fn files_of(folder: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>, CorpusError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |source| CorpusError::read(folder, source);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(ending) {
            files.push((stem.to_owned(), entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

/// The language of a file of ours by its name without ending: `zh`, and `zh` of a second file `zh-2`.
#[must_use]
pub fn language(stem: &str) -> &str {
    stem.split('-').next().unwrap_or(stem)
}
