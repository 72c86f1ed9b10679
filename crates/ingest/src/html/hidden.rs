//! What a page holds and does not show, or shows beside its text.

use html5ever::local_name;

use super::page::Page;
use super::words;

/// Why an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hidden {
    /// No text at all: scripts, styles, pictures.
    Machinery,
    /// Buttons and fields.
    Control,
    /// Not shown, or shown to machines that read aloud only.
    Invisible,
    /// Shown over a name when a pointer rests on it: the name again, and the post.
    Card,
    /// How the characters beside it are read: furigana, pinyin.
    Reading,
}

impl Hidden {
    /// What was left out, as the diagnostic names it.
    pub(super) fn named(self) -> Option<&'static str> {
        match self {
            Self::Machinery | Self::Control => None,
            Self::Invisible => Some("hidden elements"),
            Self::Card => Some("hover cards"),
            Self::Reading => Some("readings of characters"),
        }
    }
}

/// Whether the element at `at` is left out with all that it holds.
pub(super) fn hidden(page: &Page, at: u32) -> Option<Hidden> {
    by_name(page, at)
        .or_else(|| card(page, at))
        .or_else(|| invisible(page, at))
}

fn by_name(page: &Page, at: u32) -> Option<Hidden> {
    match *page.name(at)? {
        local_name!("script")
        | local_name!("style")
        | local_name!("template")
        | local_name!("noscript")
        | local_name!("head")
        | local_name!("title")
        | local_name!("iframe")
        | local_name!("noframes")
        | local_name!("noembed")
        | local_name!("object")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("canvas")
        | local_name!("map") => Some(Hidden::Machinery),
        local_name!("button")
        | local_name!("select")
        | local_name!("textarea")
        | local_name!("datalist")
        | local_name!("progress")
        | local_name!("meter") => Some(Hidden::Control),
        local_name!("rt") | local_name!("rp") | local_name!("rtc") => Some(Hidden::Reading),
        _ => None,
    }
}

fn card(page: &Page, at: u32) -> Option<Hidden> {
    if page.attr(at, "role") == Some("tooltip") {
        return Some(Hidden::Card);
    }
    page.attr(at, "class")?;
    let (mut person, mut over) = (false, false);
    let found = words::any(page, at, |word| {
        person |= matches!(word, "person" | "people" | "hover" | "bio" | "profile");
        over |= matches!(word, "card" | "popup" | "popover" | "hint" | "preview");
        person && over || word.starts_with("tooltip") || matches!(word, "hovercard" | "popover")
    });
    if found && is_inline(page, at) {
        return Some(Hidden::Card);
    }
    words::any(page, at, |word| {
        matches!(word, "pinyin" | "furigana" | "ruby")
    })
    .then_some(Hidden::Reading)
}

/// A card stands within a line, or hangs on a link; a list of people in cards does neither.
fn is_inline(page: &Page, at: u32) -> bool {
    let within_line = |at| {
        matches!(
            page.name(at),
            Some(
                &local_name!("p")
                    | &local_name!("a")
                    | &local_name!("span")
                    | &local_name!("li")
                    | &local_name!("td")
            )
        )
    };
    page.ancestors(at).take(2).any(within_line)
}

fn invisible(page: &Page, at: u32) -> Option<Hidden> {
    let said = page
        .attr(at, "hidden")
        .is_some_and(|value| value != "until-found")
        || page.attr(at, "aria-hidden") == Some("true")
        || page.attr(at, "style").is_some_and(hides)
        || page.is(at, &local_name!("dialog"));
    let for_readers = || {
        let mut last = String::new();
        words::any(page, at, |word| {
            let pair = (last.as_str(), word);
            let found = matches!(
                pair,
                ("sr", "only")
                    | ("visually", "hidden")
                    | ("screen", "reader")
                    | ("element", "invisible")
            );
            last.replace_range(.., word);
            found
        })
    };
    (said || page.attr(at, "class").is_some() && for_readers()).then_some(Hidden::Invisible)
}

fn hides(style: &str) -> bool {
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    ["display:none", "visibility:hidden"]
        .iter()
        .any(|said| style.contains(said))
}
