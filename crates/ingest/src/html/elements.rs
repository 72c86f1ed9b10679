//! What elements do to the line that they stand in.

use html5ever::local_name;

use super::blocks::Gap;
use super::page::Page;
use super::rows::is_data_row;
use super::words;

/// What an element does to the line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Inline,
    Link,
    /// Preformatted: line breaks are kept.
    Pre,
    /// Stands by itself, with this much space around.
    Block(Gap),
    Heading(u8),
    Item,
    Term,
    /// A row whose cells stand on one line.
    Row,
    Cell,
}

/// What the element at `at` does, in a row of data or not.
pub(super) fn is(page: &Page, at: u32, in_row: bool) -> Is {
    let Some(name) = page.name(at) else {
        return Is::Inline;
    };
    let is = match *name {
        local_name!("a") if is_link(page, at) => Is::Link,
        local_name!("pre") | local_name!("listing") => Is::Pre,
        local_name!("h1") => Is::Heading(1),
        local_name!("h2") => Is::Heading(2),
        local_name!("h3") => Is::Heading(3),
        local_name!("h4") => Is::Heading(4),
        local_name!("h5") => Is::Heading(5),
        local_name!("h6") => Is::Heading(6),
        local_name!("li") => Is::Item,
        local_name!("dt") | local_name!("dd") => Is::Term,
        local_name!("tr") if !in_row && is_data_row(page, at) => Is::Row,
        local_name!("td") | local_name!("th") if in_row => Is::Cell,
        local_name!("tr") => Is::Block(Gap::Line),
        _ if is_block(name) => Is::Block(Gap::Paragraph),
        _ => Is::Inline,
    };
    match is {
        Is::Block(_) | Is::Item | Is::Term | Is::Heading(_) | Is::Pre if in_row => {
            Is::Block(Gap::None)
        }
        _ => is,
    }
}

/// The item's bullet, or its number.
pub(super) fn marker(page: &Page, at: u32) -> String {
    let list = page.parent(at);
    if !page.is(list, &local_name!("ol")) {
        return "- ".to_owned();
    }
    let first: u32 = page
        .attr(list, "start")
        .and_then(|start| start.trim().parse().ok())
        .unwrap_or(1);
    format!("{}. ", first.saturating_add(page.nth(at).saturating_sub(1)))
}

/// Whether a line has a bullet or a number of its own.
pub(super) fn starts_item(line: &str) -> bool {
    let mut chars = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars();
    match chars.next() {
        Some('.' | ')' | '、') => line.starts_with(|c: char| c.is_ascii_digit()),
        Some('-' | '–' | '—' | '•' | '·' | '●' | '▪' | '■') => {
            !line.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// A link leads somewhere, or does something; a mere anchor is a place.
fn is_link(page: &Page, at: u32) -> bool {
    page.attr(at, "href").is_some()
        || page.attr(at, "name").is_none() && page.attr(at, "id").is_none()
}

/// Elements that tell of the page: its date, its source, its author.
pub(super) fn is_about(page: &Page, at: u32) -> bool {
    page.is(at, &local_name!("time"))
        || page
            .attr(at, "itemprop")
            .is_some_and(|prop| prop.starts_with("date") || prop == "author")
        || words::any(page, at, |word| {
            matches!(
                word,
                "date"
                    | "time"
                    | "meta"
                    | "byline"
                    | "submitted"
                    | "posted"
                    | "published"
                    | "pubdate"
                    | "source"
                    | "author"
                    | "fecha"
                    | "datum"
            )
        })
}

fn is_block(name: &html5ever::LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("details")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("legend")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("ul")
    )
}
