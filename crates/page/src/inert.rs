//! Data in a page: JSON within a `script` element that no browser runs.

use std::io::{self, Write};

use serde::Serialize;

/// Writes `value` so that nothing in it can end the element.
///
/// All that HTML looks for in a script begins `</script`, `<script` or `<!--` (the states of script data): a `<` before another letter, or before a slash and
/// such a letter, is left as it is, since a page is full of them.
pub(crate) fn write(out: &mut impl Write, id: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "<script type=\"application/json\" id=\"{id}\">")?;
    let json = serde_json::to_string(value)?;
    let mut pieces = json.split('<');
    out.write_all(pieces.next().unwrap_or_default().as_bytes())?;
    for piece in pieces {
        let name = piece.strip_prefix('/').unwrap_or(piece);
        let is_other = |c: char| c.is_ascii_alphabetic() && !matches!(c, 's' | 'S');
        let before: &[u8] = if name.starts_with(is_other) {
            b"<"
        } else {
            b"\\u003c"
        };
        out.write_all(before)?;
        out.write_all(piece.as_bytes())?;
    }
    out.write_all(b"</script>\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_gets_out() {
        let hostile = "</script><SCRIPT>alert(1)</Script><!-- <b></b> < \0 ]]>\u{2028}<";
        let mut out = Vec::new();
        super::write(&mut out, "r0", &hostile).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert_eq!(page.matches('<').count(), 4, "{page}");
        assert!(page.contains("<b></b>"), "{page}");
        let begun = page.strip_prefix("<script type=\"application/json\" id=\"r0\">");
        let json = begun.and_then(|rest| rest.strip_suffix("</script>\n"));
        let back: String = serde_json::from_str(json.unwrap()).unwrap();
        assert_eq!(back, hostile);
    }
}
