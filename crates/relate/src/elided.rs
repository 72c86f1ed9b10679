//! An office said once for several complements: `os presidentes da Câmara, A, e do Senado, B`.

use rostra_document::{CountryForm, CountryRef, Detail, Label, TextRange};
use rostra_lexicon::Class;

use crate::line::Line;
use crate::phrase::{Naming, Tied};

/// The rule that ties such a title.
const RULE: &str = "list.elided";

/// Tokens that a complement has at most.
const MAX_COMPLEMENT: usize = 14;

/// `los cancilleres de Chile, A; de Perú, B, y de Cuba, C`: a state before a further name takes the
/// place of the first's in the title that they share.
pub fn further_states<'a>(line: &Line<'a>, found: &mut [Naming<'a>]) {
    for k in 1..found.len() {
        let (before, rest) = found.split_at_mut(k);
        let (Some(previous), Some(naming)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let shared = previous.titles.last().filter(|t| {
            let before = t.rule.starts_with("apposition.before") || t.rule == "list.distributed";
            let state = t.title.country.as_ref();
            // One office in the singular goes on over semicolons alone.
            let goes_on = t.title.plural || semicolon(line, previous, naming);
            before && goes_on && state.is_some_and(|c| c.form == CountryForm::Name)
        });
        let open = naming.titles.iter().all(|t| t.rule == "list.distributed");
        let state = state_between(line, previous, naming).filter(|_| open);
        let (Some(shared), Some(state)) = (shared, state) else {
            continue;
        };
        naming.titles = vec![Tied {
            rule: "list.distributed",
            score: 0.85,
            status: None,
            ..shared.clone()
        }];
        naming.country = Some((state, "country.zipped"));
    }
}

/// Whether a semicolon follows the name of `previous`.
fn semicolon(line: &Line, previous: &Naming, naming: &Naming) -> bool {
    let tokens = &line.segment.tokens;
    let at = tokens.partition_point(|t| t.range.start < previous.name.end);
    at < naming.first && tokens.get(at).is_some_and(|t| t.is_mark(';'))
}

/// The state that alone stands between two names, tied by a genitive and followed by a comma.
fn state_between(line: &Line, previous: &Naming, naming: &Naming) -> Option<CountryRef> {
    let end = previous.name.end;
    let mut between = line
        .nodes
        .iter()
        .filter(|n| n.mention.range.start >= end && n.first < naming.first);
    let (Some(node), None) = (between.next(), between.next()) else {
        return None;
    };
    let Detail::Country(state) = &node.mention.detail else {
        return None;
    };
    let comma = node.end + 1 == naming.first
        && line
            .segment
            .tokens
            .get(node.end)
            .is_some_and(|t| t.is_mark(','));
    let divided = node.gap.and || node.gap.comma || node.gap.semicolon;
    (comma && divided && node.gap.of && node.gap.words == 0).then(|| state.clone())
}

/// Gives the office in the plural before one name to the next, where only a complement stands
/// before that one.
pub fn complete<'a>(line: &Line<'a>, found: &mut [Naming<'a>]) {
    for k in 1..found.len() {
        let (before, rest) = found.split_at_mut(k);
        let (Some(previous), Some(naming)) = (before.last_mut(), rest.first_mut()) else {
            continue;
        };
        let Some(shared) = shared(previous).cloned() else {
            continue;
        };
        let open = naming.titles.iter().all(|t| t.rule == "list.distributed");
        let complement = complement(line, previous, naming).filter(|_| open);
        let (Some(complement), Some(head)) = (complement, head(line, &shared)) else {
            continue;
        };
        // The complement's state is no longer that of the name before.
        let taken =
            |range: TextRange| complement.start <= range.start && range.end <= complement.end;
        previous.country = previous.country.take().filter(|(c, _)| !taken(c.range));
        naming.titles = vec![Tied {
            rule: RULE,
            score: 0.85,
            portfolio: Some(complement),
            elided: Some(head),
            ..shared
        }];
    }
}

/// `ministros A, da Saúde, e B, da Cultura`: the bare office before the first name goes on to the
/// next, which has a complement of its own.
pub fn carry<'a>(line: &Line<'a>, found: &mut [Naming<'a>]) {
    for k in 1..found.len() {
        let (before, rest) = found.split_at_mut(k);
        let (Some(previous), Some(naming)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let shared = previous.titles.last().filter(|t| {
            t.title.plural && t.elided.is_none() && naming.titles.is_empty() && naming.is_named()
        });
        let Some((shared, portfolio)) = shared.and_then(|t| Some((t.clone(), t.portfolio?))) else {
            continue;
        };
        if divides(line, portfolio.end, naming.first) {
            naming.titles.push(Tied {
                rule: "list.distributed",
                score: 0.85,
                portfolio: None,
                ..shared
            });
            crate::portfolio::complete(line, naming);
        }
    }
}

/// Whether nothing but marks and conjunctions stands between byte `end` and token `first`.
fn divides(line: &Line, end: usize, first: usize) -> bool {
    let tokens = &line.segment.tokens;
    let from = tokens.partition_point(|t| t.range.start < end);
    from < first
        && (from..first).all(|i| {
            let mark = [',', ';', ')']
                .iter()
                .any(|m| tokens.get(i).is_some_and(|t| t.is_mark(*m)));
            mark || line.ann.covered(i, Class::And)
        })
}

/// The office of `naming` that the next complement can hang on.
fn shared<'n, 'a>(naming: &'n Naming<'a>) -> Option<&'n Tied<'a>> {
    let state = |tied: &Tied| {
        tied.title
            .country
            .as_ref()
            .is_some_and(|c| matches!(c.form, CountryForm::Name | CountryForm::Adjective))
    };
    naming.titles.last().filter(|t| {
        let before = t.rule.starts_with("apposition.before") || t.rule == RULE;
        before && t.title.plural && !t.title.occupation && !state(t)
    })
}

/// The head words of a title: what stands before its first connector.
fn head(line: &Line, tied: &Tied) -> Option<TextRange> {
    let piece = *tied.title.pieces.first()?;
    let tokens = &line.segment.tokens;
    let first = tokens.partition_point(|t| t.range.end <= piece.start);
    let stop = tokens.partition_point(|t| t.range.start < piece.end);
    let end = (first + 1..stop).find(|i| connects(line, *i))?;
    Some(TextRange::new(
        tokens.get(first)?.range.start,
        tokens.get(end - 1)?.range.end,
    ))
}

fn connects(line: &Line, at: usize) -> bool {
    line.ann.covered(at, Class::Of) || line.ann.covered(at, Class::Complement)
}

/// The complement between two names: a connector and nouns, after marks and conjunctions.
fn complement(line: &Line, previous: &Naming, naming: &Naming) -> Option<TextRange> {
    let tokens = &line.segment.tokens;
    let mut start = tokens.partition_point(|t| t.range.start < previous.name.end);
    let mut divided = false;
    while let Some(token) = tokens.get(start) {
        if token.is_mark('(') {
            start += tokens.get(start..)?.iter().position(|t| t.is_mark(')'))? + 1;
        } else if token.is_mark(',') || token.is_mark(';') || line.ann.covered(start, Class::And) {
            divided = true;
            start += 1;
        } else {
            break;
        }
    }
    let mut end = naming.first;
    if tokens.get(end.checked_sub(1)?)?.is_mark(',') {
        end -= 1;
    }
    let inner = start + 1..end;
    let marks = tokens
        .get(inner.clone())?
        .iter()
        .any(|t| t.kind == rostra_document::TokenKind::Mark && !(t.is_mark('-') || t.is_mark('’')));
    let noun = inner
        .clone()
        .find(|i| !connects(line, *i) && !line.ann.covered(*i, Class::Article))?;
    let named = tokens.get(noun)?.capitalised() || line.ann.covered(noun, Class::Portfolio);
    // `Tribunal de Contas`: what is capitalised is no verb.
    let verb = |at: usize| tokens.get(at).is_some_and(|t| !t.capitalised());
    let other = line.nodes.iter().any(|n| {
        inner.contains(&n.first) && others(n.label(), &n.mention.detail)
            || inner.contains(&n.first) && n.label() == Label::Cue && verb(n.first)
    });
    let fits = divided && connects(line, start) && named && !marks && !other;
    (fits && inner.len() < MAX_COMPLEMENT)
        .then(|| {
            Some(TextRange::new(
                tokens.get(start)?.range.start,
                tokens.get(end - 1)?.range.end,
            ))
        })
        .flatten()
}

/// A mention that no complement of an office holds.
fn others(label: Label, detail: &Detail) -> bool {
    match detail {
        Detail::Country(state) => matches!(state.form, CountryForm::Name | CountryForm::Adjective),
        _ => label == Label::Person,
    }
}
