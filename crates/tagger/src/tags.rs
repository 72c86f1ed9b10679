//! What the model says of a token: which kind of span it is in, and where in it.

pub use rostra_arbiter::Kind;

/// A token's place in a span, as an index into scores: [`OUTSIDE`], or four for each kind.
pub type Tag = u8;

/// Outside all spans.
pub const OUTSIDE: Tag = 0;
/// How many tags there are.
pub const TAGS: usize = 1 + 4 * Kind::ALL.len();

/// Where in a span a token stands (the BILOU scheme).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

/// The tag of a token at `position` of a span of `kind`.
#[must_use]
pub const fn tag(kind: Kind, position: Position) -> Tag {
    1 + 4 * (kind as u8) + position as u8
}

/// What `tag` says; `None` outside.
#[must_use]
pub fn read(tag: Tag) -> Option<(Kind, Position)> {
    const POSITIONS: [Position; 4] = [
        Position::Begin,
        Position::Inside,
        Position::Last,
        Position::Unit,
    ];
    let index = usize::from(tag.checked_sub(1)?);
    Some((*Kind::ALL.get(index / 4)?, *POSITIONS.get(index % 4)?))
}

/// Whether `next` may follow `tag`: a span that has begun goes on to its end, and nothing goes on that
/// has not begun.
#[must_use]
pub fn follows(tag: Tag, next: Tag) -> bool {
    let open = |tag| match read(tag) {
        Some((kind, Position::Begin | Position::Inside)) => Some(kind),
        _ => None,
    };
    let continues = match read(next) {
        Some((kind, Position::Inside | Position::Last)) => Some(kind),
        _ => None,
    };
    open(tag) == continues
}

/// Whether a sequence may begin with `tag`.
#[must_use]
pub fn begins(tag: Tag) -> bool {
    follows(OUTSIDE, tag)
}

/// Whether a sequence may end with `tag`.
#[must_use]
pub fn ends(tag: Tag) -> bool {
    follows(tag, OUTSIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_what_they_say_are_one() {
        let all = (1..TAGS as u8).map(|t| (t, read(t).unwrap()));
        for (number, (kind, position)) in all {
            assert_eq!(tag(kind, position), number);
        }
        assert_eq!(read(OUTSIDE), None);
        assert_eq!(read(TAGS as u8), None);
    }

    #[test]
    fn spans_run_from_first_to_last() {
        let (person, title) = (Kind::Person, Kind::Title);
        let cases = [
            (OUTSIDE, tag(person, Position::Begin), true),
            (OUTSIDE, tag(person, Position::Inside), false),
            (OUTSIDE, tag(person, Position::Last), false),
            (
                tag(person, Position::Begin),
                tag(person, Position::Last),
                true,
            ),
            (
                tag(person, Position::Begin),
                tag(title, Position::Last),
                false,
            ),
            (tag(person, Position::Begin), OUTSIDE, false),
            (
                tag(title, Position::Last),
                tag(person, Position::Unit),
                true,
            ),
            (
                tag(title, Position::Unit),
                tag(title, Position::Inside),
                false,
            ),
        ];
        for (before, next, allowed) in cases {
            assert_eq!(follows(before, next), allowed, "{before} {next}");
        }
        assert!(!ends(tag(person, Position::Begin)));
        assert!(!begins(tag(person, Position::Last)));
    }
}
