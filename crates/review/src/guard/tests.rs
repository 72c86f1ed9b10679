//! A table of requests and what becomes of them.

use super::*;

fn guard(address: &str) -> Guard {
    Guard {
        address: address.parse().unwrap(),
        token: "t0ken".to_owned(),
        cookie: "c00kie".to_owned(),
    }
}

/// The status of a request: 200 where it is answered, 303 where it is let in. `headers` are lines.
fn status(guard: &Guard, method: &str, uri: &str, headers: &str) -> u16 {
    let mut map = HeaderMap::new();
    for line in headers.lines() {
        let (name, value) = line.trim().split_once(": ").unwrap();
        let name: axum::http::HeaderName = name.parse().unwrap();
        map.append(name, value.parse().unwrap());
    }
    let method: Method = method.parse().unwrap();
    match guard.judge(&method, &uri.parse().unwrap(), &map) {
        Verdict::Pass => 200,
        Verdict::Enter => 303,
        Verdict::Refuse(status, reason) => {
            assert!(!reason.is_empty());
            status.as_u16()
        }
    }
}

const COOKIE_LINE: &str = "Cookie: other=1; rostra-7317=c00kie";

#[test]
fn only_who_holds_the_link_is_let_in() {
    let guard = guard("127.0.0.1:7317");
    let host = "Host: 127.0.0.1:7317";
    let cases = [
        ("GET", "/?token=t0ken", "", 303),
        ("GET", "/release/3?a=b&token=t0ken", "", 303),
        ("GET", "/?token=t0kem", "", 403),
        ("GET", "/?token=", "", 403),
        ("GET", "/?token=t0ken0", "", 403),
        // Whoever holds the cookie and a wrong link has the link of another run.
        ("GET", "/?token=x", COOKIE_LINE, 403),
        ("GET", "/", "", 403),
        ("GET", "/assets/review.js", "", 403),
        ("GET", "/", COOKIE_LINE, 200),
        ("HEAD", "/", COOKIE_LINE, 200),
        ("GET", "/", "Cookie: rostra-7317=c00kid", 403),
        ("GET", "/", "Cookie: rostra-7317=", 403),
        ("GET", "/", "Cookie: rostra-7318=c00kie", 403),
        ("GET", "/", "Cookie: x=1\nCookie: rostra-7317=c00kie", 200),
        // A token does not stand in for the cookie where something is changed.
        ("POST", "/release/0/edit?token=t0ken", "", 403),
    ];
    for (method, uri, headers, expected) in cases {
        let headers = format!("{host}\n{headers}");
        assert_eq!(
            status(&guard, method, uri, headers.trim()),
            expected,
            "{method} {uri} {headers}"
        );
    }
}

#[test]
fn no_other_name_leads_here() {
    let cases = [
        ("127.0.0.1:7317", "127.0.0.1:7317", 200),
        ("127.0.0.1:7317", "localhost:7317", 200),
        ("127.0.0.1:7317", "LOCALHOST:7317", 200),
        ("127.0.0.1:7317", "127.0.0.1:7318", 421),
        ("127.0.0.1:7317", "127.0.0.1", 421),
        ("127.0.0.1:7317", "evil.example:7317", 421),
        ("127.0.0.1:7317", "localhost.evil.example:7317", 421),
        ("127.0.0.1:7317", "evil.example", 421),
        ("127.0.0.1:7317", "user@127.0.0.1:7317", 421),
        ("127.0.0.1:7317", "[::1]:7317", 421),
        ("127.0.0.1:7317", "127.1:7317", 421),
        ("127.0.0.1:80", "127.0.0.1", 200),
        ("127.0.0.1:80", "localhost", 200),
        ("[::1]:7317", "[::1]:7317", 200),
        ("0.0.0.0:7317", "192.168.1.7:7317", 200),
        ("0.0.0.0:7317", "evil.example:7317", 421),
        ("192.168.1.7:7317", "192.168.1.7:7317", 200),
        ("192.168.1.7:7317", "localhost:7317", 421),
    ];
    for (address, host, expected) in cases {
        let guard = guard(address);
        let cookie = format!("Cookie: {}=c00kie", guard.cookie_name());
        let found = status(&guard, "GET", "/", &format!("Host: {host}\n{cookie}"));
        assert_eq!(found, expected, "{host} at {address}");
        let origin = format!("Origin: http://{host}\nContent-Type: application/json");
        let found = status(
            &guard,
            "POST",
            "/",
            &format!("Host: {host}\n{cookie}\n{origin}"),
        );
        assert_eq!(found, expected, "post to {host} at {address}");
    }
    let guard = guard("127.0.0.1:7317");
    let twice = "Host: 127.0.0.1:7317\nHost: evil.example";
    for (uri, headers) in [
        ("/", COOKIE_LINE.to_owned()),
        ("/", format!("{twice}\n{COOKIE_LINE}")),
        (
            "http://evil.example/",
            format!("Host: 127.0.0.1:7317\n{COOKIE_LINE}"),
        ),
    ] {
        assert_eq!(status(&guard, "GET", uri, &headers), 421, "{uri} {headers}");
    }
}

#[test]
fn only_pages_of_this_program_change_anything() {
    let guard = guard("127.0.0.1:7317");
    let json = "Content-Type: application/json";
    let own = "Origin: http://127.0.0.1:7317";
    let cases = [
        (format!("{own}\n{json}"), 200),
        (
            format!("{own}\nContent-Type: application/json; charset=utf-8"),
            200,
        ),
        (format!("{own}\n{json}\nSec-Fetch-Site: same-origin"), 200),
        (format!("{own}\n{json}\nSec-Fetch-Site: same-site"), 403),
        (format!("{own}\n{json}\nSec-Fetch-Site: cross-site"), 403),
        (format!("{own}\n{json}\nSec-Fetch-Site: none"), 403),
        (json.to_owned(), 403),
        (format!("Origin: null\n{json}"), 403),
        (format!("Origin: http://localhost:7317\n{json}"), 403),
        (format!("Origin: http://127.0.0.1:9000\n{json}"), 403),
        (format!("Origin: https://127.0.0.1:7317\n{json}"), 403),
        (format!("{own}\n{own}\n{json}"), 403),
        (own.to_owned(), 415),
        (format!("{own}\nContent-Type: text/plain"), 415),
        (
            format!("{own}\nContent-Type: application/x-www-form-urlencoded"),
            415,
        ),
        (format!("{own}\nContent-Type: application/json-seq"), 415),
    ];
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        for (headers, expected) in &cases {
            let headers = format!("Host: 127.0.0.1:7317\n{COOKIE_LINE}\n{headers}");
            let found = status(&guard, method, "/release/0/edit", &headers);
            assert_eq!(found, *expected, "{method} {headers}");
        }
    }
}

#[test]
fn other_sites_may_link_here_and_fetch_nothing() {
    let guard = guard("127.0.0.1:7317");
    for (headers, expected) in [
        ("Sec-Fetch-Site: none\nSec-Fetch-Mode: navigate", 200),
        ("Sec-Fetch-Site: same-site\nSec-Fetch-Mode: navigate", 200),
        ("Sec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors", 403),
        ("Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: cors", 403),
        ("Sec-Fetch-Site: same-origin\nSec-Fetch-Mode: cors", 200),
    ] {
        let headers = format!("Host: 127.0.0.1:7317\n{COOKIE_LINE}\n{headers}");
        let found = status(&guard, "GET", "/release/0", &headers);
        assert_eq!(found, expected, "{headers}");
    }
}

#[test]
fn secrets_are_long_and_never_the_same() {
    let (one, other) = (secret().unwrap(), secret().unwrap());
    assert_eq!(one.len(), 2 * SECRET);
    assert_ne!(one, other);
    let guard = Guard::new("0.0.0.0:7317".parse().unwrap()).unwrap();
    let link = guard.link();
    assert!(link.starts_with("http://127.0.0.1:7317/?token="), "{link}");
    let cookie = guard.set_cookie();
    assert!(!cookie.contains(&guard.token), "the link is not kept");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"));
}
