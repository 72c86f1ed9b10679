//! Several outputs of one run.

use std::sync::Arc;

use rostra_document::{
    Changes, Ended, Extraction, Identity, Memory, Recall, Sink, SinkError, SourceError,
};

/// Hands everything to each of several sinks. A document is passed over only where all of them hold it.
pub struct Fan(Vec<Box<dyn Sink>>);

impl Fan {
    /// Over `sinks`, in their order.
    #[must_use]
    pub fn new(sinks: Vec<Box<dyn Sink>>) -> Self {
        Self(sinks)
    }
}

impl Sink for Fan {
    fn memory(&mut self) -> Result<Option<Box<dyn Memory>>, SinkError> {
        let mut memories = Vec::new();
        for sink in &mut self.0 {
            memories.push(sink.memory()?);
        }
        let any = memories.iter().any(Option::is_some);
        Ok(any.then(|| Box::new(Memories(memories)) as Box<dyn Memory>))
    }

    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.0
            .iter_mut()
            .try_for_each(|sink| sink.write(extraction))
    }

    fn keep(&mut self, identity: &Identity) -> Result<(), SinkError> {
        self.0.iter_mut().try_for_each(|sink| sink.keep(identity))
    }

    fn fail(&mut self, error: &SourceError) {
        self.0.iter_mut().for_each(|sink| sink.fail(error));
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        self.0.iter_mut().try_for_each(|sink| sink.flush())
    }

    /// Finishes all, also after one that could not be.
    fn finish(&mut self, ended: Ended) -> Result<Option<Changes>, SinkError> {
        let mut first = None;
        let mut changes: Option<Changes> = None;
        for sink in &mut self.0 {
            match sink.finish(ended) {
                Ok(Some(more)) => *changes.get_or_insert_default() += more,
                Ok(None) => {}
                Err(error) => first = first.or(Some(error)),
            }
        }
        first.map_or(Ok(changes), Err)
    }
}

struct Memories(Vec<Option<Box<dyn Memory>>>);

impl Memory for Memories {
    fn recall(&mut self, identities: &[&Identity]) -> Result<Vec<Recall>, SinkError> {
        let mut all = vec![Recall::Same; identities.len()];
        for memory in &mut self.0 {
            let recalled = match memory {
                Some(memory) => memory.recall(identities)?,
                None => vec![Recall::Unknown; identities.len()],
            };
            for (known, recalled) in all.iter_mut().zip(recalled) {
                *known = both(std::mem::replace(known, Recall::Same), recalled);
            }
        }
        Ok(all)
    }
}

/// What two outputs remember together.
fn both(one: Recall, other: Recall) -> Recall {
    match (one, other) {
        (Recall::Taken(by), _) | (_, Recall::Taken(by)) => Recall::Taken(by),
        (Recall::Same, Recall::Same) => Recall::Same,
        _ => Recall::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use rostra_document::Recall;

    use super::both;

    #[test]
    fn a_document_is_passed_over_where_all_hold_it() {
        let taken = || Recall::Taken("a.txt".into());
        for (one, other, together) in [
            (Recall::Same, Recall::Same, Recall::Same),
            (Recall::Same, Recall::Unknown, Recall::Unknown),
            (Recall::Unknown, taken(), taken()),
            (taken(), Recall::Same, taken()),
        ] {
            assert_eq!(both(one, other), together);
        }
    }
}
