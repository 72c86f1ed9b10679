//! A document to be exported: the people, the text that they were found in, and what more is known.

use rostra_annotate::annotated::given;
use rostra_annotate::{AnnotatedDocument, AnnotatedPerson, Decision, Fixture};
use rostra_document::{Extractor, Ground, Release, Span};
use serde_json::Map;

/// A document with its people, from whatever source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The document.
    pub document: AnnotatedDocument,
    /// The text that places count in, with `\n` line ends.
    pub text: String,
    /// Where values stand that the document has no place for, by person; empty where that is not known.
    pub known: Vec<Vec<Known>>,
    /// How sure each person's record is, 0 to 1; empty where people have said it.
    pub scores: Vec<f64>,
    /// What found the people; none where people did.
    pub model: Option<String>,
}

/// Words that a value rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The field: `honorific`, `country` or `organization`.
    pub field: String,
    /// Its value.
    pub value: String,
    /// Where the words stand.
    pub place: Span,
}

impl Source {
    /// What the program found.
    #[must_use]
    pub fn found(release: &Release) -> Self {
        let found = &release.extraction;
        let people = found.people.iter();
        let explained = release.explanation.iter().flat_map(|why| &why.people);
        Self {
            document: AnnotatedDocument {
                id: found.id.clone(),
                lang: found.lang.clone(),
                people: people.clone().map(AnnotatedPerson::from).collect(),
                given: given(found),
                review: None,
                rest: Map::new(),
            },
            text: release.text().to_owned(),
            known: explained.map(|person| known(&person.fields)).collect(),
            scores: people.map(|person| person.confidence).collect(),
            model: Some(maker(&found.extractor)),
        }
    }

    /// What a fixture holds.
    #[must_use]
    pub fn fixture(fixture: Fixture) -> Self {
        Self {
            document: fixture.document,
            text: unix_lines(&fixture.text),
            known: Vec::new(),
            scores: Vec::new(),
            model: None,
        }
    }

    /// Whether somebody has reviewed the document and left nobody open.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        let open = |person: &AnnotatedPerson| person.review == Some(Decision::Open);
        self.document.review.is_some() && !self.document.people.iter().any(open)
    }
}

fn known(grounds: &[Ground]) -> Vec<Known> {
    let told = grounds.iter().filter_map(|ground| {
        let wanted = matches!(
            ground.field.as_str(),
            "honorific" | "country" | "organization"
        );
        let place = ground.place.filter(|_| wanted)?;
        Some(Known {
            field: ground.field.clone(),
            value: ground.value.clone(),
            place,
        })
    });
    told.collect()
}

/// `rostra 0.1.0 press sha256:0123456789ab`.
fn maker(extractor: &Extractor) -> String {
    let model = extractor.model.iter().map(String::as_str);
    let words = [extractor.name.as_str(), extractor.version.as_str()].into_iter();
    words.chain(model).collect::<Vec<_>>().join(" ")
}

/// The text as the program reads it, which is what places count in.
fn unix_lines(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::unix_lines;

    #[test]
    fn lines_end_as_the_program_reads_them() {
        for (text, read) in [
            ("\u{feff}a\r\nb", "a\nb"),
            ("a\rb\n", "a\nb\n"),
            ("a\r\n\r\n🎤", "a\n\n🎤"),
        ] {
            assert_eq!(unix_lines(text), read);
        }
    }
}
