//! Outputs that hold the documents of many runs, each once.
//!
//! A document is known by its id; what is written of it depends on its content and on the extractor. [`Store`] gathers what comes into batches
//! and writes each in one transaction, on a thread of its own; a [`Database`] carries them out.

#[cfg(feature = "postgres")]
pub(crate) mod postgres;
#[cfg(all(test, any(feature = "sqlite", feature = "postgres")))]
mod questions;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod schema;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
mod writer;

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use rostra_document::{
    Changes, Ended, Extraction, Identity, Memory, Recall, Sink, SinkError, SourceError,
};

use crate::settings::{Prune, Settings};
use writer::Order;

/// The path of what is read from standard input.
const STDIN: &str = "stdin";

/// Documents handed over and not yet taken by the writing thread.
const WAITING: usize = 256;

/// What a database said no with, as part of a sentence.
pub(crate) type Refusal = String;

/// Documents that are written in one transaction.
#[derive(Default)]
pub(crate) struct Batch {
    /// To be there afterwards as they are here.
    pub(crate) written: Vec<Arc<Extraction>>,
    /// Ids that the run came across, written or not; gathered where documents are to be pruned.
    pub(crate) seen: Vec<String>,
}

/// What rows are to be like, to be believed.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
#[derive(Clone)]
struct Wanted {
    extractor: rostra_document::Extractor,
    with_text: bool,
}

#[cfg(any(feature = "sqlite", feature = "postgres"))]
impl Wanted {
    fn of(settings: &Settings) -> Self {
        Self {
            extractor: settings.extractor.clone(),
            with_text: settings.with_text,
        }
    }
}

/// What is known of a document that a database holds.
#[derive(Clone)]
pub(crate) struct Held {
    /// Digest of its content.
    pub(crate) content_hash: String,
    /// Where it came from.
    pub(crate) source: String,
    /// Whether the extractor of this run has made its rows, with the text where that is wanted.
    pub(crate) current: bool,
}

impl Held {
    /// Whether it is as `extraction` is: of the same content, from the same place.
    #[cfg(any(feature = "sqlite", feature = "postgres"))]
    fn is(&self, extraction: &Extraction) -> bool {
        self.current
            && self.content_hash == extraction.content_hash
            && is_same_place(&self.source, &extraction.source)
    }
}

/// A connection that writes.
pub(crate) trait Database: Send {
    /// Notes that a run begins.
    fn begin(&mut self) -> Result<(), Refusal>;

    /// Writes a batch, all of it or nothing. A document that is held as it is stays untouched, unless all is wanted anew.
    fn commit(&mut self, batch: &Batch) -> Result<Changes, Refusal>;

    /// Ids and paths of documents that no batch has seen.
    fn unseen(&mut self) -> Result<Vec<(String, String)>, Refusal>;

    /// Takes documents out, all or none; says how many were there.
    fn remove(&mut self, ids: &[String]) -> Result<u64, Refusal>;

    /// Notes how the run ended.
    fn end(&mut self, changes: Changes, failed: u64, ended: Ended) -> Result<(), Refusal>;
}

/// A connection that reads, beside one that writes.
pub(crate) trait Look: Send {
    /// What is held of each of `ids`, in their order.
    fn held(&mut self, ids: &[&str]) -> Result<Vec<Option<Held>>, Refusal>;
}

/// Opens a connection that reads.
pub(crate) type OpenLook = Box<dyn Fn() -> Result<Box<dyn Look>, Refusal>>;

/// A sink over a database.
pub(crate) struct Store {
    place: String,
    look: OpenLook,
    anew: bool,
    /// None once it is finished.
    writer: Option<Writer>,
}

struct Writer {
    orders: SyncSender<Order>,
    thread: JoinHandle<Result<Changes, Refusal>>,
}

impl Store {
    /// Over `database`, of which messages speak as `place`.
    pub(crate) fn new(
        place: String,
        mut database: Box<dyn Database>,
        look: OpenLook,
        settings: &Settings,
    ) -> Result<Self, SinkError> {
        let prune = settings.prune.clone();
        let (orders, waiting) = sync_channel(WAITING);
        let refused = |reason| SinkError::Refused {
            place: place.clone(),
            reason,
        };
        database.begin().map_err(refused)?;
        let thread = std::thread::Builder::new()
            .name("rostra-store".to_owned())
            .spawn(move || writer::write(database.as_mut(), &waiting, prune))
            .map_err(|error| refused(error.to_string()))?;
        Ok(Self {
            place,
            look,
            anew: settings.anew,
            writer: Some(Writer { orders, thread }),
        })
    }

    fn order(&mut self, order: Order) -> Result<(), SinkError> {
        let sent = self.writer.as_ref().map(|writer| writer.orders.send(order));
        match sent {
            None | Some(Ok(())) => Ok(()),
            // The thread has ended before its time; it says why.
            Some(Err(_)) => self.close().map(|_| ()),
        }
    }

    fn close(&mut self) -> Result<Option<Changes>, SinkError> {
        let Some(Writer { orders, thread }) = self.writer.take() else {
            return Ok(None);
        };
        drop(orders);
        let ended = thread
            .join()
            .unwrap_or_else(|_| Err("a defect of rostra ended the writing".to_owned()));
        ended.map(Some).map_err(|reason| SinkError::Refused {
            place: self.place.clone(),
            reason,
        })
    }
}

impl Sink for Store {
    fn memory(&mut self) -> Result<Option<Box<dyn Memory>>, SinkError> {
        let place = self.place.clone();
        let look = (self.look)().map_err(|reason| SinkError::Refused {
            place: place.clone(),
            reason,
        })?;
        Ok(Some(Box::new(Remembered {
            place,
            look,
            anew: self.anew,
        })))
    }

    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.order(Order::Write(Arc::clone(extraction)))
    }

    fn keep(&mut self, identity: &Identity) -> Result<(), SinkError> {
        self.order(Order::Keep(identity.id.clone()))
    }

    fn fail(&mut self, error: &SourceError) {
        // Where the thread is gone, the next document is told of it.
        let _ = self.order(Order::Fail(error.provenance.path.clone()));
    }

    fn finish(&mut self, ended: Ended) -> Result<Option<Changes>, SinkError> {
        self.order(Order::Finish(ended))?;
        self.close()
    }
}

/// What a database holds, compared with what comes.
struct Remembered {
    place: String,
    look: Box<dyn Look>,
    anew: bool,
}

impl Memory for Remembered {
    fn recall(&mut self, identities: &[&Identity]) -> Result<Vec<Recall>, SinkError> {
        let ids: Vec<&str> = identities.iter().map(|i| i.id.as_str()).collect();
        let held = self.look.held(&ids).map_err(|reason| SinkError::Refused {
            place: self.place.clone(),
            reason,
        })?;
        let recalled = identities.iter().zip(held);
        Ok(recalled
            .map(|(identity, held)| recall(identity, held, self.anew))
            .collect())
    }
}

/// Whether two sources are one, to a database that may have had to write U+FFFD for U+0000.
fn is_same_place(held: &str, source: &str) -> bool {
    held == source || held == source.replace('\0', "\u{FFFD}")
}

/// A document that has moved is the same one as long as its content is, and is read again for its new place, unless the source itself gives its
/// id: rows move whenever one comes before them. One with the id of another, made from the name of its file, is
/// another.
fn recall(identity: &Identity, held: Option<Held>, anew: bool) -> Recall {
    let Some(held) = held else {
        return Recall::Unknown;
    };
    let same = held.content_hash == identity.content_hash;
    // Standard input is no place: what comes from there is each time something else.
    let nowhere = identity.provenance.path == STDIN;
    let elsewhere =
        !identity.id_given && !is_same_place(&held.source, &identity.provenance.to_string());
    let moved = nowhere || elsewhere;
    match (same, moved && !identity.id_given) {
        (false, true) => Recall::Taken(held.source),
        (true, _) if held.current && !anew && !elsewhere => Recall::Same,
        _ => Recall::Unknown,
    }
}

impl Prune {
    /// Whether this run should have come across what lies at `path`.
    fn covers(&self, path: &str) -> bool {
        let covers = |input: &String| {
            let folder = input.trim_end_matches('/');
            let below = path
                .strip_prefix(folder)
                .is_some_and(|p| p.starts_with('/'));
            let here = matches!(folder, "." | "") && !path.starts_with('/');
            let read = input == "-" && path == STDIN;
            let matches = || glob::Pattern::new(input).is_ok_and(|pattern| pattern.matches(path));
            path == input || below || here || read || matches()
        };
        self.inputs.iter().any(covers)
    }
}

#[cfg(test)]
mod tests {
    use rostra_document::{Identity, Provenance, Recall};

    use super::{Held, recall};
    use crate::settings::Prune;

    #[test]
    fn documents_are_the_same_by_content_and_others_by_place() {
        let held = |content: &str, source: &str, current| {
            Some(Held {
                content_hash: content.into(),
                source: source.into(),
                current,
            })
        };
        let taken = || Recall::Taken("b/1.txt".into());
        for (id_given, held, anew, expected) in [
            (false, None, false, Recall::Unknown),
            (false, held("h", "a/1.txt", true), false, Recall::Same),
            (false, held("h", "a/1.txt", true), true, Recall::Unknown),
            (false, held("h", "a/1.txt", false), false, Recall::Unknown),
            (false, held("g", "a/1.txt", true), false, Recall::Unknown),
            (false, held("h", "b/1.txt", true), false, Recall::Unknown),
            (false, held("g", "b/1.txt", true), false, taken()),
            (false, held("g", "b/1.txt", true), true, taken()),
            (true, held("g", "b/1.txt", true), false, Recall::Unknown),
            (true, held("h", "b/1.txt", true), false, Recall::Same),
        ] {
            let identity = Identity {
                id: "1".into(),
                id_given,
                content_hash: "h".into(),
                provenance: Provenance::file("a/1.txt"),
            };
            assert_eq!(recall(&identity, held, anew), expected);
        }
        let piped = Identity {
            id: "stdin".into(),
            content_hash: "h".into(),
            provenance: Provenance::file("stdin"),
            ..Identity::default()
        };
        let held = held("g", "stdin", true);
        assert_eq!(recall(&piped, held, false), Recall::Taken("stdin".into()));
    }

    #[test]
    fn prune_covers_what_inputs_name() {
        let covers = |inputs: &[&str], path| {
            let inputs = inputs.iter().map(ToString::to_string).collect();
            Prune { inputs }.covers(path)
        };
        for (inputs, path, covered) in [
            (&["press"][..], "press/a.txt", true),
            (&["press/"], "press/2024/a.txt", true),
            (&["press"], "press2/a.txt", false),
            (&["a.jsonl", "b.jsonl"], "b.jsonl", true),
            (&["*.jsonl"], "b.jsonl", true),
            (&["."], "./b.jsonl", true),
            (&["."], "/srv/b.jsonl", false),
            (&["-"], "stdin", true),
            (&["press"], "stdin", false),
        ] {
            assert_eq!(covers(inputs, path), covered, "{inputs:?} {path}");
        }
    }
}
