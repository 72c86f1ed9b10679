//! Tables that hold data, and tables that set the page.

use html5ever::local_name;

use super::page::Page;
use super::tree::Kind;

/// Nodes of a row that are looked at.
const NODES: u32 = 200;
/// Bytes of a row of data at most.
const BYTES: usize = 1200;
/// Bytes of its cells at most.
const CELL: usize = 600;

/// Whether the cells of the row at `at` are read as one line: several of them, short, with nothing but words in each.
pub(super) fn is_data_row(page: &Page, at: u32) -> bool {
    let end = page.end(at);
    if end - at > NODES {
        return false;
    }
    let (mut cells, mut filled, mut bytes, mut in_cell, mut paragraphs) = (0, false, 0, 0, 0);
    for node in at + 1..end {
        let Some(item) = page.get(node) else { break };
        match &item.kind {
            Kind::Text(text) => {
                let length = text.trim().len();
                if length > 0 && !filled {
                    filled = true;
                    cells += 1;
                }
                in_cell += length;
                bytes += length;
            }
            Kind::Element(name, _) => match *name {
                local_name!("td") | local_name!("th") => {
                    (filled, in_cell, paragraphs) = (false, 0, 0)
                }
                local_name!("table")
                | local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("ul")
                | local_name!("ol") => {
                    return false;
                }
                local_name!("p") | local_name!("div") => paragraphs += 1,
                local_name!("br") => paragraphs += 1,
                _ => {}
            },
            Kind::Other => {}
        }
        if bytes > BYTES || in_cell > CELL || paragraphs > 3 {
            return false;
        }
    }
    cells > 1
}
