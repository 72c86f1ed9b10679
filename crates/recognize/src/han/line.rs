//! A segment without spaces, cut into the words that the pack and the list of common words know.

use compact_str::CompactString;
use rostra_document::{TextRange, Token, TokenKind};
use rostra_lexicon::han::{LONGEST_WORD, WordKind, common_word};
use rostra_lexicon::{Annotations, Class, Value};

/// A set of classes, one bit each.
pub type Classes = u64;

/// The set of one class.
pub const fn one(class: Class) -> Classes {
    1 << class as u64
}

/// The set of several classes.
pub const fn set(classes: &[Class]) -> Classes {
    let (mut all, mut at) = (0, 0);
    while at < classes.len() {
        all |= one(classes[at]);
        at += 1;
    }
    all
}

/// What people do: the words that names are subjects or objects of.
pub const CUES: Classes = set(&[
    Class::Keynote,
    Class::Speaker,
    Class::Chair,
    Class::Participant,
    Class::IntroducesSpeakers,
    Class::IntroducesParticipants,
    Class::IntroducesChair,
    Class::AccordingTo,
    Class::MentionedOnly,
    Class::Video,
    Class::Written,
]);

/// Words of office.
pub const HEADS: Classes = set(&[Class::Head, Class::WeakHead, Class::Occupation]);

/// Styles, ranks and courtesy words.
pub const HONORIFICS: Classes = set(&[
    Class::Courtesy,
    Class::Style,
    Class::Rank,
    Class::Degree,
    Class::Royal,
    Class::PostNominal,
]);

/// Words that say whether an office is held.
pub const STATUS: Classes = set(&[Class::Former, Class::Then, Class::Acting, Class::Elect]);

/// Words that are never part of a name, whatever their length.
pub const FUNCTION: Classes = CUES
    | set(&[
        Class::Stop,
        Class::Verb,
        Class::And,
        Class::ListWord,
        Class::Of,
        Class::Pronoun,
        Class::Appointed,
        Class::Headline,
    ]);

/// Words that are no part of a name where they have two characters or more.
const LONG: Classes = FUNCTION
    | HEADS
    | HONORIFICS
    | STATUS
    | set(&[
        Class::Modifier,
        Class::NotTitle,
        Class::Portfolio,
        Class::StateBody,
        Class::Body,
        Class::Party,
        Class::Complement,
        Class::Capacity,
        Class::EventHead,
        Class::EventPart,
        Class::Country,
        Class::Organisation,
        Class::Month,
        Class::Weekday,
    ]);

/// One word of the cut: token positions and what it may be.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Classes of the pack's phrases that cover exactly these tokens.
    pub classes: Classes,
    /// A common word of the language.
    pub common: Option<WordKind>,
}

impl Word {
    /// Tokens.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it is in any of `classes`.
    pub fn is(self, classes: Classes) -> bool {
        self.classes & classes != 0
    }

    /// Whether no name goes on into it.
    pub fn ends_name(self) -> bool {
        self.is(FUNCTION) || (self.len() >= 2 && self.is(LONG))
    }
}

/// A segment under the grammar. Positions are token indices.
pub struct Line<'a> {
    /// Its tokens.
    pub tokens: &'a [Token],
    /// What the pack says.
    pub notes: Annotations<'a>,
    /// The cut.
    pub words: Vec<Word>,
    /// Names may be any Han characters, and stand before a title.
    pub japanese: bool,
    /// The text is written in traditional characters, where married women may bear both names.
    pub traditional: bool,
    word_of: Vec<usize>,
}

impl<'a> Line<'a> {
    /// Cuts `tokens` into words.
    pub fn new(tokens: &'a [Token], notes: Annotations<'a>, japanese: bool) -> Self {
        let words = cut(tokens, &notes);
        let mut word_of = vec![0; tokens.len()];
        for (number, word) in words.iter().enumerate() {
            for slot in word_of.iter_mut().take(word.end).skip(word.start) {
                *slot = number;
            }
        }
        Self {
            tokens,
            notes,
            words,
            japanese,
            traditional: false,
            word_of,
        }
    }

    /// Tokens in it.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Tokens `start..end` as they are looked up.
    pub fn keys(&self, start: usize, end: usize) -> CompactString {
        self.tokens
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(|t| t.key.as_str())
            .collect()
    }

    /// Bytes of tokens `start..end`, which is not empty.
    pub fn range(&self, start: usize, end: usize) -> TextRange {
        let first = self.tokens.get(start).map_or(0, |t| t.range.start);
        let last = end
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(first, |t| t.range.end);
        TextRange::new(first, last.max(first))
    }

    /// The token at `at`, if it is of `kind`.
    pub fn of_kind(&self, at: usize, kind: TokenKind) -> Option<&'a Token> {
        self.tokens.get(at).filter(|t| t.kind == kind)
    }

    /// The ideograph at `at`, simplified.
    pub fn ideograph(&self, at: usize) -> Option<char> {
        self.of_kind(at, TokenKind::Ideograph)?.key.chars().next()
    }

    /// Whether one of `marks` stands at `at`.
    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| marks.iter().any(|mark| t.is_mark(*mark)))
    }

    /// The word that covers token `at`.
    pub fn word(&self, at: usize) -> Option<Word> {
        self.words.get(*self.word_of.get(at)?).copied()
    }

    /// The word that begins at token `at`.
    pub fn word_from(&self, at: usize) -> Option<Word> {
        self.word(at).filter(|w| w.start == at)
    }

    /// The word that ends before token `end`.
    pub fn word_to(&self, end: usize) -> Option<Word> {
        self.word(end.checked_sub(1)?).filter(|w| w.end == end)
    }

    /// The value of the phrase of `class` over tokens `start..end`.
    pub fn value(&self, start: usize, end: usize, class: Class) -> Option<&'a Value> {
        self.notes
            .hits(start)
            .find(|h| h.entry.class == class && start + h.len == end)
            .map(|h| &h.entry.value)
    }

    /// How sure it is that a name ends before token `at`, 0 to 1.
    pub fn border(&self, at: usize) -> f32 {
        let Some(token) = self.tokens.get(at) else {
            return 1.0;
        };
        match token.kind {
            TokenKind::Mark => return 1.0,
            TokenKind::Number => return 0.9,
            TokenKind::Word => return 0.7,
            TokenKind::Ideograph if token.spaced => return 0.9,
            TokenKind::Ideograph => {}
        }
        let cut_here = self.word_from(at);
        let phrase = self
            .notes
            .hits(at)
            .any(|h| h.len >= 2 && one(h.entry.class) & LONG != 0);
        match cut_here {
            Some(word) if phrase && word.len() >= 2 => 0.9,
            Some(word) if self.japanese && word.is(HONORIFICS) => 0.9,
            Some(word) if self.joins_nothing(word) => 0.1,
            Some(word) if word.ends_name() => 0.6,
            _ if phrase => 0.6,
            Some(word) if word.common == Some(WordKind::Verb) => 0.5,
            Some(word) if word.common.is_some() => 0.35,
            None if self.function_at(at) => 0.35,
            _ => 0.0,
        }
    }
}

impl Line<'_> {
    /// Whether a function word of one character may stand at `at` although the cut has it as the
    /// end of another word (习近平和夫人).
    pub fn function_at(&self, at: usize) -> bool {
        self.word(at).is_some_and(|w| w.end == at + 1)
            && self
                .notes
                .hits(at)
                .any(|h| h.len == 1 && one(h.entry.class) & FUNCTION != 0)
    }

    /// Whether a conjunction at `at` joins nothing, so that it may be the end of a name.
    pub fn joins_nothing_at(&self, at: usize) -> bool {
        self.word_from(at).is_some_and(|w| self.joins_nothing(w))
    }

    /// Whether a conjunction or preposition of one character has nothing to join behind it, so
    /// that it is no such word here: 魏凤和表示.
    fn joins_nothing(&self, word: Word) -> bool {
        let joins = set(&[Class::And, Class::ListWord, Class::Stop]);
        if word.len() > 1 || !word.is(joins) || word.is(CUES | one(Class::Verb) | one(Class::Of)) {
            return false;
        }
        match self.word_from(word.end) {
            None => true,
            Some(next) => {
                self.of_kind(next.start, TokenKind::Mark).is_some()
                    || (word.is(one(Class::And)) && next.is(CUES) && next.len() > 1)
            }
        }
    }
}

/// Cuts by the fewest words, those of the pack before common ones before single characters.
fn cut(tokens: &[Token], notes: &Annotations) -> Vec<Word> {
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); tokens.len() + 1];
    if let Some(first) = best.first_mut() {
        first.0 = 0.0;
    }
    for start in 0..tokens.len() {
        let so_far = best.get(start).map_or(0.0, |b| b.0);
        for (len, cost) in costs(tokens, notes, start) {
            if let Some(cell) = best.get_mut(start + len)
                && so_far + cost < cell.0
            {
                *cell = (so_far + cost, start);
            }
        }
    }
    let mut words = Vec::new();
    let mut end = tokens.len();
    while end > 0 {
        let start = best.get(end).map_or(end - 1, |b| b.1);
        words.push(word(tokens, notes, start, end));
        end = start;
    }
    words.reverse();
    words
}

/// Lengths of the words that may begin at `start`, in tokens, and what each costs.
fn costs(tokens: &[Token], notes: &Annotations, start: usize) -> Vec<(usize, f32)> {
    let mut found: Vec<(usize, f32)> = notes
        .hits(start)
        .map(|h| (h.len, if h.len == 1 { 1.3 } else { 1.0 }))
        .collect();
    if found.iter().all(|(len, _)| *len > 1) {
        found.push((1, 1.5));
    }
    let mut text = CompactString::default();
    for (at, token) in tokens.iter().enumerate().skip(start).take(LONGEST_WORD) {
        if token.kind != TokenKind::Ideograph {
            break;
        }
        text.push_str(&token.key);
        let len = at + 1 - start;
        if len > 1 && common_word(&text).is_some() && !hides_office(notes, start, at + 1) {
            let cost = if splits_office(notes, start, at + 1) {
                1.6
            } else {
                1.05
            };
            found.push((len, cost));
        }
    }
    found
}

/// Whether a common word would hide an office or state inside it (`副主席`).
fn hides_office(notes: &Annotations, start: usize, end: usize) -> bool {
    let inside = HEADS | one(Class::Country);
    (start..end).any(|at| {
        notes.hits(at).any(|h| {
            h.len >= 2
                && at + h.len <= end
                && h.len < end - start
                && one(h.entry.class) & inside != 0
        })
    })
}

/// Whether an office ends within a common word that begins within it (`部长石泰峰`: 长石).
fn splits_office(notes: &Annotations, start: usize, end: usize) -> bool {
    (1..=2)
        .filter_map(|back| start.checked_sub(back))
        .any(|at| {
            notes.hits(at).any(|h| {
                (start + 1..end).contains(&(at + h.len)) && one(h.entry.class) & HEADS != 0
            })
        })
}

fn word(tokens: &[Token], notes: &Annotations, start: usize, end: usize) -> Word {
    let classes = notes
        .hits(start)
        .filter(|h| start + h.len == end)
        .fold(0, |all, h| all | one(h.entry.class));
    let text: CompactString = tokens
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .map(|t| t.key.as_str())
        .collect();
    Word {
        start,
        end,
        classes,
        common: common_word(&text),
    }
}
