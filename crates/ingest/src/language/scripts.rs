//! How much of a text is written in each script.

/// A script, or the language where one alone uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Ethiopic,
    /// Chinese characters, with or without kana.
    Han,
    /// A script that one language uses, by its tag.
    Only(&'static str),
}

/// Scripts other than those of [`Script::of`]'s first choices, by block.
const BLOCKS: &[(u32, u32, Script)] = &[
    (0x0370, 0x03ff, Script::Only("el")),
    (0x1f00, 0x1fff, Script::Only("el")),
    (0x0530, 0x058f, Script::Only("hy")),
    (0x0590, 0x05ff, Script::Only("he")),
    (0x0780, 0x07bf, Script::Only("dv")),
    (0x0900, 0x097f, Script::Devanagari),
    (0x0980, 0x09ff, Script::Only("bn")),
    (0x0a00, 0x0a7f, Script::Only("pa")),
    (0x0a80, 0x0aff, Script::Only("gu")),
    (0x0b80, 0x0bff, Script::Only("ta")),
    (0x0c00, 0x0c7f, Script::Only("te")),
    (0x0c80, 0x0cff, Script::Only("kn")),
    (0x0d00, 0x0d7f, Script::Only("ml")),
    (0x0d80, 0x0dff, Script::Only("si")),
    (0x0e00, 0x0e7f, Script::Only("th")),
    (0x0e80, 0x0eff, Script::Only("lo")),
    (0x0f00, 0x0fff, Script::Only("bo")),
    (0x1000, 0x109f, Script::Only("my")),
    (0x10a0, 0x10ff, Script::Only("ka")),
    (0x1100, 0x11ff, Script::Only("ko")),
    (0x1200, 0x137f, Script::Ethiopic),
    (0x1780, 0x17ff, Script::Only("km")),
    (0x3130, 0x318f, Script::Only("ko")),
    (0xac00, 0xd7af, Script::Only("ko")),
];

impl Script {
    /// The script of a letter and how many letters of an alphabet it stands for, since some write a syllable or a word with
    /// one: so scripts compare by amount of text. `None` for letters of no script that is known.
    pub(super) fn of(letter: char) -> Option<(Self, usize)> {
        match u32::from(letter) {
            0x41..=0x7a | 0xaa | 0xba | 0xc0..=0x24f | 0x1e00..=0x1eff => Some((Self::Latin, 1)),
            0x400..=0x52f => Some((Self::Cyrillic, 1)),
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => {
                Some((Self::Arabic, 1))
            }
            0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af => {
                Some((Self::Han, 3))
            }
            0x3040..=0x30ff | 0xff66..=0xff9f => Some((Self::Han, 2)),
            code => Self::of_block(code),
        }
    }

    /// The script that `tag` alone is written in.
    pub(super) fn of_language(tag: &str) -> Option<Self> {
        let mut blocks = BLOCKS.iter();
        let found =
            blocks.find(|(_, _, script)| matches!(script, Self::Only(only) if *only == tag));
        found.map(|&(_, _, script)| script)
    }

    fn of_block(code: u32) -> Option<(Self, usize)> {
        let &(_, _, script) = BLOCKS.iter().find(|b| (b.0..=b.1).contains(&code))?;
        Some((script, 1 + usize::from(script == Self::Only("ko"))))
    }
}

/// Letters by script.
#[derive(Clone, Debug, Default)]
pub(super) struct Scripts {
    counts: Vec<(Script, usize)>,
    kana: usize,
}

impl Scripts {
    pub(super) fn of(text: &str) -> Self {
        let mut scripts = Self::default();
        let ascii = text.bytes().filter(u8::is_ascii_alphabetic).count();
        if ascii > 0 {
            scripts.counts.push((Script::Latin, ascii));
        }
        if ascii < text.len() {
            let letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
            letters.for_each(|letter| scripts.add(letter));
        }
        scripts
    }

    fn add(&mut self, letter: char) {
        let Some((script, weight)) = Script::of(letter) else {
            return;
        };
        self.kana += usize::from(script == Script::Han && weight == 2) * weight;
        match self.counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += weight,
            None => self.counts.push((script, weight)),
        }
    }

    /// Whether kana stand among the characters as they do in Japanese.
    pub(super) fn japanese(&self) -> bool {
        self.kana * 10 > self.count(Script::Han) - self.kana
    }

    /// Letters of `script`.
    pub(super) fn count(&self, script: Script) -> usize {
        let found = self.counts.iter().find(|(known, _)| *known == script);
        found.map_or(0, |&(_, count)| count)
    }

    /// Letters of all scripts.
    pub(super) fn all(&self) -> usize {
        self.counts.iter().map(|&(_, count)| count).sum()
    }

    /// The script of most letters; of equals, the first that the text writes.
    pub(super) fn largest(&self) -> Option<Script> {
        let most = self.counts.iter().map(|&(_, count)| count).max()?;
        let mut counts = self.counts.iter();
        counts
            .find(|&&(_, count)| count == most)
            .map(|&(script, _)| script)
    }
}
