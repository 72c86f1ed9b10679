//! Roles that one line hands to the people of others: headings, lists under a colon, salutations,
//! names one a line in a text about a gathering; and meetings held by video as a whole.

use rostra_document::{Cue, Mode, Role, TextRange};
use rostra_lexicon::Class;

use super::{Act, Who, cue};
use crate::Lines;
use crate::line::Line;
use crate::phrase::Naming;

/// Lines at the beginning that say what a text is about.
const LEAD: usize = 3;
/// Tokens between a chair's verb and the word for video.
const VIDEO_REACH: usize = 8;

/// What the lines read so far hand on.
pub struct Lists {
    heading: Option<(Role, TextRange)>,
    told: Option<(Role, TextRange)>,
    gathering: Option<TextRange>,
    speech: Option<TextRange>,
}

impl Lists {
    /// Reads off the lead whether the text is about a gathering.
    pub fn of(lines: &Lines) -> Self {
        let gathering = lines.iter().take(LEAD).find_map(|line| {
            let meeting = |at: &usize| {
                [
                    Class::EventHead,
                    Class::Participant,
                    Class::Chair,
                    Class::IntroducesParticipants,
                ]
                .into_iter()
                .any(|class| line.ann.covered(*at, class))
            };
            let at = (0..line.segment.tokens.len()).find(meeting)?;
            line.segment.tokens.get(at).map(|t| t.range)
        });
        Self {
            heading: None,
            told: None,
            gathering,
            speech: None,
        }
    }

    /// Acts of the people of a line in which no cue governs anybody.
    pub fn acts(&self, line: &Line, at: usize, own: &[usize], namings: &[Naming]) -> Vec<Act> {
        let whose = line.ann.covered(0, Class::Of);
        if let (Some(range), Some(first), true) = (self.speech, own.first(), whose) {
            return vec![Act {
                who: Who::Naming(*first),
                role: Some(Role::Speaker),
                mode: None,
                rule: "role.speech",
                range,
                line: at,
                token: 0,
            }];
        }
        let bare = is_bare(line, own, namings);
        let listed = self
            .gathering
            .filter(|_| bare)
            .map(|range| (Role::Participant, range));
        let handed = self
            .heading
            .filter(|_| line.is_listed())
            .or(self
                .told
                .filter(|(role, _)| bare && !(*role == Role::Chair && is_row(line))))
            .or(listed);
        let Some((role, range)) = handed else {
            return Vec::new();
        };
        // Those whom a speaker greets are there; they do not speak.
        let greeted = line.segment.tokens.last().is_some_and(|t| t.is_mark(','));
        let role = if greeted { Role::Participant } else { role };
        own.iter()
            .map(|i| Act {
                who: Who::Naming(*i),
                role: Some(role),
                mode: None,
                rule: "role.heading",
                range,
                line: at,
                token: 0,
            })
            .collect()
    }

    /// Takes note of what line `at` hands on.
    pub fn follow(
        &mut self,
        line: &Line,
        at: usize,
        own: &[usize],
        namings: &[Naming],
        acts: &[Act],
    ) {
        self.speech = speech(line);
        let goes_on = line.nodes.is_empty() || is_label(line, own) || is_bare(line, own, namings);
        self.told = last_told(acts, at).or(self.told.filter(|_| goes_on));
        self.heading = match introducing(line) {
            Some(found) if line.ends_in_colon() => Some(found),
            // A list has no common chair, and without a colon only a heading introduces one.
            Some(found) if own.is_empty() && line.is_listed() && found.0 != Role::Chair => {
                Some(found)
            }
            _ if line.is_listed() => self.heading,
            _ => None,
        };
    }
}

/// The role that a line's last introducing cue, or a side of talks before a colon, gives.
fn introducing(line: &Line) -> Option<(Role, TextRange)> {
    let cue = line.nodes.iter().rev().find_map(|n| match cue(n) {
        Some(Cue {
            role: Some(role),
            introduces: true,
            ..
        }) if *role != Role::Mentioned => Some((*role, n.mention.range)),
        _ => None,
    });
    let side = || {
        let at = (0..line.segment.tokens.len()).find(|t| line.ann.covered(*t, Class::Side))?;
        line.segment
            .tokens
            .get(at)
            .filter(|_| line.ends_in_colon())
            .map(|t| (Role::Participant, t.range))
    };
    cue.or_else(side)
}

/// `DISCOURS` alone on its line, before `de Son Excellence ...`: the word of a phrase that introduces
/// speakers.
fn speech(line: &Line) -> Option<TextRange> {
    let word = line.segment.tokens.first()?;
    let alone = line.segment.tokens.len() == 1;
    let introduces = |phrase: &String| {
        let mut words = phrase.split(' ');
        let first = words.next().is_some_and(|w| w == word.key.as_str());
        first && words.next().is_some() && words.next().is_none()
    };
    let phrases = &line.pack.source.cues.introduces_speakers;
    (alone && phrases.iter().any(introduces)).then_some(word.range)
}

/// Whether a line is but the label of a turn, without a name: `MODERATOR`.
fn is_label(line: &Line, own: &[usize]) -> bool {
    own.is_empty() && line.is_listed() && line.segment.tokens.len() <= 2
}

/// A row of a table: who chairs stands in one row and not in the next.
fn is_row(line: &Line) -> bool {
    line.segment.tokens.first().is_some_and(|t| t.is_mark('|'))
}

/// Whether a line holds people and next to nothing else.
fn is_bare(line: &Line, own: &[usize], namings: &[Naming]) -> bool {
    let named: usize = own
        .iter()
        .filter_map(|i| namings.get(*i))
        .map(|n| line.words_between(n.first, n.end))
        .sum();
    !own.is_empty() && line.words_between(0, line.segment.tokens.len()) <= named + 3
}

/// The last role told in line `at`.
fn last_told(acts: &[Act], at: usize) -> Option<(Role, TextRange)> {
    let act = acts.last().filter(|a| a.line == at)?;
    // Who is told to have spoken does not make those listed next speak.
    let listing = act.rule == "role.introduced" || act.rule == "role.heading";
    act.role
        .filter(|r| *r != Role::Mentioned && (listing || *r >= Role::Chair))
        .map(|role| (role, act.range))
}

/// `hosted a videoconference`: a meeting held by video gives the mode to all who took part in it.
pub fn meeting_by_video(lines: &Lines, acts: &mut Vec<Act>) {
    let Some(range) = acts.iter().find_map(|act| held_by_video(lines, act)) else {
        return;
    };
    let took_part = |act: &&Act| act.role.is_some_and(|r| r <= Role::Participant);
    let more: Vec<Act> = acts
        .iter()
        .filter(took_part)
        .map(|act| Act {
            role: None,
            mode: Some(Mode::Video),
            rule: "mode.meeting",
            range,
            ..act.clone()
        })
        .collect();
    acts.extend(more);
}

/// The word for video beside a chair's verb.
fn held_by_video(lines: &Lines, act: &Act) -> Option<TextRange> {
    let line = lines
        .get(act.line)
        .filter(|_| act.role == Some(Role::Chair) && act.rule == "role.subject")?;
    let from = act.token.saturating_sub(VIDEO_REACH);
    let at = (from..act.token + VIDEO_REACH).find(|t| line.ann.covered(*t, Class::Video))?;
    line.segment.tokens.get(at).map(|t| t.range)
}
