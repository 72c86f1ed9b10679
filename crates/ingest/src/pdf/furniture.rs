//! Running headers, footers and page numbers.

use std::collections::BTreeMap;

use super::fragment::{Fragment, order};
use super::script;

/// Rows at a page's top and bottom that may belong to no text.
const ROWS: usize = 4;
/// Words that stand beside a page's number.
const PAGE_WORDS: &[&str] = &[
    "page",
    "pages",
    "of",
    "p",
    "pg",
    "seite",
    "von",
    "s",
    "sur",
    "de",
    "página",
    "pág",
    "pagina",
    "di",
    "стр",
    "страница",
    "из",
    "strona",
    "z",
    "sayfa",
    "halaman",
    "dari",
    "trang",
    "第",
    "页",
    "頁",
    "共",
    "ページ",
    "페이지",
    "صفحة",
    "من",
    "сторінка",
];

/// Takes rows off the pages' tops and bottoms that repeat from page to page, and page numbers.
/// Says how many rows went.
pub(super) fn drop_repeated(pages: &mut [Vec<Fragment>], heights: &[f32]) -> usize {
    let rows: Vec<Vec<Row>> = pages
        .iter()
        .zip(heights)
        .map(|(pieces, height)| edge_rows(pieces, *height))
        .collect();
    let mut seen: BTreeMap<(&str, bool), Vec<(usize, f32)>> = BTreeMap::new();
    for (page, rows) in rows.iter().enumerate() {
        for row in rows {
            let places = seen.entry((row.shape.as_str(), row.is_top)).or_default();
            if places.last().is_none_or(|&(last, _)| last != page) {
                places.push((page, row.place));
            }
        }
    }
    let repeats = |row: &Row| {
        let places = seen.get(&(row.shape.as_str(), row.is_top));
        let alike = |(_, place): &&(usize, f32)| (place - row.place).abs() < 0.02;
        let count = places.map_or(0, |places| places.iter().filter(alike).count());
        // Left and right pages may differ, so a third of them is enough.
        count >= 2 && count * 3 >= pages.len()
    };
    let gone: Vec<Vec<usize>> = rows
        .iter()
        .map(|rows| {
            let out = |row: &&Row| repeats(row) || row.is_page_number;
            rows.iter()
                .filter(out)
                .flat_map(|row| row.pieces.clone())
                .collect()
        })
        .collect();
    let count = rows
        .iter()
        .flatten()
        .filter(|row| repeats(row) || row.is_page_number)
        .count();
    for (pieces, gone) in pages.iter_mut().zip(gone) {
        let mut at = 0;
        pieces.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
    count
}

/// A row near a page's edge.
struct Row {
    /// Which pieces of the page it has.
    pieces: Vec<usize>,
    /// Its text with every number alike.
    shape: String,
    /// Where it stands, as a part of the page's height.
    place: f32,
    is_top: bool,
    is_page_number: bool,
}

fn edge_rows(pieces: &[Fragment], height: f32) -> Vec<Row> {
    let mut rows: Vec<(f32, Vec<usize>)> = Vec::new();
    let mut sorted: Vec<usize> = (0..pieces.len()).collect();
    let place = |i: usize| pieces.get(i).map_or(0.0, |p| p.y);
    sorted.sort_by(|&a, &b| order(place(a), place(b)));
    for i in sorted {
        match rows.last_mut() {
            Some((y, row)) if (place(i) - *y).abs() < 3.0 => row.push(i),
            _ => rows.push((place(i), vec![i])),
        }
    }
    let count = rows.len();
    rows.into_iter()
        .enumerate()
        .filter(|(at, _)| *at < ROWS || at + ROWS >= count)
        .map(|(at, (y, row))| {
            let text = text(pieces, &row);
            let place = y / height.max(1.0);
            let outermost = at == 0 && place < 0.12 || at + 1 == count && place > 0.85;
            Row {
                is_page_number: outermost && count > 1 && is_page_number(&text),
                shape: shape(&text),
                place,
                is_top: at < ROWS && place < 0.5,
                pieces: row,
            }
        })
        .collect()
}

fn text(pieces: &[Fragment], row: &[usize]) -> String {
    let mut row: Vec<&Fragment> = row.iter().filter_map(|&i| pieces.get(i)).collect();
    row.sort_by(|a, b| order(a.x0, b.x0));
    let glyphs = row.iter().flat_map(|piece| &piece.glyphs);
    glyphs.map(|glyph| glyph.text.as_str()).collect()
}

/// The text without white space, and with each number the same.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_numeric() {
            if !shape.ends_with('#') {
                shape.push('#');
            }
        } else {
            shape.push(c);
        }
    }
    shape
}

/// `3`, `- 3 -`, `Page 3 of 4`, `第3页`: numbers, up to three digits, and words for a page.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let numbers: Vec<&str> = lower
        .split(|c: char| !c.is_numeric())
        .filter(|number| !number.is_empty())
        .collect();
    let numbered = (1..=2).contains(&numbers.len())
        && numbers.iter().all(|number| number.chars().count() <= 3);
    // Arabic is still as it looks here, from left to right.
    let is_page_word = |word: &str| {
        let turned: String = word.chars().rev().collect();
        word.is_empty() || PAGE_WORDS.contains(&word) || PAGE_WORDS.contains(&turned.as_str())
    };
    let words = || {
        lower
            .split(|c: char| !(c.is_alphabetic() || script::is_mark(c)))
            .all(is_page_word)
    };
    let plain = lower
        .chars()
        .all(|c| c.is_alphanumeric() || c.is_whitespace() || "-–—/|.·•[]()".contains(c));
    numbered && plain && words()
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, shape};

    #[test]
    fn page_numbers_are_told_from_text() {
        for (text, number) in [
            ("3", true),
            ("- 3 -", true),
            ("Page 3 of 4", true),
            ("Стр. 3", true),
            ("第3页", true),
            ("3 / 4", true),
            ("٣", true),
            ("2024", false),
            ("3 September", false),
            ("ENDS", false),
            ("+44 20 7946 0000", false),
            ("###", false),
        ] {
            assert_eq!(is_page_number(text), number, "{text}");
        }
    }

    #[test]
    fn numbers_look_alike() {
        assert_eq!(shape("Page 3 of 12"), shape("Page 12 of 12"));
        assert_ne!(shape("Minister A"), shape("Minister B"));
    }
}
