//! Rows as `COPY ... (FORMAT binary)` takes them, and texts as PostgreSQL can hold them.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::tables::Cell;

/// First bytes of what is copied: a signature, no flags, nothing more.
const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// In place of a number of fields: the end.
const END: [u8; 2] = (-1_i16).to_be_bytes();

/// In place of a length: no value.
const NULL: [u8; 4] = (-1_i32).to_be_bytes();

/// Type `text`, as elements of arrays name it.
const TEXT: u32 = 25;

/// The version of `jsonb` that is its text.
const JSONB: u8 = 1;

/// Bytes of an id, at most. An entry of an index takes 2,704, numbers among them.
const ID: usize = 1024;

/// Rows of one table.
pub(super) struct Rows {
    bytes: Vec<u8>,
    any: bool,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self {
            bytes: HEAD.to_vec(),
            any: false,
        }
    }

    /// Adds a row: the cells, of which the first is the document's id, and the number of the run where there is one.
    pub(super) fn add(&mut self, cells: &[Cell], run: Option<i32>) {
        self.any = true;
        let fields = cells.len() + usize::from(run.is_some());
        let fields = i16::try_from(fields).expect("no table is that wide");
        self.bytes.extend(fields.to_be_bytes());
        let (id, others) = cells.split_first().expect("tables have keys");
        match id {
            Cell::Text(id) => self.field(key(id).as_bytes()),
            other => self.cell(other),
        }
        others.iter().for_each(|cell| self.cell(cell));
        if let Some(run) = run {
            self.field(&run.to_be_bytes());
        }
    }

    /// All of them, if there is any.
    pub(super) fn end(mut self) -> Option<Vec<u8>> {
        self.bytes.extend(END);
        self.any.then_some(self.bytes)
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Null => self.bytes.extend(NULL),
            Cell::Text(text) => self.field(without_nul(text).as_bytes()),
            Cell::Integer(number) => {
                let number = i32::try_from(*number).unwrap_or(i32::MAX);
                self.field(&number.to_be_bytes());
            }
            Cell::Real(number) => self.field(&number.to_be_bytes()),
            Cell::List(texts) => self.list(texts),
            Cell::Json(json) => self.sized(|rows| {
                rows.bytes.push(JSONB);
                rows.bytes.extend(json_without_nul(json).as_bytes());
            }),
        }
    }

    /// Dimensions, no nulls, the type; of the one dimension how many there are and that they count from one.
    fn list(&mut self, texts: &[String]) {
        let length = i32::try_from(texts.len()).unwrap_or(i32::MAX);
        self.sized(|rows| {
            let dimensions = i32::from(length > 0);
            rows.bytes.extend(dimensions.to_be_bytes());
            rows.bytes.extend(0_i32.to_be_bytes());
            rows.bytes.extend(TEXT.to_be_bytes());
            if length > 0 {
                rows.bytes.extend(length.to_be_bytes());
                rows.bytes.extend(1_i32.to_be_bytes());
            }
            for text in texts {
                rows.field(without_nul(text).as_bytes());
            }
        });
    }

    fn field(&mut self, value: &[u8]) {
        self.sized(|rows| rows.bytes.extend(value));
    }

    /// Puts the length of what `write` adds in front of it.
    fn sized(&mut self, write: impl FnOnce(&mut Self)) {
        let place = self.bytes.len();
        self.bytes.extend([0; 4]);
        write(self);
        let length = self.bytes.len() - place - 4;
        // What is longer than a gigabyte is the server's to refuse.
        let length = i32::try_from(length).unwrap_or(i32::MAX).to_be_bytes();
        if let Some(before) = self.bytes.get_mut(place..place + 4) {
            before.copy_from_slice(&length);
        }
    }
}

/// The id that a document has in the database: its own, but for NUL, and for a very long one shortened, a digest keeping it apart from others.
pub(super) fn key(id: &str) -> Cow<'_, str> {
    let id = without_nul(id);
    if id.len() <= ID {
        return id;
    }
    let digest = format!("{:x}", Sha256::digest(id.as_bytes()));
    let kept = id.floor_char_boundary(ID - digest.len() - 1);
    let kept = id.get(..kept).unwrap_or_default();
    Cow::Owned(format!("{kept}#{digest}"))
}

/// PostgreSQL holds no U+0000; U+FFFD takes its place.
pub(super) fn without_nul(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "\u{FFFD}")),
        false => Cow::Borrowed(text),
    }
}

/// The same in JSON, where it is escaped.
fn json_without_nul(json: &str) -> Cow<'_, str> {
    const NUL: &str = "\\u0000";
    if !json.contains(NUL) {
        return Cow::Borrowed(json);
    }
    let mut without = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after)) = rest.split_once('\\') {
        without.push_str(before);
        rest = match after.strip_prefix("u0000") {
            Some(after) => {
                without.push('\u{FFFD}');
                after
            }
            None => {
                let escaped = after.chars().next();
                without.push('\\');
                without.extend(escaped);
                after
                    .get(escaped.map_or(0, char::len_utf8)..)
                    .unwrap_or_default()
            }
        };
    }
    without.push_str(rest);
    Cow::Owned(without)
}

#[cfg(test)]
mod tests {
    use super::{ID, json_without_nul, key};

    #[test]
    fn nul_in_json_is_told_from_a_backslash_before_u0000() {
        for (json, without) in [
            (r#"{"a":"b"}"#, r#"{"a":"b"}"#),
            (r#"["\u0000"]"#, "[\"\u{FFFD}\"]"),
            (r#"["\\u0000"]"#, r#"["\\u0000"]"#),
            (r#"["\\\u0000\n\u0000é"]"#, "[\"\\\\\u{FFFD}\\n\u{FFFD}é\"]"),
        ] {
            assert_eq!(json_without_nul(json), without);
        }
    }

    #[test]
    fn long_ids_are_shortened_and_kept_apart() {
        assert_eq!(key("a\0b"), "a\u{FFFD}b");
        assert_eq!(key(&"a".repeat(ID)), "a".repeat(ID));
        let long = |end: &str| key(&format!("{}{end}", "é".repeat(ID))).into_owned();
        assert!(long("1").len() <= ID);
        assert!(long("1").starts_with("éééé"));
        assert_eq!(long("1"), long("1"));
        assert_ne!(long("1"), long("2"));
    }
}
