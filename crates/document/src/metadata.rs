//! What a source says of a document beside its text.

use serde_json::{Map, Value};

use crate::document::Date;

/// A field of [`Metadata`] that a source may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Headline.
    Title,
    /// Day of publication.
    Date,
    /// Who published it.
    Publisher,
    /// Where it was published.
    Place,
    /// Its address.
    Url,
}

impl Field {
    /// Its name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Publisher => "publisher",
            Self::Place => "place",
            Self::Url => "url",
        }
    }
}

/// What the source says about a document beside its text, and where it says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Headline, where the source names one.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The city of the dateline or of the header, as written.
    pub place: Option<String>,
    /// The address that the page names as its own, or that it was fetched from.
    pub url: Option<String>,
    /// Where each field that has a value came from (`og:title`, `mail Subject`, `dateline`), in the order in which they were told.
    pub from: Vec<(Field, &'static str)>,
    /// Fields of an input row that Rostra does not read and carries to the output.
    pub carried: Map<String, Value>,
}

impl Metadata {
    /// Takes `value` for `field` unless it has one: sources are asked in the order of belief. White space around it is dropped; nothing
    /// but white space is no value. A date is ISO 8601, checked by whoever offers it.
    pub fn offer(&mut self, field: Field, value: &str, from: &'static str) {
        let value = value.trim();
        if value.is_empty() || self.get(field).is_some() {
            return;
        }
        match field {
            Field::Date => self.date = Some(Date::from(value)),
            Field::Title => self.title = Some(value.to_owned()),
            Field::Publisher => self.publisher = Some(value.to_owned()),
            Field::Place => self.place = Some(value.to_owned()),
            Field::Url => self.url = Some(value.to_owned()),
        }
        self.from.push((field, from));
    }

    /// The value of `field`.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        match field {
            Field::Title => self.title.as_deref(),
            Field::Date => self.date.as_deref(),
            Field::Publisher => self.publisher.as_deref(),
            Field::Place => self.place.as_deref(),
            Field::Url => self.url.as_deref(),
        }
    }

    /// Takes from `less`, which is believed less, what this does not tell.
    pub fn complete_from(&mut self, less: &Self) {
        for &(field, from) in &less.from {
            if let Some(value) = less.get(field) {
                self.offer(field, value, from);
            }
        }
        for (key, value) in &less.carried {
            self.carried
                .entry(key.clone())
                .or_insert_with(|| value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Metadata};

    #[test]
    fn the_first_word_holds_and_is_named() {
        let mut page = Metadata::default();
        page.offer(Field::Title, " \n", "h1");
        page.offer(Field::Title, " Ministers meet ", "og:title");
        page.offer(Field::Title, "Other", "title");
        let mut feed = Metadata::default();
        feed.offer(Field::Title, "Feed's", "feed title");
        feed.offer(Field::Date, "2024-05-02", "feed published");
        page.complete_from(&feed);
        assert_eq!(page.title.as_deref(), Some("Ministers meet"));
        assert_eq!(page.date.as_deref(), Some("2024-05-02"));
        let from = [(Field::Title, "og:title"), (Field::Date, "feed published")];
        assert_eq!(page.from, from);
    }
}
