//! The element that holds the release.
//!
//! From the heaviest lines of prose we climb to the elements around them as long as these add prose and not furniture. The regions found
//! so compete; the headline, and what the page itself says of its elements, decide between them. What the libraries do that we compared
//! (readability's scores by paragraph, trafilatura's by rule) rests on the same observations; they hand out text without a way back.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use html5ever::local_name;

use super::blocks::{Block, Blocks, Role};
use super::page::Page;
use super::words;

/// Lines that regions are climbed to from at most.
const SEEDS: usize = 400;
/// Weight of a line of prose at least; of one that ends in a full stop.
pub(super) const PROSE: u32 = 40;
const SENTENCE: u32 = 20;

/// The element that holds the release.
pub(super) fn best_region(
    page: &Page,
    blocks: &Blocks,
    sums: &Sums,
    headline: Option<usize>,
) -> Option<u32> {
    let seeds = seeds(page, blocks, sums);
    let after =
        headline.and_then(|headline| seeds.iter().copied().filter(|&at| at > headline).min());
    let mut regions: Vec<(u32, Range<usize>)> = Vec::new();
    let tried = seeds.iter().copied().take(SEEDS).chain(after);
    for seed in tried {
        if regions.iter().any(|(_, lines)| lines.contains(&seed)) {
            continue;
        }
        let region = climb(page, blocks, sums, blocks.list.get(seed)?.element);
        let lines = blocks.within(page, region);
        // A heavier seed climbed less far, and knew why.
        if !regions
            .iter()
            .any(|(_, known)| lines.start <= known.start && known.end <= lines.end)
        {
            regions.push((region, lines));
        }
    }
    let score = |(region, lines): &(u32, Range<usize>)| {
        let follows = after.is_some_and(|after| lines.contains(&after));
        sums.within(lines).0 * likely(page, *region) * if follows { 3 } else { 1 }
    };
    regions
        .iter()
        .max_by_key(|region| score(region))
        .map(|&(region, _)| region)
}

/// Lines of prose, the heaviest first. A line that stands between the boxes of a page says nothing of the element around all of these,
/// so it counts only where most of the element's prose is its own.
fn seeds(page: &Page, blocks: &Blocks, sums: &Sums) -> Vec<usize> {
    let prose = || {
        blocks
            .list
            .iter()
            .enumerate()
            .filter(|(_, line)| is_prose(blocks, line))
    };
    let mut own: HashMap<u32, u64> = HashMap::new();
    for (_, line) in prose() {
        *own.entry(line.element).or_default() += u64::from(line.weight - line.linked);
    }
    own.retain(|&element, own| *own * 2 >= sums.within(&blocks.within(page, element)).0);
    let mut seeds: Vec<(usize, &Block)> = prose()
        .filter(|(_, line)| own.contains_key(&line.element))
        .collect();
    if seeds.is_empty() {
        seeds = prose().collect();
    }
    seeds.sort_by_key(|(_, line)| Reverse(line.weight - line.linked));
    seeds.into_iter().map(|(at, _)| at).collect()
}

/// The outermost element around `at` that adds more prose than furniture on the way. Out of a cell of the page's layout, and to the
/// page as a whole, it must be much more.
fn climb(page: &Page, blocks: &Blocks, sums: &Sums, at: u32) -> u32 {
    let mut region = at;
    let (mut prose, mut noise) = sums.within(&blocks.within(page, at));
    let mut walled = false;
    for around in page.ancestors(at) {
        walled |= page.is(around, &local_name!("table")) || page.is(around, &local_name!("body"));
        let (all, dirt) = sums.within(&blocks.within(page, around));
        let (more, worse) = (all - prose, dirt - noise);
        let clean = !walled && more >= u64::from(SENTENCE) && worse * 10 <= more * 3;
        let share = if walled { 30 } else { 15 };
        let much = more > 0 && more * 100 >= prose * share && more * 10 > worse * 7;
        if clean || much {
            (region, prose, noise) = (around, all, dirt);
        }
    }
    region
}

/// How much the page itself says for a region.
fn likely(page: &Page, region: u32) -> u64 {
    let around = || std::iter::once(region).chain(page.ancestors(region));
    let body = around().any(|at| page.attr(at, "itemprop") == Some("articleBody"));
    let main = around().any(|at| {
        page.is(at, &local_name!("article"))
            || page.is(at, &local_name!("main"))
            || page.attr(at, "role") == Some("main")
    });
    let named = around().take(3).any(|at| {
        words::any(page, at, |word| {
            matches!(
                word,
                "content"
                    | "article"
                    | "body"
                    | "entry"
                    | "text"
                    | "detail"
                    | "news"
                    | "press"
                    | "post"
            )
        })
    });
    4 + 3 * u64::from(body) + u64::from(main) + u64::from(named)
}

/// Prose and furniture before each line.
pub(super) struct Sums(Vec<(u64, u64)>);

impl Sums {
    pub(super) fn of(blocks: &Blocks) -> Self {
        let mut sums = vec![(0, 0)];
        let (mut prose, mut noise) = (0, 0);
        for block in blocks.list.iter() {
            if block.furniture {
            } else if is_linked(block) {
                noise += u64::from(25 + block.weight / 2);
            } else if is_prose(blocks, block) {
                prose += u64::from(block.weight - block.linked);
            } else if matches!(block.role, Role::Item | Role::Row | Role::Term)
                && block.weight >= SENTENCE
            {
                prose += u64::from(block.weight - block.linked) / 2;
            } else if !matches!(block.role, Role::Heading(_)) {
                noise += 5;
            }
            sums.push((prose, noise));
        }
        Self(sums)
    }

    pub(super) fn within(&self, lines: &Range<usize>) -> (u64, u64) {
        let at = |line: usize| self.0.get(line).copied().unwrap_or_default();
        (
            at(lines.end).0 - at(lines.start).0,
            at(lines.end).1 - at(lines.start).1,
        )
    }
}

/// Whether most of a line is links.
pub(super) fn is_linked(block: &Block) -> bool {
    block.linked * 2 > block.weight
}

/// Whether a line is running text.
pub(super) fn is_prose(blocks: &Blocks, block: &Block) -> bool {
    if block.furniture || is_linked(block) || matches!(block.role, Role::Heading(_)) {
        return false;
    }
    let sentence = || {
        blocks.said(block).ends_with([
            '.', '!', '?', '。', '！', '？', '؟', '”', '»', '」', ';', ':', '：',
        ])
    };
    block.weight >= PROSE || block.weight >= SENTENCE && sentence()
}
