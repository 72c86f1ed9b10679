//! How a connection is kept from others: `sslmode` and `sslrootcert`, as libpq has them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postgres::config::SslMode;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::Refusal;

/// What the user asked for.
pub(super) struct Tls {
    /// How much is to be sure.
    pub(super) mode: Mode,
    /// The file of certificates that are trusted; else the system's are.
    pub(super) anchors: Option<PathBuf>,
}

/// How much of the server's identity is to be sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing is encrypted.
    Disable,
    /// Encrypted where the server can.
    Prefer,
    /// Encrypted, with whomever.
    Require,
    /// With a server whose certificate someone trusted has signed.
    VerifyCa,
    /// With the very server that was named.
    VerifyFull,
}

const MODES: [(&str, Mode); 5] = [
    ("disable", Mode::Disable),
    ("prefer", Mode::Prefer),
    ("require", Mode::Require),
    ("verify-ca", Mode::VerifyCa),
    ("verify-full", Mode::VerifyFull),
];

impl Mode {
    /// The mode called `name`.
    pub(super) fn named(name: &str) -> Result<Self, Refusal> {
        let found = MODES.iter().find(|(known, _)| *known == name);
        found.map(|&(_, mode)| mode).ok_or_else(|| {
            let known = MODES.map(|(name, _)| name).join(", ");
            format!("`sslmode` is one of {known}, not {name:?}")
        })
    }

    /// What the client is to ask the server for.
    pub(super) fn asked(self) -> SslMode {
        match self {
            Self::Disable => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::VerifyCa | Self::VerifyFull => SslMode::Require,
        }
    }
}

impl Tls {
    /// What carries it out.
    pub(super) fn connector(&self) -> Result<MakeRustlsConnect, Refusal> {
        let provider = Arc::new(ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = match (self.mode, &self.anchors) {
            // As libpq has it, a file of certificates makes `require` stricter.
            (Mode::Require, Some(_)) | (Mode::VerifyCa, _) => {
                Arc::new(AnyName(self.verifier(&provider)?))
            }
            (Mode::VerifyFull, _) => self.verifier(&provider)?,
            _ => Arc::new(Anyone(Arc::clone(&provider))),
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(MakeRustlsConnect::new(config))
    }

    fn verifier(
        &self,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Arc<WebPkiServerVerifier>, Refusal> {
        let anchors = match &self.anchors {
            Some(path) if path != Path::new("system") => from_file(path)?,
            _ => from_system()?,
        };
        WebPkiServerVerifier::builder_with_provider(Arc::new(anchors), Arc::clone(provider))
            .build()
            .map_err(|error| error.to_string())
    }
}

fn from_file(path: &Path) -> Result<RootCertStore, Refusal> {
    let no = |why: String| format!("`sslrootcert` {}: {why}", path.display());
    let mut anchors = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| no(error.to_string()))? {
        let certificate = certificate.map_err(|error| no(error.to_string()))?;
        anchors
            .add(certificate)
            .map_err(|error| no(error.to_string()))?;
    }
    match anchors.is_empty() {
        true => Err(no("there is no certificate in it".to_owned())),
        false => Ok(anchors),
    }
}

fn from_system() -> Result<RootCertStore, Refusal> {
    let mut anchors = RootCertStore::empty();
    anchors.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    match anchors.is_empty() {
        true => Err("this system trusts no certificates: name some by `sslrootcert`".to_owned()),
        false => Ok(anchors),
    }
}

/// Encrypts with whoever answers.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Wants a certificate that is trusted, for whichever name.
#[derive(Debug)]
struct AnyName(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for AnyName {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        // The name is looked at last, when all else is well.
        match self
            .0
            .verify_server_cert(certificate, between, name, ocsp, now)
        {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
