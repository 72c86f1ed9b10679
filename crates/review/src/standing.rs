//! How far the review of a release is.

use rostra_annotate::{Decision, Review};

/// How many people of a release were decided on, and what that makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// People somebody has decided on.
    pub decided: usize,
    /// What that makes of the release.
    pub state: State,
}

/// What is done of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided anything.
    Open,
    /// Something is left to decide.
    Partly,
    /// Nothing is.
    Done,
}

impl Standing {
    /// Of a review as it stands.
    #[must_use]
    pub fn of(review: &Review) -> Self {
        let items = review.items().iter();
        let decided = items.filter(|item| item.decision != Decision::Open).count();
        let state = match decided {
            _ if review.is_done() => State::Done,
            0 => State::Open,
            _ => State::Partly,
        };
        Self { decided, state }
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Partly, Self::Done];

    /// Its name in pages and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Partly => "partly",
            Self::Done => "done",
        }
    }
}
