//! How far a run is, in bytes of its files.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

use crate::walk::{Input, Walk};

/// Bytes of the files that inputs stand for: those read so far, and, where somebody has them measured, all.
#[derive(Debug, Default)]
pub struct Bytes {
    done: AtomicU64,
    total: AtomicU64,
    measuring: AtomicUsize,
    measured: AtomicBool,
    endless: AtomicBool,
}

impl Bytes {
    /// Bytes of files that were read, or passed over for good.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Bytes of all files; `None` where nobody has measured them, or not to the end yet, or where standard input is among the inputs.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        let known = self.measured.load(Ordering::Acquire)
            && self.measuring.load(Ordering::Acquire) == 0
            && !self.endless.load(Ordering::Acquire);
        known.then(|| self.total.load(Ordering::Relaxed))
    }

    /// Adds the sizes of the files that `inputs` stand for to the total, in a thread of its own: a folder of very many files
    /// is not waited for. The thread ends early where nobody else holds `self` any more.
    pub fn measure(self: &Arc<Self>, inputs: Vec<String>) {
        self.measured.store(true, Ordering::Release);
        self.measuring.fetch_add(1, Ordering::AcqRel);
        let held = Arc::downgrade(self);
        let walk = move || {
            for input in Walk::new(inputs) {
                let Some(bytes) = held.upgrade() else {
                    return;
                };
                bytes.add(input.ok());
            }
            if let Some(bytes) = held.upgrade() {
                bytes.measuring.fetch_sub(1, Ordering::AcqRel);
            }
        };
        // Without a thread the total stays unknown, and nothing else is amiss.
        let _ = thread::Builder::new()
            .name("rostra-measure".to_owned())
            .spawn(walk);
    }

    fn add(&self, input: Option<Input>) {
        match input {
            Some(Input::Stdin) => self.endless.store(true, Ordering::Release),
            Some(Input::File(path) | Input::Found(path)) => {
                let size = fs::metadata(path).map_or(0, |data| data.len());
                self.total.fetch_add(size, Ordering::Relaxed);
            }
            None => {}
        }
    }
}

/// A file whose bytes are counted as they are read, at most all of them, and the rest when it is closed: of many files no more
/// than the head is looked at, and archives are read in any order.
#[derive(Debug)]
pub(crate) struct Counted {
    file: File,
    bytes: Option<Arc<Bytes>>,
    left: u64,
}

impl Counted {
    pub(crate) fn new(file: File, bytes: Option<&Arc<Bytes>>) -> Self {
        let size = bytes.and_then(|_| file.metadata().ok());
        Self {
            file,
            bytes: bytes.cloned(),
            left: size.map_or(0, |data| data.len()),
        }
    }

    fn count(&mut self, bytes: u64) {
        let counted = bytes.min(self.left);
        self.left -= counted;
        if let Some(all) = &self.bytes {
            all.done.fetch_add(counted, Ordering::Relaxed);
        }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.count(read as u64);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.count(u64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::thread::yield_now;

    use super::Bytes;
    use crate::options::Options;
    use crate::reader::Reader;

    #[test]
    fn all_that_is_read_or_passed_over_counts_once() {
        let root = tempfile::tempdir().unwrap();
        let text = "The minister spoke.\n".repeat(20_000);
        for (name, bytes) in [
            ("a.txt", text.as_bytes()),
            ("b.jsonl", b"{\"text\": \"x\"}\n{"),
            ("c.png", b"\x89PNG\r\n\x1a\n\0\0"),
            ("d.txt", b""),
        ] {
            fs::write(root.path().join(name), bytes).unwrap();
        }
        let inputs = vec![root.path().to_string_lossy().into_owned()];
        let bytes = Arc::new(Bytes::default());
        assert_eq!(bytes.total(), None);
        bytes.measure(inputs.clone());
        let total = loop {
            match bytes.total() {
                Some(total) => break total,
                None => yield_now(),
            }
        };
        assert_eq!(total, text.len() as u64 + 15 + 10);
        let reader = Reader::new(inputs, Options::default()).counting(&bytes);
        assert_eq!(reader.count(), 4);
        assert_eq!(bytes.done(), total);
    }

    #[test]
    fn standard_input_has_no_size() {
        let bytes = Arc::new(Bytes::default());
        bytes.measure(vec!["-".to_owned()]);
        while bytes.measuring.load(std::sync::atomic::Ordering::Acquire) > 0 {
            yield_now();
        }
        assert_eq!(bytes.total(), None);
    }
}
