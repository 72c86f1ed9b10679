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

use known::Known;
use line::Line;
use reader::Reader;

/// Finds the mentions of a document in a language without spaces.
pub fn recognize(segments: &[Segment], pack: &Pack) -> Vec<Mention> {
    let japanese = pack.source.tag == "ja";
    let lines: Vec<Line> = segments
        .iter()
        .map(|s| Line::new(&s.tokens, pack.annotate(&s.tokens), japanese))
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
