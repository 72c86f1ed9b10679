//! Word files: WordprocessingML in a package (ECMA-376, fifth edition, parts 1 and 2).

mod body;
mod numbering;
mod relations;
mod styles;

use rostra_document::Diagnostic;

use self::body::{Body, Section};
use self::numbering::Numbering;
use self::relations::Relations;
use self::styles::Styles;
use super::flow::{Blocks, Flow};
use super::package::Package;
use super::properties::{Names, Properties};
use super::xml::{damaged, walk};
use super::{ole, text};
use crate::leaf::{Reason, Text};
use crate::options::Limits;

const NAMES: Names = Names {
    heading: "docx heading",
    title: "docx title",
    created: "docx created",
    modified: "docx modified",
};

/// Reads a Word file: the header of its first page, its text, its notes. Comments, deleted and hidden text, footers and what lies outside
/// of the file are left out.
///
/// Paragraphs are numbered as their elements stand in the main part, then in the notes, then in the header.
///
/// # Errors
/// Says that the file is encrypted, damaged, or unpacks to too much.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, Reason> {
    if let Some(reason) = ole::reason(bytes) {
        return Err(reason);
    }
    let mut package = Package::open(bytes, limits)?;
    let mut file = File::open(&mut package)?;
    let main = file.main.clone();
    let mut flow = Flow::new(limits.document_bytes);
    let section = file.read(&main, &mut flow)?;
    for kind in ["footnotes", "endnotes"] {
        for part in file.relations.targets(kind) {
            file.read(&part, &mut flow)?;
        }
    }
    let cut = flow.cut();
    let room = limits.document_bytes.saturating_sub(flow.taken());
    let mut head = flow.beside(room);
    let body = flow.finish();
    if let Some(part) = section.header().and_then(|id| file.relations.target(id)) {
        file.read(&part, &mut head)?;
    }
    let footer = file.footer(&section)?;
    let properties = file.properties()?;
    let heading = file.heading.take();
    let mut blocks = unrepeated(head.finish(), &body);
    blocks.append(body);
    let metadata = properties.metadata(heading.as_deref(), blocks.text(), &NAMES);
    let hidden = file
        .hidden
        .then(|| Diagnostic::note("docx.hidden", "hidden text was left out"));
    let outside = file.outside.then(|| {
        Diagnostic::warning(
            "docx.embedded",
            "a document embedded in this one was left out",
        )
    });
    let diagnostics = [cut, footer, hidden, outside].into_iter().flatten();
    Ok(text(blocks, metadata, diagnostics.collect()))
}

/// The header, unless the text repeats it.
fn unrepeated(head: Blocks, body: &Blocks) -> Blocks {
    if body.text().starts_with(head.text()) {
        Blocks::default()
    } else {
        head
    }
}

/// The parts of a file, and what was found in them.
struct File<'p, 'a> {
    package: &'p mut Package<'a>,
    main: String,
    relations: Relations,
    styles: Styles,
    numbering: Numbering,
    /// The first paragraph in the style of a title.
    heading: Option<String>,
    hidden: bool,
    outside: bool,
}

impl<'p, 'a> File<'p, 'a> {
    fn open(package: &'p mut Package<'a>) -> Result<Self, Reason> {
        let main = Relations::of(package, "")?
            .targets("officeDocument")
            .next()
            .unwrap_or_else(|| "word/document.xml".to_owned());
        let relations = Relations::of(package, &main)?;
        let mut optional = |kind: &str| match relations.targets(kind).next() {
            Some(part) => Ok(package.xml(&part)?.unwrap_or_default()),
            None => Ok::<_, Reason>(String::new()),
        };
        let styles = Styles::read(&optional("styles")?)?;
        let numbering = Numbering::read(&optional("numbering")?)?;
        Ok(Self {
            package,
            main,
            relations,
            styles,
            numbering,
            heading: None,
            hidden: false,
            outside: false,
        })
    }

    /// Reads the paragraphs of a part into `flow`.
    fn read(&mut self, part: &str, flow: &mut Flow) -> Result<Section, Reason> {
        let Some(xml) = self.package.xml(part)? else {
            return if part == self.main {
                Err(damaged(&format_args!("it has no {part}")))
            } else {
                Ok(Section::default())
            };
        };
        let mut body = Body::new(flow, &self.styles, &mut self.numbering);
        walk(&xml, &mut body)?;
        let found = body.finish();
        if part == self.main {
            self.heading = found.heading;
        }
        self.hidden |= found.hidden;
        self.outside |= found.outside;
        Ok(found.section)
    }

    /// A note where there is a footer with words in it.
    fn footer(&mut self, section: &Section) -> Result<Option<Diagnostic>, Reason> {
        let Some(part) = section.footer().and_then(|id| self.relations.target(id)) else {
            return Ok(None);
        };
        let mut flow = Flow::new(1 << 16);
        self.read(&part, &mut flow)?;
        let words = flow.finish().text().contains(char::is_alphabetic);
        Ok(words.then(|| Diagnostic::note("docx.footer", "the footer of the pages was left out")))
    }

    fn properties(&mut self) -> Result<Properties, Reason> {
        let part = Relations::of(self.package, "")?
            .targets("core-properties")
            .next();
        let part = part.unwrap_or_else(|| "docProps/core.xml".to_owned());
        let xml = self.package.xml(&part)?;
        Ok(xml.map(|xml| Properties::read(&xml)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
