//! A page as lines: what browsers set as a paragraph, a heading, an item or a row.

use super::furniture::{Measure, Trust};
use super::hidden::Hidden;
use super::page::Page;
use super::setter::Setter;

/// How a page is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    /// How much of what looks like furniture is marked as such.
    pub(super) trust: Trust,
    /// Whether elements that are not shown are set, too.
    pub(super) reveal: bool,
}

/// White space before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    /// A new line.
    Line,
    /// An empty line.
    Paragraph,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// From `h1` to `h6`, with its level.
    Heading(u8),
    /// One item of a list.
    Item,
    /// One row of a table.
    Row,
    /// A term, or what is said of it.
    Term,
    /// Any other line.
    Text,
}

/// One line.
#[derive(Debug)]
pub(super) struct Block {
    /// Its place in [`Blocks::text`].
    pub(super) start: usize,
    pub(super) end: usize,
    /// The element that it is set in.
    pub(super) element: u32,
    /// The node that its first character stands in; these rise from line to line.
    pub(super) node: u32,
    pub(super) gap: Gap,
    pub(super) role: Role,
    /// How much it says, in letters; an ideograph counts as several.
    pub(super) weight: u32,
    /// How much of that is linked.
    pub(super) linked: u32,
    pub(super) furniture: bool,
    /// Whether some of it stands in an element that tells when, where from or by whom the page was put out.
    pub(super) about: bool,
}

/// All lines of a page.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) text: String,
    pub(super) list: Vec<Block>,
    /// What was left out, by kind.
    pub(super) hidden: Vec<(Hidden, usize)>,
    /// Bytes of text that the page does not show.
    pub(super) unseen: usize,
}

impl Blocks {
    /// The lines of `page`, furniture marked.
    pub(super) fn of(page: &Page, measure: &Measure, how: How) -> Self {
        Setter::new(page, measure, how).run()
    }

    /// The lines that stand in the element at `at`.
    pub(super) fn within(&self, page: &Page, at: u32) -> std::ops::Range<usize> {
        let end = page.end(at);
        self.list.partition_point(|line| line.node < at)
            ..self.list.partition_point(|line| line.node < end)
    }

    /// What a line says.
    pub(super) fn said(&self, block: &Block) -> &str {
        self.text.get(block.start..block.end).unwrap_or_default()
    }
}
