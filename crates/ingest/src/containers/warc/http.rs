//! A server's response (RFC 9112): its head, and its body without transfer and content codings.
//!
//! Some crawlers undo the codings and leave the head as it was, so a body that is not coded as the head says is taken as it is.

use std::io::{BufRead, Cursor, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use rostra_document::Diagnostic;

use super::super::compressed;
use super::super::gauge::Gauge;
use crate::options::Limits;

/// Fields that a head may have.
const FIELDS: usize = 256;

/// A page that a server sent.
pub(super) struct Response {
    pub(super) media: Option<String>,
    pub(super) body: Vec<u8>,
    /// That not all of it could be unpacked.
    pub(super) diagnostic: Option<Diagnostic>,
}

/// Reads a response; `None` where the server sent no page: its status is another than 200.
///
/// # Errors
/// Part of a sentence, where it is no response, or its body is too large.
pub(super) fn read(
    payload: Vec<u8>,
    gauge: &Gauge,
    limits: &Limits,
) -> Result<Option<Response>, String> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let parsed = lenient().parse_response(&mut head, &payload);
    let Ok(httparse::Status::Complete(end)) = parsed else {
        return Err("is damaged: it is no response of a server".to_owned());
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let field = head
            .headers
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name));
        field.map(|field| String::from_utf8_lossy(field.value).trim().to_owned())
    };
    let media = field("content-type").filter(|media| !media.is_empty());
    let transfer = field("transfer-encoding").unwrap_or_default();
    let codings = field("content-encoding").unwrap_or_default();
    let mut body = payload;
    body.drain(..end);
    if transfer.to_ascii_lowercase().contains("chunked") {
        body = without_chunks(&body).unwrap_or(body);
    }
    let mut whole = true;
    // The last one named was applied last.
    for coding in codings.rsplit(',').take(3) {
        if let Some(decoded) = decode(coding.trim(), &body, gauge, limits)? {
            (body, whole) = decoded;
        }
    }
    let message = "the page's compression breaks off; what came before is read";
    let diagnostic = (!whole).then(|| Diagnostic::warning("text.truncated", message));
    Ok(Some(Response {
        media,
        body,
        diagnostic,
    }))
}

/// Heads as servers write them, and not only as they should.
fn lenient() -> httparse::ParserConfig {
    let mut config = httparse::ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    config
}

/// The body without the sizes between its chunks (RFC 9112, 7.1); `None` where it has none.
fn without_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let (mut size, mut rest) = chunk(body)?;
    let mut whole = Vec::with_capacity(body.len());
    while size > 0 {
        whole.extend_from_slice(rest.get(..size).unwrap_or(rest));
        let after = rest.get(size..).unwrap_or_default();
        let after = after.strip_prefix(b"\r\n").unwrap_or(after);
        // What breaks off ends there.
        (size, rest) = chunk(after).unwrap_or_default();
    }
    Some(whole)
}

/// The size of the chunk that begins here, and what follows that line.
fn chunk(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = body.iter().take(200).position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(body.get(..end)?).ok()?;
    let size = line.split(';').next()?.trim();
    Some((usize::from_str_radix(size, 16).ok()?, body.get(end + 1..)?))
}

/// What `body` unpacks to, and whether to its end; `None` where it is not coded so.
fn decode(
    coding: &str,
    body: &[u8],
    gauge: &Gauge,
    limits: &Limits,
) -> Result<Option<(Vec<u8>, bool)>, String> {
    let source = || Cursor::new(body.to_vec());
    let unpack = |decoder| unpack(decoder, body, gauge, limits);
    match coding.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => unpack(Box::new(MultiGzDecoder::new(source()))),
        "deflate" => match unpack(Box::new(ZlibDecoder::new(source())))? {
            None => unpack(Box::new(DeflateDecoder::new(source()))),
            decoded => Ok(decoded),
        },
        "br" => unpack(Box::new(brotli(source()))),
        "zstd" => match compressed::zstd(source()) {
            Ok(decoder) => unpack(decoder),
            Err(_) => Ok(None),
        },
        _ => Ok(None),
    }
}

fn brotli(source: impl BufRead) -> impl Read {
    brotli_decompressor::Decompressor::new(source, 1 << 15)
}

fn unpack(
    decoder: Box<dyn Read + Send>,
    body: &[u8],
    gauge: &Gauge,
    limits: &Limits,
) -> Result<Option<(Vec<u8>, bool)>, String> {
    let gauge = gauge.nested(body.len() as u64, limits);
    let mut out = Vec::with_capacity(body.len().saturating_mul(4).min(1 << 20));
    let most = limits.source_bytes;
    let read = gauge
        .unpacked(decoder)
        .take(most.saturating_add(1))
        .read_to_end(&mut out);
    if out.len() as u64 > most {
        return Err(format!(
            "is longer than {most} bytes (`limits.source_bytes`)"
        ));
    }
    match read {
        Err(error) if gauge.is_exceeded() => Err(error.to_string()),
        _ if out.is_empty() => Ok(None),
        read => Ok(Some((out, read.is_ok()))),
    }
}
