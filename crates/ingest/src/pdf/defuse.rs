//! Takes out of a file what would unpack to more than anyone needs, before anything else reads it.
//!
//! The library unpacks each stream as a whole, a thousandfold where the stream is made for it. Here
//! every stream is unpacked once without keeping anything, and those that go beyond a budget for the
//! whole file are overwritten with bytes that are no packed data. So are pictures, which nobody reads.
//! What a stream is called is believed only where that costs nothing.

use std::ops::Range;

use memchr::memmem;

use super::packed;

/// Bytes that all streams of a file together may unpack to.
const BUDGET: usize = 128 << 20;
/// Packed bytes that are looked at, as a multiple of the file's: streams that lie in each other are read again.
const WORK: usize = 4;
/// Bytes of a dictionary that are searched for the filters of its stream.
const DICTIONARY: usize = 8 << 10;
/// Encrypted streams cannot be tried. One may be this long, and unpack to a thousand times that.
const ENCRYPTED: usize = 128 << 10;
/// All encrypted streams together may be this long.
const ALL_ENCRYPTED: usize = 2 << 20;
/// No packed data begins with it, nor has any use for it.
const BLANK: u8 = 0xff;

/// Overwrites what is too much in `file`; says how many streams that are no pictures went.
pub(super) fn defuse(file: &mut [u8]) -> usize {
    let encrypted = memmem::find(file, b"/Encrypt").is_some();
    let mut left = Left {
        unpacked: BUDGET,
        work: file.len().saturating_mul(WORK),
        encrypted: ALL_ENCRYPTED,
    };
    let (mut at, mut gone) = (0, 0);
    while let Some(stream) = next_stream(file, at) {
        at = stream.start;
        let dictionary = dictionary(file, at);
        let picture = is_picture(dictionary);
        if picture || !left.allow(file, &stream, dictionary, encrypted) {
            gone += usize::from(!picture);
            at = stream.end;
            if let Some(data) = file.get_mut(stream) {
                data.fill(BLANK);
            }
        }
    }
    gone
}

/// What stands before the stream that begins at `at`, back to the object before.
fn dictionary(file: &[u8], at: usize) -> &[u8] {
    let window = file
        .get(at.saturating_sub(DICTIONARY)..at)
        .unwrap_or_default();
    let end = |word: &[u8]| memmem::rfind(window, word).unwrap_or(0);
    window
        .get(end(b"endstream").max(end(b"endobj"))..)
        .unwrap_or_default()
}

/// What is left of each budget.
struct Left {
    unpacked: usize,
    work: usize,
    encrypted: usize,
}

impl Left {
    /// Whether a stream may stay; takes what it costs.
    fn allow(
        &mut self,
        file: &[u8],
        stream: &Range<usize>,
        dictionary: &[u8],
        encrypted: bool,
    ) -> bool {
        if encrypted && !is_cross_reference(dictionary) {
            let fits = stream.len() <= ENCRYPTED.min(self.encrypted);
            self.encrypted -= if fits { stream.len() } else { 0 };
            return fits;
        }
        let Some(filters) = Filters::of(dictionary) else {
            return false;
        };
        // The end of the stream is where its packed data says, whatever stands in between.
        let data = file.get(stream.start..).unwrap_or_default();
        let coded = file.get(stream.clone()).unwrap_or_default();
        let size = filters.size(data, coded, self.unpacked);
        self.work = self.work.saturating_sub(size.read);
        if size.unpacked > self.unpacked || self.work == 0 {
            return false;
        }
        self.unpacked -= size.unpacked;
        true
    }
}

/// The bytes of the next stream at or after `at`, up to the first word that says it ends.
fn next_stream(file: &[u8], mut at: usize) -> Option<Range<usize>> {
    loop {
        let found = at + memmem::find(file.get(at..)?, b"stream")?;
        at = found + b"stream".len();
        let ends = file.get(..found).is_some_and(|head| head.ends_with(b"end"));
        let start = match file.get(at..)? {
            [b'\r', b'\n', ..] => at + 2,
            [b'\r' | b'\n', ..] => at + 1,
            _ => continue,
        };
        if !ends {
            let length = memmem::find(file.get(start..)?, b"endstream");
            return Some(start..length.map_or(file.len(), |length| start + length));
        }
    }
}

fn is_picture(dictionary: &[u8]) -> bool {
    memmem::find_iter(dictionary, b"/Subtype").any(|at| {
        let rest = dictionary.get(at + b"/Subtype".len()..).unwrap_or_default();
        let rest = rest.trim_ascii_start();
        rest.strip_prefix(b"/Image")
            .is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    }) && memmem::rfind(dictionary, b"/ObjStm").is_none()
}

fn is_cross_reference(dictionary: &[u8]) -> bool {
    memmem::find(dictionary, b"/XRef").is_some()
}

/// How a stream is packed, as far as its dictionary says.
struct Filters {
    ascii85: bool,
    hex: bool,
    lzw: bool,
    runs: bool,
}

impl Filters {
    /// `None` where it is packed in a way that no honest file has: twice, or named in disguise.
    fn of(dictionary: &[u8]) -> Option<Self> {
        let section = section(dictionary);
        let names: Vec<&[u8]> = section
            .split(|&b| b == b'/')
            .skip(1)
            .map(|name| {
                let end = name.iter().position(|b| !b.is_ascii_alphanumeric());
                name.get(..end.unwrap_or(name.len())).unwrap_or_default()
            })
            .collect();
        let has = |known: &[&[u8]]| names.iter().any(|name| known.contains(name));
        let packers: [&[u8]; 6] = [
            b"FlateDecode",
            b"Fl",
            b"LZWDecode",
            b"LZW",
            b"RunLengthDecode",
            b"RL",
        ];
        let packed = names.iter().filter(|name| packers.contains(name)).count();
        let disguised = section.contains(&b'#') || section.first().is_some_and(u8::is_ascii_digit);
        (packed <= 1 && !disguised).then(|| Self {
            ascii85: has(&[b"ASCII85Decode", b"A85"]),
            hex: has(&[b"ASCIIHexDecode", b"AHx"]),
            lzw: has(&[b"LZWDecode", b"LZW"]),
            runs: has(&[b"RunLengthDecode", b"RL"]),
        })
    }

    /// What the stream unpacks to, counted up to a little over `most`.
    fn size(&self, data: &[u8], coded: &[u8], most: usize) -> packed::Size {
        let plain;
        let data = if self.ascii85 {
            plain = packed::from_ascii85(coded);
            &plain
        } else if self.hex {
            plain = packed::from_hex(coded);
            &plain
        } else {
            data
        };
        if self.lzw {
            packed::lzw(data.get(..coded.len()).unwrap_or(data), most)
        } else if self.runs {
            packed::runs(data.get(..coded.len()).unwrap_or(data), most)
        } else {
            packed::flate(data, most)
        }
    }
}

/// The value of the dictionary's last `Filter`, or `F`.
fn section(dictionary: &[u8]) -> &[u8] {
    let long = memmem::rfind(dictionary, b"/Filter").map(|at| at + 7);
    let short = || {
        memmem::rfind_iter(dictionary, b"/F")
            .map(|at| at + 2)
            .find(|&at| !dictionary.get(at).is_some_and(u8::is_ascii_alphanumeric))
    };
    let Some(at) = long.or_else(short) else {
        return &[];
    };
    let value = dictionary.get(at..).unwrap_or_default().trim_ascii_start();
    let end = match value.first() {
        Some(b'[') => value.iter().position(|&b| b == b']'),
        _ => value
            .iter()
            .skip(1)
            .position(|b| b.is_ascii_whitespace() || b"/<>[]()".contains(b))
            .map(|at| at + 1),
    };
    value.get(..end.unwrap_or(value.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::{defuse, section};

    fn zlib(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("1 0 obj\n<<{dictionary}>>\nstream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn bombs_and_pictures_are_taken_out() {
        let bomb = zlib(&vec![0; 200 << 20]);
        let twice = zlib(&zlib(&vec![0; 1 << 20]));
        let text = zlib(b"BT (Minister) Tj ET");
        let spread = zlib(&vec![0; 50 << 20]);
        for (dictionary, data, gone, kept) in [
            ("/Filter/FlateDecode", &text, 0, true),
            ("/Filter /FlateDecode /Type /ObjStm", &bomb, 1, false),
            ("", &bomb, 1, false),
            ("/Filter[/FlateDecode /FlateDecode]", &twice, 1, false),
            ("/Filter/Flate#44ecode", &text, 1, false),
            ("/Filter 7 0 R", &text, 1, false),
            ("/Subtype /Image /Filter /FlateDecode", &text, 0, false),
            (
                "/Subtype /Form /ProcSet [/ImageC] /Filter /FlateDecode",
                &text,
                0,
                true,
            ),
            ("/Filter /FlateDecode", &spread, 0, true),
        ] {
            let mut file = stream(dictionary, data);
            let whole = file.clone();
            assert_eq!(defuse(&mut file), gone, "{dictionary}");
            assert_eq!(file == whole, kept, "{dictionary}");
        }
        // Three that would fit by themselves are too much together.
        let mut file = stream("/Filter /FlateDecode", &spread).repeat(3);
        assert_eq!(defuse(&mut file), 1);
    }

    #[test]
    fn an_encrypted_stream_is_kept_where_it_is_short() {
        let mut file = stream("/Filter /FlateDecode", &[7; 1000]);
        file.extend(stream("/Filter /FlateDecode", &[7; 200 << 10]));
        file.extend_from_slice(b"trailer <</Encrypt 3 0 R>>");
        assert_eq!(defuse(&mut file), 1);
    }

    #[test]
    fn filters_are_found() {
        for (dictionary, value) in [
            ("<</Length 3/Filter/FlateDecode>>", "/FlateDecode"),
            ("<</Filter [ /A85 /Fl ] /Length 3>>", "[ /A85 /Fl "),
            ("<</F /Fl /FontFile 3>>", "/Fl"),
            ("<</Font 3>>", ""),
        ] {
            assert_eq!(section(dictionary.as_bytes()), value.as_bytes());
        }
    }
}
