use crate::leaf::Text;
use crate::office::package::tests::packed;
use crate::options::Limits;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A file with that body, in the name space `w`.
fn read_in(space: &str, body: &str, parts: &[(&str, &str)]) -> Result<Text, String> {
    let document = format!(
        "<w:document xmlns:w='{space}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
         xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><w:body>{body}</w:body></w:document>"
    );
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend(parts);
    super::read(&packed(&all), &Limits::default())
}

fn text(body: &str) -> String {
    read_in(MAIN, body, &[]).unwrap().text
}

fn run(content: &str) -> String {
    format!("<w:r>{content}</w:r>")
}

#[test]
fn runs_and_what_stands_in_them() {
    let p = |content: &str| format!("<w:p>{content}</w:p>");
    let t = |text: &str| run(&format!("<w:t xml:space='preserve'>{text}</w:t>"));
    let field = |kind: &str| run(&format!("<w:fldChar w:fldCharType='{kind}'/>"));
    let page = run("<w:instrText> PAGE </w:instrText>");
    let link = run("<w:instrText> HYPERLINK \"x\" </w:instrText>");
    for (content, expected) in [
        (t("Мини") + &t("стр ") + &t("&amp; co"), "Министр & co"),
        (t("a") + &run("<w:tab/>") + &t("b") + &run("<w:br/>") + &t("c"), "a\tb\nc"),
        (t("Jean") + &run("<w:noBreakHyphen/>") + &t("Luc") + &run("<w:softHyphen/>"), "Jean-Luc"),
        (run("<w:sym w:font='Symbol' w:char='F0B7'/>") + &t(" 部长"), "• 部长"),
        (field("begin") + &link + &field("separate") + &t("shown") + &field("end"), "shown"),
        (t("a") + &field("begin") + &page + &field("separate") + &t("7") + &field("end"), "a"),
        (t("a") + &field("begin") + &link, "a"),
        (format!("<w:fldSimple w:instr=' NUMPAGES '>{}</w:fldSimple>", t("9")) + &t("b"), "b"),
        (format!("<w:del>{}</w:del><w:ins>{}</w:ins>", t("old"), t("new")), "new"),
        (format!("<w:moveFrom>{}</w:moveFrom>", t("old")) + &t("x"), "x"),
        (run("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>") + &t("x"), "x"),
        (run("<w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t>"), "seen"),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>".to_owned(), "x+y"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click</w:t></w:r></w:sdtContent></w:sdt>".to_owned() + &t("x"),
            "x",
        ),
        ("<w:hyperlink>".to_owned() + &t("وزير") + "</w:hyperlink>\n  <w:smartTag>" + &t(" الداخلية") + "</w:smartTag>", "وزير الداخلية"),
        (
            run(&format!("<mc:AlternateContent><mc:Choice/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", "<w:t>old</w:t>")),
            "old",
        ),
        (
            run("<mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>"),
            "a",
        ),
    ] {
        assert_eq!(text(&(p(&content) + &p(&t("End.")))), format!("{expected}\n\nEnd.\n"), "{content}");
    }
}

#[test]
fn paragraphs_whose_end_was_deleted_go_on() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Minister </w:t></w:r></w:p>\
        <w:p><w:r><w:t>Ana Lopes</w:t></w:r></w:p>";
    assert_eq!(text(body), "Minister Ana Lopes\n");
}

#[test]
fn rows_are_lines_and_deleted_ones_are_none() {
    let row = |properties: &str, cells: &[&str]| {
        let cells = cells
            .iter()
            .map(|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"));
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>",
            cells.collect::<String>()
        )
    };
    let inner = row("", &["部长", "王小洪"]);
    let body = format!(
        "<w:tbl>{}{}<w:tr><w:tc><w:tbl>{inner}</w:tbl></w:tc></w:tr></w:tbl>",
        row("", &["Ana Lopes", "Minister"]),
        row("<w:del/>", &["Gone", "Gone"]),
    );
    assert_eq!(text(&body), "Ana Lopes, Minister\n\n部长, 王小洪\n");
}

#[test]
fn strict_files_are_read_too() {
    let body = "<w:p><w:r><w:t>Minister</w:t></w:r></w:p>";
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    assert_eq!(read_in(strict, body, &[]).unwrap().text, "Minister\n");
    // Text of another name space is none.
    assert_eq!(
        read_in("http://other.example/", body, &[]).unwrap().text,
        ""
    );
}

#[test]
fn hostile_files() {
    let bomb = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>\
        <w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>x&b;</w:t></w:r></w:p>\
        </w:body></w:document>";
    let read = |parts: &[(&str, &str)]| super::read(&packed(parts), &Limits::default());
    assert_eq!(read(&[("word/document.xml", bomb)]).unwrap().text, "x\n");
    let deep = "<w:p><w:r>".repeat(50_000);
    let error = read_in(MAIN, &deep, &[]).unwrap_err();
    assert!(error.starts_with("is damaged: more than 1000"), "{error}");
    assert_eq!(
        read(&[("a.txt", "x")]).unwrap_err(),
        "is damaged: it has no word/document.xml"
    );
    let wide = "<w:p><w:r><w:t>部</w:t></w:r></w:p>".repeat(1000);
    let document = format!("<w:document xmlns:w='{MAIN}'><w:body>{wide}</w:body></w:document>");
    let limits = Limits {
        document_bytes: 300,
        ..Limits::default()
    };
    let found = super::read(&packed(&[("word/document.xml", &document)]), &limits).unwrap();
    assert!(found.text.len() <= 300 && found.text.starts_with("部\n\n部"));
    assert_eq!(found.diagnostics[0].code, "input.truncated");
}
