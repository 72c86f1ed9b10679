//! Walking over a page, and setting its text as lines.

use html5ever::local_name;

use super::blocks::{Block, Blocks, Gap, How, Role};
use super::characters::{is_wide, weight};
use super::elements::{Is, is, is_about, marker, starts_item};
use super::furniture::{Measure, is_furniture};
use super::hidden::{Hidden, hidden};
use super::page::Page;
use super::tree::Kind;

/// Bytes of text that an element which tells of the page holds at most: a whole post may stand in a box that bears its date.
const ABOUT: u32 = 300;

/// An element that is open.
struct Open {
    end: u32,
    is: Is,
    furniture: bool,
    about: bool,
}

/// Walks over a page and sets its lines.
pub(super) struct Setter<'a> {
    page: &'a Page,
    measure: &'a Measure,
    how: How,
    blocks: Blocks,
    open: Vec<Open>,
    /// The blocks around, the innermost last.
    holders: Vec<(u32, Role)>,
    links: u32,
    pre: u32,
    rows: u32,
    furniture: u32,
    about: u32,
    gap: Gap,
    /// What a list puts before its item.
    marker: Option<String>,
    line: Line,
    /// The node being read.
    node: u32,
}

/// The line being set.
#[derive(Default)]
struct Line {
    start: usize,
    /// Bytes of the marker at its beginning.
    marker: usize,
    begun: bool,
    /// White space is owed, and whether it was the source's line break.
    space: bool,
    broken: bool,
    /// A comma is owed before the next cell.
    comma: bool,
    last: char,
    weight: u32,
    linked: u32,
    element: u32,
    node: u32,
    role: Option<Role>,
    furniture: bool,
    about: bool,
}

impl<'a> Setter<'a> {
    pub(super) fn new(page: &'a Page, measure: &'a Measure, how: How) -> Self {
        Self {
            page,
            measure,
            how,
            blocks: Blocks::default(),
            open: Vec::new(),
            holders: vec![(page.body(), Role::Text)],
            links: 0,
            pre: 0,
            rows: 0,
            furniture: 0,
            about: 0,
            gap: Gap::None,
            marker: None,
            line: Line::default(),
            node: 0,
        }
    }

    /// Sets the page.
    pub(super) fn run(mut self) -> Blocks {
        let mut at = self.page.body();
        let end = self.page.end(at);
        while at < end {
            self.close(at);
            self.node = at;
            match self.page.get(at).map(|item| &item.kind) {
                Some(Kind::Text(text)) => self.text(text),
                Some(Kind::Element(..)) => {
                    if let Some(why) = hidden(self.page, at).filter(|why| !self.reveals(*why)) {
                        self.leave_out(why, at);
                        at = self.page.end(at);
                        continue;
                    }
                    self.enter(at);
                }
                _ => {}
            }
            at += 1;
        }
        self.close(end);
        self.flush();
        self.blocks
    }

    fn reveals(&self, why: Hidden) -> bool {
        self.how.reveal && why == Hidden::Invisible
    }

    fn leave_out(&mut self, why: Hidden, at: u32) {
        if why == Hidden::Invisible {
            self.blocks.unseen += self.measure.bytes(self.page, at) as usize;
        }
        let mut known = self.blocks.hidden.iter_mut();
        match known.find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => self.blocks.hidden.push((why, 1)),
        }
    }

    fn enter(&mut self, at: u32) {
        match self.page.name(at) {
            Some(&local_name!("br")) => return self.line_break(),
            Some(&local_name!("hr")) => return self.part(Gap::Paragraph),
            Some(&local_name!("img") | &local_name!("input") | &local_name!("wbr")) => return,
            _ => {}
        }
        let is = is(self.page, at, self.rows > 0);
        self.begin(is, at);
        let furniture = is_furniture(self.page, at, self.measure, self.how.trust);
        let about = is_about(self.page, at) && self.measure.bytes(self.page, at) < ABOUT;
        self.furniture += u32::from(furniture);
        self.about += u32::from(about);
        let end = self.page.end(at);
        self.open.push(Open {
            end,
            is,
            furniture,
            about,
        });
    }

    fn begin(&mut self, is: Is, at: u32) {
        let role = self.holders.last().map_or(Role::Text, |&(_, role)| role);
        match is {
            Is::Inline => {}
            Is::Link => self.links += 1,
            Is::Block(Gap::None) => self.line.space = true,
            Is::Cell => self.part_cells(),
            Is::Block(gap) => {
                self.part(gap);
                self.holders.push((at, role));
            }
            Is::Pre => {
                self.part(Gap::Paragraph);
                self.pre += 1;
                self.holders.push((at, role));
            }
            Is::Heading(level) => {
                self.part(Gap::Paragraph);
                self.holders.push((at, Role::Heading(level)));
            }
            Is::Item => {
                self.marker = None;
                self.part(Gap::Line);
                self.marker = Some(marker(self.page, at));
                self.holders.push((at, Role::Item));
            }
            Is::Term => {
                self.part(Gap::Line);
                self.holders.push((at, Role::Term));
            }
            Is::Row => {
                self.part(Gap::Paragraph);
                self.rows += 1;
                self.holders.push((at, Role::Row));
            }
        }
    }

    /// Closes what ends before `at`.
    fn close(&mut self, at: u32) {
        while let Some(open) = self.open.pop_if(|open| open.end <= at) {
            match open.is {
                Is::Inline | Is::Cell => {}
                Is::Link => self.links -= 1,
                Is::Block(Gap::None) => self.line.space = true,
                Is::Block(gap) => self.leave(gap),
                Is::Heading(_) => self.leave(Gap::Paragraph),
                Is::Pre => {
                    self.leave(Gap::Paragraph);
                    self.pre -= 1;
                }
                Is::Item => {
                    self.marker = None;
                    self.leave(Gap::Line);
                }
                Is::Term => self.leave(Gap::Line),
                Is::Row => {
                    self.leave(Gap::Paragraph);
                    self.rows -= 1;
                }
            }
            self.furniture -= u32::from(open.furniture);
            self.about -= u32::from(open.about);
        }
    }

    fn leave(&mut self, gap: Gap) {
        self.part(gap);
        self.holders.pop();
    }

    /// Ends the line, and owes at least `gap` before the next.
    fn part(&mut self, gap: Gap) {
        // What begins an item, a paragraph say, begins it on the item's line.
        if self.marker.is_none() || self.line.begun {
            self.flush();
            self.gap = self.gap.max(gap);
        }
    }

    /// Two line breaks are set where people mean a new paragraph.
    fn line_break(&mut self) {
        if self.rows > 0 {
            self.line.space = true;
        } else if self.line.begun {
            self.part(Gap::Line);
        } else if self.gap == Gap::Line {
            self.gap = Gap::Paragraph;
        }
    }

    /// Cells are parted as a name and its title are in running text, so that they are read alike.
    fn part_cells(&mut self) {
        let marks = [',', ';', ':', '.', '，', '；', '：', '。', '،', '؛'];
        let marked = marks.contains(&self.line.last);
        if self.line.begun {
            self.line.comma = !marked;
            self.line.space = true;
            self.line.broken = false;
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0' => {}
                '\n' if self.pre > 0 => self.line_break(),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}' => {
                    self.line.broken = if self.line.space {
                        self.line.broken || c == '\n'
                    } else {
                        c == '\n'
                    };
                    self.line.space = true;
                }
                '\u{3000}' if !self.line.begun => {}
                _ => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if !self.line.begun {
            self.begin_line();
        } else if std::mem::take(&mut self.line.comma) {
            self.blocks
                .text
                .push_str(if is_wide(self.line.last) { "，" } else { ", " });
        } else if self.line.space && !(self.line.broken && is_wide(self.line.last) && is_wide(c)) {
            self.blocks.text.push(' ');
        }
        self.line.space = false;
        self.blocks.text.push(c);
        self.line.last = c;
        self.line.about |= self.about > 0;
        let weight = weight(c);
        self.line.weight += weight;
        if self.links > 0 {
            self.line.linked += weight;
        }
    }

    fn begin_line(&mut self) {
        let (element, role) = self.holders.last().copied().unwrap_or((0, Role::Text));
        let marker = self.marker.take().unwrap_or_default();
        self.line = Line {
            start: self.blocks.text.len(),
            marker: marker.len(),
            begun: true,
            element,
            node: self.node,
            role: Some(role),
            furniture: self.furniture > 0,
            ..Line::default()
        };
        self.blocks.text.push_str(&marker);
    }

    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if !line.begun {
            return;
        }
        let text = &mut self.blocks.text;
        let trimmed = text.trim_end_matches([' ', '\u{3000}']).len();
        text.truncate(trimmed);
        let said = line.start + line.marker;
        if line.marker > 0 && text.get(said..).is_some_and(starts_item) {
            text.replace_range(line.start..said, "");
            line.marker = 0;
        }
        if text.len() <= line.start + line.marker {
            text.truncate(line.start);
            return;
        }
        self.blocks.list.push(Block {
            start: line.start,
            end: text.len(),
            element: line.element,
            node: line.node,
            gap: std::mem::replace(&mut self.gap, Gap::None),
            role: line.role.unwrap_or(Role::Text),
            weight: line.weight,
            linked: line.linked,
            furniture: line.furniture,
            about: line.about,
        });
    }
}
