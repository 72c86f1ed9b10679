//! The text of a mail, out of the versions and pieces of it that a mail has.

use rostra_document::Diagnostic;

use super::charset;
use super::flowed;
use super::mime::Piece;
use crate::containers::markup;
use crate::format::Format;

/// The text of a mail.
pub(super) struct Body {
    pub(super) text: String,
    pub(super) format: Format,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A piece, decoded.
struct Version {
    text: String,
    html: bool,
    alternative: Option<usize>,
}

/// Whether a piece is text of the mail itself and not attached to it.
pub(super) fn may_be_body(piece: &Piece) -> bool {
    let headers = &piece.headers;
    let text = ["text/plain", "text/html", "text/enriched", "text/markdown"];
    let text = text.iter().any(|media| headers.is(media)) || headers.is("multipart/");
    text && !headers.attached && headers.name.is_none()
}

/// Whether a reader would see no word there, as in the body of many a mail that only brings attachments.
pub(super) fn is_blank(piece: &Piece, mail: &[u8]) -> bool {
    let version = version(piece, mail);
    if version.html {
        let text = markup::unescaped(&version.text, markup::entity);
        markup::letters(&text) == 0
    } else {
        version.text.trim().is_empty()
    }
}

/// Makes one text of `pieces`, which stand in `mail` one after the other: of those that say the same, the fuller.
pub(super) fn read(pieces: &[Piece], mail: &[u8]) -> Body {
    let versions: Vec<Version> = pieces.iter().map(|piece| version(piece, mail)).collect();
    let mut chosen: Vec<&Version> = Vec::new();
    let mut seen = Vec::new();
    let mut dropped = 0_usize;
    for version in &versions {
        let Some(group) = version.alternative else {
            chosen.push(version);
            continue;
        };
        if !seen.contains(&group) {
            seen.push(group);
            let same = || {
                versions
                    .iter()
                    .filter(|other| other.alternative == Some(group))
            };
            let html = html_is_fuller(same());
            dropped += same().filter(|version| version.html != html).count();
            chosen.extend(same().filter(|version| version.html == html));
        }
    }
    let html = chosen.iter().any(|version| version.html);
    let (format, text) = if html {
        (Format::Html, page(&chosen))
    } else {
        (Format::Text, plain(&chosen))
    };
    let diagnostics = if dropped > 0 {
        vec![told(html)]
    } else {
        Vec::new()
    };
    Body {
        text,
        format,
        diagnostics,
    }
}

fn told(html: bool) -> Diagnostic {
    let (read, other) = if html {
        ("HTML", "plain text")
    } else {
        ("plain text", "HTML")
    };
    let message = format!("the mail's {read} was read; it says the same in {other}");
    Diagnostic::note("mail.alternative", message)
}

fn version(piece: &Piece, mail: &[u8]) -> Version {
    let headers = &piece.headers;
    let written = mail.get(piece.content.clone()).unwrap_or_default();
    let bytes = headers.transfer.undo(written);
    let html = headers.is("text/html");
    let named = headers
        .charset
        .clone()
        .or_else(|| if html { in_page(&bytes) } else { None });
    let text = charset::decode(&bytes, named.as_deref());
    let text = if html {
        text
    } else {
        flowed::read(&text, headers.flow)
    };
    Version {
        text,
        html,
        alternative: piece.alternative,
    }
}

/// The charset that a page names itself.
#[cfg(feature = "html")]
fn in_page(bytes: &[u8]) -> Option<String> {
    crate::html::declared_encoding(bytes).map(|encoding| encoding.name().to_owned())
}

#[cfg(not(feature = "html"))]
fn in_page(_: &[u8]) -> Option<String> {
    None
}

/// Whether the versions in HTML say more than twice as much as those in plain text, as where these only say where the mail can be
/// seen. Else plain text is nearer to what was written: it has no menus.
fn html_is_fuller<'v>(versions: impl Iterator<Item = &'v Version>) -> bool {
    let (mut plain, mut html) = (0, 0);
    for version in versions {
        if version.html {
            html += markup::letters(&version.text);
        } else {
            plain += markup::letters(&version.text);
        }
    }
    plain == 0 || (cfg!(feature = "html") && html > 2 * plain)
}

fn plain(versions: &[&Version]) -> String {
    let texts: Vec<&str> = versions
        .iter()
        .map(|version| version.text.trim_end())
        .collect();
    texts.join("\n\n") + "\n"
}

/// One page of all versions; those in plain text, such as the footer of a list, as paragraphs.
fn page(versions: &[&Version]) -> String {
    let mut page = String::new();
    for version in versions {
        if version.html {
            page.push_str(&version.text);
            continue;
        }
        for paragraph in version
            .text
            .split("\n\n")
            .filter(|text| !text.trim().is_empty())
        {
            let escaped = markup::escaped(paragraph.trim());
            page.push_str("\n<p>");
            page.push_str(&escaped.replace('\n', "<br>\n"));
            page.push_str("</p>\n");
        }
    }
    page
}
