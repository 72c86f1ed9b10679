//! What stands around the text of any page of a site: menus, share bars, teasers, comments.

use html5ever::local_name;

use super::page::Page;
use super::tree::Kind;
use super::words;

/// How much of what looks like furniture is taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Whatever elements and their names say.
    Names,
    /// What elements say, since their names said too much.
    Elements,
    /// Nothing: all is text.
    Nothing,
}

/// How much text and how many headlines lie before each node.
pub(super) struct Measure {
    text: Vec<u32>,
    headlines: Vec<u32>,
}

impl Measure {
    /// Counts once, so that any element can be asked at once.
    pub(super) fn of(page: &Page) -> Self {
        let (mut text, mut headlines) = (vec![0], vec![0]);
        let (mut bytes, mut first, mut unread) = (0_u32, 0, 0);
        for at in 0..page.len() {
            match page.get(at).map(|item| &item.kind) {
                Some(Kind::Text(piece)) if at >= unread => bytes += piece.trim().len() as u32,
                Some(Kind::Element(name, _)) => match *name {
                    local_name!("script")
                    | local_name!("style")
                    | local_name!("noscript")
                    | local_name!("head") => {
                        unread = unread.max(page.end(at));
                    }
                    local_name!("h1") => first += 1,
                    _ => {}
                },
                _ => {}
            }
            text.push(bytes);
            headlines.push(first);
        }
        Self { text, headlines }
    }

    fn within(counts: &[u32], page: &Page, at: u32) -> u32 {
        let to = |at: u32| counts.get(at as usize).copied().unwrap_or_default();
        to(page.end(at)) - to(at)
    }

    fn holds_headline(&self, page: &Page, at: u32) -> bool {
        Self::within(&self.headlines, page, at) > 0
    }

    /// Bytes of text in `at`.
    pub(super) fn bytes(&self, page: &Page, at: u32) -> u32 {
        Self::within(&self.text, page, at)
    }

    /// Whether more than half of the page's text stands in `at`.
    fn is_most(&self, page: &Page, at: u32) -> bool {
        2 * u64::from(Self::within(&self.text, page, at))
            > u64::from(self.text.last().copied().unwrap_or_default())
    }
}

/// Whether the element at `at` is furniture with all that it holds.
pub(super) fn is_furniture(page: &Page, at: u32, measure: &Measure, trust: Trust) -> bool {
    if trust == Trust::Nothing {
        return false;
    }
    let by_name = trust == Trust::Names && may_be_named(page, at);
    let found = by_element(page, at, measure)
        || page.attr(at, "role").is_some_and(by_role)
        || by_name && words::any(page, at, is_word);
    // Comments may be longer than what they are about; other furniture is never most of a page.
    let comments = by_name && words::any(page, at, is_comments);
    (comments || found && !measure.is_most(page, at)) && !measure.holds_headline(page, at)
}

fn is_comments(word: &str) -> bool {
    matches!(word, "comments" | "comment" | "commentlist" | "disqus")
}

fn by_element(page: &Page, at: u32, measure: &Measure) -> bool {
    match page.name(at) {
        Some(&local_name!("nav") | &local_name!("aside") | &local_name!("menu")) => true,
        Some(&local_name!("footer")) => true,
        Some(&local_name!("header")) => {
            let inner =
                |at| page.is(at, &local_name!("article")) || page.is(at, &local_name!("main"));
            !measure.holds_headline(page, at) && !page.ancestors(at).any(inner)
        }
        _ => false,
    }
}

fn by_role(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "dialog"
            | "alertdialog"
            | "alert"
            | "menu"
            | "menubar"
            | "toolbar"
            | "tablist"
    )
}

/// Elements whose classes tell of the whole page are not asked, `<body class="has-sidebar">`, nor those of page builders that call all
/// they set a widget.
fn may_be_named(page: &Page, at: u32) -> bool {
    let built = page
        .attr(at, "class")
        .is_some_and(|class| class.contains("elementor") || class.contains("wp-block"));
    !built
        && page.name(at).is_some_and(|name| {
            !matches!(
                *name,
                local_name!("html")
                    | local_name!("body")
                    | local_name!("main")
                    | local_name!("article")
                    | local_name!("form")
                    | local_name!("h1")
                    | local_name!("p")
            )
        })
}

fn is_word(word: &str) -> bool {
    const BEGINNINGS: [&str; 17] = [
        "breadcrumb",
        "cookie",
        "sharing",
        "share",
        "related",
        "sidebar",
        "footer",
        "subscri",
        "newsletter",
        "paginat",
        "recommend",
        "social",
        "navig",
        "navbar",
        "advert",
        "toolbar",
        "copyright",
    ];
    BEGINNINGS
        .iter()
        .any(|beginning| word.starts_with(beginning))
        || matches!(
            word,
            "nav"
                | "topnav"
                | "subnav"
                | "gnb"
                | "lnb"
                | "gnav"
                | "menu"
                | "submenu"
                | "crumbs"
                | "crumb"
                | "dqwz"
                | "addthis"
                | "respond"
                | "widget"
                | "consent"
                | "gdpr"
                | "colophon"
                | "pager"
                | "tags"
                | "taglist"
                | "skip"
                | "skiplink"
                | "skipnav"
                | "modal"
                | "popup"
                | "login"
                | "ads"
                | "promo"
                | "ticker"
                | "tools"
                | "print"
                | "feedback"
                | "masthead"
                | "prev"
                | "foot"
                | "pagetop"
                | "ewm"
                | "qrcode"
                | "zrbj"
                | "aside"
                | "follow"
                | "attachments"
                | "ribbonrow"
        )
}
