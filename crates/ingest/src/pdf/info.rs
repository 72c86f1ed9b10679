//! What the file says of itself: title and day.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};

use super::string;

/// Bytes of an XMP packet that are looked at, at most.
const PACKET: usize = 1 << 20;

/// What was found, with where it was.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Info {
    pub(super) title: Option<(String, &'static str)>,
    /// ISO 8601 day.
    pub(super) date: Option<(String, &'static str)>,
}

/// Reads the document information dictionary, and the XMP packet where that has nothing.
pub(super) fn info(pdf: &Pdf) -> Info {
    let told = pdf.metadata();
    let packet = packet(pdf).unwrap_or_default();
    let title = told
        .title
        .as_ref()
        .map(|title| (string::decoded(title), "pdf Title"))
        .filter(|(title, _)| is_title(title))
        .or_else(|| Some((element(&packet, "dc:title")?, "xmp dc:title")))
        .map(|(title, from)| (tidy(&title), from))
        .filter(|(title, _)| is_title(title));
    let date = told
        .creation_date
        .as_ref()
        .map(|at| format!("{:04}-{:02}-{:02}", at.year, at.month, at.day))
        .map(|day| (day, "pdf CreationDate"))
        .or_else(|| {
            let day = element(&packet, "xmp:CreateDate")?;
            Some((day.get(..10)?.to_owned(), "xmp CreateDate"))
        });
    Info { title, date }
}

fn packet(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let stream = catalog.get::<Stream<'_>>(b"Metadata")?;
    let data = stream.decoded_data().ok()?;
    let head = data.get(..data.len().min(PACKET))?;
    Some(String::from_utf8_lossy(head).into_owned())
}

/// The text of the first element `name`, without the markup within; attributes of that name count
/// as well, XMP allows both.
fn element(packet: &str, name: &str) -> Option<String> {
    if let Some((_, rest)) = packet.split_once(&format!("{name}=\"")) {
        return rest.split('"').next().map(unescaped);
    }
    let (_, rest) = packet.split_once(&format!("<{name}"))?;
    let (_, rest) = rest.split_once('>')?;
    let (inner, _) = rest.split_once(&format!("</{name}>"))?;
    let text: String = inner
        .split('<')
        .enumerate()
        .map(|(at, part)| match (at, part.split_once('>')) {
            (0, _) => part,
            (_, Some((_, text))) => text,
            _ => "",
        })
        .collect();
    Some(unescaped(text.trim()))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn tidy(title: &str) -> String {
    let shown: String = title
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Endings of names of files, which programs write where a title should be.
const FILES: &[&str] = &[
    ".doc", ".docx", ".pdf", ".odt", ".rtf", ".txt", ".indd", ".qxd", ".qxp", ".pub", ".ppt",
    ".pptx", ".xls", ".xlsx", ".html", ".htm", ".wpd", ".tmp", ".dot", ".dotx", ".pages",
];
/// What programs call a document that has no name.
const NAMELESS: &[&str] = &[
    "untitled",
    "document",
    "microsoft word",
    "microsoft powerpoint",
    "powerpoint",
    "about:blank",
    "slide ",
    "print",
    "http:",
    "https:",
    "file:",
    "layout ",
    "sans titre",
    "без имени",
    "без названия",
    "документ",
    "презентация",
    "blank page",
    "press release",
    "communiqué de presse",
    "unbenannt",
    "sin título",
    "scan",
    "scanned",
    "img_",
];

/// Whether a person gave this title rather than a program.
fn is_title(title: &str) -> bool {
    let title = tidy(title);
    let lower = title.to_lowercase();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let named = FILES.iter().any(|end| lower.ends_with(end))
        || lower.contains(['\\', '\u{fffd}'])
        || !lower.contains(' ') && lower.contains(['_', '/']);
    let nameless = NAMELESS.iter().any(|start| {
        lower.starts_with(start) && lower.chars().count() < start.chars().count() + 12
    });
    letters >= 4
        && title.chars().count() <= 300
        && !named
        && !nameless
        && !lower.starts_with("microsoft ")
}

#[cfg(test)]
mod tests {
    use super::{element, is_title};

    #[test]
    fn a_title_is_one_that_a_person_gave() {
        for (title, good) in [
            ("Cork pharma campus to create 400 jobs", true),
            ("Microsoft Word - 20240903 Press release final.docx", false),
            ("PR_final_v2.doc", false),
            ("Untitled", false),
            ("untitled-1", false),
            ("Документ1", false),
            ("第六届澜湄水资源合作论坛在昆明开幕", true),
            ("Microsoft PowerPoint - Minister", false),
            ("2024-09-03", false),
            ("C:\\temp\\release", false),
            ("release_2024", false),
            ("", false),
            ("بيان صحفي", true),
        ] {
            assert_eq!(is_title(title), good, "{title}");
        }
    }

    #[test]
    fn packets_are_read_in_both_forms() {
        let packet = "<rdf:Description xmp:CreateDate=\"2024-09-03T10:00:00Z\"><dc:title><rdf:Alt>\
                      <rdf:li xml:lang=\"x-default\">Jobs &amp; growth</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(
            element(packet, "dc:title").as_deref(),
            Some("Jobs & growth")
        );
        assert_eq!(
            element(packet, "xmp:CreateDate").as_deref(),
            Some("2024-09-03T10:00:00Z")
        );
        assert_eq!(element(packet, "dc:creator"), None);
    }
}
