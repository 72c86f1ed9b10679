//! Words that no class knows: proper names after a genitive, lower-case complements, definite words
//! of a construct state; and where a person's name begins instead.

use super::nouns::restated;
use super::{NOUNS, State};
use crate::bodies::country;
use crate::names::{family_opens, name_end, term, vocabulary};
use crate::scan::{ENDS, HONORIFIC, Scan};
use crate::titles::{HEADS, Title};
use rostra_document::TokenKind;
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

/// `глава Nestle Пауль Серов`: in a Cyrillic text a Latin proper name between a head and a name in
/// the text's own script is a body; its tokens, or 0.
fn latin_body(scan: &Scan, at: usize) -> usize {
    if scan.pack.source.writing.script != "Cyrl" {
        return 0;
    }
    let latin = |i: usize| {
        scan.capital(i)
            && scan
                .token(i)
                .is_some_and(|t| t.key.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    let words = (at..at + 4).take_while(|i| latin(*i)).count();
    let next = at + words;
    if words > 0 && scan.capital(next) && !latin(next) && !vocabulary(scan, next) {
        words
    } else {
        0
    }
}

/// Families of office that companies and the like have.
const COMPANY: [&str; 3] = ["head_of_company", "company_officer", "director_general"];

impl Title {
    pub(super) fn unknown_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
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
            // `President of Chile on March 11`.
            || !state.genitive && scan.ann.covered_by(at, &[Class::Month, Class::Weekday])
        {
            return false;
        }
        let latin = latin_body(scan, at);
        let words = if latin > 0 {
            // `депутат PAS` sits for a party.
            if !self.office_of_state(scan) && !self.is_family(scan, &["member_of_parliament"]) {
                self.take_proper(scan, at, latin);
            }
            latin
        } else if scan.has_case() {
            self.unknown_cased(scan, state, at)
        } else {
            self.unknown_uncased(scan, state, at)
        };
        if words == 0 {
            return false;
        }
        let run = state.unknown;
        let proper = scan.capital(at);
        // `генеральный директор НКРУ`: what a company has a head for is no state's.
        let company = scan.pack.juxtaposes() && self.is_family(scan, &COMPANY);
        if proper
            && latin == 0
            && scan.has_case()
            && (state.connected
                || state.genitive
                || self.organization.is_some()
                || company
                || acronym_body(scan, at))
        {
            self.take_proper(scan, at, words);
        }
        self.advance(scan, state, words, true);
        state.unknown = run + usize::from(!proper);
        state.unknown <= 4
    }

    /// A proper name that no table knows: an acronym is a body; so is what a president or director
    /// stands over, but not where an office of state stands over it (`Minister of Jal Shakti`).
    pub(super) fn take_proper(&mut self, scan: &Scan, at: usize, words: usize) {
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
    pub(super) fn office_of_state(&self, scan: &Scan) -> bool {
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
    pub(in crate::titles) fn is_family(&self, scan: &Scan, families: &[&str]) -> bool {
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

    pub(super) fn unknown_cased(&self, scan: &Scan, state: &State, at: usize) -> usize {
        let first = scan.pack.source.writing.head == HeadPosition::First;
        if family_opens(scan, at) {
            return 0;
        }
        if !scan.capital(at) {
            let verb = scan.token(at).is_some_and(|t| scan.pack.is_verb(t));
            return usize::from(
                first
                    && !verb
                    && !self.lower_ends(scan, state)
                    && (state.connected || state.filled || scan.pack.juxtaposes())
                    && state.unknown < 3,
            );
        }
        if scan.pack.juxtaposes() {
            return self.unknown_juxtaposed(scan, state, at);
        }
        if term(scan, at) {
            return term_words(scan, at);
        }
        if self.names_own_body(scan, at) {
            return name_end(scan, at, &[]).saturating_sub(at).max(1);
        }
        // `CEO Apple Tim Cook`: one word between a head that needs a body and a first name.
        if scan.pack.source.writing.juxtaposed
            && self.class == Class::WeakHead
            && at == self.head_end
            && !(scan.given(at) || scan.family(at) || vocabulary(scan, at))
            && scan.given(at + 1)
            && scan.capital(at + 1)
            && scan.capital(at + 2)
        {
            return 1;
        }
        if acronym_body(scan, at) && !self.is_family(scan, &["head_of_state"]) {
            return 1;
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
        if qualified && state.genitive && !scan.given(at) {
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
            )
            // `Menteri Luar Negeri Budi`: the noun of territory is part of a portfolio.
            && !(scan.pack.source.writing.juxtaposed
                && scan.ann.covered(at - 1, Class::Portfolio));
        let run = name_end(scan, at, &[]).saturating_sub(at);
        let hyphen = scan.token(at + 1).is_some_and(|t| t.hyphenated);
        if after_unit && run >= 2 && self.names_group(scan, at + run) {
            return run;
        }
        let name = country(scan, at).is_none()
            && (run > 2 && !hyphen
                || run >= 2 && (scan.given(at) || shouted_family(scan, at + run - 1)));
        if after_unit && scan.token(at).is_some_and(|t| t.key == "the") {
            return proper_words(scan, at, self.start);
        }
        let several = scan
            .token(self.head)
            .is_some_and(|t| scan.pack.is_plural(t, &self.lemma));
        let body = after_unit && scan.ann.covered(at - 1, Class::Body);
        if body && !several && holder_follows(scan, at + run) {
            return run.max(1);
        }
        if scan.pack.source.writing.juxtaposed && after_capital(scan, at) {
            if own_holder(scan, at, run) {
                return run;
            }
            if !self.governs_alone(scan) && body_to_comma(scan, at) {
                return run.max(1);
            }
        }
        usize::from(after_unit && !name)
    }

    /// Whether the office is one that a name follows bare: of a state, or an occupation.
    fn governs_alone(&self, scan: &Scan) -> bool {
        self.class == Class::Occupation
            || self.office_of_state(scan)
            || self.is_family(scan, &["head_of_state", "monarch", "deputy_head_of_state"])
    }

    /// `A, Hiệu trưởng Trường Đại học Hoa Sen`: after a name and a comma the unknown words behind a noun of
    /// a body are the body's name, where bodies follow without a connector.
    fn names_own_body(&self, scan: &Scan, at: usize) -> bool {
        let noun = [Class::Body, Class::StateBody, Class::Party];
        let apposed = self.start > 1
            && (scan.is_mark(self.start - 1, ',') || scan.is_mark(self.start - 1, '–'))
            && scan.capital(self.start - 2)
            && !vocabulary(scan, self.start - 2);
        let named = |i: usize| scan.given(i) && scan.capital(i + 1);
        scan.pack.source.writing.juxtaposed
            && apposed
            && scan.ann.covered_by(at - 1, &noun)
            && !named(at)
            && !scan.token(at).is_some_and(|t| scan.pack.is_family(&t.key))
    }

    /// `Menteri Keuangan legendaris`: where bodies follow without a connector and every word of an
    /// office has a capital, a lower-case word is no part of it.
    fn lower_ends(&self, scan: &Scan, state: &State) -> bool {
        scan.pack.source.writing.juxtaposed
            && !scan.pack.is_syllabic()
            && !state.connected
            && scan.capital(self.head)
            && scan.capital(self.end - 1)
    }

    /// `Anna Diop, présidente du groupe Pour la ville (PV)`: after a name and a comma the proper name
    /// of a body runs to the end of the phrase, here before token `end`.
    fn names_group(&self, scan: &Scan, end: usize) -> bool {
        let closed = end >= scan.len() || scan.is_mark(end, '(') || scan.is_mark(end, ';');
        let mut before = self.start;
        while before > 0 && scan.is(before - 1, Class::Article) {
            before -= 1;
        }
        let apposed = before >= 3
            && scan.is_mark(before - 1, ',')
            && scan.capital(before - 2)
            && scan.capital(before - 3)
            && !vocabulary(scan, before - 2);
        closed && apposed && !scan.shouted
    }

    /// A capitalised word where genitives follow without a connector (`глава Лесного района`,
    /// `депутат ПАР Иван Серов`, `мэр города Тверь`): an adjective whose noun follows, an acronym
    /// before a name, a proper name after a noun of territory; what may be a person's name is left.
    pub(super) fn unknown_juxtaposed(&self, scan: &Scan, state: &State, at: usize) -> usize {
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

    pub(super) fn unknown_uncased(&self, scan: &Scan, state: &State, at: usize) -> usize {
        // With a possessive suffix it is told of the holder: `لدى مغادرته`.
        let key = scan.token(at).map_or("", |t| t.key.as_str());
        if scan.pack.ends_as_verb(key) && !scan.given(at) {
            return 0;
        }
        let definite = scan.definite(at);
        // `وزير الدفاع بتأمين الجرحى`: how something was done, not what the office is about.
        let glued = at > 0
            && scan
                .token(at - 1)
                .is_some_and(|t| scan.pack.ties_state(&t.key));
        if !definite && glued && state.connected && scan.is(at, Class::Headline) {
            return 0;
        }
        let last_definite = self.construct_closed(scan);
        if definite {
            // `ملكة بريطانيا إليزابيث`: a first name that only looks as if it had an article.
            let named = last_definite && !state.connected && scan.given(at);
            return usize::from(!named);
        }
        // `محافظ أملج ماجد بن ...`: a head or noun without an article governs the next word.
        let governs = at > 0
            && !scan
                .ann
                .covered_by(at - 1, &[Class::Modifier, Class::AfterHead])
            && scan.given(at + 1);
        let leads_on = scan.definite(at + 1) || scan.len_any(at + 1, &NOUNS) > 0 || governs;
        let open = state.connected || !last_definite;
        // `رئيس جامعة مؤتة الدكتورة ليلى`: before an honorific no name has begun yet.
        let named = scan.given(at) && !starts_honorific(scan, at + 1);
        usize::from(open && leads_on && !named)
    }

    /// In a construct state the next noun still belongs to the phrase (Arabic); other languages
    /// have no such mark.
    pub(super) fn construct_open(&self, scan: &Scan) -> bool {
        scan.has_case() || !self.construct_closed(scan)
    }

    pub(super) fn construct_closed(&self, scan: &Scan) -> bool {
        self.end
            .checked_sub(1)
            .is_some_and(|last| scan.definite(last) || scan.is(last, Class::Country))
    }
}

/// Whether capitalised unknown words from `at` on end in a body noun: `Manufacturing Federation`.
pub(super) fn leads_to_body(scan: &Scan, at: usize) -> bool {
    if !scan.has_case() || scan.shouted || !scan.capital(at) || vocabulary(scan, at) {
        return false;
    }
    (at + 1..at + 4).take_while(|i| scan.capital(*i)).any(|i| {
        scan.len_any(i, &[Class::Body, Class::StateBody, Class::Party]) > 0
            && scan.len_any(i, &HEADS) == 0
    })
}

/// Whether adjectives in lower case lead from `at` to a noun that a title can have.
pub(super) fn noun_follows(scan: &Scan, at: usize) -> bool {
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
pub(super) fn names_person(scan: &Scan, at: usize) -> bool {
    let end = name_end(scan, at, &[]);
    scan.has_case()
        && !scan.shouted
        && scan.given(at)
        && country(scan, at).is_none()
        && end > at + 1
        && (scan.family(end - 1) || scan.token(at + 1).is_some_and(|t| t.hyphenated))
}

/// Words of a proper name after a genitive connector, leaving a person's name that follows it.
pub(super) fn proper_words(scan: &Scan, at: usize, title: usize) -> usize {
    // `do jornal The Guardian`: an English article begins the name of a body.
    if scan.token(at).is_some_and(|t| t.key == "the") {
        return 1 + (at + 1..at + 4).take_while(|i| scan.capital(*i)).count();
    }
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
    let joined = scan.ann.covered_by(end, &[Class::And, Class::Of]) && !scan.family(end - 1);
    let closed =
        joined || end >= scan.len() || scan.token(end).is_some_and(|t| t.kind == TokenKind::Mark);
    let after_name = title > 0
        && (scan.is_mark(title - 1, ',')
            || scan.capital(title - 1)
            || scan.is(title - 1, Class::Appointed));
    if closed && (after_name || run == 2) {
        return run;
    }
    if run >= 3 { run - 2 } else { 1 }
}

/// `presidente da Fundação Rui Lopes, Carlos Prado,`: a whole name after a comma is the holder's, so that
/// the one before, up to token `end`, is the body's.
fn holder_follows(scan: &Scan, end: usize) -> bool {
    let name = end + 1;
    let stop = name_end(scan, name, &[]);
    let closed = stop >= scan.len() || scan.token(stop).is_some_and(|t| t.kind == TokenKind::Mark);
    scan.is_mark(end, ',') && stop >= name + 2 && scan.given(name) && closed
}

/// `Direktur Human Capital: Eka Irianto`: capitalised words that are nobody's, up to a mark after which
/// a whole name stands.
fn own_holder(scan: &Scan, at: usize, run: usize) -> bool {
    let mark = at + run;
    let stop = name_end(scan, mark + 1, &[]);
    let named = (at..mark).any(|i| scan.given(i) || scan.family(i) || scan.initial(i));
    run > 0
        && !named
        && (scan.is_mark(mark, ',') || scan.is_mark(mark, ':'))
        && stop >= mark + 3
        && (scan.is_mark(mark, ':') || scan.given(mark + 1))
        && scan.len_any(mark + 1, &HONORIFIC) == 0
}

/// `Ketua Paguyuban Becak Listrik Bangkalan, Abdul Muchid, ...`: capitalised words, with conjunctions and
/// brackets, up to a comma after which a whole name stands that a comma or verb follows.
fn body_to_comma(scan: &Scan, at: usize) -> bool {
    const LONGEST: usize = 14;
    let mut end = at;
    while end < scan.len().min(at + LONGEST) && !scan.is_mark(end, ',') {
        let bracket = super::nouns::acronym_bracket(scan, end);
        let and = scan.is(end, Class::And) && scan.capital(end + 1);
        let word = scan.capital(end) && scan.len_any(end, &HEADS) == 0;
        if bracket == 0 && !and && !word {
            return false;
        }
        end += bracket.max(1);
    }
    let name = end + 1;
    let stop = name_end(scan, name, &[]);
    let closed = scan.is_mark(stop, ',') || scan.is_word(stop) && !scan.capital(stop);
    scan.is_mark(end, ',')
        && stop >= name + 2
        && closed
        && !scan.office(name)
        && !scan.ann.covered_by(name, &[Class::Month, Class::Weekday])
}

/// Whether the word before `at` has a capital too.
fn after_capital(scan: &Scan, at: usize) -> bool {
    at > 0 && scan.capital(at - 1)
}

/// `Antropología e Historia`: a capitalised word that is no one's name and stands alone.
pub(super) fn lone_noun(scan: &Scan, at: usize) -> bool {
    scan.capital(at)
        && !scan.shouted
        && !scan.given(at)
        && !scan.family(at)
        && !vocabulary(scan, at)
        && (!scan.capital(at + 1) || scan.is(at + 1, Class::Qualifier))
}

pub(super) fn is_function(scan: &Scan, at: usize) -> bool {
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

/// Whether the language puts states and bodies right after the office and one stands at `at`.
pub(super) fn adjoined(scan: &Scan, at: usize) -> bool {
    const ADJOINED: [Class; 4] = [Class::StateBody, Class::Body, Class::Party, Class::Unit];
    scan.pack.source.writing.juxtaposed
        && (country(scan, at).is_some()
            || scan.len_any(at, &ADJOINED) > 0
            || term(scan, at)
            || acronym_body(scan, at)
            || restated(scan, at) > 0
            || after_capital(scan, at) && {
                let run = name_end(scan, at, &[]).saturating_sub(at);
                own_holder(scan, at, run) || body_to_comma(scan, at)
            })
}

/// `Chủ tịch CVS`, `Dirut PLN`: where bodies follow without a connector an unknown acronym is one.
fn acronym_body(scan: &Scan, at: usize) -> bool {
    let named = scan.given(at) || scan.family(at);
    scan.pack.source.writing.juxtaposed
        && !(scan.shouted || named || vocabulary(scan, at))
        && scan.len_of(at, Class::PostNominal) == 0
        && scan.len_any(at, &HONORIFIC) == 0
        && scan.token(at).is_some_and(|t| {
            t.case == rostra_document::Case::Upper && (2..=6).contains(&t.key.chars().count())
        })
}

/// Tokens of the term that begins with the capital at `at`.
fn term_words(scan: &Scan, at: usize) -> usize {
    let inner = |i: &usize| {
        scan.is_word(*i) && !scan.capital(*i) && !scan.ends(*i) && !is_function(scan, *i)
    };
    let verb = scan.len_any(at, &ENDS).max(1);
    verb + (at + verb..at + 4).take_while(inner).count()
}

/// Whether an honorific stands at `at`, so that a name is to come.
pub(super) fn starts_honorific(scan: &Scan, at: usize) -> bool {
    let len = scan.len_any(at, &HONORIFIC);
    if len == 0 || scan.len_any(at, &HEADS) > len || scan.len_any(at, &NOUNS) > len {
        return false;
    }
    let next = at + len;
    if !scan.has_case() {
        return !team(scan, at, len);
    }
    scan.capital(next) && !scan.ends(next) || scan.len_any(next, &HONORIFIC) > 0
}

/// `الفريق الإعلامي`: a rank that is also a body, before an adjective.
fn team(scan: &Scan, at: usize, len: usize) -> bool {
    let next = at + len;
    len == 1
        && scan.definite(at)
        && scan.definite(next)
        && scan.len_any(at, &NOUNS) > 0
        && scan.len_any(next, &HONORIFIC) == 0
        && !scan.given(next)
        && !scan.is(next, Class::AfterHead)
}

/// `Oumar GUEYE`: capitals after another word mark a family name.
fn shouted_family(scan: &Scan, at: usize) -> bool {
    !scan.shouted
        && scan
            .token(at)
            .is_some_and(|t| t.case == rostra_document::Case::Upper && t.key.chars().count() > 2)
        && scan
            .token(at - 1)
            .is_some_and(|t| t.case == rostra_document::Case::Title)
}
