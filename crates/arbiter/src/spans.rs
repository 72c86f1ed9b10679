//! Spans of tokens that are asked for by place, so that long segments cost no square.

use crate::Tokens;
use crate::found::overlap;

/// Spans in the order of the text, with their numbers in the list that they come from.
#[derive(Debug)]
pub(crate) struct Spans {
    sorted: Vec<(Tokens, usize)>,
}

impl Spans {
    /// From spans that do not overlap.
    pub fn new(spans: impl Iterator<Item = Tokens>) -> Self {
        let mut sorted: Vec<(Tokens, usize)> = spans.zip(0..).collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The numbers of the first two that overlap `span`.
    pub fn beside(&self, span: Tokens) -> (Option<usize>, Option<usize>) {
        let first = self.sorted.partition_point(|((_, end), _)| *end <= span.0);
        let here = self.sorted.iter().skip(first);
        let mut here = here.take_while(|(other, _)| overlap(*other, span));
        let mut next = || here.next().map(|(_, number)| *number);
        (next(), next())
    }

    /// Whether any overlaps `span`.
    pub fn meet(&self, span: Tokens) -> bool {
        self.beside(span).0.is_some()
    }

    /// Whether any ends where `span` begins or begins where it ends.
    pub fn touch(&self, (start, end): Tokens) -> bool {
        let at = self.sorted.partition_point(|((_, last), _)| *last < start);
        let near = self.sorted.iter().skip(at);
        let mut near = near.take_while(|((first, _), _)| *first <= end);
        near.any(|((first, last), _)| *last == start || *first == end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_found_by_place() {
        let spans = Spans::new([(7, 9), (0, 2), (3, 5)].into_iter());
        assert_eq!(spans.beside((1, 4)), (Some(1), Some(2)));
        assert_eq!(spans.beside((8, 20)), (Some(0), None));
        assert_eq!(spans.beside((5, 7)), (None, None));
        assert!(spans.meet((4, 5)) && !spans.meet((2, 3)));
        assert!(spans.touch((2, 3)) && spans.touch((5, 6)) && spans.touch((9, 12)));
        assert!(!spans.touch((6, 6)) && !spans.touch((10, 12)));
    }
}
