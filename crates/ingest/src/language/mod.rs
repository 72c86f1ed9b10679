//! The language of a text: by script first, then by its words and tell-tale letters, then by trigrams.

mod choice;
mod scripts;
mod sections;
mod words;

use rostra_document::{Language, Section};
use whatlang::{Detector, Lang};

use scripts::{Script, Scripts};
use words::{Score, Scores, Table, WEIGHT};

pub(crate) use choice::{Claims, choose};
pub use sections::sections;

/// Windows read from the beginning, the middle and the end of a long text, in bytes each: most of
/// the text decides, and the rest of a long one adds nothing.
const WINDOW: usize = 6 << 10;

/// Words read: enough for any text, and a bound on the work.
const MOST_WORDS: usize = 1200;

/// Languages that [`identify`] tells apart, as BCP 47 primary tags.
pub const IDENTIFIED: &[&str] = &[
    "af", "am", "ar", "az", "ba", "be", "bg", "bn", "bo", "ca", "ceb", "ckb", "cs", "cv", "cy",
    "da", "de", "dv", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fo", "fr", "ga", "gl", "gu",
    "ha", "he", "hi", "hr", "hsb", "ht", "hu", "hy", "id", "ig", "is", "it", "ja", "ka", "kk",
    "km", "kn", "ko", "ku", "ky", "la", "lb", "lo", "lt", "lv", "mg", "mi", "mk", "ml", "mn", "mr",
    "ms", "mt", "my", "ne", "nl", "no", "oc", "os", "pa", "pap", "pl", "ps", "pt", "ro", "ru",
    "rw", "sd", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th",
    "ti", "tk", "tl", "tn", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "xh", "yo", "zh", "zu",
];

/// The language that most of `text` is written in, or [`Language::unknown`] where it has no
/// letters or none of its words are known.
#[must_use]
pub fn identify(text: &str) -> Language {
    let sample = sample(text);
    tag(&sample).map_or_else(Language::unknown, Language::new)
}

/// The language of most of `text`, as [`identify`] tells it, and the parts that are in another.
///
/// Where several languages have a large part of it, as in a release with its translation, the first is the document's.
#[must_use]
pub fn identify_parts(text: &str) -> (Language, Vec<Section>) {
    let language = identify(text);
    let found = sections(text, &language);
    match sections::first(text, &language, &found) {
        None => (language, found),
        Some(first) => {
            let found = sections(text, &first);
            (first, found)
        }
    }
}

fn tag(text: &str) -> Option<&'static str> {
    let scripts = Scripts::of(text);
    let script = scripts.largest()?;
    match script {
        Script::Only(tag) => Some(tag),
        Script::Han if scripts.japanese() => Some("ja"),
        Script::Han => Some("zh"),
        _ => by_words(text, words::table(script)?, scripts.all()),
    }
}

fn sample(text: &str) -> String {
    if text.len() <= 3 * WINDOW {
        return text.to_owned();
    }
    let middle = text.len() / 2 - WINDOW / 2;
    let mut sample = String::with_capacity(3 * WINDOW + 2);
    for start in [0, middle, text.len() - WINDOW] {
        let (start, end) = (border(text, start), border(text, start + WINDOW));
        sample.push_str(text.get(start..end).unwrap_or_default());
        sample.push('\n');
    }
    sample
}

/// The last character border at or before `at`.
fn border(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// Words below which the share that is known says nothing.
const FEW_WORDS: u32 = 12;

/// A language of `table` whose words fill enough of `text`.
fn by_words(text: &str, table: &Table, letters: usize) -> Option<&'static str> {
    let scores = table.score(text, MOST_WORDS);
    let ranked = scores.ranked(table);
    let best = ranked.first()?;
    let tag = match leads(&ranked) {
        true => best.tag,
        false => by_trigrams(text, &near(&ranked)).unwrap_or(best.tag),
    };
    let chosen = ranked.iter().find(|score| score.tag == tag)?;
    let alone = best.tag == tag
        && ranked
            .get(1)
            .is_none_or(|second| best.points >= second.points * 2);
    let sure = fills(&scores, chosen, alone)
        || (letters >= LEAST_LETTERS && by_trigrams(text, &[]) == Some(tag));
    sure.then_some(tag)
}

/// Letters from which on trigrams alone may name a language.
const LEAST_LETTERS: usize = 60;

/// Whether the first of `ranked` is well before the second.
fn leads(ranked: &[Score]) -> bool {
    let best = ranked.first().map_or(0, |score| score.points);
    let second = ranked.get(1).map_or(0, |score| score.points);
    best >= 4 * WEIGHT && best * 4 >= second * 5
}

/// Those not far behind the first.
fn near(ranked: &[Score]) -> Vec<&'static str> {
    let best = ranked.first().map_or(0, |score| score.points);
    let near = ranked.iter().take_while(|s| s.points * 5 >= best * 4);
    near.map(|score| score.tag).collect()
}

/// Whether words of `chosen` fill enough of the text; half of that will do where no other language comes near, as in lists of
/// names with their offices.
fn fills(scores: &Scores, chosen: &Score, alone: bool) -> bool {
    let half = Score {
        floor: chosen.floor.div_ceil(2),
        ..*chosen
    };
    scores.words < FEW_WORDS || chosen.fills(scores) || (alone && half.fills(scores))
}

/// Languages that trigrams choose from.
const TRIGRAMS: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Deu, "de"),
    (Lang::Ita, "it"),
    (Lang::Ind, "id"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Pol, "pl"),
    (Lang::Nld, "nl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Hrv, "hr"),
    (Lang::Afr, "af"),
    (Lang::Aze, "az"),
    (Lang::Cat, "ca"),
    (Lang::Epo, "eo"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Slv, "sl"),
    (Lang::Tuk, "tk"),
    (Lang::Uzb, "uz"),
    (Lang::Zul, "zu"),
    (Lang::Sna, "sn"),
    (Lang::Tgl, "tl"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bel, "be"),
    (Lang::Bul, "bg"),
    (Lang::Mkd, "mk"),
    (Lang::Srp, "sr"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
    (Lang::Hin, "hi"),
    (Lang::Mar, "mr"),
    (Lang::Nep, "ne"),
];

/// The likeliest of the languages of `tags`, where trigrams know the first; where there are no `tags`, of all, if sure.
fn by_trigrams(text: &str, tags: &[&str]) -> Option<&'static str> {
    let known = |tag: &str| TRIGRAMS.iter().any(|(_, known)| *known == tag);
    if tags.first().is_some_and(|first| !known(first)) {
        return None;
    }
    let among = |tag: &str| tags.is_empty() || tags.contains(&tag);
    let allowed = TRIGRAMS.iter().filter(|(_, tag)| among(tag));
    let detector = Detector::with_allowlist(allowed.map(|&(lang, _)| lang).collect());
    let info = detector.detect(text)?;
    if tags.is_empty() && !info.is_reliable() {
        return None;
    }
    let found = TRIGRAMS.iter().find(|(known, _)| *known == info.lang());
    found.map(|&(_, tag)| tag)
}

#[cfg(test)]
mod tests;
