//! `rostra-train train-neural`: a network in the place of the linear field, or beside it, measured alike.

mod scorers;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;

use anyhow::Context;
use rostra_pipeline::{Pipeline, PipelineConfig};
use rostra_tagger::network::Network;
use rostra_tagger::tags::TAGS;
use rostra_train::examples::{Example, Maker};
use rostra_train::neural::pack;
use rostra_train::neural::train::{self, Model, Settings};
use rostra_train::{calibrate, crf};

use super::train::{HeldOut, Scorer, Tagging, group, load, pairs, print, read};
use scorers::{Packed, Unpacked};

/// What to train.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// The linear field, as `train` does, but not quantised
    Linear,
    /// The network
    Neural,
    /// Both, their scores added
    WideAndDeep,
}

/// Train a network and measure it on what was held out, to compare with what `train` makes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus, as `corpus` writes it
    #[arg(long)]
    corpus: PathBuf,
    /// The group of scripts: latin, cyrillic, arabic, han or hangul
    #[arg(long)]
    group: String,
    /// The file to write, of a network alone; what it says is then measured
    #[arg(long, short)]
    out: Option<PathBuf>,
    /// What to train
    #[arg(long, value_enum, default_value = "neural")]
    model: Kind,
    /// Rows of embeddings: two to the power of this
    #[arg(long, default_value_t = 17)]
    bits: u32,
    /// Rows of linear weights: two to the power of this
    #[arg(long, default_value_t = 18)]
    linear_bits: u32,
    /// How far each layer looks to either side
    #[arg(long, value_delimiter = ',', default_values_t = [1, 1, 2])]
    gaps: Vec<usize>,
    /// Passes over the corpus
    #[arg(long, default_value_t = 5)]
    epochs: usize,
    /// The first step of embeddings
    #[arg(long, default_value_t = 0.05)]
    embedding_rate: f32,
    /// The first step of layers
    #[arg(long, default_value_t = 1e-3)]
    layer_rate: f32,
    /// The first step of linear weights
    #[arg(long, default_value_t = 0.3)]
    rate: f32,
    /// How often a feature is left out
    #[arg(long, default_value_t = 0.2)]
    feature_dropout: f32,
    /// How often a number of a token's embedding is left out
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

/// Trains and prints a table of what the model is worth, its size and its speed.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let texts = read(&args.corpus, group(&args.group)?, args.limit)?;
    let settings = settings(args);
    let maker = Maker::new(
        Pipeline::new(PipelineConfig::grammar_alone())?,
        settings.field.rows,
    );
    let (training, held_out) = load(&texts, maker.with_own(settings.rows))?;
    let tokens: usize = training.iter().map(Example::len).sum();
    eprintln!(
        "{} sequences, {tokens} tokens to learn from",
        training.len()
    );
    let start = Instant::now();
    let model = learn(args.model, &training, &settings);
    eprintln!("{:.0} s of training", start.elapsed().as_secs_f64());
    drop(training);
    if let Some(out) = &args.out {
        let network = write(&model, &held_out, out)?;
        print(Packed::new(&network), &held_out);
        measure(Packed::new(&network), &held_out);
    } else {
        print(Unpacked::new(&model), &held_out);
        measure(Unpacked::new(&model), &held_out);
        size(&model);
    }
    Ok(())
}

/// Writes the network, calibrated, and reads it back.
fn write(model: &Model, held_out: &[HeldOut], out: &Path) -> anyhow::Result<Network> {
    let network = model.network.as_ref().filter(|_| !model.wide);
    let network = network.context("only a network alone can be written")?;
    let plain = pack::write(network, &model.field, &[(1.0, 0.0); 5])?;
    let plain = Network::read(Cow::Owned(plain))?;
    let curves = calibrate::fit(&pairs(Packed::new(&plain), held_out));
    let bytes = pack::write(network, &model.field, &curves)?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{:.1} MB", bytes.len() as f64 * 1e-6);
    Ok(Network::read(Cow::Owned(bytes))?)
}

fn settings(args: &Args) -> Settings {
    Settings {
        field: crf::Settings {
            rows: 1 << args.linear_bits,
            epochs: args.epochs,
            rate: args.rate,
            decay: 1e-5,
            alone: args.alone,
            dropout: args.feature_dropout,
            seed: args.seed,
        },
        wide: args.model == Kind::WideAndDeep,
        rows: 1 << args.bits,
        gaps: args.gaps.clone(),
        embedding_rate: args.embedding_rate,
        layer_rate: args.layer_rate,
        dropout: args.dropout,
    }
}

fn learn(kind: Kind, examples: &[Example], settings: &Settings) -> Model {
    let report = |epoch, loss| eprintln!("epoch {epoch}: loss {loss:.4} a token");
    match kind {
        Kind::Linear => Model {
            network: None,
            field: crf::train(examples, &settings.field, report),
            wide: true,
        },
        Kind::Neural | Kind::WideAndDeep => train::train(examples, settings, report),
    }
}

/// Passes over the texts that are timed; the fastest counts.
const ROUNDS: usize = 5;

/// Prints tokens a second, from features to scores and from features to spans.
fn measure(scorer: impl Scorer, held_out: &[HeldOut]) {
    let examples: Vec<&Example> = held_out.iter().flat_map(|text| &text.examples).collect();
    let tokens: usize = examples.iter().map(|example| example.len()).sum();
    let mut tagging = Tagging::new(scorer);
    let mut scores = Vec::new();
    let speed = |seconds: f64| tokens as f64 / seconds / 1000.0;
    let scoring = fastest(|| {
        examples
            .iter()
            .for_each(|example| tagging.scorer.scores(example, false, &mut scores))
    });
    let spans = fastest(|| {
        examples
            .iter()
            .for_each(|example| drop(tagging.spans(example, false)))
    });
    println!(
        "{:.0} thousand tokens a second to scores, {:.0} to spans",
        speed(scoring),
        speed(spans)
    );
}

/// Prints the size of the weights as f32 and with a byte a weight.
fn size(model: &Model) {
    let network = model
        .network
        .as_ref()
        .map_or(0, |network| network.weights());
    let wide = usize::from(model.wide) * model.field.rows.len() * TAGS;
    let weights = (network + wide) as f64;
    println!(
        "{:.1} MB, {:.1} MB with a byte a weight",
        weights * 4e-6,
        weights * 1e-6
    );
}

fn fastest(mut pass: impl FnMut()) -> f64 {
    let times = (0..ROUNDS).map(|_| {
        let start = processor_time();
        pass();
        processor_time() - start
    });
    times.fold(f64::MAX, f64::min)
}

/// Seconds that this thread has run, where the system tells, so that others on the machine do not count; else the
/// clock.
fn processor_time() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |value| value * 1e-9)
}
