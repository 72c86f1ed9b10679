//! Roles where the verb ends its sentence (Turkish): the subject is the nearest name without a case
//! suffix, those with one are whom the meeting was with, a participle stands before its subject, and
//! what introduces people stands after them.

use rostra_document::{Cue, Label, Role, TokenKind};
use rostra_lexicon::Class;

use super::{Act, Scene, Who, cue};
use crate::line::Node;
use crate::phrase::Naming;

/// Words between a subject and the verb that ends the sentence, at most.
const REACH: usize = 40;
/// Words of a quotation, at least: shorter ones are names.
const QUOTATION: usize = 4;
/// Case suffixes of those whom an act of meeting reaches: dative, accusative, ablative, `with`.
const REACHED: [&str; 24] = [
    "'a", "'e", "'ya", "'ye", "'i", "'u", "'yi", "'yu", "'dan", "'den", "'tan", "'ten", "'la",
    "'le", "'yla", "'yle", "'na", "'ne", "'ni", "'nu", "'ndan", "'nden", "'yla", "'nla",
];

impl Scene<'_, '_> {
    /// Whether the language of the line has its verbs last.
    pub(super) fn verb_last(&self) -> bool {
        self.line.pack.source.writing.verb_last
    }

    /// The subjects of a cue.
    pub(super) fn subjects_before(&self, node: &Node, cue: &Cue, blocked: &[usize]) -> Vec<Who> {
        if let Some(next) = self.right_after(node, blocked) {
            return self.list_of(next, |n| n.first >= node.end, blocked);
        }
        let subject = |i: &usize| {
            !blocked.contains(i)
                && self.naming(*i).is_some_and(|n| {
                    n.end <= node.first && self.stands_free(n) && !self.is_quoted(n.first)
                })
        };
        let nearest = self.own.iter().rev().copied().find(subject);
        let from = nearest.and_then(|i| self.naming(i)).map_or(0, |n| n.end);
        if let Some(title) = self.holder(from, node) {
            return vec![title];
        }
        match nearest {
            Some(nearest) if self.line.words_between(from, node.first) <= REACH => {
                let free = |n: &Naming| n.end <= node.first && self.stands_free(n);
                let mut found = self.list_of(nearest, free, blocked);
                found.extend(self.parted(nearest, blocked));
                found
            }
            Some(_) => Vec::new(),
            None if cue.role == Some(Role::Speaker) && !self.body_speaks() => {
                vec![Who::Previous(self.number)]
            }
            None => Vec::new(),
        }
    }

    /// `katılan Başbakan A`: the naming right after a participle.
    fn right_after(&self, node: &Node, blocked: &[usize]) -> Option<usize> {
        let touches = |i: &usize| {
            !blocked.contains(i)
                && self.naming(*i).is_some_and(|n| {
                    n.first >= node.end
                        && self
                            .tokens(node.end, n.first)
                            .iter()
                            .all(|t| t.kind != TokenKind::Mark)
                        && self.line.words_between(node.end, n.first) == 0
                })
        };
        self.own.iter().copied().find(touches)
    }

    /// The members of the list of naming `of` that `keep` lets through.
    fn list_of(&self, of: usize, keep: impl Fn(&Naming) -> bool, blocked: &[usize]) -> Vec<Who> {
        let list = self.naming(of).map(|n| n.list);
        let member = |i: &usize| {
            !blocked.contains(i)
                && self
                    .naming(*i)
                    .is_some_and(|n| Some(n.list) == list && keep(n))
        };
        self.own
            .iter()
            .copied()
            .filter(member)
            .map(Who::Naming)
            .collect()
    }

    /// `A, ...; B, ...; C, ... konuştu`: those who open the parts before, where semicolons part them.
    fn parted(&self, last: usize, blocked: &[usize]) -> Vec<Who> {
        let opens = |n: &Naming| {
            let mark = n
                .first
                .checked_sub(1)
                .and_then(|at| self.line.segment.tokens.get(at));
            mark.is_some_and(|t| t.is_mark(';'))
        };
        let Some(own) = self.naming(last).filter(|n| opens(n)) else {
            return Vec::new();
        };
        let before = |i: &usize| {
            !blocked.contains(i)
                && self.naming(*i).is_some_and(|n| {
                    n.end <= own.first && (opens(n) || n.first == 0) && self.stands_free(n)
                })
        };
        self.own
            .iter()
            .copied()
            .filter(before)
            .map(Who::Naming)
            .collect()
    }

    /// Whoever holds a bare title without a suffix between token `from` and the cue.
    fn holder(&self, from: usize, node: &Node) -> Option<Who> {
        let free = |n: &&Node| {
            n.label() == Label::Title
                && n.first >= from
                && n.end <= node.first
                && self.unnamed(n)
                && !self.is_suffixed(n.end)
                && !self.is_quoted(n.first)
        };
        let title = self.line.nodes.iter().rev().find(free)?;
        let near = self.line.words_between(title.end, node.first) <= self.near();
        let named = self.line.segment.tokens.get(title.first)?.capitalised();
        let detail = title
            .title()
            .filter(|t| near && named && !t.plural && !t.weak)?;
        let state = detail.country.as_ref().map(|c| c.code.clone());
        Some(Who::Holder(detail.head.clone(), state, self.number))
    }

    /// Those whom an act of meeting reaches: with a suffix of reach or before `with`.
    pub(super) fn objects_before(&self, node: &Node, blocked: &[usize]) -> Vec<usize> {
        let reached = |i: &usize| {
            !blocked.contains(i)
                && self.naming(*i).is_some_and(|n| {
                    n.end <= node.first
                        && self.line.words_between(n.end, node.first) <= REACH / 2
                        && !self.is_quoted(n.first)
                        && (self.suffix(n.end).is_some_and(|s| REACHED.contains(&s))
                            || self.line.ann.covered(n.end, Class::And))
                })
        };
        self.own.iter().copied().filter(reached).collect()
    }

    /// The list that ends right before a cue, with or without a suffix.
    pub(super) fn list_before(&self, node: &Node) -> Vec<usize> {
        let close = |i: &usize| {
            self.naming(*i).is_some_and(|n| {
                n.end <= node.first && self.line.words_between(n.end, node.first) <= 1
            })
        };
        let Some(last) = self.own.iter().rev().copied().find(close) else {
            return Vec::new();
        };
        let list = self.naming(last).map(|n| n.list);
        let member = |i: &usize| {
            self.naming(*i)
                .is_some_and(|n| Some(n.list) == list && n.end <= node.first)
        };
        self.own.iter().copied().filter(member).collect()
    }

    /// `A ise, "...`: who stands before a comma or colon and a quotation speaks.
    pub(super) fn quotations(&self, acts: &mut Vec<Act>) {
        let opens = |at: usize| {
            let mark = self.line.segment.tokens.get(at);
            mark.is_some_and(|t| matches!(t.key.as_str(), "\"" | "“" | "„" | "«" | "'" | "‘"))
        };
        let speaks = |n: &Naming| {
            let comma = (n.end..n.end + 3).find(|at| {
                let token = self.line.segment.tokens.get(*at);
                token.is_some_and(|t| t.is_mark(',') || t.is_mark(':'))
            });
            let long = self
                .line
                .words_between(n.end, self.line.segment.tokens.len())
                >= QUOTATION;
            comma.is_some_and(|at| opens(at + 1)) && long && !self.is_suffixed(n.end)
        };
        // `A, wishing well, "..."`: so does whom the sentence begins with.
        let begins = |n: &Naming| {
            let others = self.own.iter().filter_map(|i| self.naming(*i));
            let next = others.map(|o| o.first).find(|first| *first >= n.end);
            let until = next.unwrap_or(self.line.segment.tokens.len());
            let topic = self.tokens(n.end, n.end + 1).iter().any(|t| t.is_mark(','));
            let quote = (n.end..until).find(|at| opens(at + 1));
            let led = quote.and_then(|at| self.line.segment.tokens.get(at));
            n.first == 0
                && topic
                && led.is_some_and(|t| t.is_mark(',') || t.is_mark(':'))
                && quote.is_some_and(|at| {
                    self.line.words_between(at, self.line.segment.tokens.len()) >= QUOTATION
                })
        };
        for &i in self.own {
            if let Some(naming) = self.naming(i).filter(|n| speaks(n) || begins(n)) {
                acts.push(Act {
                    who: Who::Naming(i),
                    role: Some(Role::Speaker),
                    mode: None,
                    rule: "role.quotation",
                    range: naming.name,
                    line: self.number,
                    token: naming.first,
                });
            }
        }
    }

    fn tokens(&self, from: usize, to: usize) -> &[rostra_document::Token] {
        self.line.segment.tokens.get(from..to).unwrap_or_default()
    }

    /// The suffix after an apostrophe at token `at`.
    fn suffix(&self, at: usize) -> Option<&str> {
        let key = self.line.segment.tokens.get(at).map(|t| t.key.as_str());
        key.filter(|k| k.starts_with('\''))
    }

    fn is_suffixed(&self, at: usize) -> bool {
        self.suffix(at)
            .is_some_and(|s| !matches!(s, "'da" | "'de" | "'di" | "'du" | "'ti" | "'tu"))
    }

    /// Whether neither a suffix nor a postposition makes the name something else than a subject.
    fn stands_free(&self, naming: &Naming) -> bool {
        let governed = self.line.ann.covered(naming.end, Class::Complement);
        let joined = governed
            && self.line.ann.covered(naming.end, Class::And)
            && self
                .own
                .iter()
                .filter_map(|i| self.naming(*i))
                .any(|n| n.list == naming.list && n.first > naming.end);
        !self.is_suffixed(naming.end) && (!governed || joined)
    }

    /// Whether token `at` stands in a quotation of its line.
    fn is_quoted(&self, at: usize) -> bool {
        let closes_later = || {
            let rest = self.line.segment.tokens.get(at..).unwrap_or_default();
            let first = rest
                .iter()
                .find(|t| matches!(t.key.as_str(), "“" | "”" | "«" | "»"));
            first.is_some_and(|t| matches!(t.key.as_str(), "”" | "»"))
        };
        let straight = self.tokens(0, at).iter().filter(|t| t.is_mark('"')).count();
        straight % 2 == 1 || closes_later()
    }
}

/// Whether a cue says that somebody is only mentioned.
pub(super) fn only_mentions(node: &Node) -> bool {
    cue(node).is_some_and(|c| c.role == Some(Role::Mentioned) && c.introduces)
}
