//! A segment as relation reads it: mentions with what stands between them.

use rostra_document::{
    Case, Detail, Label, Mention, Segment, SegmentKind, TextRange, TitleDetail, Token, TokenKind,
};
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Annotations, Class, Pack};

/// What stands between two mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Words that are neither connectors nor articles.
    pub words: usize,
    /// A comma (`,` `،` `、` `，`).
    pub comma: bool,
    /// A semicolon.
    pub semicolon: bool,
    /// `and`, `as well as`, ...
    pub and: bool,
    /// A colon.
    pub colon: bool,
    /// A dash with space around it.
    pub dash: bool,
    /// An opening bracket.
    pub open: bool,
    /// A closing bracket.
    pub close: bool,
    /// A genitive connector.
    pub of: bool,
    /// An article.
    pub article: bool,
    /// Any other mark: quotation marks, full stops, slashes.
    pub mark: bool,
    /// Both mentions stand on lines of their own.
    pub line_break: bool,
}

impl Gap {
    /// Nothing but white space or an article.
    pub fn touches(self) -> bool {
        self.words == 0
            && !(self.comma
                || self.semicolon
                || self.and
                || self.colon
                || self.dash
                || self.open
                || self.close
                || self.of
                || self.mark)
    }

    /// No word between that would break a phrase.
    pub fn tight(self) -> bool {
        self.words == 0 && !self.mark && !self.semicolon
    }
}

/// A mention with its tokens and the gap before it.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// The mention.
    pub mention: &'a Mention,
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What stands between the node before and this one.
    pub gap: Gap,
}

impl<'a> Node<'a> {
    /// Its label.
    pub fn label(&self) -> Label {
        self.mention.label
    }

    /// The title's details, if it is one.
    pub fn title(&self) -> Option<&'a TitleDetail> {
        match &self.mention.detail {
            Detail::Title(detail) => Some(detail),
            _ => None,
        }
    }
}

/// A segment with its nodes.
pub struct Line<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The segment.
    pub segment: &'a Segment,
    /// What the lexicon says of its tokens.
    pub ann: Annotations<'a>,
    /// The language.
    pub pack: &'a Pack,
    /// Mentions but cues inside others, in order.
    pub nodes: Vec<Node<'a>>,
}

impl Line<'_> {
    /// Whether it is an item or heading rather than a sentence.
    pub fn is_listed(&self) -> bool {
        self.segment.kind != SegmentKind::Sentence
    }

    /// Whether it ends in a colon: what follows belongs to it.
    pub fn ends_in_colon(&self) -> bool {
        self.segment
            .tokens
            .last()
            .is_some_and(|t| t.is_mark(':') || t.is_mark('：'))
    }

    /// Words and ideographs between tokens `from` and `to`.
    pub fn words_between(&self, from: usize, to: usize) -> usize {
        self.segment
            .tokens
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .count()
    }

    /// Words between tokens `from` and `to` that are neither connectors nor articles.
    pub fn loose_words(&self, from: usize, to: usize) -> usize {
        let small = [Class::And, Class::ListWord, Class::Article];
        (from..to)
            .filter(|at| {
                self.segment
                    .tokens
                    .get(*at)
                    .is_some_and(|t| t.kind != TokenKind::Mark)
            })
            .filter(|at| !self.ann.covered_by(*at, &small))
            .count()
    }

    /// The text of a range as it is looked up, without spaces.
    pub fn keys(&self, range: TextRange) -> String {
        let tokens = &self.segment.tokens;
        let from = tokens.partition_point(|t| t.range.start < range.start);
        let inside = |t: &&rostra_document::Token| t.range.end <= range.end;
        tokens
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(inside)
            .map(|t| t.key.as_str())
            .collect()
    }

    /// The text of a range.
    pub fn words(&self, range: TextRange) -> &str {
        range.of(self.text)
    }
}

/// Pairs segments with their mentions.
pub fn lines<'a>(
    text: &'a str,
    segments: &'a [Segment],
    mentions: &'a [Mention],
    pack: &'a Pack,
) -> Vec<Line<'a>> {
    let mut rest = mentions;
    segments
        .iter()
        .map(|segment| {
            let start = rest.partition_point(|m| m.range.start < segment.range.start);
            let len = rest.partition_point(|m| m.range.start < segment.range.end);
            let own = rest.get(start..len).unwrap_or_default();
            rest = rest.get(len..).unwrap_or_default();
            let ann = pack.annotate(&segment.tokens);
            let nodes = nodes(segment, own, &ann, pack);
            Line {
                text,
                segment,
                ann,
                pack,
                nodes,
            }
        })
        .collect()
}

fn nodes<'a>(
    segment: &Segment,
    mentions: &'a [Mention],
    ann: &Annotations,
    pack: &Pack,
) -> Vec<Node<'a>> {
    let tokens = &segment.tokens;
    let mut nodes: Vec<Node> = Vec::with_capacity(mentions.len());
    let mut end = 0;
    for mention in mentions {
        let first = tokens.partition_point(|t| t.range.end <= mention.range.start);
        let stop = tokens.partition_point(|t| t.range.start < mention.range.end);
        if first < end && !nodes.is_empty() {
            continue;
        }
        let mut gap = gap(segment, ann, end, first);
        let before = nodes.last().map(Node::label);
        let state = mention.label == Label::Country && form_of_state(ann, end, first);
        let named = before == Some(Label::Title) && mention.label == Label::Person;
        let within = named && first == end + 1 && epithet(pack, ann, tokens, end);
        if gap.words == 1 && (state || within) {
            gap.words = 0;
        }
        // `the President's Green Growth Agenda`: what an official has is nobody's name.
        gap.mark |= mention.label == Label::Person
            && nodes.last().is_some_and(|n| n.label() == Label::Title)
            && tokens
                .get(end)
                .is_some_and(|t| end < first && t.key == "'s");
        nodes.push(Node {
            mention,
            first,
            end: stop,
            gap,
        });
        end = stop;
    }
    nodes
}

/// `A, de la República de Chipre`: the form of state between a name and its state.
fn form_of_state(ann: &Annotations, from: usize, to: usize) -> bool {
    (from..to).any(|at| ann.covered(at, Class::Unit) && ann.covered(at + 1, Class::Of))
        && (from..to).any(|at| ann.covered(at, Class::Of) && !ann.covered(at, Class::Unit))
}

/// `el presidente izquierdista Juan Prado`: where adjectives follow their noun, one unknown word in
/// lower case between an office and a name tells nothing of the office.
fn epithet(pack: &Pack, ann: &Annotations, tokens: &[Token], at: usize) -> bool {
    let writing = &pack.source.writing;
    writing.capitals
        && writing.head == HeadPosition::First
        && !pack.juxtaposes()
        && !ann.known(at)
        && tokens
            .get(at)
            .is_some_and(|t| t.case == Case::Lower && t.key.chars().count() > 4 && !pack.is_verb(t))
}

/// `el fiscal de ese país, Juan Prado`, `o cônsul daquele país, João Prado`: a state named before;
/// tokens of the words for it, or 0.
fn that_state(ann: &Annotations, at: usize) -> usize {
    let of = usize::from(ann.covered(at, Class::Of));
    let points = ann.covered(at + of, Class::Stop) && ann.covered(at + of + 1, Class::Unit);
    if points { of + 2 } else { 0 }
}

fn gap(segment: &Segment, ann: &Annotations, from: usize, to: usize) -> Gap {
    let mut gap = Gap::default();
    let tokens = &segment.tokens;
    let mut at = from;
    while let Some(token) = tokens.get(at).filter(|_| at < to) {
        // A whole bracket between two mentions says nothing of how they hang together.
        if let Some(close) = bracket_end(tokens, at, to) {
            at = close + 1;
            continue;
        }
        // `PT-BA`: the rest of a compound that the mention began.
        if at == from && token.hyphenated {
            at += 1;
            continue;
        }
        gap.line_break |= token.after_break;
        let pointed = that_state(ann, at);
        if pointed > 0 && at + pointed <= to {
            at += pointed;
            continue;
        }
        if token.kind == TokenKind::Mark {
            mark(&mut gap, token);
        } else if ann.covered(at, Class::Article) {
            gap.article = true;
        } else if ann.covered(at, Class::And) || ann.covered(at, Class::ListWord) {
            gap.and = true;
        } else if ann.covered(at, Class::Of) {
            gap.of = true;
        } else if token.key.starts_with('\'') {
            // A case ending after an apostrophe belongs to the word before.
        } else if possessor(ann, tokens, at, to) {
            // `X, the company's director`.
            at += 1;
        } else if !(segment.kind != SegmentKind::Sentence && ann.covered(at, Class::StateBody)) {
            // In a list `U.S. Navy` between a name and a post is their service.
            gap.words += 1;
        }
        at += 1;
    }
    gap.line_break |= tokens.get(to).is_some_and(|t| t.after_break);
    gap
}

/// A noun of a body or territory with its possessive suffix: `the company's`.
fn possessor(ann: &Annotations, tokens: &[Token], at: usize, to: usize) -> bool {
    let noun = [Class::Body, Class::StateBody, Class::Unit, Class::Party]
        .into_iter()
        .any(|c| ann.covered(at, c));
    noun && at + 1 < to && tokens.get(at + 1).is_some_and(|t| t.key.starts_with('\''))
}

/// The closing bracket of the one that opens at `at`, before `to`.
fn bracket_end(tokens: &[Token], at: usize, to: usize) -> Option<usize> {
    let open = tokens.get(at)?;
    if !(open.is_mark('(') || open.is_mark('（') || open.is_mark('[')) {
        return None;
    }
    (at + 1..to).find(|i| {
        tokens
            .get(*i)
            .is_some_and(|t| t.is_mark(')') || t.is_mark('）') || t.is_mark(']'))
    })
}

fn mark(gap: &mut Gap, token: &Token) {
    match token.key.as_str() {
        "," | "،" | "、" | "，" => gap.comma = true,
        ";" | "؛" | "；" => gap.semicolon = true,
        ":" | "：" => gap.colon = true,
        "-" | "–" | "—" | "―" => gap.dash = true,
        "(" | "（" | "[" => gap.open = true,
        ")" | "）" | "]" => gap.close = true,
        // `김철민·이영호 의원`; elsewhere a bullet.
        "·" | "ㆍ" if !token.spaced => gap.comma = true,
        "*" | "•" | "·" | "ㆍ" | "●" | "▪" => {}
        _ => gap.mark = true,
    }
}
