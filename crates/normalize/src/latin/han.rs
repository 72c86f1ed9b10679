//! Chinese names by Hanyu Pinyin, without tones.

use pinyin::ToPinyin;
use rostra_lexicon::han::simplify;
use rostra_lexicon::names::NameLexicon;

use super::capitalised;

/// Surnames whose character is read differently elsewhere.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('單', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('任', "ren"),
    ('区', "ou"),
    ('區', "ou"),
    ('朴', "piao"),
    ('盖', "ge"),
    ('蓋', "ge"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('缪', "miao"),
    ('繆', "miao"),
    ('乐', "yue"),
    ('樂', "yue"),
    ('冼', "xian"),
    ('佘', "she"),
    ('折', "she"),
    ('召', "shao"),
    ('逄', "pang"),
    ('员', "yun"),
    ('宁', "ning"),
    ('尹', "yin"),
    ('洗', "xian"),
    ('秘', "bi"),
    ('黑', "he"),
    ('华', "hua"),
    ('沈', "shen"),
    ('石', "shi"),
    ('重', "chong"),
    ('种', "chong"),
    ('晟', "cheng"),
    ('隗', "wei"),
    ('长', "zhang"),
    ('尉', "yu"),
    ('万', "wan"),
];

/// Characters whose reading in names is not the first of the dictionary.
const READINGS: &[(char, &str)] = &[
    ('长', "chang"),
    ('長', "chang"),
    ('行', "xing"),
    ('朝', "chao"),
    ('乐', "le"),
    ('樂', "le"),
    ('盛', "sheng"),
];

/// Rare surnames that far more often begin a foreign name of three characters or more, written by
/// its sound.
const SOUNDS: &str =
    "阿埃奥奧巴比波布厄恩弗哈赫基加卡科克库拉勒列洛姆纳尼努帕佩皮普恰切萨塞赛斯塔特瓦维沃西伊扎佐";

/// Characters of a name that takes a surname: longer ones are foreign names by their sound.
const LONGEST: usize = 4;

/// `name` by its sound: `王小洪` is `Wang Xiaohong`; each part of a foreign name is one word.
pub(super) fn pinyin(name: &str) -> String {
    let foreign = name.contains(['·', '・', '‧', '•', ' ']);
    let parts = name.split_inclusive(|c: char| "·・‧• ".contains(c));
    parts
        .map(|part| {
            if foreign {
                together(part, false)
            } else {
                with_surname(part)
            }
        })
        .collect()
}

fn with_surname(name: &str) -> String {
    let letters = name.chars().count();
    let surname = surname_letters(name);
    let by_sound = surname == 1 && letters > 2 && name.starts_with(|c| SOUNDS.contains(c));
    if surname == 0 || by_sound || letters > LONGEST || letters <= surname {
        return together(name, false);
    }
    let cut = name
        .char_indices()
        .nth(surname)
        .map_or(name.len(), |(at, _)| at);
    let (family, given) = name.split_at(cut);
    format!(
        "{} {}",
        capitalised(&family_name(family)),
        together(given, true)
    )
}

/// Characters of the surname that `name` begins with; 0 where it begins with none.
fn surname_letters(name: &str) -> usize {
    let names = NameLexicon::embedded();
    let opening = |letters: usize| -> String { name.chars().take(letters).map(simplify).collect() };
    (1..=2)
        .rev()
        .find(|&letters| names.han_surname(&opening(letters)).is_some())
        .unwrap_or(0)
}

fn family_name(family: &str) -> String {
    let mut chars = family.chars();
    let known = match (chars.next(), chars.next()) {
        (Some(only), None) => SURNAMES.iter().find(|(c, _)| *c == only),
        _ => None,
    };
    known.map_or_else(
        || together(family, false),
        |(_, reading)| (*reading).to_owned(),
    )
}

/// One capitalised word; where `divided`, an apostrophe stands before a syllable that begins with
/// a vowel.
fn together(name: &str, divided: bool) -> String {
    let mut out = String::new();
    for (c, syllable) in name.chars().zip(name.to_pinyin()) {
        let known = READINGS
            .iter()
            .find(|(form, _)| *form == c)
            .map(|(_, reading)| *reading);
        let Some(syllable) = known.or_else(|| syllable.map(|s| s.plain())) else {
            out.push(c);
            continue;
        };
        if divided && !out.is_empty() && syllable.starts_with(['a', 'e', 'o']) {
            out.push('\'');
        }
        out.push_str(syllable);
    }
    capitalised(&out)
}
