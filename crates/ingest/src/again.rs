//! Documents of earlier runs, found again where they lay.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use rostra_document::SourceError;

use crate::bytes::Bytes;
use crate::ids::Ids;
use crate::leaf::Leaf;
use crate::options::Options;
use crate::reader::Reader;
use crate::selection::Wanted;

/// A [`Source`](rostra_document::Source) over chosen documents. Each file is gone through once, whatever is wanted of it; what is
/// wanted and cannot be found is an error of its own.
pub struct Again {
    files: VecDeque<(String, Vec<Wanted>)>,
    options: Options,
    bytes: Option<Arc<Bytes>>,
    ids: Ids,
    reader: Option<Reader>,
    unmet: VecDeque<SourceError>,
}

impl Again {
    /// Reads what is `wanted`, file by file in the order in which files are first named. Documents keep the ids that they are
    /// wanted with; no other document gets one of those.
    #[must_use]
    pub fn new(wanted: Vec<Wanted>, options: Options) -> Self {
        let mut ids = Ids::default();
        for id in wanted
            .iter()
            .filter_map(|wanted| wanted.bookmark.id.as_deref())
        {
            ids.claim(id);
        }
        let mut files: VecDeque<(String, Vec<Wanted>)> = VecDeque::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for wanted in wanted {
            let path = wanted.provenance.path.clone();
            let place = *places.entry(path.clone()).or_insert(files.len());
            if place == files.len() {
                files.push_back((path, Vec::new()));
            }
            if let Some((_, all)) = files.get_mut(place) {
                all.push(wanted);
            }
        }
        Self {
            files,
            options,
            bytes: None,
            ids,
            reader: None,
            unmet: VecDeque::new(),
        }
    }

    /// The files that are gone through, or will be.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        self.files.iter().map(|(path, _)| path.clone()).collect()
    }

    /// The same, adding to `bytes` what is read.
    #[must_use]
    pub fn counting(mut self, bytes: &Arc<Bytes>) -> Self {
        self.bytes = Some(Arc::clone(bytes));
        self
    }
}

impl Iterator for Again {
    type Item = Result<Leaf, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(error) = self.unmet.pop_front() {
                return Some(Err(error));
            }
            if let Some(reader) = &mut self.reader {
                if let Some(item) = reader.next() {
                    return Some(item);
                }
                if let Some((ids, unmet)) = self.reader.take().map(Reader::close) {
                    (self.ids, self.unmet) = (ids, unmet.into());
                }
                continue;
            }
            let (path, wanted) = self.files.pop_front()?;
            let mut reader = Reader::new([path], self.options.clone());
            if let Some(bytes) = &self.bytes {
                reader = reader.counting(bytes);
            }
            self.reader = Some(reader.only(wanted, std::mem::take(&mut self.ids)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rostra_document::{Bookmark, Provenance, Step, Undecoded};

    use super::Again;
    use crate::options::Options;
    use crate::reader::Reader;
    use crate::selection::Wanted;

    /// What a run over `inputs` fails at.
    fn failures(inputs: &[String]) -> Vec<Wanted> {
        let found = Reader::new(inputs.iter().cloned(), Options::default());
        let decoded = found.map(|leaf| {
            let leaf = leaf?;
            let id = leaf.identity().id.clone();
            leaf.decode().map_err(|error| error.with_id(id))
        });
        decoded
            .filter_map(Result::err)
            .map(|error| Wanted {
                provenance: error.provenance,
                bookmark: *error.bookmark,
            })
            .collect()
    }

    fn again(wanted: Vec<Wanted>) -> Vec<String> {
        let found = Again::new(wanted, Options::default());
        let decoded = found.map(|leaf| leaf.and_then(Undecoded::decode));
        decoded
            .map(|item| match item {
                Ok(document) => format!("{} {}", document.identity.id, document.text.trim()),
                Err(error) => format!("! {}", error.reason),
            })
            .collect()
    }

    #[test]
    fn what_failed_is_read_again_under_its_id_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name).to_string_lossy().into_owned();
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let rows =
            "{\"id\": \"r\", \"text\": \"One.\"}\n{\"text\": \"Two.\"\n{\"text\": \"Three.\"}\n{";
        for (name, text) in [
            ("1/a.txt", " "),
            ("2/a.txt", ""),
            ("3/a.txt", "Good."),
            ("rows.jsonl", rows),
        ] {
            write(name, text);
        }
        let inputs: Vec<String> = ["1/a.txt", "gone/a.txt", "2/a.txt", "3/a.txt", "rows.jsonl"]
            .map(path)
            .into();
        let good: Vec<String> = Reader::new(inputs.clone(), Options::default())
            .filter_map(Result::ok)
            .map(|leaf| leaf.identity().id.clone())
            .collect();
        assert_eq!(good, ["a", "a-4", "r", "rows-3"]);
        let wanted = failures(&inputs);
        assert_eq!(wanted.len(), 5);
        assert_eq!(
            again(wanted.clone()),
            [
                "! holds no text",
                "! no such file or folder",
                "! is empty",
                "! is not valid JSON: EOF while parsing an object at line 1 column 15",
                "! is not valid JSON: EOF while parsing an object at line 1 column 1",
            ]
        );
        write("1/a.txt", "First.");
        write("2/a.txt", "Third.");
        write("gone/a.txt", "Second.");
        write(
            "rows.jsonl",
            "{\"text\": \"No.\"}\n{\"text\": \"Two.\"}\n{\"text\": \"No.\"}",
        );
        assert_eq!(
            again(wanted),
            [
                "a First.",
                "a-2 Second.",
                "a-3 Third.",
                "rows-2 Two.",
                "! is not there any more",
            ]
        );
    }

    #[test]
    fn a_row_keeps_the_id_that_it_gives_itself() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("rows.jsonl");
        fs::write(&path, "{\"id\": \"own\", \"text\": \"Two.\"}").unwrap();
        let wanted = Wanted {
            provenance: Provenance {
                steps: vec![Step::Row(1)],
                ..Provenance::file(path.to_string_lossy())
            },
            bookmark: Bookmark {
                id: Some("rows-1".into()),
                ..Bookmark::default()
            },
        };
        assert_eq!(again(vec![wanted]), ["own Two."]);
    }

    #[test]
    fn a_folder_is_read_whole() {
        let root = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.txt"] {
            fs::write(root.path().join(name), name).unwrap();
        }
        let wanted = Wanted {
            provenance: Provenance::file(root.path().to_string_lossy()),
            ..Wanted::default()
        };
        assert_eq!(again(vec![wanted]), ["a a.txt", "b b.txt"]);
    }
}
