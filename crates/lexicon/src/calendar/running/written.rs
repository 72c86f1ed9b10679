//! Dates with the month's name: day first, as most languages write, or month first.

use rostra_document::{Token, TokenKind};

use super::super::names::{Named, named};
use super::{Day, Days, Reader};
use crate::{Class, Value};

/// `year` between a month and its number: `tháng 3 năm 2024`.
const YEAR_WORDS: &[&str] = &["năm", "tahun", "عام", "سنة"];

/// Names of months that two languages give to different months (October in Croatian, November in
/// Czech): no month where the language is not known.
const DOUBTFUL: &[&str] = &["listopad", "listopada"];

impl Reader<'_> {
    /// `29 November 2022`, `24 de febrero de 2021`, `с 20 по 22 мая`, `28 August to 31 August 2023`.
    pub(super) fn day_first(&self, at: usize) -> Option<Days> {
        let (first, after) = self.day(at)?;
        let second = self.range(after).and_then(|at| self.day(at));
        let spanned = second.and_then(|(last, after)| {
            let (month, after) = self.month(after)?;
            Some((Some(last), month, after))
        });
        let single = || self.month(after).map(|(month, after)| (None, month, after));
        let (last, month, after) = spanned.or_else(single)?;
        let (year, end) = self.year_after(after);
        let first = Day {
            year,
            month,
            day: first,
        };
        if let Some(day) = last {
            return self.days(at..end, first, Some(Day { day, ..first }));
        }
        if let Some((last, end)) = self.range(end).and_then(|at| self.whole(at)) {
            return self.days(at..end, first, Some(last));
        }
        self.days(at..end, first, None)
    }

    /// Day, month and perhaps year at `at`, and where they end.
    fn whole(&self, at: usize) -> Option<(Day, usize)> {
        let (day, after) = self.day(at)?;
        let (month, after) = self.month(after)?;
        let (year, end) = self.year_after(after);
        Some((Day { year, month, day }, end))
    }

    /// `November 29, 2022`, `March 20-21, 2023`, `November 30 to December 12, 2023`.
    pub(super) fn month_first(&self, at: usize) -> Option<Days> {
        let (month, after) = self.month(at)?;
        let stop = usize::from(self.mark(after, &['.']) && self.is_short_name(at, after));
        let (day, after) = self.day(after + stop)?;
        let (last, after) = match self
            .range(after)
            .and_then(|at| self.month_or_day(at, month))
        {
            Some((last, after)) => (Some(last), after),
            None => (None, after),
        };
        let (year, end) = self.year_after(after);
        if year.is_none() && !self.is_english() {
            return None;
        }
        let last = last.map(|(month, day)| Day { year, month, day });
        self.days(at..end, Day { year, month, day }, last)
    }

    /// The end of a span that began in `month`.
    fn month_or_day(&self, at: usize, month: i8) -> Option<((i8, i8), usize)> {
        let (month, at) = self.month(at).unwrap_or((month, at));
        let (day, end) = self.day(at)?;
        Some(((month, day), end))
    }

    /// `2024. március 5.`, `2024 m. kovo 5 d.`: languages that have no pack.
    pub(super) fn year_first(&self, at: usize) -> Option<Days> {
        let year = self.year(at).filter(|_| self.foreign)?;
        let skipped = (at + 1..at + 4).find(|at| self.month_at(*at).is_some())?;
        let between = self.tokens.get(at + 1..skipped)?;
        let small = |t: &Token| t.kind == TokenKind::Mark || t.key.chars().count() <= 2;
        let (month, after) = self
            .month_at(skipped)
            .filter(|_| between.iter().all(small))?;
        let (day, end) = self.day(after)?;
        let year = Some(year);
        self.days(at..end, Day { year, month, day }, None)
    }

    /// The month at `at`, a genitive word or the comma of the weekday before it skipped; its full
    /// stop and its second name (`كانون الثاني/يناير`) are part of it.
    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let found = self.month_at(at);
        let (month, end) = found.or_else(|| self.month_at(self.of(at)?))?;
        let again = Some(end + 1)
            .filter(|_| self.mark(end, &['/']))
            .and_then(|at| self.month_at(at))
            .filter(|(second, _)| *second == month);
        Some((month, again.map_or(end, |a| a.1)))
    }

    /// The month whose name stands right at `at`, and where the name ends.
    pub(super) fn month_at(&self, at: usize) -> Option<(i8, usize)> {
        match self.ann.at(at, Class::Month) {
            Some((len, Value::Number(month))) => Some((i8::try_from(*month).ok()?, at + len)),
            _ if self.foreign => {
                let key = &self.tokens.get(at)?.key;
                match named(key.trim_end_matches('.')) {
                    Some(Named::Month(month)) if !DOUBTFUL.contains(&key.as_str()) => {
                        Some((month, at + 1))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether tokens `at..end` are one word of few letters: `Sept`.
    fn is_short_name(&self, at: usize, end: usize) -> bool {
        let name = self.tokens.get(at).filter(|_| end == at + 1);
        name.is_some_and(|t| t.key.chars().count() <= 4)
    }

    fn of(&self, at: usize) -> Option<usize> {
        self.ann.at(at, Class::Of).map(|(len, _)| at + len)
    }

    /// The year after a month, and where the date ends.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let stop = usize::from(self.mark(at, &['.', ',', '،']));
        let word = self
            .tokens
            .get(at)
            .is_some_and(|t| YEAR_WORDS.contains(&t.key.as_str()));
        let from = self.of(at).unwrap_or(at + usize::from(stop == 1 || word));
        match self.year(from) {
            Some(year) => (Some(year), from + 1),
            None => (None, at),
        }
    }

    /// Where the second day of a span begins, if `at` is a dash or a short word between days.
    fn range(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        if self.mark(at, &['-', '–', '—']) {
            return Some(at + 1);
        }
        is_short(token).then(|| {
            let article = self.tokens.get(at + 1).is_some_and(is_short);
            at + 1 + usize::from(article)
        })
    }
}

/// Prepositions and conjunctions between two days: `to`, `au`, `al`, `по`, `bis zum`, `إلى`.
fn is_short(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.capitalised() && token.key.chars().count() <= 7
}
