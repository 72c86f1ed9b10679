//! Foreign names as Chinese, Japanese and Korean write them, roughly: a Latin word, sound by sound.
//!
//! The tables follow what the languages' news agencies do with the commonest sounds; they are ours.

/// A consonant (or none) and the vowel after it (or none).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sound {
    consonant: usize,
    vowel: Option<usize>,
}

/// An `n` that closes a syllable.
const NASAL: Sound = Sound {
    consonant: 10,
    vowel: None,
};

/// Consonants as Latin letters write them, longest first; the number is the row in the tables.
const CONSONANTS: [(&str, usize); 29] = [
    ("sch", 15),
    ("sh", 15),
    ("ch", 16),
    ("zh", 17),
    ("kh", 9),
    ("th", 3),
    ("ph", 11),
    ("ts", 18),
    ("ck", 1),
    ("b", 0),
    ("c", 1),
    ("k", 1),
    ("q", 1),
    ("d", 2),
    ("t", 3),
    ("g", 4),
    ("p", 5),
    ("l", 6),
    ("r", 7),
    ("m", 8),
    ("h", 9),
    ("n", 10),
    ("f", 11),
    ("v", 12),
    ("w", 13),
    ("s", 14),
    ("j", 17),
    ("z", 18),
    ("x", 14),
];
/// The row of syllables without a consonant, and of those with `y`.
const NONE: usize = 19;
const GLIDE: usize = 20;

/// Rows by consonant; columns a, e, i, o, u, and the consonant alone.
const HAN: [[&str; 6]; 21] = [
    ["巴", "贝", "比", "博", "布", "布"],
    ["卡", "凯", "基", "科", "库", "克"],
    ["达", "德", "迪", "多", "杜", "德"],
    ["塔", "特", "蒂", "托", "图", "特"],
    ["加", "格", "吉", "戈", "古", "格"],
    ["帕", "佩", "皮", "波", "普", "普"],
    ["拉", "莱", "利", "洛", "卢", "尔"],
    ["拉", "雷", "里", "罗", "鲁", "尔"],
    ["马", "梅", "米", "莫", "穆", "姆"],
    ["哈", "赫", "希", "霍", "胡", ""],
    ["纳", "内", "尼", "诺", "努", "恩"],
    ["法", "费", "菲", "福", "富", "夫"],
    ["瓦", "韦", "维", "沃", "武", "夫"],
    ["瓦", "韦", "威", "沃", "伍", ""],
    ["萨", "塞", "西", "索", "苏", "斯"],
    ["沙", "谢", "希", "绍", "舒", "什"],
    ["恰", "切", "奇", "乔", "丘", "奇"],
    ["扎", "杰", "吉", "若", "朱", "日"],
    ["扎", "泽", "齐", "佐", "祖", "兹"],
    ["阿", "埃", "伊", "奥", "乌", ""],
    ["亚", "耶", "伊", "约", "尤", "伊"],
];
/// Chinese writes a vowel and `n` with one character: rows by consonant, columns an, en, in, on, un.
const HAN_NASAL: [[&str; 5]; 21] = [
    ["班", "本", "宾", "邦", "本"],
    ["坎", "肯", "金", "孔", "昆"],
    ["丹", "登", "丁", "东", "敦"],
    ["坦", "滕", "廷", "通", "通"],
    ["甘", "根", "金", "贡", "贡"],
    ["潘", "彭", "平", "蓬", "蓬"],
    ["兰", "伦", "林", "隆", "伦"],
    ["兰", "伦", "林", "龙", "伦"],
    ["曼", "门", "明", "蒙", "蒙"],
    ["汉", "亨", "欣", "洪", "洪"],
    ["南", "嫩", "宁", "农", "农"],
    ["凡", "芬", "芬", "丰", "丰"],
    ["万", "文", "温", "翁", "文"],
    ["万", "文", "温", "翁", "文"],
    ["桑", "森", "辛", "松", "孙"],
    ["尚", "申", "辛", "雄", "顺"],
    ["昌", "陈", "钦", "琼", "春"],
    ["詹", "真", "金", "容", "准"],
    ["赞", "曾", "津", "宗", "尊"],
    ["安", "恩", "因", "翁", "温"],
    ["扬", "延", "因", "永", "云"],
];
const KANA: [[&str; 6]; 21] = [
    ["バ", "ベ", "ビ", "ボ", "ブ", "ブ"],
    ["カ", "ケ", "キ", "コ", "ク", "ク"],
    ["ダ", "デ", "ディ", "ド", "ドゥ", "ド"],
    ["タ", "テ", "ティ", "ト", "トゥ", "ト"],
    ["ガ", "ゲ", "ギ", "ゴ", "グ", "グ"],
    ["パ", "ペ", "ピ", "ポ", "プ", "プ"],
    ["ラ", "レ", "リ", "ロ", "ル", "ル"],
    ["ラ", "レ", "リ", "ロ", "ル", "ル"],
    ["マ", "メ", "ミ", "モ", "ム", "ム"],
    ["ハ", "ヘ", "ヒ", "ホ", "フ", "ー"],
    ["ナ", "ネ", "ニ", "ノ", "ヌ", "ン"],
    ["ファ", "フェ", "フィ", "フォ", "フ", "フ"],
    ["ヴァ", "ヴェ", "ヴィ", "ヴォ", "ヴ", "フ"],
    ["ワ", "ウェ", "ウィ", "ウォ", "ウ", "ウ"],
    ["サ", "セ", "シ", "ソ", "ス", "ス"],
    ["シャ", "シェ", "シ", "ショ", "シュ", "シュ"],
    ["チャ", "チェ", "チ", "チョ", "チュ", "チ"],
    ["ジャ", "ジェ", "ジ", "ジョ", "ジュ", "ジ"],
    ["ザ", "ゼ", "ジ", "ゾ", "ズ", "ズ"],
    ["ア", "エ", "イ", "オ", "ウ", ""],
    ["ヤ", "イェ", "イ", "ヨ", "ユ", "イ"],
];
/// Of Hangul, the number of the initial, and that of the final where a consonant alone closes a syllable.
const HANGUL: [(u32, Option<u32>); 21] = [
    (7, None),
    (15, Some(1)),
    (3, None),
    (16, None),
    (0, None),
    (17, Some(17)),
    (5, Some(8)),
    (5, Some(8)),
    (6, Some(16)),
    (18, None),
    (2, Some(4)),
    (17, None),
    (7, None),
    (11, None),
    (9, None),
    (9, None),
    (14, None),
    (12, None),
    (12, None),
    (11, None),
    (11, None),
];
/// The Hangul vowels of a, e, i, o, u, and the one that carries a consonant alone; then those after `y`.
const HANGUL_VOWELS: [u32; 6] = [0, 5, 20, 8, 13, 18];
const HANGUL_GLIDES: [u32; 6] = [2, 7, 20, 12, 17, 20];

/// In Chinese characters.
#[must_use]
pub fn han(word: &str) -> String {
    let mut sounds = sounds(word).into_iter().peekable();
    let mut written = String::new();
    while let Some(sound) = sounds.next() {
        let vowel = sound.vowel;
        let nasal = vowel.and_then(|_| sounds.next_if_eq(&NASAL));
        let cell = match (nasal, vowel) {
            (Some(_), Some(vowel)) => HAN_NASAL
                .get(sound.consonant)
                .and_then(|row| row.get(vowel)),
            (_, vowel) => HAN
                .get(sound.consonant)
                .and_then(|row| row.get(vowel.unwrap_or(5))),
        };
        written.push_str(cell.copied().unwrap_or_default());
    }
    written
}

/// In Katakana.
#[must_use]
pub fn kana(word: &str) -> String {
    let written = sounds(word).into_iter().filter_map(|sound| {
        let row = KANA.get(sound.consonant)?;
        row.get(sound.vowel.unwrap_or(5)).copied()
    });
    let written: String = written.collect();
    written.trim_start_matches('ー').to_owned()
}

/// In Hangul.
#[must_use]
pub fn hangul(word: &str) -> String {
    let mut syllables: Vec<[u32; 3]> = Vec::new();
    for sound in sounds(word) {
        let Some(&(initial, closing)) = HANGUL.get(sound.consonant) else {
            continue;
        };
        if let (None, Some(closing), Some([_, _, open])) =
            (sound.vowel, closing, syllables.last_mut())
            && *open == 0
        {
            *open = closing;
            continue;
        }
        let glide = sound.consonant == GLIDE;
        let vowels = if glide { HANGUL_GLIDES } else { HANGUL_VOWELS };
        let vowel = vowels.get(sound.vowel.unwrap_or(5)).copied().unwrap_or(18);
        syllables.push([initial, vowel, 0]);
    }
    // Hangul syllables are composed by number (The Unicode Standard, section 3.12).
    let compose = |[initial, vowel, closing]: [u32; 3]| {
        char::from_u32(0xac00 + (initial * 21 + vowel) * 28 + closing)
    };
    syllables.into_iter().filter_map(compose).collect()
}

/// A word in lower-case Latin letters as sounds.
fn sounds(word: &str) -> Vec<Sound> {
    let mut sounds = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (consonant, after) = consonant(rest);
        let vowel = after.chars().next().and_then(vowel);
        let silent = consonant.is_none() && vowel.is_none();
        let sound = Sound {
            consonant: consonant.unwrap_or(NONE),
            vowel,
        };
        if !silent && sounds.last() != Some(&sound) {
            sounds.push(sound);
        }
        let taken = usize::from(vowel.is_some() || silent);
        let mut letters = after.chars();
        if taken > 0 {
            letters.next();
        }
        rest = letters.as_str();
    }
    sounds
}

/// The consonant that `word` begins with, and what follows it, where it is doubled too.
fn consonant(word: &str) -> (Option<usize>, &str) {
    if let Some(after) = word.strip_prefix('y') {
        let glides = after.chars().next().and_then(vowel).is_some();
        return if glides {
            (Some(GLIDE), after)
        } else {
            (None, word)
        };
    }
    let closed = |after: &&str| after.chars().next().and_then(vowel).is_none();
    if let Some(after) = word.strip_prefix("ng").filter(closed) {
        return (Some(NASAL.consonant), after);
    }
    for (letters, row) in CONSONANTS {
        if let Some(after) = word.strip_prefix(letters) {
            return (Some(row), after.strip_prefix(letters).unwrap_or(after));
        }
    }
    (None, word)
}

fn vowel(letter: char) -> Option<usize> {
    match letter {
        'a' => Some(0),
        'e' => Some(1),
        'i' | 'y' => Some(2),
        'o' => Some(3),
        'u' => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_as_abroad() {
        for (word, han_, kana_, hangul_) in [
            ("maria", "马里阿", "マリア", "마리아"),
            ("ivanov", "伊瓦诺夫", "イヴァノフ", "이바노브"),
            ("kimani", "基马尼", "キマニ", "키마니"),
            ("martin", "马尔廷", "マルティン", "말틴"),
            ("huang", "胡安", "フアン", "후안"),
            ("yusuf", "尤苏夫", "ユスフ", "유수프"),
        ] {
            let found = (han(word), kana(word), hangul(word));
            assert_eq!(
                found,
                (han_.to_owned(), kana_.to_owned(), hangul_.to_owned())
            );
        }
    }

    #[test]
    fn every_letter_ends() {
        assert_eq!(kana("'q-x"), "クス");
    }
}
