//! Titles tied to a name by a few words, and states shared along a list of titles.

use rostra_lexicon::Class;

use super::line::{Line, one, set};
use super::name::Name;
use super::title::{self, Title};

/// Words that say which office somebody has or gets.
const LINKS: [&str; 24] = [
    "为",
    "是",
    "任",
    "担任",
    "出任",
    "接任",
    "就任",
    "升任",
    "兼任",
    "获任",
    "当选",
    "当选为",
    "任命为",
    "被任命为",
    "获任命为",
    "获委任为",
    "被提名为",
    "获提名为",
    "晋升",
    "现任",
    "辞去",
    "获提名",
    "获委任",
    "续任",
];

/// Where the words begin that tie a title at `start` to the name before it.
pub fn before(line: &Line, start: usize, names: &[Name]) -> Option<usize> {
    let mut at = start;
    let dot = at
        .checked_sub(1)
        .filter(|at| line.japanese && line.is_mark(*at, &['・']));
    if let Some(dot) = dot.filter(|dot| names.iter().any(|n| n.end == *dot)) {
        return Some(dot);
    }
    for _ in 0..2 {
        let word = line.word_to(at)?;
        if !is_link(line, word.start, word.end) {
            return None;
        }
        at = word.start;
        if names.iter().any(|n| n.end == at) {
            return Some(at);
        }
    }
    None
}

/// Whether a title that is followed by `的` is one that a name behind it has or had:
/// `获提名国防部长的奥斯丁`.
pub fn is_attribute(line: &Line, title: &Title) -> bool {
    let linked = line
        .word_to(title.start)
        .is_some_and(|w| is_link(line, w.start, w.end));
    (linked || title.status.is_some() || line.japanese)
        && line
            .word_from(title.end)
            .is_some_and(|w| w.is(one(Class::Of)))
}

fn is_link(line: &Line, start: usize, end: usize) -> bool {
    let text: String = (start..end).filter_map(|at| line.ideograph(at)).collect();
    LINKS.contains(&text.as_str())
}

/// Hands the state of a title on to the next one of the list: `巴基斯坦总统甲、总理乙`.
pub fn share_states(line: &Line, titles: &mut [Title], names: &[Name]) {
    let mut state: Option<((usize, usize), usize)> = None;
    for title in titles {
        let end = names
            .iter()
            .find(|n| n.start == title.end)
            .map_or(title.end, |n| n.end);
        let listed = |from: usize| {
            from < title.start
                && (from..title.start).all(|at| {
                    line.is_mark(at, &['、'])
                        || line.word(at).is_some_and(|w| {
                            w.is(set(&[Class::And, Class::ListWord])) && w.len() <= 2
                        })
                })
        };
        if let Some((shared, from)) = state
            && title.country.is_none()
            && is_of_state(line, title)
            && listed(from)
        {
            title.shared = Some(shared);
        }
        let cut = title.country.filter(|country| country.0 < title.text);
        state = cut.or(title.shared).map(|country| (country, end));
    }
}

/// Lets a title without a body of its own have the one of the company named by the title before
/// it: `集团党组书记、董事长甲`.
pub fn share_bodies(line: &Line, titles: &mut [Title]) {
    let mut before: Option<Title> = None;
    for title in titles {
        if let Some(last) = before
            && title.country.is_none()
            && (is_of_state(line, title)
                || is_of_party_group(line, title)
                || title::is_international(line, &last))
            && !line
                .word_from(title.text)
                .is_some_and(|w| w.is(one(Class::Portfolio)))
            && title.start == last.end + 1
            && (line.is_mark(last.end, &['、'])
                || line
                    .word_from(last.end)
                    .is_some_and(|w| w.is(one(Class::And))))
            && title::acts_for_no_state(line, &last)
        {
            title.body_from = last.body_from;
        }
        before = Some(*title);
    }
}

/// The party groups within bodies and companies.
const GROUPS: [&str; 6] = ["党组", "党委", "纪委", "机关党委", "工会", "董事会"];

/// Whether the office is one of the party group of whatever body was named before.
fn is_of_party_group(line: &Line, title: &Title) -> bool {
    line.word_from(title.text).is_some_and(|w| {
        GROUPS
            .iter()
            .any(|group| line.keys(w.start, w.end).starts_with(group))
    })
}

/// Whether the office may be one of any state: no place and no body but a ministry is named.
fn is_of_state(line: &Line, title: &Title) -> bool {
    let places = set(&[Class::StateBody, Class::Body, Class::Party, Class::Unit]);
    line.words
        .iter()
        .filter(|w| w.start >= title.text && w.end <= title.head)
        .all(|w| !w.is(places) || line.ideograph(w.end - 1) == Some('部'))
}
