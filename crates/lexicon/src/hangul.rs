//! Korean words in their parts: what is glued to a noun, to a name, or together.
//!
//! Spaces part phrases, not words: particles stand at a noun's end (`장관은`), nouns without a space
//! between (`외교부장관`), offices at a name's (`홍길동의원`). A word is cut where what remains is known, or
//! is a family name with a given one; particles that ask for a vowel or a consonant before them are
//! held to it, so that `김가은` keeps its last syllable.

use compact_str::CompactString;
use rustc_hash::FxHashSet;

/// Words that a compound has at most.
const PARTS: usize = 4;
/// Particles that stand one behind the other at most (`미측에서`).
const PARTICLES: usize = 2;
/// Words of one syllable that particles follow; others are the beginnings of names.
const SINGLE: &str = "측미중일러북영독시도군구당주양씨님옹";
/// Syllables of the shortest word in a compound.
const SHORTEST: usize = 2;

/// Particles that follow a vowel, and their like after a consonant.
const AFTER_VOWEL: [&str; 11] = [
    "는",
    "가",
    "를",
    "와",
    "라고",
    "라며",
    "라는",
    "라면서",
    "였다",
    "였던",
    "란",
];
const AFTER_CONSONANT: [&str; 18] = [
    "은",
    "이",
    "을",
    "과",
    "이라고",
    "이라며",
    "이라는",
    "이라면서",
    "이었다",
    "이었던",
    "이란",
    "으로",
    "으로서",
    "으로써",
    "으로부터",
    "이며",
    "이고",
    "이나",
];
/// Particles that are also the last syllable of many given names.
const NAMELIKE: [&str; 10] = ["은", "이", "가", "의", "도", "로", "인", "자", "며", "만"];

/// Particles that end foreign names oftener than they follow one.
const FOREIGN: [&str; 10] = ["로", "도", "만", "나", "자", "며", "인", "에", "란", "라도"];
/// Syllables that given names are made of; foreign names and other nouns are full of others.
const GIVEN: &str = "가강건겸경계고공광교구국규균근금기길나남노누다단달담대덕도동두라란랑래려련령로록론룡루류리린림마만매면명모무문미민방배백범별병보복봉부비빈사산삼상새생서석선설섭성세소솔송수숙순슬승식신심아안애양언여연열영예오옥온완용우욱운웅원월유윤율은을음의이익인일임자장재전정제조종주준중지진찬창채천철청초춘충탁탄태택평표필하학한해향헌현협형혜호홍화환황회효훈휘흠희흥훤목판팔갑걸결극낙득람묵억엽혁곤관능맹숭융존증직풍항행긍";

/// What may be cut off or apart.
#[derive(Clone, Debug, Default)]
pub struct Gluing {
    enclitics: Vec<CompactString>,
    families: FxHashSet<CompactString>,
}

impl Gluing {
    /// The gluing of a pack: its `enclitics`, and family names, by which a name is told.
    #[must_use]
    pub fn new(enclitics: &[CompactString], families: &[CompactString]) -> Self {
        let mut enclitics = enclitics.to_vec();
        enclitics.sort_by_key(|e| std::cmp::Reverse(e.chars().count()));
        Self {
            enclitics,
            families: families.iter().cloned().collect(),
        }
    }

    /// Whether there is nothing to cut.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.enclitics.is_empty()
    }

    /// Syllables of the family name that `name` begins with, where it can be one with its given name
    /// and nothing else: 1 or 2.
    #[must_use]
    pub fn family_of(&self, name: &str) -> Option<usize> {
        let family = self.family_before_any(name)?;
        let mut given = name.chars().skip(family);
        given.all(|c| GIVEN.contains(c)).then_some(family)
    }

    /// The same whatever the given name.
    pub(crate) fn family_before_any(&self, name: &str) -> Option<usize> {
        let count = name.chars().count();
        let begins = |syllables: usize| {
            let family: CompactString = name.chars().take(syllables).collect();
            self.families.contains(&family)
        };
        match count {
            4 if begins(2) => Some(2),
            2..=3 if begins(1) => Some(1),
            3 if begins(2) => Some(2),
            _ => None,
        }
    }

    /// Whether `word` is a family name.
    #[must_use]
    pub fn is_family(&self, word: &str) -> bool {
        self.families.contains(word)
    }

    /// Where to cut the folded `key`, in characters from its beginning, in order; empty where it is
    /// one word. `is_word` tells what the pack knows.
    #[must_use]
    pub fn cuts(&self, key: &str, is_word: &dyn Fn(&str) -> bool) -> Vec<usize> {
        if is_word(key) {
            return Vec::new();
        }
        if !key.chars().all(is_syllable) {
            return self.after_other(key, is_word);
        }
        self.peeled(key, is_word, PARTICLES)
            .unwrap_or_else(|| self.particle_of_name(key).into_iter().collect())
    }

    /// The cuts where up to `particles` of them stand at the end of what is known.
    fn peeled(
        &self,
        key: &str,
        is_word: &dyn Fn(&str) -> bool,
        particles: usize,
    ) -> Option<Vec<usize>> {
        if particles > 0 {
            for particle in &self.enclitics {
                let rest = stem(key, particle);
                if let Some((rest, mut cuts)) =
                    rest.and_then(|r| Some((r, self.peeled(r, is_word, particles - 1)?)))
                {
                    cuts.push(rest.chars().count());
                    return Some(cuts);
                }
            }
        }
        self.known(key, is_word)
    }

    /// `APEC은`, `제1차관은`: a particle after what is not all in syllables.
    fn after_other(&self, key: &str, is_word: &dyn Fn(&str) -> bool) -> Vec<usize> {
        let latin = |rest: &str| rest.ends_with(|c: char| c.is_ascii_alphabetic());
        let mut rests = self
            .enclitics
            .iter()
            .filter_map(|p| key.strip_suffix(p.as_str()));
        let rest = rests.find(|rest| latin(rest) || is_word(rest));
        rest.map(|rest| rest.chars().count()).into_iter().collect()
    }

    /// The cuts within what is a known word, known words side by side, or a name with one behind it.
    fn known(&self, word: &str, is_word: &dyn Fn(&str) -> bool) -> Option<Vec<usize>> {
        let one = word.chars().nth(1).is_none();
        if is_word(word) && (!one || SINGLE.contains(word)) {
            return Some(Vec::new());
        }
        compound(word, is_word, PARTS).or_else(|| self.name_with_office(word, is_word))
    }

    /// `홍길동의원`, `홍길동씨`.
    fn name_with_office(&self, word: &str, is_word: &dyn Fn(&str) -> bool) -> Option<Vec<usize>> {
        let name: CompactString = word.chars().take(3).collect();
        let rest = word.get(name.len()..).filter(|r| !r.is_empty())?;
        let office = is_word(rest) && (rest.chars().count() > 1 || matches!(rest, "씨" | "님"));
        (name.chars().count() == 3 && self.family_of(&name).is_some() && office).then(|| vec![3])
    }

    /// The particle at the end of an unknown word, which is a name, a foreign one perhaps.
    fn particle_of_name(&self, key: &str) -> Option<usize> {
        let name = self.family_of(key).is_some() && key.chars().count() >= 3;
        self.enclitics.iter().find_map(|particle| {
            let rest = stem(key, particle)?;
            let count = rest.chars().count();
            let namelike = NAMELIKE.contains(&particle.as_str());
            let whole = self.family_of(rest).is_some() && count >= 3;
            // `다케히로`, `미야자와` end as particles do that hardly follow a name.
            let ending = FOREIGN.contains(&particle.as_str())
                || particle == "와" && rest.ends_with(['자', '카', '가', '사']);
            let cut = whole || !(ending || name && namelike);
            (count >= 2 && cut).then_some(count)
        })
    }
}

/// `key` without `particle`, where the sound before it lets that particle stand.
fn stem<'k>(key: &'k str, particle: &str) -> Option<&'k str> {
    let rest = key.strip_suffix(particle)?;
    let last = rest.chars().next_back()?;
    let consonant = closed(last)?;
    let fits = match particle {
        p if AFTER_VOWEL.contains(&p) => !consonant,
        p if AFTER_CONSONANT.contains(&p) => consonant,
        _ => true,
    };
    fits.then_some(rest)
}

/// Where known words lie side by side in `word`: `주한|미국|대사`.
fn compound(word: &str, is_word: &dyn Fn(&str) -> bool, parts: usize) -> Option<Vec<usize>> {
    let count = word.chars().count();
    if parts < 2 || count < 2 * SHORTEST {
        return None;
    }
    let borders: Vec<usize> = word.char_indices().map(|(byte, _)| byte).collect();
    for at in (SHORTEST..=count - SHORTEST).rev() {
        let Some(&byte) = borders.get(at) else {
            continue;
        };
        let (Some(head), Some(tail)) = (word.get(..byte), word.get(byte..)) else {
            continue;
        };
        if !is_word(head) {
            continue;
        }
        if is_word(tail) {
            return Some(vec![at]);
        }
        if let Some(rest) = compound(tail, is_word, parts - 1) {
            return Some(
                std::iter::once(at)
                    .chain(rest.iter().map(|r| r + at))
                    .collect(),
            );
        }
    }
    None
}

/// Whether `c` is a syllable of Hangul.
#[must_use]
pub fn is_syllable(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Whether the syllable ends in a consonant; `None` for what is no syllable.
fn closed(c: char) -> Option<bool> {
    is_syllable(c).then(|| (u32::from(c) - 0xac00) % 28 != 0)
}

#[cfg(test)]
mod tests {
    use super::Gluing;

    #[test]
    fn words_are_cut_where_they_are_glued() {
        let list = |words: &[&str]| words.iter().map(|w| (*w).into()).collect::<Vec<_>>();
        let gluing = Gluing::new(
            &list(&["에게", "은", "는", "이", "가", "을", "를", "의", "와", "과"]),
            &list(&["김", "조", "홍", "남궁", "이"]),
        );
        let known = [
            "장관",
            "외교부",
            "주한",
            "미국",
            "대사",
            "의원",
            "씨",
            "회의",
        ];
        for (word, parts) in [
            ("장관은", "장관 은"),
            ("외교부장관과", "외교부 장관 과"),
            ("주한미국대사를", "주한 미국 대사 를"),
            ("회의", "회의"),
            ("조태열은", "조태열 은"),
            ("김가은", "김가은"),
            ("김가은이", "김가은 이"),
            ("홍길동의원은", "홍길동 의원 은"),
            ("홍길동씨", "홍길동 씨"),
            ("남궁민수는", "남궁민수 는"),
            ("이시바는", "이시바 는"),
            ("블링컨과", "블링컨 과"),
            ("마크롱", "마크롱"),
            ("대사의는", "대사 의 는"),
            ("APEC은", "APEC 은"),
            ("하야시가", "하야시 가"),
            ("미야자와", "미야자와"),
        ] {
            let mut cuts = gluing.cuts(word, &|w| known.contains(&w));
            cuts.push(word.chars().count());
            let mut shown = Vec::new();
            let mut from = 0;
            for cut in cuts {
                let part: String = word.chars().skip(from).take(cut - from).collect();
                shown.push(part);
                from = cut;
            }
            assert_eq!(shown.join(" "), parts, "{word}");
        }
    }
}
