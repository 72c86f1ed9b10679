//! Reads a string that is a date.

use jiff::ToSpan;
use jiff::civil::Date;

use super::names::{Named, key, named};

/// The day that a string was written, and which way it counts from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub date: Date,
    /// A weekday or a day without year is the last one up to it.
    pub past: bool,
}

/// What stands first in a date of numbers whose year is last (`03/04/2024`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The day, as most of the world writes.
    DayFirst,
    /// The month, as the United States write.
    MonthFirst,
}

impl Order {
    /// The order that a language of the packs (BCP 47 primary tag) is written in; `None` for
    /// English, which has both, and for languages that nothing is known of.
    #[must_use]
    pub fn of_language(tag: &str) -> Option<Self> {
        let known = tag != "en" && crate::languages().any(|known| known == tag);
        known.then_some(Self::DayFirst)
    }
}

/// A piece of the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// Value and count of digits.
    Number(i16, usize),
    Month(i8),
    Weekday(i8),
    /// Between the numbers of a date, or before a two-digit year.
    Mark(char),
}

/// The day that `text` says. Without its year a day is counted from `today`, if that is known.
///
/// A day stands before its month where both may be either, unless the first is no day
/// (`05-31-2024`). Times of day are passed over.
///
/// ```
/// use jiff::civil::date;
/// use rostra_lexicon::calendar::read;
///
/// assert_eq!(read("le 1er mars 2024 à 9h05", None), Some(date(2024, 3, 1)));
/// assert_eq!(read("२ मई २०२४", None), Some(date(2024, 5, 2)));
/// assert_eq!(read("2 May", None), None);
/// ```
#[must_use]
pub fn read(text: &str, today: Option<Today>) -> Option<Date> {
    let text = plain(text);
    let pieces = pieces(&without_times(&text));
    by_month(&pieces, today)
        .or_else(|| by_numbers(&pieces, Some(Order::DayFirst)))
        .or_else(|| by_weekday(&pieces, today))
        .or_else(|| only_time(&pieces, &text, today))
}

/// The day that `text` says by itself, numbers read in `order`; where that is not known and either
/// number may be the month, there is no day.
///
/// ```
/// use jiff::civil::date;
/// use rostra_lexicon::calendar::{Order, read_in};
///
/// assert_eq!(read_in("03/04/2024", Order::of_language("fr")), Some(date(2024, 4, 3)));
/// assert_eq!(read_in("03/04/2024", Order::of_language("en")), None);
/// assert_eq!(read_in("03/14/2024", None), Some(date(2024, 3, 14)));
/// ```
#[must_use]
pub fn read_in(text: &str, order: Option<Order>) -> Option<Date> {
    let pieces = pieces(&without_times(&plain(text)));
    by_month(&pieces, None).or_else(|| by_numbers(&pieces, order))
}

/// Digits of all scripts as those of ASCII, and Han units of dates as marks.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '年' | '月' => plain.push('/'),
            '日' => plain.push(' '),
            '時' | '时' | '点' => plain.push(':'),
            '\u{200e}' | '\u{200f}' => {}
            _ => match digit(c) {
                Some(digit) => plain.push(digit),
                None => plain.push(c),
            },
        }
    }
    plain
}

fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 12] = [
        0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xe50, 0xed0, 0x1040, 0xff10,
    ];
    let code = u32::from(c);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// `text` with blanks where times of day and zones stand: `3:05 pm`, `9h05`, `+0200`.
fn without_times(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', ',', '(', ')', '@']) {
        let zone = word.strip_prefix(['+', '-']).is_some_and(|rest| {
            rest.trim().len() == 4 && rest.trim().bytes().all(|b| b.is_ascii_digit())
        });
        if zone {
            out.push(' ');
            continue;
        }
        match word.find(':').or_else(|| hour_mark(word)) {
            Some(at) => {
                let before = word.get(..at).unwrap_or_default();
                // `2024050209:30`: an hour has two digits.
                let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
                let kept = before.len() - digits.min(2);
                out.push_str(before.get(..kept).unwrap_or_default());
                out.push(' ');
            }
            None => out.push_str(word),
        }
    }
    out
}

/// `9h05`, `3pm`
fn hour_mark(word: &str) -> Option<usize> {
    let at = word
        .find(|c: char| !c.is_ascii_digit())
        .filter(|at| (1..=2).contains(at))?;
    let rest = word.get(at..)?.trim_end_matches([' ', ',', '.', ')']);
    let hour = rest
        .strip_prefix('h')
        .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty());
    (hour || matches!(rest, "am" | "pm" | "AM" | "PM" | "a.m" | "p.m")).then_some(at)
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_ascii_digit() {
            take_words(&mut words, &mut pieces);
            let mut end = start + 1;
            while let Some((at, _)) = rest.next_if(|(_, c)| c.is_ascii_digit()) {
                end = at + 1;
            }
            let digits = text.get(start..end).unwrap_or_default();
            match digits.len() {
                8 => {
                    let part =
                        |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse().ok());
                    let whole = [(part(0, 4), 4), (part(4, 6), 2), (part(6, 8), 2)];
                    for (value, length) in whole {
                        pieces.extend(value.map(|v| Piece::Number(v, length)));
                        pieces.push(Piece::Mark('-'));
                    }
                }
                length => pieces.extend(digits.parse().ok().map(|v| Piece::Number(v, length))),
            }
        } else if is_letter(c) {
            let mut end = start + c.len_utf8();
            while let Some((at, c)) = rest.next_if(|(_, c)| is_letter(*c) || *c == '.') {
                end = at + c.len_utf8();
            }
            words.push(key(text.get(start..end).unwrap_or_default()));
        } else if matches!(c, '.' | '/' | '-' | '\'' | '’') {
            take_words(&mut words, &mut pieces);
            pieces.push(Piece::Mark(c));
        }
    }
    take_words(&mut words, &mut pieces);
    pieces
}

/// Letters with the marks of scripts whose vowels are marks.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{900}'..='\u{1dff}').contains(&c)
}

/// The names among `words`, the longest first: `tháng mười hai` is no `tháng mười`.
fn take_words(words: &mut Vec<String>, pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < words.len() {
        let found = (1..=3).rev().find_map(|count| {
            let run = words.get(at..at + count)?;
            Some((count, named(&run.join(" "))?))
        });
        match found {
            Some((count, Named::Month(month))) => {
                pieces.push(Piece::Month(month));
                at += count;
            }
            Some((count, Named::Weekday(day))) => {
                pieces.push(Piece::Weekday(day));
                at += count;
            }
            None => at += 1,
        }
    }
    words.clear();
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A year of two digits is within fifty years of the turn of the century.
fn full_year(value: i16, digits: usize) -> Option<i16> {
    match digits {
        // Years of the Buddhist era are those of Thailand.
        4 if (2400..=2699).contains(&value) => Some(value - 543),
        4 => Some(value).filter(|year| (1000..=2399).contains(year)),
        2 if value < 69 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

/// A month by its name, the year, and the day nearest to the month.
fn by_month(pieces: &[Piece], today: Option<Today>) -> Option<Date> {
    let (at, month) = pieces
        .iter()
        .enumerate()
        .find_map(|(at, piece)| match piece {
            Piece::Month(month) => Some((at, i16::from(*month))),
            _ => None,
        })?;
    let numbers: Vec<(usize, i16, usize)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| match piece {
            Piece::Number(value, digits) => Some((at, *value, *digits)),
            _ => None,
        })
        .collect();
    let year = numbers.iter().find(|(_, _, digits)| *digits == 4);
    let mut days: Vec<_> = numbers
        .iter()
        .filter(|(_, value, digits)| *digits <= 2 && (1..=31).contains(value))
        .collect();
    // The nearest is the day; of two as near, the one before.
    days.sort_by_key(|(place, ..)| (place.abs_diff(at), *place > at));
    let day = days.first();
    let short = numbers.iter().find(|(place, _, digits)| {
        *digits == 2 && *place > at && Some(place) != day.map(|(place, ..)| place)
    });
    match (year.or(short), day) {
        (Some((_, year, digits)), Some((_, day, _))) => {
            date(full_year(*year, *digits)?, month, *day)
        }
        (Some(_), None) => None,
        (None, Some((_, day, _))) => {
            let today = today?;
            let this = date(today.date.year(), month, *day);
            let past = this.filter(|date| !today.past || *date <= today.date);
            past.or_else(|| date(today.date.year() - 1, month, *day))
        }
        (None, None) => date(today?.date.year(), month, i16::from(today?.date.day())),
    }
}

/// Three numbers: `13/03/2014`, `05-31-2024`, `26. 10.21`, `2015-12-31`.
fn by_numbers(pieces: &[Piece], order: Option<Order>) -> Option<Date> {
    let numbers: Vec<(i16, usize)> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Number(value, digits @ (1 | 2 | 4)) => Some((*value, *digits)),
            _ => None,
        })
        .collect();
    let marks = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Mark(_)))
        .count();
    let [(a, first), (b, _), (c, last), ..] = numbers.as_slice() else {
        return None;
    };
    if marks < 1 {
        return None;
    }
    match (*first, *last) {
        (4, _) => date(full_year(*a, 4)?, *b, *c),
        (_, last) => {
            let year = full_year(*c, last)?;
            let days = [date(year, *b, *a), date(year, *a, *b)];
            match (order, days) {
                (None, [Some(a), Some(b)]) => (a == b).then_some(a),
                (Some(Order::MonthFirst), [a, b]) => b.or(a),
                (_, [a, b]) => a.or(b),
            }
        }
    }
}

/// The last such day up to today, or the next.
fn by_weekday(pieces: &[Piece], today: Option<Today>) -> Option<Date> {
    let today = today?;
    let weekday = pieces.iter().find_map(|piece| match piece {
        Piece::Weekday(day) => Some(*day),
        _ => None,
    })?;
    let back = i64::from(today.date.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    if today.past {
        today.date.checked_sub(back.days()).ok()
    } else {
        today.date.checked_add((7 - back).rem_euclid(7).days()).ok()
    }
}

/// Nothing but a time of day is of today.
fn only_time(pieces: &[Piece], text: &str, today: Option<Today>) -> Option<Date> {
    let time = text.contains(':') || text.split(' ').any(|word| hour_mark(word).is_some());
    let numbers = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Number(..)));
    today.filter(|_| time && !numbers).map(|today| today.date)
}

#[cfg(test)]
mod tests {
    use super::{Today, read};

    fn on(text: &str, today: Option<&str>) -> String {
        let today = today.map(|day| Today {
            date: day.parse().expect("it is a date"),
            past: true,
        });
        read(text, today)
            .map(|date| date.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn days_of_many_languages() {
        for (text, expected) in [
            ("2 May 2024", "2024-05-02"),
            ("May 2nd, 2024", "2024-05-02"),
            ("Donnerstag, 2. Mai 2024, 14:30 Uhr", "2024-05-02"),
            ("le 1er mars 2024 à 9h05", "2024-03-01"),
            ("29 de febrero de 2024", "2024-02-29"),
            ("7 жовтня 2023 р.", "2023-10-07"),
            ("2024年5月2日 10時30分", "2024-05-02"),
            ("Tháng Mười Hai 3, 2021", "2021-12-03"),
            ("٢ مايو ٢٠٢٤", "2024-05-02"),
            ("2 พฤษภาคม 2567", "2024-05-02"),
            ("२ मई २०२४", "2024-05-02"),
            ("2 toukokuuta 2024", "2024-05-02"),
            ("2024-05-02T10:00:00+02:00", "2024-05-02"),
            ("20240502", "2024-05-02"),
            ("2. 5. 2024", "2024-05-02"),
            ("31/12/99", "1999-12-31"),
            ("12-31-2020", "2020-12-31"),
            ("29 February 2023", ""),
            ("May 2024", ""),
            ("Minister", ""),
            ("", ""),
            ("99999999999", ""),
            ("1.2", ""),
        ] {
            assert_eq!(on(text, None), expected, "{text}");
        }
    }

    #[test]
    fn what_lacks_a_year_is_counted_from_today() {
        for (text, expected) in [
            ("2 May", "2024-05-02"),
            ("Monday", "2024-05-27"),
            ("vendredi 10:15", "2024-05-24"),
            ("10:15 am", "2024-05-30"),
        ] {
            assert_eq!(on(text, Some("2024-05-30")), expected, "{text}");
            assert_eq!(on(text, None), "", "{text}");
        }
    }
}
