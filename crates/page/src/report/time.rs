//! When releases were published.

use std::collections::BTreeMap;

use crate::pictures::Count;

/// Months that are shown one by one, at most; of a longer time years are.
const MONTHS: i32 = 48;

/// Years that are shown one by one, at most: of a longer time those with releases.
const YEARS: i32 = 120;

/// Releases by month.
#[derive(Debug, Default)]
pub(crate) struct Time {
    months: BTreeMap<(i32, i32), usize>,
    /// Those that tell no day.
    pub(crate) undated: usize,
}

impl Time {
    /// Takes note of a release of this day, ISO 8601.
    pub(crate) fn add(&mut self, date: Option<&str>) {
        match date.and_then(month) {
            Some(month) => *self.months.entry(month).or_default() += 1,
            None => self.undated += 1,
        }
    }

    /// Releases by month, or by year where they span a long time, in order, with those in between.
    pub(crate) fn counts(&self) -> Vec<Count> {
        let (Some((&first, _)), Some((&last, _))) =
            (self.months.first_key_value(), self.months.last_key_value())
        else {
            return Vec::new();
        };
        let number = |(year, month): (i32, i32)| year * 12 + month - 1;
        if number(last) - number(first) < MONTHS {
            self.by_month(number(first), number(last))
        } else {
            self.by_year(first.0, last.0)
        }
    }

    fn by_month(&self, first: i32, last: i32) -> Vec<Count> {
        let months = (first..=last).map(|number| (number / 12, number % 12 + 1));
        months
            .map(|(year, month)| {
                let count = self.months.get(&(year, month)).copied().unwrap_or(0);
                when(format!("{year:04}-{month:02}"), count)
            })
            .collect()
    }

    fn by_year(&self, first: i32, last: i32) -> Vec<Count> {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        if last - first < YEARS {
            years.extend((first..=last).map(|year| (year, 0)));
        }
        for (&(year, _), count) in &self.months {
            *years.entry(year).or_default() += count;
        }
        let years = years.into_iter();
        years
            .map(|(year, count)| when(format!("{year:04}"), count))
            .collect()
    }
}

fn when(label: String, count: usize) -> Count {
    let filters = vec![("when", label.clone())];
    Count {
        label,
        count,
        filters,
    }
}

/// Year and month of a day of ISO 8601.
fn month(date: &str) -> Option<(i32, i32)> {
    let (year, rest) = date.split_once('-')?;
    let month: i32 = rest.get(..2)?.parse().ok()?;
    let year: i32 = year.parse().ok()?;
    ((0..=9999).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_months() {
        assert_eq!(month("2024-05-14"), Some((2024, 5)));
        for none in ["2024", "2024-13-01", "x-01", "99999-01-01", "2024-é1", ""] {
            assert_eq!(month(none), None, "{none}");
        }
    }

    #[test]
    fn months_stand_without_gaps_and_years_take_over() {
        let labels = |dates: &[&str]| {
            let mut time = Time::default();
            dates.iter().for_each(|date| time.add(Some(date)));
            let counts = time.counts().into_iter();
            counts.map(|c| (c.label, c.count)).collect::<Vec<_>>()
        };
        assert_eq!(labels(&["nonsense"]), []);
        let months = labels(&["2023-11-30", "2024-02-01", "2024-02-29"]);
        let expected = [
            ("2023-11", 1),
            ("2023-12", 0),
            ("2024-01", 0),
            ("2024-02", 2),
        ];
        assert_eq!(
            months,
            expected.map(|(label, count)| (label.to_owned(), count))
        );
        let years = labels(&["2019-05-01", "2024-02-01"]);
        assert_eq!(
            (years.len(), years[0].0.as_str(), years[5].1),
            (6, "2019", 1)
        );
        assert_eq!(labels(&["0001-01-01", "2024-02-01"]).len(), 2);
    }
}
