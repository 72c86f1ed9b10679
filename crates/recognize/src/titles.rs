//! Titles, parsed from the head noun outwards.
//!
//! To the left stand status words, modifiers and, where the language has them there, portfolio,
//! body and state (`former UK Deputy Foreign Minister`); to the right what [`complements`] reads.
//! The state and the status word are cut from the text, the rest are its pieces.

mod complements;

use compact_str::CompactString;
use rostra_document::{CountryForm, CountryRef, Detail, Label, Mention, TitleDetail, TitleStatus};
use rostra_lexicon::key::fold;
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Class, Value};

use crate::bodies::{country, organisation};
use crate::honorifics::after_name;
use crate::names::vocabulary;
use crate::scan::{HONORIFIC, Scan};

/// Head nouns of a title.
pub const HEADS: [Class; 3] = [Class::Head, Class::WeakHead, Class::Occupation];

const STATUSES: [(Class, TitleStatus); 4] = [
    (Class::Former, TitleStatus::Former),
    (Class::Then, TitleStatus::Then),
    (Class::Acting, TitleStatus::Acting),
    (Class::Elect, TitleStatus::Elect),
];

/// A title phrase, in token indices of its segment.
#[derive(Clone, Debug)]
pub struct Title {
    /// First token of the phrase, status and state included.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Runs of tokens that are not part of the title's text.
    pub cuts: Vec<(usize, usize)>,
    /// First token of the head noun.
    pub head: usize,
    /// One past the last token of the head noun.
    pub head_end: usize,
    /// Dictionary form of the head noun.
    pub lemma: CompactString,
    /// Class of the head noun.
    pub class: Class,
    /// By a status word of the phrase.
    pub status: TitleStatus,
    /// That word.
    pub status_at: Option<(usize, usize)>,
    /// The state that the phrase names.
    pub country: Option<CountryRef>,
    /// The body that is no state organ.
    pub organization: Option<(usize, usize)>,
    /// The body is one of the table.
    pub tabled: bool,
    /// The body belongs to no state.
    pub stateless: bool,
    /// Something complements the head.
    pub complemented: bool,
}

/// Finds titles, left to right, not overlapping.
pub fn titles(scan: &Scan) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let floor = found.last().map_or(0, |t| t.end);
        match head_at(scan, at) {
            Some((len, lemma, class)) => {
                let mut title = Title::new(at, len, lemma, class);
                title.country = state_of_head(scan, at, len);
                title.extend_left(scan, floor);
                title.extend_right(scan);
                at = title.end;
                found.push(title);
            }
            None => at += 1,
        }
    }
    found
}

/// The head noun at `at`: tokens, dictionary form, class.
pub fn head_at(scan: &Scan, at: usize) -> Option<(usize, CompactString, Class)> {
    let hit = scan
        .ann
        .hits(at)
        .filter(|h| HEADS.contains(&h.entry.class))
        .max_by_key(|h| {
            (
                !cuts_state(scan, at, h.len),
                h.len,
                h.entry.class == Class::Head,
            )
        })?;
    // Where nouns are capitalised a lower-case word is none: `juristische` is no `Jurist`.
    let nouns = scan.pack.source.writing.nouns_capitalised && !scan.shouted;
    if nouns && !(at..at + hit.len).any(|i| scan.capital(i)) {
        return None;
    }
    if body_by_marks(scan, at) {
        return None;
    }
    let longer = |class| scan.len_of(at, class) > hit.len;
    if scan.len_of(at, Class::NotTitle) >= hit.len
        || [
            Class::StateBody,
            Class::Body,
            Class::Organisation,
            Class::EventHead,
            Class::Rank,
            Class::Style,
        ]
        .into_iter()
        .any(longer)
    {
        return None;
    }
    let governs = scan.is(at + hit.len, Class::Of) || scan.is(at + hit.len, Class::Complement);
    // `Extended Producer Responsibility`: a capitalised occupation before no known name.
    let next = at + hit.len;
    let known = |i: usize| scan.given(i) || scan.family(i);
    if hit.entry.class == Class::Occupation
        && scan.has_case()
        && !scan.pack.source.writing.nouns_capitalised
        && !scan.opens(at)
        && scan.capital(at)
        && scan.capital(next)
        && scan.len_any(next, &HONORIFIC) == 0
        && !known(next)
        && !known(next + 1)
    {
        return None;
    }
    // `Professor Silva`: before a name an academic rank is an honorific.
    let degree = hit.entry.class == Class::Occupation && scan.len_of(at, Class::Degree) >= hit.len;
    if degree && scan.capital(at + hit.len) && !vocabulary(scan, at + hit.len) {
        return None;
    }
    if scan.len_of(at, Class::Rank) == hit.len && hit.entry.class != Class::Head && !governs {
        return None;
    }
    let lemma = match &hit.entry.value {
        Value::Lemma(lemma) => lemma.clone(),
        _ => CompactString::default(),
    };
    let verb = hit.entry.class != Class::Head && verb_like(scan, at, hit.len);
    let modifier = scan.len_of(at, Class::Modifier) >= hit.len && reaches_head(scan, at + hit.len);
    let name = within_name(scan, at, hit.len, hit.entry.class)
        || given_name(scan, at, hit.len)
        || uncased_name(scan, at, hit.len)
        || attribute(scan, at, hit.len, hit.entry.class)
        || glued_honorific(scan, at, hit.len, hit.entry.class);
    let mentions =
        scan.len_of(at, Class::MentionedOnly) >= hit.len && introduces_person(scan, at + hit.len);
    let post_nominal = scan.len_of(at, Class::PostNominal) >= hit.len && after_name(scan, at);
    (!verb && !modifier && !name && !mentions && !post_nominal).then_some((
        hit.len,
        lemma,
        hit.entry.class,
    ))
}

/// `Secretaría`, `Secretaria` where the office is `secretária`: the body by its spelling. A key is
/// ASCII, so a word that is longer than its key has marks.
fn body_by_marks(scan: &Scan, at: usize) -> bool {
    let Some(token) = scan.token(at).filter(|_| !scan.shouted) else {
        return false;
    };
    let marked = token.range.len() != token.key.len();
    let bodies = &scan.pack.source.titles.bodies_by_marks;
    bodies.iter().any(|word| {
        let key = fold(word, false);
        key == token.key && marked == (word.len() != key.len())
    })
}

/// Whether a state begins within the head of `len` tokens and ends beyond it: `رئيس جمهورية` in
/// `رئيس الجمهورية الفرنسية`.
fn cuts_state(scan: &Scan, at: usize, len: usize) -> bool {
    (1..len).any(|k| scan.len_of(at + k, Class::Country) + k > len)
}

/// The state that the head itself names in several words: `خادم الحرمين الشريفين`.
fn state_of_head(scan: &Scan, at: usize, len: usize) -> Option<CountryRef> {
    (0..len).take_while(|_| len > 1).find_map(|k| {
        country(scan, at + k)
            .filter(|(words, state)| k + words == len && state.form == CountryForm::StateBody)
            .map(|(_, state)| state)
    })
}

/// `فارس خليل القاضي`, `اللجنة الإعلامية`: a family name after two first names, an adjective after
/// a noun.
fn attribute(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| len == 1 && !scan.has_case()) else {
        return false;
    };
    let family = after_two_names(scan, at) && !scan.definite(at + 1);
    let adjective = class != Class::Head
        && (class == Class::Occupation || scan.is(at, Class::Modifier))
        && scan.is_word(before)
        && scan.definite(before)
        && !scan.ann.covered_by(before, &HEADS)
        && !scan.ann.covered_by(before, &HONORIFIC);
    scan.definite(at) && (family || adjective)
}

/// Whether two first names, or a patronymic, stand before `at`.
pub fn after_two_names(scan: &Scan, at: usize) -> bool {
    at >= 2
        && scan.given(at - 1)
        && (scan.given(at - 2) || scan.is(at - 2, Class::Particle))
        && !(scan.is(at + 1, Class::Complement) || scan.is(at + 1, Class::AfterHead))
}

/// `مساعد بن سالم`: where nothing is written in capitals, a patronymic tells a first name.
pub fn uncased_name(scan: &Scan, at: usize, len: usize) -> bool {
    len == 1
        && !scan.has_case()
        && !scan.definite(at)
        && scan.is(at + 1, Class::Particle)
        && scan.token(at + 1).is_some_and(|t| t.key.ends_with('ن'))
}

/// `الملك`, `الأستاذ` with a glued article and nothing after them that they govern are honorifics.
fn glued_honorific(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
    let courtesy = class != Class::Head
        && scan.len_any(at, &[Class::Courtesy, Class::Degree, Class::Rank]) == len;
    len == 1
        && !scan.has_case()
        && scan.definite(at)
        && (courtesy || scan.len_of(at, Class::Royal) == len)
}

/// `to head`, `will chair`: a noun that is a verb here.
fn verb_like(scan: &Scan, at: usize, len: usize) -> bool {
    let lower = !scan.capital(at) && scan.has_case();
    let governed = at > 0
        && (scan.is(at - 1, Class::Verb) || scan.token(at - 1).is_some_and(|t| t.key == "to"));
    let complement = scan.is(at + len, Class::Of) || scan.is(at + len, Class::Complement);
    lower && governed && !complement && len == 1
}

/// `représentant Monsieur X`: the word says for whom somebody stands, not what they are.
fn introduces_person(scan: &Scan, at: usize) -> bool {
    scan.len_any(at, &HONORIFIC) > 0 || scan.capital(at) && scan.given(at)
}

/// `Dr. Sultan Ahmed`: a given name that is also an office, between an honorific and a name.
fn given_name(scan: &Scan, at: usize, len: usize) -> bool {
    len == 1
        && at > 0
        && scan.given(at)
        && scan.capital(at + 1)
        && !vocabulary(scan, at + 1)
        && scan
            .ann
            .covered_by(at - 1, &[Class::Courtesy, Class::Degree, Class::Rank])
}

/// A capitalised weak head after a given name and before no complement is a family name; so is a
/// head that is also a family name directly after another (`Minister Bishop`).
fn within_name(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
    if !scan.has_case()
        || scan.shouted
        || len != 1
        || at == 0
        || !scan.capital(at)
        || !scan.capital(at - 1)
    {
        return false;
    }
    let after_given = scan.given(at - 1) && !vocabulary(scan, at - 1);
    let governs = scan.is(at + 1, Class::Of) || scan.is(at + 1, Class::Complement);
    if governs && !(after_given && scan.is(at, Class::Royal) && !scan.is(at + 1, Class::Of)) {
        return false;
    }
    let after_head = scan.is(at - 1, Class::Head);
    let royal = scan.is(at, Class::Royal);
    (after_given && (royal || class != Class::Head && scan.family(at)))
        || (after_head && (royal || scan.family(at)))
}

/// Whether modifiers, portfolios and bodies from `at` on lead to a head noun without a connector.
pub fn reaches_head(scan: &Scan, at: usize) -> bool {
    let mut at = at;
    for _ in 0..6 {
        if scan.len_any(at, &[Class::Head, Class::WeakHead]) > 0
            && scan.len_of(at, Class::NotTitle) == 0
        {
            return true;
        }
        let len = scan.len_any(
            at,
            &[
                Class::Modifier,
                Class::Portfolio,
                Class::Qualifier,
                Class::StateBody,
                Class::Organisation,
                Class::Country,
                Class::Former,
                Class::Acting,
            ],
        );
        if len == 0
            || scan.pack.source.writing.head == HeadPosition::First
                && !scan.is(at, Class::Modifier)
                && !scan.is(at, Class::Former)
        {
            return false;
        }
        at += len;
    }
    false
}

impl Title {
    fn new(at: usize, len: usize, lemma: CompactString, class: Class) -> Self {
        Self {
            start: at,
            end: at + len,
            cuts: Vec::new(),
            head: at,
            head_end: at + len,
            lemma,
            class,
            status: TitleStatus::Current,
            status_at: None,
            country: None,
            organization: None,
            tabled: false,
            stateless: false,
            complemented: false,
        }
    }

    /// Takes in what stands before the head, not before token `floor`.
    fn extend_left(&mut self, scan: &Scan, floor: usize) {
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
    fn hyphen_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let tied = self.start > floor && scan.token(self.start).is_some_and(|t| t.hyphenated);
        if tied {
            self.start -= 1;
            self.complemented = true;
        }
        tied
    }

    fn status_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
    fn country_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
        // `of Egypt Foreign Minister X` belongs to what stands before; `in Japan` likewise.
        let name = matches!(
            state.form,
            CountryForm::Name | CountryForm::Capital | CountryForm::Place
        );
        let governed = start > 0 && scan.is(start - 1, Class::Of);
        // `des US-Präsidenten`: a compound is one word.
        let compound = scan.token(end).is_some_and(|t| t.hyphenated);
        if name
            && !suffix
            && !compound
            && (governed || scan.pack.source.writing.head == HeadPosition::First)
        {
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
        if !(is_place(&state) && self.is_family(scan, &complements::DIPLOMATS)) {
            self.country = Some(state);
        }
        self.start = start;
        true
    }

    /// `1st Vice Minister`.
    fn ordinal_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
    fn words_left(&mut self, scan: &Scan, floor: usize) -> bool {
        if let Some((start, _)) = scan.ann.ending(self.start, Class::Modifier)
            && start >= floor
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
            || self.led_left(scan, floor)
    }

    /// `Gazprom CEO'su`: a weak head that comes last needs a body, and the unknown proper name right
    /// before it is one.
    fn led_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
    fn bracket_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let Some(open) = self.start.checked_sub(3).filter(|at| *at > floor) else {
            return false;
        };
        let acronym = scan.pack.source.writing.head == HeadPosition::Last
            && !self.complemented
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
    fn genitive_organisation_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
    fn conjoined_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
    fn numbered_left(&mut self, scan: &Scan, floor: usize) -> bool {
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
    fn proper_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let Some(at) = self.start.checked_sub(1).filter(|at| *at >= floor) else {
            return false;
        };
        let Some(token) = scan.token(at) else {
            return false;
        };
        let body = self.organization.is_some_and(|(s, _)| s == self.start);
        let acronym = !scan.shouted
            && token.key.chars().count() >= 2
            && token.case == rostra_document::Case::Upper
            && !scan.ends(at)
            && scan.len_any(at, &HONORIFIC) == 0
            && scan.capital(self.head);
        if !(acronym || body && scan.capital(at)) || vocabulary(scan, at) || scan.ends(at) {
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

    /// `foreign Minister` across a case border is no unit: `met foreign Minister X` still is.
    fn case_agrees(&self, scan: &Scan, start: usize) -> bool {
        !scan.has_case()
            || scan.shouted
            || scan.capital(start) == scan.capital(self.head)
            || start == 0
            || self.start > self.head
    }

    /// Notes the organisation of the table over tokens `start..end`.
    fn take_organisation(&mut self, scan: &Scan, start: usize, end: usize) {
        self.complemented = true;
        if self.tabled {
            return;
        }
        (self.organization, self.tabled) = (Some((start, end)), true);
        match organisation(scan, start).and_then(|(_, state)| state) {
            Some(code) => {
                let range = scan.range(start, end);
                self.stateless = false;
                self.country.get_or_insert(CountryRef {
                    code,
                    range,
                    form: CountryForm::StateBody,
                });
            }
            // A state's envoy to a body acts for the state, and so does whose state was said before.
            None => self.stateless = self.country.is_none() && !self.accredited(scan, start),
        }
    }

    /// Whether the title is an envoy's and a preposition of place or goal stands before token `at`.
    fn accredited(&self, scan: &Scan, at: usize) -> bool {
        let mut before = at;
        while before > self.head && scan.is(before - 1, Class::Article) {
            before -= 1;
        }
        before > self.head
            && scan.is(before - 1, Class::Complement)
            && self.is_family(scan, &["ambassador", "permanent_representative"])
    }

    /// The mention of this title.
    pub fn mention(&self, scan: &Scan) -> Mention {
        let first = scan.token(self.head);
        let plural = first.is_some_and(|t| scan.pack.is_plural(t, &self.lemma));
        let weak = self.class == Class::WeakHead && !self.complemented;
        let detail = TitleDetail {
            pieces: self.pieces(scan),
            head: self.lemma.clone(),
            status: self.status,
            status_range: self.status_at.map(|(s, e)| scan.range(s, e)),
            country: self.country.clone(),
            organization: self.organization.map(|(s, e)| scan.range(s, e)),
            stateless: self.stateless,
            plural,
            weak,
            occupation: self.class == Class::Occupation,
            definite: scan.after_article(self.start) || scan.definite(self.head),
        };
        Mention {
            range: scan.range(self.start, self.end),
            label: Label::Title,
            score: if weak { 0.4 } else { 0.9 },
            source: if self.complemented {
                "title.head+complement"
            } else {
                "title.head"
            },
            detail: Detail::Title(Box::new(detail)),
        }
    }

    /// Runs of tokens that are the title's text.
    fn pieces(&self, scan: &Scan) -> Vec<rostra_document::TextRange> {
        let mut pieces = Vec::new();
        let mut at = self.start;
        let mut cuts = self.cuts.clone();
        cuts.sort_unstable();
        for (start, end) in cuts.into_iter().chain([(self.end, self.end)]) {
            if start > at {
                pieces.push(scan.range(at, start));
            }
            at = at.max(end);
        }
        if pieces.is_empty() {
            pieces.push(scan.range(self.head, self.end.max(self.head + 1)));
        }
        pieces
    }
}

/// A province, city, capital or body of a state: it stays in the title that it complements.
pub fn is_place(state: &CountryRef) -> bool {
    matches!(
        state.form,
        CountryForm::Place | CountryForm::Capital | CountryForm::StateBody
    )
}
