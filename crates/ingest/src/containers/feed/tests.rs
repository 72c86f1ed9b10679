use std::io::Read;

use rostra_document::Provenance;

use super::Feed;
use crate::container::Container;
use crate::content::Content;
use crate::options::Options;
use crate::part::{Head, Part};

/// `id | text | title date publisher url language notes` of each entry, or why it was not read.
fn read(feed: &[u8], options: &Options) -> (Vec<String>, u64) {
    let head = Head {
        id: "f".into(),
        provenance: Provenance::file("f.xml"),
        ..Head::default()
    };
    let content = Content::bytes(feed);
    let mut feed = match Feed::open(Part { head, content }, options) {
        Ok(feed) => feed,
        Err(error) => return (vec![error.to_string()], 0),
    };
    let mut found = Vec::new();
    while let Some(item) = feed.next(options) {
        found.push(match item {
            Ok(part) => shown(part),
            Err(error) => error.to_string(),
        });
        assert!(found.len() < 100);
    }
    (found, feed.skipped())
}

fn shown(mut part: Part) -> String {
    let mut text = String::new();
    part.content.read_to_string(&mut text).unwrap();
    let text = text.trim().replace('\n', "|");
    let Head {
        id,
        metadata,
        language,
        diagnostics,
        ..
    } = part.head;
    let mut fields = vec![
        metadata.title,
        metadata.date.map(|day| day.to_string()),
        metadata.publisher,
        metadata.url,
    ];
    fields.push(language.map(|language| language.as_str().to_owned()));
    fields.extend(diagnostics.iter().map(|told| Some(told.code.to_owned())));
    let fields: Vec<String> = fields
        .into_iter()
        .map(|field| field.unwrap_or("-".into()))
        .collect();
    format!("{id} | {text} | {}", fields.join(" · "))
}

fn found(feed: &str) -> Vec<String> {
    read(feed.as_bytes(), &Options::default()).0
}

#[test]
fn rss_with_contents_summaries_and_headlines() {
    let feed = "<?xml version='1.0'?><rss><channel><title>МВД &amp; пресса</title><language>ru</language><image><title>Лого</title></image>
<item><title>Министр &lt;b&gt;открыл&lt;/b&gt; форум</title><link>https://mi.example/1?a=b&amp;c</link><pubDate>Thu, 02 May 2024 23:30:00 -0300</pubDate>
<description>Кратко…</description><content:encoded><![CDATA[<p>Министр <b>открыл</b> форум</p><p>Он сказал.</p>]]></content:encoded></item>
<item><title>Министр принял посла</title><guid>https://mi.example/2</guid><dc:date>2024-05-03</dc:date></item>
<item><title> </title></item>
<item><title>A &amp;amp; B &amp;eacute;</title><description>Plain &amp; simple &nbsp;</description></item></channel></rss>";
    let (items, skipped) = read(feed.as_bytes(), &Options::default());
    assert_eq!(
        items,
        [
            "f-1 | <p>Министр <b>открыл</b> форум</p><p>Он сказал.</p> | Министр открыл форум · 2024-05-02 · МВД & пресса · https://mi.example/1?a=b&c · ru",
            "f-2 | Министр принял посла | Министр принял посла · 2024-05-03 · МВД & пресса · https://mi.example/2 · ru · feed.summary_only",
            "f-4 | A & B é||Plain & simple | A & B é · - · МВД & пресса · - · ru · feed.summary_only",
        ]
    );
    assert_eq!(skipped, 1);
}

#[test]
fn atom_with_each_type_of_content() {
    let feed = "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='fr'><a:title type='html'>Minist&amp;egrave;re</a:title>
<a:entry><a:title>Titre</a:title><a:link rel='self' href='https://x/self'/><a:link href='https://x/1'/><a:updated>2024-05-03T00:10:00+02:00</a:updated><a:published>2024-05-02T00:10:00+02:00</a:published><a:summary/>
<a:content type='xhtml' xml:lang='en'><div xmlns='y'><p>Le ministre &lt; x</p></div></a:content></a:entry>
<a:entry><a:title/><a:content type='html'>&lt;p&gt;Corps&lt;/p&gt;</a:content><a:source>Autre</a:source></a:entry>
<a:entry><a:title>Lien</a:title><a:content type='application/pdf' src='https://x/y.pdf'>JVBE</a:content></a:entry></a:feed>";
    assert_eq!(
        found(feed),
        [
            "f-1 | <h1>Titre</h1>|<div xmlns='y'><p>Le ministre &lt; x</p></div> | Titre · 2024-05-02 · Ministère · https://x/1 · en",
            "f-2 | <p>Corps</p> | - · - · Autre · - · fr",
            "f-3 | Lien | Lien · - · Ministère · - · fr · feed.summary_only",
        ]
    );
}

#[test]
fn rdf_in_an_old_encoding_and_a_wrong_language() {
    let feed = "<?xml version=\"1.0\" encoding=\"gb2312\"?><rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>外交部</title><dc:language>en-us</dc:language><items><rdf:Seq/></items></channel>
<item rdf:about='https://mfa.example/1'><title>部长会见大使</title><description>TEXT</description></item></rdf:RDF>";
    let text = "外交部长在北京会见来访的大使，双方就双边关系和共同关心的问题交换意见。".repeat(5);
    let feed = feed.replace("TEXT", &text);
    let (bytes, ..) = encoding_rs::GBK.encode(&feed);
    let items = read(&bytes, &Options::default()).0;
    assert_eq!(items.len(), 1);
    assert!(
        items[0].starts_with("f-1 | 部长会见大使||外交部长在北京"),
        "{items:?}"
    );
    assert!(
        items[0].ends_with("外交部 · https://mfa.example/1 · - · feed.summary_only"),
        "{items:?}"
    );
}

#[test]
fn what_comes_before_the_damage_is_read() {
    for (end, reason) in [
        (
            "<item><title>B</title>",
            "is damaged: it ends within an element",
        ),
        ("<item><title>B</wrong>", "is damaged: ill-formed document"),
    ] {
        let feed = format!("<rss><channel><item><title>A</title></item>{end}");
        let said = found(&feed);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("f-1 | A |"), "{said:?}");
        assert!(said[1].starts_with(&format!("f.xml: {reason}")), "{said:?}");
    }
    assert_eq!(found("no markup"), ["f.xml: is no feed: it has no element"]);
}

#[test]
fn hostile_feeds_cost_nothing() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&b;&x;</title></item></channel></rss>";
    assert!(found(bomb)[0].starts_with("f-1 | &b;&x; |"));
    let deep = "<rss><channel><item><description>".to_owned() + &"<b>".repeat(100_000);
    assert_eq!(found(&deep), ["f.xml: nests deeper than 512 elements"]);
    let mut options = Options::default();
    options.limits.source_bytes = 10;
    let said = read(bomb.as_bytes(), &options).0;
    assert_eq!(
        said,
        ["f.xml: is longer than 10 bytes (`limits.source_bytes`)"]
    );
}
