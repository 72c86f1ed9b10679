//! What a dateline is made of, read from the beginning of a line for as long as it goes on: marks,
//! places, days, times, agencies, numbers of documents.

mod place;
mod time;

use rostra_document::TokenKind;
use rostra_lexicon::Class;
use rostra_lexicon::calendar::Days;
use rostra_lexicon::press::{Agency, agency_at};

use super::Day;
use super::lines::Line;

/// Words before a day or between a place and a day.
const BEFORE_DAY: &[&str] = &[
    "le",
    "den",
    "el",
    "a",
    "il",
    "the",
    "dnia",
    "ngay",
    "ngày",
    "tanggal",
    "tgl",
    "în",
    "dne",
    "ai",
    "al",
    "em",
    "في",
    "يوم",
    "الموافق",
    "بتاريخ",
    "hari",
    "kl",
    "this",
];

/// Words after a day.
const AFTER_DAY: &[&str] = &[
    "года",
    "год",
    "г",
    "г.",
    "р",
    "р.",
    "року",
    "r",
    "r.",
    "roku",
    "м",
    "م",
    "م.",
    "هـ",
    "ه",
    "ه.",
    "yil",
    "tarihinde",
    "del",
];

/// What the addresses of sites end in.
const SITES: &[&str] = &[
    "com", "net", "org", "id", "ru", "br", "vn", "my", "ua", "info", "cn", "tr",
];

/// Words before the place that a document was signed at.
const SIGNED: &[&str] = &["fait", "done", "signed", "hecho", "feito", "firmado"];

/// The dateline that a line begins with.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// The day; a span of days is none.
    pub(super) day: Option<Day>,
    /// A time of day stands beside it.
    pub(super) timed: bool,
    /// First and last token of the place.
    pub(super) place: Option<(usize, usize)>,
    /// A table knows the first or second piece of the place.
    pub(super) known: bool,
    /// That is a city or region, not a state.
    pub(super) city: bool,
    /// One past the last token of the day.
    pub(super) day_end: usize,
    /// The agency.
    pub(super) agency: Option<&'static Agency>,
    /// First and last token of the site that published it: `KOMPAS.com`.
    pub(super) site: Option<(usize, usize)>,
    /// One past the last token that belongs to it.
    pub(super) end: usize,
    /// It ends in a mark that parts it from a sentence.
    pub(super) closed: bool,
    /// That mark is a dash.
    pub(super) dashed: bool,
    /// What stands there cannot be a dateline: two days, a span of days.
    pub(super) refused: bool,
}

/// Reads elements from token `start` on.
pub(super) fn read(line: &Line, start: usize) -> Elements {
    let mut reader = Reader {
        line,
        at: start,
        found: Elements::default(),
        pieces: 0,
    };
    while reader.at < line.tokens.len() && reader.step() {}
    reader.found.end = reader.at;
    reader.found
}

impl Elements {
    /// Whether they are a day and a time of day right behind it.
    pub(super) fn timed_at_once(&self) -> bool {
        self.timed && !self.refused
    }
}

struct Reader<'l, 'a> {
    line: &'l Line<'a>,
    at: usize,
    found: Elements,
    pieces: usize,
}

impl Reader<'_, '_> {
    fn step(&mut self) -> bool {
        let was_mark = self.mark();
        if was_mark {
            return true;
        }
        let read = self.agency()
            || self.site()
            || self.day()
            || self.weekday()
            || self.time()
            || self.number()
            || self.hijri()
            || self.small_word()
            || self.place();
        if read {
            self.found.closed = false;
            self.found.dashed = false;
        }
        read
    }

    fn key(&self, at: usize) -> &str {
        self.line.tokens.get(at).map_or("", |t| t.key.as_str())
    }

    fn is_kind(&self, at: usize, kind: TokenKind) -> bool {
        self.line.tokens.get(at).is_some_and(|t| t.kind == kind)
    }

    /// Any mark but those of quotations and questions.
    fn mark(&mut self) -> bool {
        if !self.is_kind(self.at, TokenKind::Mark) {
            return false;
        }
        let c = self.key(self.at).chars().next().unwrap_or_default();
        if matches!(
            c,
            '"' | '«'
                | '»'
                | '“'
                | '”'
                | '„'
                | '\''
                | '‘'
                | '’'
                | '?'
                | '!'
                | '%'
                | '$'
                | '€'
                | '£'
                | '#'
                | '№'
        ) {
            return c == '№' && self.number();
        }
        let dash = matches!(c, '-' | '–' | '—' | '―' | '=' | '－');
        let parts = dash
            || matches!(
                c,
                ':' | '：' | '.' | '。' | ')' | '）' | ']' | '】' | '/' | '|'
            );
        self.found.closed |= parts;
        self.found.dashed |= dash;
        self.at += 1;
        true
    }

    /// An agency that is not the first word, unless a mark stands around it.
    fn agency(&mut self) -> bool {
        let here = self.line.from(self.at);
        let Some((bytes, agency)) = agency_at(here) else {
            return false;
        };
        let Some(start) = self.line.tokens.get(self.at).map(|t| t.range.start) else {
            return false;
        };
        let after = self.line.token_at(start + bytes);
        let content = self.found.day.is_some() || self.found.place.is_some();
        let marked = self.at > 0 && self.is_kind(self.at - 1, TokenKind::Mark);
        let followed = self.is_kind(after, TokenKind::Mark) || after >= self.line.tokens.len();
        let dated = self.days_at(after).is_some();
        if self.found.agency.is_some() || !(content || dated || (marked && followed)) {
            return false;
        }
        self.found.agency = Some(agency);
        self.at = after;
        true
    }

    /// The address of a site between a place and a dash.
    fn site(&mut self) -> bool {
        let line = self.line;
        let tied = |at: usize| line.tokens.get(at).is_some_and(|t| !t.spaced);
        let mut end = self.at + 1;
        while self.key(end) == "."
            && tied(end)
            && tied(end + 1)
            && self.is_kind(end + 1, TokenKind::Word)
        {
            end += 2;
        }
        let last = line.tokens.get(end.wrapping_sub(1));
        let top = last.is_some_and(|t| SITES.contains(&t.key.as_str()));
        let dash = matches!(self.key(end), "-" | "–" | "—");
        if end < self.at + 3 || !top || !dash || self.found.place.is_none() {
            return false;
        }
        self.found.site = Some((self.at, end));
        self.at = end;
        true
    }

    fn day(&mut self) -> bool {
        let Some(days) = self.days_at(self.at).cloned() else {
            return false;
        };
        let day = Day {
            date: days.start,
            dated: days.dated,
        };
        let other = self.found.day.is_some_and(|held| held != day);
        self.found.refused |= other || days.end.is_some();
        self.found.day = Some(day);
        self.at = days.tokens.end;
        self.found.day_end = self.at;
        true
    }

    /// The day that begins at token `at`, the number of a document tied to it passed over
    /// (`1242-23-06-2021`).
    fn days_at(&self, at: usize) -> Option<&Days> {
        let begins = |at: usize| self.line.dates.iter().find(|d| d.tokens.start == at);
        begins(at).or_else(|| {
            let tied = self.is_kind(at, TokenKind::Number)
                && self.key(at + 1) == "-"
                && [at + 1, at + 2]
                    .iter()
                    .all(|at| self.line.tokens.get(*at).is_some_and(|t| !t.spaced));
            begins(at + 2).filter(|_| tied)
        })
    }

    fn weekday(&mut self) -> bool {
        let Some((len, _)) = self.line.ann.at(self.at, Class::Weekday) else {
            return false;
        };
        self.at += len;
        true
    }

    fn small_word(&mut self) -> bool {
        let key = self.key(self.at);
        let next_day = self.days_at(self.at + 1).is_some()
            || self.line.ann.at(self.at + 1, Class::Weekday).is_some()
            || (self.at + 1..self.at + 2)
                .any(|at| BEFORE_DAY.contains(&self.key(at)) && self.days_at(at + 1).is_some());
        let before = BEFORE_DAY.contains(&key)
            && (next_day || key == "الموافق" || self.is_kind(self.at + 1, TokenKind::Number));
        let after = AFTER_DAY.contains(&key) && (self.found.day.is_some() || self.at > 0);
        let signed = self.at == 0 && SIGNED.contains(&key);
        let city = key == "г." || key == "м.";
        if !(before || after || signed || city) {
            return false;
        }
        self.at += 1;
        if signed && !self.is_kind(self.at, TokenKind::Mark) {
            self.at += 1; // `à`, `at`, `en`
        }
        true
    }
}
