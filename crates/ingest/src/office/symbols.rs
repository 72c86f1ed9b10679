//! Characters of fonts that hold symbols in the places of letters.

/// The character at `code` of `font`, as a text shows it; `None` for a picture that says nothing.
///
/// Symbol fonts hold their characters at U+F020 to U+F0FF of the private use area, or at the same numbers without U+F000.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let font = font.to_ascii_lowercase();
    let symbols = font == "symbol"
        || ["wingding", "webding", "zapf", "opensymbol"]
            .iter()
            .any(|name| font.starts_with(name));
    let private = (0xf000..=0xf0ff).contains(&code);
    if !symbols && !private {
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    let place = code & 0xff;
    match (font.as_str(), place) {
        (_, 0x20) => Some(' '),
        ("symbol", 0x21..=0x3f) => char::from_u32(place),
        ("symbol", 0xb7) => Some('•'),
        // Bullets, squares, arrows and ticks of lists.
        (
            _,
            0x6c | 0x6e | 0x71 | 0x75 | 0x76 | 0x9e | 0x9f | 0xa7 | 0xa8 | 0xb7 | 0xd8 | 0xe0
            | 0xfc,
        ) => Some('•'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn bullets_and_letters() {
        for (font, code, expected) in [
            ("Symbol", 0xf0b7, Some('•')),
            ("Wingdings", 0xf0a7, Some('•')),
            ("Wingdings", 0xf028, None), // a telephone
            ("Wingdings 2", 0x97, None),
            ("Arial", 0x2013, Some('–')),
            ("SimSun", 0x90e8, Some('部')),
            ("Arial", 0xd800, None),
            ("Arial", 0, None),
            ("Symbol", 0x2d, Some('-')),
        ] {
            assert_eq!(character(font, code), expected, "{font} {code:x}");
        }
    }
}
