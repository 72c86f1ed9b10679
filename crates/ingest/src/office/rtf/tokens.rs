//! Bytes to groups, control words and text (RTF 1.9.1, "RTF Syntax").

/// Letters of a control word at most.
const WORD: usize = 32;
/// Digits of its number at most.
const DIGITS: usize = 10;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\u1052`: a word and its number.
    Word(&'a str, Option<i32>),
    /// `\~`: a sign.
    Symbol(u8),
    /// `\'e9`: a byte of text.
    Hex(u8),
    /// Bytes of text as they stand.
    Bytes(&'a [u8]),
}

/// The tokens of a file, in their order; each takes at least one byte.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn advance(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.run(WORD, u8::is_ascii_alphabetic);
        if letters > 0 {
            return Some(self.word(letters));
        }
        let sign = *self.advance(1).first()?;
        match sign {
            b'\'' => {
                let digits = std::str::from_utf8(self.rest.get(..2)?).ok();
                let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                if byte.is_some() {
                    self.advance(2);
                }
                // Where no digits follow, the sign stands for nothing.
                Some(byte.map_or(Token::Bytes(&[]), Token::Hex))
            }
            b'\r' | b'\n' => Some(Token::Word("par", None)),
            sign => Some(Token::Symbol(sign)),
        }
    }

    fn word(&mut self, letters: usize) -> Token<'a> {
        let word = std::str::from_utf8(self.advance(letters)).unwrap_or_default();
        let minus =
            self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        self.advance(usize::from(minus));
        let digits = self.run(DIGITS, u8::is_ascii_digit);
        let number = std::str::from_utf8(self.advance(digits)).ok();
        let number = number.and_then(|digits| digits.parse::<i64>().ok());
        let number = number.map(|number| if minus { -number } else { number });
        let number = number.map(|number| number.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        if self.rest.first() == Some(&b' ') {
            self.advance(1);
        }
        if word == "bin" {
            self.advance(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Token::Word(word, number)
    }

    /// How many of the next bytes, `most` at most, `are` of a kind.
    fn run(&self, most: usize, are: impl Fn(&u8) -> bool) -> usize {
        self.rest
            .iter()
            .take(most)
            .take_while(|byte| are(byte))
            .count()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        match *self.rest.first()? {
            b'{' => {
                self.advance(1);
                Some(Token::Open)
            }
            b'}' => {
                self.advance(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.advance(1);
                self.control()
            }
            b'\r' | b'\n' => {
                self.advance(1);
                Some(Token::Bytes(&[]))
            }
            b'\t' => {
                self.advance(1);
                Some(Token::Word("tab", None))
            }
            _ => {
                let special =
                    |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | b'\t');
                let end = self.rest.iter().position(special);
                Some(Token::Bytes(self.advance(end.unwrap_or(self.rest.len()))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn words_signs_bytes_and_groups() {
        use Token::{Bytes, Close, Hex, Open, Symbol, Word};
        let rtf =
            b"{\\rtf1\\ansi Na\r\nme\\'e9\\~\\u-10179?\\b0x\\bin3 }}{y\\\n\\'zz\\li99999999999}";
        let expected = [
            Open,
            Word("rtf", Some(1)),
            Word("ansi", None),
            Bytes(b"Na"),
            Bytes(b"me"),
            Hex(0xe9),
            Symbol(b'~'),
            Word("u", Some(-10179)),
            Bytes(b"?"),
            Word("b", Some(0)),
            Bytes(b"x"),
            Word("bin", Some(3)),
            Bytes(b"y"),
            Word("par", None),
            Bytes(b"zz"),
            Word("li", Some(i32::MAX)),
            Bytes(b"9"),
            Close,
        ];
        let found: Vec<Token> = Tokens::new(rtf)
            .filter(|token| *token != Bytes(b""))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(Tokens::new(b"\\").count(), 0);
        assert_eq!(Tokens::new(b"\\bin2147483647 abc").count(), 1);
    }
}
