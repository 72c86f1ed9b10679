//! What follows the head noun of a title: complements, portfolios, bodies, states, status.
//!
//! The phrase ends where a name, a verb, another title or a mark begins. Words that no class knows
//! are let in where the language's grammar leaves no other reading: lower-case words after a
//! connector where heads come first, proper names after `of`, definite words in Arabic, whose
//! construct state stays open until one is reached.

mod connectors;
mod nouns;
mod unknown;

use rostra_lexicon::Class;

use super::{HEADS, Title};
use crate::names::listed_name;
use crate::scan::Scan;
use unknown::adjoined;
use unknown::starts_honorific;

/// Tokens that a title has at most.
const MAX_TITLE: usize = 40;

/// Words of complements that are no heads.
const NOUNS: [Class; 9] = [
    Class::Portfolio,
    Class::StateBody,
    Class::Body,
    Class::Party,
    Class::Unit,
    Class::Qualifier,
    Class::Modifier,
    Class::AfterHead,
    Class::EventHead,
];

/// Families of offices whose holders act for a state in another.
pub(super) const DIPLOMATS: [&str; 6] = [
    "ambassador",
    "consul",
    "consul_general",
    "charge_d_affaires",
    "envoy",
    "permanent_representative",
];

/// Families of offices that a state has once.
const NATIONAL: [&str; 9] = [
    "head_of_state",
    "deputy_head_of_state",
    "monarch",
    "crown_prince",
    "head_of_government",
    "deputy_head_of_government",
    "minister",
    "minister_of_state",
    "deputy_minister",
];

/// How a state after a connector relates to the office.
enum Located {
    /// The office is of that state.
    Own,
    /// The holder is only there, or goes there.
    Elsewhere,
    /// Nothing can be said.
    Open,
}

/// What the phrase is made of so far.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// A connector stands directly before.
    connected: bool,
    /// The connector was a genitive.
    genitive: bool,
    /// The phrase hangs on another preposition: `à la Culture`.
    prepositional: bool,
    /// A noun was read since the head or the last connector.
    filled: bool,
    /// The last noun is a body that keeps its country: `Communist Party of Vietnam`.
    body: bool,
    /// First token of the current noun phrase.
    phrase: usize,
    /// Unknown words in a row.
    unknown: usize,
}

impl Title {
    /// Takes in what stands after the head; the title before ends at token `floor`.
    pub(super) fn extend_right(&mut self, scan: &Scan, floor: usize) {
        let mut state = State {
            phrase: self.end,
            // `министр иностранных дел и торговли`: the head has a portfolio in it.
            filled: scan.pack.juxtaposes()
                && scan.has_case()
                && self.end > self.head + 1
                && scan.is(self.end - 1, Class::Portfolio),
            ..State::default()
        };
        while self.end < scan.len()
            && self.end - self.start < MAX_TITLE
            && !listed_name(scan, self.end)
        {
            let before = self.end;
            // Where the verb comes last too, nothing follows a head but its own suffixed nouns.
            let closed = scan.pack.source.writing.verb_last;
            if !(self.after_head(scan, &mut state)
                || !closed && self.connector(scan, &mut state)
                || !closed && self.noun(scan, &mut state))
            {
                break;
            }
            debug_assert!(self.end > before);
        }
        self.trim(scan);
        self.comma_body(scan, floor);
        // `Special Envoy of the Secretary-General`.
        self.stateless |= self.under_international
            && self.country.is_none()
            && self.organization.is_none()
            && !(self.head..self.end).any(|i| scan.is(i, Class::StateBody));
    }

    /// One more noun, adjective, body or state of the phrase.
    fn noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let open = state.connected
            || state.filled
            || scan.pack.juxtaposes()
            || self.adjective_may_follow(scan, at)
            || adjoined(scan, at);
        if at >= scan.len() || !open {
            return false;
        }
        if starts_honorific(scan, at) {
            return self.styled_head(scan, state) || self.namesake(scan, state);
        }
        self.organisation_noun(scan, state)
            || self.country_noun(scan, state)
            || self.known_noun(scan, state)
            || self.nested_head(scan, state)
            || self.conjunction(scan, state)
            || self.bracket(scan, state)
            || self.unknown_noun(scan, state)
    }

    fn advance(&mut self, scan: &Scan, state: &mut State, len: usize, noun: bool) -> bool {
        if !state.filled && !state.connected {
            state.phrase = self.end;
        }
        self.end += len;
        state.connected = false;
        state.filled |= noun;
        state.unknown = 0;
        self.complemented = true;
        let _ = scan;
        true
    }

    /// Gives back connectors and articles that ended up last.
    fn trim(&mut self, scan: &Scan) {
        while self.end > self.head + 1 {
            let last = self.end - 1;
            let loose = scan
                .ann
                .covered_by(last, &[Class::Of, Class::Article, Class::And])
                && !scan.ann.covered_by(last, &HEADS)
                && !scan.ann.covered_by(last, &NOUNS)
                && !scan.ann.covered_by(
                    last,
                    &[Class::Country, Class::Organisation, Class::AfterHead],
                );
            if !loose {
                break;
            }
            self.end = last;
        }
        let end = self.end;
        self.cuts.retain(|(s, _)| *s < end);
        if let (Some((start, stop)), true) = (self.organization, self.stateless) {
            // A body's name runs to the end of the phrase: `Federation of Ukrainian Organisations`.
            if stop < end
                && start > self.head
                && !self.tabled
                && !self.cuts.iter().any(|(s, _)| *s >= stop)
            {
                self.organization = Some((start, end));
            }
        }
    }
}

impl State {
    fn phrase_start(&self, at: usize) -> usize {
        if self.phrase <= at { self.phrase } else { at }
    }
}
