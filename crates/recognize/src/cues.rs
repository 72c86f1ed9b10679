//! Cues: the words that say what the people around them did.

use rostra_document::{Cue, Detail, Label, Mention, Mode, Role};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

use crate::mention;
use crate::scan::Scan;

/// Class, role, mode, and whether the people stand after the cue.
const CUES: [(Class, Option<Role>, Option<Mode>, bool); 11] = [
    (Class::Keynote, Some(Role::Keynote), None, false),
    (Class::Speaker, Some(Role::Speaker), None, false),
    (Class::Chair, Some(Role::Chair), None, false),
    (Class::Participant, Some(Role::Participant), None, false),
    (Class::IntroducesSpeakers, Some(Role::Speaker), None, true),
    (
        Class::IntroducesParticipants,
        Some(Role::Participant),
        None,
        true,
    ),
    (Class::IntroducesChair, Some(Role::Chair), None, true),
    (Class::AccordingTo, Some(Role::Speaker), None, true),
    (Class::MentionedOnly, Some(Role::Mentioned), None, true),
    (Class::Video, None, Some(Mode::Video), false),
    (Class::Written, None, Some(Mode::Written), false),
];

/// `José Narro`: a capitalised verb after a first name is a family name; `Selami Tan`: where every verb
/// comes last, a capitalised one before a name is a first name.
fn in_name(scan: &Scan, at: usize) -> bool {
    let first = scan.pack.source.writing.verb_last
        && !scan.opens(at)
        && scan.given(at)
        && scan.capital(at)
        && scan.capital(at + 1)
        && !(scan.shouted || scan.title_case);
    first
        || scan.has_case()
            && !(scan.shouted || scan.title_case)
            && scan.capital(at)
            && at > 0
            && scan.capital(at - 1)
            && scan.given(at - 1)
}

/// `la visita`, `de apoyo`: where heads stand first, a word right after an article or genitive is no
/// verb, unless its ending says so.
fn is_noun(scan: &Scan, at: usize, len: usize) -> bool {
    scan.has_case()
        && scan.pack.source.writing.head == HeadPosition::First
        && !scan.pack.juxtaposes()
        && len == 1
        && at > 0
        && scan.ann.covered_by(at - 1, &[Class::Article, Class::Of])
        && scan.len_of(at - 1, Class::Pronoun) == 0
        && !scan.token(at).is_some_and(|t| scan.pack.is_verb(t))
}

/// `se informó`: a verb that nobody is the subject of.
fn impersonal(scan: &Scan, at: usize) -> bool {
    let words = &scan.pack.source.inflection.impersonal;
    at > 0
        && scan
            .token(at - 1)
            .is_some_and(|t| words.iter().any(|w| *w == *t.key))
}

/// `الشكر` beside `شكر`: with an article glued to it a word is no verb.
fn definite_noun(scan: &Scan, at: usize, len: usize, class: Class) -> bool {
    len == 1
        && !scan.has_case()
        && scan.definite(at)
        && matches!(class, Class::Speaker | Class::Chair | Class::Participant)
}

/// Finds cues outside what is taken: at each token the longest, the stronger role where two are equal.
pub fn cues(scan: &Scan, taken: &[bool]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let free = !taken.get(at).copied().unwrap_or(true) && !in_name(scan, at);
        let best = CUES
            .iter()
            .map(|c| (scan.len_of(at, c.0), c))
            .filter(|(len, c)| {
                let verb = || c.3 || !(is_noun(scan, at, *len) || impersonal(scan, at));
                free && *len > 0 && verb() && !definite_noun(scan, at, *len, c.0)
            })
            .max_by_key(|(len, c)| (*len, std::cmp::Reverse(c.1.unwrap_or(Role::Mentioned))));
        let Some((len, cue)) = best else {
            at += 1;
            continue;
        };
        let detail = Detail::Cue(Cue {
            role: cue.1,
            mode: cue.2,
            introduces: cue.3,
        });
        found.push(mention(
            scan,
            at,
            at + len,
            Label::Cue,
            0.8,
            "cue.pack",
            detail,
        ));
        at += len;
    }
    found
}
