//! Numbers of dates, and dates written in numbers alone.

use rostra_document::TokenKind;

use super::{Day, Days, Reader};

impl Reader<'_> {
    /// The number at `at`, with the letters that may follow its digits (`1er`, `20th`).
    fn number(&self, at: usize) -> Option<(u32, &str)> {
        let token = self.tokens.get(at)?;
        if token.kind != TokenKind::Number {
            return None;
        }
        let mut value = 0_u32;
        for (border, c) in token.key.char_indices() {
            match digit(c) {
                Some(digit) if border < 16 => value = value.checked_mul(10)?.checked_add(digit)?,
                _ => return token.key.get(border..).map(|rest| (value, rest)),
            }
        }
        Some((value, ""))
    }

    /// A day of the month at `at`, with what belongs to it (`24.`, `7-го`), and where it ends.
    pub(super) fn day(&self, at: usize) -> Option<(i8, usize)> {
        let (value, rest) = self.number(at)?;
        let ordinal = rest.chars().count() <= 3 && rest.chars().all(char::is_alphabetic);
        if !(1..=31).contains(&value) || !ordinal {
            return None;
        }
        let mut end = at + 1;
        let tied = |at: usize| self.tokens.get(at).is_some_and(|t| t.hyphenated);
        if tied(end) || self.mark(end, &['.', 'º']) {
            end += 1;
        }
        Some((i8::try_from(value).ok()?, end))
    }

    /// A year at `at`.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let (value, rest) = self.number(at)?;
        let whole = rest.is_empty() && (1800..=2199).contains(&value);
        whole.then_some(i16::try_from(value).ok()?)
    }

    /// Whether one of `marks` stands at `at`.
    pub(super) fn mark(&self, at: usize, marks: &[char]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| marks.iter().any(|mark| t.is_mark(*mark)))
    }

    /// `28.09.2024`, `05/03/2023`, `2024-09-28`.
    pub(super) fn numeric(&self, at: usize) -> Option<Days> {
        let (parts, end, slashes) = self.parts(at)?;
        let [a, b, c] = parts;
        let (year, month, day) = match (a, b, c) {
            (1800..=2199, _, _) => (a, b, c),
            (_, _, 1800..=2199) if !slashes => (c, b, a),
            (_, 13..=31, 1800..=2199) => (c, a, b),
            // English writes both orders.
            (_, _, 1800..=2199) if a <= 12 && a != b && (self.is_english() || self.foreign) => {
                return None;
            }
            (_, _, 1800..=2199) => (c, b, a),
            _ => return None,
        };
        let day = Day {
            year: Some(i16::try_from(year).ok()?),
            month: i8::try_from(month).ok()?,
            day: i8::try_from(day).ok()?,
        };
        self.days(at..end, day, None)
    }

    /// Three numbers tied by one mark, where they end, and whether the mark is a slash.
    fn parts(&self, at: usize) -> Option<([u32; 3], usize, bool)> {
        let token = self.tokens.get(at)?;
        if token.key.matches('.').count() == 2 {
            let mut parts = token.key.split('.').map(|part| part.parse().ok());
            let three = [parts.next()??, parts.next()??, parts.next()??];
            return Some((three, at + 1, false));
        }
        if let Some(parts) = self.spaced_parts(at) {
            return Some(parts);
        }
        let separator = self.tokens.get(at + 1)?;
        let tied = |at: usize| self.tokens.get(at).is_some_and(|t| !t.spaced);
        let same = self.tokens.get(at + 3)?.key == separator.key;
        if !self.mark(at + 1, &['/', '-', '–']) || !same || !(1..5).all(|n| tied(at + n)) {
            return None;
        }
        let plain = |at| self.number(at).filter(|n| n.1.is_empty()).map(|n| n.0);
        // `2024-05-02T10:00` goes on with the time of day.
        let last = self
            .number(at + 4)
            .filter(|n| n.1.is_empty() || n.1.starts_with('t'));
        let three = [plain(at)?, plain(at + 2)?, last?.0];
        Some((three, at + 5, self.mark(at + 1, &['/'])))
    }

    /// Three numbers with a full stop and a blank between them: `2024. 3. 5.`, `5. 3. 2024`.
    fn spaced_parts(&self, at: usize) -> Option<([u32; 3], usize, bool)> {
        let glued = |at: usize| self.tokens.get(at).is_some_and(|t| !t.spaced);
        let stop = |at: usize| self.mark(at, &['.']) && glued(at);
        let plain = |at| self.number(at).filter(|n| n.1.is_empty()).map(|n| n.0);
        let three = [plain(at)?, plain(at + 2)?, plain(at + 4)?];
        let years = three.iter().filter(|n| (1800..=2199).contains(*n)).count();
        (stop(at + 1) && stop(at + 3) && years == 1).then_some((three, at + 5, false))
    }

    pub(super) fn is_english(&self) -> bool {
        self.pack.source.tag == "en"
    }
}

/// Digits of Latin, Arabic and Persian writing.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => c.to_digit(10),
    }
}
