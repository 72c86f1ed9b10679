//! Paragraphs, cells, rows and notes to a text that the segmenter reads.

use std::mem;

use rostra_document::{Diagnostic, Origin};

/// Bytes of a cell up to which its row is read as one line.
const CELL: usize = 300;
/// Paragraphs of a cell up to which its row is read as one line.
const LINES: usize = 3;
/// Tables, notes and boxes that may lie in each other; what lies deeper is read as if it did not.
const DEEPEST: usize = 64;
/// What stands between the cells of a row: what stands between a name and its title in running text.
const CELLS: &str = ", ";
/// What a block takes beside its text.
const BLOCK: usize = 64;

/// How a block stands to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A paragraph, or a row of a table.
    Apart,
    /// An item of a list, which stands on the line after the item before.
    Item,
}

/// One paragraph, or what a row was made into.
#[derive(Debug)]
struct Block {
    text: String,
    kind: Kind,
    /// Number of the paragraph that it begins with.
    number: u32,
    /// Where in it others begin.
    more: Vec<(usize, u32)>,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// Bullet or number of an item of a list.
    mark: Option<String>,
    number: u32,
}

/// What paragraphs lie in.
#[derive(Debug)]
enum Frame {
    Row(Vec<Vec<Block>>),
    Cell(Vec<Block>),
    Note(Vec<Block>),
}

/// Text with the way back to the paragraphs that it was made of.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    text: String,
    breaks: Vec<(usize, u32)>,
    last: Option<Kind>,
}

impl Blocks {
    /// Its text, one line end at its end, and the way back.
    pub(super) fn finish(mut self) -> (String, Origin) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, Origin::Paragraphs(self.breaks))
    }

    /// Puts `other` after it.
    pub(super) fn append(&mut self, other: Self) {
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let shift = self.text.len();
        self.text.push_str(&other.text);
        let breaks = other.breaks.into_iter();
        self.breaks
            .extend(breaks.map(|(at, number)| (at + shift, number)));
        self.last = other.last;
    }

    /// The same with its paragraphs counted from `before` on.
    pub(super) fn renumbered(mut self, before: u32) -> Self {
        for (_, number) in &mut self.breaks {
            *number = number.saturating_add(before);
        }
        self
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn push(&mut self, block: Block) {
        if let Some(last) = self.last {
            let items = last == Kind::Item && block.kind == Kind::Item;
            self.text.push_str(if items { "\n" } else { "\n\n" });
        }
        let start = self.text.len();
        self.breaks.push((start, block.number));
        let more = block.more.iter();
        self.breaks
            .extend(more.map(|&(at, number)| (start + at, number)));
        self.text.push_str(&block.text);
        self.last = Some(block.kind);
    }
}

/// Takes a document's paragraphs, and what they lie in, in their order.
///
/// Paragraphs are numbered from 1 as they begin: empty ones, and those of cells, boxes and notes too.
#[derive(Debug, Default)]
pub(super) struct Flow {
    body: Blocks,
    notes: Blocks,
    frames: Vec<Frame>,
    paragraphs: Vec<Paragraph>,
    /// Text of a paragraph whose end was deleted, so that it goes on in the next.
    carried: String,
    number: u32,
    taken: usize,
    limit: usize,
}

impl Flow {
    /// One that takes no more than `limit` bytes of text.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }

    /// One for what stands beside this text, as headers do; it goes on counting paragraphs.
    pub(super) fn beside(&self, limit: usize) -> Self {
        Self {
            number: self.number,
            ..Self::new(limit)
        }
    }

    /// Whether no more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.taken >= self.limit
    }

    /// What to say where not all was taken.
    pub(super) fn cut(&self) -> Option<Diagnostic> {
        let limit = self.limit;
        self.is_full().then(|| {
            let message = format!(
                "the text was read no further than `limits.document_bytes`, {limit}, allows"
            );
            Diagnostic::warning("input.truncated", message)
        })
    }

    /// Bytes taken so far, of all kinds of text.
    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    /// Paragraphs that have begun so far.
    pub(super) fn numbered(&self) -> u32 {
        self.number
    }

    /// Whether a paragraph is open.
    fn in_paragraph(&self) -> bool {
        !self.paragraphs.is_empty()
    }

    /// Begins a paragraph; within another, as in a box, it ends before that.
    pub(super) fn open_paragraph(&mut self) {
        self.number = self.number.saturating_add(1);
        self.paragraphs.push(Paragraph {
            text: mem::take(&mut self.carried),
            mark: None,
            number: self.number,
        });
    }

    /// Adds to the open paragraph.
    pub(super) fn push(&mut self, text: &str) {
        if self.is_full() {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let mut fits = text.len().min(self.limit - self.taken);
        self.taken += fits;
        while !text.is_char_boundary(fits) {
            fits -= 1;
        }
        let kept = text.get(..fits).unwrap_or_default();
        paragraph.text.extend(kept.chars().filter(|&c| is_shown(c)));
    }

    /// Makes the open paragraph an item of a list, with that bullet or number.
    pub(super) fn mark(&mut self, mark: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.mark = Some(mark.to_owned());
        }
    }

    /// Ends the open paragraph.
    pub(super) fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let Some(text) = tidy(&paragraph.text) else {
            return;
        };
        self.taken += BLOCK.min(text.len());
        let (text, kind) = match paragraph.mark {
            Some(mark) if !is_marked(&text) => (format!("{mark} {text}"), Kind::Item),
            Some(_) => (text, Kind::Item),
            None => (text, Kind::Apart),
        };
        self.place(Block {
            text,
            kind,
            number: paragraph.number,
            more: Vec::new(),
        });
    }

    /// Ends the open paragraph, whose text goes on in the next.
    pub(super) fn carry_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraphs.pop() {
            self.carried = paragraph.text;
        }
    }

    /// Begins a row of a table.
    pub(super) fn open_row(&mut self) {
        self.open(Frame::Row(Vec::new()));
    }

    /// Begins a cell of the row.
    pub(super) fn open_cell(&mut self) {
        self.open(Frame::Cell(Vec::new()));
    }

    /// Begins a note, which stands after the text.
    pub(super) fn open_note(&mut self) {
        self.open(Frame::Note(Vec::new()));
    }

    /// Ends the cell, if one is open.
    pub(super) fn close_cell(&mut self) {
        let blocks = match self.frames.pop() {
            Some(Frame::Cell(blocks)) => blocks,
            other => return self.frames.extend(other),
        };
        match self.frames.last_mut() {
            Some(Frame::Row(cells)) => {
                cells.extend(Some(blocks).filter(|blocks| !blocks.is_empty()))
            }
            _ => blocks.into_iter().for_each(|block| self.place(block)),
        }
    }

    /// Ends the row, if one is open.
    pub(super) fn close_row(&mut self) {
        self.close_cell();
        match self.frames.pop() {
            Some(Frame::Row(cells)) => row(cells).into_iter().for_each(|block| self.place(block)),
            other => self.frames.extend(other),
        }
    }

    /// Ends the row, if one is open, and forgets it.
    pub(super) fn drop_row(&mut self) {
        self.close_cell();
        match self.frames.pop() {
            Some(Frame::Row(_)) => {}
            other => self.frames.extend(other),
        }
    }

    /// Ends the note, if one is open.
    pub(super) fn close_note(&mut self) {
        match self.frames.pop() {
            Some(Frame::Note(blocks)) => {
                blocks.into_iter().for_each(|block| self.notes.push(block));
            }
            other => self.frames.extend(other),
        }
    }

    /// All that was read, in its order, with the notes after it.
    pub(super) fn finish(mut self) -> Blocks {
        while self.in_paragraph() {
            self.close_paragraph();
        }
        while let Some(frame) = self.frames.last() {
            match frame {
                Frame::Cell(_) => self.close_cell(),
                Frame::Row(_) => self.close_row(),
                Frame::Note(_) => self.close_note(),
            }
        }
        let mut blocks = self.body;
        blocks.append(self.notes);
        blocks
    }

    fn open(&mut self, frame: Frame) {
        if self.frames.len() < DEEPEST {
            self.frames.push(frame);
        }
    }

    /// Puts a block where it belongs.
    fn place(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(Frame::Cell(blocks) | Frame::Note(blocks)) => blocks.push(block),
            Some(Frame::Row(cells)) => cells.push(vec![block]),
            None => self.body.push(block),
        }
    }
}

/// A row, without its empty cells, as one line where its cells are short; else, as in tables that set the page, their paragraphs one after the other.
fn row(cells: Vec<Vec<Block>>) -> Vec<Block> {
    let is_short = |cell: &Vec<Block>| {
        let bytes: usize = cell.iter().map(|block| block.text.len()).sum();
        cell.len() <= LINES && bytes <= CELL && cell.iter().all(|block| block.kind == Kind::Apart)
    };
    if cells.len() < 2 || !cells.iter().all(is_short) {
        return cells.into_iter().flatten().collect();
    }
    let mut line = Block {
        text: String::new(),
        kind: Kind::Apart,
        number: 0,
        more: Vec::new(),
    };
    for block in cells.into_iter().flatten() {
        if line.text.is_empty() {
            line.number = block.number;
        } else {
            let closed = line
                .text
                .ends_with([',', ';', ':', '.', '，', '；', '：', '。', '،', '؛']);
            line.text.push_str(if closed { " " } else { CELLS });
            line.more.push((line.text.len(), block.number));
        }
        line.text.push_str(&block.text.replace('\n', " "));
    }
    vec![line]
}

/// Whether a character is text: not one that only parts words at a line's end, or that no text has.
fn is_shown(c: char) -> bool {
    !(matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
        || c.is_control() && !matches!(c, '\t' | '\n'))
}

/// A paragraph's text without white space at its ends and at those of its lines; `None` where nothing is left.
fn tidy(text: &str) -> Option<String> {
    let mut tidied = String::with_capacity(text.len());
    for line in text.trim().split('\n') {
        tidied.push_str(line.trim());
        tidied.push('\n');
    }
    tidied.pop();
    (!tidied.is_empty()).then_some(tidied)
}

/// Whether its writer put a bullet before it by hand.
fn is_marked(text: &str) -> bool {
    let mut chars = text.chars();
    let bullet = chars
        .next()
        .is_some_and(|c| matches!(c, '-' | '–' | '—' | '*' | '•' | '·' | '●' | '▪' | '■'));
    bullet && chars.next().is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use rostra_document::Origin;

    use super::Flow;

    fn paragraph(flow: &mut Flow, text: &str) {
        flow.open_paragraph();
        flow.push(text);
        flow.close_paragraph();
    }

    #[test]
    fn paragraphs_items_rows_and_notes() {
        let mut flow = Flow::new(1 << 20);
        paragraph(&mut flow, "Встреча министров \n в Душанбе ");
        paragraph(&mut flow, "  ");
        for (mark, text) in [("-", "وزير الداخلية"), ("1.", "• 部长")] {
            flow.open_paragraph();
            flow.mark(mark);
            flow.push(text);
            flow.close_paragraph();
        }
        flow.open_row();
        for cell in ["Kenya:", "", "Wanjiru Kamotho", "Cabinet\nSecretary"] {
            flow.open_cell();
            paragraph(&mut flow, cell);
            flow.close_cell();
        }
        flow.close_row();
        flow.open_note();
        paragraph(&mut flow, "A note.");
        flow.close_note();
        paragraph(&mut flow, "End.");
        let (text, origin) = flow.finish().finish();
        let expected = "Встреча министров\nв Душанбе\n\n- وزير الداخلية\n• 部长\n\n\
            Kenya: Wanjiru Kamotho, Cabinet Secretary\n\nEnd.\n\nA note.\n";
        assert_eq!(text, expected);
        let Origin::Paragraphs(breaks) = origin else {
            panic!("{origin:?}")
        };
        let starts: Vec<(&str, u32)> = breaks
            .iter()
            .map(|&(at, number)| {
                (
                    text.get(at..).unwrap().split([' ', '\n']).next().unwrap(),
                    number,
                )
            })
            .collect();
        let expected = [
            ("Встреча", 1),
            ("-", 3),
            ("•", 4),
            ("Kenya:", 5),
            ("Wanjiru", 7),
            ("Cabinet", 8),
            ("End.", 10),
            ("A", 9),
        ];
        assert_eq!(starts, expected);
    }

    #[test]
    fn a_table_that_sets_the_page_is_read_cell_by_cell() {
        let mut flow = Flow::new(1 << 20);
        flow.open_row();
        for cell in [&["Ministry"][..], &["One.", "Two.", "Three.", "Four."]] {
            flow.open_cell();
            cell.iter().for_each(|text| paragraph(&mut flow, text));
            flow.close_cell();
        }
        flow.close_row();
        let (text, _) = flow.finish().finish();
        assert_eq!(text, "Ministry\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n");
    }

    #[test]
    fn it_takes_no_more_than_its_limit_and_closes_what_is_open() {
        let mut flow = Flow::new(5);
        flow.open_row();
        flow.open_cell();
        flow.open_paragraph();
        flow.push("部");
        assert!(flow.cut().is_none());
        flow.push("长王小洪");
        assert!(flow.is_full() && flow.cut().is_some());
        flow.push("x");
        assert_eq!(flow.finish().finish().0, "部\n");
    }

    #[test]
    fn ends_without_beginnings_are_nothing() {
        let mut flow = Flow::new(99);
        for close in [
            Flow::close_cell,
            Flow::close_row,
            Flow::close_note,
            Flow::close_paragraph,
        ] {
            close(&mut flow);
        }
        (0..1000).for_each(|_| flow.open_row());
        paragraph(&mut flow, "Deep");
        assert_eq!(flow.finish().finish().0, "Deep\n");
    }
}
