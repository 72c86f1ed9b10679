//! A text with its marks, as HTML whose text is the text, character by character.
//!
//! Each line is a block of its own that says at which code point it begins (`data-at`), so that a script can turn a selection into a place, and
//! takes its own direction. Characters that would turn the direction of what follows are fenced in and shown.

mod nested;

use maud::{Markup, PreEscaped, html};
use rostra_document::{CodePoints, Span};

use crate::marks::Mark;
use nested::{Joined, joined};

/// Code points of a block, at most: browsers set longer lines slowly.
const LONGEST: usize = 4_000;

/// Code points of a text that is shown whole; of longer ones only the beginning and blocks with marks are.
const WHOLE: usize = 200_000;

/// Blocks at the beginning of a long text that are shown in any case.
const BEGINNING: usize = 40;

/// `text` with `marks`; those that lie beyond it are cut off.
#[must_use]
pub fn marked(text: &str, marks: &[Mark]) -> Markup {
    let points = CodePoints::of(text);
    let marks = joined(marks, points.at(usize::MAX));
    let mut left = marks.as_slice();
    let is_long = points.at(usize::MAX) > WHOLE;
    let mut hidden: Option<Span> = None;
    let mut running: Vec<Joined> = Vec::new();
    let mut out = String::new();
    for (number, block) in blocks(text).into_iter().enumerate() {
        let here = left.partition_point(|mark| mark.span.start < block.end);
        let (begun, later) = left.split_at(here);
        left = later;
        running.retain(|mark| mark.span.end > block.start);
        running.extend(begun.iter().cloned());
        let clipped: Vec<Joined> = running.iter().map(|mark| mark.clipped(block)).collect();
        if is_long && number >= BEGINNING && clipped.is_empty() {
            let start = hidden.map_or(block.start, |hidden| hidden.start);
            hidden = Some(Span {
                start,
                end: block.end,
            });
            continue;
        }
        out.extend(hidden.take().map(gap));
        // Between paragraphs there is less room than a line takes.
        let blank = if points.words(block).trim().is_empty() {
            " class=\"blank\""
        } else {
            ""
        };
        out.push_str(&format!("<p data-at=\"{}\"{blank}>", block.start));
        nested::write(&mut out, &points, block, &clipped);
        out.push_str("</p>");
    }
    out.extend(hidden.map(gap));
    PreEscaped(out)
}

/// What stands for blocks that are not shown.
fn gap(hidden: Span) -> String {
    let count = hidden.end - hidden.start;
    html! { p class="gap" { (count) " characters without a mark are not shown" } }.into_string()
}

/// Lines, each with the break that ends it; long ones are cut.
fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for c in text.chars() {
        at += 1;
        if c == '\n' || at - start == LONGEST {
            blocks.push(Span { start, end: at });
            start = at;
        }
    }
    if start < at {
        blocks.push(Span { start, end: at });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::marks::Kind;

    fn mark(start: usize, end: usize, kind: Kind, person: usize) -> Mark {
        Mark {
            span: Span { start, end },
            kind,
            person,
        }
    }

    /// What a browser takes as the text of a page: without tags, entities as characters.
    fn text_of(page: &str) -> String {
        let mut text = String::new();
        let mut rest = page;
        while let Some((before, tag)) = rest.split_once('<') {
            text.push_str(before);
            rest = tag.split_once('>').map_or("", |(_, after)| after);
        }
        text.push_str(rest);
        let entities = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#13;", "\r"),
            ("&amp;", "&"),
        ];
        entities
            .iter()
            .fold(text, |text, (name, c)| text.replace(name, c))
    }

    #[test]
    fn marks_stand_in_place() {
        let cases = [
            (
                "a <b> c",
                vec![mark(2, 5, Kind::Person, 0)],
                r#"<p data-at="0">a <mark class="person" data-p="0" tabindex="0">&lt;b&gt;</mark> c</p>"#,
            ),
            // Two of one title; a state within a title.
            (
                "外长A、B",
                vec![mark(0, 2, Kind::Title, 0), mark(0, 2, Kind::Title, 1)],
                r#"<p data-at="0"><mark class="title" data-p="0 1">外长</mark>A、B</p>"#,
            ),
            (
                "😀 a\nb",
                vec![mark(2, 5, Kind::Title, 0)],
                "<p data-at=\"0\">😀 <mark class=\"title on\" data-p=\"0\">a\n</mark></p><p data-at=\"4\"><mark class=\"title\" data-p=\"0\">b</mark></p>",
            ),
            // Crossing marks are cut where the first ends.
            (
                "abcd",
                vec![mark(0, 3, Kind::Title, 0), mark(1, 4, Kind::Country, 0)],
                r#"<p data-at="0"><mark class="title" data-p="0">a<mark class="country on" data-p="0">bc</mark></mark><mark class="country" data-p="0">d</mark></p>"#,
            ),
        ];
        for (text, marks, page) in cases {
            assert_eq!(marked(text, &marks).into_string(), page, "{text}");
        }
    }

    #[test]
    fn what_turns_direction_is_fenced_in() {
        let page = marked("a\u{202E}b</mark>", &[]).into_string();
        assert_eq!(
            page,
            "<p data-at=\"0\">a<span class=\"control\" data-c=\"U+202E\">\u{202E}</span>b&lt;/mark&gt;</p>"
        );
    }

    #[test]
    fn of_a_long_text_marked_blocks_are_shown() {
        let text = "word ".repeat(200_000);
        let page = marked(&text, &[mark(900_000, 900_004, Kind::Person, 3)]).into_string();
        assert!(page.len() < 300_000, "{}", page.len());
        assert!(page.contains(r#"<mark class="person" data-p="3" tabindex="0">word</mark>"#));
        assert_eq!(page.matches("class=\"gap\"").count(), 2);
    }

    proptest! {
        #[test]
        fn the_text_of_the_page_is_the_text(
            text in "[\\PC\n\r\t\u{202E}\u{2066}<&\"]{0,60}",
            spans in prop::collection::vec((0_usize..70, 0_usize..20, 0_usize..3), 0..8),
        ) {
            let kinds = [Kind::Person, Kind::Title, Kind::Country];
            let marks: Vec<Mark> = spans.iter().map(|&(start, length, kind)| mark(start, start + length, kinds[kind], kind)).collect();
            prop_assert_eq!(text_of(&marked(&text, &marks).into_string()), text);
        }
    }
}
