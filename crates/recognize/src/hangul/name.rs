//! Names: one word of a family and a given name, or up to four unknown words that write a foreign one,
//! beside a title or an honorific.

use compact_str::CompactString;
use rostra_document::{Detail, Label, Mention, TokenKind};
use rostra_lexicon::Class;
use rostra_lexicon::hangul::is_syllable;
use rustc_hash::FxHashSet;

use super::title::Title;
use crate::mention;
use crate::scan::Scan;

/// Names of the document, their words joined by spaces.
pub type Known = FxHashSet<CompactString>;

/// Words of a foreign name at most.
const LONGEST: usize = 4;

/// Family names that are also small words: by themselves they stand before an office only where the
/// document names somebody of that family.
const SMALL_WORDS: &str = "이한전현신구주각양정지동금원도제모성인대시군부명본";

/// A name found. Positions are token indices.
#[derive(Clone, Debug)]
pub struct Found {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    score: f32,
    source: &'static str,
}

impl Found {
    /// The mention of this name.
    pub fn mention(&self, scan: &Scan) -> Mention {
        mention(
            scan,
            self.start,
            self.end,
            Label::Person,
            self.score,
            self.source,
            Detail::None,
        )
    }

    /// The name as others of the document can be told by it; nothing for a family name alone.
    pub fn taught(&self, scan: &Scan) -> Option<CompactString> {
        let name = joined(scan, self.start, self.end);
        (self.source != "name.family" && name.chars().count() > 1).then_some(name)
    }
}

fn joined(scan: &Scan, start: usize, end: usize) -> CompactString {
    let mut name = CompactString::default();
    for token in (start..end).filter_map(|at| scan.token(at)) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&token.key);
    }
    name
}

/// Whether the word at `at` is a family name with a given one of two syllables, and no word of the
/// vocabulary.
pub fn is_name(scan: &Scan, at: usize) -> bool {
    let Some(token) = scan.token(at) else {
        return false;
    };
    let Some(family) = scan.pack.family_of(&token.key) else {
        return false;
    };
    is_unknown(scan, at) && token.key.chars().count() == family + 2
}

/// Whether the word at `at` is written in syllables and no class has it.
fn is_unknown(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.key.chars().all(is_syllable)
            && !scan.pack.ends_as_verb(&t.key)
    }) && !scan.ann.known(at)
}

/// Finds names beside `titles` and honorifics, in lists with those, and those of `known`.
pub fn names(scan: &Scan, titles: &[Title], known: &Known) -> Vec<Found> {
    let mut finder = Finder {
        scan,
        known,
        taken: vec![false; scan.len()],
        found: Vec::new(),
    };
    for title in titles {
        mark(&mut finder.taken, title.start, title.end);
    }
    finder.beside_titles(titles);
    finder.before_honorifics();
    finder.known_names();
    finder.lists();
    finder.found.sort_by_key(|n| n.start);
    finder.found
}

struct Finder<'s, 'a> {
    scan: &'s Scan<'a>,
    known: &'s Known,
    taken: Vec<bool>,
    found: Vec<Found>,
}

impl Finder<'_, '_> {
    fn free(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken)
    }

    fn take(&mut self, start: usize, end: usize, score: f32, source: &'static str) {
        mark(&mut self.taken, start, end);
        self.found.push(Found {
            start,
            end,
            score,
            source,
        });
    }

    fn beside_titles(&mut self, titles: &[Title]) {
        for (number, title) in titles.iter().enumerate() {
            let bracket = title.start > 1 && self.scan.is_mark(title.start - 1, '(');
            let end = title.start - usize::from(bracket);
            if self.before(end, title, bracket) {
                continue;
            }
            let next = titles.get(number + 1).map_or(usize::MAX, |t| t.start);
            self.after(title, next);
        }
    }

    /// The name that ends before token `end`.
    fn before(&mut self, end: usize, title: &Title, bracket: bool) -> bool {
        let Some(last) = end.checked_sub(1).filter(|at| self.free(*at)) else {
            return false;
        };
        let run = self.run(end, title.is_foreign());
        let several = run.is_some_and(|start| start + 1 < end);
        if !bracket && !several && self.family_alone(last) {
            self.take(last, end, 0.6, "name.family");
            return true;
        }
        if let Some(start) = run {
            let korean = start + 1 == end && is_name(self.scan, last);
            let sure = korean || self.is_known(start, end);
            if !sure && (title.weak() || bracket) {
                return false;
            }
            self.take(
                start,
                end,
                if sure { 0.9 } else { 0.75 },
                "name.before-title",
            );
            return true;
        }
        false
    }

    /// `조 장관`.
    fn family_alone(&self, at: usize) -> bool {
        let Some(token) = self.scan.token(at) else {
            return false;
        };
        // A particle is glued to the word before it.
        let begins = token.spaced || at == 0;
        let one = begins && token.key.chars().count() == 1 && token.kind == TokenKind::Word;
        if !one || !self.scan.pack.is_family(&token.key) {
            return false;
        }
        let named = || {
            let mut names = self.known.iter();
            names.any(|n| !n.contains(' ') && n.starts_with(token.key.as_str()))
        };
        !SMALL_WORDS.contains(token.key.as_str()) || named()
    }

    /// Where the name begins that ends before token `end`: a Korean one, or the longest run of unknown
    /// words. Beside a `foreign` office a word that looks Korean goes with those before it.
    fn run(&self, end: usize, foreign: bool) -> Option<usize> {
        let last = end.checked_sub(1)?;
        if !foreign && self.free(last) && is_name(self.scan, last) {
            return Some(last);
        }
        let usable = |at: usize| {
            let word = is_unknown(self.scan, at) && !self.bodily(at) && !self.verbal(at);
            let inside = at > 0 && at + 1 < end && self.scan.is(at, Class::Particle);
            self.free(at) && (word || self.generation(at) || inside)
        };
        let mut start = end;
        while start > 0
            && end - start < LONGEST
            && usable(start - 1)
            && (start == end || self.scan.token(start).is_some_and(|t| t.spaced))
        {
            start -= 1;
        }
        let long = (start..end).any(|at| {
            self.scan
                .token(at)
                .is_some_and(|t| t.key.chars().count() >= 2)
        });
        (start < end && long).then_some(start)
    }

    /// `관계부처 장관`, `회원국 대사`: nouns that are nobody's name.
    fn bodily(&self, at: usize) -> bool {
        const ENDS: [&str; 12] = [
            "부처",
            "분야",
            "회원국",
            "참가국",
            "의장국",
            "당사국",
            "개최국",
            "위원회",
            "연구원",
            "대학교",
            "협회",
            "재단",
        ];
        self.scan
            .token(at)
            .is_some_and(|t| ENDS.iter().any(|e| t.key.ends_with(e)))
    }

    /// `합격해 외교부 국장`: a verb that no class has.
    fn verbal(&self, at: usize) -> bool {
        const ENDS: [&str; 9] = [
            "해", "하고", "하며", "하여", "하는", "되는", "했던", "된", "할",
        ];
        self.scan
            .token(at)
            .is_some_and(|t| t.key.chars().count() >= 3 && ENDS.iter().any(|e| t.key.ends_with(e)))
    }

    /// `압둘라 2세`.
    fn generation(&self, at: usize) -> bool {
        let token = self.scan.token(at);
        token.is_some_and(|t| t.kind == TokenKind::Number && t.key.ends_with('세'))
    }

    fn is_known(&self, start: usize, end: usize) -> bool {
        self.known.contains(&joined(self.scan, start, end))
    }

    /// `외교부 장관 조태열`, `위원장: 조태열`: no other title may follow the name.
    fn after(&mut self, title: &Title, next: usize) {
        const MARKS: [char; 5] = [':', '：', '-', '–', '—'];
        let marked = MARKS.iter().any(|m| self.scan.is_mark(title.end, *m));
        let at = title.end + usize::from(marked);
        if !self.free(at) {
            return;
        }
        let mut end = at + 1;
        if !is_name(self.scan, at) {
            while end < at + LONGEST && self.free(end) && is_unknown(self.scan, end) {
                end += 1;
            }
            let foreign = marked && is_unknown(self.scan, at);
            if !foreign && !self.is_known(at, end) {
                return;
            }
        }
        if end != next && (marked || !title.weak()) {
            self.take(at, end, 0.85, "name.after-title");
        }
    }

    fn before_honorifics(&mut self) {
        for at in 1..self.scan.len() {
            if self.scan.len_of(at, Class::PostNominal) == 0 || !self.free(at) {
                continue;
            }
            let Some(start) = self.run(at, false) else {
                continue;
            };
            let korean = start + 1 == at && is_name(self.scan, start);
            // `씨`, `양` are also the ends of other words; foreign names come with ranks.
            let long = self
                .scan
                .token(at)
                .is_some_and(|t| t.key.chars().count() > 1);
            if korean || long || self.is_known(start, at) {
                self.take(start, at, 0.85, "name.before-honorific");
            }
        }
    }

    /// Names of the document where nothing stands beside them.
    fn known_names(&mut self) {
        let mut at = 0;
        while at < self.scan.len() {
            let end = (at + 1..=at + LONGEST)
                .rev()
                .find(|end| (at..*end).all(|i| self.free(i)) && self.is_known(at, *end));
            match end {
                Some(end) => {
                    self.take(at, end, 0.85, "name.known");
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// `김철수, 이영희, 박민수 의원`; `김철수 의원과 이영희·박민수`.
    fn lists(&mut self) {
        let mut number = 0;
        while let Some((start, end)) = self.found.get(number).map(|n| (n.start, n.end)) {
            number += 1;
            if let Some(before) = start.checked_sub(2).filter(|_| self.divides(start - 1))
                && self.free(before)
                && is_name(self.scan, before)
            {
                self.take(before, before + 1, 0.7, "name.list");
            }
            let after = end + 1;
            let alone = |at: usize| !self.scan.office(at);
            if self.divides(end)
                && self.free(after)
                && is_name(self.scan, after)
                && alone(after + 1)
            {
                self.take(after, after + 1, 0.7, "name.list");
            }
        }
    }

    /// Whether the token at `at` stands between two members of a list.
    fn divides(&self, at: usize) -> bool {
        [',', '·', 'ㆍ', '、', '/']
            .iter()
            .any(|m| self.scan.is_mark(at, *m))
            || self.scan.is(at, Class::And)
    }
}

fn mark(slots: &mut [bool], start: usize, end: usize) {
    slots
        .iter_mut()
        .take(end)
        .skip(start)
        .for_each(|slot| *slot = true);
}
