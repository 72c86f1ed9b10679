//! Lines to paragraphs.

use super::fragment::order;
use super::hyphen::{Hyphens, Joint};
use super::line::Line;
use super::script;

/// The lines of one column, with the page they stand on, from 1.
pub(super) struct Column {
    pub(super) page: u32,
    pub(super) lines: Vec<Line>,
}

/// The text of a document, and where each of its lines came from.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Paragraphs {
    pub(super) text: String,
    /// Byte of the text at which a line begins, its page and its number on the page, from 1.
    pub(super) lines: Vec<(usize, u32, u32)>,
}

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    /// Nothing: the second goes on with what the first says.
    Run,
    /// The end of a line that was meant to end there.
    Break,
    /// The end of a paragraph.
    Paragraph,
}

/// Space between lines, as a multiple of the usual one, from which on a paragraph ends.
const WIDE: f32 = 1.3;

/// Joins the lines of `columns`, in the order they are read, to paragraphs: wrapped lines become one, a
/// blank line parts two paragraphs.
pub(super) fn paragraphs(columns: &[Column], rtl: bool) -> Paragraphs {
    let all = columns.iter().flat_map(|column| &column.lines);
    let hyphens = Hyphens::of(all.map(|line| line.text.as_str()));
    let mut made = Paragraphs::default();
    let mut before: Option<(&Line, Room)> = None;
    let (mut page, mut number) = (0, 0);
    for column in columns {
        if column.page != page {
            (page, number) = (column.page, 0);
        }
        let rooms = rooms(&column.lines, rtl);
        for (at, (line, room)) in column.lines.iter().zip(rooms).enumerate() {
            number += 1;
            if let Some((above, its_room)) = before {
                let between = if at == 0 {
                    over_border(above, its_room, line, room)
                } else {
                    within_column(above, its_room, line, room)
                };
                join(&mut made.text, &line.text, between, &hyphens);
            }
            made.lines.push((made.text.len(), column.page, number));
            made.text.push_str(&line.text);
            before = Some((line, room));
        }
    }
    made
}

fn join(text: &mut String, next: &str, between: Between, hyphens: &Hyphens) {
    match between {
        Between::Paragraph => text.push_str("\n\n"),
        Between::Break => text.push('\n'),
        Between::Run => {
            let line = text.rsplit('\n').next().unwrap_or_default();
            match hyphens.joint(line, next) {
                Joint::Closed => {}
                Joint::Spaced => text.push(' '),
                Joint::WithoutHyphen => {
                    text.pop();
                }
            }
        }
    }
}

/// The room that a line had: where it could have begun and ended, and how far the next is usually.
#[derive(Clone, Copy, Debug)]
struct Room {
    start: f32,
    end: f32,
    leading: f32,
    rtl: bool,
}

impl Room {
    /// Whether `line` begins further in than the others, and is not centred.
    fn begins_indented(&self, line: &Line) -> bool {
        let (left, right) = (line.x0 - self.start, self.end - line.x1);
        let (before, after) = if self.rtl {
            (right, left)
        } else {
            (left, right)
        };
        let centred = (before - after).abs() < line.size && after > line.size;
        (0.8 * line.size..5.0 * line.size).contains(&before) && !centred
    }

    /// Whether `line` left no room for the first word of `next`.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        let left = if self.rtl {
            line.x0 - self.start
        } else {
            self.end - line.x1
        };
        next.first_word + 0.25 * line.size > left - 0.3 * line.size
    }
}

/// The room of each line of a column: that of its block, where a block has enough lines to show it,
/// else the column's.
fn rooms(lines: &[Line], rtl: bool) -> Vec<Room> {
    let leading = leading(lines);
    let whole = room(lines, leading, rtl);
    let mut rooms = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while !rest.is_empty() {
        let breaks = |pair: &[Line]| match pair {
            [a, b] => ends_block(a, b, leading),
            _ => true,
        };
        let length = rest
            .windows(2)
            .position(breaks)
            .map_or(rest.len(), |at| at + 1);
        let (block, after) = rest.split_at(length);
        let own = room(block, leading, rtl);
        let room = if block.len() > 3 { own } else { whole };
        rooms.extend(std::iter::repeat_n(room, block.len()));
        rest = after;
    }
    rooms
}

fn room(lines: &[Line], leading: f32, rtl: bool) -> Room {
    Room {
        start: lines.iter().map(|l| l.x0).fold(f32::MAX, f32::min),
        end: lines.iter().map(|l| l.x1).fold(f32::MIN, f32::max),
        leading,
        rtl,
    }
}

/// The usual distance of two lines, as a multiple of the letters' height: a short one, as those
/// between paragraphs are longer.
fn leading(lines: &[Line]) -> f32 {
    let size = super::columns::middle(lines.iter().map(|l| l.size)).unwrap_or(10.0);
    let mut gaps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if (a.size - b.size).abs() < 0.1 * size => Some((b.y - a.y) / size),
            _ => None,
        })
        .filter(|gap| (0.8..2.5).contains(gap))
        .collect();
    gaps.sort_by(|a, b| order(*a, *b));
    gaps.get(gaps.len() / 4).copied().unwrap_or(1.3)
}

fn ends_block(a: &Line, b: &Line, leading: f32) -> bool {
    b.y - a.y > WIDE * leading * a.size.min(b.size) || differ(a, b)
}

/// Whether two lines are set in letters of different size.
fn differ(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() > 0.08 * a.size.max(b.size)
}

fn within_column(a: &Line, room: Room, b: &Line, next_room: Room) -> Between {
    if ends_block(a, b, room.leading) {
        return Between::Paragraph;
    }
    if begins_item(&b.text) || a.is_row || b.is_row {
        return Between::Break;
    }
    let full = room.is_full(a, b);
    if next_room.begins_indented(b) && (ends_sentence(&a.text) || !full) {
        return Between::Paragraph;
    }
    if full {
        return Between::Run;
    }
    if ends_sentence(&a.text) {
        Between::Paragraph
    } else {
        Between::Break
    }
}

/// From the last line of a column or page to the first of the next.
fn over_border(a: &Line, room: Room, b: &Line, next_room: Room) -> Between {
    let goes_on =
        room.is_full(a, b) && !ends_sentence(&a.text) || b.text.starts_with(char::is_lowercase);
    if goes_on
        && !differ(a, b)
        && !next_room.begins_indented(b)
        && !begins_item(&b.text)
        && !b.is_row
    {
        Between::Run
    } else {
        Between::Paragraph
    }
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([
        '"', '”', '»', '’', ')', '）', '」', '』', '“', ' ', '\u{a0}',
    ]);
    line.ends_with([
        '.', '!', '?', '。', '！', '？', '؟', '…', ':', '：', ';', '；', '؛',
    ])
}

/// `• …`, `- …`, `3. …`, `（一）…`: a line that is an item of a list.
fn begins_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '●' | '▪' | '■' | '◦' | '○' | '➢' | '✓' | '‣') => true,
        Some('-' | '–' | '—' | '*') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2
                && rest.starts_with(['.', ')', '、'])
                && rest
                    .chars()
                    .nth(1)
                    .is_some_and(|c| c.is_whitespace() || script::is_spaceless(c))
        }
        _ => false,
    }
}
