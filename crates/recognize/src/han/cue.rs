//! Cues: the words that say what the people around them did.

use rostra_document::{Cue, Detail, Label, Mention, Mode, Role, TokenKind};
use rostra_lexicon::Class;

use super::line::{CUES, Line, Word, one, set};

/// Class, role and whether the people stand after the cue; the first that a word is in counts.
const ROLES: [(Class, Role, bool); 9] = [
    (Class::Keynote, Role::Keynote, false),
    (Class::IntroducesSpeakers, Role::Speaker, true),
    (Class::IntroducesParticipants, Role::Participant, true),
    (Class::IntroducesChair, Role::Chair, true),
    (Class::Speaker, Role::Speaker, false),
    (Class::Chair, Role::Chair, false),
    (Class::Participant, Role::Participant, false),
    (Class::AccordingTo, Role::Speaker, true),
    (Class::MentionedOnly, Role::Mentioned, true),
];

/// The cues of the line outside what is taken.
pub fn cues(line: &Line, taken: &[bool]) -> Vec<Mention> {
    line.words
        .iter()
        .filter(|w| w.is(CUES) && !taken.get(w.start).copied().unwrap_or(true))
        .filter(|w| w.len() >= 2 || stands_alone(line, **w, taken))
        .map(|w| mention(line, *w))
        .collect()
}

/// Whether a one-character cue (`说`, `称`) is a verb here: a person, pronoun or adverb stands
/// before it, or what was said follows.
fn stands_alone(line: &Line, word: Word, taken: &[bool]) -> bool {
    if word.is(one(Class::AccordingTo)) {
        return false;
    }
    let after_person = word
        .start
        .checked_sub(1)
        .is_some_and(|at| taken.get(at).copied().unwrap_or(false));
    let after_adverb = line
        .word_to(word.start)
        .is_some_and(|w| w.is(set(&[Class::Pronoun, Class::Stop])));
    let before_mark = line.is_mark(word.end, &['，', '：', ':', ',', '「', '“', '『']);
    after_person || after_adverb || before_mark || line.of_kind(word.end, TokenKind::Mark).is_some()
}

fn mention(line: &Line, word: Word) -> Mention {
    let role = ROLES.iter().find(|(class, _, _)| word.is(one(*class)));
    let mode = if word.is(one(Class::Video)) {
        Some(Mode::Video)
    } else if word.is(one(Class::Written)) {
        Some(Mode::Written)
    } else {
        None
    };
    Mention {
        range: line.range(word.start, word.end),
        label: Label::Cue,
        score: 0.8,
        source: "cue.pack",
        detail: Detail::Cue(Cue {
            role: role.map(|r| r.1),
            mode,
            introduces: role.is_some_and(|r| r.2),
        }),
    }
}
