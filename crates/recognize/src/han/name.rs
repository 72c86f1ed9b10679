//! Names: where one begins and ends, and how much its characters look like one.
//!
//! A name has no mark of its own in Han text. It stands after a title, before one, or before what
//! somebody did; its end is a border of words, and its characters are a family name with a given
//! one or a run of those that write foreign sounds. Both are scores that are added up.

use rostra_document::TokenKind;
use rostra_lexicon::Class;
use rostra_lexicon::han::WordKind;

use super::known::Known;
use super::line::{CUES, FUNCTION, HEADS, HONORIFICS, Line, STATUS, Word, one, set};
use super::surname::surname;
use super::transliteration::{DOTS, is_sound};

/// Function characters that are common at the end of given names.
const GIVEN: &str = "才中如日会因";
/// Function characters that no name of three characters or more ends in.
const LOOSE: &str = "在将已曾说称被把等时就昨今";
/// Those that do end some names, where a verb or mark follows: `魏凤和表示`, `戴大为（...）`.
const JOINING: &str = "和与及同为给对向";

/// Tokens that a name has at most, dots counted.
const LONGEST: usize = 16;
/// What a name must score after a title.
const AFTER_TITLE: f32 = 0.55;
/// What a name must score before a title or honorific.
const BEFORE_TITLE: f32 = 0.95;
/// What the characters alone must score where nothing but a verb stands beside them.
const SHAPELY: f32 = 0.42;

/// The same before a title.
const SHAPELY_TITLED: f32 = 0.37;

/// A name found: token positions and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// 0 to 1.
    pub score: f32,
}

/// The name that begins at `start`, directly after a title; `weak` titles ask for more.
pub fn after_title(line: &Line, start: usize, known: &Known, weak: bool) -> Option<Name> {
    if let Some(latin) = latin(line, start) {
        return Some(latin);
    }
    if blocked(line, start) {
        return None;
    }
    let least = if weak { 0.9 } else { AFTER_TITLE };
    let odd = line.word_from(start).is_some_and(|w| w.is(FUNCTION));
    best_end(line, start, known, |end| line.border(end))
        .filter(|name| name.score >= least)
        .filter(|name| line.japanese || formed(line, name))
        .filter(|name| !odd || shape(line, start, name.end) >= SHAPELY_TITLED)
}

/// The name that ends before `end`, directly before a title or honorific.
pub fn before_title(line: &Line, end: usize, known: &Known, free_from: usize) -> Option<Name> {
    line.ideograph(end.checked_sub(1)?)?;
    if end > 3 && runs_on(line, end - 3, end) {
        return None;
    }
    let mut best: Option<Name> = None;
    for start in (free_from..end.saturating_sub(1)).rev().take(LONGEST) {
        if line.of_kind(start, TokenKind::Ideograph).is_none() && !dotted(line, start) {
            break;
        }
        if line.word_from(start).is_some_and(|w| is_odd(line, w)) {
            continue;
        }
        let left = left_border(line, start, free_from);
        let shape = match family_alone(line, start, end) && left >= 0.9 {
            true => 0.4,
            false => shape(line, start, end),
        };
        let score = shape + left + known.bonus(line, start, end);
        if shape >= SHAPELY_TITLED && left > 0.0 && best.is_none_or(|b| score > b.score) {
            best = Some(Name { start, end, score });
        }
    }
    best.filter(|name| name.score >= BEFORE_TITLE)
}

/// Whether two characters may be a Japanese family name by itself: `村瀬外務大臣`.
fn family_alone(line: &Line, start: usize, end: usize) -> bool {
    let han = |at: usize| line.ideograph(at).is_some_and(|c| c >= '\u{4e00}');
    let single = |at: usize| {
        line.word(at)
            .is_some_and(|w| w.len() == 1 && !w.is(FUNCTION | one(Class::Country)))
    };
    let place = || line.word(end - 1).is_some_and(|w| w.is(one(Class::Unit)));
    let listed = || surname(&chars(line, start, end)).japanese == 2;
    line.japanese
        && end == start + 2
        && (start..end).all(han)
        && (listed() || (start..end).all(single) && !place())
}

/// Whether `name` is one that the document shows elsewhere.
pub fn is_known(line: &Line, name: &Name, known: &Known) -> bool {
    known.bonus(line, name.start, name.end) > 0.0
}

/// The name that begins at `start`, the beginning of a clause or list item, with nothing beside it
/// but what follows. Its border must be sure.
pub fn bare(line: &Line, start: usize, known: &Known) -> Option<Name> {
    if blocked(line, start)
        || line
            .word(start)
            .is_some_and(|w| w.len() == 1 && is_odd(line, w))
    {
        return None;
    }
    let name = best_end(line, start, known, |end| {
        let border = line.border(end);
        if border >= 0.6 { border } else { -1.0 }
    })?;
    let shapely = shape(line, name.start, name.end) >= SHAPELY;
    (shapely && name.score >= 1.0 && !is_side(line, &name)).then_some(name)
}

/// Whether two characters name a side or somebody by office or kinship: 欧方, 周官, 陈太.
fn is_side(line: &Line, name: &Name) -> bool {
    name.end - name.start == 2
        && line
            .ideograph(name.end - 1)
            .is_some_and(|c| "方官太母父某氏家嫂生".contains(c))
}

/// The Chinese name that begins at `start` between a verb or preposition and a verb
/// (`任命黄强为`): every character must stand alone in the cut.
pub fn between(line: &Line, start: usize, known: &Known) -> Option<Name> {
    let before = line.word_to(start)?;
    let to_place = line
        .ideograph(before.end - 1)
        .is_some_and(|c| "在于到至抵赴从自往".contains(c));
    if !before.is(FUNCTION | STATUS) || before.is(one(Class::Of)) || to_place {
        return None;
    }
    let name = best_end(line, start, known, |end| {
        let border = line.border(end);
        if border >= 0.6 { border } else { -1.0 }
    })?;
    let after = line.word_from(name.end)?;
    let acted_on = after.is(FUNCTION | STATUS) && !after.is(one(Class::Of));
    if is_side(line, &name) {
        return None;
    }
    let alone = (name.start..name.end).all(|at| line.word(at).is_some_and(|w| w.len() == 1));
    let chinese = chinese_form(&chars(line, name.start, name.end), false) >= 0.5;
    let parted = (name.start..name.end).any(|at| dotted(line, at));
    (alone && (chinese || parted) && acted_on && shape(line, name.start, name.end) >= 0.5)
        .then_some(name)
}

/// Whether a word stands at `start` that no name begins with.
fn blocked(line: &Line, start: usize) -> bool {
    let Some(word) = line.word_from(start) else {
        return line.of_kind(start, TokenKind::Ideograph).is_none();
    };
    if word.len() >= 2 {
        return word.ends_name();
    }
    let Some(c) = line.ideograph(start) else {
        return true;
    };
    let rare = RARE.contains(c) && after_office(line, start);
    let begins =
        rare || c != '不' && is_sound(c) || surname(&chars(line, start, start + 2)).chinese > 0;
    word.is(set(&[Class::And, Class::ListWord])) || (word.is(FUNCTION) && !begins)
}

/// Whether the function word at the beginning is no family name.
fn is_odd(line: &Line, word: Word) -> bool {
    word.is(FUNCTION)
        && !is_japanese_han(line, word)
        && surname(&chars(line, word.start, word.start + 2)).chinese == 0
}

/// The best end of a name from `start` on.
fn best_end(
    line: &Line,
    start: usize,
    known: &Known,
    border: impl Fn(usize) -> f32,
) -> Option<Name> {
    line.ideograph(start)?;
    let mut best: Option<Name> = None;
    let mut end = start + 1;
    while end < start + LONGEST && end < line.len() {
        if line.ideograph(end).is_none() && !dotted(line, end) || spaced(line, end) {
            break;
        }
        end += 1;
        if line.ideograph(end - 1).is_none() {
            continue;
        }
        let run_ends = line.ideograph(end).is_some_and(|c| !is_sound(c))
            && (start..end).all(|at| line.ideograph(at).is_none_or(is_sound));
        if dotted(line, end) {
            continue;
        }
        let joins = end - start >= 3 && line.joins_nothing_at(end);
        let right = border(end)
            .max(if joins { 0.6 } else { -1.0 })
            .max(if run_ends {
                border(end).min(0.0) + 0.25
            } else {
                -1.0
            });
        if runs_on(line, start, end) {
            continue;
        }
        let score = shape(line, start, end) + right + known.bonus(line, start, end);
        if best.is_none_or(|b| score > b.score + 1e-4) {
            best = Some(Name { start, end, score });
        }
    }
    best.map(|name| Name {
        end: with_ordinal(line, name.end),
        ..name
    })
}

/// `韩正在北京`, `桑顿等`, `丁薛祥和`: whether the last character belongs to what follows the name.
fn runs_on(line: &Line, start: usize, end: usize) -> bool {
    let Some(last) = line
        .ideograph(end - 1)
        .filter(|_| end - start >= 3 && !line.japanese)
    else {
        return false;
    };
    if !JOINING.contains(last) {
        return LOOSE.contains(last);
    }
    let acts = line
        .word_from(end)
        .is_some_and(|w| w.is(FUNCTION) || line.ideograph(w.start).is_none());
    end - start > 3 || !(acts || end == line.len())
}

/// The end of a name with the number that tells a ruler from others of the name: `哈拉尔[五世]`.
fn with_ordinal(line: &Line, end: usize) -> usize {
    const NUMERALS: &str = "一二三四五六七八九十";
    let digits = (end..end + 3)
        .take_while(|at| line.ideograph(*at).is_some_and(|c| NUMERALS.contains(c)))
        .count();
    match line.ideograph(end + digits) {
        Some('世') if digits > 0 => end + digits + 1,
        _ => end,
    }
}

/// Whether a name that no list of family names licenses is at least written like a foreign one.
fn formed(line: &Line, name: &Name) -> bool {
    let chars = chars(line, name.start, name.end);
    let sounds = chars.iter().filter(|c| is_sound(**c)).count();
    let side = chars.len() == 2 && chars.last() == Some(&'方');
    let family = surname(&chars).chinese > 0 && chars.len() == 3;
    let least = if family { -0.3 } else { 0.0 };
    let alone = || {
        chars.len() == 3
            && (name.start..name.end).all(|at| {
                line.word(at)
                    .is_some_and(|w| w.len() == 1 && !w.is(FUNCTION))
            })
            && line.border(name.end) >= 0.6
    };
    !side
        && (shape(line, name.start, name.end) >= least || sounds * 3 >= chars.len() * 2 || alone())
}

/// Whether white space stands before the ideograph at `at`.
fn spaced(line: &Line, at: usize) -> bool {
    line.of_kind(at, TokenKind::Ideograph)
        .is_some_and(|t| t.spaced)
}

/// Whether a dot between two ideographs stands at `at`.
fn dotted(line: &Line, at: usize) -> bool {
    line.is_mark(at, &DOTS)
        && at > 0
        && line.ideograph(at - 1).is_some_and(is_sound)
        && line.ideograph(at + 1).is_some_and(is_sound)
}

/// The characters of tokens `start..end`, simplified, dots left out.
fn chars(line: &Line, start: usize, end: usize) -> Vec<char> {
    (start..end).filter_map(|at| line.ideograph(at)).collect()
}

/// How much tokens `start..end` look like a name, about -1 to 1.
pub fn shape(line: &Line, start: usize, end: usize) -> f32 {
    let chars = chars(line, start, end);
    let dots = end - start - chars.len();
    let form = if dots > 0 {
        // No part of a name is a single character at its end.
        let cut_short = end > start + 2 && dotted(line, end - 2);
        dotted_form(&chars, dots) - if cut_short { 0.4 } else { 0.0 }
    } else {
        chinese_form(&chars, line.traditional)
            .max(japanese_form(&chars))
            .max(foreign_form(&chars))
            .max(if line.japanese {
                any_han_form(&chars)
            } else {
                -1.0
            })
    };
    let form = if RARE.contains(*chars.first().unwrap_or(&' ')) && after_office(line, start) {
        form.max(
            if chars.len() == 3 || chars.len() == 2 && chars.first() == Some(&'应') {
                0.5
            } else {
                -1.0
            },
        )
    } else {
        form
    };
    form - doubts(line, start, end, dots)
}

/// Family names that are function words or places more often, so that only an office before them
/// tells.
const RARE: &str = "应区怀利如";

fn after_office(line: &Line, start: usize) -> bool {
    line.word_to(start).is_some_and(|w| w.is(HEADS))
}

fn dotted_form(chars: &[char], dots: usize) -> f32 {
    let sounds = chars.iter().filter(|c| is_sound(**c)).count();
    let copula = chars.iter().any(|c| "是为的在".contains(*c));
    if sounds * 5 >= chars.len() * 4 && chars.len() > dots && !copula {
        0.9 + 0.02 * chars.len() as f32
    } else {
        0.0
    }
}

fn chinese_form(chars: &[char], married: bool) -> f32 {
    let found = surname(chars).chinese;
    match (found, chars.len()) {
        (1, 3) | (2, 4) => 0.55,
        (2, 3) => 0.6,
        (1, 2) => 0.5,
        // A married name: 林郑月娥.
        (1, 4) if married && surname(chars.get(1..).unwrap_or_default()).chinese == 1 => 0.5,
        _ => -0.4,
    }
}

fn japanese_form(chars: &[char]) -> f32 {
    let found = surname(chars).japanese;
    match (found, chars.len()) {
        (0, _) => -0.4,
        (2, 4) | (3, 5) => 0.65,
        (n, len) if len > n && len <= n + 3 && len > 2 => 0.5,
        _ => -0.4,
    }
}

/// A Japanese name whose family name no list has.
fn any_han_form(chars: &[char]) -> f32 {
    let han = chars.iter().all(|c| ('\u{4e00}'..'\u{a000}').contains(c));
    match chars.len() {
        4 | 5 if han => 0.45,
        3 if han => 0.4,
        _ => -1.0,
    }
}

fn foreign_form(chars: &[char]) -> f32 {
    let sounds = chars.iter().filter(|c| is_sound(**c)).count();
    let len = chars.len() as f32;
    if sounds == chars.len() {
        0.3 + 0.04 * len.min(8.0)
    } else if chars.len() <= 3 || sounds * 4 >= chars.len() * 3 {
        -0.4
    } else {
        -1.0
    }
}

/// What speaks against a name: words inside it or across its borders.
fn doubts(line: &Line, start: usize, end: usize, dots: usize) -> f32 {
    let mut doubt = 0.0;
    let mut at = start;
    while let Some(word) = line.word(at).filter(|_| at < end) {
        at = word.end;
        let inside = word.start > start && word.end < end;
        if inside && word.len() == 2 && word.is(one(Class::Country)) && end - start >= 5 {
            // 卡瑟马利耶夫: a state by its sound.
            doubt += 0.2;
        } else if word.end > end || word.start < start {
            // 韩[正在]北京: the rest is a function word by itself.
            let loose = word.end == end + 1 && word.len() == 2 && line.function_at(end);
            doubt += if word.ends_name() && !loose {
                0.5
            } else {
                0.25
            };
        } else if word.len() >= 2 && word.ends_name() {
            doubt += 0.8;
        } else if word.len() == 1 && word.is(FUNCTION) && !is_japanese_han(line, word) {
            doubt += match word.start {
                at if at == start => 0.0,
                // The first of two given names may be any character: 习近平, 刘作明.
                at if at == start + 1 && end == start + 3 => 0.1,
                at if at + 1 == end && end >= start + 4 && line.ideograph(at) == Some('内') => 0.1,
                at if at + 1 == end
                    && (end == start + 3 || dots > 0)
                    && line.ideograph(at).is_some_and(|c| GIVEN.contains(c)) =>
                {
                    0.1
                }
                at if at + 1 == end => 0.45,
                at if end - start >= 5 && line.ideograph(at).is_some_and(is_sound) => 0.1,
                _ => 0.3,
            };
        } else if line.japanese && word.is(HONORIFICS) && word.end == end {
            doubt += 0.8;
        } else if word.len() >= 2 {
            doubt += match word.common {
                Some(_) if word.start == start && word.end == end => 1.2,
                Some(_) if word.start == start => 0.4,
                Some(WordKind::Verb) => 0.25,
                _ => 0.1,
            };
        }
    }
    doubt
}

/// How sure it is that a name begins at `at`, 0 where it cannot.
fn left_border(line: &Line, at: usize, free_from: usize) -> f32 {
    if at == free_from || at == 0 {
        return 1.0;
    }
    if line.japanese && line.ideograph(at - 1).is_some_and(is_hiragana) {
        return 0.9;
    }
    if line.ideograph(at - 1).is_none() {
        return if dotted(line, at - 1) { 0.0 } else { 1.0 };
    }
    match line.word_to(at) {
        Some(word) if word.len() >= 2 && (word.ends_name() || word.is(HEADS | HONORIFICS)) => 0.9,
        Some(word) if word.is(FUNCTION) && !is_japanese_han(line, word) => 0.6,
        Some(word) if word.common.is_some() => 0.45,
        _ => 0.0,
    }
}

/// Whether a Han character of Japanese text, where function words are kana: 岸[本]隆志.
fn is_japanese_han(line: &Line, word: Word) -> bool {
    line.japanese && word.len() == 1 && line.ideograph(word.start).is_some_and(|c| c >= '\u{4e00}')
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..'\u{30a0}').contains(&c)
}

/// A name in Latin letters at `start`: two capitalised words or more, or one.
fn latin(line: &Line, start: usize) -> Option<Name> {
    let word = |at: usize| line.of_kind(at, TokenKind::Word);
    let mut end = start;
    while end < start + 5 && word(end).is_some_and(rostra_document::Token::capitalised) {
        end += 1;
    }
    (end > start).then_some(Name {
        start,
        end,
        score: 0.8,
    })
}

/// Whether what stands at `at` says what the people before it did.
pub fn acts(line: &Line, at: usize) -> bool {
    let Some(word) = line.word_from(at) else {
        return false;
    };
    if word.is(CUES) {
        return word.len() >= 2 || line.of_kind(word.end, TokenKind::Mark).is_some();
    }
    let aside = word.is(FUNCTION) && word.len() <= 2;
    aside
        && line
            .word_from(word.end)
            .is_some_and(|next| next.is(CUES) && next.len() >= 2)
}
