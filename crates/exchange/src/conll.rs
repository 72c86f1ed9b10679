//! Tokens in columns: as CoNLL-2003 has them, and with all that puts the text together again, as CoNLL-U Plus.

use rostra_document::CodePoints;

use crate::entities::{self, Entity};
use crate::regions::{Label, Regions};
use crate::source::Source;
use crate::tokens::{Token, Tokens, is_space};

/// What the columns of CoNLL-U Plus are, for its first line.
pub const COLUMNS: &str = "# global.columns = ID FORM MISC ROSTRA:NE\n";

/// A document in the four columns of CoNLL-2003: token, part of speech, chunk, label. Nobody has looked at the two in the middle, so they say
/// `-X-` and `_`. Labels begin with `B-` or go on with `I-` (IOB2). `starts` are the bytes at which sentences begin.
#[must_use]
pub fn columns(source: &Source, starts: &[usize]) -> String {
    let cut = Cut::of(source, starts);
    let mut out = "-DOCSTART- -X- O O\n\n".to_owned();
    for sentence in cut.tokens.by_sentence() {
        for token in sentence {
            let form = token.of(&source.text);
            out.push_str(&format!("{form} -X- _ {}\n", cut.tag(*token)));
        }
        out.push('\n');
    }
    out
}

/// A document in CoNLL-U Plus: id and language, and of each sentence its text; of each token its number, form, place in the text
/// (`TokenRange=3:9`, code points; `SpaceAfter=No`) and label, as in [`columns`].
#[must_use]
pub fn plus(source: &Source, starts: &[usize]) -> String {
    let cut = Cut::of(source, starts);
    let points = CodePoints::of(&source.text);
    let document = &source.document;
    let mut out = format!(
        "# newdoc id = {}\n# lang = {}\n",
        one_line(&document.id),
        one_line(&document.lang)
    );
    for (number, sentence) in cut.tokens.by_sentence().enumerate() {
        let ends = sentence.first().zip(sentence.last());
        let text = ends.and_then(|(first, last)| source.text.get(first.start..last.end));
        out.push_str(&format!(
            "# sent_id = {}\n# text = {}\n",
            number + 1,
            one_line(text.unwrap_or_default())
        ));
        for (number, token) in sentence.iter().enumerate() {
            let (start, end) = (points.at(token.start), points.at(token.end));
            let after = source.text.get(token.end..).unwrap_or_default();
            let tied = after.starts_with(|c: char| !is_space(c));
            let space = if tied { "|SpaceAfter=No" } else { "" };
            let (form, tag) = (token.of(&source.text), cut.tag(*token));
            out.push_str(&format!(
                "{}\t{form}\tTokenRange={start}:{end}{space}\t{tag}\n",
                number + 1
            ));
        }
        out.push('\n');
    }
    if cut.tokens.tokens.is_empty() {
        out.push('\n');
    }
    out
}

fn one_line(words: &str) -> String {
    words
        .split(is_space)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The label as CoNLL-2003 and its like abbreviate it.
fn named(label: Label) -> &'static str {
    match label {
        Label::Person => "PER",
        Label::Title => "TITLE",
        Label::Honorific => "HONORIFIC",
        Label::Country => "COUNTRY",
        Label::Organization => "ORG",
    }
}

/// Tokens with the places over them.
struct Cut {
    tokens: Tokens,
    entities: Vec<Entity>,
}

impl Cut {
    fn of(source: &Source, starts: &[usize]) -> Self {
        let points = CodePoints::of(&source.text);
        let all = entities::all(&points, &Regions::of(source).regions);
        let entities = entities::apart(&all);
        Self {
            tokens: entities::tokens(source, starts, &all, &entities),
            entities,
        }
    }

    fn tag(&self, token: Token) -> String {
        let after = self
            .entities
            .partition_point(|e| e.range.end <= token.start);
        let over = self
            .entities
            .get(after)
            .filter(|e| e.range.start <= token.start);
        match over {
            None => "O".to_owned(),
            Some(entity) if self.begins(*entity, token) => format!("B-{}", named(entity.label)),
            Some(entity) => format!("I-{}", named(entity.label)),
        }
    }

    /// Whether `token` is the first of `entity`, which may begin with white space.
    fn begins(&self, entity: Entity, token: Token) -> bool {
        let first = self
            .tokens
            .tokens
            .partition_point(|t| t.start < entity.range.start);
        self.tokens.tokens.get(first) == Some(&token)
    }
}

#[cfg(test)]
mod tests {
    use rostra_annotate::{AnnotatedDocument, AnnotatedPerson};
    use rostra_document::Span;

    use super::{columns, plus};
    use crate::source::Source;
    use crate::tokens::lines;

    fn source(id: &str, text: &str, people: &[(&str, usize, usize)]) -> Source {
        let people = people
            .iter()
            .map(|(name, start, end)| {
                let place = Span {
                    start: *start,
                    end: *end,
                };
                AnnotatedPerson::named((*name).to_owned(), place)
            })
            .collect();
        Source {
            document: AnnotatedDocument {
                id: id.to_owned(),
                lang: "en".to_owned(),
                people,
                ..AnnotatedDocument::default()
            },
            text: text.to_owned(),
            known: Vec::new(),
            scores: Vec::new(),
            model: None,
        }
    }

    #[test]
    fn tokens_stand_in_columns() {
        let text = "🎤 Jean-Luc spoke.\n\nAna\nLopes 王毅left";
        let people = [("Jean-Luc", 2, 10), ("Ana Lopes", 19, 28), ("王毅", 29, 31)];
        let told = columns(&source("a", text, &people), &lines(text));
        assert_eq!(
            told,
            "-DOCSTART- -X- O O\n\n🎤 -X- _ O\nJean -X- _ B-PER\n- -X- _ I-PER\nLuc -X- _ I-PER\nspoke -X- _ O\n. -X- _ O\n\n\
             Ana -X- _ B-PER\nLopes -X- _ I-PER\n王 -X- _ B-PER\n毅 -X- _ I-PER\nleft -X- _ O\n\n"
        );
    }

    #[test]
    fn the_text_can_be_put_together_again() {
        let told = plus(
            &source("a b", "🎤 Ana\u{301}!", &[("Ana\u{301}", 2, 6)]),
            &[],
        );
        assert_eq!(
            told,
            "# newdoc id = a b\n# lang = en\n# sent_id = 1\n# text = 🎤 Ana\u{301}!\n1\t🎤\tTokenRange=0:1\tO\n\
             2\tAna\u{301}\tTokenRange=2:6|SpaceAfter=No\tB-PER\n3\t!\tTokenRange=6:7\tO\n\n"
        );
        assert_eq!(
            plus(&source("e\nmpty", "", &[]), &[]),
            "# newdoc id = e mpty\n# lang = en\n\n"
        );
    }
}
