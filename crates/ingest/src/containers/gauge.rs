//! How much comes out of how little, so that an archive made to fill the machine is given up.
//!
//! What comes out counts for every archive that it lies in: many small bombs in one archive are one bomb.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::options::Limits;

/// Bytes that may come out of anything, however small it is.
const FREE: u64 = 16 << 20;

/// What went into one archive or compressed file, and what came out.
#[derive(Debug)]
struct Count {
    packed: AtomicU64,
    unpacked: AtomicU64,
    exceeded: AtomicBool,
    ratio: u64,
    most: u64,
}

impl Count {
    /// Counts `bytes` that came out.
    fn unpack(&self, bytes: u64) -> io::Result<()> {
        let unpacked = self.unpacked.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let packed = self.packed.load(Ordering::Relaxed);
        let reason = if unpacked > self.most {
            format!(
                "unpacks to more than {} bytes (`limits.unpacked_bytes`)",
                self.most
            )
        } else if unpacked > FREE.max(self.ratio.saturating_mul(packed)) {
            format!(
                "unpacks to more than {} times its packed size (`limits.ratio`)",
                self.ratio
            )
        } else {
            return Ok(());
        };
        self.exceeded.store(true, Ordering::Relaxed);
        Err(io::Error::other(reason))
    }
}

/// The counts of all archives that something lies in, from the outermost on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gauge {
    counts: Vec<Arc<Count>>,
}

impl Gauge {
    /// One for something that unpacks, in what this one counts; `packed` bytes of it are known to be read.
    pub(crate) fn nested(&self, packed: u64, limits: &Limits) -> Self {
        let mut counts = self.counts.clone();
        counts.push(Arc::new(Count {
            packed: packed.into(),
            unpacked: 0.into(),
            exceeded: false.into(),
            ratio: limits.ratio,
            most: limits.unpacked_bytes,
        }));
        Self { counts }
    }

    /// Whether any of the archives is given up, so that nothing more of it should be read.
    pub(crate) fn is_exceeded(&self) -> bool {
        let exceeded = |count: &Arc<Count>| count.exceeded.load(Ordering::Relaxed);
        self.counts.iter().any(exceeded)
    }

    /// `source`, what is read of it being counted as packed bytes of the innermost.
    pub(crate) fn packed<R>(&self, source: R) -> Packed<R> {
        Packed {
            source,
            gauge: self.clone(),
        }
    }

    /// `source`, what is read of it being counted as unpacked bytes.
    pub(crate) fn unpacked<R>(&self, source: R) -> Unpacked<R> {
        Unpacked {
            source,
            gauge: self.clone(),
        }
    }
}

/// Packed bytes, counted as they are taken.
pub(crate) struct Packed<R> {
    source: R,
    gauge: Gauge,
}

impl<R> Packed<R> {
    fn count(&self, bytes: usize) {
        if let Some(count) = self.gauge.counts.last() {
            count.packed.fetch_add(bytes as u64, Ordering::Relaxed);
        }
    }
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.count(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Packed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.source.consume(amount);
        self.count(amount);
    }
}

/// Unpacked bytes, which end in an error where they are too many.
pub(crate) struct Unpacked<R> {
    source: R,
    gauge: Gauge,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        for count in &self.gauge.counts {
            count.unpack(read as u64)?;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, copy, repeat, sink};

    use super::Gauge;
    use crate::options::Limits;

    fn unpack(gauge: &Gauge, bytes: u64) -> Result<u64, String> {
        let mut source = gauge.unpacked(repeat(0).take(bytes));
        copy(&mut source, &mut sink()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_too_much_for_any_archive_around_is_an_error() {
        let limits = Limits {
            unpacked_bytes: 80 << 20,
            ..Limits::default()
        };
        let ratio = "unpacks to more than 200 times its packed size (`limits.ratio`)";
        let most = "unpacks to more than 83886080 bytes (`limits.unpacked_bytes`)";
        let outer = Gauge::default().nested(1000, &limits);
        // Little enough by itself, and by itself again, but not both.
        let inner = outer.nested(1 << 20, &limits);
        assert_eq!(unpack(&inner, 10 << 20), Ok(10 << 20));
        assert!(!outer.is_exceeded());
        let inner = outer.nested(1 << 20, &limits);
        assert_eq!(unpack(&inner, 10 << 20), Err(ratio.into()));
        assert!(outer.is_exceeded());
        // As packed bytes go in, more may come out, up to the end.
        let outer = Gauge::default().nested(0, &limits);
        copy(&mut outer.packed(repeat(0).take(1 << 20)), &mut sink()).unwrap();
        assert_eq!(unpack(&outer, 40 << 20), Ok(40 << 20));
        assert_eq!(unpack(&outer, 50 << 20), Err(most.into()));
        assert!(!Gauge::default().is_exceeded());
    }
}
