//! CSV: one row a person and title.

use std::io;

use csv::Writer;
use rostra_document::{Extraction, NormalizedRecord, NormalizedTitle, SinkError};
use rostra_lexicon::countries::official_name;
use serde::Serialize;

use super::destination::Destination;

/// The columns, in their order.
pub(super) const COLUMNS: [&str; 17] = [
    "document_id",
    "language",
    "date",
    "event",
    "speaker",
    "honorifics",
    "title",
    "status",
    "office",
    "organization",
    "country",
    "country_name",
    "role",
    "mode",
    "confidence",
    "start",
    "end",
];

/// One row for each person and title. A person without a title has one row whose columns `title`,
/// `status`, `office`, `start` and `end` are empty; a document without people has none.
///
/// `start` and `end` count code points of the document's text; honorifics are separated by `; `.
pub(super) struct Csv {
    out: Writer<Destination>,
    place: String,
    headed: bool,
}

impl Csv {
    pub(super) fn new(destination: Destination) -> Self {
        let place = destination.place().to_owned();
        let out = csv::WriterBuilder::new()
            .has_headers(false)
            .from_writer(destination);
        Self {
            out,
            place,
            headed: false,
        }
    }

    fn row(&mut self, row: impl Serialize) -> Result<(), SinkError> {
        let written = self.out.serialize(row);
        written.map_err(|error| reason(&self.place, error))
    }

    fn head(&mut self) -> Result<(), SinkError> {
        if self.headed {
            return Ok(());
        }
        self.headed = true;
        self.row(COLUMNS)
    }

    fn failed(&self, cause: io::Error) -> SinkError {
        SinkError::Io {
            place: self.place.clone(),
            cause,
        }
    }
}

/// Why a row could not be written at `place`.
pub(super) fn reason(place: &str, error: csv::Error) -> SinkError {
    let place = place.to_owned();
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => SinkError::Io { place, cause },
        other => SinkError::Refused {
            place,
            reason: format!("{other:?}"),
        },
    }
}

impl super::Writer for Csv {
    fn document(&mut self, extraction: &Extraction) -> Result<(), SinkError> {
        self.head()?;
        rows(extraction).try_for_each(|row| self.row(row))
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        self.out.flush().map_err(|cause| self.failed(cause))
    }

    fn end(mut self: Box<Self>) -> Result<(), SinkError> {
        self.head()?;
        let place = self.place;
        let destination = self.out.into_inner().map_err(|error| SinkError::Io {
            place,
            cause: io::Error::new(error.error().kind(), error.error().to_string()),
        })?;
        destination.commit()
    }
}

/// The rows of a document.
pub(super) fn rows(extraction: &Extraction) -> impl Iterator<Item = impl Serialize> {
    extraction.people.iter().flat_map(move |person| {
        let untitled = person.titles.is_empty().then_some(None);
        let titles = untitled.into_iter().chain(person.titles.iter().map(Some));
        titles.map(move |title| Row::new(extraction, person, title))
    })
}

/// A row; its fields stand in the order of [`COLUMNS`].
#[derive(Serialize)]
struct Row<'a> {
    document_id: &'a str,
    language: &'a str,
    date: Option<&'a str>,
    event: Option<&'a str>,
    speaker: &'a str,
    honorifics: String,
    title: Option<&'a str>,
    status: Option<rostra_document::TitleStatus>,
    office: Option<&'a str>,
    organization: Option<&'a str>,
    country: Option<&'a str>,
    country_name: Option<&'a str>,
    role: rostra_document::record::Role,
    mode: Option<rostra_document::record::Mode>,
    confidence: f64,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'a> Row<'a> {
    fn new(
        extraction: &'a Extraction,
        person: &'a NormalizedRecord,
        title: Option<&'a NormalizedTitle>,
    ) -> Self {
        let country = person.country.as_deref();
        Self {
            document_id: &extraction.id,
            language: &extraction.lang,
            date: extraction.date.as_deref(),
            event: extraction.event.as_ref().map(|event| event.name.as_str()),
            speaker: &person.name,
            honorifics: person.honorifics.join("; "),
            title: title.map(|t| t.text.as_str()),
            status: title.map(|t| t.status),
            office: title.and_then(|t| t.office.as_deref()),
            organization: organization(person, title),
            country,
            country_name: country.and_then(official_name),
            role: person.role,
            mode: person.mode,
            confidence: title.map_or(person.confidence, |t| t.confidence),
            start: title.map(|t| t.start),
            end: title.map(|t| t.end),
        }
    }
}

/// The title's own organisation; the person's where no title of theirs names one.
fn organization<'a>(
    person: &'a NormalizedRecord,
    title: Option<&'a NormalizedTitle>,
) -> Option<&'a str> {
    if person
        .titles
        .iter()
        .all(|title| title.organization.is_none())
    {
        return person.organization.as_deref();
    }
    title?.organization.as_deref()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rostra_document::Extraction;
    use serde_json::json;

    use super::COLUMNS;
    use crate::file::{Place, csv};

    fn written(people: serde_json::Value) -> String {
        let extraction: Extraction = serde_json::from_value(json!({
            "id": "en-1", "source": "en-1.txt", "sha256": "", "lang": "en", "title": null,
            "date": "2024-05-02", "publisher": null, "people": people, "diagnostics": [],
            "event": {"name": "Forum, \"first\"", "place": null, "country": null, "start": null, "end": null},
            "extractor": {"name": "rostra", "version": "0", "pipeline": "", "model": null},
        }))
        .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let mut writer = csv(&Place::File(path.clone())).unwrap();
        writer.document(&extraction).unwrap();
        writer.end().unwrap();
        fs::read_to_string(&path).unwrap()
    }

    #[test]
    fn a_row_for_each_person_and_title() {
        let title = |text: &str, start: usize| {
            json!({"text": text, "status": "then", "office": null, "organization": null,
                "start": start, "end": start + 5, "confidence": 0.9})
        };
        let person = |name: &str, titles: Vec<serde_json::Value>| {
            json!({"name": name, "name_latin": name, "honorifics": ["H.E.", "Dr."], "titles": titles,
                "country": "VNM", "country_evidence": "stated", "organization": "INTERPOL",
                "role": "speaker", "mode": null, "confidence": 0.8, "mentions": []})
        };
        let people = json!([
            person("Ana Lopes", vec![title("Minister", 3), title("Envoy", 20)]),
            person("Jan Kowalski", vec![]),
        ]);
        let head = "en-1,en,2024-05-02,\"Forum, \"\"first\"\"\"";
        assert_eq!(
            written(people).lines().skip(1).collect::<Vec<_>>(),
            [
                format!(
                    "{head},Ana Lopes,H.E.; Dr.,Minister,then,,INTERPOL,VNM,Socialist Republic of Vietnam,speaker,,0.9,3,8"
                ),
                format!(
                    "{head},Ana Lopes,H.E.; Dr.,Envoy,then,,INTERPOL,VNM,Socialist Republic of Vietnam,speaker,,0.9,20,25"
                ),
                format!(
                    "{head},Jan Kowalski,H.E.; Dr.,,,,INTERPOL,VNM,Socialist Republic of Vietnam,speaker,,0.8,,"
                ),
            ]
        );
    }

    #[test]
    fn the_header_stands_even_over_nothing() {
        assert_eq!(written(json!([])), format!("{}\n", COLUMNS.join(",")));
    }
}
