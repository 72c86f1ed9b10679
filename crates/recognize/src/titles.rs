//! Titles, parsed from the head noun outwards.
//!
//! To the left stand status words, modifiers and, where the language has them there, portfolio,
//! body and state (`former UK Deputy Foreign Minister`); to the right what [`complements`] reads.
//! The state and the status word are cut from the text, the rest are its pieces.

mod complements;
mod heads;
mod left;

use compact_str::CompactString;
use rostra_document::{CountryForm, CountryRef, Detail, Label, Mention, TitleDetail, TitleStatus};
use rostra_lexicon::Class;

use heads::state_of_head;
pub use heads::{after_two_names, head_at, reaches_head, uncased_name, within_name};

use crate::bodies::organisation;
use crate::scan::Scan;

/// Head nouns of a title.
pub const HEADS: [Class; 3] = [Class::Head, Class::WeakHead, Class::Occupation];

const STATUSES: [(Class, TitleStatus); 4] = [
    (Class::Former, TitleStatus::Former),
    (Class::Then, TitleStatus::Then),
    (Class::Acting, TitleStatus::Acting),
    (Class::Elect, TitleStatus::Elect),
];

/// A title phrase, in token indices of its segment.
#[derive(Clone, Debug)]
pub struct Title {
    /// First token of the phrase, status and state included.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Runs of tokens that are not part of the title's text.
    pub cuts: Vec<(usize, usize)>,
    /// First token of the head noun.
    pub head: usize,
    /// One past the last token of the head noun.
    pub head_end: usize,
    /// Dictionary form of the head noun.
    pub lemma: CompactString,
    /// Class of the head noun.
    pub class: Class,
    /// By a status word of the phrase.
    pub status: TitleStatus,
    /// That word.
    pub status_at: Option<(usize, usize)>,
    /// The state that the phrase names.
    pub country: Option<CountryRef>,
    /// The body that is no state organ.
    pub organization: Option<(usize, usize)>,
    /// The body is one of the table.
    pub tabled: bool,
    /// The body belongs to no state.
    pub stateless: bool,
    /// Something complements the head.
    pub complemented: bool,
    /// The office stands under one that only international bodies have.
    pub under_international: bool,
}

/// Finds titles, left to right, not overlapping.
pub fn titles(scan: &Scan) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let floor = found.last().map_or(0, |t| t.end);
        match head_at(scan, at) {
            Some((len, _, _)) if inside_body(scan, at, len, floor) => at += len,
            Some((len, lemma, class)) => {
                let mut title = Title::new(at, len, lemma, class);
                title.complemented = compound(scan, &title);
                title.country = state_of_head(scan, at, len);
                title.extend_left(scan, floor);
                title.extend_right(scan, floor);
                at = title.end;
                found.push(title);
            }
            None => at += 1,
        }
    }
    found
}

/// `W Kancelarii Prezesa Rady Ministrów minister X`: the office in the name of a body is nobody's.
fn inside_body(scan: &Scan, at: usize, len: usize, floor: usize) -> bool {
    scan.pack.juxtaposes()
        && scan
            .ann
            .ending(at + len, Class::StateBody)
            .is_some_and(|(start, _)| floor <= start && start < at)
}

/// `Sportdirektor`: a compound has its complement in it.
fn compound(scan: &Scan, title: &Title) -> bool {
    let parts = &scan.pack.source.titles.compounds;
    let long = scan
        .token(title.head)
        .is_some_and(|t| t.key.len() > title.lemma.len() + 2);
    title.head_end == title.head + 1
        && long
        && parts
            .iter()
            .any(|part| part.eq_ignore_ascii_case(&title.lemma))
}

impl Title {
    fn new(at: usize, len: usize, lemma: CompactString, class: Class) -> Self {
        Self {
            start: at,
            end: at + len,
            cuts: Vec::new(),
            head: at,
            head_end: at + len,
            lemma,
            class,
            status: TitleStatus::Current,
            status_at: None,
            country: None,
            organization: None,
            tabled: false,
            stateless: false,
            complemented: false,
            under_international: false,
        }
    }

    /// Notes the organisation of the table over tokens `start..end`.
    fn take_organisation(&mut self, scan: &Scan, start: usize, end: usize) {
        self.complemented = true;
        if self.tabled {
            return;
        }
        (self.organization, self.tabled) = (Some((start, end)), true);
        match organisation(scan, start).and_then(|(_, state)| state) {
            Some(code) => {
                let range = scan.range(start, end);
                self.stateless = false;
                self.country.get_or_insert(CountryRef {
                    code,
                    range,
                    form: CountryForm::StateBody,
                });
            }
            // A state's envoy to a body acts for the state, and so does whose state was said before.
            // What a minister is for is a portfolio (`ministre de la Francophonie`).
            None => {
                let minister =
                    self.is_family(scan, &["minister", "minister_of_state", "deputy_minister"]);
                self.stateless =
                    self.country.is_none() && !self.accredited(scan, start) && !minister;
            }
        }
    }

    /// The mention of this title.
    pub fn mention(&self, scan: &Scan) -> Mention {
        // A plural stands in the last word where the head comes last, else in the first.
        let last = scan.pack.source.writing.verb_last;
        let (noun, lemma) = match last {
            true => (
                scan.token(self.head_end - 1),
                self.lemma.rsplit(' ').next().unwrap_or_default(),
            ),
            false => {
                // `вице-премьеры`: of a compound, its last part.
                let first = self.lemma.split(' ').next().unwrap_or_default();
                match first.rsplit_once('-') {
                    Some((before, noun)) => {
                        let parts = before.split('-').count();
                        (scan.token(self.head + parts), noun)
                    }
                    None => (scan.token(self.head), self.lemma.as_str()),
                }
            }
        };
        let marked = self
            .start
            .checked_sub(1)
            .and_then(|at| scan.token(at))
            .is_some_and(|t| scan.pack.is_plural_marker(&t.key));
        let plural = marked || noun.is_some_and(|t| scan.pack.is_plural(t, lemma));
        let weak = self.class == Class::WeakHead && !self.complemented;
        let detail = TitleDetail {
            pieces: self.pieces(scan),
            head: self.lemma.clone(),
            status: self.status,
            status_range: self.status_at.map(|(s, e)| scan.range(s, e)),
            country: self.country.clone(),
            organization: self.organization.map(|(s, e)| scan.range(s, e)),
            stateless: self.stateless,
            plural,
            weak,
            occupation: self.class == Class::Occupation,
            definite: scan.after_article(self.start) || scan.definite(self.head),
        };
        Mention {
            model: None,
            range: scan.range(self.start, self.end),
            label: Label::Title,
            score: if weak { 0.4 } else { 0.9 },
            source: if self.complemented {
                "title.head+complement"
            } else {
                "title.head"
            },
            detail: Detail::Title(Box::new(detail)),
        }
    }

    /// Runs of tokens that are the title's text.
    fn pieces(&self, scan: &Scan) -> Vec<rostra_document::TextRange> {
        let mut pieces = Vec::new();
        let mut at = self.start;
        let mut cuts = self.cuts.clone();
        cuts.sort_unstable();
        for (start, end) in cuts.into_iter().chain([(self.end, self.end)]) {
            if start > at {
                pieces.push(scan.range(at, start));
            }
            at = at.max(end);
        }
        if pieces.is_empty() {
            pieces.push(scan.range(self.head, self.end.max(self.head + 1)));
        }
        pieces
    }
}

/// A province, city, capital or body of a state: it stays in the title that it complements.
pub fn is_place(state: &CountryRef) -> bool {
    matches!(
        state.form,
        CountryForm::Place | CountryForm::Capital | CountryForm::StateBody
    )
}
