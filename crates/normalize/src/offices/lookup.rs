//! The words of offices of one language, compiled from its pack.

use std::sync::OnceLock;

use super::scheme::PORTFOLIOS;
use compact_str::CompactString;
use rostra_document::{TextRange, TokenKind};
use rostra_lexicon::language::{Pack, languages, pack};
use rostra_lexicon::organisations;
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::stem::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a phrase of a title stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A key of `[offices.heads]`.
    Family(CompactString),
    /// A key of `[offices.portfolios]` that is a portfolio.
    Portfolio(CompactString),
    /// A key of `[offices.portfolios]` that is a body.
    Body(CompactString),
    /// An international organisation of the tables.
    World,
}

/// A phrase found in a title: which tokens it takes and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'w> {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Key of the pack.
    pub key: &'w str,
}

/// The body that an international organisation of the tables is.
const WORLD: &str = "international";

/// A portfolio, where bodies are looked for.
const HIDDEN: &str = "";

/// Letters of the shortest head that a compound noun is searched for.
const COMPOUND_HEAD: usize = 6;

/// A title as stems, articles dropped.
pub type Stems = Vec<CompactString>;

/// The words of offices of one language.
#[derive(Debug)]
pub struct OfficeWords {
    pack: &'static Pack,
    stemmer: Stemmer,
    articles: Vec<CompactString>,
    fillers: Vec<CompactString>,
    phrases: FxHashMap<CompactString, Vec<Phrase>>,
    /// Acronyms of international organisations, as written.
    acronyms: FxHashSet<CompactString>,
}

#[derive(Debug)]
struct Phrase {
    stems: Stems,
    meaning: Meaning,
}

impl OfficeWords {
    /// The words of `language`, compiled on first use; `None` for a language without a pack.
    #[must_use]
    pub fn of(language: &str) -> Option<&'static Self> {
        static ALL: OnceLock<Vec<(&str, OnceLock<OfficeWords>)>> = OnceLock::new();
        let all = ALL.get_or_init(|| languages().map(|tag| (tag, OnceLock::new())).collect());
        let (tag, cell) = all.iter().find(|(tag, _)| *tag == language)?;
        let pack = pack(tag)?;
        Some(cell.get_or_init(|| Self::compile(pack)))
    }

    /// Compiles the words of `pack`.
    #[must_use]
    pub fn compile(pack: &'static Pack) -> Self {
        let source = &pack.source;
        let stemmer = Stemmer::new(
            &source.inflection.endings,
            &source.writing.article_prefixes,
            source.inflection.min_stem,
            source.writing.keep_marks,
        );
        let mut words = Self {
            pack,
            stemmer,
            articles: Vec::new(),
            fillers: Vec::new(),
            phrases: FxHashMap::default(),
            acronyms: FxHashSet::default(),
        };
        let connectors = &source.connectors;
        words.articles = words.stems_of_all(&[&connectors.articles]);
        words.fillers = words.stems_of_all(&[
            &connectors.of,
            &connectors.articles,
            &source.titles.modifiers,
            &source.titles.after_head,
        ]);
        for (key, list) in &source.offices.heads {
            list.iter()
                .for_each(|form| words.add(form, Meaning::Family(key.as_str().into())));
        }
        for (key, list) in &source.offices.portfolios {
            let meaning = if PORTFOLIOS.contains(&key.as_str()) {
                Meaning::Portfolio
            } else {
                Meaning::Body
            };
            list.iter()
                .for_each(|form| words.add(form, meaning(key.as_str().into())));
        }
        for (form, id, _) in organisations::forms(&source.tag) {
            words.add_body(form, organisations::kind(id).unwrap_or_default());
        }
        // Of two readings of the same words, the body comes first.
        for list in words.phrases.values_mut() {
            list.sort_by_key(|phrase| {
                let portfolio = matches!(phrase.meaning, Meaning::Portfolio(_));
                (std::cmp::Reverse(phrase.stems.len()), portfolio)
            });
        }
        words
    }

    fn stems_of_all(&self, lists: &[&Vec<String>]) -> Stems {
        lists
            .iter()
            .flat_map(|list| list.iter())
            .flat_map(|form| self.stems(form))
            .collect()
    }

    fn add(&mut self, form: &str, meaning: Meaning) {
        let stems = self.stems(form);
        if let Some(first) = stems.first() {
            self.phrases
                .entry(first.clone())
                .or_default()
                .push(Phrase { stems, meaning });
        }
    }

    /// A body by name; acronyms count only as written: `WHO` is a body, `who` is not.
    fn add_body(&mut self, form: &str, kind: &str) {
        let acronym = form.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        match (kind, acronym) {
            ("international", true) => {
                self.acronyms.insert(form.into());
            }
            (_, true) => {}
            ("international", false) => self.add(form, Meaning::World),
            ("ngo", false) => self.add(form, Meaning::Body("association".into())),
            ("party" | "company", false) => self.add(form, Meaning::Body(kind.into())),
            _ => {}
        }
    }

    /// Whether `body` is or names an international organisation of the tables.
    #[must_use]
    pub fn is_international(&self, body: &str) -> bool {
        let named = |word: &str| self.acronyms.contains(word);
        let world = |meaning: &'_ Meaning| matches!(meaning, Meaning::World).then_some(WORLD);
        !self.scan(&self.stems(body), world).is_empty()
            || body.split(|c: char| !c.is_alphanumeric()).any(named)
    }

    /// The stems of a title or phrase.
    #[must_use]
    pub fn stems(&self, text: &str) -> Stems {
        let tokens = self.pack.tokenize(text, TextRange::new(0, text.len()));
        let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
        let stems: Stems = words.map(|token| self.stemmer.stem(&token.key)).collect();
        if stems.iter().all(|stem| self.articles.contains(stem)) {
            return stems;
        }
        stems
            .into_iter()
            .filter(|stem| !self.articles.contains(stem))
            .collect()
    }

    /// Every family named in `stems`, in order; the longest of those that begin together.
    pub fn families<'w>(&'w self, stems: &[CompactString]) -> Vec<Found<'w>> {
        let family = |meaning: &'w Meaning| match meaning {
            Meaning::Family(key) => Some(key.as_str()),
            _ => None,
        };
        (0..stems.len())
            .filter_map(|at| {
                let phrase = self.longest(stems, at, family);
                phrase.or_else(|| self.compound(stems, at))
            })
            .collect()
    }

    /// A head at the end of a compound noun: `Außenminister`.
    fn compound(&self, stems: &[CompactString], at: usize) -> Option<Found<'_>> {
        if !self.pack.source.writing.nouns_capitalised {
            return None;
        }
        let word = stems.get(at)?;
        let (end, _) = word.char_indices().rev().nth(COMPOUND_HEAD - 1)?;
        word.get(1..=end)?.char_indices().find_map(|(start, _)| {
            let head = word.get(start + 1..)?;
            let key = self
                .phrases
                .get(head)?
                .iter()
                .find_map(|phrase| match &phrase.meaning {
                    Meaning::Family(key) if phrase.stems.len() == 1 => Some(key.as_str()),
                    _ => None,
                })?;
            Some(Found {
                start: at,
                end: at + 1,
                key,
            })
        })
    }

    /// Portfolios named in `stems`, from left to right, not overlapping.
    pub fn portfolios<'w>(&'w self, stems: &[CompactString]) -> Vec<Found<'w>> {
        self.scan(stems, |meaning| match meaning {
            Meaning::Portfolio(key) => Some(key.as_str()),
            _ => None,
        })
    }

    /// Bodies named in `stems`, from left to right, not overlapping; a longer portfolio that
    /// begins with the words of one hides it.
    pub fn bodies<'w>(&'w self, stems: &[CompactString]) -> Vec<Found<'w>> {
        let mut found = self.scan(stems, |meaning| match meaning {
            Meaning::Body(key) => Some(key.as_str()),
            Meaning::World => Some(WORLD),
            Meaning::Portfolio(_) => Some(HIDDEN),
            Meaning::Family(_) => None,
        });
        found.retain(|found| found.key != HIDDEN);
        found
    }

    fn scan<'w>(
        &'w self,
        stems: &[CompactString],
        key: impl Fn(&'w Meaning) -> Option<&'w str>,
    ) -> Vec<Found<'w>> {
        let mut found: Vec<Found<'w>> = Vec::new();
        for at in 0..stems.len() {
            if found.last().is_none_or(|last| last.end <= at) {
                found.extend(self.longest(stems, at, &key));
            }
        }
        found
    }

    fn longest<'w>(
        &'w self,
        stems: &[CompactString],
        at: usize,
        key: impl Fn(&'w Meaning) -> Option<&'w str>,
    ) -> Option<Found<'w>> {
        let rest = stems.get(at..)?;
        self.phrases.get(rest.first()?)?.iter().find_map(|phrase| {
            let key = key(&phrase.meaning)?;
            rest.starts_with(&phrase.stems).then(|| Found {
                start: at,
                end: at + phrase.stems.len(),
                key,
            })
        })
    }

    /// Whether a word adds nothing to an office: an article, a preposition, `first`, `general`.
    #[must_use]
    pub fn is_filler(&self, stem: &CompactString) -> bool {
        self.fillers.contains(stem)
    }

    /// Where the head noun of a title stands in this language.
    #[must_use]
    pub fn head_position(&self) -> HeadPosition {
        self.pack.source.writing.head
    }
}
