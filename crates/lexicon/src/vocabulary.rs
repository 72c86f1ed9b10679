//! A language's vocabulary, compiled for look-up over tokens.
//!
//! A trie over stems: one hash look-up for the word, one for each step. All hits at a position
//! are kept, since a word may be in several classes and the grammar decides.

use compact_str::CompactString;
use rostra_document::{Case, Token};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::class::{Class, Entry, Value};
use crate::language::is_stressed_verb;
use crate::stem::Stemmer;

/// How an entry is written decides how the text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    Any,
    Capital,
    Upper,
}

#[derive(Clone, Debug)]
struct Leaf {
    entry: Entry,
    writing: Writing,
    /// The words of a state as written: forms that stand so in the text come before those that
    /// only share a stem (`Uruguay` before `uruguayo`).
    words: Option<Box<[CompactString]>>,
    /// Only a text with these very words will do.
    exact: bool,
    /// Which of the first words are past tenses told by the mark on their last letter.
    past: u32,
    /// Which of the first words are present tenses.
    present: u32,
    /// A short function word without marks: a capitalised word that has some is another (`Tô`).
    plain: bool,
}

/// Phrases of a language by class.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<CompactString, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    leaves: Vec<SmallVec<[Leaf; 1]>>,
    stressed_verbs: bool,
    /// Last parts of compounds, folded, with their word.
    compounds: Vec<(CompactString, u32)>,
}

/// Classes of verbs.
const VERBS: [Class; 10] = [
    Class::Keynote,
    Class::Speaker,
    Class::Chair,
    Class::Participant,
    Class::IntroducesSpeakers,
    Class::IntroducesParticipants,
    Class::IntroducesChair,
    Class::MentionedOnly,
    Class::Verb,
    Class::Appointed,
];

/// What may follow the last part of a compound.
const TAILS: [&str; 9] = ["", "s", "n", "en", "in", "innen", "e", "es", "r"];
/// Bytes that a compound's first part has at least.
const FIRST_PART: usize = 3;

/// A phrase found at a token.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'v> {
    /// Tokens that it covers.
    pub len: usize,
    /// What it is.
    pub entry: &'v Entry,
    /// It stands in the text as the lexicon writes it.
    same: bool,
}

/// All phrases found in a run of tokens.
#[derive(Clone, Debug)]
pub struct Annotations<'v> {
    hits: Vec<Hit<'v>>,
    /// Where the hits of each token begin in `hits`; one more entry than tokens.
    starts: Vec<usize>,
    covered: Vec<u64>,
}

impl Vocabulary {
    /// Sets whether the mark on the last letter of a verb tells it from other words.
    pub fn tell_verbs(&mut self, stressed: bool) {
        self.stressed_verbs = stressed;
    }

    /// Adds a phrase, cut into `tokens`; an `exact` one is found in this very form alone.
    pub fn insert(&mut self, tokens: &[Token], stemmer: &Stemmer, entry: Entry, exact: bool) {
        if tokens.is_empty() {
            return;
        }
        if self.leaves.is_empty() {
            self.leaves.push(SmallVec::new());
        }
        let mut node = 0;
        for token in tokens {
            let fresh = u32::try_from(self.words.len()).expect("fewer than 2^32 words");
            let word = *self.words.entry(stemmer.stem(&token.key)).or_insert(fresh);
            let next = u32::try_from(self.leaves.len()).expect("fewer than 2^32 nodes");
            node = *self.edges.entry((node, word)).or_insert(next);
            if node == next {
                self.leaves.push(SmallVec::new());
            }
        }
        let class = entry.class;
        let verbs = if self.stressed_verbs && VERBS.contains(&class) {
            tokens
        } else {
            &[]
        };
        let leaf = Leaf {
            past: positions(verbs, is_stressed_verb),
            present: positions(verbs, is_present),
            entry,
            writing: writing_of(tokens),
            words: (class == Class::Country)
                .then(|| tokens.iter().map(|t| t.key.clone()).collect()),
            exact,
            plain: is_plain(class, tokens),
        };
        if let Some(at) = self.leaves.get_mut(node as usize)
            && !at.iter().any(|l| {
                (&l.entry, l.writing, &l.words, l.past)
                    == (&leaf.entry, leaf.writing, &leaf.words, leaf.past)
            })
        {
            at.push(leaf);
        }
    }

    /// Takes unknown words that end in one of `parts` for that word: `Infrastrukturminister`.
    pub fn compound_with(&mut self, parts: &[CompactString], stemmer: &Stemmer) {
        let words = &self.words;
        let known = |part: &CompactString| Some((part.clone(), *words.get(&stemmer.stem(part))?));
        self.compounds = parts.iter().filter_map(known).collect();
    }

    fn compound(&self, token: &Token) -> Option<u32> {
        let key = token.key.as_str();
        let ends = |part: &str| {
            let at = key.rfind(part).filter(|at| *at >= FIRST_PART)?;
            let tail = key.get(at + part.len()..)?;
            TAILS.contains(&tail).then_some(part.len())
        };
        let found = self.compounds.iter().filter(|_| token.capitalised());
        found
            .filter_map(|(part, word)| Some((ends(part)?, *word)))
            .max()
            .map(|(_, word)| word)
    }

    /// Whether any phrase has this word.
    #[must_use]
    pub fn knows(&self, stem: &str) -> bool {
        self.words.contains_key(stem)
    }

    /// Finds every phrase at every token.
    #[must_use]
    pub fn annotate(&self, tokens: &[Token], stemmer: &Stemmer) -> Annotations<'_> {
        let words: Vec<Option<u32>> = tokens
            .iter()
            .map(|t| {
                let known = self.words.get(&stemmer.stem(&t.key)).copied();
                known.or_else(|| self.compound(t))
            })
            .collect();
        let mut hits = Vec::with_capacity(tokens.len() * 2);
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        let mut covered = vec![0_u64; tokens.len()];
        for start in 0..tokens.len() {
            starts.push(hits.len());
            self.walk(start, tokens, &words, |len, entry, same| {
                hits.push(Hit { len, entry, same });
                for mask in covered.iter_mut().skip(start).take(len) {
                    *mask |= 1 << entry.class as u64;
                }
            });
        }
        starts.push(hits.len());
        Annotations {
            hits,
            starts,
            covered,
        }
    }

    fn walk<'v>(
        &'v self,
        start: usize,
        tokens: &[Token],
        words: &[Option<u32>],
        mut found: impl FnMut(usize, &'v Entry, bool),
    ) {
        let mut node = 0;
        for (len, word) in words.iter().skip(start).enumerate() {
            let Some(word) = *word else { return };
            let Some(next) = self.edges.get(&(node, word)) else {
                return;
            };
            node = *next;
            let span = tokens.get(start..=start + len).unwrap_or_default();
            for leaf in self.leaves.get(node as usize).into_iter().flatten() {
                if leaf.allows(span) {
                    found(len + 1, &leaf.entry, leaf.stands_in(span));
                }
            }
        }
    }
}

/// Letters that a function word has at most to be taken for one only without marks.
const SHORT: usize = 3;

/// Whether a phrase is one short function word that is written without marks.
fn is_plain(class: Class, tokens: &[Token]) -> bool {
    const FUNCTION: [Class; 6] = [
        Class::Of,
        Class::Complement,
        Class::And,
        Class::Article,
        Class::Stop,
        Class::Verb,
    ];
    FUNCTION.contains(&class)
        && matches!(tokens, [one] if one.key.len() <= SHORT && one.range.len() == one.key.len())
}

impl Leaf {
    fn allows(&self, span: &[Token]) -> bool {
        let marked = |t: &Token| {
            t.capitalised()
                && t.case != Case::Upper
                && !t.hyphenated
                && t.range.len() != t.key.len()
        };
        self.writing.allows(span)
            && (!self.exact || self.stands_in(span))
            && (self.past == 0 || self.past & positions(span, is_noun) == 0)
            && (self.present == 0 || self.present & positions(span, is_first_person) == 0)
            && !(self.plain && span.first().is_some_and(marked))
    }

    /// Whether the text has the words as they are written here.
    fn stands_in(&self, span: &[Token]) -> bool {
        self.words
            .as_deref()
            .is_none_or(|words| span.iter().map(|t| &t.key).eq(words))
    }
}

impl Writing {
    fn allows(self, span: &[Token]) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => span.first().is_some_and(Token::capitalised),
            Self::Upper => span.iter().all(all_upper),
        }
    }
}

/// Which of the first tokens fulfil a condition.
fn positions(tokens: &[Token], holds: fn(&Token) -> bool) -> u32 {
    (0..u32::BITS)
        .zip(tokens)
        .filter(|(_, token)| holds(token))
        .fold(0, |mask, (at, _)| mask | 1 << at)
}

/// `refiere`, beside which `refiero` is the first person.
fn is_present(token: &Token) -> bool {
    token.key.ends_with('e') && token.key.chars().count() >= 5
}

/// `apoyo`, `informe`, `visitas` where `apoyó`, `informó`, `visitó` were looked for.
fn is_noun(token: &Token) -> bool {
    is_first_person(token)
        || !token.stressed && token.case != Case::Upper && token.key.ends_with(['e', 's'])
}

/// In capitals marks are often left out.
fn is_first_person(token: &Token) -> bool {
    !token.stressed && token.case != Case::Upper && token.key.ends_with('o')
}

fn all_upper(token: &Token) -> bool {
    token.case == Case::Upper
        || (token.case == Case::Title
            && token.key.chars().filter(|c| c.is_alphabetic()).count() == 1)
}

fn writing_of(tokens: &[Token]) -> Writing {
    match tokens {
        [one] if one.case == Case::Upper => Writing::Upper,
        [first, ..] if tokens.len() > 1 && tokens.iter().all(all_upper) && first.capitalised() => {
            Writing::Upper
        }
        [first, ..] if first.capitalised() => Writing::Capital,
        _ => Writing::Any,
    }
}

impl<'v> Annotations<'v> {
    /// Every phrase that begins at token `at`.
    pub fn hits(&self, at: usize) -> impl Iterator<Item = Hit<'v>> + '_ {
        let from = self.starts.get(at).copied().unwrap_or(self.hits.len());
        let to = self.starts.get(at + 1).copied().unwrap_or(self.hits.len());
        self.hits.get(from..to).unwrap_or_default().iter().copied()
    }

    /// The longest phrase of `class` that begins at token `at`: tokens and value.
    #[must_use]
    pub fn at(&self, at: usize, class: Class) -> Option<(usize, &'v Value)> {
        let best = self
            .hits(at)
            .filter(|h| h.entry.class == class)
            .max_by_key(|h| (h.len, h.same))?;
        Some((best.len, &best.entry.value))
    }

    /// The longest phrase of any of `classes` that begins at token `at`.
    #[must_use]
    pub fn any(&self, at: usize, classes: &[Class]) -> Option<Hit<'v>> {
        self.hits(at)
            .filter(|h| classes.contains(&h.entry.class))
            .max_by_key(|h| h.len)
    }

    /// The longest phrase of `class` that ends before token `end`: its first token and value.
    #[must_use]
    pub fn ending(&self, end: usize, class: Class) -> Option<(usize, &'v Value)> {
        (end.saturating_sub(MAX_PHRASE)..end).find_map(|start| {
            let hit = self
                .hits(start)
                .find(|h| h.entry.class == class && start + h.len == end)?;
            Some((start, &hit.entry.value))
        })
    }

    /// Whether token `at` lies within a phrase of `class`.
    #[must_use]
    pub fn covered(&self, at: usize, class: Class) -> bool {
        self.covered
            .get(at)
            .is_some_and(|mask| mask & (1 << class as u64) != 0)
    }

    /// The classes of the phrases that token `at` lies within: bit `class as u64` for each.
    #[must_use]
    pub fn classes(&self, at: usize) -> u64 {
        self.covered.get(at).copied().unwrap_or_default()
    }

    /// Whether token `at` lies within a phrase of one of `classes`.
    #[must_use]
    pub fn covered_by(&self, at: usize, classes: &[Class]) -> bool {
        classes.iter().any(|c| self.covered(at, *c))
    }

    /// Whether token `at` lies within any phrase at all.
    #[must_use]
    pub fn known(&self, at: usize) -> bool {
        self.covered.get(at).is_some_and(|mask| *mask != 0)
    }
}

/// Tokens of the longest phrase that is looked for backwards.
const MAX_PHRASE: usize = 12;
