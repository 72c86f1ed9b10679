//! Days as pages write them.

use jiff::civil::Date;
use rostra_document::Language;
use rostra_lexicon::calendar::{self, Today};

use crate::date;

/// Any day: a line without a year, or a weekday, is told from it.
const TODAY: Today = Today {
    date: Date::constant(2024, 5, 2),
    past: true,
};

/// Characters of a line that is looked at as a date.
const LENGTH: usize = 60;

/// The day that a short line says, with a label or without, in a language that may tell which number is the month.
pub(super) fn day(written: &str, language: Option<&Language>) -> Option<String> {
    let read = |written: &str| date::of_in(written, language).map(|day| day.to_string());
    let found = from_figures(written)?
        .into_iter()
        .flatten()
        .find_map(read)?;
    plausible(&found).then_some(found)
}

/// The day that a text begins with, whatever follows.
pub(super) fn first_day(written: &str, language: Option<&Language>) -> Option<String> {
    let figures = written.get(..10).unwrap_or_default();
    date::of_in(figures, language)
        .map(|day| day.to_string())
        .filter(|day| plausible(day))
        .or_else(|| day(written, language))
}

/// Whether a line says a day, which it may be.
fn says_day(written: &str) -> bool {
    let read = |written: &str| {
        calendar::read(written, None).is_some_and(|day| plausible(&day.to_string()))
    };
    from_figures(written).is_some_and(|ways| ways.into_iter().flatten().any(read))
}

/// A short line from its first figure on, and whole: a word before a day may look like a month of some language.
fn from_figures(written: &str) -> Option<[Option<&str>; 2]> {
    let written = written.trim();
    let at = written
        .find(|c: char| c.is_numeric())
        .filter(|_| written.chars().count() <= LENGTH)?;
    Some([written.get(at..), Some(written)])
}

/// What follows each colon of a line.
pub(super) fn after_labels(said: &str) -> impl Iterator<Item = &str> {
    said.match_indices([':', '：'])
        .take(8)
        .filter_map(|(at, colon)| Some(said.get(at + colon.len()..)?.trim_start()))
}

/// Whether a line says a day and nothing beside, so that it is no part of a text: it begins with a number, a weekday or a month.
pub(super) fn is_only_day(written: &str) -> bool {
    let first = first_word(written);
    // `10:15` is no label.
    if after_labels(written).any(|after| !after.starts_with(|c: char| c.is_numeric())) {
        return false;
    }
    let begins = written.trim_start().starts_with(|c: char| c.is_numeric())
        || is_weekday(first)
        || is_month(first);
    begins && is_short(written) && says_day(written)
}

/// As many letters as a weekday, a month and the words between them have: some thirty, and of ideographs nine.
fn is_short(written: &str) -> bool {
    let letters = written.chars().filter(|c| c.is_alphabetic());
    let weight: usize = letters
        .map(|c| {
            if ('\u{2e80}'..='\u{9fff}').contains(&c) {
                4
            } else {
                1
            }
        })
        .sum();
    weight <= 36
}

/// Whether a text begins with a day in figures: `2024-03-18 22:10 字体：大`.
pub(super) fn begins_with_day(written: &str) -> bool {
    let figures = written.get(..10).unwrap_or(written);
    written.starts_with(|c: char| c.is_numeric()) && (says_day(figures) || says_day(written))
}

/// Whether a line says a place before its day: `Paris, 7 juillet 2011`.
pub(super) fn is_dateline(written: &str) -> bool {
    let Some((place, rest)) = written.split_once([',', '،', '，']) else {
        return false;
    };
    let words = || place.split_whitespace();
    let is_place = (1..=4).contains(&words().count())
        && !place.contains(|c: char| c.is_numeric() || matches!(c, ':' | '：'))
        && !words().any(|word| is_weekday(word) || is_month(word));
    is_place && (says_day(rest) || is_short(rest) && calendar::read(rest, Some(TODAY)).is_some())
}

fn first_word(written: &str) -> &str {
    let written = written.trim_start();
    let end = written
        .find(|c: char| !c.is_alphabetic() && c != '-')
        .unwrap_or(written.len());
    written.get(..end).unwrap_or_default()
}

fn is_weekday(word: &str) -> bool {
    !word.is_empty() && calendar::read(word, Some(TODAY)).is_some()
}

fn is_month(word: &str) -> bool {
    word.chars().count() > 2 && calendar::read(&format!("2 {word} 2024"), None).is_some()
}

/// Press releases on the web are of the web's age; a page's clock may be some days ahead.
fn plausible(day: &str) -> bool {
    day.parse::<Date>()
        .is_ok_and(|day| (1970..2100).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::{day, is_dateline, is_only_day};

    #[test]
    fn days_in_words_and_figures() {
        for (written, found) in [
            ("2024-05-02T10:00:00Z", Some("2024-05-02")),
            ("Publié le 18 juin 2024", Some("2024-06-18")),
            ("23 июня 2024 года", Some("2024-06-23")),
            ("2 أبريل 2024", Some("2024-04-02")),
            ("2024年3月6日 21:15", Some("2024-03-06")),
            ("20240506", Some("2024-05-06")),
            ("martes, 4 de marzo de 2025", Some("2025-03-04")),
            ("FOR RELEASE Tuesday, 3 September 2024", Some("2024-09-03")),
            ("May 2, 2024", Some("2024-05-02")),
            ("Paris, France", None),
            (
                "La séance du 18 juin 2024 a été ouverte par le président de la République",
                None,
            ),
            ("03/04/2024", None),
            ("", None),
            ("1024-05-02", None),
        ] {
            assert_eq!(day(written, None).as_deref(), found, "{written}");
        }
    }

    #[test]
    fn a_line_may_be_a_day_or_say_where() {
        for (written, only, dateline) in [
            ("18 juin 2024", true, false),
            ("martes, 4 de marzo de 2025", true, false),
            ("Mardi 18 juin 2024", true, false),
            ("May 2, 2024", true, false),
            ("2024年6月12日（星期三）", true, false),
            ("Paris, 7 juillet 2011", false, true),
            ("Москва, 23 июня 2024", false, true),
            ("Москва, 23 июня", false, true),
            ("Publicado el martes, 4 de marzo de 2025", false, false),
            ("Published: 2 May 2024", false, false),
            ("FOR RELEASE: Friday, 3 May 2024", false, false),
            ("2024-05-02 10:15", true, false),
            (
                "2024年3月6日，外交部长梁启明应约同挪威外交大臣通电话。",
                false,
                false,
            ),
            ("Geneva", false, false),
        ] {
            assert_eq!(
                (is_only_day(written), is_dateline(written)),
                (only, dateline),
                "{written}"
            );
        }
    }
}
