//! Names in Latin letters.
//!
//! Each script has the convention that press offices use: Hanyu Pinyin with the surname first,
//! BGN/PCGN without its rarer marks for Russian, the national system of 2010 for Ukrainian, the Revised
//! Romanisation for Korean, usual spellings for Arabic names. Scripts without a table go through `any_ascii`. Names in Latin
//! letters stay as written.

mod arabic;
mod arabic_names;
mod cyrillic;
mod han;
mod hangul;

use any_ascii::any_ascii;

/// Which table a stretch of letters goes through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Han,
    Kana,
    Cyrillic,
    Arabic,
    Hangul,
    Other,
}

/// `name` in Latin letters, for a text in `language` (BCP 47 primary tag).
///
/// Kanji of a Japanese text stay as they are: their reading does not follow from the writing.
#[must_use]
pub fn latin(name: &str, language: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (script, stretch) in stretches(name) {
        match script {
            Script::Latin => out.push_str(stretch),
            Script::Han if language == "ja" => out.push_str(stretch),
            Script::Han => out.push_str(&han::pinyin(stretch)),
            Script::Cyrillic => out.push_str(&cyrillic::latin(stretch, language)),
            Script::Arabic => out.push_str(&arabic::latin(stretch)),
            Script::Hangul => out.push_str(&hangul::latin(stretch)),
            Script::Kana | Script::Other => out.push_str(&words_capitalised(&any_ascii(stretch))),
        }
    }
    tidy(&out)
}

/// Cuts a name where the script changes; spaces and marks stay with what is before them.
fn stretches(name: &str) -> Vec<(Script, &str)> {
    let mut found: Vec<(Script, &str)> = Vec::new();
    let (mut start, mut current) = (0, None);
    for (at, c) in name.char_indices() {
        let script = script(c);
        if script.is_none() || script == current {
            continue;
        }
        if let Some(before) = current {
            found.push((before, name.get(start..at).unwrap_or_default()));
            start = at;
        }
        current = script;
    }
    found.push((
        current.unwrap_or(Script::Latin),
        name.get(start..).unwrap_or_default(),
    ));
    found
}

/// The script of a letter; `None` for marks, spaces and digits.
fn script(c: char) -> Option<Script> {
    Some(match c {
        '·' | '・' | '‧' => return None,
        '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Kana,
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}' => Script::Han,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' => Script::Arabic,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        '\u{1e00}'..='\u{1eff}' | '\0'..='\u{24f}' if c.is_alphabetic() => Script::Latin,
        _ if c.is_alphabetic() => Script::Other,
        _ => return None,
    })
}

/// `word` with a capital first letter and small letters after it.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first
            .to_uppercase()
            .chain(chars.flat_map(char::to_lowercase))
            .collect(),
        None => String::new(),
    }
}

fn words_capitalised(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(capitalised).collect();
    words.join(" ")
}

/// One space between words, typographic dots between the parts of a name read as spaces.
fn tidy(name: &str) -> String {
    let spaced = name.replace(['·', '・', '‧', '•'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn names_of_many_scripts() {
        for (language, name, expected) in [
            ("en", "Pintér Sándor", "Pintér Sándor"),
            ("vi", "Tô Lâm", "Tô Lâm"),
            ("zh", "王小洪", "Wang Xiaohong"),
            ("zh", "李强", "Li Qiang"),
            ("zh", "王长安", "Wang Chang'an"),
            ("zh", "欧阳修", "Ouyang Xiu"),
            ("zh", "单士兵", "Shan Shibing"),
            ("zh", "曾庆红", "Zeng Qinghong"),
            ("zh", "阿尔维", "Aerwei"),
            ("zh", "纳西尔丁·阿米尔", "Naxierding Amier"),
            ("ja", "岸田文雄", "岸田文雄"),
            ("ru", "Сергей Лавров", "Sergey Lavrov"),
            ("ru", "Василий Небензя", "Vasily Nebenzya"),
            ("ru", "Евгений Щёлоков", "Yevgeny Shchyolokov"),
            ("ru", "Юрьева-Объедкова", "Yuryeva-Obyedkova"),
            ("uk", "Володимир Зеленський", "Volodymyr Zelenskyi"),
            ("uk", "Згурський Юрій", "Zghurskyi Yurii"),
            ("ar", "محمد بن سلمان", "Mohammed bin Salman"),
            ("ar", "أحمد أبو الغيط", "Ahmed Abu al-Ghait"),
            ("ar", "عبد الفتاح السيسي", "Abdel Fattah al-Sisi"),
            ("ko", "문재인", "Mun Jaein"),
            ("zh", "Sar Kheng", "Sar Kheng"),
            ("en", "", ""),
        ] {
            assert_eq!(latin(name, language), expected, "{name}");
        }
    }
}
