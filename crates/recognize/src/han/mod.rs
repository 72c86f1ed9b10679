//! Text without spaces: Chinese, and Japanese as far as it goes.
//!
//! A segment is cut into the words that are known ([`line`]); titles are read from their head noun
//! to the left ([`title`]); names stand beside titles, honorifics and verbs ([`name`]). A document
//! is read twice: names that a title has shown are found again wherever they stand ([`known`]).

mod cue;
mod known;
mod line;
mod link;
mod name;
mod reader;
mod surname;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod transliteration;

use rostra_document::{Mention, Segment};
use rostra_lexicon::Pack;
use rostra_lexicon::han::simplify;

use known::Known;
use line::Line;
use reader::Reader;

/// Finds the mentions of a document in a language without spaces.
pub fn recognize(text: &str, segments: &[Segment], pack: &Pack) -> Vec<Mention> {
    let japanese = pack.source.tag == "ja";
    let traditional = is_traditional(text);
    let lines: Vec<Line> = segments
        .iter()
        .map(|s| {
            let mut line = Line::new(&s.tokens, pack.annotate(&s.tokens), japanese);
            line.traditional = traditional;
            line
        })
        .collect();
    let mut known = Known::default();
    for line in &lines {
        Reader::new(line).teach(&mut known);
    }
    lines
        .iter()
        .flat_map(|line| Reader::new(line).read(&known))
        .collect()
}

/// Characters at the beginning of a text that tell how it is written.
const SAMPLE: usize = 400;
/// One in how many of them has another simplified form where a text is in traditional characters.
const TRADITIONAL: usize = 20;

/// Whether the text is written in traditional characters.
fn is_traditional(text: &str) -> bool {
    let changed = text
        .chars()
        .take(SAMPLE)
        .filter(|c| simplify(*c) != *c)
        .count();
    changed * TRADITIONAL >= text.chars().take(SAMPLE).count().max(1)
}
