//! What styles say of the paragraphs that have them (ECMA-376 part 1, 17.7).

use std::collections::HashMap;

use crate::leaf::Reason;
use crate::office::xml::{Go, Tag, Visitor, walk};

/// Styles that may be built on each other.
const DEEPEST: usize = 20;
/// Styles that are kept.
const KEPT: usize = 10_000;

/// What a style says itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    name: String,
    base: Option<String>,
    /// Its list, and its level there.
    list: Option<String>,
    level: Option<String>,
    outline: bool,
    hidden: bool,
}

/// All styles of a file, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    open: Option<(String, Style)>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, Reason> {
        let mut styles = Self::default();
        walk(xml, &mut styles)?;
        Ok(styles)
    }

    /// Whether paragraphs of the style `id` are the title of the whole.
    pub(super) fn is_title(&self, id: &str) -> bool {
        let named = |style: &Style| matches!(style.name.as_str(), "title" | "heading 1");
        self.with_bases(id).next().is_some_and(named)
    }

    /// Whether they are headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        self.with_bases(id).any(|style| {
            style.outline || style.name == "title" || style.name.starts_with("heading")
        })
    }

    /// Whether text of the style `id` is hidden.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.with_bases(id).any(|style| style.hidden)
    }

    /// The list of its paragraphs, and their level there.
    pub(super) fn list(&self, id: &str) -> Option<(String, String)> {
        let list = self.with_bases(id).find_map(|style| style.list.clone())?;
        let level = self.with_bases(id).find_map(|style| style.level.clone());
        Some((list, level.unwrap_or_else(|| "0".to_owned())))
    }

    /// The style `id`, the one that it is built on, and so on.
    fn with_bases(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| self.all.get(style.base.as_deref()?);
        std::iter::successors(self.all.get(id), next).take(DEEPEST)
    }
}

impl Visitor for Styles {
    fn open(&mut self, tag: &Tag) -> Go {
        let value = || tag.get("w", "val");
        match (tag.name(), &mut self.open) {
            (("w", "style"), open) => {
                let id = tag.get("w", "styleId").unwrap_or_default();
                *open = Some((id, Style::default()));
            }
            (("w", "name"), Some((_, style))) => {
                style.name = value().unwrap_or_default().to_lowercase();
            }
            (("w", "basedOn"), Some((_, style))) => style.base = value(),
            (("w", "numId"), Some((_, style))) => style.list = value(),
            (("w", "ilvl"), Some((_, style))) => style.level = value(),
            (("w", "outlineLvl"), Some((_, style))) => {
                style.outline = value().is_some_and(|level| level != "9")
            }
            (("w", "vanish"), Some((_, style))) => style.hidden = tag.is_on(),
            // What table styles say of single cells.
            (("w", "tblStylePr" | "rPrChange" | "pPrChange"), _) => return Go::Past,
            _ => {}
        }
        Go::In
    }

    fn close(&mut self, name: (&'static str, &str)) {
        if name == ("w", "style")
            && let Some(style) = self.open.take()
            && self.all.len() < KEPT
        {
            self.all.extend([style]);
        }
    }

    fn text(&mut self, _: &str) {}
}
