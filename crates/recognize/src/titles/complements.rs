//! What follows the head noun of a title: complements, portfolios, bodies, states, status.
//!
//! The phrase ends where a name, a verb, another title or a mark begins. Words that no class knows
//! are let in where the language's grammar leaves no other reading: lower-case words after a
//! connector where heads come first, proper names after `of`, definite words in Arabic, whose
//! construct state stays open until one is reached.

use rostra_document::{CountryForm, CountryRef, TitleStatus, TokenKind};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

use super::{HEADS, STATUSES, Title, is_place, reaches_head};
use crate::bodies::{country, organisation};
use crate::names::{name_end, vocabulary};
use crate::scan::{HONORIFIC, Scan};

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
    /// Takes in what stands after the head.
    pub(super) fn extend_right(&mut self, scan: &Scan) {
        let mut state = State {
            phrase: self.end,
            // `министр иностранных дел и торговли`: the head has a portfolio in it.
            filled: scan.pack.juxtaposes()
                && scan.has_case()
                && self.end > self.head + 1
                && scan.is(self.end - 1, Class::Portfolio),
            ..State::default()
        };
        while self.end < scan.len() && self.end - self.start < MAX_TITLE {
            let before = self.end;
            if !(self.after_head(scan, &mut state)
                || self.connector(scan, &mut state)
                || self.noun(scan, &mut state))
            {
                break;
            }
            debug_assert!(self.end > before);
        }
        self.trim(scan);
        self.comma_body(scan);
    }

    /// `General`, `in chief`, `élu`, `arménien` directly after the head or a noun.
    fn after_head(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let first = scan.pack.source.writing.head == HeadPosition::First;
        for (class, status) in STATUSES {
            let len = scan.len_of(at, class);
            // Before another head the word belongs to that one: `Minister former Ambassador`.
            // In Arabic it always follows its own.
            let allowed = (first || status == TitleStatus::Elect)
                && !(scan.has_case() && reaches_head(scan, at + len));
            if len > 0 && allowed {
                self.cuts.push((at, at + len));
                if self.status == TitleStatus::Current {
                    self.status = status;
                    self.status_at = Some((at, at + len));
                }
                self.end += len;
                return true;
            }
        }
        let len = scan.len_of(at, Class::AfterHead);
        // `de estado` is not the beginning of `de Estados Unidos`.
        let state_name =
            (at..at + len).any(|i| country(scan, i).is_some_and(|(words, _)| i + words > at + len));
        if len > 0 && !state_name && !state.connected && !starts_honorific(scan, at) {
            self.end += len;
            let last = self.end - 1;
            if len > 1 && (scan.is(last, Class::Of) || scan.is(last, Class::Complement)) {
                while scan.len_of(self.end, Class::Article) > 0 {
                    self.end += scan.len_of(self.end, Class::Article);
                }
                *state = State {
                    connected: true,
                    phrase: self.end,
                    ..*state
                };
            }
            return true;
        }
        false
    }

    /// `Commandant, United States Coast Guard`: a body that follows the bare head after a comma and
    /// ends the phrase.
    fn comma_body(&mut self, scan: &Scan) -> bool {
        let at = self.end;
        if self.complemented || self.country.is_some() || !scan.is_mark(at, ',') || !scan.has_case()
        {
            return false;
        }
        let (end, body) = body_phrase(scan, at + 1);
        let mark = |at: usize, marks: &[&str]| {
            scan.token(at)
                .is_none_or(|t| marks.contains(&t.key.as_str()))
        };
        // Nothing, or only the state, may follow.
        let state = scan.is_mark(end, ',')
            && country(scan, end + 1).is_some_and(|(len, _)| mark(end + 1 + len, &[".", ";"]));
        let closed = mark(end, &[".", ";", "-", "–"]) || state;
        if !(body && closed) {
            return false;
        }
        self.country = (at + 1..end).find_map(|i| country(scan, i)).map(|(_, c)| c);
        self.end = end;
        self.complemented = true;
        true
    }

    /// `of the`, `chargé de`, `en`: taken only where something follows that it can govern.
    fn connector(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let (of, to) = (
            scan.len_of(at, Class::Of),
            scan.len_of(at, Class::Complement),
        );
        let len = of.max(to);
        if len == 0
            || state.connected
            || self.class == Class::Occupation && of == 0
            || scan.len_of(at, Class::Stop) > len
            // `Île-de-France`: within a word no connector stands.
            || scan.token(at).is_some_and(|t| t.hyphenated)
        {
            return false;
        }
        // `... «Звезда» С монгольской стороны`: what begins with a capital begins anew.
        if scan.pack.juxtaposes() && scan.has_case() && scan.capital(at) && !scan.shouted {
            return false;
        }
        let mut next = at + len;
        while scan.len_of(next, Class::Article) > 0 && country(scan, next).is_none() {
            next += scan.len_of(next, Class::Article);
        }
        let mut genitive = of >= to && of > 0;
        if genitive && self.complemented && names_person(scan, next) {
            return false;
        }
        if let Some((states, reference)) = country(scan, next) {
            if !genitive {
                match self.located(scan, (at, next), &reference) {
                    Located::Elsewhere => return false,
                    Located::Own => genitive = true,
                    Located::Open => {}
                }
            }
            if !self.adjective_of_body(scan, next, states, &reference) {
                return self.governed_country(
                    scan,
                    state,
                    (at, next + states),
                    reference,
                    genitive,
                );
            }
        }
        let inner = State {
            connected: true,
            genitive,
            prepositional: !genitive,
            phrase: next,
            body: state.body && genitive,
            ..State::default()
        };
        let (end, backup) = (self.end, self.clone());
        self.end = next;
        let mut probe = inner;
        if self.noun(scan, &mut probe) {
            self.complemented = true;
            *state = probe;
            return true;
        }
        *self = backup;
        self.end = end;
        false
    }

    /// What a state after a connector that is no genitive says, where the language has none:
    /// `وزير الداخلية بمملكة البحرين` is of Bahrain, `وزير الدفاع في القاهرة` only stands there.
    fn located(&self, scan: &Scan, (at, next): (usize, usize), reference: &CountryRef) -> Located {
        if scan.pack.source.connectors.of_state.is_empty() || self.is_family(scan, &DIPLOMATS) {
            return Located::Open;
        }
        let ties = scan.token(at).is_some_and(|t| scan.pack.ties_state(&t.key));
        let national = self.is_family(scan, &NATIONAL);
        // `منسق الأمم المتحدة في اليمن` is no office of Yemen, `المفتش العام بدولة قطر` is one of Qatar.
        let glued = scan.token(next).is_some_and(|t| !t.spaced) && scan.is(next, Class::Unit);
        let own = ties && reference.form == CountryForm::Name && (national || glued);
        if own && self.country.is_none() && self.organization.is_none() {
            Located::Own
        } else if !own && national {
            Located::Elsewhere
        } else {
            Located::Open
        }
    }

    /// A state after a connector: `of Hungary` is cut, `to Japan` stays, `Governor of Tokyo` stays.
    fn governed_country(
        &mut self,
        scan: &Scan,
        state: &mut State,
        (start, end): (usize, usize),
        reference: CountryRef,
        genitive: bool,
    ) -> bool {
        let royal = scan.is(self.head, Class::Royal);
        let keeps = is_place(&reference) || royal || state.body && genitive;
        let start = if keeps {
            start
        } else {
            self.cut_start(scan, start)
        };
        if genitive && (self.country.is_none() || !self.country_is_leading()) {
            if !keeps {
                self.cuts.push((start, end));
            }
            if !self.stateless || keeps && !state.body {
                self.country.get_or_insert(reference);
            }
        } else if genitive && !keeps {
            self.cuts.push((start, end));
        }
        self.complemented |= keeps || !genitive;
        self.end = end;
        *state = State {
            filled: true,
            phrase: end,
            body: false,
            ..State::default()
        };
        true
    }

    /// `President of the Republic of the Congo`: the form of state goes with the state.
    fn cut_start(&self, scan: &Scan, start: usize) -> usize {
        let mut from = start;
        // `President of the Republic` is a head of its own, but one of a state named after it.
        let floor = if self.is_family(scan, &["head_of_state"]) {
            self.head + 1
        } else {
            self.head_end
        };
        while from > floor
            && scan
                .ann
                .covered_by(from - 1, &[Class::Unit, Class::Of, Class::Article])
        {
            from -= 1;
        }
        let unit = (from..start).any(|i| scan.is(i, Class::Unit));
        let bare = from == self.head + 1 || scan.ann.covered_by(from - 1, &HEADS);
        if unit && (bare || scan.is(from, Class::Of)) {
            from
        } else {
            start
        }
    }

    fn country_is_leading(&self) -> bool {
        self.cuts.iter().any(|(s, _)| *s < self.head)
    }

    /// Whether a state at `at` only qualifies a body or office: `Libyan National Army`.
    fn adjective_of_body(
        &self,
        scan: &Scan,
        at: usize,
        len: usize,
        reference: &CountryRef,
    ) -> bool {
        let next = at + len;
        let noun = scan.len_any(
            next,
            &[
                Class::StateBody,
                Class::Body,
                Class::Party,
                Class::Qualifier,
                Class::Portfolio,
                Class::Unit,
            ],
        ) > 0;
        let possessive = scan.token(next).is_some_and(|t| t.key.starts_with('\''));
        let hyphenated =
            scan.token(next).is_some_and(|t| t.hyphenated) || leads_to_body(scan, next);
        let head = scan.pack.source.writing.head != HeadPosition::First && reaches_head(scan, next);
        possessive
            || hyphenated
            || head
            || noun
                && (reference.form == CountryForm::Adjective
                    || scan.pack.source.writing.head != HeadPosition::First)
    }

    /// `جامعة الملك سعود`: whom a body is named after belongs to its name.
    fn namesake(&mut self, scan: &Scan, state: &mut State) -> bool {
        const NAMED: [Class; 3] = [Class::Body, Class::StateBody, Class::Unit];
        let at = self.end;
        let after_body = !scan.has_case()
            && scan.ann.covered_by(at - 1, &NAMED)
            && !scan.definite(at - 1)
            && scan.is(at, Class::Royal)
            && scan.definite(at)
            && scan.given(at + 1);
        if !after_body {
            return false;
        }
        let mut len = 2;
        while scan.is(at + len, Class::Particle) && scan.is_word(at + len + 1) {
            len += 2;
        }
        self.advance(scan, state, len, true)
    }

    /// `مستشار سمو وزير الداخلية`: an office under another, with its style.
    fn styled_head(&mut self, scan: &Scan, state: &mut State) -> bool {
        let style = scan.len_of(self.end, Class::Style);
        let head = scan.len_any(self.end + style, &HEADS);
        if scan.has_case() || style == 0 || head == 0 || !self.construct_open(scan) {
            return false;
        }
        self.advance(scan, state, style + head, false)
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

    /// Where heads come first an adjective follows without a connector: `presidente municipal`.
    fn adjective_may_follow(&self, scan: &Scan, at: usize) -> bool {
        scan.pack.source.writing.head == HeadPosition::First
            && (scan.len_any(at, &[Class::Modifier, Class::Qualifier, Class::Portfolio]) > 0
                || country(scan, at).is_some_and(|(_, c)| c.form == CountryForm::Adjective))
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

    fn organisation_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some((len, _)) = organisation(scan, at) else {
            return false;
        };
        if scan.len_any(at, &NOUNS) > len || scan.len_of(at, Class::Country) > len {
            return false;
        }
        // An acronym and the body nouns after it are one name: `CPC Central Committee`.
        let acronym = scan
            .token(at)
            .is_some_and(|t| t.case == rostra_document::Case::Upper)
            && len == 1
            && !scan.shouted;
        let tail = if acronym {
            scan.len_any(at + len, &[Class::StateBody, Class::Body, Class::Party])
        } else {
            0
        };
        let bracket = if tail == 0 {
            acronym_bracket(scan, at + len)
        } else {
            0
        };
        self.take_organisation(scan, at, at + len + tail + bracket);
        self.advance(scan, state, len + tail, true);
        state.body = true;
        true
    }

    fn country_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some((len, reference)) = country(scan, at) else {
            return false;
        };
        if scan.len_any(at, &NOUNS) > len {
            return false;
        }
        if self.adjective_of_body(scan, at, len, &reference)
            && (state.connected
                || scan.pack.juxtaposes()
                || scan.pack.source.writing.head != HeadPosition::First)
        {
            let possessive = scan
                .token(at + len)
                .is_some_and(|t| t.key.starts_with('\''));
            let nested = state.connected;
            self.country.get_or_insert(reference);
            self.advance(scan, state, len + usize::from(possessive), true);
            // `Advisor to the Japan Prime Minister`: the head is still to come.
            state.connected = nested && scan.len_any(self.end, &HEADS) > 0;
            return true;
        }
        let trailing = reference.form == CountryForm::Adjective
            && scan.pack.source.writing.head == HeadPosition::First;
        if trailing && !state.connected {
            if !state.body {
                self.cuts.push((self.cut_start(scan, at), at + len));
            }
            self.country.get_or_insert(reference);
            self.end += len;
            return true;
        }
        let follows = scan.pack.juxtaposes() || adjoined(scan, at);
        if follows && !state.connected && !trailing {
            return self.governed_country(scan, state, (at, at + len), reference, true);
        }
        if state.connected {
            self.advance(scan, state, len, true);
            return true;
        }
        false
    }

    fn known_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some(hit) = scan.ann.any(at, &NOUNS) else {
            return false;
        };
        if scan.len_any(at, &HEADS) >= hit.len
            || (!state.connected && self.new_title_begins(scan, at))
        {
            return false;
        }
        if !scan.has_case() && scan.given(at) && !scan.definite(at) && self.construct_closed(scan) {
            return false;
        }
        let class = hit.entry.class;
        if scan.has_case() && self.name_follows_here(scan, at, state) {
            return false;
        }
        match class {
            Class::Body if self.office_of_state(scan) => state.body = true,
            Class::Body if !self.tabled => {
                self.organization
                    .get_or_insert((state.phrase_start(at), at + hit.len));
                self.stateless = true;
                state.body = true;
            }
            Class::Party if !self.tabled => {
                self.organization = Some((state.phrase_start(at), at + hit.len));
                self.stateless = false;
                state.body = true;
            }
            Class::Body | Class::Party => state.body = true,
            Class::StateBody => state.body = false,
            _ => {}
        }
        self.advance(scan, state, hit.len, true)
    }

    /// A vocabulary word that is really a first name: known given name before an unknown capital.
    fn name_follows_here(&self, scan: &Scan, at: usize, state: &State) -> bool {
        !state.connected
            && scan.capital(at)
            && scan.given(at)
            && scan.capital(at + 1)
            && !vocabulary(scan, at + 1)
            // Where heads come last no portfolio follows them: `Büyükelçi Deniz Akarsu`.
            && (scan.len_of(at, Class::Portfolio) == 0
                || scan.pack.source.writing.head == HeadPosition::Last)
    }

    /// A modifier or portfolio word that leads to a head noun of its own begins another title.
    fn new_title_begins(&self, scan: &Scan, at: usize) -> bool {
        let modifier = scan.len_any(at, &[Class::Modifier, Class::Portfolio, Class::Qualifier]);
        modifier > 0 && reaches_head(scan, at)
    }

    /// `Assistant to the President`, `помощник Президента`: a head right after a connector or head.
    fn nested_head(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let len = scan.len_any(at, &HEADS);
        let direct =
            state.connected || scan.pack.juxtaposes() && !state.filled && self.construct_open(scan);
        if len == 0
            || !direct
            || scan.pack.juxtaposes() && scan.has_case() && self.nominative_again(scan, at)
        {
            return false;
        }
        self.advance(scan, state, len, false)
    }

    /// Two heads in the same form stand side by side, not one under the other.
    fn nominative_again(&self, scan: &Scan, at: usize) -> bool {
        match (scan.token(self.head), scan.token(at)) {
            (Some(a), Some(b)) => a.key == b.key,
            _ => false,
        }
    }

    /// `and International Cooperation`, but not `and Minister of Interior`.
    fn conjunction(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let and = scan.len_of(at, Class::And);
        let comma = usize::from(scan.is_mark(at, ',') || scan.is_mark(at, '،'));
        if (and == 0 && comma == 0) || !state.filled || state.connected {
            return false;
        }
        let mut next = at + and.max(comma);
        if comma > 0 && scan.len_of(next, Class::And) > 0 {
            next += scan.len_of(next, Class::And);
        }
        let mut linked = false;
        // `à la Culture et au Patrimoine`: the connector of the phrase again.
        let connectors = [Class::Of, Class::Article, Class::Complement];
        let connectors = connectors
            .get(..if state.prepositional { 3 } else { 2 })
            .unwrap_or_default();
        while scan.len_any(next, connectors) > 0 && country(scan, next).is_none() {
            linked |= scan.is(next, Class::Of) || scan.is(next, Class::Complement);
            next += scan.len_any(next, connectors);
        }
        if !self.goes_on(scan, next, and > 0, linked) {
            return false;
        }
        let backup = self.clone();
        self.end = next;
        let mut probe = State {
            connected: true,
            phrase: next,
            ..*state
        };
        if self.known_noun(scan, &mut probe) || self.unknown_noun(scan, &mut probe) {
            *state = probe;
            return true;
        }
        *self = backup;
        false
    }

    /// Whether what follows a conjunction or comma is a further portfolio.
    fn goes_on(&self, scan: &Scan, next: usize, and: bool, linked: bool) -> bool {
        if reaches_head(scan, next)
            || scan.len_any(next, &HEADS) > 0
            || country(scan, next).is_some()
            || starts_honorific(scan, next)
        {
            return false;
        }
        let portfolio = scan.len_any(next, &[Class::Portfolio, Class::Qualifier]) > 0;
        if and {
            let definite = !scan.has_case() && scan.definite(next);
            let first = scan.pack.source.writing.head == HeadPosition::First && scan.has_case();
            let lower = first && linked && scan.is_word(next) && !scan.ends(next);
            let key = |i: usize| scan.token(i).map_or("", |t| t.key.as_str());
            let adjectives = next > 1
                && !scan.capital(next)
                && !scan.ends(next)
                && scan.pack.ends_as_adjective(key(next - 2))
                && scan.pack.ends_as_adjective(key(next));
            return portfolio
                || proper_portfolio(scan, next)
                || adjectives
                || definite
                || lower
                || first && lone_noun(scan, next)
                || scan.len_any(next, &NOUNS) > 0 && !scan.given(next);
        }
        // A comma goes on only in a list of portfolios that an `and` closes.
        let first = scan.pack.source.writing.head == HeadPosition::First && scan.has_case();
        let noun = portfolio || linked || first && lone_noun(scan, next);
        noun && closes_list(scan, next)
    }

    /// `(CPV)` before more of the body; a quoted name.
    fn bracket(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let acronym = acronym_bracket(scan, at);
        if acronym > 0 && state.filled {
            let more = scan.len_any(
                at + acronym,
                &[Class::StateBody, Class::Body, Class::Party, Class::Of],
            ) > 0;
            if let Some((start, end)) = self.organization
                && end == at
            {
                self.organization = Some((start, at + acronym));
            }
            if more {
                return self.advance(scan, state, acronym, true);
            }
            if state.connected {
                return false;
            }
            self.cuts.push((at, at + acronym));
            self.end += acronym;
            return true;
        }
        let quoted = quoted(scan, at);
        let open = state.connected || state.filled || scan.pack.juxtaposes() && scan.has_case();
        if quoted > 0 && open {
            if self.organization.is_some_and(|(_, e)| e == at) || state.connected || !state.filled {
                let start = self
                    .organization
                    .filter(|(_, e)| *e == at)
                    .map_or(at, |(s, _)| s);
                self.stateless |= self.organization.is_none() && !self.office_of_state(scan);
                self.organization = Some((start, at + quoted));
            }
            return self.advance(scan, state, quoted, true);
        }
        false
    }

    fn unknown_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some(token) = scan.token(at) else {
            return false;
        };
        if token.hyphenated && token.kind == TokenKind::Word {
            return self.advance(scan, state, 1, true);
        }
        if token.kind == TokenKind::Number || token.key.starts_with(|c: char| c.is_ascii_digit()) {
            let ordinal = scan.len_any(at + 1, &NOUNS) > 0;
            let connected = state.connected;
            let taken =
                ordinal && (connected || state.filled) && self.advance(scan, state, 1, false);
            // The noun that the number counts is still to come.
            state.connected = connected;
            return taken;
        }
        if token.kind != TokenKind::Word
            || scan.ends(at)
            || scan.initial(at)
            || is_function(scan, at)
            || scan.len_any(at, &HEADS) > 0
        {
            return false;
        }
        let words = if scan.has_case() {
            self.unknown_cased(scan, state, at)
        } else {
            self.unknown_uncased(scan, state, at)
        };
        if words == 0 {
            return false;
        }
        let run = state.unknown;
        let proper = scan.capital(at);
        if proper
            && scan.has_case()
            && (state.connected || state.genitive || self.organization.is_some())
        {
            self.take_proper(scan, at, words);
        }
        self.advance(scan, state, words, true);
        state.unknown = run + usize::from(!proper);
        state.unknown <= 4
    }

    /// A proper name that no table knows: an acronym is a body; so is what a president or director
    /// stands over, but not where an office of state stands over it (`Minister of Jal Shakti`).
    fn take_proper(&mut self, scan: &Scan, at: usize, words: usize) {
        let organ = (self.head..at).any(|i| scan.is(i, Class::StateBody));
        let acronym = words == 1
            && !scan.shouted
            && scan.token(at).is_some_and(|t| {
                t.case == rostra_document::Case::Upper && t.key.chars().count() > 1
            });
        if self.organization.is_none() && (acronym || !organ && !self.office_of_state(scan)) {
            self.organization = Some((at, at + words));
            self.stateless = true;
        }
    }

    /// Whether the head names an office that only states and their parts have.
    fn office_of_state(&self, scan: &Scan) -> bool {
        const STATE: [&str; 16] = [
            "minister",
            "deputy_minister",
            "secretary_of_state",
            "governor",
            "deputy_governor",
            "mayor",
            "deputy_mayor",
            "prefect",
            "ambassador",
            "consul",
            "consul_general",
            "charge_d_affaires",
            "member_of_parliament",
            "head_of_government",
            "deputy_head_of_government",
            "prosecutor",
        ];
        self.is_family(scan, &STATE)
    }

    /// Whether the head noun is of one of the pack's office families.
    pub(super) fn is_family(&self, scan: &Scan, families: &[&str]) -> bool {
        let heads = &scan.pack.source.offices.heads;
        let stem =
            |words: &str| -> Vec<_> { words.split(' ').map(|w| scan.pack.stem_of(w)).collect() };
        let own = stem(&self.lemma);
        families.iter().any(|family| {
            heads
                .get(*family)
                .is_some_and(|words| words.iter().any(|w| *w == *self.lemma || stem(w) == own))
        })
    }

    fn unknown_cased(&self, scan: &Scan, state: &State, at: usize) -> usize {
        let first = scan.pack.source.writing.head == HeadPosition::First;
        if !scan.capital(at) {
            let key = scan.token(at).map_or("", |t| t.key.as_str());
            let verb = scan.pack.ends_as_verb(key);
            return usize::from(
                first
                    && !verb
                    && (state.connected || state.filled || scan.pack.juxtaposes())
                    && state.unknown < 3,
            );
        }
        if scan.pack.juxtaposes() {
            return self.unknown_juxtaposed(scan, state, at);
        }
        if state.connected && (state.genitive || !state.filled) {
            return proper_words(scan, at, self.start);
        }
        // `South Ossetia`, where a name remains after it.
        let qualified = at > 0
            && scan.capital(at - 1)
            && state.phrase + 1 == at
            && scan
                .ann
                .covered_by(at - 1, &[Class::Unit, Class::Qualifier, Class::Portfolio])
            && scan.ann.covered_by(at - 2, &[Class::Of, Class::Article]);
        if qualified && state.genitive {
            let run = name_end(scan, at, &[]).saturating_sub(at);
            let words = proper_words(scan, at, self.start);
            if run == 1 || words + 2 <= run {
                return words;
            }
        }
        if (state.connected || state.filled) && leads_to_body(scan, at) {
            return 1;
        }
        let after_unit = at > 0
            && first
            && scan.ann.covered_by(
                at - 1,
                &[Class::Unit, Class::Body, Class::StateBody, Class::Party],
            );
        let run = name_end(scan, at, &[]).saturating_sub(at);
        let hyphen = scan.token(at + 1).is_some_and(|t| t.hyphenated);
        let name =
            country(scan, at).is_none() && (run > 2 && !hyphen || run >= 2 && scan.given(at));
        usize::from(after_unit && !name)
    }

    /// A capitalised word where genitives follow without a connector (`глава Лесного района`,
    /// `депутат ПАР Иван Серов`, `мэр города Тверь`): an adjective whose noun follows, an acronym
    /// before a name, a proper name after a noun of territory; what may be a person's name is left.
    fn unknown_juxtaposed(&self, scan: &Scan, state: &State, at: usize) -> usize {
        if scan
            .pack
            .ends_as_adjective(scan.token(at).map_or("", |t| t.key.as_str()))
            && noun_follows(scan, at + 1)
        {
            return 1;
        }
        let run = name_end(scan, at, &[]).saturating_sub(at);
        let acronym = !scan.family(at)
            && scan.is_word(at - 1)
            && !scan.is(at - 1, Class::Country)
            && scan.token(at).is_some_and(|t| {
                t.case == rostra_document::Case::Upper && t.key.chars().count() <= 4
            });
        if acronym && (run == 0 || run >= 3 && scan.given(at + 1)) {
            return 1;
        }
        let unit = at > 0
            && scan
                .ann
                .covered_by(at - 1, &[Class::Unit, Class::Body, Class::StateBody])
            && !scan.is(at - 1, Class::Country);
        if !(unit || state.connected) || scan.given(at) && run > 1 {
            return 0;
        }
        let territory = state.connected || scan.is(at - 1, Class::Unit);
        match run {
            0 => 1,
            1 => usize::from(territory),
            2 => 0,
            _ => run - 2,
        }
    }

    fn unknown_uncased(&self, scan: &Scan, state: &State, at: usize) -> usize {
        // With a possessive suffix it is told of the holder: `لدى مغادرته`.
        let key = scan.token(at).map_or("", |t| t.key.as_str());
        if scan.pack.ends_as_verb(key) && !scan.given(at) {
            return 0;
        }
        let definite = scan.definite(at);
        let last_definite = self.construct_closed(scan);
        if definite {
            return 1;
        }
        // `محافظ أملج ماجد بن ...`: a head or noun without an article governs the next word.
        let governs = at > 0
            && !scan
                .ann
                .covered_by(at - 1, &[Class::Modifier, Class::AfterHead])
            && scan.given(at + 1);
        let leads_on = scan.definite(at + 1) || scan.len_any(at + 1, &NOUNS) > 0 || governs;
        let open = state.connected || !last_definite;
        usize::from(open && leads_on && !scan.given(at))
    }

    /// In a construct state the next noun still belongs to the phrase (Arabic); other languages
    /// have no such mark.
    fn construct_open(&self, scan: &Scan) -> bool {
        scan.has_case() || !self.construct_closed(scan)
    }

    fn construct_closed(&self, scan: &Scan) -> bool {
        self.end
            .checked_sub(1)
            .is_some_and(|last| scan.definite(last) || scan.is(last, Class::Country))
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

/// `and Implementation John Podesta`: an unknown capital that a known first name follows.
fn proper_portfolio(scan: &Scan, at: usize) -> bool {
    scan.has_case()
        && scan.capital(at)
        && !scan.given(at)
        && !scan.family(at)
        && !vocabulary(scan, at)
        && scan.given(at + 1)
        && name_end(scan, at, &[]) > at + 2
}

/// Whether capitalised unknown words from `at` on end in a body noun: `Manufacturing Federation`.
fn leads_to_body(scan: &Scan, at: usize) -> bool {
    if !scan.has_case() || scan.shouted || !scan.capital(at) || vocabulary(scan, at) {
        return false;
    }
    (at + 1..at + 4).take_while(|i| scan.capital(*i)).any(|i| {
        scan.len_any(i, &[Class::Body, Class::StateBody, Class::Party]) > 0
            && scan.len_any(i, &HEADS) == 0
    })
}

/// The capitalised phrase of a body from `at` on: its end, and whether it names a body at all.
fn body_phrase(scan: &Scan, at: usize) -> (usize, bool) {
    const WORDS: [Class; 6] = [
        Class::StateBody,
        Class::Body,
        Class::Organisation,
        Class::Country,
        Class::Qualifier,
        Class::Portfolio,
    ];
    let (mut end, mut body) = (at, false);
    while end < scan.len() {
        let link = scan.len_any(end, &[Class::And, Class::Of, Class::Article]);
        let len = if body && link > 0 {
            link
        } else {
            scan.len_any(end, &WORDS)
        };
        let capital = scan.capital(end) || body && link > 0;
        if len == 0 || !capital || scan.len_any(end, &[Class::Head, Class::WeakHead]) >= len {
            break;
        }
        body |= scan.len_any(end, &[Class::StateBody, Class::Body, Class::Organisation]) > 0;
        end += len;
    }
    (end, body)
}

/// Whether adjectives in lower case lead from `at` to a noun that a title can have.
fn noun_follows(scan: &Scan, at: usize) -> bool {
    for next in at..scan.len().min(at + 5) {
        let Some(token) = scan.token(next) else { break };
        if scan.len_any(next, &NOUNS) > 0 {
            return true;
        }
        let adjective = scan.pack.ends_as_adjective(&token.key);
        if scan.ends(next) || is_function(scan, next) || token.kind != TokenKind::Word {
            return false;
        }
        if !adjective {
            return !scan.capital(next) && !scan.pack.ends_as_verb(&token.key);
        }
    }
    false
}

/// Whether a first and a family name stand at `at`, so that a connector before them ends the title.
fn names_person(scan: &Scan, at: usize) -> bool {
    let end = name_end(scan, at, &[]);
    scan.has_case()
        && !scan.shouted
        && scan.given(at)
        && country(scan, at).is_none()
        && end > at + 1
        && (scan.family(end - 1) || scan.token(at + 1).is_some_and(|t| t.hyphenated))
}

/// Words of a proper name after a genitive connector, leaving a person's name that follows it.
fn proper_words(scan: &Scan, at: usize, title: usize) -> usize {
    let end = name_end(scan, at, &[]);
    let run = end.saturating_sub(at);
    if run <= 1 {
        return 1;
    }
    let ended = end >= scan.len() || scan.is_mark(end, ',') || scan.is_mark(end, ';');
    if ended && title > 0 && scan.is(title - 1, Class::Appointed) {
        return run;
    }
    if let Some(first) = (at + 1..end).find(|i| scan.given(*i) && *i + 1 < end.max(*i + 2)) {
        return first - at;
    }
    let closed = end >= scan.len() || scan.token(end).is_some_and(|t| t.kind == TokenKind::Mark);
    let after_name = title > 0
        && (scan.is_mark(title - 1, ',')
            || scan.capital(title - 1)
            || scan.is(title - 1, Class::Appointed));
    if closed && (after_name || run == 2) {
        return run;
    }
    if run >= 3 { run - 2 } else { 1 }
}

/// `Antropología e Historia`: a capitalised word that is no one's name and stands alone.
fn lone_noun(scan: &Scan, at: usize) -> bool {
    scan.capital(at)
        && !scan.shouted
        && !scan.given(at)
        && !scan.family(at)
        && !vocabulary(scan, at)
        && (!scan.capital(at + 1) || scan.is(at + 1, Class::Qualifier))
}

/// Whether an honorific stands at `at`, so that a name is to come.
fn starts_honorific(scan: &Scan, at: usize) -> bool {
    let len = scan.len_any(at, &HONORIFIC);
    if len == 0 || scan.len_any(at, &HEADS) > len || scan.len_any(at, &NOUNS) > len {
        return false;
    }
    let next = at + len;
    if !scan.has_case() {
        return true;
    }
    scan.capital(next) && !scan.ends(next) || scan.len_any(next, &HONORIFIC) > 0
}

/// Whether the language puts states and bodies right after the office and one stands at `at`.
fn adjoined(scan: &Scan, at: usize) -> bool {
    const ADJOINED: [Class; 4] = [Class::StateBody, Class::Body, Class::Party, Class::Unit];
    scan.pack.source.writing.juxtaposed
        && (country(scan, at).is_some() || scan.len_any(at, &ADJOINED) > 0)
}

fn is_function(scan: &Scan, at: usize) -> bool {
    let lower = !scan.has_case() || !scan.capital(at) || scan.shouted;
    lower
        && scan.ann.covered_by(
            at,
            &[
                Class::Of,
                Class::Complement,
                Class::And,
                Class::Article,
                Class::ListWord,
                Class::Particle,
                Class::Keynote,
                Class::IntroducesSpeakers,
                Class::IntroducesParticipants,
                Class::IntroducesChair,
                Class::AccordingTo,
                Class::MentionedOnly,
                Class::Video,
                Class::Month,
                Class::Weekday,
                Class::NotTitle,
            ],
        )
}

/// Tokens of `(CPV)` at `at`, or 0.
fn acronym_bracket(scan: &Scan, at: usize) -> usize {
    let acronym = scan.token(at + 1).is_some_and(|t| {
        t.kind == TokenKind::Word && t.key.chars().count() <= 10 && t.capitalised()
    });
    if scan.is_mark(at, '(') && acronym && scan.is_mark(at + 2, ')') {
        3
    } else {
        0
    }
}

/// Tokens of a quoted name at `at`, quotation marks included, or 0.
fn quoted(scan: &Scan, at: usize) -> usize {
    let Some(close) = scan.token(at).and_then(|t| closing(&t.key)) else {
        return 0;
    };
    (at + 2..scan.len().min(at + 14))
        .find(|i| {
            scan.token(*i)
                .is_some_and(|t| t.kind == TokenKind::Mark && close.contains(t.key.as_str()))
        })
        .map_or(0, |end| end + 1 - at)
}

fn closing(open: &str) -> Option<&'static str> {
    match open {
        "«" => Some("»"),
        "“" | "„" => Some("”“"),
        "\"" => Some("\""),
        _ => None,
    }
}

/// Whether a list of portfolios from `at` on is closed by an `and` before anything else.
fn closes_list(scan: &Scan, at: usize) -> bool {
    for next in at..scan.len().min(at + 10) {
        if scan.is(next, Class::And) {
            return true;
        }
        let comma = scan.is_mark(next, ',') || scan.is_mark(next, '،');
        let stop = scan
            .token(next)
            .is_some_and(|t| t.kind == TokenKind::Mark && !comma)
            || scan.ends(next)
            || scan.len_any(next, &[Class::Head]) > 0;
        let capital =
            scan.has_case() && scan.capital(next) && !vocabulary(scan, next) && scan.given(next);
        if stop || capital {
            return false;
        }
    }
    false
}
