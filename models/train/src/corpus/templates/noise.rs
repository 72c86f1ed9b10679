//! What happens to real releases: capitals, line breaks, missing accents, other quotation marks.
//!
//! All of it is done to runs, so that spans stay right.

use rostra_tagger::tags::Kind;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::draft::Draft;
use super::super::random::Random;

/// Changes a text of a language.
type Noise = fn(&mut Draft, &str, &mut Random);

/// What may happen to a text, and to how many of a hundred it does.
const NOISES: [(usize, Noise); 11] = [
    (5, small_titles),
    (6, tall_titles),
    (6, upper_names),
    (8, upper_family_names),
    (5, upper_heading),
    (4, without_marks),
    (8, wrapped),
    (3, double_spaces),
    (12, other_quotes),
    (4, glued_commas),
    (7, without_end),
];

/// Adds noise to `draft`, a text in `lang`.
pub fn add(draft: &mut Draft, lang: &str, random: &mut Random) {
    for (percent, noise) in NOISES {
        if random.chance(percent) {
            noise(draft, lang, random);
        }
    }
}

/// Whether the language has capitals at all.
fn has_case(lang: &str) -> bool {
    !matches!(lang, "ar" | "zh" | "ja" | "ko")
}

fn runs_of(draft: &mut Draft, kind: Kind) -> impl Iterator<Item = &mut String> {
    let runs = draft
        .runs
        .iter_mut()
        .filter(move |run| run.kind == Some(kind));
    runs.map(|run| &mut run.text)
}

/// `MINISTER`, with Turkish dots.
fn upper(text: &str, lang: &str) -> String {
    let upper = |c: char| match c {
        'i' if lang == "tr" => "İ".to_owned(),
        c => c.to_uppercase().collect(),
    };
    text.chars().map(upper).collect()
}

fn lower(text: &str, lang: &str) -> String {
    let lower = |c: char| match c {
        'I' if lang == "tr" => "ı".to_owned(),
        'İ' if lang == "tr" => "i".to_owned(),
        c => c.to_lowercase().collect(),
    };
    text.chars().map(lower).collect()
}

/// Changes the words of `text` and leaves the space between.
fn words(text: &str, change: &mut dyn FnMut(&str) -> String) -> String {
    let pieces = text.split_inclusive(char::is_whitespace);
    pieces
        .map(|piece| {
            let word = piece.trim_end();
            let space = piece.get(word.len()..).unwrap_or_default();
            change(word) + space
        })
        .collect()
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn small_titles(draft: &mut Draft, lang: &str, _: &mut Random) {
    // German nouns keep their capitals.
    if !has_case(lang) || lang == "de" {
        return;
    }
    for title in runs_of(draft, Kind::Title) {
        *title = words(title, &mut |word| {
            if is_abbreviation(word) {
                word.to_owned()
            } else {
                lower(word, lang)
            }
        });
    }
}

/// Letters of the shortest word that a title's capitals go to.
const CAPITALISED: usize = 4;

fn tall_titles(draft: &mut Draft, lang: &str, _: &mut Random) {
    if !has_case(lang) {
        return;
    }
    for title in runs_of(draft, Kind::Title) {
        *title = words(title, &mut |word| {
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if word.chars().count() >= CAPITALISED => {
                    upper(&first.to_string(), lang) + letters.as_str()
                }
                _ => word.to_owned(),
            }
        });
    }
}

fn upper_names(draft: &mut Draft, lang: &str, _: &mut Random) {
    for name in runs_of(draft, Kind::Person) {
        *name = upper(name, lang);
    }
}

fn upper_family_names(draft: &mut Draft, lang: &str, random: &mut Random) {
    let first = random.chance(20);
    for name in runs_of(draft, Kind::Person) {
        let count = name.split_whitespace().count();
        let at = if first { 1 } else { count };
        let mut number = 0;
        *name = words(name, &mut |word| {
            number += 1;
            if number == at && count > 1 {
                upper(word, lang)
            } else {
                word.to_owned()
            }
        });
    }
}

/// Letters of the longest first line that is taken for a heading.
const HEADING: usize = 120;

fn upper_heading(draft: &mut Draft, lang: &str, _: &mut Random) {
    let text = draft.text();
    let heading = text.lines().next().map_or(0, |line| line.chars().count());
    if heading > HEADING {
        return;
    }
    for run in &mut draft.runs {
        match run.text.split_once('\n') {
            Some((line, rest)) => {
                run.text = format!("{}\n{rest}", upper(line, lang));
                return;
            }
            None => run.text = upper(&run.text, lang),
        }
    }
}

/// Accents are lost in Latin letters only: Arabic and Indic marks are letters to readers, `й` too.
fn without_marks(draft: &mut Draft, lang: &str, _: &mut Random) {
    if matches!(lang, "ru" | "uk" | "ar" | "zh" | "ja" | "ko") {
        return;
    }
    for run in &mut draft.runs {
        run.text = run.text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    }
}

/// Letters of a line where text is wrapped.
const LINE: (usize, usize) = (45, 90);

fn wrapped(draft: &mut Draft, _: &str, random: &mut Random) {
    let width = LINE.0 + random.below(LINE.1 - LINE.0);
    let mut at = 0;
    for run in &mut draft.runs {
        let wrap = |c: char| {
            at = if c == '\n' || (c == ' ' && at >= width) {
                0
            } else {
                at + 1
            };
            if at == 0 { '\n' } else { c }
        };
        run.text = run.text.chars().map(wrap).collect();
    }
}

fn double_spaces(draft: &mut Draft, _: &str, random: &mut Random) {
    let every = 2 + random.below(12);
    let mut number = 0;
    for run in &mut draft.runs {
        run.text = run
            .text
            .split_inclusive(' ')
            .map(|piece| {
                number += 1;
                let double = piece.ends_with(' ') && number % every == 0;
                if double {
                    format!("{piece} ")
                } else {
                    piece.to_owned()
                }
            })
            .collect();
    }
}

fn other_quotes(draft: &mut Draft, _: &str, _: &mut Random) {
    let curly = draft.text().contains(['“', '”', '’']);
    let mut open = false;
    for run in &mut draft.runs {
        let change = |c: char| match c {
            '“' | '”' | '„' if curly => '"',
            '’' | '‘' if curly => '\'',
            '\'' if !curly => '’',
            '"' if !curly => {
                open = !open;
                if open { '“' } else { '”' }
            }
            c => c,
        };
        run.text = run.text.chars().map(change).collect();
    }
}

/// The space after one comma outside names is left out.
fn glued_commas(draft: &mut Draft, _: &str, random: &mut Random) {
    let commas = |text: &str| text.matches(", ").count();
    let plain = |kind: Option<Kind>| kind.is_none();
    let all: usize = draft
        .runs
        .iter()
        .filter(|r| plain(r.kind))
        .map(|r| commas(&r.text))
        .sum();
    let mut left = random.below(all);
    for run in draft.runs.iter_mut().filter(|run| run.kind.is_none()) {
        let here = commas(&run.text);
        if left >= here {
            left -= here;
            continue;
        }
        let parts: Vec<&str> = run.text.split(", ").collect();
        let mut text = String::new();
        for (number, part) in parts.iter().enumerate() {
            let between = if number == 0 {
                ""
            } else if number == left + 1 {
                ","
            } else {
                ", "
            };
            text.push_str(between);
            text.push_str(part);
        }
        run.text = text;
        return;
    }
}

fn without_end(draft: &mut Draft, _: &str, _: &mut Random) {
    if let Some(last) = draft.runs.last_mut().filter(|run| run.kind.is_none()) {
        let end = last.text.trim_end_matches(['.', '。', ';', '!', ' ']).len();
        last.text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(parts: &[(&str, Option<Kind>)]) -> Draft {
        let mut draft = Draft::default();
        for (text, kind) in parts {
            draft.push(text, *kind);
        }
        draft
    }

    fn after(noise: Noise, lang: &str) -> String {
        let mut draft = draft(&[
            ("Jean Dupont", Some(Kind::Person)),
            (", ", None),
            ("Ministre de l'Économie", Some(Kind::Title)),
            (", a dit \"oui\".", None),
        ]);
        noise(&mut draft, lang, &mut Random::new(1, ""));
        draft.text()
    }

    #[test]
    fn each_noise_does_what_it_is_called() {
        let rest = ", a dit \"oui\".";
        let title = "Ministre de l'Économie";
        assert_eq!(
            after(small_titles, "fr"),
            format!("Jean Dupont, ministre de l'économie{rest}")
        );
        assert_eq!(
            after(tall_titles, "fr"),
            format!("Jean Dupont, Ministre de L'Économie{rest}")
        );
        assert_eq!(
            after(upper_names, "fr"),
            format!("JEAN DUPONT, {title}{rest}")
        );
        assert_eq!(
            after(upper_family_names, "fr"),
            format!("Jean DUPONT, {title}{rest}")
        );
        assert_eq!(
            after(without_marks, "fr"),
            "Jean Dupont, Ministre de l'Economie, a dit \"oui\"."
        );
        assert_eq!(
            after(other_quotes, "fr"),
            "Jean Dupont, Ministre de l’Économie, a dit “oui”."
        );
        assert_eq!(
            after(without_end, "fr"),
            "Jean Dupont, Ministre de l'Économie, a dit \"oui\""
        );
        assert_eq!(upper("istanbul valisi", "tr"), "İSTANBUL VALİSİ");
    }

    fn kind() -> impl Strategy<Value = Option<Kind>> {
        prop::option::of(prop::sample::select(Kind::ALL.to_vec()))
    }

    proptest! {
        /// Letters are what must be found again in a span: noise changes case, accents, marks and space.
        #[test]
        fn spans_cut_out_what_was_filled_in(
            parts in prop::collection::vec(("[a-zа-яA-ZА-Яéäй王小홍عم ,.\n\"'’]{1,20}", kind()), 1..12),
            seed in any::<u64>(),
            lang in prop::sample::select(vec!["fr", "tr", "ru", "ar", "zh", "de"]),
        ) {
            let mut draft = Draft::default();
            for (text, kind) in &parts {
                draft.push(text, *kind);
            }
            let letters = |text: &str| -> String {
                let plain = text.nfd().filter(|c| c.is_alphanumeric());
                plain.flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() && *c != 'ı').collect()
            };
            let plain = |text: &str| letters(text).replace('i', "");
            let wanted: Vec<_> = draft.runs.iter()
                .filter(|run| run.kind.is_some() && !run.text.trim().is_empty())
                .map(|run| (run.kind, plain(&run.text)))
                .collect();
            let mut random = Random::new(seed, "test");
            for (_, noise) in NOISES {
                noise(&mut draft, lang, &mut random);
            }
            let (text, spans) = draft.finish();
            let found: Vec<_> = spans.iter()
                .map(|s| text.chars().skip(s.start).take(s.end - s.start).collect::<String>())
                .zip(spans.iter())
                .map(|(cut, span)| (Some(span.kind), plain(&cut)))
                .collect();
            prop_assert_eq!(found, wanted);
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
