//! From the order in which characters stand on the page, left to right, to the order in which they
//! are read.
//!
//! The way back from UAX #9: what the algorithm puts side by side in a line is parted into runs again
//! by the same classes of characters. Numbers and Latin words within Arabic keep their order, all
//! else is turned round.

use compact_str::CompactString;

use super::script;

/// How a piece of a line behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Read from right to left.
    Right,
    /// Read from left to right.
    Left,
    /// A figure.
    Number,
    /// Binds figures: `1.5`, `10:30`, `8/10`.
    Separator,
    /// Goes with its neighbours.
    Neutral,
}

/// Puts `pieces`, which stand side by side, into the order in which they are read. A piece of several
/// characters is in that order already. `rtl` is whether the line itself runs from right to left.
pub(super) fn put_in_reading_order(pieces: &mut [CompactString], rtl: bool) {
    let classes: Vec<Class> = pieces.iter().map(|piece| class(piece)).collect();
    if !classes.contains(&Class::Right) {
        return;
    }
    if rtl {
        turn(pieces, &classes);
        return;
    }
    let mut at = 0;
    while at < classes.len() {
        let end = right_run(&classes, at);
        if let (Some(run), Some(classes)) = (pieces.get_mut(at..end), classes.get(at..end)) {
            turn(run, classes);
        }
        at = end.max(at + 1);
    }
}

/// Where the run from right to left ends that begins at `at`: at its last letter or figure before
/// one read from left to right.
fn right_run(classes: &[Class], at: usize) -> usize {
    if classes.get(at) != Some(&Class::Right) {
        return at;
    }
    let stop = classes
        .iter()
        .skip(at)
        .position(|&class| class == Class::Left)
        .map_or(classes.len(), |length| at + length);
    classes
        .get(..stop)
        .and_then(|run| run.iter().rposition(|&class| class == Class::Right))
        .map_or(at, |last| last + 1)
}

fn turn(pieces: &mut [CompactString], classes: &[Class]) {
    pieces.reverse();
    // Runs that were right as they stood are turned back.
    let kept: Vec<bool> = kept(classes).into_iter().rev().collect();
    let mut at = 0;
    while at < kept.len() {
        let length = kept.iter().skip(at).take_while(|&&kept| kept).count();
        if let Some(run) = pieces.get_mut(at..at + length) {
            run.reverse();
        }
        at += length.max(1);
    }
}

/// Which pieces keep their order: words read from left to right with what is between them, and
/// numbers.
fn kept(classes: &[Class]) -> Vec<bool> {
    let mut kept = vec![false; classes.len()];
    let mut last: Option<(usize, Class)> = None; // the letter or figure before
    for (at, &class) in classes.iter().enumerate() {
        match class {
            Class::Left | Class::Number => {
                let binds = last.is_some_and(|(from, before)| {
                    binds(classes.get(from + 1..at).unwrap_or_default(), before, class)
                });
                let from = last.map_or(at, |(from, _)| from);
                let run = if binds { from..at + 1 } else { at..at + 1 };
                kept.get_mut(run)
                    .into_iter()
                    .flatten()
                    .for_each(|k| *k = true);
                // A figure after a Latin word belongs to it, and so does what follows.
                let as_word = binds && matches!(last, Some((_, Class::Left)));
                last = Some((at, if as_word { Class::Left } else { class }));
            }
            Class::Right => last = None,
            Class::Separator | Class::Neutral => {}
        }
    }
    kept
}

/// Whether what lies `between` two pieces that keep their order keeps it with them.
fn binds(between: &[Class], before: Class, after: Class) -> bool {
    match (before, after) {
        (Class::Left, _) => true,
        (Class::Number, Class::Left) => between.is_empty(),
        _ => between.is_empty() || between == [Class::Separator],
    }
}

fn class(piece: &str) -> Class {
    if piece.chars().any(script::is_right_to_left) {
        return Class::Right;
    }
    match piece.chars().find(|c| !script::is_mark(*c)) {
        Some('0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}') => Class::Number,
        Some('.' | ',' | ':' | '/' | '\u{66b}' | '\u{66c}' | '\u{60c}') => Class::Separator,
        Some(c) if c.is_alphanumeric() => Class::Left,
        _ => Class::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use compact_str::CompactString;

    use super::put_in_reading_order;

    fn read(seen: &str, rtl: bool) -> String {
        let mut pieces: Vec<CompactString> = seen
            .chars()
            .map(|c| CompactString::from(c.to_string()))
            .collect();
        put_in_reading_order(&mut pieces, rtl);
        pieces.concat()
    }

    /// How a line looks, from left to right.
    fn seen(parts: &[&str]) -> String {
        let turned = |part: &&str| -> String {
            if part.chars().any(super::script::is_right_to_left) {
                part.chars().rev().collect()
            } else {
                (*part).to_owned()
            }
        };
        parts.iter().map(turned).collect()
    }

    #[test]
    fn lines_are_read_as_written() {
        let cases: &[(&[&str], bool, &str)] = &[
            (&["وزير الصحة"], true, "وزير الصحة"),
            (&[".", "وزير الصحة"], true, "وزير الصحة."),
            (&["2024 ", "عام"], true, "عام 2024"),
            (&["8/10/2024 ", "يوم"], true, "يوم 8/10/2024"),
            (&["50%", "نحو "], true, "نحو %50"),
            (
                &[" قال", "Joost van der Veen", "السيد "],
                true,
                "السيد Joost van der Veen قال",
            ),
            (&[" عام", "Covid 19", "جائحة "], true, "جائحة Covid 19 عام"),
            (
                &["The word ", "وزير الصحة", " means minister."],
                false,
                "The word وزير الصحة means minister.",
            ),
            (&["Cork, 3 September"], false, "Cork, 3 September"),
            (&["Cork, 3 September"], true, "Cork, 3 September"),
            (&["שר הבריאות"], true, "שר הבריאות"),
        ];
        for (parts, rtl, text) in cases {
            assert_eq!(read(&seen(parts), *rtl), *text);
        }
    }

    #[test]
    fn a_ligature_is_read_as_it_is() {
        let mut pieces = ["م", "لا", "س"].map(CompactString::from);
        put_in_reading_order(&mut pieces, true);
        assert_eq!(pieces.concat(), "سلام");
    }
}
