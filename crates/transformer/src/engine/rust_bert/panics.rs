//! What libtorch reports, tch and rust-bert mostly turn into panics.

use crate::engine::panics;

/// Runs `call`; what it says in panicking, if it does. Nothing that it may have left half done must be used afterwards.
pub(super) fn caught<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    panics::caught(call).map_err(|said| first_line(&said))
}

/// The message alone, of one that C++ made with a list of calls below, whether written out or as `Debug` shows it.
pub(super) fn first_line(text: &str) -> String {
    let text = text.split_once("Torch(\"").map_or(text, |(_, inner)| inner);
    let end = text.find("\\n").or_else(|| text.find('\n'));
    let line = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    line.trim_end_matches("\")").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_cut_to_what_they_say() {
        let cases = [
            (
                "index out of range in self\nException raised from …",
                "index out of range in self",
            ),
            (
                "called `Result::unwrap()` on an `Err` value: Torch(\"bad \\nframe #0\")",
                "bad ",
            ),
            ("value: Torch(\"no memory\")", "no memory"),
            ("plain", "plain"),
        ];
        for (text, line) in cases {
            assert_eq!(first_line(text), line);
        }
    }

    #[test]
    fn a_panic_is_a_message() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught::<()>(|| panic!("of {}", 2)), Err("of 2".to_owned()));
    }
}
