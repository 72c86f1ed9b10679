//! Which release comes next.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::desk::Entry;
use crate::standing::State;

/// In which order releases are gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Those of which the program is least sure come first.
    #[default]
    Confidence,
    /// As they came.
    Source,
}

/// Which releases are wanted; as it stands in addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A state by its name; empty for all.
    pub state: String,
    /// A language tag; empty for all.
    pub lang: String,
}

impl Filter {
    /// Numbers of the releases that are wanted, in `order`.
    #[must_use]
    pub fn numbers(&self, entries: &[Entry], order: Order) -> Vec<usize> {
        let wanted = |(_, entry): &(usize, &Entry)| self.wants(entry);
        let mut found: Vec<(usize, &Entry)> = entries.iter().enumerate().filter(wanted).collect();
        if order == Order::Confidence {
            found.sort_by(|(_, a), (_, b)| a.confidence.total_cmp(&b.confidence));
        }
        found.into_iter().map(|(number, _)| number).collect()
    }

    /// The next release, after `after`, on which something is left to decide; past the last one, the first.
    #[must_use]
    pub fn next(&self, entries: &[Entry], order: Order, after: Option<usize>) -> Option<usize> {
        // What is done or partly done by now is passed over or comes again by itself: only the language is a choice that lasts.
        let lasting = Self {
            state: String::new(),
            ..self.clone()
        };
        let numbers = lasting.numbers(entries, order);
        let here = numbers.iter().position(|number| Some(*number) == after);
        let (before, later) = numbers.split_at(here.map_or(0, |here| here + 1));
        let open = |number: &&usize| {
            let entry = entries.get(**number);
            Some(**number) != after && entry.is_some_and(|e| e.standing.state != State::Done)
        };
        later.iter().chain(before).find(open).copied()
    }

    /// The part of an address that says it, from `?`, with what else is asked for; empty where nothing is.
    #[must_use]
    pub fn query(&self, more: &[(&str, usize)]) -> String {
        let numbers = more.iter().map(|(name, value)| format!("{name}={value}"));
        let words = [("state", &self.state), ("lang", &self.lang)];
        let words = words.into_iter().filter(|(_, value)| !value.is_empty());
        let words = words.map(|(name, value)| {
            format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
        });
        let parts: Vec<String> = numbers.chain(words).collect();
        match parts.is_empty() {
            true => String::new(),
            false => format!("?{}", parts.join("&")),
        }
    }

    fn wants(&self, entry: &Entry) -> bool {
        (self.state.is_empty() || self.state == entry.standing.state.as_str())
            && (self.lang.is_empty() || self.lang == entry.lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standing::Standing;

    fn entry(lang: &str, confidence: f64, state: State) -> Entry {
        Entry {
            id: String::new(),
            source: String::new(),
            lang: lang.to_owned(),
            title: None,
            date: None,
            people: 1,
            confidence,
            standing: Standing { decided: 0, state },
        }
    }

    #[test]
    fn the_least_certain_come_first() {
        let entries = [
            entry("fr", 0.9, State::Open),
            entry("ar", 0.4, State::Done),
            entry("fr", 0.4, State::Partly),
            entry("zh", 0.6, State::Open),
        ];
        let filter = |state: &str, lang: &str| Filter {
            state: state.to_owned(),
            lang: lang.to_owned(),
        };
        let cases: [(Filter, Order, &[usize]); 5] = [
            (filter("", ""), Order::Confidence, &[1, 2, 3, 0]),
            (filter("", ""), Order::Source, &[0, 1, 2, 3]),
            (filter("", "fr"), Order::Confidence, &[2, 0]),
            (filter("done", ""), Order::Confidence, &[1]),
            (filter("done", "zh"), Order::Source, &[]),
        ];
        for (filter, order, expected) in cases {
            assert_eq!(filter.numbers(&entries, order), expected, "{filter:?}");
        }
        let next = |filter: Filter, after| filter.next(&entries, Order::Confidence, after);
        assert_eq!(next(filter("", ""), None), Some(2));
        assert_eq!(next(filter("", ""), Some(2)), Some(3));
        assert_eq!(next(filter("", ""), Some(0)), Some(2), "from the beginning");
        assert_eq!(next(filter("open", "fr"), Some(0)), Some(2));
        assert_eq!(next(filter("", "zh"), Some(3)), None, "no other");
    }

    #[test]
    fn addresses_hold_any_language_tag() {
        let filter = Filter {
            state: "open".to_owned(),
            lang: "x&state=#\"ä".to_owned(),
        };
        assert_eq!(
            filter.query(&[("page", 2)]),
            "?page=2&state=open&lang=x%26state%3D%23%22%C3%A4"
        );
        assert_eq!(Filter::default().query(&[]), "");
    }
}
