//! The headline among a page's lines, and the lines around it that tell of the page.

use html5ever::local_name;

use super::blocks::{Block, Blocks, Role};
use super::dates;
use super::letters::same;
use super::page::Page;
use super::region::{is_linked, is_prose};

/// Lines between a headline that nothing names and its text at most.
const NEAR: usize = 15;

/// The line that says what the metadata call the page, in a heading if there is one; else the first `h1`.
pub(super) fn named(blocks: &Blocks, titles: &[String]) -> Option<usize> {
    let rank = |role| match role {
        Role::Heading(level) => level,
        Role::Text => 7,
        Role::Row | Role::Term | Role::Item => 8,
    };
    let named = |block: &Block| {
        block.weight > 0 && titles.iter().any(|title| same(title, blocks.said(block)))
    };
    let lines = || {
        blocks
            .list
            .iter()
            .enumerate()
            .filter(|(_, b)| !b.furniture && b.weight < 600)
    };
    let told = lines()
        .filter(|(_, b)| named(b))
        .min_by_key(|(at, b)| (rank(b.role), *at));
    told.or_else(|| lines().find(|(_, b)| b.role == Role::Heading(1) && b.weight > 5))
        .map(|(at, _)| at)
}

/// The last heading before the text with no other text in between.
pub(super) fn heading_before(blocks: &Blocks, start: usize, first_prose: usize) -> Option<usize> {
    let lines = blocks
        .list
        .get(start.saturating_sub(NEAR)..first_prose)?
        .iter()
        .rev();
    let between = lines.take_while(|line| !is_prose(blocks, line));
    let is_heading = |line: &Block| {
        matches!(line.role, Role::Heading(1..=3)) && !line.furniture && !is_linked(line)
    };
    between
        .enumerate()
        .find(|(_, line)| is_heading(line))
        .map(|(back, _)| first_prose - 1 - back)
}

/// Lines under a headline that tell of the page: `Published: 2 May 2024`, `Views: 15`. A dateline is text,
/// and so is a paragraph that says a day.
pub(super) fn is_about_page(page: &Page, blocks: &Blocks, block: &Block) -> bool {
    let said = blocks.said(block);
    if block.weight >= 110 || dates::is_dateline(said) {
        return false;
    }
    block.about
        || block.linked > 0
        || block.role == Role::Term
        || dates::is_only_day(said) && !page.is(block.element, &local_name!("p"))
        || is_labelled_date(said)
}

/// `发布时间：2024-03-18 22:10`
fn is_labelled_date(said: &str) -> bool {
    dates::after_labels(said).any(dates::begins_with_day)
}
