//! The first and last lines of a text, cut into tokens, with the days that they name.

use jiff::civil::{Date, date};
use rostra_document::{TextRange, Token};
use rostra_lexicon::calendar::{Days, Reading, dates};
use rostra_lexicon::{Annotations, Pack};

/// Lines of a head at most, empty ones not counted.
const HEAD: usize = 12;

/// Last lines that are looked at.
const TAIL: usize = 6;

/// Bytes of a line that are read.
const LONGEST: usize = 600;

/// Stands for the day of the text, so that days without a year are found, too; a leap year.
const SOME_DAY: Date = date(2024, 7, 1);

/// A day of publication lies in this span of years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A line, or the beginning of a long one.
pub(super) struct Line<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// What is read of the line, in bytes of the text.
    pub(super) range: TextRange,
    /// Nothing of the line was left out.
    pub(super) whole: bool,
    /// BCP 47 primary tag of the text's language.
    pub(super) language: &'a str,
    /// The words.
    pub(super) tokens: Vec<Token>,
    /// The line is in none of the packs' languages.
    pub(super) foreign: bool,
    /// What the pack says of them.
    pub(super) ann: Annotations<'static>,
    /// The pack, that of English where the language has none.
    pub(super) pack: &'static Pack,
    /// Days of the calendar in it, with or without their year.
    pub(super) dates: Vec<Days>,
}

/// Head and tail of a text; a short one's are the same lines.
pub(super) struct Lines<'a> {
    head: Vec<Line<'a>>,
    tail: Vec<Line<'a>>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str, language: &'a str) -> Self {
        let own = rostra_lexicon::pack(language);
        let Some(pack) = own.or_else(|| rostra_lexicon::pack("en")) else {
            return Self {
                head: Vec::new(),
                tail: Vec::new(),
            };
        };
        let foreign = own.is_none();
        let line = |shown| Line::read(text, shown, language, pack, foreign);
        let head: Vec<TextRange> = ranges(text).take(HEAD).collect();
        let mut tail: Vec<TextRange> = last_ranges(text).take(TAIL).collect();
        tail.reverse();
        Self {
            head: head
                .into_iter()
                .map(|range| line(Shown::first(text, range)))
                .collect(),
            tail: tail
                .into_iter()
                .map(|range| line(Shown::last(text, range)))
                .collect(),
        }
    }

    pub(super) fn head(&self) -> impl Iterator<Item = &Line<'a>> {
        self.head.iter()
    }

    pub(super) fn tail(&self) -> impl Iterator<Item = &Line<'a>> {
        self.tail.iter()
    }
}

/// What is read of a line.
struct Shown {
    range: TextRange,
    whole: bool,
}

impl Shown {
    fn first(text: &str, line: TextRange) -> Self {
        let mut end = line.end.min(line.start + LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self::of(TextRange::new(line.start, end), line)
    }

    fn last(text: &str, line: TextRange) -> Self {
        let mut start = line.start.max(line.end.saturating_sub(LONGEST));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        Self::of(TextRange::new(start, line.end), line)
    }

    fn of(range: TextRange, line: TextRange) -> Self {
        let whole = range == line;
        Self { range, whole }
    }
}

impl<'a> Line<'a> {
    fn read(
        text: &'a str,
        shown: Shown,
        language: &'a str,
        pack: &'static Pack,
        foreign: bool,
    ) -> Self {
        let Shown { range, whole } = shown;
        let (pack, foreign) = match rostra_lexicon::pack("en") {
            Some(english) if is_english(text, range, pack) => (english, false),
            _ => (pack, foreign),
        };
        let tokens = pack.tokenize(text, range);
        let ann = pack.annotate(&tokens);
        let reading = Reading {
            anchor: Some(SOME_DAY),
            foreign,
        };
        let mut found = dates(&tokens, &ann, pack, reading);
        found.retain(|days| !days.relative && YEARS.contains(&days.start.year()));
        Self {
            text,
            range,
            whole,
            language,
            foreign,
            tokens,
            ann,
            pack,
            dates: found,
        }
    }

    /// What stands between two tokens' beginnings; a token past the last one begins at the end.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        let at = |token: usize| {
            self.tokens
                .get(token)
                .map_or(self.range.end, |t| t.range.start)
        };
        self.text
            .get(at(from)..at(to).max(at(from)))
            .unwrap_or_default()
    }

    /// The line from token `at` on.
    pub(super) fn from(&self, at: usize) -> &'a str {
        self.between(at, self.tokens.len())
    }

    /// Bytes of tokens `start..end`.
    pub(super) fn range_of(&self, start: usize, end: usize) -> TextRange {
        let first = self
            .tokens
            .get(start)
            .map_or(self.range.end, |t| t.range.start);
        let last = end.checked_sub(1).and_then(|at| self.tokens.get(at));
        TextRange::new(first, last.map_or(first, |t| t.range.end).max(first))
    }

    /// The first token that begins at byte `at` or after.
    pub(super) fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.range.start < at)
    }
}

/// Whether a line in a text of another script is in Latin letters: `Distr.: General`, `27 June 2023`.
fn is_english(text: &str, range: TextRange, pack: &Pack) -> bool {
    let line = text.get(range.start..range.end).unwrap_or_default();
    let latin = pack.source.writing.script == "Latn";
    !latin && line.is_ascii() && line.contains(|c: char| c.is_ascii_alphabetic())
}

/// The lines that have letters or digits, from the beginning.
fn ranges(text: &str) -> impl Iterator<Item = TextRange> {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let at = start;
        start += line.len() + 1;
        trimmed(line, at)
    })
}

/// The same from the end.
fn last_ranges(text: &str) -> impl Iterator<Item = TextRange> {
    let mut end = text.len() + 1;
    text.rsplit('\n').filter_map(move |line| {
        end -= line.len() + 1;
        trimmed(line, end)
    })
}

fn trimmed(line: &str, at: usize) -> Option<TextRange> {
    let bare = line.trim();
    let start = at + (line.len() - line.trim_start().len());
    bare.contains(char::is_alphanumeric)
        .then(|| TextRange::new(start, start + bare.len()))
}
