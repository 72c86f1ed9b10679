//! The normaliser that Rostra ships.

use rostra_document::extraction::NormalizedDiagnostic;
use rostra_document::{
    CodePoints, Diagnostic, Document, Event, Extraction, Extractor, HeldTitle, NameParts, NamedAt,
    NormalizedEvent, NormalizedProvenance, NormalizedRecord, NormalizedTitle, Normalizer, Origin,
    Record, Relations, Severity, Span, TextRange,
};

use rostra_lexicon::countries::official_name;
use rostra_lexicon::kin;

use crate::latin::latin;
use crate::offices::{Holder, OfficeWords, office};
use crate::person::{Setting, parts};
use crate::wording::{joined, words};

/// Makes the output of a document: text cut and cleaned, offsets in code points, names in Latin
/// letters, offices as codes.
#[derive(Clone, Debug)]
pub struct StandardNormalizer {
    extractor: Extractor,
}

impl StandardNormalizer {
    /// A normaliser that signs its output with `extractor`.
    #[must_use]
    pub fn new(extractor: Extractor) -> Self {
        Self { extractor }
    }
}

impl Normalizer for StandardNormalizer {
    fn normalize(&self, document: &Document, relations: &Relations) -> Extraction {
        let page = Page::of(document);
        let metadata = &document.metadata;
        Extraction {
            id: document.identity.id.clone(),
            source: document.source(),
            sha256: document.sha256.clone(),
            content_hash: document.identity.content_hash.clone(),
            lang: document.language.as_str().to_owned(),
            title: metadata.title.clone(),
            date: metadata.date.as_ref().map(ToString::to_string),
            publisher: metadata.publisher.clone(),
            place: metadata.place.clone(),
            url: metadata.url.clone(),
            provenance: provenance(document),
            event: relations.event.as_ref().map(|event| page.event(event)),
            people: relations
                .records
                .iter()
                .map(|record| page.person(record))
                .collect(),
            extractor: self.extractor.clone(),
            diagnostics: document
                .diagnostics
                .iter()
                .map(|d| page.diagnostic(d))
                .collect(),
            text: None,
            carried: metadata.carried.clone(),
        }
    }
}

/// The way to `document` and to what its source says of it.
fn provenance(document: &Document) -> NormalizedProvenance {
    let from = document.metadata.from.iter();
    NormalizedProvenance {
        provenance: document.identity.provenance.clone(),
        metadata: from
            .map(|&(field, from)| (field.name().to_owned(), from.into()))
            .collect(),
    }
}

/// A document with what its ranges are read by.
struct Page<'d> {
    document: &'d Document,
    text: &'d str,
    origin: &'d Origin,
    points: CodePoints<'d>,
}

impl<'d> Page<'d> {
    fn of(document: &'d Document) -> Self {
        Self {
            document,
            text: &document.text,
            origin: &document.origin,
            points: CodePoints::of(&document.text),
        }
    }

    /// The language of the words at `range`.
    fn language(&self, range: TextRange) -> &'d str {
        self.document.language_at(range.start).as_str()
    }

    fn words(&self, range: TextRange) -> String {
        words(self.text, range)
    }

    fn person(&self, record: &Record) -> NormalizedRecord {
        let name = self.words(record.name);
        let country = record
            .country
            .as_deref()
            .filter(|code| official_name(code).is_some());
        NormalizedRecord {
            name_latin: latin(&name, self.language(record.name)),
            name_parts: self.name_parts(&name, self.language(record.name), country),
            name,
            honorifics: record
                .honorifics
                .iter()
                .map(|&range| self.words(range))
                .collect(),
            titles: record
                .titles
                .iter()
                .filter_map(|title| self.title(title, record))
                .collect(),
            country: country.map(str::to_owned),
            country_evidence: country.and(record.support),
            organization: record.organization.map(|range| self.words(range)),
            role: record.role,
            mode: record.mode,
            confidence: rounded(record.confidence),
            mentions: record
                .mentions
                .iter()
                .map(|&range| self.named_at(range))
                .collect(),
        }
    }

    fn named_at(&self, range: TextRange) -> NamedAt {
        let Span { start, end } = self.points.span(range);
        NamedAt {
            start,
            end,
            at: self.origin.locate(range),
        }
    }

    fn name_parts(&self, name: &str, language: &str, country: Option<&str>) -> NameParts {
        let setting = Setting { language, country };
        let parts = parts(name, setting);
        let said = |part: String| Some(part).filter(|part| !part.is_empty());
        NameParts {
            given: said(parts.given),
            middle: said(parts.middle),
            family: said(parts.family),
            suffix: said(parts.suffix),
        }
    }

    /// A title; `None` where its pieces hold no words.
    fn title(&self, title: &HeldTitle, record: &Record) -> Option<NormalizedTitle> {
        let (first, last) = (title.pieces.first()?, title.pieces.last()?);
        let text = joined(self.text, &title.pieces);
        if text.is_empty() {
            return None;
        }
        let organization = title.organization.map(|range| self.words(range));
        Some(NormalizedTitle {
            office: self.office(&text, title, organization.as_deref(), record),
            text,
            status: title.status,
            organization,
            start: self.points.at(first.start),
            end: self.points.at(last.end),
            at: self.origin.locate(TextRange::new(first.start, last.end)),
            confidence: rounded(title.score),
        })
    }

    fn office(
        &self,
        text: &str,
        title: &HeldTitle,
        organization: Option<&str>,
        record: &Record,
    ) -> Option<String> {
        let language = title.pieces.first().map(|first| self.language(*first))?;
        let offices = OfficeWords::of(kin::reader(language, text)?)?;
        // A minister who speaks for an organisation holds the office of a state all the same.
        let apart = record.organization.filter(|_| record.country.is_none());
        let body = organization
            .map(str::to_owned)
            .or_else(|| apart.map(|range| self.words(range)));
        let holder = Holder {
            head: &title.head,
            country: record.country.as_deref(),
            organised: body.is_some(),
            international: body.is_some_and(|body| offices.is_international(&body)),
        };
        office(offices, text, holder)
    }

    fn event(&self, event: &Event) -> NormalizedEvent {
        let country = event
            .country
            .as_deref()
            .filter(|code| official_name(code).is_some());
        NormalizedEvent {
            name: self.words(event.name),
            place: event.place.map(|range| self.words(range)),
            country: country.map(str::to_owned),
            start: event.start.as_ref().map(ToString::to_string),
            end: event.end.as_ref().map(ToString::to_string),
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> NormalizedDiagnostic {
        let span = diagnostic.range.map(|range| self.points.span(range));
        NormalizedDiagnostic {
            severity: match diagnostic.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            }
            .to_owned(),
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
        }
    }
}

/// A score with two decimals, within 0 and 1.
fn rounded(score: f32) -> f64 {
    let score = if score.is_finite() {
        f64::from(score.clamp(0.0, 1.0))
    } else {
        0.0
    };
    (score * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use rostra_document::{Language, Metadata, Mode, Origin, Role, Support, TitleStatus};

    use super::*;

    fn find(text: &str, part: &str) -> TextRange {
        let start = text.find(part).expect("it is in the text");
        TextRange::new(start, start + part.len())
    }

    fn document(language: &str, text: &str) -> Document {
        Document {
            identity: rostra_document::Identity::new(
                "t",
                rostra_document::Provenance::file("t.txt"),
            ),
            sha256: String::new(),
            language: Language::new(language),
            metadata: Metadata::default(),
            text: text.to_owned(),
            sections: Vec::new(),
            origin: Origin::default(),
            diagnostics: Vec::new(),
        }
    }

    fn normalizer() -> StandardNormalizer {
        StandardNormalizer::new(Extractor {
            name: "rostra".to_owned(),
            version: "0".to_owned(),
            pipeline: String::new(),
            model: None,
        })
    }

    #[test]
    fn a_person_is_cut_cleaned_and_counted() {
        let text = "🙂 中国公安部\n部长王小洪先生视频致辞";
        let record = Record {
            name: find(text, "王小洪"),
            honorifics: vec![find(text, "先生")],
            titles: vec![HeldTitle {
                pieces: vec![find(text, "公安部\n部长")],
                head: "部长".into(),
                status: TitleStatus::Current,
                organization: None,
                score: 0.987_6,
            }],
            country: Some("CHN".into()),
            support: Some(Support::Stated),
            organization: None,
            role: Role::Speaker,
            mode: Some(Mode::Video),
            mentions: vec![find(text, "王小洪")],
            evidence: Vec::new(),
            confidence: f32::NAN,
        };
        let relations = Relations {
            records: vec![record],
            event: None,
        };
        let out = normalizer().normalize(&document("zh", text), &relations);
        let [person] = out.people.as_slice() else {
            panic!("one person")
        };
        assert_eq!(
            (person.name.as_str(), person.name_latin.as_str()),
            ("王小洪", "Wang Xiaohong")
        );
        assert_eq!(person.honorifics, ["先生"]);
        let parts = &person.name_parts;
        assert_eq!(parts.family.as_deref(), Some("王"));
        assert_eq!(parts.given.as_deref(), Some("小洪"));
        assert_eq!((person.mentions[0].start, person.mentions[0].end), (10, 13));
        assert_eq!(person.mentions.len(), 1);
        assert_eq!(person.confidence, 0.0);
        let title = &person.titles[0];
        assert_eq!(
            (title.text.as_str(), title.start, title.end),
            ("公安部部长", 4, 10)
        );
        assert_eq!(title.confidence, 0.99);
    }

    #[test]
    fn a_title_without_words_and_a_country_without_code_are_dropped() {
        let text = "Jane Roe";
        let record = Record {
            name: find(text, "Jane Roe"),
            honorifics: Vec::new(),
            titles: vec![HeldTitle {
                pieces: vec![TextRange::new(4, 5)],
                head: "x".into(),
                status: TitleStatus::Current,
                organization: None,
                score: 1.0,
            }],
            country: Some("nowhere".into()),
            support: Some(Support::Stated),
            organization: None,
            role: Role::Mentioned,
            mode: None,
            mentions: Vec::new(),
            evidence: Vec::new(),
            confidence: 2.0,
        };
        let relations = Relations {
            records: vec![record],
            event: None,
        };
        let person = &normalizer()
            .normalize(&document("xx", text), &relations)
            .people[0];
        assert!(person.titles.is_empty());
        assert_eq!((&person.country, person.country_evidence), (&None, None));
        assert_eq!(person.confidence, 1.0);
    }
}
