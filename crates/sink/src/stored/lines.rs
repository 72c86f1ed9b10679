//! JSON Lines.

use std::io::BufRead;

use rostra_document::Extraction;

use super::StoredError;
use super::form::Input;

/// The documents of the lines.
pub(super) struct Lines {
    place: String,
    input: Input,
    /// The line at hand, its room used again.
    line: Vec<u8>,
    /// Its number, from 1.
    number: u64,
    done: bool,
}

impl Lines {
    pub(super) fn new(place: &str, input: Input) -> Self {
        Self {
            place: place.to_owned(),
            input,
            line: Vec::new(),
            number: 0,
            done: false,
        }
    }

    fn document(&self) -> Option<Result<Extraction, StoredError>> {
        let bytes = match self.number {
            1 => self.line.strip_prefix(b"\xef\xbb\xbf"),
            _ => None,
        };
        let bytes = bytes.unwrap_or(&self.line).trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        let document = serde_json::from_slice(bytes);
        Some(document.map_err(|cause| {
            let which = format!("line {}", self.number);
            StoredError::document(&self.place, which, cause)
        }))
    }
}

impl Iterator for Lines {
    type Item = Result<Extraction, StoredError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.line.clear();
            self.number += 1;
            match self.input.read_until(b'\n', &mut self.line) {
                Ok(0) => self.done = true,
                Ok(_) => {
                    if let Some(document) = self.document() {
                        return Some(document);
                    }
                }
                Err(cause) => {
                    self.done = true;
                    return Some(Err(StoredError::io(&self.place, cause)));
                }
            }
        }
        None
    }
}
