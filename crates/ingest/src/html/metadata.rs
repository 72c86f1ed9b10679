//! What a page tells of itself: headline, day, publisher, address, language, each from the place that is believed most.
//!
//! JSON-LD before Open Graph before Dublin Core and its kin before elements marked up with dates: the first are written by the
//! system that holds the release, the last by whoever made the layout.

use std::ops::Range;

use html5ever::local_name;
use rostra_document::{Field, Language, Metadata};

use super::dates;
use super::head::{Head, collapsed, parts, without_site};
use super::letters::key;
use super::page::Page;

/// Bytes of an element that may tell a date.
const DATE: usize = 200;

/// What the page tells. `headline` is the line that was found to be it.
pub(super) fn of(page: &Page, head: &Head, headline: Option<&str>) -> Metadata {
    let mut metadata = Metadata::default();
    titles(head, headline, &mut metadata);
    days(page, head, &mut metadata);
    let mut offer = |field, value: Option<&str>, from| {
        if let Some(value) = value {
            metadata.offer(field, value, from);
        }
    };
    offer(
        Field::Publisher,
        head.told
            .publisher
            .as_deref()
            .filter(|name| !is_address(name)),
        "json-ld publisher",
    );
    offer(
        Field::Publisher,
        head.meta(&["og:site_name"]),
        "og:site_name",
    );
    offer(
        Field::Publisher,
        head.meta(&[
            "dc.publisher",
            "dcterms.publisher",
            "citation_publisher",
            "publisher",
            "dc.creator",
        ]),
        "dc.publisher",
    );
    offer(
        Field::Publisher,
        head.meta(&["sitename", "application-name"]),
        "meta site name",
    );
    offer(
        Field::Place,
        head.told.place.as_deref(),
        "json-ld locationCreated",
    );
    let canonical = page.all(local_name!("link")).find(|&at| {
        page.attr(at, "rel")
            .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    });
    offer(
        Field::Url,
        canonical
            .and_then(|at| page.attr(at, "href"))
            .filter(|url| is_address(url)),
        "link canonical",
    );
    offer(
        Field::Url,
        head.meta(&["og:url"]).filter(|url| is_address(url)),
        "og:url",
    );
    offer(
        Field::Url,
        head.told.url.as_deref().filter(|url| is_address(url)),
        "json-ld url",
    );
    metadata
}

fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("http://") || text.starts_with("https://")
}

fn titles(head: &Head, headline: Option<&str>, metadata: &mut Metadata) {
    let site = head.meta(&["og:site_name"]);
    let told = [
        (head.told.headline.as_deref(), "json-ld headline"),
        (head.meta(&["og:title"]), "og:title"),
        (
            head.meta(&[
                "dc.title",
                "dcterms.title",
                "citation_title",
                "articletitle",
            ]),
            "dc.title",
        ),
    ];
    // The site's name may stand in any of these, and does not in the headline.
    for (title, from) in told {
        let Some(title) = title else { continue };
        let shown =
            headline.filter(|headline| parts(title).iter().any(|part| key(part) == key(headline)));
        metadata.offer(
            Field::Title,
            &shown.map_or_else(|| without_site(&collapsed(title), site), str::to_owned),
            from,
        );
    }
    if let Some(headline) = headline {
        metadata.offer(Field::Title, headline, "headline");
    }
    if let Some((title, _)) = &head.title {
        metadata.offer(Field::Title, &without_site(title, site), "title");
    }
}

fn days(page: &Page, head: &Head, metadata: &mut Metadata) {
    let language = head.language.as_ref();
    let mut offer = |written: Option<&str>, from| {
        if let Some(day) = written.and_then(|written| dates::day(written, language)) {
            metadata.offer(Field::Date, &day, from);
        }
    };
    offer(head.told.published.as_deref(), "json-ld datePublished");
    offer(
        head.meta(&[
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
        ]),
        "article:published_time",
    );
    offer(
        head.meta(&[
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.date",
            "dc.date",
            "dcterms.created",
            "dc.date.created",
            "citation_publication_date",
            "citation_date",
        ]),
        "dc.date",
    );
    offer(
        head.meta(&[
            "publishdate",
            "pubdate",
            "publish_date",
            "publish-date",
            "datepublished",
            "date",
            "firstpublishedtime",
            "article.published",
            "sailthru.date",
            "parsely-pub-date",
        ]),
        "meta date",
    );
    for at in 0..page.len() {
        if page
            .attr(at, "itemprop")
            .is_some_and(|prop| prop == "datePublished")
        {
            offer(
                element_day(page, at, language).as_deref(),
                "itemprop datePublished",
            );
        }
    }
}

/// The day that an element tells in an attribute or in its text.
fn element_day(page: &Page, at: u32, language: Option<&Language>) -> Option<String> {
    let told = ["datetime", "content"]
        .iter()
        .find_map(|name| page.attr(at, name))
        .and_then(|told| dates::day(told, language));
    told.or_else(|| dates::day(&collapsed(&page.text(at, DATE)), language))
}

/// The day told by the elements near the headline, which lie in `nodes`: `<time>`, then lines that say nothing but a date, or a
/// date after a label.
pub(super) fn day_near(
    page: &Page,
    head: &Head,
    nodes: Range<u32>,
    lines: &[&str],
    metadata: &mut Metadata,
) {
    let language = head.language.as_ref();
    let times = nodes.filter(|&at| page.is(at, &local_name!("time")));
    for day in times
        .take(20)
        .filter_map(|at| element_day(page, at, language))
    {
        metadata.offer(Field::Date, &day, "time");
    }
    for line in lines {
        let labelled =
            dates::after_labels(line).find_map(|after| dates::first_day(after, language));
        if let Some(day) = labelled.or_else(|| dates::day(line, language)) {
            metadata.offer(Field::Date, &day, "date line");
        }
    }
    if let Some(day) = metadata.url.as_deref().and_then(crate::date::of_url) {
        metadata.offer(Field::Date, &day, "url");
    }
}
