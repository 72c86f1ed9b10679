//! Lists of other releases: boxes of one kind, each with a linked headline over a few words; and what stands under a heading that
//! says that it leads elsewhere.

use std::collections::HashMap;

use html5ever::local_name;

use super::blocks::{Block, Blocks, Role};
use super::page::Page;

/// Weight of a linked headline at least; of one with a sentence under it.
const HEADLINE: u32 = 25;
const SHORT: u32 = 8;
/// Weight of a box at most.
const BOX: u32 = 600;
/// Boxes of a list at least.
const BOXES: usize = 3;
/// How far out from its headline a box may lie.
const OUT: usize = 5;

/// What headings over other releases begin with, in letters.
const ELSEWHERE: [&str; 44] = [
    "related",
    "readmore",
    "readalso",
    "seealso",
    "morenews",
    "latestnews",
    "youmayalso",
    "recommended",
    "dernièresactualités",
    "àlireaussi",
    "lireaussi",
    "surlemêmesujet",
    "articlesliés",
    "weiterepressemitteilungen",
    "weiteremeldungen",
    "lesensieauch",
    "mehrzumthema",
    "ähnliche",
    "relacionad",
    "leatambién",
    "tambiénpuede",
    "másnoticias",
    "otrasnoticias",
    "notíciasrelacionadas",
    "leiatambém",
    "leggianche",
    "correlati",
    "читайтетакже",
    "потеме",
    "смотритетакже",
    "другиеновости",
    "читайтетакож",
    "zobacztakże",
    "powiązane",
    "ilgilihaberler",
    "bacajuga",
    "أخبارذاتصلة",
    "اقرأأيضا",
    "اقرأأيضًا",
    "مواضيعذاتصلة",
    "相关",
    "相關",
    "関連",
    "관련",
];

/// Boxes under one element, by how they look: their children's name and class.
type Looks<'a> = (u32, &'a str, &'a str);

/// Marks the lines of such lists as furniture.
pub(super) fn mark(page: &Page, blocks: &mut Blocks) {
    let mut found = under_headings(page, blocks);
    for boxes in alike(page, blocks)
        .into_values()
        .filter(|boxes| boxes.len() >= BOXES)
    {
        let ranges: Vec<_> = boxes.iter().map(|&at| blocks.within(page, at)).collect();
        let teasers = ranges.iter().filter(|range| {
            is_teaser(
                page,
                blocks,
                blocks.list.get((*range).clone()).unwrap_or_default(),
            )
        });
        if teasers.count() * 3 >= boxes.len() * 2 {
            found.extend(ranges);
        }
    }
    for line in found.into_iter().flatten() {
        if let Some(line) = blocks.list.get_mut(line) {
            line.furniture = true;
        }
    }
}

/// Boxes that may be teasers, by their looks.
fn alike<'a>(page: &'a Page, blocks: &Blocks) -> HashMap<Looks<'a>, Vec<u32>> {
    let mut lists: HashMap<Looks<'_>, Vec<u32>> = HashMap::new();
    for block in blocks
        .list
        .iter()
        .filter(|block| is_linked_headline(page, block))
    {
        let around = std::iter::once(block.element).chain(page.ancestors(block.element));
        for at in around.take(OUT) {
            let Some(name) = page.name(at).filter(|_| page.is_one_of_several(at)) else {
                continue;
            };
            let boxes = lists
                .entry((
                    page.parent(at),
                    name,
                    page.attr(at, "class").unwrap_or_default(),
                ))
                .or_default();
            if boxes.last() != Some(&at) {
                boxes.push(at);
            }
        }
    }
    lists
}

/// A list of people, each name a link, has no sentences under the names, and no headlines.
fn is_teaser(page: &Page, blocks: &Blocks, lines: &[Block]) -> bool {
    let weight: u32 = lines.iter().map(|line| line.weight).sum();
    let long = lines
        .iter()
        .any(|line| line.weight >= HEADLINE && is_linked_headline(page, line));
    let sentence = lines
        .iter()
        .any(|line| blocks.said(line).ends_with(['.', '…', '!', '?', '。']));
    lines.len() > 1 && weight <= BOX && (long || sentence)
}

fn is_linked_headline(page: &Page, block: &Block) -> bool {
    let row =
        matches!(block.role, Role::Row | Role::Term) || page.is(block.element, &local_name!("td"));
    !row && block.weight >= SHORT && block.linked * 10 >= block.weight * 9
}

/// What follows a heading that leads elsewhere, up to the end of the box that the heading stands in.
fn under_headings(page: &Page, blocks: &Blocks) -> Vec<std::ops::Range<usize>> {
    let leads = |line: &Block| {
        let short = !line.furniture
            && (3..60).contains(&line.weight)
            && !matches!(line.role, Role::Row | Role::Term);
        short
            && (matches!(line.role, Role::Heading(_)) || line.weight < 40)
            && ELSEWHERE
                .iter()
                .any(|start| super::letters::begins(blocks.said(line), start))
    };
    let headings = blocks
        .list
        .iter()
        .enumerate()
        .filter(|(_, line)| leads(line));
    let boxes = headings.map(|(at, line)| (at, blocks.within(page, page.parent(line.element))));
    boxes
        .filter(|(at, lines)| {
            // The box is one of links, not the page.
            let after = blocks.list.get(*at + 1..lines.end).unwrap_or_default();
            let (linked, all) = after.iter().fold((0, 0), |(linked, all), line| {
                (linked + line.linked, all + line.weight)
            });
            all == 0 || linked * 4 >= all
        })
        .map(|(at, lines)| at..lines.end)
        .collect()
}
