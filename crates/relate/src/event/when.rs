//! The days of a gathering: those beside its name, else those of the dateline.

use jiff::civil::Date;
use rostra_document::Document;
use rostra_lexicon::calendar::{Days, dates};

use super::Candidate;
use super::stretch::Stretch;

/// Tokens between a name and its date at most.
const REACH: usize = 45;

/// Stretches in which a dateline is looked for.
const DATELINE_WITHIN: usize = 8;

/// Tokens at which a date of running text is a dateline's at the latest.
const DATELINE_TOKENS: usize = 10;

/// First and last day of the gathering that `alike` name, the best of them first.
pub fn find(
    alike: &[&Candidate],
    stretches: &[Stretch],
    document: &Document,
) -> Option<(Date, Option<Date>)> {
    let written = dateline(stretches);
    let published = document.metadata.date.as_ref().and_then(|d| d.parse().ok());
    let anchor = published.or(written.as_ref().map(|d| d.start));
    let read = |relative: bool| {
        alike
            .iter()
            .find_map(|c| beside(c, stretches.get(c.stretch)?, anchor, relative))
    };
    let days = read(false).or_else(|| read(true)).or(written)?;
    Some((days.start, days.end))
}

/// The days nearest to a name in its stretch: behind it before those ahead of it.
fn beside(
    candidate: &Candidate,
    stretch: &Stretch,
    anchor: Option<Date>,
    relative: bool,
) -> Option<Days> {
    let all = dates(&stretch.tokens, &stretch.ann, stretch.pack, anchor);
    let all: Vec<Days> = all.into_iter().filter(|d| d.relative == relative).collect();
    let behind = all
        .iter()
        .find(|d| d.tokens.start >= candidate.end && d.tokens.start - candidate.end <= REACH);
    let ahead = all
        .iter()
        .rev()
        .find(|d| d.tokens.end <= candidate.start && candidate.start - d.tokens.end <= REACH);
    behind.or(ahead).cloned()
}

/// The first full date of a headline or at the beginning of running text.
fn dateline(stretches: &[Stretch]) -> Option<Days> {
    stretches.iter().take(DATELINE_WITHIN).find_map(|stretch| {
        dates(&stretch.tokens, &stretch.ann, stretch.pack, None)
            .into_iter()
            .find(|d| d.dated && (stretch.is_heading() || d.tokens.start <= DATELINE_TOKENS))
    })
}
