//! A language pack compiled for use.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use compact_str::CompactString;
use rostra_document::{Case, CountryForm, TextRange, Token, TokenKind};
use rustc_hash::FxHashSet;
use thiserror::Error;

use crate::class::{Class, Entry, Value};
use crate::glue::{self, Glue};
use crate::hangul::Gluing;
use crate::inventory::classes;
use crate::key::fold;
use crate::names::NameLexicon;
use crate::pack::PackSource;
use crate::stem::Stemmer;
use crate::suffixes::Suffixes;
use crate::syllable::Syllables;
use crate::tokens::{TokenRules, case_of, tokenize};
use crate::vocabulary::{Annotations, Vocabulary};
use crate::{countries, organisations};

static SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

static PACKS: LazyLock<Vec<(&str, OnceLock<Pack>)>> = LazyLock::new(|| {
    SOURCES
        .iter()
        .map(|(tag, _)| (*tag, OnceLock::new()))
        .collect()
});

/// A pack that does not hold.
#[derive(Debug, Error)]
#[error("language pack {tag}: {reason}")]
pub struct PackError {
    /// Which.
    pub tag: String,
    /// What is wrong with it, with line and key where TOML names them.
    pub reason: String,
}

/// A language, ready for the grammars.
#[derive(Debug)]
pub struct Pack {
    /// The pack as written.
    pub source: PackSource,
    rules: TokenRules,
    stemmer: Stemmer,
    name_stemmer: Option<Stemmer>,
    vocabulary: Vocabulary,
    proclitics: Vec<CompactString>,
    gluing: Gluing,
    articles: Vec<CompactString>,
    plurals: Vec<CompactString>,
    verb_endings: Suffixes,
    fixed_names: bool,
    adjective_endings: Vec<CompactString>,
    patronymics: Vec<CompactString>,
    family_endings: Vec<CompactString>,
    name_endings: Vec<(CompactString, CompactString)>,
    plural_markers: Vec<CompactString>,
    families: FxHashSet<CompactString>,
    syllables: Syllables,
    glue: Glue,
    footers: Vec<Vec<CompactString>>,
    footer_labels: Vec<Vec<CompactString>>,
}

/// Tokens of a footer's labels and what they list, before its first sure phrase, at most.
const FOOTER: usize = 80;

/// The languages that have a pack, sorted by tag.
pub fn languages() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(tag, _)| *tag)
}

/// Packs of the user's own, by tag; they stand before those of the program.
static OWN: OnceLock<BTreeMap<String, Pack>> = OnceLock::new();

/// Takes every `<tag>.toml` of `folder` in place of the program's pack of that language, for the
/// rest of the process: to write a language, or change one, without building the program.
///
/// # Errors
/// Where the folder or a file cannot be read, a pack does not hold, or packs were set before.
pub fn use_packs(folder: &Path) -> Result<(), PackError> {
    let fail = |tag: &str, reason: String| PackError {
        tag: tag.to_owned(),
        reason,
    };
    let place = folder.display().to_string();
    let mut packs = BTreeMap::new();
    let entries = std::fs::read_dir(folder).map_err(|e| fail(&place, e.to_string()))?;
    for entry in entries {
        let path = entry.map_err(|e| fail(&place, e.to_string()))?.path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let tag = path
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned())
            .unwrap_or_default();
        let text = std::fs::read_to_string(&path).map_err(|e| fail(&tag, e.to_string()))?;
        packs.insert(tag.clone(), Pack::parse(&tag, &text)?);
    }
    OWN.set(packs)
        .map_err(|_| fail(&place, "packs were set before".into()))
}

/// Whether a language has a pack; asks without compiling it.
#[must_use]
pub fn has_pack(tag: &str) -> bool {
    OWN.get().is_some_and(|packs| packs.contains_key(tag)) || languages().any(|known| known == tag)
}

/// The pack of a language, compiled on first use; `None` for a language without one.
///
/// # Panics
/// Where a pack in the program does not hold, which the crate's tests rule out.
#[must_use]
pub fn pack(tag: &str) -> Option<&'static Pack> {
    if let Some(own) = OWN.get().and_then(|packs| packs.get(tag)) {
        return Some(own);
    }
    let (at, cell) = PACKS
        .iter()
        .enumerate()
        .find_map(|(i, (t, cell))| (*t == tag).then_some((i, cell)))?;
    let (tag, text) = SOURCES.get(at)?;
    Some(cell.get_or_init(|| Pack::parse(tag, text).expect("packs in the program are tested")))
}

impl Pack {
    /// Reads and compiles a pack.
    ///
    /// # Errors
    /// Where the text is no TOML, has an unknown or missing key, or its tag is not `tag`.
    pub fn parse(tag: &str, text: &str) -> Result<Self, PackError> {
        let fail = |reason: String| PackError {
            tag: tag.to_owned(),
            reason,
        };
        let source: PackSource = toml::from_str(text).map_err(|e| fail(e.to_string()))?;
        if source.tag != tag {
            return Err(fail(format!("its `tag` is {:?}", source.tag)));
        }
        Ok(Self::compile(source))
    }

    fn compile(source: PackSource) -> Self {
        let keep = source.writing.keep_marks;
        let folded = |list: &[String]| -> Vec<CompactString> {
            list.iter().map(|w| fold(w, keep)).collect()
        };
        let rules = TokenRules {
            keep_marks: keep,
            elisions: folded(&source.writing.elisions)
                .into_iter()
                .map(|w| w.trim_end_matches('\'').into())
                .collect(),
            apostrophe_suffix: source.writing.apostrophe_suffix,
            abbreviations: source
                .sentences
                .abbreviations
                .iter()
                .map(|w| fold(w.trim_end_matches('.'), keep))
                .collect(),
        };
        let stemmer = Stemmer::new(
            &source.inflection.endings,
            &source.writing.article_prefixes,
            source.inflection.min_stem,
            keep,
        )
        .leaving(folded(&source.inflection.unchanged));
        let mut pack = Self {
            name_stemmer: name_stemmer(&source),
            proclitics: folded(&source.writing.proclitics),
            gluing: Gluing::new(
                &folded(&source.writing.enclitics),
                &folded(&source.names.families),
            ),
            articles: folded(&source.writing.article_prefixes),
            plurals: folded(&source.inflection.plurals),
            verb_endings: Suffixes::new(folded(&source.inflection.verb_endings)),
            fixed_names: source.inflection.fixed_names,
            adjective_endings: folded(&source.inflection.adjective_endings),
            patronymics: folded(&source.inflection.patronymics),
            family_endings: folded(&source.inflection.family_endings),
            name_endings: source
                .inflection
                .name_endings
                .iter()
                .filter_map(|e| e.split_once('|'))
                .map(|(a, b)| (fold(a, keep), fold(b, keep)))
                .collect(),
            syllables: Syllables::new(folded(&source.names.initials), folded(&source.names.finals)),
            plural_markers: folded(&source.inflection.plural_markers),
            families: folded(&source.names.families).into_iter().collect(),
            footers: phrases(&source.stop.footers, keep),
            footer_labels: phrases(&source.stop.footer_labels, keep),
            glue: Glue::new(&source, &stemmer),
            source,
            rules,
            stemmer,
            vocabulary: Vocabulary::default(),
        };
        pack.vocabulary
            .tell_verbs(pack.source.inflection.stressed_verbs);
        pack.fill();
        let compounds = folded(&pack.source.titles.compounds);
        pack.vocabulary.compound_with(&compounds, &pack.stemmer);
        pack
    }

    fn fill(&mut self) {
        let source = std::mem::take(&mut self.source);
        self.fill_classes(&source, false);
        // Phrases are cut as the text is, where single words tell what is glued.
        if !self.gluing.is_empty() {
            self.fill_classes(&source, true);
        }
        for (class, list) in [
            (Class::Month, &source.time.months),
            (Class::Weekday, &source.time.weekdays),
        ] {
            for (number, forms) in (1_u8..).zip(list) {
                forms
                    .split('|')
                    .for_each(|form| self.add(form, class, Value::Number(number)));
            }
        }
        for (form, code, kind) in countries::forms(&source.tag) {
            // `الشمالية` is a governorate somewhere, but first of all an adjective.
            if kind != CountryForm::Place || !self.has_entry(form) {
                self.add_written(form, Class::Country, Value::Country(code.into(), kind));
            }
        }
        for (code, forms) in &source.countries {
            for (list, kind) in [
                (&forms.names, CountryForm::Name),
                (&forms.adjectives, CountryForm::Adjective),
                (&forms.bodies, CountryForm::StateBody),
                (&forms.places, CountryForm::Place),
                (&forms.short, CountryForm::Short),
            ] {
                list.iter().for_each(|form| {
                    self.add(
                        form,
                        Class::Country,
                        Value::Country(code.as_str().into(), kind),
                    );
                });
            }
        }
        for (form, id, state) in organisations::forms(&source.tag) {
            self.add_written(
                form,
                Class::Organisation,
                Value::Organisation(id.into(), state.map(Into::into)),
            );
        }
        for (id, forms) in &source.organisations {
            forms.iter().for_each(|form| {
                self.add(
                    form,
                    Class::Organisation,
                    Value::Organisation(id.as_str().into(), None),
                );
            });
        }
        self.source = source;
    }

    /// Adds the words of all classes; of a language that glues words, phrases apart from the rest.
    fn fill_classes(&mut self, source: &PackSource, phrases: bool) {
        for (class, _, words) in classes(source) {
            for word in words {
                if self.gluing.is_empty() || word.contains(' ') == phrases {
                    let lemma = Value::Lemma(CompactString::from(word.as_str()));
                    self.add(word, class, lemma);
                }
            }
        }
    }

    fn add(&mut self, form: &str, class: Class, value: Value) {
        let whole = TextRange::new(0, form.len());
        let tokens = if form.contains(' ') && !self.gluing.is_empty() {
            self.tokenize(form, whole)
        } else {
            tokenize(form, whole, &self.rules)
        };
        let exact = self.fixed_names && is_name(&value);
        self.vocabulary
            .insert(&tokens, &self.stemmer, Entry { class, value }, exact);
    }

    /// Whether the pack lists the phrase itself.
    fn has_entry(&self, form: &str) -> bool {
        let tokens = tokenize(form, TextRange::new(0, form.len()), &self.rules);
        let found = self.annotate(&tokens);
        found
            .hits(0)
            .any(|hit| hit.len == tokens.len() && hit.entry.class != Class::Country)
    }

    /// Adds a form of the shared tables, which write words with what is glued to them: the text's
    /// `والتنمية` is two tokens, so the table's must be.
    fn add_written(&mut self, form: &str, class: Class, value: Value) {
        let tokens: Vec<Token> = tokenize(form, TextRange::new(0, form.len()), &self.rules)
            .into_iter()
            .flat_map(|token| self.cut_proclitics(form, token, |word| self.is_word(word)))
            .collect();
        let exact = self.fixed_names && is_name(&value);
        self.vocabulary
            .insert(&tokens, &self.stemmer, Entry { class, value }, exact);
    }

    /// Cuts `range` of `text` into tokens, proclitics cut off where the rest is known.
    #[must_use]
    pub fn tokenize(&self, text: &str, range: TextRange) -> Vec<Token> {
        let mut tokens = tokenize(text, range, &self.rules);
        if self.juxtaposes() && self.source.writing.capitals {
            tokens = tokens
                .into_iter()
                .flat_map(|token| self.cut_glued_verb(text, token))
                .collect();
        }
        if !self.gluing.is_empty() {
            return tokens
                .into_iter()
                .flat_map(|token| self.cut_glued(text, token))
                .collect();
        }
        if self.proclitics.is_empty() {
            return tokens
                .into_iter()
                .flat_map(|token| self.unglue(text, token))
                .collect();
        }
        tokens
            .into_iter()
            .flat_map(|token| self.cut_proclitics(text, token, |word| self.is_word(word)))
            .collect()
    }

    /// `ofBosnia`: a known lower-case word that lost its space before a capital.
    fn unglue(&self, text: &str, token: Token) -> Vec<Token> {
        let word = token.range.of(text);
        let border = word
            .char_indices()
            .find(|(_, c)| c.is_uppercase())
            .map(|(at, _)| at)
            .filter(|at| token.case == Case::Mixed && *at > 1 && word.len() > at + 3);
        let Some((left, right)) = border.and_then(|at| word.split_at_checked(at)) else {
            return vec![token];
        };
        let key = fold(left, self.rules.keep_marks);
        if !self.vocabulary.knows(&self.stemmer.stem(&key)) {
            return vec![token];
        }
        let at = token.range.start + left.len();
        let first = Token {
            range: TextRange::new(token.range.start, at),
            key,
            case: Case::Lower,
            ..token.clone()
        };
        let second = Token {
            range: TextRange::new(at, token.range.end),
            key: fold(right, self.rules.keep_marks),
            case: case_of(right),
            spaced: true,
            hyphenated: false,
            after_break: false,
            ..token
        };
        vec![first, second]
    }

    /// The proclitic of `key` and what follows it, where that is known, has an article or begins
    /// with another proclitic (`وللقوات`).
    fn proclitic<'k>(
        &self,
        key: &'k str,
        is_word: &dyn Fn(&str) -> bool,
    ) -> Option<(&CompactString, &'k str)> {
        // `وأمين` is `أمين`, though the stem of the whole is a word too.
        let whole = is_word(key);
        if whole && self.stands(key) {
            return None;
        }
        self.proclitics.iter().enumerate().find_map(|(at, clitic)| {
            let rest = key.strip_prefix(clitic.as_str())?;
            if whole && !self.stands(rest) {
                return None;
            }
            let article = self.articles.iter().any(|a| rest.starts_with(a.as_str()));
            let known = article
                || holds_article(clitic)
                || is_word(rest)
                || self.proclitic(rest, is_word).is_some_and(|(inner, _)| {
                    // In the pack's order: `و` before `ب`, never after it (`بوعزيز`), nor two
                    // prepositions (`بلجون`).
                    let ties = &self.source.connectors.complement;
                    !ties.iter().any(|word| *word == **clitic)
                        && self.proclitics.iter().skip(at + 1).any(|p| p == inner)
                });
            (known && rest.chars().count() >= 3).then_some((clitic, rest))
        })
    }

    fn cut_proclitics(
        &self,
        text: &str,
        token: Token,
        is_word: impl Fn(&str) -> bool,
    ) -> Vec<Token> {
        let mut cut = Vec::new();
        let mut token = token;
        while token.kind == TokenKind::Word
            && let Some((clitic, rest)) = self.proclitic(&token.key, &is_word)
            && let Some((at, _)) = token
                .range
                .of(text)
                .char_indices()
                .filter(|(_, c)| !is_unkeyed(*c))
                .nth(clitic.chars().count())
        {
            let border = token.range.start + at;
            let rest = Token {
                range: TextRange::new(border, token.range.end),
                key: rest.into(),
                spaced: false,
                after_break: false,
                ..token.clone()
            };
            token.range.end = border;
            token.key = clitic.clone();
            cut.push(std::mem::replace(&mut token, rest));
        }
        cut.push(token);
        cut
    }

    /// Cuts particles, compounds and names with an office apart, as [`Gluing`] has it.
    fn cut_glued(&self, text: &str, token: Token) -> Vec<Token> {
        let word = token.range.of(text);
        let plain =
            token.kind == TokenKind::Word && word.chars().count() == token.key.chars().count();
        let known = |word: &str| self.vocabulary.knows(&self.stemmer.stem(&word.into()));
        let cuts = if plain {
            self.gluing.cuts(&token.key, &known)
        } else {
            Vec::new()
        };
        let bytes = |at: &usize| word.char_indices().nth(*at).map(|(byte, _)| byte);
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut start = 0;
        for end in cuts.iter().filter_map(bytes).chain([word.len()]) {
            let part = word.get(start..end).unwrap_or_default();
            parts.push(Token {
                range: TextRange::new(token.range.start + start, token.range.start + end),
                key: fold(part, self.rules.keep_marks),
                spaced: token.spaced && start == 0,
                after_break: token.after_break && start == 0,
                hyphenated: token.hyphenated && start == 0,
                ..token.clone()
            });
            start = end;
        }
        parts
    }

    /// Syllables of the family name that begins `name`, where it can be one with a given name and
    /// the pack lists family names: 1 or 2.
    #[must_use]
    pub fn family_of(&self, name: &str) -> Option<usize> {
        self.gluing.family_of(name)
    }

    /// Whether `name` is as long as a family and a given name and begins as one, where the pack lists
    /// family names.
    #[must_use]
    pub fn begins_as_name(&self, name: &str) -> bool {
        self.gluing.family_before_any(name).is_some()
    }

    /// An unknown word in which a known finite verb has lost a space before or after it:
    /// `Серовзаявил`, `сообщаетмэр`.
    fn cut_glued_verb(&self, text: &str, token: Token) -> Vec<Token> {
        let long = token.key.chars().nth(glue::LETTERS - 1).is_some();
        let cased = matches!(token.case, Case::Title | Case::Lower);
        if !long
            || !cased
            || self.verb_endings.is_empty()
            || token.kind != TokenKind::Word
            || self.vocabulary.knows(&self.stemmer.stem(&token.key))
        {
            return vec![token];
        }
        let named = token.case == Case::Title;
        let cuts = self.glue.cuts(&token.key, named, &self.stemmer, |word| {
            self.ends_as_verb(word)
        });
        glue::parts(text, token, &cuts, |word| fold(word, self.rules.keep_marks))
    }

    /// Whether `key` is known without any ending cut off.
    fn stands(&self, key: &str) -> bool {
        let bare = self
            .articles
            .iter()
            .find_map(|a| key.strip_prefix(a.as_str()))
            .unwrap_or(key);
        let stem = self.stemmer.stem(&CompactString::from(key));
        self.is_word(key) && (stem == bare || stem == key)
    }

    /// Whether `key` is in the vocabulary or the list of given names, as it stands or with a suffix.
    #[must_use]
    pub fn is_word(&self, key: &str) -> bool {
        let key = CompactString::from(key);
        self.vocabulary.knows(&self.stemmer.stem(&key))
            || NameLexicon::embedded().given(&key)
            || self.is_possessed(&key)
    }

    /// Whether `key` is a known word with a possessive suffix: `استقراره`.
    #[must_use]
    pub fn is_possessed(&self, key: &str) -> bool {
        self.source.inflection.possessives.iter().any(|suffix| {
            // `ه` is also how feminines end.
            let least = 5 - usize::from(suffix.chars().nth(1).is_some());
            key.strip_suffix(suffix.as_str()).is_some_and(|rest| {
                rest.chars().count() >= least
                    && self
                        .vocabulary
                        .knows(&self.stemmer.stem(&CompactString::from(rest)))
            })
        })
    }

    /// Finds every phrase of the pack in `tokens`.
    #[must_use]
    pub fn annotate(&self, tokens: &[Token]) -> Annotations<'_> {
        self.vocabulary.annotate(tokens, &self.stemmer)
    }

    /// Whether `token`, a head noun with dictionary form `lemma`, stands in the plural.
    #[must_use]
    pub fn is_plural(&self, token: &Token, lemma: &str) -> bool {
        // `deputados federais`: an entry that stands in the plural, since its last word's stem is
        // another in the singular.
        let mut words = lemma.split_whitespace();
        let both = |word: &str| word.ends_with('s') && self.plurals.iter().any(|p| p == "s");
        if self.source.writing.head == crate::pack::HeadPosition::First
            && let (Some(noun), Some(adjective), None) = (words.next(), words.next(), words.next())
            && both(noun)
            && both(adjective)
        {
            return true;
        }
        let lemma = fold(
            lemma.split_whitespace().next().unwrap_or(lemma),
            self.rules.keep_marks,
        );
        let key = self
            .articles
            .iter()
            .find_map(|a| token.key.strip_prefix(a.as_str()))
            .unwrap_or(&token.key);
        // `Infrastrukturminister` is no plural of `Minister`.
        if key.len() > lemma.len() && key.ends_with(lemma.as_str()) {
            return false;
        }
        self.plurals.iter().any(|p| {
            key == p.as_str()
                || key != lemma
                    && key.ends_with(p.as_str())
                    && key.chars().count() >= lemma.chars().count().saturating_sub(1)
        })
    }

    /// Whether the folded `key` stands in a case of the plural that no singular has (`членами`):
    /// by the long endings, since short ones are those of some singulars too.
    #[must_use]
    pub fn is_surely_plural(&self, key: &str) -> bool {
        let long = |e: &&CompactString| e.chars().nth(2).is_some();
        let mut endings = self.plurals.iter().filter(long);
        endings.any(|e| key.ends_with(e.as_str()))
    }

    /// Whether the definite article is glued to the folded word `key`.
    #[must_use]
    pub fn has_article(&self, key: &str) -> bool {
        // `ألقى` (gave) begins with the article's letters.
        !self.stemmer.leaves(key)
            && self.articles.iter().any(|a| {
                key.strip_prefix(a.as_str())
                    .is_some_and(|rest| rest.chars().nth(1).is_some())
            })
    }

    /// Whether the folded `key` is a proclitic that has taken the article in (`لل`).
    #[must_use]
    pub fn is_definite_proclitic(&self, key: &str) -> bool {
        self.proclitics.iter().any(|p| p == key && holds_article(p))
    }

    /// Whether genitives follow their noun without a word between (`министр обороны`).
    #[must_use]
    pub fn juxtaposes(&self) -> bool {
        self.source.connectors.of.is_empty()
    }

    /// Whether the connector `key` ties an office of state to its state.
    #[must_use]
    pub fn ties_state(&self, key: &str) -> bool {
        self.source.connectors.of_state.iter().any(|w| w == key)
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(&self, key: &CompactString) -> CompactString {
        self.stemmer.stem(key)
    }

    /// The stem of a word of a name: where names have cases, endings of the plural stay on, since
    /// family names end like them (`Басов`, `Андрей`).
    #[must_use]
    pub fn name_stem(&self, key: &CompactString) -> CompactString {
        let stemmer = self.name_stemmer.as_ref().unwrap_or(&self.stemmer);
        stemmer.stem(key)
    }

    /// The stem of a word as the pack writes it.
    #[must_use]
    pub fn stem_of(&self, word: &str) -> CompactString {
        self.stemmer.stem(&fold(word, self.rules.keep_marks))
    }

    /// The first token of a web page's footer among `tokens`, by the pack's phrases and the labels
    /// before them.
    #[must_use]
    pub fn footer(&self, tokens: &[Token]) -> Option<usize> {
        if self.footers.is_empty() {
            return None;
        }
        let stands = |at: &usize, phrases: &[Vec<CompactString>]| {
            tokens.get(*at).is_some_and(Token::capitalised)
                && phrases.iter().any(|phrase| {
                    tokens
                        .get(*at..at + phrase.len())
                        .is_some_and(|t| t.iter().map(|t| &t.key).eq(phrase))
                })
        };
        let sure = (0..tokens.len()).find(|at| stands(at, &self.footers))?;
        let from = sure.saturating_sub(FOOTER);
        Some(
            (from..sure)
                .find(|at| stands(at, &self.footer_labels))
                .unwrap_or(sure),
        )
    }

    /// Whether the full stop after `key` belongs to it.
    #[must_use]
    pub fn abbreviates(&self, key: &str) -> bool {
        self.rules.abbreviations.contains(key)
    }

    /// Whether a word ends as adjectives of complements do.
    #[must_use]
    pub fn ends_as_adjective(&self, key: &str) -> bool {
        key.chars().count() >= 6
            && self
                .adjective_endings
                .iter()
                .any(|e| key.ends_with(e.as_str()))
    }

    /// Whether a name ends as patronymics do (`Панкратович`, `Ильиничной`).
    #[must_use]
    pub fn is_patronymic(&self, key: &str) -> bool {
        key.chars().count() >= 5 && self.patronymics.iter().any(|e| key.ends_with(e.as_str()))
    }

    /// Whether `key` is a given name, in the nominative or in a case that the pack's
    /// `name_endings` undo.
    #[must_use]
    pub fn given(&self, key: &str) -> bool {
        NameLexicon::embedded().given(key)
            || self.source.names.given.iter().any(|name| name == key)
            || self.given_nominative(key).is_some()
    }

    /// The given name that `key` is an oblique case of, by the pack's `name_endings`; `None` for one
    /// in the nominative.
    #[must_use]
    pub fn given_nominative(&self, key: &str) -> Option<CompactString> {
        let names = NameLexicon::embedded();
        if names.given(key) {
            return None;
        }
        self.name_endings.iter().find_map(|(oblique, nominative)| {
            let stem = key.strip_suffix(oblique.as_str())?;
            let name = compact_str::format_compact!("{stem}{nominative}");
            (stem.chars().nth(2).is_some() && names.given(&name)).then_some(name)
        })
    }

    /// Whether an unknown word is a finite verb by its ending, or by the mark on its last letter.
    #[must_use]
    pub fn is_verb(&self, token: &Token) -> bool {
        let stressed = self.source.inflection.stressed_verbs
            && token.case == Case::Lower
            && is_stressed_verb(token);
        stressed || self.ends_as_verb(&token.key)
    }

    /// Whether `key` makes the noun after it a plural.
    #[must_use]
    pub fn is_plural_marker(&self, key: &str) -> bool {
        self.plural_markers.iter().any(|marker| marker == key)
    }

    /// Whether plurals are told by a word before the noun.
    #[must_use]
    pub fn has_plural_markers(&self) -> bool {
        !self.plural_markers.is_empty()
    }

    /// Whether `key` is one of the few family names of the pack's people.
    #[must_use]
    pub fn is_family(&self, key: &str) -> bool {
        self.families.contains(key)
    }

    /// Whether `key` is written like a syllable of a language that writes each as a word.
    #[must_use]
    pub fn is_syllable(&self, key: &str) -> bool {
        self.syllables.fits(key)
    }

    /// Whether the language writes each syllable as a word.
    #[must_use]
    pub fn is_syllabic(&self) -> bool {
        !self.source.names.initials.is_empty()
    }

    /// Whether a name with these keys is none of the language's own people: in a language of
    /// syllables it has a word that is none, in Korean it does not begin with a family name.
    #[must_use]
    pub fn is_foreign_name<'k>(&self, mut keys: impl Iterator<Item = &'k str>) -> bool {
        if !self.gluing.is_empty() {
            let own = |key| self.is_family(key) || self.begins_as_name(key);
            return !keys.next().is_some_and(own);
        }
        self.is_syllabic() && keys.any(|key| !self.is_syllable(key))
    }

    /// Whether `key` has the shape of a noun that no name has: `استكمال`, `انعقاد`.
    #[must_use]
    pub fn is_noun_shape(&self, key: &str) -> bool {
        let bare = self
            .articles
            .iter()
            .find_map(|a| key.strip_prefix(a.as_str()))
            .unwrap_or(key);
        self.source
            .inflection
            .noun_shapes
            .iter()
            .any(|shape| fits(shape, bare))
    }

    /// Whether `key` is a family name of the list or ends as only family names do.
    #[must_use]
    pub fn family(&self, key: &str) -> bool {
        let ends = |e: &CompactString| {
            key.strip_suffix(e.as_str())
                .is_some_and(|stem| stem.chars().nth(1).is_some())
        };
        NameLexicon::embedded().family(key) || self.family_endings.iter().any(ends)
    }

    /// Whether an unknown lower-case word ends as finite verbs do.
    #[must_use]
    pub fn ends_as_verb(&self, key: &str) -> bool {
        key.chars().nth(3).is_some() && self.verb_endings.end(key)
    }
}

/// Whether an entry is the name of a state or place.
fn is_name(value: &Value) -> bool {
    matches!(
        value,
        Value::Country(
            _,
            CountryForm::Name | CountryForm::Capital | CountryForm::Place
        )
    )
}

/// `habló`, `parlò`.
pub(crate) fn is_stressed_verb(token: &Token) -> bool {
    token.stressed && token.key.ends_with('o') && token.key.chars().count() >= 4
}

/// A stemmer for names that have cases, which leaves the longer endings of the plural.
fn name_stemmer(source: &PackSource) -> Option<Stemmer> {
    let inflection = &source.inflection;
    if inflection.name_endings.is_empty() {
        return None;
    }
    let plural = |e: &&String| e.chars().nth(1).is_some() && inflection.plurals.contains(e);
    let endings: Vec<String> = inflection
        .endings
        .iter()
        .filter(|e| !plural(e))
        .cloned()
        .collect();
    let keep = source.writing.keep_marks;
    Some(Stemmer::new(&endings, &[], inflection.min_stem, keep))
}

/// The words of each phrase, folded.
fn phrases(list: &[String], keep: bool) -> Vec<Vec<CompactString>> {
    list.iter()
        .map(|phrase| phrase.split(' ').map(|word| fold(word, keep)).collect())
        .collect()
}

/// A proclitic of two letters is one with the article (`لل`).
fn holds_article(clitic: &str) -> bool {
    clitic.chars().count() > 1
}

/// Whether `word` has the letters of `shape`, in which a full stop stands for any.
fn fits(shape: &str, word: &str) -> bool {
    let mut letters = word.chars();
    shape
        .chars()
        .all(|want| letters.next().is_some_and(|c| want == '.' || c == want))
        && letters.next().is_none()
}

/// Harakat and tatweel: in the text, not in the key.
fn is_unkeyed(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | 'ـ')
}

#[cfg(test)]
mod tests {
    use rostra_document::TextRange;

    use super::{languages, pack};

    #[test]
    fn proclitics_are_cut_where_the_rest_is_known() {
        let arabic = pack("ar").expect("it has a pack");
        for (text, words) in [
            ("ولرئيس الحكومة", vec!["و", "ل", "رئيس", "الحكومة"]),
            ("وَللقوات المسلحة", vec!["وَ", "لل", "قوات", "المسلحة"]),
            ("والوزير", vec!["و", "الوزير"]),
            ("وزير", vec!["وزير"]),
            ("بحضور", vec!["بحضور"]),
            ("والتنمية", vec!["و", "التنمية"]),
            ("وأمين العاصمة", vec!["و", "أمين", "العاصمة"]),
            ("وزيرين", vec!["وزيرين"]),
            ("بوعزيز", vec!["بوعزيز"]),
        ] {
            let tokens = arabic.tokenize(text, TextRange::new(0, text.len()));
            let cut: Vec<&str> = tokens.iter().map(|t| t.range.of(text)).collect();
            assert_eq!(cut, words, "{text}");
        }
    }

    #[test]
    fn plurals_are_told_from_singulars() {
        let arabic = pack("ar").expect("it has a pack");
        for (word, lemma, plural) in [
            ("الوزراء", "وزراء", true),
            ("نائبين", "نائب", true),
            ("الأمين", "أمين", false),
            ("الوزير", "وزير", false),
        ] {
            let tokens = arabic.tokenize(word, TextRange::new(0, word.len()));
            assert_eq!(arabic.is_plural(&tokens[0], lemma), plural, "{word}");
        }
    }

    #[test]
    fn verbs_glued_to_names_are_cut_off() {
        let russian = pack("ru").expect("it has a pack");
        for (text, words) in [
            ("Серовзаявил", vec!["Серов", "заявил"]),
            ("Панинасообщила", vec!["Панина", "сообщила"]),
            ("Серов заявил", vec!["Серов", "заявил"]),
            ("Самохвалов", vec!["Самохвалов"]),
            ("сообщаетмэр", vec!["сообщает", "мэр"]),
            ("написалминистр", vec!["написал", "министр"]),
            ("Серовурассказалана", vec!["Серову", "рассказал", "ана"]),
            ("Панинпризвалграждан", vec!["Панин", "призвал", "граждан"]),
            ("совершеннолетний", vec!["совершеннолетний"]),
        ] {
            let tokens = russian.tokenize(text, TextRange::new(0, text.len()));
            let cut: Vec<&str> = tokens.iter().map(|t| t.range.of(text)).collect();
            assert_eq!(cut, words, "{text}");
        }
    }

    #[test]
    fn nouns_are_told_by_their_shape() {
        let arabic = pack("ar").expect("it has a pack");
        for (word, noun) in [
            ("استكمال", true),
            ("الانعقاد", true),
            ("استيفان", false),
            ("كمال", false),
        ] {
            assert_eq!(arabic.is_noun_shape(word), noun, "{word}");
        }
    }

    #[test]
    fn every_pack_compiles() {
        for tag in languages() {
            assert_eq!(pack(tag).expect("it has a pack").source.tag, tag);
        }
    }
}
