//! `rostra-train predict`: what the models find by themselves in the texts of a corpus, and how fast.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::Context;
use rostra_document::Document;
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_tagger::{Models, TaggerRecognizer};
use rostra_train::labelled::{Labelled, Span};
use rostra_train::score::Predicted;

/// Find spans in the held-out texts of a corpus with the models alone, for `score`; says how many words a second
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus
    corpus: PathBuf,
    /// Where the spans go: JSON Lines of id and spans
    out: PathBuf,
    /// Folder with the models; else those that are built in
    #[arg(long)]
    models: Option<PathBuf>,
    /// All texts, not only those held out
    #[arg(long)]
    all: bool,
    /// Threads
    #[arg(long, default_value_t = 1)]
    jobs: usize,
}

/// Writes the spans.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let texts = read(&args.corpus, args.all)?;
    let models: &'static Models = match &args.models {
        Some(folder) => Box::leak(Box::new(Models::read(folder)?)),
        None => Models::embedded(),
    };
    let pipeline = Pipeline::new(PipelineConfig::grammar_alone())?;
    // Packs are compiled on first use, which is none of the models' affair.
    predict(
        &pipeline,
        models,
        texts.get(..texts.len().min(400)).unwrap_or_default(),
    );
    let start = Instant::now();
    let share = texts.len().div_ceil(args.jobs.max(1)).max(1);
    let found: Vec<Predicted> = thread::scope(|scope| {
        let parts = texts.chunks(share);
        let running: Vec<_> = parts
            .map(|part| scope.spawn(|| predict(&pipeline, models, part)))
            .collect();
        let done = running.into_iter().map(|thread| thread.join());
        done.flatten().flatten().collect()
    });
    let seconds = start.elapsed().as_secs_f64();
    anyhow::ensure!(found.len() == texts.len(), "a thread has failed");
    let words: usize = texts.iter().map(words).sum();
    eprintln!(
        "{} texts, {words} words in {seconds:.2} s: {:.0} words a second with {} threads",
        texts.len(),
        words as f64 / seconds,
        args.jobs
    );
    let file = File::create(&args.out);
    let mut file =
        BufWriter::new(file.with_context(|| format!("cannot write {}", args.out.display()))?);
    for row in &found {
        serde_json::to_writer(&mut file, row)?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}

fn read(corpus: &Path, all: bool) -> anyhow::Result<Vec<Labelled>> {
    let name = corpus.display();
    let file = File::open(corpus).with_context(|| format!("cannot read {name}"))?;
    let mut texts = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let text: Labelled =
            serde_json::from_str(&line?).with_context(|| format!("{name}:{}", number + 1))?;
        if all || text.held_out {
            texts.push(text);
        }
    }
    Ok(texts)
}

fn predict(pipeline: &Pipeline, models: &'static Models, texts: &[Labelled]) -> Vec<Predicted> {
    let tagger = TaggerRecognizer::with(models);
    let spans = texts.iter().map(|text| {
        let document = Document::of_text(&text.id, &text.lang, text.text.as_str());
        let segments = pipeline.segments(&document);
        let found = tagger.spans(&document, &segments);
        let points = Points::new(&text.text);
        let spans = found.into_iter().map(|(range, kind, _)| Span {
            start: points.before(range.start),
            end: points.before(range.end),
            kind,
        });
        Predicted {
            id: text.id.clone(),
            spans: spans.collect(),
        }
    });
    spans.collect()
}

/// Words between spaces; in Chinese and Japanese, characters.
fn words(text: &Labelled) -> usize {
    if matches!(text.lang.as_str(), "zh" | "ja") {
        text.text.chars().filter(|c| !c.is_whitespace()).count()
    } else {
        text.text.split_whitespace().count()
    }
}

/// Code points before each byte.
struct Points(Vec<usize>);

impl Points {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).collect())
    }

    fn before(&self, byte: usize) -> usize {
        self.0.partition_point(|at| *at < byte)
    }
}
