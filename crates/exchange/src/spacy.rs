//! Documents as spaCy's `Doc.to_json()` writes them, one a line.

use rostra_document::{CodePoints, TextRange};
use serde_json::{Value, json};

use crate::entities::{self, Entity};
use crate::regions::{Label, Regions};
use crate::source::Source;
use crate::tokens::Token;

/// A document for `Doc(nlp.vocab).from_json(...)`: text, tokens, sentences that begin at the bytes `starts`; `ents`, which do not overlap; all
/// places in the group of spans `rostra`; and the records, under a key of our own, which spaCy passes over. (Under `_`, where attributes of one's
/// own belong, `from_json` of spaCy 3.8 breaks off unless the attribute was registered before.)
#[must_use]
pub fn doc(source: &Source, starts: &[usize]) -> Value {
    let text = &source.text;
    let points = CodePoints::of(text);
    let all = entities::all(&points, &Regions::of(source).regions);
    let apart = entities::apart(&all);
    let cut = entities::tokens(source, starts, &all, &apart);
    let tokens = with_spaces(text, &cut.tokens);
    let place = |range: TextRange| points.span(range);
    let numbered = tokens.iter().enumerate().map(|(id, token)| {
        let span = place(*token);
        json!({"id": id, "start": span.start, "end": span.end})
    });
    let sentences = sentences(&cut.tokens, &cut.sentences, &tokens);
    let sentences = sentences.into_iter().map(|range| {
        let span = place(range);
        json!({"start": span.start, "end": span.end})
    });
    let marked = |entity: &Entity, kb_id: Option<&str>| {
        let span = place(entity.range);
        let mut marked =
            json!({"start": span.start, "end": span.end, "label": named(entity.label)});
        if let (Some(fields), Some(kb_id)) = (marked.as_object_mut(), kb_id) {
            fields.insert("kb_id".to_owned(), json!(kb_id));
        }
        marked
    };
    json!({
        "text": text,
        "ents": apart.iter().map(|entity| marked(entity, None)).collect::<Vec<_>>(),
        "sents": sentences.collect::<Vec<_>>(),
        "tokens": numbered.collect::<Vec<_>>(),
        "spans": {"rostra": all.iter().map(|entity| marked(entity, Some(""))).collect::<Vec<_>>()},
        "rostra": source.document,
    })
}

/// The label as spaCy's own pipelines have it, where they have one.
fn named(label: Label) -> &'static str {
    match label {
        Label::Person => "PERSON",
        Label::Title => "TITLE",
        Label::Honorific => "HONORIFIC",
        Label::Country => "GPE",
        Label::Organization => "ORG",
    }
}

/// `tokens` with those that spaCy makes of white space: all but one blank after a word.
fn with_spaces(text: &str, tokens: &[Token]) -> Vec<Token> {
    let mut all = Vec::new();
    let mut at = 0;
    for token in tokens {
        if token.start > at {
            all.push(TextRange::new(at, token.start));
        }
        all.push(*token);
        let blank = text
            .get(token.end..)
            .is_some_and(|rest| rest.starts_with(' '));
        at = token.end + usize::from(blank);
    }
    if at < text.len() {
        all.push(TextRange::new(at, text.len()));
    }
    all
}

/// Sentences that begin at the places `firsts` of `tokens`, each as far as the next; white space after a sentence is part of it.
fn sentences(tokens: &[Token], firsts: &[usize], all: &[Token]) -> Vec<TextRange> {
    let starts = firsts.iter().skip(1).filter_map(|first| tokens.get(*first));
    let begin = all.first().map(|token| token.start);
    let starts: Vec<usize> = begin
        .into_iter()
        .chain(starts.map(|token| token.start))
        .collect();
    let ends = starts.iter().skip(1).map(|next| {
        let before = all.partition_point(|token| token.start < *next);
        let last = before.checked_sub(1).and_then(|at| all.get(at));
        last.map_or(*next, |token| token.end)
    });
    let end = all.last().map(|token| token.end);
    let ends = ends.chain(end);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| TextRange::new(*start, end.max(*start)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::doc;
    use crate::generated::sources;
    use crate::source::Source;
    use crate::tokens::lines;

    fn place(value: &Value) -> (usize, usize) {
        let end = |name: &str| usize::try_from(value[name].as_u64().unwrap()).unwrap();
        (end("start"), end("end"))
    }

    #[test]
    fn white_space_is_tokens_as_spacy_has_them() {
        let source = Source {
            document: Default::default(),
            text: " a  b\n\nc ".to_owned(),
            known: Vec::new(),
            scores: Vec::new(),
            model: None,
        };
        let doc = doc(&source, &lines(&source.text));
        let places = |name: &str| {
            doc[name]
                .as_array()
                .unwrap()
                .iter()
                .map(place)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            places("tokens"),
            [(0, 1), (1, 2), (3, 4), (4, 5), (5, 7), (7, 8)]
        );
        assert_eq!(places("sents"), [(0, 7), (7, 8)]);
        assert_eq!(doc["ents"], json!([]));
    }

    proptest! {
        #[test]
        fn places_begin_and_end_with_tokens(source in sources()) {
            let doc = doc(&source, &lines(&source.text));
            let places = |list: &Value| list.as_array().unwrap().iter().map(place).collect::<Vec<_>>();
            let tokens = places(&doc["tokens"]);
            let starts: Vec<usize> = tokens.iter().map(|token| token.0).collect();
            let ends: Vec<usize> = tokens.iter().map(|token| token.1).collect();
            prop_assert!(tokens.windows(2).all(|two| two[0].1 <= two[1].0));
            for list in [&doc["ents"], &doc["sents"], &doc["spans"]["rostra"]] {
                for (start, end) in places(list) {
                    prop_assert!(starts.contains(&start) && ends.contains(&end), "{}..{}", start, end);
                }
            }
            prop_assert!(places(&doc["ents"]).windows(2).all(|two| two[0].1 <= two[1].0));
            let sentences = places(&doc["sents"]);
            prop_assert!(sentences.windows(2).all(|two| two[0].1 <= two[1].0));
            let inside = |token: &&(usize, usize)| sentences.iter().any(|s| s.0 <= token.0 && token.1 <= s.1);
            prop_assert_eq!(tokens.iter().filter(inside).count(), tokens.len());
        }
    }
}
