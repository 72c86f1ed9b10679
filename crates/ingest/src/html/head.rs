//! What a page says of itself before its text: `<title>`, `<meta>`, JSON-LD.

use html5ever::local_name;
use rostra_document::Language;

use super::json_ld::{self, Told};
use super::letters::key;
use super::page::Page;

/// What stands in a page's `<meta>`, by lower-case name, in order.
pub(super) struct Head {
    metas: Vec<(String, String)>,
    pub(super) told: Told,
    /// The language that the page says it is in.
    pub(super) language: Option<Language>,
    /// `<title>`, white space collapsed, and where it stands.
    pub(super) title: Option<(String, u32)>,
}

impl Head {
    pub(super) fn of(page: &Page) -> Self {
        let metas = page.all(local_name!("meta")).filter_map(|at| {
            let names = ["property", "name", "itemprop", "http-equiv"];
            let name = names.iter().find_map(|name| page.attr(at, name))?;
            Some((
                name.trim().to_lowercase(),
                collapsed(page.attr(at, "content")?),
            ))
        });
        let mut head = Self {
            language: None,
            metas: metas
                .filter(|(_, content)| !content.is_empty())
                .take(500)
                .collect(),
            told: json_ld::read(page),
            title: page
                .all(local_name!("title"))
                .next()
                .map(|at| (collapsed(&page.text(at, 4096)), at)),
        };
        head.language = language(page, &head);
        head
    }

    /// What the first of `names` that the page has says.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(known, _)| known == name))
            .map(|(_, content)| content.as_str())
    }

    /// What the page may be called, in the order of belief: each title as it stands, then without a site's name before or after it.
    pub(super) fn titles(&self) -> Vec<String> {
        let told = [
            self.told.headline.as_deref(),
            self.meta(&["og:title"]),
            self.meta(&[
                "dc.title",
                "dcterms.title",
                "citation_title",
                "twitter:title",
                "articletitle",
            ]),
            self.title.as_ref().map(|(title, _)| title.as_str()),
        ];
        let told: Vec<String> = told
            .into_iter()
            .flatten()
            .map(collapsed)
            .filter(|title| !title.is_empty())
            .collect();
        let parts = told
            .iter()
            .flat_map(|title| parts(title))
            .collect::<Vec<_>>();
        told.iter().cloned().chain(parts).collect()
    }
}

/// White space collapsed, references that were escaped twice resolved.
pub(super) fn collapsed(text: &str) -> String {
    let text = match text.contains('&') {
        true => text
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#039;", "'")
            .replace("&#39;", "'")
            .replace("&nbsp;", " "),
        false => text.to_owned(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks between a headline and the site's name.
const BETWEEN: [&str; 11] = [
    " | ", " - ", " — ", " – ", " • ", " · ", " :: ", " » ", "｜", "_", "-",
];

/// A title without its first part, without its last, and so on: longest first.
pub(super) fn parts(title: &str) -> Vec<String> {
    let mut found = Vec::new();
    for mark in BETWEEN {
        for (at, _) in title.match_indices(mark).take(8) {
            found.extend(title.get(..at).map(str::to_owned));
            found.extend(title.get(at + mark.len()..).map(str::to_owned));
        }
    }
    found.sort_by_key(|part| std::cmp::Reverse(part.len()));
    found
}

/// Title without the name of the site, where the page tells that name or a mark sets it off by all means.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let known = |part: &str| site.is_some_and(|site| key(site) == key(part));
    for mark in BETWEEN {
        if let Some((rest, last)) = title.rsplit_once(mark)
            && (known(last)
                || matches!(mark, " | " | "｜" | " • " | "_")
                    && last.chars().count() < rest.chars().count())
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The language that the page says it is in.
fn language(page: &Page, head: &Head) -> Option<Language> {
    let root = page.all(local_name!("html")).next();
    let told = [
        root.and_then(|at| page.attr(at, "lang")),
        head.told.language.as_deref(),
        head.meta(&["og:locale"]),
        head.meta(&[
            "content-language",
            "language",
            "dc.language",
            "dcterms.language",
        ]),
    ];
    told.into_iter().flatten().find_map(|tag| {
        let primary = tag.trim().split(['-', '_', ',']).next().unwrap_or_default();
        let is_tag =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        is_tag.then(|| Language::new(primary))
    })
}
