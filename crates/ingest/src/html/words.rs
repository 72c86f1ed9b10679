//! What the names that a site's authors gave to an element say of it.

use super::page::Page;

/// Whether `wanted` holds of a word of the element's classes or id: `site-nav`, `siteNav` and `site_nav` are `site` and `nav`.
pub(super) fn any(page: &Page, at: u32, mut wanted: impl FnMut(&str) -> bool) -> bool {
    let mut word = String::new();
    ["class", "id"]
        .iter()
        .filter_map(|name| page.attr(at, name))
        .any(|names| {
            let mut lower = false;
            for c in names.chars().take(512).chain([' ']) {
                let cut = !c.is_alphanumeric() || c.is_uppercase() && lower;
                if cut && !word.is_empty() {
                    if wanted(&word) {
                        return true;
                    }
                    word.clear();
                }
                if c.is_alphanumeric() {
                    word.push(c.to_ascii_lowercase());
                }
                lower = c.is_lowercase();
            }
            word.clear();
            false
        })
}
