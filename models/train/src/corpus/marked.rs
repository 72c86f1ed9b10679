//! Texts that we have written with their labels in them: `[[P name]]`, `[[T title]]`, `[[O body]]`,
//! `[[C place]]`, `[[E event]]`. A file of a language holds whole releases between lines `---`.

use std::path::Path;

use rostra_tagger::tags::Kind;

use super::draft::Draft;
use super::error::CorpusError;
use super::files;
use crate::labelled::Labelled;

/// Every how many releases one is held out.
const HELD_OUT: usize = 10;

/// What the letter of a mark stands for.
#[must_use]
pub fn kind(letter: &str) -> Option<Kind> {
    match letter {
        "P" => Some(Kind::Person),
        "T" => Some(Kind::Title),
        "O" => Some(Kind::Organisation),
        "C" => Some(Kind::Place),
        "E" => Some(Kind::Event),
        _ => None,
    }
}

/// A text in which marks stand, without them.
///
/// # Errors
///
/// What is wrong with the first mark that is no mark.
pub fn parse(text: &str) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once("[[") {
        draft.push(before, None);
        let (inside, after) = marked
            .split_once("]]")
            .ok_or_else(|| format!("no ]] after [[{}", start_of(marked)))?;
        let (letter, name) = inside
            .split_once(' ')
            .ok_or_else(|| format!("no space in [[{inside}]]"))?;
        let kind = kind(letter).ok_or_else(|| format!("no label is {letter:?}"))?;
        if name.contains("[[") || name.trim().is_empty() {
            return Err(format!("a mark in a mark, or an empty one: [[{inside}]]"));
        }
        draft.push(name, Some(kind));
        rest = after;
    }
    if rest.contains("]]") {
        return Err(format!("]] without [[ in {}", start_of(rest)));
    }
    draft.push(rest, None);
    Ok(draft)
}

fn start_of(text: &str) -> String {
    text.chars().take(30).collect()
}

/// Reads the releases of the file `stem` (its name without ending).
///
/// # Errors
///
/// The file cannot be read, or a mark in it is wrong.
pub fn read(
    path: &Path,
    stem: &str,
    each: &mut dyn FnMut(Labelled) -> Result<(), CorpusError>,
) -> Result<(), CorpusError> {
    let file = files::text(path)?;
    for (number, (line, release)) in releases(&file).into_iter().enumerate() {
        let draft = parse(&release).map_err(|reason| CorpusError::line(path, line, reason))?;
        let (text, spans) = draft.finish();
        each(Labelled {
            id: format!("written/{stem}/{number}"),
            lang: files::language(stem).to_owned(),
            set: "written".to_owned(),
            text,
            spans,
            complete: Kind::ALL.to_vec(),
            held_out: number % HELD_OUT == HELD_OUT - 1,
        })?;
    }
    Ok(())
}

/// The releases of a file, with the lines that they begin at.
fn releases(file: &str) -> Vec<(usize, String)> {
    let mut releases = vec![(1, String::new())];
    for (number, line) in file.lines().enumerate() {
        if line.len() >= 3 && line.trim_end().chars().all(|c| c == '-') {
            releases.push((number + 2, String::new()));
        } else if let Some((_, text)) = releases.last_mut() {
            text.push_str(line.trim_end_matches('\r'));
            text.push('\n');
        }
    }
    for (start, text) in &mut releases {
        *start += text
            .lines()
            .take_while(|line| line.trim().is_empty())
            .count();
        *text = text.trim().to_owned();
    }
    releases.retain(|(_, text)| !text.is_empty());
    releases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(Kind, String)> {
        let draft = parse(text).unwrap();
        let marked = draft.runs.into_iter();
        marked
            .filter_map(|run| Some((run.kind?, run.text)))
            .collect()
    }

    #[test]
    fn marks_become_spans() {
        let text = "[[C 中国]][[T 公安部部长]][[P 王小洪]]在[[O 联合国]]。";
        assert_eq!(
            parse(text).unwrap().text(),
            "中国公安部部长王小洪在联合国。"
        );
        let expected = [
            (Kind::Place, "中国"),
            (Kind::Title, "公安部部长"),
            (Kind::Person, "王小洪"),
            (Kind::Organisation, "联合国"),
        ];
        assert_eq!(
            names(text),
            expected.map(|(kind, name)| (kind, name.to_owned()))
        );
    }

    #[test]
    fn wrong_marks_are_named() {
        for (text, said) in [
            ("der [[T Minister", "no ]]"),
            ("der [[X Minister]]", "no label"),
            ("der [[T [[P Minister]]", "mark in a mark"),
            ("der Minister]]", "without [["),
            ("[[Minister]]", "no space"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn releases_stand_between_lines() {
        let file = "Eins\n\nmehr\n---\n\nZwei\n-----\n";
        let found = releases(file);
        assert_eq!(
            found,
            [(1, "Eins\n\nmehr".to_owned()), (6, "Zwei".to_owned())]
        );
    }
}
