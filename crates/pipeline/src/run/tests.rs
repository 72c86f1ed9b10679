use std::sync::Arc;
use std::time::Duration;

use rostra_document::{
    Changes, Document, Ended, Extraction, FailureKind, Identity, Language, Memory, Mention,
    Metadata, Provenance, Recall, RecognizeError, Recognizer, Segment, Segmenter, Sink, SinkError,
    SourceError,
};

use super::{Observer, RunOptions, Summary};
use crate::chain::Pipeline;

/// Panics over documents that say so, as a defect would.
struct Touchy;

impl Segmenter for Touchy {
    fn segment(&self, document: &Document) -> Vec<Segment> {
        assert!(!document.text.contains("panic"), "touched");
        Vec::new()
    }
}

/// Has no memory for documents that say so, as a model on an accelerator may run out of it.
struct Short;

impl Recognizer for Short {
    fn name(&self) -> &'static str {
        "short.v1"
    }

    fn recognize(
        &self,
        document: &Document,
        _: &[Segment],
        found: Vec<Mention>,
    ) -> Result<Vec<Mention>, RecognizeError> {
        if document.text.contains("panic") {
            return Err(RecognizeError {
                recognizer: self.name(),
                reason: "out of memory".into(),
            });
        }
        Ok(found)
    }
}

#[derive(Default)]
struct Ids(Vec<String>);

impl Sink for Ids {
    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.0.push(extraction.id.clone());
        Ok(())
    }

    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        Ok(None)
    }
}

impl Observer for Vec<String> {
    fn failure(&mut self, error: &SourceError) {
        self.push(error.to_string());
    }
}

fn document(number: usize) -> Result<Document, SourceError> {
    let place = format!("batch.jsonl:{number}");
    if number % 7 == 3 {
        return Err(SourceError::new(
            Provenance::file(place),
            FailureKind::Rejected,
            "is empty",
        ));
    }
    Ok(Document {
        identity: rostra_document::Identity::new(
            number.to_string(),
            rostra_document::Provenance::file(place),
        ),
        sha256: String::new(),
        language: Language::new("en"),
        metadata: Metadata::default(),
        text: if number % 11 == 5 { "panic" } else { "text" }.into(),
        sections: Vec::new(),
        origin: rostra_document::Origin::default(),
        diagnostics: Vec::new(),
    })
}

fn options(jobs: usize) -> RunOptions {
    RunOptions {
        jobs,
        ..RunOptions::default()
    }
}

fn run(pipeline: &Pipeline, jobs: usize) -> (Vec<String>, Vec<String>, Summary) {
    let (mut sink, mut failures) = (Ids::default(), Vec::new());
    let summary = pipeline
        .run(
            (0..100).map(document),
            &mut sink,
            &options(jobs),
            &mut failures,
        )
        .unwrap();
    (sink.0, failures, summary)
}

/// Runs `pipeline`, which cannot read every eleventh document: `said` is told of it, the others are written.
fn quarantines(pipeline: &Pipeline, said: &str) {
    let (ids, failures, summary) = run(pipeline, 1);
    let expected: Vec<String> = (0..100)
        .filter(|n| n % 7 != 3 && n % 11 != 5)
        .map(|n: usize| n.to_string())
        .collect();
    assert_eq!(ids, expected);
    assert_eq!(summary.documents, ids.len() as u64);
    assert_eq!(summary.failures, failures.len() as u64);
    assert_eq!(summary.documents + summary.failures, 100);
    assert_eq!(failures[0], "batch.jsonl:3: is empty");
    assert_eq!(failures[1], format!("batch.jsonl:5: {said}"));
    for jobs in [2, 5, 64] {
        assert_eq!(
            run(pipeline, jobs),
            (ids.clone(), failures.clone(), summary),
            "{jobs} jobs"
        );
    }
}

#[test]
fn order_does_not_depend_on_the_workers_and_panics_are_contained() {
    let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
    quarantines(
        &pipeline,
        "could not be extracted, a defect of rostra: touched",
    );
}

#[test]
fn a_document_that_a_recogniser_cannot_read_is_left_out_and_told() {
    let pipeline = Pipeline::with_recognizers(vec![Box::new(Short)]);
    quarantines(&pipeline, "`short.v1` could not read it: out of memory");
}

#[test]
fn a_recogniser_that_fails_ends_the_chain() {
    struct Never;
    impl Recognizer for Never {
        fn name(&self) -> &'static str {
            "never.v1"
        }
        fn recognize(
            &self,
            _: &Document,
            _: &[Segment],
            _: Vec<Mention>,
        ) -> Result<Vec<Mention>, RecognizeError> {
            panic!("asked after a failure")
        }
    }
    let pipeline = Pipeline::with_recognizers(vec![Box::new(Short), Box::new(Never)]);
    let error = pipeline.trace(&document(5).unwrap()).unwrap_err();
    assert_eq!(
        error,
        RecognizeError {
            recognizer: "short.v1",
            reason: "out of memory".into(),
        }
    );
}

#[test]
fn a_run_can_be_stopped() {
    struct AfterTen(u64);
    impl Observer for AfterTen {
        fn document(&mut self, _: &Extraction, _: Duration) {
            self.0 += 1;
        }
        fn stop(&self) -> bool {
            self.0 >= 10
        }
    }
    let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
    let mut sink = Ids::default();
    let summary = pipeline
        .run(
            (0..).map(document),
            &mut sink,
            &options(2),
            &mut AfterTen(0),
        )
        .unwrap();
    assert!(summary.stopped);
    assert_eq!(summary.documents, sink.0.len() as u64);
}

/// Remembers every third document, and holds another's id against every tenth.
#[derive(Default)]
struct Remembering {
    ids: Vec<String>,
    kept: Vec<String>,
    fails: bool,
}

struct Thirds(bool);

impl Memory for Thirds {
    fn recall(&mut self, identities: &[&Identity]) -> Result<Vec<Recall>, SinkError> {
        if self.0 && identities.iter().any(|identity| identity.id == "50") {
            return Err(SinkError::Refused {
                place: "store.db".into(),
                reason: "is gone".into(),
            });
        }
        let recall = |identity: &&Identity| match identity.id.parse::<usize>().unwrap() {
            n if n % 10 == 9 => Recall::Taken("other.txt".into()),
            n if n % 3 == 0 => Recall::Same,
            _ => Recall::Unknown,
        };
        Ok(identities.iter().map(recall).collect())
    }
}

impl Sink for Remembering {
    fn memory(&mut self) -> Result<Option<Box<dyn Memory>>, SinkError> {
        Ok(Some(Box::new(Thirds(self.fails))))
    }

    fn write(&mut self, extraction: &Arc<Extraction>) -> Result<(), SinkError> {
        self.ids.push(extraction.id.clone());
        Ok(())
    }

    fn keep(&mut self, identity: &Identity) -> Result<(), SinkError> {
        self.kept.push(identity.id.clone());
        Ok(())
    }

    fn finish(&mut self, _: Ended) -> Result<Option<Changes>, SinkError> {
        Ok(None)
    }
}

#[test]
fn what_the_sink_holds_is_not_read_again() {
    let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
    for jobs in [1, 3] {
        let (mut sink, mut failures) = (Remembering::default(), Vec::new());
        let summary = pipeline
            .run(
                (0..100).map(document),
                &mut sink,
                &options(jobs),
                &mut failures,
            )
            .unwrap();
        let numbers = || (0..100_usize).filter(|n| n % 7 != 3);
        let kept: Vec<String> = numbers()
            .filter(|n| n % 10 != 9 && n % 3 == 0)
            .map(|n| n.to_string())
            .collect();
        let written: Vec<String> = numbers()
            .filter(|n| n % 10 != 9 && n % 3 != 0 && n % 11 != 5)
            .map(|n| n.to_string())
            .collect();
        assert_eq!((&sink.kept, &sink.ids), (&kept, &written));
        assert_eq!(summary.kept, kept.len() as u64);
        assert!(failures.contains(
            &"batch.jsonl:9: its id 9 is that of other.txt; `--id path` and `--id content` make others".to_owned()
        ), "{failures:?}");
    }
}

#[test]
fn a_memory_that_fails_ends_the_run_in_its_place() {
    let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
    let mut sink = Remembering {
        fails: true,
        ..Remembering::default()
    };
    let error = pipeline
        .run((0..).map(document), &mut sink, &options(2), &mut ())
        .unwrap_err();
    assert_eq!(error.to_string(), "cannot write store.db: is gone");
    assert_eq!(error.summary.documents, sink.ids.len() as u64);
}

#[test]
fn strict_wants_the_whole_text() {
    let pipeline = Pipeline::with_segmenter(Box::new(Touchy));
    let cut = || {
        let mut document = document(1).unwrap();
        let cut = rostra_document::Diagnostic::warning("input.truncated", "cut");
        document.diagnostics.push(cut);
        Ok(document)
    };
    for strict in [false, true] {
        let options = RunOptions {
            strict,
            with_text: true,
            ..options(1)
        };
        let (mut sink, mut failures) = (Ids::default(), Vec::new());
        let summary = pipeline
            .run([cut()].into_iter(), &mut sink, &options, &mut failures)
            .unwrap();
        assert_eq!(summary.failures, u64::from(strict));
        let said = ["batch.jsonl:1: was not read whole: cut (`input.truncated`)"];
        assert_eq!(failures, said[..usize::from(strict)]);
    }
}
