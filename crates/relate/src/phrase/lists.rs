//! Lists of people: a plural title that all share, states that several titles or names share.

use super::{Naming, Tied};
use crate::line::{Gap, Line, Node};
use rostra_document::{CountryRef, Detail};

/// A title in the plural goes to each name of its list; so does any title of a script without
/// plurals.
pub(super) fn distribute<'a>(
    line: &Line<'a>,
    run: &[Node<'a>],
    names: &[usize],
    found: &mut [Naming<'a>],
) {
    let spaced = line.pack.source.writing.spaced;
    let numberless = line.pack.is_syllabic();
    let mut shared: Option<Tied<'a>> = None;
    for (k, at) in names.iter().enumerate() {
        let gap = run.get(*at).map_or_else(Gap::default, |n| n.gap);
        let Some(naming) = found.get_mut(k) else {
            continue;
        };
        if let Some(own) = naming
            .titles
            .iter()
            .rev()
            .find(|t| t.rule.starts_with("apposition.before"))
        {
            let colon = own.rule.ends_with("colon");
            shared = (own.title.plural || colon || !spaced || numberless).then(|| own.clone());
            continue;
        }
        let listed = (gap.comma || gap.and) && !faces(line, naming);
        if !listed || !naming.titles.is_empty() && spaced {
            shared = shared.filter(|_| listed);
            continue;
        }
        let bare = !numberless || naming.honorifics.is_empty();
        if let Some(tied) = shared
            .as_ref()
            .filter(|t| naming.titles.is_empty() && (bare || t.title.plural))
        {
            naming.titles.push(Tied {
                rule: "list.distributed",
                score: 0.85,
                status: None,
                ..tied.clone()
            });
        }
    }
    // `A and B, deputies`: the plural after the last name goes back over the list, and any office
    // where offices follow names.
    let follows = !line.pack.source.writing.enclitics.is_empty();
    let mut shared: Option<Tied<'a>> = None;
    for (k, naming) in found.iter_mut().enumerate().rev() {
        if let Some(own) = naming
            .titles
            .iter()
            .find(|t| t.rule.starts_with("apposition.after"))
        {
            shared = (own.title.plural || follows).then(|| own.clone());
        } else if let (true, Some(tied)) = (naming.titles.is_empty(), &shared) {
            naming.titles.push(Tied {
                rule: "list.distributed.back",
                score: 0.8,
                status: None,
                ..tied.clone()
            });
        } else {
            shared = None;
        }
        let gap = names
            .get(k)
            .and_then(|at| run.get(*at))
            .map_or_else(Gap::default, |n| n.gap);
        if !(gap.and || gap.comma) {
            shared = None;
        }
    }
}

/// Whether a word before the naming sets it against whoever stands before: `王毅同布林肯会谈`.
fn faces(line: &Line, naming: &Naming) -> bool {
    let with = &line.pack.source.connectors.with;
    let before = naming.first.checked_sub(1);
    before
        .filter(|_| !with.is_empty())
        .and_then(|at| line.segment.tokens.get(at))
        .is_some_and(|t| with.iter().any(|word| *word == *t.key))
}

/// `с членами совета Олег Серов провёл`: where nouns have cases, a title that can only be plural
/// is not that of one person after it.
pub(super) fn part_from_groups(line: &Line, run: &[Node], found: &mut [Naming]) {
    if !(line.pack.juxtaposes() && line.pack.source.writing.capitals) {
        return;
    }
    for k in 0..found.len() {
        let group = |t: &Tied| {
            t.rule.starts_with("apposition.before")
                && !found
                    .get(k + 1)
                    .is_some_and(|n| n.titles.iter().any(|o| std::ptr::eq(o.title, t.title)))
                && run
                    .iter()
                    .find(|n| n.title().is_some_and(|d| std::ptr::eq(d, t.title)))
                    .is_some_and(|n| surely_plural(line, n))
        };
        let Some(naming) = found.get(k) else { continue };
        let keep: Vec<bool> = naming.titles.iter().map(|t| !group(t)).collect();
        if let Some(naming) = found.get_mut(k) {
            let mut keep = keep.into_iter();
            naming.titles.retain(|_| keep.next().unwrap_or(true));
        }
    }
}

/// Whether the head noun of the title at `node` stands in a case that only the plural has.
fn surely_plural(line: &Line, node: &Node) -> bool {
    let Some(title) = node.title() else {
        return false;
    };
    let lemma = title.head.split(' ').next().unwrap_or_default();
    let stem = line.pack.stem_of(lemma);
    (node.first..node.end)
        .filter_map(|at| line.segment.tokens.get(at))
        .find(|t| line.pack.stem(&t.key) == stem)
        .is_some_and(|t| line.pack.is_surely_plural(&t.key))
}

/// `President A and Prime Minister B of Poland`: the state after the last of two goes to both.
pub(super) fn share_country(run: &[Node], names: &[usize], found: &mut [Naming]) {
    for k in 1..found.len() {
        let state = found
            .get(k)
            .and_then(|n| n.country.clone())
            .filter(|(_, rule)| *rule == "country.of");
        let joined = names.get(k - 1..=k).is_some_and(|pair| {
            let between = run.get(pair[0] + 1..=pair[1]).unwrap_or_default();
            between.iter().any(|n| n.gap.and && !n.gap.comma)
                && between.iter().all(|n| !n.gap.comma)
        });
        let Some(before) = found.get_mut(k - 1) else {
            continue;
        };
        let open = before.country.is_none()
            && before
                .titles
                .iter()
                .any(|t| t.title.country.is_none() && !t.title.stateless);
        if let (Some((state, _)), true) = (state, joined && open) {
            before.country = Some((state, "country.of.list"));
        }
    }
}

/// `the Uzbek and Kyrgyz ministers, A and B`, `the ambassadors of Germany and Japan, A and B`: as
/// many states as names, each to each.
pub(super) fn zip_states(run: &[Node], names: &[usize], found: &mut [Naming]) {
    let Some(first) = names.first() else { return };
    let shared = |n: &Naming| n.titles.first().is_some_and(|t| t.title.plural);
    if names.len() < 2 || !found.iter().all(shared) {
        return;
    }
    let states: Vec<CountryRef> = run
        .get(..*first)
        .unwrap_or_default()
        .iter()
        .filter_map(|n| match &n.mention.detail {
            Detail::Country(state) => Some(state.clone()),
            Detail::Title(title) => title.country.clone(),
            _ => None,
        })
        .collect();
    if states.len() == names.len() {
        for (naming, state) in found.iter_mut().zip(states) {
            naming.country = Some((state, "country.zipped"));
        }
    }
}

/// `the Georgian President A and Prime Minister B`: the second of a list is of the first's state,
/// where titles stand first and no other state is named.
pub(super) fn neighbours<'a>(run: &[Node<'a>], names: &[usize], found: &mut [Naming<'a>]) {
    let mut state: Option<CountryRef> = None;
    let mut closed = false;
    let mut from = 0;
    for (naming, at) in found.iter_mut().zip(names) {
        let joined = run
            .get(from..=*at)
            .unwrap_or_default()
            .iter()
            .any(|n| n.gap.and);
        from = at + 1;
        let own = naming.titles.iter().find_map(|t| t.title.country.clone());
        let before = naming
            .titles
            .iter()
            .any(|t| t.rule.starts_with("apposition.before") && !t.title.stateless);
        let gap = run.get(*at).map_or_else(Gap::default, |n| n.gap);
        match own {
            Some(own) => {
                state = Some(own).filter(|_| before && naming.country.is_none());
                closed = joined;
            }
            // `A and the President of Chile B, Minister C`: the list had ended.
            None if closed && !joined => state = None,
            None if before && naming.country.is_none() => naming.neighbour.clone_from(&state),
            None if gap.comma || gap.and => {}
            None => state = None,
        }
    }
}
