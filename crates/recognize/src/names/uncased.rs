//! Names where nothing is written in capitals (Arabic): what goes on a name and what ends it.

use rostra_document::CountryForm;
use rostra_lexicon::names::NameLexicon;
use rostra_lexicon::{Class, Value};

use super::{MAX_WORDS, free, vocabulary};
use crate::scan::{HONORIFIC, Scan};
use crate::titles::{HEADS, after_two_names, uncased_name};

/// Where the name that begins at `start` ends.
pub(super) fn uncased_end(scan: &Scan, start: usize, blocked: &[bool]) -> usize {
    let mut end = start;
    while end < scan.len()
        && end - start < MAX_WORDS
        && free(blocked, end)
        && in_uncased(scan, start, end)
    {
        end += 1;
    }
    // Particles need something after them.
    while end > start && scan.is(end - 1, Class::Particle) && !scan.given(end - 1) {
        end -= 1;
    }
    end
}

fn in_uncased(scan: &Scan, start: usize, at: usize) -> bool {
    if !scan.is_word(at) {
        return false;
    }
    let particle = scan.is(at, Class::Particle);
    if particle {
        return true;
    }
    let after_particle = at > start && scan.is(at - 1, Class::Particle);
    let known_name = scan.given(at) || scan.family(at);
    let key = scan.token(at).map_or("", |t| t.key.as_str());
    let noun = scan.pack.ends_as_verb(key)
        || scan.pack.is_possessed(key)
        || scan.pack.is_noun_shape(key)
        || accusative(scan, at);
    // A single letter is a proclitic whose word was cut off.
    if key.chars().nth(1).is_none() || !known_name && noun {
        return false;
    }
    if at > start && !known_name && future(scan, key) || at > start + 1 && closed(scan, at) {
        return false;
    }
    if second_family(scan, start, at) || after_father(scan, start, at) {
        return true;
    }
    if at > start && (nisba(scan, at) || regnal(scan, start, at)) {
        return true;
    }
    if scan.ann.covered_by(
        at,
        &[
            Class::Stop,
            Class::Verb,
            Class::And,
            Class::Complement,
            Class::Of,
            Class::ListWord,
        ],
    ) {
        // `علي بن محمد`: written like a preposition, told by the patronymic.
        return after_particle && (known_name || key == "على")
            || at == start && uncased_name(scan, at, 1);
    }
    if scan.ends(at) {
        return after_particle || known_name && at == start;
    }
    if at == start {
        // A first name takes no article, and a word of office is none.
        return !scan.definite(at) && !vocabulary(scan, at)
            || scan.given(at) && !scan.is(at, Class::Head)
            || uncased_name(scan, at, 1)
            || given_with_article(scan, at);
    }
    if vocabulary(scan, at) || scan.len_any(at, &HONORIFIC) > 0 {
        return after_particle
            || (at == start + 1 || at == start + 2 && scan.given(at - 1))
                && known_name
                && !scan.is(at, Class::Head)
                && !scan.is(at, Class::Country);
    }
    // Beyond the third word only particles and what follows them, or known names.
    at - start < 3 || after_particle || known_name || scan.definite(at)
}

/// `ستزور`: a known verb of the present with the letter of the future before it.
fn future(scan: &Scan, key: &str) -> bool {
    key.strip_prefix('س')
        .is_some_and(|verb| verb.starts_with(['ي', 'ت']) && scan.pack.is_word(verb))
}

/// `خالد العتيبي مشروع`: after a family name with an article, which ends as adjectives do, a word
/// without one is no name any more.
fn closed(scan: &Scan, at: usize) -> bool {
    let family = at - 1;
    let Some(token) = scan.token(family) else {
        return false;
    };
    let bare = scan.pack.stem(&token.key);
    // An unknown word that begins as verbs of the present do is one: `نجلاء الخليفة تحصد`.
    let verb = scan
        .token(at)
        .is_some_and(|t| t.key.starts_with(['ي', 'ت']) && !scan.given(at) && !scan.family(at));
    scan.definite(family)
        && !scan.definite(at)
        && (token.key.ends_with('ي') || verb)
        && !scan.is(family - 1, Class::Particle)
        && !NameLexicon::embedded().given(&bare)
}

/// `نزار بن عبيد مدني`, `عبدالله بن محمد السويد`: after the father's name stands the family's, also
/// where that is an adjective or a state; a word that no class knows likewise.
fn after_father(scan: &Scan, start: usize, at: usize) -> bool {
    let father = at >= start + 3
        && scan.is(at - 2, Class::Particle)
        && scan.token(at - 2).is_some_and(|t| t.key == "بن");
    let adjective = scan
        .ann
        .covered_by(at, &[Class::Modifier, Class::Qualifier])
        && scan.token(at).is_some_and(|t| t.key.ends_with('ي'));
    let state = scan.definite(at) && scan.len_of(at, Class::Country) == 1;
    // Duals and plurals are nouns.
    let whole = scan
        .token(at)
        .is_some_and(|t| scan.pack.stem(&t.key) == t.key && !t.key.ends_with("تي"));
    let unknown = whole && !vocabulary(scan, at) && scan.len_any(at, &HONORIFIC) == 0;
    father
        && !scan.definite(at - 1)
        && !scan.ann.covered_by(at, &HEADS)
        && !scan.ends(at)
        && !scan.ann.covered_by(at, &[Class::And, Class::Complement])
        && (adjective || state || unknown)
}

/// `صحياً`: an accusative is no name. A key has no vowel signs, so that the word is longer.
fn accusative(scan: &Scan, at: usize) -> bool {
    scan.token(at)
        .is_some_and(|t| t.key.ends_with('ا') && t.range.len() > t.key.len())
}

/// Whether the name in tokens `start..end` may begin without an office or verb before it. A first
/// name may also be a word (`سلام مستقر`), so something must speak for the rest, or a list for both;
/// glued to a preposition (`للهيكل التنظيمي`) only known names are one.
pub(super) fn alone(scan: &Scan, start: usize, end: usize) -> bool {
    let glued = start > 0
        && scan.is_word(start - 1)
        && scan.token(start).is_some_and(|t| !t.spaced)
        && !scan.is(start - 1, Class::And);
    let listed = start == 0 || !scan.is_word(start - 1) || scan.is(start - 1, Class::And);
    let mut rest = start + 1..end;
    rest.any(|at| {
        let known = scan.is(at, Class::Particle) || scan.given(at) || scan.family(at);
        known || !glued && (listed || scan.definite(at))
    })
}

/// `الملك محمد السادس`: the number of a monarch.
fn regnal(scan: &Scan, start: usize, at: usize) -> bool {
    at == start + 1
        && start > 0
        && scan.definite(at)
        && scan.is(at, Class::AfterHead)
        && (scan.is(start - 1, Class::Royal) || scan.given(start))
}

/// Whether `الرئيس` or an honorific stands before `at`: elsewhere a lone unknown word is a verb or
/// noun.
pub(super) fn addressed(scan: &Scan, at: usize) -> bool {
    at > 0
        && (scan.ann.covered_by(at - 1, &HONORIFIC)
            || scan.definite(at - 1) && scan.len_of(at - 1, Class::Head) > 0)
}

/// `فارس خليل القاضي`: a word of office with an article after two first names is a family name.
fn second_family(scan: &Scan, start: usize, at: usize) -> bool {
    at >= start + 2
        && scan.definite(at)
        && !scan.definite(at + 1)
        && after_two_names(scan, at)
        && scan.office(at)
}

/// `الحبيب الشابي`: a first name with an article, before a family name with one.
fn given_with_article(scan: &Scan, at: usize) -> bool {
    let bare = scan.token(at).map(|t| scan.pack.stem(&t.key));
    scan.definite(at)
        && scan.definite(at + 1)
        && !vocabulary(scan, at)
        && !vocabulary(scan, at + 1)
        && bare.is_some_and(|stem| NameLexicon::embedded().given(&stem))
}

/// `سالم اليمني`: an adjective of a state with an article after a first name is a family name.
pub fn nisba(scan: &Scan, at: usize) -> bool {
    !scan.has_case()
        && at > 0
        && scan.definite(at)
        && scan.given(at - 1)
        && !scan.definite(at - 1)
        && !vocabulary(scan, at - 1)
        && !scan.ends(at - 1)
        && matches!(
            scan.ann.at(at, Class::Country),
            Some((1, Value::Country(_, CountryForm::Adjective)))
        )
}

/// `مطار الملك فهد`: a king that a place is called after.
pub(super) fn namesake(scan: &Scan, start: usize) -> bool {
    const NAMED: [Class; 4] = [Class::Body, Class::StateBody, Class::Unit, Class::EventHead];
    start > 1
        && !scan.has_case()
        && scan.is(start - 1, Class::Royal)
        && !scan.definite(start - 2)
        && scan.ann.covered_by(start - 2, &NAMED)
}
