//! Mails: the body, then what is attached, each as a part of its own.
//!
//! `mail-parser` reads the headers. The parts are taken apart here, line by line, since it follows mails in mails as deep as they go.

mod body;
mod charset;
mod flowed;
mod headers;
mod mime;
mod transfer;
mod words;

use std::collections::VecDeque;
use std::sync::Arc;

use rostra_document::{Metadata, SourceError, Step};

use crate::bounded::read_all;
use crate::budget;
use crate::container::Container;
use crate::content::Content;
use crate::format::Format;
use crate::options::Options;
use crate::part::{Head, Part, stem};
use mime::{Parts, Piece};

/// One mail.
pub(crate) struct Mail {
    head: Head,
    bytes: Arc<[u8]>,
    metadata: Metadata,
    waiting: VecDeque<Waiting>,
    skipped: u64,
}

/// What a mail still has to give.
enum Waiting {
    /// Its text.
    Body(Vec<Piece>),
    /// The attachment of this number.
    Attachment(Box<Piece>, usize),
    /// Why something in it is not read: its name, and the reason.
    Unread(Option<String>, String),
}

/// What becomes of a piece that is not the body.
enum Fate {
    Read,
    /// Pictures, signatures, calendars.
    Skipped,
    Unread(&'static str),
}

impl Mail {
    /// Takes a mail apart.
    ///
    /// # Errors
    /// Where it cannot be read, is longer than `limits.source_bytes`, or is encrypted.
    pub(crate) fn open(part: Part, options: &Options) -> Result<Self, SourceError> {
        let Part { head, content } = part;
        let limits = &options.limits;
        let limit = usize::try_from(limits.source_bytes).unwrap_or(usize::MAX);
        let read = read_all(content, limit).map_err(|error| head.unreadable(error))?;
        if read.is_cut() {
            let reason = format!("is longer than {limit} bytes (`limits.source_bytes`)");
            return Err(head.reject(reason));
        }
        if read.bytes.trim_ascii().is_empty() {
            return Err(head.reject("is empty"));
        }
        let bytes: Arc<[u8]> = read.bytes.into();
        let shared = Arc::clone(&bytes);
        let parts = budget::within(limits.seconds, Format::Mail, move || {
            Ok(mime::split(&shared))
        });
        let parts = parts.map_err(|reason| head.reject(reason))?;
        if let Some(reason) = closed(&parts, &bytes) {
            return Err(head.reject(reason));
        }
        let mut mail = Self {
            head,
            bytes,
            metadata: parts.headers.metadata.clone(),
            waiting: VecDeque::new(),
            skipped: 0,
        };
        mail.sort(parts);
        if mail.waiting.is_empty() {
            return Err(mail.head.reject("holds no text"));
        }
        Ok(mail)
    }

    /// Tells body, attachments and the rest apart.
    fn sort(&mut self, parts: Parts) {
        let (texts, others): (Vec<Piece>, Vec<Piece>) =
            parts.pieces.into_iter().partition(body::may_be_body);
        let texts: Vec<Piece> = texts
            .into_iter()
            .filter(|piece| !body::is_blank(piece, &self.bytes))
            .collect();
        if !texts.is_empty() {
            self.waiting.push_back(Waiting::Body(texts));
        }
        for (n, piece) in (1..).zip(others) {
            match fate(&piece) {
                Fate::Read => self
                    .waiting
                    .push_back(Waiting::Attachment(Box::new(piece), n)),
                Fate::Skipped => self.skipped += 1,
                Fate::Unread(reason) => {
                    let waiting = Waiting::Unread(piece.headers.name, reason.to_owned());
                    self.waiting.push_back(waiting);
                }
            }
        }
        let left_out = parts.left_out.map(|reason| Waiting::Unread(None, reason));
        self.waiting.extend(left_out);
    }

    fn body(&self, texts: &[Piece]) -> Part {
        let body = body::read(texts, &self.bytes);
        let step = Step::Part("body".to_owned());
        let head = Head {
            format: Some(body.format),
            charset: Some(encoding_rs::UTF_8),
            metadata: self.metadata.clone(),
            diagnostics: body.diagnostics,
            asked: true,
            loose: true,
            ..self.head.inner(step, self.head.id.clone())
        };
        let content = Content::bytes(body.text);
        Part { head, content }
    }

    fn attachment(&self, piece: &Piece, n: usize) -> Part {
        let headers = &piece.headers;
        let named = headers.name.clone().unwrap_or_else(|| n.to_string());
        let id = format!("{}-{}", self.head.id, stem(&named));
        let charset = headers.charset.as_deref().unwrap_or_default();
        let head = Head {
            name: headers.name.clone(),
            media: headers.media.clone(),
            charset: encoding_rs::Encoding::for_label(charset.as_bytes()),
            format: headers.is("message/").then_some(Format::Mail),
            fallback: about_attachments(&self.metadata),
            ..self.head.inner(Step::Part(named), id)
        };
        let written = self.bytes.get(piece.content.clone()).unwrap_or_default();
        let content = Content::bytes(headers.transfer.undo(written));
        Part { head, content }
    }
}

impl Container for Mail {
    fn next(&mut self, _: &Options) -> Option<Result<Part, SourceError>> {
        Some(match self.waiting.pop_front()? {
            Waiting::Body(texts) => Ok(self.body(&texts)),
            Waiting::Attachment(piece, n) => Ok(self.attachment(&piece, n)),
            Waiting::Unread(Some(name), reason) => {
                let head = self.head.inner(Step::Part(name), String::new());
                Err(head.reject(reason))
            }
            Waiting::Unread(None, reason) => Err(self.head.reject(reason)),
        })
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }
}

/// Day and sender hold for attachments, the subject does not: two may be attached.
fn about_attachments(metadata: &Metadata) -> Metadata {
    let mut about = metadata.clone();
    about.title = None;
    about
        .from
        .retain(|(field, _)| *field != rostra_document::Field::Title);
    about
}

/// Why nothing in the mail can be read, if so (RFC 3156, RFC 8551).
fn closed(parts: &Parts, bytes: &[u8]) -> Option<&'static str> {
    let smime = |piece: &Piece| {
        piece.headers.is("application/pkcs7-mime") || piece.headers.is("application/x-pkcs7-mime")
    };
    let first = parts.pieces.first()?;
    let text = bytes.get(first.content.clone()).unwrap_or_default();
    let armoured = text
        .trim_ascii_start()
        .starts_with(b"-----BEGIN PGP MESSAGE-----");
    if parts.headers.is("multipart/encrypted") || armoured {
        return Some("is encrypted");
    }
    if parts.pieces.len() > 1 || !smime(first) {
        return None;
    }
    let kind = first.headers.smime.as_deref().unwrap_or_default();
    Some(if kind.to_ascii_lowercase().ends_with("enveloped-data") {
        "is encrypted"
    } else {
        "is an S/MIME mail that is encrypted or enclosed by its signature, which is not read"
    })
}

/// What is attached to mails and says nothing.
const SKIPPED: &[&str] = &[
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/css",
    "text/rfc822-headers",
    "application/ics",
    "application/pgp-signature",
    "application/pgp-keys",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/disposition-notification",
    "message/external-body",
    "message/partial",
];

/// Endings of such files, where a program has not told their type.
const SKIPPED_NAMES: &[&str] = &[
    ".ics", ".vcf", ".p7s", ".asc", ".sig", ".png", ".jpg", ".jpeg", ".gif",
];

fn fate(piece: &Piece) -> Fate {
    let headers = &piece.headers;
    let name = headers.name.as_deref().unwrap_or_default().to_lowercase();
    if SKIPPED.iter().any(|media| headers.is(media))
        || SKIPPED_NAMES.iter().any(|ending| name.ends_with(ending))
    {
        return Fate::Skipped;
    }
    if name == "winmail.dat"
        || headers.is("application/ms-tnef")
        || headers.is("application/vnd.ms-tnef")
    {
        return Fate::Unread("is Outlook's own wrapping of attachments (TNEF), which is not read");
    }
    if headers.is("application/pgp-encrypted") || name.ends_with(".pgp") || name.ends_with(".gpg") {
        return Fate::Unread("is encrypted");
    }
    if piece.content.is_empty() {
        return Fate::Skipped;
    }
    Fate::Read
}

#[cfg(test)]
mod tests;
