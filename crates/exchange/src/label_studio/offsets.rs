//! What `start` and `end` of an annotation count.

use rostra_document::{CodePoints, Span};
use serde_json::Value;

use super::results::raw_span;

/// The units that offsets may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Unicode code points, as Label Studio counts today.
    CodePoint,
    /// UTF-16 code units, as early versions did, and as JavaScript's strings do.
    Utf16,
}

/// A text with the unit that results over it count in.
pub(super) struct Counted<'t> {
    points: CodePoints<'t>,
    unit: Unit,
    /// Regions that say other words than stand at their place.
    strange: Vec<String>,
}

impl<'t> Counted<'t> {
    /// The unit is told by the words that regions repeat: UTF-16 only where some are not at their place in code points, and all are in that.
    pub(super) fn of(text: &'t str, results: &[Value]) -> Self {
        let mut counted = Self {
            points: CodePoints::of(text),
            unit: Unit::CodePoint,
            strange: Vec::new(),
        };
        let said: Vec<(Span, &str)> = results.iter().filter_map(said).collect();
        let agree = |counted: &Self, (span, words): &(Span, &str)| {
            let place = counted.place(*span);
            place.is_some_and(|place| bare(counted.points.words(place)) == bare(words))
        };
        if said.iter().all(|one| agree(&counted, one)) {
            return counted;
        }
        counted.unit = Unit::Utf16;
        if !said.iter().all(|one| agree(&counted, one)) {
            counted.unit = Unit::CodePoint;
            let strange = said.iter().filter(|one| !agree(&counted, one));
            let told = strange.map(|(span, words)| {
                let place = counted.place(*span);
                let there = place.map_or("", |place| counted.points.words(place));
                format!(
                    "a region says “{words}”, but at {}..{} stands “{there}”",
                    span.start, span.end
                )
            });
            counted.strange = told.collect();
        }
        counted
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let counts = (self.unit == Unit::Utf16)
            .then(|| "offsets count UTF-16 code units and were turned into code points".to_owned());
        counts.into_iter().chain(self.strange.clone()).collect()
    }

    /// The place of a result, without white space at its ends; none where it is not in the text or holds no words.
    pub(super) fn span(&self, result: &Value) -> Option<Span> {
        let place = self.place(raw_span(result)?)?;
        let words = self.points.words(place);
        let blank = |c: &char| c.is_whitespace();
        let before = words.chars().take_while(blank).count();
        let after = words.chars().rev().take_while(blank).count();
        let end = place.end.saturating_sub(after);
        let start = place.start + before;
        (start < end).then_some(Span { start, end })
    }

    /// `span` in code points; none where it is not in the text.
    fn place(&self, span: Span) -> Option<Span> {
        let place = match self.unit {
            Unit::CodePoint => span,
            Unit::Utf16 => Span {
                start: self.point_of_unit(span.start)?,
                end: self.point_of_unit(span.end)?,
            },
        };
        let inside = place.start < place.end && place.end <= self.points.at(usize::MAX);
        inside.then_some(place)
    }

    /// The code point that begins at the UTF-16 code unit `unit`.
    fn point_of_unit(&self, unit: usize) -> Option<usize> {
        let mut units = 0;
        let text = self.points.text();
        for (point, c) in text.chars().enumerate() {
            match units.cmp(&unit) {
                std::cmp::Ordering::Less => units += c.len_utf16(),
                std::cmp::Ordering::Equal => return Some(point),
                std::cmp::Ordering::Greater => return None,
            }
        }
        (units == unit).then(|| self.points.at(usize::MAX))
    }
}

/// The place and words of a result that labels.
fn said(result: &Value) -> Option<(Span, &str)> {
    let labels = result.get("type")?.as_str()? == "labels";
    let words = result.get("value")?.get("text")?.as_str()?;
    Some((raw_span(result)?, words)).filter(|_| labels)
}

/// Words without white space, which browsers show otherwise than it is written; a line's end is `\n` in two characters there.
fn bare(words: &str) -> String {
    let words = words.replace("\\n", "");
    words.chars().filter(|c| !c.is_whitespace()).collect()
}
