//! The pages of a file, each to pieces of lines, as far as the limits go.

use std::time::Instant;

use hayro_syntax::Pdf;
use rostra_document::Diagnostic;

use super::content;
use super::font::Fonts;
use super::fragment::{self, Fragment};
use crate::leaf::Reason;
use crate::options::Limits;

/// What was read of a file.
#[derive(Default)]
pub(super) struct Pages {
    /// Of each page, its pieces of lines.
    pub(super) pieces: Vec<Vec<Fragment>>,
    /// Of each page, its height in points.
    pub(super) heights: Vec<f32>,
    /// Pages, from 1, that show pictures and say nothing.
    pictured: Vec<usize>,
    /// Pages, from 1, of which only the beginning was read.
    cut: Vec<usize>,
    glyphs: usize,
    unmapped: usize,
    /// How many pages the file has.
    total: usize,
    /// Why the pages after the last were not read.
    stopped: Option<String>,
}

impl Pages {
    /// Reads the pages of `pdf` up to the limits and the time of `deadline`.
    pub(super) fn read(pdf: &Pdf, limits: &Limits, deadline: Option<Instant>) -> Self {
        let mut fonts = Fonts::new();
        let mut pages = Self {
            total: pdf.pages().len(),
            ..Self::default()
        };
        let most = usize::try_from(limits.pages).unwrap_or(usize::MAX);
        let mut length = 0;
        for (at, page) in pdf.pages().iter().enumerate() {
            pages.stopped = if at >= most {
                Some("`limits.pages`".to_owned())
            } else if length > limits.document_bytes {
                Some("`limits.document_bytes`".to_owned())
            } else if deadline.is_some_and(|end| Instant::now() > end) {
                Some("`limits.seconds`".to_owned())
            } else {
                None
            };
            if pages.stopped.is_some() {
                break;
            }
            let mut drawn = content::drawn(page, &mut fonts, deadline);
            if drawn.glyphs.is_empty() && drawn.unmapped == 0 && drawn.pictures > 0 {
                pages.pictured.push(at + 1);
            }
            if drawn.cut {
                pages.cut.push(at + 1);
            }
            pages.glyphs += drawn.glyphs.len();
            pages.unmapped += drawn.unmapped;
            length += drawn
                .glyphs
                .iter()
                .map(|glyph| glyph.text.len())
                .sum::<usize>();
            drawn.keep_main_direction();
            pages.pieces.push(fragment::fragments(drawn.glyphs));
            pages.heights.push(page.render_dimensions().1);
        }
        pages
    }

    /// Whether there is anything to read; `blanked` parts of the file were left out.
    pub(super) fn check(&self, blanked: usize) -> Result<(), Reason> {
        if self.pieces.iter().any(|pieces| !pieces.is_empty()) {
            return Ok(());
        }
        Err(if self.unmapped > 0 {
            "does not say which letters its fonts show: run text recognition first".to_owned()
        } else if blanked > 0 {
            "unpacks to too much to be read".to_owned()
        } else if self.pictured.is_empty() {
            "holds no text".to_owned()
        } else {
            "holds only pictures of pages: no text to read".to_owned()
        })
    }

    /// What was not read.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        if let Some(limit) = &self.stopped {
            let (read, total) = (self.pieces.len(), self.total);
            let message = format!("only the first {read} of {total} pages were read ({limit})");
            told.push(Diagnostic::warning("pdf.pages_cut", message));
        }
        if !self.pictured.is_empty() {
            let message = format!("{} without text, pictures only", listed(&self.pictured));
            told.push(Diagnostic::warning("pdf.pictures", message));
        }
        if !self.cut.is_empty() {
            let message = format!(
                "{} too long, only the beginning was read",
                listed(&self.cut)
            );
            told.push(Diagnostic::warning("pdf.page_cut", message));
        }
        // A few are bullets and ornaments.
        if self.unmapped * 50 > self.glyphs {
            let (unmapped, all) = (self.unmapped, self.unmapped + self.glyphs);
            let message = format!(
                "{unmapped} of {all} letters are missing: their fonts do not say what they show"
            );
            told.push(Diagnostic::warning("pdf.unmapped", message));
        }
        told
    }
}

/// `page 2 is`, `pages 2, 4-6 are`; the first ones where there are many.
fn listed(pages: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let shown: Vec<String> = runs
        .iter()
        .take(10)
        .map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        })
        .collect();
    let more = if runs.len() > shown.len() {
        " and more"
    } else {
        ""
    };
    let (noun, verb) = if pages.len() == 1 {
        ("page", "is")
    } else {
        ("pages", "are")
    };
    format!("{noun} {}{more} {verb}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_are_listed_in_runs() {
        assert_eq!(super::listed(&[2]), "page 2 is");
        assert_eq!(super::listed(&[2, 4, 5, 6]), "pages 2, 4-6 are");
        let every_other: Vec<usize> = (1..50).step_by(2).collect();
        assert!(super::listed(&every_other).ends_with("19 and more are"));
    }
}
