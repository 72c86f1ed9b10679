//! Days that a text names, in any language whose pack lists its months.
//!
//! Calendar days (`29 November 2022`, `le 1er mars`, `2024年9月5日`, `28.09.2024`), spans of days
//! (`20 to 21 March 2023`) and, where the day of the text is known, days without a year, weekdays
//! and `today`. Other calendars are left alone.

mod han;
mod hangul;
mod numbers;
mod written;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use rostra_document::{Token, TokenKind};

use crate::{Annotations, Class, Pack, Value};

/// A day or a span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// The tokens that say so.
    pub tokens: Range<usize>,
    /// First day.
    pub start: Date,
    /// Last day, where it is another.
    pub end: Option<Date>,
    /// Counted from the day of the text (`on Wednesday`, `today`), not from the calendar.
    pub relative: bool,
    /// The year stands in the text.
    pub dated: bool,
}

/// How the dates of a text are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The day of the text: without it a date needs its year.
    pub anchor: Option<Date>,
    /// The text is in none of the packs' languages: months are those of any language, and of
    /// `03/04/2024` nobody knows which is the month.
    pub foreign: bool,
}

impl From<Option<Date>> for Reading {
    fn from(anchor: Option<Date>) -> Self {
        Self {
            anchor,
            foreign: false,
        }
    }
}

/// A run of tokens in which dates are looked for.
#[derive(Clone, Copy)]
struct Reader<'a> {
    tokens: &'a [Token],
    ann: &'a Annotations<'a>,
    pack: &'a Pack,
    anchor: Option<Date>,
    foreign: bool,
}

/// Finds the days that `tokens` name, in order. `ann` is what `pack` says of them.
#[must_use]
pub fn dates(
    tokens: &[Token],
    ann: &Annotations,
    pack: &Pack,
    reading: impl Into<Reading>,
) -> Vec<Days> {
    let Reading { anchor, foreign } = reading.into();
    let reader = Reader {
        tokens,
        ann,
        pack,
        anchor,
        foreign,
    };
    let mut found: Vec<Days> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.calendar(at).or_else(|| reader.relative(at)) {
            Some(days) => {
                at = days.tokens.end.max(at + 1);
                found.push(days);
            }
            None => at += 1,
        }
    }
    without_named_weekdays(&mut found);
    found
}

/// The weekday beside a calendar day says nothing more.
fn without_named_weekdays(found: &mut Vec<Days>) {
    let calendar: Vec<Range<usize>> = found
        .iter()
        .filter(|d| !d.relative)
        .map(|d| d.tokens.clone())
        .collect();
    found.retain(|d| {
        let beside = |c: &Range<usize>| {
            c.start.saturating_sub(d.tokens.end) <= 2 && d.tokens.start.saturating_sub(c.end) <= 2
        };
        !d.relative || !calendar.iter().any(beside)
    });
}

impl Reader<'_> {
    fn calendar(&self, at: usize) -> Option<Days> {
        let token = self.tokens.get(at)?;
        let begins = match token.kind {
            TokenKind::Number => true,
            TokenKind::Ideograph => self.begins_han(at),
            _ => self.month_at(at).is_some(),
        };
        if !begins {
            return None;
        }
        self.han(at)
            .or_else(|| self.hangul(at))
            .or_else(|| self.numeric(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.year_first(at))
    }

    /// `today`, `yesterday` and weekdays, of which the last one up to the day of the text is meant.
    fn relative(&self, at: usize) -> Option<Days> {
        let anchor = self.anchor?;
        let hit = self
            .ann
            .any(at, &[Class::Today, Class::Yesterday, Class::Weekday])?;
        let day = match (hit.entry.class, &hit.entry.value) {
            (Class::Weekday, Value::Number(weekday)) if self.is_weekday(at, hit.len) => {
                let back = anchor.weekday().to_monday_one_offset() - i8::try_from(*weekday).ok()?;
                anchor
                    .checked_sub(i64::from(back.rem_euclid(7)).days())
                    .ok()?
            }
            (Class::Today, _) if self.has_its_article(at) => anchor,
            (Class::Yesterday, _) => anchor.yesterday().ok()?,
            _ => return None,
        };
        Some(Days {
            tokens: at..at + hit.len,
            start: day,
            end: None,
            relative: true,
            dated: false,
        })
    }

    /// Abbreviations of weekdays (`So`, `mar`) are other words too often.
    fn is_weekday(&self, at: usize, len: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let long = len > 1 || token.key.chars().count() > 3;
        long && self.has_its_article(at)
    }

    /// In Arabic the day needs its article: `اليوم` is today, `يوم` any day.
    fn has_its_article(&self, at: usize) -> bool {
        self.pack.source.writing.article_prefixes.is_empty()
            || self
                .tokens
                .get(at)
                .is_some_and(|t| self.pack.has_article(&t.key))
    }

    /// Makes days of what was read; a missing year is the one nearest to the day of the text.
    fn days(&self, tokens: Range<usize>, first: Day, last: Option<Day>) -> Option<Days> {
        let year = first.year.or(last.and_then(|l| l.year));
        let start = self.resolve(Day { year, ..first })?;
        let end = match last {
            Some(last) => {
                let year = last.year.unwrap_or(start.year());
                Some(Date::new(year, last.month, last.day).ok()?)
            }
            None => None,
        };
        Some(Days {
            tokens,
            start,
            end: end.filter(|end| *end > start),
            relative: false,
            dated: year.is_some(),
        })
    }

    fn resolve(&self, day: Day) -> Option<Date> {
        if let Some(year) = day.year {
            return Date::new(year, day.month, day.day).ok();
        }
        let anchor = self.anchor?;
        (anchor.year() - 1..=anchor.year() + 1)
            .filter_map(|year| Date::new(year, day.month, day.day).ok())
            .min_by_key(|date| distance(anchor, *date))
    }
}

/// Days between two dates.
fn distance(a: Date, b: Date) -> i64 {
    a.duration_until(b).as_hours().abs() / 24
}

/// A day as written.
#[derive(Clone, Copy, Debug)]
struct Day {
    year: Option<i16>,
    month: i8,
    day: i8,
}

#[cfg(test)]
mod tests;
