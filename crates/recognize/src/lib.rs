//! Segments to mentions: people, titles, honorifics, countries, organisations and cues.
//!
//! [`GrammarRecognizer`] is a grammar over the classes of a language pack. A title is parsed from
//! its head noun outwards ([`titles`]), a name is a run of words that look like one ([`names`]);
//! what belongs to whom is not decided here.

mod bodies;
#[cfg(test)]
mod cased_tests;
mod cues;
mod han;
mod hangul;
mod honorifics;
mod names;
mod scan;
#[cfg(test)]
mod tests;
mod titles;

use rostra_document::{Detail, Document, Label, Mention, RecognizeError, Recognizer, Segment};

use scan::Scan;

/// The grammar over language packs, `grammar.v1`.
#[derive(Clone, Copy, Debug, Default)]
pub struct GrammarRecognizer;

impl GrammarRecognizer {
    /// The recogniser; it has nothing to set.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Recognizer for GrammarRecognizer {
    fn name(&self) -> &'static str {
        "grammar.v1"
    }

    fn recognize(
        &self,
        document: &Document,
        segments: &[Segment],
        mut found: Vec<Mention>,
    ) -> Result<Vec<Mention>, RecognizeError> {
        found.extend(mentions(document, segments));
        found.sort_by_key(|m| m.range.start);
        Ok(found)
    }
}

fn mentions(document: &Document, segments: &[Segment]) -> Vec<Mention> {
    let Some(pack) = rostra_lexicon::pack(document.language.as_str()) else {
        return Vec::new();
    };
    if !pack.source.writing.spaced {
        return han::recognize(&document.text, segments, pack);
    }
    if !pack.source.writing.enclitics.is_empty() {
        return hangul::recognize(segments, pack);
    }
    let mut mentions = Vec::new();
    for segment in segments {
        let annotations = pack.annotate(&segment.tokens);
        let scan = Scan::new(segment, pack, &annotations);
        mentions.extend(spaced(&scan));
    }
    mentions
}

/// The grammar for scripts that put spaces between words.
fn spaced(scan: &Scan) -> Vec<Mention> {
    let titles = titles::titles(scan);
    let mut mentions: Vec<Mention> = titles.iter().map(|t| t.mention(scan)).collect();
    let taken = scan.taken(&mentions);
    let honorifics = honorifics::honorifics(scan, &taken);
    mentions.extend(honorifics);
    let taken = scan.taken(&mentions);
    let offices = mentions.clone();
    mentions.extend(bodies::countries(scan, &taken));
    mentions.extend(bodies::organisations(scan, &taken));
    let cues = cues::cues(scan, &taken);
    let blocked = scan.taken_with(&mentions, &cues);
    let licensing = scan.taken_with(&offices, &cues);
    mentions.extend(names::names(scan, &blocked, &licensing));
    mentions.extend(cues);
    mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.label));
    mentions
}

/// Makes a mention over tokens `start..end`.
fn mention(
    scan: &Scan,
    start: usize,
    end: usize,
    label: Label,
    score: f32,
    source: &'static str,
    detail: Detail,
) -> Mention {
    Mention {
        model: None,
        range: scan.range(start, end),
        label,
        score,
        source,
        detail,
    }
}
