//! The language of a text: by script first, then by tell-tale letters, then by its words.

use rostra_document::Language;
use whatlang::{Detector, Lang};

use crate::words;

/// Windows read from the beginning, the middle and the end of a long text, in bytes each: most of
/// the text decides, and the rest of a long one adds nothing.
const WINDOW: usize = 6 << 10;

/// Below this many letters trigrams guess; function words decide alone.
const SHORT: usize = 200;

/// Languages that [`identify`] tells apart, as BCP 47 primary tags.
pub const IDENTIFIED: &[&str] = &[
    "am", "ar", "be", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "lo", "mk", "ms", "my", "nl", "no",
    "pl", "pt", "ro", "ru", "sk", "sr", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh",
];

/// The language that most of `text` is written in, or [`Language::unknown`] where it has no
/// letters or none of its words are known.
#[must_use]
pub fn identify(text: &str) -> Language {
    let sample = sample(text);
    let counts = Scripts::of(&sample);
    let tag = match counts.largest() {
        None => None,
        Some(Script::Latin) => latin(&sample),
        Some(Script::Cyrillic) => Some(cyrillic(&sample)),
        Some(Script::Arabic) => Some(arabic(&sample)),
        Some(Script::Han) => Some(if counts.kana * 10 > counts.han {
            "ja"
        } else {
            "zh"
        }),
        Some(Script::Other(tag)) => Some(tag),
    };
    tag.map_or_else(Language::unknown, Language::new)
}

fn sample(text: &str) -> String {
    if text.len() <= 3 * WINDOW {
        return text.to_owned();
    }
    let middle = text.len() / 2 - WINDOW / 2;
    let mut sample = String::with_capacity(3 * WINDOW + 2);
    for start in [0, middle, text.len() - WINDOW] {
        let (start, end) = (border(text, start), border(text, start + WINDOW));
        sample.push_str(text.get(start..end).unwrap_or_default());
        sample.push('\n');
    }
    sample
}

/// The last character border at or before `at`.
fn border(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
    /// A script that one language of [`IDENTIFIED`] uses.
    Other(&'static str),
}

/// Scripts with one language, by block.
const BLOCKS: &[(u32, u32, &str)] = &[
    (0x0370, 0x03ff, "el"),
    (0x0530, 0x058f, "hy"),
    (0x0590, 0x05ff, "he"),
    (0x0900, 0x097f, "hi"),
    (0x0980, 0x09ff, "bn"),
    (0x0b80, 0x0bff, "ta"),
    (0x0e00, 0x0e7f, "th"),
    (0x0e80, 0x0eff, "lo"),
    (0x1000, 0x109f, "my"),
    (0x10a0, 0x10ff, "ka"),
    (0x1200, 0x137f, "am"),
    (0x1780, 0x17ff, "km"),
    (0x1100, 0x11ff, "ko"),
    (0x3130, 0x318f, "ko"),
    (0xac00, 0xd7af, "ko"),
];

/// Letters by script. A character of a script that writes a syllable or a word with one weighs as
/// many letters as it stands for, so that scripts compare by amount of text.
#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    han: usize,
    kana: usize,
    other: Vec<(&'static str, usize)>,
}

impl Scripts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            counts.add(c);
        }
        counts
    }

    fn add(&mut self, c: char) {
        match u32::from(c) {
            0x41..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => self.latin += 1,
            0x400..=0x52f => self.cyrillic += 1,
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => {
                self.arabic += 1;
            }
            0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af => {
                self.han += 3
            }
            0x3040..=0x30ff | 0xff66..=0xff9f => self.kana += 2,
            code => self.add_block(code),
        }
    }

    fn add_block(&mut self, code: u32) {
        let Some(&(_, _, tag)) = BLOCKS.iter().find(|b| (b.0..=b.1).contains(&code)) else {
            return;
        };
        let weight = if tag == "ko" { 2 } else { 1 };
        match self.other.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, count)) => *count += weight,
            None => self.other.push((tag, weight)),
        }
    }

    fn largest(&self) -> Option<Script> {
        let mut all = vec![
            (Script::Latin, self.latin),
            (Script::Cyrillic, self.cyrillic),
            (Script::Arabic, self.arabic),
            (Script::Han, self.han + self.kana),
        ];
        all.extend(
            self.other
                .iter()
                .map(|&(tag, count)| (Script::Other(tag), count)),
        );
        // `max_by_key` takes the last of equals; reversed, Latin wins a tie.
        let (script, count) = all.into_iter().rev().max_by_key(|&(_, count)| count)?;
        (count > 0).then_some(script)
    }
}

/// Share of `letters` among all letters of `text`, in thousandths.
fn share(text: &str, letters: &str) -> usize {
    let (mut hits, mut all) = (0, 0);
    for c in text
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
    {
        all += 1;
        hits += usize::from(letters.contains(c));
    }
    (hits * 1000).checked_div(all).unwrap_or(0)
}

/// Cyrillic languages by letters that the others lack, rarest first. A name from a neighbour in
/// the text stays below the shares.
fn cyrillic(text: &str) -> &'static str {
    let russian = share(text, "ыэё");
    let marks = [
        ("ѓќѕ", "mk", 2),
        ("ђћјљњџ", "sr", 10),
        ("қғңұүһә", "kk", 10),
        ("ў", "be", 5),
        ("іїєґ", "uk", (russian + 1).max(10)),
        ("ыэё", "ru", 5),
        ("ъ", "bg", 5),
    ];
    marks
        .iter()
        .find(|(letters, _, least)| share(text, letters) >= *least)
        .map_or("ru", |m| m.1)
}

fn arabic(text: &str) -> &'static str {
    let marks = [("ٹڈڑےں", "ur", 10), ("پچژگیک", "fa", 20)];
    marks
        .iter()
        .find(|(letters, _, least)| share(text, letters) >= *least)
        .map_or("ar", |m| m.1)
}

/// Letters of Vietnamese that no other language of the list writes.
const VIETNAMESE: &str = "ơưăđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";

fn latin(text: &str) -> Option<&'static str> {
    if share(text, VIETNAMESE) >= 40 {
        return Some("vi");
    }
    let by_words = words::identify(text);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < SHORT || by_words.is_some_and(|(_, sure)| sure) {
        return by_words.map(|(tag, _)| tag).or_else(|| by_trigrams(text));
    }
    by_trigrams(text).or(by_words.map(|(tag, _)| tag))
}

/// Latin-script languages that trigrams choose from.
const TRIGRAMS: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Deu, "de"),
    (Lang::Ita, "it"),
    (Lang::Ind, "id"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Pol, "pl"),
    (Lang::Nld, "nl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Hrv, "hr"),
];

fn by_trigrams(text: &str) -> Option<&'static str> {
    let allowed = TRIGRAMS.iter().map(|&(lang, _)| lang).collect();
    let lang = Detector::with_allowlist(allowed).detect_lang(text)?;
    TRIGRAMS
        .iter()
        .find(|(known, _)| *known == lang)
        .map(|&(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::{IDENTIFIED, identify};

    #[test]
    fn one_sentence_is_enough() {
        let cases = [
            ("en", "The Minister met with his counterpart in Hanoi."),
            (
                "fr",
                "Le ministre des Affaires étrangères a reçu l’ambassadeur.",
            ),
            (
                "es",
                "El presidente de la República se reunió con los gobernadores.",
            ),
            (
                "pt",
                "O presidente da República se reuniu com os governadores em Brasília.",
            ),
            (
                "de",
                "Der Bundeskanzler hat mit dem Präsidenten gesprochen.",
            ),
            (
                "it",
                "Il ministro degli Esteri ha incontrato il suo omologo nella capitale.",
            ),
            (
                "id",
                "Presiden bertemu dengan para menteri di Jakarta untuk membahas kerja sama.",
            ),
            (
                "tr",
                "Cumhurbaşkanı ile Dışişleri Bakanı bir araya geldi ve görüştü.",
            ),
            ("vi", "Chủ tịch nước Lương Cường hội kiến Tổng thống Peru."),
            (
                "pl",
                "Minister spraw zagranicznych spotkał się z ambasadorem w Warszawie.",
            ),
            ("ru", "Министр иностранных дел встретился с послом."),
            (
                "uk",
                "Міністр закордонних справ зустрівся з послом України.",
            ),
            ("bg", "Министърът на външните работи се срещна с посланика."),
            (
                "sr",
                "Министар спољних послова разговарао је с амбасадором у Београду.",
            ),
            ("ar", "استقبل رئيس الجمهورية وزير الخارجية في القصر"),
            ("fa", "وزیر امور خارجه با همتای خود گفت و گو کرد"),
            ("zh", "公安部部长王小洪出席会议并致辞。"),
            ("ja", "岸田総理は記者会見を行いました。"),
            ("ko", "대통령은 외교부 장관과 회담을 가졌다."),
            ("el", "Ο υπουργός Εξωτερικών συναντήθηκε με τον πρέσβη."),
        ];
        for (tag, text) in cases {
            assert_eq!(identify(text).as_str(), tag, "{text}");
        }
    }

    #[test]
    fn most_of_the_text_decides() {
        let chinese = "外交部长王毅会见来访的法国总统（Emmanuel Macron），双方就双边关系交换意见。";
        assert_eq!(identify(chinese).as_str(), "zh");
        let russian = "Министр встретился с Володимиром Зеленським і Kyiv Post. Затем он объявил о новых мерах поддержки.";
        assert_eq!(identify(russian).as_str(), "ru");
    }

    #[test]
    fn nothing_is_claimed_where_nothing_stands() {
        for text in ["", "12.03.2024", "🙂 — …"] {
            assert_eq!(identify(text).as_str(), "und", "{text}");
        }
    }

    #[test]
    fn long_texts_are_sampled_on_character_borders() {
        assert_eq!(identify(&"王".repeat(100_000)).as_str(), "zh");
        assert!(IDENTIFIED.is_sorted());
    }
}
