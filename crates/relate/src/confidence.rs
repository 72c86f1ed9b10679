//! How likely a whole record is right: a calibrated model over the rules that made it.
//!
//! Rules have scores of their own, which say how they rank, not how often a record that rests on
//! them is right. That is learnt: a logistic regression on which rules, and how many, a record
//! rests on, fitted by `examples/calibrate.rs` of the program to annotated documents. Its weights
//! are `tables/confidence.tsv`, in log-odds, so that a wrong confidence can be read off.

use std::fmt::Write as _;
use std::sync::LazyLock;

use compact_str::{CompactString, format_compact};
use rostra_document::{Evidence, Record, Role, TextRange};
use rustc_hash::FxHashMap;

/// Log-odds by feature.
static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("../tables/confidence.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(feature, weight)| Some((feature, weight.parse().ok()?)))
        .collect()
});

/// Sets the confidence of `record`, which stands in `text`, and says what it rests on.
pub(crate) fn set(record: &mut Record, text: &str) {
    let mut odds: f32 = WEIGHTS.get("bias").copied().unwrap_or_default();
    for feature in features(record, text) {
        if let Some((rule, weight)) = WEIGHTS.get_key_value(feature.as_str()) {
            odds += weight;
            record.evidence.push(Evidence {
                field: "confidence",
                rule,
                range: None,
                score: *weight,
            });
        }
    }
    record.confidence = (1.0_f32 / (1.0 + (-odds).exp())).clamp(0.01, 0.99);
}

/// What a record's confidence rests on, of a record whose evidence is complete.
#[must_use]
pub fn features(record: &Record, text: &str) -> Vec<CompactString> {
    let mut found = Vec::new();
    name(record, text, &mut found);
    titles(record, text, &mut found);
    if let Some(country) = record.evidence.iter().find(|e| e.field == "country") {
        found.push(country.rule.into());
        if country.rule == "home.document" {
            found.push(format_compact!("home.{}", tenths(country.score)));
        }
    }
    found.push(match record.role {
        Role::Keynote | Role::Speaker | Role::Chair => "role.active".into(),
        Role::Participant => "role.participant".into(),
        Role::Mentioned => "role.mentioned".into(),
    });
    found
}

fn name(record: &Record, text: &str, found: &mut Vec<CompactString>) {
    let name = record.name.of(text);
    let script = name.chars().find(|c| c.is_alphabetic()).map_or("", script);
    found.push(format_compact!("script.{script}"));
    let words = match script {
        "han" => name.chars().count(),
        _ => name.split_whitespace().count(),
    };
    found.push(format_compact!("name.{script}.words.{}", words.min(4)));
    if let Some(evidence) = record.evidence.iter().find(|e| e.rule == "name") {
        found.push(format_compact!("name.score.{}", tenths(evidence.score)));
    }
    let model = record.evidence.iter().find(|e| e.rule == "model.name");
    if let Some(evidence) = model {
        found.push(format_compact!("name.model.{}", tenths(evidence.score)));
    }
    if record.mentions.len() > 1 {
        found.push("name.repeated".into());
    }
    if !record.honorifics.is_empty() {
        found.push("name.honorific".into());
    }
    if neighbour_is_capital(text, record.name) {
        found.push("name.beside-capital".into());
    }
}

fn titles(record: &Record, text: &str, found: &mut Vec<CompactString>) {
    found.push(format_compact!("titles.{}", record.titles.len().min(3)));
    let mut rules: Vec<&str> = record
        .evidence
        .iter()
        .filter(|e| e.field == "title")
        .map(|e| e.rule)
        .collect();
    rules.sort_unstable();
    rules.dedup();
    found.extend(rules.iter().map(|rule| format_compact!("title.{rule}")));
    let lowest = record.titles.iter().map(|t| t.score).fold(1.0, f32::min);
    found.push(format_compact!("title.score.{}", tenths(lowest)));
    let words = |range: &TextRange| range.of(text).split_whitespace().count();
    let sizes = record
        .titles
        .iter()
        .map(|t| t.pieces.iter().map(words).sum::<usize>());
    let longest = sizes.max().unwrap_or(0);
    let size = match longest {
        0..=1 => "short",
        2..=4 => "middling",
        5..=9 => "long",
        _ => "very-long",
    };
    found.push(format_compact!("title.{size}"));
    if record.titles.iter().any(|t| t.pieces.len() > 1) {
        found.push("title.pieces".into());
    }
    if record.organization.is_some() {
        found.push("title.organization".into());
    }
    let unknown_follows = record
        .titles
        .iter()
        .filter_map(|t| t.pieces.last())
        .any(|last| *last != record.name && followed_by_capital(text, last.end, record.name));
    if unknown_follows {
        found.push("title.before-capital".into());
    }
}

/// Whether a capitalised word stands right before or after `range`: the name may be cut.
fn neighbour_is_capital(text: &str, range: TextRange) -> bool {
    let before = text.get(..range.start).and_then(|t| t.strip_suffix(' '));
    let before = before.and_then(|t| t.rsplit(char::is_whitespace).next());
    let capital = |word: Option<&str>| {
        word.and_then(|w| w.chars().next())
            .is_some_and(char::is_uppercase)
    };
    let after = text.get(range.end..).and_then(|t| t.strip_prefix(' '));
    capital(after)
        || capital(before.filter(|w| w.chars().next_back().is_some_and(char::is_alphabetic)))
}

/// Whether a capitalised word that is not `name` follows place `end` after a space.
fn followed_by_capital(text: &str, end: usize, name: TextRange) -> bool {
    let after = text.get(end..).and_then(|t| t.strip_prefix(' '));
    end + 1 != name.start
        && after
            .and_then(|w| w.chars().next())
            .is_some_and(char::is_uppercase)
}

fn tenths(score: f32) -> CompactString {
    let mut out = CompactString::default();
    // Writing to a string cannot fail.
    let _ = write!(out, "{:.0}", score * 10.0);
    out
}

fn script(letter: char) -> &'static str {
    match letter {
        '\u{370}'..='\u{5ff}' => "cyrillic",
        '\u{600}'..='\u{8ff}' => "arabic",
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => "han",
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => "hangul",
        _ => "latin",
    }
}

#[cfg(test)]
mod tests {
    use super::{WEIGHTS, features, neighbour_is_capital, set};
    use rostra_document::{Record, Role, TextRange};

    fn record(name: TextRange) -> Record {
        Record {
            name,
            honorifics: Vec::new(),
            titles: Vec::new(),
            country: None,
            support: None,
            organization: None,
            role: Role::Mentioned,
            mode: None,
            mentions: vec![name],
            evidence: Vec::new(),
            confidence: 0.0,
        }
    }

    #[test]
    fn the_table_has_a_bias_and_finite_weights() {
        assert!(WEIGHTS.contains_key("bias"));
        assert!(WEIGHTS.len() > 20, "{} weights", WEIGHTS.len());
        assert!(WEIGHTS.values().all(|w| w.abs() < 10.0));
    }

    #[test]
    fn confidence_is_a_probability_and_says_what_it_rests_on() {
        for text in ["Ann Lee", "王毅", "أحمد", "X"] {
            let mut record = record(TextRange::new(0, text.len()));
            set(&mut record, text);
            assert!((0.01..=0.99).contains(&record.confidence), "{text}");
            assert!(record.evidence.iter().all(|e| e.field == "confidence"));
        }
        let text = "Ann Lee spoke";
        let found = features(&record(TextRange::new(0, 7)), text);
        assert!(found.iter().any(|f| f == "titles.0"), "{found:?}");
        assert!(found.iter().any(|f| f == "name.latin.words.2"), "{found:?}");
    }

    #[test]
    fn capitals_beside_a_name_are_seen() {
        for (text, start, end, beside) in [
            ("said Ann Lee today", 5, 12, false),
            ("said Ann Lee Smith", 5, 12, true),
            ("Chief Ann Lee today", 6, 13, true),
            ("Today, Ann Lee spoke", 7, 14, false),
        ] {
            let range = TextRange::new(start, end);
            assert_eq!(neighbour_is_capital(text, range), beside, "{text}");
        }
    }
}
