//! The language that a document is read in, and what a reader of the output should know of it.

use rostra_document::{Diagnostic, Language, Section};
use rostra_lexicon::kin;

use super::{IDENTIFIED, identify_parts, sections};

/// What is said of a text's language beside the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims {
    /// By who hands the text over: a row's field. It holds.
    pub(crate) named: Option<Language>,
    /// By the file itself: a page's `lang`, which is often that of a template.
    pub(crate) declared: Option<Language>,
}

/// Letters from which on a text tells its language better than a page does that declares one.
const TELLING: usize = 200;

/// The language that the source names, else the one chosen, else the one identified; and the parts of `text` that are in another.
///
/// A language that was chosen holds for all of the text.
pub(crate) fn choose(
    claims: Claims,
    chosen: Option<&Language>,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Language, Vec<Section>) {
    let (language, sections) = match (claims.named, chosen) {
        (Some(named), _) => of_known(named, text),
        (None, Some(chosen)) => (chosen.clone(), Vec::new()),
        (None, None) => match claims.declared.filter(|tag| is_better(tag, text)) {
            Some(declared) => of_known(declared, text),
            None => identify_parts(text),
        },
    };
    diagnostics.extend(doubt(&language, text));
    diagnostics.extend(mixed(&language, &sections));
    (language, sections)
}

fn of_known(language: Language, text: &str) -> (Language, Vec<Section>) {
    let sections = sections(text, &language);
    (language, sections)
}

/// Whether a file that declares its language knows better than its words do: where they are few, or the language is none that
/// words are known of.
fn is_better(declared: &Language, text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(TELLING);
    !IDENTIFIED.contains(&declared.as_str()) || letters.count() < TELLING
}

/// Says which languages a text is in, where there are several.
fn mixed(language: &Language, sections: &[Section]) -> Option<Diagnostic> {
    let first = sections.first()?;
    let mut tags = vec![language.as_str()];
    for section in sections {
        if !tags.contains(&section.language.as_str()) {
            tags.push(section.language.as_str());
        }
    }
    let message = format!(
        "the text is in {}; each is read by itself",
        tags.join(" and ")
    );
    Some(Diagnostic::note("language.mixed", message).at(first.range))
}

/// Says that no pack is made for a language, and which reads it instead.
fn doubt(language: &Language, text: &str) -> Option<Diagnostic> {
    let tag = language.as_str();
    let reader = kin::reader(tag, text);
    if reader == Some(tag) {
        return None;
    }
    let (code, what) = match *language == Language::unknown() {
        true => (
            "language.unknown",
            "the language could not be identified".to_owned(),
        ),
        false => (
            "language.no_pack",
            format!("there is no language pack for {tag}"),
        ),
    };
    let then = reader.map_or_else(
        || "nobody is found in it".to_owned(),
        |reader| format!("that of {reader} reads it, and people may be missed"),
    );
    Some(Diagnostic::warning(code, format!("{what}: {then}")))
}

#[cfg(test)]
mod tests {
    use rostra_document::Language;

    use super::{Claims, choose};

    fn codes(named: Option<&str>, text: &str) -> (String, usize, Vec<String>) {
        let mut said = Vec::new();
        let claims = Claims {
            named: named.map(Language::new),
            declared: None,
        };
        let (language, sections) = choose(claims, None, text, &mut said);
        let said = said.iter().map(|d| format!("{}: {}", d.code, d.message));
        (language.as_str().to_owned(), sections.len(), said.collect())
    }

    #[test]
    fn a_language_without_a_pack_is_told() {
        let cases = [
            ("en", "", None),
            (
                "am",
                "ሚኒስትሩ ተናገሩ",
                Some("language.no_pack: there is no language pack for am: nobody is found in it"),
            ),
            (
                "ms",
                "Perdana Menteri",
                Some(
                    "language.no_pack: there is no language pack for ms: that of id reads it, and people may be missed",
                ),
            ),
            (
                "und",
                "Wayta",
                Some(
                    "language.unknown: the language could not be identified: that of en reads it, and people may be missed",
                ),
            ),
        ];
        for (tag, text, expected) in cases {
            let (_, _, said) = codes(Some(tag), text);
            assert_eq!(said.first().map(String::as_str), expected, "{tag}");
        }
    }

    #[test]
    fn a_text_in_two_languages_is_told() {
        let text = "外交部长王毅会见来访的法国总统，双方就两国关系深入交换意见，并共同会见记者。\n\nForeign Minister Wang Yi met with the visiting President of France, and both of them spoke to the press after the talks.";
        let (language, sections, said) = codes(None, text);
        assert_eq!((language.as_str(), sections), ("zh", 1));
        assert_eq!(
            said,
            ["language.mixed: the text is in zh and en; each is read by itself"]
        );
    }

    #[test]
    fn a_page_in_another_language_than_its_template_is_read_in_its_own() {
        let text = "Le ministre de l'Intérieur a reçu mardi à Paris le préfet de la région, qui lui a présenté les mesures \
                    prises pour la sécurité des Jeux. Il a salué le travail des services de l'État et annoncé que de \
                    nouveaux moyens seront donnés aux communes dès le mois de septembre.";
        let read = |declared: &str, text: &str| {
            let claims = Claims {
                named: None,
                declared: Some(Language::new(declared)),
            };
            let (language, _) = choose(claims, None, text, &mut Vec::new());
            language.as_str().to_owned()
        };
        assert_eq!(read("en", text), "fr");
        assert_eq!(read("br", text), "br");
        assert_eq!(read("it", "Marco Salvetti"), "it");
    }
}
