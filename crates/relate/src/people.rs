//! One record a person: namings put together, titles deduplicated, country and role decided.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rostra_document::{
    Evidence, HeldTitle, Mode, Record, Role, Support, TextRange, TitleDetail, TitleStatus,
};

use rostra_lexicon::hangul::is_syllable;
use rostra_lexicon::officials::Officials;
use rostra_lexicon::{Class, Pack};

use crate::Lines;
use crate::confidence;
use crate::home::Home;
use crate::names::{NameParts, case_rank};
use crate::phrase::{Complemented, Naming, Tied};
use crate::register::{Holders, Register};
use crate::roles::{Act, Who};

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

fn record(person: &Person, lines: &Lines, home: &Home) -> Record {
    let mut evidence = person.evidence.clone();
    let fullest = fullest(person, lines);
    evidence.push(Evidence {
        field: "name",
        rule: "name",
        range: Some(fullest.name),
        score: fullest.score,
    });
    let titles = titles(person, lines, &mut evidence);
    let (country, support) = country(person, lines, home, &mut evidence);
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

/// A title's stems, for telling forms of one title from different ones.
fn stems(pieces: &[TextRange], lines: &Lines, line: usize) -> Vec<CompactString> {
    let Some(line) = lines.get(line) else {
        return Vec::new();
    };
    pieces
        .iter()
        .flat_map(|piece| line.pack.tokenize(line.text, *piece))
        .filter(|t| t.kind != rostra_document::TokenKind::Mark)
        .map(|t| line.pack.stem(&t.key))
        .filter(|s| {
            let long = s.chars().count() > 2 || s.chars().all(is_syllable);
            long || !line.pack.source.writing.spaced
        })
        .collect()
}

/// A title that counts, with what tells it from others.
struct Kept {
    words: Vec<CompactString>,
    title: HeldTitle,
    rule: &'static str,
    sphere: Sphere,
}

/// What a title is held of: the president of a state is not the president of a body of states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sphere {
    State,
    Body,
    Open,
}

impl Sphere {
    fn of(tied: &Tied) -> Self {
        if tied.title.stateless {
            Self::Body
        } else if tied.title.country.is_some() {
            Self::State
        } else {
            Self::Open
        }
    }

    fn differs(self, other: Self) -> bool {
        self != other && self != Self::Open && other != Self::Open
    }
}

/// One title said in several forms counts once, in its fullest form.
fn titles(person: &Person, lines: &Lines, evidence: &mut Vec<Evidence>) -> Vec<HeldTitle> {
    let mut kept: Vec<Kept> = Vec::new();
    let holds_office = |n: &Naming| n.titles.iter().any(|t| !t.title.weak);
    let office = person.namings.iter().any(holds_office);
    for naming in &person.namings {
        for tied in &naming.titles {
            // `the leader` says nothing more of whom another place gives an office.
            if tied.title.weak && office && !holds_office(naming) {
                continue;
            }
            let Some(pack) = lines.get(naming.line).map(|l| l.pack) else {
                continue;
            };
            if tied.title.plural && said_of_one(person, tied, lines)
                || is_short(lines, tied) && person.namings.iter().any(|n| told_in_full(n, lines))
                || is_leader(lines, tied) && leads_by_office(person, tied, lines)
            {
                continue;
            }
            let held = held(tied);
            let words = match tied.elided {
                Some(_) => stems(&held.pieces, lines, naming.line),
                None => stems(&tied.title.pieces, lines, naming.line),
            };
            let plain = |held: &HeldTitle| !glued_article(held, lines, naming.line);
            let among = |w: &CompactString, b: &[CompactString]| b.iter().any(|v| holds_word(v, w));
            let within = |a: &[CompactString], b: &[CompactString]| a.iter().all(|w| among(w, b));
            // `주벨기에 대사를 역임했다` of an ambassador: a post told of the past is another.
            let past = tied.rule == "copula" && held.status == TitleStatus::Former;
            let sphere = Sphere::of(tied);
            if let Some(Kept {
                words: old,
                title: slot,
                rule,
                ..
            }) = kept.iter_mut().find(|k| {
                (within(&words, &k.words) || within(&k.words, &words))
                    && (words.is_empty() || k.words.is_empty() || one_office(pack, &held, &k.title))
                    && !sphere.differs(k.sphere)
                    && !(past
                        && k.title.status == TitleStatus::Current
                        && words.len() > k.words.len())
            }) {
                // A later, fuller form replaces a bare one, but takes over its status.
                let same = words.len() == old.len();
                let fuller = words.len() > old.len() || same && letters(&words) > letters(old);
                // So does one that stands in one piece.
                let joined = held.pieces.len() == 1 && slot.pieces.len() > 1;
                let plainer = same
                    && (joined
                        || shouted(slot, lines) && !shouted(&held, lines)
                        || plain(&held) && !plain(slot)
                        || nominative(&held, lines) && !nominative(slot, lines));
                if (fuller || plainer)
                    && !(held.status != slot.status && held.status != TitleStatus::Current)
                {
                    let status = if slot.status == TitleStatus::Current {
                        held.status
                    } else {
                        slot.status
                    };
                    (*old, *slot, *rule) = (words, HeldTitle { status, ..held }, tied.rule);
                }
                continue;
            }
            kept.push(Kept {
                words,
                title: held,
                rule: tied.rule,
                sphere,
            });
        }
    }
    carry_then(&mut kept);
    for Kept { title, rule, .. } in &kept {
        evidence.push(Evidence {
            field: "title",
            rule,
            range: title.pieces.first().copied(),
            score: title.score,
        });
    }
    kept.into_iter().map(|k| k.title).collect()
}

/// Whether the heads of two titles, one's words within the other's, can be one office: a senator
/// is not the president of a committee of senators.
fn one_office(pack: &Pack, a: &HeldTitle, b: &HeldTitle) -> bool {
    if !pack.source.writing.spaced {
        // 総理 is short for 総理大臣, and 政務官 for 大臣政務官.
        let short_for = |short: &str, long: &str| {
            long.ends_with(short) || long.trim_end_matches("大臣").ends_with(short)
        };
        return short_for(&a.head, &b.head) || short_for(&b.head, &a.head);
    }
    let words = |head: &'_ str| -> Vec<CompactString> {
        head.split(' ').map(|word| pack.stem_of(word)).collect()
    };
    let other = words(&b.head);
    let shared = |word: &CompactString| {
        let same = |w: &CompactString| holds_word(w, word) || holds_word(word, w);
        other.iter().any(same)
    };
    words(&a.head).iter().any(shared) && !deputises(pack, &a.head, &b.head)
}

/// Whether `word` is `part`, or in Hangul ends in it as a compound (`국무장관`, `장관`); a deputy
/// (`부총리`) is no such compound.
fn holds_word(word: &str, part: &str) -> bool {
    let before = word.strip_suffix(part).filter(|b| *b != "부");
    before.is_some_and(|b| {
        b.is_empty() || part.chars().nth(1).is_some() && b.chars().all(is_syllable)
    })
}

/// Letters of words in Hangul, where a compound is the fuller form; 0 elsewhere.
fn letters(words: &[CompactString]) -> usize {
    let letters = words.iter().flat_map(|w| w.chars());
    letters.filter(|c| is_syllable(*c)).count()
}

/// Families of office with those who stand in for them.
const DEPUTIES: [(&str, &str); 5] = [
    ("head_of_state", "deputy_head_of_state"),
    ("head_of_government", "deputy_head_of_government"),
    ("minister", "deputy_minister"),
    ("governor", "deputy_governor"),
    ("mayor", "deputy_mayor"),
];

/// Whether one of two heads is the other's deputy: a vice president is no president.
fn deputises(pack: &Pack, a: &str, b: &str) -> bool {
    let is = |family: &str, head: &str| {
        let heads = pack.source.offices.heads.get(family);
        heads.is_some_and(|words| words.iter().any(|w| w == head))
    };
    a != b
        && DEPUTIES
            .iter()
            .any(|(chief, deputy)| is(chief, a) && is(deputy, b) || is(chief, b) && is(deputy, a))
}

/// Whether a royal rank stands before the name: it is an honorific, and its bearer a state's.
fn is_royal(person: &Person, lines: &Lines) -> bool {
    person.namings.iter().any(|naming| {
        lines.get(naming.line).is_some_and(|line| {
            let tokens = &line.segment.tokens;
            naming.honorifics.iter().any(|range| {
                let at = tokens.partition_point(|t| t.range.start < range.start);
                line.ann.covered(at, Class::Royal)
            })
        })
    })
}

/// Whether the head is an abbreviation that says an office once more: `Wamen`, `Mendagri`.
fn is_short(lines: &Lines, tied: &Tied) -> bool {
    lines.first().is_some_and(|line| {
        let shorts = &line.pack.source.titles.shorts;
        shorts.iter().any(|word| **word == *tied.title.head)
    })
}

/// Whether a naming tells a member of the government by the whole title.
fn told_in_full(naming: &Naming, lines: &Lines) -> bool {
    const GOVERNMENT: [&str; 5] = [
        "deputy_head_of_state",
        "minister",
        "minister_of_state",
        "deputy_minister",
        "secretary_general_of_government",
    ];
    naming
        .titles
        .iter()
        .any(|t| is_of(lines, t.title, &GOVERNMENT) && !is_short(lines, t))
}

/// Whether a title only says that somebody leads: `leader`, `lideri`, `Führer`.
fn is_leader(lines: &Lines, tied: &Tied) -> bool {
    lines.first().is_some_and(|line| {
        let leaders = &line.pack.source.titles.leaders;
        let head = tied.title.head.to_lowercase();
        leaders.iter().any(|word| head.ends_with(word.as_str()))
    })
}

/// Whether an office of the same body, or of none, says more than `leader` does.
fn leads_by_office(person: &Person, leader: &Tied, lines: &Lines) -> bool {
    const LEADING: [&str; 5] = [
        "party_leader",
        "head_of_state",
        "head_of_government",
        "monarch",
        "head_of_international_organisation",
    ];
    let body = |t: &Tied| {
        let line = lines.first()?;
        let first = line.pack.tokenize(line.text, *t.title.pieces.first()?);
        let word = first.into_iter().next().map(|token| token.key)?;
        t.title.complemented().then_some(word)
    };
    let own = body(leader);
    let offices = person.namings.iter().flat_map(|n| &n.titles);
    offices
        .filter(|t| t.status() == leader.status() && !is_leader(lines, t))
        .any(|t| match &own {
            Some(word) => body(t).as_ref() == Some(word),
            None => is_of(lines, t.title, &LEADING),
        })
}

/// Whether a list's title in the plural is said of this person alone too, as `the members A and B` is
/// after `the member for X, A`.
fn said_of_one(person: &Person, plural: &Tied, lines: &Lines) -> bool {
    let Some(pack) = lines.first().map(|line| line.pack) else {
        return false;
    };
    let stem = |head: &str| head.split(' ').next_back().map(|w| pack.stem_of(w));
    let office = stem(&plural.title.head);
    person.namings.iter().flat_map(|n| &n.titles).any(|t| {
        let more = t.title.complemented();
        !t.title.plural && more && stem(&t.title.head) == office
    })
}

/// Whether the title stands in capitals, as headings have it.
fn shouted(held: &HeldTitle, lines: &Lines) -> bool {
    let Some((line, piece)) = lines.first().zip(held.pieces.first()) else {
        return false;
    };
    let words = line.words(*piece);
    words.chars().count() > 5 && !words.chars().any(char::is_lowercase)
}

/// Whether the head stands in its dictionary form: `директор МАГАТЭ` beside `директором МАГАТЭ`.
fn nominative(held: &HeldTitle, lines: &Lines) -> bool {
    let Some(line) = lines.first() else {
        return false;
    };
    held.pieces.iter().any(|piece| {
        let text = line.words(*piece).to_lowercase();
        let head = held.head.to_lowercase();
        text.find(head.as_str()).is_some_and(|at| {
            let rest = text.get(at + head.len()..).unwrap_or_default();
            !rest.starts_with(char::is_alphabetic)
        })
    })
}

/// Whether the title begins with a word that has its article glued to it: `الرئيس` beside
/// `رئيس الجمهورية`, which is the fuller form.
fn glued_article(held: &HeldTitle, lines: &Lines, line: usize) -> bool {
    lines
        .get(line)
        .zip(held.pieces.first())
        .is_some_and(|(line, piece)| {
            let first = line.pack.tokenize(line.text, *piece);
            first.first().is_some_and(|t| line.pack.has_article(&t.key))
        })
}

/// `then Deputy Prime Minister and Minister of Interior`: the status goes on over `and`, since the
/// posts were held together. Told by the titles that follow in the same phrase.
fn carry_then(kept: &mut [Kept]) {
    let mut then = false;
    for Kept { title, rule, .. } in kept {
        if title.status == TitleStatus::Then {
            then = true;
        } else if then && title.status == TitleStatus::Current && rule.ends_with(".and") {
            title.status = TitleStatus::Then;
        } else {
            then = false;
        }
    }
}

fn held(tied: &Tied) -> HeldTitle {
    let mut pieces = match tied.elided {
        Some(head) => vec![head],
        None => tied.title.pieces.clone(),
    };
    pieces.extend(tied.body.or(tied.portfolio));
    HeldTitle {
        pieces,
        head: tied.title.head.clone(),
        status: tied.status(),
        organization: tied.organization(),
        score: tied.score,
    }
}

/// Families of office that no state has: of international bodies, companies, associations, churches.
const PRIVATE: [&str; 9] = [
    "head_of_international_organisation",
    "european_commissioner",
    "head_of_company",
    "company_officer",
    "head_of_ngo",
    "religious_leader",
    "journalist",
    "artist",
    "athlete",
];

/// Families of office whose holders are known by the family name alone.
const HIGH: [&str; 8] = [
    "head_of_state",
    "deputy_head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "minister",
    "secretary_of_state",
    "monarch",
    "leader",
];

/// Families of office that companies have.
const COMPANY: [&str; 2] = ["head_of_company", "company_officer"];

/// Whether the head noun is one of an office of `families`.
fn is_of(lines: &Lines, title: &TitleDetail, families: &[&str]) -> bool {
    let Some(line) = lines.first() else {
        return false;
    };
    let heads = &line.pack.source.offices.heads;
    let head = title.head.to_lowercase();
    families
        .iter()
        .filter_map(|family| heads.get(*family))
        .any(|words| words.iter().any(|w| w.to_lowercase() == head))
}

/// The state that the titles name, one beside the name, that of the list or the hosts, or the home
/// country.
fn country(
    person: &Person,
    lines: &Lines,
    home: &Home,
    evidence: &mut Vec<Evidence>,
) -> (Option<CompactString>, Option<Support>) {
    let tied = || person.namings.iter().flat_map(|n| &n.titles);
    let stateless = |t: &&Tied| t.title.stateless || t.body.is_some();
    let nobodys = |rule, range, score, evidence: &mut Vec<Evidence>| {
        evidence.push(Evidence {
            field: "country",
            rule,
            range,
            score,
        });
        (None, None)
    };
    let of_nobody = |t: &Tied| {
        t.title.stateless
            || t.body.is_some()
            || t.title.country.is_none() && is_of(lines, t.title, &PRIVATE)
    };
    if tied().any(|t| stateless(&t)) && tied().all(of_nobody) {
        let body = tied().find_map(Tied::organization);
        return nobodys("country.stateless", body, 0.9, evidence);
    }
    let mut stated = |rule, range, code: &CompactString, score| {
        evidence.push(Evidence {
            field: "country",
            rule,
            range: Some(range),
            score,
        });
        (Some(code.clone()), Some(Support::Stated))
    };
    let zipped = person
        .namings
        .iter()
        .filter_map(|n| n.country.as_ref())
        .find(|(_, rule)| *rule == "country.zipped");
    if let Some((state, rule)) = zipped {
        return stated(rule, state.range, &state.code, 0.85);
    }
    if let Some(state) = tied()
        .filter(|t| !stateless(t))
        .find_map(|t| t.title.country.as_ref())
    {
        return stated("country.title", state.range, &state.code, 0.95);
    }
    // `President A and Prime Minister B of Poland`: whom the heading names first is at home.
    let shared = |n: &Naming| {
        n.line == 0
            && n.country
                .as_ref()
                .is_some_and(|(_, rule)| *rule == "country.of.list")
    };
    if let Some((state, rule)) = person
        .namings
        .iter()
        .filter(|n| !shared(n))
        .find_map(|n| n.country.as_ref())
    {
        return stated(rule, state.range, &state.code, 0.9);
    }
    let office = tied().any(|t| !t.title.occupation && !stateless(&t));
    // A name tells its people where the language has few family names: a visitor is no host's
    // official, and a foreigner none of the home country's.
    let pack = lines.first().map(|line| line.pack);
    let foreign = pack.is_some_and(|p| p.is_foreign_name(person.parts.parts.iter().map(|p| &**p)));
    let own = !foreign && pack.is_some_and(|p| p.is_syllabic());
    let neighbour = person.namings.iter().find_map(|n| n.neighbour.as_ref());
    if let Some(state) = neighbour.filter(|_| office && !own) {
        return stated("country.list", state.range, &state.code, 0.75);
    }
    // Secretaries-general and the like are nobody's unless a state is named.
    // Where words are not spaced, as in Chinese, the word is that of every committee's secretary.
    let spaced = lines.first().is_some_and(|l| l.pack.source.writing.spaced);
    let bare = |t: &Tied| {
        spaced && !t.title.complemented() && is_of(lines, t.title, &["secretary_general"])
    };
    if office && tied().all(|t| is_of(lines, t.title, &PRIVATE) || bare(t)) {
        let piece = tied().find_map(|t| t.title.pieces.first().copied());
        return nobodys("country.international", piece, 0.9, evidence);
    }
    // `chief executive, chairman of Acme`: the company is said with one of the posts.
    let companys = |t: &Tied| stateless(&t) || is_of(lines, t.title, &COMPANY);
    if office && tied().any(|t| stateless(&t)) && tied().all(companys) {
        return (None, None);
    }
    if let Some((code, range, score)) = known_official(person, lines, |code| home.names(code)) {
        evidence.push(Evidence {
            field: "country",
            rule: "country.official",
            range: Some(range),
            score,
        });
        return (Some(code), Some(Support::Inferred));
    }
    if !office && !acts_for_home(person) && !is_royal(person, lines) {
        return nobodys("country.no-office", None, 0.7, evidence);
    }
    if let Some((state, range)) = abroad(person, lines, home) {
        evidence.push(Evidence {
            field: "country",
            rule: "country.context",
            range,
            score: 0.6,
        });
        return (state.clone(), state.map(|_| Support::Inferred));
    }
    let hosts = person
        .object
        .filter(|_| !own)
        .and_then(|(line, token)| crate::home::scene(lines, line, token, home.country.as_deref()));
    if let Some((code, range)) = hosts {
        evidence.push(Evidence {
            field: "country",
            rule: "country.hosts",
            range: Some(range),
            score: 0.6,
        });
        return (Some(code), Some(Support::Inferred));
    }
    let native = pack.and_then(|p| p.source.writing.home.first());
    let at_home = home.country.as_deref() == native.map(String::as_str);
    let own_state = native.filter(|_| own && !at_home).map(CompactString::from);
    if let Some(code) = own_state {
        evidence.push(Evidence {
            field: "country",
            rule: "country.name",
            range: None,
            score: 0.6,
        });
        return (Some(code), Some(Support::Inferred));
    }
    let (place, rule, score) = match foreign && at_home {
        true => (
            home.abroad.as_ref().map(|(code, range)| (code, *range)),
            "home.abroad",
            0.5,
        ),
        false => (
            home.country.as_ref().map(|code| (code, home.range)),
            home.rule,
            home.score,
        ),
    };
    let Some((code, range)) = place else {
        return nobodys("country.unknown", None, 0.5, evidence);
    };
    evidence.push(Evidence {
        field: "country",
        rule,
        range,
        score,
    });
    (Some(code.clone()), Some(Support::Inferred))
}

/// The state of a holder of high office whom the lists know by name, with the words of the name.
/// The less widely known count only where the text names the state: `named`.
pub fn known_official(
    person: &Person,
    lines: &Lines,
    named: impl Fn(&str) -> bool,
) -> Option<(CompactString, TextRange, f32)> {
    let high = person
        .namings
        .iter()
        .flat_map(|n| &n.titles)
        .any(|t| is_of(lines, t.title, &HIGH));
    let naming = fullest(person, lines);
    let line = lines.get(naming.line)?;
    let cases = !line.pack.source.inflection.name_endings.is_empty();
    let words: Vec<&str> = match cases {
        true => person
            .parts
            .parts
            .iter()
            .map(CompactString::as_str)
            .collect(),
        false => line.words(naming.name).split_whitespace().collect(),
    };
    let held = Officials::embedded().state(&words, cases, high)?;
    let sure = !held.if_named || named(&held.state);
    let score = if held.if_named { 0.6 } else { 0.8 };
    sure.then_some((held.state, naming.name, score))
}

/// The state of somebody whose office the language's own state does not have: the one that the text
/// names last before; none where it names no other.
fn abroad(
    person: &Person,
    lines: &Lines,
    home: &Home,
) -> Option<(Option<CompactString>, Option<TextRange>)> {
    let pack = lines.first()?.pack;
    let foreign = &pack.source.titles.foreign;
    let is_foreign = |n: &&Naming| {
        let line = lines.get(n.line);
        n.titles.iter().any(|t| {
            let words: String = t
                .title
                .pieces
                .iter()
                .filter_map(|p| Some(line?.keys(*p)))
                .collect();
            foreign.iter().any(|office| words.contains(office.as_str()))
        })
    };
    if foreign.is_empty() {
        return None;
    }
    let naming = person.namings.iter().find(is_foreign)?;
    let native = pack.source.writing.home.first().map(String::as_str);
    let at_home = home.country.as_deref() == native;
    let reach = if at_home { CONTEXT } else { 0 };
    let state = crate::home::last_state(lines, naming.line, naming.first, reach, native);
    match state {
        Some((code, range)) => Some((Some(code), Some(range))),
        None => at_home.then_some((None, None)),
    }
}

/// Lines before a person in which the state of a foreign office is looked for.
const CONTEXT: usize = 3;
