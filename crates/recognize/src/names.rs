//! Names: runs of words that look like one.
//!
//! Where a script has capitals, a run of capitalised words outside the vocabulary of offices; where
//! it has none (Arabic), a run of words outside the vocabulary that begins after a title, an
//! honorific or with a known given name. The name lexicon scores, it never licenses by itself.

use rostra_document::{Case, CountryForm, Detail, Label, Mention, TokenKind};
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Class, Value};

use crate::mention;
use crate::scan::{ENDS, HONORIFIC, Scan};
use crate::titles::{HEADS, uncased_name, within_name};

mod uncased;

pub use uncased::nisba;
use uncased::{addressed, alone, namesake, uncased_end};

/// Words that a heading has more of than a line of a list.
const HEADING: usize = 6;
/// Words that a name has at most.
const MAX_WORDS: usize = 8;

/// Finds names among the tokens that are not `blocked`. Where no capitals tell them, a name is a
/// known first name or stands directly after one of the `licensing` tokens.
pub fn names(scan: &Scan, blocked: &[bool], licensing: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let licensed = scan.has_case() || follows(scan, at, licensing);
        let unlicensed = !licensed && !scan.given(at) && !uncased_name(scan, at, 1);
        let end = if unlicensed || blocked.get(at).copied().unwrap_or(true) {
            at
        } else {
            name_end(scan, at, blocked)
        };
        if end == at || !licensed && !alone(scan, at, end) {
            at = end.max(at + 1);
            continue;
        }
        if names_body(scan, at, blocked) {
            at = end;
            continue;
        }
        let (score, source) = score(scan, at, end);
        let single = source == "name.single" || source == "name.single.known" && !licensed;
        if single && !scan.has_case() && !addressed(scan, at) {
            at = end;
            continue;
        }
        // A heading in title case joins names with whatever stands beside them; the text names them again.
        let marked = (0..scan.len()).any(|i| scan.is_mark(i, ';') || scan.is_mark(i, '.'));
        let listed = at > 0 && (scan.is_mark(at - 1, ':') || scan.is_mark(at - 1, ','));
        let titled = at > 0 && blocked.get(at - 1).copied().unwrap_or(false);
        let heading = scan.title_case
            && !scan.pack.is_syllabic()
            && !(marked || listed || titled)
            && scan.len() > HEADING
            && scan.pack.source.writing.juxtaposed
            && (end > at + 2 || score < 0.8)
            && end > at + 1;
        if heading {
            at = end;
            continue;
        }
        let unlikely = scan.shouted && score <= 0.5 && !framed(scan, at, end);
        if unlikely
            || namesake(scan, at)
            || government(scan, at, end)
            || supplied(scan, at, end)
            || score < 0.8 && within_phrase(scan, at, end)
        {
            at = end;
            continue;
        }
        found.push(mention(
            scan,
            at,
            end,
            Label::Person,
            score,
            source,
            Detail::None,
        ));
        at = end;
    }
    found
}

/// `PT Gag Nikel`, `huyện Nam Sách`: where names of bodies follow their noun without a connector, what
/// stands right after a noun that no title has taken is the body's name.
fn names_body(scan: &Scan, at: usize, blocked: &[bool]) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let noun = [Class::Body, Class::StateBody, Class::Unit, Class::Party];
    scan.pack.source.writing.juxtaposed
        && !blocked.get(before).copied().unwrap_or(true)
        && scan.ann.covered_by(before, &noun)
        && !scan.given(before)
        && scan.token(at).is_some_and(|t| t.spaced && !t.after_break)
}

/// Whether an honorific before or a comma and an office after single a run out as a name where case
/// tells nothing.
fn framed(scan: &Scan, start: usize, end: usize) -> bool {
    let tied = |at: usize| scan.ann.covered_by(at, &HONORIFIC) || scan.ann.covered_by(at, &HEADS);
    let before = start > 0 && tied(start - 1);
    let office = (end + 1..end + 4).any(|i| scan.ann.covered_by(i, &HEADS));
    let after = (scan.is_mark(end, ',') || scan.is_mark(end, ':')) && office;
    before || after || scan.len() <= end - start + 2
}

/// Whether capitalised words of the vocabulary before or after make the run a part of a longer
/// proper name (`Major Economies Forum`, `Tsurumi River`), or brackets an affiliation (`(R-TN)`).
fn within_phrase(scan: &Scan, start: usize, end: usize) -> bool {
    const NOUNS: [Class; 5] = [
        Class::EventHead,
        Class::Body,
        Class::StateBody,
        Class::Party,
        Class::Unit,
    ];
    let after = scan.has_case()
        && scan.capital(end)
        && !scan.shouted
        && scan.len_any(end, &NOUNS) > 0
        && scan.len_any(end, &[Class::Head, Class::WeakHead]) == 0
        && !scan.token(end).is_some_and(|t| t.after_break);
    let bracket = start > 0
        && scan.is_mark(start - 1, '(')
        && scan.is_mark(end, ')')
        && (start..end).all(|i| scan.token(i).is_some_and(|t| t.key.chars().count() <= 4));
    after || bracket
}

/// `the Biden-Harris administration`: two who share a government are no one person.
fn government(scan: &Scan, start: usize, end: usize) -> bool {
    end > start + 1
        && scan.token(end - 1).is_some_and(|t| t.hyphenated)
        && scan.len_any(end, &[Class::StateBody]) > 0
        && start > 0
        && scan.is(start - 1, Class::Article)
}

/// Where the name that begins at `at` ends; `at` if none does.
pub fn name_end(scan: &Scan, at: usize, blocked: &[bool]) -> usize {
    if scan.has_case() {
        cased_end(scan, at, blocked)
    } else {
        uncased_end(scan, at, blocked)
    }
}

fn free(blocked: &[bool], at: usize) -> bool {
    blocked.is_empty() || !blocked.get(at).copied().unwrap_or(true)
}

fn cased_end(scan: &Scan, start: usize, blocked: &[bool]) -> usize {
    if listed_name(scan, start) {
        return start + 3;
    }
    if !starts_cased(scan, start) || leading_acronym(scan, start) {
        return start;
    }
    let mut end = start;
    let mut words = 0;
    while end < scan.len()
        && words < MAX_WORDS
        && (free(blocked, end)
            || month_name(scan, start, end)
            || place_name(scan, start, end)
            || syllable(scan, start, end)
            || family_in_capitals(scan, start, end) && scan.is(end, Class::Country))
    {
        let aside = nickname(scan, start, end);
        if aside > 0 {
            end += aside;
            continue;
        }
        if end > start
            && (breaks_before(scan, end)
                || begins_another(scan, start, end)
                || capitals_end(scan, start, end))
        {
            break;
        }
        let particles = particles(scan, end);
        let next = end + particles;
        // `De La Cruz`: particles in capitals are no words of their own.
        let written = end > start && particles > 1 && scan.capital(next - 1);
        if in_name(scan, start, end) && !written {
            end += 1;
            words += 1;
            continue;
        }
        if particles > 0 && noun_before_name(scan, start, end, next) {
            return start;
        }
        // `Spitze von Serov`: where nouns have capitals, only after a first name.
        if particles > 0
            && end > start
            && scan.pack.source.writing.nouns_capitalised
            && !(start..end).any(|i| scan.given(i) || scan.initial(i))
        {
            break;
        }
        if particles > 0 && in_name(scan, start, next) && free(blocked, next) {
            end = next;
            continue;
        }
        if let Some(stop) = double_family(scan, start, end, blocked) {
            end = stop;
            break;
        }
        if particles > 0 && family_after_particle(scan, start, next) {
            end = next + 1;
            continue;
        }
        break;
    }
    // `Oscar-Nominierungen`: where nouns have capitals, a compound with a first name in it.
    let compound = scan.pack.source.writing.nouns_capitalised
        && end == start + 2
        && scan.token(start + 1).is_some_and(|t| t.hyphenated)
        && !(scan.given(start + 1) || scan.family(start + 1))
        && !(start > 0 && scan.ann.covered_by(start - 1, &HONORIFIC));
    if compound && scan.given(start) {
        return start;
    }
    // A lone initial, number or acronym is no name.
    let solid = (start..end)
        .any(|i| !scan.initial(i) && scan.token(i).is_some_and(|t| t.key.chars().count() > 1));
    if solid && !acronym(scan, start, end) {
        end
    } else {
        start
    }
}

/// `Ana Prado y Ruiz, directora`: a first and a family name, a conjunction and one word more, before
/// a comma and an office of one person, are one name; where it ends.
fn double_family(scan: &Scan, start: usize, at: usize, blocked: &[bool]) -> Option<usize> {
    let family = at + 1;
    let stop = family + 1;
    let one = scan.capital(family)
        && free(blocked, family)
        && !scan.capital(stop)
        && !scan.given(family)
        && !vocabulary(scan, family);
    let office = scan.is_mark(stop, ',') && singular_office(scan, stop + 1);
    (scan.pack.source.writing.head == HeadPosition::First
        && at >= start + 2
        && scan.given(start)
        && scan.len_of(at, Class::And) == 1
        && one
        && office)
        .then_some(stop)
}

/// Whether an office of one person stands at `at`.
fn singular_office(scan: &Scan, at: usize) -> bool {
    crate::titles::head_at(scan, at).is_some_and(|(_, lemma, _)| {
        !scan
            .token(at)
            .is_some_and(|t| scan.pack.is_plural(t, &lemma))
    })
}

/// `el presidente (Paul) Serov`: a first name in brackets between an office and a family name.
fn supplied(scan: &Scan, start: usize, end: usize) -> bool {
    start > 1
        && end == start + 1
        && scan.given(start)
        && scan.is_mark(start - 1, '(')
        && scan.is_mark(end, ')')
        && scan.capital(end + 1)
        && scan.ann.covered_by(start - 2, &HEADS)
}

/// Tokens of a name in quotation marks or of a first name in brackets at `at`, within a name:
/// `Benjamin “Benny” Serov`, `Charles (Chuck) Berg`.
fn nickname(scan: &Scan, start: usize, at: usize) -> usize {
    let close = match scan.token(at).map(|t| t.key.as_str()) {
        Some("“" | "\"" | "„" | "«") => ["”", "\"", "“", "»"].as_slice(),
        Some("(") if scan.given(at + 1) => [")"].as_slice(),
        _ => return 0,
    };
    let closed = scan
        .token(at + 2)
        .is_some_and(|t| close.contains(&t.key.as_str()));
    let inner = closed && scan.capital(at + 1) && !vocabulary(scan, at + 1);
    let goes_on = scan.capital(at + 3) && !vocabulary(scan, at + 3) && !scan.ends(at + 3);
    if at > start && scan.given(start) && inner && goes_on {
        3
    } else {
        0
    }
}

/// `Auftritte von Barbara Serow`: where nouns have capitals, a particle between an unknown word and
/// a first name is a preposition.
fn noun_before_name(scan: &Scan, start: usize, end: usize, next: usize) -> bool {
    // `Décès d'Alain Serov`: so is one that opens a heading, where its capital says nothing.
    let opens = scan.pack.source.writing.head == HeadPosition::First
        && scan.opens(start)
        && !scan.family(start);
    (scan.pack.source.writing.nouns_capitalised || opens)
        && end == start + 1
        && !scan.given(start)
        && scan.given(next)
        && scan.capital(next + 1)
}

/// `APNSA Jake Sullivan`: an acronym before a known first name and another word is an office that
/// the vocabulary lacks; a family name in capitals is known or followed by one word.
fn leading_acronym(scan: &Scan, at: usize) -> bool {
    let upper = scan
        .token(at)
        .is_some_and(|t| t.case == Case::Upper && t.key.chars().count() <= 6);
    upper
        && !scan.pack.juxtaposes()
        && !scan.shouted
        && !scan.given(at)
        && !scan.family(at)
        && scan
            .token(at + 1)
            .is_some_and(|t| t.case == Case::Title && t.spaced)
        && scan.given(at + 1)
        && scan.capital(at + 2)
        && scan.token(at + 2).is_some_and(|t| t.case == Case::Title)
}

/// A single upper-case word of up to five letters in running text is an acronym, but for what an
/// honorific stands before.
fn acronym(scan: &Scan, start: usize, end: usize) -> bool {
    let initials = (start..end.saturating_sub(1)).all(|i| scan.initial(i));
    let start = end.saturating_sub(1).max(start);
    initials
        && !scan.shouted
        && !(start > 0 && scan.ann.covered_by(start - 1, &HONORIFIC))
        && scan.token(start).is_some_and(|t| {
            t.case == Case::Upper && t.key.chars().count() <= 5
                || t.key.ends_with(|c: char| c.is_ascii_digit())
        })
        && !scan.given(start)
        && !(scan.family(start) && scan.token(start).is_some_and(|t| t.key.len() > 3))
}

/// A line break before a capital ends a name only where the line before was short: a wrapped name
/// goes on.
fn breaks_before(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|t| t.kind != TokenKind::Word)
}

/// `Чайковского СЕРОВА Елена Ильинична`: a family name in capitals after a word that is not, with
/// its given name after it, begins the next member of a list.
pub fn family_opens(scan: &Scan, at: usize) -> bool {
    if listed_name(scan, at) {
        return true;
    }
    let case = |at: usize, want: Case| {
        scan.token(at)
            .is_some_and(|t| t.case == want && t.key.chars().count() > 2)
    };
    !scan.shouted
        && scan.has_case()
        && at > 0
        // `Dirut PLN Budi Hartono`: where bodies follow bare, capitals after an office are one.
        && !scan.pack.source.writing.juxtaposed
        && case(at, Case::Upper)
        && case(at - 1, Case::Title)
        && case(at + 1, Case::Title)
        && scan.given(at + 1)
        && scan.capital(at + 2)
        && scan.token(at + 1).is_some_and(|t| t.spaced)
}

/// `НИКОЛАЕВ Игорь Ильич`: a family name in capitals before a first name and a patronymic, as
/// lists of participants write it, whatever else the family name is.
pub fn listed_name(scan: &Scan, at: usize) -> bool {
    let title = |i: usize| {
        scan.token(i)
            .is_some_and(|t| t.case == Case::Title && t.spaced && !t.abbreviated)
    };
    !scan.shouted
        && scan
            .token(at)
            .is_some_and(|t| t.case == Case::Upper && t.key.chars().count() > 1)
        && title(at + 1)
        && title(at + 2)
        && scan
            .token(at + 2)
            .is_some_and(|t| scan.pack.is_patronymic(&t.key))
}

/// `Александром Серовым Игорь Панин`: after a whole name in an oblique case a given name in the
/// nominative begins another.
fn begins_another(scan: &Scan, start: usize, at: usize) -> bool {
    // `Серов Игорь Ильич Панин Олег Ильич`: after a patronymic a family name before a given one.
    let listed = at >= start + 3
        && scan.pack.juxtaposes()
        && scan
            .token(at - 1)
            .is_some_and(|t| scan.pack.is_patronymic(&t.key))
        && scan.given(at + 1)
        && scan
            .token(at + 2)
            .is_some_and(|t| scan.pack.is_patronymic(&t.key));
    // `Tổ Quốc Nguyễn Văn Hòa`: a family name after syllables that none begins.
    let own = |i: usize| scan.token(i).is_some_and(|t| scan.pack.is_family(&t.key));
    let syllables = at > start
        && scan.pack.is_syllabic()
        && own(at)
        && scan.capital(at + 1)
        && (start..at)
            .all(|i| !own(i) && scan.token(i).is_some_and(|t| scan.pack.is_syllable(&t.key)));
    listed
        || syllables
        || at > start && family_opens(scan, at)
        || scan.pack.juxtaposes()
            && at >= start + 2
            && scan.given(start)
            && !scan.nominative(start)
            && scan.nominative(at)
            && scan.capital(at + 1)
            && !vocabulary(scan, at + 1)
}

/// `ANA RUIZ Muchas gracias`: after a name in capitals another word begins what was said.
fn capitals_end(scan: &Scan, start: usize, at: usize) -> bool {
    let upper = |i: usize| {
        scan.token(i)
            .is_some_and(|t| t.case == Case::Upper && t.key.chars().count() > 1)
    };
    let title = scan.token(at).is_some_and(|t| t.case == Case::Title);
    at >= start + 2 && title && !scan.initial(at) && (start..at).all(upper)
}

fn starts_cased(scan: &Scan, at: usize) -> bool {
    if english_article(scan, at) || at > 0 && scan.capital(at) && english_article(scan, at - 1) {
        return false;
    }
    let particle = particles(scan, at);
    if particle > 0 {
        // `von der Leyen`, `Al Nahyan` without a first name.
        let next = at + particle;
        // `La Fin`, `D'Ani`: a capitalised article begins a name only after an honorific or office.
        let addressed = at > 0
            && (scan.ann.covered_by(at - 1, &HONORIFIC) || scan.ann.covered_by(at - 1, &HEADS));
        return scan.capital(next)
            && !vocabulary(scan, next)
            && (addressed && (scan.capital(at) || particle > 1) || !first_is_article(scan, at));
    }
    if term(scan, at)
        || scan
            .token(at)
            .is_some_and(|t| t.hyphenated || t.key.starts_with('\''))
    {
        return false;
    }
    if after_office(scan, at) || after_courtesy(scan, at) {
        return true;
    }
    if !scan.capital(at)
        || scan.ends(at) && !verb_name(scan, at)
        || scan.opens(at) && first_is_article(scan, at) && !scan.given(at)
        || !in_script(scan, at)
        || opening_connector(scan, at)
        || scan.shouted && scan.ann.covered_by(at, &[Class::And, Class::Complement])
        || scan.len_any(at, &HONORIFIC) > 0 && !named_anyway(scan, at)
    {
        return false;
    }
    !vocabulary(scan, at) || named_anyway(scan, at)
}

/// `The Herald`: in other languages an English article begins the name of a body.
fn english_article(scan: &Scan, at: usize) -> bool {
    scan.capital(at)
        && scan.pack.source.tag != "en"
        && scan.token(at).is_some_and(|t| t.key == "the")
}

/// `Mark Fenwick`: a first name at a sentence's start that is also a verb, before a family name.
fn verb_name(scan: &Scan, at: usize) -> bool {
    !scan.shouted
        && scan.given(at)
        && scan.is(at, Class::Verb)
        && !scan.is(at, Class::Stop)
        && scan.capital(at + 1)
        && !scan.ends(at + 1)
        && !vocabulary(scan, at + 1)
        && (scan.nominative(at) || posted(scan, at + 2))
}

/// Whether a comma or bracket and an office, or what somebody did, follows at `at`.
fn posted(scan: &Scan, at: usize) -> bool {
    let mark = scan.is_mark(at, ',') || scan.is_mark(at, '(');
    mark && scan.office(at + 1)
        || scan
            .ann
            .covered_by(at, &[Class::Speaker, Class::Participant, Class::Chair])
}

/// Whether the word at `at` is of the language's own script, where that is Latin: a heading in
/// another language names nobody here.
fn in_script(scan: &Scan, at: usize) -> bool {
    scan.pack.source.writing.script != "Latn"
        || scan.token(at).is_some_and(|t| {
            t.key.chars().all(|c| {
                !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)
            })
        })
}

/// `Par décret`, `Sous la présidence`: a connector that is capitalised only since it comes first.
fn opening_connector(scan: &Scan, at: usize) -> bool {
    scan.opens(at)
        && scan
            .ann
            .covered_by(at, &[Class::Complement, Class::Of, Class::And])
        && !scan.given(at)
        && !scan.capital(at + 1)
}

/// `Alioune SALL`: capitals after a first name in other letters mark a family name, whatever else
/// the word is.
fn family_in_capitals(scan: &Scan, start: usize, at: usize) -> bool {
    let upper = |i: usize| scan.token(i).is_some_and(|t| t.case == Case::Upper);
    at == start + 1
        && !scan.shouted
        && upper(at)
        && !upper(start)
        && scan.token(at).is_some_and(|t| t.key.chars().count() > 2)
        && scan.len_any(at, &[Class::Organisation, Class::PostNominal]) == 0
        && scan.len_of(start, Class::Country) == 0
        && !scan.office(at + 1)
}

/// `Ms May Yap`: after a courtesy word a capital begins a name, whatever else the word is.
fn after_courtesy(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.capital(at)
        && scan
            .ann
            .covered_by(at - 1, &[Class::Courtesy, Class::Degree])
        && scan.len_any(at, &HONORIFIC) == 0
        && scan.len_any(at, &HEADS) == 0
        && !scan.ends(at)
}

/// `Jack London`, `Hiroshi Ishikawa`: a place may be a family name.
fn place_name(scan: &Scan, start: usize, at: usize) -> bool {
    let place = matches!(
        scan.ann.at(at, Class::Country),
        Some((
            1,
            Value::Country(_, CountryForm::Place | CountryForm::Capital)
        ))
    );
    at > start
        && place
        && !scan.office(at)
        && (scan.given(start) || start > 0 && scan.ann.covered_by(start - 1, &HONORIFIC))
}

/// `Phạm Minh Chính`, `Nông Đức Mạnh`: where a people has few family names, the pack lists them:
/// what follows one may be a word, or a state, of one syllable.
fn syllable(scan: &Scan, start: usize, at: usize) -> bool {
    at > start
        && at < start + 4
        && scan
            .token(start)
            .is_some_and(|t| scan.pack.is_family(&t.key))
        && !scan.shouted
        && scan.capital(at)
        && scan.len_any(at, &HONORIFIC) <= 1
        && scan.len_any(at, &HEADS) == 0
        && !term(scan, at)
        && [Class::StateBody, Class::Body, Class::Unit]
            .into_iter()
            .all(|class| scan.len_of(at, class) < 2)
        && (scan.len_of(at, Class::Country) < 2 || named_like_place(scan, start, at))
}

/// `Nguyễn Tân Cương`: after a family name that something addresses, a given name may be a place's.
fn named_like_place(scan: &Scan, start: usize, at: usize) -> bool {
    let place = matches!(
        scan.ann.at(at, Class::Country),
        Some((2, Value::Country(_, CountryForm::Place)))
    );
    let addressed =
        scan.ann.covered_by(start - 1, &HONORIFIC) || scan.ann.covered_by(start - 1, &HEADS);
    place && at == start + 1 && start > 0 && addressed && !scan.capital(at + 2)
}

/// `Quân ủy`, `Vệ binh`: where every syllable is a word, a lone capital before lower-case ones begins a
/// term; names have a capital each, but for what an honorific stands before.
pub fn term(scan: &Scan, at: usize) -> bool {
    let own = |i: usize| scan.token(i).is_some_and(|t| scan.pack.is_syllable(&t.key));
    let next = at + 1;
    scan.capital(at)
        && own(at)
        && !scan.shouted
        && own(next)
        && !scan.capital(next)
        && scan.token(next).is_some_and(|t| t.spaced)
        // `Bảo vệ chính trị`: a verb with a capital inside a sentence is a noun.
        && (!scan.ends(next) || !scan.opens(at) && scan.len_any(at, &ENDS) > 1)
        && !scan.ann.covered_by(
            next,
            &[
                Class::Of,
                Class::Complement,
                Class::And,
                Class::ListWord,
                Class::Particle,
                Class::IntroducesParticipants,
                Class::IntroducesSpeakers,
                Class::Keynote,
                Class::AccordingTo,
                Class::MentionedOnly,
                Class::Written,
                Class::Video,
            ],
        )
        && !(at > 0
            && (scan.ann.covered_by(at - 1, &HONORIFIC)
                || scan.capital(at - 1)
                    && !vocabulary(scan, at - 1)
                    && scan.token(at - 1).is_some_and(|t| scan.pack.is_family(&t.key))))
}

/// `Minister Bishop`: a family name that is also a word, directly after an office.
fn after_office(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.capital(at)
        && (scan.family(at) || scan.is(at, Class::Royal))
        && !scan.shouted
        && (scan.len_any(at, &HEADS) == 1 || scan.len_of(at, Class::Royal) == 1)
        && scan.ann.covered(at - 1, Class::Head)
        && scan.capital(at - 1)
        && lone(scan, at)
}

/// `de`, `la` in lower case begin no name by themselves.
fn first_is_article(scan: &Scan, at: usize) -> bool {
    scan.is(at, Class::Article)
        || scan.is(at, Class::Of)
        || scan.is(at, Class::Complement)
        || scan.is(at, Class::And)
}

/// Whether the word at `at` is known as something else than a name.
pub fn vocabulary(scan: &Scan, at: usize) -> bool {
    scan.office(at)
        || scan.ann.covered_by(
            at,
            &[
                Class::Country,
                Class::Organisation,
                Class::Month,
                Class::Weekday,
                Class::Headline,
                Class::NotTitle,
                Class::EventPart,
                Class::Article,
            ],
        )
        || (scan.pack.source.writing.nouns_capitalised && scan.ends(at))
}

/// A given name that is also a word of the vocabulary, followed by an unknown family name; a case
/// of a given name that is also a state or city (`в Берлине Иван Серов`) is the place.
fn named_anyway(scan: &Scan, at: usize) -> bool {
    let place = scan.is(at, Class::Country) && crate::bodies::country(scan, at).is_none();
    scan.given(at)
        && (scan.nominative(at) || word_as_name(scan, at) || scan.len_of(at, Class::Country) == 0)
        && scan.capital(at + 1)
        && (!vocabulary(scan, at + 1) || place)
        && !term(scan, at + 1)
        && scan.len_any(at + 1, &HONORIFIC) == 0
        && !(scan.title_case && scan.is(at, Class::Headline))
        && (!scan.is(at, Class::Month)
            || scan.pack.juxtaposes() && !scan.opens(at)
            || marks_lost(scan, at)
            || month_first(scan, at))
}

/// Whether the pack lists the word at `at` as a given name.
fn word_as_name(scan: &Scan, at: usize) -> bool {
    let given = &scan.pack.source.names.given;
    scan.token(at)
        .is_some_and(|t| given.iter().any(|name| *name == *t.key))
}

/// `Alves dos Santos`: a family name after a particle and two words or a first name, whatever else the
/// word is.
fn family_after_particle(scan: &Scan, start: usize, at: usize) -> bool {
    let kind = [
        Class::Qualifier,
        Class::Modifier,
        Class::Unit,
        Class::Portfolio,
        Class::Headline,
    ];
    let word = scan.ann.covered_by(at, &kind) || place_name(scan, start, at);
    scan.given(start)
        && scan.capital(at)
        && scan.family(at)
        && word
        && scan.len_any(at, &HEADS) == 0
        && !scan.capital(at + 1)
}

/// `Marco`, which without its marks is `março`: where heads stand first months are not capitalised.
fn marks_lost(scan: &Scan, at: usize) -> bool {
    let first = scan.pack.source.writing.head == HeadPosition::First;
    let next = scan.family(at + 1) || scan.given(at + 1);
    first && scan.token(at).is_some_and(|t| t.case == Case::Title) && next
}

/// `Theresa May`: a month after a first name and before no number.
fn month_name(scan: &Scan, start: usize, at: usize) -> bool {
    at == start + 1
        && scan.is(at, Class::Month)
        && scan.given(start)
        && !vocabulary(scan, start)
        && !scan.ends(start)
        && !scan.capital(at + 1)
        && scan.token(at + 1).is_none_or(|t| {
            t.kind != TokenKind::Number && !t.key.starts_with(|c: char| c.is_ascii_digit())
        })
}

/// `April Jones`: a month that is also a first name, before a family name or an unknown one that a
/// post follows, and after nothing that makes it a date.
fn month_first(scan: &Scan, at: usize) -> bool {
    const DATED: [Class; 3] = [Class::Of, Class::Complement, Class::Article];
    let number = |i: usize| {
        scan.token(i)
            .is_some_and(|t| t.key.starts_with(|c: char| c.is_ascii_digit()))
    };
    let before = at.checked_sub(1);
    let free = before.is_none_or(|i| !scan.ann.covered_by(i, &DATED) && !number(i));
    let posted = scan.is_mark(at + 2, ',') && scan.office(at + 3);
    posted || free && scan.family(at + 1)
}

/// Whether the word at `at` can go on the name that began at `start`.
fn in_name(scan: &Scan, start: usize, at: usize) -> bool {
    if scan.initial(at) {
        return true;
    }
    if !scan.capital(at) {
        return false;
    }
    if at == start {
        return true;
    }
    if scan.len_of(at, Class::PostNominal) > 0
        && scan
            .token(at)
            .is_some_and(|t| !matches!(t.case, Case::Lower | Case::Title))
        && !scan.shouted
    {
        return false;
    }
    if family_in_capitals(scan, start, at) {
        return true;
    }
    if scan.ends(at) || scan.shouted && is_connector(scan, at) {
        return false;
    }
    // `Kasus Pak Budi`: what an honorific addresses begins after it.
    // `Bidens Auftritte`: where nouns have capitals, one after a genitive.
    if scan.pack.source.writing.nouns_capitalised
        && at == start + 1
        && !scan.given(start)
        && !scan.given(at)
        && scan
            .token(start)
            .is_some_and(|t| t.key.ends_with('s') && t.key.len() > 4)
        && !scan.family(at)
    {
        return false;
    }
    if scan.is(at, Class::Courtesy) && !scan.pack.is_syllabic() && !scan.family(at) {
        return false;
    }
    // `Julie Bishop`, `Alexander Lord`: a family name that is also a word, after a given name.
    place_name(scan, start, at)
        || month_name(scan, start, at)
        || syllable(scan, start, at)
        || crate::bodies::in_name(scan, at)
        || !vocabulary(scan, at) && scan.len_of(at, Class::Rank) == 0
        || ((scan.given(at - 1) || scan.initial(at - 1))
            && (scan.family(at) || scan.is(at, Class::Royal))
            && lone(scan, at))
        || middle_name(scan, start, at)
        || last_name(scan, start, at)
        || kin_name(scan, start, at)
        || scan.given(start) && within_name(scan, at, 1, Class::Head)
        || scan.token(at).is_some_and(|t| t.hyphenated)
}

/// `Ana Ruiz Nieto`: a word for kin or a part played that is capitalised inside a name.
fn kin_name(scan: &Scan, start: usize, at: usize) -> bool {
    scan.given(start)
        && scan.is(at, Class::NotTitle)
        && !scan.office(at)
        && scan.token(at).is_some_and(|t| t.case == Case::Title)
        && !scan.title_case
        && lone(scan, at)
}

/// `Ali Deniz Aksoy`: a second first name that is also a word, before an unknown family name.
fn middle_name(scan: &Scan, start: usize, at: usize) -> bool {
    at == start + 1
        && scan.given(start)
        && scan.given(at)
        && scan.capital(at + 1)
        && !vocabulary(scan, at + 1)
        && !scan.ann.covered_by(at, &HEADS)
        && scan.len_any(at, &HONORIFIC) == 0
}

/// `Necdet Özel,`: where titles stand before names, a word after a first name that nothing capitalised
/// follows is a family name.
fn last_name(scan: &Scan, start: usize, at: usize) -> bool {
    const WORDS: [Class; 3] = [Class::Modifier, Class::Qualifier, Class::Portfolio];
    scan.pack.source.writing.verb_last
        && at > start
        && scan.given(start)
        && !scan.shouted
        && !scan.title_case
        && scan.ann.covered_by(at, &WORDS)
        && !scan.ann.covered_by(at, &HEADS)
        && scan.len_of(at, Class::Country) == 0
        && !scan.capital(at + 1)
}

fn is_connector(scan: &Scan, at: usize) -> bool {
    scan.ann.covered_by(
        at,
        &[Class::Of, Class::Complement, Class::And, Class::Article],
    ) && !scan.is(at, Class::Particle)
}

/// Nothing after `at` makes it the beginning of a title.
fn lone(scan: &Scan, at: usize) -> bool {
    let next = at + 1;
    let office =
        vocabulary(scan, next) && scan.capital(next) && scan.len_of(next, Class::PostNominal) == 0;
    !(scan.is(next, Class::Of) || scan.is(next, Class::Complement) || office)
}

/// Tokens of the particles at `at`.
fn particles(scan: &Scan, at: usize) -> usize {
    let mut len = 0;
    while len < 4 {
        let next = scan.len_of(at + len, Class::Particle);
        // `dos Santos`: the last capital is the name, though `santa` is a particle.
        let last = len > 0 && scan.capital(at + len) && !scan.capital(at + len + next);
        if next == 0 || scan.has_case() && last {
            break;
        }
        len += next;
    }
    len
}

/// Whether a `licensing` token, of a title, honorific or cue, stands directly before `at`.
fn follows(scan: &Scan, at: usize, licensing: &[bool]) -> bool {
    at > 0 && licensing.get(at - 1).copied().unwrap_or(false) && !scan.ends(at - 1)
}

fn score(scan: &Scan, start: usize, end: usize) -> (f32, &'static str) {
    let given =
        scan.given(start) || uncased_name(scan, start, 1) || (start..end).any(|i| scan.initial(i));
    let family = end > start + 1 && (scan.family(end - 1) || scan.given(end - 1));
    let own = scan
        .token(start)
        .is_some_and(|t| scan.pack.is_family(&t.key) && scan.pack.is_syllable(&t.key));
    // Syllables without a family name are a given name at best, or any capitalised term.
    let native = scan.pack.is_syllabic()
        && (start..end).all(|i| scan.token(i).is_some_and(|t| scan.pack.is_syllable(&t.key)));
    match (given, family, end - start) {
        (_, _, 2..) if native && !own => (0.35, "name.syllables"),
        (_, _, 2..=5) if own => (0.9, "name.family+given"),
        (true, true, _) => (0.9, "name.given+family"),
        (true, false, 2..) => (0.8, "name.given"),
        // Where nouns have capitals too, a family name after an unknown word may be a noun.
        (false, true, _) if scan.pack.source.writing.nouns_capitalised => (0.5, "name.family"),
        (false, true, _) => (0.7, "name.family"),
        (false, false, 2..=4) if scan.pack.source.writing.nouns_capitalised => {
            (0.5, "name.run.nouns")
        }
        (false, false, 2..=4) => (0.5, "name.run"),
        (true, _, _) => (0.5, "name.single.known"),
        (false, _, 1) => (0.35, "name.single"),
        _ => (0.4, "name.run.long"),
    }
}
