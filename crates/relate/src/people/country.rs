//! The state that a person acts for: what the text says beside the person, else what the document
//! lets infer. Rules are asked in turn, the first that knows decides and names its ground.

use compact_str::CompactString;
use rostra_document::{CountryRef, Evidence, Support, TextRange, TitleDetail};
use rostra_lexicon::officials::Officials;
use rostra_lexicon::{Class, Pack};

use super::{Person, acts_for_home, fullest};
use crate::Lines;
use crate::home::Home;
use crate::phrase::{Complemented, Naming, Tied};

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

/// What a rule says: a state or that there is none, and the ground.
struct Verdict {
    code: Option<CompactString>,
    support: Option<Support>,
    rule: &'static str,
    range: Option<TextRange>,
    score: f32,
}

impl Verdict {
    fn stated(rule: &'static str, state: &CountryRef, score: f32) -> Self {
        Self {
            code: Some(state.code.clone()),
            support: Some(Support::Stated),
            rule,
            range: Some(state.range),
            score,
        }
    }

    fn inferred(
        rule: &'static str,
        code: CompactString,
        range: Option<TextRange>,
        score: f32,
    ) -> Self {
        Self {
            code: Some(code),
            support: Some(Support::Inferred),
            rule,
            range,
            score,
        }
    }

    fn none(rule: &'static str, range: Option<TextRange>, score: f32) -> Self {
        Self {
            code: None,
            support: None,
            rule,
            range,
            score,
        }
    }
}

/// The state of `person`, and whether the words beside say so; the ground goes to `evidence`.
pub(super) fn country(
    person: &Person,
    lines: &Lines,
    home: &Home,
    evidence: &mut Vec<Evidence>,
) -> (Option<CompactString>, Option<Support>) {
    let case = Case::of(person, lines, home);
    let verdict = case
        .stateless()
        .or_else(|| case.stated())
        .or_else(|| case.private())
        .or_else(|| case.known())
        .or_else(|| case.without_office())
        .or_else(|| case.elsewhere())
        .unwrap_or_else(|| case.at_home());
    evidence.push(Evidence {
        field: "country",
        rule: verdict.rule,
        range: verdict.range,
        score: verdict.score,
    });
    (verdict.code, verdict.support)
}

/// A person and what the rules ask of the document.
struct Case<'c, 'a> {
    person: &'c Person<'a>,
    lines: &'c Lines<'a>,
    home: &'c Home,
    pack: Option<&'a Pack>,
    /// Holds an office, not only an occupation, of a body that has a state.
    office: bool,
    /// Where the language has few family names, a name tells its people: a visitor is no host's
    /// official, and a foreigner none of the home country's.
    foreign: bool,
    own: bool,
}

fn stateless(tied: &Tied) -> bool {
    tied.title.stateless || tied.body.is_some()
}

impl<'c, 'a> Case<'c, 'a> {
    fn of(person: &'c Person<'a>, lines: &'c Lines<'a>, home: &'c Home) -> Self {
        let pack = lines.first().map(|line| line.pack);
        let parts = || person.parts.parts.iter().map(|p| &**p);
        let foreign = pack.is_some_and(|p| p.is_foreign_name(parts()));
        Self {
            person,
            lines,
            home,
            pack,
            office: tied(person).any(|t| !t.title.occupation && !stateless(t)),
            foreign,
            own: !foreign && pack.is_some_and(Pack::is_syllabic),
        }
    }

    fn is_of(&self, tied: &Tied, families: &[&str]) -> bool {
        is_of(self.lines, tied.title, families)
    }

    /// Whose every title is of a body without a state.
    fn stateless(&self) -> Option<Verdict> {
        let of_nobody =
            |t: &Tied| stateless(t) || t.title.country.is_none() && self.is_of(t, &PRIVATE);
        let person = self.person;
        let none = tied(person).any(stateless) && tied(person).all(of_nobody);
        let body = || tied(person).find_map(Tied::organization);
        none.then(|| Verdict::none("country.stateless", body(), 0.9))
    }

    /// A state in a title, beside the name, or of the official listed before.
    fn stated(&self) -> Option<Verdict> {
        let namings = || self.person.namings.iter();
        let zipped = namings()
            .filter_map(|n| n.country.as_ref())
            .find(|(_, rule)| *rule == "country.zipped");
        if let Some((state, rule)) = zipped {
            return Some(Verdict::stated(rule, state, 0.85));
        }
        let titled = tied(self.person)
            .filter(|t| !stateless(t))
            .find_map(|t| t.title.country.as_ref());
        if let Some(state) = titled {
            return Some(Verdict::stated("country.title", state, 0.95));
        }
        let beside = namings()
            .filter(|n| !shared(n))
            .find_map(|n| n.country.as_ref());
        if let Some((state, rule)) = beside {
            return Some(Verdict::stated(rule, state, 0.9));
        }
        let neighbour = namings().find_map(|n| n.neighbour.as_ref());
        neighbour
            .filter(|_| self.office && !self.own)
            .map(|state| Verdict::stated("country.list", state, 0.75))
    }

    /// Secretaries-general, company officers and the like are nobody's unless a state is named.
    fn private(&self) -> Option<Verdict> {
        // Where words are not spaced, as in Chinese, the word is that of every committee's secretary.
        let spaced = self.pack.is_some_and(|p| p.source.writing.spaced);
        let bare =
            |t: &Tied| spaced && !t.title.complemented() && self.is_of(t, &["secretary_general"]);
        // `chief executive, chairman of Acme`: the company is said with one of the posts.
        let companys = |t: &Tied| stateless(t) || self.is_of(t, &COMPANY);
        let person = self.person;
        let private = tied(person).all(|t| self.is_of(t, &PRIVATE) || bare(t))
            || tied(person).any(stateless) && tied(person).all(companys);
        let piece = || tied(person).find_map(|t| t.title.pieces.first().copied());
        (self.office && private).then(|| Verdict::none("country.international", piece(), 0.9))
    }

    fn known(&self) -> Option<Verdict> {
        let named = |code: &str| self.home.names(code);
        let (code, range, score) = known_official(self.person, self.lines, named)?;
        let rule = "country.official";
        Some(Verdict::inferred(rule, code, Some(range), score))
    }

    fn without_office(&self) -> Option<Verdict> {
        let acts = acts_for_home(self.person) || is_royal(self.person, self.lines);
        (!self.office && !acts).then(|| Verdict::none("country.no-office", None, 0.7))
    }

    /// A foreign office by the state named before; a visitor's hosts; the language's own people.
    fn elsewhere(&self) -> Option<Verdict> {
        if let Some((state, range)) = abroad(self.person, self.lines, self.home) {
            let rule = "country.context";
            return Some(match state {
                Some(code) => Verdict::inferred(rule, code, range, 0.6),
                None => Verdict::none(rule, range, 0.6),
            });
        }
        let home = self.home.country.as_deref();
        let hosts = self
            .person
            .object
            .filter(|_| !self.own)
            .and_then(|(line, token)| crate::home::scene(self.lines, line, token, home));
        if let Some((code, range)) = hosts {
            return Some(Verdict::inferred("country.hosts", code, Some(range), 0.6));
        }
        let native = self.native().filter(|_| self.own && !self.is_home_native());
        native.map(|code| Verdict::inferred("country.name", code.into(), None, 0.6))
    }

    /// The first state of the language.
    fn native(&self) -> Option<&'a str> {
        self.pack?.source.writing.home.first().map(String::as_str)
    }

    fn is_home_native(&self) -> bool {
        self.home.country.as_deref() == self.native()
    }

    /// The home country; of a foreigner in a text of the language's own state, the other one.
    fn at_home(&self) -> Verdict {
        let home = self.home;
        let (place, rule, score) = match self.foreign && self.is_home_native() {
            true => {
                let abroad = home.abroad.as_ref().map(|(code, range)| (code, *range));
                (abroad, "home.abroad", 0.5)
            }
            false => {
                let own = home.country.as_ref().map(|code| (code, home.range));
                (own, home.rule, home.score)
            }
        };
        let Some((code, range)) = place else {
            return Verdict::none("country.unknown", None, 0.5);
        };
        Verdict::inferred(rule, code.clone(), range, score)
    }
}

fn tied<'p, 'a>(person: &'p Person<'a>) -> impl Iterator<Item = &'p Tied<'a>> {
    person.namings.iter().flat_map(|n| &n.titles)
}

/// `President A and Prime Minister B of Poland`: whom the heading names first is at home.
fn shared(naming: &Naming) -> bool {
    let rule = naming.country.as_ref().map(|(_, rule)| *rule);
    naming.line == 0 && rule == Some("country.of.list")
}

/// Whether the head noun is one of an office of `families`.
pub(super) fn is_of(lines: &Lines, title: &TitleDetail, families: &[&str]) -> bool {
    let Some(line) = lines.first() else {
        return false;
    };
    let heads = &line.pack.source.offices.heads;
    let lower = |word: &'_ str| {
        word.chars()
            .flat_map(char::to_lowercase)
            .collect::<Vec<_>>()
    };
    let head = lower(&title.head);
    // Nothing is allocated for the words of the pack, most of which differ in their first letter.
    let same = |word: &String| {
        word.chars()
            .flat_map(char::to_lowercase)
            .eq(head.iter().copied())
    };
    families
        .iter()
        .filter_map(|family| heads.get(*family))
        .any(|words| words.iter().any(same))
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
