use crate::leaf::Text;
use crate::office::package::tests::packed;
use crate::options::Limits;

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";

/// A flat file with those styles and that text.
fn read(styles: &str, body: &str) -> Text {
    let file = format!(
        "<?xml version='1.0'?><office:document {SPACES}>{styles}<office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    super::read(file.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn paragraphs_and_what_stands_in_them() {
    for (content, expected) in [
        (
            "\n  Мини<text:span>стр</text:span>\n  Серов ",
            "Министр Серов",
        ),
        (
            "a<text:s text:c='2'/>b<text:tab/>c<text:line-break/> d",
            "a  b\tc\nd",
        ),
        (
            "a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>b",
            "ab",
        ),
        (
            "<text:ruby><text:ruby-base>王</text:ruby-base><text:ruby-text>Wáng</text:ruby-text></text:ruby>小洪",
            "王小洪",
        ),
        (
            "a<office:annotation><text:p>comment</text:p></office:annotation>b",
            "ab",
        ),
        (
            "<text:a>وزير</text:a><text:page-number>3</text:page-number>",
            "وزير",
        ),
        (
            "a<text:span text:style-name='H'>hidden<text:span>too</text:span></text:span>b",
            "ab",
        ),
        (
            "<draw:frame><draw:image><office:binary-data>QUJD</office:binary-data></draw:image></draw:frame>x",
            "x",
        ),
    ] {
        let hidden = "<office:automatic-styles><style:style style:name='H'><style:text-properties text:display='none'/></style:style>\
            </office:automatic-styles>";
        let found = read(
            hidden,
            &format!("<text:p>{content}</text:p><text:p/><text:h>End.</text:h>"),
        );
        let note = if content.contains("note-body") {
            "\nn\n"
        } else {
            ""
        };
        assert_eq!(
            found.text,
            format!("{expected}\n\nEnd.\n{note}"),
            "{content}"
        );
    }
}

#[test]
fn lists_tables_boxes_and_changes() {
    let styles = "<office:automatic-styles><text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/>\
        <text:list-level-style-bullet text:level='2'/></text:list-style></office:automatic-styles>";
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let list = |inner: &str| format!("<text:list text:style-name='L'>{inner}</text:list>");
    let nested = format!(
        "<text:p>b</text:p><text:p>b2</text:p>{}",
        list(&item("<text:p>c</text:p>"))
    );
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>\
         </text:tracked-changes>{}<table:table><table:table-row><table:table-cell><text:p>Ana Lopes</text:p></table:table-cell>\
         <table:table-cell><text:p>Minister</text:p></table:table-cell></table:table-row></table:table>\
         <text:p>Text<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame></text:p>",
        list(&(item("<text:p>a</text:p>") + &item(&nested)))
    );
    let expected = "1. a\n2. b\n\nb2\n\n- c\n\nAna Lopes, Minister\n\nBox\n\nText\n";
    assert_eq!(read(styles, &body).text, expected);
}

#[test]
fn the_header_of_the_first_page_stands_before_the_text() {
    let page = |name: &str, own: &str| {
        format!(
            "<style:master-page style:name='{name}'><style:header><text:p>Press {name}</text:p></style:header>{own}\
             <style:footer><text:p>Minister Fred Footer</text:p></style:footer></style:master-page>"
        )
    };
    let styles = |own: &str| {
        format!(
            "<office:automatic-styles><style:style style:name='P' style:parent-style-name='Title' style:master-page-name='Other'/>\
             </office:automatic-styles><office:master-styles>{}{}</office:master-styles>",
            page("Standard", ""),
            page("Other", own)
        )
    };
    let own = "<style:header-first><text:p>First</text:p></style:header-first>";
    let hidden =
        "<style:header-first style:display='false'><text:p>First</text:p></style:header-first>";
    for (own, style, expected) in [
        ("", "Standard", "Press Standard\n\nText\n"),
        ("", "P", "Press Other\n\nText\n"),
        (own, "P", "First\n\nText\n"),
        (hidden, "P", "Text\n"),
    ] {
        let found = read(
            &styles(own),
            &format!("<text:p text:style-name='{style}'>Text</text:p>"),
        );
        assert_eq!(found.text, expected);
        assert_eq!(found.diagnostics[0].code, "odt.footer");
        let title = if style == "P" {
            Some("odt heading")
        } else {
            None
        };
        assert_eq!(
            found
                .metadata
                .from
                .first()
                .map(|&(_, from)| from)
                .filter(|from| *from == "odt heading"),
            title
        );
    }
}

#[test]
fn hostile_files() {
    let read = |bytes: &[u8]| super::read(bytes, &Limits::default());
    let deep = format!(
        "<office:document {SPACES}><office:body><office:text>{}",
        "<text:section>".repeat(100_000)
    );
    assert!(
        read(deep.as_bytes())
            .unwrap_err()
            .starts_with("is damaged: more than 1000")
    );
    let packed = packed(&[("content.xml", &deep)]);
    assert!(
        read(&packed)
            .unwrap_err()
            .starts_with("is damaged: more than 1000")
    );
    let spaces = format!(
        "<office:document {SPACES}><office:body><office:text><text:p>a<text:s text:c='4000000000'/>b<text:s text:c='-1'/>c</text:p></office:text></office:body></office:document>"
    );
    assert!(read(spaces.as_bytes()).unwrap().text.len() < 200);
}
