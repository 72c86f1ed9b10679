//! The key that a name of a territory is looked up by: its words without order and small print.
//!
//! Lists write `Korea, Rep. of`, `Republic of Korea` and `KOREA (REPUBLIC)`; all have one key here.

use compact_str::CompactString;

use crate::key::fold;

/// The words of `name` in its order: folded, abbreviations written out, articles dropped.
#[must_use]
pub fn words(name: &str) -> Vec<CompactString> {
    let mut words = Vec::new();
    for word in joined_letters(pieces(name)) {
        match written_out(&word) {
            Some(full) => words.extend(full.split(' ').map(CompactString::from)),
            None => words.push(word),
        }
    }
    let said: Vec<CompactString> = words.iter().filter(|w| !small(w)).cloned().collect();
    let mut words = if said.is_empty() { words } else { said };
    if words.len() > 1 {
        // Alone, `Island` is Iceland.
        words.iter_mut().filter(|w| *w == "island").for_each(|w| {
            *w = CompactString::const_new("islands");
        });
    }
    words
}

/// The key of `words`.
#[must_use]
pub fn key(mut words: Vec<CompactString>) -> String {
    words.sort_unstable();
    words.join(" ")
}

/// Whether `word` says only what form of state it is.
#[must_use]
pub fn formal(word: &str) -> bool {
    matches!(
        word,
        "republic"
            | "republica"
            | "republique"
            | "republik"
            | "repubblica"
            | "kingdom"
            | "state"
            | "states"
            | "islamic"
            | "federal"
            | "federation"
            | "special"
            | "administrative"
            | "region"
            | "territory"
            | "province"
            | "islands"
            | "country"
            | "sultanate"
            | "principality"
            | "commonwealth"
            | "former"
            | "nation"
            | "union"
            | "independent"
            | "democratic"
            | "people"
            | "government"
            | "orilede" // Yoruba, with its older spelling: country
            | "orilɛede"
    )
}

/// Folded words and parts of words.
fn pieces(name: &str) -> Vec<CompactString> {
    let mut pieces: Vec<CompactString> = Vec::new();
    for word in name.split(separates) {
        let letters = word.split('.').filter(|part| !part.is_empty());
        // `D.P.R.` is one word, `Dem.Rep.` are two.
        let initials = letters.clone().all(|part| part.chars().count() == 1);
        let whole: String = letters.clone().collect();
        let parts: Vec<&str> = if initials {
            vec![&whole]
        } else {
            letters.collect()
        };
        for part in parts.iter().filter(|part| !part.is_empty()) {
            for (at, piece) in folded(part).split('\'').enumerate() {
                let elided = at > 0 && piece == "s";
                let loose = piece == "s" && pieces.last().is_some_and(|w| w.starts_with("people"));
                if !piece.is_empty() && !elided && !loose {
                    pieces.push(piece.into());
                }
            }
        }
    }
    pieces
}

/// Vowel signs of Indian scripts are marks and yet letters.
fn folded(word: &str) -> CompactString {
    fold(
        word,
        word.contains(|c| ('\u{900}'..='\u{1dff}').contains(&c)),
    )
}

fn separates(c: char) -> bool {
    let within_words = matches!(c, '.' | '\'' | '`');
    c.is_whitespace()
        || (c.is_ascii_punctuation() && !within_words)
        || matches!(
            c,
            '–' | '—' | '‑' | '−' | '・' | '·' | '（' | '）' | '،' | '、' | '，' | '«' | '»'
        )
}

/// `F S Micronesia` begins with one word.
fn joined_letters(pieces: Vec<CompactString>) -> Vec<CompactString> {
    let mut words: Vec<CompactString> = Vec::new();
    let mut letters = false;
    for piece in pieces {
        let letter = piece.len() == 1 && piece.bytes().all(|b| b.is_ascii_alphabetic());
        match words.last_mut() {
            Some(last) if letter && letters => last.push_str(&piece),
            _ => words.push(piece),
        }
        letters = letter;
    }
    words
}

fn small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "in"
            | "d"
            | "l"
            | "de"
            | "del"
            | "di"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "el"
            | "los"
            | "las"
            | "der"
            | "die"
            | "das"
            | "et"
            | "und"
            | "y"
            | "i"
            | "a"
            | "o"
    )
}

fn written_out(word: &str) -> Option<&'static str> {
    Some(match word {
        "rep" | "repub" => "republic",
        "dem" => "democratic",
        "peoples" | "ppl" => "people",
        "fed" | "federated" => "federated",
        "sts" => "states",
        "st" | "ste" | "sainte" => "saint",
        "is" | "isl" | "isls" | "isds" | "isle" | "isles" => "islands",
        "terr" | "territories" => "territory",
        "prov" => "province",
        "n" => "north",
        "s" => "south",
        "br" | "brit" => "british",
        "neth" => "netherlands",
        "afr" => "african",
        "eq" => "equatorial",
        "antil" => "antilles",
        "pdr" => "people democratic republic",
        "sar" => "special administrative region",
        "ssr" => "soviet socialist republic",
        "fs" => "federated states",
        "us" => "united states",
        "uk" => "united kingdom",
        "occ" => "occupied",
        _ => return None,
    })
}
