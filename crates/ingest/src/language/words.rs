//! The words, letters and endings of languages that share a script.
//!
//! A function word, or one of those that the titles of releases are made of, tells a language in a headline already, where
//! trigrams guess; a letter or an ending that few languages write tells it of a word that no list has.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::scripts::Script;

/// `tag, script, prior, floor, letters, endings, words` a row.
const ROWS: &str = include_str!("words.tsv");

/// Languages of one script at most: a set of them is the bits of a word.
const MOST_LANGUAGES: usize = 64;

/// What a listed word counts that one language alone has; shared ones count a share of it.
pub(super) const WEIGHT: u32 = 120;

/// What an ending counts.
const ENDING: u32 = 40;

/// What points are worth in a language that releases are seldom written in, in hundredths, at most.
const RARE: u32 = 70;

/// Words that must speak for such a language.
const LEAST_HITS: u32 = 2;

/// Letters of a word from which on its ending is read.
const LONG: usize = 5;

/// What is known of the languages of one script.
pub(super) struct Table {
    /// Their tags, in the order of the list, which breaks ties.
    pub(super) tags: Vec<&'static str>,
    words: FxHashMap<&'static str, u64>,
    letters: FxHashMap<char, u64>,
    endings: FxHashMap<&'static str, u64>,
    /// Of each, in hundredths: what its points are worth, since some are commoner in releases; the share of listed words
    /// that its texts do not stay below.
    rates: Vec<(u32, u32)>,
}

/// How much of a text speaks for each language of a table.
pub(super) struct Scores {
    points: [u32; MOST_LANGUAGES],
    hits: [u32; MOST_LANGUAGES],
    /// Words read, without those that begin with a capital and no list knows: names.
    pub(super) words: u32,
}

/// One language's part of [`Scores`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Score {
    /// Its tag.
    pub(super) tag: &'static str,
    /// Weight of all that speaks for it.
    pub(super) points: u32,
    /// Words that are listed for it, or have a letter that it alone writes.
    pub(super) hits: u32,
    /// The share of such words, in hundredths, that its texts do not stay below.
    pub(super) floor: u32,
    /// Whether releases are seldom written in it.
    pub(super) rare: bool,
}

static TABLES: LazyLock<Vec<(Script, Table)>> = LazyLock::new(|| {
    let scripts = [
        (Script::Latin, "Latn"),
        (Script::Cyrillic, "Cyrl"),
        (Script::Arabic, "Arab"),
        (Script::Devanagari, "Deva"),
        (Script::Ethiopic, "Ethi"),
    ];
    scripts
        .into_iter()
        .map(|(script, name)| (script, Table::of(name)))
        .collect()
});

/// What is known of the languages of `script`; `None` where it has one language.
pub(super) fn table(script: Script) -> Option<&'static Table> {
    let mut tables = TABLES.iter();
    tables.find(|(s, _)| *s == script).map(|(_, table)| table)
}

/// The script of the language `tag`, where several are written in it.
pub(super) fn script_of(tag: &str) -> Option<Script> {
    let mut tables = TABLES.iter();
    let found = tables.find(|(_, table)| table.tags.contains(&tag));
    found.map(|&(script, _)| script)
}

impl Score {
    /// Whether its words fill as much of the text as they do in texts of that language: in one that no list knows only strays
    /// do.
    pub(super) fn fills(&self, scores: &Scores) -> bool {
        self.hits * 100 >= scores.words * self.floor
    }
}

impl Table {
    fn of(script: &str) -> Self {
        let mut table = Self {
            tags: Vec::new(),
            words: FxHashMap::default(),
            letters: FxHashMap::default(),
            endings: FxHashMap::default(),
            rates: Vec::new(),
        };
        let rows = ROWS.lines().filter(|line| !line.starts_with('#'));
        for row in rows.map(|row| row.split('\t').collect::<Vec<_>>()) {
            if let [tag, of, prior, floor, letters, endings, words] = row[..]
                && of == script
            {
                table.add(tag, letters, endings, words);
                let number = |cell: &str| cell.parse().unwrap_or(100);
                table.rates.push((number(prior), number(floor)));
            }
        }
        table
    }

    fn add(
        &mut self,
        tag: &'static str,
        letters: &str,
        endings: &'static str,
        words: &'static str,
    ) {
        let bit = 1 << self.tags.len();
        self.tags.push(tag);
        for letter in letters.chars() {
            *self.letters.entry(letter).or_default() |= bit;
        }
        for ending in endings.split_whitespace() {
            *self.endings.entry(ending).or_default() |= bit;
        }
        for word in words.split_whitespace() {
            *self.words.entry(word).or_default() |= bit;
        }
    }

    /// Reads the first `most` words of `text`.
    pub(super) fn score(&self, text: &str, most: usize) -> Scores {
        let mut scores = Scores {
            points: [0; MOST_LANGUAGES],
            hits: [0; MOST_LANGUAGES],
            words: 0,
        };
        let mut lower = String::new();
        for word in words(&composed(text)).take(most) {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            scores.add(self.weigh(&lower), capital);
        }
        scores
    }

    /// The languages that a word in lower case speaks for, a bit each, how much it weighs, and whether it is listed or has a letter
    /// of one language alone.
    fn weigh(&self, word: &str) -> (u64, u32, bool) {
        if let Some(&languages) = self.words.get(word) {
            return (languages, WEIGHT, true);
        }
        if !word.is_ascii() {
            let letters = word.chars().filter_map(|c| self.letters.get(&c));
            match letters.copied().reduce(|all, some| all & some) {
                None | Some(0) => {}
                Some(languages) => return (languages, WEIGHT, languages.is_power_of_two()),
            }
        }
        (self.ending(word), ENDING, false)
    }

    fn ending(&self, word: &str) -> u64 {
        if word.chars().nth(LONG - 1).is_none() {
            return 0;
        }
        let mut starts = word.char_indices().rev().map(|(at, _)| at).skip(1).take(4);
        starts
            .by_ref()
            .filter_map(|at| self.endings.get(word.get(at..)?))
            .fold(0, |all, some| all | some)
    }
}

impl Scores {
    /// A word that begins with a capital may be a name, and counts half.
    fn add(&mut self, (languages, weight, telling): (u64, u32, bool), capital: bool) {
        self.words += u32::from(!capital || telling);
        let share = weight / (1 + u32::from(capital)) * 10 / root(languages.count_ones());
        let mut rest = languages;
        while rest != 0 {
            let row = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            self.points[row] += share;
            self.hits[row] += u32::from(telling);
        }
    }

    /// Languages of `table`, which gave these scores, the likeliest first; those without points are left out, and of those that
    /// are rare what one word alone speaks for.
    pub(super) fn ranked(&self, table: &Table) -> Vec<Score> {
        let mut ranked: Vec<Score> = self.told(table).collect();
        ranked.sort_by_key(|score| std::cmp::Reverse(score.points)); // stable: the list's order breaks ties
        ranked
    }

    /// The first of [`Scores::ranked`].
    pub(super) fn best(&self, table: &Table) -> Option<Score> {
        // `max_by_key` takes the last of equals; reversed, the first of the list.
        let told: Vec<Score> = self.told(table).collect();
        told.into_iter().rev().max_by_key(|score| score.points)
    }

    /// Points of the language `tag`.
    pub(super) fn of(&self, table: &Table, tag: &str) -> u32 {
        let row = table.tags.iter().position(|known| *known == tag);
        row.map_or(0, |row| self.score(table, row).points)
    }

    fn told<'t>(&self, table: &'t Table) -> impl Iterator<Item = Score> + use<'_, 't> {
        let scores = (0..table.tags.len()).map(|row| self.score(table, row));
        scores.filter(|score| score.points > 0 && (!score.rare || score.hits >= LEAST_HITS))
    }

    fn score(&self, table: &Table, row: usize) -> Score {
        let (worth, floor) = table.rates[row];
        Score {
            tag: table.tags[row],
            points: self.points[row] * worth / 100,
            hits: self.hits[row],
            floor,
            rare: worth <= RARE,
        }
    }
}

/// The tenfold square root of a small number: a word that four languages share says half as much for each.
fn root(count: u32) -> u32 {
    (count.max(1) * 100).isqrt()
}

/// The text with letters and the marks over them in one, as the lists have them; files of some makers part them.
fn composed(text: &str) -> Cow<'_, str> {
    let parted = text.bytes().any(|b| matches!(b, 0xcc | 0xcd)); // these lead U+0300 to U+037F, and no letter of another block
    match parted {
        true => Cow::Owned(text.nfc().collect()),
        false => Cow::Borrowed(text),
    }
}

/// Words of a text; addresses of pages and mail are none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let chunks = text.split_whitespace();
    chunks
        .filter(|chunk| !is_address(chunk))
        .flat_map(|chunk| chunk.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
}

/// Whether a run without spaces is an address: `https://…`, `press@…`, `www.…`.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.contains('@') || chunk.contains("www.")
}

/// The tags of all rows.
#[cfg(test)]
pub(super) fn all_tags() -> impl Iterator<Item = &'static str> {
    TABLES
        .iter()
        .flat_map(|(_, table)| table.tags.iter().copied())
}
