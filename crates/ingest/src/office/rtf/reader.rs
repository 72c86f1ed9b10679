//! Tokens to a flow of text: groups, destinations, characters.

use std::collections::HashMap;
use std::mem;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use rostra_document::Diagnostic;

use super::charsets::{Charset, charset, page};
use super::tokens::{Token, Tokens};
use crate::leaf::Reason;
use crate::office::flow::{Blocks, Flow};
use crate::office::properties::{Properties, day, is_meaningful};
use crate::office::symbols;

/// Groups that may lie in each other.
const DEEPEST: usize = 1000;
/// Fonts and styles kept.
const KEPT: usize = 10_000;
/// Bytes of a title or of a list's mark that are kept.
const SHORT: usize = 1000;

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sink {
    /// To the flow.
    Text,
    /// Nowhere.
    Nothing,
    /// Nowhere, but for that of a box in it.
    Shape,
    Fonts,
    Styles,
    /// What the file says of itself.
    Info,
    Title,
    Created,
    Revised,
    /// The bullet or number of an item.
    Mark,
}

/// What holds up to the end of a group.
#[derive(Clone, Copy, Debug)]
struct State {
    sink: Sink,
    /// Where text went before a form for older readers.
    before: Sink,
    font: i32,
    /// Characters that follow one in Unicode, for readers that know none.
    fallbacks: usize,
    hidden: bool,
    deleted: bool,
    /// Whether its paragraphs are in a table.
    in_table: bool,
    /// Style of its paragraphs.
    style: i32,
    heading: bool,
}

impl State {
    /// `\plain`
    fn reset_characters(&mut self, font: i32) {
        self.font = font;
        self.hidden = false;
        self.deleted = false;
    }

    /// `\pard`
    fn reset_paragraph(&mut self) {
        self.in_table = false;
        self.style = 0;
        self.heading = false;
    }
}

/// Texts that are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Body,
    Header,
    FirstHeader,
    Footer,
}

/// A text of its own: the body, a note, a box, a header.
#[derive(Clone, Copy, Debug)]
struct Context {
    /// Groups around it.
    depth: usize,
    place: Place,
    is_note: bool,
    /// Whether a paragraph, a row, a cell of it is open.
    open: bool,
    in_row: bool,
    in_cell: bool,
}

impl Context {
    fn new(depth: usize, place: Place, is_note: bool) -> Self {
        Self {
            depth,
            place,
            is_note,
            open: false,
            in_row: false,
            in_cell: false,
        }
    }
}

/// What was found.
pub(super) struct Found {
    pub(super) blocks: Blocks,
    pub(super) properties: Properties,
    pub(super) heading: Option<String>,
    pub(super) cut: Option<Diagnostic>,
    pub(super) footer: bool,
    pub(super) hidden: bool,
    /// A code page that has no decoder.
    pub(super) unknown_page: Option<i32>,
}

/// Reads one file.
pub(super) struct Reader {
    body: Flow,
    header: Flow,
    first_header: Flow,
    footer: Flow,
    states: Vec<State>,
    state: State,
    contexts: Vec<Context>,
    context: Context,
    /// Whether a group's first word is still to come, and `\*` stood before it.
    starred: bool,
    fonts: HashMap<i32, Charset>,
    styles: HashMap<i32, String>,
    default_font: i32,
    ansi: &'static Encoding,
    unknown_page: Option<i32>,
    /// Whether bytes beyond ASCII that stand as they are, are UTF-8.
    is_utf8: bool,
    /// Bytes of text that are still to be decoded, so that those of one character come together.
    pending: Vec<u8>,
    /// Units of UTF-16 that make a character with the next.
    high: Option<u16>,
    /// Characters still to be passed over.
    skip: usize,
    mark: String,
    title: String,
    properties: Properties,
    day: [i32; 3],
    /// Text of the first paragraph that is a title, while it is open.
    heading: Option<String>,
    found_heading: Option<String>,
    /// Whether the first page has a header of its own.
    own_first: bool,
    /// Whether the first section is over.
    later: bool,
    hidden: bool,
}

impl Reader {
    /// One for a file of `bytes` that takes at most `limit` bytes of text.
    pub(super) fn new(bytes: &[u8], limit: usize) -> Self {
        let state = State {
            sink: Sink::Text,
            before: Sink::Nothing,
            font: 0,
            fallbacks: 1,
            hidden: false,
            deleted: false,
            in_table: false,
            style: 0,
            heading: false,
        };
        Self {
            body: Flow::new(limit),
            header: Flow::new(1 << 16),
            first_header: Flow::new(1 << 16),
            footer: Flow::new(1 << 16),
            states: Vec::new(),
            state,
            contexts: Vec::new(),
            context: Context::new(0, Place::Body, false),
            starred: false,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            default_font: 0,
            ansi: WINDOWS_1252,
            unknown_page: None,
            is_utf8: std::str::from_utf8(bytes).is_ok(),
            pending: Vec::new(),
            high: None,
            skip: 0,
            mark: String::new(),
            title: String::new(),
            properties: Properties::default(),
            day: [0; 3],
            heading: None,
            found_heading: None,
            own_first: false,
            later: false,
            hidden: false,
        }
    }

    /// Reads to the end of the first group; whether it was there.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<bool, Reason> {
        for token in Tokens::new(bytes) {
            if !matches!(token, Token::Hex(_) | Token::Bytes(_)) {
                self.flush();
            }
            match token {
                Token::Open => self.open()?,
                Token::Close => {
                    self.close();
                    if self.states.is_empty() {
                        return Ok(true);
                    }
                }
                Token::Bytes(bytes) => self.bytes(bytes),
                Token::Hex(_) | Token::Symbol(_) if self.skips() => {}
                Token::Hex(byte) => self.pending.push(byte),
                Token::Word("u", Some(unit)) => self.unit(unit),
                Token::Word(word, number) => {
                    self.skip = 0; // writers that leave the fallback out
                    self.word(word, number);
                }
                Token::Symbol(sign) => self.symbol(sign),
            }
            if self.body.is_full() {
                return Ok(true);
            }
        }
        self.flush();
        Ok(false)
    }

    /// All that was read.
    pub(super) fn finish(mut self) -> Found {
        while let Some(outer) = self.contexts.pop() {
            self.end_context(outer);
        }
        self.end_paragraph();
        let cut = self.body.cut();
        let count = self.body.numbered();
        let header = if self.own_first {
            self.first_header
        } else {
            self.header
        };
        let mut blocks = header.finish().renumbered(count);
        blocks.append(self.body.finish());
        self.properties.title = self.title;
        Found {
            blocks,
            properties: self.properties,
            heading: self.found_heading,
            cut,
            footer: self.footer.finish().text().contains(char::is_alphabetic),
            hidden: self.hidden,
            unknown_page: self.unknown_page,
        }
    }

    /// Whether the next character stands for one that was read already.
    fn skips(&mut self) -> bool {
        let skips = self.skip > 0;
        self.skip -= usize::from(skips);
        skips
    }

    fn open(&mut self) -> Result<(), Reason> {
        self.skip = 0;
        if self.states.len() >= DEEPEST {
            return Err(format!(
                "is damaged: more than {DEEPEST} groups lie in each other"
            ));
        }
        self.states.push(self.state);
        self.starred = false;
        Ok(())
    }

    fn close(&mut self) {
        self.skip = 0;
        let ended = self.state.sink;
        if let Some(outer) = self.states.pop() {
            self.state = outer;
        }
        match ended {
            Sink::Created | Sink::Revised if self.state.sink == Sink::Info => self.end_day(ended),
            _ => {}
        }
        if self.context.depth > self.states.len()
            && let Some(outer) = self.contexts.pop()
        {
            self.end_context(outer);
        }
    }

    /// Begins a text of its own, which ends with the group.
    fn begin_context(&mut self, place: Place, is_note: bool) {
        if is_note {
            self.flow().open_note();
        }
        self.contexts.push(self.context);
        self.context = Context::new(self.states.len(), place, is_note);
        self.state.sink = Sink::Text;
        self.state.reset_paragraph();
    }

    /// Begins a header or footer; only those of the first section count.
    fn begin_edge(&mut self, place: Place) {
        if self.later || self.context.place != Place::Body {
            self.state.sink = Sink::Nothing;
        } else {
            self.begin_context(place, false);
        }
    }

    fn end_context(&mut self, outer: Context) {
        self.end_paragraph();
        self.end_row();
        if self.context.is_note {
            self.flow().close_note();
        }
        self.context = outer;
    }

    fn flow(&mut self) -> &mut Flow {
        match self.context.place {
            Place::Body => &mut self.body,
            Place::Header => &mut self.header,
            Place::FirstHeader => &mut self.first_header,
            Place::Footer => &mut self.footer,
        }
    }

    /// Bytes of text as they stand.
    fn bytes(&mut self, mut bytes: &[u8]) {
        while self.skip > 0 && !bytes.is_empty() {
            self.skip -= 1;
            bytes = bytes.get(1..).unwrap_or_default();
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if self.is_utf8 && !text.is_ascii() => {
                self.flush();
                self.emit(text);
            }
            _ => self.pending.extend(bytes),
        }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = mem::take(&mut self.pending);
        let charset = self.fonts.get(&self.state.font).copied();
        match charset.unwrap_or(Charset::File) {
            Charset::Symbols if self.state.sink == Sink::Text || self.state.sink == Sink::Mark => {
                let shown = bytes
                    .iter()
                    .filter_map(|&byte| symbols::character("symbol", 0xf000 | u32::from(byte)));
                let shown: String = shown.collect();
                self.emit(&shown);
            }
            Charset::Page(page) => self.emit(&page.decode_without_bom_handling(&bytes).0),
            Charset::File | Charset::Symbols => {
                self.emit(&self.ansi.decode_without_bom_handling(&bytes).0)
            }
        }
    }

    /// `\u`: a unit of UTF-16, as a signed number.
    fn unit(&mut self, unit: i32) {
        self.skip = self.state.fallbacks;
        let unit = (unit & 0xffff) as u16; // the lower half, whatever the sign
        let high = self.high.take();
        let units = high.into_iter().chain([unit]);
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        for c in char::decode_utf16(units).flatten() {
            if let Some(c) = symbols::character("", u32::from(c)) {
                self.emit(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn emit(&mut self, text: &str) {
        let short = |kept: &str| kept.len() < SHORT;
        match self.state.sink {
            Sink::Text => self.shown(text),
            Sink::Title if short(&self.title) => self.title.push_str(text),
            Sink::Mark if short(&self.mark) => self.mark.push_str(text),
            Sink::Styles if self.styles.len() < KEPT => {
                let name = self.styles.entry(self.state.style).or_default();
                if short(name) {
                    name.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Text of the page.
    fn shown(&mut self, text: &str) {
        if text.is_empty() || self.state.deleted {
            return;
        }
        if self.state.hidden {
            self.hidden |= !text.trim().is_empty();
            return;
        }
        self.begin_paragraph();
        self.flow().push(text);
        if self.context.depth == 0
            && let Some(heading) = self
                .heading
                .as_mut()
                .filter(|heading| heading.len() < SHORT)
        {
            heading.push_str(text);
        }
    }

    fn begin_paragraph(&mut self) {
        if self.context.open {
            return;
        }
        if self.state.in_table {
            self.begin_cell();
        } else {
            self.end_row();
        }
        self.context.open = true;
        self.flow().open_paragraph();
        let mark = mem::take(&mut self.mark);
        let style = self
            .styles
            .get(&self.state.style)
            .map(|name| name.trim_end_matches(';').trim().to_lowercase());
        let style = style.unwrap_or_default();
        if self.context.depth == 0
            && self.found_heading.is_none()
            && matches!(style.as_str(), "title" | "heading 1")
        {
            self.heading = Some(String::new());
        }
        let heading = self.state.heading || style == "title" || style.starts_with("heading");
        if let Some(mark) = as_mark(&mark).filter(|_| !heading) {
            self.flow().mark(&mark);
        }
    }

    fn end_paragraph(&mut self) {
        if mem::take(&mut self.context.open) {
            self.flow().close_paragraph();
            if self.context.depth == 0
                && let Some(heading) = self.heading.take()
            {
                let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
                self.found_heading = Some(heading).filter(|heading| is_meaningful(heading));
            }
        }
        self.mark.clear();
    }

    fn begin_cell(&mut self) {
        if !mem::replace(&mut self.context.in_row, true) {
            self.flow().open_row();
        }
        if !mem::replace(&mut self.context.in_cell, true) {
            self.flow().open_cell();
        }
    }

    fn end_cell(&mut self) {
        self.begin_cell();
        self.end_paragraph();
        self.context.in_cell = false;
        self.flow().close_cell();
    }

    fn end_row(&mut self) {
        if mem::take(&mut self.context.in_row) {
            self.context.in_cell = false;
            self.flow().close_row();
        }
    }

    /// The end of a paragraph, though it be empty.
    fn par(&mut self) {
        if self.state.sink == Sink::Text {
            self.begin_paragraph();
            self.end_paragraph();
        }
    }

    fn symbol(&mut self, sign: u8) {
        match sign {
            b'*' => self.starred = true,
            b'~' => self.emit("\u{a0}"),
            b'_' => self.emit("-"),
            b'\\' | b'{' | b'}' => self.emit(char::from(sign).encode_utf8(&mut [0; 4])),
            // A place where a word may be parted, and what stands in indexes.
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let starred = mem::take(&mut self.starred);
        if self.character(word) || self.property(word, number) || self.destination(word) {
            return;
        }
        if starred {
            self.state.sink = Sink::Nothing; // a destination of which this reader need not know
        }
    }

    /// Words that stand for characters and for ends of paragraphs, cells and rows.
    fn character(&mut self, word: &str) -> bool {
        let shows = self.state.sink == Sink::Text;
        match word {
            "par" | "page" | "column" | "nestcell" | "nestrow" => self.par(),
            "sect" => {
                self.par();
                self.later = true;
            }
            "cell" if shows => self.end_cell(),
            "row" if shows => {
                self.end_paragraph();
                self.end_row();
            }
            _ => {
                let text = match word {
                    "line" | "lbr" => "\n",
                    "tab" => "\t",
                    "emdash" => "—",
                    "endash" => "–",
                    "bullet" => "•",
                    "lquote" => "‘",
                    "rquote" => "’",
                    "ldblquote" => "“",
                    "rdblquote" => "”",
                    "emspace" | "enspace" | "qmspace" => " ",
                    "zwj" => "\u{200d}",
                    "zwnj" => "\u{200c}",
                    "ltrmark" => "\u{200e}",
                    "rtlmark" => "\u{200f}",
                    _ => return false,
                };
                self.emit(text);
            }
        }
        true
    }

    /// Words that change how what follows is read.
    fn property(&mut self, word: &str, number: Option<i32>) -> bool {
        let (on, value) = (number != Some(0), number.unwrap_or(0));
        match word {
            "plain" => self.state.reset_characters(self.default_font),
            "pard" => self.state.reset_paragraph(),
            "intbl" => self.state.in_table = on,
            "f" => self.state.font = value,
            "s" => self.state.style = value,
            "outlinelevel" => self.state.heading = value < 9,
            "uc" => self.state.fallbacks = usize::try_from(value).unwrap_or(1).min(16),
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "titlepg" => self.own_first |= !self.later,
            "deff" => {
                self.default_font = value;
                self.state.font = value;
            }
            "ansicpg" => self.page(value),
            "mac" => self.ansi = MACINTOSH,
            "pc" => self.page(437),
            "pca" => self.page(850),
            "fcharset" if self.state.sink == Sink::Fonts && self.fonts.len() < KEPT => {
                self.fonts.insert(self.state.font, charset(value));
            }
            "cpg" if self.state.sink == Sink::Fonts && self.fonts.len() < KEPT => {
                if let Some(page) = page(value) {
                    self.fonts.insert(self.state.font, Charset::Page(page));
                }
            }
            "yr" => self.day[0] = value,
            "mo" => self.day[1] = value,
            "dy" => self.day[2] = value,
            _ => return false,
        }
        true
    }

    /// Words that begin a destination.
    fn destination(&mut self, word: &str) -> bool {
        let shows = self.state.sink == Sink::Text;
        match word {
            "fonttbl" => self.state.sink = Sink::Fonts,
            "stylesheet" => self.state.sink = Sink::Styles,
            "info" => self.state.sink = Sink::Info,
            "title" if self.state.sink == Sink::Info => self.state.sink = Sink::Title,
            "creatim" if self.state.sink == Sink::Info => self.begin_day(Sink::Created),
            "revtim" if self.state.sink == Sink::Info => self.begin_day(Sink::Revised),
            "listtext" | "pntext" if shows => {
                self.mark.clear();
                self.state.sink = Sink::Mark;
            }
            "footnote" if shows => self.begin_context(self.context.place, true),
            "header" | "headerr" if shows => self.begin_edge(Place::Header),
            "headerf" if shows => self.begin_edge(Place::FirstHeader),
            "footer" | "footerr" | "footerf" if shows => self.begin_edge(Place::Footer),
            "shp" | "shpinst" | "do" if shows || self.state.sink == Sink::Shape => {
                self.state.sink = Sink::Shape
            }
            "shptxt" | "dptxbxtext" if self.state.sink == Sink::Shape => {
                self.begin_context(self.context.place, false)
            }
            // The text for readers without Unicode, then that for others.
            "upr" => {
                self.state.before = self.state.sink;
                self.state.sink = Sink::Nothing;
            }
            "ud" if self.state.sink == Sink::Nothing => self.state.sink = self.state.before,
            "colortbl" | "pict" | "nonshppict" | "fldinst" | "headerl" | "footerl" | "sp"
            | "shprslt" | "xe" | "tc" | "tcn" | "falt" | "filetbl" | "private" | "nonesttables"
            | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "annotation"
            | "pgnum" => self.state.sink = Sink::Nothing,
            // Known, and they hold text as it is shown.
            "field" | "fldrslt" | "object" | "result" | "rtlch" | "ltrch" => {}
            _ => return false,
        }
        true
    }

    fn begin_day(&mut self, sink: Sink) {
        self.state.sink = sink;
        self.day = [0; 3];
    }

    fn end_day(&mut self, sink: Sink) {
        let [year, month, date] = self.day;
        let day = day(&format!("{year:04}-{month:02}-{date:02}"));
        match sink {
            Sink::Created => self.properties.created = day,
            _ => self.properties.modified = day,
        }
    }

    fn page(&mut self, number: i32) {
        match page(number) {
            Some(page) => self.ansi = page,
            // Zero is written where nothing is known.
            None if number > 0 => self.unknown_page = Some(number),
            None => {}
        }
    }
}

/// A list's mark as other formats have it: a number and a point, or a dash for any bullet.
fn as_mark(written: &str) -> Option<String> {
    let written = written.trim();
    let digits = written.trim_end_matches(['.', ')', '、']);
    let number =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match (written.is_empty(), number) {
        (true, _) => None,
        (false, true) => Some(format!("{digits}.")),
        (false, false) => Some("-".to_owned()),
    }
}
