//! What has changed in the folders that are watched, once it has come to rest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How often a wait is broken off to see whether to stop.
const TICK: Duration = Duration::from_millis(200);

/// What is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// These files, sorted.
    Files(Vec<PathBuf>),
    /// Anything: changes were lost.
    Anything,
}

/// A folder as it was named, and as notices name it.
struct Folder {
    named: PathBuf,
    absolute: PathBuf,
}

impl Folder {
    fn of(name: &str) -> std::io::Result<Self> {
        Ok(Self {
            named: PathBuf::from(name),
            absolute: std::path::absolute(name)?,
        })
    }

    /// What a walk through the folder would call the file at `path`; none where it would not come across it.
    fn name(&self, path: &Path) -> Option<PathBuf> {
        let below = path.strip_prefix(&self.absolute);
        let below = below.or_else(|_| path.strip_prefix(&self.named)).ok()?;
        let mut parts = below.components();
        let hidden = parts.any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
        (!hidden).then(|| self.named.join(below))
    }
}

/// Watches folders.
pub(super) struct Changes {
    folders: Vec<Folder>,
    events: Receiver<notify::Result<Event>>,
    resting: Resting,
    _watcher: Box<dyn Watcher>,
}

impl Changes {
    /// Watches `folders` and all below them: by the system's notices, or by looking each `poll`. What happens from now on is not missed.
    pub(super) fn of(
        folders: &[String],
        settle: Duration,
        poll: Option<Duration>,
    ) -> anyhow::Result<Self> {
        let (sender, events) = channel();
        let mut watcher: Box<dyn Watcher> = match poll {
            Some(poll) => {
                let config = Config::default().with_poll_interval(poll);
                Box::new(PollWatcher::new(sender, config)?)
            }
            None => Box::new(RecommendedWatcher::new(sender, Config::default())?),
        };
        for folder in folders {
            let watched = watcher.watch(Path::new(folder), RecursiveMode::Recursive);
            watched.with_context(|| format!("{folder} cannot be watched"))?;
        }
        Ok(Self {
            folders: folders
                .iter()
                .map(|f| Folder::of(f))
                .collect::<Result<_, _>>()?,
            events,
            resting: Resting::new(settle),
            _watcher: watcher,
        })
    }

    /// Waits for changes to come to rest; none when `stop` says so.
    pub(super) fn next(&mut self, stop: impl Fn() -> bool) -> anyhow::Result<Option<Changed>> {
        while !stop() {
            match self.events.recv_timeout(TICK) {
                Ok(Ok(event)) => self.note(&event),
                Ok(Err(error)) => {
                    return Err(error).context("the folders cannot be watched any more");
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("nothing watches any more"),
            }
            if let Some(changed) = self.resting.take(Instant::now()) {
                return Ok(Some(changed));
            }
        }
        Ok(None)
    }

    fn note(&mut self, event: &Event) {
        let now = Instant::now();
        if event.need_rescan() {
            self.resting.lose(now);
        }
        if !may_have_written(event.kind) {
            return;
        }
        // What lies in a new folder may have been there before it was watched; one that has changed is not read as a whole.
        let appeared = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any
        );
        for path in event.paths.iter().filter(|path| appeared || !path.is_dir()) {
            let name = self.folders.iter().find_map(|folder| folder.name(path));
            if let Some(name) = name {
                self.resting.touch(name, now);
            }
        }
    }
}

/// Whether an event may mean that a file holds something else now.
fn may_have_written(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Remove(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Other => true,
    }
}

/// Files that were written to, until they have not been for a while: who copies a file writes it piece by piece.
struct Resting {
    settle: Duration,
    touched: BTreeMap<PathBuf, Instant>,
    lost: Option<Instant>,
}

impl Resting {
    fn new(settle: Duration) -> Self {
        Self {
            settle,
            touched: BTreeMap::new(),
            lost: None,
        }
    }

    fn touch(&mut self, path: PathBuf, now: Instant) {
        self.touched.insert(path, now);
    }

    fn lose(&mut self, now: Instant) {
        self.lost = Some(now);
    }

    /// What has come to rest by `now`, if anything has.
    fn take(&mut self, now: Instant) -> Option<Changed> {
        let rests = |at: &Instant| now.duration_since(*at) >= self.settle;
        if self.lost.as_ref().is_some_and(rests) {
            self.lost = None;
            self.touched.clear();
            return Some(Changed::Anything);
        }
        let resting = self.touched.iter().filter(|(_, at)| rests(at));
        let resting: Vec<PathBuf> = resting.map(|(path, _)| path.clone()).collect();
        for path in &resting {
            self.touched.remove(path);
        }
        (!resting.is_empty()).then_some(Changed::Files(resting))
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use super::{Changed, Folder, Resting};

    #[test]
    fn files_are_called_what_a_walk_would_call_them() {
        let folder = Folder {
            named: PathBuf::from("in/"),
            absolute: PathBuf::from("/srv/in"),
        };
        for (path, name) in [
            ("/srv/in/a.txt", Some("in/a.txt")),
            ("/srv/in/b/c.txt", Some("in/b/c.txt")),
            ("in/d.txt", Some("in/d.txt")),
            ("/srv/in/.part", None),
            ("/srv/in/.git/e.txt", None),
            ("/srv/out/f.txt", None),
        ] {
            assert_eq!(
                folder.name(Path::new(path)),
                name.map(PathBuf::from),
                "{path}"
            );
        }
    }

    #[test]
    fn files_are_read_when_they_have_come_to_rest() {
        let second = Duration::from_secs(1);
        let begun = Instant::now();
        let at = |seconds: u32| begun + seconds * second;
        let files =
            |names: &[&str]| Some(Changed::Files(names.iter().map(PathBuf::from).collect()));
        let mut resting = Resting::new(2 * second);
        resting.touch(PathBuf::from("b"), at(0));
        resting.touch(PathBuf::from("a"), at(0));
        resting.touch(PathBuf::from("b"), at(1));
        assert_eq!(resting.take(at(1)), None);
        assert_eq!(resting.take(at(2)), files(&["a"]));
        assert_eq!(resting.take(at(2)), None);
        resting.touch(PathBuf::from("c"), at(3));
        assert_eq!(resting.take(at(5)), files(&["b", "c"]));
        resting.touch(PathBuf::from("d"), at(6));
        resting.lose(at(6));
        assert_eq!(resting.take(at(8)), Some(Changed::Anything));
        assert_eq!(resting.take(at(99)), None);
    }
}
