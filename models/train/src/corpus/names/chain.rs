//! Words that look like those of a list and are not in it: a Markov chain over letters (Shannon, "A
//! mathematical theory of communication", 1948, section 3).

use std::collections::BTreeMap;

use super::super::random::Random;

/// Letters that the next one depends on.
const ORDER: usize = 3;
/// Letters of the shortest and the longest word.
const LENGTH: (usize, usize) = (4, 12);
/// Stands for the beginning and the end of a word.
const EDGE: char = ' ';

/// What follows what in the words of a list.
#[derive(Debug, Default)]
pub struct Chain {
    next: BTreeMap<[char; ORDER], Vec<char>>,
}

impl Chain {
    /// Learns from `words`.
    #[must_use]
    pub fn of(words: &[&str]) -> Self {
        let mut chain = Self::default();
        for word in words {
            let mut context = [EDGE; ORDER];
            for letter in word.chars().chain([EDGE]) {
                chain.next.entry(context).or_default().push(letter);
                push(&mut context, letter);
            }
        }
        chain
    }

    /// A word; `None` where it would be too short or too long.
    pub fn word(&self, random: &mut Random) -> Option<String> {
        let mut context = [EDGE; ORDER];
        let mut word = String::new();
        for length in 0..=LENGTH.1 {
            let letter = *random.pick(self.next.get(&context)?)?;
            if letter == EDGE {
                return (length >= LENGTH.0).then_some(word);
            }
            word.push(letter);
            push(&mut context, letter);
        }
        None
    }
}

fn push(context: &mut [char; ORDER], letter: char) {
    context.rotate_left(1);
    if let Some(last) = context.last_mut() {
        *last = letter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_look_like_those_learnt() {
        let chain = Chain::of(&["ivanov", "ivanenko", "romanov", "romanenko"]);
        let mut random = Random::new(1, "");
        for _ in 0..20 {
            let word = chain.word(&mut random).unwrap();
            assert!(word.ends_with("ov") || word.ends_with("enko"), "{word}");
        }
    }
}
