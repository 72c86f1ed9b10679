//! Labels before dates and sources: `Published on`, `发布时间：`, `Дата публикации:`.

use std::sync::LazyLock;

/// What a label says of what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The day of publication.
    Published,
    /// The day of the last change.
    Updated,
    /// A day, of publication or of the event.
    Date,
    /// Where the text was taken from.
    Source,
    /// Day, time or place of the event, or another day that is none of publication.
    Event,
}

struct Form {
    label: Label,
    lang: &'static str,
    /// In lower case.
    words: String,
    colon: bool,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let mut forms: Vec<Form> = include_str!("../../tables/press_labels.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(row)
        .collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
    forms
});

fn row(row: &'static str) -> Vec<Form> {
    let mut cells = row.split('\t');
    let (Some(kind), Some(lang), Some(forms)) = (cells.next(), cells.next(), cells.next()) else {
        return Vec::new();
    };
    let label = match kind {
        "published" => Label::Published,
        "updated" => Label::Updated,
        "date" => Label::Date,
        "source" => Label::Source,
        _ => Label::Event,
    };
    let form = |written: &str| Form {
        label,
        lang,
        words: written.trim_end_matches([':', ' ']).to_lowercase(),
        colon: written.ends_with(':') || label == Label::Event,
    };
    forms.split('|').map(form).collect()
}

/// Labels of `lang`, and those that English texts and all languages have; the longest first.
fn forms_of(lang: &str) -> impl Iterator<Item = &'static Form> {
    FORMS
        .iter()
        .filter(move |form| form.lang == lang || form.lang == "en" || form.lang == "*")
}

/// The label, in the language `lang` or in English, that `text` ends with, and at which byte it begins.
///
/// ```
/// use rostra_lexicon::press::{Label, label_before};
///
/// assert_eq!(label_before("Berlin. Stand: ", "de"), Some((8, Label::Published)));
/// assert_eq!(label_before("the long Stand ", "de"), None);
/// ```
#[must_use]
pub fn label_before(text: &str, lang: &str) -> Option<(usize, Label)> {
    let bare = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：' | '|' | '-' | '–' | '—' | '*' | '•' | '】' | ']'
            )
    });
    let colon = text
        .get(bare.len()..)
        .is_some_and(|marks| marks.contains([':', '：']));
    let lower = last_letters(bare).to_lowercase();
    forms_of(lang)
        .filter(|form| colon || !form.colon)
        .filter_map(|form| {
            let before = lower.strip_suffix(form.words.as_str())?;
            let own = !before.chars().next_back().is_some_and(glued);
            // Lower case may have other lengths than the text: counted by characters.
            let letters = form.words.chars().count();
            let start = bare.char_indices().rev().nth(letters.checked_sub(1)?)?.0;
            own.then_some((start, form.label))
        })
        .next()
}

/// The first label in `text` of the kind `wanted`: the bytes of it with its colon.
#[must_use]
pub fn label_within(text: &str, lang: &str, wanted: Label) -> Option<std::ops::Range<usize>> {
    let colons = text.char_indices().filter(|(_, c)| matches!(c, ':' | '：'));
    for (at, c) in colons.take(MOST_COLONS) {
        let end = at + c.len_utf8();
        if let Some((start, label)) = label_before(text.get(..end)?, lang)
            && label == wanted
        {
            return Some(start..end);
        }
    }
    None
}

/// Colons of a line that are looked at.
const MOST_COLONS: usize = 12;

/// Characters that a label has at most.
const LONGEST: usize = 40;

fn last_letters(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(LONGEST)
        .map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// Whether a letter stands before a label: it is the end of another word, as `来源` is of `图片来源`.
fn glued(before: char) -> bool {
    before.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::{FORMS, LONGEST, Label, label_before, label_within};

    #[test]
    fn labels_are_told_by_their_end() {
        for (text, lang, label) in [
            ("Published on ", "en", Some(Label::Published)),
            ("FOR IMMEDIATE RELEASE: ", "en", Some(Label::Published)),
            ("发布时间：", "zh", Some(Label::Published)),
            ("Дата публикации: ", "ru", Some(Label::Published)),
            ("تاريخ النشر: ", "ar", Some(Label::Published)),
            ("Publié le ", "fr", Some(Label::Published)),
            ("Last updated: ", "fr", Some(Label::Updated)),
            ("Date: ", "ru", Some(Label::Date)),
            ("Date ", "en", None),
            ("Where: ", "en", Some(Label::Event)),
            ("İstanbul Yer: ", "tr", Some(Label::Event)),
            ("somewhere: ", "en", None),
            ("The report was unpublished ", "en", None),
            ("", "en", None),
        ] {
            assert_eq!(label_before(text, lang).map(|l| l.1), label, "{text}");
        }
    }

    #[test]
    fn sources_are_found_within_a_line() {
        let line = "2023-09-20 10:12 来源：外交部";
        let range = label_within(line, "zh", Label::Source).expect("it has one");
        assert_eq!(line.get(range.end..), Some("外交部"));
        assert_eq!(label_within("::::", "zh", Label::Source), None);
    }

    #[test]
    fn no_label_is_longer_than_what_is_looked_at() {
        for form in FORMS.iter() {
            assert!(form.words.chars().count() < LONGEST, "{}", form.words);
            assert!(!form.words.is_empty());
        }
    }
}
