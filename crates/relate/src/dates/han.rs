//! Dates of Chinese and Japanese: `2024年9月5日`, `9月5日至7日`, `17日`.

use jiff::civil::Date;
use rostra_document::TokenKind;

use super::{Day, Days, Reader, distance};

impl Reader<'_> {
    pub(super) fn han(&self, at: usize) -> Option<Days> {
        if self.pack.source.writing.spaced {
            return None;
        }
        let (year, at_month) = match self.year(at).zip(self.unit(at + 1, "年")) {
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
        let (day, end) = self.day_of(at)?;
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

    fn day_of(&self, at: usize) -> Option<(i8, usize)> {
        self.counted(at, "日").or_else(|| self.counted(at, "号"))
    }

    /// A number up to 31 at `at` with `unit` after it.
    fn counted(&self, at: usize, unit: &str) -> Option<(i8, usize)> {
        let (value, after) = self.day(at)?;
        Some((value, self.unit(after, unit)?))
    }

    /// Where the ideograph `unit` at `at` ends.
    fn unit(&self, at: usize, unit: &str) -> Option<usize> {
        let token = self.tokens.get(at)?;
        (token.kind == TokenKind::Ideograph && token.key == unit).then_some(at + 1)
    }
}
