//! What a dateline is made of, read from the beginning of a line for as long as it goes on: marks,
//! places, days, times, agencies, numbers of documents.

use rostra_document::{CountryForm, TokenKind};
use rostra_lexicon::calendar::Days;
use rostra_lexicon::press::{Agency, agency_at};
use rostra_lexicon::{Class, Value};

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

/// Words after a time of day.
const AFTER_TIME: &[&str] = &[
    "am", "pm", "a.m", "p.m", "a.", "p.", "m.", "a.m.", "p.m.", "uhr", "h", "hrs", "hr", "hours",
    "gmt", "utc", "est", "edt", "cet", "cest", "bst", "ist", "msk", "мск", "ч", "час", "pst",
    "pdt", "et", "wib", "wita", "wit", "hkt", "sgt", "jst", "kst",
];

/// What the addresses of sites end in.
const SITES: &[&str] = &[
    "com", "net", "org", "id", "ru", "br", "vn", "my", "ua", "info", "cn", "tr",
];

/// Words for the number of a document.
const NUMBER_WORDS: &[&str] = &[
    "no", "no.", "nr", "nr.", "n", "nº", "n°", "num", "num.", "số", "sayı",
];

/// Words before the place that a document was signed at.
const SIGNED: &[&str] = &["fait", "done", "signed", "hecho", "feito", "firmado"];

/// Pieces that the name of a place has at most: square, city, state.
const PIECES: usize = 3;

/// Words of a name that is not known to be a place's.
const WORDS: usize = 4;

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
        if self.found.agency.is_some() || !(content || (marked && followed)) {
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

    /// `14:30`, `9h05`, `2.30 pm` after the day or before it.
    fn time(&mut self) -> bool {
        let Some(end) = self.time_end() else {
            return false;
        };
        self.at = end;
        while AFTER_TIME.contains(&self.key(self.at)) {
            self.at += 1;
        }
        self.found.timed = true;
        // `09.06.2021 | 31:54 min` is a film.
        self.found.refused |= matches!(self.key(self.at), "min" | "min." | "minuten");
        true
    }

    fn time_end(&self) -> Option<usize> {
        let key = self.key(self.at);
        if !self.is_kind(self.at, TokenKind::Number) {
            return None;
        }
        let colon = |at: usize| {
            matches!(self.key(at), ":" | "：") && self.is_kind(at + 1, TokenKind::Number)
        };
        if colon(self.at + 1) && key.len() <= 2 {
            let end = self.at + 3;
            return Some(if colon(end) { end + 2 } else { end });
        }
        let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
        let hour = key.len() - digits.len();
        let glued = digits.starts_with(['h', 'ч']) || matches!(digits, "am" | "pm");
        let dotted = digits.starts_with('.') && key.len() <= 5;
        let worded = AFTER_TIME.contains(&self.key(self.at + 1));
        ((1..=2).contains(&hour) && (glued || ((dotted || digits.is_empty()) && worded)))
            .then_some(self.at + 1)
    }

    /// `№ 1832-28-09-2024`, `No. 12/2023`.
    fn number(&mut self) -> bool {
        let sign = self.key(self.at) == "№" || NUMBER_WORDS.contains(&self.key(self.at));
        let mut at = self.at + 1;
        while sign && (matches!(self.key(at), "." | "°" | ":" | "º")) {
            at += 1;
        }
        if !sign || !self.is_kind(at, TokenKind::Number) {
            return false;
        }
        at += 1;
        while matches!(self.key(at), "-" | "/" | ".") && self.is_kind(at + 1, TokenKind::Number) {
            at += 2;
        }
        self.at = at;
        true
    }

    /// A day of the Islamic calendar, beside which the common one stands: `25 شوال 1436 هـ`.
    fn hijri(&mut self) -> bool {
        if self.line.pack.source.writing.script != "Arab"
            || !self.is_kind(self.at, TokenKind::Number)
        {
            return false;
        }
        let year = (self.at + 2..self.at + 6).find(|at| {
            let value: Option<u16> = digits(self.key(*at));
            value.is_some_and(|year| (1300..=1500).contains(&year))
        });
        match year {
            Some(year) => {
                self.at = year + 1;
                true
            }
            None => false,
        }
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

    fn place(&mut self) -> bool {
        if self.pieces >= PIECES {
            return false;
        }
        let known = self.known_place(self.at);
        let Some(end) = known.or_else(|| self.unknown_place()) else {
            return false;
        };
        self.pieces += 1;
        let start = self.found.place.map_or(self.at, |held| held.0);
        let comma = |held: (usize, usize)| {
            self.at == held.1 + 1 && matches!(self.key(held.1), "," | "،" | "、")
        };
        let adjoins = self.found.place.is_none_or(comma);
        if adjoins {
            self.found.place = Some((start, end));
            self.found.known |= known.is_some();
            self.found.city |= self.is_city(self.at);
        }
        self.at = end;
        true
    }

    fn is_city(&self, at: usize) -> bool {
        match self.line.ann.at(at, Class::Country) {
            Some((_, Value::Country(_, form))) => {
                matches!(form, CountryForm::Capital | CountryForm::Place)
            }
            _ => false,
        }
    }

    /// Where the name of a state, region or city at `at` ends.
    fn known_place(&self, at: usize) -> Option<usize> {
        match self.line.ann.at(at, Class::Country)? {
            (len, Value::Country(_, form)) => {
                let named = matches!(
                    form,
                    CountryForm::Name
                        | CountryForm::Capital
                        | CountryForm::Place
                        | CountryForm::Short
                );
                let end = at + len;
                named.then(|| self.abbreviated(end))
            }
            _ => None,
        }
    }

    /// `Washington, D.C.` and `Ipojuca-PE`: the letters of a state belong to the place.
    fn abbreviated(&self, end: usize) -> usize {
        let letters = |at: usize| {
            let key = self.key(at);
            let short = key.chars().filter(|c| c.is_alphabetic()).count() <= 2 && !key.is_empty();
            short
                && self
                    .line
                    .tokens
                    .get(at)
                    .is_some_and(|t| t.kind == TokenKind::Word && t.capitalised())
        };
        let mut end = end;
        if self.key(end) == ","
            && letters(end + 1)
            && (self.key(end + 1).ends_with('.')
                || matches!(self.key(end + 2), "," | "-" | "–" | "." | "(" | "—"))
        {
            end += 2;
            while self.key(end).ends_with('.') && letters(end) {
                end += 1;
            }
        } else if letters(end) && self.line.tokens.get(end).is_some_and(|t| t.hyphenated) {
            end += 1;
        }
        end
    }

    /// Capitalised words before a comma, a dash, a bracket or the day.
    fn unknown_place(&self) -> Option<usize> {
        let line = self.line;
        if !line.pack.source.writing.capitals || (self.found.day.is_some() && self.pieces > 1) {
            return None;
        }
        let first = line.tokens.get(self.at)?;
        let mut end = self.at;
        let mut words = 0;
        while let Some(token) = line.tokens.get(end) {
            let name = token.kind == TokenKind::Word && token.capitalised();
            let small = token.kind == TokenKind::Word
                && end > self.at
                && (line.ann.covered_by(end, &[Class::Of, Class::Article]) || token.hyphenated);
            if self.days_at(end).is_some()
                || line.ann.at(end, Class::Weekday).is_some()
                || !(name || small)
            {
                break;
            }
            words += usize::from(name);
            end += 1;
        }
        let preposition = line
            .ann
            .covered_by(self.at, &[Class::Of, Class::Locative, Class::Today]);
        let stops = [
            Class::EventHead,
            Class::Head,
            Class::WeakHead,
            Class::Verb,
            Class::Courtesy,
            Class::Month,
            Class::Speaker,
            Class::Participant,
        ];
        let other = (self.at..end).any(|at| line.ann.covered_by(at, &stops));
        let bounded =
            end >= line.tokens.len() || matches!(self.key(end), "," | "(" | "/" | "-" | "–" | "—");
        (first.capitalised() && (1..=WORDS).contains(&words) && !other && !preposition && bounded)
            .then_some(end)
    }
}

/// A number in Latin or Arabic digits.
fn digits(key: &str) -> Option<u16> {
    let mut value = 0_u16;
    let mut any = false;
    for c in key.chars() {
        let digit = match c {
            '٠'..='٩' => u32::from(c) - u32::from('٠'),
            '۰'..='۹' => u32::from(c) - u32::from('۰'),
            _ => c.to_digit(10)?,
        };
        value = value
            .checked_mul(10)?
            .checked_add(u16::try_from(digit).ok()?)?;
        any = true;
    }
    any.then_some(value)
}
