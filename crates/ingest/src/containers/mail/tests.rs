use std::io::Read;

use rostra_document::Provenance;

use super::Mail;
use crate::container::Container;
use crate::content::Content;
use crate::format::Format;
use crate::options::Options;
use crate::part::{Head, Part};

/// What comes out: id, format or media type, and text; or why not.
fn read(mail: &[u8], options: &Options) -> (Vec<String>, u64) {
    let head = Head {
        id: "m".into(),
        provenance: Provenance::file("m.eml"),
        ..Head::default()
    };
    let content = Content::bytes(mail);
    let mut mail = match Mail::open(Part { head, content }, options) {
        Ok(mail) => mail,
        Err(error) => return (vec![error.to_string()], 0),
    };
    let mut found = Vec::new();
    while let Some(item) = mail.next(options) {
        found.push(match item {
            Ok(mut part) => {
                let mut text = Vec::new();
                part.content.read_to_end(&mut text).unwrap();
                let head = part.head;
                let told = head.format.map(|format| format.facts().name.to_owned());
                let kind = told.or(head.media).unwrap_or_default();
                format!(
                    "{} {kind} {}",
                    head.id,
                    String::from_utf8_lossy(&text).trim()
                )
            }
            Err(error) => error.to_string(),
        });
    }
    (found, mail.skipped())
}

fn found(mail: &str) -> Vec<String> {
    read(mail.replace('\n', "\r\n").as_bytes(), &Options::default()).0
}

fn alternative(plain: &str, html: &str) -> String {
    format!(
        "Content-Type: multipart/alternative; boundary=x\n\n--x\n\n{plain}\n--x\nContent-Type: text/html; charset=utf-8\n\n{html}\n--x--\n"
    )
}

#[test]
fn the_fuller_version_is_the_body() {
    let long = "Министр внутренних дел Иван Петров открыл форум.";
    let html = format!("<style>{}</style><p>{long}</p>", "p {} ".repeat(50));
    let body = found(&alternative(long, &html));
    assert_eq!(body, [format!("m text {long}")]);
    let body = found(&alternative("View in browser: https://x", &html));
    assert!(body[0].starts_with("m html <style>"), "{body:?}");
    assert_eq!(body.len(), 1);
    let body = found(&alternative(" ", &html));
    assert!(body[0].starts_with("m html"), "{body:?}");
}

#[test]
fn pieces_of_one_body_are_put_together() {
    let mail = "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nOne.\n--x\nContent-Type: image/png\n\nx\n--x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nD=E9put=E9.\n--x--";
    assert_eq!(
        read(mail.as_bytes(), &Options::default()),
        (vec!["m text One.\n\nDéputé.".to_owned()], 1)
    );
    let footer = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>One</p>\n--x\n\nlist <press@x>\n--x--";
    let body = found(footer);
    assert!(
        body[0].contains("<p>One</p>\n<p>list &lt;press@x></p>"),
        "{body:?}"
    );
}

#[test]
fn what_is_attached_is_told_apart() {
    let part = |headers: &str, content: &str| format!("--x\n{headers}\n\n{content}\n");
    let mail = [
        "Subject: s\nContent-Type: multipart/mixed; boundary=x\n\n".to_owned(),
        part("", "Body."),
        part("Content-Type: text/plain; name=\"a.txt\"", "Attached."),
        part("Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"2024/заявление.pdf\"\nContent-Transfer-Encoding: base64", "JVBERi0="),
        part("Content-Type: application/octet-stream; name=invite.ICS", "x"),
        part("Content-Type: application/ms-tnef; name=winmail.dat", "x"),
        part("Content-Type: message/rfc822", "Subject: inner\n\nInner."),
        part("Content-Type: text/html\nContent-Disposition: attachment", "<p>"),
        "--x--\n".to_owned(),
    ]
    .concat();
    assert_eq!(
        found(&mail),
        [
            "m text Body.",
            "m-a text/plain Attached.",
            "m-заявление application/pdf %PDF-",
            "m.eml!winmail.dat: is Outlook's own wrapping of attachments (TNEF), which is not read",
            "m-5 mail Subject: inner\r\n\r\nInner.",
            "m-6 text/html <p>",
        ]
    );
}

#[test]
fn a_body_without_words_is_passed_over() {
    let mail = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>&nbsp;<img src='cid:x'></p>\n--x\nContent-Type: application/pdf; name=a.pdf\n\n%PDF-\n--x--";
    assert_eq!(found(mail), ["m-a application/pdf %PDF-"]);
}

#[test]
fn what_is_closed_or_too_long_is_told() {
    let mut options = Options::default();
    for (mail, reason) in [
        (
            "Content-Type: multipart/encrypted; boundary=x\n\n--x\n\ny\n--x--",
            "m.eml: is encrypted",
        ),
        (
            "Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nx",
            "m.eml: is encrypted",
        ),
        (
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx",
            "m.eml: is encrypted",
        ),
        (
            "Content-Type: application/pkcs7-mime; name=smime.p7m\n\nx",
            "m.eml: is an S/MIME mail that is encrypted or enclosed by its signature, which is not read",
        ),
        ("Subject: x\n\n \n", "m.eml: holds no text"),
        (" \n", "m.eml: is empty"),
    ] {
        assert_eq!(found(mail), [reason], "{mail}");
    }
    options.limits.source_bytes = 10;
    let (said, _) = read(b"Subject: x\n\ntext", &options);
    assert_eq!(
        said,
        ["m.eml: is longer than 10 bytes (`limits.source_bytes`)"]
    );
}

#[test]
fn a_body_knows_its_mail_and_attachments_its_day() {
    let mail = b"Subject: =?koi8-r?Q?=F7=C9=DA=C9=D4?=\nDate: Thu, 2 May 2024 23:59:00 +0300\nFrom: Press <p@x>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nBody.\n--x\nContent-Type: text/plain; name=a.txt; charset=koi8-r\n\nx\n--x--";
    let head = Head {
        id: "m".into(),
        ..Head::default()
    };
    let options = Options::default();
    let mut mail = Mail::open(
        Part {
            head,
            content: Content::bytes(mail.as_slice()),
        },
        &options,
    )
    .unwrap();
    let body = mail.next(&options).unwrap().unwrap().head;
    assert_eq!(body.format, Some(Format::Text));
    assert_eq!(body.provenance.to_string(), "!body");
    assert_eq!(body.metadata.title.as_deref(), Some("Визит"));
    assert_eq!(body.metadata.date.as_deref(), Some("2024-05-02"));
    let attachment = mail.next(&options).unwrap().unwrap().head;
    assert_eq!(attachment.charset, Some(encoding_rs::KOI8_R));
    assert_eq!(attachment.fallback.publisher.as_deref(), Some("Press"));
    assert_eq!(
        (attachment.fallback.title, attachment.metadata.title),
        (None, None)
    );
    assert!(mail.next(&options).is_none());
}
