//! Pages laid out as press offices lay them out, small ones for each rule, and hostile ones.

use std::fs;
use std::path::PathBuf;

use encoding_rs::GBK;
use rostra_document::{Location, TextRange};

use super::{declared_encoding, read};
use crate::leaf::Text;

fn fixture(path: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    fs::read(root.join(path)).unwrap()
}

fn codes(text: &Text) -> Vec<&'static str> {
    text.diagnostics.iter().map(|d| d.code).collect()
}

/// Releases of ours in the layouts of a dozen sites: the text is the release, no more and no less.
#[test]
fn the_release_is_read_and_nothing_else() {
    let cases = [
        (
            "en-drupal",
            "en/en-101",
            Some("2024-05-14"),
            Some("Ministry of Roads and Transport"),
        ),
        ("en-sections", "en/en-104", Some("2024-09-03"), None),
        ("en-1998", "en/en-103", None, None),
        ("en-bare", "en/en-102", None, None),
        (
            "fr-elysee",
            "fr/fr-101",
            Some("2024-06-18"),
            Some("Gouvernement du Bénin"),
        ),
        ("fr-prefecture", "fr/fr-102", Some("2024-09-27"), None),
        ("ru-kremlin", "ru/ru-101", Some("2024-06-14"), None),
        (
            "ar-agency",
            "ar/ar-call",
            Some("2024-07-20"),
            Some("وكالة الأنباء"),
        ),
        (
            "ar-comments",
            "ar/ar-visit",
            Some("2024-04-02"),
            Some("واس"),
        ),
        ("zh-news", "zh/zh-call", Some("2024-03-06"), None),
        (
            "zh-gov",
            "zh/zh-province",
            Some("2024-03-18"),
            Some("省人民政府"),
        ),
        (
            "es-wordpress",
            "es/es-foro",
            Some("2024-11-06"),
            Some("Ministerio de Ciencia"),
        ),
        (
            "es-sharepoint",
            "es/es-gabinete",
            Some("2025-03-04"),
            Some("Presidencia"),
        ),
        ("ja-ruby", "ja/ja-kaidan", Some("2024-10-03"), None),
    ];
    for (page, release, date, publisher) in cases {
        let bytes = fixture(&format!("formats/html/{page}.html"));
        let source = match declared_encoding(&bytes) {
            Some(encoding) if encoding == GBK => encoding.decode(&bytes).0.into_owned(),
            _ => String::from_utf8(bytes).unwrap(),
        };
        let found = read(&source);
        let expected = String::from_utf8(fixture(&format!("{release}.txt"))).unwrap();
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&found.text), words(&expected), "{page}");
        assert_eq!(found.metadata.date.as_deref(), date, "{page}");
        assert_eq!(found.metadata.publisher.as_deref(), publisher, "{page}");
        let title = found.metadata.title.unwrap();
        assert!(
            expected.lines().take(6).any(|line| line.trim() == title),
            "{page}: {title}"
        );
        assert_eq!(
            codes(&Text {
                diagnostics: found.diagnostics,
                ..Text::default()
            })
            .first(),
            Some(&"html.main_content"),
            "{page}"
        );
    }
}

#[test]
fn offsets_lead_back_to_elements() {
    let page = read(&String::from_utf8(fixture("formats/html/en-drupal.html")).unwrap());
    let body = "/html/body/div[1]/main/div/article/div/div[1]";
    for (words, path) in [
        ("Ms. Wanjiru Kamotho", format!("{body}/p[2]")),
        ("Eng. Joseph Malisa", format!("{body}/ul/li[2]")),
        (
            "Ministers adopt",
            "/html/body/div[1]/main/div/div/h1".to_owned(),
        ),
    ] {
        let at = page.text.find(words).unwrap();
        let found = page.origin.locate(TextRange::new(at, at + words.len()));
        assert_eq!(
            found,
            Some(Location::Element {
                element: path.as_str().into()
            }),
            "{words}"
        );
    }
}

/// Lines of a page as they are set; `|` stands for a new paragraph's empty line.
#[test]
fn elements_are_set_as_browsers_set_them() {
    let cases = [
        (
            "<p>Anna <b>Be</b>lova,\n  minister<p>Second",
            "Anna Belova, minister\n\nSecond",
        ),
        ("A<br>B<br><br>C<br/>", "A\nB\n\nC"),
        ("<ul><li>Anna<li> <p>Boris</p></ul>", "- Anna\n- Boris"),
        ("<ol start=3><li>Anna<li>Boris</ol>", "3. Anna\n4. Boris"),
        ("<ul><li>• Anna<li>2) Boris</ul>", "• Anna\n2) Boris"),
        (
            "<table><tr><th>Name<th>Post<tr><td>Anna<td>Minister<br>of Health</table>",
            "Name, Post\n\nAnna, Minister of Health",
        ),
        (
            "<table><tr><td>Anna</td></tr><tr><td></td><td>Boris</td></tr></table>",
            "Anna\n\nBoris",
        ),
        (
            "<table><tr><td>王毅<td>外交部长<td></td></tr></table>",
            "王毅，外交部长",
        ),
        ("<dl><dt>Minister<dd>Anna</dl>", "Minister\nAnna"),
        ("<pre>Anna\n  Boris</pre>", "Anna\nBoris"),
        ("a&nbsp;b&shy;c&#8203;d &amp;amp; &eacute;", "a bcd &amp; é"),
        ("<p>外交部\n长<p>　　王毅　会见", "外交部长\n\n王毅　会见"),
        (
            "<ruby>王<rp>(</rp><rt>wáng</rt><rp>)</rp>毅<rt>yì</rt></ruby>",
            "王毅",
        ),
        (
            "<a href=x>Петров<span role=tooltip>Петров Иван</span></a>",
            "Петров",
        ),
        (
            "<p hidden>x</p><p style='DISPLAY : none'>x</p><p aria-hidden=true>x</p><i class='sr-only'>x</i>a",
            "a",
        ),
        (
            "<script>x</script><style>x</style><noscript>x</noscript><template>x</template><svg><text>x</svg>a",
            "a",
        ),
        ("<svg><g>x<p>unclosed</p>", "unclosed"),
        (
            "<textarea>x</textarea><button>x</button><select><option>x</select>a",
            "a",
        ),
        ("<title>t</title>a\0b", "ab"),
    ];
    for (html, text) in cases {
        assert_eq!(read(html).text.trim_end(), text, "{html}");
    }
}

#[test]
fn what_is_left_out_is_told() {
    let html = "<p>Anna<span class=tooltip>x</span> <ruby>王<rt>wáng</rt></ruby><i hidden>x</i><i hidden>y</i><svg></svg>";
    let page = read(html);
    let told = page
        .diagnostics
        .iter()
        .find(|d| d.code == "html.left_out")
        .unwrap();
    assert_eq!(
        told.message,
        "left out of the page: hover cards (1), readings of characters (1), hidden elements (2), drawings (1)"
    );
}

#[test]
fn a_page_without_an_article_is_read_whole() {
    let cases = [
        (
            "<p>Met with Jan Kowalski.",
            "Met with Jan Kowalski.\n",
            None,
        ),
        ("Jan Kowalski", "Jan Kowalski\n", None),
        (
            "<a href=x>News</a><p>Jan Kowalski",
            "News\n\nJan Kowalski\n",
            Some("html.no_main_content"),
        ),
        ("<html></html>", "", Some("html.no_main_content")),
    ];
    for (html, text, code) in cases {
        let page = read(html);
        assert_eq!(
            (page.text.as_str(), codes(&page).first().copied()),
            (text, code),
            "{html}"
        );
    }
}

#[test]
fn a_table_before_the_text_is_text() {
    let rows = "<tr><td>Anna Berg</td><td>Minister of Health</td></tr><tr><td>Ken Ito</td><td>Ambassador</td></tr>";
    let page = read(&format!(
        "<main><h1>Forum opens</h1><dl><dt>Views</dt><dd>15</dd></dl><table>{rows}</table>{BODY}</main>"
    ));
    let start = "Forum opens\n\nAnna Berg, Minister of Health\n\nKen Ito, Ambassador\n\nMinister of Interior";
    assert!(page.text.starts_with(start), "{}", page.text);
}

#[test]
fn what_scripts_would_show_is_read_where_nothing_else_is() {
    let page = read(&format!(
        "<div style='display:none'><h1>Forum opens</h1>{BODY}</div><a href=x>Home</a>"
    ));
    assert!(
        page.text.starts_with("Forum opens\n\nMinister"),
        "{}",
        page.text
    );
    let page = read(&format!(
        "<h1>Forum opens</h1>{BODY}<div hidden>Other news</div>"
    ));
    assert!(!page.text.contains("Other"), "{}", page.text);
}

#[test]
fn names_of_classes_are_believed_with_measure() {
    let main = |class: &str| {
        format!(
            "<div class='{class}'><h1>Forum opens</h1>{BODY}</div><div><p>Contact: the press office, 12 Main Street.</div>"
        )
    };
    for class in [
        "post no-comments",
        "has-sidebar",
        "share-wrapper",
        "elementor-widget elementor-widget-text-editor",
    ] {
        assert!(
            read(&main(class))
                .text
                .starts_with("Forum opens\n\nMinister"),
            "{class}"
        );
    }
    for class in [
        "share-bar",
        "siteNav",
        "related_posts",
        "comments",
        "breadcrumb",
        "cookie-notice",
    ] {
        let page = read(&format!(
            "<div><h1>Forum opens</h1>{BODY}<div class='{class}'>Jan Kowalski said nothing.</div></div>"
        ));
        assert!(!page.text.contains("Kowalski"), "{class}");
    }
}

const BODY: &str = "<p>Minister of Interior Ana Lopes opened the forum on Thursday, and said that the two countries would widen their work.</p>";

#[test]
fn the_headline_opens_a_text_that_lacks_it() {
    for (head, body, first) in [
        (
            "<meta property=og:title content='Forum opens | Ministry'>",
            BODY.to_owned(),
            "Forum opens",
        ),
        (
            "<title>Forum opens - Press</title>",
            format!("<h2>Forum opens</h2>{BODY}"),
            "Forum opens",
        ),
        (
            "<title>Press office</title>",
            format!("<h1>Forum opens</h1>{BODY}<h1>Other</h1>"),
            "Forum opens",
        ),
        (
            "<title>News</title>",
            format!("<h3>Forum opens</h3><p class=date>2 May 2024</p>{BODY}"),
            "Forum opens",
        ),
    ] {
        let page = read(&format!("<head>{head}</head><body><main>{body}</main>"));
        assert_eq!(page.text.lines().next(), Some(first), "{head}");
        assert_eq!(page.metadata.title.as_deref(), Some(first), "{head}");
        assert_eq!(page.text.matches(first).count(), 1, "{head}");
    }
}

#[test]
fn the_day_is_told_in_many_places() {
    let cases = [
        (
            r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02T23:30:00+02:00",}</script>"#,
            "",
            "json-ld datePublished",
        ),
        (
            r#"<script type="application/ld+json">[{"@graph":[{"@type":["WebPage","Report"],"datePublished":"2024-05-02"}]}]</script>"#,
            "",
            "json-ld datePublished",
        ),
        (
            "<meta property=article:published_time content=2024-05-02T10:00Z>",
            "",
            "article:published_time",
        ),
        (
            "<meta name=DC.date.issued content=2024-05-02>",
            "",
            "dc.date",
        ),
        (
            "<meta name=PubDate content='2024-05-02 22:10'>",
            "",
            "meta date",
        ),
        (
            "",
            "<p>Published <time datetime=2024-05-02>yesterday</time></p>",
            "time",
        ),
        (
            "",
            "<span itemprop=datePublished>2 mai 2024</span>",
            "itemprop datePublished",
        ),
        (
            "",
            "<div class=date>Donnerstag, 2. Mai 2024</div>",
            "date line",
        ),
        (
            "",
            "<div>发布时间：2024-05-02 22:10　来源：新华社</div>",
            "date line",
        ),
    ];
    for (head, line, from) in cases {
        let page = read(&format!(
            "<head>{head}</head><body><h1>Forum opens</h1>{line}{BODY}"
        ));
        assert_eq!(
            page.metadata.date.as_deref(),
            Some("2024-05-02"),
            "{head}{line}"
        );
        assert!(
            page.metadata.from.iter().any(|&(_, named)| named == from),
            "{head}{line}: {:?}",
            page.metadata.from
        );
        assert!(
            page.text.starts_with("Forum opens\n\nMinister of Interior"),
            "{head}{line}: {}",
            page.text
        );
    }
    // A line that says where, too, is of the text.
    let page = read(&format!(
        "<h1>Forum opens</h1><div class=date>Lisbonne, 2 mai 2024</div>{BODY}"
    ));
    assert!(page.text.contains("Lisbonne, 2 mai 2024"), "{}", page.text);
    assert_eq!(page.metadata.date.as_deref(), Some("2024-05-02"));
}

#[test]
fn publisher_address_and_language() {
    let page = read(&format!(
        r#"<html lang="pt-BR"><link rel=canonical href="https://gov.example/a"><meta property=og:url content="https://gov.example/b">
        <meta property=og:site_name content=Portal><script type="application/ld+json">{{"@type":"http://schema.org/PressRelease",
        "publisher":[{{"@type":"Organization","name":"Ministério"}}],"headline":"Forum
        opens"}}</script>{BODY}"#
    ));
    assert_eq!(page.metadata.publisher.as_deref(), Some("Ministério"));
    assert_eq!(page.metadata.url.as_deref(), Some("https://gov.example/a"));
    assert_eq!(page.metadata.title.as_deref(), Some("Forum opens"));
    assert_eq!(page.language.as_ref().map(|l| l.as_str()), Some("pt"));
    assert_eq!(
        read("<html lang='x-default'><meta property=og:locale content=zh_CN>")
            .language
            .as_ref()
            .map(|l| l.as_str()),
        Some("zh")
    );
}

#[test]
fn a_text_made_by_scripts_is_taken_from_its_description() {
    let body = "Minister of Interior Ana Lopes opened the forum on Thursday.\\nShe thanked Ambassador Jan Kowalski.";
    let page = read(&format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Forum opens","articleBody":"{body}"}}</script><div id=app>Loading</div>"#
    ));
    assert_eq!(
        page.text,
        "Forum opens\n\nMinister of Interior Ana Lopes opened the forum on Thursday.\n\nShe thanked Ambassador Jan Kowalski.\n"
    );
    assert_eq!(codes(&page), ["html.json_ld"]);
}

#[test]
fn teasers_and_what_a_heading_calls_related_are_left_out() {
    let teaser = |n: u32| {
        format!(
            "<div class=box><a href=/{n}>Minister {n} opens the exhibition on rivers</a><div>Hans Meier, the mayor, spoke of number {n}.</div></div>"
        )
    };
    let teasers: String = (1..5).map(teaser).collect();
    let page = read(&format!(
        "<div><div><h1>Forum opens</h1>{BODY}</div><div>{teasers}</div></div>"
    ));
    assert!(!page.text.contains("Hans Meier"), "{}", page.text);
    let page = read(&format!(
        "<div><h1>Forum opens</h1>{BODY}<div><h3>À lire aussi</h3><a href=x>Hans Meier nommé</a></div></div>"
    ));
    assert!(!page.text.contains("Hans Meier"), "{}", page.text);
    // People whose names are links are no teasers.
    let person =
        |name: &str| format!("<div class=box><a href=/x>{name}</a><p>Minister of Health</p></div>");
    let people: String = ["Hans Meier", "Olga Lang", "Ken Ito"].map(person).concat();
    let page = read(&format!(
        "<div><h1>Forum opens</h1>{BODY}<div>{people}</div>{BODY}</div>"
    ));
    assert!(
        page.text.contains("Hans Meier\n\nMinister of Health"),
        "{}",
        page.text
    );
}

#[test]
fn charsets_are_declared_in_many_ways() {
    let cases = [
        ("<meta charset=\"gb2312\">", Some("GBK")),
        (
            "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>",
            Some("windows-1251"),
        ),
        (
            "<?xml version='1.0' encoding='KOI8-R'?><html>",
            Some("KOI8-R"),
        ),
        ("<?xml version='1.0'?><meta charset=utf-8>", Some("UTF-8")),
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

/// What breaks parsers: each page ends in words that must be read, unless it is cut before.
#[test]
fn hostile_pages_are_read_within_bounds() {
    let pieces = [
        "<div>",
        "<b>",
        "<b class=x>",
        "<p>",
        "</p>",
        "<a href=x>",
        "<ul><li>",
        "<table><tr><td>",
        "<td>",
        "<font size=1><p>",
        "<b id=1><p>x</p>",
        "<svg>",
        "<svg><td>",
        "<math><mi>",
        "<select><option>",
        "<button>",
        "<h1>",
        "<ruby><rt>",
        "<br>",
        "<nobr>",
        "<form>",
        "<template>",
        "<frameset>",
        "<table><td><b id=2></table>",
        "<applet><b></b>",
        "<b><i></b></i>",
        "<a><b><p></a></b>",
        "<dl><dt><dd>",
        "</div>",
        "\0",
        "<!",
        "&",
    ];
    for piece in pieces {
        let page =
            read(&(piece.repeat(20_000) + "</svg></template></button></select><p>Jan Kowalski"));
        assert!(page.text.len() < 1 << 20, "{piece}");
    }
    let mut formatting = String::new();
    let mut attributes = String::from("<p ");
    for n in 0..30_000 {
        formatting.push_str(&format!("<b id=q{n}><p>x"));
        attributes.push_str(&format!("a{n} "));
    }
    assert!(read(&formatting).text.len() < 1 << 20);
    assert!(
        read(&(attributes + ">Jan Kowalski"))
            .text
            .contains("Jan Kowalski")
    );
    for tag in ["<p ", "</p ", "<svg "] {
        for value in ["a=\"x\" ", "a=\"\"", "a=\">\" ", "a = \"&amp;\"\n"] {
            let page = read(&(tag.to_owned() + &value.repeat(300_000) + "></svg><p>Jan Kowalski"));
            assert!(page.text.ends_with("Jan Kowalski\n"), "{tag}{value}");
        }
    }
    let long = format!("<div class='{}'>Jan Kowalski", "ab-C ".repeat(400_000));
    assert!(read(&long).text.contains("Jan Kowalski"));
    let deep = read(&format!("{}Jan Kowalski", "<div>".repeat(100_000)));
    assert_eq!(codes(&deep), ["html.deep"]);
    assert!(deep.text.contains("Jan Kowalski"));
    let nested = format!(
        "<script type=application/ld+json>{}</script>Jan Kowalski",
        "[".repeat(500_000)
    );
    assert!(read(&nested).text.contains("Jan Kowalski"));
}

#[test]
fn a_page_of_more_elements_than_are_read_says_so() {
    let page = read(&"<br>".repeat(1_000_001));
    assert!(codes(&page).contains(&"html.cut"));
}
