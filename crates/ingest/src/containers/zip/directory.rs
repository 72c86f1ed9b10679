//! The directory at the end of an archive.

use std::io::Read;

use zip::read::{Config, ZipFileEntry};
use zip::unstable::read::ZipIterable;

use super::window::Shared;

/// What the directory says of one file.
pub(super) struct Entry {
    pub(super) name: String,
    /// Where its own header stands.
    pub(super) start: u64,
    /// Bytes that it takes in the archive.
    pub(super) packed: u64,
    /// Bytes that it has unpacked.
    pub(super) size: u64,
    pub(super) crc32: u32,
    pub(super) folder: bool,
    pub(super) link: bool,
    pub(super) encrypted: bool,
}

/// The files of an archive.
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
    /// Why there may be more than these.
    pub(super) unread: Option<String>,
}

/// Bytes of a file's own header without its name.
const HEADER: u64 = 30;

impl Directory {
    /// Reads at most `most` entries.
    ///
    /// # Errors
    /// Part of a sentence, where there is no directory, or files lie in each other.
    pub(super) fn read(shared: &Shared, most: u64) -> Result<Self, String> {
        let whole = shared.window(0, shared.size());
        let mut archive = ZipIterable::try_new(whole, Config::default()).map_err(damaged)?;
        let more = archive.len() as u64 > most;
        let mut unread = more.then(|| format!("holds more than {most} members (`limits.members`)"));
        let mut entries = Vec::new();
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        for entry in archive.files().map_err(damaged)?.take(most) {
            match entry.and_then(|entry| Entry::of(&entry)) {
                Ok(entry) => entries.push(entry),
                Err(error) if entries.is_empty() => return Err(damaged(error)),
                Err(error) => unread = Some(damaged(error)),
            }
        }
        if begins_untold(&entries, shared) {
            let reason = "is damaged: its directory does not tell of all that is in it";
            unread = unread.or_else(|| Some(reason.to_owned()));
        }
        if overlap(&entries) {
            return Err("is a trap: its members lie in each other".to_owned());
        }
        Ok(Self { entries, unread })
    }
}

impl Entry {
    fn of(entry: &ZipFileEntry<'_>) -> zip::result::ZipResult<Self> {
        // Programs write UTF-8 without saying so; else names are in code page 437 or in the extra field for them.
        let name = match std::str::from_utf8(entry.name_raw()) {
            Ok(name) => name.to_owned(),
            Err(_) => entry.name()?.into_owned(),
        };
        Ok(Self {
            name,
            start: entry.header_start(),
            packed: entry.compressed_size(),
            size: entry.size(),
            crc32: entry.crc32(),
            folder: entry.is_dir(),
            link: entry.is_symlink(),
            encrypted: entry.encrypted(),
        })
    }

    /// Bytes that it takes at least, with its header.
    fn extent(&self) -> u64 {
        self.packed.saturating_add(HEADER)
    }
}

/// Whether a file begins within another, so that the same bytes would be unpacked again and again (David Fifield, "A better zip
/// bomb", WOOT 2019).
fn overlap(entries: &[Entry]) -> bool {
    let extents = entries.iter().map(|entry| (entry.start, entry.extent()));
    let mut extents: Vec<(u64, u64)> = extents.collect();
    extents.sort_unstable();
    extents.windows(2).any(|pair| match pair {
        [(start, size), (next, _)] => start.saturating_add(*size) > *next,
        _ => false,
    })
}

/// Whether a file stands at the beginning that the directory does not tell of: the archive is cut off, and what was found is the
/// directory of another that lies in it.
fn begins_untold(entries: &[Entry], shared: &Shared) -> bool {
    let mut magic = [0; 4];
    let read = shared.window(0, 4).read_exact(&mut magic);
    let file = read.is_ok() && &magic == b"PK\x03\x04";
    file && entries.iter().all(|entry| entry.start != 0)
}

fn damaged(error: zip::result::ZipError) -> String {
    format!("is damaged: {error}")
}
