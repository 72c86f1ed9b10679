//! Web archives (WARC 1.0 and 1.1, ISO 28500): pages as a crawl brought them home, or their texts.
//!
//! Read forwards, one record at a time; where a record's length is wrong, the next one is looked for.

mod http;
mod record;

use std::io::{self, Read};

use encoding_rs::Encoding;
use rostra_document::{Diagnostic, Field, SourceError, Step};

use crate::container::Container;
use crate::content::Content;
use crate::options::Options;
use crate::part::{Head, Part};
use record::{Found, Header, Kind};

/// The pages of a web archive.
pub(crate) struct Records {
    head: Head,
    content: Content,
    line: Vec<u8>,
    /// The record at hand, from 1.
    number: u64,
    /// Bytes of it that are still to come.
    left: u64,
    /// Whether the next record has to be looked for.
    lost: bool,
    pages: u64,
    skipped: u64,
    over: bool,
}

/// A page with what is told of it.
struct Page {
    media: Option<String>,
    bytes: Vec<u8>,
    diagnostic: Option<Diagnostic>,
}

impl Records {
    pub(crate) fn open(part: Part) -> Self {
        Self {
            head: part.head,
            content: part.content,
            line: Vec::new(),
            number: 0,
            left: 0,
            lost: false,
            pages: 0,
            skipped: 0,
            over: false,
        }
    }

    /// The next page, or why a record could not be read; `None` where the record at hand is not wanted.
    fn record(&mut self, options: &Options) -> Result<Option<Part>, SourceError> {
        self.pass()?;
        let found = record::find(&mut self.content, &mut self.line, &mut self.lost);
        self.number += u64::from(!matches!(found, Ok(Found::End)));
        let header = match found.map_err(|error| self.ends(&error))? {
            Found::End => {
                self.over = true;
                return Ok(None);
            }
            Found::Damage(reason) => return Err(self.place().reject(reason)),
            Found::Record(header) => header,
        };
        self.left = header.length;
        if !is_wanted(&header) {
            self.skipped += 1;
            return Ok(None);
        }
        let payload = self.payload(options)?;
        let page = match header.kind {
            Kind::Response => self.response(payload, options)?,
            _ => Some(Page {
                media: header.media.clone(),
                bytes: payload,
                diagnostic: None,
            }),
        };
        let page = page.filter(|page| !page.bytes.is_empty() && is_document(page, &header));
        self.skipped += u64::from(page.is_none());
        page.map(|page| self.part(page, &header, options))
            .transpose()
    }

    /// Passes over what is left of the record at hand.
    fn pass(&mut self) -> Result<(), SourceError> {
        let left = std::mem::take(&mut self.left);
        let passed = io::copy(&mut (&mut self.content).take(left), &mut io::sink());
        let passed = passed.map_err(|error| self.ends(&error))?;
        if passed < left {
            return Err(self.ends(&io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }

    /// The bytes of the record at hand.
    fn payload(&mut self, options: &Options) -> Result<Vec<u8>, SourceError> {
        let limit = options.limits.source_bytes;
        if self.left > limit {
            let reason = format!("is longer than {limit} bytes (`limits.source_bytes`)");
            return Err(self.place().reject(reason));
        }
        let left = std::mem::take(&mut self.left);
        // The length may be a lie, so memory follows what comes.
        let mut bytes = Vec::with_capacity(usize::try_from(left.min(1 << 20)).unwrap_or_default());
        let read = (&mut self.content).take(left).read_to_end(&mut bytes);
        read.map_err(|error| self.ends(&error))?;
        if (bytes.len() as u64) < left {
            return Err(self.ends(&io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(bytes)
    }

    /// The page in a server's response; `None` where it has none.
    fn response(&self, payload: Vec<u8>, options: &Options) -> Result<Option<Page>, SourceError> {
        let gauge = &self.head.gauge;
        let response = http::read(payload, gauge, &options.limits);
        let response = response.map_err(|reason| self.place().reject(reason))?;
        Ok(response.map(|response| Page {
            media: response.media,
            bytes: response.body,
            diagnostic: response.diagnostic,
        }))
    }

    fn part(
        &mut self,
        page: Page,
        header: &Header,
        options: &Options,
    ) -> Result<Part, SourceError> {
        let most = options.limits.members;
        self.pages += 1;
        if self.pages > most {
            self.over = true;
            let reason = format!("holds more than {most} pages (`limits.members`)");
            return Err(self.head.reject(reason));
        }
        let mut head = self.place();
        head.charset = page.media.as_deref().and_then(charset);
        head.media = page.media.or_else(|| header.identified.clone());
        head.diagnostics.extend(page.diagnostic);
        if let Some(uri) = &header.uri {
            head.fallback.offer(Field::Url, uri, "WARC-Target-URI");
        }
        let content = Content::bytes(page.bytes);
        Ok(Part { head, content })
    }

    /// The head of the record at hand.
    fn place(&self) -> Head {
        let id = format!("{}-{}", self.head.id, self.number);
        self.head.inner(Step::Record(self.number), id)
    }

    /// An error after which nothing can be read.
    fn ends(&mut self, error: &io::Error) -> SourceError {
        self.over = true;
        let reason = if error.kind() == io::ErrorKind::UnexpectedEof {
            "is cut off".to_owned()
        } else {
            format!("is damaged: {error}")
        };
        self.place().reject(reason)
    }
}

/// Whether a record may hold a page.
fn is_wanted(header: &Header) -> bool {
    match header.kind {
        // Crawlers write the answers of name servers as responses, too.
        Kind::Response => header.media.as_deref().is_none_or(is_http),
        Kind::Resource | Kind::Conversion => true,
        Kind::Other => false,
    }
}

fn is_http(media: &str) -> bool {
    media.to_ascii_lowercase().starts_with("application/http")
}

/// Whether a page is a document by what it is called: what a browser needs to show one is not, nor what only machines read.
fn is_document(page: &Page, header: &Header) -> bool {
    const NOT: &[&str] = &[
        "image/",
        "audio/",
        "video/",
        "font/",
        "text/css",
        "text/javascript",
        "text/dns",
        "application/javascript",
        "application/x-javascript",
        "application/ecmascript",
        "application/json",
        "application/ld+json",
        "application/manifest+json",
        "application/font",
        "application/x-font",
    ];
    let media = page.media.as_deref().unwrap_or_default();
    let media = media.trim().to_ascii_lowercase();
    let robots = header
        .uri
        .as_deref()
        .is_some_and(|uri| uri.ends_with("/robots.txt"));
    !robots && !NOT.iter().any(|not| media.starts_with(not))
}

/// The encoding that a media type names.
fn charset(media: &str) -> Option<&'static Encoding> {
    let mut parameters = media.split(';').skip(1);
    let label = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    });
    Encoding::for_label(label?.as_bytes())
}

impl Container for Records {
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>> {
        while !self.over && !self.head.gauge.is_exceeded() {
            let record = self.record(options).transpose();
            if record.is_some() {
                return record;
            }
        }
        None
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn is_broken(&self) -> bool {
        self.over || self.head.gauge.is_exceeded()
    }
}
