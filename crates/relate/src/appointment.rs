//! Posts that a word of appointment gives at a distance: `A, Magistrat, matricule 12, est nommé
//! Directeur général`.
//!
//! The title directly after the word goes to the person named before it in the same line, unless a
//! cue stands between them or the title is already tied. What [`crate::copula`] links is its own.

use rostra_document::{Label, TitleDetail, TitleStatus, TokenKind};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

use crate::Lines;
use crate::context::of_line;
use crate::line::{Line, Node};
use crate::phrase::{Naming, Tied};

/// Words between the name's phrase and the word of appointment, at most.
const REACH: usize = 14;

/// Ties the titles that somebody in the same line is appointed to.
pub fn complete<'a>(lines: &Lines<'a>, namings: &mut [Naming<'a>]) {
    for (at, line) in lines.iter().enumerate() {
        let Some(own) = namings.get_mut(of_line(&*namings, at)) else {
            continue;
        };
        if own.is_empty() {
            continue;
        }
        for (word, title) in appointments(line, own) {
            appoint(line, own, word, title);
        }
        inverted(line, own);
        if line.pack.source.writing.head == HeadPosition::Last {
            verb_last(line, own);
        }
    }
}

/// Tokens between the parts of an inverted sentence, at most.
const CLOSE: usize = 2;

/// `Послом в Чили назначена Ольга Панина`: where cases tell who is what, the post may stand before
/// a participle of appointment and the name after it.
fn inverted<'a>(line: &Line<'a>, own: &mut [Naming<'a>]) {
    if !(line.pack.juxtaposes() && line.pack.source.writing.capitals) {
        return;
    }
    for token in 0..line.segment.tokens.len() {
        let passive = |t: &rostra_document::Token| !line.pack.ends_as_verb(&t.key);
        let word = line.ann.at(token, Class::Appointed);
        let Some((len, _)) = word.filter(|_| line.segment.tokens.get(token).is_some_and(passive))
        else {
            continue;
        };
        let post = line.nodes.iter().rfind(|n| n.end <= token).filter(|n| {
            token - n.end <= CLOSE
                && line.words_between(n.end, token) == token - n.end
                && !is_held(own, n)
                && is_oblique(line, n)
        });
        let Some(title) = post
            .and_then(Node::title)
            .filter(|t| !t.definite && !t.weak)
        else {
            continue;
        };
        let named = own
            .iter_mut()
            .find(|n| n.first >= token + len)
            .filter(|n| n.is_named() && n.first - (token + len) < CLOSE);
        if let Some(naming) = named {
            naming.titles.insert(
                0,
                Tied {
                    title,
                    body: None,
                    portfolio: None,
                    elided: None,
                    rule: "appointment.inverted",
                    score: 0.85,
                    status: Some(rostra_document::TitleStatus::Elect),
                },
            );
        }
    }
}

/// Whether the title at `node` stands in another form than that of the dictionary, which a subject
/// has, or is what a word of appointment governs (`На пост главы`).
fn is_oblique(line: &Line, node: &Node) -> bool {
    let governed = node.first > 0 && line.ann.covered(node.first - 1, Class::Appointed);
    let lemma = node.title().map(|t| t.head.to_lowercase());
    let first = lemma.as_deref().and_then(|l| l.split(' ').next());
    governed
        || (node.first..node.end)
            .filter_map(|at| line.segment.tokens.get(at))
            .all(|t| Some(line.words(t.range).to_lowercase().as_str()) != first)
}

/// First tokens of the words of appointment, each with the node of the title right after it.
fn appointments(line: &Line, own: &[Naming]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut token = 0;
    while token < line.segment.tokens.len() {
        let Some((len, _)) = line.ann.at(token, Class::Appointed) else {
            token += 1;
            continue;
        };
        let end = token + len;
        let next = line.nodes.iter().position(|n| n.first >= end);
        let title = next.filter(|i| {
            line.nodes
                .get(*i)
                .is_some_and(|n| opens_after(line, n, end) && !is_held(own, n))
        });
        found.extend(title.map(|i| (token, i)));
        token = end;
    }
    found
}

/// `통일부 장관에 김영호 교수를 임명했다`: where the verb comes last, an office that nobody holds and a
/// preposition follows goes to whoever is named right after.
fn verb_last<'a>(line: &Line<'a>, own: &mut [Naming<'a>]) {
    let tokens = line.segment.tokens.len();
    let verbs = |from: usize| (from..tokens).any(|i| line.ann.covered(i, Class::Appointed));
    for node in &line.nodes {
        let given = node.end + 1;
        let open = line.ann.covered(node.end, Class::Complement) && verbs(given);
        let Some(title) = node.title().filter(|t| open && !is_tied(own, t)) else {
            continue;
        };
        let begins = line.segment.tokens.get(given).map(|t| t.range.start);
        if let Some(naming) = own.iter_mut().find(|n| Some(n.name.start) == begins) {
            naming.titles.push(Tied {
                status: Some(TitleStatus::Elect),
                ..tied(title)
            });
        }
    }
}

/// Whether `node` is an indefinite title with nothing but connectors between it and token `end`.
fn opens_after(line: &Line, node: &Node, end: usize) -> bool {
    // `elected on Sunday, 2 July, chairman`.
    const BETWEEN: [Class; 5] = [
        Class::Of,
        Class::Complement,
        Class::Appointed,
        Class::Month,
        Class::Weekday,
    ];
    let date = |i: usize| {
        line.segment
            .tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Number || t.is_mark(','))
    };
    let joined = (end..node.first).all(|i| line.ann.covered_by(i, &BETWEEN) || date(i));
    joined && node.title().is_some_and(|t| !t.definite && !t.weak)
}

fn is_held(own: &[Naming], node: &Node) -> bool {
    let within = |n: &Naming| n.first <= node.first && node.first < n.end;
    own.iter().any(within) || node.title().is_some_and(|title| is_tied(own, title))
}

/// Whether somebody has the title.
fn is_tied(own: &[Naming], title: &TitleDetail) -> bool {
    let mut tied = own.iter().flat_map(|n| &n.titles);
    tied.any(|t| std::ptr::eq(t.title, title))
}

/// `nombró ministro a Juan Prado`: whoever is named right after the title at node `title`.
fn object(line: &Line, own: &[Naming], title: usize) -> Option<usize> {
    let end = line.nodes.get(title)?.end;
    let at = own.iter().position(|n| n.first >= end)?;
    let naming = own.get(at)?;
    const TIES: [Class; 4] = [Class::Of, Class::Complement, Class::Article, Class::Stop];
    let tied = naming.first > end && (end..naming.first).all(|i| line.ann.covered_by(i, &TIES));
    (tied && naming.titles.is_empty()).then_some(at)
}

/// Gives the title at node `title`, and those joined to it, to whoever is named right after it or
/// before `word`.
fn appoint<'a>(line: &Line<'a>, own: &mut [Naming<'a>], word: usize, title: usize) {
    if let Some((naming, detail)) = object(line, own, title)
        .and_then(|at| own.get_mut(at))
        .zip(line.nodes.get(title).and_then(Node::title))
    {
        naming.titles.push(tied(detail));
        return;
    }
    let Some(at) = own.iter().rposition(|n| n.end <= word && n.is_named()) else {
        return;
    };
    let from = own.get(at).map_or(0, |n| n.end);
    let cue = line
        .nodes
        .iter()
        .any(|n| n.label() == Label::Cue && n.first >= from && n.end <= word);
    if cue || line.words_between(from, word) > REACH {
        return;
    }
    for (i, node) in line.nodes.iter().enumerate().skip(title) {
        let joined = i == title || node.gap.tight() && node.gap.and && !node.gap.article;
        let Some(detail) = node.title().filter(|_| joined && !is_held(own, node)) else {
            break;
        };
        if let Some(naming) = own.get_mut(at) {
            naming.titles.push(tied(detail));
        }
    }
}

fn tied(title: &TitleDetail) -> Tied<'_> {
    Tied {
        title,
        body: None,
        portfolio: None,
        elided: None,
        rule: "appointment",
        score: 0.85,
        status: None,
    }
}
