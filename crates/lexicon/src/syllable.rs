//! Syllables of a language that writes each of them as a word: which words can be one of its own.
//!
//! A Vietnamese text holds names of both kinds, `Trần Văn Hòa` and `Gustavo Ruiz`; the shape of the
//! syllables tells them apart, and a lone capital before lower-case syllables begins a term
//! (`Quân ủy`), not a name.

use compact_str::CompactString;

/// Vowels that a syllable has at most.
const MAX_VOWELS: usize = 3;

/// The shape of a syllable: an initial, vowels, a final.
#[derive(Clone, Debug, Default)]
pub struct Syllables {
    initials: Vec<CompactString>,
    finals: Vec<CompactString>,
}

impl Syllables {
    /// Syllables with these folded consonants; without any the language has no such words.
    pub fn new(initials: Vec<CompactString>, finals: Vec<CompactString>) -> Self {
        Self { initials, finals }
    }

    /// Whether `key` is written like one syllable.
    pub fn fits(&self, key: &str) -> bool {
        let known = |list: &[CompactString], part: &str| {
            part.is_empty() || list.iter().any(|own| *own == part)
        };
        let vowels = |c: &char| !c.is_ascii() && *c != 'đ' || "aeiouy".contains(*c);
        !self.initials.is_empty()
            && key.char_indices().take(4).any(|(at, _)| {
                let (initial, rest) = key.split_at_checked(at).unwrap_or_default();
                let count = rest.chars().take_while(vowels).count();
                let len: usize = rest.chars().take(count).map(char::len_utf8).sum();
                let last = rest.get(len..).unwrap_or_default();
                (1..=MAX_VOWELS).contains(&count)
                    && known(&self.initials, initial)
                    && known(&self.finals, last)
            })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn own_syllables_and_foreign_words() {
        let pack = rostra_pack("vi");
        for word in [
            "nguyễn", "quân", "giáo", "ủy", "thành", "đặng", "anh", "nghiêng", "yên",
        ] {
            assert!(pack.is_syllable(word), "{word}");
        }
        for word in [
            "trump", "putin", "gustavo", "perez", "wong", "kanaani", "jong", "",
        ] {
            assert!(!pack.is_syllable(word), "{word}");
        }
        assert!(!rostra_pack("id").is_syllable("ban"));
    }

    fn rostra_pack(tag: &str) -> &'static crate::Pack {
        crate::pack(tag).expect("it has a pack")
    }
}
