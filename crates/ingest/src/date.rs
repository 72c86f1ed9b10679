//! Dates of metadata: fields of rows, headers of mails and feeds, what pages say of themselves.

use rostra_document::{Date, Language};
use rostra_lexicon::calendar::{Order, read_in};

/// Bytes of a field that is a date, at most.
const LONGEST: usize = 100;

/// The day that `written` says, in whatever language: ISO 8601 (`2024-05-02T10:00Z`), RFC 2822 (`Thu, 2
/// May 2024 10:00:00 +0200`), `2024年5月2日`, `2 мая 2024 г.`. None where its numbers may be read in two
/// ways (`03/04/2024`).
#[cfg(any(
    feature = "html",
    feature = "mail",
    feature = "feed",
    feature = "office",
    feature = "pdf",
    test
))]
pub(crate) fn of(written: &str) -> Option<Date> {
    of_in(written, None)
}

/// The same, where the language tells which number is the month; English does not.
pub(crate) fn of_in(written: &str, language: Option<&Language>) -> Option<Date> {
    let written = written.trim();
    if written.len() > LONGEST {
        return None;
    }
    let order = language.and_then(|language| Order::of_language(language.as_str()));
    let day = iso(written).or_else(|| read_in(written, order))?;
    Some(day.to_string().into())
}

/// The day that `written` begins with, if it is an ISO 8601 date or time.
fn iso(written: &str) -> Option<jiff::civil::Date> {
    let day = written.get(..10)?;
    let ends = !written.get(10..)?.starts_with(|c: char| c.is_ascii_digit());
    day.parse().ok().filter(|_| ends)
}

/// The day in the path of a page's address: `/2023/09/20/`, `/2023-09/20/`, `/20230920/`, `-2023-09-20`.
pub(crate) fn of_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .collect();
    let days: Vec<jiff::civil::Date> = numbers
        .windows(3)
        .filter_map(|three| match three {
            [year, month, day] => Some((*year, *month, *day)),
            _ => None,
        })
        .chain(numbers.iter().filter_map(|digits| packed(digits)))
        .filter_map(|(year, month, day)| day_of(year, month, day))
        .collect();
    // Two days say nothing for sure.
    let first = *days.first()?;
    days.iter()
        .all(|day| *day == first)
        .then(|| first.to_string().into())
}

/// Year, month and day of eight digits.
fn packed(digits: &str) -> Option<(&str, &str, &str)> {
    let whole = digits.len() == 8;
    let parts = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    whole.then_some(parts)
}

/// A day since the Web began.
fn day_of(year: &str, month: &str, day: &str) -> Option<jiff::civil::Date> {
    let short = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    let date =
        jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (short && (1993..=2100).contains(&date.year())).then_some(date)
}

#[cfg(test)]
mod tests {
    use rostra_document::Language;

    use super::{of, of_in, of_url};

    #[test]
    fn days_are_read_in_any_language() {
        for (written, day) in [
            ("2024-02-29", "2024-02-29"),
            (" 2024-05-02T10:00:00+02:00", "2024-05-02"),
            ("Thu, 2 May 2024 10:00:00 +0200", "2024-05-02"),
            ("2 May 2024", "2024-05-02"),
            ("2024年5月2日", "2024-05-02"),
            ("2 мая 2024 г.", "2024-05-02"),
            ("٢ مايو ٢٠٢٤", "2024-05-02"),
            ("20240502", "2024-05-02"),
            ("2023-02-29", ""),
            ("2 May", ""),
            ("03/04/2024", ""),
            ("2024-05-021", ""),
            ("", ""),
        ] {
            assert_eq!(of(written).unwrap_or_default(), day, "{written}");
        }
        let french = Language::new("fr");
        assert_eq!(
            of_in("03/04/2024", Some(&french)).as_deref(),
            Some("2024-04-03")
        );
        assert_eq!(of(&"2 May 2024 ".repeat(20)), None);
    }

    #[test]
    fn addresses_tell_the_day() {
        for (url, day) in [
            ("https://example.org/2023/09/20/minister.html", "2023-09-20"),
            ("http://www.example.cn/2023-09/20/c_1129.htm", "2023-09-20"),
            ("http://example.cn/n1/2023/0920/c1001-32.html", ""),
            ("https://example.org/news/20230920/a", "2023-09-20"),
            (
                "https://example.org/releases/2023-09-20-visit/?d=2020-01-01",
                "2023-09-20",
            ),
            ("https://example.org/12/34/5678", ""),
            ("https://example.org/1960/01/01/a", ""),
            ("https://example.org/2023/09/20/from-2023-09-18", ""),
            ("/2023/13/40", ""),
        ] {
            assert_eq!(of_url(url).unwrap_or_default(), day, "{url}");
        }
    }
}
