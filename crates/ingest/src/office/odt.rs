//! OpenDocument texts (OASIS ODF 1.3), packed (`.odt`) and flat (`.fodt`).

mod body;
mod styles;

use rostra_document::Diagnostic;

use self::body::{Body, Place};
use self::styles::Styles;
use super::flow::Flow;
use super::ole;
use super::package::Package;
use super::properties::{Names, Properties};
use super::text;
use super::xml::{Go, Tag, Visitor, damaged, decode, walk};
use crate::leaf::{Reason, Text};
use crate::options::Limits;

const NAMES: Names = Names {
    heading: "odt heading",
    title: "odt title",
    created: "odt created",
    modified: "odt modified",
};

/// Reads an OpenDocument text: the header of its first page, its text, its notes. Comments, deleted and hidden text and footers are left
/// out.
///
/// Paragraphs are numbered as their elements stand in the text, notes where they are called, then the header's.
///
/// # Errors
/// Says that the file is encrypted, damaged, or unpacks to too much.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, Reason> {
    if let Some(reason) = ole::reason(bytes) {
        return Err(reason);
    }
    let parts = if bytes.starts_with(b"PK") {
        Parts::packed(bytes, limits)?
    } else {
        Parts::flat(bytes)
    };
    let mut styles = Styles::default();
    for xml in [parts.styles(), &parts.content] {
        walk(xml, &mut styles)?;
    }
    let mut flow = Flow::new(limits.document_bytes);
    let mut body = Body::new(&mut flow, &styles, Place::Text);
    walk(&parts.content, &mut body)?;
    let found = body.finish();
    let cut = flow.cut();
    let page = styles.page(found.style.as_deref());
    let room = limits.document_bytes.saturating_sub(flow.taken());
    let mut head = flow.beside(room);
    walk(
        parts.styles(),
        &mut Body::new(&mut head, &styles, Place::Header(page)),
    )?;
    let mut foot = Flow::new(1 << 16);
    walk(
        parts.styles(),
        &mut Body::new(&mut foot, &styles, Place::Footer(page)),
    )?;
    let mut blocks = head.finish();
    blocks.append(flow.finish());
    let words = foot.finish().text().contains(char::is_alphabetic);
    let footer =
        words.then(|| Diagnostic::note("odt.footer", "the footer of the pages was left out"));
    let hidden = found
        .hidden
        .then(|| Diagnostic::note("odt.hidden", "hidden text was left out"));
    let properties = Properties::read(parts.meta());
    let metadata = properties.metadata(found.heading.as_deref(), blocks.text(), &NAMES);
    let diagnostics = [cut, footer, hidden].into_iter().flatten();
    Ok(text(blocks, metadata, diagnostics.collect()))
}

/// The XML files that an ODT consists of; a flat one is a single file.
struct Parts {
    content: String,
    /// Styles and properties of the whole.
    beside: Option<(String, String)>,
}

impl Parts {
    fn packed(bytes: &[u8], limits: &Limits) -> Result<Self, Reason> {
        let mut package = Package::open(bytes, limits)?;
        let mut manifest = Manifest::default();
        if let Some(xml) = package.xml("META-INF/manifest.xml")? {
            walk(&xml, &mut manifest)?;
        }
        if manifest.encrypted || package.has("encrypted-package") {
            return Err("is encrypted".to_owned());
        }
        let content = package.xml("content.xml")?;
        let content = content.ok_or_else(|| damaged(&"it has no content.xml"))?;
        let styles = package.xml("styles.xml")?.unwrap_or_default();
        let meta = package.xml("meta.xml")?.unwrap_or_default();
        let beside = Some((styles, meta));
        Ok(Self { content, beside })
    }

    fn flat(bytes: &[u8]) -> Self {
        let content = decode(bytes.to_vec());
        let beside = None;
        Self { content, beside }
    }

    fn styles(&self) -> &str {
        self.beside
            .as_ref()
            .map_or(&self.content, |(styles, _)| styles)
    }

    fn meta(&self) -> &str {
        self.beside.as_ref().map_or(&self.content, |(_, meta)| meta)
    }
}

/// Whether files of a package are encrypted (ODF 1.3 part 2, 4.4).
#[derive(Default)]
struct Manifest {
    encrypted: bool,
}

impl Visitor for Manifest {
    fn open(&mut self, tag: &Tag) -> Go {
        self.encrypted |= tag.name() == ("manifest", "encryption-data");
        Go::In
    }

    fn close(&mut self, _: (&'static str, &str)) {}

    fn text(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests;
