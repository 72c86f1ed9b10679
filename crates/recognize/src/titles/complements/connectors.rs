//! Connectors and what they govern: `of the`, `chargé de`, `and`, a body after a comma; which state
//! is cut and which stays.

use super::unknown::{leads_to_body, lone_noun, names_person, starts_honorific};
use super::{DIPLOMATS, Located, NATIONAL, NOUNS, State};
use crate::bodies::country;
use crate::names::{name_end, vocabulary};
use crate::scan::{HONORIFIC, Scan};
use crate::titles::{HEADS, STATUSES, Title, is_place, reaches_head};
use rostra_document::{CountryForm, CountryRef, TitleStatus, TokenKind};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

impl Title {
    /// `General`, `in chief`, `élu`, `arménien` directly after the head or a noun.
    pub(super) fn after_head(&mut self, scan: &Scan, state: &mut State) -> bool {
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
    pub(super) fn comma_body(&mut self, scan: &Scan, floor: usize) -> bool {
        let at = self.end;
        if !scan.is_mark(at, ',') || !scan.has_case() {
            return false;
        }
        if self.listed_body(scan, floor) || self.seat(scan) {
            return true;
        }
        if self.complemented || self.country.is_some() {
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

    /// `Deputy Head of Mission at the Australian Embassy, Moscow.`: the city of a mission abroad.
    fn seat(&mut self, scan: &Scan) -> bool {
        let at = self.end;
        let mission = at > 0 && scan.is(at - 1, Class::StateBody) && self.complemented;
        let Some((len, place)) = country(scan, at + 1).filter(|_| mission) else {
            return false;
        };
        let closed = scan
            .token(at + 1 + len)
            .is_none_or(|t| t.is_mark('.') || t.is_mark(';'));
        let city = matches!(place.form, CountryForm::Capital | CountryForm::Place);
        if city && closed {
            self.end = at + 1 + len;
        }
        city && closed
    }

    /// `• A Serova, Executive Director, Sister Song`: in an item that begins with a name, what follows
    /// the post and a comma up to the end, or up to another post, is the body, known or not.
    fn listed_body(&mut self, scan: &Scan, floor: usize) -> bool {
        let at = self.end;
        let named = self.start >= 3
            && scan.is_mark(self.start - 1, ',')
            && scan.capital(self.start - 2)
            && !vocabulary(scan, self.start - 2);
        let chained = floor > 0
            && (floor..self.start).all(|i| scan.is_mark(i, ',') || scan.is(i, Class::And));
        if !scan.listed || !(named || chained) || scan.shouted || self.tabled {
            return false;
        }
        let bare = self.end == self.head_end && self.country.is_none();
        let first = at + 1 + scan.len_of(at + 1, Class::Article);
        let end = listed_end(scan, first);
        let inner = |classes: &[Class]| (first..end).any(|i| scan.len_any(i, classes) > 0);
        let organ = inner(&[Class::StateBody]);
        let body = organ || inner(&[Class::Body, Class::Organisation, Class::Party]);
        let whole = country(scan, first).is_some_and(|(len, _)| first + len >= end);
        let known = scan.given(first) && (scan.family(first + 1) || scan.given(first + 1));
        let person = known && end <= first + 3 && !body;
        if end <= first
            || whole
            || person
            || !(bare || body)
            || !scan.capital(first)
            || scan.len_any(first, &HONORIFIC) > 0
        {
            return false;
        }
        let state = (first..end).find_map(|i| country(scan, i)).map(|(_, c)| c);
        match state.filter(|c| organ || c.form == CountryForm::StateBody) {
            Some(state) => {
                self.country.get_or_insert(state);
            }
            None if organ || self.office_of_state(scan) => {}
            None => {
                self.organization.get_or_insert((first, end));
                self.stateless = true;
            }
        }
        self.end = end;
        self.complemented = true;
        true
    }

    /// `of the`, `chargé de`, `en`: taken only where something follows that it can govern.
    pub(super) fn connector(&mut self, scan: &Scan, state: &mut State) -> bool {
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
        // `Kommissionspräsidentin von der Leyen`: two particles before an unknown word are a name's.
        let particles = scan.len_of(at, Class::Particle);
        let name = at + particles;
        if particles > 1
            && scan.pack.source.writing.nouns_capitalised
            && scan.capital(name)
            && !vocabulary(scan, name)
            && !scan.capital(name + 1)
        {
            return false;
        }
        let mut next = at + len;
        while scan.len_of(next, Class::Article) > 0 && country(scan, next).is_none() {
            next += scan.len_of(next, Class::Article);
        }
        let mut genitive = of >= to && of > 0;
        // `Президент России на совещании`: where an officer spoke, not what the office is about.
        if self.spoke_at(scan, next) {
            let end = next + scan.len_of(next, Class::EventHead);
            let before_name = !scan.shouted && scan.capital(end) && !vocabulary(scan, end);
            if before_name {
                self.cuts.push((at, end));
                self.end = end;
            }
            return before_name;
        }
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

    /// Whether a gathering at `at` only tells where the holder of a complete title was: lower-case,
    /// after a preposition, in a language that has no connector of the genitive.
    fn spoke_at(&self, scan: &Scan, at: usize) -> bool {
        let stated = self.country.is_some()
            && scan.pack.source.writing.head == HeadPosition::First
            && self.is_family(scan, &NATIONAL);
        (self.complemented || self.country.is_some())
            && scan.has_case()
            && (scan.pack.juxtaposes() || stated)
            && (!scan.capital(at) || scan.shouted)
            && scan.is(at, Class::EventHead)
            && !self.is_family(scan, &["permanent_representative", "special_envoy"])
    }

    /// What a state after a connector that is no genitive says, where the language has none:
    /// `وزير الداخلية بمملكة البحرين` is of Bahrain, `وزير الدفاع في القاهرة` only stands there.
    pub(super) fn located(
        &self,
        scan: &Scan,
        (at, next): (usize, usize),
        reference: &CountryRef,
    ) -> Located {
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
    pub(super) fn governed_country(
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
        } else if !genitive
            && reference.form == CountryForm::StateBody
            && !self.stateless
            && !self.is_family(scan, &DIPLOMATS)
        {
            // `المشرف العام على` a state's centre acts for that state.
            self.country.get_or_insert(reference);
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
    pub(super) fn cut_start(&self, scan: &Scan, start: usize) -> usize {
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

    pub(super) fn country_is_leading(&self) -> bool {
        self.cuts.iter().any(|(s, _)| *s < self.head)
    }

    /// Whether a state at `at` only qualifies a body or office: `Libyan National Army`.
    pub(super) fn adjective_of_body(
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

    /// `and International Cooperation`, but not `and Minister of Interior`.
    pub(super) fn conjunction(&mut self, scan: &Scan, state: &mut State) -> bool {
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
        // `Minister for Trade, at the opening`: where heads come last too, a comma ends it.
        let both = scan.pack.source.writing.head == HeadPosition::Both;
        let again = state.prepositional && (and > 0 || !both);
        let connectors = connectors
            .get(..if again { 3 } else { 2 })
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
    pub(super) fn goes_on(&self, scan: &Scan, next: usize, and: bool, linked: bool) -> bool {
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
}

/// Where the proper name of a body that an item ends with stops: at the end, or before a mark or
/// conjunction that another post follows.
fn listed_end(scan: &Scan, at: usize) -> usize {
    const SMALL: [Class; 4] = [Class::Of, Class::Complement, Class::And, Class::Article];
    let heads = |at: usize| {
        let next = at + scan.len_of(at, Class::And);
        let next = next + scan.len_of(next, Class::Former);
        scan.len_any(next, &HEADS) > 0 || reaches_head(scan, next)
    };
    let mut end = at;
    while let Some(token) = scan.token(end) {
        let comma = token.is_mark(',');
        if (comma && heads(end + 1)) || (scan.is(end, Class::And) && heads(end)) {
            break;
        }
        let within = scan.capital(end)
            || comma
            || scan.is_mark(end, '&')
            || token.key.starts_with('\'')
            || token.hyphenated
            || token.abbreviated
            || end > at && scan.ann.covered_by(end, &SMALL);
        if !within {
            break;
        }
        end += 1;
    }
    // Only what runs to the end, or to another post, is a whole name.
    let stop = scan
        .token(end)
        .is_none_or(|t| t.is_mark(';') || t.is_mark('.') || t.is_mark(','))
        || scan.is(end, Class::And);
    let comma = usize::from(end > at && scan.is_mark(end - 1, ','));
    if stop { end - comma } else { at }
}

/// The capitalised phrase of a body from `at` on: its end, and whether it names a body at all.
pub(super) fn body_phrase(scan: &Scan, at: usize) -> (usize, bool) {
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

/// Whether a list of portfolios from `at` on is closed by an `and` before anything else.
pub(super) fn closes_list(scan: &Scan, at: usize) -> bool {
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

/// `and Implementation John Podesta`: an unknown capital that a known first name follows.
pub(super) fn proper_portfolio(scan: &Scan, at: usize) -> bool {
    scan.has_case()
        && scan.capital(at)
        && !scan.given(at)
        && !scan.family(at)
        && !vocabulary(scan, at)
        && scan.given(at + 1)
        && name_end(scan, at, &[]) > at + 2
}
