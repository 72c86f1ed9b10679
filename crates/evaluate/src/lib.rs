//! Scores against gold, fixture checks, explanations.
