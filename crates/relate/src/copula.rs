//! Posts that a verb says: `X is Ambassador`, `X, who previously served as Director`, `X was
//! appointed Minister`.
//!
//! Between the name and the title stand only linking words; the link tells the status. A pronoun
//! at the head of a sentence links to the last person named.

use rostra_document::{Label, TitleDetail, TitleStatus};
use rostra_lexicon::Class;

use crate::Lines;
use crate::context::of_line;
use crate::line::{Line, Node};
use crate::phrase::{Naming, Tied};

/// Words between name and title, at most.
const REACH: usize = 7;

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
            let before = own.clone().rev().find(|i| {
                namings
                    .get(*i)
                    .is_some_and(|n| n.end <= node.first && n.is_named())
            });
            let (who, from) = match before {
                Some(who) => (who, namings.get(who).map_or(0, |n| n.end)),
                None => match pronoun(line, node).zip(own.start.checked_sub(1)) {
                    Some((end, last)) => (last, end),
                    None => continue,
                },
            };
            let chained = holder == Some(who) && node.gap.and && !node.gap.comma && at > 0;
            let status = match link_between(line, from, node.first) {
                Some(status) => status,
                None if chained => namings
                    .get(who)
                    .and_then(|n| n.titles.last())
                    .map_or(title.status, |t| t.status()),
                None => continue,
            };
            if let Some(naming) = namings.get_mut(who) {
                naming.titles.push(Tied {
                    title,
                    body: None,
                    portfolio: None,
                    elided: None,
                    rule: "copula",
                    score: 0.8,
                    status: Some(status),
                });
                holder = Some(who);
            }
        }
    }
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

/// The end of a pronoun that opens the line, before `node`.
fn pronoun(line: &Line, node: &Node) -> Option<usize> {
    (0..3)
        .find(|at| *at < node.first && line.ann.covered(*at, Class::Pronoun))
        .map(|at| at + 1)
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
