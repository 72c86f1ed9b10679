//! What has to be done to single sets before their spans are ours.

use rostra_tagger::tags::Kind;

use super::super::draft::Draft;
use crate::labelled::Span;

/// Puts Portuguese contractions together that a treebank has cut apart: `em o` is `no`. A contraction of a
/// word outside a name and one inside stays apart.
pub fn contract(tokens: &mut Vec<String>, tags: &mut Vec<String>) {
    let mut at = 0;
    while at + 1 < tokens.len().min(tags.len()) {
        let joined = match (tokens.get(at), tokens.get(at + 1), tags.get(at + 1)) {
            (Some(first), Some(second), Some(tag)) if !tag.starts_with("B-") => {
                let inside = tag.starts_with("I-");
                let goes_on = inside == tags.get(at).is_some_and(|tag| tag != "O");
                contraction(first, second).filter(|_| goes_on)
            }
            _ => None,
        };
        if let (Some(joined), Some(token)) = (joined, tokens.get_mut(at)) {
            *token = joined;
            tokens.remove(at + 1);
            tags.remove(at + 1);
        }
        at += 1;
    }
}

/// `em` and `o` as they are written together, in the case of the first.
fn contraction(first: &str, second: &str) -> Option<String> {
    let second = second.to_lowercase();
    let article = matches!(second.as_str(), "o" | "a" | "os" | "as");
    let pronoun = ["est", "ess", "aquel", "el", "ist", "iss", "aquil"]
        .iter()
        .any(|stem| {
            let ending = second.strip_prefix(stem);
            matches!(ending, Some("e" | "a" | "o" | "es" | "as"))
        });
    let joined = match first.to_lowercase().as_str() {
        "em" if article || pronoun => format!("n{second}"),
        "de" if article || pronoun => format!("d{second}"),
        "por" if article => format!("pel{second}"),
        "a" if matches!(second.as_str(), "o" | "os") => format!("a{second}"),
        "a" if second == "a" => "à".to_owned(),
        "a" if second == "as" => "às".to_owned(),
        _ => return None,
    };
    let capital = first.chars().next().is_some_and(char::is_uppercase);
    Some(if capital {
        capitalised(&joined)
    } else {
        joined
    })
}

/// `word` with a capital.
#[must_use]
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Letters of the longest Turkish case ending behind an apostrophe (`Nicolas'ınkinden`).
const ENDING: usize = 7;

/// Takes case endings behind an apostrophe out of the names: `Ankara'da` names `Ankara`.
#[must_use]
pub fn without_apostrophes(draft: &Draft) -> Draft {
    let mut clean = Draft::default();
    for run in &draft.runs {
        let cut = run.text.rsplit_once(['\'', '’']).filter(|(name, ending)| {
            let letters = ending.chars().count();
            !name.is_empty() && letters <= ENDING && ending.chars().all(char::is_lowercase)
        });
        match (run.kind, cut) {
            (Some(_), Some((name, _))) => {
                clean.push(name, run.kind);
                let rest = run.text.get(name.len()..).unwrap_or_default();
                clean.push(rest, None);
            }
            _ => clean.push(&run.text, run.kind),
        }
    }
    clean
}

/// Puts words together that the end of a line has cut: `Fett¬ waarenfabrik`.
pub fn unbreak(tokens: &mut Vec<String>, tags: &mut Vec<String>) {
    let mut at = 0;
    while at + 1 < tokens.len().min(tags.len()) {
        let starts_anew = tags.get(at + 1).is_some_and(|tag| tag.starts_with("B-"));
        let next = tokens.get(at + 1).cloned().unwrap_or_default();
        let Some(token) = tokens.get_mut(at) else {
            break;
        };
        let Some(start) = token.strip_suffix('¬').filter(|start| !start.is_empty()) else {
            at += 1;
            continue;
        };
        if starts_anew || !next.chars().next().is_some_and(char::is_lowercase) {
            at += 1;
            continue;
        }
        *token = format!("{start}{next}");
        tokens.remove(at + 1);
        tags.remove(at + 1);
    }
}

/// What stands before names in the spans of historical newspapers.
const FORMS_OF_ADDRESS: [&str; 22] = [
    "m",
    "mm",
    "mme",
    "mmes",
    "mlle",
    "me",
    "dr",
    "docteur",
    "professor",
    "professeur",
    "prof",
    "graf",
    "herr",
    "herrn",
    "frau",
    "fräulein",
    "könig",
    "königin",
    "kaiser",
    "prinz",
    "roi",
    "général",
];

/// Whether a newspaper's sentence has a person that is more than a name: then it is of no use.
#[must_use]
pub fn more_than_names(draft: &Draft) -> bool {
    let mut people = draft
        .runs
        .iter()
        .filter(|run| run.kind == Some(Kind::Person));
    people.any(|run| {
        let first = run.text.split([' ', '.', '-']).next().unwrap_or_default();
        let lower = first.to_lowercase();
        let small = first.chars().next().is_some_and(char::is_lowercase) && first.len() > 3;
        let odd = |c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '¬' | '=' | '(');
        small || FORMS_OF_ADDRESS.contains(&lower.as_str()) || run.text.contains(odd)
    })
}

/// Leaves those places that are names: `Mosul`, not `a supply route`.
#[must_use]
pub fn only_names(draft: &Draft) -> Draft {
    let mut clean = Draft::default();
    for run in &draft.runs {
        let words = run.text.split(' ');
        let mut capitals = words.map(|word| word.chars().next().is_some_and(char::is_uppercase));
        let kind = run.kind.filter(|_| capitals.all(|capital| capital));
        clean.push(&run.text, kind);
    }
    clean
}

/// Takes punctuation that is no part of a name off the ends of `spans`: `New York,`.
pub fn without_punctuation(text: &str, spans: &mut Vec<Span>) {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    for span in &mut *spans {
        while span.start < span.end && matches!(at(span.start), ',' | '.' | ':' | ';' | ')' | ' ') {
            span.start += 1;
        }
        while span.start < span.end && matches!(at(span.end - 1), ',' | ':' | ';' | '(' | ' ') {
            span.end -= 1;
        }
    }
    spans.retain(|span| span.start < span.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn contractions_are_put_together() {
        let mut tokens = words("Em o Tribunal de o Trabalho por isso a a vista de este");
        let mut tags = words("O O B-ORG I-ORG I-ORG I-ORG O O O O O O O");
        contract(&mut tokens, &mut tags);
        assert_eq!(
            tokens.join(" "),
            "No Tribunal do Trabalho por isso à vista deste"
        );
        assert_eq!(tags.join(" "), "O B-ORG I-ORG I-ORG O O O O O");
    }

    #[test]
    fn a_contraction_with_a_name_stays_apart() {
        let mut tokens = words("em O Globo");
        let mut tags = words("O B-ORG I-ORG");
        contract(&mut tokens, &mut tags);
        assert_eq!(tokens.join(" "), "em O Globo");
    }

    #[test]
    fn turkish_endings_are_no_part_of_names() {
        let mut draft = Draft::default();
        draft.push("Ankara'da", Some(Kind::Place));
        draft.push(" ", None);
        draft.push("Del Frisco's Grill", Some(Kind::Organisation));
        let clean = without_apostrophes(&draft);
        assert_eq!(clean.text(), draft.text());
        assert_eq!(clean.runs.first().unwrap().text, "Ankara");
        assert_eq!(clean.runs.last().unwrap().text, "Del Frisco's Grill");
    }

    #[test]
    fn words_cut_at_the_end_of_a_line() {
        let mut tokens = words("der Fett¬ waarenfabrik Staats¬ Wien");
        let mut tags = words("O O O B-ORG B-LOC");
        unbreak(&mut tokens, &mut tags);
        assert_eq!(tokens.join(" "), "der Fettwaarenfabrik Staats¬ Wien");
        assert_eq!(tags.len(), tokens.len());
    }

    #[test]
    fn names_do_not_end_with_a_comma() {
        let kind = Kind::Place;
        let mut spans = vec![
            Span {
                start: 0,
                end: 9,
                kind,
            },
            Span {
                start: 9,
                end: 10,
                kind,
            },
        ];
        without_punctuation("New York, :", &mut spans);
        assert_eq!(
            spans,
            [Span {
                start: 0,
                end: 8,
                kind
            }]
        );
    }
}
