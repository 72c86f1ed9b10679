//! What an office file says of itself: `docProps/core.xml` of a DOCX (ECMA-376 part 2, 8), `meta.xml` of an ODT (ODF 1.3 part 3, 4).

use rostra_document::{Date, Field, Metadata};

use super::xml::{Go, Tag, Visitor, walk};
use crate::date;
use crate::leaf::headline;

/// Titles that programs set by themselves, or that say what a text is and not what it says.
const MEANINGLESS: &[&str] = &[
    "document",
    "dokument",
    "documento",
    "untitled",
    "sans titre",
    "ohne titel",
    "без имени",
    "无标题",
    "powerpoint presentation",
    "template",
    "normal",
    "letterhead",
    "press release",
    "news release",
    "media release",
    "press statement",
    "statement",
    "speech",
    "for immediate release",
    "communiqué de presse",
    "comunicado de prensa",
    "nota de prensa",
    "comunicado",
    "comunicato stampa",
    "pressemitteilung",
    "nota à imprensa",
    "пресс-релиз",
    "пресс-служба",
    "新闻稿",
    "新聞稿",
    "بيان صحفي",
    "خبر صحفي",
];

/// Bytes of a title at most.
const LONGEST: usize = 1000;

/// Days for which a file may be worked on before it is published.
const WORKED_ON: i32 = 31;

/// Title and days of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    pub(super) title: String,
    pub(super) created: Option<Date>,
    pub(super) modified: Option<Date>,
}

/// Names of the sources of what metadata is taken from.
pub(super) struct Names {
    pub(super) heading: &'static str,
    pub(super) title: &'static str,
    pub(super) created: &'static str,
    pub(super) modified: &'static str,
}

impl Properties {
    /// Reads them from `xml`; where it is damaged, what stands before the damage.
    pub(super) fn read(xml: &str) -> Self {
        let mut reading = Reading::default();
        // A file without them is as good as any.
        let _ = walk(xml, &mut reading);
        reading.properties
    }

    /// Metadata of a file with the `text` whose title by its styles is `heading`: what the text says, and what is believed less than
    /// whatever else its container or dateline says.
    pub(super) fn metadata(
        &self,
        heading: Option<&str>,
        text: &str,
        names: &Names,
    ) -> (Metadata, Metadata) {
        let (mut said, mut less) = (Metadata::default(), Metadata::default());
        said.offer(Field::Title, heading.unwrap_or_default(), names.heading);
        let title = self.title.trim();
        // A title that the text does not show may be that of the file before, which was written over.
        if is_meaningful(title) {
            let to = if text.contains(title) {
                &mut said
            } else {
                &mut less
            };
            to.offer(Field::Title, title, names.title);
        }
        said.offer(
            Field::Title,
            headline(text).unwrap_or_default(),
            "first line",
        );
        let (day, from) = match (&self.created, &self.modified) {
            (Some(created), Some(modified)) if !soon(created, modified) => {
                (Some(modified), names.modified)
            }
            (None, modified) => (modified.as_ref(), names.modified),
            (created, _) => (created.as_ref(), names.created),
        };
        less.offer(Field::Date, day.map_or("", |day| day.as_str()), from);
        (said, less)
    }
}

/// Whether a file created on one day may have been finished on the other. If not, it was made from that of an earlier release.
fn soon(created: &str, modified: &str) -> bool {
    let days = |day: &str| day.parse::<jiff::civil::Date>().ok();
    let (Some(created), Some(modified)) = (days(created), days(modified)) else {
        return true;
    };
    created
        .until(modified)
        .is_ok_and(|span| (0..=WORKED_ON).contains(&span.get_days()))
}

/// Whether `title` tells one text from others.
pub(super) fn is_meaningful(title: &str) -> bool {
    if title.len() > LONGEST {
        return false;
    }
    let lower = title.trim().to_lowercase();
    let name =
        lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == ':');
    let file = lower.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && matches!(
                ending,
                "doc" | "docx" | "dot" | "dotx" | "odt" | "rtf" | "pdf" | "txt"
            )
    });
    !(name.is_empty() || lower.starts_with("microsoft word") || file || MEANINGLESS.contains(&name))
}

#[derive(Default)]
struct Reading {
    properties: Properties,
    text: String,
}

impl Visitor for Reading {
    fn open(&mut self, tag: &Tag) -> Go {
        self.text.clear();
        // The text of a flat file, where comments have days too.
        let text = tag.name() == ("office", "body");
        if text { Go::Past } else { Go::In }
    }

    fn close(&mut self, name: (&'static str, &str)) {
        let text = self.text.trim();
        let properties = &mut self.properties;
        match name {
            ("dc", "title") if properties.title.is_empty() => {
                text.clone_into(&mut properties.title)
            }
            ("dcterms", "created") | ("meta", "creation-date") => {
                properties.created = day(text);
            }
            ("dcterms", "modified") | ("dc", "date") => {
                properties.modified = day(text);
            }
            _ => {}
        }
        self.text.clear();
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

/// The day of a time, unless it is one that programs write when they know none.
pub(super) fn day(written: &str) -> Option<Date> {
    date::of(written).filter(|day| day.as_str() >= "1981")
}

#[cfg(test)]
mod tests {
    use super::{Names, Properties};

    const NAMES: Names = Names {
        heading: "docx heading",
        title: "docx title",
        created: "docx created",
        modified: "docx modified",
    };

    fn properties(title: &str, created: &str, modified: &str) -> Properties {
        Properties::read(&format!(
            "<c xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'><dc:title>{title}</dc:title>\
             <dcterms:created>{created}</dcterms:created><dcterms:modified>{modified}</dcterms:modified></c>"
        ))
    }

    #[test]
    fn titles_in_the_order_of_belief() {
        let text = "Ministers meet\n\nThe Minister opened the forum.\n";
        for (heading, title, said, less) in [
            (
                Some("Ministers meet"),
                "Other",
                Some("docx heading"),
                Some("docx title"),
            ),
            (None, "The Minister opened", Some("docx title"), None),
            (
                None,
                "Last week&apos;s release",
                Some("first line"),
                Some("docx title"),
            ),
            (None, "Microsoft Word - a.doc", Some("first line"), None),
            (None, "Document1", Some("first line"), None),
            (None, "final_2.docx", Some("first line"), None),
        ] {
            let (known, fallback) = properties(title, "", "").metadata(heading, text, &NAMES);
            let from = |m: &rostra_document::Metadata| m.from.first().map(|&(_, from)| from);
            assert_eq!((from(&known), from(&fallback)), (said, less), "{title}");
        }
    }

    #[test]
    fn the_day_of_creation_unless_the_file_is_an_old_one() {
        for (created, modified, day, from) in [
            (
                "2024-05-01T10:00:00Z",
                "2024-05-02T10:00:00Z",
                "2024-05-01",
                "docx created",
            ),
            (
                "2019-05-01T10:00:00Z",
                "2024-05-02",
                "2024-05-02",
                "docx modified",
            ),
            (
                "1601-01-01T00:00:00Z",
                "2024-05-02",
                "2024-05-02",
                "docx modified",
            ),
            ("2024-05-01", "", "2024-05-01", "docx created"),
        ] {
            let (said, less) = properties("", created, modified).metadata(None, "", &NAMES);
            assert_eq!(said.date, None);
            assert_eq!(less.date.as_deref(), Some(day));
            assert_eq!(less.from[0].1, from);
        }
    }
}
