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
        .filter(|w| !(speaks(**w) && (is_noun(line, **w) || is_others(line, **w))))
        .map(|w| mention(line, *w, taken))
        .chain(reports(line, taken))
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

/// `主任委员甲作的关于草案的报告`: the verb of a report that somebody gave.
fn reports<'l>(line: &'l Line, taken: &'l [bool]) -> impl Iterator<Item = Mention> + 'l {
    line.words
        .iter()
        .filter(|w| w.len() == 1 && line.ideograph(w.start) == Some('作'))
        .filter(|w| line.ideograph(w.end) == Some('的'))
        .filter(|w| w.start > 0 && taken.get(w.start - 1).copied().unwrap_or(false))
        .map(|w| Mention {
            model: None,
            range: line.range(w.start, w.end),
            label: Label::Cue,
            score: 0.8,
            source: "cue.report",
            detail: Detail::Cue(Cue {
                role: Some(Role::Speaker),
                mode: None,
                introduces: false,
            }),
        })
}

fn speaks(word: Word) -> bool {
    word.is(set(&[Class::Speaker, Class::Keynote]))
}

/// Words before which a word of speaking is a noun: `重要讲话`, `主席的倡议`.
const NOUN_AFTER: [&str; 6] = ["重要", "系列", "一系列", "的", "有关", "相关"];
/// Words behind which it is a noun: `讲话精神`, `提出的倡议`.
const NOUN_BEFORE: [&str; 4] = ["精神", "的", "要求", "稿"];

/// Whether a word of speaking is a noun here and tells of no act.
fn is_noun(line: &Line, word: Word) -> bool {
    let is = |word: Option<Word>, list: &[&str]| {
        word.is_some_and(|w| list.contains(&line.keys(w.start, w.end).as_str()))
    };
    is(line.word_to(word.start), &NOUN_AFTER) || is(line.word_from(word.end), &NOUN_BEFORE)
}

/// Adverbs between a subject and its verb.
const ADVERBS: [&str; 20] = [
    "普遍", "一致", "纷纷", "也", "还", "均", "都", "分别", "共同", "亦", "又", "再", "曾", "已",
    "则", "更", "再次", "同时", "强烈", "高度",
];
/// Tokens before a body in which `代表` makes it one that somebody speaks for.
const ON_BEHALF: usize = 14;

/// Whether a group, a state or a body is the subject of the verb: `干部群众普遍认为`, `中方支持`.
fn is_others(line: &Line, word: Word) -> bool {
    let mut at = word.start;
    while let Some(adverb) = line
        .word_to(at)
        .filter(|w| ADVERBS.contains(&line.keys(w.start, w.end).as_str()))
    {
        at = adverb.start;
    }
    let groups = set(&[
        Class::NotTitle,
        Class::Country,
        Class::StateBody,
        Class::Body,
        Class::Organisation,
        Class::Party,
    ]);
    let Some(subject) = line.word_to(at).filter(|w| w.len() >= 2 && w.is(groups)) else {
        return false;
    };
    let mut before = subject.start;
    while let Some(word) = line.word_to(before) {
        if subject.start - word.start > ON_BEHALF
            || line.is_mark(word.start, &['，', '。', '；', '：', ','])
        {
            break;
        }
        // `代表中国政府表示`, `同外交部表示`: not the subject.
        if word.is(set(&[Class::ListWord])) && before == subject.start
            || ["代表", "向", "对", "就", "在"].contains(&line.keys(word.start, word.end).as_str())
        {
            return false;
        }
        before = word.start;
    }
    true
}

/// Whether a person is welcomed in person: `欢迎加拿大总理杜鲁多`.
fn receives(line: &Line, word: Word, taken: &[bool]) -> bool {
    taken.get(word.end).copied().unwrap_or(false)
        && ["欢迎", "迎接"].contains(&line.keys(word.start, word.end).as_str())
}

fn mention(line: &Line, word: Word, taken: &[bool]) -> Mention {
    let role = match receives(line, word, taken) {
        true => ROLES
            .iter()
            .find(|(class, _, _)| *class == Class::Participant),
        false => ROLES.iter().find(|(class, _, _)| word.is(one(*class))),
    };
    let mode = if word.is(one(Class::Video)) {
        Some(Mode::Video)
    } else if word.is(one(Class::Written)) {
        Some(Mode::Written)
    } else {
        None
    };
    Mention {
        model: None,
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
