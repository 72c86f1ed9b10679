//! Web pages: the release itself, without menus, share buttons and teasers.
//!
//! ```text
//! source --parse--> Tree --Page::of--> Page --Blocks::of--> lines --choose--> the release's lines --set--> Text
//! ```
//!
//! A page is read as browsers read it, set as lines, and of these the release is chosen. Each line knows the element that it stands in,
//! so that an offset of the text leads back to an XPath of the page.

mod blocks;
mod characters;
mod choice;
mod dates;
mod elements;
mod furniture;
mod head;
mod headline;
mod hidden;
mod json_ld;
mod letters;
mod metadata;
mod page;
mod parse;
mod region;
mod rows;
mod setter;
mod source;
mod teasers;
mod tree;
mod words;

use compact_str::CompactString;
use encoding_rs::Encoding;
use rostra_document::{Diagnostic, Metadata, Origin};

use crate::leaf::Text;
use blocks::{Block, Blocks, Gap, How};
use choice::Choice;
use furniture::{Measure, Trust};
use head::Head;
use page::Page;

/// Bytes that all XPaths of a text take at most; what comes after is told by the last of them.
const PATHS: usize = 16 << 20;
/// Share of a page's running text that its release makes up at least, in percent; where less was chosen, all is taken.
const SHARE: u32 = 40;
/// Bytes of hidden text that may be a release's.
const UNSEEN: usize = 100;
/// Weight of a release at least, where no headline tells that it is one.
const LEAST: u32 = 60;

/// Reads a page. The headline is part of a release, so it opens the text where the body does not hold it.
pub(crate) fn read(html: &str) -> Text {
    let parsed = parse::parse(html);
    let mut diagnostics = bounds(&parsed);
    let drawings = parsed.drawings;
    let page = Page::of(parsed.tree);
    let head = Head::of(&page);
    let release = Release::of(&page, &head);
    diagnostics.extend(release.diagnostic());
    diagnostics.extend(left_out(&release.blocks, drawings));
    let metadata = release.metadata(&page, &head);
    let mut setter = Setter::default();
    release.set(&page, &head, &metadata, &mut setter);
    let (text, origin) = setter.finish();
    Text {
        text,
        origin,
        language: head.language,
        metadata,
        diagnostics,
        ..Text::default()
    }
}

/// How a release was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// As the main content of its page.
    Chosen,
    /// In JSON-LD: the page's own text is made by scripts.
    Told,
    /// Not: all text was taken.
    Whole,
}

/// Whether what was chosen weighs enough by itself and among the rest.
fn is_enough(choice: &Choice) -> bool {
    let least = if choice.headline.is_some() {
        LEAST / 3
    } else {
        LEAST
    };
    choice.weight >= least
        && 100 * u64::from(choice.weight) >= u64::from(SHARE) * u64::from(choice.of)
}

/// The lines of a page, and those of the release.
struct Release {
    blocks: Blocks,
    choice: Choice,
    found: Found,
}

impl Release {
    fn of(page: &Page, head: &Head) -> Self {
        let (measure, titles) = (Measure::of(page), head.titles());
        let told = head.told.body.as_ref().map_or(0, |(body, _)| body.len());
        let mut how = How {
            trust: Trust::Names,
            reveal: false,
        };
        let mut first = Blocks::of(page, &measure, how);
        if first.unseen > 2 * first.text.len() + UNSEEN {
            how.reveal = true; // a script shows what is hidden, or browsers would show nothing
            first = Blocks::of(page, &measure, how);
        }
        teasers::mark(page, &mut first);
        let plain = first
            .list
            .iter()
            .all(|line| !line.furniture && line.linked == 0);
        let second = || {
            Blocks::of(
                page,
                &measure,
                How {
                    trust: Trust::Elements,
                    ..how
                },
            )
        };
        for blocks in std::iter::once_with(|| first).chain(std::iter::once_with(second)) {
            let choice = choice::choose(page, &blocks, &titles);
            if is_enough(&choice) && choice.weight as usize >= told / 8 {
                return Self {
                    blocks,
                    choice,
                    found: Found::Chosen,
                };
            }
        }
        let blocks = Blocks::of(
            page,
            &measure,
            How {
                trust: Trust::Nothing,
                ..how
            },
        );
        let lines = (0..blocks.list.len()).collect();
        let found = match told > blocks.text.len() / 2 {
            true => Found::Told,
            false if plain && !blocks.text.is_empty() => Found::Chosen,
            false => Found::Whole,
        };
        Self {
            blocks,
            choice: Choice {
                lines,
                ..Choice::default()
            },
            found,
        }
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.choice
            .lines
            .iter()
            .filter_map(|&at| Some((at, self.blocks.list.get(at)?)))
    }

    fn headline(&self) -> Option<&Block> {
        self.blocks.list.get(self.choice.headline?)
    }

    fn diagnostic(&self) -> Option<Diagnostic> {
        let (kept, all) = (self.choice.lines.len(), self.blocks.list.len());
        match self.found {
            Found::Chosen if kept == all => None,
            Found::Chosen => {
                let message = format!(
                    "only the main content of the page was read, {kept} of its {all} lines"
                );
                Some(Diagnostic::note("html.main_content", message))
            }
            Found::Told => {
                let message = "the page's text is made by scripts; what its JSON-LD gives as the article's text was read";
                Some(Diagnostic::note("html.json_ld", message))
            }
            Found::Whole => {
                let message = "no main content was found; all text of the page was read, menus too";
                Some(Diagnostic::warning("html.no_main_content", message))
            }
        }
    }

    fn metadata(&self, page: &Page, head: &Head) -> Metadata {
        let headline = self.headline();
        let said = headline.map(|block| self.blocks.said(block));
        let mut metadata = metadata::of(page, head, said);
        let Some(first_line) = self.lines().next().filter(|_| self.found == Found::Chosen) else {
            return metadata;
        };
        // From a little before the headline to the first lines of the text, with what was not taken into the text.
        let first = self
            .choice
            .headline
            .unwrap_or(first_line.0)
            .saturating_sub(6);
        let last = self
            .lines()
            .map(|(at, _)| at)
            .nth(6)
            .or_else(|| self.choice.lines.last().copied())
            .unwrap_or(first);
        let near = self.blocks.list.get(first..=last).unwrap_or_default();
        // A day within the text may be any.
        let taken = |at: &usize| self.choice.lines.binary_search(at).is_ok();
        let numbered = (first..)
            .zip(near)
            .map(|(at, block)| (at, self.blocks.said(block)));
        let lines: Vec<&str> = numbered
            .filter(|(at, said)| {
                !taken(at) || self.choice.headline > Some(*at) || dates::is_dateline(said)
            })
            .map(|(_, said)| said)
            .collect();
        let nodes = near.first().zip(near.last()).map_or(0..0, |(first, last)| {
            first.element.min(first.node)..page.end(last.element)
        });
        metadata::day_near(page, head, nodes, &lines, &mut metadata);
        metadata
    }

    fn set(&self, page: &Page, head: &Head, metadata: &Metadata, setter: &mut Setter) {
        if let Some(title) = metadata
            .title
            .as_deref()
            .filter(|title| self.lacks(title, metadata))
        {
            let element = head.title.as_ref().map_or(page.body(), |&(_, at)| at);
            setter.line(title, Gap::Paragraph, element, page);
        }
        if let (Found::Told, Some((body, script))) = (self.found, &head.told.body) {
            for line in body
                .split('\n')
                .map(head::collapsed)
                .filter(|line| !line.is_empty())
            {
                setter.line(&line, Gap::Paragraph, *script, page);
            }
            return;
        }
        let mut before = None;
        for (at, block) in self.lines() {
            let skipped = before.is_some_and(|before| before + 1 != at);
            let gap = if skipped || before.is_none() {
                Gap::Paragraph
            } else {
                block.gap
            };
            setter.line(self.blocks.said(block), gap, block.element, page);
            before = Some(at);
        }
    }

    /// Whether the text does not say its own title. Of a page that was read whole, `<title>` names the site as often as the text.
    fn lacks(&self, title: &str, metadata: &Metadata) -> bool {
        let from_title = metadata
            .from
            .iter()
            .any(|&(field, from)| field == rostra_document::Field::Title && from == "title");
        if self.choice.headline.is_some()
            || self.found != Found::Told
                && self.choice.of == 0
                && (from_title || self.choice.lines.is_empty())
        {
            return false;
        }
        let title = letters::key(title);
        let mut lines = self
            .lines()
            .take(40)
            .map(|(_, block)| letters::key(self.blocks.said(block)));
        self.found == Found::Told || !lines.any(|line| line.contains(&title))
    }
}

fn bounds(parsed: &parse::Parsed) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if parsed.cut {
        let message = "the page has more than a million elements; what follows was not read";
        diagnostics.push(Diagnostic::warning("html.cut", message));
    }
    if parsed.deep {
        let message = "elements are nested too deep; the inner ones were read as text of the outer";
        diagnostics.push(Diagnostic::note("html.deep", message));
    }
    diagnostics
}

/// What a page holds beside its text, and was not read.
fn left_out(blocks: &Blocks, drawings: usize) -> Option<Diagnostic> {
    let hidden = blocks
        .hidden
        .iter()
        .filter_map(|&(why, count)| Some((why.named()?, count)));
    let named: Vec<String> = hidden
        .chain(Some(("drawings", drawings)))
        .filter(|&(_, count)| count > 0)
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    let message = format!("left out of the page: {}", named.join(", "));
    (!named.is_empty()).then(|| Diagnostic::note("html.left_out", message))
}

/// Puts lines together, and remembers where each came from.
#[derive(Default)]
struct Setter {
    text: String,
    elements: Vec<(usize, CompactString)>,
    element: Option<u32>,
    paths: usize,
}

impl Setter {
    fn line(&mut self, line: &str, gap: Gap, element: u32, page: &Page) {
        if !self.text.is_empty() {
            self.text
                .push_str(if gap == Gap::Paragraph { "\n\n" } else { "\n" });
        }
        if self.element != Some(element) && self.paths < PATHS {
            let path = page.xpath(element);
            self.paths += path.len();
            self.elements.push((self.text.len(), path.into()));
            self.element = Some(element);
        }
        self.text.push_str(line);
    }

    fn finish(mut self) -> (String, Origin) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, Origin::Elements(self.elements))
    }
}

/// The charset that a page declares in its first kilobyte, as browsers look for it, or its XML declaration.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..bytes.len().min(1024))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let xml = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|xml| xml.split_once("?>"))
        .and_then(|(xml, _)| xml.split_once("encoding="));
    let (_, after) = xml.or_else(|| head.split_once("charset="))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label
        .find(['"', '\'', ' ', ';', '>', '/'])
        .unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}

#[cfg(test)]
mod tests;
