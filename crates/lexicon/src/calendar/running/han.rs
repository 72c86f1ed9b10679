//! Dates of Chinese and Japanese: `2024年9月5日`, `9月5日至7日`, `17日`, `二〇二四年九月五日`, `令和6年9月5日`.

use jiff::civil::Date;
use rostra_document::TokenKind;

use super::{Day, Days, Reader, distance};

/// Names of eras and the year before their first: Japan's, and the Republic's of Taiwan.
const ERAS: &[(&str, &str, i16)] = &[
    ("令", "和", 2018),
    ("平", "成", 1988),
    ("昭", "和", 1925),
    ("民", "国", 1911),
    ("民", "國", 1911),
];

/// Ideographs that write digits, in their order; the other zero is `零`.
const DIGITS: &str = "〇一二三四五六七八九";

impl Reader<'_> {
    /// Whether an ideograph may begin a date: a numeral or the name of an era.
    pub(super) fn begins_han(&self, at: usize) -> bool {
        self.numeral(at).is_some() || self.era(at).is_some()
    }

    pub(super) fn han(&self, at: usize) -> Option<Days> {
        if self.pack.source.writing.spaced {
            return None;
        }
        let (year, at_month) = match self.year_of(at) {
            Some((year, after)) => (Some(year), after),
            None => (None, at),
        };
        let Some((month, at_day)) = self.counted(at_month, "月") else {
            return self.lone_day(at);
        };
        let (day, after) = self.day_of(at_day)?;
        let first = Day { year, month, day };
        match self.span_end(after, month) {
            Some((month, day, end)) => self.days(at..end, first, Some(Day { year, month, day })),
            None => self.days(at..after, first, None),
        }
    }

    /// `17日`: the month is the one that brings it nearest to the day of the text.
    fn lone_day(&self, at: usize) -> Option<Days> {
        let anchor = self.anchor?;
        let written = self.tokens.get(at)?.kind == TokenKind::Number;
        // `一日` is how long it lasts.
        let (day, end) = self.day_of(at).filter(|_| written)?;
        let lasts = self.unit(end, "内").is_some() || self.unit(end, "后").is_some();
        let nearest = self.nearest_day(anchor, day).filter(|_| !lasts)?;
        let first = Day {
            year: Some(nearest.year()),
            month: nearest.month(),
            day,
        };
        let span = self.span_end(end, nearest.month());
        let last = span.map(|(month, day, _)| Day {
            year: Some(nearest.year()),
            month,
            day,
        });
        let end = span.map_or(end, |s| s.2);
        let mut days = self.days(at..end, first, last)?;
        days.dated = false;
        Some(days)
    }

    /// The date with that day of the month that is nearest to `anchor`.
    pub(super) fn nearest_day(&self, anchor: Date, day: i8) -> Option<Date> {
        let months = [
            anchor.first_of_month().yesterday().ok(),
            Some(anchor),
            anchor.last_of_month().tomorrow().ok(),
        ];
        months
            .into_iter()
            .flatten()
            .filter_map(|month| Date::new(month.year(), month.month(), day).ok())
            .min_by_key(|date| distance(anchor, *date))
    }

    /// Month and day after `至`, and where they end.
    fn span_end(&self, at: usize, month: i8) -> Option<(i8, i8, usize)> {
        let between = ["至", "到"]
            .iter()
            .find_map(|word| self.unit(at, word))
            .or_else(|| self.mark(at, &['-', '–', '—', '~', '～']).then_some(at + 1))?;
        let (month, at) = self.counted(between, "月").unwrap_or((month, between));
        let (day, end) = self.day_of(at)?;
        Some((month, day, end))
    }

    /// The year at `at` with its `年`, and where it ends.
    fn year_of(&self, at: usize) -> Option<(i16, usize)> {
        let (year, after) = match self.year(at) {
            Some(year) => (year, at + 1),
            None => self.era(at).or_else(|| self.spelled_year(at))?,
        };
        Some((year, self.unit(after, "年")?))
    }

    /// `令和6`, `令和元`: the year, and where it ends.
    fn era(&self, at: usize) -> Option<(i16, usize)> {
        let (.., before) = ERAS
            .iter()
            .find(|(a, b, _)| self.unit(at, a).is_some() && self.unit(at + 1, b).is_some())?;
        let first = self.unit(at + 2, "元").map(|after| (1, after));
        let (year, after) = first
            .or_else(|| self.numeral(at + 2))
            .or_else(|| self.year_of_era(at + 2))?;
        Some((before.checked_add(year)?, after))
    }

    fn year_of_era(&self, at: usize) -> Option<(i16, usize)> {
        let digits = self
            .tokens
            .get(at)
            .filter(|t| t.kind == TokenKind::Number)?;
        let year = digits.key.parse().ok()?;
        (1..=150).contains(&year).then_some((year, at + 1))
    }

    /// `二〇二四`
    fn spelled_year(&self, at: usize) -> Option<(i16, usize)> {
        let mut digits = (at..at + 4).map(|at| self.digit_at(at));
        let year = digits.try_fold(0_i16, |year, digit| {
            year.checked_mul(10)?.checked_add(digit?)
        })?;
        (1900..=2199).contains(&year).then_some((year, at + 4))
    }

    /// A number below a hundred in ideographs, and where it ends: `九`, `十二`, `二十`, `三十一`.
    fn numeral(&self, at: usize) -> Option<(i16, usize)> {
        let (tens, at) = match (self.digit_at(at), self.unit(at + 1, "十")) {
            (Some(tens), Some(after)) => (tens, after),
            _ => match self.unit(at, "十") {
                Some(after) => (1, after),
                None => (0, at),
            },
        };
        match self.digit_at(at) {
            Some(ones) => Some((tens * 10 + ones, at + 1)),
            None => (tens > 0).then_some((tens * 10, at)),
        }
    }

    fn digit_at(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at)?;
        let c = token
            .key
            .chars()
            .next()
            .map(|c| if c == '零' { '〇' } else { c })?;
        let digit = DIGITS.chars().position(|digit| digit == c)?;
        i16::try_from(digit).ok()
    }

    fn day_of(&self, at: usize) -> Option<(i8, usize)> {
        self.counted(at, "日").or_else(|| self.counted(at, "号"))
    }

    /// A number up to 31 at `at` with `unit` after it.
    fn counted(&self, at: usize, unit: &str) -> Option<(i8, usize)> {
        let spelled = || {
            let (value, after) = self.numeral(at)?;
            let value = i8::try_from(value).ok()?;
            (1..=31).contains(&value).then_some((value, after))
        };
        let (value, after) = self.day(at).or_else(spelled)?;
        Some((value, self.unit(after, unit)?))
    }

    /// Where the ideograph `unit` at `at` ends.
    fn unit(&self, at: usize, unit: &str) -> Option<usize> {
        let token = self.tokens.get(at)?;
        (token.kind == TokenKind::Ideograph && token.key == unit).then_some(at + 1)
    }
}
