//! One line to its mentions: titles, the names beside them, lists, known and bare names.

use rostra_document::{Detail, HonorificKind, Label, Mention};
use rostra_lexicon::{Class, Value};

use super::cue::cues;
use super::known::Known;
use super::line::{HONORIFICS, Line, Word, one, set};
use super::link;
use super::name::{self, Name};
use super::table;
use super::title::{self, Title};

/// What a name must score to be found again elsewhere in the document.
const TEACHES: f32 = 1.0;

/// Tokens that a bracket between a title and its name has at most.
const ASIDE: usize = 12;

/// Rules whose names must be found anew each time.
const GUESSED: [&str; 2] = ["name.bare", "name.between"];

/// Words and marks between the members of a list.
const LISTS: u64 = set(&[Class::And, Class::ListWord]);

/// The reading of one line.
pub struct Reader<'l, 'a> {
    line: &'l Line<'a>,
    taken: Vec<bool>,
    titles: Vec<Title>,
    names: Vec<(Name, &'static str)>,
    honorifics: Vec<(Word, HonorificKind)>,
}

impl<'l, 'a> Reader<'l, 'a> {
    /// A reading that has found nothing yet.
    pub fn new(line: &'l Line<'a>) -> Self {
        Self {
            line,
            taken: vec![false; line.len()],
            titles: Vec::new(),
            names: Vec::new(),
            honorifics: Vec::new(),
        }
    }

    /// Adds the names of this line that titles show for sure.
    pub fn teach(mut self, known: &mut Known) {
        self.find(&Known::default());
        for (name, source) in &self.names {
            if name.score >= TEACHES && !GUESSED.contains(source) {
                known.learn(self.line, name.start, name.end);
            }
        }
    }

    /// The mentions of this line, in order.
    pub fn read(mut self, known: &Known) -> Vec<Mention> {
        self.find(known);
        let line = self.line;
        let mut found: Vec<Mention> = Vec::new();
        found.extend(self.titles.iter().map(|t| title::mention(line, t)));
        found.extend(self.names.iter().map(|(name, source)| Mention {
            model: None,
            range: line.range(name.start, name.end),
            label: Label::Person,
            score: (name.score / 1.6).clamp(0.5, 0.99),
            source,
            detail: Detail::None,
        }));
        found.extend(self.honorifics.iter().map(|(word, kind)| Mention {
            model: None,
            range: line.range(word.start, word.end),
            label: Label::Honorific,
            score: 0.9,
            source: "honorific.pack",
            detail: Detail::Honorific(*kind),
        }));
        found.extend(self.bodies());
        found.extend(cues(line, &self.taken));
        found.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.label));
        found
    }

    fn find(&mut self, known: &Known) {
        self.find_titles(known);
        self.find_beside_titles(known);
        self.find_beside_honorifics(known);
        self.find_known(known);
        self.find_bare(known);
        self.find_lists(known);
        self.titles.retain(|t| !t.weak);
        self.tie_titles();
    }

    fn tie_titles(&mut self) {
        let names: Vec<Name> = self.names.iter().map(|(name, _)| *name).collect();
        for title in &mut self.titles {
            let followed = names
                .iter()
                .any(|n| n.start >= title.end && n.start <= title.tied.1);
            if !followed && let Some(start) = link::before(self.line, title.start, &names) {
                title.tied.0 = start;
            }
        }
        link::share_states(self.line, &mut self.titles, &names);
        link::share_bodies(self.line, &mut self.titles);
    }

    fn find_titles(&mut self, known: &Known) {
        // Known names are no part of a title before them: 习近平主席.
        let mut names = vec![false; self.line.len()];
        let mut at = 0;
        while at < self.line.len() {
            match known.at(self.line, at) {
                Some(end) => {
                    mark(&mut names, at, end);
                    at = end;
                }
                None => at += 1,
            }
        }
        for name in table::names(self.line) {
            mark(&mut names, name.start, name.end);
            self.take(name, "name.cell");
        }
        self.titles = title::titles(self.line, &names);
        let cells: Vec<Name> = self.names.iter().map(|(name, _)| *name).collect();
        table::stretch(self.line, &mut self.titles, &cells);
        for title in &self.titles {
            mark(&mut self.taken, title.start, title.end);
        }
    }

    fn find_beside_titles(&mut self, known: &Known) {
        let mut free_from = 0;
        let mut number = 0;
        while let Some(title) = self.titles.get(number).copied() {
            let before = self.before(&title, known, free_from);
            let title = match (title.aide, before) {
                (Some(aide), Some(name)) => self.part_aide(number, aide, name),
                _ => title,
            };
            let sure = before.is_some_and(|n| name::is_known(self.line, &n, known));
            let after = self.after(&title, known);
            free_from = title.end;
            match (before, after) {
                (_, Some(name)) if !sure || name::is_known(self.line, &name, known) => {
                    self.take(name, "name.after-title");
                    if let Some(title) = self.titles.get_mut(number) {
                        title.weak = false;
                    }
                    free_from = name.end;
                }
                (Some(name), _) => {
                    self.take(name, "name.before-title");
                    self.take_body(number, name);
                }
                (None, _) => {}
            }
            number += 1;
        }
    }

    /// `東都大学の甲野教授`: the body of an office that names none stands before the name.
    fn take_body(&mut self, number: usize, name: Name) {
        let floor = self
            .titles
            .get(..number)
            .and_then(<[Title]>::last)
            .map_or(0, |t| t.end);
        if !self.line.japanese {
            return;
        }
        let Some(body) = title::body_before(self.line, name.start, floor, &self.taken) else {
            return;
        };
        if let Some(title) = self.titles.get_mut(number) {
            title.of = Some((body.text, body.end));
            title.shared = title.shared.or(body.country);
        }
    }

    /// `习近平主席特别代表王毅`: the first office is that of the name before it, and the aide is his.
    fn part_aide(&mut self, number: usize, aide: usize, chief: Name) -> Title {
        let Some(title) = self.titles.get_mut(number) else {
            return Title::default();
        };
        let own = Title {
            start: aide,
            text: chief.start,
            tied: (aide, title.end),
            status: None,
            aide: None,
            ..*title
        };
        *title = Title {
            end: aide,
            head: title.text.max(title.start),
            tied: (title.start, aide),
            aide: None,
            ..*title
        };
        let first = *title;
        self.titles.insert(number + 1, own);
        first
    }

    fn after(&mut self, title: &Title, known: &Known) -> Option<Name> {
        if link::is_attribute(self.line, title) {
            let name = name::after_title(self.line, title.end + 1, known, true)
                .and_then(|n| self.clip(n))?;
            if let Some(title) = self.titles.iter_mut().find(|t| t.start == title.start) {
                title.tied.1 = title.end + 1;
            }
            return Some(name);
        }
        let begin = self.after_honorifics(title.end);
        let at = self.after_aside(begin);
        let name = self
            .is_free(at)
            .then(|| name::after_title(self.line, at, known, title.weak))??;
        self.clip(name)
    }

    fn before(&self, title: &Title, known: &Known, free_from: usize) -> Option<Name> {
        if title.text != title.start && !self.line.japanese {
            return None;
        }
        // ミケル・ラーセン・デンマーク外務大臣: a dot stands before the state.
        let dot = title.country.is_some()
            && title
                .start
                .checked_sub(1)
                .is_some_and(|at| self.line.is_mark(at, &['・']));
        let end = title.start - usize::from(dot);
        let name = name::before_title(self.line, end, known, free_from)?;
        let office = !title.weak
            && self
                .line
                .word_from(title.head)
                .is_some_and(|w| w.is(one(Class::Head)));
        (office || name::is_known(self.line, &name, known)).then_some(name)
    }

    /// Behind a bracket that says more of the office, where a name follows:
    /// `校长（院长）陈希`, `检控专员（特别职务）周天行`.
    fn after_aside(&self, at: usize) -> usize {
        if !self.line.is_mark(at, &['（', '(']) {
            return at;
        }
        (at + 1..at + ASIDE)
            .take_while(|end| !self.line.is_mark(*end, &['，', '。', '；', '：']))
            .find(|end| self.line.is_mark(*end, &['）', ')']))
            .filter(|end| self.line.ideograph(end + 1).is_some())
            .map_or(at, |end| end + 1)
    }

    /// Where the name begins that honorifics after a title introduce; those are noted.
    fn after_honorifics(&mut self, mut at: usize) -> usize {
        while let Some(word) = self.line.word_from(at).filter(|w| w.is(HONORIFICS)) {
            self.honorifics.push((word, kind_of(word)));
            mark(&mut self.taken, word.start, word.end);
            at = word.end;
        }
        if self.line.is_mark(at, &['/', '／']) {
            at += 1;
        }
        at
    }

    fn find_beside_honorifics(&mut self, known: &Known) {
        for number in 0..self.line.words.len() {
            let Some(word) = self.line.words.get(number).copied() else {
                break;
            };
            if word.len() < 2 && !self.line.japanese
                || !word.is(HONORIFICS)
                || !self.is_free(word.start)
            {
                continue;
            }
            let named = self.names.iter().any(|(n, _)| n.end == word.start);
            let from = self.free_from(word.start);
            let before = (!named)
                .then(|| name::before_title(self.line, word.start, known, from))
                .flatten();
            if let Some(name) = before {
                self.take(name, "name.before-honorific");
            }
            if named || before.is_some() {
                self.honorifics.push((word, kind_of(word)));
                mark(&mut self.taken, word.start, word.end);
            } else if word.is(set(&[Class::Rank, Class::Royal, Class::Style]))
                && self.is_free(word.end)
                && let Some(name) = name::after_title(self.line, word.end, known, true)
                && let Some(name) = self.clip(name)
            {
                self.honorifics.push((word, kind_of(word)));
                mark(&mut self.taken, word.start, word.end);
                self.take(name, "name.after-honorific");
            }
        }
    }

    fn find_known(&mut self, known: &Known) {
        let mut at = 0;
        while at < self.line.len() {
            let end = self
                .is_free(at)
                .then(|| known.at(self.line, at))
                .flatten()
                .filter(|end| (at..*end).all(|i| self.is_free(i)));
            match end {
                Some(end) => {
                    let score = 1.4;
                    self.take(
                        Name {
                            start: at,
                            end,
                            score,
                        },
                        "name.known",
                    );
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// Names at the beginning of a clause, alone or in a list, whose verb follows.
    fn find_bare(&mut self, known: &Known) {
        for start in 0..self.line.len() {
            let begins = start == 0
                || self.line.is_mark(
                    start - 1,
                    &['。', '，', '；', '：', '“', '「', '（', '(', '！', '？'],
                );
            if !self.is_free(start) {
                continue;
            }
            if begins {
                self.bare_list(start, known);
            } else if let Some(name) = name::between(self.line, start, known)
                && let Some(name) = self.clip(name)
            {
                self.take(name, "name.between");
            }
        }
    }

    fn bare_list(&mut self, start: usize, known: &Known) {
        let mut items: Vec<Name> = Vec::new();
        let mut at = start;
        while self.is_free(at)
            && let Some(name) = name::bare(self.line, at, known).and_then(|n| self.clip(n))
        {
            items.push(name);
            match self.list_step(name.end) {
                Some(next) => at = next,
                None => break,
            }
        }
        let Some(last) = items.last().map(|n| n.end) else {
            return;
        };
        let after = match self.line.word_from(last) {
            Some(word) if self.line.ideograph(word.start) == Some('等') => word.end,
            _ => last,
        };
        if name::acts(self.line, after) && (items.len() > 1 || self.is_clear(&items)) {
            for name in items {
                self.take(name, "name.bare");
            }
        }
    }

    /// Whether a single bare name is one beyond doubt: its characters make no common word.
    fn is_clear(&self, items: &[Name]) -> bool {
        items.iter().all(|n| {
            n.end - n.start > 2 || self.line.word_from(n.start).is_some_and(|w| w.len() == 1)
        })
    }

    /// The names that follow another in a list.
    fn find_lists(&mut self, known: &Known) {
        let mut number = 0;
        while let Some(end) = self.names.get(number).map(|(n, _)| n.end) {
            number += 1;
            let Some(at) = self.list_step(end).filter(|at| self.is_free(*at)) else {
                continue;
            };
            if let Some(name) = name::bare(self.line, at, known).and_then(|n| self.clip(n)) {
                self.take(name, "name.list");
            }
        }
    }

    /// Where the next member of a list begins whose last ended before `end`.
    fn list_step(&self, end: usize) -> Option<usize> {
        if self.line.is_mark(end, &['、']) {
            return Some(end + 1);
        }
        let word = self.line.word_from(end)?;
        (word.is(LISTS)).then_some(word.end)
    }

    /// States and bodies outside what is taken.
    fn bodies(&self) -> Vec<Mention> {
        let free = |w: &&Word| self.is_free(w.start) && w.len() >= 2;
        let mut found = Vec::new();
        for word in self.line.words.iter().filter(free) {
            if let Some(state) = title::country_ref(self.line, word.start, word.end) {
                found.push(Mention {
                    model: None,
                    range: state.range,
                    label: Label::Country,
                    score: 0.8,
                    source: "country.pack",
                    detail: Detail::Country(state),
                });
            } else if let Some(Value::Organisation(_, state)) =
                self.line.value(word.start, word.end, Class::Organisation)
            {
                found.push(Mention {
                    model: None,
                    range: self.line.range(word.start, word.end),
                    label: Label::Organisation,
                    score: 0.8,
                    source: "organisation.table",
                    detail: Detail::Organisation(state.clone()),
                });
            }
        }
        found
    }

    fn take(&mut self, name: Name, source: &'static str) {
        mark(&mut self.taken, name.start, name.end);
        self.names.push((name, source));
    }

    /// The name without what is taken behind it; nothing where too little is left.
    fn clip(&self, name: Name) -> Option<Name> {
        let end = (name.start..name.end)
            .find(|at| !self.is_free(*at))
            .unwrap_or(name.end);
        let latin = self.line.ideograph(name.start).is_none();
        (end == name.end || latin && end > name.start).then_some(Name { end, ..name })
    }

    fn is_free(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken)
    }

    /// The first token from which on nothing is taken before `end`.
    fn free_from(&self, end: usize) -> usize {
        (0..end)
            .rev()
            .find(|at| !self.is_free(*at))
            .map_or(0, |at| at + 1)
    }
}

fn mark(slots: &mut [bool], start: usize, end: usize) {
    slots
        .iter_mut()
        .take(end)
        .skip(start)
        .for_each(|s| *s = true);
}

fn kind_of(word: Word) -> HonorificKind {
    [
        (Class::Courtesy, HonorificKind::Courtesy),
        (Class::Style, HonorificKind::Style),
        (Class::Rank, HonorificKind::Rank),
        (Class::Degree, HonorificKind::Degree),
        (Class::Royal, HonorificKind::Royal),
    ]
    .into_iter()
    .find_map(|(class, kind)| word.is(one(class)).then_some(kind))
    .unwrap_or(HonorificKind::PostNominal)
}
