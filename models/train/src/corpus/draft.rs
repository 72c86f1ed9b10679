//! A labelled text that is still being put together.
//!
//! Text is kept in runs, each with what it names. Spans are counted when the runs are joined, so whatever
//! is done to a run in between (case, accents, line breaks), its span stays right.

use rostra_tagger::tags::Kind;

use crate::labelled::Span;

/// A piece of text, and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// What it names; `None` for the rest.
    pub kind: Option<Kind>,
}

/// The runs of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// In the order of the text.
    pub runs: Vec<Run>,
}

impl Draft {
    /// Adds `text`, which names `kind`. Text that names nothing joins the run before.
    pub fn push(&mut self, text: &str, kind: Option<Kind>) {
        match self.runs.last_mut() {
            Some(last) if kind.is_none() && last.kind.is_none() => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run {
                text: text.to_owned(),
                kind,
            }),
        }
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: &Self) {
        for run in &other.runs {
            self.push(&run.text, run.kind);
        }
    }

    /// The text without its labels.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The text and its spans, which neither begin nor end with white space.
    #[must_use]
    pub fn finish(&self) -> (String, Vec<Span>) {
        let mut spans = Vec::new();
        let mut at = 0;
        for run in &self.runs {
            let length = run.text.chars().count();
            let named = run.text.trim().chars().count();
            let before = length - run.text.trim_start().chars().count();
            if let Some(kind) = run.kind.filter(|_| named > 0) {
                spans.push(Span {
                    start: at + before,
                    end: at + before + named,
                    kind,
                });
            }
            at += length;
        }
        (self.text(), spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_code_points_and_leave_space_out() {
        let mut draft = Draft::default();
        draft.push("王小洪会见", None);
        draft.push(" Sar Kheng ", Some(Kind::Person));
        draft.push("。", None);
        let (text, spans) = draft.finish();
        assert_eq!(text, "王小洪会见 Sar Kheng 。");
        let kind = Kind::Person;
        assert_eq!(
            spans,
            [Span {
                start: 6,
                end: 15,
                kind
            }]
        );
    }
}
