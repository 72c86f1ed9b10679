//! Archives made to harm, and damaged ones: what comes before the damage is read, and the damage is told.
#![cfg(feature = "archives")]

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use rostra_ingest::{Limits, Options, Reader};

/// Reads a file of that name: ids and texts of its documents, and errors without its folder.
fn read_with(name: &str, bytes: &[u8], limits: Limits) -> Vec<Result<(String, String), String>> {
    let root = tempfile::tempdir().expect("a folder");
    let path = root.path().join(name);
    fs::write(&path, bytes).expect("written");
    let prefix = format!("{}/", root.path().display());
    let options = Options {
        limits,
        ..Options::default()
    };
    Reader::new([path.to_string_lossy().into_owned()], options)
        .documents()
        .map(|found| match found {
            Ok(document) => Ok((document.identity.id, document.text)),
            Err(error) => Err(error.to_string().replace(&prefix, "")),
        })
        .collect()
}

fn read(name: &str, bytes: &[u8]) -> Vec<Result<(String, String), String>> {
    read_with(name, bytes, Limits::default())
}

fn good(id: &str, text: &str) -> Result<(String, String), String> {
    Ok((id.into(), text.into()))
}

fn bad(error: &str) -> Result<(String, String), String> {
    Err(error.into())
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A member of a ZIP archive as its headers tell of it.
struct Member {
    name: String,
    flags: u16,
    method: u16,
    crc32: u32,
    size: u32,
    packed: Vec<u8>,
}

impl Member {
    fn stored(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.into(),
            flags: 1 << 11,
            method: 0,
            crc32: crc32fast::hash(bytes),
            size: u32::try_from(bytes.len()).expect("small"),
            packed: bytes.to_vec(),
        }
    }

    fn deflated(name: &str, bytes: &[u8]) -> Self {
        Self {
            method: 8,
            packed: deflated(bytes),
            ..Self::stored(name, bytes)
        }
    }

    /// What both of its headers say.
    fn fields(&self) -> Vec<u8> {
        let mut fields = Vec::new();
        for number in [20, self.flags, self.method, 0, 0x21] {
            fields.extend(number.to_le_bytes());
        }
        let packed = u32::try_from(self.packed.len()).expect("small");
        for number in [self.crc32, packed, self.size] {
            fields.extend(number.to_le_bytes());
        }
        fields.extend(u16::try_from(self.name.len()).expect("small").to_le_bytes());
        fields.extend([0, 0]);
        fields
    }
}

/// A ZIP archive (APPNOTE 4.3); each member is told `times` times in the directory.
fn zip_of(members: &[Member], times: usize) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let start = u32::try_from(out.len()).expect("small");
        out.extend(b"PK\x03\x04");
        out.extend(member.fields());
        out.extend(member.name.as_bytes());
        out.extend(&member.packed);
        for _ in 0..times {
            directory.extend(b"PK\x01\x02\x14\x00");
            directory.extend(member.fields());
            directory.extend([0; 10]);
            directory.extend(start.to_le_bytes());
            directory.extend(member.name.as_bytes());
        }
    }
    let count = u16::try_from(members.len() * times)
        .expect("small")
        .to_le_bytes();
    let start = u32::try_from(out.len()).expect("small");
    let size = u32::try_from(directory.len()).expect("small");
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn zip(members: &[Member]) -> Vec<u8> {
    zip_of(members, 1)
}

const RATIO: &str = "unpacks to more than 200 times its packed size (`limits.ratio`)";

#[test]
fn bombs_are_given_up() {
    // A gigabyte, of 64 pieces.
    let bomb = gzipped(&vec![b'a'; 16 << 20]).repeat(64);
    let told = format!("cannot be read: {RATIO}");
    assert_eq!(read("a.txt.gz", &bomb), [Err(format!("a.txt.gz: {told}"))]);
    let twice = gzipped(&gzipped(&bomb));
    let found = read("a.txt.gz.gz.gz", &twice);
    assert_eq!(found, [Err(format!("a.txt.gz.gz.gz: {told}"))]);
    let member = Member::deflated("б.txt", &vec![b'a'; 20 << 20]);
    let archive = zip(&[Member::stored("a.txt", b"Words."), member]);
    let expected = [good("a", "Words."), Err(format!("a.zip!б.txt: {told}"))];
    assert_eq!(read("a.zip", &archive), expected);
}

/// As `42.zip` is made: sixteen archives in each of sixteen archives, and so on, each member large only at the end.
#[test]
fn many_small_bombs_are_one() {
    let mut members = vec![Member::deflated("a.txt", &vec![b'a'; 10 << 20])];
    for _ in 0..4 {
        let inner = zip(&members);
        let copies = (0..16).map(|n| Member::deflated(&format!("{n}.zip"), &inner));
        members = copies.collect();
    }
    let found = read("a.zip", &zip(&members));
    let told = format!("a.zip!0.zip!0.zip!0.zip!0.zip!a.txt: cannot be read: {RATIO}");
    // One of ten megabytes is read, and the next is one too many for all around it.
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].as_ref().map(|(id, _)| id.as_str()), Ok("a"));
    assert_eq!(found[1], Err(told.replace("0.zip!a.txt", "1.zip!a.txt")));
}

#[test]
fn archives_in_archives_have_an_end() {
    let mut archive = zip(&[Member::stored("a.txt", b"Words.")]);
    for _ in 0..20 {
        archive = zip(&[Member::stored("a.zip", &archive)]);
    }
    let steps = "!a.zip".repeat(8);
    let reason = "lies in more than 8 others, and holds more (`limits.depth`)";
    let expected = format!("a.zip{steps}: {reason}");
    assert_eq!(read("a.zip", &archive), [Err(expected)]);
}

#[test]
fn members_that_lie_in_each_other_are_a_trap() {
    let member = || Member::stored("a.txt", b"Words.");
    let trap = bad("a.zip: is a trap: its members lie in each other");
    assert_eq!(
        read("a.zip", &zip_of(&[member()], 2)),
        std::slice::from_ref(&trap)
    );
    let mut outer = member();
    outer.packed = [outer.packed, vec![0; 400]].concat();
    let mut archive = zip(&[outer, member()]);
    // The second begins within the first.
    let at = archive
        .windows(4)
        .rposition(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    archive[at + 42] = 50;
    archive[at + 43] = 0;
    assert_eq!(read("a.zip", &archive), [trap]);
}

#[test]
fn members_are_told_by_themselves() {
    let mut secret = Member::stored("тайна.txt", b"......");
    secret.flags |= 1;
    let mut wrong = Member::stored("wrong.txt", b"Words.");
    wrong.crc32 ^= 1;
    let mut short = Member::stored("short.txt", b"Words.");
    short.size = 5;
    let mut odd = Member::stored("odd.txt", b"Words.");
    odd.method = 98;
    let members = [
        secret,
        wrong,
        short,
        odd,
        Member::stored("../../../etc/passwd\n\x1b.txt", b"No words."),
        Member::stored("C:\\windows\\新闻.txt", b"More words."),
    ];
    assert_eq!(
        read("a.zip", &zip(&members)),
        [
            bad("a.zip!тайна.txt: is encrypted"),
            bad("a.zip!wrong.txt: cannot be read: its checksum is wrong"),
            bad("a.zip!short.txt: cannot be read: it is longer than the directory says"),
            bad("a.zip!odd.txt: is packed by method 98, which is not read"),
            good("passwd\u{fffd}\u{fffd}", "No words."),
            good("新闻", "More words."),
        ]
    );
}

#[test]
fn members_are_counted() {
    let members: Vec<Member> = (0..5)
        .map(|n| Member::stored(&format!("{n}.txt"), b"Words."))
        .collect();
    let limits = Limits {
        members: 3,
        ..Limits::default()
    };
    let found = read_with("a.zip", &zip(&members), limits);
    assert_eq!(found.len(), 4);
    assert_eq!(
        found[3],
        bad("a.zip: holds more than 3 members (`limits.members`)")
    );
    let tar: Vec<u8> = (0..5)
        .flat_map(|n| tar_member(&format!("{n}.txt"), b'0', 6, b"Words."))
        .collect();
    let found = read_with("a.tar", &tar, limits);
    assert_eq!(found.len(), 4);
    assert_eq!(
        found[3],
        bad("a.tar: holds more than 3 members (`limits.members`)")
    );
}

#[test]
fn documents_of_office_programs_are_no_archives() {
    let types = Member::stored("[Content_Types].xml", b"<Types/>");
    let sheet = zip(&[types, Member::stored("xl/workbook.xml", b"<workbook/>")]);
    assert_eq!(
        read("a.xlsx", &sheet),
        [bad("a.xlsx: is an Excel file, which is not read")]
    );
    let book = zip(&[
        Member::stored("mimetype", b"application/epub+zip"),
        Member::stored("a.txt", b"Words."),
    ]);
    assert_eq!(
        read("a.epub", &book),
        [bad("a.epub: is an EPUB book, which is not read")]
    );
    // Nobody asked for it where it lies among others.
    let archive = zip(&[
        Member::stored("a.xlsx", &sheet),
        Member::stored("b.txt", b"Words."),
    ]);
    assert_eq!(read("a.zip", &archive), [good("b", "Words.")]);
}

/// A header that declares `size` bytes, and `content` up to the end of a block.
fn tar_member(name: &str, kind: u8, size: u64, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(size);
    header.set_entry_type(tar::EntryType::new(kind));
    header.set_cksum();
    let mut out = header.as_bytes().to_vec();
    out.extend(content);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

#[test]
fn tapes_that_lie() {
    let words = tar_member("a.txt", b'0', 6, b"Words.");
    let cut = "cannot be read: the archive is cut off";
    for (what, rest, expected) in [
        (
            "a huge size",
            tar_member("b.txt", b'0', u64::MAX, b"x"),
            vec![Err(format!("a.tar!b.txt: {cut}"))],
        ),
        (
            "a huge link",
            tar_member("b.txt", b'2', u64::MAX, b""),
            vec![],
        ),
        (
            "a huge name",
            tar_member("b.txt", b'L', 1 << 40, b"x"),
            vec![bad("a.tar: is damaged: the name of a member is too long")],
        ),
        (
            "a sparse file",
            tar_member("b.txt", b'S', 1, b"x"),
            vec![bad("a.tar!b.txt: is a sparse file, which is not read")],
        ),
        (
            "rubbish",
            vec![1; 512],
            vec![bad(
                "a.tar: is damaged: something else stands where a member should begin",
            )],
        ),
        (
            "half a header",
            vec![1; 100],
            vec![bad("a.tar: is cut off: its last member is not whole")],
        ),
        ("nothing", vec![0; 1024], vec![]),
    ] {
        let found = read("a.tar", &[words.clone(), rest].concat());
        let expected = [vec![good("a", "Words.")], expected].concat();
        assert_eq!(found, expected, "{what}");
    }
}

fn record(length: &str, content: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n{length}\r\n\r\n{content}\r\n\r\n"
    )
}

#[test]
fn records_that_lie() {
    let whole = record("Content-Length: 6", "Слово");
    let whole = whole.replace("Content-Length: 6", "Content-Length: 10");
    let stands = "a.warc:3: is damaged: something else stands where a record should begin";
    let length = "a.warc:2: is damaged: its length is missing or no number";
    for (lie, expected) in [
        (
            "Content-Length: -5",
            vec![bad(length), good("a-3", "Слово")],
        ),
        (
            "Content-Length: 1e3",
            vec![bad(length), good("a-3", "Слово")],
        ),
        ("X: y", vec![bad(length), good("a-3", "Слово")]),
        (
            "Content-Length: 2",
            vec![good("a-2", "Wo"), bad(stands), good("a-4", "Слово")],
        ),
        (
            "Content-Length: 18446744073709551615",
            vec![
                bad("a.warc:2: is longer than 67108864 bytes (`limits.source_bytes`)"),
                bad("a.warc:2: is cut off"),
            ],
        ),
        (
            "Content-Length: 60000000",
            vec![bad("a.warc:2: is cut off")],
        ),
    ] {
        let archive = [whole.as_str(), &record(lie, "Words."), &whole].concat();
        let expected = [vec![good("a-1", "Слово")], expected].concat();
        assert_eq!(read("a.warc", archive.as_bytes()), expected, "{lie}");
    }
}

#[test]
fn responses_that_lie() {
    let response = |head: &str, body: &[u8]| {
        let message = [head.as_bytes(), b"\r\n\r\n", body].concat();
        let header = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            message.len()
        );
        [header.as_bytes(), &message, b"\r\n\r\n"].concat()
    };
    let words = "Слова и слова.".as_bytes();
    let type_of = |more: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain{more}");
    let bomb = gzipped(&vec![b'a'; 32 << 20]);
    let half = gzipped(words.repeat(1000).as_slice());
    for (head, body, expected) in [
        (
            type_of("\r\nContent-Encoding: gzip"),
            words,
            Ok("Слова и слова."),
        ),
        (
            type_of("\r\nContent-Encoding: br"),
            words,
            Ok("Слова и слова."),
        ),
        (
            type_of("\r\nTransfer-Encoding: chunked"),
            words,
            Ok("Слова и слова."),
        ),
        (
            type_of("\r\nTransfer-Encoding: chunked"),
            b"5\r\nWords\r\nfffffffffffffff\r\n and",
            Ok("Words and"),
        ),
        (
            type_of("; charset=windows-1251"),
            b"\xd1\xeb\xee\xe2\xee",
            Ok("Слово"),
        ),
        (type_of("\r\nContent-Encoding: gzip"), &bomb, Err(RATIO)),
        (
            "HTTP/1.1 words".into(),
            words,
            Err("is damaged: it is no response of a server"),
        ),
    ] {
        let found = read("a.warc", &response(&head, body));
        let expected = match expected {
            Ok(text) => good("a-1", text),
            Err(reason) => Err(format!("a.warc:1: {reason}")),
        };
        assert_eq!(found, [expected], "{head}");
    }
    let found = read(
        "a.warc",
        &response(
            &type_of("\r\nContent-Encoding: gzip"),
            &half[..half.len() - 20],
        ),
    );
    let (_, text) = found[0].as_ref().unwrap();
    assert!(text.starts_with("Слова и слова.Слова"), "{found:?}");
}

/// Each archive of the fixtures, cut off everywhere and damaged everywhere: no panic, no end that is not told, and what is read of a cut
/// one is what is read of the whole.
#[test]
fn damaged_fixtures() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    let mut tried = 0;
    for folder in ["zip", "tar", "warc", "gzip", "xz", "zstd", "bzip2"] {
        for file in fs::read_dir(formats.join(folder)).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(&path).unwrap();
            let whole = read(&name, &bytes);
            for at in (0..bytes.len()).step_by(97) {
                let cut = read(&name, &bytes[..at]);
                let told = cut.iter().any(Result::is_err) || folder == "tar" || folder == "warc";
                assert!(told || cut == whole, "{name} {at}: {cut:?}");
                let good = cut.iter().filter(|found| found.is_ok());
                for (found, expected) in good.zip(whole.iter().filter(|found| found.is_ok())) {
                    assert_eq!(found, expected, "{name} {at}");
                }
                let mut damaged = bytes.clone();
                damaged[at] ^= 0x5a;
                let found = read(&name, &damaged);
                assert!(found.len() < 50, "{name} {at}: {found:?}");
                tried += 2;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}
