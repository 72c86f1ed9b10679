//! Lines to blocks: prose, headings and list items.

use rostra_document::TextRange;

/// How a block is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line by itself without a full stop.
    Heading,
    /// One item of a list or table.
    Item,
    /// Running text, its line breaks white space.
    Prose,
}

/// One or more lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, in bytes.
    pub range: TextRange,
    /// How it is read.
    pub shape: Shape,
}

/// Characters of a heading that is known again at the start of the text, at least.
const MIN_REPEATED: usize = 20;

/// Cuts `text` into blocks, in order; every character but white space lies in one.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut group: Vec<TextRange> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = trimmed(text, TextRange::new(at, at + line.len()));
        at += line.len();
        if range.is_empty() || is_rule(range.of(text)) {
            close(text, &mut group, &mut found);
        } else {
            group.push(range);
        }
    }
    close(text, &mut group, &mut found);
    part_repeated_heading(text, &mut found);
    found
}

/// Pages whose text begins with their heading once more, without a mark: the heading is cut off.
fn part_repeated_heading(text: &str, found: &mut Vec<Block>) {
    let (Some(heading), Some(body)) = (found.first().copied(), found.get(1).copied()) else {
        return;
    };
    let words = heading.range.of(text);
    let repeated = heading.shape == Shape::Heading
        && words.chars().count() >= MIN_REPEATED
        && body.range.of(text).starts_with(words)
        && body.range.len() > words.len();
    if !repeated {
        return;
    }
    let border = body.range.start + words.len();
    let rest = trimmed(text, TextRange::new(border, body.range.end));
    if let (false, Some(slot)) = (rest.is_empty(), found.get_mut(1)) {
        *slot = Block {
            range: rest,
            shape: body.shape,
        };
        found.insert(
            1,
            Block {
                range: TextRange::new(body.range.start, border),
                shape: Shape::Heading,
            },
        );
    }
}

fn close(text: &str, group: &mut Vec<TextRange>, found: &mut Vec<Block>) {
    let lines = std::mem::take(group);
    let mut prose: Option<TextRange> = None;
    let wrapped = is_wrapped(text, &lines);
    for line in lines {
        let item = starts_item(line.of(text));
        match prose {
            Some(open)
                if (wrapped || runs_on(open.of(text))) && !item && !ends_line(open.of(text)) =>
            {
                prose = Some(open.cover(line))
            }
            open => {
                found.extend(open.into_iter().flat_map(|range| shaped(text, range)));
                prose = Some(line);
            }
        }
    }
    found.extend(prose.into_iter().flat_map(|range| shaped(text, range)));
}

/// Whether the line breaks of a group were set to fit a width: some line goes on in lower case, or
/// no line would have held the first word of the next.
fn is_wrapped(text: &str, lines: &[TextRange]) -> bool {
    let width = lines
        .iter()
        .map(|l| l.of(text).chars().count())
        .max()
        .unwrap_or(0);
    let pairs = || {
        lines
            .windows(2)
            .filter_map(|w| Some((w.first()?.of(text), w.get(1)?.of(text))))
    };
    let goes_on = pairs().filter(|(a, b)| continues(a, b)).count();
    if goes_on > 0 {
        return true;
    }
    let full = pairs()
        .filter(|(a, b)| {
            let word = b.split_whitespace().next().map_or(0, |w| w.chars().count());
            a.chars().count() + 1 + word > width * 9 / 10
        })
        .count();
    lines.len() > 2 && width > 40 && full + 1 >= lines.len() - 1
}

/// Whether line `next` goes on in the middle of what `line` says.
fn continues(line: &str, next: &str) -> bool {
    let open = !line.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：']);
    open && (next.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ',' | '،'))
        || line.ends_with(',')
        || starts_with_initials(next) && !starts_with_initials(line))
}

/// `И.П.Серова на сессии`: a name in initials that the line before leads to.
fn starts_with_initials(line: &str) -> bool {
    let mut chars = line.chars();
    let initial = |c: Option<char>| c.is_some_and(|c| c.is_uppercase() && !c.is_ascii());
    initial(chars.next())
        && chars.next() == Some('.')
        && initial(chars.next())
        && chars.next() == Some('.')
        && line.contains(' ')
}

/// A long line that ends in the middle of a sentence goes on in the next.
fn runs_on(line: &str) -> bool {
    line.len() > 300 && line.ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

/// After a colon or a full stop at a line's end the next line begins anew.
fn ends_line(text: &str) -> bool {
    text.ends_with([':', '：'])
}

/// A block of prose is cut at inline bullets; a short one without a full stop is a heading.
fn shaped(text: &str, range: TextRange) -> Vec<Block> {
    let body = range.of(text);
    let items = inline_items(body);
    if items.len() >= 3 {
        return items
            .into_iter()
            .map(|(start, end)| {
                trimmed(text, TextRange::new(range.start + start, range.start + end))
            })
            .filter(|r| !r.is_empty())
            .map(|range| Block {
                range,
                shape: Shape::Item,
            })
            .collect();
    }
    let shape = if starts_item(body) {
        Shape::Item
    } else if body.ends_with(['.', '!', '?', '。', '！', '？', '"', '”', '»', ';', '；'])
        || body.chars().count() > 250
    {
        Shape::Prose
    } else {
        Shape::Heading
    };
    vec![Block { range, shape }]
}

/// Items between spaced bullets or dashes, where the text begins with one.
fn inline_items(body: &str) -> Vec<(usize, usize)> {
    let Some(bullet) = body.chars().next().filter(|c| is_bullet(*c)) else {
        return Vec::new();
    };
    let mut starts = vec![0];
    let mut before = '\n';
    for (at, c) in body.char_indices().skip(1) {
        let after = body.get(at + c.len_utf8()..).and_then(|r| r.chars().next());
        if c == bullet && before.is_whitespace() && after.is_some_and(char::is_whitespace) {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts
        .iter()
        .skip(1)
        .copied()
        .chain([body.len()])
        .collect::<Vec<_>>();
    starts.into_iter().zip(ends).collect()
}

/// Whether a line begins as an item of a list: a bullet or a number with a mark.
pub fn starts_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    if is_bullet(first) {
        return chars.next().is_some_and(char::is_whitespace)
            || matches!(first, '•' | '·' | '●' | '▪' | '■');
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after: Vec<char> = line.chars().skip(digits).take(2).collect();
    (1..=3).contains(&digits)
        && matches!(after.first(), Some('.' | ')' | '、'))
        && !after.get(1).is_some_and(char::is_ascii_digit)
}

fn is_bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '*' | '•' | '·' | '●' | '▪' | '■' | '>')
}

/// A line of dashes, asterisks or quotation bars alone separates blocks.
fn is_rule(line: &str) -> bool {
    line.chars()
        .all(|c| is_bullet(c) || matches!(c, '_' | '=' | '#') || c.is_whitespace())
}

fn trimmed(text: &str, range: TextRange) -> TextRange {
    let line = range.of(text);
    let start = range.start + (line.len() - line.trim_start().len());
    let end = start + line.trim().len();
    TextRange::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::{Shape, blocks};

    #[test]
    fn a_heading_repeated_is_parted() {
        let text = "Встреча с губернатором Иваном Серовым\n\nВстреча с губернатором Иваном Серовым Игорь Панин провёл встречу.";
        let found = blocks(text);
        assert_eq!(found.len(), 3);
        assert_eq!(found[2].range.of(text), "Игорь Панин провёл встречу.");
    }

    #[test]
    fn every_character_lies_in_a_block() {
        let text = "Title\n\nOne two.\nThree four.\n---\n* a\n* b\n";
        let found = blocks(text);
        let joined: String = found
            .iter()
            .map(|b| b.range.of(text))
            .collect::<Vec<_>>()
            .join("|");
        assert_eq!(joined, "Title|One two.|Three four.|* a|* b");
        assert_eq!(found[0].shape, Shape::Heading);
        assert_eq!(found[3].shape, Shape::Item);
    }
}
