//! The block before each member.

use tar::EntryType;

/// Bytes of a block.
pub(super) const BLOCK: usize = 512;

/// Where the checksum stands in a header.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// What a header says.
pub(super) struct Header {
    pub(super) kind: EntryType,
    /// Bytes that follow it.
    pub(super) size: u64,
    pub(super) name: Vec<u8>,
}

impl Header {
    /// Reads a block; the reason is part of a sentence.
    pub(super) fn parse(block: &[u8; BLOCK]) -> Result<Self, &'static str> {
        let header = tar::Header::from_byte_slice(block);
        if header.cksum().ok() != Some(checksum(block)) {
            return Err("something else stands where a member should begin");
        }
        Ok(Self {
            kind: header.entry_type(),
            size: header
                .entry_size()
                .map_err(|_| "the size of a member is no number")?,
            name: header.path_bytes().into_owned(),
        })
    }

    /// Whether bytes follow it: links and devices may name a size, and have none.
    pub(super) fn has_data(&self) -> bool {
        use EntryType::{Block, Char, Directory, Fifo, Link, Symlink};
        !matches!(self.kind, Link | Symlink | Char | Block | Directory | Fifo)
    }
}

/// The sum of all bytes, those of the checksum itself taken as spaces.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let bytes = block.iter().enumerate();
    let bytes = bytes.map(|(at, &byte)| if CHECKSUM.contains(&at) { b' ' } else { byte });
    bytes.map(u32::from).sum()
}
