//! Titles without a name: whom they stand for, and what they say of them.
//!
//! `The Russian President said` tells the state of the only president whose state is open;
//! `The President of Russia took part`, with one untitled person acting in the text, tells that
//! person's post.

use rostra_document::{Role, TitleDetail, TitleStatus};

use crate::Lines;
use crate::context::of_line;
use crate::line::Node;
use crate::people::Person;
use crate::phrase::{Complemented, Naming, Tied};

/// How likely a name must be for a title elsewhere to be its own.
const NAME: f32 = 0.7;

/// A title that no name stands beside.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// The title.
    pub title: &'a TitleDetail,
    /// Index of the line.
    pub line: usize,
}

/// Singular titles in force that no naming has taken.
pub fn unnamed<'a>(lines: &Lines<'a>, namings: &[Naming<'a>]) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let own = namings.get(of_line(namings, number)).unwrap_or_default();
        let taken = |node: &Node| {
            own.iter()
                .any(|n| n.first <= node.first && node.end <= n.end)
        };
        found.extend(
            line.nodes
                .iter()
                .filter(|node| !taken(node))
                .filter_map(Node::title)
                .filter(|t| {
                    !own.iter()
                        .any(|n| n.titles.iter().any(|own| std::ptr::eq(own.title, *t)))
                })
                .filter(|t| {
                    !t.plural && !t.weak && !t.occupation && t.status == TitleStatus::Current
                })
                .map(|title| Reference {
                    title,
                    line: number,
                }),
        );
    }
    found
}

/// Gives people what the references say of them.
pub fn resolve<'a>(lines: &Lines<'a>, people: &mut [Person<'a>], references: &[Reference<'a>]) {
    for reference in references {
        give_state(lines, people, reference);
    }
    give_post(lines, people, references);
}

/// The state of a reference goes to the only holder of the same title whose state is open.
fn give_state<'a>(lines: &Lines<'a>, people: &mut [Person<'a>], reference: &Reference<'a>) {
    let Some(state) = reference
        .title
        .country
        .as_ref()
        .filter(|_| !reference.title.stateless)
    else {
        return;
    };
    let holds = |t: &Tied| {
        t.title.head == reference.title.head
            && t.title
                .country
                .as_ref()
                .is_some_and(|c| c.code == state.code)
    };
    if people
        .iter()
        .any(|p| p.namings.iter().any(|n| n.titles.iter().any(holds)))
    {
        return;
    }
    let open = |p: &Person| {
        p.namings
            .iter()
            .all(|n| n.country.is_none() && n.titles.iter().all(|t| t.title.country.is_none()))
    };
    let same = |t: &Tied| {
        t.title.head == reference.title.head
            && !t.title.stateless
            && is_about(lines, reference, t.title)
    };
    // Whom the text begins with, without a state, is of the home country, not of another's ministry.
    let home = lines
        .first()
        .map(|line| line.pack.source.writing.home.as_slice())
        .unwrap_or_default();
    let begins = |p: &Person| p.namings.first().is_some_and(|n| n.line == 0);
    let other = home.len() == 1 && !home.iter().any(|code| *code == *state.code);
    let mut holders = people
        .iter_mut()
        .filter(|p| !(other && begins(p)))
        .filter(|p| open(p) && p.namings.iter().any(|n| n.titles.iter().any(same)));
    let (Some(holder), None) = (holders.next(), holders.next()) else {
        return;
    };
    if let Some(naming) = holder.namings.first_mut() {
        naming.country = Some((state.clone(), "country.coreference"));
    }
}

/// Whether a reference's words beyond its head are among those of `title`.
fn is_about(lines: &Lines, reference: &Reference, title: &TitleDetail) -> bool {
    let Some(line) = lines.get(reference.line) else {
        return false;
    };
    let stems = |t: &TitleDetail| -> Vec<_> {
        t.pieces
            .iter()
            .flat_map(|p| line.pack.tokenize(line.text, *p))
            .map(|t| line.pack.stem(&t.key))
            .collect()
    };
    let (own, other) = (stems(reference.title), stems(title));
    own.iter().all(|w| other.contains(w))
}

/// Whether a title that somebody holds can be the one that a reference means.
fn may_be(held: &TitleDetail, reference: &TitleDetail) -> bool {
    let states = held.country.as_ref().zip(reference.country.as_ref());
    !held.stateless && states.is_none_or(|(a, b)| a.code == b.code)
}

/// Families of office that a state has once and that need no state beside them.
const TOP: [&str; 3] = ["head_of_state", "head_of_government", "monarch"];

/// Whether a title is that of a head of state or government.
fn is_top(lines: &Lines, title: &TitleDetail) -> bool {
    let Some(line) = lines.first() else {
        return false;
    };
    let heads = &line.pack.source.offices.heads;
    let head = title.head.to_lowercase();
    TOP.iter()
        .filter_map(|family| heads.get(*family))
        .any(|words| words.iter().any(|w| w.to_lowercase() == head))
}

/// Posts without a name that a text speaks of at most, if one of them shall be given to somebody: each is compared with all titles.
const FEW: usize = 1000;

/// The only post without a holder goes to the only person without a post who acts in the text.
fn give_post<'a>(lines: &Lines, people: &mut [Person<'a>], references: &[Reference<'a>]) {
    if references.len() > FEW {
        return;
    }
    let held = |r: &Reference| {
        people.iter().any(|p| {
            p.namings.iter().any(|n| {
                n.titles
                    .iter()
                    .any(|t| t.title.head == r.title.head && may_be(t.title, r.title))
            })
        })
    };
    let open: Vec<&Reference> = references.iter().filter(|r| !held(r)).collect();
    // Only a post of which the text says whose it is (`the President of Russia`), or one that needs
    // no saying: `the President`.
    let stated = |r: &&&Reference| r.title.country.is_some() && !r.title.stateless;
    let known =
        |r: &&&Reference| r.title.definite && !r.title.complemented() && is_top(lines, r.title);
    let Some(best) = open.iter().find(stated).or_else(|| open.iter().find(known)) else {
        return;
    };
    if open.iter().any(|r| r.title.head != best.title.head) {
        return;
    }
    let top = is_top(lines, best.title);
    let mut actors = people.iter_mut().filter(|p| {
        let likely = p.namings.iter().any(|n| n.score >= NAME);
        likely
            && (p.role() <= Role::Participant || top && p.in_lead())
            && p.namings
                .iter()
                .all(|n| n.titles.is_empty() && n.country.is_none())
    });
    let (Some(actor), None) = (actors.next(), actors.next()) else {
        return;
    };
    if let Some(naming) = actor.namings.first_mut() {
        naming.titles.push(Tied {
            title: best.title,
            body: None,
            portfolio: None,
            elided: None,
            rule: "coreference.title",
            score: 0.6,
            status: None,
        });
    }
}
