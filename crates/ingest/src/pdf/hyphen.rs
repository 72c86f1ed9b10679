//! Words parted at a line's end.

use std::collections::BTreeSet;

use super::script;

/// How two lines of a paragraph are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// The first without its last character.
    WithoutHyphen,
    /// As they are, one after the other.
    Closed,
    /// With a space.
    Spaced,
}

/// What a document's lines say about how it parts words.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// Words with a hyphen inside lines.
    compounds: BTreeSet<String>,
    /// All words, in small letters.
    words: BTreeSet<String>,
    lines: usize,
    parted: usize,
}

/// One line in so many must end in a hyphen before an unknown word is taken to be parted by it: less
/// often, it is the hyphen of a compound that happens to stand there.
const ONE_IN: usize = 40;

/// First parts of compounds that are written with a hyphen.
const BEFORE: &[&str] = &[
    "vice",
    "ex",
    "non",
    "self",
    "well",
    "sous",
    "demi",
    "mi",
    "grand",
    "porte",
    "avant",
    "après",
    "outre",
    "haut",
    "вице",
    "экс",
    "пресс",
    "премьер",
    "генерал",
    "статс",
    "северо",
    "юго",
    "общественно",
    "социально",
    "віце",
    "генеральний",
    "wice",
    "vize",
];
/// Last parts of such compounds.
const AFTER: &[&str] = &[
    "in",
    "elect",
    "designate",
    "general",
    "president",
    "major",
    "là",
    "ci",
    "même",
    "mêmes",
    "il",
    "elle",
    "ils",
    "on",
    "то",
    "либо",
    "нибудь",
    "таки",
    "секретарь",
    "министр",
    "министра",
    "майор",
    "лейтенант",
];

impl Hyphens {
    /// Learns from a document's `lines`.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut hyphens = Self::default();
        for line in lines {
            hyphens.lines += 1;
            let line = line.trim_end();
            if line.ends_with(is_hyphen) {
                hyphens.parted += 1;
            }
            for word in line.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c))) {
                let word = word.trim_matches('-').to_lowercase();
                if word.contains('-') {
                    hyphens.compounds.insert(word);
                } else if !word.is_empty() {
                    hyphens.words.insert(word);
                }
            }
        }
        hyphens
    }

    /// How a line that ends as `before` is joined to the next of its paragraph, `after`.
    pub(super) fn joint(&self, before: &str, after: &str) -> Joint {
        let Some(last) = before.chars().next_back() else {
            return Joint::Closed;
        };
        if !is_hyphen(last) {
            return spacing(last, after);
        }
        let first: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
        let head = before.trim_end_matches(is_hyphen);
        let stem: String = {
            let stem: Vec<char> = head
                .chars()
                .rev()
                .take_while(|c| c.is_alphanumeric())
                .collect();
            stem.into_iter().rev().collect()
        };
        let letters = |word: &str| word.chars().all(char::is_alphabetic) && !word.is_empty();
        if !letters(&stem) || head.len() + last.len_utf8() != before.len() {
            // A dash between words, or a number's: `2019-` `2024`.
            let is_word = stem.is_empty();
            return if is_word {
                Joint::Spaced
            } else {
                Joint::Closed
            };
        }
        if last == '\u{ad}' {
            return Joint::WithoutHyphen;
        }
        let word = after.split_whitespace().next().unwrap_or_default();
        if !letters(&first) || word.contains(['@', '/']) {
            return Joint::Closed; // an address keeps its hyphens
        }
        if !after.starts_with(char::is_lowercase) {
            let capitals =
                |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
            let parted = last != '-' && capitals(&stem) && capitals(&first);
            return if parted {
                Joint::WithoutHyphen
            } else {
                Joint::Closed
            };
        }
        if last != '-' || self.is_parted(&stem.to_lowercase(), &first.to_lowercase()) {
            Joint::WithoutHyphen
        } else {
            Joint::Closed
        }
    }

    fn is_parted(&self, stem: &str, first: &str) -> bool {
        if self.compounds.contains(&format!("{stem}-{first}")) {
            return false;
        }
        if self.words.contains(&format!("{stem}{first}")) {
            return true;
        }
        let compound = BEFORE.contains(&stem) || AFTER.contains(&first);
        !compound && self.parted * ONE_IN > self.lines && stem.chars().count() > 1
    }
}

fn spacing(last: char, after: &str) -> Joint {
    let wide = |c: char| script::is_spaceless(c);
    if wide(last) || after.chars().next().is_some_and(wide) || last == '/' {
        Joint::Closed
    } else {
        Joint::Spaced
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{58a}')
}

#[cfg(test)]
mod tests {
    use super::{Hyphens, Joint};

    #[test]
    fn lines_are_joined() {
        use Joint::{Closed, Spaced, WithoutHyphen};
        // One line in four ends in a hyphen.
        let lines = ["the govern-", "ment of the state", "a co-ordinator", "co-"];
        let hyphens = Hyphens::of(lines.into_iter());
        for (before, after, joint) in [
            ("the govern-", "ment said", WithoutHyphen),
            ("le gouverne\u{ad}", "ment", WithoutHyphen),
            ("прави\u{2010}", "тельства", WithoutHyphen),
            ("мини-", "стерства", WithoutHyphen),
            ("the co-", "ordinator", Closed),
            ("the vice-", "president", Closed),
            ("вице-", "премьер", Closed),
            ("M. Jean-", "Pierre", Closed),
            ("M. Jean\u{2010}", "Pierre", Closed),
            ("CHOU\u{2010}", "LOT, maire", WithoutHyphen),
            ("pref-", "communication@cher.example", Closed),
            ("2019-", "2024", Closed),
            ("the COVID-", "19", Closed),
            ("said -", "and left", Spaced),
            ("the state", "of", Spaced),
            ("国务院", "总理", Closed),
            ("部长说：", "“好”", Closed),
            ("وزير", "الصحة", Spaced),
        ] {
            assert_eq!(hyphens.joint(before, after), joint, "{before}|{after}");
        }
    }

    #[test]
    fn a_document_that_parts_no_words_keeps_its_hyphens() {
        let mut lines = vec!["a line of the text"; 99];
        lines.push("at the sod-");
        let hyphens = Hyphens::of(lines.into_iter());
        assert_eq!(hyphens.joint("at the sod-", "turning"), Joint::Closed);
    }
}
