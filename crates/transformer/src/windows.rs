//! Windows over a long text: as many sentences as the model can hold, each window with the end of the one before.

/// A sentence in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Encoded {
    /// Identifiers of its pieces, without special ones.
    pub ids: Vec<u32>,
    /// Where its words are, left to right.
    pub words: Vec<Stretch>,
}

/// The pieces of a word, of one that has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Number of the word in its document.
    pub word: usize,
    /// Its first piece.
    pub start: usize,
    /// The piece after its last.
    pub end: usize,
    /// Its first piece is shared with the word before.
    pub continues: bool,
}

/// Pieces that are read together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Window {
    /// Identifiers, without special ones.
    pub ids: Vec<u32>,
    /// The words in it; of one that the window cuts, what lies inside.
    pub words: Vec<Stretch>,
    /// Text stands before it.
    pub open_before: bool,
    /// Text stands after it.
    pub open_after: bool,
    /// How many were made before it.
    pub number: usize,
}

impl Window {
    /// How far a word is from where the window cuts the text: the farther, the more of its surroundings is seen.
    pub fn margin(&self, stretch: &Stretch) -> usize {
        let far = |open: bool, distance| if open { distance } else { usize::MAX };
        let before = far(self.open_before, stretch.start);
        before.min(far(self.open_after, self.ids.len() - stretch.end))
    }
}

/// Makes windows of sentences, one after the other; holds one window and no more.
#[derive(Debug)]
pub(crate) struct Windows {
    capacity: usize,
    overlap: usize,
    window: Window,
    /// Where sentences begin in it.
    borders: Vec<usize>,
    /// From which piece on it has what no window had before.
    fresh: usize,
}

impl Windows {
    /// Windows of up to `capacity` pieces, of which up to `overlap`, less than half, repeat the window before.
    pub fn new(capacity: usize, overlap: usize) -> Self {
        let capacity = capacity.max(2);
        Self {
            capacity,
            overlap: overlap.min((capacity - 1) / 2),
            window: Window::default(),
            borders: Vec::new(),
            fresh: 0,
        }
    }

    /// Adds a sentence; windows that are full go to `out`. A sentence longer than a window is cut between words, a
    /// word longer than a window inside.
    pub fn push(&mut self, sentence: &Encoded, out: &mut Vec<Window>) {
        let length = sentence.ids.len();
        if self.window.ids.len() + length > self.capacity {
            // One that is cut anyway has room for what it follows.
            let room = self.capacity.checked_sub(length).unwrap_or(self.overlap);
            self.emit(self.overlap.min(room), out);
        }
        self.borders.push(self.window.ids.len());
        let mut at = 0;
        while length - at > self.capacity - self.window.ids.len() {
            let room = at + self.capacity - self.window.ids.len();
            let cut = sentence.border(room).filter(|cut| *cut > at);
            let cut = cut.unwrap_or(room);
            self.append(sentence, at, cut);
            at = cut;
            self.emit(self.overlap, out);
        }
        self.append(sentence, at, length);
    }

    /// Ends the text.
    pub fn finish(self, out: &mut Vec<Window>) {
        if self.fresh < self.window.ids.len() {
            out.push(self.window);
        }
    }

    fn append(&mut self, sentence: &Encoded, start: usize, end: usize) {
        let shift = self.window.ids.len();
        let ids = sentence.ids.get(start..end).unwrap_or_default();
        self.window.ids.extend_from_slice(ids);
        let first = sentence.words.partition_point(|word| word.start < start);
        let words = sentence.words.iter().skip(first);
        let words = words.take_while(|word| word.start < end);
        self.window.words.extend(words.map(|word| Stretch {
            start: word.start - start + shift,
            end: word.end.min(end) - start + shift,
            ..*word
        }));
    }

    /// Puts the window out, if it has anything new, and keeps up to `overlap` pieces of its end.
    fn emit(&mut self, overlap: usize, out: &mut Vec<Window>) {
        if self.fresh < self.window.ids.len() {
            out.push(Window {
                open_after: true,
                ..self.window.clone()
            });
            self.window.number += 1;
            self.window.open_before = true;
        }
        let length = self.window.ids.len();
        let near = |at: &usize| length - at <= overlap;
        let sentence = self.borders.iter().copied().find(near);
        let word = || self.window.words.iter().map(|word| word.start).find(near);
        let from = sentence.or_else(word).unwrap_or(length);
        self.window.ids.drain(..from);
        self.window.words.retain(|word| word.start >= from);
        for word in &mut self.window.words {
            word.start -= from;
            word.end -= from;
        }
        self.borders
            .retain(|border| *border >= from && *border < length);
        self.borders.iter_mut().for_each(|border| *border -= from);
        self.fresh = self.window.ids.len();
    }
}

impl Encoded {
    /// The last piece up to `at` with which a word begins.
    fn border(&self, at: usize) -> Option<usize> {
        let next = self.words.partition_point(|word| word.start <= at);
        let last = next.checked_sub(1).and_then(|last| self.words.get(last));
        last.map(|word| word.start)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sentences of words of so many pieces each; identifiers count on, so that windows show what they hold.
    fn sentences(lengths: &[Vec<usize>]) -> Vec<Encoded> {
        let (mut id, mut number) = (0, 0);
        let mut sentence = |words: &Vec<usize>| {
            let mut encoded = Encoded::default();
            for pieces in words {
                let start = encoded.ids.len();
                encoded.ids.extend((id..).take(*pieces));
                id += *pieces as u32;
                encoded.words.push(Stretch {
                    word: number,
                    start,
                    end: start + pieces,
                    continues: false,
                });
                number += 1;
            }
            encoded
        };
        lengths.iter().map(&mut sentence).collect()
    }

    fn windows(lengths: &[Vec<usize>], capacity: usize, overlap: usize) -> Vec<Window> {
        let mut out = Vec::new();
        let mut windows = Windows::new(capacity, overlap);
        for sentence in sentences(lengths) {
            windows.push(&sentence, &mut out);
        }
        windows.finish(&mut out);
        out
    }

    /// First and last piece of each window.
    fn ends(windows: &[Window]) -> Vec<(u32, u32)> {
        let ends = |w: &Window| (w.ids[0], *w.ids.last().unwrap());
        windows.iter().map(ends).collect()
    }

    /// Pieces of words by sentence, and the ends of windows.
    type Case<'c> = (&'c [Vec<usize>], &'c [(u32, u32)]);

    #[test]
    fn windows_begin_with_sentences() {
        let cases: [Case; 7] = [
            (&[], &[]),
            (&[vec![1; 4]], &[(0, 3)]),
            (&[vec![1; 4], vec![1; 6]], &[(0, 9)]),
            // The last sentence that fits into the overlap is seen twice.
            (&[vec![1; 6], vec![1; 3], vec![1; 5]], &[(0, 8), (6, 13)]),
            // None fits: as many words of the last.
            (&[vec![1; 8], vec![1; 5]], &[(0, 7), (5, 12)]),
            // Longer than a window, with what it follows.
            (&[vec![1; 5], vec![1; 12]], &[(0, 4), (2, 11), (9, 16)]),
            // Longer than a window.
            (&[vec![1; 20]], &[(0, 9), (7, 16), (14, 19)]),
        ];
        for (lengths, expected) in cases {
            let overlap = if lengths.len() == 3 { 4 } else { 3 };
            assert_eq!(
                ends(&windows(lengths, 10, overlap)),
                expected,
                "{lengths:?}"
            );
        }
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        let made = windows(&[vec![4, 4, 4, 4]], 10, 4);
        assert_eq!(ends(&made), [(0, 7), (4, 11), (8, 15)]);
        let giant = windows(&[vec![25, 1]], 10, 4);
        assert_eq!(giant[0].words[0].end, 10);
        assert_eq!(ends(&giant).last(), Some(&(20, 25)));
    }

    #[test]
    fn the_ends_of_the_text_are_no_cuts() {
        let made = windows(&[vec![1; 8], vec![1; 8]], 10, 3);
        let open: Vec<_> = made.iter().map(|w| (w.open_before, w.open_after)).collect();
        assert_eq!(open, [(false, true), (true, false)]);
        let long = windows(&[vec![1; 25]], 10, 3);
        assert!(!long[0].open_before && long[0].open_after);
        assert!(long.last().is_some_and(|w| w.open_before && !w.open_after));
        assert!(long.iter().enumerate().all(|(at, w)| w.number == at));
        assert_eq!(made[0].margin(&made[0].words[0]), 7);
        assert_eq!(
            windows(&[vec![1; 4]], 10, 3)[0].margin(&made[0].words[0]),
            usize::MAX
        );
    }

    proptest! {
        #[test]
        fn every_piece_is_read_and_no_window_is_too_long(
            lengths in prop::collection::vec(prop::collection::vec(1..9usize, 0..12), 0..12),
            capacity in 2..20usize,
            overlap in 0..20usize,
        ) {
            let made = windows(&lengths, capacity, overlap);
            let total: usize = lengths.iter().flatten().sum();
            let mut seen = vec![false; total];
            let mut words = vec![false; lengths.iter().flatten().count()];
            let mut repeated = 0;
            for window in &made {
                prop_assert!(window.ids.len() <= capacity && !window.ids.is_empty());
                prop_assert!(window.ids.windows(2).all(|pair| pair[0] + 1 == pair[1]));
                for id in &window.ids {
                    repeated += usize::from(seen[*id as usize]);
                    seen[*id as usize] = true;
                }
                for word in &window.words {
                    prop_assert!(word.start < word.end && word.end <= window.ids.len());
                    words[word.word] = true;
                }
            }
            prop_assert!(seen.iter().all(|seen| *seen) && words.iter().all(|seen| *seen));
            prop_assert!(repeated <= made.len() * overlap.min(capacity / 2));
        }
    }
}
