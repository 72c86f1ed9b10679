//! What stands before the head noun: status words, modifiers, and where the language has them there,
//! state, portfolio and body.

use super::complements::DIPLOMATS;
use super::heads::after_patronymic;
use super::{STATUSES, Title, is_place};
use crate::bodies::country;
use crate::names::vocabulary;
use crate::scan::{HONORIFIC, Scan};
use rostra_document::{CountryForm, TitleStatus};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

impl Title {
    /// Takes in what stands before the head, not before token `floor`.
    pub(super) fn extend_left(&mut self, scan: &Scan, floor: usize) {
        while self.start > floor {
            let before = self.start;
            if self.status_left(scan, floor)
                || self.country_left(scan, floor)
                || self.words_left(scan, floor)
                || self.ordinal_left(scan, floor)
                || self.hyphen_left(scan, floor)
            {
                debug_assert!(self.start < before);
                continue;
            }
            break;
        }
    }

    /// `Nahost-Korrespondentin`: a compound's first parts belong to its head.
    pub(super) fn hyphen_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let tied = self.start > floor && scan.token(self.start).is_some_and(|t| t.hyphenated);
        if tied {
            self.start -= 1;
            self.complemented = true;
            // `Audi-Entwicklungschef`: an unknown proper name before a head that needs a body is one.
            let at = self.start;
            if scan.pack.source.writing.nouns_capitalised
                && self.class == Class::WeakHead
                && self.organization.is_none()
                && !vocabulary(scan, at)
                && !scan.given(at)
                && scan.len_any(at, &[Class::Former, Class::Acting, Class::Elect]) == 0
            {
                self.organization = Some((at, at + 1));
                self.stateless = true;
            }
        }
        tied
    }

    pub(super) fn status_left(&mut self, scan: &Scan, floor: usize) -> bool {
        for (class, status) in STATUSES {
            let Some((start, _)) = scan.ann.ending(self.start, class) else {
                continue;
            };
            if start < floor {
                continue;
            }
            self.cuts.push((start, self.start));
            if self.status == TitleStatus::Current {
                self.status = status;
                self.status_at = Some((start, self.start));
            }
            self.start = start;
            return true;
        }
        false
    }

    /// `UK Prime Minister`, `Cambodia's Prime Minister`, `the Egyptian President`.
    pub(super) fn country_left(&mut self, scan: &Scan, floor: usize) -> bool {
        if self.country.as_ref().is_some_and(|c| !is_place(c)) {
            return false;
        }
        let suffix = self.start > floor
            && scan
                .token(self.start - 1)
                .is_some_and(|t| t.key.starts_with('\''));
        let end = self.start - usize::from(suffix);
        let Some((start, _)) = scan.ann.ending(end, Class::Country) else {
            return false;
        };
        let Some((len, state)) = country(scan, start) else {
            return false;
        };
        if start < floor || start + len != end || is_place(&state) && suffix {
            return false;
        }
        // `Serb Chairman of the Presidency` is one of several of another state.
        let people = scan
            .ann
            .ending(end, Class::Modifier)
            .is_some_and(|(first, _)| first == start);
        if people && scan.is(self.end, Class::Of) {
            return false;
        }
        // `of Egypt Foreign Minister X` belongs to what stands before; `in Japan` likewise.
        let name = matches!(
            state.form,
            CountryForm::Name | CountryForm::Capital | CountryForm::Place
        );
        let governed = start > 0 && scan.is(start - 1, Class::Of);
        // `at the invitation of ROK Environment Minister X`.
        let multiword = scan.pack.source.writing.head != HeadPosition::Both;
        // `des US-Präsidenten`: a compound is one word.
        let compound = scan.token(end).is_some_and(|t| t.hyphenated);
        let first = scan.pack.source.writing.head == HeadPosition::First;
        if name && !suffix && !compound && (governed && multiword || first) {
            return false;
        }
        // `В Кремле председатель правительства X`: a body belongs to what stands before.
        if first && !suffix && !compound && state.form == CountryForm::StateBody {
            return false;
        }
        // `in Bern Regierungsrätin X`: German ties a place to an office by its genitive or as
        // `Berliner Bürgermeister`.
        if name
            && !compound
            && scan.pack.source.writing.nouns_capitalised
            && !scan
                .token(end - 1)
                .is_some_and(|t| t.key.ends_with('s') || t.key.ends_with("er"))
        {
            return false;
        }
        // Arabic adjectives follow.
        if !scan.has_case() {
            return false;
        }
        // `ABD'nin Suriye Özel Temsilcisi`: the state that an envoy is sent to.
        if name
            && !suffix
            && scan.pack.source.writing.head == HeadPosition::Last
            && self.is_family(scan, &["special_envoy"])
        {
            self.complemented = true;
            self.start = start;
            return true;
        }
        if is_place(&state) {
            if self.country.is_some() {
                return false;
            }
            self.complemented = true;
        } else {
            self.cuts.push((start, self.start));
        }
        // `Ankara Büyükelçisi` is an ambassador to Ankara.
        if !(is_place(&state) && self.is_family(scan, &DIPLOMATS)) {
            self.country = Some(state);
        }
        self.start = start;
        true
    }

    /// `1st Vice Minister`.
    pub(super) fn ordinal_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let at = self.start.wrapping_sub(1);
        let ordinal = self.start > floor
            && self.start < self.head
            && scan.token(at).is_some_and(|t| {
                t.key.starts_with(|c: char| c.is_ascii_digit())
                    && t.key.ends_with(char::is_alphabetic)
            });
        if ordinal {
            self.start = at;
        }
        ordinal
    }

    /// Modifiers everywhere; portfolios and bodies where the head may come last.
    pub(super) fn words_left(&mut self, scan: &Scan, floor: usize) -> bool {
        if let Some((start, _)) = scan.ann.ending(self.start, Class::Modifier)
            && start >= floor
            && !after_patronymic(scan, start)
        {
            self.start = start;
            return true;
        }
        if scan.pack.source.writing.head == HeadPosition::First {
            return false;
        }
        if let Some((start, _)) = scan.ann.ending(self.start, Class::Organisation)
            && start >= floor
        {
            self.take_organisation(scan, start, self.start);
            self.start = start;
            return true;
        }
        if self.genitive_organisation_left(scan, floor) || self.bracket_left(scan, floor) {
            return true;
        }
        for class in [
            Class::Portfolio,
            Class::StateBody,
            Class::Body,
            Class::Party,
            Class::Qualifier,
            Class::Unit,
        ] {
            let Some((start, _)) = scan.ann.ending(self.start, class) else {
                continue;
            };
            if start < floor || !self.case_agrees(scan, start) {
                continue;
            }
            // Diplomats and deputies have no portfolio: `foreign ambassadors` are just that.
            if matches!(class, Class::Portfolio | Class::Qualifier)
                && self.is_family(scan, &["ambassador", "consul", "member_of_parliament"])
            {
                continue;
            }
            if matches!(class, Class::Body | Class::Party) {
                self.organization = Some((start, self.start));
                self.stateless |= class == Class::Body;
            }
            self.start = start;
            self.complemented = true;
            return true;
        }
        self.conjoined_left(scan, floor)
            || self.numbered_left(scan, floor)
            || self.proper_left(scan, floor)
            || self.town_left(scan, floor)
            || self.led_left(scan, floor)
    }

    /// `Gazprom CEO'su`: a weak head that comes last needs a body, and the unknown proper name right
    /// before it is one.
    pub(super) fn led_left(&mut self, scan: &Scan, floor: usize) -> bool {
        if scan.pack.source.writing.head != HeadPosition::Last
            || self.class != Class::WeakHead
            || self.complemented
            || self.country.is_some()
            || scan.shouted
            || !scan.capital(self.head)
        {
            return false;
        }
        let Some(at) = self.start.checked_sub(1).filter(|at| *at >= floor) else {
            return false;
        };
        let named = scan.capital(at)
            && scan.is_word(at)
            && !vocabulary(scan, at)
            && !scan.ends(at)
            && !scan.given(at)
            && scan.len_any(at, &HONORIFIC) == 0;
        // `Ahmet Davutoğlu Başkan`: after a first name stands a family name.
        if !named || at > floor && scan.given(at - 1) && !vocabulary(scan, at - 1) {
            return false;
        }
        self.organization = Some((at, self.start));
        self.stateless = true;
        self.complemented = true;
        self.start = at;
        true
    }

    /// `Yüksek Seçim Kurulu (YSK) Başkanı`: the acronym of the body before it.
    pub(super) fn bracket_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let Some(open) = self.start.checked_sub(3).filter(|at| *at > floor) else {
            return false;
        };
        let acronym = scan.pack.source.writing.head == HeadPosition::Last
            && scan.is_mark(open, '(')
            && scan.is_mark(self.start - 1, ')')
            && scan.capital(open + 1);
        let body = [
            Class::StateBody,
            Class::Body,
            Class::Party,
            Class::Organisation,
        ]
        .into_iter()
        .any(|class| scan.ann.ending(open, class).is_some());
        if acronym && body {
            self.cuts.push((open, self.start));
            self.start = open;
        }
        acronym && body
    }

    /// `Rosatom'un Başkanı`: the body in the genitive, where the head comes last.
    pub(super) fn genitive_organisation_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let suffix = self.start > floor
            && (!self.complemented || self.is_family(scan, &["special_envoy"]))
            && scan.pack.source.writing.head == HeadPosition::Last
            && scan
                .token(self.start - 1)
                .is_some_and(|t| t.key.starts_with('\''));
        if !suffix {
            return false;
        }
        let end = self.start - 1;
        match scan.ann.ending(end, Class::Organisation) {
            Some((start, _)) if start >= floor => {
                self.take_organisation(scan, start, end);
                self.start = start;
                true
            }
            _ => false,
        }
    }

    /// `Bilim, Sanayi ve Teknoloji Bakanı`: portfolios before the one taken last.
    pub(super) fn conjoined_left(&mut self, scan: &Scan, floor: usize) -> bool {
        if self.start <= floor || scan.len_of(self.start, Class::Portfolio) == 0 {
            return false;
        }
        let joint = self.start - 1;
        // `Labour and Social Protection Minister`, where heads come last among others.
        let last = scan.pack.source.writing.head == HeadPosition::Last;
        let cased = joint > floor
            && !scan.shouted
            && scan.is(joint, Class::And)
            && scan.capital(self.start)
            && scan.capital(joint - 1);
        if !(last || cased && !scan.pack.source.writing.nouns_capitalised) {
            return false;
        }
        let listed =
            scan.is_mark(joint, ',') && (self.start..self.head).any(|i| scan.is(i, Class::And));
        if !(scan.is(joint, Class::And) || listed) {
            return false;
        }
        match scan.ann.ending(joint, Class::Portfolio) {
            Some((start, _)) if start >= floor => {
                self.start = start;
                true
            }
            _ => false,
        }
    }

    /// `9. Cumhurbaşkanı`, `9'uncu Cumhurbaşkanı`: the number of a holder.
    pub(super) fn numbered_left(&mut self, scan: &Scan, floor: usize) -> bool {
        if scan.pack.source.writing.head != HeadPosition::Last {
            return false;
        }
        let whole = self.start > floor
            && scan.token(self.start - 1).is_some_and(|t| {
                t.key.starts_with(|c: char| c.is_ascii_digit()) && t.key.contains('\'')
            });
        if whole {
            self.start -= 1;
            return true;
        }
        let Some(number) = self.start.checked_sub(2).filter(|at| *at >= floor) else {
            return false;
        };
        let tie = scan.is_mark(number + 1, '.')
            || scan
                .token(number + 1)
                .is_some_and(|t| t.key.starts_with('\''));
        let digits = scan
            .token(number)
            .is_some_and(|t| t.key.len() <= 2 && t.key.bytes().all(|b| b.is_ascii_digit()));
        if tie && digits {
            self.start = number;
        }
        tie && digits
    }

    /// `AFUO Chairman`, `COP28 President`, `Valdai Foundation Chairman`.
    pub(super) fn proper_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let Some(at) = self.start.checked_sub(1).filter(|at| *at >= floor) else {
            return false;
        };
        let Some(token) = scan.token(at) else {
            return false;
        };
        let body = self.organization.is_some_and(|(s, _)| s == self.start);
        // `Serov AFUO Chairman`: an acronym begins the name of its body.
        let short = body
            && !scan.shouted
            && scan
                .token(self.start)
                .is_some_and(|t| t.case == rostra_document::Case::Upper);
        let acronym = !scan.shouted
            && token.key.chars().count() >= 2
            && token.case == rostra_document::Case::Upper
            && !scan.ends(at)
            && scan.len_any(at, &HONORIFIC) == 0
            && scan.capital(self.head);
        if short || !(acronym || body && scan.capital(at)) || vocabulary(scan, at) || scan.ends(at)
        {
            return false;
        }
        let end = self
            .organization
            .filter(|_| body)
            .map_or(self.start, |(_, e)| e);
        // `COP28` is a gathering, whose president acts for a state.
        if !token.key.ends_with(|c: char| c.is_ascii_digit()) {
            self.organization = Some((at, end));
            self.stateless = true;
        }
        self.complemented = true;
        self.start = at;
        true
    }

    /// `Springfield Mayor Ana Serova`: the town that no table knows, before its mayor and a name.
    pub(super) fn town_left(&mut self, scan: &Scan, floor: usize) -> bool {
        const LOCAL: [&str; 4] = ["mayor", "deputy_mayor", "governor", "deputy_governor"];
        const WORDS: usize = 3;
        let Some(at) = self.start.checked_sub(1).filter(|at| *at >= floor) else {
            return false;
        };
        let named = scan.capital(self.head_end) && !vocabulary(scan, self.head_end);
        let town = scan.pack.source.writing.head == HeadPosition::Both
            && self.country.is_none()
            && !scan.shouted
            && named
            && scan.capital(self.head)
            && self.head - at <= WORDS
            && scan.capital(at)
            && !vocabulary(scan, at)
            && !scan.ends(at)
            && scan.len_any(at, &HONORIFIC) == 0
            && !(at > 0 && scan.ann.covered_by(at - 1, &HONORIFIC))
            && self.is_family(scan, &LOCAL);
        if town {
            self.start = at;
            self.complemented = true;
        }
        town
    }

    /// `foreign Minister` across a case border is no unit: `met foreign Minister X` still is.
    pub(super) fn case_agrees(&self, scan: &Scan, start: usize) -> bool {
        !scan.has_case()
            || scan.shouted
            || scan.capital(start) == scan.capital(self.head)
            // `Foreign Ministry spokesperson`.
            || scan.capital(start)
                && !scan.opens(start)
                && scan.pack.source.writing.head == HeadPosition::Both
            || start == 0
            || self.start > self.head
    }

    /// Whether the title is an envoy's and a preposition of place or goal stands before token `at`.
    pub(super) fn accredited(&self, scan: &Scan, at: usize) -> bool {
        let mut before = at;
        while before > self.head && scan.is(before - 1, Class::Article) {
            before -= 1;
        }
        before > self.head
            && scan.is(before - 1, Class::Complement)
            && self.is_family(scan, &["ambassador", "permanent_representative"])
    }
}
