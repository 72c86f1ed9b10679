//! Candidates in scripts that put spaces between words: the noun phrase around a word for a
//! gathering.

use rostra_document::{Case, Token, TokenKind};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

use super::Candidate;
use super::stretch::Stretch;

/// Tokens of the longest name, to either side of its head.
const LONGEST: usize = 30;

/// Lower-case words that no lexicon knows, before a head (`donor conference`).
const MAX_UNKNOWN: usize = 2;

/// Words that end a noun phrase.
const ENDS: &[Class] = &[
    Class::Stop,
    Class::Verb,
    Class::Pronoun,
    Class::Keynote,
    Class::Speaker,
    Class::Chair,
    Class::Participant,
    Class::IntroducesSpeakers,
    Class::IntroducesParticipants,
    Class::IntroducesChair,
    Class::AccordingTo,
    Class::MentionedOnly,
    Class::Month,
    Class::Weekday,
    Class::Today,
    Class::Yesterday,
    Class::Capacity,
];

/// Words that may stand before the head, in lower case too.
const BEFORE: &[Class] = &[
    Class::EventHead,
    Class::Qualifier,
    Class::Portfolio,
    Class::Unit,
    Class::Body,
    Class::StateBody,
    Class::Organisation,
    Class::Country,
    Class::Modifier,
    Class::Video,
];

/// Words that may follow the head without a connector, in lower case too.
const AFTER: &[Class] = &[
    Class::EventHead,
    Class::Qualifier,
    Class::Portfolio,
    Class::Organisation,
    Class::Country,
    Class::Modifier,
    Class::AfterHead,
];

/// Finds the noun phrases of a stretch that name a gathering.
pub fn candidates(number: usize, stretch: &Stretch) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < stretch.tokens.len() {
        let Some((len, _)) = stretch.ann.at(at, Class::EventHead) else {
            at += 1;
            continue;
        };
        let head = at..at + len;
        let start = left(stretch, at, floor);
        let end = right(stretch, &head);
        if is_part(stretch, &head, end) {
            (at, floor) = (head.end, head.end);
            continue;
        }
        found.push(Candidate {
            stretch: number,
            start,
            end,
            head,
        });
        (at, floor) = (end, end);
    }
    found
}

/// Whether the head only names a part (`opening ceremony of`) of a gathering named behind it.
fn is_part(stretch: &Stretch, head: &std::ops::Range<usize>, end: usize) -> bool {
    let part = stretch.ann.ending(head.end, Class::EventPart).is_some();
    let makes_event = |at: usize| {
        let head = stretch.ann.at(at, Class::EventHead).map(|h| h.0);
        head.is_some() && head != stretch.ann.at(at, Class::InformalEvent).map(|i| i.0)
    };
    part && (head.end..end).any(makes_event)
}

/// The first token of the phrase whose head begins at `head`.
fn left(stretch: &Stretch, head: usize, floor: usize) -> usize {
    let mut start = head;
    let mut unknown = 0;
    let adjectives = stretch.pack.source.writing.head != HeadPosition::First
        || stretch.pack.juxtaposes() && stretch.pack.source.writing.capitals;
    let mut sure = head;
    while start > floor && head - start < LONGEST {
        match before(stretch, start - 1) {
            Before::Part => {
                start -= 1;
                sure = start;
                unknown = 0;
            }
            Before::Unknown if unknown < MAX_UNKNOWN && adjectives => {
                start -= 1;
                unknown += 1;
            }
            Before::Unknown => break,
            Before::Border => {
                sure = start;
                break;
            }
            Before::End => break,
        }
    }
    if start == 0 {
        0
    } else {
        trimmed_left(stretch, sure, head)
    }
}

/// A phrase does not begin with a connector or mark.
fn trimmed_left(stretch: &Stretch, start: usize, head: usize) -> usize {
    (start..head)
        .find(|at| stretch.is_word(*at) && !is_connector(stretch, *at))
        .unwrap_or(head)
}

enum Before {
    /// Belongs to the name.
    Part,
    /// A lower-case word that may belong to it.
    Unknown,
    /// An article or preposition: what stands behind it belongs together.
    Border,
    /// Ends the phrase.
    End,
}

fn before(stretch: &Stretch, at: usize) -> Before {
    let Some(token) = stretch.tokens.get(at) else {
        return Before::End;
    };
    match token.kind {
        TokenKind::Mark if is_tie(stretch, at) || is_ordinal_stop(stretch, at) => {
            return Before::Part;
        }
        TokenKind::Mark => return Before::End,
        TokenKind::Number if is_of_date(stretch, at) => return Before::End,
        TokenKind::Number => return Before::Part,
        _ => {}
    }
    if stretch.ann.covered(at, Class::Article) || is_connector(stretch, at) {
        return Before::Border;
    }
    if stretch.is_person(at) || token.key.starts_with('\'') {
        return Before::End;
    }
    if stretch.ann.covered_by(at, ENDS) || stretch.ann.covered(at, Class::EventPart) {
        return Before::Border;
    }
    if stretch.ann.covered_by(at, BEFORE) || token.hyphenated {
        return Before::Part;
    }
    let opens = at == 0 && !stretch.shouted;
    if token.capitalised() && !opens && !stretch.ann.covered(at, Class::Headline) {
        return Before::Part;
    }
    if stretch.pack.ends_as_verb(&token.key) {
        return Before::Border;
    }
    if token.capitalised() {
        Before::End
    } else {
        Before::Unknown
    }
}

/// A number beside a month belongs to a date.
fn is_of_date(stretch: &Stretch, at: usize) -> bool {
    let near = |at: usize| stretch.ann.covered(at, Class::Month);
    near(at + 1) || at.checked_sub(1).is_some_and(near)
}

/// A dash or stroke between two words of a name (`China–ASEAN`).
fn is_tie(stretch: &Stretch, at: usize) -> bool {
    let tied = |at: usize| stretch.tokens.get(at).is_some_and(|t| !t.spaced);
    stretch.mark(at, &['-', '–', '—', '/', '+']) && tied(at) && tied(at + 1)
}

/// The full stop of an ordinal (`4. Karadeniz Zirvesi`), not of a date or list item.
fn is_ordinal_stop(stretch: &Stretch, at: usize) -> bool {
    let number = at.checked_sub(1).and_then(|b| stretch.tokens.get(b));
    let counted = number.is_some_and(|t| t.kind == TokenKind::Number && t.key.len() <= 3);
    let tied = stretch.tokens.get(at).is_some_and(|t| !t.spaced);
    at > 1
        && counted
        && tied
        && stretch.mark(at, &['.'])
        && !stretch.ann.covered(at + 1, Class::Month)
}

fn is_connector(stretch: &Stretch, at: usize) -> bool {
    let small = [Class::Of, Class::Complement, Class::And, Class::Locative];
    let capital = stretch.tokens.get(at).is_some_and(Token::capitalised) && !stretch.shouted;
    !capital && stretch.ann.covered_by(at, &small)
}

/// One past the last token of the phrase around `head`.
fn right(stretch: &Stretch, head: &std::ops::Range<usize>) -> usize {
    let from = head.end;
    let tied = head.clone().skip(1).any(|at| is_connector(stretch, at));
    let mut reader = Right {
        stretch,
        at: from,
        end: from,
        open: tied,
        complemented: tied,
    };
    while reader.at < from + LONGEST && reader.step() {}
    reader.end
}

struct Right<'s, 'a> {
    stretch: &'s Stretch<'a>,
    /// The token to read.
    at: usize,
    /// One past the last token that surely belongs.
    end: usize,
    /// A connector has just been read.
    open: bool,
    /// A connector has been read at all: lower-case nouns may follow.
    complemented: bool,
}

impl Right<'_, '_> {
    /// Reads one word, connector or bracket; whether the phrase goes on.
    fn step(&mut self) -> bool {
        let at = self.at;
        let Some(token) = self.stretch.tokens.get(at) else {
            return false;
        };
        match token.kind {
            TokenKind::Mark => self.mark(),
            TokenKind::Number => {
                let of = self.stretch.ann.at(at + 1, Class::Of).map_or(0, |of| of.0);
                let after = self.stretch.ann.covered(at + 1 + of, Class::Month);
                !after
                    && (self.open || !self.complemented || token.hyphenated || is_ordinal(token))
                    && self.take(1)
            }
            _ => self.connector().unwrap_or_else(|| self.word(token)),
        }
    }

    fn take(&mut self, len: usize) -> bool {
        self.at += len;
        self.end = self.at;
        self.open = false;
        true
    }

    fn mark(&mut self) -> bool {
        let (stretch, at) = (self.stretch, self.at);
        if is_tie(stretch, at) && !self.open {
            return self.take(1);
        }
        // `79" Session`: a scanned ordinal.
        let number = at.checked_sub(1).and_then(|b| stretch.tokens.get(b));
        let ordinal = number.is_some_and(|t| t.kind == TokenKind::Number)
            && stretch.mark(at, &['"', '°', 'º', 'ª'])
            && stretch.is_word(at + 1);
        if ordinal {
            return self.take(1);
        }
        match self.enclosed() {
            Some(end) => self.take(end - at),
            None => false,
        }
    }

    /// The end of a short bracketed or quoted part of the name that opens here.
    fn enclosed(&self) -> Option<usize> {
        let (stretch, at) = (self.stretch, self.at);
        let (closing, longest): (&[char], usize) = if stretch.mark(at, &['(', '（']) {
            (&[')', '）'], 3)
        } else if stretch.mark(at, &['«', '“', '„', '"']) {
            (&['»', '”', '“', '"'], 14)
        } else {
            return None;
        };
        let end = (at + 2..at + 2 + longest).find(|at| stretch.mark(*at, closing))?;
        let inner = stretch.tokens.get(at + 1..end)?;
        let named = inner.first().is_some_and(|t| {
            t.capitalised()
                || t.kind == TokenKind::Number
                || self.stretch.tokens.iter().all(|t| !t.capitalised())
        });
        let acronym = longest > 3
            || inner
                .iter()
                .all(|t| t.case != Case::Lower || t.kind != TokenKind::Word);
        let plain = inner.iter().all(|t| !t.is_mark(',')) || longest > 3;
        let dated = (at..end).any(|at| stretch.ann.covered_by(at, &[Class::Month, Class::Weekday]));
        (named && acronym && plain && !dated).then_some(end + 1)
    }

    /// Reads a connector; whether the phrase goes on, if there is one.
    fn connector(&mut self) -> Option<bool> {
        let (stretch, at) = (self.stretch, self.at);
        let ann = &stretch.ann;
        if let Some((len, _)) = ann
            .at(at, Class::Article)
            .filter(|_| self.open || at == self.end && self.complemented)
        {
            self.at += len;
            return Some(self.open);
        }
        if let Some((len, _)) = ann.at(at, Class::Of) {
            self.at += len;
            (self.open, self.complemented) = (true, true);
            return Some(true);
        }
        if ann.covered(at, Class::Locative) && self.is_adverbial(at + 1) {
            return Some(false);
        }
        if let Some((len, _)) = ann.at(at, Class::Complement) {
            // Of a lower-case head any complement may be an adverbial; only the first one is read.
            self.at += len;
            let first = !self.complemented || stretch.pack.juxtaposes();
            (self.open, self.complemented) = (true, true);
            return Some(first);
        }
        if let Some((len, _)) = ann.at(at, Class::And) {
            self.at += len;
            return Some(self.joins(at + len));
        }
        None
    }

    /// Whether `at` may belong to the name that goes on at `after`: capitals do not end in a verb.
    fn is_like(&self, after: usize, at: usize) -> bool {
        let capital = |at: usize| self.stretch.tokens.get(at).is_some_and(Token::capitalised);
        capital(at) || !capital(after) || is_connector(self.stretch, at)
    }

    /// Whether a place or time stands behind a preposition; without articles a lower-case noun is a
    /// complement (`конференция в поддержку мира`).
    fn is_adverbial(&self, after: usize) -> bool {
        let token = self.stretch.tokens.get(after);
        let small = token.is_some_and(|t| t.kind == TokenKind::Word && !t.capitalised());
        !(small && self.stretch.pack.juxtaposes() && self.stretch.pack.source.writing.capitals)
    }

    /// Whether `token` is an unknown lower-case word behind a capitalised one: no more of a name.
    fn follows_name(&self, token: &Token) -> bool {
        let stretch = self.stretch;
        let before = self.at.checked_sub(1).and_then(|b| stretch.tokens.get(b));
        let named = before.is_some_and(|b| b.kind == TokenKind::Word && b.capitalised());
        let plain = !token.capitalised() && !token.hyphenated && !token.key.starts_with('\'');
        named && plain && !self.open && !stretch.ann.known(self.at) && !stretch.pack.juxtaposes()
    }

    /// Whether a participle stands at `at` that leads to what is marked: `marking the 75th
    /// anniversary`.
    fn leads_on(&self, at: usize) -> bool {
        let stretch = self.stretch;
        (at + 1..at + 4).any(|next| {
            let counted = stretch.tokens.get(next);
            counted.is_some_and(|t| t.kind == TokenKind::Number)
                && stretch.ann.at(next + 1, Class::EventHead).is_some()
        })
    }

    /// Whether what stands behind `and` belongs to the same complement: no other gathering does.
    fn joins(&mut self, after: usize) -> bool {
        let stretch = self.stretch;
        let joined = self.complemented
            && !self.open
            && stretch.is_word(after)
            && !stretch.is_person(after)
            && (after..after + 6)
                .take_while(|at| stretch.is_word(*at) && self.is_like(after, *at))
                .all(|at| stretch.ann.at(at, Class::EventHead).is_none());
        self.open = true;
        let before = self.end.checked_sub(1).and_then(|b| stretch.tokens.get(b));
        let alike =
            before.map(Token::capitalised) == stretch.tokens.get(after).map(Token::capitalised);
        joined && alike
    }

    fn word(&mut self, token: &Token) -> bool {
        let (stretch, at) = (self.stretch, self.at);
        let ann = &stretch.ann;
        let marks = ann.covered(at, Class::Verb) && self.leads_on(at);
        if ann.covered_by(at, ENDS) && !marks || token.key.starts_with('\'') && !self.complemented {
            return false;
        }
        if stretch.is_person(at) && !self.open && !self.complemented {
            return false;
        }
        let stays = token.capitalised()
            || token.hyphenated
            || token.key.starts_with('\'')
            || self.complemented
            || stretch.pack.juxtaposes()
            || ann.covered_by(at, AFTER);
        let verb = !token.capitalised()
            && !self.open
            && stretch.pack.ends_as_verb(&token.key)
            && !ann.known(at);
        if self.follows_name(token) {
            return false;
        }
        if !stays && self.leads_on(at) {
            self.complemented = true;
            return self.take(1);
        }
        self.complemented |= stays && stretch.pack.juxtaposes();
        stays && !verb && self.take(1)
    }
}

/// `1er`, `79th`, `79-й`: a number that counts gatherings.
fn is_ordinal(token: &Token) -> bool {
    token.key.ends_with(char::is_alphabetic)
}
