//! Head nouns: where a title begins to be one, and the words that only look so.

use super::HEADS;
use crate::bodies::country;
use crate::honorifics::after_name;
use crate::names::{listed_name, vocabulary};
use crate::scan::{HONORIFIC, Scan};
use compact_str::CompactString;
use rostra_document::{CountryForm, CountryRef};
use rostra_lexicon::key::fold;
use rostra_lexicon::pack::HeadPosition;

use rostra_lexicon::{Class, Hit, Value};

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
    if body_by_marks(scan, at) || listed_name(scan, at) {
        return None;
    }
    // `Cámara de Diputados`: the last word of a body.
    let inside = |class| {
        scan.has_case()
            && scan.pack.source.writing.head == HeadPosition::First
            && !scan.pack.source.writing.juxtaposed
            && scan
                .ann
                .ending(at + hit.len, class)
                .is_some_and(|(start, _)| start < at)
    };
    if hit.entry.class == Class::Head && inside(Class::StateBody) {
        return None;
    }
    let longer = |class| scan.len_of(at, class) > hit.len;
    // `Raja Ampat`: a place that is called after an office.
    let place = scan.ann.at(at, Class::Country).is_some_and(|(len, value)| {
        len > hit.len && matches!(value, Value::Country(_, CountryForm::Place))
    });
    if place && scan.pack.source.writing.juxtaposed {
        return None;
    }
    if inside_body(scan, at, hit.len)
        || scan.len_of(at, Class::NotTitle) >= hit.len
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
    let degree = hit.entry.class != Class::Head && scan.len_of(at, Class::Degree) >= hit.len;
    if degree
        && !told_as_occupation(scan, at, &hit)
        && scan.capital(at + hit.len)
        && !vocabulary(scan, at + hit.len)
    {
        return None;
    }
    // `King Charles`: a royal rank before a name too, unless it takes a state or place.
    let royal = hit.len == 1 && scan.len_of(at, Class::Royal) == 1 && scan.has_case();
    if royal && scan.capital(next) && !vocabulary(scan, next) && scan.pack.source.writing.juxtaposed
    {
        return None;
    }
    // `Giáo sư, Viện sĩ Hoàng`: so it is before another.
    if degree && scan.is_mark(at + hit.len, ',') && scan.is(at + hit.len + 1, Class::Degree) {
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
        || glued_honorific(scan, at, hit.len, hit.entry.class)
        || after_patronymic(scan, at);
    let mentions =
        scan.len_of(at, Class::MentionedOnly) >= hit.len && introduces_person(scan, at + hit.len);
    // `A và phu nhân`: a post-nominal may have a conjunction before the noun.
    let joined = scan.ann.ending(at + hit.len, Class::PostNominal);
    let post_nominal = scan.len_of(at, Class::PostNominal) >= hit.len && after_name(scan, at)
        || joined.is_some_and(|(start, _)| start < at && after_name(scan, start));
    (!verb && !modifier && !name && !mentions && !post_nominal).then_some((
        hit.len,
        lemma,
        hit.entry.class,
    ))
}

/// `el abogado Juan Prado`: where heads stand first, a degree in lower case with an article says what
/// somebody does, unless it is an academic one (`le professeur`).
fn told_as_occupation(scan: &Scan, at: usize, hit: &Hit) -> bool {
    let Value::Lemma(lemma) = &hit.entry.value else {
        return false;
    };
    let academic = scan.pack.source.offices.heads.get("academic");
    hit.entry.class == Class::Occupation
        && scan.pack.source.writing.head == HeadPosition::First
        && scan.has_case()
        && !scan.capital(at)
        && scan.after_article(at)
        && !academic.is_some_and(|words| words.iter().any(|w| *w == **lemma))
}

/// `Tòa Tổng Giám mục`, `Văn phòng Chủ tịch nước`: a body that is called after an office.
fn inside_body(scan: &Scan, at: usize, len: usize) -> bool {
    (1..=at.min(3)).any(|k| scan.len_any(at - k, &[Class::StateBody, Class::Body]) >= k + len)
}

/// `Secretaría`, `Secretaria` where the office is `secretária`: the body by its spelling. A key is
/// ASCII, so a word that is longer than its key has marks.
pub fn body_by_marks(scan: &Scan, at: usize) -> bool {
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
pub fn cuts_state(scan: &Scan, at: usize, len: usize) -> bool {
    (1..len).any(|k| scan.len_of(at + k, Class::Country) + k > len)
}

/// The state that the head itself names in several words: `خادم الحرمين الشريفين`.
pub fn state_of_head(scan: &Scan, at: usize, len: usize) -> Option<CountryRef> {
    (0..len).take_while(|_| len > 1).find_map(|k| {
        country(scan, at + k)
            .filter(|(words, state)| k + words == len && state.form == CountryForm::StateBody)
            .map(|(_, state)| state)
    })
}

/// `فارس خليل القاضي`, `اللجنة الإعلامية`: a family name after two first names, an adjective after
/// a noun.
pub fn attribute(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
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

/// `عبدالعزيز بن مساعد`: what follows the word for a son is a name.
pub fn after_patronymic(scan: &Scan, at: usize) -> bool {
    !scan.has_case()
        && at > 1
        && !scan.definite(at)
        && scan.is(at - 1, Class::Particle)
        && scan.token(at - 1).is_some_and(|t| t.key == "بن")
}

/// `الملك`, `الأستاذ` with a glued article and nothing after them that they govern are honorifics.
pub fn glued_honorific(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
    let courtesy = class != Class::Head
        && scan.len_any(at, &[Class::Courtesy, Class::Degree, Class::Rank]) == len
        && !governs(scan, at + len);
    len == 1
        && !scan.has_case()
        && scan.definite(at)
        && (courtesy || scan.len_of(at, Class::Royal) == len)
}

/// `المستشار في الديوان`, `المستشار القانوني`: words that make the noun before them an office.
fn governs(scan: &Scan, at: usize) -> bool {
    const GOVERNED: [Class; 9] = [
        Class::Complement,
        Class::AfterHead,
        Class::Modifier,
        Class::Portfolio,
        Class::StateBody,
        Class::Body,
        Class::Qualifier,
        Class::Organisation,
        Class::Country,
    ];
    scan.ann.covered_by(at, &GOVERNED) && !scan.given(at)
}

/// `to head`, `will chair`: a noun that is a verb here; after a link (`jest dyrektorem`) it is none.
pub fn verb_like(scan: &Scan, at: usize, len: usize) -> bool {
    let lower = !scan.capital(at) && scan.has_case();
    let governed = at > 0
        && !scan
            .ann
            .covered_by(at - 1, &[Class::LinkCurrent, Class::LinkFormer])
        && (scan.is(at - 1, Class::Verb) || scan.token(at - 1).is_some_and(|t| t.key == "to"));
    let complement = scan.is(at + len, Class::Of) || scan.is(at + len, Class::Complement);
    lower && governed && !complement && len == 1
}

/// `représentant Monsieur X`: the word says for whom somebody stands, not what they are.
pub fn introduces_person(scan: &Scan, at: usize) -> bool {
    scan.len_any(at, &HONORIFIC) > 0 || scan.capital(at) && scan.given(at)
}

/// `Dr. Sultan Ahmed`: a given name that is also an office, between an honorific and a name.
pub fn given_name(scan: &Scan, at: usize, len: usize) -> bool {
    // `الدكتور مساعد العيبان`: nor does a first name that is an office govern a family name.
    let family = !scan.has_case()
        && len == 1
        && at > 0
        && !scan.definite(at)
        && scan.definite(at + 1)
        && !vocabulary(scan, at + 1)
        && scan.given(at)
        && scan.len_of(at - 1, Class::Degree) == 1;
    family
        || len == 1
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
pub fn within_name(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
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
    // `Minister Julie Bishop of ...`: an office before the first name takes the whole name.
    let titled = after_given && at >= 2 && scan.office(at - 2) && scan.capital(at - 2);
    if titled && governs && scan.len_any(at, &HONORIFIC) > 0 {
        return true;
    }
    if governs && !(after_given && scan.is(at, Class::Royal) && !scan.is(at + 1, Class::Of)) {
        return false;
    }
    let after_head = scan.is(at - 1, Class::Head);
    let royal = scan.is(at, Class::Royal);
    // `Ana María Alcalde Ruiz`: between a first name and a family name.
    let between = after_given
        && scan.pack.source.writing.head == HeadPosition::First
        && (scan.family(at) || scan.family(at + 1))
        && scan.capital(at + 1)
        && !scan.title_case
        && !vocabulary(scan, at + 1)
        && !scan.given(at + 1);
    // Where heads come first none stands bare after a name: `Reza Aulia Hakim`.
    let bare = scan.pack.source.writing.juxtaposed
        && !scan.title_case
        && !scan.capital(at + 1)
        && at > 1
        && scan.capital(at - 2)
        && !vocabulary(scan, at - 1);
    between
        || (after_given && (royal || bare || class != Class::Head && scan.family(at)))
        || (after_head && (royal || scan.family(at) || lone_head(scan, at, class)))
}

/// `Minister Bishop said`: the second of two bare heads that nothing goes on from.
fn lone_head(scan: &Scan, at: usize, class: Class) -> bool {
    scan.pack.source.writing.head == HeadPosition::Both
        && class == Class::Head
        && !scan.title_case
        && scan.len_any(at, &HONORIFIC) > 0
        && !scan.capital(at + 1)
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
