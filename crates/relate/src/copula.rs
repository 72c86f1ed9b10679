//! Posts that a verb says: `X is Ambassador`, `X, who previously served as Director`, `X was
//! appointed Minister`.
//!
//! Between the name and the title stand only linking words; the link tells the status. A pronoun
//! at the head of a sentence links to the last person named, and so does a link itself
//! where the verb alone says who is meant (`Był posłem`, `Работал советником`).

use rostra_document::{Label, TitleDetail, TitleStatus, TokenKind};
use rostra_lexicon::Class;

use crate::Lines;
use crate::context::of_line;
use crate::line::{Line, Node};
use crate::phrase::{Naming, Tied};

/// Words between name and title, at most.
const REACH: usize = 7;
/// Namings searched for the subject of a line that names none.
const SEARCHED: usize = 12;

/// Ties the unnamed titles of all lines that a link ties to a naming.
pub fn link<'a>(lines: &Lines<'a>, namings: &mut [Naming<'a>]) {
    for (number, line) in lines.iter().enumerate() {
        let own = of_line(namings, number);
        let mut holder: Option<usize> = None;
        for at in 0..line.nodes.len() {
            let Some((node, title)) =
                unnamed(line, at, namings.get(own.clone()).unwrap_or_default())
            else {
                continue;
            };
            if let Some(naming) = in_capacity(line, node, own.clone(), namings) {
                if let Some(naming) = namings.get_mut(naming) {
                    naming.titles.push(linked(title, TitleStatus::Current));
                }
                holder = Some(naming);
                continue;
            }
            let before = own.clone().rev().find(|i| {
                namings
                    .get(*i)
                    .is_some_and(|n| n.end <= node.first && n.is_named())
            });
            let chained = |who: usize| holder == Some(who) && at > 0 && follows_on(node);
            let opened = || {
                Some((
                    opening(line, node)?,
                    subject(lines, namings, number, line, node)?,
                ))
            };
            let (who, from) = match (before, holder) {
                (Some(who), _) => (who, namings.get(who).map_or(0, |n| n.end)),
                (None, Some(who)) if chained(who) => (who, node.end),
                (None, _) => match opened() {
                    Some((end, last)) => (last, end),
                    None => continue,
                },
            };
            let status = match link_between(line, from, node.first) {
                Some(status) => status,
                None if chained(who) => namings
                    .get(who)
                    .and_then(|n| n.titles.last())
                    .map_or(title.status, |t| t.status()),
                // `Była ambasadorem`: the link is also a status word, which the title holds.
                None if before.is_none() && from == node.first && pronoun(line, node).is_none() => {
                    title.status
                }
                None => continue,
            };
            if let Some(naming) = namings.get_mut(who) {
                naming.titles.push(linked(title, status));
                holder = Some(who);
            }
        }
    }
}

/// Ties titles that a link behind them tells of, where the verb comes last: `부장판사를 역임했다`,
/// `위원장을 맡고 있다`; of several joined titles the link stands behind the last.
pub fn link_behind<'a>(lines: &Lines<'a>, namings: &mut [Naming<'a>]) {
    for (number, line) in lines.iter().enumerate() {
        if line.pack.source.writing.enclitics.is_empty() {
            continue;
        }
        let own = of_line(namings, number);
        let mut next: Option<TitleStatus> = None;
        let mut joined = false;
        let mut told: Vec<(&'a TitleDetail, usize, TitleStatus)> = Vec::new();
        for at in (0..line.nodes.len()).rev() {
            let taken = namings.get(own.clone()).unwrap_or_default();
            let Some((node, title)) = unnamed(line, at, taken) else {
                (next, joined) = (None, false);
                continue;
            };
            let status = link_after(line, node.end).or(next.filter(|_| joined));
            (next, joined) = (status, follows_on(node));
            told.extend(status.map(|status| (title, node.first, status)));
        }
        for (title, first, status) in told.into_iter().rev() {
            let before = own.clone().rev().find(|i| {
                let ends = |n: &Naming| n.end <= first && n.is_named();
                namings.get(*i).is_some_and(ends)
            });
            let who = before.or_else(|| own.start.checked_sub(1));
            if let Some(naming) = who.and_then(|i| namings.get_mut(i)) {
                naming.titles.push(linked(title, status));
            }
        }
    }
}

/// The status that a link behind token `end` tells, after nothing but particles and marks.
fn link_after(line: &Line, end: usize) -> Option<TitleStatus> {
    const BETWEEN: usize = 3;
    let mut at = end;
    while at <= end + BETWEEN {
        if let Some(hit) = line.ann.any(at, &[Class::LinkFormer, Class::LinkCurrent]) {
            return Some(match hit.entry.class {
                Class::LinkFormer => TitleStatus::Former,
                _ => TitleStatus::Current,
            });
        }
        let particle = [Class::Stop, Class::Complement].map(|c| line.ann.covered(at, c));
        if !particle.contains(&true) {
            return None;
        }
        at += 1;
    }
    None
}

fn linked(title: &TitleDetail, status: TitleStatus) -> Tied<'_> {
    Tied {
        title,
        body: None,
        portfolio: None,
        elided: None,
        rule: "copula",
        score: 0.8,
        status: Some(status),
    }
}

/// `A will lead the event in his capacity as head of delegation`: the subject, the first person named
/// before, holds the title that a capacity stands right before.
fn in_capacity(
    line: &Line,
    node: &Node,
    own: std::ops::Range<usize>,
    namings: &[Naming],
) -> Option<usize> {
    let mut end = node.first;
    while end > 0 && line.ann.covered(end - 1, Class::Article) {
        end -= 1;
    }
    let (start, _) = line.ann.ending(end, Class::Capacity)?;
    let pronoun = (start..end).any(|t| line.ann.covered(t, Class::Pronoun));
    own.filter(|_| pronoun).find(|i| {
        namings
            .get(*i)
            .is_some_and(|n| n.end <= start && n.is_named())
    })
}

/// The title at node `at` that no naming has taken.
fn unnamed<'l, 'a>(
    line: &'l Line<'a>,
    at: usize,
    own: &[Naming],
) -> Option<(&'l Node<'a>, &'a TitleDetail)> {
    let node = line.nodes.get(at).filter(|n| n.label() == Label::Title)?;
    let taken = own
        .iter()
        .any(|n| n.first <= node.first && node.end <= n.end);
    node.title()
        .filter(|t| !taken && !t.plural && !t.weak)
        .map(|t| (node, t))
}

/// Whether the title goes on with those before it: over `and`, or over nothing but a comma.
fn follows_on(node: &Node) -> bool {
    let gap = &node.gap;
    let comma = gap.comma && gap.words == 0 && !(gap.semicolon || gap.close);
    gap.and != comma && !(gap.and && gap.comma)
}

/// Whom an opening link means: the last person named, but for whom a body is named after
/// (`Uniwersytet Marii Curie-Skłodowskiej`).
fn subject(
    lines: &Lines,
    namings: &[Naming],
    number: usize,
    line: &Line,
    node: &Node,
) -> Option<usize> {
    const BODIES: [Class; 3] = [Class::Body, Class::StateBody, Class::Unit];
    let before = namings.partition_point(|n| n.line < number);
    if pronoun(line, node).is_some() {
        return before.checked_sub(1);
    }
    (0..before).rev().take(SEARCHED).find(|i| {
        namings.get(*i).is_some_and(|n| {
            let namesake = lines
                .get(n.line)
                .zip(n.first.checked_sub(1))
                .is_some_and(|(own, at)| own.ann.covered_by(at, &BODIES));
            n.is_named() && !namesake
        })
    })
}

/// Where the link to the last person named begins, in a line that opens with a pronoun or with the
/// link itself, the time aside.
fn opening(line: &Line, node: &Node) -> Option<usize> {
    pronoun(line, node).or_else(|| after_time(line, node))
}

/// The end of a pronoun that opens the line, before `node`.
fn pronoun(line: &Line, node: &Node) -> Option<usize> {
    (0..3)
        .find(|at| *at < node.first && line.ann.covered(*at, Class::Pronoun))
        .map(|at| at + 1)
}

/// The link that opens the line before `node`, after nothing but years and months and the words that
/// go with them: `W latach 2004–2008 był posłem`.
fn after_time(line: &Line, node: &Node) -> Option<usize> {
    const LINKS: [Class; 2] = [Class::LinkFormer, Class::LinkCurrent];
    const WITH_TIME: [Class; 5] = [
        Class::Month,
        Class::Complement,
        Class::Of,
        Class::Stop,
        Class::LinkFormer,
    ];
    let leads = |at: usize| at == node.first || link_between(line, at, node.first).is_some();
    let link = (0..=node.first).find(|at| line.ann.any(*at, &LINKS).is_some() && leads(*at))?;
    let before = line.segment.tokens.get(..link)?;
    let timed = before.iter().any(|t| t.kind == TokenKind::Number);
    let only_time = before
        .iter()
        .enumerate()
        .all(|(at, t)| t.kind != TokenKind::Word || line.ann.covered_by(at, &WITH_TIME));
    (link == 0 || timed && only_time).then_some(link)
}

/// The status that the words between say, if all of them link.
fn link_between(line: &Line, from: usize, to: usize) -> Option<TitleStatus> {
    let mut status = None;
    let mut words = 0;
    let mut at = from;
    while at < to {
        let token = line.segment.tokens.get(at)?;
        let link = line.ann.any(
            at,
            &[
                Class::LinkFormer,
                Class::LinkCurrent,
                Class::Appointed,
                Class::Capacity,
            ],
        );
        match link {
            Some(hit) => {
                let told = match hit.entry.class {
                    Class::LinkFormer => TitleStatus::Former,
                    Class::Appointed => TitleStatus::Elect,
                    _ => TitleStatus::Current,
                };
                // The most telling word decides: `has previously been`.
                status = Some(
                    status
                        .filter(|s| *s != TitleStatus::Current)
                        .unwrap_or(told),
                );
                // `nombrará el ministro`: who appoints, not who is appointed.
                if told == TitleStatus::Elect && line.ann.covered(at + hit.len, Class::Article) {
                    return None;
                }
                words += hit.len;
                at += hit.len;
            }
            None if line.ann.covered(at, Class::Article)
                || token.is_mark(',')
                || line.ann.covered(at, Class::Modifier) =>
            {
                at += 1
            }
            None => return None,
        }
    }
    status.filter(|_| words <= REACH)
}
