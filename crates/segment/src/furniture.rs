//! Hover cards: a linked name that a web page repeats with the post behind it.
//!
//! Pages that show a card over each linked name give, as text, `Ivan Petrov Petrov Ivan
//! Ivanovich Minister of X ,`: the name, the name again family name first, the post, and a mark
//! that stands alone. The guideline counts the card as furniture: it is left out.

use rostra_document::{Token, TokenKind};

/// Tokens that a card has at most.
const MAX_CARD: usize = 40;

/// Tokens that a card adds to the post at most (`of the United Kingdom`).
const MAX_COMPLEMENT: usize = 6;

/// `tokens` without hover cards.
pub fn without_hover_cards(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = card_end(&tokens, at).or_else(|| surname_card_end(&tokens, at)) {
            at = end;
            continue;
        }
        kept.extend(tokens.get(at).cloned());
        at += 1;
    }
    kept
}

/// Where the card that begins at `start` ends, if one does.
fn card_end(tokens: &[Token], start: usize) -> Option<usize> {
    let repeated = [4, 3, 2]
        .into_iter()
        .find(|n| repeats_name(tokens, start, *n))?;
    let name = start - repeated;
    let post = start + repeated;
    // A patronymic or middle name may stand on the card alone.
    if let Some(end) = (post..post + 3).find_map(|at| repeated_post(tokens, name, at)) {
        return Some(lone_mark(tokens, end, MAX_COMPLEMENT).unwrap_or(end));
    }
    Some(lone_mark(tokens, post, MAX_CARD).unwrap_or(post))
}

/// Where the card of a family name alone ends: `Mr Serov Serov Oleg Head of the Union told ...`.
/// Without the post before it the card goes on as long as words are capitalised or tie such words.
fn surname_card_end(tokens: &[Token], start: usize) -> Option<usize> {
    let name = |at: usize| {
        tokens
            .get(at)
            .filter(|t| t.kind == TokenKind::Word && t.capitalised() && t.spaced)
    };
    let (before, again, given) = (name(start.checked_sub(1)?)?, name(start)?, name(start + 1)?);
    if before.key != again.key || given.key == again.key || again.key.chars().count() < 3 {
        return None;
    }
    let ties = |t: &Token| matches!(t.key.as_str(), "of" | "the" | "and" | "for");
    let words = (start + 2..start + MAX_CARD).take_while(|at| {
        tokens
            .get(*at)
            .is_some_and(|t| t.kind == TokenKind::Word && (t.capitalised() || ties(t)))
    });
    let end = words.last().map_or(start + 2, |at| at + 1);
    let loose = (start + 2..end)
        .rev()
        .take_while(|at| tokens.get(*at).is_some_and(ties))
        .count();
    Some(end - loose)
}

/// Where the post that stands before the name at `name` ends when it is repeated from `at`.
fn repeated_post(tokens: &[Token], name: usize, at: usize) -> Option<usize> {
    (name.saturating_sub(MAX_CARD)..name).find_map(|from| {
        let post = tokens.get(from..name)?;
        let again = tokens.get(at..at + post.len())?;
        post.iter()
            .zip(again)
            .all(|(a, b)| alike(a, b))
            .then_some(at + post.len())
    })
}

/// The first mark within `reach` tokens that has white space before it.
fn lone_mark(tokens: &[Token], from: usize, reach: usize) -> Option<usize> {
    (from..tokens.len().min(from + reach)).find(|at| {
        tokens.get(*at).is_some_and(|t| {
            t.kind == TokenKind::Mark
                && t.spaced
                && matches!(t.key.as_str(), "," | "." | ";" | ":" | "…")
        })
    })
}

/// Whether the `n` words from `start` are the `n` words before it, the last one first.
fn repeats_name(tokens: &[Token], start: usize, n: usize) -> bool {
    let (Some(before), Some(after)) = (
        start.checked_sub(n).and_then(|s| tokens.get(s..start)),
        tokens.get(start..start + n),
    ) else {
        return false;
    };
    let words = |ts: &[Token]| {
        ts.iter()
            .all(|t| t.kind == TokenKind::Word && t.capitalised())
    };
    let Some((last, head)) = before.split_last() else {
        return false;
    };
    let turned = after.first().is_some_and(|t| alike(t, last))
        && after
            .iter()
            .skip(1)
            .zip(head)
            .all(|(a, b)| stands_for(b, a));
    // `Кимом Ир Ким Ир`: where the family name stands first, the card repeats the order.
    let straight = || before.iter().zip(after).all(|(a, b)| alike(a, b));
    words(before) && words(after) && (turned || straight())
}

/// Letters that an oblique case changes or adds at most, and that two forms share at least.
const ENDING: usize = 3;
const SHARED: usize = 3;

/// Whether both are one word, perhaps in two cases (`Серовым`, `Серов`).
fn alike(a: &Token, b: &Token) -> bool {
    if a.key == b.key {
        return true;
    }
    let shared = a
        .key
        .chars()
        .zip(b.key.chars())
        .take_while(|(x, y)| x == y)
        .count();
    let rest = |t: &Token| t.key.chars().count() - shared;
    let cased = a
        .key
        .chars()
        .next()
        .is_some_and(|c| ('а'..='ӿ').contains(&c));
    cased && shared >= SHARED && rest(a) <= ENDING && rest(b) <= ENDING
}

/// Whether `short` is `full` or its initial.
fn stands_for(short: &Token, full: &Token) -> bool {
    let initial = short.key.strip_suffix('.').filter(|_| short.abbreviated);
    alike(short, full) || initial.is_some_and(|i| full.key.starts_with(i))
}

#[cfg(test)]
mod tests {
    use super::without_hover_cards;
    use rostra_document::TextRange;
    use rostra_lexicon::tokens::{TokenRules, tokenize};

    #[test]
    fn cards_go_and_names_stay() {
        for (text, kept) in [
            (
                "President Ana Silva Silva Ana President of Chile , and Rui Costa",
                "President Ana Silva , and Rui Costa",
            ),
            (
                "Министр Иван Петров Петров Иван Ильич Министр связи , он",
                "Министр Иван Петров , он",
            ),
            (
                "директор бюро Иван Петров Петров Иван Ильич директор бюро и министр связи Олег Серов",
                "директор бюро Иван Петров и министр связи Олег Серов",
            ),
            (
                "told Mr Serov Serov Oleg Head of the Union of his plan",
                "told Mr Serov of his plan",
            ),
            (
                "И.Петров Петров Иван Ильич министр связи : Добрый день!",
                "И. Петров : Добрый день !",
            ),
            (
                "с губернатором края Олегом Панкиным Панкин Олег Ильич губернатор края .",
                "с губернатором края Олегом Панкиным .",
            ),
            (
                "с Председателем Пак Чхольсуком Пак Чхольсук Председатель говорил",
                "с Председателем Пак Чхольсуком говорил",
            ),
            ("Ana Silva met Ana Costa", "Ana Silva met Ana Costa"),
        ] {
            let tokens = tokenize(text, TextRange::new(0, text.len()), &TokenRules::default());
            let left = without_hover_cards(tokens);
            let words: Vec<&str> = left.iter().map(|t| t.range.of(text)).collect();
            assert_eq!(words.join(" "), kept);
        }
    }
}
