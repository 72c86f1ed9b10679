//! Patterns with their slots filled.

use rostra_tagger::tags::Kind;

use super::super::draft::Draft;
use super::super::random::Random;
use super::patterns::{Patterns, Piece};

/// Where the names of persons come from.
pub trait People {
    /// A name for a slot of the list `list`; `None` where the list's own fillings should be taken.
    fn name(&mut self, list: &str, random: &mut Random) -> Option<String>;
}

/// The fewest and the most that a repeated item is repeated.
const REPEATED: (usize, usize) = (2, 8);
/// How many lists of a hundred with items on lines of their own get bullets or numbers.
const BULLETS: usize = 30;

/// Fills `pattern`, each slot anew.
pub fn fill(
    pattern: &[Piece],
    patterns: &Patterns,
    people: &mut dyn People,
    random: &mut Random,
) -> Draft {
    let mut filling = Filling {
        patterns,
        people,
        random,
    };
    let mut draft = Draft::default();
    filling.pieces(pattern, &mut draft);
    draft
}

struct Filling<'a> {
    patterns: &'a Patterns,
    people: &'a mut dyn People,
    random: &'a mut Random,
}

impl Filling<'_> {
    fn pieces(&mut self, pieces: &[Piece], draft: &mut Draft) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => draft.push(text, None),
                Piece::Slot { kind, list } => {
                    let name = self.slot(list, *kind);
                    draft.push(&name, *kind);
                }
                Piece::Mark(kind, inside) => {
                    let mut marked = Draft::default();
                    self.pieces(inside, &mut marked);
                    draft.push(&marked.text(), Some(*kind));
                }
                Piece::Repeat { item, separator } => self.repeat(item, separator, draft),
            }
        }
    }

    fn slot(&mut self, list: &str, kind: Option<Kind>) -> String {
        if kind == Some(Kind::Person)
            && let Some(name) = self.people.name(list, self.random)
        {
            return name;
        }
        let fillings = self.patterns.lists.get(list);
        let filling = fillings.and_then(|fillings| self.random.pick(fillings));
        filling.cloned().unwrap_or_default()
    }

    fn repeat(&mut self, item: &[Piece], separator: &str, draft: &mut Draft) {
        let (fewest, most) = REPEATED;
        let count = fewest + self.random.below(most - fewest + 1);
        let bullet = self.bullet(item, separator, draft);
        for number in 1..=count {
            if number > 1 {
                draft.push(separator, None);
            }
            draft.push(&bullet.before(number), None);
            self.pieces(item, draft);
        }
    }

    fn bullet(&mut self, item: &[Piece], separator: &str, draft: &Draft) -> Bullet {
        let begins_a_line = draft.runs.last().is_none_or(|run| run.text.ends_with('\n'));
        let has_its_own = match item.first() {
            Some(Piece::Text(text)) => !text.starts_with(char::is_alphanumeric),
            _ => false,
        };
        let fits = separator == "\n" && begins_a_line && !has_its_own;
        if !fits || !self.random.chance(BULLETS) {
            return Bullet::None;
        }
        let signs = [
            Bullet::Sign("- "),
            Bullet::Sign("• "),
            Bullet::Sign("– "),
            Bullet::Sign("* "),
            Bullet::Number(". "),
            Bullet::Number(") "),
        ];
        self.random.pick(&signs).copied().unwrap_or(Bullet::None)
    }
}

/// What stands before items.
#[derive(Clone, Copy)]
enum Bullet {
    None,
    Sign(&'static str),
    Number(&'static str),
}

impl Bullet {
    fn before(self, number: usize) -> String {
        match self {
            Self::None => String::new(),
            Self::Sign(sign) => sign.to_owned(),
            Self::Number(after) => format!("{number}{after}"),
        }
    }
}
