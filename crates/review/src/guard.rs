//! Who may ask for what: only somebody who holds the link, from pages of this program alone.
//!
//! A server on a machine's own address can be reached by every page that is open in its browser and by every user of the machine. So the link
//! holds a secret, which a first visit exchanges for a cookie that scripts cannot read and other sites cannot send; the name in `Host` must be
//! the server's own, or a name of somebody else's could be made to lead here (DNS rebinding); and what changes something must say that
//! it comes from a page of this origin.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use subtle::ConstantTimeEq;

/// Bytes of a secret.
const SECRET: usize = 32;

/// What is let in.
pub(crate) struct Guard {
    /// Where the server listens.
    address: SocketAddr,
    /// What the link holds.
    token: String,
    /// What the cookie holds.
    cookie: String,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is answered.
    Pass,
    /// It comes by the link: it gets the cookie and is sent on.
    Enter,
    /// It is refused, for this reason.
    Refuse(StatusCode, &'static str),
}

impl Guard {
    /// For a server at `address`, with new secrets.
    pub(crate) fn new(address: SocketAddr) -> Result<Self, getrandom::Error> {
        Ok(Self {
            address,
            token: secret()?,
            cookie: secret()?,
        })
    }

    /// The address that a browser on this machine opens.
    pub(crate) fn link(&self) -> String {
        let mut address = self.address;
        if address.ip().is_unspecified() {
            let own = match address {
                SocketAddr::V4(_) => IpAddr::from([127, 0, 0, 1]),
                SocketAddr::V6(_) => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
            };
            address.set_ip(own);
        }
        format!("http://{address}/?token={}", self.token)
    }

    /// The cookie as a first visit sets it. Cookies do not tell ports apart, so its name does.
    pub(crate) fn set_cookie(&self) -> String {
        let name = self.cookie_name();
        format!("{name}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie)
    }

    /// What becomes of a request.
    pub(crate) fn judge(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Verdict {
        use Verdict::{Enter, Pass, Refuse};
        let Some(host) = self.host(uri, headers) else {
            return Refuse(
                StatusCode::MISDIRECTED_REQUEST,
                "This server does not go by that name.",
            );
        };
        let is_read = matches!(*method, Method::GET | Method::HEAD);
        if let Some(token) = is_read.then(|| token(uri)).flatten() {
            return match same(token, &self.token) {
                true => Enter,
                false => Refuse(StatusCode::FORBIDDEN, NO_LINK),
            };
        }
        if !self.has_cookie(headers) {
            return Refuse(StatusCode::FORBIDDEN, NO_LINK);
        }
        let site = one(headers, "sec-fetch-site");
        let is_own = site == Some("same-origin") || !headers.contains_key("sec-fetch-site");
        if is_read {
            // Links may lead here from anywhere; what pages fetch for themselves may not.
            let goes = one(headers, "sec-fetch-mode") == Some("navigate");
            return match is_own || site == Some("none") || goes {
                true => Pass,
                false => Refuse(StatusCode::FORBIDDEN, FOREIGN),
            };
        }
        let origin = one(headers, ORIGIN.as_str());
        if !is_own || origin != Some(&format!("http://{host}")) {
            return Refuse(StatusCode::FORBIDDEN, FOREIGN);
        }
        let kind = one(headers, CONTENT_TYPE.as_str()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        match kind.eq_ignore_ascii_case("application/json") {
            true => Pass,
            false => Refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Only JSON is taken."),
        }
    }

    /// The host that is asked, if it is this server.
    fn host<'h>(&self, uri: &'h Uri, headers: &'h HeaderMap) -> Option<&'h str> {
        let host = one(headers, HOST.as_str())?;
        // A request to a proxy names the host in its first line, too.
        let alike = uri.authority().is_none_or(|named| named.as_str() == host);
        (alike && self.goes_by(host)).then_some(host)
    }

    fn goes_by(&self, host: &str) -> bool {
        let port = self.address.port();
        let named = match host.parse::<SocketAddr>() {
            Ok(address) => Some((address.ip(), address.port())),
            Err(_) => host.parse::<IpAddr>().ok().map(|ip| (ip, 80)),
        };
        if let Some((ip, at)) = named {
            // Only names can be made to lead elsewhere: a server on all addresses takes any of them.
            let own = ip == self.address.ip() || self.address.ip().is_unspecified();
            return own && at == port;
        }
        let (name, at) = host.split_once(':').unwrap_or((host, "80"));
        let reachable = self.address.ip().is_loopback() || self.address.ip().is_unspecified();
        name.eq_ignore_ascii_case("localhost") && at == port.to_string() && reachable
    }

    fn cookie_name(&self) -> String {
        format!("rostra-{}", self.address.port())
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let lines = headers.get_all(COOKIE).iter();
        let mut pairs = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(key, value)| key == name && same(value, &self.cookie))
    }
}

const NO_LINK: &str = "Open the link that rostra review has printed: it lets you in.";
const FOREIGN: &str = "This does not come from a page of this program.";

/// A header that is there once.
fn one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// The token that an address holds.
fn token(uri: &Uri) -> Option<&str> {
    let mut pairs = uri.query()?.split('&');
    pairs.find_map(|pair| pair.strip_prefix("token="))
}

/// Compares in a time that does not tell how much is right.
fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// Random bytes in hexadecimal.
pub(crate) fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; SECRET];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
