//! What one line says of the people in another: headings over lists, sides of talks, posts on a
//! line of their own, lists that take up a plural title from before.

use rostra_document::{CountryForm, CountryRef, Detail, Label, TitleDetail};
use rostra_lexicon::Class;

use crate::Lines;
use crate::line::{Line, Node};
use crate::phrase::{Naming, Tied};

/// Lines back that a list may take its plural title from.
const REACH: usize = 3;

/// Completes the namings of all lines from the lines around them.
pub fn complete<'a>(lines: &Lines<'a>, namings: &mut [Naming<'a>]) {
    let mut heading = Heading::default();
    for (at, line) in lines.iter().enumerate() {
        let span = of_line(namings, at);
        if let Some(own) = namings.get_mut(span) {
            join_lists(line, own);
            own.iter_mut().for_each(|naming| counterpart(line, naming));
            states_beside(line, own);
            own.iter_mut().for_each(|naming| state_of(line, naming));
            heading.apply(line, own);
        }
        post_on_next_line(lines, namings, at);
        anaphoric_list(lines, namings, at);
    }
}

/// Where the namings of line `at` stand among all, which are in the order of the lines.
pub fn of_line(namings: &[Naming], at: usize) -> std::ops::Range<usize> {
    namings.partition_point(|n| n.line < at)..namings.partition_point(|n| n.line <= at)
}

/// Runs of one list that semicolons separate get one list number.
fn join_lists(line: &Line, namings: &mut [Naming]) {
    let cues: Vec<usize> = line
        .nodes
        .iter()
        .filter(|n| n.label() == Label::Cue)
        .map(|n| n.first)
        .collect();
    let mut last: Option<(usize, usize)> = None;
    for naming in namings {
        if let Some((end, list)) = last {
            let cue = cues.iter().any(|c| (end..naming.first).contains(c));
            // `استعرض A مع B`: after a verb that comes first a preposition leads to its object.
            let object = line.pack.source.writing.verb_first
                && (end..naming.first).any(|t| line.ann.covered(t, Class::Stop));
            if !cue && !object && line.words_between(end, naming.first) <= 3 {
                naming.list = list;
            }
        }
        last = Some((naming.end, naming.list));
    }
}

/// `grateful to Poland and Sweden, Prime Minister A and Prime Minister B`: as many states as
/// officials directly before them are theirs, one each.
fn states_beside(line: &Line, namings: &mut [Naming]) {
    let Some(first) = namings.first().map(|n| n.first) else {
        return;
    };
    let open = |n: &Naming| {
        n.country.is_none()
            && n.titles
                .iter()
                .any(|t| t.rule.starts_with("apposition.before"))
            && n.titles
                .iter()
                .all(|t| t.title.country.is_none() && !t.title.stateless)
    };
    let before: Vec<&Node> = line
        .nodes
        .iter()
        .rev()
        .skip_while(|n| n.first >= first)
        .collect();
    let mut states: Vec<CountryRef> = Vec::new();
    let mut reach = first;
    for node in before {
        let Detail::Country(state) = &node.mention.detail else {
            break;
        };
        let placed = node.first > 0 && line.ann.covered(node.first - 1, Class::Complement);
        // `the visit to Peru of President A`: with a genitive the name hangs on another noun.
        let of = (node.end..reach).any(|at| line.ann.covered(at, Class::Of));
        if state.form != CountryForm::Name
            || placed
            || of
            || line.loose_words(node.end, reach) > 1
            || node.end == reach
        {
            break;
        }
        states.insert(0, state.clone());
        reach = node.first;
    }
    if !states.is_empty() && states.len() == namings.len() && namings.iter().all(open) {
        for (naming, state) in namings.iter_mut().zip(states) {
            naming.country = Some((state, "country.beside"));
        }
    }
}

/// `米国のブラウン国務長官`: where complements stand before what they complete, a state tied to a name
/// by a word of belonging.
fn state_of(line: &Line, naming: &mut Naming) {
    let writing = &line.pack.source.writing;
    let stated =
        naming.country.is_some() || naming.titles.iter().any(|t| t.title.country.is_some());
    let Some(of) = naming
        .first
        .checked_sub(1)
        .filter(|_| !writing.spaced && !stated)
    else {
        return;
    };
    if !line.ann.covered(of, Class::Of) {
        return;
    }
    let state = line
        .nodes
        .iter()
        .find_map(|node| match &node.mention.detail {
            Detail::Country(state) if node.end == of && state.form == CountryForm::Name => {
                Some(state)
            }
            _ => None,
        });
    naming.country = state.map(|s| (s.clone(), "country.of"));
}

/// `her Chilean counterpart, X`: the adjective beside a word for a colleague tells the state.
fn counterpart(line: &Line, naming: &mut Naming) {
    const WINDOW: usize = 4;
    let from = naming.first.saturating_sub(WINDOW);
    let colleague = (from..naming.first).find(|t| line.ann.covered(*t, Class::NotTitle));
    let stated =
        naming.country.is_some() || naming.titles.iter().any(|t| t.title.country.is_some());
    let Some(colleague) = colleague.filter(|_| !stated) else {
        return;
    };
    let state = line
        .nodes
        .iter()
        .find_map(|node| match &node.mention.detail {
            Detail::Country(state)
                if state.form == CountryForm::Adjective
                    && node.end <= naming.first
                    && node.end.abs_diff(colleague) <= 1 + usize::from(node.first > colleague) =>
            {
                Some(state.clone())
            }
            _ => None,
        });
    naming.country = state.map(|s| (s, "country.counterpart"));
}

/// What a heading line gives to the items under it: a plural title, a side.
#[derive(Clone, Debug, Default)]
struct Heading<'a> {
    title: Option<&'a TitleDetail>,
    side: Option<CountryRef>,
    /// The only state that a line ending in a colon names: `制裁英国九人，包括：`.
    state: Option<CountryRef>,
    block: usize,
}

impl<'a> Heading<'a> {
    fn apply(&mut self, line: &Line<'a>, namings: &mut [Naming<'a>]) {
        // In running text one sentence's side is not the next one's, unless that speaks of a side.
        let mut tokens = 0..line.segment.tokens.len();
        if !line.is_listed() && !tokens.any(|at| line.ann.covered(at, Class::Side)) {
            self.side = None;
        }
        for node in &line.nodes {
            let Detail::Country(state) = &node.mention.detail else {
                continue;
            };
            let side = line.ann.covered(node.end, Class::Side)
                || node.first > 0 && line.ann.covered(node.first - 1, Class::Side);
            // `at the initiative of the Indian side` in a sentence heads nothing.
            if side {
                // `at the initiative of the Indian side` names nobody after it and heads nothing.
                let followed = namings.iter().any(|n| n.first >= node.end);
                if followed || namings.is_empty() || line.is_listed() || line.ends_in_colon() {
                    self.side = Some(state.clone());
                    self.block = line.segment.block;
                }
                namings
                    .iter_mut()
                    .filter(|n| n.first >= node.end)
                    .for_each(|n| give_side(n, state));
            }
        }
        if line.ends_in_colon() && namings.is_empty() {
            self.title = line.nodes.last().and_then(Node::title).filter(|t| t.plural);
            self.state = only_state(line);
            self.block = line.segment.block;
            return;
        }
        if !line.is_listed() && line.segment.block > self.block {
            *self = Self::default();
            return;
        }
        for naming in namings {
            let named = naming.is_named() || naming.country.is_some();
            if let (Some(title), true) = (self.title, naming.titles.is_empty() && named) {
                naming.titles.push(tied(title, "list.heading", 0.85));
            }
            if let (Some(side), None) = (&self.side, &naming.country) {
                give_side(naming, side);
            }
            if let (Some(state), None) = (&self.state, &naming.country)
                && line.is_listed()
                && !naming.titles.iter().any(|t| t.title.country.is_some())
            {
                naming.country = Some((state.clone(), "country.heading"));
            }
        }
    }
}

/// The state that a line names, where it names but one and not as a place.
fn only_state(line: &Line) -> Option<CountryRef> {
    let placed = |n: &Node| n.first > 0 && line.ann.covered(n.first - 1, Class::Complement);
    let mut states = line.nodes.iter().filter_map(|n| match &n.mention.detail {
        Detail::Country(state) if state.form == CountryForm::Name && !placed(n) => Some(state),
        _ => None,
    });
    let first = states.next()?;
    states
        .all(|other| other.code == first.code)
        .then(|| first.clone())
}

fn tied<'a>(title: &'a TitleDetail, rule: &'static str, score: f32) -> Tied<'a> {
    Tied {
        title,
        body: None,
        portfolio: None,
        elided: None,
        rule,
        score,
        status: None,
    }
}

fn give_side(naming: &mut Naming, state: &CountryRef) {
    if !naming.titles.iter().any(|t| t.title.country.is_some()) {
        naming.country = Some((state.clone(), "country.side"));
    }
}

/// A name alone at the end of a heading or item and its post alone on the next, or the other way.
fn post_on_next_line<'a>(lines: &Lines<'a>, namings: &mut [Naming<'a>], at: usize) {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
        return;
    };
    if !line.is_listed() || !next.is_listed() {
        return;
    }
    let (own, below) = (of_line(namings, at), of_line(namings, at + 1));
    if let Some(title) = leading_title(next).filter(|_| below.is_empty()) {
        let last = namings.get_mut(own.clone()).and_then(|n| n.last_mut());
        if let Some(naming) = last.filter(|n| n.titles.is_empty() && ends_line(line, n.end)) {
            naming.titles.push(tied(title, "apposition.next-line", 0.8));
            let more = further_titles(next);
            naming
                .titles
                .extend(more.map(|t| tied(t, "apposition.next-line", 0.75)));
        }
    }
    if let Some(title) = leading_title(line).filter(|_| own.is_empty() && line.nodes.len() <= 2) {
        let first = namings.get_mut(below).and_then(|n| n.first_mut());
        if let Some(naming) =
            first.filter(|n| n.titles.is_empty() && n.first == 0 && ends_line(next, n.end))
        {
            naming
                .titles
                .push(tied(title, "apposition.line-before", 0.8));
        }
    }
}

fn ends_line(line: &Line, end: usize) -> bool {
    line.words_between(end, line.segment.tokens.len()) == 0
}

/// `Garde des Sceaux, Ministre de la Justice`: the other titles of a line of nothing but titles.
fn further_titles<'a>(line: &Line<'a>) -> impl Iterator<Item = &'a TitleDetail> {
    let alone =
        line.nodes.iter().skip(1).all(|n| {
            n.gap.comma && n.gap.tight() && n.title().is_some_and(|t| !t.weak && !t.plural)
        }) && line.nodes.last().is_some_and(|n| ends_line(line, n.end));
    let more: Vec<&TitleDetail> = line.nodes.iter().skip(1).filter_map(Node::title).collect();
    more.into_iter().filter(move |_| alone)
}

/// The title that a line begins with, if it is not weak.
fn leading_title<'a>(line: &Line<'a>) -> Option<&'a TitleDetail> {
    line.nodes
        .first()
        .filter(|n| line.words_between(0, n.first) == 0)
        .and_then(Node::title)
        .filter(|t| !t.weak && !t.plural)
}

/// `Credentials were presented by A (X), B (Y) and C (Z)` after `The ambassadors ...`: a list of
/// three or more whose members have a state and no title takes up the plural title before it.
fn anaphoric_list<'a>(lines: &Lines<'a>, namings: &mut [Naming<'a>], at: usize) {
    let own = of_line(namings, at);
    let bare = |n: &Naming| {
        n.titles.is_empty()
            && n.country
                .as_ref()
                .is_some_and(|(_, rule)| *rule == "country.bracket")
    };
    let count = namings
        .get(own.clone())
        .unwrap_or_default()
        .iter()
        .filter(|n| bare(n))
        .count();
    if count < 3 {
        return;
    }
    let before = (at.saturating_sub(REACH)..=at).rev().find_map(|number| {
        let line = lines.get(number)?;
        let taken = namings.get(of_line(namings, number)).unwrap_or_default();
        let free = |node: &&Node| {
            !taken
                .iter()
                .any(|n| n.first <= node.first && node.end <= n.end)
        };
        line.nodes
            .iter()
            .rev()
            .filter(free)
            .find_map(|n| n.title().filter(|t| t.plural && !t.weak))
    });
    let Some(title) = before else { return };
    for naming in namings
        .get_mut(own)
        .into_iter()
        .flatten()
        .filter(|n| bare(n))
    {
        naming.titles.push(tied(title, "list.anaphora", 0.7));
    }
}
