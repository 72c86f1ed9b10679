//! `rostra-train corpus`: all sources into one file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use rostra_tagger::tags::Kind;
use rostra_train::corpus::{self, Contents, CorpusError, Sources};

/// Make the corpus: labelled texts of all sources, as JSON Lines
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder with the labelled sets (ner/open) and public texts (raw)
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Folder with our own texts (written), templates and labels
    #[arg(long, default_value = "models/train")]
    models: PathBuf,
    /// The file to write
    #[arg(long, short)]
    out: PathBuf,
    /// Leave out a set; may be given several times
    #[arg(long, value_name = "SET")]
    without: Vec<String>,
    /// Documents made of the templates of each language
    #[arg(long, default_value_t = 4000)]
    templates: usize,
    /// Held-out documents of each language with names that stand nowhere else
    #[arg(long, default_value_t = 300)]
    unseen: usize,
    /// What random choices begin with
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Makes the corpus and says on standard error what is in it.
pub fn run(args: Args) -> anyhow::Result<()> {
    let out = args.out;
    let file = File::create(&out).with_context(|| format!("cannot write {}", out.display()))?;
    let mut file = BufWriter::new(file);
    let sources = Sources {
        data: args.data,
        models: args.models,
        without: args.without,
        templates: args.templates,
        unseen: args.unseen,
        seed: args.seed,
    };
    let contents = corpus::build(&sources, &mut |labelled| {
        serde_json::to_writer(&mut file, labelled)
            .map_err(|error| CorpusError::Write(error.into()))?;
        file.write_all(b"\n")?;
        Ok(())
    })?;
    file.flush()?;
    report(&contents);
    Ok(())
}

fn report(contents: &Contents) {
    let kinds = Kind::ALL
        .map(|kind| format!("{:>9.9}", kind.name()))
        .join("");
    eprintln!(
        "{:<24}{:<5}{:>9}{:>9}{:>9}{kinds}",
        "set", "lang", "texts", "held out", "words"
    );
    for ((set, lang), count) in &contents.sets {
        let spans = count.spans.map(|number| format!("{number:>9}")).join("");
        let (texts, held_out, words) = (count.documents, count.held_out, count.words);
        eprintln!("{set:<24}{lang:<5}{texts:>9}{held_out:>9}{words:>9}{spans}");
    }
    for note in &contents.notes {
        eprintln!("note: {note}");
    }
}
