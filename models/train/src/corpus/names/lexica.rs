//! Names put together from the lists of the lexicon. The lists are folded: names come out without accents,
//! as foreign names often do in print. Arabic words that folding may have changed are left out.

use std::sync::LazyLock;

use super::super::open_sets::capitalised;
use super::super::random::{Random, in_tenth};
use super::super::templates::People;
use super::{Name, Script};

const GIVEN: &str = include_str!("../../../../../crates/lexicon/tables/given_names.txt");
const FAMILY: &str = include_str!("../../../../../crates/lexicon/tables/family_names.txt");
const SURNAMES_HAN: &str = include_str!("../../../../../crates/lexicon/tables/surnames_han.txt");

/// Of a hundred names in training, those that are made; the others are the pattern file's.
const MADE: usize = 33;

/// Characters of given names, most of them frequent ones.
const HAN_GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉兰红梅志海云飞鹏宇浩博子轩雨\
晨思琪欣怡佳慧雪婷晓春林树德忠义仁礼智信永安宁康庆祥瑞福禄寿天佑家豪俊贤良才学成功立业振兴东南西北山川江河湖光辉\
耀亮清泉松柏竹菊荷莲凤龙虎鹤燕翔翰墨书诗词琴棋艺术之维正大中和为民富胜利长远世界新民权";
const JAPANESE_FAMILY: [&str; 60] = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "山口",
    "松本",
    "井上",
    "木村",
    "林",
    "斎藤",
    "清水",
    "山崎",
    "森",
    "池田",
    "橋本",
    "阿部",
    "石川",
    "山下",
    "中島",
    "石井",
    "小川",
    "前田",
    "岡田",
    "長谷川",
    "藤田",
    "後藤",
    "近藤",
    "村上",
    "遠藤",
    "青木",
    "坂本",
    "福田",
    "太田",
    "西村",
    "藤井",
    "岡本",
    "藤原",
    "中野",
    "三浦",
    "原田",
    "松田",
    "竹内",
    "小野",
    "和田",
    "中山",
    "石田",
    "上田",
    "森田",
    "柴田",
    "酒井",
    "宮崎",
];
const JAPANESE_GIVEN: [&str; 48] = [
    "太郎",
    "一郎",
    "健一",
    "健太",
    "大輔",
    "翔太",
    "拓也",
    "誠",
    "浩",
    "隆",
    "博",
    "修",
    "茂",
    "豊",
    "進",
    "正",
    "和夫",
    "幸雄",
    "義雄",
    "文雄",
    "真一",
    "直樹",
    "哲也",
    "康弘",
    "信夫",
    "俊介",
    "雄一",
    "恵子",
    "洋子",
    "幸子",
    "和子",
    "久美子",
    "由美子",
    "裕子",
    "明美",
    "直美",
    "真由美",
    "陽子",
    "京子",
    "美咲",
    "さくら",
    "葵",
    "七海",
    "彩",
    "舞",
    "愛",
    "由紀",
    "千尋",
];
const KOREAN_FAMILY: &str =
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민";
const KOREAN_GIVEN: &str = "민서준지현우도윤예은하수진영호석철성재훈상동경미선희정숙자순옥연아라나혜원규태형기용섭\
병일국한울빈찬혁승범광주인";

static LATIN: LazyLock<Lists> = LazyLock::new(|| Lists::of(|c| c.is_ascii_lowercase()));
static CYRILLIC: LazyLock<Lists> =
    LazyLock::new(|| Lists::of(|c| matches!(c, 'а'..='я' | 'і' | 'ї' | 'є' | 'ґ')));
static ARABIC: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::of(|c| matches!(c, 'ء'..='ي'));
    for list in [&mut lists.given, &mut lists.family] {
        list.retain(|word| !word.starts_with('ا') && !word.ends_with(['ه', 'ي', 'ا']));
    }
    lists
});

/// Words that are names, in one script and in lower case.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) given: Vec<&'static str>,
    pub(super) family: Vec<&'static str>,
}

/// The lists of a script; `None` where there are none.
pub(super) fn lists(script: Script) -> Option<&'static Lists> {
    match script {
        Script::Latin | Script::Vietnamese => Some(&LATIN),
        Script::Cyrillic => Some(&CYRILLIC),
        Script::Arabic => Some(&ARABIC),
        Script::Chinese | Script::Japanese | Script::Korean => None,
    }
}

/// Whether the letters of a Cyrillic `word` are those of `lang`.
pub(super) fn of_the_language(word: &str, lang: &str) -> bool {
    let foreign: &[char] = match lang {
        "ru" => &['і', 'ї', 'є', 'ґ'],
        "uk" => &['ы', 'э', 'ъ'],
        _ => &[],
    };
    !word.contains(foreign)
}

impl Lists {
    fn of(letter: fn(char) -> bool) -> Self {
        let fits =
            |word: &&str| (3..=14).contains(&word.chars().count()) && word.chars().all(letter);
        Self {
            given: GIVEN.lines().filter(fits).collect(),
            family: FAMILY.lines().filter(fits).collect(),
        }
    }
}

/// Names of the lexicon's parts.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    script: Script,
    lang: &'static str,
    reserved: bool,
}

/// How often a name is tried again until it is in (or not in) the tenth that is kept apart.
const TRIES: usize = 200;

impl Known {
    /// Names that training may see.
    #[must_use]
    pub fn for_training(lang: &str) -> Self {
        Self::new(lang, false)
    }

    /// The tenth that is kept apart.
    #[must_use]
    pub fn reserved(lang: &str) -> Self {
        Self::new(lang, true)
    }

    fn new(lang: &str, reserved: bool) -> Self {
        Self {
            script: Script::of(lang),
            lang: match lang {
                "ru" => "ru",
                "uk" => "uk",
                _ => "",
            },
            reserved,
        }
    }

    fn word(self, words: &[&'static str], random: &mut Random) -> Option<&'static str> {
        (0..TRIES).find_map(|_| {
            let word = random.pick(words).copied()?;
            (self.may(word) && of_the_language(word, self.lang)).then_some(word)
        })
    }

    fn may(self, word: &str) -> bool {
        in_tenth(&format!("name/{word}")) == self.reserved
    }

    fn make(self, list: &str, random: &mut Random) -> Option<Name> {
        if self.script.is_foreign(list, random) {
            let given = self.word(&LATIN.given, random)?;
            let family = self.word(&LATIN.family, random)?;
            return self.script.transliterated(given, family);
        }
        match (self.script, lists(self.script)) {
            (Script::Arabic, Some(lists)) => self.arabic(lists, random),
            (_, Some(lists)) => self.western(lists, random),
            (Script::Japanese, None) => self.japanese(random),
            (Script::Korean, None) => self.korean(random),
            (_, None) => self.chinese(random),
        }
    }

    fn western(self, lists: &Lists, random: &mut Random) -> Option<Name> {
        let given = capitalised(self.word(&lists.given, random)?);
        let mut family = capitalised(self.word(&lists.family, random)?);
        if random.chance(7) {
            family = format!(
                "{family}-{}",
                capitalised(self.word(&lists.family, random)?)
            );
        }
        let before = match random.below(20) {
            0 | 1 => format!("{given} {} ", capitalised(self.word(&lists.given, random)?)),
            2 | 3 => format!("{given} {}. ", initial(self.word(&lists.given, random)?)),
            4 => format!("{}. ", initial(&given)),
            5 if self.script == Script::Cyrillic => {
                format!(
                    "{}. {}. ",
                    initial(&given),
                    initial(self.word(&lists.given, random)?)
                )
            }
            6 => format!("{given}-{} ", capitalised(self.word(&lists.given, random)?)),
            _ => format!("{given} "),
        };
        Some(Name {
            before,
            family,
            after: String::new(),
        })
    }

    fn arabic(self, lists: &Lists, random: &mut Random) -> Option<Name> {
        let given = self.word(&lists.given, random)?;
        let family = self.word(&lists.family, random)?;
        let before = match random.below(6) {
            0 => format!("{given} بن {} ", self.word(&lists.given, random)?),
            1 => format!("{given} {} ", self.word(&lists.given, random)?),
            _ => format!("{given} "),
        };
        Some(Name {
            before,
            family: family.to_owned(),
            after: String::new(),
        })
    }

    /// A name of characters, the family name first.
    fn given_after(self, family: &str, letters: &str, random: &mut Random) -> Option<Name> {
        let letters: Vec<char> = letters.chars().filter(|c| !c.is_whitespace()).collect();
        let length = if random.chance(20) { 1 } else { 2 };
        let after = (0..TRIES).find_map(|_| {
            let given: Option<String> = (0..length).map(|_| random.pick(&letters)).collect();
            given.filter(|given| self.may(given))
        })?;
        Some(Name {
            before: String::new(),
            family: family.to_owned(),
            after,
        })
    }

    fn chinese(self, random: &mut Random) -> Option<Name> {
        let family = han_surname(random)?;
        self.given_after(family, HAN_GIVEN, random)
    }

    fn korean(self, random: &mut Random) -> Option<Name> {
        let families: Vec<char> = KOREAN_FAMILY.chars().collect();
        let family = random.pick(&families)?.to_string();
        self.given_after(&family, KOREAN_GIVEN, random)
    }

    fn japanese(self, random: &mut Random) -> Option<Name> {
        let family = random.pick(&JAPANESE_FAMILY)?;
        let given = self.word(&JAPANESE_GIVEN, random)?;
        let between = if random.chance(15) { "　" } else { "" };
        Some(Name {
            before: String::new(),
            family: (*family).to_owned(),
            after: format!("{between}{given}"),
        })
    }
}

/// A surname as often as it is borne.
pub(super) fn han_surname(random: &mut Random) -> Option<&'static str> {
    static SURNAMES: LazyLock<(Vec<(usize, &str)>, usize)> = LazyLock::new(|| {
        let mut sum = 0;
        let lines = SURNAMES_HAN
            .lines()
            .filter_map(|line| line.split_once('\t'));
        let surnames = lines
            .filter_map(|(word, count)| {
                sum += count.trim().parse::<usize>().ok()?;
                Some((sum, word))
            })
            .collect();
        (surnames, sum)
    });
    let (surnames, sum) = &*SURNAMES;
    let number = random.below(*sum);
    let at = surnames.partition_point(|(until, _)| *until <= number);
    surnames.get(at).map(|(_, word)| *word)
}

/// A character of a Korean family name.
pub(super) fn korean_surname(random: &mut Random) -> Option<char> {
    let families: Vec<char> = KOREAN_FAMILY.chars().collect();
    random.pick(&families).copied()
}

fn initial(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).collect()
}

impl People for Known {
    fn name(&mut self, list: &str, random: &mut Random) -> Option<String> {
        let nominative = matches!(list, "person" | "person.cn" | "person.for");
        if self.reserved || (nominative && random.chance(MADE)) {
            (0..TRIES).find_map(|_| self.make(list, random)?.in_form(list))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_of_the_names_is_never_in_training() {
        for lang in ["en", "ru", "uk", "ar", "vi"] {
            let mut random = Random::new(3, lang);
            for _ in 0..100 {
                let name = Known::for_training(lang)
                    .make("person", &mut random)
                    .unwrap();
                for word in name.family.split('-') {
                    assert!(
                        !in_tenth(&format!("name/{}", word.to_lowercase())),
                        "{word}"
                    );
                }
                let kept = Known::reserved(lang).make("person", &mut random).unwrap();
                for word in kept.family.split('-') {
                    assert!(in_tenth(&format!("name/{}", word.to_lowercase())), "{word}");
                }
            }
        }
    }

    #[test]
    fn every_script_has_names() {
        for lang in ["en", "vi", "ru", "uk", "ar", "zh", "ja", "ko"] {
            let mut random = Random::new(3, lang);
            let name = Known::for_training(lang)
                .make("person", &mut random)
                .unwrap();
            assert!(!name.in_form("person").unwrap().is_empty());
        }
    }
}
