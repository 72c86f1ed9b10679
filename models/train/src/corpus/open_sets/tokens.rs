//! Tokens with tags, joined to a text that looks as it was written.

use rostra_tagger::tags::Kind;

use super::super::draft::Draft;
use super::schemes::Joining;

/// Tokens `[start, end)` that name something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// The first token.
    pub start: usize,
    /// The token after the last.
    pub end: usize,
    /// The set's own label.
    pub label: &'a str,
}

/// The entities that BIO tags tell of. An `I-` that continues nothing begins one.
///
/// # Errors
///
/// The first tag that is none.
pub fn entities(tags: &[String]) -> Result<Vec<Entity<'_>>, String> {
    let mut found: Vec<Entity> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some((position, label)) = tag.split_once('-') else {
            if tag == "O" {
                continue;
            }
            return Err(format!("{tag:?} is no tag"));
        };
        match found.last_mut() {
            Some(last) if position == "I" && last.end == at && last.label == label => {
                last.end = at + 1;
            }
            _ => found.push(Entity {
                start: at,
                end: at + 1,
                label,
            }),
        }
    }
    Ok(found)
}

/// Joins `tokens`; `named` are those that name something of ours, in order.
#[must_use]
pub fn join(tokens: &[String], named: &[(usize, usize, Kind)], joining: Joining) -> Draft {
    let spaces = Spaces::of(tokens, joining);
    let mut draft = Draft::default();
    let mut named = named.iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        let next = named.next_if(|(start, ..)| *start == at);
        let (end, kind) = next.map_or((at + 1, None), |(_, end, kind)| (*end, Some(*kind)));
        if spaces.before(at) {
            draft.push(" ", None);
        }
        let mut text = String::new();
        for inside in at..end.min(tokens.len()) {
            if inside > at && spaces.before(inside) {
                text.push(' ');
            }
            text.push_str(tokens.get(inside).map_or("", String::as_str));
        }
        draft.push(&text, kind);
        at = end.max(at + 1);
    }
    draft
}

/// Before which tokens a space stands.
struct Spaces(Vec<bool>);

impl Spaces {
    fn of(tokens: &[String], joining: Joining) -> Self {
        let mut open_quote = false;
        let mut before = Vec::with_capacity(tokens.len());
        for at in 0..tokens.len() {
            let around = Around::of(tokens, at);
            let quote = around.token == "\"";
            let glued = match joining {
                Joining::Nothing | Joining::Offsets => !around.two_foreign_words(),
                Joining::Spaces => around.glued(),
                Joining::SpacesAroundHyphens => around.glued() || around.glued_hyphen(),
            };
            let after_quote = around.before == "\"" && open_quote;
            let closing_quote = quote && open_quote;
            if quote {
                open_quote = !open_quote;
            }
            before.push(at > 0 && !glued && !after_quote && !closing_quote);
        }
        Self(before)
    }

    fn before(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }
}

/// A token and its neighbours; empty strings beyond the ends.
struct Around<'a> {
    earlier: &'a str,
    before: &'a str,
    token: &'a str,
    after: &'a str,
}

const CLOSING: [&str; 15] = [
    ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "»", "”", "…", "'s", "’s",
];
const OPENING: [&str; 9] = ["(", "[", "{", "«", "“", "„", "¿", "¡", "$"];
const CLITICS: [&str; 7] = ["n't", "n’t", "'re", "'ve", "'ll", "'m", "'d"];
/// Letters of what stands before or after an apostrophe inside a word (`d'Orient`, `country's`).
const SHORT: usize = 2;

impl<'a> Around<'a> {
    fn of(tokens: &'a [String], at: usize) -> Self {
        let token = |index: Option<usize>| {
            let found = index.and_then(|index| tokens.get(index));
            found.map_or("", String::as_str)
        };
        Self {
            earlier: token(at.checked_sub(2)),
            before: token(at.checked_sub(1)),
            token: token(Some(at)),
            after: token(Some(at + 1)),
        }
    }

    fn glued(&self) -> bool {
        let clitic = self.token.to_lowercase();
        CLOSING.contains(&self.token)
            || CLITICS.contains(&clitic.as_str())
            || OPENING.contains(&self.before)
            || (matches!(self.before, "," | ".")
                && is_number(self.earlier)
                && is_number(self.token))
    }

    /// Whether a hyphen, slash or apostrophe that stands in a word is at either side of the gap.
    fn glued_hyphen(&self) -> bool {
        inside_word(self.before, self.token, self.after)
            || inside_word(self.earlier, self.before, self.token)
    }

    fn two_foreign_words(&self) -> bool {
        let word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
        word(self.before) && word(self.token) && (self.before.len() > 1 || self.token.len() > 1)
    }
}

fn inside_word(before: &str, mark: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if !last.is_alphanumeric() || !first.is_alphanumeric() {
        return false;
    }
    match mark {
        "-" | "/" | "=" => true,
        "'" | "’" => before.chars().count().min(after.chars().count()) <= SHORT,
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn text_looks_as_it_was_written() {
        let cases = [
            ("o líder ( PPR ) , disse .", "o líder (PPR), disse."),
            (
                "« Confissões » chega a Portugal",
                "«Confissões» chega a Portugal",
            ),
            (
                "the country ’ s Al - Qaeda cell",
                "the country’s Al-Qaeda cell",
            ),
            ("on 27 / 4 and 6 , 602 men", "on 27/4 and 6,602 men"),
            ("He said \" no more \" today", "He said \"no more\" today"),
        ];
        for (tokens, text) in cases {
            let draft = join(&words(tokens), &[], Joining::SpacesAroundHyphens);
            assert_eq!(draft.text(), text);
        }
    }

    #[test]
    fn chinese_has_no_spaces_but_between_foreign_words() {
        let tokens = words("会见 Sar Kheng 副 总理 。");
        let draft = join(&tokens, &[(1, 3, Kind::Person)], Joining::Nothing);
        assert_eq!(draft.text(), "会见Sar Kheng副总理。");
        assert_eq!(draft.runs.get(1).unwrap().text, "Sar Kheng");
    }

    #[test]
    fn names_are_cut_out_whole() {
        let tokens = words("papa João Paulo II , em Lisboa");
        let named = [(1, 4, Kind::Person), (6, 7, Kind::Place)];
        let (text, spans) = join(&tokens, &named, Joining::Spaces).finish();
        assert_eq!(text, "papa João Paulo II, em Lisboa");
        let cut = |start, end| {
            text.chars()
                .skip(start)
                .take(end - start)
                .collect::<String>()
        };
        let found: Vec<_> = spans.iter().map(|s| cut(s.start, s.end)).collect();
        assert_eq!(found, ["João Paulo II", "Lisboa"]);
    }

    #[test]
    fn tags_begin_and_go_on() {
        let tags = words("O B-PER I-PER B-PER I-LOC O");
        let found = entities(&tags).unwrap();
        let ends: Vec<_> = found.iter().map(|e| (e.start, e.end, e.label)).collect();
        assert_eq!(ends, [(1, 3, "PER"), (3, 4, "PER"), (4, 5, "LOC")]);
        assert!(entities(&words("X")).is_err());
    }
}
