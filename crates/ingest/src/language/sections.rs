//! Where a document changes its language: bilingual releases, a headline in another language, a paragraph quoted as it was said.
//!
//! Lines are looked at one by one, wrapped ones together. A line whose letters or words are surely another language's belongs to
//! it; lines that tell nothing, such as lists of names, go with their neighbours. Words within a line never make a section.

use rostra_document::{Language, Section, TextRange};

use super::scripts::{Script, Scripts};
use super::words::{self, Scores, Table, WEIGHT};

/// Languages of a document beside its own, at most: each costs a reading of its parts.
const MOST_LANGUAGES: usize = 3;

/// Letters (of an alphabet) in a section of another script, at least: a headline.
const HEADLINE: usize = 12;

/// Letters in a section of the same script, at least: a sentence.
const SENTENCE: usize = 60;

/// Words that speak for the language of a line in a script that the document writes too, at least.
const LEAST_HITS: u32 = 4;

/// Words read of a line.
const MOST_WORDS: usize = 120;

/// Characters that a line wrapped by hand has, from and to.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=130;

/// Parts of `text`, in its order, that are surely in another language than `main`; none where all of it is in one.
#[must_use]
pub fn sections(text: &str, main: &Language) -> Vec<Section> {
    let home = Home::of(main.as_str());
    let mut lines = lines(text);
    for line in &mut lines {
        line.tag = home.guess(line.range.of(text), line.script);
    }
    if lines
        .iter()
        .all(|line| line.tag.is_none_or(|tag| tag == home.tag))
    {
        return Vec::new();
    }
    home.settle(text, &mut lines);
    let mut sections = joined(text, &lines, home.tag);
    keep_heaviest(text, &mut sections);
    sections
}

/// One line, or several that were wrapped by hand.
struct Line {
    range: TextRange,
    /// The script of most of its letters; `None` where it has none.
    script: Option<Script>,
    /// Its language, where that is sure.
    tag: Option<&'static str>,
}

fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let (mut at, mut follows) = (0, false);
    for raw in text.split_inclusive('\n') {
        let start = at + raw.len() - raw.trim_start().len();
        let words = raw.trim();
        at += raw.len();
        if words.is_empty() {
            follows = false;
            continue;
        }
        let range = TextRange::new(start, start + words.len());
        let script = Scripts::of(words).largest();
        match found.last_mut() {
            Some(last)
                if follows && last.script == script && goes_on(last.range.of(text), words) =>
            {
                last.range = last.range.cover(range);
            }
            _ => found.push(Line {
                range,
                script,
                tag: None,
            }),
        }
        follows = true;
    }
    found
}

/// Whether `next` is the same sentence as the line before it.
fn goes_on(before: &str, next: &str) -> bool {
    let last = before.rsplit('\n').next().unwrap_or(before);
    let ends = last.ends_with([
        '.', '!', '?', ':', ';', '。', '！', '？', '؟', '»', '”', '"',
    ]);
    let small = next.chars().next().is_some_and(char::is_lowercase);
    small || (!ends && WRAPPED.contains(&last.chars().count()))
}

/// The document's own language.
struct Home {
    tag: &'static str,
    script: Option<Script>,
}

impl Home {
    fn of(tag: &str) -> Self {
        let script = match tag {
            "zh" | "ja" => Some(Script::Han),
            _ => Script::of_language(tag).or_else(|| words::script_of(tag)),
        };
        let known = super::IDENTIFIED.iter().find(|known| **known == tag);
        Self {
            tag: known.copied().unwrap_or("und"),
            script,
        }
    }

    /// The language of a line, where its script or its words make it sure.
    fn guess(&self, line: &str, script: Option<Script>) -> Option<&'static str> {
        let script = script?;
        let foreign = self.script != Some(script);
        if !foreign && words::table(script).is_none() && script != Script::Han {
            return Some(self.tag);
        }
        if foreign || script == Script::Han {
            return self.by_script(line, script);
        }
        self.by_words(line, words::table(script)?)
    }

    /// Of a line in another script than the document's, or in one that two languages share.
    fn by_script(&self, line: &str, script: Script) -> Option<&'static str> {
        let scripts = Scripts::of(line);
        if scripts.count(script) < HEADLINE || scripts.count(script) * 10 < scripts.all() * 7 {
            return None;
        }
        match script {
            Script::Only(tag) => Some(tag),
            Script::Han if scripts.japanese() => Some("ja"),
            // A line without kana may be Japanese, and one without Hangul Korean.
            Script::Han => Some("zh").filter(|_| !matches!(self.tag, "ja" | "ko")),
            _ => {
                let table = words::table(script)?;
                let scores = table.score(line, MOST_WORDS);
                let best = scores.best(table)?;
                let told =
                    best.hits >= 2 && (scores.words < super::FEW_WORDS || best.fills(&scores));
                told.then_some(best.tag)
            }
        }
    }

    /// Of a line in the document's own script: twice as much must speak for another language as for its own.
    fn by_words(&self, line: &str, table: &Table) -> Option<&'static str> {
        let scores: Scores = table.score(line, MOST_WORDS);
        let best = scores.best(table)?;
        let own = scores.of(table, self.tag);
        if best.tag == self.tag || own * 5 >= best.points * 4 {
            return (own >= 2 * WEIGHT).then_some(self.tag);
        }
        let least = if best.rare {
            2 * LEAST_HITS
        } else {
            LEAST_HITS
        };
        let clear = best.points >= own * 2 && best.hits >= least && best.fills(&scores);
        (clear && in_both_halves(line, table, best.tag)).then_some(best.tag)
    }

    /// Gives the lines that tell too little to their neighbours: to the language around them; where it changes there, to the
    /// likelier, or to the one that is written in their script, the document's own first.
    fn settle(&self, text: &str, lines: &mut [Line]) {
        let mut before: Option<&'static str> = None;
        for at in 0..lines.len() {
            if lines[at].tag.is_none() {
                let after = lines[at..].iter().find_map(|line| line.tag);
                let tag = self.between(before, after, &lines[at], text);
                lines[at].tag = Some(tag);
            }
            before = lines[at].tag;
        }
    }

    fn between(
        &self,
        before: Option<&'static str>,
        after: Option<&'static str>,
        line: &Line,
        text: &str,
    ) -> &'static str {
        let before = before.unwrap_or(self.tag);
        let after = after.unwrap_or(before);
        let script = line.script;
        let writes = |tag: &&'static str| script.is_none() || script_of(tag) == script;
        if before == after && writes(&before) {
            return before;
        }
        if let (true, true, Some(table)) = (
            writes(&before),
            writes(&after),
            script.and_then(words::table),
        ) {
            let scores = table.score(line.range.of(text), MOST_WORDS);
            let (one, other) = (scores.of(table, before), scores.of(table, after));
            if one != other {
                return if one > other { before } else { after };
            }
        }
        let own = Some(self.tag).filter(|tag| *tag == before || *tag == after);
        own.filter(writes)
            .or_else(|| Some(before).filter(writes))
            .or_else(|| Some(after).filter(writes))
            .unwrap_or(self.tag)
    }
}

/// Whether words of `tag` stand in either half of `line`, so that it is no line that only ends in a foreign name.
fn in_both_halves(line: &str, table: &Table, tag: &str) -> bool {
    let middle = super::border(line, line.len() / 2);
    let halves = [line.get(..middle), line.get(middle..)];
    let says = |half: &str| table.score(half, MOST_WORDS).of(table, tag) >= WEIGHT;
    halves.into_iter().flatten().all(says)
}

/// The script of a language of [`super::IDENTIFIED`].
fn script_of(tag: &str) -> Option<Script> {
    Home::of(tag).script
}

/// Runs of lines in one language other than `main`, where there is enough of it.
fn joined(text: &str, lines: &[Line], main: &'static str) -> Vec<Section> {
    let main_script = script_of(main);
    let runs = lines.chunk_by(|a, b| a.tag == b.tag);
    let sections = runs.filter_map(|run| {
        let tag = run[0].tag.filter(|tag| *tag != main)?;
        let range = run[0].range.cover(run[run.len() - 1].range);
        let least = match script_of(tag) == main_script {
            true => SENTENCE,
            false => HEADLINE,
        };
        (Scripts::of(range.of(text)).all() >= least).then(|| Section {
            range,
            language: Language::new(tag),
        })
    });
    sections.collect()
}

/// Leaves the languages that most of the text is in.
fn keep_heaviest(text: &str, sections: &mut Vec<Section>) {
    let mut weights = weights(text, sections);
    weights.truncate(MOST_LANGUAGES);
    sections.retain(|section| weights.iter().any(|(known, _)| *known == section.language));
}

/// Letters in each language of `sections`, the most first.
fn weights(text: &str, sections: &[Section]) -> Vec<(Language, usize)> {
    let mut weights: Vec<(Language, usize)> = Vec::new();
    for section in sections {
        let weight = Scripts::of(section.range.of(text)).all();
        match weights
            .iter_mut()
            .find(|(known, _)| *known == section.language)
        {
            Some((_, sum)) => *sum += weight,
            None => weights.push((section.language.clone(), weight)),
        }
    }
    weights.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
    weights
}

/// The language of `sections` that should be the document's instead of `language`: of those that a large part of the text is in,
/// the one whose longest stretch comes first, since what follows it is its translation.
pub(super) fn first(text: &str, language: &Language, sections: &[Section]) -> Option<Language> {
    let stretches = stretches(text, language, sections);
    let written = |tag: &Language| {
        let of_tag = stretches.iter().filter(|stretch| stretch.0 == tag);
        of_tag.map(|&(_, _, letters)| letters).sum::<usize>()
    };
    let known = stretches.iter().filter(|s| *s.0 != Language::unknown());
    let most = known.clone().map(|stretch| written(stretch.0)).max()?;
    let large = known.filter(|stretch| written(stretch.0) * 2 >= most);
    let longest = large.filter(|(tag, _, letters)| {
        let mut others = stretches.iter().filter(|other| other.0 == *tag);
        others.all(|other| other.2 <= *letters)
    });
    let (tag, _, _) = longest.min_by_key(|(_, start, _)| *start)?;
    (*tag != language).then(|| (*tag).clone())
}

/// Stretches of a text: language, first byte and letters of each.
fn stretches<'l>(
    text: &str,
    language: &'l Language,
    sections: &'l [Section],
) -> Vec<(&'l Language, usize, usize)> {
    let mut stretches = Vec::new();
    let mut at = 0;
    let mut push = |tag, start: usize, end: usize| {
        let letters = Scripts::of(text.get(start..end).unwrap_or_default()).all();
        stretches.push((tag, start, letters));
    };
    for section in sections {
        push(language, at, section.range.start);
        push(&section.language, section.range.start, section.range.end);
        at = section.range.end;
    }
    push(language, at, text.len());
    stretches
}
