//! Paragraphs and runs of a part to a flow of text (ECMA-376 part 1, 17.3 to 17.18).

use super::numbering::Numbering;
use super::styles::Styles;
use crate::office::flow::Flow;
use crate::office::properties::is_meaningful;
use crate::office::symbols;
use crate::office::xml::{Go, Tag, Visitor};

/// Letters of a field's instruction that are looked at.
const INSTRUCTION: usize = 40;
/// Headers and footers of a section; there are three of each.
const EDGES: usize = 10;
/// Fields that may lie in each other; elements do no deeper.
const DEEPEST: usize = 1000;

/// Header and footer of the first page, by the ids of their relations.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Kind (`first`, `default`, `even`) and id.
    headers: Vec<(String, String)>,
    footers: Vec<(String, String)>,
    /// Whether the first page has its own.
    own_first: bool,
}

impl Section {
    pub(super) fn header(&self) -> Option<&str> {
        self.of_first_page(&self.headers)
    }

    pub(super) fn footer(&self) -> Option<&str> {
        self.of_first_page(&self.footers)
    }

    fn of_first_page<'a>(&self, all: &'a [(String, String)]) -> Option<&'a str> {
        let kind = if self.own_first { "first" } else { "default" };
        let found = all.iter().find(|(is, _)| is == kind);
        found.map(|(_, id)| id.as_str())
    }
}

/// What was found beside the text.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) section: Section,
    pub(super) heading: Option<String>,
    pub(super) hidden: bool,
    pub(super) outside: bool,
}

/// A field that has begun: `PAGE`, `HYPERLINK "…"`.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun, which is what the page shows.
    shown: bool,
}

impl Field {
    /// A page's number is no part of the text.
    fn is_page(&self) -> bool {
        let name = self
            .instruction
            .split_whitespace()
            .next()
            .unwrap_or_default();
        ["PAGE", "NUMPAGES", "SECTIONPAGES"]
            .iter()
            .any(|page| name.eq_ignore_ascii_case(page))
    }
}

/// What is read at the place where the walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Nothing,
    Text,
    Instruction,
}

/// What is known of the open paragraph before its text.
#[derive(Debug, Default)]
struct Properties {
    style: String,
    list: Option<String>,
    level: Option<String>,
    outline: bool,
    /// Whether its end was deleted.
    joined: bool,
}

/// Reads one part.
pub(super) struct Body<'a> {
    flow: &'a mut Flow,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    found: Found,
    section_read: bool,
    reading: Reading,
    /// Properties of the open paragraphs.
    paragraphs: Vec<Properties>,
    /// Whether each open run is hidden.
    runs: Vec<bool>,
    /// Whether the walk is among a paragraph's properties.
    in_properties: bool,
    fields: Vec<Field>,
    /// Bytes that were taken when each open choice began.
    choices: Vec<usize>,
    /// Whether each open content control shows only what to write there.
    controls: Vec<bool>,
    /// Text of the first paragraph that is a title, while it is open.
    title: Option<String>,
    /// Whether each open row was deleted.
    rows: Vec<bool>,
    /// Whether the walk is among a row's properties.
    in_row_properties: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        flow: &'a mut Flow,
        styles: &'a Styles,
        numbering: &'a mut Numbering,
    ) -> Self {
        Self {
            flow,
            styles,
            numbering,
            found: Found::default(),
            section_read: false,
            reading: Reading::Nothing,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            in_properties: false,
            fields: Vec::new(),
            choices: Vec::new(),
            controls: Vec::new(),
            title: None,
            rows: Vec::new(),
            in_row_properties: false,
        }
    }

    pub(super) fn finish(self) -> Found {
        self.found
    }

    /// Adds what the page shows.
    fn push(&mut self, text: &str) {
        if self
            .fields
            .iter()
            .any(|field| !field.shown || field.is_page())
        {
            return;
        }
        if self.runs.last() == Some(&true) {
            self.found.hidden |= !text.trim().is_empty();
            return;
        }
        self.flow.push(text);
        if let (Some(title), 1) = (&mut self.title, self.paragraphs.len()) {
            title.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        let properties = self.paragraphs.pop().unwrap_or_default();
        // An instruction ends with its paragraph at the latest, whatever is missing.
        self.fields.retain(|field| field.shown);
        if let (Some(title), true) = (self.title.take(), self.paragraphs.is_empty()) {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.found.heading = Some(title).filter(|title| is_meaningful(title));
        }
        if properties.joined {
            self.flow.carry_paragraph();
        } else {
            self.flow.close_paragraph();
        }
    }

    /// At the end of a paragraph's properties: makes it an item or the title.
    fn apply(&mut self) {
        let Some(known) = self.paragraphs.last() else {
            return;
        };
        let style = known.style.as_str();
        if self.paragraphs.len() == 1 && self.found.heading.is_none() && self.styles.is_title(style)
        {
            self.title = Some(String::new());
        }
        if known.outline || self.styles.is_heading(style) {
            return;
        }
        let own = known.list.clone().map(|list| {
            let level = known.level.clone();
            (list, level.unwrap_or_else(|| "0".to_owned()))
        });
        if let Some((list, level)) = own.or_else(|| self.styles.list(style))
            && let Some(mark) = self.numbering.mark(&list, &level)
        {
            self.flow.mark(&mark);
        }
    }

    /// A property of the open paragraph.
    fn property(&mut self, tag: &Tag) -> Go {
        let value = || tag.get("w", "val");
        let Some(known) = self.paragraphs.last_mut() else {
            return Go::In;
        };
        match tag.name().1 {
            "pStyle" => known.style = value().unwrap_or_default(),
            "numId" => known.list = value(),
            "ilvl" => known.level = value(),
            "outlineLvl" => known.outline = value().is_some_and(|level| level != "9"),
            // Among the properties of the paragraph's end.
            "del" => known.joined = true,
            "pPrChange" | "rPrChange" => return Go::Past,
            _ => {}
        }
        Go::In
    }

    /// The first section is the one that begins on the first page.
    fn section(&mut self, tag: &Tag) -> Go {
        if self.section_read {
            return Go::Past;
        }
        let section = &mut self.found.section;
        let reference = || {
            let kind = tag.get("w", "type").unwrap_or_else(|| "default".to_owned());
            (kind, tag.get("r", "id").unwrap_or_default())
        };
        match tag.name().1 {
            "headerReference" if section.headers.len() < EDGES => section.headers.push(reference()),
            "footerReference" if section.footers.len() < EDGES => section.footers.push(reference()),
            "titlePg" => section.own_first = tag.is_on(),
            "sectPrChange" => return Go::Past,
            _ => {}
        }
        Go::In
    }

    /// `w:fldChar`: a field begins, its instruction ends, or it ends.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < DEEPEST => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// An element of a run, or one that holds runs.
    fn content(&mut self, tag: &Tag) -> Go {
        match tag.name().1 {
            "t" => self.reading = Reading::Text,
            "instrText" => self.reading = Reading::Instruction,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let font = tag.get("w", "font").unwrap_or_default();
                let code = tag.get("w", "char").unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).unwrap_or(0);
                if let Some(c) = symbols::character(&font, code) {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field(&tag.get("w", "fldCharType").unwrap_or_default()),
            "fldSimple" => self.fields.push(Field {
                instruction: tag.get("w", "instr").unwrap_or_default(),
                shown: true,
            }),
            "vanish" => {
                if let Some(hidden) = self.runs.last_mut() {
                    *hidden = tag.is_on();
                }
            }
            "rStyle" => {
                if let (Some(hidden), Some(style)) = (self.runs.last_mut(), tag.get("w", "val")) {
                    *hidden |= self.styles.is_hidden(&style);
                }
            }
            // Deleted, moved away, as it was before; the reading over a word; what stands in another file.
            "del" | "moveFrom" | "rPrChange" | "rt" => return Go::Past,
            "altChunk" | "subDoc" => self.found.outside = true,
            _ => {}
        }
        Go::In
    }

    /// An element around paragraphs.
    fn frame(&mut self, tag: &Tag) -> Option<Go> {
        match tag.name().1 {
            "p" => {
                self.flow.open_paragraph();
                self.paragraphs.push(Properties::default());
            }
            "pPr" => self.in_properties = true,
            "r" => self.runs.push(false),
            "tr" => {
                self.rows.push(false);
                self.flow.open_row();
            }
            "tc" => self.flow.open_cell(),
            "trPr" => self.in_row_properties = true,
            "sdt" => self.controls.push(false),
            "showingPlcHdr" => {
                if let Some(prompt) = self.controls.last_mut() {
                    *prompt = tag.is_on();
                }
            }
            "sdtContent" if self.controls.last() == Some(&true) => return Some(Go::Past),
            "footnote" | "endnote" => {
                let kind = tag.get("w", "type").unwrap_or_default();
                let rule = matches!(
                    kind.as_str(),
                    "separator" | "continuationSeparator" | "continuationNotice"
                );
                return Some(if rule { Go::Past } else { Go::In });
            }
            "tblPrChange" | "trPrChange" | "tcPrChange" | "tblGridChange" | "tblPrExChange" => {
                return Some(Go::Past);
            }
            _ => return None,
        }
        Some(Go::In)
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, tag: &Tag) -> Go {
        match tag.name() {
            (
                "w",
                "sectPr" | "headerReference" | "footerReference" | "titlePg" | "sectPrChange",
            ) => self.section(tag),
            ("w", _) if self.in_properties => self.property(tag),
            ("w", "del") if self.in_row_properties => {
                if let Some(deleted) = self.rows.last_mut() {
                    *deleted = true;
                }
                Go::Past
            }
            ("w", _) => self.frame(tag).unwrap_or_else(|| self.content(tag)),
            ("m", "t") => {
                self.reading = Reading::Text;
                Go::In
            }
            ("mc", "AlternateContent") => {
                self.choices.push(self.flow.taken());
                Go::In
            }
            // One of several ways to say the same: the first that holds text.
            ("mc", "Choice" | "Fallback") => match self.choices.last() {
                Some(&before) if self.flow.taken() > before => Go::Past,
                _ => Go::In,
            },
            _ => Go::In,
        }
    }

    fn close(&mut self, name: (&'static str, &str)) {
        match name {
            ("w", "p") => self.close_paragraph(),
            ("w", "pPr") => {
                self.in_properties = false;
                self.apply();
            }
            ("w", "r") => drop(self.runs.pop()),
            ("w", "t" | "instrText") | ("m", "t") => self.reading = Reading::Nothing,
            ("w", "fldSimple") => drop(self.fields.pop()),
            ("w", "tc") => self.flow.close_cell(),
            ("w", "trPr") => self.in_row_properties = false,
            ("w", "tr") if self.rows.pop() == Some(true) => self.flow.drop_row(),
            ("w", "tr") => self.flow.close_row(),
            ("w", "sdt") => drop(self.controls.pop()),
            ("w", "sectPr") => self.section_read = true,
            ("mc", "AlternateContent") => drop(self.choices.pop()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.reading {
            Reading::Nothing => {}
            Reading::Text => self.push(text),
            Reading::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    let fits = text
                        .chars()
                        .take(INSTRUCTION.saturating_sub(field.instruction.len()));
                    field.instruction.extend(fits);
                }
            }
        }
    }

    fn is_done(&self) -> bool {
        self.flow.is_full()
    }
}
