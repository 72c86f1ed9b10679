//! How sure a model must be.

/// From, and below, which of its probabilities a model has its way. Each recogniser brings its own, set on annotated
/// releases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// From this probability on, a name that only the model has found holds.
    pub name: f32,
    /// The score of such a name, as a share of its probability. A low one takes a title, a state or a deed beside the
    /// name to make a record of it.
    pub name_score: f32,
    /// Below this probability that its words are part of any name, what the grammar took for one is none.
    pub no_name: f32,
    /// The same where a title or an honorific stands right beside it.
    pub no_name_beside_title: f32,
    /// From this probability on, a title that only the model has found holds.
    pub title: f32,
    /// The same where no word of it is a head noun that the pack knows.
    pub headless: f32,
    /// From this probability on, the model's longer title replaces the grammar's, if it is likelier.
    pub longer: f32,
}

impl Bounds {
    /// Of a model beside the grammar, whose probabilities are calibrated. A name has a score low enough that it takes a
    /// title, a state or a deed beside it to make a record of it.
    pub const BESIDE: Self = Self {
        name: 0.9,
        name_score: 0.35,
        no_name: 0.1,
        no_name_beside_title: 0.02,
        title: 0.8,
        headless: 0.9,
        longer: 0.5,
    };
}
