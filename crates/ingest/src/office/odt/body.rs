//! Paragraphs and spans to a flow of text (ODF 1.3 part 3, 5 to 9).

use super::styles::{Mark, Page, Styles};
use crate::office::flow::Flow;
use crate::office::properties::is_meaningful;
use crate::office::xml::{Go, Tag, Visitor};

/// Spaces that one element may stand for.
const SPACES: usize = 100;

/// What of a file is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    Text,
    Header(Page<'a>),
    Footer(Page<'a>),
}

/// What was found beside the text.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) heading: Option<String>,
    /// The style of the first paragraph.
    pub(super) style: Option<String>,
    pub(super) hidden: bool,
}

/// A list that is open.
#[derive(Debug, Default)]
struct List {
    style: String,
    /// Items of it so far; where it goes on from another, of that too.
    number: Option<u32>,
    /// Whether its open item waits for its first paragraph.
    waits: bool,
}

/// Reads one place.
pub(super) struct Body<'a> {
    flow: &'a mut Flow,
    styles: &'a Styles,
    place: Place<'a>,
    found: Found,
    /// Whether the walk is at the pages looked for.
    in_page: bool,
    /// Whether it is at the place that is read.
    inside: bool,
    lists: Vec<List>,
    /// Numbers that the last list of the first level came to.
    before: Option<u32>,
    /// Whether each open paragraph ends in white space, further white space being none.
    spaced: Vec<bool>,
    /// Whether each open paragraph or span is hidden.
    hidden: Vec<bool>,
    title: Option<String>,
}

impl<'a> Body<'a> {
    pub(super) fn new(flow: &'a mut Flow, styles: &'a Styles, place: Place<'a>) -> Self {
        Self {
            flow,
            styles,
            place,
            found: Found::default(),
            in_page: false,
            inside: false,
            lists: Vec::new(),
            before: None,
            spaced: Vec::new(),
            hidden: Vec::new(),
            title: None,
        }
    }

    pub(super) fn finish(self) -> Found {
        self.found
    }

    /// Whether the element begins or ends what is read.
    fn is_place(&self, name: (&str, &str)) -> bool {
        match self.place {
            Place::Text => name == ("office", "text"),
            Place::Header(page) if page.own_first.header => {
                self.in_page && name == ("style", "header-first")
            }
            Place::Header(_) => self.in_page && name == ("style", "header"),
            Place::Footer(page) if page.own_first.footer => {
                self.in_page && name == ("style", "footer-first")
            }
            Place::Footer(_) => self.in_page && name == ("style", "footer"),
        }
    }

    /// An element around or before what is read.
    fn outside(&mut self, tag: &Tag) -> Go {
        if tag.name() == ("style", "master-page")
            && let Place::Header(page) | Place::Footer(page) = self.place
        {
            self.in_page = tag.get("style", "name").as_deref() == Some(page.name);
        }
        let shown = tag.get("style", "display").as_deref() != Some("false");
        self.inside = shown && self.is_place(tag.name());
        Go::In
    }

    fn paragraph(&mut self, tag: &Tag) {
        let style = tag.get("text", "style-name").unwrap_or_default();
        let heading = tag.name().1 == "h";
        self.flow.open_paragraph();
        self.spaced.push(true);
        self.hidden.push(self.is_hidden(tag));
        let level = tag.get("text", "outline-level");
        let top = heading && level.is_none_or(|level| level == "1");
        if self.spaced.len() == 1
            && self.found.heading.is_none()
            && (top || self.styles.is_title(&style))
        {
            self.title = Some(String::new());
        }
        self.found.style.get_or_insert(style);
        if !heading && let Some(mark) = self.mark() {
            self.flow.mark(&mark);
        }
    }

    /// The mark of the first paragraph of an item.
    fn mark(&mut self) -> Option<String> {
        let level = self.lists.len();
        let list = self.lists.last_mut()?;
        if !std::mem::take(&mut list.waits) {
            return None;
        }
        match self.styles.mark(&list.style, level) {
            Mark::Bullet => Some("-".to_owned()),
            Mark::None => None,
            Mark::Number(start) => {
                let number = list.number.map_or(start, |number| number.saturating_add(1));
                list.number = Some(number);
                Some(format!("{number}."))
            }
        }
    }

    fn list(&mut self, tag: &Tag) {
        let outer = self.lists.last().map(|list| list.style.clone());
        let goes_on = tag.get("text", "continue-numbering").as_deref() == Some("true")
            || tag.get("text", "continue-list").is_some();
        self.lists.push(List {
            style: tag.get("text", "style-name").or(outer).unwrap_or_default(),
            number: self.before.filter(|_| goes_on && self.lists.is_empty()),
            waits: false,
        });
    }

    fn item(&mut self, tag: &Tag) {
        let start = tag
            .get("text", "start-value")
            .and_then(|start| start.parse::<u32>().ok());
        if let Some(list) = self.lists.last_mut() {
            list.waits = true;
            if let Some(start) = start {
                list.number = start.checked_sub(1);
            }
        }
    }

    /// Whether what has the style of `tag`, or that around it, is hidden.
    fn is_hidden(&self, tag: &Tag) -> bool {
        let style = tag.get("text", "style-name");
        self.hidden.last() == Some(&true)
            || style.is_some_and(|style| self.styles.is_hidden(&style))
    }

    fn push(&mut self, text: &str) {
        if self.hidden.last() == Some(&true) {
            self.found.hidden |= !text.trim().is_empty();
            return;
        }
        self.flow.push(text);
        if let (Some(title), 1) = (&mut self.title, self.spaced.len()) {
            title.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        self.spaced.pop();
        self.hidden.pop();
        self.flow.close_paragraph();
        if self.spaced.is_empty()
            && let Some(title) = self.title.take()
        {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.found.heading = Some(title).filter(|title| is_meaningful(title));
        }
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, tag: &Tag) -> Go {
        if !self.inside {
            return self.outside(tag);
        }
        match tag.name() {
            ("text", "p" | "h") => self.paragraph(tag),
            ("text", "span") => self.hidden.push(self.is_hidden(tag)),
            ("text", "s") => {
                let count = tag.get("text", "c").and_then(|count| count.parse().ok());
                self.push(&" ".repeat(count.unwrap_or(1).min(SPACES)));
            }
            ("text", "tab") => self.push("\t"),
            ("text", "line-break") => {
                self.push("\n");
                if let Some(spaced) = self.spaced.last_mut() {
                    *spaced = true;
                }
            }
            ("text", "list") => self.list(tag),
            ("text", "list-item") => self.item(tag),
            ("text", "note-body") => self.flow.open_note(),
            ("table", "table-row") => self.flow.open_row(),
            ("table", "table-cell") => self.flow.open_cell(),
            // A section that is not shown.
            ("text", "section") if tag.get("text", "display").as_deref() == Some("none") => {
                self.found.hidden = true;
                return Go::Past;
            }
            ("text", "hidden-text" | "hidden-paragraph") => {
                self.found.hidden = true;
                return Go::Past;
            }
            // Changes and comments; the reading over a word; numbers of notes and pages; what is drawn, and what is said of it.
            (
                "text",
                "tracked-changes" | "ruby-text" | "note-citation" | "page-number" | "page-count"
                | "placeholder" | "script",
            )
            | ("office", "annotation" | "forms" | "binary-data" | "event-listeners")
            | ("svg", "title" | "desc")
            | ("draw", "object" | "object-ole") => return Go::Past,
            // How a list of contents is made.
            ("text", name) if name.ends_with("-source") => return Go::Past,
            _ => {}
        }
        Go::In
    }

    fn close(&mut self, name: (&'static str, &str)) {
        if !self.inside {
            return;
        }
        match name {
            ("text", "p" | "h") => self.close_paragraph(),
            ("text", "span") => drop(self.hidden.pop()),
            ("text", "list") => {
                let list = self.lists.pop();
                if self.lists.is_empty() {
                    self.before = list.and_then(|list| list.number);
                }
            }
            ("text", "list-item") => {
                if let Some(list) = self.lists.last_mut() {
                    list.waits = false;
                }
            }
            ("text", "note-body") => self.flow.close_note(),
            ("table", "table-row") => self.flow.close_row(),
            ("table", "table-cell") => self.flow.close_cell(),
            other if self.is_place(other) => self.inside = false,
            _ => {}
        }
    }

    /// White space is one space, and none at a paragraph's beginning (ODF 1.3 part 3, 6.1.2).
    fn text(&mut self, text: &str) {
        let Some(spaced) = self.spaced.last_mut().filter(|_| self.inside) else {
            return;
        };
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            let white = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !white {
                kept.push(c);
            } else if !*spaced {
                kept.push(' ');
            }
            *spaced = white;
        }
        self.push(&kept);
    }

    fn is_done(&self) -> bool {
        self.flow.is_full()
    }
}
