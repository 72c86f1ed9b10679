//! Web pages: the release itself, without menus, share buttons and teasers.
//!
//! Pages are rebuilt as text, so there is no way back to the page's bytes: offsets count the text.

use dom_smoothie::{Article, Config, Readability, TextMode};
use encoding_rs::Encoding;
use rostra_document::{Diagnostic, Field, Metadata, Origin};

use crate::date;
use crate::leaf::Text;

/// Reads a page. The headline is part of a release, so it opens the text where the body does not
/// repeat it.
pub(crate) fn read(html: &str) -> Text {
    match article(html) {
        Some(article) => from_article(article),
        None => Text {
            text: all_text(html),
            origin: Origin::Unknown,
            diagnostics: vec![Diagnostic::warning(
                "html.no_main_content",
                "no main content was found; all text of the page was read, menus too",
            )],
            ..Text::default()
        },
    }
}

fn article(html: &str) -> Option<Article> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    (!article.text_content.trim().is_empty()).then_some(article)
}

fn from_article(article: Article) -> Text {
    let body = article.text_content.trim();
    let title = Some(article.title.trim())
        .filter(|title| !title.is_empty())
        .map(str::to_owned);
    let text = match &title {
        Some(title) if !body.contains(title.as_str()) => format!("{title}\n\n{body}\n"),
        _ => format!("{body}\n"),
    };
    let mut metadata = Metadata::default();
    let published = article.published_time.as_deref().and_then(date::of);
    for (field, value, from) in [
        (Field::Title, title, "page title"),
        (Field::Date, published.map(Into::into), "page metadata"),
        (Field::Publisher, article.site_name, "page metadata"),
    ] {
        metadata.offer(field, &value.unwrap_or_default(), from);
    }
    Text {
        text,
        metadata,
        origin: Origin::Unknown,
        diagnostics: vec![Diagnostic::note(
            "html.main_content",
            "only the main content of the page was read",
        )],
        ..Text::default()
    }
}

fn all_text(html: &str) -> String {
    let document = dom_query::Document::from(html);
    for hidden in ["script", "style", "noscript", "template"] {
        document.select(hidden).remove();
    }
    document.formatted_text().trim().to_owned()
}

/// The charset that a page declares in its first kilobyte, as browsers look for it.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..bytes.len().min(1024))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label
        .find(['"', '\'', ' ', ';', '>', '/'])
        .unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{declared_encoding, read};

    const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8">
<title>Minister opens forum</title><meta property="og:site_name" content="Ministry of Interior">
<meta property="article:published_time" content="2024-05-02T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Minister opens forum</h1>
<p>Minister of Interior Ana Lopes opened the forum on Thursday, and said that the two countries
would widen their work together, in particular at sea and along the shared land border.</p>
<p>She thanked Ambassador Jan Kowalski for his support, and added that the next meeting would be
held in the autumn, once the working groups had reported on what they had found.</p></article>
<footer>Share this page</footer></body></html>"#;

    #[test]
    fn keeps_the_release_and_drops_the_furniture() {
        let page = read(PAGE);
        assert_eq!(page.metadata.title.as_deref(), Some("Minister opens forum"));
        assert_eq!(page.metadata.date.as_deref(), Some("2024-05-02"));
        assert_eq!(
            page.metadata.publisher.as_deref(),
            Some("Ministry of Interior")
        );
        assert!(
            page.text.contains("Ana Lopes opened the forum"),
            "{}",
            page.text
        );
        assert!(!page.text.contains("Share this page"), "{}", page.text);
        assert_eq!(
            page.text.matches("Minister opens forum").count(),
            1,
            "{}",
            page.text
        );
    }

    #[test]
    fn a_page_without_an_article_is_read_whole() {
        for html in [
            "<p>Met with Jan Kowalski.",
            "Jan Kowalski",
            "<div><script>x</script>Jan Kowalski",
        ] {
            let page = read(html);
            assert!(page.text.contains("Jan Kowalski"), "{}", page.text);
            assert!(!page.text.contains('x'));
        }
        assert_eq!(read("<html></html>").text, "");
    }

    #[test]
    fn charsets_are_declared_in_many_ways() {
        let cases = [
            ("<meta charset=\"gb2312\">", Some("GBK")),
            (
                "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>",
                Some("windows-1251"),
            ),
            ("<meta charset=nonsense>", None),
            ("<p>none", None),
        ];
        for (html, name) in cases {
            assert_eq!(
                declared_encoding(html.as_bytes()).map(|e| e.name()),
                name,
                "{html}"
            );
        }
    }
}
