//! One record a person: namings put together, titles deduplicated, country and role decided.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rostra_document::{Evidence, Mode, Record, Role, TextRange, TitleDetail};

use crate::Lines;
use crate::confidence;
use crate::home::Home;
use crate::names::{NameParts, case_rank};
use crate::phrase::{Naming, Tied};
use crate::register::{Holders, Register};
use crate::roles::{Act, Who};

mod country;
mod titles;

pub use country::known_official;

/// A person with all namings.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    /// Namings, in order.
    pub namings: Vec<Naming<'a>>,
    parts: NameParts,
    role: Role,
    mode: Option<Mode>,
    evidence: Vec<Evidence>,
    /// Line and token of a naming as the object of a meeting, where no other says more.
    object: Option<(usize, usize)>,
    /// Some act has the person as its subject.
    subject: bool,
    /// Such an act, of no words spoken, stands at the beginning of the text.
    lead: bool,
    /// The name is of a language whose names have cases.
    cased: bool,
}

impl Person<'_> {
    /// The strongest role told of the person.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether the text names the person like one of its own state: see [`acts_for_home`].
    pub fn acts_for_home(&self) -> bool {
        acts_for_home(self)
    }

    /// Whether the beginning of the text names the person.
    pub fn in_lead(&self) -> bool {
        self.namings.iter().any(|n| n.line < LEAD)
    }
}

/// A name that nothing but a verb ties in must be this likely.
const BARE_NAME: f32 = 0.7;
/// A name whose first part is known, and more of it, is this likely.
const FULL_NAME: f32 = 0.8;
/// A name known in all its parts is this likely.
const WHOLE_NAME: f32 = 0.9;
/// Lines at the beginning that say what a text is about.
const LEAD: usize = 4;

/// Puts the namings of each person together and gives out the acts.
pub fn merge<'a>(lines: &Lines<'a>, namings: Vec<Naming<'a>>, acts: &[Act]) -> Vec<Person<'a>> {
    let mut people: Vec<Person> = Vec::new();
    let mut owner = Vec::with_capacity(namings.len());
    let mut register = Register::default();
    for naming in namings {
        let Some(line) = lines.get(naming.line) else {
            continue;
        };
        let parts = NameParts::of(line.text, naming.name, line.pack);
        let known = find(&people, &register, &parts, &naming);
        let at = known.unwrap_or(people.len());
        owner.push(at);
        match people.get_mut(at) {
            Some(person) => {
                if parts.parts.len() > person.parts.parts.len() {
                    register.enter(at, &parts);
                    person.parts = parts;
                }
                person.namings.push(naming);
            }
            None => {
                register.enter(at, &parts);
                people.push(Person {
                    namings: vec![naming],
                    parts,
                    role: Role::Mentioned,
                    mode: None,
                    evidence: Vec::new(),
                    object: None,
                    subject: false,
                    lead: false,
                    cased: !line.pack.source.inflection.name_endings.is_empty(),
                });
            }
        }
    }
    give_acts(&mut people, &owner, acts);
    people
}

/// The person that a name belongs to: the latest whose name agrees; a single word belongs to the
/// one whose title agrees, if several do.
fn find(
    people: &[Person],
    register: &Register,
    parts: &NameParts,
    naming: &Naming,
) -> Option<usize> {
    let mut agreeing = register
        .candidates(parts)
        .into_iter()
        .filter(|i| people.get(*i).is_some_and(|p| p.parts.agrees(parts)));
    let first = agreeing.next()?;
    let heads = |tied: &[Tied]| {
        tied.iter()
            .map(|t| t.title.head.clone())
            .collect::<Vec<_>>()
    };
    let own = heads(&naming.titles);
    let same_office = |i: &usize| {
        people.get(*i).is_some_and(|p| {
            p.namings
                .iter()
                .any(|n| heads(&n.titles).iter().any(|h| own.contains(h)))
        })
    };
    if own.is_empty() || same_office(&first) {
        return Some(first);
    }
    agreeing.find(same_office).or(Some(first))
}

/// Lines before a pronoun or verb that its person may open.
const OPENED: usize = 2;

/// The first token and the owner of the first naming of each line.
fn openers(people: &[Person]) -> BTreeMap<usize, (usize, usize)> {
    let mut first: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        for naming in &person.namings {
            let own = (naming.first, at);
            let opener = first.entry(naming.line).or_insert(own);
            *opener = own.min(*opener);
        }
    }
    first
}

fn give_acts(people: &mut [Person], owner: &[usize], acts: &[Act]) {
    let holders = Holders::of(people);
    let openers = openers(people);
    let mut previous: Option<usize> = None;
    for act in acts {
        let at = match &act.who {
            Who::Naming(i) => owner.get(*i).copied(),
            Who::Holder(head, state, line) => holders.last(head, *line, |number| {
                let held = people.get(number).and_then(|p| state_of_office(p, head));
                held.zip(state.as_ref()).is_none_or(|(a, b)| a == b)
            }),
            // Nobody has done anything yet: whoever the lines before begin with.
            Who::Previous(line) => previous.or_else(|| {
                let from = line.saturating_sub(OPENED);
                openers.range(from..*line).next_back().map(|(_, o)| o.1)
            }),
        };
        let object = match (&act.who, act.rule) {
            (Who::Naming(_), "role.object") => Some((act.line, act.token)),
            _ => None,
        };
        let Some((at, person)) = at.and_then(|i| people.get_mut(i).map(|p| (i, p))) else {
            continue;
        };
        let listed = act.rule == "role.introduced" && act.role == Some(Role::Participant);
        if act.rule != "role.object" && act.rule != "role.only-mentioned" && !listed {
            previous = Some(at);
        }
        match object {
            Some(place) if !person.subject => person.object = person.object.or(Some(place)),
            None if act.rule == "role.subject" => (person.subject, person.object) = (true, None),
            _ => {}
        }
        person.lead |= act.rule == "role.subject"
            && act.line < LEAD
            && act.role.is_none_or(|r| r > Role::Speaker);
        // What a letter's own words say (`I note that`) does not make its sender a speaker.
        let quoted = matches!(act.who, Who::Previous(_)) && person.mode == Some(Mode::Written);
        if let Some(role) = act.role.filter(|r| *r < person.role && !quoted) {
            person.role = role;
            person.evidence.push(Evidence {
                field: "role",
                rule: act.rule,
                range: Some(act.range),
                score: 0.85,
            });
        }
        if let Some(mode) = act.mode.filter(|_| person.mode.is_none()) {
            person.mode = Some(mode);
            person.evidence.push(Evidence {
                field: "mode",
                rule: act.rule,
                range: Some(act.range),
                score: 0.8,
            });
        }
    }
}

/// The state that a person's title with the head noun `head` names.
fn state_of_office<'p>(person: &'p Person, head: &str) -> Option<&'p CompactString> {
    let mut titles = person.namings.iter().flat_map(|n| &n.titles);
    titles
        .find(|t| t.title.head == head && t.title.country.is_some())
        .and_then(|t| t.title.country.as_ref())
        .map(|state| &state.code)
}

/// Gives those whose post only a [reference](crate::references) tells what its holder did.
pub fn give_late(people: &mut [Person], acts: &[Act]) {
    for person in people.iter_mut().filter(|p| told_late(p).is_some()) {
        let Some(title) = told_late(person) else {
            continue;
        };
        let own = |act: &&Act| match &act.who {
            Who::Holder(head, state, _) => {
                *head == title.head
                    && state
                        .as_ref()
                        .zip(title.country.as_ref())
                        .is_none_or(|(a, b)| *a == b.code)
            }
            _ => false,
        };
        for act in acts.iter().filter(own) {
            if let Some(role) = act.role.filter(|r| *r < person.role) {
                person.role = role;
                person.evidence.push(Evidence {
                    field: "role",
                    rule: act.rule,
                    range: Some(act.range),
                    score: 0.7,
                });
            }
        }
    }
}

/// The title that a reference has told.
fn told_late<'a>(person: &Person<'a>) -> Option<&'a TitleDetail> {
    let mut titles = person.namings.iter().flat_map(|n| &n.titles);
    titles
        .find(|t| t.rule == "coreference.title")
        .map(|t| t.title)
}

/// Records of those whom the text ties to a title, a state, a body or a speaking part.
pub fn records(people: Vec<Person>, lines: &Lines, home: &Home) -> Vec<Record> {
    people
        .iter()
        .filter(|p| is_listed(p))
        .map(|p| record(p, lines, home))
        .collect()
}

/// The guideline's "Who is listed".
fn is_listed(person: &Person) -> bool {
    let tied = person.namings.iter().any(|n| !n.titles.is_empty());
    let placed = person.namings.iter().any(|n| n.country.is_some());
    let score = person.namings.iter().map(|n| n.score).fold(0.0, f32::max);
    let words = person.parts.parts.len();
    let honoured = person.namings.iter().any(|n| !n.honorifics.is_empty());
    let spoke = person.role <= Role::Chair && (score >= BARE_NAME && words >= 2 || honoured);
    tied || placed && score >= 0.4 || spoke || acts_for_home(person)
}

/// `Vladimir Serov sent greetings`: whoever the beginning of a text names in full, without a post,
/// and tells acts of rather than words, is somebody whom its readers know: the state's own.
fn acts_for_home(person: &Person) -> bool {
    let untitled = person.namings.iter().all(|n| n.titles.is_empty());
    let named = person
        .namings
        .iter()
        .any(|n| n.line < LEAD && n.score >= FULL_NAME);
    // `встреча Владимира Серова с ...`: known in all its parts, a name may be the object, where cases
    // tell that it is no place.
    let met = person.cased
        && person.role <= Role::Participant
        && person
            .namings
            .iter()
            .any(|n| n.line < LEAD && n.score >= WHOLE_NAME);
    untitled && named && (person.lead || met) && person.parts.parts.len() >= 2
}

/// The highest probability that a trained model gives to any of the person's namings.
fn likeliest(person: &Person) -> Option<f32> {
    let models = person.namings.iter().filter_map(|naming| naming.model);
    models.reduce(f32::max)
}

fn record(person: &Person, lines: &Lines, home: &Home) -> Record {
    let mut evidence = person.evidence.clone();
    let fullest = fullest(person, lines);
    evidence.push(Evidence {
        field: "name",
        rule: "name",
        range: Some(fullest.name),
        score: fullest.score,
    });
    if let Some(model) = likeliest(person) {
        evidence.push(Evidence {
            field: "name",
            rule: "model.name",
            range: Some(fullest.name),
            score: model,
        });
    }
    let titles = titles::titles(person, lines, &mut evidence);
    let (country, support) = country::country(person, lines, home, &mut evidence);
    let organization = person
        .namings
        .iter()
        .flat_map(|n| &n.titles)
        .find_map(Tied::organization);
    if let Some(body) = organization {
        evidence.push(Evidence {
            field: "organization",
            rule: "organization.title",
            range: Some(body),
            score: titles.first().map_or(0.5, |t| t.score),
        });
    }
    if !evidence.iter().any(|e| e.field == "role") {
        evidence.push(Evidence {
            field: "role",
            rule: "role.none-told",
            range: Some(fullest.name),
            score: 0.7,
        });
    }
    let mut record = Record {
        name: fullest.name,
        honorifics: honorifics(person, lines),
        titles,
        country,
        support,
        organization,
        role: person.role,
        mode: person.mode,
        mentions: person.namings.iter().map(|n| n.name).collect(),
        evidence,
        confidence: 0.0,
    };
    confidence::set(&mut record, lines.first().map_or("", |line| line.text));
    record
}

/// The naming with the most parts; of equals the one in the nominative, then the first.
fn fullest<'p, 'a>(person: &'p Person<'a>, lines: &Lines) -> &'p Naming<'a> {
    let rank = |n: &Naming| {
        let Some(line) = lines.get(n.line) else {
            return (0, 0);
        };
        let words = NameParts::of(line.text, n.name, line.pack);
        let size = words
            .parts
            .iter()
            .map(|p| if p.ends_with('.') { 1 } else { 10 })
            .sum::<usize>();
        (size, case_rank(line.text, n.name, line.pack))
    };
    let mut best = &person.namings[0];
    for naming in &person.namings {
        if rank(naming) > rank(best) {
            best = naming;
        }
    }
    best
}

fn honorifics(person: &Person, lines: &Lines) -> Vec<TextRange> {
    let mut seen: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for naming in &person.namings {
        let Some(line) = lines.get(naming.line) else {
            continue;
        };
        for range in &naming.honorifics {
            let words = line
                .words(*range)
                .to_lowercase()
                .trim_end_matches('.')
                .to_owned();
            if !seen.contains(&words) {
                seen.push(words);
                found.push(*range);
            }
        }
        // The fullest stack stands at the first naming that has one.
        if !found.is_empty() {
            break;
        }
    }
    found
}
