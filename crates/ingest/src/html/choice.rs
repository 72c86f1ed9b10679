//! Which lines of a page are the release.

use std::ops::Range;

use html5ever::local_name;

use super::blocks::{Block, Blocks};
use super::headline::{heading_before, is_about_page, named};
use super::letters::same;
use super::page::Page;
use super::region::{PROSE, Sums, best_region, is_linked, is_prose};

/// The lines chosen.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The headline among them.
    pub(super) headline: Option<usize>,
    /// Their numbers, in order.
    pub(super) lines: Vec<usize>,
    /// Weight of what was chosen, and of all lines that are no furniture.
    pub(super) weight: u32,
    pub(super) of: u32,
}

/// Lines over the headline that belong to it at most.
const KICKERS: usize = 2;

/// Chooses among `blocks`. `titles` are what the page's metadata call it, in the order of belief.
pub(super) fn choose(page: &Page, blocks: &Blocks, titles: &[String]) -> Choice {
    let sums = Sums::of(blocks);
    let named = named(blocks, titles);
    let Some(region) = best_region(page, blocks, &sums, named) else {
        return Choice::default();
    };
    let mut lines = blocks.within(page, region);
    // A headline deep in a text is that of something else; before it stands something else where it is not.
    let after = named.map_or(lines.start, |at| at.max(lines.start));
    if 2 * sums.within(&(lines.start..after)).0 < sums.within(&lines).0 {
        lines.start = after;
    }
    let is_text = |line: &Block| is_prose(blocks, line) && !is_about_page(page, blocks, line);
    let first_prose = lines
        .clone()
        .find(|&at| Some(at) != named && blocks.list.get(at).is_some_and(is_text));
    let first_prose = first_prose.unwrap_or(lines.start);
    let headline = named
        .filter(|&at| at <= first_prose)
        .or_else(|| heading_before(blocks, lines.start, first_prose));
    if let Some(at) = headline {
        lines.start = lines.start.min(at);
    }
    let mut choice = pick(page, blocks, lines, headline, first_prose);
    choice.of = blocks
        .list
        .iter()
        .filter(|b| !b.furniture && !is_linked(b))
        .map(|b| b.weight)
        .sum();
    choice
}

/// The lines of the release: the headline with what stands over it, then what is no furniture.
fn pick(
    page: &Page,
    blocks: &Blocks,
    lines: Range<usize>,
    headline: Option<usize>,
    first_prose: usize,
) -> Choice {
    let title = headline
        .and_then(|at| blocks.list.get(at))
        .map(|b| blocks.said(b));
    let mut picked: Vec<usize> = Vec::new();
    let start = headline.map_or(lines.start, |at| at.saturating_sub(KICKERS));
    for at in start..lines.end {
        let Some(block) = blocks.list.get(at) else {
            break;
        };
        let kept = match headline {
            Some(headline) if at < headline => is_kicker(page, blocks, at, headline),
            Some(headline) if at == headline => true,
            _ if block.furniture => false,
            _ if at < first_prose => {
                !is_linked(block)
                    && !is_about_page(page, blocks, block)
                    && !title.is_some_and(|title| same(title, blocks.said(block)))
            }
            _ => true,
        };
        if kept {
            picked.push(at);
        }
    }
    let tail = |&at: &usize| {
        Some(at) != headline
            && blocks
                .list
                .get(at)
                .is_none_or(|block| is_tail(blocks, block))
    };
    while picked.pop_if(|at| tail(at)).is_some() {}
    let weight = picked
        .iter()
        .filter_map(|&at| blocks.list.get(at))
        .map(|b| b.weight)
        .sum();
    Choice {
        headline,
        lines: picked,
        weight,
        of: 0,
    }
}

/// `PRESS RELEASE` over the headline, in the same box.
fn is_kicker(page: &Page, blocks: &Blocks, at: usize, headline: usize) -> bool {
    let (Some(line), Some(title)) = (blocks.list.get(at), blocks.list.get(headline)) else {
        return false;
    };
    let box_of = |element| page.ancestors(element).take(2);
    let near = box_of(title.element).any(|a| {
        page.name(a).is_some_and(|n| *n != local_name!("body"))
            && box_of(line.element).any(|b| a == b)
    });
    near && !line.furniture
        && line.linked == 0
        && !is_about_page(page, blocks, line)
        && line.weight < 120
}

/// What follows a text: links to others, the editor's name.
fn is_tail(blocks: &Blocks, block: &Block) -> bool {
    let said = blocks.said(block);
    let editor = [
        "责任编辑",
        "【责任编辑",
        "(责任编辑",
        "（责任编辑",
        "责编",
        "【纠错】",
        "編輯：",
    ];
    let filed = block.linked > 0 && block.weight < PROSE && !said.ends_with(['.', '。', '!', '?']);
    is_linked(block)
        || filed
        || editor.iter().any(|mark| said.starts_with(mark))
        || block.weight == 0
}
