//! Person phrases: which title, honorific and country belong to which name.
//!
//! A run is a stretch of nodes with nothing but marks and connectors between them. Titles directly
//! before a name are its own; titles after a name and a comma, dash or bracket too; between two
//! names the gaps decide. A title in the plural is distributed over a list of names.

mod lists;

use rostra_document::{
    Case, CountryForm, CountryRef, Detail, HonorificKind, Label, TextRange, TitleDetail,
    TitleStatus, TokenKind,
};

use rostra_lexicon::Class;
use rostra_lexicon::pack::Writing;

use crate::line::{Gap, Line, Node};
use lists::{distribute, neighbours, part_from_groups, share_country, zip_states};

/// A title tied to a name, with the rule that ties it.
#[derive(Clone, Debug)]
pub struct Tied<'a> {
    /// The title.
    pub title: &'a TitleDetail,
    /// A body after the name that completes it: `President X, European Commission`.
    pub body: Option<TextRange>,
    /// A portfolio after the name that completes it: `ministers A, of Science, and B, of Health`.
    pub portfolio: Option<TextRange>,
    /// The office alone, where the portfolio takes the place of the complements that it was said
    /// with: `presidentes da Câmara, A, e do Senado, B`.
    pub elided: Option<TextRange>,
    /// The rule.
    pub rule: &'static str,
    /// How sure it is.
    pub score: f32,
    /// The status that the relation tells, where the title's own words tell none.
    pub status: Option<TitleStatus>,
}

impl Tied<'_> {
    /// The title's status.
    pub fn status(&self) -> TitleStatus {
        let own = self.title.status;
        self.status
            .filter(|_| own == TitleStatus::Current)
            .unwrap_or(own)
    }

    /// The body that the title names or that completes it.
    pub fn organization(&self) -> Option<TextRange> {
        self.title
            .organization
            .filter(|_| self.elided.is_none())
            .or(self.body)
    }
}

/// One place where a person is named, with what the phrase ties to the name.
#[derive(Clone, Debug)]
pub struct Naming<'a> {
    /// Index of the line.
    pub line: usize,
    /// The name.
    pub name: TextRange,
    /// How sure the recogniser is of the name.
    pub score: f32,
    /// How likely a trained model holds it for one.
    pub model: Option<f32>,
    /// Honorifics, in order.
    pub honorifics: Vec<TextRange>,
    /// Titles, in order.
    pub titles: Vec<Tied<'a>>,
    /// The state of the official listed before, where this one's title names none.
    pub neighbour: Option<CountryRef>,
    /// A state beside the name, and the rule.
    pub country: Option<(CountryRef, &'static str)>,
    /// First token of the phrase.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Its list within the line.
    pub list: usize,
}

impl Naming<'_> {
    /// Whether more than a lone unknown word is taken for the name: such a word between a person
    /// and what is said of them is more likely a term.
    pub fn is_named(&self) -> bool {
        self.score >= 0.4 || !self.honorifics.is_empty() || !self.titles.is_empty()
    }
}

/// Reads the person phrases of `line`, number `number`.
pub fn namings<'a>(line: &Line<'a>, number: usize) -> Vec<Naming<'a>> {
    let mut found = Vec::new();
    for (list, run) in runs(line).into_iter().enumerate() {
        let mut parsed = parse(line, number, run);
        for naming in &mut parsed {
            naming.list = list;
        }
        found.extend(parsed);
    }
    crate::elided::further_states(line, &mut found);
    crate::elided::complete(line, &mut found);
    crate::elided::carry(line, &mut found);
    found
}

/// Stretches of nodes without other words, cues or semicolons between them.
fn runs<'l, 'a>(line: &'l Line<'a>) -> Vec<&'l [Node<'a>]> {
    let nodes = &line.nodes;
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 0..=nodes.len() {
        let broken = match nodes.get(at) {
            Some(node) => {
                node.label() == Label::Cue
                    || !node.gap.tight()
                    || at > 0 && nodes.get(at - 1).is_some_and(|n| n.label() == Label::Cue)
            }
            None => true,
        };
        if broken {
            runs.extend(nodes.get(start..at).filter(|r| {
                r.iter()
                    .any(|n| n.label() == Label::Person || n.label() == Label::Title)
            }));
            start = at;
        }
    }
    runs
}

/// Namings of a run; titles without a name are left to coreference.
fn parse<'a>(line: &Line<'a>, number: usize, run: &[Node<'a>]) -> Vec<Naming<'a>> {
    let names: Vec<usize> = run
        .iter()
        .enumerate()
        .filter(|(_, n)| n.label() == Label::Person)
        .map(|(i, _)| i)
        .collect();
    let mut found: Vec<Naming> = Vec::new();
    let mut begin = 0;
    let mut title_first = false;
    let spaced = line.pack.source.writing.spaced;
    let follows = !line.pack.source.writing.enclitics.is_empty();
    for (k, &at) in names.iter().enumerate() {
        let Some(node) = run.get(at) else { continue };
        let own = honorifics_before(run, begin, at);
        let titles: Vec<usize> = (begin..at)
            .filter(|i| run.get(*i).is_some_and(|n| n.label() == Label::Title))
            .collect();
        let previous = found.last().map(|n| {
            (
                !n.titles.is_empty(),
                n.titles
                    .iter()
                    .any(|t| t.rule.starts_with("apposition.before"))
                    || counterpart(line, n),
                n.country.is_some(),
            )
        });
        let to_previous = match previous {
            Some((_, true, _)) if !spaced && stand_apart(run, &titles) => 0,
            // `김은혜 의원 박수민 의원`: where offices follow names.
            Some((false, ..)) if follows => titles.len(),
            Some((_, false, _)) if !spaced && leads_on(run, &titles, own) => beside(run, &titles),
            // Where verbs come last titles stand right before their names, and those before a comma too.
            Some(_) if line.pack.source.writing.verb_last && !encloses(run, &titles) => 0,
            Some(state) => split(run, &titles, own, at, state, title_first, &found),
            None => 0,
        };
        let floor = titles.get(to_previous).copied().unwrap_or(own);
        if let Some(last) = found.last_mut() {
            take_after(
                line,
                run,
                last,
                begin,
                floor.min(own),
                &titles[..to_previous],
            );
        }
        let mine = match detached(line, run, at, begin) {
            true => &[],
            false => titles.get(to_previous..).unwrap_or_default(),
        };
        let mut naming = name_with_titles(line, run, number, node, own, at, mine);
        naming.country = state_before(run, begin, own, at, &naming);
        if k == 0 && !naming.titles.is_empty() {
            title_first = run
                .get(own.min(at))
                .is_some_and(|n| n.gap.comma || n.gap.colon);
        }
        found.push(naming);
        begin = at + 1;
    }
    if let Some(last) = found.last_mut() {
        let rest: Vec<usize> = (begin..run.len())
            .filter(|i| run.get(*i).is_some_and(|n| n.label() == Label::Title))
            .collect();
        let writing = &line.pack.source.writing;
        let mut rest = chain_after(run, begin, &rest, writing);
        // `Ayşe Demir, gazetecilerin ...`: one person is no plural.
        let spaced = line.pack.source.writing.spaced;
        let several = names.len() > 1 || !spaced;
        rest.retain(|at| several || !run.get(*at).is_some_and(many));
        // `Minister A, heads of the regions`: whoever has a post of his own is no group.
        let held = spaced && last.titles.iter().any(|t| !t.title.plural);
        rest.retain(|at| !held || !run.get(*at).and_then(Node::title).is_some_and(|t| t.plural));
        take_after(line, run, last, begin, run.len(), &rest);
    }
    distribute(line, run, &names, &mut found);
    part_from_groups(line, run, &mut found);
    share_country(run, &names, &mut found);
    zip_states(run, &names, &mut found);
    for naming in &mut found {
        crate::portfolio::complete(line, naming);
    }
    neighbours(run, &names, &mut found);
    found.retain(|naming| !spaced || !is_group(line, naming));
    found
}

/// `su homólogo, Juan Prado, la asesora Ana Ruiz`: a word that is no office says who the name is, so
/// that the office after it is the next one's.
fn counterpart(line: &Line, naming: &Naming) -> bool {
    let from = naming.first.saturating_sub(3);
    let spaced = line.pack.source.writing.spaced;
    spaced && (from..naming.first).any(|at| line.ann.covered(at, Class::NotTitle))
}

/// `Besides the minister, A also met`: a title that a preposition at the head of the sentence governs
/// is somebody else's where a comma and a name follow that nothing closes.
fn detached(line: &Line, run: &[Node], at: usize, begin: usize) -> bool {
    let (Some(first), Some(name)) = (run.get(begin), run.get(at)) else {
        return false;
    };
    if line.pack.source.writing.verb_last {
        return name.gap.comma;
    }
    let tokens = &line.segment.tokens;
    let beside = (0..first.first).any(|t| line.ann.covered(t, Class::ListWord));
    let closed = tokens.get(name.end).is_none_or(|t| {
        t.kind == rostra_document::TokenKind::Mark && !(t.is_mark('"') || t.is_mark('“'))
    });
    first.first <= 2 && beside && name.gap.comma && !closed
}

/// `representatives from Catalyst`, `les membres de l'association Horizon`: after a group of no
/// office of state a lone unknown word is what they belong to.
fn is_group(line: &Line, naming: &Naming) -> bool {
    let weak = |t: &Tied| {
        let heads = &line.pack.source.titles.weak_heads;
        t.title.weak || t.title.occupation || heads.iter().any(|h| *h == *t.title.head)
    };
    let group = |t: &Tied| t.title.plural && weak(t);
    naming.score < 0.4
        && naming.honorifics.is_empty()
        && !naming.titles.is_empty()
        && naming.titles.iter().all(group)
}

/// `Schwedens König A`: the state right before the honorifics of a name without a title.
fn state_before(
    run: &[Node],
    begin: usize,
    own: usize,
    at: usize,
    naming: &Naming,
) -> Option<(CountryRef, &'static str)> {
    let before = own
        .checked_sub(1)
        .filter(|before| *before >= begin && own < at)?;
    let touches = run.get(own).is_some_and(|n| n.gap.touches());
    match &run.get(before)?.mention.detail {
        Detail::Country(state) if touches && naming.titles.is_empty() => {
            Some((state.clone(), "country.before"))
        }
        _ => None,
    }
}

/// Whether a bracket or dash ties the first of the titles to the name before.
fn encloses(run: &[Node], titles: &[usize]) -> bool {
    let first = titles.first().and_then(|at| run.get(*at));
    first.is_some_and(|n| n.gap.open || n.gap.dash || n.gap.colon)
}

/// Whether a comma or conjunction divides the first of the titles from the name before: where
/// titles stand before names (`书记甲，省委常委、市长乙`), they belong to the next one.
fn stand_apart(run: &[Node], titles: &[usize]) -> bool {
    titles
        .first()
        .and_then(|at| run.get(*at))
        .is_some_and(|n| (n.gap.comma || n.gap.and) && !n.gap.open && !n.gap.dash)
}

/// Whether the last of the titles touches the name behind it.
fn leads_on(run: &[Node], titles: &[usize], own: usize) -> bool {
    let touches = |i: usize| run.get(i).is_some_and(|n| n.gap.touches());
    titles.len() > 1
        && titles
            .last()
            .is_some_and(|last| (last + 1..=own).all(touches))
}

/// How many of the titles stand directly behind a name, where titles lead on to the next one:
/// `习近平主席特别代表、国务委员王毅`. One whose words begin before it names whom it serves.
fn beside(run: &[Node], titles: &[usize]) -> usize {
    let serves = |n: &Node| {
        let first = n.title().and_then(|t| t.pieces.first());
        first.is_some_and(|p| p.start < n.mention.range.start)
    };
    let own = |at: &&usize| {
        run.get(**at)
            .is_some_and(|n| (n.gap.touches() || n.gap.open) && !serves(n))
    };
    titles.iter().take_while(own).count()
}

/// First node of the honorifics that stand directly before the name at `at`.
fn honorifics_before(run: &[Node], begin: usize, at: usize) -> usize {
    let mut first = at;
    while first > begin {
        let before = first - 1;
        let honorific = run
            .get(before)
            .is_some_and(|n| n.label() == Label::Honorific && !is_post_nominal(n));
        let touches = run.get(first).is_some_and(|n| n.gap.touches());
        if !(honorific && touches) {
            break;
        }
        first = before;
    }
    first
}

fn is_post_nominal(node: &Node) -> bool {
    node.mention.detail == Detail::Honorific(HonorificKind::PostNominal)
}

/// How many of the `titles` between two names belong to the first.
fn split(
    run: &[Node],
    titles: &[usize],
    own: usize,
    at: usize,
    (titled, titled_before, _): (bool, bool, bool),
    title_first: bool,
    found: &[Naming],
) -> usize {
    let (Some(&first), Some(&last)) = (titles.first(), titles.last()) else {
        return 0;
    };
    let gap = |i: usize| run.get(i).map_or_else(Gap::default, |n| n.gap);
    if let Some(next) = opens_next(run, titles, own) {
        return next;
    }
    let dash_next = run
        .get(at + 1)
        .is_some_and(|n| n.label() == Label::Title && (n.gap.dash || n.gap.colon));
    if gap(first).dash && dash_next {
        return titles.len();
    }
    // Honorifics may stand before the title too: `معالي وزير`.
    let touches = (last + 1..=own).all(|i| gap(i).touches());
    // `A, the writer and journalist B`: where titles stand first, an article opens the next one's.
    let opens = gap(first).comma && gap(first).article;
    let before =
        titled_before || found.last().is_some_and(|n| n.titles.is_empty()) && listed(found);
    // `deputies A and B, the minister C`: nor does a member of a list that shares a title take one.
    let shares = found.last().is_some_and(|n| n.titles.is_empty()) && listed(found);
    if opens && (touches && before || shares && gap(own).comma) {
        return 0;
    }
    // `Minister A and director, envoy B`: where titles stand first, those after `and` are the next's.
    if touches && titled_before && gap(first).and && !gap(first).comma {
        return 0;
    }
    if touches {
        let mut j = titles.len() - 1;
        while j > 0
            && titles
                .get(j)
                .is_some_and(|t| joined(run, *t) && !honoured(run, *t))
        {
            j -= 1;
        }
        if j == 0 && !titled && titles.len() > 1 && !gap(first).and {
            // The name before has no title of its own: the last conjunction divides.
            return (1..titles.len())
                .rev()
                .find(|i| titles.get(*i).is_some_and(|t| gap(*t).and))
                .unwrap_or(titles.len() - 1);
        }
        return j;
    }
    if title_first && !gap(first).touches() && !gap(first).dash && !gap(first).open {
        return 0;
    }
    let state = |i: usize| {
        run.get(i)
            .and_then(Node::title)
            .and_then(|t| t.country.as_ref())
            .map(|c| c.code.clone())
    };
    let before = found
        .last()
        .and_then(|n| n.titles.iter().find_map(|t| t.title.country.as_ref()))
        .map(|c| c.code.clone());
    if titled_before
        && gap(first).comma
        && gap(own).comma
        && state(first).is_some()
        && state(first) != before
    {
        return 0;
    }
    titles.len()
}

/// `A, mayor, and the minister of health, B`: an article after a conjunction, or after nothing,
/// opens the phrase of the next person where a comma leads on to that name.
fn opens_next(run: &[Node], titles: &[usize], own: usize) -> Option<usize> {
    if !run.get(own).is_some_and(|n| n.gap.comma && !n.gap.and) {
        return None;
    }
    let opens = |at: &usize| {
        run.get(*at).is_some_and(|n| {
            n.gap.article && (n.gap.and || n.gap.touches()) || n.gap.of && n.gap.and
        })
    };
    titles.iter().rposition(opens)
}

/// Whether the names before are a list that takes up a plural title.
fn listed(found: &[Naming]) -> bool {
    found
        .iter()
        .rev()
        .find(|n| !n.titles.is_empty())
        .is_some_and(|n| n.titles.iter().all(|t| t.title.plural))
}

/// Whether the title at node `at` is tied to the one before it: `A and B`, or side by side.
fn joined(run: &[Node], at: usize) -> bool {
    run.get(at).is_some_and(|n| {
        (n.gap.touches() || n.gap.and && !n.gap.comma) && !n.gap.article && !another(n)
    })
}

/// `ومعالي وزير الدولة`: an honorific before a title opens the phrase of the next person.
fn honoured(run: &[Node], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| run.get(before))
        .is_some_and(|n| {
            n.label() == Label::Honorific && !is_post_nominal(n) && (n.gap.comma || n.gap.and)
        })
}

/// `وولي العهد والرئيس`: with an article glued to it, a title after `and` is somebody else's.
fn another(node: &Node) -> bool {
    node.gap.and && node.title().is_some_and(|t| t.definite)
}

/// Several people of an occupation.
fn many(node: &Node) -> bool {
    node.title().is_some_and(|t| t.plural && t.occupation)
}

/// `وسمو ولي العهد`, `Serov: Mr President, ...`: a title that `and` or a colon and a style stand
/// before is somebody else's.
fn styled(run: &[Node], begin: usize, at: usize) -> bool {
    let own = honorifics_before(run, begin, at);
    own < at
        && run
            .get(own)
            .is_some_and(|n| n.gap.and && !n.gap.comma || n.gap.colon)
}

/// The titles after the last name that still belong to it.
fn chain_after(run: &[Node], begin: usize, titles: &[usize], writing: &Writing) -> Vec<usize> {
    // Where particles are glued to nouns offices stand right after the name.
    let (spaced, after) = (writing.spaced, !writing.enclitics.is_empty());
    let mut chain = Vec::new();
    for &at in titles {
        let Some(node) = run.get(at) else { break };
        let first = chain.is_empty();
        // `A and the Minister`, `making A the President`: a title joined to a name by `and` or only
        // by an article is somebody else's or none.
        let joined = node.gap.and || node.gap.article && node.gap.touches();
        let others = node.gap.and && node.title().is_some_and(|t| t.plural);
        // `A (PSB) and the president` likewise.
        let named = (begin..at).all(|i| run.get(i).is_some_and(is_post_nominal));
        let beside = named || node.gap.close;
        if first && joined && beside && (!node.gap.comma || others) || styled(run, begin, at) {
            break;
        }
        // `Skilled workers`: one word alone is no name before a bare occupation.
        let bare = node
            .title()
            .is_some_and(|t| t.occupation && !t.complemented());
        let lone = at > 0
            && run
                .get(at - 1)
                .is_some_and(|n| n.label() == Label::Person && n.mention.score < 0.4);
        if first && (bare && !after || lone) && node.gap.touches() {
            break;
        }
        if !first
            && node.gap.and
            && node.gap.article
            && node.title().is_some_and(|t| t.definite)
            && node.gap.comma
        {
            break;
        }
        // `A, Mayor, senators, deputies`: a group after a post is of others.
        let group = node.title().is_some_and(|t| t.plural);
        if !first && group && (node.gap.of || node.gap.article) {
            break;
        }
        // `习近平主席和意大利领导人`: where titles stand before names, another state after `and` has
        // other officials.
        if !spaced && node.gap.and && node.title().is_some_and(|t| t.country.is_some()) {
            break;
        }
        chain.push(at);
    }
    chain
}

/// Ties what stands after a name, nodes `begin..end`, to it.
fn take_after<'a>(
    line: &Line<'a>,
    run: &[Node<'a>],
    naming: &mut Naming<'a>,
    begin: usize,
    end: usize,
    titles: &[usize],
) {
    for at in begin..end {
        let Some(node) = run.get(at) else { break };
        match &node.mention.detail {
            Detail::Honorific(HonorificKind::PostNominal)
                if node.gap.touches() || node.gap.comma =>
            {
                naming.honorifics.push(node.mention.range);
                naming.end = node.end;
            }
            Detail::Country(state) if naming.country.is_none() => {
                if let Some(rule) = country_after(line, run, at, state) {
                    naming.country = Some((state.clone(), rule));
                    naming.end = node.end;
                }
            }
            Detail::Organisation(None) if node.gap.comma && at == begin => {
                if let Some(tied) = naming
                    .titles
                    .last_mut()
                    .filter(|t| t.title.organization.is_none() && t.title.country.is_none())
                {
                    tied.body = Some(node.mention.range);
                    naming.end = node.end;
                }
            }
            Detail::Title(title)
                if titles.contains(&at)
                    && !(title.weak && weak_after(node))
                    && !stands_apart(line, naming, node) =>
            {
                let (rule, score) = after_rule(node.gap);
                naming.titles.push(Tied {
                    title,
                    body: None,
                    portfolio: None,
                    elided: None,
                    rule,
                    score,
                    status: None,
                });
                naming.end = node.end;
            }
            _ => {}
        }
    }
}

/// Whether a title after a name is another word of the sentence rather than the name's apposition.
fn stands_apart(line: &Line, naming: &Naming, node: &Node) -> bool {
    node.gap.touches() && governed(line, node) || goes_on(line, node) || is_noun(line, naming, node)
}

/// Where genitives and datives just follow (`письмо Серова лидерам`), a lower-case plural that no
/// mark parts from the name is another word of the sentence.
fn governed(line: &Line, node: &Node) -> bool {
    let lower = line
        .segment
        .tokens
        .get(node.first)
        .is_some_and(|t| !t.capitalised());
    let plural = node.title().is_some_and(|t| t.plural);
    line.pack.juxtaposes() && line.pack.source.writing.capitals && lower && plural
}

/// `Zeitenwende, die der Kanzler ...`: where nouns have capitals a lone unknown word is one, before
/// whatever title a comma and an article part from it.
fn is_noun(line: &Line, naming: &Naming, node: &Node) -> bool {
    line.pack.source.writing.nouns_capitalised
        && !naming.is_named()
        && (node.gap.article || node.gap.touches())
}

/// `A, the members' questions answered`: where verbs come last a title after a name and a comma
/// opens the sentence's next phrase unless a mark closes it.
fn goes_on(line: &Line, node: &Node) -> bool {
    let next = line.segment.tokens.get(node.end);
    let opens = node.gap.touches() || node.gap.comma;
    line.pack.source.writing.verb_last
        && opens
        && next.is_some_and(|t| t.kind != rostra_document::TokenKind::Mark)
}

/// A bare `member` or `director` after a comma is too little.
fn weak_after(node: &Node) -> bool {
    !(node.gap.dash || node.gap.colon || node.gap.open || node.gap.and)
}

fn after_rule(gap: Gap) -> (&'static str, f32) {
    match gap {
        Gap { dash: true, .. } => ("apposition.after.dash", 0.95),
        Gap { colon: true, .. } => ("apposition.after.colon", 0.95),
        Gap { open: true, .. } => ("apposition.after.bracket", 0.9),
        Gap { comma: true, .. } => ("apposition.after.comma", 0.9),
        Gap { and: true, .. } => ("apposition.after.and", 0.9),
        _ => ("apposition.after", 0.85),
    }
}

/// The rule by which the state at node `at` belongs to the name before it.
fn country_after(line: &Line, run: &[Node], at: usize, state: &CountryRef) -> Option<&'static str> {
    let gap = run.get(at)?.gap;
    if gap.open {
        return Some("country.bracket");
    }
    if state.form != CountryForm::Name {
        return None;
    }
    if gap.of {
        return Some("country.of");
    }
    let next = run.get(at + 1).map(|n| n.gap);
    let closed = next.is_none_or(|g| g.comma || g.dash || g.and || g.close || g.semicolon);
    let ends = || {
        run.get(at)
            .and_then(|n| line.segment.tokens.get(n.end))
            .is_none_or(|t| t.is_mark(';') || t.is_mark('.'))
    };
    (gap.comma && closed && (line.is_listed() || ends())).then_some("country.listed")
}

/// A name with the titles and honorifics before it.
fn name_with_titles<'a>(
    text: &Line<'a>,
    run: &[Node<'a>],
    line: usize,
    node: &Node<'a>,
    own: usize,
    at: usize,
    titles: &[usize],
) -> Naming<'a> {
    let mut naming = Naming {
        line,
        name: node.mention.range,
        score: node.mention.score,
        model: node.mention.model,
        honorifics: Vec::new(),
        titles: Vec::new(),
        country: None,
        neighbour: None,
        first: run.get(own).map_or(node.first, |n| n.first),
        end: node.end,
        list: 0,
    };
    let from = before_chain(text, run, titles, own);
    for &t in titles.get(from..).unwrap_or_default() {
        let Some(tied) = run.get(t).and_then(Node::title) else {
            continue;
        };
        let (rule, score) = before_rule(run.get(t + 1).map_or_else(Gap::default, |n| n.gap));
        naming.titles.push(Tied {
            title: tied,
            body: None,
            portfolio: None,
            elided: None,
            rule,
            score,
            status: None,
        });
        naming.first = naming.first.min(run.get(t).map_or(usize::MAX, |n| n.first));
    }
    let begin = titles
        .get(from)
        .map_or(own, |t| honorifics_before(run, 0, *t));
    for node in run.get(begin..at).unwrap_or_default() {
        if node.label() == Label::Honorific {
            naming.honorifics.push(node.mention.range);
            naming.first = naming.first.min(node.first);
        }
    }
    naming
}

/// `le Garde des Sceaux, ministre de la Justice, A`, `l'écrivain, grand reporter B`: an office of
/// several nouns needs no complement, and a person has several occupations.
fn fixed(run: &[Node], titles: &[usize], from: usize) -> bool {
    let title = |i: usize| {
        titles
            .get(i)
            .and_then(|t| run.get(*t))
            .and_then(Node::title)
    };
    let phrase = |t: &TitleDetail| t.head.split_whitespace().count() >= 3;
    let (first, second) = (title(from - 1), title(from));
    first.is_some_and(phrase)
        || first.is_some_and(|t| t.occupation) && second.is_some_and(|t| t.occupation)
}

/// Which of the titles before a name really are its own: from the last one backwards as long as
/// they are joined, or separated by commas without an article.
fn before_chain(line: &Line, run: &[Node], titles: &[usize], own: usize) -> usize {
    let Some(&last) = titles.last() else { return 0 };
    // `the ambassadors of Germany and Japan, A and B`: further states belong to the title.
    let state = |i: usize| {
        run.get(i)
            .is_some_and(|n| n.label() == Label::Country && n.gap.and)
    };
    let reach = (last + 1..=own)
        .filter(|i| !state(*i))
        .map(|i| run.get(i).map_or_else(Gap::default, |n| n.gap));
    // `THE PRESIDENT: Well, ...`: one word after a colon is no name, and none is what a label in
    // capitals says.
    let label = run.get(last).is_some_and(|n| {
        let tokens = line.segment.tokens.get(n.first..n.end).unwrap_or_default();
        tokens
            .iter()
            .all(|t| t.case == Case::Upper || t.kind != TokenKind::Word)
    });
    let spoken = line.segment.tokens.get(run.get(own).map_or(0, |n| n.first));
    let label = label && spoken.is_some_and(|t| t.case != Case::Upper);
    // Nor are nouns, where they have capitals.
    let lone = run.get(own).is_some_and(|n| {
        let noun = n.mention.source == "name.run.nouns";
        n.gap.colon && (n.mention.score < 0.5 || label || noun)
    });
    if lone {
        return titles.len();
    }
    // `die Hoffnung`: where nouns have capitals, an article stands before no name.
    let noun = run.get(own).is_some_and(|n| {
        n.gap.article && n.mention.source == "name.single" && n.mention.score < 0.4
    });
    let mut tied = !noun;
    for gap in reach {
        tied &= gap.touches()
            || (gap.comma || gap.colon || gap.dash) && !gap.and && !gap.of && !gap.close
            || gap.open && !gap.comma && !gap.close && supplied(run, titles);
    }
    if !tied {
        return titles.len();
    }
    let mut from = titles.len() - 1;
    while from > 0 {
        let Some(&at) = titles.get(from) else { break };
        let between = run.get(at).map_or_else(Gap::default, |n| n.gap);
        let definite = titles
            .get(from - 1)
            .and_then(|t| run.get(*t))
            .and_then(Node::title)
            .is_some_and(|t| t.definite && !t.complemented());
        let ok = between.touches()
            || (between.and || between.comma || between.dash)
                && !between.article
                && !run.get(at).is_some_and(another)
                && !(definite && between.comma && !fixed(run, titles, from))
                && !(definite && between.and && several_chiefs(line, run, titles, from))
                && !(between.and && two_states(run, titles.get(from - 1).copied(), at));
        if !ok {
            break;
        }
        from -= 1;
    }
    from
}

/// `el presidente (Prado) dijo`: a name that alone stands in brackets after one bare office tells whose
/// it is.
fn supplied(run: &[Node], titles: &[usize]) -> bool {
    titles
        .last()
        .and_then(|at| run.get(*at))
        .and_then(Node::title)
        .is_some_and(|t| !t.plural && !t.occupation && t.definite)
}

/// `the Vice President and Prime Minister A met`: two bare chiefs of state or government, the first
/// with an article, are two people.
fn several_chiefs(line: &Line, run: &[Node], titles: &[usize], second: usize) -> bool {
    const CHIEFS: [&str; 4] = [
        "head_of_state",
        "deputy_head_of_state",
        "head_of_government",
        "monarch",
    ];
    let heads = &line.pack.source.offices.heads;
    let family = |at: usize| {
        let title = titles
            .get(at)
            .and_then(|t| run.get(*t))
            .and_then(Node::title)
            .filter(|t| !t.complemented() && t.country.is_none())?;
        CHIEFS.iter().find(|family| {
            heads
                .get(**family)
                .is_some_and(|words| words.iter().any(|w| *w == *title.head))
        })
    };
    family(second).is_some() && second > 0 && family(second - 1).is_some()
}

/// `the Minister of Jordan and the Secretary of Iraq A`: posts of two states are of two people.
fn two_states(run: &[Node], before: Option<usize>, at: usize) -> bool {
    let state = |i: usize| {
        let title = run.get(i).and_then(Node::title)?;
        title.country.as_ref().map(|c| &c.code)
    };
    let pair = before.and_then(state).zip(state(at));
    pair.is_some_and(|(a, b)| a != b)
}

/// Whether more than the bare head was said; a bare `the Minister` is somebody named elsewhere.
pub trait Complemented {
    /// Whether a state, a body or further words stand with the head.
    fn complemented(&self) -> bool;
}

impl Complemented for TitleDetail {
    fn complemented(&self) -> bool {
        self.country.is_some()
            || self.organization.is_some()
            || self.pieces.iter().map(|p| p.len()).sum::<usize>() > self.head.len() + 2
    }
}

fn before_rule(gap: Gap) -> (&'static str, f32) {
    match gap {
        Gap { colon: true, .. } => ("apposition.before.colon", 0.9),
        Gap { comma: true, .. } => ("apposition.before.comma", 0.85),
        Gap { and: true, .. } => ("apposition.before.and", 0.9),
        _ => ("apposition.before", 0.95),
    }
}
