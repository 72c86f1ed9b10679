//! UTF-8 that was read as Latin-1: `CÃ´te d'Ivoire`.

use std::borrow::Cow;

/// `text` as it was meant, where its letters are such bytes; else as it is.
pub(super) fn repaired(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    // Some files went through it more than once.
    for _ in 0..2 {
        let Some(meant) = once(&text) else { break };
        text = Cow::Owned(meant);
    }
    text
}

fn once(text: &str) -> Option<String> {
    if !text.contains('Ã') {
        return None;
    }
    let bytes = |dropped: &str| -> Option<String> {
        let kept = text.chars().filter(|c| !dropped.contains(*c));
        let bytes: Option<Vec<u8>> = kept.map(|c| u8::try_from(u32::from(c)).ok()).collect();
        String::from_utf8(bytes?).ok()
    };
    // Read wrongly twice and cut, a stray `Â` remains.
    bytes("").or_else(|| bytes("Â"))
}
