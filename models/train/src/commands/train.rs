//! `rostra-train train`: the corpus to weights.

use std::borrow::Cow;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_tagger::groups::Group;
use rostra_tagger::lattice::{Column, Found, Lattice, Transitions};
use rostra_tagger::tags::{self, Kind, Position};
use rostra_tagger::weights::Weights;
use rostra_train::crf::{self, Settings};
use rostra_train::examples::{self, Example, Maker};
use rostra_train::labelled::Labelled;
use rostra_train::measure::Table;
use rostra_train::{calibrate, pack};

/// Train the model of one group of scripts, and measure it on what was held out
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus, as `corpus` writes it
    #[arg(long)]
    corpus: PathBuf,
    /// The group of scripts: latin, cyrillic, arabic, han or hangul
    #[arg(long)]
    group: String,
    /// The file of weights to write
    #[arg(long, short)]
    out: PathBuf,
    /// Rows of weights: two to the power of this
    #[arg(long, default_value_t = 18)]
    bits: u32,
    /// Passes over the corpus
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// The first step
    #[arg(long, default_value_t = 0.3)]
    rate: f32,
    /// Shrinks weights as they are changed
    #[arg(long, default_value_t = 1e-5)]
    decay: f32,
    /// How often a feature is left out
    #[arg(long, default_value_t = 0.3)]
    dropout: f32,
    /// How often a sequence is seen without the grammar's findings
    #[arg(long, default_value_t = 0.4)]
    alone: f32,
    /// At most so many texts of a set and language, for trials
    #[arg(long)]
    limit: Option<usize>,
    /// What random choices begin with
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A text to measure on.
pub(super) struct HeldOut {
    set: String,
    lang: String,
    complete: Vec<Kind>,
    pub(super) examples: Vec<Example>,
}

/// Trains, writes the weights and prints a table of what they are worth.
pub fn run(args: Args) -> anyhow::Result<()> {
    let group = group(&args.group)?;
    let rows = 1_usize << args.bits;
    let texts = read(&args.corpus, group, args.limit)?;
    let maker = Maker::new(Pipeline::new(PipelineConfig::grammar_alone())?, rows);
    let (training, held_out) = load(&texts, maker)?;
    let tokens: usize = training.iter().map(Example::len).sum();
    eprintln!(
        "{} sequences, {tokens} tokens to learn from",
        training.len()
    );
    let settings = Settings {
        rows,
        epochs: args.epochs,
        rate: args.rate,
        decay: args.decay,
        alone: args.alone,
        dropout: args.dropout,
        seed: args.seed,
    };
    let field = crf::train(&training, &settings, |epoch, loss| {
        eprintln!("epoch {epoch}: loss {loss:.4} a token")
    });
    drop(training);
    let plain = [(1.0, 0.0); Kind::ALL.len()];
    let weights = Weights::read(Cow::Owned(pack::write(&field, &plain)?))?;
    let curves = calibrate::fit(&pairs(&weights, &held_out));
    let bytes = pack::write(&field, &curves)?;
    if let Some(folder) = args.out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    let weights = Weights::read(Cow::Owned(bytes))?;
    print(&weights, &held_out);
    Ok(())
}

/// The group of this name.
pub(super) fn group(name: &str) -> anyhow::Result<Group> {
    let group = Group::ALL.into_iter().find(|group| group.name() == name);
    group.with_context(|| format!("there is no group {name:?}"))
}

/// How much a text of `set` counts, and whether it is learnt from alone: hand labels of real texts are few and
/// right, templates are many and alike.
fn weight(set: &str) -> (f32, bool) {
    match set {
        "labels" | "written" => (2.0, false),
        _ if set.starts_with("templates") => (0.5, true),
        "hipe2022_newseye_sonar" => (0.3, false),
        _ => (1.0, false),
    }
}

/// Examples to learn from and texts to measure on.
pub(super) fn load(
    texts: &[Labelled],
    mut maker: Maker,
) -> anyhow::Result<(Vec<Example>, Vec<HeldOut>)> {
    let (mut training, mut held_out) = (Vec::new(), Vec::new());
    for text in texts {
        let mut examples = Vec::new();
        maker
            .make(text, weight(&text.set), &mut examples)
            .with_context(|| text.id.clone())?;
        if text.held_out {
            held_out.push(HeldOut {
                set: text.set.clone(),
                lang: text.lang.clone(),
                complete: text.complete.clone(),
                examples,
            });
        } else {
            training.append(&mut examples);
        }
    }
    Ok((training, held_out))
}

/// The texts of a corpus whose languages are of `group`.
pub(super) fn read(
    corpus: &Path,
    group: Group,
    limit: Option<usize>,
) -> anyhow::Result<Vec<Labelled>> {
    let file =
        fs::File::open(corpus).with_context(|| format!("cannot read {}", corpus.display()))?;
    let mut counts = std::collections::BTreeMap::new();
    let mut texts = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let text: Labelled = serde_json::from_str(&line?)
            .with_context(|| format!("{}:{}", corpus.display(), number + 1))?;
        if examples::group(&text.lang) != Some(group) {
            continue;
        }
        let count = counts
            .entry((text.set.clone(), text.lang.clone(), text.held_out))
            .or_insert(0);
        *count += 1;
        if limit.is_none_or(|limit| *count <= limit) {
            texts.push(text);
        }
    }
    Ok(texts)
}

/// The spans that an example is marked with.
fn marked(example: &Example) -> Vec<(usize, usize, Kind)> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, set) in example.allowed.iter().enumerate() {
        if set.count_ones() != 1 {
            continue;
        }
        if let Some((kind, position)) = tags::read(set.trailing_zeros() as u8) {
            if matches!(position, Position::Begin | Position::Unit) {
                start = at;
            }
            if matches!(position, Position::Last | Position::Unit) {
                spans.push((start, at + 1, kind));
            }
        }
    }
    spans
}

/// A model that is to be measured.
pub(super) trait Scorer {
    /// Scores of the tags of each token, `alone` without what recognisers before found.
    fn scores(&mut self, example: &Example, alone: bool, scores: &mut Vec<Column>);
    /// Scores of one tag after another.
    fn transitions(&self) -> &Transitions;
}

impl Scorer for &Weights {
    fn scores(&mut self, example: &Example, alone: bool, scores: &mut Vec<Column>) {
        let features = if alone {
            &example.features.alone()
        } else {
            &example.features
        };
        Weights::scores(self, features, scores);
    }

    fn transitions(&self) -> &Transitions {
        Weights::transitions(self)
    }
}

/// Finds spans with a model.
pub(super) struct Tagging<S> {
    pub(super) scorer: S,
    pub(super) lattice: Lattice,
    pub(super) scores: Vec<Column>,
}

impl<S: Scorer> Tagging<S> {
    pub(super) fn new(scorer: S) -> Self {
        Self {
            scorer,
            lattice: Lattice::default(),
            scores: Vec::new(),
        }
    }

    pub(super) fn spans(&mut self, example: &Example, alone: bool) -> Vec<Found> {
        self.scorer.scores(example, alone, &mut self.scores);
        let transitions = self.scorer.transitions();
        self.lattice.sum(&self.scores, transitions, &[]);
        self.lattice.best(&self.scores, transitions);
        let mut found = Vec::new();
        self.lattice.spans(transitions, &mut found);
        found
    }
}

/// Of each span found: its kind, its probability, and whether it is marked.
pub(super) fn pairs(scorer: impl Scorer, held_out: &[HeldOut]) -> Vec<(Kind, f32, bool)> {
    let mut tagging = Tagging::new(scorer);
    let mut pairs = Vec::new();
    for text in held_out {
        for example in &text.examples {
            let marked = marked(example);
            let found = tagging.spans(example, false);
            let found = found
                .iter()
                .filter(|span| text.complete.contains(&span.kind));
            pairs.extend(
                found.map(|s| (s.kind, s.score, marked.contains(&(s.start, s.end, s.kind)))),
            );
        }
    }
    pairs
}

/// Prints what a model finds in texts that were held out.
pub(super) fn print(scorer: impl Scorer, held_out: &[HeldOut]) {
    let mut tagging = Tagging::new(scorer);
    let (mut alone, mut both) = (Table::default(), Table::default());
    for text in held_out {
        for example in &text.examples {
            let marked = marked(example);
            for (without, table) in [(true, &mut alone), (false, &mut both)] {
                let found = tagging.spans(example, without);
                table.add(&text.set, &text.lang, &marked, &found, &text.complete);
            }
        }
    }
    println!(
        "{:<24}{:<5}{:<14}{:>8}{:>8}{:>8}",
        "set", "lang", "kind", "marked", "alone", "both"
    );
    for ((set, lang, kind, alone), (_, _, _, both)) in alone.rows().zip(both.rows()) {
        if alone.marked > 0 {
            println!(
                "{set:<24}{lang:<5}{kind:<14}{:>8}{:>8.3}{:>8.3}",
                alone.marked,
                alone.f1(),
                both.f1()
            );
        }
    }
}
