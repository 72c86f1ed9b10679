//! What of a document each language's pack reads.
//!
//! A document in several languages is read once for each, with what is in the others blanked: so every stage sees one language,
//! and all ranges are those of the whole text. One in a language without a pack is read with a relative's.

use std::borrow::Cow;

use rostra_document::{Document, Language};
use rostra_lexicon::kin;

/// One language's part of a document.
pub(crate) struct Part<'d> {
    /// The document with the rest of its text blanked, in the language that reads it.
    pub(crate) document: Cow<'d, Document>,
    /// Whether a relative's pack reads it.
    pub(crate) by_kin: bool,
}

/// The parts of `document`, that of its own language first.
pub(crate) fn parts(document: &Document) -> Vec<Part<'_>> {
    if document.sections.is_empty() {
        return vec![part(Cow::Borrowed(document))];
    }
    let mut languages = vec![&document.language];
    for section in &document.sections {
        if !languages.contains(&&section.language) {
            languages.push(&section.language);
        }
    }
    let parts = languages.into_iter();
    parts
        .map(|language| part(Cow::Owned(only(document, language))))
        .collect()
}

fn part(document: Cow<'_, Document>) -> Part<'_> {
    let reader = kin::reader(document.language.as_str(), &document.text);
    match reader.filter(|tag| *tag != document.language.as_str()) {
        None => Part {
            document,
            by_kin: false,
        },
        Some(tag) => {
            let language = Language::new(tag);
            let mut document = document.into_owned();
            document.language = language;
            Part {
                document: Cow::Owned(document),
                by_kin: true,
            }
        }
    }
}

/// `document` with spaces in the place of what is not in `language`.
fn only(document: &Document, language: &Language) -> Document {
    let mut text = String::with_capacity(document.text.len());
    let mut at = 0;
    let mut copy = |to: usize, whose: &Language| {
        let piece = document.text.get(at..to).unwrap_or_default();
        match whose == language {
            true => text.push_str(piece),
            false => text.extend(piece.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' })),
        }
        at = to;
    };
    for section in &document.sections {
        copy(section.range.start, &document.language);
        copy(section.range.end, &section.language);
    }
    copy(document.text.len(), &document.language);
    Document {
        text,
        language: language.clone(),
        ..document.clone()
    }
}

#[cfg(test)]
mod tests {
    use rostra_document::{Document, Language, Section, TextRange};

    use super::parts;

    #[test]
    fn each_language_stands_where_it_stood() {
        let text = "王毅会见马克龙。\nWang Yi met Macron.\n再见。";
        let start = text.find("Wang").unwrap();
        let section = Section {
            range: TextRange::new(start, start + 19),
            language: Language::new("en"),
        };
        let document = Document {
            sections: vec![section],
            ..Document::of_text("t", "zh", text)
        };
        let parts = parts(&document);
        let read: Vec<(&str, &str)> = parts
            .iter()
            .map(|part| (part.document.language.as_str(), part.document.text.trim()))
            .collect();
        assert_eq!(read[1], ("en", "Wang Yi met Macron."));
        assert_eq!(read[0].0, "zh");
        assert_eq!(
            read[0].1.split_whitespace().collect::<Vec<_>>(),
            ["王毅会见马克龙。", "再见。"]
        );
        for part in &parts {
            assert_eq!(part.document.text.len(), text.len());
        }
        assert_eq!(parts[1].document.text.find("Wang"), Some(start));
    }

    #[test]
    fn a_relative_reads_a_language_without_a_pack() {
        let document = Document::of_text("t", "ms", "Perdana Menteri Anwar Ibrahim");
        let [part] = &parts(&document)[..] else {
            panic!("one part")
        };
        assert_eq!((part.document.language.as_str(), part.by_kin), ("id", true));
    }
}
