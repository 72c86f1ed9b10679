//! The state that officials without a stated country act for.
//!
//! Announcements of a ministry do not say its own country; the document does: by its publisher, by
//! its dateline, by the states that its heading and first sentences name, by the one it names most.
//! States whose authorities write in the document's language count more. A state that only says
//! where somebody in a list comes from counts little.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rostra_document::{CountryForm, Detail, Document, Label, Role, TextRange, TokenKind};
use rostra_lexicon::press::agency_named;
use rostra_lexicon::{Class, Value};

use crate::Lines;
use crate::line::{Line, Node};
use crate::people::Person;
use crate::phrase::Naming;

/// What the document lets infer.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// ISO 3166-1 alpha-3.
    pub country: Option<CompactString>,
    /// The words that say so, if any.
    pub range: Option<TextRange>,
    /// The rule.
    pub rule: &'static str,
    /// How sure it is.
    pub score: f32,
    /// The states that the text names.
    named: BTreeSet<CompactString>,
    /// The other state that the document is most about, with the words that say so.
    pub abroad: Option<(CompactString, Option<TextRange>)>,
}

/// Lines at the beginning that count more: heading, dateline, lead.
const LEAD: usize = 4;
/// Weight of the language's first state before anything is read, where it has but one or two.
const PRIOR: f32 = 2.0;
/// The same where many states write in it.
const SLIGHT: f32 = 0.6;
/// States that write in a language, so that it is still theirs rather than the world's.
const FEW: usize = 5;
/// Factor for the states of those whom an official without a state meets.
const CONTRASTED: f32 = 0.15;
/// Weight of the language's first state for an official whose state stands after the name, and how
/// many of them count.
const STYLE: f32 = 1.6;
const MANNER: usize = 4;
/// Weight of the state of an official whom the lists know.
const KNOWN: f32 = 12.0;
/// Weight of the state of the only speaker of the lead.
const SPEAKER: f32 = 12.0;
/// Weight of the state whose news agency signs the dateline.
const AGENCY: f32 = 6.0;
/// Factor for states that the text names beside an official.
const FOREIGN: f32 = 0.5;
/// Factor for states whose authorities write in the document's language.
const NATIVE: f32 = 2.5;

impl Home {
    /// Infers the home country of `document`.
    pub fn of(document: &Document, lines: &Lines, people: &[Person], given: Option<&str>) -> Self {
        let native = lines
            .first()
            .map(|l| l.pack.source.writing.home.as_slice())
            .unwrap_or_default();
        let mut namings = vec![Vec::new(); lines.len()];
        for naming in people.iter().flat_map(|p| &p.namings) {
            if let Some(own) = namings.get_mut(naming.line) {
                own.push(naming);
            }
        }
        let mut votes = Votes::default();
        for (at, (line, own)) in lines.iter().zip(&namings).enumerate() {
            votes.read(line, at, own);
        }
        let named: BTreeSet<CompactString> = votes.weights.keys().cloned().collect();
        let told = |code: CompactString, rule, score| Self {
            country: Some(code),
            range: None,
            rule,
            score,
            abroad: None,
            named: BTreeSet::new(),
        };
        let home = match (given, publisher_country(document)) {
            (Some(code), _) => told(code.into(), "home.option", 0.9),
            (None, Some(code)) => told(code, "home.publisher", 0.85),
            (None, None) => {
                votes.discount(people, native);
                votes.contrast(people, native);
                votes.style(people, native);
                votes.speaker(people);
                votes.known(people, lines, &named);
                votes.decide(native)
            }
        };
        let abroad = home.country.as_ref().and_then(|own| votes.abroad(own));
        Self {
            named,
            abroad,
            ..home
        }
    }

    /// Whether the text names the state `code`, ISO 3166-1 alpha-3.
    pub fn names(&self, code: &str) -> bool {
        self.named.contains(code)
    }
}

#[derive(Default)]
struct Votes {
    weights: BTreeMap<CompactString, f32>,
    words: BTreeMap<CompactString, TextRange>,
}

impl Votes {
    fn read(&mut self, line: &Line, at: usize, own: &[&Naming]) {
        let lead = if at < LEAD { 2.0 } else { 1.0 };
        let mut token = 0;
        while token < line.segment.tokens.len() {
            let Some((len, Value::Country(code, form))) = line.ann.at(token, Class::Country) else {
                token += 1;
                continue;
            };
            // `Indian Ocean`: a term of its own says nothing of the state in it.
            let term = line.ann.at(token, Class::Headline);
            if let Some((longer, _)) = term.filter(|(words, _)| *words > len) {
                token += longer;
                continue;
            }
            if len == 1 && *form == CountryForm::Short && single_letter(line, token) {
                // A single character is a state only where the recogniser says so.
                token += 1;
                continue;
            }
            let code = &state_of(code);
            let range = line
                .segment
                .tokens
                .get(token)
                .map_or_else(TextRange::default, |t| t.range);
            if !within(line, range, Label::Person) {
                let aside = beside_person(own, token) || enumerated(line, token, len);
                let dateline = at <= LEAD && token == 0 && is_dateline(line, len);
                let goal =
                    !dateline && *form != CountryForm::Adjective && is_scene(line, token, len);
                let agency =
                    at <= LEAD && *form == CountryForm::StateBody && signs(line, token, len);
                let weight = form_weight(*form)
                    * lead
                    * if aside {
                        0.3
                    } else if goal {
                        0.5
                    } else {
                        1.0
                    }
                    + if dateline { 4.0 } else { 0.0 }
                    + if agency { AGENCY } else { 0.0 };
                *self.weights.entry(code.clone()).or_default() += weight;
                self.words.entry(code.clone()).or_insert(range);
            }
            token += len;
        }
    }

    /// The only official of the lead who speaks there speaks for the state that the lead names.
    fn speaker(&mut self, people: &[Person]) {
        let mut lead = people
            .iter()
            .filter(|p| p.namings.first().is_some_and(|n| n.line < LEAD));
        let (Some(person), None) = (lead.next(), lead.next()) else {
            return;
        };
        let state = person
            .namings
            .iter()
            .flat_map(|n| &n.titles)
            .find_map(|t| t.title.country.as_ref());
        if let Some(state) = state.filter(|_| person.role() <= Role::Speaker) {
            *self.weights.entry(state.code.clone()).or_default() += SPEAKER;
            self.words.insert(state.code.clone(), state.range);
        }
    }

    /// Authorities name other states' officials with their state, their own without.
    fn discount(&mut self, people: &[Person], native: &[String]) {
        let stated: std::collections::BTreeSet<&CompactString> = people
            .iter()
            .flat_map(|p| &p.namings)
            .flat_map(|n| {
                n.titles
                    .iter()
                    .filter_map(|t| t.title.country.as_ref())
                    .chain(n.country.as_ref().map(|(c, _)| c))
            })
            .map(|c| &c.code)
            .collect();
        // `Prime Minister A of Canada`: so is a state told only after the name.
        let told: std::collections::BTreeSet<&CompactString> = people
            .iter()
            .flat_map(|p| &p.namings)
            .filter_map(|n| n.country.as_ref())
            .filter(|(_, rule)| *rule == "country.of")
            .map(|(c, _)| &c.code)
            .collect();
        for code in stated {
            // In a shared language the neighbours' press names its own state too.
            if native.iter().any(|n| *n == **code) && !told.contains(code) {
                continue;
            }
            if let Some(weight) = self.weights.get_mut(code) {
                *weight *= FOREIGN;
            }
        }
    }

    /// The first official whom the beginning names without a state is the state's own; the lists may
    /// know which.
    fn known(&mut self, people: &[Person], lines: &Lines, named: &BTreeSet<CompactString>) {
        let mut lead: Vec<&Person> = people.iter().filter(|p| p.in_lead()).collect();
        lead.sort_by_key(|p| p.namings.first().map(|n| (n.line, n.first)));
        let own = lead.into_iter().find(|p| is_own(p));
        let known =
            own.and_then(|p| crate::people::known_official(p, lines, |code| named.contains(code)));
        if let Some((code, range, score)) = known {
            *self.weights.entry(code.clone()).or_default() += KNOWN * score;
            self.words.entry(code).or_insert(range);
        }
    }

    /// Where the beginning names an official without a state first and then another one's with it,
    /// the latter's is not at home: `President A met Prime Minister B of Israel`.
    fn contrast(&mut self, people: &[Person], native: &[String]) {
        let mut lead: Vec<&Person> = people.iter().filter(|p| p.in_lead()).collect();
        lead.sort_by_key(|p| p.namings.first().map(|n| (n.line, n.first)));
        let Some(own) = lead.first().copied().filter(|p| is_own(p)).or_else(|| {
            let alone = |p: &&&Person| p.acts_for_home() && is_own(p);
            lead.iter().find(alone).copied()
        }) else {
            return;
        };
        let beside = |p: &&&Person| {
            let mut lines = p.namings.iter().map(|n| n.line);
            lines.any(|at| own.namings.iter().any(|n| n.line == at))
        };
        let states: std::collections::BTreeSet<&CompactString> = lead
            .iter()
            .filter(beside)
            .filter_map(|p| told_state(p))
            .filter(|code| native.first().is_none_or(|first| *first != ***code))
            .collect();
        for code in states {
            if let Some(weight) = self.weights.get_mut(code) {
                *weight *= CONTRASTED;
            }
        }
    }

    /// `Prime Minister A of Canada`: where a language is written everywhere, the state told after the
    /// name is the manner of its first.
    fn style(&mut self, people: &[Person], native: &[String]) {
        let told = people.iter().filter(|p| told_after_name(p));
        let told = told.take(MANNER).count();
        if let Some(first) = native.first().filter(|_| native.len() > FEW && told > 0) {
            *self.weights.entry(first.as_str().into()).or_default() += STYLE * told as f32;
        }
    }

    /// The state other than `home` that most is said of, with the words that say so.
    fn abroad(&self, home: &CompactString) -> Option<(CompactString, Option<TextRange>)> {
        let others = self.weights.iter().filter(|(code, _)| *code != home);
        let first = others.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
        Some((first.0.clone(), self.words.get(first.0).copied()))
    }

    fn decide(&mut self, native: &[String]) -> Home {
        for code in native {
            if let Some(weight) = self.weights.get_mut(code.as_str()) {
                *weight *= NATIVE;
            }
        }
        if let Some(first) = native.first() {
            let prior = match native.len() {
                few if few <= FEW => PRIOR,
                _ if self.weights.values().any(|weight| *weight > 0.0) => SLIGHT,
                _ => 0.0,
            };
            *self.weights.entry(first.as_str().into()).or_default() += prior;
        }
        let total: f32 = self.weights.values().sum();
        let best = self
            .weights
            .iter()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        match best.filter(|(_, weight)| **weight > 0.0) {
            Some((code, weight)) => Home {
                abroad: None,
                country: Some(code.clone()),
                range: self.words.get(code).copied(),
                rule: "home.document",
                score: 0.5 + 0.4 * weight / total.max(1.0),
                named: BTreeSet::new(),
            },
            None => Home::default(),
        }
    }
}

/// Whether a person holds an office of a state that no words beside the name tell, or is named alone
/// like one whom all know.
fn is_own(person: &Person) -> bool {
    let mut titles = person.namings.iter().flat_map(|n| &n.titles).peekable();
    let office = match titles.peek() {
        Some(_) => titles.any(|t| !t.title.stateless && !t.title.occupation && !t.title.weak),
        None => person.acts_for_home(),
    };
    office && told_state(person).is_none()
}

/// The state that the words beside a person's names tell.
fn told_state<'p>(person: &'p Person) -> Option<&'p CompactString> {
    let titled = person
        .namings
        .iter()
        .flat_map(|n| &n.titles)
        .filter(|t| !t.title.stateless)
        .find_map(|t| t.title.country.as_ref());
    let beside = || {
        person
            .namings
            .iter()
            .filter_map(|n| n.country.as_ref())
            .find(|(_, rule)| *rule != "country.of.list")
            .map(|(state, _)| state)
    };
    titled.or_else(beside).map(|state| &state.code)
}

/// Whether a state stands after a person's name and `of`.
fn told_after_name(person: &Person) -> bool {
    person
        .namings
        .iter()
        .filter_map(|n| n.country.as_ref())
        .any(|(_, rule)| *rule == "country.of")
}

/// Officials of the special administrative regions act for their state.
fn state_of(code: &CompactString) -> CompactString {
    match code.as_str() {
        "HKG" | "MAC" => CompactString::const_new("CHN"),
        _ => code.clone(),
    }
}

fn form_weight(form: CountryForm) -> f32 {
    match form {
        CountryForm::StateBody | CountryForm::Short => 1.5,
        CountryForm::Name | CountryForm::Adjective | CountryForm::Capital => 1.0,
        CountryForm::Place => 0.6,
    }
}

fn within(line: &Line, range: TextRange, label: Label) -> bool {
    line.nodes
        .iter()
        .any(|n| n.label() == label && n.mention.range.contains(range))
}

/// Whether token `token` belongs to what a person phrase of its line says.
fn beside_person(own: &[&Naming], token: usize) -> bool {
    own.iter().any(|n| n.first <= token && token < n.end + 1)
}

/// Whether a preposition of place or direction stands before: `in Tokyo`, `delegation to Japan`.
fn is_goal(line: &Line, token: usize) -> bool {
    let before = |back: usize| {
        token
            .checked_sub(back)
            .is_some_and(|t| line.ann.covered(t, Class::Complement))
    };
    let article = token
        .checked_sub(1)
        .is_some_and(|t| line.ann.covered(t, Class::Article));
    before(1) || article && before(2)
}

/// Whether a vote for the state of `len` tokens at `token` is for a place that people are or go to:
/// `in Tokyo, Japan`, but not `on Russia's presidency`.
fn is_scene(line: &Line, token: usize, len: usize) -> bool {
    let tokens = &line.segment.tokens;
    if tokens
        .get(token + len)
        .is_some_and(|t| t.key.starts_with('\''))
    {
        return false;
    }
    let comma = token
        .checked_sub(2)
        .filter(|_| tokens.get(token - 1).is_some_and(|t| t.is_mark(',')));
    is_goal(line, token)
        || comma.is_some_and(|town| (town.saturating_sub(2)..=town).any(|t| is_goal(line, t)))
}

/// Whether other states stand on both sides or two on one, as in a list.
fn enumerated(line: &Line, token: usize, len: usize) -> bool {
    let back = |from: Option<usize>| from.and_then(|at| listed_before(line, at));
    let on = |from: Option<usize>| from.and_then(|at| listed_after(line, at));
    let before = back(Some(token));
    let after = on(Some(token + len));
    before.is_some() && (after.is_some() || back(before).is_some()) || on(after).is_some()
}

/// The first token of the state that commas, conjunctions and articles part from token `at`.
fn listed_before(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    while end > 0 && joins(line, end - 1) {
        end -= 1;
    }
    let state = end < at && end > 0 && line.ann.covered(end - 1, Class::Country);
    let mut first = end.checked_sub(1).filter(|_| state)?;
    while first > 0 && line.ann.covered(first - 1, Class::Country) {
        first -= 1;
    }
    Some(first)
}

/// The end of the state that commas, conjunctions and articles part from token `at`.
fn listed_after(line: &Line, at: usize) -> Option<usize> {
    let mut first = at;
    while joins(line, first) {
        first += 1;
    }
    if first == at || !line.ann.covered(first, Class::Country) {
        return None;
    }
    let states = (first..).take_while(|t| line.ann.covered(*t, Class::Country));
    Some(first + states.count())
}

/// A comma, conjunction or article.
fn joins(line: &Line, at: usize) -> bool {
    let comma = line
        .segment
        .tokens
        .get(at)
        .is_some_and(|t| t.is_mark(',') || t.is_mark('،'));
    comma || line.ann.covered_by(at, &[Class::And, Class::Article])
}

/// `Singapore, 20 March 2023 –`, `BERLIN, Jan. 20 (...)`: a place, then a number or dash at once.
fn is_dateline(line: &Line, len: usize) -> bool {
    let tokens = line.segment.tokens.get(len..len + 4).unwrap_or_default();
    let mark = tokens.first().is_some_and(|t| {
        t.kind == TokenKind::Mark && !t.is_mark(':')
            || t.kind == TokenKind::Number && t.key.len() <= 2
    });
    mark && tokens
        .iter()
        .any(|t| t.kind == TokenKind::Number || t.is_mark('–') || t.is_mark('—') || t.is_mark('('))
}

/// `Today, 11 August 2015 SPA`, `SPA - Riyadh:`: a body at the border of a dateline, where an agency
/// signs.
fn signs(line: &Line, token: usize, len: usize) -> bool {
    const LONGEST: usize = 14;
    let tokens = &line.segment.tokens;
    let mark = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| t.is_mark('-') || t.is_mark('–') || t.is_mark('—') || t.is_mark(':'))
    };
    let opens = token == 0 && mark(len);
    let dated = || tokens.iter().any(|t| t.kind == TokenKind::Number);
    let closes = token + len == tokens.len()
        && tokens.len() <= LONGEST
        && token > 0
        && (mark(token - 1) || dated());
    opens || closes
}

fn single_letter(line: &Line, token: usize) -> bool {
    line.segment
        .tokens
        .get(token)
        .is_some_and(|t| t.key.chars().nth(1).is_none())
}

fn publisher_country(document: &Document) -> Option<CompactString> {
    let publisher = document.metadata.publisher.as_deref()?;
    let pack =
        rostra_lexicon::pack(document.language.as_str()).or_else(|| rostra_lexicon::pack("en"))?;
    // An agency that writes in its own state's language writes for it.
    let agency = agency_named(publisher).and_then(|agency| agency.state);
    let homes = &pack.source.writing.home;
    if let Some(state) = agency.filter(|state| homes.iter().any(|home| home == state)) {
        return Some(state.into());
    }
    let tokens = pack.tokenize(publisher, TextRange::new(0, publisher.len()));
    let ann = pack.annotate(&tokens);
    (0..tokens.len()).find_map(|at| match ann.at(at, Class::Country) {
        Some((1, Value::Country(_, CountryForm::Short))) => None,
        Some((_, Value::Country(code, _))) => Some(state_of(code)),
        _ => None,
    })
}

/// Whether a cue stands within two words before token `token`: `will visit Tokyo`.
fn is_visited(line: &Line, token: usize) -> bool {
    line.nodes
        .iter()
        .any(|n| n.label() == Label::Cue && n.end <= token && n.end + 2 >= token)
}

/// Where a visitor's hosts are: the state, other than `home`, that line `at` names before token
/// `token` after a preposition, or that one of the two lines before has as the goal of a cue.
pub fn scene(
    lines: &Lines,
    at: usize,
    token: usize,
    home: Option<&str>,
) -> Option<(CompactString, TextRange)> {
    (at.saturating_sub(2)..=at).rev().find_map(|number| {
        let line = lines.get(number)?;
        line.nodes.iter().rev().find_map(|node| {
            let Detail::Country(state) = &node.mention.detail else {
                return None;
            };
            let placed = match number == at {
                true => node.end <= token && is_goal(line, node.first),
                false => is_visited(line, node.first),
            };
            let abroad = matches!(state.form, CountryForm::Name | CountryForm::Capital)
                && home != Some(state.code.as_str());
            (placed && abroad).then(|| (state.code.clone(), state.range))
        })
    })
}

/// The state, other than `except`, that the text names last before token `token` of line `at`, in
/// that line or up to `reach` lines before.
pub fn last_state(
    lines: &Lines,
    at: usize,
    token: usize,
    reach: usize,
    except: Option<&str>,
) -> Option<(CompactString, TextRange)> {
    (at.saturating_sub(reach)..=at).rev().find_map(|number| {
        let line = lines.get(number)?;
        let before = |node: &&Node| number < at || node.first < token;
        line.nodes.iter().rev().filter(before).find_map(|node| {
            let state = match &node.mention.detail {
                Detail::Country(state) => state,
                Detail::Title(title) => title.country.as_ref()?,
                _ => return None,
            };
            (except != Some(state.code.as_str())).then(|| (state.code.clone(), state.range))
        })
    })
}
