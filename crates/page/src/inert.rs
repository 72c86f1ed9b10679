//! Data in a page: JSON within a `script` element that no browser runs.

use std::io::{self, Write};

use serde::Serialize;

/// Writes `value` so that nothing in it can end the element: of what HTML looks for in a script, only `<` begins anything.
pub(crate) fn write(out: &mut impl Write, id: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "<script type=\"application/json\" id=\"{id}\">")?;
    let json = serde_json::to_string(value)?;
    for (number, piece) in json.split('<').enumerate() {
        if number > 0 {
            out.write_all(b"\\u003c")?;
        }
        out.write_all(piece.as_bytes())?;
    }
    out.write_all(b"</script>\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_gets_out() {
        let hostile = "</script><script>alert(1)</script><!-- \0 ]]>\u{2028}";
        let mut out = Vec::new();
        super::write(&mut out, "r0", &hostile).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert_eq!(page.matches('<').count(), 2, "{page}");
        let begun = page.strip_prefix("<script type=\"application/json\" id=\"r0\">");
        let json = begun.and_then(|rest| rest.strip_suffix("</script>\n"));
        let back: String = serde_json::from_str(json.unwrap()).unwrap();
        assert_eq!(back, hostile);
    }
}
