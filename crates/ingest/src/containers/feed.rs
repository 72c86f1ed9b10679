//! Feeds: RSS 0.9x, 1.0 and 2.0 and Atom (RFC 4287), each entry a part.
//!
//! Entries are read one after the other with `quick-xml`. `feed-rs`, which knows all of these formats, reads a feed as a whole or not at
//! all, so that a cut end costs every entry; it counts days in UTC, where a morning in Beijing is the day before; and it passes over
//! feeds without a version and entries of RSS 1.0 without a link. What a feed declares beside its elements, such as entities, is neither
//! expanded nor fetched.

mod day;
mod entry;
mod xml;

use rostra_document::{Diagnostic, Field, Language, SourceError, Step};

use super::markup;
use crate::bounded::read_all;
use crate::container::Container;
use crate::content::Content;
use crate::decode;
use crate::format::Format;
use crate::language::identify;
use crate::options::Options;
use crate::part::{Head, Part};
use entry::{Channel, Entry};
use xml::Entries;

/// The entries of a feed, one held at a time.
pub(crate) struct Feed {
    head: Head,
    entries: Entries,
    number: u64,
    skipped: u64,
    ended: bool,
}

impl Feed {
    /// Opens a feed.
    ///
    /// # Errors
    /// Where it cannot be read or is longer than `limits.source_bytes`.
    pub(crate) fn open(part: Part, options: &Options) -> Result<Self, SourceError> {
        let Part { head, content } = part;
        let limit = usize::try_from(options.limits.source_bytes).unwrap_or(usize::MAX);
        let read = read_all(content, limit).map_err(|error| head.unreadable(error))?;
        if read.is_cut() {
            let reason = format!("is longer than {limit} bytes (`limits.source_bytes`)");
            return Err(head.reject(reason));
        }
        let declared = head.charset.or_else(|| xml::declared_encoding(&read.bytes));
        let text = decode::decode(&read.bytes, declared, false).text;
        Ok(Self {
            head,
            entries: Entries::new(text),
            number: 0,
            skipped: 0,
            ended: false,
        })
    }

    fn part(&self, entry: &Entry) -> Option<Part> {
        let id = format!("{}-{}", self.head.id, self.number);
        let mut head = self.head.inner(Step::Entry(self.number), id);
        let channel = self.entries.channel();
        let (text, format) = text(entry, &mut head.diagnostics)?;
        if let Some(title) = entry.title() {
            head.metadata.offer(Field::Title, &title, "feed title");
        }
        if let Some(day) = entry.day() {
            head.metadata.offer(Field::Date, &day, "feed published");
        }
        if let Some(publisher) = entry.publisher() {
            head.metadata
                .offer(Field::Publisher, &publisher, "feed publisher");
        }
        head.metadata.offer(
            Field::Publisher,
            &channel.title,
            "feed title of the channel",
        );
        if let Some(url) = entry.url() {
            head.metadata.offer(Field::Url, url, "feed link");
        }
        head.language = language(entry, channel, &text).or(head.language);
        (head.format, head.charset) = (Some(format), Some(encoding_rs::UTF_8));
        (head.asked, head.loose) = (true, true);
        let content = Content::bytes(text);
        Some(Part { head, content })
    }
}

impl Container for Feed {
    fn next(&mut self, _: &Options) -> Option<Result<Part, SourceError>> {
        while !self.ended {
            self.number += 1;
            match self.entries.next() {
                Ok(Some(entry)) => match self.part(&entry) {
                    Some(part) => return Some(Ok(part)),
                    None => self.skipped += 1,
                },
                Ok(None) => self.ended = true,
                Err(reason) => {
                    self.ended = true; // what follows cannot be told apart
                    return Some(Err(self.head.reject(reason)));
                }
            }
        }
        None
    }

    fn skipped(&self) -> u64 {
        self.skipped
    }

    fn is_broken(&self) -> bool {
        self.ended
    }
}

/// Letters of a text below which it is likely to be no more than a summary.
const SUMMARY: usize = 600;

/// Letters of a text from which on its language is better identified than believed: many feeds name that of the program which wrote
/// them.
const ENOUGH: usize = 100;

/// The text of an entry, with its headline; `None` where it has neither.
fn text(entry: &Entry, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Format)> {
    let title = entry.title();
    let body = entry.body();
    let letters = body.map_or(0, |(body, _)| markup::letters(body));
    let cut = body.is_some_and(|(body, _)| markup::is_cut(body));
    let whole = body.is_some_and(|(_, content)| content) || letters >= SUMMARY;
    if !whole || cut {
        let message =
            "the feed tells only a headline or summary of it; the release itself was not fetched";
        diagnostics.push(Diagnostic::note("feed.summary_only", message));
    }
    let Some((body, _)) = body else {
        return title.map(|title| (title + "\n", Format::Text));
    };
    let title = title.filter(|title| !markup::says(body, title));
    Some(if markup::is_markup(body) {
        let headline = title.map(|title| format!("<h1>{}</h1>\n", markup::escaped(&title)));
        (headline.unwrap_or_default() + body, Format::Html)
    } else {
        let headline = title.map(|title| title + "\n\n").unwrap_or_default();
        (headline + &entry::unescaped(body), Format::Text)
    })
}

/// What entry or feed say of the language, where the text does not say it better.
fn language(entry: &Entry, channel: &Channel, text: &str) -> Option<Language> {
    let told = [&entry.language, &channel.language];
    let told = told.into_iter().find(|tag| !tag.is_empty())?;
    let told = Language::new(told);
    let tag = told.as_str();
    let well_formed = (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase());
    if !well_formed || told == Language::unknown() {
        return None;
    }
    let words: String = markup::words(text).collect();
    let identified = (markup::letters(&words) >= ENOUGH).then(|| identify(&words));
    match identified {
        Some(other) if other != told && other != Language::unknown() => None,
        _ => Some(told),
    }
}

#[cfg(test)]
mod tests;
