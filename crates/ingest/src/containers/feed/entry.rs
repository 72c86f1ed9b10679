//! What a feed says of itself and of one entry.

use quick_xml::escape::resolve_html5_entity;
use rostra_document::Date;

use super::day;
use crate::containers::markup;

/// What a feed says of itself, as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub(super) title: String,
    pub(super) language: String,
}

/// What a feed says of one entry: its elements by name, without the prefix where that is the feed's own, in their order.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) fields: Vec<(String, String)>,
    pub(super) language: String,
    /// Addresses that stand in attributes.
    pub(super) links: Vec<String>,
}

/// Elements that hold the release, by their names in all formats.
const CONTENT: &[&str] = &["content:encoded", "content", "xhtml:body", "body"];

/// Elements that hold it or a summary of it.
const SUMMARY: &[&str] = &[
    "description",
    "summary",
    "dc:description",
    "itunes:summary",
    "media:description",
];

/// Times, the one of publication before that of a change.
const DAY: &[&str] = &[
    "published",
    "pubDate",
    "dc:date",
    "issued",
    "dcterms:issued",
    "created",
    "updated",
    "modified",
    "atom:updated",
    "date",
];

impl Entry {
    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let values = self.fields.iter().filter(move |(known, _)| known == name);
        values
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The headline, without markup, in one line.
    pub(super) fn title(&self) -> Option<String> {
        one_line(self.first(&["title", "dc:title", "media:title"])?)
    }

    /// Who published it, where the entry tells that it is not the feed.
    pub(super) fn publisher(&self) -> Option<String> {
        one_line(self.first(&["dc:publisher", "source"])?)
    }

    /// The day of publication, else of the last change.
    pub(super) fn day(&self) -> Option<Date> {
        DAY.iter().flat_map(|name| self.all(name)).find_map(day::of)
    }

    /// The address of the release.
    pub(super) fn url(&self) -> Option<&str> {
        let web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
        let told = self
            .all("link")
            .chain(self.links.iter().map(String::as_str));
        told.chain(self.all("guid")).chain(self.all("id")).find(web)
    }

    /// The fullest text, and whether it stands where a whole one does.
    pub(super) fn body(&self) -> Option<(&str, bool)> {
        let of = |names: &'static [&'static str], whole| {
            names
                .iter()
                .flat_map(|name| self.all(name))
                .map(move |text| (text, whole))
        };
        let texts = of(CONTENT, true).chain(of(SUMMARY, false));
        let counted = texts.map(|(text, whole)| (markup::letters(text), text, whole));
        // The first of equals.
        let fullest = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
        fullest
            .filter(|(letters, ..)| *letters > 0)
            .map(|(_, text, whole)| (text, whole))
    }
}

/// A field that should be plain and may have markup in it, or markup escaped once too often.
fn one_line(text: &str) -> Option<String> {
    let line = markup::line(text, resolve_html5_entity);
    (!line.is_empty()).then_some(line)
}

/// `text` with the entities of web pages as what they stand for.
pub(super) fn unescaped(text: &str) -> String {
    markup::unescaped(text, resolve_html5_entity)
}
