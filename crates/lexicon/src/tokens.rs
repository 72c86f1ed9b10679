//! Text to tokens: words, ideographs, numbers and marks.
//!
//! The lexicon cuts its own entries with the same rules, so that an entry and the text it stands
//! for always agree on their tokens.

use std::collections::HashSet;

use compact_str::CompactString;
use rostra_document::{Case, TextRange, Token, TokenKind};

use crate::key::fold;

/// What a language's writing asks of the tokenizer.
#[derive(Clone, Debug, Default)]
pub struct TokenRules {
    /// Diacritics tell words apart.
    pub keep_marks: bool,
    /// What stands before an apostrophe as a word of its own, folded.
    pub elisions: HashSet<CompactString>,
    /// A short lower-case ending after an apostrophe is a token of its own.
    pub apostrophe_suffix: bool,
    /// Words whose full stop belongs to them, folded.
    pub abbreviations: HashSet<CompactString>,
}

/// Letters that a suffix after an apostrophe has at most (`'nin`).
const SUFFIX_LETTERS: usize = 4;

/// Cuts `text` within `range` into tokens.
#[must_use]
pub fn tokenize(text: &str, range: TextRange, rules: &TokenRules) -> Vec<Token> {
    let mut cutter = Cutter {
        text,
        rules,
        tokens: Vec::new(),
        spaced: true,
        broken: false,
        hyphen: false,
    };
    let mut at = range.start;
    while at < range.end {
        at = cutter.step(at, range.end);
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    rules: &'a TokenRules,
    tokens: Vec<Token>,
    spaced: bool,
    broken: bool,
    hyphen: bool,
}

impl Cutter<'_> {
    /// Reads what stands at byte `at`; returns where to go on.
    fn step(&mut self, at: usize, end: usize) -> usize {
        let rest = self.text.get(at..end).unwrap_or_default();
        let Some(c) = rest.chars().next() else {
            return end;
        };
        let next = at + c.len_utf8();
        if c.is_whitespace() || is_invisible(c) {
            self.spaced |= !is_invisible(c);
            self.broken |= c == '\n';
            return next;
        }
        if is_ideograph(c) {
            self.push(at, next, TokenKind::Ideograph, None);
            return next;
        }
        if c.is_alphanumeric() {
            let stop = word_end(rest) + at;
            return self.word(at, stop, end);
        }
        if is_hyphen(c) && self.ties(next, end) {
            self.hyphen = true;
            return next;
        }
        self.push(at, next, TokenKind::Mark, None);
        next
    }

    /// A hyphen between two letters ties them.
    fn ties(&self, next: usize, end: usize) -> bool {
        let before = self
            .tokens
            .last()
            .is_some_and(|t| t.kind == TokenKind::Word);
        let after = self.text.get(next..end).unwrap_or_default().chars().next();
        !self.spaced && before && after.is_some_and(char::is_alphanumeric)
    }

    fn word(&mut self, start: usize, stop: usize, end: usize) -> usize {
        let word = self.text.get(start..stop).unwrap_or_default();
        if let Some(cut) = self.apostrophe_cut(word) {
            let (left_end, right_start) = cut;
            if right_start == left_end {
                // A suffix: the apostrophe belongs to it.
                self.push(start, start + left_end, TokenKind::Word, None);
                self.spaced = false;
                self.push(start + right_start, stop, TokenKind::Word, None);
                return stop;
            }
            // An elision: the apostrophe belongs to the elided word.
            let key = fold(
                word.get(..left_end).unwrap_or_default(),
                self.rules.keep_marks,
            );
            self.push(start, start + right_start, TokenKind::Word, Some(key));
            self.spaced = false;
            return self.word(start + right_start, stop, end);
        }
        let kind = if word.starts_with(|c: char| c.is_numeric()) {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        let (stop, key) = self.with_stop(start, stop, end, kind);
        let trailing = self.trailing_apostrophe(start, stop, end);
        if let Some(after) = trailing {
            let key = fold(
                self.text.get(start..stop).unwrap_or_default(),
                self.rules.keep_marks,
            );
            self.push(start, after, kind, Some(key));
            return after;
        }
        self.push(start, stop, kind, key);
        stop
    }

    /// `l'` at the end of an entry or before a quotation: the apostrophe belongs to the word.
    fn trailing_apostrophe(&self, start: usize, stop: usize, end: usize) -> Option<usize> {
        let after = self.text.get(stop..end)?.chars().next()?;
        let word = self.text.get(start..stop)?;
        let elided = is_apostrophe(after)
            && self
                .rules
                .elisions
                .contains(&fold(word, self.rules.keep_marks));
        elided.then_some(stop + after.len_utf8())
    }

    /// Where an apostrophe cuts `word`: end of the left part and start of the right, in bytes.
    fn apostrophe_cut(&self, word: &str) -> Option<(usize, usize)> {
        let (at, mark) = word.char_indices().find(|(_, c)| is_apostrophe(*c))?;
        let after = at + mark.len_utf8();
        let (left, right) = (word.get(..at)?, word.get(after..)?);
        if self
            .rules
            .elisions
            .contains(&fold(left, self.rules.keep_marks))
        {
            return Some((at, after));
        }
        // `O'Rourke` is one word; `EGYPT'S` is two.
        let shouted =
            right == "S" && left.chars().all(char::is_uppercase) && left.chars().nth(1).is_some();
        let small =
            right.chars().count() <= SUFFIX_LETTERS && right.chars().all(char::is_lowercase);
        let short = small || shouted;
        (self.rules.apostrophe_suffix && short && !right.is_empty()).then_some((at, at))
    }

    /// Takes the full stop of an initial or abbreviation in.
    fn with_stop(
        &self,
        start: usize,
        stop: usize,
        end: usize,
        kind: TokenKind,
    ) -> (usize, Option<CompactString>) {
        let word = self.text.get(start..stop).unwrap_or_default();
        if kind != TokenKind::Word
            || !self
                .text
                .get(stop..end)
                .unwrap_or_default()
                .starts_with('.')
        {
            return (stop, None);
        }
        let mut key = fold(word, self.rules.keep_marks);
        if word.chars().count() == 1 {
            key.push('.');
            return (stop + 1, Some(key));
        }
        if self.rules.abbreviations.contains(&key) {
            return (stop + 1, Some(key));
        }
        (stop, None)
    }

    fn push(&mut self, start: usize, stop: usize, kind: TokenKind, key: Option<CompactString>) {
        let text = self.text.get(start..stop).unwrap_or_default();
        let abbreviated = kind == TokenKind::Word && text.ends_with('.');
        let key = key.unwrap_or_else(|| fold(text, self.rules.keep_marks));
        let stressed = text.ends_with(|c: char| c.is_lowercase() && !c.is_ascii())
            && key.ends_with(|c: char| c.is_ascii_lowercase());
        self.tokens.push(Token {
            range: TextRange::new(start, stop),
            kind,
            key,
            stressed,
            case: if kind == TokenKind::Word {
                case_of(text)
            } else {
                Case::Lower
            },
            spaced: self.spaced && !self.hyphen,
            after_break: self.broken,
            hyphenated: self.hyphen,
            abbreviated,
        });
        (self.spaced, self.broken, self.hyphen) = (false, false, false);
    }
}

/// Length in bytes of the word that `rest` begins with; apostrophes between letters are inside.
fn word_end(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = !is_ideograph(c) && (c.is_alphanumeric() || is_combining(c));
        let follows = |want: fn(char) -> bool, peek: Option<&(usize, char)>| {
            peek.is_some_and(|(_, n)| want(*n))
        };
        let apostrophe = is_apostrophe(c) && follows(char::is_alphabetic, chars.peek());
        let number = matches!(c, '.' | ',')
            && rest.starts_with(|f: char| f.is_ascii_digit())
            && follows(|n| n.is_ascii_digit(), chars.peek());
        if at > 0 && !(inside || apostrophe || number) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Upper and lower case of a word.
pub(crate) fn case_of(word: &str) -> Case {
    // Most words, and all of scripts without case: told without asking what a letter is.
    if !word.chars().any(char::is_uppercase) {
        return Case::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::Lower;
    };
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

/// Characters of scripts that do not separate words: Han and kana.
#[must_use]
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == 'ـ' || c == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use super::{TokenRules, tokenize};
    use rostra_document::{Case, TextRange};

    fn rules() -> TokenRules {
        TokenRules {
            elisions: ["l", "d"].into_iter().map(Into::into).collect(),
            apostrophe_suffix: true,
            abbreviations: ["dr", "mr"].into_iter().map(Into::into).collect(),
            ..TokenRules::default()
        }
    }

    fn cut(text: &str) -> Vec<&str> {
        tokenize(text, TextRange::new(0, text.len()), &rules())
            .iter()
            .map(|t| t.range.of(text))
            .collect()
    }

    #[test]
    fn cuts_as_readers_do() {
        for (text, tokens) in [
            (
                "H.E. Dr. Pintér Sándor,",
                vec!["H.", "E.", "Dr.", "Pintér", "Sándor", ","],
            ),
            (
                "Jean-Luc d’Aix – l'OTAN",
                vec!["Jean", "Luc", "d’", "Aix", "–", "l'", "OTAN"],
            ),
            ("Cambodia's O'Rourke", vec!["Cambodia", "'s", "O'Rourke"]),
            ("С.В.Лаврова", vec!["С.", "В.", "Лаврова"]),
            ("总理李强17日", vec!["总", "理", "李", "强", "17", "日"]),
            ("COP28 1,200", vec!["COP28", "1,200"]),
            ("وزير الخارجية.", vec!["وزير", "الخارجية", "."]),
            ("e\u{301}tat 🙂", vec!["e\u{301}tat", "🙂"]),
        ] {
            assert_eq!(cut(text), tokens);
        }
    }

    #[test]
    fn tells_hyphens_and_case() {
        let text = "Secretary-General BIDEN McGill";
        let tokens = tokenize(text, TextRange::new(0, text.len()), &rules());
        assert!(tokens[1].hyphenated && !tokens[1].spaced);
        assert_eq!(tokens[2].case, Case::Upper);
        assert_eq!(tokens[3].case, Case::Mixed);
    }
}
