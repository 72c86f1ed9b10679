//! Bytes of any encoding to text.
//!
//! Order of belief: a byte-order mark, UTF-16 told by its zero bytes, valid UTF-8, the charset
//! that the source declares, UTF-8 with a few broken places, and last a guess from the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use rostra_document::{Diagnostic, Origin, TextRange};

use crate::text::TextBuilder;

/// Text with what was learnt while decoding it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) origin: Origin,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

struct Choice {
    encoding: &'static Encoding,
    mark: usize,
    guessed: bool,
}

/// Decodes `bytes`. `cut` says that the source goes on after them, so that a character broken at
/// the end is dropped without a word.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>, cut: bool) -> Decoded {
    let choice = choose(bytes, declared, cut);
    let mut builder = TextBuilder::default();
    let mut broken = Broken::default();
    let body = bytes.get(choice.mark..).unwrap_or_default();
    if choice.encoding == UTF_8 {
        from_utf8(body, choice.mark, cut, &mut builder, &mut broken);
    } else {
        from_legacy(
            choice.encoding,
            body,
            choice.mark,
            cut,
            &mut builder,
            &mut broken,
        );
    }
    let (text, origin) = builder.finish(bytes.len());
    let mut diagnostics = Vec::new();
    if choice.guessed {
        let message = format!("read as {}, guessed from its bytes", choice.encoding.name());
        diagnostics.push(Diagnostic::note("encoding.guessed", message));
    }
    diagnostics.extend(broken.diagnostic(choice.encoding));
    Decoded {
        text,
        origin,
        diagnostics,
    }
}

fn choose(bytes: &[u8], declared: Option<&'static Encoding>, cut: bool) -> Choice {
    let sure = |encoding, mark| Choice {
        encoding,
        mark,
        guessed: false,
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sure(encoding, mark);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return Choice {
            encoding,
            mark: 0,
            guessed: true,
        };
    }
    let utf8 = Utf8Shape::of(bytes, cut);
    if utf8.broken == 0 {
        return sure(UTF_8, 0);
    }
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8) {
        return sure(encoding, 0);
    }
    if declared.is_some() || utf8.mostly_right() {
        return sure(UTF_8, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Choice {
        encoding,
        mark: 0,
        guessed: true,
    }
}

/// UTF-16 without a mark, told by zero bytes on one side only: enough for any text with spaces
/// and line ends, and nothing else in a text has them.
pub(crate) fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |first: usize| {
        head.iter()
            .skip(first)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (head.len() / 40).max(1);
    match (even, odd) {
        (0, odd) if odd > enough => Some(UTF_16LE),
        (even, 0) if even > enough => Some(UTF_16BE),
        _ => None,
    }
}

struct Utf8Shape {
    wide: usize,
    broken: usize,
}

impl Utf8Shape {
    fn of(bytes: &[u8], cut: bool) -> Self {
        let mut shape = Self { wide: 0, broken: 0 };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            shape.wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            at += chunk.valid().len() + chunk.invalid().len();
            let unfinished = cut && at == bytes.len();
            shape.broken += usize::from(!chunk.invalid().is_empty() && !unfinished);
        }
        shape
    }

    fn mostly_right(&self) -> bool {
        self.wide >= 4 * self.broken
    }
}

/// Places that no character could be read from.
#[derive(Default)]
struct Broken {
    count: usize,
    first: Option<TextRange>,
}

impl Broken {
    fn add(&mut self, range: TextRange) {
        self.count += 1;
        self.first.get_or_insert(range);
    }

    fn diagnostic(self, encoding: &'static Encoding) -> Option<Diagnostic> {
        let message = format!(
            "{} places are not valid {} and read U+FFFD; the first is marked",
            self.count,
            encoding.name()
        );
        Some(Diagnostic::warning("encoding.broken", message).at(self.first?))
    }
}

fn from_utf8(
    bytes: &[u8],
    offset: usize,
    cut: bool,
    builder: &mut TextBuilder,
    broken: &mut Broken,
) {
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        builder.push(chunk.valid(), offset + at);
        at += chunk.valid().len();
        let end = at + chunk.invalid().len();
        let unfinished = cut && end == bytes.len();
        if !chunk.invalid().is_empty() && !unfinished {
            let start = builder.len();
            builder.push("\u{fffd}", offset + at);
            broken.add(TextRange::new(start, builder.len()));
        }
        at = end;
    }
}

/// One source byte at a time, because that is how `encoding_rs` tells where a character began;
/// runs of ASCII go in one piece where the encoding reads them as they are.
fn from_legacy(
    encoding: &'static Encoding,
    bytes: &[u8],
    offset: usize,
    cut: bool,
    builder: &mut TextBuilder,
    broken: &mut Broken,
) {
    let plain_ascii = encoding.is_ascii_compatible();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0_u8; 32];
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if plain_ascii && start == at {
            let run = Encoding::ascii_valid_up_to(rest);
            if let Some(ascii) = rest.get(..run).and_then(|b| std::str::from_utf8(b).ok()) {
                builder.push(ascii, offset + at);
            }
            at += run;
            start = at;
            if at == bytes.len() {
                break;
            }
        }
        let byte = bytes.get(at..=at).unwrap_or_default();
        at += 1;
        let last = at == bytes.len() && !cut;
        let (_, _, written, bad) = decoder.decode_to_utf8(byte, &mut buffer, last);
        let piece = buffer
            .get(..written)
            .and_then(|b| std::str::from_utf8(b).ok());
        if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
            let from = builder.len();
            // A broken sequence may read as two characters: both came from its start.
            for c in piece.chars() {
                builder.push(c.encode_utf8(&mut [0; 4]), offset + start);
            }
            if bad {
                broken.add(TextRange::new(from, builder.len()));
            }
            start = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, Encoding, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

    use super::decode;

    fn codes(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let decoded = decode(bytes, None, false);
        (
            decoded.text,
            decoded.diagnostics.iter().map(|d| d.code).collect(),
        )
    }

    #[test]
    fn marks_and_unicode() {
        assert_eq!(codes("洪, É\r\n".as_bytes()), ("洪, É\n".into(), vec![]));
        assert_eq!(codes(b"\xef\xbb\xbfa\r\nb"), ("a\nb".into(), vec![]));
        assert_eq!(codes(b"\xff\xfea\0\r\0\n\0b\0"), ("a\nb".into(), vec![]));
        assert_eq!(codes(b"\xfe\xff\0a\x6d\x2a"), ("a洪".into(), vec![]));
        assert_eq!(codes(b"H\0i\0 \0y\0o\0u\0").0, "Hi you");
        assert_eq!(codes(b""), (String::new(), vec![]));
    }

    #[test]
    fn old_encodings_are_guessed() {
        let cases: [(&'static Encoding, &str); 5] = [
            (
                WINDOWS_1251,
                "Министр внутренних дел Российской Федерации выступил с докладом.",
            ),
            (
                GBK,
                "公安部部长王小洪出席会议并发表主旨演讲，强调加强国际合作。",
            ),
            (
                SHIFT_JIS,
                "外務大臣は記者会見で、両国の協力を強化すると述べました。",
            ),
            (
                WINDOWS_1256,
                "استقبل رئيس الجمهورية اليوم وزير الخارجية في القصر الرئاسي",
            ),
            (
                WINDOWS_1252,
                "Le ministre de l\u{2019}Intérieur a été reçu à l\u{2019}Élysée.",
            ),
        ];
        for (encoding, text) in cases {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(
                codes(&bytes),
                (text.into(), vec!["encoding.guessed"]),
                "{}",
                encoding.name()
            );
        }
    }

    #[test]
    fn origins_lead_back_to_the_encoded_character() {
        for (encoding, text) in [
            (GBK, "Li 王小洪 spoke"),
            (BIG5, "部長\n王小洪"),
            (WINDOWS_1251, "г-н Иванов"),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let decoded = decode(&bytes, Some(encoding), false);
            assert_eq!(decoded.text, text);
            for (at, c) in decoded.text.char_indices() {
                let c = c.to_string();
                let (code, _, _) = encoding.encode(&c);
                let from = decoded.origin.source_offset(at).unwrap();
                assert_eq!(&bytes[from..from + code.len()], &*code, "{c}");
            }
            let end = decoded.origin.source_offset(decoded.text.len());
            assert_eq!(end, Some(bytes.len()));
        }
    }

    #[test]
    fn broken_places_are_told() {
        let decoded = decode(b"\xd0\x9c\xd0\xb8\xd0\xbd\xd0\xb8 \xff ok", None, false);
        assert_eq!(decoded.text, "Мини \u{fffd} ok");
        assert_eq!(decoded.diagnostics[0].code, "encoding.broken");
        let range = decoded.diagnostics[0].range.unwrap();
        assert_eq!(range.of(&decoded.text), "\u{fffd}");
        assert_eq!(decoded.origin.source_offset(range.start), Some(9));
    }

    #[test]
    fn a_cut_source_loses_no_more_than_its_last_character() {
        let bytes = "Министр".as_bytes();
        let decoded = decode(&bytes[..5], None, true);
        assert_eq!(
            (decoded.text.as_str(), decoded.diagnostics.len()),
            ("Ми", 0)
        );
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_give_text_that_leads_back(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), cut: bool) {
            for encoding in [None, Some(GBK), Some(encoding_rs::UTF_16LE), Some(encoding_rs::ISO_2022_JP)] {
                let decoded = decode(&bytes, encoding, cut);
                let mut last = 0;
                for (at, _) in decoded.text.char_indices() {
                    let source = decoded.origin.source_offset(at).unwrap();
                    proptest::prop_assert!(source < bytes.len() && source >= last);
                    last = source;
                }
            }
        }
    }
}
