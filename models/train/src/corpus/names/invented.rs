//! Names that nobody bears: letters as they follow one another in the names of the lexica, or syllables and
//! characters put together, thrown away again where the corpus or the lexica know them.

use super::super::open_sets::capitalised;
use super::super::random::Random;
use super::super::templates::People;
use super::chain::Chain;
use super::east_asian::{han_surname, korean_surname};
use super::lexica::{self, Lists};
use super::{Name, Script, Seen};

/// How often a part is invented again until it is new.
const TRIES: usize = 500;

/// Invents names of a language that are not in what has been seen.
#[derive(Debug)]
pub struct Invented<'a> {
    script: Script,
    /// How given and family names look in the script, or in Latin letters where the lexica do not have it.
    chains: Option<(Chain, Chain)>,
    seen: &'a Seen,
}

/// What syllables are made of.
struct Syllables {
    onsets: &'static [&'static str],
    nuclei: &'static [&'static str],
    codas: &'static [&'static str],
}

const VIETNAMESE: Syllables = Syllables {
    onsets: &[
        "B", "Ch", "D", "Đ", "Gi", "H", "Kh", "L", "M", "N", "Ng", "Nh", "Ph", "Qu", "S", "T",
        "Th", "Tr", "V", "X",
    ],
    nuclei: &[
        "ă", "ẳ", "ấ", "ẫ", "ẻ", "ễ", "ì", "ỏ", "ố", "ở", "ủ", "ừ", "ữ", "yễ", "uẩ", "oạ", "iệ",
        "ươ",
    ],
    codas: &["", "n", "ng", "m", "t", "c", "p", "nh"],
};
const HAN_GIVEN: &str = "翊骁禹骐骏骢珩珞玥琛琰璟瑄瑾瓒璇晟昱昶晖晗暄煜烨焱熠燊淼渤澍澜溪沁泓洵淳潇瀚岑岳崧嵘\
峻岚荃茗荀菀蓁蔚薇藜蕙芷芮苒琬婉婕妍姝娅嫣妤倩俪俨侃佺偲僖亓亮彦彪彬恺恒悝愔慷懿戈旻旸柯栩桢桐楷榕槿樾毓";
const KANJI_FAMILY: &str =
    "霧嶺朽硯瀧鴇樫楡榛椋薙葛蓼鷺鵜雉鮎鰐霜霰露雫岬磯渚澪淵瀬湊篝梶舵櫓櫃畝畔";
const KANJI_SECOND: &str = "沢原田野山川崎島村谷岡本瀬津井口宮塚森";
const KANJI_GIVEN: &str =
    "玲琉瑛璃瑠玖稜稔穣穂笙篤紬絢緋翠耀聖航芙茉莉菫葉蒼蓮薫虹詩誉遥遼鈴鎮雅雫颯馨駿鷹麟";
const KOREAN_GIVEN: &str = "륜흔뉘벼솔샘슬찬튼퓨헌욱렬량률봉춘갑득곤칠팔낙묵덕복필표협횡";

impl<'a> Invented<'a> {
    /// Names of `lang` that `seen` does not know.
    #[must_use]
    pub fn new(lang: &str, seen: &'a Seen) -> Self {
        let script = Script::of(lang);
        let chains = |lists: &Lists| {
            let [given, family] = [&lists.given, &lists.family].map(|words| {
                let words = words
                    .iter()
                    .copied()
                    .filter(|word| lexica::of_the_language(word, lang));
                Chain::of(&words.collect::<Vec<_>>())
            });
            (given, family)
        };
        Self {
            script,
            chains: lexica::lists(script)
                .or(lexica::lists(Script::Latin))
                .map(chains),
            seen,
        }
    }

    fn make(&self, list: &str, random: &mut Random) -> Option<Name> {
        match self.script {
            _ if self.script.is_foreign(list, random) => self.transliterated(random),
            Script::Latin | Script::Cyrillic => self.western(random),
            Script::Vietnamese if random.chance(40) => self.western(random),
            Script::Vietnamese => self.vietnamese(random),
            Script::Arabic => self.arabic(random),
            Script::Chinese => self.chinese(random),
            Script::Japanese => self.japanese(random),
            Script::Korean => self.korean(random),
        }
    }

    /// A new word that looks like those of `chain`.
    fn like(&self, chain: &Chain, random: &mut Random) -> Option<String> {
        (0..TRIES).find_map(|_| {
            let word = chain.word(random)?;
            (!tripled(&word) && self.is_new(&word)).then_some(word)
        })
    }

    fn is_new(&self, word: &str) -> bool {
        match self.script {
            Script::Chinese | Script::Japanese | Script::Korean => self.seen.is_new_piece(word),
            _ => self.seen.is_new(word),
        }
    }

    fn western(&self, random: &mut Random) -> Option<Name> {
        let (givens, families) = self.chains.as_ref()?;
        let given = capitalised(&self.like(givens, random)?);
        let family = capitalised(&self.like(families, random)?);
        let before = if random.chance(10) {
            format!("{given} {} ", capitalised(&self.like(givens, random)?))
        } else {
            format!("{given} ")
        };
        Some(Name {
            before,
            family,
            after: String::new(),
        })
    }

    fn vietnamese(&self, random: &mut Random) -> Option<Name> {
        let mut syllable = || {
            (0..TRIES).find_map(|_| {
                let syllables = &VIETNAMESE;
                let onset = random.letter(syllables.onsets);
                let word = [
                    onset,
                    random.letter(syllables.nuclei),
                    random.letter(syllables.codas),
                ]
                .concat();
                self.seen.is_new(&word).then_some(word)
            })
        };
        let (family, middle, given) = (syllable()?, syllable()?, syllable()?);
        Some(Name {
            before: format!("{family} {middle} "),
            family: given,
            after: String::new(),
        })
    }

    fn arabic(&self, random: &mut Random) -> Option<Name> {
        let (givens, families) = self.chains.as_ref()?;
        let given = self.like(givens, random)?;
        let family = self.like(families, random)?;
        let with_article = format!("ال{family}");
        let article = random.chance(30) && self.seen.is_new(&with_article);
        let between = if random.chance(12) { " بن " } else { " " };
        Some(Name {
            before: given + between,
            family: if article { with_article } else { family },
            after: String::new(),
        })
    }

    /// Characters of `letters`, new as a piece.
    fn piece(&self, letters: &str, length: usize, random: &mut Random) -> Option<String> {
        let letters: Vec<char> = letters.chars().filter(|c| !c.is_whitespace()).collect();
        (0..TRIES).find_map(|_| {
            let piece: Option<String> = (0..length).map(|_| random.pick(&letters)).collect();
            piece.filter(|piece| self.seen.is_new_piece(piece))
        })
    }

    fn chinese(&self, random: &mut Random) -> Option<Name> {
        Some(Name {
            before: String::new(),
            family: han_surname(random)?.to_owned(),
            after: self.piece(HAN_GIVEN, 2, random)?,
        })
    }

    /// A foreign name whose parts are both new.
    fn transliterated(&self, random: &mut Random) -> Option<Name> {
        let (givens, families) = self.chains.as_ref()?;
        (0..TRIES).find_map(|_| {
            let (given, family) = (givens.word(random)?, families.word(random)?);
            let name = self.script.transliterated(&given, &family)?;
            let first = name.before.trim_end_matches(['·', '・', ' ']);
            (self.is_new(first) && self.is_new(&name.family)).then_some(name)
        })
    }

    fn japanese(&self, random: &mut Random) -> Option<Name> {
        let second: Vec<char> = KANJI_SECOND.chars().collect();
        let family = (0..TRIES).find_map(|_| {
            let first = self.piece(KANJI_FAMILY, 1, random)?;
            let family = format!("{first}{}", random.pick(&second)?);
            self.seen.is_new_piece(&family).then_some(family)
        })?;
        Some(Name {
            before: String::new(),
            family,
            after: self.piece(KANJI_GIVEN, 2, random)?,
        })
    }

    fn korean(&self, random: &mut Random) -> Option<Name> {
        let family = korean_surname(random)?.to_string();
        Some(Name {
            before: String::new(),
            family,
            after: self.piece(KOREAN_GIVEN, 2, random)?,
        })
    }
}

/// Whether a letter stands three times in a row.
fn tripled(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters
        .windows(3)
        .any(|three| three.iter().all(|c| three.first() == Some(c)))
}

impl People for Invented<'_> {
    fn name(&mut self, list: &str, random: &mut Random) -> Option<String> {
        (0..TRIES).find_map(|_| self.make(list, random)?.in_form(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labelled::{Labelled, Span};
    use rostra_tagger::tags::Kind;

    #[test]
    fn nothing_that_has_been_seen_comes_again() {
        let text = "翊骁".to_owned();
        let mut seen = Seen::default();
        seen.add(&Labelled {
            id: String::new(),
            lang: "zh".to_owned(),
            set: String::new(),
            spans: vec![Span {
                start: 0,
                end: 2,
                kind: Kind::Person,
            }],
            text,
            complete: vec![],
            held_out: false,
        });
        assert!(!seen.is_new_piece("翊骁"));
        assert!(!seen.is_new("Ahmed"), "a name of the lexicon");
        assert!(seen.is_new_piece("骁翊"));
    }

    #[test]
    fn every_language_has_new_names() {
        let seen = Seen::default();
        for lang in ["en", "vi", "ru", "uk", "ar", "zh", "ja", "ko", "tr"] {
            let mut random = Random::new(5, lang);
            let names = Invented::new(lang, &seen);
            for _ in 0..50 {
                let name = names.make("person", &mut random).unwrap();
                assert!(
                    name.in_form("person").unwrap().chars().count() > 2,
                    "{name:?}"
                );
            }
        }
    }
}
