//! Places of an older text, found again by their words.

use rostra_document::{CodePoints, Span};

use super::Item;
use crate::annotated::Decision;

/// `items`, whose places count in `old`, with places in `new`; and the names of those who stand nowhere there.
pub(super) fn anchored(items: Vec<Item>, old: &str, new: &str) -> (Vec<Item>, Vec<String>) {
    if old == new {
        return (items, Vec::new());
    }
    let moved = Moved::between(old, new);
    let mut lost = Vec::new();
    let kept = items.into_iter().filter_map(|mut item| {
        let places = item.value.mentions.iter();
        item.value.mentions = places.filter_map(|place| moved.place(*place)).collect();
        if item.value.mentions.is_empty() {
            item.value.mentions.extend(moved.find(&item.value.name, 0));
        }
        if item.value.mentions.is_empty() && item.decision != Decision::Rejected {
            lost.push(item.value.name);
            return None;
        }
        for title in &mut item.value.titles {
            title.place = title.place.and_then(|place| moved.place(place));
        }
        Some(item)
    });
    (kept.collect(), lost)
}

/// Two states of a text.
struct Moved<'t> {
    old: CodePoints<'t>,
    new: CodePoints<'t>,
    /// Code points that both begin with.
    head: usize,
    /// Code points that both end with, after the head.
    tail: usize,
}

impl<'t> Moved<'t> {
    fn between(old: &'t str, new: &'t str) -> Self {
        let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b);
        let head = same.count();
        let same = old
            .chars()
            .rev()
            .zip(new.chars().rev())
            .take_while(|(a, b)| a == b);
        let tail = same.count();
        let (old, new) = (CodePoints::of(old), CodePoints::of(new));
        let shorter = old.at(usize::MAX).min(new.at(usize::MAX));
        Self {
            old,
            new,
            head,
            tail: tail.min(shorter - head),
        }
    }

    /// The same words in the new text: where they must be, else where they next are.
    fn place(&self, place: Span) -> Option<Span> {
        let (was, is) = (self.old.at(usize::MAX), self.new.at(usize::MAX));
        if place.end <= self.head {
            return Some(place);
        }
        if place.start >= was - self.tail {
            return Some(Span {
                start: place.start.saturating_add(is).saturating_sub(was),
                end: place.end.saturating_add(is).saturating_sub(was),
            });
        }
        self.find(self.old.words(place), self.head)
    }

    /// The first place of `words` at or after `from`, else the first of all.
    fn find(&self, words: &str, from: usize) -> Option<Span> {
        if words.trim().is_empty() {
            return None;
        }
        let text = self.new.text();
        let begin = self.new.byte(from);
        let after = text.get(begin..)?.find(words).map(|at| at + begin);
        let at = after.or_else(|| text.find(words))?;
        Some(Span {
            start: self.new.at(at),
            end: self.new.at(at + words.len()),
        })
    }
}
