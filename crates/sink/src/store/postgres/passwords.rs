//! The file of passwords that PostgreSQL's own programs read: a line each, `host:port:database:user:password`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::super::Refusal;

/// For whom a password is looked up.
pub(super) struct Who<'a> {
    /// A name, or the folder of a socket.
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// The password in the file called `named`, else in `.pgpass` below the folder `home`.
///
/// # Errors
/// Why there is a file that cannot be used.
pub(super) fn of(
    who: &Who,
    named: Option<String>,
    home: Option<String>,
) -> Result<Option<String>, Refusal> {
    let below = |home: String| Path::new(&home).join(".pgpass");
    let Some(path) = named.map(PathBuf::from).or_else(|| home.map(below)) else {
        return Ok(None);
    };
    let shown = path.display();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{shown} cannot be read: {error}")),
    };
    if is_open(&path) {
        return Err(format!(
            "{shown} is passed over, since others may read it: `chmod 600` it"
        ));
    }
    Ok(text.lines().find_map(|line| password(line, who)))
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

/// What the line says, if it speaks of `who`.
fn password(line: &str, who: &Who) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let mut rest = line.chars();
    let port = who.port.to_string();
    // A socket at its usual place is called so.
    let host = match who.host {
        "/var/run/postgresql" | "/run/postgresql" | "/tmp" => "localhost",
        host => host,
    };
    for wanted in [host, &port, who.database, who.user] {
        let written = field(&mut rest);
        if written != "*" && written != wanted && !(wanted == host && written == who.host) {
            return None;
        }
    }
    Some(field(&mut rest)).filter(|password| !password.is_empty())
}

/// Up to the next colon; a backslash makes what follows it mean itself.
fn field(rest: &mut std::str::Chars) -> String {
    let mut field = String::new();
    while let Some(c) = rest.next() {
        match c {
            ':' => break,
            '\\' => field.extend(rest.next()),
            c => field.push(c),
        }
    }
    field
}

#[cfg(test)]
mod tests {
    use super::{Who, of, password};

    #[test]
    fn lines_fit_by_name_or_by_star() {
        let who = |host| Who {
            host,
            port: 5432,
            database: "press",
            user: "eva",
        };
        for (line, host, expected) in [
            ("h:5432:press:eva:secret", "h", Some("secret")),
            ("*:*:*:*:a:b", "h", Some("a")),
            (r"*:*:*:*:a\:b\\", "h", Some(r"a:b\")),
            ("h:5433:press:eva:secret", "h", None),
            ("#h:5432:press:eva:secret", "h", None),
            ("localhost:*:*:eva:s", "/var/run/postgresql", Some("s")),
            ("/srv:*:*:eva:s", "/srv", Some("s")),
            ("h:5432:press", "h", None),
            ("", "h", None),
        ] {
            let found = password(line, &who(host));
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_passed_over() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let home = || Some(folder.path().display().to_string());
        let who = Who {
            host: "h",
            port: 1,
            database: "d",
            user: "u",
        };
        assert_eq!(of(&who, None, home()), Ok(None));
        let path = folder.path().join(".pgpass");
        std::fs::write(&path, "other:*:*:*:no\nh:1:d:u:secret\n").unwrap();
        let close = |mode| {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&path, mode).unwrap();
        };
        close(0o644);
        let said = of(&who, None, home()).unwrap_err();
        assert!(said.contains("others may read it"), "{said}");
        close(0o600);
        assert_eq!(of(&who, None, home()), Ok(Some("secret".into())));
    }
}
