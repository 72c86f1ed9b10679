//! Requests over a real connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use rostra_annotate::Fixtures;
use rostra_document::Release;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::samples::{at, english, release};

/// A server with a visitor who has been let in.
struct Visit {
    address: SocketAddr,
    cookie: String,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<Result<(), ServeError>>>,
    folder: TempDir,
}

/// Status, headers in small letters, body.
struct Answered {
    status: u16,
    head: String,
    body: String,
}

impl Visit {
    fn to(releases: &[Release]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let work = Work::new(Fixtures::open(folder.path()).unwrap()).unwrap();
        for release in releases {
            work.lay(release).unwrap();
        }
        work.desk().complete();
        let options = Options {
            listen: Some("127.0.0.1:0".parse().unwrap()),
            ..Options::default()
        };
        let server = Server::open(Arc::new(work), &options).unwrap();
        let link = server.link();
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        let serving = thread::spawn(move || server.run(move || asked.load(Ordering::SeqCst)));
        let rest = link.strip_prefix("http://").unwrap();
        let (address, path) = rest.split_once('/').unwrap();
        let mut visit = Self {
            address: address.parse().unwrap(),
            cookie: String::new(),
            stop,
            serving: Some(serving),
            folder,
        };
        let entered = visit.ask(&format!("GET /{path} HTTP/1.1\r\n"), "");
        assert_eq!(entered.status, 303, "{}", entered.head);
        assert!(entered.head.contains("\r\nlocation: /\r\n"));
        let cookie = entered.head.split_once("set-cookie: ").unwrap().1;
        visit.cookie = cookie.split_once(';').unwrap().0.to_owned();
        visit
    }

    /// Sends `lines`, the first of them the request's, with what every request has.
    fn ask(&self, lines: &str, body: &str) -> Answered {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let (address, length) = (self.address, body.len());
        let cookie = match self.cookie.as_str() {
            "" => String::new(),
            cookie => format!("Cookie: {cookie}\r\n"),
        };
        let length = format!("Content-Length: {length}\r\nConnection: close\r\n\r\n");
        let request = format!("{lines}Host: {address}\r\n{cookie}{length}{body}");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A body that is too large is not read, and the connection may break over it.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answered {
            status,
            head: format!("{}\r\n", head.to_lowercase()),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answered {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    fn post(&self, path: &str, body: &Value) -> Answered {
        let address = self.address;
        let lines = format!(
            "POST {path} HTTP/1.1\r\nOrigin: http://{address}\r\nContent-Type: application/json\r\n"
        );
        self.ask(&lines, &body.to_string())
    }

    /// The value of an attribute of the page of a release.
    fn data(&self, number: usize, name: &str) -> String {
        let page = self.get(&format!("/release/{number}")).body;
        let (_, rest) = page.split_once(&format!("data-{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }

    fn edit(&self, number: usize, edit: &Value) -> Answered {
        let (run, version) = (self.data(number, "run"), self.data(number, "version"));
        let body = json!({"run": run, "version": version, "about": {"name": "Ann Otieno", "at": 4}, "edit": edit});
        self.post(&format!("/release/{number}/edit"), &body)
    }

    fn document(&self, id: &str) -> Value {
        let path = self.folder.path().join(format!("{id}.json"));
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let ended = self.serving.take().map(JoinHandle::join);
        if !thread::panicking() {
            ended.unwrap().unwrap().unwrap();
        }
    }
}

#[test]
fn every_answer_says_what_browsers_may_do_with_it() {
    let mut visit = Visit::to(&[english("a")]);
    let paths = [
        ("/", 200),
        ("/list?page=2&state=open&lang=en", 200),
        ("/list?page=-1", 400),
        ("/next", 303),
        ("/release/0", 200),
        ("/release/1", 404),
        ("/release/-1", 400),
        ("/release/0x1", 400),
        ("/release/..%2f..%2fetc%2fpasswd", 400),
        ("/release/0/edit", 405),
        ("/assets/review.js", 200),
        ("/assets/base.css", 200),
        ("/assets/..%2fCargo.toml", 404),
        ("/assets/nothing", 404),
        ("/nothing", 404),
    ];
    let check = |visit: &Visit, path: &str, status| {
        let answer = visit.get(path);
        assert_eq!(answer.status, status, "{path}");
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n",
            "x-content-type-options: nosniff\r\n",
            "referrer-policy: no-referrer\r\n",
            "cross-origin-opener-policy: same-origin\r\n",
            "cross-origin-resource-policy: same-origin\r\n",
            "cache-control: no-store\r\n",
        ] {
            assert!(answer.head.contains(header), "{path}: {header}");
        }
    };
    for (path, status) in paths {
        check(&visit, path, status);
    }
    visit.cookie = String::new();
    for (path, _) in paths {
        check(&visit, path, 403);
    }
}

#[test]
fn links_followed_from_other_sites_lead_on_by_a_page() {
    let visit = Visit::to(&[]);
    let link = format!("http://{}/?token=", visit.address);
    assert!(!visit.cookie.is_empty() && !link.contains(&visit.cookie));
    let wrong = visit.get("/?token=0000");
    assert_eq!(wrong.status, 403);
    assert!(!wrong.head.contains("set-cookie"));
}

#[test]
fn edits_are_saved_and_what_is_other_comes_back() {
    let visit = Visit::to(&[english("a"), english("b")]);
    let answer = visit.edit(0, &json!({"do": "accept", "person": 0}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.head.contains("server-timing: save;dur="));
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!([&answer["person"], &answer["open"]], [&json!(0), &json!(1)]);
    assert_eq!(answer["done"], json!(false));
    assert_eq!(answer["version"], json!(visit.data(0, "version")));
    assert!(answer.get("text").is_none(), "marks are as before");
    assert_eq!(answer["card"].as_array().unwrap().len(), 1);
    assert_eq!(visit.document("a")["people"][0]["review"], "accepted");
    // A country as the list of the page writes it, as code, and as nonsense.
    for (written, status, code) in [
        ("Laos (LAO)", 200, json!("LAO")),
        ("vnm", 200, json!("VNM")),
        ("République française", 200, json!("FRA")),
        ("Atlantis", 422, json!("FRA")),
        ("<b>(XXX)", 422, json!("FRA")),
        ("", 200, Value::Null),
    ] {
        let answer = visit.edit(
            0,
            &json!({"do": "country", "person": 0, "country": written}),
        );
        assert_eq!(answer.status, status, "{written}: {}", answer.body);
        assert_eq!(
            visit.document("a")["people"][0]["country"],
            code,
            "{written}"
        );
    }
    let (run, version) = (visit.data(0, "run"), visit.data(0, "version"));
    let undone = visit.post("/release/0/undo", &json!({"run": run, "version": version}));
    assert_eq!(undone.status, 200, "{}", undone.body);
    assert_eq!(visit.document("a")["people"][0]["country"], "FRA");
    // The next open release, and none where all are done.
    let next = |after: usize| visit.get(&format!("/next?after={after}")).head;
    assert!(next(0).contains("location: /release/1\r\n"));
    visit.edit(1, &json!({"do": "accept-all"}));
    visit.edit(0, &json!({"do": "accept-all"}));
    assert!(next(0).contains("location: /\r\n"));
}

#[test]
fn what_is_no_edit_of_this_run_changes_nothing() {
    let visit = Visit::to(&[english("a")]);
    let (run, version) = (visit.data(0, "run"), visit.data(0, "version"));
    let accept = json!({"do": "accept", "person": 0});
    let cases = [
        (
            json!({"run": "other", "version": version, "edit": accept}),
            410,
        ),
        (
            json!({"run": run, "version": "0123456789abcdef", "edit": accept}),
            409,
        ),
        (
            json!({"run": run, "version": version, "edit": {"do": "accept", "person": 2}}),
            422,
        ),
        (
            json!({"run": run, "version": version, "edit": {"do": "accept", "person": -1}}),
            422,
        ),
        (
            json!({"run": run, "version": version, "edit": {"do": "delete"}}),
            422,
        ),
        (
            json!({"run": run, "version": version, "edit": {"do": "add", "span": {"start": 9, "end": 2}}}),
            422,
        ),
        (
            json!({"run": run, "version": version, "edit": {"do": "add", "span": {"start": 0, "end": 1u64 << 60}}}),
            422,
        ),
        (json!({"run": run, "version": version}), 422),
        (
            json!({"run": run, "version": version, "about": {"name": "x".repeat(70_000)}, "edit": accept}),
            413,
        ),
        (json!([]), 422),
    ];
    for (body, status) in cases {
        let answer = visit.post("/release/0/edit", &body);
        assert_eq!(answer.status, status, "{}", answer.body);
    }
    assert_eq!(
        visit
            .post(
                "/release/7/edit",
                &json!({"run": run, "version": "new", "edit": accept})
            )
            .status,
        404
    );
    let nothing = visit.post("/release/0/undo", &json!({"run": run, "version": version}));
    assert_eq!(nothing.status, 422);
    // A form of another site cannot send JSON, nor lie about where it comes from.
    let address = visit.address;
    let body = json!({"run": run, "version": version, "edit": accept}).to_string();
    for (lines, status) in [
        ("Content-Type: application/json\r\n".to_owned(), 403),
        (
            format!("Origin: http://{address}\r\nContent-Type: text/plain\r\n"),
            415,
        ),
        (
            "Origin: http://evil.example\r\nContent-Type: application/json\r\n".to_owned(),
            403,
        ),
    ] {
        let lines = format!("POST /release/0/edit HTTP/1.1\r\n{lines}");
        assert_eq!(visit.ask(&lines, &body).status, status, "{lines}");
    }
    let files = std::fs::read_dir(visit.folder.path()).unwrap().count();
    assert_eq!(files, 0);
}

#[test]
fn a_conflict_shows_both_and_how_to_go_on() {
    let visit = Visit::to(&[english("a")]);
    let run = visit.data(0, "run");
    visit.edit(0, &json!({"do": "role", "person": 0, "role": "chair"}));
    let mine = json!({"do": "country", "person": 0, "country": "Laos (LAO)"});
    let body = json!({"run": run, "version": "new", "about": {"name": "Ann Otieno", "at": 4}, "edit": mine});
    let answer = visit.post("/release/0/edit", &body);
    assert_eq!(answer.status, 409);
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    let conflict = &answer["conflict"];
    let html = conflict["html"].as_str().unwrap();
    assert!(
        html.contains("chair") && html.contains("LAO") && html.contains("KEN"),
        "{html}"
    );
    let body = json!({"run": run, "version": conflict["version"], "edit": conflict["again"]});
    assert_eq!(visit.post("/release/0/edit", &body).status, 200);
    let person = &visit.document("a")["people"][0];
    assert_eq!([&person["country"], &person["role"]], ["LAO", "chair"]);
}

#[test]
fn hostile_releases_are_text() {
    let text = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> </mark></p></main> \u{202E}evil\u{0} 'x' &amp; Ann & Co\n";
    let mut hostile = release(
        "\"><script>alert(3)</script>",
        "en\" onload=\"alert(4)",
        text,
        &[("\"><img src=x onerror=alert(2)>", "</mark></p></main>")],
    );
    hostile.extraction.url = Some("javascript:alert(5)".to_owned());
    let visit = Visit::to(&[hostile]);
    let span = at(text, "<script>alert(1)</script>");
    let answer = visit.edit(0, &json!({"do": "add", "span": span}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer: Value = serde_json::from_str(&answer.body).unwrap();
    let parts = [
        visit.get("/").body,
        visit.get("/release/0").body,
        answer["text"].as_str().unwrap().to_owned(),
        answer["cards"].to_string().replace("\\\"", "\""),
    ];
    for part in parts {
        for evil in [
            "<script>alert",
            "<img",
            "\" onload=",
            "javascript:",
            "</mark></p></main>",
        ] {
            assert!(!part.contains(evil), "{evil} in {part}");
        }
        let scripts = part.matches("<script").count();
        assert_eq!(
            scripts,
            part.matches("<script type=\"module\" src=").count()
        );
        assert!(!part.contains(" style=") && !part.contains("<style"));
    }
}

#[test]
fn lines_of_megabytes_are_shown() {
    let text = format!(
        "{} Ann Otieno spoke. {}",
        "x ".repeat(1_000_000),
        "y ".repeat(4_000_000)
    );
    let visit = Visit::to(&[release("long", "en", &text, &[("Ann Otieno", "spoke")])]);
    let page = visit.get("/release/0");
    assert_eq!(page.status, 200);
    assert!(page.body.len() < 1_000_000, "{}", page.body.len());
    assert!(page.body.contains("Ann Otieno</mark>"));
    let answer = visit.edit(0, &json!({"do": "accept", "person": 0}));
    assert_eq!(answer.status, 200);
}
