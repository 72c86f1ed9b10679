//! Bullets and numbers of lists (ECMA-376 part 1, 17.9).

use std::collections::HashMap;

use crate::leaf::Reason;
use crate::office::xml::{Go, Tag, Visitor, walk};

/// What is written for a bullet, whatever its shape, and for a number in other than Arabic digits.
pub(crate) const BULLET: &str = "-";

/// Lists, and levels of their definitions, that are kept.
const KEPT: usize = 20_000;

#[derive(Clone, Debug)]
struct Level {
    format: String,
    start: u32,
}

/// The lists of a file, and how far their numbers have come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels of the lists' definitions: definition, level.
    levels: HashMap<(String, String), Level>,
    /// The definition of each list.
    lists: HashMap<String, String>,
    counted: HashMap<(String, String), u32>,
    open: Open,
}

/// Where in its part the reading is.
#[derive(Debug, Default)]
struct Open {
    definition: String,
    level: String,
    list: String,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, Reason> {
        let mut numbering = Self::default();
        walk(xml, &mut numbering)?;
        Ok(numbering)
    }

    /// The mark of the next paragraph of `list` at `level`; `None` where it has none.
    pub(super) fn mark(&mut self, list: &str, level: &str) -> Option<String> {
        if list == "0" {
            return None; // it was taken off the list of its style
        }
        let Some(definition) = self.lists.get(list) else {
            return Some(BULLET.to_owned());
        };
        let key = (definition.clone(), level.to_owned());
        let Some(known) = self.levels.get(&key) else {
            return Some(BULLET.to_owned());
        };
        match known.format.as_str() {
            "none" => return None,
            "decimal" | "decimalZero" => {}
            _ => return Some(BULLET.to_owned()),
        }
        // Levels below begin anew.
        let deeper = |other: &(String, String)| other.0 == key.0 && other.1.as_str() > level;
        self.counted.retain(|other, _| !deeper(other));
        let number = self.counted.entry(key).or_insert(known.start);
        let mark = format!("{number}.");
        *number = number.saturating_add(1);
        Some(mark)
    }
}

impl Visitor for Numbering {
    fn open(&mut self, tag: &Tag) -> Go {
        let value = || tag.get("w", "val").unwrap_or_default();
        let open = &mut self.open;
        match tag.name() {
            ("w", "abstractNum") => {
                open.definition = tag.get("w", "abstractNumId").unwrap_or_default()
            }
            ("w", "lvl") => {
                open.level = tag.get("w", "ilvl").unwrap_or_default();
                let level = Level {
                    format: "decimal".to_owned(),
                    start: 1,
                };
                let key = (open.definition.clone(), open.level.clone());
                if self.levels.len() < KEPT {
                    self.levels.insert(key, level);
                }
            }
            ("w", "numFmt" | "start") => {
                let key = (open.definition.clone(), open.level.clone());
                if let Some(level) = self.levels.get_mut(&key) {
                    match tag.name().1 {
                        "start" => level.start = value().parse().unwrap_or(1),
                        _ => level.format = value(),
                    }
                }
            }
            ("w", "num") => open.list = tag.get("w", "numId").unwrap_or_default(),
            ("w", "abstractNumId") if self.lists.len() < KEPT => {
                drop(self.lists.insert(open.list.clone(), value()))
            }
            // A list's own changes to its definition: where it begins.
            ("w", "lvlOverride") => return Go::Past,
            _ => {}
        }
        Go::In
    }

    fn close(&mut self, _: (&'static str, &str)) {}

    fn text(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn bullets_numbers_and_levels() {
        let xml = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/></w:lvl><w:lvl w:ilvl='2'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num></w:numbering>";
        let mut numbering = Numbering::read(xml).unwrap();
        for (list, level, mark) in [
            ("1", "0", Some("3.")),
            ("1", "2", Some("1.")),
            ("1", "2", Some("2.")),
            ("1", "0", Some("4.")),
            ("1", "2", Some("1.")),
            ("1", "1", Some("-")),
            ("2", "0", None),
            ("0", "0", None),
            ("unknown", "0", Some("-")),
        ] {
            assert_eq!(
                numbering.mark(list, level).as_deref(),
                mark,
                "{list} {level}"
            );
        }
    }
}
