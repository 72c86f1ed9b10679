//! Days and sources behind a label: `Published on 5 March 2024`, `来源：外交部`.

use rostra_document::{Token, TokenKind};
use rostra_lexicon::Class;
use rostra_lexicon::calendar::Days;
use rostra_lexicon::press::{Label, label_before, label_within};

use super::lines::Line;
use super::{Belief, Day, Finding};

/// What stands before the number of a release.
const NUMBER_SIGNS: &[&str] = &[
    "no", "no.", "nr", "nr.", "n", "n.", "nº", "n°", "№", "º", "°", "numero", "número", "numéro",
    "number",
];

/// Whose number and day they are is not the release's.
const LAWS: &[&str] = &[
    "decret",
    "décret",
    "decreto",
    "decree",
    "loi",
    "lei",
    "ley",
    "legge",
    "law",
    "act",
    "arrete",
    "arrêté",
    "закон",
    "закона",
    "указ",
    "указом",
    "указа",
    "постановление",
    "приказ",
    "gesetz",
    "verordnung",
    "ustawa",
    "kanun",
    "undang",
    "resolution",
    "resolucion",
    "resolução",
    "résolution",
    "portaria",
    "contrat",
    "contract",
    "circular",
    "orden",
];

/// Bytes of a label at the beginning of a line at most.
const LABEL: usize = 60;

/// Words of a source at most.
const SOURCE: usize = 8;

/// Words of a line at most that number and day end.
const SHORT: usize = 24;

/// The labelled days of a line.
pub(super) fn read<'a>(line: &Line<'a>) -> Vec<(Belief, Finding<'a>)> {
    let labelled = line.dates.iter().filter_map(|days| day(line, days));
    let numbered = numbered(line).map(|found| (Belief::Line, found));
    labelled.chain(numbered).collect()
}

/// Whether the line tells the day of publication.
pub(super) fn is_published(line: &Line) -> bool {
    let stamped = line
        .dates
        .first()
        .is_some_and(|d| d.dated && d.tokens.start == 0);
    let mut labels = line
        .dates
        .iter()
        .filter_map(|d| label_of(line, d.tokens.start));
    stamped || labels.any(|label| matches!(label, Label::Published | Label::Date))
}

/// Whether the line begins with a label for when or where the event is.
pub(super) fn is_of_event(line: &Line) -> bool {
    let shown = line.between(0, line.tokens.len());
    let colon = shown.find([':', '：']).filter(|at| *at <= LABEL);
    let label = colon
        .and_then(|at| shown.get(..at))
        .map(|label| format!("{label}:"));
    let told = label.and_then(|label| label_before(&label, line.language));
    told.is_some_and(|(start, label)| start == 0 && label == Label::Event)
}

fn day<'a>(line: &Line<'a>, days: &Days) -> Option<(Belief, Finding<'a>)> {
    let label = label_of(line, days.tokens.start)?;
    let belief = match label {
        Label::Published => Belief::Published,
        Label::Updated | Label::Date => Belief::Dated,
        Label::Source | Label::Event => return None,
    };
    let day = Day {
        date: days.start,
        dated: days.dated,
    };
    let finding = Finding {
        day: Some(day),
        ..Finding::default()
    };
    days.end.is_none().then_some((belief, finding))
}

/// The label right before the day that begins at token `at`, its weekday passed over. A label
/// without a colon is one only at the beginning of the line or behind a mark.
pub(super) fn label_of(line: &Line, at: usize) -> Option<Label> {
    let weekday = |at: usize| line.ann.covered(at, Class::Weekday);
    let comma = |at: usize| {
        let token = line.tokens.get(at);
        token.is_some_and(|t| t.is_mark(',') || t.is_mark('،'))
    };
    let mut at = at;
    while at > 0 && (weekday(at - 1) || (at > 1 && comma(at - 1) && weekday(at - 2))) {
        at -= 1;
    }
    let before = line.between(0, at);
    let (start, label) = label_before(before, line.language)?;
    let colon = before.trim_end().ends_with([':', '：']);
    let first = before
        .get(..start)?
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric() && c != ',' && c != '(');
    (colon || first).then_some(label)
}

/// `Pressemitteilung Nr. 12 vom 5. März 2024`, `Journal officiel n° 7704 du 24 février 2024`: number and
/// day end a short line.
fn numbered<'a>(line: &Line<'a>) -> Option<Finding<'a>> {
    let days = line.dates.last()?;
    let small = |t: &Token| t.kind == TokenKind::Word && t.key.chars().count() <= 3;
    let before = line.tokens.get(..days.tokens.start)?;
    let (of, before) = before.split_last().filter(|(of, _)| small(of))?;
    let number = before.iter().rposition(|t| t.kind == TokenKind::Number)?;
    let sign = before.get(number.saturating_sub(3)..number)?;
    let law = line.tokens.iter().any(|t| LAWS.contains(&t.key.as_str()));
    let signed = sign.iter().any(|t| NUMBER_SIGNS.contains(&t.key.as_str()));
    let ends = days.tokens.end + 1 >= line.tokens.len() && line.tokens.len() <= SHORT;
    let near = before.len() - number <= 4;
    let whole = days.dated && days.end.is_none() && line.whole;
    (signed && !law && ends && near && whole && of.key != "to").then(|| Finding {
        day: Some(Day {
            date: days.start,
            dated: true,
        }),
        ..Finding::default()
    })
}

/// The source of a line, which counts only beside the day of publication: elsewhere it is a
/// picture's.
pub(super) fn source<'a>(line: &Line<'a>) -> Option<Finding<'a>> {
    let shown = line.between(0, line.tokens.len());
    let label = label_within(shown, line.language, Label::Source)?;
    let before = shown.get(..label.start)?;
    if before.matches(['(', '（']).count() > before.matches([')', '）']).count() {
        return None;
    }
    let value = shown.get(label.end..)?.trim_start();
    let stop = value
        .find(['|', '\t', '　', '(', '（', '【', '。', ';'])
        .or_else(|| value.find("  "))
        .unwrap_or(value.len());
    let value = value.get(..stop)?.trim();
    // The next label is no part of the source: `来源：新华社 作者：…`.
    let value = match value.find([':', '：']) {
        Some(colon) => value.get(..colon)?.rsplit_once(' ')?.0.trim(),
        None => value,
    };
    let words = value.split_whitespace().count();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    ((1..=SOURCE).contains(&words) && (2..=60).contains(&letters) && !value.contains("//")).then(
        || Finding {
            source: Some(value),
            ..Finding::default()
        },
    )
}
