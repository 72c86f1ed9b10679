//! What a page says of itself in JSON-LD, in the words of schema.org.

use html5ever::local_name;
use serde_json::Value;

use super::page::Page;

/// Scripts of a page that are looked at, and bytes of each.
const SCRIPTS: usize = 16;
const BYTES: usize = 1 << 20;
/// Things that are looked at.
const THINGS: usize = 2000;

/// What a page says of the article on it.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) place: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The whole text, where the page's own is made by scripts, and the script that holds it.
    pub(super) body: Option<(String, u32)>,
}

/// Reads all scripts of the kind; what is no JSON is mended where that is easy, else passed over.
pub(super) fn read(page: &Page) -> Told {
    let mut told = Told::default();
    let scripts = page.all(local_name!("script")).filter(|&at| {
        page.attr(at, "type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    });
    for script in scripts.take(SCRIPTS) {
        let source = page.text(script, BYTES);
        if source.len() > BYTES {
            continue;
        }
        let Some(value) = parse(&source) else {
            continue;
        };
        for thing in things(&value) {
            if is_article(thing) {
                told.take(thing, script);
            }
        }
    }
    told
}

impl Told {
    fn take(&mut self, thing: &Value, script: u32) {
        let offer = |slot: &mut Option<String>, key: &str| {
            if slot.is_none() {
                *slot = thing.get(key).and_then(text);
            }
        };
        offer(&mut self.headline, "headline");
        offer(&mut self.headline, "name");
        offer(&mut self.published, "datePublished");
        offer(&mut self.published, "dateCreated");
        offer(&mut self.publisher, "publisher");
        offer(&mut self.publisher, "sourceOrganization");
        offer(&mut self.place, "locationCreated");
        offer(&mut self.url, "url");
        offer(&mut self.url, "mainEntityOfPage");
        offer(&mut self.language, "inLanguage");
        if self.body.is_none() {
            self.body = thing
                .get("articleBody")
                .and_then(Value::as_str)
                .map(|body| (body.to_owned(), script));
        }
    }
}

/// A string, or the name of what is named, or the first of several.
fn text(value: &Value) -> Option<String> {
    let value = value
        .as_array()
        .map_or(Some(value), |several| several.first())?;
    let named = ["name", "@id", "alternateName"]
        .iter()
        .find_map(|key| value.get(key).and_then(one));
    let text = one(value).or(named)?;
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn one(value: &Value) -> Option<String> {
    let value = value
        .as_array()
        .map_or(Some(value), |several| several.first())?;
    value
        .as_str()
        .map(str::to_owned)
        .or_else(|| value.get("@value")?.as_str().map(str::to_owned))
}

/// The value and all objects in it, the outer ones first.
fn things(value: &Value) -> Vec<&Value> {
    let mut found = vec![value];
    let mut at = 0;
    while let Some(&value) = found.get(at).filter(|_| found.len() < THINGS) {
        match value {
            Value::Array(values) => {
                found.extend(values.iter().filter(|v| v.is_object() || v.is_array()))
            }
            Value::Object(fields) => {
                found.extend(fields.values().filter(|v| v.is_object() || v.is_array()))
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn is_article(thing: &Value) -> bool {
    let kinds = thing.get("@type");
    let kinds = kinds.and_then(Value::as_array).map_or_else(
        || kinds.into_iter().collect(),
        |several| several.iter().collect::<Vec<_>>(),
    );
    kinds.into_iter().filter_map(Value::as_str).any(|kind| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(
                kind,
                "Report" | "PressRelease" | "GovernmentNews" | "SpecialAnnouncement"
            )
    })
}

fn parse(source: &str) -> Option<Value> {
    let source = source
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim();
    let source = source.trim_end_matches(';');
    serde_json::from_str(source)
        .or_else(|_| serde_json::from_str(&mended(source)))
        .ok()
}

/// Line breaks within strings escaped, commas before a closing bracket dropped: what hand-written templates get wrong.
fn mended(source: &str) -> String {
    let mut mended = String::with_capacity(source.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in source.chars() {
        match c {
            '\n' | '\r' | '\t' if quoted => mended.push(' '),
            c if quoted && c.is_control() => {}
            '}' | ']' if !quoted => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
                mended.push(c);
            }
            _ => mended.push(c),
        }
        quoted ^= c == '"' && !escaped;
        escaped = quoted && c == '\\' && !escaped;
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::{mended, parse, things};

    #[test]
    fn what_templates_break_is_mended() {
        assert_eq!(
            mended("{\"a\": [1, 2,], \"b\": \"x\ny, }\",\n}"),
            "{\"a\": [1, 2], \"b\": \"x y, }\"}"
        );
        assert!(parse("<!-- {\"@type\": \"NewsArticle\",} -->").is_some());
        assert!(parse("{\"a\": \"b\\\"c\",}").is_some());
        assert!(parse("{unquoted: 1}").is_none());
    }

    #[test]
    fn things_within_things_are_found_and_bounded() {
        let value = parse("{\"@graph\": [{\"x\": {\"y\": 1}}, []]}").unwrap();
        assert_eq!(things(&value).len(), 5);
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(parse(&deep).is_none());
    }
}
