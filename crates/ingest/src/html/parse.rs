//! Source to elements, by the rules of browsers (WHATWG HTML, 13.2), within bounds.
//!
//! `html5gum` cuts the source into tags and text, `html5ever` builds the tree. Both are linear on pages that people write; what
//! hostile ones do to them is refused in between: nesting without end, formatting that is never closed and so repeated in every
//! paragraph, attributes by the thousand, drawings.

use std::cell::Cell;
use std::convert::Infallible;

use html5ever::interface::tree_builder::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

use super::source::Source;
use super::tree::{Builder, Id, Tree};

/// Elements of a page at most; what follows is not read.
const NODES: usize = 1_000_000;
/// Open elements and unclosed formatting at most; further tags are left out, not their text. Browsers stop at 512.
const OPEN: usize = 256;
/// Tags between two counts of what is open.
const INTERVAL: u32 = 16;
/// Attributes of an element at most.
const ATTRIBUTES: usize = 32;
/// Bytes of an attribute's value at most.
const VALUE: usize = 4096;
/// Nodes to the token from which on formatting is taken to be the cause.
const BLOAT: usize = 8;

/// The attributes that somebody asks for; the others are not kept.
const WANTED: [&str; 21] = [
    "aria-hidden",
    "charset",
    "class",
    "content",
    "datetime",
    "dir",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "start",
    "style",
    "type",
    "value",
];

/// A page as a tree.
pub(super) struct Parsed {
    pub(super) tree: Tree,
    /// Whether the page had more elements than are read.
    pub(super) cut: bool,
    /// Whether tags were left out since too many were open.
    pub(super) deep: bool,
    /// Drawings and formulas left out.
    pub(super) drawings: usize,
}

/// Parses `html`, which may be anything.
pub(super) fn parse(html: &str) -> Parsed {
    let (parsed, bloated) = attempt(html, true);
    if bloated {
        attempt(html, false).0
    } else {
        parsed
    }
}

/// One attempt, with formatting elements or without, and whether formatting made it swell.
fn attempt(html: &str, formatting: bool) -> (Parsed, bool) {
    let mut feeder = Feeder::new(formatting);
    let events = Events(&mut feeder);
    let between = Between(CallbackEmitter::new(events));
    let Ok(()) = Tokenizer::new_with_emitter(Source::new(html), between).finish();
    let parsed = Parsed {
        cut: feeder.cut,
        deep: feeder.deep,
        drawings: feeder.drawings,
        tree: feeder.builder.sink.finish(),
    };
    (parsed, feeder.bloated)
}

/// Stands between the tokenizer and the builder of the tree, and refuses what would cost too much.
struct Feeder {
    builder: TreeBuilder<Id, Builder>,
    tag: Option<Tag>,
    /// Whether the value that comes belongs to an attribute that is kept.
    wanted: bool,
    next: Option<State>,
    /// Drawings that are open; what stands in one is left out.
    drawing: u32,
    drawings: usize,
    since_count: u32,
    open: usize,
    tokens: usize,
    formatting: bool,
    bloated: bool,
    deep: bool,
    cut: bool,
}

impl Feeder {
    fn new(formatting: bool) -> Self {
        Self {
            builder: TreeBuilder::new(Builder::default(), TreeBuilderOpts::default()),
            tag: None,
            wanted: false,
            next: None,
            drawing: 0,
            drawings: 0,
            since_count: 0,
            open: 0,
            tokens: 0,
            formatting,
            bloated: false,
            deep: false,
            cut: false,
        }
    }

    fn start(&mut self, tag: Tag) {
        self.next = None;
        if is_drawing(&tag.name) {
            self.drawings += usize::from(self.drawing == 0);
            self.drawing += u32::from(!tag.self_closing);
        } else if self.drawing > 0 && !ends_drawing(&tag.name) {
            // A shape.
        } else {
            self.drawing = 0;
            self.count();
            let formats = is_formatting(&tag.name);
            let refused = match is_leaf(&tag.name) {
                true => false,
                false if formats && !self.formatting => true,
                false => self.open >= if formats { OPEN / 4 } else { OPEN },
            };
            self.deep |= refused;
            if !refused {
                self.send(Token::TagToken(tag));
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        if is_drawing(&tag.name) {
            self.drawing = self.drawing.saturating_sub(1);
        } else if self.drawing == 0 && (self.formatting || !is_formatting(&tag.name)) {
            self.count();
            self.send(Token::TagToken(tag));
        }
    }

    fn text(&mut self, text: &[u8]) {
        if self.drawing == 0 {
            let text = String::from_utf8_lossy(text);
            self.send(Token::CharacterTokens(StrTendril::from_slice(&text)));
        }
    }

    fn send(&mut self, token: Token) {
        self.tokens += 1;
        let size = self.builder.sink.size.get();
        self.cut |= size >= NODES;
        self.bloated |= self.formatting && size > BLOAT * self.tokens + 4096;
        if self.cut || self.bloated {
            return;
        }
        self.next = match self.builder.process_token(token, 0) {
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
        };
    }

    /// How much is open is asked now and then: asking walks over all of it.
    fn count(&mut self) {
        self.since_count += 1;
        if self.since_count >= INTERVAL {
            let counter = Counter(Cell::new(0));
            self.builder.trace_handles(&counter);
            self.open = counter.0.get();
            self.since_count = 0;
        }
    }
}

struct Counter(Cell<usize>);

impl Tracer for Counter {
    type Handle = Id;

    fn trace_handle(&self, _: &Id) {
        self.0.set(self.0.get() + 1);
    }
}

fn is_drawing(name: &LocalName) -> bool {
    matches!(*name, local_name!("svg") | local_name!("math"))
}

/// Elements of the page itself, which no drawing holds: an unclosed one ends where they begin.
fn ends_drawing(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("body")
            | local_name!("div")
            | local_name!("p")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("li")
            | local_name!("table")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("br")
            | local_name!("span")
            | local_name!("section")
            | local_name!("article")
            | local_name!("main")
    )
}

/// Elements that the parser opens again in the next paragraph when they are not closed.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements that nothing nests in: the parser closes them at once, or reads on as raw text, which must not be left to the page.
fn is_leaf(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("iframe")
            | local_name!("noscript")
            | local_name!("xmp")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("br")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("meta")
            | local_name!("link")
            | local_name!("input")
            | local_name!("wbr")
            | local_name!("html")
            | local_name!("body")
            | local_name!("head")
    )
}

/// The tokenizer's events, told to the feeder.
struct Events<'a>(&'a mut Feeder);

impl Callback<Infallible, ()> for Events<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Infallible> {
        let feeder = &mut *self.0;
        match event {
            CallbackEvent::OpenStartTag { name } => feeder.tag = Some(tag(TagKind::StartTag, name)),
            CallbackEvent::AttributeName { name } => feeder.attribute(name),
            CallbackEvent::AttributeValue { value } => feeder.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = feeder.tag.take() {
                    feeder.start(Tag {
                        self_closing,
                        ..tag
                    });
                }
            }
            CallbackEvent::EndTag { name } => feeder.end(tag(TagKind::EndTag, name)),
            CallbackEvent::String { value } => feeder.text(value),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl Feeder {
    fn attribute(&mut self, name: &[u8]) {
        let Some(tag) = &mut self.tag else { return };
        let wanted = WANTED.iter().find(|wanted| wanted.as_bytes() == name);
        self.wanted = false;
        if let Some(&wanted) = wanted.filter(|_| tag.attrs.len() < ATTRIBUTES) {
            let name = QualName::new(None, ns!(), LocalName::from(wanted));
            self.wanted = tag.attrs.iter().all(|attr| attr.name != name);
            if self.wanted {
                let value = StrTendril::new();
                tag.attrs.push(Attribute { name, value });
            }
        }
    }

    fn value(&mut self, value: &[u8]) {
        let attr = self.tag.as_mut().and_then(|tag| tag.attrs.last_mut());
        if let Some(attr) = attr.filter(|_| self.wanted) {
            let value = value.get(..value.len().min(VALUE)).unwrap_or_default();
            attr.value = StrTendril::from_slice(&String::from_utf8_lossy(value));
        }
    }
}

fn tag(kind: TagKind, name: &[u8]) -> Tag {
    Tag {
        kind,
        name: LocalName::from(&*String::from_utf8_lossy(name)),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

/// Tells the tokenizer how to read on after a tag: as raw text, after `<script>` say.
struct Between<'a>(CallbackEmitter<Events<'a>>);

impl ForwardingEmitter for Between<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let feeder_next = self.0.emit_current_tag();
        self.0.callback_mut().0.next.take().or(feeder_next)
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
        let feeder = &mut *self.0.callback_mut().0;
        let _ = feeder.builder.process_token(Token::EOFToken, 0);
        feeder.builder.end();
    }
}
