//! Style sheets and the script, which lie in the program.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// A file with its media type.
pub(crate) fn asset(name: &str) -> Option<(&'static str, std::borrow::Cow<'static, [u8]>)> {
    if name == "base.css" {
        return Some((CSS, rostra_page::LOOK.as_bytes().into()));
    }
    let kind = match name.rsplit_once('.')?.1 {
        "css" => CSS,
        "js" => "text/javascript; charset=utf-8",
        _ => return None,
    };
    Some((kind, Files::get(name)?.data))
}

const CSS: &str = "text/css; charset=utf-8";
