//! The form that words are looked up by.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::han::simplify;

/// Folds one word for look-up: compatibility forms and case are evened out, combining marks are
/// dropped unless `keep_marks`, typographic apostrophes become `'`, Arabic letters that writers
/// interchange (hamza seats, final ya and ta marbuta, tatweel) become one, and traditional Han
/// characters become simplified ones.
///
/// `على` (on) is left alone: folded it would be the name `علي`.
///
/// Cyrillic `й` and `ї` keep their marks: without them they are other letters. `ё` becomes `е`.
#[must_use]
pub fn fold(word: &str, keep_marks: bool) -> CompactString {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return CompactString::from(word);
    }
    if word.is_ascii() {
        return word.chars().map(|c| c.to_ascii_lowercase()).collect();
    }
    if word == "على" {
        return CompactString::from(word);
    }
    let mut key = CompactString::default();
    // Decomposed letters are put together first: й is one letter, и with a breve is two.
    for c in word.nfc() {
        fold_char(c, keep_marks, &mut key);
    }
    if keep_marks {
        even_tone(&mut key);
    }
    key
}

/// Vietnamese writes the tone of a final `oa`, `oe`, `uy` on either vowel: `uỷ`, `ủy`.
fn even_tone(key: &mut CompactString) {
    const TONES: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    let late = TONES.iter().find(|(late, _)| key.ends_with(late));
    if let Some((late, early)) = late {
        key.truncate(key.len() - late.len());
        key.push_str(early);
    }
}

fn fold_char(c: char, keep_marks: bool, key: &mut CompactString) {
    match c {
        'A'..='Z' => key.push(c.to_ascii_lowercase()),
        '\0'..='\x7f' => key.push(c),
        'й' | 'Й' => key.push('й'),
        'ї' | 'Ї' => key.push('ї'),
        '’' | '‘' | 'ʼ' | '´' | '＇' => key.push('\''),
        'ł' | 'Ł' => key.push('l'),
        'ø' | 'Ø' if !keep_marks => key.push('o'),
        'đ' | 'Đ' if !keep_marks => key.push('d'),
        'ı' | 'İ' => key.push('i'),
        'ß' => key.push_str("ss"),
        'æ' | 'Æ' => key.push_str("ae"),
        'œ' | 'Œ' => key.push_str("oe"),
        'أ' | 'إ' | 'آ' | 'ٱ' => key.push('ا'),
        'ى' => key.push('ي'),
        'ة' => key.push('ه'),
        'ؤ' => key.push('و'),
        'ئ' => key.push('ي'),
        'ک' => key.push('ك'),
        'ی' => key.push('ي'),
        'ـ' | '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{ad}' => {}
        'Ѐ'..='ӿ' => match c {
            'ё' | 'Ё' => key.push('е'),
            _ => key.extend(c.to_lowercase()),
        },
        // A syllable of Hangul is one letter, not its sounds.
        '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}' => key.push(c),
        '\u{3400}'..='\u{9fff}' => key.push(simplify(c)),
        _ if keep_marks => key.extend(c.nfkc().flat_map(char::to_lowercase)),
        _ => key.extend(
            c.nfkd()
                .filter(|m| !is_combining_mark(*m))
                .flat_map(char::to_lowercase),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn evens_out_what_writers_vary() {
        for (word, key) in [
            ("Prime", "prime"),
            ("MINISTÈRE", "ministere"),
            ("Pintér", "pinter"),
            ("Щёлоков", "щелоков"),
            ("Андрей", "андрей"),
            ("Андреи\u{306}", "андрей"),
            ("الأمير", "الامير"),
            ("وزارة", "وزاره"),
            ("على", "على"),
            ("مصطفى", "مصطفي"),
            ("O’Rourke", "o'rourke"),
            ("Erdoğan", "erdogan"),
            ("ＵＮ", "un"),
            ("公安部", "公安部"),
            ("한국", "한국"),
            ("總統", "总统"),
        ] {
            assert_eq!(fold(word, false), key, "{word}");
        }
        assert_eq!(fold("Thủ", true), "thủ");
        assert_eq!(fold("Tướng", true), fold("TƯỚNG", true));
    }
}
