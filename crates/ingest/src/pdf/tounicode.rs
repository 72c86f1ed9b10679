//! The table of a font that says what its codes mean: a `ToUnicode` map (ISO 32000-2, 9.10.3).
//!
//! Read without belief in its order or completeness: what cannot be read is passed over, and the rest
//! of the table still holds.

use compact_str::CompactString;

/// Entries of a table, at most: there are not more codes.
const ENTRIES: usize = 1 << 16;

/// Ranges of codes and the UTF-16 text of the first, sorted by code.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    ranges: Vec<(u32, u32, Vec<u16>)>,
}

impl ToUnicode {
    /// Reads a table.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut table = Self::default();
        let mut tokens = Tokens(data);
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => table.chars(&mut tokens),
                Token::Word(b"beginbfrange") => table.ranges(&mut tokens),
                _ => {}
            }
        }
        table.ranges.sort_by_key(|(first, ..)| *first);
        table
    }

    /// What `code` means; empty where it is part of what its neighbour means.
    pub(super) fn text(&self, code: u32) -> Option<CompactString> {
        let at = self.ranges.partition_point(|(first, ..)| *first <= code);
        let (first, last, units) = self.ranges.get(at.checked_sub(1)?)?;
        if code > *last {
            return None;
        }
        let mut units = units.clone();
        if let Some(unit) = units.last_mut() {
            *unit = unit.checked_add(u16::try_from(code - first).ok()?)?;
        }
        let text = char::decode_utf16(units.into_iter().filter(|unit| *unit != 0));
        text.collect::<Result<CompactString, _>>().ok()
    }

    fn chars(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Text(code)) = tokens.next() {
            let Some(Token::Text(text)) = tokens.next() else {
                return;
            };
            self.push(number(&code), number(&code), &text);
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Text(first)) = tokens.next() {
            let Some(Token::Text(last)) = tokens.next() else {
                return;
            };
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Text(text)) => self.push(first, last, &text),
                Some(Token::Word(b"[")) => {
                    let mut code = first;
                    while let Some(Token::Text(text)) = tokens.next() {
                        self.push(code, code, &text);
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    fn push(&mut self, first: u32, last: u32, text: &[u8]) {
        if first <= last && self.ranges.len() < ENTRIES {
            let unit = |pair: &[u8]| {
                pair.iter()
                    .fold(0u16, |unit, byte| unit << 8 | u16::from(*byte))
            };
            self.ranges
                .push((first, last, text.chunks(2).map(unit).collect()));
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

enum Token<'d> {
    /// `<…>`, as bytes.
    Text(Vec<u8>),
    /// Anything else between white space, brackets each by itself.
    Word(&'d [u8]),
}

struct Tokens<'d>(&'d [u8]);

impl<'d> Iterator for Tokens<'d> {
    type Item = Token<'d>;

    fn next(&mut self) -> Option<Token<'d>> {
        let data = self.0.trim_ascii_start();
        let first = *data.first()?;
        let length = match first {
            b'<' => data
                .iter()
                .position(|&b| b == b'>')
                .map_or(data.len(), |end| end + 1),
            b'[' | b']' | b'>' => 1,
            _ => data
                .iter()
                .position(|&b| b.is_ascii_whitespace() || matches!(b, b'<' | b'[' | b']' | b'>'))
                .unwrap_or(data.len()),
        };
        let (token, rest) = data.split_at_checked(length)?;
        self.0 = rest;
        Some(if first == b'<' {
            Token::Text(hex(token))
        } else {
            Token::Word(token)
        })
    }
}

fn hex(token: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = token
        .iter()
        .filter_map(|&b| char::from(b).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ToUnicode;

    #[test]
    fn tables_are_read() {
        let table = ToUnicode::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              3 beginbfchar <0010> <0641> <0003> <> <0004> <00660069> endbfchar
              2 beginbfrange <0020> <0022> <0410> <0030> <0031> [<738B> <D842DFB7>] endbfrange
              1 beginbfchar <zz <0050> <0042> endbfchar <",
        );
        for (code, text) in [
            (0x10, Some("ف")),
            (0x3, Some("")),
            (0x4, Some("fi")),
            (0x22, Some("В")),
            (0x23, None),
            (0x30, Some("王")),
            (0x31, Some("𠮷")),
            (0x2, None),
        ] {
            assert_eq!(table.text(code).as_deref(), text, "{code:x}");
        }
    }
}
