//! Why each field of a record has its value.

use rostra_document::{
    CodePoints, Document, Evidence, Explanation, Extraction, Ground, Label, Mention,
    NormalizedRecord, PersonExplained, Record, Relations, Seen, TextRange,
};

/// Explains the records of a document; `extraction` is what was made of `relations`.
#[must_use]
pub fn explain(
    document: &Document,
    mentions: &[Mention],
    relations: &Relations,
    extraction: &Extraction,
) -> Explanation {
    let text = document.text.as_str();
    let points = CodePoints::of(text);
    let people = relations.records.iter().zip(&extraction.people);
    Explanation {
        id: document.identity.id.clone(),
        people: people
            .map(|(record, person)| PersonExplained {
                name: person.name.clone(),
                fields: grounds(&points, record, person, mentions),
                mentions: seen(&points, record, mentions),
            })
            .collect(),
    }
}

/// Grounds of every field that has a value, field by field; those that relation left without
/// evidence rest on the mention that they were cut from.
fn grounds(
    points: &CodePoints<'_>,
    record: &Record,
    person: &NormalizedRecord,
    mentions: &[Mention],
) -> Vec<Ground> {
    let text = points.text();
    let reader = Reader {
        points,
        record,
        mentions,
    };
    let mut out = reader.field("name", &person.name, &[record.name]);
    for (range, words) in record.honorifics.iter().zip(&person.honorifics) {
        out.extend(reader.mention("honorific", words, &[*range]));
    }
    let held = record
        .titles
        .iter()
        .filter(|title| title.pieces.iter().any(|p| !p.of(text).trim().is_empty()));
    for (held, title) in held.zip(&person.titles) {
        let office = title.office.as_deref().unwrap_or("no office code");
        let value = format!("{} ({}, {office})", title.text, named(title.status));
        out.extend(reader.field("title", &value, &held.pieces));
    }
    out.extend(reader.field(
        "country",
        person.country.as_deref().unwrap_or_default(),
        &[],
    ));
    let body: Vec<TextRange> = record.organization.into_iter().collect();
    out.extend(reader.field(
        "organization",
        person.organization.as_deref().unwrap_or_default(),
        &body,
    ));
    out.extend(reader.field("role", &named(person.role), &[]));
    out.extend(reader.field("mode", &person.mode.map(named).unwrap_or_default(), &[]));
    out.extend(reader.confidence());
    out
}

/// A value of an enumeration as the output writes it.
fn named(value: impl std::fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}

/// Log-odds that change a confidence by some hundredths.
const TELLING: f32 = 0.2;

/// What the grounds of a record are read from.
struct Reader<'r> {
    points: &'r CodePoints<'r>,
    record: &'r Record,
    mentions: &'r [Mention],
}

impl Reader<'_> {
    /// The evidence of `field`, of those words where they are given, else the mentions there; a
    /// line without rule where there is neither and the field has a value.
    fn field(&self, field: &str, value: &str, words: &[TextRange]) -> Vec<Ground> {
        let here = |evidence: &&Evidence| {
            let range = evidence.range;
            evidence.field == field
                && (field != "title" || range.is_none_or(|r| words.iter().any(|w| w.overlaps(r))))
        };
        let evidence: Vec<Ground> = self
            .record
            .evidence
            .iter()
            .filter(here)
            .map(|e| self.ground(field, value, e.rule, e.range, e.score))
            .collect();
        if !evidence.is_empty() {
            return evidence;
        }
        let seen = self.mention(field, value, words);
        if !seen.is_empty() || value.is_empty() {
            return seen;
        }
        vec![self.ground(field, value, "default", words.first().copied(), 0.0)]
    }

    /// What the confidence rests on most: features of the record with their log-odds.
    fn confidence(&self) -> Vec<Ground> {
        let value = format!("{:.2}", self.record.confidence);
        let evidence = self.record.evidence.iter();
        evidence
            .filter(|e| e.field == "confidence" && e.score.abs() >= TELLING)
            .map(|e| self.ground("confidence", &value, e.rule, None, e.score))
            .collect()
    }

    /// The mentions that cover the words of a field.
    fn mention(&self, field: &str, value: &str, words: &[TextRange]) -> Vec<Ground> {
        let label = match field {
            "name" => Label::Person,
            "honorific" => Label::Honorific,
            "title" => Label::Title,
            "organization" => Label::Organisation,
            _ => return Vec::new(),
        };
        let covers = |m: &&Mention| m.label == label && words.iter().any(|w| m.range.contains(*w));
        self.mentions
            .iter()
            .filter(covers)
            .map(|m| self.ground(field, value, m.source, Some(m.range), m.score))
            .collect()
    }

    fn ground(
        &self,
        field: &str,
        value: &str,
        rule: &str,
        range: Option<TextRange>,
        score: f32,
    ) -> Ground {
        Ground {
            field: field.to_owned(),
            value: value.to_owned(),
            rule: rule.to_owned(),
            words: range.map(|range| one_line(range.of(self.points.text()))),
            place: range.map(|range| self.points.span(range)),
            score: rounded(score),
        }
    }
}

/// Mentions within the name, honorifics, titles and other places of a record.
fn seen(points: &CodePoints<'_>, record: &Record, mentions: &[Mention]) -> Vec<Seen> {
    let mut places: Vec<TextRange> = record.mentions.clone();
    places.push(record.name);
    places.extend(&record.honorifics);
    places.extend(record.titles.iter().flat_map(|title| &title.pieces));
    places.extend(record.organization);
    places.extend(record.evidence.iter().filter_map(|evidence| evidence.range));
    mentions
        .iter()
        .filter(|mention| places.iter().any(|place| place.contains(mention.range)))
        .map(|mention| Seen {
            label: named(mention.label),
            words: one_line(mention.range.of(points.text())),
            place: points.span(mention.range),
            source: mention.source.to_owned(),
            score: rounded(mention.score),
            model: mention.model.map(rounded),
        })
        .collect()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use rostra_document::{
        Detail, Extractor, HeldTitle, Language, Metadata, NormalizedTitle, Origin, Role, Support,
        TitleStatus,
    };

    use super::*;

    const TEXT: &str = "Hungary's Minister of\nInterior Pintér Sándor said";

    fn find(part: &str) -> TextRange {
        let start = TEXT.find(part).expect("it is in the text");
        TextRange::new(start, start + part.len())
    }

    fn document() -> Document {
        Document {
            identity: rostra_document::Identity::new(
                "t",
                rostra_document::Provenance::file(String::new()),
            ),
            sha256: String::new(),
            language: Language::new("en"),
            metadata: Metadata::default(),
            text: TEXT.to_owned(),
            sections: Vec::new(),
            origin: Origin::default(),
            diagnostics: Vec::new(),
        }
    }

    fn record() -> Record {
        let evidence = |field, rule, part, score| Evidence {
            field,
            rule,
            range: Some(find(part)),
            score,
        };
        Record {
            name: find("Pintér Sándor"),
            honorifics: Vec::new(),
            titles: vec![HeldTitle {
                pieces: vec![find("Minister of\nInterior")],
                head: "minister".into(),
                status: TitleStatus::Current,
                organization: None,
                score: 0.9,
            }],
            country: Some("HUN".into()),
            support: Some(Support::Stated),
            organization: None,
            role: Role::Speaker,
            mode: None,
            mentions: vec![find("Pintér Sándor")],
            evidence: vec![
                evidence("title", "apposition.before", "Minister of\nInterior", 0.9),
                evidence("country", "title.adjective", "Hungary", 0.95),
                evidence("role", "verb.speaker", "said", 0.8),
            ],
            confidence: 0.9,
        }
    }

    fn extraction() -> Extraction {
        let title = NormalizedTitle {
            text: "Minister of Interior".to_owned(),
            status: TitleStatus::Current,
            office: Some("minister.interior".to_owned()),
            organization: None,
            start: 10,
            end: 30,
            at: None,
            confidence: 0.9,
        };
        let person = NormalizedRecord {
            name: "Pintér Sándor".to_owned(),
            name_latin: "Pintér Sándor".to_owned(),
            name_parts: rostra_document::NameParts::default(),
            honorifics: Vec::new(),
            titles: vec![title],
            country: Some("HUN".to_owned()),
            country_evidence: Some(Support::Stated),
            organization: None,
            role: Role::Speaker,
            mode: None,
            confidence: 0.9,
            mentions: Vec::new(),
        };
        let extractor = Extractor {
            name: String::new(),
            version: String::new(),
            pipeline: String::new(),
            model: None,
        };
        Extraction {
            id: "t".to_owned(),
            place: None,
            url: None,
            provenance: rostra_document::NormalizedProvenance::default(),
            source: String::new(),
            sha256: String::new(),
            content_hash: String::new(),
            text: None,
            lang: "en".to_owned(),
            title: None,
            date: None,
            publisher: None,
            event: None,
            people: vec![person],
            extractor,
            diagnostics: Vec::new(),
            carried: serde_json::Map::new(),
        }
    }

    #[test]
    fn each_field_names_its_words_and_rule() {
        let name = Mention {
            model: Some(0.984),
            range: find("Pintér Sándor"),
            label: Label::Person,
            score: 0.7,
            source: "name.capitals",
            detail: Detail::None,
        };
        let relations = Relations {
            records: vec![record()],
            event: None,
        };
        let explanation = explain(&document(), &[name], &relations, &extraction());
        assert_eq!(
            explanation.to_text(),
            "# t

Pintér Sándor
  name         Pintér Sándor  [name.capitals 0.70]  “Pintér Sándor”
  title        Minister of Interior (current, minister.interior)  [apposition.before 0.90]  “Minister of Interior”
  country      HUN  [title.adjective 0.95]  “Hungary”
  role         speaker  [verb.speaker 0.80]  “said”
  seen as
    person       “Pintér Sándor”  [name.capitals 0.70, model 0.98]
"
        );
    }
}
