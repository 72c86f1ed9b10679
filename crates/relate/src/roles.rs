//! Roles: which people a cue governs.
//!
//! A finite cue takes the nearest list before it as its subject, or the one right after it where
//! the language or a quotation puts the verb first; meetings take the people after it too. An
//! introducing cue governs every list up to the next cue. Where nobody is named, a pronoun, a bare
//! title or nothing at all points back to whoever was the subject before.

use compact_str::CompactString;
use rostra_document::{Case, Cue, Detail, Label, Mode, Role, TextRange};
use rostra_lexicon::Class;
use rostra_lexicon::pack::HeadPosition;

mod lists;
mod verb_last;

use crate::Lines;
use crate::context::of_line;
use crate::line::{Line, Node};
use crate::phrase::Naming;
use lists::Lists;

/// Whom an act is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The naming with this index.
    Naming(usize),
    /// Whoever holds the title with this head noun, of this state where it is told, looking back from
    /// a line.
    Holder(CompactString, Option<CompactString>, usize),
    /// The subject of the act before, looking back from a line.
    Previous(usize),
}

/// Something that somebody did.
#[derive(Clone, Debug)]
pub struct Act {
    /// Who.
    pub who: Who,
    /// What.
    pub role: Option<Role>,
    /// How.
    pub mode: Option<Mode>,
    /// The rule.
    pub rule: &'static str,
    /// The cue, in bytes.
    pub range: TextRange,
    /// Index of the line.
    pub line: usize,
    /// The cue's first token.
    pub token: usize,
}

/// Tokens between a list and the cue that it is the subject of, at most; ideographs are shorter, and
/// where particles are tokens and the verb comes last it is as far.
const NEAR: usize = 10;
const NEAR_SYLLABLES: usize = 16;
const NEAR_IDEOGRAPHS: usize = 26;
/// Tokens before a naming in which a semicolon makes it a member of the list.
const REACH_BACK: usize = 4;
/// Words between a verb after a quotation and its subject.
const QUOTED: usize = 9;
/// Tokens between a cue and the list that it introduces.
const INTRODUCED: usize = 14;

/// Finds the acts of all lines.
pub fn assign(lines: &Lines, namings: &[Naming]) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut lists = Lists::of(lines);
    for (number, line) in lines.iter().enumerate() {
        let own: Vec<usize> = of_line(namings, number).collect();
        let before = acts.len();
        let scene = Scene {
            line,
            next: lines.get(number + 1),
            number,
            own: &own,
            namings,
        };
        scene.read(&mut acts);
        if acts.len() == before {
            acts.extend(lists.acts(line, number, &own, namings));
        }
        lists.follow(line, number, &own, namings, &acts);
    }
    lists::meeting_by_video(lines, &mut acts);
    acts
}

fn cue<'a>(node: &Node<'a>) -> Option<&'a Cue> {
    match &node.mention.detail {
        Detail::Cue(cue) => Some(cue),
        _ => None,
    }
}

/// A line with its people, under the cues.
struct Scene<'s, 'a> {
    line: &'s Line<'a>,
    next: Option<&'s Line<'a>>,
    number: usize,
    own: &'s [usize],
    namings: &'s [Naming<'a>],
}

impl Scene<'_, '_> {
    fn near(&self) -> usize {
        let writing = &self.line.pack.source.writing;
        if self.line.pack.is_syllabic() {
            NEAR_SYLLABLES
        } else if writing.spaced && writing.enclitics.is_empty() {
            NEAR
        } else {
            NEAR_IDEOGRAPHS
        }
    }

    fn naming(&self, index: usize) -> Option<&Naming<'_>> {
        self.namings.get(index)
    }

    fn read(&self, acts: &mut Vec<Act>) {
        let cues: Vec<(&Node, &Cue)> = self
            .line
            .nodes
            .iter()
            .filter_map(|n| cue(n).map(|c| (n, c)))
            .collect();
        let blocked = self.blocked(&cues);
        for &i in &blocked {
            acts.push(Act {
                who: Who::Naming(i),
                role: Some(Role::Mentioned),
                mode: None,
                rule: "role.only-mentioned",
                range: self.line.segment.range,
                line: self.number,
                token: 0,
            });
        }
        self.turn(acts);
        self.label(acts);
        if self.verb_last() {
            self.quotations(acts);
        }
        let mut subject_end: Option<(usize, Vec<usize>)> = None;
        let mut doing: Option<Vec<Who>> = None;
        for (at, (node, cue)) in cues.iter().enumerate() {
            let until = cues
                .get(at + 1..)
                .unwrap_or_default()
                .iter()
                .filter(|(n, _)| !(cue.introduces && self.subordinate(n)))
                .find(|(_, c)| c.role.is_some_and(|r| r != Role::Mentioned))
                .map_or(usize::MAX, |(n, _)| n.first);
            if cue.role == Some(Role::Mentioned) {
                continue;
            }
            // `A and B are also attending the conference` introduces nobody.
            let finite =
                self.finite(node) || cue.role == Some(Role::Participant) && !self.drops_subjects();
            if cue.introduces && (self.introduce(node, cue, until, &blocked, acts) || !finite) {
                continue;
            }
            let subjects = match doing.as_ref().filter(|_| self.accompanies(node)) {
                Some(same) => same.clone(),
                None => self.subjects(node, cue, &blocked, subject_end.as_ref()),
            };
            if cue.role.is_some() {
                doing = Some(subjects.clone());
            }
            self.act(node, cue, &subjects, acts);
            if cue.role == Some(Role::Participant) {
                let objects = match self.verb_last() {
                    true => self.objects_before(node, &blocked),
                    false => self.after(node, until, self.near(), &blocked),
                };
                let objects: Vec<usize> = objects
                    .into_iter()
                    .chain(self.marked_objects(node, &blocked))
                    .filter(|i| !subjects.contains(&Who::Naming(*i)))
                    .collect();
                acts.extend(objects.iter().map(|i| Act {
                    who: Who::Naming(*i),
                    role: cue.role,
                    mode: None,
                    rule: "role.object",
                    range: node.mention.range,
                    line: self.number,
                    token: self.naming(*i).map_or(node.first, |n| n.first),
                }));
            }
            let named: Vec<usize> = subjects
                .iter()
                .filter_map(|w| {
                    if let Who::Naming(i) = w {
                        Some(*i)
                    } else {
                        None
                    }
                })
                .collect();
            if !named.is_empty() {
                subject_end = Some((node.end, named));
            } else if let Some((end, _)) = &mut subject_end {
                *end = node.end;
            }
        }
    }

    /// Whether a semicolon parts a cue from the next naming: in a list that semicolons divide, the
    /// cue says something of one member only.
    fn subordinate(&self, node: &Node) -> bool {
        let next = self
            .own
            .iter()
            .filter_map(|i| self.naming(*i))
            .find(|n| n.first >= node.end);
        next.is_some_and(|n| {
            let between = self
                .line
                .segment
                .tokens
                .get(node.end..n.first)
                .unwrap_or_default();
            between
                .iter()
                .any(|t| t.is_mark(';') || t.is_mark('；') || t.is_mark('؛'))
        })
    }

    /// `Ivanov: Dear colleagues, ...`: a turn of a transcript, at the head of a line or, with an
    /// initial (`... 17:00 O.Ivanov: Good day!`), wherever a label ends.
    fn turn(&self, acts: &mut Vec<Act>) {
        for (at, index) in self.own.iter().enumerate() {
            let Some(naming) = self.naming(*index) else {
                continue;
            };
            let opens = at == 0 && self.line.loose_words(0, naming.first) == 0;
            if (opens || self.has_initial(naming)) && self.speaks_on(naming) {
                acts.push(Act {
                    who: Who::Naming(*index),
                    role: Some(Role::Speaker),
                    mode: None,
                    rule: "role.turn",
                    range: naming.name,
                    line: self.number,
                    token: 0,
                });
            }
        }
    }

    /// `PRESIDENTA DE MÉXICO, ANA RUIZ` before a sentence: the label of a turn of a transcript stands
    /// alone, in capitals.
    fn label(&self, acts: &mut Vec<Act>) {
        let [only] = self.own else { return };
        let shouted = self
            .line
            .segment
            .tokens
            .iter()
            .all(|t| t.case != Case::Title && t.case != Case::Mixed);
        let spoken = self.next.is_some_and(|next| {
            !next.is_listed()
                && next
                    .nodes
                    .first()
                    .is_none_or(|n| n.first > 0 || n.label() == Label::Cue)
        });
        let alone = self.naming(*only).is_some_and(|n| {
            let words = self.line.segment.tokens.len();
            self.line.loose_words(0, n.first) + self.line.loose_words(n.end, words) == 0
        });
        if self.line.is_listed()
            && self.line.pack.source.writing.capitals
            && shouted
            && spoken
            && alone
        {
            acts.push(Act {
                who: Who::Naming(*only),
                role: Some(Role::Speaker),
                mode: None,
                rule: "role.turn",
                range: self.line.segment.range,
                line: self.number,
                token: 0,
            });
        }
    }

    /// Whether the name of `naming` begins with an initial.
    fn has_initial(&self, naming: &Naming) -> bool {
        let tokens = &self.line.segment.tokens;
        let first = tokens.partition_point(|t| t.range.end <= naming.name.start);
        tokens
            .get(first)
            .is_some_and(|t| t.abbreviated && t.key.chars().count() == 2)
    }

    /// Whether a colon and two words that are no title follow `naming`.
    fn speaks_on(&self, naming: &Naming) -> bool {
        let tokens = &self.line.segment.tokens;
        let colon = tokens
            .get(naming.end)
            .is_some_and(|t| t.is_mark(':') || t.is_mark('：'));
        // `Serov: Mr President, ...` speaks to somebody; `Serov: President` tells a post.
        let next = |label: Label| {
            self.line
                .nodes
                .iter()
                .any(|n| n.first > naming.end && n.label() == label && n.first <= naming.end + 2)
        };
        let titled = next(Label::Title) && !next(Label::Honorific);
        colon && !titled && self.line.words_between(naming.end, tokens.len()) >= 2
    }

    /// People whom a phrase only mentions: `proposed by President X`.
    fn blocked(&self, cues: &[(&Node, &Cue)]) -> Vec<usize> {
        let mut blocked = Vec::new();
        if self.verb_last() {
            let only = cues.iter().filter(|(n, _)| verb_last::only_mentions(n));
            return only.flat_map(|(n, _)| self.list_before(n)).collect();
        }
        for (node, cue) in cues {
            if cue.role == Some(Role::Mentioned) && cue.introduces {
                let list = self
                    .own
                    .iter()
                    .copied()
                    .find(|i| self.naming(*i).is_some_and(|n| n.first >= node.end));
                let Some(first) = list.and_then(|i| self.naming(i)) else {
                    continue;
                };
                if self.line.words_between(node.end, first.first) <= 2 {
                    blocked.extend(list);
                    blocked.extend(list.map(|i| self.coordinated(i)).unwrap_or_default());
                }
            }
        }
        blocked
    }

    /// The namings that `and` alone, without a comma, ties to the one with index `first`, where
    /// whoever acts stands elsewhere since verbs come first: `تحيات A وB`.
    fn coordinated(&self, first: usize) -> Vec<usize> {
        let mut end = self.naming(first).map_or(0, |n| n.end);
        let after = self.own.iter().copied().skip_while(|i| *i != first).skip(1);
        after
            .take_while(|i| {
                let Some(next) = self.naming(*i) else {
                    return false;
                };
                let joint = end..next.first;
                end = next.end;
                self.line.pack.source.writing.verb_first
                    && joint.clone().any(|t| self.line.ann.covered(t, Class::And))
                    && !joint.clone().any(|t| self.is_mark(t))
                    && self.line.loose_words(joint.start, joint.end) == 0
            })
            .collect()
    }

    /// Gives the people after an introducing cue its role; whether there are any.
    fn introduce(
        &self,
        node: &Node,
        cue: &Cue,
        until: usize,
        blocked: &[usize],
        acts: &mut Vec<Act>,
    ) -> bool {
        let before = match self.verb_last() {
            true => self.list_before(node),
            false => Vec::new(),
        };
        let source = self.verb_last() && self.line.ann.covered(node.first, Class::AccordingTo);
        let mut people = match before.is_empty() && !source {
            true => self.after(node, until, INTRODUCED, blocked),
            false => before,
        };
        if self.line.ann.covered(node.first, Class::AccordingTo) {
            self.keep_source(&mut people);
        }
        let any = !people.is_empty();
        acts.extend(people.into_iter().map(|i| Act {
            who: Who::Naming(i),
            role: cue.role,
            mode: cue.mode,
            rule: "role.introduced",
            range: node.mention.range,
            line: self.number,
            token: node.first,
        }));
        any
    }

    /// `A and B took part in the talks`: a phrase that introduces those present is a verb like
    /// others where nobody follows it.
    fn finite(&self, node: &Node) -> bool {
        let class = match cue(node).and_then(|c| c.role) {
            Some(Role::Participant) => Class::Participant,
            Some(Role::Speaker) if self.line.pack.source.writing.drops_subjects => Class::Speaker,
            _ => return false,
        };
        self.line.ann.at(node.first, class).is_some()
    }

    /// `According to A, B showed ...`: only those whom `and` joins to the first are the source.
    fn keep_source(&self, people: &mut Vec<usize>) {
        let joined = |pair: &[usize]| {
            let (Some(a), Some(b)) = (self.naming(pair[0]), self.naming(pair[1])) else {
                return false;
            };
            (a.end..b.first).any(|t| self.line.ann.covered(t, Class::And))
        };
        let more = people.windows(2).take_while(|pair| joined(pair)).count();
        people.truncate(1 + more);
    }

    /// People after a cue, up to token `until`: the first within `reach` words, the rest listed on.
    fn after(&self, node: &Node, until: usize, reach: usize, blocked: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut end = node.end;
        for &i in self.own {
            let Some(naming) = self
                .naming(i)
                .filter(|n| n.first >= node.end && n.first < until)
            else {
                continue;
            };
            let semicolon = naming
                .first
                .checked_sub(REACH_BACK)
                .map_or(0, |f| f)
                .max(end);
            let listed = self
                .line
                .segment
                .tokens
                .get(semicolon..naming.first)
                .unwrap_or_default()
                .iter()
                .any(|t| t.is_mark(';'));
            if !listed && self.line.words_between(end, naming.first) > reach {
                break;
            }
            end = naming.end;
            if !blocked.contains(&i) {
                found.push(i);
            }
        }
        found
    }

    fn subjects(
        &self,
        node: &Node,
        cue: &Cue,
        blocked: &[usize],
        last: Option<&(usize, Vec<usize>)>,
    ) -> Vec<Who> {
        if self.verb_last() {
            return self.subjects_before(node, cue, blocked);
        }
        if let Some(list) = self.postposed(node, blocked) {
            return self.with_receiver(node, cue, blocked, list);
        }
        if let Some(others) = self.subject_after(node) {
            return others;
        }
        if let Some(others) = self.said_by_office(node, cue) {
            return others;
        }
        if cue.role == Some(Role::Speaker)
            && self.line.pack.source.writing.drops_subjects
            && let Some(who) = self.unnamed_after(node)
        {
            return who;
        }
        let limit = if cue.role == Some(Role::Participant) || cue.role.is_none() {
            self.near() * 2
        } else {
            self.near()
        };
        let speech = matches!(cue.role, Some(Role::Speaker | Role::Keynote));
        let mut earlier = self
            .own
            .iter()
            .rev()
            .copied()
            .filter(|i| !blocked.contains(i) && !self.possessor(*i))
            .filter(|i| !(speech && self.is_addressed(*i)))
            .filter(|i| self.naming(*i).is_some_and(|n| n.end <= node.first));
        let closest = earlier.clone().next();
        let before = earlier.find(|i| self.is_marked(*i)).or(closest);
        if let Some(stand_in) = self.stand_in(node, before) {
            return stand_in;
        }
        // `X met Y and signed Z`: after `and` a verb has the subject of the verb before.
        // So has one after a preposition of purpose: `called X to thank the staff`.
        let coordinated = node.first > 0
            && self.line.pack.source.writing.head != HeadPosition::First
            && self
                .line
                .ann
                .covered_by(node.first - 1, &[Class::And, Class::Complement]);
        if let Some((_, people)) = last.filter(|_| coordinated) {
            let shared = people
                .iter()
                .all(|i| self.naming(*i).is_some_and(|n| n.end <= node.first));
            if shared && before.is_some_and(|i| !people.contains(&i)) {
                return people.iter().copied().map(Who::Naming).collect();
            }
        }
        if let Some(nearest) = before {
            let list = self.naming(nearest).map_or(0, |n| n.list);
            let end = self.naming(nearest).map_or(0, |n| n.end);
            // Coordinated verbs share their subject: `attended ... and delivered`.
            let from = last
                .filter(|(_, people)| people.contains(&nearest))
                .map_or(end, |(e, _)| *e);
            if self.line.words_between(from.max(end), node.first) <= limit {
                return self
                    .own
                    .iter()
                    .copied()
                    .filter(|i| {
                        !blocked.contains(i)
                            && (*i <= nearest || !self.is_marked(nearest))
                            && self
                                .naming(*i)
                                .is_some_and(|n| n.list == list && n.end <= node.first)
                    })
                    .map(Who::Naming)
                    .collect();
            }
            if let Some((_, people)) = last {
                return people.iter().copied().map(Who::Naming).collect();
            }
            return Vec::new();
        }
        let reach = if self.drops_subjects() {
            self.near() / 2
        } else {
            0
        };
        let leading = self.line.words_between(0, node.first) <= reach;
        let spoke = cue.role == Some(Role::Speaker);
        if let Some(next) = self.opened(node).filter(|_| leading && spoke) {
            return vec![Who::Naming(next)];
        }
        if !(leading && spoke) || self.body_speaks() {
            return Vec::new();
        }
        self.subject_after_comma(node, blocked)
            .unwrap_or_else(|| vec![Who::Previous(self.number)])
    }

    /// `Speaking at the forum, Minister X said`: whom the phrase of the cue is told of stands after
    /// its comma.
    fn subject_after_comma(&self, node: &Node, blocked: &[usize]) -> Option<Vec<Who>> {
        let tokens = &self.line.segment.tokens;
        let next = self
            .own
            .iter()
            .copied()
            .find(|i| self.naming(*i).is_some_and(|n| n.first >= node.end))?;
        let naming = self.naming(next).filter(|_| !blocked.contains(&next))?;
        let from = (node.end..naming.first)
            .rev()
            .find(|t| !self.line.ann.covered(*t, Class::Article))?;
        let comma = tokens
            .get(from)
            .is_some_and(|t| t.is_mark(',') || t.is_mark('،'));
        let told = self.line.nodes.iter().any(|n| {
            n.first >= naming.end && cue(n).is_some_and(|c| c.role.is_some() && !c.introduces)
        });
        (comma && told).then(|| vec![Who::Naming(next)])
    }

    /// `The ministry said`: a body that opens the line is the subject, not who spoke before.
    fn body_speaks(&self) -> bool {
        let bodies = [Class::StateBody, Class::Body, Class::Organisation];
        let first = self.after_articles(0);
        self.line.ann.covered_by(first, &bodies)
            && !self.line.ann.covered_by(first, &[Class::Pronoun])
    }

    /// `Prenant la parole, A a rappelé`: a verb that opens a sentence has whoever follows the comma
    /// after it for its subject.
    fn opened(&self, node: &Node) -> Option<usize> {
        const REACH: usize = 6;
        let next = self
            .own
            .iter()
            .copied()
            .find(|i| self.naming(*i).is_some_and(|n| n.first >= node.end))?;
        let first = self.naming(next)?.first;
        let comma = (first.saturating_sub(2)..first)
            .filter(|t| *t >= node.end)
            .any(|t| {
                self.line
                    .segment
                    .tokens
                    .get(t)
                    .is_some_and(|t| t.is_mark(','))
            });
        let near = self.line.words_between(node.end, first) <= REACH;
        let writing = &self.line.pack.source.writing;
        (comma && near && writing.spaced && !writing.verb_first).then_some(next)
    }

    /// `la administración de Juan Prado`: a bare name in the genitive is no subject.
    fn possessor(&self, index: usize) -> bool {
        let spaced = self.line.pack.source.writing.spaced;
        self.naming(index).is_some_and(|n| {
            spaced
                && n.titles.is_empty()
                && n.first > 0
                && self.line.ann.covered(n.first - 1, Class::Of)
        })
    }

    /// `장관은 차관과 만났다`: where particles mark the subject, whoever stands between it and the verb.
    fn marked_objects(&self, node: &Node, blocked: &[usize]) -> Vec<usize> {
        let earlier = self
            .own
            .iter()
            .copied()
            .filter(|i| self.naming(*i).is_some_and(|n| n.end <= node.first));
        let Some(subject) = earlier.clone().rev().find(|i| self.is_marked(*i)) else {
            return Vec::new();
        };
        let objects = earlier.filter(|i| *i > subject && !blocked.contains(i));
        objects.collect()
    }

    /// Whether a particle marks the naming as the subject: `장관은`.
    fn is_marked(&self, index: usize) -> bool {
        let marks = &self.line.pack.source.writing.subjects;
        let Some(naming) = self.naming(index).filter(|_| !marks.is_empty()) else {
            return false;
        };
        let after = self.line.segment.tokens.get(naming.end);
        after.is_some_and(|t| !t.spaced && marks.iter().any(|m| *m == *t.key))
    }

    /// A list right after the verb: always where verbs come first, elsewhere after a quotation or
    /// where nobody stands before.
    fn postposed(&self, node: &Node, blocked: &[usize]) -> Option<Vec<Who>> {
        let verb_first = self.line.pack.source.writing.verb_first;
        // Without spaces the verb never stands before whoever speaks.
        if !self.line.pack.source.writing.spaced {
            return None;
        }
        let next = self
            .own
            .iter()
            .copied()
            .find(|i| self.naming(*i).is_some_and(|n| n.first >= node.end))?;
        let naming = self.naming(next)?;
        let keynote = cue(node).is_some_and(|c| c.role == Some(Role::Keynote));
        let from = self.after_articles(node.end);
        let reach = match (verb_first, keynote) {
            (true, _) => 3,
            // `In his keynote address, X told ...`.
            (false, true) => 1,
            // `», declaró a la televisión el ministro X`.
            (false, false) if self.quoted(node) && self.inverted(node, naming) => QUOTED,
            (false, false) => 0,
        };
        let punctuated = (node.end..naming.first).any(|t| {
            self.line
                .segment
                .tokens
                .get(t)
                .is_some_and(|t| t.kind == rostra_document::TokenKind::Mark)
        });
        if blocked.contains(&next)
            || punctuated && !keynote
            || self.line.words_between(from, naming.first) > reach
        {
            return None;
        }
        let quoted = node
            .first
            .checked_sub(1)
            .and_then(|i| self.line.segment.tokens.get(i))
            .is_some_and(|t| {
                matches!(
                    t.key.as_str(),
                    "," | "\"" | "”" | "»" | "“" | "-" | "–" | "—" | "،"
                )
            });
        // Where the subject always stands, a verb that comes first has it after it; some languages put
        // another word before.
        let writing = &self.line.pack.source.writing;
        let second = writing.nouns_capitalised || writing.juxtaposed;
        let first = self.drops_subjects() || second || self.line.words_between(0, node.first) == 0;
        let alone = first
            && !self.own.iter().any(|i| {
                let before = self.naming(*i);
                before.is_some_and(|n| n.end <= node.first && (n.is_named() || !naming.is_named()))
            });
        let speech = cue(node)
            .is_some_and(|c| matches!(c.role, Some(Role::Speaker | Role::Keynote | Role::Chair)));
        if !(verb_first || speech && (quoted || alone)) {
            return None;
        }
        Some(
            self.own
                .iter()
                .copied()
                .filter(|i| {
                    self.naming(*i)
                        .is_some_and(|n| n.list == naming.list && n.first >= node.end)
                })
                .map(Who::Naming)
                .collect(),
        )
    }

    /// Whether a verb may stand without a subject, or the subject anywhere.
    fn drops_subjects(&self) -> bool {
        self.line.pack.source.writing.head != HeadPosition::Both
    }

    /// `向胡晓炼一行表示欢迎`: whether a word for whom the speech is meant stands before the person.
    fn is_addressed(&self, index: usize) -> bool {
        let toward = &self.line.pack.source.connectors.toward;
        let before = self
            .naming(index)
            .and_then(|n| self.line.segment.tokens.get(n.first.checked_sub(1)?));
        before.is_some_and(|t| toward.iter().any(|word| *word == *t.key))
    }

    /// Whether words that are neither people nor offices, nor end in a preposition, part a verb from
    /// the naming after it.
    fn inverted(&self, node: &Node, naming: &Naming) -> bool {
        let mut last = naming.first;
        while last > node.end && self.line.ann.covered(last - 1, Class::Article) {
            last -= 1;
        }
        const TIES: [Class; 5] = [
            Class::Of,
            Class::Complement,
            Class::And,
            Class::Stop,
            Class::Pronoun,
        ];
        let tied = last > node.end && self.line.ann.covered_by(last - 1, &TIES);
        let taken = |n: &Node| {
            n.first >= node.end
                && n.first < naming.first
                && matches!(n.label(), Label::Person | Label::Title | Label::Cue)
        };
        !tied && !self.line.nodes.iter().any(taken)
    }

    /// `…, explicó el ministro`, `…», añadió la agencia`, `…», insistió, …`: where subjects may be left
    /// out, a verb after a quotation has the office after it for its subject, or a thing, or that of
    /// the verb before; never whom the quotation names.
    fn unnamed_after(&self, node: &Node) -> Option<Vec<Who>> {
        let tokens = &self.line.segment.tokens;
        let comma = node
            .first
            .checked_sub(1)
            .and_then(|i| tokens.get(i))
            .is_some_and(|t| t.is_mark(','));
        let quoted = self.quoted(node);
        if !(quoted || comma) {
            return None;
        }
        let from = self.after_articles(node.end);
        let holder = self.line.nodes.iter().find(|n| n.first == from);
        if let Some(title) = holder
            .filter(|n| self.unnamed(n))
            .and_then(Node::title)
            .filter(|t| !t.plural)
        {
            return Some(vec![Who::Holder(
                title.head.clone(),
                title.country.as_ref().map(|c| c.code.clone()),
                self.number,
            )]);
        }
        quoted.then(|| {
            if self.line.ann.covered(node.end, Class::Article) {
                Vec::new()
            } else {
                vec![Who::Previous(self.number)]
            }
        })
    }

    /// Whether a quotation mark, or one and a comma, stands right before a verb.
    fn quoted(&self, node: &Node) -> bool {
        let tokens = &self.line.segment.tokens;
        let mark = |back: usize, marks: &[&str]| {
            node.first
                .checked_sub(back)
                .and_then(|i| tokens.get(i))
                .is_some_and(|t| marks.contains(&t.key.as_str()))
        };
        const QUOTES: [&str; 6] = ["\"", "”", "»", "“", "'", "’"];
        // `"afirma que`: a quotation that the verb opens.
        let spaced = tokens.get(node.first).is_some_and(|t| t.spaced);
        spaced && (mark(1, &QUOTES) || mark(1, &[","]) && mark(2, &QUOTES))
    }

    /// `تلقى A اتصالا من B`: where verbs come first, whoever stands right before a noun that tells of
    /// a meeting took part in it too.
    fn with_receiver(&self, node: &Node, cue: &Cue, blocked: &[usize], list: Vec<Who>) -> Vec<Who> {
        let meets = self.line.pack.source.writing.verb_first && cue.role == Some(Role::Participant);
        let before = self
            .own
            .iter()
            .rev()
            .find(|i| self.naming(**i).is_some_and(|n| n.end <= node.first))
            .filter(|i| meets && !blocked.contains(i));
        let Some(&receiver) = before else { return list };
        let end = self.naming(receiver).map_or(0, |n| n.end);
        let near = self.line.words_between(end, node.first) <= 2;
        list.into_iter()
            .chain(near.then_some(Who::Naming(receiver)))
            .collect()
    }

    /// `مشيرا`, `مؤكدة`: an accusative participle goes with the verb before it and has its subject.
    fn accompanies(&self, node: &Node) -> bool {
        self.line.pack.source.writing.verb_first
            && node.end == node.first + 1
            && self.line.segment.tokens.get(node.first).is_some_and(|t| {
                t.key.starts_with('م') && (t.key.ends_with('ا') || t.key.ends_with('ه'))
            })
    }

    /// What a verb that comes first has for its subject where no name follows it: a bare title
    /// (`أكد الرئيس`) stands for its holder, a body or a side (`أكد الجانبان`) for nobody.
    fn subject_after(&self, node: &Node) -> Option<Vec<Who>> {
        const NOBODY: [Class; 7] = [
            Class::Side,
            Class::NotTitle,
            Class::StateBody,
            Class::Body,
            Class::Party,
            Class::Organisation,
            Class::Country,
        ];
        if !self.line.pack.source.writing.verb_first || node.end > node.first + 1 {
            return None;
        }
        let style = self
            .line
            .nodes
            .iter()
            .find(|n| n.first == node.end && n.label() == Label::Honorific);
        let at = style.map_or(node.end, |n| n.end);
        let title = self
            .line
            .nodes
            .iter()
            .find(|n| n.first == at && n.label() == Label::Title && self.unnamed(n));
        if let Some(title) = title.and_then(Node::title) {
            return Some(match title.plural || title.weak {
                true => Vec::new(),
                false => vec![Who::Holder(
                    title.head.clone(),
                    title.country.as_ref().map(|c| c.code.clone()),
                    self.number,
                )],
            });
        }
        let nobody = style.is_none() && self.line.ann.covered_by(at, &NOBODY);
        nobody.then(Vec::new)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.line
            .segment
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == rostra_document::TokenKind::Mark)
    }

    /// `..., a indiqué le Parlement`, `..., a annoncé le secrétaire général`: after a quotation or comma
    /// a verb of speaking has the body or the office after it for its subject.
    fn said_by_office(&self, node: &Node, cue: &Cue) -> Option<Vec<Who>> {
        const BODIES: [Class; 4] = [
            Class::StateBody,
            Class::Body,
            Class::Party,
            Class::Organisation,
        ];
        let at = self.after_articles(node.end);
        let quoted = (node.first.saturating_sub(2)..node.first).any(|t| self.is_mark(t));
        if cue.role != Some(Role::Speaker) || at == node.end || !quoted {
            return None;
        }
        let next = self
            .line
            .nodes
            .iter()
            .find(|n| n.first == at && matches!(n.label(), Label::Title | Label::Person));
        match next {
            Some(node) => {
                let title = node.title().filter(|t| !t.plural && self.unnamed(node))?;
                let state = title.country.as_ref().map(|c| c.code.clone());
                Some(vec![Who::Holder(title.head.clone(), state, self.number)])
            }
            None => self.line.ann.covered_by(at, &BODIES).then(Vec::new),
        }
    }

    /// The first token from `at` on that is no article and says no day.
    fn after_articles(&self, at: usize) -> usize {
        const BETWEEN: [Class; 4] = [
            Class::Article,
            Class::Today,
            Class::Yesterday,
            Class::Weekday,
        ];
        let weekday = |t: usize| self.line.ann.covered(t, Class::Weekday);
        let between = |t: &usize| {
            self.line.ann.covered_by(*t, &BETWEEN)
                // `este martes`.
                || self.line.ann.covered(*t, Class::Stop) && weekday(*t + 1)
        };
        at + (at..).take_while(between).count()
    }

    /// A pronoun or bare title between the people before and the cue is the subject instead.
    fn stand_in(&self, node: &Node, before: Option<usize>) -> Option<Vec<Who>> {
        let from = before.and_then(|i| self.naming(i)).map_or(0, |n| n.end);
        let holder = self.line.nodes.iter().rev().find(|n| {
            n.label() == Label::Title && n.first >= from && n.end <= node.first && self.unnamed(n)
        });
        let end = holder.map_or(0, |n| n.end);
        let several = holder.and_then(Node::title).is_some_and(|t| t.plural);
        // `the ministers said`: nobody of those named before.
        let marked = self.line.pack.has_plural_markers();
        let told = self
            .line
            .nodes
            .iter()
            .find(|n| n.label() == Label::Cue && n.first >= end);
        let theirs = told.is_some_and(|n| self.line.words_between(end, n.first) <= 1);
        if several && marked && theirs {
            return Some(Vec::new());
        }
        if let Some(title) = holder.and_then(Node::title).filter(|t| !t.plural)
            && self.line.words_between(end, node.first) <= self.near()
        {
            let state = title.country.as_ref().map(|c| c.code.clone());
            return Some(vec![Who::Holder(title.head.clone(), state, self.number)]);
        }
        let window = node.first.saturating_sub(self.near() / 2).max(from);
        let pronoun = (window..node.first).any(|t| self.line.ann.covered(t, Class::Pronoun));
        (pronoun && before.is_none()).then(|| vec![Who::Previous(self.number)])
    }

    /// Whether no naming has taken this title.
    fn unnamed(&self, title: &Node) -> bool {
        !self.own.iter().any(|i| {
            self.naming(*i)
                .is_some_and(|n| n.first <= title.first && title.end <= n.end.max(n.first))
        })
    }

    fn act(&self, node: &Node, cue: &Cue, subjects: &[Who], acts: &mut Vec<Act>) {
        acts.extend(subjects.iter().map(|who| Act {
            who: who.clone(),
            role: cue.role,
            mode: cue.mode,
            rule: "role.subject",
            range: node.mention.range,
            line: self.number,
            token: node.first,
        }));
    }
}
