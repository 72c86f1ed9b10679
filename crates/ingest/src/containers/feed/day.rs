//! Days as feeds write them.

use rostra_document::Date;

use crate::date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day where it was written: of RFC 3339, of RFC 822 in the many ways that programs write it, or year, month and day in figures.
pub(super) fn of(written: &str) -> Option<Date> {
    let written = written.trim();
    date::of(written)
        .or_else(|| in_words(written))
        .or_else(|| in_figures(written))
}

/// `Thu, 2 May 2024 10:00:00 +0200`, `02 May 24`, `May 2, 2024`.
fn in_words(written: &str) -> Option<Date> {
    let words: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
        .filter(|word| !word.is_empty())
        .collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words.get(at)?)?;
    let number = |at: Option<usize>| at.and_then(|at| words.get(at)?.parse::<u32>().ok());
    let (day, year) = match number(at.checked_sub(1)) {
        Some(day) => (day, number(Some(at + 1))?),
        None => (number(Some(at + 1))?, number(Some(at + 2))?),
    };
    // Two figures, as RFC 822 has them (RFC 2822, section 4.3).
    let year = match year {
        0..50 => year + 2000,
        50..100 => year + 1900,
        _ => year,
    };
    date::of(&format!("{year:04}-{month:02}-{day:02}"))
}

fn month(word: &str) -> Option<usize> {
    let word = word.to_ascii_lowercase();
    let known = MONTHS.iter().position(|month| word.starts_with(month));
    known
        .filter(|_| word.bytes().all(|b| b.is_ascii_lowercase()))
        .map(|at| at + 1)
}

/// `2024/5/2 10:00`, `20240502`.
fn in_figures(written: &str) -> Option<Date> {
    let day = written.split_whitespace().next()?;
    let figures: Vec<u32> = day
        .split(['/', '.', '-'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match figures.as_slice() {
        [year, month, day] if *year > 1000 => date::of(&format!("{year:04}-{month:02}-{day:02}")),
        [all] if day.len() == 8 => date::of(&format!(
            "{:04}-{:02}-{:02}",
            all / 10_000,
            all / 100 % 100,
            all % 100
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn days_in_many_ways() {
        for written in [
            "2024-05-02T00:30:00+08:00",
            "Thu, 02 May 2024 23:59:00 -0700",
            "Thu, 2 May 24 10:00 GMT",
            "чт, 2 May 2024 10:00:00 +0300",
            "2-May-2024",
            "May 2, 2024",
            " 2024/5/2 10:00",
            "20240502",
        ] {
            assert_eq!(of(written).as_deref(), Some("2024-05-02"), "{written}");
        }
        for wrong in [
            "",
            "Maybe 2",
            "31 Feb 2024",
            "2 May",
            "yesterday",
            "2024/13/40",
            "99999999999 May 1",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
