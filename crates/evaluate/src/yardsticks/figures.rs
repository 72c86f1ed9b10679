//! What came out of a file of cases.

use std::fmt::Write;

use serde_json::{Map, Value, json};

/// What an answer is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// As the file has it; of a negative case, no answer.
    Right,
    /// Another answer.
    Wrong,
    /// No answer where there is one.
    Missed,
}

/// Cases by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// As the file has them.
    pub right: usize,
    /// Otherwise.
    pub wrong: usize,
    /// Without an answer.
    pub missed: usize,
}

impl Counts {
    /// All of them.
    #[must_use]
    pub fn cases(self) -> usize {
        self.right + self.wrong + self.missed
    }

    /// Share of the right ones, in per cent; 100 where there are none.
    #[must_use]
    pub fn share(self) -> f64 {
        match self.cases() {
            0 => 100.0,
            // Counts of lines of a file are far below what a double holds exactly.
            #[allow(clippy::cast_precision_loss)]
            cases => 100.0 * self.right as f64 / cases as f64,
        }
    }

    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Missed => self.missed += 1,
        }
    }
}

/// A case that did not come out as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// What was read.
    pub case: String,
    /// What the file has.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// The figures of one measure over one file.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The file, and the measure where it has several.
    pub name: String,
    /// Cases that have an answer.
    pub positives: Counts,
    /// Cases that must have none.
    pub negatives: Counts,
    /// What did not come out, in the order of the file.
    pub misses: Vec<Miss>,
}

impl Figures {
    /// Nothing counted yet.
    pub fn of(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Counts a case: `expected` is empty where there must be no answer, `found` where there is
    /// none.
    pub fn judge(&mut self, case: &str, expected: &str, found: &str) {
        let counts = if expected.is_empty() {
            &mut self.negatives
        } else {
            &mut self.positives
        };
        let verdict = match (expected == found, found.is_empty()) {
            (true, _) => Verdict::Right,
            (false, true) => Verdict::Missed,
            (false, false) => Verdict::Wrong,
        };
        counts.add(verdict);
        if verdict != Verdict::Right {
            self.misses.push(Miss {
                case: case.to_owned(),
                expected: expected.to_owned(),
                found: found.to_owned(),
            });
        }
    }

    /// Positives and negatives together.
    #[must_use]
    pub fn all(&self) -> Counts {
        let (a, b) = (self.positives, self.negatives);
        Counts {
            right: a.right + b.right,
            wrong: a.wrong + b.wrong,
            missed: a.missed + b.missed,
        }
    }
}

/// The figures as a table.
#[must_use]
pub fn report(all: &[Figures]) -> String {
    let width = all.iter().map(|f| f.name.len()).max().unwrap_or(0);
    let mut out = format!(
        "{:width$}  {:>6} {:>6} {:>6} {:>6} {:>6}   {:>9} {:>8}  {:>6}\n",
        "set", "cases", "right", "wrong", "missed", "%", "negatives", "rejected", "all %"
    );
    for figures in all {
        let (yes, no) = (figures.positives, figures.negatives);
        let _ = writeln!(
            out,
            "{:width$}  {:>6} {:>6} {:>6} {:>6} {:>6.1}   {:>9} {:>8}  {:>6.1}",
            figures.name,
            yes.cases(),
            yes.right,
            yes.wrong,
            yes.missed,
            yes.share(),
            no.cases(),
            no.right,
            figures.all().share(),
        );
    }
    out
}

/// The same as JSON: counts and share of positives and negatives by set.
#[must_use]
pub fn json(all: &[Figures]) -> Value {
    let counts = |c: Counts| {
        json!({
            "cases": c.cases(), "right": c.right, "wrong": c.wrong, "missed": c.missed,
            "share": (c.share() * 100.0).round() / 100.0,
        })
    };
    let sets = all.iter().map(|figures| {
        let (yes, no) = (counts(figures.positives), counts(figures.negatives));
        let all = counts(figures.all());
        (
            figures.name.clone(),
            json!({"positives": yes, "negatives": no, "all": all}),
        )
    });
    Value::Object(sets.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::{Counts, Figures, report};

    #[test]
    fn an_answer_is_right_wrong_or_missed() {
        let mut figures = Figures::of("set");
        for (expected, found) in [("A", "A"), ("A", "B"), ("A", ""), ("", ""), ("", "B")] {
            figures.judge("case", expected, found);
        }
        let positives = Counts {
            right: 1,
            wrong: 1,
            missed: 1,
        };
        let negatives = Counts {
            right: 1,
            wrong: 1,
            missed: 0,
        };
        assert_eq!(
            (figures.positives, figures.negatives),
            (positives, negatives)
        );
        assert_eq!(figures.misses.len(), 3);
        assert!(report(&[figures]).contains("33.3"));
    }
}
