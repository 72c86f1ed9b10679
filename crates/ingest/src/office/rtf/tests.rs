use rostra_document::{Location, TextRange};

use crate::leaf::Text;
use crate::options::Limits;

fn read(rtf: &[u8]) -> Text {
    super::read(rtf, &Limits::default()).unwrap()
}

fn text(inner: &str) -> String {
    read(format!("{{\\rtf1\\ansi\\ansicpg1252\\uc1 {inner}}}").as_bytes()).text
}

#[test]
fn characters_of_code_pages_and_unicode() {
    let fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset134 C;}{\\f3\\fcharset178 D;}{\\f4\\fcharset2 Symbol;}}";
    for (inner, expected) in [
        ("Caf\\'e9 \\f1\\'cc\\'e8\\f0\\'e9", "Café Миé"),
        ("\\f2\\'b2\r\n\\'bf\\'b3\\'a4", "部长"),
        ("\\f3\\'e6\\'d2\\'ed\\'d1", "وزير"),
        ("\\u1052?\\u1080\\'3f x", "Ми x"),
        ("{\\uc2\\u37096\\'b2\\'bf}\\u-30000?.", "部諐."),
        ("\\u-10179?\\u-9152?", "👀"),
        ("\\uc0\\u1052\\u1080 x", "Миx"),
        ("\\u1052\\par", "М"),
        ("a\\~b\\_c\\-d\\{\\}\\\\", "a\u{a0}b-cd{}\\"),
        (
            "\\ldblquote a\\rdblquote\\emdash\\endash\\rquote s",
            "“a”—–’s",
        ),
        ("\\f4\\'b7\\f0  a", "• a"),
        ("\\f99 caf\\'e9", "café"),
        ("{\\upr{old ??}{\\*\\ud{new \\u1052?}}}", "new М"),
    ] {
        assert_eq!(
            text(&format!("{fonts}{inner}")),
            format!("{expected}\n"),
            "{inner}"
        );
    }
    let cyrillic = "Министр Сергей".bytes().collect::<Vec<_>>();
    let utf8 = [b"{\\rtf1\\ansi ".as_slice(), &cyrillic, b"\\par}"].concat();
    assert_eq!(read(&utf8).text, "Министр Сергей\n");
    let raw = b"{\\rtf1\\ansi\\ansicpg1251 \xcc\xe8\xed\xe8\xf1\xf2\xf0\\par}";
    assert_eq!(read(raw).text, "Министр\n");
    let mac = read(b"{\\rtf1\\mac caf\\'8e\\par}");
    assert_eq!(mac.text, "café\n");
    let oem = read(b"{\\rtf1\\pca a\\par}");
    assert_eq!(oem.diagnostics[0].code, "encoding.guessed");
}

#[test]
fn destinations() {
    for (inner, expected) in [
        ("a{\\pict\\pngblip 89504e47}{\\*\\blipuid 00}b", "ab"),
        ("a{\\pict\\bin5 }}{x\\}b", "ab"),
        (
            "{\\field{\\*\\fldinst HYPERLINK \"http://a\"}{\\fldrslt link}}",
            "link",
        ),
        ("a{\\v hidden}{\\deleted old}{\\revised new}", "anew"),
        (
            "{\\*\\generator X;}{\\*\\unknown {\\b gone}}a{\\unknown kept}",
            "akept",
        ),
        (
            "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Box\\par}}{\\shprslt{\\*\\do{\\dptxbxtext Box\\par}}}}a",
            "Box\n\na",
        ),
        ("a{\\footnote\\pard Note.}b\\par c", "ab\n\nc\n\nNote."),
        ("a{\\*\\annotation comment}{\\xe index}b", "ab"),
        ("{\\object{\\*\\objdata 0102}{\\result shown}}", "shown"),
    ] {
        assert_eq!(text(inner), format!("{expected}\n"), "{inner}");
    }
}

#[test]
fn paragraphs_lists_and_tables() {
    for (inner, expected) in [
        ("a\\par\\par b\\line c\\tab d\\\ne", "a\n\nb\nc\td\n\ne"),
        (
            "{\\listtext\\f3\\'b7\\tab}First\\par{\\pntext 2.\\tab}Second\\par Third",
            "- First\n2. Second\n\nThird",
        ),
        ("{\\listtext 1.1\\tab}\\outlinelevel1 Head\\par", "Head"),
        (
            "\\trowd\\intbl A\\cell B\\cell\\row\\pard\\intbl C\\par D\\cell E\\cell\\row\\pard F\\par",
            "A, B\n\nC, D, E\n\nF",
        ),
        ("\\trowd\\intbl A\\cell B\\par", "A, B"),
        ("\\cell\\row\\row a\\cell b", "a\n\nb"),
    ] {
        assert_eq!(text(inner), format!("{expected}\n"), "{inner}");
    }
}

#[test]
fn headers_titles_and_days() {
    let rtf = |own: &str| {
        format!(
            "{{\\rtf1{{\\info{{\\title Forum}}{{\\revtim\\yr2024\\mo5\\dy2}}}}{{\\stylesheet{{\\s3 Title;}}}}{own}\
             {{\\header Press}}{{\\headerf First page}}{{\\footer Minister Fred}}\\s3 Ministers meet\\par\\pard Text\\par\\sect\\titlepg\
             {{\\header Later}}More\\par}}"
        )
    };
    for (own, header) in [("", "Press"), ("\\titlepg", "First page")] {
        let found = read(rtf(own).as_bytes());
        assert_eq!(
            found.text,
            format!("{header}\n\nMinisters meet\n\nText\n\nMore\n")
        );
        assert_eq!(found.metadata.title.as_deref(), Some("Ministers meet"));
        assert_eq!(found.fallback.date.as_deref(), Some("2024-05-02"));
        assert_eq!(found.diagnostics[0].code, "rtf.footer");
        let at = found.text.find("Text").unwrap();
        let place = found.origin.locate(TextRange::new(at, at));
        assert_eq!(place, Some(Location::Paragraph { paragraph: 2 }));
    }
}

#[test]
fn hostile_files() {
    let deep = "{\\rtf1 ".to_owned() + &"{".repeat(100_000);
    let error = super::read(deep.as_bytes(), &Limits::default()).unwrap_err();
    assert!(error.starts_with("is damaged: more than 1000"), "{error}");
    assert!(super::read(b"{rtf", &Limits::default()).is_err());
    let cut = read(b"{\\rtf1 Minister Ana Lopes\\par opened");
    assert_eq!(cut.text, "Minister Ana Lopes\n\nopened\n");
    assert_eq!(cut.diagnostics[0].code, "rtf.incomplete");
    for odd in [
        "\\u99999999999999? x\\uc-5\\u1052 a",
        "\\'",
        "\\'zz\\",
        "}}}}a{",
        "{\\fonttbl}{\\footnote}{\\shptxt}{\\ud}x",
    ] {
        let _ = super::read(format!("{{\\rtf1 {odd}").as_bytes(), &Limits::default());
    }
    let limits = Limits {
        document_bytes: 100,
        ..Limits::default()
    };
    let long = format!("{{\\rtf1 {}}}", "part ".repeat(1000));
    let found = super::read(long.as_bytes(), &limits).unwrap();
    assert!(found.text.len() <= 101);
    assert_eq!(found.diagnostics[0].code, "input.truncated");
}
