//! What styles say of the paragraphs, spans, lists and pages that have them (ODF 1.3 part 3, 16).

use std::collections::{HashMap, HashSet};

use crate::office::xml::{Go, Tag, Visitor};

/// Styles that may be built on each other.
const DEEPEST: usize = 20;
/// Styles that are kept, and levels of lists.
const KEPT: usize = 20_000;
/// Page of texts that name none.
const STANDARD: &str = "Standard";

/// How the items of a list are marked at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// Arabic digits, from that number on.
    Number(u32),
    None,
}

/// Whether the first page of a kind has a header and a footer of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnFirst {
    pub(super) header: bool,
    pub(super) footer: bool,
}

/// Which pages the text begins on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    pub(super) name: &'a str,
    pub(super) own_first: OwnFirst,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    bases: HashMap<String, String>,
    hidden: HashSet<String>,
    /// The page that paragraphs of a style begin.
    pages: HashMap<String, String>,
    lists: HashMap<String, HashMap<String, Mark>>,
    own_first: HashMap<String, OwnFirst>,
    kept: usize,
    open: String,
    master: Option<String>,
}

impl Styles {
    /// Whether text of the style is hidden.
    pub(super) fn is_hidden(&self, style: &str) -> bool {
        self.with_bases(style)
            .any(|name| self.hidden.contains(name))
    }

    /// Whether paragraphs of the style are the title of the whole.
    pub(super) fn is_title(&self, style: &str) -> bool {
        self.with_bases(style).any(|name| name == "Title")
    }

    /// How items of a list are marked at a level, which counts from 1.
    pub(super) fn mark(&self, list: &str, level: usize) -> Mark {
        let levels = self.lists.get(list);
        let mark = levels.and_then(|levels| levels.get(&level.to_string()));
        mark.copied().unwrap_or(Mark::Bullet)
    }

    /// The pages that a text begins on whose first paragraph has that style.
    pub(super) fn page<'a>(&'a self, first: Option<&'a str>) -> Page<'a> {
        let mut named = self.with_bases(first.unwrap_or_default());
        let name = named.find_map(|style| self.pages.get(style));
        let name = name.map_or(STANDARD, String::as_str);
        let own_first = self.own_first.get(name).copied().unwrap_or_default();
        Page { name, own_first }
    }

    fn with_bases<'a>(&'a self, style: &'a str) -> impl Iterator<Item = &'a str> {
        let next = |name: &&str| self.bases.get(*name).map(String::as_str);
        std::iter::successors(Some(style), next).take(DEEPEST)
    }

    fn style(&mut self, tag: &Tag) {
        self.kept += 1;
        self.open = tag.get("style", "name").unwrap_or_default();
        if let Some(base) = tag.get("style", "parent-style-name") {
            self.bases.insert(self.open.clone(), base);
        }
        let page = tag.get("style", "master-page-name");
        if let Some(page) = page.filter(|page| !page.is_empty()) {
            self.pages.insert(self.open.clone(), page);
        }
    }

    fn level(&mut self, tag: &Tag) {
        self.kept += 1;
        let level = tag.get("text", "level").unwrap_or_default();
        let format = tag.get("style", "num-format").unwrap_or_default();
        let start = tag.get("text", "start-value");
        let start = start.and_then(|start| start.parse().ok()).unwrap_or(1);
        let mark = match (tag.name().1, format.as_str()) {
            ("list-level-style-number", "1") => Mark::Number(start),
            ("list-level-style-number", "") => Mark::None,
            _ => Mark::Bullet,
        };
        let levels = self.lists.entry(self.open.clone()).or_default();
        levels.insert(level, mark);
    }
}

impl Visitor for Styles {
    fn open(&mut self, tag: &Tag) -> Go {
        if self.kept >= KEPT {
            return Go::Past;
        }
        match tag.name() {
            ("office", "text") => return Go::Past,
            ("style", "style") => self.style(tag),
            ("style", "text-properties")
                if tag.get("text", "display").as_deref() == Some("none") =>
            {
                self.hidden.insert(self.open.clone());
            }
            ("text", "list-style") => self.open = tag.get("style", "name").unwrap_or_default(),
            (
                "text",
                "list-level-style-bullet" | "list-level-style-number" | "list-level-style-image",
            ) => self.level(tag),
            ("style", "master-page") => {
                self.kept += 1;
                self.master = tag.get("style", "name");
            }
            ("style", kind @ ("header-first" | "footer-first")) => {
                if let Some(master) = &self.master {
                    let own = self.own_first.entry(master.clone()).or_default();
                    match kind {
                        "header-first" => own.header = true,
                        _ => own.footer = true,
                    }
                }
                return Go::Past;
            }
            ("style", "header" | "footer" | "header-left" | "footer-left") => return Go::Past,
            _ => {}
        }
        Go::In
    }

    fn close(&mut self, name: (&'static str, &str)) {
        if name == ("style", "master-page") {
            self.master = None;
        }
    }

    fn text(&mut self, _: &str) {}
}
