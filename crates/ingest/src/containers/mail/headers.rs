//! What the headers of a mail, and of a part of one, say.

use mail_parser::{
    Address, ContentType, DateTime, HeaderName, Message, MessageParser, MimeHeaders,
};
use rostra_document::{Date, Field, Metadata};

use super::flowed::Flow;
use super::transfer::Transfer;
use super::words;
use crate::date;
use crate::decode;

/// Bytes of one block of headers that are read.
const LONGEST: usize = 1 << 20;

/// What the headers say of one part.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers {
    /// Media type and subtype, in lower case; `None` where none is told.
    pub(super) media: Option<String>,
    /// The charset, as written.
    pub(super) charset: Option<String>,
    /// A file's name, decoded, without folders.
    pub(super) name: Option<String>,
    /// Whether it is said to be attached.
    pub(super) attached: bool,
    /// What separates the parts of a multipart.
    pub(super) boundary: Option<String>,
    /// What an S/MIME part holds (RFC 8551): `enveloped-data`, `signed-data`.
    pub(super) smime: Option<String>,
    pub(super) transfer: Transfer,
    pub(super) flow: Flow,
    /// Subject, day and sender.
    pub(super) metadata: Metadata,
}

impl Headers {
    /// Reads a block of headers.
    pub(super) fn read(block: &[u8]) -> Self {
        let block = block.get(..block.len().min(LONGEST)).unwrap_or_default();
        // Headers in the charset of the office, without a word of it, are not rare.
        let written = decode::decode(block, None, true).text;
        let written = words::joined(&written) + "\n\n";
        let parsed = MessageParser::new()
            .with_mime_headers()
            .with_address_headers()
            .header_date(HeaderName::Date)
            .header_text(HeaderName::Subject)
            .default_header_ignore()
            .parse_headers(&written);
        // No header at all: a part that is plain text.
        let mut headers = parsed.map_or_else(Self::default, |message| Self::of(&message));
        headers.metadata = metadata(&written);
        headers
    }

    fn of(message: &Message<'_>) -> Self {
        let part = message.root_part();
        let kind = part.content_type();
        let said = |name: &str| {
            kind.and_then(|kind| kind.attribute(name))
                .map(str::to_owned)
        };
        let yes = |name: &str, value: &str| {
            said(name).is_some_and(|said| said.eq_ignore_ascii_case(value))
        };
        Self {
            media: kind.map(essence),
            charset: said("charset"),
            name: part.attachment_name().and_then(file_name),
            attached: part
                .content_disposition()
                .is_some_and(ContentType::is_attachment),
            boundary: said("boundary").filter(|boundary| !boundary.is_empty()),
            smime: said("smime-type"),
            transfer: part
                .content_transfer_encoding()
                .map_or(Transfer::Identity, Transfer::of),
            flow: Flow {
                flowed: yes("format", "flowed"),
                delsp: yes("delsp", "yes"),
            },
            metadata: Metadata::default(),
        }
    }

    /// Whether it is of this media type; `kind/` is any subtype of it.
    pub(super) fn is(&self, media: &str) -> bool {
        let own = self.media.as_deref().unwrap_or("text/plain");
        own == media || media.ends_with('/') && own.starts_with(media)
    }
}

fn essence(kind: &ContentType<'_>) -> String {
    let subtype = kind.subtype().unwrap_or_default();
    format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase()
}

/// The last piece of a path that a sender may have written, without what no name has.
fn file_name(written: &str) -> Option<String> {
    let written = words::decoded(written);
    let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    let name = name.trim();
    (!name.is_empty() && name != "." && name != "..").then(|| name.to_owned())
}

/// What the mail's own headers say of it.
fn metadata(written: &str) -> Metadata {
    let parsed = MessageParser::new()
        .header_date(HeaderName::Date)
        .header_text(HeaderName::Subject)
        .header_address(HeaderName::From)
        .default_header_ignore()
        .parse_headers(written);
    let mut metadata = Metadata::default();
    let Some(message) = parsed else {
        return metadata;
    };
    if let Some(subject) = message.subject() {
        let subject = words::decoded(subject);
        metadata.offer(Field::Title, without_prefixes(&subject), "mail Subject");
    }
    if let Some(day) = message.date().and_then(day) {
        metadata.offer(Field::Date, &day, "mail Date");
    }
    if let Some(sender) = message.from().and_then(sender) {
        metadata.offer(Field::Publisher, &sender, "mail From");
    }
    metadata
}

/// The day where the sender is.
fn day(time: &DateTime) -> Option<Date> {
    date::of(&format!(
        "{:04}-{:02}-{:02}",
        time.year, time.month, time.day
    ))
}

/// What the sender is called, or else the domain that it writes from.
fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    let address = first.address().unwrap_or_default();
    let named = first.name().map(words::decoded).unwrap_or_default();
    // Lists write `'Press office' via press-list`.
    let named = named.split(" via ").next().unwrap_or_default();
    let named = named.trim_matches(|c: char| c.is_whitespace() || "'\"".contains(c));
    if !named.is_empty() && named != address && !named.contains('@') {
        return Some(named.to_owned());
    }
    let domain = address.rsplit_once('@').map(|(_, domain)| domain);
    domain
        .filter(|domain| !domain.is_empty())
        .map(str::to_owned)
}

/// What mail programs of many languages put before the subject of a reply or of a mail sent on, in lower case.
const PREFIXES: &[&str] = &[
    "re",
    "fw",
    "fwd",
    "rv",
    "tr",
    "wg",
    "aw",
    "sv",
    "vs",
    "vb",
    "enc",
    "res",
    "odp",
    "pd",
    "ynt",
    "ilt",
    "i̇lt",
    "rif",
    "doorst",
    "antw",
    "trs",
    "пересл",
    "отв",
    "答复",
    "回复",
    "回覆",
    "转发",
    "轉寄",
    "轉發",
    "返信",
    "転送",
    "전달",
    "회신",
    "رد",
    "إعادة توجيه",
];

/// `subject` without those.
fn without_prefixes(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((before, after)) = rest.split_once([':', '：']) {
        let word = before.trim().to_lowercase();
        // `Re[2]:` and `RE (2):` count.
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || "[]() *".contains(c));
        if !PREFIXES.contains(&word) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{Headers, Transfer, without_prefixes};

    #[test]
    fn subjects_lose_what_programs_put_before_them() {
        for (subject, expected) in [
            ("Re: FWD: Re[2]: Minister: no deal", "Minister: no deal"),
            ("答复：转发：部长会见大使", "部长会见大使"),
            ("TR : Le ministre", "Le ministre"),
            ("رد: وزير الخارجية", "وزير الخارجية"),
            ("Press release: x", "Press release: x"),
            ("re:", ""),
        ] {
            assert_eq!(without_prefixes(subject), expected);
        }
    }

    #[test]
    fn parts_say_what_they_are() {
        let headers = Headers::read(
            b"Content-Type: Text/Plain; charset=\"koi8-r\";\r\n format=Flowed; delsp=yes;\r\n name=\"=?utf-8?B?0L/RgNC10YHRgS50?= =?utf-8?B?eHQ=?=\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: BASE64\r\n",
        );
        assert_eq!(headers.media.as_deref(), Some("text/plain"));
        assert_eq!(headers.charset.as_deref(), Some("koi8-r"));
        assert_eq!(headers.name.as_deref(), Some("пресс.txt"));
        assert!(headers.attached && headers.flow.flowed && headers.flow.delsp);
        assert_eq!(headers.transfer, Transfer::Base64);
        for (disposition, name) in [
            (
                "attachment; filename*=UTF-8''%E6%96%B0%E9%97%BB.docx",
                Some("新闻.docx"),
            ),
            (
                "attachment; filename*0=\"a lo\"; filename*1=\"ng.pdf\"",
                Some("a long.pdf"),
            ),
            (
                "attachment; filename=\"../../etc/pass wd\"",
                Some("pass wd"),
            ),
            ("attachment; filename=\"C:\\\\x\\\\..\"", None),
            ("inline", None),
        ] {
            let headers = Headers::read(format!("Content-Disposition: {disposition}\n").as_bytes());
            assert_eq!(headers.name.as_deref(), name, "{disposition}");
        }
    }

    #[test]
    fn mails_say_who_when_and_what() {
        let cases: &[(&str, [Option<&str>; 3])] = &[
            (
                "From: \"Ministry of Interior, Press\" <press@mi.example>\nDate: Thu, 2 May 2024 00:30:00 +0800\nSubject: Fwd: =?utf-8?B?6YOo6ZW/?=\n  visits\n",
                [
                    Some("部长 visits"),
                    Some("2024-05-02"),
                    Some("Ministry of Interior, Press"),
                ],
            ),
            (
                "From: press@mi.example\nDate: 31 Feb 2024 10:00\nSubject:\n",
                [None, None, Some("mi.example")],
            ),
            (
                "From: =?utf-8?B?0J/RgNC10YHRgdCw?= <p@x>\nDate: 2 May 24 23:59:00 -0700\nSubject: Пресса\n",
                [Some("Пресса"), Some("2024-05-02"), Some("Пресса")],
            ),
            ("X: y\n", [None, None, None]),
        ];
        for (block, expected) in cases {
            let metadata = Headers::read(block.as_bytes()).metadata;
            let found = [
                metadata.title.as_deref(),
                metadata.date.as_deref(),
                metadata.publisher.as_deref(),
            ];
            assert_eq!(found, *expected, "{block}");
        }
    }
}
