//! Strings to days.

use jiff::civil::{Date, date};
use rostra_lexicon::calendar::{Today, read};

use super::figures::Figures;
use super::table::{Table, TableError};

/// dateparser's cases: the day of each, the time of day left aside.
///
/// Cases without a year count from the clock of their test, which the file does not say; its source
/// lines do.
pub fn days(table: &Table) -> Result<Vec<Figures>, TableError> {
    let mut figures = Figures::of(&table.name);
    for [text, day, source] in table.columns(["text", "date", "source"])? {
        let found = read(text, clock(source)).map(|date| date.to_string());
        figures.judge(text, day, &found.unwrap_or_default());
    }
    Ok(vec![figures])
}

/// The clocks of dateparser's tests: file, first line of the tests that have it, day, and whether
/// they look back.
const CLOCKS: [(&str, u32, Date, bool); 6] = [
    ("tests/test_date.py", 860, date(2025, 8, 1), true),
    ("tests/test_date_parser.py", 0, date(2012, 11, 13), true),
    ("tests/test_date_parser.py", 580, date(2015, 2, 15), true),
    ("tests/test_date_parser.py", 610, date(2015, 2, 15), false),
    ("tests/test_date_parser.py", 655, date(2015, 2, 15), true),
    ("tests/test_date_parser.py", 1250, date(2021, 10, 19), true),
];

fn clock(source: &str) -> Option<Today> {
    let (file, line) = source.rsplit_once(':')?;
    let line: u32 = line.parse().ok()?;
    let (_, _, date, past) = CLOCKS
        .iter()
        .rfind(|(known, from, ..)| *known == file && *from <= line)?;
    Some(Today {
        date: *date,
        past: *past,
    })
}
