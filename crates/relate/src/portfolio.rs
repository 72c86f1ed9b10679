//! Portfolios that stand after the name of a minister: `ministers A (Finance) and B (Defence)`.

use rostra_document::TextRange;
use rostra_lexicon::Class;

use crate::line::Line;
use crate::phrase::{Complemented, Naming};

/// Words of a portfolio.
const WORDS: [Class; 6] = [
    Class::Portfolio,
    Class::StateBody,
    Class::Qualifier,
    Class::Of,
    Class::Article,
    Class::And,
];

/// Completes the bare title before the name of `naming` with the portfolio after it.
pub fn complete(line: &Line, naming: &mut Naming) {
    let Some(range) = portfolio(line, naming.end) else {
        return;
    };
    let bare = naming.titles.last_mut().filter(|t| {
        !(t.title.complemented() || t.title.occupation || t.body.is_some())
            && (t.rule == "apposition.before" || t.rule == "list.distributed")
    });
    if let Some(tied) = bare {
        tied.portfolio = Some(range);
    }
}

/// The portfolio in brackets, or after a comma and a genitive, at token `at`.
fn portfolio(line: &Line, at: usize) -> Option<TextRange> {
    let tokens = &line.segment.tokens;
    let bracket = tokens.get(at)?.is_mark('(');
    let start = at + 1;
    let genitive = tokens.get(at)?.is_mark(',') && line.ann.at(start, Class::Of).is_some();
    if !(bracket || genitive) {
        return None;
    }
    let mut end = start;
    let mut solid = start;
    while let Some(hit) = line.ann.any(end, &WORDS) {
        end += hit.len;
        if !matches!(hit.entry.class, Class::Of | Class::Article | Class::And) {
            solid = end;
        }
    }
    let capital = |i: &usize| {
        tokens
            .get(*i)
            .is_some_and(rostra_document::Token::capitalised)
    };
    let noun = (start..solid)
        .filter(capital)
        .any(|i| line.ann.covered(i, Class::Portfolio));
    let closed = match tokens.get(solid) {
        Some(token) if bracket => token.is_mark(')'),
        Some(token) => [',', ';', '.', ':'].iter().any(|m| token.is_mark(*m)),
        None => !bracket,
    } || !bracket && line.ann.covered(solid, Class::And);
    let first = tokens.get(start)?.range.start;
    let last = tokens.get(solid.checked_sub(1)?)?.range.end;
    (noun && closed).then(|| TextRange::new(first, last))
}
