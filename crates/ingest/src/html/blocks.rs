//! A page as lines: what browsers set as a paragraph, a heading, an item or a row.

use html5ever::local_name;

use super::furniture::{Measure, Trust, is_furniture};
use super::hidden::{Hidden, hidden};
use super::page::Page;
use super::rows::is_data_row;
use super::tree::Kind;
use super::words;

/// Bytes of text that an element which tells of the page holds at most: a whole post may stand in a box that bears its date.
const ABOUT: u32 = 300;

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
        let mut setter = Setter::new(page, measure, how);
        setter.run();
        setter.blocks
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

/// An element that is open.
struct Open {
    end: u32,
    is: Is,
    furniture: bool,
    about: bool,
}

/// What an element does to the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Inline,
    Link,
    /// Preformatted: line breaks are kept.
    Pre,
    /// Stands by itself, with this much space around.
    Block(Gap),
    Heading(u8),
    Item,
    Term,
    /// A row whose cells stand on one line.
    Row,
    Cell,
}

struct Setter<'a> {
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
    fn new(page: &'a Page, measure: &'a Measure, how: How) -> Self {
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

    fn run(&mut self) {
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
        let is = self.is(at);
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

    fn is(&self, at: u32) -> Is {
        let Some(name) = self.page.name(at) else {
            return Is::Inline;
        };
        let is = match *name {
            local_name!("a") if is_link(self.page, at) => Is::Link,
            local_name!("pre") | local_name!("listing") => Is::Pre,
            local_name!("h1") => Is::Heading(1),
            local_name!("h2") => Is::Heading(2),
            local_name!("h3") => Is::Heading(3),
            local_name!("h4") => Is::Heading(4),
            local_name!("h5") => Is::Heading(5),
            local_name!("h6") => Is::Heading(6),
            local_name!("li") => Is::Item,
            local_name!("dt") | local_name!("dd") => Is::Term,
            local_name!("tr") if self.rows == 0 && is_data_row(self.page, at) => Is::Row,
            local_name!("td") | local_name!("th") if self.rows > 0 => Is::Cell,
            local_name!("tr") => Is::Block(Gap::Line),
            _ if is_block(name) => Is::Block(Gap::Paragraph),
            _ => Is::Inline,
        };
        match is {
            Is::Block(_) | Is::Item | Is::Term | Is::Heading(_) | Is::Pre if self.rows > 0 => {
                Is::Block(Gap::None)
            }
            _ => is,
        }
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

/// The item's bullet, or its number.
fn marker(page: &Page, at: u32) -> String {
    let list = page.parent(at);
    if !page.is(list, &local_name!("ol")) {
        return "- ".to_owned();
    }
    let first: u32 = page
        .attr(list, "start")
        .and_then(|start| start.trim().parse().ok())
        .unwrap_or(1);
    format!("{}. ", first.saturating_add(page.nth(at).saturating_sub(1)))
}

/// Whether a line has a bullet or a number of its own.
fn starts_item(line: &str) -> bool {
    let mut chars = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars();
    match chars.next() {
        Some('.' | ')' | '、') => line.starts_with(|c: char| c.is_ascii_digit()),
        Some('-' | '–' | '—' | '•' | '·' | '●' | '▪' | '■') => {
            !line.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// A link leads somewhere, or does something; a mere anchor is a place.
fn is_link(page: &Page, at: u32) -> bool {
    page.attr(at, "href").is_some()
        || page.attr(at, "name").is_none() && page.attr(at, "id").is_none()
}

/// Elements that tell of the page: its date, its source, its author.
fn is_about(page: &Page, at: u32) -> bool {
    page.is(at, &local_name!("time"))
        || page
            .attr(at, "itemprop")
            .is_some_and(|prop| prop.starts_with("date") || prop == "author")
        || words::any(page, at, |word| {
            matches!(
                word,
                "date"
                    | "time"
                    | "meta"
                    | "byline"
                    | "submitted"
                    | "posted"
                    | "published"
                    | "pubdate"
                    | "source"
                    | "author"
                    | "fecha"
                    | "datum"
            )
        })
}

fn is_block(name: &html5ever::LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("details")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("legend")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("ul")
    )
}

/// An ideograph says as much as several letters.
fn weight(c: char) -> u32 {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => 1,
        '\0'..='\u{7f}' => 0,
        '\u{ac00}'..='\u{d7a3}' => 2,
        _ if is_wide(c) && c.is_alphabetic() => 3,
        _ => u32::from(c.is_alphanumeric()),
    }
}

/// Characters of scripts that write no spaces: a line break of the source between them is none of the text.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
