//! Connections by TLS.

use rostra_document::Sink;

use super::super::open_patiently;
use super::support::Server;
use super::{IMPATIENT, open};
use crate::testing::settings;

#[test]
fn a_connection_is_as_safe_as_was_asked_for() {
    let Some((server, tls)) = Server::start_with_tls() else {
        return;
    };
    server.database("press");
    let certificate = tls.certificate.display();
    let other = tempfile::NamedTempFile::new().unwrap();
    let at = |host: &str, parameters: &str| {
        format!("postgres://rostra@{host}:{}/press?{parameters}", tls.port)
    };
    let known = format!("&sslrootcert={certificate}");
    let safe = Ok(true);
    for (host, parameters, expected) in [
        ("localhost", "sslmode=disable".to_owned(), Ok(false)),
        ("localhost", String::new(), safe),
        ("127.0.0.1", "sslmode=prefer".to_owned(), safe),
        ("127.0.0.1", "sslmode=require".to_owned(), safe),
        ("127.0.0.1", format!("sslmode=require{known}"), safe),
        ("127.0.0.1", format!("sslmode=verify-ca{known}"), safe),
        ("localhost", format!("sslmode=verify-full{known}"), safe),
        (
            "127.0.0.1",
            format!("sslmode=verify-full{known}"),
            Err("certificate not valid for name"),
        ),
        (
            "localhost",
            "sslmode=verify-full".to_owned(),
            Err("certificate"),
        ),
        (
            "localhost",
            "sslmode=verify-ca".to_owned(),
            Err("certificate"),
        ),
        (
            "localhost",
            "sslmode=verify-full&sslrootcert=/nowhere.crt".to_owned(),
            Err("`sslrootcert` /nowhere.crt: "),
        ),
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={}", other.path().display()),
            Err("there is no certificate in it"),
        ),
    ] {
        let url = at(host, &parameters);
        let opened = open(&url, &settings(), IMPATIENT);
        match expected {
            Ok(encrypted) => {
                let mut writing = opened.unwrap_or_else(|said| panic!("{parameters}: {said}"));
                assert_eq!(writing.is_encrypted(), encrypted, "{parameters}");
            }
            Err(reason) => {
                let said = opened.err().unwrap();
                assert!(said.contains(reason), "{parameters}: {said}");
                assert!(!said.contains('\n'), "{said}");
            }
        }
    }
    let url = at("localhost", &format!("sslmode=verify-full{known}"));
    let mut sink = open_patiently(&url, &settings(), IMPATIENT).unwrap();
    assert!(sink.memory().unwrap().is_some());
}

#[test]
fn a_server_without_tls_is_refused_where_it_was_asked_for() {
    let Some((server, tls)) = Server::start_with_tls() else {
        return;
    };
    server.database("press");
    let mut client = super::client(&server.address("press"));
    client.batch_execute("ALTER SYSTEM SET ssl = off").unwrap();
    client.batch_execute("SELECT pg_reload_conf()").unwrap();
    drop(client);
    let at = |mode| {
        format!(
            "postgres://rostra@localhost:{}/press?sslmode={mode}",
            tls.port
        )
    };
    let said = open(&at("require"), &settings(), IMPATIENT).err().unwrap();
    assert!(said.contains("server does not support TLS"), "{said}");
    assert!(open(&at("prefer"), &settings(), IMPATIENT).is_ok());
}
