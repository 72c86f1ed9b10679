//! Groups of scripts, each with a model of its own: what the words of one teach says little of another.

/// A group of scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
    /// Han and Kana.
    Han,
    /// Hangul.
    Hangul,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 5] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Arabic,
        Self::Han,
        Self::Hangul,
    ];

    /// The group of a script, by its ISO 15924 code.
    #[must_use]
    pub fn of_script(script: &str) -> Option<Self> {
        match script {
            "Latn" => Some(Self::Latin),
            "Cyrl" => Some(Self::Cyrillic),
            "Arab" => Some(Self::Arabic),
            "Hans" | "Hant" | "Hani" | "Jpan" => Some(Self::Han),
            "Kore" | "Hang" => Some(Self::Hangul),
            _ => None,
        }
    }

    /// The languages of the group, by ISO 639-1.
    pub fn languages(self) -> impl Iterator<Item = &'static str> {
        rostra_lexicon::languages().filter(move |language| {
            let pack = rostra_lexicon::pack(language);
            pack.and_then(|pack| Self::of_script(&pack.source.writing.script)) == Some(self)
        })
    }

    /// Name of its file.
    #[must_use]
    pub fn file(self) -> String {
        format!("{}.safetensors", self.name())
    }

    /// Name of its file, without ending.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "latin",
            Self::Cyrillic => "cyrillic",
            Self::Arabic => "arabic",
            Self::Han => "han",
            Self::Hangul => "hangul",
        }
    }
}
