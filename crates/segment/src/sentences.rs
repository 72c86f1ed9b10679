//! Sentences of a block, by UAX #29, without the breaks that abbreviations provoke.

use icu_segmenter::SentenceSegmenter as IcuSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use rostra_document::TextRange;
use rostra_lexicon::Pack;
use rostra_lexicon::key::fold;

/// Sentences of `range`, in order, white space between them left out.
pub fn sentences(text: &str, range: TextRange, pack: Option<&Pack>) -> Vec<TextRange> {
    // A line break inside a block is white space, and UAX #29 would end a sentence there.
    let body = range.of(text).replace('\n', " ");
    let icu = IcuSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found = Vec::new();
    let mut start = 0;
    for end in icu.segment_str(&body).skip(1) {
        let piece = body.get(start..end).unwrap_or_default();
        let rest = body.get(end..).unwrap_or_default();
        if end < body.len() && !is_border(piece, rest, pack) {
            continue;
        }
        let lead = piece.len() - piece.trim_start().len();
        if !piece.trim().is_empty() {
            let at = range.start + start + lead;
            found.push(TextRange::new(at, at + piece.trim().len()));
        }
        start = end;
    }
    found
}

/// Whether a sentence ends between `piece` and `rest`.
fn is_border(piece: &str, rest: &str, pack: Option<&Pack>) -> bool {
    let piece = piece.trim_end();
    if rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '،' | '，')) {
        return false;
    }
    let Some(body) = piece.strip_suffix('.') else {
        return true;
    };
    let word = body
        .rsplit(|c: char| {
            c.is_whitespace() || matches!(c, '.' | '(' | '"' | '“' | '«' | '’' | '\'' | '-')
        })
        .next();
    let Some(word) = word.filter(|w| !w.is_empty()) else {
        return true;
    };
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let numbered = body.chars().all(|c| c.is_ascii_digit());
    let abbreviated = pack.is_some_and(|p| p.abbreviates(&fold(word, p.source.writing.keep_marks)));
    let ordinal = pack.is_some_and(|p| p.source.sentences.ordinal_stop)
        && word.len() <= 2
        && word.chars().all(|c| c.is_ascii_digit());
    !(initial || numbered || abbreviated || ordinal)
}
