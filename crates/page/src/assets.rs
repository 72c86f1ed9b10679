//! What pages carry with them, and what a browser is told to let run.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The look that all pages share; what its classes mean stands at its beginning.
pub const BASE: &str = include_str!("../assets/base.css");

/// The report's own look.
pub(crate) const REPORT: &str = include_str!("../assets/report.css");

/// What the report does when it is used.
pub(crate) const SCRIPT: &str = include_str!("../assets/report.js");

/// The policy of a page that holds exactly this `style` and this `script`, inline, and fetches nothing: whatever else a release might bring into the
/// page neither runs nor loads (Content Security Policy, level 3).
#[must_use]
pub fn policy(style: &str, script: &str) -> String {
    let (style, script) = (digest(style), digest(script));
    format!(
        "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

fn digest(source: &str) -> String {
    // As a browser has it, whatever line ends the working copy has.
    let source = source.replace("\r\n", "\n");
    format!("sha256-{}", STANDARD.encode(Sha256::digest(source)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_what_the_page_holds() {
        // Of the empty string, as NIST has it.
        let nothing = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        let policy = policy("", "alert(1)");
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(
            policy.contains(&format!("style-src '{nothing}'")),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    /// Ends of elements in them would end the element that holds them.
    #[test]
    fn nothing_ends_the_elements_that_hold_them() {
        for source in [BASE, REPORT, SCRIPT] {
            assert!(!source.contains("</"), "an end tag");
            assert!(!source.contains("<!--"), "a comment");
        }
    }
}
