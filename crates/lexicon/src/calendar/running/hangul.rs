//! Dates of Korean: `2024년 3월 5일`, `3월 5일부터 7일까지`, `5~7일`, `17일`.

use rostra_document::TokenKind;

use super::{Day, Days, Reader};

impl Reader<'_> {
    pub(super) fn hangul(&self, at: usize) -> Option<Days> {
        if self.pack.source.writing.enclitics.is_empty() {
            return None;
        }
        let year = self
            .counted_in(at, '년')
            .and_then(|y| i16::try_from(y).ok());
        let at_month = at + usize::from(year.is_some());
        let (month, at_day) = match self.counted_in(at_month, '월') {
            Some(month) => (i8::try_from(month).ok()?, at_month + 1),
            None if year.is_none() => (self.month_of_lone_day(at)?, at),
            None => return None,
        };
        let (day, after) = self.day_in(at_day)?;
        let first = Day { year, month, day };
        match self.span_in(after, month) {
            Some((month, day, end)) => self.days(at..end, first, Some(Day { year, month, day })),
            None => self.days(at..after, first, None),
        }
    }

    /// The month that brings the 17th nearest to the day of the text.
    fn month_of_lone_day(&self, at: usize) -> Option<i8> {
        let (day, _) = self.day_in(at)?;
        self.nearest_day(self.anchor?, day).map(|date| date.month())
    }

    /// The day at `at`, whose unit may stand behind a span only (`5~7일`), and what follows it.
    fn day_in(&self, at: usize) -> Option<(i8, usize)> {
        let spans = || self.mark(at + 1, &['~', '～', '-', '–', '∼']);
        let bare = || spans().then(|| self.number_in(at)).flatten();
        let day = self.counted_in(at, '일').or_else(bare)?;
        let day = i8::try_from(day)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        Some((day, at + 1))
    }

    /// Month and day of the end of a span, and where it ends.
    fn span_in(&self, at: usize, month: i8) -> Option<(i8, i8, usize)> {
        let from = self
            .tokens
            .get(at)
            .is_some_and(|t| t.key == "부터" || t.key == "에서");
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let glued = before.is_some_and(|t| t.key.ends_with("부터"));
        let dash = self.mark(at, &['~', '～', '-', '–', '∼']);
        let at = at + usize::from(from || dash);
        if !(from || glued || dash) {
            return None;
        }
        let (month, at) = match self.counted_in(at, '월') {
            Some(month) => (i8::try_from(month).ok()?, at + 1),
            None => (month, at),
        };
        let day = i8::try_from(self.counted_in(at, '일')?).ok()?;
        Some((month, day, at + 1))
    }

    /// The number at `at` with `unit` glued to it, particles or not.
    fn counted_in(&self, at: usize, unit: char) -> Option<u16> {
        let key = &self
            .tokens
            .get(at)
            .filter(|t| t.kind == TokenKind::Number)?
            .key;
        let digits = key.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = key.strip_suffix(digits)?;
        digits
            .starts_with(unit)
            .then(|| number.parse().ok())
            .flatten()
    }

    fn number_in(&self, at: usize) -> Option<u16> {
        self.tokens.get(at)?.key.parse().ok()
    }
}
