//! The address of a database: a URL as libpq reads it, and what the environment adds.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use percent_encoding::percent_decode_str;
use postgres::Config;
use postgres::config::Host;

use super::super::Refusal;
use super::passwords;
use super::tls::{Mode, Tls};

/// Where PostgreSQL's own programs look for a socket.
const SOCKETS: [&str; 3] = ["/var/run/postgresql", "/run/postgresql", "/tmp"];

/// What there is to know before one connects.
pub(super) struct Address {
    /// For the client: host, database, user, password.
    pub(super) config: Config,
    /// How the connection is kept from others.
    pub(super) tls: Tls,
    /// The schema that holds the tables.
    pub(super) schema: String,
    /// The server, as messages name it.
    pub(super) server: String,
    /// The database, as messages name it.
    pub(super) database: String,
    /// Who connects.
    pub(super) user: String,
    /// What became of the file of passwords, where it was not used.
    pub(super) no_password: Option<String>,
}

/// Looks a variable of the environment up.
type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Address {
    /// Reads the URL `place`; says nothing of its password.
    pub(super) fn of(place: &str) -> Result<Self, Refusal> {
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        Self::read(place, &variable)
    }

    fn read(place: &str, environment: Environment) -> Result<Self, Refusal> {
        let (url, own) = Own::take(place)?;
        let mut config: Config = url.parse().map_err(|error| unreadable(&error))?;
        let host = complete(&mut config, environment);
        let mode = own.sslmode.or_else(|| environment("PGSSLMODE"));
        let anchors = own.sslrootcert.or_else(|| environment("PGSSLROOTCERT"));
        let tls = Tls {
            mode: Mode::named(mode.as_deref().unwrap_or("prefer"))?,
            anchors: anchors.map(PathBuf::from),
        };
        let user = config.get_user().unwrap_or_default().to_owned();
        let database = config.get_dbname().unwrap_or_default().to_owned();
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let mut no_password = None;
        if config.get_password().is_none() {
            let who = passwords::Who {
                host: &host,
                port,
                database: &database,
                user: &user,
            };
            match environment("PGPASSWORD").map(Some).map_or_else(
                || passwords::of(&who, environment("PGPASSFILE"), environment("HOME")),
                Ok,
            ) {
                Ok(Some(password)) => drop(config.password(password)),
                Ok(None) => {}
                Err(reason) => no_password = Some(reason),
            }
        }
        let schema = own.schema.unwrap_or_else(|| "public".to_owned());
        if schema.is_empty() || schema.len() > 63 || schema.contains('\0') {
            return Err(format!("no schema can be called {schema:?}"));
        }
        let server = match host.starts_with('/') {
            true => host,
            false => format!("{host}:{port}"),
        };
        Ok(Self {
            config,
            tls,
            schema,
            server,
            database,
            user,
            no_password,
        })
    }
}

/// Sets what the URL left out, from the environment and by convention; gives the first host.
fn complete(config: &mut Config, environment: Environment) -> String {
    let nowhere = config.get_hosts().is_empty() && config.get_hostaddrs().is_empty();
    if nowhere {
        if config.get_ports().is_empty()
            && let Some(port) = environment("PGPORT").and_then(|port| port.parse().ok())
        {
            config.port(port);
        }
        let port = config.get_ports().first().copied().unwrap_or(5432);
        config.host(&environment("PGHOST").unwrap_or_else(|| default_host(port)));
    }
    if config.get_user().is_none() {
        let user = environment("PGUSER").or_else(|| whoami::username().ok());
        config.user(&user.unwrap_or_else(|| "postgres".to_owned()));
    }
    if config.get_dbname().is_none() {
        let user = config.get_user().unwrap_or_default().to_owned();
        config.dbname(&environment("PGDATABASE").unwrap_or(user));
    }
    if config.get_application_name().is_none() {
        config.application_name("rostra");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    // So that a network that has gone away is noticed.
    if config.get_keepalives_idle() == Duration::from_secs(2 * 60 * 60) {
        config.keepalives_idle(Duration::from_secs(30));
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(60));
    }
    match (config.get_hosts().first(), config.get_hostaddrs().first()) {
        (Some(Host::Tcp(name)), _) => name.clone(),
        #[cfg(unix)]
        (Some(Host::Unix(path)), _) => path.display().to_string(),
        (None, Some(address)) => address.to_string(),
        (None, None) => "localhost".to_owned(),
    }
}

fn default_host(port: u16) -> String {
    let has_socket = |folder: &&str| {
        let socket = Path::new(folder).join(format!(".s.PGSQL.{port}"));
        socket.exists()
    };
    let found = SOCKETS.into_iter().find(|folder| has_socket(folder));
    found.unwrap_or("localhost").to_owned()
}

/// Parameters of the URL that the client does not know.
#[derive(Default)]
struct Own {
    sslmode: Option<String>,
    sslrootcert: Option<String>,
    schema: Option<String>,
}

impl Own {
    /// Takes them out of `place`; gives the rest.
    fn take(place: &str) -> Result<(String, Self), Refusal> {
        let (scheme, rest) = place
            .split_once("://")
            .ok_or("an address begins `postgres://`")?;
        let scheme = scheme.to_ascii_lowercase();
        let (user, rest) = split_after(rest, '@');
        let (server, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut own = Self::default();
        let mut others = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let place = match key {
                "sslmode" => &mut own.sslmode,
                "sslrootcert" => &mut own.sslrootcert,
                "schema" => &mut own.schema,
                _ => {
                    others.push(pair);
                    continue;
                }
            };
            let value = percent_decode_str(value).decode_utf8();
            let value = value.map_err(|_| format!("`{key}` of the address is not UTF-8"))?;
            *place = Some(value.into_owned());
        }
        let url = format!("{scheme}://{user}{server}?{}", others.join("&"));
        Ok((url, own))
    }
}

/// In front of what follows the first `at`, with it; nothing where there is none.
fn split_after(text: &str, at: char) -> (&str, &str) {
    let place = text.find(at).map_or(0, |place| place + at.len_utf8());
    text.split_at_checked(place).unwrap_or(("", text))
}

fn unreadable(error: &postgres::Error) -> Refusal {
    let cause = std::error::Error::source(error).map(|cause| format!(" ({cause})"));
    format!("the address cannot be read{}", cause.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn read(place: &str, environment: &[(&str, &str)]) -> Result<Address, String> {
        let variable = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Address::read(place, &variable)
    }

    #[test]
    fn what_a_url_leaves_out_is_told_by_the_environment() {
        let all = [
            ("PGHOST", "db.example"),
            ("PGPORT", "6000"),
            ("PGUSER", "eva"),
            ("PGDATABASE", "press"),
            ("PGPASSWORD", "secret"),
        ];
        for (place, environment, server, database, user, password) in [
            (
                "postgres://",
                &all[..],
                "db.example:6000",
                "press",
                "eva",
                "secret",
            ),
            (
                "postgresql:///news",
                &all,
                "db.example:6000",
                "news",
                "eva",
                "secret",
            ),
            ("postgres://a:b%40@h", &all, "h:5432", "press", "a", "b@"),
            ("postgres://a:b@[::1]:7/d", &[], "::1:7", "d", "a", "b"),
            (
                "POSTGRES://a@h,i:7/?password=p",
                &[],
                "h:5432",
                "a",
                "a",
                "p",
            ),
            (
                "postgres://a@/d?host=/run/x&schema=s",
                &[("HOME", "/nowhere")],
                "/run/x",
                "d",
                "a",
                "",
            ),
            (
                "postgres://a@%2Frun%2Fx/d",
                &[("HOME", "/nowhere")],
                "/run/x",
                "d",
                "a",
                "",
            ),
        ] {
            let address = read(place, environment).unwrap();
            assert_eq!(address.server, server, "{place}");
            assert_eq!(address.database, database, "{place}");
            assert_eq!(address.user, user, "{place}");
            let known = address.config.get_password().unwrap_or_default();
            assert_eq!(known, password.as_bytes(), "{place}");
            assert_eq!(address.config.get_application_name(), Some("rostra"));
            let schema = if place.contains("schema") {
                "s"
            } else {
                "public"
            };
            assert_eq!(address.schema, schema, "{place}");
        }
    }

    #[test]
    fn addresses_that_mean_nothing_are_refused_without_what_they_hide() {
        for (place, reason) in [
            ("postgres://a:secret@h:x/d", "the address cannot be read"),
            (
                "postgres://a:secret@h/d?nonsense=secret",
                "the address cannot be read",
            ),
            (
                "postgres://a:secret@h/d?sslmode=maybe",
                "`sslmode` is one of",
            ),
            ("postgres://a:secret@h/d?schema=", "no schema can be called"),
        ] {
            let said = read(place, &[]).err().unwrap();
            assert!(said.starts_with(reason), "{place}: {said}");
            assert!(!said.contains("secret"), "{said}");
        }
    }
}
