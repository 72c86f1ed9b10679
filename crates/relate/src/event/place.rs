//! The place of a gathering: after a preposition beside its name, else in the dateline.

use compact_str::CompactString;
use rostra_document::{CountryForm, TextRange, Token, TokenKind};
use rostra_lexicon::calendar::dates;
use rostra_lexicon::{Class, Value};

use super::Candidate;
use super::stretch::Stretch;

/// Tokens between a name and its place at most.
const REACH: usize = 30;

/// Tokens between a name and the state of its place at most.
const NEAR: usize = 10;

/// Stretches in which a dateline is looked for.
const DATELINE_WITHIN: usize = 8;

/// Where a gathering was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// City, in bytes.
    pub place: Option<TextRange>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<CompactString>,
}

/// Where the gathering that `alike` name was, the best of them first.
pub fn find(alike: &[&Candidate], stretches: &[Stretch]) -> Seat {
    let own = || {
        alike
            .iter()
            .filter_map(|c| Some((*c, stretches.get(c.stretch)?)))
    };
    let seats: Vec<Seat> = own().filter_map(|(c, s)| beside(c, s)).collect();
    let city = seats.iter().find(|s| s.place.is_some()).cloned();
    let state = seats.iter().find_map(|s| s.country.clone());
    if city.is_none() && own().any(|(c, s)| is_virtual(c, s)) {
        return Seat::default();
    }
    let within = || own().find_map(|(c, s)| in_name(c, s));
    let fits = |seat: &Seat| state.is_none() || seat.country.is_none() || seat.country == state;
    let seat = city
        .or_else(|| within().filter(fits))
        .or_else(|| dateline(stretches).filter(fits))
        .unwrap_or_default();
    Seat {
        country: seat.country.or(state),
        ..seat
    }
}

/// Whether the gathering is said to be held by video.
fn is_virtual(candidate: &Candidate, stretch: &Stretch) -> bool {
    (candidate.start..candidate.end + 6).any(|at| stretch.ann.covered(at, Class::Video))
}

/// The place behind or ahead of a name in its stretch.
fn beside(candidate: &Candidate, stretch: &Stretch) -> Option<Seat> {
    // `..., New York, 25 September`
    let comma = stretch.mark(candidate.end, &[',', '.', '،']);
    let next = known(stretch, candidate.end + 1).filter(|f| comma && f.seat.place.is_some());
    if let Some(found) = next {
        return Some(found.seat);
    }
    let behind = candidate.end..candidate.end + REACH;
    let ahead = candidate.start.saturating_sub(REACH)..candidate.start;
    let mut state = None;
    for at in behind.chain(ahead.rev()) {
        let Some((len, _)) = stretch.ann.at(at, Class::Locative) else {
            continue;
        };
        match after_preposition(stretch, at + len) {
            Some(seat) if seat.place.is_some() => return Some(seat),
            Some(seat) if is_near(candidate, at) => state = state.or(Some(seat)),
            _ => {}
        }
    }
    state
}

/// Whether a state named at `at` is near enough to be the gathering's.
fn is_near(candidate: &Candidate, at: usize) -> bool {
    at < candidate.end + NEAR && candidate.start < at + NEAR
}

fn after_preposition(stretch: &Stretch, at: usize) -> Option<Seat> {
    if !stretch.pack.source.writing.spaced {
        // A region that no table has may stand before the city.
        let found = (at..at + 4).find_map(|at| known(stretch, at));
        return found.map(|found| found.seat);
    }
    let article = stretch.ann.at(at, Class::Article).map_or(0, |a| a.0);
    known(stretch, at)
        .or_else(|| known(stretch, at + article))
        .or_else(|| unknown(stretch, at))
        .map(|found| found.seat)
}

/// A place with where its words end.
struct Found {
    seat: Seat,
    end: usize,
}

/// The place of the tables at `at`; of several in a row (`在德国汉堡`) the last is the city.
fn known(stretch: &Stretch, at: usize) -> Option<Found> {
    let (len, code, is_city) = state(stretch, at)?;
    let mut found = Found {
        seat: Seat {
            place: is_city.then(|| stretch.range(at, at + len)),
            country: Some(code),
        },
        end: at + len,
    };
    if let Some(inner) = known(stretch, found.end).filter(|f| f.seat.place.is_some()) {
        return Some(inner);
    }
    if is_city && is_unit(stretch, found.end) {
        found.end += 1;
        found.seat.place = Some(stretch.range(at, found.end));
    }
    if let Some(code) = state_beside(stretch, found.end) {
        found.seat.country = Some(code);
    }
    Some(found)
}

/// The state or place named at `at`: tokens, code, whether it is a place in the state.
fn state(stretch: &Stretch, at: usize) -> Option<(usize, CompactString, bool)> {
    if stretch.is_person(at) {
        return None;
    }
    let hits = stretch
        .ann
        .hits(at)
        .filter_map(|hit| match &hit.entry.value {
            Value::Country(code, form) if hit.entry.class == Class::Country => {
                Some((hit.len, code.clone(), *form))
            }
            _ => None,
        });
    let (len, code, form) = hits.max_by_key(|(len, _, form)| (*len, is_city(*form)))?;
    let body = stretch.ann.at(at, Class::Organisation);
    let named = matches!(form, CountryForm::Name) || is_city(form);
    let city = is_city(form) && !is_region(stretch, at + len);
    (named && body.is_none_or(|b| b.0 <= len)).then_some((len, code, city))
}

fn is_city(form: CountryForm) -> bool {
    matches!(form, CountryForm::Capital | CountryForm::Place)
}

/// Whether a Chinese name that ends before `end` is a province's or state's.
fn is_region(stretch: &Stretch, end: usize) -> bool {
    let last = end.checked_sub(1).and_then(|at| stretch.tokens.get(at));
    let region = |t: &Token| matches!(t.key.as_str(), "省" | "区" | "州" | "邦");
    last.is_some_and(region) || stretch.tokens.get(end).is_some_and(|t| t.key == "省")
}

fn is_unit(stretch: &Stretch, at: usize) -> bool {
    let written = |t: &Token| t.capitalised() || t.kind == TokenKind::Ideograph;
    stretch.ann.at(at, Class::Unit).is_some_and(|u| u.0 == 1)
        && stretch.tokens.get(at).is_some_and(written)
}

/// The state named directly behind a place: `, Denmark`, ` (Tavush)`, ` of Jiangsu Province`.
fn state_beside(stretch: &Stretch, at: usize) -> Option<CompactString> {
    let of = stretch.ann.at(at, Class::Of).map_or(0, |of| of.0);
    let at = at + of;
    let at = at + usize::from(stretch.mark(at, &[',', '،', '(']));
    let article = stretch.ann.at(at, Class::Article).map_or(0, |a| a.0);
    state(stretch, at + article).map(|s| s.1)
}

/// A proper name that no table has, with a state or unit beside it that shows it to be a place.
fn unknown(stretch: &Stretch, at: usize) -> Option<Found> {
    let writing = &stretch.pack.source.writing;
    if stretch.shouted || !writing.capitals || writing.nouns_capitalised {
        return None;
    }
    let name = (at..at + 4)
        .take_while(|at| is_proper(stretch, *at))
        .count();
    let end = at + name + usize::from(name > 0 && is_unit(stretch, at + name));
    let country = state_beside(stretch, end);
    (name > 0 && (end > at + name || country.is_some())).then(|| Found {
        seat: Seat {
            place: Some(stretch.range(at, end)),
            country,
        },
        end,
    })
}

fn is_proper(stretch: &Stretch, at: usize) -> bool {
    stretch.tokens.get(at).is_some_and(|t| {
        t.kind == TokenKind::Word
            && matches!(t.case, rostra_document::Case::Title)
            && !t.abbreviated
            && !stretch.is_person(at)
            && !stretch.ann.known(at)
    })
}

/// The city that the gathering is named after (`Copenhagen Climate Ministerial`).
fn in_name(candidate: &Candidate, stretch: &Stretch) -> Option<Seat> {
    (candidate.start..candidate.head.start)
        .find_map(|at| known(stretch, at).filter(|f| f.seat.place.is_some()))
        .map(|f| f.seat)
}

/// The place of the first dateline.
fn dateline(stretches: &[Stretch]) -> Option<Seat> {
    stretches.iter().take(DATELINE_WITHIN).find_map(in_dateline)
}

/// `BERLIN, 20 January --`, `New York, 25 September 2024`, `Red Square, Moscow`,
/// `7 февраля 2025 года 15:35 Москва`, `新华社南京9月20日电`.
fn in_dateline(stretch: &Stretch) -> Option<Seat> {
    let opening = usize::from(stretch.mark(0, &['(', '（', '-']));
    let days = dates(&stretch.tokens, &stretch.ann, stretch.pack, None);
    let near = |end: usize| {
        days.iter()
            .any(|d| (end..end + 4).contains(&d.tokens.start))
    };
    let ruled = |end: usize| (end..end + 4).any(|at| stretch.mark(at, &['-', '–', '—']));
    if let Some(found) = known(stretch, opening).filter(|f| f.seat.place.is_some()) {
        let lone = stretch.is_heading() && found.end + 2 >= stretch.tokens.len();
        let closes = stretch.mark(found.end, &[',', '.', '(', '،']);
        let closed = closes && (near(found.end) || ruled(found.end));
        if lone || closed || (stretch.is_heading() && near(found.end)) {
            return Some(found.seat);
        }
    }
    let dated = days.iter().filter(|d| d.dated).find_map(|d| {
        let end = d.tokens.end;
        (end..end + 6).find_map(|at| known(stretch, at).filter(|f| f.seat.place.is_some()))
    });
    dated
        .or_else(|| agency(stretch))
        .or_else(|| last_of_heading(stretch))
        .map(|f| f.seat)
}

/// `新华社南京9月20日电`: the place between the agency and the date.
fn agency(stretch: &Stretch) -> Option<Found> {
    let wired = |t: &Token| t.kind == TokenKind::Ideograph && matches!(t.key.as_str(), "电" | "讯");
    let wire = stretch.tokens.iter().take(24).position(wired)?;
    (0..wire)
        .filter_map(|at| known(stretch, at).filter(|f| f.seat.place.is_some()))
        .find(|f| {
            let next = stretch.tokens.get(f.end);
            next.is_some_and(|t| t.kind == TokenKind::Number)
        })
}

/// `Red Square, Moscow`: a short line that ends in a place.
fn last_of_heading(stretch: &Stretch) -> Option<Found> {
    let len = stretch.tokens.len();
    if !stretch.is_heading() || len > 8 {
        return None;
    }
    let comma = (0..len).rev().find(|at| stretch.mark(*at, &[',']))?;
    known(stretch, comma + 1).filter(|f| f.end == len && f.seat.place.is_some())
}
