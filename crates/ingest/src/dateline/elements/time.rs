//! Times of day, days of the Islamic calendar and numbers of documents.

use rostra_document::TokenKind;

use super::Reader;

/// Words after a time of day.
const AFTER_TIME: &[&str] = &[
    "am", "pm", "a.m", "p.m", "a.", "p.", "m.", "a.m.", "p.m.", "uhr", "h", "hrs", "hr", "hours",
    "gmt", "utc", "est", "edt", "cet", "cest", "bst", "ist", "msk", "мск", "ч", "час", "pst",
    "pdt", "et", "wib", "wita", "wit", "hkt", "sgt", "jst", "kst",
];

/// Words for the number of a document.
const NUMBER_WORDS: &[&str] = &[
    "no", "no.", "nr", "nr.", "n", "nº", "n°", "num", "num.", "số", "sayı",
];

impl Reader<'_, '_> {
    /// `14:30`, `9h05`, `2.30 pm` after the day or before it.
    pub(super) fn time(&mut self) -> bool {
        let Some((end, exact)) = self.time_end() else {
            return false;
        };
        self.at = end;
        while AFTER_TIME.contains(&self.key(self.at)) {
            self.at += 1;
        }
        self.found.timed = true;
        // `09.06.2021 | 31:54 min` is a film, `am 5. März, 20 Uhr` an appointment.
        let film = matches!(self.key(self.at), "min" | "min." | "minuten");
        self.found.refused |= film || !exact;
        true
    }

    /// Where a time of day ends, and whether it has its minutes.
    fn time_end(&self) -> Option<(usize, bool)> {
        let key = self.key(self.at);
        if !self.is_kind(self.at, TokenKind::Number) {
            return None;
        }
        let colon = |at: usize| {
            matches!(self.key(at), ":" | "：") && self.is_kind(at + 1, TokenKind::Number)
        };
        if colon(self.at + 1) && key.len() <= 2 {
            let end = self.at + 3;
            return Some((if colon(end) { end + 2 } else { end }, true));
        }
        let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
        let hour = key.len() - digits.len();
        let glued = digits.starts_with(['h', 'ч']) || matches!(digits, "am" | "pm");
        let dotted = digits.starts_with('.') && key.len() <= 5;
        let worded = AFTER_TIME.contains(&self.key(self.at + 1));
        let exact = digits.contains(|c: char| c.is_ascii_digit());
        ((1..=2).contains(&hour) && (glued || ((dotted || digits.is_empty()) && worded)))
            .then_some((self.at + 1, exact))
    }

    /// `№ 1832-28-09-2024`, `No. 12/2023`.
    pub(super) fn number(&mut self) -> bool {
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
    pub(super) fn hijri(&mut self) -> bool {
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
