//! Names of persons for templates: put together from the lexica, or invented.

mod chain;
mod east_asian;
mod invented;
mod lexica;
mod seen;
mod sounds;

pub use invented::Invented;
pub use lexica::Known;
pub use seen::Seen;

use super::random::Random;

/// In what form a list of a pattern file holds names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As they are.
    Whole,
    /// In capitals.
    Upper,
    /// Family names alone.
    Family,
}

fn form(list: &str) -> Option<Form> {
    let (_, suffix) = list.split_once('.').unwrap_or((list, ""));
    match suffix {
        "" | "m" | "f" | "full" | "cn" | "ja" | "ko" | "for" => Some(Form::Whole),
        "up" | "uc" | "upper" | "caps" | "allup" => Some(Form::Upper),
        "last" | "fam" | "short" | "family" => Some(Form::Family),
        _ => None,
    }
}

/// Whether names that we make can stand in a slot of `list`: not in cases that we do not form.
#[must_use]
pub fn fills(list: &str) -> bool {
    form(list).is_some()
}

/// A name, in its parts and in the order of the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Name {
    /// What stands before the family name, with what joins the two.
    before: String,
    family: String,
    /// What stands after it.
    after: String,
}

impl Name {
    fn in_form(&self, list: &str) -> Option<String> {
        let whole = format!("{}{}{}", self.before, self.family, self.after);
        Some(match form(list)? {
            Form::Whole => whole,
            Form::Upper => whole.to_uppercase(),
            Form::Family => self.family.clone(),
        })
    }
}

/// Of a hundred names in Korean texts, those that are foreign ones.
const FOREIGN: usize = 40;

/// The scripts that names are made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Vietnamese,
    Cyrillic,
    Arabic,
    Chinese,
    Japanese,
    Korean,
}

impl Script {
    fn of(lang: &str) -> Self {
        match lang {
            "vi" => Self::Vietnamese,
            "ru" | "uk" => Self::Cyrillic,
            "ar" => Self::Arabic,
            "zh" => Self::Chinese,
            "ja" => Self::Japanese,
            "ko" => Self::Korean,
            _ => Self::Latin,
        }
    }

    /// Whether a name for `list` should be a foreign one, written by its sound.
    fn is_foreign(self, list: &str, random: &mut Random) -> bool {
        match self {
            Self::Chinese | Self::Japanese => list.ends_with(".for"),
            Self::Korean => random.chance(FOREIGN),
            _ => false,
        }
    }

    /// A Latin name written by its sound.
    fn transliterated(self, given: &str, family: &str) -> Option<Name> {
        let (write, between): (fn(&str) -> String, _) = match self {
            Self::Chinese => (sounds::han, "·"),
            Self::Japanese => (sounds::kana, "・"),
            Self::Korean => (sounds::hangul, " "),
            _ => return None,
        };
        let (given, family) = (write(given), write(family));
        let long = given.chars().count().min(family.chars().count()) > 1;
        long.then(|| Name {
            before: given + between,
            family,
            after: String::new(),
        })
    }
}
