//! The names that a document has shown once for sure, to be found wherever they stand again.

use compact_str::CompactString;
use rostra_document::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::line::Line;
use super::transliteration::DOTS;

/// Tokens that a known name has at most.
const LONGEST: usize = 16;

/// Names by their simplified characters.
#[derive(Debug, Default)]
pub struct Known {
    names: FxHashMap<CompactString, u32>,
    /// The first token of each: most positions of a text begin none.
    firsts: FxHashSet<CompactString>,
}

impl Known {
    /// Remembers tokens `start..end` as a name, and the last part of a dotted one.
    pub fn learn(&mut self, line: &Line, start: usize, end: usize) {
        self.count(line, start, end);
        let last_dot = (start..end).rev().find(|at| line.is_mark(*at, &DOTS));
        if let Some(dot) = last_dot
            && end - dot > 2
        {
            self.count(line, dot + 1, end);
        }
    }

    fn count(&mut self, line: &Line, start: usize, end: usize) {
        self.firsts.insert(key(line, start, start + 1));
        *self.names.entry(key(line, start, end)).or_default() += 1;
    }

    /// What it is worth that tokens `start..end` are a known name.
    pub fn bonus(&self, line: &Line, start: usize, end: usize) -> f32 {
        if self.names.is_empty() {
            return 0.0;
        }
        match self.names.get(&key(line, start, end)) {
            None => 0.0,
            Some(1) => 0.3,
            Some(_) => 0.5,
        }
    }

    /// The end of the longest known name that begins at `start`.
    pub fn at(&self, line: &Line, start: usize) -> Option<usize> {
        if self.names.is_empty() || line.of_kind(start, TokenKind::Ideograph).is_none() {
            return None;
        }
        let mut text = key(line, start, start + 1);
        if !self.firsts.contains(&text) {
            return None;
        }
        let mut longest = None;
        for end in start + 2..=line.len().min(start + LONGEST) {
            text.push_str(&key(line, end - 1, end));
            if self.names.contains_key(&text) {
                longest = Some(end);
            }
        }
        longest
    }
}

fn key(line: &Line, start: usize, end: usize) -> CompactString {
    line.tokens
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .map(|t| {
            if t.kind == TokenKind::Mark {
                "·"
            } else {
                t.key.as_str()
            }
        })
        .collect()
}
