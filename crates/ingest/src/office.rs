//! Texts of word processors: DOCX, ODT, RTF.
//!
//! Each is read as a flow of paragraphs, with what they lie in ([`flow`]), so that the same release comes out the same from all.

pub(crate) mod docx;
#[cfg(test)]
mod fixtures;
mod flow;
pub(crate) mod odt;
mod ole;
mod package;
mod properties;
pub(crate) mod rtf;
mod symbols;
mod xml;

use rostra_document::{Diagnostic, Metadata};

use self::flow::Blocks;
use crate::leaf::Text;

/// Puts together what a decoder found: `metadata` is what the text says, and what is believed less.
fn text(blocks: Blocks, metadata: (Metadata, Metadata), diagnostics: Vec<Diagnostic>) -> Text {
    let (metadata, fallback) = metadata;
    let (text, origin) = blocks.finish();
    Text {
        text,
        origin,
        metadata,
        fallback,
        // Styles name the language of the computer, not of the text.
        language: None,
        diagnostics,
    }
}
